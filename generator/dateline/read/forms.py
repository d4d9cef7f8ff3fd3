"""Say in an editor’s words what pydantic finds wrong with the form of a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dateline.read.near import did_you_mean, near_to

_NO_MAPPING = ("is not a mapping", "write `key: value` below it")
_FORMS: Mapping[str, tuple[str, str]] = {
    "string_type": ("is not text", "write words"),
    "string_too_short": ("is empty", "write words, or delete the key"),
    "string_too_long": ("is longer than {max_length} characters", "shorten it"),
    "bool_type": ("is neither true nor false", "write `true` or `false`, without quotation marks"),
    "tuple_type": ("is not a list", "write `[a, b]`"),
    "too_short": ("is an empty list", "name at least one"),
    "dict_type": _NO_MAPPING,
    "model_type": _NO_MAPPING,
    "decimal_type": ("is not a number", "write it without quotation marks"),
    "decimal_parsing": ("is not a number", "write it without quotation marks"),
    "greater_than_equal": ("is less than {ge}", "mend the number"),
    "less_than_equal": ("is more than {le}", "mend the number"),
}
"""Pydantic's error types in an editor's words."""
_PATTERNS: Mapping[str, tuple[str, str]] = {
    "id": ("is not an id", "use lower-case letters, digits and single hyphens: `lantern-watch`"),
    "sha256": ("is not a SHA-256", "write its 64 digits and lower-case letters a to f, as `sha256sum` prints them"),
    "URL": ("is not an address of the web", "write it with https:// and without spaces"),
}


def form_of(found: Any) -> tuple[str, str]:  # noqa: ANN401
    """Return what is wrong with the form of a value, and what to do about it."""
    kind, context, given = found["type"], found.get("ctx", {}), found["input"]
    name = next(step for step in reversed(found["loc"]) if isinstance(step, str))
    if kind in ("enum", "literal_error"):
        return no_member(found, name.replace("_", " "))
    if kind == "string_pattern_mismatch":
        said, remedy = _PATTERNS.get(name, ("is not of this form", f"it must match {context['pattern']}"))
        if "\\d" in context["pattern"]:
            said, remedy = "is not an edition’s id", "write a date, and a number for a second one: `2018-04-02.2`"
        return f"“{name}”: “{given}” {said}", remedy
    if kind not in _FORMS:
        message = found["msg"].removeprefix("Value error, ")
        return f"“{name}”: {message[:1].lower()}{message[1:]}", ""
    said, remedy = _FORMS[kind]
    if kind == "string_type" and not isinstance(given, list | dict):
        remedy = "put it in quotation marks"
    return f"“{name}” {said.format(**context)}", remedy


def no_member(found: Any, what: str) -> tuple[str, str]:  # noqa: ANN401
    """Say that a word is none of those that may stand here."""
    words = re.findall("'([^']*)'", found["ctx"]["expected"])
    said = str(found["input"]) if isinstance(found["input"], str | int) else "this"
    return f"“{said}” is no {what}", did_you_mean(said, words) or f"write {', '.join(words)}"


def near_words(found: Any) -> list[str]:  # noqa: ANN401
    """Return the words that may have been meant where one of a few should stand."""
    if found["type"] not in ("enum", "literal_error") or not isinstance(found["input"], str):
        return []
    return near_to(found["input"], re.findall("'([^']*)'", found["ctx"]["expected"]))

"""Say in an editor’s words what pydantic finds wrong with the form of a value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dateline.problems import Value
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
_WRITTEN_NUMBER = re.compile(r"\d{1,3}(?:(?P<sign>[, \u00a0\u202f’'])\d{3}(?:(?P=sign)\d{3})*)?(?:\.\d+)?|\d+")
"""Digits as a text groups them, or as a word in quotation marks."""
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
        remedy = f"write `{name}: {number:f}`" if (number := _meant_number(found)) is not None else ""
        return f"“{name}”: {message[:1].lower()}{message[1:]}", remedy
    said, remedy = _FORMS[kind]
    if kind == "string_type" and not isinstance(given, list | dict):
        remedy = "put it in quotation marks"
    return f"“{name}” {said.format(**context)}", remedy


def no_member(found: Any, what: str) -> tuple[str, str]:  # noqa: ANN401
    """Say that a word is none of those that may stand here."""
    words = re.findall("'([^']*)'", found["ctx"]["expected"])
    said = str(found["input"]) if isinstance(found["input"], str | int) else "this"
    return f"“{said}” is no {what}", did_you_mean(said, words) or f"write {', '.join(words)}"


def _meant_number(found: Any) -> Decimal | None:  # noqa: ANN401
    """Return the number that was meant where it is written as texts write it: “3,400”."""
    given = found["input"]
    if found["type"] != "amount" or not isinstance(given, str) or not _WRITTEN_NUMBER.fullmatch(given.strip()):
        return None
    return Decimal(re.sub(r"[^\d.]", "", given))


def near_words(found: Any) -> list[Value]:  # noqa: ANN401
    """Return what may have been meant: of a few words that should stand there, or a number without its commas."""
    if (number := _meant_number(found)) is not None:
        return [number]
    if found["type"] not in ("enum", "literal_error") or not isinstance(found["input"], str):
        return []
    return [*near_to(found["input"], re.findall("'([^']*)'", found["ctx"]["expected"]))]

"""Read what the reference of fields tells out of the JSON Schema. Pure: no file, nothing written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.read.schema import schema_text

Schema = Mapping[str, Any]

_SHORT = 60
"""Characters up to which more than one example of a field is shown."""
_OF_IDS = re.compile(r"\bids? (?:of|from)\b")
_UNPLAIN = re.compile(r"""^[\[{"'`&*!|>%@#-]|: | #""")
"""What does not stand in YAML without quotation marks (YAML 1.2, 7.3.3)."""
_PARTING = re.compile(r"[,\[\]{}]")
"""What does not stand inside a list or mapping in flow style."""
_REGISTERS = ("actors", "places", "indicators")
_SINGLE = {
    "Source": "A record of a document: `seeds/NAME.yml`",
    "Briefing": "A briefing: `briefings/SLUG/briefing.yml`",
    "Edition": "The edition in work: `briefings/edition.yml`",
    "Basemap": "The base map: `briefings/basemap.yml`",
}


@dataclass(frozen=True)
class FieldEntry:
    """Hold what is told of one field."""

    name: str
    anchor: str
    form: str
    """What may stand there, in Markdown: “text”, “an id from places.yml”, “`stock`, `flow` or `cumulative`”."""
    required: bool
    description: str
    examples: tuple[str, ...]
    """Each as it may be written in YAML."""
    words: tuple[tuple[str, str], ...] = ()
    """The words of a closed list that may stand there, each with what it means."""
    record: str = ""
    """The record that is written there, by its anchor on the page."""


@dataclass(frozen=True)
class RecordEntry:
    """Hold one kind of record and its fields."""

    title: str
    anchor: str
    description: str
    fields: tuple[FieldEntry, ...]


@dataclass(frozen=True)
class Part:
    """Hold the records of one section of the page."""

    title: str
    text: str
    records: tuple[RecordEntry, ...]


def read_records() -> tuple[Part, ...]:
    """Return every record that an editor may write with all its fields, from the schema of the models."""
    schema = json.loads(schema_text())
    defs: Mapping[str, Schema] = schema["$defs"]
    written: Mapping[str, Schema] = schema["anyOf"][0]["properties"]
    lists = {key: _name_of(value["items"]) for key, value in written.items()}
    kinds = {key: name for key, name in lists.items() if key not in _REGISTERS and key != "withdrawn"}
    shared = _shared([defs[name]["properties"] for name in kinds.values()])
    fact = defs[kinds["control"]]
    every = {**fact, "properties": shared, "description": "What any fact may have, whatever its kind."}
    used = _inner(defs, [*lists.values(), *_SINGLE])
    return (
        Part(
            "Facts",
            "A file in `briefings/SLUG/` is a mapping from kind to list. The fields of every fact come first; under "
            "each kind stand those that it has besides.",
            (
                _record(defs, "Every fact", every),
                *(
                    _record(defs, f"`{key}`", _without(_told(defs[name], written[key]), shared))
                    for key, name in kinds.items()
                ),
                _record(defs, "`withdrawn`", defs[lists["withdrawn"]]),
            ),
        ),
        Part(
            "Registers",
            "`briefings/actors.yml`, `places.yml` and `indicators.yml` each hold one list.",
            tuple(_record(defs, f"`{key}`", _told(defs[lists[key]], written[key])) for key in _REGISTERS),
        ),
        Part(
            "Files of one record",
            "The fields stand at the left margin.",
            tuple(_record(defs, title, defs[name], anchor=name.lower()) for name, title in _SINGLE.items()),
        ),
        Part(
            "Records inside records",
            "What is written where a field above says so.",
            tuple(_record(defs, f"`{name.lower()}`", defs[name]) for name in used),
        ),
    )


def _name_of(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _shared(kinds: list[Schema]) -> Schema:
    """Return the fields that every kind has, and describes the same way; each kind may have its own examples."""
    first, *others = kinds

    def said(fields: Schema, name: str) -> Schema:
        return {key: value for key, value in fields.get(name, {}).items() if key != "examples"}

    return {
        name: value for name, value in first.items() if all(said(other, name) == said(first, name) for other in others)
    }


def _without(record: Schema, fields: Schema) -> Schema:
    left = {name: value for name, value in record["properties"].items() if name not in fields}
    return {**record, "properties": left}


def _told(record: Schema, written: Schema) -> Schema:
    """Describe a record as its list is described, where that is."""
    return {**record, "description": written.get("description", record.get("description", ""))}


def _refs(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield _name_of(value)
        for inner in value.values():
            yield from _refs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _refs(inner)


def _inner(defs: Mapping[str, Schema], told: list[str]) -> list[str]:
    """Return the records that are written inside others, in the order in which they are met."""
    found: list[str] = []
    queue = list(told)
    while queue:
        for name in _refs(defs[queue.pop(0)]):
            if defs[name].get("type") == "object" and name not in found and name not in told:
                found.append(name)
                queue.append(name)
    return found


def _record(defs: Mapping[str, Schema], title: str, record: Schema, anchor: str = "") -> RecordEntry:
    anchor = anchor or title.strip("`").lower().replace(" ", "-")
    required = record.get("required", ())
    return RecordEntry(
        title,
        anchor,
        str(record.get("description", "")),
        tuple(
            FieldEntry(
                name,
                f"{anchor}-{name}",
                _form(defs, value),
                name in required,
                _said(value),
                _examples(value),
                _words(defs, value),
                next((inner.lower() for inner in _refs(value) if defs[inner].get("type") == "object"), ""),
            )
            for name, value in record["properties"].items()
        ),
    )


def _said(value: Schema) -> str:
    """Return the description of a field without what its form says already, closed with a full stop."""
    said = str(value.get("description", ""))
    if said.startswith("An id from "):
        return ""
    return said if not said or said.endswith((".", "!", "?", ")")) else f"{said}."


def _words(defs: Mapping[str, Schema], value: Schema) -> tuple[tuple[str, str], ...]:
    """Return the words of a field that is a closed list and tells what each of them means."""
    inner = defs[_name_of(value)] if "$ref" in value else value
    return tuple(zip(inner.get("enum", ()), inner.get("enumDescriptions", ()), strict=False))


def _examples(value: Schema) -> tuple[str, ...]:
    """Return examples of a field: all short ones, or the first where it is long."""
    written = tuple(_written(example) for example in value.get("examples", ()))
    return tuple(example for example in written if len(example) <= _SHORT) or written[:1]


def _written(example: object, *, inside: bool = False) -> str:
    """Write an example as it may stand in YAML: lists and mappings in flow style, words bare where they can be."""
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {_written(value, inside=True)}" for key, value in example.items()) + "}"
    if isinstance(example, list):
        return "[" + ", ".join(_written(value, inside=True) for value in example) + "]"
    if isinstance(example, bool):
        return str(example).lower()
    if isinstance(example, int | float):
        return str(example)
    text = str(example)
    bare = not (text.isdigit() or _UNPLAIN.search(text) or (inside and _PARTING.search(text)))
    return text if bare else json.dumps(text, ensure_ascii=False)


def _form(defs: Mapping[str, Schema], value: Schema) -> str:
    """Say in words what may stand in a field."""
    if "$ref" in value:
        inner = defs[_name_of(value)]
        return "a record" if inner.get("type") == "object" else _form(defs, inner)
    if "enum" in value or "const" in value:
        return _choice(value)
    for several in ("anyOf", "oneOf"):
        if several in value:
            forms = [_form(defs, one) for one in value[several]]
            if len(forms) == 2 and value[several][-1].get("type") == "array" and _same_items(value[several]):  # noqa: PLR2004
                return f"{forms[0]}, or a list of such"
            return ", or ".join(dict.fromkeys(forms))
    said = str(value.get("description", ""))
    if said.startswith("An id from "):
        return f"an id from {said.removeprefix('An id from ')}"
    return _form_of_type(defs, value)


def _choice(value: Schema) -> str:
    if "enumDescriptions" in value:
        return "one of these words"
    *words, last = (f"`{word}`" for word in value.get("enum", [value.get("const")]))
    return f"{', '.join(words)} or {last}" if words else last


def _same_items(two: list[Schema]) -> bool:
    return two[1].get("items") == two[0]


def _form_of_type(defs: Mapping[str, Schema], value: Schema) -> str:
    kind = value.get("type")
    if kind == "array" and value.get("maxItems") == value.get("minItems") == 2:  # noqa: PLR2004
        return "a list of two numbers"
    if kind == "array":
        return f"a list; each {_form(defs, value['items'])}"
    if kind == "object":
        keys, inner = value.get("propertyNames", {}), value.get("additionalProperties")
        of = f"from {_form(defs, keys)} " if "enum" in keys or "$ref" in keys else ""
        return f"a mapping {of}to {_form(defs, inner)}" if isinstance(inner, dict) else "a mapping"
    if kind == "string" and _OF_IDS.search(str(value.get("description", ""))):
        return "an id"
    if kind == "string" and "EDTF" in str(value.get("description", "")):
        return "a date"
    return {"boolean": "`true` or `false`", "integer": "a whole number", "number": "a number"}.get(str(kind), "text")

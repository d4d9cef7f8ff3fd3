"""Read what the references tell out of the JSON Schema and the command line. Pure: no file, nothing written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import click

from dateline.cli import main
from dateline.read.schema import schema_text

Schema = Mapping[str, Any]

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
    lists = {key: _name_of(value["items"]) for key, value in schema["anyOf"][0]["properties"].items()}
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
                *(_record(defs, f"`{key}`", _without(defs[name], shared)) for key, name in kinds.items()),
                _record(defs, "`withdrawn`", defs[lists["withdrawn"]]),
            ),
        ),
        Part(
            "Registers",
            "`briefings/actors.yml`, `places.yml` and `indicators.yml` each hold one list.",
            tuple(_record(defs, f"`{key}`", defs[lists[key]]) for key in _REGISTERS),
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
    """Return the fields that every kind has, and describes the same way."""
    first, *others = kinds
    return {name: value for name, value in first.items() if all(other.get(name) == value for other in others)}


def _without(record: Schema, fields: Schema) -> Schema:
    left = {name: value for name, value in record["properties"].items() if name not in fields}
    return {**record, "properties": left}


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
                tuple(_written(example) for example in value.get("examples", ())),
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


def _written(example: object) -> str:
    """Write an example as it may stand in YAML: a mapping and a list in flow style, words without quotation marks."""
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {_written(value)}" for key, value in example.items()) + "}"
    if isinstance(example, list):
        return "[" + ", ".join(map(_written, example)) + "]"
    if isinstance(example, bool):
        return str(example).lower()
    text = str(example)
    bare = isinstance(example, int | float) or not (text.isdigit() or text.startswith(("“", '"', "[", "{", "`", "&")))
    return text if bare else json.dumps(text, ensure_ascii=False)


def _form(defs: Mapping[str, Schema], value: Schema) -> str:
    """Say in words what may stand in a field."""
    if "$ref" in value:
        inner = defs[_name_of(value)]
        return "a record" if inner.get("type") == "object" else _form(defs, inner)
    if "enum" in value or "const" in value:
        *words, last = (f"`{word}`" for word in value.get("enum", [value.get("const")]))
        return f"{', '.join(words)} or {last}" if words else last
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
    if kind == "string" and "EDTF" in str(value.get("description", "")):
        return "a date"
    return {"boolean": "`true` or `false`", "integer": "a whole number", "number": "a number"}.get(str(kind), "text")


# ---------------------------------------------------------------- commands


@dataclass(frozen=True)
class CommandEntry:
    """Hold what `--help` says of one command."""

    name: str
    """As it is typed: `dateline add source`."""
    usage: str
    help: tuple[str, ...]
    """Its paragraphs."""
    options: tuple[tuple[str, str], ...]
    commands: tuple[str, ...]
    """The names of its commands, if it is a group."""


def read_commands() -> tuple[CommandEntry, ...]:
    """Return every command and its commands, in the order of `--help`."""
    return tuple(_commands(main, click.Context(main, info_name="dateline")))


def _commands(command: click.Command, context: click.Context) -> Iterator[CommandEntry]:
    inner = command.commands if isinstance(command, click.Group) else {}
    records = (param.get_help_record(context) for param in command.get_params(context))
    names = sorted(inner)
    yield CommandEntry(
        context.command_path,
        " ".join([context.command_path, *command.collect_usage_pieces(context)]),
        tuple(" ".join(part.split()) for part in (command.help or "").split("\n\n")),
        tuple((name, said) for name, said in filter(None, records)),
        tuple(f"{context.command_path} {name}" for name in names),
    )
    for name in names:
        yield from _commands(inner[name], click.Context(inner[name], info_name=name, parent=context))

"""Write the JSON Schema (2020-12) of the YAML files, from the models that read them.

What each field means stands under it in the models; its examples are those of `examples.yml`, one invented record or
more of each kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from dateline.model.files import LISTS, SINGLE
from dateline.model.values import listed
from dateline.read.meanings import meanings_of_fields, meanings_of_words
from dateline.read.yamlfile import parse_yaml

_MEANINGS = {
    "actors": "All who act or speak, each once; in `briefings/actors.yml`.",
    "places": "All places, each once; in `briefings/places.yml`.",
    "indicators": "All that figures count, each once; in `briefings/indicators.yml`.",
    "tracks": "Negotiations: who talks to whom, and how far the talks are.",
    "control": "Who holds which place.",
    "presence": "Who is in which place.",
    "positions": "What actors state, deny and aim at.",
    "demands": "What is demanded of whom, and until when.",
    "agreements": "Who agreed to what.",
    "events": "What happened, or is to come.",
    "figures": "Numbers of people and things, each with its hedge.",
    "locations": "Where places lie.",
    "profiles": "Who actors are.",
    "withdrawn": "Facts of earlier editions that are taken out.",
}
"""What the lists of a file hold."""
_SHOWN = 3
"""Examples of a field, at most."""


class _Written(GenerateJsonSchema):
    """Describe what an editor writes: one value where a list may stand, and never an empty one."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Let one item stand where the reader makes a list of it."""
        inner = super().function_before_schema(schema)
        # A function that takes no further argument: the only one that the models put before a value.
        if schema["function"]["function"] is not listed:
            return inner
        return {"anyOf": [inner["items"], inner]}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Give each field its meaning."""
        inner = super().model_schema(schema)
        meanings = meanings_of_fields(schema["cls"])
        for name, info in schema["cls"].model_fields.items():
            if (key := info.alias or name) in inner["properties"] and name in meanings:
                inner["properties"][key] = {**inner["properties"][key], "description": meanings[name]}
        return inner

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """Give each word of a closed list its meaning, where editors of YAML look for it."""
        meanings = meanings_of_words(schema["cls"])
        return {
            **super().enum_schema(schema),
            "enumDescriptions": [meanings[member.value] for member in schema["members"]],
        }

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        """Do the same where only some words of the list may stand."""
        meanings = meanings_of_words(type(schema["expected"][0]))
        return {**super().literal_schema(schema), "enumDescriptions": [meanings[word] for word in schema["expected"]]}

    def model_field_schema(self, schema: core_schema.ModelField) -> JsonSchemaValue:
        """Ask a list for an item, where pydantic asks the value for a character."""
        field = super().model_field_schema(schema)
        if "anyOf" in field and "minLength" in field:
            field["anyOf"][1]["minItems"] = field.pop("minLength")
        return field

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave null out: a field without a value is not written."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Leave defaults out: what is not written is not there."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, _schema: Any) -> bool:  # noqa: ANN401
        """Leave titles out: they would repeat the fields' names."""
        return False


def schema_text() -> str:
    """Return one schema for every YAML file: a mapping from kind to records, or a single record."""
    models = [*LISTS.values(), *SINGLE.values()]
    refs, shared = models_json_schema(
        [(model, "validation") for model in models], by_alias=True, schema_generator=_Written
    )
    lists = {
        kind: {"type": "array", "description": _MEANINGS[kind], "items": refs[(model, "validation")]}
        for kind, model in LISTS.items()
    }
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A YAML file of a Dateline project",
        "anyOf": [
            {"type": "object", "properties": lists, "additionalProperties": False, "minProperties": 1},
            *(refs[(model, "validation")] for model in SINGLE.values()),
        ],
        **shared,
    }
    _exemplify(schema)
    written = json.dumps(schema)
    schema["$defs"] = {name: part for name, part in schema["$defs"].items() if f'"#/$defs/{name}"' in written}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def example_records() -> dict[str, list[Any]]:
    """Return the example records by their kind, as JSON has their values."""
    text = files("dateline.read").joinpath("examples.yml").read_bytes()
    records: dict[str, list[Any]] = _plain(parse_yaml("examples.yml", text).root)
    return records


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


# ---------------------------------------------------------------- examples


def _exemplify(schema: dict[str, Any]) -> None:
    """Put the example records, whole and field by field, where they may stand in a schema."""
    records, parts = example_records(), schema["$defs"]
    lists = schema["anyOf"][0]["properties"]
    for kind, model in {**LISTS, **SINGLE}.items():
        if kind in lists:
            lists[kind]["examples"] = [records[kind][:1]]
        for record in records[kind]:
            for field, value in _fields({"$ref": f"#/$defs/{model.__name__}"}, record, parts):
                _show(field, [value])
    _share([field for part in parts.values() for field in part.get("properties", {}).values()])


def _fields(node: dict[str, Any], value: Any, parts: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:  # noqa: ANN401
    """Yield the schema of every field and record that a value fills in, with what stands there."""
    if "$ref" in node:
        node = parts[node["$ref"].rpartition("/")[2]]
        if "properties" in node:
            yield node, value
    for choice in node.get("anyOf", node.get("oneOf", ())):
        yield from _fields(choice, value, parts)
    if isinstance(value, dict):
        for key, item in value.items():
            if key in (fields := node.get("properties", {})):
                yield fields[key], item
                yield from _fields(fields[key], item, parts)
            elif isinstance(other := node.get("additionalProperties"), dict):
                yield from _fields(other, item, parts)
    elif isinstance(value, list):
        for item in value:
            yield from _fields(node.get("items", {}), item, parts)


def _share(fields: list[dict[str, Any]]) -> None:
    """Show at each field that no example of its own kind fills in those of the kinds that it is shared with.

    Fields of one meaning are one field, which several kinds inherit.
    """
    known: dict[str, list[Any]] = {}
    for field in fields:
        known.setdefault(field.get("description", ""), []).extend(field.get("examples", ()))
    for field in fields:
        if "examples" not in field:
            _show(field, known[field.get("description", "")])


def _show(field: dict[str, Any], values: list[Any]) -> None:
    """Add examples to a field, or one to a record, that has room for them and does not have them."""
    room = 1 if "properties" in field else _SHOWN
    for value in values:
        shown = field.setdefault("examples", [])
        if value not in shown and len(shown) < room:
            shown.append(value)

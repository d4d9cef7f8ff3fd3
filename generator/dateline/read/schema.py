"""Write the JSON Schema (2020-12) of the YAML files, from the models that read them."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from dateline.model.basemap import Basemap
from dateline.model.edition import Edition, Withdrawal
from dateline.model.facts import KINDS
from dateline.model.project import Briefing
from dateline.model.registers import Actor, Indicator, Place, Source
from dateline.model.values import listed

_LISTS: dict[str, type[BaseModel]] = {
    "actors": Actor,
    "places": Place,
    "indicators": Indicator,
    **KINDS,
    "withdrawn": Withdrawal,
}
_SINGLE: dict[str, type[BaseModel]] = {"source": Source, "briefing": Briefing, "edition": Edition, "basemap": Basemap}


class _Written(GenerateJsonSchema):
    """Describe what an editor writes: one value where a list may stand, and never an empty one."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Let one item stand where the reader makes a list of it."""
        inner = super().function_before_schema(schema)
        # A function that takes no further argument: the only one that the models put before a value.
        if schema["function"]["function"] is not listed:
            return inner
        return {"anyOf": [inner["items"], inner]}

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
    models = [*_LISTS.values(), *_SINGLE.values()]
    refs, shared = models_json_schema(
        [(model, "validation") for model in models], by_alias=True, schema_generator=_Written
    )
    lists = {kind: {"type": "array", "items": refs[(model, "validation")]} for kind, model in _LISTS.items()}
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A YAML file of a Dateline project",
        "anyOf": [
            {"type": "object", "properties": lists, "additionalProperties": False, "minProperties": 1},
            *(refs[(model, "validation")] for model in _SINGLE.values()),
        ],
        **shared,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"

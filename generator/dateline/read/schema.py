"""Write the JSON Schema (2020-12) of the YAML files, from the models that read them."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from dateline.model.facts import KINDS
from dateline.model.project import Briefing, Edition
from dateline.model.registers import Actor, Indicator, Place, Source

_LISTS: dict[str, type[BaseModel]] = {"actors": Actor, "places": Place, "indicators": Indicator, **KINDS}
_SINGLE: dict[str, type[BaseModel]] = {"source": Source, "briefing": Briefing, "edition": Edition}


def schema_text() -> str:
    """Return one schema for every YAML file: a mapping from kind to records, or a single record."""
    models = [*_LISTS.values(), *_SINGLE.values()]
    refs, shared = models_json_schema([(model, "validation") for model in models], by_alias=True)
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

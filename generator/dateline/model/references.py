"""Tell which fields of a record name other records, and in which register those stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from dateline.model.edition import Withdrawal
from dateline.model.facts import Fact
from dateline.model.registers import Actor, Indicator, Place, Source

NAMED: Mapping[str, type[BaseModel]] = {
    "facts": Fact,
    "actors": Actor,
    "places": Place,
    "indicators": Indicator,
    "sources": Source,
}
"""What has an id that may be named; tracks and figures are facts."""
_BY_ID: Mapping[type[BaseModel], Mapping[str, str]] = {
    Source: {"superseded_by": "sources"},
    Withdrawal: {"id": "facts"},
}
"""Fields that hold an id, not the record itself."""


def register_of(model: type[BaseModel]) -> str:
    """Return the register that a record stands in, or nothing."""
    return next((name for name, known in NAMED.items() if issubclass(model, known)), "")


@cache
def references_of(model: type[BaseModel]) -> Mapping[str, str]:
    """Return the fields of a record that name others, by their keys in files, each with the register of those."""
    found = {
        info.alias or name: register
        for name, info in model.model_fields.items()
        for register in {register_of(named) for named in models_in(info.annotation)} - {""}
    }
    return {**found, **_BY_ID.get(model, {})}


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401
    """Yield the records that a field's annotation names, in their order."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)

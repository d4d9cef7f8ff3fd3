"""Say in what order the keys of a record stand, and which record stands where in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from dateline.model.facts import Fact
from dateline.model.files import LISTS, record_in
from dateline.model.registers import Actor, Phrase, Place

_FIRST = ("id", "formerly")
_SHARED = (
    *("date", "when", "said_by", "track", "headline", "note", "unproved", "change"),
    *("source", "quote", "prefix", "suffix", "context", "attributed"),
)
"""Of a fact, after the fields of its kind: what proves it comes last."""
_OWN: Mapping[str, tuple[str, ...]] = {
    "tracks": ("title", "place", "continues", "parties", "mediator", "state", "what"),
    "control": ("place", "state", "by", "since"),
    "presence": ("actor", "place", "how", "what", "since"),
    "positions": ("actor", "stance", "what", "place", "disputes"),
    "demands": ("by", "to", "what", "place", "deadline"),
    "agreements": ("parties", "place", "track", "date", "when", "terms"),
    "events": ("actor", "what", "place", "from", "to", "expected"),
    "figures": ("indicator", "place", "from", "value", "quantifier", "magnitude", "period"),
    "locations": ("place", "relation", "of"),
    "profiles": ("actor", "what", "of"),
}
"""As a sentence is read: who, what, where."""
_OTHERS: Mapping[type[BaseModel], tuple[str, ...]] = {
    Actor: (*_FIRST, "name", "also", "type"),
    Place: (*_FIRST, "name", "also", "type", "coordinates", "approximate", "codes"),
    Phrase: ("zero", "one", "two", "few", "many", "other"),
}
"""Keys that come first; the others follow as the models declare them."""
Shape = Any
"""A model; ("list", shape) or ("map", shape), whose keys stand as the editor wrote them; None of what is not known."""


def shape_of(path: str) -> Shape:
    """Return what a file holds, by its path in the project: one record, or lists of records by their kinds."""
    return record_in(path) or "lists"


def shape_at(shape: Shape, key: str | None) -> Shape:
    """Return what stands at a key of a mapping, or in a list (None)."""
    if shape == "lists":
        return ("list", LISTS[key]) if key and key in LISTS else None
    if isinstance(shape, tuple):
        return shape[1]
    return _fields(shape).get(key or "") if isinstance(shape, type) else None


@cache
def _fields(model: type[BaseModel]) -> Mapping[str, Shape]:
    return {info.alias or name: _shape(info.annotation) for name, info in model.model_fields.items()}


def _shape(annotation: Any) -> Shape:  # noqa: ANN401
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is dict:
        return ("map", _shape(parts[1]))
    if origin is tuple:
        return ("list", _shape(parts[0]))
    if origin in (Annotated, Union, UnionType):
        return next((shape for part in parts if (shape := _shape(part)) is not None), None)
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def in_order(shape: Shape, keys: Sequence[str]) -> list[str]:
    """Return the keys of a mapping in the order of its record; those that it does not know come last."""
    if not isinstance(shape, type):
        return list(keys)
    known = keys_of(shape)
    return sorted(keys, key=lambda key: known.index(key) if key in known else len(known))


@cache
def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a record in their order."""
    first = _OTHERS.get(model, _FIRST)
    if issubclass(model, Fact):
        first = (*_FIRST, *_OWN[model.kind], *_SHARED)
    return tuple(dict.fromkeys((*first, *_fields(model))))

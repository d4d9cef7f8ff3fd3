"""Know what may stand in which field of which file, from the models that read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, get_args

from pydantic import BaseModel

from dateline.lsp.scalars import Path
from dateline.model.facts import Fact, Figure, Track
from dateline.model.files import lists_in, record_in
from dateline.model.project import Briefing
from dateline.model.references import NAMED, models_in, register_of
from dateline.model.registers import Source, Unused
from dateline.model.values import given_fields

REGISTERS: Mapping[type, str] = {
    **{model: name for name, model in NAMED.items()},
    Track: Track.kind,
    Figure: Figure.kind,
}
"""What a field of one of these types names by its id."""
_OF_FACTS = frozenset({"facts", "tracks", "figures"})
_QUOTATIONS: Mapping[type, tuple[str, ...]] = {Fact: ("quote", "attributed", "context"), Unused: ("quote",)}
_PARTS = 2
"""Of the path of a record in a list: its kind and its number."""


@dataclass(frozen=True, slots=True)
class Field:
    """Say what a path in a file leads to."""

    record: Path
    """The path of the record that it belongs to."""
    model: type[BaseModel]
    """That of the mapping in which the field stands: the record's, or that of a part of it."""
    name: str
    """The field; empty where the path leads to a record."""
    register: str = ""
    """Whose ids stand here; empty where none do."""
    defines: str = ""
    """The register in which this gives a record its id."""
    words: tuple[str, ...] = ()
    """The words that may stand here, where they are few."""
    quotation: bool = False
    """Whether the words of a document stand here."""
    prose: bool = False
    """Whether facts are cited here by links."""


def field_at(file: str, path: Path) -> Field | None:
    """Return what a path in a file leads to; None where no field is known there."""
    model = record_in(file)
    record: Path = ()
    if model is None:
        model = lists_in(file).get(str(path[0])) if path else None
        if model is None or len(path) < _PARTS:
            return None
        record = path[:_PARTS]
    return _walk(model, record, path[len(record) :])


def model_at(file: str, path: Path) -> type[BaseModel] | None:
    """Return the model of the mapping at a path in a file."""
    model = record_in(file)
    rest = path
    if model is None:
        model = lists_in(file).get(str(path[0])) if len(path) >= _PARTS else None
        rest = path[_PARTS:]
    for step in rest:
        if model is not None and isinstance(step, str):
            info = next((info for key, info in model.model_fields.items() if step == (info.alias or key)), None)
            model = next((part for part in models_in(info.annotation) if part not in REGISTERS), None) if info else None
    return model


def _walk(model: type[BaseModel], record: Path, path: Path) -> Field | None:
    annotation: Any = model
    top, name = model, ""
    for step in path:
        if isinstance(step, int):
            continue
        if name:
            inner = next((part for part in models_in(annotation) if part not in REGISTERS), None)
            if inner is None:  # a mapping from language to words, from page to prose
                return Field(record, model, name, prose=top is Briefing and name == "prose")
            model = inner
        info = next((info for key, info in model.model_fields.items() if step == (info.alias or key)), None)
        if info is None or step in given_fields(model):
            return None
        annotation, name = info.annotation, step
    if not name:
        return Field(record, top, "")
    defined = top if name == "id" and model is top else None
    return Field(
        record,
        model,
        name,
        register="sources"
        if (model, name) == (Source, "superseded_by")
        else next((REGISTERS[part] for part in _types(annotation) if part in REGISTERS), ""),
        defines=register_of(defined) if defined else "",
        words=tuple(_words(annotation)),
        quotation=any(issubclass(model, kind) and name in names for kind, names in _QUOTATIONS.items()),
        prose=top is Briefing and name == "summary",
    )


def same_register(one: str, other: str) -> bool:
    """Tell whether two fields name ids of one register: tracks and figures are facts."""
    return one == other or (one in _OF_FACTS and other in _OF_FACTS)


def keys_of(model: type[BaseModel]) -> Iterator[tuple[str, bool, str]]:
    """Yield the keys that a mapping may have, those that it must have first, each with what is said of it."""
    fields = [
        (info.alias or name, info.is_required(), info.description or "")
        for name, info in model.model_fields.items()
        if name not in given_fields(model)
    ]
    yield from sorted(fields, key=lambda field: not field[1])


def _types(annotation: Any) -> Iterator[type]:  # noqa: ANN401
    if isinstance(annotation, type):
        yield annotation
    for part in get_args(annotation):
        yield from _types(part)


def _words(annotation: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the words of an enumeration, or those of a truth value."""
    for part in _types(annotation):
        if issubclass(part, Enum):
            yield from (str(member.value) for member in part)
        elif part is bool:
            yield from ("true", "false")
    # `Literal[Cause.WITHDRAWN, …]` has members for arguments.
    yield from (str(part.value) for part in _literals(annotation))


def _literals(annotation: Any) -> Iterator[Enum]:  # noqa: ANN401
    for part in get_args(annotation):
        if isinstance(part, Enum):
            yield part
        else:
            yield from _literals(part)

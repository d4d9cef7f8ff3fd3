"""Write records as plain JSON values, the same for the same meaning, and make records of them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any

from dateline.model.facts import KINDS, Fact
from dateline.model.references import NAMED
from dateline.model.registers import Actor
from dateline.model.values import Amount, Name, Record
from dateline.text.dates import Date

Plain = Mapping[str, Any]
"""A record in JSON values: fields without a value left out, records of registers by their ids."""

_LEFT_OUT = frozenset(
    {"id", "formerly", "briefing", "origin", "text", "digest", "original_digest", "unknown", "unused"}
)
"""Fields that come first, say where a record stands, or are of the reading alone; a state has former ids by itself."""


def canonical(record: Record) -> dict[str, Any]:
    """Return a record's fields in JSON values: `id`, `kind`, `briefing` first, then the others by name."""
    plain = {name: getattr(record, name) for name in ("id", "kind", "briefing") if hasattr(record, name)}
    values = vars(record)
    for name, key, default in _fields(type(record)):
        value = values[name]
        if value is not default and (given := plain_value(value)) not in ([], "", {}, default):
            plain[key] = given
    return plain


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str, Any], ...]:
    """Return the name, the key in files and the default of each field, by key."""
    fields = [
        (name, info.alias or name, None if info.is_required() else info.get_default(call_default_factory=True))
        for name, info in model.model_fields.items()
        if name not in _LEFT_OUT
    ]
    return tuple(sorted(fields, key=lambda field: field[1]))


_AS_IT_IS = frozenset({str, bool, int, NoneType})
"""Types whose values JSON has itself; most values are of these, then of those that follow in `plain_value`."""


def plain_value(value: Any) -> Any:  # noqa: ANN401, PLR0911  # one return a type
    """Return a field's value as JSON has it: records by id, dates as EDTF."""
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, Record):
        return getattr(value, "id", None) or canonical(value)
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Date | Amount):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Name):
        return value.texts[0][1] if value.texts[0][0] == "" else dict(value.texts)
    return {plain_value(key): plain_value(item) for key, item in value.items()}


class Revived:
    """Make the records of an edition again from their canonical form, each when it is asked for.

    Making one raises ValueError (pydantic's is one) or KeyError where the form is not one of ours.
    """

    def __init__(self, records: Mapping[str, Mapping[str, Plain]]) -> None:
        self._known = {name: _Register(self, name, records.get(name, {})) for name in NAMED}
        self._known["tracks"] = self._known["facts"]

    def fact(self, fact_id: str) -> Fact:
        """Return a fact."""
        return self._known["facts"][fact_id]  # type: ignore[no-any-return]  # the register of facts

    def actors(self) -> list[Actor]:
        """Return all actors."""
        return [*map(self._known["actors"].__getitem__, self._known["actors"].ids)]

    def make(self, register: str, plain: Plain) -> Any:  # noqa: ANN401
        """Return a record with the records it names."""
        if register != "facts":
            return NAMED[register].model_validate(plain)
        given = {key: value for key, value in plain.items() if key != "kind"}
        if "value" in given:
            bounds = [Decimal(bound) for bound in given["value"].split("/")]
            given["value"] = bounds if len(bounds) > 1 else bounds[0]
        return KINDS[plain["kind"]].model_validate(given, context=self._known)


class _Register(dict[str, Any]):
    """Hold the records of one register that were asked for."""

    def __init__(self, revived: Revived, name: str, plain: Mapping[str, Plain]) -> None:
        super().__init__()
        self._revived, self._name, self._plain = revived, name, plain

    @property
    def ids(self) -> Iterable[str]:
        """Return the ids of all records."""
        return self._plain

    def __missing__(self, key: str) -> Any:  # noqa: ANN401
        record = self[key] = self._revived.make(self._name, self._plain[key])
        return record

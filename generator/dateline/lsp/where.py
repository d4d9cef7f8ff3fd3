"""Find out what stands at a position: which field of which record, and what its other fields say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as given

from dateline.lsp.fields import Field, field_at
from dateline.lsp.scalars import Path, Point, Scalar, read_scalars, split_lines

MARK = "zq7cursorq7z"
"""Stands for the cursor while a file is read in which something is being typed."""
_ID = re.compile(r"[a-z0-9-]*")
_BEFORE = re.compile(r"[A-Za-z0-9_-]*$")
_LINK = re.compile(r"fact:(?P<id>[a-z0-9-]*)")
_OPEN_LINK = re.compile(r"\(fact:[a-z0-9-]*$")


@dataclass(frozen=True, slots=True)
class Spot:
    """Hold what stands at a position."""

    scalar: Scalar
    field: Field | None
    """None where no field is known there."""
    siblings: Mapping[str, str] = given(default_factory=dict)
    """What the record's own fields say that hold one value each."""
    beside: Mapping[str, str] = given(default_factory=dict)
    """The same of the mapping in which it stands: the record, or a part of it."""


@dataclass(frozen=True, slots=True)
class Id:
    """Hold an id as it stands in a file."""

    register: str
    id: str
    start: Point
    end: Point
    defines: bool = False
    """Whether it is here that a record is given it."""


def spot_at(file: str, text: str, point: Point) -> Spot | None:
    """Return the key or value at a position, None where there is none."""
    scalars = read_scalars(text)
    # Where one ends and the next begins, the one that begins.
    found = max((scalar for scalar in scalars if scalar.holds(point)), key=lambda one: one.start, default=None)
    return _spot(file, found, scalars) if found else None


def cursor_at(file: str, text: str, point: Point) -> Spot | None:
    """Return the key or value that is being typed at a position, which may be empty still.

    The scalar's value holds MARK where the cursor stands, and its end is meant without it.
    """
    lines = split_lines(text)
    line, column = point
    if line >= len(lines):
        return None
    before, after = lines[line][:column], lines[line][column:]
    # A colon that nothing follows parts no key from its value yet.
    gap = " " if before.endswith(":") and not in_link(before) else ""
    # As it stands; as a key that has no colon yet; as quoted words whose end is not written yet.
    for closing in ("", ": x", '"', "'"):
        tried = [*lines[:line], before + gap + MARK + closing + after, *lines[line + 1 :]]
        scalars = read_scalars("\n".join(tried))
        if found := next((scalar for scalar in scalars if MARK in scalar.value), None):
            ends = ((row, at - len(gap) if row == line else at) for row, at in (found.start, found.end))
            start, end = ends
            return _spot(file, replace(found, start=start, end=end), scalars)
    return None


def _spot(file: str, found: Scalar, scalars: Iterable[Scalar]) -> Spot:
    known = field_at(file, found.path) or field_at(file, found.path[:-1])
    scalars = [scalar for scalar in scalars if not scalar.key]
    beside = _values(parent_of(found.path), scalars) if found.path else {}
    return Spot(found, known, _values(known.record, scalars) if known else {}, beside)


def _values(mapping: Path, scalars: Iterable[Scalar]) -> Mapping[str, str]:
    """Return the values that stand right in a mapping, by their keys."""
    size = len(mapping)
    return {
        str(scalar.path[-1]): scalar.value
        for scalar in scalars
        if len(scalar.path) == size + 1 and scalar.path[:size] == mapping
    }


def parent_of(path: Path) -> Path:
    """Return the path of the mapping in which a field, or an item of its list, stands."""
    *rest, last = path
    return tuple(rest[:-1]) if isinstance(last, int) else tuple(rest)


def id_at(file: str, text: str, point: Point) -> Id | None:
    """Return the id at a position: that of a field, or of a link in prose."""
    return next((found for found in ids_in(file, text) if found.start <= point <= found.end), None)


def ids_in(file: str, text: str) -> list[Id]:
    """Return every id that stands in a file, where it is given or named."""
    lines = split_lines(text)
    found = []
    for scalar in read_scalars(text):
        known = None if scalar.key else field_at(file, scalar.path)
        if known is None:
            continue
        if known.prose:
            found += _links(lines, scalar)
        elif register := known.register or known.defines:
            (line, column), quoted = scalar.start, scalar.style in ("'", '"')
            if scalar.value and scalar.start[0] == scalar.end[0] and scalar.style in ("", "'", '"'):
                start = column + quoted
                end = start + len(scalar.value)
                found.append(Id(register, scalar.value, (line, start), (line, end), defines=bool(known.defines)))
    return found


def _links(lines: list[str], scalar: Scalar) -> list[Id]:
    """Return the facts that a piece of prose cites."""
    found = []
    (first, begins), (last, ends) = scalar.start, scalar.end
    for line in range(first, min(last + 1, len(lines))):
        start = begins if line == first else 0
        end = ends if line == last else len(lines[line])
        found += [
            Id("facts", link["id"], (line, link.start("id")), (line, link.end("id")))
            for link in _LINK.finditer(lines[line], start, end)
        ]
    return found


def in_link(before: str) -> bool:
    """Tell whether what stands before the cursor opens a link to a fact."""
    return _OPEN_LINK.search(before) is not None


def word_around(line: str, column: int) -> tuple[int, int]:
    """Return where the id or word begins and ends in which a cursor stands."""
    before = _BEFORE.search(line, 0, column)
    start = before.start() if before else column
    after = _ID.match(line, column)
    return start, after.end() if after else column

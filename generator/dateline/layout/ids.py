"""Find where an id stands in a file, and change it there and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.layout.order import Shape, shape_at
from dateline.layout.scalars import quoted, reads_plain
from dateline.layout.tree import Collection, Entry, Node, Scalar
from dateline.model.project import Briefing
from dateline.model.references import references_of, register_of
from dateline.text.prose import cited_ids

_PROSE = ("summary", "prose")
"""Fields of a briefing in which facts are cited by links."""


class UnclearError(ValueError):
    """Say that an id is written so that it cannot be changed as text."""

    def __init__(self, scalar: Scalar, message: str) -> None:
        """Keep where it stands."""
        super().__init__(message)
        self.scalar = scalar


@dataclass(frozen=True, slots=True)
class Splice:
    """Put other characters into a text."""

    start: int
    end: int
    text: str


def edited(text: str, edits: list[Splice]) -> str:
    """Return a text with edits made in it, which do not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def records(root: Collection, shape: Shape) -> Iterator[tuple[Any, Collection]]:
    """Yield the records of a file, each with its model."""
    if shape != "lists":
        yield shape, root
        return
    for kind in root.entries:
        model = shape_at(shape_at(shape, _key(kind)), None)
        if model and isinstance(kind.value, Collection):
            yield from ((model, item.value) for item in kind.value.entries if isinstance(item.value, Collection))


def definition(model: Any, record: Collection, register: str, record_id: str) -> Entry | None:  # noqa: ANN401
    """Return the entry by which a record of a register is called by an id."""
    if register_of(model) != register:
        return None
    return next((entry for entry in record.entries if _key(entry) == "id" and _says(entry.value, record_id)), None)


def references(model: Any, record: Collection, register: str, record_id: str) -> Iterator[Scalar]:  # noqa: ANN401
    """Yield the scalars of a record that name another one by its id."""
    named = references_of(model)
    for entry in record.entries:
        if named.get(_key(entry)) == register:
            values = [item.value for item in entry.value.entries] if isinstance(entry.value, Collection) else []
            yield from (value for value in (entry.value, *values) if _says(value, record_id))  # type: ignore[misc]


def renamed(scalar: Scalar, new: str) -> Splice:
    """Return what gives a scalar that is an id another one."""
    if not scalar.style:
        text = new if reads_plain(new) else quoted(new)
    elif scalar.style in ("'", '"'):
        text = f"{scalar.style}{new}{scalar.style}"
    else:
        head, found, rest = scalar.raw.rpartition(scalar.value.strip("\n"))
        text = f"{head}{new}{rest}" if found else scalar.raw
    return Splice(scalar.start, scalar.end, text)


def cited(model: Any, record: Collection, old: str, new: str) -> Iterator[tuple[Splice, int]]:  # noqa: ANN401
    """Yield what changes the links to a fact in the prose of a record, and how many it changes.

    Raise UnclearError where a link is written so that its id does not stand in the text.
    """
    for entry in record.entries if model is Briefing else ():
        if _key(entry) in _PROSE:
            values = [part.value for part in entry.value.entries] if isinstance(entry.value, Collection) else []
            for value in (entry.value, *values):
                if isinstance(value, Scalar) and old in cited_ids(value.value):
                    yield _links(value, old, new)


def _links(scalar: Scalar, old: str, new: str) -> tuple[Splice, int]:
    link = re.compile(rf"(?<=fact:){re.escape(old)}(?![a-z0-9-])")
    prose, raw = scalar.value, scalar.raw
    said, written = list(link.finditer(prose)), list(link.finditer(raw))
    if len(said) != len(written):
        raise UnclearError(scalar, f"a link to “{old}” is written with escapes here")
    cited_now = cited_ids(prose)
    # What only looks like a link, in code or in words, cites nothing: changing it alone changes no citation.
    links = [
        at
        for match, at in zip(said, written, strict=True)
        if cited_ids(f"{prose[: match.start()]}{new}{prose[match.end() :]}") != cited_now
    ]
    text = edited(raw, [Splice(at.start(), at.end(), new) for at in links])
    after = edited(
        prose, [Splice(one.start(), one.end(), new) for one, at in zip(said, written, strict=True) if at in links]
    )
    if old in cited_ids(after):
        raise UnclearError(scalar, f"a link to “{old}” is written otherwise than `(fact:{old})` here")
    return Splice(scalar.start, scalar.end, text), len(links)


def remembered(text: str, record: Collection, name: Entry, old: str) -> Splice:
    """Return what notes a former id in a record, whose id stands in the entry `name`."""
    said = old if reads_plain(old) else quoted(old)
    known = next((entry.value for entry in record.entries if _key(entry) == "formerly"), None)
    if isinstance(known, Scalar):
        return Splice(known.start, known.end, f"[{known.raw.strip()}, {said}]")
    if isinstance(known, Collection) and known.entries:
        last = known.entries[-1].value
        if known.flow:
            return Splice(last.end, last.end, f", {said}")
        return _line_below(text, last, f"{' ' * known.column}- {said}")
    if isinstance(known, Collection):
        return Splice(known.start, known.end, f"[{said}]")
    if record.flow:
        return Splice(name.value.end, name.value.end, f", formerly: [{said}]")
    column = name.key.column if name.key else 0
    return _line_below(text, name.value, f"{' ' * column}formerly: [{said}]")


def former_ids(record: Collection) -> list[str]:
    """Return the ids that a record says it had."""
    known = next((entry.value for entry in record.entries if _key(entry) == "formerly"), None)
    values = [item.value for item in known.entries] if isinstance(known, Collection) else [known]
    return [value.value for value in values if isinstance(value, Scalar)]


def forgotten(text: str, record: Collection, former: str) -> Splice:
    """Return what takes a former id out of a record; a comment behind it stays."""
    index = next(index for index, entry in enumerate(record.entries) if _key(entry) == "formerly")
    known = record.entries[index].value
    items = known.entries if isinstance(known, Collection) else []
    at = next((place for place, item in enumerate(items) if _says(item.value, former)), 0)
    if len(items) > 1 and isinstance(known, Collection) and known.flow:
        kept = ", ".join(text[item.value.start : item.value.end] for place, item in enumerate(items) if place != at)
        return Splice(known.start, known.end, f"[{kept}]")
    if len(items) > 1:
        return _without_line(text, text.rfind("-", 0, items[at].value.start), items[at].value.end)
    if record.flow and index:
        return Splice(record.entries[index - 1].value.end, known.end, "")
    key = record.entries[index].key
    end = items[0].value.end if items and isinstance(known, Collection) and not known.flow else known.end
    return _without_line(text, key.start if key else known.start, end)


def _without_line(text: str, start: int, end: int) -> Splice:
    """Return what takes out a stretch and, where nothing else stands there, its lines."""
    begin, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    after = len(text) if after < 0 else after + 1
    alone = not text[begin:start].strip(" ") and not text[end:after].strip()
    return Splice(begin, after, "") if alone else Splice(start, end, "")


def _line_below(text: str, node: Node, line: str) -> Splice:
    """Return what adds a line below a value and the comment behind it."""
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        at = node.start + len(node.raw.rstrip())
    else:
        at = text.find("\n", node.end)
        at = len(text) if at < 0 else at
    return Splice(at, at, f"\n{line}")


def _key(entry: Entry) -> str:
    return entry.key.value if entry.key else ""


def _says(node: Node, record_id: str) -> bool:
    return isinstance(node, Scalar) and node.value == record_id

"""Find where an id is given and where it is named, and where the words of a quotation stand in their document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from dateline.lsp.fields import same_register
from dateline.lsp.hover import find_quoted, source_of
from dateline.lsp.known import Known
from dateline.lsp.scalars import Point
from dateline.lsp.where import Id, id_at, ids_in, spot_at
from dateline.model.registers import Source
from dateline.text.quotation import Found

Read = Callable[[str], str]
"""Give the text of a file of the project as it stands now; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Place:
    """Name a stretch of a file of the project."""

    file: str
    start: Point
    end: Point


def find_definition(file: str, text: str, point: Point, known: Known, read: Read) -> Place | None:
    """Return where an id is given to its record; for a quotation, where its words stand in the document."""
    if here := id_at(file, text, point):
        card = known.card(here.register, here.id)
        if card is None:
            return None
        # Looked up in the file as it is now: what was checked last may have moved.
        given = [found for found in ids_in(card.file, read(card.file)) if found.defines and _is(found, here)]
        return Place(card.file, given[0].start, given[0].end) if given else None
    spot = spot_at(file, text, point)
    if spot is None or spot.field is None or spot.scalar.key or not spot.field.quotation:
        return None
    source = known.records.get("sources", {}).get(source_of(spot))
    if not isinstance(source, Source):
        return None
    found = find_quoted(spot, source.words)
    if not isinstance(found, Found):
        return None
    document = (PurePosixPath(source.origin.path_of_file).parent / source.document).as_posix()
    original = source.words.original
    return Place(document, point_of(original, found.spans[0].start), point_of(original, found.spans[-1].end))


def find_uses(file: str, text: str, point: Point, texts: Mapping[str, str], *, given: bool = True) -> list[Place]:
    """Return every place that names the id at a position, in the order of the files."""
    here = id_at(file, text, point)
    if here is None or not here.id:
        return []
    return [
        Place(path, found.start, found.end)
        for path in sorted(texts)
        # A file that does not hold the letters need not be read.
        if here.id in texts[path]
        for found in ids_in(path, texts[path])
        if _is(found, here) and (given or not found.defines)
    ]


def _is(found: Id, wanted: Id) -> bool:
    return found.id == wanted.id and same_register(found.register, wanted.register)


def point_of(text: str, offset: int) -> Point:
    """Return the line and column of an offset of a text, counted as in an editor, which shows no byte order mark."""
    before = text[:offset].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n"), len(before) - before.rfind("\n") - 1

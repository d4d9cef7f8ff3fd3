"""Complete what is being typed: ids, words of a field, keys, and quotations from the sentences of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dateline.lsp.fields import keys_of, model_at
from dateline.lsp.known import Known
from dateline.lsp.quoting import Replacement, write_quotation
from dateline.lsp.scalars import Point, Scalar, split_lines
from dateline.lsp.where import MARK, Spot, cursor_at, in_link, parent_of, word_around
from dateline.model.files import lists_in
from dateline.model.registers import Unused

_MOST = 200
"""Items of one answer: nobody reads on, and what is typed next makes it shorter."""


@dataclass(frozen=True, slots=True)
class Item:
    """Offer one completion."""

    label: str
    detail: str
    edit: Replacement
    more: tuple[Replacement, ...] = ()
    """What changes beside it."""
    kind: str = "id"
    """`id`, `word`, `key` or `quotation`."""
    filter: str = ""
    """What the client is to compare with what was typed; the label, where it is empty."""


def complete(file: str, text: str, point: Point, known: Known) -> list[Item]:
    """Return what may stand at a position, what is likeliest first."""
    lines = split_lines(text)
    if point[0] >= len(lines):
        return []
    point = (point[0], min(point[1], len(lines[point[0]])))
    spot = cursor_at(file, text, point)
    if spot is None:
        return []
    return list(islice(_items(file, lines, point, spot, known), _MOST))


def _items(file: str, lines: list[str], point: Point, spot: Spot, known: Known) -> Iterator[Item]:
    line = lines[point[0]]
    scalar, field = spot.scalar, spot.field
    if scalar.key or _begins_record(file, scalar):
        yield from _keys(file, line, point, spot)
    elif field is None:
        return
    elif field.prose:
        if in_link(line[: point[1]]):
            yield from _ids(known, "facts", line, point)
    elif field.register:
        yield from _ids(known, field.register, line, point)
    elif field.words:
        for word in field.words:
            yield Item(word, field.name, _word_edit(word, line, point), kind="word")
    elif field.quotation:
        source = spot.siblings.get("id" if field.model is Unused else "source", "")
        yield from _quotations(known, source, lines, point, spot)


def _ids(known: Known, register: str, line: str, point: Point) -> Iterator[Item]:
    for card in sorted(known.of(register), key=lambda card: card.id):
        yield Item(card.id, card.name, _word_edit(card.id, line, point))


def _word_edit(word: str, line: str, point: Point) -> Replacement:
    start, end = word_around(line, point[1])
    # A space parts a key from its value: `place:` is no key yet.
    gap = " " if line[:start].endswith(":") and not line[:start].endswith("fact:") else ""
    return Replacement((point[0], start), (point[0], end), gap + word)


# ---------------------------------------------------------------- keys


def _begins_record(file: str, scalar: Scalar) -> bool:
    """Tell whether a scalar stands where a record of a list would."""
    return len(scalar.path) == 2 and isinstance(scalar.path[1], int) and scalar.path[0] in lists_in(file)  # noqa: PLR2004


def _keys(file: str, line: str, point: Point, spot: Spot) -> Iterator[Item]:
    """Offer the keys that the mapping may have and that do not stand there yet."""
    path = spot.scalar.path
    start, end = word_around(line, point[1])
    colon = "" if line[end:].lstrip().startswith(":") else ": "

    def item(key: str, detail: str, after: str) -> Item:
        return Item(
            key, detail, Replacement((point[0], start), (point[0], end), key + (after if colon else "")), kind="key"
        )

    if len(path) == 1 and (kinds := lists_in(file)):
        for kind in kinds:
            yield item(kind, "a list", ":")
        return
    mapping = path if _begins_record(file, spot.scalar) else parent_of(path)
    model = model_at(file, mapping)
    if model is None:
        return
    nested = spot.field is not None and len(mapping) > len(spot.field.record)
    for key, needed, said in keys_of(model):
        if nested or key not in spot.siblings or key == path[-1]:
            yield item(key, said or ("needed" if needed else ""), colon)


# ---------------------------------------------------------------- quotations


def _quotations(known: Known, source: str, written: list[str], point: Point, spot: Spot) -> Iterator[Item]:
    """Offer the sentences of the record's document, those first that no fact quotes yet."""
    text = known.text(source)
    if text is None:
        return
    own = spot.siblings.get("id", "")
    typed = " ".join(spot.scalar.value.partition(MARK)[0].split())
    said = typed.casefold()
    lines = [line for line in known.lines.get(source, ()) if said in " ".join(line.sentence.text.split()).casefold()]
    for found in sorted(lines, key=lambda one: (bool(one.facts - {own}) or one.set_aside, one.sentence.start)):
        others = sorted(found.facts - {own})
        state = f"quoted by {', '.join(others)}" if others else "set aside" if found.set_aside else "not quoted yet"
        edits = write_quotation(text, found.sentence, written, point, spot)
        if edits:
            edit, *more = edits
            shown = written[point[0]][edit.start[1] : point[1]]
            label = " ".join(found.sentence.text.split())
            yield Item(label, state, edit, tuple(more), kind="quotation", filter=shown)

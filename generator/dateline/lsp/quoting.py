"""Write a sentence of a document as YAML where an editor types a quotation, so that it reads back as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.layout.scalars import FOLD, filled, quoted, reads_plain
from dateline.lsp.scalars import Point, Scalar
from dateline.lsp.where import MARK, Spot
from dateline.propose.quoting import quote
from dateline.propose.written import folds
from dateline.text.passages import Sentence
from dateline.text.quotation import Text

_BLOCKS = ("|", ">")


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put new text in the place of a stretch of the old one."""

    start: Point
    end: Point
    text: str


def write_quotation(text: Text, sentence: Sentence, lines: list[str], point: Point, spot: Spot) -> list[Replacement]:
    """Return the edits that write a sentence in the place of what is typed; the first one holds the cursor.

    Where the sentence stands more than once, the words that tell it from its like are written with it.
    """
    scalar = spot.scalar
    words = sentence.text
    around = _around(text, sentence, spot)
    row, column = point
    line = lines[row]
    if scalar.style in _BLOCKS and scalar.start[0] < row:
        first = len(line) - len(line.lstrip()) if line.strip() else column
        edit = Replacement((row, first), (row, len(line)), "")
        # What stands between the block's sign and this line is written over; lines below it are the next edit.
        above = Replacement(scalar.start, (row, first), "")
        below = [Replacement((row, len(line)), scalar.end, "")] if scalar.end[0] > row else []
        if scalar.style == ">" and folds(words):
            indent = " " * first
            body = f"\n{indent}".join(filled(words, FOLD - first))
            between = Replacement((scalar.start[0], len(lines[scalar.start[0]])), (row, first), f"\n{indent}")
            return [
                Replacement(edit.start, edit.end, body + _fields(around, first - 2, flow=False)),
                *([between] if row > scalar.start[0] + 1 else []),
                *below,
            ]
        return [
            Replacement(edit.start, edit.end, ""),
            Replacement(above.start, above.end, quoted(words) + _fields(around, first - 2, flow=False)),
            *below,
        ]
    start, end = _extent(scalar, line, point)
    gap = " " if line[:start].endswith((":", "-")) else ""
    indent_of_key = len(line) - len(line.lstrip(" -"))
    listed = isinstance(spot.scalar.path[-1], int)
    more = "" if listed else _fields(around, indent_of_key, flow=scalar.flow)
    written = write_words(words, indent_of_key + 2, start + len(gap), flow=scalar.flow or listed)
    return [Replacement((row, start), (row, end), gap + written + more)]


def _around(text: Text, sentence: Sentence, spot: Spot) -> list[tuple[str, str]]:
    """Return prefix and suffix of a sentence that stands more than once."""
    if spot.beside.keys() & {"prefix", "suffix"} or spot.scalar.path[-1] != "quote":
        return []
    fields = quote(text, sentence.start, sentence.end)
    return [(name, value.words) for name, value in fields if name != "quote"]  # type: ignore[union-attr]


def _fields(fields: list[tuple[str, str]], indent: int, *, flow: bool) -> str:
    if flow:
        return "".join(f", {name}: {quoted(words)}" for name, words in fields)
    return "".join(f"\n{' ' * indent}{name}: {quoted(words)}" for name, words in fields)


def _extent(scalar: Scalar, line: str, point: Point) -> tuple[int, int]:
    """Return which part of the line the quotation takes that is written there."""
    row, column = point
    start = scalar.start[1] if scalar.start[0] == row else len(line) - len(line.lstrip())
    end = scalar.end[1] - len(MARK) if scalar.end[0] == row else column
    # An opening sign whose like is missing takes what the parser found, so that only what was typed goes.
    if scalar.style in ("'", '"') and not (end - start > 1 and line[start:end].endswith(scalar.style)):
        end = column
    return min(start, column), max(min(end, len(line)), column)


def write_words(words: str, indent: int, column: int, *, flow: bool) -> str:
    """Write words plain where they fit on the line and read back so, else folded, else in quotation marks."""
    if column + len(words) <= FOLD and reads_plain(words, flow=flow):
        return words
    if not flow and folds(words):
        lines = f"\n{' ' * indent}".join(filled(words, FOLD - indent))
        return f">-\n{' ' * indent}{lines}"
    return quoted(words)

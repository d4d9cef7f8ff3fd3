"""Find room for labels: boxes that overlap nothing, from text widths that are guessed on the wide side. Pure."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

XY = tuple[float, float]
_CELL = 32
"""Edge of the squares in which taken boxes are looked up."""
_DIRECTIONS = tuple(
    (round(math.cos(math.radians(turn)), 4), round(-math.sin(math.radians(turn)), 4))
    # First beside the point, then above and below, then aslant, as labels are read most easily.
    for turn in (0, 180, 35, -35, 145, -145, 90, -90, 62, -62, 118, -118, 15, -15, 165, -165)
)
_DISTANCES = (0, 8, 18, 32, 48, 68, 92, 120, 152)
_NARROW, _WIDE = frozenset("iIjl.,:;|!'’·()[] ftr-"), frozenset("mwMW@%—…")
_SLACK = 1.06
"""Readers' fonts differ: the widest of the usual ones sets a line this much wider than Helvetica."""


@dataclass(frozen=True, slots=True)
class Box:
    """Hold a rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Tell whether two boxes share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Tell whether it lies wholly in another."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def grown(self, by: float) -> Box:
        """Return the box with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def nearest(self, point: XY) -> XY:
        """Return the point of the box that is nearest to another point."""
        return min(max(point[0], self.left), self.right), min(max(point[1], self.top), self.bottom)


def around(point: XY, reach: float) -> Box:
    """Return the square around a point."""
    return Box(point[0] - reach, point[1] - reach, point[0] + reach, point[1] + reach)


def trail(points: Sequence[XY], reach: float = 1.5) -> Iterator[Box]:
    """Yield small boxes along a line, so that it is kept free as labels are."""
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / 5))
        for step in range(steps + 1):
            yield around((x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps), reach)


@dataclass(frozen=True)
class Taken:
    """Know which boxes are taken, by the squares of a grid that they touch."""

    frame: Box
    cells: dict[tuple[int, int], list[Box]] = field(default_factory=lambda: defaultdict(list))

    def add(self, boxes: Iterable[Box]) -> None:
        """Take boxes."""
        for box in boxes:
            for cell in _cells(box):
                self.cells[cell].append(box)

    def copy(self) -> Taken:
        """Return the same, to try something out."""
        return Taken(self.frame, defaultdict(list, {cell: [*boxes] for cell, boxes in self.cells.items()}))

    def free(self, box: Box) -> bool:
        """Tell whether a box lies in the frame and touches nothing that is taken."""
        return box.within(self.frame) and self.clear(box)

    def clear(self, box: Box) -> bool:
        """Tell whether a box touches nothing that is taken."""
        return not any(box.overlaps(other) for cell in _cells(box) for other in self.cells.get(cell, ()))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield column, row


@dataclass(frozen=True, slots=True)
class Spot:
    """Hold where a label stands, and the line that leads to its point where it stands apart."""

    box: Box
    leader: tuple[XY, XY] | None = None


def find_spot(point: XY, size: XY, reach: float, taken: Taken, suits: Callable[[Box], bool]) -> Spot | None:
    """Return the first free place for a label of a size near a point, whose own mark reaches so far; None if none is.

    A label that stands apart is led to its point by a line, which touches nothing that is taken. What else is asked of
    the label alone, `suits` tells.
    """
    width, height = size
    for distance in _DISTANCES:
        for across, down in _DIRECTIONS:
            away = reach + 3 + distance
            centre = point[0] + across * (away + width / 2), point[1] + down * (away + height / 2)
            box = Box(centre[0] - width / 2, centre[1] - height / 2, centre[0] + width / 2, centre[1] + height / 2)
            if not (taken.free(box) and suits(box)):
                continue
            leader = _leader(point, box, reach)
            if leader is None or all(taken.clear(step) for step in trail(leader, 0.5)):
                return Spot(box, leader)
    return None


_BESIDE = 9
"""A label that is so near to its point's mark needs no line to it."""


_AIR = 5


def _leader(point: XY, box: Box, reach: float) -> tuple[XY, XY] | None:
    """Return the line from a point's mark to its label, if one is needed."""
    # To the height of the letters: the box is higher.
    end = replace(box, top=box.top + _AIR, bottom=box.bottom - _AIR).nearest(point)
    across, down = end[0] - point[0], end[1] - point[1]
    farthest = max(abs(across), abs(down))
    if farthest <= reach + _BESIDE:
        return None
    part = (reach + 1) / farthest  # where the line leaves the square of the mark
    return (point[0] + across * part, point[1] + down * part), end


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text may be in a sans-serif font; rather too wide than too narrow."""
    return sum(map(_advance, text)) * size * _SLACK * (1.07 if bold else 1)


def _advance(char: str) -> float:  # noqa: PLR0911  # one return a class of characters
    """Return a character's width, in sizes of the font."""
    if unicodedata.combining(char):
        return 0
    if char in _NARROW:
        return 0.36
    if char in _WIDE:
        return 1.0
    if char.isdigit():
        return 0.6
    if not char.isascii() and unicodedata.east_asian_width(char) in "WF":
        return 1.05
    if char.isupper():
        return 0.72
    return 0.57 if char.isascii() else 0.66


def wrap(pieces: Sequence[str], width: float, size: float, *, bold: bool = False) -> list[list[tuple[int, str]]]:
    """Break a text that is given in pieces into rows; each row is a list of (number of the piece, its part of the row).

    Rows joined without a space between them give the text again: a blank stays at the end of the row that it ends.
    """
    rows: list[list[tuple[int, str]]] = [[]]
    filled = 0.0
    for index, piece in enumerate(pieces):
        for word in _words(piece, width, size, bold=bold):
            needed = text_width(word.rstrip(), size, bold=bold)
            if filled and filled + needed > width:
                rows.append([])
                filled = 0.0
            row = rows[-1]
            if row and row[-1][0] == index:
                row[-1] = (index, row[-1][1] + word)
            else:
                row.append((index, word))
            filled += text_width(word, size, bold=bold)
    return rows


def _words(text: str, width: float, size: float, *, bold: bool) -> Iterator[str]:
    """Yield the words of a text, each with the blank behind it; a word too long for a row comes in parts."""
    word = ""
    for char in text:
        if word and text_width(word + char, size, bold=bold) > width and char != " ":
            yield word
            word = ""
        word += char
        if char in " -/":
            yield word
            word = ""
    if word:
        yield word

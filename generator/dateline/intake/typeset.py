"""Make the paragraphs that were set on pages of the lines that stand there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.intake.lines import CELL, HYPHEN, ends_sentence, glue, is_item, mend_hyphens, starts_low

_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
_SAME = 0.08
"""Heights of letters that differ by less, as a share, are one size."""
_LOOSE = 1.25
"""A step to the next line that is this much longer than usual begins a paragraph."""
_FAR = 1.9
"""So does one of this many heights of a line, whatever is usual."""
_ELSEWHERE = 4
"""And after one of this many, the text goes on elsewhere, as in another column or page."""
_INDENT = 0.6
"""Line heights by which the first line of a paragraph stands in."""
_SHORT = 0.25
"""A line that leaves this share of the width free ended by itself."""
_DIVIDED = 0.03
"""Where words are divided, more lines than this share end with a hyphen; where none are, compounds alone break so."""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a line of a page; places in points from its lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    height: float

    @property
    def is_row(self) -> bool:
        """Tell whether it is a row of cells."""
        return CELL in self.text


def set_paragraphs(pages: Sequence[Sequence[Line]]) -> tuple[list[str], list[str]]:
    """Return the paragraphs of all pages, and the words joined at the end of a line by guess.

    A sentence that goes on over a page or column is made whole; notes at the foot, and a number that stands alone at
    the edge of a page, come after its paragraph.
    """
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[round(line.height, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    whole: list[str] = []
    held: list[str] = []
    last: Line | None = None
    before = (0.0, 0.0)
    for page in pages:
        alone = [line for line in page if _stands_alone(line, page)]
        lines = [line for line in page if line not in alone]
        main = _without_foot(lines, body)
        step = _usual_step(main)
        for line, column in _columns(main):
            if last and whole and _goes_on(last, line, step, before):
                whole[-1] = glue(whole[-1], line.text)
            else:
                whole += held
                held = []
                whole.append(line.text)
            last, before = line, column
        held += _notes(lines[len(main) :])
        held += [line.text for line in alone]
    lines = [line for page in pages for line in page]
    broken = sum(line.text.endswith(HYPHEN) for line in lines)
    return mend_hyphens([*whole, *held], divides=broken > _DIVIDED * len(lines))


def _stands_alone(line: Line, page: Sequence[Line]) -> bool:
    """Tell whether a line is a short number, Roman too, at the edge of its page, apart from all else."""
    bottoms = [other.bottom for other in page if other is not line]
    if not bottoms or not _NUMBER.fullmatch(line.text):
        return False
    outside = line.bottom < min(bottoms) or line.bottom > max(bottoms)
    return outside and min(abs(line.bottom - bottom) for bottom in bottoms) > _FAR * line.height


def _without_foot(lines: Sequence[Line], body: float) -> Sequence[Line]:
    """Return the lines of a page down to its notes: the smaller ones at its end."""
    end = len(lines)
    while end and lines[end - 1].height < (1 - _SAME) * body:
        end -= 1
    return lines[:end] if end else lines


def _notes(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs of the notes at the foot of a page."""
    step = _usual_step(lines)
    whole: list[str] = []
    last: Line | None = None
    before = (0.0, 0.0)
    for line, column in _columns(lines):
        begins = re.match(r"[⁰¹²³⁴-⁹*†‡]", line.text) is not None
        if last and not begins and _goes_on(last, line, step, before):
            whole[-1] = glue(whole[-1], line.text)
        else:
            whole.append(line.text)
        last, before = line, column
    return whole


def _columns(lines: Sequence[Line]) -> Iterator[tuple[Line, tuple[float, float]]]:
    """Yield each line with the left and right edge of its column: lines of its size that follow down the page."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and lines[at].bottom < lines[at - 1].bottom:
            continue
        run = lines[start:at]
        for line in run:
            alike = [other for other in run if _same_size(line, other)]
            yield line, (min(other.left for other in alike), max(other.right for other in alike))
        start = at


def _usual_step(lines: Sequence[Line]) -> float:
    """Return the shortest common step from a line to the next of its size; 0 where there is none."""
    steps: dict[float, int] = defaultdict(int)
    for one, other in pairwise(lines):
        step = one.bottom - other.bottom
        if 0 < step < _FAR * one.height and _same_size(one, other):
            steps[round(step, 0)] += 1
    common = [step for step, count in steps.items() if 4 * count >= max(steps.values())]
    return min(common, default=0.0)


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.height - other.height) <= _SAME * max(one.height, other.height)


def _goes_on(one: Line, other: Line, step: float, column: tuple[float, float]) -> bool:
    """Tell whether a line goes on with the paragraph of the one before, which stands in a column."""
    if one.is_row or other.is_row or not _same_size(one, other) or is_item(other.text):
        return False
    left, right = column
    ended, low = ends_sentence(one.text), starts_low(other.text)
    full = one.right >= right - _SHORT * (right - left)
    down = one.bottom - other.bottom
    if down <= 0 or down > _ELSEWHERE * one.height:
        return not ended and (low or full or one.text[-1:] in (",", "-", HYPHEN))
    if down > _FAR * one.height or (step and down > _LOOSE * step + 1):
        return low and not ended
    if low and not ended:
        return True
    return full and not other.left > one.left + _INDENT * one.height

"""Part what stands around the text of each page from it: running heads, page numbers, what a browser prints there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.intake.lines import CELL
from dateline.intake.typeset import Line
from dateline.text.quotation import Found, Text, find

_LEVELS = 2
"""Levels at the top and at the foot of a page at which what is repeated is looked for."""
_LEVEL = 3
"""Points within which lines stand on one level."""
_APART = 1.25
"""A number that counts pages, but not from one, stands this much farther from the text than lines from one another."""
_URL = r"(?:https?://|file://|about:|www\.)\S+"
_OF = r"\d{1,4} ?(?:/|of|von|de|sur) ?\d{1,4}"
_WHEN = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?,? \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_ADDRESS = re.compile(rf"{_URL} (?:\| )?{_OF}|{_OF} (?:\| )?{_URL}")
"""What Chromium prints at the foot: address and number of the page."""
_DATE_AND_TITLE = re.compile(rf"{_WHEN}(?: (?:\| )?\S.*)?")
"""What it prints at the top."""
_BROWSER = ("Printed by a browser at the top of each page.", "Printed by a browser at the foot of each page.")
_REPEATED = ("Page header, repeated on each page.", "Page footer, repeated on each page.")
_NUMBER = "Page number."
_SHOWN = 80
"""Characters of what is set aside that a note shows."""
_DIGITS = re.compile(r"(?<!\d)\d{1,9}(?!\d)")
"""A number that may count pages; a longer row of digits is words."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Hold words of a document that are no part of its text; they stand as one paragraph at its end."""

    quote: str
    reason: str
    lines: int
    """On how many lines of pages they stand."""
    prefix: str = ""
    """The words before them, where they stand in the text too."""


_Place = tuple[int, int]
"""A page, and a line of it."""


def part_edges(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Aside]]:
    """Return the lines of each page that are its text, and what stands around it.

    That is what is printed at one place of the edges of two pages or more, the same but for a number that counts the
    pages; and what browsers print, on one page too. A number that neither stays nor counts pages is text, and so is a
    row of cells beside other rows, such as the head of a table that goes on.
    """
    reasons: dict[_Place, tuple[str, str]] = {}
    usual = _usual_step(pages)
    for key, places in _alike(pages).items():
        for place, reason in _repeated(pages, places, usual):
            reasons[place] = (f"{reason} {key}", reason)
    for number, page in enumerate(pages):
        reasons |= {(number, at): (reason, reason) for at, reason in _of_browser(page)}
    if len(reasons) == sum(map(len, pages)):  # nothing would be left
        return [list(page) for page in pages], []
    gathered: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (number, at), told in sorted(reasons.items()):
        gathered[told].append(pages[number][at].text)
    bodies = [
        [line for at, line in enumerate(page) if (number, at) not in reasons] for number, page in enumerate(pages)
    ]
    return bodies, [
        Aside(CELL.join(dict.fromkeys(texts)), reason, len(texts)) for (_, reason), texts in gathered.items()
    ]


def found_again(asides: Sequence[Aside], before: Sequence[str]) -> Iterator[Aside]:
    """Yield what stands around pages as it is found in the document, whose other paragraphs stand before."""
    paragraphs = [*before, *(aside.quote for aside in asides)]
    text = Text.of("\n".join(paragraphs) + "\n")
    for at, aside in enumerate(asides, start=len(before)):
        words = paragraphs[at - 1].split() if at else []
        for prefix in ("", *(" ".join(words[-count:]) for count in (4, 12, len(words)))):
            if isinstance(find(text, aside.quote, prefix), Found):
                yield Aside(aside.quote, aside.reason, aside.lines, prefix)
                break


def shortened(words: str) -> str:
    """Return words as a note shows them."""
    return words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + " …"


def _alike(pages: Sequence[Sequence[Line]]) -> dict[tuple[str, int], list[_Place]]:
    """Return the lines at the edges of pages by their words without digits and their height on the page."""
    found: dict[tuple[str, int], list[_Place]] = defaultdict(list)
    for number, page in enumerate(pages):
        levels = _levels(page)
        edges = {*levels[:_LEVELS], *levels[-_LEVELS:]}
        for at, line in enumerate(page):
            if _level(line) in edges:
                found[_DIGITS.sub("#", line.text), _level(line)].append((number, at))
    return found


def _repeated(pages: Sequence[Sequence[Line]], places: Sequence[_Place], usual: float) -> Iterator[tuple[_Place, str]]:
    """Yield those of some lines alike that are repeated, with the reason: their numbers stay, or count the pages.

    `usual` is the step from one line to the next.
    """
    numbers = [[int(digits) for digits in _DIGITS.findall(pages[page][at].text)] for page, at in places]
    wanted = []
    for slot in range(len(numbers[0])):
        stays, stay_count = Counter(of[slot] for of in numbers).most_common(1)[0]
        runs, run_count = Counter(of[slot] - page for of, (page, _) in zip(numbers, places, strict=True)).most_common(
            1
        )[0]
        wanted.append((runs, 1) if run_count > stay_count else (stays, 0))
    right = [
        place
        for place, of in zip(places, numbers, strict=True)
        if all(value == base + place[0] * step for value, (base, step) in zip(of, wanted, strict=True))
    ]
    if len({page for page, _ in right}) < 2:  # noqa: PLR2004  # repeated
        return
    counts = any(step for _, step in wanted)
    for page, at in right:
        line = pages[page][at]
        if any(map(str.isalpha, line.text)):
            if counts or not _beside_row(pages[page], line):
                yield (page, at), _REPEATED[_level(line) in _levels(pages[page])[:_LEVELS]]
        elif (1, 1) in wanted or (counts and _gap(pages[page], line) > _APART * usual):
            yield (page, at), _NUMBER


def _of_browser(page: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Yield the lines that a browser prints around a page: at the foot its address with its number, at the top when."""
    levels = _levels(page)
    foot = [at for at, line in enumerate(page) if _level(line) == levels[0] and _ADDRESS.fullmatch(line.text)]
    for at in foot:
        yield at, _BROWSER[1]
    for at, line in enumerate(page) if foot else ():
        if _level(line) == levels[-1] and _DATE_AND_TITLE.fullmatch(line.text):
            yield at, _BROWSER[0]


def _level(line: Line) -> int:
    return round(line.bottom / _LEVEL)


def _levels(page: Sequence[Line]) -> list[int]:
    """Return the levels on which lines of a page stand, from its foot up."""
    return sorted({_level(line) for line in page})


def _usual_step(pages: Sequence[Sequence[Line]]) -> float:
    """Return the most usual step from one line of a page to the next above it."""
    heights = (sorted({round(line.bottom, 1) for line in page}) for page in pages)
    steps = Counter(round(other - one) for page in heights for one, other in pairwise(page))
    return steps.most_common(1)[0][0] if steps else 0


def _gap(page: Sequence[Line], line: Line) -> float:
    others = [abs(other.bottom - line.bottom) for other in page if _level(other) != _level(line)]
    return min(others, default=float("inf"))


def _beside_row(page: Sequence[Line], line: Line) -> bool:
    """Tell whether a line is a row of cells, and the nearest one too."""
    others = [other for other in page if other is not line]
    near = min(others, key=lambda other: abs(other.bottom - line.bottom), default=line)
    return line.is_row and near is not line and near.is_row

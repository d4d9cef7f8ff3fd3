"""Tell which words of a sentence belong to a number: those of its own clause, without asides or of its own alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.propose.said import Said

Stretch = tuple[int, int]

_ASIDE = re.compile(r",\s(?:which|who|whom|whose|where)\b[^;:]*?(?=,(?!\d)|[.!?…”\"]*$|[;:])")
"""What is told between commas of whom or what the words before it name."""
_TURN = re.compile(r";\s|,?\s(?:while|whereas|but|although|though)\s")
"""Where a main clause ends and another begins."""
_OUT_OF = re.compile(r"(?:^|;\s|\bthat\s)(?:[Oo]ut\s)?[Oo]f\s(?:(?:the|those|these|its|their|some|all|about)\s){0,2}$")
"""Before the number of a whole, a part of which is told then: “Of the 40 held, 26 were freed”."""


def asides_of(text: str) -> list[Stretch]:
    """Return the asides of a sentence."""
    return [found.span() for found in _ASIDE.finditer(text)]


def own_words(said: Said, at: int) -> list[Stretch]:
    """Return the stretches that belong to what stands at an offset.

    They are its aside, with the name that this tells of, or its clause without the asides in it.
    """
    asides = asides_of(said.text)
    for start, end in asides:
        if start <= at < end:
            return [(min((name.start for name in said.names if name.end == start), default=start), end)]
    turns = [found.span() for found in _TURN.finditer(said.text) if not any(a <= found.start() < b for a, b in asides)]
    start = max((end for _, end in turns if end <= at), default=0)
    last = min((begin for begin, _ in turns if begin > at), default=len(said.text))
    return list(_without(asides, start, last))


def is_apart(text: str, one: int, other: int) -> bool:
    """Tell whether one of two offsets lies in an aside, and the other does not lie in the same."""
    return any((start <= one < end) != (start <= other < end) for start, end in asides_of(text))


def is_turned(text: str, start: int, end: int) -> bool:
    """Tell whether another main clause begins between two offsets."""
    return start < end and _TURN.search(text, start, end) is not None


def cut(stretches: Iterable[Stretch], own: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return what lies of some stretches within others."""
    within = list(own)
    parts = ((max(start, a), min(end, b)) for start, end in stretches for a, b in within)
    return tuple((start, end) for start, end in parts if start < end)


def is_whole(said: Said, at: int) -> bool:
    """Tell whether the number at an offset is that of a whole, and another behind it that of the part told of."""
    before = _OUT_OF.search(said.text[:at])
    return before is not None and any(number.start > at for number in said.numbers)


def _without(asides: Iterable[Stretch], start: int, end: int) -> Iterable[Stretch]:
    """Yield a stretch without the asides that lie in it."""
    for begin, last in asides:
        if start <= begin and last <= end:
            yield start, begin
            start = last
    yield start, end

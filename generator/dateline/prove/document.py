"""Read a whole document once: its numbers, names and dates, of which each quotation then holds a stretch.

Reading the document, not the quotation, shows what a quotation cuts: the “more than” before its first word, the
second half of a longer name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from operator import attrgetter
from typing import TypeVar

from dateline.text.dates import Mention, read_dates
from dateline.text.names import Mention as NameMention
from dateline.text.names import Names
from dateline.text.numbers import Reading, read_with_wholes
from dateline.text.quotation import Span

_PARAGRAPH = "¶"
"""Stands for a line end while numbers and names are read: none of them goes on in the next paragraph."""
_LONGEST = 200
"""Code points; no number with its hedge, and no name, is longer."""
_start = attrgetter("start")
_Placed = TypeVar("_Placed", Reading, NameMention[str], Mention)


@dataclass(frozen=True, slots=True)
class Words:
    """Hold what a stretch of text says."""

    text: str
    """The text in which the offsets of what is read stand: the document's, or the stretch itself."""
    spans: tuple[Span, ...]
    numbers: tuple[Reading, ...]
    cut: tuple[Reading, ...]
    """Numbers that begin before a span or end after it."""
    names: frozenset[str]
    """Keys of the registered actors and places that are named."""
    dates: tuple[Mention, ...]


class Document:
    """Hold a document's text with all that is read in it, each read once and only if asked for."""

    def __init__(self, text: str, language: str, names: Names[str]) -> None:
        self.text = text
        self.language = language
        self._register = names

    @cached_property
    def _flat(self) -> str:
        return self.text.replace("\n", _PARAGRAPH)

    @cached_property
    def numbers(self) -> Sequence[Reading]:
        """Return its numbers, in order."""
        return self._read[0]

    @property
    def wholes(self) -> Sequence[Reading]:
        """Return the numbers of which it tells only a part, “half of the 40”, in order."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Sequence[Reading], Sequence[Reading]]:
        return read_with_wholes(self._flat)

    @cached_property
    def names(self) -> Sequence[NameMention[str]]:
        """Return the registered names in it, in order."""
        return self._register.mentions(self._flat)

    @cached_property
    def dates(self) -> Sequence[Mention]:
        """Return its dates, in order; “1,600” and “1600 people” say no year."""
        return [mention for mention in read_dates(self._flat, self.language) if not self._counts(mention)]

    def _counts(self, mention: Mention) -> bool:
        """Tell whether what looks like a year is a figure."""
        if mention.year is None or mention.month is not None:
            return False
        for readings in self._read:
            near = _from(readings, mention.start - _LONGEST)
            before = takewhile(lambda reading: reading.start < mention.end, near)
            if any(reading.end > mention.start and not reading.weak for reading in before):
                return True
        return False

    def within(self, spans: tuple[Span, ...], *, dated: bool = True) -> Words:
        """Return what stands in some stretches; dates are left out unless asked for."""
        numbers: list[Reading] = []
        cut: list[Reading] = []
        dates: list[Mention] = []
        keys: list[frozenset[str]] = []
        for span in spans:
            first, last = span.start, span.end
            for reading in _from(self.numbers, first - _LONGEST):
                if reading.start >= last:
                    break
                if reading.end > first:
                    (numbers if first <= reading.start and reading.end <= last else cut).append(reading)
            for name in _from(self.names, first):
                if name.end > last:
                    break
                keys.append(name.keys)
            if dated:
                for mention in _from(self.dates, first):
                    if mention.end > last:
                        break
                    dates.append(mention)
        return Words(self.text, spans, tuple(numbers), tuple(cut), frozenset().union(*keys), tuple(dates))

    def named(self, span: Span) -> tuple[NameMention[str], ...]:
        """Return the registered names that stand in a stretch, each with its place."""
        begun = takewhile(lambda name: name.start < span.end, _from(self.names, span.start))
        return tuple(name for name in begun if name.end <= span.end)

    def whole(self) -> Words:
        """Return what the whole text says."""
        return self.within((Span(0, len(self.text)),))


def _from(found: Sequence[_Placed], offset: int) -> Iterator[_Placed]:
    """Yield what begins at an offset or later."""
    first = bisect_left(found, offset, key=_start)  # islice would walk there from the beginning
    return map(found.__getitem__, range(first, len(found)))

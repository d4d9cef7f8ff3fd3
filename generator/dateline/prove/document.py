"""Read a whole document once: its numbers, names and dates, of which each quotation then holds a stretch.

Reading the document, not the quotation, shows what a quotation cuts: the “more than” before its first word, the
second half of a longer name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import TypeVar

from dateline.text.dates import Mention, read_dates
from dateline.text.names import Mention as NameMention
from dateline.text.names import Names
from dateline.text.numbers import Reading, read_numbers
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
    def _numbers(self) -> Sequence[Reading]:
        return read_numbers(self._flat)

    @cached_property
    def _names(self) -> Sequence[NameMention[str]]:
        return self._register.mentions(self._flat)

    @cached_property
    def _dates(self) -> Sequence[Mention]:
        return read_dates(self._flat, self.language)

    def within(self, spans: tuple[Span, ...], *, dated: bool = True) -> Words:
        """Return what stands in some stretches; dates are left out unless asked for."""
        numbers, cut, dates = [], [], []
        keys: list[frozenset[str]] = []
        for span in spans:
            first, last = span.start, span.end
            for reading in _from(self._numbers, first - _LONGEST):
                if reading.start >= last:
                    break
                if reading.end > first:
                    (numbers if first <= reading.start and reading.end <= last else cut).append(reading)
            for name in _from(self._names, first):
                if name.end > last:
                    break
                keys.append(name.keys)
            if dated:
                for mention in _from(self._dates, first):
                    if mention.end > last:
                        break
                    dates.append(mention)
        return Words(self.text, spans, tuple(numbers), tuple(cut), frozenset().union(*keys), tuple(dates))

    def whole(self) -> Words:
        """Return what the whole text says."""
        return self.within((Span(0, len(self.text)),))


def _from(found: Sequence[_Placed], offset: int) -> Iterator[_Placed]:
    """Yield what begins at an offset or later."""
    return islice(found, bisect_left(found, offset, key=_start), None)

"""Find a quotation in a source, word for word (proof rule P1), as both are folded.

Offsets count Unicode code points, end exclusive, as the W3C TextPositionSelector does.
"""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, groupby
from typing import Self

from dateline.text.folding import PARAGRAPH_END, Folded, even_out, flat, fold_even, uncuttable
from dateline.text.numbers import read_numbers


@dataclass(frozen=True, slots=True)
class Span:
    """Name a stretch of the original text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """Hold a source's text made ready for searching; build it once for each source."""

    original: str
    folded: Folded
    even: str  # the text with white space and compositions evened out; its offsets are those of the folded one
    breaks: tuple[int, ...]  # folded offsets of the paragraphs' ends

    @classmethod
    def of(cls, original: str) -> Self:
        """Fold a text and find its paragraphs."""
        even, edits = even_out(original)
        folded = fold_even(even, edits)
        breaks = tuple(match.start() for match in re.finditer("\n", even)) if "\n" in even else ()
        return cls(original, folded, even, breaks)

    def span(self, start: int, end: int) -> Span:
        """Return the place in the original of a stretch of the folded text."""
        return Span(self.folded.start(start), self.folded.end(end))

    def words(self, start: int, end: int) -> str:
        """Return the original's words in a stretch of the folded text, on one line."""
        span = self.span(start, end)
        return " ".join(self.original[span.start : span.end].split())

    def cuttable(self, offset: int) -> bool:
        """Tell whether a quotation may begin or end at an offset of the folded text."""
        return not uncuttable(self.even, self.folded.text, offset)

    def places(self, words: str) -> list[int]:
        """Return the folded offsets at which folded words stand, from boundary to boundary."""
        found = []
        folded, length = self.folded.text, len(words)
        at = folded.find(words)
        while at != -1:
            if self.cuttable(at) and self.cuttable(at + length):
                found.append(at)
            at = folded.find(words, at + 1)
        return found


class Reason(StrEnum):
    """Say why a quotation was not found."""

    ABSENT = "absent"  # the words do not stand there, or not between this prefix and suffix
    BOUNDARY = "boundary"  # only inside a longer word or number, or across a paragraph's end
    AMBIGUOUS = "ambiguous"  # more than once
    FRAGMENTS = "fragments"  # each fragment stands there, but not in this order in one paragraph
    EMPTY = "empty"  # no letter or digit


@dataclass(frozen=True, slots=True)
class Found:
    """Say where a quotation stands: one span for each fragment, in order."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Say why a quotation was not found, and what the source says instead.

    `count` is how often an ambiguous one was found, at most 1,000; `nearest` the closest passage, in the
    original's words; `differs` the first words that differ, the quotation's and the source's, None for a
    quotation whose words all stand there.
    """

    reason: Reason
    count: int = 0
    nearest: str = ""
    differs: tuple[str, str] | None = None


_ELLIPSIS = re.compile(r"\[ ?(?:…|\.{3}) ?\]|[.…]*(?:…|\.{3})[.…]*")
_MANY = 1000  # beyond this, ambiguous fragments are no longer counted


def find(text: Text, quotation: str, prefix: str = "", suffix: str = "") -> Found | Missing:
    """Find the one place where a quotation stands, from boundary to boundary in one paragraph.

    An ellipsis (…, ..., […]) joins fragments that stand in this order in one paragraph and can be placed
    in one way only; one that the source has itself is matched first. A prefix or suffix, if given, must
    stand directly before or after, whether or not it is needed (W3C TextQuoteSelector).
    """
    words = flat(quotation)
    if not any(map(str.isalnum, words)):
        return Missing(Reason.EMPTY)
    before, after = prefix and flat(prefix), suffix and flat(suffix)
    places = _within(text, text.places(words), len(words), before, after)
    if len(places) == 1:
        return Found((text.span(places[0], places[0] + len(words)),))
    if places:
        return Missing(Reason.AMBIGUOUS, len(places))
    fragments = [part for part in map(str.strip, _ELLIPSIS.split(words)) if part]
    if fragments == [words]:
        return _explain(text, words, before, after)
    return _find_fragments(text, fragments, before, after)


@lru_cache(maxsize=64)  # rules ask the same of a fact one after another
def stands_in(haystack: str, needle: str) -> bool:
    """Tell whether words stand in a short text, with the folding and the boundaries of a quotation."""
    words = flat(needle)
    return words != "" and bool(Text.of(PARAGRAPH_END.sub(" ", haystack)).places(words))


def number_stands_in(haystack: str, number: str) -> bool:
    """Tell whether a number stands in a short text; one that begins with a word may begin with another case of it.

    “Dozens” opens a sentence and “dozens” stands within one; “5 M” and “5 m” are two things. One in words alone may be
    a part of a longer word, where it is read as a number: “six” of “a six-hour pause”, and not of “twenty-six”.
    """
    if stands_in(haystack, number):
        return True
    if not number[:1].isalpha() or any(char.isnumeric() for char in number.split(maxsplit=1)[0]):
        return False
    spellings = {flat(number), flat(number[:1].swapcase() + number[1:])}
    return any(stands_in(haystack, words) for words in spellings) or any(
        flat(haystack[reading.start : reading.end]) in spellings for reading in read_numbers(haystack)
    )


def _within(text: Text, places: list[int], length: int, before: str, after: str) -> list[int]:
    """Keep the places that stand between a prefix and a suffix; white space and paragraphs do not matter."""
    folded = text.folded.text
    if before:
        places = [at for at in places if _line(folded[max(0, at - len(before) - 1) : at]).endswith(before)]
    if after:
        ends = ((at, at + length) for at in places)
        places = [at for at, end in ends if _line(folded[end : end + len(after) + 1]).startswith(after)]
    return places


def _line(folded: str) -> str:
    return folded.replace("\n", " ").strip(" ")


def _find_fragments(text: Text, fragments: Sequence[str], before: str, after: str) -> Found | Missing:
    rows = [[Span(at, at + len(words)) for at in text.places(words)] for words in fragments]
    for words, row in zip(fragments, rows, strict=True):
        if not row:
            return _explain(text, words, "", "")
    first, last = len(fragments[0]), len(fragments[-1])
    opening = set(_within(text, [span.start for span in rows[0]], first, before, ""))
    closing = set(_within(text, [span.start for span in rows[-1]], last, "", after))
    rows[0] = [span for span in rows[0] if span.start in opening]
    rows[-1] = [span for span in rows[-1] if span.start in closing]
    by_paragraph = [
        {key: list(spans) for key, spans in groupby(row, lambda span: bisect_left(text.breaks, span.start))}
        for row in rows
    ]
    count = 0
    spans: tuple[Span, ...] = ()
    for paragraph in by_paragraph[0]:
        ways, chosen = _placements([row.get(paragraph, []) for row in by_paragraph])
        count += ways
        spans = spans or chosen
    if count == 1:
        return Found(tuple(text.span(span.start, span.end) for span in spans))
    return Missing(Reason.AMBIGUOUS, min(count, _MANY)) if count else Missing(Reason.FRAGMENTS)


def _placements(rows: Sequence[Sequence[Span]]) -> tuple[int, tuple[Span, ...]]:
    """Count the ways to take one span from each row, each after the last, and return the only way or any."""
    chains: list[tuple[int, tuple[Span, ...]]] = [(1, (span,)) for span in rows[0]]
    for row in rows[1:]:
        shorter = deque(chains)
        chains = []
        ways = 0
        latest: tuple[Span, ...] = ()
        for span in row:
            while shorter and shorter[0][1][-1].end <= span.start:
                more, latest = shorter.popleft()
                ways = min(ways + more, _MANY)
            if ways:
                chains.append((ways, (*latest, span)))
    return sum(ways for ways, _ in chains), chains[0][1] if chains else ()


# -------------------------------------------------------------------------------------------- explaining

_WORD = re.compile(r"[-+$]*\w+(?:[.,':/-]\w+)*%?|\S")
_COMPARED = 200  # words; a message needs no more, and difflib's time grows with their square


def _explain(text: Text, words: str, before: str, after: str) -> Missing:
    """Say what the source has instead of words that do not stand there."""
    folded = text.folded.text
    at = folded.find(words)
    if at != -1 and not text.places(words):
        start, end = at, at + len(words)
        while not text.cuttable(start):
            start -= 1
        while not text.cuttable(end):
            end += 1
        difference = _first_difference(_WORD.findall(words), _WORD.findall(folded[start:end]))
        return Missing(Reason.BOUNDARY, nearest=text.words(start, end), differs=difference)
    across = folded.replace("\n", " ").find(words)
    if at == -1 and across != -1:
        return Missing(Reason.BOUNDARY, nearest=text.words(across, across + len(words)))
    wanted = _WORD.findall(" ".join(filter(None, (before, words, after))))[:_COMPARED]
    return _nearest(text, wanted)


def _nearest(text: Text, wanted: Sequence[str]) -> Missing:
    """Find the passage that shares most words, whatever their case, and the first words that differ."""
    there = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text.folded.text)]
    sought = {word.casefold() for word in wanted if any(map(str.isalnum, word))}
    shared = list(accumulate((word.casefold() in sought for word, _, _ in there), initial=0))
    size = min(len(wanted), len(there))
    best = max(range(len(there) - size + 1), key=lambda at: shared[at + size] - shared[at])
    if shared[best + size] == shared[best]:
        return Missing(Reason.ABSENT)
    # The window may be off by the words that were put in or left out: look around it, then align.
    low = max(0, best - size // 2)
    window = [word for word, _, _ in there[low : best + size + size // 2]]
    *blocks, _ = SequenceMatcher(None, wanted, window, autojunk=False).get_matching_blocks()
    if blocks:
        first, last = blocks[0], blocks[-1]
        low, high = low + max(0, first.b - first.a), low + last.b - last.a + len(wanted)
    else:
        low, high = best, best + size
    passage = there[low:high]
    difference = _first_difference(wanted, [word for word, _, _ in passage])
    return Missing(Reason.ABSENT, nearest=text.words(passage[0][1], passage[-1][2]), differs=difference)


def _first_difference(wanted: Sequence[str], there: Sequence[str]) -> tuple[str, str] | None:
    for change, i, j, k, m in SequenceMatcher(None, wanted, there, autojunk=False).get_opcodes():
        if change != "equal":
            return " ".join(wanted[i:j]), " ".join(there[k:m])
    return None

"""Tell whether an indicator counts a whole or a part of it, where a quotation gives the number of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.model.registers import Indicator
from dateline.prove.counting import asides_in, moved, says_word, stretches
from dateline.prove.document import Words
from dateline.text.numbers import Reading, read_with_wholes
from dateline.text.stems import is_over, stem
from dateline.text.wholes import Whole, read_told_wholes

_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset(
    map(
        stem, ("been", "since", "were", "have", "with", "from", "that", "this", "they", "them", "their", "into", "only")
    )
)
"""Stems of words of which one says nothing of a part."""


def whole_of(indicator: Indicator, quote: Words) -> Reading | None:
    """Return the number of a whole that an indicator counts, and of which the quotation tells a part."""
    found = {told.whole for told in _told(quote) if _counts_whole(indicator, told)}
    within = [one for one in found if any(span.start <= one.start and one.end <= span.end for span in quote.spans)]
    return within[0] if len(found) == len(within) == 1 else None


def whole_of_part(indicator: Indicator, reading: Reading, quote: Words) -> tuple[Reading, str] | None:
    """Return the whole that an indicator counts, with its words, where a number is only that of a part."""
    for aside in asides_in(quote):
        words = quote.text[aside.start : aside.end]
        if any(part.start == reading.start for part in aside.parts) and not _names(indicator, words, ""):
            return aside.whole, " ".join(quote.text[aside.whole.start : aside.start].split())
    for told in _told(quote):
        if told.part and told.part.start == reading.start and _counts_whole(indicator, told):
            said = quote.text[told.whole.start : told.whole.end]
            return told.whole, " ".join(f"{said}{_short(told.named, indicator)}".split())
    return None


def _told(quote: Words) -> Iterator[Whole]:
    """Yield the wholes of which a part is told in or around a quotation, with their places in its text."""
    for start, stretch in stretches(quote):
        if " of " not in stretch:
            continue
        for told in read_told_wholes(stretch, *read_with_wholes(stretch)):
            yield replace(told, whole=moved(told.whole, start), part=told.part and moved(told.part, start))


def _counts_whole(indicator: Indicator, told: Whole) -> bool:
    """Tell whether all that an indicator counts is said of the whole, and nothing of it of the part alone."""
    if not all(says_word(told.named, word) for word in indicator.words) or _names(indicator, told.told, told.named):
        return False
    named = _stems(told.named)
    sure = any(is_over(word) for words in indicator.words for word in words.split())
    return sure or _stems(indicator.name.say("en")) <= named


def _names(indicator: Indicator, words: str, beside: str) -> bool:
    """Tell whether an indicator has one of some words itself, which do not stand beside them too."""
    own = f"{indicator.wording} {indicator.name.say('en')}"
    return not (_stems(words) - _stems(beside) - _EMPTY).isdisjoint(_stems(own))


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(words))


def _short(named: str, indicator: Indicator) -> str:
    """Return what is said of a whole, up to the last word of an indicator."""
    ends = [found.end() for word in indicator.words for found in re.finditer(rf"{re.escape(word)}(?!\w)", named)]
    return named[: max(ends)] if ends else named

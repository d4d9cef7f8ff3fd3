"""Tell which number of a quotation counts what an indicator does, by its words and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from dateline.model.registers import Indicator
from dateline.model.units import PERCENT, is_currency
from dateline.prove.document import Words
from dateline.text.changes import changes_of, earlier_of, may_be_earlier, risen_to
from dateline.text.numbers import Reading, read_numbers
from dateline.text.wholes import MAY_ASIDE, Aside, read_asides

_ALONE = re.compile(
    r"(?:\s+(?:others?|more))?(?:\s+(?:was|were|(?:has|have|had)\s+been))?(?:\s+(?:also|then|later|left|[a-z]+ly))?\s+",
    re.IGNORECASE,
)
"""Between a number that stands for what is counted and what is told of it: “40 were also injured”, “12 others died”."""
_ENDS = re.compile(
    r"\s*(?:[.,;:!?)\]…”]|$)|\s+(?:in|at|on|near|by|when|after|before|as|and|or|but|during|over|since|while|including|from|to"
    r"|across|around|among|inside|outside|overnight|yesterday|there|so|this|last)\b",
    re.IGNORECASE,
)
"""What follows a word that is told of a number, and is no attribute as in “40 injured soldiers”."""
_CLAUSE = re.compile(r"[,;:.]\s|\s(?:and|but|while|whereas)\s")
_BEFELL = r"(?:kill|wound|injur|displac|evacuat|detain|arrest|abduct|kidnap|destroy|damag)"
_FORM = re.compile(rf"(?P<stem>{_BEFELL})(?P<ending>ed|ing|e?s)")
"""A verb that is told of those who are counted, the same in each of its forms."""
_DOES_SO = re.compile(r"(?:,\s+(?:and\s+)?|\band\s+)(?:(?:also|reportedly)\s+)?$")
"""Before “killing seven”: it is told as done, not as threatened or feared."""
_AROUND = 100
"""Code points around a part of a quotation that may say from what, or to what, its number changed."""


def unit_of(indicator: Indicator) -> str | None:
    """Return the unit that must stand at the number: a currency or `percent`, else None."""
    unit = indicator.unit
    return unit if unit == PERCENT or is_currency(unit) else None


def counts(reading: Reading, quote: Words, indicator: Indicator) -> bool:
    """Tell whether a number is one that counts what an indicator does."""
    return reading in counted(quote, indicator)


def counted(quote: Words, indicator: Indicator) -> list[Reading]:
    """Return the numbers that the first word of an indicator follows, before the next number or the quotation's end.

    A word of the indicator that stands directly before a number (“injured 40”) belongs to that one. So does another
    than the first that directly follows one and stands nowhere else: of “12 people died and 40 were injured” the 40.
    """
    first, *others = indicator.words
    led_to = [reading for reading in quote.numbers if any(_leads_to(word, reading, quote) for word in indicator.words)]
    led_to = led_to or [reading for reading in quote.numbers if _is_risen_to(reading, quote, indicator)]
    if led_to:
        return led_to
    asides = list(asides_in(quote))
    found = [reading for reading in quote.numbers if says_word(_said_of(reading, quote, asides), first)]
    for word in others:
        alone = [reading for reading in quote.numbers if _is_told(word, reading, quote)]
        said = sum(len(_word(word).findall(quote.text, span.start, span.end)) for span in quote.spans)
        if alone and len(alone) == said and not any(reading in found for reading in alone):
            return alone
    return found


def changes_in(quote: Words) -> Iterator[tuple[Reading, Reading]]:
    """Yield what was and what is now, of each change of which a quotation tells a part: “rose from 30 to 40”."""
    for span, (start, stretch) in zip(quote.spans, stretches(quote), strict=True):
        told_from = "from" in quote.text[span.start : span.end]
        if not told_from and not may_be_earlier(stretch):
            continue
        readings = read_numbers(stretch)
        told = changes_of(readings, stretch) if told_from else []
        for change in (*told, *earlier_of(readings, stretch)):
            was, now = (moved(one, start) for one in change)
            yield was, now


def asides_in(quote: Words) -> Iterator[Aside]:
    """Yield each whole with the parts of it that a quotation, or words around it, tells aside."""
    for start, stretch in stretches(quote):
        if MAY_ASIDE.search(stretch):
            for one in read_asides(read_numbers(stretch), stretch):
                parts = tuple(moved(part, start) for part in one.parts)
                yield Aside(moved(one.whole, start), parts, one.start + start, one.end + start)


def stretches(quote: Words) -> Iterator[tuple[int, str]]:
    """Yield each part of a quotation with some words around it, as far as its line goes, and where that begins."""
    text = quote.text
    for span in quote.spans:
        start, line = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
        end = len(text) if line < 0 else line
        # No number is cut apart.
        if span.start - start > _AROUND:
            start = text.find(" ", span.start - _AROUND, span.start) + 1 or span.start
        if end - span.end > _AROUND:
            end = max(text.rfind(" ", span.end, span.end + _AROUND), span.end)
        yield start, text[start:end]


def moved(reading: Reading, by: int) -> Reading:
    """Return a number with its place in a text that begins earlier."""
    return replace(reading, start=reading.start + by, end=reading.end + by)


def is_subject(indicator: Indicator, was: Reading, now: Reading, quote: Words) -> bool:
    """Tell whether the words of a change say what an indicator counts: “the number of injured rose from 30 to 40”."""
    end = min(was.start, now.start)
    start = max((reading.end for reading in quote.numbers if reading.end <= end), default=quote.spans[0].start)
    start = max((found.end() for found in _CLAUSE.finditer(quote.text, start, end)), default=start)
    return all(says_word(quote.text[start:end], word) for word in indicator.words[1:] or indicator.words)


def _said_of(reading: Reading, quote: Words, asides: Sequence[Aside]) -> str:
    """Return what follows a number before the next one; of a whole that is behind its aside, of a part within it."""
    start, end = _behind(reading, quote)
    for aside in asides:
        if reading.start == aside.whole.start:
            last = next(span.end for span in quote.spans if span.end >= reading.end)
            following = min((one.start for one in quote.numbers if one.start >= aside.end), default=last)
            return quote.text[start : min(aside.start, last)] + quote.text[aside.end : min(following, last)]
        if any(reading.start == part.start for part in aside.parts):
            end = min(end, aside.end)
    return quote.text[start:end]


def _behind(reading: Reading, quote: Words) -> tuple[int, int]:
    """Return the stretch from the end of a number to the next one, or to the end of its part of the quotation."""
    last = next(span.end for span in quote.spans if span.end >= reading.end)
    following = min((other.start for other in quote.numbers if other.start >= reading.end), default=last)
    return reading.end, min(following, last)


def _leads_to(word: str, reading: Reading, quote: Words) -> bool:
    """Tell whether a word of an indicator stands directly before a number and its hedge."""
    start = max((span.start for span in quote.spans if span.start <= reading.start), default=0)
    found = [match.end() for match in _word(word).finditer(quote.text, start, reading.start)]
    return (bool(found) and not quote.text[found[-1] : reading.start].strip()) or governs(word, reading, quote)


def governs(word: str, reading: Reading, quote: Words) -> bool:
    """Tell whether another form of a verb of an indicator stands before a number: “killing seven” for “killed”."""
    form = _FORM.fullmatch(word)
    start = max((span.start for span in quote.spans if span.start <= reading.start), default=0)
    before = quote.text[start : reading.start].rstrip()
    told = form and re.search(rf"(?<!\w){form['stem']}(?P<ending>ed|ing|e?s)$", before)
    if not told or (told["ending"] == "ing" and not _DOES_SO.search(before[: told.start()])):
        return False
    return before != quote.text[start : reading.start]


def _is_risen_to(reading: Reading, quote: Words, indicator: Indicator) -> bool:
    """Tell whether what an indicator counts is said to have come to a number: “the toll in P climbed to 27”."""
    start = max((span.start for span in quote.spans if span.start <= reading.start), default=0)
    words = risen_to(quote.text[start : reading.start])
    return bool(words) and all(says_word(words, word) for word in indicator.words)


def _is_told(word: str, reading: Reading, quote: Words) -> bool:
    """Tell whether a word is told of a number that stands alone: “40 were injured”, “40 injured in Port Amber”."""
    start, end = _behind(reading, quote)
    between = _ALONE.match(quote.text, start, end)
    told = _word(word).match(quote.text, between.end(), end) if between else None
    return told is not None and _ENDS.match(quote.text, told.end(), end) is not None


@cache
def _word(word: str) -> re.Pattern[str]:
    """Compile a word as a whole one; white space in it may be any, and a sentence may begin with it."""
    parts = r"\s+".join(map(re.escape, word.split()))
    first = re.escape(word[0])
    if (form := _FORM.fullmatch(word)) and form["ending"] == "ing":
        parts = f"{form['stem']}(?:ing|ed)"
    return re.compile(rf"(?<!\w)(?i:{first}){parts[len(first) :]}(?!\w)")


def says_word(text: str, word: str) -> bool:
    """Tell whether a text says a word of an indicator."""
    return find_word(text, word) is not None


def find_word(text: str, word: str) -> re.Match[str] | None:
    """Find a word of an indicator in a text."""
    return _word(word).search(text)

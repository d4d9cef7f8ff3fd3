"""Know as what a number stands in a text that does not count it, in English: left out, in a share, a date, a label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dateline.text.dates import read_dates
from dateline.text.numbers import Reading, read_parts, read_shares, read_with_wholes
from dateline.text.spells import NAMES

LEFT_OUT = "what is left out"
OF_WHOLE = "that of which only a part is told"
_ALL_BUT = "all but"
_LONGEST = 4_000
"""Code points; a quotation is a sentence or a few."""
_FORMS = (
    ("a time of day", r"(?<![\w.,:]){0}:[0-5]\d(?![\w:])|(?<![\w.,:])\d\d?:{0}(?![\w:])"),
    ("a place in an order", r"(?<![\w.,]){0}(?:st|nd|rd|th)(?!\w)"),
    ("a label", rf"\b(?!(?i:{NAMES})\b)[A-Z][\w'’-]{{{{0,30}}}}\s(?:\d+/)?{{0}}(?:/\d+)?(?!\w|[.,:]?\d|-)"),
    ("a sign that counts nothing", r"(?<![\w.,])(?:\d+/)?{0}(?:/\d+)?(?!\w|[.,:]?\d|-)"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold the words in which a number stands, and as what; nothing where it is counted otherwise."""

    words: str
    role: str


def stands_as(text: str, value: Decimal, language: str = "en") -> Standing | None:
    """Return as what a text says a number that it does not count; None where it does not say it."""
    return next(_standings(" ".join(text[:_LONGEST].split()), value, language), None)


def _standings(text: str, value: Decimal, language: str) -> Iterator[Standing]:
    """Yield the plainest first."""
    readings, wholes = read_with_wholes(text)
    yield from _of_parts(text, value, readings, wholes)
    said = f"{value:f}"
    token = re.compile(rf"(?<![\d.,]){re.escape(said)}(?!\d|[.,]\d)")
    for start, end in read_shares(text):
        if token.search(text, start, end):
            yield Standing(text[start:end], "a part of a share")
    for reading in readings:
        if value in (reading.low, reading.high) and not reading.weak:
            yield Standing(text[reading.start : reading.end], "")
    for mention in read_dates(text, language):
        start, end = mention.whole
        if token.search(text, start, end):
            yield Standing(text[start:end].rstrip(" ,;"), "a date")
    for role, form in _FORMS:
        if found := re.search(form.format(re.escape(said)), text):
            yield Standing(found[0], role)


def _of_parts(text: str, value: Decimal, readings: Sequence[Reading], wholes: Sequence[Reading]) -> Iterator[Standing]:
    """Yield the number as that of which only a part is told."""
    parts = {end: start for start, end in read_parts(text)}
    for whole in wholes:
        if value not in (whole.low, whole.high):
            continue
        # Of “40 of the 300” the part is a number too.
        before = max((one.start for one in (*readings, *wholes) if one.end <= whole.start), default=whole.start)
        words = text[parts.get(whole.end, before) : whole.end]
        yield Standing(words, LEFT_OUT if words.lower().startswith(_ALL_BUT) else OF_WHOLE)

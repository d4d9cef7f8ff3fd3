"""Refuse the date that a quotation gives to something else than the number of a figure (P6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Fact, Figure
from dateline.problems import Problem, Rule
from dateline.prove.figures import says
from dateline.prove.meant import readings_of, words_of
from dateline.prove.quoted import Quoted
from dateline.text.clauses import clauses_of
from dateline.text.numbers import Reading, read_numbers

_LED = re.compile(r"^(?:on|in|since|during)\s+", re.IGNORECASE)
_FIGURE = r"(?:figure|number|toll|total|count|tally|estimate)"
_WHICH = re.compile(r",\s+(?:which|who)\s+(?:(?:on|in)\s+)?$")
_THEN_DID = re.compile(r"\s+[a-z]{2,}(?:ed|id|ut)\s")
_CORRECTED = re.compile(
    rf"\b(?:corrected|revised|updated|amended|changed)\s+(?:that|this|the|its|their)\s+(?:[\w-]+\s+)?{_FIGURE}\s+(?:on\s+)?$"
)
_SAYING = re.compile(r",\s+(?:saying|adding|reporting|to\s+say)\s")
_COMPARED = re.compile(
    r"\b(?:as\s+(?:many|much|high|large)(?:\s+(?!as\b)[\w-]+){0,2}\s+as|(?:more|fewer|less|higher|lower)\s+than)"
    r"\s+(?:(?:in|during|on)\s+)?$"
)
_THAT_TIME = re.compile(r"(?:the\s+(?:week|month|year|day|previous|same)|last)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
_BEGINNING = re.compile(r"(?:the\s+)?(?:beginning|start|end|middle)\s+of\b", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:every|each|per|a)\s+(?:day|week|month|year)\b")


def prove_other_day(fact: Fact, quoted: Quoted) -> Iterator[Problem]:
    """Refuse a date that a quotation only gives to another clause, or from which it only counts."""
    if not isinstance(fact, Figure) or len(fact.dates) != 1 or not fact.source.in_english or "…" in fact.quote:
        return
    text, quote = fact.flat_quote, quoted.quote
    own = [reading for reading in read_numbers(text) if says(reading, fact)]
    (name, value), words = fact.dates[0], " ".join((fact.when or "").split())
    if not words:
        said = [date for date in quote.dates if not {*readings_of(date, fact, name)}.isdisjoint(value.ends)]
        words = words_of(quote.text, said[0]) if len(said) == 1 else ""
    words = _LED.sub("", words)
    places = [found.span() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)] if words else []
    if len(own) != 1 or len(places) != 1:
        return
    (start, end), number = places[0], own[0]
    if _SINCE.search(text[:start]) and _BEGINNING.match(words) and not value.interval:
        yield fact.origin.problem(
            (name,),
            Rule.DATE,
            f"the quotation counts since then, “since {words}”, and the fact tells it of that day alone",
            "write the time from that day on as `period:`, open at its end with `..`",
        )
    elif told := _told(text, number, start, end):
        yield fact.origin.problem(
            (name,),
            Rule.DATE,
            f"the quotation says “{words}” of something else: “{told}”",
            "write the date of the number, or leave the date out",
        )


def _told(text: str, number: Reading, start: int, end: int) -> str:
    """Return the words with which a date is told of something else than a number; or nothing."""
    before = text[:start]
    if number.end <= start and (which := _WHICH.search(before)) and (did := _THEN_DID.match(text, end)):
        return text[which.start() : did.end()].strip(" ,")
    if (corrected := _CORRECTED.search(before)) and (saying := _SAYING.match(text, end)) and end <= number.start:
        return text[corrected.start() : saying.end()].strip()
    compared = _COMPARED.search(before)
    if compared and number.end <= compared.start() and _THAT_TIME.match(text, start):
        return text[compared.start() : end]
    clauses = clauses_of(text)
    at = next((one for one in clauses if one[0] <= number.start < one[1]), None)
    other = next((one for one in clauses if one[0] <= start < one[1]), None)
    if not at or not other or at == other or not other[2] or at[0] > other[0]:
        return ""
    others = [one for one in read_numbers(text) if other[0] <= one.start < other[1] and not one.weak]
    return text[others[0].start : end] if others and _EVERY.search(text[at[0] : at[1]]) else ""

"""Know what stands beside a number: its date, its place and the verb of its clause, where another number has others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from dateline.model.facts import Fact, Figure
from dateline.problems import Problem, Rule
from dateline.prove.counting import says_word
from dateline.prove.document import Words
from dateline.prove.meant import readings_of, words_of
from dateline.prove.naming import Register, key
from dateline.prove.quoted import Quoted
from dateline.prove.series import places_told
from dateline.text.changes import stands_alone
from dateline.text.clauses import clauses_of
from dateline.text.compared import compared_from
from dateline.text.dates import Mention, read_dates
from dateline.text.names import Mention as NameMention
from dateline.text.numbers import Reading, read_numbers, read_with_wholes

_ON = re.compile(r"(?:\s+[^\W\d_][\w'’-]*){0,5}\s+(?:on|in)\s+", re.IGNORECASE)
"""Between a number and its date."""
_PUT_AT = re.compile(
    r"\b(?:puts?|putting|g[ai]ves?)\s+(?:the|their|its|his|her)\s+(?:figure|number|toll|total|count|tally)\s+(?:at|as)\s+$"
)
_WHO = re.compile(
    r"\s+[^\W\d_][\w'’-]*\s+who\s+(?:(?:had|have|has|were|was)\s+)?(?:been\s+)?[^\W\d_][\w'’-]*"
    r"(?:\s+(?!(?:is|are|was|were|has|have|had)\b)[\w'’-]+)*",
    re.IGNORECASE,
)
_DOES = r"\s+(?:still\s+)?(?:remain(?:s|ed)?|stay(?:s|ed)?|left|fled|returned|are|were|have|had)\b"
_THEN_CLAUSE = re.compile(r"\b(?:after|before|when|while|because)\s")
_CLAUSE_ENDS = re.compile(r"[.;:]|,\s|\b(?:after|before|when|while|and|but|who|which)\s")
_GOES = re.compile(r"\b(?:to|for|from|towards|into)\s(?:the\s)?$")
_NEAR = re.compile(r"\bnear\s(?:the\s)?$")
"""Around the clause of a number, and before a place."""
_BEFORE = 60
_ON_DAY = re.compile(r"(?:,?\s+|\s+\()(?:(?:on|in)\s+)?(?:the\s+)?", re.IGNORECASE)
_IN_PLACE = re.compile(r",?\s+(?:in|at|near|on)\s+(?:the\s+)?", re.IGNORECASE)
"""Between a place and its day, and between a day and its place."""
_LINK = r"\)?(?:,\s+(?:and\s+|then\s+)?|;\s+|\s+and\s+(?:then\s+)?)"
_THEN_PLACE = re.compile(rf"{_LINK}(?:[a-z]+ed\s+)?(?:(?:in|at|near|on)\s+)?(?:the\s+)?")
_THEN_DAY = re.compile(rf"{_LINK}(?:(?:on|in)\s+)?(?:the\s+)?")
"""Between two places with their days."""


def dated_numbers(quote: Words) -> list[tuple[Reading, Mention]]:
    """Return the numbers that have a date directly behind them, two or more: “17 on Monday and 5 on Tuesday”."""
    found = []
    if len(quote.spans) != 1 or len(quote.numbers) < 2 or len(quote.dates) < 2:  # noqa: PLR2004
        return []
    for reading, after in zip_longest(quote.numbers, quote.numbers[1:]):
        end = after.start if after else quote.spans[0].end
        dates = [date for date in quote.dates if reading.end <= date.start < end]
        alone = len(dates) == 1 and dates[0].whole == (dates[0].start, dates[0].end)
        if alone and _ON.fullmatch(quote.text, reading.end, dates[0].start):
            found.append((reading, dates[0]))
    return found if len(found) > 1 else []


def is_of_its_date(figure: Figure, quote: Words, right: Sequence[Reading], told: Sequence[Reading]) -> bool:
    """Tell whether a number without a noun is that of a figure's date, and another one counts the same on its own."""
    if len(right) != 1 or not figure.dates or not stands_alone(right[0], quote.text):
        return False
    if not figure.source.is_dated:  # the number of which date it is, is not known
        return any(reading == right[0] for reading, _ in dated_numbers(quote))
    dated = [(reading, _may_be(figure, date)) for reading, date in dated_numbers(quote)]
    mine = [reading for reading, own in dated if own]
    others = [reading for reading, own in dated if not own]
    return mine == list(right) and any(reading in told for reading in others)


def prove_beside(fact: Fact, quoted: Quoted, right: Sequence[Reading]) -> Iterator[Problem]:
    """Refuse the date that the quotation gives to another number (P6)."""
    if not isinstance(fact, Figure) or not fact.dates or len(right) != 1:
        return
    if compared := _prove_compared(fact, quoted.quote, right[0]):
        yield compared
        return
    dated = dict(dated_numbers(quoted.quote))
    own = dated.pop(right[0], None)
    if own is None or _may_be(fact, own):
        return
    other = next((date for date in dated.values() if _may_be(fact, date)), None)
    if other:
        text = quoted.quote.text
        said = " ".join(text[right[0].start : own.end].split())
        yield fact.origin.problem(
            (fact.dates[0][0],),
            Rule.DATE,
            f"the quotation says “{said}”, and “{words_of(text, other)}” of another number",
            "write the date of this number, or take the number of that date",
        )


def _prove_compared(figure: Figure, quote: Words, number: Reading) -> Problem | None:
    """Refuse a date that the quotation only compares with: “40, twice as many as in April”."""
    said = [date for date in quote.dates if _may_be(figure, date)]
    begins = [compared_from(quote.text, date) for date in said]
    if not said or any(
        begin is None or begin <= number.start < date.end for begin, date in zip(begins, said, strict=True)
    ):
        return None
    first, last = begins[0], said[0].end
    own = [
        words_of(quote.text, date) for date in quote.dates if date not in said and not compared_from(quote.text, date)
    ]
    remedy = f"write the date of the number, “{own[0]}”" if len(own) == 1 else "quote the words that say when it was so"
    return figure.origin.problem(  # type: ignore[no-any-return]  # Given is Any
        (figure.dates[0][0],),
        Rule.DATE,
        f"the quotation only compares with that date: “{' '.join(quote.text[first:last].split())}”",
        f"{remedy}, or leave the date out",
    )


def _may_be(figure: Figure, date: Mention) -> bool:
    return any(not {*readings_of(date, figure, name)}.isdisjoint(value.ends) for name, value in figure.dates)


def is_put_at(figure: Figure, quote: Words, right: Sequence[Reading], told: Sequence[Reading]) -> bool:
    """Tell whether somebody puts what another counted at a figure's number: “the Front put the figure at 29”."""
    if len(right) != 1 or len(told) != 1 or not figure.said_by or told[0].end > right[0].start:
        return False
    return _PUT_AT.search(quote.text, max(0, right[0].start - _BEFORE), right[0].start) is not None


def who_did(figure: Figure) -> Reading | None:
    """Return the number of whom a relative clause tells what an indicator counts: “a third of the 9,000 who fled”."""
    text = figure.flat_quote
    if "who" not in text or "…" in text:
        return None
    for readings in read_with_wholes(text):
        for reading in readings:
            who = _WHO.match(text, reading.end)
            if who and all(says_word(who[0], word) for word in figure.indicator.words):
                return reading
    return None


def prove_own_clause(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse a number for what only another clause says: of whom it tells (P3), or where (P5)."""
    if not isinstance(fact, Figure) or "…" in fact.quote:
        return
    text = fact.flat_quote
    clauses = clauses_of(text)
    numbers = [reading for reading in read_numbers(text) if not reading.weak]
    if len(clauses) < 2 or len(numbers) != 1:  # noqa: PLR2004
        return
    start, end, contrast = next(one for one in clauses if one[0] <= numbers[0].start < one[1])
    first, *others = fact.indicator.words
    elsewhere = next((word for word in others if not says_word(text[start:end], word)), None)
    does = re.compile(rf"\s+{re.escape(first)}{_DOES}").match(text, numbers[0].end, end)
    if contrast and does and elsewhere and says_word(text[:start], elsewhere):
        yield fact.origin.problem(
            ("indicator",),
            Rule.NUMBER,
            f"the number stands in “{text[start:end].strip()}”, and “{elsewhere}” in another clause",
            "take the indicator of its clause, or quote the number of the other clause",
        )
        return
    if not quoted.names_several("places/"):
        return
    name, places = key(fact.place), places_told(text, register)
    here = [one for one in places if start <= one.start < end]
    named = [one for one in register.names.mentions(text) if name in one.keys]
    counts = any(says_word(text[start:end], word) for word in fact.indicator.words)
    # A larger place is named before the part of it in which something was counted.
    later = bool(named) and all(one.start >= end for one in named) and any(name in one.keys for one in places)
    if counts and later and len(here) == 1 and name not in here[0].keys:
        yield fact.origin.problem(
            ("place",),
            Rule.NAMES,
            f"the quotation says “{text[numbers[0].start : here[0].end]}”, and “{fact.place.name}” in another clause"
            if here[0].start > numbers[0].end
            else f"the number's clause says “{text[here[0].start : here[0].end]}”, not “{fact.place.name}”",
            "write the place of the number's clause, or quote the words that say this place",
        )


def prove_own_side(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse a place that is named before the clause which says where: “aid to P after two were shot near Q” (P5)."""
    if not isinstance(fact, Figure) or "…" in fact.quote or not quoted.names_several("places/"):
        return
    text, name = fact.flat_quote, key(fact.place)
    numbers = [reading for reading in read_numbers(text) if not reading.weak]
    then = [found for found in _THEN_CLAUSE.finditer(text) if numbers and found.end() <= numbers[0].start]
    if len(numbers) != 1 or not then or name in quoted.named_by("context"):
        return
    here = [one for one in places_told(text, register) if one.start >= numbers[0].end]
    named = [one for one in register.names.mentions(text) if name in one.keys]
    if len(here) != 1 or _CLAUSE_ENDS.search(text, numbers[0].end, here[0].start):
        return
    if named and all(one.end <= then[-1].start() and _GOES.search(text, 0, one.start) for one in named):
        ids = sorted(one.removeprefix("places/") for one in here[0].keys)
        near = " with “near” in `note:`" if _NEAR.search(text, 0, here[0].start) else ""
        yield fact.origin.problem(
            ("place",),
            Rule.NAMES,
            f"the quotation says “{text[numbers[0].start : here[0].end]}”, and “{fact.place.name}” before that clause",
            f"write `place: {' or '.join(ids)}`{near}, or quote the words that say this place",
        )


def prove_own_day(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse the day that a list gives to another place: “shelled Kell on Friday and Sul Harra on Sunday” (P6)."""
    text = fact.flat_quote
    several = len(quoted.quote.dates) > 1 and quoted.names_several("places/")
    if not several or len(fact.places) != 1 or not fact.dates or "…" in text:
        return
    own_name = key(fact.places[0])
    told = days_told(text, register, fact.source.language)
    own = [date for place, date in told if own_name in place.keys]
    if len(own) != 1 or sum(own_name in one.keys for one in register.names.mentions(text)) != 1:
        return
    for name, value in fact.dates:
        mine = readings_of(own[0], fact, name)
        other = next(
            (
                (place, date)
                for place, date in told
                if own_name not in place.keys and not {*readings_of(date, fact, name)}.isdisjoint(value.ends)
            ),
            None,
        )
        if other and mine and {*mine}.isdisjoint(value.ends):
            day, words = next(iter(mine)), words_of(text, own[0])
            when = "" if own[0].complete else f" and `when: {words}`"
            there = text[other[0].start : other[0].end]
            yield fact.origin.problem(
                (name,),
                Rule.DATE,
                f"the quotation says “{words_of(text, other[1])}” of “{there}”, and “{words}” of this place",
                f"write `{name}: {day}`{when}, or take the place of that date",
                *([{name: day, "when": words if when else None}] if len(value.ends) == 1 else []),
            )
            return


def days_told(text: str, register: Register, language: str) -> list[tuple[NameMention[str], Mention]]:
    """Return the places of a list that each have a day of their own: “P on Friday and Q on Sunday”; else nothing."""
    dates = [date for date in read_dates(text, language) if date.mate is None]
    places = [one for one in register.names.mentions(text) if any(name.startswith("places/") for name in one.keys)]
    behind = [(one, date) for one in places for date in dates if _ON_DAY.fullmatch(text, one.end, date.start)]
    before = [(one, date) for one in places for date in dates if _IN_PLACE.fullmatch(text, date.end, one.start)]
    for pairs, joint in ((behind, _THEN_PLACE), (before, _THEN_DAY)):
        spans = [(min(one.start, date.start), max(one.end, date.end)) for one, date in pairs]
        if len(pairs) > 1 and all(joint.fullmatch(text, end, start) for (_, end), (start, _) in pairwise(spans)):
            return pairs
    return []

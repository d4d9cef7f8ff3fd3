"""Prove that the day on which something was said is not taken for the day on which it was (P6)."""

from __future__ import annotations

import re

from dateline.model.facts import Control, Event, Fact, Figure, Presence
from dateline.model.registers import Measure
from dateline.problems import Problem, Rule, Value
from dateline.prove.document import Words
from dateline.prove.meant import is_undated, readings_of, words_of
from dateline.text.dates import Date, Mention, parse_date, resolve, wholes
from dateline.text.spells import Spell, read_spells
from dateline.text.telling import is_of_telling, is_since, told_besides

_IS_SAID = re.compile(
    r"\b(?:sa(?:id|ys)|t(?:old|ells)|(?:announc|declar|accus|call|demand|offer|threat|den|confirm|promis|vow|condemn|urg|warn"
    r"|report|stat|publish|releas|reject|claim|ask|agre)\w*)\b"
)
"""An event that is itself something said."""


def tells_what_was(fact: Fact, name: str) -> bool:
    """Tell whether a field holds the day of something that was, and not of what was said or of how things stood."""
    if isinstance(fact, Event):
        return not fact.expected and not _IS_SAID.search(fact.what)
    if isinstance(fact, Figure):
        return fact.indicator.measure is not Measure.STOCK
    return isinstance(fact, Control | Presence) and name == "since"


def told_last(fact: Fact, name: str, quote: Words) -> list[tuple[Mention, ...]]:
    """Return the dates of a quotation in order, those on which something was said last where the fact is of none."""
    said = wholes(quote.dates)
    if not tells_what_was(fact, name):
        return said
    return sorted(said, key=lambda whole: is_of_telling(quote.text, whole[0]))


def prove_day_said(fact: Fact, name: str, value: Date, quote: Words) -> Problem | None:
    """Refuse the day of “said on Tuesday” where the quotation has another date for what happened (P6)."""
    if len(value.ends) > 1 or len(quote.dates) == 1 or not tells_what_was(fact, name):
        return None
    if any(is_undated(mention, fact.source) for mention in quote.dates):
        return None
    issued = fact.source.issued.first
    same = [mention for mention in quote.dates if resolve(mention, issued) == value.ends[0]]
    if len(same) != 1 or not is_of_telling(quote.text, same[0]):
        return None
    other = told_besides(quote.text, same[0], quote.dates)
    read = [resolve(mention, issued) for mention in other]
    if not other or None in read or parse_date(read[-1] or "").last > value.last:
        return None
    day, since = "/".join(filter(None, read)), is_since(quote.text, other[0])
    if since and isinstance(fact, Event):
        return None
    field = name
    if since and isinstance(fact, Figure):
        field, day = "period", f"{day}/.."
    words = words_of(quote.text, other[0])
    when = None if all(mention.complete for mention in other) else words
    fixes: dict[str, Value | None] = {field: day, "when": when} if when or fact.when else {field: day}
    if field != name:
        fixes[name] = None
    problem: Problem = fact.origin.problem(
        (name,),
        Rule.DATE,
        f"“{words_of(quote.text, same[0])}” is the day on which it was said, and what was said is dated “{words}”",
        f"write `{field}: {day}`" + (f" and `when: {when}`" if when else ""),
        fixes,
    )
    return problem


def day_of_saying(fact: Fact, name: str, quote: Words) -> tuple[str, tuple[Spell, ...]] | None:
    """Return the only date of a quotation where it was said on that day: “withdrew overnight, it said on Friday”.

    And the words for when it was, counted from that day; None where there are none.
    """
    said = quote.dates[0] if len(quote.dates) == 1 and fact.source.in_english else None
    if not said or not tells_what_was(fact, name) or not is_of_telling(quote.text, said):
        return None
    days = [parse_date(day) for day in readings_of(said, fact, name)]
    if len(days) != 1 or days[0].first != days[0].last:
        return None
    spells = read_spells(fact.flat_quote, days[0].first)
    return (words_of(quote.text, said), spells) if spells else None

"""Prove that what is to come is told as to come, and what has been as having been (P6)."""

from __future__ import annotations

import re

from dateline.model.facts import Event, Fact, Figure, Position, Stance, Track, TrackState
from dateline.model.registers import Measure
from dateline.problems import Problem, Rule
from dateline.prove.document import Words
from dateline.prove.meant import is_promise, is_undated, lies_ahead, meanings, readings_of, sides, words_of
from dateline.text.coming import begins_span, bounds, hedge_of, is_to_come
from dateline.text.dates import Date, read_dates, resolve

_TO_COME = re.compile(
    r"\b(?:[Ww]ill|[Ww]ould|could|may|might|[Pp]roject(?:ed|ions?|s)|[Ff]orecasts?|[Ee]xpect\w*|[Pp]redict\w*"
    r"|[Aa]nticipat\w*|[Pp]lan(?:s|ned)?|[Ss]chedul\w*|[Tt]argets?|[Ll]ikely|due|to be)\b"
)
"""Words with which a number is told of a time to come; “May” is a month."""


def prove_late(fact: Fact, name: str, value: Date) -> Problem | None:
    """Refuse a date that begins after the source was issued, unless the fact tells of what is to come."""
    issued = fact.source.issued
    if value.first <= issued.last or value.uncertain or value.open_start or issued.uncertain or issued.open_end:
        return None
    if name in fact.ahead_fields or _is_to_come(fact):
        return None
    problem: Problem = fact.origin.problem(
        (name,),
        Rule.DATE,
        f"{value} is after the source was issued, {issued}, and the fact tells it as what has been",
        "write `expected: true`, if it is still to come; else mend the date"
        if isinstance(fact, Event)
        else "mend the date, or leave it out where it is the day of what is to come",
        *([{"expected": True}] if isinstance(fact, Event) else []),
    )
    return problem


def _is_to_come(fact: Fact) -> bool:
    """Tell whether a fact is, or may be, of a time that its source does not know yet."""
    if isinstance(fact, Event):
        return fact.expected
    if isinstance(fact, Position):
        return fact.stance is Stance.AIMS
    if isinstance(fact, Track):
        return fact.state is TrackState.ANNOUNCED
    # What is forecast is counted as anything else is.
    about = (fact.indicator.id, str(fact.indicator.name), fact.indicator.definition) if isinstance(fact, Figure) else ()
    return any(_TO_COME.search(text) for text in (*about, fact.quote if about else ""))


def means_ahead(fact: Fact, value: Date, quote: Words) -> bool:
    """Tell whether all of a date is what its words mean of a time to come."""
    issued = fact.source.issued.first
    read = read_dates(fact.when, fact.source.language) if fact.when else quote.dates
    meant = {resolve(mention, issued, ahead=True) for mention in read}
    return meant.issuperset(value.ends)


def prove_promised(fact: Fact, name: str, value: Date, quote: Words) -> Problem | None:
    """Refuse the past date of a day that the quotation tells of as still to come."""
    if not isinstance(fact, Event) or fact.expected:
        return None
    issued = fact.source.issued.first
    coming: dict[str, str | None] = {}
    words = ""
    if len(quote.dates) == 1 and is_promise(quote.dates[0], quote) and meanings(fact.when or "", fact, name):
        ahead = resolve(quote.dates[0], issued, ahead=True)
        coming = {end: ahead for end in value.ends if end != ahead}
    for mention in quote.dates:
        if mention.complete or mention.offset is not None or is_undated(mention, fact.source):
            continue
        past = resolve(mention, issued)
        if past in value.ends:
            if not is_to_come(quote.text, mention.start):
                return None
            ahead = resolve(mention, issued, ahead=True)
            if ahead != past:
                coming[past or ""] = ahead
                words = words_of(quote.text, mention)
    day = str(value)
    for past, ahead in coming.items():
        day = day.replace(past, ahead or past)
    if not coming:
        return None
    mended: Problem = fact.origin.problem(
        (name,),
        Rule.DATE,
        f"the quotation tells of this day as still to come, and {value} is not that day",
        f"write `expected: true` and `{name}: {day}`" + ("" if fact.when else f", with `when: {words}`"),
        {"expected": True, name: day, **({} if fact.when else {"when": words})},
    )
    return mended


def prove_year_back(fact: Fact, name: str, value: Date, quote: Words) -> Problem | None:
    """Refuse the day of about a year ago where the quotation tells of the one that lies within months."""
    issued = fact.source.issued.first
    if any(sides(fact, name)):
        return None
    named = [mention for mention in quote.dates if resolve(mention, issued) in value.ends]
    if not named or not all(lies_ahead(quote.text, mention, issued) for mention in named):
        return None
    ahead, words = resolve(named[0], issued, ahead=True) or "", words_of(quote.text, named[0])
    day = str(value).replace(resolve(named[0], issued) or "", ahead)
    if isinstance(fact, Event):
        remedy = f"write `expected: true` and `{name}: {day}`, if the fact tells what is to come on that day"
        fixes = [{"expected": True, name: day}]
    elif _is_to_come(fact):
        remedy, fixes = f"write `{name}: {day}`", [{name: day}]
    else:
        remedy, fixes = "", []
    otherwise = f"leave `{name}:` and `when:` out" if fact.when else f"leave `{name}:` out"
    problem: Problem = fact.origin.problem(
        (name,),
        Rule.DATE,
        f"the quotation tells of “{words}” as a day that was still to come, {ahead}, and {value} is a year before",
        f"{remedy}; else {otherwise}" if remedy else otherwise,
        *fixes,
    )
    return problem


def prove_begun(fact: Fact, name: str, value: Date, quote: Words) -> Problem | None:
    """Refuse the day since which a number has come together as the day of it, in English."""
    flow = isinstance(fact, Figure) and fact.indicator.measure is Measure.FLOW
    if not flow or value.interval or not fact.source.in_english:
        return None
    own = [mention for mention in quote.dates if not {*readings_of(mention, fact, name)}.isdisjoint(value.ends)]
    if not own or not all(begins_span(quote.text, mention.start, mention.end) for mention in own):
        return None
    words = words_of(quote.text, own[0])
    stated = own[0].complete is not None
    write = f"`period: {value}/..`" + ("" if stated else f" and `when: {words}`")
    problem: Problem = fact.origin.problem(
        (name,),
        Rule.DATE,
        f"the quotation says “since {words}”, of which {value} is only the first day",
        f"write {write} in place of `{name}:`, if the number is counted since then; else leave `{name}:` out",
        {name: None, "period": f"{value}/..", **({} if stated or fact.when else {"when": words})}
        if name != "period"
        else {"period": f"{value}/.."},
    )
    return problem


def prove_bounded(fact: Fact, name: str, value: Date, quote: Words) -> Problem | None:
    """Refuse as the day of what happened the one before, after or around which it was, in English."""
    if value.interval or not fact.source.in_english:
        return None
    own = [mention for mention in quote.dates if not {*readings_of(mention, fact, name)}.isdisjoint(value.ends)]
    hedges = [hedge_of(quote.text, mention.start) for mention in own]
    if own and all(hedges) and not value.uncertain:
        message = f"the quotation says “{hedges[0]} {words_of(quote.text, own[0])}”, and {value} says no such doubt"
        return fact.origin.problem((name,), Rule.DATE, message, f"write `{name}: {value}~`", {name: f"{value}~"})  # type: ignore[no-any-return]  # Given is Any
    told = isinstance(fact, Figure) or (isinstance(fact, Event) and not fact.expected)
    if not told:
        return None
    said = [bounds(quote.text, mention.start, mention.end) for mention in own]
    if not said or not all(said):
        return None
    words = words_of(quote.text, own[0])
    open_range = f"{value}/.." if said[0].lower() == "after" else f"../{value}"
    problem: Problem = fact.origin.problem(
        (name,),
        Rule.DATE,
        f"the quotation says “{said[0]} {words}”, and {value} is that day itself",
        f"leave `{name}:` out, or write `{name}: {open_range}`",
        {name: open_range},
    )
    return problem

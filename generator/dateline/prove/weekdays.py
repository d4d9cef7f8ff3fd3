"""Refuse a day of the week in a fact's own words, which a reader meets long after (P7), and say which day it is."""

from __future__ import annotations

from collections.abc import Iterator

from babel.dates import get_month_names

from dateline.model.facts import Agreement, Demand, Fact
from dateline.prove.meant import said_on
from dateline.text.dates import Mention, is_day_of, parse_date, read_dates
from dateline.text.weekdays import days_meant, days_told, goes_on_ahead, is_plainly_bare, may_be_ahead, tells_of_later

_DAY = len("2018-04-01")


def read_nameless(text: str, mention: Mention, fact: Fact) -> tuple[str, str] | None:
    """Return what is wrong with a date in a fact's own words that no reader can tell later, and what to write."""
    if not is_plainly_bare(text, mention):
        return None
    said = text[mention.start : mention.end]
    issued = said_on(fact.source)
    meant = days_meant(mention, issued) if issued else ()
    own: list[str] = []
    later = tells_of_later(text, mention.start)
    if not later and _times_said(mention, fact) <= 1:
        own = [end for _, value in fact.dates for end in value.ends if end in meant or _is_weekday(mention, end)]
    if later and meant and not {*meant} & {*_days_ahead(fact)}:
        # A reader would take it for the day on which that was to come.
        return f"“{said}” is no day to those who read it later", (
            f"write the date, and before what was to come, as the quotation does: “on {_written(meant[0])} …”"
        )
    days = [f"“{_written(day)}”" for day in own[:1] or meant]
    remedy = "write the date" + (f": {days[0]}" if days else "")
    if len(days) > 1:
        remedy += f", or {days[1]} where it was still to come"
    return f"“{said}” is no day to those who read it later", remedy


def is_own_day(text: str, mention: Mention, fact: Fact) -> bool:
    """Tell whether a date in a fact's own words is one of its dates, or a day that its quotations call “Friday”.

    Of what may be to come, “promised to leave by 1 May 2031”, the quotation has to say the same of that day.
    """
    if fact.source.in_english and tells_of_later(text, mention.start):
        return mention.complete is not None and mention.complete in _days_ahead(fact)
    # The day of an agreement or a demand is not that of what is agreed or demanded.
    asked = isinstance(fact, Agreement | Demand)
    ends = [end for name, value in fact.dates if not (asked and name == "date") for end in value.ends]
    if mention.complete in ends or is_day_of(mention, ends):
        return True
    issued = said_on(fact.source)
    told = (day for _, words in fact.quotations if issued for day in days_told(words, issued, fact.source.language))
    return mention.complete is not None and mention.complete in told


def _days_ahead(fact: Fact) -> Iterator[str]:
    """Yield the days that the quotations name for what may be to come."""
    issued = said_on(fact.source)
    ends = [end for _, value in fact.dates for end in value.ends]
    for _, words in fact.quotations:
        for mention in read_dates(words, fact.source.language):
            if may_be_ahead(words, mention.start) or goes_on_ahead(words, mention.end):
                yield from days_meant(mention, issued) if issued else ()
                yield from (end for end in ends if is_day_of(mention, [end]))


def _times_said(mention: Mention, fact: Fact) -> int:
    """Return how often the quotations name a day of the week, also with the day of a month."""
    said = (one for _, words in fact.quotations for one in read_dates(words, fact.source.language))
    return sum(one.weekday == mention.weekday for one in said if one.weekday is not None)


def _is_weekday(mention: Mention, end: str) -> bool:
    return len(end) == _DAY and mention.weekday == parse_date(end).first.weekday()


def _written(day: str) -> str:
    """Write a day as sentences do: 2 May 2031."""
    read = parse_date(day).first
    return f"{read.day} {get_month_names('wide', locale='en')[read.month]} {read.year}"

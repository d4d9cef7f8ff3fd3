"""Refuse a day of the week in a fact's own words, which a reader meets long after (P7), and say which day it is."""

from __future__ import annotations

from dateline.model.facts import Fact
from dateline.prove.meant import said_on
from dateline.text.dates import Mention, is_day_of, parse_date
from dateline.text.weekdays import days_meant, days_told, is_plainly_bare

_DAY = len("2018-04-01")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def read_nameless(text: str, mention: Mention, fact: Fact) -> tuple[str, str] | None:
    """Return what is wrong with a date in a fact's own words that no reader can tell later, and what to write."""
    if not is_plainly_bare(text, mention):
        return None
    said = text[mention.start : mention.end]
    issued = said_on(fact.source)
    meant = days_meant(mention, issued) if issued else ()
    own = [end for _, value in fact.dates for end in value.ends if end in meant or _is_weekday(mention, end)]
    days = [f"“{_written(day)}”" for day in own[:1] or meant]
    remedy = "write the date" + (f": {days[0]}" if days else "")
    if len(days) > 1:
        remedy += f", or {days[1]} where it was still to come"
    return f"“{said}” is no day to those who read it later", remedy


def is_own_day(mention: Mention, fact: Fact) -> bool:
    """Tell whether a date in a fact's own words is one of its dates, or a day that its quotations call “Friday”."""
    ends = [end for _, value in fact.dates for end in value.ends]
    if mention.complete in ends or is_day_of(mention, ends):
        return True
    issued = said_on(fact.source)
    told = (day for _, text in fact.quotations if issued for day in days_told(text, issued, fact.source.language))
    return mention.complete is not None and mention.complete in told


def _is_weekday(mention: Mention, end: str) -> bool:
    return len(end) == _DAY and mention.weekday == parse_date(end).first.weekday()


def _written(day: str) -> str:
    """Write a day as sentences do: 2 May 2031."""
    read = parse_date(day).first
    return f"{read.day} {_MONTHS[read.month - 1]} {read.year}"

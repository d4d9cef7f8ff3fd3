"""Know which dates the words of a quotation may mean in a field of a fact, counted from the day of its source."""

from __future__ import annotations

from datetime import date

from dateline.model.facts import Fact, Track, TrackState
from dateline.prove.document import Words
from dateline.text.coming import is_to_come
from dateline.text.dates import Mention, parse_date, read_dates, resolve, wholes

_FULL = len("2018-04-01")
_RECENT = 183
"""Days; what was announced longer ago is not called by its day alone, while one is to come."""


def sides(fact: Fact, name: str) -> tuple[bool, ...]:
    """Return on which sides of the day of issue a date without a year may lie: True is ahead."""
    if isinstance(fact, Track) and fact.state is TrackState.ANNOUNCED and name not in fact.ahead_fields:
        return (True, False)  # the day on which they begin, or the day on which it was announced
    return (name in fact.ahead_fields or bool(getattr(fact, "expected", False)),)


def readings_of(mention: Mention, fact: Fact, name: str) -> dict[str, bool]:
    """Return what a mention may mean in a field, the nearest first, each with whether it is read ahead."""
    issued, either = fact.source.issued.first, sides(fact, name)
    found: dict[str, bool] = {}
    for ahead in either:
        if day := resolve(mention, issued, ahead=ahead):
            found.setdefault(day, ahead)
    away = {day: _away(day, issued) for day in found}
    near = {day: ahead for day, ahead in found.items() if ahead or len(either) == 1 or away[day] <= _RECENT}
    return dict(sorted((near or found).items(), key=lambda item: away[item[0]]))


def _away(day: str, issued: date) -> int:
    """Return how many days a date is from the day of issue; what is no day of the calendar is far away."""
    try:
        read = parse_date(day)
    except ValueError:
        return date.max.toordinal()
    return max((read.first - issued).days, (issued - read.last).days, 0)


def whole_readings(mentions: tuple[Mention, ...], fact: Fact, name: str) -> dict[str, bool]:
    """Return what a date, or both ends of a range, may mean in a field."""
    first, last = readings_of(mentions[0], fact, name), readings_of(mentions[-1], fact, name)
    if len(mentions) == 1:
        return first
    return {f"{one}/{two}": ahead for (one, ahead), (two, _) in zip(first.items(), last.items(), strict=False)}


def meanings(words: str, fact: Fact, name: str) -> dict[str, bool]:
    """Return the dates and ranges that words mean in a field, each with whether it is read ahead."""
    found: dict[str, bool] = {}
    for mentions in wholes(read_dates(words, fact.source.language)):
        found |= whole_readings(mentions, fact, name)
    return found


def all_meant(fact: Fact, name: str) -> str:
    """Return the dates that the words of `when` mean, each weekday with the day from which it is counted."""
    words, issued = fact.when or "", fact.source.issued.first
    told = []
    for mentions in wholes(read_dates(words, fact.source.language)):
        for day, ahead in whole_readings(mentions, fact, name).items():
            if mentions[0].weekday is not None:
                side = "on or after" if ahead else "on or before"
                told.append(f"{day}, the {words[mentions[0].start : mentions[0].end]} {side} {issued}")
            else:
                told.append(day)
    return " or ".join(told)


def is_promise(mention: Mention, quote: Words) -> bool:
    """Tell whether a date without a year is told as still to come."""
    incomplete = not mention.complete and mention.offset is None
    return incomplete and is_to_come(quote.text, mention.start)


def words_of(text: str, mention: Mention) -> str:
    """Return the words of a date, those of the whole range where it is an end of one."""
    start, end = mention.whole
    return " ".join(text[start:end].split()).rstrip(",;")


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def named(end: str) -> str:
    """Return a date, with its weekday where it is a day."""
    return f"{end}, a {_WEEKDAYS[parse_date(end).first.weekday()]}," if len(end) == _FULL else end

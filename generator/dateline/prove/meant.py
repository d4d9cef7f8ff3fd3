"""Know which dates the words of a quotation may mean in a field of a fact, counted from the day of its source."""

from __future__ import annotations

from datetime import date

from dateline.model.facts import Event, Fact, Position, Stance, Track, TrackState
from dateline.model.registers import Source
from dateline.prove.document import Words
from dateline.text.coming import is_to_come, may_be_to_come
from dateline.text.dates import Mention, has_other_weekday, parse_date, read_dates, resolve, wholes
from dateline.text.shifts import shift_between
from dateline.text.spells import Spell, read_spells

_FULL = len("2018-04-01")
_RECENT = 183
"""Days; what was announced longer ago is not called by its day alone, while one is to come."""


def sides(fact: Fact, name: str) -> tuple[bool, ...]:
    """Return on which sides of the day of issue a date without a year may lie: True is ahead."""
    if isinstance(fact, Track) and fact.state is TrackState.ANNOUNCED and name not in fact.ahead_fields:
        return (True, False)  # the day on which they begin, or the day on which it was announced
    if isinstance(fact, Position) and fact.stance is Stance.AIMS:
        return (True, False)  # the day that is aimed at, or the day on which it was said
    return (name in fact.ahead_fields or (isinstance(fact, Event) and fact.expected),)


def readings_of(mention: Mention, fact: Fact, name: str) -> dict[str, bool]:
    """Return what a mention may mean in a field, the nearest first, each with whether it is read ahead.

    Nothing is returned of “Thursday” where only the month of issue is known.
    """
    if is_undated(mention, fact.source):
        return {}
    issued, either = fact.source.issued.first, sides(fact, name)
    found: dict[str, bool] = {}
    for ahead in either:
        if day := resolve(mention, issued, ahead=ahead):
            found.setdefault(day, ahead)
    if len(found) <= 1:
        return found
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
    first = readings_of(mentions[0], fact, name)
    if len(mentions) == 1:
        return first
    last = readings_of(mentions[-1], fact, name)
    return {f"{one}/{two}": ahead for (one, ahead), (two, _) in zip(first.items(), last.items(), strict=False)}


def meanings(words: str, fact: Fact, name: str) -> dict[str, bool]:
    """Return the dates and ranges that words mean in a field, each with whether it is read ahead."""
    found: dict[str, bool] = {}
    for mentions in wholes(read_dates(words, fact.source.language)):
        read = whole_readings(mentions, fact, name)
        single = len(mentions) == 1 and fact.source.in_english
        between = shift_between(words, mentions[0].end) if single else None
        # “Monday, a day after they took it”: the day on which they took it.
        found |= read if not between else {day: ahead for one, ahead in read.items() if (day := between.moved(one))}
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


def spells_of(fact: Fact, name: str, words: str) -> tuple[Spell, ...]:
    """Return “last week” and its like in some words, each counted from the day of issue; none if that is not known."""
    said = said_on(fact.source)
    return read_spells(words, said, ahead=sides(fact, name)[0]) if said else ()


def said_on(source: Source) -> date | None:
    """Return the day from which an English source counts, where it is known."""
    issued = source.issued
    known = not issued.uncertain and issued.first == issued.last
    return issued.first if known and source.in_english else None


def is_undated(mention: Mention, source: Source) -> bool:
    """Tell whether a mention counts from the day of issue, of which only the month or the year is known."""
    counts = mention.offset is not None or (mention.weekday is not None and not mention.month)
    return counts and source.issued.first != source.issued.last


def odd_weekday(fact: Fact, end: str) -> str | None:
    """Return the words in which the quotation names a day with the weekday of another one."""
    text = fact.flat_quote
    odd = (mention for mention in read_dates(text, fact.source.language) if has_other_weekday(mention, end))
    return next((words_of(text, mention) for mention in odd), None)


def is_promise(mention: Mention, quote: Words) -> bool:
    """Tell whether a date without a year is told as still to come."""
    incomplete = not mention.complete and mention.offset is None
    return incomplete and is_to_come(quote.text, mention.start)


def lies_ahead(text: str, mention: Mention, issued: date) -> bool:
    """Tell whether a day without a year is told as what was or is to come, and lies within months, not a year back."""
    if mention.written or mention.mate or not (mention.month and mention.day):
        return False
    past, ahead = resolve(mention, issued), resolve(mention, issued, ahead=True)
    if not (past and ahead) or _away(ahead, issued) > _RECENT or _away(past, issued) <= _RECENT:
        return False
    return may_be_to_come(text, mention.start)


def words_of(text: str, mention: Mention) -> str:
    """Return the words of a date, those of the whole range where it is an end of one."""
    start, end = mention.whole
    return " ".join(text[start:end].split()).rstrip(",;")


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def named(end: str) -> str:
    """Return a date, with its weekday where it is a day."""
    return f"{end}, a {weekday(end)}," if len(end) == _FULL else end


def weekday(day: str) -> str:
    """Return the name of the weekday of a day."""
    return _WEEKDAYS[parse_date(day).first.weekday()]

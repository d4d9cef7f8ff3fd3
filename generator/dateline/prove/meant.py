"""Know which dates the words of a quotation may mean in a field of a fact, counted from the day of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from dateline.model.facts import Event, Fact, Figure, Position, Stance, Track, TrackState
from dateline.model.registers import Source
from dateline.prove.document import Words
from dateline.prove.quoted import Quoted
from dateline.text.coming import is_to_come, may_be_to_come
from dateline.text.dates import Mention, has_other_weekday, parse_date, read_dates, resolve, wholes
from dateline.text.relative import read_relative
from dateline.text.shifts import shift_between
from dateline.text.spells import Spell, part_of_month, read_spells
from dateline.text.telling import is_of_telling

_FULL = len("2018-04-01")
_BESIDE = ("", "just", "only")
"""Between a date and the words beside it that move it: “Monday, just a day after”."""
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
    """Return what a mention may mean in a field, the nearest first, each with whether it is read ahead."""
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


def may_mean(fact: Fact, name: str, end: str, quoted: Quoted) -> bool:
    """Tell whether the words of `when` may mean a date: as they name it, or as days from another, or within a month."""
    words, meant = fact.when or "", parse_date(end)
    if any(end in period.split("/") for period in meanings(words, fact, name)):
        return True
    # Beside “last week” and its like, no date is said but the day of the week: “Monday last week”.
    said = read_dates(words, fact.source.language)
    beside = all(mention.weekday == meant.first.weekday() and not mention.month for mention in said)
    if beside or counted_from(fact):
        return any(spell.allows(meant.first, meant.last) for spell in spells_in(fact, name, quoted))
    return any(first <= meant.first and meant.last <= last for first, last in _parts_of_months(fact, name))


def _parts_of_months(fact: Fact, name: str) -> Iterator[tuple[date, date]]:
    """Yield the days that `when` leaves of a month: “the first week of May”."""
    words = fact.when or ""
    for mention in read_dates(words, fact.source.language):
        for day in readings_of(mention, fact, name) if mention.month and not mention.day else ():
            month = parse_date(day)
            if days := part_of_month(words[: mention.start], (month.first, month.last)):
                yield days


def spells_in(fact: Fact, name: str, quoted: Quoted) -> tuple[Spell, ...]:
    """Return “last week” or its like in `when`, counted from the day of issue first, then from the days that are told.

    “The day after” and its like are counted from these alone. Nothing is returned where two such words stand beside one
    another, or at one place in the quotation and not at another.
    """
    text, said = fact.flat_quote, said_on(fact.source)
    if not fact.when or not fact.source.in_english:
        return ()
    told = tuple(_days_told(fact, name, quoted))
    days = (said, *(day for whole, _ in told for day in whole)) if said else ()
    read = [spell for day in days for ahead in sides(fact, name) for spell in read_spells(text, day, ahead=ahead)]
    exact = [(first, telling) for (first, last), telling in told if first == last]
    exact += [(day, False) for day in _days_spelled(fact, name)]
    read += [spell for day, telling in exact for spell in _relative(fact, day, night=not telling)]
    if said and not exact and isinstance(fact, Figure):  # “40, up from 30 a week earlier”
        read += [spell for spell in _relative(fact, said, night=False) if spell.may_be[0][1] < said]
    found: dict[Spell, None] = {}
    for begin, end in _places_of_when(fact):
        here = dict.fromkeys(one for one in read if one.start < end and begin < one.end)
        if len({(spell.start, spell.end) for spell in here}) != 1:
            return ()
        found |= here
    return tuple(found)


def counted_from(fact: Fact) -> str | None:
    """Return the words of `when` that count from a day which others name, “the day after”; None without any."""
    if not fact.when or not fact.source.in_english:
        return None
    text, places = fact.flat_quote, _places_of_when(fact)
    for spell in _relative(fact, fact.source.issued.first, night=True):
        if any(spell.start < end and begin < spell.end for begin, end in places):
            return text[spell.start : spell.end]
    return None


def tells_when(fact: Fact, quoted: Quoted) -> bool:
    """Tell whether anything that is quoted names a time from which another one may be counted."""
    return any(words.dates for words in quoted.all) or any(
        read_spells(words, fact.source.issued.first) for _, words in fact.quotations
    )


def _places_of_when(fact: Fact) -> list[tuple[int, int]]:
    """Return where the words of `when` stand in the quotation."""
    when = " ".join((fact.when or "").split())
    return [at.span() for at in re.finditer(rf"(?<!\w){re.escape(when)}(?!\w)", fact.flat_quote)]


def _relative(fact: Fact, day: date, *, night: bool) -> Iterator[Spell]:
    """Yield “the day after” and its like in a quotation; beside a date such words are read with it."""
    text = fact.flat_quote
    dates = read_dates(text, fact.source.language)
    for spell in read_relative(text, day, night=night):
        if not any(
            (one.start < spell.end and spell.start < one.end) or text[one.end : spell.start].strip(", ") in _BESIDE
            for one in dates
            if one.start < spell.end
        ):
            yield spell


def spells_of(fact: Fact, name: str, words: str) -> tuple[Spell, ...]:
    """Return “last week” and its like in some words, each counted from the day of issue; none if that is not known."""
    said = said_on(fact.source)
    return read_spells(words, said, ahead=sides(fact, name)[0]) if said else ()


def said_on(source: Source) -> date | None:
    """Return the day from which an English source counts, where it is known."""
    issued = source.issued
    known = not issued.uncertain and issued.first == issued.last
    return issued.first if known and source.in_english else None


def _days_told(fact: Fact, name: str, quoted: Quoted) -> Iterator[tuple[tuple[date, date], bool]]:
    """Yield the first and last day of each time that what is quoted names, with whether it is only the day of saying.

    “On Monday he said that … two days ago”.
    """
    for words in quoted.all:
        for mention in words.dates:
            telling = is_of_telling(words.text, mention)
            for day in readings_of(mention, fact, name):
                with suppress(ValueError):  # no day of the calendar
                    read = parse_date(day)
                    yield (read.first, read.last), telling


def _days_spelled(fact: Fact, name: str) -> Iterator[date]:
    """Yield the days that what is quoted tells as “two days ago” or its like, but in `when`."""
    for path, text in fact.quotations:
        own = _places_of_when(fact) if path == ("quote",) else []
        for spell in spells_of(fact, name, " ".join(text.split())):
            if len(spell.may_be) == 1 and not any(spell.start < end and begin < spell.end for begin, end in own):
                first, last = spell.may_be[0]
                yield from (first,) if first == last else ()


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

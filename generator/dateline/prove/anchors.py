"""Know which days words mean that count from another day, that this one is quoted too, and what to write (P6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta

from dateline.model.facts import Fact, Figure
from dateline.problems import Value
from dateline.prove.daysaid import day_of_saying
from dateline.prove.meant import is_undated, meanings, named, readings_of, said_on, sides, spells_of
from dateline.prove.quoted import Quoted
from dateline.text.compared import is_compared
from dateline.text.dates import Date, parse_date, read_dates, wholes
from dateline.text.relative import read_relative
from dateline.text.spells import Spell, part_of_month, read_spells, write_days
from dateline.text.telling import is_of_telling

_OFFERED = 3
"""Of the days that words may mean, no more are named."""
_OF_DAY = re.compile(r"overnight|last night|this (?:morning|afternoon|evening)", re.IGNORECASE)
"""What is said of the day itself."""
_NAMES_DAY = re.compile(r"\b(?:before|after|eve of)$", re.IGNORECASE)
"""Words behind which the day may be named: “two days after the siege of 4 May”."""
_OVER = re.compile(r"\s*(?:[.,;:!?)\]”…]|$)")
_SENTENCE = re.compile(r"[.!?]\s|[¶…]")
_OF_ELSE = re.compile(
    r"\b(?:after|before|until|since|by|following|who|whom|which|whose|where|when|while|despite|because|than"
    r"|that\s(?:was|were|had|has|have|is|are|came|began))\b[^,;:.¶]*$",
    re.IGNORECASE,
)
"""Words after which a day is that of something else: “who came on 4 May”."""
_NEAR = 120
_WEEK = timedelta(7)
_OFTEN = 8
_CHAIN = 3
"""Of the words that count between a day and others, no more are followed."""
_BESIDE = ("", "just", "only")
"""Between a date and the words beside it that move it: “Monday, just a day after”."""


def miscounted(
    fact: Fact, name: str, end: str, quoted: Quoted
) -> tuple[str, str, tuple[Mapping[str, Value | None], ...]] | None:
    """Say what is wrong with a date that `when` does not mean, as its words count, what to do, and with which fixes.

    None where no such words stand there, or where something else that is quoted names a time, but no day.
    """
    away = counted_from(fact)
    if spells := spells_in(fact, name, quoted):
        remedy, days = _may_be(spells if away else spells[:1])
        if away:
            remedy += "; if it counts from another day, quote the words that name that day too, under `context:`"
        fixes = tuple({name: str(getattr(fact, name)).replace(end, day)} for day in days)
        return f"“{fact.when}” is not {named(end)} for a source of {fact.source.issued}", remedy, fixes
    if away and not tells_when(fact, quoted):
        remedy = (
            "quote the words that name that day too, in the quotation or under `context:`; where the source names none,"
            f" leave `{name}:` and `when:` out, or say under `unproved:` how the day is known"
        )
        return f"“{away}” counts from a day that nothing quoted names", remedy, ()
    return None


def _may_be(spells: Sequence[Spell]) -> tuple[str, tuple[str, ...]]:
    """Say which days words may mean; return them too, where they are days and no longer spells."""
    may_be = tuple(dict.fromkeys(days for spell in spells for days in spell.may_be))[:_OFFERED]
    told = tuple(map(write_days, may_be))
    longer = any(first != last for first, last in may_be)
    near = ", or a day of it" if longer else ", or a day near it" if any(spell.loose for spell in spells) else ""
    return f"it may be {' or '.join(told)}{near}", () if longer else told


def may_mean(fact: Fact, name: str, end: str, quoted: Quoted) -> bool:
    """Tell whether the words of `when` may mean a date: as they name it, or as days from another, or within a month."""
    words, meant = fact.when or "", parse_date(end)
    if any(end in period.split("/") for period in meanings(words, fact, name)):
        return True
    if _may_be_undated(fact, meant, quoted):
        return True
    # Beside “last week” and its like, no date is said but the day of the week: “Monday last week”.
    said = read_dates(words, fact.source.language)
    beside = all(mention.weekday == meant.first.weekday() and not mention.month for mention in said)
    if beside or counted_from(fact):
        return any(spell.allows(meant.first, meant.last) for spell in spells_in(fact, name, quoted))
    return any(first <= meant.first and meant.last <= last for first, last in _parts_of_months(fact, name))


def _may_be_undated(fact: Fact, meant: Date, quoted: Quoted) -> bool:
    """Tell whether words may mean a date that count from a day of issue of which only the month is known.

    Or that count from such a day: “entered on Thursday and left the next day”.
    """
    issued = fact.source.issued
    near = issued.first - _WEEK <= meant.last and meant.first <= issued.last + _WEEK
    own = [one for one in read_dates(fact.when or "", fact.source.language) if is_undated(one, fact.source)]
    if own:
        day = meant.first.weekday() if meant.first == meant.last else None
        return near and any(day in (None, one.weekday) or one.weekday is None for one in own)
    told = (one for words in quoted.all for one in words.dates)
    return counted_from(fact) is not None and any(is_undated(one, fact.source) for one in told)


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

    Where it is told on which day it was said, they are counted from that day first, “overnight” and its like from it
    alone. “The day after” and its like are counted from the days that are told. Nothing is returned where two such
    words stand beside one another, or at one place in the quotation and not at another.
    """
    text, said = fact.flat_quote, said_on(fact.source)
    if not fact.when or not fact.source.in_english:
        return ()
    told = tuple(_days_told(fact, name, quoted))
    saying = day_of_saying(fact, name, quoted.quote)
    read = [*saying[1]] if saying else []
    days = (said, *(day for whole, _ in told for day in whole)) if said else ()
    spells = (spell for day in days for ahead in sides(fact, name) for spell in read_spells(text, day, ahead=ahead))
    read += (spell for spell in spells if not (saying and _OF_DAY.fullmatch(text, spell.start, spell.end)))
    exact = [(first, telling) for (first, last), telling in told if first == last]
    exact += [(day, False) for day in _days_spelled(fact, name)]
    for place in _places_counted(fact):
        near = [(day, False) for day in _days_before(fact, name, place)] or exact
        relative = (spell for day, telling in near for spell in _relative(fact, day, night=not (saying or telling)))
        read += (spell for spell in relative if (spell.start, spell.end) == place)
    if said and not exact and isinstance(fact, Figure):
        read += [spell for spell in _relative(fact, said, night=False) if is_compared(text, spell.start, spell.end)]
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
    places = _places_counted(fact)
    return fact.flat_quote[slice(*places[0])] if places else None


def tells_when(fact: Fact, quoted: Quoted) -> bool:
    """Tell whether anything that is quoted names a time from which another one may be counted."""
    return any(words.dates for words in quoted.all) or any(
        read_spells(words, fact.source.issued.first) for _, words in fact.quotations
    )


def _places_of_when(fact: Fact) -> list[tuple[int, int]]:
    """Return where the words of `when` stand in the quotation; nowhere, if that is at many places."""
    when = " ".join((fact.when or "").split())
    places = [at.span() for at in re.finditer(rf"(?<!\w){re.escape(when)}(?!\w)", fact.flat_quote)]
    return places if len(places) <= _OFTEN else []


def _places_counted(fact: Fact) -> list[tuple[int, int]]:
    """Return where words that count from another day stand in `when`."""
    places = _places_of_when(fact)
    spells = _relative(fact, fact.source.issued.first, night=True)
    found = (spell for spell in spells if any(spell.start < end and begin < spell.end for begin, end in places))
    return [(spell.start, spell.end) for spell in found]


def _days_before(fact: Fact, name: str, place: tuple[int, int]) -> tuple[date, ...]:
    """Return the days told next before words that count from one, in their sentence; none where it is not plain which.

    Between a day and the words others may stand that count from it: “on 1 May, … two days later and … a day later”.
    """
    (start, end), text = place, fact.flat_quote
    if _NAMES_DAY.search(text, start, end) and not _OVER.match(text, end):
        return ()
    told: list[tuple[int, int, list[date]]] = []
    for whole in wholes(read_dates(text, fact.source.language)):
        begins, ends = whole[0].whole
        if ends <= start and not is_of_telling(text, whole[0]):
            read = [parse_date(day) for day in readings_of(whole[0], fact, name)] if len(whole) == 1 else []
            told.append((ends, begins, [day.first for day in read if day.first == day.last]))
    spells = (spell for spell in spells_of(fact, name, text) if spell.end <= start)
    told += ((one.end, one.start, [first for first, last in one.may_be if first == last]) for one in spells)
    if not told:
        return ()
    ends, begins, days = max(told)
    if _SENTENCE.search(text, ends, start) or _OF_ELSE.search(text[max(0, begins - _NEAR) : begins]):
        return ()
    between = {(one.start, one.end): None for day in days for one in _relative(fact, day, night=False)}
    for other in [other for other in between if ends <= other[0] and other[1] <= start][-_CHAIN:]:
        moved = (one for day in days for one in _relative(fact, day, night=False) if (one.start, one.end) == other)
        days = [*days, *(first for one in moved for first, last in one.may_be if first == last)]
    return tuple(dict.fromkeys(days))


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

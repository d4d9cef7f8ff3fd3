"""Tell which words of a sentence date a number: those of its own clause, or all that may, where that is not sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dateline.propose.draft import Blank, Fields, hint_of
from dateline.propose.said import Said
from dateline.propose.within import is_apart, is_turned, is_whole
from dateline.prove.beside import dated_numbers
from dateline.text.coming import SINCE
from dateline.text.dates import Mention, parse_date, resolve, wholes
from dateline.text.numbers import Reading
from dateline.text.spells import Spell, read_spells, write_days
from dateline.text.telling import is_of_telling

Time = tuple[Mention, ...] | Spell
"""A date, or the ends of a range; or “last year” and its like."""

_BREAK = re.compile(
    r";\s|,?\s(?:while|whereas|but|although|though)\s|,\s(?:and|or|after|before|when|more|fewer|less|up|down|compared)\b"
    r"|\s(?:compared\s(?:with|to)|than)\s|\sas\s(?:many|much|high)\sas\s",
)
"""Where another clause begins."""
_AND = re.compile(r"\sand\s")
"""It joins clauses where a number, or words for a time, stand right behind it: “and on Monday 12 more”."""
_AS_WELL = re.compile(r"\s(?:and|as|when|since)\s")
"""It joins a clause that a number with its verb begins."""
_PART = re.compile(r",\s(?:including\s)?(?:[\w-]+\s){1,3}of\s(?:them|whom|which)\b")
"""Where a part of a number begins: what follows is told of that alone."""
_REASON = re.compile(r",?\s(?:after|before|following|because)\s")
"""Where what happened earlier or later begins: a day behind it may be the day of that."""
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|will|would|left|fled|died|went|came|fell|sank|rose|lost|got|took|\w+ed)\b"
)
_SHARED = re.compile(r"\s(?:killed|injured|wounded|hurt|displaced|detained|arrested|captured|evacuated|rescued)\b")
"""Directly behind a number that shares the verb of the number before it."""
_SPAN_ENDS = re.compile(
    r"(?:\b(?:hours|days|weeks?|months?|years?|quarter|period|season)\s(?:(?:up\s)?to|till|until|through|ending|ended)"
    r"|\b(?:ending|through|up\sto|[Bb]y|[Uu]ntil|[Bb]efore))\s(?:(?:in|on|at)\s)?(?:the\s)?(?:end\sof\s)?(?:(?:early|mid|late)[\s-])?$"
)
"""Before a day that ends a span, and is not the date of what is told of it: “in the 12 months to April”."""
_OF_PLAN = re.compile(
    r"\b(?:announced|planned|forecast|scheduled|expected|launched|signed|begun)\s(?:for\s|on\s)?$|\b[Bb]etween\s$"
)
"""Directly before a day that is that of a noun, or one end of a span of which no day is the other."""
_FOR_IT = re.compile(r"\b(?:for|before|ahead of|over|about|despite|after|until)\s(?:the\s)?$")
"""Before “Monday’s vote”, which what is counted is not said to be part of."""
_LEADS_IN = re.compile(
    r"(?:(?:about|around|some|nearly|almost|over|at least|more than|another|a further|on|in|during)\s)*"
)


def date_of(said: Said, reading: Reading, name: str) -> Fields:
    """Return the field of a number's date, and that of the words for it; a blank where several may be meant."""
    times = own_times(said, reading)
    found = [_dated(said, time, name) for time in times]
    if len(found) < 2:  # noqa: PLR2004
        fields = found[0] if found else ()
        if fields and _SPAN_ENDS.search(said.text, 0, _begin(times[0])):
            return ((name, Blank(f"{hint_of(fields[0][1])} only ends the span")), *fields[1:])
        if fields and any(
            tells(said, reading, _first(times[0])) for tells in (_is_elsewhere, _is_of_next, _is_of_other)
        ):
            return ((name, Blank(f"{hint_of(fields[0][1])}, if the number is of that time")), *fields[1:])
        return fields
    known = dict.fromkeys(hint_of(value) for (_, value), *_ in found)
    return ((name, Blank(" or ".join(known))),)


def _dated(said: Said, time: Time, name: str) -> Fields:
    """Return the fields of one time; a blank where it may be counted from the day on which somebody said so."""
    fields = said.spelled(name, time) if isinstance(time, Spell) else said.dated(name, time)
    day = _told_on(said, time)
    if day is None:
        return fields
    if isinstance(time, Spell):
        again = [spell for spell in read_spells(said.text, day) if spell.start == time.start]
        other = write_days(again[0].may_be[0]) if again and again[0].may_be[0] != time.may_be[0] else None
    else:
        other = resolve(time[0], day) if time[0].offset is not None else None
    if other is None:
        return fields
    (_, value), *words = fields
    return ((name, Blank(f"{hint_of(value)}, or {other} from the day on which it was said")), *words)


def _told_on(said: Said, time: Time) -> date | None:
    """Return the day on which somebody said what a time dates, where it is told and is not that of the source."""
    told = [one for one in said.dates if one not in said.compared and _first(time) is not one]
    told = [one for one in told if one in said.when_told or is_of_telling(said.text, one)]
    if len(told) != 1 or said.issued.first != said.issued.last:
        return None
    try:
        read = parse_date(resolve(told[0], said.issued.first) or "")
    except ValueError:  # no day, or none of the calendar
        return None
    return read.first if read.first == read.last != said.issued.first else None


def own_times(said: Said, reading: Reading) -> list[Time]:
    """Return what dates a number: of several times that of its own clause, and not when somebody said so."""
    times = list(_times(said))
    others = [time for time in times if not is_of_telling(said.text, _first(time))]
    # When it was said is when it was, as long as nothing else says when.
    times = others or times
    if len(times) < 2:  # noqa: PLR2004
        return times
    for number, day in dated_numbers(said.words):
        if number.start - said.start == reading.start:  # “200 in March and 350 in April”
            return [time for time in times if _first(time).start == day.start - said.start]
    start, end = _clause(said, reading, times)
    return [time for time in times if start <= _first(time).start < end] or times


def _times(said: Said) -> Iterator[Time]:
    """Yield the times of a sentence that have passed, but those since which something is so."""
    yield from wholes(said.when)
    for spell in said.spells_past:
        if SINCE.search(said.text, 0, spell.start) is None:
            yield spell


def _is_elsewhere(said: Said, reading: Reading, time: Mention | Spell) -> bool:
    """Tell whether a time is told in an aside, or of one, in a later clause, or of a part of the number."""
    if is_apart(said.text, reading.start, time.start) or is_whole(said, reading.start):
        return True
    return is_turned(said.text, reading.end, time.start)


def _is_of_next(said: Said, reading: Reading, time: Mention | Spell) -> bool:
    """Tell whether another clause, which no number begins, lies between a number and a time behind it."""
    begins = {number.start for number in said.numbers}
    last = max(reading.end, time.start)
    between = _BREAK.finditer(said.text, reading.end, last)
    return _PART.search(said.text, reading.end, last) is not None or any(
        _leads_to(said.text, found.end()).isdisjoint(begins) for found in between
    )


def _is_of_other(said: Said, reading: Reading, time: Mention | Spell) -> bool:
    """Tell whether a clause with a number or a verb of its own begins between a number and a time."""
    (_, at), (end, _) = sorted(((reading.start, reading.end), (time.start, time.end)))
    if ";" in said.text[at:end]:
        return True
    begin = time.start if isinstance(time, Spell) else time.whole[0]
    over = time.end if isinstance(time, Spell) else time.whole[1]
    if _OF_PLAN.search(said.text, 0, begin):
        return True
    if said.text[over : over + 1] in ("'", "’") and _FOR_IT.search(said.text, 0, begin):
        return True
    if reading.start < time.start and any(found.end() < end for found in _REASON.finditer(said.text, at, end)):
        return True
    others = {number.start: number.end for number in said.numbers if number is not reading}
    if time.start < reading.start:
        # A day that leads in the sentence is that of all its clauses: “On Monday 12 died and 300 left”.
        others = {reading.start: reading.end} if said.text[: time.start].count(" ") > 1 else {}
    for found in (*_BREAK.finditer(said.text, at, end), *_AS_WELL.finditer(said.text, at, end)):
        for begin in _leads_to(said.text, found.end()) & others.keys():
            # “12 were killed and 10 injured on Monday” is one clause; “and 10 were injured on Monday” is another.
            until = len(said.text) if begin == reading.start else end
            if not _SHARED.match(said.text, others[begin]) and _VERB.search(said.text, others[begin], until):
                return True
    return False


def clause_of(said: Said, reading: Reading) -> tuple[int, int]:
    """Return where the clause of a number begins and ends, beside those that other numbers begin, with their verbs."""
    begins = sorted(number.start for number in said.numbers)
    breaks = []
    for found in (one for joint in (_BREAK, _AS_WELL, _REASON) for one in joint.finditer(said.text)):
        for number in said.numbers:
            if number.start not in _leads_to(said.text, found.end()) or _SHARED.match(said.text, number.end):
                continue
            until = next((at for at in begins if at > number.start), len(said.text))
            if _VERB.search(said.text, number.end, until):
                breaks.append(found.end())
    starts = [at for at in breaks if at <= reading.start]
    ends = [at for at in breaks if at > reading.start]
    return max(starts, default=0), min(ends, default=len(said.text))


def _begin(time: Time) -> int:
    return time.start if isinstance(time, Spell) else time[0].whole[0]


def _first(time: Time) -> Mention | Spell:
    return time if isinstance(time, Spell) else time[0]


def _last(time: Time) -> Mention | Spell:
    return time if isinstance(time, Spell) else time[-1]


def _clause(said: Said, reading: Reading, times: list[Time]) -> tuple[int, int]:
    """Return where the clause of a number begins and ends."""
    numbers, days = {number.start for number in said.numbers}, {_first(time).start for time in times}
    over = {_last(time).end for time in times}
    breaks = [found.end() for found in _BREAK.finditer(said.text)]
    for found in _AND.finditer(said.text):
        # “Between January and April” are no clauses.
        begins = numbers if found.start() in over else numbers | days
        if not _leads_to(said.text, found.end()).isdisjoint(begins):
            breaks.append(found.end())
    starts = [at for at in breaks if at <= reading.start]
    ends = [at for at in breaks if at >= reading.end]
    return max(starts, default=0), min(ends, default=len(said.text))


def _leads_to(text: str, at: int) -> set[int]:
    """Return where a number or a time may begin that is the first thing behind an offset."""
    at += text[at : at + 1].isspace()
    lead = _LEADS_IN.match(text, at)
    return {at, lead.end() if lead else at}

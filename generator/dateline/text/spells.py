"""Know which days “last week”, “two days ago” and their like may mean, counted from a day, in English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.text import english

_Days = tuple[date, date]
"""A first and a last day."""


@dataclass(frozen=True, slots=True)
class Spell:
    """Hold words that mean a day or several, counted from the day on which they are said."""

    start: int
    end: int
    may_be: tuple[_Days, ...]
    """What they may mean, each with its first and last day; weeks are those of ISO 8601."""
    loose: tuple[_Days, ...] = ()
    """What they may mean besides, where they are not taken to the day: “three weeks ago”."""

    def allows(self, first: date, last: date) -> bool:
        """Tell whether some days share one with what the words may mean, or lie within what they loosely mean."""
        return any(begin <= last and first <= end for begin, end in self.may_be) or any(
            begin <= first and last <= end for begin, end in self.loose
        )


_LENGTHS = {"hour": 1, "day": 1, "week": 7, "month": 31, "year": 366}
"""Days of a unit, at most."""
_HOURS = 24
_COUNTS = {"a": 1, "an": 1} | {word: n for word, n in (english.ONES | english.TEENS | english.TENS).items() if n}
_N = rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})[ -]"
_UNIT = r"(?P<unit>hour|day|week|month|year)"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NAMES = rf"{'|'.join(_DAYS)}|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber"
"""Of weekdays and months."""
_ENDS = r"(?! (?:of|but|or|to)\b)"
"""Words that follow where something else is meant: “the last week of May”, “in a week or two”."""
_AFTER_DAY = (
    r"(?=\s*[.,;:)!?”\"]|\s*$|\s(?:a|an|the|and|at|in|by|from|he|she|they|it|when|after|before|as|with|near)\b)"
)
"""What may follow “on the 12th”, where it is no floor, round or division."""


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})", re.IGNORECASE)


_AGO = _compile(rf"{_N}{_UNIT}s? ago\b")
_TO_COME = _compile(rf"(?P<how>in|within(?: the)?(?: next)?) {_N}{_UNIT}s?\b(?:['’]s? time\b)?{_ENDS}")
_NAMED = _compile(
    r"(?:(?P<part>earlier|later) )?(?P<which>this|past|last|next|coming) "
    rf"(?:{_N}{_UNIT}s?|(?P<one>week|month|year))\b{_ENDS}"
)
_WEEKEND = _compile(r"(?P<which>this|the|last|next) weekend\b(?! of\b)")
_WEEKDAY = _compile(
    rf"(?P<which>this|last|next) (?P<weekday>{'|'.join(_DAYS)})\b|(?P<day>{'|'.join(_DAYS)}) (?P<far>week)\b"
)
_NUMBERED = _compile(
    rf"(?:(?<=on )|(?<=since )|(?<=until )|(?<=by )|(?<=from ))the (?P<day>\d\d?)(?:st|nd|rd|th)\b{_AFTER_DAY}"
    r"|the (?P<of_day>\d\d?)(?:st|nd|rd|th) (?:day )?of (?P<which>this|last|next) month\b"
)
_NIGHT = _compile(
    r"(?:(?P<night>overnight|last night)|this (?:morning|afternoon|evening))\b"
    rf"(?! (?:on|from|into|between|to|of|until|through) (?:the )?(?:\d|(?:{NAMES})\b))"
)
_HEDGED = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|under|than|roughly|approximately|least|most|or|to|and|half|every)\s$"
    r"|[-–]$",
    re.IGNORECASE,
)
"""What stands before a count that is not one of days: “more than two days ago”."""
_AWAY = re.compile(r"\b(?:before|after|until|till|by|not)\s(?:the\s)?$", re.IGNORECASE)
"""What stands before words beside which another time is meant: “before last week”."""
_NEAR = 30


def read_spells(text: str, said: date, *, ahead: bool = False) -> tuple[Spell, ...]:
    """Return the words of a text that mean a day or several, counted from a day, in order.

    With `ahead`, those that have two sides (“the weekend”, “the 12th”) are read on the side that is to come, and so are
    those that are spans of any time elsewhere (“in two weeks”). Nothing is returned of words beside others that lead
    elsewhere (“before last week”, “more than two days ago”).
    """
    flat = re.sub(r"\s", " ", text)
    found: list[Spell] = []
    taken: set[int] = set()
    for pattern, read in _FORMS:
        for match in pattern.finditer(flat):
            behind = flat[max(0, match.start() - _NEAR) : match.start()]
            counted = "count" in match.re.groupindex and match["count"]
            if (counted and _HEDGED.search(behind)) or (pattern is not _NUMBERED and _AWAY.search(behind)):
                continue
            try:
                spell = read(match, said, ahead)
            except (OverflowError, ValueError):  # before the year 1 or after 9999, or no day of the calendar
                continue
            if spell and taken.isdisjoint(range(spell.start, spell.end)):
                taken.update(range(spell.start, spell.end))
                found.append(spell)
    return tuple(sorted(found, key=lambda spell: spell.start))


_PARTS = (
    dict.fromkeys(("first week", "first days", "start", "beginning"), (1, 10))
    | dict.fromkeys(("last week", "last days", "end"), (19, 31))
    | {"second week": (5, 17), "third week": (12, 24), "fourth week": (19, 31)}
    | {"early": (1, 14), "first half": (1, 16), "middle": (8, 23), "second half": (14, 31), "late": (15, 31)}
)
"""The days of a month that its parts may mean; weeks begin on any day."""
_PART = re.compile(rf"\b({'|'.join(_PARTS)}) (?:(?:of|in) )?$", re.IGNORECASE)


def part_of_month(before: str, month: _Days) -> _Days | None:
    """Return the days of a month that may be meant, by the words before its name: “the first week of”."""
    found = _PART.search(before)
    if not found:
        return None
    first, last = _PARTS[found[1].lower()]
    return month[0].replace(day=first), min(month[0] + timedelta(last - 1), month[1])


def write_days(days: _Days) -> str:
    """Return days as EDTF writes them: a day, a month, a year, or an interval."""
    first, last = days
    if first == last:
        return first.isoformat()
    for unit, length in (("year", 4), ("month", 7)):
        if days == _whole(unit, first):
            return first.isoformat()[:length]
    return f"{first}/{last}"


def _spell(match: re.Match[str], *may_be: _Days, loose: tuple[_Days, ...] = ()) -> Spell:
    return Spell(*match.span(), tuple(dict.fromkeys(may_be)), loose)


def _length(match: re.Match[str]) -> tuple[int, str]:
    """Return how many days a count of units is, those begun included, and the unit."""
    said, unit = match["count"].lower(), match["unit"].lower()
    count = int(said) if said.isdecimal() else _COUNTS[said]
    return (-(-count // _HOURS) if unit == "hour" else count * _LENGTHS[unit]), unit


def _around(day: date, days: int) -> _Days:
    return day - timedelta(days), day + timedelta(days)


def _away(match: re.Match[str], said: date, side: int) -> Spell:
    """Read a count of units as a day, or as the month or year, so long ago or to come."""
    length, unit = _length(match)
    if unit in ("month", "year"):
        count = length // _LENGTHS[unit] * side
        months = said.year * 12 + said.month - 1 + (count if unit == "month" else 12 * count)
        day = date(months // 12, months % 12 + 1, 1)
        return _spell(match, _whole(unit, day), loose=(_around(day.replace(day=15), _LENGTHS[unit]),))
    day = said + timedelta(length * side)
    if unit == "week":
        return _spell(match, (day, day), loose=(_around(day, 3), _whole(unit, day)))
    near = 1 if unit == "hour" else length // 7  # few count ten days to the day
    return _spell(match, (day, day), loose=(_around(day, near),) if near else ())


def _ago(match: re.Match[str], said: date, _ahead: bool) -> Spell:  # noqa: FBT001  # all forms are read alike
    return _away(match, said, -1)


def _to_come(match: re.Match[str], said: date, ahead: bool) -> Spell | None:  # noqa: FBT001
    if not ahead:
        return None  # “in two weeks” is how long it took
    if match["how"].lower() == "in":
        return _away(match, said, 1)
    length, _ = _length(match)
    day = said + timedelta(length)
    return _spell(match, (day, day), loose=((said, day),))


def _named(match: re.Match[str], said: date, ahead: bool) -> Spell | None:  # noqa: FBT001
    """Read “this month”, “last week”, “the past two days”, “the next 24 hours”."""
    which, part, unit = match["which"].lower(), (match["part"] or "").lower(), (match["one"] or "").lower()
    if which == "this" and not unit:
        return None
    length = _LENGTHS[unit] if unit else _length(match)[0]
    if which == "this":
        first, last = _whole(unit, said)
        return _spell(match, (first, said) if part == "earlier" else (said, last) if part == "later" else (first, last))
    if which in ("next", "coming"):
        span = (said, said + timedelta(length))
        if not unit:
            return _spell(match, span) if ahead else None
        return _spell(match, _whole(unit, _whole(unit, said)[1] + timedelta(1)), span)
    span = (said - timedelta(length), said)
    if unit and which == "last":
        return _spell(match, _whole(unit, _whole(unit, said)[0] - timedelta(1)), span)
    return _spell(match, span)


def _weekend(match: re.Match[str], said: date, ahead: bool) -> Spell:  # noqa: FBT001
    """Read a weekend: Saturday and Sunday, or where the week ends on it, Friday and Saturday."""
    which, week = match["which"].lower(), timedelta(7)
    own = _whole("week", said)[1] - timedelta(1)
    begun = own if own <= said else own - week
    if which == "next":
        saturdays = [own, own + week]
    elif ahead:
        saturdays = [own]
    else:
        saturdays = [
            begun,
            *([own] if which == "this" else []),
            *([begun - week] if which == "last" or own <= said else []),
        ]
    return _spell(
        match,
        *((day, day + timedelta(1)) for day in saturdays),
        loose=tuple((day - timedelta(1), day) for day in saturdays),
    )


def _weekday(match: re.Match[str], said: date, ahead: bool) -> Spell:  # noqa: FBT001
    """Read “last Friday”: the nearest one on that side, or the one of that week; “Friday week” is the one after it."""
    which, at = (match["which"] or "").lower(), _DAYS.index((match["weekday"] or match["day"]).lower())
    back, on = said - timedelta((said.weekday() - at) % 7), said + timedelta((at - said.weekday()) % 7)
    in_week = _whole("week", said)[0] + timedelta(at)
    if match["far"]:
        found = [on + timedelta(7)]
    elif which == "this":
        found = [on, in_week] if ahead else [back, in_week]
    elif which == "last":
        found = [back if back < said else back - timedelta(7), in_week - timedelta(7)]
    else:
        found = [on if on > said else on + timedelta(7), in_week + timedelta(7)]
    return _spell(match, *((day, day) for day in found))


def _night(match: re.Match[str], said: date, ahead: bool) -> Spell:  # noqa: FBT001
    """Read “overnight” as the two days of a night, and “this morning” as a day."""
    if not match["night"]:
        return _spell(match, (said, said))
    return _spell(match, (said, said + timedelta(1)) if ahead else (said - timedelta(1), said))


def _numbered(match: re.Match[str], said: date, ahead: bool) -> Spell | None:  # noqa: FBT001
    """Read “the 12th” as the nearest one on a side, or as that of the month that is named."""
    number, which = int(match["day"] or match["of_day"]), (match["which"] or "").lower()
    step = {"this": 0, "last": -1, "next": 1}.get(which)
    for away in range(12) if step is None else (step,):
        months = said.year * 12 + said.month - 1 + (away if ahead or which else -away)
        try:
            day = date(months // 12, months % 12 + 1, number)
        except ValueError:  # a month without a 31st
            continue
        if which or (day >= said if ahead else day <= said):
            return _spell(match, (day, day))
    return None


_FORMS = (
    (_NUMBERED, _numbered),
    (_NIGHT, _night),
    (_AGO, _ago),
    (_TO_COME, _to_come),
    (_NAMED, _named),
    (_WEEKEND, _weekend),
    (_WEEKDAY, _weekday),
)


def _whole(unit: str, day: date) -> _Days:
    """Return the first and the last day of the week, month or year that a day belongs to."""
    if unit == "week":
        first = day - timedelta(day.weekday())
        return first, first + timedelta(6)
    if unit == "month":
        first = day.replace(day=1)
        return first, (first + timedelta(31)).replace(day=1) - timedelta(1)
    return day.replace(month=1, day=1), day.replace(month=12, day=31)

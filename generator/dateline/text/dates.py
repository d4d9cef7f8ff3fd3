"""Read dates: EDTF as editors write it, and the words in which sources say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache

from babel.core import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from dateline.text.shifts import Shift, shift_after, shift_before


class Precision(StrEnum):
    """Say how exact a date is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Date:
    """Hold one EDTF date or interval (ISO 8601-2)."""

    text: str
    """As the editor wrote it."""
    ends: tuple[str, ...]
    """Its dates without qualifiers, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: one, or two where an interval is closed."""
    first: date
    """The first day it may mean; for an interval with an open start, the first day of its end."""
    last: date
    """The last day it may mean; for an interval with an open end, the last day of its start."""
    uncertain: bool
    interval: bool
    open_end: bool
    open_start: bool

    @property
    def precision(self) -> Precision:
        """Tell how exact the first of its dates is."""
        return {4: Precision.YEAR, 7: Precision.MONTH}.get(len(self.ends[0]), Precision.DAY)

    def __str__(self) -> str:
        """Return the EDTF text."""
        return self.text


_PART = re.compile(r"(?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?)(?P<qualifier>[?~%]?)", re.ASCII)
_MOST = 2  # dates in an interval


@cache
def parse_date(text: str) -> Date:
    """Parse an EDTF date or interval; raise ValueError with a remedy where it is none.

    Read here, of ISO 8601-2: years, months and days; `?` (uncertain), `~` (approximate), `%` (both); intervals, with
    `..` for an open end. The `edtf` package reads more, at 7 ms a date; the tests hold this reading against it.
    """
    parts = text.split("/")
    open_start, open_end = parts[0] == "..", len(parts) == _MOST and parts[1] == ".."
    said = [_PART.fullmatch(part) for part in parts if part != ".."]
    if not said or None in said or len(parts) > _MOST:
        raise ValueError(f"“{text}” is not a date; write 2018, 2018-04, 2018-04-01, 2018-04-01? or 2018-02/..")
    bare = [match["date"] for match in said if match]
    try:
        days = [_days(part) for part in bare]
    except ValueError as error:
        raise ValueError(f"“{text}” is not a day of the calendar") from error
    first, last = days[0][0], days[-1][1]
    if last < first:
        raise ValueError(f"“{text}” ends before it begins")
    return Date(
        text=text,
        ends=tuple(bare),
        first=first,
        last=last,
        uncertain=any(match["qualifier"] for match in said if match),
        interval=len(parts) == _MOST,
        open_end=open_end,
        open_start=open_start,
    )


def _days(end: str) -> tuple[date, date]:
    """Return the first and the last day of a year, a month or a day."""
    year, *rest = (int(part) for part in end.split("-"))
    month, day = (*rest, 1, 1)[:2]
    first = date(year, month, day)
    if len(rest) == 2:  # noqa: PLR2004  # a month and a day
        return first, first
    following = date(year + month // 12, month % 12 + 1, 1) if rest else date(year + 1, 1, 1)
    return first, following - timedelta(days=1)


_NO_SHIFT = Shift()


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold a date as a text says it; parts that it leaves out are None."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday; it may stand beside a day of a month: “Saturday, 10 October”."""
    offset: int | None = None
    """Days from the day of issue: -1 is “yesterday”."""
    mate: tuple[int, int | None] | None = None
    """Of an end of a range, the month and the day of its other end."""
    closes: bool = False
    """Whether it is the last end of a range."""
    before: int = 0
    """How many characters the range begins before it; counted from here, so that a mention can be moved."""
    after: int = 0
    """How many characters the range ends after it."""
    shift: Shift = _NO_SHIFT
    """How the words beside it, which belong to it, move it: “the day after 4 May”."""

    @property
    def whole(self) -> tuple[int, int]:
        """Return where its words begin and end, with those of the range that it is an end of."""
        return self.start - self.before, self.end + self.after

    @property
    def complete(self) -> str | None:
        """Return the date where the text itself says it whole, and no weekday that is another one's, else None."""
        said = self.written if self.shift == _NO_SHIFT else None
        try:
            other = said and self.weekday is not None and date.fromisoformat(said).weekday() != self.weekday
        except ValueError:  # no day of the calendar
            other = True
        return None if other else said

    @property
    def written(self) -> str | None:
        """Return the date where the text says its year, whatever weekday it says and wherever it is moved."""
        if self.year is None:
            return None
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


_BESIDE_TODAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_RELATIVE = {"en": _BESIDE_TODAY | {"day before yesterday": -2, "day after tomorrow": 2}}
_TO = {"en": ("to", "until", "till", "through")}
_AND = {"en": "and"}
_FROM = {"en": r"(?i:\bfrom (?:the )?)$"}
_BETWEEN = {"en": r"(?i:\bbetween (?:the )?)$"}
_MOVED = {"en": r"(?i:\b(?:postpon|mov|delay|shift|reschedul|brought|chang|extend|defer)\w*\b[^.;]*)$"}
"""Before “from 1 May to 4 May” it is one day that takes another's place."""
_NEVER = r"(?!)"
_BEFORE = 60
"""As far back as the words are looked for that make a range of two dates."""
_LISTED = re.compile(r"\d, ?$")
"""Before the last two days of three or more."""
_OVER = re.compile(r"\s*(?:[.;:!?)\]¶”]|,(?! ?\d)|$)")
"""What follows a number that counts nothing."""
_APART = re.compile(r"(?:^|[,(:;–—¶|]) *$")
"""Before dates that stand by themselves, as in a caption: “Cases by district, 19 August to 12 September”."""
_DASHES = "-–—"
_MORE_MONTHS = {"en": {"Sept": 9}}
"""Abbreviations that newspapers print and the CLDR does not have."""


@dataclass(frozen=True)
class _Words:
    """Hold one language's words for dates, from the CLDR, and the pattern that finds them."""

    months: dict[str, int]
    weekdays: dict[str, int]
    relative: dict[str, int]
    to: frozenset[str]
    and_: str
    opens: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
    """What stands before a range: “from”, “between”; and before what only looks like one."""
    pattern: re.Pattern[str]


@cache
def _locale(language: str) -> Locale | None:
    """Return what the CLDR knows of a language, by its BCP 47 tag."""
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def is_english(language: str) -> bool:
    """Tell whether a language tag is that of some English: en, en-GB."""
    return language.partition("-")[0].lower() == "en"


def knows_language(language: str) -> bool:
    """Tell whether a BCP 47 tag names a language whose words for dates are known."""
    return _locale(language) is not None


@cache
def _words(language: str) -> _Words:
    """Return a language's words for dates; of an unknown one those of the CLDR's root."""
    locale = _locale(language) or Locale("root")
    base = language.partition("-")[0]
    full = {name: number for number, name in get_month_names("wide", locale=locale).items()}
    short = {name.rstrip("."): number for number, name in get_month_names("abbreviated", locale=locale).items()}
    short |= _MORE_MONTHS.get(base, {})
    months = short | full
    weekdays = {name: number for number, name in get_day_names("abbreviated", locale=locale).items()}
    weekdays |= {name: number for number, name in get_day_names("wide", locale=locale).items()}
    relative = _RELATIVE.get(base, {})

    def anyof(words: Iterable[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"

    # A full stop after a name that is written out ends the sentence.
    month = rf"(?:(?:{anyof(full)})\b|(?:{anyof(short.keys() - full)})\b\.?)"
    day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
    year = r"(?:1[0-9]|20|21)\d\d"
    to, and_ = _TO.get(base, ()), _AND.get(base, "")
    joint = rf"(?: ?[{_DASHES}/] ?| (?:{anyof((*to, *([and_] if and_ else ())))}) (?:the )?)"
    initials = re.escape("".join({word[0] for word in (*months, *weekdays)}))
    initials += "".join({letter for word in relative for letter in (word[0].lower(), word[0].upper())})
    pattern = re.compile(
        # The look ahead costs little and spares the alternatives at most words.
        rf"(?<![\w.,-])(?=[{initials}\d])(?:(?P<iso>{year}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)"
        rf"|(?:(?P<w1>{anyof(weekdays)})\.?(?:,? (?:the )?| \())?(?:"
        rf"(?:(?P<d0>{day})(?P<j0>{joint}))?(?P<d1>{day}) (?:of )?(?P<m1>{month})(?:,? (?P<y1>{year}))?"
        rf"|(?P<m4>{month}) (?P<d4>{day})(?P<j4>{joint})(?P<d5>{day})(?![\d%])(?:,? (?P<y4>{year}))?(?![\w-]|[.,]\d)"
        rf"|(?P<m2>{month}) (?P<d2>{day})(?!\d)(?:,? (?P<y2>{year}))?)"
        rf"|(?P<m3>{month})(?:,? (?P<y3>{year}))?"
        rf"|(?P<weekday>{anyof(weekdays)})"
        rf"|(?P<relative>(?i:{anyof(relative)}))"
        rf"|(?P<year>{year}))(?![\w-]|[.,]\d)",
    )
    opens = tuple(re.compile(kind.get(base, _NEVER)) for kind in (_FROM, _BETWEEN, _MOVED))
    return _Words(months, weekdays, relative, frozenset(to), and_, (opens[0], opens[1], opens[2]), pattern)


@lru_cache(maxsize=1024)  # one quotation stands before many rules
def read_dates(text: str, language: str = "en") -> tuple[Mention, ...]:
    """Read the dates that a text says, in order; a four-digit number counts as a year.

    Weekdays and months are read with their capital only: “sat” and “march” are words too.
    """
    words = _words(language)
    flat = text.replace("\n", " ")
    found: list[Mention] = []
    at = 0
    while match := words.pattern.search(flat, at):
        at = match.end()
        if match["m4"] and not _goes_on(flat, match, words):
            # The second number counts something: “On May 10 and 11 people came.”
            match = words.pattern.search(flat, match.start(), match.end("d4"))
            if match is None:
                continue
            at = match.end()
        found += _mentions(match, flat, words)
    # Pair by pair in the list itself, so that no later date takes an end of a range apart again.
    for index in range(len(found) - 1):
        found[index : index + 2] = _paired(found[index], found[index + 1], flat, words)
    return (
        tuple(found) if not words.relative else tuple(moved for said in wholes(found) for moved in _moved(said, flat))
    )


def _moved(said: tuple[Mention, ...], text: str) -> Iterator[Mention]:
    """Yield a date, or both ends of a range, with the words beside it that move it."""
    first, last = said[0], said[-1]
    weekday = last.weekday is not None and last.month is None
    if last.offset is not None or (weekday and len(said) > 1):
        yield from said
        return
    if not last.year and (last.month or weekday) and (found := shift_after(text, last.end, weekday=weekday)):
        more = found[0] - last.end
        for one in said:
            end = found[0] if one is last else one.end
            yield replace(one, end=end, after=one.after and one.after + more, shift=found[1])
        return
    if len(said) == 1 and (before := shift_before(text, first.start, first.end, weekday=weekday)):
        yield replace(first, start=before[0], shift=before[1])
        return
    yield from said


def _mentions(match: re.Match[str], text: str, words: _Words) -> Iterator[Mention]:
    """Yield the date that was found, or the two ends of a range of days."""
    said = match.groupdict()
    span = match.span()
    if said["iso"]:
        year, month, day = (*map(int, said["iso"].split("-")), None, None)[:3]
        yield Mention(*span, year=year, month=month, day=day)
    elif said["weekday"]:
        yield Mention(*span, weekday=words.weekdays[said["weekday"]])
    elif said["relative"]:
        yield Mention(*span, offset=words.relative[said["relative"].lower()])
    elif said["year"]:
        yield Mention(*span, year=int(said["year"]))
    else:
        named = said["m1"] or said["m2"] or said["m3"] or said["m4"]
        days = [_number(said[key]) for key in ("d0", "d4", "d1", "d2", "d5") if said[key]]
        of_year = said["y1"] or said["y2"] or said["y3"] or said["y4"]
        month, year = words.months[named.rstrip(".")], int(of_year) if of_year else None
        weekday = words.weekdays[said["w1"]] if said["w1"] else None
        last = Mention(*span, year=year, month=month, day=days[-1] if days else None, weekday=weekday)
        if len(days) == 1 or not days:
            yield last
            return
        joint, begins = match.span("j0") if said["j0"] else match.span("j4")
        one, two = days
        first = replace(last, end=joint, day=one)
        last = replace(last, start=begins, weekday=None)
        if one >= two:
            yield last if said["d0"] else first
        elif _is_range(text, match.start(), (text[joint:begins], two - one == 1), words):
            yield from _linked(first, last, text, words)
        elif text[joint:begins].strip(" ") != "/":
            yield from (first, last)
        else:
            yield last if said["d0"] else first


def _number(day: str) -> int:
    """Return the number of “4th”."""
    return int(day.rstrip("sthndr"))


def _goes_on(text: str, match: re.Match[str], words: _Words) -> bool:
    """Tell whether a second number after a month is a day: “May 10 and 11”, but not “May 10 and 11 people”."""
    joint, behind = match["j4"], text[max(0, match.start() - _BEFORE) : match.start()]
    said = joint.strip()
    paired = bool(words.opens[1].search(behind)) if said == words.and_ else bool(words.opens[0].search(behind))
    return bool(paired or match["y4"] or joint in tuple(_DASHES) or _OVER.match(text, match.end("d5")))


def _is_range(text: str, start: int, joint: tuple[str, bool], words: _Words) -> bool:
    """Tell whether two days of one month are the ends of a range; those of a list are, where no day is between."""
    said, adjacent = joint
    behind = text[max(0, start - _BEFORE) : start]
    word = said.split()[0]
    if word in (words.and_, "/"):
        return bool(words.opens[1].search(behind)) or (adjacent and not _LISTED.search(behind))
    return _stays(behind, words)


def _stays(behind: str, words: _Words) -> bool:
    """Tell whether no word stands before two dates that sets one in the other's place."""
    return not words.opens[2].search(behind)


def _linked(first: Mention, last: Mention, text: str, words: _Words) -> tuple[Mention, Mention]:
    """Return two dates as the ends of a range, whose words are those from “between” on, where that makes it one."""
    between = words.opens[1].search(text, max(0, first.start - _BEFORE), first.start)
    begins = between.start() if between else first.start
    return (
        replace(first, mate=(last.month or 0, last.day), before=first.start - begins, after=last.end - first.end),
        replace(last, mate=(first.month or 0, first.day), closes=True, before=last.start - begins),
    )


def _paired(one: Mention, two: Mention, text: str, words: _Words) -> tuple[Mention, Mention]:
    """Make two dates that each name a month the ends of a range, where the words between and before them do."""
    if one.month is None or two.month is None or one.mate or two.mate or (one.day is None) != (two.day is None):
        return one, two
    gap, behind = text[one.end : two.start], text[max(0, one.start - _BEFORE) : one.start]
    said = gap.strip()
    if not (
        (said in words.to and (words.opens[0].search(behind) or _APART.search(behind)))
        or (said == words.and_ and words.opens[1].search(behind))
        or (said in tuple(_DASHES) and one.day)
    ):
        return one, two
    if one.year is None and two.year is not None:
        if (one.month, one.day or 0) == (two.month, two.day or 0):
            return one, two
        # “From 28 December to 4 January 2031” begins in the year before.
        later = (one.month, one.day or 0) > (two.month, two.day or 0)
        one = replace(one, year=two.year - later)
    known = (one.year is None) == (two.year is None)
    return _linked(one, two, text, words) if known and _stays(behind, words) else (one, two)


def is_day_of(said: Mention, ends: Iterable[str]) -> bool:
    """Tell whether a day without a year is one of some dates, and on the weekday that is said, if any is."""
    if said.year is not None or said.month is None or said.day is None:
        return False
    found = [end for end in ends if end.endswith(f"-{said.month:02}-{said.day:02}")]
    return any(said.weekday in (None, date.fromisoformat(end).weekday()) for end in found)


def has_other_weekday(said: Mention, end: str) -> bool:
    """Tell whether a date is said with a weekday that is not that of the day: “Tuesday, 14 May 2031”."""
    if said.weekday is None or said.day is None or not end.endswith(f"-{said.month:02}-{said.day:02}"):
        return False
    return said.year in (None, int(end[:4])) and date.fromisoformat(end).weekday() != said.weekday


def wholes(mentions: Iterable[Mention]) -> list[tuple[Mention, ...]]:
    """Return mentions in order, the two ends of a range together."""
    found: list[tuple[Mention, ...]] = []
    for mention in mentions:
        opened = found[-1][0] if found and len(found[-1]) == 1 else None
        if mention.closes and opened and opened.mate and opened.whole == mention.whole:
            found[-1] = (opened, mention)
        else:
            found.append((mention,))
    return found


def _days_from(issued: date, days: int) -> str | None:
    try:
        return (issued + timedelta(days=days)).isoformat()
    except OverflowError:  # before the year 1 or after 9999
        return None


def resolve(mention: Mention, issued: date, *, ahead: bool = False) -> str | None:
    """Read an incomplete mention as the date nearest to the source's day of issue, on one side of it.

    A weekday is the last one up to the day of issue (“on Monday”, printed on Monday, is that day), or with
    `ahead` the first one from it on. A day or month without a year takes the year in the same way. None where
    the words name no day of the calendar.
    """
    if mention.shift != _NO_SHIFT:
        return _shifted(mention, issued, ahead=ahead)
    if mention.written:
        return mention.written
    if mention.mate and mention.closes is not ahead:
        return _by_mate(mention, mention.mate, issued, ahead=ahead)
    if mention.offset is not None:
        return _days_from(issued, mention.offset)
    if mention.weekday is not None and mention.month is None:
        gap = (mention.weekday - issued.weekday()) % 7 if ahead else -((issued.weekday() - mention.weekday) % 7)
        return _days_from(issued, gap)
    return _in_some_year(mention, issued, ahead=ahead)


def _shifted(mention: Mention, issued: date, *, ahead: bool) -> str | None:
    """Read a date that the words beside it move, or put into a year or week counted from the day of issue."""
    shift, bare = mention.shift, replace(mention, shift=_NO_SHIFT)
    if shift.year is not None:
        return replace(bare, year=issued.year + shift.year).written
    if shift.week is not None and mention.weekday is not None:
        return shift.weekday_of(mention.weekday, issued)
    known = resolve(bare, issued, ahead=ahead)
    return known and shift.moved(known)


def _by_mate(mention: Mention, mate: tuple[int, int | None], issued: date, *, ahead: bool) -> str | None:
    """Read one end of a range by the other: what has begun may go on, and what is to end may have begun."""
    known = _in_some_year(replace(mention, month=mate[0], day=mate[1]), issued, ahead=ahead)
    return known and _in_some_year(mention, _days(known)[0], ahead=mention.closes)


def _in_some_year(mention: Mention, issued: date, *, ahead: bool) -> str | None:
    """Return a day or month without a year in the nearest year that puts it on one side of a day."""
    years = range(issued.year, issued.year + 9) if ahead else range(issued.year, issued.year - 9, -1)
    for year in years:
        guess = f"{year:04}-{mention.month:02}" + (f"-{mention.day:02}" if mention.day else "")
        try:
            first, last = _days(guess)
        except ValueError:
            continue
        if (last >= issued) if ahead else (first <= issued):
            return guess
    return None

"""Read dates: EDTF as editors write it, and the words in which sources say it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from babel.core import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names


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

    @property
    def complete(self) -> str | None:
        """Return the date where the text says its year, and no weekday that is another one's, else None."""
        said = self.written
        try:
            other = said and self.weekday is not None and date.fromisoformat(said).weekday() != self.weekday
        except ValueError:  # no day of the calendar
            other = True
        return None if other else said

    @property
    def written(self) -> str | None:
        """Return the date where the text says its year, whatever weekday it says."""
        if self.year is None:
            return None
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


_RELATIVE = {"en": {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}}
_MORE_MONTHS = {"en": {"Sept": 9}}
"""Abbreviations that newspapers print and the CLDR does not have."""


@dataclass(frozen=True)
class _Words:
    """Hold one language's words for dates, from the CLDR, and the pattern that finds them."""

    months: dict[str, int]
    weekdays: dict[str, int]
    relative: dict[str, int]
    pattern: re.Pattern[str]


@cache
def _locale(language: str) -> Locale | None:
    """Return what the CLDR knows of a language, by its BCP 47 tag."""
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


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
    initials = re.escape("".join({word[0] for word in (*months, *weekdays)}))
    initials += "".join({letter for word in relative for letter in (word[0].lower(), word[0].upper())})
    pattern = re.compile(
        # The look ahead costs little and spares the alternatives at most words.
        rf"(?<![\w.,-])(?=[{initials}\d])(?:(?P<iso>{year}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)"
        rf"|(?:(?P<w1>{anyof(weekdays)})\.?(?:,? (?:the )?| \())?(?:"
        rf"(?P<d1>{day}) (?:of )?(?P<m1>{month}),?(?: (?P<y1>{year}))?"
        rf"|(?P<m2>{month}) (?P<d2>{day})(?!\d)(?:,? (?P<y2>{year}))?)"
        rf"|(?P<m3>{month})(?:,? (?P<y3>{year}))?"
        rf"|(?P<weekday>{anyof(weekdays)})"
        rf"|(?P<relative>(?i:{anyof(relative)}))"
        rf"|(?P<year>{year}))(?![\w-]|[.,]\d)",
    )
    return _Words(months, weekdays, relative, pattern)


def read_dates(text: str, language: str = "en") -> tuple[Mention, ...]:
    """Read the dates that a text says, in order; a four-digit number counts as a year.

    Weekdays and months are read with their capital only: “sat” and “march” are words too.
    """
    words = _words(language)
    found = []
    for match in words.pattern.finditer(text.replace("\n", " ")):
        said = match.groupdict()
        span = match.span()
        if said["iso"]:
            found.append(Mention(*span, *map(int, said["iso"].split("-"))))
        elif said["weekday"]:
            found.append(Mention(*span, weekday=words.weekdays[said["weekday"]]))
        elif said["relative"]:
            found.append(Mention(*span, offset=words.relative[said["relative"].lower()]))
        elif said["year"]:
            found.append(Mention(*span, year=int(said["year"])))
        else:
            named = said["m1"] or said["m2"] or said["m3"]
            digits = re.match(r"\d+", said["d1"] or said["d2"] or "")
            of_year = said["y1"] or said["y2"] or said["y3"]
            found.append(
                Mention(
                    *span,
                    year=int(of_year) if of_year else None,
                    month=words.months[named.rstrip(".")],
                    day=int(digits[0]) if digits else None,
                    weekday=words.weekdays[said["w1"]] if said["w1"] else None,
                ),
            )
    return tuple(found)


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
    if mention.written:
        return mention.written
    if mention.offset is not None:
        return _days_from(issued, mention.offset)
    if mention.weekday is not None and mention.month is None:
        gap = (mention.weekday - issued.weekday()) % 7 if ahead else -((issued.weekday() - mention.weekday) % 7)
        return _days_from(issued, gap)
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

"""Read the words that move a date they stand beside, in English: “the day after 4 May”, “12 April last year”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.text import english

_COUNTS = {"a": 1, "an": 1} | {word: n for word, n in (english.ONES | english.TEENS).items() if n}
_UNITS = {"day": (0, 1), "week": (0, 7), "fortnight": (0, 14), "month": (1, 0), "year": (12, 0)}
"""Months and days."""
_BEFORE = re.compile(
    rf"(?<![\w-])(?:(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)}|the(?= day )) (?P<unit>{'|'.join(_UNITS)})s?"
    r" (?P<side>before|after|following|prior to)|(?:the )?(?P<eve>eve of)|the (?P<night>night before|morning after))"
    r" (?:the )?$",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    rf",? (?:just |only )?(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)}|the(?= day )) (?P<unit>{'|'.join(_UNITS)})s?"
    r" (?P<side>before|after)\b",
    re.IGNORECASE,
)
_BACK = ("before", "prior to")
_SPAN = re.compile(
    r"\b(?:in|for|during|within|over|throughout|about|around|nearly|almost|than|least|or|to|every|times|once|twice|last(?:s|ed)?"
    r"|t[ao]kes?|took|spent|stayed|waited|h[eo]ld|went on|continued|remained)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""What stands before a count that is a span of time, or not one to the day: “in the two days after”."""
_YEAR = re.compile(r",? (?:of )?(?P<which>last|this|next) year\b(?!['’-])", re.IGNORECASE)
_WEEK = re.compile(
    r"(?: (?:of )?(?P<which>last|this|next) week|(?P<ago>,? a week ago| before last))\b(?!['’-])", re.IGNORECASE
)
_WEEK_BEFORE = re.compile(r"(?<![\w-])(?P<which>last|this|next) week,? (?:on )?$", re.IGNORECASE)
_ITSELF = re.compile(r"['’]|,? (?:when|where|which)\b")
"""After a date of which something is told itself."""
_THING = re.compile(r" (?!(?:and|or|but|in|at|on|near|by|as|the|a|an|was|were|is|are|has|had|when)\b)[a-z]")
"""After “the 1 May”: what was on that day, “two days after the 1 May shelling”."""
_FAR = 40
"""As far back as the words are looked for."""
_FROM = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True, slots=True)
class Shift:
    """Hold how words move a date: by some time, or into a year or a week that is counted from another day."""

    months: int = 0
    days: int = 0
    year: int | None = None
    """Years from that in which it is said: -1 is “last year”."""
    week: int | None = None
    """Weeks of ISO 8601 from that in which it is said."""

    def moved(self, day: str) -> str | None:
        """Return a date moved by its time; None where that is no day of the calendar, or as rough as the date."""
        if not (self.months or self.days):
            return day
        parts = [int(part) for part in day.split("-")]
        if len(parts) == 1:
            return None if self.days or self.months % 12 else f"{parts[0] + self.months // 12:04}"
        months = parts[0] * 12 + parts[1] - 1 + self.months
        if len(parts) == 2:  # noqa: PLR2004  # a year and a month
            return None if self.days else f"{months // 12:04}-{months % 12 + 1:02}"
        try:
            return (date(months // 12, months % 12 + 1, parts[2]) + timedelta(self.days)).isoformat()
        except (ValueError, OverflowError):
            return None

    def weekday_of(self, weekday: int, said: date) -> str | None:
        """Return the day with a weekday in its week, counted from the day on which it is said."""
        try:
            return (said + timedelta(7 * (self.week or 0) + weekday - said.weekday())).isoformat()
        except OverflowError:
            return None


def shift_before(text: str, start: int, end: int, *, weekday: bool) -> tuple[int, Shift] | None:
    """Return where the words begin that move a date, and how they do; None where there are none.

    None too where something is told of the date itself, which a fact may be about.
    """
    behind = max(0, start - _FAR)
    if _ITSELF.match(text, end) or (text[:start].endswith("the ") and _THING.match(text, end)):
        return None
    if weekday and (week := _WEEK_BEFORE.search(text[behind:start])):
        return behind + week.start(), Shift(week=_FROM[week["which"].lower()])
    found = _BEFORE.search(text[behind:start])
    if not found or (
        found["count"] and _SPAN.search(text[max(0, behind + found.start() - _FAR) : behind + found.start()])
    ):
        return None
    if found["eve"] or found["night"]:
        return behind + found.start(), Shift(days=1 if (found["night"] or "").lower() == "morning after" else -1)
    said, side = found["count"].lower(), found["side"].lower()
    count = (int(said) if said.isdecimal() else _COUNTS.get(said, 1)) * (-1 if side in _BACK else 1)
    months, days = _UNITS[found["unit"].lower()]
    return behind + found.start(), Shift(months * count, days * count)


def shift_after(text: str, end: int, *, weekday: bool) -> tuple[int, Shift] | None:
    """Return where the words end that move the date before them, and how they do; None where there are none."""
    found = (_WEEK if weekday else _YEAR).match(text, end)
    if not found:
        return None
    if weekday and found["ago"]:
        return found.end(), Shift(days=-7)
    away = _FROM[found["which"].lower()]
    return found.end(), Shift(week=away) if weekday else Shift(year=away)


def shift_between(text: str, end: int) -> Shift | None:
    """Return how the words behind a date lead from it to another one: “Monday, a day after” means the Sunday before."""
    found = _AFTERWARDS.match(text, end)
    if not found:
        return None
    said = found["count"].lower()
    count = (int(said) if said.isdecimal() else _COUNTS.get(said, 1)) * (1 if found["side"].lower() == "before" else -1)
    months, days = _UNITS[found["unit"].lower()]
    return Shift(months * count, days * count)

"""Know which days “the day after”, “two days later” and their like may mean, counted from a day that is told.

“Yesterday” and “two days ago” count from the day of issue (`spells.py`); these do not, and where nothing names the day
from which they count, they mean none. In English.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from dateline.text import english
from dateline.text.spells import NAMES, Spell

_COUNTS = {"a": 1, "an": 1, "one": 1} | {word: n for word, n in (english.ONES | english.TEENS).items() if n}
_TENS = "|".join(english.TENS)
_NUMBER = rf"\d{{1,3}}|(?:{_TENS})(?:[- ](?:{'|'.join(english.ONES)}))?|(?:{'|'.join(_COUNTS)})(?: hundred)?"
_LENGTHS = {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365}
"""Days of a unit."""
_MONTHS = {"month": 1, "year": 12}
_LONGEST = {"hour": 1, "day": 20, "week": 90, "month": 730, "year": 36500}
"""Days that “weeks later” may be, at most."""
_HOURS = 24
_TIME = r"(?:day|morning|afternoon|evening|night)"
_SOME = r"(?:a few |several |some |a couple of )"
_FORMS = re.compile(
    rf"(?<![\w-])(?:the (?P<next>next|following|previous|preceding) {_TIME}|(?P<tomorrow>next (?:day|morning))"
    rf"|(?:on )?(?:(?:that|the) (?:very )?same|that) (?P<same>{_TIME})"
    rf"|the (?P<beside>{_TIME}) (?P<side>before|after)"
    rf"|(?:on )?the (?P<eve>eve) of"
    rf"|(?P<count>{_NUMBER}) (?P<unit>{'|'.join(_LENGTHS)})s?"
    r" (?P<way>later|earlier|afterwards|before|after)"
    rf"|{_SOME}?(?P<units>{'|'.join(_LENGTHS)})s (?P<far>later|earlier|afterwards)"
    rf"|(?P<into>overnight)(?= into (?:the )?(?:\d|(?:{NAMES})\b))"
    r"|(?P<night>overnight)(?! (?:from|into|between|to|of|until|through)\b))\b(?! than\b)",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|under|than|roughly|approximately|least|most|or|to|and|half|every|for|in"
    r"|within|during|times|once|twice|hundred|thousand|million)\s(?:the\s)?$|\d[.,]$|[–—]$",
    re.IGNORECASE,
)
"""What stands before a count that is a span of time, not one to the day, or part of one: “more than two days later”."""
_COUNTED = re.compile(
    rf"(?:\d\S*|[½¼¾]|(?<!\w)(?:{_TENS}|{'|'.join(english.ONES | english.TEENS)}|hundred|thousand|million|dozen|score"
    r"|half|fewer|many|more|few|couple|several|some|number|or|so|odd)(?:-\w+)?)"
    r"\s(?:(?!(?:left|fled|came|went|fell|withdrew|met|died|and|then|but|or)\b|[a-z]+ed\b)[a-z-]+\s)?$",
    re.IGNORECASE,
)
"""What stands before “days later” where it may count them: “a dozen days later”, “two long weeks later”."""
_OF_NIGHT = re.compile(r"\b(?:overnight|night)(?:,? (?:of|from|on|between))?(?: the)?\s$", re.IGNORECASE)
"""Before two days which are those of one night: “in the night from 12 to 13 May”."""
_NIGHTS = ("night", "night before", "night after")
_BACK = ("previous", "preceding", "before", "earlier")
_NEAR = 30


def read_relative(text: str, told: date, *, night: bool = True) -> tuple[Spell, ...]:
    """Return the words of a text that mean a day counted from another one, as they do from the day that is `told`.

    “Overnight” is the night that follows a day where it is told what was on that day: `night` is False where not.
    Nothing is returned of words that another count stands beside (“more than two days later”).
    """
    flat = re.sub(r"\s", " ", text)
    found: list[Spell] = []
    for match in _FORMS.finditer(flat):
        if match["night"] and not night:
            continue
        behind = flat[max(0, match.start() - _NEAR) : match.start()]
        if (match["count"] and _UNSURE.search(behind)) or (match["units"] and _COUNTED.search(behind)):
            continue
        try:
            least, most, near = _away(match, told)
            first, last = told + timedelta(least), told + timedelta(most)
            loose = ((first - timedelta(near), last + timedelta(near)),) if near else ()
        except (OverflowError, ValueError):  # before the year 1 or after 9999
            continue
        found.append(Spell(*match.span(), ((first, last),), loose))
    return tuple(found)


def is_night(text: str, start: int, days: Sequence[str]) -> bool:
    """Tell whether two days that a text says from `start` on are those of one night."""
    if len(days) != 2 or not _OF_NIGHT.search(text[max(0, start - _NEAR) : start]):  # noqa: PLR2004  # a first and a last
        return False
    try:
        first, last = map(date.fromisoformat, days)
    except ValueError:  # a month, or no day of the calendar
        return False
    return last - first == timedelta(1)


def _away(match: re.Match[str], told: date) -> tuple[int, int, int]:
    """Return how many days the words lead away, at least and at most, and by how many more they may be off.

    A night may be called by either of its days. Raises ValueError where no day of the calendar is meant.
    """
    if match["night"] or match["into"]:
        return (0, 1, 0) if match["night"] else (-1, 0, 0)
    if not (match["count"] or match["units"]):
        back = match["eve"] or (match["next"] or match["side"] or "").lower() in _BACK
        away = 0 if match["same"] else -1 if back else 1
        return away, away + match[0].lower().endswith(_NIGHTS), 0
    back = (match["way"] or match["far"]).lower() in _BACK
    unit = (match["unit"] or match["units"]).lower()
    if match["units"]:
        return (-_LONGEST[unit], -_LENGTHS[unit], 0) if back else (_LENGTHS[unit], _LONGEST[unit], 0)
    said = match["count"].lower()
    count = int(said) if said.isdecimal() else _counted(said)
    if unit == "hour":
        most = -(-count // _HOURS)
        return (-most, 1 - most, 0) if back else (most - 1, most, 0)
    if unit in _MONTHS:
        away = (_months_from(told, count * _MONTHS[unit] * (-1 if back else 1)) - told).days
    else:
        away = count * _LENGTHS[unit] * (-1 if back else 1)
    return (
        away,
        away,
        {"day": count // 7, "week": 3}.get(unit, _LENGTHS[unit] * count // 3),
    )  # few count ten days to the day


def _months_from(day: date, months: int) -> date:
    """Return the same day of another month, or its last one; ValueError before the year 1 or after 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _counted(said: str) -> int:
    """Return a number in words: “three”, “twenty-five”, “a hundred”."""
    first, _, second = said.replace("-", " ").partition(" ")
    if first in english.TENS:
        return english.TENS[first] + english.ONES.get(second, 0)
    return _COUNTS[first] * (100 if second else 1)

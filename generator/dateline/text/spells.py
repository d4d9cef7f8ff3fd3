"""Know which days “last week” and its like may mean, counted from the day on which they were said, in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_SPELL = re.compile(r"\b(this|last) (week|month|year)\b(?! (?:of|but)\b)", re.IGNORECASE)
_AWAY = re.compile(r"\b(?:before|after|until|till|by|ago|from now|not)\b", re.IGNORECASE)
"""Words beside which it may be another time that is meant."""


def read_spells(words: str, said: date) -> tuple[tuple[str, date, date], ...]:
    """Return what words may mean, each with its first and last day: weeks are those of ISO 8601.

    “Last week” is the week before, or the seven days up to the day on which it is said; month and year alike. Nothing
    is returned where no such words stand, or others beside them that may lead elsewhere (“before last week”).
    """
    if _AWAY.search(words):
        return ()
    try:
        return tuple(
            spell for found in _SPELL.finditer(words) for spell in _spells(found[1].lower(), found[2].lower(), said)
        )
    except (OverflowError, ValueError):  # before the year 1 or after 9999
        return ()


def _spells(which: str, unit: str, said: date) -> Iterator[tuple[str, date, date]]:
    text = f"{which} {unit}"
    first = _begin(unit, said)
    if which == "this":
        yield text, first, _begin(unit, first + timedelta(days={"week": 7, "month": 31, "year": 366}[unit])) - _DAY
    else:
        yield text, _begin(unit, first - _DAY), first - _DAY
        yield text, said - timedelta(days={"week": 7, "month": 31, "year": 366}[unit]), said


_DAY = timedelta(days=1)


def _begin(unit: str, day: date) -> date:
    """Return the first day of the week, month or year that a day belongs to."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)

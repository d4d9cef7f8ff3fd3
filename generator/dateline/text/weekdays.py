"""Read days that only the day of issue tells: “on Friday”, “yesterday”. Whoever reads them later reads no days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dateline.text.coming import may_be_to_come
from dateline.text.dates import Mention, read_dates, resolve

_BEFORE = re.compile(
    r"\b(?:on|since|until|till|by|from|last|this|next|before|after|late|early|[a-z]{2,}ed)\s$", re.IGNORECASE
)
_AFTER = re.compile(
    r"\s*(?:[.,;:!?)”\"]|$)"
    r"|\s(?:morning|afternoon|evening|night|and|or|but|in|at|on|near|after|before|when|while|as|to|until|by|for|with|from"
    r"|they|it|its|their|he|she|the|an?|no|there|both|all)\b"
)
"""After a day of the week that is one: “on Friday prayers” and “the Friday mosque” are none."""

_IS_MEANT = re.compile(
    r"\b(?:agree|promise|pledge|vow|plan|want|intend|aim|hope|threaten|demand|call|urg|ask|order|offer|propose|instruct|refus|decid|prepar|expect)\w*\b"
    r"[^.;:]*\s(?:to|that)\s[^.;:]*$",
    re.IGNORECASE,
)
"""Before a day: it may be that of what is agreed, wanted or demanded."""
_BOUND = re.compile(r"\b(?:by|until|till|before|ahead of)\s(?:the\s)?$|^to\s[^.;:]*$", re.IGNORECASE)
"""Before a day: it is the end of a time that was to come, or the words begin with what is to be done."""
_WILL = re.compile(
    r"(?:,?\s(?!(?:\w+ed|said|says|told|that|had|was|were)\b)[^.,;:\s]+){0,7}?"
    r"\s(?:will|would|(?:is|are|was|were)\s(?:to|due|expected|set|scheduled|planned))\b"
)
"""After a day: “On Friday the Guard will leave”."""
_AGREED = re.compile(r"\bagree\w*\sto\s(?:an?|the|its|their)\s(?:(?!to\s)[^.;:\s]+\s)*?on\s$", re.IGNORECASE)
"""Before the day of an agreement itself: “agreed to a truce on”."""
_FAR = 160
"""As far back as the words before a day are looked for, in code points."""


def is_bare(mention: Mention) -> bool:
    """Tell whether a date is a day of the week, or “yesterday” and its like, and no more; “today” may be none."""
    return mention.year is None and mention.month is None and bool(mention.weekday is not None or mention.offset)


def is_plainly_bare(text: str, mention: Mention) -> bool:
    """Tell whether it plainly is one certain day: “on Friday”, “since Friday”, “yesterday”."""
    if not is_bare(mention):
        return False
    around = _BEFORE.search(text, max(0, mention.start - _FAR), mention.start) and _AFTER.match(text, mention.end)
    return mention.weekday is None or around is not None


def days_meant(mention: Mention, issued: date) -> tuple[str, ...]:
    """Return the days that such words may mean, the last one up to the day of issue first, then the next."""
    read = (resolve(mention, issued), resolve(mention, issued, ahead=True))
    return tuple(dict.fromkeys(day for day in read if day))


def days_told(text: str, issued: date, language: str = "en") -> Iterator[str]:
    """Yield the days that such words in a text mean: those ahead only where it tells of what is or was to come."""
    for mention in read_dates(text, language):
        if is_bare(mention):
            meant = days_meant(mention, issued)
            yield from meant if may_be_ahead(text, mention.start) else meant[:1]


def may_be_ahead(text: str, start: int) -> bool:
    """Tell whether a day may be one of what was to come: “promised to leave on Friday”, “by Friday”."""
    before = text[max(0, start - _FAR) : start]
    return may_be_to_come(text, start) or any(pattern.search(before) for pattern in (_IS_MEANT, _BOUND))


def tells_of_later(text: str, start: int) -> bool:
    """Tell whether words of one's own are read as saying that a day was to come."""
    return may_be_ahead(text, start) and not _AGREED.search(text, max(0, start - _FAR), start)


def goes_on_ahead(text: str, end: int) -> bool:
    """Tell whether what follows a day says that it was to come."""
    return _WILL.match(text, end) is not None

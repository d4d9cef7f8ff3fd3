"""Find the dates to which a sentence only compares, in English: “twice as many as in May”, “up from 20 in April”."""

from __future__ import annotations

import re

from dateline.text.dates import Mention

_IN = r"(?:\s+(?:in|on|during|for)(?:\s+(?:all\s+of|the\s+whole\s+of|the|early|late))?)"
_NUMBER = (
    r"(?:\s+(?:the|only|just|some|about|around|at|least|nearly|almost|more|fewer|less|than))*"
    r"\s+(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|dozens|hundreds|thousands)"
    r"(?:\s+(?!(?:and|but|or|who|which)\b)[\w-]+){0,3}?"
)
_FIGURE = (
    r"(?:\s+(?:those|that|(?:the|its|their)\s+(?:[a-z]+\s+)?(?:figure|number|total|toll|tally|count|level|rate)"
    r"(?:\s+of\s+[a-z]+)?|the\s+same\s+(?:month|period|time|week|day)))"
)
_COMPARED = re.compile(
    r"(?<![\w-])(?:"
    r"as\s+(?:many|much|high|large|great|big|often)(?:\s+(?!as\b)[\w-]+){0,3}\s+as"
    rf"(?:{_FIGURE})?{_IN}"
    r"|(?:more|fewer|less|higher|lower|larger|smaller|greater|worse|better|bigger)(?:\s+(?!than\b)[\w-]+){0,3}\s+than"
    rf"(?:{_FIGURE})?{_IN}"
    r"|(?:twice|double|triple|half|times)\s+(?:that|those|(?:the|its)\s+(?:figure|number|total|toll|tally|count|level|rate))"
    r"\s+(?:in|on|of|for|during)"
    rf"|(?:twice|double|triple|treble|half|times)\s+the{_NUMBER}\s+who\s+did(?:\s+so)?{_IN}"
    r"|the\s+same(?:\s+(?:number|figure|total|toll))?\s+as\s+(?:in|on|during|for)"
    rf"|(?:as\s+)?compared\s+(?:with|to)(?:{_NUMBER}|{_FIGURE})?{_IN}?"
    rf"|(?:(?<=,\s)|as\s+)against{_NUMBER}{_IN}"
    rf"|(?:(?<=,\s)|(?<=\()|(?<=\bis\s))(?:up|down)(?:\s+[a-z]+ly)?\s+from{_NUMBER}{_IN}"
    r")\s+$",
    re.IGNORECASE,
)
"""Before a date: something else is compared with what was then."""
_THEN = re.compile(
    rf"(?<![\w-])(?:(?:(?:up|down)(?:\s+[a-z]+ly)?\s+from|(?:as\s+)?compared\s+(?:with|to)|(?:(?<=,\s)|as\s+)against){_NUMBER}"
    r"|from\s+\d[\d.,]*(?:\s+(?:percent|per\s+cent|million|billion|thousand))?),?\s+$",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"(?:.*\s(?:earlier|before)|the\s+(?:previous|preceding)\s+day)", re.IGNORECASE)
_OVER = re.compile(r"\s*(?:[.,;:!?)\]”…]|$)")
_NEAR = 120


def compared_from(text: str, mention: Mention) -> int | None:
    """Return where the words begin that only compare with a date; None where it may be more than that."""
    begins = mention.whole[0]
    found = _COMPARED.search(text, max(0, begins - _NEAR), begins)
    return found.start() if found else None


def is_compared(text: str, start: int, end: int) -> bool:
    """Tell whether words say when a number was with which one of the day is compared: “40, up from 30 a week earlier”.

    What follows them may name another day, “a week before the siege”.
    """
    if not _EARLIER.fullmatch(text, start, end) or not _OVER.match(text, end):
        return False
    return _THEN.search(text, max(0, start - _NEAR), start) is not None

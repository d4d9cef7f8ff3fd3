"""Know where a text tells of a day as still to come, or as the one since which something goes on, in English."""

from __future__ import annotations

import re

_CLAUSE = r"(?P<rest>(?:[^,;:.¶\n]|(?<=\d)[,.](?=\d)|(?<=[ap])\.(?=m\b)|(?<=[ap]\.m)\.)*)$"
"""The words of a clause from a cue up to a date; a number has commas of its own, and an hour the stops of “6 a.m.”."""
_CUE = re.compile(
    r"\b(?:(?:is|are)(?: now| also| not)? (?:expected|due|scheduled|set|to)\b"
    r"|(?:is|are)(?: also)? (?:planned\b|(?:planning|hoping) to\b)|(?:plans?|aims?|intends?|hopes?|wants?) to\b"
    rf"|will\b(?! to\b)){_CLAUSE}"
)
_LATER = re.compile(
    r"\b(?:would\b(?! have\b)|(?:was|were)(?: also| not)? (?:expected|due|scheduled|set|to|planned)\b"
    r"|(?:expires|ends|begins|starts|resumes|reopens|(?:takes|comes into) (?:effect|force|place))\b"
    rf"|(?:is|are|remains?|lasts?|holds|runs|continues|extended)\b[^,;:.¶\n]*\buntil\b){_CLAUSE}"
)
"""Words of a day that was to come when they were said, and may be past by now."""
_PAST = re.compile(
    r"\b(?:said|says|told|tells|announced|decided|since|was|were|had|that|what|which|where|when|who|whom|after|following|because)\b"
    r"|\b(?:of|on from) (?:the )?$"
)
"""Words after which a day may be that of something else: “will repair what was hit on 3 May”."""
_APPOINTED = re.compile(
    r"['’]s?\s(?:[\w-]+\s){0,2}(?:meetings?|talks|sessions?|rounds?|votes?|elections?|summits?|hearings?|debates?|handovers?"
    r"|exchanges?|swaps?|conferences?|visits?|ceremony)\s"
    r"(?:(?:in|at|on|of|between|with)\s(?:the\s)?(?:[\w-]+\s){1,3})?"
    r"(?:will|would(?! have\b)|(?:is|are|was|were) (?:due|expected|scheduled|set|planned) to)\b"
)
"""After a day: what was appointed for it, and that it is to come."""
SINCE = re.compile(r"\b[Ss]ince\s$")
"""Directly before the date since which something goes on."""
_BESIDE = re.compile(r"\b([Bb]efore|[Aa]fter|[Pp]rior to|[Aa]head of)\s$")
"""Directly before a date that bounds what is told, and is not the day of it."""
_NEARLY = re.compile(r"\b((?:[Oo]n or )?(?:[Aa]round|[Cc]irca)|[Oo]n or about)\s$")
"""Directly before a date that is only about the day of what is told."""
_OF_IT = re.compile(
    r"['’]|\s(?!(?:in|at|on|near|across|and|but|by|according|after|as|while|the)\b)[^\W\d]|[^.;]*\b(?:when|day)\b"
)
"""After a date of which something is told itself: “since Monday’s attack”, “since 1 May, when 12 were killed”."""
_NEAR = 200


def is_to_come(text: str, start: int) -> bool:
    """Tell whether the clause before a date tells of what is expected, due, scheduled or planned."""
    return _tells(_CUE, text, start)


def may_be_to_come(text: str, start: int) -> bool:
    """Tell whether the clause before a date tells of what was or is to come: “would meet on”, “expires on”."""
    return _tells(_CUE, text, start) or _tells(_LATER, text, start)


def is_appointed(text: str, end: int) -> bool:
    """Tell whether a date before an offset names what is to come: “Thursday’s meeting would go ahead”."""
    return _APPOINTED.match(text, end) is not None


def _tells(cue: re.Pattern[str], text: str, start: int) -> bool:
    found = cue.search(text, max(0, start - _NEAR), start)
    return found is not None and not _PAST.search(found["rest"])


def begins_span(text: str, start: int, end: int) -> bool:
    """Tell whether a date is said as the one since which something goes on, and nothing is told of that day itself."""
    return SINCE.search(text, max(0, start - _NEAR), start) is not None and _OF_IT.match(text, end) is None


def bounds(text: str, start: int, end: int) -> str:
    """Return the word by which a date only bounds what is told, “before 4 May”; else nothing."""
    found = _BESIDE.search(text, max(0, start - _NEAR), start)
    return found[1] if found and not _OF_IT.match(text, end) else ""


def hedge_of(text: str, start: int) -> str:
    """Return the words by which a date is only about the day that is meant, “around 4 May”; else nothing."""
    found = _NEARLY.search(text, max(0, start - _NEAR), start)
    return found[1] if found else ""

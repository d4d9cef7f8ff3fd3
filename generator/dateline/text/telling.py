"""Know which dates of a text are those on which something was said, in English, and which those of what it tells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.text.coming import may_be_to_come
from dateline.text.dates import Mention, wholes
from dateline.text.spells import Spell

_SAID = (
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?:said|told (?:reporters|journalists|the press|the media|state television))"
)
_SAYS_ON = re.compile(
    rf"\b(?:{_SAID}(?: in an? (?:\w+ )?(?:statement|report|interview|briefing|update|post))?)"
    r"(?: late| early)?(?P<on> on)? $"
)
_SAID_ON = re.compile(r"\b(?:announced|reported|added|stated|confirmed)(?: late| early)? on $")
_GOES_ON = re.compile(r"\s*(?:[.,;”]|$)|\s(?:that|it|he|she|they|the|its|his|her|their|there)\b")
_ENDS = re.compile(r"\s*(?:[.,;”]|$)|\sthat\b")
_THAT = re.compile(r"\sthat\b")
_OPENS = re.compile(r"(?:^|[.!?]\s|[¶\n]\s*)(?:(?:Late |Early )?[Oo]n )?$")
_THEN_SAYS = re.compile(rf",? (?:(?!and\b|but\b|or\b|after\b|when\b)[\w.'’-]+ ){{1,6}}{_SAID}\b")
_HAPPENED = re.compile(r"\b(?:[Oo]n|[Ii]n|[Ss]ince|[Oo]vernight on|(?:the )?night of)\s(?:the\s)?$")
_OF_ELSE = re.compile(
    r"\b(?:after|before|following|who|whom|which|whose|where|despite|because|than|planned|agreed"
    r"|that\s(?:was|were|had|has|have|is|are|came|began))\b[^,;:.¶\n]*$"
)
"""Words after which a day is that of something else: “who fled on Friday”."""
_ITS_NOUN = re.compile(r"\b(?!that\b)\w+\s(?:it|he|she|they)\s")
"""Between two dates: “the town it lost on 3 May”."""
_IS_SUBJECT = re.compile(r"\s(?:had|has|have|was|were|is|are|could|would)\b")
"""After a date: “a raid launched on Monday had …”."""
_SINCE = re.compile(r"\b[Ss]ince\s(?:the\s)?$")
_SENTENCE = re.compile(r"[.!?]\s|[¶\n…]")
_NEAR = 120


def is_of_telling(text: str, mention: Mention | Spell) -> bool:
    """Tell whether a date is plainly the day on which somebody said it: “said on Tuesday”, “on Tuesday X said that”."""
    behind, end = text[max(0, mention.start - _NEAR) : mention.start], mention.end
    if says := _SAYS_ON.search(behind):
        return (_GOES_ON if says["on"] else _ENDS).match(text, end) is not None
    if _SAID_ON.search(behind):
        return _THAT.match(text, end) is not None
    return _OPENS.search(behind) is not None and _THEN_SAYS.match(text, end) is not None


def told_besides(text: str, mention: Mention, dates: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the one other date of a sentence that plainly dates what was said on the day of a mention, or nothing."""
    others = [whole for whole in wholes(dates) if mention not in whole]
    if len(others) != 1:
        return ()
    first, last = others[0][0], others[0][-1]
    begins = first.whole[0]
    between = text[last.end : mention.start] if last.end <= mention.start else text[mention.end : first.start]
    behind = text[max(0, begins - _NEAR) : begins]
    if len(others[0]) == 1 and first.offset is None and not _HAPPENED.search(behind):
        return ()
    if _ITS_NOUN.search(between) or _IS_SUBJECT.match(text, last.end):
        return ()
    if _SENTENCE.search(between) or _OF_ELSE.search(behind) or may_be_to_come(text, begins):
        return ()
    return others[0]


def is_since(text: str, mention: Mention) -> bool:
    """Tell whether something is told as having been so since a date."""
    return _SINCE.search(text[max(0, mention.start - _NEAR) : mention.start]) is not None

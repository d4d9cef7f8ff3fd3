"""Know what a quotation tells of a number as not so, or only as perhaps so: “feared killed”, “if 12 were killed”."""

from __future__ import annotations

import re

from dateline.model.registers import Indicator
from dateline.prove.counting import find_word
from dateline.text.numbers import Reading

_UNSURE = re.compile(
    r"(?<!\w)(?:(?:is|are|was|were|did|have|has|had)\s(?P<not>not|never)|(?:was|were|are|is|have|has|had)(?P<no>n[’']t)"
    r"|(?P<near>nearly|almost|narrowly)|(?P<may>could|may|might|would|should|can)(?:\snot)?(?:\shave)?"
    r"|(?P<feared>feared|presumed|believed|thought|suspected)(?:\sto(?:\shave)?)?|(?P<free>escaped|avoided))"
    r"\s(?:(?:yet|also|already)\s)?(?:(?:been|be|being)\s)?$",
    re.IGNORECASE,
)
"""Directly before what is told of a number: not so, or perhaps not."""
_IF = re.compile(r"(?<!\w)(?P<how>if|unless|whether)\s$", re.IGNORECASE)
_NEXT = 80
"""As far behind a number as what is told of it is looked for."""
_CLAUSE = re.compile(r"[,;:.!?…]|\b(?:and|but|while|whereas|although|who|which|that|after|before|because|when)\b")


def unsure_of(reading: Reading, end: int, text: str, indicator: Indicator) -> str:
    """Return the words that tell what a number counts as not so, or only perhaps so, with what is told; or nothing."""
    clause = _CLAUSE.search(text, reading.end, min(end, reading.end + _NEXT))
    end = clause.start() if clause else min(end, reading.end + _NEXT)
    for word in indicator.words:
        told = find_word(text[reading.end : end], word)
        how = told and _UNSURE.search(text[reading.end : reading.end + told.start()])
        if told and how and not names(indicator, how[how.lastgroup or 0]):
            return " ".join(f"{how[0]}{told[0]}".split())
        if told and (condition := _IF.search(text[max(0, reading.start - len("whether ")) : reading.start])):
            return condition["how"].lower()
    return ""


def names(indicator: Indicator, noun: str) -> bool:
    """Tell whether an indicator says a word itself: the one that counts attacks does not count people."""
    own = f"{indicator.wording} {indicator.name}"
    return re.search(rf"(?<!\w){re.escape(noun.rstrip('s'))}", own, re.IGNORECASE) is not None

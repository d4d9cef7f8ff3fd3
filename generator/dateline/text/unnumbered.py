"""Read none and one where English says them without a number: “no one was injured”, “a woman was injured”.

Only the plainest clauses are read: what is counted directly before its verb, or after it, and no word around them that
may make it another number, or no number at all (“no reports of deaths”, “no more than 5”).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

_IRREGULAR = {"people": "person", "persons": "person", "women": "woman", "men": "man", "children": "child"}
_PEOPLE = ("people", "persons")
_PERSON = (
    r"(?:person|civilian|woman|man|child|girl|boy|baby|infant|toddler|teenager|pensioner|resident|villager|farmer"
    r"|(?:aid |health |rescue )?worker|journalist|reporter|doctor|nurse|medic|paramedic|teacher|student|pupil|driver"
    r"|soldier|(?:police )?officer|policeman|fighter|guard|fisherman|shepherd|shopkeeper|passer-by|bystander|pedestrian"
    r"|protester|refugee|prisoner|detainee|patient|mother|father|grandmother|grandfather|priest|imam|monk|nun)"
)
_KIND = r"(?:(?:elderly|young|local|pregnant|female|male|civilian|[\w-]+-year-old)\s+)?"
_WAS = r"(?:was|is|has\s+been|had\s+been)"
_BE = rf"(?:{_WAS}|were|are|have\s+been)"
_ENDS = (
    r"(?=\s*(?:[.,;:!?)…”]|$)|\s+(?:in|at|on|near|by|when|after|before|as|during|over|since|while|and|or|from|to|across"
    r"|around|among|inside|outside|overnight|yesterday|there|this|last|who)\b)"
)
"""What follows a noun that ends its clause: no other noun."""
_SOMEWHERE = r"(?:\s+(?:in|at|on|near|inside|aboard)\s+(?:the\s+)?(?-i:[A-Z])[\w’'-]+(?:\s+(?-i:[A-Z])[\w’'-]+){0,2})?"
_OR = r"(?:[a-z]+(?:,|,?\s+or)\s+){0,3}"
_DID = r"(?:(?:has|have|had)\s+)?(?=(?:fled|died|drowned|returned|arrived)\b)"
"""Verbs that are told of somebody without another word; “injured” may be an attribute."""
_UNSURE = re.compile(
    r"\b(?:[Nn]ot|[Nn]ever|[Nn]or|[Nn]either|[Dd]en(?:y|ie[sd]|ying|ial|ials)|[Ii]f|[Ww]hether|[Uu]nless|[Hh]op(?:e[sd]?|ing)"
    r"|[Dd]oubt\w*|[Ff]alse\w*|[Uu]ntrue|[Aa]lmost|[Hh]ardly|[Nn]early|[Vv]irtually|[Pp]ractically|than|least|most|[Ff]ear\w*"
    r"|could|would|may|might|will|should|must|until|[Ee]nsur\w+|[Ww]henever|[Rr]eject\w*|[Dd]isput\w*|[Ee]very|half"
    r"|[Pp]ray\w*|wish\w*)\b|n[’']t\b"
)
"""Words before a clause with which it may not be so."""
_LIMITED = re.compile(
    r"^\s+[a-z]+ly\b|\b(?:until|except\w*|other\s+than|apart|besides|unless|if|more|less|fewer|further|seriously|badly"
    r"|critically|severely|gravely|directly|deliberately|intentionally|unlawfully|alone|only|report\w*|every|each|per|daily"
    r"|averages?|before|unlike)\b|(?<!,)\s+but\b",
    re.IGNORECASE,
)
"""Words after it that limit what it says."""
_DOUBTED = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying|ials?)|hop(?:e[sd]?|ing)|false\w*|wrong\w*|untrue|not\s+true|doubt\w*|disput\w+|reject\w*"
    r"|dismiss\w*|contradict\w*|lie|lies|lied|lying)\b",
    re.IGNORECASE,
)
"""Words in the rest of its sentence with which it may not be so."""
_MORE = re.compile(
    r"\band\b(?!\s+(?:killed|injured|wounded|hurt|damaged|destroyed|died)\b)|\b(?:along|together|as\s+well|so\s+w\w+|another"
    r"|others?|too|also|with)\b|,\s+an?\b|['’]s?\b",
    re.IGNORECASE,
)
"""Words after “a woman was injured” by which she may not be alone."""
_NEAR = 300
"""Code points before a clause in which its sentence may begin."""
_REPORTED = rf"\s+{_BE}\s+(?:reported|recorded|confirmed|registered|known)\b"
_NO_NEWS = rf"\bno\s+(?:reports?|word|news)\s+of\s+(?:any\s+)?{_KIND}"
_ALTHOUGH = re.compile(r"\b(?:but|though|although|except|until)\b", re.IGNORECASE)
_STOP = re.compile(r"[.;:!?](?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """Hold a number that is said without one."""

    start: int
    end: int
    value: int
    """0 or 1."""
    instead_of: frozenset[str]
    """Words of those that were asked for, for which “nobody” or “a woman” stands."""


def read_unnumbered(text: str, start: int, end: int, words: Sequence[str], population: str) -> Unnumbered | None:
    """Read none or one of what some words name out of a stretch of a text; None where that is not plain."""
    found = [
        (value, match)
        for value, pattern in _patterns(tuple(words), population)
        for match in pattern.finditer(text, start, end)
    ]
    if len(found) != 1:
        return None
    value, match = found[0]
    near = max(0, match.start() - _NEAR)
    before = max((stop.end() for stop in _STOP.finditer(text, near, match.start())), default=near)
    stop = _STOP.search(text, match.end(), end)
    after = text[match.end() : stop.start() if stop else end]
    if (
        _DOUBTED.search(after)
        or _UNSURE.search(text, before, match.start())
        or _LIMITED.search(after)
        or (value and _MORE.search(after))
    ):
        return None
    said = match.groupdict()
    if not said.get("who"):
        return Unnumbered(*match.span(), value, frozenset())
    noun = _singular((said["noun"] or "").lower())
    stands = frozenset(word for word in words if word in _PEOPLE or noun == _singular(word))
    return Unnumbered(*match.span(), value, stands)


def may_say(text: str, value: int) -> bool:
    """Tell whether a text has words for none, or for one person, whatever is told of them."""
    pattern = {0: r"\b(?:no|not\s+one|not\s+a\s+single|nobody|none)\b", 1: rf"\b(?:an?|one)\s+{_KIND}{_PERSON}\b"}[
        value
    ]
    return re.search(pattern, text, re.IGNORECASE) is not None


def is_denied(text: str, words: Sequence[str]) -> bool:
    """Tell whether a text says nothing of what some words name but that there were no reports of it."""
    if _ALTHOUGH.search(text):
        return False
    for name in map(re.escape, words):
        said = re.findall(rf"(?<!\w){name}(?!\w)", text, re.IGNORECASE)
        if len(said) == 1 and re.search(
            rf"\bno\s+{_KIND}{name}{_REPORTED}|{_NO_NEWS}{name}(?!\w)", text, re.IGNORECASE
        ):
            return True
    return False


@cache
def _patterns(words: tuple[str, ...], population: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Compile the clauses that say none, and those that say one, of what some words name."""
    said = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
    names = {*_PEOPLE, population.lower(), *(word.lower() for word in words)}
    nouns = "|".join(map(re.escape, sorted({*names, *map(_singular, names)}, key=len, reverse=True)))
    none = rf"(?P<who>(?:no|not\s+one|not\s+a\s+single)\s+(?P<noun>{nouns})|no[\s-]one|nobody|none)"
    one = rf"(?P<who>(?:an?|one)\s+{_KIND}(?P<noun>{_PERSON}))"
    clauses = (
        (0, rf"{none}{_SOMEWHERE}\s+(?:{_BE}\s+{_OR}|{_DID})(?:{said})"),
        (
            0,
            rf"there\s+(?:was|were|has\s+been|have\s+been|had\s+been)\s+no\s+(?:(?:{nouns})\s+)?{_OR}(?:{said}){_ENDS}",
        ),
        (0, rf"(?:{said})\s+{none}{_ENDS}"),
        (1, rf"{one}{_SOMEWHERE}\s+(?:{_WAS}\s+{_OR}|{_DID})(?:{said})"),
        (1, rf"(?:{said})\s+{one}{_ENDS}"),
    )
    return tuple((value, re.compile(rf"(?<![\w-]){clause}(?![\w-])", re.IGNORECASE)) for value, clause in clauses)


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")

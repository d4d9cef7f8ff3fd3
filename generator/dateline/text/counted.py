"""Read with which words a number is counted, in English: who (“31 civilians”), and what befell them (“injured”)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache


class Group(Enum):
    """Name words that mean the same of those who are counted."""

    PEOPLE = auto()
    CIVILIANS = auto()
    FIGHTERS = auto()
    CHILDREN = auto()
    WOMEN = auto()
    AID_WORKERS = auto()
    MEDICS = auto()
    JOURNALISTS = auto()
    FAMILIES = auto()
    DEAD = auto()
    HURT = auto()
    MISSING = auto()
    HELD = auto()
    MOVED = auto()
    BACK = auto()


_WHO: Mapping[Group, tuple[str, str]] = {
    Group.PEOPLE: ("people|persons", r"people|persons?|individuals"),
    Group.CIVILIANS: (
        "civilians",
        r"civilians?|non-?combatants?|residents?|villagers?|inhabitants?|locals|townspeople",
    ),
    Group.FIGHTERS: (
        "fighters|soldiers|troops|militants|rebels|insurgents|combatants|gunmen",
        (
            r"fighters?|soldiers?|troops?|milit\w+|rebels?|insurgents?|combatants?|gunm[ae]n|arm(?:y|ed)|forces?|service\w*"
            r"|members?|men|guards?|police\w*|officers?|personnel|recruits?|conscripts?|commanders?|crews?|reservists?"
        ),
    ),
    Group.CHILDREN: (
        "children|minors|infants|babies",
        (
            r"child\w*|minors?|infants?|bab(?:y|ies)|boys?|girls?|pupils?|students?|teen\w*|youths?|kids?|toddlers?|schoolchild\w*"
            r"|newborns?|orphans?|juveniles?|under|aged|adolescents?"
        ),
    ),
    Group.WOMEN: ("women", r"wom[ae]n|girls?|mothers?|female\w*|wi(?:fe|ves)|pregnan\w+|daughters?|sisters?|widows?"),
    Group.AID_WORKERS: (
        "aid workers|relief workers|humanitarian workers",
        r"aid|relief|humanitarians?|staff\w*|workers?|volunteers?|personnel|employees?|drivers?|colleagues?|rescuers?",
    ),
    Group.MEDICS: (
        "medics|doctors|nurses|paramedics|health workers|medical workers",
        r"medic\w*|doctors?|nurs\w+|paramedic\w*|health\w*|hospitals?|ambulance\w*|surgeons?|clinic\w*|staff\w*|midwi\w+",
    ),
    Group.JOURNALISTS: (
        "journalists|reporters",
        r"journalis\w+|reporters?|media|press|camera\w*|photograph\w*|correspondents?|editors?|broadcast\w*|crews?",
    ),
    Group.FAMILIES: ("families|households", r"famil(?:y|ies)|households?"),
}
"""Group → words that say it of a number, and words that may."""
_BEFELL: Mapping[Group, tuple[str, str]] = {
    Group.DEAD: (
        "killed|killing|kills|dead|died|deaths|fatalities",
        (
            r"kill\w*|dead\w*|die[sd]?|dying|deaths?|fatal\w*|tolls?|lives|lost|bod(?:y|ies)|corpses?|victims?|casualt\w+|perish\w*"
            r"|drown\w*|execut\w+|murder\w*|massacre\w*|slain|slay\w*|shot|mortal\w*|assassinat\w+|martyr\w*|beheaded"
            r"|bur(?:y|ied)|grave\w*|remains|crushed|loss\w*|succumb\w*"
        ),
    ),
    Group.HURT: (
        "injured|injuring|injures|wounded|wounding|wounds|hurt|injuries",
        (
            r"injur\w+|wound\w*|hurt\w*|casualt\w+|victims?|burn\w*|treat\w*|hospital\w*|patients?|maim\w*|harm\w*|shot|trauma"
            r"|amputat\w+|loss\w*|blind\w*"
        ),
    ),
    Group.MISSING: ("missing", r"miss\w+|unaccounted|disappear\w+|whereabouts|lost|trapped|unknown"),
    Group.HELD: (
        "detained|arrested|abducted|kidnapped",
        (
            r"detain\w*|detention\w*|arrest\w*|abduct\w*|kidnap\w*|held|jail\w*|imprison\w*|prison\w*|captur\w*|hostages?|custody"
            r"|taken|seiz\w+|round\w*|captiv\w+|disappear\w+"
        ),
    ),
    Group.MOVED: (
        "fled|displaced|evacuated",
        (
            r"fle[de]\w*|displac\w*|evacu\w*|left|leav\w+|escap\w*|mov\w+|depart\w*|uproot\w*|refuge\w*|homes?|homeless|exodus"
            r"|reach\w*|arriv\w*|cross\w*|shelter\w*|driven|forced|relocat\w*|transfer\w*|abandon\w*|bus(?:es|ed)?|camps?"
        ),
    ),
    Group.BACK: ("returned", r"return\w*|back|repatriat\w*|resettl\w*|came|gone|went"),
}
_ALL: Mapping[Group, tuple[str, str]] = {**_WHO, **_BEFELL}
_WHO_SAID = "|".join(narrow for narrow, _ in _WHO.values())
_BEFELL_SAID = "|".join(narrow for narrow, _ in _BEFELL.values())
_STOPS = (
    r"(?:and|or|but|nor|who|whom|whose|which|that|of|in|at|on|to|from|by|for|with|as|than|when|while|after|before|since|is|are"
    r"|was|were|be|been|being|has|have|had|will|would|did|do|does|not|near|per|other|all|including|among|if|the|an?)"
)
_OWN = rf"(?:\s+(?!{_STOPS}\b)(?!\w*s\b)[\w’'-]+){{0,3}}?"
"""Between a number and its noun; no other noun in the plural."""
_WHOM = re.compile(
    rf"{_OWN}\s+(?:(?P<attribute>{_BEFELL_SAID})\s+)?(?P<who>{_WHO_SAID})(?![\w’'-])"
    rf"(?:\s+(?:and|or)\s+(?:[\w-]+\s+)?(?P<also>{_WHO_SAID})(?![\w’'-]))?",
    re.IGNORECASE,
)
_PLACE = r"(?:\s+(?:in|at|near|of)\s+(?:the\s+)?(?-i:[A-Z])[\w’'-]+(?:\s+(?-i:[A-Z])[\w’'-]+){0,2})?"
_WAS = r"(?:\s+(?:was|were|is|are|(?:has|have|had)(?:\s+been)?|went))?(?:\s+(?:also|still|now|reported|been|[a-z]+ly))?"
_AFTER = (
    r"(?=\s*(?:[.,;:!?)\]”…–—]|$)|\s+(?:in|at|on|near|by|when|after|before|as|and|or|but|during|over|since|while|including|from"
    r"|across|around|among|inside|outside|overnight|yesterday|there|so|this|last|who|of|to|out|because|if|according)\b)"
)
_DONE = re.compile(
    rf"(?:\s+others|\s+more)?{_PLACE}{_WAS}\s+(?P<done>{_BEFELL_SAID})"
    rf"(?:\s+(?:and|or)\s+(?:[\w-]+\s+)?(?P<also>{_BEFELL_SAID}))?(?![\w-]){_AFTER}",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:\s+(?:more|further|confirmed|reported|civilian))?\s+(?P<done>{_BEFELL_SAID})(?![\w-])", re.IGNORECASE
)
_LEADS = re.compile(
    rf"(?<![\w-])(?:(?P<also>{_BEFELL_SAID})\s+(?:and|or)\s+)?(?P<done>{_BEFELL_SAID})\s+(?:(?:another|up to)\s+)?$",
    re.IGNORECASE,
)
_PART = re.compile(r"\s+(?:of\s+(?:them|whom|the\s+dead)(?:\s+were)?)(?=\s)")
"""After a number of some of those counted before: “three of them children”."""
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Said:
    """Hold a word with which a number is counted, and where it stands."""

    group: Group
    start: int
    end: int


def read_counted(text: str, start: int, end: int) -> tuple[list[Said], list[Said]]:
    """Return the words with which the number at a place in a text is plainly counted: who, and what befell them."""
    begin = part.end() if (part := _PART.match(text, end)) else end
    whom = _WHOM.match(text, begin)
    who = [*_said(whom, "who", "also")] if whom else []
    befell = [*_said(whom, "attribute")] if whom else []
    done = _DONE.match(text, whom.end() if whom else begin) or (None if whom else _BARE.match(text, begin))
    befell += _said(done, "done", "also") if done else ()
    leads = _LEADS.search(text, max(0, start - _NEAR), start)
    befell += _said(leads, "done", "also") if leads else ()
    return who, befell


def read_uncounted(text: str) -> tuple[list[Said], list[Said]]:
    """Return the same of the first of those of whom a text without a number tells: “aid workers were killed”."""
    for who in re.finditer(rf"(?<![\w-])(?P<who>{_WHO_SAID})(?![\w’'-])", text, re.IGNORECASE):
        if done := _DONE.match(text, who.end()):
            return [*_said(who, "who")], [*_said(done, "done", "also")]
    return [], []


def groups_in(text: str, *, surely: bool) -> frozenset[Group]:
    """Return the groups of which a text surely, or perhaps, has a word."""
    return frozenset(group for group in _ALL if (_sure(group) if surely else _perhaps(group)).search(text))


def places_of(group: Group, text: str) -> Iterator[int]:
    """Yield where words stand that perhaps say a group."""
    return (found.start() for found in _perhaps(group).finditer(text))


def _said(found: re.Match[str], *names: str) -> Iterator[Said]:
    for name in names:
        if name in found.re.groupindex and found[name]:
            yield Said(_group(found[name].lower()), found.start(name), found.end(name))


def _group(word: str) -> Group:
    return next(group for group in _ALL if _sure(group).fullmatch(" ".join(word.split())))


@cache
def _sure(group: Group) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_ALL[group][0]})(?![\w-])", re.IGNORECASE)


@cache
def _perhaps(group: Group) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_ALL[group][1]})(?![\w-])", re.IGNORECASE)

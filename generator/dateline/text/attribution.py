"""Find the words by which an English text gives what it says as somebody's word, whoever that is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_AMOUNT = r"(?:at\sleast|more\sthan|about|around|some|a\stotal\sof|dozens|hundreds|thousands|[a-z]+ty|\d+)"
_THAT = r"that\b(?!\s(?:day|week|month|year|morning|afternoon|evening|night|time|place)\b)"
_OWN = r"(?!\s(?:that\s)?(?:it|they|he|she)\s(?:would|will)\b)"
"""What one is going to do is no claim."""
_SAY = r"(?:says?|said|tells?|told(?!\sto\b))(?!\s(?:nothing|little|otherwise|prayers?|goodbye|farewell)\b)"
_REPORT = r"(?:reports?|reported|claim(?:s|ed)?|tweeted|estimates?|estimated)"
_STATE = (
    r"(?:stated?s?|announced?s?|wrote|adds?|added|confirm(?:s|ed)?|alleged?s?|assert(?:s|ed)?|insist(?:s|ed)?|believed?s?"
    r"|warn(?:s|ed)?|noted?s?|explain(?:s|ed)?|reveal(?:s|ed)?|acknowledged?s?|admit(?:s|ted)?|maintain(?:s|ed)?"
    r"|conclud(?:es|ed)|finds?|found|document(?:s|ed)?|record(?:s|ed)?|declared?s?|shows?|showed|suggests?|suggested"
    r"|indicated?s?|mentioned|complained|commented|pointed\sout)"
)
"""What one does who says something, where “that” follows; “announced a truce” is something done."""
_VERB = (
    rf"(?P<verb>{_SAY}|{_REPORT}(?=\s(?:{_THAT}|{_AMOUNT}\b|(?:it|they|he|she|its|their)\s))|{_STATE}(?=\s{_THAT}))\b"
    rf"(?:\s{_THAT})?{_OWN}"
)
_ROLE = (
    r"(?:['’]s?)?\s(?:(?:senior|top|local|regional|military|political|media|press|field|other|two|three|several|own|latest|new"
    r"|official|executive|deputy|medical)\s){0,2}(?:spokesm[ae]n|spokeswom[ae]n|spokespersons?|officials?|commanders?"
    r"|officers?|members?|leaders?|representatives?|statements?|fighters?|sources?|envoys?|ministers?|directors?|heads?"
    r"|chiefs?|chair\w*|presidents?|secretar\w+|coordinators?|managers?|lawyers?|doctors?|activists?|staff|workers?"
    r"|data|figures|reports?|records|counts?|tally|numbers|website)"
)
_NAMED = re.compile(rf"(?:{_ROLE})?(?:,[^,.;:]{{1,80}},)?\s(?:(?:also|has|have|had|later|[a-z]+ly)\s)?{_VERB}")
"""After a name."""
_KIND = (
    r"(?:(?:the|a|an|some|several|many|two|three|four|local|senior|other|medical|military|government|security|opposition"
    r"|rebel|state|aid|health|hospital|anonymous|unnamed|human|rights|town|city|village|provincial|regional)\s){0,3}"
    r"(?:residents?|locals|villagers?|inhabitants?|witness(?:es)?|eyewitness(?:es)?|activists?|officials?|sources?|medics?"
    r"|doctors?|nurses?|paramedics?|rescuers?|workers?|staff|monitors?|analysts?|observers?|authorities|police|media"
    r"|reports?|spokesm[ae]n|spokeswom[ae]n|spokespersons?|commanders?|mayor|governor|minister|ministry|army|rebels"
    r"|insurgents|militants|elders?|relatives?|survivors?|journalists?|refugees|civilians|farmers|teachers?|priests?"
    r"|prosecutors?|organi[sz]ations?|groups?|charity|charities|agency|agencies|radio|newspapers?|television)"
)
_WHO = re.compile(
    rf"(?<![\w’'-])(?:{_KIND}|he|she|they|it\s(?:is|was|has\sbeen)(?=\s\w+\s{_THAT}))(?:,[^,.;:]{{1,60}},)?"
    rf"\s(?:(?:also|has|have|had|later)\s)?{_VERB}",
    re.IGNORECASE,
)
"""Somebody without a registered name."""
_MAY_SAY = re.compile(r"\b(?:sa(?:id|ys?)|t(?:ells?|old)|report|claim|tweet|estimat|that\b)", re.IGNORECASE)
"""A word without which nobody says anything: where none stands, the long patterns are not tried."""
_FROM = re.compile(
    r"(?<![\w-])(?:(?P<any>according\sto|as\s(?:reported|told|stated|claimed|confirmed)\sby)"
    r"|per|citing|quoting|based\son\s(?:[a-z]+\s)?(?:data|figures|reports?|information|estimates|numbers"
    r"|statements?|accounts?)\s(?:from|by|of))\s(?:the\s|an?\s)?",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(rf"{_KIND}\b(?!\s\w+ed\b)", re.IGNORECASE)
_ANYBODY = re.compile(rf"(?i:{_KIND})\b|(?=[^\W\da-z_])[\w’'-]+(?:\s[\w’'-]+){{0,3}}")
_PUT_AT = re.compile(
    r"\s(?P<verb>puts?)\s(?:the|its|their)\s(?:number|toll|figure|count|tally|total|death\stoll)\b", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:\shas|\shave)?\s(?P<verb>documented|recorded|counted|confirmed|tallied|registered|verified|listed)"
    r"(?=\s(?:(?:at\sleast|about|some|more\sthan|a\stotal\sof|around)\s)?\d)"
)
_CONTRARY = re.compile(r"\b(?:[Cc]ontrary to|[Dd]espite|[Ii]n spite of) what (?:the )?$")
_SUBORDINATE = re.compile(
    r"\b(?:after|when|while|before|because|since|as|who|whom|whose|which|that|if|although|though|until|where|than)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Before somebody who speaks in a clause of its own: “fled after police told them to”."""
_BEHIND = re.compile(r"[,”\"’]\s(?:the\s|an?\s)?$", re.IGNORECASE)
_HEARSAY = re.compile(r"\b(?:reportedly|allegedly|purportedly|supposedly)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"\b(?:the|an?)\s$|\b(?:who|which|that|whose)\b[^,;.]*$", re.IGNORECASE)
"""Before such a word that is told of something beside: “the allegedly corrupt mayor”, “who had allegedly stolen”."""
_FAR = 60
"""As far back as the words are looked for that stand before somebody who speaks."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Hold where a text gives something as somebody's word."""

    start: int
    end: int
    """Code points, end exclusive."""
    leads: bool
    """Whether what is said follows; else it stands before."""
    verb: str = ""
    """What who says it does; nothing in “according to”."""


def read_attributions(text: str, named: Collection[tuple[int, int]]) -> Iterator[Attribution]:
    """Yield the words that give what a text says as somebody's word; `named` are where its registered actors stand.

    Who speaks only in a subordinate clause (“after police told them to leave”) is left out.
    """
    for start, end in named:
        behind = text[max(0, start - _FAR) : start]
        if _CONTRARY.search(behind) or _SUBORDINATE.search(behind):
            continue
        for pattern in (_NAMED, _PUT_AT, _COUNTED):
            if told := pattern.match(text, end):
                leads = not _BEHIND.search(behind)
                yield Attribution(_article(text, start), told.end(), leads, told["verb"])
                break
    for found in _WHO.finditer(text) if _MAY_SAY.search(text) else ():
        behind = text[max(0, found.start() - _FAR) : found.start()]
        if not _SUBORDINATE.search(behind):
            yield Attribution(found.start(), found.end(), not _BEHIND.search(behind), found["verb"])
    starts = dict(named)
    for found in _FROM.finditer(text):
        who = (_ANYBODY if found["any"] else _SOMEBODY).match(text, found.end())
        end = starts.get(found.end(), who.end() if who else 0)
        if end:
            yield Attribution(found.start(), end, leads=not text[: min(found.start(), _FAR)].strip("“”‘’\"' "))


def read_hearsay(text: str) -> tuple[str, ...]:
    """Return the words of a text that say that it is told, and not by whom: “reportedly”."""
    words = (word for word in _HEARSAY.finditer(text))
    return tuple(word[0] for word in words if not _OF_ANOTHER.search(text[max(0, word.start() - _FAR) : word.start()]))


def _article(text: str, start: int) -> int:
    """Return where the article before a name begins, or the name."""
    return start - len("the ") if text[max(0, start - 4) : start].lower() == "the " else start

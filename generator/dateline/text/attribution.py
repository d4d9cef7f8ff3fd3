"""Find the words by which an English text gives what it says as somebody's word, whoever that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SAY = (
    r"(?:(?:says?|said|tells?|told|reports?|reported|claim(?:s|ed)?(?!\sto\b)|tweeted|estimates?|estimated)"
    r"(?!\s(?:nothing|little|otherwise)\b)"
    r"|(?:stated?s?|announced?s?|wrote|adds?|added|confirm(?:s|ed)?|alleged?s?|assert(?:s|ed)?|insist(?:s|ed)?|believed?s?"
    r"|warn(?:s|ed)?|noted?s?|explain(?:s|ed)?|reveal(?:s|ed)?|acknowledged?s?|admit(?:s|ted)?|maintain(?:s|ed)?"
    r"|conclud(?:es|ed)|finds?|found|document(?:s|ed)?|record(?:s|ed)?|declared?s?|shows?|showed|suggests?|suggested"
    r"|indicated?s?)\sthat)\b(?!\s(?:that\s)?(?:it|they|he|she)\s(?:would|will)\b)"
)
"""What one does who says something; “announced a truce” is something done."""
_ROLE = (
    r"(?:['’]s?)?\s(?:(?:senior|top|local|regional|military|political|media|press|field|other|two|three|several|own|latest|new"
    r"|official|executive|deputy|medical)\s){0,2}(?:spokesm[ae]n|spokeswom[ae]n|spokespersons?|officials?|commanders?"
    r"|officers?|members?|leaders?|representatives?|statements?|fighters?|sources?|envoys?|ministers?|directors?|heads?"
    r"|chiefs?|chair\w*|presidents?|secretar\w+|coordinators?|managers?|lawyers?|doctors?|activists?|staff|workers?"
    r"|data|figures|reports?|records|counts?|tally|numbers|website)"
)
_NAMED = re.compile(rf"(?:{_ROLE})?(?:,[^,.;:]{{1,80}},)?\s(?:(?:also|has|have|had|later|\w+ly)\s)?{_SAY}")
"""After a name."""
_KIND = (
    r"(?:(?:the|a|an|some|several|many|two|three|four|local|senior|other|medical|military|government|security|opposition"
    r"|rebel|state|aid|health|anonymous|unnamed|human|rights|town|city|village|provincial|regional)\s){0,3}"
    r"(?:residents?|locals|villagers?|inhabitants?|witness(?:es)?|eyewitness(?:es)?|activists?|officials?|sources?|medics?"
    r"|doctors?|nurses?|paramedics?|rescuers?|workers?|monitors?|analysts?|observers?|authorities|police|media|reports?"
    r"|spokesm[ae]n|spokeswom[ae]n|spokespersons?|commanders?|mayor|governor|minister|ministry|army|rebels|insurgents"
    r"|militants|elders?|relatives?|survivors?|journalists?|refugees|civilians|farmers|teachers?|priests?|prosecutors?"
    r"|organi[sz]ations?|groups?|charity|charities|agency|agencies)"
)
_WHO = re.compile(
    rf"(?<![\w’'-])(?:{_KIND}|he|she|they|it\s(?:is|was|has\sbeen)(?=\s\w+\sthat\b))(?:,[^,.;:]{{1,60}},)?\s(?:(?:also|has|have|had|later)\s)?{_SAY}",
    re.IGNORECASE,
)
"""Somebody without a registered name."""
_FROM = (
    r"(?:according\sto|per|as\s(?:reported|told|stated|claimed|confirmed)\sby|citing|quoting"
    r"|based\son\s(?:[a-z]+\s){0,2}?(?:from|by|of))"
)
_ACCORDING = re.compile(rf"(?<![\w-]){_FROM}\s(?:the\s|an?\s)?(?P<who>[\w’'-]+(?:\s[\w’'-]+){{0,3}})", re.IGNORECASE)
_PUT_AT = re.compile(
    r"\sputs?\s(?:the|its|their)\s(?:number|toll|figure|count|tally|total|death\stoll)\b", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:\shas|\shave)?\s(?:documented|recorded|counted|confirmed|tallied|registered|verified|listed)"
    r"(?=\s(?:(?:at\sleast|about|some|more\sthan|the|a\stotal\sof|around)\s)*[\d]|\s(?:at\sleast|about|some|more\sthan|the\sdeaths?\b|the\skilling))"
)
_CONTRARY = re.compile(r"\b(?:[Cc]ontrary to|[Dd]espite) what (?:the )?$")
_HEARSAY = re.compile(r"\b(?:reportedly|allegedly|purportedly|supposedly)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Hold where a text gives something as somebody's word."""

    start: int
    end: int
    """Code points, end exclusive."""
    leads: bool
    """Whether what is said follows; else it stands before."""


def read_attributions(text: str, named: Iterable[tuple[int, int]]) -> Iterator[Attribution]:
    """Yield the words that give what a text says as somebody's word; `named` are where its registered actors stand."""
    for start, end in named:
        if _CONTRARY.search(text, 0, start):
            continue
        for pattern in (_NAMED, _PUT_AT, _COUNTED):
            if told := pattern.match(text, end):
                yield Attribution(_article(text, start), told.end(), leads=not _is_behind(text, start))
                break
    for found in _WHO.finditer(text):
        yield Attribution(found.start(), found.end(), leads=not _is_behind(text, found.start()))
    for found in _ACCORDING.finditer(text):
        yield Attribution(found.start(), found.end(), leads=not text[: found.start()].strip("“”‘’\"' "))


def read_hearsay(text: str) -> tuple[str, ...]:
    """Return the words of a text that say that it is told, and not by whom: “reportedly”."""
    return tuple(word[0] for word in _HEARSAY.finditer(text))


def _article(text: str, start: int) -> int:
    """Return where the article before a name begins, or the name."""
    return start - len("the ") if text[max(0, start - 4) : start].lower() == "the " else start


def _is_behind(text: str, start: int) -> bool:
    """Tell whether words stand behind a comma or a quotation: “…, the Watch said”."""
    return re.search(r"[,”\"’]\s(?:the\s|an?\s)?$", text[:start], re.IGNORECASE) is not None

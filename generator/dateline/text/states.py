"""Know the English words that say how one stands to something, how far talks are, and how a place is held.

Words that tell a state from all others are few, for most fit several: who denies also “says”, and talks “held” may
have stalled since. A state's other words only show that it may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Cues:
    """Hold the words of one state, as patterns of whole words."""

    tells: str
    """Words that say this state and no other of its list; empty where there are none."""
    allows: str
    """More words with which this state may be said."""


_BE = r"(?:is|are|was|were|be|been|being|remains?|remained|stays?|stayed)(?: (?:now|still|fully|again))?"
"""Before “besieged”, which may else be said of somebody in the place."""

STATES: Mapping[str, Mapping[str, Cues]] = {
    "stance": {
        "states": Cues(
            "",
            r"sa(?:y|ys|id|ying)|t(?:ell|ells|old)|stat(?:e|es|ed|ing|ement\w*)|announc\w+|confirm\w*|claim\w*|declar\w+"
            r"|report\w*|tweet\w*|wr(?:ite|ites|ote)|according|insist\w*|warn\w*|add(?:s|ed)|argu\w+|assert\w*"
            r"|maintain\w*|stress\w*|expla\w+|acknowledg\w+|admit\w*|accus\w+|call\w*|post\w*|vow\w*|promis\w+",
        ),
        "denies": Cues(
            r"den(?:y|ies|ied|ying|ial|ials)|refut(?:e|es|ed|ing)",
            r"reject\w*|dismiss\w*|not|never|no|untrue|false|disput\w+|contradict\w*|refus\w+",
        ),
        "aims": Cues(
            "",
            r"want\w*|seek\w*|sought|aim\w*|plan\w*|try|tries|tried|trying|hop(?:e|es|ed|ing)|intend\w*|inten[ts]\w*"
            r"|wish\w*|goal\w*|demand\w*|call\w*|urg\w+|will|would|to",
        ),
    },
    "talks": {
        "announced": Cues("", r"announc\w+|will|to|plan\w*|expect\w*|due|start\w*|beg[iu]n\w*|schedul\w+|set|call\w*"),
        "underway": Cues(
            r"underway|under way|ongoing", r"continu\w+|resum\w+|negotiat(?:e|es|ing)|being held|again|restart\w*"
        ),
        "stalled": Cues(
            r"stalled|deadlock|deadlocked|suspended|on hold",
            r"stall\w*|suspen\w+|halt\w*|paus\w+|impasse|frozen|interrupt\w*|broke off|broken off|postpon\w+|no",
        ),
        "agreed": Cues("", r"agree\w*|deal\w*|accord\w*|sign\w*|settle\w*|reach\w*|conclud\w+"),
        "collapsed": Cues(
            r"collapsed|broke down|broken down", r"collaps\w+|fail\w*|broke|broken|end|ends|ended|without|abandon\w*"
        ),
    },
    "control": {
        "controlled": Cues("", r"h[oe]ld\w*|control\w*|captur\w+|seiz\w+|t[ao]k\w+|rul\w+|run|runs|retak\w+|retook"),
        "mixed": Cues("", r"h[oe]ld\w*|control\w*|shar\w+|both|part\w*|together|divid\w+|split|run|runs"),
        "contested": Cues(
            rf"{_BE} contested|fighting over|fighting for",
            r"contest\w*|f[io]ught\w*|fight\w*|clash\w*|battl\w+|disput\w+",
        ),
        "besieged": Cues(
            rf"{_BE} (?:besieged|encircled)|besieging|under siege", r"besieg\w+|siege\w*|encircl\w+|surround\w*"
        ),
        "claimed": Cues("", r"claim\w*|sa(?:y|ys|id)|told|h[oe]ld\w*|control\w*|announc\w+"),
        "unknown": Cues("", r"unknown|unclear|not|no|nobody|uncertain"),
    },
}
"""List of states → state → its words."""
_OPEN = re.compile(
    r"\b(?:not|never|neither|nor|no longer|former|formerly|once|lift\w*|until|before|if|unless|could|would|may|might"
    r"|warn\w*|fear\w*|risk\w*|threat\w*|after|had)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words beside which a state may be denied, over, or only feared."""
_UNSAID = re.compile(
    r"\b(?:not|never|neither|nor|no|nobody|none|few|no longer|cannot|can|could|would|will|shall|should|may|might|must"
    r"|to|if|unless|whether|without|from|had|once|until|before|after|who|whoever|stop\w*|ceas\w+|refus\w+|declin\w+|fail\w*)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
"""Words before one that tells a stance, in its clause: with them it may not be said, not now, or by somebody else."""
_CLAUSE = re.compile(r"[,.;:!?…—–“”\"()]|\b(?:and|but|while|although|though|because|since|when|as)\b", re.IGNORECASE)


def contradicted(states: str, own: str, words: str) -> tuple[str, str] | None:
    """Return a word that says another state of a list, and that state, where none of a state's own words stands."""
    cues = STATES[states]
    if _find(cues[own].tells, words) or _find(cues[own].allows, words):
        return None
    if states == "stance":
        return _otherwise(cues, own, words)
    if _OPEN.search(words):
        return None
    found = {other: said for other, cue in cues.items() if other != own and (said := _find(cue.tells, words))}
    # Words of two other states do not say which of them is meant.
    return next(((said, other) for other, said in found.items()), None) if len(found) == 1 else None


def _otherwise(cues: Mapping[str, Cues], own: str, words: str) -> tuple[str, str] | None:
    """Return a word that says another stance; of what is denied (“that it had lost”) nothing stands in its way."""
    for other, cue in cues.items():
        said = [*_all(cue.tells, words)] if other != own else []
        if said and not any(_UNSAID.search(_CLAUSE.split(words[: found.start()])[-1]) for found in said):
            return said[0][0], other
    return None


def _all(pattern: str, words: str) -> Iterator[re.Match[str]]:
    return _compiled(pattern).finditer(words) if pattern else iter(())


def _find(pattern: str, words: str) -> str | None:
    found = _compiled(pattern).search(words) if pattern else None
    return found[0] if found else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)

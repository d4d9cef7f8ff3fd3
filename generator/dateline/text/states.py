"""Know the English words that say how one stands to something, how far talks are, and how a place is held.

Words that tell a state from all others are few, for most fit several: who denies also “says”, and talks “held” may
have stalled since. A state's other words only show that it may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dateline.text.denials import last_clause


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
            r"|maintain\w*|stress\w*|expla\w+|acknowledg\w+|admit\w*|accus\w+|call\w*|post\w*|vow\w*|promis\w+"
            r"|blam\w+|condemn\w*|criticis\w+|criticiz\w+|pledg\w+|threat\w*|urg(?:e[sd]?|ing)|ask(?:s|ed|ing)"
            r"|demand\w*|appeal\w*|offer\w*|suggest\w*|describ\w+|welcom\w+|prais\w+|attribut\w+|point(?:s|ed) to",
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
_TALKS = (
    r"(?:(?:peace|direct|further|new|fresh|more|any|all|the|its|their|a return to) )*"
    r"(?:talks|negotiations|dialogue|meetings?)"
)
_DEAL = (
    r"(?: (?:to|on|upon))?(?: (?:an?|any|the))?(?: [a-z-]+){0,2}? "
    r"(?:agreements?|deal|accord|settlement|truce|cease-?fire)"
)


@dataclass(frozen=True, slots=True)
class _Bar:
    """Hold words that say what something is not, and what to write of it."""

    words: str
    states: frozenset[str]
    instead: str
    unless: str = ""
    """Words anywhere with which they say nothing of it."""


_QUIT = (
    rf"(?:(?:quit|leave|abandon|break off|call off) {_TALKS}"
    rf"|(?:walk|pull|storm) out of {_TALKS}|withdraw from {_TALKS})"
)
_BARS: Mapping[str, tuple[_Bar, ...]] = {
    "stance": (
        _Bar(
            r"(?:ha(?:s|ve)|did|does|do) not (?:yet )?den(?:y|ied)|neither confirm(?:s|ed)? nor den(?:y|ies|ied)"
            r"|(?:declin|refus)(?:e|es|ed|ing) to (?:say|comment|confirm|deny)",
            frozenset({"denies"}),
            "tell it as an event",
        ),
        _Bar(
            r"(?:admit(?:s|ted)?|acknowledge[sd]?|concede[sd]?) that", frozenset({"denies"}), "write `stance: states`"
        ),
    ),
    "talks": (
        _Bar(
            rf"(?:walked|pulled|stormed) out(?: of {_TALKS})?|withdrew from {_TALKS}|quit {_TALKS}"
            rf"|(?:broken?|called|cut|breaking) off {_TALKS}|{_TALKS} (?:were|was) (?:broken|called) off",
            frozenset({"announced", "underway", "agreed"}),
            "write `state: collapsed`, or `state: stalled` where they may go on",
        ),
        _Bar(
            rf"(?:ruled|ruling) out (?:holding |joining )?{_TALKS}|(?:rejected|spurned|cancell?ed) {_TALKS}"
            rf"|(?:refus|declin)(?:e|es|ed|ing) to (?:hold|join|enter|attend|open|begin|start|resume) {_TALKS}",
            frozenset({"announced", "underway", "agreed"}),
            "record it under `positions:`",
        ),
        _Bar(
            r"(?:fail(?:s|ed|ing)?|(?:(?:was|were|is|are) )?unable|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)"
            r"|ha(?:s|ve) (?:yet|still)) to"
            rf" (?:agree|sign|reach|conclude|strike)(?:{_DEAL})?"
            rf"|(?:did|could|do|does|ha(?:s|ve|d)) not (?:yet )?(?:agreed?|sign(?:ed)?|reach(?:ed)?)(?:{_DEAL})?"
            rf"|ha(?:s|ve) (?:yet|still) to (?:respond|reply)(?: to (?:the|an|this) (?:offer|proposal) of)?(?:{_DEAL})?"
            rf"|(?:met [^,.;:…]{{0,60}}?(?:but|and) )?left (?:{_TALKS} )?without{_DEAL}"
            rf"|[“\"]?nowhere (?:near|close to)[”\"]?{_DEAL}"
            r"|(?:made|makes?|making) (?:no|little) (?:progress|headway)"
            rf"|(?:ended|broke up|finished|concluded) without(?:{_DEAL}"
            r"|(?: an?| any)? (?:result|progress|breakthrough))",
            frozenset({"agreed"}),
            "write the state that they say (`underway`, `stalled` or `collapsed`)",
        ),
        _Bar(
            r"(?:is|are)(?: now)? (?:(?:due|set|expected|scheduled|planned) )?to (?:resume|begin|start|open|reconvene)"
            r"|will (?:resume|begin|start|reconvene)"
            r"|(?:(?:is|are)(?: (?:due|set|expected|scheduled))? to|will|would)"
            r" (?:meet|hold (?:direct )?talks|sit down)",
            frozenset({"underway"}),
            "write `state: announced`",
            r"rounds?|sessions?|phase|next|second|third|fourth|further|meanwhile|since",
        ),
        _Bar(
            rf"(?:as )?{_TALKS} (?:[^,.;:…]{{1,60}} )?(?:resumed|have resumed|restarted)"
            r" [^.;:…]{0,80}?after (?:it|they) (?:was|were|had been)"
            r" (?:suspended|halted|interrupted|broken off|postponed)",
            frozenset({"stalled", "collapsed"}),
            "write `state: underway`",
        ),
        _Bar(
            r"(?:(?:has|have) )?offered to",
            frozenset({"agreed"}),
            "record it under `positions:`",
            r"agree\w*|accept\w*|approv\w*|consent\w*|welcom\w*|t[ao]ken? up|took|deal|accord|sign\w*|both|each",
        ),
        _Bar(
            rf"(?:warn(?:s|ed)|threaten(?:s|ed)|said) (?:that )?(?:it|they) (?:would|will|could|may|might) "
            rf"(?:otherwise )?{_QUIT}|threaten(?:s|ed|ing) to {_QUIT}",
            frozenset({"collapsed"}),
            "write the state that they say (`underway` or `stalled`)",
        ),
    ),
}
"""List of states → words by which it is not what a state says."""
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
_SETTLED = re.compile(
    r"[;:]|\b(?:but|though|although|however|despite|while|whereas|den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*"
    r"|false\w*|untrue|only|instead|later|then|return\w*|back|talking|now|still|meet\w*|met|go(?:es|ing)? on|sit|sat"
    r"|discuss\w*)\b",
    re.IGNORECASE,
)
"""Words beside those that bar a state: they may be wrong, or something else may be so since, or of others."""
_BACK = re.compile(r"\b(?:when|since|because|as|after|which|that)\b[^,.;:…]*$", re.IGNORECASE)
"""Before those: what they say was so at another time, or of somebody else."""


def contradicted(states: str, own: str, words: str) -> tuple[str, str] | None:
    """Return a word that says another state of a list, and that state, where none of a state's own words stands."""
    cues = STATES[states]
    if may_say(states, own, words):
        return None
    if states == "stance":
        return _otherwise(cues, own, words)
    if _OPEN.search(words):
        return None
    found = {other: said for other, cue in cues.items() if other != own and (said := _find(cue.tells, words))}
    # Words of two other states do not say which of them is meant.
    return next(((said, other) for other, said in found.items()), None) if len(found) == 1 else None


def may_say(states: str, own: str, words: str) -> bool:
    """Tell whether words have one of a state's own."""
    cues = STATES[states][own]
    return bool(_find(cues.tells, words) or _find(cues.allows, words))


def barred(states: str, state: str, words: str) -> tuple[re.Match[str], str] | None:
    """Find words by which something is not in a state, and what to write, where nothing else may say that it is."""
    bars = (bar for bar in _BARS[states] if state in bar.states and not _find(bar.unless, words))
    found = [(one, bar.instead) for bar in bars for one in _all(bar.words, words)]
    beside = words
    for one, _ in found:
        before = words[: one.start()]
        if _UNSAID.search(last_clause(before)) or _BACK.search(before):
            return None
        beside = beside.replace(one[0], "…")
    if not found or may_say(states, state, beside) or _SETTLED.search(beside):
        return None
    return found[0]


def _otherwise(cues: Mapping[str, Cues], own: str, words: str) -> tuple[str, str] | None:
    """Return a word that says another stance; of what is denied (“that it had lost”) nothing stands in its way."""
    for other, cue in cues.items():
        said = [*_all(cue.tells, words)] if other != own else []
        if said and not any(_UNSAID.search(last_clause(words[: found.start()])) for found in said):
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

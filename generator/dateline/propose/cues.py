"""Say by which words facts of some kinds are known, other than figures; the names in them are replaced by signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# A sentence is matched with each name in it replaced by as many signs of its sort, so that offsets stay.
ACTOR, PLACE, BOTH = "\ue0a0", "\ue0b0", "\ue0c0"
SIGNS = str.maketrans(dict.fromkeys((ACTOR, PLACE, BOTH), "?"))
A, P = f"(?:[Tt]he )?[{ACTOR}{BOTH}]+", f"(?:[Tt]he )?[{PLACE}{BOTH}]+"
_ADV = r"(?:(?:now|still|currently|fully|also) ){0,2}"
"""Words between an actor and a verb that change nothing of what is said; a hedge is none of them."""
_LIST = rf"{A}(?:(?:,|,? and) {A}){{0,9}}"
_ASIDE = r"(?:, [^,]{1,120},)?"
"""What somebody is, between commas."""
_PEOPLE = r"(?: (?:rebels?|forces|fighters|troops|groups?|delegations?|officials)){0,2}"


@dataclass(frozen=True)
class Cue:
    """Say by which words a kind of fact is known; the groups of the pattern are its fields."""

    kind: str
    pattern: re.Pattern[str]
    fixed: tuple[tuple[str, str], ...] = ()
    blanks: tuple[str, ...] = ()
    date: str = "date"
    """The field of the date: `since`, `deadline`."""
    each: bool = False
    """Whether each actor has a fact of their own."""
    alone: bool = False
    """Whether the words that match are quoted, and not the whole sentence."""
    coming: bool = False
    """Whether it tells of what is to come: a date behind its words is that day."""
    lookup: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Group → the words that it may match → the field's value."""


_DIRECTIONS = {
    f"{one}{joint}{two}": f"{one}{two}_of"
    for one in ("north", "south")
    for joint in ("", "-")
    for two in ("east", "west")
} | {one: f"{one}_of" for one in ("north", "south", "east", "west")}
_HOW = {"present": "present", "active": "present", "based": "based", "stationed": "based", "operating": "operating"}


def _any(words: Mapping[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_HELD = (("state", "controlled"),)
_TALKS = (("state", "underway"),)
_BROKEN = {
    **dict.fromkeys(("have stalled", "have been suspended", "are stalled", "are deadlocked", "are on hold"), "stalled"),
    **dict.fromkeys(("stalled", "are suspended", "were suspended"), "stalled"),
    **dict.fromkeys(("have collapsed", "have broken down", "collapsed", "broke down"), "collapsed"),
}
_FOUGHT = {"contested": "contested", "besieged": "besieged", "under siege": "besieged"}
_BODY = (
    "(?:group|militia|council|alliance|coalition|movement|party|faction|organi[sz]ation|agency|charity|association"
    "|committee|commission|assembly|union|network|foundation|company|newspaper|brigade|battalion|ministry)"
)
_TOLD = r"(?=(?:, [^,]{1,120} (?:said|says|told|reported)\b[^,]*)?[.”\"]{0,2}$)"
"""The end of a sentence, or who says it."""
_WITH = rf"(?: with (?P<with>{_LIST}))?"
_DAY_TOLD = r"(?:last (?:week|month|year)|on \w+day|yesterday|this week)"
_ANNOUNCED = (("state", "announced"),)
_SORTS = r"(?:(?:peace|direct|indirect|new|fresh|further|more|a|another) )*(?:round of )?(?:(?:peace|direct) )?"
_OPEN_TALKS = rf"(?:(?:hold|begin|start|open|resume) {_SORTS}(?:talks|negotiations)|meet for (?:talks|negotiations))"
_WILL = r"(?:will|would|(?:is|are) (?:also )?(?:(?:due|set|scheduled|planned|expected) )?to)"
_BEGIN = (
    rf"{_WILL} (?:begin|start|open|reopen|resume|restart|reconvene|convene|take place"
    r"|be (?:held|opened|resumed|restarted))\b"
)
_SAID_IT = r"(?:(?:said|announced) (?:that )?(?:it|they) )?"
_SIDES = r"(?:the )?(?:two|three|four|warring|opposing|rival)(?: warring| opposing| rival)? (?:sides|parties)"
_SOMEWHERE = rf"(?: (?:in|on|at|over|about) {P})?"
_TIME = r"(?:day|week|weekend|month|year|\w+day|January|February|March|April|May|June|July|August|\w+ber)\b(?!['’])"
_MEET = (
    rf"meet (?:again\b|with\b|(?:in|on|at) {P}|for (?:talks|negotiations)\b"
    r"|(?:at \d|(?:today|tomorrow)\b(?!['’])"
    rf"|(?:(?:in|on|next|this|the (?:next|following)) )?(?:next |(?:early|mid|late)[ -]|\d+ )?{_TIME})"
    r"(?! (?:the|its|their|all|every|each|deadlines?|targets?|demands?|conditions?|goals?)\b))"
)
"""What two sides do, with when or where or with whom; before an object, as a deadline, it is another verb."""
_AGREED_TO_MEET = rf"agreed (?:{_DAY_TOLD} )?to (?=(?:{_MEET}|{_OPEN_TALKS}))(?:{_OPEN_TALKS}|meet\b)"
_AIMS = _ADV + r"(?:(?:is|are) (?:trying|seeking|planning|hoping)|aims?|seeks?|wants?|plans?|intends?) to"
_ACTS = (
    "launched|attacked|shelled|bombed|seized|captured|entered|stormed|raided|struck|retreated|withdrew|arrested"
    "|released|evacuated"
)


def _cue(kind: str, *pattern: str, **more: object) -> Cue:
    return Cue(kind, re.compile("".join(pattern)), **more)  # type: ignore[arg-type]  # its fields


CUES = (
    _cue(
        "control",
        rf"(?P<place>{P}) (?:has been|have been|is|are|remains?) {_ADV}under (?P<by>{A})(?:['’]s?)? control\b",
        fixed=_HELD,
        date="since",
    ),
    _cue(
        "control",
        rf"(?P<by>{_LIST}) (?:(?:has|have) (?:held|controlled)|{_ADV}(?:holds?|controls?)) (?P<place>{P})",
        fixed=_HELD,
        date="since",
    ),
    _cue(
        "control",
        rf"(?P<place>{P}) (?:is|are|remains?) {_ADV}(?:held|controlled) by (?P<by>{_LIST})",
        fixed=_HELD,
        date="since",
    ),
    _cue(
        "control",
        rf"(?P<place>{P}) (?:is|are|remains?) {_ADV}(?P<state>{_any(_FOUGHT)})\b(?! (?:by|for)\b){_TOLD}",
        lookup={"state": _FOUGHT},
        date="since",
    ),
    _cue(
        "control",
        rf"(?P<place>{P}) (?:has|have) been {_ADV}(?:under siege|besieged)(?: by (?P<by>{_LIST}))?(?!\w)(?! by\b)",
        fixed=(("state", "besieged"),),
        date="since",
    ),
    _cue(
        "control",
        rf"(?P<place>{P}) (?:is|are|remains?) {_ADV}(?:under siege|besieged) by (?P<by>{_LIST})",
        fixed=(("state", "besieged"),),
        date="since",
    ),
    _cue(
        "control",
        rf"(?P<by>{_LIST}){_ASIDE} (?:is|are|remains?) {_ADV}in (?:(?:full|firm|complete) )?control of (?P<place>{P})"
        r"(?=[.,;”]| and (?:its|their)\b| since\b|$)",
        fixed=_HELD,
        date="since",
    ),
    _cue(
        "control",
        rf"(?P<place>{P}) was still (?P<state>contested)\b(?: (?:late |early )?on \w+day)?{_TOLD}",
        lookup={"state": _FOUGHT},
    ),
    _cue(
        "control",
        rf"(?P<by>{_LIST}) (?:(?:has|have) {_ADV}besieged|{_ADV}besieges?|(?:is|are) {_ADV}besieging) (?P<place>{P})",
        fixed=(("state", "besieged"),),
        date="since",
    ),
    _cue("control", rf"(?P<by>{A}),? [^,]{{0,60}}\bcontrolling (?P<place>{P})", fixed=_HELD, date="", alone=True),
    _cue(
        "locations",
        rf"(?P<place>{P}),? (?:(?:which )?(?:is|lies) )?(?:to the )?(?P<relation>{_any(_DIRECTIONS)}) of (?P<of>{P})",
        lookup={"relation": _DIRECTIONS},
        date="",
        alone=True,
    ),
    _cue(
        "profiles",
        rf"(?P<actor>{A}), (?P<what>(?:an?|the) (?![{ACTOR}{PLACE}{BOTH}])[^,]{{3,160}}?)",
        rf"(?: of (?P<of>{A}){_PEOPLE})?",
        r"(?=,(?! and\b)|\.?$| (?:told|said|says)\b)",
        date="",
        alone=True,
    ),
    _cue(
        "profiles",
        rf"^(?P<actor>{A}) (?:is|are) {_ADV}(?P<what>(?:an?|the) (?:[a-z-]+ ){{0,3}}{_BODY}\b[^,]{{0,160}}?){_TOLD}",
        date="",
    ),
    _cue(
        "positions",
        rf"(?P<actor>{_LIST}){_ASIDE} (?:has |have )?{_ADV}(?:denied|denies|deny)\b",
        fixed=(("stance", "denies"),),
        blanks=("what",),
    ),
    _cue(
        "positions",
        rf"(?P<actor>{_LIST})(?: in (?P<place>{P}))? {_AIMS}\b",
        fixed=(("stance", "aims"),),
        blanks=("what",),
    ),
    _cue(
        "presence",
        rf"(?P<actor>{_LIST}){_PEOPLE} (?:is|are) {_ADV}(?P<how>{_any(_HOW)}) in (?P<place>{P})",
        lookup={"how": _HOW},
        date="since",
        each=True,
    ),
    _cue(
        "presence",
        rf"(?P<place>{P}) is (?:the |their )?last stronghold (?:for|of) (?P<actor>{_LIST})",
        fixed=(("how", "last_stronghold"),),
        date="since",
        each=True,
    ),
    _cue(
        "presence",
        rf" present in (?:the )?[^,]{{1,40}}, including (?P<actor>{_LIST})",
        blanks=("place",),
        date="since",
        each=True,
    ),
    _cue(
        "agreements",
        rf"(?P<parties>{_LIST}){_ASIDE} (?:have |has )?",
        rf"(?!{_AGREED_TO_MEET})(?:agreed (?:{_DAY_TOLD} )?(?:on|to)",
        rf"|reached an? (?:agreement|deal|settlement|truce)){_WITH}",
    ),
    _cue(
        "agreements",
        rf"^[Tt]he (?:two|three|four|warring|opposing) (?:sides|parties) (?:have )?agreed (?:{_DAY_TOLD} )?(?:on|to)\b",
        blanks=("parties",),
    ),
    _cue(
        "tracks",
        r"(?<![Nn]o )\b(?:[Nn]egotiations|[Tt]alks) (?:are|is|were) underway between (?P<parties>.+)",
        fixed=_TALKS,
        blanks=("title",),
    ),
    _cue(
        "tracks",
        rf"(?<![Nn]o )\b(?:[Nn]egotiations|[Tt]alks) between (?P<parties>{A} and {A})"
        rf"(?:, (?:which (?:is|are) )?mediated by (?P<mediator>{_LIST}),)? are {_ADV}(?:underway|under way)\b",
        fixed=_TALKS,
        blanks=("title",),
    ),
    _cue(
        "tracks",
        rf"(?<![Nn]o )\b(?:[Nn]egotiations|[Tt]alks) between (?P<parties>{A} and {A})"
        rf"(?:, (?:which (?:is|are|were) )?mediated by (?P<mediator>{_LIST}),)? (?P<state>{_any(_BROKEN)})\b",
        lookup={"state": _BROKEN},
        blanks=("title",),
    ),
    _cue(
        "tracks",
        rf"(?<![Nn]o )\b(?:[Nn]egotiations|[Tt]alks) between (?P<parties>{A} and {A})"
        rf"(?:, (?:which (?:is|are|were) )?mediated by (?P<mediator>{_LIST}),)? (?:have )?resumed\b",
        fixed=_TALKS,
        blanks=("title",),
    ),
    _cue(
        "tracks",
        rf"(?<![Nn]o )\b(?:[Nn]egotiations|[Tt]alks) in {P} (?P<state>{_any(_BROKEN)})\b",
        lookup={"state": _BROKEN},
        blanks=("title", "continues"),
    ),
    _cue(
        "tracks",
        rf"(?<![Nn]o )\b(?:[Nn]egotiations|[Tt]alks){_SOMEWHERE} (?:between|with) (?P<parties>{_LIST}){_SOMEWHERE}"
        rf"(?:, (?:(?:which|to be) (?:(?:is|are|will be) )?)?mediated by (?P<mediator>{_LIST}),)? {_BEGIN}",
        fixed=_ANNOUNCED,
        blanks=("title",),
        coming=True,
    ),
    _cue(
        "tracks",
        rf"(?<![Nn]o )\b(?:[Nn]egotiations|[Tt]alks)(?: between {_SIDES})?{_SOMEWHERE} {_BEGIN}",
        fixed=_ANNOUNCED,
        blanks=("title", "parties"),
        coming=True,
    ),
    _cue(
        "tracks",
        rf"(?P<parties>{_LIST}){_PEOPLE} (?:(?:have |has )?{_AGREED_TO_MEET}|{_SAID_IT}{_WILL} {_OPEN_TALKS})"
        rf"(?:{_SOMEWHERE} (?:with )?(?P<with>{_LIST}))?",
        fixed=_ANNOUNCED,
        blanks=("title",),
        coming=True,
    ),
    _cue(
        "tracks",
        rf"(?P<parties>{_LIST})(?: in {P})? (?:is|are) {_ADV}negotiating\b{_WITH}",
        fixed=_TALKS,
        blanks=("title",),
    ),
    _cue(
        "demands",
        rf"(?P<by>{_LIST}){_PEOPLE} (?:has |have )?{_ADV}(?:call(?:s|ed) on|urge[sd]|order(?:s|ed))"
        rf" (?P<to>{_LIST}) to\b",
        blanks=("what",),
        date="deadline",
    ),
    _cue(
        "demands",
        rf"(?P<by>{_LIST}){_PEOPLE} (?:has |have )?{_ADV}demand(?:s|ed) that (?P<to>{_LIST}) (?=[a-z])",
        blanks=("what",),
        date="deadline",
    ),
    _cue(
        "demands",
        rf"(?:(?P<by>{_LIST}){_PEOPLE} )?\b(?:gave|gives|(?:has|have) given) (?P<to>{_LIST}) until\b",
        blanks=("by", "what"),
        date="deadline",
    ),
    _cue("events", rf"(?P<actor>{_LIST}){_PEOPLE} (?:has |have )?(?:{_ACTS})\b", blanks=("what",)),
)

"""Propose facts of other kinds where the words of a sentence leave no doubt, and facts without a kind elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dateline.propose.doubted import is_doubted, is_doubtful
from dateline.propose.draft import Blank, Fields, Sketch, Value, hint_of, one_of
from dateline.propose.said import Said, single

# A sentence is matched with each name in it replaced by as many signs of its sort, so that offsets stay.
_ACTOR, _PLACE, _BOTH = "\ue0a0", "\ue0b0", "\ue0c0"
_SIGNS = str.maketrans(dict.fromkeys((_ACTOR, _PLACE, _BOTH), "?"))
_A, _P = f"(?:[Tt]he )?[{_ACTOR}{_BOTH}]+", f"(?:[Tt]he )?[{_PLACE}{_BOTH}]+"
_ADV = r"(?:(?:now|still|currently|fully|also) ){0,2}"
"""Words between an actor and a verb that change nothing of what is said; a hedge is none of them."""
_LIST = rf"{_A}(?:(?:,|,? and) {_A}){{0,9}}"
_ASIDE = r"(?:, [^,]{1,120},)?"
"""What somebody is, between commas."""
_PEOPLE = r"(?: (?:rebels?|forces|fighters|troops|groups?|delegations?|officials)){0,2}"


@dataclass(frozen=True)
class _Cue:
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
_AIMS = _ADV + r"(?:(?:is|are) (?:trying|seeking|planning|hoping)|aims?|seeks?|wants?|plans?|intends?) to"
_DAY_TOLD = r"(?:last (?:week|month|year)|on \w+day|yesterday|this week)"
_ACTS = (
    "launched|attacked|shelled|bombed|seized|captured|entered|stormed|raided|struck|retreated|withdrew|arrested"
    "|released|evacuated"
)


def _cue(kind: str, *pattern: str, **more: object) -> _Cue:
    return _Cue(kind, re.compile("".join(pattern)), **more)  # type: ignore[arg-type]  # its fields


_CUES = (
    _cue(
        "control",
        rf"(?P<place>{_P}) (?:has been|have been|is|are|remains?) {_ADV}under (?P<by>{_A})(?:['’]s?)? control\b",
        fixed=_HELD,
        date="since",
    ),
    _cue(
        "control",
        rf"(?P<by>{_LIST}) (?:(?:has|have) (?:held|controlled)|{_ADV}(?:holds?|controls?)) (?P<place>{_P})",
        fixed=_HELD,
        date="since",
    ),
    _cue(
        "control",
        rf"(?P<place>{_P}) (?:is|are|remains?) {_ADV}(?:held|controlled) by (?P<by>{_LIST})",
        fixed=_HELD,
        date="since",
    ),
    _cue(
        "control",
        rf"(?P<place>{_P}) (?:is|are|remains?) {_ADV}(?P<state>{_any(_FOUGHT)})\b(?! (?:by|for)\b){_TOLD}",
        lookup={"state": _FOUGHT},
        date="since",
    ),
    _cue(
        "control",
        rf"(?P<place>{_P}) was still (?P<state>contested)\b(?: (?:late |early )?on \w+day)?{_TOLD}",
        lookup={"state": _FOUGHT},
    ),
    _cue(
        "control",
        rf"(?P<by>{_LIST}) (?:(?:has|have) {_ADV}besieged|{_ADV}besieges?|(?:is|are) {_ADV}besieging) (?P<place>{_P})",
        fixed=(("state", "besieged"),),
        date="since",
    ),
    _cue("control", rf"(?P<by>{_A}),? [^,]{{0,60}}\bcontrolling (?P<place>{_P})", fixed=_HELD, date="", alone=True),
    _cue(
        "locations",
        rf"(?P<place>{_P}),? (?:(?:which )?(?:is|lies) )?(?:to the )?(?P<relation>{_any(_DIRECTIONS)}) of (?P<of>{_P})",
        lookup={"relation": _DIRECTIONS},
        date="",
        alone=True,
    ),
    _cue(
        "profiles",
        rf"(?P<actor>{_A}), (?P<what>(?:an?|the) (?![{_ACTOR}{_PLACE}{_BOTH}])[^,]{{3,160}}?)",
        rf"(?: of (?P<of>{_A}){_PEOPLE})?",
        r"(?=,(?! and\b)|\.?$| (?:told|said|says)\b)",
        date="",
        alone=True,
    ),
    _cue(
        "profiles",
        rf"^(?P<actor>{_A}) (?:is|are) {_ADV}(?P<what>(?:an?|the) (?:[a-z-]+ ){{0,3}}{_BODY}\b[^,]{{0,160}}?){_TOLD}",
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
        rf"(?P<actor>{_LIST})(?: in (?P<place>{_P}))? {_AIMS}\b",
        fixed=(("stance", "aims"),),
        blanks=("what",),
    ),
    _cue(
        "presence",
        rf"(?P<actor>{_LIST}){_PEOPLE} (?:is|are) {_ADV}(?P<how>{_any(_HOW)}) in (?P<place>{_P})",
        lookup={"how": _HOW},
        date="since",
        each=True,
    ),
    _cue(
        "presence",
        rf"(?P<place>{_P}) is (?:the |their )?last stronghold (?:for|of) (?P<actor>{_LIST})",
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
        rf"(?:agreed (?:{_DAY_TOLD} )?(?:on|to)|reached an? (?:agreement|deal|settlement|truce)){_WITH}",
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
        rf"(?<![Nn]o )\b(?:[Nn]egotiations|[Tt]alks) between (?P<parties>{_A} and {_A})"
        rf"(?:, (?:which (?:is|are) )?mediated by (?P<mediator>{_LIST}),)? are {_ADV}(?:underway|under way)\b",
        fixed=_TALKS,
        blanks=("title",),
    ),
    _cue(
        "tracks",
        rf"(?<![Nn]o )\b(?:[Nn]egotiations|[Tt]alks) between (?P<parties>{_A} and {_A})"
        rf"(?:, (?:which (?:is|are|were) )?mediated by (?P<mediator>{_LIST}),)? (?P<state>{_any(_BROKEN)})\b",
        lookup={"state": _BROKEN},
        blanks=("title",),
    ),
    _cue(
        "tracks",
        rf"(?<![Nn]o )\b(?:[Nn]egotiations|[Tt]alks) between (?P<parties>{_A} and {_A})"
        rf"(?:, (?:which (?:is|are|were) )?mediated by (?P<mediator>{_LIST}),)? (?:have )?resumed\b",
        fixed=_TALKS,
        blanks=("title",),
    ),
    _cue(
        "tracks",
        rf"(?<![Nn]o )\b(?:[Nn]egotiations|[Tt]alks) in {_P} (?P<state>{_any(_BROKEN)})\b",
        lookup={"state": _BROKEN},
        blanks=("title", "continues"),
    ),
    _cue(
        "tracks",
        rf"(?P<parties>{_LIST})(?: in {_P})? (?:is|are) {_ADV}negotiating\b{_WITH}",
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
        rf"(?:(?P<by>{_LIST}){_PEOPLE} )?\b(?:gave|gives|(?:has|have) given) (?P<to>{_LIST}) until\b",
        blanks=("by", "what"),
        date="deadline",
    ),
    _cue("events", rf"(?P<actor>{_LIST}){_PEOPLE} (?:has |have )?(?:{_ACTS})\b", blanks=("what",)),
)
_ACTORS = frozenset({"actor", "by", "to", "parties", "with", "mediator"})


_SPEECH = frozenset({"positions", "demands", "agreements"})
"""Kinds whose words are what one says or wants: what follows in them is not yet so, and the fact is that it is said."""

_IS_ASIDE = re.compile(rf"(?:{_A}|{_P}),")
"""A name and what stands after its comma."""


def draft_kinds(said: Said) -> Iterator[Sketch]:
    """Yield a fact for each cue that a sentence has and that it states, of each kind the first."""
    shape = _shape(said)
    done: set[str] = set()
    for cue in _CUES:
        for match in cue.pattern.finditer(shape) if cue.alone else filter(None, [cue.pattern.search(shape)]):
            if (cue.alone or cue.kind not in done) and not _doubted(said, cue, match):
                done.add(cue.kind)
                yield from _sketches(said, cue, match)


def _doubted(said: Said, cue: _Cue, match: re.Match[str]) -> bool:
    """Tell whether a sentence does not state what the words of a cue say."""
    start, end = match.span()
    if cue.kind in _SPEECH:
        return is_doubted(said.text, start, start, after=False)
    if cue.alone and _IS_ASIDE.match(match[0]):
        return cue.kind == "control" and is_doubtful(match[0])
    return is_doubted(said.text, start, end) or (cue.alone and is_doubtful(match[0]))


def _shape(said: Said) -> str:
    shape = "".join(" " if char.isspace() else char for char in said.text.translate(_SIGNS))
    parts: list[str] = []
    done = 0
    for mention in said.names:
        sorts = {key.partition("/")[0] for key in mention.keys}
        sign = _BOTH if len(sorts) > 1 else _ACTOR if "actors" in sorts else _PLACE
        parts += [shape[done : mention.start], sign * (mention.end - mention.start)]
        done = mention.end
    return "".join((*parts, shape[done:]))


def _sketches(said: Said, cue: _Cue, match: re.Match[str]) -> Iterator[Sketch]:
    """Yield the facts that a match tells: one, or one for each actor."""
    stretch = match.span() if cue.alone else (0, 0)
    groups = {name: span for name in match.re.groupindex if (span := match.span(name)) != (-1, -1)}
    people = {name: said.actors(*span) for name, span in groups.items() if _is_actor(cue, name)}
    if joined := people.pop("with", ()):
        people["parties"] += joined
    others: dict[str, Value] = {}
    for name, span in groups.items():
        if name in cue.lookup:
            others[name] = cue.lookup[name][match[name]]
        elif name == "what":
            others[name] = said.text[slice(*span)]
        elif not _is_actor(cue, name):
            others[name] = _place(said, span)
    rows = [{**people, "actor": (actor,)} for actor in people["actor"]] if cue.each else [people]
    for row in rows:
        named = {name: single(row[name]) if name in row else others[name] for name in groups if name != "with"}
        yield Sketch(cue.kind, _fields(said, cue, named, row), *stretch)


def _is_actor(cue: _Cue, name: str) -> bool:
    return name in _ACTORS or (name == "of" and cue.kind == "profiles")


def _place(said: Said, span: tuple[int, int]) -> Value:
    """Return the place that a group of a pattern names."""
    (_, ids), *_ = said.named("places/", *span)
    return one_of(ids)


def _fields(said: Said, cue: _Cue, named: Mapping[str, Value], people: Mapping[str, tuple[str | Blank, ...]]) -> Fields:
    """Return the fields of a fact, in no order."""
    claimants: tuple[str | Blank, ...] = () if cue.alone else said.claimants
    if cue.kind == "positions":  # it is their own word
        claimants = tuple(actor for actor in claimants if actor not in people["actor"])
    return (
        ("id", Blank()),
        *named.items(),
        *cue.fixed,
        *((name, said.no_place if name == "place" else Blank()) for name in cue.blanks if name not in named),
        *(said.place() if cue.kind in ("agreements", "events", "tracks") else ()),
        *_dated(said, cue),
        *((("said_by", single(claimants)),) if claimants else ()),
    )


def _dated(said: Said, cue: _Cue) -> Fields:
    """Return the date of a fact: that of the cue's own field, or else when it was so."""
    if not cue.date:
        return ()
    when = (*said.when, *said.when_told) if cue.kind == "positions" else said.when
    own = {"since": said.since, "deadline": said.ahead}.get(cue.date, ())
    if ("stance", "aims") in cue.fixed and (aimed := said.dated("date", said.ahead, ahead=True)):
        return aimed
    ahead = cue.date == "deadline"
    return (
        said.dated(cue.date, own, ahead=ahead)
        or said.dated("date", when)
        or (said.spelled_alone("deadline", ahead=True) if ahead else said.spelled_alone("date"))
    )


def draft_unknown(said: Said) -> Sketch:
    """Return a fact without a kind, with all that a fact of most kinds can hold."""
    claimants = {*said.claimants}
    actors = tuple(actor for actor in said.actors() if actor not in claimants)
    past, to_come = said.dated("date", said.ahead), said.dated("date", said.ahead, ahead=True)
    ahead: Fields = ()
    if past:
        hint = f"{hint_of(past[0][1])} if it is past, {hint_of(to_come[0][1])} if to come"
        if all(said.is_promised(mention) for mention in said.ahead):
            hint = f"{hint_of(to_come[0][1])}, with `expected: true`"
        ahead = (("date", Blank(hint)), *past[1:])
    return Sketch(
        "",
        (
            ("id", Blank()),
            *((("actor", single(actors)),) if actors else ()),
            *said.place(),
            *(said.dated("date", (*said.when, *said.since)) or ahead or said.spelled_alone("date")),
            *said.said_by(),
        ),
    )

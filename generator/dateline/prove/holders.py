"""Hold who holds a place against the plainest words for it: “X holds P”, “X does not hold P”, “denied that X holds P”.

Where the words may mean something else nothing is concluded: what these rules pass is not thereby right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from dateline.model.facts import Control, ControlState, Fact
from dateline.problems import Problem, Rule
from dateline.prove.marks import ACTOR, PLACE, Marked, mark, numbers_of
from dateline.prove.naming import Register, key
from dateline.prove.quoted import Quoted
from dateline.text.denials import may_turn

_PLACES = rf"{PLACE}(?:(?:, and| and|,) {PLACE})*"
_ADVERBS = r"(?:(?:now|still|also|currently|fully|firmly) ){0,2}"
_ASIDE = r"(?:, (?:which|who) [^,.;:]{1,60},)?"
"""Between who holds a place and the verb: what else it is."""
_ACTIVE = (
    rf"{ACTOR}{_ASIDE} {_ADVERBS}(?:holds?|controls?|(?:has|have) (?:held|controlled)) ({_PLACES})(?! (?:is|was)\b)"
)
_PASSIVE = rf"({_PLACES}) (?:is|are|remains?|has been|have been) {_ADVERBS}"
_BY = rf"(?:held|controlled) by {ACTOR}"
_MAYBE = re.compile(
    r"hold|held|control|take|seize|capture|lost|ceded|hands|fell|fallen|siege|encircl|surround|road|highway|route"
)
"""A part of a word that each of the patterns below asks for: where it is missing no names have to be looked for."""
_HOLDS = re.compile(_ACTIVE)
_HELD = re.compile(rf"{_PASSIVE}(?:{_BY}(?! and\b)|under {ACTOR}(?:['’]s?)? control\b)")
_TAKEN = re.compile(
    rf"({_PLACES}) (?:has |have )?(?:fell|fallen) to {ACTOR}(?! and\b)"
    rf"|({_PLACES}) (?:was|were|has been|have been|is|are) (?:re)?(?:seized|captured|taken)(?: from {ACTOR})? by"
    rf" {ACTOR}(?! and\b)"
)
"""One took a place; it may have lost it since."""
_SINCE = re.compile(
    r"[;:.](?=\s)|\b(?:but|then|later|until|before|since|again|back|return\w*|re(?:captur\w*|tak\w*|took|gain\w*)|still|now"
    r"|h[eo]ld\w*|control\w*|dr[oi]v\w+|push\w*|expel\w*|oust\w*|liberat\w+|under)\b",
    re.IGNORECASE,
)
"""Beside that: it may be another's since."""
_DENIED = re.compile(
    rf"\b(?P<deny>[Dd]en(?:y|ies|ied|ying) that|[Rr]eject(?:s|ed|ing)? (?:(?:the|these|all) )?claims? that) "
    rf"(?:{_ACTIVE}|{_PASSIVE}{_BY})"
)
_TOLD = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|announc\w+|sa(?:ys?|id|ying)|t(?:ells?|old)|declar\w+|boast\w*)\b", re.IGNORECASE
)
"""Words by which somebody may claim what another one denies."""
_WORDS_OF_HOLDING = re.compile(r"\b(?:h[eo]ld\w*|control\w*|seiz\w+|captur\w+|t[ao]k\w+|under)\b", re.IGNORECASE)
_FEW = rf"({PLACE}(?: (?:and|or) {PLACE})?)(?! (?:is|was|are|were|has|remains?)\b)"
_NOT_SO = re.compile(
    rf"{ACTOR} (?P<verb>(?:(?:does|do|did) not|no longer|may|might|could|would|will|cannot"
    r"|(?:wants?|plans?|hopes?|aims?|seeks?|tries|vow(?:s|ed)|failed|threatens?) to"
    r"|(?:is|are) (?:(?:now|still) )?(?:poised|about|set|expected|ready|preparing|likely|trying|fighting|battling) to"
    r"|(?:is|are) (?:believed|thought|said|reported|rumou?red|understood|alleged) to|(?:fights?|battles?) to)"
    rf"(?: \w+){{0,2}}? (?:holds?|controls?|(?:re)?(?:takes?|seizes?|captures?))) {_FEW}"
    rf"|{ACTOR} (?P<none>(?:holds?|controls?) neither) (?:{PLACE} nor {PLACE})"
    rf"|(?P<nor>Neither) {ACTOR} nor {ACTOR} {_ADVERBS}(?:holds?|controls?) {_FEW}"
    rf"|{ACTOR} (?:has |have )?(?P<lost>lost(?: control of)?|ceded) {_FEW}"
    rf"|{ACTOR} (?P<siege>(?:has|have) (?:besieged|encircled|surrounded)|besieges?|encircles?|surrounds?"
    rf"|(?:is|are) (?:besieging|encircling|surrounding)) {_FEW}"
)
"""One does not hold a place, or not yet, or no longer, or is only around it."""
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_THEN = (
    r"(?:(?:early |late |mid-?|the (?:end|beginning) of )?"
    rf"(?:(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?|\d{{4}})"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last (?:week|month|year|night)|recently|yesterday)"
)
_WAS_HELD = r"was (?:held|controlled) by|was (?:under the control|in the hands) of"
_OVER = re.compile(
    rf"(?<![^.;:] )Until {_THEN},? (?:{ACTOR} (?:held|controlled) {_FEW}|{PLACE} (?:{_WAS_HELD}) {ACTOR})"
    rf"|{ACTOR},? (?:(?:which|who) )?(?:had )?(?:held|controlled) {_FEW} until {_THEN}(?=[,.;:]|$)"
    rf"|{PLACE} (?:{_WAS_HELD}) {ACTOR} until {_THEN}(?=[,.;:]|$)"
    rf"|{ACTOR},? (?:(?:which|who) )?(?:once|formerly|previously) (?:held|controlled) {_FEW}"
    rf"|{PLACE},? (?:(?:which|that) was |was )?(?:once|formerly|previously) (?:held|controlled) by {ACTOR}"
)
"""One held a place until a day that is named, or once."""
_AGAIN = re.compile(r"\b(?:again|back|return\w*|re(?:captur\w*|tak\w*|took|gain\w*)|still|now|until)\b", re.IGNORECASE)
"""Beside that: it may be so again, or still."""
_NOT = re.compile(r"\b(?:not|than|nor|neither|unlike)(?: only)? $", re.IGNORECASE)
"""Before a name: another one holds it."""
_RATHER = re.compile(
    rf"{ACTOR},? (?:and )?(?:not|rather than) {ACTOR},? {_ADVERBS}(?:holds?|controls?) ({_PLACES})(?! (?:is|was)\b)"
    rf"|{_PASSIVE}(?:held|controlled) by {ACTOR},? (?:and )?(?:not|rather than) (?:by )?{ACTOR}"
    rf"|{_PASSIVE}(?:in the hands|under the control) of {ACTOR},? (?:and )?(?:not|rather than) (?:of )?{ACTOR}"
)
"""Of two, one holds a place, and the other does not."""
_SIEGE = re.compile(r"\b(?:besieg|encircl|siege)", re.IGNORECASE)
_FELL = re.compile(
    rf"{PLACE} (?:has |have )?(?:fell|fallen) (?:to {ACTOR} )?[^.;:]{{0,40}}?after (?:a|the|its) [^.;:]{{0,40}}?siege"
    r"(?: of [a-z0-9 ]+)?"
)
_ROAD = re.compile(
    rf"{ACTOR} {_ADVERBS}(?:holds?|controls?) (?:[^.;:]*? and )?the (?:main |only )?(?:road|highway|route)s?"
    rf" (?:to|from|towards) (?P<to>{PLACE})"
)
_REVERSED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|not|nobody|no one|untrue|false)\b", re.IGNORECASE
)
"""Before such words: they may not be so."""


def prove_held(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Hold who holds a place against the words of the quotation that plainly say so, or deny it (P5, `state`)."""
    if not isinstance(fact, Control) or not fact.by or not _MAYBE.search(fact.quote):
        return
    marked = mark(fact.flat_quote, register)
    if quoted.names_several("actors/"):
        yield from _holder(fact, marked, register)
    if "…" not in fact.quote:
        yield from _denied(fact, marked)
        yield from _not_held(fact, marked)
        yield from _no_longer(fact, marked)
        yield from _fallen(fact, marked)
        yield from _road_only(fact, marked)


def _holder(fact: Control, marked: Marked, register: Register) -> Iterator[Problem]:
    """Refuse who holds a place, where the quotation says of that place that another one does (P5)."""
    holders: dict[str, set[str]] = defaultdict(set)
    for holder, places in _holding(marked):
        for name in marked.named(places):
            holders[name] |= marked.named(holder)
    known = holders.get(key(fact.place), set())
    if known and known.isdisjoint(map(key, fact.by)):
        ids = sorted(name.removeprefix("actors/") for name in known if name.startswith("actors/"))
        names = " or ".join(f"“{register.records[f'actors/{name}'].name}”" for name in ids)
        yield fact.origin.problem(
            ("by",),
            Rule.NAMES,
            f"the quotation says that {names} holds “{fact.place.name}”",
            f"write `by: {' or '.join(ids)}`, or the `place:` that “{fact.by[0].name}” holds",
        )


def _holding(marked: Marked) -> Iterator[tuple[str, str]]:
    """Yield each holder that plain words name, with the places that it holds, as numbers of mentions."""
    text = marked.text
    for found in _HOLDS.finditer(text):
        if not _NOT.search(text, 0, found.start()):
            yield found[1], found[2]
    for found in _HELD.finditer(text):
        if not _NOT.search(text, 0, found.start()):
            yield found[2] or found[3], found[1]
    for found in _RATHER.finditer(text):
        if not _REVERSED.search(text, 0, found.start()):
            yield (found[1], found[3]) if found[1] else (found[5] or found[8], found[4] or found[7])
    for found in _TAKEN.finditer(text):
        beside = f"{text[: found.start()]} … {text[found.end() :]}"
        if not _REVERSED.search(beside) and not _SINCE.search(beside):
            yield (found[2], found[1]) if found[1] else (found[5], found[3])


def _denied(fact: Control, marked: Marked) -> Iterator[Problem]:
    """Refuse that one holds a place, or claims it, where a quotation only says that another denies it (`state`).

    Concludes nothing where words beside the denial may turn it round, and nothing where another quotation of the fact,
    or what else stands in this one, may say who holds or claims it.
    """
    states = (ControlState.CONTROLLED, ControlState.MIXED, ControlState.CLAIMED)
    if fact.state not in states:
        return
    text, denials = marked.text, list(_DENIED.finditer(marked.text))
    if len(denials) != 1:
        return
    (denial,) = denials
    if not _is_of(fact, marked, denial[2] or denial[5], denial[3] or denial[4]):
        return
    beside = text[: denial.start()] + " … " + text[denial.end() :]
    others = (words for path, words in fact.quotations if path != ("quote",))
    said = [beside, *others]
    told = fact.state is ControlState.CLAIMED and (
        denial["deny"].lower().startswith("rej") or any(map(_TOLD.search, said))
    )
    if told or may_turn(beside) or any(map(_WORDS_OF_HOLDING.search, said)):
        return
    yield fact.origin.problem(
        ("state",),
        Rule.STATE,
        f"the fact says `{fact.state}`, and its quotation only says that it is denied: “{denial['deny']} …”",
        "record it under `positions:` with `stance: denies`, quote the words that say who holds it, or keep it with"
        " `unproved: …`",
    )


def _not_held(fact: Control, marked: Marked) -> Iterator[Problem]:
    """Refuse that one holds a place, where the quotation only says that it does not, or may, or lost it (`state`)."""
    if fact.state not in (ControlState.CONTROLLED, ControlState.MIXED):
        return
    text, found = marked.text, _NOT_SO.search(marked.text)
    if not found or _REVERSED.search(text, 0, found.start()):
        return
    holder, places = numbers_of(found[0])
    verb = next(words for words in found.groupdict().values() if words)
    beside = [text[: found.start()] + " … " + text[found.end() :]]
    beside += [words for path, words in fact.quotations if path != ("quote",)]
    if not _is_of(fact, marked, holder, places) or any(map(_WORDS_OF_HOLDING.search, beside)):
        return
    yield fact.origin.problem(
        ("state",),
        Rule.STATE,
        f"the fact says `{fact.state}`, and its quotation only says “{verb}” of it",
        "mend the state or who holds it, quote the words that say so, or keep it with `unproved: …`",
    )


def _no_longer(fact: Control, marked: Marked) -> Iterator[Problem]:
    """Refuse that one holds a place, where the quotation only says that it did, once or until a day (`state`).

    What a fact dates is let be: it may have been so then.
    """
    if fact.state not in (ControlState.CONTROLLED, ControlState.MIXED) or fact.date:
        return
    if fact.since and fact.since.interval and not fact.since.open_end:
        return
    text, found = marked.text, _OVER.search(marked.text)
    if not found or _REVERSED.search(text, 0, found.start()) or not _is_of(fact, marked, *numbers_of(found[0])):
        return
    beside = [text[: found.start()] + " … " + text[found.end() :]]
    beside += [words for path, words in fact.quotations if path != ("quote",)]
    if any(_WORDS_OF_HOLDING.search(words) or _AGAIN.search(words) for words in beside):
        return
    yield fact.origin.problem(
        ("state",),
        Rule.STATE,
        f"the fact says `{fact.state}`, and its quotation only says that it was so: “{marked.plain(found[0])}”",
        "quote the words that say who holds it, tell it as an event, or keep it with `unproved: …`",
    )


def _fallen(fact: Control, marked: Marked) -> Iterator[Problem]:
    """Refuse that a place is besieged, where the quotation says that it fell after a siege (`state`)."""
    found = _FELL.search(marked.text) if fact.state is ControlState.BESIEGED else None
    if found and key(fact.place) in marked.named(numbers_of(found[0])[1]):
        beside = [marked.text[: found.start()], marked.text[found.end() :]]
        beside += [words for path, words in fact.quotations if path != ("quote",)]
        if not any(_SIEGE.search(words) or _AGAIN.search(words) for words in beside):
            yield fact.origin.problem(
                ("state",),
                Rule.STATE,
                f"the fact says `besieged`, and its quotation only says that it fell: “{marked.plain(found[0])}”",
                "write `state: controlled`, quote the words that say that it is besieged, or keep it with"
                " `unproved: …`",
                {"state": ControlState.CONTROLLED.value},
            )


def _road_only(fact: Control, marked: Marked) -> Iterator[Problem]:
    """Refuse that one holds a place which the quotation only names as where a road leads (`state`)."""
    if fact.state not in (ControlState.CONTROLLED, ControlState.MIXED, ControlState.CLAIMED):
        return
    found = _ROAD.search(marked.text)
    if not found or not _is_of(fact, marked, found[1], found["to"]):
        return
    beside = [marked.text[: found.start()], marked.text[found.end() :]]
    beside += [words for path, words in fact.quotations if path != ("quote",)]
    named = sum(key(fact.place) in mention.keys for mention in marked.mentions)
    if named == 1 and not any(map(_WORDS_OF_HOLDING.search, beside)):
        yield fact.origin.problem(
            ("place",),
            Rule.STATE,
            f"the quotation names it only as where a road leads: “{marked.plain(found[0])}”",
            "mend the place, quote the words that say who holds it, or keep it with `unproved: …`",
        )


def _is_of(fact: Control, marked: Marked, holder: str, places: str) -> bool:
    """Tell whether words about one who holds some places are about a fact's."""
    return key(fact.place) in marked.named(places) and not marked.named(holder).isdisjoint(map(key, fact.by))

"""Refuse who holds a place where the quotation only says that it does not, may, did once, or that another denies it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Control, ControlState, Fact
from dateline.problems import Problem, Rule
from dateline.prove.holders import ACTIVE, ADVERBS, BY, MAYBE, PASSIVE, REVERSED, SINCE
from dateline.prove.marks import ACTOR, OF_ACTOR, PLACE, Marked, mark, numbers_of
from dateline.prove.naming import Register, key
from dateline.text.denials import may_turn

_DENIED = re.compile(
    rf"\b(?P<deny>[Dd]en(?:y|ies|ied|ying) that|[Rr]eject(?:s|ed|ing)? (?:(?:the|these|all) )?claims? that) "
    rf"(?:{ACTIVE}|{PASSIVE}{BY})"
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
    rf"|(?P<nor>Neither) {ACTOR} nor {ACTOR} {ADVERBS}(?:holds?|controls?) {_FEW}"
    rf"|(?P<taken>(?:re)?(?:took|taken|seized|captured)|won|wrested) {PLACE}(?: back)? from {ACTOR}"
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
_SIEGE = re.compile(r"\b(?:besieg|encircl|siege)", re.IGNORECASE)
_FELL = re.compile(
    rf"{PLACE} (?:has |have )?(?:fell|fallen) (?:to {ACTOR} )?[^.;:]{{0,40}}?after (?:a|the|its) [^.;:]{{0,40}}?siege"
    r"(?: of [a-z0-9 ]+)?"
)
_TO = r"(?:in|into|to|from|towards?|out of|leading to) (?:the )?"
_ROADS = r"(?:roads?|highways?|routes?|causeways?|railways?|tracks?)"
_ROAD = re.compile(
    rf"{OF_ACTOR} {ADVERBS}"
    r"(?:holds?|controls?|(?:has|have|is|are) (?:blocked|cut|closed|blocking|mined)) (?:[^.;:]*? and )?"
    rf"[^.;:]{{0,40}}?\b{_ROADS} {_TO}(?P<to>{PLACE})"
    rf"|\b{_ROADS} {_TO}(?P<of>{PLACE}) (?:is|are|was|were|remains?|has been|have been) {ADVERBS}"
    r"(?:(?:held|controlled|blocked|cut) by|under|in the hands of)"
    rf" {OF_ACTOR}(?:['’]s? control)?"
)
_TOWN = re.compile(
    r"\b(?:town|city|village|place|hands|took|f[ae]ll\w*|govern\w*|rul\w+|occup\w+|stronghold|base|bastion|enter\w*|storm\w*)\b"
)
"""Beside a road: words that may say who holds where it leads."""


def prove_not_unheld(fact: Fact, register: Register) -> Iterator[Problem]:
    """Refuse a state of control where the words of the quotation plainly say that it is not so (`state`)."""
    if not isinstance(fact, Control) or not fact.by or "…" in fact.quote or not MAYBE.search(fact.quote):
        return
    marked = mark(fact.flat_quote, register)
    yield from _denied(fact, marked)
    yield from _not_held(fact, marked)
    yield from _no_longer(fact, marked)
    yield from _fallen(fact, marked)
    yield from _road_only(fact, marked)


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
    text, found = marked.text, _NOT_SO.search(marked.text)
    if not found or REVERSED.search(text, 0, found.start()):
        return
    if fact.state not in (ControlState.CONTROLLED, ControlState.MIXED) and not (
        fact.state is ControlState.CLAIMED and found["taken"]
    ):
        return
    holder, places = numbers_of(found[0])
    verb = next(words for words in found.groupdict().values() if words)
    beside = [text[: found.start()] + " … " + text[found.end() :]]
    beside += [words for path, words in fact.quotations if path != ("quote",)]
    if not _is_of(fact, marked, holder, places) or any(map(_WORDS_OF_HOLDING.search, beside)):
        return
    if found["taken"]:
        if any(map(SINCE.search, beside)):
            return
        verb = marked.plain(found[0])
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
    if not found or REVERSED.search(text, 0, found.start()) or not _is_of(fact, marked, *numbers_of(found[0])):
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
    if not found or key(fact.place) not in marked.named(found["to"] or found["of"]):
        return
    beside = [marked.text[: found.start()], marked.text[found.end() :]]
    beside += [words for path, words in fact.quotations if path != ("quote",)]
    named = sum(key(fact.place) in mention.keys for mention in marked.mentions)
    if named == 1 and not any(_WORDS_OF_HOLDING.search(words) or _TOWN.search(words) for words in beside):
        yield fact.origin.problem(
            ("place",),
            Rule.STATE,
            f"the quotation names it only as where a road leads: “{marked.plain(found[0])}”",
            "mend the place, quote the words that say who holds it, or keep it with `unproved: …`",
        )


def _is_of(fact: Control, marked: Marked, holder: str, places: str) -> bool:
    """Tell whether words about one who holds some places are about a fact's."""
    return key(fact.place) in marked.named(places) and not marked.named(holder).isdisjoint(map(key, fact.by))

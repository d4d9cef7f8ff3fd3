"""Hold who holds or besieges a place against the plainest words for it: “X holds P”, “X took P”, “besieged by X”.

Where the words may mean something else nothing is concluded: what these rules pass is not thereby right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from dateline.model.facts import Control, ControlState, Fact
from dateline.problems import Problem, Rule
from dateline.prove.marks import ACTOR, OF_ACTOR, PLACE, Marked, mark, numbers_of
from dateline.prove.naming import Register, key
from dateline.prove.quoted import Quoted

_PLACES = rf"{PLACE}(?:(?:, and| and|,) {PLACE})*"
ADVERBS = r"(?:(?:now|still|also|currently|fully|firmly) ){0,2}"
_ASIDE = r"(?:, (?:which|who) [^,.;:]{1,60},)?"
"""Between who holds a place and the verb: what else it is."""
ACTIVE = (
    rf"{OF_ACTOR}{_ASIDE} {ADVERBS}(?:holds?|controls?|(?:has|have) (?:held|controlled)"
    rf"|(?:is|are|remains?) {ADVERBS}in (?:full )?control of) ({_PLACES})(?! (?:is|was)\b)"
)
PASSIVE = rf"({_PLACES}) (?:is|are|remains?|has been|have been) {ADVERBS}"
BY = rf"(?:held|controlled) by {ACTOR}"
MAYBE = re.compile(
    r"hold|held|control|take|seize|capture|lost|ceded|hands|fell|fallen|siege|encircl|surround|road|highway|route"
    r"|took|overran|causeway|railway|track|wrest|\bwon\b"
)
"""A part of a word that each of the patterns below asks for: where it is missing no names have to be looked for."""
_HOLDS = re.compile(ACTIVE)
_HELD = re.compile(rf"{PASSIVE}(?:{BY}(?! and\b)|under {ACTOR}(?:['’]s?)? control\b)")
_TAKEN = re.compile(
    rf"({_PLACES}) (?:has |have )?(?:fell|fallen) to {ACTOR}(?! and\b)"
    rf"|({_PLACES}) (?:was|were|has been|have been|is|are) (?:re)?(?:seized|captured|taken)(?: from {ACTOR})? by"
    rf" {ACTOR}(?! and\b)"
)
_TOOK = re.compile(
    rf"{OF_ACTOR} (?:has |have )?"
    r"(?:(?:took|taken) (?:full |complete |total )?control of|(?:re)?(?:took|taken|seized|captured)|overran)"
    rf" ({_PLACES})(?=[.,;:]|$| (?:on|in|at|from|after|by|last|this|over|during|early|late|overnight|yesterday|without"
    r"|as|when)\b)"
)
"""One took a place; it may have lost it since."""
SINCE = re.compile(
    r"[;:.](?=\s)|\b(?:but|then|later|until|before|since|again|back|return\w*|re(?:captur\w*|tak\w*|took|gain\w*)|still|now"
    r"|h[eo]ld\w*|control\w*|dr[oi]v\w+|push\w*|expel\w*|oust\w*|liberat\w+|under)\b",
    re.IGNORECASE,
)
"""Beside that: it may be another's since."""
_NOT = re.compile(r"\b(?:not|than|nor|neither|unlike)(?: only)? $", re.IGNORECASE)
"""Before a name: another one holds it."""
_RATHER = re.compile(
    rf"{ACTOR},? (?:and )?(?:not|rather than) {ACTOR},? {ADVERBS}(?:holds?|controls?) ({_PLACES})(?! (?:is|was)\b)"
    rf"|{PASSIVE}(?:held|controlled) by {ACTOR},? (?:and )?(?:not|rather than) (?:by )?{ACTOR}"
    rf"|{PASSIVE}(?:in the hands|under the control) of {ACTOR},? (?:and )?(?:not|rather than) (?:of )?{ACTOR}"
)
"""Of two, one holds a place, and the other does not."""
_BESIEGED = re.compile(
    rf"({_PLACES}) (?:is|are|remains?|has been|have been) {ADVERBS}(?:under siege|besieged|encircled|surrounded) by"
    rf" {OF_ACTOR}(?! and\b)"
)
_BESIEGES = re.compile(
    rf"{OF_ACTOR}{_ASIDE} {ADVERBS}(?:besieges?|encircles?|surrounds?|(?:has|have) (?:besieged|encircled|surrounded)"
    rf"|(?:is|are) {ADVERBS}(?:besieging|encircling|surrounding)) ({_PLACES})(?! (?:is|was)\b)"
)
REVERSED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|not|nobody|no one|untrue|false)\b", re.IGNORECASE
)
"""Before such words: they may not be so."""


_ALSO = re.compile(r"^.*\b(?:hold|held|control|seiz|captur|t[ao]k|rul|govern|occup).*,", re.IGNORECASE)
"""An aside that says of another place that one holds it, too."""


def prove_held(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Hold who holds a place against the words of the quotation that plainly say so, or deny it (P5, `state`)."""
    if not isinstance(fact, Control) or not fact.by or not MAYBE.search(fact.quote):
        return
    marked = mark(fact.flat_quote, register)
    if quoted.names_several("actors/"):
        yield from _holder(fact, marked, register)
    if quoted.names_several("places/"):
        yield from _aside(fact, marked)


def _holder(fact: Control, marked: Marked, register: Register) -> Iterator[Problem]:
    """Refuse who holds a place, where the quotation says of that place that another one does (P5)."""
    does, read = ("besieges", _besieging) if fact.state is ControlState.BESIEGED else ("holds", _holding)
    holders: dict[str, set[str]] = defaultdict(set)
    for holder, places in read(marked):
        for name in marked.named(places):
            holders[name] |= marked.named(holder)
    known = holders.get(key(fact.place), set())
    if known and known.isdisjoint(map(key, fact.by)):
        ids = sorted(name.removeprefix("actors/") for name in known if name.startswith("actors/"))
        names = " or ".join(f"“{register.records[f'actors/{name}'].name}”" for name in ids)
        yield fact.origin.problem(
            ("by",),
            Rule.NAMES,
            f"the quotation says that {names} {does} “{fact.place.name}”",
            f"write `by: {' or '.join(ids)}`, or the `place:` that “{fact.by[0].name}” {does}",
        )


def _aside(fact: Control, marked: Marked) -> Iterator[Problem]:
    """Refuse a place that is only named in what else is said of who holds another: “X, based in P, holds Q” (P5)."""
    for found in _HOLDS.finditer(marked.text):
        aside = marked.text[found.end(1) : found.start(2)]
        between = marked.named(numbers_of(aside)[1]) if not _ALSO.search(aside) else frozenset()
        held = marked.named(found[2])
        ids = sorted(name.removeprefix("places/") for name in held)
        named = sum(key(fact.place) in mention.keys for mention in marked.mentions)
        mine = not marked.named(found[1]).isdisjoint(map(key, fact.by))
        if mine and named == 1 and key(fact.place) in between and not REVERSED.search(marked.text, 0, found.start()):
            yield fact.origin.problem(
                ("place",),
                Rule.NAMES,
                f"the quotation says that it holds “{marked.plain(found[2])}”, and names"
                f" “{fact.place.name}” only in what else it says of “{fact.by[0].name}”",
                f"write `place: {' or '.join(ids)}`, or quote the words that say who holds “{fact.place.name}”",
                *([{"place": ids[0]}] if len(ids) == 1 else []),
            )


def _besieging(marked: Marked) -> Iterator[tuple[str, str]]:
    """Yield each besieger that plain words name, with the places that it besieges, as numbers of mentions."""
    if not REVERSED.search(marked.text):
        yield from ((found[2], found[1]) for found in _BESIEGED.finditer(marked.text))
        yield from ((found[1], found[2]) for found in _BESIEGES.finditer(marked.text))


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
        if not REVERSED.search(text, 0, found.start()):
            yield (found[1], found[3]) if found[1] else (found[5] or found[8], found[4] or found[7])
    for found in (*_TAKEN.finditer(text), *_TOOK.finditer(text)):
        beside = f"{text[: found.start()]} … {text[found.end() :]}"
        if not REVERSED.search(beside) and not SINCE.search(beside):
            if found.re is _TOOK:
                yield found[1], found[2]
            else:
                yield (found[2], found[1]) if found[1] else (found[5], found[3])

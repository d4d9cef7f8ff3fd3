"""Hold who holds a place against the plainest words for it: “X holds P”, “X does not hold P”, “denied that X holds P”.

Where the words may mean something else nothing is concluded: what these rules pass is not thereby right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model.facts import Control, ControlState, Fact
from dateline.problems import Problem, Rule
from dateline.prove.naming import Register, key
from dateline.prove.quoted import Quoted
from dateline.text.denials import may_turn
from dateline.text.names import Mention

# Each mention is written as its number between two signs, so that a pattern need not know what is registered.
_A, _P = "\ue0a0", "\ue0b0"
_MARK = re.compile(rf"[{_A}{_P}](\d+)[{_A}{_P}]")
_ACTOR = rf"(?:[Tt]he )?{_A}(\d+){_A}"
_PLACES = rf"{_P}\d+{_P}(?:(?:, and| and|,) {_P}\d+{_P})*"
_ADVERBS = r"(?:(?:now|still|also|currently|fully|firmly) ){0,2}"
_ACTIVE = rf"{_ACTOR} {_ADVERBS}(?:holds?|controls?|(?:has|have) (?:held|controlled)) ({_PLACES})(?! (?:is|was)\b)"
_PASSIVE = rf"({_PLACES}) (?:is|are|remains?|has been|have been) {_ADVERBS}"
_BY = rf"(?:held|controlled) by {_ACTOR}"
_MAYBE = re.compile(r"hold|held|control|take|seize|capture|lost|ceded|hands")
"""A part of a word that each of the patterns below asks for: where it is missing no names have to be looked for."""
_HOLDS = re.compile(_ACTIVE)
_HELD = re.compile(rf"{_PASSIVE}(?:{_BY}(?! and\b)|under {_ACTOR}(?:['’]s?)? control\b)")
_DENIED = re.compile(
    rf"\b(?P<deny>[Dd]en(?:y|ies|ied|ying) that|[Rr]eject(?:s|ed|ing)? (?:(?:the|these|all) )?claims? that) "
    rf"(?:{_ACTIVE}|{_PASSIVE}{_BY})"
)
_TOLD = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|announc\w+|sa(?:ys?|id|ying)|t(?:ells?|old)|declar\w+|boast\w*)\b", re.IGNORECASE
)
"""Words by which somebody may claim what another one denies."""
_WORDS_OF_HOLDING = re.compile(r"\b(?:h[eo]ld\w*|control\w*|seiz\w+|captur\w+|t[ao]k\w+|under)\b", re.IGNORECASE)
_FEW = rf"({_P}\d+{_P}(?: (?:and|or) {_P}\d+{_P})?)(?! (?:is|was|are|were|has|remains?)\b)"
_NOT_SO = re.compile(
    rf"{_ACTOR} (?P<verb>(?:(?:does|do|did) not|no longer|may|might|could|would|will|cannot"
    r"|(?:wants?|plans?|hopes?|aims?|seeks?|tries|vow(?:s|ed)|failed) to)"
    rf"(?: \w+){{0,2}}? (?:holds?|controls?|takes?|seizes?|captures?)) {_FEW}"
    rf"|{_ACTOR} (?P<neither>(?:holds?|controls?) neither) ({_P}\d+{_P} nor {_P}\d+{_P})"
    rf"|{_ACTOR} (?:has |have )?(?P<lost>lost|ceded) {_FEW}"
)
"""One does not hold a place, or not yet, or no longer."""
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_THEN = (
    r"(?:(?:early |late |mid-?|the (?:end|beginning) of )?"
    rf"(?:(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?|\d{{4}})"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last (?:week|month|year|night)|recently|yesterday)"
)
_WAS_HELD = r"was (?:held|controlled) by|was (?:under the control|in the hands) of"
_OVER = re.compile(
    rf"(?<![^.;:] )Until {_THEN},? (?:{_ACTOR} (?:held|controlled) {_FEW}|{_P}\d+{_P} (?:{_WAS_HELD}) {_ACTOR})"
    rf"|{_ACTOR} (?:held|controlled) {_FEW} until {_THEN}(?=[,.;:]|$)"
    rf"|{_P}\d+{_P} (?:{_WAS_HELD}) {_ACTOR} until {_THEN}(?=[,.;:]|$)"
    rf"|{_ACTOR},? (?:(?:which|who) )?(?:once|formerly|previously) (?:held|controlled) {_FEW}"
    rf"|{_P}\d+{_P},? (?:(?:which|that) was |was )?(?:once|formerly|previously) (?:held|controlled) by {_ACTOR}"
)
"""One held a place until a day that is named, or once."""
_AGAIN = re.compile(r"\b(?:again|back|return\w*|re(?:captur\w*|tak\w*|took|gain\w*)|still|now|until)\b", re.IGNORECASE)
"""Beside that: it may be so again, or still."""
_NOT = re.compile(r"\b(?:not|than|nor|neither|unlike)(?: only)? $", re.IGNORECASE)
"""Before a name: another one holds it."""
_RATHER = re.compile(
    rf"{_ACTOR},? (?:and )?(?:not|rather than) {_ACTOR},? {_ADVERBS}(?:holds?|controls?) ({_PLACES})(?! (?:is|was)\b)"
    rf"|{_PASSIVE}(?:held|controlled) by {_ACTOR},? (?:and )?(?:not|rather than) (?:by )?{_ACTOR}"
    rf"|{_PASSIVE}(?:in the hands|under the control) of {_ACTOR},? (?:and )?(?:not|rather than) (?:of )?{_ACTOR}"
)
"""Of two, one holds a place, and the other does not."""
_REVERSED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|not|nobody|no one|untrue|false)\b", re.IGNORECASE
)
"""Before such words: they may not be so."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """Hold a fact's quotation with the number of each mention in its place, and the mentions."""

    text: str
    mentions: Sequence[Mention[str]]
    words: str
    """The quotation as it is."""

    def plain(self, words: str) -> str:
        """Return marked words as they stand in the quotation."""
        return _MARK.sub(
            lambda mark: self.words[self.mentions[int(mark[1])].start : self.mentions[int(mark[1])].end], words
        )

    def named(self, numbers: str) -> frozenset[str]:
        """Return the keys of all that some marks mean."""
        return frozenset().union(*(self.mentions[int(number)].keys for number in re.findall(r"\d+", numbers)))


def prove_held(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Hold who holds a place against the words of the quotation that plainly say so, or deny it (P5, `state`)."""
    if not isinstance(fact, Control) or not fact.by or not _MAYBE.search(fact.quote):
        return
    marked = _marked(fact.flat_quote, register)
    if quoted.names_several("actors/"):
        yield from _holder(fact, marked, register)
    if "…" not in fact.quote:
        yield from _denied(fact, marked)
        yield from _not_held(fact, marked)
        yield from _no_longer(fact, marked)


def _holder(fact: Control, marked: _Marked, register: Register) -> Iterator[Problem]:
    """Refuse who holds a place, where the quotation says of that place that another one does (P5)."""
    holders: dict[str, set[str]] = defaultdict(set)
    for found in (*_HOLDS.finditer(marked.text), *_HELD.finditer(marked.text)):
        if _NOT.search(marked.text, 0, found.start()):
            continue
        if found.re is _HOLDS:
            holder, places = found[1], found[2]
        else:
            holder, places = found[2] or found[3], found[1]
        for name in marked.named(places):
            holders[name] |= marked.named(holder)
    for found in _RATHER.finditer(marked.text):
        holder, places = (found[1], found[3]) if found[1] else (found[5] or found[8], found[4] or found[7])
        for name in marked.named(places) if not _REVERSED.search(marked.text, 0, found.start()) else ():
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


def _denied(fact: Control, marked: _Marked) -> Iterator[Problem]:
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


def _not_held(fact: Control, marked: _Marked) -> Iterator[Problem]:
    """Refuse that one holds a place, where the quotation only says that it does not, or may, or lost it (`state`)."""
    if fact.state not in (ControlState.CONTROLLED, ControlState.MIXED):
        return
    text, found = marked.text, _NOT_SO.search(marked.text)
    if not found or _REVERSED.search(text, 0, found.start()):
        return
    holder, verb, places = next(found.groups()[at : at + 3] for at in (0, 3, 6) if found.groups()[at])
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


def _no_longer(fact: Control, marked: _Marked) -> Iterator[Problem]:
    """Refuse that one holds a place, where the quotation only says that it did, once or until a day (`state`).

    What a fact dates is let be: it may have been so then.
    """
    if fact.state not in (ControlState.CONTROLLED, ControlState.MIXED) or fact.date:
        return
    if fact.since and fact.since.interval and not fact.since.open_end:
        return
    text, found = marked.text, _OVER.search(marked.text)
    if not found or _REVERSED.search(text, 0, found.start()) or not _is_of(fact, marked, *_marks(found[0])):
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


def _marks(words: str) -> tuple[str, str]:
    """Return the numbers of the actors and places that are marked in words."""
    return " ".join(re.findall(rf"{_A}(\d+){_A}", words)), " ".join(re.findall(rf"{_P}(\d+){_P}", words))


def _is_of(fact: Control, marked: _Marked, holder: str, places: str) -> bool:
    """Tell whether words about one who holds some places are about a fact's."""
    return key(fact.place) in marked.named(places) and not marked.named(holder).isdisjoint(map(key, fact.by))


def _marked(text: str, register: Register) -> _Marked:
    """Mark the mentions in a text."""
    mentions = register.names.mentions(text)
    parts, done = [], 0
    for at, mention in enumerate(mentions):
        sign = _A if any(name.startswith("actors/") for name in mention.keys) else _P
        parts += [text[done : mention.start], f"{sign}{at}{sign}"]
        done = mention.end
    return _Marked("".join([*parts, text[done:]]), mentions, text)

"""Refuse as said or done what a fact's quotation only tells as denied.

Where the words of the fact stand elsewhere in its quotations too, or say themselves that it is not so, nothing is
concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Event, Fact, Figure, Position, Stance
from dateline.problems import Problem, Rule
from dateline.prove.figures import says
from dateline.prove.naming import Register, key, read_tellers, speaks_before
from dateline.text.denials import Denial, may_turn, read_denials
from dateline.text.numbers import read_numbers
from dateline.text.stems import stem

_WORD = re.compile(r"[^\W\d_]{4,}")
_DIGITS = re.compile(r"\d+")
_LOOSE = frozenset(
    {"that", "this", "these", "those", "there", "have", "been", "were", "will", "would", "with", "from", "into", "onto"}
    | {"people", "anybody", "anyone", "somebody", "someone"}
    | {"near", "over", "they", "them", "their", "what", "when", "where", "which", "also", "some"}
)
"""Words that tell nothing of what is meant."""
_NEGATED = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|neither|without|den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|refut\w+"
    r"|disput\w+|false\w*|untrue|li(?:e|es|ed|ar)|wrong\w*|innocent\w*)\b|n[’']t\b",
    re.IGNORECASE,
)


def prove_denied(fact: Fact, register: Register) -> Iterator[Problem]:
    """Refuse what one states or aims at, what happened, what is counted, where a quotation only denies it (`state`)."""
    if not fact.source.in_english:
        return
    if isinstance(fact, Figure):
        yield from _uncounted(fact, register)
    if not isinstance(fact, (Position, Event)):
        return
    text = fact.flat_quote
    if (isinstance(fact, Position) and fact.stance is Stance.DENIES) or "…" in text or _NEGATED.search(fact.what):
        return
    others = " … ".join(" ".join(words.split()) for path, words in fact.quotations if path != ("quote",))
    for denial in read_denials(text):
        beside = f"{text[: denial.start]} … {text[denial.end :]} … {others}"
        if may_turn(beside) or not _is_denied(fact.what, denial, beside):
            continue
        if isinstance(fact, Event):
            if denial.ruled_out or _is_claim(fact, denial, register):
                continue
            yield fact.origin.problem(
                ("what",),
                Rule.STATE,
                f"the fact tells this as what happened, and its quotation only says that it {_is(denial)}:"
                f" “{denial.cue}”",
                f"{_record(denial)}, quote the words that say that it happened, or keep it with `unproved: …`",
            )
        elif not denial.taken_back and any(_denies(key(actor), text, denial, register) for actor in fact.actors):
            yield fact.origin.problem(
                ("stance",),
                Rule.STATE,
                f"the fact says `{fact.stance}`, and its quotation only says that it is denied: “{denial.cue}”",
                f"write `stance: denies`, quote the words that say `{fact.stance}`, or keep it with `unproved: …`",
                {"stance": Stance.DENIES.value},
            )
        return


def _uncounted(fact: Figure, register: Register) -> Iterator[Problem]:
    """Refuse a number that stands nowhere but in a denial."""
    text = fact.flat_quote
    denials = [*read_denials(text)] if "…" not in text else []
    if not denials:
        return
    told = [reading for reading in read_numbers(text) if says(reading, fact)]
    for denial in denials:
        if told and all(denial.start <= reading.start < denial.end for reading in told):
            beside = f"{text[: denial.start]} … {text[denial.end :]}"
            if not may_turn(beside) and not _is_claim(fact, denial, register):
                yield fact.origin.problem(
                    ("value" if fact.value else "quote",),
                    Rule.STATE,
                    f"the fact counts this, and its quotation only says that it {_is(denial)}: “{denial.cue}”",
                    f"{_record(denial)}, quote the words that count it, or keep it with `unproved: …`",
                )
            return


def _is(denial: Denial) -> str:
    return "was taken back" if denial.taken_back else "is denied"


def _record(denial: Denial) -> str:
    if denial.taken_back:
        return "tell as an event that it was taken back"
    return "record it under `positions:` with `stance: denies`"


def _denies(name: str, text: str, denial: Denial, register: Register) -> bool:
    """Tell whether an actor, by its key, is surely who denies something."""
    if denial.reported:
        return any(name in teller.keys for teller in read_tellers(text, register.names))
    return speaks_before(text, denial.start, name, register.names)


def _is_claim(fact: Fact, denial: Denial, register: Register) -> bool:
    """Tell whether a fact is told as the word of another one than who denies it, and the denial names whose it is."""
    return (
        denial.by_another
        and bool(fact.said_by)
        and not any(_denies(key(actor), fact.flat_quote, denial, register) for actor in fact.said_by)
    )


def _is_denied(what: str, denial: Denial, beside: str) -> bool:
    """Tell whether all that a fact tells stands in a denial, its verb as a verb, and nothing but names beside it."""
    told = {stem(word) for word in _WORD.findall(what) if word.lower() not in _LOOSE}
    denied = {stem(word) for word in _WORD.findall(denial.what)}
    if denial.ruled_out:
        # With whom somebody will have no truce, may stand anywhere.
        told = {stem(word) for word in _WORD.findall(what) if word.islower() and word not in _LOOSE}
    if not told or not told <= denied or told.isdisjoint(map(stem, denial.verbs)):
        return False
    if not {*_DIGITS.findall(what)} <= {*_DIGITS.findall(denial.what)}:
        return False
    plain = {stem(word) for word in _WORD.findall(what) if word.islower() and word not in _LOOSE}
    return plain.isdisjoint(map(stem, _WORD.findall(beside)))

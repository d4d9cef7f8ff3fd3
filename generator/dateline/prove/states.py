"""Hold the word of a closed list, for a stance, for talks, for control, against what a fact quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Agreement, Control, Fact, Position, Track, TrackState
from dateline.problems import Problem, Rule
from dateline.prove.naming import Register, key
from dateline.text.states import barred, contradicted

_WORDS_OF = {
    TrackState.AGREED: re.compile(
        r"agree|deal|accord|\bsign|settle|reach|conclud|truce|cease-?fire|pact|treat|understanding|compromise|exchange"
        r"|terms|accept|approv|consent|endors|adopt|reconcil|peace|sealed|struck",
        re.IGNORECASE,
    ),
    TrackState.COLLAPSED: re.compile(
        r"collaps|fail|br[eo]ke|break|\bend|without|abandon|walk|quit|left|leav|withdr|pull|cancel|call\w* off|reject"
        r"|over\b|no deal|deadlock|dead|abort|stop|halt|fell|storm|boycott|refus|void|nothing|fruitless|vain",
        re.IGNORECASE,
    ),
}
"""Parts of words of which one stands wherever it is told that talks came to this."""
_TALKS = re.compile(r"^(?:(?:as|the|their|these|peace) )*(?:talks|negotiations) ", re.IGNORECASE)
_WHO = re.compile(r"(?:, (?:which|who))? (?:(?:has|have|had|later|also|again|flatly|strongly) ){0,2}")
"""Between a name and what it does."""


def state_of(fact: Fact) -> tuple[str, str, str] | None:
    """Return the closed list, the field and the word by which a fact tells a state; None where it tells none."""
    if isinstance(fact, Position):
        return "stance", "stance", fact.stance.value
    if isinstance(fact, Track):
        return "talks", "state", fact.state.value
    if isinstance(fact, Control):
        return "control", "state", fact.state.value
    return None


def prove_state(fact: Fact, register: Register) -> Iterator[Problem]:
    """Ask that a fact's quotations do not say another state than its own, and nothing of its own."""
    if not fact.source.in_english:
        return
    words = " … ".join(" ".join(words.split()) for _, words in fact.quotations)
    if named := state_of(fact):
        states, field, own = named
        found = contradicted(states, own, words)
        if found and not (isinstance(fact, Position) and _is_anothers(fact, found[0], words, register)):
            said, other = found
            message = f"the fact says `{own}`, and its quotations say “{said}”, a word for `{other}`"
            remedy = f"write `{field}: {other}`, quote the words that say `{own}`, or keep it with `unproved: …`"
            yield fact.origin.problem((field,), Rule.STATE, message, remedy, {field: other})
            return
        if isinstance(fact, (Position, Track)) and (said_not := _barred(fact, states, own, words, register)):
            message = f"the fact says `{own}`, and its quotations say “{said_not[0]}”"
            remedy = f"{said_not[1]}, quote the words that say `{own}`, or keep it with `unproved: …`"
            yield fact.origin.problem((field,), Rule.STATE, message, remedy)
            return
        told = _WORDS_OF.get(fact.state) if isinstance(fact, Track) else None
        if told and not told.search(words):
            message = f"the fact says `{own}`, and no word of its quotations says that the talks came to that"
            remedy = f"mend the state, quote the words that say `{own}`, or keep it with `unproved: …`"
            yield fact.origin.problem((field,), Rule.STATE, message, remedy)
    elif isinstance(fact, Agreement) and (said_not := _barred(fact, "talks", TrackState.AGREED, words, register)):
        message = f"the fact tells an agreement, and its quotations say “{said_not[0]}”"
        instead = said_not[1] if said_not[1].startswith("record") else "record it under `tracks:`"
        remedy = f"{instead}, quote the words that say what was agreed, or keep it with `unproved: …`"
        yield fact.origin.problem(("parties",), Rule.STATE, message, remedy)


def _is_anothers(fact: Position, said: str, words: str, register: Register) -> bool:
    """Tell whether a word for another stance is said of somebody else: “blamed the Front, which denied it”."""
    at = words.index(said)
    before = [one for one in register.names.mentions(words) if one.end <= at]
    return (
        bool(before)
        and before[-1].keys.isdisjoint(map(key, fact.actors))
        and _WHO.fullmatch(words, before[-1].end, at) is not None
    )


def _barred(fact: Fact, states: str, own: str, words: str, register: Register) -> tuple[str, str] | None:
    """Return words by which a fact is not what its state says, and what to write; said of others, they bar nothing."""
    found = barred(states, own, words)
    if not found:
        return None
    said, instead = found
    mentions = [one for one in register.names.mentions(words) if any(name.startswith("actors/") for name in one.keys)]
    before = [mention for mention in mentions if mention.end <= said.start()]
    # Who is named by nobody before it may be anybody, unless it is said of the talks themselves.
    subject = before[-1:] or (mentions[:1] if _TALKS.search(words, 0, said.start()) else [])
    told = fact.party_facts if isinstance(fact, Track) else ()
    actors = (*fact.actors, *(actor for one in told for actor in one.actors))
    if _TALKS.search(said[0]):
        # Talks that are told of themselves are those of whoever is named.
        subject = [one for one in mentions if not one.keys.isdisjoint(map(key, actors))]
    return (said[0], instead) if subject and not subject[0].keys.isdisjoint(map(key, actors)) else None

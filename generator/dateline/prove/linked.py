"""Hold the words of a link in prose against what its fact counts, and against the state that it tells.

Only where it is certain: words that the fact's own quotations say, and any beside its own words, are let be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.model.facts import Control, ControlState, Demand, Event, Fact, Figure, Position, Stance, Track, TrackState
from dateline.model.registers import Indicator
from dateline.prove.counting import find_word, says_word
from dateline.prove.figures import says
from dateline.prove.linkedclaim import read_other_teller, read_unattributed
from dateline.prove.linkedcount import read_miscounted, read_opposite
from dateline.prove.naming import Register
from dateline.prove.states import state_of
from dateline.text.counted import groups_in
from dateline.text.numbers import read_numbers
from dateline.text.states import contradicted, may_say
from dateline.text.stems import stem
from dateline.text.undone import Why, read_undone, tells_as_done

_IS = re.compile(r"\b(?:is|are|was|were|has|have|been|remains?|remained|stays?|stayed|now)\b", re.IGNORECASE)
"""Before a word that tells a state: the link says it, and does not only name “the stalled talks”."""

_TALKS_DID = re.compile(r"\b(?:talks|negotiations)(?: in [A-Z]\S*(?: [A-Z]\S*)*)? $", re.IGNORECASE)
"""Before what talks did: “talks in Halden collapsed”."""
_ADMITS = re.compile(
    r"\b(?:admit(?:s|ted)?|acknowledg(?:es?|ed)|conced(?:es?|ed)|confess(?:es|ed)?|confirm(?:s|ed)?)\b", re.IGNORECASE
)
_HELD = re.compile(
    r"\b(?:is|are|remains?|(?:has|have) been) (?:(?:now|still|also|firmly|fully) )*"
    r"(?:held|controlled|in the hands|under (?:the )?(?:(?:firm|full) )?control)\b"
    r"|\b(?:holds?|controls?|(?:has|have) (?:held|controlled))\b",
    re.IGNORECASE,
)
_TOLD_AS: Mapping[ControlState, tuple[str, str]] = {
    ControlState.CONTESTED: (
        r"contest\w*|f[io]ught\w*|fight\w*|clash\w*|battl\w+|disput\w+|part\w*|attack\w*",
        "say that it is contested",
    ),
    ControlState.CLAIMED: (
        (
            r"claim\w*|sa(?:y|ys|id|ying)|t(?:ell|ells|old)|announc\w+|declar\w+|accord\w+|insist\w*|account|report\w*|alleg\w*"
            r"|assert\w*|state[sd]?|maintain\w*|believ\w*|purport\w*"
        ),
        "say that it is claimed, and by whom",
    ),
    ControlState.UNKNOWN: (
        r"unknown|unclear|uncertain|unsure|know\w*|who|whoever|whether|contest\w*|disput\w+",
        "say that it is not known",
    ),
}
"""Words by which a link tells such a fact as what it is, and what to do without one."""
_NOT = re.compile(r"\b(?:not|no|never|nobody|none|neither|nor|without|if|whether)\b|n[’']t\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|can|must|to|expect\w*|due|plan\w*|schedul\w+|set|ahead|com(?:e|es|ing)"
    r"|next|soon|tomorrow|hop(?:e|es|ed|ing)|wait\w*|await\w*|until|before|if|once|when|poised|prepar\w+|announc\w+"
    r"|promis\w+|intend\w*|future|yet|likely|about|agree\w*|demand\w*|call\w*|urg\w+|offer\w*|threat\w*|vow\w*"
    r"|pledg\w+|forecast\w*|predict\w*|foresee\w*|foresaw)\b",
    re.IGNORECASE,
)
"""Words by which prose may tell something as still to come."""
_DONE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbeing )\b"
    r"(?P<verb>[a-z]{2,}ed|came|went|(?:re)?took|met|began|sent|brought|gave|withdrew|left|broke|built|rebuilt|drove|struck|made|won)\b"
)
_WAS = r"\b(?:was|were|(?:has|have|had) been) (?:\w+ly )?"
"""Before the verb of what befell somebody."""
_DEMANDED = re.compile(
    r"\b(?:demand\w*|want\w*|ask\w*|call\w*|urg\w+|insist\w*|should|must|condition\w*|deadline|ultimatum|press\w*"
    r"|request\w*|appeal\w*|order\w*|told|tells?)\b",
    re.IGNORECASE,
)
"""Words with which prose tells a demand as one."""
_AGREED = re.compile(
    r"\b(?:agree[sd]?|consent(?:s|ed)?|pledge[sd]?|promise[sd]?|vow(?:s|ed)?) to (?P<verb>[a-z]{3,})\b"
)


_TOLD = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|refut\w*|disput\w*|false\w*|untrue|li(?:e|es|ed)|not|no|never"
    r"|nobody|nothing|none|neither|nor|sa(?:y|ys|id|ying)|t(?:ell|ells|old)|claim\w*|accus\w*|alleg\w*|report\w*|accord\w*"
    r"|insist\w*|want\w*|seek\w*|sought|aim\w*|ask\w*|tr(?:y|ies|ied|ying)|confirm\w*|admit\w*|acknowledg\w*)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
"""Words with which prose may tell what one wants or denies as that."""
_AS_DONE: Mapping[Stance, Callable[[str, Fact], tuple[str, str]]] = {
    Stance.AIMS: lambda verb, fact: (
        f"“{verb}” tells it as done, and “{fact.id}” "
        + ("says `aims`" if isinstance(fact, Position) else "as still to come"),
        f"say that it is {'wanted' if isinstance(fact, Position) else 'expected'}, or cite the event that came of it",
    ),
    Stance.DENIES: lambda verb, fact: (
        f"“{verb}” tells it as done, and “{fact.id}” says `denies`",
        "say that it is denied, or cite another fact",
    ),
}
_GOING_ON = re.compile(
    r"\b(?:talks|negotiations)(?: in (?-i:[A-Z])\S*(?: (?-i:[A-Z])\S*)*)? (?:(?:still|now) )?"
    r"(?:continue|go on|proceed|are (?:continuing|going on))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Misworded:
    """Hold a word of a link, or before it, that says something else than its fact, and why."""

    start: int
    end: int
    """Code points, counted from the link's first; before it they are negative."""
    message: str
    remedy: str


def read_misworded(
    words: str, beside: tuple[str, str], fact: Fact, indicators: Sequence[Indicator], register: Register
) -> Iterator[Misworded]:
    """Yield the first word of a link that tells another thing counted, or another state, than its fact.

    `beside` is what stands before and after the link in its sentence.
    """
    flat, found = words.replace("\n", " "), None
    if isinstance(fact, Figure):
        found = next(_other_count(flat, fact, indicators), None) or next(_miscounted(flat, fact), None)
    elif isinstance(fact, Demand):
        found = next(_granted(flat, beside, fact), None)
    elif isinstance(fact, Event):
        found = next(_done(flat, beside, fact) if fact.expected else _miscounted(flat, fact), None)
    elif named := state_of(fact):
        found = (
            next(_other_state(flat, fact, named[0], named[2]), None)
            or next(_admitted(flat, beside[0], fact), None)
            or next(_settled(flat, beside, fact), None)
            or next(_done(flat, beside, fact) if isinstance(fact, Position) else iter(()), None)
            or next(_going_on(flat, beside, fact), None)
        )
    found = found or next(_negated(flat, beside, fact), None)
    if not found and isinstance(fact, (Figure, Event)):
        found = next((Misworded(*one) for one in read_opposite(flat, fact)), None)
    told = found or next(_told_otherwise(flat, beside, fact, register), None)
    yield from [told] if told else []


def _other_count(words: str, figure: Figure, indicators: Sequence[Indicator]) -> Iterator[Misworded]:
    own = figure.indicator
    if not any(says(reading, figure) for reading in read_numbers(words)):
        return
    told = " ".join((*own.words, str(own.name), own.definition, *own.clauses, *(text for _, text in figure.quotations)))
    means = groups_in(" … ".join((*own.words, str(own.name))), surely=False)
    for other in indicators:
        if other is own or any(says_word(words, word) for word in own.words if word not in other.words):
            continue
        for word in other.words:
            # Of whom a number is told, may be said of any number.
            shared = word in (other.population, other.unit) or says_word(told, word)
            # “Killed” says the same of a death toll.
            shared = shared or not means.isdisjoint(groups_in(word, surely=False))
            if found := None if shared else find_word(words, word):
                yield Misworded(
                    found.start(),
                    found.end(),
                    f"“{found[0]}” is a word of “{other.id}”, and “{figure.id}” counts “{own.id}”",
                    f"say it in words of its indicator ({', '.join(own.words)}), or cite a figure of “{other.id}”",
                )
                return


def _miscounted(words: str, fact: Fact) -> Iterator[Misworded]:
    return (Misworded(*found) for found in read_miscounted(words, fact))


def _told_otherwise(words: str, beside: tuple[str, str], fact: Fact, register: Register) -> Iterator[Misworded]:
    """Find what a link tells as nobody's word, or as another's."""
    yield from (Misworded(*found) for found in read_other_teller(words, fact, register))
    yield from (Misworded(*found) for found in read_unattributed(words, beside, fact))


def _other_state(words: str, fact: Fact, states: str, own: str) -> Iterator[Misworded]:
    found = contradicted(states, own, words)
    if not found:
        return
    said, other = found
    at = words.index(said)
    settled = isinstance(fact, Position) or _IS.search(words, 0, at) or _TALKS_DID.search(words, 0, at)
    if not _is_quoted(said, fact) and settled:
        message = f"“{said}” is a word for `{other}`, and “{fact.id}” says `{own}`"
        yield Misworded(at, at + len(said), message, "say it as the fact’s quotation does, or cite another fact")


def _admitted(words: str, before: str, fact: Fact) -> Iterator[Misworded]:
    """Find a verb by which somebody admits what the fact tells as denied, in the link or just before it."""
    if not isinstance(fact, Position) or fact.stance is not Stance.DENIES:
        return
    clause = re.split(r"[,;:“”()]|\b(?:and|but|while|although|though)\b", before)[-1]
    told = clause + words
    found = _ADMITS.search(told)
    if not found or may_say("stance", "denies", told) or _is_quoted(found[0], fact):
        return
    message = f"“{found[0]}” tells it as admitted, and “{fact.id}” says `denies`"
    remedy = "say that it is denied, or cite another fact"
    yield Misworded(found.start() - len(clause), found.end() - len(clause), message, remedy)


def _settled(words: str, beside: tuple[str, str], fact: Fact) -> Iterator[Misworded]:
    """Find words by which one holds a place, where the fact says that it is contested, claimed or unknown."""
    if not isinstance(fact, Control) or fact.state not in _TOLD_AS:
        return
    own, remedy = _TOLD_AS[fact.state]
    found = _HELD.search(words)
    told = f"{beside[0]}{words}{beside[1]}"
    if (
        not found
        # Of what one claims, the quotation has the words too.
        or (fact.state is not ControlState.CLAIMED and _is_quoted(found[0], fact))
        or _NOT.search(told)
        or re.search(rf"\b(?:{own})\b", told, re.IGNORECASE)
    ):
        return
    message = f"“{found[0]}” tells it as settled, and “{fact.id}” says `{fact.state}`"
    yield Misworded(found.start(), found.end(), message, f"{remedy}, or cite another fact")


def _done(words: str, beside: tuple[str, str], fact: Event | Position) -> Iterator[Misworded]:
    """Find a verb by which something is done that the fact only expects, aims at or denies, and tells itself."""
    stance = fact.stance if isinstance(fact, Position) else Stance.AIMS
    if stance is Stance.STATES:
        return
    told = " ".join((fact.what, *(text for _, text in fact.quotations)))
    here = {word.lower() for word in re.findall(r"[^\W\d_]+", told)}
    stems = {*map(stem, re.findall(r"[^\W\d_]+", fact.what))} if isinstance(fact, Position) else {*map(stem, here)}
    for found in _DONE.finditer(words):
        verb = found["verb"]
        # Who aims to announce something, is not told as aiming at it by “announced”.
        aimed = isinstance(fact, Position) and stem(fact.what.split()[0]) == stem(verb)
        itself = "…" if aimed else found[0]
        around = f"{beside[0]}{words[: found.start()]}{itself}{words[found.end() :]}{beside[1]}"
        if _AHEAD.search(around) or (isinstance(fact, Position) and _TOLD.search(around)):
            continue
        # What is denied is denied in the past, and others may be told as freed beside those who “are freed”.
        befell = re.search(rf"\b(?:is|are|be) {verb}\b", fact.what) and re.search(_WAS + verb, words)
        if (stance is Stance.DENIES or verb not in here or befell) and stem(verb) in stems:
            yield Misworded(found.start(), found.end(), *_AS_DONE[stance](verb, fact))
            return


def _granted(words: str, beside: tuple[str, str], fact: Demand) -> Iterator[Misworded]:
    """Find words by which one agreed to what the fact only tells as demanded of it."""
    stems = {*map(stem, re.findall(r"[a-z]+", fact.what))}
    for found in _AGREED.finditer(words):
        around = f"{beside[0]}{words}{beside[1]}"
        if stem(found["verb"]) in stems and not (_NOT.search(around) or _DEMANDED.search(around)):
            message = f"“{found[0]}” tells it as agreed, and “{fact.id}” is a demand"
            yield Misworded(found.start(), found.end(), message, "say who demands it of whom, or cite another fact")
            return


def _going_on(words: str, beside: tuple[str, str], fact: Fact) -> Iterator[Misworded]:
    """Find words by which talks go on that stalled or collapsed."""
    over = isinstance(fact, Track) and fact.state in (TrackState.STALLED, TrackState.COLLAPSED)
    found = _GOING_ON.search(words) if over else None
    not_so = _NOT.search(f"{beside[0]}{words}{beside[1]}")
    if isinstance(fact, Track) and found and not not_so and not _is_quoted(found[0], fact):
        message = f"“{found[0]}” tells the talks as going on, and “{fact.id}” says `{fact.state}`"
        yield Misworded(found.start(), found.end(), message, f"say that they {fact.state}, or cite another fact")


def _negated(words: str, beside: tuple[str, str], fact: Fact) -> Iterator[Misworded]:
    """Find a verb by which something is done that the fact itself tells as not done: “has not”, “has offered to”."""
    if not isinstance(fact, (Event, Position)) or _NOT.search(f"{beside[0]}{words}{beside[1]}"):
        return
    # A link names the actor, which `what` leaves out.
    names = " ".join(spelling for actor in fact.actors for spelling in actor.spellings)
    for undone in read_undone(f"{names} {fact.what}".strip()):
        said_so = undone.why is not Why.NOT and (_AHEAD.search(f"{beside[0]}…{beside[1]}") or _TOLD.search(beside[0]))
        if not undone.opposite and not said_so and tells_as_done(words, undone, ""):
            verb = next(word for word in re.finditer(r"[^\W\d_]+", words) if stem(word[0]) == stem(undone.verb))
            message = f"“{verb[0]}” tells it as done, and “{fact.id}” says “{undone.words}”"
            remedy = "say that it is not so" if undone.why is Why.NOT else "say it as the fact does"
            yield Misworded(verb.start(), verb.end(), message, f"{remedy}, or cite another fact")
            return


def _is_quoted(said: str, fact: Fact) -> bool:
    return any(said.lower() in text.lower() for _, text in fact.quotations)

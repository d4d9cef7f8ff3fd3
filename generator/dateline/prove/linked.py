"""Hold the words of a link in prose against what its fact counts, and against the state that it tells.

Only where it is certain: words that the fact's own quotations say, and any beside its own words, are let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model.facts import Fact, Figure, Position
from dateline.model.registers import Indicator
from dateline.prove.counting import find_word, says_word
from dateline.prove.figures import says
from dateline.prove.states import state_of
from dateline.text.numbers import read_numbers
from dateline.text.states import contradicted

_IS = re.compile(r"\b(?:is|are|was|were|has|have|been|remains?|remained|stays?|stayed|now)\b", re.IGNORECASE)
"""Before a word that tells a state: the link says it, and does not only name “the stalled talks”."""


@dataclass(frozen=True, slots=True)
class Misworded:
    """Hold a word of a link that says something else than its fact, and why."""

    start: int
    end: int
    """Code points of the link's words."""
    message: str
    remedy: str


def read_misworded(words: str, fact: Fact, indicators: Sequence[Indicator]) -> Iterator[Misworded]:
    """Yield the first word of a link that tells another thing counted, or another state, than its fact."""
    flat = words.replace("\n", " ")
    if isinstance(fact, Figure):
        yield from _other_count(flat, fact, indicators)
    elif named := state_of(fact):
        yield from _other_state(flat, fact, named[0], named[2])


def _other_count(words: str, figure: Figure, indicators: Sequence[Indicator]) -> Iterator[Misworded]:
    own = figure.indicator
    if not any(says(reading, figure) for reading in read_numbers(words)):
        return
    phrases = (form for phrase in own.phrase.values() for form in (phrase.one, phrase.other) if form)
    told = " ".join((*own.words, str(own.name), own.definition, *phrases, *(text for _, text in figure.quotations)))
    for other in indicators:
        if other is own or any(says_word(words, word) for word in own.words if word not in other.words):
            continue
        for word in other.words:
            # Of whom a number is told, may be said of any number.
            shared = word in (other.population, other.unit) or says_word(told, word)
            if found := None if shared else find_word(words, word):
                yield Misworded(
                    found.start(),
                    found.end(),
                    f"“{found[0]}” is a word of “{other.id}”, and “{figure.id}” counts “{own.id}”",
                    f"say it in words of its indicator ({', '.join(own.words)}), or cite a figure of “{other.id}”",
                )
                return


def _other_state(words: str, fact: Fact, states: str, own: str) -> Iterator[Misworded]:
    found = contradicted(states, own, words)
    if not found:
        return
    said, other = found
    at = words.index(said)
    quoted = any(said.lower() in text.lower() for _, text in fact.quotations)
    if not quoted and (isinstance(fact, Position) or _IS.search(words, 0, at)):
        message = f"“{said}” is a word for `{other}`, and “{fact.id}” says `{own}`"
        yield Misworded(at, at + len(said), message, "say it as the fact’s quotation does, or cite another fact")

"""Hold the word of a closed list, for a stance, for talks, for control, against what a fact quotes."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.facts import Control, Fact, Position, Track
from dateline.problems import Problem, Rule
from dateline.text.states import contradicted


def state_of(fact: Fact) -> tuple[str, str, str] | None:
    """Return the closed list, the field and the word by which a fact tells a state; None where it tells none."""
    if isinstance(fact, Position):
        return "stance", "stance", fact.stance.value
    if isinstance(fact, Track):
        return "talks", "state", fact.state.value
    if isinstance(fact, Control):
        return "control", "state", fact.state.value
    return None


def prove_state(fact: Fact) -> Iterator[Problem]:
    """Ask that a fact's quotations do not say another state than its own, and nothing of its own."""
    named = state_of(fact)
    if not named:
        return
    states, field, own = named
    if fact.source.language.partition("-")[0] != "en":
        return
    words = " … ".join(" ".join(words.split()) for _, words in fact.quotations)
    if found := contradicted(states, own, words):
        said, other = found
        message = f"the fact says `{own}`, and its quotations say “{said}”, a word for `{other}`"
        remedy = f"write `{field}: {other}`, quote the words that say `{own}`, or keep it with `unproved: …`"
        yield fact.origin.problem((field,), Rule.STATE, message, remedy, {field: other})

"""Hold the word of a closed list, for a stance, for talks, for control, against what a fact quotes."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.facts import Control, Fact, Position, Track
from dateline.problems import Problem, Rule
from dateline.text.states import contradicted


def prove_state(fact: Fact) -> Iterator[Problem]:
    """Ask that a fact's quotations do not say another state than its own, and nothing of its own."""
    if isinstance(fact, Position):
        states, field, own = "stance", "stance", fact.stance.value
    elif isinstance(fact, Track):
        states, field, own = "talks", "state", fact.state.value
    elif isinstance(fact, Control):
        states, field, own = "control", "state", fact.state.value
    else:
        return
    if fact.source.language.partition("-")[0] != "en":
        return
    words = " … ".join(" ".join(words.split()) for _, words in fact.quotations)
    if found := contradicted(states, own, words):
        said, other = found
        message = f"the fact says `{own}`, and its quotations say “{said}”, a word for `{other}`"
        remedy = f"write `{field}: {other}`, quote the words that say `{own}`, or keep it with `unproved: …`"
        yield fact.origin.problem((field,), Rule.STATE, message, remedy, {field: other})

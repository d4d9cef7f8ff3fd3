"""Find the states of talks of which a later report tells how they went on, and hold the two against each other."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TypeVar

from dateline.model.facts import Fact, Track, TrackState
from dateline.problems import Problem, Rule

_Kind = TypeVar("_Kind", bound=Fact)


def find_earlier(facts: Iterable[Fact]) -> dict[str, Track]:
    """Return the states of talks that others go on from, by id, each with the newest of all that do.

    What a report says that was taken back makes no state an earlier one; what goes on from it does, also those before.
    """
    later = [fact for fact in facts if isinstance(fact, Track) and fact.continues and not fact.source.retracted]
    passed: set[str] = set()
    for fact in later:
        before = fact.continues
        while before and before.id not in passed:
            passed.add(before.id)
            before = before.continues
    last = sorted((fact for fact in later if fact.id not in passed), key=lambda fact: (fact.as_of.last, fact.id))
    # The newest comes last, and stands.
    return {state.id: fact for fact in last for state in fact.states[1:]}


def latest_first(facts: Iterable[_Kind], earlier: Container[str]) -> list[_Kind]:
    """Put the states of talks that others continue behind all else, the latest of them first."""
    return sorted(facts, key=lambda fact: (1, -fact.as_of.last.toordinal()) if fact.id in earlier else (0, 0))


def prove_continued(facts: Iterable[Fact]) -> Iterator[Problem]:
    """Ask of a state of talks that it is no older than the one that it continues, and that both name something.

    What they name in common, an actor or a place, stands in the quotations of each (P5): a state that is not proved
    counts only where none before is. That they are the same talks is the editors’ reading of it.
    """
    for fact in facts:
        if not isinstance(fact, Track) or not (before := fact.continues):
            continue
        proved = [state for state in before.states if not state.unproved] or before.states
        known = {(type(record), record.id) for state in proved for record in state.named}
        if not any((type(record), record.id) in known for record in fact.named):
            yield fact.origin.problem(
                ("continues",),
                Rule.NAMES,
                f"“{fact.id}” continues “{before.id}”, and they name no actor and no place in common",
                "write the `place:` of the talks, or an actor in them, at both, as their quotations name it",
            )
        # Talks may begin before the day on which they were to.
        dated = fact.source.is_dated and before.source.is_dated
        if dated and before.state is not TrackState.ANNOUNCED and fact.as_of.last < before.as_of.first:
            yield fact.origin.problem(
                ("continues",),
                Rule.DATE,
                f"“{fact.id}” is of {fact.as_of}, and “{before.id}”, which it continues, of {before.as_of}",
                "let the later one continue the earlier",
            )

"""Find the states of talks of which a later report tells how they went on, and hold the two against each other."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TypeVar

from dateline.model.facts import Fact, Track
from dateline.problems import Problem, Rule

_Kind = TypeVar("_Kind", bound=Fact)


def find_earlier(facts: Iterable[Fact]) -> dict[str, Track]:
    """Return the states of talks that another one continues, by id, each with the newest that does.

    What a report says that was taken back makes no state an earlier one.
    """
    after: dict[str, Track] = {}
    for fact in facts:
        if isinstance(fact, Track) and fact.continues and not fact.source.retracted:
            known = after.get(fact.continues.id)
            if known is None or known.as_of.last < fact.as_of.last:
                after[fact.continues.id] = fact
    earlier = {}
    for name, fact in after.items():
        newest = fact
        while newest.id in after:
            newest = after[newest.id]
        earlier[name] = newest
    return earlier


def latest_first(facts: Iterable[_Kind], earlier: Container[str]) -> list[_Kind]:
    """Put the states of talks that others continue behind all else, the latest of them first."""
    return sorted(facts, key=lambda fact: (1, -fact.as_of.last.toordinal()) if fact.id in earlier else (0, 0))


def prove_continued(facts: Iterable[Fact]) -> Iterator[Problem]:
    """Ask of a state of talks that it is no older than the one that it continues, and that both name something.

    What they name in common, an actor or a place, stands in the quotations of each (P5). That they are the same talks
    is the editors’ reading of it.
    """
    for fact in facts:
        if not isinstance(fact, Track) or not (before := fact.continues):
            continue
        known = {(type(record), record.id) for state in before.states for record in state.named}
        if not any((type(record), record.id) in known for record in fact.named):
            yield fact.origin.problem(
                ("continues",),
                Rule.NAMES,
                f"“{fact.id}” continues “{before.id}”, and they name no actor and no place in common",
                "write the `place:` of the talks, or an actor in them, at both, as their quotations name it",
            )
        if fact.as_of.last < before.as_of.first:
            yield fact.origin.problem(
                ("continues",),
                Rule.DATE,
                f"“{fact.id}” is of {fact.as_of}, and “{before.id}”, which it continues, of {before.as_of}",
                "let the later one continue the earlier",
            )

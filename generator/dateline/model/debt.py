"""Hold what a desk owes: its kinds, and one thing that is owed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.facts import Fact


class DebtKind(StrEnum):
    """Name what can be owed, in the order in which a desk is told."""

    UNPROVED = "unproved"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"
    STALE = "stale"
    SINGLE_CLAIMANT = "single_claimant"
    BELLIGERENT_ONLY = "belligerent_only"
    DEADLINE_PASSED = "deadline_passed"
    EXPECTED_PASSED = "expected_passed"
    OLDER_STATE = "older_state"
    SENTENCE_UNCHANGED = "sentence_unchanged"
    INFERRED_DATE = "inferred_date"
    NO_COORDINATES = "no_coordinates"
    SET_ASIDE = "set_aside"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class Debt:
    """Hold one thing that is owed."""

    kind: DebtKind
    file: str
    """POSIX path from the project's root."""
    line: int
    """From 1."""
    id: str
    """Of the fact, the source or the record."""
    message: str
    """What is owed, in one sentence without a full stop."""
    briefings: tuple[str, ...]
    """The briefings whose facts it belongs to, sorted; none for a record that no fact uses."""


def debt_of(kind: DebtKind, fact: Fact, field: str, message: str) -> Debt:
    """Make a debt of a fact, at one of its fields."""
    origin = fact.origin
    return Debt(kind, origin.path_of_file, origin.line_of((field,)), fact.id, message, (fact.briefing,))

"""Tell how old facts were at the information cutoff: one rule for pages, briefs and the desk."""

from __future__ import annotations

from dateline.model.edition import Edition
from dateline.model.facts import Event, Fact, Figure
from dateline.model.registers import Measure

_AGEING = frozenset({"control", "presence", "tracks"})
"""Kinds that tell how things stand: what is true of them may not be so any more."""


def days_old(fact: Fact, edition: Edition) -> int | None:
    """Return the days from a fact's date to the cutoff, negative after it; None where it goes on, or cannot be told.

    Of a month, a year, or the period that a figure counts over, the last day counts: it is at least so old.
    """
    date = fact.as_of
    # A state that holds since some time between two days did not end with the second.
    ended = not date.open_end and (isinstance(fact, Figure) or not date.interval)
    return (edition.cutoff.first - date.last).days if ended else None


def budget_of(fact: Fact, edition: Edition) -> int | None:
    """Return the age in days up to which a fact is taken to hold still; None where it does not age."""
    if not isinstance(fact, Figure):
        return edition.stale_after if fact.kind in _AGEING else None
    if fact.indicator.stale_after is not None:
        return fact.indicator.stale_after
    # What happened in a period that is over stays as it was.
    return None if fact.indicator.measure is Measure.FLOW else edition.stale_after


def is_stale(fact: Fact, edition: Edition) -> bool:
    """Tell whether a state of things was so old at the cutoff that it may not hold any more."""
    budget = budget_of(fact, edition)
    age = None if budget is None else days_old(fact, edition)
    return budget is not None and age is not None and age > budget


def is_overdue(fact: Fact, edition: Edition) -> bool:
    """Tell whether the day on which an event was expected was over before that of the cutoff."""
    expected = isinstance(fact, Event) and fact.expected and fact.date is not None and not fact.date.open_end
    return expected and fact.date is not None and fact.date.last < edition.cutoff.first

"""Tell what is new in an edition: what pages and data say of the edition before, and of a later one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from dateline.editions.diff import Difference, Renaming, claimant, diff, is_later, renamings
from dateline.editions.state import Entry, History, State, Step
from dateline.model.edition import Cause
from dateline.model.facts import Fact, Figure
from dateline.text.numbers import Quantifier


@dataclass(frozen=True)
class News:
    """Hold an edition's differences from the one before."""

    state: State
    before: State | None
    """None for the first edition."""
    later: State | None
    """The last edition, where an older one is built again for reading."""
    differences: Mapping[str, Difference]
    """By fact id."""
    names: tuple[Renaming, ...]
    """The actors and places that are called otherwise than in the edition before."""
    old: Mapping[str, Fact]
    """The changed and withdrawn facts as they were."""

    def correction(self, fact_id: str) -> Entry | None:
        """Return the entry of a later edition which says that a fact here was wrong."""
        past = self.later.history.get(fact_id) if self.later else None
        entries = [entry for entry in past.entries if is_later(entry.edition, self.state.id)] if past else []
        return next((entry for entry in reversed(entries) if entry.corrects), None)

    def former(self, fact_id: str) -> list[str]:
        """Return the ids that a fact had in earlier editions: links to them lead to it still."""
        return self._former.get(fact_id, [])

    @cached_property
    def _former(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for former, fact_id in self.state.renamed.get("facts", {}).items():
            found.setdefault(fact_id, []).append(former)
        return found

    def past(self, fact_id: str) -> tuple[Entry, ...]:
        """Return what the editions did to a fact, the latest first; nothing in the first edition."""
        return tuple(reversed(self.state.history[fact_id].entries)) if self.before else ()

    def taken_back(self, fact_id: str, entry: Entry) -> bool:
        """Tell whether what an edition did to a fact was that its source had been taken back since the one before."""
        entries = self.state.history[fact_id].entries
        before = entries[: entries.index(entry)]
        revised = entry.step is Step.CHANGED and entry.cause is Cause.SOURCE_REVISED
        return revised and entry.retracted and not (before and before[-1].retracted)

    def withdrawn(self) -> dict[str, dict[str, History]]:
        """Return the facts that were taken out, in this edition or an earlier one, by briefing."""
        found: dict[str, dict[str, History]] = {}
        for fact_id, past in self.state.history.items():
            if past.withdrawn:
                found.setdefault(past.briefing, {})[fact_id] = past
        return found

    def moved(self) -> dict[str, dict[str, str]]:
        """Return the facts that once stood in another briefing: that one → fact id → where it is to be found."""
        found: dict[str, dict[str, str]] = {}
        for fact_id, past in self.state.history.items():
            for briefing in sorted({entry.briefing for entry in past.entries} - {past.briefing}):
                found.setdefault(briefing, {})[fact_id] = past.briefing
        return found


def make_news(state: State, before: State | None, later: State | None, language: str) -> News:
    """Compare an edition with the one before; raise ValueError where that one cannot be made again."""
    if before is None:
        return News(state, None, later, {}, (), {})
    differences = {found.id: found for found in diff(before, state)}
    try:
        old = {found.id: before.fact(found.id) for found in differences.values() if found.step is not Step.NEW}
    except (KeyError, ArithmeticError, AttributeError, TypeError) as error:
        message = f"a fact of edition {before.id} names {error}, which its ledger does not hold"
        raise ValueError(message) from error
    return News(state, before, later, differences, renamings(before, state, language), old)


def delta(found: Difference, old: Fact, new: Fact, before: State, after: State) -> Decimal | None:
    """Return how much a figure grew; None where the two must not be subtracted.

    Only exact numbers of one claimant, place and definition can be: bounds and roundings have no difference.
    """
    same = {"indicator", "place", "from", "definition", "period"}
    if not (isinstance(old, Figure) and isinstance(new, Figure) and old.value and new.value):
        return None
    exact = old.quantifier is new.quantifier is Quantifier.EXACT
    claimants = {claimant(before, before.facts[found.id]), claimant(after, after.facts[found.id])}
    if not exact or found.series_break or same.intersection(found.fields) or len(claimants) > 1:
        return None
    return new.value.low - old.value.low or None

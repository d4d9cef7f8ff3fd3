"""Compare two states of the facts, fact by fact and field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.editions.canonical import Plain
from dateline.editions.state import EVIDENCE_ALONE, Entry, State, Step, said_in
from dateline.model.edition import Cause, edition_order

EVIDENCE = frozenset({"quote", "context", "attributed", "note", "headline", "briefing", "disputes"})
"""Fields that show a fact, and do not say it: a change of these alone needs no cause."""
OWN_WORDS = frozenset({"what", "terms", "title"})
"""Fields in the editor's own words."""
NUMBER = frozenset({"value", "quantifier", "magnitude"})
"""Fields that make a number with its hedge."""
DEFINITION = "definition"
"""Stands for the definition of a figure's indicator, which is a field of the register."""
RETRACTED = "retracted"
"""Stands for whether a fact's source was taken back, which is told in the record of the source."""
_DEFINING = ("definition", "unit", "measure", "population")
_SILENT = frozenset({"change", "prefix", "suffix"})


@dataclass(frozen=True)
class Difference:
    """Hold what became of one fact between two states."""

    id: str
    kind: str
    briefing: str
    step: Step
    fields: tuple[str, ...]
    """The keys that differ, and `definition`; none unless it was changed."""
    entries: tuple[Entry, ...]
    """What the editions between did to it, the oldest first."""

    @property
    def cause(self) -> Cause | None:
        """Return the last cause given; a correction outweighs those after it."""
        causes = [entry.cause for entry in self.entries if entry.cause]
        return Cause.CORRECTION if Cause.CORRECTION in causes else causes[-1] if causes else None

    @property
    def became(self) -> str:
        """Return the name of what readers are told: a step, `correction`, or `evidence` where nothing said changed."""
        cause = self.cause
        return cause.value if cause is Cause.CORRECTION else self.step.value if cause else EVIDENCE_ALONE

    @property
    def only_retracted(self) -> bool:
        """Tell whether nothing about it changed but that its source was taken back, or stands again."""
        return self.fields == (RETRACTED,) and self.cause is Cause.SOURCE_REVISED

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what the editors say of it."""
        return tuple(entry.note for entry in self.entries if entry.note)

    @property
    def series_break(self) -> bool:
        """Tell whether its figures must not be compared."""
        return any(entry.series_break for entry in self.entries)

    @property
    def grew(self) -> bool:
        """Tell whether its number is another one, and the two may stand side by side."""
        return self.step is Step.CHANGED and not self.series_break and bool(NUMBER.intersection(self.fields))


@dataclass(frozen=True, slots=True)
class Renaming:
    """Hold what an actor or a place was called, and is called now."""

    register: str
    id: str
    before: str
    after: str


def renamings(before: State, after: State, language: str) -> tuple[Renaming, ...]:
    """Return the actors and places of both states that are called otherwise in the later one, by register and id."""
    return tuple(
        Renaming(register, record_id, was, now)
        for register in ("actors", "places")
        for record_id, record in sorted(after.records[register].items())
        if record_id in before.records[register]
        and (was := said_in(before.records[register][record_id]["name"], language))
        != (now := said_in(record["name"], language))
    )


def diff(before: State, after: State) -> tuple[Difference, ...]:
    """Return what differs, by briefing, kind and id; `after` is the later state."""
    found = [*_gone(before, after)]
    for fact_id, fact in after.facts.items():
        fields = changed_fields(before, after, fact_id)
        if fields or fact_id not in before.facts:
            step = Step.CHANGED if fact_id in before.facts else Step.NEW
            found.append(_difference(before, after, fact, step, fields))
    return tuple(sorted(found, key=lambda found: (found.briefing, found.kind, found.id)))


def _gone(before: State, after: State) -> Iterator[Difference]:
    for fact_id, fact in before.facts.items():
        if fact_id not in after.facts:
            yield _difference(before, after, fact, Step.WITHDRAWN, ())


def _difference(before: State, after: State, fact: Plain, step: Step, fields: tuple[str, ...]) -> Difference:
    past = after.history.get(fact["id"])
    known = edition_order(before.id)
    entries = [entry for entry in past.entries if edition_order(entry.edition) > known] if past else []
    return Difference(fact["id"], fact["kind"], fact["briefing"], step, fields, tuple(entries))


def is_later(edition: str, than: str) -> bool:
    """Tell whether an edition comes after another."""
    return edition_order(edition) > edition_order(than)


def changed_fields(before: State, after: State, fact_id: str) -> tuple[str, ...]:
    """Return the fields of a fact that differ; none where a state does not have it."""
    old, new = before.facts.get(fact_id), after.facts.get(fact_id)
    if old is None or new is None:
        return ()
    keys = () if old == new else (old.keys() | new.keys()) - _SILENT
    changed = sorted(key for key in keys if old.get(key) != new.get(key))
    if "indicator" in new and "indicator" not in changed and _definition(before, old) != _definition(after, new):
        changed.append(DEFINITION)
    if "source" not in changed and is_retracted(before, old) != is_retracted(after, new):
        changed.append(RETRACTED)
    return tuple(changed)


def is_retracted(state: State, fact: Plain) -> bool:
    """Tell whether the source of a fact was taken back."""
    return RETRACTED in state.records["sources"].get(fact["source"], {})


def _definition(state: State, fact: Plain) -> tuple[str, ...]:
    indicator = state.records["indicators"].get(fact.get("indicator", ""), {})
    return tuple(indicator.get(key, "") for key in _DEFINING)


def claimant(state: State, fact: Plain) -> tuple[str, ...]:
    """Return who says a fact: its claimants, else the publisher of its source."""
    source = state.records["sources"].get(fact["source"], {})
    return tuple(fact.get("said_by", ())) or (source.get("publisher", ""),)

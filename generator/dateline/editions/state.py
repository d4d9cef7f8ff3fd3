"""Hold one state of all facts: that of an edition that was published, or the one in work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, partial
from typing import Annotated

from pydantic import Field

from dateline.editions.canonical import Plain, Revived, canonical
from dateline.kept import Kept
from dateline.model.edition import Cause, EditionId
from dateline.model.facts import Fact
from dateline.model.project import Project
from dateline.model.registers import Actor

EVIDENCE_ALONE = "evidence"
"""What became of a fact that says the same, and is only quoted otherwise."""


Renames = Mapping[str, Mapping[str, str]]
"""Register → former id → id."""


class Step(StrEnum):
    """Say what became of a fact from one edition to the next."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Entry:
    """Hold what one edition did to a fact."""

    edition: EditionId
    step: Step
    cause: Annotated[Cause | None, Field(default=None)]
    """None where only its evidence is quoted otherwise; a ledger leaves it out then."""
    briefing: str
    """Where it stood, or had stood when it was withdrawn."""
    note: str = ""
    series_break: bool = False
    retracted: bool = False
    """Whether the document behind it had been taken back by then."""
    unproved: bool = False
    """Whether it was marked as not proved then."""
    text: str = ""
    """Its sentence in that edition; that of the edition before where it was withdrawn."""

    @property
    def corrects(self) -> bool:
        """Tell whether the edition says that the one before was wrong."""
        return self.cause is Cause.CORRECTION

    @property
    def became(self) -> str:
        """Return the name of what readers are told: a step, `correction`, or `evidence` where nothing said changed."""
        return Cause.CORRECTION.value if self.corrects else self.step.value if self.cause else EVIDENCE_ALONE


@dataclass(frozen=True)
class History:
    """Hold what became of one fact, edition by edition."""

    entries: tuple[Entry, ...]
    """The oldest first; editions that left it as it was have none."""

    @property
    def briefing(self) -> str:
        """Return where it stands, or stood last."""
        return self.entries[-1].briefing

    @property
    def withdrawn(self) -> bool:
        """Tell whether it was taken out."""
        return self.entries[-1].step is Step.WITHDRAWN


@dataclass(frozen=True)
class State:
    """Hold the facts of an edition in canonical form, the registers they name, and the history of each."""

    edition: Plain
    records: Mapping[str, Mapping[str, Plain]] = field(repr=False)
    """Register, or `facts` → id → record; `briefings` has their titles and prose: by page, and the `summary`.

    Ledgers of before it was kept have no prose.
    """
    history: Mapping[str, History] = field(repr=False)
    """By fact id; of facts that were withdrawn too."""
    renamed: Renames = field(default_factory=dict, repr=False)
    """Every id that a record had in an earlier edition, and has no more."""

    @property
    def id(self) -> str:
        """Return the edition's id."""
        return str(self.edition["id"])

    @property
    def facts(self) -> Mapping[str, Plain]:
        """Return the facts by their ids."""
        return self.records["facts"]

    @cached_property
    def _revived(self) -> Revived:
        return Revived(self.records)

    def title(self, slug: str, language: str) -> str:
        """Return the title of a briefing that stands, or stood in an earlier edition; its slug where none is known."""
        return said_in(self.records["briefings"].get(slug, {}).get("title", slug), language)

    def fact(self, fact_id: str) -> Fact:
        """Make a fact again; raise ValueError or KeyError where its canonical form is not one of ours."""
        return self._revived.fact(fact_id)

    @property
    def actors(self) -> list[Actor]:
        """Make the actors again; raise ValueError or KeyError where the canonical form of one is not one of ours."""
        return self._revived.actors()

    def said(self, texts: Mapping[str, str]) -> State:
        """Return the state with the sentences of its facts in the entries of its own edition."""
        history = {
            fact_id: replace(
                past, entries=tuple(_say(entry, self.id, texts.get(fact_id, "")) for entry in past.entries)
            )
            for fact_id, past in self.history.items()
        }
        return replace(self, history=history)


def said_in(name: str | Mapping[str, str], language: str) -> str:
    """Return a name in canonical form in a language, else the first one given."""
    return name if isinstance(name, str) else name.get(language) or next(iter(name.values()))


def _say(entry: Entry, edition: str, text: str) -> Entry:
    return replace(entry, text=text) if entry.edition == edition and entry.step is not Step.WITHDRAWN else entry


def state_of(project: Project, history: Mapping[str, History], kept: Kept | None = None) -> State:
    """Return the state of a project, whose facts the history tells of."""
    kept = kept or Kept()
    records: dict[str, dict[str, Plain]] = {
        name: {record.id: kept.get(("canonical", record), partial(canonical, record)) for record in register}
        for name, register in project.registers.items()
    }
    titles = {
        briefing.slug: {
            "prose": {str(path[-1]): text for path, text in briefing.texts},
            "title": canonical(briefing)["title"],
        }
        for briefing in project.briefings
    }
    return State(canonical(project.edition), {**records, "briefings": titles}, history)

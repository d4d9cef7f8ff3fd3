"""Hold briefings and the whole project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator

from dateline.model.basemap import Basemap
from dateline.model.edition import Edition, Withdrawal
from dateline.model.facts import Control, Fact, Figure
from dateline.model.registers import Actor, Indicator, Place, PlaceRef, Source
from dateline.model.values import Given, NameField, Record, Words, id_schema, listed, reference


class Section(StrEnum):
    """Name the pages of a briefing that editors may open with a paragraph."""

    CONTROL = "control"
    """The page that tells who holds what."""
    FACTIONS = "factions"
    """The page that tells who is where."""
    NEGOTIATIONS = "negotiations"
    """The page that tells who talks to whom."""
    HUMANITARIAN = "humanitarian"
    """The page of figures."""
    TIMELINE = "timeline"
    """The page that tells what happened when."""


FigureRef = Annotated[Figure, PlainValidator(reference("figures")), id_schema("the figures of any briefing")]


class Briefing(Record):
    """Gather the facts on one subject."""

    title: NameField
    """What the briefing is called: words, or one name for each language."""
    places: Annotated[tuple[PlaceRef, ...], BeforeValidator(listed), Field(min_length=1)]
    """The places whose control the briefing reports."""
    summary: Words
    """The situation in a few sentences of Markdown; a fact is cited by `[words](fact:ID)`."""
    key_figures: tuple[FigureRef, ...] = ()
    """The figures that its overview shows, in this order."""
    prose: dict[Section, Words] = Field(default_factory=dict)
    """Paragraphs of Markdown that open its pages, by page; facts are cited as in the summary."""
    slug: Given = ""
    origin: Annotated[Given, Field(repr=False)] = None

    @property
    def texts(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the editors' prose, each with the path of its field."""
        return (
            (("summary",), self.summary),
            *((("prose", name.value), text) for name, text in self.prose.items()),
        )


@dataclass(frozen=True)
class Project:
    """Hold everything that was read."""

    edition: Edition
    sources: tuple[Source, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    indicators: tuple[Indicator, ...]
    briefings: tuple[Briefing, ...]
    facts: tuple[Fact, ...]
    """Sorted by id."""
    by_id: Mapping[str, Fact] = field(repr=False)
    withdrawn: tuple[Withdrawal, ...] = ()
    basemap: Basemap | None = None
    gaps: bool = False
    """Whether a record with a fault of form was left out: what it would have said cannot be asked for."""

    @property
    def registers(self) -> Mapping[str, Sequence[Any]]:
        """Return what has an id that may be named, by register."""
        return {
            "sources": self.sources,
            "actors": self.actors,
            "places": self.places,
            "indicators": self.indicators,
            "facts": self.facts,
        }

    @cached_property
    def as_written(self) -> tuple[Fact, ...]:
        """Return the facts in the editors' order: that of their files and lines."""
        return tuple(sorted(self.facts, key=lambda fact: (fact.origin.path_of_file, fact.origin.line)))

    @cached_property
    def by_briefing(self) -> Mapping[str, Sequence[Fact]]:
        """Return the facts of each briefing that has any, by its slug, in the editors' order."""
        found: dict[str, list[Fact]] = {}
        for fact in self.as_written:
            found.setdefault(fact.briefing, []).append(fact)
        return found


def by_place(briefing: Briefing, facts: Iterable[Fact]) -> list[tuple[Place, list[Control]]]:
    """Group what is told of control by place: those of the briefing in its order, also without a fact, then others."""
    groups: dict[Place, list[Control]] = {place: [] for place in briefing.places}
    for fact in facts:
        if isinstance(fact, Control):
            groups.setdefault(fact.place, []).append(fact)
    return [*groups.items()]


def by_actor(facts: Iterable[Fact]) -> Iterator[tuple[Actor, list[Fact]]]:
    """Group facts by the one they are about, who fights first; a leader's stand with those of the group led."""
    groups: dict[Actor, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(getattr(fact, "of", None) or fact.actors[0], []).append(fact)
    yield from sorted(groups.items(), key=lambda group: (not group[0].belligerent, group[0].id))

"""Find what sources do not agree about, and ask why an editor lets one side lead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from dateline.model.facts import Fact, Figure, Position, Stance
from dateline.model.project import Briefing, Project
from dateline.problems import Problem, Rule
from dateline.prove.figures import said_by
from dateline.prove.voices import Claims
from dateline.text.prose import citations, cited_ids, sentences

_AS_TOLD = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|report\w*|accord\w+|claim\w*|contest\w*|disput\w+|den(?:y|ies|ied|ial)"
    r"|accus\w+|alleg\w*|announc\w+|declar\w+|insist\w*|assert\w*|account|reject\w*|word|state[sd]?)\b",
    re.IGNORECASE,
)
"""Words by which a sentence tells something as somebody's word."""


@dataclass(frozen=True)
class Dispute:
    """Hold what sources say of one thing and do not agree about."""

    sides: tuple[Fact, ...]
    """Figures of one indicator, place and period that say different numbers; or the facts that are disputed."""
    against: Position | None = None
    """Who says otherwise in words. Where it denies what no fact tells, there are no sides."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return all that is said, what is disputed first."""
        return (*self.sides, self.against) if self.against else self.sides

    @cached_property
    def briefings(self) -> frozenset[str]:
        """Return the briefings that it belongs to."""
        return frozenset(fact.briefing for fact in self.facts)


def find_revised(facts: Iterable[Fact], claims: Claims) -> dict[str, Figure]:
    """Return the figures that their own claimants revised, by id, each with the figure of the newest report of them.

    They are of one series and one claimant and say different numbers, and the later report was not taken back.
    """
    voices: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Figure):
            voices[fact.series, claims.of(fact)].append(fact)
    revised = {}
    for same in voices.values():
        standing = [figure for figure in same if not figure.source.retracted]
        for figure in same:
            later = [one for one in standing if one.source.issued.first > figure.source.issued.last]
            if later and _number(newest := max(later, key=lambda one: one.source.issued.first)) != _number(figure):
                revised[figure.id] = newest
    return revised


def find_disputes(facts: Iterable[Fact], revised: Container[str] = ()) -> tuple[Dispute, ...]:
    """Return the figures that disagree, then what is disputed or denied in words, each as it is met.

    A figure that its own claimant revised contests nothing.
    """
    series: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    said: list[Dispute] = []
    for fact in facts:
        if isinstance(fact, Figure):
            if fact.id not in revised:
                series[fact.series].append(fact)
        elif isinstance(fact, Position) and (fact.disputes or fact.stance is Stance.DENIES):
            said.append(Dispute(fact.disputes, fact))
    counted = [Dispute(tuple(same)) for same in series.values() if len({*map(_number, same)}) > 1]
    return (*counted, *said)


def _number(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.quantifier, figure.magnitude


def prove_disputes(disputes: Iterable[Dispute]) -> Iterator[Problem]:
    """Ask that a fact and one that it disputes are about something that both name."""
    for dispute in disputes:
        against = dispute.against
        if not against:
            continue
        for side in dispute.sides:
            named = {(type(record), record.id) for record in side.named}
            if not any((type(record), record.id) in named for record in against.named):
                yield against.origin.problem(
                    ("disputes",),
                    Rule.CONTESTED,
                    f"“{against.id}” disputes “{side.id}”, and they name no actor and no place in common",
                    "dispute a fact about the same actor or place, or let each stand by itself",
                )
        if len({side.id for side in dispute.sides}) < len(dispute.sides):
            said = f"“{against.id}” disputes a fact twice"
            yield against.origin.problem(("disputes",), Rule.CONTESTED, said, "name it once")


def prove_headlines(briefing: Briefing, project: Project, disputes: Sequence[Dispute]) -> Iterator[Problem]:
    """Ask why a contested figure leads."""
    if not disputes:
        return
    # Once for each fact, where it leads first: one reason is all that it lacks.
    leading = reversed([*_leading(briefing, {fact.id for dispute in disputes for fact in dispute.sides})])
    for path, fact_id, within in {fact_id: place for place in leading for fact_id in place[1:2]}.values():
        figure = project.by_id.get(fact_id)
        others = [other for dispute in disputes if figure in dispute.sides for other in dispute.facts]
        if others and isinstance(figure, Figure) and not figure.headline:
            said = ", ".join(map(_says, (other for other in others if other is not figure)))
            yield briefing.origin.problem(
                path,
                Rule.CONTESTED,
                f"“{fact_id}” leads here and is contested: {said}",
                f"say at “{fact_id}” why it leads, `headline: …`, or let none of them lead",
                within=within,
            )


def prove_told(briefing: Briefing, disputes: Sequence[Dispute]) -> Iterator[Problem]:
    """Ask of prose that it tells a fact that a position disputes as disputed, or by whom it is told.

    It does so where the sentence has a word for it, or the text cites who says otherwise. Nothing is asked where the
    source of the one who says otherwise was taken back.
    """
    said = [one for one in disputes if one.against and not one.against.source.retracted]
    denied = {side.id: one.against for one in said for side in one.sides if not isinstance(side, Figure)}
    for path, text in briefing.texts if denied else ():
        cited = set(cited_ids(text))
        for fact_id, words, within in sentences(text):
            against = denied.get(fact_id)
            if against and against.id not in cited and not _AS_TOLD.search(words):
                yield briefing.origin.problem(
                    path,
                    Rule.CONTESTED,
                    f"“{fact_id}” is told here as a plain fact and is contested: {_says(against)}",
                    f"say by whom it is told, or tell the other side beside it: `[…](fact:{against.id})`",
                    within=within,
                )


def find_reasons(project: Project, contested: AbstractSet[str]) -> dict[str, str]:
    """Return why each of the contested figures leads that leads any briefing, by the fact's id."""
    leading = (fact_id for briefing in project.briefings for _, fact_id, _ in _leading(briefing, contested))
    figures = map(project.by_id.get, leading)
    return {
        figure.id: figure.headline
        for figure in figures
        if isinstance(figure, Figure) and figure.headline and figure.id in contested
    }


def _leading(
    briefing: Briefing, contested: AbstractSet[str]
) -> Iterator[tuple[tuple[str | int, ...], str, tuple[str, int, int] | None]]:
    """Yield where one of the contested facts leads a briefing: the path of the field, its id, the place in prose."""
    for path, text in briefing.texts:
        if not contested.isdisjoint(cited_ids(text)):
            yield from ((path, fact_id, within) for fact_id, within in citations(text) if fact_id in contested)
    for index, figure in enumerate(briefing.key_figures):
        if figure.id in contested:
            yield ("key_figures", index), figure.id, None


def _says(fact: Fact) -> str:
    """Say what a fact says against another."""
    if isinstance(fact, Figure):
        return f"“{fact.id}” says {said_by(fact)}"
    return f"“{fact.id}” says that it is not so"

"""Prove every fact against the words it was taken from: one module a subject, one rule a function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from dateline.kept import Kept
from dateline.model.facts import Fact, Figure, Track
from dateline.model.project import Project
from dateline.problems import Problem, Rule
from dateline.prove.against import prove_not_against
from dateline.prove.articles import prove_articles
from dateline.prove.asserted import prove_asserted
from dateline.prove.attributed import prove_attributed, stands_apart
from dateline.prove.beside import prove_own_clause, prove_own_day, prove_own_side
from dateline.prove.citations import Citation, cite, prove_pin
from dateline.prove.coverage import Coverage, cover, prove_coverage
from dateline.prove.dates import Reading, prove_dates
from dateline.prove.denied import prove_denied
from dateline.prove.disputes import Dispute, find_disputes, find_revised, prove_disputes, prove_headlines, prove_told
from dateline.prove.document import Document
from dateline.prove.figures import prove_number
from dateline.prove.holders import prove_held
from dateline.prove.issued import prove_issued
from dateline.prove.known import prove_known
from dateline.prove.misplaced import prove_column, prove_row
from dateline.prove.naming import Register, prove_claimant, prove_names, prove_own_claim
from dateline.prove.older import find_earlier, prove_continued
from dateline.prove.otherday import prove_other_day
from dateline.prove.parts import prove_whole
from dateline.prove.prose import prove_edition, prove_prose, prove_words
from dateline.prove.quoted import Quoted, read_quoted
from dateline.prove.roles import (
    prove_counted_by,
    prove_own_count,
    prove_own_word,
    prove_several_places,
    prove_speaker,
    prove_where,
)
from dateline.prove.series import series_of
from dateline.prove.sides import prove_sides
from dateline.prove.states import prove_state
from dateline.prove.undone import prove_undone
from dateline.prove.unheld import prove_not_unheld
from dateline.prove.voices import Claims
from dateline.prove.ways import prove_ways

_OWN = frozenset({Rule.QUOTATION, Rule.NUMBER, Rule.CLAIMANT, Rule.NAMES, Rule.DATE})
"""Rules that hold a fact against its document: where it breaks one, what others say of it may be right."""


@dataclass(frozen=True)
class Proof:
    """Hold what the proof of a project found out; without problems, all of it is proved."""

    problems: tuple[Problem, ...]
    citations: Mapping[str, tuple[Citation, ...]]
    """Fact id → its citations, that of `quote` first; empty where the words were not found."""
    readings: Mapping[str, Mapping[str, Reading]]
    """Fact id → date field → how it follows from the quotation."""
    coverage: tuple[Coverage, ...]
    """One for each source, in their order."""
    disputes: tuple[Dispute, ...]
    """What sources do not agree about."""
    revised: Mapping[str, Figure]
    """Ids of the figures that their own claimants revised in a later report → the newest of it."""
    earlier: Mapping[str, Track]
    """Ids of the states of talks that another one continues → the newest of them."""
    unsure: frozenset[str]
    """Ids of the facts of which nobody is asked how they agree with others: they do not say what their documents do,
    or it is not known who published these, when, and whether they were taken back."""

    @cached_property
    def contested(self) -> frozenset[str]:
        """Return the ids of the facts of which another fact says otherwise."""
        return frozenset(fact.id for dispute in self.disputes if dispute.sides for fact in dispute.facts)

    def disputes_of(self, briefing: str) -> list[Dispute]:
        """Return the disputes that belong to a briefing, by its slug."""
        return [dispute for dispute in self.disputes if briefing in dispute.briefings]


def prove(project: Project, kept: Kept | None = None) -> Proof:
    """Apply every rule of the proof to a project; what is `kept` from the one before is not worked out again."""
    kept = kept or Kept()
    register = Register.of(project, kept)
    problems: list[Problem] = []
    citations: dict[str, tuple[Citation, ...]] = {}
    readings: dict[str, Mapping[str, Reading]] = {}
    revised = find_revised(project.as_written, Claims(project.actors))
    disputes = find_disputes(project.as_written, revised)
    documents = {source.id: register.read(source.words.original, source.language) for source in project.sources}
    quoted: dict[str, Quoted] = {}
    faulty: set[str] = set()
    for fact in project.facts:
        # Whether it is the same fact of the same names, is the same question as whether it is the same object.
        done = kept.get(("proved", fact, register.names), partial(_prove, fact, documents, register, kept))
        citations[fact.id], readings[fact.id], quoted[fact.id] = done.citations, done.readings, done.quoted
        problems += done.problems
        if any(problem.rule in _OWN for problem in done.problems):
            faulty.add(fact.id)
    by_source = defaultdict(list)
    for fact in project.facts:
        by_source[fact.source.id].append(fact)
    coverage = tuple(
        kept.get(
            ("covered", source, tuple(by_source[source.id])),
            partial(cover, source, by_source[source.id], citations, kept),
        )
        for source in project.sources
    )
    for source, covered in zip(project.sources, coverage, strict=True):
        problems += prove_pin(source, kept)
        problems += prove_issued(source)
        if not project.gaps:
            problems += prove_coverage(source, covered)
    problems += prove_edition(project.edition, register)
    problems += prove_known(project)
    problems += prove_articles(project)
    problems += prove_continued(project.facts)
    # What is refused may say something else once it is mended: until then nobody is asked how the two agree.
    unsure = faulty | {fact.id for fact in project.facts if not fact.source.is_settled}
    sound = [one for one in disputes if unsure.isdisjoint(fact.id for fact in one.facts)]
    problems += prove_disputes(sound)
    for briefing in project.briefings:
        problems += prove_prose(briefing, project, quoted, register, faulty)
        problems += prove_headlines(briefing, project, sound)
        problems += prove_told(briefing, sound)
    return Proof(
        tuple(sorted(set(problems))),
        citations,
        readings,
        coverage,
        disputes,
        revised,
        find_earlier(project.facts),
        frozenset(unsure),
    )


@dataclass(frozen=True, slots=True)
class _Proved:
    """Hold what the proof of one fact found out."""

    citations: tuple[Citation, ...]
    readings: Mapping[str, Reading]
    quoted: Quoted
    problems: tuple[Problem, ...]


def _prove(
    fact: Fact, documents: Mapping[str, Document], register: Register, kept: Kept, *, trying: bool = False
) -> _Proved:
    """Apply every rule that asks for nothing but a fact, its document and the registered names.

    `trying` is a quotation that a help may name: it is not cut again.
    """

    def holds(words: str) -> bool:
        """Tell whether a shorter quotation of the fact would be accepted, and none leaves out whose word it is."""
        if trying or any(problem.rule is Rule.CLAIMANT for problem in problems):
            return False
        shorter = fact.model_copy(update={"quote": words})
        return not _prove(shorter, documents, register, kept, trying=True).problems

    problems: list[Problem] = []
    citations, found = cite(fact, kept)
    said = read_quoted(fact, citations, documents, register.read)
    readings, undated = prove_dates(fact, said)
    settled = _settles_dates(fact, said)
    undated = undated if settled else []
    # What is not proved is what a fact says of its quotations: that they stand in the source is asked of each fact.
    problems += found
    if not fact.unproved:
        problems += undated
        series = series_of(fact, said, register)
        if not stands_apart(fact, register):
            problems += tuple(prove_claimant(fact, said, register)) or tuple(prove_attributed(fact, said, register))
        unnamed = tuple(prove_names(fact, said))
        problems += unnamed
        problems += prove_words(fact, said, register)
        denied = tuple(prove_state(fact, register)) or tuple(prove_denied(fact, register))
        problems += denied
        # What is to come and has the wrong day is told there, with the day.
        problems += () if undated or denied else prove_undone(fact)
        problems += prove_speaker(fact, said, register)
        problems += prove_own_word(fact, said, register)
        problems += prove_not_against(fact, said, register)
        held = (*prove_held(fact, said, register), *prove_not_unheld(fact, register))
        problems += held
        whole = () if unnamed or held else tuple(prove_whole(fact, said, register))
        problems += whole or prove_sides(fact, register)
        problems += prove_counted_by(fact, said, register)
        problems += prove_own_count(fact, register)
        problems += prove_row(fact, said, register)
        problems += prove_ways(fact, said, register)
        problems += tuple(prove_own_clause(fact, said, register)) or prove_own_side(fact, said, register)
        # A help that names a shorter quotation knows by now whether the fact says whose word it is.
        problems += (
            tuple(prove_number(fact, said, series, holds))
            or tuple(prove_column(fact, said))
            or tuple(prove_asserted(fact, said))
        )
        if not any(one.rule is Rule.DATE for one in problems):
            problems += tuple(prove_own_day(fact, said, register)) or tuple(prove_other_day(fact, said))
        together = tuple(prove_several_places(fact, said, register))
        problems += together or prove_where(fact, said, series, register)
    problems += prove_own_claim(fact)
    if not settled:
        problems = [problem for problem in problems if problem.rule is not Rule.DATE]
    return _Proved(citations, readings, said, tuple(problems))


def _settles_dates(fact: Fact, said: Quoted) -> bool:
    """Tell whether a fact's dates can be proved: its source's day is known, or all are written out with their years."""
    dates = said.quote.dates
    return fact.source.is_dated or (not fact.when and bool(dates) and all(one.complete for one in dates))

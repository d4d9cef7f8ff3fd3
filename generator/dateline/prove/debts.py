"""Find what a desk still owes its readers: no fault, but what a better edition would have less of. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dateline.editions.state import State
from dateline.model.ageing import budget_of, days_old, is_stale
from dateline.model.debt import Debt, DebtKind, debt_of
from dateline.model.facts import Figure
from dateline.model.project import Project
from dateline.model.registers import Actor, Indicator, Place
from dateline.prove.awaited import owed_for_deadlines, owed_for_expected
from dateline.prove.dates import Reading
from dateline.prove.meant import odd_weekday, weekday
from dateline.prove.outlived import owed_for_older
from dateline.prove.unchanged import find_unchanged
from dateline.prove.voices import owed_for_voices
from dateline.text.folding import fold
from dateline.text.names import Names

_Readings = Mapping[str, Mapping[str, Reading]]
"""Fact id → date field → how it follows from the quotation."""


def find_debts(
    project: Project, readings: _Readings, here: State | None = None, base: State | None = None
) -> tuple[Debt, ...]:
    """Return what is owed at the edition's cutoff, by kind, then by file and line.

    `here` is the state of the edition in work, `base` that of the edition before it, where there is one.
    """
    found = [
        *_of_facts(project, readings),
        *owed_for_voices(project),
        *owed_for_deadlines(project),
        *owed_for_expected(project),
        *owed_for_older(project),
        *(_sentences(project, here, base) if here and base else ()),
        *_of_sources(project),
        *_of_places(project),
        *_unused(project),
    ]
    order = [*DebtKind]
    # Sorting keeps the order of what stands on one line.
    return tuple(sorted(found, key=lambda debt: (order.index(debt.kind), debt.file, debt.line, debt.id)))


def _of_facts(project: Project, readings: _Readings) -> Iterator[Debt]:
    """Yield what a fact owes by itself: its proof, its freshness, its dates."""
    for fact in project.facts:
        if fact.unproved:
            yield debt_of(DebtKind.UNPROVED, fact, "unproved", f"it is not proved: {fact.unproved}")
        if gone := fact.source.retracted:
            message = f"its source “{fact.source.id}” was taken back on {gone.date}: {gone.reason}"
            yield debt_of(DebtKind.RETRACTED, fact, "source", message)
        if newer := fact.source.superseded_by:
            message = f"its source “{fact.source.id}” is superseded by “{newer}”, and it still cites the older one"
            yield debt_of(DebtKind.SUPERSEDED, fact, "source", message)
        if isinstance(fact, Figure) and is_stale(fact, project.edition):
            age, budget = days_old(fact, project.edition), budget_of(fact, project.edition)
            dated = next((name for name, value in fact.dates if value is fact.as_of), "source")
            message = f"it is of {fact.as_of}, {age} days before the cutoff, and “{fact.indicator.id}” has {budget}"
            yield debt_of(DebtKind.STALE, fact, dated, message)
        for name, value in fact.dates:
            if readings[fact.id][name] is Reading.INFERRED:
                how = f"is read from “{fact.when}”" if fact.when else "does not stand in the quotation as it is"
                for end in value.ends:
                    if odd := odd_weekday(fact, end):
                        how += f"; the quotation says “{odd}”, and {end} is a {weekday(end)}"
                yield debt_of(DebtKind.INFERRED_DATE, fact, name, f"`{name}: {value}` {how}")


def _sentences(project: Project, here: State, base: State) -> Iterator[Debt]:
    """Yield the sentences of prose that stand as they were, though a fact that they cite says something else now."""
    for found in find_unchanged(project, base, here):
        origin = found.briefing.origin
        line = origin.line_within(found.path, found.within) if found.within else origin.line_of(found.path)
        fields = " and ".join(f"`{name}`" for name in found.fields)
        message = (
            f"the sentence “{found.sentence}” stands as it was, and cites “{found.fact}”, "
            f"whose {fields} changed since edition {base.id}"
        )
        slug = found.briefing.slug
        yield Debt(DebtKind.SENTENCE_UNCHANGED, origin.path_of_file, line, found.fact, message, (slug,))


# ---------------------------------------------------------------- sources and registers


def _of_sources(project: Project) -> Iterator[Debt]:
    """Yield the sentences that are set aside, and the dates of issue that were inferred."""
    citing: dict[str, set[str]] = defaultdict(set)
    for fact in project.facts:
        citing[fact.source.id].add(fact.briefing)
    for source in project.sources:
        where, path = tuple(sorted(citing[source.id])), source.origin.path_of_file
        if why := source.inferred.get("issued"):
            message = f"`issued: {source.issued}` is inferred: {why}"
            line = source.origin.line_of(("issued",))
            yield Debt(DebtKind.INFERRED_DATE, path, line, source.id, message, where)
        for index, unused in enumerate(source.unused):
            message = f"“{' '.join(unused.quote.split())}” is set aside: {unused.reason}"
            line = source.origin.line_of(("unused", index))
            yield Debt(DebtKind.SET_ASIDE, path, line, source.id, message, where)


def _of_places(project: Project) -> Iterator[Debt]:
    """Yield the places that facts name and no map can show."""
    naming: dict[str, set[str]] = defaultdict(set)
    for fact in project.facts:
        for place in fact.places:
            naming[place.id].add(fact.briefing)
    for place in project.places:
        if place.id in naming and place.coordinates is None:
            where = tuple(sorted(naming[place.id]))
            yield _of_record(DebtKind.NO_COORDINATES, place, (), "facts name it, and it has no `coordinates`", where)


def _of_record(
    kind: DebtKind, record: Actor | Place | Indicator, path: tuple[str | int, ...], said: str, where: tuple[str, ...]
) -> Debt:
    return Debt(kind, record.origin.path_of_file, record.origin.line_of(path), record.id, said, where)


def _unused(project: Project) -> Iterator[Debt]:
    """Yield the records that no fact uses, and the spellings that no document contains."""
    used: set[Actor | Place | Indicator] = set()
    for fact in project.facts:
        used.update(fact.named, fact.said_by, [fact.indicator] if isinstance(fact, Figure) else [])
    listing: dict[str, list[str]] = defaultdict(list)
    for briefing in project.briefings:
        for place in briefing.places:
            listing[place.id].append(briefing.slug)
    met = _met(project)
    publishers = {source.publisher.casefold() for source in project.sources}  # each is the claimant of its facts
    records: tuple[Actor | Place | Indicator, ...] = (*project.actors, *project.places, *project.indicators)
    for record in records:
        publishes = isinstance(record, Actor) and any(name.casefold() in publishers for name in record.spellings)
        if record not in used and not publishes:
            slugs = listing[record.id] if isinstance(record, Place) else []
            listed = f", though {' and '.join(f'“{slug}”' for slug in slugs)} lists it" if slugs else ""
            yield _of_record(DebtKind.UNUSED, record, (), f"no fact uses it{listed}", ())
        for index, spelling in enumerate(() if isinstance(record, Indicator) else record.also):
            if spelling not in met:
                said = f"no document contains its spelling “{spelling}”"
                yield _of_record(DebtKind.UNUSED, record, ("also", index), said, ())


def _met(project: Project) -> set[str]:
    """Return the spellings under `also` that stand in any document, as the proof finds names."""
    records: tuple[Actor | Place, ...] = (*project.actors, *project.places)
    spellings = {spelling for record in records for spelling in record.also}
    texts = [source.words.original for source in project.sources]
    index = Names({spelling: [spelling] for spelling in spellings})
    met = {spelling for text in texts for spelling in index.said_in(text)}
    # At each place the longest name is found; one that is a part of it stands there too.
    flat = [fold(text).text.replace("\n", " ").casefold() for text in texts]
    for spelling in spellings - met:
        own = Names({spelling: [spelling]})
        words = " ".join(fold(spelling).text.split()).casefold()
        if any(words in line and own.said_in(text) for line, text in zip(flat, texts, strict=True)):
            met.add(spelling)
    return met

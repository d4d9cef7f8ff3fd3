"""Find what a desk still owes its readers: no fault, but what a better edition would have less of. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dateline.editions.canonical import canonical
from dateline.editions.diff import EVIDENCE
from dateline.editions.state import State
from dateline.model.ageing import budget_of, days_old, is_stale
from dateline.model.facts import Agreement, Control, Demand, Event, Fact, Figure, Track, TrackState
from dateline.model.project import Project
from dateline.model.registers import Actor, Indicator, Place
from dateline.prove.dates import Reading
from dateline.prove.meant import odd_weekday, weekday
from dateline.prove.unchanged import find_unchanged
from dateline.text.names import Names
from dateline.text.quotation import fold


class DebtKind(StrEnum):
    """Name what can be owed, in the order in which a desk is told."""

    UNPROVED = "unproved"
    RETRACTED = "retracted"
    STALE = "stale"
    SINGLE_CLAIMANT = "single_claimant"
    BELLIGERENT_ONLY = "belligerent_only"
    DEADLINE_PASSED = "deadline_passed"
    EXPECTED_PASSED = "expected_passed"
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


_Readings = Mapping[str, Mapping[str, Reading]]
"""Fact id → date field → how it follows from the quotation."""
_SAME = EVIDENCE | {"id", "said_by", "source", "when", "unproved", "change", "prefix", "suffix"}
"""Keys of the canonical form that do not tell what a fact says."""


def find_debts(
    project: Project, readings: _Readings, here: State | None = None, base: State | None = None
) -> tuple[Debt, ...]:
    """Return what is owed at the edition's cutoff, by kind, then by file and line.

    `here` is the state of the edition in work, `base` that of the edition before it, where there is one.
    """
    found = [
        *_of_facts(project, readings),
        *_of_claimants(project),
        *_deadlines(project),
        *_expected(project),
        *(_sentences(project, here, base) if here and base else ()),
        *_of_sources(project),
        *_of_places(project),
        *_unused(project),
    ]
    order = [*DebtKind]
    # Sorting keeps the order of what stands on one line.
    return tuple(sorted(found, key=lambda debt: (order.index(debt.kind), debt.file, debt.line, debt.id)))


def _debt(kind: DebtKind, fact: Fact, field: str, message: str) -> Debt:
    """Make a debt of a fact, at one of its fields."""
    origin = fact.origin
    return Debt(kind, origin.path_of_file, origin.line_of((field,)), fact.id, message, (fact.briefing,))


def _of_facts(project: Project, readings: _Readings) -> Iterator[Debt]:
    """Yield what a fact owes by itself: its proof, its freshness, its dates."""
    for fact in project.facts:
        if fact.unproved:
            yield _debt(DebtKind.UNPROVED, fact, "unproved", f"it is not proved: {fact.unproved}")
        if gone := fact.source.retracted:
            message = f"its source “{fact.source.id}” was taken back on {gone.date}: {gone.reason}"
            yield _debt(DebtKind.RETRACTED, fact, "source", message)
        if isinstance(fact, Figure) and is_stale(fact, project.edition):
            age, budget = days_old(fact, project.edition), budget_of(fact, project.edition)
            dated = next((name for name, value in fact.dates if value is fact.as_of), "source")
            message = f"it is of {fact.as_of}, {age} days before the cutoff, and “{fact.indicator.id}” has {budget}"
            yield _debt(DebtKind.STALE, fact, dated, message)
        for name, value in fact.dates:
            if readings[fact.id][name] is Reading.INFERRED:
                how = f"is read from “{fact.when}”" if fact.when else "does not stand in the quotation as it is"
                for end in value.ends:
                    if odd := odd_weekday(fact, end):
                        how += f"; the quotation says “{odd}”, and {end} is a {weekday(end)}"
                yield _debt(DebtKind.INFERRED_DATE, fact, name, f"`{name}: {value}` {how}")


# ---------------------------------------------------------------- who says it


class _Claims:
    """Know who says each fact, a publisher who is a registered actor by that actor's id."""

    def __init__(self, project: Project) -> None:
        self._actors = {actor.id: actor for actor in project.actors}
        self._voices = {name.casefold(): actor.id for actor in project.actors for name in actor.spellings}

    def of(self, fact: Fact) -> frozenset[str]:
        """Return who says a fact: its claimants, else the publisher of its source."""
        publisher = fact.source.publisher
        said = (actor.id for actor in fact.said_by)
        return frozenset(said) or frozenset({self._voices.get(publisher.casefold(), f"“{publisher}”")})

    def fight(self, claimants: Iterable[str]) -> bool:
        """Tell whether all claimants are belligerents."""
        return all(name in self._actors and self._actors[name].belligerent for name in claimants)


def _bears_out(fact: Fact) -> bool:
    """Tell whether a fact may bear another out: words that are not proved, or were taken back, do not."""
    return not fact.unproved and not fact.source.retracted


class _Counting:
    """Know who counts the same thing, by whether their words are proved and stand."""

    def __init__(self, project: Project, claims: _Claims) -> None:
        self._proved: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._unproved: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._taken_back: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for fact in project.facts:
            if isinstance(fact, Figure):
                where = self._taken_back if fact.source.retracted else self._unproved if fact.unproved else self._proved
                where[fact.series[:3]] |= claims.of(fact)

    def known(self, figure: Figure) -> frozenset[str]:
        """Return who counts what a figure does; nobody where it was taken back, which is owed by itself."""
        series = figure.series[:3]
        if figure.source.retracted:
            return frozenset()
        return frozenset(self._proved[series] | (self._unproved[series] if figure.unproved else set()))

    def gone(self, figure: Figure) -> str:
        """Say whose count is none any more, or not yet."""
        series, known = figure.series[:3], self.known(figure)
        taken_back, unproved = self._taken_back[series] - known, self._unproved[series] - known
        return (f"; what {_who(taken_back)} counted was taken back" if taken_back else "") + (
            f"; what {_who(unproved)} counts is not proved" if unproved else ""
        )


def _of_claimants(project: Project) -> Iterator[Debt]:
    """Yield figures of a single claimant, and facts that belligerents alone say."""
    claims = _Claims(project)
    counting = _Counting(project, claims)
    one_sided = [fact for fact in project.facts if claims.fight(claims.of(fact))]
    kinds = {fact.kind for fact in one_sided}
    others: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in project.facts:
        if fact.kind in kinds and _bears_out(fact) and not claims.fight(claims.of(fact)):
            others[_substance(fact)].append(fact)
    for fact in project.facts:
        if isinstance(fact, Figure):
            known = counting.known(fact)
            if len(known) == 1:
                message = f"{_who(known)} alone counts “{fact.indicator.id}” in “{fact.place.id}”{counting.gone(fact)}"
                yield _debt(DebtKind.SINGLE_CLAIMANT, fact, "said_by" if fact.said_by else "source", message)
    for fact in one_sided:
        if not any(_dates_agree(fact, other) for other in others[_substance(fact)]):
            message = f"{_who(claims.of(fact))}, who fights, says it, and nobody else says the same"
            yield _debt(DebtKind.BELLIGERENT_ONLY, fact, "said_by" if fact.said_by else "source", message)


def _who(claimants: Iterable[str]) -> str:
    return ", ".join(name if name.startswith("“") else f"“{name}”" for name in sorted(claimants))


def _substance(fact: Fact) -> tuple[object, ...]:
    """Return what two facts share that say the same, whoever says it and in whatever words; dates aside."""
    plain = canonical(fact)
    told = {key: value for key, value in plain.items() if key not in _SAME and key not in fact.date_fields}
    if isinstance(fact, Control) and told["state"] == "claimed":
        told["state"] = "controlled"  # what a belligerent says of itself is a claim; of others it is a state
    return tuple((key, _folded(told[key])) for key in sorted(told))


def _folded(value: object) -> object:
    if isinstance(value, list):
        return frozenset(map(_folded, value))
    return " ".join(value.casefold().rstrip(".").split()) if isinstance(value, str) else value


def _dates_agree(one: Fact, other: Fact) -> bool:
    """Tell whether no date of two facts is another one; a date that one does not give contradicts nothing."""
    dates = dict(other.dates)
    return all(name not in dates or str(dates[name]) == str(value) for name, value in one.dates)


# ---------------------------------------------------------------- deadlines


def _deadlines(project: Project) -> Iterator[Debt]:
    """Yield the demands whose time was over before the day of the cutoff, and of which nothing came that is told."""
    in_talks: dict[str, list[Fact]] = defaultdict(list)
    for fact in project.facts:
        if track := fact if isinstance(fact, Track) else getattr(fact, "track", None):
            in_talks[track.id].append(fact)
    for fact in project.facts:
        if not isinstance(fact, Demand) or not fact.deadline or fact.deadline.open_end:
            continue
        if fact.deadline.last >= project.edition.cutoff.first:
            continue  # who has until a day has all of it
        told = in_talks[fact.track.id] if fact.track else _between(fact, project)
        if not any(_answers(other, fact) for other in told):
            where = (
                f"the talks “{fact.track.id}” have no agreement and nothing later"
                if fact.track
                else ("no later agreement of the two sides alone is told, nor talks that it belongs to")
            )
            message = f"the time given ended on {fact.deadline}, and {where}"
            yield _debt(DebtKind.DEADLINE_PASSED, fact, "deadline", message)


def _between(demand: Demand, project: Project) -> Iterator[Fact]:
    """Yield what its two sides alone agreed to after a demand was made that belongs to no talks.

    What tells no date of its own is as old as the report that tells it.
    """
    sides = {*demand.by, *demand.to}
    made = demand.date or demand.source.issued
    for fact in project.facts:
        if isinstance(fact, Agreement) and {*fact.parties} == sides:
            agreed = fact.date or fact.source.issued
            if agreed.last >= made.first:
                yield fact


def _answers(fact: Fact, demand: Demand) -> bool:
    """Tell whether a fact of the same talks tells what came of a demand."""
    ended = isinstance(fact, Agreement) or (
        isinstance(fact, Track) and fact.state in (TrackState.AGREED, TrackState.COLLAPSED)
    )
    if ended:
        # What was agreed before the demand was made does not answer it.
        return not (fact.date and demand.date and fact.date.last < demand.date.first)
    if fact is demand or not demand.deadline:
        return False
    if fact.date:
        return fact.date.first > demand.deadline.last
    return fact.source is not demand.source and fact.source.issued.first > demand.deadline.last


def _expected(project: Project) -> Iterator[Debt]:
    """Yield the expected events whose day was over before that of the cutoff, and of which nothing came that is told.

    Nobody says which event is the one that was expected: any of then or later may be that shares a place and an
    actor, or what the expected one names of these.
    """
    events = [fact for fact in project.facts if isinstance(fact, Event)]
    for fact in events:
        if not fact.expected or not fact.date or fact.date.open_end or fact.date.last >= project.edition.cutoff.first:
            continue
        if not any(_came_of(other, fact) for other in events if not other.expected):
            shared = " and ".join([*(["a place"] if fact.places else []), *(["an actor"] if fact.actors else [])])
            shares = f"shares {shared} with it" if shared else "can be told to be it: it names no place and no actor"
            message = f"it was expected on {fact.date}, and no event of then or later {shares}"
            yield _debt(DebtKind.EXPECTED_PASSED, fact, "date", message)


def _came_of(event: Event, expected: Event) -> bool:
    """Tell whether an event may be what came of an expected one; without a date it is as old as its report."""
    if not expected.date or not (expected.actors or expected.places):
        return False
    if any(of and not {*of}.intersection(own) for of, own in _roles(event, expected)):
        return False
    if event.date:
        return event.date.last >= expected.date.first
    return event.source is not expected.source and event.source.issued.last >= expected.date.first


def _roles(event: Event, expected: Event) -> Iterator[tuple[Sequence[Actor | Place], Sequence[Actor | Place]]]:
    """Yield who and where an expected event is, each beside those of another event."""
    yield expected.actors, event.actors
    yield expected.places, event.places


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
    records: tuple[Actor | Place | Indicator, ...] = (*project.actors, *project.places, *project.indicators)
    for record in records:
        if record not in used:
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

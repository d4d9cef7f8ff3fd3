"""Find what was awaited and did not come: demands whose time is over, and expected events whose day is. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.model.ageing import is_overdue
from dateline.model.debt import Debt, DebtKind, debt_of
from dateline.model.facts import Agreement, Demand, Event, Fact, Track, TrackState
from dateline.model.project import Project
from dateline.model.registers import Actor, Place
from dateline.text.stems import stem

_RAN_OUT = re.compile(r"\b(?:deadline|ultimatum)\b.*\b(?:expired|passed|lapsed|ran out)\b", re.IGNORECASE)
"""Words that tell the end of a time that was given."""
_WORD = re.compile(
    r"\b(?!(?:about|after|again|against|allow|aside|away|back|been|before|being|both|days|each|every|five|forces|four|from"
    r"|full|give[ns]?|have|hold|hours|into|keep|let|make|open|other|over|people|place|reopen|rest|stop|take|than|that|their"
    r"|them|then|there|these|they|this|those|three|town|troops|under|until|weeks|with|within|would)\b)[^\W\d_]{4,}",
    re.IGNORECASE,
)
"""A word that may name a thing, other than those that two sides may say of any."""


def owed_for_deadlines(project: Project) -> Iterator[Debt]:
    """Yield the demands whose time was over before the day of the cutoff, and of which nothing came that is told."""
    cutoff = project.edition.cutoff
    in_talks: dict[str, list[Fact]] = defaultdict(list)
    for fact in project.facts:
        if track := fact if isinstance(fact, Track) else getattr(fact, "track", None):
            in_talks[track.first.id].append(fact)
    for fact in project.facts:
        if not isinstance(fact, Demand) or not fact.deadline or fact.deadline.open_end:
            continue
        if fact.deadline.last >= cutoff.first:
            continue  # who has until a day has all of it
        agreed = [*_between(fact, project)]
        told = in_talks[fact.track.first.id] if fact.track else [one for one in agreed if _is_about(one, fact)]
        if not any(_answers(other, fact) for other in told) and not any(_tells_the_end(e, fact) for e in project.facts):
            where = (
                f"the talks “{fact.track.id}” have no agreement and nothing later"
                if fact.track
                else "no later agreement of the two sides alone names what was asked, and it belongs to no talks"
            )
            days = (cutoff.first - fact.deadline.last).days
            before = f"{days:,} day{'' if days == 1 else 's'} before the cutoff"
            message = f"the time given ended on {fact.deadline}, {before}, and {where}{_may_be(agreed)}"
            yield debt_of(DebtKind.DEADLINE_PASSED, fact, "deadline", message)


def _may_be(agreed: Sequence[Agreement]) -> str:
    """Return words for the agreements that an editor may know to be what came of a demand; none for none."""
    if not agreed:
        return ""
    named = " and ".join(f"“{one.id}” of {one.date or one.source.issued}" for one in agreed)
    if len(agreed) == 1:
        return f"; the agreement {named} may be its outcome: if it is, give both the same `track:`"
    return f"; the agreements {named} may be its outcome: if one is, give it the same `track:`"


def _is_about(agreement: Agreement, demand: Demand) -> bool:
    """Tell whether an agreement has a word of what was demanded that names a thing, and none of the sides."""
    sides = {stem(word) for actor in demand.actors for name in actor.spellings for word in _WORD.findall(name)}
    asked = {stem(word) for word in _WORD.findall(demand.what)} - sides
    return not asked.isdisjoint(stem(word) for term in agreement.terms for word in _WORD.findall(term))


def _between(demand: Demand, project: Project) -> Iterator[Agreement]:
    """Yield what its two sides alone agreed to after a demand was made, and in no other talks than its own.

    What tells no date of its own is as old as the report that tells it.
    """
    sides = {*demand.by, *demand.to}
    made = demand.date or demand.source.issued
    for fact in project.facts:
        if isinstance(fact, Agreement) and {*fact.parties} == sides and not (fact.track and demand.track):
            agreed = fact.date or fact.source.issued
            if agreed.last >= made.first:
                yield fact


def _tells_the_end(fact: Fact, demand: Demand) -> bool:
    """Tell whether an event says that the time which a demand gave ran out: of its day, and of none but its sides."""
    if not isinstance(fact, Event) or fact.expected or not fact.date or not demand.deadline:
        return False
    if not {*fact.actors} <= {*demand.actors} or not _RAN_OUT.search(fact.what):
        return False
    return fact.date.first <= demand.deadline.last <= fact.date.last


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


def owed_for_expected(project: Project) -> Iterator[Debt]:
    """Yield the expected events whose day was over before that of the cutoff, and of which nothing came that is told.

    Nobody says which event is the one that was expected: any of then or later may be that shares a place and an
    actor, or what the expected one names of these.
    """
    events = [fact for fact in project.facts if isinstance(fact, Event)]
    for fact in events:
        if not is_overdue(fact, project.edition):
            continue
        if not any(_came_of(other, fact) for other in events if not other.expected):
            shared = " and ".join([*(["a place"] if fact.places else []), *(["an actor"] if fact.actors else [])])
            shares = f"shares {shared} with it" if shared else "can be told to be it: it names no place and no actor"
            message = f"it was expected on {fact.date}, and no event of then or later {shares}"
            yield debt_of(DebtKind.EXPECTED_PASSED, fact, "date", message)


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

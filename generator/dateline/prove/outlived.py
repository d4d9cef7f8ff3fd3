"""Find the states of places and of talks that stand beside a newer one as though both held. Pure.

Nobody can be sure of it: a part of a place may be meant, or other talks. So it is owed, and no fault.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dateline.model.debt import Debt, DebtKind, debt_of
from dateline.model.facts import Control, ControlState, Event, Fact, Figure, Position, Track
from dateline.model.project import Project
from dateline.model.registers import Actor, Measure, Place, Source
from dateline.prove.older import find_earlier
from dateline.prove.voices import Claims
from dateline.text.prose import citations
from dateline.text.quotation import stands_in
from dateline.text.states import contradicted

_TALKS = re.compile(r"\b(?:talks|negotiations)\b", re.IGNORECASE)
_SMALL = frozenset({"a", "about", "at", "for", "in", "near", "of", "on", "over", "the"})
"""Words in which two titles of the same talks may differ."""


def owed_for_older(project: Project) -> Iterator[Debt]:
    """Yield the states of places and of talks of which something newer is told that stands beside them."""
    yield from _of_places(project)
    earlier = find_earlier(project.facts)
    yield from _of_talks(project, earlier)
    yield from _in_prose(project, earlier)
    yield from _leading(project)


def _newest(facts: Iterable[Fact], than: Fact) -> Fact | None:
    """Return the newest of the facts that are newer than another one, and whose sources stand."""
    later = [fact for fact in facts if fact.as_of.first > than.as_of.last and not fact.source.retracted]
    return max(later, key=lambda fact: (fact.as_of.first, fact.id), default=None)


# ---------------------------------------------------------------- places


def _of_places(project: Project) -> Iterator[Debt]:
    """Yield the states of a place of which the same claimant tells another one since, or any one another holder.

    Where a position `disputes:` a state, readers are told that others say otherwise.
    """
    claims = Claims(project.actors)
    disputed = {side.id for fact in project.facts if isinstance(fact, Position) for side in fact.disputes}
    told: dict[str, list[Control]] = defaultdict(list)
    for fact in project.facts:
        if isinstance(fact, Control) and not _is_over(fact) and fact.id not in disputed:
            told[fact.place.id].append(fact)
    for same in told.values():
        for fact in same:
            if fact.source.superseded_by or fact.source.retracted:
                continue
            own = claims.of(fact)
            newer = _newest((other for other in same if claims.of(other) == own and not _agree(fact, other)), fact)
            other = newer or _other_holder(fact, same)
            whose = "of the same claimant " if newer else ""
            if isinstance(other, Control):
                message = (
                    f"it says {_held(fact)} as of {fact.as_of}, and “{other.id}” {whose}{_held(other)} "
                    f"as of {other.as_of}; both are shown as they stand: take the older one out, unless both hold"
                )
                yield debt_of(DebtKind.OLDER_STATE, fact, "state", message)


def _other_holder(fact: Control, same: Iterable[Control]) -> Control | None:
    """Return the newest fact that tells of another holder of the same place, at the same time or later."""
    holds = (ControlState.CONTROLLED, ControlState.MIXED)
    if fact.state not in holds:
        return None
    others = [
        other
        for other in same
        if other.state in holds
        and not other.source.retracted
        and {*other.by}.isdisjoint(fact.by)
        and (other.as_of.last, other.id) > (fact.as_of.last, fact.id)
    ]
    return max(others, key=lambda other: (other.as_of.last, other.id), default=None)


def _is_over(fact: Control) -> bool:
    """Tell whether a state is told as one that has ended."""
    return fact.since is not None and fact.since.interval and not fact.since.open_end


def _agree(one: Control, other: Control) -> bool:
    """Tell whether two states of a place may hold at once: a place that one besieges is held by another."""
    if (one.state, {*one.by}) == (other.state, {*other.by}):
        return True
    inside = (ControlState.CONTROLLED, ControlState.MIXED, ControlState.CLAIMED)
    pairs = ((one, other), (other, one))
    return any(
        around.state is ControlState.BESIEGED and held.state in inside and {*around.by}.isdisjoint(held.by)
        for around, held in pairs
    )


def _held(fact: Control) -> str:
    return f"`{fact.state}`" + (f" by {_ids(fact.by)}" if fact.by else "")


def _ids(actors: Iterable[Actor]) -> str:
    return " and ".join(actor.id for actor in actors)


# ---------------------------------------------------------------- talks


def _of_talks(project: Project, earlier: Mapping[str, Track]) -> Iterator[Debt]:
    """Yield the states of talks that no other one continues, though something newer is told of them."""
    states = [fact for fact in project.facts if isinstance(fact, Track) and fact.id not in earlier]
    alike: dict[object, list[Track]] = defaultdict(list)
    for fact in states:
        alike[fact.first.id].append(fact)
        alike[_called(fact)].append(fact)
    elsewhere = [*_told_elsewhere(project)]
    for fact in states:
        same = (*alike[fact.first.id], *(other for other in alike[_called(fact)] if _may_be(fact, other)))
        newer = _newest((other for other in same if other.state is not fact.state), fact)
        if isinstance(newer, Track):
            message = f"“{newer.id}” says `{newer.state}` as of {newer.as_of}"
            remedy = f"write `continues: {fact.id}` there, if it tells how the same talks went on"
        else:
            later = (one for one in elsewhere if one.day > fact.as_of.last)
            message = next((f"{one.told} “{said}”" for one in later if (said := _says(fact, one))), "")
            remedy = f"record it under `tracks:` with `continues: {fact.id}`, if the same talks are meant"
        if message:
            told = f"it says `{fact.state}` as of {fact.as_of}, and {message}: {remedy}"
            yield debt_of(DebtKind.OLDER_STATE, fact, "state", told)


def _called(track: Track) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", track.title.casefold())) - _SMALL


def _may_be(one: Track, other: Track) -> bool:
    """Tell whether two that are called the same may be the same talks, by their parties and places."""
    apart = one.place and other.place and one.place is not other.place
    return not apart and not {*_parties(one)}.isdisjoint(_parties(other))


def _parties(track: Track) -> Iterator[Actor]:
    for told in track.party_facts:
        yield from told.parties


@dataclass(frozen=True, slots=True)
class _Told:
    """Hold a sentence that tells something of talks and is no state of them."""

    words: str
    day: date
    """Of which it is, at the earliest."""
    told: str
    """Where it stands, up to the words that it says."""


def _told_elsewhere(project: Project) -> Iterator[_Told]:
    """Yield what events tell of talks, and sentences that are set aside."""
    for fact in project.facts:
        if isinstance(fact, Event) and not fact.expected and _is_of_talks(fact.flat_quote, fact.source):
            yield _Told(fact.flat_quote, fact.as_of.first, f"the event “{fact.id}” of {fact.as_of} tells")
    for source in project.sources:
        for unused in source.unused:
            if _is_of_talks(words := " ".join(unused.quote.split()), source):
                yield _Told(words, source.issued.first, f"a sentence of “{source.id}” that is set aside says")


def _is_of_talks(words: str, source: Source) -> bool:
    return source.in_english and not source.retracted and _TALKS.search(words) is not None


def _says(fact: Track, told: _Told) -> str:
    """Return the word by which a sentence with the same place or party tells another state than a fact."""
    known: list[Actor | Place] = [*fact.places, *_parties(fact)]
    if not any(stands_in(told.words, name) for record in known for name in record.spellings):
        return ""
    found = contradicted("talks", fact.state, told.words)
    return found[0] if found else ""


def _in_prose(project: Project, earlier: Mapping[str, Track]) -> Iterator[Debt]:
    """Yield where prose cites a state of talks that another one continues, and not that one too."""
    for briefing in project.briefings:
        for path, text in briefing.texts:
            cited = [*citations(text)] if earlier else []
            for name, within in cited:
                newer, before = earlier.get(name), project.by_id.get(name)
                if newer and isinstance(before, Track) and all(newer.id != other for other, _ in cited):
                    message = (
                        f"the text cites it with `{before.state}`, and “{newer.id}” tells how these talks "
                        f"went on: `{newer.state}` as of {newer.as_of}"
                    )
                    at = briefing.origin
                    line = at.line_within(path, within) if within else at.line_of(path)
                    yield Debt(
                        DebtKind.OLDER_STATE, briefing.origin.path_of_file, line, name, message, (briefing.slug,)
                    )


# ---------------------------------------------------------------- figures that lead


def _leading(project: Project) -> Iterator[Debt]:
    """Yield the key figures of which the same claimant has told a newer number of the same thing since."""
    claims = Claims(project.actors)
    told: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for fact in project.facts:
        if isinstance(fact, Figure) and fact.indicator.measure is not Measure.FLOW:
            told[_series(fact, claims)].append(fact)
    for briefing in project.briefings:
        for index, fact in enumerate(briefing.key_figures):
            newer = _newest(told.get(_series(fact, claims), ()), fact)
            if newer and newer not in briefing.key_figures:
                at = briefing.origin
                line = at.line_of(("key_figures", index))
                message = f"it leads, as of {fact.as_of}, and “{newer.id}” of the same claimant is as of {newer.as_of}"
                yield Debt(DebtKind.OLDER_STATE, at.path_of_file, line, fact.id, message, (briefing.slug,))


def _series(figure: Figure, claims: Claims) -> tuple[object, ...]:
    """Return what two figures share of which the newer one tells how it is now."""
    origin = figure.origin_place
    return figure.indicator.id, figure.place.id, origin and origin.id, claims.of(figure)

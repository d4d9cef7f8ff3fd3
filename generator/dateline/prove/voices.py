"""Find what is owed for want of another voice: figures that one alone counts, and what belligerents alone say. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dateline.editions.canonical import canonical
from dateline.editions.diff import EVIDENCE
from dateline.model.debt import Debt, DebtKind, debt_of
from dateline.model.facts import Control, Fact, Figure
from dateline.model.project import Project
from dateline.model.registers import Actor

_SAME = EVIDENCE | {"id", "said_by", "source", "when", "unproved", "change", "prefix", "suffix"}
"""Keys of the canonical form that do not tell what a fact says."""


class Claims:
    """Know who says each fact, a publisher who is a registered actor by that actor's id."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._voices = {name.casefold(): one.id for one in self._actors.values() for name in one.spellings}

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

    def __init__(self, project: Project, claims: Claims) -> None:
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


def owed_for_voices(project: Project) -> Iterator[Debt]:
    """Yield figures of a single claimant, and facts that belligerents alone say."""
    claims = Claims(project.actors)
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
                yield debt_of(DebtKind.SINGLE_CLAIMANT, fact, "said_by" if fact.said_by else "source", message)
    for fact in one_sided:
        if not any(_dates_agree(fact, other) for other in others[_substance(fact)]):
            message = f"{_who(claims.of(fact))}, who fights, says it, and nobody else says the same"
            yield debt_of(DebtKind.BELLIGERENT_ONLY, fact, "said_by" if fact.said_by else "source", message)


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

"""Prove that an edition knew its sources: none that facts cite was issued, and none taken back, after its cutoff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dateline.model.project import Project
from dateline.problems import Problem, Rule
from dateline.text.dates import Precision

_NAMED = 3
"""Facts that a help names."""


def prove_known(project: Project) -> Iterator[Problem]:
    """Ask of each source that facts cite that it may have been issued by the cutoff's day; one problem a source."""
    edition = project.edition
    if edition.origin is None:
        return
    yield from _taken_back(project)
    citing: dict[str, list[str]] = defaultdict(list)
    for fact in project.facts:
        citing[fact.source.id].append(fact.id)
    late = [
        source
        for source in project.sources
        if source.id in citing and source.is_dated and source.issued.first > edition.cutoff.last
    ]
    if not late:
        return
    # A cutoff on the last of these days leaves none of them after it.
    last = max((source.issued for source in late), key=lambda issued: issued.first)
    exact = last.precision is Precision.DAY and not last.interval and not last.uncertain
    write = f"`cutoff: {last}`" if exact else f"a `cutoff:` that is no day before {last}"
    for source in late:
        ids = citing[source.id]
        more = f" and {len(ids) - _NAMED:,} more" if len(ids) > _NAMED else ""
        message = f"the source “{source.id}” is of {source.issued}, after the cutoff {edition.cutoff}"
        remedy = (
            f"write {write}, if the edition knows it; else mend `issued:` in {source.origin.path_of_file}, "
            f"or leave out what is taken from it: {', '.join(ids[:_NAMED])}{more}"
        )
        fixes = [{"cutoff": str(last)}] if exact else []
        yield edition.origin.problem(("cutoff",), Rule.EDITION, message, remedy, *fixes)


def _taken_back(project: Project) -> Iterator[Problem]:
    """Name the sources that were taken back on a day that the edition does not know yet."""
    cutoff = project.edition.cutoff
    for source in project.sources:
        if source.retracted and source.retracted.date.first > cutoff.last:
            day = source.retracted.date
            message = f"the source “{source.id}” was taken back on {day}, after the cutoff {cutoff}"
            remedy = f"write `cutoff: {day}` in briefings/edition.yml, if the edition knows it; else mend the date"
            yield source.origin.problem(("retracted", "date"), Rule.EDITION, message, remedy)

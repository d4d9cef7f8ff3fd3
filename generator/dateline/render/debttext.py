"""Write what a desk owes: as text for a terminal, as JSON, and as a page that is not published. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from jinja2 import Environment

from dateline.model.debt import Debt, DebtKind
from dateline.model.edition import Edition
from dateline.render.environment import visible
from dateline.report import json_plain, plain

_NAMES: Mapping[DebtKind, str] = {
    DebtKind.UNPROVED: "facts that are not proved",
    DebtKind.RETRACTED: "facts of a document that was taken back",
    DebtKind.SUPERSEDED: "facts of a document that another one took the place of",
    DebtKind.STALE: "figures older than their budget",
    DebtKind.SINGLE_CLAIMANT: "figures of a single claimant",
    DebtKind.BELLIGERENT_ONLY: "facts that only a belligerent says",
    DebtKind.DEADLINE_PASSED: "deadlines that passed without an outcome",
    DebtKind.EXPECTED_PASSED: "expected events of which nothing was told since",
    DebtKind.OLDER_STATE: "older states beside newer ones",
    DebtKind.SENTENCE_UNCHANGED: "sentences that stand as they were about facts that changed",
    DebtKind.INFERRED_DATE: "inferred dates",
    DebtKind.NO_COORDINATES: "places without coordinates",
    DebtKind.SET_ASIDE: "sentences set aside",
    DebtKind.UNUSED: "unused records and spellings",
}
_OF_NONE = "of no briefing"
_FIRST = 2
"""Sentences set aside that are shown of each source."""


def count_debts(debts: Sequence[Debt], briefings: Sequence[str]) -> dict[str, Counter[DebtKind]]:
    """Count debts by briefing and kind; one of several briefings counts in each, one of none under the empty name."""
    counts: dict[str, Counter[DebtKind]] = {slug: Counter() for slug in (*briefings, "")}
    for debt in debts:
        for slug in debt.briefings or ("",):
            counts.setdefault(slug, Counter())[debt.kind] += 1
    return counts


def debts_text(debts: Sequence[Debt], edition: Edition, briefings: Sequence[str], *, every: bool = False) -> str:
    """Write the debts by kind, each with its place, then the counts of each briefing.

    Of the sentences that a source sets aside, only the first ones, unless `every` one is asked for.
    """
    lines = []
    for kind, same in _by_kind(debts):
        lines.append(f"{_NAMES[kind].capitalize()}: {len(same):,}")
        lines += _shortened(same) if kind is DebtKind.SET_ASIDE and not every else map(_line, same)
        lines.append("")
    lines.append(f"At the cutoff of {edition.cutoff}: {len(debts):,}")
    for slug, counted in count_debts(debts, briefings).items():
        told = ", ".join(f"{_NAMES[kind]}: {counted[kind]:,}" for kind in DebtKind if counted[kind])
        lines.append(f"  {slug or _OF_NONE}: {counted.total():,}{f' ({told})' if told else ''}")
    return "".join(f"{plain(line)}\n" for line in lines)


def _line(debt: Debt) -> str:
    return f"  {debt.file}:{debt.line}: {debt.id}: {debt.message}"


def _shortened(debts: Sequence[Debt]) -> Iterator[str]:
    """Yield the first debts of each source, and how many more there are."""
    for (file, source), same in groupby(debts, lambda debt: (debt.file, debt.id)):
        first = [*same]
        yield from map(_line, first[:_FIRST])
        if (more := len(first) - _FIRST) > 0:
            yield f"  {file}: {source}: {more:,} more; --all lists them"


def debts_json(debts: Sequence[Debt], edition: Edition, briefings: Sequence[str]) -> str:
    """Write the debts for programs; the counts of briefings have every kind, those of no briefing an empty name."""
    counts = count_debts(debts, briefings)
    whole: dict[str, Any] = {
        "edition": edition.id,
        "cutoff": edition.cutoff.text,
        "total": len(debts),
        "briefings": {slug: {kind.value: counted[kind] for kind in DebtKind} for slug, counted in counts.items()},
        "debts": [
            {
                "kind": debt.kind.value,
                "file": debt.file,
                "line": debt.line,
                "id": debt.id,
                "message": debt.message,
                "briefings": list(debt.briefings),
            }
            for debt in debts
        ],
    }
    return json_plain(json.dumps(whole, ensure_ascii=False, indent=1)) + "\n"


def debts_page(debts: Sequence[Debt], edition: Edition, briefings: Sequence[str], environment: Environment) -> str:
    """Write the debts as one page that needs no other file, and runs nothing."""
    page = environment.get_template("desk/debt.html.j2")
    counts = count_debts(debts, briefings)
    kinds = [kind for kind, _ in _by_kind(debts)]
    rows = [(slug or _OF_NONE, [counted[kind] for kind in kinds], counted.total()) for slug, counted in counts.items()]
    rendered = page.render(
        edition=edition, total=len(debts), groups=_by_kind(debts), names=_NAMES, kinds=kinds, counts=rows
    )
    return str(visible(rendered))


def _by_kind(debts: Sequence[Debt]) -> list[tuple[DebtKind, list[Debt]]]:
    return [(kind, [*same]) for kind, same in groupby(debts, lambda debt: debt.kind)]

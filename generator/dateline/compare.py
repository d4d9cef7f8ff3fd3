"""Compare two editions, or an edition and the files as they are now, for people and for programs."""

from __future__ import annotations

from pathlib import Path

from dateline.compiled import open_environment
from dateline.editions.diff import diff
from dateline.editions.renamed import under, under_old_ids
from dateline.editions.state import State
from dateline.model.edition import edition_order
from dateline.prepare import check, no_garbage_collection
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, untold
from dateline.read.ledgers import EDITIONS, Ledgers
from dateline.render.difftext import diff_json, diff_text

_LANGUAGE = "en"


@no_garbage_collection()
def compare(root: Path, before: str, after: str | None, form: str, tell: Tell = untold) -> tuple[str, int]:
    """Return what changed from an edition to another, or to the working tree, and how many problems that has.

    Raise ProblemsError where an edition is not known, or its ledger is not one.
    """
    ledgers = Ledgers(root)
    old = _state(ledgers, before)
    problems = 0
    if after is None:
        checked = check(root, tell)
        new, problems = checked.state, len(checked.problems)
    else:
        new = _state(ledgers, after)
        if edition_order(after) < edition_order(before):
            old, new = new, old
    # Whichever of the two knows that an id was changed.
    old = under_old_ids(under(old, new.renamed), new.records)
    found = diff(old, new)
    try:
        if form == "json":
            return diff_json(old, new, found, _LANGUAGE), problems
        return diff_text(old, new, found, open_environment(root, _LANGUAGE), _LANGUAGE), problems
    except (ValueError, KeyError, ArithmeticError, AttributeError, TypeError) as error:
        message = f"a fact in it cannot be read by this version: {str(error).splitlines()[0]}"
        remedy = "use the version that wrote it"
        raise ProblemsError([Problem(EDITIONS, 0, 0, Rule.LEDGER, message, remedy)]) from error


def _state(ledgers: Ledgers, edition: str) -> State:
    """Return an edition as it was published."""
    names = ledgers.names()
    ledger = ledgers.get(edition) if edition in names else None
    if ledger:
        return ledger.state
    if edition not in names:
        known = f"published are {', '.join(names)}" if names else "none is published yet"
        ledgers.problems.append(Problem(EDITIONS, 0, 0, Rule.EDITION, f"no edition “{edition}” was published", known))
    raise ProblemsError(ledgers.problems)

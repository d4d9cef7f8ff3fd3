"""Lay documents and facts side by side, for whoever reads them once more before they are published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dateline.compiled import open_environment
from dateline.prepare import Checked, check, no_garbage_collection, template_problems
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, untold
from dateline.prove.coverage import Coverage
from dateline.prove.naming import Register
from dateline.prove.unweighed import also_said
from dateline.read.near import did_you_mean
from dateline.render.sentences import Sentences
from dateline.report import Told, coverage_text

_LANGUAGE = "en"


@no_garbage_collection()
def tell_coverage(
    root: Path, sources: Sequence[str], *, facts: bool = False, tell: Tell = untold
) -> tuple[str, int, int]:
    """Return what became of each sentence of some documents, how many are unaccounted for, and the project's problems.

    All documents unless `sources` names some by id. With `facts`, each fact's own sentence stands below the words that
    it quotes, with what they say besides. Raise ProblemsError where a document is unknown or a template fails.
    """
    checked = check(root, tell)
    known = {covered.source: covered for covered in checked.proof.coverage}
    if unknown := [name for name in sources if name not in known]:
        remedy = did_you_mean(unknown[0], known) or f"take one of {', '.join(sorted(known)) or 'those in seeds/'}"
        raise ProblemsError(
            [Problem("seeds", 0, 0, Rule.UNKNOWN_ID, f"no source has the id “{unknown[0]}”", remedy), *checked.problems]
        )
    shown = [covered for name, covered in known.items() if not sources or name in sources]
    text, missing = coverage_text(shown, _told(root, checked, shown) if facts else None)
    return text, missing, len(checked.problems)


def _told(root: Path, checked: Checked, shown: Iterable[Coverage]) -> Mapping[str, Told]:
    """Return how each fact that quotes some documents is told, by its id."""
    project = checked.project
    here = {fact for covered in shown for line in covered.lines for fact in line.facts}
    register = Register.of(project)
    with template_problems(root):
        environment, proof = open_environment(root, _LANGUAGE), checked.proof
        sentences = Sentences(environment, proof.readings, _LANGUAGE, project.actors, proof.earlier)
        said = {fact: sentences.text(fact) for fact in project.facts if fact.id in here}
    return {fact.id: Told(text, also_said(fact, text, register)) for fact, text in said.items()}

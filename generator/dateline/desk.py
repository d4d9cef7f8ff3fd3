"""Tell the desk what it owes, on the terminal and on a page of its own that no edition has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.compiled import open_environment
from dateline.mirror import write_whole
from dateline.prepare import check, no_garbage_collection, template_problems
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, untold
from dateline.prove.debts import find_debts
from dateline.render.debttext import debts_json, debts_page, debts_text

_LANGUAGE = "en"


@dataclass(frozen=True)
class Owed:
    """Hold what a desk owes, in words."""

    text: str
    page: str
    """HTML; empty unless it was asked for."""
    total: int
    problems: int
    """How many the project has: what it owes is then not all that is wrong."""


@no_garbage_collection()
def read_debts(root: Path, form: str, *, page: bool = False, every: bool = False, tell: Tell = untold) -> Owed:
    """Return what a project owes at its edition's cutoff; raise ProblemsError where the template of the page fails."""
    checked = check(root, tell)
    project, base = checked.project, checked.past.base
    debts = find_debts(project, checked.proof.readings, checked.state, base.state if base else None)
    slugs = [briefing.slug for briefing in project.briefings]
    html = ""
    if page:
        with template_problems(root):
            html = debts_page(debts, project.edition, slugs, open_environment(root, _LANGUAGE))
    if form == "json":
        text = debts_json(debts, project.edition, slugs)
    else:
        text = debts_text(debts, project.edition, slugs, every=every)
    return Owed(text, html, len(debts), len(checked.problems))


def _holds_editions(folder: Path) -> bool:
    """Tell whether editions are published in a folder."""
    return (folder / "versions.json").is_file() and any(folder.glob("[0-9]*/data/facts.json"))


def write_page(path: Path, text: str) -> None:
    """Write the page of the desk, whole or not at all; raise ProblemsError where it would be published, or fails."""
    for folder in path.resolve().parents:
        if (folder / "data" / "facts.json").is_file() or _holds_editions(folder):
            message = "this folder is published, and the page is for the desk alone"
            raise ProblemsError([Problem(str(path), 0, 0, Rule.LAYOUT, message, "choose another file for --html")])
    try:
        write_whole(path, text.encode())
    except OSError as error:
        message = f"it cannot be written: {error.strerror}"
        remedy = "choose another file for --html"
        raise ProblemsError([Problem(str(path), 0, 0, Rule.LAYOUT, message, remedy)]) from error

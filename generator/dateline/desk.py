"""Tell the desk what it owes, on the terminal and on a page of its own that no edition has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dateline.compiled import open_environment
from dateline.mirror import write_whole
from dateline.model.project import Project
from dateline.prepare import check, no_garbage_collection, template_problems
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, untold
from dateline.prove.debts import find_debts
from dateline.render.debttext import debts_json, debts_page, debts_text
from dateline.render.public import PUBLIC

_LANGUAGE = "en"
_MARK = "<!-- dateline debt -->\n"
"""Ends a page, from whatever template, so that the next one may take its place."""
_WRITTEN = ("briefings", "seeds", "templates")
"""Folders of a project with what its editors write."""


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
    project, base = _known(checked.project), checked.past.base
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


def _known(project: Project) -> Project:
    """Return a project without the sources whose age or publisher is not known, and without their facts."""
    return replace(
        project,
        sources=tuple(source for source in project.sources if source.is_settled),
        facts=tuple(fact for fact in project.facts if fact.source.is_settled),
    )


def _is_published(folder: Path, root: Path) -> bool:
    """Tell whether a folder is that of a site or of editions, or the one that a project's editions will stand in."""
    if (folder / "data" / "facts.json").is_file() or folder == root / PUBLIC:
        return True
    return (folder / "versions.json").is_file() and any(folder.glob("[0-9]*/data/facts.json"))


def _in_the_way(path: Path, root: Path) -> str:
    """Say why the page may not stand somewhere; nothing where it may."""
    if any(_is_published(folder, root) for folder in path.parents):
        return "this folder is published, and the page is for the desk alone"
    if any(path.is_relative_to(root / name) for name in _WRITTEN):
        return "this folder holds what the desk writes"
    if path.is_file() and not path.read_bytes().endswith(_MARK.encode()):
        return "there is a file of this name that is no page of the desk"
    return ""


def write_page(root: Path, path: Path, text: str) -> None:
    """Write the page of the desk, whole or not at all, and over none but its like.

    Raise ProblemsError where it would be published, something else is in its way, or it cannot be written.
    """
    remedy = "choose another file for --html"
    try:
        if message := _in_the_way(path.resolve(), root.resolve()):
            raise ProblemsError([Problem(str(path), 0, 0, Rule.LAYOUT, message, remedy)])
        write_whole(path, (text + _MARK).encode())
    except OSError as error:
        message = f"it cannot be written: {error.strerror}"
        raise ProblemsError([Problem(str(path), 0, 0, Rule.LAYOUT, message, remedy)]) from error

"""Print briefs: gather, set, audit, then write the PDFs, or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from errno import EISDIR
from pathlib import Path

from dateline.audit.brief import audit_briefs
from dateline.audit.evidence import read_evidence
from dateline.build import mkdocs_config
from dateline.interrupts import undisturbed
from dateline.mirror import alone, write_files
from dateline.pdf import set_briefs
from dateline.prepare import check, gather
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, untold

STAGE = "build/print"


@dataclass(frozen=True)
class Printed:
    """Hold what was printed."""

    paths: tuple[Path, ...]
    numbers: int
    """Numbers that the audit traced in the PDFs."""


def print_briefs(root: Path, briefing: str | None, to: Path, tell: Tell = untold) -> Printed:
    """Write the briefs of one briefing, or all, into a folder.

    Raise ProblemsError, with the folder as it was, where anything is wrong.
    """
    checked = check(root, tell)
    slugs = [known.slug for known in checked.project.briefings]
    if briefing is not None and briefing not in slugs and not checked.problems:
        known = ", ".join(slugs)
        path = f"briefings/{briefing}"
        raise ProblemsError(
            [Problem(path, 0, 0, Rule.MISSING_FILE, "there is no such briefing", f"take one of {known}")]
        )
    with alone(root / "build"), mkdocs_config(root) as config:
        tell("gathering the words")
        words = gather(root, checked, str(config.theme.locale), config.site_url or "", whole=briefing is None)
        briefs = words.briefs if briefing is None else {briefing: words.briefs[briefing]}
        prints = set_briefs(root, checked.project.edition.id, briefs, words.attached(), tell)
        tell("auditing the briefs")
        made = [paper for papers in prints.values() for paper in papers]
        stage = root / STAGE
        shutil.rmtree(stage, ignore_errors=True)
        try:
            write_files(stage, {path: text.encode() for path, text in words.data.items()})
            write_files(stage, {paper.path: paper.content for paper in made})
            evidence, problems = read_evidence(stage, root / "seeds")
            found, numbers = audit_briefs(stage, evidence, briefing)
        finally:
            with undisturbed():
                shutil.rmtree(stage, ignore_errors=True)
        if problems or found:
            raise ProblemsError([*problems, *found])
    paths = tuple(to / Path(paper.path).name for paper in made)
    with undisturbed():
        _put(dict(zip(paths, (paper.content for paper in made), strict=True)), to)
    return Printed(paths, numbers)


def _put(files: Mapping[Path, bytes], to: Path) -> None:
    """Write files into a folder, all or none; raise ProblemsError where that cannot be."""
    fresh = to / f".dateline.{os.getpid()}"
    try:
        if taken := next((path for path in files if path.is_dir()), None):
            raise IsADirectoryError(EISDIR, "a folder stands in its place", str(taken))
        fresh.mkdir(parents=True)
        for path, content in files.items():
            (fresh / path.name).write_bytes(content)
        for path in files:
            (fresh / path.name).replace(path)
    except OSError as error:
        message = f"it cannot be written: {error.strerror}"
        problem = Problem(str(error.filename or to), 0, 0, Rule.LAYOUT, message, "choose another --to")
        raise ProblemsError([problem]) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)

"""Print briefs: gather, set, audit, then write the PDFs, or nothing."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from dateline.audit.brief import audit_briefs
from dateline.audit.evidence import read_evidence
from dateline.build import mkdocs_config
from dateline.mirror import alone, write_whole
from dateline.pdf import set_briefs
from dateline.prepare import check, gather
from dateline.problems import Problem, ProblemsError, Rule

STAGE = "build/print"


@dataclass(frozen=True)
class Printed:
    """Hold what was printed."""

    paths: tuple[Path, ...]
    numbers: int
    """Numbers that the audit traced in the PDFs."""


def print_briefs(root: Path, briefing: str | None, to: Path) -> Printed:
    """Write the briefs of one briefing, or all, into a folder.

    Raise ProblemsError, with the folder as it was, where anything is wrong.
    """
    checked = check(root)
    slugs = [known.slug for known in checked.project.briefings]
    if briefing is not None and briefing not in slugs and not checked.problems:
        known = ", ".join(slugs)
        path = f"briefings/{briefing}"
        raise ProblemsError(
            [Problem(path, 0, 0, Rule.MISSING_FILE, "there is no such briefing", f"take one of {known}")]
        )
    with alone(root / "build"), mkdocs_config(root) as config:
        words = gather(root, checked, str(config.theme.locale), config.site_url or "", whole=briefing is None)
        briefs = words.briefs if briefing is None else {briefing: words.briefs[briefing]}
        prints = set_briefs(root, checked.project.edition.id, briefs, words.attached())
        made = [paper for papers in prints.values() for paper in papers]
        stage = root / STAGE
        shutil.rmtree(stage, ignore_errors=True)
        for path, text in words.data.items():
            _write(stage / path, text.encode())
        for paper in made:
            _write(stage / paper.path, paper.content)
        evidence, problems = read_evidence(stage, root / "seeds")
        found, numbers = audit_briefs(stage, evidence, briefing)
        if problems or found:
            raise ProblemsError([*problems, *found])
        shutil.rmtree(stage)
    paths = []
    for paper in made:
        paths.append(to / Path(paper.path).name)
        _write(paths[-1], paper.content)
    return Printed(tuple(paths), numbers)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)

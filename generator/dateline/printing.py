"""Print briefs: gather, set, audit, then write the PDFs, or nothing."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from dateline.audit.brief import audit_brief
from dateline.audit.evidence import read_evidence
from dateline.build import mkdocs_config
from dateline.mirror import alone, write_whole
from dateline.pdf import set_briefs
from dateline.prepare import Rendered, check, render
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
        rendered = render(root, checked, str(config.theme.locale), brief_address=config.site_url or "")
        edition = rendered.project.edition.id
        names = rendered.briefs if briefing is None else {briefing: rendered.briefs[briefing]}
        pdfs = set_briefs(root, edition, {name: (words, _facts(rendered, name)) for name, words in names.items()})
        stage = root / STAGE
        shutil.rmtree(stage, ignore_errors=True)
        for path, text in rendered.data.items():
            _write(stage / path, text.encode())
        for path, content in pdfs.items():
            _write(stage / path, content)
        numbers = _audit(root, stage, list(pdfs))
        paths = [to / Path(path).name for path in pdfs]
        for place, content in zip(paths, pdfs.values(), strict=True):
            _write(place, content)
        shutil.rmtree(stage)
    return Printed(tuple(paths), numbers)


def _facts(rendered: Rendered, name: str) -> str:
    """Return the facts that a brief has attached: those of its briefing, in the shape of facts.json."""
    data = json.loads(rendered.data["data/facts.json"])
    facts = [fact for fact in data["facts"] if not name or fact["briefing"] == name]
    return json.dumps({**data, "facts": facts}, ensure_ascii=False, indent=1) + "\n"


def _audit(root: Path, stage: Path, paths: list[str]) -> int:
    evidence, problems = read_evidence(stage, root / "seeds")
    numbers = 0
    for path in paths:
        found, traced = audit_brief(stage, path, evidence)
        problems += found
        numbers += traced
    if problems:
        raise ProblemsError(problems)
    return numbers


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)

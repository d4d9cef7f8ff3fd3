"""Set briefs as PDF with Typst, and keep those whose words did not change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from dateline.mirror import write_whole
from dateline.problems import Problem, ProblemsError, Rule
from dateline.render.environment import template_folders

PAPERS: Mapping[str, str] = {"a4": "a4", "letter": "us-letter"}
"""Name in a file's name → Typst's name of the paper."""
KEPT = "build/briefs"
TEMPLATE = "brief/brief.typ"


def brief_path(name: str, edition: str, paper: str) -> str:
    """Return a brief's path in the site; that of the whole edition has no name."""
    return f"briefs/{f'{name}.' if name else ''}{edition}.{paper}.pdf"


def set_briefs(root: Path, edition: str, briefs: Mapping[str, tuple[Mapping[str, Any], str]]) -> dict[str, bytes]:
    """Return the PDFs of briefs by their paths in the site; `briefs` has the words and the facts to attach, by name.

    Raise ProblemsError where one cannot be set.
    """
    template, fonts = _template(root)
    kept = root / KEPT
    kept.mkdir(parents=True, exist_ok=True)
    style = sha256(template.read_bytes() + version("typst").encode()).hexdigest()
    found: dict[str, bytes] = {}
    used = set()
    problems = []
    for name, (words, facts) in briefs.items():
        text = json.dumps(words, ensure_ascii=False)
        for paper, known in PAPERS.items():
            inputs = {"brief": text, "facts": facts, "paper": known}
            place = kept / f"{_key(style, inputs)}.pdf"
            used.add(place)
            try:
                found[brief_path(name, edition, paper)] = _kept(place) or _set(place, template, fonts, inputs)
            except typst.TypstError as error:
                problems.append(_problem(root, template, name, error))
                break
    if problems:
        raise ProblemsError(problems)
    for place in set(kept.iterdir()) - used if "" in briefs else ():
        place.unlink()
    return found


def _template(root: Path) -> tuple[Path, list[Path]]:
    """Return the template of briefs, and the folders of fonts."""
    folders = template_folders(root)
    template = next(folder / TEMPLATE for folder in folders if (folder / TEMPLATE).is_file())
    return template, [folder / "brief/fonts" for folder in folders if (folder / "brief/fonts").is_dir()]


def _kept(place: Path) -> bytes | None:
    return place.read_bytes() if place.is_file() else None


def _key(style: str, inputs: Mapping[str, str]) -> str:
    """Return what tells a brief from all that are set otherwise."""
    return sha256("\0".join([style, *inputs.values()]).encode()).hexdigest()


def _set(place: Path, template: Path, fonts: list[Path], inputs: dict[str, str]) -> bytes:
    content = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(folder) for folder in fonts],
        ignore_system_fonts=True,  # the same on every machine
        sys_inputs=inputs,
        pdf_standards=["ua-1", "a-3a"],  # ISO 14289-1 and ISO 19005-3: the compiler refuses what they forbid
    )
    write_whole(place, content)
    return bytes(content)


def _problem(root: Path, template: Path, name: str, error: typst.TypstError) -> Problem:
    folder = root if template.is_relative_to(root) else template.parents[2]
    message = f"the brief “{name or 'of the edition'}” cannot be set: {error.message}"
    remedy = "; ".join(error.hints) or "mend the template, or delete yours to have the packaged one"
    return Problem(template.relative_to(folder).as_posix(), 0, 0, Rule.TEMPLATE, message, remedy)

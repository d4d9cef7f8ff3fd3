"""Bring a project’s YAML files into canonical form: all that were named, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.layout import lay_out
from dateline.mirror import replace_files
from dateline.prepare import no_garbage_collection
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, counted, untold
from dateline.read.files import Found, lacks, list_files, read_file


@dataclass(frozen=True)
class Formatted:
    """Hold what became of the files."""

    changed: tuple[str, ...]
    """Paths of those that were not in canonical form."""
    count: int
    """How many files were looked at."""


@no_garbage_collection()
def format_files(root: Path, named: Sequence[str] = (), *, write: bool = True, tell: Tell = untold) -> Formatted:
    """Bring files into form, those that are named or all of the project; without `write`, only tell which are not.

    Raise ProblemsError, with every file as it was, where one of them cannot be read or written.
    """
    problems: list[Problem] = []
    formed: dict[str, bytes] = {}
    known: dict[str, bytes] = {}
    paths = list(dict.fromkeys(_named(root, named) if named else _every(root)))
    for path in counted(tell, "bringing files into form", paths):
        found = Found("", problem=path) if isinstance(path, Problem) else read_file(root, path)
        if found.problem:
            problems.append(found.problem)
            continue
        try:
            content = lay_out(found.path, found.content)
        except ProblemsError as error:
            problems += error.problems
        else:
            if content != found.content:
                formed[found.path] = content
                known[found.path] = found.content
    if problems:
        raise ProblemsError(problems)
    if write:
        replace_files(root, formed, known)
    return Formatted(tuple(formed), len(paths))


def _every(root: Path) -> Iterator[str | Problem]:
    """Yield the YAML files of a project."""
    for folder in ("briefings", "seeds"):
        if lacks(root, folder):
            yield Problem(
                folder, 0, 0, Rule.LAYOUT, "there is no such folder here", "run dateline in a project’s folder"
            )
        for entry in list_files(root, folder):
            if isinstance(entry, Problem) or entry.endswith(".yml"):
                yield entry


def _named(root: Path, names: Sequence[str]) -> Iterator[str | Problem]:
    """Yield files by their paths from the project’s folder, in which they lie."""
    for name in names:
        full = (root / name).absolute()
        parts = full.relative_to(root).parts if full.is_relative_to(root) else ()
        if parts[:1] not in (("briefings",), ("seeds",)) or ".." in parts or full.suffix != ".yml":
            remedy = "name files like briefings/places.yml, from the project’s folder"
            yield Problem(name, 0, 0, Rule.LAYOUT, "it is no YAML file of briefings/ or seeds/", remedy)
        else:
            yield "/".join(parts)

"""Find and read a project's files, and nothing outside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.problems import Problem, Rule

_LARGEST = 50_000_000
"""Bytes of one file: more than any document or register that people write."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a file's bytes, or the problem that kept it from being read."""

    path: str
    content: bytes = b""
    problem: Problem | None = None


@cache
def _resolved(root: Path) -> Path:
    """Resolve the project's folder once, not once a file."""
    return root.resolve()


def read_file(root: Path, path: str) -> Found:
    """Read one file by its POSIX path from the root, following no link that leaves it."""

    def refuse(rule: Rule, message: str, remedy: str) -> Found:
        return Found(path, problem=Problem(path, 0, 0, rule, message, remedy))

    full = root / path
    try:
        if not full.resolve().is_relative_to(_resolved(root)):
            return refuse(Rule.OUTSIDE, "it leads out of the project", "keep a copy inside the project")
        if not full.is_file():
            if full.exists():
                return refuse(Rule.MISSING_FILE, "it is not an ordinary file", "put a file of text there")
            return refuse(Rule.MISSING_FILE, "no such file", "add it, or mend its name")
        if full.stat().st_size > _LARGEST:
            return refuse(Rule.LAYOUT, f"the file is larger than {_LARGEST:,} bytes", "split it")
        return Found(path, full.read_bytes())
    except (
        OSError,
        ValueError,
        RuntimeError,
    ) as error:  # ValueError: a NUL in the path; RuntimeError: links in a ring
        said = error.strerror if isinstance(error, OSError) else "its path or link leads nowhere"
        return refuse(Rule.MISSING_FILE, f"it cannot be read: {said}", "check the file and its permissions")


def list_files(root: Path, folder: str) -> Iterator[str | Problem]:
    """Yield the POSIX paths of the files below a folder, sorted; hidden ones are left out.

    A link to a folder is a problem, because following it could leave the project or never end.
    """
    top = root / folder
    try:
        outside = top.is_symlink() and not top.resolve().is_relative_to(root.resolve())
    except RuntimeError:  # links in a ring
        outside = True
    if outside:
        yield Problem(folder, 0, 0, Rule.OUTSIDE, "it leads out of the project", "keep a copy inside the project")
        return
    for parent, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        base = Path(parent).relative_to(root)
        for name in folders:
            if (Path(parent) / name).is_symlink():
                path = (base / name).as_posix()
                yield Problem(path, 0, 0, Rule.OUTSIDE, "it is a link to a folder", "keep a copy inside the project")
        yield from ((base / name).as_posix() for name in sorted(files) if not name.startswith("."))

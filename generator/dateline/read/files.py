"""Find and read a project's files, and nothing outside it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from dateline.problems import Problem, Rule

Unsaved = Mapping[str, bytes]
"""Files as they stand in an editor, by their POSIX paths from the root: they count instead of those on disk."""
NOTHING: Unsaved = MappingProxyType({})
SEEDS = "seeds"
"""Folder of a project's documents and their records."""
LARGEST = 50_000_000
"""Bytes of one file: more than any document or register that people write. So many a document has that is added."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a file's bytes, or the problem that kept it from being read."""

    path: str
    content: bytes = b""
    problem: Problem | None = None


def read_file(root: Path, path: str, unsaved: Unsaved = NOTHING) -> Found:
    """Read one file by its POSIX path from the root, following no link that leaves it."""

    def refuse(rule: Rule, message: str, remedy: str) -> Found:
        return Found(path, problem=Problem(path, 0, 0, rule, message, remedy))

    full = root / path
    try:
        # As strings first: as paths it would take longer than reading the file. Only paths tell of links in a ring.
        real = os.path.realpath(full)
        inside = real.startswith(f"{root}{os.sep}") or real.startswith(os.path.realpath(root) + os.sep)  # noqa: PIE810
        there = inside and full.is_file()
        if not there and not full.resolve().is_relative_to(root.resolve()):
            return refuse(Rule.OUTSIDE, "it leads out of the project", "keep a copy inside the project")
        if not there and not full.is_file():
            if full.exists():
                return refuse(Rule.MISSING_FILE, "it is not an ordinary file", "put a file of text there")
            if path not in unsaved:
                return refuse(Rule.MISSING_FILE, "no such file", "add it, or mend its name")
        elif full.stat().st_size > LARGEST:
            return refuse(Rule.LAYOUT, f"the file is larger than {LARGEST:,} bytes", "split it")
        return Found(path, unsaved[path] if path in unsaved else full.read_bytes())
    except (
        OSError,
        ValueError,
        RuntimeError,
    ) as error:  # ValueError: a NUL in the path; RuntimeError: links in a ring
        said = error.strerror if isinstance(error, OSError) else "its path or link leads nowhere"
        return refuse(Rule.MISSING_FILE, f"it cannot be read: {said}", "check the file and its permissions")


def lacks(root: Path, folder: str) -> bool:
    """Tell whether a folder that a project has to have is not there.

    The folder of documents may be missing where that of briefings is there: git keeps no folder that is empty.
    """
    if (root / folder).is_dir():
        return False
    return folder != SEEDS or os.path.lexists(root / SEEDS) or not (root / "briefings").is_dir()


def list_files(root: Path, folder: str, unsaved: Unsaved = NOTHING) -> Iterator[str | Problem]:
    """Yield the POSIX paths of the files below a folder, sorted; hidden ones are left out.

    A link to a folder is a problem, because following it could leave the project or never end.
    """
    found = list(_on_disk(root, folder))
    there = {entry if isinstance(entry, str) else entry.file for entry in found}
    if added := [path for path in unsaved if path not in there and _is_below(path, folder)]:
        found = sorted((*found, *added), key=_order)
    yield from found


def _is_below(path: str, folder: str) -> bool:
    """Tell whether a file would be listed among those below a folder."""
    parts = PurePosixPath(path).parts
    return parts[0] == folder and len(parts) > 1 and not any(part.startswith(".") for part in parts)


def _order(entry: str | Problem) -> tuple[tuple[bool, str], ...]:
    """Put a folder's links first, then its files, then what its folders hold."""
    if isinstance(entry, Problem):
        *folders, name = PurePosixPath(entry.file).parts
        return (*((True, folder) for folder in folders), (False, ""), (False, name))
    *folders, name = PurePosixPath(entry).parts
    return (*((True, folder) for folder in folders), (False, name))


def _on_disk(root: Path, folder: str) -> Iterator[str | Problem]:
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

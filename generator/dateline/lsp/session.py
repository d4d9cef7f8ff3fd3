"""Hold one project while it is being written: what stands in the editor, and what the last check found."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from dateline.kept import Kept
from dateline.lsp.fixes import range_of
from dateline.lsp.known import Known
from dateline.lsp.scalars import Point, read_scalars, split_lines
from dateline.prepare import check
from dateline.problems import Problem
from dateline.read.files import Unsaved, list_files, read_file

_FOLDERS = ("briefings", "seeds")


@dataclass(frozen=True, slots=True)
class Buffer:
    """Hold a file as it stands in the editor."""

    text: str
    version: int | None
    changed: bool
    """Whether it was changed since it was opened or saved."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold the problems of a file, each with the stretch that it is shown at."""

    lines: tuple[str, ...]
    problems: tuple[tuple[Point, Point, Problem], ...]
    version: int | None = None
    """Of the text in the editor that was checked."""


@dataclass(frozen=True)
class Outcome:
    """Hold what one check found."""

    known: Known
    files: Mapping[str, Shown]
    """Files with problems, and those that stand in the editor."""


def find_project(path: Path) -> Path | None:
    """Return the nearest folder above a file that is a project, if the file is one of those that are read in it."""
    inside = next((folder for folder in path.parents if is_project(folder)), None)
    return inside if inside and path.relative_to(inside).parts[0] in _FOLDERS else None


def is_project(folder: Path) -> bool:
    """Tell whether a folder is a project: one with `briefings/`, beside documents or a site's configuration."""
    try:
        return (folder / "briefings").is_dir() and ((folder / "seeds").is_dir() or (folder / "mkdocs.yml").is_file())
    except (OSError, ValueError):
        return False


@dataclass
class Session:
    """Hold the state of one project; all of it that is not immutable is changed by the server's own thread alone."""

    root: Path
    buffers: dict[str, Buffer] = field(default_factory=dict)
    """By POSIX paths from the root."""
    known: Known = field(default_factory=Known)
    kept: Kept = field(default_factory=Kept)
    """Used by one check at a time."""

    def text(self, path: str) -> str:
        """Return a file's text as it stands now; empty where it cannot be read."""
        if buffer := self.buffers.get(path):
            return buffer.text
        return read_file(self.root, path).content.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")

    def texts(self) -> dict[str, str]:
        """Return the texts of all YAML files as they stand now."""
        paths = {path for folder in _FOLDERS for path in list_files(self.root, folder) if isinstance(path, str)}
        return {path: self.text(path) for path in paths | self.buffers.keys() if path.endswith(".yml")}

    def check(self, buffers: Mapping[str, Buffer], known: Known) -> Outcome:
        """Check the project with what stands in the editor: the problems are those of `dateline check`."""
        unsaved = dict(_unsaved(self.root, buffers))
        self.kept.turn()
        checked = check(self.root, unsaved=unsaved, kept=self.kept)
        files: dict[str, list[Problem]] = {path: [] for path in buffers}
        for problem in checked.problems:
            files.setdefault(problem.file, []).append(problem)
        return Outcome(
            known.after(checked),
            {path: self._shown(path, found, unsaved, buffers.get(path)) for path, found in files.items()},
        )

    def _shown(self, path: str, problems: list[Problem], unsaved: Unsaved, buffer: Buffer | None) -> Shown:
        version = buffer.version if buffer else None
        if not problems:
            return Shown((), (), version)
        content = read_file(self.root, path, unsaved).content if PurePosixPath(path).suffix else b""
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
        lines = tuple(split_lines(text))
        scalars = self.kept.get(("scalars", text), lambda: read_scalars(text)) if path.endswith(".yml") else []
        return Shown(lines, tuple((*range_of(problem, scalars, lines), problem) for problem in problems), version)


def _unsaved(root: Path, buffers: Mapping[str, Buffer]) -> Iterator[tuple[str, bytes]]:
    """Yield the files that stand otherwise in the editor than on disk.

    An editor shows no byte order mark, and shows what is not UTF-8 as something that is: as long as nothing was
    changed, the bytes on disk count, so that a check says the same of them.
    """
    for path, buffer in buffers.items():
        found = read_file(root, path)
        content = buffer.text.encode("utf-8", "surrogatepass")
        if found.problem:
            yield path, content
            continue
        bare = found.content.removeprefix(codecs.BOM_UTF8)
        if bare == content or not (buffer.changed or _is_utf8(bare)):
            continue
        yield path, (codecs.BOM_UTF8 if bare is not found.content else b"") + content


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True

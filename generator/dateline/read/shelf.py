"""Read what documents a project has, whatever else is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from dateline.problems import Problem, ProblemsError, Rule
from dateline.read.files import SEEDS, lacks, list_files, read_file
from dateline.read.yamlfile import Map, parse_yaml

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Shelf:
    """Hold the documents and records of a project; all paths are from its root."""

    ids: Mapping[str, str]
    """Id of a record → its path."""
    names: frozenset[str]
    """Paths of all files, in lower case: there are systems for which that is one name."""
    records: Mapping[str, str]
    """Path of a document or original → that of the record that names it."""
    content: Mapping[str, str]
    """What tells a document from others → its path."""

    def holds(self, content: bytes, text: bytes) -> Iterator[str]:
        """Yield the paths of documents with these bytes, or these words."""
        yield from (self.content[mark] for mark in _marks(content, text) if mark in self.content)


def _marks(content: bytes, text: bytes) -> Iterator[str]:
    """Yield what tells a document from others: its bytes, and its words whatever the space between them."""
    yield sha256(content).hexdigest()
    yield sha256(b" ".join(text.removeprefix(_BOM).split())).hexdigest()


def read_shelf(root: Path) -> Shelf:
    """Read all that lies in `seeds/`; raise ProblemsError where it is no project’s, or part of it is elsewhere."""
    if lacks(root, SEEDS):
        message, remedy = "there is no such folder here", "run dateline in a project’s folder"
        raise ProblemsError([Problem(SEEDS, 0, 0, Rule.LAYOUT, message, remedy)])
    entries = list(list_files(root, SEEDS))
    if problems := [entry for entry in entries if isinstance(entry, Problem)]:
        raise ProblemsError(problems)
    paths = [entry for entry in entries if isinstance(entry, str)]
    ids: dict[str, str] = {}
    records: dict[str, str] = {}
    content: dict[str, str] = {}
    for path in paths:
        found = read_file(root, path).content
        if PurePosixPath(path).suffix.lower() not in (".yml", ".yaml"):
            for mark in _marks(found, found):
                content.setdefault(mark, path)
            continue
        record = parse_yaml(path, found).root
        if isinstance(record, Map):
            ids.setdefault(str(record.get("id")), path)
            records |= {(PurePosixPath(path).parent / name).as_posix(): path for name in _named(record)}
    return Shelf(ids, frozenset(path.lower() for path in paths), records, content)


def _named(record: Map) -> Iterator[str]:
    """Yield the files that a record names."""
    original = record.get("original")
    for name in (record.get("document"), original.get("file") if isinstance(original, Map) else None):
        if isinstance(name, str):
            yield name

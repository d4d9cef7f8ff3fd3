"""Gather what is read: every YAML file once, with the problems found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from dateline.kept import Kept
from dateline.model.files import REGISTERS
from dateline.problems import Problem, Rule
from dateline.read.files import Found, Unsaved, lacks, list_files, read_file
from dateline.read.yamlfile import Map, Origin, YamlFile, parse_yaml

_OF_FACTS = ("tracks", "figures", "facts")
_ALL = ("sources", *REGISTERS, *_OF_FACTS)
REGISTER_FILES = frozenset(f"briefings/{name}.yml" for name in (*REGISTERS, "edition", "basemap"))
"""Files beside the briefings’ folders."""


@dataclass
class Reading:
    """Gather records and problems while the files are read."""

    root: Path
    unsaved: Unsaved
    kept: Kept
    files: dict[str, YamlFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    known: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in _ALL})
    """Register → id → record."""
    broken: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in (*_ALL, "")})
    """Register → ids whose record has a problem of its own, so that those who name it are not told again."""
    unread: set[str] = field(default_factory=set)
    """Registers of which a part could not be read: an id missing there is no news."""
    seen: dict[tuple[str, str], Origin] = field(default_factory=dict)
    """Register and id → where it is used first."""
    blanks: dict[tuple[str, int, int], str] = field(default_factory=dict)
    """File, line and column of a blank → what may stand there."""
    withdrawn: set[str] = field(default_factory=set)
    """Ids of facts that are listed as taken out."""
    documents: set[str] = field(default_factory=set)
    """Paths of the documents that a record names."""

    @property
    def gaps(self) -> bool:
        """Tell whether a record is left out of the model."""
        return bool(self.unread) or any(self.broken.values())

    def read(self, path: str) -> Found:
        """Read a file as it stands in an editor, else on disk."""
        return read_file(self.root, path, self.unsaved)

    def report(self, path: str, rule: Rule, message: str, remedy: str) -> None:
        """Keep a problem of a whole file."""
        self.problems.append(Problem(path, 0, 0, rule, message, remedy))

    def reported(self, path: str) -> bool:
        """Tell whether a file has a problem already."""
        return any(problem.file == path for problem in self.problems)

    def is_withdrawn(self, value: str, register: str) -> bool:
        """Tell whether an unknown id is that of a fact which this edition takes out."""
        return register in _OF_FACTS and value in self.withdrawn

    def is_news(self, value: str, register: str) -> bool:
        """Tell whether an unknown id is a fault of its own, not the result of another one."""
        aside = self.broken["facts"] if register in _OF_FACTS else self.broken[register]
        return register not in self.unread and value not in aside


def read_yaml(reading: Reading) -> list[str]:
    """Read every YAML file of the project; return the paths of the documents."""
    documents = []
    for folder in ("briefings", "seeds"):
        entries = list(list_files(reading.root, folder, reading.unsaved))
        if not entries and lacks(reading.root, folder):
            reading.report(folder, Rule.LAYOUT, "there is no such folder here", _where_to_run(reading.root))
            reading.unread.update(("sources",) if folder == "seeds" else _ALL)
            continue
        for entry in entries:
            if isinstance(entry, Problem):
                reading.problems.append(entry)
                continue
            suffix = PurePosixPath(entry).suffix
            if suffix == ".yml":
                _read_file(entry, reading)
            elif suffix.lower() in (".yaml", ".yml"):
                reading.report(entry, Rule.LAYOUT, f"it ends in {suffix}", "rename it to .yml")
                reading.unread.update(registers_in(entry))
            elif folder == "seeds":
                documents.append(entry)
    return documents


def _where_to_run(root: Path) -> str:
    """Say where dateline is to be run; a project that stands around the folder is the one that is meant."""
    for levels, folder in enumerate(root.parents, 1):
        if all((folder / name).is_dir() for name in ("briefings", "seeds")):
            above = "/".join([".."] * levels)
            return f"the project seems to be {above}: run dateline there, or here as `dateline -C {above} …`"
    return "run dateline in a project’s folder"


def _read_file(path: str, reading: Reading) -> None:
    """Read one YAML file, and keep it where it is a mapping."""
    found = reading.read(path)
    if found.problem:
        reading.problems.append(found.problem)
        reading.unread.update(registers_in(path))
        return
    file = reading.kept.get(("yaml", path, found.content), lambda: parse_yaml(path, found.content))
    reading.problems.extend(file.problems)
    if isinstance(file.root, Map):
        reading.files[path] = file
        return
    reading.unread.update(registers_in(path))
    if file.root is not None:
        reading.problems.append(
            file.problem((1, 1), Rule.WRONG_TYPE, "the file is not a mapping", "write `key: value`"),
        )


def registers_in(path: str) -> tuple[str, ...]:
    """Tell which registers are incomplete when a file cannot be read."""
    folder, *_, name = PurePosixPath(path).parts
    if folder == "seeds":
        return ("sources",)
    if path in REGISTER_FILES:
        stem = PurePosixPath(path).stem
        return (stem,) if stem in REGISTERS else ()
    return () if name == "briefing.yml" else _OF_FACTS


def explained(problem: Problem, blanks: Mapping[tuple[str, int, int], str]) -> Problem:
    """Say what may stand in a blank, which is found before anything is known of its field."""
    remedy = blanks.get((problem.file, problem.line, problem.column)) if problem.rule is Rule.BLANK else None
    return replace(problem, help=remedy) if remedy else problem

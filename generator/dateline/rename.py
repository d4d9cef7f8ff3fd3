"""Change an id wherever it stands, and remember it where it was published: in all files, or in none."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dateline.layout import read_sound
from dateline.layout.ids import Edit, UnclearError, cited, definition, edited, records, references, remembered, renamed
from dateline.layout.order import shape_of
from dateline.layout.tree import Collection, Entry, Scalar, read_tree
from dateline.mirror import replace_files, write_whole
from dateline.model.references import REGISTERS, register_of
from dateline.model.values import Id
from dateline.prepare import check
from dateline.problems import Problem, ProblemsError, Rule
from dateline.read.files import list_files, read_file
from dateline.read.ledgers import Ledgers
from dateline.read.near import did_you_mean
from dateline.read.yamlfile import YamlFile

KINDS = {"fact": "facts", "actor": "actors", "place": "places", "indicator": "indicators", "source": "sources"}
"""What an id may be of, and the register that it stands in."""
_WITH_PAGE = frozenset({"actors", "places", "sources"})
"""Registers whose records have a page each, at an address that is their id."""
_id: TypeAdapter[str] = TypeAdapter(Id)


@dataclass(frozen=True)
class Renamed:
    """Hold what a change of an id did."""

    places: Mapping[str, int]
    """Path of a changed file → in how many places the id stood."""
    published: str
    """The last edition that was published with the former id; empty where none was."""
    page: str
    """Address in the site of the page that the record has to itself under its new id; empty where it has none."""


@dataclass
class _File:
    """Hold a file that is read, and what is to be changed in it."""

    file: YamlFile
    root: Collection
    edits: list[Edit] = field(default_factory=list)
    places: int = 0

    @property
    def records(self) -> Iterator[tuple[Any, Collection]]:
        """Yield its records, each with its model."""
        return records(self.root, shape_of(self.file.path))

    def change(self, edit: Edit, places: int = 1) -> None:
        """Keep an edit for later."""
        self.edits.append(edit)
        self.places += places

    def problem(self, scalar: Scalar, rule: Rule, message: str, remedy: str) -> ProblemsError:
        """Make a problem at a scalar."""
        return ProblemsError([self.file.problem((scalar.line + 1, scalar.column + 1), rule, message, remedy)])


def rename(root: Path, old: str, new: str, kind: str | None = None) -> Renamed:
    """Give a record another id, in every file that names it.

    Raise ProblemsError, with every file as it was, where the ids do not allow it, a file cannot be read, or the
    project would have a problem that it does not have.
    """
    files = _read(root)
    register = _register(files, old, kind)
    editions = _editions(root, register)
    _check_new(files, register, new, editions)
    published = next((edition for edition, ids in reversed(editions.items()) if old in ids), "")
    for file in files:
        _change(file, register, old, new, remember=bool(published))
    changed = {file.file.path: edited(file.file.text, file.edits).encode() for file in files if file.edits}
    _try(root, changed, old, new)
    replace_files(root, changed)
    page = f"{register}/{new}.html" if register in _WITH_PAGE else ""
    return Renamed({file.file.path: file.places for file in files if file.edits}, published, page)


def _read(root: Path) -> list[_File]:
    """Read every YAML file of a project; raise ProblemsError where one cannot be: it may hold the id too."""
    problems: list[Problem] = []
    files = []
    for folder in ("briefings", "seeds"):
        for path in list_files(root, folder):
            if isinstance(path, Problem):
                problems.append(path)
            elif path.endswith(".yml"):
                found = read_file(root, path)
                try:
                    if found.problem is None:
                        file = read_sound(path, found.content)
                        files.append(_File(file, read_tree(file.text)))
                except ProblemsError as error:
                    problems += error.problems
                problems += [found.problem] if found.problem else []
    if problems:
        raise ProblemsError(problems)
    return files


def _named(files: list[_File], register: str) -> Iterator[tuple[_File, Entry]]:
    """Yield the ids of a register where they are given."""
    for file in files:
        for model, record in file.records:
            if register_of(model) == register:
                yield from ((file, entry) for entry in record.entries if entry.key and entry.key.value == "id")


def _register(files: list[_File], old: str, kind: str | None) -> str:
    """Return the register that an id stands in; raise ProblemsError where it is none or more than one."""
    found = [
        name
        for name, register in KINDS.items()
        if kind in (None, name) and any(_value(entry) == old for _, entry in _named(files, register))
    ]
    if len(found) == 1:
        return KINDS[found[0]]
    if found:
        message = f"“{old}” is the id of {' and '.join(f'{_article(name)} {name}' for name in found)}"
        remedy = f"say which is meant: {' or '.join(f'--kind {name}' for name in found)}"
        raise ProblemsError([Problem("briefings", 0, 0, Rule.DUPLICATE_ID, message, remedy)])
    wanted = [KINDS[kind]] if kind else list(REGISTERS)
    known = {_value(entry) for register in wanted for _, entry in _named(files, register)}
    message = f"no {kind or 'record'} has the id “{old}”"
    remedy = did_you_mean(old, known) or "take an id that stands after `id:` in a file of briefings/ or seeds/"
    raise ProblemsError([Problem("briefings", 0, 0, Rule.UNKNOWN_ID, message, remedy)])


def _article(noun: str) -> str:
    return "an" if noun[0] in "ai" else "a"


def _value(entry: Entry) -> str:
    return entry.value.value if isinstance(entry.value, Scalar) else ""


def _editions(root: Path, register: str) -> dict[str, frozenset[str]]:
    """Return the ids that each published edition has in a register, those of its past among them, the oldest first."""
    ledgers = Ledgers(root)
    found = {}
    for name in ledgers.names():
        if ledger := ledgers.get(name):
            state = ledger.state
            past = state.history if register == "facts" else {}
            found[name] = frozenset({*state.records[register], *past, *state.renamed.get(register, {})})
    if ledgers.problems:
        raise ProblemsError(ledgers.problems)
    return found


def _check_new(files: list[_File], register: str, new: str, editions: Mapping[str, frozenset[str]]) -> None:
    """Raise ProblemsError where an id cannot be given: it is none, or was used."""
    try:
        _id.validate_python(new)
    except ValidationError as error:
        message = f"“{new}” is not an id"
        remedy = "use lower-case letters, digits and single hyphens, at most 80: `lantern-watch`"
        raise ProblemsError([Problem("briefings", 0, 0, Rule.WRONG_TYPE, message, remedy)]) from error
    remedy = "take another: an id is never used again"
    for file, entry in _named(files, register):
        if _value(entry) == new and isinstance(entry.value, Scalar):
            raise file.problem(entry.value, Rule.DUPLICATE_ID, f"the id “{new}” is used", remedy)
    if edition := next((name for name, ids in editions.items() if new in ids), None):
        message = f"the id “{new}” was used in edition {edition}"
        raise ProblemsError([Problem(f"briefings/editions/{edition}.json", 0, 0, Rule.DUPLICATE_ID, message, remedy)])


def _change(file: _File, register: str, old: str, new: str, *, remember: bool) -> None:
    """Gather what is to be changed in one file."""
    try:
        for model, record in file.records:
            name = definition(model, record, register, old)
            if name and isinstance(name.value, Scalar):
                file.change(renamed(name.value, new))
                if remember:
                    file.change(remembered(file.file.text, record, name, old), 0)
            for scalar in references(model, record, register, old):
                file.change(renamed(scalar, new))
            for edit, places in cited(model, record, old, new) if register == "facts" else ():
                file.change(edit, places)
    except UnclearError as error:
        raise file.problem(error.scalar, Rule.UNKNOWN_ID, str(error), f"write `(fact:{old})`") from error


def _try(root: Path, changed: Mapping[str, bytes], old: str, new: str) -> None:
    """Check the project with its new files, in a folder of its own; raise ProblemsError where that finds more."""
    before = Counter(_told(problem, old, new) for problem in check(root).problems)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        try:
            for part in ("briefings", "seeds"):
                if (root / part).is_dir():
                    shutil.copytree(root / part, copy / part, copy_function=_link, ignore_dangling_symlinks=True)
        except OSError as error:
            message = "the project cannot be copied, to be checked with its new ids"
            remedy = "see that every file in briefings/ and seeds/ may be read, and that there is room for a copy"
            raise ProblemsError([Problem("briefings", 0, 0, Rule.LAYOUT, message, remedy)]) from error
        for path, content in changed.items():
            write_whole(copy / path, content)
        after = check(copy).problems
    fresh = []
    for problem in after:
        before[_told(problem, old, new)] -= 1
        if before[_told(problem, old, new)] < 0:
            fresh.append(problem)
    if fresh:
        raise ProblemsError(fresh)


def _link(source: str, target: str) -> None:
    """Put a file into the copy without copying its bytes, where both lie on one disk."""
    try:
        os.link(os.path.realpath(source), target)
    except OSError:
        shutil.copy(source, target)


def _told(problem: Problem, old: str, new: str) -> tuple[str, str, str]:
    """Return what a problem is known by before and after: its line may have moved."""
    message = re.sub(rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9-])", new, problem.message)
    return problem.file, problem.rule.value, message

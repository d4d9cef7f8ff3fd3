"""Change an id wherever it stands, and remember it where it was published: in all files, or in none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dateline.kept import Kept
from dateline.layout import read_sound
from dateline.layout.ids import (
    Splice,
    UnclearError,
    cited,
    definition,
    edited,
    forgotten,
    former_ids,
    records,
    references,
    remembered,
    renamed,
)
from dateline.layout.order import shape_of
from dateline.layout.tree import Collection, Scalar, read_tree
from dateline.mirror import replace_files
from dateline.model.references import NAMED, register_of
from dateline.model.values import Id
from dateline.prepare import check
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, untold
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
    content: bytes
    root: Collection
    edits: list[Splice] = field(default_factory=list)
    places: int = 0

    @property
    def records(self) -> Iterator[tuple[Any, Collection]]:
        """Yield its records, each with its model."""
        return records(self.root, shape_of(self.file.path))

    def change(self, edit: Splice, places: int = 1) -> None:
        """Keep an edit for later."""
        self.edits.append(edit)
        self.places += places

    def problem(self, scalar: Scalar, rule: Rule, message: str, remedy: str) -> ProblemsError:
        """Make a problem at a scalar."""
        return ProblemsError([self.file.problem((scalar.line + 1, scalar.column + 1), rule, message, remedy)])


def rename(root: Path, old: str, new: str, kind: str | None = None, tell: Tell = untold) -> Renamed:
    """Give a record another id, in every file that names it.

    Raise ProblemsError, with every file as it was, where the ids do not allow it, a file cannot be read, or the
    project would have a problem that it does not have.
    """
    tell("looking for the id")
    files = _read(root)
    register = _register(files, old, kind)
    editions = _editions(root, register)
    published = next((edition for edition, ids in reversed(editions.items()) if old in ids), "")
    back = not published and new in _former(files, register, old)
    _check_new(files, register, new, {} if back else editions)
    for file in files:
        _change(file, register, old, new, remember=bool(published), forget=back)
    changed = {file.file.path: edited(file.file.text, file.edits).encode() for file in files if file.edits}
    _try(root, changed, old, new, tell)
    replace_files(root, changed, {file.file.path: file.content for file in files})
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
                        files.append(_File(file, found.content, read_tree(file.text)))
                except ProblemsError as error:
                    problems += error.problems
                problems += [found.problem] if found.problem else []
    if problems:
        raise ProblemsError(problems)
    return files


def _named(files: list[_File], register: str) -> Iterator[tuple[_File, Scalar]]:
    """Yield the ids of a register where they are given."""
    for file in files:
        for model, record in file.records:
            for entry in record.entries if register_of(model) == register else ():
                if entry.key and entry.key.value == "id" and isinstance(entry.value, Scalar):
                    yield file, entry.value


def _register(files: list[_File], old: str, kind: str | None) -> str:
    """Return the register that an id stands in; raise ProblemsError where it is none or more than one."""
    found = [
        name
        for name, register in KINDS.items()
        if kind in (None, name) and any(given.value == old for _, given in _named(files, register))
    ]
    if len(found) == 1:
        register = KINDS[found[0]]
        first, *more = [(file, given) for file, given in _named(files, register) if given.value == old]
        for file, given in more:
            message = f"the id “{old}” is used a second time: which of the two is named elsewhere cannot be known"
            remedy = f"give one of them another by hand; the first is in {first[0].file.path}, line {first[1].line + 1}"
            raise file.problem(given, Rule.DUPLICATE_ID, message, remedy)
        return register
    if found:
        message = f"“{old}” is the id of {' and '.join(f'{_article(name)} {name}' for name in found)}"
        remedy = f"say which is meant: {' or '.join(f'--kind {name}' for name in found)}"
        raise ProblemsError([Problem("briefings", 0, 0, Rule.DUPLICATE_ID, message, remedy)])
    wanted = [KINDS[kind]] if kind else list(NAMED)
    known = {given.value for register in wanted for _, given in _named(files, register)}
    message = f"no {kind or 'record'} has the id “{old}”"
    remedy = did_you_mean(old, known) or "take an id that stands after `id:` in a file of briefings/ or seeds/"
    raise ProblemsError([Problem("briefings", 0, 0, Rule.UNKNOWN_ID, message, remedy)])


def _article(noun: str) -> str:
    return "an" if noun[0] in "ai" else "a"


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


def _former(files: list[_File], register: str, record_id: str) -> list[str]:
    """Return the ids that a record had before."""
    return [
        former
        for file in files
        for model, record in file.records
        if definition(model, record, register, record_id)
        for former in former_ids(record)
    ]


def _check_new(files: list[_File], register: str, new: str, editions: Mapping[str, frozenset[str]]) -> None:
    """Raise ProblemsError where an id cannot be given: it is none, or was used."""
    try:
        _id.validate_python(new)
    except ValidationError as error:
        message = f"“{new}” is not an id"
        remedy = "use lower-case letters, digits and single hyphens, at most 80: `lantern-watch`"
        raise ProblemsError([Problem("briefings", 0, 0, Rule.WRONG_TYPE, message, remedy)]) from error
    remedy = "take another: an id is never used again"
    for file, given in _named(files, register):
        if given.value == new:
            raise file.problem(given, Rule.DUPLICATE_ID, f"the id “{new}” is used", remedy)
    if edition := next((name for name, ids in editions.items() if new in ids), None):
        message = f"the id “{new}” was used in edition {edition}"
        raise ProblemsError([Problem(f"briefings/editions/{edition}.json", 0, 0, Rule.DUPLICATE_ID, message, remedy)])


def _change(file: _File, register: str, old: str, new: str, *, remember: bool, forget: bool) -> None:
    """Gather what is to be changed in one file."""
    try:
        for model, record in file.records:
            name = definition(model, record, register, old)
            if name and isinstance(name.value, Scalar):
                file.change(renamed(name.value, new))
                if remember:
                    file.change(remembered(file.file.text, record, name, old), 0)
                if forget:
                    file.change(forgotten(file.file.text, record, new), 0)
            for scalar in references(model, record, register, old):
                file.change(renamed(scalar, new))
            for edit, places in cited(model, record, old, new) if register == "facts" else ():
                file.change(edit, places)
    except UnclearError as error:
        raise file.problem(error.scalar, Rule.UNKNOWN_ID, str(error), f"write `(fact:{old})`") from error


def _try(root: Path, changed: Mapping[str, bytes], old: str, new: str, tell: Tell) -> None:
    """Check the project with its files as they would be; raise ProblemsError where that finds more than before."""
    kept = Kept()  # what the ids do not touch is proved once
    before = Counter(_told(problem, old, new) for problem in check(root, tell, kept=kept).problems)
    kept.turn()
    fresh = []
    for problem in check(root, tell, unsaved=changed, kept=kept).problems:
        before[_told(problem, old, new)] -= 1
        if before[_told(problem, old, new)] < 0:
            fresh.append(problem)
    if fresh:
        raise ProblemsError(fresh)


def _told(problem: Problem, old: str, new: str) -> tuple[str, str, str]:
    """Return what a problem is known by before and after: its line may have moved."""
    message = re.sub(rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9-])", new, problem.message)
    return problem.file, problem.rule.value, message

"""Suggest facts: what is not yet quoted of a source, as YAML to paste, or added to a file of facts.

Likewise the entries that set aside the sentences in which nothing is read, for the source's record.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path, PurePosixPath

from dateline.layout import laid_out
from dateline.mirror import add_files, replace_files
from dateline.model.files import REGISTERS, lists_in
from dateline.model.project import Project
from dateline.model.registers import Source
from dateline.prepare import no_garbage_collection
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, untold
from dateline.propose import propose
from dateline.propose.appended import append
from dateline.propose.draft import Draft
from dateline.propose.written import by_kind, render_list
from dateline.prove.citations import cite
from dateline.prove.coverage import cover
from dateline.read.files import read_file
from dateline.read.modeline import modeline_in
from dateline.read.near import did_you_mean
from dateline.read.project import RESERVED, read_project
from dateline.read.quotes import read_quotes
from dateline.read.yamlfile import BLANK
from dateline.text.passages import Sentence
from dateline.text.quotation import Found, find

_DIRECT = 3
"""Parts of `briefings/<briefing>/<file>`."""


@dataclass(frozen=True)
class Suggested:
    """Hold what was suggested."""

    text: str
    """YAML; empty where nothing is left to quote."""
    facts: int
    sentences: int
    """How many of the source's sentences they are made of."""
    of: int
    """How many sentences the source has."""
    unquotable: tuple[str, ...]
    """Sentences of which no quotation can be found again."""
    problems: int
    """How many problems of form the project has; what they hide is not known here."""
    silent: int
    """How many sentences nothing is proposed for: headings and the like."""
    record: str
    """Path of the source's record."""
    blank: str = BLANK
    """What stands where the editor has to write."""


@no_garbage_collection()
def suggest(root: Path, source: str, to: str | None = None, tell: Tell = untold) -> Suggested:
    """Draft facts of a source's sentences that none quotes; with `to`, add them to that file, whole or not at all.

    Raise ProblemsError where the source is not known, a register has a problem, or nothing can be added to the file.
    """
    tell("reading the files")
    project, problems = read_project(root)
    record = _source(project, problems, source)
    target = _target(root, project, to) if to is not None else None
    _need_registers(problems)
    every, left = _unquoted(root, project, record)
    tell(f"reading {len(left):,} sentences")
    proposed = propose(project, record, left)
    groups = by_kind(proposed.drafts)
    text = "".join(render_list(kind, facts) for kind, facts in groups.items())
    if target and proposed.drafts:
        _write(root, target, groups)
    return Suggested(
        text=text,
        facts=len(proposed.drafts),
        sentences=len(left) - len(proposed.unquotable) - len(proposed.headings),
        of=every,
        unquotable=tuple(sentence.text for sentence in proposed.unquotable),
        problems=len(problems),
        silent=len(proposed.headings),
        record=record.origin.path_of_file,
    )


@dataclass(frozen=True)
class Asides:
    """Hold what is left to be set aside."""

    text: str
    """YAML; empty where there is nothing."""
    entries: int
    record: str
    """Path of the source's record."""
    problems: int
    """How many problems of form the project has."""
    blank: str = BLANK


@no_garbage_collection()
def suggest_asides(root: Path, source: str, to: str | None = None, tell: Tell = untold) -> Asides:
    """Draft what sets aside a source's sentences in which nothing is read; with `to`, add it to that record.

    Raise ProblemsError where the source is not known, or `to` is not its record or cannot be added to.
    """
    tell("reading the files")
    project, problems = read_project(root)
    record = _source(project, problems, source)
    path = record.origin.path_of_file
    if to is not None and PurePosixPath(to) != PurePosixPath(path):
        message = f"it is not the record of “{source}”"
        raise ProblemsError([Problem(to, 0, 0, Rule.LAYOUT, message, f"write it to {path}")])
    _need_registers(problems)
    _, left = _unquoted(root, project, record)
    tell(f"reading {len(left):,} sentences")
    groups = {"unused": list(propose(project, record, left).asides)}
    if not groups["unused"]:
        return Asides("", 0, path, len(problems))
    if to is not None:
        _write(root, path, groups)
    return Asides(render_list("unused", groups["unused"]), len(groups["unused"]), path, len(problems))


def _need_registers(problems: list[Problem]) -> None:
    """Raise ProblemsError where a register has a problem: what it does not know would be left blank for no reason."""
    if broken := [problem for problem in problems if not REGISTERS.keys().isdisjoint(lists_in(problem.file))]:
        raise ProblemsError(broken)


def _source(project: Project, problems: list[Problem], wanted: str) -> Source:
    """Return a source by its id."""
    known = {source.id: source for source in project.sources}
    if wanted in known:
        return known[wanted]
    told = [problem for problem in problems if problem.file.startswith("seeds")]
    remedy = did_you_mean(wanted, known) or (f"take one of {', '.join(known)}" if known else "add a document to seeds/")
    unknown = Problem("seeds", 0, 0, Rule.UNKNOWN_ID, f"no source that can be read has the id “{wanted}”", remedy)
    raise ProblemsError([unknown, *told])


def _unquoted(root: Path, project: Project, source: Source) -> tuple[int, list[Sentence]]:
    """Return how many sentences a source has, and those that are neither quoted nor set aside, by drafts either."""
    facts = [fact for fact in project.facts if fact.source is source]
    covered = cover(source, facts, {fact.id: cite(fact)[0] for fact in facts})
    found = (find(source.words, *quoted) for quoted in read_quotes(root, source.id))
    spans = sorted(
        ((span.start, span.end) for place in found if isinstance(place, Found) for span in place.spans),
    )
    starts = [start for start, _ in spans]
    # Of the spans that begin before an offset, how far the furthest reaches.
    reach = list(accumulate((end for _, end in spans), max, initial=0))
    left = [
        line.sentence
        for line in covered.lines
        if not (line.facts or line.set_aside) and reach[bisect_left(starts, line.sentence.end)] <= line.sentence.start
    ]
    return len(covered.lines), left


def _target(root: Path, project: Project, to: str) -> str:
    """Return the file to add to, as its path from the project's folder; raise ProblemsError where none can be."""
    full = (root / to).absolute()
    if not full.is_relative_to(root) or ".." in full.relative_to(root).parts:
        raise _no_target(to, "it lies outside the project")
    path = full.relative_to(root)
    parts = path.parts
    slugs = {briefing.slug for briefing in project.briefings} | set(_folders(root))
    if len(parts) < _DIRECT or parts[0] != "briefings" or path.suffix != ".yml" or parts[-1] == "briefing.yml":
        raise _no_target(to, "no facts stand in a file of this name")
    if parts[1] not in slugs:
        raise _no_target(to, "there is no such briefing", did_you_mean(parts[1], slugs))
    if any(part.startswith(".") for part in parts):
        raise _no_target(to, "hidden files are not read")
    return path.as_posix()


def _folders(root: Path) -> Iterator[str]:
    """Yield the names of the folders of briefings."""
    with suppress(OSError):  # the check tells of a project that has no such folder
        for folder in (root / "briefings").iterdir():
            if folder.is_dir() and folder.name not in RESERVED:
                yield folder.name


def _no_target(to: str, message: str, remedy: str = "") -> ProblemsError:
    return ProblemsError(
        [Problem(to, 0, 0, Rule.LAYOUT, message, remedy or "name a file like briefings/NAME/drafts.yml")]
    )


def _write(root: Path, path: str, groups: Mapping[str, list[Draft]]) -> None:
    """Add drafts to a file; raise ProblemsError, with the file as it was, where that cannot be."""
    content, head = b"", modeline_in(root, path).encode()
    there = (root / path).exists() or (root / path).is_symlink()
    if there:
        found = read_file(root, path)
        if found.problem:
            raise ProblemsError([found.problem])
        content, head = found.content, b""
    added = head + append(path, content, groups)
    if laid_out(path, content) == content:  # what an editor wrote otherwise stays as it is
        added = laid_out(path, added)
    if there:
        replace_files(root, {path: added}, {path: content})
        return
    try:
        target = (root / path).resolve()
        if not target.is_relative_to(root.resolve()):
            raise _no_target(path, "it leads out of the project")
        add_files(target.parent, {target.name: added})
    except OSError as error:
        message = f"it cannot be written: {error.strerror}"
        raise ProblemsError([Problem(path, 0, 0, Rule.LAYOUT, message, "choose another file")]) from error

"""Add a document to a project: read it, ask what it does not tell, then write it with its record, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from dateline.intake.extract import extract
from dateline.intake.fields import FIELDS, Check, Field, id_from
from dateline.intake.head import with_head
from dateline.intake.material import AUTHORS, Material, Proposal, UnreadableError
from dateline.intake.record import Value, record_text
from dateline.layout import laid_out
from dateline.mirror import add_files
from dateline.problems import Problem, ProblemsError, Rule
from dateline.read.files import LARGEST, SEEDS
from dateline.read.modeline import modeline_in
from dateline.read.shelf import Shelf, read_shelf
from dateline.text.passages import split_sentences

STANDARD_INPUT = "-"
_CHUNK = 1 << 20

Ask = Callable[[Field, str, Check], str]
"""Ask a person for a field, with a proposal or "", until the check accepts the answer; "" where none is needed."""


@dataclass(frozen=True)
class Added:
    """Hold what was written."""

    files: Mapping[str, str]
    """Path from the project's root → what it is."""
    source: str
    """The record's id."""
    notes: tuple[str, ...]
    inferred: tuple[str, ...]
    """What was taken from metadata or from the head of the text, with where it is from; an editor looks at it."""


@dataclass(frozen=True)
class _Incoming:
    """Hold a document that is to be added."""

    shown: str
    """Its name as it was given, for problems."""
    content: bytes
    material: Material
    adopted: str
    """Its path from the root where it lies in the project already, without a record."""

    @property
    def folder(self) -> str:
        return PurePosixPath(self.adopted).parent.as_posix() if self.adopted else SEEDS

    def original(self, source: str) -> str:
        """Return the name of the file as it came."""
        if self.adopted:
            return PurePosixPath(self.adopted).name
        suffix = self.material.suffix
        return f"{source}.original.txt" if self.material.extractor and suffix == ".txt" else f"{source}{suffix}"

    def document(self, source: str) -> str:
        """Return the name of the file that holds its words, which may be the one that came."""
        if not self.material.extractor:
            return self.original(source)
        # A text whose lines were joined may have that name itself, and stays as it came.
        taken = self.original(source).lower() == f"{source}.txt"
        return f"{source}.words.txt" if taken else f"{source}.txt"

    def written(self, source: str) -> set[str]:
        """Return the names of the files that are written."""
        came = {self.original(source)}
        return ({self.document(source), f"{source}.yml"} | came) - (came if self.adopted else set())


def add_source(
    root: Path, name: str, opened: IO[bytes] | None, given: Mapping[str, str | bool], ask: Ask | None
) -> Added:
    """Add the document of a path, or of an opened stream; `given` answers some fields, `ask` the others.

    Raise ProblemsError, with nothing written, where anything is wrong.
    """
    shelf = read_shelf(root)
    shown = "standard input" if opened else name
    content = _read(Path(name), opened, shown)
    try:
        material = extract(content, name)
    except UnreadableError as error:
        raise _error(shown, error.rule, error.message, error.remedy) from error
    incoming = _Incoming(shown, content, material, "" if opened else _adopted(root, Path(name), shelf))
    _refuse_again(incoming, shelf)
    stem = "" if opened else id_from(name)
    proposals = dict(_usable(material))
    language = str(given.get("language") or proposals.get("language", Proposal("en", "")).value)
    proposals = {"id": Proposal(stem, ""), **with_head(proposals, material.text, language)}
    values, inferred = _answers(incoming, proposals, given, ask, shelf)
    return _write(root, incoming, values, inferred, full_text=bool(given.get("full_text")))


def _error(path: str, rule: Rule, message: str, remedy: str) -> ProblemsError:
    return ProblemsError([Problem(path, 0, 0, rule, message, remedy)])


# ---------------------------------------------------------------- reading


def _read(path: Path, opened: IO[bytes] | None, shown: str) -> bytes:
    """Read a document, no further than it may be long."""
    try:
        if opened:
            content = _bounded(opened)
        elif path.is_dir():
            raise _error(shown, Rule.MISSING_FILE, "it is a folder", "name one file; add several one by one")
        else:
            with path.open("rb") as file:
                content = _bounded(file) if path.stat().st_size <= LARGEST else None
    except FileNotFoundError as error:
        raise _error(shown, Rule.MISSING_FILE, "no such file", "mend its name, or give - for standard input") from error
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else "its path leads nowhere"
        remedy = "check the file and its permissions"
        raise _error(shown, Rule.MISSING_FILE, f"it cannot be read: {said}", remedy) from error
    if content is None:
        raise _error(shown, Rule.DOCUMENT, f"the file is larger than {LARGEST:,} bytes", "add the part that you need")
    return content


def _bounded(file: IO[bytes]) -> bytes | None:
    """Return what a stream holds; None where that is too much."""
    chunks, left = [], LARGEST
    while chunk := file.read(_CHUNK):
        chunks.append(chunk)
        left -= len(chunk)
        if left < 0:
            return None
    return b"".join(chunks)


def _adopted(root: Path, path: Path, shelf: Shelf) -> str:
    """Return the path from the root of a document that lies in the project without a record; else nothing."""
    try:
        inside = path.resolve().relative_to((root / SEEDS).resolve()).as_posix()
    except (OSError, ValueError, RuntimeError):
        return ""
    place = f"{SEEDS}/{inside}"
    return place if place.lower() in shelf.names and place not in shelf.records else ""


def _refuse_again(incoming: _Incoming, shelf: Shelf) -> None:
    """Refuse a document that is there already, in the same bytes or the same words."""
    for path in shelf.holds(incoming.content, incoming.material.text.encode()):
        if path != incoming.adopted:
            record = shelf.records.get(path)
            message = f"this document is there already: {path}" + (f", recorded in {record}" if record else "")
            remedy = "quote that one" if record else f"record that one: dateline add source {path}"
            raise _error(incoming.shown, Rule.DOCUMENT, message, remedy)


# ---------------------------------------------------------------- answering


class _TakenError(ValueError):
    """Say that an id, or the name of a file, is there already."""


def _answers(
    incoming: _Incoming,
    proposals: Mapping[str, Proposal],
    given: Mapping[str, str | bool],
    ask: Ask | None,
    shelf: Shelf,
) -> tuple[dict[str, str], dict[str, Proposal]]:
    """Return the fields of the record, and for those that an editor did not give what they were taken from."""
    values: dict[str, str] = {}
    inferred: dict[str, Proposal] = {}
    problems: list[Problem] = []
    for asked in FIELDS:
        proposal = proposals.get(asked.key, Proposal("", ""))
        check = _free(incoming, shelf, asked.check) if asked.key == "id" else asked.check
        said = given.get(asked.key)
        try:
            if isinstance(said, str):
                value = check(said)
            elif ask:
                value = ask(asked, proposal.value, check)
            else:
                value = check(proposal.value) if proposal.value else ""
        except ValueError as error:
            rule = Rule.DUPLICATE_ID if isinstance(error, _TakenError) else Rule.WRONG_TYPE
            message, remedy = f"“{asked.key}”: {error}", f"give another {asked.flag}"
            problems.append(Problem(incoming.shown, 0, 0, rule, message, remedy))
            continue
        if value:
            values[asked.key] = value
            if not isinstance(said, str) and value == proposal.value and proposal.reason:
                inferred[asked.key] = proposal
        elif asked.required:
            message = f"“{asked.key}” is neither given nor found in the document"
            message = f"“{asked.key}”: {proposal.reason}" if proposal.reason else message
            problems.append(Problem(incoming.shown, 0, 0, Rule.MISSING_KEY, message, f"add {asked.flag}"))
    if problems:
        raise ProblemsError(problems)
    return values, inferred


def _usable(material: Material) -> Iterator[tuple[str, Proposal]]:
    """Yield the proposals that a record may have."""
    for asked in FIELDS:
        proposal = material.proposals.get(asked.key)
        try:
            if proposal:
                asked.check(proposal.value)
                yield asked.key, proposal
        except ValueError:
            continue


def _free(incoming: _Incoming, shelf: Shelf, is_id: Check) -> Check:
    """Make the check of a new id: neither it nor a file of its name may be there."""

    def check(value: str) -> str:
        is_id(value)
        if value in shelf.ids:
            raise _TakenError(f"“{value}” is the id of {shelf.ids[value]}")
        for name in sorted(incoming.written(value)):
            path = f"{incoming.folder}/{name}"
            if path.lower() in shelf.names:
                raise _TakenError(f"there is a file {path} already")
        return value

    return check


# ---------------------------------------------------------------- writing


def _write(
    root: Path, incoming: _Incoming, values: Mapping[str, str], inferred: Mapping[str, Proposal], *, full_text: bool
) -> Added:
    """Write the files of a source, the record last."""
    source, material = values["id"], incoming.material
    original, document = incoming.original(source), incoming.document(source)
    text = material.text.encode() if material.extractor else incoming.content
    record: dict[str, Value] = {
        "id": source,
        "document": document,
        "sha256": sha256(text).hexdigest(),
    }
    if material.extractor:
        digest = sha256(incoming.content).hexdigest()
        record["original"] = {"file": original, "sha256": digest, "extractor": material.extractor}
    for key, value in values.items():
        record[key] = value.split(AUTHORS) if key == "author" and AUTHORS in value else value
    record |= {"full_text": full_text, "inferred": {key: proposal.reason for key, proposal in inferred.items()}}
    record["unused"] = [
        {"quote": one.quote} | ({"prefix": one.prefix} if one.prefix else {}) | {"reason": one.reason}
        for one in material.aside
    ]
    path = f"{incoming.folder}/{source}.yml"
    written = laid_out(path, (modeline_in(root, path) + record_text(record)).encode())
    files = {original: incoming.content, document: text, f"{source}.yml": written}
    files = {name: content for name, content in files.items() if name in incoming.written(source)}
    try:
        add_files(root / incoming.folder, files)
    except OSError as error:
        message, remedy = f"it cannot be written: {error.strerror}", "see what is in its way, and whether you may write"
        raise _error(incoming.folder, Rule.LAYOUT, message, remedy) from error
    count = len(split_sentences(text.decode()))
    sentences = f"{count:,} sentence{'' if count == 1 else 's'}"
    told = tuple(f"{key} {proposal.value} from {proposal.origin}" for key, proposal in inferred.items())
    what = {
        document: f"its words, {sentences}",
        original: "the document as it came" + ("" if material.extractor else f", {sentences}"),
        f"{source}.yml": "its record",
    }
    return Added({f"{incoming.folder}/{name}": what[name] for name in files}, source, material.notes, told)

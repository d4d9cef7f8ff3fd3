"""Read the documents and their records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from dateline.model.registers import Source
from dateline.problems import Problem, Rule
from dateline.read.near import did_you_mean
from dateline.read.reading import Reading
from dateline.read.records import validate
from dateline.read.standins import stand_in
from dateline.read.yamlfile import Map, Origin, YamlFile
from dateline.text.dates import knows_language
from dateline.text.quotation import Text


def read_sources(reading: Reading) -> None:
    """Read every record of a document, with the document."""
    for path, file in reading.files.items():
        if not path.startswith("seeds/"):
            continue
        content, text, problem = _read_document(path, file, reading)
        original, lost = _read_beside(path, file, reading, ("original", "file"))
        given = {
            "text": reading.kept.get(("text", text), partial(Text.of, text)),
            "digest": hashlib.sha256(content).hexdigest(),
            "original_digest": hashlib.sha256(original).hexdigest(),
        }
        digests = (given["digest"], given["original_digest"])
        origin = Origin(file, ())
        record = validate(Source, origin, file.root, reading, register="sources", given=given, of=digests)
        record = record or stand_in(origin, {**given, "origin": origin}, reading, digests)
        problems = [found for found in (problem, lost) if found]
        reading.problems += problems
        reading.documents.update(
            (PurePosixPath(path).parent / name).as_posix()
            for name in (_named(file, ("document",)), _named(file, ("original", "file")))
            if name
        )
        if record is None:
            continue
        if not knows_language(record.language):
            message = f"“language”: no language has the tag “{record.language}”"
            problems.append(origin.problem(("language",), Rule.WRONG_TYPE, message, "write `en`, `ar`, `pt-BR`"))
            reading.problems += problems[-1:]
        if problems:
            reading.broken["sources"].add(record.id)
        else:
            reading.known["sources"][record.id] = record
            if record.unknown.isdisjoint({"unused", "superseded_by"}):  # nothing that is in it is missed
                reading.broken["sources"].discard(record.id)
    for record in reading.known["sources"].values():
        other = record.superseded_by
        others = reading.known["sources"].keys() - {record.id}
        if other and other not in others and reading.is_news(other, "sources"):
            remedy = did_you_mean(other, others) or "name the source that took its place"
            message = f"no other source has the id “{other}”"
            reading.problems.append(record.origin.problem(("superseded_by",), Rule.UNKNOWN_ID, message, remedy))


def _read_document(path: str, file: YamlFile, reading: Reading) -> tuple[bytes, str, Problem | None]:
    """Read the document of a record: its bytes, its text, and what is wrong with it."""
    content, problem = _read_beside(path, file, reading, ("document",))
    try:
        return content, content.decode("utf-8"), problem
    except UnicodeDecodeError as error:
        message = f"“{_named(file, ('document',))}” is not UTF-8: byte 0x{content[error.start]:02x} at {error.start:,}"
        return b"", "", file.problem(file.place(("document",)), Rule.ENCODING, message, "keep its text as UTF-8")


def _read_beside(path: str, file: YamlFile, reading: Reading, key: tuple[str, ...]) -> tuple[bytes, Problem | None]:
    """Read a file that a record names beside itself: its bytes, and what is wrong with it."""
    name = _named(file, key)
    if not name:
        return b"", None  # the record is told
    at, what = file.place(key), key[0]
    if ".." in PurePosixPath(name).parts or PurePosixPath(name).is_absolute():
        message = f"“{name}” leads out of its record’s folder"
        return b"", file.problem(at, Rule.OUTSIDE, message, f"keep the {what} beside its record")
    found = reading.read((PurePosixPath(path).parent / name).as_posix())
    if found.problem:
        message = f"“{name}”: {found.problem.message}"
        return b"", file.problem(at, found.problem.rule, message, found.problem.help)
    return found.content, None


def _named(file: YamlFile, key: tuple[str, ...]) -> str:
    """Return the name of a file that a record gives under a key, or nothing."""
    value: Any = file.root
    for step in key:
        value = value.get(step) if isinstance(value, Map) else None
    return value if isinstance(value, str) else ""


def ask_for_records(documents: Iterable[str], reading: Reading) -> None:
    """Name the documents that no record names."""
    for path in documents:
        record = PurePosixPath(path).with_suffix(".yml").as_posix()
        if path not in reading.documents and not reading.reported(record):
            reading.report(
                path,
                Rule.LAYOUT,
                "the document has no record",
                f"write {PurePosixPath(record).name} beside it, with `document: {PurePosixPath(path).name}`",
            )

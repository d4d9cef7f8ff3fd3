"""Hold what was read out of a document that is taken in, or why it cannot be."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version

from dateline import __version__
from dateline.intake.edges import Aside
from dateline.problems import Rule

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What a text in UTF-16 begins with."""
AUTHORS = "; "
"""Stands between the names of several authors."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hold what a document's metadata say of one field of its record."""

    value: str
    reason: str
    """Where it was read, as the record's `inferred:` says it."""
    origin: str = ""
    """The same in a few words: “the file’s creation date”."""
    made: bool = False
    """Whether it is only the day on which the file was made."""


@dataclass(frozen=True, slots=True)
class Material:
    """Hold what was read out of a document's bytes."""

    suffix: str
    """How the original's file name ends: `.pdf`."""
    text: str
    """One paragraph a line."""
    extractor: str = ""
    """What made the text, with its version; empty where the bytes are the text."""
    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    """By the record's fields."""
    notes: tuple[str, ...] = ()
    """What an editor should look at."""
    aside: tuple[Aside, ...] = ()
    """Words of the text that stood around its pages; the record sets them aside."""


class UnreadableError(Exception):
    """Say why a document cannot be taken in, and what to do about it."""

    def __init__(self, message: str, remedy: str, rule: Rule = Rule.DOCUMENT) -> None:
        """Keep what is wrong and what to do."""
        self.message, self.remedy, self.rule = message, remedy, rule
        super().__init__(message)


def made_by(package: str = "") -> str:
    """Name ourselves and the library that read a document, with their versions."""
    return f"dateline {__version__}" + (f", {package} {version(package)}" if package else "")


def from_metadata(value: str, name: str) -> Proposal:
    """Propose what a field of the metadata says."""
    return Proposal(
        value, f"Read from the file’s metadata ({name}), not from its text.", f"the file’s metadata ({name})"
    )


def dated(value: str, name: str) -> Proposal:
    """Propose a date of issue that the metadata give as such."""
    reason = f"Read from the file’s metadata ({name}: {value}), not from its text."
    return Proposal(value, reason, f"the file’s metadata ({name})")


def made_on(value: str, name: str) -> Proposal:
    """Propose the day on which the file was made as an uncertain date of issue."""
    reason = (
        f"The file’s metadata say that it was made on this day ({name}: {value}); its text was not read for a date."
    )
    return Proposal(f"{value}?", reason, f"the file’s creation date ({name})", made=True)

"""Read a printed brief, and hold each number on its pages against the fact whose note it leads to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2

from dateline.audit.evidence import (
    AGAIN,
    BRIEFS,
    Evidence,
    ExportedFact,
    number_spans,
    output_problem,
    read_numbers,
    says,
    shown,
)
from dateline.problems import Problem
from dateline.render.brief import fingerprint
from dateline.text.dates import read_dates
from dateline.text.quotation import stands_in

_TOKEN = re.compile(r"\[(\d+)\]")
_HASH = re.compile(r"[0-9a-f]{10}$")
_LINE_END = {"\r": "", "\x02": "-", "\ufffe": "-"}
"""PDFium's signs for the end of a line: a hyphen there is written as a control."""
_UNSET = frozenset({"locations"})
"""Kinds that briefs leave to the site."""


@dataclass(frozen=True)
class _Text:
    """Hold a stretch of text, and find words in it whatever the white space between them."""

    text: str

    @cached_property
    def _places(self) -> list[int]:
        return [at for at, char in enumerate(self.text) if not char.isspace()]

    @cached_property
    def compact(self) -> str:
        """Return the text without white space."""
        return "".join(self.text.split())

    def spans(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield where words stand."""
        bare = "".join(words.split())
        at = self.compact.find(bare) if bare else -1
        while at >= 0:
            yield self._places[at], self._places[at + len(bare) - 1] + 1
            at = self.compact.find(bare, at + 1)

    def without(self, words: Iterator[str]) -> str:
        """Return the text with blanks in the place of words."""
        chars = list(self.text)
        for said in words:
            for start, end in self.spans(said):
                chars[start:end] = " " * (end - start)
        return "".join(chars)


@dataclass
class _Brief:
    """Read one brief."""

    path: str
    evidence: Evidence
    problems: list[Problem] = field(default_factory=list)
    numbers: int = 0

    def report(self, message: str) -> None:
        """Keep a problem of the brief."""
        self.problems.append(output_problem(self.path, 0, 0, message, AGAIN))

    def read(self, text: str, facts: AbstractSet[str]) -> None:
        """Read the whole text, which must tell these facts."""
        tokens = list(_TOKEN.finditer(text))
        count = max((int(token[1]) for token in tokens), default=0)
        notes = tokens[len(tokens) - count :]
        if [int(token[1]) for token in notes] != [*range(1, count + 1)]:
            self.report("its notes are not numbered through")
            return
        ends = [*(token.start() for token in notes[1:]), len(text)][: len(notes)]
        owners = {
            int(token[1]): self.note(int(token[1]), text[token.end() : end])
            for token, end in zip(notes, ends, strict=True)
        }
        at = 0
        for token in tokens[: len(tokens) - count]:
            self.check(text[at : token.start()], owners[int(token[1])])
            at = token.end()
        rest = text[at : notes[0].start()] if notes else text[at:]
        self.check(rest, None)
        led = {int(token[1]) for token in tokens[: len(tokens) - count]}
        for number in sorted(owners.keys() - led):
            self.report(f"nothing leads to note {number}")
        told = {owner.id for owner in owners.values() if owner}
        for fact_id in sorted(facts - told):
            self.report(f"it has no note of “{fact_id}”")

    def note(self, number: int, text: str) -> ExportedFact | None:
        """Return the fact that a note names, and hold the note's words against it."""
        said = _Text(text)
        found = _HASH.search(said.compact)
        fact = self.fingerprints.get(found[0]) if found else None
        if not (found and fact) or not said.compact[: found.start()].rstrip("·").endswith(fact.id):
            self.report(f"note {number} names no fact by its id and hash")
            return None
        quotations = [shown(citation.exact) for citation in fact.citations]
        for quotation in quotations:
            if not any(said.spans(quotation)):
                self.report(f"note {number} does not have the words “{quotation}” of “{fact.id}”")
        self.check(said.without(iter([*quotations, fact.id, found[0]])), fact)
        return fact

    @cached_property
    def fingerprints(self) -> Mapping[str, ExportedFact]:
        """Return the facts, those that were withdrawn too, by their short hashes."""
        facts = [*self.evidence.past.values(), *self.evidence.facts.values()]
        return {fingerprint(fact.id, (citation.exact for citation in fact.citations)): fact for fact in facts}

    def check(self, text: str, fact: ExportedFact | None) -> None:
        """Find each number of a text in a fact, as it is or as it was."""
        text = " ".join(_Text(text).without(iter(self.titles)).split())
        versions = [fact, self.evidence.past.get(fact.id)] if fact else []
        for start, end in number_spans(text):
            words = text[start:end].strip(".,;:()“”\"'·")
            if not words:
                continue
            self.numbers += 1
            if not any(version and self.is_said(text, start, end, version) for version in versions):
                about = f"is not what “{fact.id}” says" if fact else "leads to no note"
                self.report(f"“{words}” {about}")

    def is_said(self, text: str, start: int, end: int, fact: ExportedFact) -> bool:
        """Tell whether a fact says the number that stands at a place of a text."""
        for date in read_dates(text):
            if date.start < end and start < date.end and date.complete:
                return date.complete in fact.ends | self.evidence.issued(fact)
        reading = next((said for said in read_numbers(text) if said.start < end and start < said.end), None)
        if reading and fact.value and not reading.weak:
            same = fact.value.magnitude or reading.low in fact.value.bounds or reading.high in fact.value.bounds
            if same:
                return says(reading, fact.value)
        days = {abs(number) for number in self.evidence.days(fact)}
        if reading and reading.low in days and "day" in text[end : end + 6]:
            return True
        words = text[start:end].strip(".,;:()“”\"'·")
        known = [*fact.said, *(self.evidence.numbered_names)]
        return any(stands_in(shown(said), words) for said in known)

    @cached_property
    def furniture(self) -> list[str]:
        """Return what stands on the pages besides facts: running head, dates, address; the longest first."""
        texts = [text for at, text in self.evidence.reference.items() if at.startswith("brief/")]
        return sorted(map(shown, texts), key=len, reverse=True)

    @cached_property
    def titles(self) -> list[str]:
        """Return the titles that briefs say."""
        return [shown(text) for at, text in self.evidence.reference.items() if at.endswith("/title")]

    def page(self, text: str, number: int, count: int) -> str:
        """Return a page's text without its furniture."""
        for sign, char in _LINE_END.items():
            text = text.replace(sign, char)
        text = text.replace(f"{number} / {count}", " ", 1)
        if number == 1:
            for title in self.titles:  # the table of contents: a title, dots, the page
                text = re.sub(rf"({re.escape(title)})[\s.]*\d+(?=\s)", r"\1", text)
        return _Text(text).without(iter(self.furniture))


def audit_briefs(site: Path, evidence: Evidence) -> tuple[list[Problem], int]:
    """Audit every brief of a site; return their problems and how many numbers were traced."""
    exported = json.loads((site / "data/facts.json").read_bytes())
    problems: list[Problem] = []
    numbers = 0
    for path in sorted((site / BRIEFS).glob("*")):
        brief = _Brief(f"{BRIEFS}/{path.name}", evidence)
        audit_document(brief, path, exported)
        problems += brief.problems
        numbers += brief.numbers
    return problems, numbers


def audit_document(brief: _Brief, path: Path, exported: Mapping[str, Any]) -> None:
    """Audit what stands in a PDF: its pages, bookmarks, metadata and attached facts."""
    named = re.fullmatch(rf"(?:([a-z0-9-]+)\.)?{re.escape(exported['edition'])}\.[a-z0-9]+\.pdf", path.name)
    if not named or (named[1] and f"briefings/{named[1]}/title" not in brief.evidence.reference):
        brief.report("no brief of this edition has this name")
        return
    own = [fact for fact in exported["facts"] if named[1] in (None, fact["briefing"])]
    try:
        document = pypdfium2.PdfDocument(path.read_bytes())
        pages = [page.get_textpage().get_text_bounded() for page in document]
    except (OSError, pypdfium2.PdfiumError):
        brief.report("it is not a PDF")
        return
    brief.read(
        " ".join(brief.page(text, at + 1, len(pages)) for at, text in enumerate(pages)),
        {fact["id"] for fact in own if fact["kind"] not in _UNSET},
    )
    said = _Text(" ".join(pages))
    for bookmark in document.get_toc():
        if not any(said.spans(bookmark.get_title())):
            brief.report(f"its bookmark “{bookmark.get_title()}” stands on no page")
    for key in ("Title", "Author", "Subject", "Keywords"):
        brief.check(_Text(document.get_metadata_value(key)).without(iter(brief.furniture)), None)
    attachments = [document.get_attachment(at) for at in range(document.count_attachments())]
    attached = {attachment.get_name(): bytes(attachment.get_data()) for attachment in attachments}
    try:
        same = json.loads(attached["facts.json"]) == {**exported, "facts": own}
    except (KeyError, ValueError):
        brief.report("it has no facts.json attached")
    else:
        if not same or len(attached) > 1:
            brief.report("the facts attached to it are not those of the edition")

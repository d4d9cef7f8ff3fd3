"""Read a printed brief, and hold each number on its pages against the fact whose note it leads to."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeGuard

import pypdfium2
from pypdfium2 import raw

from dateline.audit.evidence import BRIEFS, Evidence
from dateline.audit.exported import ExportedFact, PastFact, says, says_none
from dateline.audit.pdftext import OPENING, UNSEEN, Stretch, agree, annotation_kinds, finds, page_texts, squeeze
from dateline.audit.words import AGAIN, number_spans, output_problem
from dateline.audit.words import shown as shown_on_pages
from dateline.pdf import PAPERS, brief_path
from dateline.problems import Problem
from dateline.render.brief import NOTE_SIGN, document_letter, fingerprint, printable
from dateline.text.dates import is_day_of, read_dates
from dateline.text.numbers import Reading, read_numbers
from dateline.text.quotation import number_stands_in, stands_in

_TOKEN = re.compile(rf"{NOTE_SIGN}[][](\d+)[][]")
"""A number that leads to a note; on a line that is turned around, PDFium turns its brackets too."""
_AROUND = ".,;:()“”\"'·"
"""Signs around a number that are no part of it."""
_AFTER = re.compile(r"\s*days?\s+after\b")
_UNSET = frozenset({"locations"})
"""Kinds that briefs leave to the site."""
_NAME = re.compile(r"(?:actors|places|indicators)/.*/name|sources/.*/publisher")
_SIZES = {"a4": (595, 842), "letter": (612, 792)}
"""Points by the name of the paper (ISO 216; ANSI A)."""
_DOCUMENT = ("publisher", "title", "issued", "url")


@dataclass(frozen=True)
class _Note:
    """Hold a note as it stands on the page."""

    number: int
    said: Stretch
    """Between its number and its id."""
    id: str
    hash: str


@dataclass
class _Brief:
    """Read one brief."""

    path: str
    name: str
    """Of the briefing that it is of; empty for the whole edition."""
    evidence: Evidence
    fingerprints: Mapping[str, ExportedFact]
    """The facts, those that were withdrawn too, by their short hashes."""
    problems: list[Problem] = field(default_factory=list)
    numbers: int = 0
    starts: dict[int, str] = field(default_factory=dict)
    """What stands first on each page, below its head."""

    def report(self, message: str) -> None:
        """Keep a problem of the brief."""
        self.problems.append(output_problem(self.path, 0, 0, message, AGAIN))

    def own(self, key: str) -> str:
        """Return a text that stands on the brief's pages besides facts."""
        return shown(self.evidence.reference.get(f"brief/{self.name}/{key}", ""))

    @cached_property
    def furniture(self) -> list[str]:
        """Return what the edition and the brief are called, the longest first."""
        texts = (self.own("title"), self.own("edition"), shown(self.evidence.reference.get("edition/prepared_by", "")))
        return sorted(texts, key=len, reverse=True)

    # ------------------------------------------------------------ pages

    def page(self, text: str, number: int, count: int) -> str:
        """Return a page's text between its head and its foot, which must be those of the edition."""
        said = Stretch(text)
        head = squeeze(self.own("head") + (self.own("strip") if number == 1 else ""))
        page = self.own("page").replace("{page}", str(number)).replace("{pages}", str(count))
        foot = squeeze(f"{self.own('foot')} {page}")
        first, last = len(head), len(said.compact) - len(foot)
        if not (0 < first <= last and agree(said.compact[:first], head) and agree(said.compact[last:], foot)):
            self.report(f"page {number} has not the head and the foot that it must have")
            return text
        self.starts[number] = said.compact[first:last]
        return said.part(first, last)

    def edition_numbers(self) -> None:
        """Find each number in the head of the first page in the edition itself."""
        reference = self.evidence.reference
        titles = [shown(text) for at, text in reference.items() if at.endswith(("/title", "edition/prepared_by"))]
        text = Stretch(self.own("strip")).without(iter(sorted(titles, key=len, reverse=True)))
        text = text.replace(reference["edition/id"], " ", 1)
        dates = list(read_dates(text))
        for start, end in number_spans(text):
            self.numbers += 1
            if not any(
                date.start < end and start < date.end and date.complete in self.evidence.dates for date in dates
            ):
                self.report(f"its head says “{text[start:end]}”, which the edition does not")

    def contents(self, text: str) -> str:
        """Return the text without the pages of the table of contents, once each leads where it says."""
        reference = self.evidence.reference
        for slug in [at.split("/")[1] for at in reference if re.fullmatch(r"brief/[^/]+/title", at)]:
            title = shown(reference[f"brief/{slug}/title"])
            named = (re.compile(r"\s*(\d+)(?!\S)").match(text, end) for _, end in Stretch(text).spans(title))
            page = next(filter(None, named), None)
            bare = squeeze(title)
            if not page or not agree(self.starts.get(int(page[1]), "")[: len(bare)], bare):
                self.report(f"its contents do not lead to the page of “{title}”")
            else:
                self.numbers += 1
                text = text[: page.start(1)] + " " * len(page[1]) + text[page.end(1) :]
        return text

    def maps(self, text: str) -> str:
        """Return the text without the words of its maps, each of which must stand in it whole."""
        for at, words in self.evidence.reference.items():
            if at.startswith(f"brief/{self.name}/map."):
                span = Stretch(text).drawn([shown(line) for line in words.splitlines()])
                if not span:
                    self.report(f"the map of “{at.partition('map.')[2]}” does not say what that on its page says")
                    continue
                self.numbers += len(list(number_spans(words)))
                text = text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]
        return text

    # ------------------------------------------------------------ the whole

    def best_reading(self, ways: Sequence[Sequence[str]], told: AbstractSet[str]) -> list[str]:
        """Read the pages, each given in every way its lines may be read, and keep what most can be traced in.

        No way is right for all mixtures of directions; what one finds in its place stands on the page.
        """
        tries = []
        for way in range(max(map(len, ways), default=1)):
            pages = [texts[min(way, len(texts) - 1)] for texts in ways]
            tried = _Brief(self.path, self.name, self.evidence, self.fingerprints)
            tried.read(" ".join(tried.page(text, at + 1, len(pages)) for at, text in enumerate(pages)), told)
            tries.append((len(tried.problems), way, tried, pages))
            if not tried.problems:
                break
        _, _, best, pages = min(tries, key=lambda one: one[:2])
        self.problems += best.problems
        self.numbers += best.numbers
        return pages

    def read(self, text: str, told: AbstractSet[str]) -> None:
        """Read the whole text, in which the facts `told` must stand."""
        self.edition_numbers()
        said = Stretch(text)
        start, notes = self.notes(said)
        owners = {note.number: self.fingerprints.get(note.hash) for note in notes}
        letters: dict[str, str] = {}
        for fact in filter(self.is_sourced, owners.values()):
            letters.setdefault(fact.source, document_letter(len(letters)))
        for note in notes:
            owners[note.number] = self.note(note, letters)
        body = self.documents(Stretch(self.maps(said.part(0, start))), letters)
        if self.whole:
            body = self.contents(body)
        stretches = self.body(body, owners)
        for fact_id in sorted(told):
            if fact_id not in stretches:
                self.report(f"it has no note of “{fact_id}”")
            elif not any(self.tells(words, self.evidence.facts[fact_id]) for words in stretches[fact_id]):
                self.report(f"what “{fact_id}” says does not stand before its note")

    def body(self, text: str, owners: Mapping[int, ExportedFact | None]) -> Mapping[str, Sequence[str]]:
        """Check what stands before each sign of a note, whose fact owns it; return it by the fact's id."""
        at, stretches, led = 0, defaultdict[str, list[str]](list), set[int]()
        for token in _TOKEN.finditer(text):
            words, number = text[at : token.start()], int(token[1])
            led.add(number)
            owner = owners.get(number)
            self.check(words, owner)
            if owner:
                stretches[owner.id].append(words)
                for about in self.unsaid(words, owner):
                    self.report(f"“{owner.id}” stands before note {number} without a word that {about}")
                for name in self.strangers(words, owner):
                    self.report(f"“{name}” stands before note {number}, and “{owner.id}” does not name them")
            at = token.end()
        self.check(text[at:], None)
        for number in sorted(owners.keys() ^ led):
            self.report(f"nothing leads to note {number}" if number in owners else f"there is no note {number}")
        return stretches

    def unsaid(self, words: str, fact: ExportedFact) -> Iterator[str]:
        """Yield what the words before a note do not say of its fact: not proved, or its source taken back."""
        if fact.retracted and not self.tells_of_retraction(words):
            yield "its source was taken back"
        if fact.unproved and not _has(squeeze(words).casefold(), self.own("unproved") or fact.unproved):
            yield "it is not proved"

    def tells_of_retraction(self, words: str) -> bool:
        """Tell whether words say that a document was taken back."""
        gone = self.own("retracted")
        return bool(gone) and _has(squeeze(words).casefold(), gone)

    @property
    def whole(self) -> bool:
        """Tell whether it is the brief of the whole edition."""
        return not self.name

    def notes(self, said: Stretch) -> tuple[int, list[_Note]]:
        """Return the place in the compact text where the notes begin, and the notes."""
        text, found, at = said.compact.translate(OPENING), list[_Note](), 0
        while at < len(text):
            number = len(found) + 1
            # It ends with a fact's id and hash, and the next note or nothing follows.
            end = re.compile(rf"·([^·]+)·([0-9a-f]{{10}})(?=\[{number + 1}\[“|$)").search(text, at)
            sign = f"[{number}["
            if end and not found:
                start = at = self.first_note(text, end)
            if not end or not text.startswith(sign, at):
                if found or _TOKEN.search(said.text):
                    self.report("its notes are not numbered through")
                return (start, found) if found else (len(text), [])
            found.append(_Note(number, Stretch(said.part(at + len(sign), end.start())), end[1], end[2]))
            at = end.end()
        return (start, found) if found else (0, [])

    def first_note(self, text: str, end: re.Match[str]) -> int:
        """Return where the first note begins: with its number, and the words of its fact if they can be found."""
        fact = self.fingerprints.get(end[2])
        at = text.rfind(f"[1[{_quoted(fact)}".translate(OPENING), 0, end.start()) if fact else -1
        return at if at >= 0 else max(0, text.rfind("[1[“", 0, end.start()))

    def note(self, note: _Note, letters: Mapping[str, str]) -> ExportedFact | None:
        """Return the fact that a note names, and hold the note's words against it."""
        fact, said = self.fingerprints.get(note.hash), note.said
        if not fact or note.id != squeeze(fact.id):
            self.report(f"note {note.number} names no fact by its id and hash")
            return None
        quoted = _quoted(fact)
        if not agree(said.compact[: len(quoted)], quoted):
            lost = [words for citation in fact.citations if not any(said.spans(words := shown(citation.exact)))]
            about = f"does not have the words “{lost[0]}”" if lost else "does not begin with the words"
            self.report(f"note {note.number} {about} of “{fact.id}”")
            return fact
        rest = Stretch(said.part(len(quoted), len(said.compact)))
        self.check(rest.text, fact, in_note=True)
        if self.is_sourced(fact):
            for lacking in self.provenance(rest, fact, letters[fact.source]):
                self.report(f"note {note.number} does not name {lacking} of “{fact.id}”")
        return fact

    def is_sourced(self, fact: ExportedFact | None) -> TypeGuard[ExportedFact]:
        """Tell whether the document of a fact is known; that of a withdrawn one may be gone."""
        return fact is not None and f"sources/{fact.source}/title" in self.evidence.reference

    def provenance(self, said: Stretch, fact: ExportedFact, letter: str) -> Iterator[str]:
        """Yield what a note lacks of: claimant, publisher, date, letter of the document."""
        publisher = squeeze(shown(self.evidence.reference.get(f"sources/{fact.source}/publisher", ""))) + ","
        at = next(reversed([*finds(said.compact, publisher)]), -1)
        if at < 0:
            yield "the publisher"
            return
        who, when = said.compact[:at].casefold(), said.line(at + len(publisher), len(said.compact))
        if fact.retracted:
            gone = squeeze(self.own("retracted")).casefold()
            if not gone or not who.startswith(gone):
                yield "the taking back"
            who = who.removeprefix(gone).lstrip("·,;. ")
        if not all(_has(who, claimant.name) for claimant in fact.said_by):
            yield "the claimant"
        if not fact.said_by and fact.id in self.evidence.facts and who:
            yield "the publisher as the claimant"
        if {date.complete for date in read_dates(when)} != self.evidence.issued(fact):
            yield "the date"
        if not squeeze(when).endswith(f"·{letter}"):
            yield "the document"

    def documents(self, said: Stretch, letters: Mapping[str, str]) -> str:
        """Return the text before the list of documents, once each stands there with its letter, title and date."""
        end = len(said.compact)
        for source, letter in reversed([*letters.items()]):
            named = {key: shown(self.evidence.reference.get(f"sources/{source}/{key}", "")) for key in _DOCUMENT}
            begins = squeeze(f"{letter}{named['publisher']},{named['title']},")
            at = next((at for at in reversed([*finds(said.compact, begins)]) if at + len(begins) <= end), -1)
            when = said.line(at + len(begins), end)
            gone = self.evidence.retraction(source)
            reason = shown(gone.get("reason", ""))
            rest = Stretch(when).without(iter([named["url"], reason]))
            dates = [*read_dates(rest)]
            if gone and not (self.tells_of_retraction(when) and any(Stretch(when).spans(reason))):
                self.report(f"its list of documents does not tell that “{named['title']}” was taken back, and why")
            if at < 0 or {date.complete for date in dates} != {named["issued"], gone.get("date", named["issued"])}:
                self.report(f"its list of documents does not name “{named['title']}” as {letter}")
                continue
            self.numbers += 1
            for start, stop in number_spans(rest):
                if not any(date.start < stop and start < date.end for date in dates):
                    self.report(f"its list of documents says “{rest[start:stop]}”")
            end = at
        return said.part(0, end)

    def tells(self, words: str, fact: ExportedFact) -> bool:
        """Tell whether the words before a note say what its fact says."""
        publisher = self.evidence.reference.get(f"sources/{fact.source}/publisher", "")
        claimants = [claimant.name for claimant in fact.said_by] or [publisher]
        if fact.kind == "control":
            state = self.own(f"state.{fact.state}")
            needed = [f"{fact.places[0].name}{state}", *(actor.name for actor in fact.actors), *claimants]
        elif fact.value:
            sentence = squeeze(shown(fact.text)).casefold()
            # Not every indicator's words name the place.
            needed = [*(place.name for place in fact.places if _has(sentence, place.name)), *claimants]
        else:
            needed = [fact.text]
        bare = squeeze(words).casefold()
        return self.says_value(" ".join(words.split()), fact) and all(_has(bare, text) for text in needed)

    def strangers(self, words: str, fact: ExportedFact) -> Iterator[str]:
        """Yield the actors that the words before a note name, and neither its fact nor its quotations do."""
        told = [one for one in (fact, self.evidence.past.get(fact.id)) if one]
        publishers = [self.evidence.reference.get(f"sources/{one.source}/publisher", "") for one in told]
        own = [*publishers, *(text for one in told for text in (*one.said, one.text))]
        own = sorted({shown(text).casefold() for text in own}, key=len, reverse=True)
        rest = " ".join(Stretch(words.casefold()).without(iter(own)).split())
        for name in self.evidence.names_in(rest):
            if not any(stands_in(text, name) for text in own):
                yield name

    # ------------------------------------------------------------ numbers

    def check(self, text: str, fact: ExportedFact | None, *, in_note: bool = False) -> None:
        """Find each number of a text in a fact: before an arrow as it was, else as it is, or as either."""
        text = " ".join(UNSEEN.sub("", text).split())
        past = self.evidence.past.get(fact.id) if fact else None
        versions = [fact, past] if fact and (in_note or self.says_value(text, fact)) else [fact]
        for first, last in number_spans(text):
            words = text[first:last].strip(_AROUND)
            if not words:
                continue
            self.numbers += 1
            start = text.index(words, first)
            end = start + len(words)
            told = [past] if past and text[end:].lstrip().startswith("→") else versions
            if not fact and any(first <= start and end <= last for first, last in self.named(text)):
                continue  # a place of which nothing is told stands there by its name
            if not any(version and self.is_said(text, start, end, version, in_note=in_note) for version in told):
                about = f"is not what “{fact.id}” says" if fact else "leads to no note"
                self.report(f"“{words}” {about}")
        for reading in read_numbers(text):
            if reading.magnitude and fact and fact.value and not self.is_magnitude(reading, versions):
                self.report(f"“{text[reading.start : reading.end]}” is not what “{fact.id}” says")

    def is_magnitude(self, reading: Reading, versions: Sequence[ExportedFact | None]) -> bool:
        """Tell whether a figure, as it is or as it was, says “many” or the like, or its quotation does."""
        facts = [fact for fact in versions if fact]
        told = {said.magnitude for fact in facts for said in fact.readings}
        told |= {said.magnitude for fact in facts for named in fact.said for said in read_numbers(named)}
        return reading.magnitude in told

    def says_value(self, text: str, fact: ExportedFact) -> bool:
        """Tell whether a text says the number of a fact as it is; of one without a number it need not."""
        value = fact.value
        said = not value or bool(value.magnitude) or any(says(said, value) for said in read_numbers(text))
        return said or (value is not None and says_none(text, value))

    def is_said(self, text: str, start: int, end: int, fact: ExportedFact, *, in_note: bool = False) -> bool:
        """Tell whether a fact says the number that stands at a place of a text."""
        for date in read_dates(text):
            if date.start < end and start < date.end and (date.complete or is_day_of(date, fact.ends)):
                return not date.complete or date.complete in self.evidence.own_days(fact) | self.evidence.issued(fact)
        headline = shown(str(fact.fields.get("headline") or ""))  # whose numbers its quotations say, as data.py asks
        whole = [*self.named(text), *(Stretch(text).spans(headline) if headline else ())]
        if any(first <= start and end <= last for first, last in whole):
            return True
        reading = next((said for said in read_numbers(text) if said.start < end and start < said.end), None)
        if reading and reading.low is not None and "day" in text[end : end + 6]:
            # How long before the cutoff; what comes after it is less than nothing.
            days = -reading.low if _AFTER.match(text, end) else reading.low
            if days in self.evidence.days(fact):
                return True
        if reading and fact.value and not reading.weak:
            same = fact.value.magnitude or reading.low in fact.value.bounds or reading.high in fact.value.bounds
            if same:
                return says(reading, fact.value)
        if reading and not reading.weak and not isinstance(fact, PastFact):
            # A figure may say no other number of its quotation than its own sentence does.
            own = fact.readings if in_note or not fact.value else read_numbers(shown(fact.text))
            return any((said.low, said.high, said.unit) == (reading.low, reading.high, reading.unit) for said in own)
        words = text[start:end]
        return any(number_stands_in(shown(said), words) for said in fact.said)

    @cached_property
    def names(self) -> list[str]:
        """Return the names that hold a number."""
        named = [text for at, text in self.evidence.reference.items() if _NAME.match(at)]
        return [shown(text) for text in named if any(number_spans(shown(text)))]

    def named(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a whole name that holds a number stands in a text, however it begins."""
        lower = text.lower() if len(text.lower()) == len(text) else text
        for name in self.names:
            for first, last in Stretch(lower).spans(name.lower()):
                if not (text[:first][-1:].isalnum() or text[last : last + 1].isalnum()):
                    yield first, last


def _has(haystack: str, words: str) -> bool:
    """Tell whether words, however they begin, stand in a compact text without capitals."""
    return any(True for _ in finds(haystack, squeeze(shown(words)).casefold()))


def shown(text: str) -> str:
    """Return a text as briefs show it."""
    return printable(shown_on_pages(text))


def _fingerprints(evidence: Evidence) -> Mapping[str, ExportedFact]:
    facts = [*evidence.past.values(), *evidence.facts.values()]
    return {fingerprint(fact.id, (citation.exact for citation in fact.citations)): fact for fact in facts}


def _quoted(fact: ExportedFact) -> str:
    """Return a fact's quotations as a note has them, without white space."""
    return squeeze(" … ".join(f"“{shown(citation.exact)}”" for citation in fact.citations))


def audit_briefs(site: Path, evidence: Evidence, only: str | None = None) -> tuple[list[Problem], int]:
    """Audit every brief of a site, or those of `only` one briefing; return their problems and the numbers traced."""
    exported = json.loads((site / "data/facts.json").read_bytes())
    edition = exported["edition"]
    slugs = [at.split("/")[1] for at in evidence.reference if re.fullmatch(r"brief/[^/]*/title", at)]
    wanted = {brief_path(slug, edition, paper): slug for slug in slugs if only in (None, slug) for paper in PAPERS}
    fingerprints = _fingerprints(evidence)
    found = {f"{BRIEFS}/{path.name}" for path in (site / BRIEFS).glob("*")}
    problems: list[Problem] = []
    numbers = 0
    for path in sorted(wanted.keys() | found):
        brief = _Brief(path, wanted.get(path, ""), evidence, fingerprints)
        if path not in found:
            brief.report("it is missing")
        elif path not in wanted:
            brief.report("no brief of this edition has this name")
        else:
            own = [fact for fact in exported["facts"] if wanted[path] in ("", fact["briefing"])]
            _audit_document(brief, site / path, {**exported, "facts": own})
        problems += brief.problems
        numbers += brief.numbers
    return problems, numbers


def _audit_document(brief: _Brief, path: Path, exported: Mapping[str, Any]) -> None:
    """Audit what stands in a PDF, pages, bookmarks, metadata and attachments, against the facts it is of."""
    try:
        document = pypdfium2.PdfDocument(path.read_bytes())
        # In one go: PDFium reads a page anew each time that it is asked for.
        seen = [(page_texts(page), page.get_size(), {*annotation_kinds(page)}) for page in document]
    except (OSError, pypdfium2.PdfiumError):
        brief.report("it is not a PDF")
        return
    if {tuple(map(round, size)) for _, size, _ in seen} != {_SIZES[path.name.split(".")[-2]]}:
        brief.report("its pages have not the size of its paper")
    if {kind for *_, kinds in seen for kind in kinds} - {raw.FPDF_ANNOT_LINK}:
        brief.report("something besides links was put on its pages")
    told = {fact["id"] for fact in exported["facts"] if fact["kind"] not in _UNSET}
    pages = brief.best_reading([texts for texts, *_ in seen], told)
    said = Stretch(" ".join(pages))
    for bookmark in document.get_toc():
        if not any(said.spans(bookmark.get_title())):
            brief.report(f"its bookmark “{bookmark.get_title()}” stands on no page")
    for key in ("Title", "Author", "Subject", "Keywords"):
        brief.check(Stretch(document.get_metadata_value(key)).without(iter(brief.furniture)), None)
    attachments = [document.get_attachment(at) for at in range(document.count_attachments())]
    attached = {attachment.get_name(): bytes(attachment.get_data()) for attachment in attachments}
    try:
        same = json.loads(attached["facts.json"]) == exported
    except (KeyError, ValueError):
        brief.report("it has no facts.json attached")
    else:
        if not same or len(attachments) > 1:
            brief.report("the facts attached to it are not those of the edition")

"""Read what pages are held against: the facts and register texts of a site, proved against the documents anew."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import pypdfium2
from pydantic import TypeAdapter

from dateline.audit.exported import (
    Changes,
    Citation,
    ExportedChange,
    ExportedFact,
    ExportedValue,
    Facts,
    PastFact,
    retraction_of,
    says,
)
from dateline.audit.words import AGAIN, numbers_in, output_problem, shown
from dateline.problems import Problem
from dateline.render.environment import visible
from dateline.text.dates import is_english, parse_date, read_dates
from dateline.text.numbers import Quantifier
from dateline.text.ordinary import is_ordinary
from dateline.text.quotation import Text, stands_in
from dateline.text.unnumbered import may_say
from dateline.text.weekdays import days_told

_SPELLING = re.compile(r"actors/[^/]+/(?:name|also)(?:\.\w+)*")
BRIEFS = "briefs"
"""The folder of printed briefs in the site."""
_FACTS = "data/facts.json"
_DAY = len("2018-04-01")
CHANGES = "data/changes.json"


@dataclass
class Evidence:
    """Hold what pages are held against."""

    facts: Mapping[str, ExportedFact]
    reference: Mapping[str, str]
    cutoff: str
    """The day from which ages are counted."""
    changes: Mapping[str, ExportedChange]
    """By fact id."""
    previous: str | None
    """The edition before."""
    assets: frozenset[str] = frozenset()
    """Paths of the site's own files that pages may load."""
    pictures: frozenset[str] = frozenset()
    """Paths of the pictures that are shown where an address is shared."""
    pages: frozenset[str] | None = None
    """Paths of the pages of actors, places and sources; None where only a part of a site is at hand."""
    measures: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Path of a printed brief → how many `pages` and `kB` it has."""
    documents: dict[str, tuple[str, Text] | None] = field(default_factory=dict)
    """Source id → its text, and the same as pages show it; None where it is not the pinned one."""
    passed: dict[tuple[object, ...], tuple[str, int]] = field(default_factory=dict)
    """Parts of pages that were found right, each with its text and its count of figures."""
    harmless: set[str] = field(default_factory=set)
    """Words of attributes and titles that were found right: most stand on many pages."""

    @cached_property
    def dates(self) -> set[str]:
        """Return the dates of the edition itself, and of the one before."""
        at = ("edition/cutoff", "edition/issued", "edition/next_due", "edition/period", "previous/cutoff")
        return {end for name in at if name in self.reference for end in parse_date(self.reference[name]).ends}

    @cached_property
    def past(self) -> Mapping[str, PastFact]:
        """Return the changed and withdrawn facts as they were, by id."""
        return {change.id: change.before for change in self.changes.values() if change.before}

    @cached_property
    def counts(self) -> Counter[tuple[str, str]]:
        """Return how many facts each briefing has of each kind."""
        return Counter((fact.kind, fact.briefing) for fact in self.facts.values())

    @cached_property
    def changed(self) -> Counter[tuple[str, str, str]]:
        """Return how many facts became what, by kind and briefing; a correction is counted as one whatever its step."""
        told = [change for change in self.changes.values() if change.cause]
        return Counter(
            ("correction" if change.cause == "correction" else change.step, change.kind, change.briefing)
            for change in told
        )

    def follows(self, later: str, earlier: str, *, told_in: bool = False) -> bool:
        """Tell whether a fact goes on with an earlier one: talks that it continues, or its claimant's other count.

        Only what talks were before may be `told_in` the words about them.
        """
        one, other = self.facts.get(later), self.facts.get(earlier)
        if not one or not other or one is other or one.kind != other.kind:
            return False
        passed: list[ExportedFact] = []
        while one and one not in passed and (before := one.fields.get("continues")):
            if before == earlier:
                return True
            passed.append(one)
            one = self.facts.get(before)
        counted = self.facts[later]
        same = counted.kind == "figures" and counted.series == other.series
        return not told_in and same and self.claimants(counted) == self.claimants(other)

    def claimants(self, fact: ExportedFact) -> frozenset[str]:
        """Return who says a fact: ids of actors, also of one whose name the publisher has, else the publisher."""
        publisher = self.reference.get(f"sources/{fact.source}/publisher", "").casefold()
        said = (actor.id for actor in fact.said_by)
        return frozenset(said) or frozenset({self._voices.get(publisher, f"“{publisher}”")})

    @cached_property
    def _voices(self) -> Mapping[str, str]:
        """Return the actors by their spellings."""
        return {text.casefold(): at.split("/")[1] for at, text in self.reference.items() if _SPELLING.fullmatch(at)}

    def issued(self, fact: ExportedFact) -> frozenset[str]:
        """Return the days on which the sources of a fact were issued."""
        sources = {fact.source, *(citation.source for citation in fact.citations)}
        return frozenset(self.reference.get(f"sources/{source}/issued", "") for source in sources) - {""}

    def own_days(self, fact: ExportedFact) -> frozenset[str]:
        """Return the dates of a fact, and those that days of the week in its quotations mean by the day of issue."""
        told = set(fact.ends)
        for citation in fact.citations:
            issued = self.reference.get(f"sources/{citation.source}/issued", "")
            if len(issued) == _DAY and is_english(self.reference.get(f"sources/{citation.source}/language", "en")):
                told.update(days_told(citation.exact, parse_date(issued).first))
        return frozenset(told)

    def retraction(self, source: str) -> dict[str, str]:
        """Return when and why a source was taken back; nothing where it stands."""
        told = {name: self.reference.get(f"sources/{source}/retracted.{name}") for name in ("date", "reason")}
        return {name: text for name, text in told.items() if text}

    @cached_property
    def taken_back(self) -> frozenset[str]:
        """Return the sources that were taken back, and those of facts of the edition before that were by then."""
        told = {at.split("/")[1] for at in self.reference if at.endswith("/retracted.date")}
        return frozenset(told | {fact.source for fact in self.past.values() if fact.retracted})

    @cached_property
    def cautioned(self) -> bool:
        """Tell whether any source was taken back, or any fact is not proved, so that marks have to stand."""
        return bool(self.taken_back) or any(fact.unproved for fact in (*self.facts.values(), *self.past.values()))

    def days(self, fact: ExportedFact) -> frozenset[int]:
        """Return the days between the cutoff and each date of a fact and its sources; negative ones are after it."""
        cutoff = parse_date(self.cutoff).first
        return frozenset((cutoff - parse_date(end).last).days for end in fact.ends | self.issued(fact))

    @cached_property
    def cited(self) -> Mapping[str, list[str]]:
        """Return every stretch that facts cite, by source, as pages show it."""
        stretches: dict[str, list[str]] = defaultdict(list)
        for fact in self.facts.values():
            for citation in fact.citations:
                stretches[citation.source] += [shown(part) for part in citation.exact.split(" … ")]
        return stretches

    @cached_property
    def _spellings(self) -> re.Pattern[str]:
        """Match the names and other spellings of all actors, the longest first."""
        paths = (at for at in self.reference if _SPELLING.fullmatch(at))
        names = sorted({shown(self.reference[at]) for at in paths}, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?![\w-])", re.IGNORECASE)

    def names_in(self, text: str) -> Iterator[str]:
        """Yield each name of an actor that stands in a text, but for spellings that are ordinary words there."""
        flat = " ".join(text.split())
        for found in self._spellings.finditer(flat):
            if found[0] in self._actors or not is_ordinary(flat, *found.span()):
                yield found[0]

    @cached_property
    def _actors(self) -> frozenset[str]:
        """Return the names of all actors, without their other spellings."""
        named = (at for at in self.reference if _SPELLING.fullmatch(at) and "/also" not in at)
        return frozenset(shown(self.reference[at]) for at in named)

    @cached_property
    def numbered_names(self) -> list[str]:
        """Return the names and titles that hold a number: titles and attributes may say them."""
        named = [
            text
            for at, text in self.reference.items()
            if at.rsplit("/", 1)[-1].startswith(("name", "title", "publisher"))
        ]
        return [str(visible(text)) for text in named if any(numbers_in(text))]


def read_facts(site: Path) -> dict[str, ExportedFact]:
    """Read the facts of a site; raise OSError or ValueError (pydantic's is one) where they cannot be read."""
    facts = Facts.model_validate_json((site / "data" / "facts.json").read_bytes())
    return {fact.id: fact for fact in facts.facts}


def read_evidence(site: Path, seeds: Path) -> tuple[Evidence, list[Problem]]:
    """Read a site's data files and hold them against the documents.

    Raise OSError or ValueError (pydantic's is one) where a data file cannot be read.
    """
    facts = Facts.model_validate_json((site / "data" / "facts.json").read_bytes())
    reference = TypeAdapter(dict[str, str]).validate_json((site / "data" / "reference.json").read_bytes())
    assets = frozenset(path.relative_to(site).as_posix() for path in (site / "assets").rglob("*") if path.is_file())
    changes = Changes.model_validate_json((site / "data" / "changes.json").read_bytes())
    evidence = Evidence(
        {fact.id: fact for fact in facts.facts},
        reference,
        facts.cutoff,
        {change.id: change for change in changes.changes},
        changes.previous,
        assets,
        frozenset(path.relative_to(site).as_posix() for path in (site / "pictures").glob("*.png")),
        frozenset(path.relative_to(site).as_posix() for path in site.glob("*/*.html")),
        dict(_measures(site)),
    )
    problems = []
    if (changes.edition, changes.previous) != (facts.edition, reference.get("previous/edition")):
        problems.append(output_problem(CHANGES, 0, 0, "the editions are not those of facts.json", AGAIN))
    if len(evidence.facts) < len(facts.facts):
        problems.append(output_problem(_FACTS, 0, 0, "two facts have one id", AGAIN))
    if (facts.edition, facts.cutoff) != (reference.get("edition/id"), reference.get("edition/cutoff")):
        problems.append(output_problem(_FACTS, 0, 0, "the edition is not that of reference.json", AGAIN))
    problems += _audit_facts(evidence, seeds)
    return evidence, problems


def _measures(site: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield the pages and the size in kilobytes, rounded up, of each printed brief that can be read."""
    for path in sorted((site / BRIEFS).glob("*.pdf")):
        name = f"{BRIEFS}/{path.name}"
        with suppress(OSError, pypdfium2.PdfiumError):
            content = path.read_bytes()
            yield name, {"pages": len(pypdfium2.PdfDocument(content)), "kB": -(-len(content) // 1000)}


def _audit_facts(evidence: Evidence, seeds: Path) -> Iterator[Problem]:
    """Hold each fact of facts.json against the words and the bytes of its source."""
    for source in dict.fromkeys(at.split("/")[1] for at in evidence.reference if at.startswith("sources/")):
        evidence.documents[source] = document = _document(source, evidence, seeds)
        if document is None:
            name = evidence.reference.get(f"sources/{source}/document", source)
            message = f"the document “{name}” is missing or not the pinned one"
            yield output_problem(_FACTS, 0, 0, message, "restore it in seeds/")
    for fact in evidence.facts.values():
        for message in _fact_faults(fact, evidence):
            yield output_problem(_FACTS, 0, 0, message, AGAIN)


def _fact_faults(fact: ExportedFact, evidence: Evidence) -> Iterator[str]:
    """Yield what is wrong with a fact of facts.json."""
    for citation in fact.citations:
        if citation.source not in evidence.documents:
            yield f"“{fact.id}” cites “{citation.source}”, which reference.json does not know"
        elif (document := evidence.documents[citation.source]) and not _stands(citation, document[0]):
            yield f"a quotation of “{fact.id}” does not stand in its document"
    if fact.value and not fact.value.consistent:
        yield f"the bounds of “{fact.id}” are not those of its value"
    if retraction_of(fact) != evidence.retraction(fact.source):
        yield f"“{fact.id}” does not tell whether its source was taken back as reference.json does"
    if fact.date != next((dated.edtf for dated in fact.dates.values()), None):
        yield f"the date of “{fact.id}” is not the first of its dates"
    if not fact.unproved:
        yield from _unsaid(fact, evidence)


def _unsaid(fact: ExportedFact, evidence: Evidence) -> Iterator[str]:
    """Yield what a fact claims that its own quotations do not say."""
    if not fact.citations:
        yield f"“{fact.id}” has no quotation"
    if fact.value and not _is_said(fact, fact.value):
        yield f"the value of “{fact.id}” is not what its quotation says"
    if fact.when and not any(stands_in(citation.exact, fact.when) for citation in fact.citations):
        yield f"the words “{fact.when}” do not stand in the quotations of “{fact.id}”"
    stated = {end for dated in fact.dates.values() if dated.reading == "stated" for end in parse_date(dated.edtf).ends}
    for citation in fact.citations:
        language = evidence.reference.get(f"sources/{citation.source}/language", "en")
        stated -= {mention.complete or "" for mention in read_dates(citation.exact, language)}
    if stated or (not fact.when and any(dated.reading != "stated" for dated in fact.dates.values())):
        yield f"a date of “{fact.id}” does not stand in its quotations"


def _is_said(fact: ExportedFact, value: ExportedValue) -> bool:
    """Tell whether a fact's quotations say its value: as a number, or as none or one in words (“nobody”, “a woman”)."""
    if value.magnitude == "unstated" or any(says(said, value) for said in fact.readings):
        return True
    plain = value.best in (0, 1) and value.quantifier == Quantifier.EXACT.value and value.sign is None
    return plain and any(may_say(citation.exact, int(value.best or 0)) for citation in fact.citations)


def _stands(citation: Citation, original: str) -> bool:
    """Tell whether a citation says what stands at its place in a document."""
    start, end = citation.start, citation.end
    return (
        bool(citation.spans)
        and all(0 <= first < last for first, last in citation.spans)
        and (start, end) == (citation.spans[0][0], citation.spans[-1][1])
        and citation.exact == " … ".join(original[first:last] for first, last in citation.spans)
        and original[:start].endswith(citation.prefix)
        and original[end:].startswith(citation.suffix)
    )


def _document(source: str, evidence: Evidence, seeds: Path) -> tuple[str, Text] | None:
    """Return a source's document, if its bytes are the pinned ones."""
    name = evidence.reference.get(f"sources/{source}/document", "")
    path = seeds / name
    try:
        content = path.read_bytes() if name and path.resolve().is_relative_to(seeds.resolve()) else b""
    except OSError:
        return None
    if sha256(content).hexdigest() != evidence.reference.get(f"sources/{source}/sha256"):
        return None
    original = content.decode("utf-8", "replace")
    return original, Text.of(str(visible(original)))

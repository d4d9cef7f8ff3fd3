"""Audit finished pages (P8): trace each number on them to a fact, and each fact to its source.

Nothing is taken from the model: the pages, `data/facts.json` and the documents are read as a stranger would.
Elements say what their text is:

| attribute | the text is | held against |
|---|---|---|
| `<data data-fact>` | a figure with its hedge | the fact's value |
| `<time data-fact>`, `<time data-source>`, `<time data-edition>` | a date | the fact's, the source's, the edition's |
| `data-sentence` | a fact's sentence | its text in facts.json |
| `data-quote` | a quotation | the fact's citations |
| `data-document` | a stretch of a document | the document |
| `data-ref` | text of a register | data/reference.json |
| `data-count` | a count that the tool made | counted again |
| `data-term` | a word that is spoken of, as in a glossary | no digit may stand in it |
| `data-fact` on anything else | words about a fact | the fact's citations |

Digits or number words anywhere else are a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError

from dateline.problems import Problem, Rule
from dateline.render.environment import visible
from dateline.text.dates import parse_date, read_dates
from dateline.text.numbers import Reading, read_numbers
from dateline.text.quotation import Found, Text, find, stands_in

_DIGITS = re.compile(r"\S*\d\S*")
_SHOWN_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder", "content")
_SILENT = frozenset({"script", "style", "template"})
_VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "wbr", "source", "col", "area", "base", "embed", "track"})
_GAP = "\ufffc"
"""Stands in an element's text for what an inner element says (U+FFFC, object replacement character)."""


class _Citation(BaseModel):
    source: str
    exact: str
    spans: list[tuple[int, int]]


class _Value(BaseModel):
    best: Decimal | None
    low: Decimal | None
    high: Decimal | None
    quantifier: str
    magnitude: str | None
    sign: str | None


class _Named(BaseModel):
    id: str
    name: str


class _DatedAs(BaseModel):
    edtf: str


class _Fact(BaseModel):
    id: str
    kind: str
    briefing: str
    text: str
    dates: dict[str, _DatedAs]
    places: list[_Named]
    actors: list[_Named]
    said_by: list[_Named]
    value: _Value | None
    unproved: str | None
    citations: list[_Citation]

    @cached_property
    def readings(self) -> list[Reading]:
        return [reading for citation in self.citations for reading in read_numbers(citation.exact)]

    @cached_property
    def ends(self) -> set[str]:
        return {end for dated in self.dates.values() for end in parse_date(dated.edtf).ends}

    @cached_property
    def said(self) -> list[str]:
        """Return all that its words may be taken from."""
        names = [named.name for named in (*self.places, *self.actors, *self.said_by)]
        return [citation.exact for citation in self.citations] + names


class _Facts(BaseModel):
    edition: str
    cutoff: str
    facts: list[_Fact]


@dataclass(frozen=True)
class Audit:
    """Hold what an audit found."""

    problems: tuple[Problem, ...]
    pages: int = 0
    numbers: int = 0
    """Figures that were traced, each as often as it stands on a page."""
    facts: int = 0


@dataclass
class _Evidence:
    """Hold what pages are held against."""

    facts: Mapping[str, _Fact]
    reference: Mapping[str, str]
    cutoff: str
    documents: dict[str, Text] = field(default_factory=dict)

    @cached_property
    def reference_words(self) -> frozenset[str]:
        """Return each word with a digit that registers hold: titles may say them."""
        return frozenset(word.strip(".,;:()") for text in self.reference.values() for word in _DIGITS.findall(text))


def audit(site: Path, seeds: Path) -> Audit:
    """Audit a built site against its own data files and the project's documents."""
    try:
        facts = _Facts.model_validate_json((site / "data" / "facts.json").read_bytes())
        reference = TypeAdapter(dict[str, str]).validate_json((site / "data" / "reference.json").read_bytes())
        evidence = _Evidence({fact.id: fact for fact in facts.facts}, reference, facts.cutoff)
        problems = list(_audit_facts(evidence, seeds))
    except (OSError, ValidationError, ValueError) as error:
        said = "it is missing or cannot be read" if isinstance(error, OSError) else "it does not have the contract’s shape"
        return Audit((_problem("data", 0, 0, f"facts.json or reference.json: {said}", "build the site again"),))
    pages = numbers = 0
    for path in sorted(site.rglob("*.html")):
        page = _Page(path.relative_to(site).as_posix(), evidence)
        try:
            page.feed(path.read_text("utf-8"))
            page.close()
        except UnicodeDecodeError:
            page.report("the page is not UTF-8")
        problems += page.problems
        pages += 1
        numbers += page.numbers
    return Audit(tuple(sorted(set(problems))), pages, numbers, len(facts.facts))


def _problem(file: str, line: int, column: int, message: str, remedy: str) -> Problem:
    return Problem(file, line, column, Rule.OUTPUT, message, remedy)


# ---------------------------------------------------------------- facts against documents


def _audit_facts(evidence: _Evidence, seeds: Path) -> Iterator[Problem]:
    """Hold each fact of facts.json against the words and the bytes of its source."""
    file = "data/facts.json"
    for fact in evidence.facts.values():
        for citation in fact.citations:
            yield from _audit_citation(fact, citation, evidence, seeds)
        if fact.value and not fact.unproved and fact.value.magnitude != "unstated":
            if not any(_says(reading, fact.value) for reading in fact.readings):
                yield _problem(
                    file, 0, 0, f"the value of “{fact.id}” is not what its quotation says", "build the site again"
                )


def _audit_citation(fact: _Fact, citation: _Citation, evidence: _Evidence, seeds: Path) -> Iterator[Problem]:
    file = "data/facts.json"
    document = _document(citation.source, evidence, seeds)
    if document is None:
        name = evidence.reference.get(f"sources/{citation.source}/document", citation.source)
        if citation.source not in evidence.documents:
            evidence.documents[citation.source] = Text.of("")
            yield _problem(file, 0, 0, f"the document “{name}” is missing or not the pinned one", "restore it in seeds/")
        return
    if not document.original and citation.exact:
        return  # reported once, above
    said = " … ".join(document.original[start:end] for start, end in citation.spans)
    if said != citation.exact:
        yield _problem(file, 0, 0, f"a quotation of “{fact.id}” does not stand in its document", "build the site again")


def _document(source: str, evidence: _Evidence, seeds: Path) -> Text | None:
    """Return a source's document, if its bytes are the pinned ones."""
    if source not in evidence.documents:
        name = evidence.reference.get(f"sources/{source}/document", "")
        path = seeds / name
        try:
            content = path.read_bytes() if name and path.resolve().is_relative_to(seeds.resolve()) else None
        except OSError:
            content = None
        if content is None or sha256(content).hexdigest() != evidence.reference.get(f"sources/{source}/sha256"):
            return None
        evidence.documents[source] = Text.of(content.decode("utf-8", "replace"))
    return evidence.documents[source]


def _says(reading: Reading, value: _Value) -> bool:
    """Tell whether words say a value, with its hedge and unit."""
    if reading.quantifier.value != value.quantifier:
        return False
    if value.magnitude:
        return reading.magnitude is not None and reading.magnitude.value == value.magnitude
    bounds = (value.best, value.best) if value.best is not None else (value.low, value.high)
    return (reading.low, reading.high) == bounds and reading.unit == value.sign


# ---------------------------------------------------------------- pages


@dataclass
class _Element:
    """Hold an open element that says what its text is, or the open page."""

    tag: str
    kind: str
    key: str
    attributes: Mapping[str, str]
    place: tuple[int, int]
    own: list[str] = field(default_factory=list)
    """Its text without that of inner marked elements."""
    whole: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    """Read one page and hold its text against the evidence."""

    def __init__(self, path: str, evidence: _Evidence) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.evidence = evidence
        self.problems: list[Problem] = []
        self.numbers = 0
        self.open: list[_Element | None] = []
        self.tags: list[str] = []
        self.marked: list[_Element] = [_Element("", "page", "", {}, (1, 0))]
        self.silent = 0

    def report(self, message: str, place: tuple[int, int] | None = None) -> None:
        line, column = place or self.getpos()
        self.problems.append(
            _problem(self.path, line, column + 1, message, "the page does not say what its fact says: mend the template")
        )

    # ------------------------------------------------------------ reading

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        for name in _SHOWN_ATTRIBUTES:
            if name in attributes and not (tag == "meta" and attributes.get("name") in ("viewport", "generator")):
                self._title(attributes[name], "an attribute")
        if tag in _VOID:
            return
        if tag in _SILENT:
            self.silent += 1
        element = _marked(tag, attributes, self.getpos())
        if tag == "title":
            element = _Element(tag, "title", "", attributes, self.getpos())
        self.tags.append(tag)
        self.open.append(element)
        if element:
            self.marked.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.tags:
            return
        while self.tags:
            closing, element = self.tags.pop(), self.open.pop()
            if closing in _SILENT:
                self.silent -= 1
            if element:
                self._leave(self.marked.pop())
            if closing == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.marked[-1].own.append(data)
            self.marked[-1].whole.append(data)

    def close(self) -> None:
        super().close()
        while len(self.marked) > 1:
            self._leave(self.marked.pop())
        self._leave(self.marked[0])

    def _leave(self, element: _Element) -> None:
        whole = "".join(element.whole)
        if self.marked and element is not self.marked[0]:
            self.marked[-1].own.append(_GAP)
            self.marked[-1].whole.append(whole)
        check = getattr(self, f"_check_{element.kind}")
        check(element, " ".join(whole.split()), "".join(element.own))

    # ------------------------------------------------------------ one check a kind of element

    def _check_page(self, element: _Element, _whole: str, own: str) -> None:
        for words in _numbers_in(own):
            self.report(f"“{words}” stands on the page and belongs to no fact", element.place)

    def _check_title(self, element: _Element, whole: str, _own: str) -> None:
        self._title(whole, "the title", element.place)

    def _title(self, text: str, where: str, place: tuple[int, int] | None = None) -> None:
        for word in _DIGITS.findall(text):
            if word.strip(".,;:()") not in self.evidence.reference_words:
                self.report(f"“{word}” stands in {where} and belongs to no fact", place)

    def _check_value(self, element: _Element, whole: str, _own: str) -> None:
        fact = self._fact(element)
        if not fact:
            return
        self.numbers += 1
        value = fact.value
        if value is None:
            self.report(f"“{whole}” is marked as a number of “{fact.id}”, which has none", element.place)
            return
        unstated = value.magnitude == "unstated"
        readings = [reading for reading in read_numbers(whole) if not (unstated and reading.weak)]
        right = (not readings) if unstated else len(readings) == 1 and _says(readings[0], value)
        expected = value.magnitude or "/".join(
            dict.fromkeys(f"{n:f}" for n in (value.best, value.low, value.high) if n is not None)
        )
        if not right:
            self.report(f"“{whole}” is not the value of “{fact.id}”", element.place)
        if element.attributes.get("value") != expected:
            self.report(f"the attribute `value` is not the value of “{fact.id}”", element.place)

    def _check_time(self, element: _Element, whole: str, _own: str) -> None:
        said = element.attributes.get("datetime", "")
        if "data-edition" in element.attributes:
            known = {self.evidence.cutoff}
        elif "data-source" in element.attributes:
            known = {self.evidence.reference.get(f"sources/{element.attributes['data-source']}/issued", "")}
        else:
            fact = self._fact(element)
            if not fact:
                return
            known = fact.ends
        ends = said.split("/")
        if not known.issuperset(ends):
            self.report(f"“{said}” is not the date of “{element.key or 'the edition'}”", element.place)
        if [mention.complete for mention in read_dates(whole)] != ends:
            self.report(f"the words “{whole}” do not say the date {said}", element.place)

    def _check_sentence(self, element: _Element, whole: str, own: str) -> None:
        fact = self._fact(element)
        if fact and whole != " ".join(str(visible(fact.text)).split()):
            self.report(f"the sentence of “{fact.id}” is not the one in facts.json", element.place)
        self._check_fact(element, whole, own)

    def _check_fact(self, element: _Element, _whole: str, own: str) -> None:
        fact = self._fact(element)
        if not fact:
            return
        text = own.replace(_GAP, " ")
        if fact.value and element.tag == "a":  # a citation in prose: its number is the fact's
            for reading in read_numbers(text):
                self.numbers += 1
                if not reading.weak and not _says(reading, fact.value):
                    self.report(f"“{text[reading.start : reading.end]}” is not the value of “{fact.id}”", element.place)
            return
        for words in _numbers_in(text):
            dates = [mention.complete for mention in read_dates(text) if words in text[mention.start : mention.end]]
            if not any(stands_in(said, words) for said in fact.said) and not fact.ends.intersection(filter(None, dates)):
                self.report(f"“{words}” does not stand in the quotations of “{fact.id}”", element.place)

    def _check_quote(self, element: _Element, whole: str, _own: str) -> None:
        fact = self._fact(element)
        if fact and not any(stands_in(str(visible(citation.exact)), whole) for citation in fact.citations):
            self.report(f"a quotation of “{fact.id}” is not what facts.json cites", element.place)

    def _check_document(self, element: _Element, whole: str, _own: str) -> None:
        document = self.evidence.documents.get(element.key)
        if document is None or not isinstance(find(document, whole), Found):
            if document is None or whole not in str(visible(" ".join(document.original.split()))):
                self.report(f"this does not stand in the document of “{element.key}”", element.place)

    def _check_ref(self, element: _Element, whole: str, _own: str) -> None:
        text = " ".join(str(visible(self.evidence.reference.get(element.key, ""))).split())
        if whole[:1].lower() + whole[1:] != text[:1].lower() + text[1:]:
            self.report(f"this is not the text of “{element.key}” in reference.json", element.place)

    def _check_count(self, element: _Element, whole: str, _own: str) -> None:
        wanted = dict(pair.split("=", 1) for pair in element.key.split(";") if "=" in pair)
        count = sum(
            all(getattr(fact, name, None) == value for name, value in wanted.items())
            for fact in self.evidence.facts.values()
        )
        readings = read_numbers(whole)
        said = readings[0].low if len(readings) == 1 else None
        if str(count) != element.attributes.get("value") or said != count:
            self.report(f"“{whole}” is not the count, which is {count}", element.place)

    def _check_term(self, element: _Element, whole: str, _own: str) -> None:
        if _DIGITS.search(whole):
            self.report(f"“{whole}” is marked as a term and has a digit", element.place)

    def _fact(self, element: _Element) -> _Fact | None:
        fact = self.evidence.facts.get(element.key)
        if fact is None:
            self.report(f"no fact of facts.json has the id “{element.key}”", element.place)
        return fact


def _marked(tag: str, attributes: Mapping[str, str], place: tuple[int, int]) -> _Element | None:
    """Return an element that says what its text is, else None."""
    if tag == "time":
        key = attributes.get("data-fact") or attributes.get("data-source") or ""
        return _Element(tag, "time", key, attributes, place)
    for name in ("data-count", "data-sentence", "data-quote", "data-document", "data-ref", "data-term"):
        if name in attributes:
            return _Element(tag, name.removeprefix("data-"), attributes[name], attributes, place)
    if "data-fact" in attributes:
        return _Element(tag, "value" if tag == "data" else "fact", attributes["data-fact"], attributes, place)
    return None


def _numbers_in(text: str) -> Iterator[str]:
    """Yield whatever in a text is or may be a number: words with digits, and number words."""
    for word in _DIGITS.findall(text.replace(_GAP, " ")):
        yield word.strip(".,;:()“”\"'")
    for reading in read_numbers(text):
        words = text[reading.start : reading.end]
        if not reading.weak and not any(char.isdigit() for char in words):
            yield words


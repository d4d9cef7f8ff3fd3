"""Audit finished pages (P8): trace each number on them to a fact, and each fact to its source.

Nothing is taken from the model: the pages, `data/facts.json` and the documents are read as a stranger would.
Elements say what their text is:

| attribute | the text is | held against |
|---|---|---|
| `<data data-fact>` | a figure with its hedge | the fact's value |
| `<time>` with `data-fact`, `data-source` or `data-edition` | a date | that one's dates |
| `data-sentence` | a fact's sentence | its text in facts.json |
| `data-quote` | a quotation, or the source's words for a date | the fact's citations, its `when` |
| `data-document` | a stretch of a document | the document |
| `data-ref` | text of a register | data/reference.json |
| `data-count` | a count that the tool made | counted again |
| `data-term` | a word that is spoken of, as in a glossary | no number may stand in it |
| `data-fact` on anything else | words about a fact | its citations |

Inside an element of one fact nothing may belong to another. Digits or number words anywhere else, in attributes
that readers meet and in comments too, are a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, TypeAdapter

from dateline.problems import Problem, Rule
from dateline.render.environment import visible
from dateline.text.dates import parse_date, read_dates
from dateline.text.numbers import Reading
from dateline.text.numbers import read_numbers as read_numbers_afresh
from dateline.text.quotation import Text, fold, stands_in

read_numbers = lru_cache(maxsize=4096)(read_numbers_afresh)  # one text stands on many pages
_DIGITS = re.compile(r"\S*\d\S*")
_SHOWN_ATTRIBUTES = frozenset(
    {"abbr", "alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "content"}
    | {"data-label", "label", "placeholder", "srcdoc", "summary", "title"}
)
"""Attributes that readers, their software or the sheet of styles show."""
_TECHNICAL_META = frozenset({"viewport", "generator", "color-scheme"})
_SILENT = frozenset({"script", "style", "template"})
_VOID = frozenset(
    {"meta", "link", "br", "hr", "img", "input", "wbr", "source", "col", "area", "base", "embed", "track"}
)
_GAP = "\ufffc"
"""Stands in an element's text for what an inner element says (U+FFFC, object replacement character)."""
_FACTS = "data/facts.json"
_AGAIN = "build the site again"
_LOW = frozenset({"exact", "more_than", "at_least", "between"})
_HIGH = frozenset({"exact", "less_than", "at_most", "between"})


def _edtf(text: str) -> str:
    parse_date(text)
    return text


_Date = Annotated[str, AfterValidator(_edtf)]


class _Citation(BaseModel):
    source: str
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    spans: list[tuple[int, int]]


class _Value(BaseModel):
    best: Decimal | None
    low: Decimal | None
    high: Decimal | None
    quantifier: str
    magnitude: str | None
    sign: str | None

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        return (self.best, self.best) if self.best is not None else (self.low, self.high)

    @property
    def consistent(self) -> bool:
        """Tell whether `low` and `high` are the bounds that the hedge makes of the number."""
        low, high = self.bounds
        return self.low == (low if self.quantifier in _LOW else None) and self.high == (
            high if self.quantifier in _HIGH else None
        )


class _Named(BaseModel):
    id: str
    name: str


class _DatedAs(BaseModel):
    edtf: _Date
    reading: str


class _Fact(BaseModel):
    id: str
    kind: str
    briefing: str
    text: str
    date: _Date | None
    dates: dict[str, _DatedAs]
    when: str | None
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

    @cached_property
    def quotations(self) -> set[str]:
        """Return what pages may show as its quotations."""
        return {_shown(words) for words in (*(citation.exact for citation in self.citations), self.when or "")}


class _Facts(BaseModel):
    edition: str
    cutoff: _Date
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
class Evidence:
    """Hold what pages are held against."""

    facts: Mapping[str, _Fact]
    reference: Mapping[str, str]
    cutoff: tuple[str, ...]
    documents: dict[str, tuple[str, Text] | None] = field(default_factory=dict)
    """Source id → its text, and the same as pages show it; None where it is not the pinned one."""

    @cached_property
    def numbered_names(self) -> list[str]:
        """Return the names and titles that hold a number: titles and attributes may say them."""
        named = [
            text for at, text in self.reference.items() if at.rsplit("/", 1)[-1].startswith(("name", "title"))
        ]
        return [str(visible(text)) for text in named if any(_numbers_in(text))]


def audit(site: Path, seeds: Path) -> Audit:
    """Audit a built site against its own data files and the project's documents."""
    try:
        evidence, problems = read_evidence(site, seeds)
    except (OSError, ValueError) as error:
        said = "missing" if isinstance(error, OSError) else "not of the contract’s shape"
        return Audit((_problem("data", 0, 0, f"facts.json or reference.json is {said}", _AGAIN),))
    pages = numbers = 0
    for path in sorted(site.rglob("*.html")):
        found, traced = audit_page(path.relative_to(site).as_posix(), path.read_bytes(), evidence)
        problems += found
        numbers += traced
        pages += 1
    if not pages:
        problems.append(_problem(".", 0, 0, "the site has no pages", _AGAIN))
    return Audit(tuple(sorted(set(problems))), pages, numbers, len(evidence.facts))


def read_evidence(site: Path, seeds: Path) -> tuple[Evidence, list[Problem]]:
    """Read a site's data files and hold them against the documents.

    Raise OSError or ValueError (pydantic's is one) where a data file cannot be read.
    """
    facts = _Facts.model_validate_json((site / "data" / "facts.json").read_bytes())
    reference = TypeAdapter(dict[str, str]).validate_json((site / "data" / "reference.json").read_bytes())
    evidence = Evidence({fact.id: fact for fact in facts.facts}, reference, parse_date(facts.cutoff).ends)
    problems = []
    if len(evidence.facts) < len(facts.facts):
        problems.append(_problem(_FACTS, 0, 0, "two facts have one id", _AGAIN))
    if (facts.edition, facts.cutoff) != (reference.get("edition/id"), reference.get("edition/cutoff")):
        problems.append(_problem(_FACTS, 0, 0, "the edition is not that of reference.json", _AGAIN))
    problems += _audit_facts(evidence, seeds)
    return evidence, problems


def audit_page(path: str, content: bytes, evidence: Evidence) -> tuple[list[Problem], int]:
    """Audit one page; return its problems and how many figures were traced."""
    page = _Page(path, evidence)
    try:
        page.feed(content.decode())
        page.close()
    except UnicodeDecodeError:
        page.report("the page is not UTF-8")
    return page.problems, page.numbers


def _problem(file: str, line: int, column: int, message: str, remedy: str) -> Problem:
    return Problem(file, line, column, Rule.OUTPUT, message, remedy)


def _shown(text: str) -> str:
    """Return a text as pages show it: on one line, turning characters by name."""
    return " ".join(str(visible(text)).split())


# ---------------------------------------------------------------- facts against documents


def _audit_facts(evidence: Evidence, seeds: Path) -> Iterator[Problem]:
    """Hold each fact of facts.json against the words and the bytes of its source."""
    for source in dict.fromkeys(at.split("/")[1] for at in evidence.reference if at.startswith("sources/")):
        evidence.documents[source] = document = _document(source, evidence, seeds)
        if document is None:
            name = evidence.reference.get(f"sources/{source}/document", source)
            message = f"the document “{name}” is missing or not the pinned one"
            yield _problem(_FACTS, 0, 0, message, "restore it in seeds/")
    for fact in evidence.facts.values():
        for message in _fact_faults(fact, evidence):
            yield _problem(_FACTS, 0, 0, message, _AGAIN)


def _fact_faults(fact: _Fact, evidence: Evidence) -> Iterator[str]:
    """Yield what is wrong with a fact of facts.json."""
    for citation in fact.citations:
        if citation.source not in evidence.documents:
            yield f"“{fact.id}” cites “{citation.source}”, which reference.json does not know"
        elif (document := evidence.documents[citation.source]) and not _stands(citation, document[0]):
            yield f"a quotation of “{fact.id}” does not stand in its document"
    if fact.value and not fact.value.consistent:
        yield f"the bounds of “{fact.id}” are not those of its value"
    if fact.date != next((dated.edtf for dated in fact.dates.values()), None):
        yield f"the date of “{fact.id}” is not the first of its dates"
    if fact.unproved:
        return
    if not fact.citations:
        yield f"“{fact.id}” has no quotation"
    if (
        fact.value
        and fact.value.magnitude != "unstated"
        and not any(_says(said, fact.value) for said in fact.readings)
    ):
        yield f"the value of “{fact.id}” is not what its quotation says"
    if fact.when and not any(stands_in(citation.exact, fact.when) for citation in fact.citations):
        yield f"the words “{fact.when}” do not stand in the quotations of “{fact.id}”"
    stated = {
        end for dated in fact.dates.values() if dated.reading == "stated" for end in parse_date(dated.edtf).ends
    }
    for citation in fact.citations:
        language = evidence.reference.get(f"sources/{citation.source}/language", "en")
        stated -= {mention.complete or "" for mention in read_dates(citation.exact, language)}
    if stated or (not fact.when and any(dated.reading != "stated" for dated in fact.dates.values())):
        yield f"a date of “{fact.id}” does not stand in its quotations"


def _stands(citation: _Citation, original: str) -> bool:
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


def _says(reading: Reading, value: _Value) -> bool:
    """Tell whether words say a value, with its hedge and unit."""
    if reading.quantifier.value != value.quantifier:
        return False
    if value.magnitude:
        return reading.magnitude is not None and reading.magnitude.value == value.magnitude
    return (reading.low, reading.high) == value.bounds and reading.unit == value.sign


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

    @property
    def facts(self) -> set[str]:
        """Return the fact that its attributes name: one, if all is well."""
        names = ("data-fact", "data-sentence", "data-quote")
        return {self.attributes[name] for name in names if name in self.attributes}


class _Page(HTMLParser):
    """Read one page and hold its text against the evidence."""

    def __init__(self, path: str, evidence: Evidence) -> None:
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
            _problem(self.path, line, column + 1, message, "mend the template: the page says what no fact says")
        )

    # ------------------------------------------------------------ reading

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        for name in _SHOWN_ATTRIBUTES.intersection(attributes):
            if not (tag == "meta" and attributes.get("name") in _TECHNICAL_META):
                self._title(attributes[name], "an attribute")
        element = _marked(tag, attributes, self.getpos())
        self._check_owner(tag, element, attributes)
        if tag in _VOID:
            return
        if tag in _SILENT:
            self.silent += 1
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

    def handle_comment(self, data: str) -> None:
        self._title(data, "a comment")

    def close(self) -> None:
        super().close()
        while len(self.marked) > 1:
            self._leave(self.marked.pop())
        self._leave(self.marked[0])

    def _leave(self, element: _Element) -> None:
        whole = "".join(element.whole)
        if element.kind != "page":
            self.marked[-1].own.append(_GAP)
            self.marked[-1].whole.append(whole)
        check = getattr(self, f"_check_{element.kind}")
        check(element, " ".join(whole.split()), "".join(element.own))

    # ------------------------------------------------------------ whose it is

    def _check_owner(self, tag: str, element: _Element | None, attributes: Mapping[str, str]) -> None:
        """See that what stands inside one fact belongs to it and leads to it."""
        owner = next((outer for outer in reversed(self.marked) if outer.facts), None)
        inner = element.facts if element else set()
        if len(inner | (owner.facts if owner else set())) > 1:
            self.report("this belongs to one fact and stands in another")
        fact = self.evidence.facts.get(min(inner or (owner.facts if owner else {""})))
        if not fact:
            return
        source = attributes.get("data-source") if tag == "time" else None
        if source and source not in {citation.source for citation in fact.citations}:
            self.report(f"“{source}” is not the source of “{fact.id}”")
        anchor = attributes.get("href", "").partition("#")[2] if tag == "a" else ""
        if anchor not in ("", fact.id):
            self.report(f"a link of “{fact.id}” leads to “{anchor}”")

    def _fact(self, element: _Element) -> _Fact | None:
        fact = self.evidence.facts.get(element.key)
        if fact is None:
            self.report(f"no fact of facts.json has the id “{element.key}”", element.place)
        return fact

    # ------------------------------------------------------------ one check a kind of element

    def _check_page(self, element: _Element, _whole: str, own: str) -> None:
        for words in _numbers_in(own):
            self.report(f"“{words}” stands on the page and belongs to no fact", element.place)

    def _check_title(self, element: _Element, whole: str, _own: str) -> None:
        self._title(whole, "the title", element.place)

    def _title(self, text: str, where: str, place: tuple[int, int] | None = None) -> None:
        for words in _numbers_in(text):
            names = [name for name in self.evidence.numbered_names if stands_in(name, words)]
            if not any(name.casefold() in text.casefold() for name in names):
                self.report(f"“{words}” stands in {where} and belongs to no fact", place)

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
        if not right:
            self.report(f"“{whole}” is not the value of “{fact.id}”", element.place)
        said = element.attributes.get("value", "")
        if not (said == value.magnitude if value.magnitude else _decimals(said) == set(value.bounds)):
            self.report(f"the attribute `value` is not the value of “{fact.id}”", element.place)

    def _check_time(self, element: _Element, whole: str, _own: str) -> None:
        said = element.attributes.get("datetime", "")
        if "data-edition" in element.attributes:
            known = set(self.evidence.cutoff)
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
        mentions = read_dates(whole)
        rest = "".join(char for at, char in enumerate(whole) if not any(m.start <= at < m.end for m in mentions))
        if [mention.complete for mention in mentions] != ends or any(_numbers_in(rest)):
            self.report(f"the words “{whole}” do not say the date {said}", element.place)

    def _check_sentence(self, element: _Element, whole: str, own: str) -> None:
        fact = self._fact(element)
        if fact and whole != _shown(fact.text):
            self.report(f"the sentence of “{fact.id}” is not the one in facts.json", element.place)
        self._check_fact(element, whole, own)

    def _check_fact(self, element: _Element, _whole: str, own: str) -> None:
        """Hold words about a fact against its value, its dates and its citations."""
        fact = self._fact(element)
        if not fact:
            return
        text = own.replace(_GAP, " ")
        dates = [mention for mention in read_dates(text) if mention.complete]
        in_prose = fact.value is not None and element.tag == "a"  # a citation: its number is the fact's
        for start, end in _spans(text):
            date = next((said for said in dates if said.start < end and start < said.end), None)
            if date and date.complete in fact.ends:
                continue
            words = text[date.start : date.end] if date else text[start:end].strip(".,;:()“”\"'")
            reading = next((said for said in read_numbers(text) if said.start < end and start < said.end), None)
            if in_prose and reading and not reading.weak:
                self.numbers += 1
                if not (fact.value and _says(reading, fact.value)):
                    words = text[reading.start : reading.end]
                    self.report(f"“{words}” is not the value of “{fact.id}”", element.place)
            elif not any(stands_in(said, words) for said in fact.said):
                self.report(f"“{words}” does not stand in the quotations of “{fact.id}”", element.place)

    def _check_quote(self, element: _Element, whole: str, _own: str) -> None:
        fact = self._fact(element)
        if fact and whole not in fact.quotations:
            self.report(f"a quotation of “{fact.id}” is not what facts.json cites", element.place)

    def _check_document(self, element: _Element, whole: str, _own: str) -> None:
        document = self.evidence.documents.get(element.key)
        if document is None or not document[1].places(fold(whole).text.strip(" ")):
            self.report(f"this does not stand in the document of “{element.key}”", element.place)
            return
        whole_may_be_shown = bool(self.evidence.reference.get(f"sources/{element.key}/full_text"))
        if not whole_may_be_shown and not self._cited(element.key, whole):
            self.report(f"no fact cites this, and the rights in “{element.key}” keep it off pages", element.place)

    def _cited(self, source: str, words: str) -> bool:
        """Tell whether a fact cites words, more of them or a part of them."""
        quoted = [
            _shown(part)
            for fact in self.evidence.facts.values()
            for citation in fact.citations
            if citation.source == source
            for part in citation.exact.split(" … ")
        ]
        return any(part in words or words in part for part in quoted)

    def _check_ref(self, element: _Element, whole: str, _own: str) -> None:
        text = _shown(self.evidence.reference.get(element.key, ""))
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
        if _DIGITS.search(whole) or any(said.low is not None and not said.weak for said in read_numbers(whole)):
            self.report(f"“{whole}” is marked as a term and has a number", element.place)


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


def _decimals(text: str) -> set[Decimal | None]:
    """Return the numbers of a `value` attribute; None for what is no number."""
    try:
        return {Decimal(part) for part in text.split("/")}
    except InvalidOperation:
        return {None}


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has what is or may be a number: words with digits, and number words."""
    for match in _DIGITS.finditer(text):
        yield match.span()
    for reading in read_numbers(text):
        if not reading.weak and not any(char.isdigit() for char in text[reading.start : reading.end]):
            yield reading.start, reading.end


def _numbers_in(text: str) -> Iterator[str]:
    """Yield whatever in a text is or may be a number."""
    plain = text.replace(_GAP, " ")
    for start, end in _spans(plain):
        yield plain[start:end].strip(".,;:()“”\"'")

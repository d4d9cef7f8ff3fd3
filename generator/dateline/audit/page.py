"""Read one finished page and hold its text against the evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import chain, takewhile
from pathlib import Path

from lxml import etree

from dateline.audit.evidence import (
    AGAIN,
    DIGITS,
    GAP,
    Evidence,
    ExportedFact,
    PastFact,
    number_spans,
    numbers_in,
    output_problem,
    read_numbers,
    says,
    shown,
    visible_words,
)
from dateline.audit.markup import markup_faults
from dateline.audit.takenback import unmarked
from dateline.problems import Problem
from dateline.text.dates import is_day_of, read_dates
from dateline.text.quotation import fold, number_stands_in, stands_in

_SHOWN_ATTRIBUTES = frozenset(
    {"abbr", "alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "content"}
    | {"data-label", "label", "placeholder", "srcdoc", "summary", "title"}
)
"""Attributes that readers, their software or the sheet of styles show."""
# One a check; the first that an element has tells what its text is.
_MARKS = (
    "data-claimant",
    "data-control",
    "data-count",
    "data-days",
    "data-delta",
    "data-file",
    "data-sentence",
    "data-state",
    "data-quote",
    "data-document",
    "data-ref",
    "data-retracted",
    "data-term",
    "data-unproved",
    "data-was",
)
_MARKED = frozenset(_MARKS)
_TELLING = _SHOWN_ATTRIBUTES.union(_MARKS, {"data-fact", "data-when"})
_STEPS = frozenset({"", "new", "changed", "correction", "withdrawn"})
"""What a count may ask of facts: that they stand here (""), or what became of them since the edition before."""
_TELLING_TAGS = frozenset({"a", "time", "title"})
_CARDS = frozenset({"article", "section", "tr"})
"""With `data-fact` these show a fact by itself, and so its claimant too."""
_BLOCKS = _CARDS | {"div", "dd", "li", "th"}
"""With `data-fact` these tell of a fact among others: a claim names its claimant."""
_JOINTS = frozenset({"", "the", "and"})
"""Words that may stand between claimants. English, as the numbers are that the audit reads."""
_TECHNICAL_META = frozenset({"viewport", "generator", "color-scheme", "og:url", "og:image"})
_LINKED_DATA = "application/ld+json"
_SILENT = frozenset({"script", "style", "template"})


def audit_page(path: str, content: bytes, evidence: Evidence) -> tuple[list[Problem], int]:
    """Audit one page; return its problems and how many figures were traced."""
    page = _Page(path, evidence)
    try:
        content.decode()
    except UnicodeDecodeError:
        page.report("the page is not UTF-8")
        return page.problems, 0
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    if root is None:
        page.report("the page is empty")
    else:
        page.read(root)
    return page.problems, page.numbers


def audit_maps(site: Path, evidence: Evidence) -> Iterator[Problem]:
    """Hold the words of the maps in printed briefs against those on the overviews, whose every mark is audited."""
    for at, words in evidence.reference.items():
        slug = at.partition("/map.")[2]
        if at.startswith("brief/") and slug:
            path = f"{slug}/index.html"
            if not (site / path).is_file():
                continue  # which the manifest tells
            root = etree.fromstring((site / path).read_bytes(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
            drawn = [] if root is None else root.iterfind(".//figure//text")
            if [" ".join("".join(text.itertext()).split()) for text in drawn] != words.splitlines():
                message = (
                    f"its map says otherwise than that of the printed brief “{at.split('/')[1] or 'of the edition'}”"
                )
                yield output_problem(path, 0, 0, message, AGAIN)


@dataclass
class _Element:
    """Hold an open element that says what its text is, or the open page."""

    tag: str
    kind: str
    key: str
    attributes: Mapping[str, str]
    line: int
    outer: _Element | None
    """The marked element, or the page, that it stands in."""
    own: list[str] = field(default_factory=list)
    """Its text without that of inner marked elements."""
    whole: list[str] = field(default_factory=list)

    @cached_property
    def facts(self) -> set[str]:
        """Return the fact that its attributes name: one, if all is well."""
        names = (
            "data-fact",
            "data-sentence",
            "data-quote",
            "data-was",
            "data-days",
            "data-delta",
            "data-claimant",
            "data-state",
            "data-unproved",
        )
        return {self.attributes[name] for name in names if name in self.attributes}

    @cached_property
    def owner(self) -> _Element:
        """Return the nearest marked element, itself included, that belongs to a fact; else the page."""
        element = self
        while element.outer and not element.facts:
            element = element.outer
        return element

    @cached_property
    def past(self) -> bool:
        """Tell whether it says how a fact was in the edition before."""
        return "data-was" in self.attributes or (self.outer is not None and self.outer.past)

    def add(self, text: str) -> None:
        """Add text that stands in it directly."""
        self.own.append(text)
        self.whole.append(text)


class _Page:
    """Walk through one page and hold its text against the evidence."""

    def __init__(self, path: str, evidence: Evidence) -> None:
        self.path = path
        self.evidence = evidence
        self.problems: list[Problem] = []
        self.numbers = 0
        self.line = 1
        """Line of the element that is being read."""

    def report(self, message: str, line: int | None = None) -> None:
        remedy = "mend the template: the page says what no fact says"
        self.problems.append(output_problem(self.path, self.line if line is None else line, 1, message, remedy))

    # ------------------------------------------------------------ reading

    def read(self, root: etree._Element) -> None:
        """Read a whole page."""
        page = _Element("", "page", "", {}, 1, None)
        for line, message in markup_faults(root, self.path, self.evidence):
            self.report(message, line)
        self._read(root, page)
        self._leave(page)

    def _read(self, node: etree._Element, outer: _Element) -> None:
        """Read an element and all that is in it."""
        self.line = node.sourceline or 0
        if not isinstance(node.tag, str):  # a comment
            self._title(node.text or "", "a comment")
            return
        if "data-fact" in node.attrib and len(node):
            self._read_part(node, outer)
        else:
            self._read_element(node, outer)

    def _read_part(self, node: etree._Element, outer: _Element) -> None:
        """Read a part that shows one fact, unless its like was read and found right: it stands on several pages."""
        like = (etree.tostring(node, with_tail=False), outer.past, *outer.owner.facts)
        if like in self.evidence.passed:
            whole, numbers = self.evidence.passed[like]
            self.numbers += numbers
            outer.own.append(GAP)
            outer.whole.append(whole)
            return
        problems, numbers = len(self.problems), self.numbers
        self._read_element(node, outer)
        if len(self.problems) == problems:
            self.evidence.passed[like] = (outer.whole[-1], self.numbers - numbers)

    def _read_element(self, node: etree._Element, outer: _Element) -> None:
        if node.tag == "script":
            linked = node.get("type") == _LINKED_DATA
            if not (self._is_linked_data(node) if linked else self._is_own_script(node, outer)):
                self.report("“script” runs something, or shows the words otherwise than they stand")
        if (self.evidence.cautioned or (node.tag in _BLOCKS and "data-fact" in node.attrib)) and not outer.owner.facts:
            self._check_outermost(node)
        tells = node.tag in _TELLING_TAGS or not _TELLING.isdisjoint(node.keys())
        element = self._open(node, outer) if tells else None
        if node.tag in _SILENT:
            return
        here = element or outer
        if node.text:
            here.add(node.text)
        for child in node:
            self._read(child, here)
            if child.tail:
                here.add(child.tail)
        if element:
            self._leave(element)

    def _is_linked_data(self, node: etree._Element) -> bool:
        """Tell whether a script is data for search engines, and read the words in it as those of the title."""
        try:
            # As pairs: of a key that stands twice both values count.
            data = json.loads(node.text or "", object_pairs_hook=lambda pairs: [*chain.from_iterable(pairs)])
        except ValueError:
            return False
        for text in _texts(data):
            if text != self.evidence.reference.get("edition/id"):
                self._title(text, "the data for search engines")
        return set(node.attrib) == {"type"}

    def _is_own_script(self, node: etree._Element, outer: _Element) -> bool:
        """Tell whether a script is a file of the site's assets and nothing besides, and read the words it is given."""
        words = {name: text for name, text in node.attrib.items() if str(name).startswith("data-")}
        for text in words.values():
            self._title(str(text), "an attribute")
        # Compared as it stands: a browser reads a path otherwise than a file system does.
        up = "../" * self.path.count("/")
        src = node.get("src", "")
        known = src.startswith(up) and src.removeprefix(up) in self.evidence.assets
        plain = not node.text and not len(node) and set(node.attrib) - words.keys() <= {"src", "defer"}
        return known and plain and not outer.owner.facts

    def _open(self, node: etree._Element, outer: _Element) -> _Element | None:
        """Look at an element's attributes; return it if they say what its text is."""
        tag, attributes = str(node.tag), dict(node.attrib)
        names = {attributes[name] for name in ("name", "property", "itemprop", "http-equiv") if name in attributes}
        leads_on = attributes.keys() == {"http-equiv", "content"} and names == {"refresh"}  # which `markup.py` reads
        technical = tag == "meta" and ((names and names <= _TECHNICAL_META) or leads_on)
        for name in _SHOWN_ATTRIBUTES.intersection(attributes):
            if not technical:
                self._title(attributes[name], "an attribute")
        element = _marked(tag, attributes, self.line, outer)
        if element or (tag == "a" and "href" in attributes):
            self._check_owner(tag, element, outer, attributes)
        return element

    def _leave(self, element: _Element) -> None:
        """Check an element whose text is complete."""
        whole = "".join(element.whole)
        if element.outer:
            element.outer.own.append(GAP)
            element.outer.whole.append(whole)
        getattr(self, f"_check_{element.kind}")(element, " ".join(whole.split()), "".join(element.own))

    # ------------------------------------------------------------ whose it is

    def _check_owner(self, tag: str, element: _Element | None, outer: _Element, attributes: Mapping[str, str]) -> None:
        """See that what stands inside one fact belongs to it and leads to it."""
        owner = outer.owner.facts
        inner = element.facts if element else set()
        if len(inner | owner) > 1:
            self.report("this belongs to one fact and stands in another")
        known = self.evidence.past if (element or outer).past else self.evidence.facts
        fact = known.get(min(inner or owner or {""}))
        if not fact:
            return
        told = {"time": "data-source", "retracted": "data-retracted"}.get(element.kind if element else "", "")
        source = attributes.get(told)
        if source and source not in {fact.source, *(citation.source for citation in fact.citations)}:
            self.report(f"“{source}” is not the source of “{fact.id}”")
        anchor = attributes.get("href", "").partition("#")[2] if tag == "a" else ""
        # What leads to words on the publisher's page is no anchor of ours.
        if anchor not in ("", fact.id) and not anchor.startswith(":~:text="):
            self.report(f"a link of “{fact.id}” leads to “{anchor}”")

    def _fact(self, element: _Element) -> ExportedFact | None:
        fact = (self.evidence.past if element.past else self.evidence.facts).get(element.key)
        if fact is None:
            where = "changes.json, as it was," if element.past else "facts.json"
            self.report(f"no fact of {where} has the id “{element.key}”", element.line)
        return fact

    # ------------------------------------------------------------ one check a kind of element

    def _check_page(self, element: _Element, _whole: str, own: str) -> None:
        for words in numbers_in(own):
            self.report(f"“{words}” stands on the page and belongs to no fact", element.line)

    def _check_title(self, element: _Element, whole: str, _own: str) -> None:
        self._title(whole, "the title", element.line)

    def _title(self, text: str, where: str, line: int | None = None) -> None:
        """Refuse numbers in words outside the content, but those of names and of the edition's own dates."""
        if text in self.evidence.harmless:
            return
        problems, whole = len(self.problems), text
        for date in read_dates(text):
            if date.complete in self.evidence.dates:
                text = text[: date.start] + " " * (date.end - date.start) + text[date.end :]
        for words in numbers_in(text):
            names = [name for name in self.evidence.numbered_names if stands_in(name, words)]
            if not any(name.casefold() in text.casefold() for name in names):
                self.report(f"“{words}” stands in {where} and belongs to no fact", line)
        if len(self.problems) == problems:
            self.evidence.harmless.add(whole)

    def _check_value(self, element: _Element, whole: str, _own: str) -> None:
        fact = self._fact(element)
        if not fact:
            return
        self.numbers += 1
        value = fact.value
        if value is None:
            self.report(f"“{whole}” is marked as a number of “{fact.id}”, which has none", element.line)
            return
        unstated = value.magnitude == "unstated"
        readings = [reading for reading in read_numbers(whole) if not (unstated and reading.weak)]
        right = (not readings) if unstated else len(readings) == 1 and says(readings[0], value)
        if not right:
            self.report(f"“{whole}” is not the value of “{fact.id}”", element.line)
        name = "value" if element.tag == "data" else "data-amount"
        said = element.attributes.get(name, "")
        if not (said == value.magnitude if value.magnitude else _decimals(said) == set(value.bounds)):
            self.report(f"the attribute `{name}` is not the value of “{fact.id}”", element.line)

    def _check_time(self, element: _Element, whole: str, _own: str) -> None:
        said = element.attributes.get("datetime" if element.tag == "time" else "data-when", "")
        if "data-edition" in element.attributes:
            known = self.evidence.dates
        elif "data-source" in element.attributes:
            name = "retracted.date" if "data-retraction" in element.attributes else "issued"
            known = {self.evidence.reference.get(f"sources/{element.attributes['data-source']}/{name}", "")}
        else:
            fact = self._fact(element)
            if not fact:
                return
            known = fact.ends
        ends = said.split("/")
        if not known.issuperset(ends):
            self.report(f"“{said}” is not the date of “{element.key or 'the edition'}”", element.line)
        mentions = read_dates(whole)
        rest = "".join(char for at, char in enumerate(whole) if not any(m.start <= at < m.end for m in mentions))
        if [mention.complete for mention in mentions] != ends or any(numbers_in(rest)):
            self.report(f"the words “{whole}” do not say the date {said}", element.line)

    def _check_sentence(self, element: _Element, whole: str, own: str) -> None:
        fact = self._fact(element)
        if fact and whole != shown(fact.text):
            self.report(f"the sentence of “{fact.id}” is not the one in facts.json", element.line)
        if not element.past:  # that one is held against its ledger, and says the date of its source in plain words
            self._check_fact(element, whole, own)

    def _check_fact(self, element: _Element, _whole: str, own: str) -> None:
        """Hold words about a fact against its value, its dates and its citations."""
        fact = self._fact(element)
        if not fact:
            return
        text = visible_words(own)
        for name in self.evidence.names_in(text):
            if not fact.unproved and not fact.names(name):
                self.report(f"“{name}” is named, and not by “{fact.id}”", element.line)
        mentions = read_dates(text)
        dates = [mention for mention in mentions if mention.complete]
        days = [mention for mention in mentions if is_day_of(mention, fact.ends)]
        in_prose = fact.value is not None and element.tag == "a"  # a citation: its number is the fact's
        for start, end in number_spans(text):
            date = next((said for said in dates if said.start < end and start < said.end), None)
            if (date and date.complete in fact.ends) or any(day.start < end and start < day.end for day in days):
                continue
            words = text[date.start : date.end] if date else text[start:end].strip(".,;:()“”\"'")
            reading = next((said for said in read_numbers(text) if said.start < end and start < said.end), None)
            if in_prose and reading and not reading.weak:
                self.numbers += 1
                if not (fact.value and says(reading, fact.value)):
                    words = text[reading.start : reading.end]
                    self.report(f"“{words}” is not the value of “{fact.id}”", element.line)
            elif not any(number_stands_in(said, words) for said in fact.said):
                self.report(f"“{words}” does not stand in the quotations of “{fact.id}”", element.line)

    def _check_outermost(self, node: etree._Element) -> None:
        """See that an element that stands in none of a fact says who says so, and has the marks of the fact."""
        if node.tag in _BLOCKS and "data-fact" in node.attrib:
            self._check_block(node)
        for message in unmarked(node, self.evidence) if self.evidence.cautioned else ():
            self.report(message)

    def _check_block(self, node: etree._Element) -> None:
        """See that what shows a fact by itself says outside its proof who says so."""
        name = node.get("data-fact", "")
        fact = (self.evidence.past if "data-was" in node.attrib else self.evidence.facts).get(name)
        card = node.tag in _CARDS
        if (card or (fact and fact.said_by)) and not _has_outside_proof(node, {"data-claimant", "data-sentence"}):
            self.report(f"“{name}” is shown without who says it")

    def _check_claimant(self, element: _Element, whole: str, _own: str) -> None:
        """See that the claimants of a fact are named, in their order, and nobody and nothing else."""
        fact = self._fact(element)
        if not fact:
            return
        publisher = self.evidence.reference.get(f"sources/{fact.source}/publisher", "")
        said, rest = [], whole.casefold()
        for name in [actor.name for actor in fact.said_by] or [publisher]:
            before, found, rest = rest.partition(shown(name).casefold())
            said += [before, "" if found else name]
        words = {word.strip(",") for part in (*said, rest) for word in part.split(" ")}
        if not words <= _JOINTS:
            self.report(f"“{whole}” is not who says “{fact.id}”", element.line)
        if len(_MARKED.intersection(element.attributes)) > 1:
            self.report("a claimant is marked as something else besides", element.line)

    def _check_state(self, element: _Element, whole: str, _own: str) -> None:
        """Hold the word for how a place is held, or how far talks are, against the fact."""
        fact = self._fact(element)
        if fact and whole.casefold() != self.evidence.reference.get(f"state/{fact.state}", "").casefold():
            self.report(f"“{whole}” is not the state that “{fact.id}” tells", element.line)

    def _check_quote(self, element: _Element, whole: str, _own: str) -> None:
        fact = self._fact(element)
        if fact and whole not in fact.quotations:
            self.report(f"a quotation of “{fact.id}” is not what facts.json cites", element.line)

    def _check_document(self, element: _Element, whole: str, _own: str) -> None:
        document = self.evidence.documents.get(element.key)
        if document is None or not document[1].places(fold(whole).text.strip(" ")):
            self.report(f"this does not stand in the document of “{element.key}”", element.line)
            return
        whole_may_be_shown = bool(self.evidence.reference.get(f"sources/{element.key}/full_text"))
        cited = self.evidence.cited[element.key]
        if not whole_may_be_shown and not any(part in whole or whole in part for part in cited):
            self.report(f"no fact cites this, and the rights in “{element.key}” keep it off pages", element.line)

    def _check_ref(self, element: _Element, whole: str, _own: str) -> None:
        text = shown(self.evidence.reference.get(element.key, ""))
        if whole[:1].lower() + whole[1:] != text[:1].lower() + text[1:]:
            self.report(f"this is not the text of “{element.key}” in reference.json", element.line)
        register, _, record = element.key.partition("/")
        owner = element.owner
        fact = (self.evidence.past if owner.past else self.evidence.facts).get(min(owner.facts or {""}))
        if fact and register in ("actors", "places") and record.split("/")[0] not in fact.records:
            self.report(f"“{whole}” is named, and not by “{fact.id}”", element.line)

    def _check_retracted(self, element: _Element, whole: str, own: str) -> None:
        """See that a source that is said to be taken back was, and that the mark says so."""
        was = self.evidence.past.get(min(element.owner.facts or {""})) if element.past else None
        gone = self.evidence.retraction(element.key) or (was and was.retracted)
        said = [self.evidence.reference.get(f"mark/{name}", "").casefold() for name in ("retracted", "retracted_on")]
        if not gone or not any(word and whole.casefold().startswith(word) for word in said):
            self.report(f"this does not tell that “{element.key}” was taken back", element.line)
        self._check_page(element, whole, own)

    def _check_unproved(self, element: _Element, whole: str, own: str) -> None:
        """See that a fact that is said to be not proved is not, and that the mark says so."""
        fact, word = self._fact(element), self.evidence.reference.get("mark/unproved", "").casefold()
        if fact and not (fact.unproved and word and whole.casefold().startswith(word)):
            self.report(f"this does not tell that “{fact.id}” is not proved", element.line)
        self._check_page(element, whole, own)

    def _check_count(self, element: _Element, whole: str, _own: str) -> None:
        wanted = dict(pair.split("=", 1) for pair in element.key.split(";") if "=" in pair)
        step = wanted.get("step", "")
        if not wanted.keys() <= {"kind", "briefing", "step"} or step not in _STEPS:
            self.report(f"“{element.key}” counts what nobody can count again", element.line)
        counts = self.evidence.changed if step else {("", *key): n for key, n in self.evidence.counts.items()}
        count = sum(
            number
            for (became, kind, briefing), number in counts.items()
            if step == became and wanted.get("kind", kind) == kind and wanted.get("briefing", briefing) == briefing
        )
        readings = read_numbers(whole)
        said = readings[0].low if len(readings) == 1 else None
        if str(count) != element.attributes.get("value") or said != count:
            self.report(f"“{whole}” is not the count, which is {count}", element.line)

    def _check_file(self, element: _Element, whole: str, _own: str) -> None:
        """Measure again how many pages or kilobytes a file has that a page offers; its name tells the paper."""
        unit, _, path = element.key.partition("=")
        value = element.attributes.get("value", "")
        if unit == "paper":
            right = path in self.evidence.measures and path.endswith(f".{value}.pdf")
            right = right and "".join(whole.split()).lower().endswith(value)
        else:
            readings = read_numbers(whole)
            measure = self.evidence.measures.get(path, {}).get(unit)
            right = [str(reading.low) for reading in readings] == [value] == [str(measure)]
        if not right:
            self.report(f"“{whole}” is not what the file has: {element.key}", element.line)

    def _check_days(self, element: _Element, whole: str, _own: str) -> None:
        """Count the days again that a page gives between a date of a fact and the cutoff."""
        fact = self._fact(element)
        if not fact:
            return
        said = [reading for reading in read_numbers(whole) if not reading.weak]
        value = element.attributes.get("value", "")
        counted = [str(number) for number in self.evidence.days(fact) if len(said) == 1 and said[0].low == abs(number)]
        contrary = "before" if value.startswith("-") else "after"
        if value not in counted or whole.endswith(contrary):
            self.report(f"“{whole}” is not counted from the cutoff to a date of “{fact.id}”", element.line)
        self.numbers += 1

    def _check_delta(self, element: _Element, whole: str, _own: str) -> None:
        """Subtract again what a page subtracts: exact numbers of an unbroken series alone."""
        change, new = self.evidence.changes.get(element.key), self.evidence.facts.get(element.key)
        old = change.before if change else None
        if not (change and new and old and new.value and old.value) or change.series_break:
            self.report("a difference stands here, and nothing that may be subtracted", element.line)
            return
        self.numbers += 1
        grown = (new.value.best or 0) - (old.value.best or 0)
        said = [reading.low for reading in read_numbers(whole)]
        right = (
            new.value.quantifier == old.value.quantifier == "exact"
            and self._comparable(old, new)
            and _decimals(element.attributes.get("value", "")) == {grown}
            and said == [abs(grown)]
            and not whole.endswith(("fewer", "less") if grown > 0 else "more")
        )
        if not right:
            self.report(f"“{whole}” is not the difference, which is {grown}", element.line)

    def _comparable(self, old: PastFact, new: ExportedFact) -> bool:
        """Tell whether two numbers are said by the same, of the same thing, place and time."""
        definition = self.evidence.reference.get(f"indicators/{new.indicator}/definition")
        claimants = [
            [actor.id for actor in fact.said_by]
            or [self.evidence.reference.get(f"sources/{fact.source}/publisher", "")]
            for fact in (old, new)
        ]
        places = [[place.id for place in fact.places] for fact in (old, new)]
        periods = [fact.dates.get("period") and fact.dates["period"].edtf for fact in (old, new)]
        same = all(one == other for one, other in (claimants, places, periods))
        return same and (old.indicator, old.definition) == (new.indicator, definition)

    def _check_control(self, element: _Element, whole: str, _own: str) -> None:
        """Hold the sign of a state of control against the fact: its letter, and what it is drawn as."""
        fact = self._fact(element)
        if not fact:
            return
        letter = self.evidence.reference.get(f"map/letter.{fact.state}")
        if whole != letter or element.attributes.get("class") != f"s-{fact.state}":
            self.report(f"“{whole}” is not the sign of what “{fact.id}” says", element.line)

    def _check_was(self, element: _Element, whole: str, own: str) -> None:
        """Hold words about a fact of the edition before against that fact."""
        self._check_fact(element, whole, own)

    def _check_term(self, element: _Element, whole: str, _own: str) -> None:
        if DIGITS.search(whole) or any(said.low is not None and not said.weak for said in read_numbers(whole)):
            self.report(f"“{whole}” is marked as a term and has a number", element.line)


def _marked(tag: str, attributes: Mapping[str, str], line: int, outer: _Element) -> _Element | None:
    """Return an element that says what its text is, else None."""
    if tag == "time" or "data-when" in attributes:
        key = attributes.get("data-fact") or attributes.get("data-source") or ""
        return _Element(tag, "time", key, attributes, line, outer)
    if tag == "title":
        return _Element(tag, "title", "", attributes, line, outer)
    for name in _MARKS:
        if name in attributes:
            return _Element(tag, name.removeprefix("data-"), attributes[name], attributes, line, outer)
    if "data-fact" in attributes:
        number = tag == "data" or "data-amount" in attributes
        return _Element(tag, "value" if number else "fact", attributes["data-fact"], attributes, line, outer)
    return None


def _has_outside_proof(node: etree._Element, marks: AbstractSet[str]) -> bool:
    """Tell whether an element has one of some marks in it, or is marked so, outside the proof that opens in it."""
    for told in node.iter(etree.Element):
        if not marks.isdisjoint(told.keys()):
            within = takewhile(lambda one: one is not node, told.iterancestors())
            if told is node or all(one.tag != "details" for one in within):
                return True
    return False


def _decimals(text: str) -> set[Decimal | None]:
    """Return the numbers of a `value` attribute; None for what is no number."""
    try:
        return {Decimal(part) for part in text.split("/")}
    except InvalidOperation:
        return {None}


def _texts(data: object) -> Iterator[str]:
    """Yield every string, number and key of JSON whose objects were read as lists."""
    if isinstance(data, list):
        for value in data:
            yield from _texts(value)
    else:
        yield str(data)

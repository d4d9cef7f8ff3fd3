"""Hold what one marked element of a page says against the evidence: a check a kind of mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property

from dateline.audit.evidence import Evidence
from dateline.audit.exported import ExportedFact, PastFact, says, says_none
from dateline.audit.words import (
    DIGITS,
    GAP,
    number_spans,
    numbers_in,
    output_problem,
    shown,
    visible_words,
)
from dateline.problems import Problem
from dateline.text.dates import is_day_of, read_dates
from dateline.text.folding import fold
from dateline.text.numbers import read_numbers
from dateline.text.quotation import number_stands_in, stands_in

MARKS = (
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
"""One a check; the first that an element has tells what its text is."""
_MARKED = frozenset(MARKS)
_STEPS = frozenset({"", "new", "changed", "correction", "withdrawn"})
"""What a count may ask of facts: that they stand here (""), or what became of them since the edition before."""
_JOINTS = frozenset({"", "the", "and"})
"""Words that may stand between claimants. English, as the numbers are that the audit reads."""


@dataclass
class Element:
    """Hold an open element that says what its text is, or the open page."""

    tag: str
    kind: str
    key: str
    attributes: Mapping[str, str]
    line: int
    outer: Element | None
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
    def owner(self) -> Element:
        """Return the nearest marked element, itself included, that belongs to a fact; else the page."""
        element = self
        while element.outer and not element.facts:
            element = element.outer
        return element

    @cached_property
    def around(self) -> frozenset[str]:
        """Return the facts that it and all that it stands in belong to: two where one is told of in another."""
        return frozenset(self.facts) | (self.outer.around if self.outer else frozenset())

    @cached_property
    def past(self) -> bool:
        """Tell whether it says how a fact was in the edition before."""
        return "data-was" in self.attributes or (self.outer is not None and self.outer.past)

    def add(self, text: str) -> None:
        """Add text that stands in it directly."""
        self.own.append(text)
        self.whole.append(text)


def marked(tag: str, attributes: Mapping[str, str], line: int, outer: Element) -> Element | None:
    """Return an element that says what its text is, else None."""
    if tag == "time" or "data-when" in attributes:
        key = attributes.get("data-fact") or attributes.get("data-source") or ""
        return Element(tag, "time", key, attributes, line, outer)
    if tag == "title":
        return Element(tag, "title", "", attributes, line, outer)
    for name in MARKS:
        if name in attributes:
            return Element(tag, name.removeprefix("data-"), attributes[name], attributes, line, outer)
    if "data-fact" in attributes:
        number = tag == "data" or "data-amount" in attributes
        return Element(tag, "value" if number else "fact", attributes["data-fact"], attributes, line, outer)
    return None


class Checks:
    """Hold the marked elements of one page against the evidence, and gather what is wrong with them."""

    def __init__(self, path: str, evidence: Evidence) -> None:
        self.path = path
        self.evidence = evidence
        self.problems: list[Problem] = []
        self.numbers = 0
        self.line = 1
        """Line of the element that is being read."""

    def report(self, message: str, line: int | None = None) -> None:
        """Note what is wrong, at a line or at the element that is being read."""
        remedy = "mend the template: the page says what no fact says"
        self.problems.append(output_problem(self.path, self.line if line is None else line, 1, message, remedy))

    def check(self, element: Element) -> None:
        """Check an element whose text is complete, by its kind, and hand its text to the one that it stands in."""
        whole = "".join(element.whole)
        if element.outer:
            element.outer.own.append(GAP)
            element.outer.whole.append(whole)
        getattr(self, f"_check_{element.kind}")(element, " ".join(whole.split()), "".join(element.own))

    def fact(self, element: Element) -> ExportedFact | None:
        """Return the fact that an element names; report where there is none."""
        fact = (self.evidence.past if element.past else self.evidence.facts).get(element.key)
        if fact is None:
            where = "changes.json, as it was," if element.past else "facts.json"
            self.report(f"no fact of {where} has the id “{element.key}”", element.line)
        return fact

    def _check_page(self, element: Element, _whole: str, own: str) -> None:
        for words in numbers_in(own):
            self.report(f"“{words}” stands on the page and belongs to no fact", element.line)

    def _check_title(self, element: Element, whole: str, _own: str) -> None:
        self.title(whole, "the title", element.line)

    def title(self, text: str, where: str, line: int | None = None) -> None:
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

    def _check_value(self, element: Element, whole: str, _own: str) -> None:
        fact = self.fact(element)
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
        right = right or (whole.casefold() in ("no", "none") and says_none(whole, value))
        if not right:
            self.report(f"“{whole}” is not the value of “{fact.id}”", element.line)
        name = "value" if element.tag == "data" else "data-amount"
        said = element.attributes.get(name, "")
        if not (said == value.magnitude if value.magnitude else _decimals(said) == set(value.bounds)):
            self.report(f"the attribute `{name}` is not the value of “{fact.id}”", element.line)

    def _check_time(self, element: Element, whole: str, _own: str) -> None:
        said = element.attributes.get("datetime" if element.tag == "time" else "data-when", "")
        if "data-edition" in element.attributes:
            known = self.evidence.dates
        elif "data-source" in element.attributes:
            name = "retracted.date" if "data-retraction" in element.attributes else "issued"
            known = {self.evidence.reference.get(f"sources/{element.attributes['data-source']}/{name}", "")}
        else:
            fact = self.fact(element)
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

    def _check_sentence(self, element: Element, whole: str, own: str) -> None:
        fact = self.fact(element)
        if fact and whole != shown(fact.text):
            self.report(f"the sentence of “{fact.id}” is not the one in facts.json", element.line)
        if not element.past:  # that one is held against its ledger, and says the date of its source in plain words
            self._check_fact(element, whole, own)

    def _check_fact(self, element: Element, _whole: str, own: str) -> None:
        """Hold words about a fact against its value, its dates and its citations."""
        fact = self.fact(element)
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
            if (date and date.complete in self.evidence.own_days(fact)) or any(
                day.start < end and start < day.end for day in days
            ):
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

    def _check_claimant(self, element: Element, whole: str, _own: str) -> None:
        """See that the claimants of a fact are named, in their order, and nobody and nothing else."""
        fact = self.fact(element)
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

    def _check_state(self, element: Element, whole: str, _own: str) -> None:
        """Hold the word for how a place is held, or how far talks are, against the fact."""
        fact = self.fact(element)
        if fact and whole.casefold() != self.evidence.reference.get(f"state/{fact.state}", "").casefold():
            self.report(f"“{whole}” is not the state that “{fact.id}” tells", element.line)

    def _check_quote(self, element: Element, whole: str, _own: str) -> None:
        fact = self.fact(element)
        if fact and whole not in fact.quotations:
            self.report(f"a quotation of “{fact.id}” is not what facts.json cites", element.line)

    def _check_document(self, element: Element, whole: str, _own: str) -> None:
        document = self.evidence.documents.get(element.key)
        if document is None or not document[1].places(fold(whole).text.strip(" ")):
            self.report(f"this does not stand in the document of “{element.key}”", element.line)
            return
        whole_may_be_shown = bool(self.evidence.reference.get(f"sources/{element.key}/full_text"))
        cited = self.evidence.cited[element.key]
        if not whole_may_be_shown and not any(part in whole or whole in part for part in cited):
            self.report(f"no fact cites this, and the rights in “{element.key}” keep it off pages", element.line)

    def _check_ref(self, element: Element, whole: str, _own: str) -> None:
        text = shown(self.evidence.reference.get(element.key, ""))
        if whole[:1].lower() + whole[1:] != text[:1].lower() + text[1:]:
            self.report(f"this is not the text of “{element.key}” in reference.json", element.line)
        register, _, record = element.key.partition("/")
        owner = element.owner
        fact = (self.evidence.past if owner.past else self.evidence.facts).get(min(owner.facts or {""}))
        if fact and register in ("actors", "places") and record.split("/")[0] not in fact.records:
            self.report(f"“{whole}” is named, and not by “{fact.id}”", element.line)

    def _check_retracted(self, element: Element, whole: str, own: str) -> None:
        """See that a source that is said to be taken back was, and that the mark says so."""
        was = self.evidence.past.get(min(element.owner.facts or {""})) if element.past else None
        gone = self.evidence.retraction(element.key) or (was and was.retracted)
        said = [self.evidence.reference.get(f"mark/{name}", "").casefold() for name in ("retracted", "retracted_on")]
        if not gone or not any(word and whole.casefold().startswith(word) for word in said):
            self.report(f"this does not tell that “{element.key}” was taken back", element.line)
        self._check_page(element, whole, own)

    def _check_unproved(self, element: Element, whole: str, own: str) -> None:
        """See that a fact that is said to be not proved is not, and that the mark says so."""
        fact, word = self.fact(element), self.evidence.reference.get("mark/unproved", "").casefold()
        if fact and not (fact.unproved and word and whole.casefold().startswith(word)):
            self.report(f"this does not tell that “{fact.id}” is not proved", element.line)
        self._check_page(element, whole, own)

    def _check_count(self, element: Element, whole: str, _own: str) -> None:
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

    def _check_file(self, element: Element, whole: str, _own: str) -> None:
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

    def _check_days(self, element: Element, whole: str, _own: str) -> None:
        """Count the days again that a page gives between a date of a fact and the cutoff."""
        fact = self.fact(element)
        if not fact:
            return
        said = [reading for reading in read_numbers(whole) if not reading.weak]
        value = element.attributes.get("value", "")
        counted = [str(number) for number in self.evidence.days(fact) if len(said) == 1 and said[0].low == abs(number)]
        contrary = "before" if value.startswith("-") else "after"
        if value not in counted or whole.endswith(contrary):
            self.report(f"“{whole}” is not counted from the cutoff to a date of “{fact.id}”", element.line)
        self.numbers += 1

    def _check_delta(self, element: Element, whole: str, _own: str) -> None:
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

    def _check_control(self, element: Element, whole: str, _own: str) -> None:
        """Hold the sign of a state of control against the fact: its letter, and what it is drawn as."""
        fact = self.fact(element)
        if not fact:
            return
        letter = self.evidence.reference.get(f"map/letter.{fact.state}")
        if whole != letter or element.attributes.get("class") != f"s-{fact.state}":
            self.report(f"“{whole}” is not the sign of what “{fact.id}” says", element.line)

    def _check_was(self, element: Element, whole: str, own: str) -> None:
        """Hold words about a fact of the edition before against that fact."""
        self._check_fact(element, whole, own)

    def _check_term(self, element: Element, whole: str, _own: str) -> None:
        if DIGITS.search(whole) or any(said.low is not None and not said.weak for said in read_numbers(whole)):
            self.report(f"“{whole}” is marked as a term and has a number", element.line)


def _decimals(text: str) -> set[Decimal | None]:
    """Return the numbers of a `value` attribute; None for what is no number."""
    try:
        return {Decimal(part) for part in text.split("/")}
    except InvalidOperation:
        return {None}

"""Prove the editors' own words: briefings' prose and facts' free text (P7)."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.facts import Fact, Figure
from dateline.model.project import Briefing, Project
from dateline.problems import Problem, Rule
from dateline.prove.figures import says
from dateline.prove.naming import Register, key
from dateline.text.dates import Mention, read_dates
from dateline.text.numbers import Reading, read_numbers
from dateline.text.prose import runs
from dateline.text.quotation import stands_in


def prove_prose(briefing: Briefing, project: Project, register: Register) -> Iterator[Problem]:
    """Ask of each number, date and registered name in prose that it stands in a link to a fact that says it (P7)."""
    for path, text in briefing.texts:
        for piece in runs(text):
            if piece.fact is None:
                for kind, words in _tell(piece.text, register):
                    yield briefing.origin.problem(
                        path,
                        Rule.PROSE,
                        f"the {kind} “{words}” stands outside a link to a fact",
                        f"write `[{words}](fact:ID)`, or leave it out",
                    )
            elif piece.fact not in project.by_id:
                yield briefing.origin.problem(
                    path, Rule.UNKNOWN_ID, f"no fact “{piece.fact}”", "mend the id in the link"
                )
            else:
                fact = project.by_id[piece.fact]
                for kind, words in _strangers(piece.text, fact, register):
                    yield briefing.origin.problem(
                        path,
                        Rule.PROSE,
                        f"the {kind} “{words}” is not what “{fact.id}” says",
                        "say it with the fact’s number, hedge, dates and names",
                    )
    for number in _numbers(str(briefing.title)):
        yield briefing.origin.problem(
            ("title",),
            Rule.PROSE,
            "a title cannot be proved, so no number stands in it",
            f"leave “{number}” out",
        )


def prove_words(fact: Fact, register: Register) -> Iterator[Problem]:
    """Find each number, date and registered name of a fact's free text in its quotations (P7)."""
    for path, text in fact.texts:
        for kind, words in _unquoted(text, fact, register):
            yield fact.origin.problem(
                path,
                Rule.PROSE,
                f"the {kind} “{words}” does not stand in the fact’s quotations",
                "quote the words that say it, or leave it out",
            )


def _tell(text: str, register: Register) -> Iterator[tuple[str, str]]:
    """Yield each number, date and registered name in a text, with what it is."""
    dates = _dates(text)
    yield from (("date", text[mention.start : mention.end]) for mention in dates)
    yield from (
        ("number", text[reading.start : reading.end])
        for reading in read_numbers(text)
        if not reading.weak
        and not any(reading.start < date.end and date.start < reading.end for date in dates)
    )
    yield from (("name", text[mention.start : mention.end]) for mention in register.names.mentions(text))


def _numbers(text: str) -> Iterator[str]:
    yield from (text[reading.start : reading.end] for reading in read_numbers(text) if not reading.weak)


def _dates(text: str) -> list[Mention]:
    """Return the dates in a text, but for a bare year that is read as a number, and months without a day or year."""
    figures = [reading for reading in read_numbers(text) if not reading.weak]
    return [
        mention
        for mention in read_dates(text)
        if (mention.month is None or mention.day is not None or mention.year is not None)
        and not any(reading.start <= mention.start < reading.end for reading in figures)
    ]


def _strangers(text: str, fact: Fact, register: Register) -> Iterator[tuple[str, str]]:
    """Yield what a citation's words say and its fact does not."""
    if not isinstance(fact, Figure):
        ends = {end for _, value in fact.dates for end in value.ends}
    else:
        ends = {end for _, value in fact.dates for end in value.ends}
        for reading in _strong(text):
            if not says(reading, fact):
                yield "number", text[reading.start : reading.end]
    records = {key(record) for record in (*fact.named, *fact.said_by)}
    for kind, words in _unquoted(text, fact, register, records, ends):
        if kind != "number" or not isinstance(fact, Figure):
            yield kind, words


def _strong(text: str) -> list[Reading]:
    """Return the numbers in a text that are not also the numbers of its dates."""
    dates = _dates(text)
    return [
        reading
        for reading in read_numbers(text)
        if not reading.weak
        and not any(reading.start < date.end and date.start < reading.end for date in dates)
    ]


def _unquoted(
    text: str,
    fact: Fact,
    register: Register,
    records: set[str] = frozenset(),  # type: ignore[assignment]  # an empty one, never changed
    ends: set[str] = frozenset(),  # type: ignore[assignment]
) -> Iterator[tuple[str, str]]:
    """Yield each number, date and name of a text that its fact's quotations do not say."""
    quotations = [words for _, words in fact.quotations]
    readings = _strong(text)
    if readings:
        quoted = {_meaning(reading) for words in quotations for reading in read_numbers(words)}
        for reading in readings:
            if _meaning(reading) not in quoted:
                yield "number", text[reading.start : reading.end]
    for mention in _dates(text):
        words = text[mention.start : mention.end]
        if mention.complete not in ends and not any(stands_in(quotation, words) for quotation in quotations):
            yield "date", words
    mentions = register.names.mentions(text)
    if mentions:
        said = register.said(iter(quotations)) | records
        for name in mentions:
            if said.isdisjoint(name.keys):
                yield "name", text[name.start : name.end]


def _meaning(reading: Reading) -> tuple[object, ...]:
    return (reading.low, reading.high, reading.quantifier, reading.unit, reading.magnitude)

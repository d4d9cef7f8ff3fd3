"""Prove the editors' own words: briefings' prose and facts' free text (P7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from dateline.model.facts import Fact, Figure
from dateline.model.project import Briefing, Project
from dateline.problems import Problem, Rule
from dateline.prove.figures import says
from dateline.prove.naming import Register, key
from dateline.prove.quoted import Quoted
from dateline.text.dates import Mention, read_dates
from dateline.text.numbers import Reading, read_numbers
from dateline.text.prose import runs
from dateline.text.quotation import stands_in


def prove_prose(
    briefing: Briefing, project: Project, quoted: Mapping[str, Quoted], register: Register
) -> Iterator[Problem]:
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
                for kind, words in _strangers(piece.text, fact, quoted[fact.id], register):
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


def prove_words(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Find each number, date and registered name of a fact's free text in its quotations (P7)."""
    for path, text in fact.texts:
        for kind, words in _unquoted(text, fact, quoted, register):
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
        if not reading.weak and not any(reading.start < date.end and date.start < reading.end for date in dates)
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


def _strangers(text: str, fact: Fact, quoted: Quoted, register: Register) -> Iterator[tuple[str, str]]:
    """Yield what a citation's words say and its fact does not."""
    ends = {end for _, value in fact.dates for end in value.ends}
    if isinstance(fact, Figure):
        for reading in _strong(text):
            if not says(reading, fact):
                yield "number", text[reading.start : reading.end]
    records = {key(record) for record in (*fact.named, *fact.said_by)}
    for kind, words in _unquoted(text, fact, quoted, register, records, ends):
        if kind != "number" or not isinstance(fact, Figure):
            yield kind, words


def _strong(text: str) -> list[Reading]:
    """Return the numbers in a text that are not also the numbers of its dates."""
    dates = _dates(text)
    return [
        reading
        for reading in read_numbers(text)
        if not reading.weak and not any(reading.start < date.end and date.start < reading.end for date in dates)
    ]


def _unquoted(
    text: str,
    fact: Fact,
    quoted: Quoted,
    register: Register,
    records: AbstractSet[str] = frozenset(),
    ends: AbstractSet[str] = frozenset(),
) -> Iterator[tuple[str, str]]:
    """Yield each number, date and name of a text that its fact's quotations do not say."""
    said = {_meaning(reading) for words in quoted.all for reading in words.numbers}
    for reading in _strong(text):
        if _meaning(reading) not in said:
            yield "number", text[reading.start : reading.end]
    for mention in _dates(text):
        words = text[mention.start : mention.end]
        if mention.complete not in ends and not any(
            stands_in(quotation, words) for _, quotation in fact.quotations
        ):
            yield "date", words
    named = frozenset(records).union(*(words.names for words in quoted.all))
    for name in register.names.mentions(text):
        if named.isdisjoint(name.keys):
            yield "name", text[name.start : name.end]


def _meaning(reading: Reading) -> tuple[object, ...]:
    return (reading.low, reading.high, reading.quantifier, reading.unit, reading.magnitude)

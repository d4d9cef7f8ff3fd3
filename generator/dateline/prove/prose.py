"""Prove the editors' own words: briefings' prose and facts' free text (P7)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate

from dateline.model.edition import Edition
from dateline.model.facts import Demand, Fact, Figure, Position, Stance
from dateline.model.project import Briefing, Project
from dateline.problems import Problem, Rule
from dateline.prove.document import Document
from dateline.prove.figures import said_by, says
from dateline.prove.linked import read_misworded
from dateline.prove.naming import Register, key
from dateline.prove.quoted import Quoted
from dateline.prove.weekdays import is_own_day, read_nameless
from dateline.text.dates import Mention, is_day_of
from dateline.text.names import Mention as NameMention
from dateline.text.numbers import Reading, read_shares
from dateline.text.ordinary import is_ordinary
from dateline.text.prose import beside, find_shown, runs
from dateline.text.quotation import number_stands_in, stands_in
from dateline.text.standing import stands_as

_DIGITS = re.compile(r"\d+")
_TOKEN = re.compile(r"[\w.,:/’'-]*\d[\w.,:/’'-]*")
_OTHERWISE = re.compile(
    r"[²³¹¼-¾⁰-₉⅐-↋①-⒛⓪-⓿❶-➓]+"
    r"|\b(?:half|(?:one|two|three|four)[- ](?:thirds?|quarters?|fifths?)"
    r"|a (?:third|quarter|fifth|tenth|couple|score) of|twice|thrice)\b",
    re.IGNORECASE,
)
"""Numbers that are read as no figure, and are numbers all the same: fractions, multiples, signs that are not digits."""
_ARTICLE = re.compile(r"\s*(?:to )?(the|an?)\s", re.IGNORECASE)
"""How words begin that are a thing, and no verb."""
_OFFERED = 3
"""Facts that a help names of those that say the same."""
_AMBIGUOUS = frozenset({"May", "March", "Mar", "Jan"})
"""Months that are also words or names: alone they are no date."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Hold something in a text that must be proved."""

    start: int
    end: int
    kind: str
    """`number`, `date` or `name`."""
    what: Reading | Mention | NameMention[str] | None
    """None for digits that are read as nothing: “mid-2013”."""
    words: str


def prove_prose(
    briefing: Briefing,
    project: Project,
    quoted: Mapping[str, Quoted],
    register: Register,
    faulty: AbstractSet[str] = frozenset(),
) -> Iterator[Problem]:
    """Ask of each number, date and registered name in prose that it stands in a link to a fact that says it (P7).

    Prose is not held against the facts that are `faulty`: it may be the prose that is right.
    """
    for path, text in briefing.texts:
        for told, message, remedy in _faults(text, project, quoted, register, faulty):
            stretch = find_shown(text, "".join(piece.text for piece in runs(text)), told.start, told.end)
            within = (text, *stretch) if stretch else None
            yield briefing.origin.problem(path, Rule.PROSE, message, remedy, within=within)
    for language, title in briefing.title.texts:
        for told in _tell(register.read(title), register):
            if told.kind != "name":
                message = f"a title cannot be proved, and this one says the {told.kind} “{told.words}”"
                path = ("title", language) if language else ("title",)
                remedy = "leave it out, or say it in the summary"
                yield briefing.origin.problem(path, Rule.PROSE, message, remedy, within=(title, told.start, told.end))


def prove_edition(edition: Edition, register: Register) -> Iterator[Problem]:
    """Ask of the words about an edition that they say no number, and no date but the edition's own (P7)."""
    dates = (edition.cutoff, edition.issued, edition.next_due, edition.period)
    own = {end for value in dates if value for end in value.ends}
    for name in ("title", "note", "prepared_by", "marking") if edition.origin else ():
        text = getattr(edition, name) or ""
        for told in _tell(register.read(text), register):
            said = told.what.complete if isinstance(told.what, Mention) else None
            if told.kind == "name" or (said and any(f"{end}-".startswith(f"{said}-") for end in own)):
                continue
            message = f"the words about an edition cannot be proved, and these say the {told.kind} “{told.words}”"
            remedy = "leave it out, or say it in a summary"
            yield edition.origin.problem((name,), Rule.PROSE, message, remedy, within=(text, told.start, told.end))


def _faults(
    prose: str, project: Project, quoted: Mapping[str, Quoted], register: Register, faulty: AbstractSet[str]
) -> Iterator[tuple[_Told, str, str]]:
    """Yield what stands wrongly in a piece of prose as readers see it, why, and what to do about it."""
    pieces = list(runs(prose))
    edges = list(accumulate((len(piece.text) for piece in pieces), initial=0))
    shown = "".join(piece.text for piece in pieces)
    # Read as one text, so that a number or a name cannot hide on the edge of a link.
    for told in _tell(register.read(shown), register):
        first = bisect_right(edges, told.start) - 1
        piece = pieces[first]
        if told.end > edges[first + 1]:
            yield (
                told,
                f"the edge of a link cuts the {told.kind} “{told.words}” apart",
                "take all of its words into the link",
            )
        elif piece.fact is None:
            yield (
                told,
                f"the {told.kind} “{told.words}” stands outside a link to a fact",
                _link_for(told, project),
            )
        # An unknown one is reported by the reader; whoever follows a faulty one would spread its fault.
        elif piece.fact in project.by_id and piece.fact not in faulty:
            fact = project.by_id[piece.fact]
            if not _agrees(told, fact, quoted[fact.id]):
                yield told, f"the {told.kind} “{told.words}” is not what “{fact.id}” says", _says(told, fact)
    for piece, start in zip(pieces, edges, strict=False):
        cited = project.by_id.get(piece.fact) if piece.fact else None
        around = beside(shown, start, start + len(piece.text))
        for word in read_misworded(piece.text, around, cited, project.indicators, register) if cited else ():
            said = shown[start + word.start : start + word.end]
            yield _Told(start + word.start, start + word.end, "word", None, said), word.message, word.remedy


def prove_words(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Find each number, date and registered name of a fact's free text in its quotations (P7)."""
    yield from _prove_verb(fact)
    for path, text in fact.texts:
        flat = " ".join(text.split())
        for told in _tell(register.read(flat), register):
            if isinstance(told.what, Reading) and not fact.source.in_english:
                source = fact.source
                message = (
                    f"{source.id} is in “{source.language}”, and numbers with their hedges are read in English alone"
                )
                remedy = f"leave “{told.words}” out, or cite what says it in English"
            elif isinstance(told.what, Mention) and is_own_day(flat, told.what, fact):
                continue
            elif not _is_quoted(told, fact, quoted):
                message, remedy = _unquoted(told, fact)
            elif isinstance(told.what, Mention) and (nameless := read_nameless(flat, told.what, fact)):
                message, remedy = nameless
            else:
                continue
            yield fact.origin.problem(path, Rule.PROSE, message, remedy, within=(flat, told.start, told.end))


def _unquoted(told: _Told, fact: Fact) -> tuple[str, str]:
    """Say that something in a fact's words is not quoted, or as what a number stands there, and what to do."""
    what = told.what
    if isinstance(what, Reading) and what.low is not None and what.low == what.high:
        for _, text in fact.quotations:
            stands = stands_as(text, what.low, fact.source.language)
            if not stands or stands.words == told.words:
                continue
            if not stands.role:
                return (
                    f"the number “{told.words}” is “{stands.words}” in the quotation",
                    f"write “{stands.words}”, with its hedge and unit, or leave it out",
                )
            return (
                f"{what.low:,f} stands in the quotation as {stands.role} (“{stands.words}”), not as what is counted",
                f"quote the words that count it, say “{stands.words}” as the quotation does, or leave it out",
            )
    return (
        f"the {told.kind} “{told.words}” does not stand in the fact’s quotations",
        "quote the words that say it, or leave it out",
    )


def _prove_verb(fact: Fact) -> Iterator[Problem]:
    """Refuse a thing where the sentence goes on with a verb: “called on the government to the release of …”."""
    if not (isinstance(fact, Demand) or (isinstance(fact, Position) and fact.stance is Stance.AIMS)):
        return
    if article := _ARTICLE.match(fact.what):
        begins = "called on … to" if isinstance(fact, Demand) else "aims to"
        message = f"`what` begins with “{article[1]}”, and its sentence goes on with a verb: “{begins} {fact.what}”"
        yield fact.origin.problem(("what",), Rule.PROSE, message, "begin with the verb: “release …”, “open …”")


def _tell(text: Document, register: Register) -> list[_Told]:
    """Return each number, date and registered name in a text, in order; digits always belong to one of them."""

    def told(kind: str, what: Reading | Mention | NameMention[str]) -> _Told:
        start, end = what.whole if isinstance(what, Mention) else (what.start, what.end)
        return _Told(what.start, what.end, kind, what, " ".join(text.text[start:end].split()))

    found = [told("date", mention) for mention in text.dates if not _is_vague(mention, text.text)]
    dates = [(item.start, item.end) for item in found]
    found += [
        told("number", reading)
        for reading in text.numbers
        if not (reading.weak or any(reading.start < end and start < reading.end for start, end in dates))
    ]
    # Of how many something is a part, only words can say: no fact has that as its number.
    found += [
        _Told(whole.start, whole.end, "number", None, " ".join(text.text[whole.start : whole.end].split()))
        for whole in text.wholes
        if not (whole.weak or any(whole.start < end and start < whole.end for start, end in dates))
    ]
    found += [told("name", mention) for mention in text.names if not _is_word(mention, text.text, register)]
    found += [
        _Told(start, end, "number", None, " ".join(text.text[start:end].split()))
        for start, end in read_shares(text.text)
    ]
    for digits in _DIGITS.finditer(text.text):
        if not any(item.start <= digits.start() and digits.end() <= item.end for item in found):
            token = next(word for word in _TOKEN.finditer(text.text) if word.end() >= digits.end())
            found.append(_Told(*token.span(), "number", None, token[0].strip(".,:/’'-")))
    for other in _OTHERWISE.finditer(text.text):
        if not any(item.start <= other.start() and other.end() <= item.end for item in found):
            found.append(_Told(*other.span(), "number", None, other[0]))
    return sorted(found, key=lambda item: (item.start, item.end))


def _is_vague(mention: Mention, text: str) -> bool:
    """Tell whether a month stands alone that may be another word."""
    alone = mention.month is not None and mention.day is None and mention.year is None
    return alone and text[mention.start : mention.end].rstrip(".") in _AMBIGUOUS


def _is_word(mention: NameMention[str], text: str, register: Register) -> bool:
    """Tell whether a spelling, which is nobody's `name`, stands there as an ordinary word."""
    names = (said for key in mention.keys for _, said in register.records[key].name.texts)
    return is_ordinary(text, mention.start, mention.end) and text[mention.start : mention.end] not in names


def _agrees(told: _Told, fact: Fact, quoted: Quoted) -> bool:
    """Tell whether a fact says what the words of a link to it say."""
    if isinstance(fact, Figure) and isinstance(told.what, Reading):
        return says(told.what, fact)
    said = told.what.complete if isinstance(told.what, Mention) else None
    # “In April 2018” is true of 1 April 2018.
    if said and any(f"{end}-".startswith(f"{said}-") for _, value in fact.dates for end in value.ends):
        return True
    # Its quotation may say “Wednesday”, and mean that day.
    if isinstance(told.what, Mention) and is_day_of(told.what, (end for _, value in fact.dates for end in value.ends)):
        return True
    return _is_quoted(told, fact, quoted, {key(record) for record in (*fact.named, *fact.said_by)})


def _is_quoted(told: _Told, fact: Fact, quoted: Quoted, records: AbstractSet[str] = frozenset()) -> bool:
    """Tell whether a fact's quotations say the same; `records` are named by its fields."""
    if isinstance(told.what, Reading):
        meaning = _meaning(told.what)
        return any(_meaning(reading) == meaning for words in quoted.all for reading in words.numbers)
    if isinstance(told.what, NameMention):
        return not records.isdisjoint(told.what.keys) or any(
            not words.names.isdisjoint(told.what.keys) for words in quoted.all
        )
    stands = number_stands_in if told.kind == "number" else stands_in
    return any(stands(quotation, told.words) for _, quotation in fact.quotations)


def _meaning(reading: Reading) -> tuple[object, ...]:
    return (reading.low, reading.high, reading.quantifier, reading.unit, reading.magnitude)


def _link_for(told: _Told, project: Project) -> str:
    """Offer a link to the fact that says it; where several do, name some, for only the editor knows which is meant."""
    fitting = [fact.id for fact in project.facts if _fits(told, fact)]
    out = "or leave it out"
    if isinstance(told.what, NameMention) and re.fullmatch(r"[^\W\d_]+", told.words) and told.words.islower():
        meant = " or ".join(sorted(f"“{name.partition('/')[2]}”" for name in told.what.keys))
        out = f"or say another word where it does not mean {meant}"
    if len(fitting) == 1:
        return f"write `[{told.words}](fact:{fitting[0]})`, {out}"
    more = f" and {len(fitting) - _OFFERED:,} more" if len(fitting) > _OFFERED else ""
    verb = "name" if told.kind == "name" else "say"
    which = f"; facts that {verb} it: {', '.join(fitting[:_OFFERED])}{more}" if fitting else ""
    return f"write `[{told.words}](fact:ID)`, {out}{which}"


def _fits(told: _Told, fact: Fact) -> bool:
    if isinstance(told.what, Reading):
        return isinstance(fact, Figure) and says(told.what, fact)
    if isinstance(told.what, NameMention):
        return not told.what.keys.isdisjoint({key(record) for record in fact.named})
    if isinstance(told.what, Mention):
        return any(told.what.complete in value.ends for _, value in fact.dates)
    return False


def _says(told: _Told, fact: Fact) -> str:
    """Say what a fact does say."""
    if told.kind == "number" and isinstance(fact, Figure):
        return f"it says {said_by(fact)}; write that, with its hedge"
    if told.kind == "date" and fact.dates:
        return f"its date is {' and '.join(str(value) for _, value in fact.dates)}"
    return "say it as the fact’s quotation does, or cite another fact"

"""Prove that dates follow from the quotation (P6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from dateline.model.facts import Event, Fact, Figure, Position, Stance, Track, TrackState
from dateline.model.registers import Measure, Source
from dateline.problems import Problem, Rule, Value
from dateline.prove.document import Words
from dateline.text.dates import Date, parse_date, read_dates, resolve
from dateline.text.quotation import Missing, find, stands_in
from dateline.text.spells import read_spells

_FULL = len("2018-04-01")
_TO_COME = re.compile(
    r"\b(?:[Ww]ill|[Ww]ould|could|may|might|[Pp]roject(?:ed|ions?|s)|[Ff]orecasts?|[Ee]xpect\w*|[Pp]redict\w*"
    r"|[Aa]nticipat\w*|[Pp]lan(?:s|ned)?|[Ss]chedul\w*|[Tt]argets?|[Ll]ikely|due|to be)\b"
)
"""Words with which a number is told of a time to come; “May” is a month."""


class Reading(StrEnum):
    """Say how a date follows from the quotation."""

    STATED = "stated"
    """Its words are there."""
    INFERRED = "inferred"
    """It is the editor's reading of `when`."""


def prove_dates(fact: Fact, quote: Words) -> tuple[Mapping[str, Reading], list[Problem]]:
    """Hold each date of a fact against its quotation (P6)."""
    readings, problems = {}, []
    dates = fact.dates
    if not dates:
        if fact.when:
            remedy = f"add `{fact.date_fields[-1]}:` with the date that it is read as, or delete `when:`"
            problems.append(fact.origin.problem(("when",), Rule.DATE, "`when` reads no date", remedy))
        return {}, problems
    if isinstance(fact, Figure) and fact.indicator.measure is Measure.CUMULATIVE and not dates[0][1].interval:
        message = f"“{fact.indicator.id}” counts over a period, and {dates[0][1]} is none"
        remedy = "write `period:` with both ends, or with `..` where it goes on: 2018-02/.."
        problems.append(fact.origin.problem((dates[0][0],), Rule.DATE, message, remedy))
    stated = {mention.complete for mention in quote.dates}
    when_stands = bool(fact.when) and stands_in(fact.quote, fact.when or "")
    if fact.when and not when_stands:
        message = f"the quotation does not say “{fact.when}”"
        problems.append(fact.origin.problem(("when",), Rule.DATE, message, "copy the quotation’s words for the date"))
    for name, value in dates:
        ends = [end for end in value.ends if end not in stated]
        readings[name] = Reading.INFERRED if ends or value.uncertain else Reading.STATED
        inferred = (_infer(fact, name, end, quote, when_stands=when_stands) for end in ends)
        problem = _cut(fact, name) if ends and when_stands else None
        problem = problem or next(filter(None, inferred), None)
        if problem is None or not _means_ahead(fact, value, quote):
            problem = problem or _late(fact, name, value)
        else:
            problem = _late(fact, name, value) or problem
        problems += [problem] if problem else []
    return readings, problems


def _late(fact: Fact, name: str, value: Date) -> Problem | None:
    """Refuse a date that begins after the source was issued, unless the fact tells of what is to come."""
    issued = fact.source.issued
    if value.first <= issued.last or value.uncertain or value.open_start or issued.uncertain or issued.open_end:
        return None
    if name in fact.ahead_fields or _is_to_come(fact):
        return None
    problem: Problem = fact.origin.problem(
        (name,),
        Rule.DATE,
        f"{value} is after the source was issued, {issued}, and the fact tells it as what has been",
        "write `expected: true`, if it is still to come; else mend the date"
        if isinstance(fact, Event)
        else "mend the date, or leave it out where it is the day of what is to come",
        *([{"expected": True}] if isinstance(fact, Event) else []),
    )
    return problem


def _is_to_come(fact: Fact) -> bool:
    """Tell whether a fact is, or may be, of a time that its source does not know yet."""
    if isinstance(fact, Event):
        return fact.expected
    if isinstance(fact, Position):
        return fact.stance is Stance.AIMS
    if isinstance(fact, Track):
        return fact.state is TrackState.ANNOUNCED
    # What is forecast is counted as anything else is.
    about = (fact.indicator.id, str(fact.indicator.name), fact.indicator.definition) if isinstance(fact, Figure) else ()
    return any(_TO_COME.search(text) for text in (*about, fact.quote if about else ""))


def _means_ahead(fact: Fact, value: Date, quote: Words) -> bool:
    """Tell whether all of a date is what its words mean of a time to come."""
    issued = fact.source.issued.first
    read = read_dates(fact.when, fact.source.language) if fact.when else quote.dates
    meant = {resolve(mention, issued, ahead=True) for mention in read}
    return meant.issuperset(value.ends)


def _cut(fact: Fact, name: str) -> Problem | None:
    """Refuse a `when` that cuts a longer date, and means another: “Saturday” of “Saturday, 10 May”."""
    ahead = name in fact.ahead_fields or getattr(fact, "expected", False)
    text, when = " ".join(fact.quote.split()), " ".join((fact.when or "").split())
    places = [at.span() for at in re.finditer(rf"(?<!\w){re.escape(when)}(?!\w)", text)]
    mentions = read_dates(text, fact.source.language)
    cuts = [
        mention
        for start, end in places
        for mention in mentions
        if mention.start < end and start < mention.end and not (start <= mention.start and mention.end <= end)
    ]
    if not cuts or len(cuts) < len(places):
        return None
    issued = fact.source.issued.first
    day, words = resolve(cuts[0], issued, ahead=ahead), text[cuts[0].start : cuts[0].end]
    if not day or day in _meanings(when, fact.source, ahead=ahead):
        return None
    stated = cuts[0].complete
    write = f"`{name}: {day}`" + ("" if stated else f" and `when: {words}`")
    fixes = [{name: day, "when": None if stated else words}] if len(getattr(fact, name).ends) == 1 else []
    remedy = f"write {write}, or quote the words that say another date"
    return fact.origin.problem(("when",), Rule.DATE, f"“{when}” cuts “{words}” apart", remedy, *fixes)  # type: ignore[no-any-return]  # Given is Any


def _infer(  # noqa: PLR0911  # one return a reason reads better than nested ones
    fact: Fact, name: str, end: str, quote: Words, *, when_stands: bool
) -> Problem | None:
    """Hold one date against the words of `when`; return None where it is what they mean."""
    issued = fact.source.issued
    ahead = name in fact.ahead_fields or getattr(fact, "expected", False)

    def report(message: str, remedy: str, *fixes: Mapping[str, Value | None]) -> Problem:
        # An interval has another end, which may be right.
        offered = fixes if len(getattr(fact, name).ends) == 1 else ()
        problem: Problem = fact.origin.problem((name,), Rule.DATE, message, remedy, *offered)
        return problem

    if not fact.when:
        remedy, said = _offer(fact, quote, ahead=ahead, kept=(str(getattr(fact, name)), end))
        return report(f"the quotation does not say {end}", remedy, _named_fields(name, said))
    if not when_stands:
        return None  # `when` itself is reported
    meant = _meanings(fact.when, fact.source, ahead=ahead)
    if end in meant:
        return None
    if meant:
        known = list(filter(None, meant))
        remedy = f"write {_meant(fact, ahead=ahead)}" if known else "no day of the calendar is called so"
        return report(
            f"“{fact.when}” is not {_named(end)} for a source of {issued}",
            remedy,
            *({name: str(getattr(fact, name)).replace(end, day)} for day in known),
        )
    if problem := _spelled(fact, end, report):
        return problem
    if quote.dates:
        # Which of the two it is, only the editor knows: no fix is offered.
        remedy = (
            f"{_offer(fact, quote, ahead=ahead)[0]}, if the fact is of that date; else quote only the words about "
            f"this fact, with “{fact.when}”, and put the others under `context:`"
        )
        return report(f"“{fact.when}” says no date, and the quotation does", remedy)
    first, last = parse_date(end).first, parse_date(end).last
    if (last < issued.first) if ahead else (first > issued.last):
        side = "before" if ahead else "after"
        return report(f"{end} is {side} the source was issued, {issued}", "mend the date")
    return None


def _spelled(fact: Fact, end: str, report: Callable[[str, str], Problem]) -> Problem | None:
    """Hold a date against “last week” and its like, of a source whose day is known."""
    issued, meant = fact.source.issued, parse_date(end)
    if issued.uncertain or issued.first != issued.last or fact.source.language.partition("-")[0] != "en":
        return None
    spells = read_spells(fact.when or "", issued.first)
    if not spells or any(
        (first <= meant.first and meant.last <= last) or (meant.first <= first and last <= meant.last)
        for _, first, last in spells
    ):
        return None
    told = " or ".join(f"{first}/{last}" for _, first, last in spells)
    return report(f"“{fact.when}” is not {_named(end)} for a source of {issued}", f"it may be {told}, or a day of it")


def _meanings(words: str, source: Source, *, ahead: bool = False) -> list[str | None]:
    """Return the dates that words for a date mean in a source; None where they name no day of the calendar."""
    return [resolve(mention, source.issued.first, ahead=ahead) for mention in read_dates(words, source.language)]


def _meant(fact: Fact, *, ahead: bool) -> str:
    """Return the dates that the words of `when` mean, each weekday with the day from which it is counted."""
    words, issued = fact.when or "", fact.source.issued.first
    told = []
    for mention in read_dates(words, fact.source.language):
        day = resolve(mention, issued, ahead=ahead)
        if day and mention.weekday is not None:
            side = "on or after" if ahead else "on or before"
            told.append(f"{day}, the {words[mention.start : mention.end]} {side} {issued}")
        elif day:
            told.append(day)
    return " or ".join(told)


def _named(end: str) -> str:
    """Return a date, with its weekday where it is a day."""
    return f"{end}, a {_WEEKDAYS[parse_date(end).first.weekday()]}," if len(end) == _FULL else end


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _offer(
    fact: Fact, quote: Words, *, ahead: bool, kept: tuple[str, str] = ("", "")
) -> tuple[str, Mapping[str, str | None]]:
    """Say which date the quotation does say, and what stands in `date` and `when` then.

    `kept` is the field's value and the end of it that is in question: of a period all else stays.
    """
    written, end = kept
    for mention in quote.dates:
        words = " ".join(quote.text[mention.start : mention.end].split()).rstrip(",;")
        meant = resolve(mention, fact.source.issued.first, ahead=ahead)
        meant = written.replace(end, meant) if meant and "/" in written else meant
        if mention.complete:
            return f"it says “{words}”: write {meant}", {"date": meant, **({"when": None} if fact.when else {})}
        if meant:
            return f"it says “{words}”: write {meant} and `when: {words}`", {"date": meant, "when": words}
    return "mend the date, or add `when:` with the quotation’s words for it", {}


def _named_fields(name: str, said: Mapping[str, str | None]) -> Mapping[str, str | None]:
    """Return a date under the name of its field."""
    return {name if key == "date" else key: value for key, value in said.items()}


def prove_issued(source: Source) -> Iterator[Problem]:
    """Hold an inferred date of issue against the document's words and against the reason given for it (P6)."""
    words, end = source.when, source.issued.ends[0]
    if words and isinstance(find(source.words, words), Missing):
        message = f"“{words}” stands not once in the document"
        yield source.origin.problem(("when",), Rule.DATE, message, "quote the words that date it, and no more")
    elif words and (meant := _meanings(words, source)) and end not in meant:
        remedy = "mend `issued:`, or the words in `when:` from which it was inferred"
        yield source.origin.problem(("issued",), Rule.DATE, f"“{words}” is not {_named(end)}", remedy)
    reason = source.inferred.get("issued")
    if reason and not _tells(reason, source.issued):
        message = f"the reason for this date, under `inferred:`, does not say {end}"
        remedy = (
            "delete the line `issued:` under `inferred:` if the document itself states the date; "
            "else mend the date, or say there how it was inferred, with the date that came out"
        )
        yield source.origin.problem(("issued",), Rule.DATE, message, remedy)


def _tells(reason: str, issued: Date) -> bool:
    """Tell whether a reason says a date; a day without a year may be of any year that the reason names."""
    said = read_dates(reason)
    years = {mention.year for mention in said if mention.year}
    parts = [int(part) for part in issued.ends[0].split("-")]
    day: date = issued.first
    return any(
        [part for part in (mention.year or day.year, mention.month, mention.day) if part] == parts
        and (mention.year or day.year) in years
        for mention in said
    )

"""Prove that dates follow from the quotation (P6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from dateline.model.facts import Event, Fact, Figure, Position, Stance, Track, TrackState
from dateline.model.registers import Measure, Source
from dateline.problems import Problem, Rule, Value
from dateline.prove.document import Words
from dateline.text.coming import is_to_come
from dateline.text.dates import Date, Mention, parse_date, read_dates, resolve, wholes
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
        problem = _halved(fact, name, value, quote) or _promised(fact, name, value, quote)
        problem = problem or (_cut(fact, name) if ends and when_stands else None)
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


_RECENT = 183
"""Days; what was announced longer ago is not called by its day alone, while one is to come."""


def _sides(fact: Fact, name: str) -> tuple[bool, ...]:
    """Return on which sides of the day of issue a date without a year may lie: True is ahead."""
    if isinstance(fact, Track) and fact.state is TrackState.ANNOUNCED and name not in fact.ahead_fields:
        return (True, False)  # the day on which they begin, or the day on which it was announced
    return (name in fact.ahead_fields or (isinstance(fact, Event) and fact.expected),)


def _readings(mention: Mention, fact: Fact, name: str) -> dict[str, bool]:
    """Return what a mention may mean in a field, the nearest first, each with whether it is read ahead."""
    issued, sides = fact.source.issued.first, _sides(fact, name)
    found: dict[str, bool] = {}
    for ahead in sides:
        if day := resolve(mention, issued, ahead=ahead):
            found.setdefault(day, ahead)
    if len(found) <= 1:
        return found
    away = {day: _away(day, issued) for day in found}
    near = {day: ahead for day, ahead in found.items() if ahead or len(sides) == 1 or away[day] <= _RECENT}
    return dict(sorted((near or found).items(), key=lambda item: away[item[0]]))


def _away(day: str, issued: date) -> int:
    """Return how many days a date is from the day of issue; what is no day of the calendar is far away."""
    try:
        read = parse_date(day)
    except ValueError:
        return date.max.toordinal()
    return max((read.first - issued).days, (issued - read.last).days, 0)


def _whole_readings(mentions: tuple[Mention, ...], fact: Fact, name: str) -> dict[str, bool]:
    """Return what a date, or both ends of a range, may mean in a field."""
    first = _readings(mentions[0], fact, name)
    if len(mentions) == 1:
        return first
    last = _readings(mentions[-1], fact, name)
    return {f"{one}/{two}": ahead for (one, ahead), (two, _) in zip(first.items(), last.items(), strict=False)}


def _halved(fact: Fact, name: str, value: Date, quote: Words) -> Problem | None:
    """Refuse one day of a range in place of the range; a deadline is its last day."""
    if len(value.ends) > 1 or name in fact.ahead_fields:
        return None
    said = wholes(quote.dates)
    if all(len(mentions) == 1 for mentions in said):  # as in most quotations, no range
        return None
    told = [(mentions, _whole_readings(mentions, fact, name)) for mentions in said]
    if any(value.ends[0] in read for mentions, read in told if len(mentions) == 1):
        return None
    for mentions, read in told:
        period = next((said for said in read if len(mentions) > 1 and value.ends[0] in said.split("/")), None)
        if period is None or (isinstance(fact, Event) and not fact.expected and _is_promise(mentions[0], quote)):
            continue
        words = _words_of(quote.text, mentions[0])
        stated = all(mention.complete for mention in mentions)
        write = f"`{name}: {period}`" + ("" if stated else f" and `when: {words}`")
        problem: Problem = fact.origin.problem(
            (name,),
            Rule.DATE,
            f"{value} is one end of “{words}”",
            f"write {write}",
            {name: period, **({} if stated and not fact.when else {"when": None if stated else words})},
        )
        return problem
    return None


def _promised(fact: Fact, name: str, value: Date, quote: Words) -> Problem | None:
    """Refuse the past date of a day that the quotation tells of as still to come."""
    if not isinstance(fact, Event) or fact.expected:
        return None
    issued = fact.source.issued.first
    coming: dict[str, str | None] = {}
    words = ""
    if len(quote.dates) == 1 and _is_promise(quote.dates[0], quote) and _meanings(fact.when or "", fact, name):
        ahead = resolve(quote.dates[0], issued, ahead=True)
        coming = {end: ahead for end in value.ends if end != ahead}
    for mention in quote.dates:
        if mention.complete or mention.offset is not None:
            continue
        past = resolve(mention, issued)
        if past in value.ends:
            if not is_to_come(quote.text, mention.start):
                return None
            ahead = resolve(mention, issued, ahead=True)
            if ahead != past:
                coming[past or ""] = ahead
                words = _words_of(quote.text, mention)
    day = str(value)
    for past, ahead in coming.items():
        day = day.replace(past, ahead or past)
    if not coming:
        return None
    mended: Problem = fact.origin.problem(
        (name,),
        Rule.DATE,
        f"the quotation tells of this day as still to come, and {value} is not that day",
        f"write `expected: true` and `{name}: {day}`" + ("" if fact.when else f", with `when: {words}`"),
        {"expected": True, name: day, **({} if fact.when else {"when": words})},
    )
    return mended


def _words_of(text: str, mention: Mention) -> str:
    """Return the words of a date, those of the whole range where it is an end of one."""
    start, end = mention.whole
    return " ".join(text[start:end].split()).rstrip(",;")


def _cut(fact: Fact, name: str) -> Problem | None:
    """Refuse a `when` that cuts a longer date, and means another: “Saturday” of “Saturday, 10 May”."""
    text, when = fact.flat_quote, " ".join((fact.when or "").split())
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
    read, words = list(_readings(cuts[0], fact, name)), text[cuts[0].start : cuts[0].end]
    if not read or not _meanings(when, fact, name).keys().isdisjoint(read):
        return None
    day, stated = read[0], cuts[0].complete
    write = f"`{name}: {day}`" + ("" if stated else f" and `when: {words}`")
    fixes = [{name: day, "when": None if stated else words}] if len(getattr(fact, name).ends) == 1 else []
    remedy = f"write {write}, or quote the words that say another date"
    return fact.origin.problem(("when",), Rule.DATE, f"“{when}” cuts “{words}” apart", remedy, *fixes)  # type: ignore[no-any-return]  # Given is Any


def _infer(  # noqa: PLR0911  # one return a reason reads better than nested ones
    fact: Fact, name: str, end: str, quote: Words, *, when_stands: bool
) -> Problem | None:
    """Hold one date against the words of `when`; return None where it is what they mean."""
    issued = fact.source.issued

    def report(message: str, remedy: str, *fixes: Mapping[str, Value | None]) -> Problem:
        # An interval has another end, which may be right.
        offered = fixes if len(getattr(fact, name).ends) == 1 else ()
        problem: Problem = fact.origin.problem((name,), Rule.DATE, message, remedy, *offered)
        return problem

    if not fact.when:
        remedy, said = _offer(fact, name, quote, kept=(str(getattr(fact, name)), end))
        return report(f"the quotation does not say {end}", remedy, _named_fields(name, said))
    if not when_stands:
        return None  # `when` itself is reported
    said_there = read_dates(fact.when, fact.source.language)
    known = _meanings_of(said_there, fact, name)
    if any(end in period.split("/") for period in known):
        return None
    if said_there:
        remedy = f"write {_meant(fact, name)}" if known else "no day of the calendar is called so"
        return report(
            f"“{fact.when}” is not {_named(end)} for a source of {issued}",
            remedy,
            *({name: day if "/" in day else str(getattr(fact, name)).replace(end, day)} for day in known),
        )
    if problem := _spelled(fact, end, report):
        return problem
    if quote.dates:
        # Which of the two it is, only the editor knows: no fix is offered.
        remedy = (
            f"{_offer(fact, name, quote)[0]}, if the fact is of that date; else quote only the words about "
            f"this fact, with “{fact.when}”, and put the others under `context:`"
        )
        return report(f"“{fact.when}” says no date, and the quotation does", remedy)
    first, last = parse_date(end).first, parse_date(end).last
    sides = _sides(fact, name)
    if len(sides) == 1 and ((last < issued.first) if sides[0] else (first > issued.last)):
        side = "before" if sides[0] else "after"
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


def _meanings(words: str, fact: Fact, name: str) -> dict[str, bool]:
    """Return the dates and ranges that words mean in a field, each with whether it is read ahead."""
    return _meanings_of(read_dates(words, fact.source.language), fact, name)


def _meanings_of(said: Iterable[Mention], fact: Fact, name: str) -> dict[str, bool]:
    """Return the dates and ranges that mentions mean in a field, each with whether it is read ahead."""
    found: dict[str, bool] = {}
    for mentions in wholes(said):
        found |= _whole_readings(mentions, fact, name)
    return found


def _meant(fact: Fact, name: str) -> str:
    """Return the dates that the words of `when` mean, each weekday with the day from which it is counted."""
    words, issued = fact.when or "", fact.source.issued.first
    told = []
    for mentions in wholes(read_dates(words, fact.source.language)):
        for day, ahead in _whole_readings(mentions, fact, name).items():
            if mentions[0].weekday is not None:
                side = "on or after" if ahead else "on or before"
                told.append(f"{day}, the {words[mentions[0].start : mentions[0].end]} {side} {issued}")
            else:
                told.append(day)
    return " or ".join(told)


def _named(end: str) -> str:
    """Return a date, with its weekday where it is a day."""
    return f"{end}, a {_WEEKDAYS[parse_date(end).first.weekday()]}," if len(end) == _FULL else end


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _offer(
    fact: Fact, name: str, quote: Words, *, kept: tuple[str, str] = ("", "")
) -> tuple[str, Mapping[str, Value | None]]:
    """Say which date the quotation does say, and what stands in `date` and `when` then.

    `kept` is the field's value and the end of it that is in question: of a period all else stays.
    """
    written, end = kept
    for mentions in wholes(quote.dates):
        words = _words_of(quote.text, mentions[0])
        meant = next(iter(_whole_readings(mentions, fact, name)), None)
        if meant and isinstance(fact, Event) and not fact.expected and _is_promise(mentions[0], quote):
            issued = fact.source.issued.first
            meant = "/".join(resolve(mention, issued, ahead=True) or "" for mention in mentions)
            return (
                f"it says “{words}” of what is still to come: write `expected: true`, {meant} and `when: {words}`",
                {"expected": True, "date": meant, "when": words},
            )
        if meant and len(mentions) == 1 and "/" in written:
            meant = written.replace(end, meant)
        if all(mention.complete for mention in mentions):
            return f"it says “{words}”: write {meant}", {"date": meant, **({"when": None} if fact.when else {})}
        if meant:
            return f"it says “{words}”: write {meant} and `when: {words}`", {"date": meant, "when": words}
    return "mend the date, or add `when:` with the quotation’s words for it", {}


def _is_promise(mention: Mention, quote: Words) -> bool:
    """Tell whether a date without a year is told as still to come."""
    incomplete = not mention.complete and mention.offset is None
    return incomplete and is_to_come(quote.text, mention.start)


def _named_fields(name: str, said: Mapping[str, Value | None]) -> Mapping[str, Value | None]:
    """Return a date under the name of its field."""
    return {name if key == "date" else key: value for key, value in said.items()}


def prove_issued(source: Source) -> Iterator[Problem]:
    """Hold an inferred date of issue against the document's words and against the reason given for it (P6)."""
    words, end = source.when, source.issued.ends[0]
    if words and isinstance(find(source.words, words), Missing):
        message = f"“{words}” stands not once in the document"
        yield source.origin.problem(("when",), Rule.DATE, message, "quote the words that date it, and no more")
    elif words and (meant := _issued_meanings(words, source)) and end not in meant:
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


def _issued_meanings(words: str, source: Source) -> list[str | None]:
    """Return the dates that words in a document mean, counted from its own day of issue."""
    return [resolve(mention, source.issued.first) for mention in read_dates(words, source.language)]


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

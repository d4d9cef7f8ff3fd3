"""Prove that dates follow from the quotation (P6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from dateline.model.facts import Event, Fact, Figure
from dateline.model.registers import Measure
from dateline.problems import Problem, Rule, Value
from dateline.prove.anchors import may_mean, miscounted
from dateline.prove.daysaid import day_of_saying, prove_day_said, told_last
from dateline.prove.document import Words
from dateline.prove.figures import says
from dateline.prove.meant import (
    all_meant,
    is_promise,
    is_undated,
    lies_ahead,
    meanings,
    named,
    odd_weekday,
    readings_of,
    sides,
    spells_of,
    weekday,
    whole_readings,
    words_of,
)
from dateline.prove.quoted import Quoted
from dateline.prove.rows import Heading, heading_of
from dateline.prove.tense import means_ahead, prove_begun, prove_bounded, prove_late, prove_promised, prove_year_back
from dateline.text.coming import begins_span, bounds, hedge_of
from dateline.text.compared import compared_from
from dateline.text.dates import Date, Mention, parse_date, read_dates, resolve, wholes
from dateline.text.quotation import stands_in
from dateline.text.relative import is_night
from dateline.text.spells import write_days


class Reading(StrEnum):
    """Say how a date follows from the quotation."""

    STATED = "stated"
    """Its words are there."""
    INFERRED = "inferred"
    """It is the editor's reading of `when`."""


def prove_dates(fact: Fact, quoted: Quoted) -> tuple[Mapping[str, Reading], list[Problem]]:
    """Hold each date of a fact against its quotation (P6), that of a row of a table against what stands over it."""
    quote = quoted.quote
    stated: frozenset[str | None] = frozenset(mention.complete for mention in quote.dates)
    heading = heading_of(fact, quoted) if fact.dates and not fact.when else None
    over = heading if heading and all(heading.ends == {*value.ends} for _, value in fact.dates) else None
    if over and over.quoted:
        stated = over.ends
    readings = {
        name: Reading.INFERRED if value.uncertain or not stated.issuperset(value.ends) else Reading.STATED
        for name, value in fact.dates
    }
    if over and not over.quoted:
        return readings, [*_prove_fields(fact), *_unquoted(fact, over)]
    found = (_prove_date(fact, name, value, quoted, stated) for name, value in fact.dates)
    return readings, [*_prove_fields(fact), *filter(None, found)]


def _unquoted(fact: Fact, heading: Heading) -> Iterator[Problem]:
    """Tell how a table's caption dates a row: it is quoted beside it."""
    for name, value in fact.dates:
        remedy = f"quote the line over the table, which says it, in `context:`: “{heading.words}”"
        yield fact.origin.problem((name,), Rule.DATE, f"the quotation does not say {value}", remedy)


def _prove_fields(fact: Fact) -> Iterator[Problem]:
    """Hold the fields of a fact's dates against one another, and `when` against the quotation."""
    dates = fact.dates
    if fact.when and not dates:
        remedy = f"add `{fact.date_fields[-1]}:` with the date that it is read as, or delete `when:`"
        yield fact.origin.problem(("when",), Rule.DATE, "`when` reads no date", remedy)
        return
    if dates and isinstance(fact, Figure) and fact.indicator.measure is Measure.CUMULATIVE and not dates[0][1].interval:
        message = f"“{fact.indicator.id}” counts over a period, and {dates[0][1]} is none"
        remedy = "write `period:` with both ends, or with `..` where it goes on: 2018-02/.."
        yield fact.origin.problem((dates[0][0],), Rule.DATE, message, remedy)
    if fact.when and not _when_stands(fact):
        message = f"the quotation does not say “{fact.when}”"
        yield fact.origin.problem(("when",), Rule.DATE, message, "copy the quotation’s words for the date")


def _when_stands(fact: Fact) -> bool:
    """Tell whether the quotation says the words of `when`, a day also as “Thursday’s meeting” does."""
    return bool(fact.when) and (stands_in(fact.quote, fact.when or "") or stands_in(fact.quote, f"{fact.when}'s"))


def _prove_date(fact: Fact, name: str, value: Date, quoted: Quoted, stated: frozenset[str | None]) -> Problem | None:
    """Hold one date against the quotation; of what is wrong with it, report what is to be mended first."""
    quote = quoted.quote
    late = prove_late(fact, name, value)
    if late and means_ahead(fact, value, quote):
        return late
    inferred = [end for end in value.ends if end not in stated]
    return (
        _halved(fact, name, value, quote)
        or prove_begun(fact, name, value, quote)
        or prove_bounded(fact, name, value, quote)
        or prove_promised(fact, name, value, quote)
        or prove_year_back(fact, name, value, quote)
        or (_cut(fact, name) if inferred and _when_stands(fact) else None)
        or next(filter(None, (_infer(fact, name, end, quoted) for end in inferred)), None)
        or prove_day_said(fact, name, value, quote)
        or late
    )


def _halved(fact: Fact, name: str, value: Date, quote: Words) -> Problem | None:
    """Refuse one day of a range in place of the range; a deadline is its last day."""
    if len(value.ends) > 1 or name in fact.ahead_fields:
        return None
    said = wholes(quote.dates)
    if all(len(mentions) == 1 for mentions in said):  # as in most quotations, no range
        return None
    told = [(mentions, whole_readings(mentions, fact, name)) for mentions in said]
    if any(value.ends[0] in read for mentions, read in told if len(mentions) == 1):
        return None
    for mentions, read in told:
        period = next((said for said in read if len(mentions) > 1 and value.ends[0] in said.split("/")), None)
        if period is None or (isinstance(fact, Event) and not fact.expected and is_promise(mentions[0], quote)):
            continue
        words = words_of(quote.text, mentions[0])
        stated = all(mention.complete for mention in mentions)
        first, write = period.partition("/")[0], f"`{name}: {period}`"
        if not stated and is_night(quote.text, mentions[0].whole[0], period.split("/")):
            if value.ends[0] == first:  # by which a night is called; it is told as inferred
                continue
            write += f", or `{name}: {first}`, on which the night begins,"
        write += "" if stated else f" and `when: {words}`"
        problem: Problem = fact.origin.problem(
            (name,),
            Rule.DATE,
            f"{value} is one end of “{words}”",
            f"write {write}",
            {name: period, **({} if stated and not fact.when else {"when": None if stated else words})},
        )
        return problem
    return None


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
    read, words = list(readings_of(cuts[0], fact, name)), text[cuts[0].start : cuts[0].end]
    if not read or not meanings(when, fact, name).keys().isdisjoint(read):
        return None
    day, stated = read[0], cuts[0].complete
    write = f"`{name}: {day}`" + ("" if stated else f" and `when: {words}`")
    fixes = [{name: day, "when": None if stated else words}] if len(getattr(fact, name).ends) == 1 else []
    remedy = f"write {write}, or quote the words that say another date"
    return fact.origin.problem(("when",), Rule.DATE, f"“{when}” cuts “{words}” apart", remedy, *fixes)  # type: ignore[no-any-return]  # Given is Any


def _infer(  # noqa: PLR0911  # one return a reason reads better than nested ones
    fact: Fact, name: str, end: str, quoted: Quoted
) -> Problem | None:
    """Hold one date against the words of `when`; return None where it is what they mean."""
    quote, issued = quoted.quote, fact.source.issued

    def report(message: str, remedy: str, *fixes: Mapping[str, Value | None]) -> Problem:
        # An interval has another end, which may be right.
        offered = fixes if len(getattr(fact, name).ends) == 1 else ()
        problem: Problem = fact.origin.problem((name,), Rule.DATE, message, remedy, *offered)
        return problem

    if not fact.when:
        if odd := odd_weekday(fact, end):
            # Which of the two is wrong, the source does not say: the editor's reading is kept, and owed as inferred.
            remedy = f"if it is this day all the same, write `when: {odd}`: it is then shown and listed as inferred"
            return report(f"the quotation says “{odd}”, and {end} is a {weekday(end)}", remedy, {"when": odd})
        remedy, said = _offer(fact, name, quote, kept=(str(getattr(fact, name)), end))
        return report(f"the quotation does not say {end}", remedy, _named_fields(name, said))
    if not _when_stands(fact):
        return None  # `when` itself is reported
    if may_mean(fact, name, end, quoted):
        return None
    if read_dates(fact.when, fact.source.language):
        known = meanings(fact.when, fact, name)
        undated = any(is_undated(mention, fact.source) for mention in read_dates(fact.when, fact.source.language))
        none = "mend the date" if undated else "no day of the calendar is called so"
        remedy = f"write {all_meant(fact, name)}" if known else none
        return report(
            f"“{fact.when}” is not {named(end)} for a source of {issued}",
            remedy,
            *({name: day if "/" in day else str(getattr(fact, name)).replace(end, day)} for day in known),
        )
    if counted := miscounted(fact, name, end, quoted):
        message, remedy, fixes = counted
        return report(message, remedy, *fixes)
    if quote.dates:
        # Which of the two it is, only the editor knows: no fix is offered.
        remedy, said = _offer(fact, name, quote)
        only = f"quote only the words about this fact, with “{fact.when}”, and put the others under `context:`"
        remedy = f"{remedy}, if the fact is of that date; else {only}" if said else only
        return report(f"“{fact.when}” says no date, and the quotation does", remedy)
    either, meant = sides(fact, name), parse_date(end)
    if len(either) == 1 and ((meant.last < issued.first) if either[0] else (meant.first > issued.last)):
        side = "before" if either[0] else "after"
        return report(f"{end} is {side} the source was issued, {issued}", "mend the date")
    return None


def _offer(
    fact: Fact, name: str, quote: Words, *, kept: tuple[str, str] = ("", "")
) -> tuple[str, Mapping[str, Value | None]]:
    """Say which date the quotation does say, and what stands in `date` and `when` then.

    `kept` is the field's value and the end of it that is in question: of a period all else stays.
    """
    (written, end), issued = kept, fact.source.issued.first
    beside = "mend the date, or add `when:` with the quotation’s words for it"
    saying = day_of_saying(fact, name, quote)
    for mentions in () if saying else told_last(fact, name, quote):
        words = words_of(quote.text, mentions[0])
        meant = next(iter(whole_readings(mentions, fact, name)), None)
        coming = not any(sides(fact, name)) and lies_ahead(quote.text, mentions[0], issued)
        if meant and isinstance(fact, Event) and not fact.expected and (coming or is_promise(mentions[0], quote)):
            meant = "/".join(resolve(mention, issued, ahead=True) or "" for mention in mentions)
            return (
                f"it says “{words}” of what is still to come: write `expected: true`, {meant} and `when: {words}`",
                {"expected": True, "date": meant, "when": words},
            )
        if coming:  # no other kind is dated by it
            continue
        if _is_beside(fact, mentions, quote, interval="/" in written):
            beside = f"quote the words that say when it was, or leave `{name}:` out"
            continue
        if meant and len(mentions) == 1 and "/" in written:
            meant = written.replace(end, meant)
        elif meant and len(mentions) == 1 and fact.source.in_english and hedge_of(quote.text, mentions[0].start):
            # The day is only about the one that is meant.
            words = f"{hedge_of(quote.text, mentions[0].start)} {words}"
            when = None if mentions[0].complete else words_of(quote.text, mentions[0])
            remedy = f"it says “{words}”: write {meant}~" + (f" and `when: {when}`" if when else "")
            return remedy, {"date": f"{meant}~", **({"when": when} if when or fact.when else {})}
        if all(mention.complete for mention in mentions):
            return f"it says “{words}”: write {meant}", {"date": meant, **({"when": None} if fact.when else {})}
        if meant:
            return f"it says “{words}”: write {meant} and `when: {words}`", {"date": meant, "when": words}
    spells = saying[1] if saying else spells_of(fact, name, fact.flat_quote)
    if len(spells) == 1 and len(spells[0].may_be) == 1:
        words, day = fact.flat_quote[spells[0].start : spells[0].end], write_days(spells[0].may_be[0])
        meant = written.replace(end, day) if "/" in written and "/" not in day else day
        but = f"“{saying[0]}” is the day on which it was said, and " if saying else ""
        return f"{but}it says “{words}”: write {meant} and `when: {words}`", {"date": meant, "when": words}
    return beside, {}


def _is_beside(fact: Fact, mentions: tuple[Mention, ...], quote: Words, *, interval: bool) -> bool:
    """Tell whether a date would be refused as that of what is told: since or before it, or compared with it."""
    if not fact.source.in_english or not (isinstance(fact, Figure) or (isinstance(fact, Event) and not fact.expected)):
        return False
    text, first = quote.text, mentions[0]
    if isinstance(fact, Figure) and (begins := compared_from(text, first)) is not None:
        return not any(begins <= reading.start < first.end and says(reading, fact) for reading in quote.numbers)
    if interval or len(mentions) > 1:
        return False
    flow = isinstance(fact, Figure) and fact.indicator.measure is Measure.FLOW
    return bool(bounds(text, first.start, first.end)) or (flow and begins_span(text, first.start, first.end))


def _named_fields(name: str, said: Mapping[str, Value | None]) -> Mapping[str, Value | None]:
    """Return a date under the name of its field."""
    return {name if key == "date" else key: value for key, value in said.items()}

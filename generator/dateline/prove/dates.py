"""Prove that dates follow from the quotation (P6)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from dateline.model.facts import Fact
from dateline.problems import Problem, Rule
from dateline.prove.document import Words
from dateline.text.dates import Mention, parse_date, read_dates, resolve
from dateline.text.quotation import stands_in

_FULL = len("2018-04-01")


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
            problems.append(
                fact.origin.problem(
                    ("when",), Rule.DATE, "`when` reads no date", "add the date that it is read as"
                )
            )
        return {}, problems
    stated = {mention.complete for mention in quote.dates}
    when_stands = bool(fact.when) and stands_in(fact.quote, fact.when or "")
    if fact.when and not when_stands:
        problems.append(
            fact.origin.problem(
                ("when",),
                Rule.DATE,
                f"the quotation does not say “{fact.when}”",
                "copy the quotation’s words for the date",
            )
        )
    for name, value in dates:
        ends = [end for end in value.ends if end not in stated]
        readings[name] = Reading.INFERRED if ends or value.uncertain else Reading.STATED
        for end in ends:
            if problem := _infer(fact, name, end, when_stands=when_stands):
                problems.append(problem)
                break
    return readings, problems


def _infer(fact: Fact, name: str, end: str, *, when_stands: bool) -> Problem | None:
    """Hold one date against the words of `when`; return None where it is what they mean."""
    origin = fact.origin
    if not fact.when:
        return origin.problem(  # type: ignore[no-any-return]  # Given is Any
            (name,),
            Rule.DATE,
            f"the quotation does not say {end}",
            f"mend the date, or add `when:` with the quotation’s words for it{_offer(fact)}",
        )
    if not when_stands:
        return None  # `when` itself is reported
    said = [mention for mention in read_dates(fact.when, fact.source.language) if not mention.complete]
    meant = [date for mention in said if (date := _meant(mention, fact, name))]
    if not said or end in meant:
        return None
    weekday = f", a {parse_date(end).first:%A}," if len(end) == _FULL else ""
    return origin.problem(  # type: ignore[no-any-return]  # Given is Any
        (name,),
        Rule.DATE,
        f"“{fact.when}” is not {end}{weekday} for a source of {fact.source.issued}",
        f"write {' or '.join(meant)}" if meant else "no day of the calendar is called so",
    )


def _meant(mention: Mention, fact: Fact, name: str) -> str | None:
    ahead = name in fact.ahead_fields or getattr(fact, "expected", False)
    return resolve(mention, fact.source.issued.first, ahead=ahead)


def _offer(fact: Fact) -> str:
    """Name a word of the quotation that may be the date's."""
    for mention in read_dates(fact.quote, fact.source.language):
        if not mention.complete:
            return f": “{fact.quote[mention.start : mention.end]}”"
    return ""

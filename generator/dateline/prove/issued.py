"""Prove the day on which a source was issued, where it was inferred (P6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateline.model.registers import Source
from dateline.problems import Problem, Rule
from dateline.prove.meant import named
from dateline.text.dates import Date, read_dates, resolve
from dateline.text.quotation import Missing, find


def prove_issued(source: Source) -> Iterator[Problem]:
    """Hold an inferred date of issue against the document's words and against the reason given for it (P6)."""
    if not source.is_dated:
        return
    words, end = source.when, source.issued.ends[0]
    if words and isinstance(find(source.words, words), Missing):
        message = f"“{words}” stands not once in the document"
        yield source.origin.problem(("when",), Rule.DATE, message, "quote the words that date it, and no more")
    elif words and (meant := _issued_meanings(words, source)) and end not in meant:
        remedy = "mend `issued:`, or the words in `when:` from which it was inferred"
        yield source.origin.problem(("issued",), Rule.DATE, f"“{words}” is not {named(end)}", remedy)
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

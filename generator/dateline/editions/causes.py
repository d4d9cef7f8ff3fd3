"""Ask why a fact changed: what the editor has to say, and what the fields contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.editions.canonical import Plain, canonical
from dateline.editions.diff import DEFINITION, EVIDENCE, OWN_WORDS, RETRACTED, claimant
from dateline.editions.state import Entry, State, Step
from dateline.model.edition import Cause, Change
from dateline.model.facts import Fact, Figure
from dateline.problems import Problem, Rule
from dateline.text.dates import is_day_of, parse_date, read_dates
from dateline.text.names import Names
from dateline.text.numbers import read_numbers
from dateline.text.ordinary import is_ordinary
from dateline.text.quotation import number_stands_in, stands_in

_LEAVE_OUT = "mend it, or leave it out: readers are shown the note"
_OF_ITS_OWN = f"{_LEAVE_OUT}; what has become so since is a fact of its own"
_DATED = ("date", "since", "deadline", "period")
"""Fields that hold a date, of any kind of fact."""
_KNOWN = (Cause.NEW, Cause.WITHDRAWN)
"""Causes that the tool sees for itself."""


def entry_of(fact: Fact, fields: tuple[str, ...], edition: str, old: Plain) -> Entry:
    """Return what the edition in work did to a fact that was another, `old`, in the edition before."""
    change = None if _is_stale(fact, old) else fact.change
    redefined = fact.indicator.change if isinstance(fact, Figure) and DEFINITION in fields else None
    said = [given for given in (change, redefined) if given]
    # A source that takes its report back, or stands by it again, revised it: nobody has to say so at each fact.
    cause = said[0].cause if said else Cause.SOURCE_REVISED if RETRACTED in fields else None
    note = " ".join(given.note for given in said if given.note)
    broken = bool(redefined) or bool(change and change.series_break)
    gone, unproved = bool(fact.source.retracted), bool(fact.unproved)
    return Entry(edition, Step.CHANGED, cause, fact.briefing, note, broken, gone, unproved)


def _is_stale(fact: Fact, old: Plain) -> bool:
    """Tell whether a fact's cause is that of an earlier change."""
    return fact.change is not None and old.get("change") == canonical(fact.change)


def prove_change(
    fact: Fact, fields: tuple[str, ...], base: State, here: State, actors: Names[str]
) -> Iterator[Problem]:
    """Name what the editor has still to say of a change, or has said and is not so."""
    note = fact.change.note if fact.change else None
    for message, remedy in prove_note(note, base, fact.id, actors, fact):
        yield fact.origin.problem(("change", "note"), Rule.PROSE, message, remedy)
    old = base.facts[fact.id]
    stale = _is_stale(fact, old)
    substance = [name for name in fields if name not in EVIDENCE and name != RETRACTED]
    if substance == ["when"] and _same_words(old.get("when"), fact.when):
        substance = []  # more or less of the document's words for the same date: the date says what it said
    if "kind" in fields:
        message = f"“{fact.id}” was one of the {old['kind']} in edition {base.id}"
        remedy = f"give this fact a new id, and list “{fact.id}” under `withdrawn:`"
        yield fact.origin.problem(("id",), Rule.DUPLICATE_ID, message, remedy)
    elif not substance:
        # A wrong quotation may be all that was wrong.
        corrected = fact.change is not None and fact.change.cause is Cause.CORRECTION and fields not in ((), ("when",))
        revised = RETRACTED in fields and fact.change is not None and fact.change.cause is Cause.SOURCE_REVISED
        if fact.change and not stale and not corrected and not revised:
            message = f"“{fact.id}” gives a cause, and says what it said in edition {base.id}"
            yield fact.origin.problem(("change",), Rule.CAUSE, message, "delete `change:`")
    elif substance == [DEFINITION]:
        yield from _redefined(fact, base, actors)
    elif fact.change is None or stale:
        yield _without_cause(fact, substance, base, stale=stale)
    else:
        yield from _unfit(fact, fact.change, substance, retracted=RETRACTED in fields)
        if DEFINITION in substance:
            yield from _redefined(fact, base, actors)
        yield from _series(fact, substance, base, here)


def _same_words(before: object, now: str | None) -> bool:
    """Tell whether one of two wordings of a date is the other with a word more before it: “12 May”, “on 12 May”."""
    one, other = (" ".join(str(words or "").casefold().split()) for words in (before, now))
    return bool(one and other) and (one.endswith(f" {other}") or other.endswith(f" {one}"))


def _without_cause(fact: Fact, substance: list[str], base: State, *, stale: bool) -> Problem:
    changed = ", ".join(f"`{name}`" for name in substance)
    message = f"“{fact.id}” differs from edition {base.id} in {changed}, and gives no cause"
    remedy = "add `change: {cause: …, note: …}`; causes: " + ", ".join(cause for cause in Cause if cause not in _KNOWN)
    if stale:
        message = f"“{fact.id}” differs from edition {base.id} in {changed}, and its cause is that of edition {base.id}"
        remedy = "say in `change:` why it changed this time; let the note tell it from the last one"
    where = next((name for name in substance if name != DEFINITION), "id")
    problem: Problem = fact.origin.problem((where,), Rule.CAUSE, message, remedy)
    return problem


def _unfit(fact: Fact, change: Change, substance: list[str], *, retracted: bool) -> Iterator[Problem]:
    """Refuse a cause that the fields contradict."""
    message = remedy = ""
    if change.cause in _KNOWN:
        message = f"“{change.cause}” is no cause for a fact that stood in the edition before"
        remedy = "name another cause; a fact that is taken out is listed under `withdrawn:`"
    elif change.cause is Cause.REWORDED and not OWN_WORDS.issuperset(substance):
        others = ", ".join(f"`{name}`" for name in substance if name not in OWN_WORDS)
        message = f"“{fact.id}” is not only worded otherwise: it differs in {others}"
        remedy = "name the cause of that"
    elif change.cause is Cause.SOURCE_REVISED and "source" not in substance and not retracted:
        message = f"“{fact.id}” cites the document that it cited before, and no document changes"
        remedy = "add the revised document as a source of its own and cite it, or name another cause"
    elif change.cause is Cause.DEFINITION_CHANGED and not {DEFINITION, "indicator"}.intersection(substance):
        message = f"“{fact.id}” counts what it counted before"
        remedy = "change the indicator, or name another cause"
    elif change.cause is Cause.CORRECTION and not change.note:
        message = "a correction tells its readers what was wrong"
        remedy = "add `note:` with a sentence for them"
    if message:
        yield fact.origin.problem(("change", "cause"), Rule.CAUSE, message, remedy)


def _redefined(fact: Fact, base: State, actors: Names[str]) -> Iterator[Problem]:
    """Ask the indicator why its definition changed: once, at the indicator."""
    if not isinstance(fact, Figure):
        return
    indicator, old = fact.indicator, base.records["indicators"].get(fact.indicator.id, {})
    said = canonical(indicator).get("change")
    counted = (indicator.definition, str(old.get("definition", "")))
    note = indicator.change.note if indicator.change else None
    for message, remedy in prove_note(note, base, "", actors, also=counted):
        yield indicator.origin.problem(("change", "note"), Rule.PROSE, message, remedy)
    if said and said != old.get("change") and indicator.change and indicator.change.cause is Cause.DEFINITION_CHANGED:
        return
    yield indicator.origin.problem(
        ("definition",),
        Rule.SERIES_BREAK,
        f"“{indicator.id}” counts something else than in edition {base.id}, and does not say so",
        "add `change: {cause: definition_changed, note: …}` to it, or take a new indicator",
    )


def _series(fact: Fact, substance: list[str], base: State, here: State) -> Iterator[Problem]:
    """Ask for a declared break where a figure goes on with another claimant or indicator (design, section 4)."""
    if not isinstance(fact, Figure) or not fact.change or fact.change.series_break:
        return
    old = base.facts[fact.id]
    if claimant(base, old) != claimant(here, here.facts[fact.id]):
        what, where = "another claimant", "said_by" if "said_by" in substance else "source"
    elif "indicator" in substance:
        what, where = "another indicator", "indicator"
    else:
        return
    message = f"“{fact.id}” has {what} than in edition {base.id}: its numbers cannot be compared"
    yield fact.origin.problem(
        (where,), Rule.SERIES_BREAK, message, "add `series_break: true` to its `change:`, or take a new id"
    )


def prove_note(
    note: str | None,
    base: State,
    fact_id: str,
    actors: Names[str],
    fact: Fact | None = None,
    *,
    also: Iterable[str] = (),
) -> Iterator[tuple[str, str]]:
    """Find each number, date and actor of a note in what the fact says or said (P7), or in what is `also` told.

    Yield what is wrong, and what to do about it. The days on which the documents were issued may be named too.
    """
    if not note:
        return
    old, past = base.facts.get(fact_id, {}), base.history.get(fact_id)
    known = [*also, *(words for _, words in (fact.quotations if fact else ())), *_strings(old)]
    known += [entry.text for entry in past.entries] if past else []
    known += [str(fact.source.publisher)] if fact else []
    days = {end for name in _DATED if (value := old.get(name)) for end in parse_date(str(value)).ends}
    days |= {end for _, value in fact.dates for end in value.ends} | {str(fact.source.issued)} if fact else set()
    days.add(str(base.records["sources"].get(str(old.get("source")), {}).get("issued")))
    named = {name for text in known for name in actors.said_in(text)} | {*_strings(old)}
    named |= {actor.id for actor in (*fact.actors, *fact.said_by)} if fact else set()
    numbers = read_numbers(note)
    for reading in numbers:
        said = note[reading.start : reading.end]
        if not reading.weak and not any(number_stands_in(text, said) for text in known):
            yield f"the number “{said}” stands neither in what this says nor in what it said before", _LEAVE_OUT
    for day in read_dates(note):
        said = note[day.start : day.end]
        if any(one.start < day.end and day.start < one.end and not one.weak for one in numbers):
            continue  # it is asked for as a number
        own = day.complete in days or is_day_of(day, days) or any(end.startswith(said) for end in days)
        if not own and not any(stands_in(text, said) for text in known):
            yield f"the date “{said}” is none of this fact or its documents, now or before", _OF_ITS_OWN
    for mention in actors.mentions(note):
        if named.isdisjoint(mention.keys) and not is_ordinary(note, mention.start, mention.end):
            said = note[mention.start : mention.end]
            yield f"“{said}” is named neither in what this says nor in what it said before", _OF_ITS_OWN


def _strings(old: Plain) -> Iterator[str]:
    """Yield the strings that a record holds, as values or in lists."""
    for value in old.values():
        yield from (item for item in (value if isinstance(value, tuple | list) else [value]) if isinstance(item, str))

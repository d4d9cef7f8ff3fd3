"""Prove that a figure says the number, the hedge and the unit that its quotation says (P3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from dateline.model.facts import Fact, Figure
from dateline.model.registers import Indicator, Measure
from dateline.model.units import is_measured
from dateline.problems import Problem, Rule, Value
from dateline.prove.beside import is_of_its_date, is_put_at, prove_beside, who_did
from dateline.prove.counting import changes_in, counted, governs, is_subject, says_word, unit_of
from dateline.prove.cuts import cuts
from dateline.prove.document import Words
from dateline.prove.meant import readings_of
from dateline.prove.naming import key
from dateline.prove.perhaps import unsure_of
from dateline.prove.quoted import Quoted
from dateline.prove.rows import cell_of, head_of, is_torn, named_column
from dateline.prove.unnumbered import around, read_plain, says_plainly, stated, unread
from dateline.prove.wholes import whole_of
from dateline.text.changes import date_of_same, is_difference, is_earlier, stands_alone
from dateline.text.names import Mention
from dateline.text.numbers import Magnitude, Quantifier, Reading, read_with_wholes
from dateline.text.unnumbered import Unnumbered

_HEDGES = {
    Quantifier.EXACT: "",
    Quantifier.ABOUT: "about ",
    Quantifier.MORE_THAN: "more than ",
    Quantifier.AT_LEAST: "at least ",
    Quantifier.LESS_THAN: "fewer than ",
    Quantifier.AT_MOST: "at most ",
    Quantifier.BETWEEN: "between ",
}
_LESS = "less than "
"""The same of what is measured."""
_TORN = (
    "the rows of this table have not as many cells, and this one seems to have lost a border, so that no head stands"
    " surely over its number: quote other words that say it, or say under `unproved:` that the table lost a border"
)


def says(reading: Reading, figure: Figure) -> bool:
    """Tell whether a reading is a figure's number, with its hedge and unit."""
    if figure.magnitude:
        return reading.magnitude is figure.magnitude and reading.quantifier is figure.quantifier
    return (
        figure.value is not None
        and (reading.low, reading.high) == (figure.value.low, figure.value.high)
        and reading.quantifier is figure.quantifier
        and reading.unit == unit_of(figure.indicator)
    )


def prove_number(
    fact: Fact, quoted: Quoted, series: Mapping[Reading, Mention[str]], holds: Callable[[str], bool]
) -> Iterator[Problem]:
    """Read the number out of a figure's quotation and hold it against the figure (P3); a `series` has its places.

    `holds` tells whether the figure would be accepted with another quotation, which a help may then name.
    """
    if not isinstance(fact, Figure):
        return
    if not fact.source.in_english:
        yield from _prove_readable(fact)
        return
    quote = quoted.quote
    readings = quote.numbers
    for reading in quote.cut:
        yield fact.origin.problem(
            ("quote",),
            Rule.NUMBER,
            f"the quotation cuts “{quote.text[reading.start : reading.end]}” apart",
            "quote the whole of it: its hedge and unit belong to the number",
        )
    right = [reading for reading in readings if says(reading, fact)]
    column = named_column(quoted, fact.indicator) if len(readings) > 1 else None
    if column in right:
        right = [column]
    plain = read_plain(fact, quote) if not right or (fact.value and fact.value.high == 1) else None
    if fact.magnitude is Magnitude.UNSTATED:
        yield from _not_unstated(fact, readings, plain)
    elif right:
        yield from _prove_counted(fact, quote, right, column, series, holds=holds)
    elif plain and says_plainly(plain, fact):
        # The 12 of “a 12-year-old” is part of what is said.
        if any(not reading.weak and not plain.start <= reading.start < plain.end for reading in readings):
            yield _several(fact, quote, (), ())
    elif not quote.cut and not any(
        whole and says(whole, fact) for whole in (who_did(fact), whole_of(fact.indicator, quote))
    ):
        yield _wrong_number(fact, quote)
    yield from prove_beside(fact, quoted, right)
    head = head_of(right[0], quoted) if len(right) == 1 else None
    torn = head == "" and is_torn(right[0], quote.text)
    instead_of = plain.instead_of if plain else frozenset()
    governing = {word for word in fact.indicator.words for one in right if governs(word, one, quote)}
    yield from _prove_words(fact, head, instead_of | governing, torn=torn)


def _is_unsaid(figure: Figure, quote: Words, right: Sequence[Reading]) -> bool:
    """Tell whether running words do not say at all what is counted: that alone is refused, and not a number."""
    first = figure.indicator.words[0]
    said = says_word(figure.quote, first) or any(governs(first, one, quote) for one in quote.numbers)
    return not said and cell_of(right[0], quote) is None


def _prove_readable(figure: Figure) -> Iterator[Problem]:
    """Refuse a number whose hedge cannot be read: “au moins 240” would pass as 240."""
    yield figure.origin.problem(
        ("value",) if figure.value is not None else ("magnitude",),
        Rule.NUMBER,
        f"{figure.source.id} is in “{figure.source.language}”, and numbers with their hedges are read in English alone",
        "cite what says it in English, or say under `unproved:` who read the number and its hedge in this source",
    )


def _prove_counted(
    figure: Figure,
    quote: Words,
    right: Sequence[Reading],
    column: Reading | None,
    series: Mapping[Reading, Mention[str]],
    *,
    holds: Callable[[str], bool],
) -> Iterator[Problem]:
    """Ask that of several numbers the figure's is the one that counts, and is so now."""
    if _is_unsaid(figure, quote, right):
        return
    if figure.indicator.measure is Measure.STOCK and all(is_difference(reading, quote.text) for reading in right):
        yield _by_how_much(figure, quote, right[0])
        return
    changes = list(changes_in(quote))
    before = {was.start: now for was, now in changes}
    if not figure.dates and all(reading.start in before for reading in right):
        yield _no_more(figure, before[right[0].start])
    elif sum(reading.start not in before or reading in right for reading in quote.numbers) > 1:
        subject = [now for was, now in changes if is_subject(figure.indicator, was, now, quote)]
        told = [column] if column else subject or counted(quote, figure.indicator)
        now = told if figure.dates else [before.get(reading.start, reading) for reading in told]
        other = (
            is_of_its_date(figure, quote, right, told)
            or is_put_at(figure, quote, right, told)
            or _did_so(figure, quote, right, told)
        )
        if right not in (told, now) and not other and not _is_of(figure, series):
            sure = bool(column or subject) or not any(stands_alone(reading, quote.text) for reading in right)
            shorter = filter(holds, cuts(quote, right, figure.indicator, claimed=bool(figure.said_by)))
            yield _several(figure, quote, now if sure else (), right, next(shorter, ""))


def _did_so(figure: Figure, quote: Words, right: Sequence[Reading], told: Sequence[Reading]) -> bool:
    """Tell whether a number with a figure's date counts what one before it does: “the 2,000 who did so in August”."""
    begins = date_of_same(right[0], quote.text)
    if begins is None or len(right) != 1 or len(told) != 1 or told[0].end > right[0].start:
        return False
    own = [date for date in quote.dates if date.start == begins]
    return any(
        not {*readings_of(date, figure, name)}.isdisjoint(value.ends) for date in own for name, value in figure.dates
    )


def _is_of(figure: Figure, series: Mapping[Reading, Mention[str]]) -> bool:
    """Tell whether of a series of numbers and places a figure has both of one."""
    here = [reading for reading, place in series.items() if key(figure.place) in place.keys]
    return len(here) == 1 and says(here[0], figure)


def _not_unstated(figure: Figure, readings: Sequence[Reading], plain: Unnumbered | None) -> Iterator[Problem]:
    """Refuse `unstated` where the words do give a number, or say that there was none."""
    if any(not reading.weak for reading in readings):
        yield figure.origin.problem(
            ("magnitude",),
            Rule.NUMBER,
            f"the quotation does give a number: {_list(readings, figure.indicator)}",
            f"{remedy_for(readings)}; or quote fewer words, if it counts something else",
            mended(figure, readings),
        )
    elif said := stated(figure, plain):
        yield figure.origin.problem(("magnitude",), Rule.NUMBER, f"the quotation says {said[0]}", said[1])


def _several(
    figure: Figure, quote: Words, told: Sequence[Reading], right: Sequence[Reading], shorter: str = ""
) -> Problem:
    """Say that a quotation says several numbers, and which of them counts what the indicator does, if it is one.

    Or how it may be cut to a shorter one that says the figure's alone.
    """
    cell = cell_of(right[0], quote) if right else None
    remedy = "begin or end the quotation elsewhere, or leave words out of it with `…`, so that it says one number"
    if shorter:
        remedy = f"quote “{shorter}”, which says one number"
    if cell:
        remedy = (
            _TORN
            if is_torn(right[0], quote.text)
            else f"quote one cell, “{cell}”, and under `context:` its head row with the words for what is counted"
        )
    if len(told) == 1 and not is_earlier(told[0], quote.text) and not _perhaps(told[0], quote, figure.indicator):
        remedy = remedy_for(told) if cell else f"{remedy_for(told)}; else {remedy}"
    return figure.origin.problem(  # type: ignore[no-any-return]  # Given is Any
        ("quote",),
        Rule.NUMBER,
        f"the quotation says several numbers ({_list(quote.numbers, figure.indicator)}),"
        f" and “{figure.indicator.words[0]}” does not follow this one alone",
        remedy,
        *([{"quote": shorter}] if shorter and not cell else ()),
    )


def _no_more(figure: Figure, now: Reading) -> Problem:
    """Say that a figure's number is the one that was, and which one is now."""
    return figure.origin.problem(  # type: ignore[no-any-return]  # Given is Any
        ("value",),
        Rule.NUMBER,
        f"the source gives {said_by(figure)} as what was, and {_list([now], figure.indicator)} as what is now",
        f"{remedy_for([now])}, and quote it too; or date the figure with the words that say when it was so",
    )


def _by_how_much(figure: Figure, quote: Words, reading: Reading) -> Problem:
    """Say that a number is a difference, where the indicator counts how many there are."""
    words = quote.text[reading.start : reading.end]
    return figure.origin.problem(  # type: ignore[no-any-return]  # Given is Any
        ("value" if figure.value else "magnitude",),
        Rule.NUMBER,
        f"the source says by how much it changed, “by {words}”, not how many there are",
        "quote the words that say how many there are, or take an indicator that counts what came (`measure: flow`)",
    )


def _prove_words(
    fact: Figure, head: str | None, instead_of: AbstractSet[str], *, torn: bool = False
) -> Iterator[Problem]:
    """Find the words of the indicator in the quotation, or in the head over its number; None is no table.

    Nobody knows which head stands over a number of a `torn` row.
    """
    for word in fact.indicator.words:
        if word in instead_of or says_word(fact.quote, word) or (head and says_word(head, word)):
            continue
        message = f"the quotation does not say “{word}”, so it is not about “{fact.indicator.id}”"
        remedy = "take another indicator, or quote the words that say what is counted"
        if head:
            message = f"the number stands under “{head}” in the table, and nothing says “{word}”"
            remedy = "take another indicator, or quote the number of another column"
        elif torn:
            remedy = _TORN
        elif head is not None:
            remedy += (
                "; of a row of a table, its head row may say it, in `context:`, or where that has another number of"
                " cells, its cell over the number, quoted alone"
            )
        yield fact.origin.problem(("indicator",), Rule.NUMBER, message, remedy)


def _wrong_number(figure: Figure, quote: Words) -> Problem:
    """Say what differs, at the field that differs: the number, its hedge, or its unit."""
    readings = quote.numbers
    same = [reading for reading in readings if _same_number(reading, figure)]
    if any(reading.quantifier is figure.quantifier for reading in same):
        unit = f"the unit of “{figure.indicator.id}” is {figure.indicator.unit}"
        said = f"the quotation says {_list(same, figure.indicator)}, and {unit}"
        return figure.origin.problem(  # type: ignore[no-any-return]  # Given is Any
            ("indicator",), Rule.NUMBER, said, "take an indicator of the same unit"
        )
    field = "magnitude" if figure.magnitude else "value"
    meant = same or _sure(figure, quote)
    said, remedy = _list(readings, figure.indicator) or "no number", remedy_for(meant)
    if readings and not meant:
        remedy = "mend the number; or quote other words, or leave words out with `…`, so that they say one number"
    if len(meant) == 1 and (unsure := _perhaps(meant[0], quote, figure.indicator)):
        meant = ()
        remedy = f"it says “{unsure}” of that: quote other words, or take an indicator whose words say that too"
    if (said == "no number" or _is_whole(figure, quote)) and (instead := unread(quote, figure)):
        said, remedy = instead
    return figure.origin.problem(  # type: ignore[no-any-return]  # Given is Any
        ("quantifier" if same and "quantifier" in figure.model_fields_set else field,),
        Rule.NUMBER,
        f"the fact says {said_by(figure)}, the quotation says {said}",
        remedy,
        mended(figure, meant),
    )


def _perhaps(reading: Reading, quote: Words, indicator: Indicator) -> str:
    end = next((span.end for span in quote.spans if span.start <= reading.start < span.end), reading.end)
    return unsure_of(reading, end, quote.text, indicator)


def _sure(figure: Figure, quote: Words) -> Sequence[Reading]:
    """Return the number that counts what the indicator does, and does so now; none where that is not sure."""
    if whole := whole_of(figure.indicator, quote):
        return (whole,)
    changes = list(changes_in(quote))
    numbers = quote.numbers if len(quote.numbers) == 1 else counted(quote, figure.indicator)
    told = [now for was, now in changes if is_subject(figure.indicator, was, now, quote)] or numbers
    before = {was.start: now for was, now in changes}
    now = [before.get(reading.start, reading) for reading in told]
    sure = len(now) == 1 and not is_earlier(now[0], quote.text) and not is_torn(now[0], quote.text)
    return now if sure else ()


def _is_whole(figure: Figure, quote: Words) -> bool:
    """Tell whether a figure takes that for its number of which its quotation tells only a part."""
    if any(_same_number(reading, figure) for reading in quote.numbers):
        return False
    return any(
        whole.end > begin and _same_number(whole, figure)
        for text, begin in around(quote)
        for whole in read_with_wholes(text)[1]
    )


def _same_number(reading: Reading, figure: Figure) -> bool:
    if figure.magnitude:
        return reading.magnitude is figure.magnitude
    return figure.value is not None and (reading.low, reading.high) == (figure.value.low, figure.value.high)


def said_by(figure: Figure) -> str:
    """Return a figure's number in words, with its hedge and unit."""
    if figure.magnitude:
        hedge = _hedge(figure.quantifier, None, figure.indicator)
        return f"“{hedge}{figure.magnitude.replace('_', ' ')}”"
    assert figure.value is not None  # noqa: S101  # the model asks for one of the two
    low, high, unit = f"{figure.value.low:,f}", f"{figure.value.high:,f}", unit_of(figure.indicator)
    return _hedge(figure.quantifier, unit, figure.indicator) + _words(low, high, unit)


def _list(readings: Iterable[Reading], indicator: Indicator) -> str:
    return ", ".join(
        _hedge(reading.quantifier, reading.unit, indicator)
        + _words(f"{reading.low:,f}", f"{reading.high:,f}", reading.unit)
        if reading.magnitude is None
        else f"“{_hedge(reading.quantifier, None, indicator)}{reading.magnitude.replace('_', ' ')}”"
        for reading in readings
    )


def _hedge(quantifier: Quantifier, unit: str | None, indicator: Indicator) -> str:
    """Return a hedge in words: “fewer” of what is counted, “less” of what is measured."""
    measured = quantifier is Quantifier.LESS_THAN and (unit is not None or is_measured(indicator.unit))
    return _LESS if measured else _HEDGES[quantifier]


def _words(low: str, high: str, unit: str | None) -> str:
    return f"{low if low == high else f'{low} and {high}'}{f' {unit}' if unit else ''}"


def remedy_for(readings: Iterable[Reading]) -> str:
    """Write the fields as the quotation has them."""
    for reading in readings:
        if reading.magnitude:
            hedge = "" if reading.quantifier is Quantifier.EXACT else f" and `quantifier: {reading.quantifier}`"
            return f"if the quotation is right, write `magnitude: {reading.magnitude}`{hedge}"
        assert reading.low is not None  # noqa: S101  # a reading has bounds or a magnitude
        value = f"{reading.low:f}" if reading.low == reading.high else f"[{reading.low:f}, {reading.high:f}]"
        return f"if the quotation is right, write `value: {value}` and `quantifier: {reading.quantifier}`"
    return "quote the words that say the number, or write `magnitude: unstated`"


def mended(figure: Figure, readings: Iterable[Reading]) -> Mapping[str, Value | None]:
    """Return the fields that differ as the quotation has them, one that must go with None; nothing to do is empty."""
    reading = next(iter(readings), None)
    if reading is None:
        return {}
    fields: dict[str, Value | None] = {}
    if reading.magnitude and reading.magnitude is not figure.magnitude:
        fields |= {"magnitude": reading.magnitude.value}
        fields |= {"value": None} if figure.value else {}
    elif reading.low is not None and reading.high is not None and not _same_number(reading, figure):
        fields |= {"value": reading.low if reading.low == reading.high else (reading.low, reading.high)}
        fields |= {"magnitude": None} if figure.magnitude else {}
    if reading.quantifier is not figure.quantifier:
        fields |= {"quantifier": reading.quantifier.value}
    return fields

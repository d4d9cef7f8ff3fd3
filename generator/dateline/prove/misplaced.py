"""Refuse a figure whose number stands in another row or column of its table than its place or its indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Fact, Figure
from dateline.problems import Problem, Rule
from dateline.prove.counting import says_word
from dateline.prove.document import Words
from dateline.prove.figures import says
from dateline.prove.naming import Register, key
from dateline.prove.quoted import Quoted
from dateline.prove.rows import BAR, RUNS, cells_of, line_at, row_of
from dateline.text.numbers import Reading, read_numbers

_LOOSE = re.compile(
    r"(?<![\w’'-])(?!(?:in|of|at|to|by|and|the|from|near|for|on|around|across)\b)[a-z]+ (?=[A-Z][a-z]+\b)"
)
"""Where one cell of a head row holds the heads of two columns, as of a table without borders."""


def prove_row(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse the place of another row of a table than the one in which a figure's number stands (P5)."""
    if not isinstance(fact, Figure):
        return
    row, name = row_of(quoted.quote), key(fact.place)
    # The empty cell at the beginning of a row may belong to the place of a row above.
    if not BAR.search(row) or row.startswith("|"):
        return
    if name in register.names.said_in(row):
        return
    contexts = [words for role, words in quoted.others if role == "context" and name in words.names]
    for words in contexts:
        other = row_of(words)
        if other != row and BAR.search(other) and read_numbers(other):
            yield fact.origin.problem(
                ("place",),
                Rule.NAMES,
                f"the number stands in the row “{row}”, and “{fact.place.name}” in another",
                "write the place of its row, or quote the number of the place's row",
            )
            return
    first = cells_of(row)[0].words
    own = [one for one in register.names.mentions(first) if (one.start, one.end) == (0, len(first))]
    ids = sorted(of.removeprefix("places/") for one in own for of in one.keys if of.startswith("places/"))
    if ids and contexts and all(_runs_elsewhere(words, quoted.quote) for words in contexts):
        yield fact.origin.problem(
            ("place",),
            Rule.NAMES,
            f"the number stands in the row “{row}”, and “{fact.place.name}” only outside the table",
            f"write `place: {' or '.join(ids)}`, or quote the number of the place's row",
            *([{"place": ids[0]}] if len(ids) == 1 else []),
        )


def _runs_elsewhere(words: Words, quote: Words) -> bool:
    """Tell whether words stand in running text that is neither in the table of a row nor the line before it."""
    if words.text != quote.text or not words.spans or not quote.spans:
        return False
    line = line_at(words.text, words.spans[0].start)
    top = line_at(quote.text, quote.spans[0].start)[0]
    while top and BAR.search(quote.text, *(before := line_at(quote.text, top - 1))):
        top = before[0]
    before = line_at(quote.text, len(quote.text[:top].rstrip("\n")))
    shown = words.text[slice(*line)]
    return line != before and not BAR.search(shown) and RUNS.search(shown) is not None


def prove_column(fact: Fact, quoted: Quoted) -> Iterator[Problem]:
    """Refuse the number under the other head of two that one cell holds: “Displaced people Families” (P3)."""
    if not isinstance(fact, Figure) or not quoted.others:
        return
    numbers = [reading for reading in quoted.quote.numbers if says(reading, fact)]
    heads = _heads_over(numbers[0], quoted) if len(numbers) == 1 else None
    if not heads:
        return
    at, parts = heads
    told = [index for index, part in enumerate(parts) if any(says_word(part, word) for word in fact.indicator.words)]
    if len(told) == 1 and told[0] != at:
        yield fact.origin.problem(
            ("value",),
            Rule.NUMBER,
            f"the number seems to stand under “{parts[at]}”, and not under “{parts[told[0]]}”",
            f"take the number that stands under “{parts[told[0]]}”, or an indicator of the other column",
        )


def _heads_over(number: Reading, quoted: Quoted) -> tuple[int, list[str]] | None:
    """Return the heads that the last cell of a quoted head row holds, one a column, and which is over a number."""
    text = quoted.quote.text
    start, end = line_at(text, number.start)
    cells, column = cells_of(text[start:end]), len(cells_of(text[start : number.start])) - 1
    for role, words in quoted.others:
        if role != "context" or words.text != text or not words.spans:
            continue
        over = cells_of(text[slice(*line_at(text, words.spans[0].start))])
        more, first = len(cells) - len(over), len(over) - 1
        parts = _LOOSE.sub(lambda end: f"{end[0][:-1]}\n", over[-1].words).split("\n")
        if len(over) > 1 and more > 0 and column >= first and len(parts) == more + 1:
            return column - first, parts
    return None

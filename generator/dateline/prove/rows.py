"""Read the rows of tables and what stands over a number; a row is a line of a document with ` | ` between its cells."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.facts import Fact, Figure
from dateline.model.registers import Indicator
from dateline.problems import Problem, Rule
from dateline.prove.counting import says_word
from dateline.prove.document import Words
from dateline.prove.naming import Register, key
from dateline.prove.quoted import Quoted
from dateline.text.numbers import Reading, read_numbers

_CELL = " | "


def head_of(number: Reading, quoted: Quoted) -> str | None:
    """Return what a `context:` quotation says over a number in its table; None where it stands in no table.

    A row says what it counts only by its head row, so that one may carry the words of an indicator. Nothing else
    may: running words elsewhere in a document are about something else, as far as a program can tell. And where
    both rows have as many cells, only the cell of the same column counts, else the dead of one column could pass as the
    sheltered of the next. Rows with other numbers of cells (one cell over two columns) are believed whole.
    """
    text = quoted.quote.text
    row = _line(text, number.start)
    cells = text[slice(*row)].count(_CELL)
    if not cells:
        return None
    column = text[row[0] : number.start].count(_CELL)
    said = []
    for words in (words for field, words in quoted.others if field == "context"):
        for span in words.spans:
            start, end = _line(words.text, span.start)
            head = words.text[start:end]
            if _CELL not in head or (start, end) == row:
                continue
            if head.count(_CELL) == cells:
                over = head.split(_CELL)
                start += sum(len(cell) + len(_CELL) for cell in over[:column])
                end = start + len(over[column])
            said.append(words.text[max(start, span.start) : min(end, span.end)].strip(" |"))
    return " ".join(filter(None, said))


def named_column(quoted: Quoted, indicator: Indicator) -> Reading | None:
    """Return the number of a row under the one head that says all words of an indicator, or else some of them."""
    under = [(reading, head) for reading in quoted.quote.numbers if (head := head_of(reading, quoted))]
    for tell in (all, any):
        named = [reading for reading, head in under if tell(says_word(head, word) for word in indicator.words)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def cell_of(number: Reading, quote: Words) -> str | None:
    """Return how to quote the cell of a number alone, with the first of its row; None where it stands in no table."""
    row = quote.text[slice(*_line(quote.text, number.start))]
    first = row.split(_CELL)[0].strip()
    return f"{first} … {quote.text[number.start : number.end]}" if _CELL in row else None


def prove_row(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse the place of another row of a table than the one in which a figure's number stands (P5)."""
    if not isinstance(fact, Figure):
        return
    row, name = _row(quoted.quote), key(fact.place)
    if _CELL not in row or name in register.names.said_in(row):
        return
    for role, words in quoted.others:
        other = _row(words)
        if role == "context" and other != row and _CELL in other and name in words.names and read_numbers(other):
            yield fact.origin.problem(
                ("place",),
                Rule.NAMES,
                f"the number stands in the row “{row}”, and “{fact.place.name}” in another",
                "write the place of its row, or quote the number of the place's row",
            )
            return


def _row(words: Words) -> str:
    """Return the line of a document in which a quotation begins."""
    start, end = _line(words.text, words.spans[0].start if words.spans else 0)
    return words.text[start:end].strip()


def _line(text: str, offset: int) -> tuple[int, int]:
    """Return where the line that holds an offset begins and ends."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end

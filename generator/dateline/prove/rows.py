"""Read the rows of tables and what stands over a number; a row is a line of a document with ` | ` between its cells.

An empty cell at its beginning or end leaves its bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.model.facts import Fact
from dateline.model.registers import Indicator
from dateline.prove.counting import says_word
from dateline.prove.document import Words
from dateline.prove.quoted import Quoted
from dateline.text.dates import Mention, read_dates, wholes
from dateline.text.numbers import Reading, read_numbers

BAR = re.compile(r"(?<!\S)\|(?!\S)")
RUNS = re.compile(r"[.!?:;]\s*$")
"""The end of a line that is no title."""

_STUCK = re.compile(r"[^\W\d_]{2,} \d[\d,.]*$")
"""A name and a number in one cell, perhaps of two."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """Hold a cell of a row: its words, and where it stands in its line."""

    words: str
    start: int
    end: int


def cells_of(line: str) -> list[_Cell]:
    """Return the cells of a row, the empty ones too; a line without bars is one."""
    bars = [(0, 0), *(bar.span() for bar in BAR.finditer(line)), (len(line), len(line))]
    return [_Cell(line[start:end].strip(), start, end) for (_, start), (end, _) in pairwise(bars)]


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a row of a table with the head row over it: the first cell, and a head a cell."""

    first: str
    head: str
    """The whole line of the head row."""
    heads: tuple[str, ...]
    start: int
    """Where the row's line begins in the document."""
    line: str

    def over(self, offset: int) -> str:
        """Return what the head row says over an offset of the document."""
        return self.heads[len(cells_of(self.line[: offset - self.start])) - 1]


def read_row(text: str, start: int, end: int) -> Row | None:
    """Read a line of a table whose head row, the next line above without a number, has as many cells; else None."""
    begins, ends = line_at(text, start)
    line = text[begins:ends]
    cells = cells_of(line)
    if len(cells) == 1 or end > ends:
        return None
    above = begins
    while above:
        first, last = line_at(text, above - 1)
        words, above = text[first:last], first
        if len(heads := cells_of(words)) != len(cells):
            return None
        if not read_numbers(words):
            return Row(cells[0].words, words.strip(), tuple(cell.words for cell in heads), begins, line)
    return None


def head_of(number: Reading, quoted: Quoted) -> str | None:
    """Return what a `context:` quotation says over a number in its table; None where it stands in no table.

    A row says what it counts only by its head row, so that one may carry the words of an indicator. Nothing else
    may: running words elsewhere in a document are about something else, as far as a program can tell. And where
    both rows have as many cells, only the cell of the same column counts, else the dead of one column could pass as the
    sheltered of the next. Where they have not (the head has an empty corner, or one cell over two columns), nobody
    sees from the rows alone which cell stands over the number: the editor quotes that one alone.
    """
    text = quoted.quote.text
    start, end = line_at(text, number.start)
    cells = len(cells_of(text[start:end]))
    if cells == 1:
        return None
    column = len(cells_of(text[start : number.start])) - 1
    said = []
    for words in (words for field, words in quoted.others if field == "context"):
        heads: dict[int, list[tuple[int, int]]] = {}
        for span in words.spans:
            heads.setdefault(line_at(words.text, span.start)[0], []).append((span.start, span.end))
        for begins, spans in heads.items():
            over = cells_of(words.text[slice(*line_at(words.text, begins))])
            torn = is_torn(number, text)
            if len(over) == cells and torn:
                continue
            if len(over) > 1 and (begins, words.text) != (start, text):
                shown = [_shown(words.text, begins, cell, spans) for cell in over]
                if torn and len(over) == cells + 1:
                    said.append(_over_torn(column, cells_of(text[start:end]), shown))
                else:
                    said.append(_over(column, cells - len(over), over, shown))
    return " ".join(filter(None, said))


def is_torn(number: Reading, text: str) -> bool:
    """Tell whether a row seems to have lost a border: a number stands in the cell of a name, and other rows have more.

    “Sul Harra 2,150 | 4,000” between “Belmoor | 0 | 0” and its like: the 4,000 may stand under another head.
    """
    start, end = line_at(text, number.start)
    cells = cells_of(text[start:end])
    if len(cells) == 1 or not any(_STUCK.search(cell.words) for cell in cells):
        return False
    return any(len(cells_of(line)) > len(cells) for line in _beside(text, start, end))


def _beside(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the other rows of the table of a row: lines before and after it, as far as they have bars."""
    while start > 0:
        before = line_at(text, start - 1)
        if not BAR.search(line := text[slice(*before)]):
            break
        yield line
        start = before[0]
    while end < len(text):
        after = line_at(text, end + 1)
        if not BAR.search(line := text[slice(*after)]):
            break
        yield line
        end = after[1]


def _over(column: int, more: int, over: Sequence[_Cell], shown: Sequence[str]) -> str:
    """Return what is quoted of a head row's cell over a column; the row of the number has so many cells `more`."""
    if not more and over[column].words:
        return shown[column]
    told = [at for at, words in enumerate(shown) if words]
    # A cell over several columns is followed by empty ones.
    low, high = sorted((column, column - more))
    first = max((at for at in range(low + 1) if over[at].words), default=0)
    return shown[told[0]] if len(told) == 1 and first <= told[0] <= high else ""


def _over_torn(column: int, row: Sequence[_Cell], shown: Sequence[str]) -> str:
    """Return what is quoted alone over a column of a row whose lost border parted a name and a number."""
    stuck = next(at for at, cell in enumerate(row) if _STUCK.search(cell.words))
    told = [at for at, words in enumerate(shown) if words]
    return shown[told[0]] if told == [column + 1 if stuck <= column else column] else ""


def _shown(text: str, begins: int, cell: _Cell, spans: Sequence[tuple[int, int]]) -> str:
    """Return the words of a cell, in a line that begins somewhere in a text, that stand in spans of it."""
    first, last = begins + cell.start, begins + cell.end
    parts = (text[max(start, first) : min(end, last)].strip() for start, end in spans)
    return " ".join(filter(None, parts))


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
    cells = cells_of(quote.text[slice(*line_at(quote.text, number.start))])
    return f"{cells[0].words} … {quote.text[number.start : number.end]}".lstrip(" …") if len(cells) > 1 else None


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold words over a row, and the one date or range that they say."""

    words: str
    dates: tuple[Mention, ...]
    quoted: bool
    """Whether a `context:` quotation says the date."""

    @property
    def ends(self) -> frozenset[str]:
        """Return the dates that it states, with their years."""
        return frozenset(filter(None, (mention.complete for mention in self.dates)))


def heading_of(fact: Fact, quoted: Quoted) -> Heading | None:
    """Return what dates the row of a fact: its table's caption, or the head row's cell over its number; None if unsure.

    A caption is the line directly before the first row, where it does not end as a sentence does. A date in the table
    itself is nearer than that of its caption, and dates its column or its part of the rows.
    """
    text = quoted.quote.text
    start, end = line_at(text, quoted.quote.spans[0].start if quoted.quote.spans else 0)
    if not BAR.search(text, start, end) or quoted.quote.dates:
        return None
    top = start
    while top and BAR.search(text, *(before := line_at(text, top - 1))):
        top = before[0]
    language = fact.source.language
    contexts = tuple((role, words) for role, words in quoted.others if role == "context" and words.text == text)
    if top != start and read_dates(text[slice(*line_at(text, top))], language):
        heads = tuple((role, words) for role, words in contexts if line_at(text, words.spans[0].start)[0] == top)
        numbers = quoted.quote.numbers
        over = head_of(numbers[0], replace(quoted, others=heads)) if len(numbers) == 1 else None
        return _heading(over or "", language, quoted=True)
    first, last = line_at(text, len(text[:top].rstrip("\n")))
    caption = text[first:last].strip()
    if last > top or RUNS.search(caption) or read_dates(text[top:end], language):
        return None
    found = _heading(caption, language, quoted=False)
    told = any(first <= span.start < last for _, words in contexts for span in words.spans if words.dates)
    said = {mention.complete for _, words in contexts if told for mention in words.dates}
    return found and replace(found, quoted=found.ends <= said)


def _heading(words: str, language: str, *, quoted: bool) -> Heading | None:
    """Return words with the one date or range in them; None where it is not one, or lacks its year."""
    told = wholes(read_dates(words, language))
    whole = len(told) == 1 and all(mention.complete for mention in told[0])
    return Heading(words, told[0], quoted) if whole else None


def row_of(words: Words) -> str:
    """Return the line of a document in which a quotation begins."""
    start, end = line_at(words.text, words.spans[0].start if words.spans else 0)
    return words.text[start:end].strip()


def line_at(text: str, offset: int) -> tuple[int, int]:
    """Return where the line that holds an offset begins and ends."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end

"""Read the paragraphs of an HTML tree as a reader sees them: one a block, words whole, cells and raised signs apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree, html

from dateline.intake.lines import CELL, SUBSCRIPT, mend_breaks, raised, tidy

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """
        address article aside blockquote body center caption dd details dialog dir div dl dt
        fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main
        menu nav ol p pre search section summary table tbody td tfoot th thead tr ul
        """,
    )
)
_UNREAD = frozenset(
    re.findall(
        r"\w+",
        """
        script style template noscript iframe object embed svg audio video canvas map head
        title select datalist button input textarea dialog del s strike rp rt nav
        """,
    )
)
"""Elements that a page does not show as its text, controls, ways to other pages, and what is struck out."""
_NO_WORDS = frozenset(re.findall(r"\w+", "script style template"))
_IN_LINE = frozenset(re.findall(r"\w+", "math mrow mstyle mn mi mo mtext mspace"))
"""Elements of MathML whose signs stand side by side; those of others, as of a fraction, would say something else."""
_AROUND = frozenset(re.findall(r"\w+", "header footer aside"))
"""Elements that stand around a page's own text, unless they are inside an article of it."""
_ROLES = frozenset(
    re.findall(r"\w+", "navigation banner contentinfo complementary search dialog alertdialog menu menubar")
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LAYOUT = ".//table|.//ul|.//ol|.//h1|.//h2|.//h3|.//h4"
_FEW = 3
"""Blocks in a cell of data; one with more lays out a page."""
_COLUMNS = 100
"""Columns of a table in which cells are followed that span several columns or rows."""
_ROWS = 65_534
"""Rows that a cell spans at most (WHATWG HTML, 4.9.11)."""
_CELLS = ("td", "th")

Element = html.HtmlElement


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what stands below an element, and what of it is not read."""

    paragraphs: list[str]
    unread: list[Element]
    """In order; none stands inside another."""


def paragraphs(root: Element) -> list[str]:
    """Return what stands below an element, one paragraph an entry; of a whole page without what stands around it."""
    return read_blocks(root).paragraphs


def read_blocks(root: Element, without: Element | None = None) -> Reading:
    """Read what stands below an element, but for one element of it."""
    reader = _Reader(whole_page=root.tag == "html", without=without)
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if not reader.open(element):
                walker.skip_subtree()
        else:
            reader.close(element)
            if element is not root:
                reader.add(element.tail)
    return reader.end()


def is_hidden(element: Element) -> bool:
    """Tell whether a page hides an element."""
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")) is not None


def words_in(element: Element) -> str:
    """Return the words of an element on one line, read or not."""
    parts: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walker:
        if inner.tag in _BLOCKS or inner.tag in ("br", *_CELLS):
            parts.append(" ")
        if event == "end":
            parts.append((inner.tail or "") if inner is not element else "")
        elif inner.tag in _NO_WORDS:
            walker.skip_subtree()
        else:
            parts.append(inner.text or "")
    return tidy("".join(parts))


def notes_of_formulas(root: Element) -> tuple[str, ...]:
    """Say that formulas were left out, where any were."""
    said = "left out of the words: formulas; look whether they say anything that you need"
    return (said,) if any(map(_is_formula, root.iter("math"))) else ()


class _Reader:
    """Gather the paragraphs of a tree, element by element."""

    def __init__(self, *, whole_page: bool, without: Element | None) -> None:
        self._whole_page = whole_page
        self._without = without
        self._found: list[str] = []
        self._parts: list[str] = []
        self._pre = 0
        self._articles = 0
        """How many are open."""
        self._row: _Row | None = None
        self._spanned: dict[Element, int] = {}
        self._raised: list[int] = []
        """Where the text of each open `sup` or `sub` begins among the parts."""
        self._left_out: Element | None = None
        self._unread: list[Element] = []

    def open(self, element: Element) -> bool:
        """Begin an element; tell whether it is read."""
        tag = str(element.tag)
        if element is self._without or self._is_unread(element, tag):
            self._left_out = element
            self._unread += [element] if element is not self._without else []
            self._break(tag)
            return False
        self._break(tag)
        if tag == "table":
            self._spanned |= _spanned(element)
        elif tag == "tr" and self._row is None and _is_data(element):
            self._row = _Row(element)
        elif self._row and element.getparent() is self._row.element and tag in _CELLS:
            self._parts.append(CELL * (self._spanned.get(element, 0) + self._row.begun))
            self._row.begin(tag, len(self._parts))
        elif tag == "br":
            self._parts.append(" " if self._row else "\n")
        elif tag == "q":
            self._parts.append("“")
        elif tag in ("sup", "sub"):
            self._raised.append(len(self._parts))
        self._pre += tag == "pre"
        self._articles += _is_article(element)
        self.add(element.text)
        return True

    def close(self, element: Element) -> None:
        """End an element."""
        if element is self._left_out:
            self._left_out = None
            return
        tag = str(element.tag)
        if tag in ("sup", "sub") and self._raised:
            at = self._raised.pop()
            script = "".join(self._parts[at:])
            del self._parts[at:]
            self._parts.append(raised(self._parts, script) if tag == "sup" else script.translate(SUBSCRIPT))
        elif tag == "q":
            self._parts.append("”")
        self._pre -= tag == "pre"
        self._articles -= _is_article(element)
        if self._row and element is self._row.element:
            self._end_row(self._row)
        elif self._row and element.getparent() is self._row.element and tag in _CELLS:
            self._row.end(self._parts)
        self._break(tag)

    def _end_row(self, row: _Row) -> None:
        """Leave its columns to a row of data; one cell alone, as beside a picture or an indent, is a paragraph."""
        if row.filled > 1 or (row.filled and row.heads):
            self._parts.append(CELL * self._spanned.get(row.element, 0))
        else:
            first = row.first if row.filled else len(self._parts)
            self._parts[:first] = [part for part in self._parts[:first] if part.strip(CELL)]
        self._row = None

    def add(self, text: str | None) -> None:
        """Add words; outside `pre` a line break among them is a space."""
        if text:
            self._parts.append(text if self._pre else re.sub(r"\s+", " ", text))

    def end(self) -> Reading:
        """Return the paragraphs."""
        self._flush()
        return Reading(self._found, self._unread)

    def _is_unread(self, element: Element, tag: str) -> bool:
        return (
            tag in _UNREAD
            or _is_formula(element)
            or (self._whole_page and not self._articles and tag in _AROUND)
            or element.get("role", "").lower() in _ROLES
            or is_hidden(element)
        )

    def _break(self, tag: str) -> None:
        """End a paragraph where a block begins or ends; inside a row of data it is a space."""
        if tag in _BLOCKS:
            if self._row:
                self._parts.append(" ")
            else:
                self._flush()

    def _flush(self) -> None:
        if self._parts:
            lines = "".join(self._parts).split("\n")
            self._found += filter(None, map(tidy, lines)) if self._pre else mend_breaks(lines)
            self._parts.clear()
            self._raised.clear()


@dataclass(slots=True)
class _Row:
    """Hold what is known of an open row of data."""

    element: Element
    begun: bool = False
    """Whether one of its cells is begun."""
    heads: bool = False
    """Whether one is a head."""
    filled: int = 0
    """Cells with words."""
    first: int = 0
    """Where among the parts the first of these begins."""
    start: int = 0
    """Where the open one does."""

    def begin(self, tag: str, at: int) -> None:
        """Begin a cell."""
        self.begun, self.heads, self.start = True, self.heads or tag == "th", at

    def end(self, parts: Sequence[str]) -> None:
        """End a cell."""
        if any(map(str.strip, parts[self.start :])):
            self.first = self.first if self.filled else self.start
            self.filled += 1


def _spanned(table: Element) -> dict[Element, int]:
    """Return how many columns before a cell, or at the end of a row, belong to a cell that spans them, where any do."""
    found: dict[Element, int] = {}
    group, reaching = None, dict[int, int]()
    for row in table.xpath("tr|thead/tr|tbody/tr|tfoot/tr"):
        if row.getparent() is not group:
            group, reaching = row.getparent(), {}
        left = {column: rows - 1 for column, rows in reaching.items() if rows > 1}
        at = own = 0
        for cell in [*row.iterchildren(*_CELLS), row]:
            free = at
            while free in reaching:
                free += 1
            if gap := own + free - at:
                found[cell] = gap
            if cell is not row:
                own = _span(cell, "colspan", _COLUMNS - free) - 1
                at = free + own + 1
                if (rows := _span(cell, "rowspan", _ROWS)) > 1:
                    left |= dict.fromkeys(range(free, min(at, _COLUMNS)), rows - 1)
        reaching = left
    return found


def _span(cell: Element, name: str, most: int) -> int:
    """Return over how many columns or rows a cell stands."""
    said = cell.get(name, "").strip()
    return max(1, min(int(said), most)) if re.fullmatch("[0-9]{1,5}", said) else 1


def _is_formula(element: Element) -> bool:
    """Tell whether it is one that cannot be read as words."""
    return element.tag == "math" and any(part.tag not in _IN_LINE for part in element.iter())


def _is_article(element: Element) -> bool:
    return element.tag in ("article", "main") or element.get("role", "").lower() == "main"


def _is_data(row: Element) -> bool:
    """Tell whether a row holds data: a table may lay out a page as well."""
    cells = [cell for cell in row if cell.tag in _CELLS]
    return len(cells) > 1 and not row.xpath(_LAYOUT) and all(len(cell.xpath("p|div")) <= _FEW for cell in cells)

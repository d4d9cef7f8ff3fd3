"""Read the paragraphs of an HTML tree as a reader sees them: one a block, words whole, cells and raised signs apart."""

from __future__ import annotations

import re

from lxml import etree, html

from dateline.intake.lines import SUBSCRIPT, mend_breaks, raised, tidy

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
        script style template noscript iframe object embed svg math audio video canvas map head
        title select datalist button input textarea dialog del s strike rp rt nav
        """,
    )
)
"""Elements that a page does not show as its text, controls, ways to other pages, and what is struck out."""
_AROUND = frozenset(re.findall(r"\w+", "header footer aside"))
"""Elements that stand around a page's own text, unless they are inside its article."""
_ROLES = frozenset(
    re.findall(r"\w+", "navigation banner contentinfo complementary search dialog alertdialog menu menubar")
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LAYOUT = ".//table|.//ul|.//ol|.//h1|.//h2|.//h3|.//h4"
_FEW = 3
"""Blocks in a cell of data; one with more lays out a page."""

Element = html.HtmlElement


def paragraphs(root: Element) -> list[str]:
    """Return what stands below an element, one paragraph an entry; of a whole page without what stands around it."""
    reader = _Reader(whole_page=root.tag == "html")
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


class _Reader:
    """Gather the paragraphs of a tree, element by element."""

    def __init__(self, *, whole_page: bool) -> None:
        self._whole_page = whole_page
        self._found: list[str] = []
        self._parts: list[str] = []
        self._pre = 0
        self._rows: list[Element] = []
        self._raised: list[int] = []
        """Where the text of each open `sup` or `sub` begins among the parts."""
        self._left_out: Element | None = None

    def open(self, element: Element) -> bool:
        """Begin an element; tell whether it is read."""
        tag = str(element.tag)
        if self._unread(element, tag):
            self._left_out = element
            self._break(tag)
            return False
        self._break(tag)
        if tag == "tr" and _is_data(element):
            self._rows.append(element)
        elif tag in ("td", "th") and self._rows and any(part.strip() for part in self._parts):
            self._parts.append(" | ")
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "q":
            self._parts.append("“")
        elif tag in ("sup", "sub"):
            self._raised.append(len(self._parts))
        self._pre += tag == "pre"
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
            before, script = "".join(self._parts[:at]), "".join(self._parts[at:])
            self._parts[at:] = [raised(before, script) if tag == "sup" else script.translate(SUBSCRIPT)]
        elif tag == "q":
            self._parts.append("”")
        self._pre -= tag == "pre"
        if self._rows and element is self._rows[-1]:
            self._rows.pop()
        self._break(tag)

    def add(self, text: str | None) -> None:
        """Add words; outside `pre` a line break among them is a space."""
        if text:
            self._parts.append(text if self._pre else re.sub(r"\s+", " ", text))

    def end(self) -> list[str]:
        """Return the paragraphs."""
        self._flush()
        return self._found

    def _unread(self, element: Element, tag: str) -> bool:
        return (
            tag in _UNREAD
            or (self._whole_page and tag in _AROUND)
            or element.get("role", "").lower() in _ROLES
            or "hidden" in element.attrib
            or _HIDDEN.search(element.get("style", "")) is not None
        )

    def _break(self, tag: str) -> None:
        """End a paragraph where a block begins or ends; inside a row of data it is a space."""
        if tag in _BLOCKS:
            if self._rows:
                self._parts.append(" ")
            else:
                self._flush()

    def _flush(self) -> None:
        if self._parts:
            lines = "".join(self._parts).split("\n")
            self._found += filter(None, map(tidy, lines)) if self._pre else mend_breaks(lines)
            self._parts.clear()
            self._raised.clear()


def _is_data(row: Element) -> bool:
    """Tell whether a row holds data: a table may lay out a page as well."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) > 1 and not row.xpath(_LAYOUT) and all(len(cell.xpath("p|div")) <= _FEW for cell in cells)

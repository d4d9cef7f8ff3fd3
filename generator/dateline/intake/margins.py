"""Read what a DOCX file holds beside its text: page headers and footers, and what is left out of the words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from dateline.intake.edges import Aside
from dateline.intake.lines import tidy

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_EDGE = re.compile(r"word/(header|footer)\d*\.xml")
_STRUCK = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback"})
"""Elements whose words are struck out, or said before in another form."""
_GAPS = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"})
"""Stand for a space; so do the stops of a paragraph, before its first word."""
_PARTED = " | "
_SHOWN = 80
"""Characters of what is set aside that a note shows."""


def read_margins(parts: Mapping[str, bytes]) -> list[Aside]:
    """Return the words of page headers and footers, each once; raise etree.XMLSyntaxError where one is damaged."""
    found: dict[str, Aside] = {}
    for name in sorted(parts):
        if edge := _EDGE.fullmatch(name):
            lines = list(dict.fromkeys(_paragraphs(parts[name])))
            words = _PARTED.join(lines)
            if any(map(str.isalnum, words)):
                found.setdefault(words, Aside(words, f"Page {edge[1]} of the document.", len(lines)))
    return list(found.values())


def notes_of_margins(asides: Collection[Aside]) -> Iterator[str]:
    """Say what is set aside, so that an editor can take it back."""
    if asides:
        named = ", ".join(f"“{_shortened(words.quote)}”" for words in asides)
        yield (
            f"page headers and footers are set aside: {named}; what belongs to the text is taken back by deleting its"
            " entry under `unused:`"
        )


def notes_of_lost(parts: Mapping[str, bytes], names: Collection[str]) -> Iterator[str]:
    """Say what else the file holds and the words do not; `names` are those of all its parts."""
    body = parts.get("word/document.xml", b"")
    comments = parts.get("word/comments.xml", b"").count(b"<w:comment ")
    lost = [
        *([f"{comments:,} comment{'' if comments == 1 else 's'}"] if comments else []),
        # The words of a box are read where they stand in the older form too.
        *(["boxes with text"] if body.count(b"<w:txbxContent>") < 2 * body.count(b"<wps:txbx") else []),
        *(["charts"] if any(name.startswith("word/charts/") for name in names) else []),
        *(["diagrams"] if any(name.startswith("word/diagrams/") for name in names) else []),
        *(["formulas"] if b"<m:oMath" in body else []),
    ]
    if lost:
        yield f"left out of the words: {', '.join(lost)}; look whether they say anything that you need"


def _paragraphs(content: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    walker = etree.iterwalk(root, events=("start", "end"))
    open_paragraphs: list[list[str]] = []
    for event, element in walker:
        if event == "start":
            if element.tag in _STRUCK:
                walker.skip_subtree()
            elif element.tag == f"{_W}p":
                open_paragraphs.append([])
            elif open_paragraphs:
                open_paragraphs[-1].append(_said(element))
        elif element.tag == f"{_W}p" and (words := tidy("".join(open_paragraphs.pop()))):
            yield words


def _said(element: etree._Element) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag == f"{_W}noBreakHyphen":
        return "-"
    return " " if element.tag in _GAPS else ""


def _shortened(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + " …"

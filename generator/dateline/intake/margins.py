"""Read what a DOCX file holds beside its text: page headers and footers, and what is left out of the words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from lxml import etree

from dateline.intake.blocks import Element
from dateline.intake.edges import Aside, shortened
from dateline.intake.lines import CELL, tidy

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_EDGE = re.compile(r"word/(header|footer)\d*\.xml")
_STRUCK = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback"})
"""Elements whose words are struck out, or said before in another form."""
_GAPS = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"})
"""Stand for a space; so do the stops of a paragraph, before its first word."""
_READ = tuple(f"word/{name}.xml" for name in ("document", "footnotes", "endnotes"))
"""The parts whose words are read as text."""
_TEXTS = (f"{_W}t", f"{_M}t")
_NAMED = 5
"""Words that a note names."""


def read_margins(parts: Mapping[str, bytes]) -> list[Aside]:
    """Return the words of page headers and footers, each once; raise etree.XMLSyntaxError where one is damaged."""
    found: dict[str, Aside] = {}
    for name in sorted(parts):
        if edge := _EDGE.fullmatch(name):
            lines = list(dict.fromkeys(_paragraphs(parts[name])))
            words = CELL.join(lines)
            if any(map(str.isalnum, words)):
                found.setdefault(words, Aside(words, f"Page {edge[1]} of the document.", len(lines)))
    return list(found.values())


def notes_of_margins(asides: Collection[Aside]) -> Iterator[str]:
    """Say what is set aside, so that an editor can take it back."""
    if asides:
        named = ", ".join(f"“{shortened(words.quote)}”" for words in asides)
        yield (
            f"page headers and footers are set aside: {named}; what belongs to the text is taken back by deleting its"
            " entry under `unused:`"
        )


def notes_of_lost(parts: Mapping[str, bytes], names: Collection[str], *, signs: bool) -> Iterator[str]:
    """Say what else the file holds and the words do not: `names` are those of all its parts, `signs` were not known."""
    body = parts.get("word/document.xml", b"")
    comments = parts.get("word/comments.xml", b"").count(b"<w:comment ")
    lost = [
        *([f"{comments:,} comment{'' if comments == 1 else 's'}"] if comments else []),
        # The words of a box are read where they stand in the older form too.
        *(["boxes with text"] if body.count(b"<w:txbxContent>") < 2 * body.count(b"<wps:txbx") else []),
        *(["charts"] if any(name.startswith("word/charts/") for name in names) else []),
        *(["diagrams"] if any(name.startswith("word/diagrams/") for name in names) else []),
        *(["formulas"] if b"<m:oMath" in body else []),
        *(["inserted documents"] if b"<w:altChunk" in body else []),
        *(["signs of a font of symbols"] if signs else []),
    ]
    if lost:
        yield f"left out of the words: {', '.join(lost)}; look whether they say anything that you need"


def notes_of_struck(page: Element | None) -> Iterator[str]:
    """Say which words of a page are struck out, which no reader of the page is told of."""
    yield from _note(
        "words that are struck through were left out", map(_plain, page.iter("s") if page is not None else ())
    )


def notes_of_runs(parts: Mapping[str, bytes], ignored: Collection[str]) -> Iterator[str]:
    """Say which words stand in elements that were ignored, and which are hidden, but read.

    Raise etree.XMLSyntaxError where a part is damaged.
    """
    names = {name.rpartition(":")[2] for name in ignored if not name.startswith("m:")}
    lost: list[etree._Element] = []
    hidden: list[etree._Element] = []
    for part in filter(parts.get, _READ):
        walker = etree.iterwalk(etree.fromstring(parts[part], _parser()), events=("start",))
        for _, element in walker:
            if element.tag in _STRUCK:
                walker.skip_subtree()
            elif etree.QName(element).localname in names:
                lost.append(element)
                walker.skip_subtree()
            elif element.tag == f"{_W}r" and _is_hidden(element):
                hidden.append(element)
    yield from _note("words in a form that is not read were left out", map(_words, lost))
    yield from _note("hidden words of the document were read like the rest", map(_words, hidden))


def _note(said: str, words: Iterable[str]) -> Iterator[str]:
    found = list(filter(None, map(tidy, words)))
    if found:
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        yield f"{said}: {', '.join(f'“{shortened(words)}”' for words in found[:_NAMED])}{more}; look them over"


def _plain(element: Element) -> str:
    return "".join(element.itertext())


def _words(element: etree._Element) -> str:
    return "".join(element.itertext(*_TEXTS))


def _is_hidden(run: etree._Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _paragraphs(content: bytes) -> Iterator[str]:
    root = etree.fromstring(content, _parser())
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

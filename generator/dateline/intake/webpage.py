"""Read a saved web page: the text of its article, and what its head says of it."""

from __future__ import annotations

import codecs
import re

from lxml import etree, html

from dateline.intake.blocks import Element, notes_of_formulas, paragraphs
from dateline.intake.leftout import notes_of_left_out
from dateline.intake.material import UTF16, Material, UnreadableError, made_by
from dateline.intake.pagehead import read_head
from dateline.problems import Rule

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_EARLY = 4096
"""Bytes in which the encoding is declared; the HTML standard looks at 1,024."""
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1"})
"""Python's names of what the HTML standard reads as windows-1252."""


def read_webpage(content: bytes) -> Material:
    """Return a page's text and metadata; raise UnreadableError where it has no text or is in no known encoding."""
    text = decode_page(content)
    root = parse_page(text)
    article, found = _article(root) if root is not None else (None, [])
    if not found or root is None or article is None:
        scripted = "<script" in text.lower()
        message = "the page has no text of its own" + (": a script fetches its words" if scripted else "")
        remedy = "open it in a browser, and save it from there when its words are shown; or print it to a PDF"
        raise UnreadableError(message, remedy, Rule.EMPTY)
    notes = (*notes_of_formulas(root), *notes_of_left_out(root, article, found))
    return Material(".html", "\n".join(found) + "\n", made_by("lxml"), read_head(root, found), notes)


def decode_page(content: bytes) -> str:
    """Decode a page as its byte order mark, its declaration or UTF-8 tell."""
    if content.startswith(UTF16):
        encoding = "utf-16"
    else:
        declared = _META.search(content[:_EARLY]) or _XML.search(content[:_EARLY])
        encoding = declared[1].decode("ascii") if declared and not content.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        name = codecs.lookup(encoding).name
        if name in _LATIN:
            # Bytes that windows-1252 does not define are refused, where browsers show controls.
            name = "cp1252"
        elif name == "utf-8" or (name.startswith("utf-16") and not content.startswith(UTF16)):
            name = "utf-8-sig"
        return content.decode(name)
    except (LookupError, UnicodeError) as error:
        what = f"declares the encoding “{encoding}”, and is not in it" if encoding != "utf-8" else "is not UTF-8"
        raise UnreadableError(
            f"the page {what}", "save it from a browser as UTF-8, or declare its encoding in its head", Rule.ENCODING
        ) from error


def parse_page(text: str) -> Element | None:
    """Parse a page as browsers do, with nothing fetched; None where it holds no element."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(_DECLARATION.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        message = "the page is nested too deep to be read whole"
        raise UnreadableError(message, "print it from a browser to a PDF, and add that")
    return root


def _article(root: Element) -> tuple[Element, list[str]]:
    """Return the one element that a page declares to be its article, with its paragraphs, else the whole page.

    So it is where most of its words stand outside: the article may be a card that leads to another page.
    """
    whole = paragraphs(root)
    for path in (".//main|.//*[@role='main']", ".//article[not(ancestor::article)]"):
        found = [(inner, said) for element in root.xpath(path) for inner, said in [_only_article(element)] if said]
        if len(found) == 1 and 2 * _words(found[0][1]) >= _words(whole):
            return found[0]
    return root, whole


def _only_article(element: Element) -> tuple[Element, list[str]]:
    """Return the one article in an element with its paragraphs, else the element."""
    said = paragraphs(element)
    articles = element.xpath(".//article[not(ancestor::article)]")
    inner = [(article, found) for article in articles if (found := paragraphs(article))]
    return inner[0] if len(inner) == 1 and 2 * _words(inner[0][1]) >= _words(said) else (element, said)


def _words(said: list[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in said)

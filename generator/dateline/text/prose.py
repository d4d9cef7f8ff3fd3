"""Read editors' prose: Markdown in which a fact is cited by a link, `[words](fact:ID)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from html.parser import HTMLParser

from markdown import Markdown

from dateline.text.letters import find_letters

_SCHEME = "fact:"
_BLOCKS = frozenset({"p", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "br"})
_INLINE = frozenset({"em", "strong", "code"})
_TARGET = re.compile(r"\]\([^()\s]*\)")
_SENTENCE = re.compile(r"[.!?][”\"’)]?\s|\n")
_NUMBERED = re.compile(r"^[ >]*\d+[.)] ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a stretch of prose as a reader sees it."""

    text: str
    fact: str | None = None
    """The id that it cites, or None outside any link."""


def to_html(prose: str, link: Callable[[str, str], str]) -> str:
    """Return prose as HTML; `link` makes the HTML of a citation from a fact's id and the words, unescaped.

    HTML in the prose is shown as text. A link to anything but a fact or a page of the web is left as its words.
    """
    writer = _Writer(link)
    writer.feed(_markdown(prose))
    writer.close()
    return "".join(writer.out)


@lru_cache(maxsize=1024)
def pieces(prose: str) -> tuple[Piece, ...]:
    """Return the stretches of prose that a reader sees, cited and not; blocks are parted by line feeds."""
    reader = _Writer(lambda _fact, words: escape(words))
    reader.feed(_markdown(prose))
    reader.close()
    return tuple(reader.pieces)


def cited_ids(prose: str) -> tuple[str, ...]:
    """Return the ids that prose cites, in order."""
    return tuple(piece.fact for piece in pieces(prose) if piece.fact is not None)


@cache
def _converter() -> Markdown:
    """Make the converter once: making it takes longer than converting a paragraph."""
    converter = Markdown(output_format="html")
    for registry, name in (
        (converter.preprocessors, "html_block"),
        (converter.inlinePatterns, "html"),
        (converter.inlinePatterns, "image_link"),
        (converter.inlinePatterns, "image_reference"),
        (converter.inlinePatterns, "short_image_ref"),
    ):
        registry.deregister(name)
    return converter


def _markdown(prose: str) -> str:
    """Convert Markdown; HTML and pictures in it stay text."""
    return _converter().reset().convert(prose)


class _Writer(HTMLParser):
    """Write the few elements that prose may have, and gather its pieces."""

    def __init__(self, link: Callable[[str, str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.link = link
        self.out: list[str] = []
        self.pieces: list[Piece] = []
        self._href: str | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, or a link."""
        if tag == "a":
            self._href, self._words = dict(attrs).get("href") or "", []
        elif tag in _BLOCKS | _INLINE:
            self._write(f"<{tag}>")
            if tag in _BLOCKS:
                self.pieces.append(Piece("\n"))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, or write a link whose words are now known."""
        if tag == "a" and self._href is not None:
            href, words, self._href = self._href, "".join(self._words), None
            if href.startswith(_SCHEME):
                fact = href.removeprefix(_SCHEME)
                self.pieces.append(Piece(words, fact))
                self.out.append(self.link(fact, words))
            else:
                self.pieces.append(Piece(words))
                web = href.startswith(("https://", "http://"))
                self.out.append(f'<a href="{escape(href)}">{escape(words)}</a>' if web else escape(words))
        elif tag in (_BLOCKS | _INLINE) - {"br", "hr"}:
            self._write(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if self._href is not None:
            self._words.append(data)
        else:
            self.pieces.append(Piece(data.replace("\n", " ")))  # a paragraph goes on; blocks are parted by their tags
            self.out.append(escape(data, quote=False))

    def _write(self, html: str) -> None:
        if self._href is None:
            self.out.append(html)


def runs(prose: str) -> Iterator[Piece]:
    """Yield the pieces with neighbours outside links joined, so that no number is cut by an element."""
    open_text = ""
    for piece in pieces(prose):
        if piece.fact is None:
            open_text += piece.text
        else:
            # A citation parts the words before it from those after it.
            yield Piece(open_text)
            open_text = ""
            yield piece
    yield Piece(open_text)


def citations(prose: str) -> Iterator[tuple[str, tuple[str, int, int] | None]]:
    """Yield each id that prose cites, with where in the prose the words of its link stand, if that is certain."""
    return ((fact, within) for fact, _, within in sentences(prose))


def sentences(prose: str) -> Iterator[tuple[str, str, tuple[str, int, int] | None]]:
    """Yield each id that prose cites, the sentence in which it does, and where the words of its link stand."""
    pieces_of = list(runs(prose))
    shown, at = "".join(piece.text for piece in pieces_of), 0
    for piece in pieces_of:
        last = at + len(piece.text)
        if piece.fact is not None:
            stretch = find_shown(prose, shown, at, last) if piece.text else None
            yield piece.fact, piece.text.join(beside(shown, at, last)), (prose, *stretch) if stretch else None
        at = last


def beside(shown: str, first: int, last: int) -> tuple[str, str]:
    """Return the words of its sentence before and after a stretch of what a reader is shown."""
    begin = max((found.end() for found in _SENTENCE.finditer(shown, 0, first)), default=0)
    end = _SENTENCE.search(shown, last)
    return shown[begin:first], shown[last : end.start() if end else len(shown)]


def find_shown(prose: str, shown: str, first: int, last: int) -> tuple[int, int] | None:
    """Return where in prose the stretch `first` to `last` of what a reader is shown of it stands.

    `shown` is the text of its pieces. None where that cannot be told with certainty, as behind an escaped character.
    """
    bare = _blanked(_TARGET, prose)
    found = find_letters(shown, first, last, bare)
    # The numbers of a list are written, and shown by the browser.
    return found or find_letters(shown, first, last, _blanked(_NUMBERED, bare))


def _blanked(signs: re.Pattern[str], text: str) -> str:
    """Return a text of the same length without what a pattern finds."""
    return signs.sub(lambda found: " " * len(found[0]), text)

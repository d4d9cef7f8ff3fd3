"""Read a PDF: the lines of its pages with their places, and its properties."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from unicodedata import bidirectional

import pypdfium2
from lxml import etree
from pypdfium2 import raw

from dateline.intake.edges import Aside, found_again, part_edges, shortened
from dateline.intake.lines import CELL, HYPHEN, SUBSCRIPT, raised, tidy
from dateline.intake.material import (
    AUTHORS,
    Material,
    Proposal,
    UnreadableError,
    dated,
    from_metadata,
    made_by,
    made_on,
)
from dateline.intake.paths import LEFT_OUT, without_paths
from dateline.intake.saying import day_in, is_title, language_tag
from dateline.intake.typeset import Line, set_paragraphs
from dateline.problems import Rule
from dateline.read.files import LARGEST

_HYPHENS = frozenset("\x02\ufffe")
"""PDFium's signs for a hyphen at the end of a line."""
_LINE_ENDS = _HYPHENS | {"\r", "\n"}
_BLANK = (" ", -1)
_RAISED = 0.15
"""Line heights that a digit stands above the line of the letters where it is an exponent or the sign of a note."""
_LOWERED = 0.3
"""Line heights above the line of the letters that an index does not reach; figures of any style do."""
_FULL = 0.8
"""Letters this much smaller than the usual ones of a line do not tell where it is."""
_GAP = 1.2
"""Line heights between two letters: a wider gap parts the cells of a row."""
_GAP_OF_DIGITS = 0.6
"""The same between two digits, so that neighbours in a table are never one number."""
_NAMED = 5
"""Pages, or words, that a note names."""
_XMP = (b"<x:xmpmeta", b"</x:xmpmeta>")
"""How an XMP packet begins and ends."""
_DC = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PRISM = "{http://prismstandard.org/namespaces/basic/2.0/}"
_PASSWORD = 4
"""PDFium's number for a document that asks for one (FPDF_ERR_PASSWORD)."""


def read_printed(content: bytes) -> Material:
    """Return a PDF's text and properties; raise UnreadableError where it is encrypted, damaged or a scan."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            message, remedy = "the PDF asks for a password", "save it without one: qpdf --decrypt --password=… IN OUT"
        else:
            message, remedy = "the PDF is damaged, or no PDF", "fetch it again, or print it anew"
        raise UnreadableError(message, remedy) from error
    try:
        pages = [list(_lines(document, number)) for number in range(len(document))]
        proposals = _properties(document, content)
    except (pypdfium2.PdfiumError, UnicodeError) as error:
        raise UnreadableError("a page of the PDF is damaged", "fetch it again, or print it anew") from error
    finally:
        document.close()
    bodies, printed_around = part_edges(pages)
    around, private = _public(printed_around)
    found, guessed = set_paragraphs(bodies)
    aside = tuple(found_again(around, found))
    found += [words.quote for words in around]
    if not found:
        message = "the PDF has no text: it is a scan, pictures of pages" if pages else "the PDF has no pages"
        remedy = "let a program recognise its words (ocrmypdf IN OUT), read them through, and add that"
        raise UnreadableError(message, remedy, Rule.EMPTY)
    title = proposals.get("title")
    if title and title.value in found:
        proposals["title"] = Proposal(title.value, "")
    notes = (*_notes(pages, found, guessed), *_notes_of_edges(around), *([LEFT_OUT] if private else []))
    return Material(".pdf", "\n".join(found) + "\n", made_by("pypdfium2"), proposals, notes, aside)


def _public(around: Sequence[Aside]) -> tuple[list[Aside], bool]:
    """Return what stands around pages without paths of somebody's files, and whether there were any."""
    parts = [words.quote.split(CELL) for words in around]
    shown = [list(map(without_paths, quote)) for quote in parts]
    kept = [
        words if said == quote else replace(words, quote=CELL.join(dict.fromkeys(filter(None, said))))
        for words, quote, said in zip(around, parts, shown, strict=True)
    ]
    return [words for words in kept if words.quote], shown != parts


def _notes(pages: list[list[Line]], found: list[str], guessed: list[str]) -> Iterator[str]:
    empty = [str(number) for number, lines in enumerate(pages, start=1) if not lines]
    if empty:
        more = f" and {len(empty) - _NAMED} more" if len(empty) > _NAMED else ""
        named = ", ".join(empty[:_NAMED])
        yield f"no text stands on page{'' if len(empty) == 1 else 's'} {named}{more}: pictures are not read"
    if any(bidirectional(char) in ("R", "AL") for paragraph in found for char in paragraph):
        yield "words that are written from right to left may come out of a PDF with letters exchanged: look them over"
    if guessed:
        more = f" and {len(guessed) - _NAMED} more" if len(guessed) > _NAMED else ""
        named = ", ".join(guessed[:_NAMED])
        yield f"a hyphen ended a line within these words, look whether they are right: {named}{more}"


def _notes_of_edges(around: Sequence[Aside]) -> Iterator[str]:
    """Say what is set aside, so that an editor can take it back."""
    if around:
        count = sum(words.lines for words in around)
        said = (
            f"{count:,} line{'' if count == 1 else 's'} at the edges of pages {'is' if count == 1 else 'are'} set aside"
        )
        named = ", ".join(f"“{shortened(words.quote)}”" for words in around[:_NAMED])
        more = f" and {len(around) - _NAMED} more" if len(around) > _NAMED else ""
        yield f"{said}: {named}{more}; what belongs to the text is taken back by deleting its entry under `unused:`"


# ---------------------------------------------------------------- lines


@dataclass(frozen=True, slots=True)
class _Place:
    """Hold where a character stands, in points."""

    left: float
    right: float
    height: float
    """Of its font's letters."""
    foot: float
    """Where it stands: the line of the letters; of a digit, where what is drawn of it begins."""
    head: float
    """Where what is drawn of a digit ends."""


_Sign = tuple[str, int]
"""A character, and its number on its page."""


def _lines(document: Any, number: int) -> Iterator[Line]:  # noqa: ANN401  # pypdfium2 has no types
    """Yield the lines of a page in PDFium's order."""
    page = document[number]
    read = page.get_textpage()
    try:
        signs: list[_Sign] = []
        for char, at in _signs(read):
            if char in _LINE_ENDS:
                yield from _line(read, signs, hyphen=char in _HYPHENS)
                signs = []
            else:
                signs.append((char, at))
        yield from _line(read, signs, hyphen=False)
    finally:
        read.close()
        page.close()


def _signs(read: Any) -> Iterator[_Sign]:  # noqa: ANN401
    high = 0
    for at in range(read.count_chars()):
        code = raw.FPDFText_GetUnicode(read.raw, at)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004  # the first half of a character in UTF-16
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:  # noqa: PLR2004
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code:
            yield chr(code), at


def _line(read: Any, signs: list[_Sign], *, hyphen: bool) -> Iterator[Line]:  # noqa: ANN401
    """Yield the line that characters make, with raised and lowered digits as such, and cells apart."""
    # The places of digits and of the first and last letters of words tell enough; to ask for each takes its time.
    wanted = [
        (char, at)
        for (before, _), (char, at), (after, _) in zip([_BLANK, *signs], signs, [*signs[1:], _BLANK], strict=False)
        if char.isdigit() or (not char.isspace() and (before.isspace() or after.isspace()))
    ]
    places = {at: place for char, at in wanted if (place := _place(read, char, at)).height > 0}
    seen = [places[at] for char, at in wanted if at in places and not char.isdigit()] or list(places.values())
    if not seen:
        return
    height = _usual([place.height for place in seen])
    foot = _usual([place.foot for place in seen if place.height > _FULL * height])
    parts: list[str] = []
    last: _Sign | None = None
    for where, group in groupby(signs, lambda sign: _shift(sign, places, foot, height)):
        run = list(group)
        if where:
            script = "".join(char for char, _ in run)
            parts.append(raised(parts, script) if where > 0 else script.translate(SUBSCRIPT))
            last = run[-1]
            continue
        if len(parts) == 1 and run[0][0].isalpha():
            parts.append(" ")  # a note that begins with its sign
        for char, at in run:
            if at in places:
                if last and last[1] in places:
                    digits = last[0].isdigit() and char.isdigit()
                    gap = places[at].left - places[last[1]].right
                    if gap > (_GAP_OF_DIGITS if digits else _GAP) * height and parts[-1:] == [" "]:
                        parts.append("| ")
                last = (char, at)
            parts.append(char)
    text = tidy("".join(parts))
    if text:
        left, right = min(place.left for place in seen), max(place.right for place in places.values())
        yield Line(text + HYPHEN if hyphen else text, left, right, foot, height)


def _place(read: Any, char: str, at: int) -> _Place:  # noqa: ANN401
    box = raw.FS_RECTF()
    x, foot, left, right, head = (ctypes.c_double() for _ in range(5))
    if not raw.FPDFText_GetLooseCharBox(read.raw, at, box):
        return _Place(0, 0, 0, 0, 0)
    if char.isdigit():
        raw.FPDFText_GetCharBox(read.raw, at, left, right, foot, head)
    else:
        raw.FPDFText_GetCharOrigin(read.raw, at, x, foot)
    return _Place(box.left, box.right, box.top - box.bottom, foot.value, head.value)


def _shift(sign: _Sign, places: Mapping[int, _Place], foot: float, height: float) -> int:
    """Tell whether a digit stands above (1) or below (-1) the line of the letters."""
    char, at = sign
    if not char.isdigit() or at not in places:
        return 0
    return (places[at].foot > foot + _RAISED * height) - (places[at].head < foot + _LOWERED * height)


def _usual(values: list[float]) -> float:
    return Counter(round(value, 1) for value in values).most_common(1)[0][0]


# ---------------------------------------------------------------- properties


def _properties(document: Any, content: bytes) -> dict[str, Proposal]:  # noqa: ANN401
    """Return what the XMP packet (ISO 16684-1), the Info dictionary and the catalog say."""
    found = dict(_packet(content))
    info = {name: tidy(value) for name, value in document.get_metadata_dict().items()}
    if is_title(info["Title"]):
        found.setdefault("title", from_metadata(info["Title"], "PDF Title"))
    if info["Author"]:
        found.setdefault("author", from_metadata(info["Author"], "PDF Author"))
    if tag := language_tag(_language(document)):
        found.setdefault("language", from_metadata(tag, "PDF Lang"))
    if made := day_in(info["CreationDate"]):
        found.setdefault("issued", made_on(made, "PDF CreationDate"))
    return found


def _language(document: Any) -> str:  # noqa: ANN401
    size = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 0 < size <= LARGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _packet(content: bytes) -> Iterator[tuple[str, Proposal]]:
    """Yield what the last XMP packet says, where it stands in the file as it is."""
    end = content.rfind(_XMP[1])
    start = content.rfind(_XMP[0], 0, end) if end >= 0 else -1
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content[start : end + len(_XMP[1])], parser) if start >= 0 else None
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return
    if authors := [tidy(item.text or "") for item in root.iterfind(f".//{_DC}creator//{_RDF}li")]:
        yield "author", from_metadata(AUTHORS.join(filter(None, authors)), "XMP dc:creator")
    for field, name in (("title", "title"), ("publisher", "publisher")):
        said = _first(root, f"{_DC}{name}")
        if said and (field != "title" or is_title(said)):
            yield field, from_metadata(said, f"XMP dc:{name}")
    if tag := language_tag(_first(root, f"{_DC}language")):
        yield "language", from_metadata(tag, "XMP dc:language")
    for name, label in ((f"{_PRISM}publicationDate", "prism:publicationDate"), (f"{_DC}date", "dc:date")):
        if day := day_in(_first(root, name)):
            yield "issued", dated(day, f"XMP {label}")
            return


def _first(root: Any, name: str) -> str:  # noqa: ANN401
    element = root.find(f".//{name}")
    return "" if element is None else tidy(next((text for text in element.itertext() if text.strip()), ""))

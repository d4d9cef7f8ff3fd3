"""Read a DOCX file (ISO/IEC 29500): its words without deletions, comments and pictures, and its core properties.

Page headers and footers come after the text, set aside.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from dateline.intake.blocks import paragraphs
from dateline.intake.edges import found_again
from dateline.intake.lines import tidy
from dateline.intake.margins import (
    notes_of_lost,
    notes_of_margins,
    notes_of_runs,
    notes_of_struck,
    read_margins,
)
from dateline.intake.material import Material, Proposal, UnreadableError, from_metadata, made_by, made_on
from dateline.intake.saying import day_in, is_title, language_tag
from dateline.intake.webpage import parse_page

_MOST = 20_000_000
"""Bytes of all the parts that hold words, unpacked: thousands of pages."""
_RATIO = 200
"""No part of a real document packs better."""
_SMALL = 1_000_000
"""Bytes below which the ratio says nothing."""
_PARTS = 5_000
_WORDS = re.compile(
    r"(?:\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/(?:_rels/)?[\w.-]+\.(?:xml|rels))$"
)
"""Parts that hold words and how they belong together; pictures, fonts and macros are not opened."""
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = {
    "title": f"{_DC}title",
    "author": f"{_DC}creator",
    "language": f"{_DC}language",
    "publisher": f"{_DC}publisher",
}
_STRUCK = re.compile(rb"<w:(?:del|moveFrom)[ >]")
_FIELD = re.compile(rb"""</?w:fldSimple(?:\s+[\w:]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
"""Around the words of a field in its short form, which mammoth does not know."""
_IGNORED = "An unrecognised element was ignored: "
_SIGN = "A w:sym element with an unsupported character was ignored"
"""What mammoth says of what it leaves out."""


def read_word(content: bytes) -> Material:
    """Return a DOCX file's words and properties; raise UnreadableError where it is damaged or made to fill a memory."""
    import mammoth  # noqa: PLC0415  # no other format needs it

    parts = _unpack(content)
    try:
        result = mammoth.convert_to_html(
            BytesIO(_packed(parts)), convert_image=mammoth.images.img_element(lambda _: {}), external_file_access=False
        )
        page = parse_page(f"<html><body>{result.value}</body></html>")
        margins = read_margins(parts)
        said = [message.message for message in result.messages]
        ignored = {words.removeprefix(_IGNORED) for words in said if words.startswith(_IGNORED)}
        overlooked = [*notes_of_struck(page), *notes_of_runs(parts, ignored)]
        signs = any(words.startswith(_SIGN) for words in said)
    except RecursionError as error:
        raise UnreadableError("the document is nested too deep to be read", "save it as PDF, and add that") from error
    except UnreadableError:
        raise
    except Exception as error:  # mammoth and its parsers raise whatever a damaged document leads them to
        raise _damaged() from error
    found: list[str] = []
    if page is not None:
        for mark in page.xpath("//a[starts-with(@id, 'footnote-ref-') or starts-with(@id, 'endnote-ref-')]"):
            mark.text = mark.text.strip("[]") if mark.text else ""
        for back in page.xpath("//a[starts-with(@href, '#footnote-ref-') or starts-with(@href, '#endnote-ref-')]"):
            back.text = ""
        found = paragraphs(page)
    struck = any(_STRUCK.search(data) for name, data in parts.items() if name.startswith("word/document"))
    with ZipFile(BytesIO(content)) as packed:
        lost = notes_of_lost(parts, packed.namelist(), signs=signs)
    notes = (
        *(("deletions that are tracked in it were left out",) if struck else ()),
        *notes_of_margins(margins if found else []),
        *overlooked,
        *lost,
    )
    aside = tuple(found_again(margins, found)) if found else ()
    found += [words.quote for words in margins if found]
    text = "".join(f"{line}\n" for line in found)
    return Material(".docx", text, made_by("mammoth"), _properties(parts.get("docProps/core.xml", b"")), notes, aside)


def _damaged() -> UnreadableError:
    return UnreadableError("the DOCX file is damaged", "open it in a word processor and save it anew")


def _unpack(content: bytes) -> dict[str, bytes]:
    """Return the parts that hold words, read no further than a real document goes."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            entries = packed.infolist()
            wanted = [entry for entry in entries if _WORDS.match(entry.filename)]
            if any(entry.flag_bits & 1 for entry in entries):
                raise UnreadableError("the file is encrypted", "save it without a password")
            if len(entries) > _PARTS or sum(entry.file_size for entry in wanted) > _MOST or any(map(_bloated, wanted)):
                raise _bomb()
            parts: dict[str, bytes] = {}
            left = _MOST
            for entry in wanted:
                with packed.open(entry) as part:
                    data = part.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise _bomb()
                if (
                    b"<!DOCTYPE" in data
                    or "<!DOCTYPE".encode("utf-16-le") in data
                    or "<!DOCTYPE".encode("utf-16-be") in data
                ):
                    raise UnreadableError(
                        "a part of the document declares entities of its own", "save it anew, or as PDF"
                    )
                parts[entry.filename] = data
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise _damaged() from error
    if not any(name.startswith("word/document") for name in parts):
        raise _damaged()
    return parts


def _bloated(entry: ZipInfo) -> bool:
    return entry.file_size > _SMALL and entry.file_size > _RATIO * max(1, entry.compress_size)


def _bomb() -> UnreadableError:
    message = f"the DOCX file unpacks to more than {_MOST:,} bytes of words, or packs them as no real document does"
    return UnreadableError(message, "save it anew from a word processor, or as PDF")


def _packed(parts: dict[str, bytes]) -> bytes:
    """Pack the parts that were read, so that no one need unpack the rest."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as packed:
        for name, data in parts.items():
            packed.writestr(ZipInfo(name), _FIELD.sub(b"", data) if name.startswith("word/") else data)
    return file.getvalue()


def _properties(core: bytes) -> dict[str, Proposal]:
    """Return what the core properties say (ISO/IEC 29500-2, 11)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(core, parser) if core else None
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return {}
    said = {field: tidy(root.findtext(name) or "") for field, name in _CORE.items()}
    said["language"] = language_tag(said["language"])
    said["title"] = said["title"] if is_title(said["title"]) else ""
    found = {field: from_metadata(value, f"DOCX {field}") for field, value in said.items() if value}
    if created := day_in(root.findtext(f"{_TERMS}created") or ""):
        found["issued"] = made_on(created, "DOCX created")
    return found

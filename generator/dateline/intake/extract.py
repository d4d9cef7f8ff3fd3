"""Tell what kind of document some bytes are, by what they hold before what they are called, and read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from dateline.intake.material import UTF16, Material, UnreadableError
from dateline.intake.paths import LEFT_OUT, SHOWN, names_a_file, without_addresses
from dateline.problems import Rule
from dateline.read.files import LARGEST

# Each part can match in one way alone, else very many took for ever; possessive “*+” fails in Python 3.11.2.
_PAGE = re.compile(
    r"(?:\ufeff|\s|<!--(?:(?!-->).)*-->|<\?xml(?:(?!\?>).)*\?>)*<(?:!\s*doctype\s+html|html|head)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_EARLY = 4096
"""Bytes in which a format shows."""
_KNOWN = "add text, Markdown, HTML, PDF or DOCX"
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "it is an old Word file, or one with a password", "save it as DOCX, without a password"),
    (b"{\\rtf", "it is an RTF file", "save it as DOCX or PDF, and add that"),
    (b"\x89PNG", "it is a picture", "let a program recognise its words, read them through, and add the text"),
    (b"\xff\xd8\xff", "it is a picture", "let a program recognise its words, read them through, and add the text"),
    (b"GIF8", "it is a picture", "let a program recognise its words, read them through, and add the text"),
)
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HTML = frozenset({".html", ".htm", ".xhtml"})


def extract(content: bytes, name: str) -> Material:
    """Return what a document says; raise UnreadableError where that cannot be read.

    The name tells only Markdown from plain text, and a page that begins without a sign from either.
    """
    if not content.strip():
        raise UnreadableError("the file is empty", "add a document with words", Rule.EMPTY)
    material = _public(_reader(content, PurePath(name).suffix.lower())(content))
    if not any(map(str.isalnum, material.text)):
        raise UnreadableError("the document has no words", "add a document with words", Rule.EMPTY)
    if len(material.text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise UnreadableError(f"its text is larger than {LARGEST:,} bytes", "split the document")
    return material


def _public(material: Material) -> Material:
    """Return what was read without addresses of somebody's files; where the bytes are the words, tell of them."""
    if not names_a_file(material.text):
        return material
    if not material.extractor:
        return replace(material, notes=(*material.notes, SHOWN))
    text = without_addresses(material.text)
    aside = tuple(replace(words, quote=without_addresses(words.quote).strip()) for words in material.aside)
    return replace(material, text=text, aside=aside, notes=tuple(dict.fromkeys((*material.notes, LEFT_OUT))))


def _reader(content: bytes, suffix: str) -> Callable[[bytes], Material]:
    """Return what reads a format; its libraries are loaded only now."""
    early = content[:_EARLY]
    for sign, message, remedy in _FOREIGN:
        if content.startswith(sign):
            raise UnreadableError(message, remedy)
    if b"%PDF-" in early[:1024]:
        from dateline.intake.printed import read_printed  # noqa: PLC0415

        return read_printed
    if content.startswith(b"PK\x03\x04"):
        _ask_for_words(content)
        from dateline.intake.word import read_word  # noqa: PLC0415

        return read_word
    shown = early.decode("utf-16" if early.startswith(UTF16) else "utf-8", "replace")
    if _PAGE.match(shown) or (suffix in _HTML and "\0" not in shown):
        from dateline.intake.webpage import read_webpage  # noqa: PLC0415

        return read_webpage
    from dateline.intake.plain import read_markdown, read_text  # noqa: PLC0415

    return read_markdown if suffix in _MARKDOWN else read_text


def _ask_for_words(content: bytes) -> None:
    """Refuse a ZIP file that is no DOCX."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        message = "the file is a damaged DOCX or ZIP file"
        raise UnreadableError(message, "open it in a word processor and save it anew") from error
    if not any(name.startswith("word/document") for name in names):
        kind = "an OpenDocument file or e-book" if "mimetype" in names else "a ZIP file, and no DOCX"
        raise UnreadableError(f"it is {kind}", f"save it as DOCX or PDF; {_KNOWN}")

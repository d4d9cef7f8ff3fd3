"""Read documents that are text: plain text, which is its own document, and Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.intake.blocks import Element, notes_of_formulas, paragraphs
from dateline.intake.leftout import notes_of_left_out
from dateline.intake.lines import tidy, unwrap
from dateline.intake.material import AUTHORS, UTF16, Material, Proposal, UnreadableError, dated, from_metadata, made_by
from dateline.intake.saying import day_in, language_tag
from dateline.intake.webpage import parse_page
from dateline.problems import Rule
from dateline.read.yamlfile import parse_yaml

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1b\x7f]")
_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KEYS: Mapping[str, str] = {
    "title": "title",
    "publisher": "publisher",
    "author": "author",
    "authors": "author",
    "date": "issued",
    "issued": "issued",
    "published": "issued",
    "lang": "language",
    "language": "language",
    "url": "URL",
    "canonical_url": "URL",
}
"""Front matter's keys and the record's fields."""


def decode_text(content: bytes) -> str:
    """Decode a text; raise UnreadableError where it is not UTF-8, or not text at all."""
    if content.startswith(UTF16):
        raise UnreadableError("the text is UTF-16", "save it as UTF-8: iconv -f UTF-16 -t UTF-8", Rule.ENCODING)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"the text is not UTF-8: byte 0x{content[error.start]:02x} at {error.start:,}"
        remedy = "save it as UTF-8: iconv -f WINDOWS-1252 -t UTF-8, or whatever encoding it is in"
        raise UnreadableError(message, remedy, Rule.ENCODING) from error
    if found := _CONTROL.search(text):
        message = (
            f"it is no text, and of no format that is known: a control character (U+{ord(found[0]):04X}) stands in it"
        )
        raise UnreadableError(message, "add text, Markdown, HTML, PDF or DOCX")
    return text


def read_text(content: bytes) -> Material:
    """Return a text as it is, or with its lines joined where they were broken to fit a width."""
    text = decode_text(content)
    whole = unwrap(text.removeprefix("\ufeff"))
    if whole is None:
        return Material(".txt", text)
    note = "the lines of the text were broken to fit a width: they are joined in its document"
    return Material(".txt", "\n".join(whole) + "\n", made_by(), notes=(note,))


def read_markdown(content: bytes) -> Material:
    """Return the words of a Markdown text, and what its front matter says."""
    from markdown import Markdown  # noqa: PLC0415  # no other format needs it
    from markdown.extensions.footnotes import FootnoteExtension  # noqa: PLC0415

    text = decode_text(content).removeprefix("\ufeff").replace("\r\n", "\n")
    proposals: dict[str, Proposal] = {}
    if front := _FRONT.match(text):
        proposals = _front_matter(front[1])
        text = text[front.end() :]
    try:
        page = parse_page(Markdown(extensions=["tables", FootnoteExtension(BACKLINK_TEXT="")]).convert(text))
    except RecursionError as error:
        raise UnreadableError(
            "the text is nested too deep to be read", "write its lists and quotations flat"
        ) from error
    found = paragraphs(page) if page is not None else []
    if page is not None and "title" not in proposals and (title := _first_heading(page)) in found:
        proposals["title"] = Proposal(title, "")
    if "title" in proposals and proposals["title"].value in found:
        proposals["title"] = Proposal(proposals["title"].value, "")
    notes = (*notes_of_formulas(page), *notes_of_left_out(page, page, found)) if page is not None else ()
    return Material(".md", "".join(f"{line}\n" for line in found), made_by("markdown"), proposals, notes)


def _first_heading(page: Element) -> str:
    """Return the heading of the first rank with which a text begins, where it has that one alone."""
    headings = page.xpath("//h1")
    first = page.xpath("//body/*[1][self::h1]")
    return " ".join(first[0].text_content().split()) if first and len(headings) == 1 else ""


def _front_matter(text: str) -> dict[str, Proposal]:
    """Return what front matter says; what is not YAML says nothing."""
    file = parse_yaml("front matter", text.encode())
    proposals: dict[str, Proposal] = {}
    for key, said in file.root.items() if isinstance(file.root, dict) else ():
        field = _KEYS.get(str(key).lower())
        words = [
            tidy(str(item)) for item in (said if isinstance(said, list) else [said]) if isinstance(item, str | int)
        ]
        if field is None or field in proposals or not words:
            continue
        name, value = f"front matter, {key}", AUTHORS.join(words) if field == "author" else words[0]
        if field == "issued":
            value = day_in(value)
        elif field == "language":
            value = language_tag(value)
        if value:
            proposals[field] = dated(value, name) if field == "issued" else from_metadata(value, name)
    return proposals

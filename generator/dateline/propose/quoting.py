"""Quote a stretch of a document so that the quotation is found there, and nowhere else (P1)."""

from __future__ import annotations

from dateline.propose.draft import Fields, Quotation
from dateline.text.quotation import Found, Span, Text, find

_AROUND = (16, 32, 64, 128, 256)
"""Code points of the words around a stretch by which it is told from its like, the fewest that do."""


def quote(text: Text, start: int, end: int) -> Fields:
    """Return the fields that quote a stretch of a text; none where no quotation of it can be found again."""
    original = text.original
    words = _line(original[start:end])
    if _stands(text, Span(start, end), words):
        return (("quote", Quotation(words)),)
    for size in _AROUND:
        before = _line(_whole(original[max(0, start - size) : start], first=start > size))
        after = _line(_whole(original[end : end + size][::-1], first=end + size < len(original))[::-1])
        for prefix, suffix in ((before, ""), ("", after), (before, after)):
            if (prefix or suffix) and _stands(text, Span(start, end), words, prefix, suffix):
                around = (("prefix", Quotation(prefix)), ("suffix", Quotation(suffix)))
                return (("quote", Quotation(words)), *(field for field in around if field[1].words))
    return ()


def _line(words: str) -> str:
    return " ".join(words.removeprefix("\ufeff").split())  # a document's byte order mark is none of its words


def _whole(words: str, *, first: bool) -> str:
    """Leave a word out that is cut at the beginning."""
    cut = words.partition(" ")[2] if first else ""
    return cut or words


def _stands(text: Text, place: Span, words: str, prefix: str = "", suffix: str = "") -> bool:
    found = find(text, words, prefix, suffix)
    return (
        isinstance(found, Found)
        and len(found.spans) == 1
        and place.start <= found.spans[0].start < found.spans[0].end <= place.end
    )

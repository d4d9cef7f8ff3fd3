"""Say what a quotation gives instead of a number: none, one, a share, or what is not read as a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Figure
from dateline.prove.counting import says_word, unit_of
from dateline.prove.document import Words
from dateline.text.numbers import Quantifier, read_parts, read_with_wholes
from dateline.text.standing import LEFT_OUT, OF_WHOLE, Standing, stands_as
from dateline.text.unnumbered import Unnumbered, is_denied, read_unnumbered

_SCALED = re.compile(r"(?<![\w.,])\d[\d.,]*\s?(?P<sign>[kKmMbB])(?!\w)")
_NOBODY = re.compile(r"(?<!\w)(?:not\s+(?:one|a\s+single)|no[\s-]one|nobody|none)(?!\w)", re.IGNORECASE)
_NO = re.compile(rf"{_NOBODY.pattern}|(?<!\w)no(?!\w)", re.IGNORECASE)
_BEFORE = 80
"""Code points before a quotation in which its number may be made a share."""
_CLAUSE = re.compile(r"[,.;:](?=\s|$)|\s(?:and|but|while|who|which|where)\s")
_SOME = re.compile(
    r"(?:(?:a|the)\s)?(?:some|much|few|fraction|part|portion|rest|remainder|proportion|minority)\b", re.IGNORECASE
)
"""Parts of which nobody knows how many they are."""
_MEANT = {"k": "thousands or something else", "m": "millions or metres", "b": "billions or something else"}


def read_plain(figure: Figure, quote: Words) -> Unnumbered | None:
    """Read none or one of what a figure counts, where the quotation says it without a number."""
    if len(quote.spans) != 1 or unit_of(figure.indicator):
        return None
    (span,), indicator = quote.spans, figure.indicator
    return read_unnumbered(quote.text, span.start, span.end, indicator.words, indicator.population)


def says_plainly(plain: Unnumbered, figure: Figure) -> bool:
    """Tell whether a figure's number is the none or one that is said."""
    value = figure.value
    return value is not None and value.low == value.high == plain.value and figure.quantifier is Quantifier.EXACT


def stated(figure: Figure, plain: Unnumbered | None) -> tuple[str, str] | None:
    """Return what is said all the same where a figure is `unstated`, and what to do: none, or a part of a number."""
    remedy = "tell it as an event, or quote words that say a number"
    if plain and plain.value == 0:
        return "that there was none", "write `value: 0` in its place"
    if is_denied(figure.flat_quote, figure.indicator.words):
        return "that nobody reports any", remedy
    whole = _whole_of(figure)
    return (f"a share of a number, “{whole}”", remedy) if whole else None


def _whole_of(figure: Figure) -> str | None:
    """Return the words for most of a number, or a certain part of it, in the clause that says what is counted."""
    text = figure.flat_quote
    wholes = read_with_wholes(text)[1]
    for start, end in read_parts(text) if wholes else ():
        clause = text[start : min((found.start() for found in _CLAUSE.finditer(text, end)), default=len(text))]
        told = all(says_word(clause, word) for word in figure.indicator.words)
        if told and any(end == whole.end for whole in wholes) and not _SOME.match(text, start):
            return text[start:end]
    return None


def around(quote: Words) -> Iterator[tuple[str, int]]:
    """Yield each stretch with the words before it, which may make its number a share, and where it begins therein."""
    for span in quote.spans:
        first = max(0, span.start - _BEFORE)
        # As documents are read: no share goes on in the next paragraph.
        yield quote.text[first : span.end].replace("\n", "¶"), span.start - first


def unread(quote: Words, figure: Figure) -> tuple[str, str] | None:
    """Say why what looks like a number is read as none: what the quotation says, and what to do."""
    if plain := read_plain(figure, quote):
        number = ("none", "value: 0") if plain.value == 0 else ("one", "value: 1")
        return number[0], f"if the quotation is right, write `{number[1]}` and `quantifier: exact`"
    stands = _stands_as(quote, figure)
    if stands and stands.role == LEFT_OUT:
        return _as_role(stands)
    for text, begin in around(quote):
        for start, end in read_parts(text):
            if end <= begin:
                continue
            remedy = "a share is no number of what is counted: quote the words that say one, or tell it as an event"
            return f"a share, “{' '.join(text[start:end].split())}”", remedy
        if scaled := _SCALED.search(text, begin):
            remedy = (
                "quote words that say the number in full, or tell it as an event; it is read before a word for people,"
                " “1.2m people”, and beside a currency"
            )
            return f"“{scaled[0]}”, which may be {_MEANT[scaled['sign'].lower()]}, and is not read", remedy
        nothing = figure.value is not None and figure.value.low == figure.value.high == 0
        nobodies = (_NO if nothing else _NOBODY).finditer(text)
        if nobody := next((found for found in nobodies if found.end() > begin), None):
            # As `unstated` it would be told as a toll.
            remedy = "that there was none is no number: tell it as an event, or quote words that say one, or “zero”"
            return f"no number but “{' '.join(nobody[0].split())}”", remedy
    # Of “40 of the 300” the 40 is named, as the number that it says.
    return _as_role(stands) if stands and stands.role and stands.role != OF_WHOLE else None


def _stands_as(quote: Words, figure: Figure) -> Standing | None:
    """Return as what a figure's number stands in its quotation, which does not count it."""
    value = figure.value
    if value is None or value.low != value.high:
        return None
    said = (stands_as(quote.text[span.start : span.end], value.low) for span in quote.spans)
    return next(filter(None, said), None)


def _as_role(stands: Standing) -> tuple[str, str]:
    remedy = "quote the words that say how many are counted, or tell it as an event"
    return f"it as {stands.role}, “{stands.words}”, not as what is counted", remedy

"""Cut a quotation that says several numbers to the clauses that say a figure's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dateline.model.registers import Indicator
from dateline.prove.counting import says_word
from dateline.prove.document import Words
from dateline.text.changes import stands_alone
from dateline.text.numbers import Reading
from dateline.text.quotation import Span

_CLAUSE = re.compile(
    r"(?<=[,;:—–])\s+(?:(?:and|but|while)\s)?"
    r"|(?<!\s)\s+(?=(?:and|but|while|whereas|after|before|when|where|including|plus|compared|against)\s)"
    r"|(?<!\s)\s+(?=(?:up from|down from)\s)"
    r"|(?<!\s)\s+(?=\()|(?<=\))\s+"
)
"""Before a clause, or words that are told beside another; looked for where white space begins, not within it."""
_PHRASE = re.compile(r"(?<!\s)\s+(?=(?:by|from|to|in|at|on|during|since|until|over|with)\s)")
"""Before a phrase of a clause."""
_CHANGE = re.compile(r"\s*(?:by|from|to)\s+")
"""Before the number of a phrase that may be left out of its clause: “rose by 40 percent to 140”."""
_PLACED = re.compile(r"(?:(?:and|but|while)\s+)?(?:in|at|on|near|from|around|since|during)\s", re.IGNORECASE)
"""Begins words that may belong to the clause before them and to the one after."""
_ASIDE = re.compile(
    r"(?:including|among|of whom|of them|up|down|compared|against)\s|[\w-]+ of (?:them|whom)\b|\(", re.IGNORECASE
)
"""Begins words after whose comma the clause before them goes on."""
_ELSEWHERE = re.compile(r"\b(?:in|at|on|near|around|outside) (?:the )?[^\W\d_a-z]")
_TELLS = re.compile(r"\b(?:said|says?|told|reported|announced|claimed|added|stated|according to)\b")
_SCENE = re.compile(r"(?:In|At|On|Near|Around) (?:the )?[^\W\d_a-z]\S*(?: [^\W\d_a-z]\S*)*(?<!,)\s+(?=\S)")
"""Begins a sentence with where all of it was."""
_ONLY = re.compile(
    r"\s*(?:(?:and|but|while|whereas)\s+)?(?:[\w'’-]+\s+){1,6}"
    r"(?:said|says?|reported|counted|spoke of|speaks of)\s+(?:there were\s+)?"
)
"""Before a number alone, for which another clause says what is counted: “but the Front spoke of 40”."""
_LINKS = re.compile(r"(?:(?:and|but|while|whereas)\s+)+")
_EDGES = " \t\n,;:—–-"
_CHARACTERS, _READINGS, _CUTS = 1000, 20, 8
"""How long a quotation may be, how many numbers it may say, and how many cuts are worth a try: each is proved."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Hold a part of a quotation."""

    start: int
    end: int
    other: bool
    """Whether it says another number, or may belong to one that does."""
    phrase: bool = False
    """Whether it is only a part of a clause."""


def cuts(quote: Words, readings: Sequence[Reading], indicator: Indicator, *, claimed: bool) -> Iterator[str]:
    """Yield the few shorter quotations that say one of some readings and no other number, the plainest first.

    Its clause says a word of the indicator, or nothing that it counts (“rose to 61”). Whole clauses are left out, and
    of the clause with the number a phrase such as “by 40 percent”: never what may belong to another clause's number,
    nor, where the figure is not `claimed` by anybody, who says it. Of a long quotation there is none.
    """
    if sum(span.end - span.start for span in quote.spans) > _CHARACTERS or len(quote.numbers) > _READINGS:
        return
    tellings = _tellings(" … ".join(quote.text[span.start : span.end] for span in quote.spans))
    found = (words for words in _cuts(quote, readings, indicator) if claimed or _tellings(words) == tellings)
    yield from islice(found, _CUTS)


def _tellings(words: str) -> int:
    return len(_TELLS.findall(words))


def _cuts(quote: Words, readings: Sequence[Reading], indicator: Indicator) -> Iterator[str]:
    seen: set[str] = set()
    for reading in readings:
        parts = _parts(quote, reading)
        at = next((at for at, part in enumerate(parts) if part.start <= reading.start < part.end), None)
        if at is None or parts[at].other:
            continue
        goes_on = at + 2 < len(parts) and _ASIDE.match(quote.text[parts[at + 1].start :].lstrip())
        clause = quote.text[parts[at].start : parts[at + 2 if goes_on else at].end]
        if not stands_alone(reading, quote.text) and not any(says_word(clause, word) for word in indicator.words):
            continue
        first = next((index + 1 for index in range(at - 1, -1, -1) if parts[index].other), 0)
        last = next((index for index in range(at + 1, len(parts)) if parts[index].other), len(parts))
        for begin, end in ((first, last), (0, last), (first, len(parts)), (0, len(parts))):
            words = _written([part for part in parts[begin:end] if not part.other], quote.text)
            if words not in seen:
                seen.add(words)
                yield words
        yield from _lent(quote, reading, parts[at])


def _lent(quote: Words, reading: Reading, own: _Part) -> Iterator[str]:
    """Yield a quotation whose number stands alone, and what it counts is said of the one other number before it."""
    text, others = quote.text, [other for other in quote.numbers if other is not reading]
    alone = _ONLY.fullmatch(text, own.start, reading.start) and not text[reading.end : own.end].strip(_EDGES + ".")
    if alone and len(others) == 1 and others[0].end <= own.start:
        clause = next((one for span in quote.spans for one in _clauses(text, span) if one.end > others[0].start), None)
        if clause:
            lent = _Part(others[0].end, clause.end, other=False)
            yield _written([lent, own], text)


def _parts(quote: Words, reading: Reading) -> list[_Part]:
    """Return the parts of a quotation, clauses, but phrases of one that says the reading and another number too."""
    others = [other for other in quote.numbers if other is not reading]
    parts: list[_Part] = []
    for span in quote.spans:
        for clause in _clauses(quote.text, span):
            said = [other for other in others if clause.start <= other.start < clause.end]
            if said and clause.start <= reading.start < clause.end:
                parts += _phrases(quote.text, clause, said)
            else:
                parts.append(_Part(clause.start, clause.end, bool(said)))
    return _spread(parts, quote.text, reading)


def _clauses(text: str, span: Span) -> Iterator[Span]:
    """Yield the clauses of a stretch; where all of it was stands by itself."""
    if scene := _SCENE.match(text, span.start, span.end):
        yield Span(span.start, scene.end())
        span = Span(scene.end(), span.end)
    yield from _split(_CLAUSE, text, span)


def _phrases(text: str, clause: Span, others: Sequence[Reading]) -> Iterator[_Part]:
    """Yield the phrases of a clause; all of it as one where another number is more than a phrase of it."""
    pieces = list(_split(_PHRASE, text, clause))
    starts = {found.end() for piece in pieces if (found := _CHANGE.match(text, piece.start, piece.end))}
    if not starts.issuperset(other.start for other in others):
        yield _Part(clause.start, clause.end, other=True)
        return
    for piece in pieces:
        yield _Part(piece.start, piece.end, any(piece.start <= one.start < piece.end for one in others), phrase=True)


def _split(pattern: re.Pattern[str], text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for found in pattern.finditer(text, span.start, span.end):
        yield Span(start, found.start())
        start = found.start()
    yield Span(start, span.end)


def _spread(parts: list[_Part], text: str, reading: Reading) -> list[_Part]:
    """Count with another number what may belong to it: where it was, who of several says so, how its clause goes on."""
    said = [text[part.start : part.end].strip() for part in parts]
    tellers = sum(_TELLS.search(words) is not None for words in said)
    spread = set()
    for at, part in enumerate(parts):
        if not part.other or part.phrase:
            continue
        if at > 1 and _PLACED.match(said[at - 1]) and not parts[at - 1].phrase:
            spread.add(at - 1)
        after = said[at + 1] if at + 1 < len(parts) else ""
        if (_PLACED.match(after) and not _ASIDE.match(said[at])) or (tellers > 1 and _TELLS.search(after)):
            spread.add(at + 1)
    own = {at for at, part in enumerate(parts) if part.start <= reading.start < part.end}
    if parts and _SCENE.match(text, parts[0].start) and any(at > 1 and _ELSEWHERE.search(said[at]) for at in own):
        spread.add(0)
    other = [part.other or at in spread - own for at, part in enumerate(parts)]
    for at in range(1, len(parts) - 1):
        if _ASIDE.match(said[at]) and at + 1 not in own:
            other[at + 1] = other[at + 1] or other[at - 1]
    return [replace(part, other=other[at]) for at, part in enumerate(parts)]


def _written(parts: Sequence[_Part], text: str) -> str:
    """Return parts as a quotation, with an ellipsis where something between them is left out."""
    runs: list[list[int]] = []
    for part in parts:
        if runs and not text[runs[-1][1] : part.start].strip():
            runs[-1][1] = part.end
        else:
            runs.append([part.start, part.end])
    words = [" ".join(text[start:end].split()).strip(_EDGES) for start, end in runs]
    return " … ".join(_LINKS.sub("", one, count=1) if _LINKS.match(one) else one for one in words)

"""Tell a whole from its part, in English: “18 people, including five children, were killed”, “4 of the 9 wells are”.

What follows the aside is told of the whole, and what follows the verb is told of the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from dateline.text.quantity import Reading

_MEMBERS = r"(?:including|among\s+(?:them|whom)|of\s+(?:them|whom))\b"
_OPENS = re.compile(
    rf"(?:(?!\b(?:and|but|or|while)\b)[^.;:,()–—\d\n¶]){{1,80}}?(?:,\s+|\s+[–—]\s+|\s+\()(?:{_MEMBERS}[^.;:()–—\d\n¶]{{0,30}})?$",
    re.IGNORECASE,
)
"""Between the number of the whole and that of the part."""
_MEMBER = re.compile(rf"\b{_MEMBERS}", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom)\b", re.IGNORECASE)
_CLOSES = re.compile(
    r"[^.;:()–—\n¶]{1,120}?(?P<close>,|\)|\s[–—])\s+(?=(?:(?:all|both|also|reportedly|now|still)\s+)?(?:were|was|are|is|have|has|had"
    r"|died|drowned|fled|left|remain|remained|need|lack|[a-z]{3,}ed)\b)"
)
"""After the number of the part, up to the verb of the whole."""
_THEN = re.compile(r",\s+(?:and|plus|while|but|as\s+well\s+as)\s", re.IGNORECASE)
"""What follows may be no part any more."""
MAY_ASIDE = re.compile(r"\b(?:including|them|whom)\b", re.IGNORECASE)

_NOUN = re.compile(
    r"(?P<named>(?:\s+(?!(?:who|whom|which|that|and|but|or|as|if|when|where|while|is|are|was|were|has|have|had)\b)[\w’'-]+){1,9})"
    r"\s+(?:is|are|was|were|has|have|had)\s+(?P<told>[^.;:!?…\n¶]+)",
    re.IGNORECASE,
)
"""After the number of a whole: what is said of it, and then what is told of the part."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Hold the number of a whole, those of the parts that are told beside it, and where the aside begins and ends."""

    whole: Reading
    parts: tuple[Reading, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Whole:
    """Hold the number of which a part is told, the number of the part, if it is one, and the words for either."""

    whole: Reading
    part: Reading | None
    named: str
    told: str


def read_asides(readings: Sequence[Reading], text: str) -> list[Aside]:
    """Return the parts that are told of a whole before its verb; where the words are not plain, nothing."""
    found: list[Aside] = []
    for at, (whole, part) in enumerate(pairwise(readings)):
        between = text[whole.end : part.start]
        if not _OPENS.fullmatch(between) or (found and whole.start < found[-1].end):
            continue
        if not _MEMBER.search(between) and not _OF_THEM.match(text, part.end):
            continue
        closed = _CLOSES.match(text, part.end)
        if not closed or _THEN.search(text, part.end, closed.start("close")):
            continue
        end = closed.start("close")
        parts = tuple(takewhile(lambda one, end=end: one.start < end, readings[at + 1 :]))  # type: ignore[misc]
        if _fit(whole, parts):
            opened = whole.end + re.search(r",|\s[–—]|\s\(", between).start()  # type: ignore[union-attr]
            found.append(Aside(whole, parts, opened, end))
    return found


def _fit(whole: Reading, parts: Sequence[Reading]) -> bool:
    """Tell whether parts are together no more than their whole, as far as numbers tell."""
    if whole.high is None or any(part.low is None or part.unit != whole.unit for part in parts):
        return whole.high is None and whole.magnitude is not None
    return sum(part.low or 0 for part in parts) <= whole.high


def read_told_wholes(text: str, readings: Sequence[Reading], wholes: Sequence[Reading]) -> Iterator[Whole]:
    """Yield each number of which only a part is told, with what is said of it and what is told of the part."""
    for whole in wholes:
        if told := _NOUN.match(text, whole.end):
            part = next((one for one in reversed(readings) if one.end <= whole.start), None)
            beside = part and re.fullmatch(r"\s+(?:out\s+)?of\s(?:[^.,;:!?…]*\s)?", text[part.end : whole.start])
            yield Whole(whole, part if beside else None, told["named"], told["told"])

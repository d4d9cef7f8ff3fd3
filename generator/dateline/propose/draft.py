"""Hold what is proposed: facts in the making, with blanks where nothing settles what should stand there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Blank:
    """Stand for what the editor has to write."""

    hint: str = ""
    """What may be meant: ids, dates and words of ours, never the document's."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Hold words of the document, on one line."""

    words: str


Value = str | Decimal | Blank | Quotation | tuple[str | Decimal | Blank, ...]
Fields = tuple[tuple[str, Value], ...]


ORDER = (
    *(
        "id",
        "title",
        "indicator",
        "actor",
        "stance",
        "place",
        "state",
        "by",
        "to",
        "continues",
        "parties",
        "mediator",
        "how",
        "what",
    ),
    *("relation", "of", "from", "value", "magnitude", "quantifier", "since", "period", "deadline", "date", "when"),
    *("said_by", "source", "quote", "prefix", "suffix", "context"),
)
"""The fields in the order in which editors write them."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """Hold what a sentence, or a stretch of it, seems to say, before it is known whether it can be quoted."""

    kind: str
    """Empty where it is not sure."""
    fields: Fields
    start: int = 0
    end: int = 0
    """The stretch in the sentence, end exclusive; 0 is the sentence's end."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold one fact as it is proposed."""

    kind: str
    """Empty where it is not sure."""
    fields: Fields
    notes: tuple[str, ...] = ()
    """What else was read in the sentence; never the document's words."""


def one_of(candidates: Sequence[str], hint: str = "") -> str | Blank:
    """Return the only candidate, else a blank that names them."""
    if len(candidates) == 1:
        return candidates[0]
    return Blank(" or ".join(candidates) or hint)


def hint_of(value: Value) -> str:
    """Return a value as a hint says it."""
    return value.hint if isinstance(value, Blank) else str(value)


def leftovers(read: Iterable[tuple[str, Value]], used: Iterable[Value]) -> tuple[str, ...]:
    """Return what was read, in words, without what stands in a field already."""
    settled = [value for value in used if not isinstance(value, Blank)]
    return tuple(dict.fromkeys(words for words, value in read if value not in settled))

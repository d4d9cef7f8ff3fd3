"""Hold what a site's data files say of facts and changes, as they were written: read anew, and believed of nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel

from dateline.audit.words import shown
from dateline.text.dates import parse_date
from dateline.text.numbers import Reading, read_with_wholes
from dateline.text.quotation import stands_in

_LOW = frozenset({"exact", "more_than", "at_least", "between"})
_HIGH = frozenset({"exact", "less_than", "at_most", "between"})


def _edtf(text: str) -> str:
    parse_date(text)
    return text


_Date = Annotated[str, AfterValidator(_edtf)]


class Citation(BaseModel):
    """Hold where in a document a fact stands, as facts.json has it."""

    source: str
    exact: str
    # Of facts of the edition before only the words are known.
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0
    spans: list[tuple[int, int]] = []


class ExportedValue(BaseModel):
    """Hold the value of a figure, as facts.json has it."""

    best: Decimal | None
    low: Decimal | None
    high: Decimal | None
    quantifier: str
    magnitude: str | None
    sign: str | None

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """Return the two bounds of the number as the words say it."""
        return (self.best, self.best) if self.best is not None else (self.low, self.high)

    @property
    def consistent(self) -> bool:
        """Tell whether `low` and `high` are the bounds that the hedge makes of the number."""
        low, high = self.bounds
        return self.low == (low if self.quantifier in _LOW else None) and self.high == (
            high if self.quantifier in _HIGH else None
        )


_NONE = re.compile(
    r"(?<!\w)(?<!\bat )"
    r"(?:no(?= [a-z])(?! (?:more|less|fewer|longer|later|sooner|one|matter|time|end)\b)|no$|none(?!\w))",
    re.IGNORECASE,
)
"""None of what is counted, and no other “no”: “no longer”, “no one”, “No. 5”."""


class _Named(BaseModel):
    id: str
    name: str


class _DatedAs(BaseModel):
    edtf: _Date
    reading: str = ""


class _Retraction(BaseModel):
    date: _Date
    reason: str


class ExportedFact(BaseModel):
    """Hold a fact, as facts.json has it."""

    id: str
    kind: str
    briefing: str
    text: str
    date: _Date | None
    dates: dict[str, _DatedAs]
    when: str | None
    places: list[_Named]
    actors: list[_Named]
    said_by: list[_Named]
    value: ExportedValue | None
    source: str = ""
    state: str | None = None
    indicator: str | None = None
    note: str | None = None
    fields: dict[str, Any] = {}
    """What its kind adds, by the editors' keys; of a fact of the edition before, its canonical form."""
    unproved: str | None
    # Editions that were published before sources could be taken back do not have it.
    retracted: _Retraction | None = None
    """When and why its source was taken back."""
    citations: list[Citation]

    @cached_property
    def readings(self) -> list[Reading]:
        """Return the numbers that its quotations say, of wholes too; of one marked as not proved, all that it says."""
        words = self.said if self.unproved else [citation.exact for citation in self.citations]
        return [reading for text in words for found in read_with_wholes(text) for reading in found]

    @cached_property
    def ends(self) -> set[str]:
        """Return the dates that it says, without qualifiers."""
        return {end for dated in self.dates.values() for end in parse_date(dated.edtf).ends}

    @cached_property
    def said(self) -> list[str]:
        """Return all that its words may be taken from; of one that is marked as not proved, the editors' own too."""
        names = [named.name for named in (*self.places, *self.actors, *self.said_by)]
        own = [self.text, self.note or "", self.unproved, *self.own_words] if self.unproved else []
        return [citation.exact for citation in self.citations] + names + own

    @property
    def own_words(self) -> list[str]:
        """Return the words in the fields of its kind."""
        values = [value if isinstance(value, list) else [value] for value in self.fields.values()]
        return [text for value in values for text in value if isinstance(text, str)]

    @cached_property
    def records(self) -> frozenset[str]:
        """Return the ids of the actors and places that it is about, or that say so."""
        return frozenset(named.id for named in (*self.places, *self.actors, *self.said_by))

    @property
    def series(self) -> tuple[object, ...]:
        """Return what two figures of one claimant share of which one revises the other."""
        when = self.fields.get("period") or self.date
        return self.indicator, [named.id for named in self.places], when

    def names(self, name: str) -> bool:
        """Tell whether it or its quotations name somebody; “the Watch’s boats” names the Watch."""
        own = re.compile(rf"(?<![\w-]){re.escape(name.casefold())}(?=['’]s?(?!\w))")
        told = [shown(said).casefold() for said in (*self.said, self.text)]
        return any(stands_in(said, name.casefold()) or own.search(said) for said in told)

    @cached_property
    def quotations(self) -> set[str]:
        """Return what pages may show as its quotations."""
        return {shown(words) for words in (*(citation.exact for citation in self.citations), self.when or "")}


class PastFact(ExportedFact):
    """Hold a fact as it was in the edition before, as changes.json has it."""

    definition: str | None

    @cached_property
    def said(self) -> list[str]:
        """Return all that its words may be taken from: it was proved when that edition was published."""
        return [*super().said, *self.own_words, self.definition or ""]


class ExportedChange(BaseModel):
    """Hold a difference from the edition before, as changes.json has it."""

    id: str
    kind: str
    briefing: str
    step: str
    cause: str | None
    """None where only its evidence is quoted otherwise."""
    series_break: bool
    before: PastFact | None
    retracted: _Retraction | None = None
    """When and why the source of the fact as it is now was taken back."""


class Changes(BaseModel):
    """Hold changes.json."""

    edition: str
    previous: str | None
    changes: list[ExportedChange]


class Facts(BaseModel):
    """Hold facts.json."""

    edition: str
    cutoff: _Date
    facts: list[ExportedFact]


def retraction_of(fact: ExportedFact) -> dict[str, str]:
    """Return when and why the source of a fact was taken back, as the fact has it; nothing where it stands."""
    return fact.retracted.model_dump() if fact.retracted else {}


def says(reading: Reading, value: ExportedValue) -> bool:
    """Tell whether words say a value, with its hedge and unit."""
    if reading.quantifier.value != value.quantifier:
        return False
    if value.magnitude:
        return reading.magnitude is not None and reading.magnitude.value == value.magnitude
    return (reading.low, reading.high) == value.bounds and reading.unit == value.sign


def says_none(words: str, value: ExportedValue) -> bool:
    """Tell whether words say of a value that is none that it is: “no people”, “none of the lorries”."""
    plain = value.best == 0 and value.quantifier == "exact" and value.sign is None
    return plain and _NONE.search(words) is not None

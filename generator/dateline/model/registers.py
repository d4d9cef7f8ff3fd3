"""Hold the registers that all briefings share: sources, actors, places, indicators."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StrictBool,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from dateline.model.edition import Change, DayField
from dateline.model.values import (
    DateField,
    Given,
    Id,
    IdList,
    NameField,
    Record,
    Words,
    WordsList,
    id_schema,
    listed,
    reference,
)
from dateline.text.quotation import Text as SourceText


class ActorType(StrEnum):
    """Say what an actor is."""

    GOVERNMENT = "government"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    COUNCIL = "council"
    MEDIATOR = "mediator"
    MONITOR = "monitor"
    CIVIL_GROUP = "civil_group"
    ACTIVISTS = "activists"
    MEDIA = "media"
    PERSON = "person"


class Actor(Record):
    """Register someone who acts or speaks."""

    id: Id
    formerly: IdList = ()
    """Ids under which it was published before; `dateline rename` writes them."""
    name: NameField
    type: ActorType
    also: WordsList = ()
    """Other names and spellings met in sources, misspellings included."""
    belligerent: StrictBool = False
    """Whether it fights: its claims in its own favour are shown as claims."""
    article: StrictBool = False
    """Whether English says “the” before the name."""
    plural: StrictBool = False
    """Whether English treats the name as a plural."""
    reference: Words | None = None
    """Where names that no source carries are from."""
    origin: Annotated[Given, Field(repr=False)] = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every name and spelling by which sources may name it."""
        return (*(text for _, text in self.name.texts), *self.also)


class PlaceType(StrEnum):
    """Say what a place is."""

    AREA = "area"
    TOWN = "town"
    CITY = "city"
    PROVINCE = "province"
    REGION = "region"
    COUNTRY = "country"
    SITE = "site"


class Coordinates(Record):
    """Hold a point in WGS 84, decimal degrees (RFC 7946's datum)."""

    latitude: Annotated[Decimal, Field(ge=-90, le=90)]
    longitude: Annotated[Decimal, Field(ge=-180, le=180)]

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"


class Place(Record):
    """Register a place."""

    id: Id
    formerly: IdList = ()
    """Ids under which it was published before; `dateline rename` writes them."""
    name: NameField
    type: PlaceType
    also: WordsList = ()
    article: StrictBool = False
    plural: StrictBool = False
    coordinates: Coordinates | None = None
    approximate: StrictBool = False
    """Whether the coordinates mark an area roughly: maps draw a dashed ring there, and no border."""
    codes: dict[Words, Words] = Field(default_factory=dict)
    """Codes in other registers: {geonames: "163706"}."""
    reference: Words | None = None
    """Where the coordinates and codes are from."""
    origin: Annotated[Given, Field(repr=False)] = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every name and spelling by which sources may name it."""
        return (*(text for _, text in self.name.texts), *self.also)

    @model_validator(mode="after")
    def _approximate_somewhere(self) -> Place:
        if self.approximate and self.coordinates is None:
            raise PydanticCustomError("approximate", "`approximate` tells of `coordinates`, and there are none")
        return self


class Measure(StrEnum):
    """Say what a figure measures: a state, a change in a period, or a sum since a time."""

    STOCK = "stock"
    FLOW = "flow"
    CUMULATIVE = "cumulative"


def _phrase(text: str) -> str:
    unknown = set(_PLACEHOLDER.findall(text)) - {"place", "origin"}
    if unknown:
        raise PydanticCustomError("phrase", "a phrase has no placeholder but `{place}` and `{origin}`")
    return text


_PLACEHOLDER = re.compile(r"(?<!\{)\{(\w*)\}(?!\})")
PhraseWords = Annotated[Words, AfterValidator(_phrase)]


class Phrase(Record):
    """Hold the words around a number, by CLDR plural category; `{place}` and `{origin}` are filled in."""

    other: PhraseWords
    one: PhraseWords | None = None
    two: PhraseWords | None = None
    few: PhraseWords | None = None
    many: PhraseWords | None = None
    zero: PhraseWords | None = None


class Indicator(Record):
    """Register what a figure counts, so that two figures are compared only when they mean the same."""

    id: Id
    formerly: IdList = ()
    """Ids under which it was published before; `dateline rename` writes them."""
    name: NameField
    definition: Words
    unit: Words
    """`percent`, an ISO 4217 currency code, or what is counted: `people`."""
    measure: Measure
    population: Words
    """Who or what is counted."""
    words: WordsList
    """Words that must stand in a quotation for it to be about this."""
    phrase: dict[Words, Phrase]
    """By language: {en: {one: civilian has been killed in {place}, other: civilians have been killed in {place}}}."""
    stale_after: Annotated[int, Field(ge=1, strict=True)] | None = None
    """Days before the cutoff after which its figures are marked as stale; the edition's unless given."""
    change: Change | None = None
    """Why its definition differs from the edition before; its figures begin a new series."""
    origin: Annotated[Given, Field(repr=False)] = None


class Unused(Record):
    """Set a sentence of a source aside."""

    quote: Words
    prefix: str = ""
    suffix: str = ""
    reason: Words


class Retraction(Record):
    """Say that a document was taken back by whoever published it."""

    date: DayField
    reason: Words
    """Why, in the editors' words; readers are told."""


class SourceType(StrEnum):
    """Say what a document is, in CSL's words."""

    NEWS = "article-newspaper"
    ARTICLE = "article"
    REPORT = "report"
    WEBPAGE = "webpage"
    POST = "post"
    SPEECH = "speech"


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Original(Record):
    """Hold the file that a document was made of, as it came."""

    file: Words
    """Its name, beside the record."""
    sha256: Sha256
    extractor: Words
    """What made the document of it, with the versions: `dateline 0.1.0, pypdfium2 5.15.2`."""


class Source(Record):
    """Register a document of `seeds/`; the field names are those of CSL-JSON."""

    model_config = ConfigDict(populate_by_name=True)

    id: Id
    formerly: IdList = ()
    """Ids under which it was published before; `dateline rename` writes them."""
    document: Words
    """Its file, beside the record."""
    sha256: Sha256
    original: Original | None = None
    """The PDF, page or other file whose words the document holds."""
    type: SourceType
    title: Words
    publisher: Words
    issued: DateField
    when: Words | None = None
    """The document's own words from which the date of issue was inferred."""
    author: WordsList = ()
    container_title: Annotated[Words | None, Field(alias="container-title")] = None
    url: Annotated[str | None, StringConstraints(pattern=r"^https?://[^\s<>\"]+$"), Field(alias="URL")] = None
    language: Words = "en"
    full_text: StrictBool = False
    """Whether its licence lets the whole text be shown."""
    rights: Words
    """Who holds the rights, and what they allow."""
    inferred: dict[Words, Words] = Field(default_factory=dict)
    """Fields that the document does not state, each with what they were read from."""
    note: Words | None = None
    superseded_by: Id | None = None
    """The source that took its place; no fact need quote the sentences of this one."""
    retracted: Retraction | None = None
    """When and why it was taken back; every fact from it carries a mark from then on."""
    unused: tuple[Unused, ...] = ()
    origin: Annotated[Given, Field(repr=False)] = None
    text: Annotated[Given, Field(repr=False)] = None
    digest: Given = ""
    original_digest: Given = ""

    @property
    def words(self) -> SourceText:
        """Return the document's text, ready for searching."""
        return self.text  # type: ignore[no-any-return]  # the reader gives it

    @model_validator(mode="after")
    def _published_first(self) -> Source:
        if self.retracted and self.retracted.date.first < self.issued.first:
            raise PydanticCustomError("retracted", "it is taken back before it was issued")
        return self


ActorRef = Annotated[Actor, PlainValidator(reference("actors")), id_schema("actors.yml")]
PlaceRef = Annotated[Place, PlainValidator(reference("places")), id_schema("places.yml")]
IndicatorRef = Annotated[Indicator, PlainValidator(reference("indicators")), id_schema("indicators.yml")]
SourceRef = Annotated[Source, PlainValidator(reference("sources")), id_schema("seeds/")]
Actors = Annotated[tuple[ActorRef, ...], BeforeValidator(listed), Field(min_length=1)]
SomeActors = Annotated[tuple[ActorRef, ...], BeforeValidator(listed)]

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
from dateline.text.dates import is_english
from dateline.text.quotation import Text as SourceText


class ActorType(StrEnum):
    """Say what an actor is."""

    GOVERNMENT = "government"
    """A state, its government or one of its delegations."""
    MILITARY = "military"
    """The armed forces of a state."""
    ARMED_GROUP = "armed_group"
    """Fighters who are not those of a state."""
    COUNCIL = "council"
    """A council, of a town or a larger area."""
    MEDIATOR = "mediator"
    """Someone who brings parties together."""
    MONITOR = "monitor"
    """An observer who counts and reports."""
    AGENCY = "agency"
    """An aid agency or a body of the United Nations."""
    CIVIL_GROUP = "civil_group"
    """A group that helps or organises people, unarmed."""
    ACTIVISTS = "activists"
    """Activists, named or not."""
    MEDIA = "media"
    """A newspaper, station or agency that is quoted."""
    PERSON = "person"
    """One person: a leader or a speaker."""


class Actor(Record):
    """Register someone who acts or speaks."""

    id: Id
    """The actor's name in all files: lower-case letters, digits and hyphens; never used again."""
    formerly: IdList = ()
    """Ids under which the actor was published before; `dateline rename` writes them."""
    name: NameField
    """What pages call the actor: words, or one name for each language (BCP 47)."""
    type: ActorType
    """What the actor is: one of the words of a closed list."""
    also: WordsList = ()
    """Other names and spellings of the actor that sources use, misspellings included."""
    belligerent: StrictBool = False
    """Whether it fights: its claims in its own favour are shown as claims."""
    article: StrictBool = False
    """Whether English says “the” before the actor's name in running words; headings, cells and lists go without."""
    plural: StrictBool = False
    """Whether English treats the actor's name as a plural."""
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
    """A part of a country without borders of its own."""
    TOWN = "town"
    """A town or village."""
    CITY = "city"
    """A city."""
    PROVINCE = "province"
    """A part of a country that is governed as one."""
    REGION = "region"
    """A large part of a country, or of several."""
    COUNTRY = "country"
    """A state."""
    SITE = "site"
    """A single spot: a base, a crossing, a hospital."""


class Coordinates(Record):
    """Hold a point in WGS 84, decimal degrees (RFC 7946's datum)."""

    latitude: Annotated[Decimal, Field(ge=-90, le=90)]
    """Degrees north of the equator; south of it they are negative."""
    longitude: Annotated[Decimal, Field(ge=-180, le=180)]
    """Degrees east of Greenwich; west of it they are negative."""

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"


class Place(Record):
    """Register a place."""

    id: Id
    """The place's name in all files: lower-case letters, digits and hyphens; never used again."""
    formerly: IdList = ()
    """Ids under which the place was published before; `dateline rename` writes them."""
    name: NameField
    """What pages call the place: words, or one name for each language (BCP 47)."""
    type: PlaceType
    """What the place is: one of the words of a closed list."""
    also: WordsList = ()
    """Other names and spellings of the place that sources use, misspellings included."""
    article: StrictBool = False
    """Whether English says “the” before the place's name in running words; headings, cells and lists go without."""
    plural: StrictBool = False
    """Whether English treats the place's name as a plural."""
    coordinates: Coordinates | None = None
    """Where it lies, in decimal degrees of WGS 84; maps are drawn from it."""
    approximate: StrictBool = False
    """Whether the coordinates mark an area roughly: maps draw a dashed ring there, and no border."""
    codes: dict[Words, Words] = Field(default_factory=dict)
    """Codes of the place in other registers: {geonames: "163706"}."""
    reference: Words | None = None
    """Where the coordinates, codes and names that no source carries are from."""
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
    """How many there are at a time."""
    FLOW = "flow"
    """How many there were in a period."""
    CUMULATIVE = "cumulative"
    """How many there were in all since a time."""


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
    """The clause for all numbers that have no form of their own, with its verb: `people were killed in {place}`."""
    one: PhraseWords | None = None
    """The words after one, in English the singular."""
    two: PhraseWords | None = None
    """The words after two, in languages with a form for it."""
    few: PhraseWords | None = None
    """The words after few, in Arabic three to ten."""
    many: PhraseWords | None = None
    """The words after many, in Arabic eleven to ninety-nine."""
    zero: PhraseWords | None = None
    """The words after none, in languages with a form for it."""


class Indicator(Record):
    """Register what a figure counts, so that two figures are compared only when they mean the same."""

    id: Id
    """The indicator's name in all files: lower-case letters, digits and hyphens; never used again."""
    formerly: IdList = ()
    """Ids under which the indicator was published before; `dateline rename` writes them."""
    name: NameField
    """What pages call the indicator: words, or one name for each language (BCP 47)."""
    definition: Words
    """What exactly is counted, in a sentence that readers see."""
    unit: Words
    """`percent`, an ISO 4217 currency code, a measure (`km`, `tonnes`, `hours`), or what is counted: `people`."""
    measure: Measure
    """Whether it is a state (`stock`), a change in a period (`flow`), or a sum since a time (`cumulative`)."""
    population: Words
    """Who or what is counted, in one word or few: “people”, “children under five”, “days of fighting”, “flour”."""
    words: Annotated[tuple[Words, ...], BeforeValidator(listed), Field(min_length=1)]
    """Words that must stand in a quotation for it to be about this."""
    phrase: Annotated[dict[Words, Phrase], Field(default_factory=dict)]
    """What follows its numbers, by language, as a clause: {en: {other: people fled {place}}}; else a list."""
    stale_after: Annotated[int, Field(ge=1, strict=True)] | None = None
    """Days before the cutoff after which its figures are marked as stale; the edition's unless given."""
    change: Change | None = None
    """Why its definition differs from the edition before; its figures begin a new series."""
    origin: Annotated[Given, Field(repr=False)] = None

    @property
    def clauses(self) -> tuple[str, ...]:
        """Return its phrase for several and for one, in every language."""
        return tuple(form for phrase in self.phrase.values() for form in (phrase.other, phrase.one) if form)

    @property
    def wording(self) -> str:
        """Return all that it says of what it counts, but its name."""
        return " ".join((*self.words, self.population, self.unit, self.definition, *self.clauses))


class Unused(Record):
    """Set a sentence of a source aside."""

    quote: Words
    """The words of the document that are set aside, unchanged."""
    prefix: str = ""
    """The words just before those set aside, where they stand in the document more than once."""
    suffix: str = ""
    """The words just after those set aside, where they stand in the document more than once."""
    reason: Words
    """Why no fact quotes them."""


class Retraction(Record):
    """Say that a document was taken back by whoever published it."""

    date: DayField
    """The day on which its publisher took it back."""
    reason: Words
    """Why, in the editors' words; readers are told."""


class SourceType(StrEnum):
    """Say what a document is, in CSL's words."""

    NEWS = "article-newspaper"
    """An article of a newspaper or an agency."""
    ARTICLE = "article"
    """Another article, as of a journal."""
    REPORT = "report"
    """A report that an organisation published."""
    WEBPAGE = "webpage"
    """A page of a website."""
    POST = "post"
    """A post on a social network or a forum."""
    SPEECH = "speech"
    """A speech or statement that was held."""


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Original(Record):
    """Hold the file that a document was made of, as it came."""

    file: Words
    """Its name, beside the record."""
    sha256: Sha256
    """The SHA-256 of the file as it came: 64 digits and lower-case letters a to f."""
    extractor: Words
    """What made the document of it, with the versions: `dateline 0.1.0, pypdfium2 5.15.2`."""


class Source(Record):
    """Register a document of `seeds/`; the field names are those of CSL-JSON."""

    model_config = ConfigDict(populate_by_name=True)

    id: Id
    """The source's name in all files: lower-case letters, digits and hyphens; never used again."""
    formerly: IdList = ()
    """Ids under which the source was published before; `dateline rename` writes them."""
    document: Words
    """The file that holds its words, beside the record."""
    sha256: Sha256
    """The SHA-256 of the document, as `sha256sum` prints it; it pins the words that were read."""
    original: Original | None = None
    """The PDF, page or other file whose words the document holds."""
    type: SourceType
    """What the document is, by a word of CSL-JSON."""
    title: Words
    """Its title, or what it is about where it has none."""
    publisher: Words
    """Who published it; the claimant of all facts from it that name no other."""
    issued: DateField
    """When it was published, in EDTF (ISO 8601-2); `2018-04-02?` where that is uncertain."""
    when: Words | None = None
    """The document's own words from which the date of issue was inferred."""
    author: WordsList = ()
    """Who wrote it: one name, or a list of them."""
    container_title: Annotated[Words | None, Field(alias="container-title")] = None
    """The newspaper, site or series that it appeared in."""
    url: Annotated[str | None, StringConstraints(pattern=r"^https?://[^\s<>\"]+$"), Field(alias="URL")] = None
    """Its address on the web, with https://."""
    language: Words = "en"
    """The language that it is in, as a BCP 47 tag; `en` unless given."""
    full_text: StrictBool = False
    """Whether its licence lets the whole text be shown."""
    rights: Words
    """Who holds the rights, and what they allow."""
    inferred: dict[Words, Words] = Field(default_factory=dict)
    """Fields that the document does not state, each with what they were read from."""
    note: Words | None = None
    """What readers have to know of the document."""
    superseded_by: Id | None = None
    """The source that took its place; no fact need quote the sentences of this one."""
    retracted: Retraction | None = None
    """When and why it was taken back; every fact from it carries a mark from then on."""
    unused: tuple[Unused, ...] = ()
    """The sentences that no fact quotes, each with the reason."""
    origin: Annotated[Given, Field(repr=False)] = None
    text: Annotated[Given, Field(repr=False)] = None
    digest: Given = ""
    original_digest: Given = ""
    unknown: Given = frozenset()
    """Names of the fields that are blank or have a fault of form, and in whose place the reader put something."""

    @property
    def words(self) -> SourceText:
        """Return the document's text, ready for searching."""
        return self.text  # type: ignore[no-any-return]  # the reader gives it

    @property
    def in_english(self) -> bool:
        """Tell whether it is in English, of which some rules of the proof know the words."""
        return is_english(self.language)

    @property
    def is_dated(self) -> bool:
        """Tell whether its day of issue is known, from which dates are counted."""
        return "issued" not in self.unknown

    @property
    def is_settled(self) -> bool:
        """Tell whether it is known who published it, when, and whether it was taken back."""
        return not self.unknown & {"issued", "publisher", "retracted"}

    @model_validator(mode="after")
    def _published_first(self) -> Source:
        if self.retracted and self.is_dated and self.retracted.date.first < self.issued.first:
            raise PydanticCustomError("retracted", "it is taken back before it was issued")
        return self


ActorRef = Annotated[Actor, PlainValidator(reference("actors")), id_schema("actors.yml")]
PlaceRef = Annotated[Place, PlainValidator(reference("places")), id_schema("places.yml")]
IndicatorRef = Annotated[Indicator, PlainValidator(reference("indicators")), id_schema("indicators.yml")]
SourceRef = Annotated[Source, PlainValidator(reference("sources")), id_schema("seeds/")]
Actors = Annotated[tuple[ActorRef, ...], BeforeValidator(listed), Field(min_length=1)]
SomeActors = Annotated[tuple[ActorRef, ...], BeforeValidator(listed)]

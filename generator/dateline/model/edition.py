"""Hold editions, and why a fact changed from one to the next."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StrictBool, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from dateline.model.values import DateField, Given, Id, Record, Words
from dateline.text.dates import Date, Precision, parse_date


class Cause(StrEnum):
    """Say why a fact differs from the edition before."""

    NEW = "new"
    """The fact was not there before; the tool finds this by itself."""
    SITUATION_CHANGED = "situation_changed"
    """What the fact tells of has changed."""
    SOURCE_REVISED = "source_revised"
    """The publisher has revised its document, or taken it back."""
    BETTER_SOURCE = "better_source"
    """Another source is nearer to it, or more exact."""
    DEFINITION_CHANGED = "definition_changed"
    """What is counted is defined otherwise."""
    CORRECTION = "correction"
    """It was wrong."""
    REWORDED = "reworded"
    """The editor's own words are others; what they say is the same."""
    WITHDRAWN = "withdrawn"
    """It is taken out, and not because it was wrong."""


class Change(Record):
    """Say why a record differs from the edition before, where the tool cannot know."""

    cause: Cause
    """The cause of the change: one of the words of a closed list."""
    note: Words | None = None
    """What readers are told of the change."""
    series_break: StrictBool = False
    """Whether the figure must not be compared with the one before: another claimant, or another definition."""


class Withdrawal(Record):
    """Take a published fact out; its id is never used again."""

    id: Id
    """The id of the fact that is taken out, as an earlier edition has it."""
    note: Words
    """Why it is taken out; readers are told."""
    cause: Literal[Cause.WITHDRAWN, Cause.CORRECTION, Cause.SOURCE_REVISED, Cause.SITUATION_CHANGED] = Cause.WITHDRAWN
    """Why in one word: `correction` where the fact was wrong, not only outdated."""
    briefing: Given = ""
    origin: Annotated[Given, Field(repr=False)] = None


def edition_order(edition: str) -> tuple[str, int]:
    """Return what editions are put in order by: the date of the id, and its number."""
    day, _, number = edition.partition(".")
    return day, int(number or 1)


def _of_the_calendar(edition: str) -> str:
    try:
        parse_date(edition.partition(".")[0])
    except ValueError as error:
        raise PydanticCustomError("edition_id", "{said}", {"said": str(error)}) from error
    return edition


EditionId = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d\d-\d\d(?:\.(?:[2-9]|[1-9]\d+))?$"),
    AfterValidator(_of_the_calendar),
]


def _one_day(date: Date) -> Date:
    if date.interval or date.uncertain or date.precision is not Precision.DAY:
        raise PydanticCustomError("day", "“{said}” is not one day; write 2018-04-02", {"said": date.text})
    return date


DayField = Annotated[DateField, AfterValidator(_one_day)]


class Edition(Record):
    """Name the state of the briefings that is in work."""

    id: EditionId
    """The date of the edition, in quotation marks; a second one of that date ends in .2."""
    title: Words
    """What the edition is about: a line that stands on its home page."""
    cutoff: DayField
    """The last day of which anything is known here; ages are counted from it."""
    issued: DayField | None = None
    """The day on which it is published, not before the cutoff."""
    next_due: DayField | None = None
    """The day on which readers may expect the next edition."""
    period: DateField | None = None
    """The time that is reported on, in EDTF: two days with a slash between them."""
    prepared_by: Words | None = None
    """Who made it: a desk, not a person."""
    note: Words | None = None
    """What readers have to know of this edition as a whole."""
    corrects: EditionId | None = None
    """The id of the edition that this one corrects."""
    marking: Annotated[Words | None, Field(max_length=100)] = None
    """Who may read the printed briefs: “Public”, “For partners”."""
    stale_after: Annotated[int, Field(ge=1, strict=True)] = 30
    """Days before the cutoff after which a state of things is marked as stale; an indicator may give its own."""
    origin: Annotated[Given, Field(repr=False)] = None

    @model_validator(mode="after")
    def _in_order(self) -> Edition:
        if self.issued and self.issued.first < self.cutoff.first:
            raise PydanticCustomError("issued", "it is issued before its information cutoff")
        if self.next_due and self.next_due.first <= (self.issued or self.cutoff).first:
            raise PydanticCustomError("next_due", "the next edition is due before this one is issued")
        if "." in self.id and not self.corrects:
            raise PydanticCustomError("corrects", "a second edition of one date says what it `corrects`")
        if self.corrects and edition_order(self.corrects) >= edition_order(self.id):
            raise PydanticCustomError("corrects", "an edition corrects an earlier one")
        return self


def unknown_edition() -> Any:  # noqa: ANN401
    """Stand for an edition that could not be read."""
    return Edition.model_construct(id="0001-01-01", title="?", cutoff=parse_date("0001-01-01"))

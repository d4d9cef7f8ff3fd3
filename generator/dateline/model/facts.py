"""Hold facts: one class a kind, each with the citation that proves it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, PlainValidator, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from dateline.model.edition import Change
from dateline.model.registers import (
    Actor,
    ActorRef,
    Actors,
    IndicatorRef,
    Place,
    PlaceRef,
    SomeActors,
    SourceRef,
)
from dateline.model.values import (
    AmountField,
    DateField,
    Given,
    Id,
    IdList,
    Record,
    Words,
    WordsList,
    id_schema,
    listed,
    reference,
)
from dateline.text.dates import Date
from dateline.text.numbers import Magnitude, Quantifier


class Fact(Record):
    """Hold what one citation says, in the fields of its kind."""

    kind: ClassVar[str]
    date_fields: ClassVar[tuple[str, ...]] = ("date",)
    ahead_fields: ClassVar[tuple[str, ...]] = ()
    """Date fields whose weekday is the next one, not the last."""

    id: Id
    """The fact's name in all files: lower-case letters, digits and hyphens; never used again."""
    formerly: IdList = ()
    """Ids under which the fact was published before; `dateline rename` writes them."""
    source: SourceRef
    """The id of the document that it is taken from, as its record in `seeds/` has it."""
    quote: Words
    """The source's words, unchanged; `…` joins parts of one paragraph."""
    prefix: str = ""
    """The words just before the quotation, where it stands in the source more than once (TextQuoteSelector)."""
    suffix: str = ""
    """The words just after the quotation, where it stands in the source more than once (TextQuoteSelector)."""
    attributed: WordsList = ()
    """Words of the same source that name the claimant."""
    context: WordsList = ()
    """Words of the same source that name an actor or place which the quotation only points to."""
    said_by: SomeActors = ()
    """Who is said to have said it: ids of actors; left out where the publisher speaks for itself."""
    date: DateField | None = None
    """When it was so, in EDTF (ISO 8601-2): a day, a month, a year or a period."""
    when: Words | None = None
    """The source's own words for the date, where the date is the editor's reading of them."""
    note: Words | None = None
    """What else readers have to know of this fact, in the editor's words."""
    unproved: Words | None = None
    """Why it cannot be proved; it is shown with a mark."""
    change: Change | None = None
    """Why it differs from the edition before."""
    briefing: Given = ""
    origin: Annotated[Given, Field(repr=False)] = None

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Return the actors it is about, claimants excepted."""
        return ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the places it is about, the main one first."""
        return ()

    @property
    def named(self) -> tuple[Actor | Place, ...]:
        """Return the actors and places that its quotations must name."""
        return (*self.actors, *self.places)

    @property
    def texts(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the editor's own words in it, each with the path of its field."""
        return ((("note",), self.note),) if self.note else ()

    @property
    def dates(self) -> tuple[tuple[str, Date], ...]:
        """Return its dates, each with its field's name."""
        return tuple((name, value) for name in self.date_fields if (value := getattr(self, name)))

    @property
    def quotations(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return every quotation in it, each with the path of its field."""
        return (
            (("quote",), self.quote),
            *((("attributed", index), words) for index, words in enumerate(self.attributed)),
            *((("context", index), words) for index, words in enumerate(self.context)),
        )

    @property
    def flat_quote(self) -> str:
        """Return its quotation on one line, with single spaces."""
        return " ".join(self.quote.split())

    @property
    def as_of(self) -> Date:
        """Return when it was so: its date, the end of a closed period in which it was, else the day of its source."""
        periods = (value for name, value in self.dates if name != "since" and value.interval and not value.open_end)
        dated = self.date or next(periods, None)
        return dated or self.source.issued

    @property
    def moment(self) -> Date | None:
        """Return the date by which it is put in order."""
        return self.dates[0][1] if self.dates else None


class Placed(Fact):
    """Hold a fact that may have a place."""

    place: PlaceRef | None = None
    """Where it is: the id of a place."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Return its place."""
        return (self.place,) if self.place else ()


class Described(Placed):
    """Hold a fact that the editor puts in words of their own."""

    what: Words
    """What is stated, demanded or done, in the editor's words; it completes the sentence that begins with the actor."""

    @property
    def texts(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the editor's words."""
        return ((("what",), self.what), *super().texts)


class ControlState(StrEnum):
    """Say who holds a place."""

    CONTROLLED = "controlled"
    """One side, or one alliance, holds it."""
    MIXED = "mixed"
    """Several hold it together, or parts of it each."""
    CONTESTED = "contested"
    """It is fought over."""
    BESIEGED = "besieged"
    """It is held from inside, and surrounded."""
    CLAIMED = "claimed"
    """Someone says that they hold it, and nobody else says so."""
    UNKNOWN = "unknown"
    """The source tells that it is not known."""


class Control(Fact):
    """Say in what state of control a place is."""

    kind = "control"
    date_fields = ("since", "date")

    place: PlaceRef
    """The place that is held: the id of a place."""
    state: ControlState
    """How it is held: one of the words of a closed list."""
    by: SomeActors = ()
    """Who holds it, or besieges it where it is `besieged`: ids of actors; needed where it is held or claimed."""
    since: DateField | None = None
    """Since when, in EDTF: “2013”, or “2018-02/2018-03” for a time that is over."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Return who holds it."""
        return self.by

    @property
    def places(self) -> tuple[Place, ...]:
        """Return its place."""
        return (self.place,)

    @model_validator(mode="after")
    def _held_by_someone(self) -> Control:
        if not self.by and self.state in (ControlState.CONTROLLED, ControlState.MIXED, ControlState.CLAIMED):
            raise PydanticCustomError("by", "“{state}” needs `by`: who holds it", {"state": self.state.value})
        return self


class PresenceMode(StrEnum):
    """Say how an actor is in a place."""

    PRESENT = "present"
    """It is there."""
    BASED = "based"
    """It has its base there."""
    OPERATING = "operating"
    """It is active there."""
    LAST_STRONGHOLD = "last_stronghold"
    """It is the last place that it has."""
    NEARBY = "nearby"
    """It is near the place, not in it."""


class Presence(Placed):
    """Say that an actor is in a place."""

    kind = "presence"
    date_fields = ("since", "date")

    actor: ActorRef
    """Who is there: the id of an actor."""
    place: PlaceRef
    """Where it is present: the id of a place."""
    how: PresenceMode = PresenceMode.PRESENT
    """How it is there: one of the words of a closed list; `present` unless given."""
    what: Words | None = None
    """What the source says of it there: “a number of rebel factions” that names it, else “its boats lie in the bay”."""
    since: DateField | None = None
    """Since when it is there, in EDTF."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Return its actor."""
        return (self.actor,)

    @property
    def texts(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the editor's words."""
        return (*(((("what",), self.what),) if self.what else ()), *super().texts)


class Stance(StrEnum):
    """Say how an actor stands to something."""

    STATES = "states"
    """The actor says that it is so."""
    DENIES = "denies"
    """The actor says that it is not so."""
    AIMS = "aims"
    """The actor wants it to be so."""


FactRef = Annotated[Fact, PlainValidator(reference("facts")), id_schema("the facts of any briefing")]


class Position(Described):
    """Say what an actor states, denies or aims at."""

    kind = "positions"

    actor: Actors
    """Who takes the position: ids of actors."""
    stance: Stance
    """How the actor stands to it: `states`, `denies` or `aims`."""
    disputes: Annotated[tuple[FactRef, ...], BeforeValidator(listed)] = ()
    """The facts that this one says are not so; of those that dispute others, only ones that stand before it."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Return who takes the position."""
        return self.actor


class TrackState(StrEnum):
    """Say how far a negotiation is."""

    ANNOUNCED = "announced"
    """Talks are to begin."""
    UNDERWAY = "underway"
    """The parties are talking."""
    STALLED = "stalled"
    """Talks have begun and do not go on."""
    AGREED = "agreed"
    """The parties have agreed."""
    COLLAPSED = "collapsed"
    """Talks have ended without an agreement."""


class Track(Placed):
    """Say who negotiates with whom."""

    kind = "tracks"

    title: Words
    """What the talks are called on the page; what they are about stands here: “Talks on Port Amber”."""
    place: PlaceRef | None = None
    """The place of the talks, shown before their sentence: where they are held, or for which place."""
    continues: Annotated[Track, PlainValidator(reference("tracks")), id_schema("the tracks of any briefing")] | None = (
        None
    )
    """The id of the fact with the state before of the same talks, which names the parties where this one does not."""
    parties: SomeActors = ()
    """Who negotiates: ids of actors; they may be left out where the fact `continues` one that names them."""
    mediator: SomeActors = ()
    """Who mediates between the parties: ids of actors."""
    state: TrackState
    """How far the talks are: one of the words of a closed list."""
    what: Words | None = None
    """What the source tells of the talks, in the editor's words."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Return the parties and mediators that its own words name."""
        return (*self.parties, *self.mediator)

    @property
    def states(self) -> tuple[Track, ...]:
        """Return the states of the same talks up to this one, the newest first."""
        found = [self]
        while before := found[-1].continues:
            found.append(before)
        return tuple(found)

    @property
    def first(self) -> Track:
        """Return the oldest state of the same talks, which is that of any other."""
        return self.states[-1]

    @property
    def party_facts(self) -> tuple[Track, ...]:
        """Return the facts that say who talks with whom, the newest first.

        They end with the newest that names both sides, itself or one before it; one that names nobody besides is none.
        """
        told, found = {*self._way[-1].parties}, [self._way[-1]]
        for state in reversed(self._way[:-1]):
            if not told.issuperset(state.parties):
                told.update(state.parties)
                found.insert(0, state)
        return tuple(found)

    @property
    def between(self) -> tuple[Track, ...]:
        """Return the states between it and those that say who talks with whom: without them it is not known whose."""
        told = self.party_facts
        return tuple(state for state in self._way[1:] if state not in told)

    @property
    def mediation(self) -> tuple[Track, ...]:
        """Return the states back to the newest that names a mediator, which comes last; none where no state does."""
        states = self.states
        at = next((at for at, state in enumerate(states, start=1) if state.mediator), 0)
        return states[:at]

    @property
    def _way(self) -> tuple[Track, ...]:
        """Return the states back to the newest that names both sides, or else to the first."""
        states = self.states
        ends = next((at for at, state in enumerate(states, start=1) if len(state.parties) > 1), len(states))
        return states[:ends]

    @property
    def texts(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the editor's words."""
        return (*(((("what",), self.what),) if self.what else ()), (("title",), self.title), *super().texts)

    @model_validator(mode="after")
    def _between_someone(self) -> Track:
        if not self.parties and not self.continues:
            raise PydanticCustomError("parties", "“parties” is missing")
        return self


TrackRef = Annotated[Track, PlainValidator(reference("tracks")), id_schema("the tracks of any briefing")]


class Demand(Described):
    """Say who demands what of whom, and until when."""

    kind = "demands"
    date_fields = ("date", "deadline")
    ahead_fields = ("deadline",)

    by: Actors
    """Who demands it: ids of actors."""
    to: Actors
    """Of whom it is demanded: ids of actors."""
    deadline: DateField | None = None
    """The day until which it is to be done, in EDTF; a weekday is read as the next one."""
    track: TrackRef | None = None
    """The id of the talks that the demand belongs to."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Return who demands, and of whom."""
        return (*self.by, *self.to)


class Agreement(Placed):
    """Say who agreed to what."""

    kind = "agreements"

    parties: Actors
    """Who agreed: ids of actors."""
    terms: WordsList = ()
    """What was agreed: each completes “agreed to …”."""
    track: TrackRef | None = None
    """The id of the talks that led to it."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Return the parties."""
        return self.parties

    @property
    def texts(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the terms and the note."""
        return (*((("terms", index), term) for index, term in enumerate(self.terms)), *super().texts)


class Event(Described):
    """Say what happened: `what` completes a sentence whose subject is the actors."""

    kind = "events"

    actor: SomeActors = ()
    """Who did it: ids of actors; left out where the source does not say who, or nobody did."""
    origin_place: Annotated[PlaceRef | None, Field(alias="from")] = None
    """From where something or someone moved: the id of a place."""
    to: PlaceRef | None = None
    """Where to something or someone moved: the id of a place."""
    expected: StrictBool = False
    """Whether it is still to come."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Return who acted."""
        return self.actor

    @property
    def places(self) -> tuple[Place, ...]:
        """Return where it happened, from where and to where."""
        return tuple(place for place in (self.place, self.origin_place, self.to) if place)


class Figure(Fact):
    """Say a number of something somewhere."""

    kind = "figures"
    date_fields = ("period", "date")

    indicator: IndicatorRef
    """What is counted: the id of an indicator."""
    place: PlaceRef
    """Where it is counted: the id of a place."""
    origin_place: Annotated[PlaceRef | None, Field(alias="from")] = None
    """Where the counted people came from: the id of a place."""
    value: AmountField | None = None
    """The number, without quotation marks; `[40, 60]` for a range."""
    quantifier: Quantifier = Quantifier.EXACT
    """The hedge of the number as the source has it; `exact` unless given."""
    magnitude: Magnitude | None = None
    """A number that the source gives in words alone: `dozens`, or `unstated`."""
    period: DateField | None = None
    """The time in which or since which it is counted, in EDTF; `2018-02/..` goes on."""
    headline: Words | None = None
    """Why this figure leads where others contest it."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Return where it counts, and from where the counted came."""
        return tuple(place for place in (self.place, self.origin_place) if place)

    @property
    def texts(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the editor's reason why it leads, and the note."""
        return (*(((("headline",), self.headline),) if self.headline else ()), *super().texts)

    @property
    def series(self) -> tuple[str, str, str, str]:
        """Return what two figures share when they mean the same thing."""
        origin = self.origin_place.id if self.origin_place else ""
        return (self.indicator.id, self.place.id, origin, str(self.period or self.date or ""))

    @model_validator(mode="after")
    def _one_number(self) -> Figure:
        if (self.value is None) == (self.magnitude is None):
            raise PydanticCustomError(
                "value", "a figure has a `value`, or a `magnitude` where the source gives no number"
            )
        if self.value and (self.value.low < self.value.high) != (self.quantifier is Quantifier.BETWEEN):
            raise PydanticCustomError(
                "value", "a range has two values and `quantifier: between`; the one asks for the other"
            )
        return self


class Relation(StrEnum):
    """Say how a place lies to another."""

    NORTHEAST_OF = "northeast_of"
    """It lies to the northeast of the other place."""
    NORTH_OF = "north_of"
    """It lies to the north of the other place."""
    NORTHWEST_OF = "northwest_of"
    """It lies to the northwest of the other place."""
    EAST_OF = "east_of"
    """It lies to the east of the other place."""
    WEST_OF = "west_of"
    """It lies to the west of the other place."""
    SOUTHEAST_OF = "southeast_of"
    """It lies to the southeast of the other place."""
    SOUTH_OF = "south_of"
    """It lies to the south of the other place."""
    SOUTHWEST_OF = "southwest_of"
    """It lies to the southwest of the other place."""
    CLOSE_TO = "close_to"
    """It is near the other place; in what direction is not said."""
    IN = "in"
    """It is a part of the other place."""


class Location(Fact):
    """Say where a place lies."""

    kind = "locations"

    place: PlaceRef
    """The place that is described: its id."""
    relation: Relation
    """How it lies to the other place: one of the words of a closed list."""
    of: PlaceRef
    """The other place, from which it is seen: its id."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Return both places."""
        return (self.place, self.of)


class Profile(Fact):
    """Say who an actor is: `what` completes “NAME is …”, followed by “of OF” where that is given."""

    kind = "profiles"

    actor: ActorRef
    """Who is described: the id of an actor."""
    what: Words
    """What they are: it completes “NAME is …”."""
    of: ActorRef | None = None
    """Whose they are, as a leader is of a group: the id of an actor."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Return whom it describes, and whose that one is."""
        return (self.actor, self.of) if self.of else (self.actor,)

    @property
    def texts(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Return the editor's words."""
        return ((("what",), self.what), *super().texts)


KINDS: Mapping[str, type[Fact]] = {
    kind.kind: kind
    # Tracks come first: demands and agreements name them.
    for kind in (Track, Control, Presence, Position, Demand, Agreement, Event, Figure, Location, Profile)
}

"""Write an invented project of any size: every place, actor, document and fact in it is made up.

    python benchmarks/generate.py DIR --facts 10000 --briefings 100
    python benchmarks/generate.py DIR --pages 1000
    python benchmarks/generate.py DIR --facts 300 --edition 7

The same numbers give the same bytes. Everything passes `dateline check`. An edition after the first is written over the
one before it, once that is published: a hundredth of the facts are changed, each with a cause.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle, islice, product, repeat
from pathlib import Path

CUTOFF = date(2031, 5, 31)
OFTEN, SOMETIMES, CONTESTED = 0.5, 0.2, 0.05
"""Chances."""
THOUSANDS = 10_000
"""From here on numbers are round, and half of them written with a word."""
FACTS_A_DOCUMENT = 25
SENTENCES_A_PARAGRAPH = 4
WIDEST = 110
"""Characters of a line of YAML."""
FACTS_A_BRIEFING = 25
"""In a site of so many pages; about what this repository's own briefings have."""
FACTS_A_CHANGE = 100
"""So many facts let an edition change one."""
MIX = (
    *("figures", "events", "control", "presence", "positions", "tracks", "figures", "events", "profiles"),
    *("figures", "events", "presence", "figures", "demands", "positions", "events", "figures", "agreements"),
    *("control", "figures", "events", "presence", "locations", "figures", "positions"),
)
"""Kinds in the order in which a document tells them: each at least once in twenty-five facts."""
FILE_OF = {
    "control": "control",
    "locations": "control",
    "presence": "factions",
    "profiles": "factions",
    "tracks": "negotiations",
    "demands": "negotiations",
    "agreements": "negotiations",
    "positions": "negotiations",
    "figures": "humanitarian",
    "events": "events",
}


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# First words of places, of parties and of those who only tell differ, so that no name holds another.
PLACE_FIRST = _words(
    """Quarrel Lantern Thistle Candle Pepper Button Kettle Saddle Marble Velvet Pickle Feather Copper Honey Barley
    Whistle Clover Bramble Cobble Drizzle Gossip Hazel Juniper Mitten Nettle Pudding Ribbon Spindle Tangle Walnut
    Acorn Biscuit Cobweb Dumpling Elbow Fiddle Gherkin Hiccup Inkwell Jumble""",
)
PLACE_LAST = _words(
    """Hill Ford Hollow Bridge Landing Crossing Heath Reach Gate Moor Weir Haven Mill Cliff Wharf Meadow Ridge
    Common Green Stairs Steps Corner Market Field Wood Lane Bank Bottom End Point""",
)
PARTY_FIRST = _words(
    """Marsh Ember Harbour Orchard Granite Willow Falcon Heron Badger Otter Amber Cinder Tallow Flint Sparrow
    Plover Teasel Bracken Gorse Rowan Pumice Gravel Bellows Anchor Rudder""",
)
PARTY_LAST = _words("League Guard Council Brigade Assembly Company Muster Federation Column Rangers")
TELLER_FIRST = _words("Brass Paper Window Steeple Weather Ledger Pigeon Signal Tidewater Crossroads Almanac Ferry")
TELLER_LAST = _words("Monitor Observers Register Bureau Circle Almoners Wardens Nurses Listeners Scribes")
PARTY_TYPES = ("armed_group", "council", "government", "military")
TELLER_TYPES = ("monitor", "activists", "civil_group")
PLACE_TYPES = ("town", "city", "area", "site")
PUBLISHERS = ("The Brick Lane Bugle", "The Daily Teapot", "The Lower Valley Post", "Radio Gooseberry")
WEEKDAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = _words("January February March April May June July August September October November December")

DEEDS = (
    *("closed the ferry landing", "handed out lamp oil", "cut the telegraph line", "opened the granary"),
    *("set up a checkpoint at the toll house", "painted over the road signs", "lit beacons on the roofs"),
    *("searched the boat sheds", "rang the alarm bells", "moved the grain carts away", "blocked the towpath"),
    *("cleared the snow from the pass", "drained the mill pond", "shut the weaving hall", "mended the sluice"),
)
AIMS = (
    *("reopen the school", "keep the bridges open", "let the carts pass", "exchange the captured barges"),
    *("leave the toll house", "return the church bells", "stop the night patrols", "share the mill"),
    *("take down the barricades", "let the physicians in", "give back the ferry", "keep off the dikes"),
)
TRADES = (
    *("a league of boatmen and carters", "a body of night watchmen", "a company of former toll keepers"),
    *("an alliance of upland shepherds", "a circle of lock keepers", "a league of weavers and dyers"),
)
FILLERS = (
    *("The rain did not stop for the whole of the week.", "Nothing more was known by nightfall."),
    *("The mail coach came late again.", "Fog lay over the lower valley.", "The roads were deep in mud."),
    *("Candles burned in most windows.", "The post office stayed shut.", "Few carts were on the road."),
)
RELATIONS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
TRACK_STATES = {"underway": "are underway", "stalled": "have stalled", "collapsed": "have collapsed"}
HEDGES = {
    "exact": "",
    "about": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "less_than": "fewer than ",
    "at_most": "up to ",
}


Series = tuple[object, ...]
"""An indicator, a place and a time: two figures of one series contest each other."""


@dataclass(frozen=True)
class Actor:
    """Hold an invented actor; English says “the” before its name."""

    id: str
    name: str
    type: str
    belligerent: bool
    also: str = ""

    def __str__(self) -> str:
        return f"the {self.name}"


@dataclass(frozen=True)
class Place:
    """Hold an invented place."""

    id: str
    name: str
    type: str
    reference: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Counted:
    """Hold an invented indicator: what is counted, and what became of it."""

    id: str
    noun: str
    done: str
    unit: str = "people"

    @property
    def words(self) -> list[str]:
        """Return the words that a quotation about it holds."""
        return [self.noun.rsplit(" ", 1)[-1], self.done.rsplit(" ", 1)[-1]]


COUNTED = (
    Counted("people-sheltered", "people", "were sheltered"),
    Counted("families-flooded", "families", "were flooded", "families"),
    Counted("boats-sunk", "boats", "were sunk", "boats"),
    Counted("carts-seized", "carts", "were seized", "carts"),
    Counted("residents-fed", "residents", "were fed"),
    Counted("lamps-broken", "lamps", "were broken", "lamps"),
    Counted("travellers-stranded", "travellers", "were stranded"),
    Counted("sheep-moved", "sheep", "were moved", "sheep"),
    Counted("wells-dry", "of the wells", "were dry", "percent"),
)


@dataclass(frozen=True)
class Draft:
    """Hold a fact before it has an id: a sentence of a document, and what an editor makes of it."""

    sentence: str
    fields: Mapping[str, object]


@dataclass
class Document:
    """Hold an invented document and its record."""

    id: str
    title: str
    publisher: str
    issued: date
    paragraphs: list[list[str]] = field(default_factory=lambda: [[]])
    unused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the document as it stands in `seeds/`."""
        return "\n".join([self.title, *(" ".join(paragraph) for paragraph in self.paragraphs if paragraph)]) + "\n"

    def say(self, sentence: str) -> None:
        """Add a sentence; four make a paragraph."""
        if len(self.paragraphs[-1]) == SENTENCES_A_PARAGRAPH:
            self.paragraphs.append([])
        self.paragraphs[-1].append(sentence)


# ---------------------------------------------------------------- facts


def _month(when: date) -> tuple[str, str]:
    """Return a month as editors write it and as documents do."""
    return f"{when:%Y-%m}", f"{MONTHS[when.month - 1]} {when.year}"


def _number(rng: random.Random, *, percent: bool) -> tuple[int, str]:
    """Return a number and the words for it."""
    if percent:
        value = rng.randrange(2, 97)
        return value, f"{value} percent"
    value = rng.choice((rng.randrange(11, 990), rng.randrange(1_000, 9_900), 1_000 * rng.randrange(10, 700)))
    in_words = value >= THOUSANDS and rng.random() < OFTEN
    return value, f"{value // 1_000} thousand" if in_words else f"{value:,}"


class Teller:
    """Tell one briefing: make documents, and facts that quote them."""

    def __init__(self, places: Sequence[Place], actors: Sequence[Actor], told: set[Series], rng: random.Random) -> None:
        self.slug = places[0].id
        self.rng = rng
        self.main = places[0]
        self.near = places
        self.places = cycle(places)
        self.parties = cycle([actor for actor in actors if actor.type in PARTY_TYPES])
        self.tellers = cycle([actor for actor in actors if actor.type in TELLER_TYPES])
        self.documents: list[Document] = []
        self.facts: dict[str, list[dict[str, object]]] = defaultdict(list)
        self.sentences: dict[str, str] = {}
        self.told = told
        self.series: set[Series] = set()
        self.tell: Mapping[str, Callable[[], Draft]] = {
            "control": self.control,
            "presence": self.presence,
            "positions": self.position,
            "tracks": self.track,
            "demands": self.demand,
            "agreements": self.agreement,
            "events": self.event,
            "figures": self.figure,
            "locations": self.location,
            "profiles": self.profile,
        }

    def write(self, count: int) -> None:
        """Tell so many facts, each in a sentence that its document has once."""
        for number, kind in enumerate(islice(cycle(MIX), count), 1):
            if (number - 1) % FACTS_A_DOCUMENT == 0:
                self.open_document()
            document = self.documents[-1]
            draft = next(draft for draft in iter(self.tell[kind], None) if draft.sentence not in document.text)
            document.say(draft.sentence)
            if number % 6 == 0:
                filler = FILLERS[number // 6 % len(FILLERS)]
                if filler not in document.text:
                    document.say(filler)
                    document.unused.append((filler, "It tells of weather and roads."))
            fact_id = f"{self.slug}-{kind}-{number:04}"
            self.facts[kind].append(
                {"id": fact_id, **draft.fields, "source": document.id, "quote": draft.sentence},
            )
            self.sentences[fact_id] = draft.sentence

    def open_document(self) -> None:
        """Begin the next document."""
        number = len(self.documents) + 1
        title = f"Notes from {self.main}"
        document = Document(
            id=f"{self.slug}-notes-{number:03}",
            title=title,
            publisher=self.rng.choice(PUBLISHERS),
            issued=CUTOFF - timedelta(days=self.rng.randrange(60)),
        )
        document.unused.append((title, "A heading, which states nothing."))
        self.documents.append(document)

    def past(self) -> tuple[str, str]:
        """Return a day before the document's issue, and its weekday."""
        day = self.documents[-1].issued - timedelta(days=self.rng.randrange(7))
        return day.isoformat(), WEEKDAYS[day.weekday()]

    def ahead(self) -> tuple[str, str]:
        """Return a day after the document's issue, and its weekday."""
        day = self.documents[-1].issued + timedelta(days=self.rng.randrange(1, 7))
        return day.isoformat(), WEEKDAYS[day.weekday()]

    def said(self) -> tuple[str, dict[str, object]]:
        """Return the end of a sentence that names a claimant, now and then, and its field."""
        if self.rng.random() < OFTEN:
            return "", {}
        teller = next(self.tellers)
        return f", according to {teller}", {"said_by": teller.id}

    def two(self) -> tuple[Actor, Actor]:
        """Return the next two parties."""
        return next(self.parties), next(self.parties)

    # ------------------------------------------------------------ one method a kind

    def control(self) -> Draft:
        """Say who holds a place."""
        place, (one, other) = next(self.places), self.two()
        fields: dict[str, object] = {"place": place.id}
        state = self.rng.choice(("controlled", "controlled", "contested", "besieged", "claimed"))
        if state == "controlled":
            since, month = _month(CUTOFF - timedelta(days=self.rng.randrange(100, 1500)))
            fields |= {"state": state, "by": one.id, "since": since}
            return Draft(f"{place} has been held by {one} since {month}.", fields)
        if state == "contested":
            return Draft(
                f"{place} is contested between {one} and {other}, and its gates change hands by the day.",
                fields | {"state": state, "by": [one.id, other.id]},
            )
        if state == "besieged":
            end, said = self.said()
            return Draft(
                f"{place} is besieged by {one}, who let no cart pass{end}.",
                fields | {"state": state, "by": one.id, **said},
            )
        day, weekday = self.past()
        fields |= {"state": state, "by": one.id, "date": day, "when": weekday, "said_by": one.id}
        return Draft(f"On {weekday}, {one} said that {place} was in its hands.", fields)

    def presence(self) -> Draft:
        """Say that an actor is in a place."""
        place, actor = next(self.places), next(self.parties)
        fields: dict[str, object] = {"actor": actor.id, "place": place.id}
        end, said = self.said()
        mode, sentence = self.rng.choice(
            (
                ("based", f"Carts and crews of {actor} are based in {place}{end}."),
                ("present", f"A number of people from {actor} are present in {place}{end}."),
                ("last_stronghold", f"{place} is the last stronghold of {actor}{end}."),
                ("operating", f"In {place}, {actor} operates from the boat sheds along the water{end}."),
            ),
        )
        what = {"what": "from the boat sheds along the water"} if mode == "operating" else {}
        return Draft(sentence, {**fields, "how": mode, **what, **said})

    def position(self) -> Draft:
        """Say what an actor states, denies or aims at."""
        actor, what = next(self.parties), self.rng.choice(AIMS)
        end, said = self.said()
        stance = self.rng.choice(("states", "denies", "aims"))
        if stance == "states":
            what = f"it will {what}"
            sentence = f"A herald of {actor} said that {what}{end}."
        elif stance == "denies":
            what = f"that it was asked to {what}"
            sentence = f"A letter from {actor} denied {what}{end}."
        else:
            sentence = f"In the long run, {actor} wants to {what}{end}."
        return Draft(sentence, {"actor": actor.id, "stance": stance, "what": what, **said})

    def track(self) -> Draft:
        """Say who negotiates with whom."""
        place, (one, other), teller = next(self.places), self.two(), next(self.tellers)
        state, words = self.rng.choice(sorted(TRACK_STATES.items()))
        fields = {
            "title": f"Talks on {place}",
            "place": place.id,
            "parties": [one.id, other.id],
            "mediator": teller.id,
            "state": state,
        }
        return Draft(f"Talks on {place} between {one} and {other}, led by {teller}, {words}.", fields)

    def demand(self) -> Draft:
        """Say who demands what of whom."""
        (one, other), what, (day, weekday) = self.two(), self.rng.choice(AIMS), self.ahead()
        fields: dict[str, object] = {"by": one.id, "to": other.id, "what": what, "deadline": day}
        fields |= {"when": f"until {weekday}"} | self.on_track()
        return Draft(f"An envoy of {one} gave {other} until {weekday} to {what}.", fields)

    def agreement(self) -> Draft:
        """Say who agreed to what."""
        place, (one, other), (day, weekday) = next(self.places), self.two(), self.past()
        terms = self.rng.sample(AIMS, 2)
        fields: dict[str, object] = {
            "parties": [one.id, other.id],
            "place": place.id,
            "date": day,
            "when": weekday,
        }
        fields |= {"terms": terms} | self.on_track()
        return Draft(f"On {weekday}, {one} and {other} agreed in {place} to {terms[0]} and to {terms[1]}.", fields)

    def on_track(self) -> dict[str, object]:
        """Return the negotiation that a demand or an agreement belongs to."""
        tracks = self.facts["tracks"]
        return {"track": tracks[-1]["id"]} if tracks else {}

    def event(self) -> Draft:
        """Say what happened; now and then only the sentence before names the place."""
        actor, what, (day, weekday) = next(self.parties), self.rng.choice(DEEDS), self.past()
        end, said = self.said()
        fields: dict[str, object] = {"actor": actor.id, "what": what}
        before = next(reversed(self.sentences.values()), "")
        near = [place for place in self.near if place.name in before and before in self.documents[-1].text]
        place, there = next(self.places), f"There, {actor} {what} on {weekday}{end}."
        if near and self.rng.random() < OFTEN and there not in self.documents[-1].text:
            place, sentence, context = near[0], there, {"context": before}
        else:
            sentence, context = f"In {place}, {actor} {what} on {weekday}{end}.", {}
        return Draft(sentence, fields | {"place": place.id, "date": day, "when": weekday, **said} | context)

    def figure(self) -> Draft:
        """Say a number of something somewhere; now and then one is told twice, and so contested."""
        place, counted = next(self.places), self.rng.choice(COUNTED)
        end, said = self.said()
        fields: dict[str, object] = {"indicator": counted.id, "place": place.id}
        day, weekday = self.past()
        month, month_words = _month(CUTOFF - timedelta(days=self.rng.randrange(60, 400)))
        dated, when = self.rng.choice(
            (
                ({"date": day, "when": weekday}, f" on {weekday}"),
                ({"period": f"{month}/.."}, f" since {month_words}"),
            ),
        )
        series: Series = (counted.id, place.id, *dated.values())
        if series in self.told and not (series in self.series and self.rng.random() < CONTESTED):
            return self.figure()
        self.told.add(series)
        self.series.add(series)
        percent = counted.unit == "percent"
        low, words = _number(self.rng, percent=percent)
        if self.rng.random() < SOMETIMES and not percent:
            high = low + low // 3 + 1
            fields |= {"value": [low, high], "quantifier": "between"}
            words = f"between {low:,} and {high:,}"
        else:
            quantifier, hedge = self.rng.choice(sorted(HEDGES.items()))
            fields |= {"value": low} | ({} if quantifier == "exact" else {"quantifier": quantifier})
            words = hedge + words
        told = self.rng.choice(("In {place}, {words} {done}{when}{end}.", "{Words} {done} in {place}{when}{end}."))
        words = f"{words} {counted.noun}"
        sentence = told.format(
            place=place, words=words, Words=words[0].upper() + words[1:], done=counted.done, when=when, end=end
        )
        return Draft(sentence, {**fields, **dated, **said})

    def location(self) -> Draft:
        """Say where a place lies."""
        place, of, way = next(self.places), next(self.places), self.rng.choice(RELATIONS)
        return Draft(
            f"{place} lies {way} of {of}, a day by cart.",
            {"place": place.id, "relation": f"{way}_of", "of": of.id},
        )

    def profile(self) -> Draft:
        """Say who an actor is."""
        actor, what = next(self.parties), self.rng.choice(TRADES)
        end, said = self.said()
        return Draft(f"People here know {actor}, {what}{end}.", {"actor": actor.id, "what": what, **said})


# ---------------------------------------------------------------- YAML


def _scalar(value: object) -> str:
    """Return a value as an editor writes it; no words here need more than quotation marks."""
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f'"{text}"' if isinstance(value, str) and text.isdigit() else text


def _lines(key: str, value: object, indent: str) -> Iterator[str]:
    """Yield the lines of one key; long words are folded, a list of words is a block."""
    if isinstance(value, list) and any(" " in str(item) for item in value):
        yield f"{indent}{key}:"
        yield from (f"{indent}  - {_scalar(item)}" for item in value)
    elif len(line := f"{indent}{key}: {_scalar(value)}") <= WIDEST:
        yield line
    else:
        yield f"{indent}{key}: >-"
        yield from textwrap.wrap(
            str(value), 105, initial_indent=f"{indent}  ", subsequent_indent=f"{indent}  ", break_on_hyphens=False
        )


def _mapping(fields: Mapping[str, object]) -> str:
    return "".join(f"{line}\n" for key, value in fields.items() for line in _lines(key, value, ""))


def _list(name: str, records: Iterable[Mapping[str, object]]) -> str:
    """Return a list of records under its name."""
    out = [f"{name}:"]
    for record in records:
        lines = [line for key, value in record.items() for line in _lines(key, value, "    ")]
        out += [f"  - {lines[0].strip()}", *lines[1:]]
    return "\n".join(out) + "\n"


# ---------------------------------------------------------------- projects


@dataclass(frozen=True)
class Size:
    """Say how much to invent."""

    facts: int
    briefings: int
    places: int
    actors: int

    @classmethod
    def of_facts(cls, facts: int, briefings: int) -> Size:
        """Return a size with so many facts."""
        return cls(facts, briefings, min(2 * briefings + 4, 1200), min(briefings + 6, 300))

    @classmethod
    def of_pages(cls, pages: int) -> Size:
        """Return a size whose site has so many pages: seven a briefing, one a document, a place and an actor."""
        briefings = max(1, (pages - 20) // 11)
        rest = pages - 6 - 8 * briefings
        actors = max(6, min(300, rest * 2 // 5))
        return cls(FACTS_A_BRIEFING * briefings, briefings, rest - actors, actors)


def _invent(first: Sequence[str], last: Sequence[str], count: int, rng: random.Random) -> list[str]:
    """Return so many names."""
    names = [f"{one} {other}" for one, other in product(first, last)]
    if count > len(names):
        raise SystemExit(f"there are only {len(names):,} names of this sort, and {count:,} are asked for")
    rng.shuffle(names)
    return names[:count]


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _invent_actors(count: int, rng: random.Random) -> list[Actor]:
    """Return two parties to each teller."""
    tellers = max(2, min(count // 3, len(TELLER_FIRST) * len(TELLER_LAST)))
    names = [
        *((name, PARTY_TYPES) for name in _invent(PARTY_FIRST, PARTY_LAST, count - tellers, rng)),
        *((name, TELLER_TYPES) for name in _invent(TELLER_FIRST, TELLER_LAST, tellers, rng)),
    ]
    return [
        Actor(
            id=_slug(name),
            name=name,
            type=(kind := rng.choice(types)),
            belligerent=kind in ("armed_group", "military"),
            also=f"{name.split()[0]} {name.split()[1]}ers" if rng.random() < SOMETIMES else "",
        )
        for name, types in names
    ]


def _invent_places(count: int, rng: random.Random) -> list[Place]:
    return [
        Place(
            _slug(name),
            name,
            rng.choice(PLACE_TYPES),
            f"{rng.uniform(-60, 60):.4f} {rng.uniform(-170, 170):.4f}" if rng.random() < OFTEN else "",
        )
        for name in _invent(PLACE_FIRST, PLACE_LAST, count, rng)
    ]


def invent(size: Size, edition: int = 1) -> dict[str, str]:
    """Return the text of every file of a project by its path, in its first edition or a later one."""
    rng = random.Random(0)  # noqa: S311  # the same at every run
    places, actors = _invent_places(size.places, rng), _invent_actors(size.actors, rng)
    parties = [actor for actor in actors if actor.type in PARTY_TYPES]
    tellers = [actor for actor in actors if actor.type in TELLER_TYPES]
    others, some_parties, some_tellers = cycle(places[size.briefings :]), cycle(parties), cycle(tellers)
    told: set[Series] = set()
    written = []
    for number in range(size.briefings):
        near = list(dict.fromkeys([places[number], *islice(others, 3)]))
        cast = [*islice(some_parties, 6), *islice(some_tellers, 3)]
        share = size.facts * (number + 1) // size.briefings - size.facts * number // size.briefings
        teller = Teller(near, cast, told, rng)
        teller.write(share)
        written.append(teller)
    _revise([fact for teller in written for facts in teller.facts.values() for fact in facts], edition)
    files = {"mkdocs.yml": MKDOCS, "templates/theme/.keep": "", "briefings/edition.yml": _edition(edition)}
    files |= _registers(places, actors)
    for teller in written:
        files |= {f"briefings/{teller.slug}/{name}": text for name, text in _briefing(teller)}
        for document in teller.documents:
            files |= _document(document, full_text=rng.random() < OFTEN)
    return files


def _revise(facts: Sequence[dict[str, object]], edition: int) -> None:
    """Let each edition after the first change its share of the facts, in turn, in their editor's words."""
    worded = [(fact, fact["what"]) for fact in facts if "what" in fact]
    share = max(1, len(facts) // FACTS_A_CHANGE)
    for turn, note in zip(range(share * (edition - 1)), _notes(share), strict=False):
        fact, what = worded[turn % len(worded)]
        fact["what"] = f"{what} at {'dusk' if turn // len(worded) % 2 else 'dawn'}"
        fact["change"] = f"{{cause: situation_changed, note: {note}}}"


def _notes(share: int) -> Iterator[str]:
    """Yield what each edition says of its changes: never what the one before said."""
    for first, last in cycle(product(PLACE_FIRST, TELLER_LAST)):
        yield from repeat(f"Told so now by the {first.lower()} {last.lower()}.", share)


def _edition(number: int) -> str:
    """Return the file of an edition; one is published a day."""
    day = CUTOFF + timedelta(days=number - 1)
    return f'id: "{day}"\ntitle: An invented valley\ncutoff: {day}\n'


def _registers(places: Iterable[Place], actors: Iterable[Actor]) -> dict[str, str]:
    """Return the files that all briefings share."""
    return {
        "briefings/actors.yml": _list(
            "actors",
            (
                {"id": actor.id, "name": actor.name}
                | ({"also": f"[{actor.also}]"} if actor.also else {})
                | {"type": actor.type}
                | ({"belligerent": True} if actor.belligerent else {})
                | {"article": True}
                for actor in actors
            ),
        ),
        "briefings/places.yml": _list(
            "places",
            ({"id": place.id, "name": place.name, "type": place.type} | _coordinates(place) for place in places),
        ),
        "briefings/indicators.yml": _list("indicators", map(_indicator, COUNTED)),
    }


def _coordinates(place: Place) -> dict[str, object]:
    if not place.reference:
        return {}
    latitude, longitude = place.reference.split()
    return {
        "coordinates": f"{{latitude: {latitude}, longitude: {longitude}}}",
        "reference": "The Gazetteer of Places That Are Not",
    }


def _indicator(counted: Counted) -> dict[str, object]:
    phrase = f"{counted.noun} {counted.done} in {{place}}"
    return {
        "id": counted.id,
        "name": f"{counted.words[0].capitalize()} that {counted.done}",
        "definition": f"{counted.words[0].capitalize()} in the place that {counted.done}, as documents say.",
        "unit": counted.unit,
        "measure": "stock" if counted.unit == "percent" else "flow",
        "population": counted.words[0],
        "words": f"[{', '.join(counted.words)}]",
        "phrase": f'{{en: {{other: "{phrase}"}}}}',
    }


def _briefing(teller: Teller) -> Iterator[tuple[str, str]]:
    """Yield the files of a briefing."""
    by_file: dict[str, list[str]] = defaultdict(list)
    for kind, facts in teller.facts.items():
        by_file[FILE_OF[kind]].append(_list(kind, facts))
    yield from ((f"{name}.yml", "\n".join(lists)) for name, lists in by_file.items())
    leading = [_lead(teller, kind) for kind in ("control", "events", "figures", "demands")]
    yield (
        "briefing.yml",
        _mapping(
            {
                "title": teller.main.name,
                "places": [place.id for place in teller.near],
                "summary": " ".join(words for words in leading if words),
                "key_figures": _uncontested(teller.facts["figures"])[:3],
            },
        )
        + "prose:\n  negotiations: Both sides meet at odd hours. What they say is told by third parties.\n",
    )


def _lead(teller: Teller, kind: str) -> str:
    """Return a sentence that cites the first fact of a kind."""
    ids = [str(fact["id"]) for fact in teller.facts[kind]]
    if kind == "figures":
        ids = _uncontested(teller.facts[kind])
    return f"[{teller.sentences[ids[0]].removesuffix('.')}](fact:{ids[0]})." if ids else ""


def _uncontested(figures: Iterable[Mapping[str, object]]) -> list[str]:
    """Return the ids of the figures that no other contradicts."""
    series = defaultdict(list)
    for figure in figures:
        series[tuple(figure.get(key) for key in ("indicator", "place", "date", "period"))].append(str(figure["id"]))
    return [ids[0] for ids in series.values() if len(ids) == 1]


def _document(document: Document, *, full_text: bool) -> dict[str, str]:
    """Return a document and its record."""
    record = {
        "id": document.id,
        "document": f"{document.id}.txt",
        "sha256": hashlib.sha256(document.text.encode()).hexdigest(),
        "type": "article-newspaper",
        "title": document.title,
        "publisher": document.publisher,
        "issued": document.issued.isoformat(),
        "language": "en",
        "full_text": full_text,
        "rights": "Invented for measuring; anyone may show it.",
    }
    unused = _list("unused", ({"quote": quote, "reason": reason} for quote, reason in document.unused))
    return {f"seeds/{document.id}.txt": document.text, f"seeds/{document.id}.yml": _mapping(record) + unused}


MKDOCS = """\
site_name: An invented valley
docs_dir: briefings
site_dir: site
use_directory_urls: false
theme:
  name: null
  custom_dir: templates/theme
  locale: en
plugins: [dateline]
markdown_extensions: []
"""


def write(folder: Path, size: Size, edition: int = 1) -> None:
    """Write an invented project into a folder."""
    for path, text in invent(size, edition).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    amount = parser.add_mutually_exclusive_group(required=True)
    amount.add_argument("--facts", type=int)
    amount.add_argument("--pages", type=int, help="about so many pages of the site")
    parser.add_argument("--briefings", type=int, help="with --facts; one for a hundred facts unless given")
    parser.add_argument("--edition", type=int, default=1, help="one more is one day later; the first unless given")
    arguments = parser.parse_args()
    if arguments.pages:
        size = Size.of_pages(arguments.pages)
    else:
        size = Size.of_facts(arguments.facts, arguments.briefings or max(1, arguments.facts // 100))
    write(arguments.folder, size, arguments.edition)


if __name__ == "__main__":
    main()

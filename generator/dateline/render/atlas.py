"""Gather what the maps of a project show: one map a briefing, and one of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from dateline.model.facts import Control, Event, Fact, Figure
from dateline.model.project import Briefing, Project
from dateline.model.registers import Actor, Place
from dateline.prove import Proof
from dateline.prove.dates import Reading
from dateline.render.blocks import Line, Run
from dateline.render.environment import visible
from dateline.render.map import draw_map
from dateline.render.mapped import Drawing, Legend, Movement, Pin, Shore, Status
from dateline.render.sentences import Sentences

MOST_BRIEFINGS = 12
"""With more of them a map of all tells nothing, and their own maps are on their pages."""


@dataclass(frozen=True)
class Map:
    """Hold the map of a briefing, or of the whole edition, and what it leaves out."""

    svg: Markup
    """Self-contained, for a page and for paper alike."""
    unplaced: tuple[Place, ...] = ()
    """Places without coordinates, or without room: they are named under the map."""
    undrawn: tuple[Fact, ...] = ()
    """Movements that are not on it: an end has no coordinates, or the arrow no room."""
    drawn: tuple[Fact, ...] = ()
    """Movements that are arrows on it."""
    scale: str = ""
    """The words at the scale bar."""


def render_maps(
    project: Project, proof: Proof, environment: Environment, sentences: Sentences
) -> Iterator[tuple[str, Map]]:
    """Yield each map by the name of its briefing; that of the whole edition has an empty name.

    A briefing of which no place has coordinates has no map.
    """
    atlas = _Atlas(project, proof, environment, sentences)
    by_briefing: dict[str, list[Fact]] = defaultdict(list)
    for fact in project.facts:
        by_briefing[fact.briefing].append(fact)
    for briefing in project.briefings:
        if found := _map_of(atlas, briefing.slug, [briefing], by_briefing[briefing.slug]):
            yield briefing.slug, found
    if 0 < len(project.briefings) <= MOST_BRIEFINGS and (found := _map_of(atlas, "", project.briefings, project.facts)):
        yield "", found


def map_texts(maps: Mapping[str, Map], project: Project, environment: Environment) -> Iterator[tuple[str, str]]:
    """Yield what stands on maps besides facts and registers, each with the path that reference.json has it under."""
    if not maps:
        return
    for name, one in maps.items():
        yield _scale_path(name), one.scale
    words: Any = environment.globals["words"]
    yield from ((f"map/letter.{state}", letter) for state, letter in words["map"]["letters"].items())
    if base := project.basemap:
        yield "basemap/source", base.source
        yield "basemap/date", _date_of(base.date.ends, environment)
        yield "basemap/licence", base.licence
        yield "basemap/disclaimer", base.disclaimer
        yield from ((f"basemap/name.{index}", one.name) for index, one in enumerate(base.outlines) if one.name)


def _scale_path(name: str) -> str:
    """Return the path of reference.json under which a map's scale bar says its length."""
    return f"map/scale.{name}" if name else "map/scale"


def _date_of(ends: Iterable[str], environment: Environment) -> str:
    return "–".join(map(environment.filters["date"], ends))


def _map_of(atlas: _Atlas, name: str, briefings: Sequence[Briefing], facts: Sequence[Fact]) -> Map | None:
    """Draw the map of some briefings; None where no place of theirs has coordinates."""
    reported = [place for briefing in briefings for place in briefing.places]
    # Those whose control is reported weigh most, then those between which people moved.
    moves = sorted(filter(None, map(_ends, facts)), key=lambda move: atlas.weight(move[0], briefings))
    ends = [place for _, start, end in moves for place in (start, end)]
    others = [place for fact in facts for place in fact.places]
    places = [*dict.fromkeys([*reported, *ends, *others])]
    held: dict[Place, list[Control]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Control):
            held[fact.place].append(fact)
    pins = [pin for place in places if (pin := atlas.pin(place, held[place], asked=place in reported))]
    if not pins:
        return None
    bundles: dict[tuple[str, str, bool], list[Fact]] = defaultdict(list)
    for fact, start, end in moves:
        bundles[start.id, end.id, isinstance(fact, Event) and fact.expected].append(fact)
    movements = {
        Movement(start, end, atlas.lines(same), expected, tuple(fact.id for fact in same)): same
        for (start, end, expected), same in bundles.items()
    }
    pins, reported_on = atlas.common_date(pins)
    said = briefings[0].title.say(atlas.language) if name else atlas.project.edition.title
    drawing = draw_map(
        pins,
        [*movements],
        atlas.shores,
        atlas.legend(f"{atlas.words['map']['map']}: {visible(said)}"),
        credit=atlas.credit,
        reported=reported_on,
        scale=lambda length: atlas.kilometres(name, length),
    )
    left_out = {place.id for place in places} - {pin.id for pin in pins} | {*drawing.crowded}
    return _finish(drawing, [place for place in places if place.id in left_out], movements)


def _finish(drawing: Drawing, unplaced: Iterable[Place], movements: Mapping[Movement, Sequence[Fact]]) -> Map:
    undrawn = [fact for one, same in movements.items() if one in drawing.undrawn for fact in same]
    drawn = [fact for one, same in movements.items() if one not in drawing.undrawn for fact in same]
    return Map(drawing.svg, tuple(unplaced), tuple(undrawn), tuple(drawn), drawing.kilometres)


def _ends(fact: Fact) -> tuple[Fact, Place, Place] | None:
    """Return a movement with the places it begins and ends at; None for a fact that tells of none."""
    start = end = None
    if isinstance(fact, Figure):
        start, end = fact.origin_place, fact.place
    elif isinstance(fact, Event):
        start = fact.origin_place or (fact.place if fact.to else None)
        end = fact.to or (fact.place if fact.origin_place else None)
    return (fact, start, end) if start and end and start is not end else None


class _Atlas:
    """Say places, states and movements of one project in the words of one language, marked for the audit."""

    def __init__(self, project: Project, proof: Proof, environment: Environment, sentences: Sentences) -> None:
        self.project = project
        self.proof = proof
        self.environment = environment
        self.language = sentences.language
        self.macros: Any = sentences.macros
        self.words: Any = environment.globals["words"]
        self.capital: Callable[[str], str] = environment.filters["capital"]
        base = project.basemap
        self.shores = tuple(
            Shore(
                Run(visible(one.name), (("data-ref", f"basemap/name.{index}"),)) if one.name else None,
                one.areas,
                one.lines,
            )
            for index, one in enumerate(base.outlines if base else ())
        )

    @property
    def credit(self) -> Line:
        """Return whose the base map is, and of when."""
        base = self.project.basemap
        if not base:
            return ()
        return (
            Run(f"{self.words['map']['base']}: "),
            Run(visible(base.source), (("data-ref", "basemap/source"),)),
            Run(", "),
            Run(_date_of(base.date.ends, self.environment), (("data-ref", "basemap/date"),)),
        )

    def legend(self, title: str) -> Legend:
        words = self.words["map"]
        return Legend(
            title,
            words["tells"],
            words["letters"],
            self.words["states"],
            cautions={name: self.words[name] for name in ("unproved", "retracted")},
            **{key: words[key] for key in ("rough", "not_assessed", "other_place", "movement", "expected", "more")},
        )

    def kilometres(self, name: str, length: float) -> Run:
        number = self.environment.filters["number"](int(length)) if length >= 1 else f"{length:g}"
        return Run(f"{number} {self.words['map']['kilometres']}", (("data-ref", _scale_path(name)),))

    def named(self, record: Actor | Place) -> Run:
        """Return a record's name as maps write it."""
        register = "actors" if isinstance(record, Actor) else "places"
        said = self.capital(str(visible(record.name.say(self.language))))
        return Run(said, (("data-ref", f"{register}/{record.id}/name"),))

    # ------------------------------------------------------------ places

    def pin(self, place: Place, held: Iterable[Control], *, asked: bool) -> Pin | None:
        """Return a place with its states of control; None where it has no coordinates."""
        if place.coordinates is None:
            return None
        states: dict[tuple[str, Line], Status] = {}
        # Two sources that say the same stand there once: one without a mark, and with the later date.
        for fact in sorted(held, key=lambda fact: (not self.doubt(fact), fact.as_of.last)):
            said = self.says(fact)
            told = Status(fact.state.value, said, self.when(fact), fact.id, self.doubt(fact))
            states[fact.state.value, said] = told
        return Pin(
            place.id,
            float(place.coordinates.longitude),
            float(place.coordinates.latitude),
            self.named(place),
            rough=place.approximate,
            asked=asked,
            statuses=tuple(states.values()),
        )

    def says(self, fact: Control) -> Line:
        """Return who holds a place; the state itself where nobody is named."""
        if not fact.by:
            return (Run(self.words["states"][fact.state].lower()),)
        named = [run for actor in fact.by for run in (self.named(actor), Run(", "))]
        return tuple(named[:-1])

    def doubt(self, fact: Fact) -> Line:
        """Return the words that a fact is not proved, and that its source was taken back; nothing where it stands."""
        said = [("unproved", fact.id)] if fact.unproved else []
        said += [("retracted", fact.source.id)] if fact.source.retracted else []
        runs = []
        for name, key in said:
            words, marks = self.words[name], ((f"data-{name}", key), ("data-fact", fact.id))
            runs += [Run(", "), Run(words[:1].lower() + words[1:], marks, bold=True)]
        return tuple(runs[1:])

    def when(self, fact: Control) -> Line:
        """Return when a state was last reported, marked as its own date or its source's."""
        own = fact.as_of is not fact.source.issued
        day = fact.as_of.ends[-1]
        key = ("data-fact", fact.id) if own else ("data-source", fact.source.id)
        readings = [self.proof.readings[fact.id][name] for name, value in fact.dates if own and value is fact.as_of]
        doubt = ""
        if fact.as_of.uncertain and own:
            doubt = self.words["map"]["uncertain"]
        elif Reading.INFERRED in readings or (not own and self.macros.is_inferred(fact.source).strip()):
            doubt = self.words["inferred"].lower()
        said = Run(self.environment.filters["date"](day), (("data-when", day), key))
        return Run(f"{self.words['map']['reported']} "), said, *((Run(f" ({doubt})"),) if doubt else ())

    def common_date(self, pins: Sequence[Pin]) -> tuple[list[Pin], Line]:
        """Take the date out of the labels where all states have the same, to be said once."""
        dates = {status.when for pin in pins for status in pin.statuses}
        if len(dates) != 1:
            return [*pins], ()
        bare = [replace(pin, statuses=tuple(replace(status, when=()) for status in pin.statuses)) for pin in pins]
        said = dates.pop()
        return bare, (Run(f"{self.words['map']['all_reported']} "), *said[1:])

    # ------------------------------------------------------------ movements

    def lines(self, same: Iterable[Fact]) -> tuple[Line, ...]:
        """Return what stands at the arrow of some facts: their figures; of events, which count nothing, doubt alone."""
        counted = tuple(self.amount(fact) for fact in same if isinstance(fact, Figure))
        doubts = [self.doubt(fact) for fact in same]
        return counted if counted or not all(doubts) else tuple(doubts[:1])

    def amount(self, fact: Figure) -> Line:
        """Return a figure's number with its hedge, what it counts, and its cautions."""
        marks = (("data-amount", str(fact.value or fact.magnitude)), ("data-fact", fact.id))
        said = str(visible(self.macros.amount(fact, alone=True).striptags()))
        indicator = fact.indicator
        name = Run(visible(indicator.name.say(self.language)), (("data-ref", f"indicators/{indicator.id}/name"),))
        return Run(self.capital(said), marks), name, *self.doubt(fact)

    def weight(self, fact: Fact, briefings: Iterable[Briefing]) -> tuple[bool, bool, bool, str]:
        """Return what movements are put in order by: key figures, numbers, words, events; last what has a caution."""
        key = any(fact in briefing.key_figures for briefing in briefings)
        return bool(self.doubt(fact)), not key, not (isinstance(fact, Figure) and fact.value), fact.id

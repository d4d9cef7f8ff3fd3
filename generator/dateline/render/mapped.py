"""Hold what a map shows, in plain values: places with their states, movements, outlines, and the words of its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from dateline.render.blocks import Line, Run
from dateline.render.labels import XY, Box


@dataclass(frozen=True, slots=True)
class Status:
    """Hold a state of control: its name as in the model, who holds the place, and when that was last reported."""

    state: str
    says: Line
    when: Line = ()
    fact: str = ""
    """Id of the fact that tells it."""
    doubt: Line = ()
    """The words that it is not proved, or its source taken back; its sign has a badge then."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Hold a place that has coordinates."""

    id: str
    longitude: float
    latitude: float
    name: Run
    rough: bool = False
    """Whether it is an area that is marked roughly."""
    asked: bool = False
    """Whether its state of control is what the map is about; without one it is then not assessed."""
    statuses: tuple[Status, ...] = ()


@dataclass(frozen=True, slots=True)
class Movement:
    """Hold the movements of people from one pin to another; the first ones weigh most."""

    start: str
    end: str
    lines: tuple[Line, ...] = ()
    """The figures, each with its hedge; empty where the source counts nothing."""
    expected: bool = False
    """Whether it is still to come."""
    facts: tuple[str, ...] = ()
    """Ids of the facts that tell of them."""


@dataclass(frozen=True, slots=True)
class Shore:
    """Hold one outline of the base map; longitudes first."""

    name: Run | None
    areas: tuple[tuple[XY, ...], ...] = ()
    lines: tuple[tuple[XY, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Legend:
    """Hold the words of a map in one language."""

    title: str
    description: str
    letters: Mapping[str, str]
    """State → its letter."""
    states: Mapping[str, str]
    """State → its word."""
    rough: str
    not_assessed: str
    other_place: str
    movement: str
    expected: str
    cautions: Mapping[str, str]
    """What the badge of a sign may mean, by the name of the mark."""
    more: str
    """Said where an arrow stands for more movements than its label names."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Hold a finished map."""

    svg: Markup
    """Self-contained; `role="img"`, with a name and a description."""
    kilometres: str
    """The length of the scale bar as it is written there."""
    crowded: tuple[str, ...] = ()
    """Ids of pins whose names found no room at all; their points are drawn."""
    undrawn: tuple[Movement, ...] = ()
    """Movements that found no room, or whose ends are not on the map."""
    boxes: tuple[Box, ...] = field(default=(), repr=False)
    """Where labels, symbols in labels and letters stand: no two overlap."""
    frame: Box = field(default=Box(0, 0, 0, 0), repr=False)

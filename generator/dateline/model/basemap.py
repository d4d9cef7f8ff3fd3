"""Hold the base map: the quiet lines under every map, declared with their source and date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from dateline.model.values import DateField, Given, Record, Words

Point = tuple[float, float]
"""Longitude and latitude in WGS 84, as GeoJSON orders them."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Hold one country, coast or river of the base map."""

    name: str
    """Empty where the data gives none."""
    areas: tuple[tuple[Point, ...], ...] = ()
    """Closed rings; a ring inside another one is a hole."""
    lines: tuple[tuple[Point, ...], ...] = ()


class Basemap(Record):
    """Declare the base map of `basemap.yml`; without one maps are drawn on white."""

    file: Words
    """A GeoJSON file (RFC 7946) of polygons or lines, beside this one."""
    source: Words
    """Who made the data, and at what scale; it stands under each map."""
    date: DateField
    """Of when the data is, in EDTF (ISO 8601-2)."""
    licence: Words
    """The licence of the data, in a few words."""
    disclaimer: Words
    """What readers are told of the borders and names on the maps."""
    outlines: Annotated[Given, Field(repr=False)] = ()
    """The outlines of the file, in its order."""
    origin: Annotated[Given, Field(repr=False)] = None

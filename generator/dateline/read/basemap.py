"""Read the outlines of a base map from GeoJSON (RFC 7946), and trust nothing in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dateline.model.basemap import Outline, Point

LARGEST = 2_000_000
"""Bytes: what is drawn a few hundred pixels wide needs no more, and every build reads it."""
_CLOSED = 4
"""Positions of the smallest ring; the last one repeats the first."""
_LONGITUDE, _LATITUDE = 180, 90


class OutlinesError(ValueError):
    """Say what is wrong with the file, and perhaps at which line and column."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def read_outlines(content: bytes) -> tuple[Outline, ...]:
    """Return the outlines in a GeoJSON file; raise OutlinesError where it is not one that can be drawn."""
    if len(content) > LARGEST:
        raise OutlinesError(f"it is larger than {LARGEST:,} bytes")
    try:
        found = json.loads(content.decode("utf-8"), parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise OutlinesError(f"it is not JSON: {error.msg}", error.lineno, error.colno) from error
    except RecursionError:
        raise OutlinesError("it is nested deeper than GeoJSON is") from None
    except UnicodeDecodeError as error:
        raise OutlinesError(f"it is not UTF-8: byte 0x{content[error.start]:02x} at {error.start:,}") from error
    except OutlinesError:
        raise
    except ValueError as error:  # a whole number of thousands of digits
        raise OutlinesError("it has a number that is no coordinate") from error
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        raise OutlinesError("it is no FeatureCollection")
    features = found.get("features")
    if not isinstance(features, list) or not features:
        raise OutlinesError("it has no features")
    return tuple(_outline(feature, f"features[{index}]") for index, feature in enumerate(features))


def _refuse_constant(name: str) -> None:
    raise OutlinesError(f"it has the number {name}, which JSON does not know")


def _outline(feature: Any, at: str) -> Outline:  # noqa: ANN401
    """Return one feature as an outline."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict):
        raise OutlinesError(f"{at} has no geometry")
    properties = feature.get("properties")
    name = properties.get("name", "") if isinstance(properties, dict) else ""
    if not isinstance(name, str):
        raise OutlinesError(f"the name of {at} is not text")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    at = f"{at}.geometry.coordinates"
    if kind == "Polygon":
        return Outline(name.strip(), areas=tuple(_lines(coordinates, _CLOSED, at)))
    if kind == "MultiPolygon":
        polygons = [_lines(part, _CLOSED, f"{at}[{index}]") for index, part in enumerate(_list(coordinates, at))]
        return Outline(name.strip(), areas=tuple(ring for polygon in polygons for ring in polygon))
    if kind == "LineString":
        return Outline(name.strip(), lines=(_line(coordinates, 2, at),))
    if kind == "MultiLineString":
        return Outline(name.strip(), lines=tuple(_lines(coordinates, 2, at)))
    raise OutlinesError(f"the geometry of {at.removesuffix('.geometry.coordinates')} is no polygon and no line")


def _list(value: Any, at: str) -> list[Any]:  # noqa: ANN401
    if not isinstance(value, list) or not value:
        raise OutlinesError(f"{at} is not a list of coordinates")
    return value


def _lines(value: Any, least: int, at: str) -> Iterator[tuple[Point, ...]]:  # noqa: ANN401
    for index, line in enumerate(_list(value, at)):
        yield _line(line, least, f"{at}[{index}]")


def _line(value: Any, least: int, at: str) -> tuple[Point, ...]:  # noqa: ANN401
    line = tuple(_point(position, f"{at}[{index}]") for index, position in enumerate(_list(value, at)))
    if len(line) < least:
        raise OutlinesError(f"{at} has fewer than {least} positions")
    return line


def _point(value: Any, at: str) -> Point:  # noqa: ANN401
    """Return a position; a height, which GeoJSON allows, is left out."""
    if not isinstance(value, list) or len(value) < 2 or not all(type(part) in (int, float) for part in value[:2]):  # noqa: PLR2004
        raise OutlinesError(f"{at} is not a longitude and a latitude")
    longitude, latitude = value[:2]
    # Whatever is not finite lies outside too.
    if not (abs(longitude) <= _LONGITUDE and abs(latitude) <= _LATITUDE):
        raise OutlinesError(f"{at} lies outside the world: longitude {longitude:g}, latitude {latitude:g}")
    return float(longitude), float(latitude)

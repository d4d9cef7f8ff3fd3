"""Project degrees into the units of a drawing, and cut the base map to what it shows. Pure.

The projection is equirectangular (plate carrée): a degree of longitude is as long as one of latitude times the cosine
of the latitude in the middle of the map, where the scale bar is right. Longitudes are counted from the widest gap
between the places, so that a map over the antimeridian is not torn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.render.labels import XY, Box

WIDTH = 360
"""Units of the drawing; on a telephone one is about a CSS pixel."""
_PAD = (78, 66)
"""Room around the outermost points, for their labels."""
_HEIGHTS = (250, 440)
_LEAST_SPAN, _ALONE_SPAN = 0.03, 2.2
"""Degrees that a map shows at least; and around a single point, so that neighbours tell where it is."""
KM_OF_DEGREE = 111.195
"""Kilometres of a degree of latitude, on a sphere of the Earth's mean radius."""


@dataclass(frozen=True, slots=True)
class View:
    """Turn longitudes and latitudes into units of the drawing."""

    west: float
    north: float
    scale: float
    """Units of a degree of latitude."""
    squeeze: float
    """Length of a degree of longitude, in degrees of latitude."""
    height: int

    def at(self, longitude: float, latitude: float) -> XY:
        """Return where a point lies, in the turn of the Earth that the map shows."""
        east = (longitude - self.west) % 360
        return _round(east * self.squeeze * self.scale), _round((self.north - latitude) * self.scale)

    @property
    def frame(self) -> Box:
        """Return the edge of the map."""
        return Box(0, 0, WIDTH, self.height)


def make_view(points: Sequence[XY]) -> View:
    """Return the view that shows all points with room for their labels around them."""
    first = _first_longitude([longitude for longitude, _ in points])
    easts = [(longitude - first) % 360 for longitude, _ in points]
    souths = [latitude for _, latitude in points]
    east, low, high = max(easts), min(souths), max(souths)
    middle = (low + high) / 2
    squeeze = max(0.1, math.cos(math.radians(middle)))
    least = _ALONE_SPAN if len(set(points)) == 1 else _LEAST_SPAN
    across, down = max(east * squeeze, least), max(high - low, least / 2)
    inner = WIDTH - 2 * _PAD[0], _HEIGHTS[1] - 2 * _PAD[1]
    scale = min(inner[0] / across, inner[1] / down)
    height = min(max(round((high - low) * scale) + 2 * _PAD[1], _HEIGHTS[0]), _HEIGHTS[1])
    west = first + east / 2 - WIDTH / 2 / scale / squeeze
    return View(west, middle + height / 2 / scale, scale, squeeze, height)


def _first_longitude(longitudes: Iterable[float]) -> float:
    """Return the longitude east of the widest gap between places: there the map begins."""
    around_the_earth = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(longitude - around_the_earth[index - 1]) % 360 or 360 for index, longitude in enumerate(around_the_earth)]
    return around_the_earth[gaps.index(max(gaps))]


def _round(number: float) -> float:
    """Round to tenths of a unit; minus nought is nought."""
    return round(number, 1) + 0.0


def say(number: float) -> str:
    """Write a number as short as it is."""
    return f"{_round(number):.1f}".removesuffix(".0")


# ---------------------------------------------------------------- the base map


def clip(ring: Sequence[XY], frame: Box) -> list[XY]:
    """Cut a ring at the frame (Sutherland and Hodgman); the cuts run along the frame and are hidden by its line."""
    points = list(ring)
    for axis, limit, sign in ((0, frame.left, 1), (0, frame.right, -1), (1, frame.top, 1), (1, frame.bottom, -1)):
        kept: list[XY] = []
        for index, point in enumerate(points):
            before = points[index - 1]
            is_in, was_in = (sign * (end[axis] - limit) >= 0 for end in (point, before))
            if is_in != was_in:
                part = (limit - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + (point[0] - before[0]) * part, before[1] + (point[1] - before[1]) * part))
            if is_in:
                kept.append(point)
        points = kept
    return points


def turns(line: Sequence[XY], view: View) -> Iterator[list[XY]]:
    """Yield a line of the base map in units, in each turn of the Earth in which the map may show it."""
    for turn in (-360, 0, 360, 720):
        easts = [longitude + turn - view.west for longitude, _ in line]
        per_degree = view.squeeze * view.scale
        if max(easts) * per_degree >= 0 and min(easts) * per_degree <= WIDTH:
            yield [
                (east * per_degree, (view.north - latitude) * view.scale)
                for east, (_, latitude) in zip(easts, line, strict=True)
            ]


def path_data(points: Iterable[XY], *, closed: bool) -> str:
    """Write a line as path data, in relative steps of tenths; steps of less than half a unit are left out."""
    steps: list[str] = []
    x = y = 0
    for point in points:
        across, down = round(point[0] * 10) - x, round(point[1] * 10) - y
        if steps and abs(across) + abs(down) < 5:  # noqa: PLR2004  # tenths
            continue
        steps.append(f"{'l' if steps else 'M'}{say(across / 10)} {say(down / 10)}")
        x, y = x + across, y + down
    if len(steps) < (3 if closed else 2):
        return ""
    # One letter says that steps follow.
    return steps[0] + "l" + " ".join(step[1:] for step in steps[1:]) + ("z" if closed else "")


def is_inside(point: XY, rings: Sequence[Sequence[XY]]) -> bool:
    """Tell whether a point lies in an area, by counting the edges to its right."""
    x, y = point
    crossings = 0
    for ring in rings:
        for index, (x1, y1) in enumerate(ring):
            x0, y0 = ring[index - 1]
            crossings += (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)
    return crossings % 2 == 1


def clip_line(line: Sequence[XY], frame: Box) -> Iterator[list[XY]]:
    """Yield the stretches of a line whose steps touch the frame; the drawing cuts what hangs over."""
    wide = frame.grown(2)
    kept: list[XY] = []
    for before, point in pairwise(line):
        step = Box(
            min(before[0], point[0]), min(before[1], point[1]), max(before[0], point[0]), max(before[1], point[1])
        )
        if step.grown(0.1).overlaps(wide):
            kept = kept or [before]
            kept.append(point)
        elif kept:
            yield kept
            kept = []
    if kept:
        yield kept


def pair(point: XY) -> str:
    """Write a point."""
    return f"{say(point[0])} {say(point[1])}"

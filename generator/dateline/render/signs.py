"""Draw the signs of a map: symbols of states, points, rings, letters and arrows, as SVG text. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import escape

from dateline.render.labels import XY
from dateline.render.projection import pair, say

GAP = 22
"""Room for a symbol before its words."""
REACH = 9.5
"""How far a symbol reaches from its middle."""
CORNER = 7.2
"""How far to the right and above its middle a symbol has its badge."""
_COLOURS = {
    "controlled": "#0b4f6c",
    "mixed": "#5b3f8c",
    "contested": "#8a2f0b",
    "besieged": "#8a2f0b",
    "claimed": "#6b5200",
    "unknown": "#4a4a48",
}
SHAPES = {
    "controlled": '<path d="M{x0} {y0}h16v16h-16z" fill="currentColor"/>',
    "mixed": '<path d="M{x} {y1}l9.5 9.5-9.5 9.5-9.5-9.5z" class="paper" fill="#fff" stroke="currentColor" '
    'stroke-width="1.4"/><path d="M{x} {y1}l-9.5 9.5 9.5 9.5z" fill="url(#map_dots)"/>',
    "contested": '<path d="M{x0} {y}l4-8h8l4 8-4 8h-8z" class="paper" fill="#fff"/>'
    '<path d="M{x0} {y}l4-8h8l4 8-4 8h-8z" fill="url(#map_hatch)" stroke="currentColor" stroke-width="1.4"/>',
    "besieged": '<circle cx="{x}" cy="{y}" r="8.6" class="paper" fill="#fff" stroke="currentColor" '
    'stroke-width="1.4"/><circle cx="{x}" cy="{y}" r="6" fill="none" stroke="currentColor"/>',
    "claimed": '<path d="M{x0} {y0}h16v12h-6l-4 5v-5h-6z" class="paper" fill="#fff" stroke="currentColor" '
    'stroke-width="1.3" stroke-dasharray="2.6 1.6"/>',
    "unknown": '<circle cx="{x}" cy="{y}" r="8.3" class="grey" fill="#bdbdb8"/>',
}
"""A shape a state: square, diamond, hexagon, double ring, a bubble of speech, a grey disc."""
PATTERNS = {
    "mixed": '<pattern id="map_dots" width="3" height="3" patternUnits="userSpaceOnUse" class="s-mixed" '
    'color="#5b3f8c"><path d="M0 0h1.6v1.6h-1.6z" fill="currentColor"/></pattern>',
    "contested": '<pattern id="map_hatch" width="3.4" height="3.4" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)" class="s-contested" color="#8a2f0b"><path d="M0 0v3.4" stroke="currentColor" '
    'stroke-width="1.5"/></pattern>',
}


def symbol(state: str, letter: str, middle: XY, fact: str = "", *, doubted: bool = False) -> str:
    """Draw the symbol of a state around its middle, marked with the fact that tells the state.

    Where that fact is not proved or its source was taken back, it has a badge at its corner.
    """
    x, y = middle
    shape = SHAPES[state].format(x=say(x), y=say(y), x0=say(x - 8), y0=say(y - 8), y1=say(y - 9.5))
    size = 8.5 if state == "besieged" else 10.5
    base = y + size * 0.36 - (2 if state == "claimed" else 0)
    mark = f' data-control="{escape(fact)}"' if fact else ""
    tone = 'class="paper" fill="#fff"' if state == "controlled" else 'fill="currentColor"'
    behind = ' class="halo" stroke="#fff" stroke-width="3" paint-order="stroke"' if state in PATTERNS else ""
    return (
        # Inside a label with a halo it takes none of it.
        f'<g class="s-{state}"{mark} color="{_COLOURS[state]}" stroke="none" stroke-width="1">{shape}'
        f'<text x="{say(x)}" y="{say(base)}" font-size="{say(size)}" font-weight="700" text-anchor="middle" '
        f"{tone}{behind}>{escape(letter)}</text>{badge((x + CORNER, y - CORNER)) if doubted else ''}</g>"
    )


def by_itself(state: str) -> str:
    """Draw the symbol of a state as a picture of its own, in ink and without its letter: a word stands beside it."""
    shape = SHAPES[state].format(x="10", y="10", x0="2", y0="2", y1="0.5")
    pattern = re.sub(' color="[^"]*"', "", PATTERNS.get(state, ""))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-0.5 -0.5 21 21" color="#000">'
        f"{f'<defs>{pattern}</defs>' if pattern else ''}{shape}</svg>"
    )


def badge(middle: XY) -> str:
    """Draw the sign for a source that was taken back: a white disc with an exclamation mark, which is no text."""
    x, y = middle
    return (
        f'<circle cx="{say(x)}" cy="{say(y)}" r="4.4" class="paper line" fill="#fff" stroke="#1a1a1a" '
        f'stroke-width="1.1"/><path d="M{say(x)} {say(y - 2.8)}v3.2M{say(x)} {say(y + 1.3)}v1.5" class="line" '
        f'fill="none" stroke="#1a1a1a" stroke-width="1.6"/>'
    )


def dot(middle: XY) -> str:
    """Draw a place of whose control the map tells nothing."""
    x, y = map(say, middle)
    return f'<circle cx="{x}" cy="{y}" r="2.8" class="ink halo" fill="#1a1a1a" stroke="#fff" stroke-width="1.2"/>'


def white(middle: XY) -> str:
    """Draw a place whose control nobody assessed."""
    x, y = map(say, middle)
    return f'<circle cx="{x}" cy="{y}" r="4.2" class="paper line" fill="#fff" stroke="#1a1a1a" stroke-width="1.3"/>'


RING = 13


def ring(middle: XY, radius: float = RING) -> str:
    """Draw the mark of an area without a known border."""
    x, y = map(say, middle)
    return (
        f'<circle cx="{x}" cy="{y}" r="{say(radius)}" class="line" fill="none" stroke="#1a1a1a" stroke-width="1.1" '
        'stroke-dasharray="3.2 2.6"/>'
    )


def disc(letter: str, middle: XY) -> str:
    """Draw the letter that stands on the map for names in the key."""
    x, y = middle
    return (
        f'<circle cx="{say(x)}" cy="{say(y)}" r="7.5" class="paper line" fill="#fff" stroke="#1a1a1a" '
        f'stroke-width="1"/><text x="{say(x)}" y="{say(y + 3.4)}" font-size="10" text-anchor="middle" '
        f'class="ink" fill="#1a1a1a">{letter}</text>'
    )


DISC = 8.5


def letters() -> Iterator[str]:
    """Yield a to z, then aa, ab and so on."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    yield from (first + second for first in alphabet for second in alphabet)


@dataclass(frozen=True, slots=True)
class Arrow:
    """Hold a curve from one point to another (a quadratic Bézier), cut where the marks at its ends begin."""

    start: XY
    control: XY
    end: XY

    def at(self, part: float) -> XY:
        """Return a point of the curve."""
        rest = 1 - part
        x, y = (
            rest * rest * self.start[axis] + 2 * rest * part * self.control[axis] + part * part * self.end[axis]
            for axis in (0, 1)
        )
        return x, y

    @property
    def points(self) -> list[XY]:
        """Return points along it."""
        return [self.at(step / 16) for step in range(17)]

    def cut(self, reaches: tuple[float, float]) -> Arrow | None:
        """Return the part that is farther from the ends than these reach; None where too little is left."""
        steps = [step / 64 for step in range(65)]
        first = next((t for t in steps if math.dist(self.at(t), self.start) > reaches[0]), 1.0)
        last = next((t for t in reversed(steps) if math.dist(self.at(t), self.end) > reaches[1]), 0.0)
        if last <= first:
            return None

        def blossom(one: float, other: float) -> XY:
            weights = (1 - one) * (1 - other), (1 - one) * other + (1 - other) * one, one * other
            x, y = (
                sum(weight * point[axis] for weight, point in zip(weights, corners, strict=True)) for axis in (0, 1)
            )
            return x, y

        corners = (self.start, self.control, self.end)
        shorter = Arrow(blossom(first, first), blossom(first, last), blossom(last, last))
        return shorter if math.dist(shorter.start, shorter.end) >= _LEAST_ARROW else None

    def draw(self, *, dashed: bool) -> str:
        """Write the curve with a halo and its head."""
        along = self.end[0] - self.control[0], self.end[1] - self.control[1]
        length = math.hypot(*along) or 1
        ahead = along[0] / length, along[1] / length
        neck = self.end[0] - ahead[0] * 8, self.end[1] - ahead[1] * 8
        wings = [(neck[0] - side * ahead[1] * 4.4, neck[1] + side * ahead[0] * 4.4) for side in (1, -1)]
        curve = f"M{pair(self.start)}Q{pair(self.control)} {pair(neck)}"
        head = f"M{pair(self.end)}L{pair(wings[0])} {pair(wings[1])}z"
        dashes = ' stroke-dasharray="5 3.5"' if dashed else ""
        return (
            f'<path d="{curve}" class="halo" fill="none" stroke="#fff" stroke-width="5"/>'
            f'<path d="{curve}" class="line" fill="none" stroke="#1a1a1a" stroke-width="2"{dashes}/>'
            f'<path d="{head}" class="ink halo" fill="#1a1a1a" stroke="#fff" stroke-width="1.2" paint-order="stroke"/>'
        )


_LEAST_ARROW = 14


def bend(start: XY, end: XY, bulge: float) -> Arrow:
    """Return the curve between two points that bulges to the left of the way by a part of its length."""
    across, down = end[0] - start[0], end[1] - start[1]
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return Arrow(start, (middle[0] + down * bulge, middle[1] - across * bulge), end)


def sample(middle: XY, *, dashed: bool) -> str:
    """Draw a short arrow for the legend."""
    x, y = middle
    return Arrow((x - 9, y + 2), (x, y - 4), (x + 9, y + 1)).draw(dashed=dashed)

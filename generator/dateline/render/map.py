"""Draw a map as SVG from places, states of control and movements. Pure: values in, text out, the same bytes anywhere.

Nothing is filled but what the base map declares: a place is a point, an area without a known border a dashed ring.
State is told by shape, pattern and letter; colour repeats it. No two labels overlap. What finds no room beside its
point gets a letter there, and stands in the key below; a movement that finds none is not drawn, and the caller is told.

There is no sheet of styles in it and no `style` attribute: a page may forbid them, and paper has none. Attributes give
the light look; classes let the sheet of the site turn it dark.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from dateline.render.blocks import NAME, SMALL, Block, Line, Row, Run, make_block, write_block, write_row
from dateline.render.labels import XY, Box, Spot, Taken, around, find_spot, trail
from dateline.render.mapkey import Foot, scale_bar
from dateline.render.mapped import Drawing, Legend, Movement, Pin, Shore
from dateline.render.projection import (
    WIDTH,
    View,
    clip,
    clip_line,
    is_inside,
    make_view,
    pair,
    path_data,
    turns,
)
from dateline.render.signs import (
    CORNER,
    DISC,
    PATTERNS,
    REACH,
    RING,
    Arrow,
    bend,
    disc,
    dot,
    letters,
    ring,
    symbol,
    white,
)

_APART = 2.5
"""Room between labels, so that two are not read as one."""
_CROWD, _CROWD_REACH = 5, 16
"""More than so many neighbours within so many units: all of them go to the key."""
_ALOOF = 9
"""A label keeps so far from the points of other places: it would be read as theirs."""
_MOST_ARROWS, _CROSSING = 12, 6
"""Arrows that a map has at most; and how many steps of one may lie on others, where they cross."""
_TRIES = 5


def draw_map(
    pins: Sequence[Pin],
    movements: Sequence[Movement],
    shores: Sequence[Shore],
    legend: Legend,
    *,
    credit: Line = (),
    reported: Line = (),
    scale: Callable[[float], Run],
) -> Drawing:
    """Draw a map of places, which weigh the more the earlier they come.

    `scale` says a length in kilometres, `credit` where the base map is from, and `reported` when all states were last
    reported, if all were on one day. At least one pin is needed.
    """
    view = make_view([(pin.longitude, pin.latitude) for pin in pins])
    return _Sheet(view, pins, legend).draw(movements, shores, credit, reported, scale)


class _Sheet:
    """Draw one map, layer by layer, and remember what is taken."""

    def __init__(self, view: View, pins: Sequence[Pin], legend: Legend) -> None:
        self.view = view
        self.pins = pins
        self.legend = legend
        self.at = {pin.id: view.at(pin.longitude, pin.latitude) for pin in pins}
        frame = view.frame.grown(-3)
        self.taken = Taken(frame)
        """Marks, labels, arrows and leaders."""
        self.texts = Taken(frame)
        """Labels alone."""
        self.rings = Taken(frame)
        self.ways = Taken(frame)
        """Arrows alone."""
        self.boxes: list[Box] = []
        self.lines: list[str] = []
        self.labels: list[str] = []
        self.marks: list[str] = []
        self.reach: dict[str, float] = {}
        self.centred: set[str] = set()
        self.arrows = 0
        self.keyed: list[tuple[str, list[Pin]]] = []

    def draw(
        self,
        movements: Sequence[Movement],
        shores: Sequence[Shore],
        credit: Line,
        reported: Line,
        scale: Callable[[float], Run],
    ) -> Drawing:
        self.mark_places()
        undrawn = tuple(movement for movement in movements if not self.draws(movement))
        drawn = [movement for movement in movements if movement not in undrawn]
        crowded = self.name_places()
        land = [*self.land(shores)]
        bar = scale_bar(self.view, scale)
        foot, bottom = Foot(self.view, self.pins, self.legend, self.keyed).draw(drawn, credit, reported, bar)
        states = {status.state for pin in self.pins for status in pin.statuses}
        patterns = "".join(PATTERNS[state] for state in PATTERNS if state in states)
        height = self.view.height
        frame = f'<path d="M.5.5h{WIDTH - 1}v{height - 1}h-{WIDTH - 1}z"'
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {math.ceil(bottom)}" role="img" '
            # A `<title>` would follow the pointer all over the map.
            f'aria-label="{escape(self.legend.title)}" aria-describedby="map_tells" font-family="sans-serif">'
        )
        haloed = (
            '<g class="ink halo" fill="#1a1a1a" stroke="#fff" stroke-width="2.6" stroke-linejoin="round" '
            'paint-order="stroke">'
        )
        parts = [
            opening,
            f'<desc id="map_tells">{escape(self.legend.description)}</desc>',
            f"<defs>{patterns}</defs>" if patterns else "",
            f'{frame} class="sea" fill="#fff"/>',
            *land,
            *self.lines,
            *self.marks,
            haloed,
            *self.labels,
            "</g>",
            f'{frame} class="edge" fill="none" stroke="#8a8a84"/>',
            *foot,
            "</svg>",
        ]
        svg = Markup("\n".join(part for part in parts if part))  # noqa: S704  # every text in it is escaped above
        return Drawing(svg, bar[1].text, crowded, undrawn, tuple(self.boxes), self.view.frame)

    # ------------------------------------------------------------ places

    def mark_places(self) -> None:
        """Draw each place's mark: its symbol where there is room on the spot, else a point."""
        for pin in self.pins:
            point = self.at[pin.id]
            if pin.rough:
                self.marks.append(ring(point))
                turned = [math.radians(turn) for turn in range(0, 361, 15)]
                circle = [(point[0] + RING * math.cos(turn), point[1] + RING * math.sin(turn)) for turn in turned]
                self.rings.add(trail(circle))
        dots = {pin.id: around(self.at[pin.id], 4) for pin in self.pins}
        for pin in self.pins:
            box = around(self.at[pin.id], REACH)
            others = (dot for other, dot in dots.items() if other != pin.id and self.at[other] != self.at[pin.id])
            alone = len(pin.statuses) == 1 and self.taken.free(box) and not any(box.overlaps(dot) for dot in others)
            if alone and [*self.at.values()].count(self.at[pin.id]) == 1:
                self.centred.add(pin.id)
                self.taken.add([box])
                self.boxes.append(box)
        drawn: set[XY] = set()
        for pin in self.pins:
            point = self.at[pin.id]
            reach = 3.5
            if pin.id in self.centred:
                status = pin.statuses[0]
                letter = self.legend.letters[status.state]
                self.marks.append(symbol(status.state, letter, point, status.fact, doubted=bool(status.doubt)))
                if status.doubt:
                    self.taken.add([around((point[0] + CORNER, point[1] - CORNER), 5)])
                reach = REACH
            elif pin.asked and not pin.statuses:
                self.marks.append(white(point))
                reach = 5
            elif point not in drawn:
                self.marks.append(dot(point))
            drawn.add(point)
            self.taken.add([around(point, reach)])
            # That of a square is its corner's.
            self.reach[pin.id] = RING + 2.5 if pin.rough else reach * 1.42

    def rows(self, pin: Pin) -> Iterator[Row]:
        """Yield the rows of a place's label."""
        yield Row((pin.name,), NAME, bold=True)
        for index, status in enumerate(pin.statuses):
            state = "" if pin.id in self.centred else status.state
            yield Row(status.says, state=state, fact=status.fact, doubted=bool(status.doubt))
            if status.doubt:
                yield Row(status.doubt, SMALL)
            following = pin.statuses[index + 1].when if index + 1 < len(pin.statuses) else ()
            if status.when and status.when != following:
                yield Row(status.when, SMALL, quiet=True)

    def name_places(self) -> tuple[str, ...]:
        """Write each place's label beside it, or a letter for it; return the ids of those with room for neither."""
        points = [self.at[pin.id] for pin in self.pins]
        near = {pin.id: sum(math.dist(self.at[pin.id], other) <= _CROWD_REACH for other in points) for pin in self.pins}
        named = [pin for pin in self.pins if near[pin.id] <= _CROWD]
        blocks = {pin.id: make_block(self.rows(pin)) for pin in named}
        best: dict[str, Spot] = {}
        order = named
        for _ in range(_TRIES):
            found = self.try_order(order, blocks)
            if len(found) > len(best):
                best = found
            left_out = [pin for pin in order if pin.id not in found]
            if not left_out:
                break
            # What is placed first has the most room: then whoever was left out may choose before the others.
            order = [*left_out, *(pin for pin in order if pin.id in found)]
        for pin in named:
            if pin.id in best:
                anchor = self.settle(best[pin.id], self.at[pin.id], blocks[pin.id])
                self.labels.extend(write_block(blocks[pin.id], best[pin.id].box, self.legend.letters, anchor))
        return tuple(self.key([pin for pin in self.pins if pin.id not in best]))

    def try_order(self, order: Sequence[Pin], blocks: Mapping[str, Block]) -> dict[str, Spot]:
        """Return where labels find room if they are placed in this order."""
        taken = self.taken.copy()
        spots = {}
        for pin in order:
            size = blocks[pin.id].width + 2, blocks[pin.id].height
            found = find_spot(self.at[pin.id], size, self.reach[pin.id], taken, self.suiting(pin))
            if found:
                spots[pin.id] = found
                taken.add([found.box.grown(_APART), *(trail(found.leader, 0.8) if found.leader else ())])
        return spots

    def suiting(self, pin: Pin) -> Callable[[Box], bool]:
        """Return what a label of a place keeps clear of, besides all that is taken: rings, and other places' points."""
        point = self.at[pin.id]
        others = [around(other, _ALOOF) for other in self.at.values() if other != point]

        def suits(box: Box) -> bool:
            return self.rings.clear(box) and not any(box.overlaps(other) for other in others)

        return suits

    def settle(self, spot: Spot, point: XY, block: Block) -> str:
        """Take a label's place, with a line to it where it stands apart; return the side to which it is set."""
        self.take(spot.box)
        if spot.leader:
            self.lead(*spot.leader)
        middle = (spot.box.left + spot.box.right) / 2
        if any(row.state for row, _ in block.rows):
            return "end" if middle < point[0] - 20 else "start"
        aside = abs(middle - point[0])
        return "middle" if aside < block.width / 4 else "end" if middle < point[0] else "start"

    def take(self, box: Box) -> None:
        self.taken.add([box.grown(_APART)])
        self.texts.add([box])
        self.boxes.append(box)

    def lead(self, start: XY, end: XY) -> None:
        """Draw the line from a mark to what stands for it."""
        self.taken.add(trail((start, end), 0.8))
        path = f"M{pair(start)}L{pair(end)}"
        self.lines.append(
            f'<path d="{path}" class="halo" stroke="#fff" stroke-width="2.6"/>'
            f'<path d="{path}" class="line" stroke="#1a1a1a" stroke-width=".8"/>'
        )

    def key(self, pins: Sequence[Pin]) -> Iterator[str]:
        """Put a letter on the map for each group of places whose labels have no room; yield those without even that."""
        names = letters()
        groups: list[tuple[XY, list[Pin]]] = []
        for pin in pins:
            point = self.at[pin.id]
            group = _nearest(groups, point, 2 * DISC)
            found = None if group else self.spot_of_letter(pin)
            group = group or (None if found else _nearest(groups, point, 5 * DISC))
            if group:
                group.append(pin)
                continue
            # If need be the line to it passes marks and other lines.
            found = found or find_spot(point, (2 * DISC, 2 * DISC), 3.5, self.texts, self.taken.clear)
            letter = next(names, "") if found else ""
            if found is None or not letter:
                yield pin.id
                continue
            self.take(found.box)
            if found.leader:
                self.lead(*found.leader)
            box = found.box
            self.marks.append(disc(letter, ((box.left + box.right) / 2, (box.top + box.bottom) / 2)))
            groups.append((point, [pin]))
            self.keyed.append((letter, groups[-1][1]))

    def spot_of_letter(self, pin: Pin) -> Spot | None:
        """Return where the letter for a place stands: if need be close to another's point."""
        point, size = self.at[pin.id], (2 * DISC, 2 * DISC)
        return find_spot(point, size, 3.5, self.taken, self.suiting(pin)) or find_spot(
            point, size, 3.5, self.taken, self.rings.clear
        )

    # ------------------------------------------------------------ movements

    def draws(self, movement: Movement) -> bool:
        """Draw an arrow with its label, if there is room for both."""
        if not {movement.start, movement.end} <= self.at.keys() or self.arrows >= _MOST_ARROWS:
            return False
        ends = self.at[movement.start], self.at[movement.end]
        reaches = self.reach[movement.start] + 1, self.reach[movement.end] + 2
        # First past everything; then over marks and other arrows, but never over words; then with fewer of these.
        few, more = (make_block(self.movement_rows(movement, most)) for most in (1, 3))
        for over, block in ((self.taken, more), (self.texts, more), (self.taken, few), (self.texts, few)):
            for bulge in (0.16, -0.16, 0.3, -0.3):
                arrow = bend(*ends, bulge).cut(reaches)
                if arrow is None:
                    continue
                way = [*trail(arrow.points)]
                if not all(step.within(self.view.frame) and over.clear(step) for step in way):
                    continue
                if sum(not self.ways.clear(step) for step in way) > _CROSSING:
                    continue  # it would run along another one
                box = self.beside(arrow, block, way) if block.rows else None
                if block.rows and box is None:
                    continue
                self.taken.add(way)
                self.ways.add(way)
                drawn = arrow.draw(dashed=movement.expected)
                self.lines.append(f'<g data-moves="{escape(" ".join(movement.facts))}">{drawn}</g>')
                self.arrows += 1
                if box:
                    self.take(box)
                    self.labels.extend(write_block(block, box, self.legend.letters, "middle"))
                return True
        return False

    def movement_rows(self, movement: Movement, most: int) -> Iterator[Row]:
        """Yield the rows of an arrow's label, with so many of its figures."""
        for line in movement.lines[:most]:
            yield Row(line[:1], bold=True)
            yield from (Row((run,), SMALL) for run in line[1:])
        if len(movement.lines) > most:
            yield Row((Run(self.legend.more),), SMALL, quiet=True)

    def beside(self, arrow: Arrow, block: Block, way: Sequence[Box]) -> Box | None:
        """Return the place for a label beside an arrow."""
        width, height = block.width + 2, block.height
        for away in (0, 6, 14):
            for part in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
                x, y = arrow.at(part)
                before, after = arrow.at(part - 0.05), arrow.at(part + 0.05)
                length = math.dist(before, after) or 1
                across = (after[1] - before[1]) / length, (before[0] - after[0]) / length
                for side in (1, -1):
                    reach = abs(across[0]) * width / 2 + abs(across[1]) * height / 2 + 4 + away
                    middle = x + side * across[0] * reach, y + side * across[1] * reach
                    box = Box(
                        middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2
                    )
                    if self.taken.free(box) and self.rings.clear(box) and not any(map(box.overlaps, way)):
                        return box
        return None

    # ------------------------------------------------------------ the base map

    def land(self, shores: Sequence[Shore]) -> Iterator[str]:
        """Yield the outlines of the base map, and its names where there is room for them."""
        names = []
        for shore in shores:
            rings = [
                cut for area in shore.areas for turn in turns(area, self.view) if (cut := clip(turn, self.view.frame))
            ]
            data = "".join(path_data(cut, closed=True) for cut in rings)
            if data:
                yield (
                    f'<path d="{data}" class="land" fill="#f1efe9" fill-rule="evenodd" stroke="#b9b6ac" '
                    'stroke-width=".8" stroke-linejoin="round"/>'
                )
                if shore.name and (name := self.name_land(shore.name, rings)):
                    names.append(name)
            stretches = (
                stretch
                for line in shore.lines
                for turn in turns(line, self.view)
                for stretch in clip_line(turn, self.view.frame)
            )
            if data := "".join(path_data(stretch, closed=False) for stretch in stretches):
                yield f'<path d="{data}" class="coast" fill="none" stroke="#b9b6ac" stroke-width=".8"/>'
        yield from names

    def name_land(self, name: Run, rings: Sequence[Sequence[XY]]) -> str:
        """Write the name of an area where nothing else stands, wholly inside it; else return nothing."""
        block = make_block([Row((name,), SMALL)], width=110)
        width, height = block.width + 4, block.height + 2
        spots = []
        for left in range(6, WIDTH - math.ceil(width) - 5, 9):
            for top in range(6, self.view.height - math.ceil(height) - 5, 9):
                box = Box(left, top, left + width, top + height)
                corners = [(x, y) for x in (box.left, (box.left + box.right) / 2, box.right) for y in (top, box.bottom)]
                if (
                    self.taken.free(box)
                    and self.rings.clear(box)
                    and all(is_inside(corner, rings) for corner in corners)
                ):
                    spots.append(box)
        if not spots:
            return ""
        middle = sum(box.left for box in spots) / len(spots), sum(box.top for box in spots) / len(spots)
        box = min(spots, key=lambda box: (math.dist((box.left, box.top), middle), box.left, box.top))
        self.take(box)
        row, lines = block.rows[0]
        return write_row(replace(row, quiet=True), lines, (box.left + box.right) / 2, box.top + 1, "middle")


def _nearest(groups: Sequence[tuple[XY, list[Pin]]], point: XY, reach: float) -> list[Pin] | None:
    """Return the nearest group whose letter stands for a point within reach."""
    near = [(math.dist(middle, point), index) for index, (middle, _) in enumerate(groups)]
    distance, index = min(near, default=(math.inf, 0))
    return groups[index][1] if distance <= reach else None

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
from dataclasses import dataclass, field, replace

from markupsafe import Markup, escape

from dateline.render.blocks import NAME, PLAIN, SMALL, Block, Line, Row, Run, make_block, write_block, write_row
from dateline.render.labels import XY, Box, Spot, Taken, around, find_spot, trail
from dateline.render.projection import (
    KM_OF_DEGREE,
    WIDTH,
    View,
    clip,
    clip_line,
    is_inside,
    make_view,
    pair,
    path_data,
    say,
    turns,
)
from dateline.render.signs import (
    CORNER,
    DISC,
    GAP,
    PATTERNS,
    REACH,
    RING,
    SHAPES,
    Arrow,
    badge,
    bend,
    disc,
    dot,
    letters,
    ring,
    sample,
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


# ---------------------------------------------------------------- what is drawn
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


# ---------------------------------------------------------------- putting it together


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
        bar, length = self.scale_bar(scale)
        foot, bottom = self.foot(drawn, credit, reported, bar)
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
        return Drawing(svg, length, crowded, undrawn, tuple(self.boxes), self.view.frame)

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

    def key_rows(self, pin: Pin) -> Iterator[Row]:
        """Yield a place's rows in the key: its name, and each state in the same line."""
        named: Line = (replace(pin.name, bold=True),)
        if not pin.statuses:
            yield Row(named, PLAIN)
        for status in pin.statuses:
            told = tuple(run for said in (status.when, status.doubt) if said for run in (Run(", "), *said))
            words = (*named, Run(": "), *status.says, *told)
            yield Row(words, SMALL, state=status.state, fact=status.fact, doubted=bool(status.doubt))

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

    # ------------------------------------------------------------ below the map

    def scale_bar(self, scale: Callable[[float], Run]) -> tuple[tuple[float, Run], str]:
        """Return the scale bar's length in units, with its words."""
        per_km = self.view.scale / KM_OF_DEGREE
        powers = (power * 10.0**exponent for exponent in range(-3, 5) for power in (1, 2, 5))
        kilometres = max((length for length in powers if length * per_km <= 92), default=0.001)  # noqa: PLR2004
        run = scale(kilometres)
        return (kilometres * per_km, run), run.text

    def foot(
        self, drawn: Sequence[Movement], credit: Line, reported: Line, bar: tuple[float, Run]
    ) -> tuple[list[str], float]:
        """Draw what stands below the map: scale bar, key, legend and credit; return it with its lower edge."""
        parts: list[str] = ['<g class="ink" fill="#1a1a1a">']
        y = self.view.height + 6.0
        length, run = bar
        x = 1 + length
        parts.append(
            f'<path d="M1 {say(y + 2)}v6h{say(length)}v-6" class="line" fill="none" stroke="#1a1a1a"/>'
            + write_row(Row((run,), SMALL), [[(0, run.text)]], x + 6, y - 1, "start")
        )
        y += 17
        if reported:
            y = self.paragraph(parts, Row(reported, SMALL), 0, y)
        for letter, group in self.keyed:
            parts.append(disc(letter, (8.5, y + 10)))
            for pin in group:
                block = make_block(self.key_rows(pin), WIDTH - 22 - (0 if pin.statuses else GAP))
                left = 20 if pin.statuses else 20 + GAP
                parts.extend(write_block(block, Box(left, y, WIDTH, y + block.height), self.legend.letters))
                y += max(block.height, 19)
            y += 3
        y = self.explain(parts, drawn, y + 2)
        if credit:
            y = self.paragraph(parts, Row(credit, 9.5, quiet=True), 0, y + 2)
        parts.append("</g>")
        return parts, y + 2

    def paragraph(self, parts: list[str], row: Row, x: float, y: float) -> float:
        """Write a row over the whole width; return where the next one begins."""
        block = make_block([row], WIDTH - 2 - x)
        parts.extend(write_block(block, Box(x, y, WIDTH, y + block.height), self.legend.letters))
        return y + block.height + 3

    def explain(self, parts: list[str], drawn: Sequence[Movement], top: float) -> float:
        """Write the legend: what is on this map, and nothing else."""
        states = [state for state in SHAPES if any(state == one.state for pin in self.pins for one in pin.statuses)]
        signs = self.legend.letters
        entries: list[tuple[Callable[[XY], str], str]] = [
            (lambda at, state=state: symbol(state, signs[state], at), self.legend.states[state])  # type: ignore[misc]
            for state in states
        ]
        if any(pin.asked and not pin.statuses for pin in self.pins):
            entries.append((white, self.legend.not_assessed))
        if any(not pin.asked and not pin.statuses for pin in self.pins):
            entries.append((dot, self.legend.other_place))
        if any(pin.rough for pin in self.pins):
            entries.append((lambda at: ring(at, 7.5), self.legend.rough))
        doubts = {name for pin in self.pins for status in pin.statuses for run in status.doubt for name, _ in run.marks}
        if told := [words for name, words in self.legend.cautions.items() if f"data-{name}" in doubts]:
            entries.append((badge, "; ".join(told)))
        for expected, words in ((False, self.legend.movement), (True, self.legend.expected)):
            if any(movement.expected is expected for movement in drawn):
                entries.append((lambda at, dashed=expected: sample(at, dashed=dashed), words))  # type: ignore[misc]
        x, y = 0.0, top
        for draw, words in entries:
            block = make_block([Row((Run(words),), SMALL)], WIDTH - GAP - 2)
            if x and x + GAP + block.width > WIDTH:
                x, y = 0.0, y + 21
            parts.append(draw((x + 9.5, y + 10)))
            box = Box(x + GAP, y + 10 - block.height / 2, WIDTH, y + 10 + block.height / 2)
            parts.extend(write_block(block, box, self.legend.letters))
            x += GAP + block.width + 12
        return y + 22 if entries else y


def _nearest(groups: Sequence[tuple[XY, list[Pin]]], point: XY, reach: float) -> list[Pin] | None:
    """Return the nearest group whose letter stands for a point within reach."""
    near = [(math.dist(middle, point), index) for index, (middle, _) in enumerate(groups)]
    distance, index = min(near, default=(math.inf, 0))
    return groups[index][1] if distance <= reach else None

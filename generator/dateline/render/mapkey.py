"""Draw what stands below a map: its scale, the places that only have a letter on it, its signs and its credit. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.render.blocks import PLAIN, SMALL, Line, Row, Run, make_block, write_block, write_row
from dateline.render.labels import XY, Box
from dateline.render.mapped import Legend, Movement, Pin
from dateline.render.projection import KM_OF_DEGREE, WIDTH, View, say
from dateline.render.signs import GAP, SHAPES, badge, disc, dot, ring, sample, symbol, white


def scale_bar(view: View, scale: Callable[[float], Run]) -> tuple[float, Run]:
    """Return the length of the scale bar in units, with its words: a round number of kilometres."""
    per_km = view.scale / KM_OF_DEGREE
    powers = (power * 10.0**exponent for exponent in range(-3, 5) for power in (1, 2, 5))
    kilometres = max((length for length in powers if length * per_km <= 92), default=0.001)  # noqa: PLR2004
    return kilometres * per_km, scale(kilometres)


@dataclass(frozen=True)
class Foot:
    """Draw the foot of one map."""

    view: View
    pins: Sequence[Pin]
    legend: Legend
    keyed: Sequence[tuple[str, Sequence[Pin]]]
    """Letters, each with the places that it stands for."""

    def draw(
        self, drawn: Sequence[Movement], credit: Line, reported: Line, bar: tuple[float, Run]
    ) -> tuple[list[str], float]:
        """Return scale bar, key, legend and credit, with their lower edge."""
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
                block = make_block(_rows(pin), WIDTH - 22 - (0 if pin.statuses else GAP))
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


def _rows(pin: Pin) -> Iterator[Row]:
    """Yield a place's rows in the key: its name, and each state in the same line."""
    named: Line = (replace(pin.name, bold=True),)
    if not pin.statuses:
        yield Row(named, PLAIN)
    for status in pin.statuses:
        told = tuple(run for said in (status.when, status.doubt) if said for run in (Run(", "), *said))
        words = (*named, Run(": "), *status.says, *told)
        yield Row(words, SMALL, state=status.state, fact=status.fact, doubted=bool(status.doubt))

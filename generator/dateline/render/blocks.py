"""Break the labels of a map into rows, measure them, and write them as SVG text with their marks. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from dateline.render.labels import Box, text_width, wrap
from dateline.render.projection import say
from dateline.render.signs import GAP, symbol

_LABEL_WIDTH = 126


@dataclass(frozen=True, slots=True)
class Run:
    """Hold a stretch of text, with the attributes by which the audit knows what it is."""

    text: str
    marks: tuple[tuple[str, str], ...] = ()
    bold: bool = False


Line = tuple[Run, ...]


NAME, PLAIN, SMALL = 12.5, 11.5, 10.5
"""Sizes of the font."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a line of a label before it is broken: its runs, its size, and the state whose symbol stands before it."""

    runs: Line
    size: float = PLAIN
    bold: bool = False
    quiet: bool = False
    state: str = ""
    fact: str = ""
    """Id of the fact that tells the state."""
    doubted: bool = False
    """Whether the symbol has a badge: that fact is not proved, or its source was taken back."""


@dataclass(frozen=True, slots=True)
class Block:
    """Hold a label that was broken into rows: how large it is, and how it is written."""

    width: float
    height: float
    rows: tuple[tuple[Row, tuple[tuple[tuple[int, str], ...], ...]], ...]


def make_block(rows: Iterable[Row], width: float = _LABEL_WIDTH) -> Block:
    """Break the rows of a label and measure it."""
    broken = []
    widest = height = 0.0
    for row in rows:
        indent = GAP if row.state else 0
        bold = row.bold or any(run.bold for run in row.runs)
        lines = wrap([run.text for run in row.runs], width - indent, row.size, bold=bold)
        broken.append((row, tuple(map(tuple, lines))))
        for line in lines:
            said = "".join(part for _, part in line).rstrip()
            widest = max(widest, text_width(said, row.size, bold=bold) + indent)
        height += _row_height(row, len(lines))
    return Block(math.ceil(widest), math.ceil(height), tuple(broken))


def _row_height(row: Row, lines: int) -> float:
    return max(lines * row.size * 1.22, 20 if row.state else 0)


def write_block(block: Block, box: Box, letters: Mapping[str, str], anchor: str = "start") -> Iterator[str]:
    """Yield a label's symbols and texts; `anchor` is the side to which it is set."""
    top = box.top
    for row, lines in block.rows:
        height = _row_height(row, len(lines))
        text_top = top + (height - len(lines) * row.size * 1.22) / 2
        edge = box.left if anchor == "start" else box.right if anchor == "end" else (box.left + box.right) / 2
        if row.state:
            side = 1 if anchor == "start" else -1
            middle = edge + side * 9.5, top + height / 2
            yield symbol(row.state, letters[row.state], middle, row.fact, doubted=row.doubted)
            edge += side * GAP
        yield write_row(row, lines, edge, text_top, anchor)
        top += height


def write_row(row: Row, lines: Sequence[Sequence[tuple[int, str]]], edge: float, top: float, anchor: str) -> str:
    """Write one row of a label, each run an element with its marks, each line of it set at the edge."""
    parts: dict[int, list[str]] = {}
    for number, line in enumerate(lines):
        y = top + row.size * (0.95 + 1.22 * number)
        for first, (index, text) in enumerate(line):
            at = f' x="{say(edge)}" y="{say(y)}"' if first == 0 else ""
            said = escape(text)
            parts.setdefault(index, []).append(f"<tspan{at}>{said}</tspan>" if at else str(said))
    marked = []
    for index, texts in parts.items():
        marks = "".join(f' {name}="{escape(value)}"' for name, value in row.runs[index].marks)
        marks += ' font-weight="700"' if row.runs[index].bold else ""
        inner = "".join(texts)
        marked.append(f"<tspan{marks}>{inner}</tspan>" if marks else inner)
    weight = ' font-weight="700"' if row.bold else ""
    tone = ' class="quiet" fill="#595959"' if row.quiet else ""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text font-size="{say(row.size)}"{weight}{tone}{side}>{"".join(marked)}</text>'

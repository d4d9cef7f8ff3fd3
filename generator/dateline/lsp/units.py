"""Count columns as a client does: in the code units of its encoding, not in code points."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.lsp.scalars import Point

UTF_8, UTF_16, UTF_32 = "utf-8", "utf-16", "utf-32"
_BYTES = {UTF_8: 1, UTF_16: 2, UTF_32: 4}
_CODECS = {UTF_8: "utf-8", UTF_16: "utf-16-le", UTF_32: "utf-32-le"}


def to_units(lines: Sequence[str], point: Point, encoding: str) -> Point:
    """Return a position as the client counts it."""
    row, column = point
    line = lines[row] if row < len(lines) else ""
    before = line[:column]
    if before.isascii() or encoding == UTF_32:
        return row, len(before)
    return row, len(before.encode(_CODECS[encoding], "surrogatepass")) // _BYTES[encoding]


def from_units(lines: Sequence[str], point: Point, encoding: str) -> Point:
    """Return a client's position in code points; one behind a line's end, or inside a character, moves before it."""
    row, units = point
    if row >= len(lines):
        return max(0, len(lines) - 1), len(lines[-1]) if lines else 0
    line = lines[row]
    if line.isascii() or encoding == UTF_32:
        return row, min(units, len(line))
    content = line.encode(_CODECS[encoding], "surrogatepass")[: units * _BYTES[encoding]]
    return row, min(len(content.decode(_CODECS[encoding], "ignore")), len(line))

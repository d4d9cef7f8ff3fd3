"""Edit a project at random and ask at random places, through the pure functions of the language server."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from conftest import FILES
from dateline.lsp.complete import complete
from dateline.lsp.fixes import offer
from dateline.lsp.hover import hover
from dateline.lsp.scalars import split_lines
from dateline.lsp.session import Buffer, Session
from dateline.lsp.uses import find_definition, find_uses

SIGNS = (
    *("\n", "    ", "- ", ": ", "quote: ", "source: wire", "[", "]", "{", "}", '"', "'", ">-\n", "|", "#", "&a "),
    *("*a ", "!!x ", "🦀", "é", "\u2028", "\t", "\r\n", "\x00", "\ud800", "fact:", "(fact:", "---\n", "…", "1e999"),
    *("TODO", "?"),
)


def survive(root: Path, seed: int, count: int) -> None:
    """Make so many edits, and after each ask for all there is at a place near to it."""
    chance = random.Random(seed)  # noqa: S311  # it decides nothing
    session = Session(root)
    paths = [path for path in FILES if path.endswith(".yml") and path.startswith(("briefings", "seeds"))]
    session.known = session.check({}, session.known).known
    for version in range(count):
        path = chance.choice(paths)
        buffer = session.buffers.get(path)
        # Most faults hide the others, so a file is begun anew now and then.
        text = buffer.text if buffer and chance.random() > 0.1 else FILES[path]
        text, at = _edit(text, chance)
        session.buffers[path] = Buffer(text, version, changed=True)
        outcome = session.check(dict(session.buffers), session.known)
        session.known = outcome.known
        for point in _points(text, at, chance):
            complete(path, text, point, session.known)
            hover(path, text, point, session.known)
            find_definition(path, text, point, session.known, session.text)
            find_uses(path, text, point, session.texts())
        offer(text, 0, 10**6, [problem for problem in session.known.problems if problem.file == path])


def _edit(text: str, chance: random.Random) -> tuple[str, int]:
    """Put something in, take something out, or move it; return the text, and where."""
    at, end = sorted(chance.randint(0, len(text)) for _ in range(2))
    if chance.random() < 0.6:
        end = at
    new = chance.choice((chance.choice(SIGNS), text[at : at + chance.randint(0, 60)], ""))
    return text[:at] + new + text[min(end, at + 80) :], at + len(new)


def _points(text: str, at: int, chance: random.Random) -> Iterator[tuple[int, int]]:
    before = split_lines(text[:at])
    yield len(before) - 1, len(before[-1])
    lines = split_lines(text)
    row = chance.randrange(len(lines))
    yield row, chance.randint(0, len(lines[row]) + 2)

"""Turn the ways to mend a problem into edits of a file's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.lsp.quoting import Replacement, write_words
from dateline.lsp.scalars import Path, Point, Scalar, read_scalars, split_lines
from dateline.problems import Edit, Fix, Problem, Value
from dateline.propose.written import scalar


@dataclass(frozen=True, slots=True)
class Action:
    """Offer one way to mend a problem."""

    title: str
    problem: Problem
    edits: tuple[Replacement, ...]


def range_of(problem: Problem, scalars: Sequence[Scalar], lines: Sequence[str]) -> tuple[Point, Point]:
    """Return the stretch that a problem is shown at.

    That is the words it is about, the key or value that begins at its place, else the word there.
    """
    if not problem.line:
        return (0, 0), (0, 0)
    start = (problem.line - 1, max(0, problem.column - 1))
    if problem.end:
        return start, (problem.end[0] - 1, problem.end[1] - 1)
    for found in scalars:
        if found.start == start and found.end > start:
            return start, found.end
    line = lines[start[0]] if start[0] < len(lines) else ""
    word = line[start[1] :].split(" ", 1)[0]
    return start, (start[0], min(start[1] + max(1, len(word)), max(len(line), start[1])))


def offer(text: str, first: int, last: int, problems: Iterable[Problem]) -> list[Action]:
    """Return the ways to mend those of a file's problems that are shown at some lines, from 0."""
    scalars, lines = read_scalars(text), split_lines(text)
    actions = []
    for problem in problems:
        start, end = range_of(problem, scalars, lines)
        if problem.fixes and start[0] <= last and first <= end[0]:
            for fix in problem.fixes:
                edits = list(_edits(fix, start[0], scalars, lines))
                if edits and None not in edits:
                    made = tuple(edit for edit in edits if edit is not None)
                    actions.append(Action(_title(fix), problem, made))
    return actions


def _title(fix: Fix) -> str:
    said = []
    for change in fix:
        name = next((str(step) for step in reversed(change.path) if isinstance(step, str)), "")
        if change.value is None:
            said.append(f"delete `{name}:`")
        elif change.key:
            said.append(f"write `{change.value}:`")
        elif name == "quote":
            said.append("quote the source’s own words")
        else:
            said.append(f"write `{name}: {_written(change.value)}`")
    title = " and ".join(said)
    return title[:1].upper() + title[1:]


def _written(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(scalar, value))}]"
    return scalar(value)


def _edits(fix: Fix, row: int, scalars: Sequence[Scalar], lines: Sequence[str]) -> Iterator[Replacement | None]:
    """Yield the edits of a text; None where the text is another by now, and an edit would go astray."""
    gone = [change.path for change in fix if change.value is None]
    staying = [one for one in scalars if one.path not in gone]
    for change in fix:
        key = next((one for one in scalars if one.key and one.path == change.path), None)
        value = _extent(change.path, scalars, lines)
        if change.key:
            yield Replacement(key.start, key.end, str(change.value)) if key else None
        elif change.value is None:
            yield _deletion(key, value, lines) if key and value else None
        elif value:
            yield Replacement(*value, _value(change, value, key, scalars))
        elif key is None:
            yield _addition(change, row, staying, lines)
        else:
            yield None


def _extent(path: Path, scalars: Sequence[Scalar], lines: Sequence[str]) -> tuple[Point, Point] | None:
    """Return where a value stands: a scalar, or a list between brackets."""
    size = len(path)
    found = [one for one in scalars if not one.key and one.path[:size] == path]
    if not found:
        return None
    start, end = found[0].start, found[-1].end
    if len(found) == 1 and len(found[0].path) == size:
        return start, end
    opening, closing = lines[start[0]].rfind("[", 0, start[1]), lines[end[0]].find("]", end[1])
    between = lines[start[0]][opening + 1 : start[1]] + lines[end[0]][end[1] : closing]
    return None if min(opening, closing) < 0 or between.strip(" ,") else ((start[0], opening), (end[0], closing + 1))


def _value(change: Edit, place: tuple[Point, Point], key: Scalar | None, scalars: Sequence[Scalar]) -> str:
    """Write a value where another stands; a quotation that goes on over lines, as one that does."""
    value = change.value
    assert value is not None  # noqa: S101  # deletions are told apart before
    if isinstance(value, str) and change.path[-1] == "quote":
        flow = any(one.flow for one in scalars if one.path == change.path and not one.key)
        return write_words(value, (key.start[1] if key else place[0][1]) + 2, place[0][1], flow=flow)
    return _written(value)


def _deletion(key: Scalar, value: tuple[Point, Point], lines: Sequence[str]) -> Replacement | None:
    """Take a field out with its line, or between braces with its comma."""
    (row, column), (last, end) = key.start, value[1]
    before, after = lines[row][:column], lines[last][end:]
    if key.flow:
        rest = after.lstrip()
        if rest.startswith(","):
            gap = len(after) - len(rest) + 1
            gap += len(after[gap:]) - len(after[gap:].lstrip())
            return Replacement(key.start, (last, end + gap), "")
        kept = before.rstrip().removesuffix(",").rstrip()
        return Replacement((row, len(kept)), (last, end), "") if before.rstrip().endswith(",") else None
    if before.strip() or last + 1 >= len(lines):
        return None  # behind the dash of a list, or on a last line without an end
    return Replacement((row, 0), (last + 1, 0), "")


def _addition(change: Edit, row: int, scalars: Sequence[Scalar], lines: Sequence[str]) -> Replacement | None:
    """Add a field to its record: behind the one of the problem's line, else the last one that stands on one line."""
    record, name = change.path[:-1], change.path[-1]
    values = {one.path: one for one in scalars if not one.key}
    fields = [
        (one, values[one.path])
        for one in scalars
        if one.key and one.path[:-1] == record and one.path in values
        if one.start[0] == values[one.path].end[0]
    ]
    if not fields or change.value is None:
        return None
    key, value = next((field for field in fields if field[0].start[0] == row), fields[-1])
    said = f"{name}: {_written(change.value)}"
    if key.flow:
        return Replacement(value.end, value.end, f", {said}")
    end = (value.end[0], len(lines[value.end[0]]))
    return Replacement(end, end, f"\n{' ' * key.start[1]}{said}")

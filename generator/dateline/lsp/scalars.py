"""Read the scalars of a YAML file with their places, whatever is wrong with the file at the moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

Point = tuple[int, int]
"""Line and column, both from 0; columns count code points."""
Path = tuple[str | int, ...]

_DEEPEST = 20
"""Levels of nesting; the deepest that any field needs is 5."""
_UNREADABLE = re.compile("[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML forbids, tabs, and line ends that editors do not count: the parser meets a space instead."""
_SECTION = re.compile(r"([A-Za-z_][\w-]*) *:(?: |$)")
_ITEM = re.compile(r"( *)-(?: |$)")
_LINE = re.compile(r" *(?:- +)?(?P<key>[A-Za-z_][\w-]*) *:(?: +(?P<value>\S.*?))? *")


@dataclass(frozen=True, slots=True)
class Scalar:
    """Hold one key or value as it stands in a file."""

    path: Path
    """Where it stands: that of its value, where it is a key."""
    key: bool
    value: str
    style: str
    """How it is written: `'`, `"`, `|`, `>`, or plain, which is empty."""
    start: Point
    end: Point
    """Behind its last character."""
    flow: bool = False
    """Whether it stands between brackets or braces."""

    def holds(self, point: Point) -> bool:
        """Tell whether a cursor stands in it or at one of its ends."""
        return self.start <= point <= self.end


def split_lines(text: str) -> list[str]:
    """Return a text's lines as the protocol and the reader count them: a form feed or U+2028 ends none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_scalars(text: str) -> list[Scalar]:
    """Return the keys and values of a YAML file in their order.

    What stands before a fault is read as it is. From there on each record is read by itself, so that one which is
    being written hides none of the others; and line by line what cannot be read as YAML even so.
    """
    lines = _UNREADABLE.sub(" ", "\n".join(split_lines(text))).split("\n")
    found, whole = _parse(lines, 0)
    if whole:
        return found
    found = []
    for first, base, part in _parts(lines):
        read, whole = _parse(part, first)
        if base:  # a record is read as a list of one
            read = [replace(scalar, path=(*base, *scalar.path[1:])) for scalar in read]
        found += read
        if not whole:
            done = read[-1].end[0] if read else first - 1
            found += _line_by_line(part[done - first + 1 :], done + 1, base)
    return found


def _parts(lines: list[str]) -> Iterator[tuple[int, Path, list[str]]]:
    """Yield the records of a file, each with its first line and its path, and the fields that are no lists."""
    starts = [at for at, line in enumerate(lines) if _SECTION.match(line)]
    for first, end in pairwise([*starts, len(lines)]):
        items: list[int] = []
        indent = None
        for at in range(first + 1, end):
            if (item := _ITEM.match(lines[at])) and indent in (None, item[1]):
                indent = item[1]
                items.append(at)
            elif indent is None and lines[at].strip() and not lines[at].lstrip().startswith("#"):
                break
        if not items:
            yield first, (), lines[first:end]
            continue
        kind = _SECTION.match(lines[first])[1]  # type: ignore[index]  # it matched above
        for index, (at, after) in enumerate(pairwise([*items, end])):
            yield at, (kind, index), lines[at:after]


def _line_by_line(lines: list[str], first: int, base: Path) -> Iterator[Scalar]:
    """Read what looks like `key: value` on a line of its own."""
    for at, line in enumerate(lines, first):
        if said := _LINE.fullmatch(line):
            path = (*base, said["key"])
            yield Scalar(path, True, said["key"], "", (at, said.start("key")), (at, said.end("key")))  # noqa: FBT003
            if value := said["value"]:
                style = value[0] if value[0] in "'\"|>" else ""
                words = value.strip(style) if style in "'\"" and style else value
                yield Scalar(path, False, words, style, (at, said.start("value")), (at, said.end("value")))  # noqa: FBT003


def _parse(lines: list[str], first: int) -> tuple[list[Scalar], bool]:
    """Return the scalars of some lines up to the first fault, and whether there is none."""
    found: list[Scalar] = []
    try:
        parser: Any = yaml.CSafeLoader("\n".join(lines))
    except yaml.YAMLError:
        return found, False
    try:
        for scalar in _walk(iter(parser.get_event, None)):
            end = _trimmed(scalar.end, scalar.start, lines) if scalar.style in ("|", ">") else scalar.end
            (line, column), (last, behind) = scalar.start, end
            found.append(replace(scalar, start=(line + first, column), end=(last + first, behind)))
    except yaml.YAMLError:
        return found, False
    finally:
        parser.dispose()
    return found, True


def _trimmed(end: Point, start: Point, lines: list[str]) -> Point:
    """Return where the words of a block end: the parser takes the empty lines below it too."""
    line = min(end[0], len(lines) - 1)
    if end[1] == 0 or line != end[0]:
        line = min(end[0] - 1, len(lines) - 1)
    while line > start[0] and not lines[line].strip():
        line -= 1
    return line, len(lines[line].rstrip())


def _walk(events: Any) -> Iterator[Scalar]:  # noqa: ANN401
    """Yield the scalars of a stream of events."""
    stack: list[_Level] = []
    for event in events:
        kind = type(event)
        level = stack[-1] if stack else None
        if kind in (ScalarEvent, AliasEvent):
            is_key = bool(level and level.mapping and level.key is None)
            value = event.value if kind is ScalarEvent else ""
            path = _path(stack, value if is_key else None)
            if kind is ScalarEvent:
                start, end = event.start_mark, event.end_mark
                style = event.style if event.style in ("'", '"', "|", ">") else ""
                flow = bool(level and level.flow)
                yield Scalar(path, is_key, value, style, (start.line, start.column), (end.line, end.column), flow=flow)
            if level:
                level.next(value if is_key else None)
        elif kind in (MappingStartEvent, SequenceStartEvent):
            if len(stack) >= _DEEPEST:
                return
            flow = bool(event.flow_style) or bool(level and level.flow)
            stack.append(_Level(mapping=kind is MappingStartEvent, flow=flow))
        elif kind in (MappingEndEvent, SequenceEndEvent):
            stack.pop()
            if stack:
                stack[-1].next(None)


@dataclass(slots=True)
class _Level:
    """Know where in a collection the next event stands."""

    mapping: bool
    flow: bool
    key: str | None = None
    index: int = 0

    def next(self, key: str | None) -> None:
        """Go on: to the value of a key, else to the next key or item."""
        self.key = key
        self.index += 1


def _path(stack: list[_Level], key: str | None) -> Path:
    steps: list[str | int] = [level.index if not level.mapping else level.key or "" for level in stack]
    return (*steps[:-1], key) if key is not None else tuple(steps)

"""Read a YAML file as a tree of nodes that know where they stand, and the comments beside them.

The events of the parser tell where each scalar begins and ends. What is left between scalars are signs, space and
comments, so that a `#` there always begins one (YAML 1.2.2, section 6.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import MappingStartEvent, ScalarEvent, SequenceStartEvent

_COMMENT = re.compile(r"#[^\n]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """Hold a comment, from its `#` to its line's end."""

    text: str
    start: int
    line: int
    column: int
    alone: bool
    """Whether nothing stands before it on its line."""
    apart: bool
    """Whether an empty line stands above it."""


@dataclass(slots=True)
class Node:
    """Hold a scalar or a collection; offsets are in characters, lines and columns from 0."""

    start: int
    end: int
    line: int
    column: int
    last_line: int
    """The line in which it ends."""


@dataclass(slots=True)
class Scalar(Node):
    """Hold a scalar."""

    value: str
    """What it says, without regard to its type."""
    raw: str
    style: str
    """`'`, `"`, `|`, `>`, or nothing where it is plain."""
    parent: int
    """The column of the collection that it stands in."""


@dataclass(slots=True)
class Entry:
    """Hold one key with its value, or one item of a list, with the comments that describe it."""

    key: Scalar | None
    """None in a list."""
    value: Node
    apart: bool = False
    """Whether an empty line stands above it."""
    above: list[Comment] = field(default_factory=list)
    between: list[Comment] = field(default_factory=list)
    """After the key or the dash, before the value."""
    behind: list[Comment] = field(default_factory=list)
    """After the value, on its line; inside the head of a block scalar."""


@dataclass(slots=True)
class Collection(Node):
    """Hold a mapping or a list."""

    mapping: bool
    flow: bool
    entries: list[Entry] = field(default_factory=list)
    below: list[Comment] = field(default_factory=list)
    """After its last entry."""

    @property
    def commented(self) -> bool:
        """Tell whether a comment stands anywhere in it."""
        return bool(self.below) or any(
            entry.above
            or entry.between
            or entry.behind
            or (isinstance(entry.value, Collection) and entry.value.commented)
            for entry in self.entries
        )


def read_tree(text: str) -> Collection:
    """Return the tree of a file that was read without a problem of form, and is a mapping."""
    events = yaml.parse(text, Loader=yaml.CSafeLoader)
    root: Any = next(_nodes(event, events, text, 0) for event in events if isinstance(event, MappingStartEvent))
    _Comments(text, root).place()
    return root  # type: ignore[no-any-return]  # of a mapping


def _nodes(event: Any, events: Iterator[Any], text: str, parent: int) -> Node:  # noqa: ANN401
    """Return the node that begins with an event."""
    mark, end = event.start_mark, event.end_mark
    if isinstance(event, ScalarEvent):
        # A plain scalar with the tag “!” is text, as one in quotation marks is.
        style = event.style or ("" if event.implicit[0] else '"')
        raw = text[mark.index : end.index]
        return Scalar(mark.index, end.index, mark.line, mark.column, end.line, event.value, raw, style, parent)
    mapping = isinstance(event, MappingStartEvent)
    node = Collection(mark.index, end.index, mark.line, mark.column, end.line, mapping, bool(event.flow_style))
    for inner in events:
        if not isinstance(inner, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            node.end, node.last_line = inner.end_mark.index, inner.end_mark.line
            break
        first = _nodes(inner, events, text, mark.column)
        if mapping:
            node.entries.append(Entry(first, _nodes(next(events), events, text, mark.column)))  # type: ignore[arg-type]  # a word
        else:
            node.entries.append(Entry(None, first))
    return node


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Collection):
        for entry in node.entries:
            yield from (entry.key,) if entry.key else ()
            yield from _scalars(entry.value)


def find_comments(text: str, root: Collection) -> list[Comment]:
    """Return the comments of a file in their order."""
    lines = text.split("\n")
    found: list[Comment] = []
    at, line, line_start = 0, 0, 0
    for scalar in [*_scalars(root), None]:
        until = len(text) if scalar is None else scalar.start
        if scalar is not None and scalar.style in ("|", ">"):
            until = scalar.start + scalar.raw.find("\n") if "\n" in scalar.raw else scalar.end
        for match in _COMMENT.finditer(text, at, max(at, until)):
            line += text.count("\n", line_start, match.start())
            line_start = text.rfind("\n", 0, match.start()) + 1
            alone = not text[line_start : match.start()].strip()
            apart = line > 0 and not lines[line - 1].strip()
            found.append(
                Comment(match[0].rstrip(), match.start(), line, match.start() - line_start, alone=alone, apart=apart)
            )
        at = scalar.end if scalar else at
    return found


class _Comments:
    """Give each comment of a file to the entry or collection that it describes."""

    def __init__(self, text: str, root: Collection) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.left = find_comments(text, root)
        self.left.reverse()  # the next one is the last
        self.root = root

    def place(self) -> None:
        """Place them all."""
        self._collection(self.root, after=-1, outer=-1, limit=len(self.text) + 1)
        self.root.below += self._before(len(self.text) + 1)

    def _before(self, offset: int, *, beside: bool = False) -> list[Comment]:
        """Take the comments before an offset; with `beside`, only up to one that has its line alone."""
        taken = []
        while self.left and self.left[-1].start < offset and not (beside and self.left[-1].alone):
            taken.append(self.left.pop())
        return taken

    def _behind(self, value: Node, limit: int) -> list[Comment]:
        """Take the comment behind a value on its line, and before the bracket that closes around it."""
        if isinstance(value, Collection) and not value.flow:
            return []
        if isinstance(value, Scalar) and value.style in ("|", ">"):
            return self._before(value.end)
        taken = []
        while self.left and self.left[-1].line == value.last_line and self.left[-1].start < limit:
            taken.append(self.left.pop())
        return taken

    def _collection(self, node: Collection, after: int, outer: int, limit: int) -> None:
        """Place the comments in a collection.

        `after` is the column of what comes after it, -1 at the file's end; `outer` that of the one around it; `limit`
        the offset of the bracket that closes around it.
        """
        limit = node.end if node.flow else limit
        for index, entry in enumerate(node.entries):
            first = entry.key or entry.value
            entry.apart = first.line > 0 and not self.lines[first.line - 1].strip()
            found = self._before(first.start)
            # What follows a dash on its line belongs to the item, and what stands below that.
            dash = next((at for at, comment in enumerate(found) if not comment.alone), len(found))
            dash = len(found) if entry.key or node.flow else dash
            entry.above, entry.between = found[:dash], found[dash:]
            if entry.between:  # its dash stands on that line
                entry.apart = entry.between[0].apart
            is_block = isinstance(entry.value, Collection) and not entry.value.flow
            entry.between += self._before(entry.value.start, beside=is_block) if entry.key else []
            if isinstance(entry.value, Collection):
                last = index == len(node.entries) - 1
                self._collection(entry.value, after if last else node.column, node.column, limit)
            entry.behind = self._behind(entry.value, limit)
        if node.flow:
            node.below = self._before(node.end)
            return
        least = max(node.column, outer + 1)
        while self.left and self.left[-1].column >= least > after and self._is_inside(node, after):
            node.below.append(self.left.pop())

    def _is_inside(self, node: Collection, after: int) -> bool:
        """Tell whether the next comment stands before what follows a collection, where its end is marked."""
        return after < 0 or self.left[-1].start < node.end

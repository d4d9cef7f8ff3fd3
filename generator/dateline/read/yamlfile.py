"""Read YAML 1.2 into plain values that know their places, from the events of PyYAML's C parser.

The events carry positions already, so one pass gives values and places; PyYAML's own constructors would apply
YAML 1.1 rules (`NO` is False, `22:30` is 1350) and keep no positions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from dateline.problems import Problem, Rule

_DEEPEST = 20
"""Levels of nesting; the deepest that any field needs is 5."""

# YAML 1.2.2, section 10.3.2, the core schema's plain scalars.
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMBER = re.compile(
    r"(?P<int>[-+]?[0-9]+)|0o(?P<oct>[0-7]+)|0x(?P<hex>[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)",
)
_MAYBE_NUMBER = frozenset("0123456789-+.")
_LONGEST_NUMBER = 40
"""Digits; longer ones stay text, so that no conversion takes quadratic time."""
Mark = Any  # yaml._yaml.Mark: line and column from 0; the C module has no types


class Map(dict[str, Any]):
    """Hold a YAML mapping with the marks of each key and value."""

    __slots__ = ("marks",)
    marks: dict[str, tuple[Mark, Mark]]


class Seq(list[Any]):
    """Hold a YAML sequence with the mark of each item."""

    __slots__ = ("marks",)
    marks: list[Mark]


@dataclass(frozen=True)
class YamlFile:
    """Hold one YAML file as read."""

    path: str
    """POSIX path from the project's root."""
    text: str
    root: Any = None
    """A Map, a Seq, a scalar, or None where it could not be read."""
    problems: tuple[Problem, ...] = ()
    lines: list[str] = field(default_factory=list, repr=False)

    def problem(self, at: tuple[int, int], rule: Rule, message: str, remedy: str = "") -> Problem:
        """Make a problem of this file at a line and column, both from 1."""
        line, column = at
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(self.path, line, column, rule, message, remedy, excerpt=excerpt)

    def place(self, path: tuple[str | int, ...], *, key: bool = False) -> tuple[int, int]:
        """Return the line and column, from 1, of the value at a path, or of its key.

        A path that leads further than the file does gives the last place that stands.
        """
        node, mark = self.root, None
        for step in path:
            if isinstance(node, Map) and step in node.marks:
                mark = node.marks[str(step)][0 if key and step == path[-1] else 1]
            elif isinstance(node, Seq) and isinstance(step, int) and step < len(node):
                mark = node.marks[step]
            else:
                break
            node = node[step]  # type: ignore[index]  # a Map takes str, a Seq int, as just tested
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)


@dataclass(frozen=True, slots=True)
class Origin:
    """Know where a record was written."""

    file: YamlFile
    path: tuple[str | int, ...]

    @property
    def line(self) -> int:
        """Return the record's first line, from 1."""
        return self.file.place(self.path)[0]

    @property
    def path_of_file(self) -> str:
        """Return the file's POSIX path from the project's root."""
        return self.file.path

    def problem(
        self, field_path: tuple[str | int, ...], rule: Rule, message: str, remedy: str = ""
    ) -> Problem:
        """Make a problem at one of the record's fields."""
        return self.file.problem(self.file.place((*self.path, *field_path)), rule, message, remedy)


def parse_yaml(path: str, content: bytes) -> YamlFile:
    """Parse one file's bytes; what is wrong with them is among its problems, and the rest is read all the same."""
    text, problems = _decode(path, content)
    lines = text.split("\n")
    file = YamlFile(path, text, lines=lines)
    if not text.strip():
        problems.append(
            file.problem((1, 1), Rule.EMPTY, "the file is empty", "write its records, or delete it")
        )
        return YamlFile(path, text, None, tuple(problems), lines)
    # A tab is reported where it stands; read on as if it were a space, so that the rest is checked too.
    parser = yaml.CSafeLoader(text.replace("\t", " "))
    builder = _Builder(file)
    root = None
    try:
        root = builder.build(parser)
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax(file, error))
    except yaml.YAMLError as error:  # a ReaderError: a character that YAML forbids
        problems.append(_forbidden(file, error))
    return YamlFile(path, text, root, (*problems, *builder.problems), lines)


def _decode(path: str, content: bytes) -> tuple[str, list[Problem]]:
    """Return the text with line feeds only, and the problems of its encoding."""
    problems = []

    def report(before: bytes, rule: Rule, message: str, remedy: str) -> None:
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        excerpt = content.split(b"\n")[line - 1].decode("utf-8", "replace").rstrip("\r")
        problems.append(Problem(path, line, column, rule, message, remedy, excerpt=excerpt))

    if content.startswith(b"\xef\xbb\xbf"):
        report(b"", Rule.ENCODING, "the file begins with a byte order mark", "save it as UTF-8 without BOM")
        content = content[3:]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        report(
            content[: error.start],
            Rule.ENCODING,
            f"the file is not UTF-8: byte 0x{content[error.start]:02x}",
            "save it as UTF-8",
        )
        text = content.decode("utf-8", "replace")
    if b"\r" in content:
        report(
            content[: content.index(b"\r")],
            Rule.LINE_ENDS,
            "a carriage return ends the line",
            "save the file with Unix line ends (LF)",
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if b"\t" in content:
        report(content[: content.index(b"\t")], Rule.TAB, "a tab stands here", "indent with spaces")
    return text, problems


def _syntax(file: YamlFile, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = " ".join(part for part in (error.context, error.problem) if part)
    return file.problem(
        at, Rule.SYNTAX, f"not YAML: {said}", "look at this line and the one above it: indent, colons, quotes"
    )


def _forbidden(file: YamlFile, error: yaml.YAMLError) -> Problem:
    position = getattr(error, "position", 0) or 0
    before = file.text[:position]
    at = (before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)
    return file.problem(at, Rule.SYNTAX, "a control character that YAML forbids stands here", "delete it")


class _Builder:
    """Build one file's values from its events."""

    def __init__(self, file: YamlFile) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def report(self, mark: Mark, rule: Rule, message: str, remedy: str) -> None:
        self.problems.append(self.file.problem((mark.line + 1, mark.column + 1), rule, message, remedy))

    def build(self, parser: Any) -> Any:  # noqa: ANN401, C901, PLR0912  # one loop over events: splitting it costs a third of check's time
        """Return the document's value; raise yaml.YAMLError where it is not YAML."""
        stack: list[tuple[Any, Any]] = []
        root: Any = None
        node: Any = None
        key: Any = None  # the ScalarEvent of the key whose value comes next
        for event in _events(parser):
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor or event.tag:
                    self._refuse(event)
                if key is None and type(node) is Map:
                    key = event
                    continue
                value = event.value
                if event.implicit[0]:
                    value = self._plain(value, event)
                node_key, key = key, None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor or event.tag:
                    self._refuse(event)
                value = Map() if kind is MappingStartEvent else Seq()
                value.marks = {} if kind is MappingStartEvent else []
                if key is None and type(node) is Map:
                    self.report(
                        event.start_mark, Rule.WRONG_TYPE, "a key must be a word", "write `key: value`"
                    )
                    key = event
                    event.value = "?"
                node_key, key = key, None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node, key = stack.pop()
                continue
            elif kind is AliasEvent:
                self._refuse(event)
                if key is None and type(node) is Map:
                    key = event
                    event.value = "?"
                    continue
                value, node_key, key = "", key, None
            else:
                if kind is DocumentStartEvent and root is not None:
                    self.report(
                        event.start_mark, Rule.SYNTAX, "a second document begins", "keep one document a file"
                    )
                    break
                continue
            if type(node) is Map:
                name = node_key.value
                if name in node:
                    first = node.marks[name][0].line + 1
                    self.report(
                        node_key.start_mark,
                        Rule.DUPLICATE_KEY,
                        f"the key “{name}” stands here a second time",
                        f"it stands first in line {first}; keep one",
                    )
                else:
                    node[name] = value
                    node.marks[name] = (node_key.start_mark, event.start_mark)
            elif node is not None:
                node.append(value)
                node.marks.append(event.start_mark)
            else:
                root = value
            if kind is not ScalarEvent and kind is not AliasEvent:
                stack.append((node, None))
                node = value
                if len(stack) > _DEEPEST:
                    self.report(
                        event.start_mark,
                        Rule.SYNTAX,
                        f"nested more than {_DEEPEST} levels deep",
                        "write it flat",
                    )
                    break
        return root

    def _plain(self, value: str, event: ScalarEvent) -> Any:  # noqa: ANN401
        """Return what a plain scalar means by the core schema of YAML 1.2."""
        if value in _NULL:
            self.report(
                event.start_mark, Rule.EMPTY, "no value stands here", "write a value, or delete the key"
            )
            return ""
        if value in _BOOL:
            return _BOOL[value]
        if value[0] in _MAYBE_NUMBER and len(value) < _LONGEST_NUMBER and (said := _NUMBER.fullmatch(value)):
            if said["int"]:
                return int(value)
            if said["oct"] or said["hex"]:
                return int(value, 0)
            return Decimal(value)
        return value

    def _refuse(self, event: Any) -> None:  # noqa: ANN401
        if type(event) is AliasEvent or event.anchor:
            self.report(
                event.start_mark,
                Rule.ALIAS,
                f"“{event.anchor}” is a YAML anchor or alias",
                "write the value out: a fact stands for itself, and aliases can explode",
            )
        elif event.tag != "!":
            self.report(
                event.start_mark,
                Rule.ALIAS,
                f"“{event.tag}” is a YAML tag",
                "delete it: types come from the field",
            )


def _events(parser: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the parser's events, and free the parser's buffers whatever happens."""
    try:
        yield from iter(parser.get_event, None)
    finally:
        parser.dispose()

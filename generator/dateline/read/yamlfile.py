"""Read YAML 1.2 into plain values that know their places, from the events of PyYAML's C parser.

The events carry positions already, so one pass gives values and places; PyYAML's own constructors would apply
YAML 1.1 rules (`NO` is False, `22:30` is 1350) and keep no positions.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
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

from dateline.problems import Edit, Fix, Problem, Rule, Value
from dateline.read.slips import hard_indents, slip_of
from dateline.text.letters import find_letters

_DEEPEST = 20
"""Levels of nesting; the deepest that any field needs is 5."""

# YAML 1.2.2, section 10.3.2, the core schema's plain scalars.
_NULL = {"", "~", "null", "Null", "NULL"}
BLANK = "TODO"
"""A plain scalar that stands for what is still to be written; in quotation marks it is a word."""
_OPEN = _NULL | {BLANK}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMBER = re.compile(
    r"(?P<int>[-+]?[0-9]+)|0o(?P<oct>[0-7]+)|0x(?P<hex>[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE](?P<exponent>[-+]?[0-9]+))?)",
)
_MAYBE_NUMBER = frozenset("0123456789-+.")
_LONGEST_NUMBER = 40
"""Digits; longer ones stay text, so that no conversion takes quadratic time."""
_LONGEST_EXPONENT = 3
"""Characters, its sign included; with more, a number stays text: written out it would fill the memory."""
_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line ends of YAML 1.1, which the C parser counts and YAML 1.2 and editors do not."""
_BLOCK = ("|", ">")
"""What a block scalar begins with, literal or folded."""
Within = tuple[str, int, int]
"""Some words inside a value: the value or another form of it with the same letters, and where in that they stand."""
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

    def problem(
        self,
        at: tuple[int, int],
        rule: Rule,
        message: str,
        remedy: str = "",
        *,
        fixes: tuple[Fix, ...] = (),
        end: tuple[int, int] | None = None,
    ) -> Problem:
        """Make a problem of this file at a line and column, both from 1; `end` is behind the words it is about."""
        line, column = at
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(self.path, line, column, rule, message, remedy, excerpt=excerpt, fixes=fixes, end=end)

    def has_problem(self, at: tuple[int, int]) -> bool:
        """Tell whether a problem of this file stands at a line and column already."""
        return at in self._troubled

    def is_blank(self, at: tuple[int, int]) -> bool:
        """Tell whether a blank stands at a line and column."""
        return at in self._blanks

    @cached_property
    def _troubled(self) -> frozenset[tuple[int, int]]:
        return frozenset((problem.line, problem.column) for problem in self.problems)

    @cached_property
    def _blanks(self) -> frozenset[tuple[int, int]]:
        blanks = (problem for problem in self.problems if problem.rule is Rule.BLANK)
        return frozenset((problem.line, problem.column) for problem in blanks)

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
            node = node[step]
        return self.at(mark) if mark else (1, 1)

    def place_within(self, at: tuple[int, int], within: Within) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Return where some words of the value that begins at a place begin and end; None where it cannot be told.

        A scalar has the letters of its value in their order, however it is folded; only escapes in double quotation
        marks are others.
        """
        line, column = at
        rest = "\n".join(self.lines[line - 1 :])
        style = rest[column - 1 : column]
        begin = rest.find("\n") + 1 if style in _BLOCK else column - 1  # a block's own line is no part of its value
        found = find_letters(*within, rest[begin:])
        if found is None or (style == '"' and "\\" in rest[begin : begin + found[1]]):
            return None
        (line, column), (last, behind) = (_place(rest, begin + offset) for offset in found)
        return (at[0] - 1 + line, column), (at[0] - 1 + last, behind)

    def at(self, mark: Mark) -> tuple[int, int]:
        """Return the line and column, from 1, of a mark of the parser.

        Where a file ends without a line end, the parser counts a line more for what is missing there.
        """
        if mark.line < len(self.lines):
            return mark.line + 1, mark.column + 1
        return len(self.lines), len(self.lines[-1]) + 1


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

    def line_of(self, field_path: tuple[str | int, ...]) -> int:
        """Return the line of one of the record's fields, from 1; its first line where it has no such field."""
        return self.file.place((*self.path, *field_path))[0]

    def line_within(self, field_path: tuple[str | int, ...], within: Within) -> int:
        """Return the line of some words within a field, from 1; that of the field where it cannot be told."""
        at = self.file.place((*self.path, *field_path))
        stretch = self.file.place_within(at, within)
        return (stretch[0] if stretch else at)[0]

    def problem(
        self,
        field_path: tuple[str | int, ...],
        rule: Rule,
        message: str,
        remedy: str = "",
        *fixes: Mapping[str, Value | None],
        within: Within | None = None,
    ) -> Problem:
        """Make a problem at one of the record's fields, or where it can be told at words `within` it.

        A fix says what stands in some of the fields, once it is mended.
        """
        at, end = self.file.place((*self.path, *field_path)), None
        if within and (stretch := self.file.place_within(at, within)):
            at, end = stretch
        edits = tuple(tuple(Edit((*self.path, name), value) for name, value in fix.items()) for fix in fixes if fix)
        return self.file.problem(at, rule, message, remedy, fixes=edits, end=end)


def parse_yaml(path: str, content: bytes) -> YamlFile:
    """Parse one file's bytes; what is wrong with them is among its problems, and the rest is read all the same."""
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        # What another encoding meant can only be guessed: reading on would report its words as misquoted.
        return YamlFile(path, "", None, (_not_utf8(path, content, error),))
    even = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = even.split("\n")
    file = YamlFile(path, even, lines=lines)
    problems = list(_signs(file, text, bom=content.startswith(codecs.BOM_UTF8)))
    builder = _Builder(file)
    root = None
    try:
        # What was reported is read as a space, so that the rest is checked too.
        root = builder.build(yaml.CSafeLoader(_BREAKS.sub(" ", _softened(even).replace("\t", " "))))
    except yaml.MarkedYAMLError as error:
        problem = _syntax(file, error)
        if "\t" not in lines[problem.line - 1]:  # where a tab was meant to indent, it is enough to say so
            problems.append(problem)
    except yaml.YAMLError as error:  # a ReaderError: a character that YAML forbids
        problems.append(_forbidden(file, error))
    problems += builder.problems
    if root in (None, "", {}, []):
        if not problems:
            problems.append(file.problem((1, 1), Rule.EMPTY, "the file is empty", "write its records, or delete it"))
        root = None
    return YamlFile(path, even, root, tuple(problems), lines)


def _not_utf8(path: str, content: bytes, error: UnicodeDecodeError) -> Problem:
    before = content[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    excerpt = content.split(b"\n")[line - 1].decode("utf-8", "replace").rstrip("\r")
    message = f"the file is not UTF-8: byte 0x{content[error.start]:02x}"
    return Problem(path, line, column, Rule.ENCODING, message, "save it as UTF-8", excerpt=excerpt)


def _signs(file: YamlFile, text: str, *, bom: bool) -> Iterator[Problem]:
    """Yield the first of each sign that editors of text leave behind and that YAML files do without."""
    if bom:
        remedy = "save it as UTF-8 without BOM"
        yield file.problem((1, 1), Rule.ENCODING, "the file begins with a byte order mark", remedy)
    if "\r" in text:
        at = _place(text, text.index("\r"))
        yield file.problem(
            at, Rule.LINE_ENDS, "a carriage return ends the line", "save the file with Unix line ends (LF)"
        )
    if "\t" in file.text:
        at = _place(file.text, file.text.index("\t"))
        yield file.problem(at, Rule.TAB, "a tab stands here", "indent with spaces")
    for start, end in hard_indents(file.text)[:1]:
        at = _place(file.text, file.text.index("\u00a0", start, end))
        message = "a no-break space (U+00A0) stands in the indent, which looks like a space and is none"
        yield file.problem(at, Rule.SYNTAX, message, "put spaces in its place")
    if not file.text.isascii() and (found := _BREAKS.search(file.text)):
        at = _place(file.text, found.start())
        message = f"the character U+{ord(found[0]):04X} stands here, which ends a line for some programs only"
        yield file.problem(at, Rule.LINE_ENDS, message, "put a space or a line feed in its place")


def _place(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _softened(text: str) -> str:
    """Return a text with spaces where no-break spaces indent it, which are reported."""
    for start, end in hard_indents(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _syntax(file: YamlFile, error: yaml.MarkedYAMLError) -> Problem:
    if slip := slip_of(error, file.lines):
        return file.problem((slip.line, slip.column), Rule.SYNTAX, slip.message, slip.remedy)
    mark = error.problem_mark or error.context_mark
    at = file.at(mark) if mark else (1, 1)
    said = " ".join(part for part in (error.context, error.problem) if part)
    return file.problem(
        at, Rule.SYNTAX, f"not YAML: {said}", "look at this line and the one above it: indent, colons, quotes"
    )


def _forbidden(file: YamlFile, error: yaml.YAMLError) -> Problem:
    # The C parser counts bytes.
    before = file.text.encode()[: getattr(error, "position", 0) or 0].decode("utf-8", "ignore")
    at = _place(file.text, len(before))
    return file.problem(at, Rule.SYNTAX, "a control character that YAML forbids stands here", "delete it")


_REFUSED: Any = object()
"""Stands for a key that was reported: its value is read and left out."""


class _Builder:
    """Build one file's values from its events."""

    def __init__(self, file: YamlFile) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def build(self, parser: Any) -> Any:  # noqa: ANN401
        """Return the document's value, None where there is none; raise yaml.YAMLError where it is not YAML."""
        top = node = _collection(Seq)  # the document is the one item of the outermost collection
        key: Any = None  # the event of the key whose value comes next
        stack: list[tuple[Any, Any]] = []
        for event in _events(parser):
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor or event.tag:
                    self._refuse(event)
                if key is None and type(node) is Map:
                    key = event
                    continue
                self._put(node, key, self._plain(event, key) if event.implicit[0] else event.value, event)
                key = None
            elif kind in _ENDS:
                node, key = stack.pop()
            elif kind in _STARTS:
                stack.append((node, self._open(node, key, value := _collection(_STARTS[kind]), event)))
                node, key = value, None
                if len(stack) > _DEEPEST:
                    self._report(event, Rule.SYNTAX, f"nested more than {_DEEPEST} levels deep", "write it flat")
                    break
            elif kind is AliasEvent:
                key = self._alias(node, key, event)
            elif kind is DocumentStartEvent and top:
                self._report(event, Rule.SYNTAX, "a second document begins", "keep one document a file")
                break
        return top[0] if top and not stack else None

    def _report(self, event: Any, rule: Rule, message: str, remedy: str) -> None:  # noqa: ANN401
        self.problems.append(self.file.problem(self.file.at(event.start_mark), rule, message, remedy))

    def _open(self, node: Any, key: Any, value: Map | Seq, event: Any) -> Any:  # noqa: ANN401
        """Add a collection that begins here; return the key that stands open after it."""
        if event.anchor or event.tag:
            self._refuse(event)
        if key is None and type(node) is Map:
            self._report(event, Rule.WRONG_TYPE, "a key must be a word", "write `key: value`")
            return _REFUSED
        self._put(node, key, value, event)
        return None

    def _alias(self, node: Any, key: Any, event: AliasEvent) -> Any:  # noqa: ANN401
        """Refuse an alias; return the key that stands open after it."""
        self._refuse(event)
        if key is None and type(node) is Map:
            return _REFUSED
        self._put(node, key, "", event)
        return None

    def _put(self, node: Any, key: Any, value: Any, event: Any) -> None:  # noqa: ANN401
        """Add a value to the collection that is being filled."""
        if type(node) is not Map:
            node.append(value)
            node.marks.append(event.start_mark)
        elif key is not _REFUSED:
            name = key.value
            if name in node:
                first = node.marks[name][0].line + 1
                message = f"the key “{name}” stands here a second time"
                self._report(key, Rule.DUPLICATE_KEY, message, f"it stands first in line {first}; keep one")
            else:
                node[name] = value
                node.marks[name] = (key.start_mark, event.start_mark)

    def _plain(self, event: ScalarEvent, key: Any) -> Any:  # noqa: ANN401
        """Return what a plain scalar means by the core schema of YAML 1.2."""
        value = event.value
        if value in _OPEN:
            if value == BLANK:
                named = f"“{key.value}”" if isinstance(key, ScalarEvent) else "this"
                self._report(event, Rule.BLANK, f"{named} is left blank", "write what it is")
            else:
                self._report(event, Rule.EMPTY, "no value stands here", "write a value, or delete the key")
            return ""
        if value in _BOOL:
            return _BOOL[value]
        if value[0] in _MAYBE_NUMBER and len(value) < _LONGEST_NUMBER and (said := _NUMBER.fullmatch(value)):
            if said["int"]:
                return int(value)
            if said["oct"] or said["hex"]:
                return int(value, 0)
            if len(said["exponent"] or "") <= _LONGEST_EXPONENT:
                return Decimal(value)
        return value

    def _refuse(self, event: Any) -> None:  # noqa: ANN401
        if type(event) is AliasEvent or event.anchor:
            message = f"“{event.anchor}” is a YAML {'alias' if type(event) is AliasEvent else 'anchor'}"
            remedy = "write the value out: a fact stands for itself, and aliases can explode"
            self._report(event, Rule.ALIAS, message, remedy)
        elif event.tag != "!":
            self._report(event, Rule.ALIAS, f"“{event.tag}” is a YAML tag", "delete it: types come from the field")


_STARTS: Mapping[Any, type[Map | Seq]] = {MappingStartEvent: Map, SequenceStartEvent: Seq}
_ENDS = frozenset({MappingEndEvent, SequenceEndEvent})


def _collection(kind: type[Map | Seq]) -> Any:  # noqa: ANN401
    """Make an empty collection, ready for marks."""
    made: Any = kind()
    made.marks = {} if kind is Map else []
    return made


def _events(parser: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the parser's events, and free the parser's buffers whatever happens."""
    try:
        yield from iter(parser.get_event, None)
    finally:
        parser.dispose()

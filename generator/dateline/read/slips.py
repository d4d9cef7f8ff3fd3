"""Say in an editor's words why a file is not YAML: what the parser calls it tells only those who write parsers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

_FIELD = re.compile(r"(?P<lead>\s*(?:- )?)(?P<key>[\w-]+):(?P<rest>\s.*|)$")
_GLUED = re.compile(r"\s*(?:- )?(?P<key>[a-z_]+):(?P<value>[^\s:/].*)$")
_ITEM = re.compile(r"\s*- ")
_HARD_INDENT = re.compile(r"^(?P<plain> *)(?P<hard>[ ]*\u00a0[ \u00a0]*)(?=- |[a-z_]+:(?:\s|$))", re.MULTILINE)


class Slip(NamedTuple):
    """Hold what is wrong, what to do, and where."""

    line: int
    """From 1."""
    column: int
    message: str
    remedy: str


def hard_indents(text: str) -> list[tuple[int, int]]:
    """Return where no-break spaces indent a field or an item: they look like spaces and are none."""
    return [match.span("hard") for match in _HARD_INDENT.finditer(text)] if "\u00a0" in text else []


def slip_of(  # noqa: PLR0911  # one return a slip
    error: yaml.MarkedYAMLError, lines: Sequence[str]
) -> Slip | None:
    """Return the commonest slips by their marks in a file's lines; None where it is another."""
    said, context = error.problem or "", error.context or ""
    mark, opened = error.problem_mark, error.context_mark
    if mark is None:
        return None
    at = min(mark.line, len(lines) - 1)
    if "quoted scalar" in context and opened:
        remedy = "close it; a text with quotation marks in it may stand below `key: >-`, without any around it"
        return _slip(opened.line, opened.column, "the quotation mark that opens here is not closed", remedy)
    if said.startswith("mapping values are not allowed"):
        return _colon(lines, at, mark.column)
    if said == "could not find expected ':'" and opened:
        return _glued(lines, opened.line) or _no_colon(lines, opened.line)
    if said == "did not find expected '-' indicator" and opened:
        if len(lines[at]) - len(lines[at].lstrip()) == opened.column:
            message = "a list stands here, and this line does not begin with a dash"
            remedy = "begin a new item with `- `, or indent the line as the fields of the item above it"
            return _slip(at, mark.column, message, remedy)
        return _indented(lines, at)
    if said == "did not find expected key":
        before = lines[at][: mark.column].rstrip()
        if before.endswith(("'", '"')) and before.count(before[-1]) > 1:
            message = "the text goes on behind the quotation mark that closes it"
            remedy = (
                "write a quotation mark inside the text twice, or put the text below `key: >-` without any around it"
            )
            return _slip(at, mark.column, message, remedy)
        return _indented(lines, at) if not before else None
    return None


def _slip(line: int, column: int, message: str, remedy: str) -> Slip:
    """Make one from a parser's counts, which begin at 0."""
    return Slip(line + 1, column + 1, message, remedy)


def _colon(lines: Sequence[str], at: int, column: int) -> Slip | None:
    """Say why no colon may stand here: it belongs to a value, or to a field that the line above does not let begin."""
    first = _FIELD.match(lines[at])
    if first and first.end("key") < column:
        message = f"a colon with a space behind it stands inside the value of “{first['key']}”"
        remedy = f"put the value into quotation marks, or below `{first['key']}: >-`"
        return _slip(at, column, message, remedy)
    above = next((index for index in range(at - 1, -1, -1) if lines[index].strip()), None)
    if above is None:
        return None
    if glued := _glued(lines, above):
        return glued
    if not _FIELD.match(lines[above]) and not _ITEM.match(lines[above]):
        return _no_colon(lines, above)
    return _indented(lines, at)


def _glued(lines: Sequence[str], at: int) -> Slip | None:
    found = _GLUED.match(lines[at])
    if not found:
        return None
    message = f"no space stands behind the colon of “{found['key']}”"
    return _slip(at, found.end("key"), message, f"write `{found['key']}: {found['value'].rstrip()[:40]}`")


def _no_colon(lines: Sequence[str], at: int) -> Slip:
    column = len(lines[at]) - len(lines[at].lstrip())
    remedy = "write `key: value`; what goes on with the value of the line above is indented further than its key"
    return _slip(at, column, "no colon stands in this line", remedy)


def _indented(lines: Sequence[str], at: int) -> Slip:
    column = len(lines[at]) - len(lines[at].lstrip())
    if _ITEM.match(lines[at]):
        remedy = "let the dash stand below the dash of the item before it"
    else:
        remedy = "let all fields of a record begin below one another, behind its dash"
    return _slip(at, column, "this line is not indented as the one that it belongs with", remedy)

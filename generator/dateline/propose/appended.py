"""Add drafts to a file of facts, or to a source's record, and keep every byte that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from dateline.layout import HARMLESS
from dateline.problems import ProblemsError, Rule
from dateline.propose.draft import Draft
from dateline.propose.written import render_item, render_list
from dateline.read.yamlfile import Map, Seq, YamlFile, parse_yaml

_EMPTY = re.compile(r"(?P<key>[^:#]*:)(?:[ \t]+(?:\[[ \t]*\]|~|null))?(?P<comment>[ \t]*(?:[ \t]#.*)?)")
"""The line of a key that has an empty list, or nothing yet."""


def append(path: str, content: bytes, groups: Mapping[str, Sequence[Draft]]) -> bytes:
    """Return a file with drafts at the end of the lists of their kinds; `content` may be empty.

    Raise ProblemsError where the file is not one of lists with dashes, or would read otherwise afterwards.
    """
    file = parse_yaml(path, content)
    if wrong := [problem for problem in file.problems if problem.rule not in HARMLESS]:
        raise ProblemsError(wrong)
    root = file.root if isinstance(file.root, Map) else Map()
    if file.root is not None and not isinstance(file.root, Map):
        raise _refused(file, (1, 1), "the file is not a mapping")
    indent = _indent(file, root)
    insertions: list[tuple[int, str]] = []
    fresh: list[str] = []
    lines = file.text.split("\n")
    for kind, drafts in groups.items():
        of = "sentences" if kind == "unused" else "facts"
        if kind not in root:
            fresh.append(render_list(kind, drafts, indent))
            continue
        at = root.marks[kind][0].line
        if not root[kind] and (empty := _EMPTY.fullmatch(lines[at])):
            lines[at] = empty["key"] + empty["comment"]
            insertions.append((at + 1, "".join(render_item(draft, indent + 2) for draft in drafts)))
            continue
        if not isinstance(root[kind], Seq) or not root[kind]:
            raise _refused(file, file.place((kind,)), f"“{kind}” is not a list of {of}")
        line, column = file.place((kind,))
        if file.lines[line - 1][column - 1] != "-":
            raise _refused(file, (line, column), f"“{kind}” is a list in brackets")
        insertions.append((_end(file, kind), "".join(render_item(draft, column - 1) for draft in drafts)))
    added = _woven("\n".join(lines), insertions, fresh)
    _compare(file, added, groups)
    return added.encode()


def _indent(file: YamlFile, root: Map) -> int:
    """Return the column of the file's keys; raise ProblemsError where it is written in braces."""
    if not root:
        return 0
    mark = next(iter(root.marks.values()))[0]
    if any(line.startswith("{") for line in file.lines[: mark.line + 1]):
        raise _refused(file, (1, 1), "the file is a mapping in braces")
    return int(mark.column)


def _refused(file: YamlFile, at: tuple[int, int], message: str) -> ProblemsError:
    remedy = "write each key with a colon and what belongs to it below, each with a dash; or choose another file"
    return ProblemsError([file.problem(at, Rule.WRONG_TYPE, message, remedy)])


def _woven(text: str, insertions: list[tuple[int, str]], fresh: list[str]) -> str:
    """Put pieces in before the lines with their numbers, from 0, and lists of other kinds at the end."""
    lines = text.splitlines(keepends=True) if "\n" in text else [text] if text else []
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    for line, piece in sorted(insertions, reverse=True):
        lines.insert(line, piece)
    # An empty line parts the lists of two kinds.
    apart = [part for piece in fresh for part in ("\n", piece)]
    return "".join([*lines, *(apart if lines else apart[1:])])


def _end(file: YamlFile, kind: str) -> int:
    """Return the number, from 0, of the line after the last one of a kind's list; comments below it stay below."""
    last: Any = None
    for event in _inside(file.text, kind):
        shown = isinstance(event, yaml.ScalarEvent) or event.start_mark.index != event.end_mark.index
        if shown and (last is None or event.end_mark.index >= last.end_mark.index):
            last = event
    mark = last.end_mark
    end: int = mark.line + (mark.column > 0)
    if not str(getattr(last, "value", "")).endswith("\n\n"):  # a scalar that keeps empty lines owns them
        while end > 0 and end <= len(file.lines) and not file.lines[end - 1].strip():
            end -= 1
    return end


def _inside(text: str, kind: str) -> Iterator[Any]:
    """Yield the parser's events of the list of a kind."""
    depth, is_key, inside = 0, True, False
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            if inside and depth > 1:
                yield event
            continue
        if depth == 1:
            if is_key:
                inside = isinstance(event, yaml.ScalarEvent) and event.value == kind
            is_key = not is_key
        elif inside:
            yield event
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1


def _compare(file: YamlFile, added: str, groups: Mapping[str, Sequence[Draft]]) -> None:
    """Read the new file; raise ProblemsError where what stood there reads otherwise, or a draft was lost."""
    after = parse_yaml(file.path, added.encode())
    known = file.root if isinstance(file.root, Map) else Map()
    found = after.root if isinstance(after.root, Map) else Map()
    kept = all(
        (value == found.get(kind)) if kind not in groups else list(value) == list(found.get(kind, ()))[: len(value)]
        for kind, value in known.items()
    )
    whole = all(len(found.get(kind, ())) == len(known.get(kind, ())) + len(drafts) for kind, drafts in groups.items())
    if not (kept and whole) or any(problem.rule not in HARMLESS for problem in after.problems):
        raise _refused(file, (1, 1), "facts cannot be added here so that the file reads as before")

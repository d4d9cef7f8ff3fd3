"""Write problems for people and for machines: text, JSON, SARIF, GitHub's annotations. Pure: problems in, text out."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dateline import __version__
from dateline.problems import Problem, Rule, Severity

if TYPE_CHECKING:  # every command prints problems, and few prove anything
    from dateline.prove.coverage import Coverage

_FIRST = 3
"""Sentences of a source that are shown where it has more that no fact quotes than the next."""
_MANY = 12
_ALL_OF_THEM = "`dateline coverage` lists them; `dateline suggest` proposes facts for them"
_LONGEST = 160
"""Code points of an offending line that are shown."""


_STEERING = re.compile(r"[^\x20-\x7e]")


def plain(text: str) -> str:
    """Return text on one line, without characters that could steer a terminal or turn its direction."""
    if text.isascii() and text.isprintable():
        return text
    return _STEERING.sub(lambda match: _shown(match[0]), text)


def _shown(char: str) -> str:
    if char in "\t\n":
        return " "
    if char == "\u00a0" or unicodedata.category(char)[0] not in "CZ":
        return char
    return _escaped(char)


def _escaped(char: str) -> str:
    """Write a character as JSON does in ASCII."""
    return json.dumps(char)[1:-1]


def as_text(problems: Sequence[Problem]) -> str:
    """Write each problem with its line and a caret."""
    return "\n".join(_blocks(problems))


def _blocks(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield each problem; of the sentences of a source that no fact quotes, the first ones and how many more."""
    for (file, _, rule), same in groupby(problems, lambda one: (one.file, one.line, one.rule)):
        told = [*same]
        few = rule is Rule.COVERAGE and len(told) > _MANY and all(one.rank for one in told[1:])
        shown = told[:_FIRST] if few else told
        yield from map(_block, shown)
        if few:
            more = f"{len(told) - _FIRST:,} more sentences of this source that no fact quotes"
            where = f"{plain(file)}:{told[0].line}:{told[0].column}"
            yield f"{where}: error[{rule.value}]: {more}\n   = help: {_ALL_OF_THEM}\n"


def _block(problem: Problem) -> str:
    where = f":{problem.line}:{problem.column}" if problem.line else ""
    name = f"{problem.severity.value}[{problem.rule.value}]"
    lines = [f"{plain(problem.file)}{where}: {name}: {plain(problem.message)}"]
    if problem.excerpt and problem.line:
        gutter = " " * len(str(problem.line))
        # A long line is cut around the place that matters.
        start = max(0, problem.column - 1 - _LONGEST // 2) if len(problem.excerpt) > _LONGEST else 0
        shown = plain(problem.excerpt[start : start + _LONGEST])
        caret = _width(plain(problem.excerpt[start : problem.column - 1]))
        lines += [f" {gutter} |", f" {problem.line} | {shown}".rstrip(), f" {gutter} | {' ' * caret}^"]
    if problem.help:
        lines.append(f"   = help: {plain(problem.help)}")
    return "\n".join(lines) + "\n"


def _width(text: str) -> int:
    """Return how many columns a terminal gives a text (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def as_json(problems: Sequence[Problem], facts: int, sources: int) -> str:
    """Write the shape of the contract (design, section 6)."""
    return _dump({"problems": [_record(problem) for problem in problems], "facts": facts, "sources": sources})


def _record(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "rule": problem.rule.value,
        "severity": problem.severity.value,
        "message": problem.message,
        "help": problem.help,
    }


def as_sarif(problems: Sequence[Problem]) -> str:
    """Write SARIF 2.1.0 (OASIS), which code hosts show beside the lines."""
    rules = sorted({problem.rule for problem in problems})
    return _dump(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "dateline",
                            "version": __version__,
                            "rules": [{"id": rule.value} for rule in rules],
                        },
                    },
                    "columnKind": "unicodeCodePoints",
                    "results": [_result(problem, rules) for problem in problems],
                },
            ],
        },
    )


def _result(problem: Problem, rules: Sequence[Rule]) -> dict[str, Any]:
    region = {"region": {"startLine": problem.line, "startColumn": problem.column}} if problem.line else {}
    return {
        "ruleId": problem.rule.value,
        "ruleIndex": rules.index(problem.rule),
        "level": "error" if problem.severity is Severity.ERROR else "warning",
        "message": {"text": _sentence(problem)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(problem.file)}, **region}}],
    }


def _uri(path: str) -> str:
    return quote(path, errors="surrogateescape")  # a file's name may be any bytes


def _sentence(problem: Problem) -> str:
    said = f"{problem.message[:1].upper()}{problem.message[1:]}."
    return plain(f"{said} {problem.help[:1].upper()}{problem.help[1:]}".strip())


def as_github(problems: Sequence[Problem]) -> str:
    """Write GitHub's workflow commands, which annotate the lines of a pull request."""
    return "".join(
        f"::{problem.severity.value} file={_property(plain(problem.file))},line={max(1, problem.line)},"
        f"col={max(1, problem.column)},title={_property(problem.rule.value)}::"
        f"{_message(_sentence(problem))}\n"
        for problem in problems
    )


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _dump(value: Mapping[str, Any]) -> str:
    return json_plain(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def json_plain(text: str) -> str:
    """Return JSON text with what could steer a terminal escaped: controls beyond ASCII, surrogates from names."""
    return _STEERING.sub(lambda match: _safe(match[0]), text)


def _safe(char: str) -> str:
    return char if char == "\n" or unicodedata.category(char)[0] not in "CZ" else _escaped(char)


FORMATS: Mapping[str, Callable[[Sequence[Problem], int, int], str]] = {
    "text": lambda problems, _facts, _sources: as_text(problems),
    "json": as_json,
    "sarif": lambda problems, _facts, _sources: as_sarif(problems),
    "github": lambda problems, _facts, _sources: as_github(problems),
}


@dataclass(frozen=True, slots=True)
class Told:
    """Hold how a fact is told, and what its quotation says besides."""

    sentence: str
    besides: tuple[str, ...]


def coverage_text(coverage: Sequence[Coverage], told: Mapping[str, Told] | None = None) -> tuple[str, int]:
    """Write each source's sentences with what became of them; return the text and how many are unaccounted for.

    With how each fact is `told`, by its id, that stands in place of the id alone.
    """
    out, missing = [], 0
    for source in coverage:
        out.append(f"{source.source}\n")
        for line in source.lines:
            said = "quoted" if line.facts else "set aside" if line.set_aside else "MISSING"
            out.append(f"  {said:9}  {plain(line.sentence.text)}\n")
            if line.facts:
                out += _told_of(line.facts, told) if told else [f"             by {', '.join(line.facts)}\n"]
                out += [f"             not quoted: {plain(words)}\n" for words in line.unquoted]
            elif line.set_aside:
                out.append(f"             {plain(line.set_aside)}\n")
        quoted = sum(bool(line.facts) for line in source.lines)
        aside = sum(bool(line.set_aside and not line.facts) for line in source.lines)
        lost = len(source.lines) - quoted - aside
        missing += lost
        out.append(f"  {len(source.lines)} sentences: {quoted} quoted, {aside} set aside, {lost} missing\n")
    if told:
        here = {fact for source in coverage for line in source.lines for fact in line.facts}
        more = sum(bool(told[fact].besides) for fact in here)
        out.append(f"{len(here):,} facts; to be read once more, since their quotations say more: {more:,}\n")
    return "".join(out), missing


def _told_of(facts: Sequence[str], told: Mapping[str, Told]) -> Iterator[str]:
    """Yield how each fact is told, and below it what its quotation says besides."""
    for fact in facts:
        yield f"             {fact}: {plain(told[fact].sentence)}\n"
        if besides := told[fact].besides:
            yield f"               its quotation also says {', '.join(f'“{plain(words)}”' for words in besides)}\n"

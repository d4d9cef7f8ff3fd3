"""Hold the proof against the real facts: whatever single thing is wrong in them, `check` says so at its line.

Left alone is what no word of the source settles: the editors' reading of it (`state`, `how`, `stance`), reference
data that names its reference (coordinates, codes), the first and last word of a quotation (without them it is a
shorter one that still stands in the source), and whether a period is open (`2018-02/..` and `2018-02`).
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest
import yaml

from conftest import HERE, copy_project
from dateline.kept import Kept
from dateline.model.project import Section
from dateline.prepare import check

FILES = sorted(
    path.relative_to(HERE).as_posix()
    for folder in ("briefings", "seeds")
    for path in (HERE / folder).rglob("*.yml")
    # When an edition is issued, and on which time it reports, is the desk's own affair; a base map is of no source.
    if path.name not in ("edition.yml", "basemap.yml")
)
DATES = frozenset({"date", "since", "period", "deadline", "issued"})
QUOTATIONS = frozenset({"quote", "attributed", "context", "when"})
FREE_TEXT = frozenset({"summary", "what", "terms", "note", "title", *Section})
REFERENCES = frozenset(
    {"actor", "place", "places", "indicator", "source", "said_by", "by", "to", "parties", "mediator", "track", "of"}
    | {"from", "key_figures"}
)
QUANTIFIERS = ("exact", "about", "more_than", "at_least", "less_than", "at_most", "between")
MAGNITUDES = (
    *("several", "many", "dozens", "scores", "hundreds", "thousands", "tens_of_thousands"),
    *("hundreds_of_thousands", "millions", "unstated"),
)
COMPASS = tuple(f"{way}_of" for way in ("north", "northeast", "east", "southeast", "south", "southwest", "west"))
LINK = re.compile(r"\(fact:([a-z0-9-]+)\)")


@dataclass(frozen=True)
class Scalar:
    """Hold one scalar of a file: its field's name, the line of its key, and where its text stands."""

    name: str
    line: int
    record: int
    """The line of the record of a list that it belongs to; 0 in a file that is one record."""
    start: int
    end: int


@dataclass(frozen=True)
class Change:
    """Hold one thing that is made wrong: what stands in the place of a stretch of the file."""

    line: int
    """The line at which `check` must say so: in prose that of the words, else that of the field."""
    record: int
    start: int
    end: int
    new: str
    what: str


def scalars(node: yaml.Node, name: str = "", line: int = 0, record: int = 0) -> Iterator[Scalar]:
    """Yield a file's scalars, from PyYAML's own tree of it."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from scalars(value, key.value, key.start_mark.line + 1, record)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            first = value.start_mark.line + 1
            yield from scalars(value, name, first, record or (first if isinstance(value, yaml.MappingNode) else 0))
    else:
        yield Scalar(name, line, record, node.start_mark.index, node.end_mark.index)


@cache
def read(file: str) -> tuple[str, list[Scalar]]:
    text = (HERE / file).read_text("utf-8")
    return text, list(scalars(yaml.compose(text, Loader=yaml.SafeLoader)))


def at(text: str, scalar: Scalar, start: int, end: int, new: str) -> Change:
    said = text[max(scalar.start, start - 20) : end + 5]
    line = text.count("\n", 0, start) + 1 if scalar.name in FREE_TEXT else scalar.line
    return Change(line, scalar.record, start, end, new, f"{scalar.name}, line {scalar.line}: “{said}” with “{new}”")


def made(text: str, changes: Iterable[Change]) -> str:
    """Return a file's text with some things wrong."""
    for change in sorted(changes, key=lambda change: -change.start):
        text = text[: change.start] + change.new + text[change.end :]
    return text


def rounds(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Put one change of each record together: each must be told at its own line, whatever else is wrong."""
    by_record = defaultdict(list)
    for change in changes:
        by_record[change.record].append(change)
    for together in zip_longest(*by_record.values()):
        yield list(filter(None, together))


# ---------------------------------------------------------------- what is done to the files


def changed_digits(file: str) -> Iterator[Change]:
    """Change each digit of each value, of each date and of the editors' own words to each other digit."""
    text, found = read(file)
    for scalar in found:
        said = text[scalar.start : scalar.end]
        # The reason for a date, under `inferred:`, has the name of the date.
        if scalar.name in FREE_TEXT or scalar.name == "value" or (scalar.name in DATES and " " not in said):
            for match in re.finditer(r"\d", said):
                place = scalar.start + match.start()
                for digit in "0123456789".replace(match[0], ""):
                    yield at(text, scalar, place, place + 1, digit)


def changed_pins(file: str) -> Iterator[Change]:
    """Change each digit of each hash."""
    text, found = read(file)
    for scalar in found:
        if scalar.name == "sha256":
            for place in range(scalar.start, scalar.end):
                yield at(text, scalar, place, place + 1, "0" if text[place] != "0" else "1")


def swapped_words(file: str) -> Iterator[Change]:
    """Put every other hedge, magnitude and direction in the place of each."""
    text, found = read(file)
    for scalar in found:
        words = {"quantifier": QUANTIFIERS, "magnitude": MAGNITUDES, "relation": COMPASS}.get(scalar.name, ())
        said = text[scalar.start : scalar.end]
        if said in words:
            for word in words:
                if word != said:
                    yield at(text, scalar, scalar.start, scalar.end, word)


def inner_words(file: str) -> Iterator[tuple[str, Scalar, int, int]]:
    """Yield each word of each quotation but the first and the last."""
    text, found = read(file)
    for scalar in found:
        if scalar.name in QUOTATIONS:
            words = list(re.finditer(r"[^\s>|]\S*", text[scalar.start : scalar.end]))
            if text[scalar.start] == ">":
                words = words[1:]  # the sign of a folded text
            for match in words[1:-1]:
                yield text, scalar, scalar.start + match.start(), scalar.start + match.end()


def dropped_words(file: str) -> Iterator[Change]:
    """Drop each inner word of each quotation."""
    for text, scalar, start, end in inner_words(file):
        yield at(text, scalar, start, end, "")


def altered_words(file: str) -> Iterator[Change]:
    """Change one letter or digit of each inner word of each quotation."""
    for text, scalar, start, end in inner_words(file):
        places = [place for place in range(start, end) if text[place].isalnum()]
        if places:
            place = places[len(places) // 2]
            new = "7" if text[place].isdigit() else "x" if text[place] != "x" else "y"
            yield at(text, scalar, place, place + 1, new)


def misspelt_ids(file: str) -> Iterator[Change]:
    """Double a letter in the middle of each id that a field or a link names."""
    text, found = read(file)
    for scalar in found:
        if scalar.name in REFERENCES:
            middle = (scalar.start + scalar.end) // 2
            yield at(text, scalar, middle, middle, "q")
        for match in LINK.finditer(text[scalar.start : scalar.end]):
            middle = scalar.start + (match.start(1) + match.end(1)) // 2
            change = at(text, scalar, middle, middle, "q")
            yield replace(change, line=text.count("\n", 0, text.rindex("[", 0, middle)) + 1)  # its words are told


WAYS = (changed_digits, changed_pins, swapped_words, dropped_words, altered_words, misspelt_ids)
CASES = [pytest.param(way, file, id=f"{way.__name__}-{file}") for way in WAYS for file in FILES if any(way(file))]


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    return copy_project(tmp_path_factory.mktemp("mutated") / "real")


def test_the_real_facts_are_proved(copy):
    assert check(copy).problems == ()


def test_no_way_of_going_wrong_is_missing():
    assert {way for case in CASES for way in case.values if callable(way)} == set(WAYS)


@pytest.mark.parametrize(("way", "file"), CASES)
def test_each_fault_is_reported_at_its_line(copy: Path, way: Callable[[str], Iterator[Change]], file: str):
    path, passed, kept = copy / file, [], Kept()
    text = path.read_text("utf-8")
    try:
        for changes in rounds(way(file)):
            path.write_text(made(text, changes), "utf-8")
            kept.turn()
            told = {(problem.file, problem.line) for problem in check(copy, kept=kept).problems}
            passed += [change.what for change in changes if (file, change.line) not in told]
    finally:
        path.write_text(text, "utf-8")
    assert passed == []


def test_the_ledger_of_the_published_edition_holds_the_facts_that_stand_here(tmp_path):
    for part in ("briefings", "seeds"):
        shutil.copytree(HERE / part, tmp_path / part)
    checked = check(tmp_path)
    assert checked.problems == ()
    assert checked.past.own is not None
    assert checked.past.own.state.facts.keys() == checked.state.facts.keys()

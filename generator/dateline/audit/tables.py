"""Hold the tables of a site, with and without hashtags, against facts.json, cell by cell.

A column is known by its name alone; what the tables were made by is not asked.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path
from typing import Any

from dateline.audit.words import AGAIN, output_problem
from dateline.problems import Problem
from dateline.render.environment import visible

HXL = ".hxl.csv"
Fact = Mapping[str, Any]
"""A fact as facts.json has it."""
_VALUES: Mapping[str, str] = {
    **{name: name for name in ("id", "kind", "briefing", "text", "date", "when", "unproved", "contested", "note")},
    **{f"retracted_{name}": f"retracted.{name}" for name in ("date", "reason")},
    **{name: f"value.{name}" for name in ("best", "low", "high", "quantifier", "magnitude", "unit")},
    **{name: f"fields.{name}" for name in ("since", "period", "deadline", "stance", "relation", "what", "terms")},
    **{name: f"fields.{name}" for name in ("title", "expected", "headline")},
    "presence": "fields.how",
    "disputed_ids": "fields.disputes",
    "continued_id": "fields.continues",
    "control_state": "state",
    "talks_state": "state",
    "on_date": "dates.date.edtf",
}
"""Column → where its cells stand in a fact of facts.json."""
_RECORDS: Mapping[str, tuple[str, str]] = {
    "place": ("places", "places"),
    "actor": ("actors", "actors"),
    "said_by": ("said_by", "actors"),
    "source": ("source", "sources"),
    "held_by": ("fields.by", "actors"),
    "party": ("fields.parties", "actors"),
    "mediator": ("fields.mediator", "actors"),
    "demanded_by": ("fields.by", "actors"),
    "demanded_of": ("fields.to", "actors"),
    "described": ("fields.actor", "actors"),
    "of_actor": ("fields.of", "actors"),
    "at_place": ("fields.place", "places"),
    "from_place": ("fields.from", "places"),
    "to_place": ("fields.to", "places"),
    "near_place": ("fields.of", "places"),
    "indicator": ("indicator", "indicators"),
    "talks": ("fields.track", "facts"),
}
"""Column without its `_id` or `_name` → where the ids stand in a fact, and their register."""
_FROM_REGISTERS: Mapping[str, tuple[str, str]] = {
    "publisher": ("sources", "source"),
    "definition": ("indicators", "indicator"),
    "measure": ("indicators", "indicator"),
}
_HASHTAG = re.compile(r"#[a-z_]+(\+[a-z_]+)*")
"""HXL 1.1, and no number in it."""
_AT_LEAST = 3  # lines: the header, the hashtags, and the empty end
_RUNS = frozenset("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula."""


def at(fact: Fact, path: str) -> Any:  # noqa: ANN401
    """Return what stands at a path of keys, None where there is nothing."""
    value: Any = fact
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def ids_in(value: Any) -> list[str]:  # noqa: ANN401
    """Return the ids, or the words, in a value that may be one, many or none."""
    values = value if isinstance(value, list) else [value]
    return [one["id"] if isinstance(one, dict) else str(one) for one in values if one is not None]


@dataclass(frozen=True)
class Table:
    """Hold one table against the facts of its kind."""

    path: str
    facts: list[Fact]
    reference: Mapping[str, str]

    def audit(self, site: Path) -> Iterator[Problem]:
        """Audit a table and its like with hashtags."""
        text = read_text(site / self.path)
        if text is None:
            yield self._problem(0, "the file is missing or not UTF-8")
            return
        yield from self._audit_rows(text)
        tagged = self.path.removesuffix(".csv") + HXL
        header, _, rows = text.partition("\r\n")
        lines = (read_text(site / tagged) or "").split("\r\n", 2)
        first, tags, others = lines if len(lines) == _AT_LEAST else ("", "", "")
        if first != header or not all(_HASHTAG.fullmatch(tag) for tag in tags.split(",")):
            yield output_problem(tagged, 1, 1, "it has another header, or no row of hashtags below", AGAIN)
        elif tags.count(",") != header.count(","):
            yield output_problem(tagged, 2, 1, "it has not one hashtag a column", AGAIN)
        elif others != rows:
            pairs = zip([*others.split("\r\n"), ""], [*rows.split("\r\n"), ""], strict=False)
            line = next((number for number, (one, other) in enumerate(pairs, start=3) if one != other), 3)
            yield output_problem(tagged, line, 1, f"from here on the rows are not those of {self.path}", AGAIN)

    def _problem(self, line: int, message: str) -> Problem:
        return output_problem(self.path, line, 1 if line else 0, message, AGAIN)

    def _audit_rows(self, text: str) -> Iterator[Problem]:
        try:
            (_, header), *rows = _numbered_rows(text)
        except (csv.Error, ValueError):
            yield self._problem(0, "it is no table in CSV with a header")
            return
        for column in dict.fromkeys(header):
            if header.count(column) > 1 or not _is_known(column):
                yield self._problem(1, f"nobody can hold the column “{column}” against the facts")
        if "id" not in header:
            yield self._problem(1, "it has no column “id”")
            return
        by_id = {fact["id"]: fact for fact in self.facts}
        found = []
        for line, row in rows:
            if len(row) != len(header):
                yield self._problem(line, "the row has not one cell a column")
                continue
            cells = dict(zip(header, row, strict=True))
            found.append((line, cells["id"]))
            if cells["id"] in by_id:
                yield from self._audit_row(line, cells, by_id[cells["id"]])
            else:
                yield self._problem(line, f"no fact of this kind has the id “{cells['id']}”")
        yield from self._audit_order(found)

    def _audit_order(self, found: list[tuple[int, str]]) -> Iterator[Problem]:
        """See that each fact has its row, once, in the order of facts.json."""
        ids = [fact["id"] for fact in self.facts]
        present = Counter(name for _, name in found)
        for name in ids:
            if present[name] != 1:
                yield self._problem(0, f"“{name}” has {'more than one row' if present[name] else 'no row'}")
        if present == Counter(ids):
            for (line, name), right in zip(found, ids, strict=True):
                if name != right:
                    yield self._problem(line, f"the row of “{name}” stands where that of “{right}” belongs")

    def _audit_row(self, line: int, cells: Mapping[str, str], fact: Fact) -> Iterator[Problem]:
        for column, cell in cells.items():
            if _is_known(column) and not _says(cell, self._expected(column, fact)):
                message = f"“{cell}” under “{column}” is not what facts.json says of “{fact['id']}”"
                yield self._problem(line, message)

    def _expected(self, column: str, fact: Fact) -> Any:  # noqa: ANN401
        """Return what a column says of a fact."""
        if column in _VALUES:
            return at(fact, _VALUES[column])
        if column in _FROM_REGISTERS:
            register, key = _FROM_REGISTERS[column]
            return self.reference.get(f"{register}/{fact.get(key)}/{column}")
        if column == "inferred_dates":
            return [name for name, dated in fact["dates"].items() if dated["reading"] != "stated"]
        if column == "quotation":
            return next((citation["exact"] for citation in fact["citations"] if citation["role"] == "quote"), None)
        stem, _, form = column.rpartition("_")
        path, register = _RECORDS[stem]
        ids = ids_in(at(fact, path))
        return ids if form.startswith("id") else [self.reference.get(f"{register}/{one}/name", "") for one in ids]


def _is_known(column: str) -> bool:
    stem, _, form = column.rpartition("_")
    return (
        column in _VALUES
        or column in _FROM_REGISTERS
        or column in ("inferred_dates", "quotation")
        or (stem in _RECORDS and form in ("id", "ids", "name", "names"))
    )


def _numbered_rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows of a table, each with the number of its first line."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    rows, line = [], 1
    for row in reader:
        rows.append((line, row))
        line = reader.line_num + 1
    return rows


def _says(cell: str, value: Any) -> bool:  # noqa: ANN401
    """Tell whether a cell says a value, and nothing in it runs."""
    if isinstance(value, bool):
        return cell == ("true" if value else "false")
    if isinstance(value, int | Decimal):
        try:
            return Decimal(cell) == value
        except InvalidOperation:
            return False
    joined = "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    text = str(visible(joined))
    return cell == (f"'{text}" if _runs(text) else text)


def _runs(text: str) -> bool:
    """Tell whether a spreadsheet may run a text, or would once the apostrophes before it are taken away."""
    bare = text.lstrip("'")
    return bare[:1] in _RUNS or bare.lstrip()[:1] in _RUNS


def read_text(path: Path) -> str | None:
    """Return a file's text as it stands, or None where there is none in UTF-8."""
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None

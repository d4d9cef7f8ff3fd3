"""Render the facts as tables, one a kind: CSV (RFC 4180), and the same with a row of HXL hashtags."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from dateline.model.facts import KINDS
from dateline.render.environment import visible

_Fact = Mapping[str, Any]
"""A fact as facts.json has it."""
_Names = Mapping[str, str]
"""The texts of reference.json."""
_Cell = str | int | float | bool | None | Sequence[str]

# A spreadsheet runs a cell that begins so; the apostrophes are counted in, so that taking one away again gives the
# text back whatever it was. Full-width signs are run where East Asian text is set up.
_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_JOINT = "; "


@dataclass(frozen=True)
class Column:
    """Describe one column; its meaning in words stands in the catalogue under its name."""

    name: str
    hashtag: str
    """HXL 1.1. Dates are `#meta+date`: to HXL a `#date` is a plain ISO date, which EDTF is not always."""
    read: Callable[[_Fact, _Names], _Cell]


def _at(*path: str) -> Callable[[_Fact, _Names], _Cell]:
    def read(fact: _Fact, _names: _Names) -> Any:  # noqa: ANN401
        value: Any = fact
        for key in path:
            value = value.get(key) if value else None
        return value

    return read


def _plain(name: str, hashtag: str, *path: str) -> Column:
    """Describe a column that repeats a value of the fact."""
    return Column(name, hashtag, _at(*(path or (name,))))


def _named(name: str, hashtag: str, key: str) -> tuple[Column, Column]:
    """Describe two columns of records that stand in the fact with their names."""
    return (
        Column(f"{name}_ids", f"{hashtag}+code", lambda fact, _: [record["id"] for record in fact[key]]),
        Column(f"{name}_names", f"{hashtag}+name", lambda fact, _: [record["name"] for record in fact[key]]),
    )


def _record(name: str, hashtag: str, register: str, *path: str) -> tuple[Column, Column]:
    """Describe two columns of a record that the fact names by its id alone."""
    read = _at(*path)
    return (
        Column(f"{name}_id", f"{hashtag}+code", read),
        Column(
            f"{name}_name", f"{hashtag}+name", lambda fact, names: names.get(f"{register}/{read(fact, names)}/name")
        ),
    )


def _records(name: str, hashtag: str, key: str) -> tuple[Column, Column]:
    """Describe two columns of the actors of one of the kind's own fields."""
    return (
        Column(f"{name}_ids", f"{hashtag}+code", lambda fact, _: fact["fields"][key]),
        Column(
            f"{name}_names",
            f"{hashtag}+name",
            lambda fact, names: [names[f"actors/{actor}/name"] for actor in fact["fields"][key]],
        ),
    )


def _quotation(fact: _Fact) -> str | None:
    """Return the quotation itself; a fact that is marked as not proved may have none that stands in its source."""
    return next((citation["exact"] for citation in fact["citations"] if citation["role"] == "quote"), None)


COMMON = (
    _plain("id", "#meta+id"),
    _plain("kind", "#meta+type"),
    _plain("briefing", "#crisis+code"),
    _plain("text", "#description+text"),
    _plain("date", "#meta+date+edtf"),
    Column(
        "inferred_dates",
        "#meta+date+inferred",
        lambda fact, _: [name for name, dated in fact["dates"].items() if dated["reading"] == "inferred"],
    ),
    _plain("when", "#meta+date+text"),
    *_named("place", "#loc", "places"),
    *_named("actor", "#org", "actors"),
    *_named("said_by", "#org+claimant", "said_by"),
    _plain("source_id", "#meta+source+code", "source"),
    Column("publisher", "#meta+source+name", lambda fact, names: names[f"sources/{fact['source']}/publisher"]),
    Column("quotation", "#description+quotation", lambda fact, _: _quotation(fact)),
    _plain("unproved", "#meta+unproved"),
    _plain("retracted_date", "#meta+date+retracted", "retracted", "date"),
    _plain("retracted_reason", "#meta+retracted", "retracted", "reason"),
    _plain("contested", "#meta+contested"),
    _plain("note", "#meta+note"),
)
"""The columns that every table begins with."""

_WHAT = _plain("what", "#description+editors", "fields", "what")
_SINCE = _plain("since", "#meta+date+since", "fields", "since")
_ON_DATE = _plain("on_date", "#meta+date+day", "dates", "date", "edtf")
_PARTIES = _records("party", "#org+party", "parties")
_TALKS = _plain("talks_id", "#meta+talks+code", "fields", "track")
_ORIGIN = _record("from_place", "#loc+origin", "places", "fields", "from")

OWN: Mapping[str, tuple[Column, ...]] = {
    "control": (
        _plain("control_state", "#status+control", "state"),
        *_records("held_by", "#org+holder", "by"),
        _SINCE,
        _ON_DATE,
    ),
    "presence": (_plain("presence", "#status+presence", "fields", "how"), _WHAT, _SINCE, _ON_DATE),
    "positions": (
        _plain("stance", "#status+stance", "fields", "stance"),
        _WHAT,
        _plain("disputed_ids", "#meta+disputed+code", "fields", "disputes"),
    ),
    "tracks": (
        _plain("title", "#event+name", "fields", "title"),
        *_PARTIES,
        *_records("mediator", "#org+mediator", "mediator"),
        _plain("talks_state", "#status+talks", "state"),
        _plain("continued_id", "#meta+continued+code", "fields", "continues"),
        _WHAT,
    ),
    "demands": (
        *_records("demanded_by", "#org+demanding", "by"),
        *_records("demanded_of", "#org+addressed", "to"),
        _WHAT,
        _plain("deadline", "#meta+date+deadline", "fields", "deadline"),
        _TALKS,
    ),
    "agreements": (*_PARTIES, _plain("terms", "#description+terms", "fields", "terms"), _TALKS),
    "events": (
        _WHAT,
        *_record("at_place", "#loc+scene", "places", "fields", "place"),
        *_ORIGIN,
        *_record("to_place", "#loc+destination", "places", "fields", "to"),
        _plain("expected", "#event+expected", "fields", "expected"),
    ),
    "figures": (
        *_record("indicator", "#indicator", "indicators", "indicator"),
        Column(
            "definition",
            "#indicator+definition",
            lambda fact, names: names[f"indicators/{fact['indicator']}/definition"],
        ),
        Column("measure", "#indicator+measure", lambda fact, names: names[f"indicators/{fact['indicator']}/measure"]),
        _plain("unit", "#indicator+unit", "value", "unit"),
        _plain("best", "#indicator+best+num", "value", "best"),
        _plain("low", "#indicator+low+num", "value", "low"),
        _plain("high", "#indicator+high+num", "value", "high"),
        _plain("quantifier", "#indicator+quantifier", "value", "quantifier"),
        _plain("magnitude", "#indicator+magnitude", "value", "magnitude"),
        _plain("period", "#meta+date+period", "fields", "period"),
        _ON_DATE,
        *_ORIGIN,
        _plain("headline", "#meta+headline", "fields", "headline"),
    ),
    "locations": (
        _plain("relation", "#loc+relation", "fields", "relation"),
        *_record("near_place", "#loc+anchor", "places", "fields", "of"),
    ),
    "profiles": (
        *_record("described", "#org+described", "actors", "fields", "actor"),
        _WHAT,
        *_record("of_actor", "#org+whole", "actors", "fields", "of"),
    ),
}
"""The columns that follow in the table of each kind."""


def render_tables(facts: Iterable[_Fact], names: _Names) -> dict[str, str]:
    """Return the tables of all kinds by path, those without a fact too; the facts are those of facts.json."""
    by_kind: dict[str, list[_Fact]] = defaultdict(list)
    for fact in facts:
        by_kind[fact["kind"]].append(fact)
    tables = {}
    for kind in KINDS:
        columns = (*COMMON, *OWN[kind])
        header = _line(column.name for column in columns)
        rows = "".join(_line(_written(column.read(fact, names)) for column in columns) for fact in by_kind[kind])
        tables[f"data/{kind}.csv"] = header + rows
        tables[f"data/{kind}.hxl.csv"] = header + _line(column.hashtag for column in columns) + rows
    return tables


def _line(cells: Iterable[str | int | float]) -> str:
    """Write one record of RFC 4180."""
    line = StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _written(value: _Cell) -> str | int | float:
    """Return a cell as it is written: numbers as they are, lists joined, text with nothing in it that runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    # People read the tables, in a spreadsheet: there too no text may turn the direction of others.
    return defused(str(visible(value if isinstance(value, str) else _JOINT.join(value))))


def defused(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text

"""Hold the files of places and of sources against reference.json and the facts, key by key."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from dateline.audit.tables import Fact, read_text
from dateline.audit.words import AGAIN, numbers_in, output_problem
from dateline.problems import Problem
from dateline.text.dates import parse_date

Registers = Mapping[tuple[str, str], Mapping[str, str]]
"""The texts of reference.json by register and id, each under the rest of its path."""


def parted_by_id(reference: Mapping[str, str]) -> Registers:
    """Part the paths of reference.json into register, id and the rest."""
    parted: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for path, text in reference.items():
        register, _, rest = path.partition("/")
        record, _, field = rest.partition("/")
        if field:
            parted[register, record][field] = text
    return parted


def audit_places(site: Path, registers: Registers, facts: Iterable[Fact]) -> Iterator[Problem]:
    """Hold places.geojson against what facts name."""
    path = "data/places.geojson"
    found = _read_json(site / path)
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        yield _problem(path, "the file is missing, or no collection of features")
        return
    around = {name: value for name, value in found.items() if name not in ("features", "note")}
    if around != {"type": "FeatureCollection"} or any(numbers_in(str(found.get("note", "")))):
        yield _problem(path, "beside its places it says what nothing bears out")
    yield from _audit_records(path, found["features"], _expected_places(registers, facts))


def audit_sources(site: Path, registers: Registers) -> Iterator[Problem]:
    """Hold sources.json against reference.json."""
    path = "data/sources.json"
    found = _read_json(site / path)
    if not isinstance(found, list):
        yield _problem(path, "the file is missing, or no list of sources")
        return
    yield from _audit_records(path, found, _expected_sources(registers))


def _problem(path: str, message: str) -> Problem:
    return output_problem(path, 0, 0, message, AGAIN)


def _read_json(path: Path) -> Any:  # noqa: ANN401
    try:
        return json.loads(read_text(path) or "", parse_float=Decimal)
    except ValueError:
        return None


def _audit_records(path: str, found: list[Any], expected: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    """Hold records against those that are expected, in their order."""
    wanted = {record["id"]: record for record in expected}
    ids = [str(record.get("id")) if isinstance(record, dict) else "" for record in found]
    present = Counter(ids)
    for name in wanted:
        if present[name] != 1:
            yield _problem(path, f"“{name}” stands there {'more than once' if present[name] else 'no more'}")
    for name in present.keys() - wanted.keys():
        yield _problem(path, f"“{name}” does not belong there")
    if ids != [*wanted] and present == Counter([*wanted]):
        yield _problem(path, "its records are not in their order")
    for name, record in zip(ids, found, strict=True):
        for at, *values in _differences(record, wanted.get(name, record)):
            said, right = (json.dumps(value, ensure_ascii=False, default=float) for value in values)
            yield _problem(path, f"“{at}” of “{name}” is {said}, and should be {right}")


def _differences(found: Any, right: Any, at: str = "") -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401
    """Yield where two JSON values differ, with what stands there and what should."""
    if isinstance(found, dict) and isinstance(right, dict):
        for key in dict.fromkeys((*found, *right)):
            yield from _differences(found.get(key), right.get(key), f"{at}.{key}" if at else key)
    elif isinstance(found, list) and isinstance(right, list) and len(found) == len(right):
        for index, (one, other) in enumerate(zip(found, right, strict=True)):
            yield from _differences(one, other, f"{at}.{index}")
    elif found != right or isinstance(found, bool) != isinstance(right, bool):
        yield at, found, right


def _expected_places(registers: Registers, facts: Iterable[Fact]) -> Iterator[dict[str, Any]]:
    """Yield the features of places.geojson: each place that a fact names, by id."""
    naming: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for place in dict.fromkeys(record["id"] for record in fact["places"]):
            naming[place].append(fact)
    for place in sorted(naming):
        said = registers.get(("places", place), {})
        yield {
            "type": "Feature",
            "id": place,
            "geometry": _point(said["coordinates"]) if "coordinates" in said else None,
            "properties": {
                "id": place,
                "name": said.get("name"),
                "names": _group(said, "name"),
                "type": said.get("type"),
                "approximate": "approximate" in said,
                "reference": said.get("reference"),
                "codes": _group(said, "codes"),
                "facts": [fact["id"] for fact in naming[place]],
                "retracted_facts": [fact["id"] for fact in naming[place] if fact.get("retracted")],
            },
        }


def _group(said: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the texts whose keys begin with a name and a dot, under the rest of their keys."""
    return {key.removeprefix(f"{name}."): text for key, text in said.items() if key.startswith(f"{name}.")}


def _point(coordinates: str) -> dict[str, Any]:
    """Return the point that reference.json writes latitude first, as GeoJSON does: longitude first."""
    try:
        latitude, longitude = (_as_json(Decimal(part)) for part in coordinates.split(", "))
    except (InvalidOperation, ValueError):
        return {}
    return {"type": "Point", "coordinates": [longitude, latitude]}


def _as_json(number: Decimal) -> Decimal:
    """Return a number as exactly as JSON's readers keep it."""
    return Decimal(repr(float(number)))


def _expected_sources(registers: Registers) -> Iterator[dict[str, Any]]:
    """Yield the items of sources.json, in the order of reference.json."""
    for (register, source), said in registers.items():
        if register != "sources":
            continue
        item = {
            "id": source,
            **{name: said.get(name) for name in ("type", "title", "container-title", "publisher", "language", "note")},
            "URL": said.get("url"),
            "author": [{"literal": name} for name in _group(said, "author").values()],
            "issued": _issued(said),
            "status": "retracted" if "retracted.date" in said else None,
            "custom": {"retracted": _group(said, "retracted")} if "retracted.date" in said else None,
        }
        yield {name: value for name, value in item.items() if value}


def _issued(said: Mapping[str, str]) -> dict[str, Any]:
    try:
        date = parse_date(said.get("issued.edtf", ""))
    except ValueError:
        return {}
    parts = [[int(number) for number in end.split("-")] for end in date.ends]
    unsure = date.uncertain or "inferred.issued" in said
    return {"date-parts": parts, "circa": True} if unsure else {"date-parts": parts}

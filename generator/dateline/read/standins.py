"""Put something in the place of what a source's record leaves blank, so that what cites it is proved all the same.

It is read and never published: the blank, or the fault of form, is a problem, and while there is one nothing is built.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from dateline.model.registers import Source, SourceType
from dateline.model.values import given_fields
from dateline.read.reading import Reading
from dateline.read.yamlfile import BLANK, Map, Origin

_NEEDED = frozenset({"id", "document", "language"})
"""Fields without which no word of a document can be proved."""
_YEAR = "9000"
"""Stands for a day of issue that is not known: no day is counted from a year, and no date of a fact lies behind it."""
_STAND_INS: Mapping[str, Any] = {
    "type": SourceType.REPORT,
    "title": BLANK,
    "publisher": BLANK,
    "issued": _YEAR,
    "rights": BLANK,
}


def stand_in(origin: Origin, given: Mapping[str, Any], reading: Reading, of: Hashable) -> Source | None:
    """Return the record of a source as far as it can be read, with the fields that cannot in `unknown`.

    None where it is not the first of its id, or lacks what all that cites it needs.
    """
    item, name = origin.file.root, origin.file.root.get("id")
    if not isinstance(name, str) or reading.seen.get(("sources", name)) is not origin:
        return None
    try:
        return reading.kept.get(("stand-in", origin.path_of_file, origin.file.text, of), lambda: _read(item, given))
    except ValidationError:
        return None


def _read(item: Map, given: Mapping[str, Any]) -> Source | None:
    said = {key: value for key, value in item.items() if key not in given_fields(Source)}
    try:
        return Source.model_validate({**said, **given})
    except ValidationError as error:
        places = [found["loc"] for found in error.errors(include_url=False) if found["loc"]]
    faulty = {str(place[0]) for place in places}
    if not places or not faulty.isdisjoint(_NEEDED):
        return None
    stand_ins = {**_STAND_INS, "sha256": given["digest"]}
    asides = _asides(said.get("unused"), places)
    for key in faulty:
        said.pop(key, None)
        if key in stand_ins:
            said[key] = stand_ins[key]
    if "unused" in faulty and asides is not None:
        faulty.remove("unused")
        said["unused"] = asides
    source = Source.model_validate({**said, **given, "unknown": frozenset(faulty)})
    if "issued" in faulty:  # an editor's program shows it
        return source.model_copy(update={"issued": replace(source.issued, text=BLANK)})
    return source


def _asides(unused: object, places: list[tuple[str | int, ...]]) -> list[object] | None:
    """Return what is set aside, where nothing but reasons is left blank, with something in their place."""
    blank = [place[1] for place in places if place[0] == "unused" and place[2:] == ("reason",)]
    if not isinstance(unused, list) or len(blank) < sum(place[0] == "unused" for place in places):
        return None
    return [{**entry, "reason": BLANK} if index in blank else entry for index, entry in enumerate(unused)]

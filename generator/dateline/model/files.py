"""Tell which records stand in which file of a project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from pydantic import BaseModel

from dateline.model.basemap import Basemap
from dateline.model.edition import Edition, Withdrawal
from dateline.model.facts import KINDS, Fact
from dateline.model.project import Briefing
from dateline.model.registers import Actor, Indicator, Place, Source

REGISTERS: Mapping[str, type[Actor | Place | Indicator]] = {"actors": Actor, "places": Place, "indicators": Indicator}
"""Lists that have a file of their own, `briefings/<name>.yml`."""
OF_FACTS: Mapping[str, type[Fact | Withdrawal]] = {**KINDS, "withdrawn": Withdrawal}
"""Lists that may stand in any other file of a briefing."""
LISTS: Mapping[str, type[BaseModel]] = {**REGISTERS, **OF_FACTS}
"""Every list, by its key."""
SINGLE: Mapping[str, type[BaseModel]] = {"source": Source, "briefing": Briefing, "edition": Edition, "basemap": Basemap}
"""Records that have a file to themselves."""
_OTHERS: Mapping[str, type[BaseModel]] = {"briefings/edition.yml": Edition, "briefings/basemap.yml": Basemap}
_DEPTH_OF_FACTS = 3
"""Parts of `briefings/<briefing>/<file>`."""


def record_in(path: str) -> type[BaseModel] | None:
    """Return the model of a file that is one record, by its path in the project; None of a file of lists."""
    where = PurePosixPath(path)
    if where.parts[:1] == ("seeds",):
        return Source
    if where.name == "briefing.yml":
        return Briefing
    return _OTHERS.get(path)


def lists_in(path: str) -> Mapping[str, type[BaseModel]]:
    """Return the lists that may stand in a file, each with the model of its records; none in a file of one record."""
    where = PurePosixPath(path)
    if where.parts[:1] != ("briefings",) or record_in(path):
        return {}
    if len(where.parts) < _DEPTH_OF_FACTS:
        return {name: model for name, model in REGISTERS.items() if where.name == f"{name}.yml"}
    return OF_FACTS

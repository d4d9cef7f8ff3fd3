"""Hold the data files against facts.json and reference.json, and those two against each other (P8)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from dateline.audit.evidence import Evidence
from dateline.audit.exported import ExportedFact
from dateline.audit.registers import audit_places, audit_sources, parted_by_id
from dateline.audit.tables import HXL, Fact, Table, at, ids_in
from dateline.audit.words import AGAIN, numbers_in, output_problem
from dateline.problems import Problem
from dateline.text.dates import is_day_of, read_dates
from dateline.text.quotation import number_stands_in

_FACTS = "data/facts.json"
_DATES = ("since", "period", "deadline")
_RECORDS = ("actor", "by", "to", "parties", "mediator", "place", "from", "of")
_TEXTS = ("note", "fields.what", "fields.title", "fields.terms", "fields.headline")


def audit_data(site: Path, evidence: Evidence) -> Iterator[Problem]:
    """Hold every data file of a site against its facts.json, and of that what the pages' evidence leaves out."""
    facts: list[Fact] = json.loads((site / _FACTS).read_bytes(), parse_float=Decimal)["facts"]
    for fact in facts:
        for message in (
            *_misnamed(fact, evidence),
            *_beside_the_fact(fact),
            *_unsaid(fact, evidence.facts[fact["id"]], evidence),
        ):
            yield output_problem(_FACTS, 0, 0, message, AGAIN)
    by_kind: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_kind[fact["kind"]].append(fact)
    tables = {path.name.removesuffix(".csv") for path in (site / "data").glob("*.csv") if not path.name.endswith(HXL)}
    for kind in sorted(tables | by_kind.keys()):
        yield from Table(f"data/{kind}.csv", by_kind[kind], evidence.reference).audit(site)
    registers = parted_by_id(evidence.reference)
    yield from audit_places(site, registers, facts)
    yield from audit_sources(site, registers)


def _misnamed(fact: Fact, evidence: Evidence) -> Iterator[str]:
    """Yield names in a fact that reference.json does not give."""
    for register, key in (("places", "places"), ("actors", "actors"), ("actors", "said_by")):
        for record in fact[key]:
            if record["name"] != evidence.reference.get(f"{register}/{record['id']}/name"):
                yield f"“{record['name']}” in “{fact['id']}” is not the name of “{record['id']}” in reference.json"


def _beside_the_fact(fact: Fact) -> Iterator[str]:
    """Yield where the fields of a fact's kind say otherwise than the fact does."""
    if any(citation["source"] != fact.get("source") for citation in fact["citations"]):
        yield f"“{fact['id']}” cites another source than its own"
    for key in _DATES:
        if at(fact, f"fields.{key}") != at(fact, f"dates.{key}.edtf"):
            yield f"the field “{key}” of “{fact['id']}” is not the date that stands among its dates"
    known = {record["id"] for key in ("places", "actors") for record in fact[key]}
    for key in _RECORDS:
        for record_id in ids_in(at(fact, f"fields.{key}")):
            if record_id not in known:
                yield f"“{record_id}” in the field “{key}” is not among the actors and places of “{fact['id']}”"


def _unsaid(fact: Fact, proved: ExportedFact, evidence: Evidence) -> Iterator[str]:
    """Yield the numbers in editors' words that a fact's quotations do not say."""
    if proved.unproved:
        return
    days = evidence.own_days(proved)
    for text in (text for path in _TEXTS for text in ids_in(at(fact, path))):
        rest = text
        for date in read_dates(text):
            if date.complete in days or is_day_of(date, proved.ends):
                rest = rest[: date.start] + " " * (date.end - date.start) + rest[date.end :]
        for words in numbers_in(rest):
            if not any(number_stands_in(said, words) for said in proved.said):
                yield f"“{words}” in the editors’ words does not stand in the quotations of “{fact['id']}”"

"""Render the data of an edition: facts.json with its schema, what registers say, and the forms made from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.editions.canonical import plain_value
from dateline.model.facts import Fact, Figure
from dateline.model.project import Project
from dateline.model.registers import Actor, Place, Source
from dateline.prove import Proof
from dateline.prove.citations import Citation
from dateline.prove.counting import unit_of
from dateline.render.bibliography import render_sources
from dateline.render.geojson import render_places
from dateline.render.sentences import Sentences
from dateline.render.tables import render_tables
from dateline.text.numbers import Quantifier

_LOW = {Quantifier.EXACT, Quantifier.MORE_THAN, Quantifier.AT_LEAST, Quantifier.BETWEEN}
_HIGH = {Quantifier.EXACT, Quantifier.LESS_THAN, Quantifier.AT_MOST, Quantifier.BETWEEN}
_ABOVE = frozenset({"state", "indicator", "value", "quantifier", "magnitude"})
"""Fields of kinds that stand in a fact itself, not among its `fields`."""


def render_data(
    project: Project, proof: Proof, sentences: Sentences, language: str, told: Mapping[str, str]
) -> dict[str, str]:
    """Return the data files by their paths in the site; facts are sorted, so equal input gives equal bytes.

    `told` are the texts of earlier and later editions that pages show, by the paths that mark them.
    """
    facts = [_fact(fact, proof, sentences, language) for fact in project.facts]
    reference = {**dict(_references(project, language)), **told}
    edition = {"edition": project.edition.id, "cutoff": project.edition.cutoff.text}
    return {
        "data/facts.json": to_json({**edition, "facts": facts}),
        "data/facts.schema.json": facts_schema(),
        "data/reference.json": to_json(reference),
        "data/places.geojson": to_json(render_places(project.places, facts, language)),
        "data/sources.json": _json_list(render_sources(project.sources)),
        **render_tables(facts, reference),
    }


@cache
def facts_schema() -> str:
    """Return the JSON Schema (2020-12) of facts.json."""
    return files("dateline.render").joinpath("facts.schema.json").read_text("utf-8")


def facts_of_briefings(facts: str, briefings: Iterable[str]) -> dict[str, str]:
    """Return facts.json with the facts of one briefing alone, for each; all of it for the empty name."""
    whole = json.loads(facts)
    by_briefing: dict[str, list[Any]] = {}
    for fact in whole["facts"]:
        by_briefing.setdefault(fact["briefing"], []).append(fact)
    return {name: to_json({**whole, "facts": by_briefing.get(name, [])}) if name else facts for name in briefings}


def to_json(value: Mapping[str, Any]) -> str:
    """Write an object with one line a key, and one line an item of a list: such a file shows in a diff what changed."""
    lines = []
    for key, item in value.items():
        if isinstance(item, list):
            lines.append(f" {json.dumps(key)}: {_json_list(item, ' ').rstrip()}")
        else:
            lines.append(f" {json.dumps(key, ensure_ascii=False)}: {json.dumps(item, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json_list(items: list[Any], indent: str = "") -> str:
    """Write a list with one line an item."""
    lines = ",\n".join(f"{indent} {json.dumps(item, ensure_ascii=False)}" for item in items)
    return f"[\n{lines}\n{indent}]\n" if items else "[]\n"


def _fact(fact: Fact, proof: Proof, sentences: Sentences, language: str) -> dict[str, Any]:
    """Return a fact in the shape of the contract (design, section 6)."""
    moment = fact.moment
    return {
        "id": fact.id,
        "kind": fact.kind,
        "briefing": fact.briefing,
        "text": sentences.text(fact),
        "date": moment.text if moment else None,
        "dates": {
            name: {"edtf": value.text, "reading": proof.readings[fact.id][name].value} for name, value in fact.dates
        },
        "when": fact.when,
        "place": named(fact.places[0], language) if fact.places else None,
        "places": [named(place, language) for place in fact.places],
        "actors": [named(actor, language) for actor in fact.actors],
        "said_by": [named(actor, language) for actor in fact.said_by],
        "value": figure_value(fact) if isinstance(fact, Figure) else None,
        "indicator": fact.indicator.id if isinstance(fact, Figure) else None,
        "state": getattr(fact, "state", None),
        "fields": {key: plain_value(getattr(fact, name)) for name, key in _own_fields(type(fact))},
        "note": fact.note,
        "unproved": fact.unproved,
        "retracted": retraction(fact.source),
        "contested": fact.id in proof.contested,
        "source": fact.source.id,
        "citations": [_citation(fact, citation) for citation in proof.citations[fact.id]],
        "file": fact.origin.path_of_file,
        "line": fact.origin.line,
    }


def retraction(source: Source) -> dict[str, str] | None:
    """Return when and why a source was taken back; None where it stands."""
    gone = source.retracted
    return {"date": gone.date.text, "reason": gone.reason} if gone else None


@cache
def _own_fields(kind: type[Fact]) -> tuple[tuple[str, str], ...]:
    """Return the fields that a kind adds to a fact, each with the key that editors write."""
    return tuple(
        (name, info.alias or name)
        for name, info in kind.model_fields.items()
        if name not in Fact.model_fields and name not in _ABOVE
    )


def named(record: Actor | Place, language: str) -> dict[str, str]:
    """Return a record's id and name."""
    return {"id": record.id, "name": record.name.say(language)}


def figure_value(figure: Figure) -> dict[str, Any]:
    """Return a figure's number: `best` as the source states it, `low` and `high` the bounds it gives, each or null."""
    low = high = best = None
    if figure.value:
        best = _plain(figure.value.low) if figure.value.low == figure.value.high else None
        low = _plain(figure.value.low) if figure.quantifier in _LOW else None
        high = _plain(figure.value.high) if figure.quantifier in _HIGH else None
    return {
        "best": best,
        "low": low,
        "high": high,
        "quantifier": figure.quantifier.value,
        "magnitude": figure.magnitude.value if figure.magnitude else None,
        "unit": figure.indicator.unit,
        "sign": unit_of(figure.indicator),
    }


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _citation(fact: Fact, citation: Citation) -> dict[str, Any]:
    return {
        "source": fact.source.id,
        "role": citation.role,
        "exact": citation.exact,
        # The words around a quotation go out only with a text that may be shown whole.
        "prefix": citation.prefix if fact.source.full_text else "",
        "suffix": citation.suffix if fact.source.full_text else "",
        "start": citation.spans[0].start,
        "end": citation.spans[-1].end,
        "spans": [[span.start, span.end] for span in citation.spans],
    }


def _references(project: Project, language: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of registers that pages show beside facts, each with the path that marks it."""
    yield "edition/id", project.edition.id
    yield "edition/title", project.edition.title
    yield "edition/cutoff", project.edition.cutoff.text
    for name in ("issued", "next_due", "period", "prepared_by", "note", "corrects"):
        if value := getattr(project.edition, name):
            yield f"edition/{name}", str(value)
    for briefing in project.briefings:
        yield f"briefings/{briefing.slug}/title", briefing.title.say(language)
    records: tuple[Actor | Place, ...] = (*project.actors, *project.places)
    for record in records:
        yield from _record_references(record, language)
    for indicator in project.indicators:
        yield f"indicators/{indicator.id}/name", indicator.name.say(language)
        yield f"indicators/{indicator.id}/definition", indicator.definition
        yield f"indicators/{indicator.id}/measure", indicator.measure.value
    for fact in project.facts:
        if fact.unproved:
            yield f"facts/{fact.id}/unproved", fact.unproved
    for source in project.sources:
        yield from _source_references(source)


def _record_references(record: Actor | Place, language: str) -> Iterator[tuple[str, str]]:
    at = f"{'actors' if isinstance(record, Actor) else 'places'}/{record.id}"
    yield f"{at}/name", record.name.say(language)
    yield from ((f"{at}/name.{tag}", text) for tag, text in record.name.others(language))
    yield from ((f"{at}/also.{index}", text) for index, text in enumerate(record.also))
    if record.reference:
        yield f"{at}/reference", record.reference
    if isinstance(record, Place):
        yield f"{at}/type", record.type.value
        yield from ((f"{at}/codes.{name}", code) for name, code in record.codes.items())
        if record.coordinates:
            yield f"{at}/coordinates", str(record.coordinates)
        if record.approximate:
            yield f"{at}/approximate", "yes"


def _source_references(source: Source) -> Iterator[tuple[str, str]]:
    at = f"sources/{source.id}"
    yield f"{at}/document", source.document
    yield f"{at}/full_text", "yes" if source.full_text else ""
    for name in ("title", "publisher", "rights", "note", "url", "sha256", "language"):
        if getattr(source, name):
            yield f"{at}/{name}", getattr(source, name)
    if source.original:
        yield f"{at}/original.sha256", source.original.sha256
    if source.container_title:
        yield f"{at}/container-title", source.container_title
    yield f"{at}/type", source.type.value
    yield from ((f"{at}/author.{index}", author) for index, author in enumerate(source.author))
    yield f"{at}/issued", source.issued.ends[0]
    yield f"{at}/issued.edtf", source.issued.text
    if gone := retraction(source):
        yield from ((f"{at}/retracted.{name}", text) for name, text in gone.items())
    yield from ((f"{at}/inferred.{name}", why) for name, why in source.inferred.items())
    yield from ((f"{at}/unused.{unused.reason}", unused.reason) for unused in source.unused)

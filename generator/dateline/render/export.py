"""Render the data files: facts.json and the register texts that pages show beside facts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from dateline.model.facts import Fact, Figure
from dateline.model.project import Project
from dateline.model.registers import Actor, Place, Source
from dateline.prove import Proof
from dateline.prove.citations import Citation
from dateline.prove.figures import unit_of
from dateline.render.sentences import Sentences
from dateline.text.numbers import Quantifier

_LOW = {Quantifier.EXACT, Quantifier.MORE_THAN, Quantifier.AT_LEAST, Quantifier.BETWEEN}
_HIGH = {Quantifier.EXACT, Quantifier.LESS_THAN, Quantifier.AT_MOST, Quantifier.BETWEEN}


def render_data(project: Project, proof: Proof, sentences: Sentences, language: str) -> dict[str, str]:
    """Return the data files by their paths in the site; facts are sorted, so equal input gives equal bytes."""
    facts = {
        "edition": project.edition.id,
        "cutoff": project.edition.cutoff.text,
        "facts": [_fact(fact, proof, sentences, language) for fact in project.facts],
    }
    return {
        "data/facts.json": _json(facts),
        "data/reference.json": _json(dict(_references(project, language))),
    }


def _json(value: Mapping[str, Any]) -> str:
    """Write an object with one line a key, and one line an item of a list: such a file shows in a diff what changed."""
    lines = []
    for key, item in value.items():
        if isinstance(item, list):
            items = ",\n".join(f"  {json.dumps(part, ensure_ascii=False)}" for part in item)
            lines.append(f" {json.dumps(key)}: [\n{items}\n ]")
        else:
            lines.append(f" {json.dumps(key, ensure_ascii=False)}: {json.dumps(item, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


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
        "place": _named(fact.places[0], language) if fact.places else None,
        "places": [_named(place, language) for place in fact.places],
        "actors": [_named(actor, language) for actor in fact.actors],
        "said_by": [_named(actor, language) for actor in fact.said_by],
        "value": _value(fact) if isinstance(fact, Figure) else None,
        "indicator": fact.indicator.id if isinstance(fact, Figure) else None,
        "state": getattr(fact, "state", None),
        "note": fact.note,
        "unproved": fact.unproved,
        "contested": fact.id in proof.contested,
        "citations": [_citation(fact, citation) for citation in proof.citations[fact.id]],
        "file": fact.origin.path_of_file,
        "line": fact.origin.line,
    }


def _named(record: Actor | Place, language: str) -> dict[str, str]:
    return {"id": record.id, "name": record.name.say(language)}


def _value(figure: Figure) -> dict[str, Any]:
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
        "sign": unit_of(figure),
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
    for briefing in project.briefings:
        yield f"briefings/{briefing.slug}/title", briefing.title.say(language)
    records: tuple[Actor | Place, ...] = (*project.actors, *project.places)
    for record in records:
        at = f"{'actors' if isinstance(record, Actor) else 'places'}/{record.id}"
        yield f"{at}/name", record.name.say(language)
        yield from ((f"{at}/name.{tag}", text) for tag, text in record.name.others(language))
        yield from ((f"{at}/also.{index}", text) for index, text in enumerate(record.also))
        if record.reference:
            yield f"{at}/reference", record.reference
        if isinstance(record, Place):
            yield from ((f"{at}/codes.{name}", code) for name, code in record.codes.items())
            if record.coordinates:
                yield f"{at}/coordinates", str(record.coordinates)
    for indicator in project.indicators:
        yield f"indicators/{indicator.id}/name", indicator.name.say(language)
        yield f"indicators/{indicator.id}/definition", indicator.definition
    for fact in project.facts:
        if fact.unproved:
            yield f"facts/{fact.id}/unproved", fact.unproved
    for source in project.sources:
        yield from _source_references(source)


def _source_references(source: Source) -> Iterator[tuple[str, str]]:
    at = f"sources/{source.id}"
    yield f"{at}/document", source.document
    yield f"{at}/full_text", "yes" if source.full_text else ""
    for name in ("title", "publisher", "rights", "note", "url", "sha256", "language"):
        if getattr(source, name):
            yield f"{at}/{name}", getattr(source, name)
    yield f"{at}/issued", source.issued.ends[0]
    yield from ((f"{at}/inferred.{name}", why) for name, why in source.inferred.items())
    yield from ((f"{at}/unused.{unused.reason}", unused.reason) for unused in source.unused)

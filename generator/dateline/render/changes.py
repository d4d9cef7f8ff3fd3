"""Render what changed: the data of an edition's changes, and the texts of histories that pages show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.editions.canonical import canonical
from dateline.editions.diff import RETRACTED, Difference
from dateline.editions.state import Step
from dateline.model.facts import Fact, Figure
from dateline.render.export import figure_value, named, retraction
from dateline.render.news import News, delta


def changes_data(news: News, texts: dict[str, str], language: str) -> dict[str, Any]:
    """Return changes.json: every fact that differs from the edition before, as it was and as it is."""
    return {
        "edition": news.state.id,
        "previous": news.before.id if news.before else None,
        "changes": [_change(found, news, texts, language) for found in news.differences.values()],
    }


def _change(found: Difference, news: News, texts: dict[str, str], language: str) -> dict[str, Any]:
    old = news.old.get(found.id)
    return {
        "id": found.id,
        "kind": found.kind,
        "briefing": found.briefing,
        "step": found.step.value,
        "cause": found.cause.value if found.cause else None,
        "note": " ".join(found.notes) or None,
        "series_break": found.series_break,
        "fields": list(found.fields),
        "before": _before(old, news, language) if old else None,
        "after": None if found.step is Step.WITHDRAWN else texts[found.id],
        "retracted": _taken_back(found, news),
    }


def _taken_back(found: Difference, news: News) -> dict[str, str] | None:
    """Return when and why the document behind a fact was taken back; None where it stands, or the fact is gone."""
    fact = news.state.facts.get(found.id)
    return news.state.records["sources"][fact["source"]].get(RETRACTED) if fact else None


def _before(fact: Fact, news: News, language: str) -> dict[str, Any]:
    """Return a fact of the edition before, in the shape of facts.json as far as its ledger knows it."""
    past = news.state.history[fact.id].entries
    own = past[-1].edition == news.state.id
    moment = fact.moment
    return {
        "id": fact.id,
        "kind": fact.kind,
        "briefing": fact.briefing,
        "text": past[-2].text if own and len(past) > 1 else past[-1].text,
        "date": moment.text if moment else None,
        "dates": {name: {"edtf": value.text} for name, value in fact.dates},
        "when": fact.when,
        "places": [named(place, language) for place in fact.places],
        "actors": [named(actor, language) for actor in fact.actors],
        "said_by": [named(actor, language) for actor in fact.said_by],
        "value": figure_value(fact) if isinstance(fact, Figure) else None,
        "unproved": fact.unproved,
        "retracted": retraction(fact.source),
        "source": fact.source.id,
        "indicator": fact.indicator.id if isinstance(fact, Figure) else None,
        "definition": fact.indicator.definition if isinstance(fact, Figure) else None,
        "fields": canonical(fact),
        "citations": [{"source": fact.source.id, "exact": words} for _, words in fact.quotations],
    }


def delta_of(found: Difference, news: News) -> Any:  # noqa: ANN401
    """Return how much a figure grew since the edition before, or None."""
    if news.before is None or found.step is not Step.CHANGED:
        return None
    return delta(found, news.old[found.id], news.state.fact(found.id), news.before, news.state)


def history_texts(news: News, language: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of editions and histories that pages show beside facts, each with the path that marks it."""
    if news.before:
        yield "previous/edition", news.before.id
        yield "previous/cutoff", news.before.edition["cutoff"]
        for slug in news.state.records["briefings"]:  # those that are gone among them
            yield f"briefings/{slug}/title", news.state.title(slug, language)
    yield from ((f"previous/{found.register}/{found.id}/name", found.before) for found in news.names)
    for fact_id, past in news.state.history.items() if news.before else ():
        for entry in past.entries:
            at = f"history/{fact_id}/{entry.edition}"
            yield f"{at}/edition", entry.edition
            if entry.note:
                yield f"{at}/note", entry.note
            if entry.text:
                yield f"{at}/text", entry.text
    for register, former in news.state.renamed.items():
        yield from ((f"renamed/{register}/{old}", new) for old, new in former.items())
    for fact_id in news.state.facts:
        if corrected := news.correction(fact_id):
            at = f"corrected/{fact_id}"
            yield f"{at}/edition", corrected.edition
            yield f"{at}/note", corrected.note
            yield f"{at}/text", corrected.text

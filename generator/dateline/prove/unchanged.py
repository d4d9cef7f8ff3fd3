"""Find the sentences of prose that stand as they were, while a fact that they cite changed since the last edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from dateline.editions.diff import EVIDENCE, OWN_WORDS, RETRACTED, changed_fields
from dateline.editions.state import State
from dateline.model.project import Briefing, Project
from dateline.text.passages import Sentence, split_sentences
from dateline.text.prose import find_shown, runs

_ASIDE = EVIDENCE | OWN_WORDS | {RETRACTED, "source", "when", "unproved"}
"""Fields that tell how a fact is shown, where it is taken from, or what it says in other words."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Hold a sentence of prose that may be stale."""

    briefing: Briefing
    path: tuple[str | int, ...]
    """Of the prose in the briefing's file."""
    within: tuple[str, int, int] | None
    """The prose, and where in it the sentence stands; None where that cannot be told."""
    sentence: str
    """As readers see it, on one line."""
    fact: str
    """The id of the fact that changed."""
    fields: tuple[str, ...]
    """What changed of it, by name."""


def find_unchanged(project: Project, base: State, here: State) -> Iterator[Unchanged]:
    """Yield each sentence with each fact that it cites and that says something else than in the edition before."""
    changed = {
        fact.id: fields
        for fact in project.facts
        if (fields := tuple(name for name in changed_fields(base, here, fact.id) if name not in _ASIDE))
    }
    for briefing in project.briefings if changed else ():
        past: Mapping[str, str] = base.records["briefings"].get(briefing.slug, {}).get("prose", {})
        stood = {_flat(sentence.text) for prose in past.values() for sentence in split_sentences(_shown(prose))}
        for path, prose in briefing.texts:
            for sentence, cited in _citing(prose):
                for fact_id in dict.fromkeys(cited):
                    if fact_id in changed and _flat(sentence.text) in stood:
                        place = find_shown(prose, _shown(prose), sentence.start, sentence.end)
                        within = (prose, *place) if place else None
                        yield Unchanged(briefing, path, within, _flat(sentence.text), fact_id, changed[fact_id])


def _shown(prose: str) -> str:
    """Return prose as readers see it."""
    return "".join(piece.text for piece in runs(prose))


def _citing(prose: str) -> Iterator[tuple[Sentence, list[str]]]:
    """Yield the sentences of prose, each with the ids of the facts that it cites."""
    pieces = list(runs(prose))
    edges = list(accumulate((len(piece.text) for piece in pieces), initial=0))
    for sentence in split_sentences(_shown(prose)):
        yield (
            sentence,
            [
                piece.fact
                for piece, start in zip(pieces, edges, strict=False)
                if piece.fact and start < sentence.end and sentence.start < start + len(piece.text)
            ],
        )


def _flat(text: str) -> str:
    return " ".join(text.split())

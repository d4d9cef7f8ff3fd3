"""Account for every sentence of a source (P9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dateline.kept import Kept
from dateline.model.facts import Fact
from dateline.model.registers import Source
from dateline.problems import Problem, Rule
from dateline.prove.citations import Citation, find_in
from dateline.text.passages import Sentence, split_sentences
from dateline.text.quotation import Found, Span

_MANY = 2
"""Sentences that are left, of which one problem names the command that lists them."""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one sentence of a source and what became of it."""

    sentence: Sentence
    facts: tuple[str, ...]
    """Ids of the facts that quote it, sorted."""
    unquoted: tuple[str, ...]
    """Stretches of a quoted sentence that no fact quotes."""
    set_aside: str
    """The reason, or nothing."""
    unused: int = 0
    """Which of the record's set-aside sentences it is, from 0."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Hold what became of each sentence of a source."""

    source: str
    lines: tuple[Line, ...]


def cover(
    source: Source,
    facts: Iterable[Fact],
    citations: Mapping[str, tuple[Citation, ...]],
    kept: Kept | None = None,
) -> Coverage:
    """Lay the citations of a source's facts over its sentences."""
    kept = kept or Kept()
    original = source.words.original
    used = [
        (span, fact.id)
        for fact in facts
        for citation in citations[fact.id]
        if citation.role != "context"
        for span in citation.spans
    ]
    used.sort(key=lambda item: item[0].start)
    aside = []
    for index, unused in enumerate(source.unused):
        found = find_in(source.words, kept, unused.quote, unused.prefix, unused.suffix)
        if isinstance(found, Found):
            aside += [(span, index) for span in found.spans]
    lines = []
    first = 0
    for sentence in kept.get(("sentences", original), lambda: split_sentences(original)):
        # Spans are sorted by their starts, so those that end before this sentence's paragraph are done with.
        while first < len(used) and used[first][0].end <= sentence.start:
            first += 1
        here = []
        for span, fact in used[first:]:
            if span.start >= sentence.end:
                break
            if span.end > sentence.start:
                here.append((span, fact))
        unused_at = next((at for span, at in aside if span.start < sentence.end and span.end > sentence.start), None)
        lines.append(
            Line(
                sentence,
                tuple(sorted({fact for _, fact in here})),
                tuple(_gaps(sentence, [span for span, _ in here], original)) if here else (),
                "" if unused_at is None else source.unused[unused_at].reason,
                unused_at or 0,
            )
        )
    return Coverage(source.id, tuple(lines))


def _gaps(sentence: Sentence, spans: list[Span], original: str) -> Iterator[str]:
    """Yield the stretches of a sentence that no span covers."""
    at = sentence.start
    for span in [*spans, Span(sentence.end, sentence.end)]:
        words = original[at : max(at, span.start)].strip()
        if any(map(str.isalnum, words)):
            yield words
        at = max(at, span.end)


def prove_coverage(source: Source, coverage: Coverage) -> Iterator[Problem]:
    """Name each sentence that is neither quoted nor set aside (P9); none of a document that another replaced."""
    lost = 0
    for line in coverage.lines:
        if not line.facts and not line.set_aside and not source.superseded_by:
            lost += 1
            problem = source.origin.problem(
                ("document",),
                Rule.COVERAGE,
                f"no fact quotes this sentence of {source.id}: “{line.sentence.text}”",
                "quote it in a fact, or set it aside under `unused:` with a reason"
                + ("; `dateline coverage` shows what became of each sentence" if lost == _MANY else ""),
            )
            yield replace(problem, rank=line.sentence.start)
        elif line.facts and line.set_aside:
            yield source.origin.problem(
                ("unused", line.unused),
                Rule.COVERAGE,
                f"this sentence is set aside, and quoted by “{line.facts[0]}”: “{line.sentence.text}”",
                "take it out of `unused:`",
            )

"""Say what stands behind a word: what an id means, and the sentence around a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.lsp.fields import field_at, model_at
from dateline.lsp.known import Known
from dateline.lsp.scalars import Point
from dateline.lsp.where import Spot, id_at, parent_of, spot_at
from dateline.model.registers import Source, Unused
from dateline.text.passages import Sentence, split_sentences
from dateline.text.quotation import Found, Missing, Span, Text, find

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$])")
_MOST = 3
"""Places that are shown of words which stand more than once."""


@dataclass(frozen=True, slots=True)
class Hover:
    """Hold what is shown of a stretch of a file."""

    markdown: str
    start: Point
    end: Point


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def hover(file: str, text: str, point: Point, known: Known) -> Hover | None:
    """Return what is to be said of what stands at a position."""
    if here := id_at(file, text, point):
        card = known.card(here.register, here.id)
        if card is None:
            return None
        lines = [f"**{escaped(card.name)}** · {card.register} `{card.id}`"]
        lines += [f"{label}: {escaped(said)}" for label, said in card.details]
        return Hover("\n\n".join(lines), here.start, here.end)
    spot = spot_at(file, text, point)
    if spot is None:
        return None
    if spot.scalar.key:
        return _key(file, spot)
    if spot.field and spot.field.quotation:
        said = "\n\n".join(_passages(spot, known))
        return Hover(said, spot.scalar.start, spot.scalar.end) if said else None
    return None


def _key(file: str, spot: Spot) -> Hover | None:
    """Say what a field is for, where its model does."""
    model = model_at(file, parent_of(spot.scalar.path)) if field_at(file, spot.scalar.path) else None
    for name, info in model.model_fields.items() if model else ():
        if spot.scalar.value == (info.alias or name) and info.description:
            return Hover(escaped(info.description), spot.scalar.start, spot.scalar.end)
    return None


def source_of(spot: Spot) -> str:
    """Return the id of the document that a record quotes."""
    is_source = spot.field is not None and spot.field.model is Unused
    return spot.siblings.get("id" if is_source else "source", "")


def find_quoted(spot: Spot, text: Text) -> Found | Missing:
    """Find the words of a quotation in their document; prefix and suffix are those of `quote` alone."""
    own = spot.scalar.path[-1] == "quote"
    around = (spot.beside.get("prefix", ""), spot.beside.get("suffix", "")) if own else ()
    return find(text, spot.scalar.value, *around)


def _passages(spot: Spot, known: Known) -> Iterator[str]:
    """Yield the sentences around a quotation, its words in bold, and what document they are from."""
    given = source_of(spot)
    text = known.text(given)
    if text is None:
        return
    source = known.records["sources"][given]
    found = find_quoted(spot, text)
    if isinstance(found, Found):
        yield f"> {_marked(text.original, found.spans)}"
    elif found.count:
        yield f"These words stand {found.count} times; `prefix:` or `suffix:` says which are meant:"
        for span in _all(spot.scalar.value, text):
            yield f"> {_marked(text.original, (span,))}"
    else:
        yield "These words do not stand in the document." + (
            f" The nearest that do: “{escaped(found.nearest)}”" if found.nearest else ""
        )
    if isinstance(source, Source):
        yield f"{escaped(source.title)} · {escaped(source.publisher)}, {escaped(str(source.issued))}"


def _all(words: str, text: Text) -> Iterator[Span]:
    """Yield the first places at which words stand."""
    folded = Text.of(" ".join(words.split())).folded.text
    for at in text.places(folded)[:_MOST]:
        yield text.span(at, at + len(folded))


def _marked(original: str, spans: tuple[Span, ...]) -> str:
    """Return the sentences that some spans lie in, with these in bold."""
    around = [one for one in split_sentences(original) if _touches(one, spans)]
    if not around:
        return f"**{escaped(original[spans[0].start : spans[-1].end])}**"
    at, end = around[0].start, around[-1].end
    parts = []
    for span in spans:
        parts += [_kept(original[at : span.start]), f"**{escaped(original[span.start : span.end])}**"]
        at = span.end
    return "".join((*parts, _kept(original[at:end]))).strip()


def _kept(words: str) -> str:
    """Escape words between others, with the space at their ends."""
    said = escaped(words)
    left = " " if words[:1].isspace() else ""
    right = " " if said and words[-1:].isspace() else ""
    return f"{left}{said}{right}"


def _touches(sentence: Sentence, spans: tuple[Span, ...]) -> bool:
    return any(sentence.start < span.end and span.start < sentence.end for span in spans)

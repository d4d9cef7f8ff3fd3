"""Propose facts for the sentences of a document that no fact quotes: what can be read, and blanks for the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.model.project import Project
from dateline.model.registers import Indicator, Source
from dateline.propose.draft import ORDER, Blank, Draft, Fields, Sketch, Value, leftovers
from dateline.propose.figures import draft_figures
from dateline.propose.kinds import draft_kinds, draft_unknown
from dateline.propose.quoting import quote
from dateline.propose.said import Said, read_said
from dateline.prove.document import Document
from dateline.prove.naming import Register
from dateline.text.passages import Sentence

_LONGEST = 3_000
"""Characters of a sentence that is read: a longer one is a table, or no text that people write."""
_MOST_ALIKE = 40
"""Sentences that are the same, word for word; of more, as in a table or a dump, each would be searched for all over."""


def propose(project: Project, source: Source, sentences: Sequence[Sentence]) -> tuple[list[Draft], list[Sentence]]:
    """Return drafts of facts for some sentences of a source, and the sentences that cannot be quoted."""
    register = Register.of(project)
    document = Document(source.words.original, source.language, register.names)
    drafts: list[Draft] = []
    unquotable = []
    like = Counter(sentence.text for sentence in sentences)
    for sentence in sentences:
        made: list[Draft] = []
        if like[sentence.text] <= _MOST_ALIKE:
            if len(sentence.text) > _LONGEST:
                made = list(_unread(sentence, source))
            else:
                said = read_said(sentence, document, source, register)
                made = list(_drafts(said, source, project.indicators))
        drafts += made
        if not made:
            unquotable.append(sentence)
    return drafts, unquotable


def _drafts(said: Said, source: Source, indicators: Sequence[Indicator]) -> Iterator[Draft]:
    """Yield a draft for each fact that a sentence is seen to tell; where none is, one without a kind."""
    sketches = [*draft_figures(said, indicators), *draft_kinds(said)]
    if _leaves_words(said, sketches):
        sketches.append(draft_unknown(said))
    quoted = [
        (sketch, words)
        for sketch in sketches
        if (words := quote(source.words, said.start + sketch.start, said.start + (sketch.end or len(said.text))))
    ]
    # What stands in no draft of the sentence is told beside the first that quotes the whole of it.
    notes = leftovers(said.read, [value for sketch, _ in quoted for value in _values(sketch.fields)])
    beside = next((sketch for sketch, _ in quoted if not sketch.end), quoted[0][0] if quoted else None)
    for sketch, words in quoted:
        fields: Fields = tuple(sorted((*sketch.fields, ("source", source.id), *words), key=_order))
        yield Draft(sketch.kind, fields, notes if sketch is beside else ())


def _unread(sentence: Sentence, source: Source) -> Iterator[Draft]:
    """Yield a draft that quotes a sentence, and in which nothing was read."""
    if words := quote(source.words, sentence.start, sentence.end):
        blank = Blank(f"nothing was read in it: the sentence has more than {_LONGEST:,} characters")
        yield Draft("", (("id", blank), ("source", source.id), *words))


def _order(item: tuple[str, Value]) -> int:
    return ORDER.index(item[0])


def _leaves_words(said: Said, sketches: Sequence[Sketch]) -> bool:
    """Tell whether a part of a sentence is in no draft: once the others stand, it would count as quoted."""
    if any(not sketch.end for sketch in sketches):
        return False
    covered = {at for sketch in sketches for at in range(sketch.start, sketch.end)}
    return not sketches or any(char.isalnum() for at, char in enumerate(said.text) if at not in covered)


def _values(fields: Fields) -> Iterator[Value]:
    for _, value in fields:
        yield from value if isinstance(value, tuple) else (value,)

"""Propose facts for the sentences of a document that no fact quotes: what can be read, and blanks for the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model.project import Project
from dateline.model.registers import Indicator, Source
from dateline.propose.draft import ORDER, Blank, Draft, Fields, Quotation, Sketch, Value, leftovers
from dateline.propose.figures import draft_figures, is_furniture
from dateline.propose.kinds import draft_kinds, draft_unknown
from dateline.propose.quoting import quote
from dateline.propose.said import Said, read_said
from dateline.prove.document import Document
from dateline.prove.naming import Register
from dateline.text.numbers import Reading
from dateline.text.passages import Sentence

_LONGEST = 3_000
"""Characters of a sentence that is read: a longer one is a table, or no text that people write."""
_MOST_ALIKE = 40
"""Sentences that are the same, word for word; of more, as in a table or a dump, each would be searched for all over."""


_WHOLE = re.compile(r"[.!?…][\"'”’»)\]]*$")
"""How a sentence ends, and a heading does not."""
_SAYS_NONE = re.compile(r"[\"'“‘«(]*(?:No|None|Nobody|Not one)\b.*\b(?:was|were|has|have|had)\b")
"""A sentence that may be a figure of `value: 0`: it tells something, though no number is read in it."""
_SAYS_OF_WORDS = re.compile(
    r"\b(?:accus\w+|blam(?:e[sd]?|ing)|verif\w+|unverified|unconfirmed|corroborat\w+|confirm\w*|den(?:y|ies|ied|ials?)"
    r"|disput\w+|contradict\w+|reject\w+|dismiss\w*|retract\w*)\b",
    re.IGNORECASE,
)
"""Words of a sentence that says what others accuse one of, or that nobody could confirm it, without a name."""
_BYLINE = re.compile(r"By [A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}(?:(?:,| [|–·]| and| in) [^.!?]+)?")
_HEADING = 12
"""Words of a heading at most."""
_ONE_LINE = 80
"""Characters of a quotation that stands on the line of its key."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Hold what is proposed for some sentences of a source."""

    drafts: tuple[Draft, ...]
    unquotable: tuple[Sentence, ...]
    """Sentences of which no quotation can be found again."""
    headings: tuple[Sentence, ...]
    """Sentences for which no fact is proposed: nothing is read in them, and they end as a heading or a button does."""
    asides: tuple[Draft, ...]
    """Entries of a record's `unused:` for those, and for the other sentences in which nothing is read."""


def propose(project: Project, source: Source, sentences: Sequence[Sentence]) -> Proposed:
    """Return drafts of facts for some sentences of a source, and drafts of what sets aside those that tell nothing."""
    register = Register.of(project)
    document = Document(source.words.original, source.language, register.names)
    drafts: list[Draft] = []
    asides: list[Draft] = []
    unquotable, headings = [], []
    like = Counter(sentence.text for sentence in sentences)
    for sentence in sentences:
        made: list[Draft] = []
        if like[sentence.text] <= _MOST_ALIKE:
            if len(sentence.text) > _LONGEST:
                made = list(_unread(sentence, source))
            else:
                said = read_said(sentence, document, source, register)
                made = list(_drafts(said, source, project.indicators))
                if made and _tells_nothing(said, source):
                    asides += _aside(sentence, source)
                    if _is_heading(sentence.text) or _is_title(sentence.text, source):
                        headings.append(sentence)
                        continue
        drafts += made
        if not made:
            unquotable.append(sentence)
    return Proposed(tuple(drafts), tuple(unquotable), tuple(headings), tuple(asides))


def _tells_nothing(said: Said, source: Source) -> bool:
    """Tell whether no number, name, date or claimant is read in a sentence, or it is the title."""
    read = said.names or said.dates or said.claimants or any(_counts(said, number) for number in said.numbers)
    weighs = _WHOLE.search(said.text.rstrip()) and _SAYS_OF_WORDS.search(said.text)
    return not (read or weighs or _SAYS_NONE.match(said.text)) or _is_title(said.text, source) or _is_byline(said.text)


def _counts(said: Said, number: Reading) -> bool:
    return not number.weak and not is_furniture(said.text, number)


def _is_byline(text: str) -> bool:
    """Tell whether a line says who wrote the document: “By Mara Quill, Port Amber, 3 May 2031”."""
    return _BYLINE.fullmatch(text.strip()) is not None and len(text.split()) <= _HEADING


def _is_title(text: str, source: Source) -> bool:
    return " ".join(text.casefold().split()) == " ".join(source.title.casefold().split())


def _is_heading(text: str) -> bool:
    return len(text.split()) <= _HEADING and not _WHOLE.search(text.rstrip())


def _aside(sentence: Sentence, source: Source) -> Iterator[Draft]:
    """Yield what sets a sentence aside, with the reason left blank."""
    if words := quote(source.words, sentence.start, sentence.end):
        plain = ((name, _on_one_line(value)) for name, value in words)
        yield Draft("unused", (*plain, ("reason", Blank())))


def _on_one_line(value: Value) -> Value:
    """Write short words beside their key."""
    short = isinstance(value, Quotation) and len(value.words) <= _ONE_LINE
    return value.words if isinstance(value, Quotation) and short else value


def _drafts(said: Said, source: Source, indicators: Sequence[Indicator]) -> Iterator[Draft]:
    """Yield a draft for each fact that a sentence is seen to tell; where none is, one without a kind."""
    # Hedges and verbs are read in English alone: elsewhere a number without them is no proposal.
    sketches = [*draft_figures(said, indicators), *draft_kinds(said)] if source.in_english else []
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

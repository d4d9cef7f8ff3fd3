"""Hold what each quotation of a fact says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dateline.model.facts import Fact
from dateline.prove.citations import Citation
from dateline.prove.document import Document, Words


@dataclass(frozen=True, slots=True)
class Quoted:
    """Hold what a fact's quotations say, by the field that each stands in."""

    quote: Words
    others: tuple[tuple[str, Words], ...]

    @property
    def all(self) -> tuple[Words, ...]:
        """Return what every quotation says."""
        return (self.quote, *(words for _, words in self.others))

    def named_by(self, role: str) -> frozenset[str]:
        """Return the keys of all that the other quotations of a role name."""
        return frozenset().union(*(words.names for field, words in self.others if field == role))

    def names_several(self, register: str) -> bool:
        """Tell whether the quotation itself names more than one of a register."""
        return sum(name.startswith(register) for name in self.quote.names) > 1

    def names_in(self, *fields: str) -> frozenset[str]:
        """Return the keys of all that are named in the quotations of some fields."""
        if not self.others:
            return self.quote.names
        return self.quote.names.union(*(words.names for field, words in self.others if field in fields))


def read_quoted(
    fact: Fact,
    citations: tuple[Citation, ...],
    documents: Mapping[str, Document],
    read: Callable[[str, str], Document],
) -> Quoted:
    """Read what a fact's quotations say: in their document, or where they were not found there, as they stand."""
    document = documents[fact.source.id]
    if len(citations) == len(fact.quotations):
        words = [(citation.role, document.within(citation.spans, dated=bool(fact.dates))) for citation in citations]
    else:
        words = [(str(path[0]), read(text, fact.source.language).whole()) for path, text in fact.quotations]
    return Quoted(words[0][1], tuple(words[1:]))

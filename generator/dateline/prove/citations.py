"""Prove that quotations stand in their source (P1) and that the source is the pinned one (P2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.kept import Kept
from dateline.model.facts import Fact
from dateline.model.registers import Source
from dateline.problems import Problem, Rule
from dateline.text.quotation import Found, Missing, Reason, Span, Text, find

_AROUND = 32
"""Code points of context in an exported selector, as hypothes.is takes them."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Hold where a quotation stands (W3C Web Annotation: TextQuoteSelector, TextPositionSelector)."""

    role: str
    """The field that it is: `quote`, `attributed` or `context`."""
    exact: str
    """The source's own words; ` … ` joins the parts of one that leaves words out."""
    prefix: str
    suffix: str
    spans: tuple[Span, ...]
    """In code points of the source's text."""


def find_in(text: Text, kept: Kept, words: str, prefix: str = "", suffix: str = "") -> Found | Missing:
    """Find a quotation, unless it was found before."""
    return kept.get(("found", text.original, words, prefix, suffix), lambda: find(text, words, prefix, suffix))


def cite(fact: Fact, kept: Kept | None = None) -> tuple[tuple[Citation, ...], list[Problem]]:
    """Find each quotation of a fact in its source (P1)."""
    kept = kept or Kept()
    citations, problems = [], []
    for path, words in fact.quotations:
        is_quote = path == ("quote",)
        found = find_in(fact.source.words, kept, words, *((fact.prefix, fact.suffix) if is_quote else ()))
        if isinstance(found, Missing):
            problems.append(_missing(fact, path, found))
        else:
            citations.append(_citation(str(path[0]), fact.source.words.original, found.spans))
    return tuple(citations), problems


def _citation(role: str, original: str, spans: tuple[Span, ...]) -> Citation:
    first, last = spans[0].start, spans[-1].end
    return Citation(
        role=role,
        exact=" … ".join(original[span.start : span.end] for span in spans),
        prefix=original[max(0, first - _AROUND) : first],
        suffix=original[last : last + _AROUND],
        spans=spans,
    )


def _missing(fact: Fact, path: tuple[str | int, ...], missing: Missing) -> Problem:
    source = fact.source.id
    nearest = f"the source says: “{missing.nearest}”" if missing.nearest else "quote the source’s own words"
    if missing.reason is Reason.AMBIGUOUS:
        message = f"the quotation stands {missing.count} times in {source}"
        help_ = "add `prefix:` or `suffix:` with the words around the one that is meant, or quote more words"
        if path != ("quote",):
            help_ = (
                f"quote more words in `{path[0]}:`, so that they stand there once; the words around belong to `quote`"
            )
    elif missing.reason is Reason.BOUNDARY:
        message = f"the quotation begins or ends inside a word, a number or a paragraph of {source}"
        help_ = f"quote whole words; {nearest}"
    elif missing.reason is Reason.FRAGMENTS:
        message = f"the parts of the quotation do not stand in this order in one paragraph of {source}"
        help_ = nearest
    elif missing.reason is Reason.EMPTY:
        message, help_ = "the quotation has no words", "quote the source’s own words"
    elif missing.differs:
        wrong, right = missing.differs
        said = f"the source has “{right}”" if right else "the source does not go on"
        message = f"the quotation does not stand in {source}: where it has “{wrong}”, {said}"
        help_ = nearest
    else:
        message, help_ = f"the quotation does not stand in {source}", nearest
    # Where only the words differ, those of the source are what was meant to be quoted.
    fixes = [{"quote": missing.nearest}] if missing.nearest and path == ("quote",) else []
    return fact.origin.problem(path, Rule.QUOTATION, message, help_, *fixes)  # type: ignore[no-any-return]  # Given is Any


def prove_pin(source: Source, kept: Kept) -> Iterator[Problem]:
    """Hold a source's bytes, and its original's, against the SHA-256 in its record (P2).

    Hold its set-aside sentences against its text, too.
    """
    if source.digest != source.sha256:
        yield source.origin.problem(
            ("sha256",),
            Rule.PIN,
            f"“{source.document}” is not the document that was recorded",
            f"its SHA-256 is {source.digest}; if the change is meant, prove its facts anew and record this one",
        )
    if source.original and source.original_digest != source.original.sha256:
        yield source.origin.problem(
            ("original", "sha256"),
            Rule.PIN,
            f"“{source.original.file}” is not the original that was recorded",
            f"its SHA-256 is {source.original_digest}; bring the old one back, or add this one as a source of its own",
        )
    for index, unused in enumerate(source.unused):
        found = find_in(source.words, kept, unused.quote, unused.prefix, unused.suffix)
        if isinstance(found, Missing):
            yield source.origin.problem(
                ("unused", index, "quote"),
                Rule.QUOTATION,
                f"these words stand {missing_count(found)} in the document",
                "quote one whole sentence; `prefix:` and `suffix:` tell it from its like",
            )


def missing_count(missing: Missing) -> str:
    """Say how often words were found that were to be found once."""
    return f"{missing.count} times" if missing.reason is Reason.AMBIGUOUS else "nowhere"

"""Know what ids mean and which sentences are quoted: of the last check, and of files that cannot be read just now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dateline.lsp.scalars import Path
from dateline.model.facts import Fact
from dateline.model.registers import Actor, Indicator, Place, Source
from dateline.prepare import Checked
from dateline.problems import Problem
from dateline.prove.figures import said_by
from dateline.text.passages import Sentence
from dateline.text.quotation import Text

Named = Actor | Place | Indicator | Source | Fact


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one sentence of a document, and what became of it."""

    sentence: Sentence
    facts: frozenset[str]
    """Ids of the facts that quote it."""
    set_aside: bool


@dataclass(frozen=True, slots=True)
class Card:
    """Say what an id stands for."""

    id: str
    register: str
    name: str
    """In a few words."""
    details: tuple[tuple[str, str], ...]
    """What else there is to say, each with its label."""
    file: str
    """POSIX path from the project's root."""
    record: Path
    """Where in the file its record stands."""


@dataclass(frozen=True)
class Known:
    """Hold what is known of a project while its files are being written."""

    problems: tuple[Problem, ...] = ()
    """Those of the last check."""
    records: Mapping[str, Mapping[str, Named]] = field(default_factory=dict)
    """Register → id → record."""
    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    """Source → its sentences, in their order."""

    def of(self, register: str) -> Iterator[Card]:
        """Yield a card for each id of a register."""
        for record in self.records.get(_held_in(register), {}).values():
            if not isinstance(record, Fact) or register in ("facts", record.kind):
                yield card(record)

    def card(self, register: str, given: str) -> Card | None:
        """Return what an id stands for, if it is known."""
        record = self.records.get(_held_in(register), {}).get(given)
        return card(record) if record else None

    def text(self, source: str) -> Text | None:
        """Return the words of a document, if it is known."""
        found = self.records.get("sources", {}).get(source)
        return found.words if isinstance(found, Source) else None

    def after(self, checked: Checked) -> Known:
        """Return what is known after another check.

        Records of files with a problem stay as they were read last, unless they were read again: a file that is being
        written is hardly ever without a fault, and what stood in it a moment ago is still meant.
        """
        troubled = {problem.file for problem in checked.problems}
        records: dict[str, Mapping[str, Named]] = {}
        stayed: set[str] = set()
        for register, every in checked.project.registers.items():
            found = {record.id: record for record in every}
            old = {
                given: record
                for given, record in self.records.get(register, {}).items()
                if given not in found and record.origin.path_of_file in troubled
            }
            records[register] = {**old, **found}
            stayed |= old.keys() if register == "facts" else set()
        return Known(checked.problems, records, dict(self._lines(checked, stayed, records["sources"])))

    def _lines(
        self, checked: Checked, stayed: set[str], sources: Mapping[str, Named]
    ) -> Iterator[tuple[str, tuple[Line, ...]]]:
        covered = {coverage.source: coverage for coverage in checked.proof.coverage}
        for source in sources:
            before = self.lines.get(source, ())
            if source not in covered:
                yield source, before
                continue
            quoting = {line.sentence: line.facts & stayed for line in before} if stayed else {}
            yield (
                source,
                tuple(
                    Line(
                        line.sentence,
                        quoting.get(line.sentence, frozenset()).union(line.facts),
                        bool(line.set_aside),
                    )
                    for line in covered[source].lines
                ),
            )


def _held_in(register: str) -> str:
    return "facts" if register in ("tracks", "figures") else register


def card(record: Named) -> Card:
    """Say what a record is."""
    details: list[tuple[str, str]] = []
    if isinstance(record, Fact):
        register, name = "facts", " ".join(record.quote.split())
        details = [("kind", record.kind), ("source", record.source.id)]
        if number := _number(record):
            details.insert(1, ("number", number))
    elif isinstance(record, Source):
        register, name = "sources", record.title
        details = [("publisher", record.publisher), ("issued", str(record.issued)), ("document", record.document)]
    elif isinstance(record, Indicator):
        register, name = "indicators", str(record.name)
        details = [("definition", record.definition), ("unit", record.unit), ("measure", record.measure.value)]
    else:
        register = "actors" if isinstance(record, Actor) else "places"
        name = str(record.name)
        details = [("type", record.type.value.replace("_", " "))]
        others = [*(text for _, text in record.name.texts[1:]), *record.also]
        if others:
            details.append(("also", ", ".join(others)))
    return Card(record.id, register, name, tuple(details), record.origin.path_of_file, record.origin.path)


def _number(fact: Fact) -> str:
    value = getattr(fact, "indicator", None)
    return said_by(fact) if value is not None else ""  # type: ignore[arg-type]  # figures alone have an indicator

"""Measure `dateline suggest`: hide the facts of a project, suggest them anew, and hold these against those."""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path

from dateline.model.facts import Fact, Figure
from dateline.model.project import Project
from dateline.model.registers import Source
from dateline.model.values import Amount
from dateline.prove.citations import cite
from dateline.read.project import read_project
from dateline.read.yamlfile import BLANK, Map, parse_yaml
from dateline.suggest import suggest
from dateline.text.numbers import Magnitude
from dateline.text.quotation import Found, Span, find

FIELDS = ("kind", "value", "quantifier", "magnitude", "place", "place or hint", "actor", "claimant", "date")
_ACTORS = ("actor", "by", "to", "parties", "mediator")
_DATES = ("since", "period", "deadline", "date")

Said = Mapping[str, frozenset[str]]
"""Field → what is said in it; nothing where it is left out or blank."""


@dataclass(frozen=True)
class Item:
    """Hold a fact, curated or suggested, in the terms in which both are compared."""

    name: str
    source: str
    spans: tuple[Span, ...]
    said: Said

    def overlaps(self, other: Item) -> bool:
        """Tell whether two quotations share words."""
        if self.source != other.source:
            return False
        return any(one.start < two.end and two.start < one.end for one, two in product(self.spans, other.spans))

    def contains(self, other: Item) -> bool:
        """Tell whether a quotation holds all of another one."""
        if self.source != other.source:
            return False
        return all(any(one.start <= two.start and two.end <= one.end for one in self.spans) for two in other.spans)

    def likeness(self, other: Item) -> int:
        """Return in how many things two facts agree, the kind before all else."""
        return sum(len(self.said[name] & other.said[name]) * (10 if name == "kind" else 1) for name in FIELDS)


def curated(fact: Fact) -> Item:
    """Bring a curated fact into the terms of the comparison."""
    figure = fact if isinstance(fact, Figure) else None
    told = figure is not None and figure.magnitude is not Magnitude.UNSTATED
    said = {
        "kind": [fact.kind],
        "value": [str(figure.value)] if figure and figure.value else [],
        "quantifier": [figure.quantifier.value] if figure and told else [],
        "magnitude": [figure.magnitude.value] if figure and figure.magnitude and told else [],
        "place": [fact.places[0].id] if fact.places else [],
        "place or hint": [fact.places[0].id] if fact.places else [],
        "actor": [actor.id for actor in fact.actors],
        "claimant": [actor.id for actor in fact.said_by],
        "date": [str(date) for _, date in fact.dates],
    }
    citations, _ = cite(fact)
    return Item(fact.id, fact.source.id, citations[0].spans, {name: frozenset(values) for name, values in said.items()})


def suggested(kind: str, fields: Map, line: str, source: Source, at: int) -> Item:
    """Bring a suggested fact into the terms of the comparison."""

    def ids(*names: str) -> list[str]:
        values = [fields[name] for name in names if name in fields]
        return [str(one) for value in values for one in (value if isinstance(value, list) else [value]) if one]

    number = fields.get("value")
    low, high = number if isinstance(number, list) else (number, number)
    is_figure = number is not None or "magnitude" in fields
    said = {
        "kind": [kind] if kind != BLANK else [],
        "value": [str(Amount(Decimal(low), Decimal(high)))] if is_figure and number else [],
        "quantifier": [str(fields.get("quantifier", "exact"))] if is_figure else [],
        "magnitude": ids("magnitude"),
        "place": ids("place"),
        "place or hint": ids("place") or re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", line.partition("#")[2]),
        "actor": ids(*_ACTORS, *(("of",) if kind == "profiles" else ())),
        "claimant": ids("said_by"),
        "date": ids(*_DATES),
    }
    found = find(source.words, fields["quote"], fields.get("prefix", ""), fields.get("suffix", ""))
    if not isinstance(found, Found):
        raise SystemExit(f"suggested a quotation that does not stand: {fields['quote']}")
    terms = {name: frozenset(values) for name, values in said.items()}
    return Item(f"{source.id} {kind} {at}", source.id, found.spans, terms)


def hide(project: Path, to: Path) -> Path:
    """Copy a project without its facts: documents and registers stay."""
    for part in ("briefings", "seeds"):
        shutil.copytree(project / part, to / part, ignore=shutil.ignore_patterns("editions"))
    for path in (to / "briefings").glob("*/*.yml"):
        if path.name != "briefing.yml":
            path.unlink()
    return to


def suggest_anew(project: Project, root: Path) -> Iterator[Item]:
    """Yield what is suggested for every source of a project whose facts are hidden."""
    with tempfile.TemporaryDirectory() as folder:
        bare = hide(root, Path(folder) / "bare")
        for source in project.sources:
            file = parse_yaml("suggested.yml", suggest(bare, source.id).text.encode())
            for kind, items in (file.root or {}).items():
                for at, item in enumerate(items):
                    line = file.lines[file.place((kind, at, "place"))[0] - 1] if "place" in item else ""
                    yield suggested(kind, item, line, source, at)


def match(facts: Iterable[Item], drafts: Iterable[Item]) -> dict[str, Item]:
    """Give each fact the suggestion that is most like it and quotes some of its words; none is given twice."""
    pairs = [(fact, draft) for fact, draft in product(facts, list(drafts)) if fact.overlaps(draft)]
    pairs.sort(key=lambda pair: -pair[0].likeness(pair[1]))
    given: dict[str, Item] = {}
    taken: set[str] = set()
    for fact, draft in pairs:
        if fact.name not in given and draft.name not in taken:
            given[fact.name] = draft
            taken.add(draft.name)
    return given


def measure(root: Path) -> Iterator[tuple[str, int, int, int]]:
    """Yield for each field how many values are right, how many facts have, and how many were suggested."""
    project, _ = read_project(root)
    facts = [curated(fact) for fact in project.facts]
    drafts = list(suggest_anew(project, root))
    held = sum(any(draft.contains(fact) for draft in drafts) for fact in facts)
    used = sum(any(draft.overlaps(fact) for fact in facts) for draft in drafts)
    yield "quotation: held by one suggested", held, len(facts), -1
    yield "quotation: of words that facts quote", used, -1, len(drafts)
    given = match(facts, drafts)
    yield "fact: a suggestion of its own", len(given), len(facts), len(drafts)
    right: dict[str, int] = defaultdict(int)
    for fact in facts:
        for name in FIELDS if fact.name in given else ():
            right[name] += len(fact.said[name] & given[fact.name].said[name])
    for name in FIELDS:
        gave = sum(len(draft.said[name]) for draft in drafts) if name != "place or hint" else -1
        yield name, right[name], sum(len(fact.said[name]) for fact in facts), gave


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", nargs="?", type=Path, default=Path(__file__).resolve().parent.parent)
    print("| field | right | curated | suggested | recall | precision |\n|---|--:|--:|--:|--:|--:|")  # noqa: T201
    for name, right, had, gave in measure(parser.parse_args().project.resolve()):
        recall = f"{right / had:.0%}" if had > 0 else "–"
        precision = f"{right / gave:.0%}" if gave > 0 else "–"
        counted = " | ".join("–" if number < 0 else str(number) for number in (had, gave))
        print(f"| {name} | {right} | {counted} | {recall} | {precision} |")  # noqa: T201


if __name__ == "__main__":
    main()

"""Measure one thing in this process, which is fresh, and print it as JSON: `run.py` starts one for each."""
# ruff: noqa: PLC0415 -- each measurement imports only what it measures

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.editions.ledger import Ledger

REBUILDS = 5
FACTS_A_PAGE = 7
"""Of a site of ten thousand facts."""


def check(root: Path) -> dict[str, float]:
    """Time the proof of a project, from its files to its problems."""
    from dateline.prepare import check as prove_all

    begun = time.perf_counter()
    checked = prove_all(root)
    seconds = time.perf_counter() - begun
    if checked.problems:
        raise SystemExit(f"the invented project has problems: {checked.problems[0]}")
    return {"seconds": seconds, "facts": len(checked.project.facts)}


def events(root: Path) -> dict[str, float]:
    """Time PyYAML's C parser over the same files, which are in memory, to its last event."""
    import yaml

    texts = [path.read_text("utf-8") for path in sorted(root.rglob("*.yml"))]
    begun = time.perf_counter()
    for text in texts:
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass
    return {"seconds": time.perf_counter() - begun, "bytes": sum(len(text.encode()) for text in texts)}


def rebuild(root: Path) -> dict[str, float]:
    """Time the preview's rebuilds after one fact changed, and count what each wrote."""
    from dateline.build import Preview
    from dateline.serve import PREVIEW

    preview = Preview(root, root / PREVIEW)
    tree, site = root / "build" / "docs", root / PREVIEW
    facts = min(root.glob("briefings/*/events.yml"))
    seconds = []
    preview.update()
    for number in range(REBUILDS):
        _touch(facts, "at dawn" if number % 2 else "at dusk")
        before, pages_before = _snapshot(tree), _snapshot(site)
        begun = time.perf_counter()
        preview.update()  # raises where the fact is no longer proved
        seconds.append(time.perf_counter() - begun)
    after, pages_after = _snapshot(tree), _snapshot(site)
    return {
        "seconds": median(seconds),
        "tree_changed": _differ(before, after, 1),
        "tree_written": _differ(before, after, 0),
        "site_changed": _differ(pages_before, pages_after, 1),
        "site_written": _differ(pages_before, pages_after, 0),
    }


def _touch(facts: Path, words: str) -> None:
    """Change the free text of a file's first fact."""
    text = facts.read_text("utf-8")
    facts.write_text(re.sub(r"(?m)^(    what: .*?)(?: at d\w+)?$", rf"\1 {words}", text, count=1), "utf-8")


def _snapshot(folder: Path) -> Mapping[Path, tuple[tuple[int, int], bytes]]:
    """Return when each file was written, with its inode, and its bytes."""
    return {
        path: ((path.stat().st_mtime_ns, path.stat().st_ino), path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def _differ(
    before: Mapping[Path, tuple[object, object]], after: Mapping[Path, tuple[object, object]], part: int
) -> int:
    """Count the files that differ in one part of a snapshot, and those that came or went."""
    return sum(
        path not in before or path not in after or before[path][part] != after[path][part]
        for path in before.keys() | after.keys()
    )


def freeze(root: Path) -> dict[str, float]:
    """Write the ledger that publishing the edition in work would leave, with invented hashes of its files."""
    from dateline.editions.ledger import Ledger
    from dateline.prepare import check as prove_all
    from dateline.render.environment import make_environment, template_folders
    from dateline.render.sentences import Sentences

    checked = prove_all(root)
    if checked.problems:
        raise SystemExit(f"the invented project has problems: {checked.problems[0]}")
    environment = make_environment(template_folders(root), "en")
    sentences = Sentences(environment, checked.proof.readings, "en", checked.project.actors)
    state = checked.state.said({fact.id: sentences.text(fact) for fact in checked.project.facts})
    files = {f"{fact_id}.html": "0" * 64 for fact_id in islice(state.facts, 0, None, FACTS_A_PAGE)}
    base = checked.past.base
    return _write(root, Ledger(state, base.link if base else None, state.id, files, {}))


def overturn(root: Path) -> dict[str, float]:
    """Write the ledger of one more edition, in which every fact cites another document and every figure has grown."""
    from dateline.editions.state import Entry, History, State, Step
    from dateline.model.edition import Cause
    from dateline.read.ledgers import Ledgers

    ledgers = Ledgers(root)
    last = ledgers.get(ledgers.names()[-1])
    if not last:
        raise SystemExit("no edition was frozen")
    day = str(date.fromisoformat(last.state.id) + timedelta(days=1))
    sources = list(last.state.records["sources"])
    cited = dict(zip(sources, [*sources[1:], sources[0]], strict=True))
    facts = {fact_id: {**fact, "source": cited[fact["source"]]} for fact_id, fact in last.state.facts.items()}
    for fact in facts.values():
        if "value" in fact:
            fact["value"] = "/".join(str(int(bound) + 1) for bound in fact["value"].split("/"))
    entry = Entry(day, Step.CHANGED, Cause.SOURCE_REVISED, "", "All of it is told anew.")
    history = {
        fact_id: History(
            (*past.entries, replace(entry, briefing=past.entries[-1].briefing, text=past.entries[-1].text))
        )
        for fact_id, past in last.state.history.items()
    }
    state = State({**last.state.edition, "id": day, "cutoff": day}, {**last.state.records, "facts": facts}, history)
    return _write(root, replace(last, state=state, previous=last.link))


def diff(root: Path, before: str, after: str) -> dict[str, float]:
    """Time the comparison of two published editions, from their ledgers to its text."""
    from dateline.compare import compare

    begun = time.perf_counter()
    text, _ = compare(root, before, after, "text")
    return {"seconds": time.perf_counter() - begun, "lines": text.count("\n")}


def _write(root: Path, ledger: Ledger) -> dict[str, float]:
    """Write a ledger to its place."""
    from dateline.editions.ledger import dump_ledger
    from dateline.read.ledgers import EDITIONS

    text = dump_ledger(ledger)
    (root / EDITIONS).mkdir(exist_ok=True)
    (root / EDITIONS / f"{ledger.state.id}.json").write_text(text, "utf-8")
    return {"bytes": len(text.encode())}


MEASURES: Mapping[str, Callable[..., dict[str, float]]] = {
    measured.__name__: measured for measured in (check, events, rebuild, freeze, overturn, diff)
}

if __name__ == "__main__":
    json.dump(MEASURES[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:]), sys.stdout)

"""Measure one thing in this process, which is fresh, and print it as JSON: `run.py` starts one for each."""
# ruff: noqa: PLC0415 -- each measurement imports only what it measures

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

REBUILDS = 5


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


MEASURES: Mapping[str, Callable[[Path], dict[str, float]]] = {"check": check, "events": events, "rebuild": rebuild}

if __name__ == "__main__":
    json.dump(MEASURES[sys.argv[1]](Path(sys.argv[2])), sys.stdout)

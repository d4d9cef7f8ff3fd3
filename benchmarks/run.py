"""Measure Dateline beside its peers and print one table (`make bench`); README.md says what each row means.

python benchmarks/run.py                 all rows, some minutes
python benchmarks/run.py check build     these alone
"""
# ruff: noqa: T201 -- a script: it prints

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path
from statistics import median

import briefs
from measuring import CHECKS, Row, Run, best, run
from peer import write_peer

HERE = Path(__file__).resolve().parent
FEWEST, FEW, MANY, PAGES = 25, 1_000, 10_000, 1_000
EDITIONS, EDITION_FACTS, SPAN = 100, 300, 3
"""Editions that are published one after the other, each of so many facts; the first and last ones are measured."""
CHECK, BUILD, REBUILD, MEMORY, FIRST_VIEW, LINEAR = 4, 10, 1, 250, 60_000, 1.2
"""Budgets: times the parser's seconds, times faster, seconds, MB, bytes, times the proportional growth."""
FLAT, DIFF, COMPARED = 1.2, 1, 1.1
"""Budgets of editions: times what the first ones cost, seconds, times what nothing published before costs."""
BUILDS, PEER_BUILDS = 3, 2
"""Runs of each; the best counts."""


def measure(what: str, project: Path, *more: str) -> Mapping[str, float]:
    """Let a fresh process measure something."""
    return json.loads(run(HERE / "measure.py", what, project, *more).said)  # type: ignore[no-any-return]  # measure.py prints numbers


def inside(what: str, project: Path, *more: str) -> Callable[[], float]:
    """Return what measures seconds in a fresh process, imports left out."""
    return lambda: measure(what, project, *more)["seconds"]


def dateline(project: Path, *command: str) -> Callable[[], float]:
    """Return what measures the seconds of a whole command."""
    return lambda: run("-m", "dateline", "-C", project, *command).seconds


class Bench:
    """Make projects in a folder, and measure each thing once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = cache(self._project)
        self.build = cache(self._build)
        self.peer = cache(self._peer)
        self.revised = cache(self._revised)

    def _project(self, unit: str, count: int) -> Path:
        """Write an invented project."""
        project = self.folder / f"{count}-{unit}"
        run(HERE / "generate.py", project, f"--{unit}", str(count))
        return project

    def _revised(self, unit: str, count: int) -> Path:
        """Write an invented project in its second edition, with the ledger of its first."""
        project = self.folder / f"{count}-{unit}-revised"
        run(HERE / "generate.py", project, f"--{unit}", str(count))
        measure("freeze", project)
        run(HERE / "generate.py", project, f"--{unit}", str(count), "--edition", "2")
        return project

    def _build(self, pages: int) -> Run:
        """Build a project's site from nothing."""
        project, runs = self.project("pages", pages), []
        for _ in range(BUILDS):
            for made in ("site", "build"):
                shutil.rmtree(project / made, ignore_errors=True)
            runs.append(run("-m", "dateline", "-C", project, "build"))
        return min(runs, key=lambda one: one.seconds)

    def _peer(self, pages: int, feature: str) -> Run:
        """Build the peer's site of the same pages from nothing."""
        self.build(pages)  # the peer has a page for each of its tree
        peer = self.folder / f"peer-{pages}{feature}"
        write_peer(self.project("pages", pages), peer)
        config = peer / "mkdocs.yml"
        if feature:
            config.write_text(
                config.read_text("utf-8").replace("material\n", f"material\n  features: [{feature}]\n"), "utf-8"
            )
        runs = []
        for _ in range(PEER_BUILDS):
            shutil.rmtree(peer / "site", ignore_errors=True)
            runs.append(run("-m", "mkdocs", "build", "--quiet", "-f", config))
        return min(runs, key=lambda one: one.seconds)

    # ------------------------------------------------------------ rows

    def check(self) -> Iterator[Row]:
        """Compare the proof with the parser alone."""
        seconds = {}
        for facts in (FEW, MANY):
            project = self.project("facts", facts)
            parsed, seconds[facts] = best(inside("events", project), inside("check", project))
            ratio = seconds[facts] / parsed
            yield Row(
                f"check {facts:,} facts, in process",
                f"{seconds[facts]:.2f} s",
                f"{parsed:.3f} s: the C parser’s events",
                f"{ratio:.1f} ×",
                *((f"≤ {CHECK} ×", ratio <= CHECK) if facts == MANY else ()),
            )
        (whole,) = best(dateline(self.project("facts", MANY), "check"))
        yield Row(f"dateline check, {MANY:,} facts, whole process", f"{whole:.2f} s")
        (least,) = best(inside("check", self.project("facts", FEWEST)))
        yield _linear("facts checked", seconds[MANY], seconds[FEW], least, MANY // FEW)

    def builds(self) -> Iterator[Row]:
        """Compare a cold build with mkdocs-macros, Material and its search."""
        ours = self.build(PAGES).seconds
        for feature in ("", "navigation.prune"):
            theirs = self.peer(PAGES, feature).seconds
            yield Row(
                f"dateline build, {PAGES:,} pages, cold",
                f"{ours:.1f} s",
                f"{theirs:.1f} s: macros + Material + search{f', {feature}' if feature else ''}",
                f"{theirs / ours:.1f} × faster",
                *(() if feature else (f"≥ {BUILD} × faster", theirs / ours >= BUILD)),
            )
        yield _linear("pages built", ours, self.build(PAGES // 2).seconds, self.build(FEWEST).seconds, 2)

    def rebuilds(self) -> Iterator[Row]:
        """Time a rebuild after one fact changed."""
        found = measure("rebuild", self.project("pages", PAGES))
        seconds = found["seconds"]
        yield Row(
            f"rebuild after one fact changed, {PAGES:,} pages",
            f"{seconds:.2f} s",
            budget=f"< {REBUILD} s",
            met=seconds < REBUILD,
        )
        for where, name in (("tree", "Markdown tree"), ("site", "site")):
            written, changed = int(found[f"{where}_written"]), int(found[f"{where}_changed"])
            yield Row(
                f"files it writes in the {name}",
                f"{written:,}",
                f"{changed:,} whose bytes changed",
                budget="only those",
                met=written == changed,
            )

    def memory(self) -> Iterator[Row]:
        """Report peaks of memory."""
        checked = run("-m", "dateline", "-C", self.project("pages", PAGES), "check")
        theirs = f"{self.peer(PAGES, '').megabytes:.0f} MB: Material"
        for what, one, other in (("check", checked, ""), ("build", self.build(PAGES), theirs)):
            yield Row(
                f"peak memory of {what}, {PAGES:,} pages",
                f"{one.megabytes:.0f} MB",
                other,
                budget=f"< {MEMORY} MB",
                met=one.megabytes < MEMORY,
            )

    def bytes(self) -> Iterator[Row]:
        """Weigh what a reader loads before the first view, compressed."""
        self.peer(PAGES, "")
        project = self.project("pages", PAGES)
        slugs = sorted(path.parent.name for path in project.glob("briefings/*/briefing.yml"))
        for name, page in (
            (f"home, {len(slugs)} briefings", "index.html"),
            ("a briefing’s overview", f"{slugs[0]}/index.html"),
        ):
            ours, theirs = weigh(project / "site", page), weigh(self.folder / f"peer-{PAGES}" / "site", page)
            yield Row(
                f"first view of {name}",
                str(ours),
                f"{theirs}: Material",
                f"{theirs.total / ours.total:.1f} × lighter",
                f"≤ {FIRST_VIEW // 1000} kB, no other host",
                ours.total <= FIRST_VIEW and not ours.hosts,
            )
        ours, theirs = weigh_search(project / "site"), weigh_peer_search(self.folder / f"peer-{PAGES}" / "site")
        yield Row(
            f"first query, {PAGES:,} pages",
            str(ours),
            f"{theirs}: Material",
            f"{theirs.total / ours.total:.1f} × lighter",
        )

    def editions(self) -> Iterator[Row]:
        """Publish editions one after the other, and see whether the last ones cost what the first did."""
        project, runs = self.folder / "editions", []
        for number in range(1, EDITIONS + 1):
            run(HERE / "generate.py", project, "--facts", str(EDITION_FACTS), "--edition", str(number))
            runs.append(run("-m", "dateline", "-C", project, "publish"))
        first, last = runs[1 : 1 + SPAN], runs[-SPAN:]  # the first of all has nothing to be compared with
        for what, unit, digits in (("seconds", "s", 2), ("megabytes", "MB", 0)):
            early, late = (median(getattr(one, what) for one in some) for some in (first, last))
            yield Row(
                f"{'publish' if unit == 's' else 'peak memory of'} edition {EDITIONS}, {EDITION_FACTS} facts",
                f"{late:.{digits}f} {unit}",
                f"{early:.{digits}f} {unit}: edition 2",
                f"{late / early:.2f} ×",
                f"≤ {FLAT} ×",
                late <= FLAT * early,
            )
        project = self.revised("facts", MANY)
        fresh, followed = best(inside("check", self.project("facts", MANY)), inside("check", project))
        yield _compared(f"check {MANY:,} facts, in process", followed, fresh, COMPARED)
        pages = self.project("pages", PAGES), self.revised("pages", PAGES)
        fresh, followed = best(*(dateline(one, "build") for one in pages), runs=BUILDS)
        yield _compared(f"dateline build, {PAGES:,} pages", followed, fresh)

    def diffs(self) -> Iterator[Row]:
        """Compare two editions of which little differs, and two of which everything does."""
        project = self.revised("facts", MANY)
        measure("freeze", project)
        measure("overturn", project)
        first, *others = sorted(path.stem for path in (project / "briefings" / "editions").glob("*.json"))
        for other, share in zip(others, ("1 %", "100 %"), strict=True):
            whole, alone = best(dateline(project, "diff", first, other), inside("diff", project, first, other))
            for seconds, how in ((whole, "whole process"), (alone, "in process")):
                yield Row(
                    f"diff of two editions of {MANY:,} facts, {share} changed, {how}",
                    f"{seconds:.2f} s",
                    budget=f"< {DIFF} s",
                    met=seconds < DIFF,
                )

    def briefs(self) -> Iterator[Row]:
        """Compare printed briefs with WeasyPrint’s."""
        return briefs.rows(self.folder)


def _compared(what: str, followed: float, fresh: float, budget: float | None = None) -> Row:
    """Compare what comes after a published edition with what has none before it."""
    return Row(
        f"{what}, after an edition",
        f"{followed:.2f} s",
        f"{fresh:.2f} s: nothing published",
        f"{followed / fresh:.2f} ×",
        *((f"≤ {budget} ×", followed <= budget * fresh) if budget else ()),
    )


def _linear(what: str, more: float, less: float, least: float, times: int) -> Row:
    """Compare the growth of a time with that of the work, both without the cost of starting."""
    growth = (more - least) / (less - least) / times
    return Row(
        f"{times} times the {what}, without starting",
        f"{more - least:.2f} s",
        f"{times} × {less - least:.2f} s",
        f"{growth:.2f} ×",
        f"≤ {LINEAR} ×",
        growth <= LINEAR,
    )


# ---------------------------------------------------------------- weighing


@dataclass(frozen=True)
class Weight:
    """Hold what a page loads."""

    parts: Mapping[str, int]
    """Compressed bytes by kind."""
    hosts: frozenset[str]

    @property
    def total(self) -> int:
        """Return all of it."""
        return sum(self.parts.values())

    def __str__(self) -> str:
        parts = " + ".join(f"{kind} {size / 1000:.1f}" for kind, size in self.parts.items() if size)
        hosts = f" and {len(self.hosts)} other hosts" if self.hosts else ""
        return f"{self.total / 1000:.1f} kB ({parts}){hosts}"


class _Loads(HTMLParser):
    """Gather the style sheets, scripts and other hosts that a page names in its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, list[str]] = {"CSS": [], "JS": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what the browser loads."""
        given = dict(attrs)
        if tag == "script" and given.get("src"):
            self.files["JS"].append(given["src"] or "")
        elif tag == "link" and given.get("rel") in ("stylesheet", "preconnect"):
            self.files["CSS"].append(given.get("href") or "")


def weigh(site: Path, page: str) -> Weight:
    """Weigh a page with its own style sheets, their fonts and its scripts, each compressed by gzip."""
    html = (site / page).read_bytes()
    loads = _Loads()
    loads.feed(html.decode())
    parts, hosts = {"HTML": _gzipped(html)}, set()
    for kind, urls in loads.files.items():
        parts[kind] = 0
        for url in urls:
            if host := re.match(r"(?:https?:)?//([^/]+)", url):
                hosts.add(host[1])
                continue
            file = ((site / page).parent / url).resolve()
            parts[kind] += _gzipped(file.read_bytes())
            if kind == "CSS":
                fonts = set(re.findall(r"url\([\"']?([^\"')]+\.woff2?)", file.read_text("utf-8")))
                parts["fonts"] = parts.get("fonts", 0) + sum((file.parent / font).stat().st_size for font in fonts)
    return Weight(parts, frozenset(hosts))


def weigh_search(site: Path) -> Weight:
    """Weigh what search loads up to the first ten results: of its lists of words and its records the largest ones."""
    index = site / "pagefind"
    return _weigh_files(
        {
            "JS": [site / "assets" / "search.js", index / "pagefind.js"],
            "WebAssembly": [*index.glob("wasm.*.pagefind")],
            "index": [index / "pagefind-entry.json", *index.glob("*.pf_meta"), *_largest(index / "index", 1)],
            "facets": [*index.glob("filter/*")],
            "results": _largest(index / "fragment", 10),
        }
    )


def weigh_peer_search(site: Path) -> Weight:
    """Weigh what Material’s search loads: its worker, and the index, which has all pages."""
    workers = [*site.glob("assets/javascripts/workers/search.*.js")]
    return _weigh_files({"JS": workers, "index": [site / "search" / "search_index.json"]})


def _largest(folder: Path, count: int) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda path: path.stat().st_size)[-count:]


def _weigh_files(parts: Mapping[str, list[Path]]) -> Weight:
    """Weigh files compressed by gzip; those that are so already weigh what they are."""
    contents = {kind: [path.read_bytes() for path in paths] for kind, paths in parts.items()}
    sizes = {kind: sum(min(len(one), _gzipped(one)) for one in some) for kind, some in contents.items()}
    return Weight(sizes, frozenset())


def _gzipped(content: bytes) -> int:
    return len(gzip.compress(content, 6, mtime=0))


# ---------------------------------------------------------------- the table


def table(rows: list[Row]) -> str:
    """Write rows as Markdown."""
    cells = [("what", "dateline", "peer or limit", "ratio", "budget", "met?")]
    cells += [
        (row.what, row.ours, row.other, row.ratio, row.budget, {True: "yes", False: "**no**", None: ""}[row.met])
        for row in rows
    ]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def notes() -> str:
    """Say what was compared."""
    packages = ("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "PyYAML")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    lines = (
        f"Python {platform.python_version()}, {versions}, {os.cpu_count()} cores. Times are the best of",
        f"several fresh processes: {CHECKS} of a check, {BUILDS} of a build, {PEER_BUILDS} of a peer’s build;",
        f"the rebuild is the median of five in one process. Starting costs what {FEWEST} facts or pages take.",
        f"Of the {EDITIONS} editions each is published by a process of its own and changes a hundredth of the facts;",
        f"edition 2 stands for the median of 2 to {1 + SPAN}, edition {EDITIONS} for that of the last {SPAN}.",
        "A diff is written as text; where all is changed, each fact cites another document and each figure has grown.",
        "The parser gives the events of all YAML files, which are in memory, and keeps nothing of them;",
        "check reads the files and documents, and proves.",
        "The peer (benchmarks/peer/) makes one page for each of ours from the same YAML, loaded in C: the same",
        "sentences, quotations, tables and links, as Markdown, in about four fifths of the words. It proves and",
        "audits nothing, which ours does within the time. Material stands with",
        "its features as they come; “navigation.prune” leaves most pages out of the navigation on each page.",
        "A first view is HTML, style sheets with their own fonts, and scripts, each compressed by gzip. What",
        "Material loads from other hosts (fonts), its search’s worker and its search’s index are not counted.",
        "A first query is what search loads from being opened to the first ten results, the page itself left out.",
        *briefs.notes(),
    )
    return "\n" + "\n".join(lines)


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        bench = Bench(Path(folder))
        groups: Mapping[str, Callable[[], Iterator[Row]]] = {
            "check": bench.check,
            "build": bench.builds,
            "rebuild": bench.rebuilds,
            "memory": bench.memory,
            "bytes": bench.bytes,
            "editions": bench.editions,
            "diff": bench.diffs,
            "briefs": bench.briefs,
        }
        parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(groups)}; all unless given")
        wanted = parser.parse_args().groups or list(groups)
        if unknown := set(wanted) - set(groups):
            parser.error(f"no group {', '.join(sorted(unknown))}; there are {', '.join(groups)}")
        rows: list[Row] = []
        for name in groups:  # in this order, whatever the order asked for: a later one may alter a project
            if name in wanted:
                print(f"{name} …", file=sys.stderr)
                rows += groups[name]()
        print(table(rows))
        print(notes())


if __name__ == "__main__":
    main()

"""Compare our printed briefs with what WeasyPrint makes of an equal HTML page, from the same words in the same run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

import pypdfium2

from measuring import CHECKS, Row, Run, best, run
from typeset import REPETITIONS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
REAL = ("eastern-ghouta", "eastern-qalamoun")
"""This repository's own briefings, which are set alone."""
BRIEFS, FACTS = 100, 2_500
"""Invented ones, which are set together."""
FASTER, EQUAL = 20, 0.99
"""Budgets: times faster, and the share of words that both must have."""
WARM, TOGETHER = 3, 2
"""Processes for one brief, and for a hundred; the best counts."""
WHO = ("typst", "weasyprint")
SHOWN = 10
"""So many words are named where the two differ."""
MILLIMETRE = 72 / 25.4
BODY = (0, 15.5 * MILLIMETRE, 210 * MILLIMETRE, 280 * MILLIMETRE)
"""Left, bottom, right and top of what stands between header and footer."""
INSTALL = (
    "The rows on briefs are left out, since WeasyPrint cannot start: `make bench` installs it, but Pango and HarfBuzz\n"
    "are the system’s "
    "(Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation)."
)


def rows(folder: Path) -> Iterator[Row]:
    """Set the same briefs both ways, one and many, and see that the two say the same."""
    if not _has_weasyprint():
        return  # `notes` says why
    real, many = folder / "briefs-real.json", folder / "briefs-many.json"
    _measure("gather", ROOT, real)
    project = folder / "briefs-project"
    run(HERE / "generate.py", project, "--facts", str(FACTS), "--briefings", str(BRIEFS))
    _measure("gather", project, many)
    yield from _one(folder, real)
    yield from _many(folder, many)


def notes() -> Iterator[str]:
    """Say what was compared."""
    if not _has_weasyprint():
        yield INSTALL
        return
    yield f"Briefs: typst {version('typst')}, WeasyPrint {version('weasyprint')}; one A4 PDF each, facts.json attached."
    yield "Ours is PDF/UA-1 and PDF/A-3a; the peer’s (benchmarks/peer-brief/) is PDF/UA-1, in a font of the system."
    yield f"Cold is the best of {CHECKS} processes, warm of {WARM} that set it {REPETITIONS} times, {BRIEFS} briefs"
    yield f"of {TOGETHER} runs: ours by a thread a core, the peer’s by a process a core, whose memory is added up."
    yield "Typst itself remembers an equal brief; PDFs that we keep count in “again” alone."


@cache
def _has_weasyprint() -> bool:
    """Say whether WeasyPrint is installed and finds its system libraries."""
    command = [sys.executable, "-c", "import weasyprint"]
    return not subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603  # our own words


def _one(folder: Path, file: Path) -> Iterator[Row]:
    """Compare single briefs: their words, and the time that each takes cold and warm."""
    for who in WHO:
        _typeset(who, folder, file)
    yield _equal(folder, REAL, "the real briefs")
    for name in REAL:
        alone = folder / f"{name}.json"
        alone.write_text(json.dumps({name: json.loads(file.read_text("utf-8"))[name]}, ensure_ascii=False), "utf-8")
        ours, theirs = best(*(partial(_whole, who, folder, alone) for who in WHO))
        yield _faster(f"brief of {name}, cold: a fresh process with its imports", ours, theirs)
        found = [[_measure("warm", who, alone, folder / who, name) for who in WHO] for _ in range(WARM)]
        for how, what in (
            ("changed", "each sentence changed"),
            ("one", "one figure changed"),
            ("equal", "equal to the last"),
        ):
            ours, theirs = (min(one[how] for one in runs) for runs in zip(*found, strict=True))
            yield _faster(f"brief of {name}, warm, {what}", ours, theirs, FASTER if how == "changed" else 0)


def _many(folder: Path, file: Path) -> Iterator[Row]:
    """Compare a hundred briefs of one edition, and set ours again after one briefing changed."""
    found = [[_typeset("typst", folder, file), _by_processes(folder, file)] for _ in range(TOGETHER)]
    yield _equal(folder, list(json.loads(file.read_text("utf-8"))), f"the {BRIEFS} invented briefs")
    ours, theirs = (min(runs, key=lambda one: one.seconds) for runs in zip(*found, strict=True))
    yield _faster(f"{BRIEFS} briefs of an edition, {FACTS:,} facts, whole process", ours.seconds, theirs.seconds)
    second = [_measure("again", file, _fresh(folder / "again")) for _ in range(WARM)]
    yield Row(
        f"the {BRIEFS} again, after one briefing changed",
        _said(min(one["seconds"] for one in second)),
        f"{second[0]['set']:.0f} of them set again",
        budget="only that one",
        met=second[0]["set"] == 1,
    )
    yield Row(
        f"peak memory of setting {BRIEFS} briefs",
        f"{ours.megabytes:.0f} MB",
        f"{theirs.megabytes:.0f} MB: WeasyPrint",
        f"{ours.megabytes / theirs.megabytes:.1f} × as much",
    )


def _measure(*command: str | Path) -> Mapping[str, float]:
    """Let a fresh process measure something; WeasyPrint may warn before it answers."""
    said = run(HERE / "typeset.py", *command).said
    return json.loads(said.splitlines()[-1])  # type: ignore[no-any-return]  # typeset.py prints numbers


def _typeset(who: str, folder: Path, file: Path) -> Run:
    """Set all briefs of a file in a fresh process that finds none of them set."""
    return run(HERE / "typeset.py", "once", who, file, _fresh(folder / who))


def _by_processes(folder: Path, file: Path) -> Run:
    """Let WeasyPrint set all briefs of a file in as many processes as there are cores, since ours sets them by threads.

    The memory is that of all processes.
    """
    briefs, out = list(json.loads(file.read_text("utf-8")).items()), _fresh(folder / "weasyprint")
    parts = [file.with_name(f"part-{number}.json") for number in range(os.cpu_count() or 1)]
    for number, part in enumerate(parts):
        part.write_text(json.dumps(dict(briefs[number :: len(parts)]), ensure_ascii=False), "utf-8")
    with ThreadPoolExecutor(len(parts)) as pool:
        runs = [*pool.map(lambda part: run(HERE / "typeset.py", "once", "weasyprint", part, out), parts)]
    return Run(max(one.seconds for one in runs), sum(one.megabytes for one in runs), "")


def _whole(who: str, folder: Path, file: Path) -> float:
    """Return the seconds of such a process."""
    return _typeset(who, folder, file).seconds


def _fresh(folder: Path) -> Path:
    """Return a folder without what was in it."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _faster(what: str, ours: float, theirs: float, budget: float = 0) -> Row:
    """Compare two times."""
    return Row(
        what,
        _said(ours),
        f"{_said(theirs)}: WeasyPrint",
        f"{theirs / ours:.1f} × faster",
        *((f"≥ {budget} × faster", theirs / ours >= budget) if budget else ()),
    )


def _said(seconds: float) -> str:
    """Write a time with the digits that matter."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


# ---------------------------------------------------------------- whether the two say the same


def _equal(folder: Path, names: Sequence[str], what: str) -> Row:
    """Compare the words of the PDFs of both; stop where many are in one alone, since times would compare nothing."""
    both = [sum((_words(folder / who / f"{name}.pdf") for name in names), Counter()) for who in WHO]
    ours, theirs = both
    share = (ours & theirs).total() / max(ours.total(), theirs.total())
    if share < EQUAL:
        raise SystemExit(
            f"{what} differ: {share:.1%} of the words are in both; ours alone has {_most(ours - theirs)}; "
            f"WeasyPrint’s alone has {_most(theirs - ours)}"
        )
    return Row(
        f"words in {what}, headers and footers left out",
        f"{ours.total():,}",
        f"{theirs.total():,}: WeasyPrint",
        f"{share:.2%} in both",
        f"≥ {EQUAL:.0%}",
        share >= EQUAL,
    )


def _words(path: Path) -> Counter[str]:
    """Count the words between header and footer of a PDF’s pages, those that a line’s end parts at a hyphen as one."""
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_bounded(*BODY) for page in document)
    document.close()
    return Counter(re.sub(r"[\x02\ufffe]\s*|-\s*\n", "-", text.replace("\u200e", "")).split())


def _most(words: Counter[str]) -> str:
    """Name the words that are met most."""
    return ", ".join(f"“{word}” {count} times" for word, count in words.most_common(SHOWN)) or "none"

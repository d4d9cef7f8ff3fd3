"""Hold what every group of `run.py` needs: a row of the table, and a command in a fresh process."""
# ruff: noqa: S603 -- it runs commands that the benchmarks wrote themselves

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CHECKS = 5
"""Runs of a short measurement; the best counts, since all that disturbs a run makes it longer."""


@dataclass(frozen=True)
class Row:
    """Hold one row of the table."""

    what: str
    ours: str
    other: str = ""
    ratio: str = ""
    budget: str = ""
    met: bool | None = None


@dataclass(frozen=True)
class Run:
    """Hold how long a command took, and its peak of resident memory."""

    seconds: float
    megabytes: float
    said: str


def run(*command: str | Path) -> Run:
    """Run a command in a fresh process and wait for it."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(
            [sys.executable, *command],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore"},
        )
        _, status, usage = os.wait4(process.pid, 0)  # the usage of this one, not of all children
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read()
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}:\n{said[-2000:]}")
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Run(seconds, kilobytes / 1024, said)


def best(*what: Callable[[], float], runs: int = CHECKS) -> list[float]:
    """Return the shortest of several measurements of each, taken in turn, so that a busy machine slows all alike."""
    rounds = [[one() for one in what] for _ in range(runs)]
    return [min(times) for times in zip(*rounds, strict=True)]

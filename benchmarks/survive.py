"""Edit an invented project at random, ten thousand times, and ask the language server at random places.

    python benchmarks/survive.py [--edits 10000] [--seed 0]

The tests do the same with fewer edits. What raises is a fault; the seed makes it come again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from conftest import write_project
from survive_edits import survive

AT_ONCE = 500
"""Edits of one project; then it is begun anew."""


def main() -> None:
    """Read the command line and edit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    for first in range(0, arguments.edits, AT_ONCE):
        with tempfile.TemporaryDirectory() as folder:
            survive(write_project(Path(folder)), arguments.seed + first, min(AT_ONCE, arguments.edits - first))
    print(f"{arguments.edits:,} edits, nothing raised")  # noqa: T201  # it is what it was run for


if __name__ == "__main__":
    main()

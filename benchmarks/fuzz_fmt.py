"""Hold the laws of `dateline fmt` over many hostile documents: python benchmarks/fuzz_fmt.py [EXAMPLES]."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from hostile import PATHS, documents, hold_bytes, hold_form, scraps


def main(examples: int) -> None:
    """Try so many documents, and so many scraps of text and bytes; fail at the first that breaks a law."""
    law = settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    read: Counter[str] = Counter()

    @law
    @given(documents(), st.sampled_from(PATHS))
    def forms(document: tuple[str, int], path: str) -> None:
        read["documents"] += 1
        read["documents brought into form"] += hold_form(document, path)

    @law
    @given(scraps())
    def bytes_(content: bytes) -> None:
        read["scraps"] += 1
        read["scraps brought into form"] += hold_bytes(content)

    forms()
    bytes_()
    for name, number in read.items():
        print(f"{number:>7,} {name}")  # noqa: T201  # a script


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

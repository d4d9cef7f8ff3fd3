"""Tell how far long work is: those who do it say so to a function that they are given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

_Thing = TypeVar("_Thing")
Tell = Callable[[str], None]
"""Take in a few words what is being done now; nothing, where somebody else is about to speak."""


def untold(_doing: str) -> None:
    """Tell nobody."""


def counted(tell: Tell, doing: str, what: Collection[_Thing]) -> Iterator[_Thing]:
    """Yield one thing after the other, and tell the number of each: “auditing pages: 412 of 1,000”."""
    total = f"{len(what):,}"
    for number, one in enumerate(what, 1):
        tell(f"{doing}: {number:,} of {total}")
        yield one

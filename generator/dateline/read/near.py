"""Ask whether another word was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question with the nearest known words, or nothing."""
    return asked(near_to(word, known))


def near_to(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that look most like another, two at most."""
    return get_close_matches(word, list(known), n=2, cutoff=0.7)


def asked(near: Iterable[str]) -> str:
    """Ask whether a word was meant; nothing where there is none."""
    said = " or ".join(f"`{word}`" for word in near)
    return f"did you mean {said}?" if said else ""

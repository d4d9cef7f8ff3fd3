"""Know a word without the ending of a verb or a plural, roughly: “shelled” and “shelling” are both “shel”."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_TWICE = re.compile(r"([a-z])\1$")
IRREGULAR: Mapping[str, str] = {
    past: present
    for present, pasts in (
        ("begin", "began begun"),
        ("break", "broke broken"),
        ("bring", "brought"),
        ("build", "built rebuilt"),
        ("come", "came"),
        ("drive", "drove driven"),
        ("fall", "fell fallen"),
        ("find", "found"),
        ("flee", "fled"),
        ("give", "gave given"),
        ("go", "went gone"),
        ("hear", "heard"),
        ("hold", "held"),
        ("leave", "left"),
        ("lose", "lost"),
        ("make", "made"),
        ("meet", "met"),
        ("pay", "paid"),
        ("retake", "retook retaken"),
        ("see", "saw seen"),
        ("send", "sent"),
        ("shoot", "shot"),
        ("sink", "sank sunk"),
        ("steal", "stole stolen"),
        ("strike", "struck"),
        ("take", "took taken"),
        ("win", "won"),
        ("withdraw", "withdrew withdrawn"),
    )
    for past in pasts.split()
}
"""Forms of verbs that tell what is over and do not end with “-ed”, each with its present."""


def stem(word: str) -> str:
    """Return a word without its ending, in lower case; of a verb, the same for each of its forms."""
    low = word.lower()
    return _TWICE.sub(r"\1", _ENDING.sub("", IRREGULAR.get(low, low)))


def is_over(word: str) -> bool:
    """Tell whether a word may be the form of a verb that tells what is over."""
    return word.lower().endswith("ed") or word.lower() in IRREGULAR

"""Know a word without the ending of a verb or a plural, roughly: “shelled” and “shelling” are both “shell”."""

from __future__ import annotations

import re

_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")


def stem(word: str) -> str:
    """Return a word without its ending, in lower case."""
    return _ENDING.sub("", word.lower())

"""Leave addresses of files on somebody's computer out of the words of a document: they are no part of what it says."""

from __future__ import annotations

import re

LEFT_OUT = (
    "the address of a file on somebody’s computer is left out of the words, since it may tell a name; the original has"
    " it"
)
SHOWN = (
    "the text has the address of a file on somebody’s computer, which may tell a name, and is shown with --full-text;"
    " if it is to stay unknown, take it out and add the text anew"
)
_ADDRESS = re.compile(r"(?<![\w:/])file:/[^\s<>“”\"|]*[^\s<>“”\"|.,;:)\]]", re.IGNORECASE)
_PATH = re.compile(
    r"(?<!\S)(?:[A-Za-z]:\\|\\\\[\w.-]+\\|(?:/home|/Users|/root|~)/)[^\s|]+(?: [^\s|]*[\\/][^\s|]*)*", re.IGNORECASE
)
"""A path as word processors print it at the edge of a page; in the text one may stand for its own sake."""


def names_a_file(text: str) -> bool:
    """Tell whether a text has the address of a file."""
    return _ADDRESS.search(text) is not None


def without_addresses(text: str) -> str:
    """Return lines of words without such addresses; a line that was nothing else is left out."""
    if not names_a_file(text):
        return text
    lines = (_closed(_ADDRESS.sub("", line)) if names_a_file(line) else line for line in text.split("\n"))
    return "\n".join(said for line, said in zip(text.split("\n"), lines, strict=True) if said or not line)


def without_paths(words: str) -> str:
    """Return what is printed at the edge of a page without addresses and paths of files."""
    said = _PATH.sub("", _ADDRESS.sub("", words))
    return words if said == words else _closed(said)


def _closed(words: str) -> str:
    """Close the gaps that were left."""
    return " ".join(re.sub(r"\(\s*\)", "", words).split())

"""Make whole paragraphs of lines: what was broken to fit a page is joined again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

HYPHEN = "\x02"
"""Stands where a line ended with a hyphen, which may belong to the word or to the line."""
CELL = " | "
"""Stands between the cells of a row, and between the lines of several pages."""
SUPERSCRIPT = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
SUBSCRIPT = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")

_TERMINAL = re.compile(r"[.!?…:;؟۔।。！？]['\"’”»)\]]*[⁰-⁹¹²³]*$")
_ITEM = re.compile(r"(?:[•▪●◦‣·–—*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_LOW = re.compile(r"[\"'“‘«(]*[^\W\d_]")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BROKEN = re.compile(rf"([^\W_]*){HYPHEN}([^\W_]*)")
_PREFIXES = frozenset(re.findall(r"\w+", "anti co cross ex mid multi non post pre pro self semi so well"))
_DROPPED = frozenset("\u00ad\u200b\ufeff")
_WIDEST = 120
"""Characters of a line that was broken to fit."""
_SHARE = 0.3
"""Of the breaks in a text that was broken to fit, this share at least stands before a small letter."""
_NEAR = 40
"""Characters, and parts of words, before a raised sign among which a number is looked for."""
_FULL = 0.75
"""A line shorter than this share of the longest ended by itself."""


def tidy(paragraph: str) -> str:
    """Return a paragraph on one line, without characters that print nothing and steer."""
    if not paragraph.isprintable():
        paragraph = "".join(map(_plain, paragraph))
    return " ".join(paragraph.split())


def _plain(char: str) -> str:
    if char.isprintable() or char == HYPHEN:
        return char
    if char in _DROPPED:
        return ""
    category = unicodedata.category(char)
    if category == "Cs" or (ord(char) & 0xFFFE) == 0xFFFE:  # noqa: PLR2004  # Unicode's noncharacters
        return "�"
    return " " if category in ("Cc", "Zs", "Zl", "Zp") else char


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends with punctuation that ends a sentence or announces a list."""
    return _TERMINAL.search(line) is not None


def starts_low(line: str) -> bool:
    """Tell whether a line goes on in lower case."""
    match = _LOW.match(line)
    return match is not None and match[0][-1].islower()


def is_item(line: str) -> bool:
    """Tell whether a line begins an item of a list."""
    return _ITEM.match(line) is not None


def glue(before: str, after: str) -> str:
    """Join two lines, keeping in mind where a hyphen stood between them."""
    if before.endswith(HYPHEN):
        return before + after
    if re.search(r"[^\W\d_][-‐]$", before) and after[:1].isalpha():
        return before[:-1] + HYPHEN + after
    return f"{before} {after}"


def mend_breaks(lines: Iterable[str]) -> list[str]:
    """Join lines that a manual break parts in the middle of a sentence."""
    whole: list[str] = []
    for line in filter(None, map(tidy, lines)):
        if whole and starts_low(line) and not ends_sentence(whole[-1]) and not is_item(line):
            whole[-1] = glue(whole[-1], line)
        else:
            whole.append(line)
    return whole


def unwrap(text: str) -> list[str] | None:
    """Return the paragraphs of a text whose lines were broken to fit a width; None where they were not."""
    blocks = [block.splitlines() for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))]
    breaks = [(one.strip(), other.strip()) for block in blocks for one, other in pairwise(block)]
    within = [starts_low(after) and not ends_sentence(before) for before, after in breaks]
    width = max((len(line.rstrip()) for block in blocks for line in block), default=0)
    if width > _WIDEST or not breaks or sum(within) < _SHARE * len(breaks):
        return None
    # Whoever breaks lines of plain text divides no words.
    return mend_hyphens([paragraph for block in blocks for paragraph in _joined(block, width)], divides=False)[0]


def _joined(block: Sequence[str], width: int) -> list[str]:
    whole: list[str] = []
    last = ""
    for line in block:
        indented = len(line) - len(line.lstrip()) > len(last) - len(last.lstrip()) + 1
        ended = ends_sentence(last.rstrip()) and (indented or len(last.rstrip()) < _FULL * width)
        if whole and not is_item(line.lstrip()) and not ended:
            whole[-1] = glue(whole[-1], tidy(line))
        else:
            whole.append(tidy(line))
        last = line
    return [line for line in whole if line]


def mend_hyphens(paragraphs: Sequence[str], *, divides: bool) -> tuple[list[str], list[str]]:
    """Decide for each hyphen at the end of a line whether it belongs to the word; return what was guessed besides.

    A word that stands whole elsewhere in the document decides; then whether both halves are words of it, and whether
    words are divided in it at all.
    """
    known = {word.lower() for paragraph in paragraphs for word in _WORD.findall(_BROKEN.sub(" ", paragraph))}
    guessed: list[str] = []

    def mend(match: re.Match[str]) -> str:
        head, tail = match[1], match[2]
        joined, compound = head + tail, f"{head}-{tail}"
        if joined.lower() in known:
            return joined
        if compound.lower() in known or not (head.isalpha() and tail[:1].islower()):
            return compound
        kept = not divides or head.lower() in _PREFIXES or {head.lower(), tail.lower()} <= known
        whole = compound if kept else joined
        guessed.append(whole)
        return whole

    return [_BROKEN.sub(mend, paragraph) for paragraph in paragraphs], guessed


def raised(before: Sequence[str], script: str) -> str:
    """Return what stands above the line, so that it never runs into a number: 1,600 with a note 3 is not 16003.

    The words before it may come in parts; only the last of them are looked at.
    """
    if not any(map(str.isdigit, script)):
        return script
    number = re.search(r"[\d.,]*\d$", "".join(before[-_NEAR:])[-_NEAR:])
    # After 10 it is a power; after another number the sign of a note.
    gap = " " if number and number[0] != "10" else ""
    return gap + script.translate(SUPERSCRIPT)

"""Read the words of what was written: its numbers, and what is seen of it; and say what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dateline.problems import Problem, Rule
from dateline.render.environment import visible
from dateline.text.numbers import read_numbers

_NUMERALS = "".join(chr(code) for code in range(0xB2, 0x3400) if unicodedata.category(chr(code)) in ("No", "Nl"))
"""Signs for numbers that are no digits: ², ½, ④, Ⅷ (Unicode’s categories No and Nl)."""
DIGITS = re.compile(rf"\S*[\d{_NUMERALS}]\S*")
GAP = "\ufffc"
"""Stands in an element's text for what an inner element says (U+FFFC, object replacement character)."""
AGAIN = "build the site again"


def output_problem(file: str, line: int, column: int, message: str, remedy: str) -> Problem:
    """Make a problem of the output; the file's path is that in the site."""
    return Problem(file, line, column, Rule.OUTPUT, message, remedy)


def shown(text: str) -> str:
    """Return a text as pages show it: on one line, turning characters by name."""
    return " ".join(str(visible(text)).split())


def number_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has what is or may be a number: words with digits, and number words."""
    for match in DIGITS.finditer(text):
        yield match.span()
    for reading in read_numbers(text):
        if not reading.weak and not any(char.isdigit() for char in text[reading.start : reading.end]):
            yield reading.start, reading.end


def visible_words(text: str) -> str:
    """Return a text without what inner elements say, and without signs that nobody sees: they would part a number."""
    plain = text.replace(GAP, " ")
    return plain if plain.isascii() else "".join(char for char in plain if unicodedata.category(char) != "Cf")


def numbers_in(text: str) -> Iterator[str]:
    """Yield whatever in a text is or may be a number."""
    plain = visible_words(text)
    for start, end in number_spans(plain):
        yield plain[start:end].strip(".,;:()“”\"'")

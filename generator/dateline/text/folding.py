"""Fold texts in which quotations are looked for, and know where they may not be cut.

What is folded, in a source and in a quotation alike:

- a run of white space is one space; in a source, a run that holds a line break ends a paragraph;
- variants of double quotes, single quotes with apostrophes, and dashes with hyphens and the minus sign;
- canonically equivalent characters (Unicode NFC), so that a composed and a decomposed "é" are one;
- characters that print nothing and turn nothing (soft hyphen, zero-width space, direction marks) are dropped.

Nothing else is: never case, digits, signs, points, words or combining marks. Joiners and the controls that
can turn the printed order around (U+202E) stay, and are part of the word they touch.

A quotation never cuts a word or number. A possessive, a compound and an alternative are one word
(government’s, non-combatants, and/or); a number is one with its sign, currency, unit sign, range and number
word (-5, US$3, 5%, 40–60, 350 thousand). Where a sign might be punctuation the quotation is refused: a longer
one will do.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

PARAGRAPH_END = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # the line ends of str.splitlines

_INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"
_GAP = re.compile(rf"[\s{_INVISIBLE}]")
# White space and invisible characters, unless they are the lone space or line feed that may stay as it is.
_UNEVEN = re.compile(rf"[\s{_INVISIBLE}](?:[\s{_INVISIBLE}]+|(?<![ \n]))")

_HYPHENS = "-‐‑‒–﹣－"
_LONG_DASHES = "—―﹘"
_MINUS = "−"
_APOSTROPHES = "'‘’‚‛‹›"
_FOLDS = tuple(
    (variant, plain)
    for plain, variants in (
        ('"', "“”„‟«»"),
        ("'", _APOSTROPHES[1:]),
        ("-", _HYPHENS[1:] + _LONG_DASHES + _MINUS),
    )
    for variant in variants
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Hold a folded text and the way back from its offsets to those of the original."""

    text: str
    heads: tuple[int, ...]  # where each stretch that was rewritten begins in the text,
    tails: tuple[int, ...]  # where it ends in the text,
    origins: tuple[int, ...]  # and where it ends in the original

    def start(self, offset: int) -> int:
        """Return the original offset of what begins at a folded one."""
        if not self.heads:
            return offset
        edit = bisect_right(self.tails, offset) - 1
        if edit + 1 < len(self.heads):
            offset = min(offset, self.heads[edit + 1])  # what was rewritten begins where its first character does
        return offset if edit < 0 else self.origins[edit] + offset - self.tails[edit]

    def end(self, offset: int) -> int:
        """Return the original offset of what ends at a folded one."""
        if not self.heads:
            return offset
        edit = bisect_left(self.heads, offset) - 1
        return offset if edit < 0 else self.origins[edit] + max(0, offset - self.tails[edit])


def fold(original: str) -> Folded:
    """Fold a text and remember where its characters came from."""
    even, edits = even_out(original)
    return fold_even(even, edits)


def fold_even(even: str, edits: list[tuple[int, int, str]]) -> Folded:
    """Fold a text that was evened out, and remember where its characters came from."""
    if not edits:
        return Folded(_plain(even), (), (), ())
    heads, tails, origins = [], [], []
    shift = 0
    for start, end, new in edits:
        heads.append(start + shift)
        shift += len(new) - (end - start)
        tails.append(end + shift)
        origins.append(end)
    return Folded(_plain(even), tuple(heads), tuple(tails), tuple(origins))


def flat(words: str) -> str:
    """Fold a quotation, in which a line break is a space like any other."""
    if not words.isascii():
        words = _plain(even_out(words)[0])
    return " ".join(words.split())


def _plain(even: str) -> str:
    """Fold quotes and dashes, one character for one."""
    if not even.isascii():
        for variant, plain in _FOLDS:
            even = even.replace(variant, plain)
    return even


def even_out(original: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a text with white space, invisible characters and composition evened out, and the edits made."""
    if original.isascii() and " ".join(original.split()) == original:
        return original, []  # as most quotations are
    edits = [(*match.span(), _space(match[0])) for match in _UNEVEN.finditer(original)]
    if not (original.isascii() or unicodedata.is_normalized("NFC", original)):
        edits = sorted(chain(edits, _compositions(original)))
    if not edits:
        return original, edits
    parts: list[str] = []
    done = 0
    for start, end, new in edits:
        parts += (original[done:start], new)
        done = end
    return "".join((*parts, original[done:])), edits


def _space(run: str) -> str:
    if PARAGRAPH_END.search(run):
        return "\n"
    return " " if any(map(str.isspace, run)) else ""


def _compositions(original: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is not in Unicode normal form C, cluster by cluster so that offsets stay exact (UAX #15)."""
    start = 0
    for at in range(1, len(original) + 1):
        gap = _GAP.match(original[start])
        if at < len(original) and _composes(original[at]) and not gap:
            continue
        cluster = original[start:at]
        composed = unicodedata.normalize("NFC", cluster)
        if composed != cluster and not gap:
            yield start, at, composed
        start = at


def _composes(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"  # Hangul vowels and finals


# Where a text may not be cut is read from its shape: for each character the part it has in words and numbers.
_SHAPE_OF = {
    char: shape
    for shape, chars in {
        "-": _HYPHENS,
        "—": _LONG_DASHES,
        "−": _MINUS,
        "'": _APOSTROPHES,
        ".": ".·٫．",
        ",": ",٬，",
        ":": ":",
        "/": "/⁄∕",
        "&": "&",
        "%": "%‰‱٪％°′″",
        "+": "#№",
        "?": "|",
        " ": " ",
        "\n": "\n",
    }.items()
    for char in chars
}
_SHAPE_OF_CATEGORY = {"L": "a", "N": "0", "M": "m", "Cf": "m", "Pc": "a", "Sc": "$", "Sm": "+"}
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "YI")


@cache
def _shape(char: str) -> str:
    if char in _SHAPE_OF:
        return _SHAPE_OF[char]
    if char.isnumeric():  # Han numerals are letters by category
        return "0"
    category = unicodedata.category(char)
    shape = _SHAPE_OF_CATEGORY.get(category) or _SHAPE_OF_CATEGORY.get(category[0], "?")
    return "x" if shape == "a" and unicodedata.name(char, "").startswith(_UNSPACED) else shape


# Each alternative is something that may not be parted from what follows it, nor be cut itself.
# Shapes: a letter, x letter of a script without spaces, 0 digit, m mark, $ currency, + sign before a number,
# ? whatever else; the others as they look.
_STICKS = re.compile(
    r"""(?:
      [a0m] ['\-−/&]? (?=[a0m])           # a word or number; government’s, non-combatants, 40–60, and/or
    | [^ \n] (?=m)                        # what a combining mark stands on
    | (?<![a0m]) a \. (?=a)               # U.S.
    | 0 [.,:—] (?=0)                      # 1.5  1,500  22:30
    | 0 \ [-−]\  (?=0)                    # 40 – 60
    | 0 (?<!0000) \  (?=000(?!0))         # 1 600, as the SI groups digits; but not: in 2018 500 people
    | 0 \ ? (?=[%$])                      # 5%  5 €
    | 0 (?=\+)                            # 500+
    | a (?=\$\ ?0)                        # US$3
    | [-−+$] (?=[-−+$.,]{0,3}0)           # -5  <5  $3  -$3  +.5
    | [−+$] \  (?=[-−.,]?0)               # $ 3  ~ 5; but not: a list’s - 3
    | - (?=-)                             # a dash typed as two hyphens
    | (?<!a) [—.,] (?=0)                  # .5; but not: the rebels—5 of them
    )+""",
    re.VERBOSE,
)
# "About 350" is not what "About 350 thousand" says. Looked for at one space, as in each text there are many.
_BEFORE_NUMBER_WORD = re.compile(
    r"(?<=\w) (?=(?i:hundred|thousand|million|billion|trillion|dozen|percent|per cent)\b)|(?<=\b(?i:minus)) (?=\d)"
)


# Words and plain punctuation: in such company only a number word can make a space uncuttable.
_HARMLESS = re.compile(r"[A-Za-z .,;:\n]*")
_NEAR = 24  # no alternative above looks further


def uncuttable(even: str, folded: str, offset: int) -> bool:
    """Tell whether no quotation may begin or end at an offset of a folded text."""
    before, after = even[max(0, offset - 1) : offset], even[offset : offset + 1]
    if before in ("", "\n") or after in ("", "\n"):
        return False
    spaced = " " in (before, after)
    if not (spaced and _HARMLESS.fullmatch(even, max(0, offset - 4), offset + 4)):
        start = max(0, offset - _NEAR)
        shapes = "".join(map(_shape, even[start : offset + _NEAR]))
        if any(match.start() < offset - start <= match.end() for match in _STICKS.finditer(shapes)):
            return True
    return spaced and _BEFORE_NUMBER_WORD.match(folded, offset if after == " " else offset - 1) is not None

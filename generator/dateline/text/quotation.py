"""Find a quotation in a source, word for word (proof rule P1).

What is folded, in the source and in the quotation alike:

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

Offsets count Unicode code points, end exclusive, as the W3C TextPositionSelector does.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from itertools import accumulate, chain, groupby
from typing import Self

from dateline.text.numbers import read_numbers

# ---------------------------------------------------------------------------------------------- folding

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
    even, edits = _even(original)
    return _folded(even, edits)


def _folded(even: str, edits: list[tuple[int, int, str]]) -> Folded:
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


def _flat(words: str) -> str:
    """Fold a quotation, in which a line break is a space like any other."""
    if not words.isascii():
        words = _plain(_even(words)[0])
    return " ".join(words.split())


def _plain(even: str) -> str:
    """Fold quotes and dashes, one character for one."""
    if not even.isascii():
        for variant, plain in _FOLDS:
            even = even.replace(variant, plain)
    return even


def _even(original: str) -> tuple[str, list[tuple[int, int, str]]]:
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


# ------------------------------------------------------------------------------------------- boundaries

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


def _uncuttable(even: str, folded: str, offset: int) -> bool:
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


# --------------------------------------------------------------------------------------------- searching


@dataclass(frozen=True, slots=True)
class Span:
    """Name a stretch of the original text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """Hold a source's text made ready for searching; build it once for each source."""

    original: str
    folded: Folded
    even: str  # the text with white space and compositions evened out; its offsets are those of the folded one
    breaks: tuple[int, ...]  # folded offsets of the paragraphs' ends

    @classmethod
    def of(cls, original: str) -> Self:
        """Fold a text and find its paragraphs."""
        even, edits = _even(original)
        folded = _folded(even, edits)
        breaks = tuple(match.start() for match in re.finditer("\n", even)) if "\n" in even else ()
        return cls(original, folded, even, breaks)

    def span(self, start: int, end: int) -> Span:
        """Return the place in the original of a stretch of the folded text."""
        return Span(self.folded.start(start), self.folded.end(end))

    def words(self, start: int, end: int) -> str:
        """Return the original's words in a stretch of the folded text, on one line."""
        span = self.span(start, end)
        return " ".join(self.original[span.start : span.end].split())

    def cuttable(self, offset: int) -> bool:
        """Tell whether a quotation may begin or end at an offset of the folded text."""
        return not _uncuttable(self.even, self.folded.text, offset)

    def places(self, words: str) -> list[int]:
        """Return the folded offsets at which folded words stand, from boundary to boundary."""
        found = []
        folded, length = self.folded.text, len(words)
        at = folded.find(words)
        while at != -1:
            if self.cuttable(at) and self.cuttable(at + length):
                found.append(at)
            at = folded.find(words, at + 1)
        return found


class Reason(StrEnum):
    """Say why a quotation was not found."""

    ABSENT = "absent"  # the words do not stand there, or not between this prefix and suffix
    BOUNDARY = "boundary"  # only inside a longer word or number, or across a paragraph's end
    AMBIGUOUS = "ambiguous"  # more than once
    FRAGMENTS = "fragments"  # each fragment stands there, but not in this order in one paragraph
    EMPTY = "empty"  # no letter or digit


@dataclass(frozen=True, slots=True)
class Found:
    """Say where a quotation stands: one span for each fragment, in order."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Say why a quotation was not found, and what the source says instead.

    `count` is how often an ambiguous one was found, at most 1,000; `nearest` the closest passage, in the
    original's words; `differs` the first words that differ, the quotation's and the source's, None for a
    quotation whose words all stand there.
    """

    reason: Reason
    count: int = 0
    nearest: str = ""
    differs: tuple[str, str] | None = None


_ELLIPSIS = re.compile(r"\[ ?(?:…|\.{3}) ?\]|[.…]*(?:…|\.{3})[.…]*")
_MANY = 1000  # beyond this, ambiguous fragments are no longer counted


def find(text: Text, quotation: str, prefix: str = "", suffix: str = "") -> Found | Missing:
    """Find the one place where a quotation stands, from boundary to boundary in one paragraph.

    An ellipsis (…, ..., […]) joins fragments that stand in this order in one paragraph and can be placed
    in one way only; one that the source has itself is matched first. A prefix or suffix, if given, must
    stand directly before or after, whether or not it is needed (W3C TextQuoteSelector).
    """
    words = _flat(quotation)
    if not any(map(str.isalnum, words)):
        return Missing(Reason.EMPTY)
    before, after = prefix and _flat(prefix), suffix and _flat(suffix)
    places = _within(text, text.places(words), len(words), before, after)
    if len(places) == 1:
        return Found((text.span(places[0], places[0] + len(words)),))
    if places:
        return Missing(Reason.AMBIGUOUS, len(places))
    fragments = [part for part in map(str.strip, _ELLIPSIS.split(words)) if part]
    if fragments == [words]:
        return _explain(text, words, before, after)
    return _find_fragments(text, fragments, before, after)


def stands_in(haystack: str, needle: str) -> bool:
    """Tell whether words stand in a short text, with the folding and the boundaries of a quotation."""
    words = _flat(needle)
    return words != "" and bool(Text.of(PARAGRAPH_END.sub(" ", haystack)).places(words))


def number_stands_in(haystack: str, number: str) -> bool:
    """Tell whether a number stands in a short text; one that begins with a word may begin with another case of it.

    “Dozens” opens a sentence and “dozens” stands within one; “5 M” and “5 m” are two things. One in words alone may be
    a part of a longer word, where it is read as a number: “six” of “a six-hour pause”, and not of “twenty-six”.
    """
    if stands_in(haystack, number):
        return True
    if not number[:1].isalpha() or any(char.isnumeric() for char in number.split(maxsplit=1)[0]):
        return False
    spellings = {_flat(number), _flat(number[:1].swapcase() + number[1:])}
    return any(stands_in(haystack, words) for words in spellings) or any(
        _flat(haystack[reading.start : reading.end]) in spellings for reading in read_numbers(haystack)
    )


def _within(text: Text, places: list[int], length: int, before: str, after: str) -> list[int]:
    """Keep the places that stand between a prefix and a suffix; white space and paragraphs do not matter."""
    folded = text.folded.text
    if before:
        places = [at for at in places if _line(folded[max(0, at - len(before) - 1) : at]).endswith(before)]
    if after:
        ends = ((at, at + length) for at in places)
        places = [at for at, end in ends if _line(folded[end : end + len(after) + 1]).startswith(after)]
    return places


def _line(folded: str) -> str:
    return folded.replace("\n", " ").strip(" ")


def _find_fragments(text: Text, fragments: Sequence[str], before: str, after: str) -> Found | Missing:
    rows = [[Span(at, at + len(words)) for at in text.places(words)] for words in fragments]
    for words, row in zip(fragments, rows, strict=True):
        if not row:
            return _explain(text, words, "", "")
    first, last = len(fragments[0]), len(fragments[-1])
    opening = set(_within(text, [span.start for span in rows[0]], first, before, ""))
    closing = set(_within(text, [span.start for span in rows[-1]], last, "", after))
    rows[0] = [span for span in rows[0] if span.start in opening]
    rows[-1] = [span for span in rows[-1] if span.start in closing]
    by_paragraph = [
        {key: list(spans) for key, spans in groupby(row, lambda span: bisect_left(text.breaks, span.start))}
        for row in rows
    ]
    count = 0
    spans: tuple[Span, ...] = ()
    for paragraph in by_paragraph[0]:
        ways, chosen = _placements([row.get(paragraph, []) for row in by_paragraph])
        count += ways
        spans = spans or chosen
    if count == 1:
        return Found(tuple(text.span(span.start, span.end) for span in spans))
    return Missing(Reason.AMBIGUOUS, min(count, _MANY)) if count else Missing(Reason.FRAGMENTS)


def _placements(rows: Sequence[Sequence[Span]]) -> tuple[int, tuple[Span, ...]]:
    """Count the ways to take one span from each row, each after the last, and return the only way or any."""
    chains: list[tuple[int, tuple[Span, ...]]] = [(1, (span,)) for span in rows[0]]
    for row in rows[1:]:
        shorter = deque(chains)
        chains = []
        ways = 0
        latest: tuple[Span, ...] = ()
        for span in row:
            while shorter and shorter[0][1][-1].end <= span.start:
                more, latest = shorter.popleft()
                ways = min(ways + more, _MANY)
            if ways:
                chains.append((ways, (*latest, span)))
    return sum(ways for ways, _ in chains), chains[0][1] if chains else ()


# -------------------------------------------------------------------------------------------- explaining

_WORD = re.compile(r"[-+$]*\w+(?:[.,':/-]\w+)*%?|\S")
_COMPARED = 200  # words; a message needs no more, and difflib's time grows with their square


def _explain(text: Text, words: str, before: str, after: str) -> Missing:
    """Say what the source has instead of words that do not stand there."""
    folded = text.folded.text
    at = folded.find(words)
    if at != -1 and not text.places(words):
        start, end = at, at + len(words)
        while not text.cuttable(start):
            start -= 1
        while not text.cuttable(end):
            end += 1
        difference = _first_difference(_WORD.findall(words), _WORD.findall(folded[start:end]))
        return Missing(Reason.BOUNDARY, nearest=text.words(start, end), differs=difference)
    across = folded.replace("\n", " ").find(words)
    if at == -1 and across != -1:
        return Missing(Reason.BOUNDARY, nearest=text.words(across, across + len(words)))
    wanted = _WORD.findall(" ".join(filter(None, (before, words, after))))[:_COMPARED]
    return _nearest(text, wanted)


def _nearest(text: Text, wanted: Sequence[str]) -> Missing:
    """Find the passage that shares most words, whatever their case, and the first words that differ."""
    there = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text.folded.text)]
    sought = {word.casefold() for word in wanted if any(map(str.isalnum, word))}
    shared = list(accumulate((word.casefold() in sought for word, _, _ in there), initial=0))
    size = min(len(wanted), len(there))
    best = max(range(len(there) - size + 1), key=lambda at: shared[at + size] - shared[at])
    if shared[best + size] == shared[best]:
        return Missing(Reason.ABSENT)
    # The window may be off by the words that were put in or left out: look around it, then align.
    low = max(0, best - size // 2)
    window = [word for word, _, _ in there[low : best + size + size // 2]]
    *blocks, _ = SequenceMatcher(None, wanted, window, autojunk=False).get_matching_blocks()
    if blocks:
        first, last = blocks[0], blocks[-1]
        low, high = low + max(0, first.b - first.a), low + last.b - last.a + len(wanted)
    else:
        low, high = best, best + size
    passage = there[low:high]
    difference = _first_difference(wanted, [word for word, _, _ in passage])
    return Missing(Reason.ABSENT, nearest=text.words(passage[0][1], passage[-1][2]), differs=difference)


def _first_difference(wanted: Sequence[str], there: Sequence[str]) -> tuple[str, str] | None:
    for change, i, j, k, m in SequenceMatcher(None, wanted, there, autojunk=False).get_opcodes():
        if change != "equal":
            return " ".join(wanted[i:j]), " ".join(there[k:m])
    return None

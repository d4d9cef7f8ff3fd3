"""Read the text of a PDF as it was written, whatever the direction of its lines and the breaks between words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from ctypes import c_double, c_void_p, cast
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from unicodedata import bidirectional

import pypdfium2
from pypdfium2 import raw

_VOWELS = "".join(map(chr, (*range(0x64B, 0x660), 0x670)))
"""Arabic signs above and below letters, whose order a reader of PDFs turns around."""
_UNSEEN = frozenset(_VOWELS + "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Characters that no one sees; readers of PDFs keep some and drop others."""
UNSEEN = re.compile(f"[{''.join(sorted(_UNSEEN))}]")
_WORDS = re.compile(f"[^\\s{''.join(sorted(_UNSEEN))}]+")
_LINE_END = {"\r": "", "\x02": "-", "\ufffe": "-"}
"""PDFium's signs for the end of a line: a hyphen there is written as a control."""
OPENING = str.maketrans(")]}»”’", "([{«“‘")
"""Brackets, which a reader turns on a line that it turns around."""
_DIGITS = re.compile(r"\d+")
_NEAR = 12.0
"""Points from one letter's origin to the next within a word, at most."""


@dataclass(frozen=True)
class Stretch:
    """Hold a stretch of text, and find words in it whatever the white space between them."""

    text: str

    @cached_property
    def places(self) -> list[int]:
        """Return where each character of the compact text stands."""
        return [at for word in _WORDS.finditer(self.text) for at in range(word.start(), word.end())]

    @cached_property
    def compact(self) -> str:
        """Return the text, squeezed."""
        return squeeze(self.text)

    def part(self, start: int, end: int) -> str:
        """Return the text between two places of the compact one."""
        return self.text[self.places[start] : self.places[end - 1] + 1] if start < end else ""

    def line(self, start: int, end: int) -> str:
        """Return the same on one line."""
        return " ".join(self.part(start, end).split())

    def spans(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield where words stand."""
        bare = squeeze(words)
        for at in finds(self.compact, bare) if bare else ():
            yield self.places[at], self.places[at + len(bare) - 1] + 1

    def drawn(self, words: Sequence[str]) -> tuple[int, int] | None:
        """Return where all these words stand together, and nothing else, in whatever order a reader takes a drawing."""
        bare = [squeeze(said) for said in words]
        length = sum(map(len, bare))
        lacking = Counter("".join(bare))
        lacking.subtract(self.compact[:length])
        wrong = sum(map(abs, lacking.values()))
        for at in range(len(self.compact) - length + 1):
            if not wrong and all(said in self.compact[at : at + length] for said in bare):
                return self.places[at], self.places[at + length - 1] + 1
            for char, more in ((self.compact[at], 1), (self.compact[at + length : at + length + 1], -1)):
                wrong += abs(lacking[char] + more) - abs(lacking[char]) if char else 0
                lacking[char] += more
        return None

    def without(self, words: Iterator[str]) -> str:
        """Return the text with blanks in the place of words."""
        chars = list(self.text)
        for said in words:
            for start, end in self.spans(said):
                chars[start:end] = " " * (end - start)
        return "".join(chars)


def annotation_kinds(page: pypdfium2.PdfPage) -> Iterator[int]:
    """Yield what kinds of annotations a page has, in PDFium's numbers."""
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        found = raw.FPDFPage_GetAnnot(page, at)
        yield raw.FPDFAnnot_GetSubtype(found)
        raw.FPDFPage_CloseAnnot(found)


def page_texts(page: pypdfium2.PdfPage) -> tuple[str, ...]:
    """Return the text of a page in the order in which it was written; in two ways, if lines may be turned around.

    PDFium turns a line around that has more words from right to left than others. There the page's text objects are
    read one by one: they stand in the order of the page, those of a right-to-left stretch from its end to its start.
    """
    found = page.get_textpage()
    text: str = found.get_text_bounded()
    for sign, char in _LINE_END.items():
        text = text.replace(sign, char)
    if not _turns(text):
        return (text,)
    x, y = c_double(), c_double()
    chars: dict[int | None, list[tuple[float, bool, str]]] = defaultdict(list)
    lines: dict[int | None, float] = {}
    for at in range(found.count_chars()):
        if drawn := cast(raw.FPDFText_GetTextObject(found, at), c_void_p).value:
            raw.FPDFText_GetCharOrigin(found, at, x, y)
            char = chr(raw.FPDFText_GetUnicode(found, at))
            char = _LINE_END.get(char, char)
            chars[drawn].append((x.value, char not in _UNSEEN, char))
            lines.setdefault(drawn, y.value)
    drawn_ones = (
        cast(raw.FPDFPage_GetObject(page, at), c_void_p).value for at in range(raw.FPDFPage_CountObjects(page))
    )
    said: list[str] = []
    for _, line in groupby((drawn for drawn in drawn_ones if drawn in chars), lambda drawn: round(lines[drawn])):
        words, ends = list[str](), list[float]()
        for drawn in line:
            own = "".join(char for *_, char in chars[drawn])
            own = own if _turns(own) else "".join(char for *_, char in sorted(chars[drawn]))
            near = bool(words) and abs(min(chars[drawn])[0] - ends[-1]) < _NEAR and not _turns(own + words[-1])
            words.append(own if near else f" {own}")
            ends.append(max(chars[drawn])[0])
        said += _forward(words)
    return " ".join(said), text


def _forward(words: list[str]) -> Iterator[str]:
    """Yield the stretches of a line, with those from right to left turned to the order in which they are read."""
    signs = "".join("R" if _turns(said) else "L" if any(map(str.isalpha, said)) else "N" for said in words)
    at = 0
    for turned in re.finditer("R(?:[RN]*R)?", signs):
        yield "".join(words[at : turned.start()])
        yield " ".join(reversed(words[turned.start() : turned.end()]))
        at = turned.end()
    yield "".join(words[at:])


def squeeze(text: str) -> str:
    """Return a text without white space, and without what no one sees."""
    return "".join(UNSEEN.sub("", text).split())


def agree(found: str, said: str) -> bool:
    """Tell whether two compact texts are the same.

    PDF readers turn the words of a right-to-left text around one by one: of those only the characters are compared,
    and each run of digits. Stretches from left to right that have digits must stand as they are, in their order.
    """
    return found == said or (_turns(said) and _bag(found) == _bag(said) and _keeps_digits(found, said))


def _bag(text: str) -> list[str]:
    return sorted(text.translate(OPENING))


def _keeps_digits(found: str, said: str) -> bool:
    at = 0
    for stretch in _firm(said):
        place = found.find(stretch, at)
        if place < 0:
            return False
        at = place + len(stretch)
    return sorted(_DIGITS.findall(found)) == sorted(_DIGITS.findall(said))


def _firm(said: str) -> Iterator[str]:
    """Yield the left-to-right stretches with digits, without their ends that may be drawn into what goes the other way.

    Those are digits before the first letter, and signs after the last letter or digit (UAX 9: W2, W7, N1).
    """
    for part in "".join("\n" if _turns(char) else char for char in said).split("\n"):
        first = next((at for at, char in enumerate(part) if char.isalpha()), len(part))
        last = max((at for at, char in enumerate(part) if char.isalnum()), default=-1)
        if _DIGITS.search(part, first):
            yield part[first : last + 1]


def _turns(text: str) -> bool:
    return not text.isascii() and any(bidirectional(char) in ("R", "AL") for char in text)


def finds(haystack: str, needle: str) -> Iterator[int]:
    """Yield where a compact text stands in another."""
    if _turns(needle):
        bag = _bag(needle)
        for at in range(len(haystack) - len(needle) + 1):
            own = haystack[at : at + len(needle)]
            if _bag(own) == bag and _keeps_digits(own, needle):
                yield at
        return
    at = haystack.find(needle)
    while at >= 0:
        yield at
        at = haystack.find(needle, at + 1)

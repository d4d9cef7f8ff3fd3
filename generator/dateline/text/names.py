"""Find registered names in a text (proof rule P5).

A name stands there when it is written with the register's letters: white space, quotes and dashes are folded
as in a quotation, and its first letter may have either case ("eastern Qalamoun", "The Observatory"); but a
name of one word that is registered with a capital has it ("Front" is not in "the front line"). It is no part
of a longer word; a possessive ('s) or a hyphen may follow ("SOHR’s", "rebel-held"), a word with a hyphen may
not precede ("anti-Qalamoun"). At each place the longest name wins, so that "Syrian government forces" does
not name the Syrian government. Nothing is stripped or declined: an Arabic name with a prefix is another
spelling, which the register lists.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Generic, TypeVar

from dateline.text.folding import fold

K = TypeVar("K", bound=Hashable)

_WORD = re.compile(r"\w+")
_GOES_ON = re.compile(r"\w|'(?!s\b)\w|(?<=\d)[.,:]\d|(?<=\b\w)\.\w")  # 1.5, U.S.A
_LONG_DASHES = "—―"  # they part words, as a comma does, although a quotation may write them as a hyphen


@dataclass(frozen=True, slots=True)
class Mention(Generic[K]):
    """Say where a name stands, in code points, end exclusive, and the keys of all that it may mean."""

    start: int
    end: int
    keys: frozenset[K]


class Names(Generic[K]):
    """Hold registered names, indexed by their first words; never changed once made."""

    __slots__ = ("_keys_of", "_mentions", "_shapes_of")

    def __init__(self, names: Mapping[K, Iterable[str]]) -> None:
        """Index each key's names and spellings; one without a letter or digit is never said."""
        keys_of: dict[str, set[K]] = {}
        for key, spellings in names.items():
            for variant in {variant for spelling in spellings for variant in _variants(spelling)}:
                keys_of.setdefault(variant, set()).add(key)
        # How long the names with a first word are, and how far before the word they begin ('Anadan: 1):
        # few, however many names begin with "Syrian".
        shapes_of: dict[str, set[tuple[int, int]]] = {}
        for spelling in keys_of:
            word = _WORD.findall(spelling)[0]
            shapes_of.setdefault(word, set()).add((len(spelling), spelling.index(word)))
        self._keys_of = MappingProxyType({name: frozenset(keys) for name, keys in keys_of.items()})
        self._shapes_of = MappingProxyType(
            {word: tuple(sorted(shapes, reverse=True)) for word, shapes in shapes_of.items()}
        )
        # One text stands before many rules, one after another.
        self._mentions = lru_cache(maxsize=64)(lambda text: tuple(self._find(text)))

    def said_in(self, text: str) -> frozenset[K]:
        """Return every key one of whose names stands in a text."""
        return frozenset(key for mention in self.mentions(text) for key in mention.keys)

    def mentions(self, text: str) -> tuple[Mention[K], ...]:
        """Return the names that stand in a text, in order, the longest at each place, none overlapping."""
        return self._mentions(text)

    def _find(self, text: str) -> Iterator[Mention[K]]:
        folded = fold(text)
        words = folded.text.replace("\n", " ")
        shapes_of = self._shapes_of.get
        done = 0
        for match in _WORD.finditer(words):
            shapes = shapes_of(match[0])
            if shapes is None:  # as for most words
                continue
            for length, lead in shapes:
                start = match.start() - lead
                end = start + length
                if start < done or end > len(words):
                    continue
                keys = self._keys_of.get(words[start:end])
                if keys is None or (words[end : end + 1] != " " and _goes_on(words, end)):
                    continue
                # A dash is looked up in the original: folded, it is a hyphen.
                joined = start > 0 and words[start - 1] != " " and _joins(words, start)
                if joined and text[folded.start(start - 1)] not in _LONG_DASHES:
                    continue
                yield Mention(folded.start(start), folded.end(end), keys)
                done = end
                break


def _variants(spelling: str) -> set[str]:
    """Return a folded spelling with its first letter in each case that it may have, or nothing if it has no word."""
    folded = " ".join(fold(spelling).text.split())
    word = _WORD.search(folded)
    if not word:
        return set()
    at = word.start()
    letters = {folded[at], folded[at].upper()}
    if len(_WORD.findall(folded)) > 1:  # the "Front" is not the front of "the front line"
        letters.add(folded[at].lower())
    return {folded[:at] + letter + folded[at + 1 :] for letter in letters}


def _joins(words: str, start: int) -> bool:
    """Tell whether what begins here is the rest of a word."""
    before = words[max(0, start - 2) : start]
    return before != "" and (_in_word(before[-1]) or (before[-1] in "-'" and _in_word(before[0])))


def _goes_on(words: str, end: int) -> bool:
    """Tell whether a word or number goes on here; a possessive and a hyphen do not count."""
    return _GOES_ON.match(words, end) is not None or _in_word(words[end : end + 1])


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_" or (not char.isascii() and unicodedata.category(char)[0] == "M")

"""Write a quotation with a sign for each mention, so that a pattern need not know what is registered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.prove.naming import Register
from dateline.text.names import Mention

# Each mention is written as its number between two signs of its kind.
_A, _P = "\ue0a0", "\ue0b0"
_MARK = re.compile(rf"[{_A}{_P}](\d+)[{_A}{_P}]")
ACTOR = rf"(?:[Tt]he )?{_A}(\d+){_A}"
"""An actor, with its article; a pattern has the number in a group."""
FORCES = (
    r"(?i:forces|troops|fighters|soldiers|militiam[ae]n|gunmen|units|garrison|gunboats|boats|ships|patrols|artillery)"
)
OF_ACTOR = (
    rf"(?:[Tt]he )?(?:last )?(?:(?:[\w-]+ )?{FORCES} (?:of|from|loyal to) )?{ACTOR}(?:['’]s?)?"
    rf"(?: (?:[\w-]+ )?{FORCES})?"
)
"""An actor, or people and things of it: “the Guard’s forces”, “fighters of the Guard”, “the last Guard soldiers”."""
PLACE = rf"{_P}\d+{_P}"
"""A place; its number is in no group, for several may stand together."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Hold a quotation with the number of each mention in its place, and the mentions."""

    text: str
    mentions: Sequence[Mention[str]]
    words: str
    """The quotation as it is."""

    def plain(self, words: str) -> str:
        """Return marked words as they stand in the quotation."""
        return _MARK.sub(
            lambda mark: self.words[self.mentions[int(mark[1])].start : self.mentions[int(mark[1])].end], words
        )

    def named(self, numbers: str) -> frozenset[str]:
        """Return the keys of all that some marks mean."""
        return frozenset().union(*(self.mentions[int(number)].keys for number in re.findall(r"\d+", numbers)))


def mark(text: str, register: Register) -> Marked:
    """Mark the mentions in a text."""
    mentions = register.names.mentions(text)
    parts, done = [], 0
    for at, mention in enumerate(mentions):
        sign = _A if any(name.startswith("actors/") for name in mention.keys) else _P
        parts += [text[done : mention.start], f"{sign}{at}{sign}"]
        done = mention.end
    return Marked("".join([*parts, text[done:]]), mentions, text)


def numbers_of(words: str) -> tuple[str, str]:
    """Return the numbers of the actors and places that are marked in words."""
    return " ".join(re.findall(rf"{_A}(\d+){_A}", words)), " ".join(re.findall(rf"{_P}(\d+){_P}", words))

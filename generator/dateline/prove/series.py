"""Pair numbers with the places that they are told of: “18 people in Port Amber and 6 near Gull Island”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from dateline.model.facts import Fact, Figure
from dateline.prove.counting import counted, says_word
from dateline.prove.document import Words
from dateline.prove.naming import Register
from dateline.prove.quoted import Quoted
from dateline.text.clauses import clauses_of
from dateline.text.names import Mention
from dateline.text.numbers import Reading

_WHERE = r"(?:in|at|on|inside|outside|around|near)\s(?:the\s)?"
_IN = re.compile(rf"\b{_WHERE}$", re.IGNORECASE)
_ONLY_IN = re.compile(rf"\s{_WHERE}", re.IGNORECASE)
_THEN = re.compile(r"(?:[,;:–—]|\b(?:and|while|including|plus|with))\s*$")
"""Before a number, or the words for its place: it goes on with what was counted before."""
_ENDS = re.compile(
    r"\s*(?:[.,;:!?)\]–—”]|$)|\s+(?:and|or|while|but|on|over|during|overnight|yesterday|this|last|since|between|according)\b"
)
"""After the second pair: nothing else is told of it."""
_EACH = re.compile(r"\b(?:each|respectively|apiece|either|or|between)\b", re.IGNORECASE)
_IN_ALL = re.compile(
    r"(?:\s+(?!(?:after|before|when|while|as|who|which|that|from|of|to|following|since|for|by|and|but|or|including)\b)[\w’'-]+){0,6}?"
    r"\s+(?:in|at|across|around|near)\s+(?:the\s+)?(?:(?:towns|villages|cities|districts|areas|camps)\s+of\s+)?",
    re.IGNORECASE,
)
_ALL_BEGIN = re.compile(r"(?:[\w’'-]+\s+){0,4}?(?:in|at|across|around|near|on|of)\s+(?:the\s+)?", re.IGNORECASE)
_ALL_END = re.compile(
    r"(?:,\s+|\s+(?:(?:has|have|had)\s+)?(?:killed|injured|wounded|displaced|left|destroyed|damaged)\s+)", re.IGNORECASE
)
_LIST_ENDS = re.compile(
    r"\s*(?:[.,;:!?)\]–—”]|$)|\s+(?:on|over|during|overnight|yesterday|this|last|since|in|between|according|by|when|after|combined|together)\b"
)
"""Between a number and the list of its places, after it, and around a list that stands before its number."""
_NEXT, _LAST = re.compile(r",\s+(?:the\s+)?"), re.compile(r",?\s+and\s+(?:(?:in|at|near)\s+)?(?:the\s+)?")
_BEFORE = 40
"""Code points before a name in which the words that stand before it are looked for."""


def places_told(text: str, register: Register) -> list[Mention[str]]:
    """Return the places in a text that something is said to be in, at or near."""
    return [
        mention
        for mention in register.names.mentions(text)
        if any(name.startswith("places/") for name in mention.keys)
        and _IN.search(text[max(0, mention.start - _BEFORE) : mention.start])
    ]


def series_of(fact: Fact, quoted: Quoted, register: Register) -> Mapping[Reading, Mention[str]]:
    """Return the numbers of a series that counts what a figure does, each with its place; empty where none is plain.

    The first number has the words for what is counted, the others have their place alone: “18 people were injured in
    Port Amber and 6 near Gull Island”, “in Port Amber 18 people were injured and near Gull Island 6”.
    """
    if not isinstance(fact, Figure) or "…" in fact.quote or not quoted.names_several("places/"):
        return {}
    text = fact.flat_quote
    words, places = register.read(text).whole(), places_told(text, register)
    heads = counted(words, fact.indicator)
    told = _by_clause(fact, words, heads, register)
    for before, reading in pairwise(words.numbers):
        if before not in told and before not in heads:
            continue
        if after := _follows(text, reading, places):
            if _THEN.search(text, before.end, reading.start) and _ENDS.match(text, after.end):
                told[reading] = after
            continue
        first, second = _leads(text, before, places), _leads(text, reading, places)
        if first and second and _ENDS.match(text, reading.end):
            said = _IN.search(text, before.end, second.start)
            if said and _THEN.search(text, before.end, said.start()):
                told |= {before: first, reading: second}
    return told


def places_together(
    text: str, number: Reading, numbers: Sequence[Reading], places: Sequence[Mention[str]]
) -> Sequence[Mention[str]]:
    """Return the places for which together a number is plainly given: “31 in P, Q and R”; else none."""
    if _EACH.search(text):
        return ()
    end = min((one.start for one in numbers if one.start >= number.end), default=len(text))
    behind = [one for one in places if number.end <= one.start < end]
    if behind:
        group = _listed(text, behind)
        plain = group and _IN_ALL.fullmatch(text, number.end, group[0].start) and _LIST_ENDS.match(text, group[-1].end)
        return group if plain else ()
    group = _listed(text, [one for one in places if one.end <= number.start])
    if number != numbers[0] or not group:
        return ()
    begins = _ALL_BEGIN.fullmatch(text, 0, group[0].start)
    return group if begins and _ALL_END.fullmatch(text, group[-1].end, number.start) else ()


def _listed(text: str, places: Sequence[Mention[str]]) -> Sequence[Mention[str]]:
    """Return the first places of several that are listed with “and” before the last; none where they are not."""
    for at, (one, two) in enumerate(pairwise(places)):
        joint = text[one.end : two.start]
        if _LAST.fullmatch(joint) and not (at == 0 and joint.startswith(",")):
            return places[: at + 2]
        if not _NEXT.fullmatch(joint):
            return ()
    return ()


def _by_clause(
    figure: Figure, words: Words, heads: Sequence[Reading], register: Register
) -> dict[Reading, Mention[str]]:
    """Pair the numbers that have a clause each, with all the words of an indicator and one place."""
    text, told = words.text, {}
    clauses = clauses_of(text)
    for start, end, _ in clauses if len(clauses) > 1 else ():
        numbers = [reading for reading in words.numbers if start <= reading.start < end]
        named = [one for one in register.names.mentions(text) if start <= one.start < end]
        places = [one for one in named if any(name.startswith("places/") for name in one.keys)]
        said = all(says_word(text[start:end], word) for word in figure.indicator.words)
        if said and len(numbers) == len(places) == 1 and numbers[0] in heads:
            told[numbers[0]] = places[0]
    return told


def _follows(text: str, reading: Reading, places: Sequence[Mention[str]]) -> Mention[str] | None:
    """Return the place that stands directly after a number: “6 in Port Amber”."""
    return next(
        (one for one in places if one.start > reading.end and _ONLY_IN.fullmatch(text, reading.end, one.start)), None
    )


def _leads(text: str, reading: Reading, places: Sequence[Mention[str]]) -> Mention[str] | None:
    """Return the place that stands directly before a number: “in Port Amber 6”."""
    return next((one for one in places if text[one.end : reading.start] in (" ", ", ")), None)

"""Refuse as where somebody went the place that plain English says they came from, and the other way round (P5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Event, Fact, Figure
from dateline.problems import Problem, Rule
from dateline.prove.naming import Register, key
from dateline.prove.quoted import Quoted

_MOVES = re.compile(
    r"\b(?:c[ao]m(?:e|es|ing)|mov(?:e|es|ed|ing)|went|go(?:es|ne|ing)|fle(?:d|es?|eing)|return(?:s|ed|ing)?|withdr\w+"
    r"|retreat\w*|evacuat\w*|travel\w*|march\w*|advanc\w*|sail\w*|fl(?:ew|own|ying)|dr(?:ove|iven|iving)|arriv\w*"
    r"|depart\w*|transfer\w*|transport\w*|relocat\w*|brought|taken|took|sent|bussed|shipped|ferried|expelled|displaced"
    r"|escap\w*|headed|heading|walk\w*|pull(?:ed|ing)|deport\w*|cross\w*|leav(?:e|es|ing)|left|abandon\w*|vacat\w*"
    r"|reach\w*|enter\w*)\b",
    re.IGNORECASE,
)
_LEAVES = re.compile(r"(?:leav|left|abandon|vacat)\w*\s(?:the\s)?$", re.IGNORECASE)
_REACHES = re.compile(r"(?:reach|enter)\w*\s(?:the\s)?$", re.IGNORECASE)
"""Verbs that need no word between them and a place."""
_FROM = re.compile(r"\w+(?:\s[^\s,.;:—]+){0,6}?\s(?:from|out of)\s(?:the\s)?$")
_TO = re.compile(r"(?!leav|left)\w+(?:\s[^\s,.;:—]+){0,6}?\s(?:in)?to(?:wards)?\s(?:the\s)?$", re.IGNORECASE)
"""A verb, and up to six words between it and a place."""
_NO_WAY = re.compile(
    r"\b(?:far|away|km|kilomet\w+|miles?|met(?:re|er)s?|minutes?|hours?|days?|apart|different|roads?|highways?|ways?|routes?"
    r"|bridges?|tracks?|railways?|access|close\w*|next|near\w*|adjacent|opposite|loyal|entrances?|gates?|approach\w*"
    r"|corridors?|due|north|south|east|west|addition)\s(?:from|to)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""How far it is to a place, or what leads there, says nothing of who goes where."""


def prove_ways(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Hold `from` and `to` against the one verb of moving that the quotation has, wherever it names the place."""
    if not isinstance(fact, Event | Figure) or not fact.source.in_english or "…" in fact.quote:
        return
    end = fact.to if isinstance(fact, Event) else None
    if not (fact.origin_place or end):
        return
    text = fact.flat_quote
    verbs = [*_MOVES.finditer(text)]
    if len(verbs) != 1:  # of two, either may be what the fact tells
        return
    for field, place, other in (("from", fact.origin_place, end), ("to", end, fact.origin_place)):
        if not place or key(place) in quoted.named_by("context"):
            continue
        told = [one for one in register.names.mentions(text) if key(place) in one.keys]
        if told and all(_is_way(field, text[verbs[0].start() : one.start]) for one in told):
            there, words = ("to", "where the way goes") if field == "from" else ("from", "where it comes from")
            yield fact.origin.problem(
                (field,),
                Rule.NAMES,
                f"the quotation names “{place.name}” as {words}: “{text[verbs[0].start() : told[0].end]}”",
                f"write `{there}: {place.id}`" + (f" and `{field}: {other.id}`" if other else ""),
            )


def _is_way(field: str, before: str) -> bool:
    """Tell whether a verb of moving, with what stands between it and a place, says the other end than a field does."""
    if _NO_WAY.search(before):
        return False
    against = (_REACHES, _TO) if field == "from" else (_LEAVES, _FROM)
    return any(pattern.match(before) for pattern in against)

"""Refuse as where somebody went the place that plain English says they came from, and the other way round (P5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.facts import Event, Fact, Figure
from dateline.model.registers import Indicator
from dateline.problems import Problem, Rule
from dateline.prove.naming import Register, key
from dateline.prove.quoted import Quoted
from dateline.text.names import Mention
from dateline.text.stems import IRREGULAR

_MOVES = re.compile(
    r"\b(?:c[ao]m(?:e|es|ing)|mov(?:e|es|ed|ing)|went|go(?:es|ne|ing)|fle(?:d|es?|eing)|return(?:s|ed|ing)?|withdr\w+"
    r"|retreat\w*|evacuat\w*|travel\w*|march\w*|advanc\w*|sail\w*|fl(?:ew|own|ying)|dr(?:ove|iven|iving)|arriv\w*"
    r"|depart\w*|transfer\w*|transport\w*|relocat\w*|brought|taken|took|sent|bussed|shipped|ferried|expelled|displaced"
    r"|escap\w*|headed|heading|walk\w*|pull(?:ed|ing)|deport\w*|cross\w*|leav(?:e|es|ing)|left|abandon\w*|vacat\w*"
    r"|reach\w*|enter\w*)\b",
    re.IGNORECASE,
)
_LEAVES = re.compile(r"(?:leav|left|abandon|vacat|fle[de])\w*\s(?:the\s)?$", re.IGNORECASE)
_REACHES = re.compile(r"(?:(?:reach|enter)\w*|arriv\w*\s(?:in|at|on))\s(?:the\s)?$", re.IGNORECASE)
"""Verbs that need no word between them and a place, or have one of their own."""
_NO_OTHER = (
    r"(?:as|when|while|whenever|where|after|before|once|until|till|because|since|although|though|if|unless|amid|despite|due"
    r"|owing|thanks|that|which|who|whom|whose|what|how|why|and|or|but|for|with|without|under|about|against|over|by"
    r"|to(?!\s(?:the|its?|their|an?|\d|(?-i:[A-Z])))|is|are|was|were|be|been|has|had|have|did|does|do|will|would|could|can"
    r"|may|might|must|should|laid|set|cut|put|let|led|ran|hit|got|said|told|spread|fought|kept|brought|caught|dealt"
    rf"|{'|'.join(IRREGULAR)}|[\w-]*ed|[\w-]*caus\w+|[\w-]+ing)\s"
)
"""Words that begin another clause or phrase, and other verbs: what follows belongs to them."""
_BETWEEN = rf"(?:\s(?!{_NO_OTHER})[^\s,.;:—]+)"
_FROM = re.compile(rf"\w+{_BETWEEN}{{0,6}}?\s(?:from|out of)\s(?:the\s)?$", re.IGNORECASE)
_TO = re.compile(
    rf"(?:(?!leav|left)\w+{_BETWEEN}{{0,6}}?\s(?:in)?to(?:wards)?"
    rf"|(?:fle[de]\w*|left|leav(?:es|ing)|depart\w*){_BETWEEN}{{0,4}}?\sfor)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""A verb, and up to six words between it and a place."""
_NO_WAY = re.compile(
    r"\b(?:far|away|km|kilomet\w+|miles?|met(?:re|er)s?|minutes?|hours?|days?|apart|different|roads?|highways?|ways?|routes?"
    r"|bridges?|tracks?|railways?|access|close\w*|next|near\w*|adjacent|opposite|loyal|entrances?|gates?|approach\w*"
    r"|corridors?|due|north|south|east|west|addition|siege|damage|dangers?|fire|threats?|harm|risks?|blows?|attacks?|raids?"
    r"|strikes?|help|aid|support|relief|supplies|answers?|replies|reply|letters?|orders?|appeals?|calls?|messages?|visits?"
    r"|border(?:s|ing)?|streets?|paths?|tunnels?|pipelines?|lines?|crossings?|ferry|ferries|keys?"
    r"|links?|ties|allegiance|loyalty|inquir\w+|views?|winds?|smoke|shells?|rockets?|missiles?|drones?)"
    r"\s(?:from|(?:in)?to)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""How far it is to a place, what leads there, or what is done to it or comes from it says nothing of who goes where."""
_FAR = 160
"""As far behind its verb as a place is read as an end of a way, in code points."""
_NEAR = 60
"""As far before a place as a word that takes “from” or “to” is looked for."""


_SAID = {"from": "where it comes from", "to": "where the way goes"}
_OTHER = {"from": "to", "to": "from"}


@dataclass(frozen=True, slots=True)
class _Way:
    """Hold the one verb of moving of a text, and which end of the way each place is that it names."""

    verb: int
    ends: tuple[tuple[Mention[str], str], ...]
    """`from` or `to`; empty where a place may be something else."""

    def end_of(self, name: str) -> tuple[str, Mention[str] | None]:
        """Return which end a place is wherever it is named, and where it is named first; nothing where it is unsure."""
        told = [(mention, end) for mention, end in self.ends if name in mention.keys]
        ends = {end for _, end in told}
        return (ends.pop(), told[0][0]) if len(ends) == 1 else ("", None)

    def only(self, end: str) -> str:
        """Return the id of the one place that is an end, or nothing."""
        names = {mention.keys for mention, one in self.ends if one == end}
        ids = sorted(name.removeprefix("places/") for keys in names for name in keys)
        return ids[0] if len(ids) == 1 else ""


def prove_ways(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Hold both ends of a way against the one verb of moving that the quotation has, wherever it names the place.

    The place of a figure is an end where its indicator's phrase has such a verb: “fled {place}”, “returned to {place}”.
    """
    if not isinstance(fact, Event | Figure) or not fact.source.in_english or "…" in fact.quote:
        return
    verb, counts = _counted_at(fact.indicator) if isinstance(fact, Figure) else ("", "")
    to = fact.to if isinstance(fact, Event) else None
    if not (fact.origin_place or to or counts):
        return
    way = _read_way(fact.flat_quote, register, verb)
    if not way:
        return
    told = {"from": (fact.origin_place, "from"), "to": (to, "to"), "place": (fact.place, counts)}
    for field, (place, meant) in told.items():
        if not place or not meant or key(place) in quoted.named_by("context"):
            continue
        end, mention = way.end_of(key(place))
        if not mention or end != _OTHER[meant]:
            continue
        words = fact.flat_quote[way.verb : mention.end]
        message = f"the quotation names “{place.name}” as {_SAID[end]}: “{words}”"
        fixes: dict[str, str] = {}
        if isinstance(fact, Event):
            other = to if field == "from" else fact.origin_place
            remedy = f"write `{end}: {place.id}`" + (f" and `{field}: {other.id}`" if other else "")
        elif field == "place":
            message += f"; the indicator counts {_SAID[meant]}"
            remedy, fixes = _of_place(fact, way, counts)
        else:
            remedy, fixes = _of_origin(fact, way, counts)
        yield fact.origin.problem((field,), Rule.NAMES, message, remedy, *([fixes] if fixes else []))


def _of_place(figure: Figure, way: _Way, counts: str) -> tuple[str, dict[str, str]]:
    """Say what to write for the place of a figure that is the other end of its way."""
    place = way.only(counts)
    if not place:
        return "quote the words that say this place, or take an indicator that counts them there", {}
    origin = {"from": figure.place.id} if counts == "to" and not figure.origin_place else {}
    fields = {"place": place, **origin}
    return f"write {_listed(fields)}, or take an indicator that counts them there", fields


def _of_origin(figure: Figure, way: _Way, counts: str) -> tuple[str, dict[str, str]]:
    """Say what to write for a figure whose `from` is where those who are counted went."""
    origin, goal = way.only("from"), way.only("to")
    if not origin or counts == "from":
        return "leave `from:` out", {}
    # Its place is told in a problem of its own where the indicator says which end that is.
    fields = {"from": origin, **({"place": goal} if origin == figure.place.id and goal and not counts else {})}
    return f"write {_listed(fields)}, or leave `from:` out", fields


def _listed(fields: dict[str, str]) -> str:
    return " and ".join(f"`{field}: {value}`" for field, value in fields.items())


def _counted_at(indicator: Indicator) -> tuple[str, str]:
    """Return the one verb of moving of an indicator's English phrase, and which end of its way `{place}` is."""
    phrase = indicator.phrase.get("en")
    before, found, _ = phrase.other.partition("{place}") if phrase else ("", "", "")
    verbs = [*_MOVES.finditer(before)]
    return (verbs[0][0], _end(before[verbs[0].start() :])) if found and len(verbs) == 1 else ("", "")


def _read_way(text: str, register: Register, own: str) -> _Way | None:
    """Read a text with one verb of moving; of several, either may be what a fact tells, unless one is its own."""
    mentions = register.names.mentions(text)
    verbs = [
        verb
        for verb in _MOVES.finditer(text)
        if not any(one.start <= verb.start() < one.end for one in mentions)  # “Amber Reach” reaches nothing
    ]
    mine = verbs if len(verbs) == 1 else [verb for verb in verbs if verb[0].casefold() == own.casefold()]
    if len(mine) != 1:
        return None
    start = mine[0].start()
    stop = next((verb.start() for verb in verbs if verb.start() > start), len(text))
    places = [one for one in mentions if any(name.startswith("places/") for name in one.keys)]
    return _Way(
        start,
        tuple(
            (one, _end(text[start : one.start]) if one.end <= stop and one.start - start <= _FAR else "")
            for one in places
        ),
    )


def _end(before: str) -> str:
    """Return which end of a way a verb of moving, with what stands between it and a place, says of the place."""
    if _NO_WAY.search(before[-_NEAR:]):
        return ""
    if any(pattern.match(before) for pattern in (_LEAVES, _FROM)):
        return "from"
    return "to" if any(pattern.match(before) for pattern in (_REACHES, _TO)) else ""

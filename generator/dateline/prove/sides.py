"""Refuse a demand whose two sides stand the wrong way round, and a presence of who is only told to have left.

As all that reads names by their places in a sentence, these rules know the plainest English, and conclude nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Demand, Fact, Presence
from dateline.problems import Problem, Rule
from dateline.prove.marks import ACTOR, PLACE, mark, numbers_of
from dateline.prove.naming import Register, key

_ASKS = re.compile(
    rf"{ACTOR} (?:has |have |had |again |also )?"
    rf"(?:call(?:s|ed) on|urg(?:es|ed)|order(?:s|ed)|instruct(?:s|ed)|demand(?:s|ed) that|summon(?:s|ed)) {ACTOR}"
    rf"|(?P<asked>{ACTOR} (?:was|were|has been|have been) (?:ordered|urged|instructed|called on|summoned) by {ACTOR})"
)
_LEFT = re.compile(
    rf"^(?:On \w+,? )?(?:The last (?:\w+ )?(?:fighters|soldiers|troops|forces|boats) of )?{ACTOR} "
    r"(?:has |have |had |(?:is|are) (?:believed|thought|reported|understood) to have )?"
    r"(?:left|withdr(?:ew|awn) from|pulled out of|abandoned|vacated) "
    rf"(?:the (?!north|south|east|west|cent|half|part|out)[a-z]+ (?:at|in) )?{PLACE}(?![’'])"
)
_NOT_THERE = re.compile(
    rf"^(?:On \w+,? )?(?:No {ACTOR}|{ACTOR} (?:(?:is|are) (?:not|never|no longer)"
    r"(?! (?:leav|withdraw|pull|abandon|retreat|giv|absent|out\b|only\b|just\b|alone\b))"
    r"|(?:has|have) no (?:\w+ )?(?:presence|fighters|forces|troops|soldiers|base)|(?:may|might|could) (?:also )?be"
    r"|(?:is|are) (?:believed|thought|said|feared|rumou?red|understood) to be"
    r"|(?:plans?|wants?|intends?|hopes?|threatens?|vow(?:s|ed)) to|(?:was|were) (?:once|formerly|previously)"
    rf"|den(?:y|ies|ied) (?:that )?(?:it|its|they|their|being|having)\b))[^.;:,]{{0,60}}? {PLACE}(?![’'])"
)
"""One is not in a place, or only perhaps, or not yet, or was there once."""
_LATER = re.compile(r", (?:\w+ ){0,2}(?:minutes|hours|days|a day|weeks) after (?:saying|promising|vowing)\b[^.;:]*")
"""After that: what one had said before it left."""
_STAYS = re.compile(
    r"\b(?:some|part\w*|most|half|few|first|second|third|other\w*|behind|still|again|return\w*|back|remain\w*|stay\w*"
    r"|not|never|no|but|except|den\w+|false|untrue|until|before|after|when|once|if|to|for|its|their|the)\b",
    re.IGNORECASE,
)
"""Beside that: it may be there all the same, or what it left may be something of the place."""


def prove_sides(fact: Fact, register: Register) -> Iterator[Problem]:
    """Hold who asks and who is asked (P5), and that one is somewhere (`state`), against plain words for it."""
    if not fact.source.in_english or "…" in fact.quote:
        return
    if isinstance(fact, Demand):
        yield from _asks(fact, register)
    elif isinstance(fact, Presence) and not fact.date and not fact.since:
        yield from _left(fact, register)


def _asks(fact: Demand, register: Register) -> Iterator[Problem]:
    """Refuse a demand of the one who is asked to the one who asks."""
    marked = mark(fact.flat_quote, register)
    by, to = (frozenset(map(key, side)) for side in (fact.by, fact.to))
    found = [*_ASKS.finditer(marked.text)]
    sides = [(one[5], one[4]) if one["asked"] else (one[1], one[2]) for one in found]
    read = [(marked.named(asks), marked.named(asked)) for asks, asked in sides]
    if not read or any(by & asks or to & asked for asks, asked in read):
        return
    for one, (asks, asked) in zip(found, read, strict=True):
        if by & asked and to & asks:
            ids = [" or ".join(sorted(name.removeprefix("actors/") for name in side)) for side in (asks, asked)]
            yield fact.origin.problem(
                ("by",),
                Rule.NAMES,
                f"the quotation says it the other way round: “{marked.plain(one[0])}”",
                f"write `by: {ids[0]}` and `to: {ids[1]}`",
                *([{"by": ids[0], "to": ids[1]}] if len(asks) == len(asked) == 1 else []),
            )
            return


def _left(fact: Presence, register: Register) -> Iterator[Problem]:
    """Refuse that one is in a place which the quotation only says that it left, is not in, or may be in."""
    marked = mark(fact.flat_quote, register)
    left = _LEFT.search(marked.text)
    found = left or _NOT_THERE.search(marked.text)
    others = " … ".join(words for path, words in fact.quotations if path != ("quote",))
    if not found or _STAYS.search(f"{_LATER.sub('', marked.text[found.end() :])} … {others}"):
        return
    actors, places = map(marked.named, numbers_of(found[0]))
    if key(fact.actor) in actors and fact.place and key(fact.place) in places:
        only = "only says that it left" if left else "only says"
        yield fact.origin.problem(
            ("actor",),
            Rule.STATE,
            f"the fact says that it is there, and its quotation {only}: “{marked.plain(found[0])}”",
            "tell it as an event, quote the words that say that it is there, or keep it with `unproved: …`",
        )

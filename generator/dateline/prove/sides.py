"""Refuse a demand whose two sides stand the wrong way round, and as there or in control who is only told to have left.

As all that reads names by their places in a sentence, these rules know the plainest English, and conclude nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Control, ControlState, Demand, Event, Fact, Presence
from dateline.problems import Problem, Rule
from dateline.prove.marks import ACTOR, OF_ACTOR, PLACE, mark, numbers_of
from dateline.prove.naming import Register, key
from dateline.text.stems import stem

_ASKS = re.compile(
    rf"{ACTOR} (?:has |have |had |again |also )?"
    rf"(?:call(?:s|ed) on|urg(?:es|ed)|order(?:s|ed)|instruct(?:s|ed)|demand(?:s|ed) that|summon(?:s|ed)) {ACTOR}"
    rf"|(?P<asked>{ACTOR} (?:was|were|has been|have been) (?:ordered|urged|instructed|called on|summoned) by {ACTOR})"
)
_WANTS = re.compile(
    rf"{ACTOR} (?:has |have |had |again |also )?"
    r"(?:(?:wants?|wanted|ask(?:s|ed)|tells?|told|expect(?:s|ed)|requir(?:es|ed)|call(?:s|ed) for)"
    rf" {ACTOR} (?=to\b)|(?:gives?|gave|given) {ACTOR} (?:until )?(?:[\w-]+ ){{1,5}}?(?=to\b))"
)
"""One wants another “to” do something."""
_LEFT = re.compile(
    rf"^(?:On \w+,? )?{OF_ACTOR} "
    r"(?:has |have |had |(?:is|are) (?:believed|thought|reported|understood) to have )?"
    r"(?:left|withdr(?:ew|awn) from|pulled out of|abandoned|vacated) "
    rf"(?:the (?!north|south|east|west|cent|half|part|out)[a-z]+ (?:at|in) )?(?:the )?{PLACE}(?![’'])"
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
_LATER = re.compile(
    r", (?:\w+ ){0,2}(?:minutes|hours|days|a day|weeks) after (?:saying|promising|vowing)\b[^.;:]*"
    r"|,? ending (?:a|an|the|its|their) [^,.;:]*?(?:occupation|siege|presence|rule|control|hold|stay)\b"
    r"(?: (?:of|over|in|there)\b[^,.;:]*)?"
    rf"| for (?:the )?{PLACE}"
    r"| (?:before|at|after) (?:dawn|daybreak|sunrise|noon|dusk|dark|nightfall|sunset|midnight|the weekend)"
    r"| (?:in|during) the (?:early |late )?(?:hours|morning|afternoon|evening|night)"
)
"""After that: what one had said before it left, when it did, and for where."""
_STAYS = re.compile(
    r"\b(?:some|part\w*|most|half|few|first|second|third|other\w*|behind|still|again|return\w*|back|remain\w*|stay\w*"
    r"|not|never|no|but|except|den\w+|false|untrue|until|before|after|when|once|if|to|for|its|their|the)\b",
    re.IGNORECASE,
)
"""Beside that: it may be there all the same, or what it left may be something of the place."""


_DOES = re.compile(
    rf"(?:[.;]|,? (?:after|before|when|while|whereas|because|once|until|that|but)) {OF_ACTOR}"
    r" (?:has |have |had )?(?P<verb>[a-z]+)\b"
)
"""One does something, in a clause of its own."""


def prove_sides(fact: Fact, register: Register) -> Iterator[Problem]:
    """Hold who asks and who is asked (P5), and that one is somewhere (`state`), against plain words for it."""
    if not fact.source.in_english or "…" in fact.quote:
        return
    if isinstance(fact, Demand):
        yield from _asks(fact, register)
    elif isinstance(fact, Event):
        yield from _does(fact, register)
    elif isinstance(fact, Presence | Control) and not fact.date and not fact.since:
        yield from _left(fact, register)


def _asks(fact: Demand, register: Register) -> Iterator[Problem]:
    """Refuse a demand of the one who is asked to the one who asks."""
    marked = mark(fact.flat_quote, register)
    by, to = (frozenset(map(key, side)) for side in (fact.by, fact.to))
    found = [*_ASKS.finditer(marked.text), *_WANTS.finditer(marked.text)]
    # Of “was asked by”, and of the other verb of `_WANTS`, the names stand in the next two groups.
    pairs = [[number for number in one.groups() if number and number.isdigit()] for one in found]
    sides = [
        (two, one) if of.groupdict().get("asked") else (one, two) for of, (one, two) in zip(found, pairs, strict=True)
    ]
    read = [(marked.named(asks), marked.named(asked)) for asks, asked in sides]
    if not read or any(by & asks or to & asked for asks, asked in read):
        return
    for one, (asks, asked) in zip(found, read, strict=True):
        if by & asked and to & asks:
            ids = [" or ".join(sorted(name.removeprefix("actors/") for name in side)) for side in (asks, asked)]
            yield fact.origin.problem(
                ("by",),
                Rule.NAMES,
                f"the quotation says it the other way round: “{marked.plain(one[0]).strip()}”",
                f"write `by: {ids[0]}` and `to: {ids[1]}`",
                *([{"by": ids[0], "to": ids[1]}] if len(asks) == len(asked) == 1 else []),
            )
            return


def _does(fact: Event, register: Register) -> Iterator[Problem]:
    """Refuse an event of who is only named before a clause in which another does it: “X took P after Y withdrew”."""
    verb, by = stem(fact.what.split()[0]), frozenset(map(key, fact.actors))
    marked = mark(fact.flat_quote, register)
    text = marked.text
    if not by or sum(stem(word) == verb for word in re.findall(r"[\w-]+", text)) != 1:
        return
    for found in _DOES.finditer(text):
        does = marked.named(found[1])
        before = marked.named(numbers_of(text[: found.start()])[0])
        after = marked.named(numbers_of(text[found.end() :])[0])
        if stem(found["verb"]) == verb and by <= before and not by & (does | after):
            ids = sorted(name.removeprefix("actors/") for name in does)
            yield fact.origin.problem(
                ("actor",),
                Rule.NAMES,
                f"the quotation says of another that it did this: “{marked.plain(found[0]).lstrip('.;, ')}”",
                f"write `actor: {' or '.join(ids)}`, or tell what “{fact.actors[0].name}” did",
                *([{"actor": ids[0]}] if len(ids) == 1 else []),
            )


def _left(fact: Presence | Control, register: Register) -> Iterator[Problem]:
    """Refuse that one is in a place, or holds it, if the quotation only says that it left, is not or may be there."""
    if isinstance(fact, Control) and fact.state not in (ControlState.CONTROLLED, ControlState.MIXED):
        return
    marked = mark(fact.flat_quote, register)
    left = _LEFT.search(marked.text)
    found = left or (_NOT_THERE.search(marked.text) if isinstance(fact, Presence) else None)
    others = " … ".join(words for path, words in fact.quotations if path != ("quote",))
    if not found or _STAYS.search(f"{_LATER.sub('', marked.text[found.end() :])} … {others}"):
        return
    actors, places = map(marked.named, numbers_of(found[0]))
    if not actors.isdisjoint(map(key, fact.actors)) and key(fact.place) in places:
        only = "only says that it left" if left else "only says"
        there = "is there" if isinstance(fact, Presence) else "holds it"
        yield fact.origin.problem(
            ("actor" if isinstance(fact, Presence) else "state",),
            Rule.STATE,
            f"the fact says that it {there}, and its quotation {only}: “{marked.plain(found[0])}”",
            f"tell it as an event, quote the words that say that it {there}, or keep it with `unproved: …`",
        )

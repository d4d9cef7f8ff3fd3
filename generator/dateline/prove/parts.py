"""Refuse as the state of a whole place what the quotation only says of a part of it, or of what lies near it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Control, ControlState, Fact
from dateline.problems import Problem, Rule
from dateline.prove.naming import Register, key
from dateline.prove.quoted import Quoted

_SIDES = r"(?:far )?(?:north|south|east|west)(?:east|west)?"
_SITES = (
    r"(?:areas|villages|towns|districts|neighbou?rhoods|quarters|suburbs|outskirts|countryside|surroundings|positions"
    r"|hills|heights|airports?|airbase|bridges?|hospitals?|stations?|markets?|refinery|dam|crossings?|gates?|streets"
    r"|buildings|cent(?:re|er)|edges?|entrances?|approaches|access)"
)
_PART = re.compile(
    r"\b(?:(?:most|much|parts?|half|some|two[- ]thirds|three[- ]quarters|swathes?|(?:nearly|almost|virtually) all"
    r"|(?:a|an|one) (?:[a-z]+ )?(?:portion|section|corner|third|quarter|slice|strip|swathe?)"
    r"|(?:the )?(?:majority|bulk|rest|remainder)|\d+(?:\.\d+)? ?(?:percent|per cent|%)"
    rf"|the {_SIDES}|{_SIDES}ern (?:part|parts|half|edge|side)|{_SITES}(?:,? (?:and|or) [a-z]+)?) of"
    rf"|{_SITES} (?:in|to|at|on)) (?:the )?$",
    re.IGNORECASE,
)
"""Before a place."""
_NEAR = re.compile(
    rf"\b(?:near|around|outside|beyond|close to|overlooking|leading to|just off|(?<!the ){_SIDES} of) (?:the )?$",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r",? (?:except|apart from|aside from|other than|excluding|save for|but (?:for|not))\b")
"""After a place."""
_LEFT_OUT = re.compile(r"\b(?:except(?: for)?|apart from|aside from|other than|excluding|save for|but not) (?:the )?$")
"""Before a place that is none of those."""
_FAR = 90
"""As far before a place as such words are looked for."""
_PARTLY = re.compile(
    r"\b(partly|partially|largely|mostly|almost|nearly)(?: (?:fully|wholly|entirely|completely))?"
    r" (?:holds?|controls?|held|controlled)\b"
)
_OF_HOLDING = re.compile(
    r"h[eo]ld|control|\brul|\brun|\bran\b|seiz|captur|\bt[ao]ke|took|\bf[ae]ll|hands?\b|occup|govern|administ|authorit|stronghold"
    r"|bastion|\bbase|pocket|enclave|territor|sieg|encircl|surround|contest|disput|claim|liberat|gain|recover|secur|command"
    r"|dominat|domain|\bown|los[et]|\bced|surrender|under\b|overr[au]n|conquer|clear|power|possess|grip|patrol|garrison|\bw[io]n"
    r"|front|fight|fought|battle|clash|block",
    re.IGNORECASE,
)
"""Parts of words of which one stands wherever it is told who holds a place."""
_WHOLE = (ControlState.CONTROLLED, ControlState.CLAIMED)


def prove_whole(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse a state of control where each mention of the place is one of a part, or of what lies near (`state`).

    What is `mixed`, `contested`, `besieged` or unknown may be so in a part; and so may a claim whose `note:` says it.
    """
    if not isinstance(fact, Control) or not fact.source.in_english or "…" in fact.quote:
        return
    said = " … ".join(words for _, words in fact.quotations)
    if fact.state is not ControlState.UNKNOWN and not _OF_HOLDING.search(said):
        yield fact.origin.problem(
            ("state",),
            Rule.STATE,
            f"the fact says `{fact.state}`, and no word of the quotation is about who holds a place",
            "quote the words that say who holds it; or tell it as an event, or as presence",
        )
        return
    text, name = fact.flat_quote, key(fact.place)
    mentions = [one for one in register.names.mentions(text) if name in one.keys]
    if not mentions or name in quoted.named_by("context"):
        return
    out = [found for one in mentions if (found := _LEFT_OUT.search(text, max(0, one.start - _FAR), one.start))]
    if len(out) == len(mentions):
        yield fact.origin.problem(
            ("place",),
            Rule.STATE,
            f"the quotation leaves it out: “{text[out[0].start() : mentions[0].end]}”",
            "mend the place, or quote the words that say who holds this one",
        )
        return
    near = [found for one in mentions if (found := _NEAR.search(text, max(0, one.start - _FAR), one.start))]
    if len(near) == len(mentions):
        words = text[near[0].start() : mentions[0].end]
        yield fact.origin.problem(
            ("place",),
            Rule.STATE,
            f"the quotation says this of what lies “{words}”, not of “{fact.place.name}”",
            "mend the place, register what lies there as one of its own, or quote the words that say it of this one",
        )
        return
    parts = [words for one in mentions if (words := _part(text, one.start, one.end))]
    partly = _PARTLY.search(text)
    words = parts[0] if len(parts) == len(mentions) else partly[0] if partly and len(mentions) == 1 else ""
    noted = fact.state is ControlState.CLAIMED and fact.note is not None
    if words and fact.state in _WHOLE and not noted:
        part = "; or register the part as a place of its own"
        yield fact.origin.problem(
            ("state",),
            Rule.STATE,
            f"the fact says `{fact.state}` of all of “{fact.place.name}”, and the quotation “{words}”",
            "say in `note:` what part it claims" + part
            if fact.state is ControlState.CLAIMED
            else "write `state: mixed`, with what part it is in `note:`" + part,
        )


def _part(text: str, start: int, end: int) -> str:
    """Return the words by which a mention of a place is one of a part of it; nothing where it is of all."""
    if found := _PART.search(text, max(0, start - _FAR), start):
        return text[found.start() : end]
    left_out = _EXCEPT.match(text, end)
    return text[start : left_out.end()] if left_out else ""

"""Prove that what a source gives as somebody's word is not told as so, in the quotation and right beside it (P4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Agreement, Control, Event, Fact, Figure, Presence, Track
from dateline.problems import Problem, Rule
from dateline.prove.document import Words
from dateline.prove.naming import Register
from dateline.prove.quoted import Quoted
from dateline.text.attribution import Attribution, read_attributions, read_hearsay

_BEFORE = re.compile(r"[.!?][”\"’')]*\s")
_AFTER = re.compile(r"[.!?](?=[”\"’')]*(?:\s|$))")
_PLAIN = re.compile(r"[^,;:.!?“”\"¶]*")
"""Words within which the same goes on."""
_TURNS = re.compile(r"\b(?:and|but|while|whereas|although|though|because|after|before|when|as|who|which|whose)\b")
_JOINED = re.compile(r"[,”\"’.\s]*")
_LAST = re.compile(r"[a-z]+(?=\sthat$|$)")


def prove_attributed(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse a fact without a claimant whose words are told as somebody's (P4); its own `what` may say so."""
    told = isinstance(fact, Figure | Event | Control | Presence | Track | Agreement)
    if not told or fact.said_by or not fact.source.in_english or len(quoted.quote.spans) != 1:
        return
    own = " ".join(text for _, text in fact.texts).lower()
    text, start, end = _sentence(quoted.quote)
    names = [
        (name.start, name.end)
        for name in register.names.mentions(text)
        if any(one.startswith("actors/") for one in name.keys)
    ]
    for found in read_attributions(text, names):
        if not _covers(found, text, start, end) or _says(own, text[found.start : found.end]):
            continue
        words = text[found.start : found.end]
        inside = start <= found.start and found.end <= end
        keys = {one for name in register.names.mentions(words) for one in name.keys if one.startswith("actors/")}
        who = next(iter(keys)).removeprefix("actors/") if len(keys) == 1 else ""
        remedy = f"add `said_by: {who}`" if who else "register whom that means as an actor, and add `said_by:`"
        if not inside:
            remedy += ", and quote these words too, or under `attributed:`"
        where = "quotation says" if inside else "words beside the quotation say"
        yield fact.origin.problem(
            ("quote",), Rule.CLAIMANT, f"the {where} who says it, “{words}”, and the fact does not", remedy
        )
        return
    for word in read_hearsay(text[start:end]):
        if word.lower() not in own:
            yield fact.origin.problem(
                ("quote",),
                Rule.CLAIMANT,
                f"the quotation says “{word}”: it is somebody’s word, and the fact tells it as so",
                "add `said_by:` where the source says whose; else put the word into `what:`, of a figure into `note:`",
            )
            return


def _sentence(quote: Words) -> tuple[str, int, int]:
    """Return the sentence in which a quotation stands, on one line, and where it stands there."""
    text, span = quote.text, quote.spans[0]
    line = text.rfind("\n", 0, span.start) + 1
    begins = max((found.end() for found in _BEFORE.finditer(text, line, span.start)), default=line)
    stop = text.find("\n", span.end)
    stop = len(text) if stop < 0 else stop
    closed = _AFTER.search(text, max(span.start, span.end - 1), stop)
    ends = max(span.end, closed.start() if closed else stop)
    flat = text[begins:ends].replace("\n", " ")
    return flat, span.start - begins, span.end - begins


def _covers(found: Attribution, text: str, start: int, end: int) -> bool:
    """Tell whether an attribution stands in the quotation, or plainly takes all of it as what is said."""
    if start <= found.start and found.end <= end:
        return True
    if found.end <= start and found.leads:
        between = text[found.end : start]
        return _PLAIN.fullmatch(between) is not None and not _TURNS.search(between)
    return found.start >= end and not found.leads and _JOINED.fullmatch(text, end, found.start) is not None


def _says(own: str, words: str) -> bool:
    """Tell whether an editor's own words have the verb of an attribution."""
    verb = _LAST.search(words.lower())
    return verb is not None and re.search(rf"(?<!\w){verb[0]}(?!\w)", own) is not None

"""Find a clause that lost its verb, in English: “people killed in {place}” follows “says 6” and says nothing."""

from __future__ import annotations

import re

_WERE = (
    *("killed", "wounded", "injured", "displaced", "evacuated", "detained", "arrested", "abducted", "kidnapped"),
    *("destroyed", "damaged", "besieged", "affected", "rescued", "released", "executed", "reported"),
)
_ARE = ("missing", "dead", "trapped", "stranded", "needed", "homeless", "hungry")
"""Words that do nothing by themselves; those that say a state take “are”."""
_PLURALS = r"(?:[\w'’-]*[^\Ws]s|people|children|women|men|police|staff|personnel|cattle|livestock|sheep|aircraft)"
_BARE = "|".join((*_WERE, *_ARE))
_NOUNS = rf"(?:(?!{_PLURALS}\b)[\w'’-]+ ){{0,2}}{_PLURALS}"
_TO = r"(?:in|at|on|near|around|from|to|by|of|during|after|since|across|inside|outside)"
_SOMEWHERE = r"(?:\{\w+\}|(?:the |a |an )?[\w'’-]+)"
_VERBLESS = re.compile(
    rf"(?P<who>{_NOUNS}(?:(?:,| and| or| of) {_NOUNS})*(?: {_TO} \{{\w+\}})?)"
    rf" (?P<what>(?:(?:still|newly|recently|reportedly|now) )?(?P<bare>{_BARE})(?:(?:,| and| or) (?:{_BARE}))*"
    rf"(?: {_TO} {_SOMEWHERE})*)",
    re.IGNORECASE,
)

_COUNTED = (
    r"(?:people|persons|civilians|children|women|men|girls|boys|families|households|residents|refugees|evacuees|migrants"
    r"|prisoners|detainees|fighters|soldiers|troops|patients|students|workers|boats|ships|buses|trucks|vehicles|tents)"
)
"""Nouns in the plural that are no verbs: “fires” and “lives” may be both."""
_STANDING = re.compile(
    rf"(?P<who>{_COUNTED})"
    r" (?P<what>(?:in|at|on|near|aboard|inside|outside|under|within|of)"
    rf" {_SOMEWHERE}(?: (?:in|at|on|near|inside|outside|within|of) {_SOMEWHERE})*)",
    re.IGNORECASE,
)
"""Things counted, and nothing but where they are: each word behind belongs to a preposition, so that none is a verb."""


def with_verb(phrase: str) -> str | None:
    """Return a phrase with the verb that it lacks; None where it has one, or may have: what is unsure is let be.

    It lacks one where it is nothing but things counted, a participle or adjective of a closed list, and places:
    “people fled”, “families displaced by fire need shelter” and “people were killed in {place}” are let be.
    """
    if standing := _STANDING.fullmatch(" ".join(phrase.split())):
        return f"{standing['who']} were {standing['what']}"
    found = _VERBLESS.fullmatch(" ".join(phrase.split()))
    if not found:
        return None
    return f"{found['who']} {'are' if found['bare'].lower() in _ARE else 'were'} {found['what']}"


_NEXT = re.compile(r"(?:[,;]\s+|\s)(?P<contrast>but|while|whereas)\s|;\s+", re.IGNORECASE)


def clauses_of(text: str) -> list[tuple[int, int, bool]]:
    """Return where the clauses of a sentence begin and end, and whether each is set against the one before it."""
    breaks = list(_NEXT.finditer(text))
    starts = [(0, False), *((one.end(), one["contrast"] is not None) for one in breaks)]
    ends = [*(one.start() for one in breaks), len(text)]
    return [(start, end, contrast) for (start, contrast), end in zip(starts, ends, strict=True)]


def has_words(told: str, words: str) -> bool:
    """Tell whether words stand in a text as whole ones, whatever their capitals."""
    return re.search(rf"(?<!\w){re.escape(words.casefold())}(?!\w)", told.casefold()) is not None

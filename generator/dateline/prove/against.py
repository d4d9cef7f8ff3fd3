"""Refuse as claimant of a fact whose word the quotation only turns against it (P4).

It reads plain forms alone: “contrary to what the Watch claims, …”, “despite the Watch's claims that …, …”, “…, which
the Watch denied”. Where another telling stands beside them, nothing is concluded.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from dateline.model.facts import Control, ControlState, Event, Fact, Figure, Position
from dateline.problems import Problem, Rule
from dateline.prove.figures import says
from dateline.prove.naming import Register, key, read_tellers
from dateline.prove.quoted import Quoted
from dateline.text.names import Mention
from dateline.text.numbers import read_numbers
from dateline.text.stems import stem

_WORD = r"(?:claims?|statements?|assertions?|assurances?|reports?|insistence|denials?|accounts?)"
_MANY = r"(?:(?:repeated|earlier|official|own|many|public) )?"
_HAS = r"(?:(?:has|have|had) )?"
_STOP = r"(?=[,.]|$)"
_OPENS = r"\b(?:[Cc]ontrary to|[Dd]espite|[Ii]n spite of) "
_BARE = (
    (
        re.compile(rf"{_OPENS}what (?:the )?$"),
        re.compile(rf" {_HAS}(?:claim|sa(?:y|id)|assert|insist|report|stat|maintain|told)\w*(?: \w+ly)?{_STOP}"),
    ),
    (
        re.compile(r"\b(?:[Aa]l)?though (?:the )?$"),
        re.compile(
            rf" {_HAS}(?:(?:sa(?:ys?|id)|claim(?:s|ed)?) otherwise|(?:denie[sd]|disputes?d?) (?:it|this|that)){_STOP}"
        ),
    ),
    (
        re.compile(r", (?:which |an? (?:claim|accusation|allegation|charge) (?:(?:that|which) )?)?(?:the )?$"),
        re.compile(rf" {_HAS}(?:later )?(?:denie[sd]|deny|reject(?:s|ed)?|dispute[sd]?)\.?$"),
    ),
)
"""What stands before and after a name whose word is turned against the rest, and is not told."""
_TELLING = (
    (re.compile(rf"{_OPENS}(?:the )?$"), re.compile(rf"['’]s? {_MANY}{_WORD}(?P<that> that )?")),
    (re.compile(rf"{_OPENS}(?:the )?{_MANY}{_WORD} (?:by|of|from) (?:the )?$"), re.compile(r"(?P<that> that )?")),
)
"""The same, where what it says may be told after “that”."""
_COMMA = re.compile(r",(?=\s|$)")
_NEAR = 60
"""Code points before a name within which all words that turn its word stand."""
_ANY_TELLS = re.compile(
    r"\b(?:sa(?:ys?|id|ying|w)|shows?|finds?|(?<!\bwas )(?<!\bwere )(?<!\bbeen )found|record(?:s|ed)?"
    r"|document(?:s|ed)?|its|their|t(?:ells?|old)|admit\w*|acknowledg\w*|conced\w*|confirm\w*|report(?:s|ed)|announc\w*"
    r"|stat(?:es|ed)|puts?|estimat\w*|count(?:s|ed)|claim(?:s|ed)|according)\b"
)
"""Somebody may tell the rest: “it now says”, “its tally shows”."""
_NOT_SO = re.compile(r"\b(?:den(?:y|ie)|reject|disput|claim|say|said|contradict)")
_HOLDS = re.compile(
    r" (?:(?:still|now|fully|firmly) )?(?:controls?|holds?|has (?:held|controlled|taken|seized)"
    r"|(?:is|remains) in control)\b"
)
_LETTERS = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class _Turned:
    """Hold words that turn the word of an actor against the rest of a text."""

    start: int
    end: int
    """Code points, with what the actor says, up to its comma."""
    content: int
    """Where what the actor says begins; the end where nothing of it is told."""


def prove_not_against(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse each claimant who is named only where a quotation tells the fact against its word."""
    text = fact.flat_quote
    claim = isinstance(fact, Position) or (isinstance(fact, Control) and fact.state is ControlState.CLAIMED)
    if not fact.said_by or claim or "…" in text or not fact.source.in_english:
        return
    elsewhere = quoted.named_by("attributed")
    mentions = register.names.mentions(text)
    commas = [comma.start() for comma in _COMMA.finditer(text)]
    for index, actor in enumerate(fact.said_by):
        own = [mention for mention in mentions if key(actor) in mention.keys]
        found = list(takewhile(bool, (_turned(text, mention, commas) for mention in own)))
        turned = found[0] if found else None
        if turned is None or len(found) < len(own) or key(actor) in elsewhere:
            continue
        if not _others_tell(text, turned, register) and _is_beside(fact, text, turned, register):
            several = len(fact.said_by) > 1
            yield fact.origin.problem(
                ("said_by", index) if several else ("said_by",),
                Rule.CLAIMANT,
                f"the quotation tells this against the word of “{actor.name}”: “{_shown(text, turned)}”",
                "leave `said_by:` out where the source says it itself, or write who does",
                *([] if several else [{"said_by": None}]),
            )


def _shown(text: str, turned: _Turned) -> str:
    return text[turned.start : turned.content].strip(" ,.") + (" …" if turned.content < turned.end else "")


def _turned(text: str, mention: Mention[str], commas: Sequence[int]) -> _Turned | None:
    """Read the words around a mention that turn its word against the rest; None where they are no plain form."""
    near = max(0, mention.start - _NEAR)
    for opens, word in (*_BARE, *_TELLING):
        opened, told = opens.search(text, near, mention.start), word.match(text, mention.end)
        if opened and told:
            comma = bisect_left(commas, told.end())
            end = commas[comma] if comma < len(commas) else len(text)
            if told.groupdict().get("that"):
                return _Turned(opened.start(), end, told.end())
            return None if text[told.end() : end].strip(" .") else _Turned(opened.start(), end, end)
    return None


def _others_tell(text: str, turned: _Turned, register: Register) -> bool:
    """Tell whether somebody may say it who is not plainly another registered actor: “it now says”, “officials said”."""
    rest = f"{text[: turned.start]} … {text[turned.end :]}"
    return _ANY_TELLS.search(rest) is not None and not any(one.keys for one in read_tellers(rest, register.names))


def _is_beside(fact: Fact, text: str, turned: _Turned, register: Register) -> bool:
    """Tell whether a fact plainly stands outside the words that are turned against it, as where they tell nothing."""
    if isinstance(fact, Event) and _NOT_SO.search(fact.what):
        return False
    if turned.content == turned.end:
        return True
    # What is said may go on after its first comma.
    return len(_COMMA.findall(text, turned.start)) <= 1 and _is_outside(fact, text, turned, register)


def _is_outside(fact: Fact, text: str, turned: _Turned, register: Register) -> bool:
    """Tell whether a number, who holds a place or what happened is told outside what is said, and not in it."""
    content, rest = text[turned.content : turned.end], f"{text[: turned.start]} … {text[turned.end :]}"
    if isinstance(fact, Figure):
        told = [reading for reading in read_numbers(text) if says(reading, fact)]
        return bool(told) and all(one.end <= turned.start or one.start >= turned.end for one in told)
    if isinstance(fact, Control):
        by = {key(one) for one in fact.by}
        held = (one for one in register.names.mentions(rest) if not by.isdisjoint(one.keys))
        return by.isdisjoint(register.names.said_in(content)) and any(_HOLDS.match(rest, one.end) for one in held)
    if isinstance(fact, Event):
        what = {stem(word) for word in _LETTERS.findall(fact.what) if word.islower()}
        inside, outside = ({stem(word) for word in _LETTERS.findall(words)} for words in (content, rest))
        return bool(what) and what <= outside and not what <= inside
    return False

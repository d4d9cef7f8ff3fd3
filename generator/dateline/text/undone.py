"""Find what a text tells as not done, or not done yet: “has not reopened”, “plans to open”, “are believed to have”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from dateline.text.denials import last_clause
from dateline.text.stems import is_over, stem


class Why(Enum):
    """Name why something is not told as done."""

    TO_COME = auto()
    NOT = auto()
    UNSURE = auto()


_SAID = r"(?:said|says|announced|promised|pledged|vowed|added) (?:that )?(?:it|they|he|she)"
_TO_COME = (
    r"(?:is|are)(?: now| also| still)? (?:(?:expected|due|scheduled|set|planned|poised|about) )?to"
    rf"|(?:plans?|hopes?|intends?|aims?) to|will(?: also| soon)?|{_SAID} would(?: also| soon)?"
)
_NOT = (
    r"(?:has|have|had|is|are|was|were|did|does|do) (?:not|never)(?: yet)?"
    r"|(?:has|have|had|is|are|was|were|did|does|do)n[’']t(?: yet)?|(?:has|have) yet to|never|cannot|(?:could|can) not"
    r"|could(?:n[’']t)|(?:(?:has|have|had) )?(?:failed|refused|declined) to|(?:is|are|was|were) (?:not able|unable) to"
    r"|(?:was|were|is|are) (?:prevented|stopped|kept|barred|blocked) from"
)
_UNSURE = (
    r"(?:is|are|was|were) (?:believed|thought|presumed|feared) to have|(?:may|might|could|should|must) have"
    r"|(?:may|might|could)(?= be )|(?:was|were) (?:to have|about to)|(?:tried|attempted|sought|wanted|hoped) to"
    r"|almost|nearly"
)
_CUE = re.compile(
    rf"\b(?:(?P<TO_COME>{_TO_COME})|(?P<NOT>{_NOT})|(?P<UNSURE>{_UNSURE})) (?:(?:be|have|been|being) ){{0,2}}"
    r"(?P<verb>(?!(?:not|never|be|been|have|only|just|the|a|an|all|every|half|any|some|before|again)\b)[a-z]{3,})\b"
)
_NONE_OF = re.compile(
    r"(?:^|[.;:] )(?P<none>(?i:no|none of(?: the| its)?|not one(?: of(?: the| its)?)?|neither of(?: the)?))"
    r" (?P<subject>(?:[\w’'-]+ ){1,4}?)(?:(?:had|has|have|was|were|is|are) )?(?:been |being )?(?P<verb>[a-z]{3,})\b"
)
"""Nobody of those who are named did what is told."""
_AS = re.compile(r"\bas (?:planned|expected|agreed|promised|announced|scheduled|feared|hoped)\b", re.IGNORECASE)
"""Beside what was done: it is no hedge."""
_END = re.compile(
    r"[.;:!?…—–“”()]|, |\b(?:and|or|but|while|whereas|although|though|because|since|until|before|after|unless|if|when"
    r"|which|who|whose|as|without|despite|except)\b"
)
_ASIDE = re.compile(r"^(.*[^,.;:]), [^,.;:]+, $")
"""What stands between commas before the verb of its subject."""
_UNDER_WHICH = re.compile(r"\b(?:under|by|in) which |\bthat ", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:only|alone|merely|just|more|fewer|less|all|every\w*|any\w*|first|nobody|no|nothing|none|neither|nor|until|unless"
    r"|if|whether|den\w+|reject\w*|false\w*|untrue|already|again|deadline)\b",
    re.IGNORECASE,
)
"""Words beside such a verb, in its clause, with which only a part of it may be not so, or its opposite."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_LOOSE = frozenset(
    {"the", "and", "its", "his", "her", "was", "has", "had", "were", "been", "have", "that", "this", "these", "those"}
    | {"with", "from", "into", "onto", "near", "over", "their", "for", "all", "there", "some", "both", "being"}
)
"""Words that tell nothing of what is meant."""
_HEDGED = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|neither|without|longer|yet|will|would|may|might|could|expect\w*|due|plan\w*"
    r"|schedul\w*|hop(?:e|es|ed|ing)|intend\w*|aim\w*|believ\w*|thought|report\w*|presum\w*|fear\w*|likely|perhaps"
    r"|possibl[ey]|apparently|unclear|fail\w*|refus\w*|announc\w*|promis\w*|agreed?|pledg\w*|vow\w*|wants?|wanted|says?"
    r"|said|den(?:y|ies|ied))\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words by which a fact may say itself that it is not so, or not surely."""


@dataclass(frozen=True, slots=True)
class Undone:
    """Hold a verb that tells what is not done, with its subject and what stands behind it."""

    why: Why
    start: int
    end: int
    """Code points from the words that say so to the end of the clause."""
    words: str
    """The words that say so, with the verb."""
    verb: str
    subject: str
    what: str


def read_undone(text: str) -> Iterator[Undone]:
    """Yield each verb that a text on one line tells as not done, or not yet."""
    for cue in _CUE.finditer(text):
        end = _END.search(text, cue.end())
        last = end.start() if end else len(text)
        before = text[: cue.start()]
        aside = _ASIDE.match(before)
        subject = _UNDER_WHICH.split(last_clause(aside[1] if aside else before))[-1]
        what = text[cue.end() : last]
        why = next(why for why in Why if cue[why.name])
        if not _OPEN.search(f"{subject} {what}"):
            yield Undone(why, cue.start(), last, cue[0], cue["verb"], subject, what)
    for none in _NONE_OF.finditer(text):
        end = _END.search(text, none.end())
        last = end.start() if end else len(text)
        if is_over(none["verb"]) and not _OPEN.search(text[none.end() : last]):
            words = text[none.start("none") : none.end()]
            yield Undone(
                Why.NOT, none.start("none"), last, words, none["verb"], none["subject"], text[none.end() : last]
            )


def tells_as_done(told: str, undone: Undone, beside: str) -> bool:
    """Tell whether words tell as done what a text only tells as not done, with the same verb and of the same things.

    `beside` is what else is quoted: where it has the verb, or any plain word that stands behind it, nothing is sure.
    """
    told = _AS.sub("", told)
    words = _WORD.findall(told)
    verb = stem(undone.verb)
    # “Is not open”: a word that is no verb is told with one.
    is_so = undone.why is not Why.TO_COME and re.search(rf"\b(?:is|are|was|were) {undone.verb}\b", told)
    at = next(
        (
            index
            for index, word in enumerate(words)
            if stem(word) == verb and (is_over(word) or (is_so and word == undone.verb))
        ),
        None,
    )
    if at is None or _HEDGED.search(told) or re.search(rf"\bto be {re.escape(words[at])}\b", told):
        return False
    subject, there = ({*map(stem, _WORD.findall(part))} for part in (undone.subject, undone.what))
    first = {stem(word) for word in words[:at] if word.lower() not in _LOOSE}
    then = {stem(word): word for word in words[at + 1 :] if word.lower() not in _LOOSE}
    elsewhere = {*map(stem, _WORD.findall(beside))}
    if not first <= subject | there or not then.keys() <= there | subject:
        return False
    return verb not in elsewhere and all(part not in elsewhere for part, word in then.items() if word.islower())

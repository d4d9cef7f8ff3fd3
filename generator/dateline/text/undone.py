"""Find what a text tells as not done, or not done yet: “has not reopened”, “plans to open”, “has offered to free”."""

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
    MEANT = auto()
    """Only offered, threatened, tried, weighed, or all but done."""


_SAID = r"(?:said|says|announced|promised|pledged|vowed|added) (?:that )?(?:it|they|he|she)"
_TO_COME = (
    r"(?:is|are)(?: now| also| still)? (?:(?:expected|due|scheduled|set|planned|poised|about) )?to"
    rf"|(?:plans?|hopes?|intends?|aims?) to|will(?: also| soon)?|{_SAID} would(?: also| soon)?"
    r"|(?P<would>would)(?! have\b)|should(?= (?:arrive|reach|begin|start|resume|reopen|land|take place)\b)"
)
_NOT = (
    r"(?:has|have|had|is|are|was|were|did|does|do) (?:not|never)(?: yet)?"
    r"|(?:has|have|had|is|are|was|were|did|does|do)n[’']t(?: yet)?|(?:has|have) yet to|never|cannot|(?:could|can) not"
    r"|could(?:n[’']t)|(?:(?:has|have|had) )?(?:failed|refused|declined) to|(?:is|are|was|were) (?:not able|unable) to"
    r"|(?:was|were|is|are) (?:prevented|stopped|kept|barred|blocked) from"
    r"|(?P<refused>(?:will|would|shall) not|(?:wo|would)n[’']t)(?! have\b)"
)
_UNSURE = r"(?:is|are|was|were) (?:believed|thought|presumed|feared) to have|(?:may|might|could|must) have"
_MEANT = (
    r"(?:(?:has|have) )?(?<!\bhad )(?:offered|threatened|promised|pledged|vowed|proposed) to"
    r"|(?:is|are|was|were) (?:ready|willing|prepared) to|whether to"
    r"|(?:may|might|could)(?= be (?!heard|seen|found|felt|reached|confirmed|verified))"
    r"|(?:was|were) (?:to have|about to)|(?:tried|attempted|sought|wanted|hoped) to"
    r"|almost|nearly|should have"
    r"|(?:gave|gives?|(?:has|have) given) [^,.;:…]{1,60} until [^,.;:…]{1,30}? to"
)
_CUE = re.compile(
    rf"\b(?:(?P<TO_COME>{_TO_COME})|(?P<NOT>{_NOT})|(?P<UNSURE>{_UNSURE})|(?P<MEANT>{_MEANT}))"
    r" (?:(?:be|have|been|being) ){0,2}"
    r"(?P<verb>(?!(?:not|never|be|been|have|only|just|the|a|an|all|every|half|any|some|before|again)\b)[a-z]{3,}|go)\b"
)
_NONE_OF = re.compile(
    r"(?:^|[.;:] )(?P<none>(?i:no|none of(?: the| its)?|not one(?: of(?: the| its)?)?|neither of(?: the)?))"
    r" (?P<subject>(?:[\w’'-]+ ){1,4}?)(?:(?:had|has|have|was|were|is|are) )?(?:been |being )?(?P<verb>[a-z]{3,})\b"
)
"""Nobody of those who are named did what is told."""
_NEITHER = re.compile(
    r"(?P<none>\b[Nn]either) (?P<subject>[^,.;:…]{1,60}? nor [^,.;:…]{1,60}?)"
    r" (?:has|have|had|is|are|was|were|did|does|do)(?: yet)?(?: been| being)? (?P<verb>[a-z]{3,})\b"
)
_WITHOUT = re.compile(r"\bwithout (?:(?:ever|first) )?(?:being (?P<passive>[a-z]{3,})|(?P<verb>[a-z]{2,}ing))\b")
_NO = re.compile(
    r"\b(?P<verb>[a-z]{3,}) no"
    r" (?!(?:longer|more|fewer|less|later|doubt|matter|one|other|sooner|further|end)\b)(?=[a-z])"
)
"""“Has seen no sign of”, “met no resistance”."""
_PUT_OFF = re.compile(
    r"\b(?:postponed|put off)(?: (?:until|to|for) [^,.;:…]{1,25}?)? (?:an?|the|its|their) (?P<verb>[a-z]{4,})\b"
)
"""What was put off is named as a thing, and what is told of it as done: “a debate on”, “debated”."""
_ARRIVED = ("reach", "arrive", "enter")
_OPPOSITES = (
    (re.compile(r"\b(?:rejected|rejects|turned down)\b"), ("accept",)),
    (
        re.compile(r"\b(?:(?:was|were|been) (?:turned|sent|forced) back|had to turn back)\b"),
        _ARRIVED,
    ),
)
"""Words after which something else is not so."""
_STILL = re.compile(
    r"\b(?:through|made it|later|another|second|then|others?|rest|some|part|half|most|several|of (?:the|its|their)"
    r"|return\w*|again|finally|eventually|initially|at first|since|only)\b",
    re.IGNORECASE,
)
"""Words beside those with which it may be so after all, or of others."""
_FOLLOWS = re.compile(
    r"\b(?P<who>the (?:other|remaining|rest))\b[^,.;:…]{0,40}?"
    r" (?P<cue>(?:(?:is|are) (?:(?:due|expected|set) )?to|will|would) follow)\b"
)
"""Those of whom only the others are told to have done something, or to have been done to."""
_REPORTED = re.compile(
    r"\b(?:said|says|announced|promised|pledged|vowed|added|told|confirmed|agreed|insisted"
    r"|assur\w+|guarantee\w*)\b"
)
"""Before “would”: it is what is to come, as somebody says."""
_IF = re.compile(r"\b(?:if|unless|otherwise)\b", re.IGNORECASE)
_ON_CONDITION = re.compile(r"\b(?:if|unless|otherwise|once|when|after|only)\b", re.IGNORECASE)
"""Of what one will not do: words with which one may say that one will."""
_SENTENCE = re.compile(r"[.!?…][”\"’)]* (?=[A-Z“\"])")
_PRONOUN = re.compile(r"(?:it|they|he|she)(?: [a-z]+ed\b[^,;:]*)?", re.IGNORECASE)
"""A subject that is named in another sentence."""
_DID = re.compile(r"\bdid so\b|\b(?:it|they|he|she) did\b", re.IGNORECASE)
"""Words beside a verb by which what it tells was done."""
_NOT_ALWAYS = ("until", "before", "except", "unless")
_NONE_BEFORE = re.compile(
    r"\b(?:no|not|never|nobody|nothing|none|hardly|rarely|seldom|cannot|(?<!\ba )few)\b|n[’']t\b", re.IGNORECASE
)
_SAME = frozenset({"let", "put", "hit", "cut", "set", "shut", "hurt", "quit", "spread"})
"""Verbs that have one form for what is and what was."""
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
_AHEAD = re.compile(r"\bwhether\b|\bfor the first time\b")
_LONGEST = 4_000
"""Code points; a quotation is a sentence or a few."""
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
    r"|said|den(?:y|ies|ied)|offer\w*|threat\w*|propos\w*|ready|willing|prepared|whether|until)\b|n[’']t\b",
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
    refused: bool = False
    """Whether one says that one will not do it."""
    opposite: bool = False
    """Whether another verb says so: “was turned back” that one did not reach."""


def read_undone(text: str) -> Iterator[Undone]:
    """Yield each verb that a text on one line tells as not done, or not yet; nothing of a very long one."""
    if len(text) > _LONGEST:  # each cue is weighed with all that stands around it
        return
    for cue in _CUE.finditer(text):
        # “Will not reopen before Monday” does not say that it reopens then.
        end = _END.search(text, cue.end())
        if cue["refused"] and end and end[0] == "before":
            end = _END.search(text, end.end())
        last = end.start() if end else len(text)
        why = next(why for why in Why if cue[why.name])
        if cue["would"]:
            sentence = _sentence(text, cue.start())
            if not _REPORTED.search(sentence):
                continue
            if _IF.search(f"{sentence} {text[cue.end() :]}"):
                why = Why.MEANT
        subject = _subject(text, cue.start())
        what = text[cue.end() : last]
        # Of what is voted on, nothing is done yet; and nothing of what is to be done for the first time.
        surely = _AHEAD.sub("", what) if why is Why.TO_COME else what
        if not _OPEN.search(f"{subject} {surely}"):
            yield Undone(why, cue.start(), last, cue[0], cue["verb"], subject, what, refused=bool(cue["refused"]))
    for none in (*_NONE_OF.finditer(text), *(_NEITHER.finditer(text) if " nor " in text else ())):
        last = _last(text, none.end())
        sure = none.re is _NEITHER or is_over(none["verb"])
        if sure and not _OPEN.search(text[none.end() : last]):
            words = text[none.start("none") : none.end()]
            yield Undone(
                Why.NOT, none.start("none"), last, words, none["verb"], none["subject"], text[none.end() : last]
            )
    yield from _read_missing(text)


def _read_missing(text: str) -> Iterator[Undone]:
    """Yield what did not happen beside what did: “lapsed without being renewed”, “postponed a debate”."""
    patterns = ((_WITHOUT, "without "), (_NO, " no "), (_PUT_OFF, ""))
    for lacks in (one for pattern, word in patterns if word in text for one in pattern.finditer(text)):
        start, last = lacks.start(), _last(text, lacks.end())
        what, verb = text[lacks.end() : last], lacks["verb"]
        if lacks.re is _WITHOUT:
            verb, subject = verb or lacks["passive"], _sentence(text, start)
            # “No convoy passed without being searched”: each was.
            sure = not _NONE_BEFORE.search(subject)
        else:
            # Until Monday they saw none.
            subject = _subject(text, start)
            sure = lacks.re is _PUT_OFF or (is_over(verb) and not text.startswith(_NOT_ALWAYS, last))
        if sure and not _OPEN.search(what):
            why = Why.TO_COME if lacks.re is _PUT_OFF else Why.NOT
            yield Undone(why, start, last, lacks[0].strip(), verb, subject, what)
    for pattern, verbs in _OPPOSITES:
        for found in pattern.finditer(text):
            last = _last(text, found.end())
            if not _STILL.search(text):
                subject, what = _sentence(text, found.start()), text[found.end() : last]
                for verb in verbs:
                    yield Undone(Why.NOT, found.start(), last, found[0], verb, subject, what, opposite=True)


def _last(text: str, at: int) -> int:
    """Return where the clause of a verb that ends at a place ends."""
    end = _END.search(text, at)
    return end.start() if end else len(text)


def _sentence(text: str, at: int) -> str:
    """Return what stands before a place in its sentence."""
    return _SENTENCE.split(text[:at])[-1].strip()


def _subject(text: str, at: int) -> str:
    """Return the words of whom the verb at a place tells; where it shares its subject, all before it."""
    before = text[:at]
    aside = _ASIDE.match(before)
    subject = _UNDER_WHICH.split(last_clause(aside[1] if aside else before))[-1]
    return subject if subject.strip() else _sentence(text, at)


def tells_of_others(told: str, text: str) -> str:
    """Return the words by which a text tells of the others that they are to follow, where that is told as done."""
    follows = [*_FOLLOWS.finditer(text)] if " follow" in text else []
    who = {found["who"] for found in follows}
    named = re.search(rf"\b(?:{'|'.join(who)})\b", told) if who else None
    if not named or len(follows) > 1 or _HEDGED.search(told) or text.count(named[0]) > 1:
        return ""
    done = any(is_over(word) for word in _WORD.findall(told[named.end() :]))
    return follows[0]["cue"] if done else ""


def tells_as_done(told: str, undone: Undone, beside: str, *, present: bool = False) -> bool:
    """Tell whether words tell as done what a text only tells as not done, with the same verb and of the same things.

    `beside` is what else is quoted: where it has the verb, or any plain word that stands behind it, nothing is sure.
    Of what is to come, `present` tells that “goes ahead” is told as done as well.
    """
    told = _AS.sub("", told)
    found = [*_WORD.finditer(told)]
    words = [word[0] for word in found]
    verb = stem(undone.verb)
    # “Is not open”: a word that is no verb is told with one.
    is_so = undone.why is not Why.TO_COME and re.search(rf"\b(?:is|are|was|were) {undone.verb}\b", told)

    def is_told(index: int) -> bool:
        word, before = words[index], words[max(0, index - 1) : index]
        return (
            is_over(word)
            or word in _SAME
            or bool(is_so and word == undone.verb)
            or (present and undone.why is Why.TO_COME and word.endswith("s") and not any(map(is_over, words)))
            or (undone.refused and before in (["will"], ["would"]))
            or (undone.opposite and verb == "accept" and before != ["not"])
        )

    at = next((index for index, word in enumerate(words) if stem(word) == verb and is_told(index)), None)
    if at is None or _is_hedged(told, found[at].end(), undone) or _DID.search(beside):
        return False
    if re.search(rf"\bto be {re.escape(words[at])}\b", told):
        return False
    subject, there = ({*map(stem, _WORD.findall(part))} for part in (undone.subject, undone.what))
    first = {stem(word) for word in words[:at] if word.lower() not in _LOOSE and not _is_modal(word, undone)}
    then = {stem(word): word for word in words[at + 1 :] if word.lower() not in _LOOSE}
    elsewhere = {*map(stem, _WORD.findall(beside))}
    if verb in there:
        return False
    if undone.opposite and verb != "accept":
        # Whoever was turned back at a place may have reached that one.
        return first <= subject and there.isdisjoint(then) and elsewhere.isdisjoint(map(stem, _ARRIVED))
    if (
        not (_PRONOUN.fullmatch(undone.subject.strip()) or first <= subject | there)
        or not then.keys() <= there | subject
    ):
        return False
    return verb not in elsewhere and all(part not in elsewhere for part, word in then.items() if word.islower())


def _is_hedged(told: str, end: int, undone: Undone) -> bool:
    """Tell whether words say themselves that something is not so, or not surely; those behind both verbs do not."""
    there = {word.lower() for word in re.findall(r"[\w’']+", undone.what)}
    if undone.refused and _ON_CONDITION.search(told):
        return True
    return any(
        not (hedge.start() >= end and hedge[0].lower() in there) and not _is_modal(hedge[0], undone)
        for hedge in _HEDGED.finditer(told)
    )


def _is_modal(word: str, undone: Undone) -> bool:
    return undone.refused and word.lower() in ("will", "would")

"""Hold a link in prose against whose word its fact is: it tells it as somebody's word, and as nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Control, ControlState, Demand, Event, Fact, Figure, Position, Stance
from dateline.prove.figures import says
from dateline.prove.naming import Register, key, read_tellers
from dateline.text.numbers import read_numbers
from dateline.text.stems import is_over, stem

_AS_TOLD = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|speak\w*|spoke\w*|wr(?:ites?|ote)|tweet\w*|post(?:s|ed)|report\w*"
    r"|accord\w+|claim\w*|alleg\w*|accus\w*|announc\w+|declar\w+|insist\w*|assert\w*|account\w*|state[sd]?|stating"
    r"|statements?|spokes\w+|den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|disput\w*|contest\w*|confirm\w*|admit\w*"
    r"|acknowledg\w*|conced\w*|warn\w*|add(?:s|ed)|argu\w*|stress\w*|maintain\w*|vow\w*|pledg\w*|promis\w*|threat\w*"
    r"|call\w*|blam\w*|believ\w*|think\w*|thought|estimat\w*|puts?|count(?:s|ed|ing)?|tall(?:y|ies)|cit(?:es?|ed|ing)|quot\w*"
    r"|words?|version|view\w*|apparent\w*|purport\w*|suppos\w*|presum\w*|suspect\w*|may|might|could|would|will|if|whether"
    r"|want\w*|hop(?:e|es|ed|ing)|ask\w*|demand\w*|describ\w*|un(?:verified|confirmed|clear|certain|known)|not|no|never"
    r"|nobody|none|neither|nor|without|false\w*|untrue|praise\w*|boast\w*|list\w*|record\w*|document\w*|expla\w+|remark\w*"
    r"|holds? that|opinion\w*|not(?:es|ed|ing)|point\w* out|mention\w*|complain\w*|comment\w*|reveal\w*|regret\w*"
    r"|repeat\w*|critici[sz]\w*|inform\w*|agree\w*|reckon\w*|figures?|mourn\w*|conclud\w*|recall\w*|observ\w*|suggest\w*|indicat\w*"
    r"|shows?|showed|f[io]und|finds|ha(?:s|ve) it)\b|:(?=\s|$)"
    r"|n[’']t\b|[“”\"«»„?]",
    re.IGNORECASE,
)
"""Words by which prose may tell something as somebody's word, or as not so."""
_HELD = re.compile(
    r"\b(?:holds?|controls?|captured|seized|retook|recaptured|overran|took (?:full |back )?(?:control|over|hold)"
    r"|(?:has|have) (?:taken|retaken|held|controlled)|(?:is|are|was|were) (?:held|controlled|captured|seized)"
    r"|(?:is|are) (?:now )?(?:in the hands|under the control)|fell to|runs|rules)\b|\btook(?= [A-Z])"
)
_IS_SO = re.compile(r"\b(?:is|are) [a-z]{3,}\b")
_SELF = re.compile(r"(?:that )?(?:it|they|he|she|its|their|his|her)\b", re.IGNORECASE)
_LOOSE = frozenset({"need", "used", "red", "based"})
"""Words that look like what is over and may be none."""


def read_unattributed(words: str, beside: tuple[str, str], fact: Fact) -> Iterator[tuple[int, int, str, str]]:
    """Yield where a link tells as what is so what a party to the fighting says, or what one states, and what to do."""
    belligerents = bool(fact.said_by) and all(actor.belligerent for actor in fact.said_by)
    states = isinstance(fact, Position) and fact.stance is Stance.STATES
    claimed = isinstance(fact, Control) and fact.state is ControlState.CLAIMED
    if not (belligerents or states or claimed) or _AS_TOLD.search(f"{beside[0]}{words}{beside[1]}"):
        return
    if found := _flat(words, fact):
        start, end = found
        whose = " and ".join(f"“{actor.name}”" for actor in (fact.said_by or fact.actors))
        yield (
            start,
            end,
            f"“{words[start:end]}” tells it as what is so, and “{fact.id}” is the word of {whose}",
            "say in its sentence whose word it is (“… says”, “according to …”), or cite another fact",
        )


def read_other_teller(words: str, fact: Fact, register: Register) -> Iterator[tuple[int, int, str, str]]:
    """Yield where a link gives its fact as the word of somebody who is not its claimant, and what to do."""
    tellers = [one for one in read_tellers(words, register.names) if one.keys]
    speakers = (*fact.said_by, *(fact.actors if isinstance(fact, (Position, Demand)) else ()))
    own = {key(actor) for actor in speakers}
    if not own or not tellers or any(own & keys for one in tellers for keys in (one.keys, *one.together)):
        return
    first = tellers[0]
    rest = f"{words[: first.start]} … {words[first.end :]}"
    named = any(own & one.keys for one in register.names.mentions(words))
    # “The Guard’s claim, the Watch says, …” is told as the word of both.
    if named and (isinstance(fact, (Position, Demand)) or _AS_TOLD.search(rest)):
        return
    told = words[first.start : first.end]
    whose = " and ".join(f"“{actor.name}”" for actor in speakers)
    yield (
        first.start,
        first.end,
        f"“{told}” is not whose word “{fact.id}” is: that of {whose}",
        "name who says it as the fact does, or cite another fact",
    )


def _flat(words: str, fact: Fact) -> tuple[int, int] | None:
    """Return where a link says what its fact does, plainly: a number, who holds a place, a verb."""
    if isinstance(fact, Figure):
        return next(((one.start, one.end) for one in read_numbers(words) if says(one, fact)), None)
    if isinstance(fact, Control):
        held = _HELD.search(words)
        return held.span() if held else None
    if isinstance(fact, Position) or (isinstance(fact, Event) and not fact.expected):
        return _flat_verb(words, fact)
    return None


def _flat_verb(words: str, fact: Event | Position) -> tuple[int, int] | None:
    if isinstance(fact, Position) and _SELF.match(fact.what):
        # What one says that one did, is admitted; what one says that one holds, is claimed.
        held = _HELD.search(words) if _HELD.search(fact.what) else None
        return held.span() if held else None
    # What one is for, or ready to do, is so once one says it.
    verbs = {word for word in re.findall(r"\b[a-z]+\b", fact.what) if is_over(word) or word in ("holds", "controls")}
    so = {found[0] for found in _IS_SO.finditer(fact.what)}
    if found := next((one for one in _IS_SO.finditer(words) if one[0] in so), None):
        return found.span()
    stems = {stem(verb) for verb in verbs - _LOOSE}
    for found in re.finditer(r"\b[a-z]{3,}\b", words):
        if stem(found[0]) in stems and (is_over(found[0]) or found[0] in verbs):
            return found.span()
    return None

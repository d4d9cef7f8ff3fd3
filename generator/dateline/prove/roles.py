"""Refuse the wrong one of several that a quotation names, where its words plainly say who speaks, holds or is where.

A quotation that names two actors or two places proves for either that it is named (P4, P5). These rules read only the
plainest English, and conclude nothing where it may mean something else: what they pass is not thereby right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.model.facts import Control, ControlState, Fact, Figure, Position, Stance
from dateline.model.registers import Actor
from dateline.problems import Problem, Rule
from dateline.prove.figures import says
from dateline.prove.naming import Register, key, read_tellers
from dateline.prove.quoted import Quoted
from dateline.text.names import Mention
from dateline.text.numbers import read_numbers

_PASSED_ON = re.compile(
    r"\b(?:citing|cites|quot(?:ing|es|ed)|according to|told by|reported by|from|by|as|of)\s(?:the\s)?$"
)
"""Before a name: what is told comes from it."""
_SPEAKS = re.compile(
    r"(?:,[^,.]{1,80},)?\s(?:\w+\s){0,3}?(?:sa(?:ys?|id|ying)|t(?:ells?|old)|report|stat|announc|confirm|claim|declar"
    r"|tweet|wr(?:ites?|ote)|insist|warn|add(?:s|ed)|argu|assert|stress|expla|acknowledg|admit|accus|call|den(?:y|ie)"
    r"|estimat|count|put|believ|document|record|list|speak|spoke|vow|promis|demand|ask|urg|reject|dismiss)"
)
"""After a name: it may be who speaks, whatever the verb is."""
_IN = re.compile(r"\b(?:in|at|on|inside|outside|around|near)\s(?:the\s)?$", re.IGNORECASE)
_BEFORE = 40
"""Code points before a name in which the words that stand before it are looked for."""

# Each mention is written as its number between two signs, so that a pattern need not know what is registered.
_A, _P = "\ue0a0", "\ue0b0"
_ACTOR = rf"(?:[Tt]he )?{_A}(\d+){_A}"
_PLACES = rf"{_P}\d+{_P}(?:(?:, and| and|,) {_P}\d+{_P})*"
_ADVERBS = r"(?:(?:now|still|also|currently|fully|firmly) ){0,2}"
_HOLDS = re.compile(
    rf"{_ACTOR} {_ADVERBS}(?:holds?|controls?|(?:has|have) (?:held|controlled)) ({_PLACES})(?! (?:is|was)\b)"
)
_HELD = re.compile(
    rf"({_PLACES}) (?:is|are|remains?|has been|have been) {_ADVERBS}(?:(?:held|controlled) by {_ACTOR}(?! and\b)"
    rf"|under {_ACTOR}(?:['’]s?)? control\b)"
)
_DENIED = re.compile(
    rf"\b(?P<deny>[Dd]en(?:y|ies|ied|ying) that|[Rr]eject(?:s|ed|ing)? (?:(?:the|these|all) )?claims? that) "
    rf"(?:{_ACTOR} {_ADVERBS}(?:holds?|controls?|(?:has|have) (?:held|controlled)) ({_PLACES})(?! (?:is|was)\b)"
    rf"|({_PLACES}) (?:is|are|remains?|has been|have been) {_ADVERBS}(?:held|controlled) by {_ACTOR})"
)
_TURNED = re.compile(
    r"\b(?:not|never|nobody|no|none|neither|nor|cannot|without|hardly|refus\w*|stopp?\w*|ceas\w*|longer|false\w*|wrong\w*"
    r"|accus\w*|for|if|unless|whether|once|first|initial\w*|earlier|previous\w*|had|before|until|then|later|after|but"
    r"|though|although|however|yet|despite|while|whereas|admit\w*|conced\w*|acknowledg\w*|confirm\w*|show\w*|prov\w+)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
"""Words beside a denial that may turn it round, or say what is so in spite of it."""
_TOLD = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|announc\w+|sa(?:ys?|id|ying)|t(?:ells?|old)|declar\w+|boast\w*)\b", re.IGNORECASE
)
"""Words by which somebody may claim what another one denies."""
_WORDS_OF_HOLDING = re.compile(r"\b(?:h[eo]ld\w*|control\w*|seiz\w+|captur\w+|t[ao]k\w+|under)\b", re.IGNORECASE)


def prove_speaker(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse as claimant whom the quotation names only in what another is said to say (P4).

    Each mention has to stand after the words that say who says it, as no source of theirs and before no other verb of
    speaking; whom an `attributed:` quotation names is not asked about.
    """
    field, speakers = _speakers(fact)
    if not speakers or "…" in fact.quote or not _several("actors/", quoted):
        return
    text = _flat(fact)
    tellers = [teller for teller in read_tellers(text, register.names) if teller.keys]
    if not tellers:
        return
    elsewhere = {name for role, words in quoted.others if role == "attributed" for name in words.names}
    for index, actor in enumerate(speakers):
        name = key(actor)
        if name in elsewhere or any(name in teller.keys for teller in tellers):
            continue
        mentions = [mention for mention in register.names.mentions(text) if name in mention.keys]
        if mentions and all(mention.start >= tellers[0].end and not _may_speak(text, mention) for mention in mentions):
            ids = sorted({one.removeprefix("actors/") for teller in tellers for one in teller.keys})
            words = text[tellers[0].start : tellers[0].end]
            yield fact.origin.problem(
                (field, index) if len(speakers) > 1 else (field,),
                Rule.CLAIMANT,
                f"the quotation says who says it, “{words}”, and names “{actor.name}” only in what is said",
                f"write `{field}: {' or '.join(ids)}`, or quote the words that say that “{actor.name}” says it under"
                " `attributed:`",
                *([{field: ids[0]}] if len(ids) == len(speakers) == 1 else []),
            )


def prove_holder(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse who holds a place, where the quotation says of that place that another one does (P5)."""
    if not isinstance(fact, Control) or not fact.by or not _several("actors/", quoted):
        return
    text, mentions = _marked(_flat(fact), register)
    holders: dict[str, set[str]] = defaultdict(set)
    for found in (*_HOLDS.finditer(text), *_HELD.finditer(text)):
        if found.re is _HOLDS:
            holder, places = found[1], found[2]
        else:
            holder, places = found[2] or found[3], found[1]
        for place in re.findall(r"\d+", places):
            for name in mentions[int(place)].keys:
                holders[name] |= mentions[int(holder)].keys
    known = holders.get(key(fact.place), set())
    if known and known.isdisjoint(map(key, fact.by)):
        ids = sorted(name.removeprefix("actors/") for name in known if name.startswith("actors/"))
        names = " or ".join(f"“{register.records[f'actors/{name}'].name}”" for name in ids)
        yield fact.origin.problem(
            ("by",),
            Rule.NAMES,
            f"the quotation says that {names} holds “{fact.place.name}”",
            f"write `by: {' or '.join(ids)}`, or the `place:` that “{fact.by[0].name}” holds",
        )


def prove_denied(fact: Fact, register: Register) -> Iterator[Problem]:
    """Refuse that one holds a place, or claims it, where a quotation only says that another denies it (`state`).

    Concludes nothing where words beside the denial may turn it round, and nothing where another quotation of the fact,
    or what else stands in this one, may say who holds or claims it.
    """
    states = (ControlState.CONTROLLED, ControlState.MIXED, ControlState.CLAIMED)
    if not isinstance(fact, Control) or fact.state not in states or not fact.by or "…" in fact.quote:
        return
    text, mentions = _marked(_flat(fact), register)
    denials = list(_DENIED.finditer(text))
    if len(denials) != 1:
        return
    (denial,) = denials
    holder, places = mentions[int(denial[2] or denial[5])], denial[3] or denial[4]
    named = {name for place in re.findall(r"\d+", places) for name in mentions[int(place)].keys}
    if key(fact.place) not in named or holder.keys.isdisjoint(map(key, fact.by)):
        return
    beside = text[: denial.start()] + " … " + text[denial.end() :]
    others = (words for path, words in fact.quotations if path != ("quote",))
    said = [beside, *others]
    told = fact.state is ControlState.CLAIMED and (
        denial["deny"].lower().startswith("rej") or any(map(_TOLD.search, said))
    )
    if told or _TURNED.search(beside) or any(map(_WORDS_OF_HOLDING.search, said)):
        return
    yield fact.origin.problem(
        ("state",),
        Rule.STATE,
        f"the fact says `{fact.state}`, and its quotation only says that it is denied: “{denial['deny']} …”",
        "record it under `positions:` with `stance: denies`, quote the words that say who holds it, or keep it with"
        " `unproved: …`",
    )


def prove_where(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse a figure's place, where the quotation has another after its number, and this one after another (P5)."""
    if not isinstance(fact, Figure) or "…" in fact.quote or not _several("places/", quoted):
        return
    text = _flat(fact)
    numbers = [reading for reading in read_numbers(text) if not reading.weak]
    places = [
        mention
        for mention in register.names.mentions(text)
        if any(name.startswith("places/") for name in mention.keys)
        and _IN.search(text[max(0, mention.start - _BEFORE) : mention.start])
    ]
    mine = [at for at, reading in enumerate(numbers) if says(reading, fact)]
    # “In Port Amber 18, in Gull Island 6”: places stand before their numbers.
    if len(mine) != 1 or (places and places[0].start < numbers[0].start):
        return
    ends = [*(reading.start for reading in numbers[1:]), len(text)]
    after = [
        [place for place in places if reading.end <= place.start < end]
        for reading, end in zip(numbers, ends, strict=True)
    ]
    own, name = after.pop(mine[0]), key(fact.place)
    if len(own) != 1 or name in own[0].keys:
        return
    if any(len(others) == 1 and name in others[0].keys for others in after):
        said = text[numbers[mine[0]].start : own[0].end]
        ids = sorted(one.removeprefix("places/") for one in own[0].keys if one.startswith("places/"))
        yield fact.origin.problem(
            ("place",),
            Rule.NAMES,
            f"the quotation says “{said}”, and “{fact.place.name}” of another number",
            f"write `place: {' or '.join(ids)}`, or quote only the words that belong to this number",
            *([{"place": ids[0]}] if len(ids) == 1 else []),
        )


def _several(register: str, quoted: Quoted) -> bool:
    """Tell whether a quotation names more than one of a register; to ask costs nothing, it is read already."""
    return sum(name.startswith(register) for name in quoted.quote.names) > 1


def _speakers(fact: Fact) -> tuple[str, Sequence[Actor]]:
    """Return who says what a fact says, with the field that names them."""
    if fact.said_by:
        return "said_by", fact.said_by
    if isinstance(fact, Position) and fact.stance is Stance.STATES:
        return "actor", fact.actors
    return "", ()


def _may_speak(text: str, mention: Mention[str]) -> bool:
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    return bool(_PASSED_ON.search(before) or _SPEAKS.match(text, mention.end))


def _flat(fact: Fact) -> str:
    return " ".join(fact.quote.split())


def _marked(text: str, register: Register) -> tuple[str, Sequence[Mention[str]]]:
    """Return a text with the number of each mention in its place, and the mentions."""
    mentions = register.names.mentions(text)
    parts, done = [], 0
    for at, mention in enumerate(mentions):
        sign = _A if any(name.startswith("actors/") for name in mention.keys) else _P
        parts += [text[done : mention.start], f"{sign}{at}{sign}"]
        done = mention.end
    return "".join([*parts, text[done:]]), mentions

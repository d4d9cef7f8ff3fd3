"""Refuse the wrong one of several that a quotation names, where its words plainly say who speaks, and where.

A quotation that names two actors or two places proves for either that it is named (P4, P5). These rules read only the
plainest English, and conclude nothing where it may mean something else: what they pass is not thereby right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from dateline.model.facts import Control, Fact, Figure, Position, Stance
from dateline.model.registers import Actor
from dateline.problems import Problem, Rule
from dateline.prove.figures import says
from dateline.prove.naming import Register, key, read_tellers
from dateline.prove.quoted import Quoted
from dateline.prove.series import places_together, places_told
from dateline.text.names import Mention
from dateline.text.numbers import Reading, read_numbers

_PASSED_ON = re.compile(r"\b(?:citing|cites|quot(?:ing|es|ed)|according to|told by|reported by|from)\s(?:the\s)?$")
"""Before a name: what is told comes from it."""
_SPEAKS = re.compile(
    r"(?:,[^,.]{1,80},)?\s(?:\w+\s){0,3}?(?:sa(?:ys?|id|ying)(?!\s(?:nothing|little)\b)|t(?:ells?|old)|report|stat|announc|confirm|claim|declar"
    r"|tweet|wr(?:ites?|ote)|insist|warn|add(?:s|ed)|argu|assert|stress|expla|acknowledg|admit|accus|call|den(?:y|ie)"
    r"|estimat|count|put|believ|document|record|list|speak|spoke|vow|promis|demand|ask|urg|reject|dismiss)"
)
"""After a name: it may be who speaks, whatever the verb is."""
_CLAUSE = re.compile(r"; |, (?:while|whereas|but|and|though|although) | (?:while|whereas) ")
"""Where another may begin to speak."""
_COUNT_OF = re.compile(
    r"['’]s? (?:(?:own|latest|earlier|first|last|new|current) )?(?:tally|count|estimate|figure|toll)"
    r"(?: of |(?: for [^,.;:]{1,40})?, )(?:(?:at least|about|some|around|more than) )?"
)
"""Between a name and its number: “the Watch’s tally of 48”, “the Watch’s figure for Kell, 48”."""
_PUTS = re.compile(
    r" (?:(?:has|have|had|also|later) )?puts? (?:(?:the (?:figure|number|toll|total|count|tally)|it|them) )?(?:at|as) "
    r"(?:(?:at least|about|some|around|more than|over|nearly|up to|between|just) )*"
)
"""Between a name and its number: “the Watch put the toll at 48”, “which the Watch puts at 48”."""
_PUT_AT = re.compile(r"\bputs? the (?:figure|number|toll|total|count|tally) (?:at|as) (?:just )?$")
"""Before a number that is one: it is no pronoun."""
_OWN_CLAUSE = re.compile(r"(?:^|(?:^|[;,] |\s)(?:while|whereas|but|although) )(?:[Tt]he )?$")
"""Before a name that begins a clause."""
_OWN_WORD = re.compile(
    r" (?:(?:has|have|had|also|later) )?"
    r"(?:insist|maintain|claim|sa(?:ys|id)|add|argu|assert|stress|reiterat)(?:s|es|ed)?"
    r" (?:that )?(?:its?|they|their|his|her|s?he)\b"
)
"""After it: what it says of itself."""
_NEW_CLAUSE = re.compile(r"[.;]|\b(?:while|whereas|but|although)\b")
_BEFORE = 40
"""Code points before a name in which the words that stand before it are looked for."""


def prove_speaker(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse as claimant whom the quotation names only in what another is said to say (P4).

    Each mention has to stand after the words that say who says it, as no source of theirs and before no other verb of
    speaking; whom an `attributed:` quotation names is not asked about.
    """
    field, speakers = _speakers(fact)
    if not speakers or "…" in fact.quote or not quoted.names_several("actors/"):
        return
    text = fact.flat_quote
    tellers = [teller for teller in read_tellers(text, register.names) if teller.keys]
    if not tellers:
        return
    elsewhere = quoted.named_by("attributed")
    for index, actor in enumerate(speakers):
        name = key(actor)
        if name in elsewhere or any(name in keys for teller in tellers for keys in (teller.keys, *teller.together)):
            continue
        mentions = [mention for mention in register.names.mentions(text) if name in mention.keys]
        if mentions and all(mention.start >= tellers[0].end and not _may_speak(text, mention) for mention in mentions):
            ids = sorted(
                {
                    one.removeprefix("actors/")
                    for teller in tellers
                    for keys in (teller.keys, *teller.together)
                    for one in keys
                }
            )
            words = text[tellers[0].start : tellers[0].end]
            yield fact.origin.problem(
                (field, index) if len(speakers) > 1 else (field,),
                Rule.CLAIMANT,
                f"the quotation says who says it, “{words}”, and names “{actor.name}” only in what is said",
                f"write `{field}: {' or '.join(ids)}`, or quote the words that say that “{actor.name}” says it under"
                " `attributed:`",
                *([{field: ids[0]}] if len(ids) == len(speakers) == 1 else []),
            )


def prove_own_word(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse as another's word what one says of itself: “residents said …, while the Guard insisted that it …” (P4)."""
    if isinstance(fact, Position) or not fact.said_by or len(fact.actors) != 1 or "…" in fact.quote:
        return
    text, actor = fact.flat_quote, fact.actors[0]
    mentions = register.names.mentions(text)
    mine = [one for one in mentions if key(actor) in one.keys]
    claimants = {key(one) for one in fact.said_by}
    if not mine or key(actor) in claimants or not _OWN_CLAUSE.search(text[: mine[0].start]):
        return
    word = _OWN_WORD.match(text, mine[0].end)
    told = [one for one in mentions if claimants & one.keys]
    if (
        not word
        or any(one.start > mine[0].start for one in told)
        or not (told or _in_another_clause(quoted, claimants))
    ):
        return
    claim = "; a claim of its own is `state: claimed`" if isinstance(fact, Control) else ""
    yield fact.origin.problem(
        ("said_by",),
        Rule.CLAIMANT,
        f"the quotation gives this as the word of “{actor.name}”: “{text[mine[0].start : word.end()]}”",
        f"write `said_by: {actor.id}`, or quote the words that say what “{fact.said_by[0].name}” says{claim}",
        {"said_by": actor.id},
    )


def _in_another_clause(quoted: Quoted, claimants: AbstractSet[str]) -> bool:
    """Tell whether the words that name the claimants stand before the quotation, in a clause of their own."""
    quote = quoted.quote
    for field, words in quoted.others:
        if (
            field == "attributed"
            and claimants & words.names
            and words.text == quote.text
            and words.spans
            and quote.spans
        ):
            between = quote.text[words.spans[-1].end : quote.spans[0].start]
            if _NEW_CLAUSE.search(between):
                return True
    return False


def prove_counted_by(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse a figure's claimant, where another one says its number, and this one another number beside it (P4)."""
    if not isinstance(fact, Figure) or not fact.said_by or "…" in fact.quote or not quoted.names_several("actors/"):
        return
    text = fact.flat_quote
    numbers = [one for one in read_numbers(text) if not one.weak or _PUT_AT.search(text, 0, one.start)]
    mine = [reading for reading in numbers if says(reading, fact)]
    clauses = read_speakers(text, register)
    if len(mine) != 1 or len(clauses) == 1:
        return
    said: list[tuple[bool, frozenset[str]]] = []
    for start, end, speakers in clauses:
        counts = [reading for reading in numbers if start <= reading.start < end]
        if counts:
            said.append((mine[0] in counts, speakers))
    own = next(names for here, names in said if here)
    elsewhere = quoted.named_by("attributed")
    others = {name for here, names in said if not here for name in names}
    claimants = {key(actor) for actor in fact.said_by}
    if own and own.isdisjoint(claimants) and claimants <= others and not claimants & elsewhere:
        ids = sorted(name.removeprefix("actors/") for name in own)
        names = " and ".join(f"“{register.records[name].name}”" for name in sorted(own))
        yield fact.origin.problem(
            ("said_by",),
            Rule.CLAIMANT,
            f"the quotation gives this number as the word of {names}, and another as that of the claimant",
            f"write `said_by: {' or '.join(ids)}`, or the number that the claimant gives",
            *([{"said_by": ids[0]}] if len(ids) == 1 else []),
        )


def prove_own_count(fact: Fact, register: Register) -> Iterator[Problem]:
    """Refuse a figure that is not told as the word of whom the quotation names as who counts its number (P4)."""
    if not isinstance(fact, Figure) or "…" in fact.quote:
        return
    text = fact.flat_quote
    if not _COUNT_OF.search(text) and not _PUTS.search(text):
        return
    mine = [reading for reading in read_numbers(text) if says(reading, fact) and not reading.weak]
    claimants = {key(actor) for actor in fact.said_by}
    tells = any(claimants & teller.keys for teller in read_tellers(text, register.names))
    for mention in register.names.mentions(text):
        actors = sorted(name for name in mention.keys if name.startswith("actors/"))
        # “The Watch put the toll at 48, residents said”: it may be told as their word.
        count = _COUNT_OF.match(text, mention.end) or (None if tells else _PUTS.match(text, mention.end))
        if (
            not actors
            or not count
            or len(mine) != 1
            or not _begins(mine[0], count.end(), text)
            or claimants & set(actors)
        ):
            continue
        words = text[mention.start : mine[0].end]
        ids = [name.removeprefix("actors/") for name in actors]
        yield fact.origin.problem(
            ("said_by",) if fact.said_by else ("quote",),
            Rule.CLAIMANT,
            f"the quotation says whose number it is, “{words}”, and the fact does not",
            f"write `said_by: {' or '.join(ids)}`, or the number that the claimant gives"
            if fact.said_by
            else f"add `said_by: {' or '.join(ids)}`, or quote fewer words",
            *([{"said_by": ids[0]}] if len(ids) == 1 else []),
        )


def _begins(number: Reading, at: int, text: str) -> bool:
    """Tell whether a number begins at a place in a text, or its hedge ends there."""
    return number.start <= at < number.end and text[at : number.end].strip() != ""


def read_speakers(text: str, register: Register) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """Return the clauses of a sentence in which another may begin to speak, each with its end and who speaks in it."""
    edges = [0, *(found.end() for found in _CLAUSE.finditer(text)), len(text)]
    return tuple((start, end, _speaking(text, start, end, register)) for start, end in pairwise(edges))


def _speaking(text: str, start: int, end: int, register: Register) -> frozenset[str]:
    """Return who speaks in a clause: whom its words of telling name, else the one with whom it begins and a verb."""
    tellers = [one.keys for one in read_tellers(text, register.names) if start <= one.start < end]
    if tellers:
        return frozenset().union(*tellers)
    for mention in register.names.mentions(text):
        if start <= mention.start < end:
            begins = text[start : mention.start].strip().casefold() in ("", "the")
            return mention.keys if begins and _SPEAKS.match(text, mention.end, end) else frozenset()
    return frozenset()


def prove_where(
    fact: Fact, quoted: Quoted, series: Mapping[Reading, Mention[str]], register: Register
) -> Iterator[Problem]:
    """Refuse a figure's place, where the quotation has another at its number, and this one at another (P5)."""
    if not isinstance(fact, Figure) or "…" in fact.quote or not quoted.names_several("places/"):
        return
    text = fact.flat_quote
    numbers = [reading for reading in read_numbers(text) if not reading.weak]
    places = places_told(text, register)
    mine = [reading for reading in numbers if says(reading, fact)]
    if len(mine) != 1:
        return
    at: dict[Reading, Sequence[Mention[str]]]
    if places and places[0].start < numbers[0].start:
        # “In Port Amber 18, in Gull Island 6”: places stand before their numbers.
        at = {reading: [place] for reading, place in series.items()}
    else:
        ends = [*(reading.start for reading in numbers[1:]), len(text)]
        at = {
            reading: [place for place in places if reading.end <= place.start < end]
            for reading, end in zip(numbers, ends, strict=True)
        }
    own, name = at.pop(mine[0], ()), key(fact.place)
    if len(own) != 1 or name in own[0].keys:
        return
    if any(len(others) == 1 and name in others[0].keys for others in at.values()):
        start, end = min(mine[0].start, own[0].start), max(mine[0].end, own[0].end)
        ids = sorted(one.removeprefix("places/") for one in own[0].keys if one.startswith("places/"))
        yield fact.origin.problem(
            ("place",),
            Rule.NAMES,
            f"the quotation says “{text[start:end]}”, and “{fact.place.name}” of another number",
            f"write `place: {' or '.join(ids)}`, or quote only the words that belong to this number",
            *([{"place": ids[0]}] if len(ids) == 1 else []),
        )


def prove_several_places(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse for one place a number that the quotation gives for several together: “31 in P, Q and R” (P5)."""
    if not isinstance(fact, Figure) or "…" in fact.quote or not quoted.names_several("places/"):
        return
    text, name = fact.flat_quote, key(fact.place)
    numbers = [reading for reading in read_numbers(text) if not reading.weak]
    mine = [reading for reading in numbers if says(reading, fact)]
    every = [one for one in register.names.mentions(text) if any(of.startswith("places/") for of in one.keys)]
    if len(mine) != 1:
        return
    group = places_together(text, mine[0], numbers, every)
    if any(name in one.keys for one in group):
        words = text[min(mine[0].start, group[0].start) : max(mine[0].end, group[-1].end)]
        yield fact.origin.problem(
            ("place",),
            Rule.NAMES,
            f"the quotation gives this number for several places together: “{words}”",
            "write a place that holds all of them, with the words that name it under `context:`, or keep it with"
            " `unproved: …`",
        )


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

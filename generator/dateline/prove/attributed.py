"""Prove that what a source gives as somebody's word is not told as so, in the quotation and right beside it (P4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.model.facts import Agreement, Control, Event, Fact, Figure, Position, Presence, Track
from dateline.problems import Problem, Rule
from dateline.prove.document import Words
from dateline.prove.figures import says
from dateline.prove.naming import Register, key, read_tellers
from dateline.prove.quoted import Quoted
from dateline.text.attribution import Attribution, read_attributions, read_hearsay
from dateline.text.clauses import has_words
from dateline.text.names import Mention
from dateline.text.stems import stem

_ENDED = re.compile(r"[.!?][”\"’')]*\s")
_ENDS = re.compile(r"[.!?](?=[”\"’')]*(?:\s|$))")
_BREAK = re.compile(
    r"[.;:!?](?!\d)|,\s(?:and|but|while|whereas|although|though)\b"
    r"|\b(?:but|while|whereas|although|though|after|before|when|because|since|who|which|whose|where)\b",
    re.IGNORECASE,
)
"""Between who says something and what: there what is said is over."""
_OPENING = re.compile(
    r"[“\"]?(?:(?:On|In|At|By|During|From|Since|Late|Early|Earlier|Later|Also|However|Meanwhile|But|And|Yet|Then|For|After"
    r"|Citing)\b[^.;:]{0,80}\s)?",
    re.IGNORECASE,
)
"""What may stand in a sentence before who says all of it."""
_FARTHEST = 400
"""Code points from who says something to what is said."""
_JOINED = re.compile(r"[,”\"’.\s]*")
_REST = re.compile(r"[^,;:]*")
_APART = re.compile(
    r"; |, (?:although|though|but|while|whereas|and) |[.!?]”? (?=[A-Z“])"
    r"|, an? (?:claim|accusation|allegation|charge) (?:that |which )?"
)
"""Where somebody else may begin to speak."""
_SPEAKS = re.compile(
    r" (?:(?:has|have|had|later|also) )?(?:sa(?:id|ys?)|insist(?:s|ed)?|call(?:s|ed)|denie[sd]|deny|reject(?:s|ed)?"
    r"|dismiss(?:es|ed)|disput(?:es|ed)|accus(?:es|ed)|blam(?:es|ed)|claim(?:s|ed)|warn(?:s|ed)|vow(?:s|ed)|put)\b"
)
_BUT = re.compile(
    r", but (?!(?:that|it|they|he|she|we|its|their|his|her|would|will|had|has|did|was|were|could|only|also|not|added"
    r"|warned|denied)\b)"
)
"""Between what one says and what a source says itself, in a clause with a subject of its own."""
_ANY_WORD = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|according|told|tells?|report\w*|claim\w*|add(?:ed|s|ing)|warn\w*|insist\w*|quot\w*|citing"
    r"|believ\w*|stat(?:ed|es|ing|ement\w*)|spokes\w*|announc\w*|alleg\w*)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class _Place:
    """Hold the sentence in which a quotation stands, and where it stands there."""

    text: str
    start: int
    end: int
    core: int | None
    """Where the number of a figure stands, or who holds a place or is there; None where that is not known."""


def prove_attributed(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Refuse a fact without a claimant whose words are told as somebody's (P4); its own `what` may say so."""
    told = isinstance(fact, Figure | Event | Control | Presence | Track | Agreement)
    if not told or fact.said_by or not fact.source.in_english:
        return
    own = " ".join(text for _, text in fact.texts)
    place, mentions = _place(fact, quoted.quote, register)
    names = {
        (name.start, name.end): {one.removeprefix("actors/") for one in name.keys if one.startswith("actors/")}
        for name in mentions
    }
    actors = {where: ids for where, ids in names.items() if ids}
    for found in read_attributions(place.text, actors.keys()):
        if not _covers(found, place) or (found.verb and has_words(own, found.verb)):
            continue
        words = place.text[found.start : found.end]
        inside = place.start <= found.start and found.end <= place.end
        ids = set().union(*(ids for (start, _), ids in actors.items() if found.start <= start < found.end))
        remedy = f"add `said_by: {min(ids)}`" if len(ids) == 1 else "register whom that means, and add `said_by:`"
        if not inside:
            remedy += ", and quote these words too, or under `attributed:`"
        where = "quotation says" if inside else "words beside the quotation say"
        message = f"the {where} who says it, “{words}”, and the fact does not"
        yield fact.origin.problem(("quote",), Rule.CLAIMANT, message, remedy)
        return
    for word in read_hearsay(fact.flat_quote):
        if not has_words(own, word):
            yield fact.origin.problem(
                ("quote",),
                Rule.CLAIMANT,
                f"the quotation says “{word}”: it is somebody’s word, and the fact tells it as so",
                "add `said_by:` where the source says whose; else put the word into `what:`, of a figure into `note:`",
            )
            return


def stands_apart(fact: Fact, register: Register) -> bool:
    """Tell whether a quotation that says who says one thing has the fact in a clause of its own beside it.

    So stand a position whose actor speaks there (“residents said, although the Front said …”) and an event that the
    source tells itself (“The Guard said …, but shots could be heard”).
    """
    text = fact.flat_quote
    if fact.said_by or "…" in text or not fact.source.in_english:
        return False
    tellers = [*read_tellers(text, register.names)]
    if isinstance(fact, Position):
        edges = [0, *(found.end() for found in _APART.finditer(text)), len(text)]
        own = {key(actor) for actor in fact.actors}
        speaks = [one.start for one in register.names.mentions(text) if own & one.keys and _SPEAKS.match(text, one.end)]
        return any(
            text[start:at].lower() in ("", "the ")
            and not any(start <= one.start < end and one.keys.isdisjoint(own) for one in tellers)
            for start, end in pairwise(edges)
            for at in speaks
        ) and not text.startswith("According")
    breaks = [*_BUT.finditer(text)]
    if not isinstance(fact, Event) or not tellers or len(breaks) != 1:
        return False
    said, rest = text[: breaks[0].start()], text[breaks[0].end() :]
    what, told = ({stem(word) for word in _LETTERS.findall(words)} for words in (fact.what, rest))
    inside = said.count("“") > said.count("”") or said.count('"') % 2
    return not (inside or _ANY_WORD.search(rest) or tellers[-1].end > len(said)) and bool(what) and what <= told


def _place(fact: Fact, quote: Words, register: Register) -> tuple[_Place, Sequence[Mention[str]]]:
    """Return the sentences in which a quotation stands, on one line, and the registered names in them."""
    text, first, last = quote.text, quote.spans[0], quote.spans[-1]
    line = text.rfind("\n", 0, first.start) + 1
    begins = max((found.end() for found in _ENDED.finditer(text, line, first.start)), default=line)
    stop = text.find("\n", last.end)
    stop = len(text) if stop < 0 else stop
    closed = _ENDS.search(text, max(first.start, last.end - 1), stop)
    ends = max(last.end, closed.start() if closed else stop)
    flat = text[begins:ends].replace("\n", " ")
    mentions = register.names.mentions(flat)
    if isinstance(fact, Figure):
        own = [reading.start - begins for reading in quote.numbers if says(reading, fact)]
    else:
        who = {key(actor) for actor in fact.actors} if isinstance(fact, Control | Presence) else set()
        own = [name.start for name in mentions if who & name.keys]
    return _Place(flat, first.start - begins, last.end - begins, own[0] if len(own) == 1 else None), mentions


def _covers(found: Attribution, place: _Place) -> bool:
    """Tell whether what an attribution gives as somebody's word is what a fact is taken from."""
    text = place.text
    # Who says of itself that it holds a place, is named once.
    core = None if place.core is None or found.start <= place.core < found.end else place.core
    if found.start >= place.end:
        return not found.leads and _JOINED.fullmatch(text, place.end, found.start) is not None
    if found.leads and (core is not None or found.end <= place.start):
        told = place.start if core is None else core
        return found.end <= told <= found.end + _FARTHEST and not _BREAK.search(text, found.end, told)
    if found.end <= place.start:
        return False
    if core is not None:
        return core < found.start and not re.search(r"[.;!?](?!\d)", text[core : found.start])
    if found.leads:
        return _OPENING.fullmatch(text, place.start, found.start) is not None
    return _REST.fullmatch(text, found.end, place.end) is not None

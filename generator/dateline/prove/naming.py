"""Prove that claimants (P4) and every actor and place of a fact (P5) are named in its quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from dateline.kept import Kept
from dateline.model.facts import Control, ControlState, Event, Fact, Location, Position, Relation, Track
from dateline.model.project import Project
from dateline.model.registers import Actor, Place
from dateline.problems import Problem, Rule
from dateline.prove.document import Document
from dateline.prove.quoted import Quoted
from dateline.text.names import Mention, Names

_ACCORDING = re.compile(r"\b[Aa]ccording to(?: \w+){1,4}")
_TO_WHOM = re.compile(r"[Aa]ccording to (?:the )?")
_VERBS = (
    r"(?:says?|said|told|tells?|reports?|reported|tweets?|tweeted|claim(?:s|ed)?(?! to\b(?! have\b))"
    r"|estimates?|estimated(?! (?:to|at)\b))\b(?! (?:nothing|little|otherwise)\b)"
)
_TELLS = re.compile(rf"\b{_VERBS}")
_ROLE = (
    r"(?:['’]s?)?\s(?:(?:senior|top|local|regional|military|political|media|press|field|other|two|three|several)\s){0,2}"
    r"(?:spokesm[ae]n|spokeswom[ae]n|spokespersons?|spokespeople|officials?|commanders?|officers?|members?|leaders?"
    r"|representatives?|statements?|fighters?|sources?|envoys?|ministers?)\b"
)
"""After a name: who speaks for it."""
_TELLS_NEXT = re.compile(rf"(?:{_ROLE})?(?:,[^,.]{{1,80}},|, an? [^,.]{{1,80}}?)?\s(?:(?:also|has|have)\s)?{_VERBS}")
"""After a name, and perhaps what it is between commas, or who speaks for it: a verb of telling."""
_BEFORE_VERB = re.compile(
    rf"(?:{_ROLE})?(?:,[^,.]{{1,80}},)?\s(?:(?:(?:has|have|also|again|once again|both|all)|\w+ly)\s){{0,3}}",
    re.IGNORECASE,
)
"""Between whoever speaks and the verb."""
_CONTRARY = re.compile(r"\b(?:[Cc]ontrary to|[Dd]espite|[Ii]n spite of) what (?:the )?$")
"""Before a name: what it says is not what is told."""
_THING = re.compile(
    r"(?:['’]s?)?\s(?:[a-z]+\s)?(?:drones?|shells?|shelling|rockets?|missiles?|mortars?|mines?|gunboats?|boats?|warplanes?|aircraft"
    r"|jets?|helicopters?|checkpoints?|roadblocks?|prisons?|jails?|snipers?|fire|gunfire|attacks?|raids?|(?:air)?strikes?|bombs?"
    r"|artillery|tanks?)\b(?!\s(?:sa(?:id|ys?)|t(?:old|ells?)|report|claim|statement|commander|officer|official|spokes))"
)
"""After a name: something of it, which says nothing."""
_BY_COUNT = re.compile(r"\b[Bb]y (?:the )?$")
_COUNT = re.compile(r"['’]s? (?:own |latest )?(?:count|tally|estimates?|reckoning)\b")
"""Around a name: “by the Watch’s count”."""
_A_CLAIM = re.compile(r", an? (?:claim|accusation|allegation|charge)(?: (?:that|which))? (?:the )?$")
_DENIED = re.compile(r" (?:has |have |later )?(?:denie[sd]|deny|rejects?|rejected|dismisse[sd]|disputed)\b")
"""Around a name: “…, a claim the Watch denied”."""
_MAY_COUNT = re.compile(r"\b[Bb]y .*(?:count|tally|estimate|reckoning)")
_TOLD_OF = re.compile(r"\b(?:(?:a|the) (?:claim|estimate) by|(?:was|were|been) confirmed by) (?:the )?$")
"""Before a name: what is told is its word, if it is not what it did."""
_TOLD_OF_ANY = re.compile(r"\b(?:claim|estimate|confirmed) by\b")
_AND = re.compile(r",? and (?:the )?")
_COMMA = re.compile(r", (?:the )?")
_OPENS = re.compile(r"(?:^|[.;:]\s|\b[Bb]oth\s)(?:[Tt]he\s)?$")
_TOLD_BY = re.compile(r"[,”\"’]\s?(?:said|says|reported)\s(?:the\s|an?\s(?:senior\s|local\s)?)?$")
_ENDS = re.compile(rf"(?:{_ROLE})?[”\"’]?(?:[.”\"]|$)")
"""Around a name at the end of a sentence: “…, said the Lantern Watch.”; within one it may begin what is said."""


def key(record: Actor | Place) -> str:
    """Return the key of a registered name: `actors/ID` or `places/ID`."""
    return f"{'actors' if isinstance(record, Actor) else 'places'}/{record.id}"


@dataclass(frozen=True)
class Register:
    """Know every registered name of a project."""

    names: Names[str]
    records: Mapping[str, Actor | Place]
    kept: Kept = field(default_factory=Kept)

    @classmethod
    def of(cls, project: Project, kept: Kept | None = None) -> Register:
        """Index the names and spellings of a project's actors and places."""
        kept = kept or Kept()
        records: dict[str, Actor | Place] = {key(actor): actor for actor in project.actors}
        records |= {key(place): place for place in project.places}
        spellings = {name: record.spellings for name, record in records.items()}
        names = kept.get(("names", tuple(spellings.items())), lambda: Names(spellings))
        return cls(names, records, kept)

    def read(self, text: str, language: str = "en") -> Document:
        """Return a text with all that is read in it."""
        # Names have no order and no equals: those that are kept are the same as long as no spelling changes.
        return self.kept.get(("document", text, language, self.names), lambda: Document(text, language, self.names))


@dataclass(frozen=True, slots=True)
class Teller:
    """Hold words by which a text attributes what it says."""

    start: int
    end: int
    """Code points, end exclusive."""
    keys: frozenset[str]
    """Whom the words may mean, of the registered actors; none where it is nobody that is registered."""
    together: tuple[frozenset[str], ...] = ()
    """Those who say it with them, the same of each: “the Watch and the Council said”."""


def read_tellers(text: str, names: Names[str]) -> Iterator[Teller]:
    """Read who says what a text says: “according to …” first, then each actor with a verb of telling after the name."""
    according = _ACCORDING.search(text)
    if not (according or _TELLS.search(text) or _MAY_COUNT.search(text)):
        return
    mentions = [
        (mention, actors)
        for mention in names.mentions(text)
        if (actors := frozenset(name for name in mention.keys if name.startswith("actors/")))
    ]
    if according:
        said = (
            (mention, actors)
            for mention, actors in mentions
            if _TO_WHOM.fullmatch(text, according.start(), mention.start)
        )
        mention, actors = next(said, (None, frozenset()))
        last = mention.end if mention else according.end()
        also = [(one.end, keys) for one, keys in mentions if mention and _AND.fullmatch(text, mention.end, one.start)]
        yield Teller(according.start(), also[0][0] if also else last, actors, tuple(keys for _, keys in also))
    for index, (mention, actors) in enumerate(mentions):
        if _CONTRARY.search(text, 0, mention.start):
            continue
        if told := _TELLS_NEXT.match(text, mention.end):
            first = _first_of(text, [one for one, _ in mentions[: index + 1]])
            together = tuple(keys for _, keys in mentions[first:index])
            # “A spokesman for the Watch, Ada Brand, said”: either of them says it.
            within = (keys for one, keys in mentions[index + 1 :] if one.end <= told.end())
            yield Teller(mentions[first][0].start, told.end(), actors.union(*within), together)
        elif (by := _BY_COUNT.search(text, 0, mention.start)) and (count := _COUNT.match(text, mention.end)):
            yield Teller(by.start(), count.end(), actors)
        elif (end := _ENDS.match(text, mention.end)) and (verb := _TOLD_BY.search(text, 0, mention.start)):
            yield Teller(verb.start() + len(verb[0]) - len(verb[0].lstrip(',”"’ ')), end.end(), actors)


def _first_of(text: str, mentions: Sequence[Mention[str]]) -> int:
    """Return the index of the first of those named together up to the last, in “the Watch, the Union and the Council”.

    They are subjects where “both” stands before them or their sentence begins; elsewhere the others may be objects.
    """
    first, joint = len(mentions) - 1, _AND
    while first and joint.fullmatch(text, mentions[first - 1].end, mentions[first].start):
        first, joint = first - 1, _COMMA
    return first if _OPENS.search(text, 0, mentions[first].start) else len(mentions) - 1


def speaks_before(text: str, at: int, name: str, names: Names[str]) -> bool:
    """Tell whether an actor, by its key, is surely the subject of the verb that begins at a place in a text."""
    before = [mention for mention in names.mentions(text) if mention.end <= at and name in mention.keys]
    return bool(before) and _BEFORE_VERB.fullmatch(text, before[-1].end, at) is not None


def _teller(fact: Fact, register: Register) -> tuple[str, str]:
    """Return the words by which a quotation attributes what it says, and what to write for them; or nothing."""
    text = fact.flat_quote
    # A position is the actor's own word.
    own = {key(actor) for actor in fact.actors} if isinstance(fact, Position) else set()
    if own and _denies_claim(text, own, register):
        return "", ""
    according = _ACCORDING.search(text)
    tellers = [teller for teller in read_tellers(text, register.names) if according or not teller.keys & own]
    if not tellers and not isinstance(fact, Position):
        tellers = [*_told_of(text, fact, register)][:1]
    if not tellers:
        return "", ""
    first = tellers[0]
    words = text[first.start : first.end] if first.together or not according else according[0]
    order = (first.keys, *first.together) if according else (*first.together, first.keys)
    named = [sorted(keys) for keys in order if keys - own]
    if len(tellers) > 1 or not named or any(len(keys) > 1 for keys in named):
        return words, "add `said_by:`"
    ids = ", ".join(keys[0].removeprefix("actors/") for keys in named)
    return words, f"add `said_by: {f'[{ids}]' if len(named) > 1 else ids}`"


def _denies_claim(text: str, own: AbstractSet[str], register: Register) -> bool:
    """Tell whether a text says of one, in its last words, that it denies what another one claims."""
    return any(
        mention.keys & own and _A_CLAIM.search(text, 0, mention.start) and _DENIED.match(text, mention.end)
        for mention in register.names.mentions(text)
    )


def _told_of(text: str, fact: Fact, register: Register) -> Iterator[Teller]:
    """Read whose word it is in “a claim by the Watch”, “was confirmed by the Watch”, which may also be what it did."""
    told = isinstance(fact, Event) and re.search(r"\b(?:claim|confirm|estimat)", fact.what)
    if told or not _TOLD_OF_ANY.search(text):
        return
    for mention in register.names.mentions(text):
        actors = frozenset(name for name in mention.keys if name.startswith("actors/"))
        if actors and (before := _TOLD_OF.search(text, 0, mention.start)):
            yield Teller(before.start(), mention.end, actors)


def prove_claimant(fact: Fact, quoted: Quoted, register: Register) -> Iterator[Problem]:
    """Find each claimant in the quotation, or in one that says who said it (P4)."""
    if not fact.said_by:
        teller, remedy = _teller(fact, register)
        if teller:
            yield fact.origin.problem(
                ("quote",),
                Rule.CLAIMANT,
                f"the quotation says who says it, “{teller}”, and the fact does not",
                f"{remedy}, or quote fewer words",
            )
        return
    said = quoted.names_in("quote", "attributed")
    for index, actor in enumerate(fact.said_by):
        if key(actor) not in said:
            path = ("said_by", index) if len(fact.said_by) > 1 else ("said_by",)
            yield fact.origin.problem(
                path,
                Rule.CLAIMANT,
                f"the quotation does not name “{actor.name}” as who says it",
                f"add `attributed:` with the source’s words that do, or a spelling to `also:` of {actor.id}",
            )
        elif thing := _only_a_thing(fact, actor, quoted, register):
            yield fact.origin.problem(
                ("said_by", index) if len(fact.said_by) > 1 else ("said_by",),
                Rule.CLAIMANT,
                f"the quotation names “{actor.name}” only in “{thing}”, not as who says it",
                "write who says it, with the source’s words that name them under `attributed:`",
            )


def _only_a_thing(fact: Fact, actor: Actor, quoted: Quoted, register: Register) -> str:
    """Return the words that name something of an actor, where a quotation names it for nothing else; or nothing."""
    if key(actor) in quoted.named_by("attributed"):
        return ""
    text = fact.flat_quote
    mine = [one for one in register.names.mentions(text) if key(actor) in one.keys]
    things = [thing for one in mine if (thing := _THING.match(text, one.end))]
    if not mine or len(things) < len(mine) or _ACCORDING.search(text):
        return ""
    return text[mine[0].start : things[0].end()]


def prove_own_claim(fact: Fact) -> Iterator[Problem]:
    """Refuse a belligerent's claim in its own favour as the state of things."""
    if isinstance(fact, Control) and fact.state is not ControlState.CLAIMED:
        for actor in fact.said_by:
            if actor.belligerent and actor in fact.by:
                yield fact.origin.problem(
                    ("state",),
                    Rule.OWN_CLAIM,
                    f"“{actor.name}” says this of itself, so it is a claim",
                    "write `state: claimed`",
                    {"state": ControlState.CLAIMED.value},
                )


def prove_names(fact: Fact, quoted: Quoted) -> Iterator[Problem]:
    """Find each actor and place of a fact in its quotation or context (P5)."""
    said = quoted.names_in("quote", "context")
    for record in (record for record in fact.named if key(record) not in said):
        near = _nearest(str(record.name), fact.quote)
        # A name inside a longer registered one is that one's.
        spelled = (
            ", but as part of a longer name" if near == str(record.name) else f", but has “{near}”" if near else ""
        )
        remedy = f"add `context:` with the source’s words that do, or a spelling to `also:` of {record.id}"
        if isinstance(fact, Track) and record in fact.parties:
            remedy += "; where an earlier report names the parties, leave them out and write `continues:` with its fact"
        message = f"the quotation does not name “{record.name}”{spelled}"
        yield fact.origin.problem(_path(fact, record), Rule.NAMES, message, remedy)

    if isinstance(fact, Location) and not _direction(fact.relation).search(fact.quote):
        direction = fact.relation.value.replace("_", " ")
        message = f"the quotation does not say “{direction}”"
        yield fact.origin.problem(("relation",), Rule.NAMES, message, "mend the direction, or quote the words for it")


@cache
def _direction(relation: Relation) -> re.Pattern[str]:
    """Compile the words for a direction of the compass; other relations have too many."""
    compass = re.match(r"(north|south)?(east|west)?(?=_of)", relation)
    if not compass:
        return re.compile("")
    words = "-?".join(filter(None, compass.groups()))
    # “Eastern Ghouta” is a name, “the eastern outskirts of” a direction.
    return re.compile(rf"(?<![\w-])(?i:{words})(?:ern(?! [A-Z])|wards?)?(?![\w-])")


def _nearest(name: str, quote: str) -> str:
    """Return the quotation's words that look most like a name, or nothing."""
    words, length = quote.split(), len(name.split())
    runs = [" ".join(words[at : at + length]).strip(',.;:“”"') for at in range(len(words) - length + 1)]
    return next(iter(get_close_matches(name, runs, n=1, cutoff=0.75)), "")


def _path(fact: Fact, record: Actor | Place) -> tuple[str | int, ...]:
    """Return the path of the field that holds a record."""
    for name, info in type(fact).model_fields.items():
        value = getattr(fact, name)
        if value is record:
            return (info.alias or name,)
        if isinstance(value, tuple) and any(item is record for item in value):
            position = next(index for index, item in enumerate(value) if item is record)
            return (name, position) if len(value) > 1 else (name,)
    return ("quote",)

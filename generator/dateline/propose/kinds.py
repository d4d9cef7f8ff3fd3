"""Propose facts of other kinds where the words of a sentence leave no doubt, and facts without a kind elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dateline.propose.cues import ACTOR, BOTH, CUES, PLACE, SIGNS, A, Cue, P
from dateline.propose.doubted import is_doubted, is_doubtful, is_taken_back
from dateline.propose.draft import Blank, Fields, Sketch, Value, hint_of, one_of
from dateline.propose.said import Said, single
from dateline.text.dates import wholes

_ACTORS = frozenset({"actor", "by", "to", "parties", "with", "mediator"})


_SPEECH = frozenset({"positions", "demands", "agreements"})
"""Kinds whose words are what one says or wants: what follows in them is not yet so, and the fact is that it is said."""

_TOLD_BEFORE = re.compile(r"\b(?:said|told|announced|reported|confirmed|stated)\b")
_CALLED_OFF = re.compile(
    r"\b(?:postponed|put off|called off|cancell?ed|delayed|abandoned|suspended|broken off|boycott\w*)\b"
)
_WANTED = (
    r"\b(?:demand(?:s|ed|ing)?|insist(?:s|ed|ing)?|call(?:s|ed|ing)? (?:for|on)|urg(?:es?|ed|ing)"
    r"|propos(?:es?|ed|ing|als?)|suggest(?:s|ed|ing|ions?)?|request(?:s|ed|ing)?|ask(?:s|ed|ing)?|recommend(?:s|ed|ing)?|appeal(?:s|ed|ing)?"
    r"|want(?:s|ed)?|offer(?:s|ed|ing)?|predict(?:s|ed|ing)?"
    r"|threaten(?:s|ed|ing)?)\b"
)
_WANTED_BEFORE = re.compile(_WANTED)
_WANTED_AFTER = re.compile(_WANTED + r"[.”\"\s]*$")
"""Words of one who wants what is to come, before it or at the end of the sentence."""
_CONDITION = re.compile(
    r"\b(?:[Oo]nce(?! again\b| more\b)|[Aa]s soon as|(?:[Pp]rovid|[Aa]ssum)(?:ed|ing)(?= that\b| the\b| it| a| no)"
    r"|[Ww]hen(?:ever)?|[Oo]nly after|(?:[Aa]s|[Ss]o) long as|[Oo]n (?:the )?condition|[Dd]epend(?:s|ing) on"
    r"|[Ss]ubject to|[Pp]ending"
    r"|[Rr]umou?r\w*|(?:a|the) lie|hoax)\b"
)
"""What is to come only waits for it, or is only rumoured."""
_BOUND = re.compile(
    r"\b(?:(?:by|within|from|than)\s(?:the\s)?$|(?:around|about|circa|perhaps|possibly|(?:early|late|soon) as)\s$"
    r"|before\b|until\b|after\b|since\b|following\b|ahead of\b|prior to\b)"
)
"""Before a day that what is to come only has to do with, or is counted from."""
_OF_ELSE = re.compile(
    r"\b(?:that|which|who|whom|whose|where|those|because|was|were|had|has|have|been|said|told|hit|struck|fell|took|left"
    r"|began|met|broke|fled|sank|lost|won|held|shot|agreed|freed|(?!(?:mediated|hosted|chaired|hundred)\b)[a-z]+(?<!e)ed)\b"
    r"|\b(?:of|(?<!\bon\s)the|an?)\s$"
)
"""Before a day that something else is told of."""
_MATTER = re.compile(r"\b(?:about|over|concerning|on (?:the|an?|its|their) [a-z]+)\s")
"""Before a day that may be that of what is talked about."""
_ELSE_BEFORE = re.compile(
    r"\b(?:[Aa]fter|[Bb]efore|[Ff]ollowing|[Ss]ince|[Ww]hen|[Bb]ecause|[Aa]lthough|[Ww]hile|which|who|where)\b[^,;]*$"
)
_TURN = re.compile(r";|,?\s(?:while|whereas|although|though|but|before|after|when)\s|,\sand\s")
"""Around a day that stands before the words of a cue, and may not be of them."""
_ARTICLE = re.compile(r"\b[Tt]he\s$")
_COUNTS = re.compile(
    r"(?:days?|nights?|weeks?|months?|past|last|next|previous|following|early|morning|evening)\b|\d+\s(?:hours|days|weeks|months)\b"
)
_WORD = re.compile(r"\b[a-z]{3,}")
_FROM_THEN = re.compile(r"\bfrom\s$")
_COUNTED_SINCE = re.compile(r"\b[Ss]ince\s[^,;]*\b(?:after|before|following)\b[^,;]*$")
_NOUN = re.compile(r"(?:\s(?:an?|the|its|their|all|any|new|another|\d\S*)\b|\s?$)")
"""Behind “agreed to”: what is agreed on, and no verb."""
_OF_IT = re.compile(
    r"['’]|,?\sor\b|,?\sat the (?:very )?(?:earliest|latest)\b|\sonwards?\b"
    r"|\s(?:week\b|attacks?\b|shelling\b|deadline\b)"
)
"""Behind a day: it is that of what follows, or not the only one."""
_IS_ASIDE = re.compile(rf"(?:{A}|{P}),")
"""A name and what stands after its comma."""


def draft_kinds(said: Said) -> Iterator[Sketch]:
    """Yield a fact for each cue that a sentence has and that it states, of each kind the first."""
    shape = _shape(said)
    done: set[str] = set()
    for cue in CUES:
        for match in cue.pattern.finditer(shape) if cue.alone else filter(None, [cue.pattern.search(shape)]):
            if (cue.alone or cue.kind not in done) and not _doubted(said, cue, match):
                done.add(cue.kind)
                yield from _sketches(said, cue, match)


def _doubted(said: Said, cue: Cue, match: re.Match[str]) -> bool:
    """Tell whether a sentence does not state what the words of a cue say."""
    start, end = match.span()
    if cue.coming:
        # “Will” and “are due to” are what it says; “would” is the same where somebody said so.
        bare = f"{said.text[:start]}{' ' * (end - start)}{said.text[end:]}"
        would = " would " in match[0] and not _TOLD_BEFORE.search(said.text, 0, end)
        return (
            would
            or is_doubted(bare, start, end)
            or _CALLED_OFF.search(said.text, end) is not None
            or _WANTED_BEFORE.search(bare, 0, start) is not None
            or _WANTED_AFTER.search(bare, end) is not None
            or _CONDITION.search(bare) is not None
        )
    if cue.kind in _SPEECH:
        return is_doubted(said.text, start, start, after=False)
    if cue.alone and _IS_ASIDE.match(match[0]):
        return cue.kind == "control" and is_doubtful(match[0])
    return is_doubted(said.text, start, end) or (cue.alone and is_doubtful(match[0]))


def _shape(said: Said) -> str:
    shape = "".join(" " if char.isspace() else char for char in said.text.translate(SIGNS))
    parts: list[str] = []
    done = 0
    for mention in said.names:
        sorts = {key.partition("/")[0] for key in mention.keys}
        sign = BOTH if len(sorts) > 1 else ACTOR if "actors" in sorts else PLACE
        parts += [shape[done : mention.start], sign * (mention.end - mention.start)]
        done = mention.end
    return "".join((*parts, shape[done:]))


def _sketches(said: Said, cue: Cue, match: re.Match[str]) -> Iterator[Sketch]:
    """Yield the facts that a match tells: one, or one for each actor."""
    stretch = match.span() if cue.alone else (0, 0)
    groups = {name: span for name in match.re.groupindex if (span := match.span(name)) != (-1, -1)}
    people = {name: said.actors(*span) for name, span in groups.items() if _is_actor(cue, name)}
    if joined := people.pop("with", ()):
        people["parties"] += joined
    elif cue.coming and len(people.get("parties", ())) == 1:  # with whom is not read
        people["parties"] += (Blank(),)
    others: dict[str, Value] = {}
    for name, span in groups.items():
        if name in cue.lookup:
            others[name] = cue.lookup[name][match[name]]
        elif name == "what":
            others[name] = said.text[slice(*span)]
        elif not _is_actor(cue, name):
            others[name] = _place(said, span)
    rows = [{**people, "actor": (actor,)} for actor in people["actor"]] if cue.each else [people]
    for row in rows:
        named = {name: single(row[name]) if name in row else others[name] for name in groups if name != "with"}
        yield Sketch(cue.kind, _fields(said, cue, named, row, match.span()), *stretch)


def _is_actor(cue: Cue, name: str) -> bool:
    return name in _ACTORS or (name == "of" and cue.kind == "profiles")


def _place(said: Said, span: tuple[int, int]) -> Value:
    """Return the place that a group of a pattern names."""
    (_, ids), *_ = said.named("places/", *span)
    return one_of(ids)


def _fields(
    said: Said,
    cue: Cue,
    named: Mapping[str, Value],
    people: Mapping[str, tuple[str | Blank, ...]],
    span: tuple[int, int],
) -> Fields:
    """Return the fields of a fact, in no order, by where its cue's words begin and end."""
    start, end = span
    claimants: tuple[str | Blank, ...] = () if cue.alone else said.claimants_at(end)
    if cue.kind == "positions":  # it is their own word
        claimants = tuple(actor for actor in claimants if actor not in people["actor"])
    return (
        ("id", Blank()),
        *named.items(),
        *cue.fixed,
        *((name, _blank(said, cue, name)) for name in cue.blanks if name not in named),
        *(said.place() if cue.kind in ("agreements", "events", "tracks") else ()),
        *(_coming(said, end) if cue.coming else _dated(said, cue, start, end)),
        *((("said_by", single(claimants)),) if claimants else ()),
    )


def _blank(said: Said, cue: Cue, name: str) -> Blank:
    """Return what stands for a field that the words of a cue do not settle."""
    if name == "parties" and cue.coming:
        return Blank("who is to talk; or write `continues:` in its place, with the state of these talks before")
    return said.no_place if name == "place" else Blank()


def _dated(said: Said, cue: Cue, start: int, end: int) -> Fields:
    """Return the date of a fact: that of the cue's own field, or else when it was so; a blank for a day of another."""
    if not cue.date:
        return ()
    when = (*said.when, *said.when_told) if cue.kind == "positions" else said.when
    own = {"since": said.since, "deadline": said.ahead}.get(cue.date, ())
    ahead = cue.date == "deadline"
    if ("stance", "aims") in cue.fixed and said.ahead:
        found, day = said.dated("date", said.ahead, ahead=True), said.ahead[0].whole
        elsewhere = _is_of_else(said, cue, (start, end), day)
    elif own:
        found, day = said.dated(cue.date, own, ahead=ahead), own[0].whole
        elsewhere = cue.date == "since" and _COUNTED_SINCE.search(said.text, 0, day[0]) is not None
    elif when:
        found, day = said.dated("date", when), _with_article(said, *when[0].whole)
        elsewhere = when[0] not in said.when_told and _is_of_else(said, cue, (start, end), day)
    else:
        found = said.spelled_alone("deadline", ahead=True) if ahead else said.spelled_alone("date")
        spells = said.spells[True] if ahead else said.spells_past
        elsewhere = (
            bool(found)
            and not ahead
            and _is_of_else(said, cue, (start, end), _with_article(said, spells[0].start, spells[0].end))
        )
    if found and elsewhere:
        return ((found[0][0], Blank(f"{hint_of(found[0][1])}, if it is of that day")), *found[1:])
    return found


def _with_article(said: Said, start: int, end: int) -> tuple[int, int]:
    """Return where words for days begin and end, with their article: “the day before yesterday”."""
    article = _ARTICLE.search(said.text[:start]) if _COUNTS.match(said.text, start) else None
    return article.start() if article else start, end


def _is_of_else(said: Said, cue: Cue, words: tuple[int, int], day: tuple[int, int]) -> bool:
    """Tell whether a day may be that of something else than what a cue's words tell."""
    (start, end), (begin, over) = words, day
    if over <= start:
        return _ELSE_BEFORE.search(said.text, 0, begin) is not None or _TURN.search(said.text, over, start) is not None
    if begin < end:
        return False
    between = said.text[end:begin]
    if cue.kind == "positions":
        between = _FROM_THEN.sub("", between)  # “plans to open it from 1 June”
    if cue.kind == "demands" or (("stance", "denies") in cue.fixed and _WORD.search(between)):
        return True  # what is demanded or denied
    if cue.kind == "agreements" and said.text[:end].endswith(" to") and not _NOUN.match(between):
        return True
    if _OF_IT.match(said.text, over) or any(one.search(between) for one in (_BOUND, _OF_ELSE)):
        return True
    return ";" in between


def _coming(said: Said, at: int) -> Fields:
    """Return the day on which something is to be, by the first words behind an offset that say a day."""
    apart = {*said.when_told, *said.since, *said.compared}
    dates = [date for date in said.dates if date.start >= at and date not in apart]
    spells = [spell for spell in said.spells[True] if spell.start >= at]
    if dates and not (spells and spells[0].start < dates[0].start):
        first = next(whole for whole in wholes(dates))
        found = said.dated("date", first, ahead=True)
        start, over = _with_article(said, first[0].whole[0], first[-1].whole[1])
    elif spells:
        found = said.spelled("date", spells[0])
        start, over = _with_article(said, spells[0].start, spells[0].end)
    else:
        return ()
    if _BOUND.search(said.text, at, start):
        return (("date", Blank(f"{hint_of(found[0][1])} only bounds it")), *found[1:])
    if any(one.search(said.text, at, start) for one in (_OF_ELSE, _MATTER)) or _OF_IT.match(said.text, over):
        return (("date", Blank(f"{hint_of(found[0][1])}, if they are to be on that day")), *found[1:])
    return found


def draft_unknown(said: Said) -> Sketch:
    """Return a fact without a kind, with all that a fact of most kinds can hold."""
    claimants = said.claimants_at(0)
    actors = tuple(actor for actor in said.actors() if actor not in {*said.claimants, *claimants})
    past, to_come = said.dated("date", said.ahead), said.dated("date", said.ahead, ahead=True)
    ahead: Fields = ()
    if past:
        hint = f"{hint_of(past[0][1])} if it is past, {hint_of(to_come[0][1])} if to come"
        if all(said.is_promised(mention) for mention in said.ahead):
            hint = f"{hint_of(to_come[0][1])}, with `expected: true`"
        ahead = (("date", Blank(hint)), *past[1:])
    when = said.dated("date", (*said.when, *said.since))
    if when and ahead:
        when = (("date", Blank(f"{hint_of(when[0][1])} or {hint_of(ahead[0][1])}")),)
    untrue = "perhaps no fact: what is said no longer" if is_taken_back(said.text, 0) else ""
    return Sketch(
        "",
        (
            ("id", Blank(untrue)),
            *((("actor", single(actors)),) if actors else ()),
            *said.place(),
            *(when or ahead or said.spelled_alone("date")),
            *((("said_by", single(claimants)),) if claimants else ()),
        ),
    )

"""Read what a sentence says, with the readers of the proof: numbers, names, dates, claimants."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from dateline.model.registers import Source
from dateline.propose.draft import Blank, Fields, Value, one_of
from dateline.prove.document import Document, Words
from dateline.prove.meant import lies_ahead, said_on
from dateline.prove.naming import Register, Teller, read_tellers
from dateline.prove.roles import read_speakers
from dateline.prove.rows import Row, read_row
from dateline.read.yamlfile import BLANK
from dateline.text.attribution import read_attributions
from dateline.text.coming import SINCE, is_appointed, is_to_come
from dateline.text.compared import compared_from
from dateline.text.dates import Date, Mention, Precision, resolve, wholes
from dateline.text.names import Mention as NameMention
from dateline.text.numbers import Quantifier, Reading
from dateline.text.passages import Sentence
from dateline.text.quotation import Span
from dateline.text.spells import Spell, read_spells, write_days

_Placed = TypeVar("_Placed", Reading, NameMention[str], Mention)
_DASHES = 2
"""In a day, as it is written."""
_AFTER_WORDS = ",;: "
"""What may end a date as it is read and is not of its words; a full stop may be of “Sept.”."""
_NEAR = 60
"""As far before a name or date as the words are looked for that say what it is."""
_AHEAD = re.compile(r"\b(?:[Uu]ntil|[Tt]ill|[Bb]y|[Bb]efore|[Nn]ext|[Cc]oming)\s$")
_BEGINNING = re.compile(r"\b(?:[Bb]eginning|[Ss]tarting|[Ee]ffective)\s(?:(?:on|from|as of)\s)?$")
"""Before a day on which something began or is to begin."""
_SINCE_WHEN = re.compile(r"\b[Ss]ince\s(?:(?:the\s)?[^,;:.]{1,50}\s(?:on|in)\s(?:the\s)?|(?:early|mid|late)[\s-])$")
"""Before the day of that since which something goes on, or a part of the month: “since early May”."""
_REPORT_OF = re.compile(r"\b(?:report|statement|announcement|claim|bulletin|allegation|accusation)s?\sof\s$")
"""Before the day on which somebody said something."""
_SAYS_TOO = re.compile(
    r"(?:^|[,;:.”\"]\s)(?:(?:local|senior|several|some|hospital|medical|military|security|government|aid)\s){0,2}"
    r"(?P<who>residents|townspeople|villagers|witnesses|eyewitnesses|officials|locals|medics|doctors|workers|activists|police"
    r"|sources|diplomats|survivors|relatives|rescuers|journalists|monitors|authorities|staff)\sand\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Before who says something: others of no registered name who say it too."""
_AFTER_TELLING = re.compile(r",?\s(?:on\s)?")
_SAYS = re.compile(r"\b(?:says?|said|told)\b")
_FROM = re.compile(r"\b[Ff]rom\s(?:the\s)?$")
_BESIDE = re.compile(r"(?i:\b(?:north|south|east|west|northeast|northwest|southeast|southwest) of)\s(?:the\s)?$")
_ONLY_PERHAPS = re.compile(
    r"(?i:\b(?:near|close to|outside(?: of)?|towards?"
    r"|(?:road|highway|route|track|way|railway|motorway)s? (?:to|from|towards?|into|out of)))\s(?:the\s)?$"
)
"""Before a place near which something is told to be; it is not said to be there."""
_OF_WHO_SAYS = re.compile(r"\b[Aa]ccording\sto\s[^,.;:!?]{1,80}\s(?:in|at|from|of)\s(?:the\s)?$")
_SAYS_NEXT = re.compile(r"\s(?:said|says?|told|reported|reports?|announced)\b")
_IN = re.compile(r"\b[Ii]n\s(?:the\s)?$")
"""“Officials in Port Amber said”, “according to the council in Port Amber”: where the one is who says it."""
_WHERE = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Aa]t|[Tt]o|into|reach(?:ed)?|lea?ft?|leave|leaving|of)\s(?:the\s)?(?:[\w-]+\s)?$"
)


@dataclass(frozen=True)
class Said:
    """Hold what a sentence says; offsets count from its beginning."""

    start: int
    """Where it begins in the document."""
    text: str
    words: Words
    """What the proof reads in it, with offsets of the document."""
    numbers: tuple[Reading, ...]
    names: tuple[NameMention[str], ...]
    dates: tuple[Mention, ...]
    tellers: tuple[Teller, ...]
    issued: Date
    spells: tuple[tuple[Spell, ...], tuple[Spell, ...]]
    """“Two days ago” and its like, read as past, and as to come."""
    speakers: tuple[tuple[int, int, frozenset[str]], ...]
    """Its clauses in which another may begin to speak, each with its end and the actors who speak in it."""
    named_before: tuple[str, ...]
    """The place that is named last before it, by the ids that may be meant."""
    row: Row | None = None
    """The row of a table that it is, where one with as many cells stands over it and says what they hold."""

    def named(
        self, register: str, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[NameMention[str], tuple[str, ...]]]:
        """Yield each mention in a stretch of one of the actors or places, with the ids that it may mean, sorted."""
        last = len(self.text) if end is None else end
        for mention in self.names:
            ids = sorted(key.removeprefix(register) for key in mention.keys if key.startswith(register))
            if ids and start <= mention.start and mention.end <= last:
                yield mention, tuple(ids)

    def actors(self, start: int = 0, end: int | None = None) -> tuple[str | Blank, ...]:
        """Return the actors that are named in a stretch, each once."""
        return tuple(dict.fromkeys(one_of(ids) for _, ids in self.named("actors/", start, end)))

    @property
    def claimants(self) -> tuple[str | Blank, ...]:
        """Return who is said to say it; a blank stands for one whom the register does not know."""
        found = self._named_by(self.tellers)
        actors = [name for name in self.names if _actors(name.keys)]
        for told in () if found else read_attributions(self.text, [(name.start, name.end) for name in actors]):
            ids = [one for name in actors if told.start <= name.start < told.end for one in _actors(name.keys)]
            found.append(one_of(ids, "it is said who says so, and no registered name was read"))
        if not found and _SAYS.search(self.text):
            found.append(Blank("if somebody is said to say so: no registered name was read before the verb"))
        return tuple(dict.fromkeys(found))

    def claimants_at(self, at: int) -> tuple[str | Blank, ...]:
        """Return who says what is told at an offset: those of its clause, where it names any who says it."""
        start, end, _ = next(clause for clause in self.speakers if clause[0] <= at <= clause[1])
        own = [teller for teller in self.tellers if start <= teller.start < end]
        if len(self.speakers) > 1 and any(teller.keys for teller in own):
            return tuple(dict.fromkeys(self._named_by(own)))
        return self.claimants

    def _named_by(self, tellers: Iterable[Teller]) -> list[str | Blank]:
        """Return who is named by words of telling, with a blank for others who say it too."""
        found = []
        for teller in tellers:
            too = _SAYS_TOO.search(self.text, 0, teller.start)
            beside = [
                name.keys for name in self.names if too and name.start < teller.start and name.end == too.end("who")
            ]
            found += [one_of(_actors(keys)) for keys in (*beside, *teller.together) if _actors(keys)]
            found.append(one_of(_actors(teller.keys), "it is said who says so, and no registered name was read"))
            if too and not beside:
                found.append(Blank("others are said to say it too, and no registered name was read"))
        return found

    def said_by(self) -> Fields:
        """Return the field of the claimants, if there are any."""
        return (("said_by", single(self.claimants)),) if self.claimants else ()

    def counts_days(self, number: Reading) -> bool:
        """Tell whether a number belongs to the words for a date: “in the past 24 hours”."""
        return any(spell.start <= number.start < spell.end for read in self.spells for spell in read)

    def counted_by(self, at: int) -> Fields:
        """Return the field of who tells a number, by its offset; a blank where several speak, and not plainly of it."""
        start, end, own = next(clause for clause in self.speakers if clause[0] <= at < clause[1])
        if len(self.speakers) > 1 and (ids := _actors(own)):
            return (("said_by", one_of(ids)),)
        told = _actors(frozenset().union(*(names for _, _, names in self.speakers)))
        counts = sum(not number.weak for number in self.numbers)
        by_another = len(self.speakers) > 1 and _SAYS.search(self.text, start, end)
        if counts > 1 and told and (len(told) > 1 or by_another):
            known = f"{' or '.join(told)}, who speak in this sentence"
            return (("said_by", Blank(known if len(told) > 1 else "no registered name was read")),)
        return self.said_by()

    # ------------------------------------------------------------ places

    def places(self, start: int = 0, end: int | None = None, *, nearest: bool = False) -> list[tuple[str, ...]]:
        """Return where a stretch seems to say that it happens: the ids that each mention may mean.

        With `nearest`, those that a word for where stands before, if there are any.
        """
        found = [
            (mention, ids)
            for mention, ids in self.named("places/", start, end)
            if not any(self._follows(pattern, mention) for pattern in (_FROM, _BESIDE, _ONLY_PERHAPS, _OF_WHO_SAYS))
            and not (self._follows(_IN, mention) and _SAYS_NEXT.match(self.text, mention.end))
        ]
        where = [ids for mention, ids in found if nearest and self._follows(_WHERE, mention)]
        return list(dict.fromkeys(where or [ids for _, ids in found]))

    def origins(self, start: int, end: int) -> list[tuple[str, ...]]:
        """Return the places in a stretch from which something comes."""
        return [ids for mention, ids in self.named("places/", start, end) if self._follows(_FROM, mention)]

    def place(self, stretches: tuple[tuple[int, int], ...] = ()) -> Fields:
        """Return the field of the place: of the first stretch that names any; of the whole sentence unless given."""
        for start, end in stretches or ((0, len(self.text)),):
            if found := self.places(start, end, nearest=bool(stretches)):
                return (("place", one_of(list(dict.fromkeys(id_ for ids in found for id_ in ids)))),)
        near = [ids for mention, ids in self.named("places/") if self._follows(_ONLY_PERHAPS, mention)]
        return (("place", Blank(f"perhaps {' or '.join(dict.fromkeys(near[0]))}")),) if len(near) == 1 else ()

    @property
    def no_place(self) -> Blank:
        """Return a blank for a place that the sentence does not name, with the one that was named before."""
        if not self.named_before:
            return Blank("the sentence names none that is registered")
        return Blank(f"perhaps {' or '.join(self.named_before)}, named before: quote it under `context:`")

    def _follows(self, pattern: re.Pattern[str], mention: NameMention[str] | Mention) -> bool:
        return pattern.search(self.text[max(0, mention.start - _NEAR) : mention.start]) is not None

    # ------------------------------------------------------------ dates

    @property
    def when_told(self) -> tuple[Mention, ...]:
        """Return the dates on which somebody said it: those directly after a verb of telling."""
        return tuple(
            mention
            for mention in self.dates
            if self._follows(_REPORT_OF, mention)
            or any(_AFTER_TELLING.fullmatch(self.text, teller.end, mention.start) for teller in self.tellers)
        )

    @property
    def since(self) -> tuple[Mention, ...]:
        """Return the dates since which it is so."""
        return tuple(
            mention
            for mention in self.dates
            if self._follows(SINCE, mention) or (self._follows(_SINCE_WHEN, mention) and mention not in self.when_told)
        )

    @property
    def ahead(self) -> tuple[Mention, ...]:
        """Return the dates until which something is to happen, and those that are told as still to come."""
        return tuple(
            mention
            for mention in self.dates
            if self._follows(_AHEAD, mention) or self._follows(_BEGINNING, mention) or self.is_promised(mention)
        )

    def is_promised(self, mention: Mention) -> bool:
        """Tell whether something is told as still to come on a date without a year, not until it."""
        incomplete = not mention.complete and mention.offset is None and not self._follows(_AHEAD, mention)
        return incomplete and (
            is_to_come(self.text, mention.start)
            or is_appointed(self.text, mention.end)
            or lies_ahead(self.text, mention, self.issued.first)
        )

    @property
    def compared(self) -> tuple[Mention, ...]:
        """Return the dates to which a number is only compared."""
        return tuple(mention for mention in self.dates if compared_from(self.text, mention) is not None)

    @property
    def when(self) -> tuple[Mention, ...]:
        """Return the other dates."""
        apart = {*self.when_told, *self.since, *self.ahead, *self.compared}
        return tuple(mention for mention in self.dates if mention not in apart)

    def dated(self, name: str, mentions: tuple[Mention, ...], *, ahead: bool = False, ends: str = "") -> Fields:
        """Return the field of a date and, where the text leaves a part of it out, that of the words for it."""
        if not mentions:
            return ()
        told = wholes(mentions)
        if len(told) > 1:
            known = [said for whole in told if (said := self._resolved_whole(whole, ahead=ahead))]
            return ((name, Blank(" or ".join(dict.fromkeys(f"{said}{ends}" for said in known)))),)
        (whole,) = told
        said = self._resolved_whole(whole, ahead=ahead)
        ends = "" if len(whole) > 1 else ends
        date = f"{said}{ends}" if said else Blank(self._no_day)
        if all(mention.complete for mention in whole):
            return ((name, date),)
        start, end = whole[0].whole
        return ((name, date), ("when", self.text[start:end].rstrip(_AFTER_WORDS)))

    @property
    def _no_day(self) -> str:
        if self.issued.text == BLANK:
            return "`issued:` of its record is blank, and settles no day"
        return f"the source is of {self.issued}, which settles no day"

    def spelled_alone(self, name: str, *, ahead: bool = False) -> Fields:
        """Return the field of the only date, told as “two days ago” or its like, and that of these words."""
        told = [spell for spell in self.spells[ahead] if not self._is_of_telling(spell)] if ahead else self.spells_past
        return self.spelled(name, told[0]) if len(told) == 1 and not self.dates else ()

    @property
    def spells_past(self) -> list[Spell]:
        """Return “two days ago” and its like, where it is not told as to come, nor as when somebody said it."""
        return [
            spell
            for spell in self.spells[False]
            if not self._is_of_telling(spell)
            and any(first <= self.issued.last for first, _ in spell.may_be)
            and not is_to_come(self.text, spell.start)
        ]

    def spelled(self, name: str, spell: Spell) -> Fields:
        """Return the field of a date that is told as “two days ago” or its like, and that of these words."""
        known = " or ".join(map(write_days, spell.may_be))
        date = Blank(f"{known}, or a day near it") if spell.loose and known.count("-") == _DASHES else known
        value = Blank(known) if len(spell.may_be) > 1 else date
        return ((name, value), ("when", self.text[spell.start : spell.end]))

    def _is_of_telling(self, spell: Spell) -> bool:
        """Tell whether words say when somebody told it: “said two days ago”."""
        return any(_AFTER_TELLING.fullmatch(self.text, teller.end, spell.start) for teller in self.tellers)

    def _resolved_whole(self, whole: tuple[Mention, ...], *, ahead: bool) -> str | None:
        """Read a date, or a range by both of its ends."""
        found = [self._resolved(mention, ahead=ahead) for mention in whole]
        return "/".join(filter(None, found)) if all(found) else None

    def _resolved(self, mention: Mention, *, ahead: bool) -> str | None:
        """Read a date as the proof does; not from a day of issue that is not known."""
        if mention.complete or self.issued.precision is Precision.DAY:
            return resolve(mention, self.issued.first, ahead=ahead)
        return None

    @property
    def read(self) -> Iterator[tuple[str, Value]]:
        """Yield what was read, in words of ours, each with the value that it has in a field."""
        for reading in self.numbers:
            if reading.weak or self.counts_days(reading):
                continue
            amount = amount_of(reading)
            words = " to ".join(f"{part:,f}" for part in dict.fromkeys((reading.low, reading.high)) if part is not None)
            hedge = "" if reading.quantifier is Quantifier.EXACT else f"{reading.quantifier} "
            words = f"{hedge}{words or reading.magnitude} {reading.unit or ''}".strip().replace("_", " ")
            yield words, amount[-1] if isinstance(amount, tuple) else amount
        for _, ids in self.named("actors/"):
            yield from ((id_, id_) for id_ in ids)
        for _, ids in self.named("places/"):
            yield from ((id_, id_) for id_ in ids)
        for mention in self.dates:
            if date := self._resolved(mention, ahead=mention in self.ahead):
                # Beside its own words a field may have it read ahead, or a hint for it.
                start, end = mention.whole
                words = date if mention.complete else self.text[start:end].rstrip(_AFTER_WORDS)
                yield f"said on {date}" if mention in self.when_told else date, words


def amount_of(reading: Reading) -> Value:
    """Return a reading's number as a field has it: one, two that are a range, or a magnitude's name."""
    if reading.low is None or reading.high is None:
        return str(reading.magnitude)
    return reading.low if reading.low == reading.high else (reading.low, reading.high)


def single(values: tuple[str | Blank, ...]) -> Value:
    """Return one value as it is, and more as a list."""
    return values[0] if len(values) == 1 else values


def read_said(sentence: Sentence, document: Document, source: Source, register: Register) -> Said:
    """Read a sentence in its document."""
    span = Span(sentence.start, sentence.end)
    words = document.within((span,))
    back = sentence.start

    def moved(found: _Placed) -> _Placed:
        return replace(found, start=found.start - back, end=found.end - back)

    return Said(
        start=sentence.start,
        text=sentence.text,
        words=words,
        numbers=tuple(moved(number) for number in words.numbers if not _is_dated(number, words.dates)),
        names=tuple(map(moved, document.named(span))),
        dates=tuple(map(moved, words.dates)),
        tellers=tuple(read_tellers(sentence.text, register.names)),
        issued=source.issued,
        spells=_spells(sentence.text, source),
        speakers=read_speakers(sentence.text, register),
        named_before=_named_before(sentence.start, document),
        row=read_row(source.words.original, sentence.start, sentence.end),
    )


def _is_dated(number: Reading, dates: Sequence[Mention]) -> bool:
    """Tell whether what was read as a number is part of a date, as the 4 of “4 mai” is for English eyes."""
    return any(date.start <= number.start < date.end for date in dates)


def _actors(keys: frozenset[str]) -> list[str]:
    """Return the ids of the actors among some names, sorted."""
    return sorted(key.removeprefix("actors/") for key in keys if key.startswith("actors/"))


def _spells(text: str, source: Source) -> tuple[tuple[Spell, ...], tuple[Spell, ...]]:
    said = said_on(source)
    return (read_spells(text, said), read_spells(text, said, ahead=True)) if said else ((), ())


def _named_before(offset: int, document: Document) -> tuple[str, ...]:
    """Return the ids that the last place may mean which a document names before an offset."""
    for at in reversed(range(bisect_left(document.names, offset, key=attrgetter("start")))):
        mention = document.names[at]
        ids = sorted(key.removeprefix("places/") for key in mention.keys if key.startswith("places/"))
        if ids:
            return tuple(ids)
    return ()

"""Hold the words with which a link in prose counts a number against those with which its fact does.

A word that stands anywhere in the quotation is not enough: of “killed 12 and injured 31” the 31 were injured. Where
the words of the fact do not plainly say who they are, or what befell them, nothing is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from dateline.model.facts import Event, Fact, Figure
from dateline.prove.figures import says
from dateline.text.counted import Group, Said, groups_in, places_of, read_counted, read_uncounted
from dateline.text.numbers import Reading, read_numbers

_PERSONS = frozenset(
    {Group.PEOPLE, Group.CIVILIANS, Group.FIGHTERS, Group.CHILDREN, Group.WOMEN}
    | {Group.AID_WORKERS, Group.MEDICS, Group.JOURNALISTS}
)
_WHO = _PERSONS | {Group.FAMILIES}
_APART = (
    frozenset({Group.CIVILIANS, Group.FIGHTERS}),
    frozenset({Group.DEAD, Group.HURT}),
    frozenset({Group.PEOPLE, Group.FAMILIES}),
)
"""Words of which a number is counted with one alone."""
_ARE = r"(?:is|are|remains?)(?: (?:now|still|again))?"
_OPPOSITES = (
    (r"freed|released", rf"{_ARE} (?:held|detained)", r"held|hold|detain"),
    (r"closed|shut", rf"(?:has|have) re-?opened|{_ARE} open", r"re-?open|open"),
    (r"re-?opened", rf"{_ARE} (?:closed|shut)", r"clos|shut"),
    (r"held|detained", r"(?:was|were|(?:has|have) been) (?:freed|released)", r"free|releas"),
)
"""Words of what is told, words that say its contrary, and how words of that begin."""
_NOT_SO = re.compile(r"\b(?:not|no|never|nobody|none|neither|nor|without|if|until|before)\b|n[’']t\b", re.IGNORECASE)


def read_miscounted(words: str, fact: Fact) -> Iterator[tuple[int, int, str, str]]:
    """Yield where a link says something else of a number than its fact, why, and what to do.

    Of a figure it may also say no number: “aid workers were killed”.
    """
    if not isinstance(fact, (Figure, Event)) or not fact.source.in_english:
        return
    readings = [reading for reading in read_numbers(words) if not reading.weak]
    counted: list[tuple[Reading | None, tuple[list[Said], list[Said]]]] = [
        (reading, read_counted(words, reading.start, reading.end)) for reading in readings if _is_of(reading, fact)
    ]
    if not readings and isinstance(fact, Figure):
        counted = [(None, read_uncounted(words))]
    for reading, (who, befell) in counted:
        own = _Own(fact, reading)
        for said in (who, befell):
            if said and not own.may_be({one.group for one in said}):
                first = said[0]
                word = words[first.start : first.end]
                yield first.start, first.end, f"“{word}” is not what “{fact.id}” counts", own.remedy
                return


def read_opposite(words: str, fact: Figure | Event) -> Iterator[tuple[int, int, str, str]]:
    """Yield where a link tells the contrary of its fact, “are still held” of those who were freed, and what to do."""
    if _NOT_SO.search(words):
        return
    if isinstance(fact, Figure):
        own = told = " … ".join(fact.indicator.words)
        if not any(says(one, fact) for one in read_numbers(words)):
            return
    else:
        # What happened may have been reported beside its contrary: “reopened to families, having closed”.
        own, told = fact.what, " … ".join((fact.what, *(text for _, text in fact.quotations)))
    for mine, contrary, words_of_it in _OPPOSITES:
        found = re.search(rf"\b(?:{contrary})\b", words)
        is_own = re.search(rf"\b(?:{mine})\b", own, re.IGNORECASE)
        other = re.search(rf"\b(?:{words_of_it})", told) or re.search(rf"\b(?:{mine})\b", words)
        if found and is_own and not other:
            yield (
                found.start(),
                found.end(),
                f"“{found[0]}” is the contrary of what “{fact.id}” tells: “{is_own[0]}”",
                "say it as the fact does, or cite another fact",
            )
            return


class _Own:
    """Know with which words a fact counts a number."""

    def __init__(self, fact: Figure | Event, reading: Reading | None) -> None:
        texts = [" ".join(words.split()) for _, words in fact.quotations]
        self.quoted = " … ".join(texts)
        at = [one for one in read_numbers(self.quoted) if _is_same(one, reading, fact)]
        self.beside = _beside(self.quoted, at)
        self.others = [
            said
            for one in read_numbers(self.quoted)
            if one not in at
            for words in read_counted(self.quoted, one.start, one.end)
            for said in words
        ]
        self.own, self.told, self.remedy = self.beside, self.quoted, ""
        if isinstance(fact, Figure):
            indicator = fact.indicator
            name = " ".join(text for _, text in indicator.name.texts)
            words = " … ".join((*indicator.words, name, indicator.population, indicator.unit, *indicator.clauses))
            befell = groups_in(words, surely=False) - _WHO
            self.own = self.own | (groups_in(words, surely=True) & _WHO) | befell
            self.told = f"{self.told} … {words} … {indicator.definition}"
            told = ", ".join(indicator.words)
            self.remedy = f"say it in words of its indicator ({told}), or cite another fact"
        else:
            inside = [one for one in read_numbers(fact.what) if _is_same(one, reading, fact)]
            self.own = self.own | _beside(fact.what, inside)
            self.told = f"{self.told} … {fact.what}"
            self.remedy = "say it with the words that stand at this number in its quotation, or cite another fact"

    def may_be(self, groups: AbstractSet[Group]) -> bool:
        """Tell whether words of some groups may be what is counted."""
        own = self.own & _WHO if groups <= _WHO else self.own - _WHO
        if groups & own:
            return True
        if groups == {Group.PEOPLE}:
            # Any of those who are told as somebody may be called people.
            return own != {Group.FAMILIES}
        if groups.isdisjoint(groups_in(self.told, surely=False)):
            return False
        # A number that stands without a word of its own may share that of another: “of 40 children, 31 were killed”.
        beside = self.beside & _WHO if groups <= _WHO else self.beside - _WHO
        if beside and self._are_others(groups):
            return False
        return not (own and any(groups | own <= apart for apart in _APART))

    def _are_others(self, groups: AbstractSet[Group]) -> bool:
        """Tell whether all the words that may say some groups stand at other numbers."""
        places = [at for group in groups for at in places_of(group, self.quoted)]
        return bool(places) and all(
            any(one.start <= at < one.end and one.group in groups for one in self.others) for at in places
        )


def _beside(text: str, readings: Sequence[Reading]) -> frozenset[Group]:
    return frozenset(
        said.group for one in readings for words in read_counted(text, one.start, one.end) for said in words
    )


def _is_of(reading: Reading, fact: Figure | Event) -> bool:
    return says(reading, fact) if isinstance(fact, Figure) else True


def _is_same(one: Reading, reading: Reading | None, fact: Figure | Event) -> bool:
    if isinstance(fact, Figure):
        return says(one, fact)
    return reading is not None and (one.low, one.high, one.magnitude) == (reading.low, reading.high, reading.magnitude)

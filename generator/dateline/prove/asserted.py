"""Prove that a number counts people where its indicator does, and that what it counts is told as so (P3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Fact, Figure
from dateline.model.registers import Indicator
from dateline.problems import Problem, Rule
from dateline.prove.figures import mended, remedy_for, says
from dateline.prove.perhaps import names, unsure_of
from dateline.prove.quoted import Quoted
from dateline.prove.wholes import whole_of_part
from dateline.text.numbers import Reading

_PERSONS = re.compile(
    r"people|persons?|civilians?|children|women|men|families|households|refugees|residents|fighters|soldiers|patients"
    r"|prisoners|detainees|workers"
)
"""Units of those who count people."""
_THINGS = (
    r"(?:air)?strikes?|attacks?|raids?|clashes|explosions?|blasts?|shells?|rockets?|missiles?|bombs?|mortars?|drones?"
    r"|rounds?|incidents?|sites?|places?|locations?|villages?|towns?|cities|districts?|provinces?|countries|camps?"
    r"|houses?|homes?|buildings?|schools?|hospitals?|clinics?|shops?|vehicles?|cars?|trucks?|buses|boats?|ships?|tanks?"
    r"|convoys?|aircraft|helicopters?|dogs?|goats?|sheep|cows?|cattle|horses?|camels?|times|percent|occasions?|tonnes?"
    r"|tons?|kilometers?|kilometres?|km|miles?|meters?|metres?|hectares?|acres?|litres?|liters?"
)
_TIMES = r"seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?"
_ADJECTIVES = (
    r"(?:more|other|new|separate|different|further|additional|such|consecutive|straight|air|artillery|rocket|mortar|drone"
    r"|suicide|car|bomb|residential|public|private|armed|armou?red|military|civilian|medical|humanitarian|major|small"
    r"|large|nearby|local|stray|aid|fishing)"
)
_THING = re.compile(
    rf"\s+(?:{_ADJECTIVES}\s+)?(?P<noun>{_THINGS}|{_TIMES})(?=\s*(?:[.,;:!?)…”]|$)|\s(?:in|at|on|of|near|from|to|by|after|before"
    r"|later|earlier|ago|is|are|was|were|has|have|had|and|or|that|which|as|with|when|while|where|since|until|for|killed|hit"
    r"|struck|fell|carrying|loaded|arrived|entered|reached|crossed|across|around|inside|outside|many)\b)",
    re.IGNORECASE,
)
"""Behind a number: a thing that it counts; “12 truck drivers” are no trucks."""
_SOME_PERSONS = re.compile(r"\s+(?P<noun>people|persons|civilians|children|women|men|families|households)\b")
_OCCASIONS = ("time", "times", "occasion", "occasions")
"""They say how often, and are counted under other names: “31 times” are 31 violations."""
_JOINED = re.compile(rf"-(?P<noun>{_TIMES}|member|person|storey|story)(?![\w’'])", re.IGNORECASE)
_RATE = re.compile(
    r"(?:\s+(?!(?:on|at|in|of|for|by|with|from|who|killed|injured)\b)[a-z]+){1,2}?\s+(?P<how>(?:a|per|every|each)\s(?:day|week|month|year|hour)|daily|weekly|monthly)(?![\w-])"
    r"(?!\s(?:earlier|later|before|after|ago|old|apart|long)\b)"
)
_RATE_BEFORE = re.compile(r"\b(?P<how>(?:every|each)\s(?:day|week|month|year|hour)),?\s$", re.IGNORECASE)
_LOADED = re.compile(r"\b(?:with|carrying|containing|holding|of|weighing)\s+$")
_EACH = re.compile(
    r"(?:\s+(?!(?:on|in|at|for|by|with|from|who|and|or)\b)[a-z]+){1,4}?\s+(?P<how>each|apiece)\b"
    r"(?!\s+(?:other|day|night|week|month|year)\b)"
)
"""After “barges with 55 tonnes of flour”: it is not how many in all."""
_NEXT = 80
"""As far behind a number as what is told of it is looked for."""


def prove_asserted(fact: Fact, quoted: Quoted) -> Iterator[Problem]:
    """Refuse the number of things as that of people, and one that is told as not so, or only perhaps so."""
    if not isinstance(fact, Figure) or not fact.source.in_english:
        return
    text = quoted.quote.text
    own = [reading for reading in quoted.quote.numbers if says(reading, fact)]
    if len(own) != 1:
        return
    reading = own[0]
    end = next(span.end for span in quoted.quote.spans if span.end >= reading.end)
    if _PERSONS.fullmatch(fact.indicator.unit) and (thing := _thing(text, reading.end, end)):
        if not names(fact.indicator, thing["noun"]):
            said = " ".join(text[reading.start : thing.end()].split())
            yield fact.origin.problem(
                ("value",),
                Rule.NUMBER,
                f"the quotation says “{said}”, and “{fact.indicator.id}” counts {fact.indicator.unit}",
                "quote the words that say how many people, or write `magnitude: unstated`",
            )
        return
    if how := _rate(reading, end, text, fact.indicator):
        yield fact.origin.problem(
            ("value",),
            Rule.NUMBER,
            f"the quotation says “{how}” of it: it is a rate, and “{fact.indicator.id}” counts how many in all",
            "take an indicator of the rate, whose words say so, or quote the words that say how many in all",
        )
    elif part := whole_of_part(fact.indicator, reading, quoted.quote):
        whole, words = part
        here = any(span.start <= whole.start and whole.end <= span.end for span in quoted.quote.spans)
        yield fact.origin.problem(
            ("value",),
            Rule.NUMBER,
            f"the quotation says this of “{words}”, and the number is a part of them",
            f"{remedy_for([whole]) if here else f'quote “{words}” too, and take its number'}"
            "; or take an indicator of the part, whose words say so",
            mended(fact, [whole] if here else []),
        )
    elif unsure := unsure_of(reading, end, text, fact.indicator):
        yield fact.origin.problem(
            ("value",),
            Rule.NUMBER,
            f"the quotation says “{unsure}” of it, and the fact tells it as so",
            "take an indicator whose words say that too, or leave the figure out",
        )


def _thing(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the thing that a number before it counts: “12 attacks”, “a 12-year-old”."""
    return _THING.match(text, start, end) or _JOINED.match(text, start, end)


def _rate(reading: Reading, end: int, text: str, indicator: Indicator) -> str:
    """Return the words that make a number a rate, “12 people a day”; or nothing where the indicator says them too."""
    before = _RATE_BEFORE.search(text[max(0, reading.start - _NEXT) : reading.start])
    loaded = _LOADED.search(text[max(0, reading.start - _NEXT) : reading.start])
    found = before or _RATE.match(text, reading.end, end) or (_EACH.match(text, reading.end, end) if loaded else None)
    return " ".join(found["how"].split()) if found and not names(indicator, found["how"].split()[-1]) else ""


def other_thing(indicator: Indicator, text: str, start: int) -> str:
    """Return the thing that a number before an offset counts, where the indicator names none such; else nothing."""
    thing = _thing(text, start, len(text))
    if thing is None and not _PERSONS.fullmatch(indicator.unit):
        thing = _SOME_PERSONS.match(text, start)
    if thing is None or thing["noun"].lower() in _OCCASIONS or names(indicator, thing["noun"]):
        return ""
    return thing["noun"]

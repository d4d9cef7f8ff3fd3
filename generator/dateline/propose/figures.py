"""Propose figures: each number of a sentence, with an indicator where one of the register fits it alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.model.registers import Indicator, Measure
from dateline.propose.doubted import is_doubted
from dateline.propose.draft import Blank, Fields, Quotation, Sketch, Value, hint_of
from dateline.propose.said import Said, amount_of
from dateline.propose.timed import clause_of, date_of, own_times
from dateline.propose.within import cut, is_whole, own_words
from dateline.prove.asserted import other_thing
from dateline.prove.counting import changes_in, counts, says_word, unit_of
from dateline.prove.rows import Row
from dateline.prove.series import places_together
from dateline.text.numbers import Magnitude, Quantifier, Reading
from dateline.text.spells import Spell

_CLAUSE = re.compile(r"; | and that | while | but ")
"""Where something else begins to be told."""
_LABEL = re.compile(
    r"(?:\b(?:notes?|reports?|bulletins?|updates?|numbers?|nos?\.?|pages?|pp?\.|chapters?|days?|weeks?|phases?|stages?"
    r"|articles?|sections?|parts?|issues?|annex(?:es)?|tables?|resolutions?|rounds?)) $",
    re.IGNORECASE,
)
"""Words directly before a number that it is the name of: “note 3”."""
_AFTER_LABEL = re.compile(
    r"(?! [^\W\d_])| (?=[A-Z])| (?:of|in|on|for|from|to|and|or|says?|said|is|was|has|had|by|at|dated|that|which)\b"
)
"""What follows a name that a number ends; after another word it counts: “they report 3 dead”."""
_FURNITURE = re.compile(r"^\W*page\s(?:\d+\s(?:of|/)\s)?$|(?:©|\(c\)|\bcopyright)\s*$", re.IGNORECASE)
_SPAN = re.compile(r"\b(?:in|over|during|within)\sthe\s$", re.IGNORECASE)
_OF_SPAN = re.compile(r"\s(?:hours|days|weeks|months)\s(?:to|until|up to|before|after|since|ending|between|from)\b")
_TOTAL = re.compile(r"(?:grand |sub-?)?totals?\b|sum\b|altogether\b|all\b", re.IGNORECASE)
"""How a row begins that adds up others."""
_BEFORE = re.compile(r"\b(?:(?:compared|comparison) (?:with|to)|(?:up|down) from|against)\s(?:\w+\s){0,2}$")
_TIME_BEFORE = (
    r"(?:the (?:previous|preceding) (?:day|week|month|year)|the (?:day|week|month|year) (?:before|earlier)"
    r"|an? (?:day|week|month|year) (?:before|earlier))\b"
)
_EARLIER = re.compile(rf"[^,;.]*\b{_TIME_BEFORE}")
_EARLIER_BEFORE = re.compile(
    rf"(?:^|[,;.]\s|\b(?:and|but|while|against|than|after)\s)(?:(?:in|on|of|for|over|during)\s)?{_TIME_BEFORE},?\s[^,;.]*$"
    r"|\blast (?:week|month|year)['’]s\s(?:\w+\s)?$",
    re.IGNORECASE,
)
"""Words around a number of a time before the one that the sentence tells of."""
_LOOSE = (Magnitude.SEVERAL, Magnitude.MANY)
"""Words that count nothing by themselves."""
_JOINED = re.compile(
    r"-(?:(?:second|minute|hour|day|night|week|month|year|decade|kilomet(?:re|er)|km|mile|met(?:re|er)|foot|point|page|part"
    r"|way|storey|step|member|nation|party|strong|bed|seat)s?)\b",
    re.IGNORECASE,
)
"""Behind a number that only says of what sort a thing is: “a 72-hour truce”."""
_TO_COME = re.compile(r"\s(?:(?!and\b|or\b)[\w-]+\s){0,3}(?:is|are) to (?!blame\b|be found\b)[a-z]")
"""Behind a number: what is told of it is not so yet."""
_AGED = re.compile(r"(?:\baged?|\bage of|\bages)\s$", re.IGNORECASE)
_PERSONS_UNDER = re.compile(
    r"\b(?:children|infants|babies|girls|boys|minors|people|persons|those|women|men|adults|youths)(?: aged)?\s$",
    re.IGNORECASE,
)
_BOUND_OF_AGE = re.compile(r"(?:under|below|over|above|older than|younger than)\b", re.IGNORECASE)
_OLD = re.compile(r"(?:[ -](?:years?|months?|weeks?|days?))?[ -](?:old|of age)\b|-year-olds?\b", re.IGNORECASE)
"""Around a number that is an age: “children under five”, “three months old”."""


def draft_figures(said: Said, indicators: Sequence[Indicator]) -> Iterator[Sketch]:
    """Yield a figure for each number that is stated, and that an indicator fits or that is written as figures are."""
    told = [indicator for indicator in indicators if all(says_word(said.text, word) for word in indicator.words)]
    before = {was.start for was, _ in changes_in(said.words)}
    for at, reading in enumerate(said.numbers):
        if said.words.numbers[at].start in before:
            continue  # what was, of which the same sentence says what is now
        if is_doubted(said.text, reading.start, reading.end) or said.counts_days(reading):
            continue
        if any(one.match(said.text, reading.end) for one in (_JOINED, _TO_COME)) or _is_age(said.text, reading):
            continue
        end = said.numbers[at + 1].start if at + 1 < len(said.numbers) else len(said.text)
        if said.row and _is_figure(said, reading):
            yield Sketch("figures", _in_row(said, at, said.row, indicators))
            continue
        fitting = [indicator for indicator in told if _fits(said, at, indicator, end)]
        if fitting or _is_figure(said, reading):
            yield Sketch("figures", _fields(said, reading, _plainly(said, reading, _narrowest(fitting)), end))


def _in_row(said: Said, at: int, row: Row, indicators: Sequence[Indicator]) -> Fields:
    """Return the fields of a number in a table: what is counted stands over it, the place before it in its row."""
    reading, over = said.numbers[at], row.over(said.words.numbers[at].start)
    counted = [one for one in indicators if reading.unit == unit_of(one) and all(says_word(over, w) for w in one.words)]
    place = said.place(((0, len(row.first)),))
    if _TOTAL.match(row.first):
        place = (("place", Blank("it is a total: of which place?")),)
    return (
        *(field for field in _fields(said, reading, _narrowest(counted), len(said.text)) if field[0] != "place"),
        *(place or (("place", said.no_place),)),
        *((("context", Quotation(row.head)),) if counted else ()),
    )


def _fits(said: Said, at: int, indicator: Indicator, end: int) -> bool:
    """Tell whether a number counts what an indicator does: by its unit, the word after it, and the places."""
    reading = said.numbers[at]
    if not reading.magnitude and reading.unit != unit_of(indicator):
        return False
    if other_thing(indicator, said.text, reading.end):
        return False
    if _says_origin(indicator) and not said.origins(reading.end, end):
        return False
    return counts(said.words.numbers[at], said.words, indicator)


def _forms(indicator: Indicator) -> list[str]:
    """Return every form of an indicator's phrase, in every language."""
    return [text for phrase in indicator.phrase.values() for text in phrase.model_dump().values() if text]


def _says_origin(indicator: Indicator) -> bool:
    """Tell whether an indicator's words ask from where the counted came."""
    return any("{origin}" in text for text in _forms(indicator))


def _is_figure(said: Said, reading: Reading) -> bool:
    """Tell whether a number that no indicator fits is written as figures are: in digits, hedged, or with a unit."""
    if reading.magnitude:
        return reading.magnitude not in _LOOSE
    if any(is_none(said.text, reading) for is_none in (is_furniture, _is_label, _is_span)):
        return False
    written = any(map(str.isdecimal, said.text[reading.start : reading.end]))
    return not reading.weak and (written or reading.quantifier is not Quantifier.EXACT or reading.unit is not None)


def is_furniture(text: str, reading: Reading) -> bool:
    """Tell whether a number is that of a page or of a notice of rights: “Page 4 of 12”, “© 2031”."""
    return _FURNITURE.search(text[: reading.start]) is not None


def _is_label(text: str, reading: Reading) -> bool:
    """Tell whether a number is the name of something, and counts nothing: “note 3”."""
    bare = reading.quantifier is Quantifier.EXACT and reading.unit is None
    before = text[: reading.start]
    return bare and _LABEL.search(before) is not None and _AFTER_LABEL.match(text, reading.end) is not None


def _is_age(text: str, reading: Reading) -> bool:
    """Tell whether a number says how old those are who are told of: “children under five”."""
    before = text[: reading.start]
    if _AGED.search(before) or _OLD.match(text, reading.end):
        return True
    hedged = _BOUND_OF_AGE.match(text, reading.start) is not None
    return hedged and _PERSONS_UNDER.search(before) is not None


def _is_span(text: str, reading: Reading) -> bool:
    """Tell whether a number is that of the hours or days in which others are counted: “in the 24 hours to 6 a.m.”."""
    return _SPAN.search(text[: reading.start]) is not None and _OF_SPAN.match(text, reading.end) is not None


def _narrowest(fitting: list[Indicator]) -> Indicator | Blank:
    """Return the one that asks for all the words that the others ask for, and more; else a blank that names them."""
    for one in fitting:
        if all(other is one or {*other.words} < {*one.words} for other in fitting):
            return one
    return Blank(" or ".join(indicator.id for indicator in fitting))


def _plainly(said: Said, reading: Reading, indicator: Indicator | Blank) -> Indicator | Blank:
    """Return an indicator, as a hint only where one of its words stands in another clause than the number."""
    if isinstance(indicator, Blank):
        return indicator
    clause = cut(own_words(said, reading.start), (clause_of(said, reading),))
    own = [said.text[slice(*stretch)] for stretch in clause]
    if all(any(says_word(words, word) for words in own) for word in indicator.words):
        return indicator
    return Blank(f"perhaps {indicator.id}, of which a word stands in another clause than the number")


def _fields(said: Said, reading: Reading, indicator: Indicator | Blank, end: int) -> Fields:
    if isinstance(indicator, Blank) and not indicator.hint:
        counted = f"what is counted, in {reading.unit}" if reading.unit else "what is counted"
        indicator = Blank(f"{counted}: none that is registered fits")
    amount: list[tuple[str, Value]] = [("magnitude" if reading.magnitude else "value", amount_of(reading))]
    if reading.quantifier is not Quantifier.EXACT:
        amount.append(("quantifier", reading.quantifier.value))
    origin: Fields = ()
    if isinstance(indicator, Indicator) and _says_origin(indicator):
        origin = (("from", said.origins(reading.end, end)[0][0]),)
    place = _place(said, reading, end)
    if isinstance(place[0][1], Blank) and not origin and (whence := said.origins(reading.end, end)):
        ids = " or ".join(whence[0])
        own = isinstance(indicator, Indicator) and _counts_from_place(indicator) and len(whence[0]) == 1
        place = (("place", ids if own else Blank(f"perhaps {ids}")),)
    named = dict(said.named("places/"))
    if together := places_together(said.text, reading, said.numbers, list(named)):
        ids = ", ".join(" or ".join(named[mention]) for mention in together)
        place = (("place", Blank(f"one that holds all of {ids}")),)
    return (
        ("id", Blank()),
        ("indicator", indicator if isinstance(indicator, Blank) else indicator.id),
        *place,
        *origin,
        *amount,
        *_date(said, reading, indicator, end),
        *said.counted_by(reading.start),
    )


def _place(said: Said, reading: Reading, end: int) -> Fields:
    """Return where something is counted: what its own words say after the number, or else before it."""
    next_clause = _CLAUSE.search(said.text, reading.end)
    clause = next_clause.start() if next_clause else len(said.text)
    own = own_words(said, reading.start)
    for stretches in (((reading.end, min(end, clause)), (reading.end, clause)), ((0, reading.start),)):
        within = cut(stretches, own)
        if found := said.place(within) if within else ():
            return _perhaps(found) if is_whole(said, reading.start) else found
    elsewhere = said.place(((reading.end, clause),)) or said.place(((0, reading.start),))
    return _perhaps(elsewhere) or (("place", said.no_place),)


def _perhaps(fields: Fields) -> Fields:
    """Leave a field open, with what it may be."""
    return tuple(
        (name, value if isinstance(value, Blank) else Blank(f"perhaps {hint_of(value)}")) for name, value in fields
    )


def _counts_from_place(indicator: Indicator) -> bool:
    """Tell whether an indicator counts those who left its place: “were displaced from {place}”."""
    forms = _forms(indicator)
    return bool(forms) and all("from {place}" in text for text in forms)


def _date(said: Said, reading: Reading, indicator: Indicator | Blank, end: int) -> Fields:
    """Return the date of a figure, before the next number begins at `end`; what counts over a period asks for one."""
    before, behind = said.text[: reading.start], said.text[reading.end : end]
    if _BEFORE.search(before) or _EARLIER_BEFORE.search(before) or _EARLIER.match(behind):
        name = "period" if isinstance(indicator, Indicator) and indicator.measure is Measure.CUMULATIVE else "date"
        return (
            ((name, Blank("of a time before the one that the sentence tells of")),)
            if said.when or said.compared
            else ()
        )
    if isinstance(indicator, Indicator) and indicator.measure is Measure.CUMULATIVE:
        if len(said.since) == 1:
            return said.dated("period", said.since, ends="/..")
        known = said.dated("period", (*said.since, *said.when), ends="/..")
        own = own_times(said, reading)
        if len(own) == 1 and isinstance(own[0], Spell):
            spelled = said.spelled("period", own[0])
            return spelled if "/" in hint_of(spelled[0][1]) else ()
        # A date alone does not say whether counting began then.
        return (("period", Blank(f"{hint_of(known[0][1])} if it counts since then")),) if known else ()
    return date_of(said, reading, "date")

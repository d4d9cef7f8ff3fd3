"""Tell shares from counts: “one in three people” says no number of people, and “half of the 40” not 40."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from dateline.text.quantity import Quantifier, Reading

_OF = re.compile(r"\s+(?:in|out\s+of|(?P<bare>of))(?:\s+(?P<every>every|each))?\s+", re.IGNORECASE)
_LONGEST_OF = len(" out of every ") + 4
_MAY_SHARE = re.compile(r"(?<!\w)(?:in|of)(?:\s+(?:every|each))?\s+(?:\d|[a-z]+)", re.IGNORECASE)
_PART = re.compile(
    r"(?<!\w)(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)[\s-])?"
    r"(?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?\s+of(?!\w)"
    r"|(?<!\w)every\s+(?:other|second|third|fourth|fifth|tenth)(?!\w)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:places?|towns?|villages?|cities|districts?|provinces?|regions?|areas?|neighbou?rhoods?|suburbs"
    r"|countries|governorates|municipalities|communities|locations?|sites|camps|shelters|centres|centers|schools"
    r"|hospitals|clinics|buildings|houses|homes|tents|rooms|prisons|graves|streets|islands|ports|harbou?rs|bridges"
    r"|boats|ships|ferries|vessels|cars|buses|trucks|lorries|vehicles|convoys|trains|aircraft|helicopters|planes"
    r"|seconds|minutes|hours|nights|days|weeks|weekends|months|years|decades|quarters|stages|phases|waves|rounds|groups"
    r"|batches|attacks|strikes|airstrikes|raids|incidents|clashes|explosions|blasts|accidents|fires|cases|operations"
    r"|landslides|floods|rows|parts|ways|columns)(?!\w)",
    re.IGNORECASE,
)
"""“18 in three towns”, “two in five days”: where or how long something was counted, perhaps."""
_ROUND = frozenset(map(Decimal, (*range(2, 11), 20, 50, *(10**power for power in range(2, 10)))))
"""Of how many one says that some are: “two out of five”, “8 in 100”. Of one, it may be any number."""

_WORD = r"[^\W\d_][\w-]*\s+"
_OWNER = r"[^\W\d_][\w-]*(?:['’]s|s['’])\s+"
_WHOSE = rf"(?:(?:{_WORD}){{0,2}}{_OWNER}|(?:{_WORD})?{_OWNER}{_WORD}|(?:the|an?|its|their|his|her|our)\s+(?:{_WORD})?)"
"""Words that may stand between “half of” and its number; others may say what the half does: “half of Kell lost 300”."""
_BEFORE_WHOLE = rf"(?:{_WHOSE}(?:(?:population|total)\s+of\s+)?|(?:these|those|all|this|that)\s+)"
_SOME_OF = re.compile(
    r"(?<!\w)(?P<part>(?:(?:the|an?|one|two|three|four|five|six|seven|eight|nine)[\s-])?(?:(?:half|third|quarter|fifth|sixth"
    r"|seventh|eighth|ninth|tenth|hundredth|part|fraction|portion)s?|majority|minority|proportion|bulk|rest|remainder|most"
    rf"|none|some|much|few)\s+of\s+{_BEFORE_WHOLE}?|half\s+{_BEFORE_WHOLE}|all\s+but\s+)$",
    re.IGNORECASE,
)
_MAYBE_OF = re.compile(r"(?:of|half|but)\s", re.IGNORECASE)
"""One of the words without which there is no such part: most numbers have none of them before them."""
_COUNT_OF = re.compile(rf"\s+(?:out\s+)?of\s+{_BEFORE_WHOLE}?", re.IGNORECASE)
_LONGEST_PART = 80
_NEGATED = re.compile(r"(?<!\w)(?:not|no)(?:\s+|-)$", re.IGNORECASE)
_THE = re.compile(r"(?<!\w)the\s+$", re.IGNORECASE)
_SIDES = re.compile(r"\s+(?:(?:warring|rival|opposing|main)\s+)?(?:sides|parties)(?!\w)", re.IGNORECASE)

_YOUNG = re.compile(
    r"(?<!\w)(?:children|infants|boys|girls|babies|minors|those|(?:who\s+are\s+)?aged)\s+$", re.IGNORECASE
)
_YOUNGER = re.compile(r"(?:under|below|younger\s+than)\s", re.IGNORECASE)
_OF_AGE = re.compile(
    r"(?:\s+years?(?:\s+(?:old|of\s+age))?|\s+months?\s+(?:old|of\s+age))?(?:\s*(?:[.,;:!?)\]”…¶]|$)|\s+(?:and|or|who|were|was|are|is"
    r"|have|has|had|died|fled|in|at|on|from|with|among|since|during|as)\b)",
    re.IGNORECASE,
)
_GROWN = 18
"""Around “under five” of children: their age."""


def without_shares(readings: Iterable[Reading], text: str) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """Leave out the numbers that only together say something, a share.

    Return apart from the others those of which only a part is told: the 40 of “half of the 40”, the 300 of “40 of the
    300”.
    """
    found = tuple(readings)
    wholes = [index for index, _ in _wholes(found, text)]
    parts = {number for pair in _pairs(found, text) for number in pair}
    parts.update(wholes, (index for index, reading in enumerate(found) if _counts_nothing(reading, text)))
    if not parts:
        return found, ()
    counts = tuple(reading for index, reading in enumerate(found) if index not in parts)
    return counts, tuple(found[index] for index in wholes)


def may_share(text: str) -> bool:
    """Tell whether a text may have a share that is said with two numbers; most have none."""
    return _MAY_SHARE.search(text) is not None


def spans_of(readings: Iterable[Reading], text: str) -> tuple[tuple[int, int], ...]:
    """Return where two numbers say a share; `readings` are all numbers of the text, those of shares among them."""
    found = tuple(readings)
    return tuple((found[first].start, found[second].end) for first, second in _pairs(found, text))


def parts_of(readings: Iterable[Reading], text: str) -> tuple[tuple[int, int], ...]:
    """Return where a part is said in words: “one-third of”, “most of the 40”, “every second”."""
    found = tuple(readings)
    told = [(start, found[index].end) for index, start in _wholes(found, text) if start is not None]
    alone = [match.span() for match in _PART.finditer(text)]
    return (*told, *(part for part in alone if not any(start < part[1] and part[0] < end for start, end in told)))


def _wholes(readings: tuple[Reading, ...], text: str) -> Iterator[tuple[int, int | None]]:
    """Yield the index of each whole, and where the part of it begins that is said in words, if it is."""
    before: Reading | None = None
    for index, reading in enumerate(readings):
        # What is left of money that is needed or was promised is told so, and both are figures.
        if not reading.unit:
            first = max(before.end if before else 0, reading.start - _LONGEST_PART)
            behind = text[first : reading.start]
            if before and _is_counted_of(before, reading, text):
                yield index, None
            elif behind[-1:].isspace() and _MAYBE_OF.search(behind) and (part := _SOME_OF.search(behind)):
                yield index, first + part.start()
        before = reading


def _is_counted_of(first: Reading, second: Reading, text: str) -> bool:
    """Tell whether the first of two numbers counts some of the second: “40 of the 300”, “10 percent of 300”."""
    if second.start - first.end > _LONGEST_PART or first.unit not in {None, "percent"}:
        return False
    if not _COUNT_OF.fullmatch(text, first.end, second.start):
        return False
    return first.unit is not None or first.low is None or second.high is None or first.low <= second.high


def _counts_nothing(reading: Reading, text: str) -> bool:
    """Tell whether a number's word counts nothing: “not one”, “no one”, “the two sides”, “children under five”."""
    if reading.quantifier is Quantifier.LESS_THAN and reading.high is not None and reading.high <= _GROWN:
        young = _YOUNG.search(text, max(0, reading.start - _LONGEST_PART), reading.start)
        if young and _YOUNGER.match(text, reading.start) and _OF_AGE.match(text, reading.end):
            return True
    if reading.weak and reading.low == 1:
        return _NEGATED.search(text, max(0, reading.start - _LONGEST_OF), reading.start) is not None
    if reading.low != 2 or reading.high != 2 or not text[reading.start : reading.end].isalpha():  # noqa: PLR2004
        return False
    the = _THE.search(text, max(0, reading.start - _LONGEST_OF), reading.start)
    return the is not None and _SIDES.match(text, reading.end) is not None


def _pairs(readings: tuple[Reading, ...], text: str) -> Iterator[tuple[int, int]]:
    """Yield the indices of the numbers of each share."""
    for index, (first, second) in enumerate(pairwise(readings)):
        if second.start - first.end > _LONGEST_OF or not (said := _OF.fullmatch(text, first.end, second.start)):
            continue
        if first.high is None or second.low is None or first.unit or second.unit:
            continue
        # “Two of five” is a count where five were seen; “18 in three” is no part of three.
        whole = said["every"] or not said["bare"]
        if not whole or second.low != second.high or second.quantifier is not Quantifier.EXACT:
            continue
        usual = first.high == 1 or second.low in _ROUND
        if first.high < second.low and usual and (said["every"] or not _ELSEWHERE.match(text, second.end)):
            yield index, index + 1

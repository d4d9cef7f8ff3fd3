"""Tell shares from counts: “one in three people” says no number of people."""

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


def without_shares(readings: Iterable[Reading], text: str) -> tuple[Reading, ...]:
    """Leave out the numbers that only together say something, a share."""
    found = tuple(readings)
    parts = {number for pair in _pairs(found, text) for number in pair}
    return tuple(reading for index, reading in enumerate(found) if index not in parts) if parts else found


def may_share(text: str) -> bool:
    """Tell whether a text may have a share that is said with two numbers; most have none."""
    return _MAY_SHARE.search(text) is not None


def spans_of(readings: Iterable[Reading], text: str) -> tuple[tuple[int, int], ...]:
    """Return where two numbers say a share; `readings` are all numbers of the text, those of shares among them."""
    found = tuple(readings)
    return tuple((found[first].start, found[second].end) for first, second in _pairs(found, text))


def parts_of(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a part is said in words: “one-third of”, “half of”, “every second”."""
    return tuple(match.span() for match in _PART.finditer(text))


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

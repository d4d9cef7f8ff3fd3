"""Read the figures that a text says, with their hedges.

One pattern, derived from a language's `Lexicon`, finds every number together with its hedges, scale and unit.
Where a text can be taken two ways, the reading is the one that a proof refuses aloud: a hedge too many rather
than one lost, two figures rather than none. What is malformed ("1,30", "1.2.3") is read as nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from math import prod
from typing import NamedTuple

from dateline.text.changes import CHANGED, FAR
from dateline.text.lexicon import DASH, ENGLISH, GROUP, LETTER, POINT, Lexicon
from dateline.text.quantity import Magnitude, Quantifier, Reading
from dateline.text.shares import may_share, parts_of, spans_of, without_shares

__all__ = [
    "ENGLISH",
    "Lexicon",
    "Magnitude",
    "Quantifier",
    "Reading",
    "read_numbers",
    "read_parts",
    "read_shares",
    "read_with_wholes",
]

_LOOSE = (Quantifier.EXACT, Quantifier.ABOUT)
_UPWARD = (Quantifier.MORE_THAN, Quantifier.AT_LEAST)
_PLAIN = str.maketrans("٫．", "..", GROUP)
_DASHES = frozenset("-‐‑‒–−")
_HYPHENS = "-‐‑"
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_OVER = re.compile(r"\s*(?:[.;:!?)\]¶”]|,(?! ?\d)|$)")
"""What follows a number that counts nothing."""
_COUNTS = re.compile(
    r"\s+(?!(?:and|or|to|until|till|through|at|in|on|from|by|the|is|as|are|was|were|has|have|had|will|would|who|which|that"
    r"|when|where|while|after|before|for|with|but|over|near)\b)[a-z]{2,}"
)
"""What follows a number that counts something, where a day or a year might stand too."""
_PERCENT_SIGNS = frozenset("%٪")
_LAST_DAY, _EARLIEST, _MODERN, _RECENT, _LATEST = 31, 1000, 1800, 1900, 2100
# The digits of a day, a year or a label.
_LONGEST_NAME = 4
# As far back as the words are looked for that make a number a date.
_WINDOW = 80
# More digits are an identifier, and would not fit the precision of a product.
_LONGEST = 24
_GROUPS = ("skip", "numeral", "words", "scale", "money", "measure", "magnitude")
_YEAR_AFTER = re.compile(rf"{DASH}(?:19|20)\d\d(?!\w)")
_TOKEN = re.compile(rf"\d+(?:[{POINT}]\d+)?|{LETTER}+")


class _Figure(NamedTuple):
    """Hold one number before it is joined with its neighbour to a range."""

    reading: Reading
    opener: str | None
    opened_at: int
    factors: tuple[Decimal, ...]
    unit_leads: bool
    maybe_year: bool


@lru_cache(maxsize=4096)  # one text stands before many rules, and on many pages
def read_numbers(text: str, lexicon: Lexicon = ENGLISH) -> tuple[Reading, ...]:
    """Read the figures of a text, in order; their spans never overlap. Those of a share are none."""
    return without_shares(_read_all(text, lexicon), text)[0]


def read_with_wholes(text: str, lexicon: Lexicon = ENGLISH) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """Read the figures of a text, and apart from them the numbers of which it tells only a part, “half of the 40”."""
    return without_shares(_read_all(text, lexicon), text)


def read_shares(text: str, lexicon: Lexicon = ENGLISH) -> tuple[tuple[int, int], ...]:
    """Return where a text says a share with two numbers, “one in three”."""
    return spans_of(_read_all(text, lexicon), text) if may_share(text) else ()


def read_parts(text: str, lexicon: Lexicon = ENGLISH) -> tuple[tuple[int, int], ...]:
    """Return where a text says a share, with two numbers or in words, “a third of”."""
    return tuple(sorted((*read_shares(text, lexicon), *parts_of(_read_all(text, lexicon), text))))


def _read_all(text: str, lexicon: Lexicon) -> list[Reading]:
    """Read the figures of a text, those of shares among them."""
    # The blank stands for the character that each candidate begins with; `_read` shifts the spans back.
    padded = f" {text}"
    lowered = _lower(padded)
    readings: list[Reading] = []
    waiting: _Figure | None = None
    done = 0
    for match in lexicon.candidate.finditer(lowered):
        figure = _read(padded, lowered, match, done, lexicon) if match.start() + 1 >= done else None
        if not figure:
            continue
        done = figure.reading.end + 1
        if waiting and (joined := _joined(waiting, figure, lowered, lexicon)):
            readings += _before_and_now(waiting, figure, joined, lowered)
            waiting = None
            continue
        if waiting and not waiting.maybe_year:
            readings.append(waiting.reading)
        waiting = figure
    if waiting and not waiting.maybe_year:
        readings.append(waiting.reading)
    return readings


def _before_and_now(first: _Figure, second: _Figure, joined: Reading, lowered: str) -> tuple[Reading, ...]:
    """Return a range, or both its ends where they are told as what was and what is: “rose from 30 to 40”."""
    one, two = first.reading, second.reading
    to = first.opener is not None and lowered[one.end + 1 : two.start + 1].strip() == "to"
    at = first.opened_at + 1
    if not to or not CHANGED.search(lowered, max(0, at - FAR), at):
        return (joined,)
    return replace(one, low=joined.low, high=joined.low, unit=joined.unit), two


def _lower(text: str) -> str:
    """Lower a text's case and keep each character's place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def _one_space(phrase: str) -> str:
    return " ".join(phrase.split())


def _read(padded: str, lowered: str, match: re.Match[str], done: int, lexicon: Lexicon) -> _Figure | None:
    """Read one candidate with its hedges, or None where it is no figure."""
    skip, numeral, words, scale, money_scale, measure, named = match.group(*_GROUPS)
    if skip:
        return None
    start, end = match.start() + 1, match.end()
    # The digit stands for what is cut off: the figure before lends this one no sign and no hedge.
    behind = "0" + lowered[max(done, start - _WINDOW) : start]
    before = lexicon.before.match(behind[::-1])
    if not before or before["odd"]:
        return None
    value: Decimal | None = None
    factors: tuple[Decimal, ...] = ()
    magnitude, unit, maybe_year = None, None, False
    if numeral or words:
        counted = _value(numeral, words or scale, lexicon)
        unit = _unit(match, before, lexicon)
        if (
            not counted
            or (money_scale and not _is_scaled(unit, lowered, match, lexicon))
            or _is_ordinal(lowered, match, lexicon)
        ):
            return None
        value, factors = counted
        if before["sign"] or before["inner"]:
            value = -value
        if numeral and not (scale or unit or measure):
            time = _is_time(padded, lowered, match, before, lexicon)
            if time:
                return None
            maybe_year = time is None
    else:
        magnitude = _magnitude(match, lowered, lexicon)
        if not magnitude:
            return None
    said, end = _hedges(lowered, end, before["hedges"], lexicon)
    weak = not said and unit is None and (words in lexicon.weak or named in lexicon.weak_magnitudes)
    begin, opened = start - 1 - before.end("hedges"), start - 1 - before.end()
    reading = Reading(begin, end - 1, value, value, _combined(said), unit, magnitude, weak)
    leads = bool(before["money"] or match["code"])
    return _Figure(reading, before["opener"], opened, factors, leads, maybe_year and not said)


def _is_scaled(unit: str | None, lowered: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Tell whether a letter glued to a number is surely a scale: of money, or of people, who are not measured."""
    if unit not in {None, "percent"}:
        return True
    said = unit is None and match["money"] in lexicon.people_scales and lexicon.people.match(lowered, match.end())
    # Of "between 1m and 2m people" only the second would be read, and the range lost.
    return bool(said) and not lexicon.unread_before.search(lowered, max(0, match.start() - _WINDOW), match.start() + 1)


def _hedges(lowered: str, end: int, behind: str, lexicon: Lexicon) -> tuple[list[Quantifier], int]:
    """Return what the hedges before and after a number say, and where the last one ends."""
    said = []
    if behind:
        said = [lexicon.quantifiers[_one_space(hedge)] for hedge in lexicon.hedge.findall(behind[::-1])]
    after = lexicon.hedge_after.match(lowered, end)
    # In "two and three or more" the hedge is that of "three".
    if after and not (after["nouns"] and lexicon.candidate.search(lowered, end, after.end("nouns"))):
        end = after.end()
        phrase = after["after"] or after["last"] or after["aside"]
        bare = Quantifier.ABOUT if after["odd"] else Quantifier.AT_LEAST
        said.append(lexicon.quantifiers[_one_space(phrase)] if phrase else bare)
    return said, end


def _combined(said: Sequence[Quantifier]) -> Quantifier:
    """Combine hedges: a bound outweighs "about", and two that contradict each other leave "about"."""
    if len(said) < 2:  # noqa: PLR2004
        return said[0] if said else Quantifier.EXACT
    bounds = [quantifier for quantifier in said if quantifier not in _LOOSE]
    if not bounds:
        return Quantifier.ABOUT if Quantifier.ABOUT in said else Quantifier.EXACT
    upward = {bound in _UPWARD for bound in bounds}
    return bounds[0] if len(upward) == 1 else Quantifier.ABOUT


def _magnitude(match: re.Match[str], lowered: str, lexicon: Lexicon) -> Magnitude | None:
    """Return the magnitude that the words name, if they do."""
    if match["vague"]:
        name = lexicon.vague_scales[_one_space(match["vague"])]
    else:
        name = lexicon.magnitudes[_one_space(match["magnitude"])]
        if lexicon.uncounted.match(lowered[max(0, match.end() - _WINDOW) : match.end()][::-1]):
            return None
    return Magnitude(name) if name else None


def _decimal(numeral: str) -> Decimal:
    return Decimal(numeral if numeral.isdecimal() else numeral.translate(_PLAIN))


def _value(numeral: str | None, words: str | None, lexicon: Lexicon) -> tuple[Decimal, tuple[Decimal, ...]] | None:
    """Return a number's value and the factors that it ends in: all together, then the last alone."""
    if not numeral:
        return _sum(None, words or "", lexicon)
    if len(numeral) > _LONGEST:
        return None
    value = _decimal(numeral)
    if not words:
        return value, ()
    # What the sum gives as well, sooner, for the most usual form.
    factor = lexicon.factors.get(words.strip())
    return (value * factor, (factor,)) if factor else _sum(value, words, lexicon)


def _sum(current: Decimal | None, words: str, lexicon: Lexicon) -> tuple[Decimal, tuple[Decimal, ...]] | None:
    """Add up the words of a number, or return None where a later part is not below the scale before it."""
    parts: list[Decimal] = []
    scales: list[Decimal] = []
    ending: list[Decimal] = []
    for word in _TOKEN.findall(words):
        factor = lexicon.factors.get(word)
        added = _decimal(word) if word[0].isdecimal() else lexicon.values.get(word)
        if added is not None:
            current = (current or 0) + added
            ending.clear()
        elif factor is not None:
            ending.append(factor)
            if current is None and parts:
                parts[-1] *= factor
                scales[-1] *= factor
            elif word in lexicon.hundreds:
                current = factor if current is None else current * factor
            else:
                parts.append(factor if current is None else current * factor)
                scales.append(factor)
                current = None
    if current is not None:
        parts.append(current)
    if any(part >= scale for part, scale in zip(parts[1:], scales, strict=False)):
        return None
    return sum(parts, Decimal(0)), (prod(ending, start=Decimal(1)), ending[-1]) if ending else ()


def _is_ordinal(lowered: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Tell whether the next word makes the number an ordinal or a fraction."""
    after = lexicon.ordinal_after.match(lowered, match.end())
    if not after:
        return False
    if after["fraction"] or after["and"]:
        return True
    last = _TOKEN.findall(match["words"])[-1] if match["words"] else ""
    if after["late"]:
        return last in lexicon.tens
    return last in lexicon.tens or last in lexicon.factors or last in lexicon.weak


def _unit(match: re.Match[str], before: re.Match[str], lexicon: Lexicon) -> str | None:
    """Return the unit that stands before or after the number."""
    sign = before["money"]
    if match["percent"] or (sign and sign in _PERCENT_SIGNS):
        return "percent"
    money = (sign and sign[::-1]) or match["code"] or match["after"]
    return lexicon.currencies[_one_space(money)] if money else None


def _is_time(padded: str, lowered: str, match: re.Match[str], before: re.Match[str], lexicon: Lexicon) -> bool | None:
    """Tell whether a bare number is a day, a year or a label's; None where it may be a year."""
    numeral, start, end, offset = match["numeral"], match.start() + 1, match.end(), before.end("hedges")
    behind = padded[max(0, start - _WINDOW) : start][::-1]
    if not numeral.isdecimal() or len(numeral) > _LONGEST_NAME:
        # "On April 1 300 people" says neither 1,300 nor safely 300.
        return match["group"] == " " and bool(lexicon.date_before.match(behind, offset))
    number = int(numeral)
    is_year = _EARLIEST <= number <= _LATEST
    if before["hedges"]:
        since = is_year and number >= _RECENT and lexicon.since_before.match(behind.lower(), offset)
        return bool(since) and not lexicon.counted_after.match(lowered, end)
    month = lexicon.date_before.match(behind, offset)
    dated = lexicon.date_after.match(padded, end)
    days = lexicon.days_before.match(behind, offset)
    # “Between May 1 and 14”, and “May 10 and 11.”, but “on May 10 and 11 people”.
    second = days and (days["pair"] or _OVER.match(padded, end))
    # “On 20 May, 8 people”, “On 20 May 8 people”: the month has its day.
    counts = month and month["dated"] and (month["comma"] or _COUNTS.match(padded, end))
    free = month and (month["in"] or month["day"] or counts)
    is_day = number <= _LAST_DAY and (dated or second or (month and not free))
    if is_day or not is_year or lexicon.label_before.match(behind, offset):
        return bool(is_day or lexicon.label_before.match(behind, offset))
    counted = bool(lexicon.counted_after.match(lowered, end))
    said = lexicon.year_before.match(behind.lower())
    enclosed = behind[0] in _OPENING and padded[end : end + 1] in _CLOSING
    if month or dated or enclosed or (said and said["sure"]):
        return number >= _RECENT or not counted
    maybe = (said or _YEAR_AFTER.match(lowered, end)) and number >= _MODERN and not counted
    return None if maybe else False


def _joined(first: _Figure, second: _Figure, lowered: str, lexicon: Lexicon) -> Reading | None:
    """Join two neighbours that are the ends of a range; what does not rise is no range."""
    one, two = first.reading, second.reading
    if one.low is None or two.low is None or not _spans(first, lowered[one.end + 1 : two.start + 1], lexicon):
        return None
    if one.unit != two.unit and one.unit is not None and not (first.unit_leads and two.unit is None):
        return None
    high, low = two.low, one.low
    # "1.2 to 1.5 million", but "500 to 1 million".
    low = next((low * factor for factor in second.factors if low * factor < high), low)
    if low >= high or (first.maybe_year and second.maybe_year):
        return None
    quantifier = _combined([one.quantifier, two.quantifier])
    if quantifier in _LOOSE:
        quantifier = Quantifier.BETWEEN
    return Reading(first.opened_at, two.end, low, high, quantifier, two.unit or one.unit, None)


def _spans(first: _Figure, gap: str, lexicon: Lexicon) -> bool:
    """Tell whether the text between two numbers makes a range of them."""
    said = gap.strip()
    if said in _DASHES or gap == "—" or said.strip(_HYPHENS) in lexicon.range_words:
        return True
    # "between 40 and 60", "between 40 people and 60 people"
    words = said.split()
    paired = first.opener is not None and first.opener[::-1] in lexicon.pairs
    return paired and bool(words) and len(words) <= len(("people", "and")) and words[-1] == lexicon.and_

"""Read the figures that a text says, with their hedges.

One pattern, derived from a language's `Lexicon`, finds every number together with its hedges, scale and unit.
Where a text can be taken two ways, the reading is the one that a proof refuses aloud: a hedge too many rather
than one lost, two figures rather than none. What is malformed ("1,30", "1.2.3") is read as nothing at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from dateline.text import english

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Quantifier(StrEnum):
    """Say how a figure is hedged (after IDMC's Helix)."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    BETWEEN = "between"


class Magnitude(StrEnum):
    """Name a number that is said without a number."""

    SEVERAL = "several"
    MANY = "many"
    DOZENS = "dozens"
    SCORES = "scores"
    HUNDREDS = "hundreds"
    THOUSANDS = "thousands"
    TENS_OF_THOUSANDS = "tens_of_thousands"
    HUNDREDS_OF_THOUSANDS = "hundreds_of_thousands"
    MILLIONS = "millions"
    UNSTATED = "unstated"
    """The text tells of people or things and gives no number at all; never read from words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold one figure as a text says it; a magnitude has no bounds."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    quantifier: Quantifier
    unit: str | None
    magnitude: Magnitude | None
    weak: bool = False
    """The word is a number only sometimes ("one of", "no one"); the caller decides."""


# Dashes that join as a hyphen does; the em dash only separates.
_DASH = r"[-‐‑‒–−]"
_JOIN = rf"(?:\s+|{_DASH})"
_GLUE = r"[-‐‑]"
_LETTER = r"[^\W\d_]"
_BIDI = "\u200e\u200f\u061c"
# The ordinary space groups too: the proof folds white space, so "1 300" must read alike in all its forms.
_GROUP = ",٬，'’ \u00a0\u2007\u2009\u202f"
_POINT = ".٫．"
_PLAIN = str.maketrans("٫．", "..", _GROUP)
# A figure that runs on into a digit by one of these is a time, a date, a fraction, a version or malformed.
_JOINT = rf"[{_POINT},٬،，'’:：/·\u00ad\u200b-\u200f\u2060\ufeff\u061c]"
_NUMERAL = (
    rf"(?>(?!0)\d{{1,3}}(?P<group>[{_GROUP}])\d{{3}}(?!\d)(?:(?P=group)\d{{3}}(?!\d))*(?:[{_POINT}]\d+)?"
    rf"|(?!0\d)\d+(?:[{_POINT}]\d+)?|[{_POINT}]\d+)(?!{_JOINT}\d)"
)
_DASHES = frozenset("-‐‑‒–−")
_HYPHENS = "-‐‑"
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_PERCENT_SIGNS = frozenset("%٪")
_LAST_DAY, _EARLIEST, _MODERN, _RECENT, _LATEST = 31, 1000, 1800, 1900, 2100
# As far back as the words are looked for that make a number a date.
_WINDOW = 40
# More digits are an identifier, and would not fit the precision of a product.
_LONGEST = 24
_TOKEN = re.compile(rf"\d+(?:[{_POINT}]\d+)?|{_LETTER}+")


def _any_of(words: Iterable[str]) -> str:
    """Write the words as one pattern that branches letter by letter, which is tried fastest."""
    branches: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        branches.setdefault(word[:1], []).append(word[1:])
    optional = "?" if branches.pop("", None) is not None else ""
    if not branches:
        return ""
    arms = (
        rf"\s+{_any_of(ends)}" if head == " " else re.escape(head) + _any_of(ends)
        for head, ends in branches.items()
    )
    return f"(?:{'|'.join(arms)}){optional}"


def _by_phrase(phrases: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {phrase: name for name, group in phrases.items() for phrase in group}


@dataclass(frozen=True, eq=False, kw_only=True)
class Lexicon:
    """Hold a language's words for numbers, and the patterns that follow from them; all words in lower case."""

    ones: Mapping[str, int]
    teens: Mapping[str, int]
    tens: Mapping[str, int]
    hundreds: Sequence[str]
    scales: Mapping[str, int]
    money_scales: Mapping[str, int]
    measures: Sequence[str]
    articles: Sequence[str]
    and_: str
    half: str
    minus: Sequence[str]
    weak: frozenset[str]
    fractions: Sequence[str]
    ordinals: Sequence[str]
    late_ordinals: Sequence[str]
    hedges: Mapping[str, Sequence[str]]
    hedge_signs: Mapping[str, Sequence[str]]
    fillers: Sequence[str]
    hedges_after: Mapping[str, Sequence[str]]
    hedges_last: Mapping[str, Sequence[str]]
    plus: Sequence[str]
    than: str
    range_words: Sequence[str]
    openers: Sequence[str]
    pairs: Sequence[str]
    percent: Sequence[str]
    currency_words: Mapping[str, Sequence[str]]
    currency_signs: Mapping[str, Sequence[str]]
    magnitudes: Mapping[str, str | None]
    weak_magnitudes: frozenset[str]
    vague: Sequence[str]
    vague_scales: Mapping[str, str | None]
    clock: Sequence[str]
    months: Sequence[str]
    in_: str
    day_joints: Sequence[str]
    year_words: Sequence[str]
    maybe_year_words: Sequence[str]
    since: Sequence[str]
    labels: Sequence[str]
    counted: Sequence[str]

    @cached_property
    def values(self) -> dict[str, Decimal]:
        """Map each word that adds to a number to its value."""
        words = {**self.ones, **self.teens, **self.tens}
        return {**{word: Decimal(value) for word, value in words.items()}, self.half: Decimal("0.5")}

    @cached_property
    def factors(self) -> dict[str, Decimal]:
        """Map each word that multiplies a number to its factor."""
        words = {**dict.fromkeys(self.hundreds, 100), **self.scales, **self.money_scales}
        return {word: Decimal(factor) for word, factor in words.items()}

    @cached_property
    def quantifiers(self) -> dict[str, Quantifier]:
        """Map each hedge to what it says."""
        groups = (self.hedges, self.hedge_signs, self.hedges_after, self.hedges_last)
        known = {phrase: Quantifier(name) for group in groups for phrase, name in _by_phrase(group).items()}
        return known

    @cached_property
    def currencies(self) -> dict[str, str]:
        """Map each sign and word of money to its ISO 4217 code."""
        return _by_phrase(self.currency_signs) | _by_phrase(self.currency_words)

    @cached_property
    def hedge(self) -> re.Pattern[str]:
        """Find the hedges one by one within a run of them."""
        return re.compile(rf"{_any_of(_by_phrase(self.hedges))}(?!\w)|{_any_of(_by_phrase(self.hedge_signs))}")

    @cached_property
    def candidate(self) -> re.Pattern[str]:
        """Find each number with the hedges before it, its scale and its unit, in lower-case text."""
        ones, teens, tens = (_any_of(words) for words in (self.ones, self.teens, self.tens))
        hundred, article = _any_of(self.hundreds), _any_of(self.articles)
        and_, half = f"{_JOIN}{self.and_}{_JOIN}", self.half
        scale = rf"{_JOIN}{_any_of(self.scales)}\b"
        below = rf"(?:{tens}\b(?:{_JOIN}{ones}\b)?|(?:{teens}|{ones})\b)"
        chunk = (
            rf"(?:(?:{below}|{article}){_JOIN}{hundred}\b(?:(?:\s+|{and_}){below}(?!{_JOIN}{hundred}\b))?|{below})"
        )
        and_half = rf"{and_}{article}{_JOIN}{half}\b"
        words = (
            rf"(?>{below}{and_half}(?:{scale})*"
            rf"|(?:{chunk}|{article})(?:{scale})+(?:\s+{chunk}(?:{scale})+)*"
            rf"(?:\s+{chunk}|{and_}{below}(?!{_JOIN}{hundred}\b|{scale}))?"
            rf"|{chunk}|(?:{article}{_JOIN})?{half}{_JOIN}(?:{article}{_JOIN})?{_any_of(self.scales)}\b)"
        )
        figure = (
            rf"(?P<numeral>{_NUMERAL})(?P<scale>"
            rf"\s?(?P<money>{_any_of(self.money_scales)})(?!\w)|{_any_of(self.scales)}(?!\w)"
            rf"|(?:{and_half})?(?:{_JOIN}(?:{_any_of([*self.hundreds, *self.scales])})\b)+"
            rf"(?:\s+\d+(?:[{_POINT}]\d+)?(?:{scale})+)?|{and_half})?"
            rf"(?:(?P<measure>{_any_of(self.measures)})(?!\w))?"
            rf"(?!\w)(?!\s*{_any_of(self.clock)}(?!\w))"
        )
        hedge = (
            rf"(?:{_any_of(_by_phrase(self.hedges))}\s+|{_any_of(_by_phrase(self.hedge_signs))}\s*)"
            rf"(?:{_any_of(self.fillers)}\s+)?[\"“”„‘’'«*(\[]*"
        )
        to = "|".join(f"(?<={_GLUE}{word}{_GLUE})" for word in self.range_words)
        unglued = rf"(?<![\w$€£¥₺₽₴₪₹₩₦#/\\])(?:(?<!{_LETTER}{_GLUE})|{to})"
        sign = rf"(?:(?<![\w)\]%.])(?<!{_DASH})(?:[-‐‑–−][{_BIDI}]?|−\s)|{_any_of(self.minus)}\s+)"
        money = rf"(?P<before>{_any_of(_by_phrase(self.currency_signs))}|[%٪])\s?"
        unit = (
            rf"(?P<percent>\s*[%٪％]|{_JOIN}{_any_of(self.percent)}(?!\w))"
            rf"|{_JOIN}?(?P<after>{_any_of(_by_phrase(self.currency_words))})(?!\w)"
        )
        vague = _any_of(self.vague)
        magnitude = (
            rf"(?:{vague}\s+)?(?P<magnitude>{_any_of(self.magnitudes)})(?!\w)"
            rf"|{vague}\s+(?P<vague>{_any_of(self.vague_scales)})(?!\w)"
        )
        fraction = rf"{_any_of([*self.fractions, *self.ordinals])}\s+of\s+(?:{article}|one|1)(?!\w)"
        chain = rf"\d+(?:{_DASH}\d+){{2,}}|(?:19|20)\d\d{_DASH}\d\d(?!\d|{_JOINT}\d)"
        return re.compile(
            rf"(?<!\w)(?:(?P<skip>{chain}|{fraction})|(?:(?P<opener>{_any_of(self.openers)})\s+)?(?P<hedges>(?:{hedge}){{0,3}})"
            rf"(?:(?P<sign>{sign})?(?:{money}(?P<inner>[-−])?|{unglued}(?<![$€£¥₺₽₴₪₹₩₦]\s))"
            rf"(?:(?<![{_POINT}])(?<!\d{_JOINT}){figure}|(?P<words>{words}))(?:{unit})?"
            rf"|(?:(?<!{_LETTER}{_GLUE})|{to})(?:{magnitude})))"
        )

    @cached_property
    def hedge_after(self) -> re.Pattern[str]:
        """Match the hedge that follows a number, at most two nouns later."""
        plus = _any_of(self.plus)
        return re.compile(
            rf"\+(?!\d)|(?:{_DASH}|\s+){plus}(?!\w)(?!\s*[\d$€£])|(?:\s+{_LETTER}+){{0,2}}?,?\s+"
            rf"(?:(?P<after>{_any_of(_by_phrase(self.hedges_after))})(?!\w)(?!\s+{self.than}\b)"
            rf"|(?P<last>{_any_of(_by_phrase(self.hedges_last))})(?=\s*(?:[.,;:!?)\]\"”»]|$)))"
        )

    @cached_property
    def ordinal_after(self) -> re.Pattern[str]:
        """Match the word that makes a number before it an ordinal or a fraction."""
        return re.compile(
            rf"{_JOIN}(?P<and>{self.and_}{_JOIN}(?:{_any_of(self.articles)}{_JOIN})?)?(?:"
            rf"(?P<fraction>{_any_of(self.fractions)})|(?P<ordinal>{_any_of(self.ordinals)})"
            rf"|(?P<late>{_any_of(self.late_ordinals)}))(?!\w)"
        )

    @cached_property
    def date_before(self) -> re.Pattern[str]:
        """Find a month, or a month and its day, at the end of a text; names of months are capitalised."""
        day = rf"\d{{1,2}}{_LETTER}{{0,2}}"
        return re.compile(
            rf"(?P<in>\b(?i:{self.in_})\s+(?:\w+[\s-]+)?)?\b{self._month},?\s+"
            rf"(?:$|{day}\s*(?:{_DASH}|{_any_of(self.range_words)})\s*$|(?P<day>{day}(?:\s*{_DASH}\s*{day})?,?\s+$))"
        )

    @cached_property
    def date_after(self) -> re.Pattern[str]:
        """Match the month that follows a day."""
        joint = rf"\s*(?:{_DASH}|{_any_of(self.day_joints)})\s*\d{{1,2}}(?!\d)"
        return re.compile(rf"(?:{joint})?\s+{self._month}(?!\w)")

    @cached_property
    def _month(self) -> str:
        return rf"(?:{_any_of([*self.months, *map(str.upper, self.months)])})\b\.?"

    @cached_property
    def year_before(self) -> re.Pattern[str]:
        """Find the words at the end of a lower-case text after which a bare four-digit number is a year."""
        return re.compile(
            rf"(?:\b(?P<sure>{_any_of(self.year_words)})|\b(?P<maybe>{_any_of(self.maybe_year_words)})"
            rf"|\b(?:19|20)\d\d\s*(?:[,/]|{_DASH}|{_any_of(self.day_joints)}))[\s-]*$"
        )

    @cached_property
    def since_before(self) -> re.Pattern[str]:
        """Find the words at the end of a lower-case text after which even a hedged number is a year."""
        return re.compile(rf"\b{_any_of(self.since)}\s+$")

    @cached_property
    def label_before(self) -> re.Pattern[str]:
        """Find a capitalised label, whose number only names something, at the end of a text."""
        return re.compile(rf"\b{_any_of([*self.labels, *map(str.upper, self.labels)])}\s+$")

    @cached_property
    def counted_after(self) -> re.Pattern[str]:
        """Match something counted, at most one adjective and one end of a range later."""
        joint = rf"\s*(?:{_DASH}|{_any_of(self.day_joints)})\s*[\d.,]+"
        return re.compile(rf"(?:{joint})?\s+(?:\w+\s+)?{_any_of(self.counted)}(?!\w)")


ENGLISH = Lexicon(
    ones=english.ONES,
    teens=english.TEENS,
    tens=english.TENS,
    hundreds=english.HUNDREDS,
    scales=english.SCALES,
    money_scales=english.MONEY_SCALES,
    measures=english.MEASURES,
    articles=english.ARTICLES,
    and_=english.AND,
    half=english.HALF,
    minus=english.MINUS,
    weak=english.WEAK,
    fractions=english.FRACTIONS,
    ordinals=english.ORDINALS,
    late_ordinals=english.LATE_ORDINALS,
    hedges=english.HEDGES,
    hedge_signs=english.HEDGE_SIGNS,
    fillers=english.FILLERS,
    hedges_after=english.HEDGES_AFTER,
    hedges_last=english.HEDGES_LAST,
    plus=english.PLUS,
    than=english.THAN,
    range_words=english.RANGE_WORDS,
    pairs=english.PAIRS,
    openers=english.OPENERS,
    percent=english.PERCENT,
    currency_words=english.CURRENCY_WORDS,
    currency_signs=english.CURRENCY_SIGNS,
    magnitudes=english.MAGNITUDES,
    weak_magnitudes=english.WEAK_MAGNITUDES,
    vague=english.VAGUE,
    vague_scales=english.VAGUE_SCALES,
    clock=english.CLOCK,
    months=english.MONTHS,
    in_=english.IN,
    day_joints=english.DAY_JOINTS,
    year_words=english.YEAR_WORDS,
    maybe_year_words=english.MAYBE_YEAR_WORDS,
    since=english.SINCE,
    labels=english.LABELS,
    counted=english.COUNTED,
)


class _Figure(NamedTuple):
    """Hold one number before it is joined with its neighbour to a range."""

    reading: Reading
    opener: str | None
    opened_at: int
    factors: tuple[Decimal, ...]
    unit_leads: bool
    maybe_year: bool


def read_numbers(text: str, lexicon: Lexicon = ENGLISH) -> tuple[Reading, ...]:
    """Read the figures of a text, in order; their spans never overlap."""
    lowered = _lower(text)
    figures: list[_Figure] = []
    done = 0
    for match in lexicon.candidate.finditer(lowered):
        if match.start() >= done and (figure := _read(text, lowered, match, lexicon)):
            figures.append(figure)
            done = figure.reading.end
    readings: list[Reading] = []
    while figures:
        first = figures.pop(0)
        joined = _join(first, figures[0], lowered, lexicon) if figures else None
        if joined:
            figures.pop(0)
            readings.append(joined)
        elif not first.maybe_year:
            readings.append(first.reading)
    return tuple(readings)


def _lower(text: str) -> str:
    """Lower a text's case and keep each character's place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def _one_space(phrase: str) -> str:
    return " ".join(phrase.split())


def _read(text: str, lowered: str, match: re.Match[str], lexicon: Lexicon) -> _Figure | None:
    """Read one candidate, or None where it is no figure."""
    if match["skip"]:
        return None
    start, end = match.start("hedges"), match.end()
    quantifier = _combined(
        [lexicon.quantifiers[_one_space(hedge)] for hedge in lexicon.hedge.findall(match["hedges"])]
        if match["hedges"]
        else []
    )
    magnitude = _magnitude(match, lexicon)
    numeral, words = match["numeral"], match["words"]
    value: Decimal | None = None
    factors: tuple[Decimal, ...] = ()
    unit = None
    maybe_year = False
    if numeral or words:
        counted = _value(numeral, words or match["scale"] or "", lexicon)
        if not counted or _is_ordinal(lowered, match, lexicon):
            return None
        value, factors = counted
        if match["sign"] or match["inner"]:
            value = -value
        unit = _unit(match, lexicon)
        if match["money"] and unit in {None, "percent"}:
            return None
        if numeral and not (match["scale"] or unit or match["measure"]):
            time = _names_time(text, lowered, match, lexicon)
            if time:
                return None
            maybe_year = time is None
    elif not magnitude:
        return None
    after = lexicon.hedge_after.match(lowered, end)
    if after and not lexicon.candidate.search(lowered, end, max(after.start("after"), after.start("last"), end)):
        end = after.end()
        phrase = after["after"] or after["last"]
        said = lexicon.quantifiers[_one_space(phrase)] if phrase else Quantifier.AT_LEAST
        quantifier = _combined([quantifier, said])
        maybe_year = False
    weak = (words in lexicon.weak and unit is None or match["magnitude"] in lexicon.weak_magnitudes) and (
        end == match.end() and not match["hedges"]
    )
    reading = Reading(start, end, value, value, quantifier, unit, magnitude, weak)
    return _Figure(reading, match["opener"], match.start(), factors, bool(match["before"]), maybe_year)


def _combined(said: Sequence[Quantifier]) -> Quantifier:
    """Combine hedges: a bound outweighs "about", and two that contradict each other leave "about"."""
    bounds = [quantifier for quantifier in said if quantifier not in {Quantifier.EXACT, Quantifier.ABOUT}]
    if not bounds:
        return Quantifier.ABOUT if Quantifier.ABOUT in said else Quantifier.EXACT
    lower = {Quantifier.MORE_THAN, Quantifier.AT_LEAST}
    return bounds[0] if len({bound in lower for bound in bounds}) == 1 else Quantifier.ABOUT


def _magnitude(match: re.Match[str], lexicon: Lexicon) -> Magnitude | None:
    if match["magnitude"]:
        name = lexicon.magnitudes[_one_space(match["magnitude"])]
    elif match["vague"]:
        name = lexicon.vague_scales[_one_space(match["vague"])]
    else:
        return None
    return Magnitude(name) if name else None


def _value(numeral: str | None, words: str, lexicon: Lexicon) -> tuple[Decimal, tuple[Decimal, ...]] | None:
    """Return a number's value and the factors that it ends in: all together, then the last alone."""
    if numeral and len(numeral) > _LONGEST:
        return None
    current = Decimal(numeral.translate(_PLAIN)) if numeral else None
    if current is not None and not words:
        return current, ()
    parts: list[Decimal] = []
    scales: list[Decimal] = []
    ending: list[Decimal] = []
    for word in _TOKEN.findall(words):
        factor = lexicon.factors.get(word)
        added = Decimal(word.translate(_PLAIN)) if word[0].isdecimal() else lexicon.values.get(word)
        if added is not None:
            current = added if current is None else current + added
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


def _unit(match: re.Match[str], lexicon: Lexicon) -> str | None:
    sign = match["before"]
    if match["percent"] or sign in _PERCENT_SIGNS:
        return "percent"
    money = sign or match["after"]
    return lexicon.currencies[_one_space(money)] if money else None


def _names_time(text: str, lowered: str, match: re.Match[str], lexicon: Lexicon) -> bool | None:
    """Tell whether a bare number is a day, a year or a label's; None where it may be a year."""
    numeral, start, end = match["numeral"], match.start("hedges"), match.end()
    window = max(0, start - _WINDOW)
    if match["group"] == " ":
        # "On April 1 300 people" says neither 1,300 nor safely 300.
        return bool(lexicon.date_before.search(text, window, start))
    if len(numeral) > len("2018") or not numeral.isdecimal():
        return False
    number = int(numeral)
    counted = lexicon.counted_after.match(lowered, end)
    if match["hedges"]:
        return bool(
            _RECENT <= number <= _LATEST and not counted and lexicon.since_before.search(lowered, window, start)
        )
    if lexicon.label_before.search(text, window, start):
        return True
    month = lexicon.date_before.search(text, window, start)
    if number <= _LAST_DAY:
        return bool((month and not month["in"] and not month["day"]) or lexicon.date_after.match(text, end))
    if not _EARLIEST <= number <= _LATEST:
        return False
    certain = number >= _RECENT or not counted
    if month or lexicon.date_after.match(text, end):
        return certain
    if text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING:
        return True
    said = lexicon.year_before.search(lowered, window, start)
    if said and said["sure"]:
        return certain
    return None if said and number >= _MODERN and not counted else False


def _join(first: _Figure, second: _Figure, lowered: str, lexicon: Lexicon) -> Reading | None:
    """Join two neighbours that are the ends of a range; what does not rise is no range."""
    one, two = first.reading, second.reading
    if one.low is None or two.low is None or not _spans(first, lowered[one.end : two.start], lexicon):
        return None
    if one.unit != two.unit and one.unit is not None and not (first.unit_leads and two.unit is None):
        return None
    high = two.low
    # "1.2 to 1.5 million", but "500 to 1 million".
    low = next((one.low * factor for factor in second.factors if one.low * factor < high), one.low)
    if low >= high or (first.maybe_year and second.maybe_year):
        return None
    quantifier = _combined([one.quantifier, two.quantifier])
    if quantifier in {Quantifier.EXACT, Quantifier.ABOUT}:
        quantifier = Quantifier.BETWEEN
    return Reading(first.opened_at, two.end, low, high, quantifier, two.unit or one.unit, None)


def _spans(first: _Figure, gap: str, lexicon: Lexicon) -> bool:
    """Tell whether the text between two numbers makes a range of them."""
    said = gap.strip()
    if said in _DASHES or gap == "—" or said.strip(_HYPHENS) in lexicon.range_words:
        return said != ""
    words = said.split()
    # "between 40 and 60", "between 40 people and 60 people"
    return first.opener in lexicon.pairs and 1 <= len(words) <= 2 and words[-1] == lexicon.and_  # noqa: PLR2004

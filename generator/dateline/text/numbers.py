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


# No sets: hashing a member of an enumeration is slow.
_LOOSE = (Quantifier.EXACT, Quantifier.ABOUT)
_UPWARD = (Quantifier.MORE_THAN, Quantifier.AT_LEAST)


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
_HYPHEN = r"[-‐‑]"
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
    rf"|(?!0\d)\d+(?:[{_POINT}]\d+)?|[{_POINT}]\d+)(?!{_JOINT}\d)(?!\s\d+[/⁄]\d)"
)
_DASHES = frozenset("-‐‑‒–−")
_HYPHENS = "-‐‑"
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_PERCENT_SIGNS = frozenset("%٪")
_LAST_DAY, _EARLIEST, _MODERN, _RECENT, _LATEST = 31, 1000, 1800, 1900, 2100
# The digits of a day, a year or a label.
_LONGEST_NAME = 4
# As far back as the words are looked for that make a number a date.
_WINDOW = 80
_MONEY = "$€£¥₺₽₴₪₹₩₦"
# More digits are an identifier, and would not fit the precision of a product.
_LONGEST = 24
_GROUPS = ("skip", "numeral", "words", "scale", "money", "measure", "magnitude")
_YEAR_AFTER = re.compile(rf"{_DASH}(?:19|20)\d\d(?!\w)")
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


def _reversed(words: Iterable[str]) -> list[str]:
    return [word[::-1] for word in words]


def _cased(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in (word, word.upper())]


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
    one: str
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
    no_magnitudes: Sequence[str]
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
        return {phrase: Quantifier(name) for group in groups for phrase, name in _by_phrase(group).items()}

    @cached_property
    def currencies(self) -> dict[str, str]:
        """Map each sign and word of money to its ISO 4217 code."""
        return _by_phrase(self.currency_signs) | _by_phrase(self.currency_words)

    @cached_property
    def candidate(self) -> re.Pattern[str]:
        """Find each number with its scale and unit after any character that is no part of a word.

        To begin with a consumed character is what lets `re` skip the others three times as fast.
        """
        ones, _teens, tens = (_any_of(words) for words in (self.ones, self.teens, self.tens))
        hundred, article, scale = (_any_of(words) for words in (self.hundreds, self.articles, self.scales))
        and_, scales = f"{_JOIN}{self.and_}{_JOIN}", rf"(?:{_JOIN}{scale}\b)+"
        below = rf"(?:{tens}\b(?:{_JOIN}{ones}\b)?|{_any_of([*self.ones, *self.teens])}\b)"
        after_hundred = rf"(?:(?:\s+|{and_}){below}(?!{_JOIN}{hundred}\b))?"
        chunk = rf"(?:(?:{below}|{article}){_JOIN}{hundred}\b{after_hundred}|{below})"
        and_half = rf"{and_}{article}{_JOIN}{self.half}\b"
        words = (
            rf"{below}{and_half}(?:{scales})?"
            rf"|(?:{chunk}|{article}){scales}(?:\s+{chunk}{scales})*"
            rf"(?:\s+{chunk}|{and_}{below}(?!{_JOIN}(?:{hundred}|{scale})\b))?"
            rf"|{chunk}|(?:{article}{_JOIN})?{self.half}{_JOIN}(?:{article}{_JOIN})?{scale}\b"
        )
        figure = (
            rf"(?P<numeral>{_NUMERAL})(?P<scale>\s?(?P<money>{_any_of(self.money_scales)})(?!\w)|{scale}(?!\w)"
            rf"|(?:{and_half})?(?:{_JOIN}{_any_of([*self.hundreds, *self.scales])}\b)+"
            rf"(?:\s+\d+(?:[{_POINT}]\d+)?{scales})?|{and_half})?(?P<measure>{_any_of(self.measures)})?(?!\w)"
        )
        range_word = "|".join(f"(?<={_HYPHEN}{word}{_HYPHEN})" for word in self.range_words)
        unglued = f"(?:(?<!{_LETTER}{_HYPHEN})|{range_word})"
        codes = [sign for sign in self.currencies if sign.isalpha() and len(sign) == len("usd")]
        unit = (
            rf"(?P<percent>\s*[%٪％]|{_JOIN}{_any_of(self.percent)}(?!\w))"
            rf"|{_JOIN}?(?P<after>{_any_of(_by_phrase(self.currency_words))})(?!\w)"
        )
        vague = _any_of(self.vague)
        part = rf"{_any_of([*self.fractions, *self.ordinals])}\s+of\s+(?:{article}|{self.one}|1)(?!\w)"
        # "the hundred and fifty" says no "fifty".
        torn = rf"(?:{hundred}|{scale})(?:\s+|{and_}){below}"
        chain = rf"\d+(?:{_DASH}\d+){{2,}}|(?:19|20)\d\d{_DASH}\d\d(?!\d|{_JOINT}\d)"
        starts = [*self.ones, *self.teens, *self.tens, *self.vague, *self.magnitudes, *codes]
        starts += [*self.fractions, *self.ordinals]
        head = (
            rf"[\d{_POINT}]|{_any_of(starts)}"
            rf"|(?:{article}{_JOIN})?(?:{hundred}|{scale}|{self.half})\b"
        )
        return re.compile(
            rf"\W(?={head})(?:(?P<skip>{chain}|{part}|{torn})"
            rf"|{unglued}(?:(?:(?P<code>{_any_of(codes)})(?=\d))?(?<![#/\\{_POINT}])(?<!\d{_JOINT}){figure}"
            rf"|(?P<words>(?>{words})))(?!\s*{_any_of(self.clock)}(?!\w))(?:{unit})?"
            rf"|{unglued}(?:{vague}\s+(?P<vague>{_any_of(self.vague_scales)})(?!\w)"
            rf"|(?:{vague}\s+)?(?P<magnitude>{_any_of(self.magnitudes)})(?!\w)))"
        )

    @cached_property
    def before(self) -> re.Pattern[str]:
        """Match, in the reversed text before a number, its sign, its currency and its hedges.

        Reversed, because `re` has no anchored match that goes backwards.
        """
        money = _any_of(_reversed(_by_phrase(self.currency_signs)))
        sign = rf"(?:[{_BIDI}]?[-‐‑–−](?![\w)\]%.]|{_DASH})|\s−|\s+{_any_of(_reversed(self.minus))}(?!\w))"
        return re.compile(
            rf"(?P<inner>[-−](?=\s?[$€£]))?(?:\s?(?:(?P<money>{money}|[%٪])(?!\w)|(?P<odd>[{_MONEY}])))?(?P<sign>{sign})?"
            rf"(?P<hedges>(?:[\"“”„‘’'«*(\[]*(?:\s+{_any_of(_reversed(self.fillers))})?"
            rf"(?:\s+{_any_of(_reversed(_by_phrase(self.hedges)))}(?!\w)"
            rf"|\s*{_any_of(_reversed(_by_phrase(self.hedge_signs)))}(?![\w<=>-]))){{0,3}})"
            rf"(?:\s+(?P<opener>{_any_of(_reversed(self.openers))})(?!\w))?"
        )

    @cached_property
    def hedge(self) -> re.Pattern[str]:
        """Find the hedges one by one within a run of them."""
        return re.compile(
            rf"(?<!\w)(?:{_any_of(_by_phrase(self.hedges))}(?!\w)|{_any_of(_by_phrase(self.hedge_signs))})"
        )

    @cached_property
    def hedge_after(self) -> re.Pattern[str]:
        """Match the hedge that follows a number, at most two nouns later."""
        return re.compile(
            rf"\s?\+(?!\s?\d)|(?:{_DASH}|\s+){_any_of(self.plus)}(?!\w)(?!\s*[\d$€£])|(?P<nouns>(?:\s+{_LETTER}+){{0,2}}?),?\s+"
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
    def uncounted(self) -> re.Pattern[str]:
        """Match, in reversed text, a magnitude's word that says none there: "how many"."""
        return re.compile(rf"{_any_of(_reversed(self.no_magnitudes))}(?!\w)")

    @cached_property
    def date_before(self) -> re.Pattern[str]:
        """Match, in the reversed text before a number, a capitalised month and perhaps its day."""
        day = rf"{_LETTER}{{0,2}}\d{{1,2}}"
        to = rf"\s*(?:{_DASH}|{_any_of(_reversed(self.range_words))})\s*"
        return re.compile(
            rf"(?:{to}{day}\s+|(?P<day>\s+,?{day}(?:\s*{_DASH}\s*{day})?\s+)|\s+,?)"
            rf"\.?{_any_of(_reversed(_cased(self.months)))}(?!\w)(?P<in>(?:[\s-]+\w+)?\s+(?i:{self.in_[::-1]})(?!\w))?"
        )

    @cached_property
    def date_after(self) -> re.Pattern[str]:
        """Match the capitalised month that follows a day."""
        joint = rf"\s*(?:{_DASH}|{_any_of(self.day_joints)})\s*\d{{1,2}}(?!\d)"
        return re.compile(rf"(?:{joint})?\s+{_any_of(_cased(self.months))}(?!\w)")

    @cached_property
    def year_before(self) -> re.Pattern[str]:
        """Match, in reversed text, the words after which a bare four-digit number is a year."""
        return re.compile(
            rf"[\s-]*(?:(?P<sure>{_any_of(_reversed(self.year_words))})(?!\w)"
            rf"|{_any_of(_reversed(self.maybe_year_words))}(?!\w)"
            rf"|(?:[,/]|{_DASH}|{_any_of(_reversed(self.day_joints))})\s*\d\d(?:91|02)(?!\w))"
        )

    @cached_property
    def since_before(self) -> re.Pattern[str]:
        """Match, in reversed text, the words after which even a hedged number is a year."""
        return re.compile(rf"\s+{_any_of(_reversed(self.since))}(?!\w)")

    @cached_property
    def label_before(self) -> re.Pattern[str]:
        """Match, in reversed text, a capitalised label, whose number only names something."""
        return re.compile(rf"\s+{_any_of(_reversed(_cased(self.labels)))}(?!\w)")

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
    one=english.ONE,
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
    no_magnitudes=english.NO_MAGNITUDES,
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
            readings.append(joined)
            waiting = None
            continue
        if waiting and not waiting.maybe_year:
            readings.append(waiting.reading)
        waiting = figure
    if waiting and not waiting.maybe_year:
        readings.append(waiting.reading)
    return tuple(readings)


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
        if not counted or (money_scale and unit in {None, "percent"}) or _is_ordinal(lowered, match, lexicon):
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


def _hedges(lowered: str, end: int, behind: str, lexicon: Lexicon) -> tuple[list[Quantifier], int]:
    """Return what the hedges before and after a number say, and where the last one ends."""
    said = []
    if behind:
        said = [lexicon.quantifiers[_one_space(hedge)] for hedge in lexicon.hedge.findall(behind[::-1])]
    after = lexicon.hedge_after.match(lowered, end)
    # In "two and three or more" the hedge is that of "three".
    if after and not (after["nouns"] and lexicon.candidate.search(lowered, end, after.end("nouns"))):
        end = after.end()
        phrase = after["after"] or after["last"]
        said.append(lexicon.quantifiers[_one_space(phrase)] if phrase else Quantifier.AT_LEAST)
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


def _is_time(
    padded: str, lowered: str, match: re.Match[str], before: re.Match[str], lexicon: Lexicon
) -> bool | None:
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
    is_day = number <= _LAST_DAY and (dated or (month and not month["in"] and not month["day"]))
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

"""Derive from a language's words the patterns that find its numbers; a second language is a second `Lexicon`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from dateline.text import english
from dateline.text.quantity import Quantifier

# Dashes that join as a hyphen does; the em dash only separates.
DASH = r"[-‐‑‒–−]"
_JOIN = rf"(?:\s+|{DASH})"
_HYPHEN = r"[-‐‑]"
LETTER = r"[^\W\d_]"
_BIDI = "\u200e\u200f\u061c"
# The ordinary space groups too: the proof folds white space, so "1 300" must read alike in all its forms.
GROUP = ",٬，'’ \u00a0\u2007\u2009\u202f"
POINT = ".٫．"
# A figure that runs on into a digit by one of these is a time, a date, a fraction, a version or malformed.
_JOINT = rf"[{POINT},٬،，'’:：/·\u00ad\u200b-\u200f\u2060\ufeff\u061c]"
_NUMERAL = (
    rf"(?>(?!0)\d{{1,3}}(?P<group>[{GROUP}])\d{{3}}(?!\d)(?:(?P=group)\d{{3}}(?!\d))*(?:[{POINT}]\d+)?"
    rf"|(?!0\d)\d+(?:[{POINT}]\d+)?|[{POINT}]\d+)(?!{_JOINT}\d)(?!\s\d+[/⁄]\d)"
)
_MONEY = "$€£¥₺₽₴₪₹₩₦"


def _any_of(words: Iterable[str]) -> str:
    """Write the words as one pattern that branches letter by letter, which is tried fastest."""
    branches: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        branches.setdefault(word[:1], []).append(word[1:])
    optional = "?" if branches.pop("", None) is not None else ""
    if not branches:
        return ""
    arms = (
        rf"\s+{_any_of(ends)}" if head == " " else re.escape(head) + _any_of(ends) for head, ends in branches.items()
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
    people_scales: frozenset[str]
    people_words: Sequence[str]
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
    hedges_aside: Mapping[str, Sequence[str]]
    plus: Sequence[str]
    odd: Sequence[str]
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
    of: str
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
        groups = (self.hedges, self.hedge_signs, self.hedges_after, self.hedges_last, self.hedges_aside)
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
            rf"(?:\s+\d+(?:[{POINT}]\d+)?{scales})?|{and_half})?(?P<measure>{_any_of(self.measures)})?(?!\w)"
        )
        range_word = "|".join(f"(?<={_HYPHEN}{word}{_HYPHEN})" for word in self.range_words)
        unglued = f"(?:(?<!{LETTER}{_HYPHEN})|{range_word})"
        codes = [sign for sign in self.currencies if sign.isalpha() and len(sign) == len("usd")]
        unit = (
            rf"(?P<percent>\s*[%٪％]|{_JOIN}{_any_of(self.percent)}(?!\w))"
            rf"|{_JOIN}?(?P<after>{_any_of(_by_phrase(self.currency_words))})(?!\w)"
        )
        vague = _any_of(self.vague)
        part = rf"{_any_of([*self.fractions, *self.ordinals])}\s+of\s+(?:{article}|{self.one}|1)(?!\w)"
        # "the hundred and fifty" says no "fifty".
        torn = rf"(?:{hundred}|{scale})(?:\s+|{and_}){below}"
        chain = rf"\d+(?:{DASH}\d+){{2,}}|(?:19|20)\d\d{DASH}\d\d(?!\d|{_JOINT}\d)"
        starts = [*self.ones, *self.teens, *self.tens, *self.vague, *self.magnitudes, *codes]
        starts += [*self.fractions, *self.ordinals]
        head = (
            rf"[\d{POINT}]|{_any_of(starts)}"
            rf"|(?:{article}{_JOIN})?(?:{hundred}|{scale}|{self.half})\b"
        )
        return re.compile(
            rf"\W(?={head})(?:(?P<skip>{chain}|{part}|{torn})"
            rf"|{unglued}(?:(?:(?P<code>{_any_of(codes)})(?=\d))?(?<![#/\\{POINT}])(?<!\d{_JOINT}){figure}"
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
        sign = rf"(?:[{_BIDI}]?[-‐‑–−](?![\w)\]%.]|{DASH})|\s−|\s+{_any_of(_reversed(self.minus))}(?!\w))"
        return re.compile(
            rf"(?P<inner>[-−](?=\s?[$€£]))?(?:\s?(?:(?P<money>{money}|[%٪])(?!\w)|(?P<odd>[{_MONEY}])))?(?P<sign>{sign})?"
            rf"(?P<hedges>(?:[\"“”„‘’'«*(\[]*(?:\s+{_any_of(_reversed(self.fillers))})?"
            rf"(?:\s+{_any_of(_reversed(_by_phrase(self.hedges)))}(?!\w)"
            rf"|\s*{_any_of(_reversed(_by_phrase(self.hedge_signs)))}(?![\w<=>-]))){{0,3}})"
            rf"(?:\s+(?P<opener>{_any_of(_reversed(self.openers))})(?!\w))?"
        )

    @cached_property
    def people(self) -> re.Pattern[str]:
        """Match a word for people that follows a number at once."""
        return re.compile(rf"\s+{_any_of(self.people_words)}(?![\w’'-])")

    @cached_property
    def unread_before(self) -> re.Pattern[str]:
        """Find, right before a number, another one with a scale that it may share its range with."""
        scale, joint = _any_of(self.money_scales), _any_of([self.and_, *self.range_words])
        return re.compile(rf"\d\s?{scale}(?:\s+{joint}\s+|\s*{DASH}\s*)$")

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
            rf"\s?\+(?!\s?\d)|(?:{DASH}|\s+){_any_of(self.plus)}(?!\w)(?!\s*[\d$€£])"
            rf"|(?P<odd>(?:{DASH}|\s+){_any_of(self.odd)})(?!\w)"
            rf"|\s?\((?P<aside>{_any_of(_by_phrase(self.hedges_aside))})\)|(?P<nouns>(?:\s+{LETTER}+){{0,2}}?),?\s+"
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
        """Match, in the reversed text before a number, a capitalised month and perhaps its day.

        In “12 May, 8 people” the month has its day before it (`dated`), so that what follows its comma is none.
        """
        day = rf"{LETTER}{{0,2}}\d{{1,2}}"
        to = rf"\s*(?:{DASH}|{_any_of(_reversed(self.range_words))})\s*"
        return re.compile(
            rf"(?:{to}{day}\s+|(?P<day>\s+,?{day}(?:\s*{DASH}\s*{day})?\s+)|\s+(?P<comma>,?))"
            rf"\.?{_any_of(_reversed(_cased(self.months)))}(?!\w)(?P<in>(?:[\s-]+\w+)?\s+(?i:{self.in_[::-1]})(?!\w))?"
            rf"(?P<dated>\s+(?:{self.of[::-1]}\s+)?{day}(?!\w|[.,]\d))?"
        )

    @cached_property
    def days_before(self) -> re.Pattern[str]:
        """Match, in the reversed text before a number, “May 10 and”, and the word that makes a range of both."""
        day = rf"{LETTER}{{0,2}}\d{{1,2}}"
        return re.compile(
            rf"\s+{self.and_[::-1]}\s+{day}\s+\.?{_any_of(_reversed(_cased(self.months)))}(?!\w)"
            rf"(?P<pair>\s+(?i:{_any_of(_reversed(self.pairs))})(?!\w))?"
        )

    @cached_property
    def date_after(self) -> re.Pattern[str]:
        """Match the capitalised month that follows a day."""
        joint = rf"\s*(?:{DASH}|{_any_of(self.day_joints)})\s*\d{{1,2}}(?!\d)"
        return re.compile(rf"(?:{joint})?\s+{_any_of(_cased(self.months))}(?!\w)")

    @cached_property
    def year_before(self) -> re.Pattern[str]:
        """Match, in reversed text, the words after which a bare four-digit number is a year."""
        return re.compile(
            rf"[\s-]*(?:(?P<sure>{_any_of(_reversed(self.year_words))})(?!\w)"
            rf"|{_any_of(_reversed(self.maybe_year_words))}(?!\w)"
            rf"|(?:[,/]|{DASH}|{_any_of(_reversed(self.day_joints))})\s*\d\d(?:91|02)(?!\w))"
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
        joint = rf"\s*(?:{DASH}|{_any_of(self.day_joints)})\s*[\d.,]+"
        return re.compile(rf"(?:{joint})?\s+(?:\w+\s+)?{_any_of(self.counted)}(?!\w)")


ENGLISH = Lexicon(
    ones=english.ONES,
    teens=english.TEENS,
    tens=english.TENS,
    hundreds=english.HUNDREDS,
    scales=english.SCALES,
    money_scales=english.MONEY_SCALES,
    people_scales=english.PEOPLE_SCALES,
    people_words=english.PEOPLE,
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
    hedges_aside=english.HEDGES_ASIDE,
    plus=english.PLUS,
    odd=english.ODD,
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
    of=english.OF,
    day_joints=english.DAY_JOINTS,
    year_words=english.YEAR_WORDS,
    maybe_year_words=english.MAYBE_YEAR_WORDS,
    since=english.SINCE,
    labels=english.LABELS,
    counted=english.COUNTED,
)

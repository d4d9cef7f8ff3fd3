"""What a text says in figures, and what only looks like a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.text import english
from dateline.text.numbers import ENGLISH, Magnitude, Quantifier, Reading, read_numbers, read_parts, read_with_wholes

E, A, MT, AL, LT, AM, B = (
    Quantifier.EXACT,
    Quantifier.ABOUT,
    Quantifier.MORE_THAN,
    Quantifier.AT_LEAST,
    Quantifier.LESS_THAN,
    Quantifier.AT_MOST,
    Quantifier.BETWEEN,
)
WEAK = True


def only(text: str) -> Reading:
    readings = read_numbers(text)
    assert len(readings) == 1, readings
    return readings[0]


def values(text: str) -> list[tuple[str, Quantifier, str | None]]:
    """Return what is read as text: bounds or magnitude, then quantifier and unit."""
    said = []
    for reading in read_numbers(text):
        if reading.magnitude:
            number = reading.magnitude.value
        else:
            assert reading.low is not None
            assert reading.high is not None
            number = f"{reading.low.normalize():f}"
            if reading.high != reading.low:
                number += f"..{reading.high.normalize():f}"
        said.append((number, reading.quantifier, reading.unit))
    return said


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("350 thousand", "350000"),
        ("1.2 million", "1200000"),
        ("1.5 million", "1500000"),
        ("1,300", "1300"),
        ("1,234,567.5", "1234567.5"),
        ("killed 1,300, they said", "1300"),
        ("killed 1300.", "1300"),
        ("1 300", "1300"),
        ("1\u00a0300", "1300"),
        ("1\u202f300", "1300"),
        ("1\u2009300\u2009000", "1300000"),
        ("1٬300", "1300"),
        ("1’300", "1300"),
        ("١٬٣٠٠", "1300"),
        ("٣٫٥", "3.5"),
        ("۱۲۳", "123"),
        ("१,३००", "1300"),
        ("১৩০০", "1300"),
        ("１，３００．５", "1300.5"),
        (".5", "0.5"),
        ("1.5", "1.5"),
        ("3 hundred", "300"),
        ("3 million 200 thousand", "3200000"),
        ("3-million", "3000000"),
        ("3bn", "3000000000"),
        ("2 and a half million", "2500000"),
        ("3 hundred thousand", "300000"),
        ("5 thousand million", "5000000000"),
        ("over the past 3 days", "3"),
        ("5km", "5"),
        ("72-hour ceasefire", "72"),
        ("5-year-old", "5"),
        ("twenty-one", "21"),
        ("Twenty–one", "21"),
        ("twenty one", "21"),
        ("one hundred and five", "105"),
        ("one hundred five", "105"),
        ("three hundred thousand", "300000"),
        ("one hundred and fifty-two thousand", "152000"),
        ("two million three hundred thousand and five", "2300005"),
        ("twelve hundred", "1200"),
        ("a dozen", "12"),
        ("half a dozen", "6"),
        ("a half-dozen", "6"),
        ("two dozen", "24"),
        ("half a million", "500000"),
        ("two and a half million", "2500000"),
        ("three-and-a-half", "3.5"),
        ("a hundred", "100"),
        ("a hundred thousand", "100000"),
        ("a thousand million", "1000000000"),
        ("five thousand\n   two hundred", "5200"),
        ("350\u00a0thousand", "350000"),
        ("350\n  thousand", "350000"),
        ("FIVE HUNDRED THOUSAND", "500000"),
        ("two-day", "2"),
        ("one second", "1"),
        ("two first responders", "2"),
        ("İ 500", "500"),
        ("minus five", "-5"),
        ("-5", "-5"),
        ("(-5)", "-5"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("− 5", "-5"),
        ("-\u200e5", "-5"),
        ("killed—500", "500"),
        ("killed--500", "500"),
    ],
)
def test_a_number_is_read_whole(text, number):
    assert values(text) == [(number, E, None)]


@pytest.mark.parametrize(
    ("text", "number", "quantifier"),
    [
        ("some 1,300", "1300", A),
        ("About 350 thousand", "350000", A),
        ("nearly 5,000", "5000", A),
        ("an estimated 350 thousand", "350000", A),
        ("~500", "500", A),
        ("c. 500", "500", A),
        ("500 or so", "500", A),
        ("a dozen or so", "12", A),
        ("300 people, more or less", "300", A),
        ("exactly 300", "300", E),
        ("not exactly 300", "300", A),
        ("More than 1,600", "1600", MT),
        ("more\nthan\u00a01,600", "1600", MT),
        ("MORE THAN 300", "300", MT),
        ("more than “1,600”", "1600", MT),
        ("more than **1,600**", "1600", MT),
        ("over 500", "500", MT),
        ("well over 500", "500", MT),
        ("just over half a million", "500000", MT),
        ("the toll passed 300", "300", MT),
        (">500", "500", MT),
        ("more than another 300", "300", MT),
        ("at least three dozen", "36", AL),
        ("at least some 300", "300", AL),
        ("some 300 or more", "300", AL),
        ("no fewer than 300", "300", AL),
        ("not less than 300", "300", AL),
        ("240-odd people", "240", A),
        ("two hundred odd people", "200", A),
        ("240-ish people", "240", A),
        ("something like 240", "240", A),
        ("of the order of 240", "240", A),
        ("close on 240", "240", A),
        ("getting on for 240", "240", A),
        ("an approximate 240", "240", A),
        ("on average 240 a day", "240", A),
        ("estimated to be 240", "240", A),
        ("believed to number 240", "240", A),
        ("barely 240", "240", A),
        ("240 (estimated) people", "240", A),
        ("240 (or more) people", "240", AL),
        ("240 (max.)", "240", AM),
        ("min. 240 people", "240", AL),
        ("a good 240 people", "240", AL),
        ("max 240 people", "240", AM),
        ("500-plus", "500", AL),
        ("500 plus", "500", AL),
        ("500+", "500", AL),
        ("500 + others", "500", AL),
        ("500 or more", "500", AL),
        ("500 people or more", "500", AL),
        ("300 dead, at least.", "300", AL),
        ("≥5", "5", AL),
        ("one or more", "1", AL),
        ("at least one", "1", AL),
        ("fewer than 300", "300", LT),
        ("less than 300", "300", LT),
        ("under 300", "300", LT),
        ("just short of 300", "300", LT),
        ("up to 200", "200", AM),
        ("as many as 200", "200", AM),
        ("no more than 200", "200", AM),
        ("not more than 200", "200", AM),
        ("up to half a million", "500000", AM),
        ("500 or fewer", "500", AM),
        ("500 or less", "500", AM),
        ("up to 500 or more", "500", A),
        ("around 300 or so", "300", A),
    ],
)
def test_the_hedge_is_read_with_its_number(text, number, quantifier):
    assert values(text) == [(number, quantifier, None)]


@pytest.mark.parametrize("quantifier", english.HEDGES)
def test_each_hedge_gives_its_quantifier(quantifier):
    for hedge in (*english.HEDGES[quantifier], *english.HEDGE_SIGNS.get(quantifier, ())):
        for text in (f"{hedge} 1,300", f"{hedge.capitalize()}\n 1,300", f"They say {hedge} 1,300."):
            reading = only(text)
            assert (reading.low, reading.quantifier) == (1300, quantifier), text
            assert text[reading.start : reading.end].lower().split() == [*hedge.split(), "1,300"]


@pytest.mark.parametrize("quantifier", english.HEDGES_AFTER)
def test_each_hedge_after_a_number_gives_its_quantifier(quantifier):
    for hedge in (*english.HEDGES_AFTER[quantifier], *english.HEDGES_LAST[quantifier]):
        for text in (f"1,300 {hedge}.", f"1,300 people {hedge}", f"1,300 people, {hedge}, fled"):
            assert values(text) == [("1300", quantifier, None)], text


@pytest.mark.parametrize(
    ("text", "number", "quantifier", "unit"),
    [
        ("between 40 and 60", "40..60", B, None),
        ("40-60", "40..60", B, None),
        ("40–60", "40..60", B, None),
        ("40—60", "40..60", B, None),
        ("40 – 60", "40..60", B, None),
        ("40 to 60", "40..60", B, None),
        ("40-to-60", "40..60", B, None),
        ("from 40 to 60", "40..60", B, None),
        ("two or three", "2..3", B, None),
        ("about 40 to 60", "40..60", B, None),
        ("between about 40 and nearly 60", "40..60", B, None),
        ("at least 40 to 60", "40..60", AL, None),
        ("40 to 60 or more", "40..60", AL, None),
        ("between 40 people and 60 people", "40..60", B, None),
        ("between 1.2 and 1.5 million", "1200000..1500000", B, None),
        ("between 500 and 1 million", "500..1000000", B, None),
        ("one hundred to two hundred thousand", "100000..200000", B, None),
        ("fifty to two hundred thousand", "50000..200000", B, None),
        ("two to three dozen", "24..36", B, None),
        ("5 to 10 percent", "5..10", B, "percent"),
        ("5%-10%", "5..10", B, "percent"),
        ("-5 to -3 percent", "-5..-3", B, "percent"),
        ("$3 to $5 million", "3000000..5000000", B, "USD"),
        ("$3-5 million", "3000000..5000000", B, "USD"),
        ("3 to 5 million dollars", "3000000..5000000", B, "USD"),
        ("from 2000 to 5,000", "2000..5000", B, None),
        ("between 1900 and 2000 people", "1900..2000", B, None),
    ],
)
def test_a_range_is_one_figure(text, number, quantifier, unit):
    assert values(text) == [(number, quantifier, unit)]
    assert (only(text).start, only(text).end) == (0, len(text.removesuffix(" people")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fell from 60 to 40", ["60", "40"]),
        ("rose from 30 to 40", ["30", "40"]),
        ("rose last week from 1.2 to 1.5 million", ["1200000", "1500000"]),
        ("is up from 300 to 2000 people", ["300", "2000"]),
        ("have declined from $3 to $5 million", ["3000000", "5000000"]),
        ("rose from 30-40 to 50", ["30..40", "50"]),
        ("prices rose and from 30 to 40 people left", ["30..40"]),
        ("The river rose: from 30 to 40 people left", ["30..40"]),
        ("From 30 to 40 people fell", ["30..40"]),
        ("300 to 5 camps", ["300", "5"]),
        ("40 and 60", ["40", "60"]),
        ("40, 60", ["40", "60"]),
        ("40 — 60", ["40", "60"]),
        ("rose 5 percent to 10 million", ["5", "10000000"]),
        ("between 5 and several", ["5", "several"]),
        ("two 500-pound bombs", ["2", "500"]),
        ("killed two and three hundred fled", ["2", "300"]),
        ("two and three or more", ["2", "3"]),
        ("between 3 of 5", ["3"]),
        ("killed in 2013 5,000", ["5000"]),
        ("300 or so many", ["300"]),
        ("killed 300 people at least 40 of them children", ["300", "40"]),
    ],
)
def test_two_figures_stay_two(text, expected):
    assert [number for number, _, _ in values(text)] == expected


def test_a_hedge_between_two_numbers_belongs_to_one_of_them():
    assert values("killed 300 people at least 40 of them children") == [("300", E, None), ("40", AL, None)]
    assert values("300 and over 200 others") == [("300", E, None), ("200", MT, None)]
    assert values("300 people or more than 200 families") == [("300", E, None), ("200", MT, None)]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("5 percent", "5", "percent"),
        ("5 per cent", "5", "percent"),
        ("5 per\n cent", "5", "percent"),
        ("5%", "5", "percent"),
        ("٥٪", "5", "percent"),
        ("%5", "5", "percent"),
        ("5-percent", "5", "percent"),
        ("five percent", "5", "percent"),
        ("one percent", "1", "percent"),
        ("-5 percent", "-5", "percent"),
        ("−5 percent", "-5", "percent"),
        ("5 percentage points", "5", None),
        ("$3.5 million", "3500000", "USD"),
        ("-$5", "-5", "USD"),
        ("$-5", "-5", "USD"),
        ("US$3.5 million", "3500000", "USD"),
        ("USD 3.5 million", "3500000", "USD"),
        ("USD3.5 million", "3500000", "USD"),
        ("U.S. $2 million", "2000000", "USD"),
        ("3.5 million dollars", "3500000", "USD"),
        ("3.5 million U.S. dollars", "3500000", "USD"),
        ("€3m", "3000000", "EUR"),
        ("3m euros", "3000000", "EUR"),
        ("£3bn", "3000000000", "GBP"),
        ("300 Syrian pounds", "300", "SYP"),
        ("300 pounds", "300", None),
        ("C$300", "300", "CAD"),
    ],
)
def test_the_unit_is_read_with_its_number(text, number, unit):
    assert values(text) == [(number, E, unit)]


@pytest.mark.parametrize(
    ("text", "magnitude", "quantifier"),
    [
        ("hundreds of people", Magnitude.HUNDREDS, E),
        ("Dozens", Magnitude.DOZENS, E),
        ("tens of civilians", Magnitude.DOZENS, E),
        ("scores of", Magnitude.SCORES, E),
        ("tens of thousands of", Magnitude.TENS_OF_THOUSANDS, E),
        ("tens\nof thousands", Magnitude.TENS_OF_THOUSANDS, E),
        ("hundreds of thousands", Magnitude.HUNDREDS_OF_THOUSANDS, E),
        ("several hundred thousand", Magnitude.HUNDREDS_OF_THOUSANDS, E),
        ("millions", Magnitude.MILLIONS, E),
        ("several", Magnitude.SEVERAL, E),
        ("many", Magnitude.MANY, E),
        ("several hundred", Magnitude.HUNDREDS, E),
        ("many thousands", Magnitude.THOUSANDS, E),
        ("a few dozen", Magnitude.DOZENS, E),
        ("at least several hundred", Magnitude.HUNDREDS, AL),
        ("more than dozens", Magnitude.DOZENS, MT),
        ("nearly many", Magnitude.MANY, A),
        ("dozens or more", Magnitude.DOZENS, AL),
    ],
)
def test_a_magnitude_has_no_bounds(text, magnitude, quantifier):
    reading = only(text)
    assert (reading.low, reading.high) == (None, None)
    assert (reading.magnitude, reading.quantifier, reading.unit) == (magnitude, quantifier, None)


@pytest.mark.parametrize(
    "text",
    [
        *("", "no figure at all", "a number of people", "second", "the first round", "1st", "21st", "5,000th"),
        *("twenty-first", "one hundred and first", "twenty first", "two thirds", "one third", "one-third"),
        *("a quarter", "half", "a third", "half of the town", "a quarter of a million", "three quarters"),
        *("half of one percent", "three and a quarter", "a million and a half", "2 thirds", "1/3", "1 1/2"),
        *("1½", "5²"),
        *("since 2013", "February 2018", "in 1999", "Feb. 2018", "in 2013 people fled", "(2013)", "mid-2013"),
        *("between 2011 and 2013", "from 2011 to 2013", "2011–13", "2011-2013 in", "in 2011-2013"),
        *("in 2011, 2012 and 2013", "the 2013 constitution", "In 2018,", "since at least 2013"),
        *("April 1999", "the 1990s", "since 1258", "2018 February"),
        *("1 April", "April 1", "April 1, 2018", "1 April 2018", "1–3 April", "April 1-3", "April 1 to 3"),
        *(
            "1 and 3 April 2018",
            "20 April, 8 May",
            "20 April, 2018",
            "on Sunday, April, 8",
            "April 1st",
            "On April 1 300 people",
            "MARCH 8",
            "2018-04-01",
            "2018-04",
        ),
        *("01.04.2018", "1/4/2018", "2018-04-01T22:30"),
        *("22:30", "10 a.m.", "10 am", "ten o’clock", "10.30 p.m.", "1430 GMT", "0600"),
        *("M5", "T-72", "COVID-19", "F16", "v1.2.3", "1.2.3", "16GB", "#5", "Fig.5", "555-123-4567", "Su-24"),
        *("Resolution 2254", "Phase 3 or above", "no-one", "someone", "Route 5"),
        *("1,30", "1,3000", "12,34,567", "1.300.000", "1,300,00", "0,300", "1\u200b300", "1 300,50", "1,5%"),
        *("the hundred and fifty", "3m", "10k", "¥500", "X$500", "9" * 30, "five million two million", "1_300"),
        *("so many", "how many", "too many", "as many", "billions of dollars", "hundreds of billions"),
        *("several billion", "the hundred", "per thousand", "nineteen ninety-nine and", "_5_"),
    ],
)
def test_what_only_looks_like_a_figure_is_not_read(text):
    assert [r for r in read_numbers(text) if not (text.startswith("nineteen") or r.weak)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("killed 2013 people", ["2013"]),
        ("About 1300 people", ["1300"]),
        ("in 1300 homes", ["1300"]),
        ("since about 2013 people", ["2013"]),
        ("of 2000 civilians", ["2000"]),
        ("of 2000 Syrian civilians", ["2000"]),
        ("from 1300 places", ["1300"]),
        ("in 2013, 300 people", ["300"]),
        ("April 1, 30 people", ["30"]),
        ("On 20 April, 8 people", ["8"]),
        ("Between 12 and 14 April, 9 people", ["9"]),
        ("On the 12th of April, 31 people", ["31"]),
        ("In March 30 people", ["30"]),
        ("In April 300 people", ["300"]),
        ("10 may stay", ["10"]),
        ("they march 10 miles", ["10"]),
        ("of 2000 or more", ["2000"]),
        ("(1300 people)", ["1300"]),
        ("22.5", ["22.5"]),
        ("9999 people", ["9999"]),
    ],
)
def test_a_figure_that_looks_like_a_date_is_read(text, expected):
    assert [number for number, _, _ in values(text)] == expected


@pytest.mark.parametrize("text", ["one of", "one another", "the one of", "One", "zero", "scores"])
def test_a_word_that_is_a_number_only_sometimes_is_weak(text):
    assert only(text).weak


@pytest.mark.parametrize("text", ["at least one", "one percent", "one or more", "1", "two", "scores of"])
def test_a_word_that_is_surely_a_number_is_not_weak(text):
    assert not only(text).weak


def test_a_hedge_inside_another_word_is_no_hedge():
    assert values("turnover 300") == [("300", E, None)]
    assert values("he said, moreover, 300") == [("300", E, None)]
    assert values("-> 300") == [("300", E, None)]


def test_the_span_holds_hedge_number_scale_and_unit():
    text = "They need at least some $3.5 million or more now."
    reading = only(text)
    assert text[reading.start : reading.end] == "at least some $3.5 million or more"


def test_a_sign_after_a_letter_or_a_digit_or_a_figure_is_no_sign():
    assert values("5% -3") == [("5", E, "percent"), ("-3", E, None)]
    assert values("7-5") == [("7", E, None), ("5", E, None)]
    assert values("5% 10") == [("5", E, "percent"), ("10", E, None)]


def spelled(number: int) -> str:
    """Spell a number below a million in English."""
    small = {value: word for table in (ENGLISH.ones, ENGLISH.teens, ENGLISH.tens) for word, value in table.items()}
    if number >= 1000:
        rest = number % 1000
        tail = f" and {spelled(rest)}" if 0 < rest < 100 else f" {spelled(rest)}" if rest else ""
        return f"{spelled(number // 1000)} thousand{tail}"
    if number >= 100:
        return f"{small[number // 100]} hundred" + (f" and {spelled(number % 100)}" if number % 100 else "")
    if number in small:
        return small[number]
    return f"{small[number // 10 * 10]}-{small[number % 10]}"


@given(st.integers(0, 999_999))
@settings(deadline=None)
def test_a_spelled_number_is_read_back(number):
    for text in (spelled(number), spelled(number).replace("-", " "), spelled(number).replace(" and ", " ")):
        assert only(f"They say {text} people fled.").low == number


@given(st.integers(0, 10**9))
@settings(deadline=None)
def test_a_number_is_read_back_however_it_is_grouped(number):
    grouped = f"{number:,}"
    arabic = grouped.translate(str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬"))
    for text in (grouped, grouped.replace(",", "\u00a0"), grouped.replace(",", "\u202f"), arabic, str(number)):
        reading = only(f"killed {text} people")
        assert (reading.low, reading.high, reading.quantifier) == (number, number, E)


@given(st.integers(0, 10**9), st.data())
@settings(deadline=None)
def test_another_digit_is_another_reading(number, data):
    text = f"{number:,}"
    place = data.draw(st.sampled_from([place for place, sign in enumerate(text) if sign.isdigit()]))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[place]]))
    changed = text[:place] + digit + text[place + 1 :]
    assert [reading.low for reading in read_numbers(changed)] != [Decimal(number)]


PIECES = st.sampled_from(
    [
        *(" ", "-", "–", ",", ".", "%", "$", "+", "(", ")", "\n", "1", "5", "13", "300", "1,300", "2013", "٣"),
        *(" to ", " and ", " or ", "or more", "at least", "about", "more than", "between", "from", "people"),
        *("one", "two", "twenty", "hundred", "thousand", "million", "half", "a", "dozens", "many", "several"),
        *("April", "in", "since", "minus", "percent", "dollars", "so", "of", "first", "thirds", "plus", "İ"),
    ]
)


@given(st.text() | st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join))
@settings(deadline=None, max_examples=500)
def test_spans_lie_in_the_text_and_never_overlap(text):
    done = 0
    for reading in read_numbers(text):
        assert done <= reading.start < reading.end <= len(text)
        done = reading.end
        assert text[reading.start : reading.end].strip() == text[reading.start : reading.end]
        if reading.magnitude is None:
            assert reading.low is not None
            assert reading.high is not None
            assert reading.low <= reading.high
        else:
            assert reading.low is reading.high is None


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Fewer than one in three people left", "Fewer than one in three"),
        ("two out of five households", "two out of five"),
        ("1 in 10 residents", "1 in 10"),
        ("one in every 24 families", "one in every 24"),
        ("two of every five", "two of every five"),
        ("8 in 100 voted", "8 in 100"),
        ("one-third of the people", "one-third of"),
        ("half of them left", "half of"),
        ("every second child", "every second"),
    ],
)
def test_a_share_is_no_count(text, share):
    assert read_numbers(text) == ()
    assert [text[start:end] for start, end in read_parts(text)] == [share]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("About half of Kell's 40,000 people have fled", "half of Kell's 40,000"),
        ("A quarter of the 40,000 people", "A quarter of the 40,000"),
        ("Two-thirds of Port Amber’s estimated 40,000 people", "Two-thirds of Port Amber’s estimated 40,000"),
        ("Most of the 40,000 people", "Most of the 40,000"),
        ("None of the 40,000 people", "None of the 40,000"),
        ("A fifth of 9,000 people", "A fifth of 9,000"),
        ("some of those four million people", "some of those four million"),
        ("the majority of about 40,000", "the majority of about 40,000"),
        ("Half its 40,000 people", "Half its 40,000"),
        ("Half of Kell’s population of 40,000", "Half of Kell’s population of 40,000"),
        ("all but three people", "all but three"),
        ("most of the 2000 people", "most of the 2000"),
    ],
)
def test_of_how_many_a_part_is_told_is_no_count(text, part):
    assert read_numbers(text) == ()
    assert [text[start:end] for start, end in read_parts(text)] == [part]


@pytest.mark.parametrize(
    ("text", "count", "whole"),
    [
        ("Some 40,000 of the 60,000 people", ["40000"], ["60,000"]),
        ("40 of the 300 people", ["40"], ["300"]),
        ("dozens of the 300 people", ["dozens"], ["300"]),
        ("10 percent of its 300 people", ["10"], ["300"]),
        ("Half of the 300 men killed 40 people", ["40"], ["300"]),
        ("Not one of the 300", [], ["300"]),
        ("All but 3 of the 300 people fled", [], ["3", "300"]),
        ("40 out of a population of 300", ["40"], ["300"]),
        ("half of Kell lost 300 homes", ["300"], []),
        ("Some of them killed 40 people", ["40"], []),
        ("All of the 40 people", ["40"], []),
        ("Most left, 40 people", ["40"], []),
        ("half a million people", ["500000"], []),
        ("the best part of 40,000", ["40000"], []),
        ("300 of the 40 groups", ["300", "40"], []),
        ("$5 million of the $20 million needed", ["5000000", "20000000"], []),
    ],
)
def test_a_count_is_read_and_not_of_how_many(text, count, whole):
    assert [number for number, _, _ in values(text)] == count
    assert [text[reading.start : reading.end] for reading in read_with_wholes(text)[1]] == whole


@pytest.mark.parametrize(
    "text",
    ["Not one person fled", "No one fled", "no-one", "Not a single person", "The two sides", "the two rival parties"],
)
def test_words_that_count_nothing_are_no_number(text):
    assert read_numbers(text) == ()


@pytest.mark.parametrize("text", ["not one but two", "two sides of a house", "the two hospitals", "the two"])
def test_other_words_around_a_number_leave_it_one(text):
    assert values(text) == [("2", E, None)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("two in Port Amber left", ["2"]),
        ("18 in three towns", ["18", "3"]),
        ("killed two in three towns", ["2", "3"]),
        ("killed two in five days", ["2", "5"]),
        ("four in ten coordinated attacks", ["4", "10"]),
        ("18 out of 25 people", ["18"]),
        ("two of five boats", ["2"]),
        ("9 in 7 people", ["9", "7"]),
        ("two in about five", ["2", "5"]),
        ("killed 2 in 2013", ["2"]),
    ],
)
def test_a_number_beside_another_is_a_share_only_where_nothing_else_is_meant(text, numbers):
    assert [number for number, _, _ in values(text)] == numbers
    assert read_parts(text) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("About 1.2m people left", [("1200000", A, None)]),
        ("1.2M people", [("1200000", E, None)]),
        ("some 40k refugees", [("40000", A, None)]),
        ("3mn", [("3000000", E, None)]),
        ("3mln boxes", [("3000000", E, None)]),
        ("1.2bn", [("1200000000", E, None)]),
        ("$5m", [("5000000", E, "USD")]),
        ("EUR 5m", [("5000000", E, "EUR")]),
        ("5m walls", []),
        ("a 5k run", []),
        ("a 10k people’s race", []),
        ("1.2m more people", []),
        ("3b people", []),
        ("between 1m and 2m people", []),
        ("1m-2m people", []),
        ("1m to 2m people", []),
    ],
)
def test_a_letter_is_a_scale_only_of_money_and_of_people(text, said):
    assert values(text) == said

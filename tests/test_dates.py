"""Read dates: as editors write them, and as sources say them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.text.dates import Mention, Precision, knows_language, parse_date, read_dates, resolve, wholes

DAYS = st.dates(date(1000, 1, 1), date(2199, 12, 31))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def meanings(text: str, issued: str = "2018-04-02", language: str = "en", *, ahead: bool = False) -> list[str | None]:
    return [resolve(mention, date.fromisoformat(issued), ahead=ahead) for mention in read_dates(text, language)]


# ---------------------------------------------------------------- as editors write them


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "open_start", "open_end", "uncertain"),
    [
        ("2013", "2013-01-01", "2013-12-31", "year", False, False, False),
        ("2018-02", "2018-02-01", "2018-02-28", "month", False, False, False),
        ("2016-02", "2016-02-01", "2016-02-29", "month", False, False, False),
        ("2018-12", "2018-12-01", "2018-12-31", "month", False, False, False),
        ("2018-04-01", "2018-04-01", "2018-04-01", "day", False, False, False),
        ("2018-04-01?", "2018-04-01", "2018-04-01", "day", False, False, True),
        ("2018~", "2018-01-01", "2018-12-31", "year", False, False, True),
        ("2018-04%", "2018-04-01", "2018-04-30", "month", False, False, True),
        ("2018-02/..", "2018-02-01", "2018-02-28", "month", False, True, False),
        ("../2018-02", "2018-02-01", "2018-02-28", "month", True, False, False),
        ("2018-02/2018-04-01?", "2018-02-01", "2018-04-01", "month", False, False, True),
        ("2018/2018-04", "2018-01-01", "2018-04-30", "year", False, False, False),
    ],
)
def test_a_date_is_read(text, *, first, last, precision, open_start, open_end, uncertain):
    read = parse_date(text)
    assert (read.first.isoformat(), read.last.isoformat(), read.precision) == (first, last, Precision(precision))
    assert (read.open_start, read.open_end, read.uncertain) == (open_start, open_end, uncertain)
    assert read.interval == ("/" in text)
    assert str(read) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "..", "../..", "/", "2018/", "/2018", "2018/2019/2020", "18", "2018-4", "2018-04-1", "2018-13"),
        *("2018-00", "2018-02-30", "2017-02-29", "2018-04-01T10:00", "2018-04-01 ", "2018-04-01\n", "?2018", "2018??"),
        *("2018-04/2018-03", "April 2018", "1 April 2018", "2018/04/01", "٢٠١٨", "0000", "-2018", "Y17E7", "201X"),
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"is not a d|ends before it begins"):
        parse_date(text)


@given(DAYS, DAYS)
def test_an_interval_ends_no_earlier_than_it_begins(one, other):
    first, last = sorted((one, other))
    read = parse_date(f"{first}/{last}")
    assert (read.first, read.last) == (first, last)
    if first != last:
        with pytest.raises(ValueError, match="ends before it begins"):
            parse_date(f"{last}/{first}")


@given(st.text(alphabet="0123456789-/.?~% ", max_size=24))
def test_any_text_is_a_date_or_is_refused_with_a_remedy(text):
    try:
        read = parse_date(text)
    except ValueError as error:
        assert f"“{text}” " in str(error)  # noqa: PT017  # most texts are none, some are
    else:
        assert read.first <= read.last
        assert all(parse_date(end).precision for end in read.ends)


PARTS = st.builds(
    "{}{}".format,
    st.one_of(DAYS.map(date.isoformat), DAYS.map("{:%Y-%m}".format), DAYS.map("{:%Y}".format)),
    st.sampled_from(["", "", "", "?", "~", "%"]),
)


@settings(max_examples=150, deadline=None)
@given(PARTS | st.tuples(PARTS, PARTS | st.just("..")).map("/".join))
def test_a_date_that_is_read_is_edtf_to_the_reference_reader(text):
    try:
        read = parse_date(text)
    except ValueError:
        return
    reference = parse_edtf(text)
    assert date(*reference.lower_strict()[:3]) == read.first
    if not read.open_end:
        assert date(*reference.upper_strict()[:3]) == read.last


# ---------------------------------------------------------------- as sources say them


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("since 2013.", ["2013"]),
        ("in February 2018", ["2018-02"]),
        ("in February, 2018,", ["2018-02"]),
        ("on 1 April 2018", ["2018-04-01"]),
        ("on the 1st of April 2018", ["2018-04-01"]),
        ("on April 1, 2018", ["2018-04-01"]),
        ("on April 1st", ["2018-04-01"]),
        ("on 2018-04-01", ["2018-04-01"]),
        ("in 2018-04", ["2018-04"]),
        ("in 2013-14", []),
        ("in 2013–2014", ["2013", "2014"]),
        ("on Sept. 3", ["2017-09-03"]),
        ("on 3 Sept 2016", ["2016-09-03"]),
        ("on Jan. 3, 2016", ["2016-01-03"]),
        ("on Monday", ["2018-04-02"]),
        ("Sunday’s talks", ["2018-04-01"]),
        ("Tuesday", ["2018-03-27"]),
        ("on Sunday, 1 April 2018", ["2018-04-01"]),
        ("on Sunday 1 April, Monday", ["2018-04-01", "2018-04-02"]),
        ("Yesterday", ["2018-04-01"]),
        ("today and tonight", ["2018-04-02", "2018-04-02"]),
        ("by tomorrow", ["2018-04-03"]),
        ("in April", ["2018-04"]),
        ("in May", ["2017-05"]),
        ("on 3 April", ["2017-04-03"]),
        ("on 29 February", ["2016-02-29"]),
        ("on 31 February", [None]),
        ("they may march on", []),
        ("mondays", []),
        ("a Mondayish mood", []),
        ("12,013 people", []),
        ("2013.5", []),
        ("v2013", []),
        ("1,600", []),
        ("room 2013b", []),
        ("Route 66", []),
        ("12 Aprilia", []),
    ],
)
def test_words_for_dates_are_read_against_monday_2_april_2018(text, meant):
    assert meanings(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("until Wednesday", "2018-04-04"),
        ("until Monday", "2018-04-02"),
        ("until Sunday", "2018-04-08"),
        ("until 1 April", "2019-04-01"),
        ("until April", "2018-04"),
        ("until March", "2019-03"),
        ("until 29 February", "2020-02-29"),
        ("until 2017", "2017"),
    ],
)
def test_words_for_what_lies_ahead_are_read_on_the_other_side(text, meant):
    assert meanings(text, ahead=True) == [meant]


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("ar", "في 1 أبريل 2018", "2018-04-01"),
        ("ar-SY", "شباط 2018", "2018-02"),
        ("fr", "le 1 avril 2018", "2018-04-01"),
        ("pt-BR", "em março", None),
        ("ru", "1 апреля 2018", "2018-04-01"),
        ("en-GB", "on 3 Sept 2016", "2016-09-03"),
        ("xx", "im 2018", "2018"),
    ],
)
def test_other_languages_are_read_by_the_cldr(language, text, meant):
    assert meant is None or meanings(text, language=language) == [meant]


def test_a_language_is_known_by_its_tag():
    assert [tag for tag in ("en", "ar-SY", "pt-BR", "zh-Hant") if not knows_language(tag)] == []
    assert [tag for tag in ("", "english", "xx", "en_US", "../etc", "tlh-x") if knows_language(tag)] == []


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_last_one_or_the_next_one(issued, name):
    (mention,) = read_dates(f"on {name} they met")
    past, ahead = (date.fromisoformat(resolve(mention, issued, ahead=way)) for way in (False, True))
    assert WEEKDAYS[past.weekday()] == WEEKDAYS[ahead.weekday()] == name
    assert issued - timedelta(days=6) <= past <= issued <= ahead <= issued + timedelta(days=6)
    assert (ahead - past).days in (0, 7)


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_nearest_on_its_side(issued, said):
    mention = Mention(0, 1, month=said.month, day=said.day)
    past, ahead = (resolve(mention, issued, ahead=way) for way in (False, True))
    assert past is not None
    assert past[5:] == said.isoformat()[5:]
    assert date.fromisoformat(past) <= issued
    assert ahead is None or issued <= date.fromisoformat(ahead)
    if (said.month, said.day) != (2, 29):
        assert (issued - date.fromisoformat(past)).days <= 366


@given(DAYS)
def test_a_full_date_means_itself_in_every_form(day):
    for form in (
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ):
        assert meanings(f"On {form} they met.", issued="1999-01-01") == [day.isoformat()]


@pytest.mark.parametrize(
    ("issued", "text", "ahead"),
    [
        ("0001-01-01", "yesterday", False),
        ("9999-12-31", "tomorrow", True),
        ("0001-01-02", "Monday Sunday", False),
        ("9999-12-31", "Monday", True),
    ],
)
def test_the_ends_of_the_calendar_are_no_fault(issued, text, ahead):
    assert None in meanings(text, issued, ahead=ahead)


@given(st.text(max_size=40) | st.text(alphabet="0123456789 MayJunt.,-/stndhof", max_size=40))
def test_any_text_is_read_and_mentions_do_not_overlap(text):
    mentions = read_dates(text)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)


# ---------------------------------------------------------------- ranges


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("212 cases in Kell between 1 and 14 May.", ["2031-05-01", "2031-05-14"]),
        ("from 3 to 9 April", ["2031-04-03", "2031-04-09"]),
        ("from 1 to 4 May 2031", ["2031-05-01", "2031-05-04"]),
        ("1–14 May", ["2031-05-01", "2031-05-14"]),
        ("1-4 May 2031", ["2031-05-01", "2031-05-04"]),
        ("3-4 May", ["2031-05-03", "2031-05-04"]),
        ("between May 1 and 14", ["2031-05-01", "2031-05-14"]),
        ("May 10 and 11", ["2031-05-10", "2031-05-11"]),
        ("May 1-14, 2031", ["2031-05-01", "2031-05-14"]),
        ("on 10 and 11 May", ["2031-05-10", "2031-05-11"]),
        ("the night of 10 to 11 May", ["2031-05-10", "2031-05-11"]),
        ("overnight on 10/11 May", ["2031-05-10", "2031-05-11"]),
        ("from 1 May to 4 May 2031", ["2031-05-01", "2031-05-04"]),
        ("between 28 April and 4 May 2031", ["2031-04-28", "2031-05-04"]),
        ("between 28 December and 4 January", ["2030-12-28", "2031-01-04"]),
        ("from 28 December to 4 January 2031", ["2030-12-28", "2031-01-04"]),
        ("from January to April 2031", ["2031-01", "2031-04"]),
        ("between 10 and 20 May", ["2031-05-10", "2031-05-20"]),
        ("between 10 and 20 May, compared with 5", ["2031-05-10", "2031-05-20"]),
    ],
)
def test_a_range_gives_its_first_day_the_month_and_year_of_its_second(text, expected):
    (whole,) = wholes(read_dates(text))
    assert [resolve(mention, date(2031, 5, 15)) for mention in whole] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 1 and 14 people in May", ["2031-05"]),
        ("On May 10 and 11 people came.", ["2031-05-10"]),
        ("on 10 and 14 May", ["2031-05-10", "2031-05-14"]),
        ("on 2, 3 and 4 May", ["2031-05-03", "2031-05-04"]),
        ("postponed from 1 May to 4 May", ["2031-05-01", "2031-05-04"]),
        ("postponed from 1 to 4 May", ["2031-05-01", "2031-05-04"]),
        ("from 14 to 1 May", ["2031-05-01"]),
        ("1/4 May", ["2031-05-04"]),
    ],
)
def test_two_dates_that_are_no_range_are_not_read_as_one(text, expected):
    read = wholes(read_dates(text))
    assert [[resolve(mention, date(2031, 5, 15)) for mention in whole] for whole in read] == [[day] for day in expected]


# ---------------------------------------------------------------- moved by the words beside them


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the day after 30 March", "2018-03-31"),
        ("on the day before Sunday", "2018-03-31"),
        ("two days after 31 December 2016", "2017-01-02"),
        ("10 days before 5 March", "2018-02-23"),
        ("a week after 12 March", "2018-03-19"),
        ("a fortnight before 12 March", "2018-02-26"),
        ("a month after 31 January", None),
        ("a month after January 2018", "2018-02"),
        ("a year after 29 February 2016", None),
        ("a year after 4 May 2016", "2017-05-04"),
        ("three years before 2016", "2013"),
        ("two months after 2016", None),
        ("a day after May 2016", None),
        ("the eve of 1 March", "2018-02-28"),
        ("the night before Sunday", "2018-03-31"),
        ("the morning after Sunday", "2018-04-02"),
        ("12 March last year", "2017-03-12"),
        ("March of last year", "2017-03"),
        ("12 December this year", "2018-12-12"),
        ("12 May next year", "2019-05-12"),
        ("29 February last year", "2017-02-29"),
        ("Thursday last week", "2018-03-29"),
        ("Monday of last week", "2018-03-26"),
        ("last week, on Monday", "2018-03-26"),
        ("Friday of next week", "2018-04-13"),
        ("Sunday a week ago", "2018-03-25"),
        ("the Monday before last", "2018-03-26"),
        # Spans, and counts that are not to the day, move nothing.
        ("in the two days after 30 March", "2018-03-30"),
        ("for two days before 30 March", "2018-03-30"),
        ("about two days after 30 March", "2018-03-30"),
        ("more than a week after 12 March", "2018-03-12"),
        ("the week after 12 March", "2018-03-12"),
        ("12 March, last year’s worst day", "2018-03-12"),
        # What is told of the day itself may be meant.
        ("two days after the 12 March agreement", "2018-03-12"),
        ("two months before 12 March, when it rained", "2018-03-12"),
        ("the day before Sunday’s vote", "2018-04-01"),
        ("three times a day after 12 March", "2018-03-12"),
        ("twice a month before March 2018", "2018-03"),
        ("It lasted two months before 12 March.", "2018-03-12"),
        ("the demand two days after was met on 12 March", "2018-03-12"),
    ],
)
def test_words_beside_a_date_move_it(text, expected):
    (mention,) = read_dates(text)
    assert resolve(mention, date(2018, 4, 2)) == expected


def test_both_ends_of_a_range_are_of_last_year():
    mentions = read_dates("between 1 and 14 March last year")
    assert [resolve(mention, date(2018, 4, 2)) for mention in mentions] == ["2017-03-01", "2017-03-14"]
    assert [len(said) for said in wholes(mentions)] == [2]
    assert {mention.whole for mention in mentions} == {(0, 32)}


@given(st.integers(1, 300), st.sampled_from(["before", "after"]), DAYS)
def test_a_day_that_is_counted_from_another_lies_so_far_from_it(count, side, day):
    (mention,) = read_dates(f"{count} days {side} {day.day} {day:%B} {day.year:04}")
    assert resolve(mention, date(2018, 4, 2)) == (day + timedelta(count if side == "after" else -count)).isoformat()
    assert mention.complete is None


@given(DAYS, st.sampled_from(WEEKDAYS), st.sampled_from([("last", -7), ("this", 0), ("next", 7)]))
def test_a_weekday_of_a_week_lies_in_that_week(issued, name, week):
    which, away = week
    (mention,) = read_dates(f"on {name} of {which} week")
    day = date.fromisoformat(resolve(mention, issued) or "")
    assert day.weekday() == WEEKDAYS.index(name)
    assert (day - timedelta(day.weekday())) - (issued - timedelta(issued.weekday())) == timedelta(away)

"""Words for a date that count from another day: “the day after”, “two days later”, “overnight … said on Friday”."""

# ruff: noqa: E501  # sentences and problems stand here as they are

from __future__ import annotations

from datetime import date

import pytest

from conftest import edit
from dateline.text.relative import is_night, read_relative
from pdfs import dateline
from test_prove import figure, problems, record, write

NONE = (
    "“{}” counts from a day that nothing quoted names",
    "quote the words that name that day too, in the quotation or under `context:`; where the source names none, leave `date:` and `when:` out, or say under `unproved:` how the day is known",
)
OTHER = "; if it counts from another day, quote the words that name that day too, under `context:`"


def told(folder, text, quote=None, said_by=None, **fields):
    """Return message and help of what is said about an event; the source is of Wednesday, 7 May 2031."""
    given = {"what": "a convoy came", "place": "amber", **({"said_by": said_by} if said_by else {}), **fields}
    out = problems(write(folder, text, record("events", {k: f'"{v}"' for k, v in given.items()}, quote or text)))
    if not out:
        return None
    lines = out.splitlines()
    assert sum("error[" in line for line in lines) == 1, out
    return lines[0].partition("error[P6-date]: ")[2], lines[-1].partition("= help: ")[2]


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("A convoy came to Port Amber the day after.", "the day after"),
        ("A convoy came to Port Amber the day after the feast.", "the day after"),
        ("A convoy came to Port Amber the day before.", "the day before"),
        ("A convoy came to Port Amber the next morning.", "the next morning"),
        ("A convoy came to Port Amber two days later.", "two days later"),
        ("A convoy came to Port Amber a week earlier.", "a week earlier"),
        ("A convoy came to Port Amber three days after the quay was closed.", "three days after"),
        ("A convoy came to Port Amber weeks later.", "weeks later"),
        ("A convoy came to Port Amber hours later.", "hours later"),
        ("A convoy came to Port Amber that night.", "that night"),
        ("A convoy came to Port Amber on the same day.", "on the same day"),
        ("A convoy came to Port Amber on the eve of the feast.", "on the eve of"),
    ],
)
def test_no_date_is_read_from_words_that_count_from_a_day_which_nothing_quoted_names(tmp_path, words, when):
    message, help_ = NONE
    assert told(tmp_path, words, date="2030-01-02", when=when) == (message.format(when), help_)


LEFT = "The Harbour Guard left Port Amber on 2 May."


@pytest.mark.parametrize("where", ["quote", "context"])
@pytest.mark.parametrize(
    ("words", "right", "wrong", "meant"),
    [
        ("the day after", "2031-05-03", "2031-05-04", "2031-05-03"),
        ("the following night", "2031-05-03", "2031-05-02", "2031-05-03/2031-05-04, or a day of it"),
        ("the day before", "2031-05-01", "2031-05-02", "2031-05-01"),
        ("that evening", "2031-05-02", "2031-05-03", "2031-05-02"),
        ("four days later", "2031-05-06", "2031-05-02", "2031-05-06"),
        ("36 hours later", "2031-05-03/2031-05-04", "2031-05-06", "2031-05-03/2031-05-04, or a day of it"),
        ("two weeks earlier", "2031-04-17", "2031-05-02", "2031-04-18, or a day near it"),
        ("overnight", "2031-05-02/2031-05-03", "2031-05-04", "2031-05-06/2031-05-07 or 2031-05-01/2031-05-02 or 2031-05-02/2031-05-03, or a day of it"),
    ],
)  # fmt: skip
def test_such_words_count_from_a_day_that_is_quoted(tmp_path, where, words, *, right, wrong, meant):
    second = f"A convoy came to Port Amber {words}."
    both = f"{LEFT} {second}"
    fields = {"when": words, **({"context": LEFT} if where == "context" else {})}
    quote = both if where == "quote" else second
    assert told(tmp_path / "right", both, quote, date=right, **fields) is None
    message, help_ = told(tmp_path / "wrong", both, quote, date=wrong, **fields)
    assert message.startswith(f"“{words}” is not {wrong}, a ")
    assert help_ == f"it may be {meant}{OTHER}"


@pytest.mark.parametrize(
    ("words", "when", "date", "said"),
    [
        # Beside a date they are read with it, as ever.
        ("A convoy came to Port Amber on 3 May, a day after it had left.", "3 May, a day after", "2031-05-02", None),
        ("A convoy came to Port Amber on 3 May, a day after it had left.", "3 May, a day after", "2031-05-04", "“3 May, a day after” is not 2031-05-04, a Sunday, for a source of 2031-05-07"),
        # `when` may take the day along.
        ("It left on 3 May and a convoy came to Port Amber two days later.", "3 May and a convoy came to Port Amber two days later", "2031-05-05", None),
        ("A convoy came to Port Amber two days after the feast of 1 May.", "two days after the feast of 1 May", "2031-05-03", None),
        # No day, or none to the day: nothing is counted.
        ("A convoy came to Port Amber more than two days later.", "two days later", "2031-05-01", None),
        ("A convoy came to Port Amber two days later than planned.", "two days later", "2031-05-01", None),
        ("Last week rain fell, and a convoy came to Port Amber the next day.", "the next day", "2031-05-05", None),
        # From the day of issue they do not count, these do.
        ("A convoy came to Port Amber overnight.", "overnight", "2031-05-06/2031-05-07", None),
        ("A convoy came to Port Amber last night.", "last night", "2031-05-06", None),
        ("A convoy came to Port Amber this morning.", "this morning", "2031-05-07", None),
        ("A convoy came to Port Amber this morning.", "this morning", "2031-04-07", "“this morning” is not 2031-04-07, a Monday, for a source of 2031-05-07"),
        ("A convoy came to Port Amber last night.", "last night", "2031-05-04", "“last night” is not 2031-05-04, a Sunday, for a source of 2031-05-07"),
        ("A convoy came to Port Amber overnight.", "overnight", "2031-05-03/2031-05-04", "“overnight” is not 2031-05-03, a Saturday, for a source of 2031-05-07"),
        ("A convoy came to Port Amber overnight on Monday.", "overnight on Monday", "2031-05-05/2031-05-06", None),
        ("A convoy came to Port Amber overnight into Monday.", "overnight into Monday", "2031-05-04/2031-05-05", None),
        ("A convoy came to Port Amber overnight into Monday.", "overnight", "2031-05-06", "“overnight” is not 2031-05-06, a Tuesday, for a source of 2031-05-07"),
    ],
)  # fmt: skip
def test_words_beside_a_date_or_of_the_day_of_issue_are_counted_as_they_are_meant(tmp_path, words, when, date, said):
    found = told(tmp_path, words, date=date, when=when)
    assert (found and found[0]) == said


def test_a_day_that_nobody_names_may_be_known_otherwise(tmp_path):
    text = "A convoy came to Port Amber the day after."
    fields = {"what": "a convoy came", "place": "amber", "date": "2031-05-03", "when": "the day after"}
    facts = record("events", {**fields, "unproved": "The feast was on 2 May."}, text)
    assert dateline(write(tmp_path, text, facts), "check").exit_code == 0


@pytest.mark.parametrize(("date", "passes"), [("2031-04-30", True), ("2031-04-28", True), ("2031-03-30", False)])
def test_what_a_number_was_a_week_earlier_is_counted_from_the_day_of_issue(tmp_path, date, passes):
    text = "The number of people killed in Port Amber rose to 40 from 30 a week earlier."
    quote = "people killed in Port Amber … from 30 a week earlier"
    out = problems(write(tmp_path, text, figure(quote, value="30", date=date, when="a week earlier")))
    assert ("error[P6-date]: “a week earlier” is not 2031-03-30, a Sunday," in out) is not passes
    assert passes is (out == "")


WITHDREW = "A convoy came to Port Amber overnight, the Harbour Guard said on Friday."


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("2031-05-01/2031-05-02", "overnight"),
        ("2031-05-02", "overnight"),
        ("2031-05-01/2031-05-02", "overnight, the Harbour Guard said on Friday"),
    ],
)
def test_overnight_is_the_night_to_the_day_on_which_it_was_said(tmp_path, date, when):
    assert told(tmp_path, WITHDREW, said_by="guard", date=date, when=when) is None


def test_the_day_of_saying_is_not_offered_for_what_was_overnight(tmp_path):
    assert told(tmp_path, WITHDREW, said_by="guard", date="2031-05-02") == (
        "the quotation does not say 2031-05-02",
        "“Friday” is the day on which it was said, and it says “overnight”: write 2031-05-01/2031-05-02 and `when: overnight`",
    )


@pytest.mark.parametrize(
    "night", ["in the night from 4 to 5 May", "overnight from 4 to 5 May", "on the night of 4-5 May"]
)
def test_a_night_is_dated_by_both_its_days_or_by_the_first(tmp_path, night):
    text = f"A convoy came to Port Amber {night}."
    assert told(tmp_path / "range", text, date="2031-05-04/2031-05-05", when=night) is None
    assert told(tmp_path / "first", text, date="2031-05-04", when=night) is None
    words = night.partition("4")[1] + night.partition("4")[2]
    assert told(tmp_path / "last", text, date="2031-05-05", when=night) == (
        f"2031-05-05 is one end of “{words}”",
        f"write `date: 2031-05-04/2031-05-05`, or `date: 2031-05-04`, on which the night begins, and `when: {words}`",
    )


@pytest.mark.parametrize("words", ["from 4 to 5 May", "overnight from 3 to 5 May", "in the night, and from 4 to 5 May"])
def test_days_that_are_no_single_night_are_dated_by_both(tmp_path, words):
    first = words.partition("from ")[2][0]
    message, _ = told(tmp_path, f"A convoy came to Port Amber {words}.", date=f"2031-05-0{first}", when=words)
    assert message == f"2031-05-0{first} is one end of “{first} to 5 May”"


def when_left(folder, words, date, *, began="on 1 May", issued="2031-05-14", text=None, when=None, **more):
    """Return message and help of what is said about an event that is told behind a day."""
    text = text or f"A convoy entered Port Amber {began} and left the quay {words}."
    fields = {"what": "a convoy left the quay", "place": "amber", "date": date, "when": when or words, **more}
    root = write(folder, text, record("events", {key: f'"{value}"' for key, value in fields.items()}, text))
    edit(root / "seeds/bulletin.yml", "issued: 2031-05-07", f"issued: {issued}")
    out = problems(root)
    if not out:
        return None
    lines = out.splitlines()
    assert sum("error[" in line for line in lines) == 1, out
    return lines[0].partition("error[P6-date]: ")[2], lines[-1].partition("= help: ")[2]


@pytest.mark.parametrize(
    ("words", "right", "wrong"),
    [
        ("thirty days later", "2030-05-31", "2030-05-04"),
        ("twenty-five days later", "2030-05-26", "2030-05-06"),
        ("twenty five days later", "2030-05-26", "2030-05-06"),
        ("100 days later", "2030-08-09", "2030-05-04"),
        ("a hundred days later", "2030-08-09", "2030-05-04"),
        ("forty weeks later", "2031-02-05", "2030-05-20"),
    ],
)
def test_a_count_above_nineteen_is_read_whole(tmp_path, words, right, wrong):
    assert when_left(tmp_path / "right", words, right, began="on 1 May 2030") is None
    message, help_ = when_left(tmp_path / "wrong", words, wrong, began="on 1 May 2030")
    assert message.startswith(f"“{words}” is not {wrong}, ")
    assert help_ == f"it may be {right}, or a day near it{OTHER}"


@pytest.mark.parametrize(
    "words",
    [
        *("a dozen days later", "two and a half weeks later", "1,000 days later", "a hundred and ten days later"),
        *("1.5 days later", "two long weeks later", "2½ days later", "two hundred and fifty days later", "ten or so days later"),
        *("three–four days later", "sixty-odd days later", "a few more days later"),
    ],
)  # fmt: skip
def test_no_day_is_counted_where_the_count_is_not_plain(words):
    assert read_relative(f"The guard left the quay {words}.", date(2031, 5, 1)) == ()


@pytest.mark.parametrize(
    "words", ["left weeks later", "came on 4 May and left, weeks later", "the two fled weeks later"]
)
def test_weeks_that_nothing_counts_are_read_loosely(words):
    (spell,) = read_relative(f"The guard {words}.", date(2031, 5, 1))
    assert spell.may_be == ((date(2031, 5, 8), date(2031, 7, 30)),)


@pytest.mark.parametrize(
    ("began", "words", "meant"),
    [
        ("on 1 April 2031", "a month later", "2031-05-01"),
        ("on 31 January 2031", "a month later", "2031-02-28"),
        ("on 1 May 2027", "four years later", "2031-05-01"),
        ("on 29 February 2028", "a year later", "2029-02-28"),
        ("on 14 May 2031", "two months earlier", "2031-03-14"),
    ],
)
def test_months_and_years_later_are_the_same_day_of_a_month(tmp_path, began, words, meant):
    assert when_left(tmp_path / "right", words, meant, began=began) is None
    _, help_ = when_left(tmp_path / "wrong", words, "2020-01-02", began=began)
    assert help_ == f"it may be {meant}, or a day near it{OTHER}"


@pytest.mark.parametrize("told", [date(2, 3, 1), date(9998, 3, 1)])
def test_no_day_is_counted_beyond_the_calendar(told):
    assert read_relative("It left two years later." if told.year > 2 else "It left 3 years earlier.", told) == ()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("the following night", 2),
        ("the next night", 2),
        ("the night after", 2),
        ("that night", 1),
        ("on the same night", 1),
        ("the night before", 0),
    ],
)
def test_a_night_is_either_of_its_days_or_both(tmp_path, words, first):
    days = [f"2031-05-0{day}" if day else "2031-04-30" for day in (first, first + 1)]
    for number, day in enumerate([*days, "/".join(days)]):
        assert when_left(tmp_path / str(number), words, day) is None
    _, help_ = when_left(tmp_path / "wrong", words, "2031-05-05")
    assert help_ == f"it may be {'/'.join(days)}, or a day of it{OTHER}"


def test_words_repeated_through_a_long_text_are_each_read():
    text = "two days later " * 3400
    assert len(read_relative(text, date(2031, 5, 1))) == 3400
    assert not is_night(text, len(text), ["2031-05-01", "2031-05-02"])


@pytest.mark.parametrize(
    ("number", "text", "date", "words", "passes"),
    [
        ("30", "40 people were killed in Port Amber, up from 30 a week earlier.", "2031-04-30", "a week earlier", True),
        ("30", "40 people were killed in Port Amber, compared with 30 people the day before.", "2031-05-06", "the day before", True),
        ("30", "40 people were killed in Port Amber, down from 30 the previous day.", "2031-05-06", "the previous day", True),
        ("30", "30 people were killed in Port Amber a week before the siege.", "2031-04-30", "a week before", False),
        ("30", "40 people were killed in Port Amber, up from 30 a week before the siege.", "2031-04-30", "a week before", False),
        ("30", "30 people were killed in Port Amber the day before.", "2031-05-06", "the day before", False),
        ("30", "30 people were killed in Port Amber on the eve of the siege.", "2031-05-06", "on the eve of", False),
        ("30", "30 people were killed in Port Amber two years before the siege.", "2029-05-07", "two years before", False),
        ("30", "30 people from 5 villages were killed in Port Amber a week earlier.", "2031-04-30", "a week earlier", False),
    ],
)  # fmt: skip
def test_a_number_is_counted_from_the_day_of_issue_only_where_one_of_that_day_is_compared_with_it(
    tmp_path, number, text, date, words, *, passes
):
    out = problems(write(tmp_path, text, figure(text, value=number, date=date, when=words)))
    assert (f"error[P6-date]: {NONE[0].format(words)}" in out) is not passes
    assert ("P6-date" in out) is not passes
    assert "it may be" not in out


@pytest.mark.parametrize(
    ("words", "right", "wrong", "meant"),
    [
        ("overnight", "2031-05-06/2031-05-07", "2031-05-10", "2031-05-06/2031-05-07, or a day of it"),
        ("overnight", "2031-05-07", "2031-05-09", "2031-05-06/2031-05-07, or a day of it"),
        ("this morning", "2031-05-07", "2031-05-10", "2031-05-07"),
        # Who reports it may count from his own day.
        ("two days ago", "2031-05-05", "2031-05-10", "2031-05-05"),
        ("two days ago", "2031-05-08", "2031-05-10", "2031-05-05"),
    ],
)
def test_what_was_said_on_a_day_is_counted_from_that_day_first_and_a_night_from_it_alone(
    tmp_path, words, right, wrong, meant
):
    text = f"A convoy left Port Amber {words}, the Lantern Watch said on Wednesday."
    given = {"issued": "2031-05-10", "text": text, "what": "a convoy left", "said_by": "watch"}
    assert when_left(tmp_path / "right", words, right, **given) is None
    message, help_ = when_left(tmp_path / "wrong", words, wrong, **given)
    assert message.startswith(f"“{words}” is not {wrong}, ")
    assert help_.removesuffix(OTHER) == f"it may be {meant}"


TWICE = "A convoy entered Port Amber on 1 May, shelled Gull Island {} and left the quay {}."


@pytest.mark.parametrize(
    ("text", "words", "right", "wrong", "meant"),
    [
        (TWICE.format("on 4 May", "a day later"), "a day later", "2031-05-05", "2031-05-02", "2031-05-05"),
        (TWICE.format("two days ago", "a day later"), "a day later", "2031-05-13", "2031-05-02", "2031-05-13"),
        (TWICE.format("two days later", "a day later"), "a day later", "2031-05-04", "2031-05-05", "2031-05-02 or 2031-05-04"),
        (TWICE.format("on 4 May", "two days after the feast"), "two days after", "2031-05-03", "2031-05-05", "2031-05-03 or 2031-05-06"),
        ("A convoy which entered on 1 May came on 4 May. It left Port Amber a day later.", "a day later", "2031-05-02", "2031-05-04", "2031-05-02 or 2031-05-05"),
        ("A convoy came on 4 May and, after the feast of 1 May, left Port Amber a day later.", "a day later", "2031-05-05", "2031-05-04", "2031-05-05 or 2031-05-02"),
        ("Two days after the feast of 1 May a convoy left Port Amber.", "Two days after", "2031-05-03", "2031-05-04", "2031-05-03"),
        ("A convoy entered Port Amber on 1 May, the Lantern Watch said on Friday, and left the quay a day later.", "a day later", "2031-05-02", "2031-05-10", "2031-05-02"),
    ],
)  # fmt: skip
def test_words_count_from_the_day_told_next_before_them(tmp_path, text, words, *, right, wrong, meant):
    given = {"said_by": "watch"} if "Watch" in text else {}
    given["what"] = "a convoy left"
    assert when_left(tmp_path / "right", words, right, text=text, **given) is None
    message, help_ = when_left(tmp_path / "wrong", words, wrong, text=text, **given)
    assert message.startswith(f"“{words}” is not {wrong}, ")
    assert help_ == f"it may be {meant}{OTHER}"


@pytest.mark.parametrize(
    ("words", "date", "said"),
    [
        ("the next day", "2031-05-09", None),
        ("the next day", "2031-05-16", None),
        ("Thursday", "2031-05-08", None),
        ("Thursday", "2031-05-22", None),
        ("Thursday", "2031-05-23", ("“Thursday” is not 2031-05-23, a Friday, for a source of 2031-05", "mend the date")),
        ("Thursday", "2031-03-06", ("“Thursday” is not 2031-03-06, a Thursday, for a source of 2031-05", "mend the date")),
    ],
)  # fmt: skip
def test_no_day_is_counted_from_a_month_of_issue(tmp_path, words, date, said):
    text = None if words != "Thursday" else "A convoy left the quay in Port Amber on Thursday."
    assert when_left(tmp_path, words, date, began="on Thursday", issued="2031-05", text=text) == said


def test_no_day_of_a_month_of_issue_is_offered(tmp_path):
    text = "A convoy left Port Amber on Thursday."
    root = write(
        tmp_path, text, record("events", {"what": "a convoy left", "place": "amber", "date": "2031-05-08"}, text)
    )
    edit(root / "seeds/bulletin.yml", "issued: 2031-05-07", "issued: 2031-05")
    out = problems(root)
    assert "the quotation does not say 2031-05-08" in out
    assert "2031-05-01" not in out
    assert "mend the date, or add `when:` with the quotation’s words for it" in out


def test_a_day_is_counted_for_no_words_that_stand_at_very_many_places(tmp_path):
    text = "A convoy entered Port Amber on 1 May, " + "two days later " * 3300 + "left the quay."
    message, _ = when_left(tmp_path, "two days later", "2031-05-03", text=text)
    assert message == "“two days later” says no date, and the quotation does"

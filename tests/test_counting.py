"""Which number of a quotation is the figure's: what each rule lets pass, and what would fool a simpler one."""

# ruff: noqa: E501  # problems stand here as they are printed

import re

import pytest

from test_prove import figure, problems, write

INJURED = """\
  - id: injured
    name: People injured
    definition: People injured in the place.
    unit: people
    measure: flow
    population: people
    words: [injured]
  - id: hurt
    name: People injured
    definition: People injured in the place.
    unit: people
    measure: flow
    population: people
    words: [people, injured]
"""


def told(folder, text, quote="", **fields):
    """Return message and help of each problem of a figure that is quoted from a document."""
    root = write(folder, text, figure(quote or text, **{"indicator": "injured", **fields}))
    with (root / "briefings/indicators.yml").open("a") as file:
        file.write(INJURED)
    lines = problems(root).splitlines()
    kept = [line for line in lines if ": error[" in line or "= help:" in line]
    return "\n".join(re.sub(r"^.*: error\[\S+\]: |^.*= help: ", "", line) for line in kept)


# ---------------------------------------------------------------- two numbers

DIED = "In Port Amber twelve people died and 40 were injured."


@pytest.mark.parametrize("indicator", ["injured", "hurt"])
def test_a_number_of_which_something_else_is_told_is_refused(tmp_path, indicator):
    assert told(tmp_path / "right", DIED, indicator=indicator, value="40") == ""
    word = {"injured": "injured", "hurt": "people"}[indicator]
    assert (
        told(tmp_path / "wrong", DIED, indicator=indicator, value="12")
        == f"""\
the quotation says several numbers (12, 40), and “{word}” does not follow this one alone
if the quotation is right, write `value: 40` and `quantifier: exact`; else begin or end the quotation elsewhere, or leave words out of it with `…`, so that it says one number"""
    )


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("In Port Amber 12 people died and another 40 were injured, some of them badly.", "40"),
        ("In Port Amber 12 people died; 40 others were also injured.", "40"),
        ("In Port Amber 40 people, 12 of them children, were injured.", "40"),
        ("In Port Amber 40 people were injured, 12 seriously.", "40"),
        ("In Port Amber 40 people were injured and 12 injured soldiers left.", "40"),
        ("In Port Amber 40 people, among them 12 injured by mines, are injured.", "40"),
    ],
)
def test_a_number_that_is_the_right_one_of_two_passes(tmp_path, words, value):
    assert told(tmp_path, words, indicator="hurt", value=value) == ""


# ---------------------------------------------------------------- what was, and what is now


@pytest.mark.parametrize(
    ("words", "was", "now"),
    [
        ("The number of people injured in Port Amber rose from 30 to 40.", "30", "40"),
        ("The number of people injured in Port Amber rose from 30 in April to 40.", "30", "40"),
        ("People injured in Port Amber fell from 60 people to 20.", "60", "20"),
        ("People injured in Port Amber fell to 20 from 60 a week earlier.", "60", "20"),
        ("The Watch put the number of people injured in Port Amber at 212, up from 180 a week earlier.", "180", "212"),
    ],
)
def test_what_a_number_was_is_not_what_it_is_now(tmp_path, words, was, now):
    assert told(tmp_path / "now", words, indicator="hurt", value=now) == ""
    assert (
        told(tmp_path / "was", words, indicator="hurt", value=was)
        == f"""\
the source gives {was} as what was, and {now} as what is now
if the quotation is right, write `value: {now}` and `quantifier: exact`, and quote it too; or date the figure with the words that say when it was so"""
    )


def test_what_is_now_cannot_be_cut_off(tmp_path):
    text = "The number of people injured in Port Amber rose from 30 to 40."
    assert "gives 30 as what was" in told(tmp_path, text, text.removesuffix(" to 40."), value="30")


def test_what_a_number_was_may_be_dated(tmp_path):
    text = "The number of people injured in Port Amber rose from 30 in April to 40 in May."
    fields = {"date": "2031-04", "when": "April"}
    assert told(tmp_path, text, text.removesuffix(" to 40 in May."), indicator="hurt", value="30", **fields) == ""


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("The number of injured in Port Amber may rise from 30 to 40.", "30"),
        ("The number of injured in Port Amber is expected to rise from 30 to 40.", "30"),
        ("The number of injured in Port Amber has not risen from 30 to 40.", "30"),
        ("The injured went from 30 villages to 4 camps near Port Amber.", "30"),
    ],
)
def test_where_no_change_is_told_nothing_is_concluded(tmp_path, words, value):
    assert "as what was" not in told(tmp_path, words, value=value)

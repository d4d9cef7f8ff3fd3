"""A number that stands in a quotation and does not count: it is said as what it stands there."""

# problems stand here as they are printed

from __future__ import annotations

import pytest

from test_prove import figure, problems, record, write

STANDS = [
    ("All but 15 of the 40 people held in Port Amber were killed.", "15", "what is left out", "All but 15"),
    (
        "All but 15 of the 40 people held in Port Amber were killed.",
        "40",
        "that of which only a part is told",
        "15 of the 40",
    ),
    (
        "Half of the 40 people held in Port Amber were killed.",
        "40",
        "that of which only a part is told",
        "Half of the 40",
    ),
    ("One in 15 people in Port Amber was killed.", "15", "a part of a share", "One in 15"),
    ("On 15 May people in Port Amber were killed.", "15", "a date", "15 May"),
    ("People in Port Amber were killed in 2015.", "2,015", "a date", "2015"),
    ("People in Port Amber were killed at 15:00.", "15", "a time of day", "15:00"),
    ("The 15th group of people in Port Amber was killed.", "15", "a place in an order", "15th"),
    ("People in Port Amber were killed under Resolution 15.", "15", "a label", "Resolution 15"),
    ("People killed in Port Amber lay at 15/16 points.", "15", "a sign that counts nothing", "15/16"),
]


def told(root):
    lines = problems(root).splitlines()
    assert sum("error[" in line for line in lines) == 1, lines
    return lines[0].partition(": error")[2], lines[-1].strip()


@pytest.mark.parametrize(("quote", "number", "role", "words"), STANDS)
def test_the_words_of_a_fact_are_told_as_what_their_number_stands_in_the_quotation(
    tmp_path, quote, number, role, words
):
    facts = record("events", {"what": f'"hit {number} people"', "place": "amber"}, quote)
    assert told(write(tmp_path, quote, facts)) == (
        f"[P7-prose]: {number} stands in the quotation as {role} (“{words}”), not as what is counted",
        f"= help: quote the words that count it, say “{words}” as the quotation does, or leave it out",
    )


@pytest.mark.parametrize(("quote", "number", "role", "words"), [one for one in STANDS if "part" not in one[2]])
def test_a_figure_is_told_as_what_its_number_stands_in_the_quotation(tmp_path, quote, number, role, words):
    assert told(write(tmp_path, quote, figure(quote, value=number.replace(",", "")))) == (
        f"[P3-number]: the fact says {number}, the quotation says it as {role}, “{words}”, not as what is counted",
        "= help: quote the words that say how many are counted, or tell it as an event",
    )


@pytest.mark.parametrize(
    ("quote", "number", "words"),
    [
        ("More than 15 people in Port Amber were hit.", "15", "More than 15"),
        ("In Port Amber 15 people were hit.", "more than 15", "15"),
        ("In Port Amber 15 percent were hit.", "15", "15 percent"),
        ("In Port Amber 15 to 20 people were hit.", "20", "15 to 20"),
        ("In Port Amber $15 was paid.", "15", "$15"),
    ],
)
def test_a_number_that_is_counted_otherwise_is_told_so(tmp_path, quote, number, words):
    facts = record("events", {"what": f'"hit {number} people"', "place": "amber"}, quote)
    assert told(write(tmp_path, quote, facts)) == (
        f"[P7-prose]: the number “{number}” is “{words}” in the quotation",
        f"= help: write “{words}”, with its hedge and unit, or leave it out",
    )


@pytest.mark.parametrize(
    "quote",
    [
        "In Port Amber 15,000 people were hit.",
        "In Port Amber 15.5 tonnes were hit.",
        "Port Amber was hit by 115 shells.",
    ],
)
def test_a_number_that_is_only_a_piece_of_another_does_not_stand_there(tmp_path, quote):
    facts = record("events", {"what": '"hit 15 people"', "place": "amber"}, quote)
    assert told(write(tmp_path, quote, facts)) == (
        "[P7-prose]: the number “15” does not stand in the fact’s quotations",
        "= help: quote the words that say it, or leave it out",
    )

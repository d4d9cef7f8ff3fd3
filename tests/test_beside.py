"""What belongs to another place, another day or another sentence: a place's day, what has not happened."""

# ruff: noqa: E501  # sentences stand here as they are written

from __future__ import annotations

import pytest

from pdfs import dateline
from test_prove import figure, record, short, write

HIT = "The Harbour Guard shelled Port Amber on Friday and Gull Island on Sunday."


@pytest.mark.parametrize(
    ("quote", "place", "dated", "said"),
    [
        (HIT, "amber", ("2031-05-02", "Friday"), None),
        (HIT, "gull", ("2031-05-04", "Sunday"), None),
        (HIT, "amber", ("2031-05-04", "Sunday"), "the quotation says “Sunday” of “Gull Island”, and “Friday” of this place"),
        (HIT, "gull", ("2031-05-02", "Friday"), "the quotation says “Friday” of “Port Amber”, and “Sunday” of this place"),
        ("Shells hit Port Amber Friday and Gull Island Sunday.", "amber", ("2031-05-04", "Sunday"), "the quotation says “Sunday” of “Gull Island”, and “Friday” of this place"),
        ("Shells hit Port Amber (on Friday) and Gull Island (on Sunday).", "gull", ("2031-05-02", "Friday"), "the quotation says “Friday” of “Port Amber”, and “Sunday” of this place"),
        ("Shelling hit Port Amber on Friday; Gull Island was hit on Sunday.", "amber", ("2031-05-04", "Sunday"), None),
        ("Shelling hit Port Amber on Friday, Gull Island on Saturday and Port Amber on Sunday.", "amber", ("2031-05-04", "Sunday"), None),
        ("On Friday in Port Amber and on Sunday in Gull Island shells fell.", "amber", ("2031-05-02", "Friday"), None),
        (
            "On Friday in Port Amber and on Sunday in Gull Island shells fell.",
            "amber",
            ("2031-05-04", "Sunday"),
            "the quotation says “Sunday” of “Gull Island”, and “Friday” of this place",
        ),
        ("The Harbour Guard shelled Port Amber on Friday and on Sunday.", "amber", ("2031-05-04", "Sunday"), None),
        ("Talks in Port Amber on Friday ended a siege of Gull Island on Sunday.", "amber", ("2031-05-04", "Sunday"), None),
    ],
)  # fmt: skip
def test_a_place_of_a_list_has_its_own_day(tmp_path, quote, place, dated, said):
    day, when = dated
    fields = {"what": "shells fell", "place": place, "date": day, "when": when}
    found = short(write(tmp_path, quote, record("events", fields, quote)))
    assert [line.partition("error[P6-date]: ")[2] for line in found] == ([said] if said else [])


@pytest.mark.parametrize(
    ("quote", "what", "said"),
    [
        ("The Harbour Guard said the market has not reopened.", "that the market has reopened", "has not reopened"),
        ("The Harbour Guard said the market has not reopened.", "that the market has not reopened", None),
        ("The Harbour Guard said the market had reopened.", "that the market has reopened", None),
        ("The Harbour Guard said the market is not safe.", "that the market is safe", "is not safe"),
        ("The Harbour Guard said the market is not safe.", "that the market is unsafe", None),
        ("The Harbour Guard said the market will be reopened.", "that the market was reopened", "will be reopened"),
        ("The Harbour Guard said the market has not reopened, but the quay has reopened.", "that the quay has reopened", None),
        ("The Harbour Guard said not only the market has reopened.", "that the market has reopened", None),
        ("The Harbour Guard said the market has not only reopened but grown.", "that the market has reopened", None),
    ],
)  # fmt: skip
def test_nobody_states_what_the_quotation_says_is_not_so(tmp_path, quote, what, said):
    facts = record("positions", {"actor": "guard", "stance": "states", "what": what}, quote)
    found = short(write(tmp_path, quote, facts))
    message = f"the fact tells this as what one says, and its quotation only says “{said}”"
    assert [line.partition("error[state]: ")[2] for line in found] == ([message] if said else [])


TOGETHER = "the quotation gives this number for several places together: “{}”"


@pytest.mark.parametrize(
    ("quote", "place", "said"),
    [
        ("31 people were killed in Port Amber, Gull Island and Tern Rock.", "amber", "31 people were killed in Port Amber, Gull Island and Tern Rock"),
        ("31 people were killed in Port Amber and Gull Island on Friday.", "gull", "31 people were killed in Port Amber and Gull Island"),
        ("In Port Amber, Gull Island and Tern Rock, 31 people were killed.", "tern", "Port Amber, Gull Island and Tern Rock, 31"),
        ("Shelling in Port Amber and Gull Island killed 31 people.", "amber", "Port Amber and Gull Island killed 31"),
        ("Shelling of Port Amber and Gull Island killed 31 people.", "amber", "Port Amber and Gull Island killed 31"),
        ("31 people were killed in Gull Island and Port Amber, 20 of them in Port Amber.", "amber", "31 people were killed in Gull Island and Port Amber"),
        ("31 people were killed in Port Amber, and Gull Island and Tern Rock were shelled.", "amber", None),
        ("31 people were killed in Port Amber and Gull Island was shelled.", "amber", None),
        ("31 people were killed in Port Amber after clashes in Gull Island and Tern Rock.", "amber", None),
        ("31 people each were killed in Port Amber and Gull Island.", "amber", None),
        ("31 people were killed in Port Amber, Gull Island.", "amber", None),
        ("31 people were killed in Port Amber and 6 in Gull Island and Tern Rock.", "amber", None),
        ("31 people were killed in the Coast, in Port Amber and Gull Island.", "coast", None),
    ],
)  # fmt: skip
def test_a_number_of_several_places_is_of_none_of_them_alone(tmp_path, quote, place, said):
    root = write(tmp_path, quote, figure(quote, value="31").replace("place: amber", f"place: {place}"))
    with (root / "briefings/places.yml").open("a", encoding="utf-8") as file:
        file.write("  - {id: tern, name: Tern Rock, type: area}\n  - {id: coast, name: Coast, type: area}\n")
    found = [line.partition("error[P5-names]: ")[2] or line for line in short(root)]
    assert found == ([TOGETHER.format(said)] if said else [])


@pytest.mark.parametrize(
    ("words", "date", "said"),
    [
        ("in March 2031, twice as many as in May 2030", "2030-05", "as many as in May 2030"),
        ("in March 2031, twice as many as in May 2030", "2031-03", None),
        ("in March 2031, more than in May 2030", "2030-05", "more than in May 2030"),
        ("in the past week, compared with 20 in May 2030", "2030-05", "compared with 20 in May 2030"),
        ("in the past week, up from 20 in May 2030", "2030-05", "up from 20 in May 2030"),
        ("in the past week, against 20 in May 2030", "2030-05", "against 20 in May 2030"),
        ("in the past week, twice the number of May 2030", "2030-05", "twice the number of May 2030"),
        ("in March 2031, the same as in May 2030", "2030-05", "the same as in May 2030"),
        ("in fighting against three groups in May 2030", "2030-05", None),
        ("no later than in May 2030", "2030-05", None),
        ("by an order that was handed down from three towns in May 2030", "2030-05", None),
        ("with more than a hundred guns in May 2030", "2030-05", None),
        ("as in May 2030", "2030-05", None),
    ],
)
def test_a_date_that_is_only_compared_with_is_not_the_number_s(tmp_path, words, date, said):
    quote = f"In Port Amber 40 people were killed {words}."
    found = short(write(tmp_path, quote, figure(quote, value="40", date=date)))
    found = [line.partition("error[P6-date]: ")[2] for line in found if "P6" in line]
    assert found == ([f"the quotation only compares with that date: “{said}”"] if said else [])


def test_suggest_proposes_neither_one_of_several_places_nor_a_date_that_is_compared_with(tmp_path):
    text = "40 people were killed in Port Amber and Gull Island, more than in April 2031."
    root = write(tmp_path, text, "figures: []\n")
    assert (
        dateline(root, "suggest", "bulletin").output
        == """\
# 1 fact from 1 sentence of bulletin that no fact quotes. Write what each TODO stands for; move facts
# from the list TODO to that of their kind; set aside in seeds/bulletin.yml what states nothing.
figures:
  # the sentence also says: amber, gull, 2031-04
  - id: TODO
    indicator: killed
    place: TODO # one that holds all of amber, gull
    value: 40
    source: bulletin
    quote: >-
      40 people were killed in Port Amber and Gull Island, more than in April 2031.
"""
    )


def test_a_number_of_several_places_passes_with_the_place_that_holds_them_or_as_not_proved(tmp_path):
    text = "In Coast shells fell. 40 people were killed in Port Amber and Gull Island."
    quote = "40 people were killed in Port Amber and Gull Island."
    one = figure(quote, value="40")
    wider = one.replace("place: amber", "place: coast").replace(
        "    quote", "    context: In Coast shells fell.\n    quote"
    )
    kept = one.replace("    quote", "    unproved: Which of the forty died there is not known.\n    quote")
    for name, facts in (("wider", wider), ("kept", kept)):
        root = write(tmp_path / name, text, facts)
        with (root / "briefings/places.yml").open("a", encoding="utf-8") as file:
            file.write("  - {id: coast, name: Coast, type: area}\n")
        assert [line for line in short(root) if "P9" not in line] == []

"""What belongs to another place, another day or another sentence: a place's day, what has not happened."""

# ruff: noqa: E501  # sentences stand here as they are written

from __future__ import annotations

import pytest

from test_prove import record, short, write

HIT = "The Harbour Guard shelled Port Amber on Friday and Gull Island on Sunday."


@pytest.mark.parametrize(
    ("quote", "place", "dated", "said"),
    [
        (HIT, "amber", ("2031-05-02", "Friday"), None),
        (HIT, "gull", ("2031-05-04", "Sunday"), None),
        (HIT, "amber", ("2031-05-04", "Sunday"), "the quotation says “Sunday” of “Gull Island”, and “Friday” of this place"),
        (HIT, "gull", ("2031-05-02", "Friday"), "the quotation says “Friday” of “Port Amber”, and “Sunday” of this place"),
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

"""Hold whose word a number is against sentences in which two give one each, or one counts what another does not."""

# ruff: noqa: E501  # problems stand here as they are printed

from __future__ import annotations

import re

import pytest

from test_prove import figure, problems, write


def told(folder, text, **fields):
    """Return message and help of what is wrong with a figure."""
    lines = problems(write(folder, text, figure(text, **fields))).splitlines()
    return [re.sub(r"^.*: error|^.*= help: ", "", line) for line in lines if ": error[" in line or "= help:" in line]


TWO = "The Lantern Watch said 30 people were killed in Port Amber; the Harbour Guard put the number at one."


@pytest.mark.parametrize(("value", "right", "wrong"), [("30", "watch", "guard"), ("1", "guard", "watch")])
def test_of_two_who_give_a_number_each_has_its_own(tmp_path, value, right, wrong):
    names = {"watch": "Lantern Watch", "guard": "Harbour Guard"}
    assert told(tmp_path / "right", TWO, value=value, said_by=right) == []
    assert told(tmp_path / "wrong", TWO, value=value, said_by=wrong) == [
        f"[P4-claimant]: the quotation gives this number as the word of “{names[right]}”, and another as that of the claimant",
        f"write `said_by: {right}`, or the number that the claimant gives",
    ]


COUNTS = (
    "The Harbour Guard does not count people killed in Port Amber, which the Lantern Watch puts at between 90 and 120."
)


def test_who_puts_a_number_at_something_says_it(tmp_path):
    between = {"value": "[90, 120]", "quantifier": "between"}
    message = "[P4-claimant]: the quotation says whose number it is, “Lantern Watch puts at between 90 and 120”, and the fact does not"
    assert told(tmp_path / "right", COUNTS, said_by="watch", **between) == []
    assert told(tmp_path / "other", COUNTS, said_by="guard", **between) == [
        message,
        "write `said_by: watch`, or the number that the claimant gives",
    ]
    assert told(tmp_path / "none", COUNTS, **between) == [message, "add `said_by: watch`, or quote fewer words"]


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Guard said the Lantern Watch put the number of people killed in Port Amber at 12.",
        "The Lantern Watch put the toll at 12 people killed in Port Amber, the Harbour Guard said.",
    ],
)
def test_who_tells_of_anothers_number_may_be_its_claimant(tmp_path, text):
    assert told(tmp_path, text, value="12", said_by="guard") == []


def test_whose_drone_it_was_does_not_say_so(tmp_path):
    text = "Reeve Ana Sol said 12 people had been killed by a Harbour Guard drone in Port Amber."
    quote = text.removeprefix("Reeve Ana Sol ")
    facts = figure(quote, value="12", said_by="guard")
    lines = problems(write(tmp_path / "wrong", text, facts)).splitlines()
    assert lines[0].endswith(
        "[P4-claimant]: the quotation names “Harbour Guard” only in “Harbour Guard drone”, not as who says it"
    )
    assert lines[-1] == "   = help: write who says it, with the source’s words that name them under `attributed:`"
    right = figure(quote, value="12", said_by="reeve") + '    attributed: "Reeve Ana Sol"\n'
    assert problems(write(tmp_path / "right", text, right)) == ""
    text = "12 people were killed by a Harbour Guard drone in Port Amber, the Harbour Guard said."
    assert problems(write(tmp_path / "said", text, figure(text, value="12", said_by="guard"))) == ""


def test_where_something_was_is_told_in_its_clause(tmp_path):
    text = "The Lantern Watch suspended deliveries to Port Amber after 12 people were killed near Gull Island."
    assert told(tmp_path / "right", text, value="12", place="gull") == []
    assert told(tmp_path / "wrong", text, value="12") == [
        "[P5-names]: the quotation says “12 people were killed near Gull Island”, and “Port Amber” before that clause",
        "write `place: gull` with “near” in `note:`, or quote the words that say this place",
    ]
    text = "The Lantern Watch left the shore of Port Amber after 12 people were killed on Gull Island."
    assert told(tmp_path / "of", text, value="12") == []

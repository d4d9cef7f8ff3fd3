"""Hold from where to where somebody went against the words that plainly say it."""

# ruff: noqa: E501  # problems stand here as they are printed

from __future__ import annotations

import re

import pytest

from test_prove import event, figure, problems, short, write


@pytest.mark.parametrize(
    ("text", "way", "message"),
    [
        (
            "The Harbour Guard withdrew from Port Amber.",
            {"to": "amber"},
            "names “Port Amber” as where it comes from: “withdrew from Port Amber”",
        ),
        (
            "The last convoy left Port Amber.",
            {"to": "amber"},
            "names “Port Amber” as where it comes from: “left Port Amber”",
        ),
        (
            "The Harbour Guard moved three boats to Port Amber.",
            {"from": "amber"},
            "names “Port Amber” as where the way goes: “moved three boats to Port Amber”",
        ),
        (
            "The Harbour Guard transferred 20 detainees in three trucks to Port Amber.",
            {"from": "amber"},
            "names “Port Amber” as where the way goes: “transferred 20 detainees in three trucks to Port Amber”",
        ),
        (
            "The last convoy reached Port Amber.",
            {"from": "amber"},
            "names “Port Amber” as where the way goes: “reached Port Amber”",
        ),
    ],
)
def test_the_end_of_a_way_is_not_its_beginning(tmp_path, text, way, message):
    (found,) = short(write(tmp_path, text, event(text, **way)))
    assert found.endswith(f"error[P5-names]: the quotation {message}")


def test_both_ends_that_were_swapped_are_told_with_what_to_write(tmp_path):
    text = "The Harbour Guard sailed from Port Amber to Gull Island."
    found = problems(write(tmp_path, text, event(text, **{"from": "gull", "to": "amber"})))
    assert found.count("error[") == 2
    assert "= help: write `to: gull` and `from: amber`" in found
    assert "= help: write `from: amber` and `to: gull`" in found


def test_people_are_not_counted_from_where_they_went(tmp_path):
    text = "On 4 May 2031 nine people fleeing Port Amber to Gull Island were killed in Port Amber."
    facts = figure(text, value="9", date="2031-05-04", **{"from": "gull"})
    (found,) = short(write(tmp_path, text, facts))
    assert found.endswith("names “Gull Island” as where the way goes: “fleeing Port Amber to Gull Island”")


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("The Harbour Guard withdrew from Port Amber.", {"from": "amber"}),
        ("The Harbour Guard sailed from Port Amber to Gull Island.", {"from": "amber", "to": "gull"}),
        ("Families who had fled to Port Amber left on foot.", {"from": "amber"}),
        ("The Harbour Guard moved along the road to Port Amber.", {"from": "amber"}),
        ("The Harbour Guard advanced to 3 km from Port Amber.", {"to": "amber"}),
        ("The column left Gull Island for Port Amber.", {"from": "gull", "to": "amber"}),
        ("Boats moved from Port Amber and, at night, back to Port Amber.", {"to": "amber"}),
        ("A convoy left the road open to Port Amber.", {"from": "amber"}),
        ("Shells were fired from Port Amber.", {"to": "amber"}),
        ("Families fled as the Harbour Guard laid siege to Port Amber.", {"from": "amber"}),
        ("Families fled after shells caused damage to Port Amber.", {"from": "amber"}),
        ("Families fled when the Harbour Guard set fire to Port Amber.", {"from": "amber"}),
        ("Families left because of the danger to Port Amber.", {"from": "amber"}),
        ("Families fled the threat to Port Amber.", {"from": "amber"}),
        ("Families escaped villages belonging to Port Amber.", {"from": "amber"}),
        ("Families returned as mines were cleared from Port Amber.", {"to": "amber"}),
        ("Families returned with food from Port Amber.", {"to": "amber"}),
        ("The Harbour Guard moved to secure deliveries to Port Amber.", {"from": "amber"}),
    ],
)
def test_what_may_be_read_otherwise_is_let_be(tmp_path, text, way):
    assert not [line for line in short(write(tmp_path, text, event(text, **way))) if "as where" in line]


MOVED = """\
  - id: returned
    name: People who returned
    definition: People who returned to the place.
    unit: people
    measure: flow
    population: people
    words: [returned]
    phrase: {en: {one: "person has returned to {place}", other: "people have returned to {place}"}}
  - id: fled
    name: People who fled
    definition: People who fled the place.
    unit: people
    measure: flow
    population: people
    words: [fled]
    phrase: {en: {one: "person fled {place}", other: "people fled {place}"}}
  - id: moved
    name: People who moved
    definition: People who moved.
    unit: people
    measure: flow
    population: people
    words: [moved]
"""


def moved(folder, text, **fields):
    """Return the message and the help of each problem of a figure of people who move."""
    root = write(folder, text, figure(text, value="300", **fields))
    path = root / "briefings/indicators.yml"
    path.write_text(path.read_text("utf-8") + MOVED, "utf-8")
    lines = problems(root).splitlines()
    return [re.sub(r"^.*: error|^.*= help: ", "", line) for line in lines if ": error" in line or "= help:" in line]


@pytest.mark.parametrize(
    ("text", "fields", "told"),
    [
        (
            "Some 300 people fled Gull Island for Port Amber.",
            {"indicator": "fled", "place": "amber"},
            [
                (
                    "[P5-names]: the quotation names “Port Amber” as where the way goes: “fled Gull Island for Port Amber”;"
                    " the indicator counts where it comes from"
                ),
                "write `place: gull`, or take an indicator that counts them there",
            ],
        ),
        (
            "Some 300 people returned to Gull Island from Port Amber, the first to cross in May.",
            {"indicator": "returned", "place": "amber"},
            [
                (
                    "[P5-names]: the quotation names “Port Amber” as where it comes from: “returned to Gull Island from"
                    " Port Amber”; the indicator counts where the way goes"
                ),
                "write `place: gull` and `from: amber`, or take an indicator that counts them there",
            ],
        ),
        (
            "Some 300 people moved from Port Amber to Gull Island.",
            {"indicator": "moved", "place": "amber", "from": "gull"},
            [
                (
                    "[P5-names]: the quotation names “Gull Island” as where the way goes: “moved from Port Amber to Gull"
                    " Island”"
                ),
                "write `from: amber` and `place: gull`, or leave `from:` out",
            ],
        ),
        (
            "Some 300 people moved to Gull Island.",
            {"indicator": "moved", "place": "gull", "from": "gull"},
            [
                "[P5-names]: the quotation names “Gull Island” as where the way goes: “moved to Gull Island”",
                "leave `from:` out",
            ],
        ),
    ],
)
def test_a_figure_counts_at_the_end_of_the_way_that_its_indicator_says(tmp_path, text, fields, told):
    assert moved(tmp_path, text, quantifier="about", **fields) == told


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Some 300 people fled Gull Island for Port Amber.", {"indicator": "fled", "place": "gull"}),
        ("Some 300 people who fled Gull Island reached Port Amber.", {"indicator": "fled", "place": "amber"}),
        ("Some 300 people returned to Port Amber.", {"indicator": "returned", "place": "amber"}),
        (
            "Some 300 people returned to Port Amber from Gull Island.",
            {"indicator": "returned", "place": "amber", "from": "gull"},
        ),
        ("Some 300 people moved from Port Amber to Port Amber Reach.", {"indicator": "moved", "place": "amber"}),
    ],
)
def test_a_figure_at_the_right_end_of_its_way_passes(tmp_path, text, fields):
    assert moved(tmp_path, text, quantifier="about", **fields) == []

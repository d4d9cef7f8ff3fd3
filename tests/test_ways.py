"""Hold from where to where somebody went against the words that plainly say it."""

from __future__ import annotations

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
    ],
)
def test_what_may_be_read_otherwise_is_let_be(tmp_path, text, way):
    assert not [line for line in short(write(tmp_path, text, event(text, **way))) if "as where" in line]

"""Prove that a day of the week in a fact's own words is refused with the day that it is, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import edit, write_project
from pdfs import dateline, source, words
from test_prove import event, problems, write

SAID = (
    "Talks between the Harbour Guard and the Tide Council resumed in Port Amber on Friday.\n"
    "The Tide Council and the Harbour Guard agreed on Thursday to swap boats on Monday.\n"
)


def talks(root: Path, what: str, terms: str = "swap boats", dated: str = "date: 2031-05-02, when: Friday, ") -> Path:
    """Write the invented project with talks and an agreement, told in the editor's words."""
    resumed, agreed = SAID.splitlines()
    facts = (
        "tracks:\n  - {id: resumed, title: Talks in Port Amber, parties: [harbour-guard, tide-council], "
        f'place: port-amber, state: underway, {dated}what: "{what}", source: letter, quote: "{resumed}"}}\n'
        "agreements:\n  - {id: swap, parties: [harbour-guard, tide-council], date: 2031-05-01, when: Thursday, "
        f'terms: "{terms}", source: letter, quote: "{agreed}"}}\n'
    )
    return write_project(root, {**source("letter", SAID), "briefings/coast/letter.yml": facts})


def told(root: Path) -> list[tuple[str, str]]:
    problems = json.loads(dateline(root, "check", "--format=json").output)["problems"]
    return [(one["message"], one["help"]) for one in problems]


@pytest.mark.parametrize(
    ("what", "dated", "day"),
    [
        ("they resumed on Friday", "date: 2031-05-02, when: Friday, ", ": “2 May 2031”"),
        ("they had broken off; since Friday they talk", "date: 2031-05-02, when: Friday, ", ": “2 May 2031”"),
        (
            "they resumed on Friday in the town hall",
            "",
            ": “2 May 2031”, or “9 May 2031” where it was still to come",
        ),
    ],
)
def test_a_day_of_the_week_in_what_is_refused_with_the_day_that_it_is(tmp_path, what, dated, day):
    assert told(talks(tmp_path, what, dated=dated)) == [
        ("“Friday” is no day to those who read it later", f"write the date{day}")
    ]


def test_a_day_of_the_week_in_terms_may_be_one_to_come(tmp_path):
    assert told(talks(tmp_path, "they resumed", "swap boats on Monday")) == [
        (
            "“Monday” is no day to those who read it later",
            "write the date: “28 April 2031”, or “5 May 2031” where it was still to come",
        )
    ]


@pytest.mark.parametrize("day", ["4 May 2031", "9 May 2031", "Tuesday"])
def test_another_day_is_none_of_the_quotation(tmp_path, day):
    assert told(talks(tmp_path, f"they resumed on {day}")) == [
        (f"the date “{day}” does not stand in the fact’s quotations", "quote the words that say it, or leave it out")
    ]


def test_the_day_that_it_is_stands_on_pages_and_in_briefs_which_are_audited(tmp_path):
    root = talks(tmp_path, "they resumed on 2 May 2031", "swap boats on 5 May 2031", dated="")
    built = dateline(root, "build")
    assert built.exit_code == 0, built.output
    brief = words(next((root / "site/briefs").glob("coast.*.a4.pdf")))
    assert "are underway; they resumed on 2 May 2031." in brief
    assert "agreed to swap boats on 5 May 2031" in brief
    page = root / "site/facts/coast.html"
    text = page.read_text("utf-8")
    assert "they resumed on 2 May 2031" in text
    page.write_text(text.replace("they resumed on 2 May 2031", "they resumed on 3 May 2031"), "utf-8")
    assert dateline(root, "audit", str(root / "site")).exit_code == 1


def test_a_day_that_is_no_certain_one_is_let_be(tmp_path):
    root = talks(tmp_path, "they resumed after the Friday market")
    text = SAID.replace("on Friday.", "on Friday after the Friday market.")
    for path, content in source("letter", text).items():
        (root / path).write_text(content, "utf-8")
    facts = root / "briefings/coast/letter.yml"
    facts.write_text(facts.read_text("utf-8").replace("on Friday.", "on Friday after the Friday market."), "utf-8")
    assert told(root) == []


PROMISED = "The Harbour Guard in Port Amber promised on 1 May to leave by Friday."


@pytest.mark.parametrize(
    "what", ["promised to leave by 1 May 2031", "promised to leave on 1 May 2031", "to leave the quay on 1 May 2031"]
)
def test_the_day_of_a_promise_is_not_that_of_what_is_promised(tmp_path, what):
    text = PROMISED
    found = problems(write(tmp_path, text, event(text, date="2031-05-01", when="1 May", what=what)))
    assert found.count("error[") == 1
    assert "the date “1 May 2031” does not stand in the fact’s quotations" in found


@pytest.mark.parametrize(
    "what", ["on 1 May 2031 it promised to leave", "promised to leave by 2 May 2031", "promised to leave by 9 May 2031"]
)
def test_the_day_of_a_promise_and_that_of_what_is_promised_may_be_written_out(tmp_path, what):
    text = PROMISED
    assert problems(write(tmp_path, text, event(text, date="2031-05-01", when="1 May", what=what))) == ""


@pytest.mark.parametrize("when", ["Friday 2 May", "2 May"])
def test_the_day_of_the_fact_is_not_proposed_for_one_that_was_to_come(tmp_path, when):
    text = f"On {when} the Harbour Guard in Port Amber promised to leave on Friday."
    root = write(tmp_path, text, event(text, date="2031-05-02", when=when, what="promised to leave on Friday"))
    edit(root / "seeds/bulletin.yml", "issued: 2031-05-07", "issued: 2031-05-14")
    found = problems(root)
    assert "“Friday” is no day to those who read it later" in found
    assert "help: write the date: “9 May 2031”, or “16 May 2031” where it was still to come" in found


def test_the_day_of_an_agreement_is_not_that_of_what_is_agreed(tmp_path):
    assert told(talks(tmp_path, "they resumed", "leave on 2 May 2031", "date: 2031-05-02, when: Friday, ")) == [
        (
            "the date “2 May 2031” does not stand in the fact’s quotations",
            "quote the words that say it, or leave it out",
        )
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("On 2 May the Harbour Guard agreed to a truce in Port Amber.", "agreed to a truce on 2 May 2031"),
        ("On 2 May the Harbour Guard will leave Port Amber.", "will leave on 2 May 2031"),
        ("The Harbour Guard refused to leave Port Amber on 2 May.", "refused to leave on 2 May 2031"),
        ("The Harbour Guard was in Port Amber until 2 May.", "was there until 2 May 2031"),
    ],
)
def test_a_day_that_the_quotation_names_so_may_be_written_out(tmp_path, text, what):
    found = problems(write(tmp_path, text, event(text, date="2031-05-02", when="2 May", what=what)))
    assert "2 May 2031”" not in found


@pytest.mark.parametrize(
    ("what", "remedy"),
    [
        ("prepared to leave on Friday", "and before what was to come, as the quotation does: “on 2 May 2031 …”"),
        ("prepared to leave on 2 May 2031", ""),
        ("on 2 May 2031 it prepared to leave", None),
    ],
)
def test_a_day_that_was_none_to_come_is_to_be_said_before_what_was(tmp_path, what, remedy):
    text = "On Friday the Harbour Guard prepared to leave Port Amber."
    found = problems(write(tmp_path, text, event(text, date="2031-05-02", when="Friday", what=what)))
    assert ("error[P7" in found and remedy in found) if remedy is not None else found == ""

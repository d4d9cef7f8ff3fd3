"""Leave something blank in a source's record: what cites it is proved all the same, as far as it can be."""

from __future__ import annotations

import pytest

from conftest import FILES, edit, write_project
from pdfs import dateline

RECORD = "seeds/bulletin.yml"
WRONG = {
    "value: 240": "value: 250",
    "value: 1\n": "value: 2\n",
    "value: 300": "value: 310",
}
"""What is wrong in three facts, of which the first and the last cite the bulletin."""
FIGURES = "briefings/coast/humanitarian.yml"
NUMBERS = [
    f"{FIGURES}:5:12: error[P3-number]: the fact says at least 250, the quotation says at least 240",
    f"{FIGURES}:15:12: error[P3-number]: the fact says about 310, the quotation says about 300",
    f"{FIGURES}:24:12: error[P3-number]: the fact says 2, the quotation says 1",
]


@pytest.fixture
def desk(tmp_path):
    """Make the invented project with three wrong facts."""
    root = write_project(tmp_path)
    for right, wrong in WRONG.items():
        edit(root / FIGURES, right, wrong)
    return root


def told(root) -> list[str]:
    """Return the first line of each problem."""
    result = dateline(root, "check")
    assert result.exit_code == 1, result.output
    return [line for line in result.stdout.splitlines() if ": error[" in line]


def blank(root, field: str) -> None:
    """Leave a field of the bulletin's record blank."""
    said = next(line for line in FILES[RECORD].splitlines() if line.startswith(f"{field}:"))
    edit(root / RECORD, said, f"{field}: TODO")


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("sha256", "3:9"),
        ("type", "4:7"),
        ("title", "5:8"),
        ("publisher", "6:12"),
        ("issued", "7:9"),
        ("full_text", "8:12"),
        ("rights", "9:9"),
    ],
)
def test_a_blank_in_a_record_hides_no_problem_of_the_facts_that_cite_it(desk, field, place):
    blank(desk, field)
    assert told(desk) == [*NUMBERS, f"{RECORD}:{place}: error[blank]: “{field}” is left blank"]


def test_a_reason_left_blank_still_sets_its_sentence_aside(desk):
    edit(desk / RECORD, "Tells nothing of the situation.", "TODO")
    assert told(desk) == [*NUMBERS, f"{RECORD}:12:13: error[blank]: “reason” is left blank"]


def test_neither_does_a_field_that_is_missing_or_of_a_wrong_form(desk):
    edit(desk / RECORD, "rights: Invented for these tests.\n", "licence: Invented for these tests.\n")
    assert told(desk) == [
        *NUMBERS,
        f"{RECORD}:1:1: error[missing-key]: “rights” is missing",
        f"{RECORD}:9:1: error[unknown-key]: no field is called “licence”",
    ]


def test_without_the_day_of_issue_only_dates_that_are_written_out_are_proved(tmp_path):
    root = write_project(tmp_path)
    figures = root / FIGURES
    edit(figures, "value: 1\n", "value: 1\n    date: 2031-05-01\n    when: on Friday\n")
    edit(figures, "quote: One ferry sank in Port Amber.", "quote: One ferry sank in Port Amber on Friday.")
    edit(figures, "quantifier: at_least\n    date: 2031-05-02", "quantifier: at_least\n    date: 2031-05-01")
    text = FILES["seeds/bulletin.txt"]
    (root / "seeds/bulletin.txt").write_text(text.replace("in Port Amber.", "in Port Amber on Friday."), "utf-8")
    blank(root, "sha256")
    said = f"{FIGURES}:7:11: error[P6-date]: the quotation does not say 2031-05-01"
    inferred = f"{FIGURES}:25:11: error[P6-date]: “on Friday” is not 2031-05-01, a Thursday, for a source of 2031-05-03"
    hashed = f"{RECORD}:3:9: error[blank]: “sha256” is left blank"
    assert told(root) == [said, inferred, hashed]
    blank(root, "issued")
    assert told(root) == [said, hashed, f"{RECORD}:7:9: error[blank]: “issued” is left blank"]


def test_a_later_edition_asks_for_no_cause_that_only_the_blank_makes(tmp_path):
    root = write_project(tmp_path)
    assert dateline(root, "publish").exit_code == 0
    (root / "briefings/edition.yml").write_text('id: "2031-05-11"\ntitle: The coast\ncutoff: 2031-05-11\n', "utf-8")
    for field in ("issued", "publisher", "title"):
        blank(root, field)
    assert [line.partition(": ")[2] for line in told(root)] == [
        "error[blank]: “title” is left blank",
        "error[blank]: “publisher” is left blank",
        "error[blank]: “issued” is left blank",
    ]


@pytest.mark.parametrize(("field", "place"), [("id", "1:5"), ("document", "2:11")])
def test_without_its_id_or_document_nothing_of_a_source_is_told(desk, field, place):
    blank(desk, field)
    found = told(desk)
    assert f"{RECORD}:{place}: error[blank]: “{field}” is left blank" in found
    assert not {NUMBERS[0], NUMBERS[2]} & {*found}


def test_nothing_is_built_or_printed_while_a_blank_is_left(tmp_path):
    root = write_project(tmp_path)
    blank(root, "title")
    for command in (["build"], ["pdf"], ["publish"]):
        result = dateline(root, *command)
        assert result.exit_code == 1
        assert "“title” is left blank" in result.output
    assert not (root / "site").exists()
    assert not (root / "public").exists()

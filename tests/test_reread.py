"""Lay documents and facts side by side: what each fact says, and what its words say that no rule weighs."""

# ruff: noqa: E501  # sentences stand here as they are printed

from __future__ import annotations

import re

import pytest

from conftest import edit
from pdfs import dateline
from test_prove import figure, record, write

WHO_DID = "On Sunday Lantern Watch said that Harbour Guard shelled Port Amber and Gull Island."


def besides(tmp_path, text: str, facts: str) -> str:
    """Return what `coverage --facts` says of the one fact of a document of one sentence, below the fact's own line."""
    found = dateline(write(tmp_path, text, facts), "coverage", "bulletin", "--facts").stdout.splitlines()
    assert found[1] == f"  quoted     {text}"
    told = [line.removeprefix("               its quotation also says ") for line in found[3:-2]]
    assert found[-1].startswith("1 facts; to be read once more, ")
    return "\n".join(told)


def test_each_fact_is_told_below_the_words_that_it_quotes(tmp_path):
    facts = record("events", {"what": "Port Amber was shelled", "place": "amber", "said_by": "watch"}, WHO_DID)
    root = write(tmp_path, f"{WHO_DID} Gulls cry.", facts)
    edit(
        root / "seeds/bulletin.yml",
        "rights: Invented.\n",
        "rights: Invented.\nunused:\n  - {quote: Gulls cry., reason: Birds.}\n",
    )
    result = dateline(root, "coverage", "bulletin", "--facts")
    assert (
        result.stdout
        == f"""\
bulletin
  quoted     {WHO_DID}
             it: According to the Lantern Watch, Port Amber was shelled.
               its quotation also says “Sunday”, “Harbour Guard”, “Gull Island”
  set aside  Gulls cry.
             Birds.
  2 sentences: 1 quoted, 1 set aside, 0 missing
1 facts; to be read once more, since their quotations say more: 1
"""
    )


@pytest.mark.parametrize(
    ("words", "facts", "also"),
    [
        ("In Port Amber 12 people were killed.", figure("In Port Amber 12 people were killed.", value="12"), ""),
        (
            "In Port Amber 12 people were killed and 40 were injured.",
            figure("In Port Amber 12 people were killed and 40 were injured.", value="12"),
            "“40”",
        ),
        (
            "At least 12 people were killed in Port Amber by Sunday.",
            figure("At least 12 people were killed in Port Amber by Sunday.", value="12", quantifier="at_least"),
            "“Sunday”",
        ),
        (
            "At least 12 people were killed in Port Amber on Sunday.",
            figure("At least 12 people were killed in Port Amber on Sunday.", value="12", quantifier="at_least", date="2031-05-04"),
            "",
        ),
        (
            "In Port Amber 12 people were killed last year.",
            figure("In Port Amber 12 people were killed last year.", value="12"),
            "“last year”",
        ),
        (
            "The mayor said the market of Port Amber has not reopened.",
            record("events", {"what": "the market of Port Amber reopened"}, "The mayor said the market of Port Amber has not reopened."),
            "“not”",
        ),
        (
            "The market of Port Amber has not reopened.",
            record("events", {"what": "the market of Port Amber has not reopened"}, "The market of Port Amber has not reopened."),
            "",
        ),
        (
            "Contrary to reports, boats didn’t leave Port Amber; another port may close unless talks fail.",
            record("events", {"what": "boats left Port Amber"}, "Contrary to reports, boats didn’t leave Port Amber; another port may close unless talks fail."),
            "“Contrary”, “n’t”, “another”, “may”, “unless”, “fail”",
        ),
        (
            "Harbour Guard denies that it shelled Port Amber.",
            record("positions", {"actor": "guard", "stance": "denies", "what": "it shelled Port Amber"}, "Harbour Guard denies that it shelled Port Amber."),
            "",
        ),
        (
            "No more than 12 people were killed in Port Amber, and no longer by fire.",
            figure("No more than 12 people were killed in Port Amber, and no longer by fire.", value="12", quantifier="at_most"),
            "“no”",
        ),
        (
            "The market near Port Amber has closed.",
            record("events", {"what": "the market closed", "place": "amber"}, "The market near Port Amber has closed."),
            "“near”",
        ),
    ],
)  # fmt: skip
def test_what_a_quotation_says_besides_its_fact_is_listed_in_its_own_words(tmp_path, words, facts, also):
    assert besides(tmp_path, words, facts) == also


def test_a_name_that_the_sentence_of_the_fact_has_anyway_is_not_listed(tmp_path):
    text = "Harbour Guard shelled Port Amber from Gull Island."
    facts = record("events", {"what": "Harbour Guard shelled Port Amber", "place": "amber"}, text)
    assert besides(tmp_path, text, facts) == "“Gull Island”"


@pytest.mark.parametrize(("also", "said"), [("Watch", ""), ("watch", "“watch”")])
def test_a_word_in_small_letters_is_no_name_that_is_registered_with_a_capital(tmp_path, also, said):
    text = "Harbour Guard shelled Port Amber from behind the watch tower."
    root = write(tmp_path, text, record("events", {"what": "Port Amber was shelled", "actor": "guard"}, text))
    edit(root / "briefings/actors.yml", "also: [monitors]", f"also: [monitors, {also}]")
    told = dateline(root, "coverage", "bulletin", "--facts").stdout
    assert "".join(re.findall("quotation also says (.*)", told)) == said


def test_coverage_without_facts_names_them_alone(tmp_path):
    facts = record("events", {"what": "Port Amber was shelled", "place": "amber", "said_by": "watch"}, WHO_DID)
    assert (
        "\n             by it\n  1 sentences:"
        in dateline(write(tmp_path, WHO_DID, facts), "coverage", "bulletin").stdout
    )


def test_a_macro_that_fails_is_named_with_its_line(tmp_path):
    facts = record("events", {"what": "Port Amber was shelled", "place": "amber", "said_by": "watch"}, WHO_DID)
    root = write(tmp_path, WHO_DID, facts)
    (root / "templates/sentences").mkdir(parents=True)
    (root / "templates/sentences/en.j2").write_text(
        "{% macro sentence(fact) %}\n{{ fact.nothing.here }}\n{% endmacro %}\n"
    )
    for command in (["coverage", "--facts"], ["build"]):
        result = dateline(root, *command)
        assert result.exit_code == 1
        assert result.stdout.startswith("templates/sentences/en.j2:2:1: error[template]: UndefinedError: ")

"""Hold facts against a source that is not in English: what cannot be read there is never told as proved."""

# ruff: noqa: E501  # facts and problems stand here as they are written

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import edit
from pdfs import dateline
from test_prove import figure, problems, record, short, write

FLED = "Au moins 240 people de Port Amber furent killed le 4 mai 2031, selon Lantern Watch."
"""French but for the words of the indicator."""


def french(folder: Path, text: str, facts: str) -> Path:
    """Write a project whose one document is in French."""
    root = write(folder, text, facts)
    edit(root / "seeds/bulletin.yml", "rights: Invented.\n", "rights: Invented.\nlanguage: fr\n")
    return root


@pytest.mark.parametrize("fields", [{"value": "240"}, {"value": "240", "quantifier": "at_least"}])
def test_a_figure_is_not_proved_where_its_hedge_cannot_be_read(tmp_path, fields):
    assert (
        problems(french(tmp_path, FLED, figure(FLED, **fields)))
        == """\
briefings/coast/control.yml:5:12: error[P3-number]: bulletin is in “fr”, and numbers with their hedges are read in English alone
   |
 5 |     value: 240
   |            ^
   = help: cite what says it in English, or say under `unproved:` who read the number and its hedge in this source"""
    )


def test_a_magnitude_is_not_proved_either(tmp_path):
    facts = figure(FLED, magnitude="unstated")
    assert short(french(tmp_path, FLED, facts)) == [
        "briefings/coast/control.yml:5:16: error[P3-number]: bulletin is in “fr”, and numbers with their hedges are read in English alone"
    ]


def test_a_figure_is_kept_as_not_proved(tmp_path):
    facts = figure(
        FLED,
        value="240",
        quantifier="at_least",
        date="2031-05-04",
        said_by="watch",
        unproved="Read by Ada Brand, who speaks French.",
    )
    result = dateline(french(tmp_path, FLED, facts), "check")
    assert result.output == "1 fact from 2 sources: 0 proved, 1 marked as not proved.\n"


def test_a_number_in_an_editors_own_words_is_refused(tmp_path):
    text = "Au moins 12 bateaux sont partis de Port Amber."
    facts = record("events", {"what": "12 boats left Port Amber", "place": "amber"}, text)
    assert (
        problems(french(tmp_path, text, facts))
        == """\
briefings/coast/control.yml:3:11: error[P7-prose]: bulletin is in “fr”, and numbers with their hedges are read in English alone
   |
 3 |     what: 12 boats left Port Amber
   |           ^
   = help: leave “12” out, or cite what says it in English"""
    )


def test_names_and_dates_hold_in_other_languages_too(tmp_path):
    text = "Le marché de Port Amber fut fermé le 4 mai 2031."
    event = {"what": "the market of Port Amber was closed", "place": "amber", "date": "2031-05-04"}
    assert problems(french(tmp_path / "right", text, record("events", event, text))) == ""
    wrong = record("events", {**event, "place": "gull", "date": "2031-05-05"}, text)
    assert short(french(tmp_path / "wrong", text, wrong)) == [
        "briefings/coast/control.yml:4:12: error[P5-names]: the quotation does not name “Gull Island”",
        "briefings/coast/control.yml:5:11: error[P6-date]: the quotation does not say 2031-05-05",
    ]


def test_suggest_proposes_no_number_without_its_hedge(tmp_path):
    root = french(tmp_path, FLED, "control: []\n")
    assert (
        dateline(root, "suggest", "bulletin").stdout
        == f"""\
# 1 fact from 1 sentence of bulletin that no fact quotes. Write what each TODO stands for; move facts
# from the list TODO to that of their kind; set aside in seeds/bulletin.yml what states nothing.
TODO:
  # the sentence also says: 240
  - id: TODO
    actor: watch
    place: amber
    date: 2031-05-04
    source: bulletin
    quote: >-
      {FLED}
"""
    )

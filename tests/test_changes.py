"""From edition to edition: what must be said of a change, what pages and data tell of it, and what it was before."""

# ruff: noqa: E501  # problems stand here as they are printed

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import FILES, edit, forge_manifest, write_project
from dateline.editions.canonical import Revived, canonical
from dateline.editions.diff import diff
from dateline.editions.ledger import Ledger, LedgerError, Link, dump_ledger, load_ledger
from dateline.editions.state import Entry, History, State, Step
from dateline.model.edition import Cause, edition_order
from dateline.model.references import NAMED
from dateline.prepare import check
from dateline.publish import publish
from pdfs import words as printed
from published import EDITIONS, NEXT, alter, run, told, tree
from three_editions import IDS, source, write_edition

EDITION = "briefings/edition.yml"
CONTROL = "briefings/coast/control.yml"
FACTIONS = "briefings/coast/factions.yml"
FIGURES = "briefings/coast/humanitarian.yml"
BRIEFING = "briefings/coast/briefing.yml"
INDICATORS = "briefings/indicators.yml"
CAUSES = "add `change: {cause: …, note: …}`; causes: situation_changed, source_revised, better_source, definition_changed, correction, reworded"
RESTORE = "bring back the file that `dateline publish` wrote, from the project’s history"
DENIES = "what: that it will leave Gull Island"
SUNK = "    value: 1\n    source: bulletin\n    quote: One ferry sank in Port Amber.\n"


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


@pytest.fixture
def begun(published, tmp_path):
    """Write a project whose second edition is begun; nothing has changed yet."""
    return published.next(tmp_path / "project")


@pytest.fixture
def fourth(published, tmp_path):
    """Write a project with three published editions whose fourth is begun."""
    return published.next(tmp_path / "project", after=3)


# ---------------------------------------------------------------- the edition in work


def test_an_edition_in_which_nothing_changed_asks_for_nothing(begun):
    assert told(begun) == ""


@pytest.mark.parametrize(
    ("given", "said", "remedy"),
    [
        ("2031-13-40", "“2031-13-40” is not a day of the calendar", ""),
        ("2031-02-30", "“2031-02-30” is not a day of the calendar", ""),
        *(
            (wrong, f"“{wrong}” is not an edition’s id", "write a date, and a number for a second one: `2018-04-02.2`")
            for wrong in ("2031-07-01.1", "2031-07-01.0", "2031-07-01.02", "2031-7-1", "2031-07", "latest", "20310701")
        ),
    ],
)
def test_an_id_that_is_no_date_is_one_problem_also_after_editions(begun, given, said, remedy):
    edit(begun / EDITION, '"2031-07-01"', f'"{given}"')
    assert told(begun) == f"briefings/edition.yml:1:5: wrong-type: “id”: {said}\n  = {remedy}\n"


@pytest.mark.parametrize("number", ["2", "3", "10", "99"])
def test_a_second_edition_of_one_date_says_what_it_corrects(begun, number):
    edit(begun / EDITION, '"2031-07-01"', f'"2031-07-01.{number}"')
    assert (
        told(begun)
        == "briefings/edition.yml:1:5: wrong-type: a second edition of one date says what it `corrects`\n  = \n"
    )
    add(begun / EDITION, 'corrects: "2031-05-04"\n')
    assert told(begun) == ""


@pytest.mark.parametrize("corrected", ["2031-07-01", "2031-07-01.2", "2031-08-01"])
def test_an_edition_corrects_an_earlier_one(begun, corrected):
    add(begun / EDITION, f'corrects: "{corrected}"\n')
    assert told(begun) == "briefings/edition.yml:4:11: wrong-type: an edition corrects an earlier one\n  = \n"


def test_the_tenth_edition_of_a_date_comes_after_the_ninth(begun):
    (begun / EDITION).write_text(
        'id: "2031-07-01.10"\ntitle: A coast\ncutoff: 2031-07-01\ncorrects: "2031-07-01.9"\n', "utf-8"
    )
    assert (
        told(begun)
        == "briefings/edition.yml:4:11: edition: no edition 2031-07-01.9 was published\n  = name a published edition\n"
    )


def test_an_edition_corrects_one_that_was_published(begun):
    add(begun / EDITION, 'corrects: "2031-05-03"\n')
    assert (
        told(begun)
        == "briefings/edition.yml:4:11: edition: no edition 2031-05-03 was published\n  = name a published edition\n"
    )


def test_a_correction_may_name_any_edition_before_it(fourth):
    for edition in IDS:
        (fourth / EDITION).write_text(f'{NEXT}corrects: "{edition}"\n', "utf-8")
        assert told(fourth) == "", edition


def test_a_first_edition_corrects_nothing(project):
    add(project / EDITION, 'corrects: "2031-05-03"\n')
    assert (
        told(project)
        == "briefings/edition.yml:4:11: edition: no edition was published before this one\n  = delete `corrects:`\n"
    )


@pytest.mark.parametrize(
    ("cutoff", "said"),
    [
        ("2031-07", "“2031-07” is not one day; write 2018-04-02"),
        ("2031-07-01?", "“2031-07-01?” is not one day; write 2018-04-02"),
        ("2031-06-01/2031-07-01", "“2031-06-01/2031-07-01” is not one day; write 2018-04-02"),
        ("soon", "“soon” is not a date; write 2018, 2018-04, 2018-04-01, 2018-04-01? or 2018-02/.."),
    ],
)
def test_a_cutoff_is_one_day(begun, cutoff, said):
    edit(begun / EDITION, "cutoff: 2031-07-01", f"cutoff: {cutoff}")
    assert told(begun) == f"briefings/edition.yml:3:9: wrong-type: “cutoff”: {said}\n  = \n"


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("issued: 2031-06-30\n", "4:9: wrong-type: it is issued before its information cutoff"),
        ("next_due: 2031-07-01\n", "4:11: wrong-type: the next edition is due before this one is issued"),
        (
            "issued: 2031-07-03\nnext_due: 2031-07-03\n",
            "5:11: wrong-type: the next edition is due before this one is issued",
        ),
        (
            "issued: 2031-07-03\nnext_due: 2031-07-02\n",
            "5:11: wrong-type: the next edition is due before this one is issued",
        ),
    ],
)
def test_the_days_of_an_edition_are_in_order(begun, more, problem):
    add(begun / EDITION, more)
    assert told(begun) == f"briefings/edition.yml:{problem}\n  = \n"


def test_an_edition_may_be_issued_on_the_day_of_its_cutoff(begun):
    add(begun / EDITION, "issued: 2031-07-01\nnext_due: 2031-07-02\n")
    assert told(begun) == ""


def test_a_cutoff_is_not_older_than_that_of_the_last_edition(begun):
    edit(begun / EDITION, "cutoff: 2031-07-01", "cutoff: 2031-05-03")
    assert (
        told(begun)
        == """\
briefings/edition.yml:3:9: edition: the information cutoff lies before that of edition 2031-05-04, 2031-05-04
  = write the day up to which this edition knows
"""
    )
    edit(begun / EDITION, "cutoff: 2031-05-03", "cutoff: 2031-05-04")
    assert told(begun) == ""  # a correction may know no more than what it corrects


@pytest.mark.parametrize("edition", ["2031-05-03", "2031-05-10", "2031-05-10.9", "2031-06-07"])
def test_an_edition_comes_after_all_that_were_published(published, tmp_path, edition):
    root = published.next(tmp_path / "project", after=3)
    corrects = '\ncorrects: "2031-05-02"' if edition.endswith("9") else ""
    (root / EDITION).write_text(f'id: "{edition}"\ntitle: A coast\ncutoff: 2031-06-08{corrects}\n', "utf-8")
    assert (
        f"briefings/edition.yml:1:5: edition: edition 2031-06-08 is published already, and {edition} comes before it\n"
        "  = take an id that comes after 2031-06-08\n"
    ) in told(root)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: The invented coast", "title: The coast of 77 dead"),
        ("cutoff:", "note: More than 77 people died.\ncutoff:"),
        ("cutoff:", "note: It began on 3 June 1999.\ncutoff:"),
        ("cutoff:", "prepared_by: A desk of 77\ncutoff:"),
    ],
)
def test_the_words_of_an_edition_say_nothing_that_cannot_be_proved(begun, old, new):
    edit(begun / EDITION, old, new)
    assert "P7-prose" in told(begun)


def test_the_facts_of_a_published_edition_stay_what_they_were(published, tmp_path):
    root = published.project(tmp_path / "project", written=1, ledgers=1)
    assert told(root) == ""
    edit(root / FACTIONS, DENIES, "what: that it leaves Gull Island")
    edit(root / CONTROL, "Saturday.", "Saturday")
    assert (
        told(root)
        == """\
briefings/edition.yml:1:5: published: edition 2031-05-04 is published, and the facts are no longer those that it froze: “amber-held”, “council-denies-leaving”
  = give the edition in work a new id; a second one of the same day ends in .2
"""
    )
    write(root, {EDITION: NEXT})
    assert told(root) == (
        "briefings/coast/factions.yml:5:11: cause: “council-denies-leaving” differs from edition 2031-05-04 in `what`, and gives no cause\n"
        f"  = {CAUSES}\n"
    )


def test_a_fact_that_cannot_be_read_is_not_told_as_lost_from_the_published_edition(published, tmp_path):
    root = published.project(tmp_path / "project", written=1, ledgers=1)
    edit(root / CONTROL, "place: port-amber", "place: port-unknwon")
    unread = (
        "briefings/coast/control.yml:3:12: unknown-id: no record “port-unknwon” among the places\n"
        "  = add it to the places, or mend the id\n"
    )
    assert told(root) == unread
    edit(root / FACTIONS, DENIES, "what: that it leaves Gull Island")
    assert told(root) == (
        f"{unread}briefings/edition.yml:1:5: published: edition 2031-05-04 is published, and the facts are no longer those "
        "that it froze: “council-denies-leaving”\n"
        "  = give the edition in work a new id; a second one of the same day ends in .2\n"
    )


def test_a_fact_that_is_taken_out_of_a_published_edition_is_told_as_lost(published, tmp_path):
    root = published.project(tmp_path / "project", written=1, ledgers=1)
    (root / FACTIONS).write_text("positions: []\n", "utf-8")
    assert "the facts are no longer those that it froze: “council-denies-leaving”\n" in told(root)


# ---------------------------------------------------------------- a changed fact asks for its cause


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        (FACTIONS, DENIES, "what: that it leaves Gull Island", "5:11: “council-denies-leaving”: `what`"),
        (FACTIONS, "    place: gull-island\n", "", "2:5: “council-denies-leaving”: `place`"),
        (FACTIONS, "    source", "    unproved: Not yet.\n    source", "7:15: “council-denies-leaving”: `unproved`"),
        (CONTROL, "state: controlled", "state: mixed", "4:12: “amber-held”: `state`"),
        (CONTROL, "    said_by", '    date: "2029"\n    said_by', "7:11: “amber-held”: `date`"),
        (
            FIGURES,
            "    date: 2031-05-02\n    said_by: lantern",
            "    said_by: lantern",
            "2:5: “left-amber-watch”: `date`",
        ),
    ],
)
def test_a_changed_field_of_any_kind_asks_for_its_cause(begun, path, old, new, problem):
    edit(begun / path, old, new)
    place, name, field = problem.rsplit(": ", 2)
    assert told(begun) == (
        f"{path}:{place}: cause: {name} differs from edition 2031-05-04 in {field}, and gives no cause\n  = {CAUSES}\n"
    )


def recounted(begun: Path, more: str = "", publisher: str = "Amber Gazette", said: str = "") -> None:
    """Let another document count three ferries."""
    sentence = f"Three ferries sank in Port Amber{said}."
    write(begun, source("late", f"{sentence}\n", "2031-06-30", publisher))
    edit(begun / FIGURES, SUNK, f"    value: 3\n{more}    source: late\n    quote: {sentence}\n")
    edit(begun / INDICATORS, "words: [ferry, sank]", "words: [sank]")
    add(begun / "seeds/bulletin.yml", "  - quote: One ferry sank in Port Amber.\n    reason: Counted anew.\n")


def test_a_changed_figure_asks_for_its_cause(begun):
    recounted(begun)
    assert told(begun) == (
        "briefings/coast/humanitarian.yml:25:13: cause: “ferry-sunk” differs from edition 2031-05-04 in `source`, `value`, and gives no cause\n"
        f"  = {CAUSES}\n"
    )


@pytest.mark.parametrize(
    "change",
    [
        "{cause: situation_changed}",
        "{cause: source_revised}",
        "{cause: better_source}",
        "{cause: correction, note: The bulletin had left some out.}",
    ],
)
def test_a_changed_figure_with_its_cause_is_right(begun, change):
    recounted(begun, f"    change: {change}\n")
    assert told(begun) == ""


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FIGURES, "quote: One ferry sank in Port Amber.", "quote: One ferry sank in Port Amber"),
        (FIGURES, "The monitor was there.", "The monitor counted."),
        (CONTROL, "    said_by", "    note: So it was said.\n    said_by"),
        (CONTROL, "    said_by", "    context: The Harbour Guard has held Port Amber\n    said_by"),
        (CONTROL, "    said_by", "    attributed: the Lantern Watch said on Saturday\n    said_by"),
        (CONTROL, "    said_by", "    suffix: At least 240 people\n    said_by"),
    ],
)
def test_a_fact_that_is_only_shown_otherwise_asks_for_no_cause(begun, path, old, new):
    edit(begun / path, old, new)
    assert told(begun) == ""


WHEN = "On Friday a boat sank in Port Amber.\n"


@pytest.mark.parametrize(
    ("when", "more", "said"),
    [
        ("Friday", "", ""),
        ("Friday", "    change: {cause: correction, note: It was cut otherwise.}\n", "“boat-sank” gives a cause"),
    ],
)
def test_a_date_whose_words_are_only_cut_otherwise_is_no_correction(tmp_path, when, more, said):
    sunk = (
        "events:\n  - id: boat-sank\n    what: a boat sank\n    place: port-amber\n    date: 2031-05-02\n"
        "    when: On Friday\n    source: boat\n    quote: On Friday a boat sank in Port Amber.\n"
    )
    root = write_project(
        tmp_path / "project", {**source("boat", WHEN, "2031-05-03", "Amber Gazette"), "briefings/coast/boat.yml": sunk}
    )
    publish(root, None, root / "public")
    edit(root / "briefings/edition.yml", 'id: "2031-05-04"', 'id: "2031-05-11"')
    edit(root / "briefings/coast/boat.yml", "    when: On Friday\n", f"    when: {when}\n{more}")
    found = told(root)
    assert ("boat-sank" in found) == bool(said)
    assert said in found


MOVED = {
    CONTROL: "control: []\n",
    "briefings/harbour/briefing.yml": "title: The harbour\nplaces: [port-amber]\nsummary: Nothing new.\n",
    "briefings/harbour/control.yml": FILES[CONTROL],
}


def test_a_fact_that_moves_to_another_briefing_asks_for_no_cause(begun):
    write(begun, MOVED)
    assert told(begun) == ""


def test_a_fact_that_moves_to_another_file_or_line_has_not_changed(begun):
    write(begun, {CONTROL: "control: []\n", "briefings/coast/events.yml": "# moved\n\n" + FILES[CONTROL]})
    assert told(begun) == ""


# ---------------------------------------------------------------- a cause that is not so


def changed(begun: Path, change: str, what: str = "what: that it leaves Gull Island") -> str:
    edit(begun / FACTIONS, DENIES, f"{what}\n    change: {change}")
    return told(begun)


@pytest.mark.parametrize(
    ("change", "said", "remedy"),
    [
        (
            "{cause: new}",
            "“new” is no cause for a fact that stood in the edition before",
            "name another cause; a fact that is taken out is listed under `withdrawn:`",
        ),
        (
            "{cause: withdrawn}",
            "“withdrawn” is no cause for a fact that stood in the edition before",
            "name another cause; a fact that is taken out is listed under `withdrawn:`",
        ),
        (
            "{cause: source_revised}",
            "“council-denies-leaving” cites the document that it cited before, and no document changes",
            "add the revised document as a source of its own and cite it, or name another cause",
        ),
        (
            "{cause: definition_changed}",
            "“council-denies-leaving” counts what it counted before",
            "change the indicator, or name another cause",
        ),
        (
            "{cause: correction}",
            "a correction tells its readers what was wrong",
            "add `note:` with a sentence for them",
        ),
    ],
)
def test_a_cause_that_the_fields_contradict_is_refused(begun, change, said, remedy):
    assert changed(begun, change) == f"briefings/coast/factions.yml:6:21: cause: {said}\n  = {remedy}\n"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            "{cause: becuase}",
            (
                "6:21: wrong-type: “becuase” is no cause\n"
                "  = write new, situation_changed, source_revised, better_source, definition_changed, correction, reworded, withdrawn\n"
            ),
        ),
        ("correction", "6:13: wrong-type: “change” is not a mapping\n  = write `key: value` below it\n"),
        ("{note: Why.}", "6:13: missing-key: “cause” is missing\n  = add `cause:`\n"),
        ("{cause: correction, note: ''}", "6:39: wrong-type: “note” is empty\n  = write words, or delete the key\n"),
        (
            "{cause: correction, note: It was wrong., series_break: maybe}",
            "6:68: wrong-type: “series_break” is neither true nor false\n  = write `true` or `false`, without quotation marks\n",
        ),
    ],
)
def test_a_cause_of_another_form_is_one_problem(begun, change, problem):
    assert changed(begun, change) == f"briefings/coast/factions.yml:{problem}"


def test_other_words_of_the_editor_are_reworded(begun):
    assert changed(begun, "{cause: reworded}") == ""


def test_what_says_something_else_is_not_only_reworded(begun):
    edit(begun / FACTIONS, "    place: gull-island\n", "")
    assert (
        changed(begun, "{cause: reworded}")
        == """\
briefings/coast/factions.yml:6:21: cause: “council-denies-leaving” is not only worded otherwise: it differs in `place`
  = name the cause of that
"""
    )


def test_another_number_is_not_reworded(begun):
    recounted(begun, "    change: {cause: reworded}\n")
    assert (
        told(begun)
        == """\
briefings/coast/humanitarian.yml:25:21: cause: “ferry-sunk” is not only worded otherwise: it differs in `source`, `value`
  = name the cause of that
"""
    )


@pytest.mark.parametrize(
    ("more", "change"),
    [
        ("", "{cause: correction, note: It was wrong.}"),
        ("    note: So it was said.\n", "{cause: situation_changed}"),
    ],
)
def test_a_cause_on_a_fact_that_says_what_it_said_is_refused(begun, more, change):
    edit(begun / CONTROL, "    said_by", f"{more}    change: {change}\n    said_by")
    assert told(begun) == (
        f"briefings/coast/control.yml:{8 if more else 7}:13: cause: “amber-held” gives a cause, and says what it said in edition 2031-05-04\n"
        "  = delete `change:`\n"
    )


def test_a_wrong_quotation_may_be_all_that_is_corrected(begun):
    edit(begun / CONTROL, "Saturday.", "Saturday")
    edit(
        begun / CONTROL,
        "    said_by",
        "    change: {cause: correction, note: A stop too much was quoted.}\n    said_by",
    )
    assert told(begun) == ""
    assert run(begun, "build").exit_code == 0
    assert marks(begun / "site/coast/control.html") == {("correction", "../changes.html#amber-held", "Correction")}


def test_a_cause_in_a_first_edition_is_refused(project):
    edit(project / FACTIONS, DENIES, f"{DENIES}\n    change: {{cause: new}}")
    assert (
        told(project)
        == """\
briefings/coast/factions.yml:6:13: cause: “council-denies-leaving” gives a cause, and no edition before this one has it
  = delete `change:`
"""
    )


NEW_FACT = """\
  - id: calm
    place: gull-island
    state: unknown
    unproved: Nobody said so.
    change: {cause: CAUSE}
    source: bulletin
    quote: One ferry sank in Port Amber.
"""


def test_a_new_fact_gives_no_cause_but_new(begun):
    add(begun / CONTROL, NEW_FACT.replace("CAUSE", "new"))
    assert told(begun) == ""
    edit(begun / CONTROL, "cause: new", "cause: situation_changed")
    assert (
        told(begun)
        == """\
briefings/coast/control.yml:14:13: cause: “calm” gives a cause, and no edition before this one has it
  = delete `change:`
"""
    )


def test_a_cause_may_stay_where_it_stands_while_nothing_changes(fourth):
    assert told(fourth) == ""
    edit(fourth / FIGURES, "the Lantern Watch said\n", "the Lantern Watch said;\n")
    edit(fourth / FIGURES, "the Lantern Watch said;\n", "the Lantern Watch\n")
    assert told(fourth) == ""  # evidence alone


def test_the_cause_of_the_last_edition_is_none_for_the_next_change(fourth):
    edit(fourth / FACTIONS, "what: any plan to leave Gull Island", "what: every plan to leave Gull Island")
    assert (
        told(fourth)
        == """\
briefings/coast/factions.yml:5:11: cause: “council-denies-leaving” differs from edition 2031-06-08 in `what`, and its cause is that of edition 2031-06-08
  = say in `change:` why it changed this time; let the note tell it from the last one
"""
    )
    edit(fourth / FACTIONS, "{cause: reworded}", "{cause: reworded, note: Shorter.}")
    assert told(fourth) == ""


def test_a_fact_that_changes_its_kind_is_another_fact(begun):
    write(
        begun,
        {
            FACTIONS: "events:\n  - id: council-denies-leaving\n    actor: tide-council\n    what: denied that it will leave Gull Island\n"
            "    place: gull-island\n    source: wire\n    quote: The Tide Council denied that it will leave Gull Island.\n"
        },
    )
    assert (
        told(begun)
        == """\
briefings/coast/factions.yml:2:9: duplicate-id: “council-denies-leaving” was one of the positions in edition 2031-05-04
  = give this fact a new id, and list “council-denies-leaving” under `withdrawn:`
"""
    )


# ---------------------------------------------------------------- what notes say


@pytest.mark.parametrize("number", ["77", "Seventy-seven", "5%", "More than 300", "2031", "dozens"])
def test_a_number_in_a_note_stands_in_what_the_fact_says_or_said(begun, number):
    note = f"{number} of them were meant."
    assert changed(begun, f"{{cause: situation_changed, note: '{note}'}}") == (
        f"briefings/coast/factions.yml:6:46: P7-prose: the number “{number}” stands neither in what this says nor in what it said before\n"
        "  = mend it, or leave it out: readers are shown the note\n"
    )


@pytest.mark.parametrize("note", ["Three ferries sank.", "Three, no more.", "One ferry had been counted."])
def test_a_note_may_say_what_it_was_and_what_it_is(begun, note):
    recounted(begun, f"    change: {{cause: correction, note: '{note}'}}\n")
    assert told(begun) == ""


@pytest.mark.parametrize("note", ["It was one, not three.", "Now three ferries are counted."])
def test_a_note_may_write_a_number_otherwise_than_the_document_does(begun, note):
    recounted(begun, f"    change: {{cause: correction, note: '{note}'}}\n")
    assert told(begun) == ""


@pytest.mark.parametrize(
    ("note", "message"),
    [
        ("The Lantern Watch asked.", "“Lantern Watch” is named neither in what this says nor in what it said before"),
        ("It was on Friday.", "the date “Friday” is none of this fact or its documents, now or before"),
        ("It was on 9 May 2031.", "the date “9 May 2031” is none of this fact or its documents, now or before"),
    ],
)
def test_an_actor_and_a_date_in_a_note_are_those_of_the_fact(begun, note, message):
    """Else the printed brief, which shows the note before the sign of this fact, is refused by its audit."""
    help_ = "  = mend it, or leave it out: readers are shown the note; what has become so since is a fact of its own"
    found = withdraw(begun, f"{{id: council-denies-leaving, note: {note}}}")
    assert message in found
    assert help_ in found


def test_a_note_may_name_who_said_it_and_the_day_of_the_document(begun):
    assert withdraw(begun, "{id: council-denies-leaving, note: The Tide Council said so on 3 May 2031.}") == ""


@pytest.mark.parametrize(("words", "is_name"), [("A watch of elders", False), ("The watch", True), ("Watch", True)])
def test_a_note_may_say_a_spelling_that_is_an_ordinary_word(begun, words, is_name):
    edit(begun / "briefings/actors.yml", "name: Lantern Watch", "name: Lantern Watch, also: [watch]")
    found = withdraw(begun, f"{{id: council-denies-leaving, note: {words} asked.}}")
    assert ("is named neither in what this says nor in what it said before" in found) is is_name


@pytest.mark.xfail(strict=True, reason="the day of a date is taken for the number that a note says")
def test_the_day_of_a_date_does_not_prove_a_number_in_a_note(begun):
    """The sentence before ends: “report of 3 May 2031”."""
    recounted(begun, "    change: {cause: correction, note: Another 3 were raised.}\n")
    assert "P7-prose: the number “3”" in told(begun)


def test_a_number_of_another_fact_does_not_prove_a_note(begun):
    recounted(begun, "    change: {cause: correction, note: It was 240.}\n")
    assert (
        told(begun)
        == """\
briefings/coast/humanitarian.yml:25:39: P7-prose: the number “240” stands neither in what this says nor in what it said before
  = mend it, or leave it out: readers are shown the note
"""
    )


@pytest.mark.parametrize(
    "note", ["It was so on 3 June 1999.", "Last in June.", "The Harbour Guard was meant.", "It was mended in 2029."]
)
def test_a_date_or_a_name_in_a_note_stands_in_what_the_fact_says_or_said(begun, note):
    assert "P7-prose" in changed(begun, f"{{cause: situation_changed, note: '{note}'}}")


# ---------------------------------------------------------------- what is gone

TAKEN_BACK = "  - quote: The Tide Council denied that it will leave Gull Island.\n    reason: Taken back.\n"


def withdraw(begun: Path, listed: str) -> str:
    """Take the council's denial out, and list something as withdrawn."""
    write(begun, {FACTIONS: f"positions: []\nwithdrawn:\n  - {listed}\n" if listed else "positions: []\n"})
    add(begun / "seeds/wire.yml", TAKEN_BACK)
    return told(begun)


VANISHED = """\
briefings/coast:0:0: vanished: “council-denies-leaving” stood in edition 2031-05-04 and is gone
  = bring it back, or write under `withdrawn:` in a file of its briefing: {id: council-denies-leaving, note: …}
"""


def test_an_id_that_is_gone_without_a_word_is_named(begun):
    assert withdraw(begun, "") == VANISHED


def test_an_id_that_is_gone_with_its_file_is_named(begun):
    add(begun / "seeds/wire.yml", TAKEN_BACK)
    (begun / FACTIONS).unlink()
    assert told(begun) == VANISHED


def test_the_ids_of_a_briefing_that_is_gone_are_named(begun):
    for path in (begun / "briefings/coast").iterdir():
        path.unlink()
    (begun / "briefings/coast").rmdir()
    gone = [line for line in told(begun).splitlines() if ": vanished: " in line]
    assert gone == [
        f"briefings:0:0: vanished: “{name}” stood in edition 2031-05-04 and is gone"
        for name in ("amber-held", "council-denies-leaving", "ferry-sunk", "left-amber-council", "left-amber-watch")
    ]


def test_a_withdrawn_fact_is_gone_with_a_word(begun):
    assert withdraw(begun, "{id: council-denies-leaving, note: The council took it back.}") == ""


def test_a_fact_that_was_wrong_may_be_withdrawn_as_a_correction(begun):
    assert withdraw(begun, "{id: council-denies-leaving, note: It was never said., cause: correction}") == ""


@pytest.mark.parametrize("cause", ["new", "reworded"])
def test_a_withdrawal_has_a_cause_for_which_something_can_go(begun, cause):
    assert withdraw(begun, f"{{id: council-denies-leaving, note: It goes., cause: {cause}}}") == (
        f"briefings/coast/factions.yml:3:57: wrong-type: “{cause}” is no cause\n"
        "  = write withdrawn, correction, source_revised, situation_changed\n"
    )


@pytest.mark.parametrize(
    ("listed", "problem"),
    [
        (
            "{id: council-denies-leavin, note: Typo.}",
            (
                f"{VANISHED}briefings/coast/factions.yml:3:10: unknown-id: no edition has a fact “council-denies-leavin”\n"
                "  = did you mean `council-denies-leaving`?\n"
            ),
        ),
        (
            "{id: council-denies-leaving}",
            "briefings/coast/factions.yml:3:5: missing-key: “note” is missing\n  = add `note:`\n",
        ),
        (
            "{id: council-denies-leaving, note: All 77 of them.}",
            (
                "briefings/coast/factions.yml:3:40: P7-prose: the number “77” stands neither in what this says nor in what it said before\n"
                "  = mend it, or leave it out: readers are shown the note\n"
            ),
        ),
        (
            "council-denies-leaving",
            "briefings/coast/factions.yml:3:5: wrong-type: a record is a mapping\n  = write `- id: …` and its fields\n",
        ),
        (
            "{id: council-denies-leaving, note: Once.}\n  - {id: council-denies-leaving, note: Twice.}",
            (
                "briefings/coast/factions.yml:4:10: duplicate-id: the id “council-denies-leaving” is used a second time\n"
                "  = it stands first in briefings/coast/factions.yml, line 3; an id is never used again\n"
            ),
        ),
    ],
)
def test_a_withdrawal_that_is_not_right(begun, listed, problem):
    assert withdraw(begun, listed) == problem


def test_a_withdrawal_of_what_never_was_is_refused_also_in_a_first_edition(begun, project):
    for root in (begun, project):
        write(root, {"briefings/coast/gone.yml": "withdrawn:\n  - {id: zebra, note: It never was.}\n"})
        assert (
            told(root)
            == """\
briefings/coast/gone.yml:2:10: unknown-id: no edition has a fact “zebra”
  = delete it: what was not published is just left out
"""
        )


def test_a_fact_is_not_both_live_and_withdrawn(begun):
    write(begun, {"briefings/coast/a.yml": "withdrawn:\n  - {id: council-denies-leaving, note: Both.}\n"})
    assert (
        told(begun)
        == """\
briefings/coast/factions.yml:2:9: duplicate-id: the id “council-denies-leaving” is used a second time
  = it stands first in briefings/coast/a.yml, line 2; an id is never used again
"""
    )


REVIVED = """\
  - id: left-amber-council
    indicator: people-left
    place: gull-island
    value: 300
    unproved: It came back.
    source: wire
    quote: The Tide Council denied that it will leave Gull Island.
"""


@pytest.mark.parametrize("listed", [True, False])
def test_the_id_of_a_withdrawn_fact_is_never_used_again(fourth, listed):
    if not listed:
        edit(
            fourth / FIGURES,
            "withdrawn:\n  - id: left-amber-council\n    note: The council has taken its number back.\n",
            "",
        )
        assert told(fourth) == ""  # once withdrawn it need not be listed for ever
    add(fourth / CONTROL, f"figures:\n{REVIVED}")
    assert told(fourth) == (
        """\
briefings/coast/control.yml:19:9: duplicate-id: the id “left-amber-council” was withdrawn in edition 2031-06-08
  = take a new id: an id is never used again
briefings/coast/humanitarian.yml:21:9: duplicate-id: the id “left-amber-council” is used a second time
  = it stands first in briefings/coast/control.yml, line 19; an id is never used again
"""
        if listed
        else """\
briefings/coast/control.yml:19:9: duplicate-id: the id “left-amber-council” was withdrawn in edition 2031-06-08
  = take a new id: an id is never used again
"""
    )


def test_the_id_of_a_withdrawn_fact_is_not_used_again_two_editions_later(published, tmp_path):
    """An edition in between knows nothing of it but its history."""
    root = published.next(tmp_path / "project", after=3)
    edit(
        root / FIGURES, "withdrawn:\n  - id: left-amber-council\n    note: The council has taken its number back.\n", ""
    )
    publish(root, None, published.public(tmp_path / "public"))
    write(root, {EDITION: NEXT.replace("2031-07", "2031-08")})
    add(root / CONTROL, f"figures:\n{REVIVED}")
    assert (
        told(root)
        == """\
briefings/coast/control.yml:19:9: duplicate-id: the id “left-amber-council” was withdrawn in edition 2031-06-08
  = take a new id: an id is never used again
"""
    )


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        (
            FACTIONS,
            "stance: denies",
            "stance: denys",
            "briefings/coast/factions.yml:4:13: wrong-type: “denys” is no stance\n  = did you mean `denies`?\n",
        ),
        (
            FACTIONS,
            "actor: tide-council",
            "actor: tied-council",
            "briefings/coast/factions.yml:3:12: unknown-id: no record “tied-council” among the actors\n  = did you mean `tide-council`?\n",
        ),
        (
            FACTIONS,
            "positions:",
            "positions: [",
            (
                "briefings/coast/factions.yml:2:3: yaml-syntax: not YAML: while parsing a flow node did not find expected node content\n"
                "  = look at this line and the one above it: indent, colons, quotes\n"
            ),
        ),
    ],
)
def test_a_fact_with_a_fault_of_form_has_not_vanished(begun, path, old, new, problem):
    edit(begun / path, old, new)
    assert ": vanished: " not in told(begun)
    assert problem in told(begun)


# ---------------------------------------------------------------- breaks in a series

BREAK = "add `series_break: true` to its `change:`, or take a new id"


def test_another_claimant_is_a_declared_break(begun):
    recounted(begun, "    said_by: tide-council\n    change: {cause: better_source}\n", said=", the Tide Council said")
    assert told(begun) == (
        "briefings/coast/humanitarian.yml:25:14: series-break: “ferry-sunk” has another claimant than in edition 2031-05-04: its numbers cannot be compared\n"
        f"  = {BREAK}\n"
    )
    edit(begun / FIGURES, "{cause: better_source}", "{cause: better_source, series_break: true}")
    assert told(begun) == ""


def test_another_publisher_that_speaks_for_itself_is_another_claimant(begun):
    recounted(begun, "    change: {cause: better_source}\n", publisher="Quince Wire")
    assert told(begun) == (
        "briefings/coast/humanitarian.yml:26:13: series-break: “ferry-sunk” has another claimant than in edition 2031-05-04: its numbers cannot be compared\n"
        f"  = {BREAK}\n"
    )


def test_another_document_of_the_same_publisher_is_no_break(begun):
    recounted(begun, "    change: {cause: better_source}\n")
    assert told(begun) == ""


BOATS = """\
  - id: boats-sunk
    name: Boats sunk
    definition: Boats that sank.
    unit: ferries
    measure: flow
    population: ferries
    words: [ferry, sank]
    phrase: {en: {other: "boats sank in {place}"}}
"""


def test_another_indicator_is_a_declared_break(begun):
    add(begun / INDICATORS, BOATS)
    edit(begun / FIGURES, "indicator: ferries-sunk", "indicator: boats-sunk")
    edit(begun / FIGURES, SUNK, f"    change: {{cause: definition_changed}}\n{SUNK}")
    assert told(begun) == (
        "briefings/coast/humanitarian.yml:22:16: series-break: “ferry-sunk” has another indicator than in edition 2031-05-04: its numbers cannot be compared\n"
        f"  = {BREAK}\n"
    )
    edit(begun / FIGURES, "definition_changed}", "definition_changed, series_break: true}")
    assert told(begun) == ""


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("definition: Ferries that sank in the place.", "definition: Ferries that burnt in the place.", "12:17"),
        ("    unit: ferries\n    measure: flow", "    unit: ferries\n    measure: stock", "12:17"),
    ],
)
def test_another_definition_is_declared_once_at_the_indicator(begun, old, new, place):
    edit(begun / INDICATORS, old, new)
    assert told(begun) == (
        f"briefings/indicators.yml:{place}: series-break: “ferries-sunk” counts something else than in edition 2031-05-04, and does not say so\n"
        "  = add `change: {cause: definition_changed, note: …}` to it, or take a new indicator\n"
    )
    add(begun / INDICATORS, "    change: {cause: definition_changed, note: Burnt ferries are counted now.}\n")
    assert told(begun) == ""


def test_another_definition_of_many_figures_is_one_problem(begun):
    edit(begun / INDICATORS, "People who left the place.", "People who left the place on foot.")
    assert (
        told(begun)
        == """\
briefings/indicators.yml:4:17: series-break: “people-left” counts something else than in edition 2031-05-04, and does not say so
  = add `change: {cause: definition_changed, note: …}` to it, or take a new indicator
"""
    )


@pytest.mark.parametrize("change", ["{cause: correction, note: It was wrong.}", "{cause: situation_changed}"])
def test_another_definition_is_declared_as_such(begun, change):
    edit(begun / INDICATORS, "Ferries that sank in the place.", "Ferries that burnt in the place.")
    add(begun / INDICATORS, f"    change: {change}\n")
    assert "series-break: “ferries-sunk” counts something else" in told(begun)


def test_a_number_in_the_note_of_an_indicator_stands_in_its_definitions(begun):
    edit(begun / INDICATORS, "Ferries that sank in the place.", "Ferries that burnt in the place.")
    add(begun / INDICATORS, "    change: {cause: definition_changed, note: 77 burnt.}\n")
    assert (
        told(begun)
        == """\
briefings/indicators.yml:18:47: P7-prose: the number “77” stands neither in what this says nor in what it said before
  = mend it, or leave it out: readers are shown the note
"""
    )


def test_the_declaration_of_the_last_edition_is_none_for_the_next_definition(fourth):
    edit(fourth / INDICATORS, "or were scuttled there", "or were burnt there")
    assert (
        told(fourth)
        == """\
briefings/indicators.yml:12:17: series-break: “ferries-sunk” counts something else than in edition 2031-06-08, and does not say so
  = add `change: {cause: definition_changed, note: …}` to it, or take a new indicator
"""
    )


def test_another_name_of_an_indicator_counts_the_same(begun):
    edit(begun / INDICATORS, "name: Ferries sunk", "name: Sunken ferries")
    assert told(begun) == ""


# ---------------------------------------------------------------- documents


def test_a_document_is_not_replaced_under_its_id(begun):
    text = FILES["seeds/bulletin.txt"] + "More.\n"
    write(begun, {"seeds/bulletin.txt": text})
    edit(
        begun / "seeds/bulletin.yml",
        sha256(FILES["seeds/bulletin.txt"].encode()).hexdigest(),
        sha256(text.encode()).hexdigest(),
    )
    add(begun / "seeds/bulletin.yml", "  - quote: More.\n    reason: Says nothing.\n")
    assert (
        told(begun)
        == """\
seeds/bulletin.yml:3:9: replaced-document: edition 2031-05-04 was proved against another document of the id “bulletin”
  = keep that document, and add this one as a source of its own; `superseded_by:` leads to it
"""
    )


def test_a_document_that_no_fact_cites_any_more_stays(fourth):
    control = (fourth / CONTROL).read_text("utf-8")
    gone = "withdrawn:\n  - {id: gull-held, note: It was left.}\n"
    write(fourth, {CONTROL: control[: control.index("  - id: gull-held")] + gone})
    add(
        fourth / "seeds/bulletin-2.yml",
        "unused:\n  - quote: The Harbour Guard has held Gull Island since 2031, the Lantern Watch said.\n    reason: It was left.\n",
    )
    assert told(fourth) == ""
    (fourth / "seeds/bulletin-2.yml").unlink()
    (fourth / "seeds/bulletin-2.txt").unlink()
    edit(fourth / "seeds/bulletin.yml", "superseded_by: bulletin-2", "superseded_by: bulletin-3")
    assert (
        told(fourth)
        == """\
seeds/bulletin-2.txt:0:0: replaced-document: the source “bulletin-2”, which edition 2031-06-08 was proved against, is gone or has a new id
  = bring it back, with its record: old editions stay proved
"""
    )


@pytest.mark.parametrize("other", ["wire", "wirre"])
def test_a_document_is_superseded_by_another_one(begun, other):
    add(begun / "seeds/wire.yml", f"superseded_by: {other}\n")
    assert told(begun) == (
        f"seeds/wire.yml:13:16: unknown-id: no other source has the id “{other}”\n  = name the source that took its place\n"
    )


# ---------------------------------------------------------------- ledgers that are not what was written


def of(number: int) -> str:
    return f"{EDITIONS}/{IDS[number - 1]}.json"


@pytest.mark.parametrize(
    "facts",
    [
        "",
        # Against the damaged ledger this would be a change without a cause.
        "what: nothing of the kind",
    ],
)
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            lambda text: text.replace('"value": "9"', '"value": "8"'),
            "it was changed after it was written: its seal does not fit",
        ),
        (lambda text: text.replace("{", "{ ", 1), "it was changed after it was written: its seal does not fit"),
        (lambda text: text.replace("\n", "\r\n"), "it was changed after it was written: its seal does not fit"),
        (lambda text: f"{text}\n", "it was changed after it was written: its seal does not fit"),
        # The last of two keys of one name is the one that is read.
        (
            lambda text: text.removesuffix("\n}\n") + ',\n "name": "9 June 2031"\n}\n',
            "it was changed after it was written: its seal does not fit",
        ),
        (lambda text: text[:-500], "it is not JSON text"),
        (lambda _: "", "it is not JSON text"),
        (lambda text: f"\ufeff{text}", "it is not JSON text"),
        (lambda _: "[" * 200_000, "it is not JSON text"),
        (lambda _: '{"a":' * 200_000, "it is not JSON text"),
        (lambda text: text.replace('"dateline": 1', f'"dateline": {"9" * 5000}'), "it is not JSON text"),
        (lambda _: "null", "it is not a ledger of this version: “” is missing or of another form"),
        (
            lambda text: text.replace('"dateline": 1', '"dateline": 2'),
            "it is not a ledger of this version: “dateline” is missing or of another form",
        ),
        (
            lambda text: text.replace(' "name": "8 June 2031",\n', ""),
            "it is not a ledger of this version: “name” is missing or of another form",
        ),
        (
            lambda text: text.replace('"gull-held": {"id"', '"gull-hold": 3, "gull-held": {"id"'),
            "it is not a ledger of this version: “facts.gull-hold” is missing or of another form",
        ),
    ],
)
def test_a_ledger_that_was_edited_by_hand_is_one_problem_and_no_flood(fourth, damage, said, facts):
    path = fourth / of(3)
    path.write_bytes(damage(path.read_text("utf-8")).encode())
    if facts:
        edit(fourth / FACTIONS, "what: any plan to leave Gull Island", facts)
    assert told(fourth) == f"{of(3)}:0:0: ledger: {said}\n  = {RESTORE}\n"


def test_a_ledger_that_is_no_text_is_one_problem(fourth):
    (fourth / of(3)).write_bytes(b"\xff" + (fourth / of(3)).read_bytes())
    assert told(fourth) == f"{of(3)}:0:0: ledger: it is not JSON text\n  = {RESTORE}\n"


@pytest.mark.parametrize("sealed", [True, False])
def test_an_older_ledger_that_was_edited_is_found_by_its_hash_in_the_next(fourth, sealed):
    alter(fourth / of(2), {'"value": "310"': '"value": "311"'}, sealed=sealed)
    assert told(fourth) == (
        f"{of(2)}:0:0: ledger: it was edited after edition 2031-06-08 was published: its hash is another\n  = {RESTORE}\n"
    )


def test_a_ledger_under_the_name_of_another_edition_is_told(fourth):
    (fourth / of(3)).write_bytes((fourth / of(2)).read_bytes())
    assert told(fourth) == f"{of(3)}:0:0: ledger: it is the ledger of edition 2031-05-11\n  = {RESTORE}\n"
    (fourth / of(3)).rename(fourth / EDITIONS / "2031-06-09.2.json")
    assert told(fourth) == (
        f"{EDITIONS}/2031-06-09.2.json:0:0: ledger: it is the ledger of edition 2031-05-11\n  = {RESTORE}\n"
    )


def test_a_ledger_that_is_missing_between_two_is_told(fourth):
    (fourth / of(2)).unlink()
    assert told(fourth) == (
        f"{of(3)}:0:0: ledger: it names edition 2031-05-11 as the one before, and here that is edition 2031-05-04\n"
        f"  = {RESTORE}\n"
    )


def test_a_ledger_that_leads_out_of_the_project_is_not_read(fourth, tmp_path):
    (fourth / of(3)).rename(tmp_path / "elsewhere.json")
    (fourth / of(3)).symlink_to(tmp_path / "elsewhere.json")
    assert told(fourth) == (
        f"{of(3)}:0:0: outside-project: it leads out of the project\n  = keep a copy inside the project\n"
    )


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("latest.json", "ledger: its name is not an edition’s id\n  = take it out of this folder\n"),
        ("2031-13-40.json", "ledger: its name is not an edition’s id\n  = take it out of this folder\n"),
        (
            "2031-06-08.yml",
            "layout: editions are written by `dateline publish`\n  = keep facts in another folder\n",
        ),
        ("deeper/facts.yml", "layout: editions are written by `dateline publish`\n  = keep facts in another folder\n"),
        ("2031-06-08.yaml", "layout: it ends in .yaml\n  = rename it to .yml\n"),
        (".2031-06-08.json.123", ""),  # what was being written when the machine stopped
    ],
)
def test_a_stray_file_among_the_ledgers_is_told(fourth, name, problem):
    write(fourth, {f"{EDITIONS}/{name}": "control: []\n"})
    assert told(fourth) == (f"{EDITIONS}/{name}:0:0: {problem}" if problem else "")


def test_a_ledger_of_facts_that_this_version_does_not_know_is_a_problem_of_the_build(fourth):
    """A ledger is read back only as far as a change asks for it."""
    alter(fourth / of(3), {'"stance": "denies"': '"stance": "shrugs"'}, sealed=True)
    edit(fourth / FACTIONS, "{cause: reworded}", "{cause: situation_changed}")
    assert told(fourth) == ""
    result = run(fourth, "build")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        f"{of(3)}: error[ledger]: a fact in it cannot be read by this version: 1 validation error for Position\n"
    )
    assert not (fourth / "site").exists()


# ---------------------------------------------------------------- dateline diff

FROM_FIRST_TO_SECOND = """\
2031-05-04 → 2031-05-11

The coast – Control
  New: According to the Lantern Watch, Gull Island has been controlled by the Harbour Guard since 2031.  [gull-held]

The coast – Figures
  Changed (the situation changed): 1 → 2 ferries sank in Port Amber (report of 10 May 2031), reports Amber Gazette  [ferry-sunk]
      Quotation: One ferry sank in Port Amber. → Two ferries sank in Port Amber.
      Source: bulletin → bulletin-2
  Changed (the source revised its report): At least 240 → at least 310 people left Port Amber on 2 May 2031, says the Lantern Watch  [left-amber-watch]
      The Lantern Watch counted again.
      Quotation: At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said. → At least 310 people left Port Amber on 2 May 2031, the Lantern Watch said.
      Source: bulletin → bulletin-2

The coast – Positions
  Changed (worded otherwise, the same in substance): The Tide Council denied any plan to leave Gull Island.  [council-denies-leaving]
      What: that it will leave Gull Island → any plan to leave Gull Island
"""
FROM_SECOND_TO_THIRD = """\
2031-05-11 → 2031-06-08

The coast – Figures
  Changed (there is a better source): The Tide Council says 9 ferries sank in Port Amber (report of 7 June 2031).  [ferry-sunk]
      Series break: The number before and the number now do not count the same, or are not said by the same: they must not be compared.
      The council keeps the register of ferries. Scuttled ferries are counted now.
      Quotation: Two ferries sank in Port Amber. → Nine ferries sank in Port Amber, the Tide Council said.
      Who says so: – → tide-council
      Source: bulletin-2 → bulletin-3
      Number: 2 → 9
      What is counted: Ferries that sank in the place. → Ferries that sank in the place or were scuttled there.
  Withdrawn: The Tide Council says about 300 people left Port Amber on 2 May 2031.  [left-amber-council]
      The council has taken its number back.
  Correction: At least 310 → at least 130 people left Port Amber on 2 May 2031, says the Lantern Watch  [left-amber-watch]
      The bulletin had misprinted the number.
      Why it leads: The monitor was there. → –
      Quotation: At least 310 people left Port Amber on 2 May 2031, the Lantern Watch said. → At least 130 people left Port Amber on 2 May 2031, the Lantern Watch said
      Source: bulletin-2 → bulletin-3
"""
FROM_FIRST_TO_THIRD = """\
2031-05-04 → 2031-06-08

The coast – Control
  New: According to the Lantern Watch, Gull Island has been controlled by the Harbour Guard since 2031.  [gull-held]

The coast – Figures
  Changed (there is a better source): The Tide Council says 9 ferries sank in Port Amber (report of 7 June 2031).  [ferry-sunk]
      Series break: The number before and the number now do not count the same, or are not said by the same: they must not be compared.
      The council keeps the register of ferries. Scuttled ferries are counted now.
      Quotation: One ferry sank in Port Amber. → Nine ferries sank in Port Amber, the Tide Council said.
      Who says so: – → tide-council
      Source: bulletin → bulletin-3
      Number: 1 → 9
      What is counted: Ferries that sank in the place. → Ferries that sank in the place or were scuttled there.
  Withdrawn: The Tide Council says about 300 people left Port Amber on 2 May 2031.  [left-amber-council]
      The council has taken its number back.
  Correction: At least 240 → at least 130 people left Port Amber on 2 May 2031, says the Lantern Watch  [left-amber-watch]
      The Lantern Watch counted again.
      The bulletin had misprinted the number.
      Why it leads: The monitor was there. → –
      Quotation: At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said. → At least 130 people left Port Amber on 2 May 2031, the Lantern Watch said
      Source: bulletin → bulletin-3

The coast – Positions
  Changed (worded otherwise, the same in substance): The Tide Council denied any plan to leave Gull Island.  [council-denies-leaving]
      What: that it will leave Gull Island → any plan to leave Gull Island
"""


@pytest.fixture
def published_three(published, tmp_path):
    return published.project(tmp_path / "project")


@pytest.mark.parametrize(
    ("editions", "text"),
    [
        ((IDS[0], IDS[1]), FROM_FIRST_TO_SECOND),
        ((IDS[1], IDS[2]), FROM_SECOND_TO_THIRD),
        ((IDS[0], IDS[2]), FROM_FIRST_TO_THIRD),
        ((IDS[2], IDS[0]), FROM_FIRST_TO_THIRD),  # time has one direction
        ((IDS[1],), FROM_SECOND_TO_THIRD),  # the files as they are
        ((IDS[2], IDS[2]), "Nothing changed: every fact stands as it stood.\n"),
        ((IDS[2],), "Nothing changed: every fact stands as it stood.\n"),
    ],
)
def test_what_changed_is_told_fact_by_fact(published_three, editions, text):
    result = run(published_three, "diff", *editions)
    assert (result.exit_code, result.stdout, result.stderr) == (0, text, "")


def test_what_changed_is_told_to_programs(published_three):
    result = run(published_three, "diff", IDS[1], IDS[2], "--format", "json")
    ledgers = [json.loads((published_three / of(number)).read_bytes()) for number in (2, 3)]
    told_to = json.loads(result.stdout)
    assert (result.exit_code, told_to["from"], told_to["to"]) == (0, IDS[1], IDS[2])
    sides = [{key: change.pop(key) for key in ("before", "after")} for change in told_to["changes"]]
    assert told_to["changes"] == [
        {
            "id": "ferry-sunk",
            "kind": "figures",
            "briefing": "coast",
            "step": "changed",
            "cause": "better_source",
            "notes": ["The council keeps the register of ferries. Scuttled ferries are counted now."],
            "series_break": True,
            "fields": ["quote", "said_by", "source", "value", "definition"],
        },
        {
            "id": "left-amber-council",
            "kind": "figures",
            "briefing": "coast",
            "step": "withdrawn",
            "cause": "withdrawn",
            "notes": ["The council has taken its number back."],
            "series_break": False,
            "fields": [],
        },
        {
            "id": "left-amber-watch",
            "kind": "figures",
            "briefing": "coast",
            "step": "changed",
            "cause": "correction",
            "notes": ["The bulletin had misprinted the number."],
            "series_break": False,
            "fields": ["headline", "quote", "source", "value"],
        },
    ]
    assert sides == [
        {"before": ledgers[0]["facts"][name], "after": ledgers[1]["facts"].get(name)}
        for name in ("ferry-sunk", "left-amber-council", "left-amber-watch")
    ]


def test_nothing_changed_is_told_to_programs_too(published_three):
    result = run(published_three, "diff", IDS[2], "--format", "json")
    assert json.loads(result.stdout) == {"from": IDS[2], "to": IDS[2], "names": [], "changes": []}


ACTORS = "briefings/actors.yml"
RENAMED = 'data-ref="previous/actors/harbour-guard/name">Harbour Guard</span> is now called <span data-ref="actors/harbour-guard/name">Coast Guard</span>.'


def call_otherwise(root: Path) -> None:
    """Give an actor another name; the documents keep the one that they have."""
    edit(root / ACTORS, "name: Harbour Guard,", "name: Coast Guard, also: [Harbour Guard],")


def test_another_name_of_an_actor_is_told(begun):
    call_otherwise(begun)
    result = run(begun, "diff", IDS[0])
    assert (result.exit_code, result.stdout) == (
        0,
        "2031-05-04 → 2031-07-01\n\nNames\n  Harbour Guard is now called Coast Guard  [harbour-guard]\n",
    )
    told_to = json.loads(run(begun, "diff", IDS[0], "--format", "json").stdout)
    assert told_to["names"] == [
        {"register": "actors", "id": "harbour-guard", "before": "Harbour Guard", "after": "Coast Guard"}
    ]
    assert run(begun, "build").exit_code == 0
    assert RENAMED in (begun / "site/changes.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"previous/actors/harbour-guard/name": "Harbour Guard"',
            '"previous/actors/harbour-guard/name": "Sea Guard"',
            "“harbour-guard” was not called “Sea Guard” in edition 2031-05-04, or is called so still",
        ),
        (
            ' "previous/actors/harbour-guard/name": "Harbour Guard",\n',
            "",
            "“harbour-guard” is called otherwise than in edition 2031-05-04, and nothing says so",
        ),
    ],
)
def test_another_name_is_held_against_the_ledger(begun, old, new, said):
    call_otherwise(begun)
    assert run(begun, "build").exit_code == 0
    assert said in tampered(begun, "data/reference.json", old, new)


def test_a_name_that_the_page_of_changes_tells_otherwise_is_named(begun):
    call_otherwise(begun)
    assert run(begun, "build").exit_code == 0
    found = tampered(begun, "changes.html", RENAMED, RENAMED.replace(">Harbour Guard<", ">Sea Guard<"))
    assert found == ["this is not the text of “previous/actors/harbour-guard/name” in reference.json"]


@pytest.mark.parametrize("editions", [("2031-05-05",), ("2031-05-05", IDS[0]), (IDS[0], "2031-05-05")])
def test_an_edition_that_was_not_published_is_told(published_three, editions):
    result = run(published_three, "diff", *editions)
    assert result.exit_code == 1
    assert result.stdout == (
        "briefings/editions: error[edition]: no edition “2031-05-05” was published\n"
        "   = help: published are 2031-05-04, 2031-05-11, 2031-06-08\n"
    )


def test_a_project_without_editions_says_so(project):
    result = run(project, "diff", "2031-05-04")
    assert (result.exit_code, result.stdout) == (
        1,
        "briefings/editions: error[edition]: no edition “2031-05-04” was published\n   = help: none is published yet\n",
    )


def test_a_damaged_ledger_is_not_compared(published_three):
    alter(published_three / of(2), {'"value": "310"': '"value": "311"'})
    result = run(published_three, "diff", IDS[0], IDS[1])
    assert result.exit_code == 1
    assert result.stdout.startswith(
        f"{of(2)}: error[ledger]: it was changed after it was written: its seal does not fit\n"
    )


def test_files_with_problems_are_compared_and_the_problems_are_counted(fourth):
    edit(fourth / FACTIONS, "what: any plan to leave Gull Island", "what: all 7 plans to leave Gull Island")
    edit(fourth / FACTIONS, "{cause: reworded}", "{cause: correction, note: There were more.}")
    result = run(fourth, "diff", IDS[2])
    assert result.exit_code == 0
    assert (
        result.stdout
        == """\
2031-06-08 → 2031-07-01

The coast – Positions
  Correction: The Tide Council denied all 7 plans to leave Gull Island.  [council-denies-leaving]
      There were more.
      What: any plan to leave Gull Island → all 7 plans to leave Gull Island
"""
    )
    assert result.stderr == "\nThe project has 1 problem; `dateline check` names it.\n"


@pytest.mark.xfail(
    strict=True, reason="held against its own edition, a change has no entry, and reads as “Shown otherwise”"
)
def test_files_that_changed_under_the_id_of_a_published_edition_have_changed(published_three):
    edit(published_three / FACTIONS, "what: any plan to leave Gull Island", "what: no plan to leave Gull Island")
    assert "  Changed" in run(published_three, "diff", IDS[2]).stdout


STEERING = "\x1b]0;pwned\x07 \x9b31m \u202edesrever\u2028 \x08"


@pytest.mark.parametrize("form", ["text", "json"])
def test_hostile_text_does_not_steer_the_terminal(begun, form):
    write(
        begun,
        {
            FACTIONS: FILES[FACTIONS].replace(
                DENIES, f"what: {json.dumps(STEERING)}\n    change: {{cause: reworded, note: {json.dumps(STEERING)}}}"
            )
        },
    )
    alter(begun / of(1), {"The coast": json.dumps(STEERING)[1:-1]}, sealed=True)
    result = run(begun, "diff", IDS[0], "--format", form)
    assert result.exit_code == 0
    assert "pwned" in result.stdout
    steering = {char for char in result.output if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"}} - {"\n"}
    assert steering == set()


def test_an_edition_of_a_hostile_name_does_not_steer_the_terminal(published_three):
    result = run(published_three, "diff", "\x1b[31m\u202e")
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output


# ---------------------------------------------------------------- marks

MARK = re.compile(r'<a class="mark (\w+)(?: small)?" href="([^"]*)">([^<]+)<')


def marks(page: Path) -> set[tuple[str, ...]]:
    return {match.groups() for match in MARK.finditer(page.read_text("utf-8"))}


@pytest.mark.parametrize(
    ("page", "facts"),
    [
        ("index.html", {"left-amber-watch", "ferry-sunk", "gull-held"}),
        ("coast/index.html", {"left-amber-watch", "ferry-sunk", "gull-held", "council-denies-leaving"}),
        ("coast/control.html", {"gull-held"}),
        ("coast/factions.html", {"council-denies-leaving"}),
        ("coast/negotiations.html", {"council-denies-leaving"}),
        ("coast/humanitarian.html", {"left-amber-watch", "ferry-sunk"}),
        ("coast/timeline.html", {"left-amber-watch", "gull-held"}),
        ("actors/harbour-guard.html", {"gull-held"}),
        ("actors/lantern-watch.html", {"left-amber-watch", "gull-held"}),
        ("places/gull-island.html", {"gull-held", "council-denies-leaving"}),
        ("places/port-amber.html", {"left-amber-watch", "ferry-sunk"}),
        ("sources/bulletin-2.html", {"left-amber-watch", "ferry-sunk", "gull-held"}),
        ("sources/wire.html", {"council-denies-leaving"}),
        ("facts/coast.html", {"left-amber-watch", "ferry-sunk", "gull-held", "council-denies-leaving"}),
        ("sources/bulletin.html", set()),
        ("method.html", set()),
    ],
)
def test_every_page_marks_what_is_new_or_changed_in_words_that_lead_to_what_it_was(published, page, facts):
    up = "../" * page.count("/")
    words = {name: ("new", "New") if name == "gull-held" else ("changed", "Changed") for name in facts}
    expected = {(words[name][0], f"{up}changes.html#{name}", words[name][1]) for name in facts}
    assert marks(published.folder / "public" / IDS[1] / page) == expected


def test_each_mark_leads_to_an_entry_of_the_page_of_changes(published):
    for edition in IDS[1:]:
        folder = published.folder / "public" / edition
        text = (folder / "changes.html").read_text("utf-8")
        entries = set(re.findall(r'<article class="difference [^"]*" id="([^"]*)"', text))
        changes = json.loads((folder / "data/changes.json").read_bytes())["changes"]
        assert entries == {change["id"] for change in changes}
        for page in folder.rglob("*.html"):
            assert {href.partition("#")[2] for _, href, _ in marks(page)} <= entries


def test_a_correction_is_marked_as_a_correction(published):
    page = published.folder / "public" / IDS[2] / "coast/humanitarian.html"
    assert marks(page) == {
        ("correction", "../changes.html#left-amber-watch", "Correction"),
        ("changed", "../changes.html#ferry-sunk", "Changed"),
    }


def test_corrections_stand_first_on_the_page_whatever_their_topic(begun):
    """In the order of topics a correction of a position stood below whatever had changed on the map."""
    edit(
        begun / CONTROL, "state: controlled", "state: claimed\n    change: {cause: situation_changed, note: So it is.}"
    )
    edit(begun / "briefings/coast/briefing.yml", "The Harbour Guard has held", "The Harbour Guard claims to hold")
    positions = begun / "briefings/coast/factions.yml"
    corrected = "change: {cause: correction, note: The verb was wrong.}\n    what: that it leaves"
    edit(positions, "what: that it will leave", corrected)
    built = run(begun, "build")
    assert built.exit_code == 0, built.stdout
    text = (begun / "site/changes.html").read_text("utf-8")
    told = re.findall(r'<h([23])[^>]*>(?:<span[^>]*>)?([^<]*)|<article class="difference \w+" id="([^"]*)"', text)
    assert ["".join(one).lstrip("23") for one in told][:6] == [
        "Corrections", "The coast", "council-denies-leaving", "The coast", "Control", "amber-held",
    ]  # fmt: skip
    assert text.count('id="council-denies-leaving"') == 1
    brief = printed(next((begun / "site/briefs").glob("coast.*.a4.pdf")))
    assert brief.index("The verb was wrong.") < brief.index("So it is.")


def test_a_first_edition_marks_nothing_and_has_no_histories(published):
    for page in (published.folder / "public" / IDS[0]).rglob("*.html"):
        assert marks(page) == set(), page
        assert "history/" not in page.read_text("utf-8"), page
        assert 'class="difference' not in page.read_text("utf-8"), page


def test_a_fact_that_is_only_shown_otherwise_carries_no_mark(begun):
    edit(begun / CONTROL, "    said_by", "    note: So it was said.\n    said_by")
    assert run(begun, "build").exit_code == 0
    assert set().union(*map(marks, (begun / "site").rglob("*.html"))) == set()
    (change,) = json.loads((begun / "site/data/changes.json").read_bytes())["changes"]
    assert (change["id"], change["cause"], change["fields"]) == ("amber-held", None, ["note"])
    assert 'id="amber-held"' in (begun / "site/changes.html").read_text("utf-8")


def test_an_edition_in_which_nothing_changed_marks_nothing(begun):
    assert run(begun, "build").exit_code == 0
    assert set().union(*map(marks, (begun / "site").rglob("*.html"))) == set()
    assert json.loads((begun / "site/data/changes.json").read_bytes()) == {
        "edition": "2031-07-01",
        "previous": "2031-05-04",
        "changes": [],
    }


# ---------------------------------------------------------------- histories and addresses


def part(page: Path, fact: str) -> str:
    """Return the words of a fact's part of a page."""
    text = page.read_text("utf-8")
    found = re.search(rf'<article [^>]*\bid="{fact}".*?</article>', text, re.DOTALL)
    assert found, f"{fact} has no address on {page.name}"
    return " ".join(re.sub(r"<[^>]*>", " ", found[0]).split())


def history(edition: Path, fact: str) -> list[tuple[str, str]]:
    """Return what each edition did to a fact, as its history tells, and the page that it leads to."""
    text = (edition / "facts/coast.html").read_text("utf-8")
    article = re.search(rf'<article [^>]*\bid="{fact}".*?</article>', text, re.DOTALL)
    assert article
    entries = re.findall(r"<li\b.*?</li>", article[0], re.DOTALL)
    return [
        (
            " ".join(re.sub(r"<[^>]*>", " ", entry).split()).replace(" :", ":").replace(" ,", ","),
            "".join(re.findall(r'href="([^"]*)"', entry)),
        )
        for entry in entries
    ]


def test_every_fact_has_its_history_edition_by_edition(published):
    assert history(published.folder / "public" / IDS[2], "left-amber-watch") == [
        ("Edition 2031-06-08, this edition: Correction The bulletin had misprinted the number.", ""),
        (
            "Edition 2031-05-11: The source revised its report The Lantern Watch says at least 310 people left Port Amber on 2 May 2031. The Lantern Watch counted again.",
            "../../2031-05-11/facts/coast.html#left-amber-watch",
        ),
        (
            "Edition 2031-05-04: New The Lantern Watch says at least 240 people left Port Amber on 2 May 2031.",
            "../../2031-05-04/facts/coast.html#left-amber-watch",
        ),
    ]
    assert [entry for entry, _ in history(published.folder / "public" / IDS[2], "ferry-sunk")] == [
        "Edition 2031-06-08, this edition: There is a better source ; series break The council keeps the register of ferries. Scuttled ferries are counted now.",
        "Edition 2031-05-11: The situation changed Amber Gazette reports that 2 ferries sank in Port Amber (report of 10 May 2031).",
        "Edition 2031-05-04: New Amber Gazette reports that 1 ferry sank in Port Amber (report of 3 May 2031).",
    ]


def test_a_withdrawn_fact_keeps_its_address(published):
    page = published.folder / "public" / IDS[2] / "facts/coast.html"
    words = part(page, "left-amber-council")
    assert words.startswith(
        "Withdrawn The Tide Council says about 300 people left Port Amber on 2 May 2031. The council has taken its number back."
    )
    assert [href for _, href in history(page.parent.parent, "left-amber-council")] == [
        "",
        "../../2031-05-04/facts/coast.html#left-amber-council",
    ]
    # Nowhere else is it said, but where the change is told.
    pages = {
        path.relative_to(page.parent.parent).as_posix()
        for path in page.parent.parent.rglob("*.html")
        if "about 300 people" in path.read_text("utf-8")
    }
    assert pages == {"facts/coast.html", "changes.html"}


def test_a_withdrawn_fact_keeps_its_address_in_all_later_editions(fourth, published, tmp_path):
    assert run(fourth, "publish", "--to", str(published.public(tmp_path / "public"))).exit_code == 0
    assert "about 300 people" in part(tmp_path / "public/2031-07-01/facts/coast.html", "left-amber-council")
    assert told(fourth, "audit", str(tmp_path / "public")) == ""


def test_a_withdrawn_figure_without_a_date_of_its_own_is_told(begun):
    """Its sentence says of when its document is, which its quotation does not."""
    edit(begun / FIGURES, f"  - id: ferry-sunk\n    indicator: ferries-sunk\n    place: port-amber\n{SUNK}", "")
    add(begun / FIGURES, "withdrawn:\n  - {id: ferry-sunk, note: It came up.}\n")
    edit(begun / BRIEFING, "[left-amber-watch, ferry-sunk]", "[left-amber-watch]")
    add(begun / "seeds/bulletin.yml", "  - quote: One ferry sank in Port Amber.\n    reason: It came up.\n")
    result = run(begun, "build")
    assert result.exit_code == 0, result.stdout
    assert "Amber Gazette reports that 1 ferry sank in Port Amber (report of 3 May 2031)." in part(
        begun / "site/facts/coast.html", "ferry-sunk"
    )


def test_a_withdrawn_fact_keeps_its_address_when_its_briefing_is_gone(begun):
    for path in (begun / "briefings/coast").iterdir():
        path.unlink()
    listed = "".join(
        f"  - {{id: {name}, note: The coast is told of no more.}}\n"
        for name in ("amber-held", "council-denies-leaving", "ferry-sunk", "left-amber-council", "left-amber-watch")
    )
    (begun / "briefings/coast").rmdir()
    write(
        begun,
        {
            "briefings/harbour/briefing.yml": "title: The harbour\nplaces: [port-amber]\nsummary: Nothing new.\n",
            "briefings/harbour/control.yml": f"withdrawn:\n{listed}",
        },
    )
    for seed in ("bulletin", "wire"):
        text = (begun / f"seeds/{seed}.txt").read_text("utf-8")
        record = (begun / f"seeds/{seed}.yml").read_text("utf-8")
        sentences = [one for one in re.split(r"(?<=\.)\s", text) if one and one not in record]
        add(begun / f"seeds/{seed}.yml", "".join(f"  - quote: {one}\n    reason: Told no more.\n" for one in sentences))
    assert told(begun) == ""
    assert run(begun, "build").exit_code == 0
    assert "The Tide Council says about 300 people left" in part(begun / "site/facts/coast.html", "left-amber-council")


def test_a_moved_fact_keeps_its_old_address_and_leads_to_the_new_one(begun, published, tmp_path):
    write(begun, MOVED)
    assert run(begun, "publish", "--to", str(published.public(tmp_path / "public", 1))).exit_code == 0
    site = tmp_path / "public/2031-07-01"
    assert "The harbour" in part(site / "facts/coast.html", "amber-held")
    assert 'href="harbour.html#amber-held"' in (site / "facts/coast.html").read_text("utf-8")
    assert "Port Amber has been controlled by the Harbour Guard" in part(site / "facts/harbour.html", "amber-held")
    assert set().union(*map(marks, site.rglob("*.html"))) == set()
    # And in the edition after that one.
    write(begun, {EDITION: NEXT.replace("2031-07", "2031-08")})
    assert run(begun, "publish", "--to", str(tmp_path / "public")).exit_code == 0
    site = tmp_path / "public/2031-08-01"
    assert 'href="harbour.html#amber-held"' in (site / "facts/coast.html").read_text("utf-8")
    assert told(begun, "audit", str(tmp_path / "public")) == ""


def test_a_correction_stands_on_the_wrong_edition_when_that_is_built_again_and_the_frozen_one_stays(
    published, tmp_path
):
    root = published.project(tmp_path / "project", written=2, ledgers=3)
    published.public(root / "public")
    before = tree(root / "public")
    assert told(root) == ""
    assert run(root, "build").exit_code == 0
    for page in (
        "index.html",
        "coast/index.html",
        "coast/humanitarian.html",
        "facts/coast.html",
        "places/port-amber.html",
    ):
        words = " ".join(re.sub(r"<[^>]*>", " ", (root / "site" / page).read_text("utf-8")).split())
        assert (
            "Corrected in edition 2031-06-08 . The bulletin had misprinted the number. Now: The Lantern Watch says at least 130 people left Port Amber on 2 May 2031."
            in words
        ), page
    assert tree(root / "public") == before
    assert told(root, "audit", str(root / "site")) == ""
    assert "misprinted" not in "".join(path.read_text("utf-8") for path in (root / "public" / IDS[1]).rglob("*.html"))


# ---------------------------------------------------------------- differences in numbers


def deltas(root: Path) -> list[str]:
    assert told(root) == ""
    result = run(root, "build")
    assert result.exit_code == 0, result.stdout
    return re.findall(r"<data [^>]*data-delta=[^>]*>[^<]*</data>", (root / "site/changes.html").read_text("utf-8"))


def test_a_difference_of_exact_numbers_of_one_claimant_is_told(begun):
    recounted(begun, "    change: {cause: situation_changed}\n")
    assert deltas(begun) == ['<data value="2" data-delta="ferry-sunk">2 more</data>']


def one_came_up(root: Path) -> None:
    """Begin the third edition, in which one ferry is told of that were two."""
    write(root, {EDITION: NEXT})
    write(root, source("late", "One ferry sank in Port Amber.\n", "2031-06-30", "Amber Gazette"))
    fact = "value: {}\n    change: {}\n    source: {}\n    quote: {} sank in Port Amber."
    edit(
        root / FIGURES,
        fact.format(2, "{cause: situation_changed}", "bulletin-2", "Two ferries"),
        fact.format(1, "{cause: situation_changed, note: One came up.}", "late", "One ferry"),
    )
    add(
        root / "seeds/bulletin-2.yml", "unused:\n  - quote: Two ferries sank in Port Amber.\n    reason: One came up.\n"
    )


def test_a_number_that_fell_has_fewer(published, tmp_path):
    root = published.next(tmp_path / "project", after=2)
    one_came_up(root)
    assert deltas(root) == ['<data value="-1" data-delta="ferry-sunk">1 fewer</data>']


def test_of_what_is_measured_there_is_less(tmp_path):
    root = tmp_path / "project"
    for number in range(2):
        write_edition(root, number)
        edit(root / INDICATORS, "unit: ferries", "unit: tonnes")
        publish(root, IDS[number], tmp_path / "public")
    one_came_up(root)
    assert deltas(root) == ['<data value="-1" data-delta="ferry-sunk">1 less</data>']


@pytest.mark.parametrize(
    ("more", "publisher", "said"),
    [
        ("    change: {cause: situation_changed, series_break: true}\n", "Amber Gazette", ""),
        ("    change: {cause: better_source, series_break: true}\n", "Quince Wire", ""),
        (
            "    said_by: tide-council\n    change: {cause: better_source, series_break: true}\n",
            "Amber Gazette",
            ", the Tide Council said",
        ),
    ],
)
def test_no_difference_is_told_across_a_break(begun, more, publisher, said):
    recounted(begun, more, publisher, said)
    assert deltas(begun) == []


def test_no_difference_is_told_across_another_definition(begun):
    recounted(begun, "    change: {cause: situation_changed}\n")
    edit(begun / INDICATORS, "Ferries that sank in the place.", "Ferries that burnt in the place.")
    add(begun / INDICATORS, "    change: {cause: definition_changed, note: Burnt ferries are counted now.}\n")
    assert deltas(begun) == []


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("More than 3 ferries sank", "value: 3\n    quantifier: more_than"),
        ("Some 3 ferries sank", "value: 3\n    quantifier: about"),
        ("Between 3 and 5 ferries sank", "value: [3, 5]\n    quantifier: between"),
        ("Dozens of ferries sank", "magnitude: dozens"),
    ],
)
def test_no_difference_is_told_of_numbers_that_are_not_exact(begun, words, fields):
    write(begun, source("late", f"{words} in Port Amber.\n", "2031-06-30", "Amber Gazette"))
    fact = (
        f"    {fields}\n    change: {{cause: situation_changed}}\n    source: late\n    quote: {words} in Port Amber.\n"
    )
    edit(begun / FIGURES, SUNK, fact)
    edit(begun / INDICATORS, "words: [ferry, sank]", "words: [sank]")
    add(begun / "seeds/bulletin.yml", "  - quote: One ferry sank in Port Amber.\n    reason: Counted anew.\n")
    assert deltas(begun) == []


def test_the_published_editions_tell_the_one_difference_that_may_be_told(published):
    pages = [(published.folder / "public" / edition / "changes.html").read_text("utf-8") for edition in IDS]
    assert [re.findall(r"data-delta=[^>]*>[^<]*<", page) for page in pages] == [
        [],
        ['data-delta="ferry-sunk">1 more<'],
        [],
    ]


# ---------------------------------------------------------------- ages

DEMAND = {
    **source(
        "letter",
        "The Harbour Guard told the Tide Council to leave Gull Island by 10 May 2031.\n",
        "2031-05-03",
        "Amber Gazette",
    ),
    "briefings/coast/negotiations.yml": """\
demands:
  - id: leave-gull
    by: harbour-guard
    to: tide-council
    place: gull-island
    what: leave Gull Island
    deadline: 2031-05-10
    said_by: harbour-guard
    source: letter
    quote: The Harbour Guard told the Tide Council to leave Gull Island by 10 May 2031.
""",
}


def ages(project: Path, cutoff: str, more: str = "") -> dict[str, str]:
    """Build with a cutoff; return the days that pages give, by fact."""
    write(project, {**DEMAND, EDITION: f'id: "2031-09-09"\ntitle: A coast\ncutoff: {cutoff}\n{more}'})
    result = run(project, "build")
    assert result.exit_code == 0, result.stdout
    text = (project / "site/facts/coast.html").read_text("utf-8")
    found = re.findall(r'<data value="([^"]*)" data-days="([^"]*)">([^<]*)</data>', text)
    return {fact: f"{value}: {words}" for value, fact, words in found}


@pytest.mark.parametrize(
    ("cutoff", "days"),
    [
        ("2031-05-09", {"leave-gull": "-1: 1 day after"}),
        ("2031-05-08", {"leave-gull": "-2: 2 days after"}),
        ("2031-05-11", {"leave-gull": "1: 1 day before"}),
        ("2031-06-02", {"leave-gull": "23: 23 days before"}),
        ("2031-06-03", {"leave-gull": "24: 24 days before", "amber-held": "31: 31 days old"}),
        ("2032-05-03", {"leave-gull": "359: 359 days before", "amber-held": "366: 366 days old"}),
    ],
)
def test_ages_and_deadlines_are_counted_from_the_cutoff(project, cutoff, days):
    assert ages(project, cutoff) == days


def test_after_how_many_days_a_state_is_stale_is_the_editions(project):
    assert "amber-held" not in ages(project, "2031-06-03", "stale_after: 31\n")
    assert "amber-held" in ages(project, "2031-05-05", "stale_after: 1\n")
    assert "amber-held" not in ages(project, "2031-05-04", "stale_after: 1\n")


def test_what_happened_in_a_period_that_is_over_is_not_stale(project):
    assert set(ages(project, "2041-05-04")) == {"amber-held", "leave-gull"}


# ---------------------------------------------------------------- the audit of what changed


@pytest.fixture
def latest(published, tmp_path):
    """Copy the project, with the third edition as a site."""
    root = published.project(tmp_path / "project")
    shutil.copytree(published.folder / "public" / IDS[2], root / "site")
    return root


def tampered(root: Path, page: str, old: str, new: str) -> list[str]:
    """Alter a page or a data file and its manifest; return what the audit says, without the places."""
    alter(root / "site" / page, {old: new})
    forge_manifest(root / "site")
    lines = told(root, "audit", str(root / "site")).splitlines()
    return [line.partition(": P8-output: ")[2] for line in lines if not line.startswith("  = ")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '<span data-was="left-amber-watch"><data value="310" data-fact="left-amber-watch">At least 310<',
            '<span data-was="left-amber-watch"><data value="310" data-fact="left-amber-watch">At least 410<',
            ["“At least 410” is not the value of “left-amber-watch”"],
        ),
        (
            '<span data-was="left-amber-watch"><data value="310"',
            '<span data-was="left-amber-watch"><data value="410"',
            ["the attribute `value` is not the value of “left-amber-watch”"],
        ),
        (
            '<span data-was="left-amber-watch"><data value="310" data-fact="left-amber-watch">At least 310<',
            '<span data-was="ferry-sunk"><data value="310" data-fact="left-amber-watch">At least 310<',
            None,
        ),
        (
            'data-sentence="left-amber-council">The Tide Council says about 300',
            'data-sentence="left-amber-council">The Tide Council says about 400',
            None,
        ),
        (
            "Ferries that sank in the place.<",
            "Ferries that sank in 9 places.<",
            ["“9” does not stand in the quotations of “ferry-sunk”"],
        ),
        ("The bulletin had misprinted the number.", "The bulletin was right.", None),
        (
            '<p class="note"><span data-ref="history/left-amber-watch/2031-06-08/note">',
            '<p class="delta"><data value="-180" data-delta="left-amber-watch">180 fewer</data></p><p class="note"><span data-ref="history/left-amber-watch/2031-06-08/note">',
            ["“180 fewer” is not the difference, which is -180"],
        ),
        (
            '<p class="note"><span data-ref="history/ferry-sunk/2031-06-08/note">',
            '<p class="delta"><data value="7" data-delta="ferry-sunk">7 more</data></p><p class="note"><span data-ref="history/ferry-sunk/2031-06-08/note">',
            ["a difference stands here, and nothing that may be subtracted"],
        ),
        (
            '<p class="note"><span data-ref="history/left-amber-council/2031-06-08/note">',
            '<p><data value="1" data-delta="left-amber-council">1 more</data></p><p class="note"><span data-ref="history/left-amber-council/2031-06-08/note">',
            ["a difference stands here, and nothing that may be subtracted"],
        ),
        (
            "</main>",
            '<p data-was="amber-held">It was held.</p></main>',
            ["no fact of changes.json, as it was, has the id “amber-held”"],
        ),
        ("</main>", "<p>At least 310 were told.</p></main>", ["“310” stands on the page and belongs to no fact"]),
    ],
)
def test_the_page_of_changes_is_held_against_what_was(latest, old, new, said):
    found = tampered(latest, "changes.html", old, new)
    assert found == said if said else found


def test_a_difference_that_is_told_is_subtracted_again(published, tmp_path):
    root = published.project(tmp_path / "project")
    for old, new, said in (
        ("1 more</data>", "2 more</data>", ["“2 more” is not the difference, which is 1"]),
        ("2 more</data>", "1 fewer</data>", ["“1 fewer” is not the difference, which is 1"]),
        ("1 fewer</data>", "1 more</data>", []),
        ('value="1" data-delta', 'value="-1" data-delta', ["“1 more” is not the difference, which is 1"]),
    ):
        if not (root / "site").exists():
            shutil.copytree(published.folder / "public" / IDS[1], root / "site")
        assert tampered(root, "changes.html", old, new) == said


def test_days_are_counted_again(latest):
    page = latest / "site/coast/control.html"
    (days,) = set(re.findall(r'<data value="(\d+)" data-days="amber-held">', page.read_text("utf-8")))
    assert days == "36"
    assert (
        tampered(
            latest,
            "coast/control.html",
            '<data value="36" data-days="amber-held">36 days',
            '<data value="35" data-days="amber-held">35 days',
        )
        != []
    )
    assert (
        tampered(
            latest,
            "coast/control.html",
            '<data value="35" data-days="amber-held">35 days',
            '<data value="36" data-days="amber-held">35 days',
        )
        != []
    )
    assert (
        tampered(
            latest,
            "coast/control.html",
            '<data value="36" data-days="amber-held">35 days',
            '<data value="36" data-days="amber-held">36 days',
        )
        == []
    )


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (
            "history/left-amber-watch/2031-05-11/text",
            "The Lantern Watch says at least 310 people left Port Amber on 2 May 2031.",
        ),
        ("history/left-amber-watch/2031-05-11/note", "The Lantern Watch counted again."),
        ("history/left-amber-watch/2031-05-04/edition", "2031-05-04"),
    ],
)
def test_a_history_told_otherwise_on_page_and_in_data_is_held_against_the_ledger(latest, at, text):
    wrong = "2031-05-03" if at.endswith("edition") else "Nothing happened."
    assert tampered(latest, "facts/coast.html", f'data-ref="{at}">{text}<', f'data-ref="{at}">{wrong}<') == [
        f"this is not the text of “{at}” in reference.json"
    ]
    found = tampered(
        latest, "data/reference.json", f"{json.dumps(at)}: {json.dumps(text)}", f"{json.dumps(at)}: {json.dumps(wrong)}"
    )
    assert f"“{at}” is not what the ledger of edition 2031-05-11 tells" in found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "at least 310 people",
            "at least 410 people",
            "“left-amber-watch” is not what it was in edition 2031-05-11: text",
        ),
        (
            '"low": 310',
            '"low": 410',
            "“left-amber-watch” is not what it was in edition 2031-05-11: value",
        ),
        (
            '"quantifier": "at_least", "magnitude"',
            '"quantifier": "more_than", "magnitude"',
            "“left-amber-watch” is not what it was in edition 2031-05-11: value",
        ),
        ('"value": "310"', '"value": "410"', "“left-amber-watch” is not what it was in edition 2031-05-11: fields"),
        (
            '"exact": "Two ferries sank',
            '"exact": "Ten ferries sank',
            "“ferry-sunk” is not what it was in edition 2031-05-11: citations",
        ),
        (
            '"definition": "Ferries that sank in the place."',
            '"definition": "Ferries."',
            "“ferry-sunk” is not what it was in edition 2031-05-11: definition",
        ),
        ('"step": "withdrawn"', '"step": "changed"', "“left-amber-council” is not “changed”"),
        ('"previous": "2031-05-11"', '"previous": "2031-05-04"', "the editions are not those of facts.json"),
        ('"edition": "2031-06-08"', '"edition": "2031-05-11"', "the editions are not those of facts.json"),
    ],
)
def test_the_data_of_changes_is_held_against_the_ledger(latest, old, new, said):
    assert said in tampered(latest, "data/changes.json", old, new)


def without(root: Path, fact: str) -> list[str]:
    path = root / "site/data/changes.json"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if f'{{"id": "{fact}"' not in line]
    assert len(kept) == len(lines) - 1
    path.write_text(re.sub(r",\n \]", "\n ]", "".join(kept)), "utf-8")
    forge_manifest(root / "site")
    said = told(root, "audit", str(root / "site")).splitlines()
    return [line for line in said if line.startswith("data/changes.json")]


def test_a_withdrawal_that_the_data_leave_out_is_named(latest):
    assert without(latest, "left-amber-council") == [
        "data/changes.json:0:0: P8-output: “left-amber-council” is new or withdrawn, and no change says so"
    ]


@pytest.mark.xfail(
    strict=True, reason="a changed fact that changes.json leaves out is not missed, where the pages leave it out too"
)
def test_a_change_that_the_data_and_the_pages_leave_out_is_named(latest):
    page = latest / "site/changes.html"
    article = re.search(
        r'<article class="difference[^"]*" id="left-amber-watch".*?</article>', page.read_text("utf-8"), re.DOTALL
    )
    assert article
    alter(page, {article[0]: ""})
    assert [line for line in without(latest, "left-amber-watch") if "left-amber-watch" in line] != []


def test_a_correction_that_no_edition_made_is_named(published, tmp_path):
    root = published.project(tmp_path / "project", written=2, ledgers=3)
    assert run(root, "build").exit_code == 0
    text = "The bulletin had misprinted the number."
    at = json.dumps("corrected/left-amber-watch/note")
    found = tampered(root, "data/reference.json", f"{at}: {json.dumps(text)}", f'{at}: "It was forged."')
    assert "no edition 2031-06-08 corrects “left-amber-watch” so" in found


# ---------------------------------------------------------------- laws


def states(root: Path) -> list[State]:
    return [load_ledger(path.read_bytes()).state for path in sorted((root / EDITIONS).iterdir())]


def test_a_state_differs_in_nothing_from_itself(published):
    for state in states(published.folder / "project"):
        assert diff(state, state) == ()


def test_a_fact_made_again_from_its_canonical_form_has_that_form(published, built_project):
    found = [*states(published.folder / "project"), check(built_project).state]
    assert sum(len(state.facts) for state in found) > 50
    for state in found:
        again = Revived(state.records)
        for name, plain in state.facts.items():
            assert canonical(again.fact(name)) == plain
        for register in NAMED.keys() - {"facts", "sources"}:  # without its document a source is not made again
            for plain in state.records[register].values():
                assert canonical(again.make(register, plain)) == plain


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
ids = st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
days = st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(str)
editions = st.builds(
    lambda day, number: f"{day}.{number}" if number else day, days, st.one_of(st.just(0), st.integers(2, 999))
)


def records(**needed: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, dict[str, object]]]:
    """Make records by their ids, with the fields that each must have."""
    made = st.dictionaries(ids, st.fixed_dictionaries(needed), max_size=2)
    return made.map(lambda found: {name: {"id": name, **record} for name, record in found.items()})


named = {"name": st.one_of(words, st.dictionaries(st.sampled_from(["en", "ar"]), words, min_size=1))}
registers = {
    "sources": records(document=words, sha256=words, publisher=words, title=words),
    "actors": records(**named),
    "places": records(**named),
    "indicators": records(definition=words, **named),
    "briefings": st.dictionaries(ids, st.fixed_dictionaries({"title": words}), max_size=2),
    "facts": records(
        kind=st.sampled_from(["control", "positions", "events"]),
        briefing=ids,
        source=ids,
        quote=words,
        expected=st.booleans(),
        terms=st.lists(words, max_size=2),
    ),
}
entries = st.builds(
    Entry,
    edition=editions,
    step=st.sampled_from(Step),
    cause=st.one_of(st.none(), st.sampled_from(Cause)),
    briefing=ids,
    note=st.one_of(st.just(""), words),
    series_break=st.booleans(),
    text=st.one_of(st.just(""), words),
)
made_states = st.builds(
    State,
    edition=st.fixed_dictionaries({"id": editions, "title": words, "cutoff": days}),
    records=st.fixed_dictionaries(registers),
    history=st.dictionaries(ids, st.lists(entries, min_size=1, max_size=3).map(tuple).map(History), max_size=3),
)
digests = st.binary(max_size=4).map(lambda seed: sha256(seed).hexdigest())
made_ledgers = st.builds(
    Ledger,
    state=made_states,
    previous=st.one_of(st.none(), st.builds(Link, edition=editions, sha256=digests)),
    name=words,
    files=st.dictionaries(words, digests, max_size=3),
    beside=st.dictionaries(words, digests, max_size=3),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made_ledgers)
def test_a_ledger_that_is_written_and_read_is_the_same(ledger):
    text = dump_ledger(ledger)
    again = load_ledger(text.encode())
    assert again.state == ledger.state
    assert (again.previous, again.name, again.files, again.beside) == (
        ledger.previous,
        ledger.name,
        ledger.files,
        ledger.beside,
    )
    assert again.sha256 == sha256(text.encode()).hexdigest()
    assert dump_ledger(again) == text


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), made_ledgers)
def test_a_ledger_with_one_other_character_is_refused(data, ledger):
    text = dump_ledger(ledger)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda char: char != text[at]))
    with pytest.raises(LedgerError):
        load_ledger(f"{text[:at]}{other}{text[at + 1 :]}".encode())


@given(st.lists(st.tuples(st.dates(date(1900, 1, 1)), st.one_of(st.just(1), st.integers(2, 10**6)))))
def test_editions_are_in_the_order_of_their_dates_and_then_of_their_numbers(given_ids):
    named = [f"{day}.{number}" if number > 1 else str(day) for day, number in given_ids]
    assert sorted(named, key=edition_order) == [
        f"{day}.{number}" if number > 1 else str(day) for day, number in sorted(given_ids)
    ]

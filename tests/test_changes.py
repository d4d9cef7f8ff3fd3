"""From edition to edition: what must be said of a change, what pages and data tell of it, and what it was before."""

# ruff: noqa: E501  # problems stand here as they are printed

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from conftest import FILES, edit
from dateline.publish import publish
from published import EDITIONS, NEXT, alter, run, told
from three_editions import IDS, source

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
        == "briefings/edition.yml:3:9: wrong-type: a second edition of one date says what it `corrects`\n  = \n"
    )
    add(begun / EDITION, 'corrects: "2031-05-04"\n')
    assert told(begun) == ""


@pytest.mark.parametrize("corrected", ["2031-07-01", "2031-07-01.2", "2031-08-01"])
def test_an_edition_corrects_an_earlier_one(begun, corrected):
    add(begun / EDITION, f'corrects: "{corrected}"\n')
    assert told(begun) == "briefings/edition.yml:3:9: wrong-type: an edition corrects an earlier one\n  = \n"


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
    ("more", "said"),
    [
        ("issued: 2031-06-30\n", "it is issued before its information cutoff"),
        ("next_due: 2031-07-01\n", "the next edition is due before this one is issued"),
        ("issued: 2031-07-03\nnext_due: 2031-07-03\n", "the next edition is due before this one is issued"),
        ("issued: 2031-07-03\nnext_due: 2031-07-02\n", "the next edition is due before this one is issued"),
    ],
)
def test_the_days_of_an_edition_are_in_order(begun, more, said):
    add(begun / EDITION, more)
    assert told(begun) == f"briefings/edition.yml:3:9: wrong-type: {said}\n  = \n"


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


# ---------------------------------------------------------------- a changed fact asks for its cause


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        (FACTIONS, DENIES, "what: that it leaves Gull Island", "5:11: “council-denies-leaving”: `what`"),
        (FACTIONS, "stance: denies", "stance: states", "4:13: “council-denies-leaving”: `stance`"),
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
    edit(begun / FACTIONS, "stance: denies", "stance: states")
    assert (
        changed(begun, "{cause: reworded}")
        == """\
briefings/coast/factions.yml:6:21: cause: “council-denies-leaving” is not only worded otherwise: it differs in `stance`
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


@pytest.mark.parametrize("more", ["", "    note: So it was said.\n"])
def test_a_cause_on_a_fact_that_says_what_it_said_is_refused(begun, more):
    edit(begun / CONTROL, "    said_by", f"{more}    change: {{cause: correction, note: It was wrong.}}\n    said_by")
    assert told(begun) == (
        f"briefings/coast/control.yml:{8 if more else 7}:13: cause: “amber-held” gives a cause, and says what it said in edition 2031-05-04\n"
        "  = delete `change:`\n"
    )


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


@pytest.mark.xfail(strict=True, reason="the numbers of a note are compared by their spelling, not by what they mean")
@pytest.mark.parametrize("note", ["It was one, not three.", "Now three ferries are counted."])
def test_a_note_may_write_a_number_otherwise_than_the_document_does(begun, note):
    recounted(begun, f"    change: {{cause: correction, note: '{note}'}}\n")
    assert told(begun) == ""


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


@pytest.mark.xfail(strict=True, reason="a note is asked for its numbers alone: P7 asks for dates and names too")
@pytest.mark.parametrize("note", ["It was so on 3 June 1999.", "Last in June.", "The Harbour Guard was meant."])
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


@pytest.mark.xfail(strict=True, reason="a withdrawal takes any cause")
@pytest.mark.parametrize("cause", ["new", "reworded"])
def test_a_withdrawal_has_a_cause_for_which_something_can_go(begun, cause):
    assert withdraw(begun, f"{{id: council-denies-leaving, note: It goes., cause: {cause}}}") != ""


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
seeds/bulletin-2.txt:0:0: replaced-document: the document of “bulletin-2”, which edition 2031-06-08 was proved against, is gone
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

"""Suggest facts as an editor does who has brought in a document: paste them, fill in the blanks, have them proved."""

from __future__ import annotations

import re
import shutil
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import FILES, edit, write_project
from dateline import suggest
from dateline.read.yamlfile import parse_yaml
from dateline.text.quotation import Found, Text, find
from pdfs import dateline

DISPATCH = """\
Between 40 and 60 families reached Gull Island on Thursday, the Lantern Watch said.
More than 1,200 people left Port Amber on 1 May 2031, according to the Tide Council.
Harbour officials said the damage is about USD 3 million.
The Harbour Guard has controlled Gull Island since March 2031.
Gull Island, north of Port Amber, is dark: "no light" # at all.
Two boats came back.
The Tide Council gave the Harbour Guard until Wednesday to answer.
Two boats came back.
"""
INDICATORS = """\
  - id: families-arrived
    name: Families who arrived
    definition: Families who reached the place.
    unit: families
    measure: flow
    population: families
    words: [families, reached]
    phrase: {en: {other: "families reached {place}"}}
  - id: damage
    name: Damage
    definition: What it costs to mend what was damaged.
    unit: USD
    measure: stock
    population: buildings
    words: [damage]
    phrase: {en: {other: "of damage in {place}"}}
"""
LAST_YEAR = "TODO # 2030 or 2030-05-02/2031-05-03"
SUGGESTED = """\
# 9 facts from 8 sentences of dispatch that no fact quotes. Write what each TODO stands for; move facts
# from the list TODO to that of their kind; set aside in seeds/dispatch.yml what states nothing.
figures:
  - id: TODO
    indicator: families-arrived
    place: gull-island
    value: [40, 60]
    quantifier: between
    date: 2031-05-01
    when: Thursday
    said_by: lantern-watch
    source: dispatch
    quote: >-
      Between 40 and 60 families reached Gull Island on Thursday, the Lantern Watch said.
  - id: TODO
    indicator: people-left
    place: port-amber
    value: 1200
    quantifier: more_than
    date: 2031-05-01
    said_by: tide-council
    source: dispatch
    quote: >-
      More than 1,200 people left Port Amber on 1 May 2031, according to the Tide Council.
  - id: TODO
    indicator: TODO # what is counted, in USD: none that is registered fits
    place: TODO # perhaps port-amber, named before: quote it under `context:`
    value: 3000000
    quantifier: about
    said_by: TODO # it is said who says so, and no registered name was read
    source: dispatch
    quote: >-
      Harbour officials said the damage is about USD 3 million.
control:
  - id: TODO
    place: gull-island
    state: controlled
    by: harbour-guard
    since: 2031-03
    source: dispatch
    quote: >-
      The Harbour Guard has controlled Gull Island since March 2031.
locations:
  - id: TODO
    place: gull-island
    relation: north_of
    of: port-amber
    source: dispatch
    quote: >-
      Gull Island, north of Port Amber
demands:
  - id: TODO
    by: tide-council
    to: harbour-guard
    what: TODO
    deadline: 2031-05-07
    when: Wednesday
    source: dispatch
    quote: >-
      The Tide Council gave the Harbour Guard until Wednesday to answer.
TODO:
  - id: TODO
    place: gull-island
    source: dispatch
    quote: >-
      Gull Island, north of Port Amber, is dark: "no light" # at all.
  # the sentence also says: 2
  - id: TODO
    source: dispatch
    quote: >-
      Two boats came back.
    prefix: "# at all."
  # the sentence also says: 2
  - id: TODO
    source: dispatch
    quote: >-
      Two boats came back.
    prefix: "to answer."
"""
KINDLESS = (
    "move it to the list of its kind: tracks, control, presence, positions, demands, agreements, events, figures,"
    " locations, profiles; or set its sentence aside"
)
DRAFTS = "briefings/coast/drafts.yml"


def with_document(text: str, *, issued: str = "2031-05-03") -> dict[str, str]:
    """Return the files of a document that no fact quotes."""
    return {
        "seeds/dispatch.txt": text,
        "seeds/dispatch.yml": f"""\
id: dispatch
document: dispatch.txt
sha256: {sha256(text.encode()).hexdigest()}
type: report
title: Dispatch from the coast
publisher: Amber Gazette
issued: {issued}
rights: Invented for these tests.
""",
        "briefings/indicators.yml": FILES["briefings/indicators.yml"] + INDICATORS,
    }


@pytest.fixture
def desk(tmp_path):
    """Write the invented project with a document that no fact quotes."""
    return write_project(tmp_path / "desk", with_document(DISPATCH))


def suggest_from(tmp_path: Path, text: str, *, issued: str = "2031-05-03") -> str:
    """Return what is suggested for a document, without the two lines above it."""
    result = dateline(write_project(tmp_path / "desk", with_document(text, issued=issued)), "suggest", "dispatch")
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return "".join(result.stdout.splitlines(keepends=True)[2:])


def test_what_is_written_is_in_canonical_form(desk):
    assert dateline(desk, "fmt").exit_code == 0
    for source in ("dispatch", "bulletin"):
        assert dateline(desk, "suggest", source, "--write", DRAFTS).exit_code == 0
        checked = dateline(desk, "fmt", "--check")
        assert (checked.exit_code, checked.stderr) == (0, ""), checked.output


# ---------------------------------------------------------------- what is proposed


def test_what_is_read_in_a_document_is_yaml_ready_to_paste(desk):
    result = dateline(desk, "suggest", "dispatch")
    assert (result.exit_code, result.stdout, result.stderr) == (0, SUGGESTED, "")
    assert dateline(desk, "suggest", "dispatch").stdout == SUGGESTED


def test_pasted_facts_are_proved_once_their_blanks_are_filled_in(desk):
    number = count(1)
    filled = re.sub(r"(?<=- id: )TODO", lambda _: f"dispatch-{next(number)}", SUGGESTED)
    for old, new in {
        "indicator: TODO": "indicator: damage",
        "place: TODO": "context: people left Port Amber\n    place: port-amber",
        "said_by: TODO": "said_by: officials",
        "what: TODO": "what: answer",
        "TODO:\n": "events:\n",
        "id: dispatch-7\n": "id: dispatch-7\n    what: was dark\n",
        "id: dispatch-8\n": "id: dispatch-8\n    what: two boats came back\n",
        "id: dispatch-9\n": "id: dispatch-9\n    what: two boats came back\n",
    }.items():
        assert filled.count(old) == 1, old
        filled = filled.replace(old, new)
    (desk / DRAFTS).write_text(filled, "utf-8")
    with (desk / "briefings/actors.yml").open("a") as actors:
        actors.write("  - {id: officials, name: Harbour officials, type: civil_group}\n")
    result = dateline(desk, "check")
    assert (result.exit_code, result.stdout) == (0, "14 facts from 3 sources: all proved.\n")


def test_check_names_every_blank_once_with_what_may_stand_there(desk):
    (desk / DRAFTS).write_text(SUGGESTED, "utf-8")
    result = dateline(desk, "check")
    assert result.exit_code == 1
    found = re.findall(
        r"^(briefings\S+): error\[(.*)\]: (.*)\n(?: .*\n)*?   = help: (.*)$", result.stdout, re.MULTILINE
    )
    lines = SUGGESTED.splitlines()
    assert {rule for _, rule, _, _ in found} == {"blank"}
    assert sorted(int(place.split(":")[1]) for place, *_ in found) == sorted(
        [at for at, line in enumerate(lines, start=1) if re.search(r": TODO\b", line)]
        + [at for at, line in enumerate(lines, start=1) if at > lines.index("TODO:") and "- id: TODO" in line]
    )
    told = {place.removeprefix(f"{DRAFTS}:"): (message, remedy) for place, _, message, remedy in found}
    assert told["26:16"] == ("“indicator” is left blank", "write the id of one of the indicators")
    assert told["30:14"] == ("“said_by” is left blank", "write the id of one of the actors; or delete the line")
    assert told["62:5"] == ("it is not said what kind of fact this is", KINDLESS)


def test_a_blank_in_quotation_marks_is_a_word(desk):
    assert "TODO" in (desk / "seeds/dispatch.yml").read_text().replace("Dispatch from the coast", "TODO")
    edit(desk / "seeds/dispatch.yml", "title: Dispatch from the coast", 'title: "TODO"')
    assert "[blank]" not in dateline(desk, "check").stdout
    edit(desk / "seeds/dispatch.yml", 'title: "TODO"', "title: TODO")
    assert "seeds/dispatch.yml:5:8: error[blank]: “title” is left blank" in dateline(desk, "check").stdout


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Some 30 people and 2 ferries left Port Amber, and 12 people left Gull Island.",
            [
                "indicator: people-left",
                "place: port-amber",
                "value: 30",
                "indicator: TODO",
                "value: 2",
                "place: gull-island",
            ],
            id="each number has its own place",
        ),
        pytest.param(
            "Officials told of 30 people.",
            ["indicator: TODO", "said_by: TODO"],
            id="an unregistered claimant is a blank",
        ),
        pytest.param("The boats sank on Monday or Tuesday.", ["date: TODO # 2031-04-28 or 2031-04-29"], id="two dates"),
        pytest.param(
            "It will leave before Monday.",
            ["date: TODO # 2031-04-28 if it is past, 2031-05-05 if to come", "when: Monday"],
            id="a day that may be to come",
        ),
        pytest.param("Three towns agreed.", ["TODO:"], id="a number word alone makes no figure"),
        pytest.param(
            "The Harbour Guard, a coastal militia, slept.", ["profiles:", "what: a coastal militia"], id="profile"
        ),
        pytest.param(
            "The Harbour Guard, the Tide Council and the Lantern Watch met.",
            ["TODO:", "actor: [harbour-guard, tide-council, lantern-watch]"],
            id="a list is no profile",
        ),
        pytest.param(
            "The Tide Council, whose head resigned, has denied everything.",
            ["positions:", "actor: tide-council", "stance: denies"],
            id="a denial is no claim of a third party",
        ),
        pytest.param(
            "On 1 March, Gull Island slept.", ["date: 2031-03-01", 'when: "1 March"\n'], id="a date before a comma"
        ),
        pytest.param(
            "Situation note 3", ["TODO:", "# the sentence also says: 3"], id="a label's number counts nothing"
        ),
        pytest.param("In phase 2, Gull Island slept.", ["TODO:", "also says: 2"], id="a label's number before a comma"),
        pytest.param("They report 3 boats lost.", ["figures:", "value: 3", "said_by: TODO"], id="a verb is no label"),
        pytest.param("On page 7 they count 30 boats.", ["figures:", "value: 30"], id="a page and a count"),
        pytest.param(
            "The Harbour Guard now fully controls Gull Island.",
            ["control:", "place: gull-island", "state: controlled", "by: harbour-guard"],
            id="adverbs do not hide a kind",
        ),
        pytest.param("The Harbour Guard no longer controls Gull Island.", ["TODO:"], id="no longer is not still"),
        pytest.param(
            "The Harbour Guard reportedly controls Gull Island.", ["TODO:"], id="a hedge is no adverb of time"
        ),
        pytest.param(
            "Talks between the Harbour Guard and the Tide Council, mediated by the Lantern Watch, are still underway.",
            ["tracks:", "parties: [harbour-guard, tide-council]", "mediator: lantern-watch", "state: underway"],
            id="talks with a mediator",
        ),
        pytest.param("No talks between the Harbour Guard and the Tide Council are underway.", ["TODO:"], id="no talks"),
        pytest.param(
            "Talks between the Harbour Guard and the Tide Council, mediated by the Lantern Watch, have stalled.",
            ["tracks:", "parties: [harbour-guard, tide-council]", "mediator: lantern-watch", "state: stalled"],
            id="talks that stalled",
        ),
        pytest.param(
            "Talks between the Harbour Guard and the Tide Council broke down on Monday.",
            ["tracks:", "state: collapsed"],
            id="talks that broke down",
        ),
        pytest.param(
            "Talks between the Harbour Guard and the Tide Council have not stalled.", ["TODO:"], id="talks that go on"
        ),
        pytest.param(
            "Port Amber is contested, the Lantern Watch said.",
            ["control:", "place: port-amber", "state: contested", "said_by: lantern-watch"],
            id="a contested place",
        ),
        pytest.param("Port Amber remains under siege.", ["control:", "state: besieged"], id="a besieged place"),
        pytest.param("Port Amber is contested by the fishers.", ["TODO:"], id="by whom it is contested is open"),
        pytest.param(
            "The Harbour Guard is present in Port Amber.",
            ["presence:", "actor: harbour-guard", "how: present", "place: port-amber"],
            id="presence",
        ),
        pytest.param(
            "The Tide Council is an aid group based in Port Amber.",
            ["profiles:", "actor: tide-council", "what: an aid group based in Port Amber"],
            id="what somebody is, in a whole sentence",
        ),
        pytest.param("The Tide Council is a danger to the coast.", ["TODO:"], id="a judgement is no profile"),
        pytest.param("The Tide Council is not an aid group.", ["TODO:"], id="what somebody is not"),
        pytest.param(
            "The Harbour Guard is due in Port Amber on 22 May.",
            ["date: TODO # 2031-05-22, with `expected: true`", 'when: "22 May"'],
            id="a day to come",
        ),
        pytest.param(
            "The Tide Council announced that the boats would meet again on 22 May.",
            ["date: TODO # 2031-05-22, with `expected: true`", 'when: "22 May"', "said_by: tide-council"],
            id="a day that was to come",
        ),
        pytest.param(
            "The Tide Council plans to feed 12,000 children from 1 June.",
            ["stance: aims", "date: 2031-06-01", 'when: "1 June"'],
            id="a day that is aimed at",
        ),
        pytest.param(
            "The Harbour Guard left Port Amber between 1 and 3 April.",
            ['date: "2031-04-01/2031-04-03"', "when: between 1 and 3 April"],
            id="a range of days",
        ),
    ],
)
def test_a_sentence_gives(tmp_path, sentence, expected):
    said = suggest_from(tmp_path, sentence)
    for words in expected:
        assert words in said
    assert ("said_by" in said) == any("said_by" in words for words in expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Lantern Watch said 12 people left Port Amber, while the Tide Council said 20.",
            ["lantern-watch", "tide-council"],
        ),
        (
            "Some 12 people left Port Amber, the Lantern Watch said, but the Tide Council spoke of 20.",
            ["lantern-watch", "tide-council"],
        ),
        (
            "The Lantern Watch said 12 people left Port Amber and the Tide Council said 20.",
            ["TODO # lantern-watch or tide-council, who speak in this sentence"] * 2,
        ),
        (
            "Doctors said 12 people left Port Amber, while the Tide Council said 20.",
            ["TODO # no registered name was read", "tide-council"],
        ),
        ("The Lantern Watch said 12 people left Port Amber, but 20 stayed.", ["lantern-watch"] * 2),
        ("The Lantern Watch said 12 people left Port Amber and 20 left Gull Island.", ["lantern-watch"] * 2),
    ],
)
def test_each_number_has_the_claimant_who_tells_it(tmp_path, sentence, expected):
    assert re.findall(r"said_by: (.*)", suggest_from(tmp_path, sentence)) == expected


@pytest.mark.parametrize(
    ("words", "date", "when"),
    [
        ("two days ago", "2031-05-01", "two days ago"),
        ("in the past 24 hours", '"2031-05-02/2031-05-03"', "past 24 hours"),
        ("last month", "TODO # 2031-04 or 2031-04-02/2031-05-03", "last month"),
        ("on the 2nd", "2031-05-02", "the 2nd"),
        ("over the weekend", "TODO # 2031-05-03/2031-05-04 or 2031-04-26/2031-04-27", "the weekend"),
        ("three weeks ago", "TODO # 2031-04-12, or a day near it", "three weeks ago"),
        ("the day before yesterday", "2031-05-01", "day before yesterday"),
        ("more than two days ago", None, None),
        ("two days ago, on 1 May 2031", "2031-05-01", None),
        ("on the 12th day of the storm", None, None),
    ],
)
def test_days_that_are_counted_from_the_day_of_issue_are_proposed_as_inferred(tmp_path, words, date, when):
    said = suggest_from(tmp_path, f"The Harbour Guard attacked Port Amber {words}.")
    assert re.findall(r"date: (.*)", said) == [date] * (date is not None)
    assert re.findall(r"when: (.*)", said) == [when] * (when is not None)
    assert date is None or "figures:" not in said


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Tide Council denied that the Harbour Guard holds Port Amber.", "positions"),
        ("The Tide Council denied that 40 families reached Gull Island.", "positions"),
        ("The Tide Council rejected claims that the Harbour Guard holds Port Amber.", "TODO"),
        ("It is unclear whether the Harbour Guard holds Port Amber.", "TODO"),
        ("If the Harbour Guard holds Port Amber, the ferry stays.", "TODO"),
        ("The ferry stays unless the Harbour Guard controls Port Amber.", "TODO"),
        ("Does it matter that the Harbour Guard holds Port Amber?", "TODO"),
        ("Residents fear that the Harbour Guard controls Port Amber.", "TODO"),
        ("The Harbour Guard vowed to stay until 30 families reached Gull Island.", "TODO"),
        ("Up to 300 families could have reached Gull Island.", "TODO"),
        ("Some 300 families may have reached Gull Island.", "TODO"),
        ("Some 300 families have not reached Gull Island.", "TODO"),
        ("The Harbour Guard denied controlling Port Amber.", "positions"),
        ("If the Harbour Guard denied everything, the ferry stays.", "TODO"),
        # Words that look like it.
        ("Due to the storm some 300 families reached Gull Island.", "figures"),
        ("Fearing the storm, some 300 families reached Gull Island.", "figures"),
        ("The Tide Council dismissed some 30 families from Port Amber.", "figures"),
        ("The Tide Council denied access to some 30 families in Port Amber.", "figures positions"),
        # What is told beside it, in a clause of its own or between commas, is a fact.
        ("It was a lie that the Harbour Guard shelled Port Amber on Monday.", "TODO"),
        ("The ferry may stay, but the Harbour Guard holds Port Amber.", "control"),
        ("The Harbour Guard holds Port Amber, and the ferry may stay.", "control"),
        ("The Harbour Guard, a coastal militia, may leave.", "profiles TODO"),
        ("Some 300 families reached Gull Island in May 2031.", "figures"),
        ("Not only did it rain: the Harbour Guard holds Port Amber.", "control"),
        ("The Tide Council called on the Harbour Guard to say whether it would leave.", "demands"),
    ],
)
def test_what_is_denied_asked_feared_or_planned_is_no_fact(tmp_path, sentence, expected):
    assert " ".join(yaml.safe_load(suggest_from(tmp_path, sentence))) == expected


def test_a_weekday_is_not_read_from_a_month(tmp_path):
    said = suggest_from(tmp_path, "The boats sank on Monday.", issued="2031-05")
    assert "date: TODO # the source is of 2031-05, which settles no day\n    when: Monday\n" in said


def test_a_weekday_is_not_read_where_the_day_of_the_source_is_blank(tmp_path):
    root = write_project(tmp_path, with_document("The boats sank on Monday.", issued="TODO"))
    said = dateline(root, "suggest", "dispatch").stdout
    assert "date: TODO # `issued:` of its record is blank, and settles no day\n    when: Monday\n" in said


def test_a_figure_is_no_figure_of_another_unit(tmp_path):
    said = suggest_from(tmp_path, "The damage of USD 3 million: 40 percent damage, and 5 million in damage.")
    assert said.count("indicator: TODO") == 3


def test_what_a_draft_leaves_of_its_sentence_is_proposed_too(tmp_path):
    said = suggest_from(tmp_path, "The Tide Council, a town council, slept on Monday.")
    assert [item["quote"] for items in yaml.safe_load(said).values() for item in items] == [
        "The Tide Council, a town council",
        "The Tide Council, a town council, slept on Monday.",
    ]


def test_a_sentence_that_nobody_wrote_as_one_is_quoted_and_not_read(tmp_path):
    text = "Port Amber " * 300 + "slept."
    said = suggest_from(tmp_path, text)
    assert "id: TODO # nothing was read in it: the sentence has more than 3,000 characters\n" in said
    assert yaml.safe_load(said)["TODO"][0]["quote"] == text
    assert "place" not in said


def test_a_sentence_that_stands_very_often_is_named_and_not_proposed(tmp_path):
    root = write_project(tmp_path / "desk", with_document("Nothing moved.\n" * 41 + "Port Amber slept.\n"))
    result = dateline(root, "suggest", "dispatch")
    assert result.stderr.count("Not proposed") == 41
    assert result.stdout.count("source: dispatch") == 1


def test_who_is_described_before_telling_is_the_claimant(desk):
    write_project(desk, with_document("People left Gull Island, the Tide Council, a body based there told them.\n"))
    assert "said_by: tide-council" in dateline(desk, "suggest", "dispatch").stdout
    quote = "People left Gull Island, the Tide Council, a body based there told them."
    fact = f"events:\n  - {{id: a, what: left, place: gull-island, source: dispatch, quote: '{quote}'}}\n"
    (desk / DRAFTS).write_text(fact, "utf-8")
    assert "the quotation says who says it, “Tide Council, a body based there told”" in dateline(desk, "check").stdout


# ---------------------------------------------------------------- sources


def test_an_unknown_source_is_told_the_nearest(desk):
    result = dateline(desk, "suggest", "dispach")
    assert result.exit_code == 1
    assert result.stdout == (
        "seeds: error[unknown-id]: no source that can be read has the id “dispach”\n"
        "   = help: did you mean `dispatch`?\n"
    )


def test_a_source_of_which_all_is_used_says_so(desk):
    result = dateline(desk, "suggest", "bulletin", "--write", DRAFTS)
    assert (result.exit_code, result.stdout) == (0, "# bulletin: no sentence of 4 is left to quote.\n")
    assert not (desk / DRAFTS).exists()


def test_sentences_that_are_quoted_or_set_aside_are_not_proposed(desk):
    edit(desk / "seeds/dispatch.yml", "rights:", "unused:\n  - {quote: the damage is about, reason: x}\nrights:")
    (desk / DRAFTS).write_text(
        "events:\n  - {id: a, source: dispatch, quote: controlled Gull Island}\n"
        "  - {id: b, source: dispatch, quote: no such words}\n"
    )
    said = dateline(desk, "suggest", "dispatch").stdout
    assert "USD" not in said
    assert "has controlled" not in said
    assert said.count("source: dispatch") == 7


def test_a_project_with_problems_is_no_hindrance(desk):
    edit(desk / "briefings/coast/control.yml", "state: controlled", "state: asleep")
    result = dateline(desk, "suggest", "dispatch")
    assert (result.exit_code, result.stdout) == (0, SUGGESTED)
    assert result.stderr == "\nThe project has 1 problem; `dateline check` names it.\n"


@pytest.mark.parametrize("more", [(), ("--write", DRAFTS), ("--aside",)])
def test_of_a_broken_register_the_problems_are_told_and_nothing_is_written(desk, more):
    edit(desk / "briefings/actors.yml", "type: monitor", "type: monitr")
    edit(desk / "briefings/coast/control.yml", "state: controlled", "state: asleep")
    result = dateline(desk, "suggest", "dispatch", *more)
    assert result.exit_code == 1
    assert result.stdout.startswith("briefings/actors.yml:3:52: error[wrong-type]: “monitr” is no type\n")
    assert "asleep" not in result.stdout
    assert result.stderr.endswith("1 problem found; nothing was written.\n")
    assert not (desk / DRAFTS).exists()


# ---------------------------------------------------------------- what is set aside

PAGE = """\
Home > Coast
Dispatch from the coast
Share
Two boats left Port Amber.
Nothing moved: it was “dark”.
Share
Photo: the pier
"""
ASIDE = """\
unused:
  - quote: "Home > Coast"
    reason: TODO
  - quote: Dispatch from the coast
    reason: TODO
  - quote: Share
    prefix: from the coast
    reason: TODO
  - quote: "Nothing moved: it was “dark”."
    reason: TODO
  - quote: Share
    prefix: "it was “dark”."
    reason: TODO
  - quote: "Photo: the pier"
    reason: TODO
"""


@pytest.mark.parametrize(
    ("sentence", "expected", "never"),
    [
        (
            "At least 31 people left on Monday, according to the Tide Council in Gull Island.",
            ["value: 31", "place: TODO", "said_by: tide-council"],
            "place: gull-island",
        ),
        ("Two boats burned on the road to Port Amber on Monday.", ["place: TODO # perhaps port-amber"], "place: port"),
        ("A shell fell near Port Amber on Monday.", ["place: TODO # perhaps port-amber"], "place: port"),
        (
            "46 people left Port Amber between 1 and 2 May, compared with 19 people in the week before.",
            ["value: 19", "date: TODO # of a time before the one that the sentence tells of"],
            "nothing",
        ),
        (
            "Between 1 and 4 May 24 people left Port Amber, against 19 people in the week before.",
            ["value: 24", 'date: "2031-05-01/2031-05-04"', "value: 19", "date: TODO # of a time before the one"],
            "nothing",
        ),
        (
            "On Monday 46 people left Port Amber; in the previous week, the number of people who left was 19.",
            ["value: 46\n    date: 2031", "value: 19\n    date: TODO # of a time before the one"],
            "nothing",
        ),
        (
            "On Monday, 46 people left Port Amber, more than last week’s 19 people who left.",
            ["value: 46\n    date: 2031", "value: 19\n    date: TODO # of a time before the one"],
            "nothing",
        ),
        (
            "On Monday 46 people left Port Amber after 19 people left Port Amber on the previous day.",
            ["value: 46\n    date: 2031", "value: 19\n    date: TODO # of a time before the one"],
            "nothing",
        ),
        (
            "The Harbour Guard has besieged Port Amber since March 2031.",
            ["state: besieged", "since: 2031-03"],
            "TODO:\n",
        ),
        (
            "The Tide Council has given the Harbour Guard until Wednesday to go.",
            ["demands:", "deadline: 2031"],
            "TODO:\n",
        ),
        ("The Tide Council calls on the Harbour Guard to go.", ["demands:", "by: tide-council"], "TODO:\n"),
        (
            "Talks between the Tide Council and the Harbour Guard resumed on Monday.",
            ["tracks:", "state: underway"],
            "TODO:\n",
        ),
        ("The two sides agreed last week to let boats pass.", ["agreements:", "parties: TODO"], "TODO:\n"),
    ],
)
def test_it_marks_what_is_only_perhaps_meant_and_knows_plain_words(tmp_path, sentence, expected, never):
    said = suggest_from(tmp_path, f"{sentence}\n")
    assert [words for words in expected if words not in said] == []
    assert never not in said


TABLE = """\
Place | People who left | Families reached
Port Amber | 1,204 | 61
Total | 1,310 | 70
"""


def test_a_row_of_a_table_counts_what_its_head_row_says_and_a_total_has_no_place(tmp_path):
    said = dateline(write_project(tmp_path / "desk", with_document(TABLE)), "suggest", "dispatch").stdout
    first, second, third, fourth = yaml.safe_load(said)["figures"]
    assert [one["indicator"] for one in (first, second, third, fourth)] == ["people-left", "families-arrived"] * 2
    assert {one["context"] for one in (first, second, third, fourth)} == {TABLE.partition("\n")[0]}
    assert (first["place"], second["value"], third["place"]) == ("port-amber", 61, "TODO")
    assert said.count("place: TODO # it is a total: of which place?") == 2


def test_a_sentence_that_none_was_hurt_is_not_set_aside(tmp_path):
    root = write_project(tmp_path / "desk", with_document("No keeper was hurt.\nRead more\n"))
    asides = yaml.safe_load(dateline(root, "suggest", "dispatch", "--aside").stdout)["unused"]
    assert [one["quote"] for one in asides] == ["Read more"]


def test_a_byline_is_set_aside(tmp_path):
    byline = "By Mara Quill, Port Amber, 3 May 2031"
    root = write_project(tmp_path / "desk", with_document(f"{byline}\nBy 3 May 2031, 12 people had left Port Amber.\n"))
    asides = yaml.safe_load(dateline(root, "suggest", "dispatch", "--aside").stdout)["unused"]
    assert [one["quote"] for one in asides] == [byline]


def test_headings_and_buttons_are_no_facts_and_are_named(tmp_path):
    root = write_project(tmp_path / "desk", with_document(PAGE))
    result = dateline(root, "suggest", "dispatch")
    quotes = [fact["quote"] for facts in yaml.safe_load(result.stdout).values() for fact in facts]
    assert quotes == ["Two boats left Port Amber.", "Nothing moved: it was “dark”."]
    assert result.stdout.startswith("# 2 facts from 2 sentences of dispatch that no fact quotes.")
    assert result.stderr == (
        "Not proposed: 5 sentences in which nothing is read, such as a heading or a button; `dateline suggest dispatch"
        " --aside` sets them aside.\n"
    )


def test_what_tells_nothing_is_set_aside_once_reasons_are_written(tmp_path):
    root = write_project(tmp_path / "desk", with_document(PAGE))
    record = root / "seeds/dispatch.yml"
    before = record.read_text("utf-8")
    result = dateline(root, "suggest", "dispatch", "--aside")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "# 6 sentences of dispatch in which nothing is read. Take out what belongs into a fact, write each reason, and"
        " paste\n# the rest into seeds/dispatch.yml; or add them all there with --write seeds/dispatch.yml.\n" + ASIDE
    )
    assert record.read_text("utf-8") == before
    written = dateline(root, "suggest", "dispatch", "--aside", "--write", "seeds/dispatch.yml")
    assert (written.exit_code, written.stdout) == (
        0,
        (
            "seeds/dispatch.yml: 6 sentences set aside. `dateline check` names each TODO in it: write the reason, or"
            " delete the entry where a fact should quote its words.\n"
        ),
    )
    after = record.read_text("utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert yaml.safe_load(after)["unused"] == yaml.safe_load(ASIDE)["unused"]
    # Until the reasons are written, the same is neither proposed again nor named but for its blanks.
    assert dateline(root, "suggest", "dispatch", "--aside").stdout == (
        "# dispatch: no sentence in which nothing is read is left.\n"
    )
    assert [*yaml.safe_load(dateline(root, "suggest", "dispatch").stdout)] == ["TODO"]
    told = [line for line in dateline(root, "check").stdout.splitlines() if "error[" in line]
    assert len(told) == 7
    assert "no fact quotes this sentence of dispatch: “Two boats left Port Amber.”" in told[0]
    assert all("error[blank]: “reason” is left blank" in line for line in told[1:])
    record.write_text(after.replace("reason: TODO", "reason: Furniture of the page."), "utf-8")
    told = [line for line in dateline(root, "check").stdout.splitlines() if "error[" in line]
    assert len(told) == 1
    assert "no fact quotes this sentence of dispatch: “Two boats left Port Amber.”" in told[0]
    (root / DRAFTS).write_text(
        "events:\n  - {id: a, what: two boats left, place: port-amber, source: dispatch, quote: Two boats left Port"
        " Amber.}\n"
    )
    assert dateline(root, "check").exit_code == 0


def test_entries_that_stand_in_a_record_stay_as_they_are(tmp_path):
    root = write_project(tmp_path / "desk", with_document(PAGE))
    record = root / "seeds/dispatch.yml"
    standing = "# kept\nunused:\n- {quote: 'Photo:',   reason: x} # kept, too\n# below\n"
    record.write_text(record.read_text("utf-8") + standing, "utf-8")
    assert dateline(root, "suggest", "dispatch", "--aside", "--write", "seeds/dispatch.yml").exit_code == 0
    after = record.read_text("utf-8")
    assert "# kept\nunused:\n- {quote: 'Photo:',   reason: x} # kept, too\n- quote:" in after
    assert after.endswith("# below\n")
    assert len(yaml.safe_load(after)["unused"]) == 6


@pytest.mark.parametrize("to", [DRAFTS, "seeds/bulletin.yml", "../seeds/dispatch.yml"])
def test_sentences_are_set_aside_in_the_record_of_their_source_alone(tmp_path, to):
    root = write_project(tmp_path / "desk", with_document(PAGE))
    result = dateline(root, "suggest", "dispatch", "--aside", "--write", to)
    assert result.exit_code == 1
    assert result.stdout == (
        f"{to}: error[layout]: it is not the record of “dispatch”\n   = help: write it to seeds/dispatch.yml\n"
    )


def test_whole_numbers_have_no_point(tmp_path):
    said = suggest_from(tmp_path, "The damage is USD 8.4 million, and aid is USD 0.5 million or 1.5 percent.")
    assert re.findall("value: (.*)", said) == ["8400000", "500000", "1.5"]


def test_a_byte_order_mark_is_no_part_of_a_quotation(tmp_path):
    plain = "Two boats came back.\nOn Monday two boats came back.\nTwo boats came back.\n"
    said = suggest_from(tmp_path, f"\ufeff{plain}")
    assert said.count("source: dispatch") == 3
    assert "\ufeff" not in said
    assert said == suggest_from(tmp_path, plain)
    root = write_project(tmp_path / "desk", with_document(f"\ufeff{plain}"))
    assert "no fact quotes this sentence of dispatch: “Two boats" in dateline(root, "check").stdout


# ---------------------------------------------------------------- writing


def test_a_new_file_holds_what_is_printed(desk):
    result = dateline(desk, "suggest", "dispatch", "--write", DRAFTS)
    assert (result.exit_code, result.stdout) == (
        0,
        f"{DRAFTS}: 9 facts from 8 sentences added. `dateline check` names each TODO in it.\n",
    )
    assert (desk / DRAFTS).read_text("utf-8") == "".join(
        f"\n{line}" if at and re.match(r"\w+:", line) else line
        for at, line in enumerate(SUGGESTED.splitlines(keepends=True)[2:])
    ).replace('"to answer."', "to answer.")  # canonical


STANDING = """\
# The desk's own remarks stay: "é", ‘quotes’.
control:
-   id: a   # three spaces
    quote: >-
      #no comment

    # what follows belongs to nothing

# Figures
figures:
      - {id: b, quote: "x"}
      - id: c
        terms: [one,
          two]   # the end of the list
# below
events:
  - id: d
    note: |+
      kept


  # last"""


def test_what_stands_in_a_file_stays_byte_for_byte(desk):
    (desk / DRAFTS).write_bytes(STANDING.encode())
    assert dateline(desk, "suggest", "dispatch", "--write", DRAFTS).exit_code == 0
    written = (desk / DRAFTS).read_bytes().decode()
    control, figures = STANDING.index("\n    # what follows"), STANDING.index("# below")
    assert written.startswith(STANDING[:control] + "- id: TODO\n  place: gull-island\n")
    pieces = [STANDING[:control], STANDING[control:figures], STANDING[figures:]]
    at = 0
    for piece in pieces:
        at = written.index(piece, at) + len(piece)
    added = written
    for piece in pieces:
        added = added.replace(piece, "", 1)
    assert added.count("source: dispatch") == 9
    assert "      - id: TODO\n        indicator: families-arrived\n" in added
    before, after = (parse_yaml(DRAFTS, text.encode()).root for text in (STANDING, written))
    assert {kind: items[: len(before[kind])] for kind, items in after.items() if kind in before} == before
    assert {kind: len(items) for kind, items in after.items()} == {
        "control": 2,
        "figures": 5,
        "events": 1,
        "locations": 1,
        "demands": 1,
        "TODO": 3,
    }


@pytest.mark.parametrize(
    ("empty", "key"),
    [
        ("figures:\n", "figures:\n"),
        ("figures:", "figures:\n"),
        ("figures: []\n", "figures:\n"),
        ("figures: [ ]  # none yet\n", "figures:  # none yet\n"),
        ("figures: ~\n", "figures:\n"),
        ("figures: # none yet\n# below\n", "figures: # none yet\n"),
    ],
)
def test_an_empty_list_is_added_to(desk, empty, key):
    for before in ("", "# The desk's.\nevents:\n  - id: a\n\n"):
        (desk / DRAFTS).write_text(before + empty, "utf-8")
        result = dateline(desk, "suggest", "dispatch", "--write", DRAFTS)
        assert result.exit_code == 0, result.output
        written = (desk / DRAFTS).read_text("utf-8")
        assert written.startswith(f"{before}{key}  - id: TODO\n    indicator: families-arrived\n")
        assert ("# below" in written) == ("# below" in empty)
        assert len(yaml.safe_load(written)["figures"]) == 3


@pytest.mark.parametrize(
    ("here", "root", "name"),
    [
        ("..", "desk", DRAFTS),
        ("..", "desk", f"desk/{DRAFTS}"),
        ("briefings", "..", "coast/drafts.yml"),
        ("briefings", "..", DRAFTS),
    ],
)
def test_a_file_is_named_from_here_or_from_the_project(desk, monkeypatch, here, root, name):
    monkeypatch.chdir(desk / here)
    result = dateline(Path(root), "suggest", "dispatch", "--write", name)
    assert (result.exit_code, result.stdout.partition(" from ")[0]) == (0, f"{DRAFTS}: 9 facts")
    assert (desk / DRAFTS).read_text("utf-8").count("source: dispatch") == 9
    aside = f"{'desk/' if root == 'desk' else '../'}seeds/dispatch.yml"
    assert dateline(Path(root), "suggest", "dispatch", "--aside", "--write", aside).exit_code == 0


def test_appending_twice_adds_nothing_twice(desk):
    dateline(desk, "suggest", "dispatch", "--write", DRAFTS)
    once = (desk / DRAFTS).read_bytes()
    result = dateline(desk, "suggest", "dispatch", "--write", "briefings/coast/control.yml")
    assert (result.exit_code, result.stdout) == (0, "# dispatch: no sentence of 8 is left to quote.\n")
    assert (desk / DRAFTS).read_bytes() == once


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        (DRAFTS, "figures: [{id: a}]\n", f"{DRAFTS}:1:10: error[wrong-type]: “figures” is a list in brackets"),
        (DRAFTS, "{figures: [{id: a}]}\n", f"{DRAFTS}:1:1: error[wrong-type]: the file is a mapping in braces"),
        (DRAFTS, "- a\n", f"{DRAFTS}:1:1: error[wrong-type]: the file is not a mapping"),
        (DRAFTS, "figures: 5\n", f"{DRAFTS}:1:10: error[wrong-type]: “figures” is not a list of facts"),
        (DRAFTS, "a: b\n...\n", f"{DRAFTS}:1:1: error[wrong-type]: facts cannot be added here so that the file reads"),
        (DRAFTS, "figures:\r\n  - id: a\r\n", f"{DRAFTS}:1:9: error[line-ends]: a carriage return ends the line"),
        (DRAFTS, "figures:\n\t- id: a\n", f"{DRAFTS}:2:1: error[tab]: a tab stands here"),
        (DRAFTS, "figures: [\n", f"{DRAFTS}:2:1: error[yaml-syntax]: not YAML"),
        ("briefings/coast/briefing.yml", None, "no facts stand in a file of this name"),
        ("briefings/actors.yml", None, "no facts stand in a file of this name"),
        ("briefings/coast/notes.txt", None, "no facts stand in a file of this name"),
        ("briefings/coast/.yml", None, "no facts stand in a file of this name"),
        ("briefings/coast/.hidden.yml", None, "hidden files are not read"),
        ("briefings/cost/drafts.yml", None, "there is no such briefing\n   = help: did you mean `coast`?"),
        ("briefings/editions/drafts.yml", None, "there is no such briefing"),
        ("../drafts.yml", None, "it lies outside the project"),
        ("/drafts.yml", None, "it lies outside the project"),
        ("briefings/coast/../../../drafts.yml", None, "it lies outside the project"),
    ],
)
def test_what_cannot_be_added_to_is_left_as_it_is(desk, path, content, said):
    if content is not None:
        (desk / path).write_bytes(content.encode())
    before = {file: file.read_bytes() for file in desk.rglob("*") if file.is_file()}
    result = dateline(desk, "suggest", "dispatch", "--write", path)
    assert result.exit_code == 1
    assert said in result.stdout
    assert {file: file.read_bytes() for file in desk.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (True, "it was changed meanwhile\n   = help: run the command again\n"),
        (False, "it cannot be written: a file of this name is there\n"),
    ],
    ids=["changed", "new"],
)
def test_what_is_saved_meanwhile_is_not_overwritten(desk, monkeypatch, there, said):
    if there:
        (desk / DRAFTS).write_text("events:\n  - id: a\n")
    known = suggest.append

    def saving(*given):
        (desk / DRAFTS).write_text("events:\n  - id: written-meanwhile\n")
        return known(*given)

    monkeypatch.setattr("dateline.suggest.append", saving)
    result = dateline(desk, "suggest", "dispatch", "--write", DRAFTS)
    assert result.exit_code == 1
    assert f"{DRAFTS}: error[layout]: {said}" in result.stdout
    assert (desk / DRAFTS).read_text() == "events:\n  - id: written-meanwhile\n"


@pytest.mark.parametrize("words", [("--write", DRAFTS), ("--aside", "--write", "seeds/dispatch.yml")])
def test_a_file_that_is_added_to_keeps_its_mode(tmp_path, words):
    root = write_project(tmp_path / "desk", with_document(PAGE))
    (root / DRAFTS).write_text("events:\n  - id: a\n")
    (root / words[-1]).chmod(0o600)
    before = (root / words[-1]).read_text()
    assert dateline(root, "suggest", "dispatch", *words).exit_code == 0
    assert (root / words[-1]).read_text() != before
    assert (root / words[-1]).stat().st_mode & 0o777 == 0o600


def test_a_link_out_of_the_project_is_not_followed(desk, tmp_path):
    (tmp_path / "elsewhere.yml").write_text("events:\n  - id: a\n")
    (desk / DRAFTS).symlink_to(tmp_path / "elsewhere.yml")
    assert "error[outside-project]" in dateline(desk, "suggest", "dispatch", "--write", DRAFTS).stdout
    assert (tmp_path / "elsewhere.yml").read_text() == "events:\n  - id: a\n"
    (desk / DRAFTS).unlink()
    (desk / DRAFTS).mkdir()
    assert "it is not an ordinary file" in dateline(desk, "suggest", "dispatch", "--write", DRAFTS).stdout


# ---------------------------------------------------------------- hostile documents

PIECES = (
    *("The Harbour Guard", "Tide Council", "Port Amber", "Gull Island", "Harbour Guard’s", "the Lantern Watch said"),
    *(
        ", ",
        ". ",
        "? ",
        "… ",
        " and ",
        " in ",
        " of ",
        ": ",
        " # ",
        "- ",
        "--- ",
        "' ",
        '"',
        "`",
        "%",
        "&a *a !x",
        "|",
        ">-",
    ),
    *("TODO", "TODO:", "null", "~", "yes", "{", "}", "[", "]", "\\", "\\n", "{{ x }}", "<b>"),
    *(
        "240",
        "1,200",
        "more than 1,",
        "40 to 60",
        "several",
        "USD 3 million",
        "5%",
        "one",
        "12.",
        "9" * 30,
        "people left",
    ),
    *("Monday", "until Wednesday", "since 2029", "30 February", "March 2031", "yesterday", "9999", "0001-01-01"),
    *("has held", "denied", "is negotiating with", "north of", "gave", ", a council,", "controlling", "according to"),
    *(
        "\n",
        "\r\n",
        "\t",
        "\x00",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\u00a0",
        "\u200b",
        "\u00ad",
        "\u202e",
        "\ufeff",
        "\uffff",
    ),
    *("\ue0a0", "\ue0b0", "\ue0c0", "é", "e\u0301", "😀", "ß", "漢字。", "مرفأ", " ", "  "),
)
DOCUMENTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), min_size=1, max_size=40).map(" ".join)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Write the invented project once; each example puts its own document in."""
    return write_project(tmp_path_factory.mktemp("hostile"), with_document("x"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENTS)
@example("Same words. " * 40)
@example("word " * 20_000)
@example("Port Amber, " * 2_000 + "north of nothing.")
@example("The Harbour Guard and the Tide Council " * 500)
@example('Quotes: "a" ‘b’ # no comment: {x}\x00\x1b[0m\x85.')
def test_no_document_shows_a_traceback_or_gives_what_does_not_read_as_meant(hostile, text):
    write_project(hostile, with_document(text))
    (hostile / DRAFTS).unlink(missing_ok=True)
    result = dateline(hostile, "suggest", "dispatch")
    assert result.exception is None, result.exception
    file = parse_yaml(DRAFTS, result.stdout.encode())
    assert {problem.rule.value for problem in file.problems} <= {"blank", "empty"}
    words = Text.of(text)
    for items in (file.root or {}).values():
        for item in items:
            assert isinstance(find(words, item["quote"], item.get("prefix", ""), item.get("suffix", "")), Found)
    assert (yaml.safe_load(result.stdout) or {}).keys() == (file.root or {}).keys()
    (hostile / DRAFTS).write_bytes(b"# mine\nevents:\n  - id: x\n")
    assert dateline(hostile, "suggest", "dispatch", "--write", DRAFTS).exit_code == 0
    written = (hostile / DRAFTS).read_bytes()
    assert written.startswith(b"# mine\nevents:\n  - id: x\n")
    assert dateline(hostile, "suggest", "dispatch", "--write", DRAFTS).stdout.endswith("is left to quote.\n")
    assert (hostile / DRAFTS).read_bytes() == written
    assert dateline(hostile, "check").exit_code == 1


def test_a_sentence_that_cannot_be_quoted_is_named(tmp_path):
    root = write_project(tmp_path / "desk", with_document("* * *\n\nPort Amber slept.\n"))
    result = dateline(root, "suggest", "dispatch")
    assert result.stderr == "Not proposed, because no quotation of it can be found again: “* * *”\n"
    assert result.stdout.count("source: dispatch") == 1


@pytest.mark.parametrize("instead", ["nothing", "a file", "a link to itself"])
def test_no_facts_are_added_to_a_project_without_briefings(project, instead):
    shutil.rmtree(project / "briefings")
    if instead == "a file":
        (project / "briefings").write_text("", "utf-8")
    elif instead == "a link to itself":
        (project / "briefings").symlink_to("briefings")
    result = dateline(project, "suggest", "bulletin", "--write", "briefings/coast/drafts.yml")
    assert result.exit_code == 1
    assert "briefings/coast/drafts.yml: error[layout]: there is no such briefing" in result.stdout


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("On Monday the Lantern Watch said 400 people had left Port Amber last year.", [LAST_YEAR]),
        ("Last year 400 people left Port Amber, the Lantern Watch said on Monday.", [LAST_YEAR]),
        ("The Lantern Watch said on Monday that 400 people had left Port Amber in 2029.", ['"2029"']),
        ("On Monday the Tide Council said 400 people left Port Amber a year ago.", ['"2030"']),
        ("On Monday 30 people left Port Amber; last year 400 people left Gull Island.", ["2031-04-28", LAST_YEAR]),
        ("On Monday 30 people left Port Amber, and 40 people left Gull Island in 2029.", ["2031-04-28", '"2029"']),
        ("A year ago 400 people left Port Amber and on Monday another 12 people left.", ['"2030"', "2031-04-28"]),
        ("About 20 people left Port Amber on Monday, after 400 left last year.", ["2031-04-28", LAST_YEAR]),
        ("Some 40 people left Port Amber on Monday, twice as many as last year.", ["2031-04-28"]),
        ("The number of people who left Port Amber rose from 200 in March to 350 in April.", ["2031-04"]),
        ("In the 24 hours to 6 a.m. on Friday, 44 people left Port Amber.", ["2031-05-02"]),
        ("Between January and April, 300 people left Port Amber.", ['"2031-01/2031-04"']),
        # Another date behind a range takes nothing from it.
        (
            "Between 28 March and 2 April, 300 people left Port Amber. On 1 May 2031 the quay closed.",
            ['"2031-03-28/2031-04-02"', "2031-05-01"],
        ),
        # Nothing else says when it was.
        ("On Monday the Lantern Watch said 400 people had left Port Amber.", ["2031-04-28"]),
        ("On Monday 30 people left Port Amber, and 40 people left Gull Island.", ["2031-04-28", "2031-04-28"]),
        ("Some 30 people left Port Amber and 40 Gull Island on Monday.", ["2031-04-28", "2031-04-28"]),
        ("Some 30 people were killed and 40 injured in Port Amber on Monday.", ["2031-04-28", "2031-04-28"]),
        # It is not sure.
        (
            "Some 30 people left Port Amber, and 40 people left Gull Island on Monday.",
            ["TODO # 2031-04-28, if the number is of that time", "2031-04-28"],
        ),
        (
            "300 people left Port Amber; 12 people were killed on Monday.",
            ["TODO # 2031-04-28, if the number is of that time", "2031-04-28"],
        ),
        (
            "300 people left Port Amber, and 12 people were killed there yesterday.",
            ["TODO # 2031-05-02, if the number is of that time", "2031-05-02"],
        ),
        (
            "300 people left Port Amber and 12 arrived on Monday.",
            ["TODO # 2031-04-28, if the number is of that time", "2031-04-28"],
        ),
        (
            "300 people left Port Amber, after 12 people were killed there on Monday.",
            ["TODO # 2031-04-28, if the number is of that time", "2031-04-28"],
        ),
        (
            "Some 12 people were killed on Monday and 300 left Port Amber.",
            ["2031-04-28", "TODO # 2031-04-28, if the number is of that time"],
        ),
        (
            "300 people left Port Amber after a shell hit the quay on Monday.",
            ["TODO # 2031-04-28, if the number is of that time"],
        ),
        (
            "300 people left Port Amber, as 12 did on Monday.",
            ["TODO # 2031-04-28, if the number is of that time", "2031-04-28"],
        ),
        ("300 people left Port Amber for Monday's vote.", ["TODO # 2031-04-28, if the number is of that time"]),
        (
            "300 people left Port Amber in fear of the attack announced on Monday.",
            ["TODO # 2031-04-28, if the number is of that time"],
        ),
        (
            "Between 1 May and the truce 300 people left Port Amber.",
            ["TODO # 2031-05-01, if the number is of that time"],
        ),
        ("By the end of April 300 people left Port Amber.", ["TODO # 2031-04 only ends the span"]),
        ("In the 12 months to April, 300 people left Port Amber.", ["TODO # 2031-04 only ends the span"]),
        ("300 people left Port Amber in the week ending 27 April.", ["TODO # 2031-04-27 only ends the span"]),
        (
            "Since 1 May, 1,100 people have left Port Amber, 200 of them on Friday.",
            ["TODO # 2031-05-02, if the number is of that time", "2031-05-02"],
        ),
        ("On Monday the Lantern Watch counted 400 people who left Port Amber in 2029.", ["TODO # 2031-04-28 or 2029"]),
        (
            "The Lantern Watch said on Monday that 400 people left Port Amber yesterday.",
            ["TODO # 2031-05-02, or 2031-04-27 from the day on which it was said"],
        ),
        (
            "Some 400 people left Port Amber, and on Monday the Tide Council closed the quay.",
            ["TODO # 2031-04-28, if the number is of that time"],
        ),
    ],
)
def test_a_number_is_dated_by_the_words_of_its_own_clause(tmp_path, sentence, dates):
    root = write_project(tmp_path, with_document(f"{sentence}\n"))
    said = dateline(root, "suggest", "dispatch").stdout
    assert [line.partition(": ")[2] for line in said.splitlines() if line.startswith("    date: ")] == dates


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("300 people left Port Amber, and 12 people were killed there.", ["people-left", "TODO"]),
        ("On Monday 12 people were killed and 300 people left Port Amber.", ["TODO", "people-left"]),
        ("300 people left Port Amber after 12 people were killed.", ["people-left", "TODO"]),
        ("30 people left Port Amber and 40 people Gull Island.", ["people-left", "people-left"]),
    ],
)
def test_a_number_has_no_indicator_by_the_verb_of_another(tmp_path, sentence, counted):
    said = suggest_from(tmp_path, sentence)
    assert re.findall(r"indicator: (\S+)", said) == counted


TALKS = "Talks between the Harbour Guard and the Tide Council"
BOTH = "[harbour-guard, tide-council]"
WHO = "who is to talk; or write `continues:` in its place, with the state of these talks before"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{TALKS} are to begin on 20 May in Port Amber.", ["place: port-amber", BOTH, "2031-05-20", '"20 May"']),
        (f"{TALKS} are due to start on Monday.", [BOTH, "2031-05-05", "Monday"]),
        (f"{TALKS} will open on 20 May 2031, the Lantern Watch said on Friday.", [BOTH, "2031-05-20"]),
        ("The Lantern Watch said talks with the Tide Council would begin on 20 May.", ["[tide-council, TODO]"]),
        ("The Harbour Guard and the Tide Council agreed to meet on 20 May.", [BOTH, "2031-05-20", '"20 May"']),
        ("The Harbour Guard agreed to meet with the Tide Council on Monday.", [BOTH, "2031-05-05", "Monday"]),
        ("The Harbour Guard agreed to hold talks with the Tide Council.", [BOTH]),
        ("The Harbour Guard will hold talks in Port Amber tomorrow.", ["[harbour-guard, TODO]", "2031-05-04"]),
        ("Talks between the two sides are scheduled to resume tomorrow.", [f"parties: TODO # {WHO}", "2031-05-04"]),
        (f"{TALKS}, mediated by the Lantern Watch, are set to begin soon.", [BOTH, "mediator: lantern-watch"]),
        (f"{TALKS} are to begin next week.", [BOTH, "TODO # 2031-05-05/2031-05-11 or 2031-05-03/2031-05-10"]),
        (f"{TALKS} are to begin before 20 May.", [BOTH, "TODO # 2031-05-20 only bounds it"]),
    ],
)
def test_talks_that_are_to_begin_are_proposed_as_announced(tmp_path, sentence, expected):
    root = write_project(tmp_path, with_document(f"{sentence}\n"))
    said = dateline(root, "suggest", "dispatch").stdout
    assert "\ntracks:\n" in said
    assert "\nagreements:\n" not in said
    assert "    title: TODO\n" in said
    assert "    state: announced\n" in said
    assert [one for one in expected if one not in said] == []
    assert "the sentence also says: 2031-05" not in said


@pytest.mark.parametrize(
    "sentence",
    [
        f"{TALKS} were to begin on 20 May but were called off.",
        f"{TALKS} will not begin on 20 May.",
        f"{TALKS} may begin on 20 May.",
        f"{TALKS} would begin on 20 May if the quay opened.",
        f"{TALKS} are to begin on 20 May unless the quay is closed.",
        f"{TALKS} will begin once the quay is open, but have been postponed.",
        f"The Lantern Watch denied that {TALKS.replace('Talks', 'talks')} will begin on 20 May.",
        "No talks between the Harbour Guard and the Tide Council are to begin on 20 May.",
        "The Harbour Guard hopes that talks with the Tide Council will begin.",
        f"The Harbour Guard demanded that {TALKS.replace('Talks', 'talks')} will be held on Monday.",
        f"{TALKS} will be held on Monday, the Harbour Guard insisted.",
        "The Harbour Guard said it would hold talks with the Tide Council once the siege is lifted.",
        "As soon as the quay is open, the Harbour Guard will hold talks with the Tide Council.",
        f"{TALKS} will begin on Monday, provided the quay is open.",
        f"{TALKS} will begin when the quay is open.",
        f"It was a lie that {TALKS.replace('Talks', 'talks')} will begin on Monday.",
        f"{TALKS} will begin on Monday, a rumour had it.",
    ],
)
def test_talks_that_only_might_begin_are_not(tmp_path, sentence):
    root = write_project(tmp_path, with_document(f"{sentence}\n"))
    assert "announced" not in dateline(root, "suggest", "dispatch").stdout


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbour Guard and the Tide Council agreed to meet the Friday deadline.",
        "The Harbour Guard agreed to meet the demands of the Tide Council.",
        "The Harbour Guard agreed to meet next week's deadline.",
        "The Harbour Guard agreed to meet Friday's deadline.",
        "The Harbour Guard agreed to meet in full the demands of the Tide Council.",
        "The Harbour Guard agreed to meet journalists in Port Amber.",
    ],
)
def test_who_agreed_to_meet_a_demand_is_not_to_hold_talks(tmp_path, sentence):
    assert [*yaml.safe_load(suggest_from(tmp_path, sentence))] == ["agreements"]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("will hold talks with the Tide Council on the quay that was shelled on 3 April", "2032-04-03, if they are"),
        ("will meet for talks the Tide Council, which shelled Port Amber on Monday", "2031-05-05, if they are"),
        ("will hold talks with the Tide Council about the shelling on Monday", "2031-05-05, if they are"),
        ("will hold talks with the Tide Council on Monday's attack", "2031-05-05, if they are"),
        ("will hold talks with the Tide Council about the 5 May attack", "2031-05-05, if they are"),
        ("will hold talks with the Tide Council on Monday or later", "2031-05-05, if they are"),
        ("will resume talks with the Tide Council three days after the funeral on 12 May", "2031-05-12 only bounds it"),
        ("will resume talks with the Tide Council the day after the funeral on 12 May", "2031-05-12 only bounds it"),
        ("will resume talks with the Tide Council no earlier than 12 May", "2031-05-12 only bounds it"),
        ("will resume talks with the Tide Council around 12 May", "2031-05-12 only bounds it"),
        ("will resume talks with the Tide Council on 12 May at the earliest", "2031-05-12, if they are"),
    ],
)
def test_a_day_that_may_not_be_that_of_the_talks_is_left_open(tmp_path, words, date):
    said = suggest_from(tmp_path, f"The Harbour Guard {words}.")
    assert "\n    state: announced\n" in said
    assert f"\n    date: TODO # {date}" in said


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("The Harbour Guard holds Port Amber, which was shelled on Monday.", "2031-04-28"),
        ("Port Amber has been besieged since the bridge fell three days after 1 May.", "2031-05-04"),
        ("The Harbour Guard agreed to a truce with the Tide Council after a boat was sunk on Monday.", "2031-04-28"),
        ("The Harbour Guard agreed to release 12 men on Monday.", "2031-04-28"),
        ("The Tide Council called on the Harbour Guard to release those it arrested on Monday.", "2031-04-28"),
        ("The Harbour Guard denied that it shelled Port Amber on Monday.", "2031-04-28"),
        ("The Harbour Guard plans to leave Port Amber, which it seized on Monday.", "2031-04-28"),
        ("The Harbour Guard plans to leave Port Amber before 20 May.", "2031-05-20"),
        ("The Harbour Guard shelled Port Amber the day before talks opened on Monday.", "2031-04-28"),
        ("The Harbour Guard shelled Port Amber after the quay closed two days ago.", "2031-05-01"),
        ("The Harbour Guard has controlled Port Amber since the day after the vote on 1 May.", "2031-05-01"),
        ("After the quay closed on Monday, the Harbour Guard shelled Port Amber.", "2031-04-28"),
        ("The Tide Council closed the quay on Monday, and the Harbour Guard shelled Port Amber.", "2031-04-28"),
        ("Talks between the Harbour Guard and the Tide Council collapsed after Monday's attack.", "2031-04-28"),
        ("Talks between the Harbour Guard and the Tide Council are underway, as they were on Monday.", "2031-04-28"),
    ],
)
def test_a_day_that_may_be_that_of_something_else_is_left_open(tmp_path, sentence, date):
    assert f": TODO # {date}, if it is of that day\n" in suggest_from(tmp_path, sentence)


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("The Harbour Guard shelled Port Amber on Monday.", "date: 2031-04-28"),
        ("The Lantern Watch said that on Monday the Harbour Guard shelled Port Amber.", "date: 2031-04-28"),
        ("The Harbour Guard denied on Monday that it shelled Port Amber.", "date: 2031-04-28"),
        ("The Harbour Guard and the Tide Council agreed to a truce on Monday.", "date: 2031-04-28"),
        ("The Harbour Guard plans to leave Port Amber on 20 May.", "date: 2031-05-20"),
        ("The Harbour Guard has controlled Port Amber since the day after 1 May.", "since: 2031-05-02"),
    ],
)
def test_a_day_that_is_plainly_that_of_a_fact_is_its_date(tmp_path, sentence, date):
    assert f"    {date}\n" in suggest_from(tmp_path, sentence)


def test_announced_talks_are_proved_once_their_blanks_are_filled_in(tmp_path):
    root = write_project(tmp_path, with_document(f"{TALKS} are to begin on 20 May in Port Amber.\n"))
    drafts = dateline(root, "suggest", "dispatch").stdout
    filled = drafts.replace("id: TODO", "id: coast-talks").replace("title: TODO", "title: Talks on the coast")
    (root / DRAFTS).write_text(filled, "utf-8")
    result = dateline(root, "check")
    assert (result.exit_code, result.stdout) == (0, "6 facts from 3 sources: all proved.\n")


@pytest.mark.parametrize("line", ["Page 4 of 12", "© 2031 Amber Gazette", "Page 4", "Copyright 2031 Amber Gazette"])
def test_the_numbers_of_pages_and_of_rights_are_no_figures(tmp_path, line):
    root = write_project(tmp_path, with_document(f"Two boats left Port Amber.\n\n{line}\n"))
    said = dateline(root, "suggest", "dispatch")
    assert [*yaml.safe_load(said.stdout)] == ["TODO"]
    asides = yaml.safe_load(dateline(root, "suggest", "dispatch", "--aside").stdout)
    assert line in [entry["quote"] for entry in asides["unused"]]


@pytest.mark.parametrize(
    ("sentence", "expected", "never"),
    [
        pytest.param(
            "The convoy, which left Port Amber with 30 people, reached Gull Island with 19.",
            ["indicator: people-left\n    place: port-amber\n    value: 30", "place: gull-island\n    value: 19"],
            ["indicator: families-arrived"],
            id="a number of an aside has the place of the aside",
        ),
        pytest.param(
            "The boats, which carried 30 people, left Port Amber on Monday.",
            [
                "indicator: TODO # perhaps people-left, of which a word stands in another clause than the number",
                "date: TODO # 2031-04-28, if the number is of that time",
            ],
            ["place: port-amber\n"],
            id="the main verb and its day say nothing of the number of an aside",
        ),
        pytest.param(
            "Some 40 people left Port Amber, according to the Tide Council, which on Monday raised its estimate.",
            ["indicator: people-left", "value: 40", "date: TODO # 2031-04-28, if the number is of that time"],
            ["date: 2031-04-28"],
            id="the day of an aside is not that of the number",
        ),
        pytest.param(
            "Of the 40 people who left Port Amber, 26 returned to Gull Island on Monday.",
            ["value: 40\n    date: TODO # 2031-04-28, if", "value: 26\n    date: 2031-04-28"],
            [],
            id="the day of a part is not that of the whole",
        ),
        pytest.param(
            "A convoy, of 22 people, left Port Amber on Monday.",
            ["value: 22\n    date: 2031-04-28"],
            [],
            id="of how many a thing consists is no whole",
        ),
        pytest.param(
            "The Tide Council retracted its report of Tuesday that 60 people had left Port Amber.",
            ["id: TODO # perhaps no fact: what is said no longer", "also says: 60, said on 2031-04-29"],
            ["figures:", "date:"],
            id="what is retracted is no figure",
        ),
        pytest.param(
            "The report that 60 people left Port Amber was wrong.", ["TODO:"], ["figures:"], id="what was wrong is none"
        ),
        pytest.param(
            "Some 60 people left Port Amber; the Tide Council retracted its report on the storm.",
            ["figures:", "value: 60"],
            [],
            id="a retraction of something else",
        ),
        pytest.param(
            "Some 60 people left Port Amber and the other 14 are to follow this week.",
            ["value: 60"],
            ["value: 14"],
            id="what is to follow is not so yet",
        ),
        pytest.param(
            "The people left Port Amber after a 72-hour truce.", ["TODO:"], ["figures:"], id="a number of a sort"
        ),
        pytest.param(
            "Some 60 of the people who left Port Amber were children under five.",
            ["value: 60"],
            ["value: 5\n"],
            id="an age",
        ),
        pytest.param(
            "A man aged 40 and a girl of 9, three months old, left Port Amber.",
            [],
            ["value: 40", "value: 3\n"],
            id="other ages",
        ),
        pytest.param(
            "A convoy of 14 trucks carrying people left Port Amber.",
            ["indicator: TODO # what is counted"],
            ["people-left"],
            id="trucks are no people",
        ),
        pytest.param(
            "Some 30 people left Port Amber since the storm began on 1 May 2031.",
            ["value: 30"],
            ["date: 2031-05-01"],
            id="the day since which it is so",
        ),
        pytest.param(
            "Some 30 people left Port Amber, while the ferry sank on Monday.",
            ["date: TODO # 2031-04-28, if the number is of that time"],
            [],
            id="the day of a later clause",
        ),
        pytest.param(
            "The truce is to take effect at 6 a.m. on Sunday.",
            ["date: TODO # 2031-05-04, with `expected: true`"],
            [],
            id="an hour before a day to come",
        ),
        pytest.param(
            "The Tide Council was told that Thursday's meeting in Port Amber would go ahead.",
            ["date: TODO # 2031-05-08, with `expected: true`"],
            ["date: 2031-05-01"],
            id="a meeting that is to be",
        ),
        pytest.param(
            "The Tide Council was told that Thursday's fire would be costly.",
            ["date: 2031-05-01"],
            [],
            id="a fire that has been",
        ),
        pytest.param(
            "The Harbour Guard imposed a curfew in Port Amber beginning on Wednesday.",
            ["date: TODO # 2031-04-30 if it is past, 2031-05-07 if to come"],
            [],
            id="a day on which something begins",
        ),
        pytest.param(
            "The school, shut since 1 March, is to reopen on 16 May.",
            ["date: TODO # 2031-03-01 or 2031-05-16, with `expected: true`"],
            [],
            id="a day that was and one to come",
        ),
        pytest.param(
            "Boats left Port Amber, the Lantern Watch said, although the Harbour Guard said it saw none.",
            ["said_by: lantern-watch\n"],
            [],
            id="who says the clause",
        ),
        pytest.param(
            "Boats left Port Amber, residents and the Lantern Watch said.",
            ["said_by: [lantern-watch, TODO] # others are said to say it too, and no registered name was read"],
            [],
            id="others who say it too",
        ),
        pytest.param(
            "Boats left Port Amber, according to the Lantern Watch and the Tide Council.",
            ["said_by: [tide-council, lantern-watch]\n"],
            [],
            id="two who say it",
        ),
        pytest.param(
            "Port Amber has been under siege by the Harbour Guard since early March.",
            ["control:", "state: besieged", "by: harbour-guard", "since: 2031-03"],
            ["TODO:"],
            id="a siege that goes on",
        ),
        pytest.param(
            "Port Amber has never been under siege by the Harbour Guard.", ["TODO:"], ["control:"], id="no siege"
        ),
        pytest.param(
            "The Harbour Guard, which answers to the town, remains in control of Port Amber and its quay.",
            ["control:", "place: port-amber", "state: controlled", "by: harbour-guard"],
            ["TODO:"],
            id="who remains in control",
        ),
        pytest.param(
            "The Harbour Guard is in control of Port Amber airport.", ["TODO:"], ["control:"], id="not of the place"
        ),
        pytest.param(
            "The Tide Council has demanded that the Harbour Guard leave Gull Island by 20 May.",
            ["demands:", "by: tide-council", "to: harbour-guard", "deadline: 2031-05-20"],
            ["TODO:"],
            id="who demanded what of whom",
        ),
        pytest.param(
            "The Tide Council has demanded that the Harbour Guard's chief resign.",
            ["TODO:"],
            ["demands:"],
            id="of whom else",
        ),
    ],
)
def test_what_is_told_of_something_else_is_left_open(tmp_path, sentence, expected, never):
    said = suggest_from(tmp_path, sentence)
    assert [words for words in expected if words not in said] == [], said
    assert [words for words in never if words in said] == [], said


@pytest.mark.parametrize(
    "sentence",
    [
        "But hours later each side accused the other of breaking its word.",
        "Neither account could be independently verified.",
    ],
)
def test_a_sentence_that_weighs_what_was_said_is_not_set_aside(tmp_path, sentence):
    suggest_from(tmp_path, sentence)
    assert dateline(tmp_path / "desk", "suggest", "--aside", "dispatch").stdout.startswith("# dispatch: no sentence")

"""What a desk still owes: listed with its place, counted per briefing, and shown on a page that is not published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import FILES, edit, write_project
from dateline.publish import publish
from pdfs import ISLAND, dateline, source, words

EDITION = "briefings/edition.yml"
TALKS = "briefings/coast/talks.yml"
HUMANITARIAN = "briefings/coast/humanitarian.yml"
PLACES = """\
places:
  - {id: port-amber, name: Port Amber, type: town, coordinates: {latitude: 12.5, longitude: 99.5}, reference: Sheet}
  - {id: gull-island, name: Gull Island, type: area, coordinates: {latitude: 12.9, longitude: 99.1}, reference: Sheet}
"""


def owed(root: Path, *kinds: str, check: bool = True) -> list[str]:
    """Return the debts of some kinds, each as place, id and message."""
    result = dateline(root, "debt", "--format", "json")
    assert result.exit_code == 0 or not check, result.output
    found = json.JSONDecoder().raw_decode(result.stdout)[0]
    assert found["total"] == len(found["debts"])
    return [
        f"{debt['file']}:{debt['line']}: {debt['id']}: {debt['message']}"
        for debt in found["debts"]
        if debt["kind"] in kinds
    ]


def with_cutoff(root: Path, cutoff: str, more: str = "") -> Path:
    """Set the cutoff of an invented project."""
    (root / EDITION).write_text(f'id: "2041-01-01"\ntitle: The invented coast\ncutoff: {cutoff}\n{more}', "utf-8")
    return root


WHOLE = """\
Figures of a single claimant: 1
  briefings/coast/humanitarian.yml:25: ferry-sunk: “Amber Gazette” alone counts “ferries-sunk” in “port-amber”

Places without coordinates: 2
  briefings/places.yml:2: port-amber: facts name it, and it has no `coordinates`
  briefings/places.yml:3: gull-island: facts name it, and it has no `coordinates`

Sentences set aside: 2
  seeds/bulletin.yml:11: bulletin: “Weather stayed calm.” is set aside: Tells nothing of the situation.
  seeds/wire.yml:11: wire: “A sentence nobody quotes mentions 77 crates of quinces.” is set aside: Cargo.

At the cutoff of 2031-05-04: 5
  coast: 5 (figures of a single claimant: 1, places without coordinates: 2, sentences set aside: 2)
  of no briefing: 0
"""


def test_every_debt_is_listed_with_its_place_and_counted_per_briefing(project):
    result = dateline(project, "debt")
    assert (result.exit_code, result.stdout, result.stderr) == (0, WHOLE, "")


def test_a_debt_of_two_briefings_counts_in_both_and_once_in_all(tmp_path):
    result = dateline(write_project(tmp_path, ISLAND), "debt")
    assert result.stdout.endswith("""\
At the cutoff of 2031-05-04: 5
  coast: 5 (figures of a single claimant: 1, places without coordinates: 2, sentences set aside: 2)
  island: 1 (places without coordinates: 1)
  of no briefing: 0
""")


def test_json_counts_every_kind_of_every_briefing(project):
    found = json.loads(dateline(project, "debt", "--format", "json").stdout)
    nothing = dict.fromkeys(
        [
            *("unproved", "retracted", "superseded", "stale", "single_claimant", "belligerent_only", "deadline_passed"),
            *(
                "expected_passed",
                "older_state",
                "sentence_unchanged",
                "inferred_date",
                "no_coordinates",
                "set_aside",
                "unused",
            ),
        ],
        0,
    )
    assert (found["edition"], found["cutoff"], found["total"]) == ("2031-05-04", "2031-05-04", 5)
    assert found["briefings"] == {
        "coast": {**nothing, "single_claimant": 1, "no_coordinates": 2, "set_aside": 2},
        "": nothing,
    }
    assert found["debts"][0] == {
        "kind": "single_claimant",
        "file": "briefings/coast/humanitarian.yml",
        "line": 25,
        "id": "ferry-sunk",
        "message": "“Amber Gazette” alone counts “ferries-sunk” in “port-amber”",
        "briefings": ["coast"],
    }


@pytest.mark.parametrize(("most", "code"), [("5", 0), ("4", 1), ("0", 1), ("6", 0)])
def test_it_fails_over_a_number_of_debts_and_not_at_it(project, most, code):
    assert dateline(project, "debt", "--fail-over", most).exit_code == code


def test_it_fails_over_no_number_below_nought(project):
    assert dateline(project, "debt", "--fail-over", "-1").exit_code == 2


def test_a_project_with_problems_is_listed_and_fails_as_coverage_does(project):
    edit(project / HUMANITARIAN, "value: 240", "value: 241")
    result = dateline(project, "debt", "--fail-over", "5")
    assert (result.exit_code, result.stdout) == (1, WHOLE)
    assert result.stderr == "\nThe project has 1 problem; `dateline check` names it.\n"


@pytest.mark.parametrize("broken", ["briefings/edition.yml", "briefings/actors.yml", "seeds/wire.yml", HUMANITARIAN])
def test_files_that_cannot_be_read_are_no_traceback(project, broken):
    (project / broken).write_text("a: [", "utf-8")
    result = dateline(project, "debt")
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)


# ---------------------------------------------------------------- facts


def test_a_fact_that_is_not_proved_is_owed(project):
    edit(project / HUMANITARIAN, "    value: 1\n", "    value: 1\n    unproved: Nobody saw it.\n")
    assert owed(project, "unproved") == [
        "briefings/coast/humanitarian.yml:25: ferry-sunk: it is not proved: Nobody saw it."
    ]


STOCK = {
    **source("census", "On 4 April 2031 there were 90 keepers in Port Amber.\nIn March 2031 12 gulls nested there.\n"),
    "briefings/indicators.yml": FILES["briefings/indicators.yml"]
    + """\
  - id: keepers
    name: Keepers
    definition: Keepers who live in the place.
    unit: people
    measure: stock
    population: keepers
    words: [keepers]
    phrase: {en: {other: "keepers live in {place}"}}
  - id: gulls
    name: Gulls
    definition: Gulls that nest in the place.
    unit: gulls
    measure: stock
    population: gulls
    words: [gulls]
    phrase: {en: {other: "gulls nest in {place}"}}
""",
    "briefings/coast/census.yml": """\
figures:
  - id: keepers-in-port
    indicator: keepers
    place: port-amber
    value: 90
    date: 2031-04-04
    source: census
    quote: On 4 April 2031 there were 90 keepers in Port Amber.
  - id: gulls-in-port
    indicator: gulls
    place: port-amber
    value: 12
    date: 2031-03
    source: census
    quote: In March 2031 12 gulls nested there.
    context: keepers in Port Amber
""",
}


def keepers(message: str) -> str:
    return f"briefings/coast/census.yml:6: keepers-in-port: it is of 2031-04-04, {message}"


@pytest.mark.parametrize(
    ("cutoff", "indicator", "said"),
    [
        ("2031-05-04", "", []),  # of the very day of the budget
        ("2031-05-05", "", [keepers("31 days before the cutoff, and “keepers” has 30")]),
        ("2031-05-05", "stale_after: 31", []),
        ("2031-05-03", "stale_after: 29", []),
        ("2031-05-04", "stale_after: 29", [keepers("30 days before the cutoff, and “keepers” has 29")]),
    ],
)
def test_a_figure_is_owed_once_it_is_older_than_the_budget_of_its_indicator(tmp_path, cutoff, indicator, said):
    root = with_cutoff(write_project(tmp_path, STOCK), cutoff)
    edit(root / "briefings/indicators.yml", "population: keepers\n", f"population: keepers\n    {indicator}\n")
    assert [line for line in owed(root, "stale") if "keepers-in-port" in line] == said


def test_the_editions_budget_holds_where_the_indicator_has_none(tmp_path):
    root = with_cutoff(write_project(tmp_path, STOCK), "2031-05-04", "stale_after: 2\n")
    assert owed(root, "stale")[:1] == [keepers("30 days before the cutoff, and “keepers” has 2")]


def test_a_figure_of_a_month_is_as_old_as_its_last_day(tmp_path):
    root = write_project(tmp_path, STOCK)
    edit(root / "briefings/indicators.yml", "population: gulls\n", "population: gulls\n    stale_after: 33\n")
    assert not [line for line in owed(with_cutoff(root, "2031-05-03"), "stale") if "gulls" in line]
    assert owed(with_cutoff(root, "2031-05-04"), "stale") == [
        "briefings/coast/census.yml:13: gulls-in-port: it is of 2031-03, 34 days before the cutoff, and “gulls” has 33"
    ]


def test_what_happened_stays_as_it_was_unless_its_indicator_gives_a_budget(project):
    with_cutoff(project, "2041-05-04")
    assert owed(project, "stale") == []
    edit(project / "briefings/indicators.yml", "population: ferries\n", "population: ferries\n    stale_after: 7\n")
    old = "it is of 2031-05-03, 3654 days before the cutoff, and “ferries-sunk” has 7"
    assert owed(project, "stale") == [f"briefings/coast/humanitarian.yml:25: ferry-sunk: {old}"]


def test_pages_and_briefs_mark_the_same_figures_as_stale(tmp_path):
    root = with_cutoff(write_project(tmp_path, STOCK), "2031-05-05")
    edit(root / "briefings/indicators.yml", "population: keepers\n", "population: keepers\n    stale_after: 31\n")
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    page = (root / "site/coast/humanitarian.html").read_text("utf-8")
    assert page.count("days old") == 1
    assert '<data value="35" data-days="gulls-in-port">at least 35 days old</data> at the information cutoff' in page


def test_no_budget_is_shorter_than_a_day(project):
    edit(project / "briefings/indicators.yml", "population: ferries\n", "population: ferries\n    stale_after: 0\n")
    result = dateline(project, "check")
    assert "indicators.yml:16:18: error[wrong-type]: “stale_after”" in result.stdout


# ---------------------------------------------------------------- who says it


def test_two_reports_of_one_actor_are_a_single_claimant(project):
    edit(project / HUMANITARIAN, "said_by: tide-council", "said_by: lantern-watch")
    edit(project / HUMANITARIAN, "Tide Council.\n", "Tide Council.\n    unproved: The wire names another.\n")
    edit(project / "briefings/coast/factions.yml", "source: wire", "source: wire\n    unproved: It was not said so.")
    alone = "“lantern-watch” alone counts “people-left” in “port-amber”"
    assert owed(project, "single_claimant")[:2] == [
        f"briefings/coast/humanitarian.yml:8: left-amber-watch: {alone}",
        f"briefings/coast/humanitarian.yml:18: left-amber-council: {alone}",
    ]


def test_a_publisher_who_is_a_registered_actor_is_no_second_claimant(tmp_path):
    said = "At least 240 people left Port Amber on 2 May 2031.\n"
    own = {
        **source("watch", said, publisher="The LANTERN watch"),
        "briefings/actors.yml": FILES["briefings/actors.yml"].replace(
            "name: Lantern Watch,", "name: Lantern Watch, also: The Lantern Watch,"
        ),
        HUMANITARIAN: FILES[HUMANITARIAN]
        .replace("said_by: tide-council\n    source: wire\n", "source: watch\n")
        .replace(
            "quote: Some 300 people left Port Amber on 2 May 2031, according to the Tide Council.",
            f"quote: {said}",
        )
        .replace("value: 300\n    quantifier: about", "value: 240\n    quantifier: at_least"),
        "seeds/wire.yml": FILES["seeds/wire.yml"]
        + "  - {quote: Some 300 people left Port Amber on 2 May 2031 … according to the Tide Council., reason: Old.}\n",
    }
    root = write_project(tmp_path, own)
    assert len(owed(root, "single_claimant")) == 3


def test_two_claimants_of_one_fact_are_two(project):
    quote = "One ferry sank in Port Amber, the Lantern Watch and the Tide Council said."
    for path, text in source("both", quote + "\n").items():
        (project / path).write_text(text, "utf-8")
    edit(
        project / HUMANITARIAN,
        "    source: bulletin\n    quote: One ferry sank in Port Amber.",
        f"    said_by: [lantern-watch, tide-council]\n    source: both\n    quote: {quote}",
    )
    edit(
        project / "seeds/bulletin.yml",
        "unused:\n",
        "unused:\n  - {quote: One ferry sank in Port Amber., reason: Told twice.}\n",
    )
    assert owed(project, "single_claimant") == []


def test_a_figure_that_is_not_proved_bears_no_other_out(project):
    assert len(owed(project, "single_claimant")) == 1
    edit(project / HUMANITARIAN, "Tide Council.\n", "Tide Council.\n    unproved: The wire is torn.\n")
    assert [line.split(": ")[1] for line in owed(project, "single_claimant")] == ["left-amber-watch", "ferry-sunk"]


def test_after_a_retraction_one_claimant_is_left_and_the_other_is_named(project):
    edit(project / "seeds/wire.yml", "rights:", "retracted: {date: 2031-05-04, reason: It was wrong.}\nrights:")
    assert owed(project, "single_claimant", check=False) == [
        (
            "briefings/coast/humanitarian.yml:8: left-amber-watch: “lantern-watch” alone counts “people-left” in"
            " “port-amber”; what “tide-council” counted was taken back"
        ),
        "briefings/coast/humanitarian.yml:25: ferry-sunk: “Amber Gazette” alone counts “ferries-sunk” in “port-amber”",
    ]
    edit(project / "seeds/bulletin.yml", "rights:", "retracted: {date: 2031-05-04, reason: It was wrong.}\nrights:")
    assert owed(project, "single_claimant", check=False) == []


def test_a_fact_that_cites_a_document_which_another_one_replaced_is_owed(project):
    edit(project / "seeds/wire.yml", "rights:", "superseded_by: bulletin\nrights:")
    older = "its source “wire” is superseded by “bulletin”, and it still cites the older one"
    assert owed(project, "superseded") == [
        f"briefings/coast/factions.yml:7: council-denies-leaving: {older}",
        f"briefings/coast/humanitarian.yml:19: left-amber-council: {older}",
    ]
    assert "Facts of a document that another one took the place of: 2\n" in dateline(project, "debt").stdout


def test_two_claimants_who_are_not_proved_are_not_each_alone(project):
    edit(project / HUMANITARIAN, "Tide Council.\n", "Tide Council.\n    unproved: The wire is torn.\n")
    assert owed(project, "single_claimant")[0] == (
        "briefings/coast/humanitarian.yml:8: left-amber-watch: “lantern-watch” alone counts “people-left” in"
        " “port-amber”; what “tide-council” counts is not proved"
    )
    edit(project / HUMANITARIAN, "Watch said.\n", "Watch said.\n    unproved: The bulletin is torn.\n")
    assert [line.split(": ")[1] for line in owed(project, "single_claimant")] == ["ferry-sunk"]


HELD = "The Harbour Guard has held Port Amber since 2029"
CLAIM = {
    **source("speech", f"{HELD}, the Harbour Guard said.\n{HELD} and for good, the Harbour Guard said.\n"),
    "briefings/coast/claim.yml": f"""\
control:
  - id: amber-claimed
    place: port-amber
    state: claimed
    by: harbour-guard
    since: "2029"
    said_by: harbour-guard
    source: speech
    quote: {HELD}, the Harbour Guard said.
  - id: amber-claimed-for-good
    place: port-amber
    state: claimed
    by: harbour-guard
    said_by: harbour-guard
    source: speech
    quote: {HELD} and for good, the Harbour Guard said.
""",
}
ALONE = "“harbour-guard”, who fights, says it, and nobody else says the same"


def test_a_belligerent_and_a_monitor_who_say_the_same_owe_nothing(tmp_path):
    assert owed(write_project(tmp_path, CLAIM), "belligerent_only") == []


def test_what_a_belligerent_says_alone_is_owed(tmp_path):
    root = write_project(tmp_path, CLAIM)
    # The monitor tells of another time: the claim of that time is the guard's alone.
    edit(root / "briefings/coast/claim.yml", 'since: "2029"', 'since: "2029-03"\n    unproved: The month is a rumour.')
    # The monitor's own words are not proved: they bear nobody out.
    assert owed(root, "belligerent_only") == [f"briefings/coast/claim.yml:8: amber-claimed: {ALONE}"]
    edit(root / "briefings/coast/control.yml", "source: bulletin", "unproved: A misprint.\n    source: bulletin")
    assert owed(root, "belligerent_only") == [
        f"briefings/coast/claim.yml:8: amber-claimed: {ALONE}",
        f"briefings/coast/claim.yml:15: amber-claimed-for-good: {ALONE}",
    ]


def test_a_second_belligerent_is_no_witness(tmp_path):
    root = write_project(tmp_path, CLAIM)
    actors = FILES["briefings/actors.yml"].replace("type: monitor", "type: monitor, belligerent: true")
    (root / "briefings/actors.yml").write_text(actors, "utf-8")
    edit(
        root / "briefings/coast/briefing.yml",
        "since 2029](fact:amber-held)",
        "since 2029](fact:amber-held), it is said",
    )
    edit(
        root / "briefings/coast/briefing.yml",
        "(fact:left-amber-watch) left",
        "(fact:left-amber-watch) are said to have left",
    )
    assert [line.split(": ")[1] for line in owed(root, "belligerent_only")] == [
        "amber-claimed",
        "amber-claimed-for-good",
        "amber-held",
        "left-amber-watch",
    ]


# ---------------------------------------------------------------- deadlines

LETTER = (
    "The Harbour Guard asked the Tide Council on 1 May 2031 to leave Gull Island by 4 May 2031.\n"
    "The Harbour Guard and the Tide Council are talking.\n"
    "The Harbour Guard and the Tide Council agreed on 20 April 2031 to share the quay.\n"
)
DEMAND = {
    "briefings/places.yml": PLACES,
    **source("letter", LETTER),
    TALKS: """\
tracks:
  - id: quay-talks
    title: The quay
    parties: [harbour-guard, tide-council]
    state: underway
    source: letter
    quote: The Harbour Guard and the Tide Council are talking.
demands:
  - id: leave-gull
    by: harbour-guard
    to: tide-council
    place: gull-island
    what: leave Gull Island
    date: 2031-05-01
    deadline: 2031-05-04
    track: quay-talks
    source: letter
    quote: The Harbour Guard asked the Tide Council on 1 May 2031 to leave Gull Island by 4 May 2031.
agreements:
  - id: quay-shared
    parties: [harbour-guard, tide-council]
    terms: share the quay
    date: 2031-04-20
    track: quay-talks
    source: letter
    quote: The Harbour Guard and the Tide Council agreed on 20 April 2031 to share the quay.
""",
}


def passed(before: str) -> str:
    """Return what is owed for the demand, so long before the cutoff."""
    return (
        f"briefings/coast/talks.yml:15: leave-gull: the time given ended on 2031-05-04, {before} before the cutoff, "
        "and the talks “quay-talks” have no agreement and nothing later"
    )


PASSED = passed("1 day")
MAY_BE = "; the agreement “quay-shared” of 2031-05-03 may be its outcome: if it is, give both the same `track:`"


@pytest.mark.parametrize(
    ("cutoff", "said"), [("2031-05-04", []), ("2031-05-05", [PASSED]), ("2032-05-05", [passed("367 days")])]
)
def test_a_deadline_is_owed_once_its_day_is_over_and_nothing_came_of_it(tmp_path, cutoff, said):
    assert owed(with_cutoff(write_project(tmp_path, DEMAND), cutoff), "deadline_passed") == said


def test_an_agreement_of_the_same_talks_answers_a_demand_unless_it_came_before(tmp_path):
    root = with_cutoff(write_project(tmp_path, DEMAND), "2031-05-05")
    edit(root / TALKS, "    date: 2031-04-20\n", "")
    assert owed(root, "deadline_passed") == []
    edit(
        root / TALKS,
        "    track: quay-talks\n    source: letter\n    quote: The Harbour Guard and the Tide Council agreed",
        "    source: letter\n    quote: The Harbour Guard and the Tide Council agreed",
    )
    assert owed(root, "deadline_passed") == [f"{PASSED}{MAY_BE}"]


@pytest.mark.parametrize(
    ("what", "day", "said"),
    [
        ("the deadline of the Harbour Guard expired", 4, []),
        ("the ultimatum to the Tide Council ran out", 4, []),
        ("the deadline of the Harbour Guard expired", 3, [passed("2 days")]),
        ("the deadline of the Harbour Guard was made longer", 4, [passed("2 days")]),
    ],
)
def test_an_event_that_tells_the_end_of_the_time_given_answers_a_demand(tmp_path, what, day, said):
    words_of_it = f"{what[0].upper()}{what[1:]} on {day} May 2031."
    event = f"events:\n  - {{id: ended, what: {what}, date: 2031-05-0{day}, source: ended, quote: {words_of_it}}}\n"
    record = source("ended", f"{words_of_it}\n", issued="2031-05-05")
    files = {**DEMAND, **record, "briefings/coast/ended.yml": event}
    root = with_cutoff(write_project(tmp_path, files), "2031-05-06")
    assert owed(root, "deadline_passed") == said


@pytest.mark.parametrize("state", ["agreed", "collapsed"])
def test_talks_that_ended_answer_a_demand(tmp_path, state):
    root = with_cutoff(write_project(tmp_path, DEMAND), "2031-05-05")
    edit(root / TALKS, "state: underway", f"state: {state}\n    unproved: x")
    assert owed(root, "deadline_passed") == []


def test_a_later_word_on_the_talks_answers_a_demand(tmp_path):
    later = {
        **source(
            "later", "The Harbour Guard asked the Tide Council again to leave Gull Island.\n", issued="2031-05-05"
        ),
        "briefings/coast/again.yml": """\
demands:
  - id: leave-gull-again
    by: harbour-guard
    to: tide-council
    place: gull-island
    what: leave Gull Island
    track: quay-talks
    source: later
    quote: The Harbour Guard asked the Tide Council again to leave Gull Island.
""",
    }
    root = with_cutoff(write_project(tmp_path, {**DEMAND, **later}), "2031-05-06")
    assert owed(root, "deadline_passed") == []
    edit(root / "seeds/later.yml", '"issued": "2031-05-05"', '"issued": "2031-05-04"')
    assert owed(root, "deadline_passed") == [passed("2 days")]


def test_a_demand_of_no_talks_is_answered_by_an_agreement_of_both_sides_that_names_what_was_asked(tmp_path):
    root = with_cutoff(write_project(tmp_path, DEMAND), "2031-05-05")
    text = (root / TALKS).read_text("utf-8").replace("    track: quay-talks\n", "")
    (root / TALKS).write_text(text, "utf-8")
    ended = (
        "the time given ended on 2031-05-04, 1 day before the cutoff, and no later agreement of the two sides alone "
        "names what was asked, and it belongs to no talks"
    )
    assert owed(root, "deadline_passed") == [f"briefings/coast/talks.yml:15: leave-gull: {ended}"]
    edit(root / TALKS, "    date: 2031-04-20\n", "")  # it is as old as the report then
    assert owed(root, "deadline_passed") == [f"briefings/coast/talks.yml:15: leave-gull: {ended}{MAY_BE}"]
    edit(root / TALKS, "terms: share the quay", "terms: share the quay once Gull Island is left")
    assert owed(root, "deadline_passed", check=False) == []
    edit(root / TALKS, "terms: share the quay once Gull Island is left", "terms: share the quay of the Harbour Guard")
    assert owed(root, "deadline_passed", check=False) == [f"briefings/coast/talks.yml:15: leave-gull: {ended}{MAY_BE}"]
    early = source("early", "The Harbour Guard and the Tide Council agreed.\n", issued="2031-04-30")
    for path, text in early.items():
        (root / path).write_text(text, "utf-8")
    agreed = "    source: {}\n    quote: The Harbour Guard and the Tide Council agreed{}.\n"
    edit(root / TALKS, agreed.format("letter", " on 20 April 2031 to share the quay"), agreed.format("early", ""))
    assert owed(root, "deadline_passed", check=False) == [f"briefings/coast/talks.yml:15: leave-gull: {ended}"]


def test_what_others_agreed_to_besides_does_not_answer_a_demand_of_no_talks(tmp_path):
    words = (
        "Guard and the Tide Council agreed on 20 April 2031",
        "Guard, the Lantern Watch and the Tide Council agreed",
    )
    talks = DEMAND[TALKS].replace("    track: quay-talks\n", "").replace("    date: 2031-04-20\n", "").replace(*words)
    parties = "id: quay-shared\n    parties: [harbour-guard, "
    talks = talks.replace(parties, f"{parties}lantern-watch, ")
    root = write_project(tmp_path, {**DEMAND, **source("letter", LETTER.replace(*words)), TALKS: talks})
    with_cutoff(root, "2031-05-05")
    assert [debt.split(": ")[1] for debt in owed(root, "deadline_passed")] == ["leave-gull"]


# ---------------------------------------------------------------- dates, places, registers


def test_inferred_dates_are_owed_those_of_documents_too(tmp_path):
    told = {
        **source("note", "One ferry sank in Port Amber on Saturday.\n", inferred={"issued": "Printed on 3 May 2031."}),
        HUMANITARIAN: FILES[HUMANITARIAN].replace(
            "    source: bulletin\n    quote: One ferry sank in Port Amber.\n",
            "    date: 2031-05-03\n    when: on Saturday\n    source: note\n"
            "    quote: One ferry sank in Port Amber on Saturday.\n",
        ),
        "seeds/bulletin.yml": FILES["seeds/bulletin.yml"]
        + "  - {quote: One ferry sank in Port Amber., reason: Told twice.}\n",
    }
    assert owed(write_project(tmp_path, told), "inferred_date") == [
        "briefings/coast/humanitarian.yml:25: ferry-sunk: `date: 2031-05-03` is read from “on Saturday”",
        "seeds/note.yml:1: note: `issued: 2031-05-03` is inferred: Printed on 3 May 2031.",
    ]


def test_a_place_that_only_the_briefing_lists_owes_no_coordinates_and_is_unused(tmp_path):
    more = FILES["briefings/places.yml"] + "  - {id: far-rock, name: Far Rock, type: site}\n"
    briefing = FILES["briefings/coast/briefing.yml"].replace("gull-island]", "gull-island, far-rock]")
    root = write_project(tmp_path, {"briefings/places.yml": more, "briefings/coast/briefing.yml": briefing})
    assert len(owed(root, "no_coordinates")) == 2
    assert owed(root, "unused") == ["briefings/places.yml:4: far-rock: no fact uses it, though “coast” lists it"]


LEADER = {
    **source("leader", "Quill Farrow is the leader of the Reed Brigade.\n"),
    "briefings/actors.yml": FILES["briefings/actors.yml"]
    + """\
  - {id: quill-farrow, name: Quill Farrow, type: person}
  - {id: reed-brigade, name: Reed Brigade, type: armed_group, article: true}
  - {id: salt-brigade, name: Salt Brigade, type: armed_group, article: true}
""",
    "briefings/coast/leader.yml": """\
profiles:
  - {id: farrow-leads, actor: quill-farrow, what: the leader, of: reed-brigade, source: leader,
     quote: Quill Farrow is the leader of the Reed Brigade.}
""",
}


def test_a_group_that_is_only_a_leaders_is_used_and_a_claimant_too(tmp_path):
    # The Lantern Watch only says things; the Reed Brigade only has a leader.
    assert owed(write_project(tmp_path, LEADER), "unused") == [
        "briefings/actors.yml:7: salt-brigade: no fact uses it",
    ]


def test_an_actor_who_publishes_a_document_is_used(tmp_path):
    files = {
        **LEADER,
        **source("leader", "Quill Farrow is the leader of the Reed Brigade.\n", publisher="Salt Brigade"),
    }
    assert owed(write_project(tmp_path, files), "unused") == []


def test_an_indicator_that_nothing_is_counted_by_is_unused(project):
    text = FILES["briefings/indicators.yml"].replace("people-left", "people-lost")
    (project / "briefings/indicators.yml").write_text(
        text + FILES["briefings/indicators.yml"].split("\n", 1)[1].split("  - id: ferries")[0], "utf-8"
    )
    assert owed(project, "unused") == ["briefings/indicators.yml:2: people-lost: no fact uses it"]


def test_a_spelling_that_no_document_contains_is_unused_and_one_inside_a_longer_name_is_not(project):
    actors = FILES["briefings/actors.yml"].replace(
        "name: Lantern Watch,", "name: Lantern Watch, also: [Watch, Lantern, Lanternwatch, Lant],"
    )
    (project / "briefings/actors.yml").write_text(actors, "utf-8")
    lacks = "briefings/actors.yml:3: lantern-watch: no document contains its spelling"
    assert owed(project, "unused") == [f"{lacks} “Lanternwatch”", f"{lacks} “Lant”"]


# ---------------------------------------------------------------- the page


def test_the_page_of_the_desk_is_one_file_that_runs_and_asks_for_nothing(project, tmp_path):
    edit(project / "seeds/wire.yml", "reason: Cargo.", "reason: \"<script>alert('x')</script> & co\"")
    page = tmp_path / "debt.html"
    result = dateline(project, "debt", "--html", str(page))
    assert (result.exit_code, result.stderr) == (0, "")
    text = page.read_text("utf-8")
    assert "is set aside: &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; co</li>" in text
    assert "<strong>ferry-sunk</strong>: “Amber Gazette” alone counts “ferries-sunk” in “port-amber”</li>" in text
    assert '<th scope="row">coast</th><td class="count">1</td><td class="count">2</td><td class="count">2</td>' in text
    for never in ("<script", "src=", "href=", "http:", "https:", "url(", "@import"):
        assert never not in text
    assert "default-src 'none'; style-src 'unsafe-inline'" in text


def test_the_page_is_written_on_request_alone_and_no_site_has_it(project):
    dateline(project, "debt")
    assert dateline(project, "build").exit_code == 0
    assert not [path for path in project.rglob("*.html") if "Debt of edition" in path.read_text("utf-8")]


@pytest.mark.parametrize("folder", ["site", "site/coast", "public", "public/2031-05-04"])
def test_the_page_is_not_written_where_it_would_be_published(project, folder):
    assert dateline(project, "build").exit_code == dateline(project, "publish").exit_code == 0
    page = project / folder / "debt.html"
    result = dateline(project, "debt", "--html", str(page))
    assert result.exit_code == 1
    assert "error[layout]: this folder is published, and the page is for the desk alone" in result.stdout
    assert not page.exists()


def test_the_page_is_not_written_where_editions_will_be_published(project):
    (project / "public").mkdir()
    result = dateline(project, "debt", "--html", str(project / "public/debt.html"))
    assert result.exit_code == 1
    assert "error[layout]: this folder is published, and the page is for the desk alone" in result.stdout
    assert not list((project / "public").iterdir())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("briefings/actors.yml", "this folder holds what the desk writes"),
        ("seeds/debt.html", "this folder holds what the desk writes"),
        ("templates/desk/debt.html.j2", "this folder holds what the desk writes"),
        ("mkdocs.yml", "there is a file of this name that is no page of the desk"),
        ("link.html", "there is a file of this name that is no page of the desk"),
    ],
)
def test_the_page_takes_the_place_of_nothing_else(project, name, said):
    (project / "link.html").symlink_to("mkdocs.yml")
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    result = dateline(project, "debt", "--html", str(project / name))
    assert (result.exit_code, result.stdout) == (
        1,
        f"{project / name}: error[layout]: {said}\n   = help: choose another file for --html\n",
    )
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_the_page_takes_the_place_of_an_older_one_from_whatever_template(project, tmp_path):
    page = tmp_path / "debt.html"
    assert dateline(project, "debt", "--html", str(page)).exit_code == 0
    (project / "templates/desk").mkdir()
    for told in ("Owed.", "Still owed."):
        (project / "templates/desk/debt.html.j2").write_text(f"{told}\n", "utf-8")
        assert dateline(project, "debt", "--html", str(page)).exit_code == 0
        assert page.read_text("utf-8").startswith(told)


def test_a_page_that_cannot_be_written_is_told(project):
    result = dateline(project, "debt", "--html", str(project / "nowhere/debt.html"))
    assert result.exit_code == 1
    assert "nowhere/debt.html: error[layout]: it cannot be written: No such file or directory" in result.stdout


def test_a_template_of_ones_own_that_fails_is_told_with_its_line(project, tmp_path):
    (project / "templates/desk").mkdir()
    (project / "templates/desk/debt.html.j2").write_text("\n{{ nobody }}\n", "utf-8")
    result = dateline(project, "debt", "--html", str(tmp_path / "debt.html"))
    assert result.exit_code == 1
    assert "templates/desk/debt.html.j2:2:1: error[template]: UndefinedError: 'nobody' is undefined" in result.stdout
    assert not (tmp_path / "debt.html").exists()


# ---------------------------------------------------------------- expected events

EVENTS = "briefings/coast/events.yml"
FERRY = {
    **source(
        "forecast",
        "A ferry is expected to leave Port Amber on 5 May 2031.\nThe Harbour Guard closed Port Amber on 6 May 2031.\n"
        "The Harbour Guard closed Gull Island on 6 May 2031.\n",
    ),
    EVENTS: """\
events:
  - id: ferry-leaves
    what: a ferry leaves
    place: port-amber
    expected: true
    date: 2031-05-05
    source: forecast
    quote: A ferry is expected to leave Port Amber on 5 May 2031.
""",
}
NOT_TOLD = (
    f"{EVENTS}:6: ferry-leaves: it was expected on 2031-05-05, and no event of then or later shares a place with it"
)


@pytest.mark.parametrize(("cutoff", "said"), [("2031-05-05", []), ("2031-05-06", [NOT_TOLD])])
def test_an_expected_event_is_owed_once_its_day_is_over(tmp_path, cutoff, said):
    root = with_cutoff(write_project(tmp_path, FERRY), cutoff)
    assert owed(root, "expected_passed", check=False) == said


def test_readers_are_told_that_the_day_of_an_expected_event_is_over(tmp_path):
    told = {**FERRY, **source("forecast", "A ferry is expected to leave Port Amber on 5 May 2031.\n")}
    root = write_project(tmp_path, told)
    for cutoff, mark in (("2031-05-05", False), ("2031-05-08", True)):
        result = dateline(with_cutoff(root, cutoff), "build")
        assert result.exit_code == 0, result.output
        page = (root / "site/coast/timeline.html").read_text("utf-8")
        said = 'It was expected <data value="3" data-days="ferry-leaves">3 days before</data> the information cutoff'
        assert (said in page) == mark
        (brief,) = (root / "site/briefs").glob("coast.*.a4.pdf")
        assert ("It was expected 3 days before the information cutoff" in words(brief)) == mark


@pytest.mark.parametrize(
    ("place", "date", "more", "answered"),
    [
        ("Port Amber", "2031-05-06", "", True),
        ("Port Amber", "2031-05-05", "", True),
        ("Port Amber", "2031-05", "", True),
        ("Port Amber", "2031-05-04", "", False),
        ("Gull Island", "2031-05-06", "", False),
        ("Port Amber", "2031-05-06", "expected: true", False),
    ],
)
def test_any_event_of_then_or_later_in_its_place_may_be_what_came_of_it(tmp_path, place, date, more, answered):
    event = f"""\
  - id: closed
    what: closed it
    actor: harbour-guard
    place: {place.lower().replace(" ", "-")}
    date: {date}
    source: forecast
    quote: The Harbour Guard closed {place} on 6 May 2031.
    unproved: Told by telephone.
    {more}
"""
    root = with_cutoff(write_project(tmp_path, {**FERRY, EVENTS: FERRY[EVENTS] + event}), "2031-05-10")
    found = owed(root, "expected_passed", check=False)
    assert (NOT_TOLD not in found) == answered


@pytest.mark.parametrize(
    ("actor", "place", "answered"),
    [
        ("harbour-guard", "port-amber", True),
        ("harbour-guard", "gull-island", False),
        ("tide-council", "port-amber", False),
    ],
)
def test_who_and_where_an_expected_event_is_are_both_asked_for(tmp_path, actor, place, answered):
    said = FERRY[EVENTS].replace("place: port-amber", "actor: harbour-guard\n    place: port-amber")
    event = f"""\
  - id: closed
    what: closed it
    actor: {actor}
    place: {place}
    date: 2031-05-06
    source: forecast
    quote: The Harbour Guard closed Port Amber on 6 May 2031.
    unproved: Told by telephone.
"""
    root = with_cutoff(write_project(tmp_path, {**FERRY, EVENTS: said + event}), "2031-05-10")
    found = owed(root, "expected_passed", check=False)
    owes = f"{EVENTS}:7: ferry-leaves: it was expected on 2031-05-05, and no event of then or later shares a place and"
    assert found == ([] if answered else [f"{owes} an actor with it"])


def test_of_many_sentences_set_aside_the_first_of_each_source_are_listed(project):
    more = "".join(f"  - {{quote: 'Weather', reason: Reason {number}.}}\n" for number in range(1, 4))
    edit(project / "seeds/bulletin.yml", "unused:\n", f"unused:\n{more}")
    listed = """\
Sentences set aside: 5
  seeds/bulletin.yml:11: bulletin: “Weather” is set aside: Reason 1.
  seeds/bulletin.yml:12: bulletin: “Weather” is set aside: Reason 2.
  seeds/bulletin.yml: bulletin: 2 more; --all lists them
  seeds/wire.yml:11: wire: “A sentence nobody quotes mentions 77 crates of quinces.” is set aside: Cargo.
"""
    assert listed in dateline(project, "debt").stdout
    assert "Reason 3." in dateline(project, "debt", "--all").stdout
    assert "more; --all" not in dateline(project, "debt", "--all").stdout
    assert len(owed(project, "set_aside", check=False)) == 5
    page = project.parent / "debt.html"
    dateline(project, "debt", "--html", str(page))
    assert "Reason 3." in page.read_text("utf-8")


# ---------------------------------------------------------------- sentences about facts that changed

SUMMARY = """\
summary: >-
  [The Harbour Guard has held Port Amber since 2029](fact:amber-held).
  For [Port Amber](fact:left-amber-watch)
  that is the worst week yet.
  [At least {number} people](fact:left-amber-watch) left.
"""
NEXT = 'id: "2031-05-11"\ntitle: The invented coast\ncutoff: 2031-05-11\n'
RECOUNT = "At least 260 people left Port Amber on 2 May 2031, the Lantern Watch said.\n"
WORST = (
    "briefings/coast/briefing.yml:5: left-amber-watch: the sentence “For Port Amber that is the worst week yet.” "
    "stands as it was, and cites “left-amber-watch”, whose `value` changed since edition 2031-05-04"
)


def recounted(root: Path) -> Path:
    """Publish an edition, then begin the next, in which one figure is another and the summary gives it."""
    head = "title: The coast\nplaces: [port-amber, gull-island]\n"
    first = write_project(root, {"briefings/coast/briefing.yml": head + SUMMARY.format(number=240)})
    publish(first, "2031-05-04", first / "public")
    aside = "  - {quote: 'At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said.', reason: Old.}\n"
    write_project(
        root,
        {
            **source("recount", RECOUNT),
            EDITION: NEXT,
            "briefings/coast/briefing.yml": head + SUMMARY.format(number=260),
            "seeds/bulletin.yml": FILES["seeds/bulletin.yml"] + aside,
        },
    )
    figures = root / HUMANITARIAN
    edit(figures, "value: 240\n", "value: 260\n    change: {cause: source_revised, note: Counted again.}\n")
    edit(figures, "bulletin\n    quote: At least 240", "recount\n    quote: At least 260")
    return root


def test_a_sentence_that_stands_as_it_was_about_a_fact_that_changed_is_owed(tmp_path):
    root = recounted(tmp_path)
    assert dateline(root, "check").exit_code == 0
    # The other sentence gives the new number, and so is another one.
    assert owed(root, "sentence_unchanged") == [WORST]
    assert "Sentences that stand as they were about facts that changed: 1\n" in dateline(root, "debt").stdout
    edit(root / "briefings/coast/briefing.yml", "worst week yet", "worst week of all")
    assert owed(root, "sentence_unchanged") == []


def test_a_sentence_is_the_same_in_other_markdown_and_on_another_page(tmp_path):
    root = recounted(tmp_path)
    path = root / "briefings/coast/briefing.yml"
    edit(path, "  For [Port Amber](fact:left-amber-watch)\n  that is the worst week yet.\n", "")
    moved = "prose:\n  humanitarian: For [*Port Amber*](fact:left-amber-watch) that is the worst week yet.\n"
    path.write_text(path.read_text("utf-8") + moved, "utf-8")
    assert owed(root, "sentence_unchanged") == [WORST.replace("yml:5:", "yml:7:")]


def test_a_sentence_about_a_fact_that_is_only_quoted_otherwise_is_not_owed(tmp_path):
    root = recounted(tmp_path)
    write_project(
        root,
        {EDITION: NEXT, "briefings/coast/briefing.yml": (root / "briefings/coast/briefing.yml").read_text("utf-8")},
    )
    edit(root / HUMANITARIAN, "2 May 2031, the Lantern Watch said.", "2 May 2031, the Lantern Watch said")
    assert owed(root, "sentence_unchanged", check=False) == []


def test_the_debt_of_a_sentence_ends_with_the_next_edition(tmp_path):
    root = recounted(tmp_path)
    publish(root, "2031-05-11", root / "public")
    (root / EDITION).write_text(NEXT.replace("05-11", "05-12"), "utf-8")
    assert owed(root, "sentence_unchanged") == []

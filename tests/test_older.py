"""Of talks and places a later report tells how it went on: what was before is marked, and asks for a decision."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import edit, write_project
from pdfs import dateline, source, words
from test_pages import read

FIRST = (
    "Talks between the Harbour Guard and the Tide Council, mediated by the Lantern Watch, resumed on Gull Island on "
    "1 May 2031.\n"
)
SECOND = "Talks on Gull Island were suspended on Thursday.\n"
FACTS = "briefings/coast/talks.yml"
TALKS = {
    **source("first", FIRST, issued="2031-05-02"),
    **source("second", SECOND, issued="2031-05-09", publisher="Quince Wire"),
    "briefings/edition.yml": 'id: "2031-05-10"\ntitle: The invented coast\ncutoff: 2031-05-10\n',
    FACTS: """\
tracks:
  - id: island-suspended
    title: Talks on Gull Island
    place: gull-island
    continues: island-talks
    state: stalled
    date: 2031-05-08
    when: on Thursday
    source: second
    quote: Talks on Gull Island were suspended on Thursday.
  - id: island-talks
    title: Talks on Gull Island
    place: gull-island
    parties: [harbour-guard, tide-council]
    mediator: lantern-watch
    state: underway
    date: 2031-05-01
    source: first
    quote: >-
      Talks between the Harbour Guard and the Tide Council, mediated by the Lantern Watch, resumed on Gull Island on
      1 May 2031.
""",
}


def main_of(root: Path, page: str) -> str:
    return " ".join(read(root / "site" / page).main.split())


def problems_of(root: Path) -> list[str]:
    found = json.loads(dateline(root, "check", "--format", "json").stdout)["problems"]
    return [f"{one['line']}:{one['column']} {one['rule']}: {one['message']} = {one['help']}" for one in found]


def owed(root: Path, kind: str) -> str:
    found = json.JSONDecoder().raw_decode(dateline(root, "debt", "--format", "json").stdout)[0]
    said = (f"{one['line']}: {one['id']}: {one['message']}" for one in found["debts"] if one["kind"] == kind)
    return "\n".join(said)


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    root = write_project(tmp_path_factory.mktemp("talks") / "project", TALKS)
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    return root


# ---------------------------------------------------------------- talks over several reports


def test_a_later_state_of_talks_shows_the_parties_with_the_report_that_names_them(talks):
    page = main_of(talks, "coast/negotiations.html")
    assert (
        "Talks on Gull Island: negotiations were stalled on 8 May 2031 (inferred from “on Thursday”). "
        "Parties, as told before: the Harbour Guard and the Tide Council (Amber Gazette, 2 May 2031)" in page
    )
    assert (
        "Talks on Gull Island (stalled) Harbour Guard, Tide Council; mediated by Lantern Watch (as told before)" in page
    )
    html = (talks / "site/coast/negotiations.html").read_text("utf-8")
    card = html[html.index('<article class="fact kind-tracks" data-fact="island-suspended"') :]
    card = card[: card.index("</article>")]
    assert '<span data-fact="island-talks"><a href="../facts/coast.html#island-talks">the Harbour Guard' in card


def test_the_state_before_is_marked_and_leads_to_the_later_one(talks):
    page = main_of(talks, "coast/negotiations.html")
    part = page[page.index("Gull Island: negotiations between the Harbour Guard") :]
    assert part.startswith(
        "Gull Island: negotiations between the Harbour Guard and the Tide Council, mediated by the Lantern Watch, were "
        "underway on 1 May 2031. An earlier state: a later report tells how these talks went on. See the later state"
    )
    assert 'href="../facts/coast.html#island-suspended">See the later state</a>' in (
        talks / "site/coast/negotiations.html"
    ).read_text("utf-8")


def test_at_a_glance_and_in_the_overview_stands_the_newest_state_alone(talks):
    page = main_of(talks, "coast/index.html")
    assert (
        "Talks that stalled or collapsed Talks on Gull Island (stalled): the Harbour Guard and the Tide Council "
        "(as told before)" in page
    )
    assert "Who is talking" not in page
    assert "were underway" not in page


def test_a_printed_brief_tells_the_states_of_talks_under_one_title(talks):
    (brief,) = (talks / "site/briefs").glob("coast.*.a4.pdf")
    said = words(brief)
    assert said.count("Parties and state") == 1
    newest = said.index("State Talks on Gull Island: negotiations were stalled on 8 May 2031")
    before = said.index("Parties and state Gull Island: negotiations between the Harbour Guard and the Tide Council")
    assert newest < before
    assert "were underway on 1 May 2031. An earlier state" in said


def test_data_files_name_the_state_before(talks):
    facts = {fact["id"]: fact for fact in json.loads((talks / "site/data/facts.json").read_bytes())["facts"]}
    assert facts["island-suspended"]["fields"]["continues"] == "island-talks"
    assert (facts["island-suspended"]["actors"], facts["island-talks"]["fields"]["continues"]) == ([], None)
    header, row, *_ = (talks / "site/data/tracks.csv").read_text("utf-8").splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=False))
    assert cells["id"] == "island-suspended"
    assert row.endswith(",stalled,island-talks,")


def test_talks_that_continue_nothing_need_their_parties(tmp_path):
    root = write_project(tmp_path, TALKS)
    edit(root / FACTS, "    continues: island-talks\n", "")
    assert problems_of(root) == [
        (
            "2:5 missing-key: “parties” is missing = add `parties:`, or `continues:` with the id of the fact with the "
            "state of these talks before"
        ),
    ]


def test_parties_that_are_given_are_named_by_the_quotation_itself(tmp_path):
    root = write_project(tmp_path, TALKS)
    edit(root / FACTS, "    state: stalled\n", "    parties: [harbour-guard, tide-council]\n    state: stalled\n")
    assert [one.split(" = ")[0] for one in problems_of(root)] == [
        "6:15 P5-names: the quotation does not name “Harbour Guard”",
        "6:30 P5-names: the quotation does not name “Tide Council”",
    ]


def test_a_later_state_shares_a_place_or_an_actor_with_those_before(tmp_path):
    root = write_project(tmp_path, TALKS)
    edit(root / FACTS, "    place: gull-island\n    continues", "    continues")
    assert problems_of(root) == [
        (
            "4:16 P5-names: “island-suspended” continues “island-talks”, and they name no actor and no place in common "
            "= write the `place:` of the talks, or an actor in them, at both, as their quotations name it"
        ),
    ]
    edit(
        root / FACTS, "title: Talks on Gull Island\n    continues", "title: Talks\n    place: port-amber\n    continues"
    )
    assert [one.split(" = ")[0] for one in problems_of(root)] == [
        "4:12 P5-names: the quotation does not name “Port Amber”",
        "5:16 P5-names: “island-suspended” continues “island-talks”, and they name no actor and no place in common",
    ]


def test_an_earlier_state_continues_no_later_one(tmp_path):
    root = write_project(tmp_path, TALKS)
    edit(root / FACTS, "    continues: island-talks\n", "    parties: tide-council\n")
    edit(root / FACTS, "    parties: [harbour-guard", "    continues: island-suspended\n    parties: [harbour-guard")
    assert (
        "14:16 P6-date: “island-talks” is of 2031-05-01, and “island-suspended”, which it continues, of 2031-05-08 = "
        "let the later one continue the earlier" in problems_of(root)
    )


def test_talks_that_continue_each_other_are_told_without_a_traceback(tmp_path):
    root = write_project(tmp_path, TALKS)
    edit(root / FACTS, "    parties: [harbour-guard", "    continues: island-suspended\n    parties: [harbour-guard")
    result = dateline(root, "check")
    assert result.exit_code == 1
    assert "error[unknown-id]" in result.stdout
    assert type(result.exception) is SystemExit


THIRD = """\
On 9 May 2031 talks on Gull Island collapsed, the Lantern Watch said.
The Tide Council called on the Harbour Guard to leave Gull Island by 4 May 2031.
"""
CHAIN = {
    **TALKS,
    **source("third", THIRD, issued="2031-05-10", publisher="Quince Wire"),
    "briefings/coast/more.yml": """\
tracks:
  - id: a-collapse
    title: Talks on Gull Island
    place: gull-island
    continues: island-suspended
    state: collapsed
    date: 2031-05-09
    said_by: lantern-watch
    source: third
    quote: On 9 May 2031 talks on Gull Island collapsed, the Lantern Watch said.
demands:
  - id: leave-island
    by: tide-council
    to: harbour-guard
    what: leave Gull Island
    deadline: 2031-05-04
    track: island-talks
    source: third
    quote: The Tide Council called on the Harbour Guard to leave Gull Island by 4 May 2031.
""",
}


def test_a_third_state_goes_back_to_the_first_that_names_the_parties_wherever_it_stands(tmp_path):
    root = write_project(tmp_path, CHAIN)
    assert dateline(root, "build").exit_code == 0
    page = main_of(root, "coast/negotiations.html")
    glance = page[page.index("The talks side by side") : page.index("Talks on Gull Island: according to")]
    assert "Talks on Gull Island (collapsed) (according to the Lantern Watch) Harbour Guard, Tide Council" in glance
    assert glance.count("Talks on Gull Island") == 1
    assert "Leave Gull Island" in glance
    assert page.count("An earlier state: a later report tells how these talks went on.") == 2
    html = (root / "site/coast/negotiations.html").read_text("utf-8")
    assert html.count('href="../facts/coast.html#a-collapse">See the later state</a>') == 2
    assert owed(root, "deadline_passed") == ""  # they collapsed after it was asked


@pytest.mark.parametrize(
    ("path", "old", "new", "mark"),
    [
        (
            FACTS,
            "    mediator: lantern-watch\n",
            "    mediator: lantern-watch\n    unproved: Told twice.\n",
            "Not proved",
        ),
        (
            "seeds/first.yml",
            '"rights"',
            '"retracted": {"date": "2031-05-09", "reason": "It erred."}, "rights"',
            "Source taken back",
        ),
    ],
)
def test_parties_told_before_carry_the_marks_of_the_fact_that_names_them(tmp_path, path, old, new, mark):
    root = write_project(tmp_path, TALKS)
    edit(root / path, old, new)
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    assert f"Parties, as told before: the Harbour Guard and the Tide Council {mark}" in main_of(
        root, "coast/negotiations.html"
    )
    assert f"(stalled): the Harbour Guard and the Tide Council {mark}" in main_of(root, "coast/index.html")


@pytest.mark.parametrize("mark", ["unproved", "retracted"])
def test_the_audit_asks_for_these_marks_there_too(tmp_path, mark):
    root = write_project(tmp_path, TALKS)
    edit(root / FACTS, "    mediator: lantern-watch\n", "    mediator: lantern-watch\n    unproved: Told twice.\n")
    edit(root / "seeds/first.yml", '"rights"', '"retracted": {"date": "2031-05-09", "reason": "It erred."}, "rights"')
    assert dateline(root, "build").exit_code == 0
    page = root / "site/coast/negotiations.html"
    html = page.read_text("utf-8")
    start = html.index('<p class="parties">')
    line = html[start : html.index("</p>", start)]
    forged = line.replace(f"data-{mark}=", "data-x=")
    assert forged != line
    page.write_text(html.replace(line, forged), "utf-8")
    said = "that it is not proved" if mark == "unproved" else "that its source was taken back"
    assert f"“island-talks” is shown without a word {said}" in dateline(root, "audit", str(root / "site")).output


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '<span data-fact="island-talks">',
            '<span data-fact="amber-held">',
            "this belongs to one fact and stands in another",
        ),
        (
            '#island-suspended">See the later state',
            '#amber-held">See the later state',
            "a link of “island-talks” leads to “amber-held”",
        ),
    ],
)
def test_the_audit_lets_no_other_fact_into_a_card_of_talks(tmp_path, old, new, message):
    root = write_project(tmp_path, TALKS)
    assert dateline(root, "build").exit_code == 0
    page = root / "site/facts/coast.html"
    html = page.read_text("utf-8")
    assert old in html
    page.write_text(html.replace(old, new, 1), "utf-8")
    assert message in dateline(root, "audit", str(root / "site")).output


def test_a_figure_that_its_claimant_revised_leads_to_the_later_one(tmp_path):
    later = "At least 260 people left Port Amber on 2 May 2031, the Lantern Watch said.\n"
    figures = """\
figures:
  - id: left-amber-again
    indicator: people-left
    place: port-amber
    value: 260
    quantifier: at_least
    date: 2031-05-02
    said_by: lantern-watch
    source: later
    quote: At least 260 people left Port Amber on 2 May 2031, the Lantern Watch said.
"""
    root = write_project(tmp_path, {**source("later", later, issued="2031-05-04"), "briefings/coast/more.yml": figures})
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    assert "Revised: a later report of the same claimant has another number. See the later one" in main_of(
        root, "coast/humanitarian.html"
    )

"""Of talks and places a later report tells how it went on: what was before is marked, and asks for a decision."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import edit, write_project
from pdfs import dateline, source, words
from test_pages import read
from test_prove import record, short, write

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


def mediated(root: Path, second: str, more: str = "") -> Path:
    """Build talks whose second report names both parties, with more fields perhaps, and a third that names nobody."""
    third = "Talks on Gull Island collapsed on 9 May 2031.\n"
    facts = TALKS[FACTS].split("  - id: island-talks")[1]
    parts = {
        **TALKS,
        **source("second", second, issued="2031-05-09", publisher="Quince Wire"),
        **source("third", third, issued="2031-05-10", publisher="Amber Post"),
        FACTS: f"""\
tracks:
  - {{id: island-over, title: Talks on Gull Island, place: gull-island, continues: island-suspended, state: collapsed,
     date: 2031-05-09, source: third, quote: "{third.strip()}"}}
  - {{id: island-suspended, title: Talks on Gull Island, place: gull-island, continues: island-talks, state: stalled,
     parties: [harbour-guard, tide-council], {more}date: 2031-05-08, source: second, quote: "{second.strip()}"}}
  - id: island-talks{facts}""",
    }
    built = dateline(write_project(root, parts), "build")
    assert built.exit_code == 0, built.output
    return root


SUSPENDED = "Talks between the Harbour Guard and the Tide Council on Gull Island were suspended on 8 May 2031"


def test_a_later_state_of_talks_shows_the_mediator_with_the_report_that_names_one(tmp_path):
    root = mediated(tmp_path, f"{SUSPENDED}.\n")
    page = main_of(root, "coast/negotiations.html")
    told = "Mediator, as told before: the Lantern Watch (Amber Gazette, 2 May 2031)"
    assert f"negotiations between the Harbour Guard and the Tide Council were stalled on 8 May 2031. {told}" in page
    assert f"Parties, as told before: the Harbour Guard and the Tide Council (Quince Wire, 9 May 2031) {told}" in page
    assert "Harbour Guard, Tide Council (as told before); mediated by Lantern Watch (as told before) No demand" in page
    html = root / "site/coast/negotiations.html"
    text = html.read_text("utf-8")
    cards = text.split('<article class="fact kind-tracks" data-fact="')
    (card,) = (part.partition("</article>")[0] for part in cards if part.startswith('island-over"'))
    link = '<span data-fact="island-talks"><a href="../facts/coast.html#island-talks">the Lantern Watch</a>'
    assert link in card
    assert text.count("Mediator, as told before") == 2  # the first state names its own
    # The audit lets only another state of these talks say so, with whom that names.
    audited = dateline(root, "audit", str(root / "site")).stdout
    assert "error" not in audited
    html.write_text(text.replace(link, link.replace("island-talks", "ferry-sunk")), "utf-8")
    audited = dateline(root, "audit", str(root / "site")).stdout
    assert "this belongs to one fact and stands in another" in audited
    assert "“Lantern Watch” is named, and not by “ferry-sunk”" in audited


def test_the_newest_mediator_is_told_and_what_is_doubtful_on_the_way(tmp_path):
    root = mediated(tmp_path / "new", f"{SUSPENDED} by the Watch of Tern.\n")
    assert "Mediator, as told before: the Lantern Watch" in main_of(root, "coast/negotiations.html")
    text = f"{SUSPENDED}, the Lantern Watch, which mediates, said.\n"
    root = mediated(tmp_path / "newer", text, "mediator: lantern-watch, said_by: lantern-watch, ")
    page = main_of(root, "coast/negotiations.html")
    assert (
        "Mediator, as told before: the Lantern Watch (according to the Lantern Watch) (Quince Wire, 9 May 2031)" in page
    )
    assert "Harbour Guard, Tide Council; mediated by Lantern Watch (as told before)" in page
    root = mediated(tmp_path / "doubtful", f"{SUSPENDED}.\n", "unproved: Not certain., ")
    over = main_of(root, "coast/negotiations.html").partition("Mediator, as told before: ")[2]
    assert over.startswith("the Lantern Watch (Amber Gazette, 2 May 2031) Not proved")


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
    remedy = "add `context:` with the source’s words that do, or a spelling to `also:` of"
    instead = "where an earlier report names the parties, leave them out and write `continues:` with its fact"
    assert problems_of(root) == [
        f"6:15 P5-names: the quotation does not name “Harbour Guard” = {remedy} harbour-guard; {instead}",
        f"6:30 P5-names: the quotation does not name “Tide Council” = {remedy} tide-council; {instead}",
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


def test_talks_may_begin_before_the_day_on_which_they_were_to(tmp_path):
    told = "Talks between the Harbour Guard and the Lantern Watch in Port Amber are to begin on 14 May 2031."
    opened = "Talks in Port Amber opened on 6 May 2031."
    facts = f"""\
tracks:
  - id: planned
    title: Talks
    place: amber
    parties: [guard, watch]
    state: announced
    date: 2031-05-14
    source: bulletin
    quote: {told}
  - id: begun
    title: Talks
    place: amber
    continues: planned
    state: underway
    date: 2031-05-06
    source: bulletin
    quote: {opened}
"""
    assert short(write(tmp_path, f"{told}\n{opened}", facts)) == []


def test_talks_that_continue_one_another_are_told_once(tmp_path):
    root = write_project(tmp_path, TALKS)
    edit(root / FACTS, "    parties: [harbour-guard", "    continues: island-suspended\n    parties: [harbour-guard")
    assert problems_of(root) == [
        (
            "5:16 unknown-id: “island-suspended” and “island-talks” continue one another = "
            "delete `continues:` at the one that tells of the earliest day"
        ),
    ]
    edit(root / FACTS, "    continues: island-suspended\n", "")
    edit(root / FACTS, "    continues: island-talks\n", "    continues: island-suspended\n")
    assert problems_of(root)[0].startswith("5:16 unknown-id: “island-suspended” continues itself = ")


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
    told = page[page.index("Talks on Gull Island: according to") : page.index("Demands")]
    assert told.index("had collapsed") < told.index("were stalled") < told.index("were underway")
    (brief,) = (root / "site/briefs").glob("coast.*.a4.pdf")
    said = words(brief)
    assert said.index("had collapsed") < said.index("were stalled") < said.index("were underway")
    assert said.index("were underway") < said.index("called on the Harbour Guard")
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
    ("page", "old", "new"),
    [
        (
            "coast/index.html",
            '<span data-state="island-suspended">stalled</span>',
            '<span data-state="island-talks">underway</span>',
        ),
        (
            "coast/index.html",
            '<span data-state="island-suspended">stalled</span>',
            '<span data-fact="island-talks"><span data-state="island-talks">underway</span></span>',
        ),
        (
            "facts/coast.html",
            '<time datetime="2031-05-08" data-fact="island-suspended">8 May 2031</time>',
            '<time datetime="2031-05-01" data-fact="island-talks">1 May 2031</time>',
        ),
        (
            "facts/coast.html",
            '<p class="parties">',
            (
                '<p class="parties"><q data-quote="island-talks">Talks between the Harbour Guard and the Tide Council, '
                "mediated by the Lantern Watch, resumed on Gull Island on 1 May 2031.</q> "
            ),
        ),
    ],
)
def test_the_audit_lets_no_earlier_state_stand_for_the_newest(tmp_path, page, old, new):
    root = write_project(tmp_path, TALKS)
    assert dateline(root, "build").exit_code == 0
    html = (root / "site" / page).read_text("utf-8")
    assert old in html
    (root / "site" / page).write_text(html.replace(old, new, 1), "utf-8")
    said = dateline(root, "audit", str(root / "site")).output
    assert "this says of “island-talks” more than may stand in another fact" in said


def test_the_audit_lets_no_sentence_of_an_earlier_state_stand_in_the_card_of_the_newest(tmp_path):
    root = write_project(tmp_path, TALKS)
    assert dateline(root, "build").exit_code == 0
    page = root / "site/coast/negotiations.html"
    html = page.read_text("utf-8")
    said = {}
    for name in ("island-talks", "island-suspended"):
        start = html.index(f'<p class="says" data-fact="{name}"')
        said[name] = html[start : html.index("</p>", start) + len("</p>")]
    forged = html.replace(said["island-suspended"], f'<span data-fact="island-talks">{said["island-talks"]}</span>', 1)
    page.write_text(forged, "utf-8")
    found = dateline(root, "audit", str(root / "site")).output
    assert "this says of “island-talks” more than may stand in another fact" in found


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
        (
            'class="on-paper" data-fact="island-suspended">',
            'class="on-paper" data-fact="amber-held">',
            "this belongs to one fact and stands in another",
        ),
        (
            'class="on-paper" data-fact="island-suspended">',
            'class="on-paper" data-fact="island-suspended"><span data-ref="places/gull-island/name">Gull Island</span>',
            "this says of “island-suspended” more than may stand in another fact",
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


LATER = {
    **TALKS,
    **source("third", "Talks on Gull Island collapsed on 9 May 2031.\n", issued="2031-05-10", publisher="Quince Wire"),
    "briefings/coast/more.yml": """\
tracks:
  - id: island-collapse
    title: Talks on Gull Island
    place: gull-island
    continues: island-suspended
    state: collapsed
    date: 2031-05-09
    source: third
    quote: Talks on Gull Island collapsed on 9 May 2031.
""",
}
MORE = "briefings/coast/more.yml"


def side_by_side(root: Path, slug: str = "coast") -> str:
    page = main_of(root, f"{slug}/negotiations.html")
    rows = page[page.index("What was agreed") :]
    return rows[: rows.index("Talks Talks on Gull Island: ")]


def test_a_state_that_is_not_proved_lends_no_name_to_a_later_one(tmp_path):
    said = "Talks under the Lantern Watch collapsed on 9 May 2031."
    root = write_project(tmp_path, {**LATER, **source("third", f"{said}\n", issued="2031-05-10")})
    edit(
        root / MORE, "title: Talks on Gull Island\n    place: gull-island", "title: Talks\n    mediator: lantern-watch"
    )
    edit(root / MORE, "Talks on Gull Island collapsed on 9 May 2031.", said)
    edit(root / FACTS, "    state: stalled\n", "    mediator: lantern-watch\n    state: stalled\n    unproved: Told.\n")
    edit(root / FACTS, "    mediator: lantern-watch\n    state: underway\n", "    state: underway\n")
    assert problems_of(root) == [
        (
            "5:16 P5-names: “island-collapse” continues “island-suspended”, and they name no actor and no place in "
            "common = write the `place:` of the talks, or an actor in them, at both, as their quotations name it"
        ),
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "mark"),
    [
        (FACTS, "    state: stalled\n", "    state: stalled\n    unproved: Told by phone.\n", "Not proved"),
        (
            "seeds/second.yml",
            '"rights"',
            '"retracted": {"date": "2031-05-09", "reason": "It erred."}, "rights"',
            "Source taken back",
        ),
    ],
)
def test_parties_are_told_with_the_marks_of_the_states_between(tmp_path, path, old, new, mark):
    root = write_project(tmp_path, LATER)
    edit(root / path, old, new)
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    parties = "the Harbour Guard and the Tide Council"
    assert f"told before: {parties} (Amber Gazette, 2 May 2031) {mark}" in main_of(root, "coast/negotiations.html")
    assert f"(collapsed): {parties} (as told before) {mark}" in main_of(root, "coast/index.html")
    rows = side_by_side(root)
    assert f"Lantern Watch (as told before) {mark}" in rows
    # What was taken back does not make the state before it the newest.
    assert rows.count("Talks on Gull Island") == 1
    html = (root / "site/coast/negotiations.html").read_text("utf-8")
    assert html.count('href="../facts/coast.html#island-collapse">See the later state</a>') == 2


def test_of_states_that_go_on_from_one_the_newest_of_all_is_led_to(tmp_path):
    root = write_project(
        tmp_path,
        {
            **LATER,
            **source("fourth", "Talks on Gull Island resumed on 10 May 2031.\n", issued="2031-05-10"),
            "briefings/coast/yet.yml": """\
tracks:
  - id: island-again
    title: Talks on Gull Island
    place: gull-island
    continues: island-suspended
    state: underway
    date: 2031-05-10
    source: fourth
    quote: Talks on Gull Island resumed on 10 May 2031.
""",
        },
    )
    edit(root / MORE, "continues: island-suspended", "continues: island-talks")
    assert dateline(root, "build").exit_code == 0
    html = (root / "site/coast/negotiations.html").read_text("utf-8")
    assert html.count('href="../facts/coast.html#island-again">See the later state</a>') == 2
    assert html.count("See the later state") == 2


def test_talks_that_go_on_in_another_briefing_stand_once_in_each(tmp_path):
    inland = "title: The inland\nplaces: [gull-island]\nsummary: Nothing more is known.\n"
    files = {**LATER, "briefings/inland/briefing.yml": inland, "briefings/inland/more.yml": LATER[MORE]}
    root = write_project(tmp_path, {path: text for path, text in files.items() if path != MORE})
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    assert side_by_side(root).count("Talks on Gull Island") == 1
    assert "Talks on Gull Island (stalled) Harbour Guard" in side_by_side(root)
    assert "Talks on Gull Island (collapsed) Harbour Guard" in side_by_side(root, "inland")


def test_a_party_that_the_later_words_name_stands_beside_the_one_told_before(tmp_path):
    first = "Talks by the Harbour Guard on Gull Island began on 1 May 2031.\n"
    second = "The Tide Council suspended talks on Gull Island on Thursday.\n"
    facts = f"""\
tracks:
  - id: island-suspended
    title: Talks on Gull Island
    place: gull-island
    continues: island-talks
    parties: tide-council
    state: stalled
    date: 2031-05-08
    when: on Thursday
    source: second
    quote: {second}
  - id: island-talks
    title: Talks on Gull Island
    place: gull-island
    parties: harbour-guard
    state: underway
    date: 2031-05-01
    source: first
    quote: {first}
"""
    changed = {**source("first", first, issued="2031-05-02"), **source("second", second, issued="2031-05-09")}
    root = write_project(tmp_path / "two", {**TALKS, **changed, FACTS: facts})
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    page = main_of(root, "coast/negotiations.html")
    assert "Talks on Gull Island (stalled) Tide Council; Harbour Guard (as told before) No demand" in page
    assert "negotiations by the Tide Council were stalled on 8 May 2031" in page
    assert "Parties, as told before: the Harbour Guard (Amber Gazette, 2 May 2031)" in page
    assert "(stalled): the Tide Council; the Harbour Guard (as told before)" in main_of(root, "coast/index.html")
    # A third that names neither has both from before.
    root = write_project(tmp_path / "three", {**LATER, **changed, FACTS: facts})
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    assert "(collapsed) Tide Council (as told before); Harbour Guard (as told before) No demand" in side_by_side(root)


def test_an_earlier_state_is_told_as_past_without_a_date_too(tmp_path):
    root = write_project(tmp_path, TALKS)
    edit(root / FACTS, "    state: underway\n    date: 2031-05-01\n", "    state: underway\n")
    assert dateline(root, "build").exit_code == 0
    page = main_of(root, "coast/negotiations.html")
    assert "mediated by the Lantern Watch, were underway. An earlier state: a later report" in page
    assert "are underway" not in page
    edit(
        root / FACTS, "    continues: island-talks\n", "    parties: [harbour-guard, tide-council]\n    unproved: X.\n"
    )
    assert dateline(root, "build").exit_code == 0
    assert "mediated by the Lantern Watch, are underway." in main_of(root, "coast/negotiations.html")


def test_a_state_that_is_withdrawn_is_continued_by_none(tmp_path):
    root = write_project(tmp_path, TALKS)
    assert dateline(root, "publish", "2031-05-10").exit_code == 0
    edit(root / "briefings/edition.yml", 'id: "2031-05-10"\n', 'id: "2031-05-11"\n')
    edit(root / "briefings/edition.yml", "cutoff: 2031-05-10\n", "cutoff: 2031-05-11\n")
    facts = (root / FACTS).read_text("utf-8")
    kept = facts[: facts.index("  - id: island-talks")]
    (root / FACTS).write_text(f"{kept}withdrawn:\n  - {{id: island-talks, note: It was wrong.}}\n", "utf-8")
    assert (
        "5:16 unknown-id: “continues” names “island-talks”, which is withdrawn = name the state before that one, or "
        "delete `continues:` and add the `parties:` that the quotation names" in problems_of(root)
    )


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
    # What another claimant counts of the same is no later number of this one.
    page = root / "site/coast/humanitarian.html"
    html = page.read_text("utf-8")
    old = '#left-amber-again">See the later one'
    assert old in html
    page.write_text(html.replace(old, '#left-amber-council">See the later one', 1), "utf-8")
    found = dateline(root, "audit", str(root / "site")).output
    assert "a link of “left-amber-watch” leads to “left-amber-council”" in found


# ---------------------------------------------------------------- what the desk is told


def test_a_state_of_talks_that_another_continues_is_not_owed(tmp_path):
    assert owed(write_project(tmp_path, TALKS), "older_state") == ""


def test_two_states_of_talks_that_are_called_the_same_are_owed_with_what_to_write(tmp_path):
    root = write_project(tmp_path, TALKS)
    edit(
        root / FACTS,
        "    continues: island-talks\n",
        "    parties: [harbour-guard, tide-council]\n    unproved: By phone.\n",
    )
    edit(
        root / FACTS, "island-talks\n    title: Talks on Gull Island", "island-talks\n    title: The Gull Island talks"
    )
    assert owed(root, "older_state") == (
        "17: island-talks: it says `underway` as of 2031-05-01, and “island-suspended” says `stalled` as of "
        "2031-05-08: write `continues: island-talks` there, if it tells how the same talks went on"
    )
    edit(root / FACTS, "title: The Gull Island talks\n    place: gull-island", "title: Talks on Gull Island")
    assert owed(root, "older_state") != ""
    edit(root / FACTS, "Island\n    parties: [harbour-guard, tide-council]", "Island\n    parties: lantern-watch")
    assert owed(root, "older_state") == ""
    edit(root / FACTS, "Island\n    parties: lantern-watch", "Island\n    parties: [harbour-guard, tide-council]")
    edit(
        root / FACTS,
        "island-talks\n    title: Talks on Gull Island",
        "island-talks\n    title: Talks on the lighthouse",
    )
    assert owed(root, "older_state") == ""


def test_what_an_event_or_a_sentence_set_aside_tells_of_the_same_talks_is_owed(tmp_path):
    (before,) = TALKS[FACTS].split("  - id: island-talks")[1:]
    event = """\
events:
  - id: suspended
    what: talks were suspended
    place: gull-island
    date: 2031-05-08
    when: on Thursday
    source: second
    quote: Talks on Gull Island were suspended on Thursday.
"""
    facts = f"tracks:\n  - id: island-talks{before}\n"
    root = write_project(tmp_path, {**TALKS, FACTS: facts + event})
    assert dateline(root, "check").exit_code == 0
    assert owed(root, "older_state") == (
        "7: island-talks: it says `underway` as of 2031-05-01, and the event “suspended” of 2031-05-08 tells "
        "“suspended”: record it under `tracks:` with `continues: island-talks`, if the same talks are meant"
    )
    aside = source("second", SECOND, issued="2031-05-09", unused=[{"quote": SECOND.strip(), "reason": "No party."}])
    root = write_project(tmp_path / "aside", {**TALKS, **aside, FACTS: facts})
    assert dateline(root, "check").exit_code == 0
    assert owed(root, "older_state") == (
        "7: island-talks: it says `underway` as of 2031-05-01, and a sentence of “second” that is set aside says "
        "“suspended”: record it under `tracks:` with `continues: island-talks`, if the same talks are meant"
    )


def test_prose_that_cites_an_earlier_state_and_not_the_later_one_is_owed(tmp_path):
    root = write_project(tmp_path, TALKS)
    summary = root / "briefings/coast/briefing.yml"
    edit(summary, "left.\n", "left.\n  [Talks are underway](fact:island-talks).\n")
    assert dateline(root, "check").exit_code == 0
    assert owed(root, "older_state") == (
        "6: island-talks: the text cites it with `underway`, and “island-suspended” tells how these talks went on: "
        "`stalled` as of 2031-05-08"
    )
    edit(summary, "talks).\n", "talks) and [have stalled since](fact:island-suspended).\n")
    assert dateline(root, "check").exit_code == 0
    assert owed(root, "older_state") == ""


NEWER = "Gull Island has been under the control of the Harbour Guard since 6 May 2031, the Lantern Watch said.\n"
HELD = {
    **source("older", "Gull Island was contested on 4 May 2031, the Lantern Watch said.\n", issued="2031-05-05"),
    **source("newer", NEWER, issued="2031-05-09"),
    "briefings/edition.yml": 'id: "2031-05-10"\ntitle: The invented coast\ncutoff: 2031-05-10\n',
    "briefings/coast/island.yml": """\
control:
  - id: island-contested
    place: gull-island
    state: contested
    date: 2031-05-04
    said_by: lantern-watch
    source: older
    quote: Gull Island was contested on 4 May 2031, the Lantern Watch said.
  - id: island-held
    place: gull-island
    state: controlled
    by: harbour-guard
    since: 2031-05-06
    said_by: lantern-watch
    source: newer
    quote: Gull Island has been under the control of the Harbour Guard since 6 May 2031, the Lantern Watch said.
""",
}
ISLAND = "briefings/coast/island.yml"


def test_an_older_state_of_a_place_beside_a_newer_one_of_the_same_claimant_is_owed(tmp_path):
    root = write_project(tmp_path, HELD)
    assert dateline(root, "check").exit_code == 0
    assert owed(root, "older_state") == (
        "4: island-contested: it says `contested` as of 2031-05-04, and “island-held” of the same claimant "
        "`controlled` by harbour-guard as of 2031-05-09; both are shown as they stand: take the older one out, "
        "unless both hold"
    )
    assert "\nOlder states beside newer ones: 1\n" in dateline(root, "debt").stdout


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        # Another claimant contradicts it, which a position would dispute.
        (
            ISLAND,
            "    said_by: lantern-watch\n    source: older\n",
            "    said_by: tide-council\n    unproved: x\n    source: older\n",
        ),
        # Who besieges a place does not hold it.
        (ISLAND, "state: contested\n", "state: besieged\n    by: tide-council\n    unproved: x\n"),
        # It is told as over.
        (ISLAND, "    date: 2031-05-04\n", "    since: 2031-05-01/2031-05-04\n    unproved: x\n"),
        # The same state is told again.
        (ISLAND, "state: contested\n", "state: controlled\n    by: harbour-guard\n    unproved: x\n"),
        # What tells the newer was taken back.
        ("seeds/newer.yml", '"rights"', '"retracted": {"date": "2031-05-09", "reason": "x"}, "rights"'),
        # Both are of one day.
        (ISLAND, "    date: 2031-05-04\n", "    date: 2031-05-09\n    unproved: x\n"),
    ],
)
def test_states_of_a_place_that_may_both_hold_are_not_owed(tmp_path, path, old, new):
    root = write_project(tmp_path, HELD)
    edit(root / path, old, new)
    assert dateline(root, "check").exit_code == 0
    assert owed(root, "older_state") == ""


def test_two_who_each_hold_a_place_are_owed_whoever_says_so(tmp_path):
    root = write_project(tmp_path, HELD)
    other = "    state: controlled\n    by: tide-council\n    date: 2031-05-04\n    unproved: x\n"
    edit(root / ISLAND, "    state: contested\n    date: 2031-05-04\n    said_by: lantern-watch\n", other)
    assert owed(root, "older_state") == (
        "4: island-contested: it says `controlled` by tide-council as of 2031-05-04, and “island-held” `controlled` by "
        "harbour-guard as of 2031-05-09; both are shown as they stand: take the older one out, unless both hold"
    )


def test_a_place_that_its_besieger_took_is_not_besieged_any_more(tmp_path):
    root = write_project(tmp_path, HELD)
    edit(root / ISLAND, "state: contested\n", "state: besieged\n    by: harbour-guard\n    unproved: x\n")
    assert dateline(root, "check").exit_code == 0
    assert owed(root, "older_state").startswith(
        "4: island-contested: it says `besieged` by harbour-guard as of 2031-05-04"
    )


def test_what_a_place_was_on_a_day_is_told_as_past_and_the_table_says_the_day(tmp_path):
    root = write_project(tmp_path, HELD)
    assert dateline(root, "build").exit_code == 0
    page = main_of(root, "coast/control.html")
    assert "According to the Lantern Watch, Gull Island was contested on 4 May 2031." in page
    assert "Gull Island Contested on 4 May 2031 not stated not stated Lantern Watch, 5 May 2031" in page
    (brief,) = (root / "site/briefs").glob("coast.*.a4.pdf")
    assert "Gull Island Contested not stated on 4 May 2031" in words(brief)


def test_suggest_leaves_open_what_talks_continue_of_which_no_party_is_named(tmp_path):
    second = SECOND.replace("on Gull", "in Gull")
    root = write_project(tmp_path, {**TALKS, **source("second", second, issued="2031-05-09"), FACTS: "tracks: []\n"})
    said = dateline(root, "suggest", "second").stdout
    assert (
        said[said.index("tracks:") :]
        == """\
tracks:
  - id: TODO
    title: TODO
    place: gull-island
    state: stalled
    continues: TODO
    date: 2031-05-08
    when: Thursday
    source: second
    quote: >-
      Talks in Gull Island were suspended on Thursday.
"""
    )


def test_the_id_of_a_state_is_renamed_where_another_one_continues_it(tmp_path):
    root = write_project(tmp_path, TALKS)
    assert dateline(root, "rename", "island-talks", "gull-talks").exit_code == 0
    assert "    continues: gull-talks\n" in (root / FACTS).read_text("utf-8")
    assert dateline(root, "check").stdout == "7 facts from 4 sources: all proved.\n"


def test_a_key_figure_of_which_a_newer_number_is_told_is_owed(tmp_path):
    was, now = "On 1 May 2031, 12 people in Port Amber voted.", "On 6 May 2031, 15 people in Port Amber voted."
    of = "indicator: voters, place: amber, source: bulletin"
    figures = "".join(
        f'  - {{id: {name}, {of}, value: {value}, date: {day}, quote: "{quote}"}}\n'
        for name, value, day, quote in (("old", 12, "2031-05-01", was), ("new", 15, "2031-05-06", now))
    )
    root = write(tmp_path, f"{was}\n{now}", f"figures:\n{figures}", key_figures="[old]")
    indicators = root / "briefings/indicators.yml"
    voters = (
        "{id: voters, name: Voters, definition: x, unit: people, measure: stock, population: people, words: [voted]}"
    )
    indicators.write_text(f"{indicators.read_text('utf-8')}  - {voters}\n", "utf-8")
    assert short(root) == []
    assert owed(root, "older_state") == (
        "4: old: it leads, as of 2031-05-01, and “new” of the same claimant is as of 2031-05-06"
    )
    edit(root / "briefings/coast/briefing.yml", "[old]", "[old, new]")
    assert owed(root, "older_state") == ""


@pytest.mark.parametrize("name", ['""', "TODO"])
def test_talks_without_an_id_that_continue_themselves_are_told_of_without_a_fault(tmp_path, name):
    text = "Talks between the Harbour Guard and the Lantern Watch are underway."
    track = {"id": name, "continues": name, "title": "Talks", "parties": "[guard, watch]", "state": "underway"}
    assert short(write(tmp_path, text, record("tracks", track, text)))[0].startswith("briefings/coast/control.yml:")

"""Where sources disagree, both sides are shown, and no editor lets one of them lead without a reason."""

import csv
import json
from hashlib import sha256

import pytest

from conftest import FILES, write_project
from pdfs import dateline, source, words
from test_pages import read

LOG = "The Harbour Guard left Gull Island, the Lantern Watch said. The Harbour Guard denied that it left Gull Island.\n"
DISPUTED = {
    **source("log", LOG),
    "briefings/coast/log.yml": """\
positions:
  - id: guard-denies
    actor: harbour-guard
    stance: denies
    what: that it left Gull Island
    place: gull-island
    disputes: guard-left
    source: log
    quote: The Harbour Guard denied that it left Gull Island.
events:
  - id: guard-left
    actor: harbour-guard
    what: left Gull Island
    place: gull-island
    said_by: lantern-watch
    source: log
    quote: The Harbour Guard left Gull Island, the Lantern Watch said.
""",
}


def main_of(root, page):
    return " ".join(read(root / "site" / page).main.split())


@pytest.fixture(scope="module")
def disputed(tmp_path_factory):
    root = write_project(tmp_path_factory.mktemp("disputed") / "project", DISPUTED)
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    return root


def test_what_is_said_and_who_disputes_it_stand_side_by_side_on_the_overview(disputed):
    page = main_of(disputed, "coast/index.html")
    part = page[page.index("Where claims disagree") :]
    claim = part.index("The claim According to the Lantern Watch, the Harbour Guard left Gull Island.")
    denial = part.index("The denial The Harbour Guard denied that it left Gull Island.")
    assert claim < denial
    assert part.count("Contested: another source or claimant says otherwise.", 0, part.index("Talks")) == 4


def test_a_denial_of_what_no_fact_tells_shows_what_it_denies_and_says_so(disputed):
    page = main_of(disputed, "coast/index.html")
    assert (
        "The claim That it will leave Gull Island Told only where it is denied. "
        "The denial The Tide Council denied that it will leave Gull Island." in page
    )


def test_figures_that_disagree_stand_side_by_side_on_the_overview(disputed):
    part = main_of(disputed, "coast/index.html").partition("Where claims disagree")[2]
    assert part.index("People who left, Port Amber At least 240") < part.index("About 300") < part.index("The claim")


def test_a_briefing_in_which_nobody_disagrees_has_no_such_part(tmp_path):
    humanitarian = FILES["briefings/coast/humanitarian.yml"].partition("  - id: left-amber-council")[0]
    files = {
        "briefings/coast/humanitarian.yml": humanitarian,
        "briefings/coast/briefing.yml": FILES["briefings/coast/briefing.yml"].replace(", ferry-sunk", ""),
        "seeds/bulletin.yml": FILES["seeds/bulletin.yml"] + '  - {quote: One ferry sank in Port Amber., reason: "-"}\n',
        "seeds/wire.yml": FILES["seeds/wire.yml"]
        + "  - {quote: 'Some 300 people left Port Amber on 2 May 2031, according to the Tide Council.', reason: '-'}\n"
        + "  - {quote: The Tide Council denied that it will leave Gull Island., reason: '-'}\n",
    }
    root = write_project(tmp_path / "project", files)
    (root / "briefings/coast/factions.yml").unlink()
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    assert "disagree" not in main_of(root, "coast/index.html")


def test_both_sides_are_contested_in_the_data_and_the_link_between_them_is_there(disputed):
    facts = {fact["id"]: fact for fact in json.loads((disputed / "site/data/facts.json").read_bytes())["facts"]}
    assert facts["guard-denies"]["fields"]["disputes"] == ["guard-left"]
    assert [name for name, fact in facts.items() if fact["contested"]] == [
        "guard-denies",
        "guard-left",
        "left-amber-council",
        "left-amber-watch",
    ]
    rows = csv.DictReader((disputed / "site/data/positions.csv").read_text("utf-8").splitlines())
    assert {row["id"]: row["disputed_ids"] for row in rows} == {
        "guard-denies": "guard-left",
        "council-denies-leaving": "",
    }


def test_on_paper_too_both_sides_stand_side_by_side(disputed):
    text = words(next((disputed / "site/briefs").glob("coast.*.a4.pdf")))
    part = text[text.index("Where claims disagree") : text.index("Documents and notes")]
    assert "The claim Who says otherwise According to the Lantern Watch, the Harbour Guard left Gull Island." in part
    assert "The Harbour Guard denied that it left Gull Island." in part
    assert text.count("The Harbour Guard denied that it left Gull Island.") == 2  # there, and in its note


def test_a_figure_that_is_denied_in_words_leads_only_with_a_reason(tmp_path):
    facts = (
        DISPUTED["briefings/coast/log.yml"]
        .replace("what: that it left Gull Island", "what: that one ferry sank")
        .replace("disputes: guard-left", "disputes: ferry-sunk")
        .replace("place: gull-island\n    disputes", "place: port-amber\n    disputes")
        .replace(
            "source: log\n    quote: The Harbour Guard denied",
            "unproved: Invented.\n    source: log\n    quote: The Harbour Guard denied",
        )
    )
    root = write_project(tmp_path / "project", DISPUTED | {"briefings/coast/log.yml": facts})
    result = dateline(root, "check")
    assert (
        "briefings/coast/briefing.yml:6:33: error[contested]: “ferry-sunk” leads here and is contested: "
        "“guard-denies” says that it is not so" in result.output
    )
    assert "help: say at “ferry-sunk” why it leads, `headline: …`, or let none of them lead" in result.output


def test_a_dispute_with_a_fact_of_another_actor_and_place_is_refused_and_so_is_one_that_is_named_twice(tmp_path):
    facts = DISPUTED["briefings/coast/log.yml"].replace(
        "disputes: guard-left", "disputes: [guard-left, guard-left, left-amber-council]"
    )
    root = write_project(tmp_path / "project", DISPUTED | {"briefings/coast/log.yml": facts})
    said = dateline(root, "check").output
    assert (
        "briefings/coast/log.yml:7:15: error[contested]: “guard-denies” disputes “left-amber-council”, and they name "
        "no actor and no place in common" in said
    )
    assert "briefings/coast/log.yml:7:15: error[contested]: “guard-denies” disputes a fact twice" in said


def test_a_dispute_with_a_fact_that_is_not_there_is_named(tmp_path):
    facts = DISPUTED["briefings/coast/log.yml"].replace("disputes: guard-left", "disputes: guard-lift")
    root = write_project(tmp_path / "project", DISPUTED | {"briefings/coast/log.yml": facts})
    assert (
        dateline(root, "check").output
        == """\
briefings/coast/log.yml:7:15: error[unknown-id]: no record “guard-lift” among the facts
   |
 7 |     disputes: guard-lift
   |               ^
   = help: did you mean `guard-left`?

1 problem found; nothing was written.
"""
    )


# ---------------------------------------------------------------- why one of them leads

REASON = "Why this one leads: The monitor was there."


def test_where_a_contested_figure_leads_the_site_says_why(disputed):
    overview = main_of(disputed, "coast/index.html")
    leading, _, aside = overview.partition("Where claims disagree")
    assert f"Contested: another source or claimant says otherwise. {REASON}" in leading
    assert leading.count(REASON) == 1
    assert REASON not in aside  # neither is weighed there
    assert main_of(disputed, "coast/humanitarian.html").count(REASON) == 1
    assert main_of(disputed, "facts/coast.html").count(REASON) == 1


def test_on_paper_it_stands_between_the_claimant_and_the_note(disputed):
    text = words(next((disputed / "site/briefs").glob("coast.*.a4.pdf")))
    assert f"Lantern Watch, report of 3 May 2031 Others say otherwise {REASON} [2]" in text
    assert text.count(REASON) == 1


def test_a_reason_is_told_of_no_figure_that_does_not_lead_or_that_nobody_contests(tmp_path):
    figures = FILES["briefings/coast/humanitarian.yml"]
    briefing = FILES["briefings/coast/briefing.yml"]
    files = DISPUTED | {
        "briefings/coast/briefing.yml": briefing.replace("[left-amber-watch, ferry-sunk]", "[ferry-sunk]").replace(
            "[At least 240 people](fact:left-amber-watch) left.", "Some left."
        ),
        "briefings/coast/humanitarian.yml": figures.replace(
            "    value: 1\n", "    value: 1\n    headline: Nobody else counted.\n"
        ),
    }
    root = write_project(tmp_path / "project", files)
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    for page in ("coast/index.html", "coast/humanitarian.html", "facts/coast.html"):
        assert "Why this one leads" not in main_of(root, page)
    assert "Why this one leads" not in words(next((root / "site/briefs").glob("coast.*.a4.pdf")))


def test_a_reason_may_say_another_number_of_its_quotation_and_no_one_else_s(tmp_path):
    quoted = "At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said."
    counted = f"{quoted[:-1]} after 9 hours at the quay."
    bulletin = FILES["seeds/bulletin.txt"].replace(quoted, counted)
    pinned = sha256(FILES["seeds/bulletin.txt"].encode()).hexdigest(), sha256(bulletin.encode()).hexdigest()
    files = DISPUTED | {
        "seeds/bulletin.txt": bulletin,
        "seeds/bulletin.yml": FILES["seeds/bulletin.yml"].replace(*pinned),
        "briefings/coast/humanitarian.yml": FILES["briefings/coast/humanitarian.yml"]
        .replace(quoted, counted)
        .replace("The monitor was there.", "The Lantern Watch was there for 9 hours."),
    }
    root = write_project(tmp_path / "project", files)
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    page = root / "site/coast/index.html"
    page.write_text(page.read_text("utf-8").replace("was there for 9 hours", "was there for 8 hours"), "utf-8")
    altered = dateline(root, "audit", str(root / "site"))
    assert "“8” does not stand in the quotations of “left-amber-watch”" in altered.output


LATER = "At least 240 people left Port Amber on 2 May 2031.\nAt least 260 people left Port Amber on 2 May 2031.\n"
REVISED = {
    **source("first", LATER.splitlines()[0] + "\n", publisher="Gull Post"),
    **source("second", LATER.splitlines()[1] + "\n", publisher="Gull Post", issued="2031-05-04"),
    "briefings/coast/humanitarian.yml": FILES["briefings/coast/humanitarian.yml"].partition("  - id: left-amber-watch")[
        0
    ]
    + """\
  - id: left-first
    indicator: people-left
    place: port-amber
    value: 240
    quantifier: at_least
    date: 2031-05-02
    source: first
    quote: At least 240 people left Port Amber on 2 May 2031.
  - id: left-second
    indicator: people-left
    place: port-amber
    value: 260
    quantifier: at_least
    date: 2031-05-02
    source: second
    quote: At least 260 people left Port Amber on 2 May 2031.
""",
}


def contested_after(tmp_path, *changes):
    """Return which of the two figures are contested, as the proof of the project tells it."""
    from dateline.prepare import check  # noqa: PLC0415

    root = write_project(tmp_path / "project", REVISED)
    for path, old, new in changes:
        (root / path).write_text((root / path).read_text("utf-8").replace(old, new, 1), "utf-8")
    proof = check(root).proof
    return sorted(proof.contested & {"left-first", "left-second"}), {key: one.id for key, one in proof.revised.items()}


def test_a_later_number_of_the_same_claimant_revises_the_older_and_contests_nothing(tmp_path):
    assert contested_after(tmp_path) == ([], {"left-first": "left-second"})


@pytest.mark.parametrize(
    "change",
    [
        ("seeds/second.yml", "2031-05-04", "2031-05-03"),
        ("seeds/second.yml", "Gull Post", "Reed Post"),
    ],
)
def test_two_numbers_of_one_day_or_of_two_claimants_contest_each_other(tmp_path, change):
    assert contested_after(tmp_path, change) == (["left-first", "left-second"], {})


def test_coverage_is_told_of_the_sources_that_are_named(tmp_path):
    root = write_project(tmp_path / "project")
    assert dateline(root, "coverage", "wire").stdout.startswith("wire\n")
    unknown = dateline(root, "coverage", "wyre")
    assert unknown.exit_code == 1
    assert "no source has the id “wyre”" in unknown.output

"""A document that is taken back: what leans on it is listed, marked from the next edition on, and told as a change."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from conftest import edit, forge_manifest, write_project
from pdfs import dateline, source, words

REASON = "The wire counted 77 quays that are not there."
TAKEN_BACK = f"retracted: {{date: 2031-05-09, reason: {REASON}}}\n"
RETRACTION = {"date": "2031-05-09", "reason": REASON}
NEXT = 'id: "2031-05-11"\ntitle: The invented coast\ncutoff: 2031-05-11\n'
CHANGED = ["council-denies-leaving", "left-amber-council"]


def take_back(root: Path, record: str = "wire") -> None:
    """Write in a source's record that it was taken back."""
    edit(root / f"seeds/{record}.yml", "unused:", f"{TAKEN_BACK}unused:")


@pytest.fixture
def published(project):
    """Publish an edition, and begin the next."""
    assert dateline(project, "publish").exit_code == 0
    (project / "briefings/edition.yml").write_text(NEXT, "utf-8")
    return project


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """Publish an edition, and a second one after a document was taken back; tests only read it."""
    root = write_project(tmp_path_factory.mktemp("retracted") / "project")
    assert dateline(root, "publish").exit_code == 0
    (root / "briefings/edition.yml").write_text(NEXT, "utf-8")
    take_back(root)
    result = dateline(root, "publish")
    assert result.exit_code == 0, result.output
    return root


def page(root: Path, path: str) -> str:
    return (root / "public/2031-05-11" / path).read_text("utf-8")


# ---------------------------------------------------------------- the record


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{date: 2031-05-09}", "wire.yml:10:12: error[missing-key]: “reason” is missing"),
        ("{reason: Wrong.}", "wire.yml:10:12: error[missing-key]: “date” is missing"),
        ("{date: 2031-05, reason: Wrong.}", "error[wrong-type]: “date”: “2031-05” is not one day; write 2018-04-02"),
        ("{date: 2031-05-02, reason: Wrong.}", "it is taken back before it was issued"),
        ("true", "error[wrong-type]"),
    ],
)
def test_a_retraction_has_a_day_and_a_reason(project, written, said):
    edit(project / "seeds/wire.yml", "unused:", f"retracted: {written}\nunused:")
    result = dateline(project, "check")
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert said in result.stdout


def test_it_may_be_taken_back_on_the_day_of_its_issue(project):
    edit(project / "seeds/wire.yml", "unused:", "retracted: {date: 2031-05-03, reason: Withdrawn at noon.}\nunused:")
    assert dateline(project, "check").exit_code == 0


def test_a_published_edition_is_not_marked_afterwards(project):
    assert dateline(project, "publish").exit_code == 0
    take_back(project)
    result = dateline(project, "check")
    assert result.exit_code == 1
    assert "edition 2031-05-04 is published, and the facts are no longer those that it froze" in result.stdout
    assert "“left-amber-council”, “council-denies-leaving”" in result.stdout


# ---------------------------------------------------------------- what leans on it

LEANING = f"""\
wire: taken back on 2031-05-09: {REASON}

Facts: 2
  briefings/coast/factions.yml:2: council-denies-leaving
  briefings/coast/humanitarian.yml:12: left-amber-council

Pages: 11
  actors/tide-council.html: council-denies-leaving, left-amber-council
  changes.html: council-denies-leaving, left-amber-council
  coast/factions.html: council-denies-leaving
  coast/humanitarian.html: left-amber-council
  coast/index.html: council-denies-leaving, left-amber-council
  coast/negotiations.html: council-denies-leaving
  coast/timeline.html: left-amber-council
  facts/coast.html: council-denies-leaving, left-amber-council
  places/gull-island.html: council-denies-leaving
  places/port-amber.html: left-amber-council
  sources/wire.html: council-denies-leaving, left-amber-council

Printed briefs: 4
  briefs/2031-05-11.a4.pdf: council-denies-leaving, left-amber-council
  briefs/2031-05-11.letter.pdf: council-denies-leaving, left-amber-council
  briefs/coast.2031-05-11.a4.pdf: council-denies-leaving, left-amber-council
  briefs/coast.2031-05-11.letter.pdf: council-denies-leaving, left-amber-council

Published editions: 1
  2031-05-04: council-denies-leaving, left-amber-council
"""


def test_everything_that_leans_on_a_document_is_listed(published):
    take_back(published)
    result = dateline(published, "affected", "wire")
    assert (result.exit_code, result.stdout, result.stderr) == (0, LEANING, "")


def test_the_pages_and_briefs_listed_are_those_of_the_site(second):
    found = json.loads(dateline(second, "affected", "wire", "--format", "json").stdout)
    site = second / "public/2031-05-11"
    named = re.compile(r'data-(?:fact|sentence|quote)="(?:left-amber-council|council-denies-leaving)"')
    pages = {
        path.relative_to(site).as_posix() for path in site.rglob("*.html") if named.search(path.read_text("utf-8"))
    }
    assert {one["path"] for one in found["pages"]} == pages
    briefs = {f"briefs/{path.name}" for path in (site / "briefs").iterdir()}
    assert {one["path"] for one in found["briefs"]} == briefs
    assert found["retracted"] == RETRACTION
    assert found["facts"][0] == {
        "id": "council-denies-leaving",
        "kind": "positions",
        "briefing": "coast",
        "file": "briefings/coast/factions.yml",
        "line": 2,
    }
    assert found["editions"] == [{"edition": edition, "facts": CHANGED} for edition in ("2031-05-04", "2031-05-11")]


def test_a_document_that_stands_can_be_asked_about_before_it_is_taken_back(project):
    result = dateline(project, "affected", "bulletin")
    assert result.exit_code == 0
    assert result.stdout.startswith("bulletin: it stands\n\nFacts: 3\n")
    assert "Pages: " in result.stdout
    assert result.stdout.endswith("Published editions: 0\n")


def test_a_document_that_no_fact_quotes_has_its_own_page_alone(project):
    aside = [{"quote": "Nothing.", "reason": "It is all there is."}]
    for path, text in source("spare", "Nothing.\n", unused=aside).items():
        (project / path).write_text(text, "utf-8")
    result = dateline(project, "affected", "spare")
    assert "Facts: 0\n\nPages: 1\n  sources/spare.html: no fact\n\nPrinted briefs: 0\n" in result.stdout


def test_what_was_published_is_listed_though_the_edition_in_work_has_problems(project):
    assert dateline(project, "publish").exit_code == 0
    take_back(project)  # the edition in work is still the published one
    result = dateline(project, "affected", "wire")
    assert result.exit_code == 1
    assert result.stderr == "\nThe project has problems; `dateline check` names them.\n"
    assert "Pages: 10\n" in result.stdout
    edit(project / "briefings/coast/humanitarian.yml", "value: 300", "value: 301")
    result = dateline(project, "affected", "wire")
    assert result.exit_code == 1
    assert "Facts: 2\n" in result.stdout
    assert "Pages: not known while the project has problems\n" in result.stdout
    assert result.stdout.endswith("Published editions: 1\n  2031-05-04: council-denies-leaving, left-amber-council\n")


def test_an_unknown_document_is_told_with_the_nearest(project):
    result = dateline(project, "affected", "wired")
    assert result.exit_code == 1
    assert "error[unknown-id]: no source has the id “wired”\n   = help: did you mean `wire`?" in result.stdout


# ---------------------------------------------------------------- pages


def test_every_card_and_row_of_its_facts_says_so_with_day_and_reason(second):
    card = re.search(
        r'<article class="fact[^>]*id="left-amber-council">.*?</article>', page(second, "facts/coast.html"), re.DOTALL
    )
    assert card
    assert (
        '<span class="mark retracted" data-retracted="wire">Source taken back on '
        '<time datetime="2031-05-09" data-source="wire" data-retraction="">9 May 2031</time>: '
        f'<span data-ref="sources/wire/retracted.reason">{REASON}</span></span>' in card[0]
    )
    assert page(second, "facts/coast.html").count('data-retracted="wire"') == 2
    assert page(second, "coast/humanitarian.html").count('data-retracted="wire"') == 1
    assert 'data-retracted="bulletin"' not in page(second, "facts/coast.html")


def test_rows_and_the_editors_words_carry_the_mark_too(published):
    edit(published / "seeds/bulletin.yml", "unused:", f"{TAKEN_BACK}unused:")
    result = dateline(published, "build")
    assert result.exit_code == 0, result.output
    overview = (published / "site/coast/index.html").read_text("utf-8")
    small = '<span class="mark retracted small" data-retracted="bulletin">Source taken back</span>'
    row = re.search(r'<tr data-fact="amber-held">.*?</tr>', overview, re.DOTALL)
    assert row
    assert small in row[0]
    summary = re.search(r'<div class="summary">.*?</div>', overview, re.DOTALL)
    assert summary
    assert summary[0].count(small) == 2
    glance = re.search(r'<dl class="glance">.*?</dl>', overview, re.DOTALL)
    assert glance
    assert small in glance[0]


def test_the_page_of_the_document_says_it_first(second):
    text = page(second, "sources/wire.html")
    head = text[text.index('<header class="page-head">') : text.index("</header>", text.index('class="page-head"'))]
    assert "<strong>Source taken back on <time" in head
    assert f'<span data-ref="sources/wire/retracted.reason">{REASON}</span></strong>' in head
    assert "Its publisher no longer stands by this document." in head


# ---------------------------------------------------------------- what changed


def test_the_change_list_says_so_without_a_word_of_the_editor(second):
    text = page(second, "changes.html")
    for fact in CHANGED:
        found = re.search(rf'<article class="difference changed" id="{fact}">.*?</article>', text, re.DOTALL)
        assert found
        assert '<span class="cause">The source revised its report</span>' in found[0]
        assert f'<tr><th scope="row">Source taken back</th>\n<td class="before" data-was="{fact}">no</td>' in found[0]
        assert f'data-ref="sources/wire/retracted.reason">{REASON}</span></td></tr>' in found[0]
    assert 'id="ferry-sunk"' not in text
    changes = json.loads(page(second, "data/changes.json"))["changes"]
    assert [(one["id"], one["step"], one["cause"], one["fields"]) for one in changes] == [
        (fact, "changed", "source_revised", ["retracted"]) for fact in reversed(CHANGED)
    ]
    assert [one["before"]["retracted"] for one in changes] == [None, None]


def test_the_difference_is_told_on_the_terminal(second):
    result = dateline(second, "diff", "2031-05-04", "2031-05-11")
    assert result.stdout.count(f"      Source taken back: – → 2031-05-09: {REASON}\n") == 2


def test_an_editor_may_add_a_note_and_no_other_cause_than_fits(published):
    take_back(published)
    path = published / "briefings/coast/factions.yml"
    edit(
        path,
        "    source: wire\n",
        "    change: {cause: source_revised, note: The wire has no second report.}\n    source: wire\n",
    )
    assert dateline(published, "check").exit_code == 0
    assert "      The wire has no second report.\n" in dateline(published, "diff", "2031-05-04").stdout
    edit(path, "cause: source_revised", "cause: situation_changed")
    assert "gives a cause, and says what it said in edition 2031-05-04" in dateline(published, "check").stdout


def third_begun(published: Path, folder: Path) -> Path:
    """Begin a third edition, in which nothing is taken back."""
    root = write_project(folder / "third")
    shutil.copytree(published / "briefings/editions", root / "briefings/editions")
    (root / "briefings/edition.yml").write_text(NEXT.replace("05-11", "05-18"), "utf-8")
    return root


def test_a_document_that_stands_again_is_told_as_well(second, tmp_path):
    root = third_begun(second, tmp_path)
    result = dateline(root, "diff", "2031-05-11")
    assert f"Source taken back: 2031-05-09: {REASON} → –" in result.stdout
    assert dateline(root, "build").exit_code == 0


def test_another_reason_for_the_same_is_no_change_of_its_facts(second, tmp_path):
    root = third_begun(second, tmp_path)
    edit(root / "seeds/wire.yml", "unused:", "retracted: {date: 2031-05-09, reason: Its quays are not there.}\nunused:")
    assert dateline(root, "diff", "2031-05-11").stdout == "Nothing changed: every fact stands as it stood.\n"
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output


# ---------------------------------------------------------------- data and paper


def test_the_data_tell_it(second):
    found = {fact["id"]: fact for fact in json.loads(page(second, "data/facts.json"))["facts"]}
    assert {fact: found[fact]["retracted"] for fact in found} == {
        "amber-held": None,
        "council-denies-leaving": RETRACTION,
        "ferry-sunk": None,
        "left-amber-council": RETRACTION,
        "left-amber-watch": None,
    }
    Draft202012Validator(json.loads(page(second, "data/facts.schema.json"))).validate(
        json.loads(page(second, "data/facts.json"))
    )
    rows = {row["id"]: row for row in csv.DictReader(page(second, "data/figures.csv").splitlines())}
    assert (rows["left-amber-council"]["retracted_date"], rows["left-amber-council"]["retracted_reason"]) == (
        "2031-05-09",
        REASON,
    )
    assert (rows["ferry-sunk"]["retracted_date"], rows["ferry-sunk"]["retracted_reason"]) == ("", "")
    sources = {source["id"]: source for source in json.loads(page(second, "data/sources.json"))}
    assert (sources["wire"].get("status"), sources["bulletin"].get("status")) == ("retracted", None)


def test_printed_briefs_mark_it_beside_the_fact_and_in_its_note(second):
    text = words(second / "public/2031-05-11/briefs/coast.2031-05-11.a4.pdf")
    assert "According to the Tide Council" not in text
    assert text.count("Source taken back · The Tide Council · Quince Wire") == 1
    assert text.count("Source taken back") > 2
    before = words(second / "public/2031-05-04/briefs/coast.2031-05-04.a4.pdf")
    assert "Source taken back" not in before


# ---------------------------------------------------------------- the audit


def as_a_site(published: Path, folder: Path) -> tuple[Path, Path]:
    """Copy the project, with its second edition as a site."""
    root = folder / "project"
    shutil.copytree(published, root)
    (root / "public/2031-05-11").rename(root / "site")
    return root, root / "site"


def test_every_edition_passes_the_audit(second):
    result = dateline(second, "audit", str(second / "public"))
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            "facts/coast.html",
            r'<span class="mark retracted" data-retracted="wire">.*?</span></span>',
            "",
            "“left-amber-council” is shown without a word that its source was taken back",
        ),
        (
            "facts/coast.html",
            'data-retraction="">9 May 2031',
            'data-retraction="">8 May 2031',
            "the words “8 May 2031” do not say the date 2031-05-09",
        ),
        (
            "facts/coast.html",
            "counted 77 quays",
            "counted 78 quays",
            "this is not the text of “sources/wire/retracted.reason”",
        ),
        (
            "facts/coast.html",
            'data-retracted="wire"',
            'data-retracted="bulletin"',
            "this does not tell that “bulletin” was taken back",
        ),
        (
            "data/facts.json",
            '"retracted": {[^}]*}',
            '"retracted": null',
            "“left-amber-council” does not tell whether its source was taken back as reference.json does",
        ),
        (
            "data/figures.csv",
            "2031-05-09",
            "2031-05-08",
            "“2031-05-08” under “retracted_date” is not what facts.json says of “left-amber-council”",
        ),
        (
            "data/sources.json",
            ', "status": "retracted"',
            "",
            '“status” of “wire” is null, and should be "retracted"',
        ),
    ],
)
def test_what_is_altered_is_found(second, tmp_path, path, old, new, said):  # noqa: PLR0917  # a row of the table
    root, site = as_a_site(second, tmp_path)
    text = (site / path).read_text("utf-8")
    altered = re.sub(old, new, text, flags=re.DOTALL)
    assert altered != text
    (site / path).write_bytes(altered.encode())
    forge_manifest(site)
    result = dateline(root, "audit", str(site))
    assert result.exit_code == 1
    assert said in result.stdout


def test_a_retraction_that_no_change_tells_is_found(second, tmp_path):
    root, site = as_a_site(second, tmp_path)
    path = site / "data/changes.json"
    changes = json.loads(path.read_text("utf-8"))
    changes["changes"] = changes["changes"][1:]
    path.write_text(json.dumps(changes), "utf-8")
    forge_manifest(site)
    result = dateline(root, "audit", str(site))
    assert "the source of “left-amber-council” was taken back, or stands again, and no change says so" in result.stdout


def test_what_rests_on_it_is_owed_by_the_desk_and_bears_no_other_figure_out(published):
    take_back(published)
    found = json.loads(dateline(published, "debt", "--format", "json").stdout)["debts"]
    owed = [(debt["kind"], debt["id"]) for debt in found if debt["kind"] in ("retracted", "single_claimant")]
    assert owed == [
        ("retracted", "council-denies-leaving"),
        ("retracted", "left-amber-council"),
        ("single_claimant", "left-amber-watch"),
        ("single_claimant", "ferry-sunk"),
    ]
    assert found[0]["message"] == f"its source “wire” was taken back on 2031-05-09: {REASON}"

"""A document that is taken back: what leans on it is listed, marked from the next edition on, and told as a change."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import feedparser
import pytest
from jsonschema import Draft202012Validator

from conftest import FILES, HERE, edit, forge_manifest, write_project
from dateline.audit import audit_page, read_evidence
from pdfs import ADDRESSED, ISLAND, MAPPED, dateline, source, words
from published import alter
from test_data import RICH
from test_search import alter as alter_record
from test_search import of_fact

REASON = "The wire counted 77 quays that are not there."
TAKEN_BACK = f"retracted: {{date: 2031-05-09, reason: {REASON}}}\n"
RETRACTION = {"date": "2031-05-09", "reason": REASON}
NEXT = 'id: "2031-05-11"\ntitle: The invented coast\ncutoff: 2031-05-11\n'
CHANGED = ["council-denies-leaving", "left-amber-council"]


def take_back(root: Path, record: str = "wire") -> None:
    """Write in a source's record that it was taken back."""
    edit(root / f"seeds/{record}.yml", "unused:", f"{TAKEN_BACK}unused:")


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Publish an edition; tests take copies."""
    root = write_project(tmp_path_factory.mktemp("first") / "project")
    assert dateline(root, "publish").exit_code == 0
    return root


@pytest.fixture
def published(first, tmp_path):
    """Copy a project with an edition that is published, and begin the next."""
    root = tmp_path / "project"
    shutil.copytree(first, root)
    (root / "briefings/edition.yml").write_text(NEXT, "utf-8")
    return root


@pytest.fixture(scope="module")
def second(first, tmp_path_factory):
    """Publish a second edition after a document was taken back; tests only read it."""
    root = tmp_path_factory.mktemp("retracted") / "project"
    shutil.copytree(first, root)
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


def test_an_edition_cannot_know_that_a_source_was_taken_back_after_its_cutoff(project):
    edit(project / "seeds/wire.yml", "unused:", "retracted: {date: 2031-05-05, reason: Withdrawn.}\nunused:")
    result = dateline(project, "check")
    assert (result.exit_code, result.stdout) == (
        1,
        """\
seeds/wire.yml:10:19: error[edition]: the source “wire” was taken back on 2031-05-05, after the cutoff 2031-05-04
    |
 10 | retracted: {date: 2031-05-05, reason: Withdrawn.}
    |                   ^
   = help: write `cutoff: 2031-05-05` in briefings/edition.yml, if the edition knows it; else mend the date
""",
    )


def test_the_id_of_a_published_edition_is_not_taken_with_another_cutoff_or_title(project):
    assert dateline(project, "publish").exit_code == 0
    assert dateline(project, "check").exit_code == 0
    edit(project / "briefings/edition.yml", "cutoff: 2031-05-04", "cutoff: 2031-05-06\nnote: Later.")
    edit(project / "briefings/edition.yml", "title: The invented coast", "title: The other coast")
    result = dateline(project, "check")
    assert [line for line in result.stdout.split("\n") if "error[" in line] == [
        f"briefings/edition.yml:{place}: error[published]: edition 2031-05-04 is published {said}, and a published"
        " edition never changes"
        for place, said in (
            ("2:8", "with `title: The invented coast`"),
            ("3:9", "with `cutoff: 2031-05-04`"),
            ("4:7", "without `note:`"),
        )
    ]


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
  coast/index.html: left-amber-council, council-denies-leaving
  coast/factions.html: council-denies-leaving
  coast/negotiations.html: council-denies-leaving
  coast/humanitarian.html: left-amber-council
  coast/timeline.html: left-amber-council
  changes.html: council-denies-leaving, left-amber-council
  actors/tide-council.html: council-denies-leaving, left-amber-council
  places/gull-island.html: council-denies-leaving
  places/port-amber.html: left-amber-council
  sources/wire.html: left-amber-council, council-denies-leaving
  facts/coast.html: council-denies-leaving, left-amber-council

Printed briefs: 4
  briefs/2031-05-11.a4.pdf: left-amber-council, council-denies-leaving
  briefs/2031-05-11.letter.pdf: left-amber-council, council-denies-leaving
  briefs/coast.2031-05-11.a4.pdf: left-amber-council, council-denies-leaving
  briefs/coast.2031-05-11.letter.pdf: left-amber-council, council-denies-leaving

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
    # As they stand in the files and on the pages: by their ids the ferry would come first.
    assert result.stdout.startswith(
        "bulletin: it stands\n\nFacts: 3\n"
        "  briefings/coast/control.yml:2: amber-held\n"
        "  briefings/coast/humanitarian.yml:2: left-amber-watch\n"
        "  briefings/coast/humanitarian.yml:21: ferry-sunk\n"
        "\nPages: 11\n"
        "  index.html: amber-held, left-amber-watch, ferry-sunk\n"
        "  coast/index.html: amber-held, left-amber-watch, ferry-sunk\n"
        "  coast/control.html: amber-held\n"
    )
    assert result.stdout.endswith("Published editions: 0\n")


def test_a_document_that_another_one_replaced_says_which(project):
    add = "superseded_by: wire\nrights:"
    (project / "seeds/bulletin.yml").write_text(
        (project / "seeds/bulletin.yml").read_text("utf-8").replace("rights:", add, 1), "utf-8"
    )
    assert dateline(project, "affected", "bulletin").stdout.startswith(
        "bulletin: it is superseded by wire\n\nFacts: 3\n"
    )
    found = json.loads(dateline(project, "affected", "bulletin", "--format", "json").stdout)
    assert (found["retracted"], found["superseded_by"]) == (None, "wire")


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
    assert result.stderr == "\nThe project has 2 problems; `dateline check` names them.\n"
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
    small = (
        '<a class="mark retracted small" data-retracted="bulletin" href="../sources/bulletin.html">Source taken back'
        '<span class="on-paper"> (<time datetime="2031-05-09" data-source="bulletin" data-retraction="">9 May 2031'
        "</time>)</span></a>"
    )
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
        found = re.search(
            rf'<article class="difference changed" id="{fact}" data-fact="{fact}">.*?</article>', text, re.DOTALL
        )
        assert found
        # The mark says why; that the source revised its report would say less.
        step = re.search(r'<p class="step">(.*?)</p>', found[0])
        assert step
        assert re.sub("<[^>]*>", "", step[1]) == "Changed Source taken back"
        assert f'<tr><th scope="row">Source taken back</th>\n<td class="before" data-was="{fact}">no</td>' in found[0]
        assert f'data-ref="sources/wire/retracted.reason">{REASON}</span></td></tr>' in found[0]
    assert 'id="ferry-sunk"' not in text
    changes = json.loads(page(second, "data/changes.json"))["changes"]
    assert [(one["id"], one["step"], one["cause"], one["fields"]) for one in changes] == [
        (fact, "changed", "source_revised", ["retracted"]) for fact in reversed(CHANGED)
    ]
    assert [one["before"]["retracted"] for one in changes] == [None, None]


def test_briefs_say_no_other_cause_than_that_the_document_was_taken_back(second):
    said = words(next((second / "public/2031-05-11/briefs").glob("coast.*.a4.pdf")))
    assert "The source revised its report" not in said
    assert "Source taken back." in said


def test_the_difference_is_told_on_the_terminal(second):
    result = dateline(second, "diff", "2031-05-04", "2031-05-11")
    assert result.stdout.count(f"      Source taken back: – → 2031-05-09: {REASON}\n") == 2
    assert (
        "  Changed (source taken back): The Tide Council denied that it will leave Gull Island.  [council"
        in result.stdout
    )
    assert "revised its report" not in result.stdout


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
    assert (sources["wire"].get("custom"), sources["bulletin"].get("custom")) == ({"retracted": RETRACTION}, None)
    amber = json.loads(page(second, "data/places.geojson"))["features"][1]["properties"]
    assert (amber["id"], amber["retracted_facts"]) == ("port-amber", ["left-amber-council"])
    changes = json.loads(page(second, "data/changes.json"))["changes"]
    assert [change["retracted"] for change in changes] == [RETRACTION, RETRACTION]


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
        ("data/sources.json", "counted 77 quays", "counted 78 quays", "“custom.retracted.reason” of “wire” is "),
        (
            "data/places.geojson",
            r'"retracted_facts": \["left-amber-council"\]',
            '"retracted_facts": []',
            '“properties.retracted_facts” of “port-amber” is [], and should be ["left-amber-council"]',
        ),
        (
            "data/changes.json",
            r'"retracted": \{[^}]*\}',
            '"retracted": null',
            "“left-amber-council” does not tell whether its source was taken back",
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


# ---------------------------------------------------------------- wherever a fact is shown

EVERYWHERE = {
    **MAPPED,
    **{path: text for path, text in RICH.items() if path != "briefings/places.yml"},
    **ISLAND,
    "briefings/indicators.yml": RICH["briefings/indicators.yml"]
    + MAPPED["briefings/indicators.yml"].removeprefix(FILES["briefings/indicators.yml"]),
}
"""The invented project with facts of all kinds, a map with signs and arrows, and a denial of what no fact says."""
STANDS = "island"
"""The one document that is not taken back."""
MARKS = re.compile(r' ?<(a|span|tspan|div)\b[^>]*\bdata-retracted="[^"]*"[^>]*>')


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory):
    """Publish facts of all kinds, and then again with all documents but one taken back, a fact moved; only read it."""
    root = write_project(tmp_path_factory.mktemp("everywhere") / "project", EVERYWHERE)
    assert dateline(root, "publish").exit_code == 0
    (root / "briefings/edition.yml").write_text(NEXT, "utf-8")
    for path in (root / "seeds").glob("*.yml"):
        record = path.read_text("utf-8")
        if path.stem != STANDS:
            as_json = f', "retracted": {json.dumps(RETRACTION)}}}'
            path.write_text(record[:-1] + as_json if record.startswith("{") else record + TAKEN_BACK, "utf-8")
    # What stood in one briefing stands in another now: its old address tells it too.
    (root / "briefings/coast/factions.yml").rename(root / "briefings/island/factions.yml")
    result = dateline(root, "publish")
    assert result.exit_code == 0, result.output
    return root


def without(text: str, mark: re.Match[str]) -> str:
    """Return a page without one mark: from where its element begins to where it ends."""
    depth, tag = 0, mark[1]
    for end in re.finditer(rf"<(/?){tag}\b[^>]*>", text[mark.start() :]):
        depth += -1 if end[1] else 1
        if depth == 0:
            return text[: mark.start()] + text[mark.start() + end.end() :]
    raise AssertionError(mark[0])


PLACES = {
    "at a glance": ("coast/index.html", r'<dd data-fact="amber-held">(?=.*?Source taken back.*?</dd>)'),
    "the newest report": ("coast/index.html", r"<dt>Newest report</dt><dd>(?=.*?Source taken back.*?</dd>)"),
    "prose": ("coast/index.html", r'<div class="summary">.*?<span data-fact="left-amber-watch"><a class="cites"'),
    "a key figure": ("index.html", r'<section class="figure" data-fact="left-amber-watch">.*?Source taken back on'),
    "a sign on the map": ("coast/index.html", r'<tspan[^>]* data-retracted="bulletin" data-fact="amber-held"'),
    "an arrow's figure": ("index.html", r'<tspan[^>]*data-retracted="crossing" data-fact="crossed-to-gull"'),
    "an arrow's list": ("coast/control.html", r'<li data-fact="sailed"><span[^>]*>.*?</span> <a class="mark retracted'),
    "who is where": ("actors/index.html", r'<span data-fact="guard-in-amber">\(.*?\) <a class="mark retracted small"'),
    "who talks": ("coast/negotiations.html", r'<th [^>]*data-fact="amber-talks">.*?<a class="mark retracted small"'),
    "a deadline": ("coast/negotiations.html", r'<p data-fact="leave-amber"><time .{0,400}<a class="mark retracted'),
    "a claim that is denied": (
        "island/index.html",
        r'data-fact="council-denies-leaving"><a class="cites".{0,200}taken',
    ),
    "a moved fact": (
        "facts/coast.html",
        r'<article class="fact moved" data-fact="council-denies-leaving".*?taken back',
    ),
    "a timeline": ("coast/timeline.html", r'<article [^>]*id="sailed">.*?Source taken back on'),
    "a place": ("places/port-amber.html", r'<article [^>]*id="amber-held">.*?Source taken back on'),
    "a list of sources": ("sources/index.html", r"Report from Port Amber</span></a> <a class=\"mark retracted small\""),
    "facts by source": ("facts/index.html", r"Report from Port Amber</span></a> <a class=\"mark retracted small\""),
    "the source itself": ("sources/wire.html", r'<div class="mark retracted later" data-retracted="wire">'),
    "what a sentence backs": (
        "sources/wire.html",
        r'<li data-fact="left-amber-council">.*?class="mark retracted small',
    ),
    "the list of changes": (
        "changes.html",
        r'<article [^>]*id="gold"[^>]*>\n<p class="step">.*?<span class="mark retracted',
    ),
    "a note on paper": ("coast/control.html", r'<dt class="on-paper">Source taken back</dt><dd class="on-paper"><time'),
}


@pytest.mark.parametrize(("path", "seen"), PLACES.values(), ids=PLACES.keys())
def test_the_mark_stands_wherever_its_facts_do(everywhere, path, seen):
    assert re.search(seen, page(everywhere, path), re.DOTALL)


def test_no_single_mark_can_be_taken_from_any_page(everywhere):
    site = everywhere / "public/2031-05-11"
    evidence, problems = read_evidence(site, everywhere / "seeds")
    assert problems == []
    taken, unnoticed = 0, []
    for path in sorted(site.rglob("*.html")):
        name, text = path.relative_to(site).as_posix(), path.read_text("utf-8")
        assert audit_page(name, text.encode(), evidence)[0] == []
        for mark in MARKS.finditer(text):
            found, _ = audit_page(name, without(text, mark).encode(), evidence)
            told = [one.message for one in found]
            if not any("without a word that" in message and "taken back" in message for message in told):
                unnoticed.append(f"{name}: {text[mark.start() - 150 : mark.end() + 30]}")
            taken += 1
    assert unnoticed == []
    assert taken > 150


def test_without_its_marks_no_edition_passes(everywhere, tmp_path):
    root, site = as_a_site(everywhere, tmp_path)
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        while mark := MARKS.search(text):
            text = without(text, mark)
        path.write_text(text, "utf-8")
    forge_manifest(site)
    result = dateline(root, "audit", str(site))
    assert result.exit_code == 1
    for file, told in [
        ("coast/index.html", "“amber-held” is shown without a word that its source was taken back"),
        ("coast/index.html", "“amber-held” is on the map without a word that its source was taken back"),
        ("coast/control.html", "“crossed-to-gull” is on the map without a word that its source was taken back"),
        ("coast/control.html", "“sailed” is shown without a word that its source was taken back"),
        ("coast/negotiations.html", "“leave-amber” is shown without a word that its source was taken back"),
        ("actors/index.html", "“guard-in-amber” is shown without a word that its source was taken back"),
        ("changes.html", "“gold” is shown without a word that its source was taken back"),
        ("sources/index.html", "the source “wire” is named without a word that it was taken back"),
        ("sources/wire.html", "the source “wire” is named without a word that it was taken back"),
    ]:
        line = rf"^{re.escape(file)}:\d+:\d+: error\[P8-output\]: {re.escape(told)}$"
        assert re.search(line, result.stdout, re.MULTILINE)
    assert "gull-held" not in result.stdout


def test_what_stands_is_not_marked(everywhere):
    for path in (everywhere / "public/2031-05-11").rglob("*.html"):
        assert f'data-retracted="{STANDS}"' not in path.read_text("utf-8")
    svg = page(everywhere, "index.html").partition("<svg")[2].partition("</svg>")[0]
    assert 'data-fact="gull-held"' not in svg.replace('data-control="gull-held"', "")


def test_signs_on_a_map_have_a_badge_that_the_legend_explains(everywhere):
    svg = page(everywhere, "index.html").partition("<svg")[2].partition("</svg>")[0]
    sign = re.search(r'<g [^>]*data-control="amber-held".*?</g>', svg, re.DOTALL)
    other = re.search(r'<g [^>]*data-control="gull-held".*?</g>', svg, re.DOTALL)
    assert (sign[0].count("<circle"), other[0].count("<circle")) == (1, 0)
    assert ">Source taken back</tspan></text>" in svg
    before = (everywhere / "public/2031-05-04/index.html").read_text("utf-8")
    assert "aken back" not in before


# ---------------------------------------------------------------- search


def test_search_narrows_to_what_leans_on_it_and_marks_each_result(everywhere, browser, serve_files):
    opened = browser.new_page()
    opened.goto(f"{serve_files(everywhere / 'public')}2031-05-11/search.html?q=held")
    opened.locator(".hits li").first.wait_for()
    hits = {
        row.locator("a").inner_text(): row.locator(".mark.retracted").count()
        for row in opened.locator(".hits li").all()
    }
    assert hits == {
        "According to the Lantern Watch, Port Amber has been controlled by the Harbour Guard since 2029.": 1,
        "According to the Lantern Watch, Gull Island has been controlled by the Tide Council since 2030.": 0,
    }
    assert opened.locator(".hits .mark.retracted").inner_text() == "Source taken back"
    opened.get_by_label("Source taken back").check()
    opened.get_by_text("1 result", exact=True).wait_for()
    opened.close()


def test_a_record_of_the_search_without_the_mark_is_found(everywhere, tmp_path):
    root, site = as_a_site(everywhere, tmp_path)
    path = of_fact(site, "amber-held")
    alter_record(path, lambda record: record["filters"].pop("standing"))
    forge_manifest(site)
    result = dateline(root, "audit", str(site))
    assert "the facet “standing” of facts/coast.html#amber-held is not what facts.json says" in result.stdout


# ---------------------------------------------------------------- feed and histories


def test_the_feed_says_it_of_each_fact(second):
    feed = feedparser.parse((second / "public/feed.xml").read_bytes())
    told = feed.entries[0].content[0].value
    assert "The Tide Council denied that it will leave Gull Island. <strong>Source taken back.</strong>" in told
    assert told.count("Source taken back.") == 2
    assert "aken back" not in feed.entries[1].content[0].value


def test_a_feed_that_does_not_say_it_is_found(second, tmp_path):
    root = tmp_path / "project"
    shutil.copytree(second, root)
    path = root / "public/feed.xml"
    path.write_text(path.read_text("utf-8").replace(" <strong>Source taken back.</strong>", "", 1), "utf-8")
    result = dateline(root, "audit", str(root / "public"))
    assert result.exit_code == 1
    told = "its entry of 2031-05-11 tells “council-denies-leaving” without a word that its source was taken back"
    assert told in result.stdout


def test_the_history_of_a_fact_and_its_ledger_tell_it(second, tmp_path):
    text = page(second, "facts/coast.html")
    assert text.count(": <strong>Source taken back</strong></p>") == 2
    assert "revised its report" not in text
    card = page(second, "coast/humanitarian.html")
    assert re.search(r"changed in edition (<[^>]*>)+2031-05-11(</[^>]*>)+, source taken back</dd>", card)
    assert "revised its report" not in card
    root = tmp_path / "project"
    shutil.copytree(second, root)
    ledger = root / "briefings/editions/2031-05-11.json"
    alter(ledger, {'"retracted": true, ': ""}, sealed=True)
    result = dateline(root, "audit", str(root / "public"))
    assert "“council-denies-leaving”: whether its source was taken back" in result.stdout


def test_what_is_taken_out_afterwards_is_told_with_the_mark(second, tmp_path):
    root = tmp_path / "project"
    shutil.copytree(second, root)
    (root / "briefings/edition.yml").write_text(NEXT.replace("05-11", "05-18"), "utf-8")
    facts = root / "briefings/coast/humanitarian.yml"
    text = facts.read_text("utf-8")
    start = text.index("  - id: left-amber-council")
    end = text.index("  - id: ferry-sunk")
    facts.write_text(
        text[:start] + text[end:] + "withdrawn:\n  - {id: left-amber-council, note: It is gone.}\n", "utf-8"
    )
    aside = "Some 300 people left Port Amber on 2 May 2031, according to the Tide Council."
    record = root / "seeds/wire.yml"
    record.write_text(
        record.read_text("utf-8")
        + f"  - {{quote: “{aside}”, reason: Taken back.}}\n".replace("“", '"').replace("”", '"'),
        "utf-8",
    )
    result = dateline(root, "publish")
    assert result.exit_code == 0, result.output
    found = re.search(
        r'<article class="difference withdrawn gone".*?</article>',
        (root / "public/2031-05-18/changes.html").read_text("utf-8"),
        re.DOTALL,
    )
    assert '<span class="mark retracted small" data-retracted="wire">Source taken back</span>' in found[0]
    assert "Source taken back · Withdrawn · The Tide Council" in words(
        root / "public/2031-05-18/briefs/coast.2031-05-18.a4.pdf"
    )


# ---------------------------------------------------------------- printed briefs


def test_a_brief_marks_its_prose_and_says_at_its_document_when_and_why(everywhere):
    text = words(everywhere / "public/2031-05-11/briefs/coast.2031-05-11.a4.pdf")
    assert re.search(r"At least 240 people Source taken back ?\[\d+\] left\.", text)
    assert f"Report from Port Amber, 3 May 2031; Source taken back on 9 May 2031: {REASON}" in text
    assert "source taken back" in text  # on its map


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "#let marks(all) = for one in all {",
            "#let marks(all) = for one in () {",
            "without a word that its source was",
        ),
        (
            "run.text; marks(run.marks);",
            "run.text;",
            "“amber-held” stands before note 1 without a word that its source",
        ),
        ('if one.why != "" {', 'if one.why == "" {', "without a word that its source was taken back"),
        (
            'if one.retracted != "" {',
            'if one.retracted == "." {',
            "its list of documents does not tell that “Report from Port Amber” was taken back, and why",
        ),
    ],
)
def test_a_brief_without_the_mark_is_not_built(published, old, new, said):
    for record in ("wire", "bulletin"):
        take_back(published, record)
    folder = published / "templates/brief"
    shutil.copytree(HERE / "templates/brief", folder)
    edit(folder / "brief.typ", old, new)
    result = dateline(published, "build")
    assert result.exit_code == 1
    assert said in result.stdout
    assert not (published / "site").exists()


def test_the_picture_of_a_briefing_leaves_out_what_was_taken_back(published):
    (published / "mkdocs.yml").write_text(ADDRESSED["mkdocs.yml"], "utf-8")
    assert dateline(published, "build").exit_code == 0
    before = (published / "site/pictures/coast.png").read_bytes()
    take_back(published, "bulletin")
    result = dateline(published, "build")
    assert result.exit_code == 0, result.output
    assert (published / "site/pictures/coast.png").read_bytes() != before

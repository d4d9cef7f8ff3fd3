"""Ids that are changed: everywhere, with nothing else changed, and with their past."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from conftest import FILES, edit, forge_manifest
from dateline import mirror
from pdfs import dateline
from published import EDITIONS, Published, run, said, told, tree
from three_editions import IDS

NEXT = 'id: "2031-05-18"\ntitle: The invented coast\ncutoff: 2031-05-18\n'
RENAMED = {
    "left-amber-watch": "fled-amber",
    "lantern-watch": "lantern",
    "port-amber": "amber",
    "people-left": "leavers",
    "bulletin-2": "second-bulletin",
}
"""A fact, an actor, a place, an indicator and a source."""
FORMER_PAGES = {
    "actors/lantern-watch.html": "actors/lantern.html",
    "places/port-amber.html": "places/amber.html",
    "sources/bulletin-2.html": "sources/second-bulletin.html",
}


@pytest.fixture
def third(published: Published, tmp_path: Path) -> Path:
    """Return a project with two published editions whose third is begun, and nothing has changed."""
    return published.next(tmp_path / "project", after=2, edition=NEXT)


def texts(root: Path) -> dict[str, str]:
    """Return the YAML files of a project."""
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.yml"))}


# ---------------------------------------------------------------- what is changed


def test_an_id_changes_wherever_it_is_named_and_nowhere_else(project):
    control = """\
# amber-held is told here; amber-held-too is another.
control:
  - "id": 'amber-held'  # amber-held
    place: port-amber
    state: controlled
    by: harbour-guard
    since: "2029"
    said_by: lantern-watch
    note: Not amber-held, nor fact:amber-held.
    source: bulletin
    quote: >-
      The Harbour Guard has held Port Amber since 2029, the Lantern Watch said on Saturday.
"""
    (project / "briefings/coast/control.yml").write_text(control, "utf-8")
    briefing = """\
title: The coast
places: [port-amber, gull-island]
summary: >-
  [The Harbour Guard has held Port Amber](fact:amber-held)
  [since 2029](<fact:amber-held> "of amber-held") and `(fact:amber-held)`;
  [it][held] is so. fact:amber-held


  [held]: fact:amber-held

  [At least 240 people](fact:left-amber-watch) left.
key_figures: [left-amber-watch, ferry-sunk]  # amber-held
"""
    (project / "briefings/coast/briefing.yml").write_text(briefing, "utf-8")
    edit(
        project / "briefings/coast/factions.yml", "    source:", '    disputes: ["amber-held", ferry-sunk]\n    source:'
    )
    before = texts(project)
    result = dateline(project, "rename", "amber-held", "held")
    assert result.output == (
        """\
briefings/coast/briefing.yml: 3 places
briefings/coast/control.yml: 1 place
briefings/coast/factions.yml: 1 place
“amber-held” is “held” now, in 5 places of 3 files.
"""
    )
    after = texts(project)
    assert {path for path in after if after[path] != before[path]} == {
        "briefings/coast/briefing.yml",
        "briefings/coast/control.yml",
        "briefings/coast/factions.yml",
    }
    assert after["briefings/coast/control.yml"] == control.replace("""'amber-held'""", """'held'""")
    assert after["briefings/coast/briefing.yml"] == (
        briefing.replace("Amber](fact:amber-held)", "Amber](fact:held)")
        .replace("<fact:amber-held>", "<fact:held>")
        .replace("[held]: fact:amber-held", "[held]: fact:held")
    )
    assert '    disputes: ["held", ferry-sunk]\n' in after["briefings/coast/factions.yml"]


def test_an_id_that_begins_another_leaves_that_one_alone(project):
    path = project / "briefings/coast/humanitarian.yml"
    edit(path, "id: left-amber-watch", "id: left")
    edit(path, "id: ferry-sunk", "id: left-2")
    briefing = project / "briefings/coast/briefing.yml"
    briefing.write_text(
        FILES["briefings/coast/briefing.yml"]
        .replace("(fact:left-amber-watch) left.", "(fact:left) left, and [one ferry](fact:left-2) sank.")
        .replace("[left-amber-watch, ferry-sunk]", "[left, left-2]"),
        "utf-8",
    )
    assert dateline(project, "check").exit_code == 0
    assert dateline(project, "rename", "left", "gone").exit_code == 0
    assert "(fact:gone) left, and [one ferry](fact:left-2) sank." in briefing.read_text("utf-8")
    assert "key_figures: [gone, left-2]" in briefing.read_text("utf-8")
    assert "id: left-2\n" in path.read_text("utf-8")


def test_where_two_kinds_have_an_id_it_is_asked_which_is_meant(project):
    for path, text in texts(project).items():
        (project / path).write_text(re.sub(r"\b(harbour-guard|port-amber)\b", "harbour", text), "utf-8")
    assert said(dateline(project, "rename", "harbour", "guard")) == (
        "briefings: error[duplicate-id]: “harbour” is the id of an actor and a place\n"
        "   = help: say which is meant: --kind actor or --kind place\n"
    )
    result = dateline(project, "rename", "harbour", "guard", "--kind", "actor")
    assert result.output.splitlines()[-2:] == [
        "“harbour” is “guard” now, in 2 places of 2 files.",
        "Its page is actors/guard.html from the next edition on.",
    ]
    control = (project / "briefings/coast/control.yml").read_text("utf-8")
    assert "    place: harbour\n" in control
    assert "    by: guard\n" in control
    assert "{id: harbour, name: Port Amber" in (project / "briefings/places.yml").read_text("utf-8")
    assert dateline(project, "check").exit_code == 0


def test_a_field_that_two_kinds_of_fact_have_is_told_apart(project):
    """`to` is a place in an event, and an actor in a demand."""
    for path, text in texts(project).items():
        (project / path).write_text(re.sub(r"\b(tide-council|gull-island)\b", "tide", text), "utf-8")
    (project / "briefings/coast/more.yml").write_text(
        """\
events:
  - {id: e, what: sank, place: port-amber, to: tide, source: bulletin, quote: One ferry sank in Port Amber.}
demands:
  - {id: d, by: [harbour-guard, tide], to: tide, what: x, source: bulletin, quote: One ferry sank in Port Amber.}
""",
        "utf-8",
    )
    assert dateline(project, "rename", "tide", "council", "--kind", "actor").exit_code == 0
    more = (project / "briefings/coast/more.yml").read_text("utf-8")
    assert "place: port-amber, to: tide," in more
    assert "by: [harbour-guard, council], to: council," in more


def test_an_id_that_would_be_a_number_is_put_in_quotation_marks(project):
    assert dateline(project, "rename", "amber-held", "2029").exit_code == 0
    assert '  - id: "2029"\n' in (project / "briefings/coast/control.yml").read_text("utf-8")
    assert dateline(project, "check").exit_code == 0
    assert dateline(project, "rename", "2029", "true").exit_code == 0
    assert '  - id: "true"\n' in (project / "briefings/coast/control.yml").read_text("utf-8")


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("amber-hold", "x"),
            "briefings: error[unknown-id]: no record has the id “amber-hold”\n   = help: did you mean `amber-held`?\n",
        ),
        (
            ("amber-held", "Not an id"),
            (
                "briefings: error[wrong-type]: “Not an id” is not an id\n"
                "   = help: use lower-case letters, digits and single hyphens, at most 80: `lantern-watch`\n"
            ),
        ),
        (
            ("amber-held", "ferry-sunk"),
            (
                "briefings/coast/humanitarian.yml:21:9: error[duplicate-id]: the id “ferry-sunk” is used\n"
                "   = help: take another: an id is never used again\n"
            ),
        ),
        (
            ("harbour-guard", "x", "--kind", "place"),
            (
                "briefings: error[unknown-id]: no place has the id “harbour-guard”\n"
                "   = help: take an id that stands after `id:` in a file of briefings/ or seeds/\n"
            ),
        ),
    ],
)
def test_what_cannot_be_renamed_is_told_and_nothing_written(project, words, message):
    before = tree(project)
    result = dateline(project, "rename", *words)
    assert (result.exit_code, said(result)) == (1, message)
    assert tree(project) == before


def test_an_id_of_an_edition_is_never_used_again(third):
    assert said(run(third, "rename", "gull-held", "left-amber-watch")).startswith(
        "briefings/coast/humanitarian.yml:2:9:"
    )
    assert run(third, "rename", "left-amber-watch", "fled-amber").exit_code == 0
    assert said(run(third, "rename", "gull-held", "left-amber-watch")) == (
        f"{EDITIONS}/2031-05-04.json: error[duplicate-id]: the id “left-amber-watch” was used in edition 2031-05-04\n"
        "   = help: take another: an id is never used again\n"
    )


def test_nothing_is_renamed_where_a_file_cannot_be_read(project):
    (project / "briefings/coast/control.yml").write_text("control: [\n", "utf-8")
    before = tree(project)
    result = dateline(project, "rename", "harbour-guard", "guard")
    assert result.exit_code == 1
    assert "briefings/coast/control.yml:2:1: error[yaml-syntax]" in result.stdout
    assert tree(project) == before


def test_a_link_that_is_written_with_escapes_is_told(project):
    path = "briefings/coast/briefing.yml"
    text = 'title: The coast\nplaces: gull-island\nsummary: "[held](fact:amber\\x2dheld)"\n'
    (project / path).write_text(text, "utf-8")
    assert said(dateline(project, "rename", "amber-held", "held")) == (
        f"{path}:3:10: error[unknown-id]: a link to “amber-held” is written with escapes here\n"
        "   = help: write `(fact:amber-held)`\n"
    )


def test_problems_that_were_there_keep_nothing_from_being_renamed(project):
    edit(project / "briefings/coast/humanitarian.yml", "value: 240", "value: 241")
    assert dateline(project, "rename", "left-amber-watch", "fled-amber").exit_code == 0
    assert dateline(project, "check").exit_code == 1


# ---------------------------------------------------------------- former addresses


@pytest.fixture(scope="module")
def moved(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose third edition is published, with five records renamed."""
    root = published.next(tmp_path_factory.mktemp("moved") / "project", after=2, edition=NEXT)
    published.public(root / "public", 2)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("site_url: https://coast.example/\n")
    for old, new in RENAMED.items():
        assert run(root, "rename", old, new).exit_code == 0
    assert run(root, "publish", "--to", str(root / "public")).exit_code == 0
    return root


def test_a_former_address_leads_on_in_each_new_edition(moved):
    for edition in ("2031-05-18", "latest"):
        folder = moved / "public" / edition
        for page, now in FORMER_PAGES.items():
            text = (folder / page).read_text("utf-8")
            name = now.partition("/")[2]
            assert f'<meta http-equiv="refresh" content="0; url={name}">' in text
            assert '<meta name="robots" content="noindex">' in text
            assert f'<link rel="canonical" href="https://coast.example/latest/{now}">' in text
            assert re.search(rf'<p class="lead">This page is now at <a href="{name}"><span data-ref=.*</a>', text)
            assert (folder / now).is_file()


def test_a_former_address_stands_in_no_list(moved):
    public = moved / "public"
    sitemap = (public / "sitemap.xml").read_text("utf-8")
    assert "https://coast.example/latest/actors/lantern.html" in sitemap
    assert not [page for page in FORMER_PAGES if page in sitemap]
    former = re.compile(r'href="[^"]*(?:lantern-watch|port-amber|bulletin-2)\.html')
    assert not [path for path in (public / "latest").rglob("*.html") if former.search(path.read_text("utf-8"))]
    for path in (public / "latest/pagefind/fragment").iterdir():
        assert b"lantern-watch.html" not in path.read_bytes()
    site = public / "latest/actors"
    assert 'href="lantern.html"' in (site / "index.html").read_text("utf-8")


def test_an_edition_with_former_addresses_passes_the_audit(moved):
    assert run(moved, "audit", str(moved / "public")).exit_code == 0
    assert run(moved, "audit", str(moved / "public/2031-05-18")).exit_code == 0
    result = run(moved, "build")
    assert result.exit_code == 0, result.output
    assert (moved / "site/actors/lantern-watch.html").is_file()


def test_a_browser_is_led_from_the_former_address_to_the_page(moved, browser, serve_files):
    at = serve_files(moved / "public")
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        for former, now in FORMER_PAGES.items():
            page.goto(f"{at}latest/{former}")
            page.wait_for_url(f"{at}latest/{now}", timeout=5000)
        page.goto(f"{at}2031-05-18/actors/lantern-watch.html")
        page.wait_for_url(f"{at}2031-05-18/actors/lantern.html", timeout=5000)
        context.close()


NOT_OURS = "error[P8-output]: “refresh” tells browsers what no page of ours does"
REFRESH = '<meta http-equiv="refresh" content="0; url=lantern.html">'


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        ("actors/lantern-watch.html", "0; url=lantern.html", "0; url=https://lantern.example/"),
        ("actors/lantern-watch.html", "0; url=lantern.html", "0; url=//lantern.example/lantern.html"),
        ("actors/lantern-watch.html", "0; url=lantern.html", "0; url=../../2031-05-04/actors/lantern-watch.html"),
        ("actors/lantern-watch.html", "0; url=lantern.html", "0; url=gone.html"),
        ("actors/lantern-watch.html", "0; url=lantern.html", "0; url=index.html"),
        ("actors/lantern-watch.html", "0; url=lantern.html", "0; url=lantern-watch.html"),
        ("actors/lantern-watch.html", "0; url=lantern.html", "9; url=lantern.html"),
        ("actors/lantern-watch.html", "0; url=lantern.html", "0; url=harbour-guard.html"),
        ("actors/lantern-watch.html", REFRESH, REFRESH + REFRESH),
        ("actors/lantern-watch.html", REFRESH, REFRESH.replace("<meta", '<meta name="x"')),
        ("actors/lantern-watch.html", 'content="noindex"', 'content="all"'),
        ("actors/harbour-guard.html", "</head>", REFRESH + "</head>"),
        ("actors/index.html", "</head>", REFRESH + "</head>"),
        ("index.html", "</head>", '<meta http-equiv="refresh" content="0; url=actors/lantern.html"></head>'),
    ],
)
def test_no_page_leads_on_but_from_a_former_address_to_where_it_is_now(moved, tmp_path, page, old, new):
    site = tmp_path / "site"
    shutil.copytree(moved / "public/2031-05-18", site)
    edit(site / page, old, new)
    forge_manifest(site)
    result = run(moved, "audit", str(site))
    assert result.exit_code == 1
    assert re.search(rf"^{re.escape(str(page))}:\d+:\d+: {re.escape(NOT_OURS)}$", result.output, re.MULTILINE)


def test_a_former_address_that_leads_to_a_page_that_is_gone_is_told(moved, tmp_path):
    site = tmp_path / "site"
    shutil.copytree(moved / "public/2031-05-18", site)
    (site / "actors/lantern.html").unlink()
    forge_manifest(site)
    assert re.search(
        rf"^actors/lantern-watch.html:.*{re.escape(NOT_OURS)}$", run(moved, "audit", str(site)).output, re.MULTILINE
    )


def test_a_former_address_leads_to_the_last_of_several_ids(third, published):
    for old, new in (("port-amber", "amber"), ("amber", "amber-town")):
        public = third / "public"
        if not public.exists():
            published.public(public, 2)
        assert run(third, "rename", old, new).exit_code == 0
        assert run(third, "publish", "--to", str(public)).exit_code == 0
        if old == "port-amber":
            edit(third / "briefings/edition.yml", 'id: "2031-05-18"', 'id: "2031-05-25"')
    for former in ("port-amber", "amber"):
        text = (public / f"latest/places/{former}.html").read_text("utf-8")
        assert 'content="0; url=amber-town.html"' in text
    assert 'url=amber.html"' in (public / "2031-05-18/places/port-amber.html").read_text("utf-8")
    assert run(third, "audit", str(public)).exit_code == 0


def test_what_was_never_published_leaves_no_page_behind(project):
    assert dateline(project, "rename", "port-amber", "amber").exit_code == 0
    assert dateline(project, "build").exit_code == 0
    assert (project / "site/places/amber.html").is_file()
    assert not (project / "site/places/port-amber.html").exists()


# ---------------------------------------------------------------- the past


def test_what_is_renamed_stays_what_it_was_to_readers(third, published, tmp_path):
    public = published.public(tmp_path / "public", 2)
    before = {path: content for path, content in tree(public).items() if path.startswith(IDS)}
    ledgers = tree(third / EDITIONS)
    for old, new in RENAMED.items():
        result = run(third, "rename", old, new)
        assert result.exit_code == 0, result.output
        assert f"Edition 2031-05-11 knows it as “{old}”, which `formerly:` remembers." in result.output
        told_of_page = " from the next edition on; the old address leads there.\n" in result.output
        assert told_of_page == (f"/{new}.html" in "".join(FORMER_PAGES.values()))
    assert told(third) == ""
    assert run(third, "diff", "2031-05-11").output == "Nothing changed: every fact stands as it stood.\n"
    assert run(third, "publish", "--to", str(public)).exit_code == 0
    assert run(third, "audit", str(public)).exit_code == 0
    after = tree(public)
    assert {path: after[path] for path in before} == before
    assert {path: content for path, content in tree(third / EDITIONS).items() if path in ledgers} == ledgers
    assert '"changes": []' in (public / "2031-05-18/data/changes.json").read_text("utf-8")
    page = (public / "2031-05-18/facts/coast.html").read_text("utf-8")
    assert '<span id="left-amber-watch"></span>' in page
    assert page.index('id="fled-amber"') < page.index('<span id="left-amber-watch">')
    # Its history goes on: the first edition told of it.
    assert "history/fled-amber/2031-05-04" in page
    diff = run(third, "diff", "2031-05-04", "2031-05-18").output
    assert "2 May 2031, says the Lantern Watch  [fled-amber]\n" in diff
    assert "withdrawn" not in diff.lower()


def test_a_record_may_be_renamed_again_and_withdrawn_under_its_last_id(third, published, tmp_path):
    public = published.public(tmp_path / "public", 2)
    run(third, "rename", "gull-held", "island-held")
    assert "  - id: island-held\n    formerly: [gull-held]\n" in (third / "briefings/coast/control.yml").read_text(
        "utf-8"
    )
    run(third, "publish", "--to", str(public))
    run(third, "rename", "island-held", "gull-taken")
    control = (third / "briefings/coast/control.yml").read_text("utf-8")
    assert "  - id: gull-taken\n    formerly: [gull-held, island-held]\n" in control
    edit(third / "briefings/edition.yml", 'id: "2031-05-18"', 'id: "2031-05-25"')
    assert told(third) == ""
    assert run(third, "publish", "--to", str(public)).exit_code == 0
    # Without `formerly:` the ledger still knows.
    edit(third / "briefings/coast/control.yml", "    formerly: [gull-held, island-held]\n", "")
    edit(third / "briefings/edition.yml", 'id: "2031-05-25"', 'id: "2031-06-01"')
    assert told(third) == ""
    assert run(third, "diff", "2031-05-11").output == "Nothing changed: every fact stands as it stood.\n"
    head, _, _ = (third / "briefings/coast/control.yml").read_text("utf-8").partition("  - id: gull-taken\n")
    (third / "briefings/coast/control.yml").write_text(
        f"{head}withdrawn:\n  - {{id: gull-taken, note: Nobody knows any more.}}\n", "utf-8"
    )
    sentence = "    reason: Nobody knows any more.\n"
    quote = "The Harbour Guard has held Gull Island since 2031, the Lantern Watch said."
    with (third / "seeds/bulletin-2.yml").open("a", encoding="utf-8") as file:
        file.write(f"unused:\n  - quote: {quote}\n{sentence}")
    assert told(third) == ""
    assert run(third, "publish", "--to", str(public)).exit_code == 0
    assert run(third, "audit", str(public)).exit_code == 0
    assert "Withdrawn" in run(third, "diff", "2031-05-11", "2031-06-01").output
    assert "Nobody knows any more." in run(third, "diff", "2031-05-11", "2031-06-01").output


def test_a_change_of_what_a_renamed_fact_says_asks_for_its_cause(third):
    run(third, "rename", "ferry-sunk", "ferries-down")
    edit(
        third / "briefings/coast/humanitarian.yml",
        "    quote: Two ferries sank",
        "    note: x\n    quote: Two ferries sank",
    )
    assert told(third) == ""
    edit(
        third / "briefings/coast/control.yml",
        'state: controlled\n    by: harbour-guard\n    since: "2031"',
        'state: contested\n    since: "2031"',
    )
    run(third, "rename", "gull-held", "island-held")
    assert "“island-held” differs from edition 2031-05-11 in `by`, `state`, and gives no cause" in told(third)


def test_a_former_id_is_never_given_to_another(third):
    run(third, "rename", "gull-held", "island-held")
    edit(third / "briefings/coast/control.yml", "id: amber-held", "id: gull-held")
    assert (
        "briefings/coast/control.yml:2:9: duplicate-id: the id “gull-held” was that of “island-held”\n"
        "  = take a new id: an id is never used again; briefings/coast/control.yml, line 11, says so\n"
    ) in told(third)


def test_two_records_cannot_have_been_one(third):
    run(third, "rename", "gull-held", "island-held")
    edit(
        third / "briefings/coast/control.yml",
        "  - id: amber-held\n",
        "  - id: amber-held\n    formerly: [amber-held, gull-held]\n",
    )
    assert told(third) == (
        """\
briefings/coast/control.yml:3:16: duplicate-id: “amber-held” is the id that it has now
  = delete it here
briefings/coast/control.yml:12:16: duplicate-id: “amber-held” was called “gull-held” before, and so was this
  = delete it here
"""
    )


def test_a_published_former_id_is_known_without_the_record(third, published, tmp_path):
    public = published.public(tmp_path / "public", 2)
    run(third, "rename", "harbour-guard", "guard")
    run(third, "publish", "--to", str(public))
    edit(third / "briefings/edition.yml", 'id: "2031-05-18"', 'id: "2031-05-25"')
    path = third / "briefings/actors.yml"
    path.write_text(path.read_text("utf-8").replace(", formerly: [harbour-guard]", ""), "utf-8")
    assert told(third) == ""
    with path.open("a", encoding="utf-8") as file:
        file.write("  - {id: harbour-guard, name: Other Guard, type: armed_group}\n")
    assert "the id “harbour-guard” was that of “guard” in an edition before" in told(third)


def test_what_was_never_published_is_not_remembered(project):
    assert dateline(project, "rename", "harbour-guard", "guard").exit_code == 0
    assert not any("formerly" in text for text in texts(project).values())


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("    formerly: a\n", "    formerly: [a, gull-held]\n"),
        ("    formerly: [a, 'b']\n", "    formerly: [a, 'b', gull-held]\n"),
        ("    formerly:\n      - a # why\n", "    formerly:\n      - a # why\n      - gull-held\n"),
        ("    formerly: []\n", "    formerly: [gull-held]\n"),
    ],
)
def test_a_former_id_joins_those_that_are_remembered(third, written, after):
    path = third / "briefings/coast/control.yml"
    edit(path, "  - id: gull-held\n", f"  - id: gull-held # which\n{written}")
    assert run(third, "rename", "gull-held", "island-held").exit_code == 0
    assert f"  - id: island-held # which\n{after}" in path.read_text("utf-8")


def test_a_forged_ledger_that_forgets_a_former_id_is_found(third, published, tmp_path):
    public = published.public(tmp_path / "public", 2)
    run(third, "rename", "gull-held", "island-held")
    run(third, "publish", "--to", str(public))
    reference = public / "2031-05-18/data/reference.json"
    text = reference.read_text("utf-8")
    assert '"renamed/facts/gull-held": "island-held"' in text
    reference.write_text(text.replace('"renamed/facts/gull-held"', '"renamed/facts/gull-hold"'), "utf-8")
    found = run(third, "audit", str(public))
    assert found.exit_code == 1
    assert "the former ids" in found.stdout


def test_a_project_without_documents_has_the_problems_that_it_had(project):
    for path in (project / "seeds").iterdir():
        path.unlink()
    (project / "seeds").rmdir()
    (project / "briefings/dangling.txt").symlink_to("nowhere")
    assert dateline(project, "rename", "harbour-guard", "guard").exit_code == 0
    assert "id: guard," in (project / "briefings/actors.yml").read_text("utf-8")


@pytest.mark.parametrize("written", ["formerly: [older]", "formerly: older", "formerly:\n      - older"])
def test_an_id_that_was_not_published_yet_gives_way_to_the_one_before(third, written):
    control = third / "briefings/coast/control.yml"
    before = texts(third)
    assert run(third, "rename", "amber-held", "port-held").exit_code == 0
    text = control.read_text("utf-8")
    assert "formerly: [amber-held]\n" in text
    assert run(third, "rename", "port-held", "amber-held").exit_code == 0
    assert texts(third) == before
    # Beside other former ids, only the one that it has again goes.
    edit(control, "- id: amber-held\n", f"- id: amber-held\n    {written}  # as it was\n")
    other = texts(third)
    assert run(third, "rename", "amber-held", "port-held").exit_code == 0
    assert run(third, "rename", "port-held", "amber-held").exit_code == 0
    after = texts(third)
    assert after.pop("briefings/coast/control.yml").count("older") == 1
    assert "# as it was" in control.read_text("utf-8")
    other.pop("briefings/coast/control.yml")
    assert after == other


def test_an_id_that_two_records_have_is_not_changed(project):
    actors = project / "briefings/actors.yml"
    with actors.open("a", encoding="utf-8") as file:
        file.write("  - {id: lantern-watch, name: Other Watch, type: monitor}\n")
    before = texts(project)
    result = dateline(project, "rename", "lantern-watch", "other-watch")
    assert result.exit_code == 1
    assert "error[duplicate-id]: the id “lantern-watch” is used a second time" in result.stdout
    assert "the first is in briefings/actors.yml, line " in result.stdout
    assert texts(project) == before


@pytest.mark.parametrize("words", [("rename", "lantern-watch", "amber-watch"), ("fmt",)])
def test_what_is_saved_meanwhile_is_not_overwritten(project, monkeypatch, words):
    control = project / "briefings/coast/control.yml"
    edit(control, "control:", "control:  # unformed\n\n\n")
    saved = control.read_text("utf-8") + "# saved meanwhile\n"
    known = mirror.replace_files

    def saving(*given):
        control.write_text(saved, "utf-8")
        return known(*given)

    monkeypatch.setattr(f"dateline.{words[0]}.replace_files", saving)
    before = {**texts(project), "briefings/coast/control.yml": saved}
    result = dateline(project, *words)
    assert result.exit_code == 1
    assert "briefings/coast/control.yml: error[layout]: it was changed meanwhile" in result.stdout
    assert texts(project) == before


def test_an_older_project_sees_a_later_edition_under_its_own_ids(third, published, tmp_path):
    for old, new in RENAMED.items():
        assert run(third, "rename", old, new).exit_code == 0
    assert run(third, "publish", "--to", str(published.public(tmp_path / "public", 2))).exit_code == 0
    older = published.next(tmp_path / "older", after=2, edition=NEXT)
    shutil.copy(third / "briefings/editions/2031-05-18.json", older / "briefings/editions")
    result = run(older, "diff", "2031-05-18")
    assert "Nothing changed" in result.stdout

"""What stands on the pages, how they hang together, and that a build is all or nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner

import dateline.build
from conftest import FILES, copy_project, edit, write_project
from dateline.build import build
from dateline.cli import main
from dateline.mirror import mirror, swap
from dateline.model.facts import KINDS
from dateline.problems import ProblemsError
from pdfs import source

BLOCKS = {"p", "td", "th", "tr", "dt", "dd", "li", "blockquote", "h1", "h2", "h3"}
VOID = {"meta", "link", "br", "hr", "img", "input", "wbr"}


class Page(HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links, self.open = [], [], [], []
        self.text, self.main = "", ""
        self.unbalanced = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in BLOCKS:
            self.handle_data(" ")
        self.tags.append((tag, attributes))
        if "id" in attributes:
            self.ids.append(attributes["id"])
        self.links += [attributes[name] for name in ("href", "src") if name in attributes]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_data(self, data):
        self.text += data
        if "main" in self.open:
            self.main += data

    def all(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]


def read(path):
    return Page(path.read_text("utf-8"))


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def pages(site):
    return {path.relative_to(site).as_posix(): read(path) for path in site.rglob("*.html")}


# ---------------------------------------------------------------- the real pages


def test_build_says_what_it_made(real_project):
    result = CliRunner().invoke(main, ["-C", str(real_project), "build"])
    assert result.exit_code == 0
    assert result.output.startswith(f"In {os.path.relpath(real_project / 'site')}: 55 pages and 6 PDFs, ") or (
        result.output.startswith(f"In {real_project / 'site'}: 55 pages and 6 PDFs, ")
    )
    assert result.output.endswith(" traced to 46 facts.\n")


def test_there_is_a_page_for_everything(pages):
    sections = ("index", "control", "factions", "negotiations", "humanitarian", "timeline")
    assert {f"{slug}/{name}.html" for slug in ("eastern-ghouta", "eastern-qalamoun") for name in sections} <= set(pages)
    assert {
        "index.html",
        "method.html",
        "sources/voa-qalamoun.html",
        "facts/index.html",
        "facts/eastern-ghouta.html",
    } <= set(pages)
    assert {"actors/index.html", "actors/sohr.html", "places/index.html", "places/douma.html"} <= set(pages)


def test_every_link_leads_to_a_page_or_an_anchor_of_this_site(site, pages):
    broken = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            assert (parts.scheme, parts.netloc) == ("", ""), f"{name} links to {link}"
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            target = Path(os.path.normpath(target))
            there = target.is_relative_to(site) and target.is_file()
            if not there or (parts.fragment and parts.fragment not in pages[target.relative_to(site).as_posix()].ids):
                broken.append((name, link))
    assert broken == []


def test_every_page_is_well_made(pages):
    for name, page in pages.items():
        assert page.unbalanced == [], name
        assert page.open == [], name
        assert len(page.ids) == len(set(page.ids)), name
        assert [len(page.all(tag)) for tag in ("html", "title", "main", "h1", "footer")] == [1] * 5, name
        assert page.all("html")[0] == {"lang": "en", "dir": "ltr"}
        meta = {one.get("name") or one.get("http-equiv"): one.get("content") for one in page.all("meta")}
        assert meta["viewport"] == "width=device-width, initial-scale=1"
        searching = " 'wasm-unsafe-eval'" if name == "search.html" else ""  # WebAssembly, on this page alone
        assert meta["Content-Security-Policy"] == (
            f"default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'{searching}; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'"
        )
        levels = [int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3", "h4")]
        assert all(deeper <= level + 1 for level, deeper in pairwise(levels)), name
        up = "../" * name.count("/")
        scripts = [one for one in page.all("script") if one.get("type") != "application/ld+json"]
        own = ["assets/dateline.js", *(["assets/search.js"] if searching else [])]
        assert [one["src"] for one in scripts] == [f"{up}{path}" for path in own]
        assert not [attributes for _, attributes in page.tags if "style" in attributes]


def test_titles_tell_pages_apart(site):
    titles = [path.read_text("utf-8").split("<title>")[1].split("</title>")[0] for path in site.rglob("*.html")]
    assert sorted(titles) == sorted(set(titles))
    assert "Control – Eastern Ghouta, as of 2 April 2018 – Dateline" in titles


def test_every_fact_stands_on_the_pages_it_belongs_to(site, pages):
    for fact in json.loads((site / "data/facts.json").read_text("utf-8"))["facts"]:
        assert fact["id"] in pages[f"facts/{fact['briefing']}.html"].ids
        assert fact["id"] in pages["sources/voa-qalamoun.html"].ids
        for kind, register in (("places", "places"), ("actors", "actors"), ("said_by", "actors")):
            for record in fact[kind]:
                assert fact["text"] in pages[f"{register}/{record['id']}.html"].main


SENTENCES = {
    "abdul-karim-journalist": "Abdullah Abdul Karim is a journalist based in Syria.",
    "abu-adam-leads-slf": "Abu Adam Al Qalamouni is the leader of the Syrian Liberation Front.",
    "abu-isa-leads-ahrar": "Abu Isa Ahrar is the leader of Ahrar al-Sham.",
    "ahrar-denies-withdrawing": (
        "Ahrar al-Sham denied reports about withdrawing from the region, according to Abu Isa Ahrar."
    ),
    "ahrar-in-eastern-qalamoun": "Ahrar al-Sham is present in eastern Qalamoun.",
    "airstrikes-during-talks": "Eastern Qalamoun: the airstrikes came as negotiations were underway.",
    "airstrikes-eastern-qalamoun": (
        "Local activists say several airstrikes were launched on eastern Qalamoun on 1 April 2018 (inferred from "
        "“Sunday”)."
    ),
    "al-dumair-statement": (
        "On 2 April 2018 (inferred from “On Monday”), the town of Al Dumair agreed to work to preserve security in"
        " the city, prevent civilian evacuations and protect the civilians in the city."
    ),
    "al-dumair-talks": (
        "Al Dumair: negotiations between the town of Al Dumair and the Russian Reconciliation Center are "
        "underway; a first round of negotiations was held."
    ),
    "al-tanf-close-to-jordan": "The al-Tanf area is close to the Jordanian border.",
    "arrived-in-idlib-from-eastern-ghouta": (
        "The Response Coordinators in the North say more than 47,000 civilians and fighters from eastern Ghouta "
        "have reached Idlib (report of 2 April 2018, date inferred)."
    ),
    "civilians-killed-eastern-ghouta": (
        "The Syrian Observatory for Human Rights says more than 1,600 civilians have been killed in eastern Ghouta"
        " since February 2018."
    ),
    "civilians-living-eastern-qalamoun": (
        "Voice of America reports that about 350,000 civilians live in eastern Qalamoun (report of 2 April 2018, "
        "date inferred)."
    ),
    "displaced-from-homs-in-qalamoun": (
        "Voice of America reports that many civilians living in eastern Qalamoun were displaced from Homs (report "
        "of 2 April 2018, date inferred)."
    ),
    "douma-besieged": (
        "According to the Syrian Observatory for Human Rights, Douma is besieged (report of 2 April 2018, date "
        "inferred)."
    ),
    "douma-held-by-jaish": "Douma is controlled by Jaish Al Islam (report of 2 April 2018, date inferred).",
    "douma-settlement": (
        "According to the Syrian Observatory for Human Rights, Jaish Al Islam and the Syrian government agreed to "
        "secure those who wish to stay in Douma, allow the evacuation of those who want to leave, surrender heavy "
        "artillery to the Syrian regime and allow police to be deployed in the city."
    ),
    "eastern-qalamoun-northeast-of-damascus": "Eastern Qalamoun lies northeast of Damascus.",
    "eastern-qalamoun-rebel-held": "Eastern Qalamoun has been controlled by the rebels since 2013.",
    "expected-to-leave-douma": (
        "The Syrian Observatory for Human Rights says about 1,300 civilians and fighters are expected to leave "
        "Douma (report of 2 April 2018, date inferred)."
    ),
    "faylaq-last-stronghold": "Eastern Qalamoun is the last stronghold of Faylaq Al Rahman.",
    "first-group-left-douma": (
        "According to the Syrian Observatory for Human Rights, the first group has already left the city of Douma "
        "and will be heading to northern Syria."
    ),
    "groups-evacuated-from-eastern-ghouta": "Faylaq Al Rahman and Jaish Al Islam were evacuated from eastern Ghouta.",
    "homs-fighting": "The Syrian government and ISIS fought each other, and the fighting displaced many from Homs.",
    "jaish-government-agreement": "Jaish Al Islam and the Syrian government reached an agreement.",
    "jaish-in-douma": "Jaish Al Islam is present in Douma.",
    "jaish-largest-in-douma": "Jaish Al Islam is the largest rebel group controlling the pocket of Douma.",
    "jaish-last-stronghold": "Eastern Qalamoun is the last stronghold of Jaish Al Islam.",
    "last-pocket-poised-to-surrender": (
        "The last rebel-held pocket in eastern Ghouta is poised to surrender (expected)."
    ),
    "martyr-abdo-at-al-tanf": "The Martyr Ahmed Al Abdo rebel group is based in the al-Tanf area.",
    "martyr-abdo-in-qalamoun": "The Martyr Ahmed Al Abdo rebel group is based in Qalamoun.",
    "offensive-on-eastern-ghouta": (
        "According to the Syrian Observatory for Human Rights, the Syrian government started an offensive in "
        "eastern Ghouta in February 2018."
    ),
    "qalamoun-airstrikes": (
        "According to local activists, the Syrian government launched several airstrikes on the rebel-held eastern"
        " Qalamoun area on 1 April 2018 (inferred from “Sunday”)."
    ),
    "qalamoun-talks": (
        "Eastern Qalamoun: negotiations between the local councils, the Syrian government and the Russian "
        "Reconciliation Center are underway."
    ),
    "qalamoun-ultimatum": (
        "The Russian delegation and the Syrian government called on the rebels to hand over their weapons to the "
        "Syrian government, leave the area or face war, with a deadline of 4 April 2018 (inferred from “until "
        "Wednesday”)."
    ),
    "rebel-factions-in-eastern-qalamoun": "A number of rebel factions are present in eastern Qalamoun.",
    "rebels-and-councils-spare-towns": (
        "According to Abdullah Abdul Karim, the rebels and the local councils aim to spare the populated "
        "towns from a fate similar to the one of eastern Ghouta, let people stay in their homes and avoid large-"
        "scale destruction of the area."
    ),
    "rebels-avoid-populated-areas": "The rebels aim to avoid fighting in populated areas.",
    "rebels-operate-in-qalamoun": (
        "The rebels operate in Qalamoun, in mountainous landscape to the west and the desert to the east."
    ),
    "refugees-from-ghouta-in-qalamoun": (
        "Voice of America reports that an unstated number of refugees in eastern Qalamoun recently left eastern "
        "Ghouta (report of 2 April 2018, date inferred)."
    ),
    "response-coordinators-civil-group": (
        "The Response Coordinators in the North are a civil group working in north Syria to help displaced civilians."
    ),
    "slf-denies-leaving": (
        "On 31 March 2018 (inferred from “Saturday”), the Syrian Liberation Front denied the rumors about the "
        "group leaving the area, according to Abu Adam Al Qalamouni."
    ),
    "slf-in-eastern-qalamoun": "The Syrian Liberation Front is present in eastern Qalamoun.",
    "sohr-war-monitor": "The Syrian Observatory for Human Rights is a Britain-based Syrian war monitor.",
    "town-talks": (
        "According to Abdullah Abdul Karim, negotiations by the councils of some local towns are underway; they "
        "are about the towns’ own terms for reconciliation."
    ),
    "us-base-near-al-tanf": "A U.S. military base is close to the al-Tanf area.",
}


def test_every_fact_is_said_in_these_words(site, pages):
    facts = json.loads((site / "data/facts.json").read_text("utf-8"))["facts"]
    assert {fact["id"]: fact["text"] for fact in facts} == SENTENCES
    said = "".join(pages[f"facts/{slug}.html"].main for slug in ("eastern-ghouta", "eastern-qalamoun"))
    assert [text for text in SENTENCES.values() if text not in said] == []


def test_a_figure_stands_with_its_hedge_its_claimant_and_its_date(pages):
    text = " ".join(pages["eastern-ghouta/humanitarian.html"].main.split())
    assert (
        "More than 1,600 civilians have been killed in eastern Ghouta since February 2018 "
        "Syrian Observatory for Human Rights, report of 2 April 2018 (inferred)"
    ) in text
    text = " ".join(pages["eastern-qalamoun/humanitarian.html"].main.split())
    assert "An unstated number of refugees in eastern Qalamoun recently left eastern Ghouta" in text
    assert "Several airstrikes were launched on eastern Qalamoun on 1 April 2018 (inferred from “Sunday”)" in text


def test_a_place_whose_holder_nobody_names_says_so(pages):
    text = " ".join(pages["eastern-ghouta/control.html"].main.split())
    assert "Eastern Ghouta No source here says who holds it. Douma Controlled Jaish Al Islam not stated" in text
    assert "Douma Besieged not stated not stated Syrian Observatory for Human Rights, 2 April 2018" in text


def test_a_sentence_says_its_joining_word_once_and_what_is_still_to_come(project):
    """An editor may begin `what` with the “that” or “to” that the sentence has already."""
    letter = (
        "The Tide Council stated that civilians there have no water. That the quay is that wet surprised nobody, the "
        "Tide Council said. The Tide Council wants to keep the quay. The Tide Council asked the Harbour Guard to "
        "leave. "
        "The ferry will sail on 9 May 2031.\n"
    )
    told = """\
positions:
  - {id: no-water, actor: tide-council, stance: states, what: that civilians there have no water, source: letter,
     quote: The Tide Council stated that civilians there have no water.}
  - {id: wet-quay, actor: tide-council, stance: states, what: thatched roofs are that wet, source: letter,
     quote: "That the quay is that wet surprised nobody, the Tide Council said."}
  - {id: keep-quay, actor: tide-council, stance: aims, what: to keep the quay, source: letter,
     quote: The Tide Council wants to keep the quay.}
demands:
  - {id: leave, by: tide-council, to: harbour-guard, what: to leave, source: letter,
     quote: The Tide Council asked the Harbour Guard to leave.}
events:
  - {id: ferry-sails, what: the ferry sails, date: 2031-05-09, expected: true, source: letter,
     quote: The ferry will sail on 9 May 2031.}
"""
    root = write_project(project, {**source("letter", letter), "briefings/coast/letter.yml": told})
    result = CliRunner().invoke(main, ["-C", str(root), "build"])
    assert result.exit_code == 0, result.output
    facts = json.loads((root / "site/data/facts.json").read_bytes())["facts"]
    assert {fact["id"]: fact["text"] for fact in facts if fact["source"] == "letter"} == {
        "no-water": "The Tide Council stated that civilians there have no water.",
        "wet-quay": "The Tide Council stated that thatched roofs are that wet.",
        "keep-quay": "The Tide Council aims to keep the quay.",
        "leave": "The Tide Council called on the Harbour Guard to leave.",
        "ferry-sails": "The ferry sails on 9 May 2031 (expected).",
    }


def test_a_source_says_what_was_inferred_and_shows_what_each_sentence_backs(pages):
    text = " ".join(pages["sources/voa-qalamoun.html"].main.split())
    assert "Published 2 April 2018 (inferred)" in text
    assert "Publisher (inferred) Read from “told VOA”; VOA is the Voice of America." in text
    assert (
        "Others are refugees who recently left eastern Ghouta. Voice of America reports that an unstated number of "
        "refugees in eastern Qalamoun recently left eastern Ghouta"
    ) in text
    assert "Who controls Eastern Qalamoun? Set aside: A heading, which states nothing." in text


def test_reference_data_is_shown_as_such(pages):
    text = " ".join(pages["places/douma.html"].main.split())
    assert "Arabic دوما" in text
    assert "Coordinates 33.57175, 36.4027" in text
    assert "Reference data, not from a source GeoNames, record 170592 (CC BY 4.0)" in text


def test_the_index_counts_the_facts(pages):
    text = " ".join(pages["facts/index.html"].main.split())
    assert text.startswith("All facts Kind Eastern Ghouta Eastern Qalamoun Control 2 1 Presence 1 9 Positions 0 4")


# ---------------------------------------------------------------- an invented project


def figures(**fields):
    """Return the invented figures with the ferry's fields changed."""
    fact = {"id": "ferry-sunk", "indicator": "ferries-sunk", "place": "port-amber", "value": 1, "source": "bulletin"}
    fact |= {"quote": "One ferry sank in Port Amber.", **fields}
    listed = "".join(f"    {key}: {json.dumps(value)}\n" for key, value in fact.items())
    head = FILES["briefings/coast/humanitarian.yml"].split("  - id: ferry-sunk")[0]
    return {"briefings/coast/humanitarian.yml": head + "  -" + listed[3:]}


def said(root, fact_id):
    facts = json.loads((root / "site/data/facts.json").read_text("utf-8"))["facts"]
    return next(fact for fact in facts if fact["id"] == fact_id)["text"]


def test_one_is_singular(project):
    build(project)
    assert (
        said(project, "ferry-sunk") == "Amber Gazette reports that 1 ferry sank in Port Amber (report of 3 May 2031)."
    )
    assert (
        said(project, "left-amber-watch") == "The Lantern Watch says at least 240 people left Port Amber on 2 May 2031."
    )


def test_one_with_a_hedge_is_plural(tmp_path):
    changed = figures(quantifier="more_than", unproved="Nobody counted.")
    build(write_project(tmp_path / "p", changed))
    assert said(tmp_path / "p", "ferry-sunk").startswith("Amber Gazette reports that more than 1 ferries sank")


def test_an_unproved_fact_carries_a_mark_wherever_it_stands(tmp_path):
    root = write_project(tmp_path / "p", figures(value=3, unproved="The harbour master has left."))
    build(root)
    marked = [path for path in (root / "site").rglob("*.html") if "ferry-sunk" in path.read_text("utf-8")]
    shown = [path for path in marked if "3 ferries sank" in read(path).text or "3\nferries sank" in read(path).text]
    assert shown
    for path in shown:
        if path.parent.name != "sources":
            assert "Not proved: The harbour master has left." in read(path).text, path


def test_contested_figures_stand_side_by_side_and_are_marked(project):
    build(project)
    page = " ".join(read(project / "site/coast/humanitarian.html").main.split())
    mark = "Contested: another source or claimant says otherwise."
    watch = page.index("At least 240 people left Port Amber on 2 May 2031 Lantern Watch, report of 3 May 2031")
    council = page.index("About 300 people left Port Amber on 2 May 2031 Tide Council, report of 3 May 2031")
    assert watch < page.index(mark) < council < page.rindex(mark)
    assert page.count(mark) == 2


def test_a_denial_is_a_denial(project):
    build(project)
    assert said(project, "council-denies-leaving") == "The Tide Council denied that it will leave Gull Island."


def test_of_a_source_that_may_not_be_shown_only_the_quoted_sentences_go_out(project):
    build(project)
    page = read(project / "site/sources/wire.html").main
    assert "Some 300 people left Port Amber on 2 May 2031, according to the Tide Council." in page
    assert "only the quoted sentences stand here" in page
    for path, content in files_of(project / "site").items():
        for word in (b"quinces", b"crates", b"nobody quotes"):
            assert word not in content.lower(), path
    assert "Weather stayed calm." in read(project / "site/sources/bulletin.html").main


def test_a_section_without_facts_says_so(project):
    build(project)
    assert "The sources tell nothing of this." in read(project / "site/facts/coast.html").main
    assert "No source here says who holds it." in read(project / "site/coast/control.html").main
    assert "The sources tell of no negotiations." in read(project / "site/coast/index.html").main


def test_a_control_claimed_by_the_holder_is_shown_as_a_claim(tmp_path):
    control = FILES["briefings/coast/control.yml"].replace("state: controlled", "state: claimed")
    root = write_project(tmp_path / "p", {"briefings/coast/control.yml": control})
    edit(root / "briefings/coast/briefing.yml", "The Harbour Guard has held", "The Harbour Guard claims to hold")
    build(root)
    assert said(root, "amber-held") == (
        "According to the Lantern Watch, the Harbour Guard claims to have held Port Amber since 2029."
    )
    assert "Claimed" in read(root / "site/coast/control.html").main


# ---------------------------------------------------------------- the tree


def test_the_tree_is_rewritten_only_where_it_changed(project):
    build(project)
    tree = project / "build/docs"
    before = {path: path.stat().st_mtime_ns for path in tree.rglob("*.md")}
    build(project)
    assert {path: path.stat().st_mtime_ns for path in tree.rglob("*.md")} == before
    edit(project / "briefings/coast/control.yml", "id: amber-held", "id: amber-held\n    note: Port Amber")
    build(project)
    touched = {
        path.relative_to(tree).as_posix() for path in tree.rglob("*.md") if path.stat().st_mtime_ns != before[path]
    }
    # The fact stands on these; its quotation's own page says sentences only. Its brief may be a kilobyte larger now.
    assert touched - {"coast/index.md", "index.md"} == {
        "actors/harbour-guard.md",
        "actors/lantern-watch.md",
        "coast/control.md",
        "coast/timeline.md",
        "facts/coast.md",
        "places/port-amber.md",
    }


def test_pages_that_are_no_more_go(project):
    build(project)
    assert (project / "site/places/gull-island.html").exists()
    edit(project / "briefings/coast/factions.yml", "place: gull-island", "place: port-amber")
    edit(project / "briefings/coast/factions.yml", "quote: The", "unproved: Elsewhere.\n    quote: The")
    edit(project / "briefings/coast/briefing.yml", "places: [port-amber, gull-island]", "places: [port-amber]")
    build(project)
    assert not (project / "site/places/gull-island.html").exists()
    assert not (project / "build/docs/places/gull-island.md").exists()


def test_a_folder_is_made_to_hold_just_the_given_files(tmp_path):
    assert sorted(mirror({"a/b.md": "b", "c.md": "c"}, tmp_path)) == ["a/b.md", "c.md"]
    assert mirror({"a/b.md": "b", "c.md": "c"}, tmp_path) == []
    assert sorted(mirror({"c.md": "d"}, tmp_path)) == ["a/b.md", "c.md"]
    assert [path.name for path in tmp_path.rglob("*")] == ["c.md"]


# ---------------------------------------------------------------- all or nothing


def test_a_site_that_fails_the_audit_leaves_the_old_one(project, monkeypatch):
    build(project)
    before = files_of(project / "site")
    edit(project / "briefings/coast/briefing.yml", "title: The coast", "title: A coast")

    def stopped(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dateline.plugin.audit", stopped)
    with pytest.raises(ProblemsError):
        build(project)
    assert files_of(project / "site") == before
    monkeypatch.undo()
    build(project)
    assert files_of(project / "site") != before


def test_a_wrong_digit_stops_the_build_and_leaves_the_old_site(project):
    build(project)
    before = files_of(project / "site")
    edit(project / "briefings/coast/humanitarian.yml", "value: 240", "value: 241")
    result = CliRunner().invoke(main, ["-C", str(project), "build"])
    assert result.exit_code == 1
    assert "briefings/coast/humanitarian.yml:5:12: error[P3-number]" in result.output
    assert files_of(project / "site") == before


def test_a_build_that_is_killed_leaves_the_old_site_and_the_next_one_ends(project):
    build(project)
    before = files_of(project / "site")
    edit(project / "briefings/coast/briefing.yml", "title: The coast", "title: A coast")
    # Killed at a step of its own choosing: after the stage is written, before it is swapped.
    script = (
        "import os, pathlib, dateline.build as b; b.swap = lambda *_: os.kill(os.getpid(), 9); "
        "b.build(pathlib.Path('.').absolute())"
    )
    command = [sys.executable, "-c", script]
    killed = subprocess.run(command, cwd=project, check=False, timeout=60)  # noqa: S603  # our own command
    assert killed.returncode == -signal.SIGKILL
    assert (project / "build/stage/index.html").exists()
    assert files_of(project / "site") == before
    build(project)
    assert "A coast" in read(project / "site/coast/index.html").main
    assert not (project / "build/stage").exists()


def test_a_build_killed_at_any_moment_leaves_a_whole_site(project):
    build(project)
    whole = [files_of(project / "site")]
    edit(project / "briefings/coast/briefing.yml", "title: The coast", "title: A coast")
    shutil.copytree(project, project.with_name("other"))
    build(project.with_name("other"))
    whole.append(files_of(project.with_name("other") / "site"))
    for wait in (0.5, 0.8, 1.1, 1.4):
        started = subprocess.Popen(  # our own command
            [sys.executable, "-m", "dateline", "build"],
            cwd=project,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(wait)
        started.kill()
        started.wait()
        assert files_of(project / "site") in whole


def test_a_swap_that_was_stopped_between_its_steps_is_ended(tmp_path):
    """Where the system cannot exchange two folders at once."""
    for name, text in (("stage", "new"), (".site.old", "old")):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data/facts.json").write_text(text, "utf-8")
    swap(tmp_path / "stage", tmp_path / "site")
    assert (tmp_path / "site/data/facts.json").read_text("utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_swap_in_two_steps_does_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.mirror._exchange", lambda *_: False)
    for name in ("stage", "site"):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data/facts.json").write_text(name, "utf-8")
    swap(tmp_path / "stage", tmp_path / "site")
    assert (tmp_path / "site/data/facts.json").read_text("utf-8") == "stage"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("target", [".", "briefings", "build"])
def test_a_folder_that_holds_something_else_is_not_replaced(project, target):
    before = files_of(project)
    result = CliRunner().invoke(main, ["-C", str(project), "build", "--site-dir", str(project / target)])
    assert result.exit_code == 1
    assert "the site would replace a folder that holds something else" in result.output
    assert before.items() <= files_of(project).items()


def test_a_site_on_another_file_system_is_copied_there(project, tmp_path):
    elsewhere = Path("/dev/shm")  # noqa: S108  # a file system in memory
    if not os.access(elsewhere, os.W_OK) or elsewhere.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is one file system only")
    target = elsewhere / f"dateline-{os.getpid()}" / "site"
    try:
        for _ in range(2):
            build(project, target)
        assert (target / "index.html").is_file()
        assert [path.name for path in target.parent.iterdir()] == ["site"]
    finally:
        shutil.rmtree(target.parent)


def test_a_site_behind_a_link_is_replaced_where_it_lies(project, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (project / "site").symlink_to(tmp_path / "elsewhere")
    for _ in range(2):
        build(project)
    assert (project / "site").is_symlink()
    assert (tmp_path / "elsewhere/index.html").is_file()


# ---------------------------------------------------------------- MkDocs on its own, and equal bytes


def mkdocs(root, *options, **environment):
    return subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "mkdocs", "build", "--strict", *options],
        cwd=root,
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def test_mkdocs_build_makes_the_same_site(real_project, site):
    done = mkdocs(real_project)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert files_of(real_project / "site") == files_of(site)


def test_mkdocs_build_stops_at_a_problem_and_says_it(project):
    edit(project / "briefings/coast/humanitarian.yml", "value: 240", "value: 241")
    done = mkdocs(project)
    assert done.returncode == 1
    assert "briefings/coast/humanitarian.yml:5:12: error[P3-number]" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("zone", "locale", "seed"), [("Pacific/Kiritimati", "C", "1"), ("America/Adak", "tr_TR.UTF-8", "2")]
)
def test_a_build_elsewhere_gives_the_same_bytes(tmp_path, site, zone, locale, seed):
    root = copy_project(tmp_path / "an other place é")
    environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed}
    done = subprocess.run(  # our own command
        [sys.executable, "-m", "dateline", "build"],
        cwd=root,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert files_of(root / "site") == files_of(site)


def test_nothing_of_the_workshop_goes_out(site):
    """The site is pages, a sheet of styles and a script, those of search, briefs and data; nothing else goes out."""
    # What is in the index of search is held in test_search.py.
    names = {name for name in files_of(site) if not name.endswith(".html") and not name.startswith("pagefind/")}
    tables = {f"data/{kind}{ending}" for kind in KINDS for ending in (".csv", ".hxl.csv")}
    records = ("facts.json", "facts.schema.json", "reference.json", "changes.json", "manifest.json")
    records += ("places.geojson", "sources.json")
    briefs = {
        f"briefs/{name}2018-04-02.{paper}.pdf"
        for name in ("", "eastern-ghouta.", "eastern-qalamoun.")
        for paper in ("a4", "letter")
    }
    data = {f"data/{name}" for name in records} | tables
    assets = {f"assets/{name}" for name in ("dateline.css", "dateline.js", "favicon.svg", "search.css", "search.js")}
    assert names == assets | briefs | data
    assert dateline.build.STAGE.encode() not in b"".join(files_of(site).values())

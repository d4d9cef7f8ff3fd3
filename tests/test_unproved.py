"""A fact that is not proved: its mark stands wherever the fact is shown, and the audit asks for it everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from conftest import forge_manifest, write_project
from dateline.audit import audit_page, read_evidence
from pdfs import dateline, words
from test_retracted import EVERYWHERE, NEXT, as_a_site, without

STANDS = "gull-held"
MARKS = re.compile(r' ?<(a|span|tspan)\b[^>]*\bdata-unproved="[^"]*"[^>]*>')
WHY = "The desk was told by telephone."


def doubt(root: Path) -> None:
    """Say of every fact but one that it is not proved; “gold” was not before."""
    for path in sorted((root / "briefings").glob("*/*.yml")):
        if path.name != "briefing.yml":
            kinds = yaml.safe_load(path.read_text("utf-8"))
            for fact in (fact for facts in kinds.values() for fact in facts):
                if fact["id"] not in (STANDS, "gold"):
                    fact |= {"unproved": WHY, "change": {"cause": "correction", "note": "It cannot be shown."}}
            path.write_text(yaml.safe_dump(kinds, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory):
    """Publish facts of all kinds, and then again with all but one unproved; only read it."""
    root = write_project(tmp_path_factory.mktemp("unproved") / "project", EVERYWHERE)
    assert dateline(root, "publish").exit_code == 0
    (root / "briefings/edition.yml").write_text(NEXT, "utf-8")
    doubt(root)
    result = dateline(root, "publish")
    assert result.exit_code == 0, result.output
    return root


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
            if not any(one.message.endswith("without a word that it is not proved") for one in found):
                unnoticed.append(f"{name}: {text[mark.start() - 150 : mark.end() + 30]}")
            taken += 1
    assert unnoticed == []
    assert taken > 120


def test_what_is_proved_is_not_marked(everywhere):
    for path in (everywhere / "public/2031-05-11").rglob("*.html"):
        assert f'data-unproved="{STANDS}"' not in path.read_text("utf-8")


def test_the_source_page_the_map_the_feed_and_the_brief_say_it(everywhere):
    site = everywhere / "public/2031-05-11"
    listed = re.search(
        r'<li data-fact="left-amber-council">.*?</li>', (site / "sources/wire.html").read_text("utf-8"), re.DOTALL
    )
    assert (
        '<a class="mark unproved small" data-unproved="left-amber-council" '
        'href="../facts/coast.html#left-amber-council">Not proved</a>' in listed[0]
    )
    svg = (site / "coast/control.html").read_text("utf-8").partition("<svg")[2].partition("</svg>")[0]
    assert 'data-unproved="amber-held" data-fact="amber-held"' in svg
    assert ">Not proved</tspan></text>" in svg
    assert "<strong>Not proved.</strong>" in (everywhere / "public/feed.xml").read_text("utf-8")
    assert words(site / "briefs/coast.2031-05-11.a4.pdf").count("Not proved") > 10


def test_an_edition_passes_the_audit_with_its_marks_and_not_without(everywhere, tmp_path):
    result = dateline(everywhere, "audit", str(everywhere / "public"))
    assert result.exit_code == 0, result.output
    root, site = as_a_site(everywhere, tmp_path)
    page, overview = site / "sources/wire.html", site / "coast/index.html"
    text = page.read_text("utf-8")
    page.write_text(without(text, MARKS.search(text)), "utf-8")
    overview.write_text(overview.read_text("utf-8").replace(">Not proved</a>", ">Proved</a>"), "utf-8")
    forge_manifest(site)
    result = dateline(root, "audit", str(site))
    assert result.exit_code == 1
    assert "is shown without a word that it is not proved" in result.stdout
    assert "this does not tell that “amber-held” is not proved" in result.stdout

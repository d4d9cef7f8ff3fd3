"""What editions tell of themselves, in a real browser: the page of changes, marks, histories, the header."""

import json
import re
import shutil
from itertools import pairwise

import pytest

from conftest import HERE, served
from dateline.audit import audit_page, read_evidence
from dateline.build import build
from three_editions import IDS, publish_editions, write_edition

FIRST, SECOND, THIRD = IDS
PHONE = {"viewport": {"width": 360, "height": 640}}
DESK = {"viewport": {"width": 1280, "height": 900}}
STEPS = ("corrected", "withdrawn", "changed", "new")
SAID = "The Lantern Watch says at least {} people left Port Amber on 2 May 2031."
LINE = "before: At least 310 → now: at least 130 people left Port Amber on 2 May 2031, says the Lantern Watch."


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    """Publish the three invented editions; beside them stands the second as it is built again, knowing the third."""
    folder = tmp_path_factory.mktemp("changes")
    public = folder / "public"
    publish_editions(folder / "p", public)
    again = shutil.copytree(folder / "p", folder / "again")
    for number in (0, 1):
        write_edition(again, number)
    for seed in (again / "seeds").glob("bulletin-3.*"):  # edition 2 did not have it, and quotes none of it
        seed.unlink()
    build(again, public / "again")
    return public


@pytest.fixture(scope="module")
def address(public):
    with served(public) as at:
        yield at


@pytest.fixture
def opened(browser, address):
    """Give a function that opens a page of the published editions in a fresh window."""
    contexts = []

    def open_page(path, **options):
        contexts.append(browser.new_context(**{**DESK, **options}))
        page = contexts[-1].new_page()
        page.set_default_timeout(5000)
        page.goto(f"{address}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def text(locator):
    """Return what a part says, whether seen or only heard, on one line."""
    return " ".join(locator.text_content().split())


def texts(locator):
    return [text(one) for one in locator.all()]


def boxes(locator):
    """Return where each part stands."""
    return locator.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")


def style(locator, name):
    return locator.evaluate(f"element => getComputedStyle(element).{name}")


# ---------------------------------------------------------------- the page of changes


def test_the_summary_counts_what_became_of_facts_and_leads_to_the_first_of_each(opened):
    page = opened(f"{THIRD}/changes.html")
    assert texts(page.locator(".tally li")) == [
        "1 fact corrected",
        "1 fact withdrawn",
        "1 fact changed",
        "0 facts new",
    ]
    names = ("1 fact corrected", "1 fact withdrawn", "1 fact changed")
    for name, fact in zip(names, ("left-amber-watch", "left-amber-council", "ferry-sunk"), strict=True):
        link = page.get_by_role("link", name=name, exact=True)
        link.click()
        assert page.url.endswith(f"#{fact}")
        assert page.locator(f"article:target#{fact}").count() == 1
    assert page.locator(".tally a").count() == len(names)  # nothing leads to no fact


def test_a_topic_tells_of_corrections_first(opened):
    page = opened(f"{THIRD}/changes.html")
    marks = texts(page.locator(".difference .step .mark"))
    assert marks == ["Correction", "Withdrawn", "Changed"]


def test_headings_lead_from_the_page_to_the_briefing_to_the_topic_to_the_fact(opened):
    page = opened(f"{SECOND}/changes.html")
    found = page.locator("main :is(h1, h2, h3, h4, h5, h6)")
    levels = [int(tag[1]) for tag in found.evaluate_all("found => found.map(one => one.tagName)")]
    assert levels == [1, 2, 3, 4, 3, 4, 3, 4, 4, 2]
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))
    assert page.get_by_role("heading", level=4).count() == page.locator(".difference").count()


@pytest.mark.parametrize("css", [True, False], ids=["styled", "without styles"])
def test_a_changed_number_is_told_in_order_with_styles_and_without(opened, css):
    page = opened(f"{THIRD}/changes.html")
    if not css:
        page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(link => link.remove())")
    line = page.locator("#left-amber-watch h4")
    assert text(line) == LINE
    assert " ".join(line.inner_text().split()) == LINE
    heard = page.locator("#left-amber-watch").aria_snapshot()
    assert '"before: At least 310 now: at least 130 people left' in re.sub(r"→ *", "", heard)


def test_words_that_are_only_heard_take_no_room(opened):
    page = opened(f"{THIRD}/changes.html")
    heard = boxes(page.locator("main .aloud"))
    assert heard
    assert all(max(box["width"], box["height"]) <= 1 for box in heard)


def test_a_series_break_shows_both_numbers_and_no_arrow(opened):
    page = opened(f"{THIRD}/changes.html")
    broken = page.locator("#ferry-sunk")
    assert "→" not in text(broken)
    assert "Series break. The number before and the number now" in text(broken)
    row = broken.get_by_role("row", name="Number")
    assert texts(row.locator("th, td")) == ["Number", "2", "9"]
    assert page.locator(".delta").count() == 0
    assert text(opened(f"{SECOND}/changes.html").locator("#ferry-sunk .delta")) == "1 more than before"


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_differences_stand_apart_and_nothing_scrolls_sideways(opened, address, width):
    page = opened(f"{FIRST}/changes.html", viewport={"width": width, "height": 800})
    for edition in IDS:
        page.goto(f"{address}{edition}/changes.html")
        assert page.locator("html").evaluate("html => html.scrollWidth") <= width
        # In one call: what a script adds above moves the cards.
        found = page.locator(".difference").evaluate_all(
            "all => all.map(one => [one, ...one.children].map(part => part.getBoundingClientRect().toJSON()))"
        )
        assert all(below["top"] >= above["bottom"] for (above, *_), (below, *_) in pairwise(found))
        for card, (whole, *parts) in zip(page.locator(".difference").all(), found, strict=True):
            assert all(below["top"] >= above["bottom"] for above, below in pairwise(parts))
            assert parts[0]["top"] - whole["top"] >= 12
            assert whole["bottom"] - parts[-1]["bottom"] >= 12
            assert style(card, "borderBlockStartStyle") == "solid"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_headline_is_the_largest_thing_in_a_card(opened, width):
    page = opened(f"{SECOND}/changes.html", viewport={"width": width, "height": 800})
    sizes = "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    for card in page.locator(".difference").all():
        others = card.locator(":is(p, th, td, a, .mark)").evaluate_all(sizes)
        assert card.locator("h4").evaluate_all(sizes)[0] > max(others)


def test_on_a_phone_before_and_now_stand_side_by_side(opened):
    page = opened(f"{THIRD}/changes.html", **PHONE)
    table = page.locator("#ferry-sunk table")
    assert texts(table.locator("thead th")) == ["What", "Before", "Now"]
    for row in table.locator("tbody tr").all():
        name, before, now = boxes(row.locator("th, td"))
        assert name["bottom"] <= before["top"] == now["top"]
        assert before["right"] <= now["left"]
    roles = table.aria_snapshot()
    assert 'rowheader "Number"' in roles
    assert 'columnheader "Before"' in roles


def test_the_first_edition_says_what_it_holds_and_what_the_page_will_tell(opened):
    page = opened(f"{FIRST}/changes.html")
    assert text(page.locator(".lead")) == "This is the first edition: there is nothing to compare it with yet."
    page.get_by_role("link", name="The coast: 5 facts").click()
    assert page.url.endswith(f"{FIRST}/facts/coast.html")
    page.go_back()
    marks = ["Correction", "Withdrawn", "Changed", "New", "Shown otherwise", "Not proved", "Source taken back"]
    assert texts(page.locator(".legend .mark")) == marks
    assert page.locator(".tally, .difference").count() == 0


def test_the_page_leads_to_the_feed_of_editions(opened, address):
    page = opened(f"{THIRD}/changes.html")
    feed = page.get_by_role("link", name="feed of editions").evaluate("link => link.href")
    assert feed == f"{address}feed.xml"
    assert page.request.get(feed).ok


# ---------------------------------------------------------------- marks


MARKED = (
    "index.html",
    "coast/control.html",
    "facts/coast.html",
    "actors/lantern-watch.html",
    "sources/bulletin-2.html",
)


@pytest.mark.parametrize("path", MARKED)
def test_a_mark_says_in_words_what_it_means_and_leads_to_what_was(opened, path):
    page = opened(f"{SECOND}/{path}")
    marks = page.locator("main a.mark")
    assert marks.count() > 0
    for mark in marks.all():
        word, rest = text(mark).split(" ", 1)
        assert (word, rest) in {
            ("New", "in this edition: see what changed"),
            ("Changed", "since the edition before: see what it was"),
        }
        assert style(mark, "borderTopStyle") in {"solid", "dashed"}  # no colour needed to see it
        target = mark.evaluate("link => link.href")
        assert f"/{SECOND}/changes.html#" in target
    marks.first.click()
    assert page.locator("article:target").count() == 1


@pytest.mark.parametrize("options", [DESK, PHONE], ids=["desk", "phone"])
def test_a_mark_is_as_wide_as_its_words(opened, options):
    page = opened(f"{THIRD}/index.html", **options)
    for mark in page.locator(".figure > a.mark").all():
        assert mark.bounding_box()["width"] < 120


def test_a_mark_in_prose_is_of_the_page_s_own_type_and_can_be_read(opened):
    page = opened(f"{THIRD}/index.html")
    mark = page.locator(".summary .mark")
    assert style(mark, "fontFamily") == style(page.locator("body"), "fontFamily")
    assert float(style(mark, "fontSize").removesuffix("px")) >= 12
    line = page.locator(".summary .cites").last.bounding_box()
    box = mark.bounding_box()
    middle = box["y"] + box["height"] / 2
    assert line["y"] < middle < line["y"] + line["height"]


def test_how_old_a_state_of_things_is_reads_as_a_phrase(opened):
    page = opened(f"{THIRD}/coast/control.html")
    assert text(page.locator("tr .stale")) == "36 days old at the information cutoff"


def test_an_older_edition_that_is_built_again_tells_of_the_correction_wherever_the_number_stands(opened):
    page = opened("again/facts/coast.html", **PHONE)
    said = f"Corrected in edition 2031-06-08. The bulletin had misprinted the number. Now: {SAID.format(130)}"
    assert texts(page.locator(".later")) == [said]
    assert page.locator("#left-amber-watch .later").is_visible()
    page.goto(page.url.replace("facts/coast.html", "index.html"))
    assert texts(page.locator(".figure .later")) == [said]
    page.locator(".summary").get_by_role("link", name="Corrected later").click()
    assert page.url.endswith("again/facts/coast.html#left-amber-watch")
    page.goto(page.url.partition("again/")[0] + "again/sources/bulletin-2.html")
    assert page.get_by_role("link", name="Corrected later").count() == 1


# ---------------------------------------------------------------- histories, and facts that are gone


def test_the_keyboard_reaches_a_history_and_opens_it(opened):
    page = opened(f"{THIRD}/facts/coast.html#left-amber-watch")
    history = page.locator("#left-amber-watch .history")
    assert text(history.locator("summary")) == "History: corrected in edition 2031-06-08"
    for _ in range(30):
        page.keyboard.press("Tab")
        if history.locator("summary:focus").count():
            break
    page.keyboard.press("Enter")
    assert history.evaluate("details => details.open")
    assert texts(history.locator("li")) == [
        "Edition 2031-06-08, this edition: Correction The bulletin had misprinted the number.",
        f"Edition 2031-05-11: The source revised its report {SAID.format(310)} The Lantern Watch counted again.",
        f"Edition 2031-05-04: New {SAID.format(240)}",
    ]
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == SECOND
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{SECOND}/facts/coast.html#left-amber-watch")
    assert page.locator("article:target .says").inner_text().startswith("The Lantern Watch says at least 310 people")


def test_a_fact_that_never_changed_says_since_when_it_stands_and_opens_nothing(opened):
    page = opened(f"{THIRD}/facts/coast.html")
    assert text(page.locator("#amber-held .since")) == "History: new in edition 2031-05-04"
    assert page.locator("#amber-held .history").count() == 0


def test_a_withdrawn_fact_says_so_before_it_says_what_it_said(opened):
    page = opened(f"{THIRD}/facts/coast.html#left-amber-council")
    gone = text(page.locator("article:target"))
    said = "Withdrawn The Tide Council says about 300 people left Port Amber on 2 May 2031. The council has taken"
    assert gone.startswith(said)


# ---------------------------------------------------------------- home and header


def test_the_front_page_tells_once_what_changed_and_what_is_corrected(opened):
    page = opened(f"{THIRD}/index.html")
    assert text(page.locator(".corrects")) == "This edition corrects edition 2031-05-11."
    link = page.locator("main .page-head a[href='changes.html']")
    assert texts(link.locator("xpath=..")) == ["What changed: 1 fact corrected, 1 withdrawn, 1 changed."]
    assert opened(f"{FIRST}/index.html").locator("main .page-head a[href='changes.html']").count() == 0


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (SECOND, f"Edition {SECOND} Issued 12 May 2031 Information cutoff 11 May 2031"),
        (THIRD, f"Edition {THIRD} Information cutoff 8 June 2031"),
    ],
)
def test_the_header_gives_edition_issue_and_cutoff_on_two_lines_of_a_phone(opened, edition, said):
    page = opened(f"{edition}/changes.html", java_script_enabled=False, **PHONE)
    assert text(page.locator(".site-head .edition")) == said
    assert page.locator(".site-head .edition").bounding_box()["height"] < 64


# ---------------------------------------------------------------- paper


def test_on_paper_there_is_no_navigation_and_every_mark_and_history_stands(opened):
    page = opened(f"{THIRD}/changes.html")
    page.emulate_media(media="print")
    for hidden in ("nav", ".skip", ".links"):
        assert not any(one.is_visible() for one in page.locator(hidden).all()), hidden
    for shown in (".tally li", ".difference .mark", ".difference h4", ".before-now td", ".break"):
        assert all(one.is_visible() for one in page.locator(shown).all()), shown
    assert style(page.locator(".difference").first, "breakInside") == "avoid"
    page.goto(page.url.replace("changes.html", "facts/coast.html"))
    assert all(one.is_visible() for one in page.locator("main a.mark, .history li").all())
    assert page.locator(".history").first.get_attribute("open") is None


# ---------------------------------------------------------------- what the audit says of counts


@pytest.fixture(scope="module")
def counted(public):
    """Give the evidence of the third edition, its page of changes, and a function that audits an altered one."""
    site = public / THIRD
    evidence, problems = read_evidence(site, HERE / "seeds")
    assert all("document" in problem.message for problem in problems)  # the seeds are elsewhere
    html = (site / "changes.html").read_text("utf-8")

    def problems_of(old, new):
        assert html.count(old) == 1
        return [found.message for found in audit_page("changes.html", html.replace(old, new).encode(), evidence)[0]]

    return problems_of


COUNT = '<data value="1" data-count="step=correction">1</data>'


@pytest.mark.parametrize(
    ("altered", "message"),
    [
        ('<data value="2" data-count="step=correction">2</data>', "“2” is not the count, which is 1"),
        ('<data value="1" data-count="step=correction">2</data>', "“2” is not the count, which is 1"),
        ('<data value="1" data-count="step=new">1</data>', "“1” is not the count, which is 0"),
        ('<data value="1" data-count="step=correction;briefing=reef">1</data>', "“1” is not the count, which is 0"),
        ('<data value="1" data-count="step=correction;kind=control">1</data>', "“1” is not the count, which is 0"),
        ('<data value="0" data-count="step=evidence">0</data>', "“step=evidence” counts what nobody can count again"),
        ('<data value="0" data-count="cause=new">0</data>', "“cause=new” counts what nobody can count again"),
    ],
)
def test_the_audit_counts_again_what_became_of_facts(counted, altered, message):
    assert message in counted(COUNT, altered)


def test_a_count_that_is_right_passes(counted):
    for right in ("step=correction;briefing=coast", "step=correction;kind=figures;briefing=coast"):
        assert counted(COUNT, COUNT.replace("step=correction", right)) == []


def test_only_what_says_something_else_is_counted(public):
    evidence, _ = read_evidence(public / THIRD, HERE / "seeds")
    told = json.loads((public / THIRD / "data/changes.json").read_text("utf-8"))["changes"]
    assert evidence.changed.total() == len([change for change in told if change["cause"]])
    evidence.changes["ferry-sunk"].cause = None
    del evidence.changed
    assert dict(evidence.changed) == {
        ("correction", "figures", "coast"): 1,
        ("withdrawn", "figures", "coast"): 1,
    }

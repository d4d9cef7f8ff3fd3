"""What a reader asks first, and finds: the answers, the words behind them, and the way to take both along."""

import json
import re
import shutil
from functools import partial
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from lxml import etree, html

from conftest import FILES, served, write_project
from dateline.audit import audit_page, read_evidence
from dateline.publish import publish
from pdfs import dateline, source, words
from published import run, told
from test_browser import opened  # noqa: F401  # a fixture is used by its name
from three_editions import IDS

LATEST = IDS[-1]

LOG = """\
A storm struck Port Amber in April 2031.
The pier of Port Amber was built in 2030.
The market of Port Amber was closed from 20 April 2031 to 23 April 2031.
The coastal road has been closed at Port Amber since 25 April 2031.
Talks between the Harbour Guard and the Tide Council are underway; the Lantern Watch said so twice.
The Harbour Guard called on the Tide Council to leave Gull Island by 6 May 2031.
The Tide Council and the Harbour Guard agreed to re-open the market.
"""
NEGOTIATIONS = """\
tracks:
  - id: island-talks
    title: Talks on the island
    parties: [harbour-guard, tide-council]
    state: underway
    source: log
    quote: Talks between the Harbour Guard and the Tide Council are underway
  - id: market-talks
    title: Talks on the market
    parties: [harbour-guard, tide-council]
    mediator: lantern-watch
    state: agreed
    unproved: Nobody calls them so.
    source: log
    quote: The Tide Council and the Harbour Guard agreed to re-open the market.
demands:
  - id: leave-island
    by: harbour-guard
    to: tide-council
    what: leave Gull Island
    deadline: 2031-05-06
    track: island-talks
    source: log
    quote: The Harbour Guard called on the Tide Council to leave Gull Island by 6 May 2031.
agreements:
  - id: market-opens
    parties: [tide-council, harbour-guard]
    terms: [re-open the market]
    track: market-talks
    source: log
    quote: The Tide Council and the Harbour Guard agreed to re-open the market.
"""
EVENTS = """\
events:
  - id: storm
    what: a storm struck Port Amber
    place: port-amber
    date: 2031-04
    source: log
    quote: A storm struck Port Amber in April 2031.
  - id: pier-built
    what: the pier of Port Amber was built
    place: port-amber
    date: "2030"
    source: log
    quote: The pier of Port Amber was built in 2030.
  - id: market-closed
    what: the market of Port Amber was closed
    place: port-amber
    date: 2031-04-20/2031-04-23
    source: log
    quote: The market of Port Amber was closed from 20 April 2031 to 23 April 2031.
  - id: road-closed
    what: the coastal road has been closed at Port Amber
    place: port-amber
    date: 2031-04-25/..
    source: log
    quote: The coastal road has been closed at Port Amber since 25 April 2031.
"""
MORE = {
    "seeds/log.txt": LOG,
    "seeds/log.yml": f"""\
id: log
document: log.txt
sha256: {sha256(LOG.encode()).hexdigest()}
type: report
title: Log of the coast
publisher: Coast Radio
issued: 2031-05-04
URL: https://radio.example/log?day=4
full_text: true
rights: Invented for these tests.
""",
    "briefings/coast/negotiations.yml": NEGOTIATIONS,
    "briefings/coast/events.yml": EVENTS,
}
ADDRESS = "https://host.example/sub/"


@pytest.fixture(scope="module")
def coast(tmp_path_factory):
    """Publish the invented project with talks, dates of all kinds and a document on the web, for a site in a folder."""
    config = f"site_url: {ADDRESS}\n{FILES['mkdocs.yml']}"
    root = write_project(tmp_path_factory.mktemp("coast") / "p", {**MORE, "mkdocs.yml": config})
    publish(root, None, root / "public")
    return root / "public"


def read(path):
    return html.fromstring(path.read_text("utf-8"))


def text(element):
    return " ".join(element.text_content().split())


def texts(root, path):
    return [text(one) for one in root.xpath(path)]


def table(root, name):
    """Return the rows of a table by the name of the region that it stands in."""
    (found,) = root.xpath(f"//div[@role='region'][@aria-label='{name}']/table")
    return [texts(row, "./th | ./td") for row in found.iter("tr")]


@pytest.fixture(scope="module")
def invented(published):
    return published.folder / "public-3" / LATEST


# ---------------------------------------------------------------- the first screen

SEEN = """(selector) => [...document.querySelectorAll(selector)].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.height && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
}).map((one) => one.innerText.split(/\\s+/).join(" "))"""
SCREENS = [{"width": 360, "height": 760}, {"width": 1280, "height": 800}]
QALAMOUN = (
    "Rebels have controlled eastern Qalamoun since 2013, and about 350,000 civilians live there. The Russian and "
    "Syrian delegations gave the rebels until 4 April 2018 to hand over their weapons, leave or face war."
)
GHOUTA = "The last rebel-held pocket in eastern Ghouta is poised to surrender"
DEADLINE = "4 April 2018 (inferred from “until Wednesday”): the time given ends 2 days after the information cutoff"
DEMAND = (
    "Hand over their weapons to the Syrian government, leave the area or face war (asked of the rebels by the Russian "
    "delegation and the Syrian government)"
)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_first_screen_of_an_overview_has_the_bottom_line_and_the_deadline(site, opened, screen):  # noqa: F811
    page = opened((site / "eastern-qalamoun/index.html").as_uri(), viewport=screen)
    (summary,) = page.evaluate(SEEN, ".summary")
    assert summary.startswith("Rebels have controlled eastern Qalamoun since 2013")
    # On a phone the deadline, and where what is demanded begins; on a wide screen all but the newest report.
    seen = 1 if screen["width"] < 1000 else 4
    wanted = ["Deadline", "Who holds it", "Who is talking", "Who has agreed", "Newest report"]
    assert page.evaluate(SEEN, ".glance dt") == wanted[:seen]
    shown = [DEADLINE, DEMAND, "Eastern Qalamoun: controlled, the rebels"]
    assert page.evaluate(SEEN, ".glance dd")[: min(seen, 3)] == shown[:seen]
    assert page.evaluate(SEEN, ".glance dd a")[0] == "4 April 2018 (inferred from “until Wednesday”)"


@pytest.mark.parametrize("screen", SCREENS)
def test_the_first_screen_of_the_front_page_has_the_bottom_line(site, opened, screen):  # noqa: F811
    page = opened((site / "index.html").as_uri(), viewport=screen)
    summaries = page.evaluate(SEEN, ".summary")
    assert summaries[0].startswith(GHOUTA)
    assert page.evaluate(SEEN, "h1") == ["Eastern Qalamoun and eastern Ghouta"]
    if screen["width"] > 1000:
        assert len(summaries) == 2
        assert DEADLINE in page.evaluate(SEEN, ".glance dd")


def test_the_front_page_leads_to_each_briefing_and_says_at_a_glance_what_is_asked_first(site):
    root = read(site / "index.html")
    assert texts(root, "//section[@class='briefing']/h2") == ["Eastern Ghouta", "Eastern Qalamoun"]
    assert [texts(one, "./dt | ./dd") for one in root.xpath("//dl[@class='glance']")] == [
        [
            *("Who holds it", "Douma: controlled, Jaish Al Islam"),
            "Douma: besieged (according to the Syrian Observatory for Human Rights)",
            *("Who has agreed", "Jaish Al Islam and Syrian government: Terms not stated"),
            (
                "Jaish Al Islam and Syrian government: secure those who wish to stay in Douma; allow the "
                "evacuation of those who want to leave; surrender heavy artillery to the Syrian regime; allow police "
                "to be deployed in the city (according to the Syrian Observatory for Human Rights)"
            ),
            *("Newest report", "Voice of America, 2 April 2018 (inferred)"),
        ],
        [
            *("Deadline", DEADLINE, DEMAND),
            *("Who holds it", "Eastern Qalamoun: controlled, the rebels"),
            "Who is talking",
            (
                "Talks on eastern Qalamoun (underway): the local councils, the Syrian government and the Russian "
                "Reconciliation Center"
            ),
            "Talks on Al Dumair (underway): the town of Al Dumair and the Russian Reconciliation Center",
            "Talks of single towns (underway): the councils of some local towns (according to Abdullah Abdul Karim)",
            "Who has agreed",
            (
                "Town of Al Dumair: work to preserve security in the city; prevent civilian evacuations; protect "
                "the civilians in the city"
            ),
            *("Newest report", "Voice of America, 2 April 2018 (inferred)"),
        ],
    ]
    assert root.xpath("//dl[@class='glance']//a/@href") == [
        *(f"facts/eastern-ghouta.html#{fact}" for fact in ("douma-held-by-jaish", "douma-besieged")),
        *(f"facts/eastern-ghouta.html#{fact}" for fact in ("jaish-government-agreement", "douma-settlement")),
        "sources/voa-qalamoun.html",
        "eastern-qalamoun/negotiations.html#qalamoun-ultimatum",
        "facts/eastern-qalamoun.html#eastern-qalamoun-rebel-held",
        *(f"facts/eastern-qalamoun.html#{fact}" for fact in ("qalamoun-talks", "al-dumair-talks", "town-talks")),
        "facts/eastern-qalamoun.html#al-dumair-statement",
        "sources/voa-qalamoun.html",
    ]
    assert texts(root, "//*[starts-with(@class, 'read-on')]/a") == [
        "Read the briefing: Eastern Ghouta",
        "Read the briefing: Eastern Qalamoun",
    ]
    assert texts(root, "//main//h2")[2:] == ["Key figures", "Who holds what", "Talks", "About this edition"]


def test_a_later_edition_says_at_a_glance_what_changed(invented):
    for path, up in (("index.html", ""), ("coast/index.html", "../")):
        root = read(invented / path)
        (glance,) = root.xpath("//dl[@class='glance']")
        assert texts(glance, "./dt | ./dd") == [
            "Who holds it",
            "Port Amber: controlled, the Harbour Guard (according to the Lantern Watch)",
            "Gull Island: controlled, the Harbour Guard (according to the Lantern Watch)",
            "What changed",
            "1 fact corrected, 1 withdrawn, 1 changed",
            "Newest report",
            "Amber Gazette, 7 June 2031",
        ]
        assert glance.xpath(".//a/@href")[2:] == [f"{up}changes.html#briefing:coast", f"{up}sources/bulletin-3.html"]


def test_an_overview_has_its_map_beside_the_table_that_says_the_same(site, opened):  # noqa: F811
    page = opened((site / "eastern-ghouta/index.html").as_uri(), viewport=SCREENS[1])
    drawing, rows = (page.locator(f".beside {one}").bounding_box() for one in ("svg", "table"))
    assert drawing["x"] + drawing["width"] <= rows["x"]
    assert drawing["y"] < rows["y"] + rows["height"]
    assert rows["y"] < drawing["y"] + drawing["height"]
    page.set_viewport_size(SCREENS[0])
    drawing, rows = (page.locator(f".beside {one}").bounding_box() for one in ("svg", "table"))
    assert drawing["y"] + drawing["height"] <= rows["y"]


# ---------------------------------------------------------------- the proof


def quotations(root, fact):
    """Return the quotations of a fact's first card, each as the words before, the quoted ones and those after."""
    card = root.xpath(f"(//article[@data-fact='{fact}'] | //section[@data-fact='{fact}'])[1]")[0]
    found = []
    for quotation in card.iter("blockquote"):
        (mark,) = quotation.xpath("./mark") or [None]
        parts = (quotation.text, mark.text, mark.tail) if mark is not None else ("", quotation.text, "")
        found.append(tuple(" ".join((part or "").split()) for part in parts))
    return found


def test_a_proof_shows_the_quoted_words_in_their_sentences(site, invented):
    talks = read(site / "eastern-qalamoun/negotiations.html")
    assert quotations(talks, "qalamoun-talks") == [
        (
            "The airstrikes came as",
            (
                "negotiations are underway between local councils of the main towns in eastern Qalamoun, and "
                "representatives from the Syrian government and the Russian Reconciliation Center in Syria."
            ),
            "",
        )
    ]
    assert quotations(talks, "al-dumair-talks") == [
        (
            "",
            (
                "On Monday, the town of Al Dumair issued a statement after the first round of negotiations with the "
                "Russian Reconciliation Center"
            ),
            (
                ", agreeing on working to preserve security in the city, prevent civilian evacuations and protect the "
                "civilians in the city."
            ),
        )
    ]
    assert quotations(talks, "town-talks") == [
        (
            "",
            (
                "Abdul Karim also said that councils of some local towns are negotiating their own terms for "
                "reconciliation."
            ),
            "",
        )
    ]
    assert not talks.xpath("//article[@data-fact='town-talks']//mark")  # nothing stands around it
    assert quotations(read(invented / "coast/humanitarian.html"), "left-amber-watch") == [
        (
            "",
            "At least 130 people left Port Amber on 2 May 2031, the Lantern Watch said",
            "; an earlier bulletin misprinted the number.",
        )
    ]


def test_what_stands_around_a_quotation_is_paler_than_it(site, opened):  # noqa: F811
    page = opened((site / "eastern-qalamoun/negotiations.html").as_uri())
    page.locator("#qalamoun-talks summary").click()
    look = "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    around, mark = (page.locator(f"#qalamoun-talks {one}").evaluate(look) for one in ("blockquote", "mark"))
    assert around == ["rgb(89, 89, 89)", "rgba(0, 0, 0, 0)"]
    assert mark == ["rgb(26, 26, 26)", "rgb(255, 240, 199)"]


def test_the_page_of_the_publisher_is_opened_at_the_quoted_words(coast):
    root = read(coast / "latest/facts/coast.html")
    links = {
        one.getparent().getparent().xpath("./blockquote//@data-quote | ./blockquote/@data-quote")[0]: one.get("href")
        for one in root.xpath("//a[.='On the publisher’s site']")
    }
    here = "https://radio.example/log?day=4#:~:text="
    assert links == {
        "storm": here + "A%20storm%20struck%20Port%20Amber%20in%20April%202031.",
        "pier-built": here + "The%20pier%20of%20Port,was%20built%20in%202030.",
        "market-closed": here + "The%20market%20of%20Port,to%2023%20April%202031.",
        "road-closed": here + "The%20coastal%20road%20has,since%2025%20April%202031.",
        "island-talks": here + "Talks%20between%20the%20Harbour,Tide%20Council%20are%20underway",
        "leave-island": here + "The%20Harbour%20Guard%20called,by%206%20May%202031.",
        "market-talks": here + "The%20Tide%20Council%20and,to%20re%2Dopen%20the%20market.",
        "market-opens": here + "The%20Tide%20Council%20and,to%20re%2Dopen%20the%20market.",
    }
    assert "https://radio.example/log?day=4" in texts(read(coast / "latest/sources/log.html"), "//dl//dd")
    assert not read(coast / "latest/sources/bulletin.html").xpath("//dt[.='On the publisher’s site']")


# ---------------------------------------------------------------- the citation

ALLOWED = {"permissions": ["clipboard-read", "clipboard-write"]}


def copied(page, fact):
    """Open a proof, press the button, and return what lies on the clipboard and what is said of it."""
    box = page.locator(f"[data-fact={fact}] .proof:not(.history)").first
    box.locator("summary").click()
    button = box.get_by_role("button", name="Copy the citation")
    assert box.get_by_role("status").inner_text() == ""
    button.focus()
    page.keyboard.press("Enter")
    box.get_by_text("Copied").wait_for()
    assert box.get_by_role("status").inner_text() == "Copied"
    return page.evaluate("navigator.clipboard.readText()")


def test_the_button_copies_the_quotation_with_its_source_and_the_address_of_the_fact(site, serve_files, opened):  # noqa: F811
    start = serve_files(site)
    page = opened(f"{start}eastern-qalamoun/negotiations.html", **ALLOWED)
    assert copied(page, "qalamoun-ultimatum") == (
        "“During the meeting, the Russian and Syrian government delegations called on the rebels to hand over their "
        "weapons to the Syrian government, leave the area or face war. The delegation gave rebels until Wednesday to "
        "respond.” Source: Voice of America, 2 April 2018 (inferred); Voice of America. Negotiations – Eastern "
        "Qalamoun, as of 2 April 2018 – Dateline · Edition 2018-04-02. "
        f"{start}facts/eastern-qalamoun.html#qalamoun-ultimatum"
    )
    page.goto(f"{start}eastern-ghouta/index.html")
    assert copied(page, "civilians-killed-eastern-ghouta") == (
        "“The monitoring group says more than 1,600 civilians have been killed in eastern Ghouta sine the Syrian "
        "government’s offensive started in February 2018.” Source: Voice of America, 2 April 2018 (inferred); Syrian "
        "Observatory for Human Rights. Eastern Ghouta, as of 2 April 2018 – Dateline · Edition 2018-04-02. "
        f"{start}facts/eastern-ghouta.html#civilians-killed-eastern-ghouta"
    )
    assert page.faults == []


@pytest.mark.parametrize("folder", [LATEST, "latest", IDS[0]])
def test_the_citation_of_a_published_edition_has_an_address_that_lasts(published, serve_files, opened, folder):  # noqa: F811
    start = serve_files(published.folder / "public-3")
    page = opened(f"{start}{folder}/coast/control.html", **ALLOWED)
    page.locator("details.edition-id").wait_for()
    edition = IDS[0] if folder == IDS[0] else LATEST
    day = "4 May 2031" if folder == IDS[0] else "8 June 2031"
    assert copied(page, "amber-held") == (
        "“The Harbour Guard has held Port Amber since 2029, the Lantern Watch said on Saturday.” Source: Amber "
        f"Gazette, 3 May 2031; Lantern Watch. Control – The coast, as of {day} – Invented · Edition {edition}. "
        f"{start}{edition}/facts/coast.html#amber-held"
    )
    # An older edition asks whether the newest has this page, and needs no more than the head of the answer.
    assert [fault for fault in page.faults if fault != f"{start}{LATEST}/coast/control.html"] == []


def test_a_proof_has_one_button_however_often_it_is_opened(site, serve_files, opened):  # noqa: F811
    page = opened(f"{serve_files(site)}eastern-qalamoun/negotiations.html")
    summary = page.locator("#qalamoun-talks summary")
    for _ in range(3):
        summary.click()
    page.locator("#qalamoun-talks .copy").wait_for()
    assert page.locator("#qalamoun-talks .copy").count() == 1
    assert page.locator(".copy").count() == 1


def test_without_a_clipboard_there_is_no_button(site, opened):  # noqa: F811
    page = opened("about:blank")
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto((site / "eastern-qalamoun/negotiations.html").as_uri())
    page.locator("#qalamoun-talks summary").click()
    page.locator("#qalamoun-talks blockquote").wait_for()
    page.wait_for_timeout(100)
    assert page.locator(".copy").count() == 0
    assert page.faults == []


# ---------------------------------------------------------------- talks, actors, dates

TALKS = ["Talks", "Parties", "What is asked for", "Deadline", "What was agreed"]


def test_talks_stand_side_by_side(site, coast):
    assert table(read(site / "eastern-qalamoun/negotiations.html"), "The talks side by side") == [
        TALKS,
        [
            "Talks on eastern Qalamoun (underway)",
            "Local councils, Syrian government, Russian Reconciliation Center",
            (
                "Hand over their weapons to the Syrian government, leave the area or face war (asked for by the "
                "Russian delegation, the Syrian government)"
            ),
            "4 April 2018 (inferred from “until Wednesday”); the time given ends 2 days after the information cutoff",
            "No answer is reported in this edition.",
        ],
        [
            "Talks on Al Dumair (underway)",
            "Town of Al Dumair, Russian Reconciliation Center",
            "No demand is reported.",
            "not stated",
            "Work to preserve security in the city; prevent civilian evacuations; protect the civilians in the city",
        ],
        [
            "Talks of single towns (underway) (according to Abdullah Abdul Karim)",
            "Councils of some local towns",
            "No demand is reported.",
            "not stated",
            "No agreement is reported.",
        ],
    ]
    assert table(read(coast / "latest/coast/negotiations.html"), "The talks side by side") == [
        TALKS,
        [
            "Talks on the island (underway)",
            "Harbour Guard, Tide Council",
            "Leave Gull Island (asked for by the Harbour Guard)",
            "6 May 2031; the time given ends 2 days after the information cutoff",
            "No answer is reported in this edition.",
        ],
        [
            "Talks on the market (agreed) Not proved",
            "Harbour Guard, Tide Council; mediated by Lantern Watch",
            "No demand is reported.",
            "not stated",
            "Re-open the market",
        ],
    ]


def test_agreements_of_no_named_talks_stand_in_a_row_of_their_own_with_who_says_so(site):
    assert table(read(site / "eastern-ghouta/negotiations.html"), "The talks side by side")[1:] == [
        [
            "Outside named talks",
            "Jaish Al Islam, Syrian government",
            "not stated",
            "not stated",
            (
                "Terms not statedSecure those who wish to stay in Douma; allow the evacuation of those who want to "
                "leave; surrender heavy artillery to the Syrian regime; allow police to be deployed in the city "
                "(according to the Syrian Observatory for Human Rights)"
            ),
        ]
    ]


def test_a_demand_and_an_agreement_of_no_named_talks_do_not_stand_as_question_and_answer(tmp_path):
    letter = (
        "The Lantern Watch asked the Harbour Guard to open the quay. The Harbour Guard and the Tide Council agreed to "
        "share the market.\n"
    )
    told = """\
demands:
  - {id: open-quay, by: lantern-watch, to: harbour-guard, what: open the quay, source: letter,
     quote: The Lantern Watch asked the Harbour Guard to open the quay.}
agreements:
  - {id: market-shared, parties: [harbour-guard, tide-council], terms: share the market, source: letter,
     quote: The Harbour Guard and the Tide Council agreed to share the market.}
"""
    root = write_project(tmp_path, {**source("letter", letter), "briefings/coast/talks.yml": told})
    built = run(root, "build")
    assert built.exit_code == 0, built.output
    of_none = "Outside named talks"
    asked = "Open the quay (asked for by the Lantern Watch)"
    assert table(read(root / "site/coast/negotiations.html"), "The talks side by side")[1:] == [
        [of_none, "Lantern Watch, Harbour Guard", asked, "not stated", "not stated"],
        [of_none, "Harbour Guard, Tide Council", "not stated", "not stated", "Share the market"],
    ]


def test_the_page_of_actors_says_who_is_where_and_in_which_talks(site, coast):
    head = ["Actor", "Where", "In which talks"]
    rows = table(read(site / "actors/index.html"), "Who is where, and in which talks")
    assert rows[0] == head
    assert rows[1:] == [
        ["Ahrar al-Sham", "Eastern Qalamoun (present)", "not stated"],
        ["Faylaq Al Rahman", "Eastern Qalamoun (last stronghold)", "not stated"],
        [
            "Jaish Al Islam",
            "Douma (controls it); Douma (present); Eastern Qalamoun (last stronghold)",
            "an agreement (party) (according to the Syrian Observatory for Human Rights); an agreement (party)",
        ],
        ["Martyr Ahmed Al Abdo rebel group", "Al-Tanf area (based there); Qalamoun (based there)", "not stated"],
        [
            "Rebels",
            "Eastern Qalamoun (controls it); Eastern Qalamoun (present); Qalamoun (operating there)",
            "Talks on eastern Qalamoun (is asked)",
        ],
        ["Russian delegation", "not stated", "Talks on eastern Qalamoun (asks)"],
        [
            "Syrian government",
            "not stated",
            (
                "an agreement (party) (according to the Syrian Observatory for Human Rights); an agreement (party); "
                "Talks on eastern Qalamoun (party)"
            ),
        ],
        ["Syrian Liberation Front", "Eastern Qalamoun (present)", "not stated"],
        ["Local councils", "not stated", "Talks on eastern Qalamoun (party)"],
        [
            "Russian Reconciliation Center",
            "not stated",
            "Talks on Al Dumair (party); Talks on eastern Qalamoun (party)",
        ],
        [
            "Councils of some local towns",
            "not stated",
            "Talks of single towns (party) (according to Abdullah Abdul Karim)",
        ],
        ["Town of Al Dumair", "not stated", "Talks on Al Dumair (party)"],
        ["U.S. military", "Al-Tanf area (close by)", "not stated"],
    ]
    assert table(read(coast / "latest/actors/index.html"), "Who is where, and in which talks") == [
        head,
        [
            "Harbour Guard",
            "Port Amber (controls it) (according to the Lantern Watch)",
            "Talks on the island (party); Talks on the market (party) Not proved",
        ],
        ["Lantern Watch", "not stated", "Talks on the market (mediator) Not proved"],
        ["Tide Council", "not stated", "Talks on the island (party); Talks on the market (party) Not proved"],
    ]


def test_the_timeline_says_how_exact_each_date_is(site, coast):
    assert texts(read(coast / "latest/coast/timeline.html"), "//h2") == [
        "6 May 2031 (after the information cutoff)",
        "2 May 2031",
        "25 April 2031 (since then)",
        "20 April 2031 (a period)",
        "April 2031 (a month, no day given)",
        "2030 (a year, no day given)",
        "2029 (a year, no day given)",
    ]
    assert texts(read(site / "eastern-qalamoun/timeline.html"), "//h2") == [
        "4 April 2018 (inferred) (after the information cutoff)",
        "2 April 2018 (inferred)",
        "1 April 2018 (inferred)",
        "31 March 2018 (inferred)",
        "2013 (a year, no day given)",
        "No date given",
    ]
    assert texts(read(site / "eastern-ghouta/timeline.html"), "//h2") == [
        "February 2018 (a month, no day given)",
        "No date given",
    ]


# ---------------------------------------------------------------- what search engines and shared links show


def head(root):
    """Return what a page says of itself."""
    names = root.xpath("//meta[@name='description' or starts-with(@property, 'og:')]")
    linked = root.xpath("//script[@type='application/ld+json']/text()")
    return (
        root.findtext(".//title"),
        {one.get("name") or one.get("property"): one.get("content") for one in names},
        [json.loads(said) for said in linked],
    )


def test_a_page_says_of_itself_what_it_is_and_as_of_when(site):
    about = (
        "Eastern Qalamoun: who holds what, who talks to whom until when, and the key figures, each with the words it "
        "was taken from. As of 2 April 2018."
    )
    assert head(read(site / "eastern-qalamoun/index.html")) == (
        "Eastern Qalamoun, as of 2 April 2018 – Dateline",
        {
            "description": about,
            "og:type": "article",
            "og:site_name": "Dateline",
            "og:title": "Eastern Qalamoun, as of 2 April 2018",
            "og:description": about,
        },
        [
            {
                "@context": "https://schema.org",
                "@type": "Report",
                "name": "Eastern Qalamoun",
                "abstract": about,
                "inLanguage": "en",
                "version": "2018-04-02",
                "temporalCoverage": "2018-03-31/2018-04-02",
                "datePublished": "2026-11-22",
                "publisher": {"@type": "Organization", "name": "Dateline desk"},
            }
        ],
    )
    assert head(read(site / "index.html"))[0] == "Eastern Qalamoun and eastern Ghouta, as of 2 April 2018 – Dateline"
    assert head(read(site / "actors/sohr.html")) == (
        "Syrian Observatory for Human Rights, as of 2 April 2018 – Dateline",
        {
            "description": "Syrian Observatory for Human Rights: every fact of this edition that is about it or said "
            "by it. As of 2 April 2018.",
            "og:type": "article",
            "og:site_name": "Dateline",
            "og:title": "Syrian Observatory for Human Rights, as of 2 April 2018",
            "og:description": "Syrian Observatory for Human Rights: every fact of this edition that is about it or "
            "said by it. As of 2 April 2018.",
        },
        [],
    )


def test_the_page_of_the_data_describes_them_as_a_dataset(invented):
    title, said, linked = head(read(invented / "data.html"))
    assert title == "Data, as of 8 June 2031 – Invented"
    assert said["description"] == (
        "The facts as JSON, CSV, HXL and GeoJSON, with a description of every column. As of 8 June 2031."
    )
    assert linked == [
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": "The invented coast",
            "description": "Every fact with its value, its dates, its quotations and where these stand in the "
            "document.",
            "inLanguage": "en",
            "version": "2031-06-08",
            "datePublished": "2031-06-08",
            "creator": {"@type": "Organization", "name": "Invented"},
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": "data/facts.json"}
            ],
        }
    ]


def test_every_page_has_a_title_and_a_description_with_the_date(site):
    for path in sorted(site.rglob("*.html")):
        title, said, _ = head(read(path))
        assert title.endswith(", as of 2 April 2018 – Dateline"), path
        assert said["description"].endswith(". As of 2 April 2018."), path
        assert said["og:description"] == said["description"], path
        assert f"{said['og:title']} – Dateline" == title, path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"@type": "Report"',
            '"@type": "Report", "about": "47 towns"',
            "“47” stands in the data for search engines and belongs to no fact",
        ),
        (
            '"@type": "Report"',
            '"@type": "Report", "numberOfPages": 47',
            "“47” stands in the data for search engines and belongs to no fact",
        ),
        (
            '"@type": "Report"',
            '"@type": "Report", "47 towns": [{"a": null}]',
            "“47” stands in the data for search engines and belongs to no fact",
        ),
        (
            '"@type": "Report"',
            '"@type": "Report", "about": "47 towns", "about": "towns"',
            "“47” stands in the data for search engines and belongs to no fact",
        ),
        (
            '"datePublished": "2031-06-08"',
            '"datePublished": "2031-06-09"',
            "“2031-06-09” stands in the data for search engines and belongs to no fact",
        ),
        (
            '<script type="application/ld+json">{',
            '<script type="application/ld+json">alert(',
            "“script” runs something, or shows the words otherwise than they stand",
        ),
        (
            '<script type="application/ld+json">',
            '<script type="application/ld+json" src="assets/dateline.js">',
            "“script” runs something, or shows the words otherwise than they stand",
        ),
        (
            'name="description" content="',
            'name="description" content="Of 47 towns: ',
            "“47” stands in an attribute and belongs to no fact",
        ),
        (
            'property="og:title" content="',
            'property="og:title" content="Twelve towns: ',
            "“Twelve” stands in an attribute and belongs to no fact",
        ),
        (
            'property="og:description" content="',
            'property="og:description" content="47 towns: ',
            "“47” stands in an attribute and belongs to no fact",
        ),
        (
            "<title>",
            '<meta name="viewport" property="og:description" content="47 towns"><title>',
            "“47” stands in an attribute and belongs to no fact",
        ),
        ("<title>", "<title>47 towns: ", "“47” stands in the title and belongs to no fact"),
    ],
)
def test_the_audit_finds_what_is_smuggled_into_the_head(invented, published, old, new, message):
    evidence, problems = read_evidence(invented, published.folder / "project/seeds")
    assert problems == []
    content = (invented / "index.html").read_text("utf-8")
    assert audit_page("index.html", content.encode(), evidence)[0] == []
    assert content.count(old) == 1
    found, _ = audit_page("index.html", content.replace(old, new).encode(), evidence)
    assert [problem.message for problem in found] == [message]


# ---------------------------------------------------------------- addresses


ELSEWHERE = "is not the address of this page in the latest edition"


def test_with_an_address_each_page_names_the_one_that_lasts(coast):
    for folder in ("latest", IDS[0]):
        for path, own in (("index.html", "index.html"), ("coast/control.html", "coast/control.html")):
            root = read(coast / folder / path)
            address = f"https://host.example/sub/latest/{own}"
            assert root.xpath("//link[@rel='canonical']/@href") == [address]
            assert root.xpath("//meta[@property='og:url']/@content") == [address]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'rel="canonical" href="https://host.example/sub/latest/coast/control.html"',
            'rel="canonical" href="https://host.example/sub/latest/coast/factions.html"',
            f"“https://host.example/sub/latest/coast/factions.html” {ELSEWHERE}",
        ),
        (
            '<meta property="og:url" content="https://host.example/sub/latest/coast/control.html">',
            '<meta property="og:url" content="https://other.example/sub/latest/coast/control.html">',
            f"“https://other.example/sub/latest/coast/control.html” {ELSEWHERE}",
        ),
        (
            '<meta property="og:image" content="https://host.example/sub/latest/pictures/coast.png">',
            '<meta property="og:image" content="https://host.example/sub/latest/pictures/47.png">',
            "“https://host.example/sub/latest/pictures/47.png” is no picture of this edition",
        ),
    ],
)
def test_another_address_or_picture_of_a_page_is_found(coast, published, old, new, message):
    evidence, _ = read_evidence(coast / IDS[0], published.folder / "project/seeds")
    content = (coast / IDS[0] / "coast/control.html").read_text("utf-8")
    assert content.count(old) == 1
    found, _ = audit_page("coast/control.html", content.replace(old, new).encode(), evidence)
    assert [problem.message for problem in found if "address" in problem.message or "picture" in problem.message] == [
        message
    ]


def test_without_an_address_no_page_names_one(site, invented):
    for folder in (site, invented):
        for path in folder.rglob("*.html"):
            root = read(path)
            assert root.xpath("//link[@rel='canonical'] | //meta[@property='og:url' or @property='og:image']") == []


def test_the_sitemap_names_every_page_of_the_latest_edition_by_its_address(coast, published):
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = etree.fromstring((coast / "sitemap.xml").read_bytes())
    pages = {path.relative_to(coast).as_posix() for path in (coast / "latest").rglob("*.html")}
    assert {one.text for one in root.iterfind("s:url/s:loc", names)} == {
        f"https://host.example/sub/{page}" for page in pages
    }
    assert {one.text for one in root.iterfind("s:url/s:lastmod", names)} == {"2031-05-04"}
    assert not (published.folder / "public-3/sitemap.xml").exists()


def answer(path, route):
    """Give a page in the place of one that is missing."""
    route.fulfill(path=path, status=404)


def test_a_missing_page_leads_on_from_however_deep(coast, published, opened, tmp_path):  # noqa: F811
    words = ["There is no such page", "It may stand in another edition, or the address may be mistyped."]
    (tmp_path / "host/sub").mkdir(parents=True)
    shutil.copytree(coast, tmp_path / "host/sub", dirs_exist_ok=True)
    for folder, top, day in (
        (tmp_path / "host", "/sub/", "4 May 2031"),
        (published.folder / "public-3", "/", "8 June 2031"),
    ):
        page_of = folder / top.strip("/") / "404.html"
        root = read(page_of)
        assert texts(root, "//h1 | //p") == words
        assert texts(root, "//li") == [f"The latest edition: {day}", "All facts", "Sources"]
        with served(folder) as start:
            page = opened("about:blank")
            missing = f"{start.rstrip('/')}{top}{IDS[0]}/no/such/page.html"
            page.route(missing, partial(answer, page_of))
            page.goto(missing)
            assert page.locator("h1").evaluate("one => getComputedStyle(one).marginTop") == "0px"  # its sheet is there
            page.get_by_role("link", name="The latest edition").click()
            assert page.url == f"{start.rstrip('/')}{top}latest/index.html"
            assert page.locator(".site-name").inner_text() == "Invented"


# ---------------------------------------------------------------- the whole edition in one file


@pytest.fixture
def project(published, tmp_path):
    """Write a project with its published editions, to be tampered with."""
    root = published.project(tmp_path / "project")
    published.public(root / "public")
    return root


def audited(root):
    return told(root, "audit", str(root / "public"))


BACK = "bring back what was published, from the server, a backup or the project’s history"


def repack(archive, change):
    """Write an archive anew with other files: `change` gives the bytes of each, or None."""
    with ZipFile(archive) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for name, content in change(files).items():
            entry = ZipInfo(name)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)


def test_the_archive_of_an_edition_unpacks_to_what_was_published(published, tmp_path):
    for name in IDS:
        with ZipFile(published.folder / f"public-3/{name}.zip") as packed:
            packed.extractall(tmp_path)
        folder = published.folder / "public-3" / name
        files = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        found = {path.relative_to(tmp_path / name): path for path in (tmp_path / name).rglob("*") if path.is_file()}
        assert {path: place.read_bytes() for path, place in found.items()} == files
    assert read(published.folder / f"public-3/{LATEST}/data.html").xpath("//a[contains(., '.zip')]/@href") == [
        f"../{LATEST}.zip"
    ]


def test_an_unpacked_archive_is_read_from_its_folder_without_a_fault(published, tmp_path, opened):  # noqa: F811
    with ZipFile(published.folder / f"public-3/{LATEST}.zip") as packed:
        packed.extractall(tmp_path)
    start = (tmp_path / LATEST).as_uri()
    page = opened(f"{start}/index.html")
    page.locator("h2").get_by_role("link", name="The coast").click()
    assert page.locator("h1").inner_text() == "The coast"
    # Whoever leaves a page before it has loaded stops what it was loading.
    page.wait_for_load_state()
    for path in ("coast/humanitarian.html", "changes.html", "data.html", "sources/bulletin-3.html", "facts/coast.html"):
        page.goto(f"{start}/{path}")
    page.locator(".proof summary").first.click()
    assert page.locator("blockquote").first.is_visible()
    assert page.faults == []
    assert [url for url in page.requested if not url.startswith(start)] == []


def test_an_archive_with_an_altered_file_is_named(project):
    name = f"{LATEST}/coast/index.html"
    repack(project / f"public/{LATEST}.zip", lambda files: {**files, name: files[name].replace(b"130", b"131")})
    found = audited(project)
    assert found == (f"{LATEST}.zip/{name}:0:0: P8-output: the file has other bytes than were written\n  = {BACK}\n")


def test_an_archive_that_is_missing_is_named(project):
    (project / f"public/{IDS[0]}.zip").unlink()
    assert audited(project) == f"{IDS[0]}.zip:0:0: P8-output: it is missing\n  = {BACK}\n"


def test_an_archive_with_one_file_more_or_less_is_named(project):
    repack(project / f"public/{IDS[0]}.zip", lambda files: {**files, f"{IDS[0]}/more.html": b"47 towns"})
    repack(project / f"public/{IDS[1]}.zip", lambda files: {n: f for n, f in files.items() if "method" not in n})
    repack(project / f"public/{LATEST}.zip", lambda files: {**files, "../outside.html": b"47 towns"})
    assert audited(project) == (
        f"{IDS[0]}.zip/{IDS[0]}/more.html:0:0: P8-output: the file was added\n  = {BACK}\n"
        f"{IDS[1]}.zip/{IDS[1]}/method.html:0:0: P8-output: the file is missing\n  = {BACK}\n"
        f"{LATEST}.zip/../outside.html:0:0: P8-output: the file was added\n  = {BACK}\n"
    )


def test_an_archive_that_is_none_is_named(project):
    (project / f"public/{LATEST}.zip").write_bytes(b"PK\x03\x04 no archive")
    assert audited(project) == f"{LATEST}.zip:0:0: P8-output: it is no archive that can be read\n  = {BACK}\n"


def test_what_is_published_with_an_address_passes_the_audit(coast):
    result = run(coast.parent, "audit", str(coast))
    assert (result.exit_code, result.stderr) == (0, "")


# ---------------------------------------------------------------- who holds what, in the briefing's order

HELD = {
    **source(
        "held",
        "The Harbour Guard holds Pier 7, the Lantern Watch said.\nPort Amber is contested, the Tide Council said.\n",
    ),
    "briefings/places.yml": FILES["briefings/places.yml"]
    + "  - {id: pier-7, name: Pier 7, type: site}\n  - {id: mill-9, name: Mill 9, type: site}\n",
    "briefings/coast/briefing.yml": FILES["briefings/coast/briefing.yml"].replace(
        "[port-amber, gull-island]", "[mill-9, port-amber, gull-island]"
    ),
    "briefings/coast/aaa.yml": """\
control:
  - id: pier-held
    place: pier-7
    state: controlled
    by: harbour-guard
    said_by: lantern-watch
    source: held
    quote: The Harbour Guard holds Pier 7, the Lantern Watch said.
""",
    "briefings/coast/zzz.yml": """\
control:
  - id: amber-contested
    place: port-amber
    state: contested
    said_by: tide-council
    source: held
    quote: Port Amber is contested, the Tide Council said.
""",
}


def test_places_stand_in_the_briefing_s_order_and_one_of_which_nothing_is_told_says_so(tmp_path):
    # Files are read in the order of their names: that of Pier 7, which the briefing does not list, is the first.
    root = write_project(tmp_path / "project", HELD)
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    page = html.parse(root / "site/coast/index.html").getroot()
    rows = [" ".join(" ".join(map(html.HtmlElement.text_content, row)).split()) for row in page.iterfind(".//tbody/tr")]
    assert [row.partition(" 3 May")[0] for row in rows] == [
        "Mill 9 No source here says who holds it.",
        "Port Amber Controlled Harbour Guard 2029 Lantern Watch,",
        "Port Amber Contested not stated not stated Tide Council,",
        "Gull Island No source here says who holds it.",
        "Pier 7 Controlled Harbour Guard not stated Lantern Watch,",
    ]
    glance = [" ".join(part.text_content().split()) for part in page.find_class("glance")[0]]
    assert glance[glance.index("Who holds it") :][:4] == [
        "Who holds it",
        "Port Amber: controlled, the Harbour Guard (according to the Lantern Watch)",
        "Port Amber: contested (according to the Tide Council)",
        "Pier 7: controlled, the Harbour Guard (according to the Lantern Watch)",
    ]
    brief = words(next((root / "site/briefs").glob("coast.*.a4.pdf")))
    table = brief.partition("Who holds what")[2].partition("Factions")[0]
    told = re.sub(r" ?\[\d+\]", "", table).replace(" report of", "")
    assert " ".join(told.split("Who says so ")[1].split()) == (
        "Mill 9 No source here says who holds it. "
        "Port Amber Controlled Harbour Guard 2029 Lantern Watch, 3 May 2031 "
        "Port Amber Contested not stated not stated Tide Council, 3 May 2031 "
        "Gull Island No source here says who holds it. "
        "Pier 7 Controlled Harbour Guard not stated Lantern Watch, 3 May 2031"
    )


def test_the_whole_brief_may_end_with_a_place_of_which_nothing_is_told(tmp_path):
    files = {
        "briefings/coast/briefing.yml": HELD["briefings/coast/briefing.yml"]
        .replace("[mill-9, ", "[")
        .replace("gull-island]", "mill-9]"),
        "briefings/places.yml": HELD["briefings/places.yml"],
    }
    root = write_project(tmp_path / "project", files)
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output

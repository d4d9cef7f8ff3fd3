"""Pages that a browser prints: notes in place of boxes, nothing to click, and edition and address on the paper."""

import re
import shutil
from collections import Counter
from contextlib import ExitStack
from itertools import combinations

import pypdfium2
import pytest
from PIL import ImageChops

from conftest import FILES, served, write_project
from dateline.build import build
from test_browser import KINDS
from test_older import TALKS

EDITION = "2031-05-04"
AT = "coast/humanitarian.html"
A4, LETTER = {"format": "A4"}, {"format": "Letter"}
POINTS = 72 / 25.4
EDGE = 16 * POINTS
"""The blank edge of the paper at each side."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Build the invented project, as the folder of an edition beside the list of all."""
    files = dict(FILES)
    # A second fact of the same words.
    files["briefings/coast/events.yml"] = """\
events:
  - id: ferry-lost
    place: port-amber
    what: One ferry sank in Port Amber
    source: bulletin
    quote: One ferry sank in Port Amber.
"""
    folder = tmp_path_factory.mktemp("print")
    site = build(write_project(folder / "p", files)).site
    shutil.copytree(site, folder / "public" / EDITION)
    shutil.copytree(site, folder / "public" / "latest")
    (folder / "public/versions.json").write_text(f'[{{"version": "{EDITION}", "aliases": ["latest"]}}]', "utf-8")
    return folder / "public"


@pytest.fixture(scope="module")
def opened(browser):
    """Give a function that opens an address, in one window for each way to see a page."""
    with ExitStack() as stack:
        pages = {}

        def open_page(address, **options):
            key = repr(options)
            if key not in pages:
                page = pages[key] = stack.enter_context(browser.new_context(**options)).new_page()
                page.faults = []
                page.on("console", lambda message: page.faults.append(message.text))
                page.on("pageerror", lambda error: page.faults.append(str(error)))
            pages[key].goto(address)
            return pages[key]

        yield open_page
        assert [page.faults for page in pages.values()] == [[]] * len(pages)


def printed(page, **options):
    """Print a page as the browser does; return the PDF."""
    return pypdfium2.PdfDocument(page.pdf(**(options or A4)))


def texts(document):
    """Return the text of each sheet, its white space made one blank."""
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]


def paper(page, **options):
    return " ".join(texts(printed(page, **options)))


def begin(page):
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


def end(page):
    page.evaluate("dispatchEvent(new Event('afterprint'))")


# ---------------------------------------------------------------- marks


def test_the_mark_of_an_earlier_state_says_on_paper_in_which_report_the_later_one_stands(tmp_path, opened):
    site = build(write_project(tmp_path, TALKS)).site
    page = opened((site / "coast/negotiations.html").as_uri())
    mark = "An earlier state: a later report tells how these talks went on."
    assert f"{mark} (Quince Wire, 9 May 2031)" in (told := paper(page))
    assert "See the later state" not in told
    assert f"{mark} See the later state" in page.inner_text("main")
    assert "state (Quince Wire" not in page.inner_text("main")


# ---------------------------------------------------------------- notes

FOOT = (
    "Every fact here carries the words it was taken from. Checked means: the words stand in the source and say this. "
    "It does not mean: true."
)


def test_quotations_become_numbered_notes_at_the_end(folder, opened):
    page = opened((folder / EDITION / AT).as_uri())
    assert paper(page) == (
        "Humanitarian figures – The coast, as of 4 May 2031 – Invented · Edition 2031-05-04 1 / 1 "
        "Invented Edition 2031-05-04 Information cutoff 4 May 2031 The coast Humanitarian figures "
        "People who left People who left the place. "
        "At least 240 people left Port Amber on 2 May 2031 [1] Lantern Watch, report of 3 May 2031 "
        "Contested: another source or claimant says otherwise. Why this one leads: The monitor was there. "
        "About 300 people left Port Amber on 2 May 2031 [2] Tide Council, report of 3 May 2031 "
        "Contested: another source or claimant says otherwise. "
        "Ferries sunk Ferries that sank in the place. "
        "1 ferry sank in Port Amber [3] Amber Gazette, report of 3 May 2031 "
        "Notes: the sources’ own words "
        "[1] At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said. "
        "Source: Amber Gazette, 3 May 2031 · Who says so: Lantern Watch · What is counted: People who left the place. "
        "[2] Some 300 people left Port Amber on 2 May 2031, according to the Tide Council. "
        "Source: Quince Wire, 3 May 2031 · Who says so: Tide Council · What is counted: People who left the place. "
        "[3] One ferry sank in Port Amber. Source: Amber Gazette, 3 May 2031 · Who says so: Amber Gazette "
        f"· What is counted: Ferries that sank in the place. {FOOT}"
    )


def test_the_row_of_a_table_and_the_sentence_share_the_note_of_their_fact(folder, opened):
    text = paper(opened((folder / EDITION / "coast/control.html").as_uri()))
    assert "Harbour Guard 2029 Lantern Watch[1] , 3 May 2031 Gull Island" in text
    assert "Port Amber has been controlled by the Harbour Guard since 2029. [1] Notes" in text
    assert text.count("The Harbour Guard has held Port Amber since 2029") == 1


def test_a_summary_refers_to_the_notes_that_the_page_has(folder, opened):
    text = paper(opened((folder / EDITION / "index.html").as_uri()))
    assert "The Harbour Guard has held Port Amber since 2029. At least 240 people [1] left." in text
    assert "At least 240 people left Port Amber on 2 May 2031 [1] Lantern Watch" in text
    assert "1 ferry sank in Port Amber [2] Amber Gazette" in text


def test_facts_with_the_same_words_share_a_note(folder, opened):
    text = paper(opened((folder / EDITION / "places/port-amber.html").as_uri()))
    [one, other] = re.findall(r"ferry sank in Port Amber(?: \(report of 3 May 2031\))?\. \[(\d)\]", text)
    assert one == other
    assert text.count("One ferry sank in Port Amber. Source: Amber Gazette, 3 May 2031") == 1
    assert "Who says so: Amber Gazette · What is counted: Ferries that sank in the place." in text


PAGES = (*KINDS, "changes.html", "data.html")


def test_every_number_leads_to_the_note_with_its_words_and_every_quotation_stands_in_one(site, opened):
    numbered = Counter()
    for kind in PAGES:
        page = opened(f"{site.as_uri()}/{kind}")
        begin(page)
        found = page.evaluate("""() => {
            const said = (one) => (one.querySelector("mark") ?? one).textContent;
            const texts = (element) => [...element.querySelectorAll("blockquote")].map(said);
            const proofs = [...document.querySelectorAll(".page:not(.facts_of) .proof:not(.history)")];
            const fact = (element) => element.closest("[data-fact]").dataset.fact;
            return {
                proofs: proofs.map((proof) => [fact(proof), texts(proof)]),
                notes: [...document.querySelectorAll(".endnotes li")].map((note) => [note.id, texts(note)]),
                marks: [...document.querySelectorAll(".ref a")].map((mark) =>
                    [mark.textContent, mark.getAttribute("href"), mark.closest("a.cites") ? "" :
                        (mark.closest(".ref").previousElementSibling?.dataset?.fact ?? fact(mark))]),
                ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
            };
        }""")
        end(page)
        notes, words = dict(found["notes"]), dict(map(tuple, [(fact, str(said)) for fact, said in found["proofs"]]))
        assert list(notes) == [f"note:{number + 1}" for number in range(len(notes))], kind
        firsts = list(dict.fromkeys(text for text, _, _ in found["marks"]))
        assert firsts == [f"[{number + 1}]" for number in range(len(notes))], kind
        for text, href, fact in found["marks"]:
            assert href == f"#note:{text[1:-1]}", kind
            assert str(notes[href[1:]]) == words[fact], kind
        assert {str(said) for said in notes.values()} == set(words.values()), kind
        assert len(found["marks"]) >= len(found["proofs"]), kind
        assert max(Counter(found["ids"]).values()) == 1, kind
        numbered[kind.split("/")[-1]] += len(notes)
    assert numbered["factions.html"] == 13
    assert not any(numbered[name] for name in ("changes.html", "data.html", "method.html", "voa-qalamoun.html"))


def test_on_paper_a_number_is_a_link_to_its_note(folder, opened):
    written = opened((folder / EDITION / AT).as_uri()).pdf(**A4)
    assert re.findall(rb"/Dest /(\S+)>>", written) == [b"note:1", b"note:2", b"note:3"]
    heights = dict(re.findall(rb"/(note:\d) \[\d+ 0 R /XYZ \S+ (\S+) ", written))
    assert sorted(heights, key=lambda name: -float(heights[name])) == [b"note:1", b"note:2", b"note:3"]


def test_the_list_of_facts_keeps_each_quotation_below_its_fact(folder, opened):
    first, second = texts(printed(opened((folder / EDITION / "facts/coast.html").as_uri())))
    assert (
        "Port Amber has been controlled by the Harbour Guard since 2029. Source: Amber Gazette, 3 May 2031 "
        "The Harbour Guard has held Port Amber since 2029, the Lantern Watch said on Saturday. "
        "Who says so: Lantern Watch Presence The sources tell nothing of this."
    ) in first
    assert "[1]" not in first + second
    assert "Notes" not in first + second


def test_a_document_is_printed_with_the_facts_beside_its_sentences(folder, opened):
    text = paper(opened((folder / EDITION / "sources/bulletin.html").as_uri()))
    assert (
        "The Harbour Guard has held Port Amber since 2029, the Lantern Watch said on Saturday. "
        "According to the Lantern Watch, Port Amber has been controlled by the Harbour Guard since 2029."
    ) in text
    assert "[1]" not in text


# ---------------------------------------------------------------- before, after, and without the script


def test_after_printing_the_page_is_what_it_was(site, opened):
    for kind in ("index.html", "facts/eastern-ghouta.html", "data.html", "eastern-ghouta/control.html"):
        page = opened(f"{site.as_uri()}/{kind}")
        before = page.content()
        begin(page)
        begin(page)  # some browsers say it twice
        assert page.locator(".endnotes").count() <= 1, kind
        assert page.locator(".endnotes").is_visible() is False, kind
        assert page.content() != before, kind
        end(page)
        assert page.content() == before, kind
    before = page.content()
    page.pdf()
    assert page.content() == before


def test_a_note_takes_no_id_along(folder, opened):
    page = opened((folder / EDITION / AT).as_uri())
    page.locator("blockquote").first.evaluate("quotation => { quotation.id = 'words'; }")
    begin(page)
    assert page.locator("#words").count() == 1
    assert page.locator(".endnotes blockquote").count() == 3
    end(page)


def test_without_javascript_each_quotation_stands_open_below_its_fact(folder, opened):
    page = opened((folder / EDITION / AT).as_uri(), java_script_enabled=False)
    text = paper(page)
    assert (
        "1 ferry sank in Port Amber Amber Gazette, report of 3 May 2031 Source: Amber Gazette, 3 May 2031 "
        "One ferry sank in Port Amber. Who says so: Amber Gazette · What is counted: Ferries that sank in the place."
    ) in text
    assert text.count("according to the Tide Council.") == 1
    assert "[1]" not in text


def test_what_is_left_out_on_paper_leaves_a_sign_between_what_stands_around_it(site, opened):
    text = paper(opened((site / "eastern-qalamoun/negotiations.html").as_uri(), java_script_enabled=False))
    assert "Date as written: “On Monday” · Note: Stated by the town" in text


def test_on_the_screen_a_figure_s_source_is_named_as_before(folder, opened):
    page = opened((folder / EDITION / AT).as_uri())
    assert page.locator("summary").first.inner_text() == "Source"


# ---------------------------------------------------------------- what a sheet carries

NAVIGATION = (
    "Skip to the content", "Briefings", "All facts Changes", "Overview", "Factions", "Negotiations", "Timeline",
    "See these words", "Link to this fact", "Concerns", "all editions", "this edition",
)  # fmt: skip


def test_nothing_of_the_navigation_is_printed(folder, opened):
    with served(folder) as at:
        page = opened(f"{at}latest/{AT}")
        page.locator("details.edition-id").wait_for()
        text = paper(page)
    assert [words for words in NAVIGATION if words in text] == []


def test_a_published_page_gives_the_address_that_will_last(folder, opened):
    with served(folder) as at:
        page = opened(f"{at}latest/{AT}?from=mail#ferry-sunk")
        page.locator("details.edition-id").wait_for()
        text = paper(page)
    assert f"Invented Edition {EDITION} Information cutoff 4 May 2031 Permanent address: {at}{EDITION}/{AT} The" in text
    assert "Permanent address" not in paper(opened((folder / EDITION / AT).as_uri()))


def test_each_sheet_tells_the_page_the_edition_and_its_number(site, opened):
    sheets = texts(printed(opened(site.as_uri() + "/eastern-qalamoun/factions.html"), **LETTER))
    edition = re.search(r"Edition (\S+)", sheets[0])[1]
    for number, sheet in enumerate(sheets, start=1):
        assert sheet.startswith(
            f"Factions – Eastern Qalamoun, as of 2 April 2018 – Dateline · Edition {edition} {number} / {len(sheets)} "
        )
    assert f"Dateline Edition {edition} Issued" in sheets[0]
    assert "Information cutoff 2 April 2018" in sheets[0]


def test_any_title_can_stand_at_the_foot_of_a_sheet(folder, opened):
    odd = folder / EDITION / "coast/odd.html"
    odd.write_text((folder / EDITION / AT).read_text("utf-8").replace("<title>", '<title>"of" \\ &lt;b> '), "utf-8")
    text = paper(opened(odd.as_uri()))
    assert text.startswith(
        f'"of" \\ <b> Humanitarian figures – The coast, as of 4 May 2031 – Invented · Edition {EDITION} 1 / 1 '
    )


@pytest.mark.parametrize("size", [A4, LETTER], ids=["A4", "Letter"])
def test_nothing_is_cut_off_and_no_heading_stands_alone_at_the_foot(site, opened, size):
    for kind in ("index.html", "eastern-ghouta/control.html", "sources/voa-qalamoun.html", "data.html"):
        page = opened(f"{site.as_uri()}/{kind}")
        headings = {" ".join(text.split()) for text in page.locator("h1, h2, h3, h4, thead th").all_text_contents()}
        for sheet in printed(page, **size):
            width, height = sheet.get_size()
            text = sheet.get_textpage()
            boxes = [text.get_rect(number) for number in range(text.count_rects())]
            assert min(left for left, _, _, _ in boxes) >= EDGE - 1, kind
            assert max(right for _, _, right, _ in boxes) <= width - EDGE + 1, kind
            above = [box for box in boxes if box[1] > 18 * POINTS]  # the line at the foot lies in the margin
            lowest = min(bottom for _, bottom, _, _ in above)
            last = " ".join(text.get_text_bounded(0, lowest - 1, width, lowest + 8).split())
            assert last not in headings, kind
            assert max(top for _, _, _, top in boxes) < height - 14 * POINTS, kind
        final = " ".join(text.get_text_range().split())
        assert final.endswith(FOOT), kind  # nor is the last word cut in two


def test_a_long_table_has_its_head_on_every_sheet(folder, opened):
    page = opened((folder / EDITION / "coast/control.html").as_uri())
    page.locator("tr[data-fact]").evaluate("row => { for (let n = 0; n < 60; n++) row.after(row.cloneNode(true)); }")
    sheets = texts(printed(page))
    assert len(sheets) == 3
    assert [sheet.count("Place State Held by Since Who says so") for sheet in sheets] == [1, 1, 1]


STATES = ("controlled", "mixed", "contested", "besieged", "claimed", "unknown")


def test_the_shapes_of_control_differ_in_grey(folder, opened):
    page = opened((folder / EDITION / "coast/control.html").as_uri())
    page.locator("tr[data-fact]").evaluate(
        """(row, states) => states.forEach((state) => {
            const copy = row.cloneNode(true);
            const word = copy.querySelector(".state");
            word.className = `state state-${state}`;
            word.textContent = state;
            row.parentNode.append(copy);
        })""",
        STATES,
    )
    sheet, scale = printed(page)[0], 4
    height, text = sheet.get_height(), sheet.get_textpage()
    picture = sheet.render(scale=scale, grayscale=True).to_pil()
    shapes = []
    for state in STATES:
        index, _ = text.search(state, match_case=True, match_whole_word=True).get_next()
        left, bottom, _, _ = text.get_charbox(index, loose=True)
        box = (left - 14, height - bottom - 13, left - 2, height - bottom)
        shapes.append(picture.crop([round(side * scale) for side in box]))
    for one, other in combinations(shapes, 2):
        changed = ImageChops.difference(one, other.resize(one.size)).point(lambda value: value > 96 and 255)
        assert sum(changed.histogram()[255:]) > 100


@pytest.mark.parametrize("background", [True, False])
def test_a_reader_in_the_dark_prints_black_on_white(folder, opened, background):
    page = opened((folder / EDITION / AT).as_uri(), color_scheme="dark")
    picture = printed(page, print_background=background, **A4)[0].render(grayscale=True).to_pil()
    counts = picture.histogram()
    assert counts[255] > 0.9 * sum(counts)
    assert sum(counts[:32]) > 1000
    assert {picture.getpixel((x, y)) for x in (0, 100, picture.width - 1) for y in (0, picture.height - 1)} == {255}

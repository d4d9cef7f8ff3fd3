"""Printed briefs of whatever editors may write: nothing at all, very much, very long, hostile, from right to left."""

from __future__ import annotations

import json
import re
from pathlib import Path
from unicodedata import name

import pikepdf
import pypdfium2
import pytest

from conftest import FILES, write_project
from dateline.build import build
from pdfs import ADDRESSED, dateline, elements, off_page, pages, replaced, source, words

COAST = "coast.2031-05-04.a4.pdf"


def printed(folder: Path, files: dict[str, str], briefing: str = "coast") -> Path:
    """Print a briefing of the invented project with other files; return its A4 brief."""
    root = write_project(folder / "project", files)
    result = dateline(root, "pdf", briefing, "--to", str(folder / "out"))
    assert result.exit_code == 0, result.output
    return folder / f"out/{briefing}.2031-05-04.a4.pdf"


def quoted(text: str) -> str:
    """Return a text as a YAML scalar."""
    return json.dumps(text, ensure_ascii=False)


# ---------------------------------------------------------------- little

ONE_OF_EACH = {
    "control": (
        "The Tide Council has held Gull Island since 2030, the Lantern Watch said.",
        {
            "place": "gull-island",
            "state": "controlled",
            "by": "tide-council",
            "since": "2030",
            "said_by": "lantern-watch",
        },
    ),
    "presence": (
        "The Harbour Guard is based in Gull Island.",
        {"actor": "harbour-guard", "place": "gull-island", "how": "based"},
    ),
    "positions": (
        "The Tide Council denied that it will leave Port Amber.",
        {"actor": "tide-council", "stance": "denies", "what": "that it will leave Port Amber", "place": "port-amber"},
    ),
    "profiles": (
        "The Lantern Watch is a society of monitors.",
        {"actor": "lantern-watch", "what": "a society of monitors"},
    ),
    "tracks": (
        "The Harbour Guard and the Tide Council hold talks on Gull Island.",
        {
            "title": "Talks on the island",
            "parties": ["harbour-guard", "tide-council"],
            "state": "underway",
            "place": "gull-island",
        },
    ),
    "demands": (
        "The Harbour Guard demanded that the Tide Council open the harbour.",
        {"by": "harbour-guard", "to": "tide-council", "what": "that it open the harbour"},
    ),
    "agreements": (
        "The Harbour Guard and the Tide Council agreed to share the harbour.",
        {"parties": ["harbour-guard", "tide-council"], "terms": ["share the harbour"]},
    ),
    "events": (
        "The Harbour Guard shelled Gull Island.",
        {"actor": "harbour-guard", "what": "shelled Gull Island", "place": "gull-island"},
    ),
    "figures": ("Two ferries sank in Gull Island.", {"indicator": "ferries-sunk", "place": "gull-island", "value": 2}),
    "locations": (
        "Gull Island lies north of Port Amber.",
        {"place": "gull-island", "relation": "north_of", "of": "port-amber"},
    ),
}
"""A sentence and a fact of each kind."""


@pytest.fixture(scope="module")
def one_kind_each(tmp_path_factory) -> Path:
    """Print briefings that have one fact each, each of another kind, and one that has none; return the folder."""
    files = {
        **source("kinds", "".join(f"{sentence}\n" for sentence, _ in ONE_OF_EACH.values())),
        "briefings/indicators.yml": FILES["briefings/indicators.yml"].replace("words: [ferry, sank]", "words: [sank]"),
        "briefings/nothing/briefing.yml": "title: The title\nplaces: [port-amber]\nsummary: Nothing is known.\n",
    }
    for kind, (sentence, fields) in ONE_OF_EACH.items():
        files[f"briefings/{kind}/briefing.yml"] = "title: The title\nplaces: [port-amber]\nsummary: Little is known.\n"
        facts = [{"id": f"one-of-{kind}", **fields, "source": "kinds", "quote": sentence}]
        files[f"briefings/{kind}/facts.yml"] = json.dumps({kind: facts})
    root = write_project(tmp_path_factory.mktemp("kinds") / "project", files)
    result = dateline(root, "pdf", "--to", str(root / "out"))
    assert result.exit_code == 0, result.output
    return root / "out"


def headings(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [element.text for element in elements(pdf) if re.fullmatch(r"H\d", element.tag)]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("control", ["Who holds what"]),
        ("presence", ["Factions", "Harbour Guard"]),
        ("positions", ["Factions", "Tide Council"]),
        ("profiles", ["Factions", "Lantern Watch"]),
        ("tracks", ["Negotiations", "Talks on the island"]),
        ("demands", ["Negotiations"]),
        ("agreements", ["Negotiations"]),
        ("events", ["Events"]),
        ("figures", ["Humanitarian figures"]),
    ],
)
def test_a_briefing_with_facts_of_one_kind_has_the_heading_of_no_other(one_kind_each, kind, said):
    assert headings(one_kind_each / f"{kind}.2031-05-04.a4.pdf") == ["The title", *said, "Documents and notes"]


@pytest.mark.parametrize(("slug", "said"), [("nothing", "Nothing is known."), ("locations", "Little is known.")])
def test_a_briefing_with_nothing_to_print_has_its_summary_and_no_section(one_kind_each, slug, said):
    path = one_kind_each / f"{slug}.2031-05-04.a4.pdf"
    assert headings(path) == ["The title"]
    assert said in words(path)


# ---------------------------------------------------------------- much


def syllables(number: int) -> str:
    """Return a name for a number, of letters alone."""
    letters = [("bdfgklmnprst"[number // 12**at % 12], "aeiou"[(number + at) % 5]) for at in range(3)]
    return "".join(consonant + vowel for consonant, vowel in letters).capitalize()


NAMES = [syllables(number) for number in range(250)]
HELD, LEFT, FRONTS = NAMES[:120], NAMES[120:220], NAMES[220:250]


def crowded() -> dict[str, str]:
    """Return a briefing of 250 facts: 120 places that are held, 100 figures, and 30 actors who deny something."""
    about = {"source": "crowd"}
    by_watch = {"said_by": "lantern-watch", **about}
    control = [
        {"id": f"held-{at.lower()}", "place": at.lower(), "state": "controlled", "by": "harbour-guard", "since": "2029"}
        | {**by_watch, "quote": f"The Harbour Guard has held {at} since 2029, the Lantern Watch said."}
        for at in HELD
    ]
    figures = [
        {"id": f"left-{at.lower()}", "indicator": "people-left", "place": at.lower(), "value": count}
        | {**by_watch, "quote": f"{count} people left {at}, the Lantern Watch said."}
        for count, at in enumerate(LEFT, start=101)
    ]
    positions = [
        {"id": f"{who.lower()}-denies", "actor": f"{who.lower()}-front", "stance": "denies", "place": "gull-island"}
        | {"what": "that it will leave Gull Island", **about}
        | {"quote": f"The {who} Front denied that it will leave Gull Island."}
        for who in FRONTS
    ]
    facts = [*control, *figures, *positions]
    actors = [f"  - {{id: {who.lower()}-front, name: {who} Front, type: council, article: true}}\n" for who in FRONTS]
    places = [f"  - {{id: {at.lower()}, name: {at}, type: town}}\n" for at in [*HELD, *LEFT]]
    return {
        **source("crowd", "".join(f"{fact['quote']}\n" for fact in facts)),
        "briefings/actors.yml": FILES["briefings/actors.yml"] + "".join(actors),
        "briefings/places.yml": FILES["briefings/places.yml"] + "".join(places),
        "briefings/crowd/briefing.yml": "title: The crowd\nplaces: [port-amber]\nsummary: All of it stands below.\n",
        "briefings/crowd/facts.yml": json.dumps({"control": control, "figures": figures, "positions": positions}),
    }


def test_hundreds_of_facts_are_all_in_the_notes_with_header_rows_on_every_page_and_nothing_off_the_page(tmp_path):
    path = printed(tmp_path, crowded(), "crowd")
    said = pages(path)
    last = next(number for number, text in enumerate(said) if "Documents and notes" in text.splitlines())
    notes = " ".join(" ".join(said[last:]).split()).split("Documents and notes", 1)[1]
    ids = [*(f"held-{at.lower()}" for at in HELD), *(f"left-{at.lower()}" for at in LEFT)]
    ids += [f"{who.lower()}-denies" for who in FRONTS]
    assert [fact for fact in ids if f"{fact} · " not in notes] == []
    assert sorted(map(int, re.findall(r"\[(\d+)\]", notes))) == [*range(1, 251)]
    # The words of a header's cells stand on one line.
    held = [text for text in said[: last + 1] if any(f"\n{at} " in text for at in HELD)]
    assert len(held) > 2
    assert all("Place State Held by Since Who says so" in text for text in held)
    counted = [text for text in said[: last + 1] if any(f"people left {at} " in text for at in LEFT)]
    assert len(counted) > 1
    assert all("Number What is counted Who says so" in text for text in counted)
    assert off_page(path) == []
    under = headings(path)
    of_actors = under[under.index("Factions") + 1 : under.index("Humanitarian figures")]
    assert of_actors == [f"{who} Front" for who in sorted(FRONTS)]


MANY = NAMES[:40]


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Path:
    """Build an edition of 40 briefings with long titles and a fact each; return the folder of its site."""
    sentences = {name: f"The {name} Front denied that it will leave Gull Island." for name in MANY}
    actors = [f"  - {{id: {who.lower()}-front, name: {who} Front, type: council, article: true}}\n" for who in MANY]
    files = {
        **source("many", "".join(f"{sentence}\n" for sentence in sentences.values())),
        "briefings/actors.yml": FILES["briefings/actors.yml"] + "".join(actors),
    }
    for who, sentence in sentences.items():
        fact = {"id": f"{who.lower()}-denies", "actor": f"{who.lower()}-front", "stance": "denies"}
        fact |= {"what": "that it will leave Gull Island", "place": "gull-island", "source": "many", "quote": sentence}
        title = f"{who}, {', '.join(['with a bay, a cape, a harbour and an island'] * 3)} and lighthouses"
        files |= {
            f"briefings/{who.lower()}/briefing.yml": f"title: {title}\nplaces: [gull-island]\nsummary: Little.\n",
            f"briefings/{who.lower()}/facts.yml": json.dumps({"positions": [fact]}),
        }
    root = write_project(tmp_path_factory.mktemp("many") / "project", files)
    build(root)
    return root / "site"


def test_an_edition_of_many_briefings_is_printed_whole_and_its_contents_lead_to_their_pages(many):
    assert len(list((many / "briefs").iterdir())) == 2 * (len(MANY) + 2)
    said = pages(many / "briefs/2031-05-04.a4.pdf")
    assert "Contents" not in said[1]
    assert len(re.findall(r"\w+, with a bay", said[1].partition("The situation")[0])) > 3  # they go on there
    entries = re.findall(r"(\w+), with a bay[^0-9]* lighthouses\s+(\d+)\n", "\n".join(said[:4]))
    assert [who for who, _ in entries] == sorted(MANY)
    for who, number in entries:
        assert f"{who}, with a bay" in " ".join(said[int(number) - 1].split())


# ---------------------------------------------------------------- long


@pytest.mark.parametrize("length", [42, 294])
@pytest.mark.parametrize("old", ["Tide Council", "Port Amber", "Amber Gazette", "The coast", "The invented coast"])
def test_a_long_unbroken_name_stays_on_the_page_and_copies_as_written(tmp_path, old, length):
    long = "Longwindedness" * (length // 14)
    path = printed(tmp_path, replaced((old, long)))
    assert off_page(path) == off_page(path.with_name(path.name.replace("a4", "letter"))) == []
    assert long in words(path).replace(" ", "")


# ---------------------------------------------------------------- hostile

HOSTILE = '#import "x" \\ $a$ @b *c* _d_ // e <label> `f` = g'
FERRY = "One ferry sank in Port Amber."
REMARK = f"Tide {HOSTILE} Council"


@pytest.mark.parametrize(
    ("files", "line"),
    [
        pytest.param(replaced(("title: The coast", f"title: {quoted(HOSTILE)}")), HOSTILE, id="title"),
        pytest.param(replaced(("title: The invented coast", f"title: {quoted(HOSTILE)}")), HOSTILE, id="edition"),
        pytest.param(
            {"briefings/edition.yml": FILES["briefings/edition.yml"] + f"marking: {quoted(HOSTILE)}\n"},
            HOSTILE,
            id="marking",
        ),
        pytest.param(
            {"briefings/edition.yml": FILES["briefings/edition.yml"] + f"prepared_by: {quoted(HOSTILE)}\n"},
            f"Prepared by {HOSTILE}",
            id="prepared-by",
        ),
        pytest.param(
            # It is Markdown: a heading, two emphases and a piece of code.
            replaced(("summary: >-\n", f"summary: >-\n  {HOSTILE}\n")),
            'import "x" \\ $a$ @b c d // e <label> f = g',
            id="summary",
        ),
        pytest.param(
            replaced(("Bulletin of Port Amber", quoted(HOSTILE))), f"Amber Gazette, {HOSTILE}, 3 May 2031", id="source"
        ),
        pytest.param(
            replaced(("publisher: Amber Gazette", f"publisher: {quoted(HOSTILE)}")),
            f"{HOSTILE}, report of 3 May 2031",
            id="publisher",
        ),
        pytest.param(
            replaced(
                (FERRY, f"{FERRY} {HOSTILE}."),
                (f"quote: {FERRY} {HOSTILE}.", f"quote: {quoted(f'{FERRY} {HOSTILE}.')}"),
            ),
            f"[3] “{FERRY} {HOSTILE}.”",
            id="quotation",
        ),
    ],
)
def test_text_that_looks_like_markup_is_printed_as_text(tmp_path, files, line):
    said = words(printed(tmp_path, files))
    assert line in said
    assert "[5] “Some 300 people left Port Amber on 2 May 2031" in said


def test_a_name_that_looks_like_markup_is_printed_as_text(tmp_path):
    changed = replaced(("Tide Council", REMARK))
    files = {path: text for path, text in changed.items() if not path.startswith("briefings")}
    # In YAML it stands in quotation marks.
    actors = FILES["briefings/actors.yml"].replace("name: Tide Council", f"name: {quoted(REMARK)}")
    files["briefings/actors.yml"] = actors
    for path, sentence in (
        ("humanitarian", "Some 300 people left Port Amber on 2 May 2031, according to the Tide Council."),
        ("factions", "The Tide Council denied that it will leave Gull Island."),
    ):
        new = f"quote: {quoted(sentence.replace('Tide Council', REMARK))}"
        files[f"briefings/coast/{path}.yml"] = FILES[f"briefings/coast/{path}.yml"].replace(f"quote: {sentence}", new)
    said = words(printed(tmp_path, files))
    assert f"The {REMARK} denied that it will leave Gull Island. [4]" in said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Bulletin of Port Amber", "Bulletin of Port Amber [1]", id="source"),
        pytest.param(FERRY, "One ferry sank in Port Amber [2].", id="quotation"),
        pytest.param(FERRY, "One ferry sank in Port Amber [12].", id="quotation-past-the-last-note"),
        pytest.param(FERRY, "One [sic] ferry sank in Port Amber.", id="quotation-with-a-word"),
    ],
)
def test_a_number_in_brackets_is_not_taken_for_that_of_a_note(tmp_path, old, new):
    said = words(printed(tmp_path, replaced((old, new))))
    assert new in said
    assert "[5] “Some 300 people left Port Amber on 2 May 2031" in said


@pytest.mark.parametrize("publisher", ["Channel 4", "Amber Gazette [7]"])
def test_a_publisher_with_a_number_in_the_name_does_not_keep_the_brief_from_being_printed(tmp_path, publisher):
    assert publisher in words(printed(tmp_path, replaced(("publisher: Amber Gazette", f"publisher: {publisher}"))))


@pytest.mark.parametrize(
    ("char", "said"),
    [
        ("é", "é"),
        ("ж", "ж"),
        ("🙂", "[SLIGHTLY SMILING FACE]"),
        ("🚢\ufe0f", "[SHIP]"),
        ("א", "א"),
    ],
)
def test_a_quotation_with_a_sign_of_another_script_is_printed(tmp_path, char, said):
    path = printed(tmp_path, replaced((FERRY, f"One ferry {char} sank in Port Amber.")))
    assert f"[3] “One ferry {said} sank in Port Amber.”" in words(path)


CANNOT = "the brief “coast” cannot be set"


@pytest.mark.parametrize("char", ["北", "한", "ก"], ids=name)
def test_a_sign_that_no_font_has_is_named_with_what_to_do(tmp_path, char):
    root = write_project(tmp_path / "project", replaced((FERRY, f"One ferry {char} sank in Port Amber.")))
    result = dateline(root, "pdf", "coast", "--to", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert (
        result.stdout
        == f"""\
briefings/coast/humanitarian.yml:21:1: error[template]: {CANNOT}: no font has the sign “{char}” in “ferry-sunk”
   = help: put a font that has these signs into templates/brief/fonts/
"""
    )
    assert not (tmp_path / "out").exists()


# ---------------------------------------------------------------- from right to left

COUNCIL = "مجلس المد"


def test_an_arabic_word_copies_as_its_letters_in_the_order_in_which_they_are_spoken(tmp_path):
    """Each word by itself: those of a name of two PDFium gives in the order of the eye, from left to right."""
    path = printed(tmp_path, replaced(("Tide Council", COUNCIL)))
    sentence = next(line for line in pages(path)[0].splitlines() if "denied that it will leave" in line)
    found = [word for word in sentence.split() if is_arabic(word[0])]
    assert sorted(found) == sorted(COUNCIL.split() * (len(found) // 2))


def test_a_date_after_an_arabic_name_stays_whole(tmp_path):
    """Its day would be drawn to the left of the name, as the comma between them has no direction of its own."""
    path = printed(tmp_path, replaced(("Port Amber", COUNCIL), ("Amber Gazette", COUNCIL)))
    said = words(path)
    assert re.search(r"Bulletin of [^ ,]+ [^ ,]+, 3 May 2031", said)
    assert len(re.findall(r"[\u0600-\u06ff]+, 3 May 2031 · A", said)) == 3
    assert re.search(r"[\u0600-\u06ff], report of 3 May 2031", said)


def is_arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u06ff"


def test_arabic_is_set_in_an_embedded_font_that_joins_its_letters(tmp_path):
    path = printed(tmp_path, replaced(("Tide Council", COUNCIL)))
    with pikepdf.open(path) as pdf:
        fonts = {
            str(font.BaseFont).rpartition("+")[2]: "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            for page in pdf.pages
            for font in page.Resources.Font.values()
        }
    assert fonts["NotoNaskhArabic-Regular"]
    assert fonts["NotoNaskhArabic-Bold"]
    # Joined letters take less room than the same letters apart.
    apart = printed(tmp_path / "apart", replaced(("Tide Council", " ".join(COUNCIL.replace(" ", "")))))
    assert width_of_arabic(path) < width_of_arabic(apart)


def width_of_arabic(path: Path) -> float:
    """Return how wide the Arabic letters of the first page are, all together."""
    page = pypdfium2.PdfDocument(path.read_bytes())[0].get_textpage()
    boxes = [page.get_charbox(at) for at in range(page.count_chars()) if is_arabic(page.get_text_range(at, 1) or " ")]
    assert len(boxes) > 20
    return sum(right - left for left, _, right, _ in boxes)


@pytest.mark.parametrize(
    ("char", "said"),
    [("\u202e", "RIGHT-TO-LEFT OVERRIDE"), ("\u2066", "LEFT-TO-RIGHT ISOLATE")],
)
def test_a_character_that_turns_the_direction_is_printed_by_its_name(tmp_path, char, said):
    text = words(printed(tmp_path, replaced(("Tide Council", f"Tide {char}Council"))))
    assert f"The Tide [{said}]Council denied that it will leave Gull Island." in text
    assert char not in text


@pytest.mark.parametrize(
    "words_with_it",
    [
        *(pytest.param(f"Tide {char}Council", id=name(char)) for char in "\u200e\u200f\u200b\u200c\u200d\u2060\u061c"),
        pytest.param("Ti\u00adde\u00ad" * 40, id=name("\u00ad")),
    ],
)
def test_a_character_that_shows_nothing_does_not_keep_the_brief_from_being_printed(tmp_path, words_with_it):
    printed(tmp_path, replaced(("Tide Council", words_with_it)))


# ---------------------------------------------------------------- alone


def test_a_brief_says_all_of_this_without_a_site_address_and_with_one(tmp_path):
    """The address and the code to scan are all that it has more."""
    plain = words(printed(tmp_path / "plain", {}))
    addressed = words(printed(tmp_path / "addressed", dict(ADDRESSED)))
    address, code = "https://coast.example/2031-05-04/coast/index.html", "The latest edition of this page"
    assert (addressed.count(address), addressed.count(code)) == (1, 1)
    assert addressed.replace(address, "").replace(code, "").split() == plain.split()


def test_arabic_vowel_signs_are_left_out_and_the_name_is_printed(tmp_path):
    root = write_project(tmp_path / "project", replaced(("Tide Council", "مجلس محمّد")))
    assert dateline(root, "pdf", "coast", "--to", str(tmp_path / "out")).exit_code == 0

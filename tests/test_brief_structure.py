"""Printed briefs as files: what assistive software, archives and links find in them, and that their bytes stay."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from urllib.parse import urljoin

import outloud
import pikepdf
import pypdfium2
import pytest
from lxml import html

from conftest import edit, write_project
from dateline.build import Preview, build
from pdfs import ADDRESSED, ISLAND, SITE_URL, dateline, elements, pages, stretches, texts, words

COAST = "coast.2031-05-04.a4.pdf"
WHOLE = "2031-05-04.a4.pdf"
NAMES = [f"{slug}2031-05-04.{paper}.pdf" for slug in ("", "coast.", "island.") for paper in ("a4", "letter")]


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """Build two briefings of an invented project; tests only read it."""
    root = write_project(tmp_path_factory.mktemp("printed") / "project", {**ISLAND, **ADDRESSED})
    build(root)
    return root


@pytest.fixture(scope="module")
def briefs(root) -> Path:
    return root / "site/briefs"


@pytest.fixture(params=NAMES)
def pdf(request, briefs):
    """Open each brief."""
    with pikepdf.open(briefs / request.param) as opened:
        yield opened


@pytest.fixture
def coast(briefs):
    with pikepdf.open(briefs / COAST) as opened:
        yield opened


def headings(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    found = [(re.fullmatch(r"H(\d)", element.tag), element.text) for element in elements(pdf)]
    return [(int(level[1]), text) for level, text in found if level]


# ---------------------------------------------------------------- structure


def test_a_brief_is_tagged_has_a_language_and_shows_its_title(pdf):
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf.Root.MarkInfo.get("/Suspects", False) is False
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert next(elements(pdf)).tag == "Document"


def test_headings_begin_at_the_first_level_and_leave_none_out(pdf):
    levels = [level for level, _ in headings(pdf)]
    assert levels[0] == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))


OF_COAST = [
    (1, "The coast"),
    (2, "Key figures"),
    (2, "Who holds what"),
    (2, "Factions"),
    (3, "Tide Council"),
    (2, "Humanitarian figures"),
    (2, "Where claims disagree"),
]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (COAST, [*OF_COAST, (2, "Documents and notes")]),
        (
            WHOLE,
            [
                (1, "The invented coast"),
                (2, "Contents"),
                (2, "The situation"),
                (3, "The coast"),
                (3, "The island"),
                *OF_COAST,
                (1, "The island"),
                (2, "Who holds what"),
                (1, "Documents and notes"),
            ],
        ),
    ],
)
def test_headings_say_what_follows(briefs, name, said):
    with pikepdf.open(briefs / name) as pdf:
        assert headings(pdf) == said


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str, pikepdf.Object]]:
    """Return the level, the title and the page of each bookmark."""
    found: list[tuple[int, str, pikepdf.Object]] = []

    def walk(items: list[pikepdf.OutlineItem], level: int) -> None:
        for item in items:
            found.append((level, item.title, item.destination[0]))
            walk(item.children, level + 1)

    with pdf.open_outline() as outline:
        walk(outline.root, 1)
    return found


def test_bookmarks_are_headings_in_their_order_and_lead_to_their_pages(pdf):
    found, left, places = bookmarks(pdf), iter(headings(pdf)), [page.objgen for page in pdf.pages]
    document = pypdfium2.PdfDocument(Path(str(pdf.filename)).read_bytes())
    for level, title, page in found:
        assert (level, title) in left  # and those before it are passed
        text = document[places.index(page.objgen)].get_textpage().get_text_bounded()
        assert title in " ".join(text.split())
    # What is not a bookmark stands on the first page of the whole edition, or is the name of a faction.
    missing = [heading for heading in headings(pdf) if heading not in [found_one[:2] for found_one in found]]
    assert set(missing) <= {
        (2, "Contents"),
        (2, "The situation"),
        (3, "The coast"),
        (3, "The island"),
        (3, "Tide Council"),
    }


def test_every_cell_of_a_table_belongs_to_the_header_of_its_column(pdf):
    rows: list[tuple[str, list]] = []
    for element in elements(pdf):
        if element.tag == "TR":
            rows.append((element.parents[-1], []))
        elif element.tag in ("TH", "TD"):
            rows[-1][1].append(element)
    assert rows
    header = []
    for part, cells in rows:
        attributes = [next(found for found in cell.node.A if found.O == "/Table") for cell in cells]
        if part == "THead":
            header = [str(cell.node.ID) for cell in cells]
            assert all(cell.tag == "TH" and cell.text for cell in cells)
            assert {str(found.Scope) for found in attributes} == {"/Column"}
        else:
            assert part == "TBody"
            assert {cell.tag for cell in cells} == {"TD"}
            # One that says that nothing is told of a place stands below all columns but the first.
            spans = [int(found.get("/ColSpan", 1)) for found in attributes]
            ends = [*accumulate(spans)]
            assert ends[-1] == len(header)
            expected = [header[end - span : end] for span, end in zip(spans, ends, strict=True)]
            assert [[str(name) for name in found.Headers] for found in attributes] == expected


def test_a_table_is_read_row_by_row(coast):
    said = list(elements(coast))
    rows = [element.text for element in said if element.tag == "TR"]
    assert rows[0] == "Place State Held by Since Who says so"
    assert rows[1].startswith("Port Amber Controlled Harbour Guard 2029 Lantern Watch, ")
    cells = [element.text for element in said if element.tag == "TD"]
    assert cells[:4] == ["Port Amber", "Controlled", "Harbour Guard", "2029"]


def test_a_list_has_items_each_with_a_label_and_a_body(site):
    with pikepdf.open(site / "briefs/eastern-qalamoun.2018-04-02.a4.pdf") as pdf:
        parts = [element for element in elements(pdf) if element.tag in ("L", "LI", "Lbl", "LBody")]
    assert {(element.parents[-1], element.tag) for element in parts} >= {("L", "LI"), ("LI", "Lbl"), ("LI", "LBody")}
    items = [element.tag for element in parts if element.tag != "L"]
    assert items == ["LI", "Lbl", "LBody"] * (len(items) // 3)
    said = [element.text for element in parts if element.tag == "LBody"]
    assert said[1].startswith("Eastern Qalamoun: the airstrikes came as negotiations were underway.")


def test_a_figure_is_described_in_words(pdf):
    slug = Path(str(pdf.filename)).name.split("2031")[0].rstrip(".")
    described = [str(element.node.Alt) for element in elements(pdf) if element.tag == "Figure"]
    address = f"{SITE_URL}latest/{slug + '/' if slug else ''}index.html"
    assert described == [f"The latest edition of this page: {address}"]


@pytest.mark.xfail(strict=True, reason="a block of the template is no paragraph unless it holds two: see the summary")
def test_running_text_stands_in_paragraphs(coast):
    inline, apart = {"Span", "Link", "Em", "Strong"}, {"Document", "Part", "Sect", "Div"}
    loose = [element.text for element in elements(coast) if element.tag in inline and apart.issuperset(element.parents)]
    assert [text for text in loose if text] == []


def test_the_notes_of_the_whole_edition_do_not_belong_to_its_last_briefing(briefs):
    with pikepdf.open(briefs / WHOLE) as pdf:
        tops = [title for level, title, _ in bookmarks(pdf) if level == 1]
    assert tops == ["The invented coast", "The coast", "The island", "Documents and notes"]


@pytest.mark.xfail(strict=True, reason="it says “page 1”, which is Typst's own description of a link to a place")
def test_the_link_to_a_note_is_described_by_the_number_of_the_note(coast):
    described = [str(link.Contents) for link in coast.pages[0].Annots if "/Dest" in link]
    assert all(re.search(r"\[?\d\]?$", text) and "page" not in text for text in described)


def test_running_heads_and_feet_are_not_read_aloud(briefs):
    for name in (COAST, WHOLE):
        document = pypdfium2.PdfDocument((briefs / name).read_bytes())
        with pikepdf.open(briefs / name) as pdf:
            read = next(elements(pdf)).text
        for number, page in enumerate(document, start=1):
            pieces = list(texts(page))
            apart = " ".join(text.strip() for marks, _, text in pieces if "Artifact" in marks)
            assert "Edition 2031-05-04 · Information cutoff 4 May 2031" in apart
            assert f"Page {number} of {len(document)}" in apart
            # All else is read, each piece as part of an element.
            assert [text for marks, stretch, text in pieces if "Artifact" not in marks and stretch < 0] == []
        assert f"of {len(document)}" not in read
        assert SITE_URL not in read


# ---------------------------------------------------------------- metadata and attachment


def test_metadata_claim_both_standards_and_say_title_edition_and_cutoff(coast):
    header = "Edition 2031-05-04 · Information cutoff 4 May 2031"
    with coast.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        said = dict(metadata)
    assert (said["{http://www.aiim.org/pdfua/ns/id/}part"], said["{http://www.aiim.org/pdfa/ns/id/}part"]) == ("1", "3")
    assert said["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert said["{http://purl.org/dc/elements/1.1/}title"] == f"The coast – {header}"
    assert said["{http://purl.org/dc/elements/1.1/}description"] == header
    assert said["{http://ns.adobe.com/xap/1.0/}CreateDate"] == "2031-05-04T00:00:00Z"
    assert said["{http://ns.adobe.com/xap/1.0/}ModifyDate"] == "2031-05-04T00:00:00Z"
    assert (str(coast.docinfo.Title), str(coast.docinfo.Subject)) == (f"The coast – {header}", header)
    assert {str(coast.docinfo.CreationDate), str(coast.docinfo.ModDate)} == {"D:20310504000000Z"}
    (intent,) = coast.Root.OutputIntents
    assert (str(intent.S), str(intent.OutputCondition)) == ("/GTS_PDFA1", "sRGB")
    assert len(intent.DestOutputProfile.read_bytes()) > 300


def test_a_brief_that_names_no_author_has_no_empty_one(coast):
    assert str(coast.docinfo.get("/Author", "none")) == "none"


def test_facts_are_attached_as_data_that_belongs_to_the_document(pdf):
    names = pdf.Root.Names.EmbeddedFiles.Names
    assert [str(name) for name in names[::2]] == ["facts.json"]
    (associated,) = pdf.Root.AF
    assert associated.objgen == names[1].objgen
    assert (str(associated.UF), str(associated.AFRelationship)) == ("facts.json", "/Data")
    assert str(associated.Desc) == "The facts of this brief with their quotations, as data"
    stream = associated.EF.F
    assert str(stream.Subtype) == "/application/json"
    assert str(stream.Params.ModDate) == "D:20310504000000Z"
    slug = Path(str(pdf.filename)).name.split("2031")[0].rstrip(".")
    site = json.loads((Path(str(pdf.filename)).parents[1] / "data/facts.json").read_bytes())
    own = [fact for fact in site["facts"] if slug in ("", fact["briefing"])]
    assert json.loads(stream.read_bytes()) == {**site, "facts": own}


def test_every_font_is_embedded(pdf):
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor, font.BaseFont
        assert "/ToUnicode" in font


def test_nothing_runs_and_links_lead_into_the_brief_or_to_the_site(pdf):
    forbidden = {"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/GoToR", "/GoToE", "/FFilter"}
    forbidden |= {"/SubmitForm", "/ImportData", "/RichMedia", "/Movie", "/Sound", "/AcroForm", "/XFA", "/Rendition"}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            assert forbidden.isdisjoint(item.keys())
            assert str(item.get("/S")) not in forbidden
    links = [link for page in pdf.pages for link in page.get("/Annots", [])]
    assert {str(link.Subtype) for link in links} == {"/Link"}
    addresses = {str(link.A.URI) for link in links if "/A" in link}
    slug = Path(str(pdf.filename)).name.split("2031")[0].rstrip(".")
    assert addresses == {f"{SITE_URL}latest/{slug + '/' if slug else ''}index.html"}
    own = {page.objgen for page in pdf.pages}
    assert all(link.Dest[0].objgen in own for link in links if "/A" not in link)


def test_a_brief_is_read_aloud_in_the_order_in_which_it_was_written(briefs, site):
    for path in [*briefs.iterdir(), *(site / "briefs").iterdir()]:
        with pikepdf.open(path) as pdf:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
            order = [(numbers[page], number) for page, number in stretches(pdf.Root.StructTreeRoot)]
        written = [
            (at, number)
            for at, page in enumerate(pypdfium2.PdfDocument(path.read_bytes()))
            for _, number, _ in texts(page)
            if number >= 0
        ]
        # One stretch may hold several pieces of text; pictures and shapes are stretches without any.
        said = list(dict.fromkeys(written))
        assert [stretch for stretch in order if stretch in set(said)] == said, path.name


def test_the_checker_of_pdf_ua_finds_nothing(briefs, site):
    """`outloud` has the rules of PDF/UA-1 and some on what assistive software stumbles over besides; all run.

    In three things it is wrong, and those are let pass where they are just so:
    TAG-002 takes a foot for prose that is kept from readers, as it knows a foot only by its standing on several pages.
    LNK-003 asks for text or /Alt in a link; in that with the code to scan a Figure stands, which has the /Alt.
    ORD-001 reads what stands in a paragraph itself before the links in it; the test above has the true order.
    """
    found = []
    for path in [*briefs.iterdir(), *(site / "briefs").iterdir()]:
        result = outloud.check(str(path))
        assert result.error is None
        assert [run.rule for run in result.runs if run.status == "crashed"] == []
        assert sum(run.outcome == "pass" for run in result.runs) > 40
        foot_alone = len(pypdfium2.PdfDocument(path.read_bytes())) == 1
        for finding in result.findings:
            foot = re.fullmatch(r"https://coast.example/2031-05-04/\w+/index.html Page 1 of 1", finding.evidence or "")
            if finding.rule == "TAG-002" and finding.count == 1 and foot and foot_alone:
                continue
            if finding.rule == "LNK-003" and finding.count == 1 and is_link_of_figure(path):
                continue
            if finding.rule == "ORD-001":
                continue
            found.append(f"{path.name}: {finding.rule} {finding.message}: {finding.evidence}")
    assert found == []


def is_link_of_figure(path: Path) -> bool:
    """Tell whether the one link without text has a figure in it that is described."""
    with pikepdf.open(path) as pdf:
        read = list(elements(pdf))
        silent = [at for at, element in enumerate(read) if element.tag == "Link" and not element.text]
        return len(silent) == 1 and read[silent[0] + 1].tag == "Figure" and bool(str(read[silent[0] + 1].node.Alt))


# ---------------------------------------------------------------- bytes


def test_the_same_input_gives_the_same_bytes_elsewhere_at_another_time_in_another_language(root, briefs, tmp_path):
    elsewhere = tmp_path / "a folder of another name, ä"
    shutil.copytree(root, elsewhere, ignore=shutil.ignore_patterns("build", "site"))
    environment = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "LANG": "ar_EG.UTF-8",
        "LC_ALL": "tr_TR.UTF-8",
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONHASHSEED": "7",
        "TYPST_FONT_PATHS": str(tmp_path),
    }
    command = [sys.executable, "-m", "dateline", "-C", str(elsewhere), "pdf", "--to", str(tmp_path / "out")]
    subprocess.run(command, env=environment, cwd=tmp_path, check=True, capture_output=True)  # noqa: S603
    again = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert again == {path.name: path.read_bytes() for path in briefs.iterdir()}
    assert sorted(again) == sorted(NAMES)


def kept(root: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (root / "build/briefs").iterdir()}


def test_only_the_briefs_whose_facts_changed_are_set_again(tmp_path):
    root = write_project(tmp_path / "project", dict(ISLAND))
    one = tmp_path / "one"
    assert dateline(root, "pdf", "--to", str(one)).exit_code == 0
    before = kept(root)
    assert len(before) == len(NAMES)
    edit(root / "briefings/coast/factions.yml", "that it will leave Gull Island\n", "any plan to leave Gull Island\n")
    assert dateline(root, "pdf", "--to", str(tmp_path / "two")).exit_code == 0
    after = kept(root)
    # That of the island is the same file; the others are new, and the old ones are gone.
    same = before.keys() & after.keys()
    assert len(same) == 2
    assert all(before[name] == after[name] for name in same)
    assert len(after) == len(NAMES)
    changed = {name for name in NAMES if (one / name).read_bytes() != (tmp_path / "two" / name).read_bytes()}
    assert changed == {name for name in NAMES if not name.startswith("island.")}
    assert "denied any plan to leave Gull Island." in words(tmp_path / "two" / COAST)


def test_printing_one_briefing_keeps_what_was_set_of_the_others(tmp_path):
    root = write_project(tmp_path / "project", dict(ISLAND))
    assert dateline(root, "pdf", "--to", str(tmp_path / "all")).exit_code == 0
    before = kept(root)
    assert dateline(root, "pdf", "island", "--to", str(tmp_path / "one")).exit_code == 0
    assert kept(root) == before
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == [name for name in NAMES if name[0] == "i"]


@pytest.mark.parametrize("content", [b"", b"not a PDF", None], ids=["empty", "text", "altered"])
def test_a_kept_brief_that_was_damaged_is_set_again(tmp_path, content):
    root = write_project(tmp_path / "project")
    assert dateline(root, "pdf", "coast", "--to", str(tmp_path / "one")).exit_code == 0
    for path in (root / "build/briefs").iterdir():
        path.write_bytes(path.read_bytes().replace(b"/Title", b"/Tilte") if content is None else content)
    result = dateline(root, "pdf", "coast", "--to", str(tmp_path / "two"))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "two" / COAST).read_bytes() == (tmp_path / "one" / COAST).read_bytes()


# ---------------------------------------------------------------- links to them


@pytest.mark.parametrize("made", ["invented", "real"])
def test_home_and_overviews_lead_to_files_that_exist_and_say_their_pages_and_kilobytes(root, request, made):
    site = root / "site" if made == "invented" else request.getfixturevalue("site")
    told = {}
    for page in [site / "index.html", *site.glob("*/index.html")]:
        address = page.relative_to(site).as_posix()
        for link in html.parse(str(page)).iterfind(".//a"):
            path = urljoin(address, link.get("href", ""))
            if path.startswith("briefs/"):
                told[path] = " ".join(link.getparent().text_content().split()).rstrip(",")
    expected = {}
    for path in (site / "briefs").iterdir():
        count, size = len(pypdfium2.PdfDocument(path.read_bytes())), -(-path.stat().st_size // 1000)
        paper = "A4" if ".a4." in path.name else "US Letter"
        expected[f"briefs/{path.name}"] = f"PDF, {paper} ({count} page{'' if count == 1 else 's'}, {size} kB)"
    assert told == expected
    assert len(told) == 6


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_brief_has_pages_of_the_size_of_its_paper(briefs, paper):
    sizes = {"a4": (595, 842), "letter": (612, 792)}
    for path in briefs.glob(f"*.{paper}.pdf"):
        document = pypdfium2.PdfDocument(path.read_bytes())
        assert {tuple(round(side) for side in page.get_size()) for page in document} == {sizes[paper]}


def test_the_preview_prints_nothing_and_leads_to_no_brief(tmp_path):
    root = write_project(tmp_path / "project")
    Preview(root, tmp_path / "shown").update()
    assert not (tmp_path / "shown/briefs").exists()
    assert not (root / "build/briefs").exists() or not any((root / "build/briefs").iterdir())
    for page in ("index.html", "coast/index.html"):
        assert ".pdf" not in (tmp_path / "shown" / page).read_text("utf-8")


SERVE = """\
import shutil, sys
from mkdocs.__main__ import cli
from mkdocs.livereload import LiveReloadServer
LiveReloadServer.serve = lambda server, **_: shutil.copytree(server.root, "shown")
cli(["serve", "-q", "-a", "127.0.0.1:0"])
"""
"""Serves nothing, but keeps what would be served."""


def in_own_process(folder: Path, *arguments: str) -> None:
    """Run Python apart: MkDocs keeps a plugin, with what it was given, for all builds of a process."""
    done = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr


def test_mkdocs_serve_prints_nothing_and_leads_to_no_brief(tmp_path):
    root = write_project(tmp_path / "project")
    in_own_process(root, "-c", SERVE)
    assert list((root / "shown").rglob("*.pdf")) == []
    for page in ("index.html", "coast/index.html"):
        assert ".pdf" not in (root / "shown" / page).read_text("utf-8")


def test_mkdocs_build_makes_the_same_briefs(root, briefs, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build", "site"))
    in_own_process(copy, "-m", "mkdocs", "build", "--strict", "-q")
    made = {path.name: path.read_bytes() for path in (copy / "site/briefs").iterdir()}
    assert made == {path.name: path.read_bytes() for path in briefs.iterdir()}


def test_a_briefing_that_went_takes_its_briefs_along(tmp_path):
    root = write_project(tmp_path / "project", dict(ISLAND))
    build(root)
    shutil.rmtree(root / "briefings/island")
    for path in (root / "seeds").glob("island.*"):
        path.unlink()
    build(root)
    assert sorted(path.name for path in (root / "site/briefs").iterdir()) == [name for name in NAMES if name[0] != "i"]
    assert len(kept(root)) == 4


# ---------------------------------------------------------------- the whole text

GOLD = Path(__file__).parent / "gold"


def spelled_out(path: Path) -> str:
    """Return the text of a PDF, page by page, as a file that can be read."""
    said = pages(path)
    parts = [f"---- page {number} of {len(said)}\n{text}\n" for number, text in enumerate(said, start=1)]
    return "".join(parts)


@pytest.mark.parametrize(("name", "gold"), [(COAST, "brief-coast.txt"), (WHOLE, "brief-edition.txt")])
def test_a_brief_says_word_for_word_what_was_reviewed(briefs, name, gold):
    """After a change that is meant, write the texts anew and read what `git diff tests/gold` shows before committing.

    DATELINE_GOLD=write .venv/bin/python -m pytest tests/test_brief_structure.py -k reviewed
    """
    said = spelled_out(briefs / name)
    if os.environ.get("DATELINE_GOLD") == "write":
        (GOLD / gold).write_text(said, "utf-8")
    assert said == (GOLD / gold).read_text("utf-8")

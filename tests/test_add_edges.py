"""What stands around the pages of a PDF is kept, set aside in the record, and breaks no sentence."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import yaml
from click.testing import Result

from dateline.intake.edges import part_edges
from dateline.intake.typeset import Line
from documents import pdf
from pdfs import dateline

ALL = (
    "--type=report",
    "--title=Bulletin",
    "--publisher=Quince Wire",
    "--issued=2031-05-03",
    "--language=en",
    "--rights=Invented.",
)
LONG = (
    "Some 1,300 members of the Tide Council met on Gull Island, and spoke about the evacuation of the villages along "
    "the coast for many hours, and of the many people who would have to leave their homes before the winter. "
)


def added(root: Path, content: bytes) -> tuple[str, list[dict[str, str]], Result]:
    """Add a PDF; return its words, what its record sets aside, and what was printed."""
    path = root.parent / "update.pdf"
    path.write_bytes(content)
    result = dateline(root, "add", "source", str(path), *ALL)
    assert result.exit_code == 0, result.output
    record = yaml.safe_load((root / "seeds/update.yml").read_text("utf-8"))
    # Where many sentences are not quoted, the text names the first alone.
    told = dateline(root, "check", "--format", "json").stdout
    problems = json.loads(told)["problems"]
    for aside in record.get("unused", []):
        # With a prefix the same words stand in the text too, where they are asked for.
        said = f"no fact quotes this sentence of update: “{aside['quote']}"
        asked = sum(problem["message"].startswith(said) for problem in problems)
        assert asked == ("prefix" in aside)
    assert {problem["rule"] for problem in problems} <= {"P9-coverage"}
    return (root / "seeds/update.txt").read_text("utf-8"), record.get("unused", []), result


def printed(browser, body: str) -> bytes:
    """Print a page as a reader does from Chromium, with what it puts around pages."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto("http://quince.example/news/harbour-7.html")
    made = page.pdf(
        format="A5",
        display_header_footer=True,
        margin={"top": "1.5cm", "bottom": "1.5cm", "left": "1cm", "right": "1cm"},
    )
    context.close()
    return made


def test_what_a_browser_prints_around_pages_is_set_aside_and_cuts_no_sentence(project, browser):
    body = f"<title>Harbour bulletin</title><p>{LONG * 16}</p><p>One ferry sank.</p>"
    text, unused, result = added(project, printed(browser, body))
    *paragraphs, header, footer = text.splitlines()
    assert paragraphs == [(LONG * 16).strip(), "One ferry sank."]
    assert header.endswith("| Harbour bulletin")
    address = "http://quince.example/news/harbour-7.html"
    assert footer == f"{address} | 1/2 | {address} | 2/2"
    assert unused == [
        {"quote": header, "reason": "Printed by a browser at the top of each page."},
        {"quote": footer, "reason": "Printed by a browser at the foot of each page."},
    ]
    assert "Note: 4 lines at the edges of pages are set aside: “" in result.stderr
    assert "is taken back by deleting its entry under `unused:`." in result.stderr


def test_a_single_page_of_a_browser_keeps_its_title_and_its_last_number(project, browser):
    body = "<title>Harbour</title><h1>Harbour</h1><p>Refugees on Gull Island on Sunday:</p><p>1,600</p>"
    text, unused, _ = added(project, printed(browser, body))
    assert text.splitlines()[:3] == ["Harbour", "Refugees on Gull Island on Sunday:", "1,600"]
    assert [aside["reason"] for aside in unused] == [
        "Printed by a browser at the top of each page.",
        "Printed by a browser at the foot of each page.",
    ]


def test_a_running_head_that_counts_pages_is_set_aside(project):
    head = "header: [Humanitarian Update No. 4 #h(1fr) Page #context counter(page).display()]"
    text, unused, result = added(project, pdf(f"#set page(width: 12cm, height: 8cm, {head})\n{LONG * 8}"))
    *paragraphs, last = text.splitlines()
    assert paragraphs == [(LONG * 8).strip()]
    one = "Humanitarian Update No. 4 | Page"
    assert last == f"{one} 1 | {one} 2 | {one} 3"
    assert unused == [{"quote": last, "reason": "Page header, repeated on each page."}]
    assert result.stderr.startswith(f"Note: 3 lines at the edges of pages are set aside: “{last}"[:110])


def test_page_numbers_alone_are_kept_and_set_aside(project):
    text, unused, _ = added(project, pdf(f'#set page(width: 12cm, height: 8cm, numbering: "1")\n{LONG * 8}'))
    assert text.splitlines() == [(LONG * 8).strip(), "1 | 2 | 3"]
    assert unused == [{"quote": "1 | 2 | 3", "reason": "Page number."}]


def test_roman_numbers_of_pages_cut_no_sentence(project):
    text, unused, _ = added(project, pdf(f'#set page(width: 12cm, height: 8cm, numbering: "i")\n{LONG * 8}'))
    assert text.splitlines() == [(LONG * 8).strip(), "i", "ii", "iii"]
    assert unused == []


def test_a_head_that_repeats_the_title_is_told_apart_from_it(project):
    around = "#set page(width: 12cm, height: 8cm, header: [Harbour report])\n= Harbour report\n"
    text, unused, _ = added(project, pdf(around + LONG * 8 + "\n\nThe end."))
    assert text.splitlines()[0] == "Harbour report"
    assert text.splitlines()[-1] == "Harbour report"
    assert unused == [
        {"quote": "Harbour report", "prefix": "The end.", "reason": "Page header, repeated on each page."}
    ]


@pytest.mark.parametrize(
    "lasts",
    [
        ("1,600", "1,750"),  # figures alone, of which none counts pages
        ("1,600", "1,600"),
        ("240", "310"),
        ("At least 240 people left.", "At least 310 people left."),
        ("2031", "2033"),
    ],
)
def test_a_figure_at_the_foot_of_a_page_that_does_not_repeat_is_text(project, lasts):
    pages = "\n#pagebreak()\n".join(
        f"The Tide Council met {word}. One ferry sank in Port Amber. #v(1fr) {last}"
        for word, last in zip(("once", "twice"), lasts, strict=True)
    )
    text, unused, result = added(project, pdf(f"#set page(width: 12cm, height: 8cm)\n{pages}"))
    assert unused == []
    assert all(last in text for last in lasts)
    assert "set aside" not in result.stderr


def test_nothing_of_a_single_page_is_set_aside(project):
    content = "#set page(header: [Harbour report 3], footer: [2])\nOne ferry sank.\n\nRefugees: 1,600"
    text, unused, _ = added(project, pdf(content))
    assert unused == []
    assert text.splitlines() == ["Harbour report 3", "One ferry sank.", "Refugees: 1,600", "2"]


def test_the_head_of_a_table_that_goes_on_stays_with_its_rows(project):
    rows = ", ".join(f"[Gull quarter {chr(65 + at)}], [{1600 + 37 * at}]" for at in range(16))
    table = f"#table(columns: (1fr, 1fr), table.header[Place][People who left], {rows})"
    text, unused, _ = added(project, pdf(f"#set page(width: 12cm, height: 8cm)\n{table}"))
    assert unused == []
    assert text.splitlines().count("Place | People who left") > 1
    assert "Gull quarter P | 2155" in text


def test_a_very_long_row_of_digits_at_the_edge_of_pages_is_read(project):
    digits = "7" * 5000
    content = f"#set page(width: 1200cm, header: [No {digits} of 2])\nOne ferry sank.\n#pagebreak()\nNobody was hurt."
    text, unused, _ = added(project, pdf(content))
    assert text.splitlines()[0] == "One ferry sank."
    assert [aside["quote"] for aside in unused] == [f"No {digits} of 2"]


def test_very_many_running_heads_are_read_at_once():
    def page(number: int) -> list[Line]:
        head = Line("Chapter " + "x" * (number // 2), 50, 100, 800, 10)
        return [head, *(Line(f"Line {at} of {'y' * number}.", 50, 300, 700 - 12 * at, 10) for at in range(40))]

    bodies, asides = part_edges([page(number) for number in range(2000)])
    assert len(asides) == 1000
    assert {len(body) for body in bodies} == {40}


def test_very_many_packets_of_metadata_that_do_not_end_are_read_at_once(project):
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf("One ferry sank."))) as opened:
        packet = b"<x:xmpmeta>" * 300_000
        opened.Root.Other = opened.make_indirect(pikepdf.Stream(opened, packet))
        opened.save(made, compress_streams=False)
    assert made.getvalue().count(packet) == 1
    assert added(project, made.getvalue())[0] == "One ferry sank.\n"


SAVED = """<!doctype html><!-- saved from url=(0033)file:///home/somebody/page.html -->
<title>file:///home/somebody/a</title><link rel=canonical href="file:///home/somebody/a">
<meta property="og:title" content="Harbour"><p>One ferry sank.</p><p>file:///home/somebody/page.html</p>
<p>See (file:///home/somebody/b.html).</p>
"""


def from_file(browser, folder: Path, body: str) -> bytes:
    """Print a page that lies on this computer, as somebody does who saved it."""
    path = folder / "mara-quill" / "bulletin.html"
    path.parent.mkdir()
    path.write_text(body, "utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    made = page.pdf(format="A5", display_header_footer=True, margin={"top": "1.5cm", "bottom": "1.5cm"})
    context.close()
    return made


def test_the_path_of_a_page_that_was_printed_from_a_file_is_no_word_of_it(project, browser, tmp_path):
    content = from_file(browser, tmp_path, f"<p>{LONG * 16}</p><p>One ferry sank.</p>")
    text, unused, result = added(project, content)
    assert "mara-quill" not in text + str(unused) + result.output
    assert "mara-quill" not in (project / "seeds/update.yml").read_text("utf-8")
    assert text.splitlines()[1] == "One ferry sank."
    assert {"quote": "1/2 | 2/2", "reason": "Printed by a browser at the foot of each page."} in unused
    assert (
        "Note: the address of a file on somebody’s computer is left out of the words, since it may tell a name; the"
        " original has it.\n"
    ) in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "kept", "told"),
    [
        ("page.html", SAVED, "One ferry sank.\nSee .\n", "left out of the words"),
        ("page.txt", "One ferry sank: file:///home/somebody/a.html.\n", None, "is shown with --full-text"),
        ("page.txt", "The profile:/ is no address.\n", None, None),
    ],
)
def test_the_address_of_a_file_is_left_out_of_the_words_or_told(project, name, content, kept, told):
    path = project.parent / name
    path.write_text(content, "utf-8")
    given = [flag for flag in ALL if not flag.startswith("--title")] if kept else ALL
    result = dateline(project, "add", "source", str(path), "--no-ask", *given)
    assert result.exit_code == 0, result.output
    assert (project / "seeds/page.txt").read_text("utf-8") == (kept or content)
    record = (project / "seeds/page.yml").read_text("utf-8")
    assert "somebody" not in record
    assert "file:" not in record.replace("\n  file: page.html\n", "")
    assert ("computer" in result.stderr) == bool(told)
    assert (told or "") in result.stderr

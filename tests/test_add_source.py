"""Bring in documents of each format: their words, what they say of themselves, and what cannot be brought in."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import BULLETIN, FILES, HERE, WIRE, edit, write_project
from dateline import add
from dateline.cli import main
from documents import DOCUMENT, RELATIONS, W, bomb, docx, encrypted, lying_bomb, pdf, png, run, scan
from pdfs import dateline

ALL = (
    "--type=report",
    "--title=Harbour report",
    "--publisher=Quince Wire",
    "--issued=2031-05-03",
    "--language=en",
    "--rights=All rights reserved.",
)
NEXT = (
    "Look its words over. Then `dateline suggest harbour-report` proposes facts for them, and `dateline check` names "
    "each sentence that none quotes yet.\n"
)
WORDS = "At least 240 people left Gull Island on Sunday, the Lantern Watch said.\nOne ferry sank.\n"


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def put(root: Path, name: str, content: bytes | str) -> str:
    path = root.parent / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def added(root: Path, name: str, content: bytes | str, *flags: str) -> Result:
    """Add a document that can be added, and let `check` find nothing but its sentences."""
    result = dateline(root, "add", "source", put(root, name, content), *(flags or ALL))
    assert (result.exit_code, result.exception) == (0, None), result.output
    found = [line for line in dateline(root, "check").stdout.splitlines() if "error[" in line]
    assert [line for line in found if "error[P9-coverage]: no fact quotes this sentence of " not in line] == []
    return result


def words_of(root: Path, name: str, content: bytes | str, *flags: str) -> str:
    added(root, name, content, *flags)
    return (root / f"seeds/{Path(name).stem}.txt").read_text("utf-8")


def record(root: Path, name: str) -> dict[str, object]:
    return dict(yaml.safe_load((root / f"seeds/{name}.yml").read_text("utf-8")))


def refused(root: Path, name: str, content: bytes | str, *flags: str) -> list[str]:
    """Return what is said of a document that cannot be added, without its path; nothing is written."""
    path = put(root, name, content)
    before = contents(root)
    result = dateline(root, "add", "source", path, *(flags or ALL))
    assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.output
    assert contents(root) == before
    assert result.stderr.endswith("found; nothing was written.\n")
    return [line.removeprefix(f"{path}: ").strip() for line in result.stdout.splitlines() if line]


# ---------------------------------------------------------------- plain text


def test_a_text_is_its_own_document(project):
    result = added(project, "Harbour Report.txt", WORDS)
    assert result.stdout.replace(str(project), "P") == (
        "P/seeds/harbour-report.txt: the document as it came, 2 sentences\n"
        "P/seeds/harbour-report.yml: its record\n" + NEXT
    )
    assert (project / "seeds/harbour-report.txt").read_bytes() == WORDS.encode()
    assert (project / "seeds/harbour-report.yml").read_text("utf-8") == (
        "id: harbour-report\n"
        "document: harbour-report.txt\n"
        f"sha256: {sha256(WORDS.encode()).hexdigest()}\n"
        "type: report\n"
        "title: Harbour report\n"
        "publisher: Quince Wire\n"
        "issued: 2031-05-03\n"
        "language: en\n"
        "full_text: false\n"
        "rights: All rights reserved.\n"
    )


def test_lines_that_were_broken_to_fit_a_width_are_joined_and_the_original_kept(project):
    original = (
        "HARBOUR BULLETIN\n\n"
        "At least 240 people left Port Amber on Sunday, the Lantern Watch said. The rebel-\n"
        "held harbour stayed open, and one ferry sank\n"
        "in Port Amber.\n\n"
        "  1. Gull Island: 12 people\n"
        "  2. Quince Bay: 30 people who had\n"
        "     come from far away\n"
    )
    assert words_of(project, "bulletin-2.txt", original) == (
        "HARBOUR BULLETIN\n"
        "At least 240 people left Port Amber on Sunday, the Lantern Watch said. "
        "The rebel-held harbour stayed open, and one ferry sank in Port Amber.\n"
        "1. Gull Island: 12 people\n"
        "2. Quince Bay: 30 people who had come from far away\n"
    )
    assert (project / "seeds/bulletin-2.original.txt").read_bytes() == original.encode()
    pinned = record(project, "bulletin-2")["original"]
    assert pinned["file"] == "bulletin-2.original.txt"
    assert pinned["sha256"] == sha256(original.encode()).hexdigest()
    assert pinned["extractor"].startswith("dateline ")


def test_a_text_that_comes_through_standard_input_answers_no_questions(project):
    before = contents(project)
    result = CliRunner().invoke(main, ["-C", str(project), "add", "source", "-", "--ask", *ALL], input=WORDS.encode())
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: with - there is nobody to ask: leave out --ask, and give the answers as options\n",
    )
    assert contents(project) == before


def test_windows_line_ends_and_a_byte_order_mark_stay_in_a_text(project):
    text = b"\xef\xbb\xbf" + WORDS.replace("\n", "\r\n").encode()
    added(project, "harbour.txt", text)
    assert (project / "seeds/harbour.txt").read_bytes() == text


def test_a_text_comes_through_standard_input(project):
    result = CliRunner().invoke(
        main, ["-C", str(project), "add", "source", "-", "--id=harbour", *ALL], input=WORDS.encode()
    )
    assert (result.exit_code, result.exception) == (0, None)
    assert (project / "seeds/harbour.txt").read_bytes() == WORDS.encode()


def test_what_comes_through_standard_input_needs_an_id(project):
    result = CliRunner().invoke(main, ["-C", str(project), "add", "source", "-", *ALL], input=WORDS.encode())
    assert (result.exit_code, result.stdout) == (
        1,
        "standard input: error[missing-key]: “id” is neither given nor found in the document\n   = help: add --id\n",
    )


# ---------------------------------------------------------------- Markdown


MARKDOWN = """\
---
title: Harbour report
author: [Mara Quill, Tom Tide]
date: 2031-05-03
lang: en
---
# Harbour report

At least 240 people
left *Port* **Amber**.[^1] See [the list](https://quince.example/list "Title").

- Gull Island: 12 people
- Quince Bay

| Place | People |
|---|---|
| Port Amber | 240 |
| Gull Island | 600 |

<script>alert(5)</script>

[^1]: The Lantern Watch counted.
"""


UNTITLED = ("--type=report", "--publisher=Quince Wire", "--issued=2031-05-03", "--language=en", "--rights=All.")


def test_the_one_heading_with_which_markdown_begins_is_proposed_as_its_title(project):
    text = f"# The *harbour*, week by week\n\n{WORDS}\n## Gull Island\n\nOne ferry came.\n"
    assert words_of(project, "weekly.md", text, *UNTITLED).startswith("The harbour, week by week\nAt least 240 people")
    assert record(project, "weekly")["title"] == "The harbour, week by week"
    assert "inferred" not in record(project, "weekly")  # its words stand in the document


@pytest.mark.parametrize(
    "text",
    [
        f"## A part of something\n\n{WORDS}",  # of the second rank
        f"Quince Wire, Saturday\n\n# Not first\n\n{WORDS}",  # not what it begins with
        f"# One report\n\n{WORDS}\n# Another report\n\nOne ferry came.\n",  # one of two
        WORDS,
    ],
)
def test_a_heading_that_may_be_that_of_a_part_is_no_title(project, text):
    assert refused(project, "weekly.md", text, *UNTITLED) == [
        "error[missing-key]: “title” is neither given nor found in the document",
        "= help: add --title",
    ]


def test_front_matter_says_the_title_rather_than_a_heading(project):
    text = f"---\ntitle: Harbour report\n---\n# Week 18\n\n{WORDS}"
    added(project, "weekly.md", text, *UNTITLED)
    assert record(project, "weekly")["title"] == "Harbour report"


def test_the_words_of_markdown_are_read_and_its_front_matter(project):
    text = words_of(project, "harbour.md", MARKDOWN, "--type=report", "--publisher=Quince Wire", "--rights=All.")
    assert text == (
        "Harbour report\n"
        "At least 240 people left Port Amber.¹ See the list.\n"
        "Gull Island: 12 people\n"
        "Quince Bay\n"
        "Place | People\n"
        "Port Amber | 240\n"
        "Gull Island | 600\n"
        "The Lantern Watch counted.\n"
    )
    assert (project / "seeds/harbour.md").read_bytes() == MARKDOWN.encode()
    kept = record(project, "harbour")
    assert (kept["title"], kept["author"], str(kept["issued"])) == (
        "Harbour report",
        ["Mara Quill", "Tom Tide"],
        "2031-05-03",
    )
    assert kept["inferred"] == {
        "author": "Read from the file’s metadata (front matter, author), not from its text.",
        "issued": "Read from the file’s metadata (front matter, date: 2031-05-03), not from its text.",
        "language": "Read from the file’s metadata (front matter, lang), not from its text.",
    }


BYLINE = ("--type=report", "--publisher=Quince Wire", "--language=en", "--rights=All.", "--no-ask")


@pytest.mark.parametrize("marks", ["*{}*", "**{}**", "_{}_", "{}"])
@pytest.mark.parametrize("suffix", ["md", "html"])
def test_a_byline_under_the_title_says_who_wrote_a_text_and_when(project, marks, suffix):
    line = "By Mara Quill, Port Amber, 3 May 2031"
    texts = {
        "md": f"# Harbour report\n\n{marks.format(line)}\n\nOne ferry sank on 1 May 2031.\n",
        "html": (
            "<html><head><title>Harbour report</title></head><body>"
            f"<h1>Harbour report</h1><p>{line}</p><p>One ferry sank on 1 May 2031.</p></body></html>"
        ),
    }
    result = added(project, f"harbour.{suffix}", texts[suffix], *BYLINE)
    assert result.stderr == (
        f"Inferred: author Mara Quill from the head of the text, “{line}”; look whether it is right.\n"
        f"Inferred: issued 2031-05-03 from the head of the text, “{line}”; look whether it is right.\n"
        f"An entry under `inferred:` in {project}/seeds/harbour.yml is deleted once somebody has checked it against "
        "the document.\n"
    )
    kept = record(project, "harbour")
    assert (kept["author"], str(kept["issued"])) == ("Mara Quill", "2031-05-03")
    assert kept["inferred"] == {
        "author": f"Read from the head of the text (“{line}”).",
        "issued": f"Read from the head of the text (“{line}”: 2031-05-03).",
    }


@pytest.mark.parametrize(
    ("head", "author", "issued"),
    [
        ("By Mara Quill and Noor al-Tide  \nMay 3, 2031", ["Mara Quill", "Noor al-Tide"], "2031-05-03"),
        ("Published on 3 May 2031\n\nBy Mara Quill in Port Amber", "Mara Quill", "2031-05-03"),
        ("**By Mara Quill** | Quince Wire | Saturday, 3 May 2031, 10:30 am", "Mara Quill", "2031-05-03"),
        ("By Our Correspondent, Port Amber, 3 May 2031.", None, "2031-05-03"),
        ("By Popular Demand, 3 May 2031", None, "2031-05-03"),
        ("By Sea Alone, 3 May 2031", None, "2031-05-03"),
        ("By Order Of The Reeve, 3 May 2031", None, "2031-05-03"),
        ("By Grace of Port Amber, 3 May 2031", None, "2031-05-03"),
    ],
)
def test_bylines_are_read_in_other_forms(project, head, author, issued):
    added(project, "harbour.md", f"# Harbour report\n\n{head}\n\nOne ferry sank.\n", *BYLINE)
    kept = record(project, "harbour")
    assert (kept.get("author"), str(kept["issued"])) == (author, issued)


@pytest.mark.parametrize(("language", "author"), [("EN-gb", "Mara Quill"), ("fr", None)])
def test_a_byline_is_read_in_english_alone(project, language, author):
    given = (*BYLINE[:2], f"--language={language}", *BYLINE[3:], "--issued=2031-05-03")
    added(project, "harbour.md", "# Harbour report\n\nBy Mara Quill, 3 May 2031\n\nOne ferry sank.\n", *given)
    assert record(project, "harbour").get("author") == author


@pytest.mark.parametrize(
    "words",
    [
        "One ferry sank.\n\n*By Mara Quill, Port Amber, 3 May 2031*",
        "By Mara Quill, Port Amber, May 2031",
        "3 May 2031\n\nOne ferry sank.",
        "By Saturday, 3 May 2031\n\nAll had left.",
        "By 3 May 2031, 12 people had left",
        "By Dawn, 3 May 2031",
        "By Mara Quill, 30 February 2031",
        "By the River, 3 May 2031",
        "By Port Amber all had turned back on 3 May 2031",
        "People who left Port Amber, 3 May 2031",
    ],
)
def test_the_date_of_another_line_than_a_byline_is_not_that_of_issue(project, words):
    assert refused(project, "harbour.md", f"# Harbour report\n\n{words}\n\nNobody was hurt.\n", *BYLINE) == [
        "error[missing-key]: “issued” is neither given nor found in the document",
        "= help: add --issued",
    ]


def test_a_byline_with_two_days_is_asked_about_and_metadata_go_before_it(project):
    byline = "# Harbour report\n\nBy Mara Quill, 3 May 2031, Updated 4 May 2031\n\nOne ferry sank.\n"
    assert refused(project, "harbour.md", byline, *BYLINE) == [
        "error[missing-key]: “issued”: the head of the text names 2031-05-03 and 2031-05-04",
        "= help: add --issued",
    ]
    added(project, "harbour.md", f"---\nauthor: Tom Tide\ndate: 2031-05-02\n---\n{byline}", *BYLINE)
    kept = record(project, "harbour")
    assert (kept["author"], str(kept["issued"])) == ("Tom Tide", "2031-05-02")


# ---------------------------------------------------------------- HTML

HEAD = """\
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Ferries stop at Port Amber | Quince Wire</title>
<meta property="og:site_name" content="Quince Wire">
<meta property="article:published_time" content="2031-05-03T23:30:00-05:00">
<meta name="author" content="Mara Quill"><meta name="author" content="Tom Tide">
<link rel="canonical" href="https://quince.example/ferries">
</head>"""
PAGE = f"""{HEAD}<body>
<header>Sport 7 Weather</header><nav><ul><li>Home</li></ul></nav>
<main><article><h1>Ferries stop at Port Amber</h1>
<p>At least <b>2</b>40 people<sup>3</sup> left Port&nbsp;Amber on <a href="/sunday">Sunday</a>,
   the Lantern Watch said.<br>More than 1,600<sup>4</sup> stayed. It has 10<sup>6</sup> litres of CO<sub>2</sub>.</p>
<p hidden>Hidden words.</p><p style="display: none">Unseen words.</p><p>The <del>300</del> 240 left<br>
in one ferry.</p>
<ul><li>Gull Island<p>12 people</p></li><li>Quince Bay</li></ul>
<table><tr><th>1</th><th>600</th></tr><tr><td>240</td><td>12</td></tr></table>
<blockquote>She said: <q>We stay.</q></blockquote>
<script>var people = 5;</script><noscript>Turn scripts on.</noscript>
</article></main><aside>Read 9 more</aside><footer>© Quince Wire</footer></body></html>"""


def test_the_words_of_a_page_are_those_of_its_article(project):
    text = words_of(project, "ferries.html", PAGE, "--type=article-newspaper", "--rights=All rights reserved.")
    assert text == (
        "Ferries stop at Port Amber\n"
        "At least 240 people³ left Port Amber on Sunday, the Lantern Watch said.\n"
        "More than 1,600 ⁴ stayed. It has 10⁶ litres of CO₂.\n"
        "The 240 left in one ferry.\n"
        "Gull Island\n"
        "12 people\n"
        "Quince Bay\n"
        "1 | 600\n"
        "240 | 12\n"
        "She said: “We stay.”\n"
    )
    assert (project / "seeds/ferries.html").read_bytes() == PAGE.encode()
    kept = record(project, "ferries")
    assert kept["title"] == "Ferries stop at Port Amber"
    assert kept["publisher"] == "Quince Wire"
    assert kept["author"] == ["Mara Quill", "Tom Tide"]
    assert str(kept["issued"]) == "2031-05-03"
    assert kept["URL"] == "https://quince.example/ferries"
    assert kept["inferred"] == {
        "publisher": "Read from the file’s metadata (og:site_name), not from its text.",
        "author": "Read from the file’s metadata (author), not from its text.",
        "issued": "Read from the file’s metadata (article:published_time: 2031-05-03), not from its text.",
        "URL": "Read from the file’s metadata (canonical), not from its text.",
        "language": "Read from the file’s metadata (lang), not from its text.",
    }


def test_a_page_without_an_article_is_read_whole_but_for_what_stands_around_it(project):
    page = (
        "<html><body><header>Site</header><div>One ferry sank.<div>Nobody was hurt.</div>And so on.</div>"
        "<form><p>All left.</p><input value=5><button>Send</button></form><footer>Foot</footer></body></html>"
    )
    assert words_of(project, "page.html", page) == "One ferry sank.\nNobody was hurt.\nAnd so on.\nAll left.\n"


TABLES = {
    "an empty corner": (
        "<tr><th><th>Killed<th>Injured<tr><td>Port Amber<td>3<td>44<tr><td><td><td>44<tr><td>Quince Bay<td><td>4",
        "| Killed | Injured\nPort Amber | 3 | 44\n44\nQuince Bay | | 4\n",
    ),
    "an empty corner over one column": (
        "<tr><th></th><th>Killed</th></tr><tr><td>P</td><td>3</td></tr>",
        "| Killed\nP | 3\n",
    ),
    "a cell over two rows": (
        "<tr><th>Place<th>Month<th>Killed<tr><td rowspan=2>P<td>May<td>3<tr><td>June<td>44<tr><td>Q<td>May<td>1",
        "Place | Month | Killed\nP | May | 3\n| June | 44\nQ | May | 1\n",
    ),
    "a cell over two columns": (
        "<tr><th rowspan=2>Place<th colspan=2>Killed<th rowspan=2>Injured<tr><th>Men<th>Women<tr><td>P<td>3<td>4<td>44",
        "Place | Killed | | Injured\n| Men | Women |\nP | 3 | 4 | 44\n",
    ),
    "a break in a cell": ("<tr><th>Place<th>Killed<br>In May</tr>", "Place | Killed In May\n"),
    "a page laid out": ("<tr><td> </td><td>One ferry sank.</td></tr><tr><td></td><td></td></tr>", "One ferry sank.\n"),
    "words beside the cells": ("<tr>Nobody was hurt.<td></td><td></td></tr>", "Nobody was hurt.\n"),
    "heads without words": ("<tr><th></th><th></th></tr><tr><td>P<td>3</tr>", "P | 3\n"),
    "spans that are none": ("<tr><td rowspan=x colspan=-1>P</td><td colspan=''>3</td></tr>", "P | 3\n"),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_cell_of_a_table_keeps_its_column(project, name):
    rows, text = TABLES[name]
    page = f"<html><body><p>It was calm.</p><table>{rows}</table></body></html>"
    assert words_of(project, "page.html", page) == f"It was calm.\n{text}"


def test_the_injured_are_no_dead_where_the_corner_of_a_table_is_empty(project):
    page = (
        "<html><body><p>It was calm.</p><table><tr><th></th><th>Ferries that sank</th><th>People who left</th></tr>"
        "<tr><td>Port Amber</td><td>3</td><td>44</td></tr></table></body></html>"
    )
    added(project, "late.html", page)
    edit(
        project / "briefings/coast/humanitarian.yml",
        "value: 1\n    source: bulletin\n    quote: One ferry sank in Port Amber.",
        "value: 44\n    source: late\n    quote: Port Amber … 44\n    context: Ferries that sank | People who left",
    )
    assert "error[P3-number]: the number stands under “People who left” in the table, and nothing says “ferry”" in (
        dateline(project, "check").stdout
    )


def test_a_row_of_very_many_empty_cells_and_a_line_of_very_many_signs_are_read_at_once(project):
    page = (
        f"<html><body><table><tr>{'<td></td>' * 100_000}<td>One ferry sank.</td></tr></table>"
        f"<p>Nobody was hurt.{' a<sup>1</sup>' * 100_000}</p><p>1,600<sup>3</sup> 10<sup>6</sup></p></body></html>"
    )
    path = put(project, "page.html", page)
    result = dateline(project, "add", "source", path, *ALL)
    assert (result.exit_code, result.exception) == (0, None), result.output
    text = (project / "seeds/page.txt").read_text("utf-8")
    assert text == f"One ferry sank.\nNobody was hurt.{' a¹' * 100_000}\n1,600 ³ 10⁶\n"


def test_what_stands_in_one_of_several_articles_is_read_with_its_heads_and_boxes(project):
    page = (
        "<html><body><header>Site</header>"
        "<article><header><h2>Forty people were hurt in Port Amber</h2></header><p>One ferry sank.</p>"
        "<aside>Ten boats sank.</aside></article>"
        "<article><p>Nobody left Gull Island.</p><footer>Mara Quill</footer></article>"
        "<aside>Read more</aside><footer>Foot</footer></body></html>"
    )
    assert words_of(project, "page.html", page) == (
        "Forty people were hurt in Port Amber\nOne ferry sank.\nTen boats sank.\nNobody left Gull Island.\nMara Quill\n"
    )


@pytest.mark.parametrize(
    ("formula", "text", "note"),
    [
        ("<math><mn>12</mn></math>", "Prices rose by 12 percent.\n", ""),
        ("<math><mrow><mo>−</mo><mn>12</mn><mi>x</mi></mrow></math>", "Prices rose by −12x percent.\n", ""),
        (
            "<math><msup><mn>10</mn><mn>6</mn></msup></math>",
            "Prices rose by percent.\n",
            "Note: left out of the words: formulas; look whether they say anything that you need.\n",
        ),
    ],
)
def test_a_number_in_a_formula_is_read_and_other_formulas_are_told(project, formula, text, note):
    for suffix in ("html", "md"):
        said = f"Prices rose by {formula} percent."
        page = said if suffix == "md" else f"<html><body><p>{said}</p></body></html>"
        path = put(project, f"page.{suffix}", page)
        result = dateline(project, "add", "source", path, *ALL, f"--id=page-{suffix}")
        assert (result.exit_code, result.stderr) == (0, note)
        assert (project / f"seeds/page-{suffix}.txt").read_text("utf-8") == text
        for made in project.glob("seeds/page-*"):
            made.unlink()


def test_very_many_comments_before_words_are_read_at_once(project):
    comments = "<!-- a -->\n" * 40
    assert words_of(project, "late.txt", f"{comments}Ten people left Port Amber.\n").endswith(
        "Ten people left Port Amber.\n"
    )
    assert words_of(project, "page.txt", f"{comments}<html><body>One ferry sank.</body></html>") == "One ferry sank.\n"


def test_an_article_that_holds_few_of_the_words_of_a_page_is_not_all_of_it(project):
    page = (
        "<html><body><article>Read more: ferries</article><div><p>At least 240 people left Gull Island on Sunday.</p>"
        "<p>One ferry sank.</p></div></body></html>"
    )
    assert words_of(project, "page.html", page) == (
        "Read more: ferries\nAt least 240 people left Gull Island on Sunday.\nOne ferry sank.\n"
    )


LEFT_OUT = {
    "a page’s header": (
        "<header><h1>Ten hurt</h1>By Mara Quill, 3 May</header>",
        "header (“Ten hurt By Mara Quill, 3 May”)",
    ),
    "a banner": ("<div role=banner>Quince Wire</div>", "header (“Quince Wire”)"),
    "navigation": ("<nav>Home<ul><li>Sport 7</ul></nav>", "navigation (“Home Sport 7”)"),
    "an aside": ("<aside>Ten boats <b>s</b>ank.</aside>", "aside (“Ten boats sank.”)"),
    "a footer": ("<footer>Mara Quill counted 12.</footer>", "footer (“Mara Quill counted 12.”)"),
    "buttons": (
        "<button>Ten left?</button><button>Share</button>",
        "buttons and other controls (“Ten left?”, “Share”)",
    ),
    "a drawing": ("<svg><title>Icon</title><text>240 left</text></svg>", "drawings (“240 left”)"),
    "words struck through": (
        "<p>In all <del>300</del> <s>240</s> left.</p>",
        "words that are struck through (“300”, “240”)",
    ),
    "words without scripts": (
        "<noscript>Ten left.</noscript>",
        "words shown where scripts or media are not (“Ten left.”)",
    ),
    "hidden words": (
        "<p hidden>1<p hidden>2</p><p hidden>3</p><p style='display:none'>4</p><p hidden>–</p>",
        "hidden words (“1”, “2”, “3” and 1 more)",
    ),
}


@pytest.mark.parametrize("left", LEFT_OUT)
@pytest.mark.parametrize("suffix", ["html", "md"])
def test_words_of_a_page_that_are_left_out_are_told(project, left, suffix):
    page, told = LEFT_OUT[left]
    said = f"{page}\n\n<p>One ferry sank.</p>"
    result = added(project, f"page.{suffix}", said if suffix == "md" else f"<html><body>{said}</body></html>")
    assert result.stderr == f"Note: left out of the words: {told}; look whether they say anything that you need.\n"


def test_what_stands_outside_an_article_is_told_but_for_what_it_says_too(project):
    page = (
        "<html><body><header>Quince Wire</header><main><h1>Ten boats sank</h1><p hidden>One ferry sank.</p>"
        "<article><header><h2>Ten were hurt</h2><p>By Mara Quill, 3 May 2031</p></header><p>One ferry sank.</p>"
        "</article>"
        "<p>Related: Gull Island</p></main></body></html>"
    )
    result = added(project, "page.html", page)
    assert result.stderr == (
        "Note: left out of the words: header (“Quince Wire”), words outside its article (“Ten boats sank”, “Related: "
        "Gull Island”); look whether they say anything that you need.\n"
        "Inferred: author Mara Quill from the head of the text, “By Mara Quill, 3 May 2031”; look whether it is "
        "right.\n"
        f"An entry under `inferred:` in {project}/seeds/page.yml is deleted once somebody has checked it against the "
        "document.\n"
    )
    assert (project / "seeds/page.txt").read_text("utf-8") == (
        "Ten were hurt\nBy Mara Quill, 3 May 2031\nOne ferry sank.\n"
    )


def test_captions_details_and_lists_of_terms_are_words_of_a_page(project):
    page = (
        "<html><body><figure><figcaption>Six boats.</figcaption></figure><table><caption>Killed, 3 May</caption>"
        "<tr><td>Port Amber<td>1</table><details><summary>More</summary>Seven sank.</details><dl><dt>Hurt<dd>4</dl>"
        "<blockquote>Ten left.</blockquote><fieldset><legend>Boats</legend></fieldset></body></html>"
    )
    assert added(project, "page.html", page).stderr == ""
    assert (project / "seeds/page.txt").read_text("utf-8") == (
        "Six boats.\nKilled, 3 May\nPort Amber | 1\nMore\nSeven sank.\nHurt\n4\nTen left.\nBoats\n"
    )


def test_json_ld_is_read_before_the_rest(project):
    data = (
        '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "No"}, {"@type": "NewsArticle",'
        '"headline": "Ferries &amp; more", "author": [{"@type": "Person", "name": "Mara Quill"}],'
        '"publisher": {"name": "Quince Wire"}, "datePublished": "2031-05-02", "inLanguage": "en-GB"}]}'
    )
    page = f'{HEAD}<body><script type="application/ld+json">{data}</script><p>One ferry sank.</p></body></html>'
    added(project, "ferries.html", page, "--rights=All rights reserved.")
    kept = record(project, "ferries")
    assert (kept["type"], str(kept["issued"]), kept["language"]) == ("article-newspaper", "2031-05-02", "en-GB")
    assert kept["inferred"]["type"] == "Read from the file’s metadata (JSON-LD @type), not from its text."


@pytest.mark.parametrize("data", ["{", "[" * 100_000, '"x"', "[null, 5, {}]", '{"@type": 5, "@graph": {"@graph": []}}'])
def test_json_ld_that_is_none_says_nothing(project, data):
    page = f'{HEAD}<body><script type="application/ld+json">{data}</script><p>One ferry sank.</p></body></html>'
    assert words_of(project, "ferries.html", page) == "One ferry sank.\n"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        ('<meta charset="utf-16">', "utf-8"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_a_page_is_decoded_as_it_declares(project, head, encoding):
    page = f"<html><head>{head}</head><body><p>The town’s ferry – sank.</p></body></html>"
    assert words_of(project, "page.html", page.encode(encoding)) == "The town’s ferry – sank.\n"


def test_nothing_that_a_page_names_is_fetched_or_read(project):
    secret = put(project, "secret.txt", "Secret words.")
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><head><base href="file:///">'
        f'<link rel=import href="{secret}"></head><body><p>One ferry sank. &x;</p><iframe src="{secret}"></iframe>'
        f'<img src="http://127.0.0.1:9/x.png" alt="y"><object data="{secret}"></object></body></html>'
    )
    assert "Secret" not in words_of(project, "page.html", page)


# ---------------------------------------------------------------- PDF

TYPST = """\
#set document(title: "Harbour report", author: "Mara Quill", date: datetime(year: 2031, month: 5, day: 3))
#set page(width: 12cm, height: 9cm, numbering: "1 / 1", header: [Quince Wire bulletin])
#set text(lang: "en", hyphenate: true)
#set par(justify: true)
= Ferries stop at Port Amber
At least 240 people#footnote[A note at the foot.] left Port Amber on Sunday, the Lantern Watch said. The
representatives of the Tide Council communicated extraordinary disappointment internationally, notwithstanding
reconciliation.

The rebel-held harbour stayed open. One ferry sank in Port Amber. The town’s fishermen, who have worked on the
rebel-held coast for 30 years, stayed at home. Some 1,300 members of the Tide Council met on Gull Island, and spoke
about the evacuation of the villages along the coast for many hours, and of the many people who would have to leave
their homes before the winter, and of the ferries.

#table(columns: 2, column-gutter: 2em, [Place], [People], [1], [600])

Nothing more was said, and 10#super[6] litres were left.
"""


def test_the_sentences_of_a_pdf_come_out_whole(project):
    content = pdf(TYPST)
    text = words_of(project, "harbour.pdf", content, "--type=report", "--publisher=Quince Wire", "--rights=All.")
    assert text == (
        "Ferries stop at Port Amber\n"
        "At least 240 people¹ left Port Amber on Sunday, the Lantern Watch said. The representatives of the Tide "
        "Council communicated extraordinary disappointment internationally, notwithstanding reconciliation.\n"
        "The rebel-held harbour stayed open. One ferry sank in Port Amber. The town’s fishermen, who have worked on "
        "the rebel-held coast for 30 years, stayed at home. Some 1,300 members of the Tide Council met on Gull Island, "
        "and spoke about the evacuation of the villages along the coast for many hours, and of the many people who "
        "would have to leave their homes before the winter, and of the ferries.\n"
        "¹ A note at the foot.\n"
        "Place | People\n"
        "1 | 600\n"
        "Nothing more was said, and 10⁶ litres were left.\n"
        "Quince Wire bulletin\n"
        "1 / 2 | 2 / 2\n"
    )
    assert (project / "seeds/harbour.pdf").read_bytes() == content
    kept = record(project, "harbour")
    assert (kept["title"], kept["author"], kept["issued"]) == (
        "Harbour report",
        "Mara Quill",
        "2031-05-03?",
    )
    assert kept["inferred"]["issued"] == (
        "The file’s metadata say that it was made on this day (PDF CreationDate: 2031-05-03); "
        "its text was not read for a date."
    )


DATED_AT_ITS_HEAD = """\
#set document(title: "Harbour note", date: datetime(year: 2035, month: 11, day: 26))
= Harbour note 3

Quince Relief Network, 3 May 2031

One ferry sank on 1 May 2031. Nobody was hurt.
"""
PARTLY = ("--type=report", "--publisher=Quince Wire", "--language=en", "--rights=All.", "--no-ask")


def test_the_day_at_the_head_of_a_text_goes_before_the_one_on_which_its_file_was_made(project):
    result = added(project, "note.pdf", pdf(DATED_AT_ITS_HEAD), *PARTLY)
    assert result.stderr == (
        "Inferred: title Harbour note from the file’s metadata (XMP dc:title); look whether it is right.\n"
        "Inferred: issued 2031-05-03? from the head of the text, “Quince Relief Network, 3 May 2031” "
        "(the file was made on 2035-11-26); look whether it is right.\n"
        f"An entry under `inferred:` in {project}/seeds/note.yml is deleted once somebody has checked it against "
        "the document.\n"
    )
    kept = record(project, "note")
    assert (kept["issued"], kept["inferred"]["issued"]) == (
        "2031-05-03?",
        (
            "Read from the head of the text (“Quince Relief Network, 3 May 2031”: 2031-05-03), "
            "not from the file’s metadata, which say 2035-11-26."
        ),
    )


def test_a_head_with_two_other_days_is_asked_about(project):
    two = DATED_AT_ITS_HEAD.replace("3 May 2031\n", "26 April 2031 to 3 May 2031\n")
    assert refused(project, "note.pdf", pdf(two), *PARTLY) == [
        (
            "error[missing-key]: “issued”: the head of the text names 2031-04-26 and 2031-05-03, "
            "and the file was made on 2035-11-26"
        ),
        "= help: add --issued",
    ]


def test_a_date_in_a_sentence_is_not_that_of_issue(project):
    result = added(project, "note.pdf", pdf(DATED_AT_ITS_HEAD.replace(", 3 May 2031\n", "\n")), *PARTLY)
    assert result.stderr.splitlines()[1] == (
        "Inferred: issued 2035-11-26? from the file’s creation date (PDF CreationDate); look whether it is right."
    )


def test_columns_are_read_one_after_the_other_and_a_sentence_goes_on_in_the_next(project):
    sentence = "The ferry of Port Amber went to Gull Island and came back with some forty people of the coast. "
    content = pdf(
        "#set page(width: 14cm, height: 6cm, columns: 2)\n#set text(hyphenate: false)\n" + sentence * 6 + "\n\nThe end."
    )
    assert words_of(project, "columns.pdf", content) == (sentence * 6).strip() + "\nThe end.\n"


def test_a_pdf_that_opens_without_a_password_is_read(project):
    assert words_of(project, "sealed.pdf", encrypted(pdf("One ferry sank."), "")) == "One ferry sank.\n"


def test_pages_without_text_are_named(project):
    content = pdf("One ferry sank.\n#pagebreak()\n#rect()\n#pagebreak()\nNobody was hurt.")
    result = added(project, "half.pdf", content)
    assert result.stderr == "Note: no text stands on page 2: pictures are not read.\n"


# ---------------------------------------------------------------- DOCX


def test_the_words_of_a_docx_are_read_with_insertions_and_without_deletions(project):
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    content = docx(
        f"<w:p>{run('At least ')}<w:ins w:id='1' w:author='x'>{run('240 ')}</w:ins>"
        f"<w:del w:id='2' w:author='x'><w:r><w:delText>300 </w:delText></w:r></w:del>{run('people left.')}</w:p>"
        f"<w:p>{run('10')}{run('6', raised)}{run(' litres')}<w:r><w:drawing/></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run('1')}</w:p></w:tc><w:tc><w:p>{run('600')}</w:p></w:tc></w:tr></w:tbl>"
        f"<w:p>{run('One')}<w:r><w:br/></w:r>{run('ferry sank.')}</w:p>"
    )
    result = added(project, "harbour.docx", content, "--type=report", "--publisher=Quince Wire", "--rights=All.")
    assert result.stderr == (
        "Note: deletions that are tracked in it were left out.\n"
        "Inferred: title Harbour report from the file’s metadata (DOCX title); look whether it is right.\n"
        "Inferred: author Mara Quill from the file’s metadata (DOCX author); look whether it is right.\n"
        "Inferred: issued 2031-05-03? from the file’s creation date (DOCX created); look whether it is right.\n"
        "Inferred: language en-GB from the file’s metadata (DOCX language); look whether it is right.\n"
        f"An entry under `inferred:` in {project}/seeds/harbour.yml is deleted once somebody has checked it against "
        "the document.\n"
    )
    assert (project / "seeds/harbour.txt").read_text("utf-8") == (
        "At least 240 people left.\n10⁶ litres\n1 | 600\nOne ferry sank.\n"
    )
    assert (project / "seeds/harbour.docx").read_bytes() == content
    kept = record(project, "harbour")
    assert (kept["title"], kept["author"], kept["language"], kept["issued"]) == (
        "Harbour report",
        "Mara Quill",
        "en-GB",
        "2031-05-03?",
    )
    assert set(kept["inferred"]) == {"title", "author", "language", "issued"}


def test_words_of_a_docx_that_are_overlooked_are_told(project):
    struck, hidden = "<w:rPr><w:strike/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>"
    shown = "<w:rPr><w:strike w:val='0'/><w:vanish w:val='false'/></w:rPr>"
    content = docx(
        f"<w:p>{run('It was ')}<w:fldSimple w:instr=' IF a > b '>{run('5 May')}</w:fldSimple>{run('.')}</w:p>"
        f"<w:p>{run('Forty', struck)}{run('Ten people ')}{run('may have ', hidden)}{run('left.')}"
        f"{run('.', shown)}</w:p>"
        f"<w:p><w:ruby><w:rt>{run('Gull')}</w:rt><w:rubyBase>{run('Island')}</w:rubyBase></w:ruby>"
        f"<w:del w:id='1' w:author='x'><w:ruby>{run('gone')}</w:ruby></w:del>{run('It is ')}"
        "<w:r><w:sym w:font='Symbol' w:char='F000'/></w:r></w:p><w:altChunk/><w:permStart w:id='1'/>"
    )
    result = added(project, "harbour.docx", content)
    assert (project / "seeds/harbour.txt").read_text("utf-8") == ("It was 5 May.\nTen people may have left..\nIt is\n")
    assert result.stderr.partition("Inferred: ")[0] == (
        "Note: deletions that are tracked in it were left out.\n"
        "Note: words that are struck through were left out: “Forty”; look them over.\n"
        "Note: words in a form that is not read were left out: “GullIsland”; look them over.\n"
        "Note: hidden words of the document were read like the rest: “may have”; look them over.\n"
        "Note: left out of the words: inserted documents, signs of a font of symbols; "
        "look whether they say anything that you need.\n"
    )


def test_notes_of_a_docx_come_at_its_end_and_never_run_into_a_number(project):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = docx(
        f"<w:p>{run('They counted 1,600')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(' people.')}</w:p>",
        {
            "word/_rels/document.xml.rels": RELATIONS.replace(DOCUMENT, kind).replace("word/document", "footnotes"),
            "word/footnotes.xml": f"<w:footnotes {W}><w:footnote w:id='2'><w:p>{run('In 2031.')}</w:p></w:footnote>"
            "</w:footnotes>",
        },
    )
    assert words_of(project, "noted.docx", content) == "They counted 1,600 ¹ people.\nIn 2031.\n"


def test_page_headers_and_footers_of_a_docx_are_kept_and_set_aside(project):
    header = f"<w:hdr {W}><w:p>{run('Quince Relief – INTERNAL / ')}{run('FOR PARTNERS')}</w:p><w:p/></w:hdr>"
    footer = (
        f"<w:ftr {W}><w:p>{run('Harbour')}<w:r><w:tab/></w:r>{run('Page ')}<w:del>{run('ii')}</w:del>"
        f"<w:r><w:instrText> PAGE </w:instrText></w:r>{run('1')}</w:p><w:p>{run('One ferry sank.')}</w:p></w:ftr>"
    )
    body = f"<w:p>{run('One ferry sank.')}</w:p><w:p>{run('Harbour Page 1 | One ferry sank.')}</w:p>"
    comment = f"<w:comments {W}><w:comment w:id='1'><w:p>{run('Really?')}</w:p></w:comment></w:comments>"
    parts = {"word/header1.xml": header, "word/header2.xml": header, "word/footer1.xml": footer}
    path = project.parent / "report.docx"
    path.write_bytes(docx(body, parts | {"word/comments.xml": comment, "word/charts/chart1.xml": "<c/>"}))
    result = dateline(project, "add", "source", str(path), "--no-ask", *ALL)
    assert result.exit_code == 0, result.output
    assert (project / "seeds/report.txt").read_text("utf-8").splitlines() == [
        "One ferry sank.",
        "Harbour Page 1 | One ferry sank.",
        "Harbour Page 1 | One ferry sank.",
        "Quince Relief – INTERNAL / FOR PARTNERS",
    ]
    assert yaml.safe_load((project / "seeds/report.yml").read_text("utf-8"))["unused"] == [
        {
            "quote": "Harbour Page 1 | One ferry sank.",
            "prefix": "| One ferry sank.",
            "reason": "Page footer of the document.",
        },
        {"quote": "Quince Relief – INTERNAL / FOR PARTNERS", "reason": "Page header of the document."},
    ]
    assert result.stderr.startswith(
        "Note: page headers and footers are set aside: “Harbour Page 1 | One ferry sank.”, “Quince Relief – INTERNAL /"
        " FOR PARTNERS”; what belongs to the text is taken back by deleting its entry under `unused:`.\n"
        "Note: left out of the words: 1 comment, charts; look whether they say anything that you need.\n"
    )


def test_a_docx_that_has_words_in_its_header_alone_has_none(project):
    header = f"<w:hdr {W}><w:p>{run('INTERNAL')}</w:p></w:hdr>"
    path = project.parent / "report.docx"
    path.write_bytes(docx("<w:p/>", {"word/header1.xml": header}))
    result = dateline(project, "add", "source", str(path), "--no-ask", *ALL)
    assert "error[empty]: the document has no words" in result.stdout


def test_words_from_right_to_left_in_a_pdf_are_to_be_looked_over(project):
    result = added(project, "right.pdf", pdf('#set text(lang: "ar")\nغادر 240 شخصا.'), *ALL)
    assert result.stderr == (
        "Note: words that are written from right to left may come out of a PDF with letters exchanged: "
        "look them over.\n"
    )


# ---------------------------------------------------------------- what cannot be taken in

DEEP = "<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000
ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
SCRIPTED = b"""<!doctype html><html><head><title>Harbour</title></head><body><div id=app></div>
<script>render()</script><noscript>Turn scripts on.</noscript></body></html>"""
NO_WORDS = "packs them as no real document does"
BOMB = f"error[document]: the DOCX file unpacks to more than 20,000,000 bytes of words, or {NO_WORDS}"
BAD = {
    "empty.txt": (b" \n\t", "error[empty]: the file is empty"),
    "dots.txt": (b"... -- !", "error[empty]: the document has no words"),
    "latin.txt": (b"The caf\xe9 of Port Amber.", "error[encoding]: the text is not UTF-8: byte 0xe9 at 7"),
    "wide.txt": ("Words.".encode("utf-16"), "error[encoding]: the text is UTF-16"),
    "binary.txt": (
        b"Words\x00\x01",
        "error[document]: it is no text, and of no format that is known: a control character (U+0000) stands in it",
    ),
    "scripted.html": (
        SCRIPTED,
        "error[empty]: the page has no text of its own: a script fetches its words",
    ),
    "bare.html": (b"<html><body><img src=x></body></html>", "error[empty]: the page has no text of its own"),
    "latin.html": (b"<html><body>Caf\xe9</body></html>", "error[encoding]: the page is not UTF-8"),
    "odd.html": (
        b'<html><head><meta charset="x-klingon"></head><body>One</body></html>',
        "error[encoding]: the page declares the encoding “x-klingon”, and is not in it",
    ),
    "deep.html": (
        b"<html><body>" + b"<div>" * 100_000 + b"One",
        "error[document]: the page is nested too deep to be read whole",
    ),
    "scan.pdf": (scan, "error[empty]: the PDF has no text: it is a scan, pictures of pages"),
    "locked.pdf": (
        lambda: encrypted(pdf("One ferry sank."), "tide"),
        "error[document]: the PDF asks for a password",
    ),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj", "error[document]: the PDF is damaged, or no PDF"),
    "zip.docx": (lambda: docx("")[:200], "error[document]: the file is a damaged DOCX or ZIP file"),
    "bomb.docx": (lambda: bomb(30_000_000), BOMB),
    "small-bomb.docx": (lambda: bomb(2_000_000), BOMB),
    "lying-bomb.docx": (lambda: lying_bomb(30_000_000), "error[document]: the DOCX file is damaged"),
    "broken.docx": (lambda: docx("<w:p>"), "error[document]: the DOCX file is damaged"),
    "deep.docx": (lambda: docx(DEEP), "error[document]: the document is nested too deep to be read"),
    "entity.docx": (
        lambda: docx("", {"word/styles.xml": ENTITY}),
        "error[document]: a part of the document declares entities of its own",
    ),
    "blank.docx": (lambda: docx("<w:p/>"), "error[empty]: the document has no words"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1", "error[document]: it is an old Word file, or one with a password"),
    "old.rtf": (b"{\\rtf1 One}", "error[document]: it is an RTF file"),
    "picture.png": (png, "error[document]: it is a picture"),
    "sheet.odt": (
        lambda: docx("", {"mimetype": "x"}).replace(b"word/document", b"text/document"),
        "error[document]: it is an OpenDocument file or e-book",
    ),
    "front.md": (b"---\ntitle: [\n---\n", "error[empty]: the document has no words"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_taken_in_is_told_and_nothing_written(project, name):
    content, message = BAD[name]
    said = refused(project, name, content() if callable(content) else content)
    assert said[0] == message
    assert len(said) == 2
    assert said[1].startswith("= help: ")


def test_more_than_50_mb_is_refused_unread(project):
    path = project.parent / "vast.txt"
    with path.open("wb") as file:
        file.truncate(10**13)  # a hole: no reader could hold it
    before = contents(project)
    result = dateline(project, "add", "source", str(path), *ALL)
    assert result.stdout == (
        f"{path}: error[document]: the file is larger than 50,000,000 bytes\n   = help: add the part that you need\n"
    )
    assert (result.exit_code, contents(project)) == (1, before)


def test_more_than_50_mb_through_standard_input_is_refused_before_it_is_read_whole(project):
    reader, writer = os.pipe()
    sent = 0
    with subprocess.Popen(  # noqa: S603  # our own interpreter
        [sys.executable, "-m", "dateline", "-C", str(project), "add", "source", "-", "--id=vast", *ALL],
        stdin=reader,
        stdout=subprocess.PIPE,
        cwd=HERE,
    ) as process:
        os.close(reader)
        with suppress(BrokenPipeError):
            for _ in range(10_000):  # half a gigabyte, if it does not hang up
                sent += os.write(writer, b"word " * 10_000)
        os.close(writer)
        assert process.stdout is not None
        said = process.stdout.read().decode()
    assert sent < 60_000_000
    assert said.startswith("standard input: error[document]: the file is larger than 50,000,000 bytes\n")


def test_folders_and_what_is_not_there_are_told(project):
    said = dateline(project, "add", "source", str(project), *ALL)
    assert (said.exit_code, said.stdout.splitlines()[0]) == (1, f"{project}: error[missing-file]: it is a folder")
    said = dateline(project, "add", "source", str(project / "none.txt"), *ALL)
    assert (said.exit_code, said.stdout.splitlines()[0]) == (
        1,
        f"{project}/none.txt: error[missing-file]: no such file",
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_told(project):
    path = Path(put(project, "mine.txt", WORDS))
    path.chmod(0)
    said = dateline(project, "add", "source", str(path), *ALL)
    assert said.stdout.splitlines()[0] == f"{path}: error[missing-file]: it cannot be read: Permission denied"


def test_outside_a_project_nothing_is_made(tmp_path):
    said = dateline(tmp_path, "add", "source", put(tmp_path / "x", "one.txt", WORDS), *ALL)
    assert (said.exit_code, said.stdout.splitlines()[0]) == (1, "seeds: error[layout]: there is no such folder here")
    assert set(contents(tmp_path)) == {"one.txt"}


def test_a_project_without_documents_may_lack_their_folder(tmp_path):
    new = {path: "" for path in FILES if path.startswith(("seeds/", "briefings/coast/"))}
    root = write_project(tmp_path / "desk", new)
    shutil.rmtree(root / "seeds")
    shutil.rmtree(root / "briefings/coast")
    for words in ("check", "fmt", "build"):
        result = dateline(root, words)
        assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert not (root / "seeds").exists()
    assert dateline(root, "add", "source", put(root, "harbour.txt", WORDS), *ALL).exit_code == 0
    assert sorted(path.name for path in (root / "seeds").iterdir()) == ["harbour.txt", "harbour.yml"]
    shutil.rmtree(root / "seeds")
    (root / "seeds").write_text("no folder")
    for words in (("check",), ("fmt",), ("add", "source", str(tmp_path / "harbour.txt"), *ALL)):
        result = dateline(root, *words)
        assert result.exit_code == 1
        assert "seeds: error[layout]: there is no such folder here\n" in result.stdout


# ---------------------------------------------------------------- what is there already


def test_a_document_that_is_there_is_refused_by_its_bytes_or_words(project):
    assert refused(project, "again.txt", WIRE) == [
        "error[document]: this document is there already: seeds/wire.txt, recorded in seeds/wire.yml",
        "= help: quote that one",
    ]
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in BULLETIN.splitlines()) + "</body></html>"
    assert refused(project, "again.html", page)[0] == (
        "error[document]: this document is there already: seeds/bulletin.txt, recorded in seeds/bulletin.yml"
    )
    added(project, "harbour.md", MARKDOWN)
    assert refused(project, "other.md", MARKDOWN)[0] == (
        "error[document]: this document is there already: seeds/harbour.md, recorded in seeds/harbour.yml"
    )


def test_ids_and_names_that_are_there_are_refused(project):
    assert refused(project, "wire.txt", WORDS) == [
        "error[duplicate-id]: “id”: “wire” is the id of seeds/wire.yml",
        "= help: give another --id",
    ]
    (project / "seeds/Loose.TXT").write_text("Loose words.\n")
    assert refused(project, "loose.txt", WORDS)[0] == (
        "error[duplicate-id]: “id”: there is a file seeds/loose.txt already"
    )
    (project / "seeds/mine.yml").write_text("id: yours\n")
    assert refused(project, "yours.txt", WORDS)[0] == "error[duplicate-id]: “id”: “yours” is the id of seeds/mine.yml"


def test_where_one_file_cannot_be_written_none_is(project):
    (project / "seeds/harbour.yml").mkdir()
    assert refused(project, "harbour.md", MARKDOWN) == [
        "seeds: error[layout]: it cannot be written: a file of this name is there",
        "= help: see what is in its way, and whether you may write",
    ]


def test_a_file_that_came_meanwhile_is_not_written_over(project, monkeypatch):
    known = add.add_files

    def adding(folder, files):
        (folder / "harbour.yml").write_text("id: theirs\n")
        monkeypatch.setattr("os.path.lexists", lambda _path: False)  # it came after the last look
        known(folder, files)

    monkeypatch.setattr("dateline.add.add_files", adding)
    result = dateline(project, "add", "source", put(project, "harbour.md", MARKDOWN), *ALL)
    assert result.exit_code == 1
    assert "seeds: error[layout]: it cannot be written: a file of this name is there\n" in result.stdout
    assert (project / "seeds/harbour.yml").read_text() == "id: theirs\n"
    assert sorted(path.name for path in (project / "seeds").iterdir() if "harbour" in path.name) == ["harbour.yml"]


def test_where_a_file_system_has_no_links_files_are_added_all_the_same(project, monkeypatch):
    def link(*_paths):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", link)
    added(project, "harbour.md", MARKDOWN)
    (project / "seeds/port.yml").mkdir()
    assert refused(project, "port.md", MARKDOWN.replace("240", "250"))[0] == (
        "seeds: error[layout]: it cannot be written: a file of this name is there"
    )


def test_the_words_of_a_wrapped_text_that_lies_in_seeds_stand_beside_it(project):
    wrapped = (
        "At least 240 people left Gull Island on Sunday, the Lantern Watch\n"
        "said. They went by boat and on foot along the shore of the bay,\n"
        "early in the morning, and nobody of the harbour stopped them on\n"
        "their way to the villages in the hills. One ferry sank.\n"
    )
    (project / "seeds/wrapped.txt").write_text(wrapped)
    result = dateline(project, "add", "source", str(project / "seeds/wrapped.txt"), *ALL)
    assert (result.exit_code, result.stdout.replace(str(project), "P").splitlines()[:2]) == (
        0,
        ["P/seeds/wrapped.words.txt: its words, 3 sentences", "P/seeds/wrapped.yml: its record"],
    )
    assert (project / "seeds/wrapped.txt").read_text() == wrapped
    said = record(project, "wrapped")
    assert (said["document"], said["original"]["file"]) == ("wrapped.words.txt", "wrapped.txt")
    assert (project / "seeds/wrapped.words.txt").read_text() == " ".join(wrapped.splitlines()) + "\n"
    found = dateline(project, "check").stdout
    assert found.count("error[") == found.count("error[P9-coverage]") == 3


def test_a_document_that_lies_in_seeds_without_a_record_gets_one(project):
    (project / "seeds/ferries.html").write_bytes(PAGE.encode())
    result = dateline(project, "add", "source", str(project / "seeds/ferries.html"), *ALL)
    assert result.exit_code == 0, result.output
    assert record(project, "ferries")["original"]["file"] == "ferries.html"
    assert (project / "seeds/ferries.html").read_bytes() == PAGE.encode()
    (project / "seeds/loose.txt").write_text(WORDS)
    assert dateline(project, "add", "source", str(project / "seeds/loose.txt"), *ALL).exit_code == 0
    assert record(project, "loose")["document"] == "loose.txt"
    found = dateline(project, "check").stdout
    assert found.count("error[") == found.count("error[P9-coverage]")


# ---------------------------------------------------------------- flags, prompts, metadata


def test_all_that_is_missing_is_told_at_once(project):
    assert refused(project, "harbour.txt", WORDS, "--title=Harbour") == [
        line
        for key in ("issued", "language", "publisher", "rights", "type")
        for line in (
            f"error[missing-key]: “{key}” is neither given nor found in the document",
            f"= help: add --{key}",
        )
    ]


def test_answers_that_a_record_cannot_have_are_told_at_once(project):
    said = refused(
        project,
        "harbour.txt",
        WORDS,
        "--id=Harbour Report",
        "--type=book",
        "--title= ",
        "--publisher=Wire",
        "--issued=3 May",
        "--language=klingon",
        "--url=quince.example",
        "--rights=All.",
    )
    date = "error[wrong-type]: “issued”: “3 May” is not a date"
    address = "error[wrong-type]: “URL”: “quince.example” is not an address of the web"
    assert [line for line in said if line.startswith("error")] == [
        f"{address}: write it with https:// and without spaces",
        "error[wrong-type]: “id”: “Harbour Report” is not an id: use lower-case letters, digits and single hyphens",
        f"{date}; write 2018, 2018-04, 2018-04-01, 2018-04-01? or 2018-02/..",
        "error[wrong-type]: “language”: no language has the tag “klingon”: write `en`, `ar`, `pt-BR`",
        "error[wrong-type]: “title”: write words",
        "error[wrong-type]: “type”: “book” is no type: write article-newspaper, article, report, webpage, post, speech",
    ]


def test_what_is_given_is_not_inferred_and_metadata_that_are_none_are_not_proposed(project):
    page = PAGE.replace("2031-05-03T23:30", "last Sunday").replace('lang="en"', 'lang="klingon"')
    said = refused(project, "ferries.html", page, "--type=webpage", "--rights=All.", "--title=Mine")
    assert said[::2] == [
        "error[missing-key]: “issued” is neither given nor found in the document",
        "error[missing-key]: “language” is neither given nor found in the document",
    ]
    added(project, "ferries.html", PAGE, *ALL, "--full-text", "--author=Ana Bell; Bo Cole")
    kept = record(project, "ferries")
    assert (kept["title"], kept["author"], kept["full_text"]) == ("Harbour report", ["Ana Bell", "Bo Cole"], True)
    assert set(kept["inferred"]) == {"URL"}


def test_values_that_yaml_would_read_as_something_else_are_quoted(project):
    flags = ("--type=report", "--issued=2031", "--language=no", "--rights=yes: #1", "--author=1e5")
    added(project, "harbour.txt", WORDS, *flags, "--title=0x1F", '--publisher="Quince" \\ Wire', "--id=2031")
    text = (project / "seeds/2031.yml").read_text("utf-8")
    assert 'id: "2031"\n' in text
    assert 'title: "0x1F"\n' in text
    assert 'author: "1e5"\n' in text
    assert 'rights: "yes: #1"\n' in text


def test_a_person_is_asked_with_what_the_document_proposes(project):
    path = put(project, "ferries.html", PAGE)
    # An id that is taken, then a free one; no type, then one; the proposed title; another publisher; proposals; rights.
    answers = ["wire", "ferries-2", "book", "article-newspaper", "", "Amber Gazette", "", "", "", "", "All rights."]
    result = CliRunner().invoke(
        main, ["-C", str(project), "add", "source", path, "--ask"], input="\n".join(answers) + "\n"
    )
    assert (result.exit_code, result.exception) == (0, None), result.output
    assert "Id [ferries]: " in result.stderr
    assert "Error: “wire” is the id of seeds/wire.yml\n" in result.stderr
    assert "Title [Ferries stop at Port Amber]: " in result.stderr
    assert "Publisher [Quince Wire]: " in result.stderr
    assert "Author, if any [Mara Quill; Tom Tide]: " in result.stderr
    kept = record(project, "ferries-2")
    assert (kept["title"], kept["publisher"], kept["rights"]) == (
        "Ferries stop at Port Amber",
        "Amber Gazette",
        "All rights.",
    )
    assert "publisher" not in kept["inferred"]
    assert "author" in kept["inferred"]


def test_optional_answers_may_stay_empty_and_giving_up_writes_nothing(project):
    path = put(project, "harbour.txt", WORDS)
    command = ["-C", str(project), "add", "source", path, "--ask", *ALL]
    before = contents(project)
    result = CliRunner().invoke(main, command, input="\n")
    assert (result.exit_code, contents(project)) == (130, before)
    result = CliRunner().invoke(main, command, input="\n\n\n")
    assert result.exit_code == 0, result.output
    assert not {"author", "URL", "inferred"} & record(project, "harbour").keys()


ODD = "Harbour: a “note” # 3, 'quoted' \"twice\", & - [so]: {long} " + "and longer " * 12 + "\\ end"


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        *((kind, ODD) for kind in ("txt", "md", "html", "docx", "pdf")),
        *(("txt", title) for title in ("Harbour report", "- 3 May", "2031", "a: b", "# x", "'it’s'", '"', "؟ x")),
    ],
)
def test_the_record_of_each_format_is_in_canonical_form(project, kind, title):
    made = {"txt": lambda: WORDS, "md": lambda: MARKDOWN, "html": lambda: PAGE}
    made |= {"docx": lambda: docx(f"<w:p>{run('One ferry sank.')}</w:p>"), "pdf": lambda: pdf(DATED_AT_ITS_HEAD)}
    assert dateline(project, "fmt").exit_code == 0
    flags = [flag for flag in ALL if kind in ("txt", "md") or not flag.startswith(("--issued", "--language"))]
    flags = [flag for flag in flags if not flag.startswith("--title")]
    flags += ["--language=en"] if kind == "pdf" else []
    added(project, f"note-4.{kind}", made[kind](), *flags, f"--title={title}", "--author=A: b; Cc # d")
    result = dateline(project, "fmt", "--check")
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert record(project, "note-4")["title"] == title.strip()


def test_long_metadata_are_folded_in_the_record(project):
    assert dateline(project, "fmt").exit_code == 0
    added(project, "note.md", MARKDOWN.replace("Harbour report\n", ODD + "\n", 1).replace("title:", "subtitle:"), *ALL)
    added(project, "note-2.pdf", pdf(DATED_AT_ITS_HEAD), *PARTLY)
    assert dateline(project, "fmt", "--check").exit_code == 0


# ---------------------------------------------------------------- the pinned original


def test_an_original_that_changed_or_is_gone_is_a_problem_at_its_line(project):
    added(project, "harbour.md", MARKDOWN)
    original = project / "seeds/harbour.md"
    original.write_text("Other words.\n")
    digest = sha256(original.read_bytes()).hexdigest()
    assert "seeds/harbour.yml:6:11: error[P2-pin]: “harbour.md” is not the original that was recorded\n" in (
        said := dateline(project, "check").stdout
    )
    assert (
        f"   = help: its SHA-256 is {digest}; bring the old one back, or add this one as a source of its own\n" in said
    )
    original.unlink()
    assert (
        "seeds/harbour.yml:5:9: error[missing-file]: “harbour.md”: no such file\n" in dateline(project, "check").stdout
    )
    path = project / "seeds/harbour.yml"
    path.write_text(path.read_text().replace("file: harbour.md", "file: ../mkdocs.yml"))
    assert (
        "seeds/harbour.yml:5:9: error[outside-project]: “../mkdocs.yml” leads out of its record’s folder\n"
        in dateline(project, "check").stdout
    )


def test_what_is_published_of_an_original_is_its_fingerprint(project):
    added(project, "harbour.md", MARKDOWN, *ALL)
    edit(project / "seeds/harbour.yml", "full_text: false\n", "full_text: false\nsuperseded_by: bulletin\n")
    built = dateline(project, "build")
    assert built.exit_code == 0, built.output
    page = (project / "site/sources/harbour.html").read_text("utf-8")
    assert sha256(MARKDOWN.encode()).hexdigest() in page
    assert not [path for path in contents(project / "site") if path.endswith(".md")]


# ---------------------------------------------------------------- whatever the bytes


WHOLE = docx(f"<w:p>{run('One ferry sank.')}</w:p>")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["", ".txt", ".md", ".html", ".pdf", ".docx"]),
    st.one_of(
        st.binary(max_size=300),
        st.builds(lambda tail: b"%PDF-1.7\n" + tail, st.binary(max_size=200)),
        st.builds(lambda text: f"<html><body>{text}".encode("utf-8", "replace"), st.text(max_size=200)),
        st.builds(lambda text: f"---\n{text}\n---\nWords".encode("utf-8", "replace"), st.text(max_size=100)),
        st.builds(
            lambda at, byte: WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :],
            st.integers(0, len(WHOLE) - 1),
            st.integers(0, 255),
        ),
    ),
)
def test_no_bytes_show_a_traceback_or_leave_a_file_behind(suffix, content):
    with TemporaryDirectory() as folder:
        root = write_project(Path(folder) / "project")
        before = contents(root)
        result = dateline(root, "add", "source", put(root, f"x{suffix}", content), *ALL)
        assert type(result.exception) in (type(None), SystemExit), content
        assert result.exit_code in (0, 1)
        if result.exit_code:
            assert contents(root) == before
        else:
            found = dateline(root, "check").stdout
            assert found.count("error[") == found.count("error[P9-coverage]"), content

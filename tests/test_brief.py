"""Printed briefs: set from the facts, read back by a PDF reader, and audited."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from conftest import FILES, edit, write_project
from dateline.audit.brief import audit_briefs
from dateline.audit.evidence import read_evidence
from dateline.audit.pdftext import page_texts
from dateline.build import build
from dateline.cli import main
from dateline.pdf import set_briefs
from dateline.prepare import Gathered, check, gather
from three_editions import publish_editions

A4 = "coast.2031-05-04.a4.pdf"


def run(root: Path, *arguments: str):
    return CliRunner().invoke(main, ["-C", str(root), "pdf", *arguments])


def words_of(path: Path) -> str:
    pages = pypdfium2.PdfDocument(path.read_bytes())
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def test_a_briefing_is_printed_in_two_papers_and_every_number_is_traced(project, tmp_path):
    result = run(project, "coast", "--to", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    assert [line.rsplit("/", 1)[-1] for line in result.stdout.splitlines()[:2]] == [A4, A4.replace("a4", "letter")]
    said = words_of(tmp_path / "out" / A4)
    assert "At least 240 people left Port Amber on 2 May 2031 Lantern Watch, report of 3 May 2031" in said
    assert "“Some 300 people left Port Amber on 2 May 2031, according to the Tide Council.”" in said
    assert "Edition 2031-05-04 · Information cutoff 4 May 2031" in said


def test_what_was_printed_before_is_not_set_again_and_has_the_same_bytes(project, tmp_path):
    run(project, "--to", str(tmp_path / "one"))
    run(project, "--to", str(tmp_path / "two"))
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    assert len(one) == 4  # the briefing and the edition, in two papers


def test_facts_are_attached_as_data(project, tmp_path):
    run(project, "coast", "--to", str(tmp_path))
    document = pypdfium2.PdfDocument((tmp_path / A4).read_bytes())
    attached = json.loads(bytes(document.get_attachment(0).get_data()))
    assert [fact["id"] for fact in attached["facts"]] == [
        "amber-held",
        "council-denies-leaving",
        "ferry-sunk",
        "left-amber-council",
        "left-amber-watch",
    ]


def test_text_that_looks_like_markup_is_printed_as_text(tmp_path):
    root = write_project(tmp_path / "p")
    edit(root / "briefings/edition.yml", "The invented coast", '"#import \\"x\\" $a$ @b \\\\ *c* _d_ // e"')
    run(root, "--to", str(tmp_path / "out"))
    assert '#import "x" $a$ @b \\ *c* _d_ // e' in words_of(tmp_path / "out/2031-05-04.a4.pdf")


def test_a_third_edition_prints_what_changed_with_its_address(tmp_path):
    root = tmp_path / "p"
    publish_editions(root, tmp_path / "public")
    with (root / "mkdocs.yml").open("a") as file:
        file.write("site_url: https://coast.example/\n")
    result = run(root, "--to", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    said = words_of(tmp_path / "out/coast.2031-06-08.a4.pdf")
    assert "Correction At least 310 → at least 130 people left Port Amber on 2 May 2031" in said
    assert "Withdrawn The Tide Council says about 300 people left Port Amber on 2 May 2031." in said
    assert "https://coast.example/2031-06-08/coast/index.html" in said


def test_an_unknown_briefing_is_named(project):
    result = run(project, "cost")
    assert result.exit_code == 1
    assert (
        result.stdout
        == "briefings/cost: error[missing-file]: there is no such briefing\n   = help: take one of coast\n"
    )


def test_a_template_that_fails_is_a_problem_of_that_brief(project, tmp_path):
    (project / "templates/brief").mkdir(parents=True)
    (project / "templates/brief/brief.typ").write_text("#nothing-of-this-name\n", "utf-8")
    result = run(project, "coast", "--to", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert (
        "templates/brief/brief.typ: error[template]: the brief “coast” cannot be set: unknown variable" in result.stdout
    )
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Gathered]:
    """Build the invented project; return it with what its briefs say."""
    root = write_project(tmp_path_factory.mktemp("built") / "project")
    build(root)
    evidence, _ = read_evidence(root / "site", root / "seeds")
    assert audit_briefs(root / "site", evidence)[0] == []
    return root, gather(root, check(root), "en", "")


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            ("briefings", 0, "key_figures", 0, "amount"),
            "At least 240",
            "At least 340",
            "“340” is not what “left-amber-watch” says",
        ),
        (
            ("briefings", 0, "key_figures", 0, "amount"),
            "At least 240",
            "240",
            "“240” is not what “left-amber-watch” says",
        ),
        (("briefings", 0, "control", 0, "since"), "2029", "2028", "“2028” is not what “amber-held” says"),
        (("notes", 0, "quotations", 0), "2029", "2027", "does not have the words"),
        (("notes", 0, "hash"), "", "", "note 1 names no fact by its id and hash"),
        (("notes", 0, "by", 0), "Lantern Watch", "Tide Council", "note 1 does not name the claimant of “amber-held”"),
        (("notes", 0, "publisher"), "Amber", "Quince", "note 1 does not name the publisher of “amber-held”"),
        (("notes", 0, "issued"), "3 May", "4 May", "note 1 does not name the date of “amber-held”"),
        (("notes", 0, "letter"), "A", "B", "note 1 does not name the document of “amber-held”"),
        (("documents", 0, "issued"), "3 May", "4 May", "does not name “Bulletin of Port Amber” as A"),
        (("documents", 0, "title"), "Bulletin", "Report", "does not name “Bulletin of Port Amber” as A"),
        # A number that stands in the quotation, but as a part of its date.
        (("briefings", 0, "figures", 0, "amount"), "1", "2", "“2” is not what “ferry-sunk” says"),
        (("briefings", 0, "control", 0, "said"), "Controlled", "Besieged", "what “amber-held” says does not stand"),
        (("briefings", 0, "factions", 0, "facts", 0, "text"), "denied", "stated", "what “council-denies-leaving” says"),
        (("briefings", 0, "key_figures", 0, "note"), 2, 1, "“240” is not what “amber-held” says"),
        (("briefings", 0, "factions", 0, "facts", 0, "note"), 4, 1, "nothing leads to note 4"),
        (("strip", 1, 1), "4 May", "5 May", "page 1 has not the head and the foot that it must have"),
        (("head",), "4 May", "5 May", "page 1 has not the head and the foot that it must have"),
        (("words", "page"), "{pages}", "9", "page 1 has not the head and the foot that it must have"),
    ],
)
def test_a_value_altered_behind_the_back_of_the_model_is_found(built, tmp_path, path, old, new, said):  # noqa: PLR0917
    project, words = built
    site = Path(shutil.copytree(project / "site", tmp_path / "site"))
    brief = json.loads(json.dumps(words.briefs["coast"]))
    *steps, last = path
    place = brief
    for step in steps:
        place = place[step]
    if isinstance(old, int):
        assert place[last] == old
        place[last] = new
    else:
        place[last] = place[last].replace(old, new) if old else "0000000000"
    evidence, _ = read_evidence(site, project / "seeds")
    for paper in set_briefs(project, "2031-05-04", {"coast": brief}, words.attached())["coast"]:
        (site / paper.path).write_bytes(paper.content)
    found = [problem.message for problem in audit_briefs(site, evidence)[0]]
    assert any(said in message for message in found), found


def test_a_number_in_brackets_is_no_note(tmp_path):
    changed = {
        "seeds/bulletin.yml": FILES["seeds/bulletin.yml"].replace("Bulletin of", "“[1] [2]” of"),
        "briefings/actors.yml": FILES["briefings/actors.yml"].replace("name: Tide Council", 'name: "Tide [1] Council"'),
    }
    for path in ("seeds/wire.txt", "briefings/coast/humanitarian.yml", "briefings/coast/factions.yml"):
        changed[path] = FILES[path].replace("Tide Council", "Tide [1] Council")
    pinned = (sha256(files["seeds/wire.txt"].encode()).hexdigest() for files in (FILES, changed))
    changed["seeds/wire.yml"] = FILES["seeds/wire.yml"].replace(*pinned)
    result = run(write_project(tmp_path / "p", changed), "--to", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    assert "The Tide [1] Council denied that it will leave Gull Island." in words_of(tmp_path / "out" / A4)


def test_a_word_that_no_line_can_hold_is_broken_and_copied_as_written(tmp_path):
    word = "Quince" * 50
    changed = {path: text.replace("Port Amber", word) for path, text in FILES.items() if path.startswith("briefings/")}
    for name in ("bulletin", "wire"):
        text = FILES[f"seeds/{name}.txt"]
        changed[f"seeds/{name}.txt"] = new = text.replace("Port Amber", word)
        pinned = (sha256(words.encode()).hexdigest() for words in (text, new))
        changed[f"seeds/{name}.yml"] = FILES[f"seeds/{name}.yml"].replace(*pinned).replace("Port Amber", word)
    result = run(write_project(tmp_path / "p", changed), "--to", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    assert words_of(tmp_path / "out" / A4).replace(" ", "").count(word) > 5
    for page in pypdfium2.PdfDocument((tmp_path / "out" / A4).read_bytes()):
        found = page.get_textpage()
        assert max(found.get_charbox(at)[2] for at in range(found.count_chars())) < page.get_width() - 40


def test_a_page_is_read_in_the_order_in_which_it_is_spoken(tmp_path):
    said = "حركة أحرار الشام الإسلامية has held الغوطة الشرقية since 2029"
    root = write_project(tmp_path / "p")
    words = gather(root, check(root), "en", "")
    brief = json.loads(json.dumps(words.briefs["coast"]))
    brief["briefings"][0]["summary"][0][0]["text"] = said
    brief["briefings"][0]["control"][0]["place"] = "الغوطة الشرقية والغربية والقديمة"
    paper = set_briefs(root, "2031-05-04", {"coast": brief}, words.attached())["coast"][0]
    read = " ".join(" ".join(page_texts(page)[0].split()) for page in pypdfium2.PdfDocument(paper.content))
    assert said in read
    assert "الغوطة الشرقية والغربية والقديمة Controlled Harbour Guard" in read

"""Prove that a spelling which is an ordinary word needs a link only where it is the name, through the command line."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import FILES, edit, write_project
from pdfs import dateline

SAID = "The Dockers’ Union holds Gull Island. The two towns talked of a customs union.\n"


def union(root: Path, summary: str) -> Path:
    """Write the invented project with a union in it, and a summary."""
    project = write_project(
        root,
        {
            "seeds/union.txt": SAID,
            "seeds/union.yml": FILES["seeds/bulletin.yml"]
            .replace("bulletin", "union")
            .replace(FILES["seeds/bulletin.yml"].split("sha256: ")[1][:64], sha256(SAID.encode()).hexdigest())
            .split("unused:")[0],
            "briefings/coast/union.yml": """\
control:
  - {id: union-holds, place: gull-island, state: controlled, by: dockers-union, source: union,
     quote: The Dockers’ Union holds Gull Island.}
events:
  - {id: towns-talked, what: the two towns talked of a customs union, source: union,
     quote: The two towns talked of a customs union.}
""",
        },
    )
    actors = project / "briefings/actors.yml"
    actors.write_text(
        actors.read_text("utf-8")
        + "  - {id: dockers-union, name: Dockers’ Union, also: [union], type: armed_group, article: true}\n",
        "utf-8",
    )
    old = "\n  [At least 240 people](fact:left-amber-watch) left."
    edit(project / "briefings/coast/briefing.yml", old, f"{old}\n  {summary}")
    return project


@pytest.mark.parametrize(
    "summary",
    [
        "Nobody expects the union of the towns.",
        "Talks on a customs union [went on](fact:towns-talked).",
        "[The two towns talked of the union of their markets](fact:towns-talked).",
        "A trade union, no union and the union between them are words. Is it another union?",
        "A union of the towns was every union that had an open market and a union.",
        "[The union](fact:union-holds) [holds Gull Island](fact:union-holds).",
    ],
)
def test_an_ordinary_word_needs_no_link_and_is_built(tmp_path, summary):
    project = union(tmp_path / "project", summary)

    checked = dateline(project, "check")
    assert checked.exit_code == 0, checked.output
    built = dateline(project, "build")
    assert built.exit_code == 0, built.output


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("The union will hold on.", "union"),
        ("Boats of the union went north.", "union"),
        ("On the shore union fighters went north.", "union"),
        ("The union’s boats went north.", "union"),
        ("Union boats went north.", "Union"),
        ("The quay was bombed by union warplanes.", "union"),
        ("The quay was under union rule.", "union"),
        ("Boats left under heavy union fire.", "union"),
        ("A union boat went north.", "union"),
        ("In a week union is to meet.", "union"),
        ("No longer is union at sea.", "union"),
    ],
)
def test_a_word_that_plainly_is_the_name_needs_a_link(tmp_path, summary, said):
    project = union(tmp_path / "project", summary)

    result = dateline(project, "check", "--format=json")

    problems = [(one["message"], one["help"]) for one in json.loads(result.output)["problems"]]
    out = "or say another word where it does not mean “dockers-union”" if said.islower() else "or leave it out"
    assert problems == [
        (f"the name “{said}” stands outside a link to a fact", f"write `[{said}](fact:union-holds)`, {out}")
    ]

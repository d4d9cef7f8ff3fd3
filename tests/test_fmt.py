"""Files in canonical form: no comment is lost, no value changes, and what is not understood is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import HERE, edit
from dateline.layout import lay_out, says_the_same
from dateline.layout.order import _OWN, keys_of
from dateline.model.basemap import Basemap
from dateline.model.edition import Change, Edition
from dateline.model.files import LISTS
from dateline.model.project import Briefing
from dateline.model.registers import Coordinates, Original, Phrase, Retraction, Source, Unused
from dateline.read.yamlfile import parse_yaml
from hostile import PATHS, documents, hold_bytes, hold_form, scraps
from manual import Block, blocks
from pdfs import dateline
from published import said

FACTS = "briefings/coast/control.yml"
HEAD = "# What the coast is like.\n"


def formatted(project: Path, text: str, path: str = FACTS) -> str:
    """Write a file, bring it into form through the command line, see that it stays so, and return it."""
    (project / path).write_text(text, "utf-8")
    assert dateline(project, "fmt", path).exit_code == 0
    first = (project / path).read_text("utf-8")
    result = dateline(project, "fmt", path)
    assert result.stdout == "1 file: in canonical form.\n"
    return first


# ---------------------------------------------------------------- what the documentation shows


EXAMPLES = [
    *((f"{page}:{block.line}", block) for page in ("guide.md", "tutorial.md") for block in blocks(page)),
    ("examples.yml", Block("yaml", (HERE / "generator/dateline/read/examples.yml").read_text("utf-8"), FACTS)),
]


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(block, id=name)
        for name, block in EXAMPLES
        if block.language == "yaml" and not block.text.startswith(" ") and (block.path or block.end_of)
    ],
)
def test_a_file_that_the_documentation_shows_is_in_canonical_form(block):
    assert lay_out(block.path or block.end_of, block.text.encode()).decode() == block.text


def test_a_new_project_is_in_canonical_form(tmp_path):
    assert dateline(tmp_path, "new", str(tmp_path / "desk")).exit_code == 0
    result = dateline(tmp_path / "desk", "fmt", "--check")
    assert (result.exit_code, result.stderr) == (0, ""), result.output


# ---------------------------------------------------------------- the form


def test_the_files_of_this_repository_are_in_form():
    result = dateline(HERE, "fmt", "--check")
    assert (result.exit_code, result.stdout) == (0, "18 files: in canonical form.\n")


def test_a_new_project_is_in_form(tmp_path):
    assert dateline(tmp_path, "new", str(tmp_path / "desk"), "--title", "Talks: a desk’s “own”").exit_code == 0
    assert dateline(tmp_path / "desk", "fmt", "--check").exit_code == 0


def test_a_file_is_brought_into_form_with_its_comments(project):
    assert formatted(
        project,
        """\
# About this file.


# yaml-language-server: $schema=../schema.json
control:   # the list
- quote: 'The Harbour Guard has held Port Amber since 2029, the Lantern Watch said on Saturday.'   # on Saturday
  # where it is
  place:   port-amber
  id: "amber-held"
  state: controlled


  # who holds it
  by: [ "harbour-guard",   'tide-council' ]   # both
  since: "2029"
  said_by:
      - lantern-watch   # a monitor
      # nobody else
  source: bulletin
  # the end of the first
# between two
- {id: b, place: gull-island, state: unknown, source: bulletin, quote: a}  # on one line
# the file’s end
presence: []
""",
    ) == (
        """\
# yaml-language-server: $schema=../schema.json
# About this file.
control: # the list
  - id: amber-held
    # where it is
    place: port-amber
    state: controlled

    # who holds it
    by: [harbour-guard, tide-council] # both
    since: "2029"
    said_by:
      - lantern-watch # a monitor
      # nobody else
    source: bulletin
    quote: The Harbour Guard has held Port Amber since 2029, the Lantern Watch said on Saturday. # on Saturday
    # the end of the first
  # between two
  - id: b
    place: gull-island
    state: unknown
    source: bulletin
    quote: a
    # on one line

# the file’s end
presence: []
"""
    )


def test_a_comment_inside_brackets_opens_them(project):
    text = "control:\n  - id: a\n    by: [x, # one\n      # two\n      y # three\n      ] # four\n    source: s\n"
    assert formatted(project, text) == (
        "control:\n  - id: a\n    by:\n      - x # one\n      # two\n      - y # three\n      # four\n    source: s\n"
    )


def test_a_comment_between_key_and_value_stays_there(project):
    text = "control:\n  - id: # a\n      # b\n      x # c\n    quote: # d\n      >- # e\n      words\n"
    text += "    note: # f\n      z\n"
    assert formatted(project, text) == (
        "control:\n  - id: # a\n      # b\n      x # c\n    note: z # f\n    quote: # d\n      >- # e\n      words\n"
    )


def test_comments_below_a_dash_stand_together_when_another_key_comes_first(project):
    text = "control:\n  - # a\n    place: p\n\n    # b\n\n    # c\n\n    id: x\n"
    assert formatted(project, text) == "control:\n  - # a\n    # b\n    # c\n    id: x\n    place: p\n"


def test_an_empty_line_above_a_dash_stays_though_a_comment_follows_it(project):
    text = "control:\n  - id: a\n    terms:\n      - b\n\n      - # c\n        [] # d\n"
    assert formatted(project, text) == text


def test_a_comment_above_a_key_that_comes_first_stands_above_its_record(project):
    text = "control:\n  -\n    place: p\n    # its name\n    id: a\n"
    assert formatted(project, text) == "control:\n  # its name\n  - id: a\n    place: p\n"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("'plain words'", "plain words"),
        ('"caf\\xe9"', "café"),
        ('"NO"', '"NO"'),
        ('"2029"', '"2029"'),
        ('"2031-05-04"', '"2031-05-04"'),
        ("2031-05-04", "2031-05-04"),
        ("'a: b'", "'a: b'"),
        ('"a #b"', '"a #b"'),
        ('"a#b"', "a#b"),
        ('"- a"', '"- a"'),
        ('"…"', "…"),
        ('"two  spaces"', "two  spaces"),
        ('" a"', '" a"'),
        ('"a\\tb"', '"a\\tb"'),
        ('"\\u200fa"', '"\\u200fa"'),
        ("الضمير 😀", "الضمير 😀"),
        ('"TODO"', '"TODO"'),
        ("TODO", "TODO"),
        ("0x1F", "0x1F"),
        ("1.50", "1.50"),
        ("one\n      two", "one two"),
        ('"one\n\n      two"', '"one\\ntwo"'),
    ],
)
def test_quotation_marks_stand_only_where_they_are_needed(project, written, form):
    expected = f"control:\n  - id: a\n    note: {form}\n"
    if form == '"one\\ntwo"':  # what has lines of its own is shown in lines
        expected = "control:\n  - id: a\n    note: >-\n      one\n\n      two\n"
    assert formatted(project, f"control:\n  - id: a\n    note: {written}\n") == expected


def test_long_words_are_folded_and_broken_lines_stay(project):
    words = "At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said; more are  expected, it said."
    assert formatted(project, f"control:\n  - id: a\n    quote: {words} {words}\n") == (
        """\
control:
  - id: a
    quote: >-
      At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said; more are  expected, it said. At
      least 240 people left Port Amber on 2 May 2031, the Lantern Watch said; more are  expected, it said.
"""
    )
    own = "control:\n  - id: a\n    quote: >-\n      One sentence.\n      And one more.\n"
    assert formatted(project, own) == own


@pytest.mark.parametrize(
    "body",
    [
        "|-\n      a\n       b\n      c ",
        ">\n      a\n\n        - item\n\n      c",
        "|2-\n        led by spaces\n      a",
        ">-\n      " + "w" * 150,
        ">-\n      # no comment\n      --- a",
        "|+\n      a\n\n",
    ],
)
def test_a_block_keeps_every_sign(project, body):
    text = f"control:\n  - id: a\n    quote: {body}\n"
    after = formatted(project, text)
    assert says_the_same(parse_yaml("", text.encode()).root, parse_yaml("", after.encode()).root)


# ---------------------------------------------------------------- what is refused


def test_check_lists_what_would_change_and_writes_nothing(project):
    text = "# c\ncontrol:\n- {id: a}\n"
    (project / FACTS).write_text(text, "utf-8")
    result = dateline(project, "fmt", "--check", FACTS)
    assert (result.exit_code, result.stdout) == (1, f"{FACTS}\n")
    assert result.stderr == "1 of 1 file would change; `dateline fmt` brings them into form.\n"
    assert (project / FACTS).read_text("utf-8") == text


def test_nothing_is_written_where_one_file_cannot_be_read(project):
    (project / FACTS).write_bytes(b"control:\n- {id: a}\n")
    (project / "briefings/coast/windows.yml").write_bytes(b"control:\r\n- {id: *b}\r\n")
    result = dateline(project, "fmt")
    assert result.exit_code == 1
    assert said(result) == (
        """\
briefings/coast/windows.yml:1:9: error[line-ends]: a carriage return ends the line
   = help: save the file with Unix line ends (LF)
briefings/coast/windows.yml:2:8: error[yaml-alias]: “b” is a YAML alias
   = help: write the value out: a fact stands for itself, and aliases can explode
"""
    )
    assert result.stderr == "\n2 problems found; nothing was written.\n"
    assert (project / FACTS).read_bytes() == b"control:\n- {id: a}\n"


@pytest.mark.parametrize("name", ["mkdocs.yml", "../x.yml", "briefings/coast", "seeds/wire.txt", "/etc/passwd"])
def test_only_files_of_a_project_are_formatted(project, name):
    result = dateline(project, "fmt", name)
    assert result.exit_code == 1
    assert "it is no YAML file of briefings/ or seeds/" in result.stdout


def test_a_file_that_is_not_there_is_told(project):
    assert said(dateline(project, "fmt", "briefings/nix.yml")) == (
        "briefings/nix.yml: error[missing-file]: no such file\n   = help: add it, or mend its name\n"
    )


def test_a_project_reads_the_same_after_it(project):
    before = dateline(project, "check", "--format", "json").stdout
    assert dateline(project, "fmt").exit_code == 0
    assert dateline(project, "check", "--format", "json").stdout == before
    edit(project / FACTS, "amber-held", "amber-taken")


@pytest.mark.parametrize(
    ("here", "root", "name"),
    [
        ("elsewhere", "../project", "../project/briefings/coast/control.yml"),  # as shells complete it
        ("elsewhere", "../project", "briefings/coast/control.yml"),
        ("project/briefings/coast", "../..", "control.yml"),
        ("project/briefings/coast", "../..", "./control.yml"),
        ("project/briefings/coast", "../..", "briefings/coast/control.yml"),
        ("project", ".", "briefings/../briefings/coast/control.yml"),
        ("link", ".", "briefings/coast/control.yml"),
    ],
)
def test_a_file_is_named_from_here_or_from_the_project(project, monkeypatch, here, root, name):
    (project.parent / "elsewhere").mkdir()
    (project.parent / "link").symlink_to("project")
    monkeypatch.chdir(project.parent / here)
    (project / FACTS).write_bytes(b"control:\n- {id: a}\n")
    result = dateline(Path(root), "fmt", name)
    assert (result.exit_code, result.stdout) == (0, f"{FACTS}\n1 of 1 file changed.\n")


@pytest.mark.parametrize("name", ["../elsewhere/a.yml", "a.yml", "../project/mkdocs.yml", "../none/briefings/a.yml"])
def test_a_file_of_elsewhere_is_not_formed(project, monkeypatch, name):
    elsewhere = project.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.yml").write_bytes(b"control:\n- {id: a}\n")
    monkeypatch.chdir(elsewhere)
    result = dateline(Path("../project"), "fmt", name)
    assert result.exit_code == 1
    assert "error[layout]: it is no YAML file of briefings/ or seeds/" in result.stdout
    assert (elsewhere / "a.yml").read_bytes() == b"control:\n- {id: a}\n"


def test_a_formatted_file_keeps_its_mode(project):
    (project / FACTS).chmod(0o640)
    (project / FACTS).write_bytes(b"control:\n- {id: a}\n")
    dateline(project, "fmt", FACTS)
    assert (project / FACTS).stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (project / FACTS).parent.iterdir() if path.name.startswith(".")] == []


def test_every_field_has_its_place():
    for model in (*LISTS.values(), Edition, Basemap, Briefing, Source, Change, Coordinates, Original, Phrase, Unused):
        known = {info.alias or name for name, info in model.model_fields.items()}
        assert known <= set(keys_of(model)), model
        own = _OWN.get(getattr(model, "kind", ""), ())
        assert known >= set(own), model
    assert keys_of(Retraction)[-2:] == ("date", "reason")


# ---------------------------------------------------------------- laws; benchmarks/fuzz_fmt.py tries more

LAW = settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@LAW
@given(documents(), st.sampled_from(PATHS))
def test_form_changes_no_value_loses_no_comment_and_is_final(document, path):
    hold_form(document, path)


@settings(LAW, max_examples=500)
@given(scraps())
def test_no_bytes_whatever_end_in_a_traceback(content):
    hold_bytes(content)

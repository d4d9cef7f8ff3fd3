"""Run the command line as an editor, a code host and a script do."""

# ruff: noqa: E501  # what is printed stands here as it is printed

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from conftest import FILES, HERE, edit, write_project
from dateline.cli import main
from dateline.problems import Problem, Rule, Severity
from dateline.read.yamlfile import parse_yaml
from dateline.report import FORMATS, as_text

FORMS = ("text", "json", "sarif", "github")


def run(root: Path, *words: str) -> Result:
    result = CliRunner().invoke(main, ["-C", str(root), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def faulty(project):
    """Write the invented project with a hedge that the source does not have, and a document with a strange name."""
    edit(project / "briefings/coast/humanitarian.yml", "quantifier: at_least", "quantifier: more_than")
    (project / "seeds/100%,a:b.txt").write_text("Nobody described it.", "utf-8")
    return project


# ---------------------------------------------------------------- check


def test_a_project_without_problems_is_proved(project):
    result = run(project, "check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "5 facts from 2 sources: all proved.\n", "")


def test_problems_are_written_for_people(faulty):
    result = run(faulty, "check")
    assert (result.exit_code, result.stderr) == (1, "\n2 problems found; nothing was written.\n")
    assert (
        result.stdout
        == """\
briefings/coast/humanitarian.yml:6:17: error[P3-number]: the fact says more than 240, the quotation says at least 240
   |
 6 |     quantifier: more_than
   |                 ^
   = help: if the quotation is right, write `value: 240` and `quantifier: at_least`

seeds/100%,a:b.txt: error[layout]: the document has no record
   = help: write 100%,a:b.yml beside it, with `document: 100%,a:b.txt`
"""
    )


def test_problems_are_written_as_json(faulty):
    result = run(faulty, "check", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    assert json.loads(result.stdout) == {
        "problems": [
            {
                "file": "briefings/coast/humanitarian.yml",
                "line": 6,
                "column": 17,
                "rule": "P3-number",
                "severity": "error",
                "message": "the fact says more than 240, the quotation says at least 240",
                "help": "if the quotation is right, write `value: 240` and `quantifier: at_least`",
            },
            {
                "file": "seeds/100%,a:b.txt",
                "line": 0,
                "column": 0,
                "rule": "layout",
                "severity": "error",
                "message": "the document has no record",
                "help": "write 100%,a:b.yml beside it, with `document: 100%,a:b.txt`",
            },
        ],
        "facts": 5,
        "sources": 2,
    }


def test_json_without_problems_says_how_much_was_read(project):
    result = run(project, "check", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"problems": [], "facts": 5, "sources": 2})


def test_problems_are_written_as_sarif(faulty):
    result = run(faulty, "check", "--format", "sarif")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "dateline",
                        "version": version("dateline"),
                        "rules": [{"id": "P3-number"}, {"id": "layout"}],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "P3-number",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {
                            "text": "The fact says more than 240, the quotation says at least 240. If the quotation is right, write `value: 240` and `quantifier: at_least`"
                        },
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "briefings/coast/humanitarian.yml"},
                                    "region": {"startLine": 6, "startColumn": 17},
                                }
                            }
                        ],
                    },
                    {
                        "ruleId": "layout",
                        "ruleIndex": 1,
                        "level": "error",
                        "message": {
                            "text": "The document has no record. Write 100%,a:b.yml beside it, with `document: 100%,a:b.txt`"
                        },
                        "locations": [{"physicalLocation": {"artifactLocation": {"uri": "seeds/100%25%2Ca%3Ab.txt"}}}],
                    },
                ],
            }
        ],
    }


def test_problems_are_written_for_github(faulty):
    result = run(faulty, "check", "--format", "github")
    assert (result.exit_code, result.stdout) == (
        1,
        """\
::error file=briefings/coast/humanitarian.yml,line=6,col=17,title=P3-number::The fact says more than 240, the quotation says at least 240. If the quotation is right, write `value: 240` and `quantifier: at_least`
::error file=seeds/100%25%2Ca%3Ab.txt,line=1,col=1,title=layout::The document has no record. Write 100%25,a:b.yml beside it, with `document: 100%25,a:b.txt`
""",
    )


# ---------------------------------------------------------------- hostile text

HOSTILE = r"""
  - {id: clear, name: "Clear \e[2J\e]0;title\a\b \x9b31m", type: "\e[31mred", origin: "\u202Edesrever"}
  - {id: "\r\n::error::forged", name: "x\u2028y\u0085z\U000E0041", type: person}
  - {id: "%0A::set-output name=x::y", name: A, "\e[1mkey": 1, type: person}
"""


@pytest.mark.parametrize("form", FORMS)
def test_no_control_character_reaches_the_terminal(tmp_path, form):
    root = write_project(tmp_path, {"briefings/actors.yml": FILES["briefings/actors.yml"].rstrip("\n") + HOSTILE})
    (root / "seeds/\x1b[31m.txt").write_text("Nobody described it.", "utf-8")
    result = run(root, "check", "--format", form)
    assert result.exit_code == 1
    assert "31m" in result.stdout
    for char in result.output.replace("\n", ""):
        assert unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    if form == "github":
        assert all(line.startswith("::error file=") for line in result.stdout.splitlines())


@pytest.mark.parametrize("form", FORMS)
def test_a_file_name_that_is_no_text_is_written_all_the_same(project, form):
    Path(os.fsdecode(bytes(project / "seeds") + b"/\xff.txt")).write_text("Nobody described it.", "utf-8")
    result = run(project, "check", "--format", form)
    assert result.exit_code == 1
    assert {
        "text": r"seeds/\udcff.txt: error",
        "json": r"seeds/\udcff.txt",
        "sarif": "seeds/%FF.txt",
        "github": r"\udcff",
    }[form] in result.stdout


def test_the_caret_stands_below_its_place():
    def caret(line: str, column: int) -> tuple[str, int]:
        block = as_text([Problem("x.yml", 7, column, Rule.TAB, "x", excerpt=line)]).split("\n")
        return block[2], block[3].index("^") - len(" 7 | ")

    assert caret("key: value", 6) == (" 7 | key: value", 5)
    assert caret("مفتاح: value", 8) == (" 7 | مفتاح: value", 7)
    assert caret("\u202ekey: value", 2) == (r" 7 | \u202ekey: value", 6)
    assert caret("鍵: value", 4) == (" 7 | 鍵: value", 4)
    assert caret("cle\u0301: value", 7) == (" 7 | cle\u0301: value", 5)
    assert caret("x" * 1000 + "HERE" + "y" * 1000, 1001) == (f" 7 | {'x' * 80}HERE{'y' * 76}", 80)


def test_a_warning_is_no_error():
    warning = Problem("x.yml", 1, 1, Rule.TAB, "a tab stands here", severity=Severity.WARNING)
    assert as_text([warning]).startswith("x.yml:1:1: warning[tab]: a tab stands here")
    assert FORMATS["github"]([warning], 0, 0) == "::warning file=x.yml,line=1,col=1,title=tab::A tab stands here.\n"


# ---------------------------------------------------------------- coverage


def test_every_sentence_of_the_real_document_is_accounted_for():
    result = run(HERE, "coverage")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == """\
voa-qalamoun
  quoted     The Syrian government launched several airstrikes Sunday on the rebel-held eastern Qalamoun area, northeast of Damascus, according to local activists.
             by airstrikes-eastern-qalamoun, eastern-qalamoun-northeast-of-damascus, qalamoun-airstrikes
  quoted     The airstrikes came as negotiations are underway between local councils of the main towns in eastern Qalamoun, and representatives from the Syrian government and the Russian Reconciliation Center in Syria.
             by airstrikes-during-talks, qalamoun-talks
  quoted     “The rebels and local councils are trying to spare the populated towns from a fate similar to the one of eastern Ghouta, they seek to let people stay in their homes and avoid large-scale destruction of the area,” Abdullah Abdul Karim, a journalist based in Syria told VOA.
             by abdul-karim-journalist, rebels-and-councils-spare-towns
  quoted     During the meeting, the Russian and Syrian government delegations called on the rebels to hand over their weapons to the Syrian government, leave the area or face war.
             by qalamoun-ultimatum
  quoted     The delegation gave rebels until Wednesday to respond.
             by qalamoun-ultimatum
  quoted     Abdul Karim also said that councils of some local towns are negotiating their own terms for reconciliation.
             by town-talks
  quoted     On Monday, the town of Al Dumair issued a statement after the first round of negotiations with the Russian Reconciliation Center, agreeing on working to preserve security in the city, prevent civilian evacuations and protect the civilians in the city.
             by al-dumair-statement, al-dumair-talks
  quoted     About 350 thousand civilians live in the area, including many displaced from Homs by fighting between the Syrian governments and ISIS.
             by civilians-living-eastern-qalamoun, displaced-from-homs-in-qalamoun, homs-fighting
  quoted     Others are refugees who recently left eastern Ghouta.
             by refugees-from-ghouta-in-qalamoun
  set aside  Who controls Eastern Qalamoun?
             A heading, which states nothing.
  quoted     Eastern Qalamoun has been under rebel control since 2013.
             by eastern-qalamoun-rebel-held
  quoted     A number of rebel factions are present in the area, including the Syrian Liberation Front and Ahrar al-Sham.
             by ahrar-in-eastern-qalamoun, rebel-factions-in-eastern-qalamoun, slf-in-eastern-qalamoun
  quoted     Abu Adam Al Qalamouni, the leader of Syrian Liberation Front, tweeted Saturday that the rumors about his group leaving the area are not true.
             by abu-adam-leads-slf, slf-denies-leaving
  quoted     Abu Isa Ahrar, the leader of the Ahrah al-Sham rebel group, also denied reports about withdrawing from the region.
             by abu-isa-leads-ahrar, ahrar-denies-withdrawing
  quoted     Eastern Qalamoun is the last stronghold for the Faylaq Al Rahman and Jaish Al Islam rebel groups, after their evacuation from eastern Ghouta.
             by faylaq-last-stronghold, groups-evacuated-from-eastern-ghouta, jaish-last-stronghold
  quoted     The forces of Martyr Ahmed Al Abdo rebel group are also based in Qalamoun, al-Tanf area.
             by martyr-abdo-at-al-tanf, martyr-abdo-in-qalamoun
  quoted     That is close to the Jordanian border and a U.S. military base.
             by al-tanf-close-to-jordan, us-base-near-al-tanf
  quoted     Rebels in Qalamoun are trying to avoid fighting in populated areas, operating instead in mountainous landscape to the west and the desert to the east.
             by rebels-avoid-populated-areas, rebels-operate-in-qalamoun
  set aside  Eastern Ghouta
             A heading, which states nothing.
  quoted     The last rebel-held pocket in eastern Ghouta is poised to surrender after Jaish Al Islam, the largest rebel group controlling the pocket of Douma, reached an agreement with the Russian-backed Syrian regime.
             by douma-held-by-jaish, jaish-government-agreement, jaish-in-douma, jaish-largest-in-douma, last-pocket-poised-to-surrender
             not quoted: after
  quoted     The Syrian Observatory for Human Rights, a Britain-based Syrian war monitor, said that Jaish Al Islam and the Syrian government agreed on a settlement to secure those who wish to stay in Douma, allow the evacuation of those who want to leave, surrender heavy artillery to the Syrian regime and allow police to be deployed in the city.
             by douma-settlement, sohr-war-monitor
  quoted     The Observatory said some 1,300 civilians and fighters are expected to leave the besieged pocket and that the first group has already left the city and will be heading to northern Syria.
             by douma-besieged, expected-to-leave-douma, first-group-left-douma
  quoted     The monitoring group says more than 1,600 civilians have been killed in eastern Ghouta sine the Syrian government’s offensive started in February 2018.
             by civilians-killed-eastern-ghouta, offensive-on-eastern-ghouta
  quoted     According to the Response Coordinators in the North, a civil group working in north Syria to help displaced civilians, more than 47,000 civilians and fighters from eastern Ghouta have reached Idlib.
             by arrived-in-idlib-from-eastern-ghouta, response-coordinators-civil-group
  24 sentences: 22 quoted, 2 set aside, 0 missing
"""
    )


def test_a_sentence_that_nobody_quotes_is_missing(project):
    edit(
        project / "seeds/bulletin.yml",
        "unused:\n  - quote: Weather stayed calm.\n    reason: Tells nothing of the situation.\n",
        "",
    )
    result = run(project, "coverage")
    assert result.exit_code == 1
    assert result.stderr == "\nThe project has 1 problem; `dateline check` names it.\n"
    assert (
        result.stdout
        == """\
bulletin
  quoted     The Harbour Guard has held Port Amber since 2029, the Lantern Watch said on Saturday.
             by amber-held
  quoted     At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said.
             by left-amber-watch
  quoted     One ferry sank in Port Amber.
             by ferry-sunk
  MISSING    Weather stayed calm.
  4 sentences: 3 quoted, 0 set aside, 1 missing
wire
  quoted     Some 300 people left Port Amber on 2 May 2031, according to the Tide Council.
             by left-amber-council
  set aside  A sentence nobody quotes mentions 77 crates of quinces.
             Cargo.
  quoted     The Tide Council denied that it will leave Gull Island.
             by council-denies-leaving
  3 sentences: 2 quoted, 1 set aside, 0 missing
"""
    )


# ---------------------------------------------------------------- audit


def test_an_audit_counts_what_it_traced(built_project):
    result = run(built_project, "audit", str(built_project / "site"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith(" traced to 46 facts.\n")


@pytest.mark.parametrize("form", FORMS)
def test_an_audit_of_a_folder_without_a_site_finds_problems(project, form):
    result = run(project, "audit", str(project / "briefings"), "--format", form)
    assert result.exit_code == 1
    assert "P8-output" in result.stdout


# ---------------------------------------------------------------- schema

PLAIN = "https://json-schema.org/draft/2020-12/schema"


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    text = run(HERE, "schema").stdout
    assert json.loads(text)["$schema"] == PLAIN
    Draft202012Validator.check_schema(json.loads(text))
    return Draft202012Validator(json.loads(text))


def plain(value: object) -> object:
    """Return what another YAML reader would: floats, not decimals."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def test_the_real_files_follow_the_schema(schema):
    files = [path for folder in ("briefings", "seeds") for path in sorted((HERE / folder).rglob("*.yml"))]
    assert len(files) > 10
    for path in files:
        schema.validate(plain(parse_yaml(path.name, path.read_bytes()).root))


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [
        ("briefings/coast/control.yml", "state: controlled", "state: controled"),
        ("briefings/coast/control.yml", "place: port-amber", "plaice: port-amber"),
        ("briefings/coast/control.yml", "by: harbour-guard", "by: {id: harbour-guard}"),
        ("briefings/coast/control.yml", "control:", "controls:"),
        ("briefings/coast/humanitarian.yml", "value: 240", 'value: "240"'),
        ("briefings/coast/humanitarian.yml", "quantifier: at_least", "quantifier: at least"),
        ("briefings/coast/humanitarian.yml", "    headline: The monitor was there.\n", "    headline: ''\n"),
        ("briefings/coast/briefing.yml", "places: [port-amber, gull-island]", "places: []"),
        ("briefings/edition.yml", 'id: "2031-05-04"', "id: May"),
        ("seeds/bulletin.yml", "full_text: true", "full_text: yes"),
        ("seeds/bulletin.yml", "rights: Invented for these tests.\n", ""),
        ("briefings/actors.yml", "name: Harbour Guard", "name: {en: 5}"),
    ],
)
def test_what_check_refuses_the_schema_refuses(project, schema, path, right, wrong):
    def follows() -> bool:
        return schema.is_valid(plain(parse_yaml(path, (project / path).read_bytes()).root))

    assert follows()
    edit(project / path, right, wrong)
    assert not follows()
    assert run(project, "check").exit_code == 1


# ---------------------------------------------------------------- the rest


def test_help_names_every_command():
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    assert "Exit codes: 0 done, 1 problems found, 2 wrong usage, 130 interrupted." in result.stdout
    for name, command in main.commands.items():
        assert f"  {name} " in result.stdout
        shown = CliRunner().invoke(main, [name, "-h"]).stdout
        assert " ".join(command.help.split()) in " ".join(shown.split())


def test_help_loads_nothing_heavy():
    asked = "import sys, dateline.cli; print(sorted({'pydantic', 'jinja2', 'yaml', 'mkdocs'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "[]\n"  # noqa: S603


def test_check_loads_neither_what_sets_and_reads_pdfs_nor_the_search():
    asked = (
        "import sys, dateline.prepare; print(sorted({'typst', 'pypdfium2', 'segno', 'pagefind'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "[]\n"  # noqa: S603


def test_the_version_is_the_packages():
    result = subprocess.run(  # our own interpreter
        [sys.executable, "-m", "dateline", "--version"], capture_output=True, text=True, check=True
    )
    assert result.stdout == f"dateline, version {version('dateline')}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("-C", "/nowhere/at/all", "check"),
        ("-C", __file__, "check"),
        ("check", "--format", "xml"),
        ("check", "extra"),
        ("chek",),
        ("audit",),
        ("audit", "/nowhere/at/all"),
        ("serve", "--port", "99999"),
    ],
)
def test_wrong_usage_is_told_apart_from_problems(words):
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: ")

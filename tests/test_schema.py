"""The JSON Schema explains every field, with examples that hold, and every file leads to it."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from conftest import FILES, HERE, write_project
from dateline.cli import main
from dateline.model.facts import KINDS
from dateline.read.modeline import SCHEMA
from dateline.read.schema import example_records

RECORDS = example_records()
REGISTERS = ("actors", "places", "indicators")
# What the example records quote. Nothing in it exists.
REPORT = """\
On Sunday a first round of talks between the Harbour Guard and the Tide Council was held in Port Amber; \
the Lantern Watch mediates. The Salt Company and the Tide Council are to talk about the Quince Shoals, with \
the Lantern Watch and the ferrymen between them. The talks in Port Amber have stalled since.

The Harbour Guard has held Port Amber since 1999, so the Lantern Watch says. Gull Island lies south of Port Amber. \
The weather stayed calm. The Harbour Guard and the Salt Company have fought over it since February 2001. \
The Salt Company has been based on Gull Island since November 2000; its boats lie in the northern bay.

The Salt Company left the Quince Shoals in March 2001. The Salt Company denied that it left the Quince Shoals. \
The Harbour Guard and the Tide Council state that nobody has come to the Quince Shoals, and nobody has left.

The Tide Council called on the Harbour Guard to open the quay, and gave it until Friday to respond. \
The weather stayed calm. On Wednesday nothing was heard. The Tide Council and the ferrymen ask the Salt Company and \
the Harbour Guard to leave the northern bay by April 2001.

The Harbour Guard and the ferrymen agreed in Port Amber to let the ferry sail on Sundays and to keep the quay unarmed, \
the Lantern Watch and Ivo Quill said. The ferrymen agreed to light the lamp of the quay. It did not burn. \
The ferrymen agreed to light the lamp of the quay. It burns now, says Ivo Quill, the speaker of the Salt Company. \
The ferrymen will take the ferry from Port Amber to Gull Island.

At least 240 people left Port Amber on Sunday, the Lantern Watch said. Between 40 and 60 people from Port Amber have \
arrived on Gull Island since February 2001. Dozens of people from Gull Island arrived on the Quince Shoals from \
2 March 2001 to 4 March 2001.
"""
DOCUMENTS = {
    "port-amber-report.txt": REPORT,
    "port-amber-report.pdf": "an invented page\n",
    "port-amber-report-2.txt": "The quay was closed by the ferrymen, who sail the ferry of Port Amber.\n",
    "basemap.geojson": json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"name": "Shore"},
                    "geometry": {"type": "LineString", "coordinates": [[-21, -30], [-20, -31]]},
                }
            ],
        }
    ),
}


def written(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False)


def project_of(root: Path, *, edition: int = 0) -> Path:
    """Write all example records as one project."""
    files = {name: FILES[name] for name in ("mkdocs.yml", "templates/theme/.keep")}
    files |= {f"briefings/{name}.yml": written({name: RECORDS[name]}) for name in REGISTERS}
    files["briefings/first/facts.yml"] = written({kind: RECORDS[kind] for kind in (*KINDS, "withdrawn")})
    for slug, briefing in zip(("first", "second"), RECORDS["briefing"], strict=True):
        files[f"briefings/{slug}/briefing.yml"] = written(briefing)
    files["briefings/edition.yml"] = written(RECORDS["edition"][edition])
    files["briefings/basemap.yml"] = written(RECORDS["basemap"][0])
    for record in RECORDS["source"]:
        files[f"seeds/{record['id']}.yml"] = written(record)
    for name, text in DOCUMENTS.items():
        files[f"briefings/{name}" if name == "basemap.geojson" else f"seeds/{name}"] = text
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def schema():
    text = CliRunner().invoke(main, ["schema"]).stdout
    Draft202012Validator.check_schema(json.loads(text))
    return json.loads(text)


def fields(schema):
    """Return every field of every record and list, with its name and schema."""
    parts = {"": schema["anyOf"][0], **schema["$defs"]}
    return [
        (f"{part}.{name}", field) for part, has in parts.items() for name, field in has.get("properties", {}).items()
    ]


# ---------------------------------------------------------------- meanings


def test_every_field_and_every_kind_says_what_it_means_and_shows_an_example(schema):
    explained = [*fields(schema), *((name, part) for name, part in schema["$defs"].items() if "properties" in part)]
    assert len(explained) > 200
    assert [name for name, field in explained if not field.get("examples")] == []
    assert [name for name, field in explained if not field.get("description", "").endswith((".", "}"))] == []


def test_every_word_of_a_closed_list_says_what_it_means(schema):
    words = [part for part in schema["$defs"].values() if "enum" in part]
    words += [field for _, field in fields(schema) if "enum" in field]
    assert len(words) > 10
    for part in words:
        assert len(part["enumDescriptions"]) == len(part["enum"]), part["enum"]
        assert all(said.endswith(".") for said in part["enumDescriptions"])


def test_no_two_fields_have_the_same_words_unless_all_kinds_of_fact_inherit_them(schema):
    said = defaultdict(set)
    for name, field in fields(schema):
        said[field["description"]].add(name)
    shared = {frozenset(name.partition(".")[2] for name in names) for names in said.values() if len(names) > 1}
    inherited = ("id", "source", "quote", "prefix", "suffix", "attributed", "context", "said_by", "date", "when")
    assert shared == {
        frozenset([name]) for name in (*inherited, "note", "unproved", "change", "place", "what", "formerly")
    }
    kinds = {f"{model.__name__}" for model in KINDS.values()}
    for names in said.values():
        assert len(names) == 1 or {name.partition(".")[0] for name in names} <= kinds


# ---------------------------------------------------------------- examples


def test_every_example_follows_the_schema_of_its_own_field(schema):
    examples = 0
    for name, field in [*fields(schema), *schema["$defs"].items()]:
        validator = Draft202012Validator({"$ref": "#/x", "x": field, "$defs": schema["$defs"]})
        for example in field.get("examples", ()):
            validator.validate(example)
            examples += 1
        assert not validator.is_valid(None), name
    assert examples > 400


def test_the_example_records_are_a_project_whose_facts_are_proved(tmp_path):
    result = CliRunner().invoke(main, ["-C", str(project_of(tmp_path)), "check", "--format", "json"])
    found = json.loads(result.stdout)["problems"]
    # Nothing was published of it, so that nothing in it can have changed since.
    assert [(problem["rule"], problem["message"]) for problem in found] == [
        ("cause", "“salt-company-left-the-shoals” gives a cause, and no edition before this one has it"),
        ("cause", "“left-port-amber” gives a cause, and no edition before this one has it"),
        ("unknown-id", "no edition has a fact “quay-closed”"),
        ("unknown-id", "no edition has a fact “lamp-out”"),
    ]


def test_the_example_of_a_correction_is_read_too(tmp_path):
    result = CliRunner().invoke(main, ["-C", str(project_of(tmp_path, edition=1)), "check", "--format", "json"])
    found = json.loads(result.stdout)["problems"]
    assert [problem["message"] for problem in found if problem["file"] == "briefings/edition.yml"] == [
        "no edition was published before this one"
    ]


def test_each_field_shows_what_stands_there_in_a_record_of_its_own_kind(schema):
    figure = schema["$defs"]["Figure"]["properties"]
    assert figure["value"]["examples"] == [240, [40, 60]]
    assert figure["from"]["examples"] == ["port-amber", "gull-island"]
    assert figure["period"]["examples"] == ["2001-02/..", "2001-03-02/2001-03-04"]
    # No figure among them has a note: the one that is shown is of another kind.
    assert figure["note"]["examples"] == ["Neither says how it is known."]
    assert schema["$defs"]["Track"]["examples"] == RECORDS["tracks"][:1]
    assert schema["anyOf"][0]["properties"]["tracks"]["examples"] == [RECORDS["tracks"][:1]]


# ---------------------------------------------------------------- the way to the schema


def test_this_repository_keeps_the_schema_of_this_version():
    kept = (HERE / SCHEMA).read_text("utf-8")
    assert kept == CliRunner().invoke(main, ["schema"]).stdout, f"write it anew: dateline schema > {SCHEMA}"


@pytest.mark.parametrize(
    "path", [path for folder in ("briefings", "seeds") for path in sorted((HERE / folder).rglob("*.yml"))], ids=str
)
def test_each_file_of_this_repository_leads_to_the_schema(path):
    first = path.read_text("utf-8").partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=../")
    assert (path.parent / first.partition("$schema=")[2]).resolve() == (HERE / SCHEMA).resolve()


def keep_schema(root: Path) -> None:
    (root / SCHEMA).parent.mkdir()
    (root / SCHEMA).write_text("{}\n", "utf-8")


@pytest.mark.parametrize("kept", [True, False])
def test_files_that_commands_write_lead_to_the_schema_where_the_project_keeps_one(tmp_path, kept):
    root = write_project(tmp_path / "project")
    if kept:
        keep_schema(root)
    letter = tmp_path / "letter.txt"
    letter.write_text("Some 70 people left Port Amber on 3 May 2031, the Lantern Watch said.\n", "utf-8")
    words = ["--title", "Letter", "--publisher", "Amber Gazette", "--issued", "2031-05-03", "--rights", "Invented."]
    words += ["--type", "report", "--language", "en", "--no-ask"]
    added = CliRunner().invoke(main, ["-C", str(root), "add", "source", str(letter), *words])
    assert added.exit_code == 0, added.output
    target = "briefings/coast/drafts/new.yml"
    for _ in range(2):  # the second time there is the file, and nothing is left to write
        assert CliRunner().invoke(main, ["-C", str(root), "suggest", "letter", "--write", target]).exit_code == 0
    heads = [(root / path).read_text("utf-8").split("\n")[:2] for path in ("seeds/letter.yml", target)]
    line = "# yaml-language-server: $schema="
    expected = [[f"{line}../{SCHEMA}", "id: letter"], [f"{line}../../../{SCHEMA}", "figures:"]]
    if not kept:
        expected = [["id: letter", "document: letter.txt"], ["figures:", "  - id: TODO"]]
    assert heads == expected


def test_a_file_that_is_added_to_keeps_its_first_line(tmp_path):
    root = write_project(tmp_path / "project", {"briefings/coast/drafts.yml": "# Mine.\n"})
    keep_schema(root)
    (root / "seeds/wire.yml").write_text(FILES["seeds/wire.yml"].partition("unused:")[0], "utf-8")
    target = "briefings/coast/drafts.yml"
    assert CliRunner().invoke(main, ["-C", str(root), "suggest", "wire", "--write", target]).exit_code == 0
    assert (root / target).read_text("utf-8").startswith("# Mine.\n")

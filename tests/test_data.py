"""The data of an edition, read with its users' own readers; and an audit that finds what was altered in it."""

from __future__ import annotations

import csv
import json
import re
import shutil
from hashlib import sha256
from io import StringIO

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from geojson_pydantic import Feature, FeatureCollection, Point
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conftest import FILES, edit, write_project
from dateline.audit import audit, read_evidence
from dateline.audit.data import audit_data
from dateline.build import build
from dateline.model.facts import KINDS, ControlState, Fact, PresenceMode, Relation, Stance, TrackState
from dateline.model.registers import SourceType
from dateline.prepare import check
from dateline.prove.dates import Reading
from dateline.render.environment import make_environment, template_folders
from dateline.render.export import facts_schema
from dateline.render.tables import COMMON, OWN, defused
from dateline.text.numbers import Magnitude, Quantifier


def rows_of(path):
    """Read a table as its users do."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def row_of(site, kind, fact_id):
    return next(row for row in rows_of(site / f"data/{kind}.csv") if row["id"] == fact_id)


def read_json(path):
    return json.loads(path.read_text("utf-8"))


def facts_by_id(site):
    return {fact["id"]: fact for fact in read_json(site / "data/facts.json")["facts"]}


# ---------------------------------------------------------------- an invented project with all kinds

CABLE = """\
The Harbour Guard and the Tide Council are negotiating over Port Amber.
The Tide Council called on the Harbour Guard to leave Port Amber by 6 May 2031.
The Harbour Guard and the Tide Council agreed on 1 May 2031 to open the pier.
The Harbour Guard sailed from Port Amber to Gull Island on 2 May 2031.
The Harbour Guard is present in Port Amber.
Gull Island lies west of Port Amber.
The Harbour Guard is the watch of the Tide Council.
Between 40 and 60 boats sank in Port Amber.
In Gull Island 2.5 percent of the boats were lost.
Some speak of gold in Port Amber.
"""
RICH = {
    "seeds/cable.txt": CABLE,
    "seeds/cable.yml": f"""\
id: cable
document: cable.txt
sha256: {sha256(CABLE.encode()).hexdigest()}
type: webpage
title: Cable from Port Amber
author: [Ada Amber, "O'Quince, B."]
publisher: Quince Wire
container-title: The Wire Daily
URL: https://example.org/cable?a=1&b=2
issued: 2031-05?
inferred: {{issued: It was read as of May 2031.}}
note: Read over a bad line.
language: en
full_text: true
rights: Invented for these tests.
""",
    "briefings/places.yml": """\
places:
  - id: port-amber
    name: {en: Port Amber, ar: ميناء العنبر}
    type: town
    coordinates: {latitude: -33.50, longitude: 151.25}
    codes: {invented: "0042"}
    reference: The invented gazetteer
  - {id: gull-island, name: Gull Island, type: area}
  - {id: quince-hill, name: Quince Hill, type: site}
""",
    "briefings/indicators.yml": FILES["briefings/indicators.yml"]
    + """\
  - id: boats-sunk
    name: Boats sunk
    definition: Boats that sank in the place.
    unit: boats
    measure: flow
    population: boats
    words: [boats, sank]
    phrase: {en: {other: "boats sank in {place}"}}
  - id: boats-lost
    name: Boats lost
    definition: The share of boats that were lost.
    unit: percent
    measure: stock
    population: boats
    words: [boats, lost]
    phrase: {en: {other: "of the boats of {place} were lost"}}
""",
    "briefings/coast/negotiations.yml": """\
tracks:
  - {id: amber-talks, title: Talks on Port Amber, parties: [harbour-guard, tide-council], place: port-amber,
     state: underway, source: cable, quote: The Harbour Guard and the Tide Council are negotiating over Port Amber.}
demands:
  - {id: leave-amber, by: tide-council, to: harbour-guard, what: leave Port Amber, deadline: 2031-05-06,
     track: amber-talks, source: cable,
     quote: The Tide Council called on the Harbour Guard to leave Port Amber by 6 May 2031.}
agreements:
  - {id: open-pier, parties: [harbour-guard, tide-council], terms: [open the pier], date: 2031-05-01,
     track: amber-talks, source: cable,
     quote: The Harbour Guard and the Tide Council agreed on 1 May 2031 to open the pier.}
""",
    "briefings/coast/events.yml": """\
events:
  - {id: sailed, actor: harbour-guard, what: sailed from Port Amber to Gull Island, from: port-amber, to: gull-island,
     date: 2031-05-02, source: cable, quote: The Harbour Guard sailed from Port Amber to Gull Island on 2 May 2031.}
  - {id: gold, what: gold was found, place: port-amber, unproved: Nobody is named., expected: true,
     source: cable, quote: Some speak of gold in Port Amber.}
presence:
  - {id: guard-in-amber, actor: harbour-guard, place: port-amber, source: cable,
     quote: The Harbour Guard is present in Port Amber.}
locations:
  - {id: gull-west, place: gull-island, relation: west_of, of: port-amber, source: cable,
     quote: Gull Island lies west of Port Amber.}
profiles:
  - {id: guard-of-council, actor: harbour-guard, what: the watch, of: tide-council, source: cable,
     quote: The Harbour Guard is the watch of the Tide Council.}
figures:
  - {id: boats-sunk-amber, indicator: boats-sunk, place: port-amber, value: [40, 60], quantifier: between,
     source: cable, quote: Between 40 and 60 boats sank in Port Amber.}
  - {id: boats-lost-gull, indicator: boats-lost, place: gull-island, value: 2.5, source: cable,
     quote: In Gull Island 2.5 percent of the boats were lost.}
""",
}


@pytest.fixture(scope="session")
def rich_project(made_once):
    """Write and build the invented project with facts of all kinds; tests only read it."""
    return made_once("rich", lambda folder: build(write_project(folder, RICH)))


@pytest.fixture(scope="session")
def rich_site(rich_project):
    return rich_project / "site"


# ---------------------------------------------------------------- facts.json and its schema


@pytest.fixture(scope="module")
def schema():
    found = json.loads(facts_schema())
    Draft202012Validator.check_schema(found)
    return found


def faults(schema, data):
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(data)]


def test_the_facts_follow_the_published_schema(site, schema):
    assert read_json(site / "data/facts.schema.json") == schema
    assert faults(schema, read_json(site / "data/facts.json")) == []


def test_the_facts_of_any_project_follow_the_schema(rich_site, schema):
    facts = read_json(rich_site / "data/facts.json")
    assert faults(schema, facts) == []
    assert {fact["kind"] for fact in facts["facts"]} == set(KINDS)


@pytest.mark.parametrize(
    ("fact_id", "change"),
    [
        ("eastern-qalamoun-rebel-held", {"extra": 1}),
        ("eastern-qalamoun-rebel-held", {"state": "underway"}),
        ("eastern-qalamoun-rebel-held", {"value": {}}),
        ("eastern-qalamoun-rebel-held", {"kind": "rumours"}),
        ("eastern-qalamoun-rebel-held", {"date": "next week"}),
        ("eastern-qalamoun-rebel-held", {"fields": {"what": "held"}}),
        ("qalamoun-talks", {"state": "controlled"}),
        ("civilians-killed-eastern-ghouta", {"value": None}),
        ("civilians-killed-eastern-ghouta", {"indicator": None}),
    ],
)
def test_the_schema_refuses_what_is_no_fact(site, schema, fact_id, change):
    facts = read_json(site / "data/facts.json")
    next(fact for fact in facts["facts"] if fact["id"] == fact_id).update(change)
    assert faults(schema, facts) != []


def test_the_schema_asks_for_every_field_and_describes_it(schema):
    objects = [schema, *(part for part in schema["$defs"].values() if part["type"] == "object")]
    assert len(objects) == 7 + len(KINDS)
    for part in objects:
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
        assert all(named.get("description") for named in part["properties"].values() if "$ref" not in named)


def test_the_choices_of_the_schema_are_those_of_the_program(schema):
    parts = schema["$defs"]
    fact, value = parts["fact"]["properties"], parts["value"]["properties"]
    assert fact["kind"]["enum"] == list(KINDS)
    assert fact["state"]["enum"] == [*ControlState, *TrackState, None]
    assert value["quantifier"]["enum"] == list(Quantifier)
    assert value["magnitude"]["enum"] == [*Magnitude, None]
    assert parts["dated"]["properties"]["reading"]["enum"] == list(Reading)
    assert parts["presence"]["properties"]["how"]["enum"] == list(PresenceMode)
    assert parts["positions"]["properties"]["stance"]["enum"] == list(Stance)
    assert parts["locations"]["properties"]["relation"]["enum"] == list(Relation)
    states = {
        rule["if"]["properties"]["kind"]["const"]: rule["then"]["properties"]["state"] for rule in fact_rules(parts)
    }
    assert states["control"]["enum"] == list(ControlState)
    assert states["tracks"]["enum"] == list(TrackState)
    dates = {name for kind in KINDS.values() for name in kind.date_fields}
    assert set(fact["dates"]["properties"]) == dates


def fact_rules(parts):
    return parts["fact"]["allOf"]


def test_every_field_that_an_editor_may_write_goes_out(schema):
    above = {"place", "state", "indicator", "value", "quantifier", "magnitude"}
    for name, kind in KINDS.items():
        own = {info.alias or field for field, info in kind.model_fields.items() if field not in Fact.model_fields}
        assert set(schema["$defs"][name]["properties"]) | above == own | above, name


def test_the_fields_of_a_kind_are_told_by_ids_dates_and_words(site):
    facts = facts_by_id(site)
    assert facts["qalamoun-ultimatum"]["fields"] == {
        "place": None,
        "what": "hand over their weapons to the Syrian government, leave the area or face war",
        "by": ["russian-delegation", "syrian-government"],
        "to": ["rebels"],
        "deadline": "2018-04-04",
        "track": "qalamoun-talks",
    }
    assert facts["arrived-in-idlib-from-eastern-ghouta"]["fields"] == {
        "place": "idlib",
        "from": "eastern-ghouta",
        "period": None,
        "headline": None,
    }


# ---------------------------------------------------------------- tables


def test_a_figure_is_one_row_with_its_hedge_its_bounds_and_its_definition(site):
    assert row_of(site, "figures", "civilians-killed-eastern-ghouta") == {
        "id": "civilians-killed-eastern-ghouta",
        "kind": "figures",
        "briefing": "eastern-ghouta",
        "text": (
            "The Syrian Observatory for Human Rights says more than 1,600 civilians have been killed in eastern Ghouta"
            " since February 2018."
        ),
        "date": "2018-02/..",
        "inferred_dates": "",
        "when": "",
        "place_ids": "eastern-ghouta",
        "place_names": "eastern Ghouta",
        "actor_ids": "",
        "actor_names": "",
        "said_by_ids": "sohr",
        "said_by_names": "Syrian Observatory for Human Rights",
        "source_id": "voa-qalamoun",
        "publisher": "Voice of America",
        "quotation": facts_by_id(site)["civilians-killed-eastern-ghouta"]["citations"][0]["exact"],
        "unproved": "",
        "retracted_date": "",
        "retracted_reason": "",
        "contested": "false",
        "note": "",
        "indicator_id": "civilians-killed",
        "indicator_name": "Civilians killed",
        "definition": "Civilians reported killed in the place during the period.",
        "measure": "cumulative",
        "unit": "people",
        "best": "1600",
        "low": "1600",
        "high": "",
        "quantifier": "more_than",
        "magnitude": "",
        "period": "2018-02/..",
        "on_date": "",
        "from_place_id": "",
        "from_place_name": "",
        "headline": "",
    }


def test_the_own_columns_of_a_kind_say_who_and_what(site):
    ultimatum = row_of(site, "demands", "qalamoun-ultimatum")
    assert {name: ultimatum[name] for name in [column.name for column in OWN["demands"]]} == {
        "demanded_by_ids": "russian-delegation; syrian-government",
        "demanded_by_names": "Russian delegation; Syrian government",
        "demanded_of_ids": "rebels",
        "demanded_of_names": "rebels",
        "what": "hand over their weapons to the Syrian government, leave the area or face war",
        "deadline": "2018-04-04",
        "talks_id": "qalamoun-talks",
    }
    assert ultimatum["inferred_dates"] == "deadline"
    held = row_of(site, "control", "eastern-qalamoun-rebel-held")
    assert {name: held[name] for name in ("control_state", "held_by_ids", "held_by_names", "since", "on_date")} == {
        "control_state": "controlled",
        "held_by_ids": "rebels",
        "held_by_names": "rebels",
        "since": "2013",
        "on_date": "",
    }


def test_every_fact_is_a_row_of_its_kinds_table(site):
    rows = {kind: [row["id"] for row in rows_of(site / f"data/{kind}.csv")] for kind in KINDS}
    facts = facts_by_id(site)
    assert sorted(name for ids in rows.values() for name in ids) == sorted(facts)
    assert all(facts[name]["kind"] == kind for kind, ids in rows.items() for name in ids)


def test_a_kind_without_facts_is_a_table_with_its_header(project):
    site = build(project).site
    text = (site / "data/tracks.csv").read_bytes().decode()
    names = [column.name for column in (*COMMON, *OWN["tracks"])]
    assert text == ",".join(names) + "\r\n"
    assert (site / "data/tracks.hxl.csv").read_bytes().decode().split("\r\n")[0] == ",".join(names)


def test_lines_end_as_rfc_4180_asks(site):
    for path in sorted((site / "data").glob("*.csv")):
        content = path.read_bytes()
        assert content.endswith(b"\r\n")
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\n" not in content.replace(b"\r\n", b"")


def test_beside_each_table_stands_one_with_hashtags(site):
    """HXL 1.1: a hashtag of lower-case letters, then attributes, in a row of its own below the header."""
    for kind in KINDS:
        plain = (site / f"data/{kind}.csv").read_bytes().decode().split("\r\n")
        tagged = (site / f"data/{kind}.hxl.csv").read_bytes().decode().split("\r\n")
        assert [tagged[0], *tagged[2:]] == plain
        tags = tagged[1].split(",")
        assert all(re.fullmatch(r"#[a-z][a-z_]*(\+[a-z][a-z_]*)*", tag) for tag in tags)
        assert len(set(tags)) == len(tags) == len(plain[0].split(","))


def test_one_column_means_one_thing():
    columns = [*COMMON, *(column for own in OWN.values() for column in own)]
    assert {column.name: column.hashtag for column in columns} == {
        column.name: column.hashtag for column in columns[::-1]
    }
    assert len({column.name for column in columns}) == len({column.hashtag for column in columns})


def test_every_column_and_every_file_has_its_words(project, site):
    words = make_environment(template_folders(project), "en").globals["words"]
    columns = {column.name for column in (*COMMON, *(column for own in OWN.values() for column in own))}
    assert set(words["columns"]) == columns
    files = {path.name for path in (site / "data").iterdir() if path.suffix != ".csv"}
    assert files == set(words["downloads"])


# ---------------------------------------------------------------- formulas

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full-width signs too


@pytest.mark.parametrize("sign", FORMULAS)
def test_a_text_that_a_spreadsheet_would_run_has_an_apostrophe(sign):
    assert defused(f"{sign}1+1") == f"'{sign}1+1"
    assert defused(f"a{sign}1") == f"a{sign}1"
    assert defused(f"'{sign}1") == f"''{sign}1"
    assert defused(f"'a{sign}") == f"'a{sign}"


def test_white_space_does_not_hide_a_formula():
    assert defused("  =1+1") == "'  =1+1"
    assert defused("\u00a0@x") == "'\u00a0@x"


@given(st.text() | st.builds("".join, st.lists(st.sampled_from(["'", '"', ",", " ", "x", *FORMULAS]))))
def test_a_reader_of_csv_gets_the_text_back(text):
    written = defused(text)
    line = StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow([written, "x"])
    read, _ = next(csv.reader(StringIO(line.getvalue(), newline=""), strict=True))
    assert read == written
    assert not read.startswith(FORMULAS)
    assert not read.lstrip().startswith(FORMULAS)
    assert read in (text, f"'{text}")
    # Whoever knows the rule takes the apostrophe away again, and no text is like another.
    assert defused(read[1:]) == read if read != text else True


def hostile_project(folder):
    """Write the invented project with a note, a title and a name that mean ill."""
    notes = {
        "briefings/coast/control.yml": FILES["briefings/coast/control.yml"]
        + '    note: "=HYPERLINK(\\"https://evil.example\\",\\"see\\")"\n',
        "briefings/coast/factions.yml": FILES["briefings/coast/factions.yml"].replace(
            "what: that it will leave", 'note: "\\u202eevil, \\"quoted\\""\n    what: that it will leave'
        ),
        "briefings/actors.yml": FILES["briefings/actors.yml"].replace(
            "name: Tide Council,", 'name: "Tide Council", also: ["@tide"],'
        ),
    }
    return write_project(folder, notes)


def test_what_means_ill_is_text_in_every_table(tmp_path):
    site = build(hostile_project(tmp_path / "project")).site
    assert row_of(site, "control", "amber-held")["note"] == '\'=HYPERLINK("https://evil.example","see")'
    denied = row_of(site, "positions", "council-denies-leaving")
    assert denied["note"] == '[RIGHT-TO-LEFT OVERRIDE]evil, "quoted"'
    assert facts_by_id(site)["council-denies-leaving"]["note"] == '\u202eevil, "quoted"'
    for path in (site / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(FORMULAS)]


def test_numbers_stay_numbers(rich_site):
    figures = {row["id"]: row for row in rows_of(rich_site / "data/figures.csv")}
    bounds = {name: tuple(row[key] for key in ("best", "low", "high", "quantifier")) for name, row in figures.items()}
    assert bounds == {
        "boats-lost-gull": ("2.5", "2.5", "2.5", "exact"),
        "boats-sunk-amber": ("", "40", "60", "between"),
        "ferry-sunk": ("1", "1", "1", "exact"),
        "left-amber-council": ("300", "", "", "about"),
        "left-amber-watch": ("240", "240", "", "at_least"),
    }
    assert {name for name, row in figures.items() if row["contested"] == "true"} == {
        "left-amber-council",
        "left-amber-watch",
    }
    assert figures["left-amber-watch"]["headline"] == "The monitor was there."


def test_from_and_to_of_an_event_are_columns_of_their_own(rich_site):
    sailed = row_of(rich_site, "events", "sailed")
    assert [
        sailed[name] for name in ("at_place_id", "from_place_id", "from_place_name", "to_place_id", "expected")
    ] == [
        "",
        "port-amber",
        "Port Amber",
        "gull-island",
        "false",
    ]
    gold = row_of(rich_site, "events", "gold")
    assert [gold[name] for name in ("at_place_id", "expected", "unproved")] == [
        "port-amber",
        "true",
        "Nobody is named.",
    ]
    assert row_of(rich_site, "demands", "leave-amber")["talks_id"] == "amber-talks"
    assert row_of(rich_site, "profiles", "guard-of-council")["of_actor_name"] == "Tide Council"


def test_a_fact_that_cannot_be_proved_quotes_its_source_all_the_same(tmp_path):
    root = write_project(tmp_path / "project", RICH)
    edit(root / "briefings/coast/events.yml", "quote: Some speak of gold in Port Amber.", "quote: There is gold.")
    edit(
        root / "seeds/cable.yml",
        "full_text: true",
        "full_text: true\nunused: [{quote: Some speak of gold in Port Amber., reason: Rumour.}]",
    )
    assert [(problem.rule, problem.file) for problem in check(root).problems] == [
        ("P1-quotation", "briefings/coast/events.yml")
    ]


# ---------------------------------------------------------------- places


def test_places_are_geojson(site, rich_site):
    for root in (site, rich_site):
        text = (root / "data/places.geojson").read_text("utf-8")
        found = FeatureCollection[Feature[Point, dict]].model_validate_json(text)
        assert found.features
        assert not {"crs", "bbox"} & json.loads(text).keys()
        for feature in found.features:
            if feature.geometry:
                longitude, latitude = feature.geometry.coordinates
                assert -180 <= longitude <= 180
                assert -90 <= latitude <= 90


def test_a_place_stands_with_its_longitude_first_and_its_facts(rich_site):
    places = read_json(rich_site / "data/places.geojson")
    assert "reference data" in places["note"]
    assert [feature["id"] for feature in places["features"]] == ["gull-island", "port-amber"]  # no fact names the hill
    gull, amber = places["features"]
    assert gull["geometry"] is None
    assert gull["properties"]["facts"] == ["boats-lost-gull", "council-denies-leaving", "gull-west", "sailed"]
    assert amber["geometry"] == {"type": "Point", "coordinates": [151.25, -33.5]}
    assert {key: value for key, value in amber["properties"].items() if key != "facts"} == {
        "id": "port-amber",
        "retracted_facts": [],
        "name": "Port Amber",
        "names": {"ar": "ميناء العنبر"},
        "type": "town",
        "reference": "The invented gazetteer",
        "approximate": False,
        "codes": {"invented": "0042"},
    }


# ---------------------------------------------------------------- sources


def test_sources_are_csl_json(rich_site):
    assert read_json(rich_site / "data/sources.json") == [
        {
            "id": "bulletin",
            "type": "report",
            "title": "Bulletin of Port Amber",
            "publisher": "Amber Gazette",
            "issued": {"date-parts": [[2031, 5, 3]]},
            "language": "en",
        },
        {
            "id": "cable",
            "type": "webpage",
            "title": "Cable from Port Amber",
            "author": [{"literal": "Ada Amber"}, {"literal": "O'Quince, B."}],
            "container-title": "The Wire Daily",
            "publisher": "Quince Wire",
            "issued": {"date-parts": [[2031, 5]], "circa": True},
            "URL": "https://example.org/cable?a=1&b=2",
            "language": "en",
            "note": "Read over a bad line.",
        },
        {
            "id": "wire",
            "type": "article-newspaper",
            "title": "Report from Port Amber",
            "publisher": "Quince Wire",
            "issued": {"date-parts": [[2031, 5, 3]]},
            "language": "en",
        },
    ]


CSL_TYPES = {"article", "article-newspaper", "post", "report", "speech", "webpage"}  # of CSL 1.0.2


def test_the_types_of_sources_are_those_of_csl():
    assert set(SourceType) == CSL_TYPES


def test_a_citation_processor_renders_every_source(site, rich_site):
    said = {}
    for root in (site, rich_site):
        sources = read_json(root / "data/sources.json")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(sources), formatter.plain)
        for source in sources:
            bibliography.register(Citation([CitationItem(source["id"])]))
        said |= {source["id"]: str(line) for source, line in zip(sources, bibliography.bibliography(), strict=True)}
    assert said["cable"] == (
        "Ada Amber and O'Quince, B. (2031) Cable from Port Amber, The Wire Daily. Quince Wire. "
        "Available at: https://example.org/cable?a=1&b=2."
    )
    assert said["bulletin"] == "Bulletin of Port Amber (2031) Bulletin of Port Amber. Amber Gazette."
    assert said["voa-qalamoun"] == "(2018) “News report on eastern Qalamoun and eastern Ghouta”, 2 April."


# ---------------------------------------------------------------- the page


def test_the_page_offers_every_file_and_describes_every_column(site):
    html = (site / "data.html").read_text("utf-8")
    offered = set(re.findall(r'<a href="data/([^"]*)" download>', html))
    assert offered == {path.name for path in (site / "data").iterdir()}
    for column in (*COMMON, *(column for own in OWN.values() for column in own)):
        assert f"<code>{column.name}</code>" in html
        assert f"<code>{column.hashtag}</code>" in html


def test_the_page_cites_the_edition(site, rich_site):
    cited = [
        re.search(r'<p class="citation">(.*?)</p>', (root / "data.html").read_text("utf-8"))[1]
        for root in (site, rich_site)
    ]
    assert [re.sub(r"<[^>]*>", "", text) for text in cited] == [
        "Dateline desk. Eastern Qalamoun and eastern Ghouta. Edition 2018-04-02, information cutoff 2 April 2018.",
        "The invented coast. Edition 2031-05-04, information cutoff 4 May 2031.",
    ]


# ---------------------------------------------------------------- the audit


@pytest.fixture
def copy(rich_project, tmp_path):
    """Copy the invented site, to be altered."""
    shutil.copytree(rich_project / "site", tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def problems(copy, rich_project):
    """Give a function that audits the copy and returns where something is wrong in the data, and what."""

    def found():
        # The manifest would only say that the bytes are others.
        everything = audit(copy, rich_project, whole=False).problems
        return [(problem.file, problem.line, problem.message) for problem in everything if problem.file[:5] == "data/"]

    return found


def alter(path, old, new):
    """Replace the first place where `old` stands, bytes for bytes."""
    content = path.read_bytes().decode()
    assert old in content, f"{path.name}: {old}"
    path.write_bytes(content.replace(old, new, 1).encode())


def test_the_data_passes(problems):
    assert problems() == []


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        (
            "figures.csv",
            (",300,,,about", ",301,,,about"),
            [
                ("data/figures.csv", 5, "“301” under “best” is not what facts.json says of “left-amber-council”"),
                ("data/figures.hxl.csv", 6, "from here on the rows are not those of data/figures.csv"),
            ],
        ),
        (
            "control.csv",
            (",2029,,,port-amber", ",2028,,,port-amber"),
            [
                ("data/control.csv", 2, "“2028” under “date” is not what facts.json says of “amber-held”"),
                ("data/control.hxl.csv", 3, "from here on the rows are not those of data/control.csv"),
            ],
        ),
        (
            "control.hxl.csv",
            ("since 2029,", "since 2028,"),
            [("data/control.hxl.csv", 3, "from here on the rows are not those of data/control.csv")],
        ),
        (
            "control.hxl.csv",
            ("#meta+id", "#meta+id2"),
            [("data/control.hxl.csv", 1, "it has another header, or no row of hashtags below")],
        ),
        ("control.hxl.csv", ("#meta+id,", ""), [("data/control.hxl.csv", 2, "it has not one hashtag a column")]),
        (
            "control.hxl.csv",
            ("id,kind", "id,sort"),
            [("data/control.hxl.csv", 1, "it has another header, or no row of hashtags below")],
        ),
        (
            "places.geojson",
            ("[151.25, -33.5]", "[-33.5, 151.25]"),
            [
                ("data/places.geojson", 0, "“geometry.coordinates.0” of “port-amber” is -33.5, and should be 151.25"),
                ("data/places.geojson", 0, "“geometry.coordinates.1” of “port-amber” is 151.25, and should be -33.5"),
            ],
        ),
        (
            "places.geojson",
            ("[151.25, -33.5]", "[151.25, -33.5, 12]"),
            [
                (
                    "data/places.geojson",
                    0,
                    "“geometry.coordinates” of “port-amber” is [151.25, -33.5, 12], and should be [151.25, -33.5]",
                )
            ],
        ),
        (
            "places.geojson",
            ('"name": "Gull Island"', '"name": "Gull Isle"'),
            [
                (
                    "data/places.geojson",
                    0,
                    '“properties.name” of “gull-island” is "Gull Isle", and should be "Gull Island"',
                )
            ],
        ),
        (
            "places.geojson",
            ('"boats-lost-gull", ', ""),
            [
                (
                    "data/places.geojson",
                    0,
                    (
                        '“properties.facts” of “gull-island” is ["council-denies-leaving", "gull-west", "sailed"], '
                        'and should be ["boats-lost-gull", "council-denies-leaving", "gull-west", "sailed"]'
                    ),
                )
            ],
        ),
        (
            "places.geojson",
            ('"note": "', '"note": "31 places. '),
            [("data/places.geojson", 0, "beside its places it says what nothing bears out")],
        ),
        (
            "places.geojson",
            ('"type": "FeatureCollection"', '"type": "FeatureCollection", "crs": {}'),
            [("data/places.geojson", 0, "beside its places it says what nothing bears out")],
        ),
        (
            "sources.json",
            ("[[2031, 5, 3]]", "[[2031, 5, 4]]"),
            [("data/sources.json", 0, "“issued.date-parts.0.2” of “bulletin” is 4, and should be 3")],
        ),
        (
            "sources.json",
            (', "circa": true', ""),
            [("data/sources.json", 0, "“issued.circa” of “cable” is null, and should be true")],
        ),
        (
            "sources.json",
            ('"title": "Bulletin', '"title": "Gazette'),
            [
                (
                    "data/sources.json",
                    0,
                    '“title” of “bulletin” is "Gazette of Port Amber", and should be "Bulletin of Port Amber"',
                )
            ],
        ),
        (
            "facts.json",
            ('"deadline": "2031-05-06", "track"', '"deadline": "2031-05-07", "track"'),
            [
                ("data/demands.csv", 2, "“2031-05-06” under “deadline” is not what facts.json says of “leave-amber”"),
                (
                    "data/facts.json",
                    0,
                    "the field “deadline” of “leave-amber” is not the date that stands among its dates",
                ),
            ],
        ),
        (
            "facts.json",
            ('"terms": ["open the pier"]', '"terms": ["open 31 piers"]'),
            [
                ("data/agreements.csv", 2, "“open the pier” under “terms” is not what facts.json says of “open-pier”"),
                ("data/facts.json", 0, "“31” in the editors’ words does not stand in the quotations of “open-pier”"),
            ],
        ),
        (
            "facts.json",
            ('"by": ["tide-council"]', '"by": ["lantern-watch"]'),
            [
                (
                    "data/demands.csv",
                    2,
                    "“Tide Council” under “demanded_by_names” is not what facts.json says of “leave-amber”",
                ),
                (
                    "data/demands.csv",
                    2,
                    "“tide-council” under “demanded_by_ids” is not what facts.json says of “leave-amber”",
                ),
                (
                    "data/facts.json",
                    0,
                    "“lantern-watch” in the field “by” is not among the actors and places of “leave-amber”",
                ),
            ],
        ),
        (
            "facts.json",
            ('"source": "bulletin", "citations"', '"source": "wire", "citations"'),
            [
                (
                    "data/control.csv",
                    2,
                    "“Amber Gazette” under “publisher” is not what facts.json says of “amber-held”",
                ),
                ("data/control.csv", 2, "“bulletin” under “source_id” is not what facts.json says of “amber-held”"),
                ("data/facts.json", 0, "“amber-held” cites another source than its own"),
            ],
        ),
    ],
)
def test_what_was_altered_is_named_with_its_file_and_its_row(copy, problems, name, words, found):
    alter(copy / "data" / name, *words)
    assert problems() == found


@pytest.mark.parametrize(
    ("name", "words", "message"),
    [
        ("figures.csv", (",300,,,about", ",many,,,about"), "“many” under “best” is not what facts.json says"),
        ("reference.json", ('"-33.50, 151.25"', '"in the south"'), '“geometry.type” of “port-amber” is "Point"'),
        ("reference.json", ('"2031-05?"', '"in May"'), "“issued” of “cable” is"),
        ("reference.json", ('"places/gull-island/name"', '"places/gull/name"'), "“Gull Island” under “place_names”"),
    ],
)
def test_what_is_no_number_and_no_date_is_found_too(copy, problems, name, words, message):
    alter(copy / "data" / name, *words)
    assert message in "\n".join(said for _, _, said in problems())


def test_a_name_that_the_register_does_not_give_is_found(copy, problems):
    alter(
        copy / "data/facts.json",
        '{"id": "harbour-guard", "name": "Harbour Guard"}',
        '{"id": "harbour-guard", "name": "Guard"}',
    )
    assert (
        "data/facts.json",
        0,
        "“Guard” in “amber-held” is not the name of “harbour-guard” in reference.json",
    ) in problems()


@pytest.fixture
def events(copy):
    """Give the lines of a table, and a function that writes them back."""
    path = copy / "data/events.csv"
    lines = path.read_bytes().decode().splitlines(keepends=True)
    return lines, lambda: path.write_bytes("".join(lines).encode())


def of_the_table(found):
    return [(line, message) for file, line, message in found if file == "data/events.csv"]


def test_a_swapped_row_is_found(events, problems):
    lines, write = events
    lines[1], lines[2] = lines[2], lines[1]
    write()
    assert of_the_table(problems()) == [
        (2, "the row of “sailed” stands where that of “gold” belongs"),
        (3, "the row of “gold” stands where that of “sailed” belongs"),
    ]


def test_a_lost_row_is_found(events, problems):
    lines, write = events
    del lines[1]
    write()
    assert of_the_table(problems()) == [(0, "“gold” has no row")]


def test_a_doubled_row_is_found(events, problems):
    lines, write = events
    lines.append(lines[1])
    write()
    assert of_the_table(problems()) == [(0, "“gold” has more than one row")]


def test_a_row_of_nothing_is_found(events, problems):
    lines, write = events
    lines.append(lines[1].replace("gold,", "silver,", 1))
    write()
    assert of_the_table(problems()) == [(4, "no fact of this kind has the id “silver”")]


def test_a_row_with_a_cell_too_many_is_found(events, problems):
    lines, write = events
    lines[1] = lines[1].replace("\r\n", ",31\r\n")
    write()
    assert of_the_table(problems()) == [(0, "“gold” has no row"), (2, "the row has not one cell a column")]


def test_a_column_that_nobody_can_check_is_found(events, problems):
    lines, write = events
    lines[:] = [line.replace("\r\n", f",{cell}\r\n") for line, cell in zip(lines, ("dead", "31", "31"), strict=True)]
    write()
    assert of_the_table(problems()) == [(1, "nobody can hold the column “dead” against the facts")]


def test_a_table_without_ids_is_found(events, problems):
    lines, write = events
    lines[0] = lines[0].replace("id,", "text,", 1)
    write()
    assert of_the_table(problems()) == [
        (1, "it has no column “id”"),
        (1, "nobody can hold the column “text” against the facts"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("events.csv", None, "the file is missing or not UTF-8"),
        ("events.csv", b"\xff", "the file is missing or not UTF-8"),
        ("events.csv", b"", "it is no table in CSV with a header"),
        ("events.csv", b'id\r\n"gold', "it is no table in CSV with a header"),
        ("events.hxl.csv", None, "it has another header, or no row of hashtags below"),
        ("places.geojson", None, "the file is missing, or no collection of features"),
        ("places.geojson", b"{", "the file is missing, or no collection of features"),
        ("places.geojson", b"[]", "the file is missing, or no collection of features"),
        ("places.geojson", b'{"type": "FeatureCollection", "features": []}', "“gull-island” stands there no more"),
        ("places.geojson", b'{"type": "FeatureCollection", "features": [3]}', "“” does not belong there"),
        ("sources.json", None, "the file is missing, or no list of sources"),
        ("sources.json", b"{}", "the file is missing, or no list of sources"),
        ("sources.json", b'[{"id": "wire"}, {"id": "wire"}]', "“wire” stands there more than once"),
        ("sources.json", b'[{"id": "rumour"}]', "“rumour” does not belong there"),
    ],
)
def test_a_broken_file_is_found(copy, problems, name, content, message):
    path = copy / "data" / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert (f"data/{name}", message) in [(file, said) for file, _, said in problems()]


def test_records_in_another_order_are_found(copy, problems):
    path = copy / "data/sources.json"
    path.write_text(json.dumps(read_json(path)[::-1]), "utf-8")
    assert problems() == [("data/sources.json", 0, "its records are not in their order")]


def test_a_cell_that_runs_is_found(tmp_path):
    root = hostile_project(tmp_path / "project")
    site = build(root).site
    alter(site / "data/control.csv", "\"'=HYPER", '"=HYPER')
    messages = [problem.message for problem in audit(site, root, whole=False).problems if problem.line == 2]
    assert messages == [
        '“=HYPERLINK("https://evil.example","see")” under “note” is not what facts.json says of “amber-held”'
    ]


def test_every_changed_digit_of_every_table_is_found(copy, rich_project):
    """Each run of digits in turn, in the plain tables."""
    evidence, _ = read_evidence(copy, rich_project / "seeds")
    unfound = []
    for path in sorted((copy / "data").glob("*[!l].csv")):
        content = path.read_bytes().decode()
        for run in re.finditer(r"\d+", content):
            digit = str((int(content[run.start()]) + 1) % 10)
            path.write_bytes((content[: run.start()] + digit + content[run.start() + 1 :]).encode())
            files = {problem.file for problem in audit_data(copy, evidence)}
            if f"data/{path.name}" not in files:
                unfound.append((path.name, content[run.start() - 20 : run.end() + 20]))
        path.write_bytes(content.encode())
    assert unfound == []

"""Maps show what was reported and nothing else, legibly, and say what they leave out."""

import gzip
import json
import re
from hashlib import sha256
from itertools import combinations

import jsonschema
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from conftest import FILES, HERE, write_project
from dateline.audit import audit
from dateline.build import build
from dateline.prepare import check
from dateline.read.schema import schema_text
from dateline.render.blocks import Run
from dateline.render.labels import text_width, wrap
from dateline.render.map import draw_map
from dateline.render.mapped import Legend, Movement, Pin, Shore, Status
from dateline.render.signs import SHAPES, by_itself

SVG = re.compile(r"<svg .*?</svg>", re.DOTALL)


def svg_of(page):
    return SVG.search(page.read_text("utf-8"))[0]


def plain(svg):
    """Return the text of a drawing, element by element."""
    return [" ".join("".join(text.itertext()).split()) for text in etree.fromstring(svg).iter("{*}text")]


# ---------------------------------------------------------------- the real maps


def test_the_map_stands_beside_the_table_on_overview_and_control_page_and_on_the_front_page(site):
    for page in ("eastern-ghouta/index.html", "eastern-ghouta/control.html"):
        assert '<div class="beside">' in (site / page).read_text("utf-8")
    for page in ("index.html", "eastern-ghouta/index.html", "eastern-qalamoun/control.html"):
        assert (site / page).read_text("utf-8").count("<svg ") == 1


def test_a_place_is_named_with_who_holds_it_and_each_state_has_its_letter(site):
    svg = svg_of(site / "eastern-ghouta/index.html")
    said = plain(svg)
    at = said.index("Douma")
    assert said[at : at + 5] == ["Douma", "B", "besieged", "C", "Jaish Al Islam"]
    assert re.search(r'<g class="s-besieged" data-control="douma-besieged"', svg)
    assert re.search(r'<g class="s-controlled" data-control="douma-held-by-jaish"', svg)


def test_all_states_of_one_day_say_the_day_once(site):
    said = plain(svg_of(site / "eastern-ghouta/index.html"))
    assert said.count("States of control as reported 2 April 2018 (inferred)") == 1
    assert sum("2018" in text for text in said) == 1


def test_a_movement_is_an_arrow_with_its_figure_and_its_hedge(site):
    svg = svg_of(site / "eastern-ghouta/index.html")
    marked = (
        r'<tspan data-amount="47000" data-fact="arrived-in-idlib-from-eastern-ghouta"><tspan [^>]*>More than 47,000<'
    )
    assert re.search(marked, svg)
    said = plain(svg_of(site / "eastern-qalamoun/index.html"))
    assert {"Many", "An unstated number", "Homs", "Movement of people"} <= set(said)


def test_what_has_no_coordinates_is_named_under_the_map(site):
    page = (site / "eastern-ghouta/index.html").read_text("utf-8")
    caption = re.search(r"<figcaption>.*?</figcaption>", page, re.DOTALL)[0]
    assert '<a href="../places/northern-syria.html">' in caption
    assert '<span data-sentence="first-group-left-douma">' in caption.partition("that are not on the map")[2]
    assert '<span data-sentence="arrived-in-idlib-from-eastern-ghouta">' in caption.partition("<details>")[2]


def test_an_area_is_a_dashed_ring_and_nothing_but_the_base_map_is_filled(site):
    for page in ("index.html", "eastern-qalamoun/index.html"):
        root = etree.fromstring(svg_of(site / page))
        rings = [node for node in root.iter("{*}circle") if node.get("stroke-dasharray")]
        assert rings
        assert {node.get("fill") for node in rings} == {"none"}
        for node in root.iter("{*}path"):
            if node.get("fill") not in (None, "none"):
                size = len(re.findall(r"[\d.]+", node.get("d")))
                assert node.get("class") in ("land", "sea") or size <= 10, etree.tostring(node)


def test_the_base_map_says_whose_it_is_and_of_when_and_disclaims(site):
    page = (site / "eastern-ghouta/index.html").read_text("utf-8")
    assert "Base map: Natural Earth, Admin 0 countries, 1:50m, 21 February 2017" in plain(
        svg_of(site / "eastern-ghouta/index.html")
    )
    assert "Borders and names are those of the source data" in page
    assert {"Syria", "Lebanon", "Turkey"} <= set(plain(svg_of(site / "eastern-ghouta/index.html")))


def test_the_drawing_needs_no_sheet_of_styles_and_tells_those_who_cannot_see_it_where_the_table_is(site):
    svg = svg_of(site / "eastern-qalamoun/index.html")
    assert "style" not in svg
    assert "<script" not in svg
    root = etree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Map: Eastern Qalamoun"
    assert root.find("{*}title") is None  # it would follow the pointer all over the map
    assert "table" in root.find(f"{{*}}desc[@id='{root.get('aria-describedby')}']").text


def test_maps_are_light(site):
    for page in ("index.html", "eastern-ghouta/index.html", "eastern-qalamoun/index.html"):
        assert len(gzip.compress(svg_of(site / page).encode())) < 6_000
        assert len(gzip.compress((site / page).read_bytes())) < 25_000
    assert (HERE / "briefings/basemap.geojson").stat().st_size < 40_000


def test_the_same_drawing_prints(site, tmp_path):
    (tmp_path / "map.svg").write_text(svg_of(site / "eastern-ghouta/index.html"), "utf-8")
    (tmp_path / "map.typ").write_text(
        '#set document(title: "T")\n#image("map.svg", width: 10cm, alt: "A map")', "utf-8"
    )
    assert typst.compile(tmp_path / "map.typ", format="pdf", pdf_standards=["ua-1"]).startswith(b"%PDF")


def test_letters_are_no_wider_in_a_browser_than_was_guessed(site, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    for path in ("index.html", "eastern-ghouta/index.html", "eastern-qalamoun/index.html"):
        page.goto((site / path).as_uri())
        boxes = page.evaluate(
            """() => [...document.querySelectorAll('.map svg text')].map(node => {
                 const box = node.getBBox();
                 return [node.textContent, box.x, box.y, box.width, box.height]; })"""
        )
        assert len(boxes) > 10
        for one, other in combinations([box for box in boxes if len(box[0]) > 1], 2):
            apart = (
                one[1] + one[3] <= other[1]
                or other[1] + other[3] <= one[1]
                or one[2] + one[4] <= other[2] + 3  # the line's height is more than its letters'
                or other[2] + other[4] <= one[2] + 3
            )
            assert apart, (one, other)
    page.close()


# ---------------------------------------------------------------- the audit


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">More than 47,000<", ">More than 48,000<"),
        (">More than 47,000<", ">47,000<"),
        ('data-amount="47000"', 'data-amount="48000"'),
        (">2 April 2018</tspan>", ">3 April 2018</tspan>"),
        ('data-when="2018-04-02"', 'data-when="2018-04-03"'),
        (">B</text>", ">C</text>"),
        ('class="s-besieged" data-control', 'class="s-controlled" data-control'),
        ('data-control="douma-besieged"', 'data-control="douma-held-by-jaish"'),
        (">50 km<", ">20 km<"),
        (">Idlib<", ">Homs<"),
        (">Not assessed<", ">Not assessed since 2013<"),
        ("that was last reported of each", "that was reported of 7"),
    ],
)
def test_whatever_is_altered_in_a_map_is_found(built_project, tmp_path, old, new):
    page = (built_project / "site/eastern-ghouta/index.html").read_text("utf-8")
    assert old in page
    altered = tmp_path / "site"
    (altered / "eastern-ghouta").mkdir(parents=True)
    for part in ("data", "assets", "manifest.json"):
        found = built_project / "site" / part
        if found.exists():
            (altered / part).symlink_to(found)
    (altered / "eastern-ghouta/index.html").write_text(page.replace(old, new, 1), "utf-8")
    problems = audit(altered, built_project, whole=False).problems
    assert [problem for problem in problems if problem.file == "eastern-ghouta/index.html"]


# ---------------------------------------------------------------- invented coasts

AMBER = (
    "{id: port-amber, name: Port Amber, type: town, coordinates: {latitude: 12.5, longitude: 99.5}, reference: Sheet}"
)
ISLAND = (
    "{id: gull-island, name: Gull Island, type: area, coordinates: {latitude: 12.9, longitude: 99.1}, reference: Sheet}"
)
BARE_ISLAND = "{id: gull-island, name: Gull Island, type: area}"
DECLARED = """\
file: coast.geojson
source: Survey of the invented coast, sheet seven
date: 2030-03
licence: Public domain
disclaimer: Nothing is meant by these lines.
"""
COAST = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Quinceland 7"},
            "geometry": {"type": "Polygon", "coordinates": [[[90, 5], [110, 5], [110, 20], [90, 20], [90, 5]]]},
        },
        {
            "type": "Feature",
            "properties": None,
            "geometry": {"type": "LineString", "coordinates": [[99, 12], [100, 13]]},
        },
    ],
}


def places(*records):
    return "places:\n" + "".join(f"  - {record}\n" for record in records)


def made(tmp_path, changed):
    root = write_project(tmp_path / "project", changed)
    build(root)
    return root / "site/coast/index.html"


def test_without_coordinates_there_is_no_map_and_the_table_stands_alone(tmp_path):
    page = made(tmp_path, {}).read_text("utf-8")
    assert "<svg" not in page
    assert "<table>" in page


def test_one_place_without_a_base_map_is_drawn_on_white(tmp_path):
    page = made(tmp_path, {"briefings/places.yml": places(AMBER, BARE_ISLAND)})
    said = plain(svg_of(page))
    assert said[:3] == ["C", "Port Amber", "Harbour Guard"]
    assert '<a href="../places/gull-island.html">' in page.read_text("utf-8").partition("<figcaption>")[2]
    assert 'class="land"' not in svg_of(page)
    assert not any("Base map" in text for text in said)


def test_a_place_that_nobody_assessed_is_white_and_an_unknown_state_is_grey(tmp_path):
    unknown = FILES["briefings/coast/control.yml"].replace("state: controlled\n    by: harbour-guard", "state: unknown")
    svg = svg_of(
        made(
            tmp_path,
            {"briefings/places.yml": places(AMBER, ISLAND), "briefings/coast/control.yml": unknown},
        )
    )
    assert re.search(r'<g class="s-unknown" data-control="amber-held"[^>]*><circle [^>]*fill="#bdbdb8"', svg)
    assert 'class="paper line" fill="#fff"' in svg
    assert {"–", "unknown", "Not assessed", "Unknown"} <= set(plain(svg))


def test_a_base_map_is_drawn_with_its_names_and_its_digits_are_known(tmp_path):
    changed = {
        "briefings/places.yml": places(AMBER, ISLAND),
        "briefings/basemap.yml": DECLARED,
        "briefings/coast.geojson": json.dumps(COAST),
    }
    page = made(tmp_path, changed)
    said = plain(svg_of(page))
    assert "Quinceland 7" in said
    assert "Base map: Survey of the invented coast, sheet seven, March 2030" in said
    assert svg_of(page).count('class="land"') == svg_of(page).count('class="coast"') == 1
    assert "Nothing is meant by these lines." in page.read_text("utf-8")


def test_two_hundred_events_are_one_arrow_and_two_hundred_sentences(tmp_path):
    words = "The Harbour Guard sailed from Port Amber to Gull Island"
    bulletin = FILES["seeds/bulletin.txt"] + words + ".\n"
    old, new = (sha256(text.encode()).hexdigest() for text in (FILES["seeds/bulletin.txt"], bulletin))
    events = "".join(
        f"  - {{id: sailed-{number}, actor: harbour-guard, what: sailed from Port Amber to Gull Island, "
        f"from: port-amber, to: gull-island, source: bulletin, quote: {words}.}}\n"
        for number in range(200)
    )
    page = made(
        tmp_path,
        {
            "briefings/places.yml": places(AMBER, ISLAND),
            "seeds/bulletin.txt": bulletin,
            "seeds/bulletin.yml": FILES["seeds/bulletin.yml"].replace(old, new),
            "briefings/coast/events.yml": f"events:\n{events}",
        },
    )
    svg = svg_of(page)
    assert svg.count("Q") == 2 * 2  # the arrow and the one of the legend, each with its halo
    assert page.read_text("utf-8").partition("<details>")[2].partition("</details>")[0].count("<li ") == 200


def test_names_are_escaped(tmp_path):
    odd = AMBER.replace("name: Port Amber", "name: '<b>Port</b> & \"Amber\"', also: [Port Amber]")
    svg = svg_of(made(tmp_path, {"briefings/places.yml": places(odd, BARE_ISLAND)}))
    assert "<b>" not in svg
    assert '<b>Port</b> & "Amber"' in plain(svg)


# ---------------------------------------------------------------- what is refused


def problems_with(tmp_path, changed):
    found = check(write_project(tmp_path / "project", changed)).problems
    return [(problem.file, problem.rule.value, problem.message) for problem in found]


def deep(levels):
    return '{"type": "FeatureCollection", "features": ' + "[" * levels + "]" * levels + "}"


def with_ring(*ring):
    return json.dumps(
        COAST | {"features": [COAST["features"][0] | {"geometry": {"type": "Polygon", "coordinates": [ring]}}]}
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("lines", "it is not JSON"),
        ("", "it is not JSON"),
        ("[1, 2]", "it is no FeatureCollection"),
        ('{"type": "Topology"}', "it is no FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "it has no features"),
        ('{"type": "FeatureCollection", "features": [7]}', "features[0] has no geometry"),
        (json.dumps(COAST).replace("[99, 12]", "[NaN, 12]"), "the number NaN"),
        (json.dumps(COAST).replace("[99, 12]", "[1e999, 12]"), "outside the world"),
        (json.dumps(COAST).replace("[99, 12]", "[99, 200]"), "longitude 99, latitude 200"),
        (json.dumps(COAST).replace("[99, 12]", '["99", 12]'), "not a longitude and a latitude"),
        (json.dumps(COAST).replace("[99, 12]", "[true, 12]"), "not a longitude and a latitude"),
        (json.dumps(COAST).replace("[99, 12]", f"[{'9' * 5000}, 12]"), "a number that is no coordinate"),
        (json.dumps(COAST).replace('"Quinceland 7"', "7"), "the name of features[0] is not text"),
        (json.dumps(COAST).replace("LineString", "Point"), "is no polygon and no line"),
        (with_ring([1, 1], [2, 2], [1, 1]), "has fewer than 4 positions"),
        (with_ring(), "is not a list of coordinates"),
        (deep(100_000), "it is nested deeper"),
        ("x" * 2_000_001, "it is larger than 2,000,000 bytes"),
    ],
)
def test_a_base_map_that_cannot_be_drawn_is_a_problem_of_its_file(tmp_path, content, said):
    changed = {"briefings/basemap.yml": DECLARED, "briefings/coast.geojson": content}
    [(file, rule, message)] = problems_with(tmp_path, changed)
    assert (file, rule) == ("briefings/coast.geojson", "base-map")
    assert said in message


@pytest.mark.parametrize(
    ("declared", "file", "rule"),
    [
        (DECLARED, "briefings/basemap.yml", "missing-file"),
        (DECLARED.replace("coast.geojson", "../coast.geojson"), "briefings/basemap.yml", "outside-project"),
        (DECLARED.replace("coast.geojson", "/etc/passwd"), "briefings/basemap.yml", "outside-project"),
        (DECLARED.replace("source:", "sorce:"), "briefings/basemap.yml", "unknown-key"),
        (DECLARED.replace("2030-03", "spring"), "briefings/basemap.yml", "wrong-type"),
        (
            DECLARED.replace("disclaimer: Nothing is meant by these lines.\n", ""),
            "briefings/basemap.yml",
            "missing-key",
        ),
        (DECLARED + "outlines: []\n", "briefings/basemap.yml", "unknown-key"),
    ],
)
def test_a_base_map_that_is_wrongly_declared_is_a_problem_too(tmp_path, declared, file, rule):
    found = problems_with(tmp_path, {"briefings/basemap.yml": declared})
    assert (file, rule) in [problem[:2] for problem in found]


def test_a_base_map_behind_a_link_that_leaves_the_project_is_refused(tmp_path):
    (tmp_path / "coast.geojson").write_text(json.dumps(COAST))
    root = write_project(tmp_path / "project", {"briefings/basemap.yml": DECLARED})
    (root / "briefings/coast.geojson").symlink_to(tmp_path / "coast.geojson")
    assert [problem.rule.value for problem in check(root).problems] == ["outside-project"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{id: port-amber, name: Port Amber, type: town, approximate: true}", "`approximate` tells of `coordinates`"),
        (AMBER.replace("reference", "approximate: 'yes', reference"), "neither true nor false"),
    ],
)
def test_approximate_is_true_or_false_and_tells_of_coordinates(tmp_path, written, said):
    [(file, _, message)] = problems_with(tmp_path, {"briefings/places.yml": places(written, BARE_ISLAND)})
    assert file == "briefings/places.yml"
    assert said in message


def test_the_schema_knows_the_base_map():
    schema = json.loads(schema_text())
    declared = {"file": "a.geojson", "source": "S", "date": "2030", "licence": "L", "disclaimer": "D"}
    jsonschema.validate(declared, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(declared | {"outlines": []}, schema)


# ---------------------------------------------------------------- drawing by itself

STATES = ("controlled", "mixed", "contested", "besieged", "claimed", "unknown")
LEGEND = Legend(
    "The coast",
    "A map.",
    dict(zip(STATES, "CMXB?–", strict=True)),
    {state: state.capitalize() for state in STATES},
    *("Rough", "Not assessed", "Other", "Movement", "Expected"),
    {"retracted": "Taken back"},
    "and more",
)


def draw(pins, movements=(), shores=()):
    return draw_map(pins, movements, shores, LEGEND, scale=lambda length: Run(f"{length:g} km"))


def pin(name, longitude, latitude, *states, asked=True, rough=False):
    statuses = tuple(Status(state, (Run("Harbour Guard"),), (Run("reported 2 May 2031"),), name) for state in states)
    return Pin(name, longitude, latitude, Run(name), rough, asked, statuses)


def legible(drawing):
    for box in drawing.boxes:
        assert box.within(drawing.frame)
    assert not [pair for pair in combinations(drawing.boxes, 2) if pair[0].overlaps(pair[1])]
    return plain(drawing.svg)


def test_each_state_has_a_shape_of_its_own():
    svg = draw([pin(state, 30 + at, 20, state) for at, state in enumerate(STATES)]).svg
    shapes = [re.search(rf'<g class="s-{state}".*?<text', svg)[0] for state in STATES]
    bare = {re.sub(r"[\d. -]+|s-\w+|#\w+", "", shape) for shape in shapes}
    assert len(bare) == len(STATES)


def test_twenty_places_in_one_town_are_all_named_and_none_hides_another():
    town = [pin(f"Quarter {chr(65 + at)}", 36.4 + at * 0.0003, 33.5, STATES[at % 6]) for at in range(20)]
    for pins in (town, [*town, pin("Far town", 38, 35, "controlled")]):
        drawing = draw(pins)
        said = " ".join(legible(drawing))
        assert drawing.crowded == ()
        assert all(one.id in said for one in pins)


def test_places_on_both_sides_of_the_antimeridian_stand_side_by_side():
    drawing = draw([pin("East", 179.5, -17, "controlled"), pin("West", -179.5, -17, "besieged")])
    east, west = (
        float(x) for x in re.findall(r'<text x="([\d.]+)" y="[\d.]+" font-size="(?:10|8).5" font-w', drawing.svg)[:2]
    )
    assert 0 < west - east < 300
    assert drawing.kilometres == "20 km"
    legible(drawing)


def test_the_base_map_follows_over_the_antimeridian():
    shores = [Shore(Run("Isles"), (((-180, -20), (-170, -20), (-170, -10), (-180, -10)),))]
    svg = draw([pin("East", 179.5, -17), pin("West", -179.5, -17)], shores=shores).svg
    assert svg.count('class="land"') == 1
    assert "Isles" in plain(svg)


def test_a_name_of_eighty_letters_is_broken_and_still_the_same_name():
    name = "X" * 40 + " " + "y" * 39
    drawing = draw([pin(name, 36, 33, "controlled")])
    assert name in legible(drawing)
    assert drawing.svg.count("<tspan") > 4


def test_a_movement_to_nowhere_and_one_too_many_are_told():
    pins = [pin("A", 36, 33), pin("B", 37, 34)]
    lost = Movement("A", "Nowhere", ((Run("Many"),),))
    assert draw(pins, [lost]).undrawn == (lost,)
    many = [Movement(f"P{at}", f"P{at + 1}", ((Run(f"About {at}"),),)) for at in range(40)]
    drawing = draw([pin(f"P{at}", 36 + at % 7, 33 + at // 7) for at in range(41)], many)
    legible(drawing)
    assert 0 < len(drawing.undrawn) < len(many)


def test_there_and_back_are_two_arrows():
    pins = [pin("A", 36, 33), pin("B", 37, 34)]
    there, back = Movement("A", "B", ((Run("Many"),),)), Movement("B", "A", ((Run("Dozens"),),), expected=True)
    drawing = draw(pins, [there, back])
    assert drawing.undrawn == ()
    curves = re.findall(r'<path d="(M[^"]*Q[^"]*)" class="line"', drawing.svg)
    assert len(set(curves)) == len(curves) == 4  # two of them in the legend


coordinates = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
near = st.tuples(st.floats(36, 36.5), st.floats(33, 33.4))


@settings(max_examples=60, deadline=None)
@given(
    points=st.lists(st.one_of(near, coordinates), min_size=1, max_size=25),
    states=st.lists(st.lists(st.sampled_from(STATES), max_size=3, unique=True), min_size=25, max_size=25),
    names=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=80),
        min_size=25,
        max_size=25,
    ),
    ways=st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=8),
)
def test_whatever_the_places_nothing_overlaps_or_leaves_the_map_and_no_name_is_lost(points, states, names, ways):
    pins = [
        Pin(
            str(at),
            *point,
            Run(names[at]),
            at % 5 == 0,
            at % 2 == 0,
            tuple(Status(s, (Run("Guard"),), (), "f") for s in states[at]),
        )
        for at, point in enumerate(points)
    ]
    movements = [
        Movement(str(a), str(b), ((Run(f"About {a}"), Run("People")),)) for a, b in dict.fromkeys(ways) if a != b
    ]
    drawing = draw(pins, movements)
    said = legible(drawing)
    assert draw(pins, movements).svg == drawing.svg
    lost = [
        one
        for one in pins
        if one.id not in drawing.crowded and not any(" ".join(one.name.text.split()) in text for text in said)
    ]
    assert lost == []
    assert "nan" not in drawing.svg
    assert "inf" not in drawing.svg


@given(st.lists(st.text(max_size=60), max_size=4), st.floats(20, 200))
def test_broken_rows_joined_are_the_text_again(pieces, width):
    rows = wrap(pieces, width, 12)
    assert "".join(text for row in rows for _, text in row) == "".join(pieces)
    for row in rows:
        said = "".join(text for _, text in row).rstrip()
        assert len(said) <= 1 or text_width(said, 12) <= width + 12


def test_a_map_is_the_same_in_two_builds(tmp_path):
    changed = {"briefings/places.yml": places(AMBER, ISLAND)}
    assert made(tmp_path / "one", changed).read_bytes() == made(tmp_path / "two", changed).read_bytes()


OUTLINES = {
    "controlled": ["h16v16h-16z"],
    "mixed": ["l9.5 9.5-9.5 9.5-9.5-9.5z", "l-9.5 9.5 9.5 9.5z"],
    "contested": ["l4-8h8l4 8-4 8h-8z"],
    "besieged": [r"8\.6", r"r=.6\b"],
    "claimed": ["h16v12h-6l-4 5v-5h-6z", "stroke-dasharray=.2.6 1.6"],
    "unknown": [r"8\.3"],
}


@pytest.mark.parametrize("state", OUTLINES)
def test_a_state_has_one_symbol_on_the_map_in_tables_and_in_the_brief(site, state):
    style = (site / "assets/dateline.css").read_text("utf-8")
    in_tables = re.search(rf"\.state-{state} {{ --sign: (.*); }}", style)[1]
    for drawn in (SHAPES[state], in_tables, by_itself(state)):
        assert all(re.search(outline, drawn) for outline in OUTLINES[state]), drawn
        others = {part for other, parts in OUTLINES.items() if other != state for part in parts} - {*OUTLINES[state]}
        assert not any(re.search(outline, drawn) for outline in others), drawn

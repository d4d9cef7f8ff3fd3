"""The audit finds whatever a finished page, its data or its documents say otherwise than the sources do."""

import json
import re
import shutil
from itertools import pairwise

import pytest
from click.testing import CliRunner

from conftest import FILES, forge_manifest, write_project
from dateline.audit import audit, audit_page, read_evidence
from dateline.build import build
from dateline.cli import main
from pdfs import dateline, source
from test_prove import record, write

TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
NUMBER = re.compile(r"\d+")


def other_digit(digit):
    return str((int(digit) + 1) % 10)


def with_changed(text, at):
    return text[:at] + other_digit(text[at]) + text[at + 1 :]


@pytest.fixture(scope="module")
def evidence(built_project):
    found, problems = read_evidence(built_project / "site", built_project / "seeds")
    assert problems == []
    return found


@pytest.fixture(scope="module")
def pages(site):
    """Return every page but most of the actors' and places', which are of one kind."""
    kept = ("douma.html", "sohr.html", "index.html")
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("*.html"))
        if path.parent.name not in ("actors", "places") or path.name in kept
    }


@pytest.fixture
def copy(built_project, tmp_path):
    """Copy the built site, to be altered."""
    shutil.copytree(built_project / "site", tmp_path / "site")
    return tmp_path / "site"


def problems_in(site, root):
    """Audit a site whose manifest was written anew after it was altered, so that more than the bytes must tell."""
    forge_manifest(site)
    return audit(site, root).problems


def problems_of(page, html, evidence):
    return audit_page(page, html.encode(), evidence)[0]


def unfound(evidence, changes):
    """Return the changes that the audit did not find; each is (page, changed html, what was changed)."""
    return [what for page, html, what in changes if not problems_of(page, html, evidence)]


def elements(html, name):
    """Yield the start tag and the text of each element of a name that holds nothing but text."""
    yield from re.finditer(rf"(<{name}\b[^>]*>)([^<]*)</{name}>", html)


# ---------------------------------------------------------------- the real site


def test_the_real_site_passes(built_project):
    result = CliRunner().invoke(main, ["-C", str(built_project), "audit", str(built_project / "site")])
    facts = json.loads((built_project / "site/data/facts.json").read_text("utf-8"))["facts"]
    count = len(list((built_project / "site").rglob("*.html")))
    assert re.fullmatch(rf"{count} pages and 6 PDFs, \d+ numbers traced to {len(facts)} facts\.\n", result.output)
    assert result.exit_code == 0


def test_one_changed_digit_is_reported_at_its_page(built_project, copy):
    page = copy / "eastern-ghouta" / "humanitarian.html"
    text = page.read_text("utf-8")
    page.write_text(text.replace(">More than 1,600</data>", ">More than 1,700</data>", 1), "utf-8")
    forge_manifest(copy)
    result = CliRunner().invoke(main, ["-C", str(built_project), "audit", str(copy)])
    assert result.exit_code == 1
    line = text[: text.index(">More than 1,600</data>")].count("\n") + 1
    assert f"eastern-ghouta/humanitarian.html:{line}:" in result.output
    assert "error[P8-output]: “More than 1,700” is not the value of “civilians-killed-eastern-ghouta”" in result.output
    assert result.output.count("error[") == 1


def test_a_changed_digit_of_every_number_of_every_page_is_found(pages, evidence):
    changes = []
    for page, html in pages.items():
        # Text is what stands between tags; of each run of digits another one changes.
        texts = ((one.end(), other.start()) for one, other in pairwise(TAG.finditer(html)))
        runs = (run.span() for start, end in texts for run in NUMBER.finditer(html, start, end))
        for count, (start, end) in enumerate(runs):
            at = start + count % (end - start)
            changes.append((page, with_changed(html, at), f"{page}: {html[at - 20 : at + 20]!r} at {at}"))
    assert len(changes) > 500
    assert unfound(evidence, changes) == []


@pytest.mark.parametrize(("name", "attribute"), [("data", "value"), ("time", "datetime")])
def test_every_changed_digit_of_a_machine_readable_value_is_found(pages, evidence, name, attribute):
    changes = []
    for page, html in pages.items():
        for tag in re.finditer(rf'<{name}\b[^>]*\b{attribute}="([^"]*\d[^"]*)"', html):
            last = max(at for at in range(*tag.span(1)) if html[at].isdecimal())
            changes.append((page, with_changed(html, last), f"{page}: {tag[0]}"))
    assert changes
    assert unfound(evidence, changes) == []


def test_every_changed_magnitude_is_found(pages, evidence):
    changes = [
        (page, html[: tag.start(1)] + "dozens" + html[tag.end(1) :], tag[0])
        for page, html in pages.items()
        for tag in re.finditer(r'<data value="([a-z_]+)"', html)
    ]
    assert changes
    assert unfound(evidence, changes) == []


def test_every_dropped_or_swapped_hedge_is_found(pages, evidence):
    changes = []
    for page, html in pages.items():
        for number in elements(html, "data"):
            hedge = re.match(r"(about|more than|at least|up to) ", number[2], re.IGNORECASE)
            if hedge:
                start = number.start(2)
                for other in ("", "less than "):
                    altered = html[:start] + other + html[start + hedge.end() :]
                    changes.append((page, altered, f"{page}: {number[2]} → {other}"))
    assert changes
    assert unfound(evidence, changes) == []


def test_every_fact_that_stands_in_another_or_in_none_is_found(pages, evidence):
    facts = sorted(evidence.facts)
    changes = []
    for page, html in pages.items():
        for tag in re.finditer(r'data-(?:fact|sentence|quote|claimant)="([^"]*)"', html):
            other = facts[(facts.index(tag[1]) + 1) % len(facts)]
            for wrong in (other, "no-such-fact", "") if page == "index.html" else (other,):
                altered = html[: tag.start(1)] + wrong + html[tag.end(1) :]
                changes.append((page, altered, f"{page}: {tag[0]} → {wrong}"))
    assert changes
    missed = unfound(evidence, changes)
    assert missed == []


def test_every_other_claimant_and_every_one_that_is_left_out_is_found(pages, evidence):
    changes = []
    for page, html in pages.items():
        for told in re.finditer(r'<(span|dd) data-claimant="[^"]*">(.*?)</\1>', html):
            name = re.sub("<[^>]*>", "", told[2])
            other = "local activists" if "Observatory" in name else "the Syrian Observatory for Human Rights"
            changes += [
                (page, html[: told.start(2)] + wrong + html[told.end(2) :], f"{page}: {name} → {wrong}")
                for wrong in (other, f"{name} and {other}", "sources", "")
            ]
    assert len(changes) > 500
    assert unfound(evidence, changes[::3]) == []  # four a claimant, so of each another one


def test_a_card_or_a_row_without_its_claimant_is_found(pages, evidence):
    cards = [
        (page, card[0])
        for page, html in pages.items()
        for card in re.finditer(r"<section class=\"figure\".*?</section>|<tr data-fact.*?</tr>", html, re.DOTALL)
    ]
    without = [re.sub(r'<span data-claimant="[^"]*">.*?</span>', "", card, count=1) for _, card in cards]
    changes = [(page, pages[page].replace(card, new), page) for (page, card), new in zip(cards, without, strict=True)]
    assert len(changes) > 20
    assert unfound(evidence, changes) == []


SOHR = "the Syrian Observatory for Human Rights"
GLANCE = "eastern-ghouta/index.html"
CONTROL = "eastern-ghouta/control.html"


@pytest.mark.parametrize(
    ("page", "old", "new", "message"),
    [
        pytest.param(GLANCE, f">{SOHR}</span>", f">{said}</span>", f"“{said}” is not who says", id=said)
        for said in (
            f"Exactly 9,999 were killed, says {SOHR}",
            f"Nobody but {SOHR}",
            f"The United Nations and {SOHR}",
            f"{SOHR} and Voice of America",
            f"Pro-{SOHR}ists",
        )
    ]
    + [
        pytest.param(*case, id=case[2])
        for case in (
            (CONTROL, ">Besieged</span>", ">Controlled</span>", "“Controlled” is not the state that “douma-besieged”"),
            (GLANCE, ">besieged</span>", ">controlled</span>", "“controlled” is not the state that “douma-besieged”"),
            (
                CONTROL,
                'data-ref="actors/jaish-al-islam/name">Jaish Al Islam<',
                'data-ref="actors/syrian-government/name">Syrian government<',
                "“Syrian government” is named, and not by “douma-held-by-jaish”",
            ),
            (GLANCE, ", Jaish Al Islam</dd>", ", ISIS</dd>", "“ISIS” is named, and not by “douma-held-by-jaish”"),
            (
                GLANCE,
                f' <span class="by">(according to <span data-claimant="douma-besieged">{SOHR}</span>)</span>',
                "",
                "“douma-besieged” is shown without who says it",
            ),
            (
                GLANCE,
                ">More than 1,600</data>",
                '><span class="aloud">More than</span> 1,600</data>',
                "a number, a sentence or a claimant is not there for every reader",
            ),
        )
    ],
)
def test_what_a_fact_does_not_say_of_state_holder_or_claimant_is_found(  # noqa: PLR0917
    pages, evidence, page, old, new, message
):
    assert old in pages[page]
    found = problems_of(page, pages[page].replace(old, new, 1), evidence)
    assert any(problem.message.startswith(message) for problem in found), [problem.message for problem in found]


def test_every_shortened_quotation_is_found(pages, evidence):
    changes = []
    for page, html in pages.items():
        for quotation in elements(html, "blockquote"):
            words = quotation[2].split(" ")
            for rest in (words[1:], words[:-1], words[: len(words) // 2] + words[len(words) // 2 + 1 :]):
                altered = html[: quotation.start(2)] + " ".join(rest) + html[quotation.end(2) :]
                changes.append((page, altered, f"{page}: {' '.join(rest)}"))
    assert changes
    assert unfound(evidence, changes) == []


def test_every_altered_word_of_a_sentence_is_found(pages, evidence):
    changes = []
    for page, html in pages.items():
        for sentence in re.finditer(r'data-sentence="[^"]*">(?:<a [^>]*>)?([^<]+)', html):
            for word in re.finditer(r"\w+", sentence[1]):
                at = sentence.start(1) + word.start()
                altered = html[:at] + "altered" + html[at + len(word[0]) :]
                changes.append((page, altered, f"{page}: {word[0]} in {sentence[1]}"))
    assert changes
    assert unfound(evidence, changes[::7]) == []  # one of seven: each is the same comparison


@pytest.mark.parametrize(
    "where",
    [
        "<p>Some 31 buses.</p>",
        "<p>Twenty-one buses.</p>",
        "<p>١٢ buses</p>",
        '<p title="31 buses">Buses.</p>',
        "<p>Some ³¹ buses.</p>",
        "<p>½ of the buses.</p>",
        "<p>Some ④ buses.</p>",
        "<p>Ele\u00adven buses.</p>",
        "<p>Ele\u200bven buses.</p>",
        '<ol start="31"><li>buses</li></ol>',
        '<ol><li value="31">buses</li></ol>',
        '<img src="data:image/svg+xml,31" alt="">',
        '<meta http-equiv="refresh" content="none">',
        "<dialog>Buses.</dialog>",
        '<bdo dir="rtl">Buses.</bdo>',
        "<p inert>Buses.</p>",
        '<meta property="og:image:url" content="https://other.example/picture">',
        '<link rel="nofollow Canonical" href="https://other.example/">',
        '<p aria-label="31 buses">Buses.</p>',
        '<p data-label="31 buses">Buses.</p>',
        '<img src="assets/x.png" alt="31 buses">',
        '<input placeholder="31 buses">',
        "<!-- 31 buses -->",
        "<data value='31'>31</data>",
        "<time datetime='2018-04-01'>1 April 2018</time>",
        "<noscript>31 buses</noscript>",
        "<svg><text>31</text></svg>",
        "<span data-term>31</span>",
        "<span data-term>twenty-one</span>",
        "<span data-ref='actors/none/name'>31</span>",
        "<p hidden>31</p>",
        "3<b>1</b>",
        "&#51;&#49;",
    ],
)
def test_a_number_that_belongs_to_no_fact_is_found(pages, evidence, where):
    for page in ("index.html", "actors/index.html"):
        altered = pages[page].replace("</main>", where + "</main>", 1)
        found = problems_of(page, altered, evidence)
        assert [problem.file for problem in found] == [page] * len(found)
        assert found


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="description" content="31 buses">',
        "<title>31 buses</title>",
        '<meta property="og:title" content="31">',
    ],
)
def test_a_number_in_the_head_of_a_page_is_found(pages, evidence, head):
    assert problems_of("index.html", pages["index.html"].replace("</head>", head + "</head>", 1), evidence)


def test_a_date_in_a_link_of_prose_is_held_against_its_fact(pages, evidence):
    html = pages["index.html"]
    assert "civilians killed since February 2018</a>" in html
    assert problems_of("index.html", html.replace("since February 2018</a>", "since February 2017</a>", 1), evidence)
    assert problems_of("index.html", html.replace("since February 2018</a>", "since March 2018</a>", 1), evidence)


def test_a_count_that_is_not_so_is_found(pages, evidence):
    html = pages["facts/index.html"]
    counts = list(re.finditer(r'<data value="(\d+)" data-count="[^"]*">(\d+)<', html))
    assert counts
    for count in counts:
        for group in (1, 2):
            altered = with_changed(html, count.start(group))
            assert problems_of("facts/index.html", altered, evidence)
        both = with_changed(with_changed(html, count.start(1)), count.start(2))
        assert problems_of("facts/index.html", both, evidence)


def test_a_link_of_a_fact_that_leads_to_another_is_found(pages, evidence):
    html = pages["index.html"]
    links = list(re.finditer(r'data-fact="[^"]*" href="[^"#]*#([^"]*)"', html))
    assert links
    for link in links:
        altered = html[: link.start(1)] + "douma-settlement-x" + html[link.end(1) :]
        assert problems_of("index.html", altered, evidence)


def test_a_document_is_shown_as_it_is(pages, evidence):
    page = "sources/voa-qalamoun.html"
    sentences = list(re.finditer(r'data-document="[^"]*">([^<]*)<', pages[page]))
    assert len(sentences) == 24
    for sentence in sentences:
        for altered in ("X" + sentence[1][1:], sentence[1].replace(" ", " not ", 1), sentence[1] + " Indeed."):
            html = pages[page][: sentence.start(1)] + altered + pages[page][sentence.end(1) :]
            assert problems_of(page, html, evidence), altered


# ---------------------------------------------------------------- data files and documents


def change_facts(copy, change):
    path = copy / "data" / "facts.json"
    facts = json.loads(path.read_text("utf-8"))
    change(facts)
    path.write_text(json.dumps(facts), "utf-8")


def by_id(facts, name):
    return next(fact for fact in facts["facts"] if fact["id"] == name)


def test_every_changed_number_of_a_citation_is_found(built_project, copy):
    """Each fact in turn: its quotation, its place in the document, its value, its date."""
    text = (copy / "data/facts.json").read_text("utf-8")
    count = len(json.loads(text)["facts"])
    for index in range(count):
        for change in (
            lambda fact: fact["citations"][0].update(exact=fact["citations"][0]["exact"][:-1] + "x"),
            lambda fact: fact["citations"][0].update(start=fact["citations"][0]["start"] + 1),
            lambda fact: fact["citations"][0].update(end=fact["citations"][0]["end"] - 1),
            lambda fact: fact["citations"][0].update(prefix="x" + fact["citations"][0]["prefix"]),
            lambda fact: fact["citations"][0].update(suffix="x" + fact["citations"][0]["suffix"]),
            lambda fact: fact["citations"][0]["spans"][0].__setitem__(0, 0),
            lambda fact: fact.update(date="1999"),
        ):
            facts = json.loads(text)
            change(facts["facts"][index])
            if facts == json.loads(text):
                continue
            (copy / "data/facts.json").write_text(json.dumps(facts), "utf-8")
            _, problems = read_evidence(copy, built_project / "seeds")
            assert {problem.file for problem in problems} == {"data/facts.json"}, facts["facts"][index]["id"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda facts: by_id(facts, "civilians-killed-eastern-ghouta")["value"].update(best=1700, low=1700),
            "the value of “civilians-killed-eastern-ghouta” is not what its quotation says",
        ),
        (
            lambda facts: by_id(facts, "civilians-killed-eastern-ghouta")["value"].update(low=1500),
            "the bounds of “civilians-killed-eastern-ghouta” are not those of its value",
        ),
        (
            lambda facts: by_id(facts, "expected-to-leave-douma")["value"].update(
                quantifier="exact", low=1300, high=1300
            ),
            "the value of “expected-to-leave-douma” is not what its quotation says",
        ),
        (
            lambda facts: by_id(facts, "airstrikes-eastern-qalamoun")["value"].update(magnitude="dozens"),
            "the value of “airstrikes-eastern-qalamoun” is not what its quotation says",
        ),
        (
            lambda facts: by_id(facts, "eastern-qalamoun-rebel-held").update(
                date="2012", dates={"since": {"edtf": "2012", "reading": "stated"}}
            ),
            "a date of “eastern-qalamoun-rebel-held” does not stand in its quotations",
        ),
        (
            lambda facts: by_id(facts, "qalamoun-airstrikes").update(when="Tuesday"),
            "the words “Tuesday” do not stand in the quotations of “qalamoun-airstrikes”",
        ),
        (lambda facts: facts.update(cutoff="2018-04-03"), "the edition is not that of reference.json"),
        (lambda facts: facts.update(edition="2018-04-03"), "the edition is not that of reference.json"),
        (lambda facts: facts["facts"].append(facts["facts"][0]), "two facts have one id"),
        (
            lambda facts: by_id(facts, "douma-besieged")["citations"][0].update(source="elsewhere"),
            "“douma-besieged” cites “elsewhere”, which reference.json does not know",
        ),
        (lambda facts: by_id(facts, "jaish-in-douma").update(citations=[]), "“jaish-in-douma” has no quotation"),
    ],
)
def test_a_changed_data_file_is_found(built_project, copy, change, message):
    change_facts(copy, change)
    found = problems_in(copy, built_project)
    assert message in [problem.message for problem in found if problem.file == "data/facts.json"]


def test_a_changed_sentence_of_the_data_is_found_at_the_pages_that_say_it(built_project, copy):
    change_facts(copy, lambda facts: by_id(facts, "sohr-war-monitor").update(text="The Observatory is a monitor."))
    found = problems_in(copy, built_project)
    on_pages = {problem.message for problem in found if problem.file.startswith("facts/")}
    assert on_pages == {"the sentence of “sohr-war-monitor” is not the one in facts.json"}
    assert "facts/eastern-ghouta.html" in {problem.file for problem in found}


@pytest.mark.parametrize(
    ("key", "new"),
    [
        ("sources/voa-qalamoun/issued", "2018-04-03"),
        ("sources/voa-qalamoun/rights", "None."),
        ("indicators/airstrikes/definition", "Airstrikes."),
        ("actors/isis/name", "Islamists"),
        ("places/douma/coordinates", "33.57176, 36.4027"),
    ],
)
def test_a_changed_text_of_a_register_is_found_at_the_pages_that_show_it(built_project, copy, key, new):
    path = copy / "data/reference.json"
    reference = json.loads(path.read_text("utf-8"))
    reference[key] = new
    path.write_text(json.dumps(reference), "utf-8")
    found = problems_in(copy, built_project)
    assert any(problem.file.endswith(".html") for problem in found)


@pytest.mark.parametrize("change", ["missing", "one byte", "elsewhere"])
def test_a_document_that_is_not_the_pinned_one_is_found(built_project, copy, tmp_path, change):
    seeds = tmp_path / "seeds"
    shutil.copytree(built_project / "seeds", seeds)
    document = seeds / "000_0917066f66863f76.txt"
    if change == "one byte":
        document.write_bytes(document.read_bytes().replace(b"1,600", b"1,601"))
    else:
        document.rename(tmp_path / document.name)
    if change == "elsewhere":
        path = copy / "data/reference.json"
        path.write_text(path.read_text("utf-8").replace('t": "000_', 't": "../000_', 1), "utf-8")
    messages = [problem.message for problem in problems_in(copy, tmp_path) if problem.file == "data/facts.json"]
    name = ("../" if change == "elsewhere" else "") + document.name
    assert messages == [f"the document “{name}” is missing or not the pinned one"]


@pytest.mark.parametrize("name", ["facts.json", "reference.json", "changes.json"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "missing"),
        (b"", "not of the contract’s shape"),
        (b"{", "not of the contract’s shape"),
        (b"[]", "not of the contract’s shape"),
        (b'{"facts": 3}', "not of the contract’s shape"),
        (b"\xff\xfe", "not of the contract’s shape"),
    ],
)
def test_a_broken_data_file_is_one_problem(built_project, copy, name, content, said):
    path = copy / "data" / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    result = CliRunner().invoke(main, ["-C", str(built_project), "audit", str(copy)])
    assert result.exit_code == 1
    assert result.output.startswith(f"data: error[P8-output]: facts.json, reference.json or changes.json is {said}\n")


@pytest.mark.parametrize("edtf", ["2018-13", "Sunday", ""])
def test_a_date_that_is_none_is_a_problem_of_shape(built_project, copy, edtf):
    change_facts(copy, lambda facts: by_id(facts, "qalamoun-airstrikes")["dates"]["date"].update(edtf=edtf))
    messages = [problem.message for problem in problems_in(copy, built_project)]
    assert messages == ["facts.json, reference.json or changes.json is not of the contract’s shape"]


def test_a_page_that_is_not_utf8_is_found(built_project, copy):
    (copy / "method.html").write_bytes(b"<p>\xff</p>")
    assert [(problem.file, problem.message) for problem in problems_in(copy, built_project)] == [
        ("method.html", "the page is not UTF-8"),
    ]


def test_a_page_cut_short_is_still_read(built_project, copy):
    (copy / "method.html").write_text('<main><p><span data-fact="douma-besieged">31 <b>buses', "utf-8")
    messages = [problem.message for problem in problems_in(copy, built_project)]
    assert messages == ["“31” does not stand in the quotations of “douma-besieged”"]


def test_a_site_without_pages_does_not_pass(built_project, copy):
    for path in copy.rglob("*.html"):
        path.unlink()
    messages = [problem.message for problem in problems_in(copy, built_project)]
    # Beside it maps and the index of search are found to tell of pages that are not there.
    assert "the site has no pages" in messages


def test_a_sentence_that_may_not_be_shown_is_found(project):
    built = build(project)
    page = built.site / "sources/wire.html"
    text = page.read_text("utf-8")
    added = '<p data-document="wire">A sentence nobody quotes mentions 77 crates of quinces.</p>'
    page.write_text(text.replace("</main>", added + "</main>"), "utf-8")
    messages = [problem.message for problem in problems_in(built.site, project)]
    assert messages == ["no fact cites this, and the rights in “wire” keep it off pages"]


def test_a_number_in_words_may_open_a_sentence_and_stand_within_another(project):
    """The proof reads what “Dozens” and “dozens” mean; the audit of pages, data and briefs must let them pass too."""
    told = {
        **source("fires", "Dozens of houses burned in Port Amber. On the quay two boats sank.\n"),
        "briefings/coast/fires.yml": """\
events:
  - id: houses-burned
    what: dozens of houses burned
    place: port-amber
    source: fires
    quote: Dozens of houses burned in Port Amber.
  - id: boats-sunk
    what: Two boats sank
    source: fires
    quote: On the quay two boats sank.
""",
    }
    root = write_project(project, told)
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    facts = root / "site/data/facts.json"
    facts.write_text(facts.read_text("utf-8").replace('"what": "dozens', '"what": "scores'), "utf-8")
    messages = [problem.message for problem in problems_in(root / "site", root)]
    assert "“scores of” in the editors’ words does not stand in the quotations of “houses-burned”" in messages


def test_the_audit_is_the_last_step_of_every_build(project):
    """A template that says a number of its own stops the build, and the old site stays."""
    site = build(project).site
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    (project / "templates/pages").mkdir()
    (project / "templates/pages/method.en.html").write_text("<h1>Method</h1><p>We checked 12 times.</p>", "utf-8")
    result = CliRunner().invoke(main, ["-C", str(project), "build"])
    assert result.exit_code == 1
    assert "“12” stands on the page and belongs to no fact" in result.output
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_problems_are_sorted_and_each_is_said_once(built_project, copy):
    page = copy / "index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", "<p>31</p><p>31</p></main>"), "utf-8")
    (copy / "actors/index.html").write_text("<main>31</main>", "utf-8")
    found = problems_in(copy, built_project)
    assert [problem.file for problem in found] == ["actors/index.html", "index.html"]
    assert all(one < other for one, other in pairwise(found))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<script src="https://evil.example/x.js"></script>',
        '<script src="//evil.example/assets/dateline.js"></script>',
        '<script src="/assets/dateline.js"></script>',
        '<script src="assets/none.js"></script>',
        '<script src="../assets/dateline.js"></script>',
        '<script src="data/facts.json"></script>',
        '<script src="assets/../data/facts.json"></script>',
        '<script src="https:/../../assets/dateline.js"></script>',
        '<script src="assets/dateline.js">alert(1)</script>',
        '<script src="assets/dateline.js" onload="alert(1)"></script>',
        '<script src="assets/dateline.js" nonce="words"></script>',
        '<script src="assets/dateline.js" data-words="31 buses"></script>',
        "<script></script>",
        '<p onclick="alert(1)">words</p>',
        '<a href="javascript:alert(1)">words</a>',
        "<style>p::after { content: 'words' }</style>",
        "<p hidden>words</p>",
        "<p><s>words</s></p>",
        '<p style="display: none">words</p>',
    ],
)
def test_a_page_runs_nothing_and_hides_nothing(site, evidence, hostile):
    html = (site / "index.html").read_text("utf-8").replace("</main>", f"{hostile}</main>")
    assert audit_page("index.html", html.encode(), evidence)[0] != []


def test_a_page_may_run_a_script_of_the_sites_own(site, evidence):
    script = '<script src="assets/dateline.js" defer data-words="of the reader"></script></head>'
    html = (site / "index.html").read_text("utf-8").replace("</head>", script)
    assert audit_page("index.html", html.encode(), evidence)[0] == []
    assert audit_page("actors/other.html", html.encode(), evidence)[0] != []  # there it is another file


def test_a_fact_that_is_marked_as_not_proved_passes_with_its_own_words_on_pages_and_on_paper(tmp_path):
    files = {
        **source("coast", "The quay was closed after the storm.\nSeveral crates burned in Port Amber.\n"),
        "briefings/coast/events.yml": """\
events:
  - id: quay-closed
    what: the quay was closed for six days by 14 guards of the Tide Council
    place: port-amber
    date: 2031-04-28
    note: A second call told of 3,500 crates.
    source: coast
    quote: The quay was closed after the storm.
    unproved: Told in 12 calls on 9 May 2031.
""",
        "briefings/coast/burnt.yml": """\
figures:
  - id: burnt
    indicator: ferries-sunk
    place: port-amber
    value: 17
    quantifier: at_least
    date: 2031-04-27
    source: coast
    quote: Several crates burned in Port Amber.
    unproved: The harbour master counted.
""",
        "briefings/coast/briefing.yml": FILES["briefings/coast/briefing.yml"].replace(
            "ferry-sunk]", "ferry-sunk, burnt]"
        ),
    }
    root = write_project(tmp_path / "p", files)
    checked = dateline(root, "check")
    assert (checked.exit_code, checked.output) == (
        0,
        "7 facts from 3 sources: 5 proved, 2 marked as not proved.\n",
    )
    built = dateline(root, "build")
    assert (built.exit_code, built.output.partition("site: ")[2]) == (
        0,
        "24 pages and 4 PDFs, 299 numbers traced to 7 facts.\n",
    )
    path = root / "site/coast/timeline.html"
    page = path.read_text("utf-8")
    path.write_text(page.replace("14 guards", "15 guards"), "utf-8")
    forge_manifest(root / "site")
    audited = dateline(root, "audit", str(root / "site")).output
    assert "error[P8-output]: “15” does not stand in the quotations of “quay-closed”" in audited


def test_a_number_word_inside_a_longer_word_is_read_on_the_page_as_in_the_quotation(tmp_path):
    quote = "The Tide Council and the Harbour Guard agreed to a six-hour pause and twenty-six-day truces in Port Amber."
    files = {
        **source("coast", quote + "\nSix-hour pauses failed in Port Amber before.\n"),
        "briefings/coast/pause.yml": f"""\
agreements:
  - id: pause
    parties: [tide-council, harbour-guard]
    terms: a six-hour pause
    place: port-amber
    note: The six-hour pause comes with twenty-six-day truces.
    source: coast
    quote: {quote}
events:
  - id: failed
    what: six-hour pauses failed
    place: port-amber
    source: coast
    quote: Six-hour pauses failed in Port Amber before.
""",
    }
    root = write_project(tmp_path / "p", files)
    built = dateline(root, "build")
    assert (built.exit_code, built.output.partition("site: ")[2]) == (
        0,
        "24 pages and 4 PDFs, 234 numbers traced to 7 facts.\n",
    )
    path = root / "site/facts/coast.html"
    page = path.read_text("utf-8")
    path.write_text(page.replace("with twenty-six-day", "with twenty-day"), "utf-8")
    forge_manifest(root / "site")
    audited = dateline(root, "audit", str(root / "site")).output
    assert "error[P8-output]: “twenty” does not stand in the quotations of “pause”" in audited


def test_a_name_that_is_only_told_as_an_owner_is_named(tmp_path):
    """The check let “the Watch’s boats” pass, and the pages of it were refused as naming somebody else."""
    text = "The Harbour Guard’s boats left Port Amber."
    facts = record("events", {"what": "the Harbour Guard’s boats left", "place": "amber"}, text)
    result = dateline(write(tmp_path, text, facts), "build")
    assert result.exit_code == 0, result.output

"""Search finds facts by their words, names and numbers, loads nothing before it is used, and says what facts say."""

import gzip
import json
import os
import shutil
import time
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from pagefind import service

from conftest import FILES, forge_manifest, served, write_project
from dateline import search
from dateline.audit import audit, read_evidence
from dateline.audit.manifest import hash_files
from dateline.audit.search import audit_search
from dateline.build import Preview, build
from dateline.problems import ProblemsError
from dateline.publish import publish
from dateline.text import cbor
from test_browser import HOSTILE, hostile  # noqa: F401  # a fixture

CSP = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'{}; connect-src 'self'; "
SIGNATURE = b"pagefind_dcd"


@contextmanager
def window(browser, **options):
    """Open a fresh window; complaints and requests gather beside the page."""
    context = browser.new_context(**options)
    page = context.new_page()
    page.faults, page.requested = [], []
    page.on("console", lambda message: page.faults.append(message.text))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("dialog", lambda dialog: page.faults.append(dialog.message) or dialog.dismiss())
    page.on("request", lambda request: page.requested.append(request.url))
    yield page
    context.close()


@pytest.fixture(scope="module")
def address(site):
    """Serve the real site."""
    with served(site) as top:
        yield top


@pytest.fixture
def page(browser):
    with window(browser) as opened:
        yield opened


def found(page, said):
    """Wait until so much was found; return the sentences."""
    page.get_by_role("status").get_by_text(said, exact=True).wait_for()
    page.locator(".hits li").first.wait_for()
    return page.locator(".hits li > a").all_inner_texts()


def ask(page, words, said):
    page.get_by_label("Search the facts").fill(words)
    return found(page, said)


def pagefind(page):
    return [url for url in page.requested if "/pagefind/" in url]


# ---------------------------------------------------------------- finding


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("killed", "more than 1,600 civilians have been killed"),
        ("killing 1600", "more than 1,600 civilians have been killed"),
        ("1,600", "more than 1,600 civilians have been killed"),
        ("دوما", "Douma is besieged"),  # an Arabic name
        ("monitoring besieged", "Douma is besieged"),  # another spelling of the claimant
        ("quince", ""),
        ("regime offensive", "started an offensive in eastern Ghouta"),  # another name of the actor
        ('"have been killed in eastern Ghouta sine"', "1,600 civilians"),  # the quotation, exactly
    ],
)
def test_a_fact_is_found_by_its_words_numbers_and_names(page, address, words, sentence):
    page.goto(f"{address}search.html")
    page.get_by_label("Search the facts").fill(words)
    if not sentence:
        page.get_by_text("Nothing was found.").wait_for()
        return
    page.locator(".hits a", has_text=sentence).first.wait_for()
    assert page.locator(".found").inner_text().endswith(("result", "results"))
    assert page.faults == []


def test_a_result_shows_its_date_and_where_the_words_stand_and_leads_to_the_fact(page, address):
    page.goto(f"{address}search.html?q=killed")
    found(page, "2 results")
    first = page.locator(".hits li", has_text="1,600 civilians").first
    assert first.locator(".of").inner_text() == (
        "Figures · Eastern Ghouta · since February 2018 · Syrian Observatory for Human Rights"
    )
    assert first.locator("mark").all_inner_texts() == ["killed"]
    other = page.locator(".hits li", has_text="started an offensive")
    assert other.locator("a mark").count() == 0
    assert other.locator("blockquote mark").all_inner_texts() == ["killed"]
    first.locator("a").click()
    assert urlsplit(page.url).path == "/facts/eastern-ghouta.html"
    fact = page.locator(":target")
    assert fact.get_attribute("id") == "civilians-killed-eastern-ghouta"
    assert fact.locator(".says").inner_text() == first_sentence(page)
    page.go_back()
    assert len(found(page, "2 results")) == 2
    assert page.faults == []


def first_sentence(page):
    return page.locator(":target [data-sentence]").first.inner_text()


def test_facets_narrow_and_the_address_keeps_them(page, address):
    page.goto(f"{address}search.html?q=syrian")
    page.locator(".hits li").first.wait_for()
    before = int(page.locator(".found").inner_text().split()[0])
    facet = page.get_by_role("group", name="Kind")
    events = facet.get_by_label("Events")
    count = int(facet.locator("label", has_text="Events").locator(".count").inner_text())
    assert 0 < count < before
    events.check()
    found(page, f"{count} results")
    assert {text.split(" · ")[0] for text in page.locator(".hits .of:first-of-type").all_inner_texts()} == {"Events"}
    # What else of the same facet could be added is still counted.
    positions = facet.locator("label", has_text="Positions")
    more = count + int(positions.locator(".count").inner_text())
    positions.locator("input").check()
    found(page, f"{more} results")
    query = parse_qs(urlsplit(page.url).query)
    assert query == {"q": ["syrian"], "kind": ["events", "positions"]}
    sentences = page.locator(".hits li > a").all_inner_texts()
    page.reload()
    assert found(page, f"{more} results") == sentences
    for group in ("Briefing", "Place", "Actor", "Who says so", "Source"):
        assert page.get_by_role("group", name=group).get_by_role("checkbox").count() > 0
    assert page.faults == []


def test_facets_alone_list_the_newest_first(page, address, site):
    page.goto(f"{address}search.html?kind=events")
    facts = json.loads((site / "data/facts.json").read_text("utf-8"))["facts"]
    events = [fact for fact in facts if fact["kind"] == "events"]
    texts = found(page, f"{len(events)} results")
    dates = {fact["text"]: (fact["date"] or "").split("/")[0] for fact in events}
    assert [dates[text] for text in texts] == sorted(dates.values(), reverse=True)


def test_pages_of_registers_are_found_too(page, address):
    page.goto(f"{address}search.html?q=Observatory&kind=actors")
    assert found(page, "1 result") == ["Syrian Observatory for Human Rights"]
    page.locator(".hits a").click()
    assert urlsplit(page.url).path == "/actors/sohr.html"


def test_more_than_ten_are_shown_on_demand(page, address):
    page.goto(f"{address}search.html?q=syrian")
    page.locator(".hits li").nth(9).wait_for()
    assert page.locator(".hits li").count() == 10
    page.get_by_role("button", name="more").click()
    page.locator(".hits li").nth(10).wait_for()
    assert page.locator(":focus").inner_text() == page.locator(".hits li > a").nth(10).inner_text()


def test_the_keyboard_alone_is_enough(page, address):
    page.goto(f"{address}search.html")
    for _ in range(15):
        page.keyboard.press("Tab")
        if page.locator("#q:focus").count():
            break
    page.keyboard.type("killed")
    page.keyboard.press("Enter")
    found(page, "2 results")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Search"
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Narrow the search"
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("name") == "kind"
    page.keyboard.press("Space")
    found(page, "1 result")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('.hits li')")
    assert page.locator("#q:focus").input_value() == ""
    assert page.locator("input:checked").count() == 0
    page.wait_for_function("location.search === ''")
    assert page.faults == []


# ---------------------------------------------------------------- what is loaded, and from where


def test_nothing_of_the_index_is_loaded_before_search_is_used(page, address):
    for path in ("index.html", "eastern-ghouta/index.html", "facts/index.html", "search.html"):
        page.goto(address + path)
        assert pagefind(page) == []
        assert ("search.js" in " ".join(page.requested)) == (path == "search.html")
    page.get_by_label("Search the facts").focus()
    page.get_by_role("group", name="Kind").wait_for()
    names = {url.rsplit("/", 1)[-1].partition("?")[0].rsplit(".", 1)[-1] for url in pagefind(page)}
    assert names == {"js", "json", "pf_meta", "pagefind", "pf_filter"}
    ask(page, "killed", "2 results")
    assert [url for url in page.requested if not url.startswith(address)] == []
    assert page.faults == []


def test_no_other_page_may_run_web_assembly(site):
    for path in site.rglob("*.html"):
        allowed = " 'wasm-unsafe-eval'" if path == site / "search.html" else ""
        assert CSP.format(allowed) in path.read_text("utf-8"), path


def test_a_folder_opened_by_double_click_leads_to_the_index_of_facts(page, site):
    page.goto((site / "search.html").as_uri() + "?q=killed")
    page.get_by_text("opened from a folder").wait_for()
    page.locator("main").get_by_role("link", name="All facts").click()
    page.get_by_role("heading", name="By place").wait_for()
    assert [url for url in page.requested if "pagefind" in url] == []
    assert page.faults == []


def test_without_javascript_there_is_the_index_of_facts(browser, address):
    with window(browser, java_script_enabled=False) as page:
        page.goto(f"{address}search.html?q=killed")
        assert page.get_by_text("Search needs JavaScript").is_visible()
        page.locator("main").get_by_role("link", name="All facts").click()
        page.locator("section", has_text="By who says so").get_by_role("link", name="Syrian Observatory").click()
        assert urlsplit(page.url)[2::2] == ("/actors/sohr.html", "part-says")
        assert page.locator("#part-says .fact, #part-about .fact").count() > 0


def test_an_index_that_is_not_there_is_told(page, site, tmp_path):
    shutil.copytree(site, tmp_path / "site")
    shutil.rmtree(tmp_path / "site/pagefind")
    with served(tmp_path / "site") as top:
        page.goto(f"{top}search.html?q=killed")
        page.get_by_text("The index cannot be loaded.").wait_for()
        assert page.locator("main").get_by_role("link", name="All facts").is_visible()


def test_a_published_edition_is_searched_at_both_its_addresses(page, tmp_path):
    project = write_project(tmp_path / "p")
    publish(project, None, tmp_path / "public")
    with served(tmp_path) as top:
        for name in ("2031-05-04", "latest"):
            page.goto(f"{top}public/{name}/search.html?q=ferry")
            found(page, "1 result")
            page.locator(".hits a").click()
            assert page.url == f"{top}public/{name}/facts/coast.html#ferry-sunk"
    assert page.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_page_of_search_never_scrolls_sideways(browser, address, width, scheme):
    with window(browser, viewport={"width": width, "height": 740}, color_scheme=scheme) as page:
        page.goto(f"{address}search.html?q=syrian")
        page.locator(".hits li").first.wait_for()
        page.locator("details").evaluate_all("all => all.forEach(details => details.open = true)")
        assert page.locator("html").evaluate("html => html.scrollWidth") == width


# ---------------------------------------------------------------- hostile text


def test_hostile_text_is_text(page, hostile):  # noqa: F811  # the fixture
    site = build(hostile).site
    with served(site) as top:
        page.goto(f"{top}search.html?q=alert")
        page.locator(".hits li").first.wait_for()
        page.locator("details").evaluate_all("all => all.forEach(details => details.open = true)")
        assert page.locator("img, iframe, [onerror], [style]").count() == 0
        assert page.locator('script:not([type="application/ld+json"])').count() == 2
        assert page.locator('a[href^="javascript:"]').count() == 0
        text = page.locator("main").inner_text()
        assert HOSTILE[:30] in text
        assert "\u202e" not in text
        assert page.locator(".hits mark").count() > 0
        page.locator(".hits a").first.click()
        assert page.url.startswith(top)
    assert page.faults == []


# ---------------------------------------------------------------- the same bytes


def test_the_same_input_gives_the_same_bytes_in_another_place_and_time(tmp_path, monkeypatch):
    hashes = []
    for name, zone, threads in (("a", "UTC", "1"), ("b/c", "Asia/Tokyo", "4")):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("RAYON_NUM_THREADS", threads)
        monkeypatch.chdir(tmp_path)
        time.tzset()
        site = build(write_project(tmp_path / name / "p")).site
        hashes.append({path: digest for path, digest in hash_files(site).items() if path.startswith("pagefind/")})
    assert hashes[0] == hashes[1]
    assert len(hashes[0]) > 10


def test_only_what_is_written_anew_differs_from_run_to_run(site):
    """Hold what `_canonical` relies on: Pagefind changes its mind on the order of facets alone."""
    data = {f"data/{name}.json": (site / f"data/{name}.json").read_text("utf-8") for name in ("facts", "reference")}
    pages = {path.relative_to(site).with_suffix(".md").as_posix() for path in site.rglob("*.html")}
    built = [search.build_search(data, pages, "en") for _ in range(6)]
    assert all(one == built[0] for one in built)
    assert built[0] == {path: (site / path).read_bytes() for path in built[0]}


def test_what_is_not_loaded_is_not_there(site):
    names = {path.relative_to(site / "pagefind").parts[0] for path in (site / "pagefind").rglob("*")}
    kept = {"pagefind.js", "pagefind-entry.json", "wasm.en.pagefind", "fragment", "index", "filter"}
    assert {name for name in names if not name.endswith(".pf_meta")} == kept


def test_every_fact_and_every_page_of_a_register_has_a_record(site):
    urls = [fragment(path)["url"] for path in (site / "pagefind/fragment").iterdir()]
    facts = json.loads((site / "data/facts.json").read_text("utf-8"))["facts"]
    folders = (site / name for name in ("actors", "places", "sources"))
    pages = [f"{folder.name}/{path.name}" for folder in folders for path in folder.iterdir()]
    expected = {f"facts/{fact['briefing']}.html#{fact['id']}" for fact in facts}
    expected |= {page for page in pages if not page.endswith("/index.html")}
    expected |= {"eastern-ghouta/index.html", "eastern-qalamoun/index.html"}
    assert sorted(urls) == sorted(expected)


# ---------------------------------------------------------------- the audit


def fragment(path):
    return json.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))


def alter(path, change):
    """Alter a record and write it as Pagefind would."""
    record = fragment(path)
    change(record)
    path.write_bytes(gzip.compress(SIGNATURE + json.dumps(record, ensure_ascii=False).encode()))


@pytest.fixture
def copy(site, tmp_path):
    """Copy the built site, to be altered."""
    shutil.copytree(site, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture(scope="module")
def evidence(built_project):
    return read_evidence(built_project / "site", built_project / "seeds")[0]


def messages(site, evidence):
    """Audit the index of a site alone."""
    return [f"{one.file}: {one.message}" for one in audit_search(site, evidence)]


def of_fact(site, fact):
    paths = (site / "pagefind/fragment").iterdir()
    return next(path for path in paths if fragment(path)["url"].endswith(f"#{fact}"))


CHANGES = {
    "the sentence": (lambda one: one["meta"].update(sentence="More than 1,700 civilians were killed."), "the sentence"),
    "the date": (lambda one: one["meta"].update(date="2018-04-01"), "the date"),
    "the names": (lambda one: one["meta"].update(names="Nobody"), "the names"),
    "the quotation": (lambda one: one.update(content=one["content"].replace("1,600", "1,700")), "the quotations"),
    "a facet": (lambda one: one["filters"].update(place=["Paris"]), "the facet “place”"),
    "a facet too many": (lambda one: one["filters"].update(mood=["grim"]), "the facet “mood”"),
    "a field too many": (lambda one: one["meta"].update(title="Seventeen"), "the title"),
    "the address": (lambda one: one.update(url="https://example.org/"), "no fact and no page has the address"),
    "its shape": (lambda one: one.update(more="17"), "not of Pagefind’s shape"),
}


@pytest.mark.parametrize(("change", "told"), CHANGES.values(), ids=CHANGES.keys())
def test_an_altered_record_is_found(copy, evidence, change, told):
    alter(of_fact(copy, "civilians-killed-eastern-ghouta"), change)
    assert any(told in message for message in messages(copy, evidence))


def test_the_audit_of_a_site_reads_its_index(copy, built_project):
    assert audit(copy, built_project).problems == ()
    alter(of_fact(copy, "civilians-killed-eastern-ghouta"), lambda record: record["meta"].update(sentence="Seventeen."))
    forge_manifest(copy)
    assert [one.message for one in audit(copy, built_project).problems] == [
        "the sentence of facts/eastern-ghouta.html#civilians-killed-eastern-ghouta is not what facts.json says"
    ]


def test_an_added_or_missing_file_of_the_index_is_found(copy, evidence):
    path = of_fact(copy, "civilians-killed-eastern-ghouta")
    shutil.copy(path, path.with_name("en_0000000.pf_fragment"))
    (copy / "pagefind/pagefind-ui.js").write_text("0")
    assert [message for message in messages(copy, evidence) if "no part of the index" in message] == [
        "pagefind/fragment/en_0000000.pf_fragment: it is no part of the index",
        "pagefind/pagefind-ui.js: it is no part of the index",
    ]
    path.unlink()
    assert f"pagefind/fragment/{path.name}: it is missing" in messages(copy, evidence)


def meta_of(site):
    (path,) = (site / "pagefind").glob("*.pf_meta")
    return path, cbor.load(path.read_bytes().removeprefix(SIGNATURE))


def test_a_record_added_to_the_list_is_found(copy, evidence):
    path, meta = meta_of(copy)
    one = of_fact(copy, "civilians-killed-eastern-ghouta")
    other = one.with_name("en_0000000.pf_fragment")
    shutil.copy(one, other)
    alter(other, lambda record: record["meta"].update(sentence="Seventeen ferries sank."))
    meta[1].append(["en_0000000", 3])
    path.write_bytes(SIGNATURE + cbor.dump(meta))
    told = messages(copy, evidence)
    assert any("has two records" in message for message in told)
    assert any("the sentence of" in message for message in told)


@pytest.mark.parametrize("how", ["renamed", "moved", "ordered"])
def test_altered_facets_and_orders_are_found(copy, evidence, how):
    path, meta = meta_of(copy)
    facet = next(copy / f"pagefind/filter/{digest}.pf_filter" for name, digest in meta[3] if name == "place")
    name, values = cbor.load(facet.read_bytes().removeprefix(SIGNATURE))
    if how == "renamed":
        values[0][0] = "Paris"
    elif how == "moved":
        values[0][1], values[1][1] = values[1][1], values[0][1]
    else:
        meta[4][0][1].reverse()
        path.write_bytes(SIGNATURE + cbor.dump(meta))
    facet.write_bytes(SIGNATURE + cbor.dump([name, values]))
    told = "order of their dates" if how == "ordered" else "the facet “place” is not that of the records"
    assert any(told in message for message in messages(copy, evidence))


@pytest.mark.parametrize("content", [b"", b"{}", SIGNATURE, SIGNATURE + b"\x9f", b"\x1f\x8b\x08", b"\xff" * 99])
@pytest.mark.parametrize("part", ["pagefind-entry.json", "*.pf_meta", "fragment/*", "filter/*"])
def test_a_broken_part_is_a_problem_and_no_traceback(copy, evidence, part, content):
    min((copy / "pagefind").glob(part)).write_bytes(content)
    assert any(message.startswith("pagefind/") for message in messages(copy, evidence))


def test_a_page_of_search_without_an_index_is_found(copy, evidence):
    shutil.rmtree(copy / "pagefind")
    assert any("the index cannot be read" in message for message in messages(copy, evidence))


# ---------------------------------------------------------------- building


def test_the_preview_has_no_index_and_says_so(tmp_path):
    project = write_project(tmp_path / "p")
    Preview(project, tmp_path / "seen").update()
    assert not (tmp_path / "seen/pagefind").exists()
    html = (tmp_path / "seen/search.html").read_text("utf-8")
    assert "The preview has no search" in html
    assert "search.js" not in html
    assert "wasm-unsafe-eval" not in html


@pytest.mark.parametrize("broken", ["missing", "no program", "ends early", "another version"])
def test_a_system_without_pagefind_is_a_problem_and_no_traceback(tmp_path, monkeypatch, broken):
    program = tmp_path / "pagefind"
    if broken == "missing":
        monkeypatch.setattr(service, "get_executable", lambda: None)
    else:
        real = service.get_executable()
        text = {"no program": "\x7fELF of another machine", "ends early": "#!/bin/sh\nexit 1\n"}.get(broken)
        if text:
            program.write_text(text)
        else:
            program.symlink_to(real)
            monkeypatch.setattr(search, "version", lambda _: "9.9.9")
        program.chmod(0o755)
        monkeypatch.setenv("PAGEFIND_BINARY_PATH", os.fspath(program))
    project = write_project(tmp_path / "p")
    with pytest.raises(ProblemsError) as stopped:
        build(project)
    (problem,) = stopped.value.problems
    assert problem.message.startswith("Pagefind")
    assert "PAGEFIND_BINARY_PATH" in problem.help
    assert not (project / "site").exists()


def test_facts_without_a_quotation_and_projects_without_facts_are_indexed(tmp_path):
    files = {path: text for path, text in FILES.items() if not path.startswith(("briefings/coast/", "seeds/"))}
    files["briefings/coast/briefing.yml"] = "title: The coast\nplaces: [port-amber]\nsummary: Nothing is known.\n"
    root = tmp_path / "empty"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    (root / "seeds").mkdir()
    site = build(root).site
    assert [fragment(path)["url"] for path in (site / "pagefind/fragment").iterdir()] == ["coast/index.html"]


@pytest.mark.parametrize("number", [0, 23, 24, 255, 256, 65_535, 65_536, 2**32 - 1, 2**32])
def test_what_is_written_as_cbor_is_read_again(number):
    item = [number, "é" * (number % 300), [], ["", [number]]]
    assert cbor.load(cbor.dump(item)) == item


@pytest.mark.parametrize("content", [b"", b"\x18", b"\x62a", b"\x81", b"\x00\x00", b"\x20", b"\x9f\xff", b"\x61\xff"])
def test_what_is_no_cbor_of_ours_is_refused(content):
    with pytest.raises(ValueError, match=r"CBOR|early|follows"):
        cbor.load(content)

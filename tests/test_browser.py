"""Pages in a real browser: nothing runs, nothing is fetched from elsewhere, everything can be read and reached."""

import re
from itertools import product

import pytest

from conftest import FILES, write_project
from dateline.build import build

KINDS = (
    "index.html",
    "eastern-qalamoun/index.html",
    "eastern-ghouta/control.html",
    "eastern-qalamoun/factions.html",
    "eastern-qalamoun/negotiations.html",
    "eastern-ghouta/humanitarian.html",
    "eastern-qalamoun/timeline.html",
    "actors/index.html",
    "actors/sohr.html",
    "places/idlib.html",
    "sources/index.html",
    "sources/voa-qalamoun.html",
    "facts/index.html",
    "facts/eastern-ghouta.html",
    "method.html",
)
"""One page of each kind."""


@pytest.fixture
def opened(browser):
    """Give a function that opens an address in a fresh window; complaints gather in `faults`."""
    contexts = []

    def open_page(address, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.faults, page.requested = [], []
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        # A page that is left before its icon came is no fault.
        left = ("favicon.svg", "net::ERR_ABORTED")
        page.on(
            "requestfailed",
            lambda request: (request.url.rsplit("/")[-1], request.failure) != left and page.faults.append(request.url),
        )
        page.on("dialog", lambda dialog: page.faults.append(dialog.message) or dialog.dismiss())
        page.on("request", lambda request: page.requested.append(request.url))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


# ---------------------------------------------------------------- the real site


def test_pages_open_without_a_fault_from_a_folder_and_from_a_server(site, serve_files, opened):
    for start in (site.as_uri() + "/", serve_files(site)):
        page = opened(start + KINDS[0])
        for kind in KINDS[1:]:
            page.goto(start + kind)
        page.goto(start + "facts/eastern-ghouta.html#douma-settlement")
        assert page.faults == []
        assert [url for url in page.requested if not url.startswith(start)] == []


def test_a_folder_opened_by_double_click_can_be_walked_through(site, opened):
    page = opened((site / "index.html").as_uri())
    page.locator("h2").get_by_role("link", name="Eastern Qalamoun").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Eastern Qalamoun"
    page.get_by_role("link", name="Negotiations").click()
    page.get_by_text("Source: Voice of America").first.click()
    page.get_by_role("link", name="See these words in the document").first.click()
    assert page.url.endswith("sources/voa-qalamoun.html#qalamoun-talks")
    words = page.locator(".sentence:has(#qalamoun-talks) > p")
    assert words.inner_text().startswith("The airstrikes came as negotiations are underway between local councils")
    plain = page.locator(".sentence:has(#homs-fighting) > p")
    background = "element => getComputedStyle(element).backgroundColor"
    assert words.evaluate(background) != plain.evaluate(background)


def test_everything_works_without_javascript(site, opened):
    page = opened((site / "eastern-ghouta/humanitarian.html").as_uri(), java_script_enabled=False)
    quotation = page.locator("blockquote").first
    assert not quotation.is_visible()
    page.locator("summary").first.click()
    assert quotation.is_visible()


def test_the_keyboard_reaches_the_content_and_opens_a_proof(site, opened):
    page = opened((site / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    assert page.locator(":focus").is_visible()
    page.keyboard.press("Enter")
    assert page.locator("main").evaluate("main => main === document.activeElement")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(".proof > summary:focus").count():
            break
    details = page.locator(".proof:has(summary:focus)")
    assert details.evaluate("details => details.open") is False
    page.keyboard.press("Enter")
    assert details.evaluate("details => details.open") is True
    assert details.locator("blockquote").first.is_visible()


def test_what_has_the_focus_can_be_seen(site, opened):
    page = opened((site / "index.html").as_uri())
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.locator(":focus").evaluate("element => getComputedStyle(element).outlineStyle")
        assert outline == "solid", page.locator(":focus").inner_text()


def test_a_menu_that_is_cut_off_fades_and_its_last_entry_can_be_scrolled_clear_of_the_fade(site, opened):
    page = opened((site / "index.html").as_uri(), viewport={"width": 360, "height": 760})
    menu = page.locator(".site-head nav ul")
    assert "linear-gradient" in menu.evaluate("menu => getComputedStyle(menu).maskImage")
    menu.evaluate("menu => menu.scrollTo(menu.scrollWidth, 0)")
    room = menu.evaluate(
        "menu => menu.getBoundingClientRect().right - menu.lastElementChild.getBoundingClientRect().right"
    )
    assert round(room) == 40  # pixels: the fade is 2.5rem wide


@pytest.mark.parametrize("width", [320, 360])
def test_no_page_scrolls_sideways_on_a_phone(site, opened, width):
    page = opened(site.as_uri() + "/index.html", viewport={"width": width, "height": 640})
    for kind in KINDS:
        page.goto(f"{site.as_uri()}/{kind}")
        page.locator("details").evaluate_all("all => all.forEach(details => details.open = true)")
        assert page.locator("html").evaluate("html => html.scrollWidth") == width, kind
        for place in page.locator(".scroll").all():
            assert place.evaluate("box => box.scrollWidth <= box.clientWidth"), kind


def luminance(colour):
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast of two colours (WCAG 2.2, 1.4.3)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(site, opened, scheme):
    page = opened((site / "eastern-ghouta/humanitarian.html").as_uri(), color_scheme=scheme)
    colour = "(element, name) => getComputedStyle(element)[name]"
    paper = page.locator("html").evaluate(colour, "backgroundColor")
    card = page.locator(".figure").first.evaluate(colour, "backgroundColor")
    assert (luminance(paper) < 0.1) == (scheme == "dark")
    page.locator("details").evaluate_all("all => all.forEach(details => details.open = true)")
    for element, ground in product(
        ("html", ".by", ".inferred", "main a", "nav a", "dt", "summary", "footer"), (paper, card)
    ):
        found = page.locator(element).first.evaluate(colour, "color")
        assert contrast(found, ground) >= 4.5, element


def test_paper_carries_the_quotations_and_no_navigation(site, opened):
    page = opened((site / "eastern-qalamoun/negotiations.html").as_uri())
    page.emulate_media(media="print")
    for hidden in ("nav", ".skip", ".links"):
        assert [one.is_visible() for one in page.locator(hidden).all()] == [False] * page.locator(hidden).count()
    quotations = page.locator("blockquote").all()
    assert len(quotations) > 5
    assert all(one.bounding_box()["height"] > 10 for one in quotations)
    assert page.locator("html").evaluate("html => getComputedStyle(html).backgroundColor") == "rgb(255, 255, 255)"


# ---------------------------------------------------------------- hostile text

HOSTILE = (
    "<script>alert(document)</script> {{ cycler }} {% raw %} ](javascript:alert(document)) "
    "\"><img src=x onerror=alert(document)> ' \\ "
    "</div></main> --> *a* _b_ `c` # d | e & &amp; &lt; \U0001f6a2 end"
)
SHOWN = "<script>alert(document)</script> {{ cycler }} {% raw %} ](javascript:alert(document))"
TURNING = "{{ 7*7 }} before \u202edesrever\u202c after"


def quoted(text):
    """Write a text as a YAML scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Build the invented project with hostile text in every field that takes text; no fact of it can be proved."""
    bad = quoted(HOSTILE)
    named = HOSTILE + " " + TURNING
    files = dict(FILES)
    files["briefings/edition.yml"] = f'id: "2031-05-04"\ntitle: {bad}\ncutoff: 2031-05-04\n'
    files["briefings/actors.yml"] = "actors:\n" + "".join(
        f"  - {{id: {name}, name: {quoted(named)}, also: [{bad}], type: monitor, reference: {bad}}}\n"
        for name in ("harbour-guard", "lantern-watch", "tide-council")
    )
    files["briefings/places.yml"] = "places:\n" + "".join(
        f"  - {{id: {name}, name: {{en: {quoted(named)}, ar: {bad}}}, also: [{bad}], type: town, reference: {bad}, "
        f"codes: {{{bad}: {bad}}}}}\n"
        for name in ("port-amber", "gull-island")
    )
    # In braces of a phrase only {place} and {origin} mean anything.
    files["briefings/indicators.yml"] = "indicators:\n" + "".join(
        f"  - {{id: {name}, name: {bad}, definition: {bad}, unit: {bad}, measure: flow, population: {bad}, "
        f"words: [{bad}], phrase: {{en: {{other: {quoted(HOSTILE + ' {place}')}}}}}}}\n"
        for name in ("people-left", "ferries-sunk")
    )
    files["briefings/coast/briefing.yml"] = (
        f"title: {bad}\nplaces: [port-amber, gull-island]\nsummary: {bad}\nprose: {{control: {bad}, timeline: {bad}}}\n"
    )
    for kind in ("control", "humanitarian", "factions"):
        path = f"briefings/coast/{kind}.yml"
        files[path] = re.sub(r"(?m)^    source:", f"    note: {bad}\n    unproved: {bad}\n    source:", files[path])
    files["briefings/coast/factions.yml"] = files["briefings/coast/factions.yml"].replace(
        "what: that it will leave Gull Island", f"what: {bad}"
    )
    for name in ("bulletin", "wire"):
        path = f"seeds/{name}.yml"
        files[path] = re.sub(r"(?m)^(title|publisher|rights): .*$", lambda match: f"{match[1]}: {bad}", files[path])
        files[path] += f"note: {bad}\ninferred: {{title: {bad}}}\n"
    return write_project(tmp_path_factory.mktemp("hostile") / "p", files)


def test_hostile_text_is_text(hostile, opened):
    site = build(hostile).site
    seen = ""
    page = opened((site / "index.html").as_uri())
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        page.locator("details").evaluate_all("all => all.forEach(details => details.open = true)")
        scripts = 1 + (path.name == "search.html")
        assert page.locator('script:not([type="application/ld+json"])').count() == scripts, path
        assert page.locator("img, iframe, [onerror], [onclick], [style]").count() == 0, path
        assert page.locator('a[href^="javascript:"]').count() == 0, path
        assert page.locator("main").count() == 1
        assert page.locator("footer").count() == 1
        assert page.locator("main footer").count() == 0
        text = page.locator("body").inner_text()
        assert "49" not in text
        assert "\u202e" not in path.read_text("utf-8") + page.title()
        seen += text
    assert page.faults == []
    assert seen.count(SHOWN) > 50
    assert HOSTILE.replace("  ", " ") in " ".join(seen.split())
    assert "{{ 7*7 }} before [RIGHT-TO-LEFT OVERRIDE]desrever[POP DIRECTIONAL FORMATTING] after" in seen

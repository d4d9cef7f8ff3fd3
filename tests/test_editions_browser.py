"""Editions in a real browser: an old one says that it is old, and the reader can go to any other from any page."""

import json
import re
from contextlib import contextmanager

import pytest

from conftest import FILES, served, write_project
from dateline.publish import publish

EDITIONS = {
    "2031-05-18": "18 May 2031",
    "2031-05-11.2": "11 May 2031, corrected",
    "2031-05-11": "11 May 2031",
    "2031-05-04": "4 May 2031",
}
"""Newest first, as in versions.json."""
OLD, NEW = "2031-05-04", "2031-05-18"
VERSIONS = [
    {"version": name, "title": title, "aliases": ["latest"] if name == NEW else [], "properties": {"cutoff": name[:10]}}
    for name, title in EDITIONS.items()
]
PAGE = "coast/control.html"
VANISHED = "places/gull-island.html"
PICKER = "details.edition-id"


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    """Publish each edition; the newest lacks a page that the others have."""
    folder = tmp_path_factory.mktemp("editions")
    root = write_project(folder / "p", FILES)
    for name in reversed(EDITIONS):
        corrects = f'corrects: "{name[:10]}"\n' if "." in name else ""
        (root / "briefings/edition.yml").write_text(
            f'id: "{name}"\ntitle: The invented coast\ncutoff: {name[:10]}\n{corrects}', "utf-8"
        )
        publish(root, name, folder / "public")
    for newest in (NEW, "latest"):
        (folder / "public" / newest / VANISHED).unlink()
    (folder / "public/versions.json").write_text(json.dumps(VERSIONS), "utf-8")
    return folder / "public"


@pytest.fixture(scope="module")
def address(public):
    with served(public) as at:
        yield at


@pytest.fixture
def opened(browser):
    """Give a function that opens an address in a fresh window and waits for the picker.

    With `still=True` none is awaited, and there is time for what should not come. What the page complains of gathers
    in `faults`.
    """
    contexts = []

    def open_page(address, prepare=lambda _page: None, *, still=False, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.faults, page.requested = [], []
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("dialog", lambda dialog: page.faults.append(dialog.message) or dialog.dismiss())
        page.on("request", lambda request: page.requested.append((request.method, request.url)))
        prepare(page)
        page.goto(address)
        if still:
            page.wait_for_timeout(200)
        elif options.get("java_script_enabled", True):
            page.locator(PICKER).wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()


def notice(page):
    return " ".join(page.locator(".older").inner_text().split())


def hrefs(page):
    return page.locator(f"{PICKER} a").evaluate_all("links => links.map(link => link.href)")


def focused(page):
    return page.evaluate("document.activeElement.textContent")


# ---------------------------------------------------------------- the notice


@pytest.mark.parametrize("folder", [NEW, "latest"])
def test_the_newest_edition_has_no_notice(opened, address, folder):
    page = opened(f"{address}{folder}/{PAGE}")
    assert page.locator(PICKER).is_visible()
    assert notice(page) == ""
    assert page.locator(".older").bounding_box()["height"] == 0
    assert page.faults == []


@pytest.mark.parametrize("folder", [name for name in EDITIONS if name != NEW])
def test_an_older_edition_says_so_and_leads_to_the_same_page_of_the_newest(opened, address, folder):
    page = opened(f"{address}{folder}/{PAGE}#amber-held")
    assert notice(page) == "This is an older edition. See this page in the latest, 18 May 2031"
    assert page.get_by_role("status").locator("a").count() == 1  # told politely: it interrupts nobody
    page.locator(".older a").click()
    page.wait_for_url(f"{address}{NEW}/{PAGE}#amber-held")
    assert page.faults == []


def test_the_links_follow_the_reader_within_the_page(opened, address):
    page = opened(f"{address}{OLD}/facts/coast.html")
    page.evaluate("location.hash = 'ferry-sunk'")
    page.wait_for_function("document.querySelector('.older a').hash")
    assert page.locator(".older a").get_attribute("href") == f"{address}{NEW}/facts/coast.html#ferry-sunk"
    assert hrefs(page) == [f"{address}{name}/facts/coast.html#ferry-sunk" for name in EDITIONS]


def test_a_page_that_the_newest_lacks_leads_to_its_front_page_and_says_so(opened, address):
    page = opened(f"{address}{OLD}/{VANISHED}#top")
    page.get_by_text("See its front page").wait_for()
    assert notice(page) == "This is an older edition. The latest, 18 May 2031, has no such page. See its front page"
    page.locator(".older a").click()
    page.wait_for_url(f"{address}{NEW}/")
    assert page.locator("h1").inner_text() == "The invented coast"


@pytest.mark.parametrize("answer", [{"status": 405}, {"status": 500}, None])
def test_a_server_that_does_not_answer_whether_the_page_is_there_changes_nothing(opened, address, answer):
    def refuse(route):
        if route.request.method != "HEAD":
            route.continue_()
        elif answer:
            route.fulfill(**answer)
        else:
            route.abort()

    page = opened(f"{address}{OLD}/{PAGE}", lambda page: page.route("**/*.html", refuse))
    assert notice(page).endswith("See this page in the latest, 18 May 2031")
    page.locator(".older a").click()
    page.wait_for_url(f"{address}{NEW}/{PAGE}")


def test_the_notice_is_seen_without_colour_and_on_paper(opened, address):
    page = opened(f"{address}{OLD}/{PAGE}")
    page.emulate_media(media="print")
    assert page.locator(".older").is_visible()
    assert page.locator(".older p").evaluate("notice => getComputedStyle(notice).borderBlockEndStyle") == "solid"
    printed = page.locator(".older a").evaluate("link => getComputedStyle(link, '::after').content")
    assert f"{address}{NEW}/{PAGE}" in printed
    assert page.locator(f"{PICKER} summary").inner_text() == f"Edition {OLD}"
    assert not page.locator(f"{PICKER} ul").is_visible()


# ---------------------------------------------------------------- the picker


def test_the_picker_lists_all_editions_and_keeps_the_page(opened, address):
    page = opened(f"{address}latest/{PAGE}#amber-held")
    assert not page.locator(f"{PICKER} ul").is_visible()
    page.locator(f"{PICKER} summary").click()
    rows = [" ".join(text.split()) for text in page.locator(f"{PICKER} li").all_inner_texts()]
    assert rows == ["18 May 2031 latest this edition", *list(EDITIONS.values())[1:]]
    assert page.locator("[aria-current=true]").count() == 1
    assert hrefs(page) == [f"{address}{name}/{PAGE}#amber-held" for name in EDITIONS]
    page.get_by_role("link", name="4 May 2031").click()
    page.wait_for_url(f"{address}{OLD}/{PAGE}#amber-held")
    page.locator(f"{PICKER} summary").click()
    assert page.locator("[aria-current=true]").inner_text().split("\n")[0] == "4 May 2031"
    page.go_back()
    assert page.locator(PICKER).get_attribute("open") is None
    assert page.faults == []


def test_the_picker_leads_to_the_front_page_where_an_edition_lacks_the_page(opened, address):
    page = opened(f"{address}{OLD}/{VANISHED}")
    page.locator(f"{PICKER} summary").click()
    row = page.locator(f"{PICKER} a").first
    row.hover()
    page.get_by_text("front page only").wait_for()
    assert row.get_attribute("href") == f"{address}{NEW}/"
    row.click()
    page.wait_for_url(f"{address}{NEW}/")


def test_a_link_of_the_picker_opens_in_a_tab_of_its_own(opened, address):
    page = opened(f"{address}latest/{PAGE}")
    page.locator(f"{PICKER} summary").click()
    for options in ({"button": "middle"}, {"modifiers": ["ControlOrMeta"]}):
        with page.context.expect_page() as tab:
            page.get_by_role("link", name="4 May 2031").click(**options)
        tab.value.wait_for_url(f"{address}{OLD}/{PAGE}")
    assert page.url == f"{address}latest/{PAGE}"


def test_the_picker_works_by_keyboard_alone(opened, address):
    page = opened(f"{address}{NEW}/{PAGE}")
    picker = page.locator(PICKER)
    for _ in range(3):  # past the link to the content and the name of the site
        page.keyboard.press("Tab")
    assert focused(page) == f"Edition {NEW}"
    assert page.locator(":focus").get_attribute("aria-label") == f"Edition {NEW} – all editions"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page).startswith("18 May 2031")
    page.keyboard.press("Escape")
    assert (picker.get_attribute("open"), focused(page)) == (None, f"Edition {NEW}")

    page.keyboard.press("Space")
    for _ in range(4):
        page.keyboard.press("Tab")
    assert focused(page) == "4 May 2031"
    assert page.locator(":focus").evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Tab")  # out of the list, which would lie over what has the focus
    assert (picker.get_attribute("open"), focused(page)) == (None, "Briefings")

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{OLD}/{PAGE}")


def test_a_press_beside_the_picker_closes_it(opened, address):
    page = opened(f"{address}{NEW}/{PAGE}")
    page.locator(f"{PICKER} summary").click()
    page.mouse.click(10, 500)
    assert page.locator(PICKER).get_attribute("open") is None


def test_the_picker_works_on_a_phone(opened, address):
    phone = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
    page = opened(f"{address}{OLD}/{PAGE}", **phone)
    page.locator(f"{PICKER} summary").tap()
    box = page.locator(f"{PICKER} ul").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.locator("html").evaluate("html => html.scrollWidth") == 360
    assert all(row.bounding_box()["height"] >= 40 for row in page.locator(f"{PICKER} a").all())
    page.get_by_role("link", name="11 May 2031, corrected").tap()
    page.wait_for_url(f"{address}2031-05-11.2/{PAGE}")


def test_many_editions_scroll_in_their_list(opened, address):
    many = VERSIONS + [{"version": f"20{year}-01-01", "title": f"1 January 20{year}"} for year in range(30, 9, -1)]
    page = opened(
        f"{address}latest/{PAGE}",
        lambda page: page.route("**/versions.json", lambda route: route.fulfill(json=many)),
        viewport={"width": 360, "height": 640},
    )
    page.locator(f"{PICKER} summary").click()
    listed = page.locator(f"{PICKER} ul")
    assert listed.bounding_box()["height"] < 500
    page.get_by_role("link", name="1 January 2010").focus()
    assert listed.evaluate("list => list.scrollTop") > 0
    assert page.evaluate("scrollY") == 0


# ---------------------------------------------------------------- what the script must leave alone


@pytest.mark.parametrize("width", [360, 1280])
def test_without_javascript_the_header_says_edition_and_cutoff_and_nothing_moves(opened, address, width):
    size = {"viewport": {"width": width, "height": 800}}
    plain = opened(f"{address}latest/{PAGE}", java_script_enabled=False, **size)
    said = " ".join(plain.locator(".site-head .edition").inner_text().split())
    assert said == f"Edition {NEW} Information cutoff 18 May 2031"
    assert notice(plain) == ""
    assert plain.locator(f"{PICKER}, .edition a").count() == 0
    scripted = opened(f"{address}latest/{PAGE}", **size)
    assert scripted.locator(PICKER).is_visible()
    for part in ("main", ".site-head nav", ".edition-id [data-ref]", ".edition time"):
        assert scripted.locator(part).bounding_box() == plain.locator(part).bounding_box(), part


@pytest.mark.parametrize("path", [PAGE, VANISHED, "index.html"])
def test_the_content_is_the_same_with_and_without_javascript(opened, address, path):
    plain = opened(f"{address}{OLD}/{path}", java_script_enabled=False)
    scripted = opened(f"{address}{OLD}/{path}")
    assert scripted.locator(".older p").is_visible()
    assert scripted.locator("main").inner_html() == plain.locator("main").inner_html()


def test_nothing_is_asked_of_another_host_and_only_what_is_needed(opened, address):
    page = opened(f"{address}{OLD}/{PAGE}", still=True)
    for _ in range(100):  # however slow the machine is; and then a moment for what should not come
        if not any(method == "HEAD" for method, _ in page.requested):
            page.wait_for_timeout(100)
    page.wait_for_timeout(200)
    assert sorted(page.requested) == [
        ("GET", f"{address}{OLD}/assets/dateline.css"),
        ("GET", f"{address}{OLD}/assets/dateline.js"),
        ("GET", f"{address}{OLD}/assets/favicon.svg"),
        ("GET", f"{address}{OLD}/{PAGE}"),
        ("GET", f"{address}versions.json"),
        ("HEAD", f"{address}{NEW}/{PAGE}"),
    ]


# ---------------------------------------------------------------- a list that is not there, or not ours

EVIL = "<img src=x onerror=alert(document)>"
BAD_LISTS = {
    "not JSON": "<!doctype html><p>Not found</p>",
    "no list": '{"versions": []}',
    "nothing": "null",
    "a text": f'"{EVIL}"',
    "no editions": "[]",
    "wrong members": f'[null, 5, "{OLD}", [], {{}}, {{"version": 5}}, {{"version": ["{OLD}"]}}]',
    "another path": '[{"version": "../../evil", "title": "Evil", "aliases": ["latest"]}]',
    "an address": '[{"version": "javascript:alert(document)", "title": "Evil", "aliases": ["latest"]}]',
    "another host": '[{"version": "//evil.example/2031-05-18", "title": "Evil", "aliases": ["latest"]}]',
    "a line break": '[{"version": "2031-05-18\\n", "title": "Evil"}]',
    "other editions": '[{"version": "2099-01-01", "title": "Evil", "aliases": ["latest"]}]',
}


def answered(**answer):
    return lambda page: page.route("**/versions.json", lambda route: route.fulfill(**answer))


def has_nothing_added(page):
    return page.locator(f"{PICKER}, .older > *, img").count() == 0 and "vil" not in page.content()


@pytest.mark.parametrize("body", BAD_LISTS.values(), ids=BAD_LISTS.keys())
def test_a_list_of_another_shape_is_as_none(opened, address, body):
    page = opened(f"{address}{OLD}/{PAGE}", answered(body=body), still=True)
    assert has_nothing_added(page)
    assert page.faults == []


def test_of_a_hostile_list_only_the_editions_are_taken(opened, address):
    hostile = [
        {"version": "javascript:alert(document)", "title": "Evil", "aliases": ["latest"]},
        {"version": "../../evil", "title": "Evil", "aliases": "latest"},
        {"version": NEW, "title": EVIL, "aliases": ["latest"]},
        {"version": "2031-05-11", "title": {"toString": EVIL}, "aliases": None},
        {"version": "2031-05-10"},
        {"version": OLD, "title": "x" * 500},
    ]
    page = opened(f"{address}{OLD}/{PAGE}", answered(json=hostile))
    page.locator(f"{PICKER} summary").click()
    texts = [" ".join(text.split()) for text in page.locator(f"{PICKER} li").all_inner_texts()]
    assert texts == [f"{NEW} latest", "2031-05-11", "2031-05-10", f"{OLD} this edition"]
    assert notice(page) == f"This is an older edition. See this page in the latest, {NEW}"
    assert all(href.startswith(address) and re.search(r"/20[\d.-]+/coast/", href) for href in hrefs(page))
    assert page.locator("img").count() == 0
    assert "vil" not in page.content()
    assert page.faults == []


def test_without_a_list_there_is_no_picker_and_only_the_browser_s_own_word_of_it(opened, address):
    page = opened(f"{address}{OLD}/{PAGE}", answered(status=404, body="[]"), still=True)
    assert has_nothing_added(page)
    assert [fault for fault in page.faults if "404" not in fault] == []
    page = opened(
        f"{address}{OLD}/{PAGE}", lambda page: page.route("**/versions.json", lambda route: route.abort()), still=True
    )
    assert has_nothing_added(page)
    assert [fault for fault in page.faults if "net::ERR_FAILED" not in fault] == []


@contextmanager
def as_folder(public):
    yield (public / OLD).as_uri() + "/"


@pytest.mark.parametrize("where", [as_folder, lambda public: served(public / OLD)], ids=["a folder", "a host's top"])
def test_a_site_that_is_only_built_asks_for_no_list(opened, public, where):
    with where(public) as at:
        page = opened(at + PAGE, still=True)
        assert has_nothing_added(page)
        assert all(url.startswith(at) and "versions" not in url for _, url in page.requested)
        assert page.faults == []

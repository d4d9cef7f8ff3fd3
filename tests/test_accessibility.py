"""Every kind of page under axe, by keyboard, narrow, in forced colours: by WCAG 2.2, AA, and what axe calls best."""

from contextlib import ExitStack
from itertools import combinations

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from conftest import served
from test_browser import contrast
from three_editions import IDS

REAL = {
    "home": "index.html",
    "overview": "eastern-qalamoun/index.html",
    "control": "eastern-ghouta/control.html",
    "factions": "eastern-qalamoun/factions.html",
    "negotiations": "eastern-qalamoun/negotiations.html",
    "humanitarian": "eastern-ghouta/humanitarian.html",
    "timeline": "eastern-qalamoun/timeline.html",
    "actors": "actors/index.html",
    "actor": "actors/sohr.html",
    "places": "places/index.html",
    "place": "places/idlib.html",
    "sources": "sources/index.html",
    "source": "sources/voa-qalamoun.html",
    "facts": "facts/index.html",
    "facts_of": "facts/eastern-qalamoun.html",
    "search": "search.html",
    "changes": "changes.html",
    "data": "data.html",
    "method": "method.html",
}
INVENTED = {
    "home": "index.html",
    "overview": "coast/index.html",
    "control": "coast/control.html",
    "humanitarian": "coast/humanitarian.html",
    "source": "sources/bulletin-3.html",
    "facts_of": "facts/coast.html",
    "changes": "changes.html",
    "data": "data.html",
}
"""What a first edition does not have: marks, histories, differences, withdrawn facts, an archive."""
ALL = {f"real {kind}": path for kind, path in REAL.items()}
ALL |= {f"invented {kind}": f"{IDS[-1]}/{path}" for kind, path in INVENTED.items()}
ALL |= {"invented missing": "404.html", "invented older": f"{IDS[0]}/coast/index.html"}
"""A page of each kind of the real site and of the third invented edition, and what stands beside the editions."""

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPEN = "open => document.querySelectorAll('main details').forEach(details => { details.open = open; })"
AXE = """async ([tags, closed]) => {
  // Of what is closed only the summaries look otherwise; contrast is most of the work.
  const options = {runOnly: tags, selectors: true, resultTypes: ["violations", "incomplete"]};
  if (closed) options.rules = {"color-contrast": {enabled: false}};
  const runs = [await axe.run(options)];
  if (closed && document.querySelector("main summary"))
    runs.push(await axe.run({include: ["main summary"]}, {runOnly: {type: "rule", values: ["color-contrast"]}}));
  return runs.flatMap((run) => [...run.violations, ...run.incomplete]).flatMap((rule) => rule.nodes.map((node) =>
    [rule.id, node.target.join(" "), [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; "),
     !!document.querySelector(node.target[0])?.closest("svg")]));
}"""
UNSURE = ("too short to determine", "contains only non-text characters")
"""What axe says of the contrast of arrows and letters in signs."""
LOOKS = [(1280, "light", True), (320, "dark", True), (320, "light", False), (1920, "dark", False)]
"""Any two of width, scheme and openness meet in each way."""


@pytest.fixture(scope="module")
def address(site, published):
    """Give a function that tells where a page of `ALL` is served."""
    with ExitStack() as stack:
        real, invented = (stack.enter_context(served(folder)) for folder in (site, published.folder / "public-3"))
        yield lambda name: (real if name.startswith("real") else invented) + ALL[name]


@pytest.fixture(scope="module")
def window(browser):
    """Give one window for all tests; it may run what the pages' policy forbids them."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window):
    """Give the window as it was at first."""
    window.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="no-preference")
    window.set_viewport_size({"width": 1280, "height": 800})
    return window


def settle(page):
    """Wait for what the script makes of a published page."""
    if IDS[-1] in page.url:
        page.locator("details.edition-id").wait_for()


LOST = """() => [document.documentElement.scrollWidth, [...document.querySelectorAll(
  "main :is(p, h1, h2, h3, h4, dd, li:not(nav *), td, th, summary, button)")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
  }).map((one) => one.outerHTML)]"""
MOVING = """() => [[...document.querySelectorAll("*")].filter((one) =>
  [null, "::before", "::after"].map((pseudo) => getComputedStyle(one, pseudo)).some((style) =>
    style.animationName != "none" || style.transitionDuration != "0s" || style.scrollBehavior != "auto")
).map((one) => one.outerHTML), document.getAnimations().length]"""
ORDERED = """() => [...document.querySelectorAll("[tabindex]:not([tabindex='0'], main[tabindex='-1']), [accesskey], "
  + "[autofocus], [aria-hidden='true'] a")].map((one) => one.outerHTML)"""
SMALL = """() => [...document.querySelectorAll("summary, button, nav a, .links a, .tally a, .names a, .site-name a")]
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => one.checkVisibility() && (box.width < 24 || box.height < 24))
  .map(([one, box]) => `${one.outerHTML} ${box.width} ${box.height}`)"""


@pytest.fixture(scope="module")
def walk(window, address):
    """Go to every page once, and return what some tests ask of each: by the question, then by the page."""
    found = {
        "moving": {},
        "ordered": {},
        "lost at 320": {},
        "lost at 1920": {},
        "small at 320": {},
        "small at 1280": {},
    }
    for name in ALL:
        window.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="reduce")
        window.set_viewport_size({"width": 320, "height": 800})
        window.goto(address(name))
        settle(window)
        found["moving"][name] = window.evaluate(MOVING)
        found["ordered"][name] = window.evaluate(ORDERED)
        window.emulate_media(reduced_motion="no-preference")
        window.evaluate(OPEN, arg=True)
        for what, ask, width, height in (
            ("small at 320", SMALL, 320, 800),
            ("lost at 320", LOST, 320, 256),
            ("small at 1280", SMALL, 1280, 800),
            ("lost at 1920", LOST, 1920, 1080),
        ):
            window.set_viewport_size({"width": width, "height": height})
            found[what][name] = window.evaluate(ask)
    return found


@pytest.mark.parametrize("name", ALL)
def test_axe_finds_nothing(page, address, name):
    page.goto(address(name))
    settle(page)
    page.evaluate(AXE_SCRIPT)
    found = []
    for width, scheme, opened in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(OPEN, opened)
        found += [
            (width, scheme, opened, rule, where, said)
            for rule, where, said, drawn in page.evaluate(AXE, [TAGS, not opened])
            # On a narrow screen a part may be scrolled out of sight. Of drawings the next test knows more.
            if not (rule == "color-contrast" and (drawn or width == 320) and "could not be determined" in said)
            and not any(unsure in said for unsure in UNSURE)
        ]
        assert page.locator("html").evaluate("html => html.scrollWidth") <= width
    assert found == []


def test_axe_would_find_what_is_wrong(page, address):
    page.goto(address("invented home"))
    page.evaluate(AXE_SCRIPT)
    page.evaluate("""() => {
      document.querySelector("main p").style.color = "#999";
      document.querySelector("main").insertAdjacentHTML("beforeend", "<h5>x</h5><img src=''><a href='#'></a>");
      const list = document.querySelector("nav ul");
      list.style.gap = 0;
      list.innerHTML = "<a href='#' style='font-size: 8px; padding: 0'>a</a>".repeat(2);
    }""")
    rules = {rule for rule, *_ in page.evaluate(AXE, [TAGS, False])}
    assert {"color-contrast", "heading-order", "image-alt", "link-name", "target-size", "list"} <= rules


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_a_map_can_be_read_on_land_and_on_sea(page, address, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address("real home"))
    fill = "(all) => [...new Set(all.map((one) => getComputedStyle(one).fill))]"
    grounds = page.locator(".map .land").evaluate_all(fill) + page.locator(".map .sea").evaluate_all(fill)
    words = page.locator(".map text:not(.paper)").evaluate_all(fill)
    assert len(words) >= 2
    assert len(grounds) >= 1
    assert [(word, ground) for word in words for ground in grounds if contrast(word, ground) < 4.5] == []


@pytest.mark.parametrize("width", [320, 1920])
def test_nothing_is_lost_on_a_wide_screen_nor_at_four_hundred_percent(walk, width):
    """A window of 1280 by 1024 points at 400 % has 320 by 256 of them (WCAG 2.2, 1.4.10)."""
    assert walk[f"lost at {width}"] == {name: [width, []] for name in ALL}


def test_text_may_be_spaced_as_a_reader_needs_it(page, address):
    """Lines of 1.5, letters .12, words .16 and paragraphs of 2 times the size (WCAG 2.2, 1.4.12)."""
    page.set_viewport_size({"width": 320, "height": 640})
    for name in ("invented home", "real negotiations", "invented source", "invented changes", "invented data"):
        page.goto(address(name))
        page.evaluate(OPEN, arg=True)
        page.add_style_tag(
            content="* { line-height: 1.5 !important; letter-spacing: .12em !important } "
            "* { word-spacing: .16em !important } "
            "p { margin-block-end: 2em !important }"
        )
        assert page.locator("html").evaluate("html => html.scrollWidth") == 320, name
        cut = page.locator("main *").evaluate_all(
            "(all) => all.filter((one) => !one.closest('.aloud, thead, svg') && getComputedStyle(one).overflowY =="
            " 'hidden' && one.scrollHeight > one.clientHeight + 1).map((one) => one.outerHTML)"
        )
        assert cut == [], name


# ---------------------------------------------------------------- forced colours, and what moves


def shots(places):
    return [place.screenshot() for place in places]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["active", "none"])
def test_each_state_of_control_has_a_sign_of_its_own(page, address, scheme, forced):
    page.emulate_media(color_scheme=scheme, forced_colors=forced)
    page.goto(address("invented control"))
    page.evaluate("""() => document.querySelector("main").append(
      ...["controlled", "mixed", "contested", "besieged", "claimed", "unknown"].map((state) => {
        const sign = document.createElement("p");
        sign.innerHTML = `<span class="state state-${state} alone"></span>`;
        return sign;
      }))""")
    signs = shots(page.locator("p:has(> .alone)").all())
    assert len(signs) == 6
    assert all(one != other for one, other in combinations(signs, 2))


def style(place, *names, pseudo=None):
    asked = "(one, [names, pseudo]) => names.map((name) => getComputedStyle(one, pseudo)[name])"
    return place.evaluate(asked, [names, pseudo])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_apart_what_grounds_and_borders_tell_apart(page, address, scheme):
    page.emulate_media(color_scheme=scheme, forced_colors="active")
    page.goto(address("real sources"))
    canvas = "rgb(255, 255, 255)" if scheme == "light" else "rgb(0, 0, 0)"
    ink = "rgb(0, 0, 0)" if scheme == "light" else "rgb(255, 255, 255)"
    # The page that is open, in the navigation.
    here, other = page.locator("nav a[aria-current]"), page.locator("nav a:not([aria-current])").first
    assert style(here, "borderBottomColor") != style(other, "borderBottomColor") == [canvas]
    page.goto(address("real source") + "#qalamoun-talks")
    # A sentence that facts quote, one that none does, and the one that a link led to.
    quoted, left = page.locator(".quoted > p"), page.locator(".sentence:not(.quoted) > p")
    assert style(quoted.first, "borderLeftColor") == [ink]
    assert style(left.first, "borderLeftColor") == [canvas]
    assert style(page.locator(".sentence:has(#qalamoun-talks) > p"), "outlineStyle", "outlineWidth") == ["solid", "3px"]
    assert page.locator(".document p").evaluate_all(
        "all => all.filter((one) => getComputedStyle(one).outlineStyle != 'none').length"
    ) == 1  # fmt: skip
    # The words that a fact quotes, in their sentence.
    page.goto(address("real negotiations"))
    page.evaluate(OPEN, arg=True)
    mark, around = page.locator("blockquote:has(mark) mark").first, page.locator("blockquote:has(mark)").first
    assert style(mark, "backgroundColor")[0] not in (canvas, style(around, "backgroundColor")[0])
    # What became of a fact.
    page.goto(address("invented changes"))
    marks = [
        page.locator(f".legend .mark.{step}") for step in ("new", "changed", "correction", "withdrawn", "evidence")
    ]
    looks = [tuple(style(one, "borderTopStyle", "borderLeftWidth", "borderTopLeftRadius")) for one in marks]
    assert len(set(looks)) == 5


def test_nothing_moves(walk):
    assert walk["moving"] == {name: [[], 0] for name in ALL}


# ---------------------------------------------------------------- the keyboard, and the finger

FOCUSABLE = """() => [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")].filter((one) =>
  one.checkVisibility({contentVisibilityAuto: true}) && !one.matches("details:not([open]) > :not(summary) *"))"""
SEEN = """async (all) => {
  await new Promise(requestAnimationFrame);  // then it has come into sight
  const target = document.activeElement;
  const style = getComputedStyle(target);
  const box = target.getClientRects()[0];
  // The first to be hit at the middle of what has the focus: nothing lies over it.
  const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const hit = document.elementFromPoint(box.left + box.width / 2, middle);
  return [all.indexOf(target), style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow.slice(0, 12),
    !!hit && (target.contains(hit) || hit.contains(target))];
}"""
YELLOW_ON_BLACK = ["solid", "3px", "rgb(255, 191, 71)", "rgb(0, 0, 0)"]
"""One of the two stands out from any ground."""


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("real home", 320),
        ("real negotiations", 1280),
        ("invented source", 1280),
        ("invented changes", 320),
        ("invented facts_of", 1280),
        ("invented missing", 320),
        ("invented data", 320),
    ],
)
def test_the_keyboard_reaches_everything_in_order_and_its_place_is_seen(page, address, name, width):
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(address(name))
    settle(page)
    everything = page.evaluate_handle(FOCUSABLE)
    for at in range(everything.evaluate("all => all.length")):
        page.keyboard.press("Tab")
        assert everything.evaluate(SEEN) == [at, *YELLOW_ON_BLACK, True]


def test_an_opened_proof_is_walked_through_and_closed_again_by_keyboard(page, address):
    page.goto(address("real negotiations"))
    summary = page.locator(".proof > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    page.locator(".proof[open] .copy").wait_for()
    names = []
    while not summary.evaluate("one => one === document.activeElement") or not names:
        page.keyboard.press("Tab")
        if page.locator(".proof[open] :focus").count() == 0:
            break
        names.append(page.locator(":focus").inner_text())
    assert names == [
        "Local councils",
        "Syrian government",
        "Russian Reconciliation Center",
        "Eastern Qalamoun",
        "See these words in the document",
        "Link to this fact",
        "Copy the citation",
    ]
    summary.focus()
    page.keyboard.press("Space")
    assert page.locator(".proof[open]").count() == 0


def test_no_page_has_an_order_of_focus_of_its_own(walk):
    assert walk["ordered"] == {name: [] for name in ALL}


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_pressed_is_at_least_24_points_high_and_wide(walk, width):
    """Links within text may be smaller (WCAG 2.2, 2.5.8); those that stand by themselves are not."""
    assert walk[f"small at {width}"] == {name: [] for name in ALL}

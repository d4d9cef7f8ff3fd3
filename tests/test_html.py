"""Finished pages as files: valid, light, self-contained, and with nothing in them that runs or draws by itself."""

import gzip
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
import turbohtml
from lxml import html
from turbohtml.conformance import check

from test_accessibility import ALL, address, page, settle, window  # noqa: F401  # fixtures are used by name

TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
"""A year, month or day, as HTML writes them (WHATWG HTML, 2.3.5); of periods it knows durations alone."""
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
POLICIES = {
    "search.html": POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
    "404.html": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'",
    "public index.html": "default-src 'none'; img-src 'self'; base-uri 'none'; form-action 'none'",
}
"""Those that differ: one page may run WebAssembly, and two run nothing at all."""
MOST, TYPICAL = 60_000, 30_000
"""Bytes that the first view may take, compressed, and those that it is meant to take."""


@pytest.fixture(scope="module")
def texts(site, published):
    """Return every page of the real site and of what three invented editions published, by its path."""
    folders = {"real": site, "public": published.folder / "public-3"}
    return {
        f"{name} {path.relative_to(folder).as_posix()}": path.read_text("utf-8")
        for name, folder in folders.items()
        for path in sorted(folder.rglob("*.html"))
    }


def faults(text):
    """Return what two parsers and a checker of the HTML standard find wrong: one reads tags, one what they make."""
    document = turbohtml.parse(text)
    strict = html5lib.HTMLParser()
    strict.parse(text)
    times = html.fromstring(text).xpath("//time/@datetime")
    return (
        [f"{line}: {code}" for (line, _), code, _ in strict.errors]
        + [f"{error.line}: {error.code}" for error in document.errors]
        + [f"{one.line}: {one.code}: {one.message}" for one in check(document).errors]
        + [f"time {said}" for said in times if not TIME.fullmatch(said)]
    )


def test_every_page_is_valid(texts):
    assert len(texts) > 150
    assert {name: found for name, text in texts.items() if (found := faults(text))} == {}


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<p>a</div>", "end-tag"),
        ("<p><b>a</p>", "unexpected-end-tag"),
        ("<table><p>a</p></table>", "unexpected-start-tag-implies-table-voodoo"),
        ('<p id="a" id="b">a</p>', "duplicate-attribute"),
        ('<p id="a">a</p><p id="a">b</p>', "duplicate-id"),
        ("<p><ul><li>a</li></ul></p>", "unexpected-end-tag"),
        ("<a href='a'><a href='b'>a</a></a>", "unexpected-start-tag-implies-end-tag"),
        ("<img src='a.png'>", "alt"),
        ("<center>a</center>", "obsolete"),
        ("<p role='nothing'>a</p>", "role"),
        ("<time datetime='2018-03-31/2018-04-02'>a</time>", "time 2018-03-31/2018-04-02"),
        ("a &nosuch; b", "character-reference"),
    ],
)
def test_what_is_not_valid_is_found(texts, inside, code):
    text = texts["public 404.html"]
    assert faults(text) == []
    assert code in " ".join(faults(text.replace("</main>", f"{inside}</main>")))


def test_no_page_styles_or_runs_anything_of_its_own(texts):
    for name, text in texts.items():
        root = html.fromstring(text)
        assert root.xpath("//@style | //style | //iframe | //object | //embed | //form | //base") == [], name
        assert root.xpath("//@*[starts-with(name(), 'on')]") == [], name
        assert root.xpath("//script[not(@src)][not(@type='application/ld+json')]") == [], name
        assert root.xpath("//*[starts-with(normalize-space(@href), 'javascript:')]") == [], name


def test_every_page_has_the_strictest_policy_under_which_it_works(texts):
    for name, text in texts.items():
        said = html.fromstring(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        expected = POLICIES.get(name) or POLICIES.get(name.rpartition("/")[2].rpartition(" ")[2], POLICY)
        assert said == [expected], name


def test_no_page_asks_anything_of_another_host(texts):
    for name, text in texts.items():
        root = html.fromstring(text)
        asked = root.xpath("//@src | //@srcset | //@poster | //link/@href | //@*[name()='xlink:href'] | //image/@href")
        assert [said for said in asked if urlsplit(said).scheme or urlsplit(said).netloc] == [], name


def test_the_assets_name_no_other_host(site):
    for path in sorted((site / "assets").iterdir()):
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert re.findall(r"(?:https?:)?//[\w-]+\.[a-z]{2,}", text) == [], path.name
        assert "@import" not in text


def weight(root, requested):
    """Return the bytes that files take when they are compressed as servers do by default."""
    paths = {root / unquote(urlsplit(url).path).lstrip("/") for url in requested}
    return sum(len(gzip.compress(path.read_bytes(), 6, mtime=0)) for path in paths)


def test_the_first_view_is_light(page, address, site, published):  # noqa: F811
    weights = {}
    requested = []

    def ask(request):
        requested.append(request.url)

    page.on("request", ask)
    for name in ALL:
        requested.clear()
        page.goto(address(name))
        settle(page)
        root = site if name.startswith("real") else published.folder / "public-3"
        # A browser without a window asks for no icon.
        icon = site / "assets/favicon.svg"
        start = address(name).removesuffix(ALL[name])  # an icon of the page before may come late
        here = [url for url in requested if url.startswith(start) and not url.endswith("favicon.svg")]
        weights[name] = weight(root, here) + len(gzip.compress(icon.read_bytes(), 6, mtime=0))
    page.remove_listener("request", ask)
    assert {name: size for name, size in weights.items() if size > MOST} == {}
    assert {name: size for name, size in weights.items() if size > TYPICAL} == {}


def test_every_page_there_is_is_light(texts, site, published):
    """Each page with its sheet, its script and its icon; the test above knows what else is fetched."""
    heavy = {}
    for name, text in texts.items():
        root = site if name.startswith("real ") else published.folder / "public-3"
        place = root / Path(name.partition(" ")[2])
        asked = html.fromstring(text).xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src")
        files = [place, *(root / one[1:] if one.startswith("/") else place.parent / one for one in asked)]
        size = sum(len(gzip.compress(path.read_bytes(), 6, mtime=0)) for path in files)
        if size > TYPICAL:
            heavy[name] = size
    assert heavy == {}

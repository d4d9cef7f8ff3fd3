"""What every test may use: a small invented project, a copy of the real one, its built site, and a browser."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.audit.manifest import MANIFEST, manifest_text
from dateline.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from published import Published

HERE = Path(__file__).resolve().parent.parent
PROJECT_PARTS = ("briefings", "seeds", "templates", "mkdocs.yml")

# ---------------------------------------------------------------- an invented project
# Nothing in it exists. The bulletin may be shown whole; of the wire report only what is quoted.

BULLETIN = """\
The Harbour Guard has held Port Amber since 2029, the Lantern Watch said on Saturday.
At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said. One ferry sank in Port Amber.
Weather stayed calm.
"""
WIRE = """\
Some 300 people left Port Amber on 2 May 2031, according to the Tide Council.
A sentence nobody quotes mentions 77 crates of quinces.
The Tide Council denied that it will leave Gull Island.
"""
FILES = {
    "mkdocs.yml": """\
site_name: Invented
docs_dir: briefings
site_dir: site
use_directory_urls: false
theme: {name: null, custom_dir: templates/theme, locale: en}
watch: [seeds]
plugins: [dateline]
markdown_extensions: []
""",
    "templates/theme/.keep": "",  # MkDocs wants the folder; the templates are the packaged ones
    "seeds/bulletin.txt": BULLETIN,
    "seeds/bulletin.yml": f"""\
id: bulletin
document: bulletin.txt
sha256: {sha256(BULLETIN.encode()).hexdigest()}
type: report
title: Bulletin of Port Amber
publisher: Amber Gazette
issued: 2031-05-03
full_text: true
rights: Invented for these tests.
unused:
  - quote: Weather stayed calm.
    reason: Tells nothing of the situation.
""",
    "seeds/wire.txt": WIRE,
    "seeds/wire.yml": f"""\
id: wire
document: wire.txt
sha256: {sha256(WIRE.encode()).hexdigest()}
type: article-newspaper
title: Report from Port Amber
publisher: Quince Wire
issued: 2031-05-03
full_text: false
rights: All rights reserved.
unused:
  - quote: A sentence nobody quotes mentions 77 crates of quinces.
    reason: Cargo.
""",
    "briefings/edition.yml": """\
id: "2031-05-04"
title: The invented coast
cutoff: 2031-05-04
""",
    "briefings/actors.yml": """\
actors:
  - {id: harbour-guard, name: Harbour Guard, type: armed_group, belligerent: true, article: true}
  - {id: lantern-watch, name: Lantern Watch, type: monitor, article: true}
  - {id: tide-council, name: Tide Council, type: council, article: true}
""",
    "briefings/places.yml": """\
places:
  - {id: port-amber, name: Port Amber, type: town}
  - {id: gull-island, name: Gull Island, type: area}
""",
    "briefings/indicators.yml": """\
indicators:
  - id: people-left
    name: People who left
    definition: People who left the place.
    unit: people
    measure: flow
    population: people
    words: [people, left]
    phrase: {en: {one: "person left {place}", other: "people left {place}"}}
  - id: ferries-sunk
    name: Ferries sunk
    definition: Ferries that sank in the place.
    unit: ferries
    measure: flow
    population: ferries
    words: [ferry, sank]
    phrase: {en: {one: "ferry sank in {place}", other: "ferries sank in {place}"}}
""",
    "briefings/coast/briefing.yml": """\
title: The coast
places: [port-amber, gull-island]
summary: >-
  [The Harbour Guard has held Port Amber since 2029](fact:amber-held).
  [At least 240 people](fact:left-amber-watch) left.
key_figures: [left-amber-watch, ferry-sunk]
""",
    "briefings/coast/control.yml": """\
control:
  - id: amber-held
    place: port-amber
    state: controlled
    by: harbour-guard
    since: "2029"
    said_by: lantern-watch
    source: bulletin
    quote: The Harbour Guard has held Port Amber since 2029, the Lantern Watch said on Saturday.
""",
    "briefings/coast/humanitarian.yml": """\
figures:
  - id: left-amber-watch
    indicator: people-left
    place: port-amber
    value: 240
    quantifier: at_least
    date: 2031-05-02
    said_by: lantern-watch
    headline: The monitor was there.
    source: bulletin
    quote: At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said.
  - id: left-amber-council
    indicator: people-left
    place: port-amber
    value: 300
    quantifier: about
    date: 2031-05-02
    said_by: tide-council
    source: wire
    quote: Some 300 people left Port Amber on 2 May 2031, according to the Tide Council.
  - id: ferry-sunk
    indicator: ferries-sunk
    place: port-amber
    value: 1
    source: bulletin
    quote: One ferry sank in Port Amber.
""",
    "briefings/coast/factions.yml": """\
positions:
  - id: council-denies-leaving
    actor: tide-council
    stance: denies
    what: that it will leave Gull Island
    place: gull-island
    source: wire
    quote: The Tide Council denied that it will leave Gull Island.
""",
}


def write_project(folder: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Write the invented project; `changed` gives other texts by path."""
    files = {**FILES, **(changed or {})}
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return folder


def copy_project(folder: Path) -> Path:
    """Copy what makes the real project, and nothing that was built from it."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in PROJECT_PARTS:
        if (HERE / part).is_dir():
            # Without its ledgers: an edition that is published must not be tampered with.
            shutil.copytree(HERE / part, folder / part, ignore=shutil.ignore_patterns("editions"))
        else:
            shutil.copy(HERE / part, folder / part)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Replace the one place where `old` stands in a file."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")


def forge_manifest(site: Path) -> None:
    """Write a site's manifest anew after it was altered, as one would who knows that bytes are compared."""
    if (site / MANIFEST).is_file():
        edition = json.loads((site / MANIFEST).read_bytes())["edition"]
        (site / MANIFEST).write_text(manifest_text(edition, site), "utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Let tests, and processes that they start, share what is compiled: it takes half of a build, and of a start.

    So it is where the environment asks for no bytecode, too: it lies in pytest's cache, and nothing else is written.
    """
    kept = config.cache.mkdir  # type: ignore[union-attr]  # never switched off
    os.environ["XDG_CACHE_HOME"] = str(kept("compiled"))
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(kept("bytecode"))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Give a function that makes a folder once for all workers, who then only read it; the second one waits."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = shared / f"shared-{name}", shared / f"shared-{name}.done"
        with (shared / f"shared-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed at it
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Write the invented project."""
    return write_project(tmp_path / "project")


@pytest.fixture
def real_project(tmp_path: Path) -> Path:
    """Copy the real project."""
    return copy_project(tmp_path / "real")


@pytest.fixture(scope="session")
def built_project(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """Build a copy of the real project once; tests only read it."""
    return made_once("real", lambda folder: build(copy_project(folder)))


@pytest.fixture(scope="session")
def published(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Published:
    """Publish three editions of the invented project once; tests take copies."""
    from published import Published  # noqa: PLC0415  # it takes the invented project from here

    return Published(made_once("published", Published))


@pytest.fixture(scope="session")
def site(built_project: Path) -> Path:
    """Return the real site; tests only read it."""
    return built_project / "site"


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Give the words that run `dateline` in a fork of a process that has loaded all, instead of starting Python."""
    if any(name.startswith("COVERAGE") for name in os.environ):  # what is forked would not be measured
        yield [sys.executable, "-m", "dateline"]
        return
    address, script = str(tmp_path_factory.mktemp("warm") / "socket"), str(Path(__file__).with_name("warm.py"))
    command = [sys.executable, script, "serve", address]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:  # noqa: S603  # our own
        assert server.stdout
        assert server.stdin
        assert server.stdout.readline() == b"ready\n"
        yield [sys.executable, "-I", "-S", script, address]
        server.stdin.close()


# ---------------------------------------------------------------- a browser and a server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once: the system's, else the one that Playwright brings."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # most tests need none

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield started
        started.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder's files; give the address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def serve_files() -> Iterator[object]:
    """Give a function that serves a folder until the test ends, and returns its address."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))

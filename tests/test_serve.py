"""The preview shows what was saved, or why it cannot, and ends without a word too many."""

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

from conftest import copy_project, edit, write_project

PATIENCE = 60.0
"""Seconds after which something that should happen did not."""


PAPER = "element => getComputedStyle(element).backgroundColor"


class Run:
    """A running command, and what it has printed so far."""

    def __init__(self, *command, cwd):
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(  # noqa: S603  # our own command
            [sys.executable, "-m", *command],
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
            encoding="utf-8",
            # Whoever runs the tests in the background has Ctrl-C ignored, and that is inherited.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # no thread holds a lock
        )
        self.lines = []
        self.fresh = queue.Queue()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line)
            self.fresh.put(line)

    @property
    def output(self):
        return "".join(self.lines)

    def until(self, pattern):
        """Wait until a new line matches; return the match."""
        end = time.monotonic() + PATIENCE
        while (left := end - time.monotonic()) > 0:
            try:
                line = self.fresh.get(timeout=left)
            except queue.Empty:
                break
            if match := re.search(pattern, line):
                return match
        raise AssertionError(f"no line has /{pattern}/ in:\n{self.output}")

    def says_nothing_for(self, seconds):
        """Tell whether nothing is printed for a while; what was printed before does not count."""
        while not self.fresh.empty():
            self.fresh.get()
        try:
            return not self.fresh.get(timeout=seconds)
        except queue.Empty:
            return True

    def end(self, number=signal.SIGINT):
        """Interrupt it as Ctrl-C does; return its exit code."""
        self.process.send_signal(number)
        try:
            return self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.reader.join()
            self.process.stdout.close()


@contextmanager
def running(*command, cwd):
    run = Run(*command, cwd=cwd)
    try:
        yield run
    finally:
        if run.process.poll() is None:
            run.end(signal.SIGKILL)
        else:
            run.reader.join()
            run.process.stdout.close()


@contextmanager
def preview_of(root):
    with running("dateline", "serve", "--port", "0", cwd=root) as run:
        run.address = run.until(r"Preview at (http://127\.0\.0\.1:\d+/)")[1]
        yield run


@pytest.fixture
def page(browser):
    context = browser.new_context()
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE * 1000)
    opened.errors = []
    opened.on("console", lambda message: opened.errors.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))
    yield opened
    context.close()


def shows(page, text):
    page.get_by_text(text).first.wait_for(state="visible")


def test_a_saved_fact_is_shown_a_wrong_one_is_reported_and_goes_when_mended(tmp_path, page):
    root = copy_project(tmp_path / "real")
    facts = root / "briefings/eastern-ghouta/events.yml"
    figures = root / "briefings/eastern-ghouta/humanitarian.yml"
    with preview_of(root) as run:
        page.goto(run.address + "eastern-ghouta/timeline.html")
        shows(page, "The last rebel-held pocket in eastern Ghouta is poised to surrender (expected).")
        assert page.locator("#dateline-problems").is_hidden()

        edit(facts, "what: the last rebel-held pocket in", "what: a rebel-held pocket in")
        shows(page, "A rebel-held pocket in eastern Ghouta is poised to surrender (expected).")

        edit(figures, "value: 1600", "value: 1700")
        panel = page.locator("#dateline-problems")
        panel.wait_for(state="visible")
        told = panel.locator("pre").inner_text()
        run.until("to mend; the last good pages stay")
        assert "briefings/eastern-ghouta/humanitarian.yml:6:12: error[P3-number]" in told
        assert told.strip() in run.output
        assert page.get_by_text("A rebel-held pocket in eastern Ghouta is poised to surrender (expected).").is_visible()

        edit(figures, "value: 1700", "value: 1600")
        panel.wait_for(state="hidden")
        assert page.errors == []
        assert run.end() == 0
        assert "Traceback" not in run.output


def test_a_first_start_with_a_problem_says_that_nothing_was_built_yet(tmp_path, page):
    root = copy_project(tmp_path / "real")
    figures = root / "briefings/eastern-ghouta/humanitarian.yml"
    edit(figures, "value: 1600", "value: 1700")
    with preview_of(root) as run:
        page.goto(run.address)
        shows(page, "Nothing was built yet. The page appears as soon as the problems are mended.")
        shows(page, "to mend; nothing was built yet")
        assert "to mend; nothing was built yet." in run.output
        edit(figures, "value: 1700", "value: 1600")
        page.locator("#dateline-problems").wait_for(state="hidden")
        page.get_by_role("heading", level=1).first.wait_for(state="visible")
        assert page.get_by_text("Nothing was built yet").count() == 0


def test_a_template_a_seed_record_and_a_register_are_watched(tmp_path, page):
    root = copy_project(tmp_path / "real")
    with preview_of(root) as run:
        page.goto(run.address + "sources/voa-qalamoun.html")
        edit(root / "seeds/000_0917066f66863f76.yml", "so the full text is shown", "so all of its text is shown")
        shows(page, "so all of its text is shown")
        edit(root / "templates/words/en.j2", '"document": "The document"', '"document": "What was written"')
        shows(page, "What was written")
        page.goto(run.address + "actors/isis.html")
        edit(root / "briefings/actors.yml", "name: ISIS\n", "name: ISIS fighters\n    also: [ISIS]\n")
        shows(page, "ISIS fighters")
        sheet = root / "templates/theme/assets/dateline.css"
        with page.expect_event("load"):
            edit(sheet, "--paper: #fff; --ink: #1a1a1a;", "--paper: #fed; --ink: #1a1a1a;")
        page.wait_for_function(f"() => ({PAPER})(document.documentElement) === 'rgb(255, 238, 221)'")
        assert page.errors == []


def test_a_template_that_fails_is_a_problem_and_not_the_end(tmp_path, page):
    root = copy_project(tmp_path / "real")
    template = root / "templates/pages/home.md.j2"
    with preview_of(root) as run:
        page.goto(run.address)
        edit(template, "<h2>{{ words.who_holds }}</h2>", "<h3>{{ words.whoholds }}</h3>")
        line = template.read_text("utf-8").partition("words.whoholds")[0].count("\n") + 1
        panel = page.locator("#dateline-problems")
        panel.wait_for(state="visible")
        assert f"templates/pages/home.md.j2:{line}:1: error[template]" in panel.inner_text()
        edit(template, "words.whoholds", "words.who_holds")
        panel.wait_for(state="hidden")


def test_it_does_not_build_again_when_nothing_changes(tmp_path):
    with preview_of(write_project(tmp_path / "p")) as run:
        assert run.says_nothing_for(2)
        edit(tmp_path / "p/briefings/coast/briefing.yml", "title: The coast", "title: A coast")
        run.until("written")
        assert run.says_nothing_for(2)


def test_a_project_that_never_built_shows_why(tmp_path, page):
    root = write_project(tmp_path / "p")
    edit(root / "briefings/coast/humanitarian.yml", "value: 240", "value: 250")
    with preview_of(root) as run:
        page.goto(run.address)
        page.locator("#dateline-problems").wait_for(state="visible")
        edit(root / "briefings/coast/humanitarian.yml", "value: 250", "value: 240")
        shows(page, "The invented coast")
        assert [error for error in page.errors if "404" not in error] == []


def test_a_page_that_is_not_there_is_said_so(tmp_path):
    with preview_of(write_project(tmp_path / "p")) as run:
        for path in ("nowhere.html", "nowhere/", "assets/", "../secret.html", "%2e%2e/%2e%2e/mkdocs.yml", "none.css"):
            with pytest.raises(urllib.error.HTTPError) as raised:
                fetch(run.address + path)
            assert raised.value.code == 404
            raised.value.close()


def test_the_built_site_carries_nothing_of_the_preview(tmp_path):
    root = write_project(tmp_path / "p")
    with preview_of(root) as run:
        assert "/_dateline/preview.js" in fetch(run.address)
        assert not [path for path in (root / "build/preview").rglob("*.html") if b"_dateline" in path.read_bytes()]
    assert not (root / "site").exists()


def test_a_port_in_use_is_one_line(tmp_path):
    root = write_project(tmp_path / "p")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with running("dateline", "serve", "--port", str(port), cwd=root) as run:
            assert run.process.wait(PATIENCE) == 1
            run.reader.join()
            assert run.output == f"Error: cannot listen at 127.0.0.1:{port}: Address already in use; try --port 0\n"


# ---------------------------------------------------------------- MkDocs' own preview


def test_mkdocs_serve_builds_once_a_change(tmp_path):
    root = copy_project(tmp_path / "real")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with running("mkdocs", "serve", "-a", f"127.0.0.1:{port}", cwd=root) as run:
        run.until("Serving on")
        for path, old, new in (
            ("briefings/eastern-ghouta/events.yml", "what: the last rebel-held", "what: a last rebel-held"),
            ("seeds/000_0917066f66863f76.yml", "so the full text is shown", "so all of its text is shown"),
            ("templates/words/en.j2", '"document": "The document"', '"document": "What was written"'),
        ):
            before = run.output.count("Building documentation")
            edit(root / path, old, new)
            run.until("Reloading browsers")
            assert run.says_nothing_for(2), run.output
            assert run.output.count("Building documentation") == before + 1, path
        assert "What was written" in (fetch(f"http://127.0.0.1:{port}/sources/voa-qalamoun.html"))
        run.end()
        assert "Traceback" not in run.output


def fetch(address):
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310  # our own server
        return answer.read().decode()

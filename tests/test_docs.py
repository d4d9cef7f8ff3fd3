"""The documentation builds without a warning, leaves nothing out, fits a phone and asks no other host for anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from hashlib import sha256

import click
import pytest
from lxml import html

from conftest import FILES, HERE, write_project
from dateline.cli import main
from dateline.model.facts import KINDS, ControlState
from dateline.model.registers import Source
from manual import blocks
from pdfs import dateline
from test_accessibility import TAGS

PAGES = (
    "index",
    "tutorial",
    "guide",
    "language-server",
    "rules",
    "fields",
    "commands",
    "hosting",
    "templates",
    "design",
)
GENERATED = ("fields", "commands")


@pytest.fixture(scope="module")
def manual(tmp_path_factory):
    """Build the documentation as `make docs` does; tests only read it."""
    site = tmp_path_factory.mktemp("manual")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", "mkdocs-docs.yml"]
    done = subprocess.run(  # noqa: S603  # our own words
        [*command, "--site-dir", str(site)],
        cwd=HERE,
        env={**os.environ, "PYTHONPATH": str(HERE / "generator")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return site


def text_of(page) -> str:
    return " ".join(html.parse(str(page)).getroot().find(".//main").text_content().split())


def test_every_page_is_there_and_the_references_are_not_committed(manual):
    assert {path.stem for path in manual.glob("*.html")} >= set(PAGES)
    assert not [name for name in GENERATED if (HERE / f"docs/{name}.md").exists()]
    assert not [path for path in manual.rglob("*") if path.suffix in (".py", ".j2")]


def test_the_reference_of_fields_has_every_field(manual):
    page = html.parse(str(manual / "fields.html")).getroot()
    anchors = set(page.xpath("//*/@id"))
    for name, kind in KINDS.items():
        for field, info in kind.model_fields.items():
            if field in ("briefing", "origin"):  # given by the reader
                continue
            written = info.alias or field
            assert anchors & {f"{name}-{written}", f"every-fact-{written}"}, (name, written)
    assert {f"source-{info.alias or name}" for name, info in Source.model_fields.items()} - anchors == {
        "source-origin",
        "source-text",
        "source-digest",
        "source-original_digest",
        "source-unknown",
    }
    (state,) = page.xpath("//*[@id='control-state']")
    assert [word for word in ControlState if word not in state.text_content()] == []
    assert "required" in state.text_content()
    assert {link.removeprefix("#") for link in page.xpath("//dl//a/@href")} <= anchors


def test_the_reference_of_commands_says_what_help_says(manual):
    said = text_of(manual / "commands.html")

    def held(command: click.Command, context: click.Context) -> int:
        assert f"{context.command_path} {' '.join(command.collect_usage_pieces(context))}" in said
        assert " ".join((command.help or "").split()).replace("`", "") in said
        for param in command.get_params(context):
            for words in param.get_help_record(context) or ():
                assert " ".join(words.split()).replace("`", "") in said, words
        inner = getattr(command, "commands", {})
        return 1 + sum(held(one, click.Context(one, info_name=name, parent=context)) for name, one in inner.items())

    assert held(main, click.Context(main, info_name="dateline", **main.context_settings)) > 15


def test_the_example_on_the_first_page_gives_the_problem_that_it_shows(tmp_path):
    example, problem = blocks("index.md")
    words = "At least 240 people left Port Amber on Sunday, the Lantern Watch said.\n"
    record = FILES["seeds/bulletin.yml"].partition("unused:")[0]
    project = write_project(
        tmp_path,
        {
            "seeds/bulletin.txt": words,
            "seeds/bulletin.yml": re.sub("sha256: .*", f"sha256: {sha256(words.encode()).hexdigest()}", record),
            "briefings/coast/facts.yml": example.text,
            "briefings/coast/briefing.yml": "title: The coast\nplaces: [port-amber]\nsummary: People leave.\n",
        },
    )
    for name in ("control", "humanitarian", "factions"):
        (project / f"briefings/coast/{name}.yml").unlink()
    for name in ("wire.txt", "wire.yml"):
        (project / "seeds" / name).unlink()
    result = dateline(project, "check")
    assert result.stdout == problem.text


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_pages_fit_their_screen_and_ask_no_other_host(manual, browser, serve_files, width):
    top = serve_files(manual)
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for name in PAGES:
        page.goto(f"{top}{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()
    assert [address for address in asked if not address.startswith(top)] == []
    assert said == []


@pytest.mark.parametrize(("scheme", "pages"), [("light", PAGES), ("dark", ("index", "guide", "commands"))])
def test_axe_finds_nothing(manual, browser, serve_files, scheme, pages):
    from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415  # a file of half a megabyte

    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    top = serve_files(manual)
    for name in pages:
        page.goto(f"{top}{name}.html")
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("async tags => (await axe.run({runOnly: tags})).violations", list(TAGS))
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], name
    context.close()

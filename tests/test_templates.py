"""A project may override a template; what fails in one is told with its line, never as a traceback."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from dateline.cli import main
from manual import Shell
from pdfs import dateline

CASES = {
    "an unknown name": ("{{ nobody }}\n", "templates/pages/method.md.j2:1:1", "UndefinedError: 'nobody' is undefined"),
    "a syntax error": (
        "\n{% if %}\n",
        "templates/pages/method.md.j2:2:1",
        "TemplateSyntaxError: Expected an expression",
    ),
    "arithmetic that fails": ("\n\n{{ 1 / 0 }}\n", "templates/pages/method.md.j2:3:1", "ZeroDivisionError"),
    "a template that is not there": (
        '{% include "pages/none.html" %}\n',
        "templates/pages/method.md.j2:1:1",
        "TemplateNotFound: 'pages/none.html'",
    ),
}


@pytest.mark.parametrize(("text", "place", "message"), CASES.values(), ids=CASES.keys())
def test_a_template_that_fails_is_told_with_its_line_and_nothing_is_written(project, text, place, message):
    (project / "templates/pages").mkdir(parents=True, exist_ok=True)
    (project / "templates/pages/method.md.j2").write_text(text, "utf-8")
    result = CliRunner().invoke(main, ["-C", str(project), "build"])
    assert result.exit_code == 1
    assert f"{place}: error[template]: {message}" in result.stdout
    assert not (project / "site").exists()


def test_a_project_overrides_a_packaged_template_by_a_file_of_the_same_name(project):
    (project / "templates/pages").mkdir(parents=True, exist_ok=True)
    (project / "templates/pages/method.md.j2").write_text(
        '{% extends "pages/_base.md.j2" %}{% block body %}<h1>Our own way</h1>{% endblock %}', "utf-8"
    )
    result = CliRunner().invoke(main, ["-C", str(project), "build"])
    assert (result.exit_code, result.exception) == (0, None)
    assert "<h1>Our own way</h1>" in (project / "site/method.html").read_text("utf-8")


def test_the_page_on_templates_can_be_followed(tmp_path, warm):
    root = tmp_path / "desk"
    assert dateline(tmp_path, "new", str(root)).exit_code == 0
    Shell(root, tmp_path / "programs", warm).follow("templates.md")
    assert "<p>We are the coast desk." in (root / "site/method.html").read_text("utf-8")
    sheet = (root / "site/assets/dateline.css").read_text("utf-8")
    assert sheet.startswith("/* One type scale")
    assert sheet.endswith("{ :root { --accent: #f0a3d9; } }\n")

"""Hold imports to one direction: nothing that makes text knows who prints or writes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import HERE

LINT = """\
import sys
from importlinter.cli import lint_imports
sys.exit(lint_imports(config_filename=sys.argv[1], no_cache=True))
"""


def lint(source_root: Path) -> subprocess.CompletedProcess[str]:
    """Hold the package below a folder to the contract in pyproject.toml."""
    return subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", LINT, str(HERE / "pyproject.toml")],
        cwd=source_root,
        env={**os.environ, "PYTHONPATH": str(source_root)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_module_imports_from_a_layer_above_it():
    result = lint(HERE / "generator")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("text/dates.py", "from dateline.read import project"),
        ("text/dates.py", "from dateline import problems"),
        ("model/values.py", "from dateline.prove import prove"),
        ("read/files.py", "import dateline.prove"),
        ("prove/document.py", "from dateline.render.pages import render_pages"),
        ("render/pages.py", "from dateline import build"),
        ("report.py", "from dateline import cli"),
        ("newcomer.py", "import json"),
    ],
)
def test_a_crossed_layer_is_found(tmp_path, module, line):
    shutil.copytree(HERE / "generator/dateline", tmp_path / "dateline", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "dateline" / module).open("a") as file:
        file.write(f"\n{line}\n")
    result = lint(tmp_path)
    assert result.returncode == 1
    assert module.removesuffix(".py").replace("/", ".") in result.stdout

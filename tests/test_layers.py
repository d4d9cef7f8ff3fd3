"""Hold imports to one direction: nothing that makes text knows who prints or writes it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from conftest import HERE
from importlinter.cli import lint_imports

CONTRACT = HERE / "pyproject.toml"


def layers() -> list[str]:
    """Return the modules that the contract names."""
    settings = tomllib.loads(CONTRACT.read_text("utf-8"))["tool"]["importlinter"]
    (contract,) = settings["contracts"]
    return [name.strip() for layer in contract["layers"] for name in layer.replace(":", "|").split("|")]


def test_no_module_imports_from_a_layer_above_it(capsys):
    assert lint_imports(config_filename=str(CONTRACT), no_cache=True) == 0, capsys.readouterr().out


def test_every_module_has_a_layer():
    package = HERE / "generator/dateline"
    modules = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert sorted(modules - {"__init__", "__main__"}) == sorted(layers())


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("text/dates.py", "from dateline.read import project"),
        ("model/values.py", "from dateline.prove import prove"),
        ("read/files.py", "import dateline.prove"),
        ("prove/document.py", "from dateline.render.pages import render_pages"),
        ("render/pages.py", "from dateline import build"),
        ("problems.py", "import dateline.text.dates"),
    ],
)
def test_a_crossed_layer_is_found(tmp_path, monkeypatch, capsys, module, line):
    copy = tmp_path / "generator/dateline"
    for path in (HERE / "generator/dateline").rglob("*.py"):
        (copy / path.relative_to(HERE / "generator/dateline")).parent.mkdir(parents=True, exist_ok=True)
        (copy / path.relative_to(HERE / "generator/dateline")).write_text(path.read_text("utf-8"), "utf-8")
    (copy / module).write_text(f"{(copy / module).read_text('utf-8')}\n{line}\n", "utf-8")
    import_first(tmp_path / "generator", monkeypatch)
    assert lint_imports(config_filename=str(CONTRACT), no_cache=True) == 1
    assert module.removesuffix(".py").replace("/", ".") in capsys.readouterr().out


def import_first(folder: Path, monkeypatch) -> None:
    """Let the package be found in a folder, by those who look for it without importing it."""
    import sys

    for name in [name for name in sys.modules if name.partition(".")[0] == "dateline"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(folder)

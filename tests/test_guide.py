"""The editor's guide: its examples make one project, in two editions, that is proved whole; its tables are true."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from conftest import FILES
from dateline.layout import laid_out
from dateline.text.numbers import read_numbers
from manual import DOCS, Shell
from pdfs import dateline

GUIDE = (DOCS / "guide.md").read_text("utf-8")
REGISTERS = (
    "mkdocs.yml",
    "templates/theme/.keep",
    *(f"briefings/{name}.yml" for name in ("actors", "places", "indicators")),
)
EDITION = 'id: "2031-05-11"\ntitle: The invented coast\ncutoff: 2031-05-11\n'
HEDGES = re.findall(r"^\| ([^|`]+ people) \| ([\d/]+) \| (\w+) \|$", GUIDE, re.MULTILINE)


def test_the_examples_make_one_project_that_is_proved(tmp_path, warm):
    root = tmp_path / "project"
    for path, text in {**{name: FILES[name] for name in REGISTERS}, "briefings/edition.yml": EDITION}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(laid_out(path, text.encode()))
    (root / "briefings/coast").mkdir()
    (root / "seeds").mkdir()
    Shell(root, tmp_path / "programs", warm).follow("guide.md")
    formed = dateline(root, "fmt", "--check")
    assert (formed.exit_code, formed.stderr) == (0, ""), formed.output


@pytest.mark.parametrize(("words", "value", "quantifier"), HEDGES)
def test_the_table_of_hedges_tells_how_the_proof_reads(words, value, quantifier):
    (reading,) = read_numbers(words)
    low, _, high = value.partition("/")
    assert (reading.low, reading.high, reading.quantifier) == (Decimal(low), Decimal(high or low), quantifier)


def test_the_table_of_hedges_was_read():
    assert len(HEDGES) == 14

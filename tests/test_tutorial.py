"""The tutorial's files are written and its commands run, in order; what it shows is what they answer."""

from __future__ import annotations

from manual import Shell
from pdfs import dateline


def test_the_tutorial_can_be_followed_to_the_letter(tmp_path, warm):
    here = tmp_path / "empty"
    here.mkdir()
    Shell(here, tmp_path / "programs", warm).follow("tutorial.md")
    formed = dateline(here / "my-desk", "fmt", "--check")
    assert (formed.exit_code, formed.stderr) == (0, ""), formed.output
    first, second = (here / "my-desk/public" / name for name in ("2002-03-08", "2002-03-12"))
    assert "More than 1,200 people left" in (first / "flood/index.html").read_text("utf-8")
    assert "Vale Rescue counts those who went by boat too." in (second / "changes.html").read_text("utf-8")

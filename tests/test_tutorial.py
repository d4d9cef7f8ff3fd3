"""The tutorial's files are written and its commands run, in order; what it shows is what they answer."""

from __future__ import annotations

from pathlib import Path

from manual import Shell, agrees, blocks, commands

UNRUN = "sh"
"""What only a person does: installing, and a preview that runs until it is stopped."""


def test_the_tutorial_can_be_followed_to_the_letter(tmp_path):
    here = tmp_path / "empty"
    here.mkdir()
    shell = Shell(here, tmp_path / "programs")
    for block in blocks("tutorial.md"):
        if block.language == UNRUN:
            continue
        if block.language == "console":
            for command, shown in commands(block):
                said = shell.run(command)
                assert agrees(shown, said), f"docs/tutorial.md:{block.line}: $ {command}\n{said}"
        else:
            assert block.path or block.end_of, f"docs/tutorial.md:{block.line}: in which file does this stand?"
            shell.write(block)
    check_published(here / "my-desk/public")


def check_published(public: Path) -> None:
    first, second = public / "2002-03-08", public / "2002-03-12"
    assert "More than 1,200 people left Larkfield" in (first / "flood/index.html").read_text("utf-8").replace("\n", " ")
    assert "Vale Rescue counts those who went by boat too." in (second / "changes.html").read_text("utf-8")

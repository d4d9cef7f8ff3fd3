"""Read the blocks of the documentation's pages, and do what they say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from conftest import HERE

DOCS = HERE / "docs"
UNRUN = ("sh", "nginx")
"""What only a person does: installing, a preview that runs until it is stopped, a server of their own."""
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WHOLE = re.compile(r"^`([^`\n]+)`$")
_END = re.compile(r"^At the end of `([^`\n]+)`:$")
_FACT = re.compile(r"^In `([^`\n]+)` the fact `([^`\n]+)` becomes:$")


@dataclass(frozen=True)
class Block:
    """Hold one fenced block of a page."""

    language: str
    text: str
    path: str = ""
    """The file that it is, where the paragraph before it is nothing but a path."""
    end_of: str = ""
    """The file that it is added to."""
    fact: str = ""
    """The id of the fact of the file that it takes the place of."""
    line: int = 0
    section: str = ""
    """The heading of second or third rank that it stands under."""


def blocks(page: str) -> list[Block]:
    """Return the fenced blocks of a page of docs/, in order."""
    text = (DOCS / page).read_text("utf-8")
    found = []
    for fence in _FENCE.finditer(text):
        before = text[: fence.start()]
        paragraph = before.rstrip("\n").rpartition("\n\n")[2]
        whole, end, fact = (form.match(paragraph) for form in (_WHOLE, _END, _FACT))
        headings = re.findall(r"^#{2,3} (.*)$", before, re.MULTILINE)
        found.append(
            Block(
                fence[1],
                fence[2],
                whole[1] if whole else fact[1] if fact else "",
                end[1] if end else "",
                fact[2] if fact else "",
                before.count("\n") + 1,
                headings[-1] if headings else "",
            )
        )
    return found


@dataclass
class Shell:
    """Run commands as a person types them, in one folder after the other."""

    folder: Path
    path: Path
    """A folder for programs of ours, first on the PATH."""
    program: Sequence[str]
    """What runs `dateline`."""
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.path.mkdir(parents=True)
        for name, words in (("dateline", self.program), ("python", [sys.executable])):
            (self.path / name).write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n', "utf-8")
            (self.path / name).chmod(0o755)
        self.environment = {
            **os.environ,
            "PATH": f"{self.path}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(HERE / "generator"),
            "LC_ALL": "C.UTF-8",
        }

    def run(self, command: str) -> str:
        """Run one command; return what a terminal shows."""
        if command.startswith("cd "):
            self.folder = self.folder / command.removeprefix("cd ")
            assert self.folder.is_dir(), self.folder
            return ""
        done = subprocess.run(  # noqa: S602  # the commands are those of our own page
            command,
            shell=True,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout

    def follow(self, page: str) -> None:
        """Write the files of a page and run its commands, in order; compare what they say with what it shows.

        With ACCEPT=1 in the environment, write what they say into the page instead, to be read over.
        """
        for block in blocks(page):
            if block.language in UNRUN:
                continue
            if block.language != "console":
                assert block.path or block.end_of, f"docs/{page}:{block.line}: in which file does this stand?"
                self.write(block)
                continue
            for command, shown in commands(block):
                said = self.run(command)
                if not agrees(shown, said) and os.environ.get("ACCEPT"):
                    accept(page, command, shown, said)
                    continue
                assert agrees(shown, said), f"docs/{page}:{block.line}: $ {command}\n{said}"

    def write(self, block: Block) -> None:
        """Write the file that a block is, or the part of one."""
        write_block(self.folder, block)


def write_block(root: Path, block: Block) -> None:
    """Write the file that a block is, add the block to the one that it ends, or replace a fact by it."""
    path = root / (block.path or block.end_of)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = block.text
    if block.end_of:
        text = path.read_text("utf-8") + text
    elif block.fact:
        item = re.compile(rf"^  - id: {re.escape(block.fact)}\n(?:    .*\n)*", re.MULTILINE)
        text, count = item.subn(lambda _: block.text, path.read_text("utf-8"))
        assert count == 1, f"line {block.line}: {block.fact} stands {count} times in {path.name}"
    path.write_text(text, "utf-8")


def commands(block: Block) -> list[tuple[str, str]]:
    """Return the commands of a console block, each with the output that is shown for it."""
    parts = re.split(r"^\$ (.*)\n", block.text, flags=re.MULTILINE)
    assert not parts[0], f"line {block.line}: output without a command"
    return list(zip(parts[1::2], parts[2::2], strict=True))


def accept(page: str, command: str, shown: str, said: str) -> None:
    """Show on a page what a command says now; of several alike, the first that shows the same as before."""
    text = (DOCS / page).read_text("utf-8")
    old = f"$ {command}\n{shown}"
    assert old in text
    (DOCS / page).write_text(text.replace(old, f"$ {command}\n{said}", 1), "utf-8")


def agrees(shown: str, said: str) -> bool:
    """Tell whether what a page shows is what was said.

    A line `…` stands for any lines left out, a `…` inside a line for words.
    """
    pattern = re.sub(
        r"^…\\\n|…", lambda left: r"(?:.*\n)*?" if "\n" in left[0] else ".*", re.escape(shown), flags=re.MULTILINE
    )
    return re.fullmatch(pattern, said) is not None

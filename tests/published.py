"""Copies of the three editions, published once, in any state between the first and the last."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.publish import publish
from three_editions import IDS, write_edition

EDITIONS = "briefings/editions"
NEXT = """\
id: "2031-07-01"
title: The invented coast
cutoff: 2031-07-01
"""


class Published:
    """Give copies of a project and of its public folder as they were after one, two or three editions."""

    def __init__(self, folder: Path) -> None:
        """Publish the editions, unless the folder has them, and keep what stood after each."""
        self.folder = folder
        for number in range(len(IDS)) if not (folder / "public-3").exists() else ():
            write_edition(folder / "project", number)
            publish(folder / "project", IDS[number], folder / "public")
            shutil.copytree(folder / "public", folder / f"public-{number + 1}")

    def ledger(self, number: int) -> bytes:
        """Return the ledger of an edition, 1 to 3."""
        return (self.folder / "project" / EDITIONS / f"{IDS[number - 1]}.json").read_bytes()

    def project(self, root: Path, *, written: int = 3, ledgers: int = 3) -> Path:
        """Write the files of the first editions, with the ledgers of the first."""
        for number in range(written):
            write_edition(root, number)
        (root / EDITIONS).mkdir(parents=True, exist_ok=True)
        for number in range(1, ledgers + 1):
            (root / EDITIONS / f"{IDS[number - 1]}.json").write_bytes(self.ledger(number))
        return root

    def next(self, root: Path, after: int = 1, edition: str = NEXT) -> Path:
        """Write a project whose next edition is begun: nothing has changed but its id and cutoff."""
        self.project(root, written=after, ledgers=after)
        (root / "briefings/edition.yml").write_text(edition, "utf-8")
        return root

    def public(self, to: Path, count: int = 3) -> Path:
        """Copy the public folder as it was after so many editions."""
        shutil.copytree(self.folder / f"public-{count}", to)
        return to


def run(root: Path, *words: str) -> Result:
    """Run a command as from a terminal; what it does not catch is a fault of ours."""
    result = CliRunner().invoke(main, ["-C", str(root), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def told(root: Path, *command: str) -> str:
    """Return all problems that a command finds, each as place, rule and message, and its remedy on the next line."""
    result = run(root, *(command or ("check",)), "--format", "json")
    problems = json.loads(result.stdout)["problems"]
    assert result.exit_code == any(problem["severity"] == "error" for problem in problems)
    return "".join(
        f"{one['file']}:{one['line']}:{one['column']}: {one['rule']}: {one['message']}\n  = {one['help']}\n"
        for one in problems
    )


def said(result: Result) -> str:
    """Return the problems in what was printed, without the lines that they stand in."""
    lines = [line for line in result.stdout.splitlines() if line and not re.match(r" +(\d+ )?\|", line)]
    return "".join(f"{line}\n" for line in lines)


def reseal(ledger: str) -> str:
    """Seal a ledger anew after it was altered, as one would who knows how it is done."""
    body, _, _ = ledger.rpartition(' "seal": "')
    return f'{body} "seal": "{sha256(body.encode()).hexdigest()}"\n}}\n'


def alter(path: Path, changes: Mapping[str, str], *, sealed: bool = False) -> None:
    """Replace words in a ledger wherever they stand; with `sealed`, give it a seal that fits."""
    text = path.read_text("utf-8")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(reseal(text) if sealed else text, "utf-8")


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return every file below a folder with its bytes, and every folder; what a build keeps for itself is left out."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    return {
        name: path.read_bytes() if path.is_file() else None
        for name, path in paths.items()
        if "build" not in path.relative_to(folder).parts[:2]
    }

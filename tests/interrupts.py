"""Interrupt commands (Ctrl-C) at many steps, and tell what they left: run by `test_interrupts.py`, in its own process.

    python tests/interrupts.py FOLDER

One process imports all; each command is a fork of it. For each interrupt one line of JSON is printed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from conftest import FILES, write_project
from dateline.cli import main
from kills import STEPS
from published import tree

LETTER = "Some 70 people left Port Amber on 3 May 2031, the Lantern Watch said.\n"
ADD = ("--title", "Letter", "--publisher", "Amber Gazette", "--issued", "2031-05-03", "--rights", "Invented.")
COMMANDS: dict[str, tuple[Sequence[str], int]] = {
    "add": (("add", "source", "../letter.txt", *ADD, "--type", "report", "--language", "en", "--no-ask"), 8),
    "fmt": (("fmt",), 6),
    "rename": (("rename", "lantern-watch", "amber-watch"), 6),
    "suggest": (("suggest", "wire", "--write", "briefings/coast/new/drafts.yml"), 8),
    "pdf": (("pdf",), 3),
    "build": (("build",), 4),
    "publish": (("publish",), 6),
    "new": (("new", "../made/desk"), 4),
}
"""What is run in a project, and at how many of its steps on disk it is interrupted."""
LAST = 1
"""So many of the last steps are among them."""


def lay_out(folder: Path) -> Path:
    """Lay out a project, and what is to be added to it."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "p").mkdir(parents=True)
    (folder / "letter.txt").write_text(LETTER, "utf-8")
    return write_project(folder / "p")


def interrupt_at(step: int) -> Callable[[], int]:
    """Interrupt this process before a step on disk, return a function that counts the steps."""
    count = 0

    def hook(event: str, what: tuple[object, ...]) -> None:
        nonlocal count
        if event in STEPS and not (event == "open" and what[1] in ("r", "rb", None)):
            if count == step:
                os.kill(os.getpid(), signal.SIGINT)
            count += 1

    sys.addaudithook(hook)
    return lambda: count


def run(folder: Path, command: str, step: int) -> tuple[int, int, bool]:
    """Run a command in a fork, interrupted before one of its steps.

    Return its exit code, how many steps it took, and whether a process of it goes on.
    """
    source, sink = os.pipe()
    child = os.fork()
    if not child:
        os.setsid()
        with (folder.parent / "said").open("w") as said:
            os.dup2(said.fileno(), 2)
            os.dup2(said.fileno(), 1)
        os.chdir(folder / "p")
        signal.signal(signal.SIGINT, signal.default_int_handler)
        steps = interrupt_at(step)
        code = 99
        try:
            main(COMMANDS[command][0], prog_name="dateline")
        except SystemExit as left:
            code = int(left.code or 0)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os.write(sink, str(steps()).encode())
            os._exit(code)
    os.close(sink)
    with os.fdopen(source) as pipe:
        steps_taken = int(pipe.read())
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code, steps_taken, alive(child)


def alive(session: int) -> bool:
    """Tell whether a process of a session goes on."""
    for _ in range(50):
        stats = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                stats.append(path.read_text().rpartition(")")[2].split())
            except OSError:
                continue
        if not any(int(stat[3]) == session and stat[0] != "Z" for stat in stats):
            return False
        time.sleep(0.1)
    return True


def interrupt(folder: Path, command: str) -> None:
    """Interrupt a command at some of its steps."""
    lay_out(folder)
    before = tree(folder)
    code, steps, _ = run(folder, command, -1)
    after = tree(folder)
    print(json.dumps({"command": command, "whole": code, "steps": steps}), flush=True)  # noqa: T201  # read by the test
    times = COMMANDS[command][1]
    chosen = {*range(max(0, steps - LAST), steps), *(number * steps // times for number in range(times))}
    for step in sorted(chosen):
        lay_out(folder)
        code, _, stray = run(folder, command, step)
        now = tree(folder)
        record = {
            "command": command,
            "step": step,
            "code": code,
            "said": (folder.parent / "said").read_text("utf-8"),
            "stray": stray,
            "left": sorted(path for path in now if before.get(path) != now[path]) if now != after else [],
            "lost": sorted(before.keys() - now.keys()),
            "done": now == after != before,
        }
        print(json.dumps(record), flush=True)  # noqa: T201


if __name__ == "__main__":
    work = Path(sys.argv[1])
    FILES["seeds/wire.yml"] = FILES["seeds/wire.yml"].partition("unused:")[0]  # so that a sentence is left to quote
    FILES["seeds/wire.yml"] += "unused: []\n"
    run(lay_out(work / "w").parent, "new", -1)  # which compiles templates and keeps them: later ones take fewer steps
    for name in sys.argv[2:] or COMMANDS:
        if name in ("pdf", "build", "publish"):
            FILES["seeds/wire.yml"] = FILES["seeds/wire.yml"].replace(
                "unused: []\n",
                "unused:\n  - {quote: A sentence nobody quotes mentions 77 crates of quinces., reason: Cargo.}\n",
            )
        interrupt(work / "w", name)

"""Kill publishers at many moments, and tell what they left: run by `test_publish.py` as a process of its own.

    python tests/kills.py PUBLISHED FOLDER

One process imports all; each publisher is a fork of it. For each kill one line of JSON is printed.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

import dateline.mirror
from dateline.cli import main
from dateline.publish import finish, publish
from published import EDITIONS, Published, tree
from three_editions import IDS

KILLS = int(os.environ.get("DATELINE_KILLS", "4"))
"""At so many moments of a publish it is killed at random; `DATELINE_KILLS=200` asks for more."""
STEPS = frozenset({"os.link", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "open"})
"""What Python tells its audit hooks of: each changes something on disk; of files that are opened those to write."""
DENSE = 12
"""So many steps are each stopped at; of those after them, which delete what is not needed any more, every twentieth."""


def fork(work: Callable[[], object]) -> int:
    """Run something in a process of its own; return its number."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)


def ended(child: int) -> bool:
    """Wait for a process; tell whether it was killed."""
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def told(work: Callable[[], dict[str, object]]) -> dict[str, object]:
    """Do something in a process of its own and return what it tells: a fork of one that has set PDFs sets no more."""
    source, sink = os.pipe()
    child = fork(lambda: os.write(sink, json.dumps(work()).encode()))
    os.close(sink)
    with os.fdopen(source, "rb") as pipe:
        content = pipe.read()
    ended(child)
    record: dict[str, object] = json.loads(content)
    return record


def die_at(step: int) -> Callable[[], int]:
    """Kill this process before a step on disk; return a function that counts the steps."""
    count = 0

    def hook(event: str, what: tuple[object, ...]) -> None:
        nonlocal count
        if event in STEPS and not (event == "open" and what[1] in ("r", "rb", None)):
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)
            count += 1

    sys.addaudithook(hook)
    return lambda: count


class Killer:
    """Kill publishers of copies of a project, and look at what they left."""

    def __init__(self, published: Path, folder: Path) -> None:
        self.folder = folder
        self.published = Published(published)
        self.root, self.public = folder / "p", folder / "p/public"

    def begin(self, edition: int) -> None:
        """Lay out a project that is about to publish one of its editions."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.published.project(self.root, written=edition, ledgers=edition - 1)
        if edition > 1:
            self.published.public(self.public, edition - 1)

    def audit(self) -> dict[str, object]:
        """Audit what stands there, and list the editions that are not whole."""
        if not self.public.exists() or not any(self.public.iterdir()):  # as it was before a first publish
            return {"audit": 0, "said": "", "torn": []}
        result = CliRunner().invoke(main, ["-C", str(self.root), "audit", str(self.public)])
        file = self.public / "versions.json"
        listed = [one["version"] for one in json.loads(file.read_bytes())] if file.exists() else []
        whole = self.published.folder / "public"
        torn = [name for name in listed if tree(self.public / name) != tree(whole / name)]
        return {"audit": result.exit_code, "said": result.output, "torn": torn}

    def go_on(self, edition: int) -> dict[str, object]:
        """Publish again; tell whether all is then as if nothing had happened."""
        ledger = self.root / EDITIONS / f"{IDS[edition - 1]}.json"
        # Once every piece is in its place it cannot be published again: what is left to do is to sweep up.
        done = ledger.exists() and not (self.public / ".dateline/ready/ledger.json").exists()
        result = CliRunner().invoke(main, ["-C", str(self.root), "publish"])
        again = f"edition {IDS[edition - 1]} is published already" not in result.output if done else result.exit_code
        same = tree(self.public) == tree(self.published.folder / f"public-{edition}")
        same = same and ledger.read_bytes() == self.published.ledger(edition)
        left = sorted(path.name for path in (self.root / EDITIONS).iterdir() if path.suffix != ".json")
        return {"again": int(again), "then": result.output, "same": same, "left": left}

    def tell(self, **record: object) -> None:
        """Print what became of one kill."""
        print(json.dumps(record), flush=True)  # noqa: T201  # read by the test

    def at_random(self) -> None:
        """Kill at moments spread over the time that a publish takes here."""
        moments = random.Random(3)  # noqa: S311  # the same at every run
        took = {edition: self.time(edition) for edition in (1, 2)}
        for number in range(KILLS):
            edition = 1 + number % 2
            self.begin(edition)
            child = fork(lambda: publish(self.root, None, self.public))
            time.sleep((number + moments.random()) / KILLS * took[edition])
            os.kill(child, signal.SIGKILL)
            killed = ended(child)
            self.tell(
                kind="random", killed=killed, **told(self.audit), **told(lambda edition=edition: self.go_on(edition))
            )

    def time(self, edition: int) -> float:
        """Return how long a publish takes, without its fork."""
        self.begin(edition)
        start = time.monotonic()
        ended(fork(lambda: publish(self.root, None, self.public)))
        return time.monotonic() - start

    def at_each_step(self, *, exchange: bool) -> None:
        """Kill before each step of moving the pieces into place; without `exchange`, as on systems that have none."""
        if not exchange:
            dateline.mirror._exchange = lambda _one, _other: False  # noqa: SLF001  # as another system would
        self.begin(2)
        shutil.copytree(self.root, self.folder / "begun", dirs_exist_ok=True)
        ended(fork(self.make_ready))
        shutil.rmtree(self.folder / "ready", ignore_errors=True)
        shutil.copytree(self.root, self.folder / "ready")
        step, killed = 0, True
        while killed:
            shutil.rmtree(self.root)
            shutil.copytree(self.folder / "ready", self.root)
            child = fork(lambda step=step: (die_at(step), finish(self.root, self.public)))
            killed = ended(child)
            if killed:
                self.tell(
                    kind="step", exchange=exchange, killed=True, **told(self.audit), **told(lambda: self.go_on(2))
                )
            step += 1 if step < DENSE else 20

    def make_ready(self) -> None:
        """Publish up to the first piece that is moved."""
        real = dateline.publish.finish

        def stop(root: Path, to: Path) -> str | None:
            if (to / ".dateline/ready").exists():
                os._exit(0)
            return real(root, to)

        dateline.publish.finish = stop
        publish(self.root, None, self.public)


if __name__ == "__main__":
    killer = Killer(Path(sys.argv[1]), Path(sys.argv[2]))
    killer.at_each_step(exchange=True)
    killer.at_random()
    killer.at_each_step(exchange=False)

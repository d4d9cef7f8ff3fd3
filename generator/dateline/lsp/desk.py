"""Check the projects that are open, each when something in it changed, and never tell what is out of date."""

from __future__ import annotations

import asyncio
import gc
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dateline.lsp.session import Buffer, Outcome, Session, Shown, find_project, is_project

_IDLE = 5.0
"""Seconds without a check after which memory is tidied; to do so in between would make somebody wait."""
_NOTHING = Shown((), ())
Tell = Callable[[Path, Shown], None]
"""Give the client all problems of a file."""


class Desk:
    """Hold the open projects; used by one thread, which checks in another."""

    def __init__(self, tell: Tell, say: Callable[[str], None]) -> None:
        self._tell = tell
        self._say = say
        self._sessions: dict[Path, Session] = {}
        self._told: dict[Path, dict[str, Shown]] = {}
        """Root → path → the problems that the client was given last."""
        self._worker = ThreadPoolExecutor(1, "check")
        self._running: dict[Path, asyncio.Task[None]] = {}
        self._due: set[Path] = set()
        self._tidying: asyncio.TimerHandle | None = None

    def open(self, folder: Path) -> None:
        """Check a folder, if it is a project."""
        if is_project(folder):
            self.wake(self._sessions.setdefault(folder, Session(folder)))

    def find(self, file: Path) -> tuple[Session, str] | None:
        """Return the project that a file belongs to, and its path in it; None where it belongs to none."""
        root = find_project(file)
        if root is None:
            return None
        return self._sessions.setdefault(root, Session(root)), file.relative_to(root).as_posix()

    def put(self, file: Path, buffer: Buffer) -> None:
        """Take what stands in the editor in the place of a file."""
        if found := self.find(file):
            session, path = found
            session.buffers[path] = buffer
            self.wake(session)

    def saved(self, file: Path) -> None:
        """Take a file as it is on disk for what stands in the editor."""
        found = self.find(file)
        if found and (buffer := found[0].buffers.get(found[1])):
            self.put(file, Buffer(buffer.text, buffer.version, changed=False))

    def drop(self, file: Path) -> None:
        """Take a file as it is on disk: its editor is closed, or something else changed it."""
        if found := self.find(file):
            session, path = found
            session.buffers.pop(path, None)
            self.wake(session)

    def touch(self, file: Path) -> None:
        """Check the project of a file that changed on disk."""
        if found := self.find(file):
            self.wake(found[0])

    def wake(self, session: Session) -> None:
        """Check a project now; while it is being checked, once more."""
        self._due.add(session.root)
        if session.root not in self._running:
            self._running[session.root] = asyncio.get_running_loop().create_task(self._check(session))

    async def settled(self, session: Session) -> None:
        """Wait until a project was checked once."""
        if session.root not in self._told:
            if session.root not in self._running:
                self.wake(session)
            await asyncio.shield(self._running[session.root])

    async def _check(self, session: Session) -> None:
        loop = asyncio.get_running_loop()
        try:
            while session.root in self._due:
                self._due.discard(session.root)
                try:
                    outcome = await loop.run_in_executor(
                        self._worker, session.check, dict(session.buffers), session.known
                    )
                    session.known = outcome.known
                    # Of a text that has changed meanwhile nothing is told: it would stand at the wrong places.
                    if session.root not in self._due:
                        self._publish(session, outcome)
                except Exception:  # noqa: BLE001  # whatever it is, the server goes on
                    self._say(traceback.format_exc())
                    self._told.setdefault(session.root, {})
        finally:
            del self._running[session.root]
            self._tidy_later(loop)

    def _publish(self, session: Session, outcome: Outcome) -> None:
        """Tell the problems of each file in the editor, and of each whose problems are others now."""
        before = self._told.get(session.root, {})
        self._told[session.root] = dict(outcome.files)
        for path in before.keys() - outcome.files.keys():
            if before[path].problems:
                self._tell(session.root / path, _NOTHING)
        # What is being written comes last: who waits for it has been told of the rest.
        for path, shown in sorted(outcome.files.items(), key=lambda file: file[0] in session.buffers):
            if path in session.buffers or shown.problems != before.get(path, _NOTHING).problems:
                self._tell(session.root / path, shown)

    def _tidy_later(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._tidying:
            self._tidying.cancel()
        self._tidying = loop.call_later(_IDLE, gc.collect)

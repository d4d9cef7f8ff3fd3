"""Show on a terminal what is being done now, in one line that is written over and taken away in the end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import IO, Self

from dateline.report import plain

_SOON = 1.0
"""Seconds before anything is shown: what is done by then needs no words, and nothing flickers."""
_EVERY = 0.1
"""Seconds between two drawings."""
_ERASE = "\r\x1b[K"
"""To the beginning of the line, and erase it (ECMA-48, EL)."""


class StatusLine:
    """Show the last thing that was told, with the seconds since the beginning; `with` it, the line is drawn and erased.

    Its own thread draws, so that the seconds go on where nothing is told, and telling costs next to nothing.
    """

    def __init__(self, stream: IO[str], clock: Callable[[], float], columns: Callable[[], int]) -> None:
        self._stream, self._clock, self._columns = stream, clock, columns
        self._began = clock()
        self._doing = self._shown = ""
        self._ended = threading.Event()
        self._turn = threading.Lock()
        self._thread = threading.Thread(target=self._keep_drawing, daemon=True)

    def tell(self, doing: str) -> None:
        """Show this from now on; of nothing, free the line for others to write."""
        self._doing = doing
        if not doing:
            self._erase()

    def draw(self) -> None:
        """Write the line as it is now, if it is time."""
        with self._turn:
            passed = self._clock() - self._began
            if not self._doing or passed < _SOON:
                return
            seconds = f" … {passed:.0f} s"
            # The last column stays free: a terminal may go on in the next line after it.
            line = plain(self._doing)[: max(0, self._columns() - 1 - len(seconds))] + seconds
            if line != self._shown:
                self._write(_ERASE + line)
                self._shown = line

    def _erase(self) -> None:
        with self._turn:
            if self._shown:
                self._write(_ERASE)
                self._shown = ""

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):  # a terminal that is gone is no reason to stop
            self._doing = ""

    def _keep_drawing(self) -> None:
        while not self._ended.wait(_EVERY):
            self.draw()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        self.tell("")

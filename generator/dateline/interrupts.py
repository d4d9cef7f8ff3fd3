"""Put an interrupt off while something is done that must not be left half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let what is done here be done: an interrupt (Ctrl-C) that comes meanwhile is raised afterwards.

    Python raises KeyboardInterrupt between any two steps of its main thread, in a `finally` too. Whatever is long does
    not belong here.
    """
    if threading.current_thread() is not threading.main_thread():  # others are never interrupted
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    if before is None:  # somebody else's, set by no Python: it cannot be put back
        yield
        return
    put_off: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: put_off.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if put_off:
            signal.raise_signal(signal.SIGINT)

"""Keep what was worked out for the next check, by what it was worked out of."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Hold results from one check to the next; what a check did not ask for is forgotten after it.

    A key names all that its result depends on, contents included: so nothing in here can be out of date. What has no
    key, None, and what ends in an exception, is made anew each time.
    """

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for a key before, else make it."""
        if key is None:
            return make()
        if key in self._now:
            return self._now[key]  # type: ignore[no-any-return]  # what `make` of this key returned
        made = self._before[key] if key in self._before else make()
        self._now[key] = made
        return made

    def turn(self) -> None:
        """Begin the next check: forget what the last one did not ask for."""
        self._before, self._now = self._now, {}

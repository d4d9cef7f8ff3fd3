"""Keep what was worked out for the next check, by what it was worked out of."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
_NOTHING: Any = object()
"""Stands for what is not kept; a long key is hashed at each look."""


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
        made = self._now.get(key, _NOTHING)
        if made is _NOTHING:
            made = self._before.get(key, _NOTHING)
            made = self._now[key] = make() if made is _NOTHING else made
        return made  # type: ignore[no-any-return]  # what `make` of this key returned

    def turn(self) -> None:
        """Begin the next check: forget what the last one did not ask for."""
        self._before, self._now = self._now, {}

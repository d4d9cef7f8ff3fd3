"""Read what fields and words mean from the docstrings under them, where the models state it once."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from textwrap import dedent
from typing import Any


def meanings_of_fields(model: type) -> dict[str, str]:
    """Return the docstring under each field of a class or its bases, by the field's name.

    Pydantic can do so by itself, at each start of each command; this is needed for the schema alone.
    """
    return {name: text for base in reversed(model.__mro__) if _is_ours(base) for name, text in _docstrings(base)}


def meanings_of_words(words: type[Enum]) -> dict[str, str]:
    """Return the docstring under each member of an enumeration, by the member's value."""
    said = dict(_docstrings(words))
    return {member.value: said[name] for name, member in words.__members__.items() if name in said}


def _is_ours(base: type) -> bool:
    return base.__module__.startswith("dateline.")


def _docstrings(owner: type) -> Iterator[tuple[str, str]]:
    """Yield the name of each value that a class body sets, and the string that stands under it."""
    (found,) = ast.parse(dedent(inspect.getsource(owner))).body
    body: list[Any] = found.body if isinstance(found, ast.ClassDef) else []
    for statement, below in pairwise(body):
        target = getattr(statement, "target", None) or next(iter(getattr(statement, "targets", ())), None)
        if isinstance(target, ast.Name) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            yield target.id, inspect.cleandoc(str(below.value.value))

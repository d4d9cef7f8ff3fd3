"""Keep compiled templates in the user's cache folder: to compile them takes most of a small build."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from pickle import UnpicklingError

import platformdirs
from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from dateline.render import environment
from dateline.render.environment import make_environment, template_folders

_WHAT_IS_FOLDED_IN = ("jinja2", "mkdocs", "babel")
"""A compiler runs filters on constants, so what it makes is of these versions, and of our own filters."""


class CompiledTemplates(FileSystemBytecodeCache):
    """Keep compiled templates; do without where the folder cannot be used or what is in it is damaged."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template if it was kept whole; which template and which source it is of Jinja sees to."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError, AttributeError, ImportError, IndexError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template if there is a place for it."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def open_environment(root: Path, language: str) -> Environment:
    """Return the environment of a project's templates, with what was compiled of them before."""
    return make_environment(template_folders(root), language, compiled_templates(language))


def compiled_templates(language: str) -> CompiledTemplates | None:
    """Return what was compiled in a language (BCP 47) before, by this version; None where there is no place for it."""
    parts = [language, *(version(name) for name in _WHAT_IS_FOLDED_IN)]
    parts.append(Path(environment.__file__).read_text("utf-8"))
    name = sha256("\0".join(parts).encode()).hexdigest()[:16]
    folder = platformdirs.user_cache_path("dateline", appauthor=False) / "templates" / name
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return CompiledTemplates(str(folder))

"""Keep compiled templates in the user's cache folder: to compile them takes most of a small build."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import platformdirs
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from dateline.mirror import write_whole
from dateline.render import environment
from dateline.render.environment import make_environment, template_folders

_WHAT_IS_FOLDED_IN = ("jinja2", "mkdocs", "babel")
"""A compiler runs filters on constants, so what it makes is of these versions, and of our own filters."""
_DIGEST = sha256().digest_size
"""Bytes of the hash that a kept template begins with."""


class CompiledTemplates(BytecodeCache):
    """Keep compiled templates, each under its own hash; do without where the folder cannot be used.

    A file that is not, byte for byte, what was kept is never run: of a damaged one half the changed bits would show in
    nothing but other words on a page.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template if it was kept whole; whether its source is still the same Jinja sees to."""
        path = self.folder / bucket.key
        try:
            content = path.read_bytes() if path.is_file() else b""
        except OSError:
            return
        if sha256(content[_DIGEST:]).digest() == content[:_DIGEST]:
            bucket.bytecode_from_string(content[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template if there is a place for it."""
        content = bucket.bytecode_to_string()
        with suppress(OSError):
            write_whole(self.folder / bucket.key, sha256(content).digest() + content)


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
    return CompiledTemplates(folder)

"""Begin a project: render the packaged example, prove it, and put it into its place whole or not at all."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import yaml
from jinja2 import Environment, StrictUndefined

from dateline import __version__
from dateline.build import BUILD, build
from dateline.interrupts import undisturbed
from dateline.layout import lay_out
from dateline.mirror import write_files
from dateline.prepare import Checked
from dateline.problems import ProblemsError
from dateline.progress import Tell, untold
from dateline.read.modeline import SCHEMA, modeline
from dateline.read.schema import schema_text
from dateline.render.environment import packaged_templates

_PACKAGED = "project"
"""The example's folder among the templates."""
_DOT = "dot-"
"""Stands for the dot of a hidden file or folder: git and editors obey such files wherever they find them."""
_STEERING = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode's categories of characters that are not part of a line of words."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKUP = re.compile(r"[\\`*_\[\]<>&#~|$@]")


class UnusableError(Exception):
    """Say in one sentence why a folder or a title cannot be used."""


def begin(folder: Path, title: str, tell: Tell = untold) -> Checked:
    """Make a project in a folder that is missing or empty, and return what was proved of it.

    Raise UnusableError where the title or the folder is none for a project, and OSError where it cannot be written;
    either way the disk is as it was.
    """
    title = title.strip()
    _refuse_title(title)
    _refuse_folder(folder)
    files = render_project(read_packaged(packaged_templates() / _PACKAGED), title, __version__)
    files[SCHEMA] = schema_text()
    with _staged(folder) as stage:
        write_files(stage, {path: text.encode() for path, text in files.items()})
        checked = _prove(stage, tell)
        with undisturbed():
            _put(stage, folder)
    return checked


def _prove(stage: Path, tell: Tell) -> Checked:
    """Build a project once and leave nothing of it; raise UnusableError where it would not build.

    All but the title is the same in all projects. What it may hold depends on rules, fonts and the audit together, so
    it is tried.
    """
    try:
        built = build(stage, tell=tell)
    except ProblemsError as error:
        problem = error.problems[0]
        raise UnusableError(f"with this title it would not build: {problem.message}; {problem.help}") from error
    shutil.rmtree(built.site)
    shutil.rmtree(stage / BUILD)
    return built.checked


def read_packaged(folder: Path) -> dict[str, str]:
    """Return the text of each packaged file by its path in a project."""
    return {
        "/".join(_hidden(part) for part in path.relative_to(folder).parts): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _hidden(name: str) -> str:
    return f".{name.removeprefix(_DOT)}" if name.startswith(_DOT) else name


def render_project(packaged: Mapping[str, str], title: str, version: str) -> dict[str, str]:
    """Return the files of a project by their paths, all but the schema.

    Packaged files ask for values by `@{ … }`, which none of the languages in them uses.
    """
    environment = Environment(
        variable_start_string="@{",
        variable_end_string="}",
        block_start_string="@%",
        comment_start_string="@#",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  # none of the files is HTML; each asks for the quoting that it needs
    )
    environment.filters.update(
        yaml=_yaml_string, markdown=_markdown, sha256=lambda path: sha256(packaged[path].encode()).hexdigest()
    )
    return {
        path: _formed(path, modeline(path) + environment.from_string(text).render(title=title, version=version))
        for path, text in packaged.items()
    }


def _formed(path: str, text: str) -> str:
    """Return a file in canonical form where it is one that editors go on writing."""
    is_theirs = path.startswith(("briefings/", "seeds/")) and path.endswith(".yml")
    return lay_out(path, text.encode()).decode() if is_theirs else text


def _yaml_string(text: str) -> str:
    """Write words as a double-quoted scalar, which means the same to every reader of YAML."""
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=float("inf")).rstrip("\n")


def _markdown(text: str) -> str:
    """Write words so that nothing in them is markup (CommonMark 2.5: a numeric reference never is)."""
    return _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", text)


# ---------------------------------------------------------------- may it be made?


def _refuse_title(title: str) -> None:
    if not any(char.isalnum() for char in title):
        raise UnusableError("the title has no words")
    for char in title:
        category = unicodedata.category(char)
        if category in _STEERING or _TURNING.match(char):
            raise UnusableError(f"the title has the character U+{ord(char):04X}, which is no part of a line of words")
        if category[0] == "N":
            raise UnusableError(f"the title says the number “{char}”, and a title cannot be proved; leave it out")


def _refuse_folder(folder: Path) -> None:
    nearest = next(place for place in (folder, *folder.parents) if place.exists() or place.is_symlink())
    if not nearest.exists():
        raise UnusableError(f"{nearest} is a link that leads nowhere")
    if not nearest.is_dir():
        raise UnusableError(f"{nearest} is not a folder")
    if nearest == folder and any(folder.iterdir()):
        raise UnusableError(f"{folder} is not empty; name a folder that is new or empty")


# ---------------------------------------------------------------- all or nothing


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside one that is to be made, or inside one that stands; take away all that fails."""
    missing = [parent for parent in folder.parents if not parent.exists()]
    work: Path | None = None
    try:
        with undisturbed():
            folder.parent.mkdir(parents=True, exist_ok=True)
            work = Path(mkdtemp(prefix=".dateline-new-", dir=folder if folder.exists() else folder.parent))
        stage = work / "project"
        stage.mkdir()
        yield stage
    finally:
        with undisturbed():
            if work:
                shutil.rmtree(work, ignore_errors=True)
            with suppress(OSError):  # the first that holds the project ends it
                for parent in missing:
                    parent.rmdir()


def _put(stage: Path, folder: Path) -> None:
    """Put a finished project into its place."""
    if not folder.exists():
        stage.rename(folder)
        return
    # A folder that stands is kept: it may be where the user's shell is, a link, or a disk of its own.
    names = sorted(path.name for path in stage.iterdir())
    try:
        for name in names:
            (stage / name).rename(folder / name)
    except BaseException:
        for name in names:
            if not (stage / name).exists():
                (folder / name).rename(stage / name)
        raise

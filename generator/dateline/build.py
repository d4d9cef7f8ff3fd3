"""Build a project's site: check, render, let MkDocs write into a stage, audit, swap."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from dateline.audit import Audit
from dateline.interrupts import undisturbed
from dateline.mirror import alone, merge, swap
from dateline.plugin import DatelinePlugin
from dateline.prepare import Checked, Rendered, check, render, template_problem
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, untold
from dateline.render.environment import template_folders

BUILD = "build"
STAGE = "build/stage"
CONFIG = "mkdocs.yml"


@dataclass(frozen=True)
class Built:
    """Hold what a build made."""

    checked: Checked
    audit: Audit
    site: Path


@dataclass(frozen=True)
class Staged:
    """Hold a site that is whole and audited, and not yet where it belongs."""

    rendered: Rendered
    audit: Audit
    folder: Path
    site_dir: Path
    """Where MkDocs' configuration wants it."""
    language: str
    site_url: str
    site_name: str


def build(root: Path, site_dir: Path | None = None, tell: Tell = untold) -> Built:
    """Build the site; raise ProblemsError, with the old site untouched, where anything is wrong."""
    checked = check(root, tell)
    with staged(root, checked, tell=tell) as made:
        site = site_dir or made.site_dir
        swap(made.folder, site)
    return Built(checked, made.audit, site)


@contextmanager
def staged(root: Path, checked: Checked, *, published: bool = False, tell: Tell = untold) -> Iterator[Staged]:
    """Build a checked project into a stage, and keep other builds of it waiting until the stage is used."""
    with alone(root / BUILD):
        try:
            with mkdocs_config(root) as config:
                language, site_url, name = str(config.theme.locale), config.site_url or "", config.site_name
                rendered = render(root, checked, language, published=published, site_url=site_url, tell=tell)
                found = _run_mkdocs(config, rendered, root / STAGE, tell=tell)
            # What fails from here on is no fault of MkDocs' configuration.
            yield Staged(rendered, found, root / STAGE, Path(config.site_dir), language, site_url, name)
        except KeyboardInterrupt:
            with undisturbed():
                shutil.rmtree(root / STAGE, ignore_errors=True)
            raise


def _run_mkdocs(
    config: MkDocsConfig, rendered: Rendered, stage: Path, only: AbstractSet[str] | None = None, tell: Tell = untold
) -> Audit:
    """Let MkDocs write the pages, or `only` some of them, into a fresh stage, and audit it."""
    plugin = config.plugins["dateline"]
    if not isinstance(plugin, DatelinePlugin):
        raise ProblemsError([_config_problem("the plugin “dateline” is not among `plugins:`")])
    plugin.rendered, plugin.only, plugin.tell = rendered, only, tell
    target, config.site_dir = config.site_dir, str(stage)
    shutil.rmtree(stage, ignore_errors=True)
    config.plugins.on_startup(command="build", dirty=False)
    root = Path(config.config_file_path).parent
    try:
        mkdocs_build(config)
    except (MkDocsException, SystemExit, OSError):
        raise
    except Exception as error:
        problem = template_problem(root, error)  # one of the theme's
        if problem is None:
            raise
        raise ProblemsError([problem]) from error
    finally:
        # MkDocs keeps a plugin for as long as its process lives.
        plugin.rendered, plugin.only, plugin.tell = None, None, untold
    config.plugins.on_shutdown()
    config.site_dir = target
    if plugin.audited.problems:
        raise ProblemsError(list(plugin.audited.problems))
    return plugin.audited


@dataclass
class Preview:
    """Keep a preview's folder up to date, page by page."""

    root: Path
    site: Path
    _shown: Rendered | None = None
    _furniture: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """What all pages share, as it was when `_shown` was built: files of the theme and of MkDocs' configuration."""

    def update(self) -> int:
        """Bring the folder up to date and return how many pages were written.

        Raise ProblemsError, with nothing changed, where anything is wrong.
        """
        checked = check(self.root)
        furniture = self._read_furniture()
        with alone(self.root / BUILD), mkdocs_config(self.root) as config:
            rendered = render(self.root, checked, str(config.theme.locale))
            before = self._shown
            if before is None or furniture != self._furniture or before.shared != rendered.shared:
                _run_mkdocs(config, rendered, self.root / STAGE)
                swap(self.root / STAGE, self.site)
                written = len(rendered.pages)
            else:
                changed = {path for path, text in rendered.pages.items() if before.pages.get(path) != text}
                if changed or before.data != rendered.data:
                    _run_mkdocs(config, rendered, self.root / STAGE, changed)
                    merge(self.root / STAGE, self.site)
                for path in before.pages.keys() - rendered.pages.keys():
                    (self.site / path).with_suffix(".html").unlink(missing_ok=True)
                written = len(changed)
        self._shown, self._furniture = rendered, furniture
        return written

    def _read_furniture(self) -> dict[str, tuple[int, int]]:
        folders = [folder / "theme" for folder in template_folders(self.root)]
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        found = {}
        for path in [self.root / CONFIG, *files]:
            if path.is_file():
                stat = path.stat()
                found[str(path)] = (stat.st_mtime_ns, stat.st_size)
        return found


@contextmanager
def mkdocs_config(root: Path) -> Iterator[MkDocsConfig]:
    """Load MkDocs' configuration, and turn what MkDocs says against it into problems."""
    lines: list[str] = []

    class Gather(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    handler, propagate = Gather(logging.WARNING), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    file = root / CONFIG
    try:
        # With standard input closed MkDocs forgets where its file is, so it is told.
        # What it would watch is not asked for here, and a project without documents has no `seeds/` in a fresh clone.
        yield load_config(str(file), config_file_path=str(file), watch=[])
    except OSError as error:
        place = Path(str(error.filename2 or error.filename or CONFIG))
        shown = place.relative_to(root).as_posix() if place.is_relative_to(root) else str(place)
        message = f"it cannot be read or written: {error.strerror}"
        raise ProblemsError(
            [Problem(shown, 0, 0, Rule.LAYOUT, message, "check the path and its permissions")]
        ) from error
    except (MkDocsException, SystemExit, yaml.YAMLError) as error:
        raise ProblemsError([_config_problem(line) for line in lines or [str(error)]]) from error
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _config_problem(message: str) -> Problem:
    return Problem(CONFIG, 0, 0, Rule.LAYOUT, message, f"mend {CONFIG}, or take it from a fresh project")

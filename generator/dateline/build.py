"""Build a project's site: check, render, let MkDocs write into a stage, audit, swap."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from dateline.audit import Audit
from dateline.mirror import swap
from dateline.plugin import DatelinePlugin
from dateline.prepare import Checked, check, render
from dateline.problems import Problem, ProblemsError, Rule

STAGE = "build/stage"
CONFIG = "mkdocs.yml"


@dataclass(frozen=True)
class Built:
    """Hold what a build made."""

    checked: Checked
    audit: Audit
    site: Path


def build(root: Path, site_dir: Path | None = None) -> Built:
    """Build the site; raise ProblemsError, with the old site untouched, where anything is wrong."""
    checked = check(root)
    if checked.problems:
        raise ProblemsError(list(checked.problems))
    with _mkdocs_log() as log:
        try:
            config = _load(root)
            site = site_dir or Path(config.site_dir)
            stage = _stage(root, config)
            plugin = config.plugins["dateline"]
            plugin.rendered = render(root, checked, str(config.theme.locale))
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
            config.plugins.on_shutdown()
        except (MkDocsException, SystemExit, OSError, yaml.YAMLError) as error:
            raise ProblemsError([_config_problem(line) for line in log or [str(error)]]) from error
    if plugin.audited.problems:
        raise ProblemsError(list(plugin.audited.problems))
    swap(stage, site)
    return Built(checked, plugin.audited, site)


def _load(root: Path) -> MkDocsConfig:
    """Load MkDocs' configuration and see that it is ours."""
    file = root / CONFIG
    # With standard input closed MkDocs forgets where its file is, so it is told.
    config = load_config(str(file), config_file_path=str(file))
    if not isinstance(config.plugins.get("dateline"), DatelinePlugin):
        raise ProblemsError([_config_problem("the plugin “dateline” is not among `plugins:`")])
    return config


def _stage(root: Path, config: MkDocsConfig) -> Path:
    """Let MkDocs write into a fresh folder beside the tree."""
    stage = root / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    config.site_dir = str(stage)
    return stage


@contextmanager
def _mkdocs_log() -> Iterator[list[str]]:
    """Gather what MkDocs would print as errors and warnings."""
    lines: list[str] = []
    logger = logging.getLogger("mkdocs")

    class Gather(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    handler, propagate = Gather(logging.WARNING), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield lines
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _config_problem(message: str) -> Problem:
    return Problem(CONFIG, 0, 0, Rule.LAYOUT, message, f"mend {CONFIG}, or take it from a fresh project")

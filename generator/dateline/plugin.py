"""Let MkDocs build a project: the plugin renders the YAML, and MkDocs turns the tree into a site."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from dateline.audit import Audit, audit
from dateline.audit.manifest import MANIFEST, manifest_text
from dateline.compiled import compiled_templates
from dateline.mirror import mirror, write_files, write_whole
from dateline.prepare import Rendered, check, render
from dateline.problems import ProblemsError
from dateline.progress import Tell, untold
from dateline.render.environment import template_folders
from dateline.report import as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

TREE = "build/docs"


class NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs gives its hook no types
    """Take no options: what a project is stands in its YAML."""


class DatelinePlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Render before MkDocs reads, write the data files and audit after it wrote."""

    rendered: Rendered | None = None
    """Given by `dateline build`, which has checked already."""
    only: AbstractSet[str] | None = None
    """Paths in the tree of the pages to build; all of them unless given."""
    tell: Tell = staticmethod(untold)
    """Told how far the build is."""
    printing = False
    """Whether briefs are printed, and a search index is built."""
    audited: Audit
    """What the audit after the build found."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Print briefs and build an index in a build, and none in a preview, which has to be quick."""
        self.printing = command != "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Render the project into the tree and point MkDocs at it."""
        root = Path(config.config_file_path).parent
        try:
            site_url = (config.site_url or "") if self.printing else None
            self.given = self.rendered or render(root, check(root), str(config.theme.locale), site_url=site_url)
        except ProblemsError as error:
            raise PluginError(as_text(error.problems)) from error
        self.bodies: dict[str, str] = {}
        self.written = 0
        mirror(self.given.pages, root / TREE)
        config.docs_dir = str(root / TREE)
        # Only the project's theme and ours: MkDocs' own folder has a sitemap that carries the day of the build.
        folders = [folder / "theme" for folder in template_folders(root)]
        config.theme.dirs = list(dict.fromkeys(str(folder) for folder in folders if folder.is_dir()))
        config.theme.static_templates = set()

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., object],  # noqa: ARG002
    ) -> LiveReloadServer:
        """Let `mkdocs serve` watch what editors write, not the tree that the build writes: it would never end."""
        root = Path(config.config_file_path).parent
        server.unwatch(str(root / TREE))
        server.watch(str(root / "briefings"))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002  # MkDocs' signature
        """Leave out the pages that stand already: no page of the theme depends on another."""
        if self.only is not None:
            for file in [file for file in files.documentation_pages() if file.src_uri not in self.only]:
                files.remove(file)
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Keep a page's HTML from the Markdown converter, which would parse it only to copy it (10 ms a page)."""
        if page.file.src_uri not in self.given.pages:
            return markdown
        self.bodies[page.file.src_uri] = markdown
        self.tell(f"reading the pages: {len(self.bodies):,} of {len(self.given.pages):,}")
        return ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give the page its HTML back."""
        return self.bodies.pop(page.file.src_uri, html)

    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:  # noqa: ARG002
        """Tell how far it is."""
        self.written += 1
        self.tell(f"writing the pages: {self.written:,} of {len(self.given.pages):,}")

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  # MkDocs' signature
        """Give the theme its words and the edition."""
        env.autoescape = True
        env.bytecode_cache = compiled_templates(str(config.theme.locale))
        given = self.given
        env.globals.update(
            words=given.words,
            edition=given.project.edition,
            cutoff=given.cutoff,
            issued=given.issued,
            published=given.published,
            cards=given.cards,
            searched=bool(given.search),
        )

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the data files and audit what was built."""
        root, site = Path(config.config_file_path).parent, Path(config.site_dir)
        write_files(site, self.given.files)
        whole = self.only is None
        if whole:
            write_whole(site / MANIFEST, manifest_text(self.given.project.edition.id, site).encode())
        self.audited = audit(site, root, whole=whole, tell=self.tell)
        if self.audited.problems and not self.rendered:
            raise PluginError(as_text(self.audited.problems))

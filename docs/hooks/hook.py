"""Build the documentation: MkDocs calls these functions, as `hooks:` in mkdocs-docs.yml says.

The references of fields and commands are made here at each build, from the models and the command line themselves.
"""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown import markdown
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from commands import read_commands
from fields import read_records

_CONSOLE = re.compile(r'(?<=<code class="language-console">)[^<]*')
_TEMPLATES = Path(__file__).parent
_SHAPES = (
    # Such a paragraph names the file that the block after it stands in.
    (
        re.compile(
            r"<p>(<code>[^<]+</code>|At the end of <code>[^<]+</code>:"
            r"|In <code>[^<]+</code> the fact <code>[^<]+</code> becomes:)</p>\n(<pre>.*?</pre>)",
            re.DOTALL,
        ),
        r'<figure class="file"><figcaption>\1</figcaption>\2</figure>',
    ),
    (re.compile(r'<pre>(<code class="language-\w+"># (wrong|right)\b)'), r'<pre class="\2">\1'),
    (re.compile(r'<pre>(<code class="language-sh">)'), r'<pre class="shell">\1'),
    (re.compile(r"(<table>.*?</table>)", re.DOTALL), r'<div class="scroll">\1</div>'),
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the references, made anew."""
    pages = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["inline"] = _inline
    for name, values in (("fields", {"parts": read_records()}), ("commands", {"commands": read_commands()})):
        text = pages.get_template(f"{name}.md.j2").render(values)
        files.append(File.generated(config, f"{name}.md", content=text))
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give blocks the classes by which the theme tells them apart."""
    del page, config, files
    for pattern, shape in _SHAPES:
        html = pattern.sub(shape, html)
    return _CONSOLE.sub(_typed, html)


def _typed(block: re.Match[str]) -> str:
    """Tell what a person types from what the program answers."""
    return re.sub(r"^(?:\$ .*)$", r"<b>\g<0></b>", block[0], flags=re.MULTILINE)


def _inline(text: str) -> Markup:
    """Return one paragraph of Markdown as what stands in it."""
    return Markup(markdown(text).removeprefix("<p>").removesuffix("</p>"))  # noqa: S704  # our own words

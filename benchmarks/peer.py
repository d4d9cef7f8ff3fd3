"""Write the peer's project: the same YAML and documents, and a page of one macro for each page of ours."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent


def write_peer(project: Path, peer: Path) -> None:
    """Write the peer of a project that was built."""
    shutil.copytree(HERE / "peer", peer, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("briefings", "seeds"):
        shutil.copytree(project / folder, peer / "data" / folder)
    tree = project / "build" / "docs"
    for page in sorted(tree.rglob("*.md")):
        path = page.relative_to(tree)
        target = peer / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_page(page, path), "utf-8")


def _page(page: Path, path: Path) -> str:
    """Return the Markdown of one page: a macro's call, but for the method, which is text in both."""
    folder, name = path.parent.as_posix(), path.stem
    if path.as_posix() == "method.md":
        return page.read_text("utf-8")
    if path.as_posix() == "index.md":
        call = "home()"
    elif folder == "sources":
        call = "sources()" if name == "index" else f'source("{name}")'
    elif folder == "facts":
        call = "facts_index()" if name == "index" else f'facts_of("{name}")'
    elif folder in ("actors", "places"):
        call = f'names("{folder}")' if name == "index" else f'record("{folder}", "{name}")'
    else:
        call = f'overview("{folder}")' if name == "index" else f'section("{folder}", "{name}")'
    return f"{{{{ {call} }}}}\n"

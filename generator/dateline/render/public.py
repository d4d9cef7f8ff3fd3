"""Render what stands beside the editions' folders: the list of versions, the feed and the front page. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from jinja2 import Environment
from pydantic import BaseModel, ConfigDict, TypeAdapter

from dateline.editions.state import State, Step
from dateline.model.edition import Cause
from dateline.render.environment import visible

PUBLIC = "public"
"""A project's folder in which its editions are published, unless another is given."""
LATEST = "latest"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold (XML 1.0, 2.2)."""
_IN_FEED = 20
"""Editions that the feed tells of."""
_CHANGES_IN_FEED = 200
"""Changes that an entry of the feed lists."""


class Properties(BaseModel):
    """Hold what Dateline adds to a version."""

    model_config = ConfigDict(extra="forbid")

    title: str
    cutoff: str
    issued: str
    corrects: str | None
    ledger: str
    """SHA-256 of the edition's ledger."""


class Version(BaseModel):
    """Hold one entry of versions.json, in mike's shape."""

    model_config = ConfigDict(extra="forbid")

    version: str
    title: str
    aliases: list[str]
    properties: Properties


_versions: TypeAdapter[list[Version]] = TypeAdapter(list[Version])


def parse_versions(content: bytes) -> list[Version]:
    """Read versions.json, the newest first; raise ValueError (pydantic's is one) where it is not of this shape."""
    return _versions.validate_json(content)


def add_version(versions: Sequence[Version], state: State, name: str, ledger: str = "") -> list[Version]:
    """Put an edition before those that were published, and let it be the latest; its ledger may not be known yet."""
    edition = state.edition
    properties = Properties(
        title=edition["title"],
        cutoff=edition["cutoff"],
        issued=issued(state),
        corrects=edition.get("corrects"),
        ledger=ledger,
    )
    older = [version.model_copy(update={"aliases": []}) for version in versions]
    return [Version(version=state.id, title=name, aliases=[LATEST], properties=properties), *older]


def issued(state: State) -> str:
    """Return the day of issue; that of the id where none is given."""
    return str(state.edition.get("issued") or state.id.partition(".")[0])


def versions_text(versions: Sequence[Version]) -> str:
    """Write versions.json, one line an edition."""
    lines = ",\n".join(f" {json.dumps(version.model_dump(), ensure_ascii=False)}" for version in versions)
    return f"[\n{lines}\n]\n"


@dataclass(frozen=True)
class Told:
    """Hold one change as the feed tells it."""

    step: str
    before: str
    now: str
    notes: tuple[str, ...]
    retracted: bool = False
    """Whether the document behind it had been taken back."""
    unproved: bool = False
    """Whether it was marked as not proved."""


def render_beside(
    environment: Environment,
    state: State,
    versions: Sequence[Version],
    *,
    pages: Sequence[str],
    seed: str,
    language: str,
    site_url: str,
    site_name: str,
) -> dict[str, str]:
    """Return the files beside the editions' folders, versions.json excepted.

    `pages` are the paths of the newest edition's pages; `seed` tells this feed from all others, and stays the same, as
    `site_name` does, by which a reader's program lists it (RFC 4287, 4.2.14); each entry has its edition's title.
    Without a `site_url` there is no sitemap, which needs whole addresses.
    """
    feed = uuid5(NAMESPACE_URL, seed)
    shown = versions[:_IN_FEED]
    told = _told(state, {version.version for version in shown})
    entries: list[dict[str, Any]] = [
        {
            "id": f"urn:uuid:{uuid5(feed, version.version)}",
            "version": version,
            "changes": told.get(version.version, [])[:_CHANGES_IN_FEED],
            "more": len(told.get(version.version, [])) > _CHANGES_IN_FEED,
            "first": version is versions[-1],
        }
        for version in shown
    ]
    context: dict[str, Any] = {
        "language": language,
        "site_url": site_url.rstrip("/"),
        "site_name": site_name,
        "top": f"{urlsplit(site_url).path.rstrip('/')}/",
        "pages": pages,
        "newest": versions[0],
        "feed_id": f"urn:uuid:{feed}",
        "entries": entries,
        "latest": LATEST,
    }
    names = ["index.html", "404.html", "feed.xml", *(["sitemap.xml"] if site_url else [])]
    texts = {name: str(visible(environment.get_template(f"public/{name}.j2").render(context))) for name in names}
    texts["feed.xml"] = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", texts["feed.xml"])
    return texts | {".nojekyll": ""}  # GitHub Pages would run the pages through a program of its own


def _told(state: State, editions: set[str]) -> dict[str, list[Told]]:
    """Return the changes of editions, from the histories of the facts."""
    told: dict[str, list[Told]] = {}
    for fact_id in sorted(state.history):
        before = ""
        for entry in state.history[fact_id].entries:
            if entry.edition in editions and entry.cause:
                now = "" if entry.step is Step.WITHDRAWN else entry.text
                notes = (entry.note,) if entry.note else ()
                told.setdefault(entry.edition, []).append(
                    Told(entry.became, before if before != now else "", now, notes, entry.retracted, entry.unproved)
                )
            before = entry.text
    for changes in told.values():
        changes.sort(key=lambda one: one.step != Cause.CORRECTION.value)  # what is left out is at the end
    return told


def known_editions(versions: Sequence[Version]) -> Iterator[str]:
    """Yield the ids of the editions, the oldest first."""
    yield from (version.version for version in reversed(versions))

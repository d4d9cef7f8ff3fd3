"""Write what leans on a document, as text for a terminal and as JSON. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.model.facts import Fact
from dateline.report import json_plain, plain

Shown = Mapping[str, tuple[str, ...]]
"""Path in the site, or edition → ids of the facts that it has from the document, in its order."""


@dataclass(frozen=True)
class Affected:
    """Hold what leans on a document."""

    source: str
    retracted: Mapping[str, str] | None
    """When (`date`) and why (`reason`) it was taken back; None where it stands."""
    superseded_by: str | None
    """The source that took its place."""
    unknown: bool
    """Whether its record does not say yet whether it stands."""
    facts: tuple[Fact, ...]
    pages: Shown | None
    """Its own page too; None where the project's problems keep pages from being rendered."""
    briefs: Shown | None
    editions: Shown


def affected_text(found: Affected) -> str:
    """Write a list a kind, each with how many facts stand there."""
    return "".join(f"{plain(line)}\n" for line in _lines(found))


def _lines(found: Affected) -> Iterator[str]:
    gone, newer = found.retracted, f"it is superseded by {found.superseded_by}" if found.superseded_by else ""
    if gone:
        yield f"{found.source}: {f'{newer}; ' if newer else ''}taken back on {gone['date']}: {gone['reason']}"
    else:
        stands = "its record leaves open whether it stands" if found.unknown else "it stands"
        yield f"{found.source}: {newer or stands}"
    yield ""
    yield f"Facts: {len(found.facts):,}"
    yield from (f"  {fact.origin.path_of_file}:{fact.origin.line}: {fact.id}" for fact in found.facts)
    for name, shown in (("Pages", found.pages), ("Printed briefs", found.briefs)):
        yield ""
        if shown is None:
            yield f"{name}: not known while the project has problems"
        else:
            yield from _places(name, shown)
    yield ""
    yield from _places("Published editions", found.editions)


def _places(name: str, shown: Shown) -> Iterator[str]:
    yield f"{name}: {len(shown):,}"
    yield from (f"  {place}: {', '.join(ids) or 'no fact'}" for place, ids in shown.items())


def affected_json(found: Affected) -> str:
    """Write the same for programs; `pages` and `briefs` are null where they cannot be told."""
    whole: dict[str, Any] = {
        "source": found.source,
        "retracted": dict(found.retracted) if found.retracted else None,
        "superseded_by": found.superseded_by,
        "unknown": found.unknown,
        "facts": [
            {"id": fact.id, "kind": fact.kind, "briefing": fact.briefing}
            | {"file": fact.origin.path_of_file, "line": fact.origin.line}
            for fact in found.facts
        ],
        "pages": _listed("path", found.pages),
        "briefs": _listed("path", found.briefs),
        "editions": _listed("edition", found.editions),
    }
    return json_plain(json.dumps(whole, ensure_ascii=False, indent=1)) + "\n"


def _listed(key: str, shown: Shown | None) -> list[dict[str, Any]] | None:
    return None if shown is None else [{key: place, "facts": list(ids)} for place, ids in shown.items()]


AFFECTED_FORMATS: Mapping[str, Callable[[Affected], str]] = {"text": affected_text, "json": affected_json}

"""Render the sources as a bibliography that reference managers read (CSL-JSON 1.0, csl-data)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.model.registers import Source


def render_sources(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Return each source as an item of CSL-JSON; what a source does not say is left out."""
    return [_item(source) for source in sources]


def _item(source: Source) -> dict[str, Any]:
    gone = source.retracted
    said = {
        "id": source.id,
        "type": source.type.value,
        "title": source.title,
        # Names are not taken apart: the record does not say which word is the family's.
        "author": [{"literal": name} for name in source.author],
        "container-title": source.container_title,
        "publisher": source.publisher,
        "issued": _issued(source),
        "URL": source.url,
        "language": source.language,
        "note": source.note,
        "status": "retracted" if gone else None,
        # CSL has no field for when and why, and keeps `custom` for what it has no field for.
        "custom": {"retracted": {"date": gone.date.text, "reason": gone.reason}} if gone else None,
    }
    return {name: value for name, value in said.items() if value}


def _issued(source: Source) -> dict[str, Any]:
    """Return the date of issue, its numbers apart; `circa` where the document does not state it for certain."""
    parts = [[int(number) for number in end.split("-")] for end in source.issued.ends]
    unsure = source.issued.uncertain or "issued" in source.inferred
    return {"date-parts": parts, "circa": True} if unsure else {"date-parts": parts}

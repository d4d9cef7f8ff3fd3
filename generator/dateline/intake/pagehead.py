"""Read what a web page says of itself: JSON-LD, Open Graph, meta elements, its title and language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dateline.intake.blocks import Element
from dateline.intake.lines import tidy
from dateline.intake.material import AUTHORS, Proposal, dated, from_metadata
from dateline.intake.saying import day_in, language_tag

_TYPES = {
    "NewsArticle": "article-newspaper",
    "ReportageNewsArticle": "article-newspaper",
    "Report": "report",
    "BlogPosting": "post",
    "SocialMediaPosting": "post",
}
"""schema.org's types as CSL's."""
_META: Mapping[str, Sequence[str]] = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"),
    "publisher": ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher"),
    "author": ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator"),
    "issued": (
        "article:published_time",
        "og:article:published_time",
        "citation_publication_date",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "date",
    ),
    "language": ("og:locale", "dc.language", "dcterms.language"),
    "URL": ("og:url",),
}
_KEYS: Mapping[str, Sequence[str]] = {
    "title": ("headline", "name"),
    "publisher": ("publisher", "sourceOrganization"),
    "author": ("author", "creator"),
    "issued": ("datePublished",),
    "language": ("inLanguage",),
    "URL": ("url", "mainEntityOfPage"),
}


def read_head(root: Element, found: Sequence[str]) -> dict[str, Proposal]:
    """Return what a page's metadata say, by the record's fields; a title that its text has needs no reason."""
    proposals: dict[str, Proposal] = {}
    authors: dict[str, list[str]] = {}
    for field, name, said in (*_linked_data(root), *_metas(root), *_elements(root)):
        value = _value(field, said)
        if value and field == "author":
            authors.setdefault(name, []).append(value)
        elif value and field not in proposals:
            proposals[field] = dated(value, name) if field == "issued" else from_metadata(value, name)
    for name, names in list(authors.items())[:1]:
        proposals["author"] = from_metadata(AUTHORS.join(dict.fromkeys(names)), name)
    title = proposals.get("title")
    if title:
        site = proposals["publisher"].value if "publisher" in proposals else ""
        value = title.value
        for sign in (" | ", " - ", " – ", " — ", " · "):
            value = value.removesuffix(f"{sign}{site}") if site else value
        proposals["title"] = replace(title, value=value, reason="" if value in found else title.reason)
    return proposals


def _value(field: str, said: str) -> str:
    value = tidy(said)
    if field == "issued":
        return day_in(value)
    if field == "language":
        return language_tag(value)
    if field == "URL" or "://" in value:
        return value if field == "URL" and value.startswith(("https://", "http://")) else ""
    return value


def _linked_data(root: Element) -> Iterator[tuple[str, str, str]]:
    """Yield field, name and value of what the page's JSON-LD says of an article."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            objects = list(_objects(json.loads(script.text or "")))
        except (ValueError, RecursionError):
            continue
        for item in objects:
            kinds = [kind for kind in _texts(item.get("@type")) if kind in _TYPES or kind.endswith("Article")]
            if not kinds:
                continue
            if kinds[0] in _TYPES:
                yield "type", "JSON-LD @type", _TYPES[kinds[0]]
            for field, keys in _KEYS.items():
                for key in keys:
                    for said in _texts(item.get(key)):
                        yield field, f"JSON-LD {key}", said


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the words that a value of JSON-LD stands for."""
    for item in value if isinstance(value, list) else [value]:
        said = (item.get("name") or item.get("@id")) if isinstance(item, dict) else item
        if isinstance(said, str):
            yield said


def _metas(root: Element) -> Iterator[tuple[str, str, str]]:
    said: dict[str, list[str]] = {}
    for meta in root.xpath("//meta[@content]"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        said.setdefault(name, []).append(meta.get("content", ""))
    for field, names in _META.items():
        yield from ((field, name, value) for name in names for value in said.get(name, ()))


def _elements(root: Element) -> Iterator[tuple[str, str, str]]:
    for title in root.xpath("//head/title|//title[not(ancestor::*[local-name()='svg'])]")[:1]:
        yield "title", "title", title.text_content()
    for link in root.xpath("//link[@rel='canonical'][@href]")[:1]:
        yield "URL", "canonical", link.get("href", "")
    for language in (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")):
        if language:
            yield "language", "lang", language

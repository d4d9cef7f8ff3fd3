"""Refuse what no page may have, whatever it says: what runs, hides, draws other words than it holds, or leads away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from dateline.audit.evidence import Evidence

_TAGS = frozenset(
    {"style", "template", "noscript", "iframe", "object", "embed", "applet", "base", "form"}
    | {"s", "strike", "del", "bdo", "dialog", "canvas", "video", "audio"}
    | {"input", "textarea", "select", "datalist", "meter", "progress"}
)
"""What these run, draw, hide or strike out cannot be read back. Of scripts `page.py` knows which are the site's own."""
_ATTRIBUTES = frozenset({"style", "hidden", "inert", "popover", "start"})
_DRAWN_VALUES = etree.XPath("//*[@value and not(self::data)]")
_RUNNING_LINKS = etree.XPath("//*[@href and contains(@href, ':')]")
_RUNS = ("javascript:", "data:text", "vbscript:")
_PICTURES_WITHIN = etree.XPath("//img[contains(@src, ':')]")
_LEADING_ON = re.compile(r"0; url=([a-z0-9-]+)\.html")
_WITH_PAGE = re.compile(r"(actors|places|sources)/([a-z0-9-]+)\.html")
_ORDERS = etree.XPath("//meta[@http-equiv]")
_SEEN_BY_SOME = "(@aria-hidden or contains(concat(' ', @class, ' '), ' aloud '))"
_UNSEEN = etree.XPath(
    "//*[@data-claimant or @data-sentence or @data-retracted or @data-unproved or (self::data and @data-fact)]"
    f"[ancestor-or-self::*[{_SEEN_BY_SOME}] or (not(@data-sentence) and descendant::*[{_SEEN_BY_SOME}])]"
)
_CANONICAL = etree.XPath("//link[contains(translate(@rel, 'ACILNO', 'acilno'), 'canonical')]/@href")
_LINKS = etree.XPath("//main//a/@href")
_ROBOTS = etree.XPath("//meta[@name='robots']/@content")
_NAMED = etree.XPath("//meta[@property or @name]")


def markup_faults(root: etree._Element, path: str, evidence: Evidence) -> Iterator[tuple[int, str]]:
    """Yield the line and the message of each fault of a page, which stands at a path of the site."""
    for line, tag in _not_allowed(root):
        yield line, f"“{tag}” runs something, or shows the words otherwise than they stand"
    for node in _DRAWN_VALUES(root):
        yield node.sourceline, f"“{node.tag}” has a value that is drawn, and that nobody reads back"
    for node in _RUNNING_LINKS(root):
        if node.get("href", "").lstrip().lower().startswith(_RUNS):
            yield node.sourceline, "a link runs something"
    for node in _PICTURES_WITHIN(root):
        yield node.sourceline, "a picture is no file of the site"
    orders = [node for node in _ORDERS(root) if node.get("http-equiv", "").lower() != "content-security-policy"]
    moved = _moved_to(root, orders, path, evidence)
    for node in orders if not moved else ():
        yield node.sourceline, f"“{node.get('http-equiv')}” tells browsers what no page of ours does"
    for node in _UNSEEN(root):
        yield node.sourceline, "a number, a sentence or a claimant is not there for every reader"
    for message in _address_faults(root, moved or path, evidence):
        yield 0, message


def _moved_to(root: etree._Element, orders: list[etree._Element], path: str, evidence: Evidence) -> str:
    """Return the page to which one leads on at once that stands at the former address of a record's; else nothing.

    That page has to be there, and its record must have had the id of the old address; reference.json tells, which is
    held against the ledgers. Readers whose browser does not lead them on find a link, and search engines are told to
    leave the old address.
    """
    said = _LEADING_ON.fullmatch(orders[0].get("content", "")) if len(orders) == 1 else None
    at = _WITH_PAGE.fullmatch(path)
    if not (said and at) or orders[0].attrib.keys() != ["http-equiv", "content"]:
        return ""
    now = f"{at[1]}/{said[1]}.html"
    known = evidence.reference.get(f"renamed/{at[1]}/{at[2]}") == said[1]
    there = evidence.pages is None or now in evidence.pages
    linked = f"{said[1]}.html" in _LINKS(root) and [*_ROBOTS(root)] == ["noindex"]
    return now if known and there and linked else ""


def _not_allowed(root: etree._Element) -> Iterator[tuple[int, str]]:
    """Yield line and name of each element that must not be there, for what it is or for an attribute of it.

    One walk in Python: the same as one XPath took six times as long.
    """
    for node in root.iter(etree.Element):
        tag, names = str(node.tag), map(str, node.keys())
        if tag in _TAGS or any(name in _ATTRIBUTES or name.startswith("on") for name in names):
            yield node.sourceline or 0, tag


def _address_faults(root: etree._Element, path: str, evidence: Evidence) -> Iterator[str]:
    """See that a page gives its own address, in the latest edition, and a picture that is there; or none at all."""
    addresses, pictures = [str(found) for found in _CANONICAL(root)], []
    for meta in _NAMED(root):
        name, content = (meta.get("property") or meta.get("name") or "").lower(), meta.get("content", "")
        if name == "og:url":
            addresses.append(content)
        elif name in ("og:image", "twitter:image"):
            pictures.append(content)
        elif name.startswith(("og:", "twitter:")) and ("url" in name or "image" in name or "src" in name):
            yield f"“{name}” gives an address that nobody reads back"
    base = addresses[0].partition("/latest/")[0] if addresses else ""
    for address in addresses:
        if address != f"{base}/latest/{path}":
            yield f"“{address}” is not the address of this page in the latest edition"
    for picture in pictures:
        if picture.removeprefix(f"{base}/latest/") not in evidence.pictures:
            yield f"“{picture}” is no picture of this edition"

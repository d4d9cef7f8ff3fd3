"""See that whatever shows a fact says with it that its source was taken back, wherever on a page that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from dateline.audit.evidence import Evidence, ExportedFact, shown
from dateline.editions.state import State

_MARK = "data-retracted"
_OF_FACTS = ("data-fact", "data-sentence", "data-quote", "data-claimant", "data-state", "data-days", "data-delta")
"""Attributes that name the fact whose words an element has."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PLACES = frozenset({"article", "dd", "header", "li", "p", "section", "td", "th"})
"""What a mark stands in together with the name of its source."""
_ATOM, _XHTML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}"
_PAGE = re.compile(r"(?:^|/)sources/([^/#?]+)\.html")
_TITLE = re.compile(r"sources/([^/]+)/title")


def unmarked(node: etree._Element, evidence: Evidence) -> Iterator[str]:
    """Yield what an element shows without the mark; it stands in none of a fact.

    The mark of a fact stands inside the outermost element of that fact and outside what opens; on a map, where sign
    and words are apart, it names its fact. That of a source stands beside its title and beside what leads to its page.
    """
    if node.tag == "svg":
        yield from _on_map(node, evidence)
    elif not any(one.tag == "svg" for one in node.iterancestors()):
        yield from _of_fact(node, evidence)
        yield from _of_source(node, evidence)


def _of_fact(node: etree._Element, evidence: Evidence) -> Iterator[str]:
    past = "data-was" in node.attrib
    name = node.get("data-was") or next((node.attrib[at] for at in _OF_FACTS if at in node.attrib), None)
    known: Mapping[str, ExportedFact] = evidence.past if past else evidence.facts
    fact = known.get(name or "")
    if fact and fact.retracted and not _is_date_of_group(node) and not _is_marked(node, fact.source, past=past):
        yield f"“{name}” is shown without a word that its source was taken back"


def _is_date_of_group(node: etree._Element) -> bool:
    """Tell whether an element is the date that heads a group of facts, each of which has its mark."""
    parent = node.getparent()
    return node.tag == "time" and parent is not None and parent.tag in _HEADINGS


def _is_marked(node: etree._Element, source: str, *, past: bool) -> bool:
    """Tell whether the mark of a source stands in an element: not in what opens, nor in words on what was before."""
    for mark in node.iter(etree.Element):
        if mark.get(_MARK) == source:
            within = _between(mark, node)
            if not any(one.tag == "details" or ("data-was" in one.attrib and not past) for one in within):
                return True
    return False


def _between(inner: etree._Element, outer: etree._Element) -> Iterator[etree._Element]:
    """Yield an element and all that it stands in, up to another one, that one left out."""
    element: etree._Element | None = inner
    while element is not None and element is not outer:
        yield element
        element = element.getparent()


def _of_source(node: etree._Element, evidence: Evidence) -> Iterator[str]:
    to = node.get("href", "") if node.tag == "a" else ""
    found = _TITLE.fullmatch(node.get("data-ref", "")) or _PAGE.search(to)
    if found and evidence.retraction(found[1]):
        place = next((one for one in node.iterancestors() if one.tag in _PLACES), node)
        if not _is_marked(place, found[1], past=False):
            yield f"the source “{found[1]}” is named without a word that it was taken back"


def _on_map(drawing: etree._Element, evidence: Evidence) -> Iterator[str]:
    """Yield the facts of which a map shows a sign, a number, a date or an arrow, and not that their source is gone."""
    marked = {mark.get("data-fact") for mark in drawing.iter(etree.Element) if _MARK in mark.attrib}
    for node in drawing.iter(etree.Element):
        names = [node.attrib[at] for at in ("data-control", "data-fact") if at in node.attrib]
        moved = node.get("data-moves", "").split()
        for name in {*names, *moved} - evidence.facts.keys():
            yield f"the map shows “{name}”, which is no fact of facts.json"
        facts = [evidence.facts[name] for name in (*names, *moved) if name in evidence.facts]
        # An arrow may stand for several facts: it is borne out by any whose source stands.
        if facts and all(fact.retracted for fact in facts) and not marked.intersection((*names, *moved)):
            yield f"“{facts[0].id}” is on the map without a word that its source was taken back"


def unmarked_in_feed(feed: etree._Element, state: State, word: str) -> Iterator[str]:
    """Yield the facts that the entry of an edition tells without the mark; of what it leaves out it need not tell."""
    for entry in feed.iter(f"{_ATOM}entry"):
        if any(link.get("href", "").startswith(f"{state.id}/") for link in entry.iter(f"{_ATOM}link")):
            told = [" ".join("".join(item.itertext()).split()) for item in entry.iter(f"{_XHTML}li")]
            for fact_id, past in state.history.items():
                last = past.entries[-1]
                if last.edition == state.id and last.retracted and last.cause:
                    text = shown(last.text)
                    if any(text in said and word.casefold() not in said.replace(text, "").casefold() for said in told):
                        yield f"its entry of {state.id} tells “{fact_id}” without a word that its source was taken back"

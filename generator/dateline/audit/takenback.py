"""See that whatever shows a fact says that it is not proved, or its source taken back, wherever on a page that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from dateline.audit.evidence import Evidence
from dateline.audit.exported import ExportedFact
from dateline.audit.words import shown
from dateline.editions.state import State

_MARK, _UNPROVED = "data-retracted", "data-unproved"
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
    if fact and (fact.retracted or fact.unproved) and not _is_date_of_group(node):
        if fact.retracted and not _is_marked(node, _MARK, fact.source, past=past):
            yield f"“{name}” is shown without a word that its source was taken back"
        if fact.unproved and not _is_marked(node, _UNPROVED, fact.id, past=past):
            yield f"“{name}” is shown without a word that it is not proved"


def _is_date_of_group(node: etree._Element) -> bool:
    """Tell whether an element is the date that heads a group of facts, each of which has its mark."""
    parent = node.getparent()
    return node.tag == "time" and parent is not None and parent.tag in _HEADINGS


def _is_marked(node: etree._Element, name: str, key: str, *, past: bool) -> bool:
    """Tell whether a mark stands in an element: not in what opens, nor in words on what was before."""
    for mark in node.iter(etree.Element):
        if mark.get(name) == key:
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
        if not _is_marked(place, _MARK, found[1], past=False):
            yield f"the source “{found[1]}” is named without a word that it was taken back"


def _on_map(drawing: etree._Element, evidence: Evidence) -> Iterator[str]:
    """Yield the facts of which a map shows a sign, a number, a date or an arrow, and lacks a mark that is due."""
    marks = [mark for mark in drawing.iter(etree.Element) if _MARK in mark.attrib or _UNPROVED in mark.attrib]
    gone, unproved = ({mark.get("data-fact") for mark in marks if name in mark.attrib} for name in (_MARK, _UNPROVED))
    for node in drawing.iter(etree.Element):
        names = [node.attrib[at] for at in ("data-control", "data-fact") if at in node.attrib]
        moved = node.get("data-moves", "").split()
        for name in {*names, *moved} - evidence.facts.keys():
            yield f"the map shows “{name}”, which is no fact of facts.json"
        facts = [evidence.facts[name] for name in (*names, *moved) if name in evidence.facts]
        # An arrow may stand for several facts: it is borne out by any whose source stands.
        if facts and all(fact.retracted for fact in facts) and not gone.intersection((*names, *moved)):
            yield f"“{facts[0].id}” is on the map without a word that its source was taken back"
        if facts and all(fact.unproved for fact in facts) and not unproved.intersection((*names, *moved)):
            yield f"“{facts[0].id}” is on the map without a word that it is not proved"


def unmarked_in_feed(feed: etree._Element, state: State, words: Mapping[str, str]) -> Iterator[str]:
    """Yield the facts that the entry of an edition tells without a mark; of what it leaves out it need not tell.

    `words` are those of the marks `retracted` and `unproved`.
    """
    for entry in feed.iter(f"{_ATOM}entry"):
        if any(link.get("href", "").startswith(f"{state.id}/") for link in entry.iter(f"{_ATOM}link")):
            told = [" ".join("".join(item.itertext()).split()) for item in entry.iter(f"{_XHTML}li")]
            for fact_id, past in state.history.items():
                last = past.entries[-1]
                if last.edition == state.id and last.cause:
                    own = [said.replace(text, "") for said in told if (text := shown(last.text)) in said]
                    about = f"its entry of {state.id} tells “{fact_id}” without a word that"
                    if last.retracted and not all(_tells(words["retracted"], said) for said in own):
                        yield f"{about} its source was taken back"
                    if last.unproved and not all(_tells(words["unproved"], said) for said in own):
                        yield f"{about} it is not proved"


def _tells(word: str, said: str) -> bool:
    return word.casefold() in said.casefold()

"""Read one finished page and hold its text against the evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain, takewhile
from pathlib import Path

from lxml import etree

from dateline.audit.evidence import Evidence
from dateline.audit.marked import MARKS, Checks, Element, marked
from dateline.audit.markup import markup_faults
from dateline.audit.takenback import unmarked
from dateline.audit.words import AGAIN, GAP, output_problem
from dateline.problems import Problem

_SHOWN_ATTRIBUTES = frozenset(
    {"abbr", "alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "content"}
    | {"data-label", "label", "placeholder", "srcdoc", "summary", "title"}
)
"""Attributes that readers, their software or the sheet of styles show."""
_TELLING = _SHOWN_ATTRIBUTES.union(MARKS, {"data-fact", "data-when"})
_TELLING_TAGS = frozenset({"a", "time", "title"})
_CARDS = frozenset({"article", "section", "tr"})
"""With `data-fact` these show a fact by itself, and so its claimant too."""
_BLOCKS = _CARDS | {"div", "dd", "li", "th"}
"""With `data-fact` these tell of a fact among others: a claim names its claimant."""
_TECHNICAL_META = frozenset({"viewport", "generator", "color-scheme", "og:url", "og:image"})
_LINKED_DATA = "application/ld+json"
_SILENT = frozenset({"script", "style", "template"})


def audit_page(path: str, content: bytes, evidence: Evidence) -> tuple[list[Problem], int]:
    """Audit one page; return its problems and how many figures were traced."""
    page = _Page(path, evidence)
    try:
        content.decode()
    except UnicodeDecodeError:
        page.report("the page is not UTF-8")
        return page.problems, 0
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    if root is None:
        page.report("the page is empty")
    else:
        page.read(root)
    return page.problems, page.numbers


def audit_maps(site: Path, evidence: Evidence) -> Iterator[Problem]:
    """Hold the words of the maps in printed briefs against those on the overviews, whose every mark is audited."""
    for at, words in evidence.reference.items():
        slug = at.partition("/map.")[2]
        if at.startswith("brief/") and slug:
            path = f"{slug}/index.html"
            if not (site / path).is_file():
                continue  # which the manifest tells
            root = etree.fromstring((site / path).read_bytes(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
            drawn = [] if root is None else root.iterfind(".//figure//text")
            if [" ".join("".join(text.itertext()).split()) for text in drawn] != words.splitlines():
                message = (
                    f"its map says otherwise than that of the printed brief “{at.split('/')[1] or 'of the edition'}”"
                )
                yield output_problem(path, 0, 0, message, AGAIN)


class _Page(Checks):
    """Walk through one page, and check its elements as they end."""

    def read(self, root: etree._Element) -> None:
        """Read a whole page."""
        page = Element("", "page", "", {}, 1, None)
        for line, message in markup_faults(root, self.path, self.evidence):
            self.report(message, line)
        self._read(root, page)
        self.check(page)

    def _read(self, node: etree._Element, outer: Element) -> None:
        """Read an element and all that is in it."""
        self.line = node.sourceline or 0
        if not isinstance(node.tag, str):  # a comment
            self.title(node.text or "", "a comment")
            return
        if "data-fact" in node.attrib and len(node):
            self._read_part(node, outer)
        else:
            self._read_element(node, outer)

    def _read_part(self, node: etree._Element, outer: Element) -> None:
        """Read a part that shows one fact, unless its like was read and found right: it stands on several pages."""
        like = (etree.tostring(node, with_tail=False), outer.past, *sorted(outer.around))
        if like in self.evidence.passed:
            whole, numbers = self.evidence.passed[like]
            self.numbers += numbers
            outer.own.append(GAP)
            outer.whole.append(whole)
            return
        problems, numbers = len(self.problems), self.numbers
        self._read_element(node, outer)
        if len(self.problems) == problems:
            self.evidence.passed[like] = (outer.whole[-1], self.numbers - numbers)

    def _read_element(self, node: etree._Element, outer: Element) -> None:
        if node.tag == "script":
            linked = node.get("type") == _LINKED_DATA
            if not (self._is_linked_data(node) if linked else self._is_own_script(node, outer)):
                self.report("“script” runs something, or shows the words otherwise than they stand")
        # What stands in a fact and belongs to another one has that one's marks.
        owner = outer.owner.facts
        outermost = not owner or ("data-fact" in node.attrib and node.get("data-fact") not in owner)
        if (self.evidence.cautioned or (node.tag in _BLOCKS and "data-fact" in node.attrib)) and outermost:
            self._check_outermost(node)
        tells = node.tag in _TELLING_TAGS or not _TELLING.isdisjoint(node.keys())
        element = self._open(node, outer) if tells else None
        if node.tag in _SILENT:
            return
        here = element or outer
        if node.text:
            here.add(node.text)
        for child in node:
            self._read(child, here)
            if child.tail:
                here.add(child.tail)
        if element:
            self.check(element)

    def _is_linked_data(self, node: etree._Element) -> bool:
        """Tell whether a script is data for search engines, and read the words in it as those of the title."""
        try:
            # As pairs: of a key that stands twice both values count.
            data = json.loads(node.text or "", object_pairs_hook=lambda pairs: [*chain.from_iterable(pairs)])
        except ValueError:
            return False
        for text in _texts(data):
            if text != self.evidence.reference.get("edition/id"):
                self.title(text, "the data for search engines")
        return set(node.attrib) == {"type"}

    def _is_own_script(self, node: etree._Element, outer: Element) -> bool:
        """Tell whether a script is a file of the site's assets and nothing besides, and read the words it is given."""
        words = {name: text for name, text in node.attrib.items() if str(name).startswith("data-")}
        for text in words.values():
            self.title(str(text), "an attribute")
        # Compared as it stands: a browser reads a path otherwise than a file system does.
        up = "../" * self.path.count("/")
        src = node.get("src", "")
        known = src.startswith(up) and src.removeprefix(up) in self.evidence.assets
        plain = not node.text and not len(node) and set(node.attrib) - words.keys() <= {"src", "defer"}
        return known and plain and not outer.owner.facts

    def _open(self, node: etree._Element, outer: Element) -> Element | None:
        """Look at an element's attributes; return it if they say what its text is."""
        tag, attributes = str(node.tag), dict(node.attrib)
        names = {attributes[name] for name in ("name", "property", "itemprop", "http-equiv") if name in attributes}
        leads_on = attributes.keys() == {"http-equiv", "content"} and names == {"refresh"}  # which `markup.py` reads
        technical = tag == "meta" and ((names and names <= _TECHNICAL_META) or leads_on)
        for name in _SHOWN_ATTRIBUTES.intersection(attributes):
            if not technical:
                self.title(attributes[name], "an attribute")
        element = marked(tag, attributes, self.line, outer)
        if element or (tag == "a" and "href" in attributes):
            self._check_owner(tag, element, outer, attributes)
        return element

    # ------------------------------------------------------------ whose it is

    def _check_owner(self, tag: str, element: Element | None, outer: Element, attributes: Mapping[str, str]) -> None:
        """See that what stands inside one fact belongs to it and leads to it."""
        owner = outer.owner.facts
        inner = element.facts if element else set()
        told_in = len(inner) == len(owner) == 1 and self.evidence.follows(min(owner), min(inner), told_in=True)
        own = inner or owner
        beside = element.around - own if element else set()
        # On paper an earlier fact says in which report the later one stands.
        ahead = len(own) == len(beside) == 1 and self.evidence.follows(min(own), min(beside))
        if len(inner | owner) > 1 and not told_in and not ahead:
            self.report("this belongs to one fact and stands in another")
        elif element and len(element.around) > 1 and not _may_be_told_in_another(element, ahead=ahead):
            self.report(f"this says of “{min(inner or owner)}” more than may stand in another fact")
        known = self.evidence.past if (element or outer).past else self.evidence.facts
        fact = known.get(min(inner or owner or {""}))
        if not fact:
            return
        told = {"time": "data-source", "retracted": "data-retracted"}.get(element.kind if element else "", "")
        source = attributes.get(told)
        if source and source not in {fact.source, *(citation.source for citation in fact.citations)}:
            self.report(f"“{source}” is not the source of “{fact.id}”")
        anchor = attributes.get("href", "").partition("#")[2] if tag == "a" else ""
        # What leads to words on the publisher's page is no anchor of ours.
        if (
            anchor not in ("", fact.id)
            and not anchor.startswith(":~:text=")
            and not self.evidence.follows(anchor, fact.id)
        ):
            self.report(f"a link of “{fact.id}” leads to “{anchor}”")

    def _check_outermost(self, node: etree._Element) -> None:
        """See that an element that stands in none of a fact says who says so, and has the marks of the fact."""
        if node.tag in _BLOCKS and "data-fact" in node.attrib:
            self._check_block(node)
        for message in unmarked(node, self.evidence) if self.evidence.cautioned else ():
            self.report(message)

    def _check_block(self, node: etree._Element) -> None:
        """See that what shows a fact by itself says outside its proof who says so."""
        name = node.get("data-fact", "")
        fact = (self.evidence.past if "data-was" in node.attrib else self.evidence.facts).get(name)
        card = node.tag in _CARDS
        if (card or (fact and fact.said_by)) and not _has_outside_proof(node, {"data-claimant", "data-sentence"}):
            self.report(f"“{name}” is shown without who says it")


def _may_be_told_in_another(element: Element, *, ahead: bool) -> bool:
    """Tell whether an element names, links or marks a fact or its claimant, or says of when its source is, no more.

    Of one that is `ahead`, which goes on with the other, it says the source alone.
    """
    if element.kind == "time":
        return "data-source" in element.attributes
    if element.kind == "ref":
        return element.key.startswith("sources/" if ahead else ("actors/", "places/", "sources/"))
    return element.kind in ("fact", "retracted", "unproved") or (element.kind == "claimant" and not ahead)


def _has_outside_proof(node: etree._Element, marks: AbstractSet[str]) -> bool:
    """Tell whether an element has one of some marks in it, or is marked so, outside the proof that opens in it."""
    for told in node.iter(etree.Element):
        if not marks.isdisjoint(told.keys()):
            within = takewhile(lambda one: one is not node, told.iterancestors())
            if told is node or all(one.tag != "details" for one in within):
                return True
    return False


def _texts(data: object) -> Iterator[str]:
    """Yield every string, number and key of JSON whose objects were read as lists."""
    if isinstance(data, list):
        for value in data:
            yield from _texts(value)
    else:
        yield str(data)

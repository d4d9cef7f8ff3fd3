"""Say which words of a page are no part of its text, so that none is lost without a word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml import etree

from dateline.intake.blocks import Element, is_hidden, read_blocks, words_in
from dateline.intake.edges import shortened

_KINDS = (
    ("header", "header banner"),
    ("navigation", "nav navigation menu menubar"),
    ("aside", "aside complementary"),
    ("footer", "footer contentinfo"),
    ("dialog", "dialog alertdialog"),
    ("buttons and other controls", "button select datalist textarea search"),
    ("drawings", "svg"),
    ("words that are struck through", "del s strike"),
    ("readings over words", "rt"),
    ("words shown where scripts or media are not", "noscript iframe object embed audio video canvas map"),
)
_KIND_OF = {name: kind for kind, names in _KINDS for name in re.findall(r"\w+", names)}
"""By element or role. Scripts, styles and templates are no words, and formulas are told of by themselves."""
_HIDDEN = "hidden words"
_OUTSIDE = "words outside its article"
_NAMED = 3
"""Words of one kind that a note names."""


def notes_of_left_out(root: Element, article: Element, found: Sequence[str]) -> Iterator[str]:
    """Say what a page holds beside the paragraphs that were found in its article, which may be all of it."""
    known = set(found)
    left: dict[str, dict[str, None]] = defaultdict(dict)
    around = read_blocks(root, without=article) if article is not root else None
    for element in [*(around.unread if around else ()), *read_blocks(article).unread]:
        kind = _kind(element)
        for words in _words(kind, element) if kind else ():
            if words not in known:
                left[kind][words] = None
    left[_OUTSIDE] = dict.fromkeys(words for words in (around.paragraphs if around else ()) if words not in known)
    order = [kind for kind, _ in _KINDS] + [_HIDDEN, _OUTSIDE]
    told = [f"{kind} ({_named(list(left[kind]))})" for kind in order if left[kind]]
    if told:
        yield f"left out of the words: {', '.join(told)}; look whether they say anything that you need"


def _kind(element: Element) -> str:
    tag, role = str(element.tag), element.get("role", "").lower()
    kind = _KIND_OF.get(tag) or _KIND_OF.get(role, "")
    return kind or (_HIDDEN if is_hidden(element) else "")


def _words(kind: str, element: Element) -> Iterator[str]:
    """Yield the words of an element that have a letter or digit; of a drawing those that it shows."""
    for part in _texts(element) if kind == "drawings" else [element]:
        if any(map(str.isalnum, words := words_in(part))):
            yield words


def _texts(drawing: Element) -> Iterator[Element]:
    """Yield the texts of a drawing; one inside another is a part of it."""
    walker = etree.iterwalk(drawing, events=("start",))
    for _, part in walker:
        if part.tag == "text":
            walker.skip_subtree()
            yield part


def _named(words: Sequence[str]) -> str:
    more = f" and {len(words) - _NAMED:,} more" if len(words) > _NAMED else ""
    return ", ".join(f"“{shortened(said)}”" for said in words[:_NAMED]) + more

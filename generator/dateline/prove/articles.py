"""Ask of a register that English can say its names in a sentence: “the naval quay was contested”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.model.facts import Fact
from dateline.model.project import Project
from dateline.model.registers import Actor, Place
from dateline.problems import Problem, Rule
from dateline.prove.naming import key

_THE = "the "
_NOUN = re.compile(r"(?:[^\W\d_][\w’'-]* )*[a-z][a-z-]*")
"""A name that ends with a common noun, in small letters: “naval quay”, “Amber bridge”."""
_ENDS = (
    r"(?=\s*(?:[.,;:!?)”\"]|$)|['’]s\b|\s(?:was|were|is|are|has|have|had|will|would|and|or|but|in|on|at|to|from|by|for|with"
    r"|after|before|while|when|since|until|near|said|says|fell|remains?|remained)\b)"
)
"""What follows a name that ends there, and does not go on to another noun: “the naval quay road”."""


def prove_articles(project: Project) -> Iterator[Problem]:
    """Refuse an article in a name, and a name without one where the quotations of its facts say “the” throughout."""
    about: dict[str, list[Fact]] = defaultdict(list)
    for fact in project.facts:
        if fact.source.in_english:
            for name in {key(record) for record in fact.named}:
                about[name].append(fact)
    records: tuple[Actor | Place, ...] = (*project.actors, *project.places)
    for record in records:
        if record.origin and not record.article:
            yield from _prove_article(record, about[key(record)])


def _prove_article(record: Actor | Place, facts: Sequence[Fact]) -> Iterator[Problem]:
    name = record.name.say("en")
    if name.startswith(_THE):
        bare = name.removeprefix(_THE).strip()
        message = f"“{name}” stands with its article in headings and tables too"
        remedy = f"write `name: {bare}` and `article: true`: sentences say “{name}”, headings and tables “{bare}”"
        plain = len(record.name.texts) == 1 and not record.name.texts[0][0]
        fixes = ({"name": bare, "article": True},) if plain else ()
        yield record.origin.problem(("name",), Rule.NAMES, message, remedy, *fixes)
    elif _NOUN.fullmatch(name) and not record.plural and not name.endswith("s") and _has_article(name, facts):
        message = f"every quotation says “the {name}”, and sentences will say “{name}” without “the”"
        yield record.origin.problem(("name",), Rule.NAMES, message, "add `article: true`", {"article": True})


def _has_article(name: str, facts: Sequence[Fact]) -> bool:
    """Tell whether some quotation plainly has “the” before a name, and none has the name without."""
    said = re.compile(rf"(?<![\w-])(?i:{re.escape(name[0])}){re.escape(name[1:])}(?![\w-])(?P<ends>{_ENDS})?")
    found = [
        (text[: match.start()].lower().endswith(_THE), match["ends"] is not None)
        for fact in facts
        for _, text in fact.quotations
        for match in said.finditer(text)
    ]
    return all(article for article, _ in found) and any(ends for _, ends in found)

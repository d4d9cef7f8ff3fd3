"""List what a quotation says besides its fact, which no rule can weigh: for whoever reads the two once more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model.facts import Event, Fact, Figure, Position, Stance
from dateline.prove.figures import says
from dateline.prove.meant import readings_of, said_on
from dateline.prove.naming import Register, key
from dateline.text.clauses import has_words
from dateline.text.dates import read_dates
from dateline.text.names import Mention
from dateline.text.numbers import read_numbers
from dateline.text.ordinary import is_ordinary
from dateline.text.spells import read_spells
from dateline.text.stems import stem

_TURNS = re.compile(
    r"\b(?:not|never|no|nobody|none|neither|nor|cannot|without|den(?:y|ies|ied|ying)|refus(?:es?|ed|ing)|fail(?:s|ed)?"
    r"|reject(?:s|ed)?|may|might|could|would|should|if|unless|until|before|after|once|former(?:ly)?|earlier|previously"
    r"|reportedly|allegedly|apparently|believed|feared|expected|due|plan(?:s|ned)?|poised|threaten(?:s|ed)?|trying"
    r"|contrary|despite|instead|near|close to|outside|twice|half|other|others|another)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words that turn what stands beside them, put it off, move it, or make it of somebody else."""
_HEDGE = re.compile(r"\s(?:more|less|fewer)\sthan\b", re.IGNORECASE)
"""After “no” or “not”: together they bound a number."""
_COMING = ("due", "expected", "plan", "plans", "planned", "poised")
_WANTING = ("plan", "plans", "planned", "trying")
"""Words that say no more than that an event is expected, or what one aims at."""
_SORT = re.compile(r"[\s-](?:lines?|pages?|doors?|rows?|benches|gates?|houses?|posts?|towers?|rails?)\b")
"""After a word in small letters: it says what sort of a thing that is, and names nobody: “the front line”."""
_WORD = re.compile(r"[^\W\d_]+")


def also_said(fact: Fact, sentence: str, register: Register) -> tuple[str, ...]:
    """Return what the quotation of a fact says that the fact does not, in its own words and order, each once.

    These are other numbers than a figure's own, other dates, and those registered names and words that turn a meaning
    that the `sentence` by which the fact is told does not have.
    """
    text = fact.flat_quote
    turns = _turns(fact, text, sentence)
    words = (span for span in (*_names(fact, text, register), *turns) if not has_words(sentence, text[slice(*span)]))
    spans = sorted({*_numbers(fact, text), *_dates(fact, text), *words})
    return tuple(dict.fromkeys(text[start:end] for start, end in spans))


def _turns(fact: Fact, text: str, sentence: str) -> Iterator[tuple[int, int]]:
    """Yield the words that turn a meaning, but those that the fact says in another form, or by what it is."""
    told = {_form(word) for word in _WORD.findall(sentence)}
    kind: tuple[str, ...] = _COMING if isinstance(fact, Event) and fact.expected else ()
    if isinstance(fact, Position) and fact.stance is Stance.AIMS:
        kind = _WANTING
    for word in _TURNS.finditer(text):
        bounds = isinstance(fact, Figure) and word[0].lower() in ("no", "not") and _HEDGE.match(text, word.end())
        if not bounds and word[0].lower() not in kind and _form(word[0]) not in told:
            yield word.span()


def _form(word: str) -> str:
    """Return the same for each form of a verb: “denies” and “deny”."""
    return re.sub("y$", "i", stem(word))


def _numbers(fact: Fact, text: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers of a figure's quotation that are not its own."""
    if isinstance(fact, Figure):
        for reading in read_numbers(text):
            if not reading.weak and not says(reading, fact):
                yield reading.start, reading.end


def _names(fact: Fact, text: str, register: Register) -> Iterator[tuple[int, int]]:
    """Yield the registered names in a quotation that are none of the fact's own."""
    own = {key(record) for record in (*fact.named, *fact.said_by)}
    for name in register.names.mentions(text):
        if own.isdisjoint(name.keys) and not _is_word(text, name, register):
            yield name.start, name.end


def _is_word(text: str, name: Mention[str], register: Register) -> bool:
    """Tell whether a name in small letters, which the register writes with a capital, is an ordinary word."""
    words = text[name.start : name.end]
    if not words.islower() or any(words in register.records[one].spellings for one in name.keys):
        return False
    return is_ordinary(text, name.start, name.end) or _SORT.match(text, name.end) is not None


def _dates(fact: Fact, text: str) -> Iterator[tuple[int, int]]:
    """Yield the dates in a quotation that no date of the fact is read from."""
    for mention in read_dates(text, fact.source.language):
        if all({*readings_of(mention, fact, name)}.isdisjoint(value.ends) for name, value in fact.dates):
            yield mention.start, mention.end
    for spell in read_spells(text, said) if (said := said_on(fact.source)) else ():
        if not any(spell.allows(value.first, value.last) for _, value in fact.dates):
            yield spell.start, spell.end

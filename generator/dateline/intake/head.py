"""Read who wrote a text, and when, from its head: a byline, or the day that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from dateline.intake.lines import ends_sentence
from dateline.intake.material import AUTHORS, Proposal
from dateline.text.dates import Mention, is_english, parse_date, read_dates

_HEAD = 5
"""Lines at the beginning of a text among which its date of issue stands."""
_LINE = 160
"""Characters that a line of a head has at most; a longer one is a paragraph."""
_MARKS = "\ufeff *_"
"""Signs around a line that is set in italics or bold, in a text that is no Markdown."""
_BY = re.compile(r"(?:By|BY)\s+(?=\S)")
_PARTS = re.compile(r"\s*(?:[,|·•;]|\s[-–—]\s)\s*")
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4})?")
_PLACED = re.compile(r" (?:in|at|for) ")
_BOTH = re.compile(r" (?:and|&) ")
_PUBLISHED = re.compile(r"(?:Published|Issued|Posted)(?: on)?:?|Date(?: of issue)?:")
_WITHIN = frozenset(re.findall(r"\S+", "of the in at for and on & al bin da de del den der di el ibn la le van von"))
"""Words of names, places and offices that are written small."""
_NO_NAME = frozenset(
    re.findall(
        r"\w+",
        "a an our special staff the air boat bus car common decree foot hand invitation land law mail means no"
        " order popular post public rail request road royal sea ship train unanimous virtue vote way",
    )
)
"""Words with which what stands in a name’s place begins: “By Popular Demand”, “By Sea Alone”."""
_NOT_IN_NAMES = frozenset(("of", "the", "to", "by", "for", "at", "on"))
_WHO, _NAME = range(2, 12), range(2, 6)
"""Words of who wrote a text, and of a person’s name."""


@dataclass(frozen=True, slots=True)
class _Byline:
    """Hold a line that says by whom a text is, and perhaps of which day."""

    line: str
    authors: tuple[str, ...]
    """None where what stands after “By” is not plainly a person’s name."""
    days: tuple[str, ...]


def with_head(proposals: Mapping[str, Proposal], text: str, language: str) -> dict[str, Proposal]:
    """Return what is proposed, with what the head of the text says and the document’s metadata do not.

    The day that a head names goes before the one on which the file was made. Where it names several and not that one,
    none is proposed, and the reason says which there are.
    """
    proposed = dict(proposals)
    bylines = list(_bylines(text, language))
    authors = next((byline for byline in bylines if byline.authors), None)
    if authors and "author" not in proposed:
        proposed["author"] = _said(AUTHORS.join(authors.authors), authors.line)
    made = proposed.get("issued")
    if made is None:
        return proposed | _issued({day: byline.line for byline in bylines for day in byline.days})
    if not made.made:
        return proposed
    named = dict(_days(text, language))
    day = made.value.rstrip("?")
    if not named or day in named:
        return proposed
    if len(named) > 1:
        reason = f"the head of the text names {' and '.join(named)}, and the file was made on {day}"
        return {**proposed, "issued": Proposal("", reason)}
    ((issued, line),) = named.items()
    reason = f"Read from the head of the text (“{line}”: {issued}), not from the file’s metadata, which say {day}."
    origin = f"the head of the text, “{line}” (the file was made on {day})"
    return {**proposed, "issued": Proposal(f"{issued}?", reason, origin)}


def _issued(named: Mapping[str, str]) -> dict[str, Proposal]:
    """Propose the one day that bylines name, with the line of it."""
    if len(named) > 1:
        return {"issued": Proposal("", f"the head of the text names {' and '.join(named)}")}
    day, line = next(iter(named.items()), ("", ""))
    return {"issued": _said(day, line, f": {day}")} if day else {}


def _said(value: str, line: str, read: str = "") -> Proposal:
    """Propose what a line of the head says."""
    return Proposal(value, f"Read from the head of the text (“{line}”{read}).", f"the head of the text, “{line}”")


def _lines(text: str) -> list[str]:
    return [line.strip(_MARKS) for line in text.splitlines() if line.strip(_MARKS)][:_HEAD]


def _days(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each full date of the head, with the line in which it stands; sentences are not of the head."""
    for line in _lines(text):
        if len(line) <= _LINE and not ends_sentence(line):
            for mention in read_dates(line, language):
                yield from ((day, line) for day in _complete([mention]))


def _bylines(text: str, language: str) -> Iterator[_Byline]:
    """Yield the bylines that stand before the first sentence of an English text, with a day on the line beside one."""
    if not is_english(language):
        return
    # A byline may end with a full stop; a title with a question mark.
    lines = list(
        takewhile(
            lambda line: len(line) <= _LINE and (line[-1:] in "?!" or not ends_sentence(line) or _BY.match(line)),
            _lines(text),
        )
    )
    read = [_byline(line) for line in lines]
    for at, line in enumerate(lines):
        if byline := read[at]:
            yield byline
        elif days := _only_days(line, beside=any(read[max(0, at - 1) : at + 2])):
            yield _Byline(line, (), days)


def _byline(line: str) -> _Byline | None:
    """Read “By Anna Vell, Orvane, 18 November 2026”; None where a line goes on with other words."""
    by = _BY.match(line)
    mentions = read_dates(line)
    if by is None or not all(mention.complete and mention.day for mention in mentions):
        return None
    who, *others = _PARTS.split(_without(line, mentions).rstrip(" .")[by.end() :])
    # “By Dawn” is a time, and “By the River” a place.
    if len(who.split()) not in _WHO or not who[0].isupper() or not all(map(_is_beside, (who, *others))):
        return None
    names = tuple(name.strip() for name in _BOTH.split(_PLACED.split(who)[0]))
    plain = all(map(_is_person, names)) and not any(_BOTH.search(part) for part in others)
    return _Byline(line, names if plain else (), _complete(mentions))


def _only_days(line: str, *, beside: bool) -> tuple[str, ...]:
    """Return the day of “Published 18 November 2026”, or of a line that says no more beside a byline."""
    mentions = read_dates(line)
    said = [part for part in _PARTS.split(_without(line, mentions).strip(" .")) if part and not _TIME.fullmatch(part)]
    if said == [] and not beside:
        return ()
    return _complete(mentions) if all(map(_PUBLISHED.fullmatch, said)) else ()


def _without(line: str, mentions: Sequence[Mention]) -> str:
    """Return a line without signs of bold, with a comma for each date."""
    for mention in reversed(mentions):
        line = f"{line[: mention.start].rstrip()} , {line[mention.end :].lstrip()}"
    return re.sub(r"\*\*|__", "", line)


def _complete(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the full days among some dates; the 30th of February is none."""
    return tuple(
        mention.complete for mention in mentions if mention.complete and mention.day and _is_day(mention.complete)
    )


def _is_day(day: str) -> bool:
    try:
        parse_date(day)
    except ValueError:
        return False
    return True


def _is_titled(part: str) -> bool:
    """Tell whether each word of a part begins with a capital, or is one that names are written with."""
    return not re.search(r"\d", part) and all(
        word[0].isupper() or word in _WITHIN or word.startswith(("al-", "el-")) for word in part.split()
    )


def _is_beside(part: str) -> bool:
    """Tell whether a part of a byline is a place, an office, a time, or nothing."""
    return bool(_TIME.fullmatch(part) or _is_titled(part))


def _is_person(name: str) -> bool:
    words = name.split()
    small = [word.lower() for word in words]
    return (
        len(words) in _NAME
        and small[0] not in _NO_NAME
        and words[-1] not in _WITHIN
        and _NOT_IN_NAMES.isdisjoint(small)
    )

"""Write drafts as YAML in the manner of the files that stand: folded quotations, plain ids, a comment at a blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from dateline.propose.draft import Blank, Draft, Quotation, Value
from dateline.read.yamlfile import BLANK

_WIDTH = 112
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*|\d{4}-\d\d(?:-\d\d)?(?:/\.\.)?", re.ASCII)
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", BLANK.lower()})
"""Plain scalars that are no words, in YAML 1.2 or to programs that read 1.1."""


def by_kind(drafts: Iterable[Draft]) -> Mapping[str, list[Draft]]:
    """Group drafts by the key of the list that they stand in, those without a kind last."""
    groups: dict[str, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda draft: not draft.kind):
        groups.setdefault(draft.kind or BLANK, []).append(draft)
    return groups


def render_list(kind: str, drafts: Sequence[Draft], indent: int = 0) -> str:
    """Write a list of one kind with its key, at an indent."""
    return f"{' ' * indent}{kind}:\n" + "".join(render_item(draft, indent + 2) for draft in drafts)


def render_item(draft: Draft, indent: int) -> str:
    """Write one fact as an item of a list whose dashes stand at an indent."""
    lines = [f"# the sentence also says: {', '.join(draft.notes)}"] if draft.notes else []
    for at, (name, value) in enumerate(draft.fields):
        first, *more = _field(name, value, _WIDTH - indent)
        lines += [f"{'  ' if at else '- '}{first}", *(f"    {line}" for line in more)]
    return "".join(f"{' ' * indent}{line}\n" for line in lines)


def _field(name: str, value: Value, width: int) -> Iterator[str]:
    """Yield the lines of a field; those after the first are indented by the caller."""
    if name == "quote" and isinstance(value, Quotation) and folds(value.words):
        yield f"{name}: >-"
        yield from wrapped(value.words, width - 4)
        return
    blanks = (
        [value]
        if isinstance(value, Blank)
        else [part for part in value if isinstance(part, Blank)]
        if isinstance(value, tuple)
        else []
    )
    hints = "; ".join(dict.fromkeys(blank.hint for blank in blanks if blank.hint))
    said = f"[{', '.join(map(scalar, value))}]" if isinstance(value, tuple) else scalar(value)
    yield f"{name}: {said}{f' # {hints}' if hints else ''}"


def scalar(value: str | Decimal | Blank | Quotation) -> str:
    """Write a value on one line."""
    if isinstance(value, Blank):
        return BLANK
    if isinstance(value, Decimal):
        return f"{value:f}"
    words = value.words if isinstance(value, Quotation) else value
    if _PLAIN.fullmatch(words) and words.lower() not in _WORDS_OF_YAML:
        return words
    return quoted(words)


def quoted(words: str) -> str:
    """Write a double-quoted scalar on one line, with all escaped that is not seen (YAML 1.2.2, section 7.3.1)."""
    return f'"{"".join(map(_escaped, words))}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004


def folds(words: str) -> bool:
    """Tell whether words can stand in a folded scalar: nothing in it can be escaped."""
    return words.isprintable() and words == " ".join(words.split())


def wrapped(words: str, width: int) -> Iterator[str]:
    """Yield the lines of a folded scalar; a space between two of them is read as the line's end (section 8.1.3)."""
    line: list[str] = []
    length = 0
    for word in words.split(" "):
        if line and length + len(word) > width:
            yield " ".join(line)
            line, length = [], 0
        line.append(word)
        length += len(word) + 1
    yield " ".join(line)

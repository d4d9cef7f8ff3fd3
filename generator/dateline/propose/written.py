"""Write drafts as YAML in the manner of the files that stand: folded quotations, plain ids, a comment at a blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from dateline.layout.scalars import FOLD, filled, quoted
from dateline.propose.draft import Blank, Draft, Quotation, Value
from dateline.read.yamlfile import BLANK

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
        first, *more = _field(name, value, FOLD - indent)
        lines += [f"{'  ' if at else '- '}{first}", *(f"    {line}" for line in more)]
    return "".join(f"{' ' * indent}{line}\n" for line in lines)


def _field(name: str, value: Value, width: int) -> Iterator[str]:
    """Yield the lines of a field; those after the first are indented by the caller."""
    if name == "quote" and isinstance(value, Quotation) and folds(value.words):
        yield f"{name}: >-"
        yield from filled(value.words, width - 4)
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


def scalar(value: str | bool | Decimal | Blank | Quotation) -> str:  # noqa: FBT001  # a value, no switch
    """Write a value on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Blank):
        return BLANK
    if isinstance(value, Decimal):
        return f"{value:f}" if value % 1 else f"{value:.0f}"
    words = value.words if isinstance(value, Quotation) else value
    if _PLAIN.fullmatch(words) and words.lower() not in _WORDS_OF_YAML:
        return words
    return quoted(words)


def folds(words: str) -> bool:
    """Tell whether words can stand in a folded scalar: nothing in it can be escaped."""
    return words.isprintable() and words == " ".join(words.split())

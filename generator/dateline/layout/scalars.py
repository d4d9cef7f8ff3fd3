"""Write scalars: plain where they read the same, in one line where they fit, else folded; their values never change."""

from __future__ import annotations

import re
from functools import lru_cache

import yaml

from dateline.layout.tree import Scalar
from dateline.read.yamlfile import parse_yaml

WIDTH = 120
"""Columns that a line may fill; one that an editor broke earlier stays."""
FOLD = 112
"""Columns up to which lines are filled that are broken here."""
STEP = 2
"""Columns of one level."""
_SIMPLE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*", re.ASCII)
_NO_WORDS = frozenset({"true", "false", "null", "todo"})
_BREAK = re.compile(r"(?<=[^ ]) (?=[^ ])")
"""A space that may become a line's end: it stands alone (YAML 1.2.2, section 6.5)."""
_BLOCK_HEAD = re.compile(r"[|>][-+]?([1-9])?[-+]?")


def is_block(scalar: Scalar) -> bool:
    """Tell whether a scalar stands in lines of its own, and may stay so."""
    last = scalar.value.removesuffix("\n").rpartition("\n")[2]
    return scalar.style in ("|", ">") and bool(last.strip(" "))


@lru_cache(maxsize=4096)
def reads_plain(value: str, *, flow: bool = False, key: bool = False) -> bool:
    """Tell whether text reads the same without quotation marks."""
    if "\n" in value:
        return False
    if _SIMPLE.fullmatch(value) and value.lower() not in _NO_WORDS:
        return True
    text = f"{value}: 0" if key else f"k: {value}"
    wanted: object = {value: 0} if key else {"k": value}
    if flow:
        text = f"k: {{{value}: 0}}" if key else f"k: [{value}, {{k: {value}}}]"
        wanted = {"k": {value: 0}} if key else {"k": [value, {"k": value}]}
    file = parse_yaml("", text.encode())
    return not file.problems and bool(file.root == wanted) and "#" not in value[:1]


@lru_cache(maxsize=4096)
def is_ambiguous(value: str) -> bool:
    """Tell whether programs that read YAML 1.1 take plain text for a date, a number or a truth value."""
    tag = yaml.resolver.Resolver().resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag != "tag:yaml.org,2002:str")


def on_one_line(scalar: Scalar, *, flow: bool = False, key: bool = False) -> str:
    """Write a scalar on one line."""
    value, single = scalar.value, "\n" not in scalar.raw
    if not scalar.style and single:
        return scalar.raw
    hidden = not value.isprintable() and "\\" in scalar.raw
    if not scalar.style or not (hidden or (single and is_ambiguous(value))):
        if reads_plain(value, flow=flow, key=key):
            return value
        if not scalar.style and "\n" not in value and _meaning_is_other(value):
            return value
    return scalar.raw if single and scalar.style in ("'", '"') and scalar.raw[:1] == scalar.style else quoted(value)


def _meaning_is_other(value: str) -> bool:
    """Tell whether plain text is a number or the like, which it has to stay."""
    file = parse_yaml("", f"k: {value}".encode())
    return isinstance(file.root, dict) and list(file.root) == ["k"] and not isinstance(file.root["k"], str)


def quoted(value: str) -> str:
    """Write text in double quotation marks, with all escaped that is not seen (YAML 1.2.2, section 7.3.1)."""
    return f'"{"".join(map(_escaped, value))}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char == "\n":
        return "\\n"
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004


def folded(value: str, indent: int) -> list[str] | None:
    """Return the lines of a folded scalar that stand at an indent, its head first; None where it cannot be one."""
    paragraphs = value.split("\n")
    if not all(line and line == line.strip() and _is_raw(line) for line in paragraphs):
        return None
    lines = []
    for number, line in enumerate(paragraphs):
        lines += [""] if number else []
        lines += filled(line, FOLD - indent)
    return [">-", *lines] if len(lines) > 1 else None


def _is_raw(line: str) -> bool:
    return not re.search(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]", line)


def filled(line: str, width: int) -> list[str]:
    """Break a line at single spaces so that each part fits, where a word does not fill more."""
    parts = [""]
    for word in _BREAK.split(line):
        if parts[-1] and len(parts[-1]) + 1 + len(word) > width:
            parts.append(word)
        else:
            parts[-1] = f"{parts[-1]} {word}" if parts[-1] else word
    return parts


def block(scalar: Scalar, indent: int) -> list[str]:
    """Return a block scalar’s lines as they will stand at an indent, its head first; too long ones are broken."""
    head, _, rest = scalar.raw.partition("\n")
    lines = rest.split("\n")
    given = _BLOCK_HEAD.match(head)
    if given and given[1]:
        own = scalar.parent + int(given[1])
    else:
        own = next(len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" "))
    body = [line[own:] for line in lines]
    while not body[-1].strip(" "):
        body.pop()
    if scalar.style == ">":
        body = [
            part
            for line in body
            for part in (filled(line, FOLD - indent) if len(line) + indent > WIDTH and line[:1] != " " else [line])
        ]
    first = next((line for line in body if line), "")
    leading = next((line for line in body if line.strip(" ")), "")
    digit = str(STEP) if first.startswith(" ") or leading.startswith(" ") else ""
    chomping = "" if scalar.value.endswith("\n") else "-"
    return [f"{scalar.style}{digit}{chomping}", *body]

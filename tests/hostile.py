"""YAML that is hard to bring into form, and what has to hold of it all the same."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from dateline.layout import lay_out, says_the_same
from dateline.problems import ProblemsError
from dateline.read.yamlfile import parse_yaml

WORDS = (
    *("plain", "1,600", "a: b", "x #y", "#z", "é", "الضمير", "😀", "…", "“q”", "two  spaces", "-dash", "- item", "?q"),
    *("[a]", "{b}", "a, b", "'s", '"d"', "back\\slash", "true", "NO", "22:30", "0x1F", "1e3", "2018-04-02", "null"),
    *("~", "TODO", "%p", "@a", "`b`", "!t", "&a", "*b", "|", "> x", "w" * 130, "---", "long " * 30 + "end", ":", "a:"),
    *("=", "<<", "[", "]", "}", "\u200f", "a\u00a0b"),
)
KEYS = (
    *("id", "place", "quote", "source", "value", "figures", "control", "name", "also", "change", "note", "x y"),
    *('"q: k"', "when", "date", "said_by", "phrase", "unused", "true", "12"),
)
PATHS = ("briefings/a/f.yml", "seeds/a.yml", "briefings/actors.yml", "briefings/a/briefing.yml")


class Hostile:
    """Write a document of YAML with comments in every place that has room for one."""

    def __init__(self, draw) -> None:
        self.draw = draw
        self.out: list[str] = []
        self.count = 0
        self.own(0)
        self.mapping(0, 0)
        self.own(0)
        ends = ("\n", "", "\n\n", "\n# last\n", "\n...\n")
        self.text = "\n".join(self.out) + self.one(*ends)

    def one(self, *of):
        return self.draw(st.sampled_from(of))

    def maybe(self, of: int) -> bool:
        return self.draw(st.integers(0, of)) == 0

    def comment(self) -> str:
        self.count += 1
        return f"# c{self.count}c " + self.one("x", "it: y", "'", '"', "[", "- a", "{", "…", "# d")

    def own(self, indent: int) -> None:
        while self.maybe(3):
            self.out += [""] if self.maybe(1) else []
            self.out.append(" " * self.one(indent, indent, indent + 2, max(0, indent - 2), 0, 1) + self.comment())

    def behind(self) -> str:
        return f" {self.comment()}" if self.maybe(3) else ""

    def words(self) -> str:
        return " ".join(self.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))

    def inline(self, *, flow: bool = False) -> str:
        words, style = self.words(), self.one(0, 1, 2)
        if style == 0:
            return "'" + words.replace("'", "''") + "'"
        if style == 1:
            return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return re.sub(r"[^\w .-]" if flow else r"[^\w .,#:-]", "", words).strip(" -.,#:") or "z"

    def block(self, indent: int) -> list[str]:
        lines = [self.one(">-", ">", "|", "|-", ">+", "|+", "|2-", ">2") + self.behind()]
        for _ in range(self.one(1, 2, 3)):
            pad = " " * (indent + self.one(2, 2, 2, 4))
            lines.append(pad + self.words() + self.one("", " ", "  "))
            lines += [self.one("", " ", " " * (indent + 3))] if self.maybe(4) else []
        return lines

    def brackets(self, depth: int) -> str:
        mapping = self.draw(st.booleans())
        parts = [f" {self.comment()}\n     " if self.maybe(4) else ""]
        for number in range(self.one(0, 1, 2, 3)):
            value = self.brackets(depth + 1) if depth < 1 and self.maybe(3) else self.inline(flow=True)
            key = f"{self.one('en', 'id', 'note', 'cause')}{number}: " if mapping else ""
            gaps = [self.one(" ", " ", "\n      ", "#") for _ in range(2)]
            gaps = [f" {self.comment()}\n      " if gap == "#" else gap for gap in gaps]
            parts.append(f"{key}{value}{gaps[0]},{gaps[1]}")
        return ("{" if mapping else "[") + "".join(parts) + ("}" if mapping else "]")

    def value(self, indent: int, depth: int, begin: str) -> None:
        kind = self.one(*range(7 if depth < 3 else 4))
        if kind == 0:
            head, *more = self.block(indent)
            self.out += [f"{begin} {head}", *more]
        elif kind == 1:
            self.out.append(begin + self.behind())
            self.own(indent + 2)
            self.out.append(" " * (indent + 2) + self.inline() + self.behind())
        elif kind == 2:
            self.out.append(f"{begin} {self.inline()}{self.behind()}")
        elif kind == 3:
            self.out.append(f"{begin} {self.brackets(0)}{self.behind()}")
        elif kind == 4:
            self.out.append(begin + self.behind())
            self.mapping(indent + self.one(2, 2, 3, 4), depth + 1)
        else:
            self.out.append(begin + self.behind())
            self.items(indent + (self.one(0, 2, 2, 4) if begin.endswith(":") else 2), depth + 1)

    def items(self, indent: int, depth: int) -> None:
        for _ in range(self.one(1, 2, 3)):
            self.own(indent)
            if self.maybe(2):
                self.value(indent, depth, " " * indent + "-")
            elif self.maybe(3):
                self.out.append(" " * indent + "-" + self.behind())
                self.own(indent + 2)
                self.mapping(indent + 2, depth + 1)
            else:
                self.mapping(indent + 2, depth + 1, first=" " * indent + "- ")

    def mapping(self, indent: int, depth: int, first: str = "") -> None:
        keys = self.draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=5, unique=True))
        for number, key in enumerate(keys):
            if number or not first:
                self.own(indent)
            self.value(indent, depth, f"{first if first and not number else ' ' * indent}{key}:")


@st.composite
def documents(draw) -> tuple[str, int]:
    written = Hostile(draw)
    return written.text, written.count


def scraps() -> st.SearchStrategy[bytes]:
    """Return bytes, and the signs of YAML in any order."""
    signs = st.text(alphabet="ab:-#'\"\n {}[],>|?&*!%\t\\…\u2028", max_size=40)
    return st.binary(max_size=60) | signs.map(str.encode)


def hold_form(document: tuple[str, int], path: str) -> bool:
    """Hold that form changes no value, loses no comment and is final; tell whether the document could be read."""
    text, count = document
    problems, form = _formed(path, text.encode())
    assert not [problem for problem in problems if "no form was found" in problem.message], text
    if form is None:
        return False
    before, after = parse_yaml(path, text.encode()), parse_yaml(path, form)
    assert says_the_same(before.root, after.root)
    assert _formed(path, form) == ([], form)
    for number in range(1, count + 1):
        assert form.decode().count(f"# c{number}c") == text.count(f"# c{number}c")
    return True


def hold_bytes(content: bytes) -> bool:
    """Hold that any bytes are either brought into form, once and for all, or have problems."""
    problems, form = _formed(PATHS[0], content)
    assert problems or (form is not None and _formed(PATHS[0], form) == ([], form))
    return form is not None


def _formed(path: str, content: bytes):
    try:
        return [], lay_out(path, content)
    except ProblemsError as error:
        return error.problems, None

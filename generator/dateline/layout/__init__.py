"""Bring YAML files into canonical form, and change ids in them: text in, text out, read again before it is given."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dateline.layout.order import shape_of
from dateline.layout.tree import find_comments, read_tree
from dateline.layout.written import render_tree
from dateline.problems import Problem, ProblemsError, Rule
from dateline.read.yamlfile import Map, Seq, YamlFile, parse_yaml

HARMLESS = (Rule.BLANK, Rule.EMPTY)
"""Problems of a file that keep nothing from being read in it."""


def read_sound(path: str, content: bytes) -> YamlFile:
    """Read a file that is a mapping; raise ProblemsError where its form is at fault."""
    file = parse_yaml(path, content)
    wrong = [problem for problem in file.problems if problem.rule not in HARMLESS]
    if not wrong and not isinstance(file.root, Map):
        unread = file.problem((1, 1), Rule.WRONG_TYPE, "the file is not a mapping", "write `key: value`")
        wrong = [unread] if file.root is not None else list(file.problems)
    if wrong:
        raise ProblemsError(wrong)
    return file


def lay_out(path: str, content: bytes) -> bytes:
    """Return a file in canonical form, with every value and every comment.

    Raise ProblemsError where it cannot be read, or would not read as before.
    """
    file = read_sound(path, content)
    if not file.root:
        return file.text.encode()
    root = read_tree(file.text)
    comments = Counter(comment.text for comment in find_comments(file.text, root))
    text = render_tree(root, shape_of(path))
    after = parse_yaml(path, text.encode())
    same = isinstance(after.root, Map) and says_the_same(file.root, after.root)
    if not same or Counter(_rules(file)) != Counter(_rules(after)):
        raise ProblemsError([_refused(file, "no form was found in which it reads as before")])
    if Counter(comment.text for comment in find_comments(text, read_tree(text))) != comments:
        raise ProblemsError([_refused(file, "no form was found that keeps all of its comments")])
    return text.encode()


def laid_out(path: str, content: bytes) -> bytes:
    """Return a file in canonical form, or as it is where it has none."""
    try:
        return lay_out(path, content)
    except ProblemsError:
        return content


def _rules(file: YamlFile) -> list[Rule]:
    return [problem.rule for problem in file.problems]


def _refused(file: YamlFile, message: str) -> Problem:
    return file.problem((1, 1), Rule.LAYOUT, message, "write plainly what is unusual in it, or leave it as it is")


def says_the_same(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Tell whether two values read from YAML are the same to the last digit; only the order of keys may differ."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Map):
        return one.keys() == other.keys() and all(says_the_same(value, other[key]) for key, value in one.items())
    if isinstance(one, Seq):
        return len(one) == len(other) and all(map(says_the_same, one, other))
    return str(one) == str(other)

"""Write a tree as YAML in its canonical form."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.layout.order import Shape, in_order, shape_at
from dateline.layout.scalars import STEP, WIDTH, block, folded, is_block, on_one_line
from dateline.layout.tree import Collection, Comment, Entry, Node, Scalar

_MODELINE = "# yaml-language-server:"


def render_tree(root: Collection, shape: Shape) -> str:
    """Return the text of a file; the tree is used up."""
    writer = _Writer()
    first = root.entries[0]
    leading = _ordered(root, shape)[0]
    if leading is not first:  # what opens a file stays at its head, whichever key does
        leading.above, first.above = [*first.above, *leading.above], []
    leading.above.sort(key=lambda comment: not comment.text.startswith(_MODELINE))
    writer.collection(root, shape, 0)
    return "".join(f"{line}\n" for line in writer.lines)


class _Writer:
    """Gather the lines of a file."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def collection(self, node: Collection, shape: Shape, indent: int, lead: str = "") -> None:
        """Write a block collection at an indent; `lead` is what stands on the line of its first entry already."""
        for index, entry in enumerate(_ordered(node, shape)):
            inner = shape_at(shape, entry.key.value if entry.key else None)
            if index or not lead:
                comments = [*entry.above, *_above_dash(entry, inner)]
                # An empty line parts the lists of two kinds, and stands where the editor left one; none comes first.
                apart = [comment.apart for comment in comments] + [entry.apart]
                apart[0] = index > 0 and (apart[0] or shape == "lists")
                self._comments(comments, indent, apart)
                self.lines += [""] if apart[-1] else []
            self._entry(entry, inner, indent, "" if index else lead)
        self._comments(node.below, indent, [comment.apart for comment in node.below])

    def _comments(self, comments: Sequence[Comment], indent: int, apart: Sequence[bool] = ()) -> None:
        """Write comments on lines of their own, some with an empty line above."""
        for comment, is_apart in zip(comments, apart or [False] * len(comments), strict=False):
            self.lines += ["", f"{' ' * indent}{comment.text}"] if is_apart else [f"{' ' * indent}{comment.text}"]

    def _entry(self, entry: Entry, shape: Shape, indent: int, lead: str) -> None:
        """Write one key with its value, or one item."""
        begin = lead or " " * indent
        begin += f"{on_one_line(entry.key, key=True)}:" if entry.key else "-"
        value = entry.value
        if not (isinstance(value, Collection) and value.entries and not _fits(value, entry, shape, len(begin))):
            self._line(entry, indent, begin)
            return
        value.below += entry.behind  # it stood after a bracket that is gone
        if entry.key is None and not entry.between:
            self.collection(value, shape, indent + STEP, lead=f"{begin} ")
            return
        beside, below = entry.between[:1], entry.between[1:]
        below += _hoisted(value, shape) if entry.key is None else []
        self.lines.append(" ".join([begin, *(comment.text for comment in beside)]))
        self._comments(below, indent + STEP)
        self.collection(value, shape, indent + STEP)

    def _line(self, entry: Entry, indent: int, begin: str) -> None:
        """Write a value that stands beside its key, or in lines of its own."""
        value, inside = entry.value, " " * (indent + STEP)
        between, behind = entry.between, entry.behind
        if isinstance(value, Collection) and not value.entries:
            between = [*between, *value.below]
        if between and len(between) + len(behind) > 1:
            self.lines.append(f"{begin} {between[0].text}")
            self._comments(between[1:], indent + STEP)
            begin = inside
        else:
            begin, behind = f"{begin} ", [*between, *behind]
        said, *more = _said(value, len(begin), indent + STEP)
        self.lines.append(" ".join([f"{begin}{said}".rstrip(" "), *(comment.text for comment in behind)]))
        self.lines += [f"{inside}{line}" if line else "" for line in more]


def _said(value: Node, column: int, inside: int) -> list[str]:
    """Return the lines of a value that begins at a column, those after the first to be indented."""
    if isinstance(value, Collection):
        return [in_brackets(value, None)]
    assert isinstance(value, Scalar)  # noqa: S101  # there is no other node
    if is_block(value):
        return block(value, inside)
    line = on_one_line(value)
    if "\n" in value.value or (column + len(line) > WIDTH and " " in value.value):
        return folded(value.value, inside) or [line]
    return [line]


def _fits(value: Collection, entry: Entry, shape: Shape, column: int) -> bool:
    """Tell whether a collection stays in brackets: on one line, without a comment, and no record of a list."""
    is_record = entry.key is None and isinstance(shape, type)
    records = is_record or (not value.mapping and any(isinstance(item.value, Collection) for item in value.entries))
    if not value.flow or value.commented or records:
        return False
    return column + 1 + len(in_brackets(value, shape)) <= WIDTH


def _above_dash(entry: Entry, shape: Shape) -> list[Comment]:
    """Take the comments above the first key of an item, which shares the line of the dash."""
    value = entry.value
    if entry.key or entry.between or not (isinstance(value, Collection) and value.entries):
        return []
    return [] if _fits(value, entry, shape, 0) else _hoisted(value, shape)


def _hoisted(value: Collection, shape: Shape) -> list[Comment]:
    """Take the comments above the first entry of a collection, which are read as those of the item that it is."""
    first = _ordered(value, shape)[0]
    taken, first.above = first.above, []
    return [*taken, *_above_dash(first, shape_at(shape, first.key.value if first.key else None))]


def _ordered(node: Collection, shape: Shape) -> list[Entry]:
    """Return the entries in the order in which they will stand."""
    if not node.mapping:
        return node.entries
    by_key = {entry.key.value: entry for entry in node.entries if entry.key}
    return [by_key[key] for key in in_order(shape, list(by_key))]


def in_brackets(node: Collection, shape: Shape) -> str:
    """Write a collection without comments on one line."""
    parts = []
    for entry in _ordered(node, shape):
        value, inner = entry.value, shape_at(shape, entry.key.value if entry.key else None)
        said = ""
        if isinstance(value, Collection):
            said = in_brackets(value, inner)
        elif isinstance(value, Scalar):
            said = on_one_line(value, flow=True)
        parts.append(f"{on_one_line(entry.key, flow=True, key=True)}: {said}".rstrip() if entry.key else said)
    return f"{{{', '.join(parts)}}}" if node.mapping else f"[{', '.join(parts)}]"

"""Read and write as much CBOR (RFC 8949) as lists of numbers and texts need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Item: TypeAlias = "int | str | Sequence[Item]"

_NUMBER, _TEXT, _LIST = 0, 3, 4
"""Major types."""
_LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}
"""How many bytes of a number follow, by what stands in the first one."""


def load(content: bytes) -> Item:
    """Read an item; raise ValueError where it is none of ours, or something follows it."""
    try:
        item, end = _load(content, 0)
    except (IndexError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError("it ends early, or is no CBOR") from error
    if end != len(content):
        raise ValueError("something follows the item")
    return item


def dump(item: Item) -> bytes:
    """Write an item, each number in as few bytes as it takes."""
    if isinstance(item, int):
        return _head(_NUMBER, item)
    if isinstance(item, str):
        text = item.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_LIST, len(item)) + b"".join(map(dump, item))


def _load(content: bytes, at: int) -> tuple[Item, int]:
    major, number = content[at] >> 5, content[at] & 31
    at += 1
    if number >= min(_LENGTHS):
        length = _LENGTHS.get(number)
        if length is None or at + length > len(content):
            raise ValueError("it ends early, or is no CBOR of ours")
        number, at = int.from_bytes(content[at : at + length]), at + length
    if major == _NUMBER:
        return number, at
    if major == _TEXT and at + number <= len(content):
        return content[at : at + number].decode(), at + number
    if major != _LIST:
        raise ValueError("it is no CBOR of ours")
    items: list[Item] = []
    for _ in range(number):
        item, at = _load(content, at)
        items.append(item)
    return items, at


def _head(major: int, number: int) -> bytes:
    if number < min(_LENGTHS):
        return bytes([major << 5 | number])
    code, length = next((code, length) for code, length in _LENGTHS.items() if number < 1 << 8 * length)
    return bytes([major << 5 | code]) + number.to_bytes(length)

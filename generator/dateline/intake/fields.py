"""Say what a record asks of an editor, and check what is answered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from dateline.intake.lines import tidy
from dateline.model.registers import SourceType
from dateline.text.dates import knows_language, parse_date

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 80
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")

Check = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Field:
    """Hold one field of a record that an editor answers for."""

    key: str
    """In the record."""
    flag: str
    asks: str
    """The question, without a question mark."""
    check: Check
    """Return the value to write; raise ValueError with what to do."""
    required: bool = True


def id_from(name: str) -> str:
    """Propose an id from a file's name; nothing where it has no letter that an id may have."""
    plain = unicodedata.normalize("NFKD", PurePath(name).stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")


def _id(value: str) -> str:
    if not _ID.fullmatch(value) or len(value) > _LONGEST_ID:
        raise ValueError(f"“{value}” is not an id: use lower-case letters, digits and single hyphens")
    return value


def _words(value: str) -> str:
    words = tidy(value)
    if not words:
        raise ValueError("write words")
    return words


def _day(value: str) -> str:
    try:
        return str(parse_date(value.strip()))
    except (AttributeError, TypeError) as error:
        raise ValueError(f"“{value}” is not a date; write 2018-04-01") from error


def _language(value: str) -> str:
    if not value or not knows_language(value):
        raise ValueError(f"no language has the tag “{value}”: write `en`, `ar`, `pt-BR`")
    return value


def _type(value: str) -> str:
    kinds = [kind.value for kind in SourceType]
    if value not in kinds:
        raise ValueError(f"“{value}” is no type: write {', '.join(kinds)}")
    return value


def _address(value: str) -> str:
    if not (_ADDRESS.fullmatch(value) and value.isprintable()):
        raise ValueError(f"“{value}” is not an address of the web: write it with https:// and without spaces")
    return value


FIELDS = (
    Field("id", "--id", "Id", _id),
    Field("type", "--type", f"Type ({', '.join(kind.value for kind in SourceType)})", _type),
    Field("title", "--title", "Title", _words),
    Field("publisher", "--publisher", "Publisher", _words),
    Field("author", "--author", "Author", _words, required=False),
    Field("issued", "--issued", "Date of issue (2018-04-01; 2018-04-01? if uncertain)", _day),
    Field("URL", "--url", "Address on the web", _address, required=False),
    Field("language", "--language", "Language (en, ar, pt-BR)", _language),
    Field("rights", "--rights", "Who holds the rights, and what they allow", _words),
)
"""In the order of a record, in which they are asked for."""

"""Read the dates, languages and names that metadata write in many ways."""

from __future__ import annotations

import re
from contextlib import suppress

from dateline.text.dates import knows_language, parse_date, read_dates

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d)|\d{4}-\d\d(?![-\d])|\d{4}(?![-\d])")
_PDF = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_FILE = re.compile(
    r"\.(?:docx?|pdf|indd|html?|txt|md|odt|pages)$|^Microsoft Word\b|^file:/|^untitled\b|^document ?\d*$", re.IGNORECASE
)


def day_in(value: str) -> str:
    """Return the day that a time stamp or a date in words names, as EDTF; nothing where it names none."""
    pdf = _PDF.match(value)
    said = "-".join(pdf.groups()) if pdf else ""
    if not said and (iso := _ISO.match(value)):
        said = iso[0]
    if not said:
        days = [mention for mention in read_dates(value) if mention.year and mention.month and mention.day]
        if len(days) != 1:
            return ""
        said = f"{days[0].year:04}-{days[0].month:02}-{days[0].day:02}"
    with suppress(ValueError, AttributeError, TypeError):
        parse_date(said)
        return said
    return ""


def language_tag(value: str) -> str:
    """Return a BCP 47 tag for what metadata give; nothing where it names no language."""
    tag = value.replace("_", "-").strip()
    with suppress(ValueError, TypeError, KeyError):
        return tag if tag and knows_language(tag) else ""
    return ""


def is_title(value: str) -> bool:
    """Tell a title from a file's name or address that a program wrote in its place."""
    return bool(value) and _FILE.search(value) is None

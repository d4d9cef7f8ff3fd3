"""Make the Jinja environment of a project: strict, escaped, in one language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup, escape

from dateline.model.ageing import days_old, is_overdue, is_stale
from dateline.model.edition import Edition
from dateline.model.facts import ControlState, TrackState
from dateline.model.registers import Actor, Indicator, Place
from dateline.model.units import is_currency, is_measured
from dateline.model.values import Record
from dateline.text.dates import Date, Precision, parse_date
from dateline.text.names import Names

# Characters that turn the direction of the text around them (Unicode TR 9); shown by name, never obeyed.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PATTERNS = {10: "d MMMM y", 7: "MMMM y", 4: "y"}
"""CLDR patterns by the length of an ISO date."""
_SCALES = (
    (10**6, "million", re.compile(r"\d\s?(?:m|mn|mln)\b|\bmillion\b", re.IGNORECASE)),
    (10**9, "billion", re.compile(r"\d\s?(?:b|bn)\b|\bbillion\b", re.IGNORECASE)),
)
_BEING = re.compile(r"\b(?:is|are|was|were|has|have|had|will)\b")
_WHOLE, _END = 8, 4
"""Words up to which a text fragment has a quotation as it is, and those that it has of each end of a longer one."""


def visible(value: Any) -> Any:  # noqa: ANN401
    """Put the names of direction-turning characters in their place, so that no text can reorder a page."""
    if isinstance(value, str) and not value.isascii() and _TURNING.search(value):
        shown = _TURNING.sub(lambda match: f"[{unicodedata.name(match[0])}]", value)
        return Markup(shown) if isinstance(value, Markup) else shown  # noqa: S704  # it was markup before
    return value


def template_folders(root: Path) -> list[Path]:
    """Return where templates are looked for: the project's own folder, then the packaged one."""
    return [root / "templates", packaged_templates()]


def packaged_templates() -> Path:
    """Return the folder of our own templates: inside the package in a wheel, at the top of a checkout."""
    here = Path(__file__).parents[1]
    return here / "templates" if (here / "templates").is_dir() else here.parents[1] / "templates"


def make_environment(folders: Iterable[Path], language: str, compiled: BytecodeCache | None = None) -> Environment:
    """Make an environment whose templates come from the first folder that has them, or from what was `compiled`."""
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=compiled,
    )
    locale = Locale.parse(language, sep="-")
    environment.filters.update(
        number=_number_filter(locale),
        scale_in=_scale_in,
        date=_date_filter(locale),
        plural=locale.plural_form,
        fill=_fill,
        capital=_capital,
        register=_register,
        language_name=_language_filter(locale),
        yaml_string=_yaml_string,
        days_before=_days_before,
        days_old=days_old,
        text_fragment=_text_fragment,
        lacks_year=_lacks_year_filter(locale),
    )
    environment.tests.update(
        edtf=lambda value: isinstance(value, Date),
        record=lambda value: isinstance(value, Record),
        named_record=lambda value: isinstance(value, Actor | Place | Indicator),
        stale=is_stale,
        overdue=is_overdue,
        naming=_is_naming,
    )
    environment.tests.update(currency=is_currency, measured=is_measured)
    environment.globals["words"] = words(environment, language)
    return environment


def _is_naming(words: str, record: Actor | Place) -> bool:
    """Tell whether words name a record, as the proof finds names, and say nothing of it with a verb of being."""
    return bool(Names({record.id: record.spellings}).said_in(words)) and not _BEING.search(words)


def words(environment: Environment, language: str) -> Mapping[str, Any]:
    """Return a language's catalogue of words."""
    catalogue = getattr(environment.get_template(f"words/{language}.j2").module, "words", None)
    if not isinstance(catalogue, dict):
        raise TemplateError(f"words/{language}.j2 does not set `words`")
    return catalogue


def state_texts(environment: Environment) -> Iterator[tuple[str, str]]:
    """Yield the words for states of control and of talks, and of marks, each with its path in reference.json."""
    catalogue: Any = environment.globals["words"]
    yield from ((f"state/{state.value}", catalogue["states"][state]) for state in ControlState)
    yield from ((f"state/{state.value}", catalogue["options"][state]) for state in TrackState)
    yield from ((f"mark/{name}", catalogue[name]) for name in ("retracted", "retracted_on", "unproved"))


def _scale_in(value: Decimal, quote: str) -> tuple[int, str] | None:
    """Return the scale with which a quotation says a large number, and its name: “1.2m” is not 1,200,000 exactly."""
    for scale, name, said in _SCALES:
        if scale <= value < scale * 1000 and value * 100 % scale == 0 and said.search(quote):
            return None if f"{value:,f}" in quote or f"{value:f}" in quote else (scale, name)
    return None


def _number_filter(locale: Locale) -> Any:  # noqa: ANN401
    @cache
    def number(value: Decimal | int) -> str:
        """Write a number in the locale's digits and groups, with every decimal it has."""
        decimals = max(0, -int(Decimal(value).as_tuple().exponent))
        return format_decimal(value, format=f"#,##0.{'0' * decimals}".rstrip("."), locale=locale)

    return number


def _date_filter(locale: Locale) -> Any:  # noqa: ANN401
    @cache
    def date(iso: str) -> str:
        """Write an ISO date in words, no more exact than it is."""
        return format_date(parse_date(iso).first, format=_PATTERNS[len(iso)], locale=locale)

    return date


def _lacks_year_filter(locale: Locale) -> Any:  # noqa: ANN401
    def lacks_year(value: Date, words: str) -> bool:
        """Tell whether words say a day just as pages do, but for its year: “since 1 March”, and not “11 March”."""
        if len(value.ends) != 1 or value.precision is not Precision.DAY:
            return False
        day, year = format_date(value.first, format="d MMMM", locale=locale), f"{value.first.year}"
        return re.search(rf"(?<!\w){re.escape(day)}(?!\w)", words) is not None and year not in words

    return lacks_year


def _language_filter(locale: Locale) -> Any:  # noqa: ANN401
    def language_name(tag: str) -> str:
        """Name a language (BCP 47 tag) in the locale's words."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(locale) or tag
        except (ValueError, UnknownLocaleError):
            return tag

    return language_name


def _days_before(date: Date, edition: Edition) -> int | None:
    """Return the days from a date to the edition's cutoff, negative after it; None for a date that is not one day."""
    whole = not date.interval and date.precision is Precision.DAY
    return (edition.cutoff.first - date.last).days if whole else None


def _register(record: Actor | Place) -> str:
    """Return the folder of a record's page."""
    return "actors" if isinstance(record, Actor) else "places"


def _yaml_string(text: str) -> Markup:
    """Write a text as a double-quoted YAML scalar (YAML 1.2, 7.3.1) of plain ASCII, for a page's front matter."""
    plain = (char if " " <= char <= "~" and char not in '"\\' else f"\\U{ord(char):08x}" for char in visible(text))
    return Markup('"' + "".join(plain) + '"')  # noqa: S704  # Markdown, not HTML, and every quote in it is escaped


def _text_fragment(quotation: str) -> str:
    """Return what leads a browser to words on a page (WICG, URL Fragment Text Directives): first and last few."""
    first, last = (part.split() for part in (quotation.partition(" … ")[0], quotation.rpartition(" … ")[2]))
    ends = [first] if len(first) <= _WHOLE and first == last else [first[:_END], last[-_END:]]
    # A hyphen means something in a directive.
    return "#:~:text=" + ",".join(quote(" ".join(words), safe="").replace("-", "%2D") for words in ends)


def _fill(phrase: str, **named: str) -> Markup:
    """Put names into the `{…}` of a phrase; braces that name nothing stay text."""
    filled = escape(phrase)
    for name, value in named.items():
        filled = Markup(filled.replace("{" + name + "}", escape(value)))  # noqa: S704  # both sides are escaped
    return filled


def _capital(sentence: str) -> str:
    """Begin a sentence with a capital, past the tags it may begin with."""
    match = re.match(r"(?:<[^>]*>)*", sentence)
    at = match.end() if match else 0
    result = sentence[:at] + sentence[at : at + 1].upper() + sentence[at + 1 :]
    return Markup(result) if isinstance(sentence, Markup) else result  # noqa: S704  # it was markup before

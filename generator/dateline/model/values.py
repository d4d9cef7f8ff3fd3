"""Hold the values that records are made of, and how each is written in YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Protocol

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from dateline.problems import Problem, Rule, Value
from dateline.text.dates import Date, parse_date


class Origin(Protocol):
    """Know where a record was written."""

    @property
    def line(self) -> int:
        """Return the record's first line, from 1."""

    @property
    def path_of_file(self) -> str:
        """Return the file's POSIX path from the project's root."""

    def line_of(self, field_path: tuple[str | int, ...]) -> int:
        """Return the line of one of the record's fields, from 1; its first line where it has no such field."""

    def line_within(self, field_path: tuple[str | int, ...], within: tuple[str, int, int]) -> int:
        """Return the line of some words within a field, from 1; that of the field where it cannot be told."""

    def problem(
        self,
        field_path: tuple[str | int, ...],
        rule: Rule,
        message: str,
        remedy: str = "",
        *fixes: Mapping[str, Value | None],
        within: tuple[str, int, int] | None = None,
    ) -> Problem:
        """Make a problem at one of the record's fields, or where it can be told at words `within` it.

        A fix says what stands in some of the fields, once it is mended.
        """


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80),
]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def listed(value: object) -> object:
    """Let one value stand where a list may."""
    return value if isinstance(value, list | tuple) else [value]


WordsList = Annotated[tuple[Words, ...], BeforeValidator(listed)]


IdList = Annotated[tuple[Id, ...], BeforeValidator(listed)]


@dataclass(frozen=True, slots=True)
class Name:
    """Hold a name in one or more languages."""

    texts: tuple[tuple[str, str], ...]
    """Pairs of BCP 47 tag and name; the tag is "" where the editor gave a plain string."""

    def say(self, language: str) -> str:
        """Return the name in a language, else the first one given."""
        return dict(self.texts).get(language) or self.texts[0][1]

    def others(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return the names in the other languages, with their tags."""
        said = self.say(language)
        return tuple((tag, text) for tag, text in self.texts if tag and text != said)

    def __str__(self) -> str:
        """Return the first name given."""
        return self.texts[0][1]


def _name(value: object) -> Name:
    if isinstance(value, str) and value.strip():
        return Name((("", value.strip()),))
    if isinstance(value, dict) and value and all(isinstance(text, str) and text.strip() for text in value.values()):
        return Name(tuple((str(tag), text.strip()) for tag, text in value.items()))
    raise PydanticCustomError("name", "a name is words, or a mapping from language to words: {en: …, ar: …}")


NameField = Annotated[
    Name,
    PlainValidator(_name),
    WithJsonSchema(
        {
            "oneOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "additionalProperties": {"type": "string", "minLength": 1},
                    "minProperties": 1,
                },
            ],
        },
    ),
]


def _date(value: object) -> Date:
    try:
        return parse_date(str(value) if type(value) is int else value)
    except (ValueError, AttributeError, TypeError) as error:
        said = str(error) if isinstance(error, ValueError) else f"“{value}” is not a date; write 2018-04-01"
        raise PydanticCustomError("date", "{said}", {"said": said}) from error


DateField = Annotated[Date, PlainValidator(_date), WithJsonSchema({"type": "string"})]


@dataclass(frozen=True, slots=True)
class Amount:
    """Hold the number of a figure; its two bounds are equal unless it is a range."""

    low: Decimal
    high: Decimal

    def __str__(self) -> str:
        """Return the number, or the range with a slash, in plain digits."""
        return f"{self.low:f}" if self.low == self.high else f"{self.low:f}/{self.high:f}"


def _amount(value: object) -> Amount:
    parts: list[Any] = list(value) if isinstance(value, list | tuple) else [value]
    if len(parts) == (2 if isinstance(value, list | tuple) else 1) and all(
        type(part) in (int, Decimal) for part in parts
    ):
        low, high = Decimal(parts[0]), Decimal(parts[-1])
        if low.is_finite() and high.is_finite() and low <= high and (low < high or len(parts) == 1):
            return Amount(low, high)
    raise PydanticCustomError("amount", "a value is a number without quotation marks, or two rising ones: [40, 60]")


AmountField = Annotated[
    Amount,
    PlainValidator(_amount),
    WithJsonSchema(
        {
            "oneOf": [
                {"type": "number"},
                {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
            ],
        },
    ),
]


def reference(register: str) -> Callable[[object, ValidationInfo], Any]:
    """Make a validator that puts the record of a register in the place of its id."""

    def resolve(value: object, info: ValidationInfo) -> Any:  # noqa: ANN401
        known = (info.context or {})[register]
        try:
            return known[value]
        except (KeyError, TypeError):
            raise PydanticCustomError(
                "unknown_id",
                "no record “{value}” in {register}",
                {"value": str(value), "register": register},
            ) from None

    return resolve


def id_schema(register: str) -> WithJsonSchema:
    """Describe an id of a register in JSON Schema."""
    return WithJsonSchema({"type": "string", "description": f"An id from {register}"})


class Record(BaseModel):
    """Set what all records share: frozen, and no key that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    # A record is one entry of one file, whatever its fields say: comparing them all would be slow and mean nothing.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


_BY_THE_READER = object()
Given = Annotated[SkipJsonSchema[Any], _BY_THE_READER]
"""A field that no editor writes."""


@cache
def given_fields(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields of a record that the reader fills in: in a file they are unknown keys."""
    return frozenset(name for name, info in model.model_fields.items() if _BY_THE_READER in info.metadata)

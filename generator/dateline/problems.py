"""Say what is wrong, where it stands, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Severity(StrEnum):
    """Tell a fault, which stops a build, from a remark."""

    ERROR = "error"
    WARNING = "warning"


class Rule(StrEnum):
    """Name every rule that a problem can break; docs/rules.md has a section for each."""

    # The proof (design, section 4).
    QUOTATION = "P1-quotation"
    PIN = "P2-pin"
    NUMBER = "P3-number"
    CLAIMANT = "P4-claimant"
    NAMES = "P5-names"
    DATE = "P6-date"
    PROSE = "P7-prose"
    OUTPUT = "P8-output"
    COVERAGE = "P9-coverage"
    OWN_CLAIM = "own-claim"
    STATE = "state"
    CONTESTED = "contested"
    # From edition to edition.
    EDITION = "edition"
    CAUSE = "cause"
    VANISHED = "vanished"
    SERIES_BREAK = "series-break"
    REPLACED = "replaced-document"
    LEDGER = "ledger"
    PUBLISHED = "published"
    # The reading of files.
    ENCODING = "encoding"
    LINE_ENDS = "line-ends"
    TAB = "tab"
    SYNTAX = "yaml-syntax"
    ALIAS = "yaml-alias"
    EMPTY = "empty"
    BLANK = "blank"
    DUPLICATE_KEY = "duplicate-key"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    UNKNOWN_ID = "unknown-id"
    DUPLICATE_ID = "duplicate-id"
    REFERENCE = "reference"
    BASE_MAP = "base-map"
    MISSING_FILE = "missing-file"
    OUTSIDE = "outside-project"
    LAYOUT = "layout"
    DOCUMENT = "document"
    TEMPLATE = "template"


Value = str | bool | Decimal | tuple[Decimal, ...]
"""What a fix writes into a field: words, true or false, a number, or a range of two."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Put a value into a field of the file in which a problem stands."""

    path: tuple[str | int, ...]
    """From the file's top; a field that the record does not have is added to it."""
    value: Value | None
    """None takes the field out."""
    key: bool = False
    """Whether it is the field's name that changes."""


Fix = tuple[Edit, ...]
"""One way to mend a problem, which its help names: all edits together."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold one finding; the order is that of the list an editor works through."""

    file: str
    """POSIX path from the project's root."""
    line: int
    """From 1; 0 where a whole file is meant."""
    column: int
    """From 1, in code points; 0 where a whole file is meant."""
    rule: Rule
    message: str
    """What is wrong, in one sentence without a full stop."""
    help: str = ""
    """What to do about it."""
    severity: Severity = Severity.ERROR
    excerpt: str = ""
    """The offending line as it stands in the file."""
    fixes: tuple[Fix, ...] = field(default=(), compare=False, repr=False)
    """The ways that `help` names so exactly that an editor's program can go them."""
    end: tuple[int, int] | None = field(default=None, compare=False, repr=False)
    """Line and column, from 1, behind the words that are meant, where it stands at words inside a value."""
    rank: int = field(default=0, compare=False, repr=False)
    """Where what is meant stands in a document, to tell apart problems at one place of a file."""

    def __lt__(self, other: Problem) -> bool:
        """Tell whether it is told before another one."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[object, ...]:
        return (
            *(self.file, self.line, self.column, self.rank, self.rule, self.message, self.help),
            *(self.severity, self.excerpt),
        )


class ProblemsError(Exception):
    """Carry the problems that stopped a verb to the rim, where they are printed."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems, sorted and each once."""
        self.problems = sorted(set(problems))
        super().__init__(f"{len(self.problems)} problems")

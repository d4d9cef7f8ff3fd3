"""Hold what a figure says: its bounds, its hedge, its unit, or the magnitude that stands for a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Quantifier(StrEnum):
    """Say how a figure is hedged (after IDMC's Helix)."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    BETWEEN = "between"


# No sets: hashing a member of an enumeration is slow.


class Magnitude(StrEnum):
    """Name a number that is said without a number."""

    SEVERAL = "several"
    MANY = "many"
    DOZENS = "dozens"
    SCORES = "scores"
    HUNDREDS = "hundreds"
    THOUSANDS = "thousands"
    TENS_OF_THOUSANDS = "tens_of_thousands"
    HUNDREDS_OF_THOUSANDS = "hundreds_of_thousands"
    MILLIONS = "millions"
    UNSTATED = "unstated"
    """The text tells of people or things and gives no number at all; never read from words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold one figure as a text says it; a magnitude has no bounds."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    quantifier: Quantifier
    unit: str | None
    magnitude: Magnitude | None
    weak: bool = False
    """The word is a number only sometimes ("one of", "no one"); the caller decides."""

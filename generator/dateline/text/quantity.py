"""Hold what a figure says: its bounds, its hedge, its unit, or the magnitude that stands for a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Quantifier(StrEnum):
    """Say how a figure is hedged (after IDMC's Helix)."""

    EXACT = "exact"
    """The number without a hedge: “240”."""
    ABOUT = "about"
    """“about”, “some”, “nearly”: a little more or less."""
    MORE_THAN = "more_than"
    """“more than 240”: 240 itself is excluded."""
    AT_LEAST = "at_least"
    """“at least 240”: 240 or more."""
    LESS_THAN = "less_than"
    """“less than 240”, “under 240”: 240 itself is excluded."""
    AT_MOST = "at_most"
    """“at most 240”, “up to 240”: 240 or less."""
    BETWEEN = "between"
    """“between 40 and 60”: a range, with two numbers."""


# No sets: hashing a member of an enumeration is slow.


class Magnitude(StrEnum):
    """Name a number that is said without a number."""

    SEVERAL = "several"
    """“several”."""
    MANY = "many"
    """“many”."""
    DOZENS = "dozens"
    """“dozens”."""
    SCORES = "scores"
    """“scores”."""
    HUNDREDS = "hundreds"
    """“hundreds”."""
    THOUSANDS = "thousands"
    """“thousands”."""
    TENS_OF_THOUSANDS = "tens_of_thousands"
    """“tens of thousands”."""
    HUNDREDS_OF_THOUSANDS = "hundreds_of_thousands"
    """“hundreds of thousands”."""
    MILLIONS = "millions"
    """“millions”."""
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

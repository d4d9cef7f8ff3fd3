"""Say what a unit is: a currency, a share, a measure, or something that is counted one by one."""

from __future__ import annotations

import re

PERCENT = "percent"
_CURRENCY = re.compile(r"[A-Z]{3}")
"""An ISO 4217 code."""
_MEASURES = frozenset(
    (
        *("percent", "percentage", "points", "degrees", "money"),
        *("km", "m", "cm", "mm", "kilometres", "kilometers", "metres", "meters", "centimetres", "centimeters"),
        *("millimetres", "millimeters", "miles", "yards", "feet", "inches"),
        *("hectares", "ha", "acres", "km2", "km²", "m2", "m²", "m3", "m³"),
        *("kg", "g", "t", "kilograms", "kilogrammes", "grams", "grammes", "tonnes", "tons", "pounds", "ounces"),
        *("l", "litres", "liters", "gallons", "barrels"),
        *("kw", "mw", "gw", "kwh", "mwh", "gwh", "watts", "kilowatts", "megawatts", "gigawatts", "volts"),
        *("seconds", "minutes", "hours", "days", "weeks", "months", "years"),
    ),
)
"""Words for what is measured, in small letters and the plural; `square` and `cubic` stand before some of them."""
_BEFORE = frozenset({"square", "cubic", "metric"})


def is_currency(unit: str) -> bool:
    """Tell whether a unit is the code of a currency (ISO 4217)."""
    return _CURRENCY.fullmatch(unit) is not None


def is_measured(unit: str) -> bool:
    """Tell whether English says “less” of it and not “fewer”: a share, a currency, a measure of size or time.

    The first word decides, so that “tonnes of wheat” are measured and “bags of five kilograms” are counted; the
    words for what is measured are a closed list.
    """
    words = unit.casefold().split()
    first = next((word for word in words if word not in _BEFORE), "")
    return is_currency(unit) or not _MEASURES.isdisjoint((first, f"{first}s"))

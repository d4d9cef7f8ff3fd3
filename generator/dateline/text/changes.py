"""Tell what was from what is now, where a text tells of a change: “rose from 30 to 40”, “212, up from 180”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.text.quantity import Reading

CHANGED = re.compile(
    r"(?<!\w)(?:r[io]sen?|rises|rising|grew|grow[ns]?|growing|up|f[ae]lls?|fallen|falling|down|went|gone|shrank|shrunk|sank"
    r"|(?:increas|declin|decreas|reduc|rais|chang|revis|surg|doubl|tripl)(?:e[ds]?|ing)"
    r"|(?:climb|jump|swell|soar|plung|plummet)(?:s|e[ds]?|ing)?|drop(?:s|ped|ping)?)"
    r"(?:\s+(?!(?:and|but|or|as|while|when|after|before|with|since|because|that|where|which|who)\b)[\w-]+){0,2}\s*$"
)
"""Words after which “from 30 to 40” is no range: it was 30, and is 40."""
_NOT_YET = re.compile(
    r"\b(?:to|will|would|could|may|might|can|should|shall|must|not|never|if|unless|expected|planned|proposed)"
    r"(?:\s+(?:be|have|been|also|again|further|soon|[a-z]+ly))*\s+(?:be\s+|an?\s+)?$|n[’']t\s+$"
)
"""Before such a word: the change may be still to come, or not be so."""
_FROM = re.compile(r"\s+from\s+$")
_TO = re.compile(r"(?:\s+(?!to\b)[\w%'’-]+){0,6},?\s+to\s+(?:(?:hit|reach|stand\s+at|the)\s+)?")
_TO_BEFORE = re.compile(r"\s+to\s+$")
_BACK = re.compile(r"(?:\s+(?!from\b)[\w%'’-]+){0,6},?\s+from\s+")
_AGAINST = re.compile(r"(?:\s+(?!from\b)[\w%'’-]+){0,6}\s*(?:,|\(|[–—-])\s*(?:up|down)(?:\s+[a-z]+ly)?\s+from\s+")
_THINGS = re.compile(r"\s+([a-z-]+s|people|children|women|men)\b")
_BY = re.compile(r"\s+by\s+(?:an?\s+(?:additional|further|extra|estimated)\s+)?$")
_NEAR = 80


def changes_of(readings: Sequence[Reading], text: str) -> list[tuple[Reading, Reading]]:
    """Return what was and what is now, for each change that a text tells with both; where it is unsure, nothing."""
    lowered = text.lower()
    if " from " not in lowered or len(lowered) != len(text):
        return []
    found = []
    for first, second in pairwise(readings):
        between = (first.end, second.start)
        if (first.unit != second.unit and first.unit and second.unit) or _of_others(lowered, first.end, second.end):
            continue
        if _TO.fullmatch(lowered, *between) and _is_told(lowered, first.start, _FROM):
            found.append((first, second))
        elif _AGAINST.fullmatch(lowered, *between) or (
            _BACK.fullmatch(lowered, *between) and _is_told(lowered, first.start, _TO_BEFORE)
        ):
            found.append((second, first))
    return found


def is_difference(reading: Reading, text: str) -> bool:
    """Tell whether a number only says by how much something changed: “rose by 40”."""
    lowered = text.lower()
    return len(lowered) == len(text) and _is_told(lowered, reading.start, _BY)


def _of_others(lowered: str, first: int, second: int) -> bool:
    """Tell whether different things stand behind two numbers: “fell from 12 planes to 30 houses” tells of no change."""
    one, two = _THINGS.match(lowered, first), _THINGS.match(lowered, second)
    return one is not None and two is not None and one[1] != two[1]


def _is_told(lowered: str, start: int, by: re.Pattern[str]) -> bool:
    """Tell whether words for a change that has come stand before a number, and “from” or “to” between."""
    first = max(0, start - _NEAR)
    behind = by.search(lowered, first, start)
    changed = CHANGED.search(lowered, first, behind.start()) if behind else None
    if not changed or _NOT_YET.search(lowered, first, changed.start()):
        return False
    # “People went from 30 villages to 4 camps” tells of no change.
    return changed[0].split()[0] not in ("went", "gone", "up", "down")

"""Tell what was from what is now, where a text tells of a change: “rose from 30 to 40”, “212, up from 180”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.text.quantity import Reading

_NOUNS_IN_ING = r"(?:landing|crossing|building|housing|spring|wing|ring|king|morning|evening)"
_GOES_ON = (
    r"(?!(?:and|but|or|as|while|when|after|before|with|because|that|where|which|who|from"
    rf"|(?!{_NOUNS_IN_ING}\b)[a-z]+ing)\b)"
)
_COUNT = r"(?:counts?|tolls?|figures?|numbers?|totals?|tally|tallies|estimates?)"
_SET = r"(?:(?:rais|increas|decreas|reduc)(?:e[ds]?|ing)|(?:boost|lift|expand|lower)(?:s|ed|ing)|slash(?:e[ds]|ing))"
_CORRECTED = (
    r"(?:(?:revis|increas|decreas|reduc|rais|chang|updat)(?:ed|es?|ing)"
    r"|(?:lower|correct|adjust|amend)(?:s|ed|ing)|cuts?)"
)
CHANGED = re.compile(
    r"(?<!\w)(?:(?:r[io]sen?|rises|rising|grew|grow[ns]?|growing|up|f[ae]lls?|fallen|falling|down|went|gone|shrank|shrunk|sank"
    r"|(?:increas|declin|decreas|reduc|rais|chang|revis|surg|doubl|trebl|tripl|halv|edg)(?:e[ds]?|ing)"
    r"|(?:lower|boost|lift|expand)(?:s|ed|ing)|slash(?:e[ds]|ing)|(?:was|were|been|be|being)\s+(?:cut|extended|upped)"
    r"|(?:climb|jump|swell|soar|plung|plummet)(?:s|e[ds]?|ing)?|drop(?:s|ped|ping)?"
    r"|slip(?:s|ped|ping)?|scal(?:e[ds]?|ing)\s+(?:up|down|back))"
    r"(?:\s+(?!(?:and|but|or|as|while|when|after|before|with|since|because|that|where|which|who)\b)[\w-]+){0,2}"
    # “Revised the number of civilians killed on 16 November”
    rf"|{_CORRECTED}\s+(?:the|its|their|his|her|our|an?)\s+(?:[\w-]+\s+){{0,3}}{_COUNT}(?:\s+{_GOES_ON}[\w'’-]+){{0,14}}"
    # “Raised the ration in Kell”
    rf"|{_SET}\s+(?:the|its|their|his|her|our)(?:\s+{_GOES_ON}[\w'’-]+){{1,6}}"
    # “Rose in the first week of November”
    r"|(?:rose|risen|grew|grown|dropped|climbed|jumped|declined|increased|decreased|fell|fallen)"
    rf"\s+(?:in|on|during|over|since|last|this|between|within|[a-z]+ly)(?:\s+{_GOES_ON}[\w'’-]+){{1,8}})\s*$"
)
"""Words after which “from 30 to 40” is no range: it was 30, and is 40."""
_NOT_YET = re.compile(
    r"\b(?:to|will|would|could|may|might|can|should|shall|must|not|never|if|unless|expected|planned|proposed)"
    r"(?:\s+(?:be|have|been|also|again|further|soon|[a-z]+ly))*\s+(?:be\s+|an?\s+)?$|n[’']t\s+$"
)
"""Before such a word: the change may be still to come, or not be so."""
_OF_COUNT = re.compile(rf"\bthe\s+{_COUNT}\s+of(?:\s+{_GOES_ON}[\w'’-]+){{1,6}}\s+(?:has\s+)?$")
"""Before “went”: it is a number that went."""
_FROM = re.compile(r"\s+from\s+$")
_TO = re.compile(r"(?:\s+(?!to\b)[\w%'’-]+){0,6},?\s+to\s+(?:(?:hit|reach|stand\s+at|the)\s+)?")
_TO_BEFORE = re.compile(r"\s+to\s+$")
_BACK = re.compile(r"(?:\s+(?!from\b)[\w%'’-]+){0,6},?\s+from\s+")
_AGAINST = re.compile(
    r"(?:\s+(?!from\b)[\w%'’-]+){0,6}(?:,(?:\s+(?!from\b)[\w'’-]+){1,5}\s+(?:said|says|reported)(?:\s+on\s+[a-z]+)?)?"
    r"\s*(?:,|\(|[–—-])\s*(?:up|down)(?:\s+[a-z]+ly)?\s+from\s+"
)
_THINGS = re.compile(r"\s+([a-z-]+s|people|children|women|men)\b")
_BY = re.compile(r"\s+by\s+(?:an?\s+(?:additional|further|extra|estimated)\s+)?$")
FAR = 120
"""Code points before “from” in which words for a change are looked for."""

_REPORTED = (
    r"(?:sp[eo]ken?\s+of|put|said|g[ai]ven?|reported|counted"
    r"|estimated|recorded|listed|announced|claimed|confirmed|stood)"
)
_OTHERS = rf"(?:\s+{_GOES_ON}[\w'’-]+)"
_EARLIER = re.compile(
    rf"(?<!\w)(?:(?:earlier|previous|initial|original|former)\s+(?:[\w-]+\s+)?{_COUNT}\s+(?:of|was|were|had\s+been|stood\s+at)"
    r"|(?:earlier|previously|initially|originally|formerly|at\s+first)(?:\s+(?:it|he|she|they|had|was|were)){0,2}"
    rf"\s+{_REPORTED}{_OTHERS}{{0,6}}|had\s+spoken\s+of)\s+(?:the\s+)?$"
)
"""Before a number that was told once: “which had earlier spoken of 20”, “the earlier figure of 27”."""
_USED_TO = re.compile(rf"{_OTHERS}{{0,6}}\s+used\s+to\s")
_MAYBE_EARLIER = re.compile(r"\b(?:earlier|previous|initial|original|former|at first|used to|spoken of)")
"""Without one of these words no number is told as earlier."""
_NOW = re.compile(
    r"(?<!\w)(?:(?:now|currently|at\s+present)(?:\s+(?:it|stands?|is|are|at|only|just|puts?|speaks?|of|gives?|counts?)){0,3}"
    rf"|(?:{_CORRECTED}|rose|risen|fell|fallen|grew|grown|dropped|climbed|increased){_OTHERS}{{0,12}}\s+to)\s+$"
)
_COUNTED = rf"(?:(?:number|total)\s+of\s+[\w-]+(?:\s+(?!in\b|at\b)[\w-]+)?|{_COUNT}|cases|deaths)"
_RISEN_TO = re.compile(
    rf"(?<![\w-]){_COUNTED}(?:\s+from(?=\s+[a-z]))?(?:\s+(?!(?:would|could|may|might|will|should|not|never|by)\b){_GOES_ON}[\w'’-]+){{0,8}}?"
    r"\s+(?:(?:r[io]sen?|climbed|jumped|gr[eo]wn?|fell|fallen|dropped|increased|decreased|surged|went\s+(?:up|down))"
    r"(?:\s+[a-z]+ly)?\s+to|(?:stands|stood)\s+at|has\s+reached|reached)\s+(?:the\s+)?$"
)
"""Before a number to which a count has come."""
_DID_SO = re.compile(r"\s+(?:who|that|which)\s+did\s+so\s+(?:in|on|during)\s+")
_SENTENCE = re.compile(r"[.!?](?:\s|$)|[\n¶]")
_NO_MORE_SAID = re.compile(
    r"\s*(?:[.,;:!?)\]”]|$)|\s+(?:dead|later|then|do|does|did|are|is|were|was|have|has|in|on|as|since|after|at|who\s+did)\b"
)
"""After a number that counts what another does: no noun."""


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


def earlier_of(readings: Sequence[Reading], text: str) -> list[tuple[Reading, Reading]]:
    """Return what was told once and what is told now, where a sentence says both of one count, and no third."""
    lowered = text.lower()
    if len(lowered) != len(text) or not may_be_earlier(text):
        return []
    found = []
    for was, now in (pair for one, two in pairwise(readings) for pair in ((one, two), (two, one))):
        first, second = sorted((was, now), key=lambda reading: reading.start)
        if first.unit != second.unit or _SENTENCE.search(lowered, first.end, second.start):
            continue
        one, two = _THINGS.match(lowered, first.end), _THINGS.match(lowered, second.end)
        same = one[1] == two[1] if one and two else _NO_MORE_SAID.match(lowered, second.end) is not None
        if same and is_earlier(was, text) and not is_earlier(now, text) and _is_now(lowered, now.start):
            found.append((was, now))
    return found


def may_be_earlier(text: str) -> bool:
    """Tell whether a text may say a number as an earlier one; most have no word for that."""
    return _MAYBE_EARLIER.search(text.lower()) is not None


def is_earlier(reading: Reading, text: str) -> bool:
    """Tell whether a number is told as one that was told, or was so, earlier."""
    lowered = text.lower()
    if len(lowered) != len(text):
        return False
    first = max(0, reading.start - FAR)
    return bool(_EARLIER.search(lowered, first, reading.start) or _USED_TO.match(lowered, reading.end))


def stands_alone(reading: Reading, text: str) -> bool:
    """Tell whether no word for what is counted follows a number: “lowered its count to 17”, “another 5 on Tuesday”."""
    return _NO_MORE_SAID.match(text, reading.end) is not None


def date_of_same(reading: Reading, text: str) -> int | None:
    """Return where the date begins of a number that counts what was just counted: “the 2,000 who did so in August”."""
    found = _DID_SO.match(text, reading.end)
    return found.end() if found else None


def risen_to(before: str) -> str:
    """Return the words before a number that say what has come to it: “toll in P climbed to”; else nothing."""
    lowered = before.lower()
    found = _RISEN_TO.search(lowered, max(0, len(lowered) - FAR)) if len(lowered) == len(before) else None
    return before[found.start() :] if found else ""


def _is_now(lowered: str, start: int) -> bool:
    first = max(0, start - FAR)
    now = _NOW.search(lowered, first, start)
    return now is not None and not _NOT_YET.search(lowered, first, now.start())


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
    first = max(0, start - FAR)
    behind = by.search(lowered, first, start)
    changed = CHANGED.search(lowered, first, behind.start()) if behind else None
    if not changed or _NOT_YET.search(lowered, first, changed.start()):
        return False
    # “People went from 30 villages to 4 camps” tells of no change.
    verb, *more = changed[0].split()
    if verb in ("went", "gone") and more[:1] not in (["up"], ["down"]):
        return _OF_COUNT.search(lowered, first, changed.start()) is not None
    return verb not in ("up", "down")

"""Know where a text tells of a day as still to come, in English."""

from __future__ import annotations

import re

_CUE = re.compile(
    r"\b(?:(?:is|are)(?: now| also| not)? (?:expected|due|scheduled|set|to)\b|(?:is|are)(?: also)? planned|plans? to\b"
    r"|will\b(?! to\b))[^,;:.¶\n]*$"
)
_PAST = re.compile(
    r"\b(?:said|says|told|tells|announced|decided|since|was|were|had|that|what|which|where|when|who|whom|after|following|because)\b"
    r"|\b(?:of|on from) (?:the )?$"
)
"""Words after which a day may be that of something else: “will repair what was hit on 3 May”."""
_NEAR = 200


def is_to_come(text: str, start: int) -> bool:
    """Tell whether the clause before a date tells of what is expected, due, scheduled or planned."""
    found = _CUE.search(text, max(0, start - _NEAR), start)
    return found is not None and not _PAST.search(found[0])

"""Tell which words of a sentence state nothing: what is denied, asked, feared or planned, or has a condition."""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[;:] |, (?:and|but|while|whereas|though|although) | (?:and that|while|but|although) ")
"""Where something else begins to be told."""
_PART = re.compile(r"; ")
_REASON = re.compile(_CLAUSE.pattern + r"| (?:after|because) ")
"""Where what is planned ends: “to leave after …” goes on with what is so."""
_CLAIMS = r"(?:that|(?:(?:the|these|all|any) )?(?:claims?|reports?|allegations?|accusations?|rumou?rs?)\b)"
_SAID = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying)\b(?! (?:\w+ )?(?:access|entry|permission|passage)\b| \d)|den(?:ial|ials) (?:that|of)"
    rf"|(?:reject|dismiss|disput|refut)(?:es?|s|ed|ing)? {_CLAIMS}|(?<!no )doubt(?:s|ed|ing)? (?:that|whether|if)"
    r"|fear(?:s|ed)? (?:that|they|it|an?|the|more|some|up|\d)|fearing that|whether|unless|in case|suppos(?:e|ing)"
    r"|if(?! not\b| any\b| anything\b)|(?:false|untrue|not true|wrong|unlikely|possible|lie|myth|hoax) that"
    r"|(?:rumou?rs?|speculation|allegations?|suspicions?) that|hop(?:es?|ed|ing) (?:that|for))(?!\w)",
    re.IGNORECASE,
)
"""Words after which a sentence, up to a semicolon, tells what is only said or thought."""
_WORDS = r"(?:reports?|claims?|statements?|figures?|allegations?|accusations?|tolls?|estimates?)"
_TAKEN_BACK = re.compile(
    r"\b(?:retract(?:s|ed|ing|ion)?|mistranslat\w+"
    r"|(?:withdr(?:ew|aws?|awn|awing)|t(?:ook|aken|akes?|aking) back) (?:(?:its|their|his|her|the|an?) )?(?:[\w-]+ )?"
    rf"{_WORDS}"
    rf"|{_WORDS}(?: that [^;]{{1,200}}?)? (?:was|were|had been|has been) (?:wrong|false|untrue|mistaken|withdrawn"
    r"|retracted|taken back|made in error|an? (?:error|mistake)))\b",
    re.IGNORECASE,
)
"""Words by which what stands in the same part of a sentence is said no longer."""
_EXPECTED = r"(?:expected|likely|poised|scheduled|(?:is|are|was|were) (?:due|set|about)) to"
_PLANNED = re.compile(
    r"\b(?:(?:vow|threaten|hop|plan|promis|pledg|intend|prepar|seek|aim|want|try|offer|fail|refus)"
    rf"(?:e?s|e?d|ned|ning|ing)? to|tr(?:ies|ied) to|sought to|(?:ready|unable) to|{_EXPECTED})\b",
    re.IGNORECASE,
)
"""Words after which it tells what one wants."""
_OPEN = re.compile(
    r"\b(?:[Cc]ould|[Ww]ould|may|[Mm]ight|[Ww]ill|[Ss]hall|[Ss]hould|[Cc]an|[Cc]annot|[Nn]o longer|[Nn]ot(?! only\b)"
    r"|[Nn]ever|[Nn]either|[Nn]or|[Nn]obody|[Nn]o one|[Ww]ithout|unless|if(?! not\b| any\b))\b|n[’']t\b"
    r"|(?<!\w )\bMay (?=[a-z])"
)
"""Words that keep all of their clause from being told as it is; “May” is a month as well."""


def is_doubted(text: str, start: int, end: int, *, after: bool = True) -> bool:
    """Tell whether the words of a stretch are no statement, by what stands before them and in their clause.

    Without `after`, what stands after them says nothing of them, as in the words of one who denies.
    """
    if text.rstrip("”’\"') \n").endswith("?"):
        return True
    if _SAID.search(text, _last(_PART, text, start), start) or _PLANNED.search(
        text, _last(_REASON, text, start), start
    ):
        return True
    if is_taken_back(text, start):
        return True
    following = _CLAUSE.search(text, end)
    last = (following.start() if following else len(text)) if after else end
    return _OPEN.search(text[_last(_CLAUSE, text, start) : last]) is not None


def is_taken_back(text: str, start: int) -> bool:
    """Tell whether the part of a sentence around an offset tells of what is said no longer."""
    following = _PART.search(text, start)
    end = following.start() if following else len(text)
    return _TAKEN_BACK.search(text, _last(_PART, text, start), end) is not None


def is_doubtful(words: str) -> bool:
    """Tell whether words by themselves are no statement: those of an aside, which holds whatever is said around it."""
    return any(pattern.search(words) for pattern in (_SAID, _PLANNED, _OPEN))


def _last(pattern: re.Pattern[str], text: str, before: int) -> int:
    return max((found.end() for found in pattern.finditer(text, 0, before)), default=0)

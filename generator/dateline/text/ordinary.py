"""Tell where a registered spelling is only an ordinary word: “the union of the two towns” names no Dockers’ Union."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_ONE_OF_ITS_SORT = re.compile(
    r"\b(?:an?|no|any|each|every|another)\s$"
    r"|\b(?:an?|no|any|every)\s(?!(?:day|night|week|month|year|time|while|longer|more|few|lot|matter|one)\s)[a-z]+\s$",
    re.IGNORECASE,
)
"""Before a word that is one: “a union”, “a customs union”."""
_FAR = 30
"""Code points before a word in which these are looked for."""
_ENDS = re.compile(
    r"\s?(?:[.,;:!?)”\"—–]|$)"
    r"|\s(?:of|between|among|was|were|is|has|had|will|would|could|can|may|might|must|to|went|came|began|met|said|told|in"
    r"|at|on|for|with|without|from|by|against|as|after|before|when|while|since|until|that|who|which|whose|where"
    r"|(?:and|or|but)\s(?:an?|the|its|their))\b"
)
"""After a word that is the last of its kind: no other noun follows, as in “a union boat”."""
_THE = re.compile(r"\bthe\s$", re.IGNORECASE)
_OF = re.compile(r"\s(?:of|between)\b")
"""After a word behind “the”: what follows says of what it is one."""


def is_ordinary(text: str, start: int, end: int) -> bool:
    """Tell whether a spelling that is found in a text plainly is an ordinary word there, and names nobody.

    Only one word in small letters may be, and no plural, which names them without an article: “rebels hold Orvane”.
    Wherever it is not plain it is the name: “guard warplanes”, “under army rule”.
    """
    word = text[start:end]
    if not (_WORD.fullmatch(word) and word.islower()) or word.endswith("s"):
        return False
    near = max(0, start - _FAR)
    if _THE.search(text, near, start):
        return _OF.match(text, end) is not None
    return _ONE_OF_ITS_SORT.search(text, near, start) is not None and _ENDS.match(text, end) is not None

"""Tell where a registered spelling is only an ordinary word: “the union of the two towns” names no Dockers’ Union."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_THE = re.compile(r"\bthe\s$", re.IGNORECASE)
_NEAR = 5
"""Code points before a word in which “the” may stand."""
_OF = re.compile(r"\s(?:of|between)\b", re.IGNORECASE)
"""After a word: what follows says of what it is one."""
_ITS = re.compile(
    r"['’]s\b|-\w"
    r"|\s(?:(?:government|security|ground|senior|armed)\s)?"
    r"(?:forces?|troops?|units?|fighters?|soldiers?|members?|militants?|officials?|officers?|commanders?|leaders?"
    r"|leadership|spokesm[ae]n|spokeswom[ae]n|spokespersons?|spokespeople|representatives?|envoys?|ministers?"
    r"|delegat(?:es?|ions?)|negotiators?|statements?|positions?|gunm[ae]n|militias?|factions?|groups?|rebels?|sources?"
    r"|convoys?|patrols?|shelling|(?:air)?strikes?|attacks?|offensives?|advances?|control|areas?|territory)\b",
    re.IGNORECASE,
)
"""After a word: those who act for whom it names, or what is its own."""


def is_ordinary(text: str, start: int, end: int) -> bool:
    """Tell whether a spelling that is found in a text is an ordinary word there, and says nothing of who is named so.

    Only one word in small letters may be, and no plural, which names them without an article: “rebels hold Orvane”.
    It is the name behind “the”, unless it goes on with “of” or “between”, and where its people or its things follow.
    """
    word = text[start:end]
    if not (_WORD.fullmatch(word) and word.islower()) or word.endswith("s") or _ITS.match(text, end):
        return False
    return _THE.search(text, max(0, start - _NEAR), start) is None or _OF.match(text, end) is not None

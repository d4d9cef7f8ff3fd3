"""Split a source into paragraphs and sentences, for coverage (P9) and for source pages.

Offsets count Unicode code points of the original, end exclusive. A sentence ends at terminal punctuation that
white space follows, unless what follows goes on in lower case or what precedes is an abbreviation; in doubt
two sentences stay one, because a fact that quotes a part of it still covers it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.text.folding import PARAGRAPH_END


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold a sentence without the white space around it, and the number of its paragraph, from 0."""

    start: int
    end: int
    paragraph: int
    text: str


def split_sentences(original: str) -> tuple[Sentence, ...]:
    """Split a text so that each character but white space, and its byte order mark, lies in exactly one sentence."""
    sentences: list[Sentence] = []
    paragraph = 0
    for start, end in _paragraphs(original):
        before = len(sentences)
        for low, high in _sentences(original, start, end):
            text = original[low:high].strip()
            if text:
                first = original.index(text, low)
                sentences.append(Sentence(first, first + len(text), paragraph, text))
        paragraph += len(sentences) > before
    return tuple(sentences)


def _paragraphs(original: str) -> Iterator[tuple[int, int]]:
    start = len(original) - len(original.removeprefix("\ufeff"))
    for match in PARAGRAPH_END.finditer(original):
        yield start, match.start()
        start = match.end()
    yield start, len(original)


_CLOSERS = r"""(?:["'”’»›)\]}」』）】〉》]|\[\d+\])*"""
_END = re.compile(
    rf"(?P<mark>[.!?…؟۔।॥።։]+){_CLOSERS}(?=\s)|[。！？｡]+{_CLOSERS}"  # CJK writes no space after a full stop
)
_GOES_ON = re.compile(r"""\s+(?:["'“‘«‹(\[]*(?P<letter>\w)|[.!?…؟])""")

# Words whose full stop ends no sentence: never, before a number, or unless one of the words follows that
# often open a sentence and seldom a name.
_BEFORE_NAMES = re.compile(
    r"""Mr|Mrs|Ms|Mx|Messrs|Dr|Prof|Rev|Hon|Fr|Sr|Gov|Sen|Rep|Pres|Amb|St|Mt|Ft
    |(?:(?:Maj|Brig|Lt)\.)?Gen|(?:Lt\.)?Col|Lt|Maj|Capt|Cmdr|Cdr|Adm|Brig|Sgt|Cpl|Pvt
    |vs|cf|e\.g|i\.e|al|ca|approx""",
    re.VERBOSE,
)
_BEFORE_NUMBERS = re.compile(
    r"""[Nn]os?|pp?|[Aa]rts?|[Ss]ec|[Pp]aras?|[Ff]igs?|[Vv]ol|[Cc]h
    |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec""",
    re.VERBOSE,
)
_BEFORE_ALL = re.compile(r"[ap]\.m|Inc|Ltd|Co|Corp|Jr|etc|eds?|Ph\.D")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # J. as in J. Smith; U.S.
_OPENER = re.compile(
    r"""\s+["'“‘«(\[]*(?:A|An|The|This|That|These|Those|He|She|It|They|We|You|His|Her|Its|Their|Our|There|Then
    |In|On|At|As|By|For|From|To|With|After|Before|During|Since|Under|While|When|Where|Who|What|Why|How|If
    |And|But|Or|So|Yet|However|Meanwhile|Also|Both|Many|Most|Some|Several|Others|More|According)(?=[\s,’'])""",
    re.VERBOSE,
)
_LONGEST = 16  # characters; no abbreviation or list number is longer


def _sentences(original: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield stretches of a paragraph that hold a sentence each, white space included."""
    for match in _END.finditer(original, start, end):
        if match["mark"] and not _ends(original, start, match, end):
            continue
        yield start, match.end()
        start = match.end()
    yield start, end


def _ends(original: str, start: int, match: re.Match[str], end: int) -> bool:
    """Tell whether terminal punctuation that white space follows ends a sentence that began at `start`."""
    after = _GOES_ON.match(original, match.end(), end)
    if after and (after["letter"] is None or after["letter"].islower()):
        return False
    if match["mark"] != ".":
        return True
    words = original[max(start, match.start() - _LONGEST) : match.start()]
    word = words.split()[-1].lstrip("\"'“‘«([") if words and not words[-1].isspace() else ""
    if _BEFORE_NUMBERS.fullmatch(word):
        return not (after and after["letter"].isdecimal())
    if _BEFORE_ALL.fullmatch(word) or _INITIALS.fullmatch(word):
        return _OPENER.match(original, match.end(), end) is not None
    listed = match.start() - start < _LONGEST and words.strip().isdecimal()  # 1. in a list
    return not (listed or _BEFORE_NAMES.fullmatch(word))

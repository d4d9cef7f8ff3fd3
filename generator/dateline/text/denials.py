"""Find what a text only tells as denied, in the plainest English: “denied that …”, “said it had not …”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CLAIMS = r"(?:claim|report|allegation|accusation|suggestion|rumou?r)s?"
_AS = r"(?:as \w+(?: \w+)? )?(?:(?:the|these|all|any|a|an) )?"
_DENY = (
    rf"(?:den(?:y|ie[sd]|ying)|refut(?:es?|ed|ing)) (?:{_AS}{_CLAIMS} )?that "
    r"|den(?:y|ie[sd]) (?=(?:it|they|he|she|(?:its|their|his|her) [a-z]+) (?:had|has|have|was|were|is|are)\b)"
    r"|(?P<back>(?:retract|withdr[ae]w)(?:s|ed|n)? (?:its|their|his|her|the|a|an) (?:[a-z]+ )?"
    rf"{_CLAIMS}(?: (?:of|on|from) [\w ]{{1,20}}?)? that )"
    rf"|(?:reject|dismiss|disput)(?:e?s|e?d|ing)? {_AS}{_CLAIMS} (?:(?P<by>by (?:the )?(?:[\w’'-]+ ){{1,4}}?))?that "
    r"|it (?:is|was) (?:not true|untrue|false) that |(?:nobody|no one) believe[sd] that "
    r"|(?:den(?:y|ie[sd]))(?= (?!bring|someth|anyth|noth|everyth|king|sibling)\w{2,}ing\b) "
)
_SAY = r"(?:say|says|said|insist|insists|insisted|stat(?:es|ed)|assert|asserts|asserted)"
_IT = r"(?:it|they|he|she|we|(?:its|their) [a-z]+)"
_NOT = (
    rf"{_SAY} (?:that )?{_IT} (?:(?:had|has|have|did|do|does|was|were) (?:not|never)"
    r"|(?:had|has|have|did|do|does|was|were)n[’']t|never) (?:ever )?"
)
_NOBODY = rf"{_SAY} (?:that )?(?:nobody|no one) (?:had|has|was|is) (?:ever )?"
_OUT = r"rul(?:es|ed) out (?:(?:an?|any|the|another) )?"
_CUE = re.compile(
    rf"\b(?:(?P<deny>(?:(?:{_SAY} (?:that )?it (?:has )?)?(?:{_DENY})))|(?P<not>{_NOT}|{_NOBODY})|(?P<out>{_OUT}))",
    re.IGNORECASE,
)
_FALSE = re.compile(
    rf"(?:^|[.;:] )(?P<cue>(?:(?:the|these|all) )?{_CLAIMS} that) (?P<what>[^,.;:…]+?) (?P<false>(?:is|are|was|were)"
    r" (?:false|untrue|baseless|unfounded|not true|incorrect))\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r" ?(?:before|until|unless|while|as long as)\b[^.;:…]*")
"""After what is ruled out: the condition of it."""
_END = re.compile(
    r"[,.;:!?…—–“”()]|\b(?:and|or|but|while|whereas|although|though|because|since|until|before|after|unless|if|when|which"
    r"|who|whose|as|without|despite|except)\b",
    re.IGNORECASE,
)
"""Where the words that are denied end, or may end."""
_BESIDE = re.compile(
    r"\b(?:not|never|nobody|no|none|neither|nor|cannot|without|hardly|refus\w*|stopp?\w*|ceas\w*|longer|false\w*|wrong\w*"
    r"|accus\w*|for|if|unless|whether|once|first|initial\w*|earlier|previous\w*|had|before|until|then|later|after|but"
    r"|though|although|however|yet|despite|while|whereas|admit\w*|conced\w*|acknowledg\w*|confirm\w*|show\w*|prov\w+)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_HIS_PART = re.compile(r",? for (?:his|her|its|their) part,?|\bcall(?:s|ed|ing) for\b")
"""Words beside a denial that turn nothing, though others like them may."""
_UNSURE = re.compile(r"\b(?:can|could|would|should|may|might|must|will|to)\b", re.IGNORECASE)
"""Words before a denial, in its clause: with them it may be none."""
_TURNED = re.compile(
    r"\b(?:not|never|no|nothing|nobody|only|just|merely|alone|stop\w*|ceas\w+|refus\w+|fail\w*|miss(?:ed|ing)?|abandon\w*"
    r"|hesitat\w+|den(?:y|ied|ies|ying)|rul(?:ed|ing) out|\w+ly|more|fewer|less)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words in what is denied by which only a part of it may be, or its opposite."""
_VERB = re.compile(
    r"\b(?:it|they|he|she|we|(?:its|their) [a-z]+|had|has|have|was|were|is|are|been|be|ever"
    r"|(?:want|wish|plan|intend|hope|seek)(?:s|ed)? to) (?!been\b|had\b|has\b|have\b|was\b|were\b)"
    r"(?P<verb>[a-z]{3,})",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,.;:!?…—–“”\"()]|\b(?:and|but|while|although|though|because|since|when|as)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Denial:
    """Hold where a text denies something, and what."""

    start: int
    end: int
    """Code points of all of it."""
    cue: str
    """The words that deny: “denied that …”, “said it had not …”, “reports that … were false”."""
    what: str
    """What is denied, as far as it surely goes."""
    verbs: frozenset[str]
    """Words of it that are surely verbs, or what something is said to be."""
    by_another: bool = False
    """Whether it names another one who says so: “dismissed a claim by the Watch that …”."""
    ruled_out: bool = False
    """Whether it is a thing that is ruled out, and no sentence."""
    reported: bool = False
    """Whether it is of reports, and who denies them stands elsewhere."""
    taken_back: bool = False
    """Whether who says so took an own report back."""


def last_clause(text: str) -> str:
    """Return the words of a text since a clause of it last may have begun."""
    return _CLAUSE.split(text)[-1]


def may_turn(beside: str) -> bool:
    """Tell whether words beside a denial may turn it round, or say what is so in spite of it."""
    return _BESIDE.search(_HIS_PART.sub("", beside)) is not None


def read_denials(text: str) -> Iterator[Denial]:
    """Yield each denial of a text on one line, where nothing beside it may turn it round."""
    for cue in _CUE.finditer(text):
        end = _END.search(text, cue.end())
        last = end.start() if end else len(text)
        what = text[cue.end() : last].strip()
        if not what or _UNSURE.search(last_clause(text[: cue.start()])) or _TURNED.search(what):
            continue
        verbs = _verbs(what)
        first = what.split()[0].lower()
        if cue["not"] or not cue[0].lower().rstrip().endswith("that"):
            verbs.add(first)
        if cue["out"]:
            verbs.update(what.lower().split())
            last = until.end() if (until := _UNTIL.match(text, last)) else last
        said = f"{' '.join(cue[0].split())} …"
        yield Denial(
            cue.start(),
            last,
            said,
            what,
            frozenset(verbs),
            bool(cue["by"]),
            bool(cue["out"]),
            taken_back=bool(cue["back"]),
        )
    for false in _FALSE.finditer(text):
        if not _TURNED.search(what := false["what"]) and not _UNSURE.search(what):
            said = f"{false['cue']} … {false['false']}"
            yield Denial(false.start("cue"), false.end(), said, what, frozenset(_verbs(what)), reported=True)


def _verbs(what: str) -> set[str]:
    return {found["verb"].lower() for found in _VERB.finditer(what)}

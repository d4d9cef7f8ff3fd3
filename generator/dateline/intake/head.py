"""Read the date that the head of a text names, where else only the day is known on which its file was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.intake.lines import ends_sentence
from dateline.intake.material import Proposal
from dateline.text.dates import read_dates

_HEAD = 5
"""Lines at the beginning of a text among which its date of issue stands."""
_LINE = 160
"""Characters that a line of a head has at most; a longer one is a paragraph."""


def with_head(proposals: Mapping[str, Proposal], text: str, language: str) -> dict[str, Proposal]:
    """Return what is proposed, with the day that the text's head names before the one on which the file was made.

    Where the head names several days and not that one, none is proposed, and the reason says which there are.
    """
    made = proposals.get("issued")
    if made is None or not made.made:
        return dict(proposals)
    named = dict(_days(text, language))
    day = made.value.rstrip("?")
    if not named or day in named:
        return dict(proposals)
    if len(named) > 1:
        reason = f"the head of the text names {' and '.join(named)}, and the file was made on {day}"
        return {**proposals, "issued": Proposal("", reason)}
    ((issued, line),) = named.items()
    reason = f"Read from the head of the text (“{line}”: {issued}), not from the file’s metadata, which say {day}."
    origin = f"the head of the text, “{line}” (the file was made on {day})"
    return {**proposals, "issued": Proposal(f"{issued}?", reason, origin)}


def _days(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each full date of the head, with the line in which it stands; sentences are not of the head."""
    lines = [line for line in text.splitlines() if line.strip()][:_HEAD]
    for line in lines:
        said = line.strip("\ufeff ")
        if len(said) <= _LINE and not ends_sentence(said):
            for mention in read_dates(said, language):
                if mention.complete and mention.day:
                    yield mention.complete, said

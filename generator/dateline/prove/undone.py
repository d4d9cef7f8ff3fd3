"""Refuse as what happened, or is said to have, what quotations only tell as not done, as to come, or as believed.

Only with the same verb and of the same things: where another word may say that it happened, nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.facts import Event, Fact, Position, Stance
from dateline.problems import Problem, Rule
from dateline.text.undone import Undone, Why, read_undone, tells_as_done

_REMEDIES = {
    Why.TO_COME: "write `expected: true`, quote the words that say that it happened, or keep it with `unproved: …`",
    Why.NOT: "say in `what:` that it is not so, quote the words that say that it happened, or keep it with"
    " `unproved: …`",
    Why.UNSURE: "say in `what:` that it is believed to be so, quote the words that say that it happened, or keep it"
    " with `unproved: …`",
}
_STATED = {
    **_REMEDIES,
    Why.TO_COME: "say in `what:` that it is to come, quote the words that say that it happened, or keep it with"
    " `unproved: …`",
}


def prove_undone(fact: Fact) -> Iterator[Problem]:
    """Hold what happened, or is stated to have, against what quotations tell as not done, or not yet (`state`)."""
    stated = isinstance(fact, Position) and fact.stance is Stance.STATES
    happened = isinstance(fact, Event) and not fact.expected
    if not isinstance(fact, (Event, Position)) or not (stated or happened) or not fact.source.in_english:
        return
    text = fact.flat_quote
    if "…" in text:
        return
    others = " … ".join(words for path, words in fact.quotations if path != ("quote",))
    for undone in read_undone(text):
        if tells_as_done(fact.what, undone, f"{_rest(text, undone)} … {others}"):
            yield fact.origin.problem(
                ("what",),
                Rule.STATE,
                f"the fact tells this as what {'one says' if stated else 'happened'},"
                f" and its quotation only says “{undone.words}”",
                _STATED[undone.why] if stated else _REMEDIES[undone.why],
                *([{"expected": True}] if undone.why is Why.TO_COME and not stated else []),
            )
            return


def _rest(text: str, undone: Undone) -> str:
    """Return what else a text says than the clause of a verb; its subject may be named again."""
    return f"{text[: undone.start].removesuffix(undone.subject)} … {text[undone.end :]}"

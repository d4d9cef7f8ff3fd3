"""Refuse as what happened, or is said to have, what quotations only tell as not done, as to come, or as believed.

Only with the same verb and of the same things: where another word may say that it happened, nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.facts import Event, Fact, Position, Stance
from dateline.problems import Problem, Rule
from dateline.text.undone import Undone, Why, read_undone, tells_as_done, tells_of_others

_REMEDIES = {
    Why.TO_COME: "write `expected: true`, quote the words that say that it happened, or keep it with `unproved: …`",
    Why.NOT: "say in `what:` that it is not so, quote the words that say that it happened, or keep it with"
    " `unproved: …`",
    Why.UNSURE: "say in `what:` that it is believed to be so, quote the words that say that it happened, or keep it"
    " with `unproved: …`",
    Why.MEANT: "say in `what:` only what the quotation says, quote the words that say that it happened, or keep it with"
    " `unproved: …`",
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
    told: tuple[str, Why] | None = next(
        (
            # What one will not do before a day, or what was turned back, is not told rightly with a “not”.
            (undone.words, Why.MEANT if undone.refused or undone.opposite else undone.why)
            for undone in read_undone(text)
            if tells_as_done(fact.what, undone, f"{_rest(text, undone)} … {others}", present=happened)
        ),
        None,
    )
    if not told and (follows := tells_of_others(fact.what, text)):
        told = follows, Why.TO_COME
    if told:
        words, why = told
        yield fact.origin.problem(
            ("what",),
            Rule.STATE,
            f"the fact tells this as what {'one says' if stated else 'happened'},"
            f" and its quotation only says “{words}”",
            _STATED[why] if stated else _REMEDIES[why],
            *([{"expected": True}] if why is Why.TO_COME and not stated else []),
        )


def _rest(text: str, undone: Undone) -> str:
    """Return what else a text says than the clause of a verb; its subject may be named again."""
    return f"{text[: undone.start].removesuffix(undone.subject)} … {text[undone.end :]}"

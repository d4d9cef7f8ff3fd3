"""Write the differences of two states as text for a terminal, and as JSON. Pure."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from dateline.editions.diff import DEFINITION, NUMBER, RETRACTED, Difference, is_retracted, renamings
from dateline.editions.state import State, Step
from dateline.render.sentences import Sentences
from dateline.report import json_plain, plain


def diff_text(before: State, after: State, found: Sequence[Difference], environment: Environment, language: str) -> str:
    """Write each difference in a reader's words, by briefing and kind; what is called otherwise stands last."""
    words: Any = environment.globals["words"]
    sentences = Sentences(environment, defaultdict(lambda: defaultdict(str)), language, after.actors)
    names = renamings(before, after, language)
    if not found and not names:
        return f"{words['nothing_changed']}\n"
    lines = [f"{before.id} → {after.id}"]
    for (briefing, kind), same in groupby(found, key=lambda one: (one.briefing, one.kind)):
        lines += ["", f"{after.title(briefing, language)} – {words['kinds'][kind]}"]
        for one in same:
            step = words["steps"][one.became]
            cause = _cause(one, after, words)
            said = f" ({cause.lower()})" if cause and cause not in (step, words["steps"][one.step]) else ""
            lines.append(f"  {step}{said}: {_headline(one, before, after, sentences)}  [{one.id}]")
            lines += [f"      {line}" for line in _details(one, before, after, words)]
    lines += ["", str(words["names_changed"])] if names else []
    lines += [f"  {one.before} {words['now_called']} {one.after}  [{one.id}]" for one in names]
    return "".join(f"{plain(line)}\n" for line in lines)


def _cause(one: Difference, after: State, words: Any) -> str:  # noqa: ANN401
    """Say why it changed, as pages say it: of a document that was taken back, that it was."""
    gone = one.only_retracted and is_retracted(after, after.facts[one.id])
    return str(words["retracted"] if gone else words["causes"].get(one.cause, ""))


def _headline(one: Difference, before: State, after: State, sentences: Sentences) -> str:
    if one.step is Step.WITHDRAWN:
        return before.history[one.id].entries[-1].text
    if one.grew:
        macros: Any = sentences.macros
        line: Markup = macros.change_line(before.fact(one.id), after.fact(one.id))
        return line.striptags()
    # A ledger has the sentence; the edition in work has it not yet.
    return after.history[one.id].entries[-1].text or sentences.text(after.fact(one.id))


def _details(one: Difference, before: State, after: State, words: Any) -> Iterator[str]:  # noqa: ANN401
    if one.series_break:
        yield f"{words['series_break']}: {words['series_break_means']}"
    yield from one.notes
    for name in one.fields:
        if name not in NUMBER or one.series_break:
            old, new = (_shown(state, one.id, name) for state in (before, after))
            yield f"{words['changed_fields'].get(name, name)}: {old} → {new}"


def _shown(state: State, fact_id: str, name: str) -> str:
    """Return a field of a fact as it stands in its file."""
    fact = state.facts[fact_id]
    if name == DEFINITION:
        return str(state.records["indicators"][fact["indicator"]]["definition"])
    if name == RETRACTED:
        gone = state.records["sources"].get(fact["source"], {}).get(RETRACTED)
        return f"{gone['date']}: {gone['reason']}" if gone else "–"
    value = fact.get(name, "–")
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def diff_json(before: State, after: State, found: Sequence[Difference], language: str) -> str:
    """Write the differences with both sides in canonical form, and what is called otherwise."""
    names = [
        {"register": one.register, "id": one.id, "before": one.before, "after": one.after}
        for one in renamings(before, after, language)
    ]
    changes = [
        {
            "id": one.id,
            "kind": one.kind,
            "briefing": one.briefing,
            "step": one.step.value,
            "cause": one.cause.value if one.cause else None,
            "notes": list(one.notes),
            "series_break": one.series_break,
            "fields": list(one.fields),
            "before": before.facts.get(one.id),
            "after": after.facts.get(one.id),
        }
        for one in found
    ]
    # One line a change: with an indent the json module works in Python, three times slower.
    lines = ",\n".join(f"  {json.dumps(change, ensure_ascii=False)}" for change in changes)
    return json_plain(
        f'{{\n "from": "{before.id}",\n "to": "{after.id}",\n "names": {json.dumps(names, ensure_ascii=False)},\n'
        f' "changes": [\n{lines}\n ]\n}}\n'
    )

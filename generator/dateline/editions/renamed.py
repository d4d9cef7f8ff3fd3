"""See the records of an edition under the ids that they were given since: pure, states in and states out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dateline.editions.canonical import Plain
from dateline.editions.state import Renames, State
from dateline.model.facts import KINDS
from dateline.model.project import Project
from dateline.model.references import NAMED, references_of


def renames_of(project: Project) -> Renames:
    """Return the former ids that a project’s records tell, by register: former id → id."""
    found = {
        name: {former: record.id for record in records for former in record.formerly}
        for name, records in project.registers.items()
    }
    return {name: ids for name, ids in found.items() if ids}


def joined(before: Renames, now: Renames) -> Renames:
    """Return all that was renamed up to an edition: what was known before it, and what it tells."""
    found: dict[str, dict[str, str]] = {}
    for name in sorted({*before, *now}):
        fresh = now.get(name, {})
        found[name] = {former: fresh.get(known, known) for former, known in before.get(name, {}).items()} | dict(fresh)
    return found


def under(state: State, renames: Renames) -> State:
    """Return a state with other ids, wherever they stand.

    An id that the state has already is given to no other record: two facts would become one.
    """
    known = {name: {**state.records.get(name, {}), **(state.history if name == "facts" else {})} for name in renames}
    ids: dict[str, dict[str, str]] = {}
    for name, pairs in renames.items():
        taken = set(known[name])
        for former, now in pairs.items():
            if former in known[name] and now not in taken:
                ids.setdefault(name, {})[former] = now
                taken.add(now)
    if not ids:
        return state
    facts = ids.get("facts", {})
    records = {
        name: {_new(ids, name, key): _record(name, plain, ids) for key, plain in register.items()}
        for name, register in state.records.items()
    }
    history = {facts.get(fact_id, fact_id): past for fact_id, past in state.history.items()}
    return replace(state, records=records, history=history)


def under_old_ids(state: State, known: Mapping[str, Iterable[str]]) -> State:
    """Return a later state under the former ids of its records, where an earlier edition knows them by those."""
    back: dict[str, dict[str, str]] = {}
    for name, pairs in state.renamed.items():
        ids = frozenset(known.get(name, ()))
        back[name] = {now: former for former, now in pairs.items() if former in ids and now not in ids}
    return under(state, back)


def _new(ids: Renames, register: str, record_id: str) -> str:
    return ids.get(register, {}).get(record_id, record_id)


def _record(register: str, plain: Plain, ids: Renames) -> Plain:
    """Return a record in canonical form with its own id, and those that it names, exchanged."""
    model = KINDS[plain["kind"]] if register == "facts" else NAMED.get(register)
    if model is None:  # briefings have titles, and no id of ours
        return plain
    fields: dict[str, Any] = {**plain, "id": _new(ids, register, plain["id"])}
    for key, named in references_of(model).items():
        if key in fields and named in ids:
            value = fields[key]
            many = isinstance(value, list)
            fields[key] = [_new(ids, named, one) for one in value] if many else _new(ids, named, value)
    return fields

"""Hold what a site says of other editions against their ledgers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from dateline.audit.evidence import CHANGES, Evidence
from dateline.audit.exported import ExportedFact, ExportedValue, PastFact, retraction_of
from dateline.audit.words import AGAIN, output_problem
from dateline.editions.canonical import Plain
from dateline.editions.diff import is_retracted
from dateline.editions.ledger import Ledger
from dateline.editions.renamed import under, under_old_ids
from dateline.editions.state import Entry, Renames
from dateline.problems import Problem
from dateline.read.ledgers import Ledgers
from dateline.text.folding import fold

_REFERENCE = "data/reference.json"
_DEFAULTED = frozenset({"how"})
"""Fields that facts.json has with their default, which the canonical form leaves out."""


def audit_past(evidence: Evidence, root: Path) -> Iterator[Problem]:
    """Yield what a site says of the editions before and after it and their ledgers do not."""
    ledgers = Ledgers(root)
    before = ledgers.get(evidence.previous) if evidence.previous else None
    before = replace(before, state=under(before.state, renamed_in(evidence.reference))) if before else None
    told = [at for at in evidence.reference if at.startswith(("history/", "corrected/"))]
    if before:
        yield from _audit_changes(evidence, before)
        yield from _audit_names(evidence.reference, before)
        yield from _audit_history(evidence, before, [at for at in told if at.startswith("history/")])
    elif not ledgers.problems and (evidence.changes or any(at.startswith("history/") for at in told)):
        yield output_problem(CHANGES, 0, 0, "it tells of an edition before, and there is no ledger of one", AGAIN)
    for at in told:
        if at.startswith("corrected/") and at.endswith("/edition"):
            yield from _audit_correction(evidence, at.removesuffix("/edition"), ledgers)
    yield from ledgers.problems


def renamed_in(reference: Mapping[str, str]) -> Renames:
    """Return the former ids that a site tells, in the form of a ledger."""
    found: dict[str, dict[str, str]] = {}
    for at, text in reference.items():
        first, _, rest = at.partition("/")
        register, _, former = rest.partition("/")
        if first == "renamed" and former:
            found.setdefault(register, {})[former] = text
    return found


def _audit_changes(evidence: Evidence, before: Ledger) -> Iterator[Problem]:
    """Hold each change, and the list of them, against the facts of the ledger."""
    old = before.state.facts
    if evidence.reference.get("previous/cutoff") != before.state.edition["cutoff"]:
        yield output_problem(_REFERENCE, 0, 0, f"the cutoff of edition {before.state.id} is another", AGAIN)
    unsaid = (evidence.facts.keys() ^ old.keys()) - evidence.changes.keys()
    for fact_id in sorted(unsaid):
        yield output_problem(CHANGES, 0, 0, f"“{fact_id}” is new or withdrawn, and no change says so", AGAIN)
    for fact in evidence.facts.values():
        plain = old.get(fact.id)
        if not plain or plain["source"] != fact.source or fact.id in evidence.changes:
            continue
        if is_retracted(before.state, plain) != bool(fact.retracted):
            message = f"the source of “{fact.id}” was taken back, or stands again, and no change says so"
            yield output_problem(CHANGES, 0, 0, message, AGAIN)
    for change in evidence.changes.values():
        here = evidence.facts.get(change.id)
        if (change.retracted or None) != (here.retracted if here else None):
            yield output_problem(CHANGES, 0, 0, f"“{change.id}” does not tell whether its source was taken back", AGAIN)
        is_here, was = change.id in evidence.facts, change.id in old
        step = "withdrawn" if was and not is_here else "changed" if was else "new"
        if change.step != step or (change.before is None) == was:
            yield output_problem(CHANGES, 0, 0, f"“{change.id}” is not “{change.step}”", AGAIN)
        elif change.before and (wrong := list(_differs(change.before, old[change.id], before))):
            message = f"“{change.id}” is not what it was in edition {before.state.id}: {', '.join(wrong)}"
            yield output_problem(CHANGES, 0, 0, message, AGAIN)


def _audit_names(reference: Mapping[str, str], before: Ledger) -> Iterator[Problem]:
    """Hold what actors and places are said to have been called against the ledger; a new name is told as one."""
    for register in ("actors", "places"):
        for record_id, plain in before.state.records[register].items():
            known = plain["name"].values() if isinstance(plain["name"], dict) else [plain["name"]]
            now = reference.get(f"{register}/{record_id}/name")
            was = reference.get(f"previous/{register}/{record_id}/name")
            if was is not None and (was not in known or was == now):
                message = f"“{record_id}” was not called “{was}” in edition {before.state.id}, or is called so still"
                yield output_problem(_REFERENCE, 0, 0, message, AGAIN)
            elif was is None and now is not None and now not in known:
                message = f"“{record_id}” is called otherwise than in edition {before.state.id}, and nothing says so"
                yield output_problem(_REFERENCE, 0, 0, message, AGAIN)


def _differs(said: PastFact, plain: Plain, ledger: Ledger) -> Iterator[str]:
    """Yield what of a fact of the edition before is told otherwise than its ledger has it."""
    if said.fields != plain:
        yield "fields"
    if said.text != ledger.state.history[said.id].entries[-1].text:
        yield "text"
    indicator = ledger.state.records["indicators"].get(plain.get("indicator", ""), {})
    if said.definition != indicator.get("definition"):
        yield "definition"
    yield from differing(said, plain, ledger)


def differing(said: ExportedFact, plain: Plain, ledger: Ledger) -> Iterator[str]:
    """Yield what of a fact is told otherwise than its canonical form in a ledger has it."""
    if not _same_value(said.value, plain):
        yield "value"
    if retraction_of(said) != ledger.state.records["sources"].get(plain["source"], {}).get("retracted", {}):
        yield "retracted"
    if any(plain.get(name) != dated.edtf for name, dated in said.dates.items()) or said.when != plain.get("when"):
        yield "dates"
    quoted = [plain["quote"], *plain.get("attributed", ()), *plain.get("context", ())]
    if [_folded(citation.exact) for citation in said.citations] != [_folded(words) for words in quoted]:
        yield "citations"
    for register, named in (("places", said.places), ("actors", [*said.actors, *said.said_by])):
        for record in named:
            name = ledger.state.records[register].get(record.id, {}).get("name")
            if record.name not in (name.values() if isinstance(name, dict) else [name]):
                yield f"the name of {record.id}"
    yield from _differing_fields(said, plain)


def _differing_fields(said: ExportedFact, plain: Plain) -> Iterator[str]:
    if [actor.id for actor in said.said_by] != plain.get("said_by", []):
        yield "said_by"
    for key in ("kind", "briefing", "source", "state", "indicator", "note", "unproved"):
        told = getattr(said, key)
        known = told is not None or not isinstance(said, PastFact)
        if known and (told or "") != plain.get(key, ""):
            yield key
    if not isinstance(said, PastFact):
        own = {key: told for key, told in said.fields.items() if told not in (None, [], "", False, {})}
        yield from (key for key in sorted(said.fields) if own.get(key) != plain.get(key) and key not in _DEFAULTED)


def differing_steps(site: Path, ledger: Ledger, facts: Mapping[str, ExportedFact]) -> Iterator[str]:
    """Yield what a ledger's own steps in the histories tell otherwise than the facts and changes of its site."""
    try:
        changes = {change["id"]: change for change in json.loads((site / CHANGES).read_bytes())["changes"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return  # the audit of the edition says so
    for fact_id, past in ledger.state.history.items():
        own = next((entry for entry in past.entries if entry.edition == ledger.state.id), None)
        change = changes.get(fact_id)
        if own and fact_id in facts and own.text != facts[fact_id].text:
            yield f"“{fact_id}”: the text of its step"
        if own and own.retracted != bool(fact_id in facts and facts[fact_id].retracted):
            yield f"“{fact_id}”: whether its source was taken back"
        if own and own.unproved != bool(fact_id in facts and facts[fact_id].unproved):
            yield f"“{fact_id}”: whether it is proved"
        if (own is None) != (change is None) and (change or ledger.previous):
            yield f"“{fact_id}”: its step"
        elif own and change:
            for key in ("step", "cause", "briefing", "note", "series_break"):
                if (getattr(own, key) or "") != (change.get(key) or ""):
                    yield f"“{fact_id}”: the {key} of its step"


def differing_registers(site: Path, ledger: Ledger) -> Iterator[str]:
    """Yield what a ledger's edition and registers tell otherwise than the reference.json of its site."""
    try:
        reference = dict(json.loads((site / _REFERENCE).read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError):
        return  # the audit of the edition says so
    state = ledger.state
    for key in ("id", "title", "cutoff", "issued", "next_due", "period", "prepared_by", "note", "corrects"):
        if state.edition.get(key, "") != reference.get(f"edition/{key}", ""):
            yield f"the edition’s {key}"
    if renamed_in(reference) != state.renamed:
        yield "the former ids"
    fields = {"sources": ("title", "publisher", "document", "sha256"), "indicators": ("definition", "measure")}
    for register, records in state.records.items():
        for record_id, record in records.items():
            for key in fields.get(register, ()):
                if record.get(key, "") != reference.get(f"{register}/{record_id}/{key}", ""):
                    yield f"{register}/{record_id}: {key}"


def _folded(words: str) -> str:
    """Return words as the proof compares them: editors may write quotes and dashes otherwise than the document."""
    return fold(words).text.strip(" ")


def _same_value(value: ExportedValue | None, plain: Plain) -> bool:
    if value is None or plain["kind"] != "figures":
        return value is None and plain["kind"] != "figures"
    bounds = {Decimal(bound) for bound in plain["value"].split("/")} if "value" in plain else {None}
    hedge = (value.quantifier, value.magnitude) == (plain.get("quantifier", "exact"), plain.get("magnitude"))
    return set(value.bounds) == bounds and hedge and value.consistent


def _audit_history(evidence: Evidence, before: Ledger, told: list[str]) -> Iterator[Problem]:
    """Hold the histories that pages show against the ledger's."""
    here = evidence.reference.get("edition/id")
    for at in told:
        _, fact_id, edition, what = at.split("/")
        past = before.state.history.get(fact_id)
        entry = next((entry for entry in past.entries if entry.edition == edition), None) if past else None
        if entry is None and edition == here:
            # Its own step; the text of what it withdrew is that of the edition before.
            continue
        if entry is None or _said(entry, what) != evidence.reference[at]:
            message = f"“{at}” is not what the ledger of edition {before.state.id} tells"
            yield output_problem(_REFERENCE, 0, 0, message, AGAIN)


def _said(entry: Entry, what: str) -> str:
    return {"edition": entry.edition, "note": entry.note, "text": entry.text}.get(what, "")


def _audit_correction(evidence: Evidence, at: str, ledgers: Ledgers) -> Iterator[Problem]:
    """Hold the notice of a later correction against the ledger of the edition that made it."""
    fact_id = at.partition("/")[2]
    edition = evidence.reference[f"{at}/edition"]
    ledger = ledgers.get(edition) if edition in ledgers.names() else None
    state = under_old_ids(ledger.state, {"facts": evidence.facts}) if ledger else None
    past = state.history.get(fact_id) if state else None
    entry = past.entries[-1] if past else None
    if not (entry and entry.edition == edition and entry.corrects) or any(
        _said(entry, what) != evidence.reference.get(f"{at}/{what}", "") for what in ("note", "text")
    ):
        yield output_problem(_REFERENCE, 0, 0, f"no edition {edition} corrects “{fact_id}” so", AGAIN)

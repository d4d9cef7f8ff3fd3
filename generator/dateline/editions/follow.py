"""Follow the facts from the last edition to the one in work, and ask for what the tool cannot know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from difflib import get_close_matches

from dateline.editions.causes import entry_of, prove_change, prove_note
from dateline.editions.diff import changed_fields, diff, is_later
from dateline.editions.ledger import Ledger
from dateline.editions.renamed import joined, renames_of, under, under_old_ids
from dateline.editions.state import Entry, History, State, Step, state_of
from dateline.kept import Kept
from dateline.model.edition import Cause, Withdrawal
from dateline.model.facts import Fact
from dateline.model.project import Project
from dateline.problems import Problem, Rule
from dateline.text.names import Names

_NAMED = 5
"""Ids that a message lists."""


@dataclass(frozen=True)
class Past:
    """Hold the ledgers that the edition in work is held against; each is None where there is none."""

    base: Ledger | None = None
    """Of the edition before it."""
    own: Ledger | None = None
    """Its own, where it is published already."""
    known: frozenset[str] = frozenset()
    """The ids of all editions that were published."""
    newest: Ledger | None = None
    """The last one: it may be later than the edition in work, when an old one is built again for reading."""

    def later(self, edition: str) -> State | None:
        """Return the newest published state, if it comes after an edition."""
        return self.newest.state if self.newest and is_later(self.newest.state.id, edition) else None

    def seen_from(self, project: Project) -> Past:
        """Return the ledgers under the ids that their records have in the edition in work."""
        renames = renames_of(project)
        known = {name: [record.id for record in records] for name, records in project.registers.items()}

        def seen(ledger: Ledger | None) -> Ledger | None:
            if ledger is None:
                return None
            state = under(ledger.state, renames)
            later = is_later(state.id, project.edition.id)
            return replace(ledger, state=under_old_ids(state, known) if later else state)

        return replace(self, base=seen(self.base), own=seen(self.own), newest=seen(self.newest))


def follow(
    project: Project, past: Past, kept: Kept | None = None, faulty: AbstractSet[str] = frozenset()
) -> tuple[State, list[Problem]]:
    """Return the state of the edition in work, with the history of its facts, and what is wrong with it.

    Of facts that are `faulty`, not what their documents say, nobody is asked why they changed: they may not have to.
    """
    base, own = past.base, past.own
    actors = Names({actor.id: actor.spellings for actor in project.actors})
    if base is None:
        problems = [_nothing_before(fact) for fact in project.facts if fact.change]
        problems += [_nothing_to_correct(project)] if project.edition.corrects else []
        problems += [_never_was(withdrawal, {}) for withdrawal in project.withdrawn]
    else:
        problems = [
            *_order(project, base, past.known),
            *_sources(project, base.state),
            *_withdrawals(project, base.state, actors),
        ]
        problems += _vanished(project, base.state)
        problems += _former_ids(project, base.state)
    bare = state_of(project, {}, kept)
    history = dict(base.state.history) if base else {}
    withdrawn = {withdrawal.id: withdrawal for withdrawal in project.withdrawn}
    here = project.edition.id
    for fact in project.facts:
        known = history.get(fact.id)
        if known and known.withdrawn:
            problems.append(_used_again(fact, known))
        elif base is None or known is None:
            if base and fact.change and fact.change.cause is not Cause.NEW:
                problems.append(_nothing_before(fact))
            leaning, unproved = bool(fact.source.retracted), bool(fact.unproved)
            entry = Entry(here, Step.NEW, Cause.NEW, fact.briefing, retracted=leaning, unproved=unproved)
            history[fact.id] = History((entry,))
        else:
            fields = changed_fields(base.state, bare, fact.id)
            if (fields or fact.change) and fact.id not in faulty:
                problems += prove_change(fact, fields, base.state, bare, actors)
            entries = (
                (*known.entries, entry_of(fact, fields, here, base.state.facts[fact.id])) if fields else known.entries
            )
            history[fact.id] = History(entries)
    for fact_id in (base.state.facts.keys() if base else ()) & withdrawn.keys():
        said, known = withdrawn[fact_id], history[fact_id]
        gone = Entry(here, Step.WITHDRAWN, said.cause, known.briefing, said.note, text=known.entries[-1].text)
        history[fact_id] = History((*known.entries, gone))
    # Briefings that are gone keep their titles: their withdrawn facts keep their addresses.
    titles = {**(base.state.records["briefings"] if base else {}), **bare.records["briefings"]}
    renamed = joined(base.state.renamed, renames_of(project)) if base else {}
    state = State(bare.edition, {**bare.records, "briefings": titles}, history, renamed)
    if own is None and (after := past.later(here)):
        problems.append(_too_early(project, after))
    return state, [*_frozen(project, own.state, state, faulty)] or problems if own else problems


# ---------------------------------------------------------------- the edition and its ids


def _nothing_before(fact: Fact) -> Problem:
    message = f"“{fact.id}” gives a cause, and no edition before this one has it"
    problem: Problem = fact.origin.problem(("change",), Rule.CAUSE, message, "delete `change:`")
    return problem


def _nothing_to_correct(project: Project) -> Problem:
    message = "no edition was published before this one"
    remedy = "delete `corrects:`"
    problem: Problem = project.edition.origin.problem(("corrects",), Rule.EDITION, message, remedy)
    return problem


def _order(project: Project, base: Ledger, known: frozenset[str]) -> Iterator[Problem]:
    """Hold the edition in work against the one before it."""
    edition, before = project.edition, base.state.edition
    if edition.cutoff.text < before["cutoff"]:
        message = f"the information cutoff lies before that of edition {base.state.id}, {before['cutoff']}"
        yield edition.origin.problem(("cutoff",), Rule.EDITION, message, "write the day up to which this edition knows")
    if edition.corrects and edition.corrects not in known:
        message = f"no edition {edition.corrects} was published"
        yield edition.origin.problem(("corrects",), Rule.EDITION, message, "name a published edition")


def _too_early(project: Project, after: State) -> Problem:
    message = f"edition {after.id} is published already, and {project.edition.id} comes before it"
    remedy = f"take an id that comes after {after.id}"
    problem: Problem = project.edition.origin.problem(("id",), Rule.EDITION, message, remedy)
    return problem


def _sources(project: Project, base: State) -> Iterator[Problem]:
    """Ask that every document an edition was proved against stays what and where it was."""
    now = {source.id: source for source in project.sources}
    for source_id, old in base.records["sources"].items():
        source = now.get(source_id)
        if source and source.document != old["document"]:
            message = f"edition {base.id} knows the document of “{source_id}” as {old['document']}"
            remedy = "give the file its name back: old editions are proved against it"
            yield source.origin.problem(("document",), Rule.REPLACED, message, remedy)
        if source and source.sha256 != old["sha256"]:
            message = f"edition {base.id} was proved against another document of the id “{source_id}”"
            remedy = "keep that document, and add this one as a source of its own; `superseded_by:` leads to it"
            yield source.origin.problem(("sha256",), Rule.REPLACED, message, remedy)
        elif not source and not project.gaps:
            message = f"the source “{source_id}”, which edition {base.id} was proved against, is gone or has a new id"
            path = f"seeds/{old['document']}"
            yield Problem(
                path, 0, 0, Rule.REPLACED, message, "bring it back, with its record: old editions stay proved"
            )


def _former_ids(project: Project, base: State) -> Iterator[Problem]:
    """Name the records whose id was another's: it would lead readers of old editions astray."""
    for name, records in project.registers.items():
        former = base.renamed.get(name, {})
        for record in records:
            if record.id in former:
                message = f"the id “{record.id}” was that of “{former[record.id]}” in an edition before"
                yield record.origin.problem(
                    ("id",), Rule.DUPLICATE_ID, message, "take a new id: an id is never used again"
                )


def _withdrawals(project: Project, base: State, actors: Names[str]) -> Iterator[Problem]:
    for withdrawal in project.withdrawn:
        if withdrawal.id not in base.history:
            yield _never_was(withdrawal, base.facts)
        for message, remedy in prove_note(withdrawal.note, base, withdrawal.id, actors):
            yield withdrawal.origin.problem(("note",), Rule.PROSE, message, remedy)


def _never_was(withdrawal: Withdrawal, known: Iterable[str]) -> Problem:
    near = get_close_matches(withdrawal.id, known, n=1)
    remedy = f"did you mean `{near[0]}`?" if near else "delete it: what was not published is just left out"
    message = f"no edition has a fact “{withdrawal.id}”"
    problem: Problem = withdrawal.origin.problem(("id",), Rule.UNKNOWN_ID, message, remedy)
    return problem


def _vanished(project: Project, base: State) -> Iterator[Problem]:
    """Name the facts that are gone without a word."""
    if project.gaps:
        return  # one that has a fault of form is not gone
    said = {withdrawal.id for withdrawal in project.withdrawn} | project.by_id.keys()
    slugs = {briefing.slug for briefing in project.briefings}
    for fact_id, fact in base.facts.items():
        if fact_id not in said:
            path = f"briefings/{fact['briefing']}" if fact["briefing"] in slugs else "briefings"
            message = f"“{fact_id}” stood in edition {base.id} and is gone"
            remedy = f"bring it back, or write under `withdrawn:` in a file of its briefing: {{id: {fact_id}, note: …}}"
            yield Problem(path, 0, 0, Rule.VANISHED, message, remedy)


def _used_again(fact: Fact, past: History) -> Problem:
    message = f"the id “{fact.id}” was withdrawn in edition {past.entries[-1].edition}"
    remedy = "take a new id: an id is never used again"
    problem: Problem = fact.origin.problem(("id",), Rule.DUPLICATE_ID, message, remedy)
    return problem


def _published(project: Project, differing: list[str]) -> Problem:
    """Say that the edition in work is published, and other facts stand under its id now."""
    edition = project.edition
    more = f" and {len(differing) - _NAMED} more" if len(differing) > _NAMED else ""
    names = ", ".join(f"“{fact_id}”" for fact_id in differing[:_NAMED]) + more
    message = f"edition {edition.id} is published, and the facts are no longer those that it froze: {names}"
    remedy = "give the edition in work a new id; a second one of the same day ends in .2"
    problem: Problem = edition.origin.problem(("id",), Rule.PUBLISHED, message, remedy)
    return problem


def _frozen(project: Project, own: State, state: State, faulty: AbstractSet[str]) -> Iterator[Problem]:
    """Name the facts, or else each field of the edition in work, that are not what was published under its id.

    Where a record could not be read, what is missing may be there: it has a problem of its own, which is told.
    """
    if differing := [found.id for found in diff(own, state)]:
        said = {withdrawal.id for withdrawal in project.withdrawn} | project.by_id.keys()
        unread = own.facts.keys() - said if project.gaps else set()
        if sure := [fact_id for fact_id in differing if fact_id not in faulty | unread]:
            yield _published(project, sure)
        return
    for name in dict.fromkeys((*state.edition, *own.edition)):
        was, now = own.edition.get(name), state.edition.get(name)
        if was != now:
            told = f"with `{name}: {was}`" if was is not None else f"without `{name}:`"
            message = f"edition {project.edition.id} is published {told}, and a published edition never changes"
            remedy = "give the edition in work a new id; a second one of the same day ends in .2"
            yield project.edition.origin.problem((name,), Rule.PUBLISHED, message, remedy)

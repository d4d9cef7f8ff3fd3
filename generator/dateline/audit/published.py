"""Audit a folder of published editions: every byte, the chain of ledgers, and every edition's pages and facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from dateline.audit import Audit, audit
from dateline.audit.evidence import output_problem, read_facts
from dateline.audit.manifest import differences, hash_files
from dateline.audit.past import differing
from dateline.editions.ledger import Ledger
from dateline.editions.state import State
from dateline.problems import Problem, Rule, Severity
from dateline.read.ledgers import EDITIONS, Ledgers
from dateline.render.public import LATEST, known_editions, parse_versions

_VERSIONS = "versions.json"
_HOSTS = frozenset({"CNAME", "robots.txt"})
_WORK = ".dateline"
_READY = f"{_WORK}/ready"
_BRING_BACK = "bring back the ledger that was published"


def is_public(folder: Path) -> bool:
    """Tell whether a folder is one of published editions, not a single site."""
    return any((folder / name).exists() for name in (_VERSIONS, _WORK, LATEST))


def audit_public(public: Path, root: Path) -> Audit:
    """Audit every published edition against its ledger, the documents and the pages' own marks."""
    ledgers = Ledgers(root)
    problems: list[Problem] = []
    pages = numbers = facts = 0
    moving = _moving(public)
    if moving:
        message = f"the publishing of edition {moving} was interrupted"
        remedy = "publish again: the next publish ends it first"
        problems.append(Problem(_READY, 0, 0, Rule.PUBLISHED, message, remedy, Severity.WARNING))
    names = ledgers.names()
    before: Ledger | None = None
    for earlier, name in zip((None, *names), names, strict=False):
        ledger = ledgers.get(name)
        # Against a damaged ledger everything would look changed.
        if ledger and (before or not earlier):
            ledgers.check_link(ledger, earlier)
            problems += _audit_history(before.state if before else None, ledger.state)
        before = ledger
        if not ledger or name == moving:
            continue
        problems += differences(ledger.files, hash_files(public / name), f"{name}/")
        problems += _audit_facts(public / name, ledger)
        found = audit(public / name, root)
        problems += [replace(problem, file=f"{name}/{problem.file}") for problem in found.problems]
        pages, numbers, facts = pages + found.pages, numbers + found.numbers, facts + found.facts
    problems += ledgers.problems
    problems += _audit_root(public, names, moving)
    if before and not moving:
        problems += differences(before.beside, dict(_beside(public)), "")
        problems += differences(before.files, hash_files(public / LATEST), f"{LATEST}/")
    return Audit(tuple(sorted(set(problems))), pages, numbers, facts)


def _moving(public: Path) -> str | None:
    """Return the edition whose publishing was interrupted, if one was."""
    try:
        return (public / _READY / "id").read_text("utf-8")
    except OSError:
        return None


def _beside(public: Path) -> Iterator[tuple[str, str]]:
    """Yield the files beside the editions' folders with their hashes; those of the host are its own affair."""
    for path in sorted(public.iterdir()):
        if path.is_file() and path.name not in _HOSTS and (path.name[0] != "." or path.name == ".nojekyll"):
            yield path.name, sha256(path.read_bytes()).hexdigest()


def _audit_root(public: Path, names: list[str], moving: str | None) -> Iterator[Problem]:
    """Hold the list of versions and the folders against the ledgers."""
    try:
        versions = parse_versions((public / _VERSIONS).read_bytes())
    except (OSError, ValueError) as error:
        said = "missing" if isinstance(error, OSError) else "not a list of editions"
        nothing_yet = not names and not (public / LATEST).exists()
        if not (moving or nothing_yet):
            yield output_problem(_VERSIONS, 0, 0, f"it is {said}", "bring back the one that was published")
        versions = []
    else:
        listed = [name for name in known_editions(versions) if name != moving]
        if listed != [name for name in names if name != moving]:
            message = (
                f"it lists {', '.join(listed) or 'no edition'}; ledgers in {EDITIONS}: {', '.join(names) or 'none'}"
            )
            yield output_problem(_VERSIONS, 0, 0, message, "bring back what was published, or the ledgers")
    for path in sorted(public.iterdir()):
        if path.is_symlink() and path.name not in _HOSTS and (path.name[0] != "." or path.name == ".nojekyll"):
            yield output_problem(path.name, 0, 0, "it is a link to something else", "put the published copy there")
        if path.is_dir() and path.name[0] != "." and path.name not in {*names, LATEST, moving}:
            yield output_problem(f"{path.name}/", 0, 0, "the folder is no published edition", "take it away")


def _audit_facts(folder: Path, ledger: Ledger) -> Iterator[Problem]:
    """Hold the facts of a ledger against those that were published."""
    try:
        published = read_facts(folder)
    except (OSError, ValueError):
        return  # the audit of the edition says so
    path = f"{EDITIONS}/{ledger.state.id}.json"
    for fact_id in sorted(published.keys() | ledger.state.facts.keys()):
        fact, plain = published.get(fact_id), ledger.state.facts.get(fact_id)
        wrong = ["the id"] if fact is None or plain is None else [*differing(fact, plain, ledger)]
        if wrong:
            message = f"“{fact_id}” is not what was published: {', '.join(wrong)}"
            yield Problem(path, 0, 0, Rule.LEDGER, message, _BRING_BACK)


def _audit_history(before: State | None, after: State) -> Iterator[Problem]:
    """Hold each history of a ledger against the one before: an edition adds its own step, and changes none."""
    path = f"{EDITIONS}/{after.id}.json"
    for fact_id, past in after.history.items():
        known = before.history.get(fact_id) if before else None
        earlier = known.entries if known else ()
        if past.entries[: len(earlier)] != earlier or any(
            entry.edition != after.id for entry in past.entries[len(earlier) :]
        ):
            message = f"it tells the history of “{fact_id}” otherwise than the ledger before"
            yield Problem(path, 0, 0, Rule.LEDGER, message, _BRING_BACK)
        if past.withdrawn == (fact_id in after.facts):
            message = f"its history of “{fact_id}” does not fit its facts"
            yield Problem(path, 0, 0, Rule.LEDGER, message, _BRING_BACK)
    lost = after.facts.keys() | (before.history.keys() if before else set())
    for fact_id in sorted(lost - after.history.keys()):
        message = f"it has no history of “{fact_id}”"
        yield Problem(path, 0, 0, Rule.LEDGER, message, _BRING_BACK)

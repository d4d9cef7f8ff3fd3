"""Audit a folder of published editions: every byte, the chain of ledgers, and every edition's pages and facts."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lxml import etree

from dateline.audit import Audit, audit
from dateline.audit.evidence import read_facts
from dateline.audit.manifest import differences, hash_file, hash_files, hash_packed
from dateline.audit.past import differing, differing_registers, differing_steps
from dateline.audit.takenback import unmarked_in_feed
from dateline.audit.words import output_problem
from dateline.editions.ledger import Ledger, LedgerError, load_ledger
from dateline.editions.renamed import under
from dateline.editions.state import State
from dateline.model.edition import edition_order
from dateline.problems import Problem, Rule, Severity
from dateline.progress import Tell, untold
from dateline.read.ledgers import EDITIONS, Ledgers
from dateline.render.public import LATEST, add_version, parse_versions, versions_text

WORK = ".dateline"
"""Where a publish makes its pieces ready; hosts leave hidden names out, and it is gone in the end."""
READY = f"{WORK}/ready"
"""Whatever lies there is published, and only has to be moved into its place."""
HOSTS = frozenset({"CNAME", "robots.txt", ".gitattributes", ".gitignore"})
"""Files that a host wants in its folder."""
_VERSIONS = "versions.json"
_FEED = "feed.xml"
_ASIDE = f".{LATEST}.old"
"""The latest copy while it is replaced, where the system cannot exchange two folders; the next publish ends it."""
_BRING_BACK = "bring back what was published, from the server, a backup or the project’s history"
_SHOWN = 5
"""Facts that a message lists."""


def is_public(folder: Path) -> bool:
    """Tell whether a folder is one of published editions, not a single site."""
    if any((folder / name).exists() for name in (_VERSIONS, WORK, LATEST)):
        return True
    return not (folder / "data").exists() and any(folder.glob("[0-9]*/data/facts.json"))


@dataclass
class _Public:
    """Audit one folder."""

    folder: Path
    root: Path
    tell: Tell = untold
    problems: list[Problem] = field(default_factory=list)
    pages: int = 0
    prints: int = 0
    numbers: int = 0
    facts: int = 0

    def report(self, path: str, message: str, remedy: str = _BRING_BACK) -> None:
        """Keep a problem of the folder."""
        self.problems.append(output_problem(path, 0, 0, message, remedy))

    # ------------------------------------------------------------ the chain

    def audit(self) -> None:
        """Audit all there is."""
        ledgers = Ledgers(self.root)
        names = ledgers.names()
        moving = self.moving(ledgers)
        if moving and moving.state.id not in names:
            names.append(moving.state.id)
        chain: list[Ledger] = []
        whole = True
        for earlier, name in zip((None, *names), names, strict=False):
            ledger = moving if moving and name == moving.state.id else ledgers.get(name)
            if ledger is None:
                whole = False  # against a damaged ledger everything would look changed
                continue
            if not earlier or (chain and chain[-1].state.id == earlier):
                ledgers.check_link(ledger, earlier)
                self.problems += _audit_history(chain[-1].state if chain else None, ledger.state)
            chain.append(ledger)
            self.edition(ledger, moving=ledger is moving)
            self.packed(ledger, moving=ledger is moving)
        self.problems += ledgers.problems
        self.strangers({*names, LATEST})
        if whole and chain:
            self.beside(chain, moving=moving is not None)
        elif not names and not (self.folder / WORK).exists():
            remedy = f"publish one, bring back the ledgers in {EDITIONS}, or name another folder"
            self.report(".", "no edition of this project is published here", remedy)

    def moving(self, ledgers: Ledgers) -> Ledger | None:
        """Return the ledger of the edition whose publishing was interrupted, if one was."""
        path = self.folder / READY / "ledger.json"
        if not path.exists():
            return None  # it goes last: whatever is left then is only to be deleted
        try:
            ledger = load_ledger(path.read_bytes())
        except (OSError, LedgerError) as error:
            said = f"it cannot be read: {error.strerror}" if isinstance(error, OSError) else str(error)
            self.report(f"{READY}/ledger.json", said, f"delete {WORK}/, and publish again")
            return None
        edition, names = ledger.state.id, ledgers.names()
        own = ledgers.get(edition) if edition in names else None
        if max((edition, *names), key=edition_order) != edition or (own and own.sha256 != ledger.sha256):
            message = f"edition {edition}, which was made ready here, does not follow the ledgers of this project"
            self.report(READY, message, f"delete {WORK}/")
            return None
        message = f"the publishing of edition {ledger.state.id} was interrupted"
        remedy = "publish again: the next publish ends it first"
        self.problems.append(Problem(READY, 0, 0, Rule.PUBLISHED, message, remedy, Severity.WARNING))
        return ledger

    # ------------------------------------------------------------ one edition

    def edition(self, ledger: Ledger, *, moving: bool) -> None:
        """Audit the folder of an edition."""
        name = ledger.state.id
        folder = self.folder / name
        if moving and not folder.exists():
            name, folder = f"{READY}/edition", self.folder / READY / "edition"
        if not folder.is_dir():
            self.report(f"{name}/", "the edition has a ledger, and its folder is missing")
            return
        self.tell(f"edition {ledger.state.id}: comparing {len(ledger.files):,} files")
        self.problems += differences(ledger.files, hash_files(folder), f"{name}/", _BRING_BACK)
        self.problems += _audit_facts(folder, ledger)
        found = audit(folder, self.root, tell=lambda doing: self.tell(f"edition {ledger.state.id}: {doing}"))
        self.problems += [
            replace(problem, file=f"{name}/{problem.file}") if problem.rule is Rule.OUTPUT else problem
            for problem in found.problems
            # The ledger has told of the files already, and better.
            if not (problem.message.startswith("the file ") and problem.rule is Rule.OUTPUT)
        ]
        self.pages += found.pages
        self.prints += found.prints
        self.numbers += found.numbers
        self.facts += found.facts

    def packed(self, ledger: Ledger, *, moving: bool) -> None:
        """Hold what an edition's archive unpacks to against the ledger; how it is compressed is of no matter."""
        name = f"{ledger.state.id}.zip"
        try:
            found = hash_packed(self.folder / name)
        except FileNotFoundError:
            if not moving:
                self.report(name, "it is missing")
        except (OSError, BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error):
            self.report(name, "it is no archive that can be read")
        else:
            listed = {f"{ledger.state.id}/{path}": digest for path, digest in ledger.files.items()}
            self.problems += differences(listed, found, f"{name}/", _BRING_BACK)

    # ------------------------------------------------------------ what stands beside the editions

    def strangers(self, known: set[str]) -> None:
        """Name what is neither an edition's nor a host's."""
        try:
            listed = {version.version for version in parse_versions((self.folder / _VERSIONS).read_bytes())}
        except (OSError, ValueError):
            listed = set()  # which is told of where the list is held against the ledgers
        for path in sorted(self.folder.iterdir()):
            if path.name in (".git", WORK) or (path.name == _ASIDE and (self.folder / WORK).exists()):
                continue
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                self.report(path.name, "it is a link, or no file at all", "put the published copy there")
            elif path.is_dir() and path.name in listed - known:
                self.report(f"{path.name}/", "the edition has no ledger", f"bring back its ledger in {EDITIONS}")
            elif path.is_dir() and path.name not in known:
                self.report(f"{path.name}/", "the folder is no published edition", "take it away")

    def beside(self, chain: list[Ledger], *, moving: bool) -> None:
        """Hold the latest copy, the list of versions and the other files against the newest ledger.

        While an edition moves into place, each of them may still be that of the edition before.
        """
        newest = chain[-1]
        archives = {f"{ledger.state.id}.zip" for ledger in chain}
        before = chain[-2] if moving and len(chain) > 1 else None
        found = {
            path.name: hash_file(path)
            for path in self.folder.iterdir()
            if path.is_file() and path.name not in HOSTS and path.name not in (_VERSIONS, ".git", *archives)
        }
        links = {path.name for path in self.folder.iterdir() if path.is_symlink()}  # they are told of already
        earlier = before.beside if before else {}
        listed = {**newest.beside, **{path: digest for path, digest in found.items() if digest == earlier.get(path)}}
        if moving:
            listed = {path: digest for path, digest in listed.items() if path in found}
        listed, found = ({path: files[path] for path in files.keys() - links} for files in (listed, found))
        self.problems += differences(listed, found, "", _BRING_BACK)
        latest = hash_files(self.folder / LATEST)
        if not (before and latest == before.files) and not (moving and not latest):
            self.problems += differences(newest.files, latest, f"{LATEST}/", _BRING_BACK)
        self.versions(chain, moving=moving)
        self.feed(newest.state)

    def feed(self, state: State) -> None:
        """See that the feed says of the newest edition’s facts what is not proved, and whose source was taken back."""
        try:
            plain = etree.XMLParser(resolve_entities=False, no_network=True)
            told = etree.fromstring((self.folder / _FEED).read_bytes(), plain)
            texts = json.loads((self.folder / state.id / "data/reference.json").read_bytes())
            words = {name: texts[f"mark/{name}"] for name in ("retracted", "unproved")}
        except (OSError, ValueError, KeyError, etree.XMLSyntaxError):
            return  # it is told where they are held against their hashes; the first editions have no such words
        for message in unmarked_in_feed(told, state, words):
            self.report(_FEED, message, "mend the template `public/feed.xml.j2`")

    def versions(self, chain: list[Ledger], *, moving: bool) -> None:
        """Hold the list of versions against the ledgers."""
        try:
            content = (self.folder / _VERSIONS).read_bytes()
            listed = parse_versions(content)
        except OSError:
            if not (moving and len(chain) == 1):
                self.report(_VERSIONS, "it is missing")
            return
        except ValueError:
            self.report(_VERSIONS, "it is not a list of editions")
            return
        made: list[Any] = []
        lists = [made]
        for ledger in chain:
            made = add_version(made, ledger.state, ledger.name, ledger.sha256)
            lists.append(made)
        made = lists[-2] if moving and listed == lists[-2] else lists[-1]
        if [version.version for version in listed] != [version.version for version in made]:
            stands = ", ".join(version.version for version in reversed(listed)) or "no edition"
            ledgers = ", ".join(ledger.state.id for ledger in chain)
            self.report(_VERSIONS, f"it lists {stands}; ledgers in {EDITIONS}: {ledgers}")
        elif listed != made:
            other = [new.version for old, new in zip(listed, made, strict=True) if old != new]
            self.report(_VERSIONS, f"it tells otherwise than the ledger of {', '.join(reversed(other))}")
        elif content != versions_text(made).encode():
            self.report(_VERSIONS, "the file has other bytes than were written")


def audit_public(public: Path, root: Path, *, tell: Tell = untold) -> Audit:
    """Audit every published edition against its ledger, the documents and the pages' own marks."""
    run = _Public(public, root, tell)
    run.audit()
    return Audit(tuple(sorted(set(run.problems))), run.pages, run.prints, run.numbers, run.facts)


def _audit_facts(folder: Path, ledger: Ledger) -> Iterator[Problem]:
    """Hold the facts and registers of a ledger against those that were published."""
    try:
        published = read_facts(folder)
    except (OSError, ValueError):
        return  # the audit of the edition says so
    wrong: dict[str, list[str]] = {}
    for fact_id in sorted(published.keys() | ledger.state.facts.keys()):
        fact, plain = published.get(fact_id), ledger.state.facts.get(fact_id)
        wrong[fact_id] = ["the id"] if fact is None or plain is None else [*differing(fact, plain, ledger)]
    told = [f"“{fact_id}”: {', '.join(fields)}" for fact_id, fields in wrong.items() if fields]
    told += differing_steps(folder, ledger, published)
    told += differing_registers(folder, ledger)
    path = f"{EDITIONS}/{ledger.state.id}.json"
    if told:
        more = f"; and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
        message = f"it does not tell what was published: {'; '.join(told[:_SHOWN])}{more}"
        yield Problem(path, 0, 0, Rule.LEDGER, message, _BRING_BACK)


def _audit_history(before: State | None, after: State) -> Iterator[Problem]:
    """Hold each history of a ledger against the one before: an edition adds its own step, and changes none."""
    path = f"{EDITIONS}/{after.id}.json"
    before = under(before, after.renamed) if before else None
    for name, former in before.renamed.items() if before else ():
        for record_id in sorted(former.keys() - after.renamed.get(name, {}).keys()):
            message = f"it does not tell any more which of the {name} was “{record_id}”"
            yield Problem(path, 0, 0, Rule.LEDGER, message, _BRING_BACK)
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

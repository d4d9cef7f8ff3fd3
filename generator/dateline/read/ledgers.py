"""Read the ledgers of published editions: those that the edition in work is held against."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter, ValidationError

from dateline.editions.follow import Past
from dateline.editions.ledger import Ledger, LedgerError, load_ledger
from dateline.kept import Kept
from dateline.model.edition import EditionId, edition_order
from dateline.problems import Problem, Rule
from dateline.read.files import list_files, read_file

EDITIONS = "briefings/editions"
_RESTORE = "bring back the file that `dateline publish` wrote, from the project’s history"
_edition_id: TypeAdapter[str] = TypeAdapter(EditionId)


@dataclass
class Ledgers:
    """Read ledgers, each once, and keep what is wrong with them."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    kept: Kept = field(default_factory=Kept)
    _read: dict[str, Ledger | None] = field(default_factory=dict)

    def names(self) -> list[str]:
        """Return the ids of the editions that have a ledger, the oldest first."""
        names = []
        for entry in list_files(self.root, EDITIONS):
            path = PurePosixPath(entry if isinstance(entry, str) else entry.file)
            if path.suffix != ".json" or path.parent.as_posix() != EDITIONS:
                continue
            try:
                names.append(_edition_id.validate_python(path.stem))
            except ValidationError:
                self._report(path.as_posix(), "its name is not an edition’s id", "take it out of this folder")
        return sorted(names, key=edition_order)

    def get(self, edition: str) -> Ledger | None:
        """Return a ledger; None where it cannot be read, which is then among the problems."""
        if edition not in self._read:
            self._read[edition] = self._load(edition)
        return self._read[edition]

    def _load(self, edition: str) -> Ledger | None:
        path = f"{EDITIONS}/{edition}.json"
        found = read_file(self.root, path)
        if found.problem:
            self.problems.append(found.problem)
            return None
        try:
            ledger = self.kept.get(("ledger", found.content), lambda: load_ledger(found.content))
        except LedgerError as error:
            self._report(path, str(error), _RESTORE)
            return None
        if ledger.state.id != edition:
            self._report(path, f"it is the ledger of edition {ledger.state.id}", _RESTORE)
            return None
        return ledger

    def check_link(self, ledger: Ledger, before: str | None) -> None:
        """Hold a ledger's link against the bytes of the ledger before it."""
        path = f"{EDITIONS}/{ledger.state.id}.json"
        link = ledger.previous
        if (link.edition if link else None) != before:
            named = f"edition {link.edition}" if link else "no edition"
            stands = f"edition {before}" if before else "none"
            self._report(path, f"it names {named} as the one before, and here that is {stands}", _RESTORE)
        elif link:
            found = read_file(self.root, f"{EDITIONS}/{before}.json")
            if found.content and sha256(found.content).hexdigest() != link.sha256:
                message = f"it was edited after edition {ledger.state.id} was published: its hash is another"
                self._report(f"{EDITIONS}/{before}.json", message, _RESTORE)

    def _report(self, path: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(path, 0, 0, Rule.LEDGER, message, remedy))


def read_past(root: Path, edition: str, kept: Kept | None = None) -> tuple[Past, list[Problem]]:
    """Read the ledgers that an edition in work is held against: the one before it, its own, the last.

    However many editions there are, at most three ledgers are read, and one more hashed for each.
    """
    ledgers = Ledgers(root, kept=kept or Kept())
    names = ledgers.names()
    earlier = [name for name in names if edition_order(name) < edition_order(edition)]
    wanted = {"base": earlier[-1:], "own": [edition] if edition in names else [], "newest": names[-1:]}
    found = {role: ledgers.get(name[0]) if name else None for role, name in wanted.items()}
    for ledger in {id(ledger): ledger for ledger in found.values() if ledger}.values():
        at = names.index(ledger.state.id)
        ledgers.check_link(ledger, names[at - 1] if at else None)
    return Past(known=frozenset(names), **found), ledgers.problems

"""Publish an edition: build it, audit it, freeze it; all of it or nothing.

Everything is made ready in one folder, which then gets its final name in one step. From there on the publishing
happens: what is stopped later is ended by whoever publishes next, piece by piece, each piece by one rename.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dateline.audit import Audit
from dateline.audit.manifest import hash_files
from dateline.audit.published import HOSTS, READY, WORK
from dateline.build import Staged, staged
from dateline.compiled import open_environment
from dateline.editions.ledger import Ledger, LedgerError, dump_ledger, load_ledger
from dateline.interrupts import undisturbed
from dateline.mirror import carry, held, pack, recover, write_whole
from dateline.mirror import replace as replace_folder
from dateline.prepare import Checked, check
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, untold
from dateline.read.ledgers import EDITIONS, Ledgers
from dateline.render.pages import moved_pages
from dateline.render.public import (
    LATEST,
    Version,
    add_version,
    known_editions,
    parse_versions,
    render_beside,
    versions_text,
)

_FOLDER_MODE, _FILE_MODE = 0o755, 0o644
_OURS = ("briefings", "seeds", "templates", "build")
"""Folders of a project in which nothing is published."""


@dataclass(frozen=True)
class Published:
    """Hold what was published."""

    edition: str
    audit: Audit | None
    """None where an interrupted publish was ended, which had audited it."""
    ledger: Path
    folder: Path


def publish(
    root: Path,
    edition: str | None,
    to: Path,
    say: Callable[[str], None] = lambda _line: None,
    tell: Tell = untold,
) -> Published:
    """Publish the edition in work into a folder, after ending what was interrupted there, which is said.

    Raise ProblemsError, with the folder and the ledgers as they were, where anything is wrong.
    """
    try:
        with held(to) as ours:
            if not ours:
                raise ProblemsError([_problem(to, "someone else is publishing into this folder", "wait for them")])
            return _publish(root, edition, to, say, tell)
    except OSError as error:
        message = f"it cannot be read or written: {error.strerror or 'not every file could be copied'}"
        where = str(error.filename or to)
        problem = Problem(where, 0, 0, Rule.PUBLISHED, message, "check the path, its permissions and the room left")
        raise ProblemsError([problem]) from error


def _publish(root: Path, edition: str | None, to: Path, say: Callable[[str], None], tell: Tell) -> Published:
    if inside := _inside(root, to):
        raise ProblemsError([_problem(to, f"the folder lies in {inside}", "choose another --to")])
    with undisturbed():
        ended = finish(root, to)
    if ended:
        said = f"The publishing of edition {ended} was interrupted, and is ended now"
        say(f"{said}; commit its ledger: {EDITIONS}/{ended}.json")
    checked = check(root, tell)
    here = checked.project.edition.id
    if checked.problems:
        raise ProblemsError(list(checked.problems))
    if edition not in (None, here):
        message = f"the edition in work is {here}, not {edition}"
        problem = checked.project.edition.origin.problem(("id",), Rule.EDITION, message, "mend `id:`, or leave it out")
        raise ProblemsError([problem])
    ledger = root / EDITIONS / f"{here}.json"
    if ended == here:
        return Published(here, None, ledger, to)
    versions = _read_versions(root, to, checked)
    with staged(root, checked, published=True, tell=tell) as made:
        tell("laying out the edition")
        try:
            fresh = _make_ready(root, to, checked, made, versions)
            with undisturbed():
                fresh.rename(to / READY)
                finish(root, to)
        except BaseException:
            with undisturbed():
                if not (to / READY).exists():  # else it is published, and whoever comes next ends it
                    shutil.rmtree(to / WORK, ignore_errors=True)
            raise
    return Published(here, made.audit, ledger, to)


# ---------------------------------------------------------------- may it be published here?


def _inside(root: Path, to: Path) -> str | None:
    """Tell in what a folder lies that publishing would damage: a part of the project, a site, or other editions."""
    place = to.resolve()
    if name := next((name for name in _OURS if place.is_relative_to((root / name).resolve())), None):
        return f"the project’s {name}/"
    for folder in place.parents:
        if (folder / "data" / "facts.json").exists():
            return "a site"
        if (folder / "versions.json").exists():
            return "a folder of editions"
    return None


def _read_versions(root: Path, to: Path, checked: Checked) -> list[Version]:
    """Return the editions that stand in a folder; raise ProblemsError where this one cannot join them."""
    here = checked.project.edition.id
    file = to / "versions.json"
    if not file.is_file():
        strange = sorted(path.name for path in to.iterdir() if path.name[0] != "." and path.name not in HOSTS)
        if strange:
            message = f"the folder holds something else, and no versions.json: {', '.join(strange[:5])}"
            raise ProblemsError([_problem(to, message, "choose another --to, or an empty folder")])
        versions = []
    else:
        try:
            versions = parse_versions(file.read_bytes())
        except ValueError as error:
            remedy = "bring back the one that was published"
            raise ProblemsError([_problem(file, "it is not a list of editions", remedy)]) from error
    published = list(known_editions(versions))
    known = [name for name in Ledgers(root).names() if name != here]
    if here in published:
        remedy = "a published edition never changes: give the edition in work a new id; a correction ends in .2"
        raise ProblemsError([_problem(to / here, f"edition {here} is published already", remedy)])
    if lost := [name for name in known if name not in published]:
        message = f"editions that have a ledger are not in this folder: {', '.join(lost)}"
        remedy = "publish into the folder that has them, or publish them here first, each from its own commit"
        raise ProblemsError([_problem(to, message, remedy)])
    if strange := [name for name in published if name not in known]:
        message = f"editions stand here that have no ledger: {', '.join(strange)}"
        remedy = f"bring back their ledgers in {EDITIONS}, or choose the folder of this project"
        raise ProblemsError([_problem(to, message, remedy)])
    base = checked.past.base
    if base and versions[0].properties.ledger != base.sha256:
        # The new list is made from it, and would tell what was edited in as published.
        message = f"it is not the list that was published with edition {base.state.id}"
        raise ProblemsError([_problem(file, message, "bring back the one that was published")])
    if (to / here).exists():
        message = "a folder of this name stands here, and no edition of this name was published"
        raise ProblemsError([_problem(to / here, message, "move it away")])
    return versions


def _problem(path: Path, message: str, remedy: str) -> Problem:
    return Problem(str(path), 0, 0, Rule.PUBLISHED, message, remedy)


# ---------------------------------------------------------------- making ready


def _make_ready(root: Path, to: Path, checked: Checked, made: Staged, versions: list[Version]) -> Path:
    """Lay out every piece of an edition in a folder beside its place, and return it; its final name makes it public."""
    state = made.rendered.state
    # Read now, while no other build of the project runs: someone may have published it elsewhere since the check.
    ledgers = Ledgers(root)
    own = ledgers.get(state.id) if state.id in ledgers.names() else None
    environment = open_environment(root, made.language)
    name = environment.filters["date"](state.id.partition(".")[0])
    name += f" ({state.id.partition('.')[2]})" if "." in state.id else ""
    files = hash_files(made.folder)
    # They lead on to pages that are listed.
    moved = {path.removesuffix(".md") + ".html" for path in moved_pages(made.rendered.project, state.renamed)}
    base = checked.past.base
    beside = render_beside(
        environment,
        state,
        add_version(versions, state, name),
        pages=[path for path in files if path.endswith(".html") and path not in moved],
        seed=_feed_seed(ledgers, files),
        language=made.language,
        site_url=made.site_url,
        site_name=made.site_name,
    )
    ledger = Ledger(
        state=state,
        previous=base.link if base else None,
        name=name,
        files=files,
        beside={path: sha256(text.encode()).hexdigest() for path, text in beside.items()},
    )
    text = dump_ledger(ledger)
    digest = sha256(text.encode()).hexdigest()
    if own and digest != own.sha256:
        raise ProblemsError([_other_bytes(root, own, ledger)])
    # It names the ledger by its hash, so that the newest one is held by something too.
    beside["versions.json"] = versions_text(add_version(versions, state, name, digest))
    _try_ledger(root, state.id, text)
    work = to / WORK
    shutil.rmtree(work, ignore_errors=True)
    fresh = work / "fresh"
    (fresh / "beside").mkdir(parents=True)
    shutil.copytree(made.folder, fresh / LATEST)
    carry(made.folder, fresh / "edition").rename(fresh / "edition")
    for path, content in beside.items():
        (fresh / "beside" / path).write_text(content, "utf-8")
    pack(fresh / "edition", fresh / "beside" / f"{state.id}.zip")
    (fresh / "ledger.json").write_bytes(text.encode())
    _open_to_readers(fresh)
    return fresh


def _try_ledger(root: Path, edition: str, text: str) -> None:
    """Write the ledger beside its place and take it away: after the commit it must not fail."""
    folder = root / EDITIONS
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f".{edition}.json"
    try:
        place.write_bytes(text.encode())
    finally:
        place.unlink(missing_ok=True)


def _open_to_readers(folder: Path) -> None:
    """Let a web server of another user read what is published, whatever the publisher's umask."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(_FOLDER_MODE if path.is_dir() else _FILE_MODE)


def _feed_seed(ledgers: Ledgers, files: Mapping[str, str]) -> str:
    """Return what tells the feed of this project from others: the facts of its first edition."""
    first = ledgers.get(ledgers.names()[0]) if ledgers.names() else None
    return (first.files if first else files)["data/facts.json"]


def _other_bytes(root: Path, own: Ledger, ledger: Ledger) -> Problem:
    """Say why an edition that has a ledger cannot be published as something else."""
    pairs = (own.files, ledger.files), (own.beside, ledger.beside)
    differing = [
        path for old, new in pairs for path in sorted(old.keys() | new.keys()) if old.get(path) != new.get(path)
    ]
    message = f"edition {own.state.id} is published, and this build of it has other bytes"
    message += f": {len(differing):,} files, {differing[0]} the first" if differing else ""
    remedy = "publish from the commit that published it, or give the edition in work a new id"
    return _problem(root / EDITIONS / f"{own.state.id}.json", message, remedy)


# ---------------------------------------------------------------- into place


def finish(root: Path, to: Path) -> str | None:
    """Move what was made ready into its place, also after an interruption; return the edition, or None.

    Each piece moves by one rename, and what has moved is not moved again, so that this may be stopped and begun anew.
    The ledger goes first and its piece goes last: it tells which edition it is.
    Raise ProblemsError, with nothing moved, where what lies there is not what a publish made ready.
    """
    ready = to / READY
    if not (ready / "ledger.json").is_file():
        shutil.rmtree(to / WORK, ignore_errors=True)
        return None
    content = (ready / "ledger.json").read_bytes()
    edition = _ready_edition(root, to, content)
    (root / EDITIONS).mkdir(parents=True, exist_ok=True)
    write_whole(root / EDITIONS / f"{edition}.json", content)
    (root / EDITIONS / f"{edition}.json").chmod(_FILE_MODE)
    if (ready / "edition").exists():
        (ready / "edition").rename(to / edition)
    for path in sorted((ready / "beside").iterdir()):
        path.replace(to / path.name)
    recover(to / LATEST)
    if _edition_of(to / LATEST) != edition:
        replace_folder(ready / LATEST, to / LATEST)
    (ready / "ledger.json").unlink()
    shutil.rmtree(to / WORK)
    return edition


def _ready_edition(root: Path, to: Path, content: bytes) -> str:
    """Return the edition that was made ready; refuse one that does not follow the ledgers of this project."""
    ledgers = Ledgers(root)
    remedy = f"delete {WORK}/ in that folder, if no other project publishes into it"
    try:
        ledger = load_ledger(content)
    except LedgerError as error:
        message = f"what was made ready here has no ledger: {error}"
        raise ProblemsError([_problem(to / READY, message, remedy)]) from error
    edition = ledger.state.id
    names = [name for name in ledgers.names() if name != edition]
    base = ledgers.get(names[-1]) if names else None
    own = ledgers.get(edition) if edition in ledgers.names() else None
    if (own and own.sha256 != ledger.sha256) or ledger.previous != (base.link if base else None):
        message = f"edition {edition}, which was made ready here, does not follow the ledgers of this project"
        raise ProblemsError([*ledgers.problems, _problem(to / READY, message, remedy)])
    return edition


def _edition_of(folder: Path) -> str | None:
    """Return the edition that stands in a folder."""
    try:
        edition = json.loads((folder / "data" / "facts.json").read_bytes())["edition"]
    except (OSError, ValueError, KeyError):
        return None
    return str(edition)

"""Write text to disk: only what changed, and all or nothing."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EEXIST
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

try:
    import fcntl
except ImportError:  # not on Windows; there two builds at once are the user's to avoid
    fcntl = None  # type: ignore[assignment]

from dateline.interrupts import undisturbed
from dateline.problems import Problem, ProblemsError, Rule


def mirror(tree: Mapping[str, str], folder: Path) -> list[str]:
    """Make a folder hold just these files; return the paths that were written or removed.

    A file whose content is right is not touched, so that whoever watches the folder sees real changes only.
    """
    changed = []
    for path, text in tree.items():
        target = folder / path
        content = text.encode()
        if not _holds(target, content):
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content)
            changed.append(path)
    for parent, folders, files in os.walk(folder, topdown=False):
        base = Path(parent).relative_to(folder)
        for name in files:
            path = (base / name).as_posix()
            if path not in tree:
                (folder / path).unlink()
                changed.append(path)
        for name in folders:
            if not any((Path(parent) / name).iterdir()):
                (Path(parent) / name).rmdir()
    return changed


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other builds of the same project waiting: they share the tree and the stage."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        opened = (folder / ".lock").open("w")
    except OSError as error:
        message = f"nothing can be written here: {error.strerror}"
        problem = Problem(folder.name, 0, 0, Rule.LAYOUT, message, "make it a folder that you may write to")
        raise ProblemsError([problem]) from error
    with opened as lock:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Hold a folder that others may publish into as well; give whether it is ours alone.

    A folder that was not there, and got nothing, is not there afterwards either.
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    handle = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The folder itself is locked: no file of ours shall lie among what is hosted.
        handle = os.open(folder, os.O_RDONLY) if fcntl else None
        yield handle is None or _locked(handle)
    finally:
        with undisturbed():
            if handle is not None:
                os.close(handle)
            with suppress(OSError):
                for path in made:
                    path.rmdir()


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader finds the old bytes or the new ones, never a part."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with undisturbed():
        try:
            fresh.write_bytes(content)
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their paths in a folder, each whole; folders that are missing are made."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / path, content)


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write new files into a folder, all or none, in their order, and never over one that is there.

    The folder is made where it is missing. Raise OSError, with all as it was, where that cannot be.
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    fresh = {folder / name: folder / f".{name}.{os.getpid()}" for name in files}
    added: list[Path] = []
    with undisturbed():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for stage, content in zip(fresh.values(), files.values(), strict=True):
                with stage.open("xb") as file:
                    file.write(content)
            for path, stage in fresh.items():
                _name_new(stage, path)
                added.append(path)
        except BaseException:
            for path in added:
                path.unlink(missing_ok=True)
            raise
        finally:
            for stage in fresh.values():
                stage.unlink(missing_ok=True)
            for path in made:
                with suppress(OSError):  # it holds the files
                    path.rmdir()


def replace_files(root: Path, files: Mapping[str, bytes], known: Mapping[str, bytes]) -> None:
    """Put other bytes into files of a project, all or none, each whole and with the mode that it had.

    Raise ProblemsError, with the files as they are, where that cannot be, or where one is not any more what was
    `known` of it: somebody saved it meanwhile.
    """
    changed = [path for path in files if not _holds(root / path, known[path])]
    if changed:
        message, remedy = "it was changed meanwhile", "run the command again"
        raise ProblemsError([Problem(path, 0, 0, Rule.LAYOUT, message, remedy) for path in changed])
    try:
        with undisturbed():
            _replace_all({(root / path).resolve(): content for path, content in files.items()})
    except OSError as error:
        names = {str((root / path).resolve().parent): Path(path).parent.as_posix() for path in files}
        where = names.get(str(Path(error.filename or "").parent), "briefings")
        message = f"its files cannot be written: {error.strerror}"
        remedy = "check its permissions and the room left"
        raise ProblemsError([Problem(where, 0, 0, Rule.LAYOUT, message, remedy)]) from error


def _replace_all(files: Mapping[Path, bytes]) -> None:
    fresh = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in files}
    old = {path: path.with_name(f".{path.name}.{os.getpid()}.old") for path in files}
    try:
        for path, content in files.items():
            fresh[path].write_bytes(content)
            shutil.copymode(path, fresh[path])
            shutil.copy2(path, old[path])
        for path, stage in fresh.items():
            stage.replace(path)
    except BaseException:
        for path, kept in old.items():
            # What is not in its stage any more has been put in place.
            if kept.exists() and not fresh[path].exists():
                kept.replace(path)
        raise
    finally:
        for path in (*fresh.values(), *old.values()):
            path.unlink(missing_ok=True)


def _name_new(stage: Path, path: Path) -> None:
    """Give a finished file a name that nothing has; a link tells in the same step, a renaming would replace."""
    try:
        os.link(stage, path)
    except FileExistsError as error:
        raise FileExistsError(EEXIST, "a file of this name is there", str(path)) from error
    except OSError:  # there are file systems without links
        if os.path.lexists(path):
            raise FileExistsError(EEXIST, "a file of this name is there", str(path)) from None
        stage.rename(path)


def pack(folder: Path, archive: Path) -> None:
    """Write a folder as a ZIP file that unpacks into a folder of the archive's name; no clock and no owner is in it."""
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = ZipInfo(f"{archive.stem}/{path.relative_to(folder).as_posix()}")
                entry.compress_type = ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                packed.writestr(entry, path.read_bytes())


def merge(stage: Path, target: Path) -> None:
    """Move the files of a finished stage into a folder, each whole, leaving its others as they are."""
    for path in sorted(stage.rglob("*")):
        if path.is_file():
            place = target / path.relative_to(stage)
            if not _holds(place, path.read_bytes()):
                place.parent.mkdir(parents=True, exist_ok=True)
                path.replace(place)
    shutil.rmtree(stage)


def swap(stage: Path, target: Path) -> None:
    """Put a finished folder in the place of another; whatever stops it, the target is the old one or the new one.

    Raise ProblemsError where the target holds something else than a site: it would be lost.
    """
    target = target.resolve()
    if not _replaceable(stage, target):
        raise ProblemsError([_not_ours(target)])
    with undisturbed():
        recover(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(carry(stage, target), target)


def replace(stage: Path, target: Path) -> None:
    """Put a folder in the place of another of the same file system, and delete that one."""
    if not target.exists():
        stage.rename(target)
        return
    if not _exchange(stage, target):
        # Two steps, where the system cannot exchange two folders in one; `recover` ends what is stopped between.
        aside = _aside(target)
        target.rename(aside)
        stage.rename(target)
        stage = aside
    shutil.rmtree(stage)


def _replaceable(stage: Path, target: Path) -> bool:
    """Tell whether a folder is missing, empty or a site that was built."""
    if stage.resolve().is_relative_to(target):
        return False
    if not target.is_dir():
        return not target.exists()
    return (target / "data" / "facts.json").is_file() or not any(target.iterdir())


def _not_ours(target: Path) -> Problem:
    message = "the site would replace a folder that holds something else"
    return Problem(target.as_posix(), 0, 0, Rule.LAYOUT, message, "choose another --site-dir, or empty this one")


def carry(stage: Path, target: Path) -> Path:
    """Bring a folder to the file system of its target, where it can be renamed; return where it is."""
    if stage.stat().st_dev == target.parent.stat().st_dev:
        return stage
    near = target.with_name(f".{target.name}.new")
    shutil.rmtree(near, ignore_errors=True)
    shutil.copytree(stage, near)
    shutil.rmtree(stage)
    return near


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def recover(target: Path) -> None:
    """End a swap that was stopped between its two steps."""
    aside = _aside(target)
    if aside.exists():
        if target.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step where the system can (Linux: renameat2)."""
    if not sys.platform.startswith("linux"):
        return False
    at_cwd, exchange = -100, 2
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), exchange) == 0)

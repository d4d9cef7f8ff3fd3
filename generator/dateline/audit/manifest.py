"""List the files of an edition with their hashes, and hold a folder against such a list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from pydantic import BaseModel

from dateline.audit.words import AGAIN, output_problem
from dateline.problems import Problem

MANIFEST = "data/manifest.json"
_NAMED = 10
"""Files that are named one by one."""


class _File(BaseModel):
    sha256: str
    bytes: int


class _Manifest(BaseModel):
    edition: str
    files: dict[str, _File]


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, or in words what it is instead of one that can be read."""
    if path.is_symlink() or not path.is_file():
        return "no file"
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {error.strerror}"


def hash_files(folder: Path) -> dict[str, str]:
    """Return the hash of everything below a folder that is not a folder with something in it, by its POSIX path."""
    hashes = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_dir():
            hashes[name] = hash_file(path)
        elif not any(path.iterdir()):
            hashes[f"{name}/"] = "an empty folder"
    return dict(sorted(hashes.items()))


def hash_packed(archive: Path) -> dict[str, str]:
    """Return the hash of each file in a ZIP archive by its path; raise OSError, BadZipFile and others on a bad one."""
    with ZipFile(archive) as packed:
        hashes: dict[str, str] = {}
        for entry in packed.infolist():
            plain = entry.external_attr >> 16 in (0, 0o644) and entry.filename not in hashes  # nothing stands twice
            with packed.open(entry) as file:
                hashes[entry.filename] = _digest(file) if plain else "no plain file"
        return dict(sorted(hashes.items()))


def _digest(file: IO[bytes]) -> str:
    found = sha256()
    while part := file.read(1 << 20):
        found.update(part)
    return found.hexdigest()


def manifest_text(edition: str, folder: Path) -> str:
    """Return the manifest of a finished site: every file but itself, with its hash and its size in bytes."""
    rows = [
        f"  {json.dumps(path)}: {json.dumps({'sha256': digest, 'bytes': (folder / path).stat().st_size})}"
        for path, digest in hash_files(folder).items()
        if path != MANIFEST
    ]
    lines = ",\n".join(rows)
    return f'{{\n "edition": {json.dumps(edition)},\n "files": {{\n{lines}\n }}\n}}\n'


def audit_manifest(site: Path, edition: str) -> Iterator[Problem]:
    """Yield the files of a site that its manifest does not list so."""
    try:
        manifest = _Manifest.model_validate_json((site / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        said = "missing" if isinstance(error, OSError) else "not of the contract’s shape"
        yield output_problem(MANIFEST, 0, 0, f"it is {said}", AGAIN)
        return
    if manifest.edition != edition:
        yield output_problem(MANIFEST, 0, 0, f"it is that of edition {manifest.edition}", AGAIN)
    listed = {path: file.sha256 for path, file in manifest.files.items()}
    found = {path: digest for path, digest in hash_files(site).items() if path != MANIFEST}
    yield from differences(listed, found, "")


def differences(
    listed: Mapping[str, str], found: Mapping[str, str], folder: str, remedy: str = AGAIN
) -> Iterator[Problem]:
    """Yield what is missing, was added, or has other bytes than were listed; of very many the first ones."""
    if listed and not found:
        yield output_problem(folder or ".", 0, 0, "it is missing, or nothing is in it", remedy)
        return
    wrong = [path for path in sorted(listed.keys() | found.keys()) if listed.get(path) != found.get(path)]
    for path in wrong[:_NAMED]:
        if path not in found:
            message = "the file is missing"
        else:
            message = "the file has other bytes than were written" if path in listed else "the file was added"
        yield output_problem(f"{folder}{path}", 0, 0, message, remedy)
    if len(wrong) > _NAMED:
        message = f"the file and {len(wrong) - _NAMED - 1:,} more are missing, added or changed"
        yield output_problem(f"{folder}{wrong[_NAMED]}", 0, 0, message, remedy)

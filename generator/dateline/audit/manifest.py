"""List the files of an edition with their hashes, and hold a folder against such a list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path

from pydantic import BaseModel

from dateline.audit.evidence import AGAIN, output_problem
from dateline.problems import Problem

MANIFEST = "data/manifest.json"


class _File(BaseModel):
    sha256: str
    bytes: int


class _Manifest(BaseModel):
    edition: str
    files: dict[str, _File]


def hash_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its POSIX path in it, sorted."""
    hashes = {}
    for path in folder.rglob("*"):
        if path.is_symlink():
            hashes[path.relative_to(folder).as_posix()] = "a link"  # no file of ours is one
        elif path.is_file():
            with path.open("rb") as file:
                hashes[path.relative_to(folder).as_posix()] = file_digest(file, "sha256").hexdigest()
    return dict(sorted(hashes.items()))


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


def differences(listed: Mapping[str, str], found: Mapping[str, str], folder: str) -> Iterator[Problem]:
    """Yield each file that is missing, was added, or has other bytes than were listed."""
    for path in sorted(listed.keys() | found.keys()):
        if listed.get(path) != found.get(path):
            if path not in found:
                message = "the file is missing"
            else:
                message = "the file has other bytes than were written" if path in listed else "the file was added"
            yield output_problem(f"{folder}{path}", 0, 0, message, AGAIN)

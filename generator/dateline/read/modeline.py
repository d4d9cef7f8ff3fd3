"""Lead from a YAML file to its schema, by the line that yaml-language-server reads."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

SCHEMA = "schemas/dateline.schema.json"
"""Where a project keeps what `dateline schema` prints."""
_DESCRIBED = ("briefings", "seeds")
"""Folders whose YAML files the schema describes."""


def modeline(path: str) -> str:
    """Return the first line of a project's file; nothing for one that the schema does not describe."""
    *folders, name = PurePosixPath(path).parts
    if not name.endswith(".yml") or not folders or folders[0] not in _DESCRIBED:
        return ""
    return f"# yaml-language-server: $schema={'../' * len(folders)}{SCHEMA}\n"


def modeline_in(root: Path, path: str) -> str:
    """Return the first line of a file in a project; nothing where the project keeps no schema."""
    return modeline(path) if (root / SCHEMA).is_file() else ""

"""Read what facts quote of a source as it is written, those among them too that are no facts yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from dateline.problems import Problem
from dateline.read.files import list_files, read_file
from dateline.read.yamlfile import Map, Seq, parse_yaml


def read_quotes(root: Path, source: str) -> Iterator[tuple[str, str, str]]:
    """Yield quotation, prefix and suffix of each record that names a source, whatever else is wrong with it."""
    for path in list_files(root, "briefings"):
        if isinstance(path, Problem) or PurePosixPath(path).suffix != ".yml":
            continue
        found = read_file(root, path)
        file = parse_yaml(path, found.content)
        for records in file.root.values() if isinstance(file.root, Map) else ():
            for item in records if isinstance(records, Seq) else ():
                if isinstance(item, Map) and item.get("source") == source:
                    quote, prefix, suffix = (item.get(name, "") for name in ("quote", "prefix", "suffix"))
                    if isinstance(quote, str) and isinstance(prefix, str) and isinstance(suffix, str):
                        yield quote, prefix, suffix

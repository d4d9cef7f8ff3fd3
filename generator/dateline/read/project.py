"""Read a whole project: every file once, every problem kept, every id resolved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel, ValidationError

from dateline.model.facts import KINDS, Fact, Figure, Track
from dateline.model.project import Briefing, Edition, Project
from dateline.model.registers import Actor, Indicator, Place, Source
from dateline.problems import Problem, Rule
from dateline.read.files import list_files, read_file
from dateline.read.yamlfile import Map, Origin, Seq, YamlFile, parse_yaml
from dateline.text.quotation import Text

REGISTERS: Mapping[str, type[BaseModel]] = {"actors": Actor, "places": Place, "indicators": Indicator}
RESERVED = frozenset(
    {"actors", "places", "sources", "facts", "data", "assets", "editions", "search", "method", "public"}
)
"""Folders of the site that a briefing's pages would collide with."""
_GIVEN = frozenset({"origin", "briefing", "slug", "text", "digest", "kind"})
"""Fields that the reader fills in: in a file they are unknown keys."""


@dataclass
class _Reading:
    """Gather records and problems while the files are read."""

    problems: list[Problem] = field(default_factory=list)
    known: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in _ALL})
    """Register → id → record."""
    broken: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in _ALL})
    """Register → ids whose record has a problem of its own, so that those who name it are not told again."""
    unread: set[str] = field(default_factory=set)
    """Registers of which a file could not be read: an id missing there is no news."""
    seen: dict[str, tuple[Origin, str]] = field(default_factory=dict)


_ALL = ("sources", "actors", "places", "indicators", "tracks", "figures", "facts")


def read_project(root: Path) -> tuple[Project, list[Problem]]:
    """Read a project; what is wrong is in the problems, and the model holds the records without a fault of form."""
    reading = _Reading()
    files = _read_yaml(root, reading)
    _read_registers(files, reading)
    _read_sources(root, files, reading)
    facts = _read_facts(files, reading)
    briefings = _read_briefings(files, reading)
    edition = _read_edition(files, reading)
    project = Project(
        edition=edition,
        sources=_sorted(reading.known["sources"]),
        actors=_sorted(reading.known["actors"]),
        places=_sorted(reading.known["places"]),
        indicators=_sorted(reading.known["indicators"]),
        briefings=briefings,
        facts=facts,
        by_id=reading.known["facts"],
    )
    return project, sorted(set(reading.problems))


def _sorted(records: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(records[key] for key in sorted(records))


# ---------------------------------------------------------------- files


def _read_yaml(root: Path, reading: _Reading) -> dict[str, YamlFile]:
    """Return every YAML file of the project by its path."""
    files = {}
    for folder in ("briefings", "seeds"):
        if not (root / folder).is_dir():
            reading.problems.append(
                Problem(
                    folder,
                    0,
                    0,
                    Rule.LAYOUT,
                    "there is no such folder here",
                    "run dateline in a project’s folder",
                ),
            )
            continue
        for entry in list_files(root, folder):
            if isinstance(entry, Problem):
                reading.problems.append(entry)
            elif PurePosixPath(entry).suffix == ".yaml":
                _misplaced(entry, "it ends in .yaml", "rename it to .yml", reading)
            elif PurePosixPath(entry).suffix == ".yml":
                found = read_file(root, entry)
                if found.problem:
                    reading.problems.append(found.problem)
                    reading.unread.update(_registers_in(entry))
                    continue
                file = parse_yaml(entry, found.content)
                reading.problems.extend(file.problems)
                if not isinstance(file.root, Map):
                    reading.unread.update(_registers_in(entry))
                    if file.root is not None:
                        reading.problems.append(
                            file.problem(
                                (1, 1), Rule.WRONG_TYPE, "the file is not a mapping", "write `key: value`"
                            ),
                        )
                    continue
                files[entry] = file
            elif folder == "seeds" and not (root / PurePosixPath(entry).with_suffix(".yml")).is_file():
                _misplaced(
                    entry,
                    "the document has no record",
                    "write its record beside it, with the ending .yml",
                    reading,
                )
    return files


def _misplaced(path: str, message: str, remedy: str, reading: _Reading) -> None:
    reading.problems.append(Problem(path, 0, 0, Rule.LAYOUT, message, remedy))


def _registers_in(path: str) -> tuple[str, ...]:
    """Tell which registers are incomplete when a file cannot be read."""
    parts = PurePosixPath(path).parts
    if parts[0] == "seeds":
        return ("sources",)
    stem = PurePosixPath(path).stem
    return (stem,) if stem in REGISTERS else ("tracks", "figures", "facts")


def _read_registers(files: Mapping[str, YamlFile], reading: _Reading) -> None:
    for name, model in REGISTERS.items():
        file = files.get(f"briefings/{name}.yml")
        if file is None:
            if name not in reading.unread:
                path = f"briefings/{name}.yml"
                reading.problems.append(
                    Problem(path, 0, 0, Rule.MISSING_FILE, "no such file", f"write `{name}:` and a list")
                )
                reading.unread.add(name)
            continue
        for kind, path, item in _items(file, {name: model}, reading):
            record = _validate(model, kind, file, path, item, reading, {})
            if record is not None:
                _check_reference(record, file, path, reading)
                reading.known[name][record.id] = record


def _check_reference(record: Any, file: YamlFile, path: tuple[str | int, ...], reading: _Reading) -> None:  # noqa: ANN401
    """Ask where data of a register that no source carries is from."""
    if isinstance(record, Indicator) or record.reference:
        return
    foreign = len(record.name.texts) > 1
    for has, key in (
        (getattr(record, "coordinates", None), "coordinates"),
        (getattr(record, "codes", None), "codes"),
        (foreign, "name"),
    ):
        if has:
            reading.problems.append(
                file.problem(
                    file.place((*path, key), key=True),
                    Rule.REFERENCE,
                    f"`{key}` of “{record.id}” names no reference",
                    "add `reference:` with where it is from",
                ),
            )
            return


def _read_sources(root: Path, files: Mapping[str, YamlFile], reading: _Reading) -> None:
    for path, file in files.items():
        if not path.startswith("seeds/"):
            continue
        document = file.root.get("document")
        content = b""
        if isinstance(document, str):
            found = read_file(root, (PurePosixPath(path).parent / document).as_posix())
            content = found.content
            if found.problem:
                reading.problems.append(
                    file.problem(
                        file.place(("document",)),
                        found.problem.rule,
                        f"“{document}”: {found.problem.message}",
                        found.problem.help,
                    ),
                )
        text = ""
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            reading.problems.append(
                file.problem(
                    file.place(("document",)),
                    Rule.ENCODING,
                    f"“{document}” is not UTF-8: byte 0x{content[error.start]:02x} at {error.start}",
                    "keep its text as UTF-8",
                ),
            )
        given = {"text": Text.of(text), "digest": hashlib.sha256(content).hexdigest()}
        record = _validate(Source, "sources", file, (), file.root, reading, given)
        if record is not None:
            reading.known["sources"][record.id] = record


# ---------------------------------------------------------------- facts and briefings


def _read_facts(files: Mapping[str, YamlFile], reading: _Reading) -> tuple[Fact, ...]:
    """Read every fact, kind by kind, so that a track is known when a demand names it."""
    items: dict[str, list[tuple[YamlFile, str, tuple[str | int, ...], Any]]] = {kind: [] for kind in KINDS}
    for path, file in files.items():
        parts = PurePosixPath(path).parts
        if parts[0] == "seeds" or parts[-1] == "briefing.yml" or parts[1] == "editions":
            continue
        if len(parts) == 2:  # noqa: PLR2004  # briefings/<file>
            if PurePosixPath(path).stem not in (*REGISTERS, "edition"):
                _misplaced(path, "no register has this name", "facts stand in briefings/<name>/", reading)
            continue
        for kind, place, item in _items(file, KINDS, reading):
            items[kind].append((file, parts[1], place, item))
    facts: list[Fact] = []
    for kind, model in KINDS.items():
        for file, slug, place, item in items[kind]:
            fact = _validate(model, "facts", file, place, item, reading, {"briefing": slug})
            if fact is None:
                continue
            facts.append(fact)
            reading.known["facts"][fact.id] = fact
            if isinstance(fact, Track):
                reading.known["tracks"][fact.id] = fact
            elif isinstance(fact, Figure):
                reading.known["figures"][fact.id] = fact
    return tuple(sorted(facts, key=lambda fact: fact.id))


def _read_briefings(files: Mapping[str, YamlFile], reading: _Reading) -> tuple[Briefing, ...]:
    slugs = sorted(
        {
            parts[1]
            for path in files
            if len(parts := PurePosixPath(path).parts) > 2 and parts[0] == "briefings"
        }
    )
    briefings = []
    for slug in slugs:
        path = f"briefings/{slug}/briefing.yml"
        if slug == "editions":
            continue
        if slug in RESERVED or not _is_slug(slug):
            _misplaced(
                f"briefings/{slug}",
                "a briefing cannot have this name",
                "use other lower-case letters, digits and hyphens",
                reading,
            )
        elif path not in files:
            if not any(problem.file == path for problem in reading.problems):
                reading.problems.append(
                    Problem(
                        path,
                        0,
                        0,
                        Rule.MISSING_FILE,
                        "no such file",
                        "write the briefing’s title, places and summary",
                    )
                )
        else:
            briefing = _validate(Briefing, "", files[path], (), files[path].root, reading, {"slug": slug})
            if briefing is not None:
                briefings.append(briefing)
    return tuple(briefings)


def _is_slug(name: str) -> bool:
    return (
        name.replace("-", "").isalnum()
        and name.isascii()
        and name == name.lower()
        and name.strip("-") == name
    )


def _read_edition(files: Mapping[str, YamlFile], reading: _Reading) -> Edition:
    path = "briefings/edition.yml"
    if path in files:
        edition = _validate(Edition, "", files[path], (), files[path].root, reading, {})
        if edition is not None:
            return edition  # type: ignore[no-any-return]  # _validate gives its model
    elif not any(problem.file == path for problem in reading.problems):
        reading.problems.append(
            Problem(path, 0, 0, Rule.MISSING_FILE, "no such file", "write the edition’s id, title and cutoff")
        )
    return Edition.model_validate({"id": "0001-01-01", "title": "?", "cutoff": "0001-01-01"})


# ---------------------------------------------------------------- records


def _items(
    file: YamlFile, kinds: Mapping[str, Any], reading: _Reading
) -> Iterator[tuple[str, tuple[str | int, ...], Map]]:
    """Yield the records of a file that maps kinds to lists, each with its kind and its path in the file."""
    for kind, records in file.root.items():
        if kind not in kinds:
            reading.problems.append(
                file.problem(
                    file.place((kind,), key=True),
                    Rule.UNKNOWN_KEY,
                    f"no kind of record is called “{kind}”",
                    did_you_mean(kind, kinds) or f"here may stand: {', '.join(kinds)}",
                ),
            )
        elif not isinstance(records, Seq):
            reading.problems.append(
                file.problem(
                    file.place((kind,)),
                    Rule.WRONG_TYPE,
                    f"“{kind}” is not a list",
                    "begin each record with `- id:`",
                ),
            )
        else:
            for index, item in enumerate(records):
                if isinstance(item, Map):
                    yield kind, (kind, index), item
                else:
                    reading.problems.append(
                        file.problem(
                            file.place((kind, index)),
                            Rule.WRONG_TYPE,
                            "a record is a mapping",
                            "write `- id: …` and its fields",
                        ),
                    )


def _validate(  # one call a record, from four readers
    model: type[BaseModel],
    register: str,
    file: YamlFile,
    path: tuple[str | int, ...],
    item: Map,
    reading: _Reading,
    given: Mapping[str, Any],
) -> Any:  # noqa: ANN401
    """Return the record, or None where it has a problem of form, which is then among the reading's problems."""
    origin = Origin(file, path)
    fresh = _is_first(register, origin, item, reading) if register else True
    said = item
    if not _GIVEN.isdisjoint(item):
        for key in _GIVEN & item.keys():
            reading.problems.append(_unknown_key(model, origin, (key,)))
        said = Map({key: value for key, value in item.items() if key not in _GIVEN})
    try:
        record = model.model_validate({**said, **given, "origin": origin}, context=reading.known)
    except ValidationError as error:
        reading.problems.extend(_problems(error, model, origin, reading))
        reading.broken[register or "facts"].add(str(item.get("id")))
        return None
    return record if fresh and said is item else None


def _is_first(register: str, origin: Origin, item: Map, reading: _Reading) -> bool:
    """Tell whether an id is used for the first time: facts, and records of one register, share no id."""
    given = item.get("id")
    if not isinstance(given, str):
        return True
    first = reading.seen.setdefault(f"{register}/{given}", (origin, given))[0]
    if first is origin:
        return True
    reading.problems.append(
        origin.problem(
            ("id",),
            Rule.DUPLICATE_ID,
            f"the id “{given}” is used a second time",
            f"it stands first in {first.path_of_file}, line {first.line}; an id is never used again",
        ),
    )
    return False


def _problems(
    error: ValidationError, model: type[BaseModel], origin: Origin, reading: _Reading
) -> Iterator[Problem]:
    """Say pydantic's errors in an editor's words."""
    for item in error.errors(include_url=False):
        path, kind, context = item["loc"], item["type"], item.get("ctx", {})
        if kind == "unknown_id":
            register, value = context["register"], context["value"]
            if (
                value in reading.broken[register]
                or value in reading.broken["facts"]
                or register in reading.unread
            ):
                continue
            known = reading.known[register]
            yield origin.problem(
                path,
                Rule.UNKNOWN_ID,
                f"no record “{value}” among the {register}",
                did_you_mean(value, known) or f"add it to the {register}, or mend the id",
            )
        elif kind == "extra_forbidden":
            yield _unknown_key(model, origin, path)
        elif kind == "missing":
            yield origin.problem(
                path[:-1], Rule.MISSING_KEY, f"“{path[-1]}” is missing", f"add `{path[-1]}:`"
            )
        else:
            message = item["msg"].removeprefix("Value error, ")
            where = f"“{path[0]}”: " if path else ""
            yield origin.problem(
                path, Rule.WRONG_TYPE, where + message[0].lower() + message[1:], _remedy(item)
            )


def _unknown_key(model: type[BaseModel], origin: Origin, path: tuple[str | int, ...]) -> Problem:
    keys = (
        {info.alias or name for name, info in model.model_fields.items()} - _GIVEN
        if len(path) == 1
        else set()
    )
    return origin.file.problem(
        origin.file.place((*origin.path, *path), key=True),
        Rule.UNKNOWN_KEY,
        f"no field is called “{path[-1]}”",
        did_you_mean(str(path[-1]), keys)
        or (f"here may stand: {', '.join(sorted(keys))}" if keys else "delete it"),
    )


def _remedy(item: Any) -> str:  # noqa: ANN401
    if item["type"] == "enum":
        return did_you_mean(
            str(item["input"]), item["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        )
    if item["type"] == "string_type":
        return "put it in quotation marks" if isinstance(item["input"], int | float) else "write words"
    return ""


def did_you_mean(word: str, known: Any) -> str:  # noqa: ANN401
    """Return a question with the nearest known words, or nothing."""
    near = get_close_matches(word, list(known), n=2, cutoff=0.6)
    return f"did you mean {' or '.join(f'`{word}`' for word in near)}?" if near else ""

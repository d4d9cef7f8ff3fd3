"""Read a whole project: every file once, every problem kept, every id resolved."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from dateline.kept import Kept
from dateline.model.basemap import Basemap, Outline
from dateline.model.edition import Edition, Withdrawal, unknown_edition
from dateline.model.facts import KINDS, Fact, Figure, Track
from dateline.model.project import Briefing, Project
from dateline.model.registers import Actor, Indicator, Place, Source
from dateline.problems import Edit, Problem, Rule
from dateline.read.basemap import OutlinesError, read_outlines
from dateline.read.files import NOTHING, Found, Unsaved, list_files, read_file
from dateline.read.yamlfile import BLANK, Map, Origin, Seq, YamlFile, parse_yaml
from dateline.text.dates import knows_language
from dateline.text.prose import cited_ids
from dateline.text.quotation import Text

REGISTERS: Mapping[str, type[Actor | Place | Indicator]] = {
    "actors": Actor,
    "places": Place,
    "indicators": Indicator,
}
RESERVED = frozenset(
    {"actors", "places", "sources", "facts", "data", "assets", "briefs", "editions", "search", "method", "public"}
)
"""Folders of the site that a briefing's pages would collide with."""
_GIVEN = frozenset({"origin", "briefing", "slug", "text", "digest", "original_digest", "kind", "outlines"})
"""Fields that the reader fills in: in a file they are unknown keys."""
_OF_FACTS = ("tracks", "figures", "facts")
_ALL = ("sources", *REGISTERS, *_OF_FACTS)
_DIRECT = 3
"""Parts of `briefings/<briefing>/<file>`."""

_Path = tuple[str | int, ...]


@dataclass
class _Reading:
    """Gather records and problems while the files are read."""

    root: Path
    unsaved: Unsaved
    kept: Kept
    files: dict[str, YamlFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    known: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in _ALL})
    """Register → id → record."""
    broken: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in (*_ALL, "")})
    """Register → ids whose record has a problem of its own, so that those who name it are not told again."""
    unread: set[str] = field(default_factory=set)
    """Registers of which a part could not be read: an id missing there is no news."""
    seen: dict[tuple[str, str], Origin] = field(default_factory=dict)
    """Register and id → where it is used first."""
    blanks: dict[tuple[str, int, int], str] = field(default_factory=dict)
    """File, line and column of a blank → what may stand there."""
    documents: set[str] = field(default_factory=set)
    """Paths of the documents that a record names."""

    @property
    def gaps(self) -> bool:
        """Tell whether a record is left out of the model."""
        return bool(self.unread) or any(self.broken.values())

    def read(self, path: str) -> Found:
        """Read a file as it stands in an editor, else on disk."""
        return read_file(self.root, path, self.unsaved)

    def report(self, path: str, rule: Rule, message: str, remedy: str) -> None:
        """Keep a problem of a whole file."""
        self.problems.append(Problem(path, 0, 0, rule, message, remedy))

    def reported(self, path: str) -> bool:
        """Tell whether a file has a problem already."""
        return any(problem.file == path for problem in self.problems)

    def is_news(self, value: str, register: str) -> bool:
        """Tell whether an unknown id is a fault of its own, not the result of another one."""
        aside = self.broken["facts"] if register in _OF_FACTS else self.broken[register]
        return register not in self.unread and value not in aside


def read_project(root: Path, unsaved: Unsaved = NOTHING, kept: Kept | None = None) -> tuple[Project, list[Problem]]:
    """Read a project; the problems say what is wrong, and the model holds the records without a fault of form."""
    reading = _Reading(root, unsaved, kept or Kept())
    documents = _read_yaml(reading)
    _read_registers(reading)
    _read_sources(reading)
    _ask_for_records(documents, reading)
    facts, withdrawn = _read_facts(reading)
    briefings = _read_briefings(reading)
    edition = _read_edition(reading)
    _check_former_ids(reading)
    project = Project(
        edition=edition,
        sources=_sorted(reading.known["sources"]),
        actors=_sorted(reading.known["actors"]),
        places=_sorted(reading.known["places"]),
        indicators=_sorted(reading.known["indicators"]),
        briefings=briefings,
        facts=facts,
        by_id=reading.known["facts"],
        withdrawn=withdrawn,
        basemap=_read_basemap(reading),
        gaps=reading.gaps,
    )
    return project, sorted({_explained(problem, reading.blanks) for problem in reading.problems})


def _explained(problem: Problem, blanks: Mapping[tuple[str, int, int], str]) -> Problem:
    """Say what may stand in a blank, which is found before anything is known of its field."""
    remedy = blanks.get((problem.file, problem.line, problem.column)) if problem.rule is Rule.BLANK else None
    return replace(problem, help=remedy) if remedy else problem


def _sorted(records: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(records[key] for key in sorted(records))


# ---------------------------------------------------------------- files


def _read_yaml(reading: _Reading) -> list[str]:
    """Read every YAML file of the project; return the paths of the documents."""
    documents = []
    for folder in ("briefings", "seeds"):
        entries = list(list_files(reading.root, folder, reading.unsaved))
        if not (entries or (reading.root / folder).is_dir()):
            reading.report(folder, Rule.LAYOUT, "there is no such folder here", "run dateline in a project’s folder")
            reading.unread.update(("sources",) if folder == "seeds" else _ALL)
            continue
        for entry in entries:
            if isinstance(entry, Problem):
                reading.problems.append(entry)
                continue
            suffix = PurePosixPath(entry).suffix
            if suffix == ".yml":
                _read_file(entry, reading)
            elif suffix.lower() in (".yaml", ".yml"):
                reading.report(entry, Rule.LAYOUT, f"it ends in {suffix}", "rename it to .yml")
                reading.unread.update(_registers_in(entry))
            elif folder == "seeds":
                documents.append(entry)
    return documents


def _read_file(path: str, reading: _Reading) -> None:
    """Read one YAML file, and keep it where it is a mapping."""
    found = reading.read(path)
    if found.problem:
        reading.problems.append(found.problem)
        reading.unread.update(_registers_in(path))
        return
    file = reading.kept.get(("yaml", path, found.content), lambda: parse_yaml(path, found.content))
    reading.problems.extend(file.problems)
    if isinstance(file.root, Map):
        reading.files[path] = file
        return
    reading.unread.update(_registers_in(path))
    if file.root is not None:
        reading.problems.append(
            file.problem((1, 1), Rule.WRONG_TYPE, "the file is not a mapping", "write `key: value`"),
        )


def _registers_in(path: str) -> tuple[str, ...]:
    """Tell which registers are incomplete when a file cannot be read."""
    folder, *_, name = PurePosixPath(path).parts
    if folder == "seeds":
        return ("sources",)
    if path in _REGISTER_FILES:
        stem = PurePosixPath(path).stem
        return (stem,) if stem in REGISTERS else ()
    return () if name == "briefing.yml" else _OF_FACTS


def _read_registers(reading: _Reading) -> None:
    for name, model in REGISTERS.items():
        path = f"briefings/{name}.yml"
        file = reading.files.get(path)
        if file is None:
            if name not in reading.unread:
                reading.report(path, Rule.MISSING_FILE, "no such file", f"write `{name}:` and a list")
                reading.unread.add(name)
            continue
        for kind, origin, item in _items(file, {name: model}, reading):
            record = _validate(model, origin, item, reading, register=kind, of=kind)
            if record is not None:
                _check_reference(record, origin, reading)
                reading.known[name][record.id] = record


def _check_reference(record: Actor | Place | Indicator, origin: Origin, reading: _Reading) -> None:
    """Ask where data of a register that no source carries is from."""
    if isinstance(record, Indicator) or record.reference:
        return
    for has, key in (
        (getattr(record, "coordinates", None), "coordinates"),
        (getattr(record, "codes", None), "codes"),
        (len(record.name.texts) > 1, "name"),
    ):
        if has:
            what = "a second language in its `name`" if key == "name" else f"`{key}`"
            reading.problems.append(
                origin.file.problem(
                    origin.file.place((*origin.path, key), key=True),
                    Rule.REFERENCE,
                    f"“{record.id}” has {what}, which no source carries, and names no reference for it",
                    "add `reference:` with where it is from",
                ),
            )
            return


def _read_sources(reading: _Reading) -> None:
    for path, file in reading.files.items():
        if not path.startswith("seeds/"):
            continue
        content, text, problem = _read_document(path, file, reading)
        original, lost = _read_beside(path, file, reading, ("original", "file"))
        given = {
            "text": reading.kept.get(("text", text), partial(Text.of, text)),
            "digest": hashlib.sha256(content).hexdigest(),
            "original_digest": hashlib.sha256(original).hexdigest(),
        }
        digests = (given["digest"], given["original_digest"])
        record = _validate(Source, Origin(file, ()), file.root, reading, register="sources", given=given, of=digests)
        problems = [found for found in (problem, lost) if found]
        reading.problems += problems
        reading.documents.update(
            (PurePosixPath(path).parent / name).as_posix()
            for name in (_named(file, ("document",)), _named(file, ("original", "file")))
            if name
        )
        if record is None:
            continue
        if not knows_language(record.language):
            message = f"“language”: no language has the tag “{record.language}”"
            problems.append(
                Origin(file, ()).problem(("language",), Rule.WRONG_TYPE, message, "write `en`, `ar`, `pt-BR`")
            )
            reading.problems += problems[-1:]
        if problems:
            reading.broken["sources"].add(record.id)
        else:
            reading.known["sources"][record.id] = record
    for record in reading.known["sources"].values():
        other = record.superseded_by
        others = reading.known["sources"].keys() - {record.id}
        if other and other not in others and reading.is_news(other, "sources"):
            remedy = did_you_mean(other, others) or "name the source that took its place"
            message = f"no other source has the id “{other}”"
            reading.problems.append(record.origin.problem(("superseded_by",), Rule.UNKNOWN_ID, message, remedy))


def _check_former_ids(reading: _Reading) -> None:
    """Name the ids that a record had before and another one has now, and those that two say they had."""
    for register in ("sources", *REGISTERS, "facts"):
        known, told = reading.known[register], dict[str, str]()
        for record in known.values():
            for index, former in enumerate(record.formerly):
                if former == record.id or former in told:
                    message = f"“{former}” is the id that it has now"
                    if former != record.id:
                        message = f"“{told[former]}” was called “{former}” before, and so was this"
                    at = ("formerly", index)
                    reading.problems.append(record.origin.problem(at, Rule.DUPLICATE_ID, message, "delete it here"))
                elif former in known:
                    message = f"the id “{former}” was that of “{record.id}”"
                    where = f"{record.origin.path_of_file}, line {record.origin.line_of(('formerly', index))}, says so"
                    remedy = f"take a new id: an id is never used again; {where}"
                    reading.problems.append(known[former].origin.problem(("id",), Rule.DUPLICATE_ID, message, remedy))
                told.setdefault(former, record.id)


def _read_document(path: str, file: YamlFile, reading: _Reading) -> tuple[bytes, str, Problem | None]:
    """Read the document of a record: its bytes, its text, and what is wrong with it."""
    content, problem = _read_beside(path, file, reading, ("document",))
    try:
        return content, content.decode("utf-8"), problem
    except UnicodeDecodeError as error:
        message = f"“{_named(file, ('document',))}” is not UTF-8: byte 0x{content[error.start]:02x} at {error.start:,}"
        return b"", "", file.problem(file.place(("document",)), Rule.ENCODING, message, "keep its text as UTF-8")


def _read_beside(path: str, file: YamlFile, reading: _Reading, key: tuple[str, ...]) -> tuple[bytes, Problem | None]:
    """Read a file that a record names beside itself: its bytes, and what is wrong with it."""
    name = _named(file, key)
    if not name:
        return b"", None  # the record is told
    at, what = file.place(key), key[0]
    if ".." in PurePosixPath(name).parts or PurePosixPath(name).is_absolute():
        message = f"“{name}” leads out of its record’s folder"
        return b"", file.problem(at, Rule.OUTSIDE, message, f"keep the {what} beside its record")
    found = reading.read((PurePosixPath(path).parent / name).as_posix())
    if found.problem:
        message = f"“{name}”: {found.problem.message}"
        return b"", file.problem(at, found.problem.rule, message, found.problem.help)
    return found.content, None


def _named(file: YamlFile, key: tuple[str, ...]) -> str:
    """Return the name of a file that a record gives under a key, or nothing."""
    value: Any = file.root
    for step in key:
        value = value.get(step) if isinstance(value, Map) else None
    return value if isinstance(value, str) else ""


def _ask_for_records(documents: Iterable[str], reading: _Reading) -> None:
    """Name the documents that no record names."""
    for path in documents:
        record = PurePosixPath(path).with_suffix(".yml").as_posix()
        if path not in reading.documents and not reading.reported(record):
            reading.report(
                path,
                Rule.LAYOUT,
                "the document has no record",
                f"write {PurePosixPath(record).name} beside it, with `document: {PurePosixPath(path).name}`",
            )


# ---------------------------------------------------------------- facts and briefings


def _read_facts(reading: _Reading) -> tuple[tuple[Fact, ...], tuple[Withdrawal, ...]]:
    """Read every fact, kind by kind, so that a track is known when a demand names it; and what is withdrawn."""
    items: list[tuple[str, Origin, Map]] = []
    for path, file in reading.files.items():
        if _holds_facts(path, reading):
            for kind, origin, item in _items(file, _IN_FACT_FILES, reading):
                items.append((kind, origin, item))
                if item.get("id") and isinstance(item["id"], str):  # the first in the order of files, not of kinds
                    reading.seen.setdefault(("facts", item["id"]), origin)
    facts: list[Fact] = []
    withdrawn: list[Withdrawal] = []
    # The same object as long as each id stands for the same record.
    registers = ("registers", *(tuple(reading.known[name].values()) for name in ("sources", *REGISTERS)))
    state = reading.kept.get(registers, object)
    kinds = [*_IN_FACT_FILES]
    # What disputes other facts comes last, so that they are known.
    for kind, origin, item in sorted(items, key=lambda one: (bool(one[2].get("disputes")), kinds.index(one[0]))):
        slug = PurePosixPath(origin.path_of_file).parts[1]
        of = (slug, state, *(reading.known["facts"].get(name) for name in _other_facts(item)))
        fact = _validate(_IN_FACT_FILES[kind], origin, item, reading, register="facts", given={"briefing": slug}, of=of)
        if fact is None:
            continue
        if isinstance(fact, Withdrawal):
            withdrawn.append(fact)
            continue
        facts.append(fact)
        reading.known["facts"][fact.id] = fact
        if isinstance(fact, Track | Figure):
            reading.known[fact.kind][fact.id] = fact
    return tuple(sorted(facts, key=lambda fact: fact.id)), tuple(withdrawn)


def _other_facts(item: Map) -> Iterator[str]:
    """Yield the ids of the facts that a fact names."""
    for name in ("track", "disputes"):
        value = item.get(name)
        yield from (given for given in (value if isinstance(value, list) else [value]) if isinstance(given, str))


_IN_FACT_FILES: Mapping[str, type[Fact | Withdrawal]] = {**KINDS, "withdrawn": Withdrawal}


def _holds_facts(path: str, reading: _Reading) -> bool:
    """Tell whether a file holds facts; a file that would hold nothing that is read is a problem."""
    folder, *parts = PurePosixPath(path).parts
    if folder == "seeds" or path in _REGISTER_FILES:
        return False
    if len(parts) == 1:
        reading.report(path, Rule.LAYOUT, "no register has this name", "facts stand in briefings/<name>/")
    elif parts[0] == "editions":
        reading.report(path, Rule.LAYOUT, "editions are written by `dateline publish`", "keep facts in another folder")
    elif parts[-1] != "briefing.yml":
        return True
    elif len(parts) >= _DIRECT:
        reading.report(path, Rule.LAYOUT, "a briefing inside a briefing", "move its folder to briefings/")
    return False


_REGISTER_FILES = frozenset(f"briefings/{name}.yml" for name in (*REGISTERS, "edition", "basemap"))


def _read_briefings(reading: _Reading) -> tuple[Briefing, ...]:
    parts = [PurePosixPath(path).parts for path in reading.files]
    slugs = {path[1] for path in parts if len(path) >= _DIRECT and path[0] == "briefings" and path[1] != "editions"}
    briefings = []
    for slug in sorted(slugs):
        path = f"briefings/{slug}/briefing.yml"
        file = reading.files.get(path)
        if slug in RESERVED or not _is_slug(slug):
            message = "the site has a folder of this name" if slug in RESERVED else "a briefing cannot have this name"
            remedy = "take another name" if slug in RESERVED else "use lower-case letters, digits and hyphens"
            reading.report(f"briefings/{slug}", Rule.LAYOUT, message, remedy)
        elif file is None:
            if not reading.reported(path):
                remedy = "write the briefing’s title, places and summary"
                reading.report(path, Rule.MISSING_FILE, "no such file", remedy)
        else:
            briefing = _validate(Briefing, Origin(file, ()), file.root, reading, given={"slug": slug})
            if briefing is not None:
                briefings.append(briefing)
                reading.problems.extend(_lost_links(briefing, reading))
    return tuple(briefings)


def _lost_links(briefing: Briefing, reading: _Reading) -> Iterator[Problem]:
    """Name the facts that prose cites and nobody knows."""
    for path, text in briefing.texts:
        for fact in cited_ids(text):
            if fact not in reading.known["facts"] and reading.is_news(fact, "facts"):
                remedy = did_you_mean(fact, reading.known["facts"]) or "mend the id in the link"
                message = f"prose cites `fact:{fact}`, and no fact has this id"
                yield briefing.origin.problem(path, Rule.UNKNOWN_ID, message, remedy)


def _is_slug(name: str) -> bool:
    return name.replace("-", "").isalnum() and name.isascii() and name == name.lower() and name.strip("-") == name


def _read_edition(reading: _Reading) -> Edition:
    path = "briefings/edition.yml"
    if path in reading.files:
        file = reading.files[path]
        edition = _validate(Edition, Origin(file, ()), file.root, reading)
        if edition is not None:
            return edition  # type: ignore[no-any-return]  # _validate gives its model
    elif not (reading.reported(path) or reading.reported("briefings")):
        reading.report(path, Rule.MISSING_FILE, "no such file", "write the edition’s id, title and cutoff")
    return unknown_edition()  # type: ignore[no-any-return]  # pydantic's model_construct


def _read_basemap(reading: _Reading) -> Basemap | None:
    """Read the base map, which a project may do without."""
    file = reading.files.get("briefings/basemap.yml")
    if file is None:
        return None
    origin = Origin(file, ())
    outlines, problem = _read_outlines(origin, reading)
    if problem:
        reading.problems.append(problem)
    return _validate(Basemap, origin, file.root, reading, given={"outlines": outlines})  # type: ignore[no-any-return]


def _read_outlines(origin: Origin, reading: _Reading) -> tuple[tuple[Outline, ...], Problem | None]:
    """Read the GeoJSON that a base map names: its outlines, and what is wrong with it."""
    name = origin.file.root.get("file")
    if not isinstance(name, str) or not name:
        return (), None  # the record is told
    if ".." in PurePosixPath(name).parts or PurePosixPath(name).is_absolute():
        message = f"“{name}” leads out of the folder of briefings"
        return (), origin.problem(("file",), Rule.OUTSIDE, message, "keep the file beside basemap.yml")
    path = (PurePosixPath("briefings") / name).as_posix()
    found = reading.read(path)
    if found.problem:
        message = f"“{name}”: {found.problem.message}"
        return (), origin.problem(("file",), found.problem.rule, message, found.problem.help)
    try:
        return read_outlines(found.content), None
    except OutlinesError as error:
        remedy = "draw from a small GeoJSON file of polygons or lines, in degrees"
        return (), Problem(path, error.line, error.column, Rule.BASE_MAP, str(error), remedy)


# ---------------------------------------------------------------- records


def _items(file: YamlFile, kinds: Mapping[str, Any], reading: _Reading) -> Iterator[tuple[str, Origin, Map]]:
    """Yield the records of a file that maps kinds to lists, each with its kind and its place."""

    def refuse(path: _Path, rule: Rule, message: str, remedy: str, *, key: bool = False) -> None:
        reading.unread.update(_registers_in(file.path))
        at = file.place(path, key=key)
        if not file.has_problem(at):
            reading.problems.append(file.problem(at, rule, message, remedy))

    for kind, records in file.root.items():
        if kind == BLANK and kinds is _IN_FACT_FILES and isinstance(records, Seq):
            remedy = f"move it to the list of its kind: {', '.join(KINDS)}; or set its sentence aside"
            for index in range(len(records)):
                refuse((kind, index), Rule.BLANK, "it is not said what kind of fact this is", remedy)
        elif kind not in kinds:
            remedy = did_you_mean(kind, kinds) or f"here may stand: {', '.join(kinds)}"
            refuse((kind,), Rule.UNKNOWN_KEY, f"no kind of record is called “{kind}”", remedy, key=True)
        elif not isinstance(records, Seq):
            refuse((kind,), Rule.WRONG_TYPE, f"“{kind}” is not a list", "begin each record with `- id:`")
        else:
            for index, item in enumerate(records):
                if isinstance(item, Map):
                    yield kind, Origin(file, (kind, index)), item
                else:
                    remedy = "write `- id: …` and its fields"
                    refuse((kind, index), Rule.WRONG_TYPE, "a record is a mapping", remedy)


def _validate(
    model: type[BaseModel],
    origin: Origin,
    item: Map,
    reading: _Reading,
    *,
    register: str = "",
    given: Mapping[str, Any] | None = None,
    of: Hashable = None,
) -> Any:  # noqa: ANN401
    """Return the record, or None where it has a problem of form, which is then among the reading's problems.

    One that is kept from the reading before is the same object as long as its file, and what it is made `of` beside
    that, are the same; where `of` is None, it is always made anew.
    """
    fresh = _is_first(register, origin, item, reading) if register else True
    said: Mapping[str, Any] = item
    if not _GIVEN.isdisjoint(item):
        for key in _GIVEN & item.keys():
            reading.problems.append(_unknown_key(model, origin, (key,)))
        said = {key: value for key, value in item.items() if key not in _GIVEN}
    try:
        like = None if of is None else ("record", model, origin.path_of_file, origin.file.text, origin.path, of)
        record = reading.kept.get(
            like, lambda: model.model_validate({**said, **(given or {}), "origin": origin}, context=reading.known)
        )
    except ValidationError as error:
        reading.problems.extend(_problems(error, model, origin, item, reading))
    else:
        if fresh and said is item:
            return record
    reading.broken[register].add(str(item.get("id")))
    return None


def _is_first(register: str, origin: Origin, item: Map, reading: _Reading) -> bool:
    """Tell whether an id is used for the first time: facts, and records of one register, share no id."""
    given = item.get("id")
    if not isinstance(given, str) or not given:
        return True
    first = reading.seen.setdefault((register, given), origin)
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
    error: ValidationError, model: type[BaseModel], origin: Origin, item: Map, reading: _Reading
) -> Iterator[Problem]:
    """Say pydantic's errors in an editor's words."""
    for found in error.errors(include_url=False):
        path, kind, context = found["loc"], found["type"], found.get("ctx", {})
        if _is_told(found, model, origin, item, reading):
            continue
        if kind == "unknown_id":
            register, value = context["register"], context["value"]
            if isinstance(found["input"], list | dict):
                message = f"“{path[0]}” names one of the {register} by its id"
                yield origin.problem(path, Rule.WRONG_TYPE, message, "write the id alone, without brackets")
            elif reading.is_news(value, register):
                near = near_to(value, reading.known[register])
                remedy = asked(near) or f"add it to the {register}, or mend the id"
                message = f"no record “{value}” among the {register}"
                yield _replaced(origin, path, Rule.UNKNOWN_ID, message, remedy, near=near)
        elif kind == "extra_forbidden":
            yield _unknown_key(model, origin, path)
        elif kind == "missing":
            yield origin.problem(path[:-1], Rule.MISSING_KEY, f"“{path[-1]}” is missing", f"add `{path[-1]}:`")
        elif not path:  # two fields that do not fit
            yield origin.problem((_unfit(kind, item),), Rule.WRONG_TYPE, found["msg"], "")
        elif path[-1] == "[key]":
            at = origin.file.place((*origin.path, *path[:-1]), key=True)
            yield origin.file.problem(at, Rule.UNKNOWN_KEY, *_no_member(found, f"key of `{path[0]}`"))
        else:
            yield _replaced(origin, path, Rule.WRONG_TYPE, *_form(found), near=_near_words(found))


def _is_told(found: Any, model: type[BaseModel], origin: Origin, item: Map, reading: _Reading) -> bool:  # noqa: ANN401
    """Tell whether an empty value or a blank is to blame, which is reported where it was read."""
    at = origin.file.place((*origin.path, *found["loc"]))
    if origin.file.is_blank(at):
        reading.blanks[(origin.file.path, *at)] = _blank(found, model, item)
    return origin.file.has_problem(at) or (found["type"] == "name" and _has_hole(found["input"]))


def _blank(found: Any, model: type[BaseModel], item: Map) -> str:  # noqa: ANN401
    """Say what may stand where an editor, or `dateline suggest`, left a blank."""
    kind, path = found["type"], found["loc"]
    if kind == "unknown_id":
        remedy = f"write the id of one of the {found['ctx']['register']}"
    elif kind in ("amount", "date"):
        remedy = "write a number, without quotation marks" if kind == "amount" else "write a date: 2018-04-01"
    else:
        remedy = _form(found)[1].replace(", or delete the key", "")
    needed = isinstance(item.get(str(path[0])), list | dict) or any(
        info.is_required() for name, info in model.model_fields.items() if path[0] in (name, info.alias)
    )
    return remedy if needed else f"{remedy}; or delete the line"


def _has_hole(value: Any) -> bool:  # noqa: ANN401
    """Tell whether a collection holds an empty value, which is reported already."""
    return (isinstance(value, Map) and "" in value.values()) or (isinstance(value, Seq) and "" in value)


def _unfit(kind: str, item: Map) -> str:
    """Return which of the fields that do not fit together is the one to look at; `kind` is that of the error."""
    if kind in ("issued", "next_due", "corrects"):
        return kind if kind in item else "id"
    keys = ("approximate", "state", "magnitude", "quantifier", "value")
    return next((key for key in keys if key in item), "id")


def _unknown_key(model: type[BaseModel], origin: Origin, path: _Path) -> Problem:
    keys = {info.alias or name for name, info in _model_at(model, path[:-1]).model_fields.items()} - _GIVEN
    near, full = near_to(str(path[-1]), keys), (*origin.path, *path)
    return origin.file.problem(
        origin.file.place(full, key=True),
        Rule.UNKNOWN_KEY,
        f"no field is called “{path[-1]}”",
        asked(near) or f"here may stand: {', '.join(sorted(keys))}",
        fixes=tuple((Edit(full, name, key=True),) for name in near),
    )


def _replaced(origin: Origin, path: _Path, rule: Rule, message: str, remedy: str, *, near: Iterable[str]) -> Problem:
    """Make a problem of a value for which others may have been meant."""
    full = (*origin.path, *path)
    fixes = tuple((Edit(full, word),) for word in near)
    return origin.file.problem(origin.file.place(full), rule, message, remedy, fixes=fixes)


def _near_words(found: Any) -> list[str]:  # noqa: ANN401
    """Return the words that may have been meant where one of a few should stand."""
    if found["type"] not in ("enum", "literal_error") or not isinstance(found["input"], str):
        return []
    return near_to(found["input"], re.findall("'([^']*)'", found["ctx"]["expected"]))


def _model_at(model: type[BaseModel], path: _Path) -> type[BaseModel]:
    """Return the model of the record at a path inside a record."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = next(_models(model.model_fields[step].annotation), model)
    return model


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


_NO_MAPPING = ("is not a mapping", "write `key: value` below it")
_FORMS: Mapping[str, tuple[str, str]] = {
    "string_type": ("is not text", "write words"),
    "string_too_short": ("is empty", "write words, or delete the key"),
    "string_too_long": ("is longer than {max_length} characters", "shorten it"),
    "bool_type": ("is neither true nor false", "write `true` or `false`, without quotation marks"),
    "tuple_type": ("is not a list", "write `[a, b]`"),
    "too_short": ("is an empty list", "name at least one"),
    "dict_type": _NO_MAPPING,
    "model_type": _NO_MAPPING,
    "decimal_type": ("is not a number", "write it without quotation marks"),
    "decimal_parsing": ("is not a number", "write it without quotation marks"),
    "greater_than_equal": ("is less than {ge}", "mend the number"),
    "less_than_equal": ("is more than {le}", "mend the number"),
}
"""Pydantic's error types in an editor's words."""
_PATTERNS: Mapping[str, tuple[str, str]] = {
    "id": ("is not an id", "use lower-case letters, digits and single hyphens: `jaish-al-islam`"),
    "sha256": ("is not a SHA-256", "write its 64 digits and lower-case letters a to f, as `sha256sum` prints them"),
    "URL": ("is not an address of the web", "write it with https:// and without spaces"),
}


def _form(found: Any) -> tuple[str, str]:  # noqa: ANN401
    """Return what is wrong with the form of a value, and what to do about it."""
    kind, context, given = found["type"], found.get("ctx", {}), found["input"]
    name = next(step for step in reversed(found["loc"]) if isinstance(step, str))
    if kind in ("enum", "literal_error"):
        return _no_member(found, name.replace("_", " "))
    if kind == "string_pattern_mismatch":
        said, remedy = _PATTERNS.get(name, ("is not of this form", f"it must match {context['pattern']}"))
        if "\\d" in context["pattern"]:
            said, remedy = "is not an edition’s id", "write a date, and a number for a second one: `2018-04-02.2`"
        return f"“{name}”: “{given}” {said}", remedy
    if kind not in _FORMS:
        message = found["msg"].removeprefix("Value error, ")
        return f"“{name}”: {message[:1].lower()}{message[1:]}", ""
    said, remedy = _FORMS[kind]
    if kind == "string_type" and not isinstance(given, list | dict):
        remedy = "put it in quotation marks"
    return f"“{name}” {said.format(**context)}", remedy


def _no_member(found: Any, what: str) -> tuple[str, str]:  # noqa: ANN401
    """Say that a word is none of those that may stand here."""
    words = re.findall("'([^']*)'", found["ctx"]["expected"])
    said = str(found["input"]) if isinstance(found["input"], str | int) else "this"
    return f"“{said}” is no {what}", did_you_mean(said, words) or f"write {', '.join(words)}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question with the nearest known words, or nothing."""
    return asked(near_to(word, known))


def near_to(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that look most like another, two at most."""
    return get_close_matches(word, list(known), n=2, cutoff=0.7)


def asked(near: Iterable[str]) -> str:
    """Ask whether a word was meant; nothing where there is none."""
    said = " or ".join(f"`{word}`" for word in near)
    return f"did you mean {said}?" if said else ""

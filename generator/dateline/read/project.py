"""Read a whole project: every file once, every problem kept, every id resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from dateline.kept import Kept
from dateline.model.basemap import Basemap, Outline
from dateline.model.edition import Edition, Withdrawal, unknown_edition
from dateline.model.facts import Fact, Figure, Track
from dateline.model.files import OF_FACTS, REGISTERS
from dateline.model.project import Briefing, Project
from dateline.model.registers import Actor, Indicator, Place
from dateline.problems import Problem, Rule
from dateline.read.basemap import OutlinesError, read_outlines
from dateline.read.files import NOTHING, Unsaved
from dateline.read.near import did_you_mean
from dateline.read.reading import REGISTER_FILES, Reading, explained, read_yaml
from dateline.read.records import items_of, validate
from dateline.read.sources import ask_for_records, read_sources
from dateline.read.yamlfile import Map, Origin
from dateline.text.clauses import with_verb
from dateline.text.prose import citations, cited_ids

RESERVED = frozenset(
    {"actors", "places", "sources", "facts", "data", "assets", "briefs", "editions", "search", "method", "public"}
)
"""Folders of the site that a briefing's pages would collide with."""
_PLACE = "{place}"
_DIRECT = 3
"""Parts of `briefings/<briefing>/<file>`."""


def read_project(root: Path, unsaved: Unsaved = NOTHING, kept: Kept | None = None) -> tuple[Project, list[Problem]]:
    """Read a project; the problems say what is wrong, and the model holds the records without a fault of form."""
    reading = Reading(root, unsaved, kept or Kept())
    documents = read_yaml(reading)
    _read_registers(reading)
    read_sources(reading)
    ask_for_records(documents, reading)
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
    return project, sorted({explained(problem, reading.blanks) for problem in reading.problems})


def _sorted(records: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(records[key] for key in sorted(records))


def _read_registers(reading: Reading) -> None:
    for name, model in REGISTERS.items():
        path = f"briefings/{name}.yml"
        file = reading.files.get(path)
        if file is None:
            if name not in reading.unread:
                reading.report(path, Rule.MISSING_FILE, "no such file", f"write `{name}:` and a list")
                reading.unread.add(name)
            continue
        for kind, origin, item in items_of(file, {name: model}, reading):
            record = validate(model, origin, item, reading, register=kind, of=kind)
            if record is not None:
                _check_reference(record, origin, reading)
                _check_phrase(record, origin, reading)
                reading.known[name][record.id] = record


def _check_reference(record: Actor | Place | Indicator, origin: Origin, reading: Reading) -> None:
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


def _check_phrase(record: Actor | Place | Indicator, origin: Origin, reading: Reading) -> None:
    """Ask an indicator's phrases for the place, which else no card names, and for the verb of the English one."""
    for language, phrase in record.phrase.items() if isinstance(record, Indicator) else ():
        mended = with_verb(phrase.other) if language == "en" else None
        if mended:
            message = f"the phrase has no verb: it reads as “… says 6 {phrase.other}”"
            mended = mended if _PLACE in mended else f"{mended} in {_PLACE}"
            remedy = f"write it with its verb: “{mended}”"
            reading.problems.append(origin.problem(("phrase", language, "other"), Rule.PROSE, message, remedy))
        for form, words in phrase:
            if words and _PLACE not in words and not (mended and form == "other"):
                message = f"the phrase names no place: it reads as “6 {words}”, wherever that was"
                remedy = f"write `{_PLACE}` where the place belongs, as in “{words} in {_PLACE}”"
                reading.problems.append(origin.problem(("phrase", language, form), Rule.PROSE, message, remedy))


def _check_former_ids(reading: Reading) -> None:
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


def _read_facts(reading: Reading) -> tuple[tuple[Fact, ...], tuple[Withdrawal, ...]]:
    """Read every fact, kind by kind, so that a track is known when a demand names it; and what is withdrawn."""
    items: list[tuple[str, Origin, Map]] = []
    for path, file in reading.files.items():
        if _holds_facts(path, reading):
            for kind, origin, item in items_of(file, OF_FACTS, reading):
                items.append((kind, origin, item))
                if item.get("id") and isinstance(item["id"], str):  # the first in the order of files, not of kinds
                    reading.seen.setdefault(("facts", item["id"]), origin)
    facts: list[Fact] = []
    withdrawn: list[Withdrawal] = []
    # The same object as long as each id stands for the same record.
    registers = ("registers", *(tuple(reading.known[name].values()) for name in ("sources", *REGISTERS)))
    state = reading.kept.get(registers, object)
    kinds = [*OF_FACTS]
    named = ((item.get("id"), item) for kind, _, item in items if kind == Track.kind)
    # An id that is none, as an empty one, is told of by itself.
    tracks = {name: item for name, item in named if isinstance(name, str) and ("facts", name) in reading.seen}
    before = _states_before(tracks, reading)
    # What disputes other facts comes last, and each state of talks after the one that it continues: so they are known.
    items.sort(
        key=lambda one: (bool(one[2].get("disputes")), kinds.index(one[0]), before.get(str(one[2].get("id")), 0))
    )
    reading.withdrawn |= {str(item.get("id")) for kind, _, item in items if OF_FACTS[kind] is Withdrawal}
    for kind, origin, item in items:
        slug = origin.path_of_file.split("/", 2)[1]
        of = (slug, state, *(reading.known["facts"].get(name) for name in _other_facts(item)))
        fact = validate(OF_FACTS[kind], origin, item, reading, register="facts", given={"briefing": slug}, of=of)
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


def _states_before(tracks: Mapping[str, Map], reading: Reading) -> Mapping[str, int]:
    """Count the states of the same talks that each comes after, and name those that go round in a ring."""
    before: dict[str, int] = {}
    for first in tracks:
        path: list[str] = []
        name: object = first
        seen: set[object] = set()
        while isinstance(name, str) and name in tracks and name not in before and name not in seen:
            path.append(name)
            seen.add(name)
            name = tracks[name].get("continues")
        if isinstance(name, str) and name in seen:
            _tell_of_ring(path[path.index(name) :], reading)
        count = before.get(name, -1) if isinstance(name, str) else -1
        before |= {one: count + index for index, one in enumerate(reversed(path), start=1)}
    return before


def _tell_of_ring(ring: Sequence[str], reading: Reading) -> None:
    """Name talks that continue one another, or one that continues itself, so that none of them is the first."""
    at = ring.index(min(ring))
    told = " and ".join(f"“{one}”" for one in (*ring[at:], *ring[:at]))
    message = f"{told} continue one another" if len(ring) > 1 else f"{told} continues itself"
    remedy = "delete `continues:` at the one that tells of the earliest day"
    origin = reading.seen["facts", min(ring)]
    reading.problems.append(origin.problem(("continues",), Rule.UNKNOWN_ID, message, remedy))
    reading.broken["facts"].update(ring)


def _other_facts(item: Map) -> Iterator[str]:
    """Yield the ids of the facts that a fact names."""
    for name in ("track", "continues", "disputes"):
        value = item.get(name)
        yield from (given for given in (value if isinstance(value, list) else [value]) if isinstance(given, str))


def _holds_facts(path: str, reading: Reading) -> bool:
    """Tell whether a file holds facts; a file that would hold nothing that is read is a problem."""
    folder, *parts = PurePosixPath(path).parts
    if folder == "seeds" or path in REGISTER_FILES:
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


def _read_briefings(reading: Reading) -> tuple[Briefing, ...]:
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
            briefing = validate(Briefing, Origin(file, ()), file.root, reading, given={"slug": slug})
            if briefing is not None:
                briefings.append(briefing)
                reading.problems.extend(_lost_links(briefing, reading))
    return tuple(briefings)


def _lost_links(briefing: Briefing, reading: Reading) -> Iterator[Problem]:
    """Name the facts that prose cites and nobody knows."""
    for path, text in briefing.texts:
        lost = {fact for fact in cited_ids(text) if fact not in reading.known["facts"]}
        for fact, within in citations(text) if lost else ():
            if fact in lost and reading.is_news(fact, "facts"):
                remedy = did_you_mean(fact, reading.known["facts"]) or "mend the id in the link"
                message = f"prose cites `fact:{fact}`, and no fact has this id"
                yield briefing.origin.problem(path, Rule.UNKNOWN_ID, message, remedy, within=within)


def _is_slug(name: str) -> bool:
    return name.replace("-", "").isalnum() and name.isascii() and name == name.lower() and name.strip("-") == name


def _read_edition(reading: Reading) -> Edition:
    path = "briefings/edition.yml"
    if path in reading.files:
        file = reading.files[path]
        edition = validate(Edition, Origin(file, ()), file.root, reading)
        if edition is not None:
            return edition  # type: ignore[no-any-return]  # validate gives its model
    elif not (reading.reported(path) or reading.reported("briefings")):
        reading.report(path, Rule.MISSING_FILE, "no such file", "write the edition’s id, title and cutoff")
    return unknown_edition()  # type: ignore[no-any-return]  # pydantic's model_construct


def _read_basemap(reading: Reading) -> Basemap | None:
    """Read the base map, which a project may do without."""
    file = reading.files.get("briefings/basemap.yml")
    if file is None:
        return None
    origin = Origin(file, ())
    outlines, problem = _read_outlines(origin, reading)
    if problem:
        reading.problems.append(problem)
    return validate(Basemap, origin, file.root, reading, given={"outlines": outlines})  # type: ignore[no-any-return]


def _read_outlines(origin: Origin, reading: Reading) -> tuple[tuple[Outline, ...], Problem | None]:
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

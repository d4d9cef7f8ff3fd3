"""Hold the search index against the facts: each record that it shows, each facet, and which records have it.

Records and facets are all that readers get to see of it. The list of words (`index/`) tells only which records to show.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from dateline.audit.evidence import Evidence
from dateline.audit.exported import ExportedFact
from dateline.audit.words import AGAIN, output_problem, shown
from dateline.problems import Problem
from dateline.text import cbor

_FOLDER = "pagefind"
_ENTRY = "pagefind-entry.json"
_PAGE = "search.html"
_SIGNATURE = b"pagefind_dcd"
_MOST = 1 << 24
"""Bytes that a part of the index may have: one that is small on disk must not fill the memory."""
_NAMED = 10
"""Problems that are told one by one."""


class _Record(BaseModel):
    """Hold what Pagefind keeps of a record."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    content: str
    word_count: int
    filters: dict[str, list[str]]
    meta: dict[str, str]
    anchors: tuple[()]


class _Language(BaseModel):
    hash: str
    wasm: str | None
    page_count: int


class _Entry(BaseModel):
    version: str
    languages: dict[str, _Language]


_Meta = TypeAdapter(
    tuple[
        str,  # the version
        list[tuple[str, int]],  # records, each with its count of words
        list[tuple[str, str, str]],  # lists of words: the first one, the last one
        list[tuple[str, str]],  # facets by name
        list[tuple[str, list[int]]],  # records in an order
        list[str],  # fields of `meta`
    ]
)
_Filter = TypeAdapter(tuple[str, list[tuple[str, list[int]]]])


def audit_search(site: Path, evidence: Evidence) -> Iterator[Problem]:
    """Yield what is wrong with the search index of a site; there need be none where no page searches."""
    folder = site / _FOLDER
    if folder.is_dir() or _searches(site):
        try:
            faults = [*_faults(folder, site, evidence)]
        except (OSError, ValueError, EOFError, zlib.error) as error:
            what = error.strerror if isinstance(error, OSError) and error.strerror else "it is not of Pagefind’s shape"
            faults = [(_ENTRY, f"the index cannot be read: {what}")]
        for path, message in faults[:_NAMED]:
            yield output_problem(f"{_FOLDER}/{path}", 0, 0, message, AGAIN)
        if len(faults) > _NAMED:
            yield output_problem(_FOLDER, 0, 0, f"{len(faults) - _NAMED:,} more are wrong", AGAIN)


def _searches(site: Path) -> bool:
    try:
        return b"assets/search.js" in (site / _PAGE).read_bytes()
    except OSError:
        return False


def _faults(folder: Path, site: Path, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield each fault with the file that it is in."""
    entry = _Entry.model_validate_json((folder / _ENTRY).read_bytes())
    if len(entry.languages) != 1:
        yield _ENTRY, "it does not lead to one index"
        return
    (known,) = entry.languages.values()
    name = f"pagefind.{known.hash}.pf_meta"
    _, pages, chunks, facets, orders, _ = _Meta.validate_python(cbor.load(_part(folder / name)))
    parts = [f"fragment/{digest}.pf_fragment" for digest, _ in pages]
    words = [f"index/{digest}.pf_index" for *_, digest in chunks]
    filters = [f"filter/{digest}.pf_filter" for _, digest in facets]
    listed = {_ENTRY, name, "pagefind.js", f"wasm.{known.wasm or 'unknown'}.pagefind", *parts, *words, *filters}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    yield from ((path, "it is no part of the index") for path in sorted(there - listed))
    yield from ((path, "it is missing") for path in sorted(listed - there))
    if listed - there:
        return
    records = [_Record.model_validate_json(_part(folder / path)) for path in parts]
    expected = dict(_expected(evidence, site))
    for path, record in zip(parts, records, strict=True):
        yield from ((path, fault) for fault in _differences(record, expected.get(record.url)))
    met = Counter(record.url for record in records)
    yield from ((parts[0], f"{url} has two records") for url, count in met.items() if count > 1)
    yield from ((_ENTRY, f"{url} has no record") for url in expected if url not in met)
    for path, (facet, _) in zip(filters, facets, strict=True):
        told = _Filter.validate_python(cbor.load(_part(folder / path)))
        if told[0] != facet or dict(told[1]) != _having(records, facet) or len(told[1]) != len(dict(told[1])):
            yield path, f"the facet “{facet}” is not that of the records"
    if {facet for facet, _ in facets} != {facet for record in records for facet in record.filters}:
        yield name, "its facets are not those of the records"
    if [sorted(order) for _, order in orders] != [[*range(len(records))]]:
        yield name, "it does not order the records by one thing"
    elif (dates := [_day(records[at]) for at in orders[0][1]]) != sorted(dates):
        yield name, "the records are not in the order of their dates"


def _part(path: Path) -> bytes:
    """Read a part of the index, compressed or not."""
    content = path.read_bytes()
    if not content.startswith(_SIGNATURE):
        with gzip.open(path) as file:
            content = file.read(_MOST + 1)
        if len(content) > _MOST:
            raise ValueError("it is larger than any part is")
    if not content.startswith(_SIGNATURE):
        raise ValueError("it is no part of Pagefind’s")
    return content.removeprefix(_SIGNATURE)


# ---------------------------------------------------------------- what there has to be


def _expected(evidence: Evidence, site: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what each record has to say, by its address."""
    names = _names(evidence.reference)
    for fact in evidence.facts.values():
        yield f"facts/{fact.briefing}.html#{fact.id}", _of_fact(fact, evidence.reference, names)
    for at, called in names.items():
        register, key = at.split("/")
        url = f"{key}/index.html" if register == "briefings" else f"{at}.html"
        gone = register == "sources" and evidence.retraction(key)
        if register in ("actors", "briefings", "places", "sources") and (site / url).is_file():
            yield (
                url,
                {
                    "content": _kept(evidence.reference.get(f"{at}/publisher", called[0])),
                    "meta": {"sentence": _kept(called[0]), "names": _kept("; ".join(called[1:])), "date": ""},
                    "filters": {"kind": {register}, **({"standing": {"retracted"}} if gone else {})},
                },
            )


def _of_fact(fact: ExportedFact, reference: Mapping[str, str], names: Mapping[str, list[str]]) -> Mapping[str, Any]:
    """Return what the record of a fact has to say."""
    actors = [*fact.actors, *fact.said_by]
    named = [f"places/{place.id}" for place in fact.places] + [f"actors/{actor.id}" for actor in actors]
    named += [f"indicators/{fact.indicator}"] if fact.indicator else []
    publisher, title = (reference.get(f"sources/{fact.source}/{field}", "") for field in ("publisher", "title"))
    facets = {
        "briefing": [reference.get(f"briefings/{fact.briefing}/title", "")],
        "kind": [fact.kind],
        "place": [place.name for place in fact.places],
        "actor": [actor.name for actor in fact.actors],
        "claimant": [actor.name for actor in fact.said_by] or [publisher],
        "source": [f"{publisher}: {title}"],
        "standing": [mark for mark in ("retracted", "unproved") if getattr(fact, mark)],
    }
    called = dict.fromkeys(name for at in named for name in names.get(at, ()))
    return {
        "content": _kept(" … ".join(citation.exact for citation in fact.citations) or fact.text),
        "meta": {"sentence": _kept(fact.text), "names": _kept("; ".join(called)), "date": fact.date or ""},
        "filters": {facet: {_kept(value) for value in values} for facet, values in facets.items() if values},
    }


def _names(reference: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Return all that each record of a register is called, its name first."""
    names: dict[str, list[str]] = defaultdict(list)
    for at, text in reference.items():
        match at.split("/"):
            case register, key, field if field.partition(".")[0] in ("name", "also", "title"):
                names[f"{register}/{key}"].append(text)
    return names


def _kept(text: str) -> str:
    """Return a text as pages show it, without the spaces of no width that Pagefind takes out."""
    return shown(text.replace("\u200b", ""))


# ---------------------------------------------------------------- comparing


def _differences(record: _Record, expected: Mapping[str, Any] | None) -> Iterator[str]:
    """Yield what a record says otherwise than it has to."""
    if expected is None:
        yield f"no fact and no page has the address {json.dumps(record.url, ensure_ascii=False)}"
        return
    if record.content != expected["content"]:
        yield f"the quotations of {record.url} are not those in facts.json"
    for field in sorted(record.meta.keys() | expected["meta"].keys()):
        if record.meta.get(field) != expected["meta"].get(field):
            yield f"the {field} of {record.url} is not what facts.json says"
    for facet in sorted(record.filters.keys() | expected["filters"].keys()):
        values = record.filters.get(facet, [])
        if len(values) != len(set(values)) or set(values) != expected["filters"].get(facet, set()):
            yield f"the facet “{facet}” of {record.url} is not what facts.json says"


def _having(records: list[_Record], facet: str) -> dict[str, list[int]]:
    """Return the numbers of the records that have each value of a facet."""
    having: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for value in record.filters.get(facet, ()):
            having[value].append(number)
    return dict(having)


def _day(record: _Record) -> str:
    """Return the day by which a record is put in order: the first of its date, without what qualifies it."""
    first, _, last = record.meta.get("date", "").partition("/")
    return (last if first == ".." else first).rstrip("?~%")

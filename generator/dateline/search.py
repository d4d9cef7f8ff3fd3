"""Build the search index of an edition with Pagefind: a record for each fact, and one for each page of a register."""

from __future__ import annotations

import base64
import gzip
import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib.metadata import version
from subprocess import DEVNULL, PIPE, Popen
from typing import IO, Any

from dateline.problems import Problem, ProblemsError, Rule
from dateline.render.environment import visible
from dateline.text import cbor
from dateline.text.dates import parse_date

FOLDER = "pagefind"
"""Where the index lies in the site."""
_ENTRY = "pagefind-entry.json"
_SIGNATURE = b"pagefind_dcd"
"""Stands before the content of each part; where it is the first that is read, the part is not compressed."""
_REGISTERS = ("briefings", "actors", "places", "sources")
_NAMES = ("name", "also", "title")
"""Fields of registers that hold names, the first part of a path's last one."""


@dataclass(frozen=True)
class Record:
    """Hold what may be found: the words that are searched and shown, and the facets by which they are narrowed."""

    url: str
    """From the edition's top, so that an edition may lie in any folder."""
    content: str
    """Of a fact its quotations; what else is searched is in `meta`. Pagefind drops a record without any."""
    meta: Mapping[str, str]
    filters: Mapping[str, list[str]] = field(default_factory=dict)
    sort: Mapping[str, str] = field(default_factory=dict)


def build_search(data: Mapping[str, str], pages: Container[str], language: str) -> dict[str, bytes]:
    """Return the files of the index by their paths in the site; none where nothing is to be found.

    Raise ProblemsError where Pagefind does not run here.
    """
    facts = json.loads(data["data/facts.json"])["facts"]
    reference = json.loads(data["data/reference.json"])
    # In one order on every machine: Pagefind numbers the records as they come.
    found = sorted([*_of_facts(facts, reference), *_of_pages(reference, pages)], key=lambda record: record.url)
    if not found:
        return {}
    return {f"{FOLDER}/{path}": content for path, content in _canonical(_run(found, language)).items()}


# ---------------------------------------------------------------- records


def _of_facts(facts: Iterable[Mapping[str, Any]], reference: Mapping[str, str]) -> Iterator[Record]:
    """Yield a record for each fact of facts.json."""
    names = _names(reference)
    for fact in facts:
        named = [f"places/{place['id']}" for place in fact["places"]]
        named += [f"actors/{actor['id']}" for actor in (*fact["actors"], *fact["said_by"])]
        named += [f"indicators/{fact['indicator']}"] if fact["indicator"] else []
        source = f"sources/{fact['source']}"
        publisher = reference[f"{source}/publisher"]
        filters = {
            "briefing": [reference[f"briefings/{fact['briefing']}/title"]],
            "kind": [fact["kind"]],
            "place": [place["name"] for place in fact["places"]],
            "actor": [actor["name"] for actor in fact["actors"]],
            "claimant": [actor["name"] for actor in fact["said_by"]] or [publisher],
            "source": [f"{publisher}: {reference[f'{source}/title']}"],
            "standing": [mark for mark in ("retracted", "unproved") if fact[mark]],
        }
        yield Record(
            f"facts/{fact['briefing']}.html#{fact['id']}",
            _plain(" … ".join(citation["exact"] for citation in fact["citations"]) or fact["text"]),
            {
                "sentence": _plain(fact["text"]),
                "names": _plain("; ".join(dict.fromkeys(name for at in named for name in names[at]))),
                "date": fact["date"] or "",
            },
            {facet: list(dict.fromkeys(map(_plain, values))) for facet, values in filters.items() if values},
            {"date": parse_date(fact["date"]).ends[0] if fact["date"] else ""},
        )


def _of_pages(reference: Mapping[str, str], pages: Container[str]) -> Iterator[Record]:
    """Yield a record for each briefing, actor, place and source that has a page."""
    for at, (name, *others) in _names(reference).items():
        register, _, key = at.partition("/")
        page = f"{key}/index" if register == "briefings" else at
        if register in _REGISTERS and f"{page}.md" in pages:
            meta = {"sentence": _plain(name), "names": _plain("; ".join(others)), "date": ""}
            content = _plain(reference.get(f"{at}/publisher", name))
            standing = {"standing": ["retracted"]} if f"{at}/retracted.date" in reference else {}
            yield Record(f"{page}.html", content, meta, {"kind": [register], **standing}, {"date": ""})


def _names(reference: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Return all that each record of a register is called, by its path: its name, in other languages, and spellings."""
    names: dict[str, list[str]] = defaultdict(list)
    for at, text in reference.items():
        record, _, name = at.rpartition("/")
        if record.count("/") == 1 and name.partition(".")[0] in _NAMES:
            names[record].append(text)
    return names


def _plain(text: str) -> str:
    """Return a text as pages show it, in the form in which Pagefind keeps it."""
    return " ".join(str(visible(text)).replace("\u200b", "").split())


# ---------------------------------------------------------------- Pagefind


def _run(records: Iterable[Record], language: str) -> dict[str, bytes]:
    """Let Pagefind index records, one after the other; return the files it makes.

    Its Python API waits a tenth of a second for each answer, minutes in all, so its program is asked directly.
    """
    try:
        from pagefind.service import get_executable  # noqa: PLC0415  # a tenth of what `check` would load

        program = get_executable()
        if program is None:
            raise ProblemsError([_problem("Pagefind has no program for this system")])
        with Popen([program, "--service"], stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as process:  # noqa: S603
            try:
                index = _ask(process, {"type": "NewIndex", "config": None})["index_id"]
                for record in records:
                    _ask(process, {"type": "AddRecord", "index_id": index, "language": language, **asdict(record)})
                files = _ask(process, {"type": "GetFiles", "index_id": index})["files"]
            except KeyboardInterrupt:
                process.kill()  # it would be waited for no longer than a moment, and might go on
                raise
    except OSError as error:
        raise ProblemsError([_problem(f"Pagefind does not run here: {error.strerror or error}")]) from error
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


def _ask(process: Popen[bytes], request: Mapping[str, Any]) -> Any:  # noqa: ANN401  # Pagefind's JSON
    """Send a request and wait for its answer; each is JSON in Base64, and a comma ends it."""
    if process.stdin is None or process.stdout is None:
        raise OSError("it has no pipes")
    process.stdin.write(base64.b64encode(json.dumps({"message_id": 1, "payload": request}).encode()) + b",")
    process.stdin.flush()
    answer = json.loads(base64.b64decode(_until_comma(process.stdout)))["payload"]
    if answer["type"] == "Error":
        raise ProblemsError([_problem(f"Pagefind cannot index it: {answer['message']}")])
    return answer


def _until_comma(pipe: IO[bytes]) -> bytes:
    """Read an answer; nothing follows it, since nothing else was asked."""
    parts: list[bytes] = []
    while not (parts and parts[-1].endswith(b",")):
        part = pipe.read1(1 << 20)  # type: ignore[attr-defined]  # a buffered reader
        if not part:
            raise OSError("its program ended early")
        parts.append(part)
    return b"".join(parts)[:-1]


def _problem(message: str) -> Problem:
    remedy = (
        f"install Pagefind {version('pagefind')} another way (npm, cargo), and name its program in PAGEFIND_BINARY_PATH"
    )
    return Problem("pagefind", 0, 0, Rule.LAYOUT, message, remedy)


# ---------------------------------------------------------------- the same bytes each time


def _canonical(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Bring what Pagefind makes into one order, and leave out what no page of ours loads.

    It keeps filters and their values in hash tables whose order is another in each run; so are then the hashes by which
    these files are called, and the list that names them. All else comes out the same (tests hold it). What is written
    anew is not compressed: zlib's output differs from system to system. Servers compress it on the way.
    """
    entry = json.loads(files[_ENTRY])
    if entry["version"] != version("pagefind"):
        raise ProblemsError([_problem(f"Pagefind’s program is of version {entry['version']}")])
    ((language, known),) = entry["languages"].items()
    kept = {path: content for path, content in files.items() if path.startswith(("fragment/", "index/"))}
    for path in ("pagefind.js", f"wasm.{known['wasm'] or 'unknown'}.pagefind"):
        kept[path] = files[path]
    made, pages, chunks, filters, sorts, fields = _read(files[f"pagefind.{known['hash']}.pf_meta"])
    renamed = []
    for name, digest in sorted(filters):
        facet, values = _read(files[f"filter/{digest}.pf_filter"])
        content = _SIGNATURE + cbor.dump([facet, sorted(values)])
        fresh = f"{language}_{sha256(content).hexdigest()[:10]}"
        kept[f"filter/{fresh}.pf_filter"] = content
        renamed.append([name, fresh])
    content = _SIGNATURE + cbor.dump([made, pages, chunks, renamed, sorted(sorts), fields])
    known["hash"] = f"{language}_{sha256(content).hexdigest()[:10]}"
    kept[f"pagefind.{known['hash']}.pf_meta"] = content
    kept[_ENTRY] = json.dumps(entry, ensure_ascii=False).encode()
    return kept


def _read(content: bytes) -> Any:  # noqa: ANN401  # what Pagefind writes
    """Read a part of the index."""
    return cbor.load(gzip.decompress(content).removeprefix(_SIGNATURE))

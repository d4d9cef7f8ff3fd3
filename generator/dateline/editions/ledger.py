"""Write and read ledgers: what was published in an edition, sealed and chained to the one before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from dateline.editions.canonical import Plain
from dateline.editions.state import Entry, History, State
from dateline.model.edition import EditionId
from dateline.model.facts import KINDS
from dateline.text.dates import parse_date

FORMAT = 1
_LISTS = ("sources", "actors", "places", "indicators", "briefings", "facts")
_SEAL = "seal"
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class LedgerError(ValueError):
    """Say why a text is not a ledger of ours."""


@dataclass(frozen=True)
class Link:
    """Name the ledger before."""

    edition: str
    sha256: str
    """Of its bytes."""


@dataclass(frozen=True)
class Ledger:
    """Hold a ledger."""

    state: State
    previous: Link | None
    name: str
    """The edition's name for readers."""
    files: Mapping[str, str] = field(repr=False)
    """Path in the edition's folder → SHA-256, for every file that was published."""
    beside: Mapping[str, str] = field(repr=False)
    """The same for the files beside the editions' folders, as they were from this edition on."""
    sha256: str = ""
    """Of the ledger's own bytes; not known before it is written."""

    @property
    def link(self) -> Link:
        """Return what the next ledger names this one by."""
        return Link(self.state.id, self.sha256)


def dump_ledger(ledger: Ledger) -> str:
    """Write a ledger, one line a record, so that a diff shows what changed; the last line seals the others."""
    body = "".join(_lines(ledger))
    return _sealed(body)


def _sealed(body: str) -> str:
    return f'{body} "{_SEAL}": "{_hash(body)}"\n}}\n'


def _lines(ledger: Ledger) -> Iterator[str]:
    state, previous = ledger.state, ledger.previous
    yield "{\n"
    yield _line("dateline", FORMAT)
    yield _line("edition", state.edition)
    yield _line("previous", {"edition": previous.edition, "sha256": previous.sha256} if previous else None)
    yield _line("name", ledger.name)
    for name in _LISTS:
        yield _block(name, state.records[name])
    history = {fact_id: [_entry(entry) for entry in past.entries] for fact_id, past in state.history.items()}
    yield _block("history", history)
    if state.renamed:
        yield _line("renamed", state.renamed)
    yield _block("files", ledger.files)
    yield _block("beside", ledger.beside)


def _line(key: str, value: Any) -> str:  # noqa: ANN401
    return f" {_json(key)}: {_json(value)},\n"


def _block(key: str, items: Mapping[str, Any]) -> str:
    rows = ",\n".join(f"  {_json(name)}: {_json(items[name])}" for name in sorted(items))
    return f" {_json(key)}: {{\n{rows}\n }},\n"


def _json(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False)


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _entry(entry: Entry) -> Plain:
    plain: dict[str, Any] = {"edition": entry.edition, "step": entry.step.value}
    plain |= {"cause": entry.cause.value} if entry.cause else {}
    plain |= {"note": entry.note} if entry.note else {}
    plain |= {"series_break": True} if entry.series_break else {}
    plain |= {"retracted": True} if entry.retracted else {}
    plain |= {"unproved": True} if entry.unproved else {}
    return {**plain, "briefing": entry.briefing, "text": entry.text}


# ---------------------------------------------------------------- reading


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Link(_Strict):
    edition: EditionId
    sha256: Digest


def _edtf(text: str) -> str:
    parse_date(text)
    return text


class _Edition(BaseModel):
    id: EditionId
    title: str
    cutoff: Annotated[str, AfterValidator(_edtf)]


class _Ledger(_Strict):
    dateline: Literal[1]
    edition: _Edition
    previous: _Link | None
    name: str
    sources: dict[str, dict[str, Any]]
    actors: dict[str, dict[str, Any]]
    places: dict[str, dict[str, Any]]
    indicators: dict[str, dict[str, Any]]
    briefings: dict[str, dict[str, Any]]
    facts: dict[str, dict[str, Any]]
    history: dict[str, Annotated[tuple[Entry, ...], Field(min_length=1)]]
    renamed: dict[Literal["facts", "actors", "places", "indicators", "sources"], dict[str, str]] = {}
    """Missing where no record ever had another id."""
    files: dict[str, Digest]
    beside: dict[str, Digest]
    seal: Digest


_NEEDED: Mapping[str, tuple[str, ...]] = {
    "sources": ("id", "document", "sha256", "publisher", "title"),
    "actors": ("id",),
    "places": ("id",),
    "indicators": ("id", "definition"),
    "briefings": (),
    "facts": ("id", "kind", "briefing", "source", "quote"),
}
"""Fields that a record of a ledger has, as text."""
_VALUE = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?(?:/-?\d{1,40}(?:\.\d{1,40})?)?", re.ASCII)


def _fault(register: str, record_id: str, record: dict[str, Any]) -> str | None:
    """Return the field that makes a record unusable: comparing must not meet what no edition ever wrote."""
    for name in _NEEDED[register]:
        if not isinstance(record.get(name), str):
            return name
    if record.get("id", record_id) != record_id:
        return "id"
    named = {"briefings": "title", "actors": "name", "places": "name", "indicators": "name"}.get(register)
    if named:
        return None if record.get(named) and isinstance(record[named], str | dict) else named
    return _fact_fault(record) if register == "facts" else None


def _fact_fault(record: dict[str, Any]) -> str | None:
    if record["kind"] not in KINDS or (record["kind"] == "figures" and not isinstance(record.get("indicator"), str)):
        return "kind"
    if "value" in record and not _VALUE.fullmatch(str(record["value"])):
        return "value"
    return next((name for name, value in record.items() if not _is_plain(name, value)), None)


def _is_plain(name: str, value: Any) -> bool:  # noqa: ANN401
    if name == "change":
        return isinstance(value, dict)
    return isinstance(value, str | bool) or (isinstance(value, list) and all(isinstance(part, str) for part in value))


def load_ledger(content: bytes) -> Ledger:
    """Read a ledger; raise LedgerError where it is none, or was edited after it was sealed."""
    try:
        text = content.decode()
        body, _, _ = text.rpartition(f' "{_SEAL}": "')
        raw = json.loads(text)
        read = _Ledger.model_validate(raw)
    except ValidationError as error:
        at = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise LedgerError(f"it is not a ledger of this version: “{at}” is missing or of another form") from error
    except (ValueError, RecursionError) as error:
        raise LedgerError("it is not JSON text") from error
    # To the last byte: of two keys of one name a reader of JSON takes the last, and that would stand behind the seal.
    if text != _sealed(body):
        raise LedgerError("it was changed after it was written: its seal does not fit")
    for name in _LISTS:
        for record_id, record in raw[name].items():
            if fault := _fault(name, record_id, record):
                raise LedgerError(f"it is not a ledger of this version: {fault} of “{name}/{record_id}”")
    state = State(
        raw["edition"],
        {name: raw[name] for name in _LISTS},
        {fact_id: History(entries) for fact_id, entries in read.history.items()},
        raw.get("renamed", {}),
    )
    previous = Link(read.previous.edition, read.previous.sha256) if read.previous else None
    return Ledger(state, previous, read.name, raw["files"], raw["beside"], sha256(content).hexdigest())

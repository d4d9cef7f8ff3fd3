"""Write with the language server as an editor's program does: a real client, over standard input and output."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
import pytest_lsp
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lsprotocol import types as lsp
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

from conftest import FILES, write_project
from dateline.lsp.quoting import Replacement, write_quotation
from dateline.lsp.scalars import split_lines
from dateline.lsp.where import cursor_at
from dateline.read.yamlfile import parse_yaml
from dateline.text.passages import Sentence
from dateline.text.quotation import Text
from pdfs import dateline
from survive_edits import survive

FIGURES = "briefings/coast/humanitarian.yml"
CONTROL = "briefings/coast/control.yml"
BRIEFING = "briefings/coast/briefing.yml"
ACTORS = "briefings/actors.yml"
PUBLISHED = lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS


def make_client() -> LanguageClient:
    """Make a client that keeps every notification of problems, in order."""
    made = LanguageClient(converter_factory=default_converter)
    register_lsp_features(made, {name: kept for name, kept in DEFAULT_CLIENT_FEATURES.items() if name != PUBLISHED})
    made.told = asyncio.Queue()
    made.feature(PUBLISHED)(partial(_keep, made))
    return made


def _keep(made: LanguageClient, params: lsp.PublishDiagnosticsParams) -> None:
    made.diagnostics[params.uri] = params.diagnostics
    made.told.put_nowait(params)


COMMAND = [sys.executable, "-m", "dateline", "lsp"]
CONFIG = ClientServerConfig(server_command=[*COMMAND], client_factory=make_client)


@pytest.fixture(scope="module", autouse=True)
def _warm(warm):
    """Have the servers fork from a process that has loaded all; one test starts the program itself."""
    CONFIG.server_command[:] = [*warm, "lsp"]
    yield
    CONFIG.server_command[:] = COMMAND


@pytest_lsp.fixture(config=CONFIG)
async def client(client: LanguageClient):
    yield
    await client.shutdown_session()


@pytest.fixture(autouse=True)
def _no_loop_of_a_browser():
    """Playwright's loop counts as running in this thread for as long as a browser of other tests is open."""
    running = asyncio._get_running_loop()  # noqa: SLF001
    asyncio._set_running_loop(None)  # noqa: SLF001
    yield
    asyncio._set_running_loop(running)  # noqa: SLF001


class Editor:
    """Hold what an editor's program knows, and wait for what the server tells of it."""

    def __init__(self, client: LanguageClient, root: Path, encoding: str | None = None) -> None:
        self.client = client
        self.root = root
        self.version = 0
        self.texts: dict[str, str] = {}
        self.encoding = encoding

    async def start(self, *folders: Path) -> None:
        general = None
        if self.encoding:
            general = lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind(self.encoding)])
        params = lsp.InitializeParams(
            lsp.ClientCapabilities(general=general),
            workspace_folders=[lsp.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders],
        )
        await self.client.initialize_session(params)

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    async def open(self, path: str, text: str | None = None) -> list[str]:
        self.texts[path] = (self.root / path).read_bytes().decode() if text is None else text
        self.version += 1
        item = lsp.TextDocumentItem(self.uri(path), "yaml", self.version, self.texts[path])
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return await self.told(path)

    async def type(self, path: str, old: str, new: str) -> list[str]:
        assert self.texts[path].count(old) == 1
        return await self.write(path, self.texts[path].replace(old, new))

    async def write(self, path: str, text: str) -> list[str]:
        self.send(path, text)
        return await self.told(path)

    def send(self, path: str, text: str) -> None:
        self.texts[path] = text
        self.version += 1
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(self.version, self.uri(path)),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def told(self, path: str) -> list[str]:
        """Wait for the problems of the text that was sent last."""
        while True:
            found = await self.next()
            if found.uri == self.uri(path) and found.version == self.version:
                return self.problems(path)

    async def next(self) -> lsp.PublishDiagnosticsParams:
        """Wait for what the server tells next; a minute means that nothing comes."""
        return await asyncio.wait_for(self.client.told.get(), 60)

    def problems(self, path: str) -> list[str]:
        """Return problems as `line:column–line:column rule message`, counted from 1."""
        return [
            f"{shown.range.start.line + 1}:{shown.range.start.character + 1}–"
            f"{shown.range.end.line + 1}:{shown.range.end.character + 1} {shown.code} {shown.message.splitlines()[0]}"
            for shown in self.client.diagnostics.get(self.uri(path), ())
        ]

    def at(
        self, path: str, mark: str, *, behind: bool = True, nth: int = 0
    ) -> tuple[lsp.TextDocumentIdentifier, lsp.Position]:
        """Return the position behind, or at the beginning of, words of a file."""
        text = self.texts.get(path) or (self.root / path).read_text("utf-8")
        offset = [found.start() for found in re.finditer(re.escape(mark), text)][nth] + (len(mark) if behind else 0)
        line = text[:offset].rpartition("\n")[2]
        units = len(line.encode("utf-16-le")) // 2
        return lsp.TextDocumentIdentifier(self.uri(path)), lsp.Position(text[:offset].count("\n"), units)

    async def complete(self, path: str, mark: str, nth: int = 0) -> list[lsp.CompletionItem]:
        found = await self.client.text_document_completion_async(lsp.CompletionParams(*self.at(path, mark, nth=nth)))
        return list(found.items) if found else []

    async def labels(self, path: str, mark: str) -> list[str]:
        return [item.label for item in await self.complete(path, mark)]

    async def hover(self, path: str, mark: str, nth: int = 0) -> str:
        document, position = self.at(path, mark, behind=False, nth=nth)
        found = await self.client.text_document_hover_async(lsp.HoverParams(document, position))
        return found.contents.value if found else ""

    async def definition(self, path: str, mark: str, nth: int = 0) -> str:
        document, position = self.at(path, mark, behind=False, nth=nth)
        found = await self.client.text_document_definition_async(lsp.DefinitionParams(document, position))
        return self.said(found) if found else ""

    async def uses(self, path: str, mark: str, *, given: bool = True) -> list[str]:
        document, position = self.at(path, mark, behind=False)
        params = lsp.ReferenceParams(lsp.ReferenceContext(given), document, position)
        return [self.said(place) for place in await self.client.text_document_references_async(params) or ()]

    def said(self, place: lsp.Location) -> str:
        start, end = place.range.start, place.range.end
        path = place.uri.removeprefix(self.root.as_uri() + "/")
        return f"{path} {start.line + 1}:{start.character + 1}–{end.line + 1}:{end.character + 1}"

    async def fixes(self, path: str) -> dict[str, str]:
        """Return the titles of all quick fixes in a file, each with the text that it makes of it."""
        lines = self.texts[path].count("\n") + 1
        params = lsp.CodeActionParams(
            lsp.TextDocumentIdentifier(self.uri(path)),
            lsp.Range(lsp.Position(0, 0), lsp.Position(lines, 0)),
            lsp.CodeActionContext(list(self.client.diagnostics.get(self.uri(path), ()))),
        )
        found = await self.client.text_document_code_action_async(params) or ()
        return {action.title: applied(self.texts[path], action.edit.changes[self.uri(path)]) for action in found}


def applied(text: str, edits) -> str:
    """Return a text after edits, as a client makes them: all at once, from the last to the first."""
    lines = text.split("\n")

    def offset(position: lsp.Position) -> int:
        line = lines[position.line]
        before = line.encode("utf-16-le")[: position.character * 2].decode("utf-16-le")
        return sum(len(one) + 1 for one in lines[: position.line]) + len(before)

    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


@pytest.fixture
def editor(client, project):
    return Editor(client, project)


def put(item: lsp.CompletionItem, text: str) -> str:
    return applied(text, [item.text_edit, *(item.additional_text_edits or ())])


def test_the_program_itself_answers_on_its_standard_streams(project):
    asked = [
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    ]
    bodies = [json.dumps({"jsonrpc": "2.0", **one}).encode() for one in asked]
    given = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)
    done = subprocess.run(COMMAND, input=given, capture_output=True, cwd=project, check=False)  # noqa: S603
    answers = [json.loads(part[: part.rindex(b"}") + 1]) for part in done.stdout.split(b"\r\n\r\n")[1:]]
    assert [answer["id"] for answer in answers if "result" in answer] == [1, 2]
    assert answers[0]["result"]["serverInfo"]["name"] == "dateline"
    assert done.returncode == 0


# ---------------------------------------------------------------- problems


@pytest.mark.asyncio
async def test_the_problems_are_those_of_check_and_vanish_when_mended(editor, project):
    await editor.start(project)
    assert await editor.open(FIGURES) == []
    said = "P3-number the fact says at least 250, the quotation says at least 240"
    assert await editor.type(FIGURES, "value: 240", "value: 250") == [f"5:12–5:15 {said}"]
    shown = editor.client.diagnostics[editor.uri(FIGURES)][0]
    assert shown.message.endswith("\nhelp: if the quotation is right, write `value: 240` and `quantifier: at_least`")
    # What prose says of the fact is right.
    assert editor.problems(BRIEFING) == []
    assert dateline(project, "check").exit_code == 0  # nothing was written
    assert await editor.type(FIGURES, "value: 250", "value: 240") == []
    assert editor.problems(BRIEFING) == []


@pytest.mark.asyncio
async def test_a_request_that_is_taken_back_leaves_the_check_running(editor, project):
    await editor.start(project)
    text = FILES[FIGURES].replace("value: 240", "value: 250")
    editor.texts[FIGURES] = text
    editor.version += 1
    item = lsp.TextDocumentItem(editor.uri(FIGURES), "yaml", editor.version, text)
    editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    hover = lsp.HoverParams(*editor.at(FIGURES, "port-amber"))
    editor.client.protocol.send_request(lsp.TEXT_DOCUMENT_HOVER, hover, msg_id="taken-back")
    editor.client.protocol.notify(lsp.CANCEL_REQUEST, lsp.CancelParams("taken-back"))
    assert [line.partition(" ")[2][:9] for line in await editor.told(FIGURES)] == ["P3-number"]


@pytest.mark.asyncio
async def test_what_is_told_is_what_check_prints_once_it_is_saved(editor, project):
    await editor.start(project)
    await editor.open(FIGURES)
    text = FILES[FIGURES].replace("at_least", "exactly").replace("  - id: ferry-sunk", "  - id: left-amber-watch")
    told = await editor.write(FIGURES, text.replace("place: port-amber", "plaec: port-amber", 1))
    (project / FIGURES).write_text(editor.texts[FIGURES])
    printed = re.findall(
        rf"^{FIGURES}:(\d+:\d+): error\[(.*?)\]: (.*)$", dateline(project, "check").stdout, re.MULTILINE
    )
    assert [re.sub(r"–\S+", "", line) for line in told] == [" ".join(parts) for parts in printed] != []


@pytest.mark.asyncio
async def test_a_file_that_only_the_editor_has_is_read_and_forgotten_with_it(editor, project):
    await editor.start(project)
    path = "briefings/coast/more.yml"
    text = "events:\n  - {id: calm, what: stayed calm, source: bulletin, quote: Weather stayed calm.}\n"
    told = await editor.open(path, text)
    assert told == []
    aside = "P9-coverage this sentence is set aside, and quoted by “calm”: “Weather stayed calm.”"
    assert [line.split(" ", 1)[1] for line in editor.problems("seeds/bulletin.yml")] == [aside]
    assert await editor.write(path, text.replace("calm, what", "ferry-sunk, what")) != []
    editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(editor.uri(path))))
    while editor.client.diagnostics.get(editor.uri(path)) or editor.problems("seeds/bulletin.yml"):
        await editor.next()
    assert not (project / path).exists()


@pytest.mark.asyncio
async def test_a_buffer_that_is_closed_unsaved_leaves_the_file_as_it_was(editor, project):
    await editor.start(project)
    await editor.open(CONTROL)
    await editor.open(FIGURES)
    assert await editor.write(FIGURES, "figures: [") != []
    closed = lsp.TextDocumentIdentifier(editor.uri(FIGURES))
    editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(closed))
    while editor.problems(FIGURES):
        await editor.next()
    assert editor.problems(BRIEFING) == []


@pytest.mark.asyncio
async def test_of_many_edits_the_last_one_is_told_last(editor, project):
    await editor.start(project)
    await editor.open(FIGURES)
    for number in range(30):
        editor.send(FIGURES, FILES[FIGURES].replace("value: 240", f"value: {number}"))
    said = "P3-number the fact says at least 29, the quotation says at least 240"
    assert await editor.told(FIGURES) == [f"5:12–5:14 {said}"]


@pytest.mark.asyncio
@pytest.mark.parametrize(("encoding", "column"), [(None, 41), ("utf-16", 41), ("utf-8", 43), ("utf-32", 40)])
async def test_columns_are_counted_as_the_client_counts_them(client, project, encoding, column):
    editor = Editor(client, project, encoding)
    await editor.start(project)
    await editor.open(CONTROL)
    text = "control:\n  - {id: x, note: 🦀, place: port-amber, state: controled}\n"
    told = await editor.write(CONTROL, text)
    assert [line for line in told if "wrong-type" in line] == [
        f"2:{column + 8}–2:{column + 17} wrong-type “controled” is no state"
    ]


@pytest.mark.asyncio
async def test_an_open_file_that_is_not_utf_8_or_begins_with_a_mark_is_told_as_check_tells_it(editor, project):
    (project / ACTORS).write_bytes(FILES[ACTORS].replace("Harbour", "Härbour").encode("latin-1"))
    await editor.start(project)
    told = await editor.open(ACTORS, FILES[ACTORS].replace("Harbour", "H�rbour"))
    assert [line.split(" ", 1)[1] for line in told] == ["encoding the file is not UTF-8: byte 0xe4"]
    (project / CONTROL).write_bytes(b"\xef\xbb\xbf" + FILES[CONTROL].encode())
    said = "encoding the file begins with a byte order mark"
    assert [line.split(" ", 1)[1] for line in await editor.open(CONTROL, FILES[CONTROL])] == [said]
    assert said in (await editor.type(CONTROL, "  - id", "  -  id"))[0]


@pytest.mark.asyncio
async def test_each_file_belongs_to_the_nearest_project_above_it(editor, project, tmp_path):
    inner = write_project(project / "drafts/inner", {CONTROL: FILES[CONTROL].replace('"2029"', '"2028"')})
    (tmp_path / "alone.yml").write_text("control: [")
    await editor.start(tmp_path)
    await editor.open(f"drafts/inner/{CONTROL}")
    assert len(editor.problems(f"drafts/inner/{CONTROL}")) == 1
    assert await editor.open(CONTROL) == []
    elsewhere = Editor(editor.client, tmp_path)
    elsewhere.texts["alone.yml"] = "control: ["
    item = lsp.TextDocumentItem(elsewhere.uri("alone.yml"), "yaml", 1, "control: [")
    editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    untitled = lsp.TextDocumentItem("untitled:Untitled-1", "yaml", 1, "a: b")
    editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(untitled))
    assert await elsewhere.complete("alone.yml", "[") == []
    assert elsewhere.problems("alone.yml") == []
    assert inner.is_dir()


# ---------------------------------------------------------------- completion


@pytest.mark.asyncio
async def test_ids_are_completed_where_their_kind_belongs(editor, project):
    await editor.start(project)
    await editor.open(CONTROL)
    await editor.type(CONTROL, "place: port-amber", "place: ")
    assert await editor.labels(CONTROL, "place: ") == ["gull-island", "port-amber"]
    await editor.type(CONTROL, "by: harbour-guard", "by: [lantern-watch, h")
    # The list has no end, so the file is not YAML; the register is known all the same.
    assert await editor.labels(CONTROL, "watch, h") == ["harbour-guard", "lantern-watch", "tide-council"]
    await editor.open(FIGURES)
    assert await editor.labels(FIGURES, "indicator: ") == ["ferries-sunk", "people-left"]
    assert await editor.labels(FIGURES, "source: ") == ["bulletin", "wire"]
    assert await editor.labels(FIGURES, "quantifier: ") == [
        *("exact", "about", "more_than", "at_least", "less_than", "at_most", "between"),
    ]
    assert await editor.labels(FIGURES, "headline: ") == []


@pytest.mark.asyncio
async def test_an_id_takes_the_place_of_what_stands_there(editor, project):
    await editor.start(project)
    await editor.open(CONTROL)
    await editor.type(CONTROL, "place: port-amber", "place: port-a-mistake")
    for mark in ("place: ", "place: port-a", "place: port-a-mistake"):
        item = next(item for item in await editor.complete(CONTROL, mark) if item.label == "gull-island")
        assert put(item, editor.texts[CONTROL]) == FILES[CONTROL].replace("place: port-amber", "place: gull-island")


@pytest.mark.asyncio
async def test_facts_are_completed_in_links_of_prose_and_figures_alone_among_key_figures(editor, project):
    await editor.start(project)
    await editor.open(BRIEFING)
    await editor.type(BRIEFING, "left.\n", "left. [More](fact:)\n")
    ids = ["amber-held", "council-denies-leaving", "ferry-sunk", "left-amber-council", "left-amber-watch"]
    assert await editor.labels(BRIEFING, "[More](fact:") == ids
    item = next(item for item in await editor.complete(BRIEFING, "[More](fact:") if item.label == "ferry-sunk")
    assert "left. [More](fact:ferry-sunk)\n" in put(item, editor.texts[BRIEFING])
    assert await editor.labels(BRIEFING, "key_figures: [") == ["ferry-sunk", "left-amber-council", "left-amber-watch"]
    assert await editor.labels(BRIEFING, "left. [More") == []


@pytest.mark.asyncio
async def test_keys_are_completed_that_the_record_lacks(editor, project):
    await editor.start(project)
    await editor.open(CONTROL)
    await editor.type(CONTROL, "    by: harbour-guard\n", "    by: harbour-guard\n    \n")
    labels = await editor.labels(CONTROL, "harbour-guard\n    ")
    assert "date" in labels
    assert "place" not in labels
    assert "origin" not in labels


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("quote: ", "quote: One ferry sank in Port Amber."),
        ("quote:", "quote: One ferry sank in Port Amber."),
        ("quote: One fer", "quote: One ferry sank in Port Amber."),
        ('quote: "One', "quote: One ferry sank in Port Amber."),
        ("quote: >-\n      One fer", "quote: >-\n      One ferry sank in Port Amber."),
        ("quote: >-\n      One\n      fer", "quote: >-\n      One ferry sank in Port Amber."),
    ],
)
async def test_a_quotation_is_completed_from_the_document_of_the_record(editor, project, typed, written):
    await editor.start(project)
    await editor.open(FIGURES)
    await editor.type(FIGURES, "quote: One ferry sank in Port Amber.", typed)
    items = await editor.complete(FIGURES, typed, nth=-1)
    item = next(item for item in items if item.label == "One ferry sank in Port Amber.")
    assert put(item, editor.texts[FIGURES]) == FILES[FIGURES].replace("quote: One ferry sank in Port Amber.", written)
    assert not any("quinces" in item.label for item in items)


@pytest.mark.asyncio
async def test_sentences_that_no_fact_quotes_come_first_even_while_the_file_is_no_yaml(editor, project):
    await editor.start(project)
    await editor.open(FIGURES)
    await editor.type(FIGURES, "  - id: ferry-sunk", "  - id: [ferry-sunk")
    items = await editor.complete(FIGURES, "source: bulletin\n    quote: ")
    assert [(item.label, item.detail) for item in items] == [
        (
            "At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said.",
            "not quoted yet",
        ),
        (
            "The Harbour Guard has held Port Amber since 2029, the Lantern Watch said on Saturday.",
            "quoted by amber-held",
        ),
        ("One ferry sank in Port Amber.", "quoted by ferry-sunk"),
        ("Weather stayed calm.", "set aside"),
    ]


@pytest.mark.asyncio
async def test_a_sentence_that_stands_twice_is_written_with_what_tells_it_from_its_like(editor, project):
    twice = "A boat came: late. Some waited.\nA boat came: late. Nobody waited.\n"
    record = FILES["seeds/bulletin.yml"].replace("bulletin", "boats").partition("unused:")[0]
    (project / "seeds/boats.yml").write_text(record)
    (project / "seeds/boats.txt").write_text(twice)
    await editor.start(project)
    await editor.open(FIGURES)
    text = FILES[FIGURES].replace(
        "    source: bulletin\n    quote: One ferry sank in Port Amber.", "    source: boats\n    quote: "
    )
    await editor.write(FIGURES, text)
    items = [item for item in await editor.complete(FIGURES, "boats\n    quote: ") if item.label.startswith("A boat")]
    first, second = (put(item, text) for item in items)
    assert first.endswith('    quote: >-\n      A boat came: late.\n    suffix: "Some waited. A"\n')
    assert second.endswith('    quote: >-\n      A boat came: late.\n    prefix: "Some waited."\n')
    await editor.write(FIGURES, second.replace('    prefix: "Some waited."\n', ""))
    assert "stand 2 times" in await editor.hover(FIGURES, "A boat came: late.")
    await editor.write(FIGURES, second)
    assert "> **A boat came: late\\.**" in await editor.hover(FIGURES, "A boat came: late.")
    assert await editor.definition(FIGURES, "A boat came: late.") == "seeds/boats.txt 2:1–2:19"


# ---------------------------------------------------------------- what stands behind a word


@pytest.mark.asyncio
async def test_a_byte_order_mark_is_no_part_of_a_quotation_and_counts_in_no_column(editor, project):
    record = FILES["seeds/bulletin.yml"].replace("bulletin", "boats").partition("unused:")[0]
    (project / "seeds/boats.yml").write_text(record)
    (project / "seeds/boats.txt").write_bytes("\ufeffTwo boats came. A boat came: late.\n".encode())
    await editor.start(project)
    await editor.open(FIGURES)
    await editor.type(FIGURES, "bulletin\n    quote: One ferry sank in Port Amber.", "boats\n    quote: ")
    items = await editor.complete(FIGURES, "source: boats\n    quote: ")
    assert [put(item, editor.texts[FIGURES]).rpartition("quote: ")[2] for item in items] == [
        "Two boats came.\n",
        ">-\n      A boat came: late.\n",
    ]
    await editor.write(FIGURES, put(items[0], editor.texts[FIGURES]))
    assert await editor.definition(FIGURES, "Two boats came.") == "seeds/boats.txt 1:1–1:16"


@pytest.mark.asyncio
async def test_an_id_tells_its_name_and_a_quotation_its_sentence(editor, project):
    await editor.start(project)
    await editor.open(FIGURES)
    assert await editor.hover(FIGURES, "people-left") == (
        "**People who left** · indicators `people-left`\n\n"
        "definition: People who left the place\\.\n\nunit: people\n\nmeasure: flow"
    )
    assert "**Port Amber** · places `port-amber`" in await editor.hover(FIGURES, "port-amber")
    await editor.type(
        FIGURES,
        "quote: At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said.",
        "quote: 240 people left",
    )
    assert await editor.hover(FIGURES, "240 people") == (
        "> At least **240 people left** Port Amber on 2 May 2031, the Lantern Watch said\\.\n\n"
        "Bulletin of Port Amber · Amber Gazette, 2031\\-05\\-03"
    )
    assert await editor.hover(FIGURES, "headline: ") == await editor.hover(FIGURES, "headline: ")


@pytest.mark.asyncio
async def test_the_definition_of_an_id_is_where_its_kind_gives_it(editor, project):
    # A place of the same id as an actor.
    places = FILES["briefings/places.yml"] + "  - {id: harbour-guard, name: Guard House, type: site}\n"
    (project / "briefings/places.yml").write_text(places)
    await editor.start(project)
    await editor.open(CONTROL)
    await editor.open(BRIEFING)
    assert await editor.definition(CONTROL, "harbour-guard") == "briefings/actors.yml 2:10–2:23"
    assert await editor.definition(BRIEFING, "amber-held") == f"{CONTROL} 2:9–2:19"
    assert await editor.definition(CONTROL, "bulletin") == "seeds/bulletin.yml 1:5–1:13"
    assert await editor.definition(CONTROL, "The Harbour") == "seeds/bulletin.txt 1:1–1:86"
    assert await editor.uses(CONTROL, "harbour-guard") == [
        "briefings/actors.yml 2:10–2:23",
        f"{CONTROL} 5:9–5:22",
    ]
    assert await editor.uses(BRIEFING, "left-amber-watch") == [
        f"{BRIEFING} 5:30–5:46",
        f"{BRIEFING} 6:15–6:31",
        f"{FIGURES} 2:9–2:25",
    ]
    assert await editor.uses(BRIEFING, "left-amber-watch", given=False) == [
        f"{BRIEFING} 5:30–5:46",
        f"{BRIEFING} 6:15–6:31",
    ]


@pytest.mark.asyncio
async def test_positions_are_those_of_the_text_as_it_is_now(editor, project):
    await editor.start(project)
    await editor.open(ACTORS)
    await editor.open(CONTROL)
    await editor.write(ACTORS, "# One line more, and another 🦀.\n" + FILES[ACTORS])
    assert await editor.definition(CONTROL, "harbour-guard") == "briefings/actors.yml 3:10–3:23"
    await editor.write(ACTORS, editor.texts[ACTORS] + "  - {id: [\n")
    assert await editor.definition(CONTROL, "harbour-guard") == "briefings/actors.yml 3:10–3:23"
    assert "Harbour Guard" in await editor.hover(CONTROL, "harbour-guard")


# ---------------------------------------------------------------- quick fixes


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "change", "title"),
    [
        (FIGURES, ("value: 240", "value: 250"), "Write `value: 240`"),
        (FIGURES, ("quantifier: at_least", "quantifier: more_than"), "Write `quantifier: at_least`"),
        (FIGURES, ("indicator: ferries-sunk", "indicator: feries-sunk"), "Write `indicator: ferries-sunk`"),
        (FIGURES, ("value: 1\n", "valeu: 1\n"), "Write `value:`"),
        (CONTROL, ("state: controlled", "state: controled"), "Write `state: controlled`"),
        (BRIEFING, ("[left-amber-watch, f", "[left-amber-wach, f"), "Write `key_figures: left-amber-watch`"),
        (CONTROL, ("since 2029, the", "since 2029, teh"), "Quote the source’s own words"),
    ],
)
async def test_the_help_is_a_quick_fix_where_it_names_what_to_write(editor, project, path, change, title):
    await editor.start(project)
    await editor.open(path)
    assert await editor.type(path, *change) != []
    assert (await editor.fixes(path))[title] == FILES[path]


@pytest.mark.asyncio
async def test_a_fix_adds_a_field_and_takes_one_out(editor, project):
    await editor.start(project)
    await editor.open(FIGURES)
    text = FILES[FIGURES].replace("    quantifier: at_least\n", "")
    await editor.write(FIGURES, text)
    mended = (await editor.fixes(FIGURES))["Write `quantifier: at_least`"]
    assert yaml.safe_load(mended) == yaml.safe_load(FILES[FIGURES])
    await editor.write(FIGURES, text.replace("    value: 240\n", "    magnitude: dozens\n"))
    mended = (await editor.fixes(FIGURES))[
        "Write `value: 240` and delete `magnitude:` and write `quantifier: at_least`"
    ]
    assert yaml.safe_load(mended) == yaml.safe_load(FILES[FIGURES])


@pytest.mark.asyncio
async def test_an_event_that_is_still_to_come_is_marked_as_expected(editor, project):
    record = FILES["seeds/bulletin.yml"].replace("issued: 2031-05-03", "issued: 2031-05-01")
    (project / "seeds/bulletin.yml").write_text(record, "utf-8")
    await editor.start(project)
    await editor.open(CONTROL)
    event = """\
events:
  - id: leaving
    what: at least 240 people left
    place: port-amber
    said_by: lantern-watch
    date: 2031-05-02
    source: bulletin
    quote: At least 240 people left Port Amber on 2 May 2031, the Lantern Watch said.
"""
    await editor.write(CONTROL, FILES[CONTROL] + event)
    mended = (await editor.fixes(CONTROL))["Write `expected: true`"]
    assert yaml.safe_load(mended)["events"][0]["expected"] is True


@pytest.mark.asyncio
async def test_a_problem_without_a_known_edit_has_its_help_and_no_fix(editor, project):
    await editor.start(project)
    await editor.open(CONTROL)
    (told,) = await editor.type(CONTROL, "    place: port-amber\n", "")
    assert told.startswith("2:5–2:7 missing-key")
    assert await editor.fixes(CONTROL) == {}


# ---------------------------------------------------------------- whatever is sent


@pytest.mark.asyncio
async def test_the_server_outlives_what_it_is_sent(editor, project):
    await editor.start(project)
    await editor.open(CONTROL)
    document = lsp.TextDocumentIdentifier(editor.uri(CONTROL))
    for text in (
        "",
        "\ud800",
        "a: [" * 3_000,
        "x" * 200_000,
        "\x00\x07: \x85\u2028",
        "- \n- :\n? !!x &a *a",
        "control:\n- *b\n",
    ):
        await editor.write(CONTROL, text)
        for position in (lsp.Position(0, 0), lsp.Position(0, 10**6), lsp.Position(10**6, 3)):
            await editor.client.text_document_hover_async(lsp.HoverParams(document, position))
            await editor.client.text_document_completion_async(lsp.CompletionParams(document, position))
            await editor.client.text_document_definition_async(lsp.DefinitionParams(document, position))
    for uri in ("file:///nowhere/at/all.yml", "nonsense", "file:///a%00b.yml", "https://example.org/x.yml"):
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(0, 0))
        assert await editor.client.text_document_hover_async(params) is None
    assert await editor.write(CONTROL, FILES[CONTROL]) == []


# ---------------------------------------------------------------- the pure functions


def edited(text: str, edits: list[Replacement]) -> str:
    lines = split_lines(text)

    def offset(point: tuple[int, int]) -> int:
        return sum(len(line) + 1 for line in lines[: point[0]]) + point[1]

    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: offset(edit.start)] + edit.text + text[offset(edit.end) :]
    return text


SENTENCES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=150).map(str.strip)
TYPED = ("quote: ", "quote:", "quote: x", 'quote: "', 'quote: ""', "quote: '", "quote: >-\n      ", "quote: |\n      ")


@pytest.mark.parametrize("flow", [False, True])
@settings(max_examples=150, deadline=None)
@given(words=SENTENCES.filter(lambda words: any(map(str.isalnum, words))), typed=st.sampled_from(TYPED))
@example("It said: “no” # at all.", "quote: ")
@example("- a list? {or: a map}, [or] 'this'", "quote: ")
@example("true", "quote: ")
@example("1,600", "quote: '")
@example("a b\u200bc  d", "quote: >-\n      ")
@example("word " * 60 + "end", "quote: >-\n      ")
def test_a_completed_quotation_reads_back_as_the_document_has_it(flow, words, typed):
    if flow and "\n" in typed:
        return
    text = Text.of(words)
    before = "figures:\n  - {id: a, source: s, " if flow else "figures:\n  - id: a\n    source: s\n    "
    # An editor closes a bracket and a quotation mark as it is opened.
    whole = before + typed + ("}\n" if flow else "\n    place: p\n")
    point = (whole[: len(before + typed)].count("\n"), len((before + typed).rpartition("\n")[2]))
    if typed == 'quote: ""':
        point = (point[0], point[1] - 1)
    spot = cursor_at(FIGURES, whole, point)
    sentence = Sentence(0, len(words), 0, words)
    edits = write_quotation(text, sentence, split_lines(whole), point, spot)
    file = parse_yaml("x.yml", edited(whole, edits).encode())
    assert not file.problems, edited(whole, edits)
    record = file.root["figures"][0]
    assert record["quote"].strip() == words
    assert flow or record["place"] == "p"


def test_random_edits_and_requests_raise_nothing(project):
    survive(project, seed=1, count=300)

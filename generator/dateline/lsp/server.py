"""Speak the Language Server Protocol over standard input and output; only this and `wire` know the protocol’s types."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from dateline import __version__
from dateline.lsp.complete import complete
from dateline.lsp.desk import Desk
from dateline.lsp.fixes import offer
from dateline.lsp.hover import hover
from dateline.lsp.scalars import Point, split_lines
from dateline.lsp.session import Buffer, Session, Shown
from dateline.lsp.units import UTF_16, from_units
from dateline.lsp.uses import Place, find_definition, find_uses
from dateline.lsp.wire import Wire

_WATCHED = ("**/briefings/**", "**/seeds/**")
_TRIGGERS = (":", " ", "-", "[", ",", '"', "'")
Say = Callable[[str], None]


class _Rim:
    """Answer one client."""

    def __init__(self, server: LanguageServer, say: Say) -> None:
        self.server = server
        self.desk = Desk(self._tell, say)
        self._addresses: dict[Path, str] = {}
        """File → its address, as the client writes it."""

    # ---------------------------------------------------------------- files and positions

    def _file(self, uri: str) -> Path | None:
        """Return the file of an address; None where it is no file, as that of a text without a name."""
        name = to_fs_path(uri) if uri.startswith("file:") else None
        if not name or "\0" in name:
            return None
        self._addresses[Path(name)] = uri
        return Path(name)

    def _address(self, file: Path) -> str:
        return self._addresses.get(file) or from_fs_path(str(file)) or file.as_uri()

    def _wire(self, text: str) -> Wire:
        return Wire(split_lines(text), self._encoding)

    @property
    def _encoding(self) -> str:
        encoding = self.server.workspace.position_encoding or UTF_16
        return str(getattr(encoding, "value", encoding))

    def _tell(self, file: Path, shown: Shown) -> None:
        diagnostics = Wire(shown.lines, self._encoding).diagnostics(shown)
        self.server.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(self._address(file), diagnostics, shown.version)
        )

    async def _project(self, uri: str) -> tuple[Session, str, str] | None:
        """Return a file's project, its path in it, and its text as it stands now."""
        file = self._file(uri)
        found = self.desk.find(file) if file else None
        if found is None:
            return None
        session, path = found
        await self.desk.settled(session)
        return session, path, session.text(path)

    def _point(self, text: str, position: lsp.Position) -> Point:
        return from_units(split_lines(text), (position.line, position.character), self._encoding)

    def _location(self, session: Session, place: Place) -> lsp.Location:
        wire = self._wire(session.text(place.file))
        return lsp.Location(self._address(session.root / place.file), wire.range(place.start, place.end))

    # ---------------------------------------------------------------- what the client tells

    async def initialized(self, _params: lsp.InitializedParams) -> None:
        """Check the projects that the client opened, and ask to be told of files that others change."""
        workspace = self.server.workspace
        for uri in [folder.uri for folder in workspace.folders.values()] or [workspace.root_uri or ""]:
            if folder := self._file(uri):
                self.desk.open(folder)
        able = self.server.client_capabilities.workspace
        if able and able.did_change_watched_files and able.did_change_watched_files.dynamic_registration:
            options = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher(glob) for glob in _WATCHED])
            asked = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await self.server.client_register_capability_async(lsp.RegistrationParams([asked]))

    async def opened(self, params: lsp.DidOpenTextDocumentParams) -> None:
        """Take a file that was opened."""
        if file := self._file(params.text_document.uri):
            document = params.text_document
            self.desk.put(file, Buffer(document.text, document.version, changed=False))

    async def changed(self, params: lsp.DidChangeTextDocumentParams) -> None:
        """Take what was typed: the whole text."""
        file = self._file(params.text_document.uri)
        if file and params.content_changes:
            text = params.content_changes[-1].text
            self.desk.put(file, Buffer(text, params.text_document.version, changed=True))

    async def saved(self, params: lsp.DidSaveTextDocumentParams) -> None:
        """Take a file as it was saved."""
        if file := self._file(params.text_document.uri):
            self.desk.saved(file)

    async def closed(self, params: lsp.DidCloseTextDocumentParams) -> None:
        """Go back to the file on disk."""
        if file := self._file(params.text_document.uri):
            self.desk.drop(file)

    async def touched(self, params: lsp.DidChangeWatchedFilesParams) -> None:
        """Check what something else changed."""
        for change in params.changes:
            if file := self._file(change.uri):
                self.desk.touch(file)

    # ---------------------------------------------------------------- what the client asks

    async def complete(self, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        """Complete what is typed at a position."""
        if not (here := await self._project(params.text_document.uri)):
            return None
        session, path, text = here
        items = complete(path, text, self._point(text, params.position), session.known)
        return self._wire(text).items(items)

    async def hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        """Say what stands at a position."""
        if not (here := await self._project(params.text_document.uri)):
            return None
        session, path, text = here
        said = hover(path, text, self._point(text, params.position), session.known)
        return self._wire(text).hover(said) if said else None

    async def definition(self, params: lsp.DefinitionParams) -> lsp.Location | None:
        """Find where an id is given, or where quoted words stand."""
        if not (here := await self._project(params.text_document.uri)):
            return None
        session, path, text = here
        place = find_definition(path, text, self._point(text, params.position), session.known, session.text)
        return self._location(session, place) if place else None

    async def references(self, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        """Find where an id is named."""
        if not (here := await self._project(params.text_document.uri)):
            return None
        session, path, text = here
        given = params.context.include_declaration
        places = find_uses(path, text, self._point(text, params.position), session.texts(), given=given)
        return [self._location(session, place) for place in places]

    async def actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
        """Offer ways to mend the problems of some lines."""
        if not (here := await self._project(params.text_document.uri)):
            return None
        session, path, text = here
        problems = [problem for problem in session.known.problems if problem.file == path]
        offered = offer(text, params.range.start.line, params.range.end.line, problems)
        wire, shown = self._wire(text), params.context.diagnostics
        return [wire.action(action, params.text_document.uri, shown) for action in offered]


def _guarded(handler: Callable[[Any], Awaitable[Any]], say: Say) -> Callable[[Any], Awaitable[Any]]:
    """Say what a handler raises, and answer with nothing: the server goes on."""

    @wraps(handler)
    async def guarded(params: Any) -> Any:  # noqa: ANN401
        try:
            return await handler(params)
        except Exception:  # noqa: BLE001  # whatever it is
            say(traceback.format_exc())
            return None

    return guarded


def make_server(say: Say) -> LanguageServer:
    """Make the server; `say` is given what goes wrong in it."""
    # Whole texts, not changes of them: pygls would apply these to lines as Python splits them, at a form feed too.
    server = LanguageServer("dateline", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
    rim = _Rim(server, say)
    handlers: dict[str, tuple[Callable[[Any], Awaitable[Any]], Any]] = {
        lsp.INITIALIZED: (rim.initialized, None),
        lsp.TEXT_DOCUMENT_DID_OPEN: (rim.opened, None),
        lsp.TEXT_DOCUMENT_DID_CHANGE: (rim.changed, None),
        lsp.TEXT_DOCUMENT_DID_SAVE: (rim.saved, None),
        lsp.TEXT_DOCUMENT_DID_CLOSE: (rim.closed, None),
        lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: (rim.touched, None),
        lsp.TEXT_DOCUMENT_COMPLETION: (rim.complete, lsp.CompletionOptions(trigger_characters=_TRIGGERS)),
        lsp.TEXT_DOCUMENT_HOVER: (rim.hover, None),
        lsp.TEXT_DOCUMENT_DEFINITION: (rim.definition, None),
        lsp.TEXT_DOCUMENT_REFERENCES: (rim.references, None),
        lsp.TEXT_DOCUMENT_CODE_ACTION: (
            rim.actions,
            lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
        ),
    }
    for name, (handler, options) in handlers.items():
        server.feature(name, options)(_guarded(handler, say))
    return server


def serve_stdio(say: Say) -> None:
    """Serve one client over standard input and output until it goes."""
    # Collecting walks the records of the whole project, in the middle of a keystroke; the desk does it between them.
    gc.disable()
    make_server(say).start_io()

"""Serve a live preview: rebuild on change, show problems over the last good page."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import watch

from dateline.build import Preview
from dateline.problems import ProblemsError
from dateline.render.environment import template_folders
from dateline.report import as_text

PREVIEW = "build/preview"
_WATCHED = ("briefings", "seeds", "templates", "mkdocs.yml")
_HOOK = (
    b'<link rel="stylesheet" href="/_dateline/preview.css"><script src="/_dateline/preview.js" defer></script></body>'
)
_EMPTY = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">'
    b"<title>Dateline preview</title></head>"
    b"<body><main><p>%s</p></main></body></html>"
)
_NO_PAGE = b'The last good build has no such page. <a href="/">To the front page</a>'
_NOT_BUILT = b"Nothing was built yet. The page appears as soon as the problems are mended."
_HEARTBEAT = 15.0
"""Seconds after which an idle stream is written to, so that closed ones are noticed."""


@dataclass
class State:
    """Hold what the preview shows; changed under its condition."""

    front: Path
    """The front page as it was built last, in this run or an earlier one."""
    epoch: int = 0
    problems: str = ""
    title: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def built(self) -> bool:
        """Tell whether there are pages."""
        return self.front.is_file()

    def show(self, error: ProblemsError | None) -> None:
        """Show problems, or the pages that were just built."""
        with self.changed:
            if error:
                self.problems = as_text(error.problems)
                behind = "the page behind is the last good one" if self.built else "nothing was built yet"
                self.title = f"{len(error.problems)} to mend; {behind}"
            else:
                self.problems = self.title = ""
                self.epoch += 1
            self.changed.notify_all()

    def message(self) -> bytes:
        """Return the state as a server-sent event."""
        # Another run of the preview counts from the beginning: its number tells the two apart.
        state = {"epoch": f"{os.getpid()}.{self.epoch}", "problems": self.problems, "title": self.title}
        return f"data: {json.dumps(state)}\n\n".encode()


def rebuild(preview: Preview, state: State, say: Callable[[str], None]) -> None:
    """Bring the preview's folder up to date and show how it went."""
    try:
        written = preview.update()
    except ProblemsError as error:
        state.show(error)
        say(as_text(error.problems))
        say(f"{len(error.problems)} to mend; {'the last good pages stay' if state.built else 'nothing was built yet'}.")
    else:
        state.show(None)
        say(f"{written} {'page' if written == 1 else 'pages'} written.")


def serve(root: Path, host: str, port: int, say: Callable[[str], None], stop: threading.Event | None = None) -> None:
    """Serve the preview until it is interrupted or `stop` is set; raise OSError where it cannot listen."""
    state, preview = State(root / PREVIEW / "index.html"), Preview(root, root / PREVIEW)
    handler = partial(_Handler, state=state, root=root)
    server = ThreadingHTTPServer((host, port), handler)
    server.daemon_threads = True
    paths = [root / name for name in _WATCHED if (root / name).exists()]
    try:
        rebuild(preview, state, say)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"Preview at http://{host}:{server.server_port}/ – Ctrl-C ends it.")
        for _ in watch(*paths, stop_event=stop, raise_interrupt=False, step=50, debounce=400):
            rebuild(preview, state, say)
    finally:
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    """Serve built pages with the preview's script, and the stream of states."""

    def __init__(self, *args: Any, state: State, root: Path, **kwargs: Any) -> None:  # noqa: ANN401
        self.state = state
        self.root = root
        super().__init__(*args, directory=str(root / PREVIEW), **kwargs)

    def do_GET(self) -> None:
        """Answer a request."""
        path = self.path.split("?", 1)[0]
        if path == "/_dateline/events":
            self._stream()
        elif path in ("/_dateline/preview.js", "/_dateline/preview.css"):
            kind = "text/javascript" if path.endswith(".js") else "text/css"
            self._send(_packaged(self.root, path.rsplit("/", 1)[1]), kind)
        elif path.endswith(("/", ".html")):
            file = Path(self.translate_path(path + "index.html" if path.endswith("/") else path))
            try:
                self._send(_with_hook(file.read_bytes()), "text/html; charset=utf-8")
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                # With the script, so that the page comes as soon as it is there.
                empty = _EMPTY % (_NO_PAGE if self.state.built else _NOT_BUILT)
                self._send(_with_hook(empty), "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)
        else:
            super().do_GET()

    def list_directory(self, path: Any) -> None:  # noqa: ANN401, ARG002
        """Refuse to list a folder."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Keep nothing in caches: pages change under the reader."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401
        """Say nothing of each request."""

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self) -> None:
        """Write each new state until the page goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            last = b""
            while True:
                with self.state.changed:
                    message = self.state.message()
                    if message == last:
                        self.state.changed.wait(_HEARTBEAT)
                        message = self.state.message()
                self.wfile.write(message if message != last else b": still here\n\n")
                self.wfile.flush()
                last = message
        except OSError:
            return


def _with_hook(page: bytes) -> bytes:
    return page.replace(b"</body>", _HOOK, 1)


def _packaged(root: Path, name: str) -> bytes:
    for folder in template_folders(root):
        if (folder / "preview" / name).is_file():
            return (folder / "preview" / name).read_bytes()
    raise FileNotFoundError(name)

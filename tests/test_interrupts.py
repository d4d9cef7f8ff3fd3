"""Ctrl-C ends any command with one calm line, and leaves nothing half done."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import HERE, write_project

TESTS = Path(__file__).resolve().parent
LINE = "Interrupted; nothing is left half done."


@pytest.fixture(scope="module")
def interrupts(tmp_path_factory):
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, str(TESTS / "interrupts.py"), str(tmp_path_factory.mktemp("interrupts"))],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE / "generator"), os.environ.get("PYTHONPATH", "")])},
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("command", ["add", "fmt", "rename", "suggest", "pdf", "build", "publish", "new"])
def test_an_interrupted_command_leaves_what_was_there_or_what_was_asked_for(interrupts, command):
    whole, *stopped = [record for record in interrupts if record["command"] == command]
    assert whole["whole"] == 0
    assert len(stopped) >= 3
    for record in stopped:
        assert (record["left"], record["lost"], record["stray"]) == ([], [], False), record
        assert record["code"] == 130, record
        assert record["said"] == f"{LINE}\n", record


# ---------------------------------------------------------------- on a terminal


class Terminal:
    """A command on a terminal of its own, as a person has it."""

    def __init__(self, root: Path, *words: str, **environment: str) -> None:
        self.said = ""
        command = [sys.executable, "-m", "dateline", "-C", str(root), *words]
        given = {**os.environ, "PYTHONPATH": str(HERE / "generator"), "TERM": "xterm", "COLUMNS": "80", **environment}
        self.child, self.end = pty.fork()
        if not self.child:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell in the background has its programs ignore it
            os.execve(command[0], command, given)  # noqa: S606  # our own interpreter

    def until(self, seen: Callable[[str], bool]) -> str:
        """Read until something is seen, or the command has ended; return all that was read."""
        while not seen(self.said):
            assert select.select([self.end], [], [], 60)[0], self.said
            try:
                self.said += os.read(self.end, 4096).decode("utf-8", "replace")
            except OSError:  # Linux says so when the other end is closed
                break
        return self.said

    def type(self, keys: bytes) -> None:
        os.write(self.end, keys)

    def interrupt(self) -> None:
        """Press Ctrl-C until something follows it.

        Python does not see one that comes between its last step before a read and the read; a person presses again.
        """
        pressed = len(self.said)
        while self.said[pressed:] in ("", "^C" * (len(self.said[pressed:]) // 2)):
            self.type(b"\x03")
            while select.select([self.end], [], [], 2)[0]:
                try:
                    self.said += os.read(self.end, 4096).decode("utf-8", "replace")
                except OSError:
                    return

    def ended(self) -> tuple[int, str]:
        """Return the exit code, and all that was said."""
        self.until(lambda _said: False)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1]), self.said


ADD = ("--title", "Letter", "--publisher", "Amber Gazette", "--issued", "2031-05-03", "--rights", "Invented.")
WAITING = ("add", "source", "slow.txt", *ADD, "--type", "report", "--language", "en", "--no-ask")


@pytest.fixture
def slow(tmp_path, monkeypatch):
    """Give a project, and beside it a document that is not there before the test writes it."""
    root = write_project(tmp_path / "project")
    monkeypatch.chdir(tmp_path)
    os.mkfifo("slow.txt")
    return root


def write_slowly() -> None:
    Path("slow.txt").write_text("Some 70 people left Port Amber on 3 May 2031.\n", "utf-8")


def test_what_takes_longer_than_a_second_is_told_on_a_terminal_and_taken_away_in_the_end(slow):
    terminal = Terminal(slow, *WAITING)
    said = terminal.until(lambda said: "… 2 s" in said)
    assert said == "\r\x1b[Kreading slow.txt … 1 s\r\x1b[Kreading slow.txt … 2 s"
    write_slowly()
    code, said = terminal.ended()
    assert code == 0
    _, _, after = said.rpartition(" s\r\x1b[K")
    assert after.startswith("project/seeds/slow.txt: ")
    assert "\x1b" not in after


def test_a_terminal_that_cannot_write_over_a_line_is_told_nothing(slow):
    terminal = Terminal(slow, *WAITING, TERM="dumb")
    write_slowly()
    code, said = terminal.ended()
    assert (code, "\x1b" in said, "…" in said) == (0, False, False)


def test_what_is_no_terminal_is_told_nothing(slow):
    command = [sys.executable, "-m", "dateline", "-C", str(slow), *WAITING]
    environment = {**os.environ, "PYTHONPATH": str(HERE / "generator")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:  # noqa: S603
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(2.5)
        write_slowly()
        out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"slow.txt: " in out


def test_ctrl_c_on_a_terminal_takes_the_line_away_and_says_so_in_one(slow):
    terminal = Terminal(slow, *WAITING)
    terminal.until(lambda said: "… 1 s" in said)
    terminal.type(b"\x03")
    code, said = terminal.ended()
    assert code == 130
    assert said.endswith(f"^C\r\x1b[K\r\n{LINE}\r\n")
    assert not list(slow.glob("seeds/slow*"))


def test_ctrl_c_at_a_question_ends_the_command(slow):
    Path("letter.txt").write_text("Some 70 people left Port Amber on 3 May 2031.\n", "utf-8")
    terminal = Terminal(slow, "add", "source", "letter.txt")
    terminal.until(lambda said: "[letter]: " in said)
    terminal.interrupt()
    code, said = terminal.ended()
    assert code == 130
    assert said.endswith(f"{LINE}\r\n")
    assert "Traceback" not in said
    assert not list(slow.glob("seeds/letter*"))


def test_ctrl_c_ends_the_preview_as_asked(slow):
    terminal = Terminal(slow, "serve", "--port", "0")
    terminal.until(lambda said: "Ctrl-C ends it." in said)
    terminal.type(b"\x03")
    code, said = terminal.ended()
    assert code == 0
    assert "Traceback" not in said


def test_a_language_server_leaves_at_once_though_its_client_is_there(tmp_path):
    root = write_project(tmp_path / "project")
    file = root / "briefings/actors.yml"
    opened = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": file.read_text("utf-8")}
    messages = (
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": opened}},
    )
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", "lsp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(HERE / "generator")},
        # A shell in the background has its programs ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # it only sets that
    ) as server:
        try:
            for message in messages:
                body = json.dumps({"jsonrpc": "2.0", **message}).encode()
                server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            server.stdin.flush()
            while b"publishDiagnostics" not in (said := answer(server.stdout)):
                assert said
            server.send_signal(signal.SIGINT)
            assert server.wait(60) == 130
            assert server.stderr.read().decode() == f"{LINE}\n"
        finally:
            server.kill()


def answer(stream) -> bytes:
    """Read one message of a language server; nothing where it ended."""
    length = 0
    while (line := stream.readline()).strip():
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    return stream.read(length)

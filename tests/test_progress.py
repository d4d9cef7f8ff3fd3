"""What is told of long work is shown on a terminal, quietly."""

from __future__ import annotations

import io
from contextlib import contextmanager

from conftest import write_project
from dateline.build import build
from dateline.progress import counted
from dateline.statusline import StatusLine
from pdfs import dateline


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def line(columns: int = 80) -> tuple[StatusLine, io.StringIO, Clock]:
    stream, clock = io.StringIO(), Clock()
    return StatusLine(stream, clock, lambda: columns), stream, clock


def test_what_is_done_within_a_second_is_never_shown():
    status, stream, clock = line()
    status.tell("reading the files")
    for clock.now in (100.0, 100.5, 100.99):
        status.draw()
    status.tell("")
    assert stream.getvalue() == ""


def test_the_line_is_written_over_and_erased_in_the_end():
    status, stream, clock = line()
    status.tell("auditing the pages: 1 of 2")
    clock.now = 101.2
    status.draw()
    status.draw()  # nothing new is not written again
    status.tell("auditing the pages: 2 of 2")
    clock.now = 103.9
    status.draw()
    status.tell("")
    status.tell("")
    status.draw()
    assert stream.getvalue() == (
        "\r\x1b[Kauditing the pages: 1 of 2 … 1 s\r\x1b[Kauditing the pages: 2 of 2 … 4 s\r\x1b[K"
    )


def test_a_line_is_no_longer_than_the_terminal_and_steers_nothing():
    status, stream, clock = line(columns=23)
    status.tell("reading \x1b[31mred.pdf of the port")
    clock.now = 101.0
    status.draw()
    assert stream.getvalue() == "\r\x1b[Kreading \\u001b[3 … 1 s"


def test_a_terminal_that_is_gone_stops_nothing():
    status, stream, clock = line()
    stream.close()
    status.tell("reading the files")
    clock.now = 105.0
    status.draw()
    status.tell("proving")


def test_things_are_counted_one_by_one():
    told = []
    assert list(counted(told.append, "auditing the pages", [*"ab"])) == ["a", "b"]
    assert told == ["auditing the pages: 1 of 2", "auditing the pages: 2 of 2"]


def told_by(monkeypatch, root, *words: str) -> list[str]:
    """Run a command, return what it tells of its work."""
    told: list[str] = []

    @contextmanager
    def telling():
        yield told.append

    monkeypatch.setattr("dateline.cli.writing.telling", telling)
    assert dateline(root, *words).exit_code == 0
    return told


def test_a_command_that_forms_files_tells_each(project, monkeypatch):
    told = told_by(monkeypatch, project, "fmt")
    assert told == [f"bringing files into form: {number} of 10" for number in range(1, 11)]


def test_a_change_of_an_id_tells_its_steps(project, monkeypatch):
    steps = ["reading the files", "proving 5 facts", "comparing with the editions before"]
    assert told_by(monkeypatch, project, "rename", "lantern-watch", "amber-watch") == [
        "looking for the id",
        *steps,  # before
        *steps,  # and after
    ]


def test_a_build_tells_each_of_its_steps_in_their_order(tmp_path):
    told = []
    build(write_project(tmp_path / "project"), tell=told.append)
    assert told[:5] == [
        "reading the files",
        "proving 5 facts",
        "comparing with the editions before",
        "putting 5 facts into words",
        "setting briefs: 1 of 4",
    ]
    for step in ("rendering the pages", "indexing for the search", "writing the pages: 23 of 23", "auditing the data"):
        assert told.count(step) == 1
    assert told[-1] == "auditing the pages: 23 of 23"

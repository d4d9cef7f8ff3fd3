"""Say things on a terminal, and leave with the exit code that they ask for."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from dateline.problems import Problem, ProblemsError
from dateline.progress import Tell, untold
from dateline.report import FORMATS
from dateline.statusline import StatusLine

if TYPE_CHECKING:
    from dateline.prepare import Checked


class _InterruptedError(click.ClickException):
    """Say in one line that the command was stopped (Ctrl-C)."""

    exit_code = 130
    """128 and the number of the signal, as shells tell of it."""

    def __init__(self) -> None:
        super().__init__("interrupted")

    def show(self, file: IO[Any] | None = None) -> None:
        """Say so, on a terminal below its own “^C”."""
        begin = "\n" if sys.stderr is not None and sys.stderr.isatty() else ""
        click.echo(f"{begin}Interrupted; nothing is left half done.", file, err=True)


def leave_when_interrupted() -> None:
    """Leave at once when interrupted: while another thread waits for input, the interpreter would wait for it too.

    For commands that write nothing.
    """

    def leave(_number: int, _frame: object) -> None:
        stopped = _InterruptedError()
        try:
            stopped.show()
        finally:
            os._exit(stopped.exit_code)

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else somebody wants it ignored
        signal.signal(signal.SIGINT, leave)


class Commands(click.Group):
    """Run commands; print the problems that stop one, and end an interrupted one without a trace of Python's."""

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401  # click's signature
        """Run a command; a question that is answered by Ctrl-C, or by the end of input, interrupts it as well."""
        try:
            return super().invoke(context)
        except ProblemsError as error:
            fail(error.problems)
        except (KeyboardInterrupt, click.Abort) as error:
            raise _InterruptedError from error


@contextmanager
def telling() -> Iterator[Tell]:
    """Give what is to be told how far a command is: a line of the terminal, or nobody where there is none."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield untold
        return
    with StatusLine(sys.stderr, time.monotonic, lambda: shutil.get_terminal_size().columns) as line:
        yield line.tell


def fail(problems: list[Problem], form: str = "text", facts: int = 0, sources: int = 0) -> NoReturn:
    """Print problems and leave with 1."""
    click.echo(FORMATS[form](problems, facts, sources), nl=False)
    if form == "text":
        click.echo(f"\n{count(len(problems), 'problem')} found; nothing was written.", err=True)
    sys.exit(1)


def tell_of_problems(number: int) -> None:
    """Say that what was told is of a project that does not pass its check."""
    named = "it" if number == 1 else "them"
    click.echo(f"\nThe project has {count(number, 'problem')}; `dateline check` names {named}.", err=True)


def count(number: int, noun: str) -> str:
    """Return a number with what it counts."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class UsedWronglyError(click.ClickException):
    """Say in one line what is wrong with what was asked for."""

    exit_code = 2


def in_project(root: Path, name: str) -> str:
    """Return the path from a project's folder of a file that is named from here; if it lies elsewhere, the name itself.

    A name that leads to no folder of the project from here is one from the project's folder already.
    """
    parent, file = os.path.split(name)
    try:
        return (Path(parent).resolve(strict=True).relative_to(root.resolve()) / file).as_posix()
    except (OSError, ValueError, RuntimeError):  # no such folder, one of elsewhere, links in a ring
        return name


def shown(path: Path) -> str:
    """Return a path as a person would type it from here."""
    relative = os.path.relpath(path)
    return relative if not relative.startswith("..") else str(path)


def proved(checked: Checked) -> str:
    """Say what was proved of a project without problems."""
    facts, sources = len(checked.project.facts), len(checked.project.sources)
    if not (facts or checked.project.briefings):
        return (
            "There is no briefing yet, so nothing was proved. Write briefings/NAME/briefing.yml with `title:`,"
            " `places:` and `summary:`, and its facts beside it; `dateline add source FILE` brings a document in."
        )
    unproved = sum(1 for fact in checked.project.facts if fact.unproved)
    told = f"{facts - unproved:,} proved, {unproved:,} marked as not proved" if unproved else "all proved"
    return f"{count(facts, 'fact')} from {count(sources, 'source')}: {told}."

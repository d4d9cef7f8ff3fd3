"""Read what the reference of commands tells out of the command line. Pure: no file, nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from dateline.cli import main


@dataclass(frozen=True)
class CommandEntry:
    """Hold what `--help` says of one command."""

    name: str
    """As it is typed: `dateline add source`."""
    usage: str
    help: tuple[str, ...]
    """Its paragraphs."""
    options: tuple[tuple[str, str], ...]
    commands: tuple[str, ...]
    """The names of its commands, if it is a group."""


def read_commands() -> tuple[CommandEntry, ...]:
    """Return every command and its commands, in the order of `--help`."""
    return tuple(_commands(main, click.Context(main, info_name="dateline", **main.context_settings)))


def _commands(command: click.Command, context: click.Context) -> Iterator[CommandEntry]:
    inner = command.commands if isinstance(command, click.Group) else {}
    records = (param.get_help_record(context) for param in command.get_params(context))
    names = sorted(inner)
    yield CommandEntry(
        context.command_path,
        " ".join([context.command_path, *command.collect_usage_pieces(context)]),
        tuple(" ".join(part.split()) for part in (command.help or "").split("\n\n")),
        tuple((name, said) for name, said in filter(None, records)),
        tuple(f"{context.command_path} {name}" for name in names),
    )
    for name in names:
        yield from _commands(inner[name], click.Context(inner[name], info_name=name, parent=context))

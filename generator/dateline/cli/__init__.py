"""Run the command line: the one package that prints, and that sets the exit code.

Each command imports what it runs only when it runs: `dateline --help` need not load pydantic.
"""

from __future__ import annotations

from pathlib import Path

import click

from dateline import __version__
from dateline.cli.checking import affected_command, check_command, coverage_command, debt_command
from dateline.cli.making import audit_command, build_command, diff_command, pdf_command, publish_command, serve_command
from dateline.cli.terminal import Commands
from dateline.cli.writing import (
    add_group,
    fmt_command,
    lsp_command,
    new_command,
    rename_command,
    schema_command,
    suggest_command,
)

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Commands, context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="dateline")
@click.option(
    "-C",
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The project's folder; the current one unless given.",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Build situation briefings in which nothing reaches the page that cannot show its source.

    Exit codes: 0 done, 1 problems found, 2 wrong usage, 130 interrupted.
    """
    context.obj = root.absolute()


for _command in (
    *(new_command, add_group, suggest_command, fmt_command, rename_command, schema_command, lsp_command),
    *(check_command, coverage_command, debt_command, affected_command),
    *(build_command, serve_command, pdf_command, publish_command, diff_command, audit_command),
):
    main.add_command(_command)

"""Run the command line: the one module that prints, and that sets the exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline import __version__
from dateline.problems import Problem, ProblemsError, Severity
from dateline.report import FORMATS

if TYPE_CHECKING:
    from dateline.audit import Audit

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT)
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

    Exit codes: 0 done, 1 problems found, 2 wrong usage.
    """
    context.obj = root.absolute()


def _fail(problems: list[Problem], form: str = "text", facts: int = 0, sources: int = 0) -> None:
    """Print problems and leave with 1."""
    click.echo(FORMATS[form](problems, facts, sources), nl=False)
    if form == "text":
        click.echo(f"\n{_count(len(problems), 'problem')} found; nothing was written.", err=True)
    sys.exit(1)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@main.command("check")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are written.")
@click.pass_obj
def check_command(root: Path, form: str) -> None:
    """Read and prove everything; write nothing."""
    from dateline.prepare import check  # noqa: PLC0415  # `dateline --help` need not load pydantic

    checked = check(root)
    facts, sources = len(checked.project.facts), len(checked.project.sources)
    if checked.problems:
        _fail(list(checked.problems), form, facts, sources)
    if form == "text":
        click.echo(f"{_count(facts, 'fact')} from {_count(sources, 'source')}: all proved.")
    else:
        click.echo(FORMATS[form]([], facts, sources), nl=False)


@main.command("build")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes; MkDocs' site_dir unless given.",
)
@click.pass_obj
def build_command(root: Path, site_dir: Path | None) -> None:
    """Check, then write the site and its data, and audit them; a site that stands is replaced whole or not at all."""
    from dateline.build import build  # noqa: PLC0415

    try:
        built = build(root, site_dir.absolute() if site_dir else None)
    except ProblemsError as error:
        _fail(error.problems)
        return
    click.echo(f"In {_shown(built.site)}: {_audited(built.audit)}")


def _audited(audit: Audit) -> str:
    """Say what an audit that found nothing wrong has seen."""
    seen = " and ".join(
        _count(number, noun) for number, noun in ((audit.pages, "page"), (audit.prints, "PDF")) if number
    )
    return f"{seen}, {_count(audit.numbers, 'number')} traced to {_count(audit.facts, 'fact')}."


def _shown(path: Path) -> str:
    """Return a path as a person would type it from here."""
    relative = os.path.relpath(path)
    return relative if not relative.startswith("..") else str(path)


@main.command("audit")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are written.")
@click.pass_obj
def audit_command(root: Path, directory: Path, form: str) -> None:
    """Trace every number of a built site (DIRECTORY) to a fact, and every fact to its document.

    In a folder of published editions, hold every file of each against its ledger besides.
    """
    from dateline.audit import audit  # noqa: PLC0415
    from dateline.audit.published import audit_public, is_public  # noqa: PLC0415

    found = (audit_public if is_public(directory) else audit)(directory, root)
    if any(problem.severity is Severity.ERROR for problem in found.problems):
        _fail(list(found.problems), form, found.facts)
    if found.problems and form == "text":
        click.echo(FORMATS[form](list(found.problems), 0, 0), err=True)
    if form == "text":
        click.echo(_audited(found))
    else:
        click.echo(FORMATS[form](list(found.problems), found.facts, 0), nl=False)


@main.command("publish")
@click.argument("edition", required=False)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of all editions, which a web server serves; public/ in the project unless given.",
)
@click.pass_obj
def publish_command(root: Path, edition: str | None, folder: Path | None) -> None:
    """Freeze the edition in work: build and audit it, and add it to the published ones, or change nothing."""
    from dateline.publish import publish  # noqa: PLC0415

    to = folder.absolute() if folder else root / "public"
    try:
        done = publish(root, edition, to, lambda line: click.echo(line, err=True))
    except ProblemsError as error:
        _fail(error.problems)
        return
    if done.audit is None:
        click.echo(f"Edition {done.edition}: the publishing that was interrupted is ended.")
    else:
        click.echo(f"Edition {done.edition} is in {_shown(done.folder / done.edition)}: {_audited(done.audit)}")
    click.echo(f"Commit its ledger: {_shown(done.ledger)}")


@main.command("pdf")
@click.argument("briefing", required=False)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="briefs",
    show_default=True,
    help="The folder for the PDFs.",
)
@click.pass_obj
def pdf_command(root: Path, briefing: str | None, folder: Path) -> None:
    """Set the printed briefs, of one BRIEFING or of all and the whole edition, as audited PDFs in A4 and US Letter."""
    from dateline.printing import print_briefs  # noqa: PLC0415

    try:
        done = print_briefs(root, briefing, folder.absolute())
    except ProblemsError as error:
        _fail(error.problems)
        return
    for path in done.paths:
        click.echo(_shown(path))
    click.echo(f"{_count(len(done.paths), 'PDF')}: {_count(done.numbers, 'number')} traced to facts.")


@main.command("diff")
@click.argument("before")
@click.argument("after", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
def diff_command(root: Path, before: str, after: str | None, form: str) -> None:
    """Tell fact by fact what changed from edition BEFORE to edition AFTER, or to the files as they are now."""
    from dateline.compare import compare  # noqa: PLC0415

    try:
        text, problems = compare(root, before, after, form)
    except ProblemsError as error:
        _fail(error.problems)
        return
    click.echo(text, nl=False)
    if problems:
        click.echo(f"\nThe project has {_count(problems, 'problem')}; `dateline check` names them.", err=True)


@main.command("coverage")
@click.pass_obj
def coverage_command(root: Path) -> None:
    """Show, sentence by sentence, which facts quote each document (P9)."""
    from dateline.prepare import check  # noqa: PLC0415
    from dateline.report import coverage_text  # noqa: PLC0415

    checked = check(root)
    text, missing = coverage_text(checked.proof.coverage)
    click.echo(text, nl=False)
    if checked.problems:
        click.echo("\nThe project has problems; `dateline check` names them.", err=True)
    if missing or checked.problems:
        sys.exit(1)


@main.command("debt")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.option("--fail-over", "most", type=click.IntRange(0), metavar="N", help="Leave with 1 if there are more than N.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write them as one page for the desk; never into a folder that is published.",
)
@click.pass_obj
def debt_command(root: Path, form: str, most: int | None, page: Path | None) -> None:
    """List what the desk still owes at the cutoff: what is unproved, old, inferred, or said by one side alone."""
    from dateline.desk import read_debts, write_page  # noqa: PLC0415

    try:
        found = read_debts(root, form, page=page is not None)
        if page:
            write_page(page.absolute(), found.page)
    except ProblemsError as error:
        _fail(error.problems)
        return
    click.echo(found.text, nl=False)
    if found.problems:
        click.echo("\nThe project has problems; `dateline check` names them.", err=True)
    if found.problems or (most is not None and found.total > most):
        sys.exit(1)


@main.command("affected")
@click.argument("source")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
def affected_command(root: Path, source: str, form: str) -> None:
    """List every fact, page, printed brief and published edition that leans on a document, by the id of its record."""
    from dateline.affected import tell_affected  # noqa: PLC0415

    try:
        text, problems = tell_affected(root, source, form)
    except ProblemsError as error:
        _fail(error.problems)
        return
    click.echo(text, nl=False)
    if problems:
        click.echo("\nThe project has problems; `dateline check` names them.", err=True)
        sys.exit(1)


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.pass_obj
def serve_command(root: Path, host: str, port: int) -> None:
    """Show the site while you edit; problems are shown over the last good page."""
    from dateline.serve import serve  # noqa: PLC0415

    try:
        serve(root, host, port, lambda line: click.echo(line, err=True))
    except OSError as error:
        raise click.ClickException(f"cannot listen at {host}:{port}: {error.strerror}; try --port 0") from error


@main.command("schema")
@click.pass_obj
def schema_command(_root: Path) -> None:
    """Print the JSON Schema (2020-12) of the YAML files."""
    from dateline.read.schema import schema_text  # noqa: PLC0415

    click.echo(schema_text(), nl=False)

"""The commands that make what readers get, and hold it against the facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.terminal import count, fail, shown, tell_of_problems, telling
from dateline.problems import Severity
from dateline.report import FORMATS

if TYPE_CHECKING:
    from dateline.audit import Audit


@click.command("build")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes; MkDocs' site_dir unless given.",
)
@click.pass_obj
def build_command(root: Path, site_dir: Path | None) -> None:
    """Check, then write the site and its data, and audit them; a site that stands is replaced whole or not at all."""
    from dateline.build import build  # noqa: PLC0415

    with telling() as tell:
        built = build(root, site_dir.absolute() if site_dir else None, tell)
    click.echo(f"In {shown(built.site)}: {_audited(built.audit)}")


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.pass_obj
def serve_command(root: Path, host: str, port: int) -> None:
    """Show the site while you edit; problems are shown over the last good page."""
    from dateline.serve import serve  # noqa: PLC0415

    try:
        serve(root, host, port, lambda line: click.echo(line, err=True))
    except KeyboardInterrupt:
        return  # as one ends it
    except OSError as error:
        raise click.ClickException(f"cannot listen at {host}:{port}: {error.strerror}; try --port 0") from error


@click.command("pdf")
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

    with telling() as tell:
        done = print_briefs(root, briefing, folder.absolute(), tell)
    for path in done.paths:
        click.echo(shown(path))
    click.echo(f"{count(len(done.paths), 'PDF')}: {count(done.numbers, 'number')} traced to facts.")


@click.command("publish")
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
    from dateline.render.public import PUBLIC  # noqa: PLC0415

    to = folder.absolute() if folder else root / PUBLIC
    with telling() as tell:

        def say(line: str) -> None:
            tell("")
            click.echo(line, err=True)

        done = publish(root, edition, to, say, tell)
    if done.audit is None:
        click.echo(f"Edition {done.edition}: the publishing that was interrupted is ended.")
    else:
        click.echo(f"Edition {done.edition} is in {shown(done.folder / done.edition)}: {_audited(done.audit)}")
    click.echo(f"Commit its ledger: {shown(done.ledger)}")


@click.command("diff")
@click.argument("before")
@click.argument("after", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
def diff_command(root: Path, before: str, after: str | None, form: str) -> None:
    """Tell fact by fact what changed from edition BEFORE to edition AFTER, or to the files as they are now."""
    from dateline.compare import compare  # noqa: PLC0415

    with telling() as tell:
        text, problems = compare(root, before, after, form, tell)
    click.echo(text, nl=False)
    if problems:
        tell_of_problems(problems)


@click.command("audit")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are written.")
@click.pass_obj
def audit_command(root: Path, directory: Path, form: str) -> None:
    """Trace every number of a built site (DIRECTORY) to a fact, and every fact to its document.

    In a folder of published editions, hold every file of each against its ledger besides.
    """
    from dateline.audit import audit  # noqa: PLC0415
    from dateline.audit.published import audit_public, is_public  # noqa: PLC0415

    with telling() as tell:
        found = (audit_public if is_public(directory) else audit)(directory, root, tell=tell)
    if any(problem.severity is Severity.ERROR for problem in found.problems):
        fail(list(found.problems), form, found.facts)
    if found.problems and form == "text":
        click.echo(FORMATS[form](list(found.problems), 0, 0), err=True)
    if form == "text":
        click.echo(_audited(found))
    else:
        click.echo(FORMATS[form](list(found.problems), found.facts, 0), nl=False)


def _audited(audit: Audit) -> str:
    """Say what an audit that found nothing wrong has seen."""
    seen = " and ".join(
        count(number, noun) for number, noun in ((audit.pages, "page"), (audit.prints, "PDF")) if number
    )
    return f"{seen}, {count(audit.numbers, 'number')} traced to {count(audit.facts, 'fact')}."

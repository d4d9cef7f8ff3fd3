"""The commands that tell what is wrong, missing or owed, and write nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.terminal import fail, proved, tell_of_problems, telling
from dateline.report import FORMATS


@click.command("check")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are written.")
@click.pass_obj
def check_command(root: Path, form: str) -> None:
    """Read and prove everything; write nothing."""
    from dateline.prepare import check  # noqa: PLC0415  # `dateline --help` need not load pydantic

    with telling() as tell:
        checked = check(root, tell)
    facts, sources = len(checked.project.facts), len(checked.project.sources)
    if checked.problems:
        fail(list(checked.problems), form, facts, sources)
    if form == "text":
        click.echo(proved(checked))
    else:
        click.echo(FORMATS[form]([], facts, sources), nl=False)


@click.command("coverage")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--facts", is_flag=True, help="Tell what each fact says, and what its words say besides: to read again.")
@click.pass_obj
def coverage_command(root: Path, sources: tuple[str, ...], *, facts: bool) -> None:
    """Show, sentence by sentence, which facts quote each document, or the SOURCEs named by id (P9)."""
    from dateline.reread import tell_coverage  # noqa: PLC0415

    with telling() as tell:
        text, missing, problems = tell_coverage(root, sources, facts=facts, tell=tell)
    click.echo(text, nl=False)
    if problems:
        tell_of_problems(problems)
    if missing or problems:
        sys.exit(1)


@click.command("debt")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.option("--fail-over", "most", type=click.IntRange(0), metavar="N", help="Leave with 1 if there are more than N.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write them as one page for the desk; never into a folder that is published, nor over another file.",
)
@click.option(
    "--all", "every", is_flag=True, help="List every sentence that is set aside, and not the first ones of each source."
)
@click.pass_obj
def debt_command(root: Path, form: str, most: int | None, page: Path | None, *, every: bool) -> None:
    """List what the desk still owes at the cutoff: what is unproved, old, inferred, or said by one side alone."""
    from dateline.desk import read_debts, write_page  # noqa: PLC0415

    with telling() as tell:
        found = read_debts(root, form, page=page is not None, every=every, tell=tell)
    if page:
        write_page(root, page.absolute(), found.page)
    click.echo(found.text, nl=False)
    if found.problems:
        tell_of_problems(found.problems)
    if found.problems or (most is not None and found.total > most):
        sys.exit(1)


@click.command("affected")
@click.argument("source")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
def affected_command(root: Path, source: str, form: str) -> None:
    """List every fact, page, printed brief and published edition that leans on a document, by the id of its record.

    Facts are listed by briefing, as they stand in its files; then pages and briefs as they are read, from the front
    page through each briefing to the registers, with the facts in the order of the page; then editions, oldest first.
    """
    from dateline.affected import tell_affected  # noqa: PLC0415

    with telling() as tell:
        text, problems = tell_affected(root, source, form, tell)
    click.echo(text, nl=False)
    if problems:
        tell_of_problems(len(problems))
        sys.exit(1)

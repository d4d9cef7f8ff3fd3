"""The commands with which an editor begins and writes."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from dateline.cli.terminal import (
    UsedWronglyError,
    count,
    in_project,
    leave_when_interrupted,
    proved,
    shown,
    tell_of_problems,
    telling,
)
from dateline.report import plain

if TYPE_CHECKING:
    from dateline.intake.fields import Check, Field


@click.command("new")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--title", default="Situation briefings", show_default=True, help="What the site is called.")
def new_command(directory: Path, title: str) -> None:
    """Make a project in DIRECTORY, which is new or empty: it checks, builds, previews and publishes at once."""
    from dateline.new import UnusableError, begin  # noqa: PLC0415

    try:
        with telling() as tell:
            checked = begin(directory.absolute(), title, tell)
    except UnusableError as error:
        raise UsedWronglyError(plain(str(error))) from error
    except OSError as error:
        said = f"{shown(directory.absolute())} cannot be made: {error.strerror}"
        raise click.ClickException(plain(said)) from error
    folder = shown(directory.absolute())
    click.echo(plain(f"{folder}: {proved(checked)} Next:"))
    # A folder may be called as an option is.
    steps = [] if folder == "." else [f"cd {quote(f'./{folder}' if folder.startswith('-') else folder)}"]
    for step in [*steps, "dateline check", "dateline serve", "dateline build"][:3]:
        click.echo(plain(f"  {step}"))


@click.group("add")
def add_group() -> None:
    """Add something to a project: a source."""


@add_group.command("source")
@click.argument("file", type=click.Path(path_type=str, allow_dash=True))
@click.option("--id", help="The source’s id, and the name of its files; from the file’s name unless given.")
@click.option("--type", help="What it is: article-newspaper, article, report, webpage, post or speech.")
@click.option("--title", help="Its title.")
@click.option("--publisher", help="Who published it.")
@click.option("--author", help="Who wrote it; several names are parted by “; ”.")
@click.option("--issued", help="When it was published: 2018-04-01; 2018-04-01? where uncertain.")
@click.option("--url", "URL", help="Its address on the web.")
@click.option("--language", help="The language that it is in: en, ar, pt-BR.")
@click.option("--rights", help="Who holds the rights, and what they allow.")
@click.option(
    "--full-text/--no-full-text",
    default=False,
    help="Whether its licence lets the whole text be shown; no unless given.",
)
@click.option("--ask/--no-ask", default=None, help="Whether to ask for what is not given; on a terminal unless told.")
@click.pass_obj
def add_source_command(root: Path, /, file: str, *, ask: bool | None, **given: str | bool | None) -> None:
    """Bring in a document: text, Markdown, HTML, PDF or DOCX; FILE may be - for standard input.

    Keep it byte for byte in seeds/, with its words beside it and a record that pins both. What its own metadata say is
    proposed, and noted as inferred. Nothing is fetched, and nothing is written where anything is wrong.
    """
    from dateline.add import STANDARD_INPUT, add_source  # noqa: PLC0415

    piped = file == STANDARD_INPUT
    if piped and ask:
        raise UsedWronglyError("with - there is nobody to ask: leave out --ask, and give the answers as options")
    if ask is None:
        ask = not piped and sys.stdin is not None and sys.stdin.isatty()
    answers = {key: value for key, value in given.items() if value is not None}
    stream = click.open_file(file, "rb") if piped else None
    with telling() as tell:
        tell(f"reading {file}")

        def asking(field: Field, proposal: str, check: Check) -> str:
            tell("")
            return _ask(field, proposal, check)

        added = add_source(root, file, stream, answers, asking if ask else None)
    for note in added.notes:
        click.echo(f"Note: {plain(note)}.", err=True)
    for told in added.inferred:
        click.echo(f"Inferred: {plain(told)}; look whether it is right.", err=True)
    if added.inferred:
        record = next(path for path in added.files if path.endswith(f"{added.source}.yml"))
        said = "is deleted once somebody has checked it against the document"
        click.echo(f"An entry under `inferred:` in {shown(root / record)} {said}.", err=True)
    for path, what in added.files.items():
        click.echo(f"{shown(root / path)}: {what}")
    click.echo(
        f"Look its words over. Then `dateline suggest {added.source}` proposes facts for them, and `dateline check` "
        "names each sentence that none quotes yet."
    )


def _ask(field: Field, proposal: str, check: Check) -> str:
    """Ask for a field of a record; an optional one may be left empty."""

    def answer(said: str) -> str:
        if not (said or field.required):
            return ""
        try:
            return check(said)
        except ValueError as error:
            raise click.UsageError(plain(str(error))) from error

    asks = field.asks if field.required else f"{field.asks}, if any"
    default = proposal or (None if field.required else "")
    return str(click.prompt(asks, default=default, value_proc=answer, err=True))


@click.command("suggest")
@click.argument("source")
@click.option(
    "--write",
    "to",
    metavar="FILE",
    help="Add them to this file of facts, or with --aside to the source's record, named from here or from the project's"
    " folder; nothing that stands in it changes.",
)
@click.option(
    "--aside",
    is_flag=True,
    help="Propose no facts, but `unused:` entries for the sentences in which nothing is read: headings, buttons and the"
    " like.",
)
@click.pass_obj
def suggest_command(root: Path, source: str, to: str | None, *, aside: bool) -> None:
    """Propose facts, as YAML, for the sentences of SOURCE that are neither quoted nor set aside.

    What a sentence does not settle is left as TODO, which `dateline check` names. Where a register has problems, they
    are printed instead, and nothing is written.
    """
    from dateline.suggest import suggest  # noqa: PLC0415

    to = in_project(root, to) if to is not None else None
    if aside:
        _suggest_asides(root, source, to)
        return
    with telling() as tell:
        done = suggest(root, source, to, tell)
    for sentence in done.unquotable:
        click.echo(f"Not proposed, because no quotation of it can be found again: “{plain(sentence)}”", err=True)
    if not done.facts:
        click.echo(f"# {source}: no sentence of {done.of:,} is left to quote.")
    elif to is None:
        click.echo(
            f"# {count(done.facts, 'fact')} from {count(done.sentences, 'sentence')} of {source} that no fact quotes."
            f" Write what each {done.blank} stands for; move facts\n# from the list {done.blank} to that of their kind;"
            f" set aside in {done.record} what states nothing."
        )
        click.echo(done.text, nl=False)
    else:
        click.echo(
            f"{to}: {count(done.facts, 'fact')} from {count(done.sentences, 'sentence')} added."
            f" `dateline check` names each {done.blank} in it."
        )
    if done.silent:
        click.echo(
            f"Not proposed: {count(done.silent, 'sentence')} in which nothing is read, such as a heading or a button;"
            f" `dateline suggest {source} --aside` sets them aside.",
            err=True,
        )
    if done.problems:
        tell_of_problems(done.problems)


def _suggest_asides(root: Path, source: str, to: str | None) -> None:
    """Print what sets sentences aside, or add it to the source's record."""
    from dateline.suggest import suggest_asides  # noqa: PLC0415

    with telling() as tell:
        done = suggest_asides(root, source, to, tell)
    said = count(done.entries, "sentence")
    if not done.entries:
        click.echo(f"# {source}: no sentence in which nothing is read is left.")
    elif to is None:
        click.echo(
            f"# {said} of {source} in which nothing is read. Take out what belongs into a fact, write each reason, and"
            f" paste\n# the rest into {done.record}; or add them all there with --write {done.record}."
        )
        click.echo(done.text, nl=False)
    else:
        click.echo(
            f"{to}: {said} set aside. `dateline check` names each {done.blank} in it: write the reason, or delete the"
            " entry where a fact should quote its words."
        )
    if done.problems:
        tell_of_problems(done.problems)


@click.command("fmt")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; list what would change, and leave with 1.")
@click.pass_obj
def fmt_command(root: Path, files: tuple[str, ...], *, only_check: bool) -> None:
    """Bring the YAML files into canonical form, all or each FILE; no comment is lost, and no value changes.

    A FILE is named from here or from the project's folder.
    """
    from dateline.fmt import format_files  # noqa: PLC0415

    with telling() as tell:
        done = format_files(root, [in_project(root, name) for name in files], write=not only_check, tell=tell)
    for path in done.changed:
        click.echo(plain(path))
    of = f"{len(done.changed):,} of {count(done.count, 'file')}"
    if not done.changed:
        click.echo(f"{count(done.count, 'file')}: in canonical form.")
    elif only_check:
        click.echo(f"{of} would change; `dateline fmt` brings them into form.", err=True)
        sys.exit(1)
    else:
        click.echo(f"{of} changed.")


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.option(
    "--kind",
    type=click.Choice(["fact", "actor", "place", "indicator", "source"]),
    help="What OLD is the id of, where records of two kinds have it; a track is a fact.",
)
@click.pass_obj
def rename_command(root: Path, old: str, new: str, kind: str | None) -> None:
    """Change the id OLD to NEW in every file that names it, and keep its history: all files change, or none.

    A record that was published under OLD remembers it (`formerly:`); what was published stays as it is.
    """
    from dateline.rename import rename  # noqa: PLC0415

    with telling() as tell:
        done = rename(root, old, new, kind, tell)
    for path, places in done.places.items():
        click.echo(plain(f"{path}: {count(places, 'place')}"))
    total = count(sum(done.places.values()), "place")
    past = f" Edition {done.published} knows it as “{old}”, which `formerly:` remembers." if done.published else ""
    click.echo(plain(f"“{old}” is “{new}” now, in {total} of {count(len(done.places), 'file')}.{past}"))
    if done.page:
        past = "; the old address leads there" if done.published else ""
        click.echo(plain(f"Its page is {done.page} from the next edition on{past}."))


@click.command("schema")
@click.pass_obj
def schema_command(_root: Path) -> None:
    """Print the JSON Schema (2020-12) of the YAML files."""
    from dateline.read.schema import schema_text  # noqa: PLC0415

    click.echo(schema_text(), nl=False)


@click.command("lsp")
def lsp_command() -> None:
    """Help editors' programs (VS Code, Neovim, Helix …): a language server over standard input and output.

    It gives the problems of `check` as one types, completes ids and quotations, and writes nothing.
    """
    from dateline.lsp.server import serve_stdio  # noqa: PLC0415

    leave_when_interrupted()
    serve_stdio(lambda line: click.echo(line, err=True))

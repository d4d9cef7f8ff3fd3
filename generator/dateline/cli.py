"""Run the command line: the one module that prints, and that sets the exit code."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import IO, TYPE_CHECKING, Any

import click

from dateline import __version__
from dateline.problems import Problem, ProblemsError, Severity
from dateline.progress import Tell, untold
from dateline.report import FORMATS, plain
from dateline.statusline import StatusLine

if TYPE_CHECKING:
    from dateline.audit import Audit
    from dateline.intake.fields import Check, Field
    from dateline.prepare import Checked

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


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


class _Commands(click.Group):
    """Run commands, and end those that are interrupted without a trace of Python's."""

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401  # click's signature
        """Run a command; a question that is answered by Ctrl-C, or by the end of input, interrupts it as well."""
        try:
            return super().invoke(context)
        except (KeyboardInterrupt, click.Abort) as error:
            raise _InterruptedError from error


@contextmanager
def _telling() -> Iterator[Tell]:
    """Give what is to be told how far a command is: a line of the terminal, or nobody where there is none."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield untold
        return
    with StatusLine(sys.stderr, time.monotonic, lambda: shutil.get_terminal_size().columns) as line:
        yield line.tell


@click.group(cls=_Commands, context_settings=_CONTEXT)
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


def _fail(problems: list[Problem], form: str = "text", facts: int = 0, sources: int = 0) -> None:
    """Print problems and leave with 1."""
    click.echo(FORMATS[form](problems, facts, sources), nl=False)
    if form == "text":
        click.echo(f"\n{_count(len(problems), 'problem')} found; nothing was written.", err=True)
    sys.exit(1)


def _tell_of_problems() -> None:
    """Say that what was told is of a project that does not pass its check."""
    click.echo("\nThe project has problems; `dateline check` names them.", err=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class _UnusableError(click.ClickException):
    """Say in one line what is wrong with what was asked for."""

    exit_code = 2


@main.command("new")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--title", default="Situation briefings", show_default=True, help="What the site is called.")
def new_command(directory: Path, title: str) -> None:
    """Make a project in DIRECTORY, which is new or empty: it checks, builds, previews and publishes at once."""
    from dateline.new import UnusableError, begin  # noqa: PLC0415

    try:
        with _telling() as tell:
            checked = begin(directory.absolute(), title, tell)
    except UnusableError as error:
        raise _UnusableError(plain(str(error))) from error
    except OSError as error:
        said = f"{_shown(directory.absolute())} cannot be made: {error.strerror}"
        raise click.ClickException(plain(said)) from error
    shown = _shown(directory.absolute())
    click.echo(plain(f"{shown}: {_proved(checked)} Next:"))
    # A folder may be called as an option is.
    steps = [] if shown == "." else [f"cd {quote(f'./{shown}' if shown.startswith('-') else shown)}"]
    for step in [*steps, "dateline check", "dateline serve", "dateline build"][:3]:
        click.echo(plain(f"  {step}"))


@main.command("check")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are written.")
@click.pass_obj
def check_command(root: Path, form: str) -> None:
    """Read and prove everything; write nothing."""
    from dateline.prepare import check  # noqa: PLC0415  # `dateline --help` need not load pydantic

    with _telling() as tell:
        checked = check(root, tell)
    facts, sources = len(checked.project.facts), len(checked.project.sources)
    if checked.problems:
        _fail(list(checked.problems), form, facts, sources)
    if form == "text":
        click.echo(_proved(checked))
    else:
        click.echo(FORMATS[form]([], facts, sources), nl=False)


def _proved(checked: Checked) -> str:
    """Say what was proved of a project without problems."""
    facts, sources = len(checked.project.facts), len(checked.project.sources)
    return f"{_count(facts, 'fact')} from {_count(sources, 'source')}: all proved."


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
        with _telling() as tell:
            built = build(root, site_dir.absolute() if site_dir else None, tell)
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

    with _telling() as tell:
        found = (audit_public if is_public(directory) else audit)(directory, root, tell=tell)
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
        with _telling() as tell:

            def say(line: str) -> None:
                tell("")
                click.echo(line, err=True)

            done = publish(root, edition, to, say, tell)
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
        with _telling() as tell:
            done = print_briefs(root, briefing, folder.absolute(), tell)
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
        with _telling() as tell:
            text, problems = compare(root, before, after, form, tell)
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

    with _telling() as tell:
        checked = check(root, tell)
    text, missing = coverage_text(checked.proof.coverage)
    click.echo(text, nl=False)
    if checked.problems:
        _tell_of_problems()
    if missing or checked.problems:
        sys.exit(1)


@main.command("suggest")
@click.argument("source")
@click.option(
    "--write",
    "to",
    metavar="FILE",
    help="Add them to this file of facts, named from the project's folder; nothing that stands in it changes.",
)
@click.pass_obj
def suggest_command(root: Path, source: str, to: str | None) -> None:
    """Propose facts, as YAML, for the sentences of SOURCE that are neither quoted nor set aside.

    What a sentence does not settle is left as TODO, which `dateline check` names.
    """
    from dateline.suggest import suggest  # noqa: PLC0415

    try:
        with _telling() as tell:
            done = suggest(root, source, to, tell)
    except ProblemsError as error:
        _fail(error.problems)
        return
    for sentence in done.unquotable:
        click.echo(f"Not proposed, because no quotation of it can be found again: “{plain(sentence)}”", err=True)
    if not done.facts:
        click.echo(f"# {source}: no sentence of {done.of:,} is left to quote.")
    elif to is None:
        click.echo(
            f"# {_count(done.facts, 'fact')} from {_count(done.sentences, 'sentence')} of {source} that no fact quotes."
            f" Write what each {done.blank} stands for; move facts\n# from the list {done.blank} to that of their kind;"
            f" set aside in {done.record} what states nothing."
        )
        click.echo(done.text, nl=False)
    else:
        click.echo(
            f"{to}: {_count(done.facts, 'fact')} from {_count(done.sentences, 'sentence')} added."
            f" `dateline check` names each {done.blank} in it."
        )
    if done.problems:
        click.echo(f"\nThe project has {_count(done.problems, 'problem')}; `dateline check` names them.", err=True)


@main.command("fmt")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; list what would change, and leave with 1.")
@click.pass_obj
def fmt_command(root: Path, files: tuple[str, ...], *, only_check: bool) -> None:
    """Bring the YAML files into canonical form, all or each FILE; no comment is lost, and no value changes."""
    from dateline.fmt import format_files  # noqa: PLC0415

    try:
        done = format_files(root, files, write=not only_check)
    except ProblemsError as error:
        _fail(error.problems)
        return
    for path in done.changed:
        click.echo(plain(path))
    of = f"{len(done.changed):,} of {_count(done.count, 'file')}"
    if not done.changed:
        click.echo(f"{_count(done.count, 'file')}: in canonical form.")
    elif only_check:
        click.echo(f"{of} would change; `dateline fmt` brings them into form.", err=True)
        sys.exit(1)
    else:
        click.echo(f"{of} changed.")


@main.command("rename")
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

    try:
        done = rename(root, old, new, kind)
    except ProblemsError as error:
        _fail(error.problems)
        return
    for path, places in done.places.items():
        click.echo(plain(f"{path}: {_count(places, 'place')}"))
    total = _count(sum(done.places.values()), "place")
    past = f" Edition {done.published} knows it as “{old}”, which `formerly:` remembers." if done.published else ""
    click.echo(plain(f"“{old}” is “{new}” now, in {total} of {_count(len(done.places), 'file')}.{past}"))


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
        with _telling() as tell:
            found = read_debts(root, form, page=page is not None, tell=tell)
        if page:
            write_page(page.absolute(), found.page)
    except ProblemsError as error:
        _fail(error.problems)
        return
    click.echo(found.text, nl=False)
    if found.problems:
        _tell_of_problems()
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
        with _telling() as tell:
            text, problems = tell_affected(root, source, form, tell)
    except ProblemsError as error:
        _fail(error.problems)
        return
    click.echo(text, nl=False)
    if problems:
        _tell_of_problems()
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
    except KeyboardInterrupt:
        return  # as one ends it
    except OSError as error:
        raise click.ClickException(f"cannot listen at {host}:{port}: {error.strerror}; try --port 0") from error


@main.command("lsp")
def lsp_command() -> None:
    """Help editors' programs (VS Code, Neovim, Helix …): a language server over standard input and output.

    It gives the problems of `check` as one types, completes ids and quotations, and writes nothing.
    """
    from dateline.lsp.server import serve_stdio  # noqa: PLC0415

    serve_stdio(lambda line: click.echo(line, err=True))


@main.command("schema")
@click.pass_obj
def schema_command(_root: Path) -> None:
    """Print the JSON Schema (2020-12) of the YAML files."""
    from dateline.read.schema import schema_text  # noqa: PLC0415

    click.echo(schema_text(), nl=False)


@main.group("add")
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
    if ask is None:
        ask = not piped and sys.stdin is not None and sys.stdin.isatty()
    answers = {key: value for key, value in given.items() if value is not None}
    stream = click.open_file(file, "rb") if piped else None
    try:
        with _telling() as tell:
            tell(f"reading {file}")

            def asking(field: Field, proposal: str, check: Check) -> str:
                tell("")
                return _ask(field, proposal, check)

            added = add_source(root, file, stream, answers, asking if ask else None)
    except ProblemsError as error:
        _fail(error.problems)
        return
    for note in added.notes:
        click.echo(f"Note: {plain(note)}.", err=True)
    for path, what in added.files.items():
        click.echo(f"{_shown(root / path)}: {what}")
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

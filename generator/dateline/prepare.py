"""Take a project from its files to proved text: read, prove, render; nothing is written but printed briefs, kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateError

from dateline.compiled import open_environment
from dateline.editions.follow import Past, follow
from dateline.editions.state import State
from dateline.kept import Kept
from dateline.model.project import Project
from dateline.pdf import draw_cards, set_briefs
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, untold
from dateline.prove import Proof, prove
from dateline.read.files import NOTHING, Unsaved
from dateline.read.ledgers import EDITIONS, read_past
from dateline.read.project import read_project
from dateline.render.atlas import Map, map_texts, render_maps
from dateline.render.brief import Plain, Print, brief_texts, card_of, render_briefs
from dateline.render.changes import changes_data, history_texts
from dateline.render.environment import state_texts, template_folders
from dateline.render.export import facts_of_briefings, render_data, to_json
from dateline.render.news import News, make_news
from dateline.render.pages import render_pages
from dateline.render.sentences import Sentences
from dateline.search import build_search

MOST_FACTS = 500
"""Facts up to which a build prints the whole edition as one brief: Typst needs 10 MB a page of it (measured)."""


@dataclass(frozen=True)
class Checked:
    """Hold a project that was read and proved, with all that is wrong with it."""

    project: Project
    proof: Proof
    problems: tuple[Problem, ...]
    past: Past
    """What was published before."""
    state: State
    """The facts in canonical form, each with its history."""


@dataclass(frozen=True)
class Rendered:
    """Hold the text of a proved project."""

    project: Project
    proof: Proof
    state: State
    """With the sentences of its facts."""
    pages: Mapping[str, str]
    """Path in the Markdown tree → text."""
    data: Mapping[str, str]
    """Path in the site → text."""
    words: Mapping[str, object]
    """The catalogue of the theme's words."""
    cutoff: str
    """The edition's information cutoff in words."""
    issued: str
    """The day of its issue in words; empty where none is given."""
    published: bool
    """Whether other editions stand beside this one, to which pages may lead."""
    prints: Mapping[str, tuple[Print, ...]]
    """Printed briefs by briefing, one a paper; that of the whole edition has an empty name."""
    cards: Mapping[str, bytes]
    """Pictures that are shown with links to briefings, by their paths in the site."""
    search: Mapping[str, bytes]
    """Files of the search index by their paths in the site."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """Return all that stands in the site besides pages, by path."""
        prints = {paper.path: paper.content for papers in self.prints.values() for paper in papers}
        return {**{path: text.encode() for path, text in self.data.items()}, **prints, **self.cards, **self.search}

    @property
    def shared(self) -> tuple[object, ...]:
        """Return what the theme shows on every page."""
        return (self.words, self.cutoff, self.state.edition, self.published)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Pause the collector: it would walk thousands of live records again and again (measured: up to 5 × slower)."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            # All that was made goes to the oldest generation unwalked, and is walked when that is.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def check(root: Path, tell: Tell = untold, unsaved: Unsaved = NOTHING, kept: Kept | None = None) -> Checked:
    """Read and prove a project.

    Files that stand in an editor, `unsaved`, count instead of those on disk; what is `kept` from the check before is
    not worked out again.
    """
    kept = kept or Kept()
    with no_garbage_collection():
        tell("reading the files")
        project, problems = read_project(root, unsaved, kept)
        tell(f"proving {len(project.facts):,} facts")
        proof = prove(project, kept)
        tell("comparing with the editions before")
        past, damage = read_past(root, project.edition.id, kept)
        # Against a damaged ledger everything would look changed; and no edition comes after one that is unknown.
        comparable = not damage and project.edition.origin is not None
        past = past.seen_from(project)
        state, unsaid = follow(project, past if comparable else Past(), kept, proof.unsure)
    if not comparable:
        unsaid = []
    return Checked(project, proof, tuple(sorted({*problems, *proof.problems, *damage, *unsaid})), past, state)


@dataclass(frozen=True)
class Gathered:
    """Hold the words of a proved project, all but its pages."""

    environment: Environment
    sentences: Sentences
    news: News
    texts: Mapping[str, str]
    """Fact id → sentence."""
    data: Mapping[str, str]
    """Path in the site → text."""
    maps: Mapping[str, Map]
    """By briefing; that of the whole edition has an empty name."""
    briefs: Mapping[str, Plain]
    """What printed briefs say, by briefing; that of the whole edition has an empty name."""

    def attached(self) -> dict[str, str]:
        """Return the facts that each brief has attached: those of its briefing, in the shape of facts.json."""
        return facts_of_briefings(self.data["data/facts.json"], self.briefs) if self.briefs else {}


def gather(root: Path, checked: Checked, language: str, site_url: str | None, *, whole: bool | None = None) -> Gathered:
    """Put a project's facts into words; raise ProblemsError where it has problems, or a template fails.

    With `site_url`, the address of the folder of all editions or nothing, what printed briefs say is gathered too:
    with `whole` also that of the edition, which unless asked for is left out where it would be a book.
    """
    if checked.problems:
        raise ProblemsError(list(checked.problems))
    project, proof = checked.project, checked.proof
    with template_problems(root):
        environment = open_environment(root, language)
        sentences = Sentences(environment, proof.readings, language, project.actors, proof.earlier)
        news = _news(checked, language)
        texts = {fact.id: sentences.text(fact) for fact in project.facts}
        told = dict(history_texts(news, language))
        maps = dict(render_maps(project, proof, environment, sentences))
        told |= dict(map_texts(maps, project, environment))
        told |= dict(state_texts(environment))
        briefs: dict[str, Plain] = {}
        if site_url is not None:
            drawn = {name: str(found.svg) for name, found in maps.items()}
            book = len(project.facts) > MOST_FACTS
            told_of = render_briefs(
                project,
                proof,
                news,
                environment,
                sentences,
                maps=drawn,
                site_url=site_url,
                whole=not book if whole is None else whole,
            )
            briefs = dict(told_of)
            told |= dict(brief_texts(briefs))
        data = render_data(project, proof, sentences, language, told)
        data["data/changes.json"] = to_json(changes_data(news, texts, language))
    return Gathered(environment, sentences, news, texts, data, maps, briefs)


def render(
    root: Path,
    checked: Checked,
    language: str,
    *,
    published: bool = False,
    site_url: str | None = None,
    tell: Tell = untold,
) -> Rendered:
    """Render a project without problems; raise ProblemsError where it has any, or a template fails.

    With `site_url`, the address of the folder of all editions or nothing, briefs are printed too, and what is to be
    found is indexed; what is set of briefs is kept in build/, and nothing else is written.
    """
    tell(f"putting {len(checked.project.facts):,} facts into words")
    words = gather(root, checked, language, site_url)
    project, proof, environment = checked.project, checked.proof, words.environment
    prints = set_briefs(root, project.edition.id, words.briefs, words.attached(), tell)
    # They are shown where an address is shared: without one there is nothing to show them with.
    cards = draw_cards(root, {name: card_of(brief) for name, brief in words.briefs.items()}) if site_url else {}
    tell("rendering the pages")
    with template_problems(root):
        pages = render_pages(
            project,
            proof,
            words.news,
            environment,
            words.sentences,
            prints=prints,
            maps=words.maps,
            published=published,
            searched=site_url is not None,
        )
    tell("indexing for the search")
    search = build_search(words.data, pages, language) if site_url is not None else {}
    edition, date = project.edition, environment.filters["date"]
    return Rendered(
        project=project,
        proof=proof,
        state=checked.state.said(words.texts),
        pages=pages,
        data=words.data,
        words=environment.globals["words"],  # type: ignore[arg-type]  # our catalogue
        cutoff=date(edition.cutoff.ends[0]),
        issued=date(edition.issued.ends[0]) if edition.issued else "",
        published=published,
        prints=prints,
        cards=cards,
        search=search,
    )


@contextmanager
def template_problems(root: Path) -> Iterator[None]:
    """Turn what fails in a template into a problem of it."""
    try:
        yield
    except Exception as error:
        # A template may fail in any way that Python can; what fails elsewhere is ours to mend.
        problem = template_problem(root, error)
        if problem is None:
            raise
        raise ProblemsError([problem]) from error


def _news(checked: Checked, language: str) -> News:
    """Compare the edition with those that were published."""
    past, edition = checked.past, checked.project.edition.id
    try:
        return make_news(checked.state, past.base.state if past.base else None, past.later(edition), language)
    except ValueError as error:
        path = f"{EDITIONS}/{past.base.state.id if past.base else ''}.json"
        message = f"a fact in it cannot be read by this version: {str(error).splitlines()[0]}"
        remedy = "bring back the file that `dateline publish` wrote, or use the version that wrote it"
        raise ProblemsError([Problem(path, 0, 0, Rule.LEDGER, message, remedy)]) from error


def template_problem(root: Path, error: Exception) -> Problem | None:
    """Say which line of which template failed; None where none did."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None) or 0
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith((".j2", ".html")):
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            # Jinja sets the lines right of what fails while it renders, not of a macro that is called.
            compiled = trace.tb_frame.f_globals.get("__jinja_template__")
            line = compiled.get_corresponding_lineno(line) if compiled else line
        trace = trace.tb_next
    if file is None and not isinstance(error, TemplateError | UnicodeDecodeError):
        return None
    said = f"{type(error).__name__}: {error}"
    remedy = "mend the template, or delete yours to have the packaged one"
    return Problem(_shown(root, file or "templates"), line, 1 if line else 0, Rule.TEMPLATE, said, remedy)


def _shown(root: Path, file: str) -> str:
    """Return a template's path from the project's root, or from the folder of the packaged ones."""
    for folder in (root, *(folder.parent for folder in template_folders(root))):
        if Path(file).is_relative_to(folder):
            return Path(file).relative_to(folder).as_posix()
    return file

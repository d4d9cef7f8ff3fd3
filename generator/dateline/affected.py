"""Tell what leans on a document: its facts, the pages and briefs that show them, and what was published of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.build import mkdocs_config
from dateline.editions.ledger import Ledger
from dateline.editions.renamed import under
from dateline.pdf import PAPERS, brief_path
from dateline.prepare import Checked, check, gather, no_garbage_collection, template_problems
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, untold
from dateline.read.ledgers import Ledgers
from dateline.read.near import did_you_mean
from dateline.render.affectedtext import AFFECTED_FORMATS, Affected, Shown
from dateline.render.export import retraction
from dateline.render.pages import render_pages

_NAMED = re.compile(r'data-(?:fact|sentence|quote|claimant|was|days|delta)="([^"]+)"')
"""The marks by which pages say whose their words are."""
_RENDERS = frozenset(
    {Rule.EDITION, Rule.CAUSE, Rule.VANISHED, Rule.SERIES_BREAK, Rule.REPLACED, Rule.PUBLISHED, Rule.COVERAGE}
)
"""Rules of which a problem keeps no page from being rendered: whoever takes a document back meets them first."""


@no_garbage_collection()
def tell_affected(root: Path, source_id: str, form: str, tell: Tell = untold) -> tuple[str, tuple[Problem, ...]]:
    """Return what leans on a document, in words, and the problems of the project and its ledgers.

    Raise ProblemsError where neither the project nor a published edition knows the document.
    """
    checked = check(root, tell)
    project = checked.project
    facts = tuple(fact for fact in project.as_written if fact.source.id == source_id)
    ledgers = Ledgers(root)
    read = [ledger for name in ledgers.names() if (ledger := ledgers.get(name))]
    chain = [replace(ledger, state=under(ledger.state, checked.state.renamed)) for ledger in read]
    problems = tuple(sorted({*checked.problems, *ledgers.problems}))
    known = {source.id: source for source in project.sources}
    names = known.keys() | {name for ledger in chain for name in ledger.state.records["sources"]}
    if source_id not in names:
        remedy = did_you_mean(source_id, names) or f"take one of {', '.join(sorted(names)) or 'those in seeds/'}"
        problem = Problem("seeds", 0, 0, Rule.UNKNOWN_ID, f"no source has the id “{source_id}”", remedy)
        raise ProblemsError([problem, *problems])
    pages = briefs = None
    if {problem.rule for problem in problems} <= _RENDERS:
        tell("rendering the pages and briefs")
        pages, briefs = _shown(root, checked, source_id, {fact.id for fact in facts})
    source = known.get(source_id)
    gone, newer = (retraction(source), source.superseded_by) if source else (None, None)
    published = dict(_published(chain, source_id, [fact.id for fact in project.as_written]))
    unknown = bool(source and source.unknown & {"retracted", "superseded_by"})
    found = Affected(source_id, gone, newer, unknown, facts, pages, briefs, published)
    return AFFECTED_FORMATS[form](found), problems


def _published(
    chain: Sequence[Ledger], source_id: str, written: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the editions that cite a document, the oldest first, with the facts that do, those that are gone last."""
    for ledger in chain:
        citing = {fact_id for fact_id, fact in ledger.state.facts.items() if fact["source"] == source_id}
        if citing:
            yield ledger.state.id, _in_order((*written, *sorted(citing)), citing)


def _shown(root: Path, checked: Checked, source_id: str, facts: Collection[str]) -> tuple[Shown, Shown]:
    """Return the pages and printed briefs that show facts of a document: what a build would write is read.

    Both stand in the order in which readers come to them, and so do the facts on each.
    """
    project = checked.project
    with mkdocs_config(root) as config:
        language, site_url = str(config.theme.locale), config.site_url or ""
    words = gather(root, replace(checked, problems=()), language, site_url)
    with template_problems(root):
        pages = render_pages(
            project,
            checked.proof,
            words.news,
            words.environment,
            words.sentences,
            prints={},
            maps=words.maps,
            published=False,
            searched=True,
        )
    on_pages = {
        path.removesuffix(".md") + ".html": _in_order(_NAMED.findall(text), facts) for path, text in pages.items()
    }
    in_briefs = {
        brief_path(name, project.edition.id, paper): _in_order([note["id"] for note in brief["notes"]], facts)
        for name, brief in sorted(words.briefs.items())
        for paper in PAPERS
    }
    own = f"sources/{source_id}.html"
    return (
        {path: ids for path, ids in on_pages.items() if ids or path == own},
        {path: ids for path, ids in in_briefs.items() if ids},
    )


def _in_order(named: Iterable[str], facts: Collection[str]) -> tuple[str, ...]:
    """Return the facts of a document that are named, each where it is named first."""
    return tuple(dict.fromkeys(name for name in named if name in facts))

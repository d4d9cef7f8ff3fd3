"""Audit finished pages and data (P8): trace each number in them to a fact, and each fact to its source.

Nothing is taken from the model: the pages, `data/facts.json` and the documents are read as a stranger would.
Elements say what their text is:

| attribute | the text is | held against |
|---|---|---|
| `<data data-fact>`, or in a map `data-amount` with `data-fact` | a figure with its hedge | the fact's value |
| `<time>`, or in a map `data-when`, with `data-fact`, `data-source` or `data-edition` | a date | that one's dates |
| `<time data-source data-retraction>` | the day on which a source was taken back | data/reference.json |
| `data-sentence` | a fact's sentence | its text in facts.json |
| `data-quote` | a quotation, or the source's words for a date | the fact's citations, its `when` |
| `data-claimant` | who is said to have said a fact | its claimants, or else the publisher of its source |
| `data-state` | the word for how a place is held, or how far talks are | the fact's state |
| `data-document` | a stretch of a document | the document |
| `data-unproved` | a mark that a fact is not proved; on a map with `data-fact` | data/facts.json |
| `data-retracted` | a mark that a source was taken back; on a map with `data-fact` | data/reference.json |
| `data-ref` | text of a register, or of another edition | data/reference.json, and that against the ledgers |
| `data-control` | the sign of a state of control on a map | the fact's state |
| `data-moves` | an arrow on a map, with the ids of its facts | data/facts.json |
| `data-count` | a count that the tool made | counted again |
| `data-file` | the pages or kilobytes of a file that is offered | measured again |
| `data-days` | days between a date of a fact and the cutoff | counted again |
| `data-delta` | how much a figure grew since the edition before | subtracted again, if it may be |
| `data-was` | words about a fact as it was in the edition before | data/changes.json, and that against the ledger |
| `data-term` | a word that is spoken of, as in a glossary | no number may stand in it |
| `data-fact` on anything else | words about a fact | its citations |

Inside an element of one fact nothing may belong to another, but for what talks were before, as the facts tell that it
continues, with their marks, and the source of the one that goes on from it, which paper names; a link leads to no other
fact than to one that tells how the same talks went on, or that counts the same. No actor may be named that it does not
name, by its name or a spelling that is no ordinary word there. A card or row of a fact (`article`, `section`, `tr`)
says outside the proof that opens in it who says so, as any other block of a claim does.
Where a source was taken back, the mark stands in the outermost element of each of its facts, outside what
opens, for each of them that a map draws in the drawing, and beside each link to the page of the source; the date that
heads a group of marked facts alone has none. In briefs it stands before the note, in the feed beside the sentence, and
data files have it as a field. Digits or number words anywhere else, in attributes that
readers meet and in comments too, are a problem. A page runs nothing but files of the site's own `assets/`, named by a
relative path; the `data-` attributes of such a `<script>` are words that readers meet. What no page may have, whatever
it says, is in `markup.py`. What the search shows is in the records of its index; `search.py` holds each against its
fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.audit.brief import audit_briefs
from dateline.audit.data import audit_data
from dateline.audit.evidence import read_evidence
from dateline.audit.manifest import audit_manifest
from dateline.audit.page import audit_maps, audit_page
from dateline.audit.past import audit_past
from dateline.audit.search import audit_search
from dateline.audit.words import AGAIN, output_problem
from dateline.problems import Problem
from dateline.progress import Tell, counted, untold

__all__ = ["Audit", "audit", "audit_page", "read_evidence"]


@dataclass(frozen=True)
class Audit:
    """Hold what an audit found."""

    problems: tuple[Problem, ...]
    pages: int = 0
    prints: int = 0
    """Printed briefs."""
    numbers: int = 0
    """Figures that were traced, each as often as it stands on a page; in briefs dates and the like are among them."""
    facts: int = 0


def audit(site: Path, root: Path, *, whole: bool = True, tell: Tell = untold) -> Audit:
    """Audit a built site against its own data files, and the documents and ledgers of its project.

    Unless it is `whole`, it is a part of a preview, and has no manifest.
    """
    tell("auditing the data")
    try:
        evidence, problems = read_evidence(site, root / "seeds")
    except (OSError, ValueError) as error:
        said = "missing" if isinstance(error, OSError) else "not of the contract’s shape"
        message = f"facts.json, reference.json or changes.json is {said}"
        return Audit((output_problem("data", 0, 0, message, AGAIN),))
    if not whole:
        evidence.pages = None
    problems += audit_past(evidence, root)
    if whole:
        problems += audit_manifest(site, evidence.reference.get("edition/id", ""))
    problems += audit_data(site, evidence)
    found, numbers = audit_briefs(site, evidence)
    problems += found
    problems += audit_maps(site, evidence) if whole else ()
    problems += audit_search(site, evidence) if whole else ()
    pages = 0
    for path in counted(tell, "auditing the pages", sorted(path for path in site.rglob("*.html") if path.is_file())):
        name = path.relative_to(site).as_posix()
        try:
            content = path.read_bytes()
        except OSError as error:
            problems.append(output_problem(name, 0, 0, f"it cannot be read: {error.strerror}", AGAIN))
            continue
        found, traced = audit_page(name, content, evidence)
        problems += found
        numbers += traced
        pages += 1
    if not pages:
        problems.append(output_problem(".", 0, 0, "the site has no pages", AGAIN))
    return Audit(tuple(sorted(set(problems))), pages, len(evidence.measures), numbers, len(evidence.facts))

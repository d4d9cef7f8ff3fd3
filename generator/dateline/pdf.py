"""Set briefs as PDF, and cards that are shown with links, with Typst; keep those whose words did not change."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.mirror import write_whole
from dateline.problems import Problem, ProblemsError, Rule
from dateline.progress import Tell, counted, untold
from dateline.render.brief import Print
from dateline.render.environment import template_folders

if TYPE_CHECKING:
    import typst

PAPERS: Mapping[str, str] = {"a4": "a4", "letter": "us-letter"}
"""Name in a file's name → Typst's name of the paper."""
KEPT = "build/briefs"
TEMPLATE = "brief/brief.typ"
KEPT_CARDS = "build/cards"
CARD = "brief/card.typ"
FONTS = "brief/fonts"
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
"""What Typst says where PDF/UA forbids a gap."""


def brief_path(name: str, edition: str, paper: str) -> str:
    """Return a brief's path in the site; that of the whole edition has no name."""
    return f"briefs/{f'{name}.' if name else ''}{edition}.{paper}.pdf"


def set_briefs(
    root: Path, edition: str, briefs: Mapping[str, Mapping[str, Any]], facts: Mapping[str, str], tell: Tell = untold
) -> dict[str, tuple[Print, ...]]:
    """Set briefs in each paper; both mappings are by the brief's name: what it says, and the facts to attach.

    What was set before, from the same words by the same template, is kept in build/briefs and not set again.
    Raise ProblemsError, which names the briefs, where any cannot be set.
    """
    import pypdfium2  # noqa: PLC0415  # `check` reads no PDFs

    workshop = _Workshop.open(root, TEMPLATE, KEPT)
    wanted = [(name, paper) for name in briefs for paper in PAPERS]
    texts = {name: json.dumps(words, ensure_ascii=False) for name, words in briefs.items()}
    jobs = [{"brief": texts[name], "facts": facts[name], "paper": PAPERS[paper]} for name, paper in wanted]
    done = workshop.set_all(root, [name for name, _ in wanted], jobs, tell)
    if len(briefs) > 1:
        workshop.clear(jobs)
    prints: dict[str, tuple[Print, ...]] = {}
    for (name, paper), content in zip(wanted, done, strict=True):
        pages = len(pypdfium2.PdfDocument(content))
        prints[name] = (*prints.get(name, ()), Print(brief_path(name, edition, paper), paper, pages, content))
    return prints


def draw_cards(root: Path, cards: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
    """Return the picture of each briefing, 1,200 by 630 pixels, by its path in the site; raise ProblemsError."""
    workshop = _Workshop.open(root, CARD, KEPT_CARDS)
    jobs = [{"card": json.dumps(words, ensure_ascii=False)} for words in cards.values()]
    done = workshop.set_all(root, [*cards], jobs)
    workshop.clear(jobs)
    return {card_path(name): content for name, content in zip(cards, done, strict=True)}


def card_path(name: str) -> str:
    """Return the path in the site of a briefing's picture; that of the edition has no name."""
    return f"pictures/{name or 'edition'}.png"


@dataclass(frozen=True)
class _Workshop:
    """Set briefs by one template, and keep them."""

    template: Path
    fonts: typst.Fonts
    style: str
    """What tells the template, its fonts and the compiler from others."""
    kept: Path

    @classmethod
    def open(cls, root: Path, name: str, kept_in: str) -> _Workshop:
        """Find a project's template, or the packaged one, and the place of what is kept."""
        import typst  # noqa: PLC0415  # `check` sets none

        folders = template_folders(root)
        template = next(folder / name for folder in folders if (folder / name).is_file())
        fonts = tuple(folder / FONTS for folder in folders if (folder / FONTS).is_dir())
        style = sha256(version("typst").encode())
        for folder in (template.parent, *fonts):
            for path in sorted(folder.rglob("*")):
                style.update(f"{path.name}\0".encode() + (path.read_bytes() if path.is_file() else b""))
        kept = root / kept_in
        kept.mkdir(parents=True, exist_ok=True)
        # The same on every machine: none of the system's.
        shared = typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in fonts])
        return cls(template, shared, style.hexdigest(), kept)

    @property
    def drawn(self) -> bool:
        """Tell whether it makes pictures, not documents."""
        return self.template.name == Path(CARD).name

    def set_all(
        self, root: Path, names: Sequence[str], jobs: Sequence[dict[str, str]], tell: Tell = untold
    ) -> list[bytes]:
        """Set all, each under the name by which problems tell of it; raise ProblemsError where any cannot be."""
        # The compiler lets other threads run while it works.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            # Of those that wait for their turn, `map` cancels what is not wanted any more, as after an interrupt.
            done = [one for one, _ in zip(pool.map(self.set, jobs), counted(tell, "setting briefs", jobs), strict=True)]
        failed = {
            name: (one, job.get("facts", ""))
            for name, one, job in zip(names, done, jobs, strict=True)
            if not isinstance(one, bytes)
        }
        if failed:
            told = (_problems(root, self.template, name, *what) for name, what in failed.items())
            raise ProblemsError(sorted({problem for found in told for problem in found}))
        return [content for content in done if isinstance(content, bytes)]

    def key(self, inputs: Mapping[str, str]) -> str:
        """Return what tells a brief from all that are set otherwise."""
        return sha256("\0".join([self.style, *inputs.values()]).encode()).hexdigest()

    def set(self, inputs: dict[str, str]) -> bytes | typst.TypstError:
        """Return a brief as it was set before, or set it."""
        import typst  # noqa: PLC0415  # `check` sets none

        key = self.key(inputs)
        for place in self.kept.glob(f"{key}.*"):
            content = place.read_bytes()
            if place.name == f"{key}.{sha256(content).hexdigest()}":  # a damaged one is set again
                return content
            place.unlink()
        try:
            content = typst.compile(
                str(self.template),
                root=str(self.template.parent),
                font_paths=self.fonts,
                sys_inputs=inputs,
                format="png" if self.drawn else "pdf",
                ppi=72,
                # ISO 14289-1 and ISO 19005-3: the compiler refuses what they forbid.
                pdf_standards=[] if self.drawn else ["ua-1", "a-3a"],
            )
        except typst.TypstError as error:
            return error
        write_whole(self.kept / f"{key}.{sha256(content).hexdigest()}", content)
        return content

    def clear(self, jobs: Iterable[Mapping[str, str]]) -> None:
        """Take away what is not among these."""
        wanted = {self.key(inputs) for inputs in jobs}
        for path in self.kept.iterdir():
            if path.is_file() and path.name.partition(".")[0] not in wanted:
                path.unlink()


def _problems(root: Path, template: Path, name: str, error: typst.TypstError, facts: str) -> Iterator[Problem]:
    """Say why a brief cannot be set: at the facts that are at fault where they can be told, else at the template."""
    cannot = f"the brief “{name or 'of the edition'}” cannot be set"
    if sign := _UNSHOWN.search(error.message):
        remedy = f"put a font that has these signs into templates/{FONTS}/"
        told = json.loads(facts)["facts"] if facts else []
        guilty = [fact for fact in told if sign[1] in _words(fact)]
        for fact in guilty:
            message = f"{cannot}: no font has the sign “{sign[1]}” in “{fact['id']}”"
            yield Problem(fact["file"], fact["line"], 1, Rule.TEMPLATE, message, remedy)
        if guilty:
            return
    else:
        remedy = "; ".join(error.hints) or "mend the template, or delete yours to have the packaged one"
    folder = root if template.is_relative_to(root) else template.parents[2]
    path = template.relative_to(folder).as_posix()
    yield Problem(path, 0, 0, Rule.TEMPLATE, f"{cannot}: {error.message}", remedy)


def _words(fact: Mapping[str, Any]) -> str:
    """Return what a brief may print of a fact: all but the words around its quotations."""
    quoted = [citation["exact"] for citation in fact["citations"]]
    return json.dumps([{**fact, "citations": quoted}], ensure_ascii=False)

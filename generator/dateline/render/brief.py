"""Gather what printed briefs say, in plain values: the template sets them, and nothing is escaped by hand. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from typing import Any
from unicodedata import category, normalize
from unicodedata import name as unicode_name

from jinja2 import Environment
from markupsafe import Markup

from dateline.editions.diff import Difference
from dateline.editions.state import Step
from dateline.model.ageing import days_old, is_overdue, is_stale
from dateline.model.edition import Cause
from dateline.model.facts import Control, ControlState, Demand, Fact, Figure, Track
from dateline.model.project import Briefing, Project, by_actor, by_place
from dateline.model.registers import Place, Source
from dateline.prove import Proof
from dateline.prove.disputes import Dispute, find_reasons
from dateline.prove.older import latest_first
from dateline.render.environment import visible
from dateline.render.news import News
from dateline.render.sentences import Sentences
from dateline.render.signs import by_itself
from dateline.text.dates import Date
from dateline.text.prose import Piece, pieces

Plain = dict[str, Any]
FACTIONS = ("profiles", "presence", "positions")
NEGOTIATIONS = ("tracks", "demands", "agreements")
NOTE_SIGN = "\u200e"
"""Stands before the bracket of a note's number (U+200E, left-to-right mark), and before no other bracket."""
_RUNNING = 80
"""Characters of a title that the head of every page has room for."""
_UNTOLD: Plain = {"state": "", "holders": [], "since": "", "by": "", "as_of": "", "marks": [], "note": None}
"""What is told of a place of which no source says who holds it."""
_ARROWS = "\u2190"
"""Signs before it (U+2190) are in every font for texts: ©, №, °."""
_LEFT_OUT = frozenset("\ufe0f\u00ad\u0670" + "".join(map(chr, range(0x64B, 0x660))))
"""Variation selector 16 (asks for a picture); soft hyphen; Arabic vowel signs: PDFium repeats letters under them."""
_TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
_ON_CARD = 170
"""Characters of a claim that a card has room for."""
_HELD = 3
"""Places of which a card tells."""
_HASH = 10
"""Digits of a fact's hash that a note shows."""


@dataclass(frozen=True)
class Print:
    """Hold a brief that was set for one paper."""

    path: str
    """In the site."""
    paper: str
    """Its name, as in the file's name."""
    pages: int
    content: bytes = field(repr=False)

    @property
    def kilobytes(self) -> int:
        """Return its size in units of 1,000 bytes, rounded up."""
        return -(-len(self.content) // 1000)


def fingerprint(fact_id: str, quotations: Iterable[str]) -> str:
    """Return the short hash by which a note names a fact and its words: of the id and the quotations, a line each."""
    return sha256("\n".join([fact_id, *quotations]).encode()).hexdigest()[:_HASH]


def render_briefs(
    project: Project,
    proof: Proof,
    news: News,
    environment: Environment,
    sentences: Sentences,
    *,
    maps: Mapping[str, str],
    site_url: str,
    whole: bool,
) -> Iterator[tuple[str, Plain]]:
    """Yield what each brief says, by its name: one a briefing; with `whole` one of the edition, whose name is empty.

    `maps` are drawings in SVG by briefing.
    """

    def gather(name: str, briefings: Sequence[Briefing]) -> tuple[str, Plain]:
        brief = _Brief(project, proof, news, environment, sentences, maps=maps)
        data = _printable(brief.data(briefings, name, site_url))
        told = [data[key] for key in ("title", "strip", "briefings")]
        return name, data | {"longest": _longest(told), "longest_in_notes": _longest([told, data["notes"]])}

    for briefing in project.briefings:
        yield gather(briefing.slug, [briefing])
    if whole:
        yield gather("", project.briefings)


def _code(address: str) -> str:
    """Return an address as a QR code in SVG (ISO 18004); nothing where it is too long for one."""
    import segno  # noqa: PLC0415  # `check` draws none

    try:
        return segno.make(address, error="m", micro=False).svg_inline(border=0)
    except segno.DataOverflowError:
        return ""


def _shortened(title: str) -> str:
    """Return a title for the head of every page, which has a line for it."""
    return title if len(title) <= _RUNNING else title[: _RUNNING - 1].rstrip() + "…"


def printable(text: str) -> str:
    """Return a text as it can be set and read back.

    Pictures are named (“[SHIP]”), for no font of a brief has them and PDF/UA forbids gaps. Ligatures that are one
    character are taken apart, soft hyphens and Arabic vowel signs left out: readers of PDFs give them back otherwise.
    """
    return text if text.isascii() else "".join(map(_drawn, text))


def _drawn(char: str) -> str:
    if "\ufb00" <= char <= "\ufdff" or "\ufe70" <= char < "\ufeff":
        return normalize("NFKC", char)
    picture = char > _ARROWS and category(char) in ("So", "Sk", "Co", "Cn")
    return f"[{unicode_name(char, f'U+{ord(char):04X}')}]" if picture else "" if char in _LEFT_OUT else char


def _capital(text: str) -> str:
    """Begin a plain text with a capital; unlike the pages' filter, it takes nothing for a tag."""
    return text[:1].upper() + text[1:]


def _printable(value: Any) -> Any:  # noqa: ANN401
    """Return data in which each text can be set, and none has the sign that a brief sets before a note's number."""
    if isinstance(value, str):
        return re.sub(rf"{NOTE_SIGN}+(?=\[)", "", printable(value))
    if isinstance(value, dict):
        return {key: _printable(own) for key, own in value.items()}
    return [_printable(own) for own in value] if isinstance(value, list | tuple) else value


def card_of(brief: Plain) -> Plain:
    """Return what is shown of a brief where its address is shared: title, who holds what, one figure and the date.

    What would not fit is left out whole: nothing shall lose its hedge or its claimant. So is what is not proved or
    whose source was taken back: a picture goes about without its page.
    """
    cautions = {brief["words"][name] for name in ("retracted", "unproved")}

    def short(one: Plain, *keys: str) -> bool:
        return cautions.isdisjoint(one["marks"]) and sum(len(str(one[key])) for key in keys) < _ON_CARD

    told = brief["briefings"]
    held = [one for it in told for one in it["control"] if one["state"]]
    control = [one for one in held if short(one, "place", "said", "holders", "by", "as_of")]
    figures = [one for it in told for one in it["key_figures"] if short(one, "amount", "counted", "by", "as_of")]
    head = {key: brief[key] for key in ("language", "title", "head", "prepared_by")}
    return {**head, "control": control[:_HELD], "figure": figures[0] if figures else None}


def _words_of(svg: str) -> Iterator[str]:
    """Yield the words that a drawing writes, in the order in which it does."""
    for text in _TEXT.findall(svg):
        yield Markup(text).striptags()  # noqa: S704  # it is markup, and becomes none


def _longest(value: Any) -> int:  # noqa: ANN401
    """Return the length of the longest word in data."""
    if isinstance(value, str):
        return max(map(len, value.split()), default=0)
    if isinstance(value, dict):
        return max((_longest(own) for key, own in value.items() if key != "map"), default=0)
    return max(map(_longest, value), default=0) if isinstance(value, list | tuple) else 0


def brief_texts(briefs: Mapping[str, Plain]) -> Iterator[tuple[str, str]]:
    """Yield what stands on the pages of briefs besides facts, each with the path that reference.json has it under."""
    for name, brief in briefs.items():
        at, words = f"brief/{name}", brief["words"]
        edition = brief["edition"] if brief["edition"] != brief["title"] else ""
        scan = words["scan"] if brief["code"] else ""
        strip = (brief["title"], edition, *(part for named in brief["strip"] for part in named), scan)
        yield f"{at}/title", brief["title"]
        yield f"{at}/edition", brief["head"]
        yield f"{at}/head", f"{brief['running']} {brief['head']}"
        yield f"{at}/foot", " ".join(part for part in (brief["marking"], brief["address"]) if part)
        yield f"{at}/page", words["page"]
        for briefing in brief["briefings"]:
            if briefing["map"]:
                yield f"{at}/map.{briefing['slug']}", "\n".join(_words_of(briefing["map"]))
        yield f"{at}/strip", " ".join(part for part in strip if part)
        yield from ((f"{at}/{name}", words[name]) for name in ("retracted", "unproved"))
        yield from ((f"{at}/state.{state}", said) for state, said in words["states"].items())


def _talks_of(fact: Fact) -> Track | None:
    """Return the oldest state of the talks that a fact tells of or belongs to."""
    track = fact if isinstance(fact, Track) else getattr(fact, "track", None)
    return track.first if isinstance(track, Track) else None


class _Brief:
    """Gather one brief, and number its notes in the order in which its facts are met."""

    def __init__(
        self,
        project: Project,
        proof: Proof,
        news: News,
        environment: Environment,
        sentences: Sentences,
        *,
        maps: Mapping[str, str],
    ) -> None:
        self.maps = maps
        self.project = project
        self.proof = proof
        self.reasons = find_reasons(project, proof.contested)
        self.news = news
        self.sentences = sentences
        self.macros: Any = sentences.macros
        self.words: Any = environment.globals["words"]
        self.language = sentences.language
        self.days_before: Callable[..., int | None] = environment.filters["days_before"]
        self.notes: dict[str, int] = {}
        """Fact id → number of its note."""
        self.sources: dict[str, tuple[int, Source]] = {}
        """Source id → its place among the documents, from 0, and the source."""

    def data(self, briefings: Sequence[Briefing], name: str, site_url: str) -> Plain:
        """Return all that the template sets."""
        edition = self.project.edition
        title = briefings[0].title.say(self.language) if name else edition.title
        page = f"{name}/index.html" if name else "index.html"
        address, latest = (
            f"{site_url.rstrip('/')}/{folder}/{page}" if site_url else "" for folder in (edition.id, "latest")
        )
        facts = [self.briefing(briefing) for briefing in briefings]
        return {
            "language": self.language,
            "title": visible(title),
            "running": _shortened(visible(title)),
            "edition": visible(edition.title),
            "cutoff": edition.cutoff.ends[0],
            "whole": not name,
            "head": brief_head(self.macros, self.words, self.project),
            "strip": [*self.strip()],
            "marking": visible(edition.marking or ""),
            "prepared_by": visible(edition.prepared_by or ""),
            "address": address,
            "latest": latest,
            "code": _code(latest) if latest else "",
            "briefings": facts,
            "signs": {state.value: by_itself(state.value) for state in ControlState},
            "notes": [*self.endnotes()],
            "documents": [*self.documents()],
            "words": self.words["brief"] | {key: self.words[key] for key in _WORDS},
        }

    def strip(self) -> Iterator[tuple[str, str]]:
        """Yield what the edition says of itself, each with its name; only what is given."""
        edition = self.project.edition
        yield self.words["edition"], edition.id
        for key in ("cutoff", "period", "issued", "next_due"):
            if value := getattr(edition, key):
                name = self.words["edition_issued" if key == "issued" else key]
                yield name, self.plain(self.macros.edition_date(value))
        if edition.prepared_by:
            yield self.words["prepared_by"], visible(edition.prepared_by)

    # ------------------------------------------------------------ one briefing

    def briefing(self, briefing: Briefing) -> Plain:
        """Return a briefing's sections in the order in which they are read; empty ones stay empty."""
        facts = self.project.by_briefing.get(briefing.slug, ())
        figures = [fact for fact in facts if isinstance(fact, Figure)]
        # A denial of what no fact tells says all that there is to say of it, and stands with its actor.
        disputes = [found for found in self.proof.disputes_of(briefing.slug) if found.sides]
        against = {found.against.id for found in disputes if found.against}
        return {
            "slug": briefing.slug,
            "title": visible(briefing.title.say(self.language)),
            "summary": [*self.prose(briefing.summary)],
            "key_figures": [self.figure(fact) | {"leads": self.leads(fact)} for fact in briefing.key_figures],
            "map": self.maps.get(briefing.slug, ""),
            "control": [*self.who_holds(briefing, facts)],
            "changes": [
                # A reader who reads one line must not miss that something was wrong.
                self.change(found)
                for found in sorted(self.news.differences.values(), key=lambda one: one.cause is not Cause.CORRECTION)
                if found.briefing == briefing.slug
            ],
            "negotiations": [*self.negotiations(facts)],
            "factions": [
                *self.factions(
                    [fact for kind in FACTIONS for fact in facts if fact.kind == kind and fact.id not in against]
                )
            ],
            "figures": [self.figure(fact) for fact in figures if fact.id not in self.proof.contested],
            "disputes": [self.dispute(found) for found in disputes],
            "events": [self.said(fact) for fact in facts if fact.kind == "events"],
        }

    def prose(self, text: str) -> Iterator[list[Plain]]:
        """Yield the paragraphs of an editor's summary: its pieces, each with the note of the fact that it cites."""
        for ends, block in groupby(pieces(text), lambda piece: piece.text == "\n"):
            if not ends:
                yield [self.piece(piece) for piece in block]

    def piece(self, piece: Piece) -> Plain:
        """Return a piece of prose."""
        fact = self.project.by_id[piece.fact] if piece.fact else None
        marks = self.cautions(fact) if fact else []
        return {"text": visible(piece.text), "marks": marks, "note": self.note(fact) if fact else None}

    def said(self, fact: Fact) -> Plain:
        """Return a fact as a sentence."""
        return {"text": visible(self.sentences.text(fact)), "marks": [*self.marks(fact)], "note": self.note(fact)}

    def figure(self, fact: Figure) -> Plain:
        """Return a figure in the parts of a card or a row."""
        return {
            "amount": _capital(self.plain(self.macros.amount(fact, alone=True))),
            "counted": self.plain(self.macros.counted(fact)),
            "by": self.plain(self.macros.claimant_label(fact)),
            "as_of": self.plain(self.macros.reported(fact)).removeprefix(",").strip(),
            "marks": [*self.marks(fact)],
            "leads": "",
            "note": self.note(fact),
        }

    def leads(self, fact: Figure) -> str:
        """Return why a contested figure leads; nothing of one that nobody contests."""
        why = self.reasons.get(fact.id)
        return f"{self.words['leads_because']}: {visible(why)}" if why else ""

    def who_holds(self, briefing: Briefing, facts: Sequence[Fact]) -> Iterator[Plain]:
        """Yield who holds the places of a briefing, in its order; nothing where no fact tells of any."""
        rows = by_place(briefing, facts)
        if any(held for _, held in rows):
            for place, held in rows:
                yield from map(self.control, held)
                if not held:
                    yield _UNTOLD | {"place": self.place(place), "said": self.words["no_control"]}

    def place(self, place: Place) -> str:
        """Return the name of a place as a label."""
        return _capital(visible(place.name.say(self.language)))

    def control(self, fact: Control) -> Plain:
        """Return who holds a place; what it was on a day has that day where others have since when."""
        since = ""
        if fact.since:
            since = self.plain(self.macros.moment(fact, "since", fact.since))
        elif fact.date:
            since = self.plain(self.macros.at(fact, "date", fact.date)).strip()
        return {
            "place": self.place(fact.place),
            "state": fact.state.value,
            "said": self.words["states"][fact.state],
            "holders": [self.plain(self.macros.label(actor)) for actor in fact.by],
            "since": since,
            "by": self.plain(self.macros.claimant_label(fact)),
            "as_of": self.plain(self.macros.issued(fact.source)),
            "marks": [*self.marks(fact)],
            "note": self.note(fact),
        }

    def change(self, found: Difference) -> Plain:
        """Return what became of a fact since the edition before."""
        fact = self.project.by_id.get(found.id) or self.news.old[found.id]
        if found.step is Step.WITHDRAWN:
            text = self.news.state.history[found.id].entries[-1].text
            note = self.notes.setdefault(found.id, len(self.notes) + 1)
        else:
            old = self.news.old.get(found.id)
            text = self.plain(self.macros.change_line(old, fact)) + "." if found.grew else self.sentences.text(fact)
            note = self.note(fact)
        gone = found.only_retracted and fact.source.retracted  # the mark says it in full
        told = [self.words["causes"][found.cause] + "."] if found.cause not in (None, found.became) and not gone else []
        told += [f"{self.words['series_break']}: {self.words['series_break_means']}"] if found.series_break else []
        told += [f"{said}." for said in self.cautions(fact)]
        why = " ".join([*told, *found.notes])
        return {"step": self.words["steps"][found.became], "text": visible(text), "why": visible(why), "note": note}

    def negotiations(self, facts: Sequence[Fact]) -> Iterator[Plain]:
        """Yield each track with its demands and agreements, then those that belong to none."""
        rest = [fact for fact in facts if fact.kind in NEGOTIATIONS]
        tracks = latest_first([fact for fact in rest if isinstance(fact, Track)], self.proof.earlier)
        rest = [*tracks, *(fact for fact in rest if not isinstance(fact, Track))]
        for track in tracks:
            if track not in rest:
                continue  # told with a later state of the same talks
            own = [track, *(fact for fact in rest if fact is not track and _talks_of(fact) is track.first)]
            rest = [fact for fact in rest if fact not in own]
            yield {"title": visible(track.title), "facts": [row for fact in own for row in self.talks(fact)]}
        if rest:
            yield {"title": "", "facts": [row for fact in rest for row in self.talks(fact)]}

    def talks(self, fact: Fact) -> Iterator[Plain]:
        """Yield what a fact tells of negotiations, each with its label; a deadline stands by itself."""
        labels = self.words["brief"]["labels"]
        label = self.words["state"] if isinstance(fact, Track) and not fact.parties else labels[fact.kind]
        yield {"label": label, "date": "", **self.said(fact)}
        if isinstance(fact, Demand) and fact.deadline:
            days = self.days_before(fact.deadline, self.project.edition)
            yield {
                "label": labels["deadline"],
                "date": self.plain(self.macros.moment(fact, "deadline", fact.deadline)),
                "text": self.plain(self.macros.time_left(fact, days)) if days is not None else "",
                "marks": self.cautions(fact),
                "note": self.note(fact),
            }

    def factions(self, facts: Iterable[Fact]) -> Iterator[Plain]:
        """Yield what is said of each actor, who fights first; a leader's stands with those of the group led."""
        for actor, same in by_actor(facts):
            name = _capital(visible(actor.name.say(self.language)))
            yield {"title": name, "facts": [self.said(fact) for fact in same]}

    def dispute(self, found: Dispute) -> Plain:
        """Return what sources do not agree about: figures side by side, or what is said and who says otherwise."""
        if not found.against:
            return {"figures": [self.figure(fact) for fact in found.sides if isinstance(fact, Figure)]}
        return {
            "figures": [],
            "claims": [self.said(fact) for fact in found.sides],
            "against": self.said(found.against),
        }

    def marks(self, fact: Fact) -> Iterator[str]:
        """Yield the words that stand beside a fact: what the edition did to it, and how far it may be trusted."""
        found = self.news.differences.get(fact.id)
        if found and found.cause:
            yield self.words["steps"][found.became]
        if self.news.correction(fact.id):
            yield self.words["corrected_later"]
        yield from self.cautions(fact)
        if fact.id in self.proof.contested:
            yield self.words["brief"]["contested"]
        if fact.id in self.proof.revised:
            yield self.words["brief"]["revised"]
        if fact.id in self.proof.earlier:
            yield self.words["brief"]["earlier"]
        if is_stale(fact, self.project.edition):
            age = days_old(fact, self.project.edition)
            yield self.plain(self.macros.old(fact, age))
        if is_overdue(fact, self.project.edition):
            yield _capital(self.plain(self.macros.overdue(fact, days_old(fact, self.project.edition))))

    def cautions(self, fact: Fact) -> list[str]:
        """Return the marks that stand wherever a fact does: that it is not proved, that its document was taken back."""
        return [*([self.words["unproved"]] if fact.unproved else []), *self.taken_back(fact)]

    def taken_back(self, fact: Fact) -> list[str]:
        """Return the mark that the document behind a fact was taken back; nothing where it stands."""
        return [self.words["retracted"]] if fact.source.retracted else []

    # ------------------------------------------------------------ notes

    def note(self, fact: Fact) -> int:
        """Return the number of a fact's note."""
        return self.notes.setdefault(fact.id, len(self.notes) + 1)

    def endnotes(self) -> Iterator[Plain]:
        """Yield a note for each fact that the brief tells: its words, who says so, where and when."""
        for fact_id, number in self.notes.items():
            fact = self.project.by_id.get(fact_id) or self.news.old[fact_id]
            quotations = [citation.exact for citation in self.proof.citations.get(fact_id, ())]
            quotations = quotations or [words for _, words in fact.quotations]
            withdrawn = [] if fact_id in self.project.by_id else [self.words["withdrawn"]]
            # Where the publisher speaks for itself it is not named twice.
            claimant = [_capital(self.plain(self.macros.claimant(fact)))] if fact.said_by else []
            yield {
                "number": number,
                "id": fact_id,
                "quotations": [visible(words) for words in quotations],
                "by": [*self.taken_back(fact), *withdrawn, *claimant],
                "letter": self.letter(fact.source),
                "publisher": visible(fact.source.publisher),
                "issued": self.plain(self.macros.issued(fact.source)),
                "hash": fingerprint(fact_id, quotations),
            }

    def letter(self, source: Source) -> str:
        """Return the letter of a document: A to Z, then AA and on."""
        return document_letter(self.sources.setdefault(source.id, (len(self.sources), source))[0])

    def documents(self) -> Iterator[Plain]:
        """Yield the documents that notes name, in the order of their letters."""
        for number, source in self.sources.values():
            yield {
                "letter": document_letter(number),
                "publisher": visible(source.publisher),
                "title": visible(source.title),
                "issued": self.plain(self.macros.issued(source)),
                "url": source.url or "",
                "retracted": self.why(source),
            }

    def why(self, source: Source) -> str:
        """Return when and why a document was taken back; nothing where it stands."""
        gone = source.retracted
        if not gone:
            return ""
        return f"{self.words['retracted_on']} {self.plain(self.macros.taken_back(source))}: {visible(gone.reason)}"

    def plain(self, markup: Markup) -> str:
        """Return a macro's words without their marks."""
        return str(visible(markup.striptags()))


_WORDS = (
    "key_figures", "who_holds", "changes", "negotiations", "factions", "humanitarian", "place", "state", "held_by",
    "since", "said_by", "not_said", "states", "retracted", "unproved", "footer", "disputes", "disputed_claim",
    "disputed_against",
)  # fmt: skip
"""Keys of the catalogue of words that briefs share with pages."""


def document_letter(number: int) -> str:
    """Return the letters of a document, counted from 0: A to Z, then AA, AB and on."""
    return (document_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)  # noqa: PLR2004


def brief_head(macros: Any, words: Mapping[str, Any], project: Project) -> str:  # noqa: ANN401
    """Return what runs on top of every page of a brief: edition and cutoff."""
    edition = project.edition
    cutoff: Date = edition.cutoff
    return f"{words['edition']} {edition.id} · {words['cutoff']} {macros.edition_date(cutoff).striptags()}"

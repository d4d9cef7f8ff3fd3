"""Render the Markdown tree: one function a kind of page, gathered by `render_pages`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any, TypeVar

from jinja2 import Environment
from markupsafe import Markup

from dateline.editions.diff import Difference
from dateline.editions.state import Renames
from dateline.model.facts import KINDS, Agreement, Control, Demand, Fact, Figure, Presence, Track
from dateline.model.project import Briefing, Project, Section, by_actor, by_place
from dateline.model.registers import Actor, Place, Source
from dateline.prove import Proof
from dateline.prove.citations import Citation
from dateline.prove.coverage import Coverage
from dateline.prove.dates import Reading
from dateline.prove.disputes import find_reasons
from dateline.prove.older import find_earlier, latest_first
from dateline.render.atlas import Map
from dateline.render.brief import Print
from dateline.render.changes import delta_of
from dateline.render.environment import visible
from dateline.render.news import News
from dateline.render.sentences import Sentences
from dateline.render.tables import COMMON, OWN
from dateline.text.dates import Precision, parse_date
from dateline.text.prose import to_html

_SECTION_KINDS: Mapping[Section, tuple[str, ...]] = {
    Section.CONTROL: ("control", "locations"),
    Section.FACTIONS: ("profiles", "presence", "positions"),
    Section.NEGOTIATIONS: ("tracks", "demands", "agreements", "positions"),
    Section.HUMANITARIAN: ("figures",),
    Section.TIMELINE: tuple(KINDS),
}
_Talked = TypeVar("_Talked", Demand, Agreement)
_TALLIED = ("correction", "withdrawn", "changed", "new")
"""What became of facts, in the order in which readers are told."""
_SHOWN_WITH = {"quantifier": "value", "magnitude": "value", "quote": "source"}
"""Fields that a page shows beside another: a hedge belongs to its number, words to their source."""


@dataclass(frozen=True)
class Group:
    """Hold facts under one heading."""

    heading: str
    facts: tuple[Fact, ...] = ()
    cards: tuple[Fact, ...] = ()
    lead: str = ""
    href: str = ""


def render_pages(
    project: Project,
    proof: Proof,
    news: News,
    environment: Environment,
    sentences: Sentences,
    *,
    prints: Mapping[str, Sequence[Print]],
    maps: Mapping[str, Map],
    published: bool,
    searched: bool,
) -> dict[str, str]:
    """Return the text of every page by its path in the tree (`docs_dir`).

    With `published`, pages lead to other editions, whose folders then stand beside this one; with `searched`, there is
    an index to search.
    """
    pages = _Pages(
        project, proof, news, environment, sentences, prints=prints, maps=maps, published=published, searched=searched
    )
    return dict(pages.all())


def moved_pages(project: Project, renamed: Renames) -> dict[str, tuple[str, Actor | Place | Source]]:
    """Return the former addresses of pages in the tree, each with the register and the record whose page moved."""
    found: dict[str, tuple[str, Actor | Place | Source]] = {}
    registers: tuple[tuple[str, Sequence[Actor | Place | Source]], ...] = (
        ("actors", project.actors),
        ("places", project.places),
        ("sources", project.sources),
    )
    for register, records in registers:
        known = {record.id: record for record in records}
        for former, now in renamed.get(register, {}).items():
            if now in known and former not in known:
                found[f"{register}/{former}.md"] = (register, known[now])
    return found


def _once(macro: Callable[..., Markup]) -> Callable[..., Markup]:
    """Let a macro that shows a fact run once for the same arguments: a fact stands on several pages."""
    said: dict[tuple[object, ...], Markup] = {}

    def say(fact: Fact, *arguments: object) -> Markup:
        key = (fact.id, *arguments)
        if key not in said:
            said[key] = macro(fact, *arguments)
        return said[key]

    return say


def _tally(items: Iterable[Mapping[str, Any]]) -> list[tuple[str, int, str]]:
    """Count differences by what became of the fact, each with the first fact of which it is told."""
    told: dict[str, list[str]] = {step: [] for step in _TALLIED}
    for item in items:
        told.setdefault(item["step"], []).append(item["found"].id)
    return [(step, len(told[step]), (told[step] or [""])[0]) for step in _TALLIED]


def _of_same_actors(facts: Iterable[_Talked]) -> Iterable[list[_Talked]]:
    """Group facts that have the same parts of the same actors, in the order of the first of each."""
    groups: dict[tuple[frozenset[str], ...], list[_Talked]] = defaultdict(list)
    for fact in facts:
        sides = (fact.by, fact.to) if isinstance(fact, Demand) else (fact.parties,)
        groups[tuple(frozenset(actor.id for actor in side) for side in sides)].append(fact)
    return groups.values()


def _exactness(facts: Iterable[Fact]) -> str:
    """Return how much less exact than a day a date is that facts share; nothing where one of them names a day."""
    moments = [fact.moment for fact in facts if fact.moment]
    if any(not moment.interval and moment.precision is Precision.DAY for moment in moments):
        return ""
    if points := [moment for moment in moments if not moment.interval]:
        return points[0].precision.value
    return "open" if all(moment.open_end for moment in moments) else "period"


def _parts_in_talks(fact: Fact) -> Iterator[tuple[Fact, Iterable[Actor], str]]:
    """Yield who has which part in which talks, or in an agreement or a demand of no named talks."""
    if isinstance(fact, Track):
        yield fact, fact.parties, "party"
        yield fact, fact.mediator, "mediator"
    elif isinstance(fact, Demand):
        yield fact.track or fact, fact.by, "asks"
        yield fact.track or fact, fact.to, "asked"
    elif isinstance(fact, Agreement):
        yield fact.track or fact, fact.parties, "party"


class _Pages:
    """Render one project's pages."""

    def __init__(
        self,
        project: Project,
        proof: Proof,
        news: News,
        environment: Environment,
        sentences: Sentences,
        *,
        prints: Mapping[str, Sequence[Print]],
        maps: Mapping[str, Map],
        published: bool,
        searched: bool,
    ) -> None:
        self.project = project
        self.proof = proof
        self.news = news
        self.language = sentences.language
        self.environment = environment
        self.sentences = sentences
        self.words: Mapping[str, Any] = environment.globals["words"]  # type: ignore[assignment]
        self.facts_by_briefing: Mapping[str, Sequence[Fact]] = defaultdict(list, project.by_briefing)
        self.about: dict[str, list[Fact]] = defaultdict(list)
        self.said: dict[str, list[Fact]] = defaultdict(list)
        for fact in project.as_written:
            for record in dict.fromkeys(fact.named):
                self.about[f"{type(record).__name__}/{record.id}"].append(fact)
            for actor in fact.said_by:
                self.said[actor.id].append(fact)
        self.lines = {covered.source: covered.lines for covered in proof.coverage}
        self.globals = {
            "language": self.language,
            "macros": self.sentences.macros,
            "sentence": self.sentences.html,
            "citations": proof.citations,
            "contested": proof.contested,
            "revised": proof.revised,
            "earlier": proof.earlier,
            "reasons": find_reasons(project, proof.contested),
            "edition": project.edition,
            "news": news,
            "published": published,
            "searched": searched,
            "prints": prints,
            "maps": maps,
            "basemap": project.basemap,
            "around": self.around,
            # Looked up when called: the macros are loaded with these globals.
            "card": _once(lambda fact, *rest: self.parts.fact_card(fact, *rest)),  # noqa: PLW0108
            "proof_of": _once(lambda fact, *rest: self.parts.proof(fact, *rest)),  # noqa: PLW0108
        }
        # Loaded with all globals first, so that the pages' imports find the same module and none makes its own.
        self.parts: Any = environment.get_template("pages/_parts.j2", globals=self.globals).module

    def all(self) -> Iterator[tuple[str, str]]:
        """Yield every page with its path."""
        overviews = [*map(self.overview, self.project.briefings)]
        changes = [*self.changes()]
        tally = _tally(item for briefing in changes for item in briefing["items"])
        yield "index.md", self.page("home", "", title=self.project.edition.title, overviews=overviews, tally=tally)
        yield "search.md", self.page("search", "", title=self.words["search"])
        yield "method.md", self.page("method", "", title=self.words["method"])
        yield "data.md", self.page("data", "", title=self.words["data_page"], common=COMMON, own=OWN, rows=self.rows())
        for briefing in self.project.briefings:
            yield from self.briefing(briefing)
        before = self.news.before
        yield (
            "changes.md",
            self.page(
                "changes",
                "",
                title=self.words["changes"],
                briefings=changes,
                tally=tally,
                uncounted=any(item["step"] not in _TALLIED for briefing in changes for item in briefing["items"]),
                counts={one.slug: len(self.facts_by_briefing[one.slug]) for one in self.project.briefings},
                titles={slug: self.title(slug) for slug in self.news.state.records["briefings"]},
                previous_cutoff=parse_date(before.edition["cutoff"]) if before else None,
            ),
        )
        yield from self.register("actors", self.project.actors, self.words["actor_types"])
        yield from self.register("places", self.project.places, self.words["place_types"])
        yield from self.sources()
        yield from self.moved()
        yield from self.facts()

    def page(self, template: str, root: str, **context: Any) -> str:  # noqa: ANN401
        """Render one page; `root` leads from it to the top of the tree."""
        rendered = self.environment.get_template(f"pages/{template}.md.j2", globals=self.globals)
        return str(visible(rendered.render(template=template, root=root, **context)))

    # ------------------------------------------------------------ briefings

    def briefing(self, briefing: Briefing) -> Iterator[tuple[str, str]]:
        title = briefing.title.say(self.language)
        overview = self.overview(briefing, "../")
        yield f"{briefing.slug}/index.md", self.page("overview", "../", title=title, briefing=overview)
        for section in Section:
            prose = briefing.prose.get(section)
            yield (
                f"{briefing.slug}/{section}.md",
                self.page(
                    "section",
                    "../",
                    title=f"{self.words[section]} – {title}",
                    briefing=overview,
                    section=section.value,
                    prose=self.prose(prose, "../") if prose else "",
                    groups=[*self.groups(section, briefing)],
                    talks=[*self.talks(briefing)] if section is Section.NEGOTIATIONS else [],
                ),
            )

    def overview(self, briefing: Briefing, root: str = "") -> dict[str, Any]:
        """Return what a briefing says at a glance."""
        facts = self.facts_by_briefing[briefing.slug]
        return {
            "slug": briefing.slug,
            "title": briefing.title.say(self.language),
            "summary": self.prose(briefing.summary, root),
            "control": by_place(briefing, facts),
            "talks": [
                *self.newest(briefing),
                *(fact for kind in ("demands", "agreements") for fact in facts if fact.kind == kind),
            ],
            "figures": briefing.key_figures,
            "disputes": self.proof.disputes_of(briefing.slug),
            "tracks": [*self.newest(briefing)],
            "agreements": [fact for fact in facts if isinstance(fact, Agreement)],
            "deadlines": [fact for fact in facts if isinstance(fact, Demand) and fact.deadline],
            "newest": max(facts, key=lambda fact: fact.source.issued.ends[-1], default=None),
            "tally": [
                (step, count)
                for step, count, _ in _tally(
                    {"step": found.became, "found": found}
                    for found in self.news.differences.values()
                    if found.briefing == briefing.slug
                )
                if count
            ],
        }

    def groups(self, section: Section, briefing: Briefing) -> Iterator[Group]:
        """Put a section's facts under its headings."""
        kinds = _SECTION_KINDS[section]
        facts = [fact for kind in kinds for fact in self.facts_by_briefing[briefing.slug] if fact.kind == kind]
        if section is Section.FACTIONS:
            yield from self.by_actor(facts)
        elif section is Section.HUMANITARIAN:
            figures: dict[str, list[Figure]] = defaultdict(list)
            for fact in facts:
                if isinstance(fact, Figure):
                    figures[fact.indicator.id].append(fact)
            for same in figures.values():
                indicator = same[0].indicator
                at = f"indicators/{indicator.id}"
                yield Group(
                    self.reference(f"{at}/name", indicator.name.say(self.language)),
                    cards=tuple(same),
                    lead=self.reference(f"{at}/definition", indicator.definition),
                )
        elif section is Section.TIMELINE:
            yield from self.by_date(facts)
        else:
            for kind in kinds:
                same_kind = tuple(latest_first([fact for fact in facts if fact.kind == kind], self.proof.earlier))
                if same_kind:
                    # Under the heading “Control” a second one of that name would say nothing.
                    heading = self.words["control_facts"] if kind == section else self.words["kinds"][kind]
                    yield Group(heading, same_kind)

    def talks(self, briefing: Briefing) -> Iterator[tuple[Track | None, list[Demand], list[Agreement]]]:
        """Yield each talks of a briefing with what is demanded and agreed in them; at last what is of no talks.

        Of those each row has what the same parties demand or agreed to, not both: they would look like question and
        answer.
        """
        facts = self.facts_by_briefing[briefing.slug]
        demands = [fact for fact in facts if isinstance(fact, Demand)]
        agreements = [fact for fact in facts if isinstance(fact, Agreement)]
        for track in self.newest(briefing):
            yield (
                track,
                [fact for fact in demands if fact.track and fact.track.first is track.first],
                [fact for fact in agreements if fact.track and fact.track.first is track.first],
            )
        yield from ((None, same, []) for same in _of_same_actors(fact for fact in demands if not fact.track))
        yield from ((None, [], same) for same in _of_same_actors(fact for fact in agreements if not fact.track))

    def newest(self, briefing: Briefing) -> Iterator[Track]:
        """Yield the talks of a briefing, each in the newest state that it tells."""
        facts = self.facts_by_briefing[briefing.slug]
        earlier = find_earlier(facts)
        for fact in facts:
            if isinstance(fact, Track) and fact.id not in earlier:
                yield fact

    def by_actor(self, facts: Iterable[Fact]) -> Iterator[Group]:
        """Group facts by the one they are about, who fights first; a leader's stand with those of the group led."""
        for actor, same in by_actor(facts):
            name = self.reference(f"actors/{actor.id}/name", actor.name.say(self.language))
            yield Group(name, tuple(same), href=f"../actors/{actor.id}.html")

    def by_date(self, everything: Iterable[Fact]) -> Iterator[Group]:
        """Group what happened by its date, the latest first, and what has no date at the end."""
        dated: dict[str, list[Fact]] = defaultdict(list)
        undated = []
        for fact in everything:
            moment = fact.moment
            if moment:
                dated[moment.ends[0]].append(fact)
            elif fact.kind == "events":
                undated.append(fact)
        for day in sorted(dated, reverse=True):
            facts = dated[day]
            heading = Markup('<time datetime="{}" data-fact="{}">{}</time>').format(day, facts[0].id, self.date(day))
            if exact := _exactness(facts):
                heading += Markup(' <span class="inferred">({})</span>').format(self.words["exactness"][exact])
            if all(self.proof.readings[fact.id][fact.dates[0][0]] is Reading.INFERRED for fact in facts):
                heading += Markup(' <span class="inferred">({})</span>').format(self.words["inferred"].lower())
            if parse_date(day).first > self.project.edition.cutoff.last:
                heading += Markup(' <span class="inferred">({})</span>').format(self.words["after_cutoff"])
            yield Group(heading, tuple(facts))
        if undated:
            yield Group(self.words["undated"], tuple(undated))

    def date(self, day: str) -> str:
        return self.environment.filters["date"](day)  # type: ignore[no-any-return]  # our own filter

    # ------------------------------------------------------------ what changed

    def changes(self) -> Iterator[dict[str, Any]]:
        """Yield each briefing in which something changed, with its corrections, and its other differences by kind."""
        by_briefing: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
        for found in self.news.differences.values():
            by_briefing[found.briefing][found.kind].append(self.difference(found))
        for slug, by_kind in by_briefing.items():
            for same in by_kind.values():
                same.sort(key=lambda item: (*_TALLIED, "evidence").index(item["step"]))
            kinds = [(kind, by_kind[kind]) for kind in self.words["kinds"] if kind in by_kind]
            items = [item for _, same in kinds for item in same]
            others = [(kind, [item for item in same if item["step"] != _TALLIED[0]]) for kind, same in kinds]
            yield {
                "slug": slug,
                "title": self.title(slug),
                "corrections": [item for item in items if item["step"] == _TALLIED[0]],
                "kinds": [(kind, same) for kind, same in others if same],
                "items": items,
                "tally": _tally(items),
            }

    def difference(self, found: Difference) -> dict[str, Any]:
        """Return a difference with the fact before and after, and the fields that the page shows side by side."""
        order = [*self.words["changed_fields"]]
        rows = dict.fromkeys(_SHOWN_WITH.get(name, name) for name in found.fields)
        old, new = self.news.old.get(found.id), self.project.by_id.get(found.id)
        return {
            "found": found,
            "step": found.became,
            "old": old,
            "new": new,
            "delta": delta_of(found, self.news),
            "counted": found.grew,
            "rows": sorted(
                rows.keys() - ({"value"} if found.grew else ()),
                key=lambda name: (order.index(name) if name in order else len(order), name),
            ),
            "slug": found.briefing,
            "was_in": old.briefing if old else found.briefing,
        }

    def title(self, slug: str) -> Markup:
        """Return a briefing's title, also of one that is gone."""
        return self.reference(f"briefings/{slug}/title", self.news.state.title(slug, self.language))

    # ------------------------------------------------------------ registers

    def register(
        self, name: str, records: Iterable[Actor | Place], types: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """Yield the list of a register and a page a record."""
        records = [record for record in records if self.facts_on(record)]
        by_type = [(self.words["types"][kind], [record for record in records if record.type == kind]) for kind in types]
        groups = [(label, same) for label, same in by_type if same]
        yield (
            f"{name}/index.md",
            self.page(
                "register",
                "../",
                title=self.words[name],
                register=name,
                groups=groups,
                field="name",
                matrix=[*self.matrix()] if name == "actors" else [],
            ),
        )
        for record in records:
            about = self.about[f"{type(record).__name__}/{record.id}"]
            said = self.said[record.id] if isinstance(record, Actor) else []
            yield (
                f"{name}/{record.id}.md",
                self.page(
                    "record",
                    "../",
                    title=str(record.name.say(self.language)),
                    register=name,
                    record=record,
                    kind=types[record.type],
                    groups=[
                        (part, facts)
                        for part, facts in (("about", about), ("says", [fact for fact in said if fact not in about]))
                        if facts
                    ],
                ),
            )

    def moved(self) -> Iterator[tuple[str, str]]:
        """Yield a page at each former address of a record's page, which leads to where it is now."""
        for path, (register, record) in moved_pages(self.project, self.news.state.renamed).items():
            if isinstance(record, Source) or self.facts_on(record):
                title = str(record.title if isinstance(record, Source) else record.name.say(self.language))
                field = "title" if register == "sources" else "name"
                context = {"register": register, "record": record, "field": field}
                yield path, self.page("moved", "../", title=title, **context)

    def matrix(self) -> Iterator[tuple[Actor, list[tuple[Fact, str]], list[tuple[Fact, str]]]]:
        """Yield where each actor is, and its part in which talks; who fights comes first."""
        where: dict[str, list[tuple[Fact, str]]] = defaultdict(list)
        talks: dict[str, dict[str, tuple[Fact, str]]] = defaultdict(dict)
        options, roles = self.words["options"], self.words["roles"]
        for fact in self.project.facts:
            if isinstance(fact, Presence):
                where[fact.actor.id].append((fact, options[fact.how]))
            elif isinstance(fact, Control):
                for actor in fact.by:
                    where[actor.id].append((fact, self.words["holds"][fact.state]))
            for track, actors, role in _parts_in_talks(fact):
                for actor in actors:
                    same = track.first if isinstance(track, Track) else track
                    talks[actor.id].setdefault(same.id, (track, roles[role]))
        for actor in sorted(self.project.actors, key=lambda actor: (not actor.belligerent, actor.id)):
            if where[actor.id] or talks[actor.id]:
                yield actor, where[actor.id], [*talks[actor.id].values()]

    def facts_on(self, record: Actor | Place) -> bool:
        """Tell whether any fact names a record; one without would have an empty page."""
        by_claimant = isinstance(record, Actor) and bool(self.said[record.id])
        return bool(self.about[f"{type(record).__name__}/{record.id}"]) or by_claimant

    # ------------------------------------------------------------ sources

    def sources(self) -> Iterator[tuple[str, str]]:
        sources = self.project.sources
        yield (
            "sources/index.md",
            self.page(
                "register",
                "../",
                title=self.words["sources"],
                register="sources",
                groups=[(self.words["document"], sources)] if sources else [],
                field="title",
            ),
        )
        for source, coverage in zip(sources, self.proof.coverage, strict=True):
            yield (
                f"sources/{source.id}.md",
                self.page(
                    "source",
                    "../",
                    title=source.title,
                    source=source,
                    paragraphs=self.paragraphs(source, coverage),
                ),
            )

    def paragraphs(self, source: Source, coverage: Coverage) -> list[list[dict[str, Any]]]:
        """Return a source's paragraphs of sentences, each with the facts it backs.

        Sentences that no fact quotes are left out unless the licence lets the full text be shown.
        """
        paragraphs: dict[int, list[dict[str, Any]]] = defaultdict(list)
        anchored: set[str] = set()
        for line in coverage.lines:
            if source.full_text or line.facts:
                paragraphs[line.sentence.paragraph].append(
                    {
                        "text": line.sentence.text,
                        "facts": [self.project.by_id[fact] for fact in line.facts],
                        # A quotation over two sentences is reached at its first.
                        "anchors": [fact for fact in line.facts if fact not in anchored],
                        "set_aside": line.set_aside,
                    }
                )
                anchored.update(line.facts)
        return list(paragraphs.values())

    def around(self, fact: Fact, citation: Citation) -> tuple[str, str] | None:
        """Return the words of its sentences before and after a quotation; None for whole ones, and in parts.

        Where the licence keeps the full text off pages, only sentences that facts quote are shown.
        """
        span, *others = citation.spans
        reached = [
            line
            for line in self.lines[fact.source.id]
            if line.sentence.start < span.end and span.start < line.sentence.end
        ]
        if others or not reached or not (fact.source.full_text or all(line.facts for line in reached)):
            return None
        text = fact.source.words.original
        before = text[min(reached[0].sentence.start, span.start) : span.start]
        after = text[span.end : max(reached[-1].sentence.end, span.end)]
        return (visible(before), visible(after)) if any(map(str.isalnum, before + after)) else None

    # ------------------------------------------------------------ facts

    def facts(self) -> Iterator[tuple[str, str]]:
        counts = {
            briefing.slug: {
                kind: sum(fact.kind == kind for fact in self.facts_by_briefing[briefing.slug]) for kind in KINDS
            }
            for briefing in self.project.briefings
        }
        withdrawn = self.news.withdrawn() if self.news.before else {}
        moved = self.news.moved()
        slugs = dict.fromkeys([*self.facts_by_briefing, *counts, *withdrawn, *moved])
        gone = [(slug, self.title(slug)) for slug in slugs if slug not in counts]
        yield (
            "facts/index.md",
            self.page(
                "facts",
                "../",
                title=self.words["facts"],
                briefings=self.project.briefings,
                counts=counts,
                gone=gone,
                ways=[*self.ways()],
            ),
        )
        for slug in slugs:
            facts = self.facts_by_briefing[slug]
            yield (
                f"facts/{slug}.md",
                self.page(
                    "facts_of",
                    "../",
                    title=f"{self.words['facts']} – {self.news.state.title(slug, self.language)}",
                    heading=self.title(slug),
                    groups=[(kind, [fact for fact in facts if fact.kind == kind]) for kind in self.words["kinds"]],
                    withdrawn=withdrawn.get(slug, {}),
                    moved=[
                        (fact, self.project.by_id.get(fact), to, self.title(to))
                        for fact, to in moved.get(slug, {}).items()
                    ],
                ),
            )

    def ways(self) -> Iterator[tuple[str, str, list[Actor] | list[Place] | list[Source], str]]:
        """Yield the records whose pages list facts, each kind with its register and the part of the page."""
        told = partial(sorted, key=self._called)
        yield "place", "places", told(one for one in self.project.places if self.about[f"Place/{one.id}"]), ""
        yield "actor", "actors", told(one for one in self.project.actors if self.about[f"Actor/{one.id}"]), ""
        yield "claimant", "actors", told(one for one in self.project.actors if self.said[one.id]), "#part-says"
        yield "source", "sources", told(self.project.sources), ""

    def _called(self, record: Actor | Place | Source) -> tuple[str, str]:
        """Return the name by which a record stands in a list."""
        return (record.title if isinstance(record, Source) else record.name.say(self.language)).casefold(), record.id

    def rows(self) -> Mapping[str, int]:
        """Count the facts of each kind: the rows of its table."""
        return Counter(fact.kind for fact in self.project.facts)

    # ------------------------------------------------------------ words

    def prose(self, prose: str, root: str) -> Markup:
        """Return editors' prose as HTML, its citations as links to the facts."""

        def link(fact_id: str, words: str) -> str:
            fact = self.project.by_id[fact_id]
            said = (
                f'<a class="cites" data-fact="{escape(fact_id)}" href="{root}facts/{escape(fact.briefing)}.html#'
                f'{escape(fact_id)}">{escape(words)}</a>{self.parts.step_mark(fact_id, root, small=True)}'
                f"{self.parts.later_mark(fact_id, root)}"
            )
            # With its mark in one element, so that the two cannot be parted.
            mark = self.parts.cautions(fact, root)
            return f'<span data-fact="{escape(fact_id)}">{said}{mark}</span>' if mark else said

        return Markup(to_html(prose, link))  # noqa: S704  # to_html escapes all but the elements it writes

    def reference(self, path: str, text: str) -> Markup:
        """Return a register's text, marked as such."""
        return Markup('<span data-ref="{}">{}</span>').format(path, text)

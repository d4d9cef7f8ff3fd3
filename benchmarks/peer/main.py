"""Give mkdocs-macros the facts: each macro returns the Markdown of one kind of page."""
# ruff: noqa: INP001 -- mkdocs-macros loads it as a file

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import yaml

KINDS = {
    "tracks": "Talks",
    "control": "Control",
    "presence": "Presence",
    "positions": "Positions",
    "demands": "Demands",
    "agreements": "Agreements",
    "events": "Events",
    "figures": "Figures",
    "locations": "Locations",
    "profiles": "Profiles",
}
SECTIONS = {
    "control": ("control", "locations"),
    "factions": ("profiles", "presence", "positions"),
    "negotiations": ("tracks", "demands", "agreements", "positions"),
    "humanitarian": ("figures",),
    "timeline": tuple(KINDS),
}
STANCES = {"states": "states that", "denies": "denies", "aims": "is trying to"}
HOW = {
    "present": "is present in",
    "based": "is based in",
    "operating": "operates in",
    "last_stronghold": "holds out in",
}
Fact = dict[str, Any]


class Environment(Protocol):
    """Be what mkdocs-macros hands to `define_env`."""

    project_dir: str

    def macro(self, function: Callable[..., str]) -> Callable[..., str]:
        """Make a function a macro."""


def define_env(env: Environment) -> None:
    """Register a macro for each kind of page."""
    pages = Pages(Path(env.project_dir) / "data")
    for name in ("home", "overview", "section", "names", "record", "sources", "source", "facts_index", "facts_of"):
        env.macro(getattr(pages, name))


def _load(path: Path) -> Any:  # noqa: ANN401  # YAML holds anything
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def _listed(value: Any) -> list[Any]:  # noqa: ANN401  # YAML holds anything
    return value if isinstance(value, list) else [value] if value else []


class Pages:
    """Hold all facts, and write pages of them."""

    def __init__(self, data: Path) -> None:
        briefings = data / "briefings"
        self.edition = _load(briefings / "edition.yml")
        self.records: dict[str, dict[str, Any]] = {
            name: {record["id"]: record for record in _load(briefings / f"{name}.yml")[name]}
            for name in ("actors", "places", "indicators")
        }
        self.documents = {(source := _load(path))["id"]: source for path in sorted((data / "seeds").glob("*.yml"))}
        for source in self.documents.values():
            source["text"] = (data / "seeds" / source["document"]).read_text("utf-8")
        self.briefings = {path.parent.name: _load(path) for path in sorted(briefings.glob("*/briefing.yml"))}
        self.facts: dict[str, list[Fact]] = {slug: [] for slug in self.briefings}
        self.about: dict[str, list[Fact]] = defaultdict(list)
        self.by_source: dict[str, list[Fact]] = defaultdict(list)
        self.by_id: dict[str, Fact] = {}
        for path in sorted(briefings.glob("*/*.yml")):
            if path.name != "briefing.yml":
                for kind, facts in _load(path).items():
                    for fact in facts:
                        self._keep(fact, kind, path.parent.name)

    def _keep(self, fact: Fact, kind: str, slug: str) -> None:
        fact |= {"kind": kind, "briefing": slug}
        fact["sentence"] = self._sentence(fact)
        self.by_id[fact["id"]] = fact
        self.facts[slug].append(fact)
        self.by_source[fact["source"]].append(fact)
        named = [fact.get(key) for key in ("actor", "by", "to", "parties", "mediator", "said_by", "place", "of")]
        for record in dict.fromkeys(record for value in named for record in _listed(value)):
            self.about[record].append(fact)

    # ------------------------------------------------------------ words

    def _name(self, record: str) -> str:
        actor = self.records["actors"].get(record)
        return f"the {actor['name']}" if actor else str(self.records["places"][record]["name"])

    def _named(self, value: str | list[str]) -> str:
        return " and ".join(map(self._name, _listed(value)))

    def _amount(self, fact: Fact) -> str:
        hedge = fact.get("quantifier", "").replace("_", " ")
        number = " and ".join(f"{value:,}" for value in _listed(fact["value"]))
        unit = " percent" if self.records["indicators"][fact["indicator"]]["unit"] == "percent" else ""
        return f"{hedge} {number}{unit}".strip()

    def _sentence(self, fact: Fact) -> str:
        """Say a fact as `templates/sentences/en.j2` does."""
        said = f"according to {self._named(fact['said_by'])}, " if "said_by" in fact else ""
        place = self._name(fact["place"]) if "place" in fact else ""
        match fact["kind"]:
            case "control":
                by = f" by {self._named(fact['by'])}" if "by" in fact else ""
                body = f"{place} is {fact['state']}{by}" + (f" since {fact['since']}" if "since" in fact else "")
            case "presence":
                body = f"{self._name(fact['actor'])} {HOW[fact['how']]} {place}" + (
                    f", {fact['what']}" if "what" in fact else ""
                )
            case "positions":
                body = f"{self._named(fact['actor'])} {STANCES[fact['stance']]} {fact['what']}"
            case "tracks":
                body = f"negotiations between {self._named(fact['parties'])} are {fact['state']}"
                body += f", mediated by {self._named(fact['mediator'])}"
            case "demands":
                body = f"{self._named(fact['by'])} called on {self._named(fact['to'])} to {fact['what']}"
                body += f", and gave them until {fact['deadline']} to respond"
            case "agreements":
                body = f"{self._named(fact['parties'])} agreed to {'; and '.join(fact['terms'])}"
            case "events":
                body = f"{self._named(fact['actor'])} {fact['what']}"
            case "figures":
                phrase = self.records["indicators"][fact["indicator"]]["phrase"]["en"]["other"]
                body = f"{self._amount(fact)} {phrase.format(place=place)}"
            case "locations":
                body = f"{place} lies {fact['relation'].replace('_', ' ')} {self._name(fact['of'])}"
            case _:
                body = f"{self._name(fact['actor'])} is {fact['what']}"
        when = f" on {fact['date']}" if "date" in fact else f" since {fact['period']}" if "period" in fact else ""
        sentence = f"{said}{body}{when}."
        return sentence[0].upper() + sentence[1:]

    # ------------------------------------------------------------ parts of pages

    def _card(self, fact: Fact, root: str) -> str:
        """Return a fact with what stands behind it."""
        source = self.documents[fact["source"]]
        said_by = self._links(fact.get("said_by"), root) if "said_by" in fact else source["publisher"]
        lines = [
            f"{fact['sentence']}\n{{: #{fact['id']} }}",
            f"{source['publisher']}, {source['issued']}",
            f"> {fact['quote']}",
            *(f"> {words}" for words in _listed(fact.get("context"))),
            f"- Claimant: {said_by}",
        ]
        if "when" in fact:
            lines[-1] += f"\n- Date as written: {fact['when']}"
        if fact["kind"] == "figures":
            lines[-1] += f"\n- Definition: {self.records['indicators'][fact['indicator']]['definition']}"
        lines.append(
            f"[See it in the source]({root}sources/{fact['source']}.md) · "
            f"[Link to this fact]({root}facts/{fact['briefing']}.md#{fact['id']})",
        )
        return "\n\n".join(lines)

    def _links(self, value: Any, root: str) -> str:  # noqa: ANN401  # an id or a list of them
        actors = self.records["actors"]
        return ", ".join(
            f"[{self._name(record)}]({root}{'actors' if record in actors else 'places'}/{record}.md)"
            for record in _listed(value)
        )

    def _cards(self, facts: Iterable[Fact], root: str) -> str:
        return "\n\n".join(self._card(fact, root) for fact in facts)

    def _of(self, slug: str, *kinds: str) -> list[Fact]:
        return [fact for kind in kinds for fact in self.facts[slug] if fact["kind"] == kind]

    def _control_table(self, slug: str, root: str) -> str:
        rows = ["| Place | State | Held by | Since | Who says so |", "|---|---|---|---|---|"]
        for place in self.briefings[slug]["places"]:
            facts = [fact for fact in self._of(slug, "control") if fact["place"] == place]
            for fact in facts:
                source = self.documents[fact["source"]]
                said_by = self._named(fact["said_by"]) if "said_by" in fact else source["publisher"]
                rows.append(
                    f"| {self._links(place, root)} | {fact['state']} | {self._links(fact.get('by'), root)} "
                    f"| {fact.get('since', 'not stated')} "
                    f"| [{said_by}]({root}facts/{slug}.md#{fact['id']}), {source['issued']} |",
                )
            if not facts:
                rows.append(f"| {self._links(place, root)} | No source here says who holds it. | | | |")
        return "\n".join(rows)

    def _summary(self, slug: str, root: str) -> str:
        """Return the editors' prose with its citations as links."""
        return re.sub(r"\(fact:([^)]+)\)", rf"({root}facts/{slug}.md#\1)", self.briefings[slug]["summary"])

    # ------------------------------------------------------------ pages

    def home(self) -> str:
        """Write the home page."""
        out = [f"# {self.edition['title']}"]
        for slug, briefing in self.briefings.items():
            out += [f"## [{briefing['title']}]({slug}/index.md)", self._summary(slug, ""), "### Who holds what"]
            out += [self._control_table(slug, ""), "### Talks"]
            out += [
                f"{fact['sentence']} [Source and words](facts/{slug}.md#{fact['id']})"
                for fact in self._of(slug, "tracks", "demands", "agreements")
            ]
            out += ["### Key figures", self._cards((self.by_id[key] for key in briefing["key_figures"]), "")]
        return "\n\n".join(out)

    def overview(self, slug: str) -> str:
        """Write what a briefing says at a glance."""
        briefing = self.briefings[slug]
        out = [f"# {briefing['title']}", self._summary(slug, "../"), "## Who holds what"]
        out += [self._control_table(slug, "../"), "## Key figures"]
        out += [self._cards((self.by_id[key] for key in briefing["key_figures"]), "../"), "## Talks"]
        return "\n\n".join([*out, self._cards(self._of(slug, "tracks", "demands", "agreements"), "../")])

    def section(self, slug: str, name: str) -> str:
        """Write one of a briefing's sections."""
        out = [f"# {name.capitalize()}", self.briefings[slug].get("prose", {}).get(name, "")]
        if name == "control":
            out.append(self._control_table(slug, "../"))
        for heading, facts in self._groups(name, self._of(slug, *SECTIONS[name])):
            out += [f"## {heading}", self._cards(facts, "../")]
        return "\n\n".join(out)

    def _groups(self, name: str, facts: Iterable[Fact]) -> Iterator[tuple[str, list[Fact]]]:
        """Group a section's facts under headings."""
        groups = defaultdict(list)
        for fact in facts:
            if name == "factions":
                groups[self._name(_listed(fact["actor"])[0])].append(fact)
            elif name == "humanitarian":
                groups[self.records["indicators"][fact["indicator"]]["name"]].append(fact)
            elif name == "timeline":
                day = next((str(fact[key]) for key in ("date", "deadline", "since", "period") if key in fact), "")
                if day or fact["kind"] == "events":
                    groups[day or "Undated"].append(fact)
            else:
                groups[KINDS[fact["kind"]]].append(fact)
        yield from sorted(groups.items(), reverse=name == "timeline")

    def names(self, register: str) -> str:
        """Write the list of a register."""
        by_type = defaultdict(list)
        for key, record in self.records[register].items():
            by_type[record["type"]].append(f"- [{record['name']}]({key}.md)")
        groups = (f"## {kind.capitalize()}\n\n" + "\n".join(names) for kind, names in by_type.items())
        return "\n\n".join([f"# {register.capitalize()}", *groups])

    def record(self, register: str, key: str) -> str:
        """Write the page of an actor or a place."""
        record = self.records[register][key]
        out = [f"# {record['name']}", f"*{record['type']}*"]
        out += [f"- {name}: {record[name]}" for name in ("also", "coordinates", "reference") if name in record]
        return "\n\n".join([*out, "## About", self._cards(self.about[key], "../")])

    def sources(self) -> str:
        """Write the list of documents."""
        return "# Sources\n\n" + "\n".join(f"- [{one['title']}]({key}.md)" for key, one in self.documents.items())

    def source(self, key: str) -> str:
        """Write the page of a document: its sentences, each with the fact that it backs."""
        source = self.documents[key]
        names = ("publisher", "issued", "rights", "sha256")
        out = [f"# {source['title']}", "\n".join(f"- {name}: {source[name]}" for name in names), "## The document"]
        for fact in self.by_source[key]:
            out += [fact["quote"], f"- [{fact['sentence']}](../facts/{fact['briefing']}.md#{fact['id']})"]
        if source["full_text"]:
            out += [f"{unused['quote']}\n\n- Set aside: {unused['reason']}" for unused in source["unused"]]
        return "\n\n".join(out)

    def facts_index(self) -> str:
        """Write the table that counts facts by kind and briefing."""
        heads = [f"[{briefing['title']}]({slug}.md)" for slug, briefing in self.briefings.items()]
        rows = ["| Kind | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
        for kind, label in KINDS.items():
            rows.append(f"| {label} | " + " | ".join(str(len(self._of(slug, kind))) for slug in self.facts) + " |")
        return "# All facts\n\n" + "\n".join(rows)

    def facts_of(self, slug: str) -> str:
        """Write all facts of a briefing."""
        out = [f"# {self.briefings[slug]['title']}"]
        for kind, label in KINDS.items():
            out += [f"## {label}", self._cards(self._of(slug, kind), "../") or "No facts."]
        return "\n\n".join(out)

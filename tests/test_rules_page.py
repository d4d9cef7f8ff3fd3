"""Hold the rules' reference page to the rules: each wrong example breaks its rule, and each right one none.

An example is a snippet; here stands what it is put into. Its own lines take the place of those of the invented project.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import FILES, HERE
from dateline.problems import Rule
from dateline.publish import publish
from pdfs import dateline

PAGE = (HERE / "docs/rules.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.*)\n((?:(?!## ).*\n?)*)", PAGE, re.MULTILINE))
_EXAMPLE = re.compile(r"```\w+\n(?:# |\{# )(wrong|right)\b([^\n]*)\n(.*?)```", re.DOTALL)

LEFT = "At least 240 people left Port Amber on Sunday, the Lantern Watch said."
ORIGINAL = b"%PDF-1.7 invented\n"
FIGURE = {
    "id": "left-amber",
    "indicator": "people-left",
    "place": "port-amber",
    "value": "240",
    "quantifier": "at_least",
    "source": "bulletin",
    "quote": LEFT,
}
SAID = {**FIGURE, "said_by": "lantern-watch"}
DATED = {**SAID, "date": "2031-05-04", "when": "Sunday"}
COUNCIL = {
    **DATED,
    "id": "left-amber-council",
    "value": "300",
    "quantifier": "about",
    "said_by": "tide-council",
    "source": "wire",
    "quote": "Some 300 people left Port Amber on Sunday, according to the Tide Council.",
}
FERRY = {
    "id": "ferry-sunk",
    "indicator": "ferries-sunk",
    "place": "port-amber",
    "value": "1",
    "source": "bulletin",
    "quote": "One ferry sank in Port Amber.",
}
SANK = {"id": "ferry-sunk", "what": "a ferry sank", "source": "bulletin", "quote": "One ferry sank."}
HELD = {
    "id": "amber-held",
    "place": "port-amber",
    "state": "controlled",
    "by": "harbour-guard",
    "source": "bulletin",
    "quote": "The Harbour Guard holds Port Amber.",
}
RECORD = {"type": "report", "title": "Bulletin of Port Amber", "publisher": "Amber Gazette", "rights": "Invented."}


def fields(base: Mapping[str, str], snippet: str = "", indent: str = "") -> str:
    """Return a mapping as YAML; the keys of the snippet take the place of those of the base."""
    own = set(re.findall(r"^([\w-]+):", snippet, re.MULTILINE))
    lines = [*(f"{key}: {value}" for key, value in base.items() if key not in own)]
    lines += snippet.removesuffix("\n").split("\n") if snippet else []  # other ends of lines stay as they are
    return "".join(f"{indent}{line}\n" for line in lines)


def fact(kind: str, base: Mapping[str, str], snippet: str = "") -> str:
    return f"{kind}:\n  -\n{fields(base, snippet, '    ')}"


def item(kind: str, base: Mapping[str, str], snippet: str) -> str:
    """Return a list whose one item is begun by the snippet, hyphen and all."""
    own = set(re.findall(r"^[- ] ([\w-]+):", snippet, re.MULTILINE))
    rest = "".join(f"  {key}: {value}\n" for key, value in base.items() if key not in own)
    return f"{kind}:\n{snippet}{rest}"


def source(name: str, words: str, snippet: str = "", issued: str = "2031-05-07") -> dict[str, str]:
    """Return a document and its record."""
    base = {"id": name, "document": f"{name}.txt", "sha256": sha256(words.encode()).hexdigest(), **RECORD}
    return {f"seeds/{name}.txt": words, f"seeds/{name}.yml": fields({**base, "issued": issued}, snippet)}


def files(facts: str = "", words: str = f"{LEFT}\n", **other: str) -> dict[str, str]:
    """Return a project of one document and one file of facts; other files by their names."""
    plain = {
        "edition": 'id: "2031-05-11"\ntitle: The invented coast\ncutoff: 2031-05-11\n',
        "coast/briefing": "title: The coast\nplaces: [port-amber]\nsummary: People leave.\n",
    }
    return {
        **{path: FILES[path] for path in FILES if not path.startswith(("seeds/", "briefings/coast/"))},
        **{f"briefings/{name}.yml": text for name, text in plain.items()},
        **source("bulletin", words),
        **({"briefings/coast/facts.yml": facts} if facts else {}),
        **other,
    }


def briefing(snippet: str) -> str:
    return fields({"title": "The coast", "places": "[port-amber]", "summary": "People leave."}, snippet)


# ---------------------------------------------------------------- where each example stands


@dataclass(frozen=True)
class Example:
    """Hold an example of the page."""

    right: bool
    about: str
    """What its first line says after “wrong” or “right”."""
    text: str


Place = Callable[[Example], Mapping[str, str | bytes]]


def _figure(base: Mapping[str, str], words: str = f"{LEFT}\n") -> Place:
    return lambda example: files(fact("figures", base, example.text), words)


def _control(words: str, base: Mapping[str, str] = HELD) -> Place:
    return lambda example: files(fact("control", base, example.text), words)


def _head(example: Example) -> dict[str, str]:
    """Put the example into briefing.yml."""
    return files(fact("figures", DATED), **{"briefings/coast/briefing.yml": briefing(example.text)})


def _record(words: str = f"{LEFT}\n") -> Place:
    return lambda example: {
        **files(fact("figures", DATED), words),
        **source("bulletin", words, example.text),
        **({"seeds/bulletin.pdf": ORIGINAL} if "original:" in example.text else {}),
    }


def _contested(example: Example) -> dict[str, str]:
    reason = re.search(r"headline: .*", example.text)
    return {
        **files(fact("figures", DATED, reason[0] if reason else "")),
        **source("wire", f"{COUNCIL['quote']}\n"),
        "briefings/coast/council.yml": fact("figures", COUNCIL),
        "briefings/coast/briefing.yml": briefing(
            "key_figures: [left-amber]\n" if example.right else example.text,
        ),
    }


def _encoded(example: Example) -> dict[str, str | bytes]:
    text = briefing(example.text.replace("\ufffd", "é"))
    return {**_head(example), "briefings/coast/briefing.yml": text.encode("utf-8" if example.right else "latin-1")}


def _shown(example: Example) -> dict[str, str]:
    """Make the characters that the page shows by a picture of them."""
    return _head(Example(example.right, "", example.text.replace("␍", "\r")))


def _tabbed(example: Example) -> dict[str, str]:
    rest = "".join(f"    {key}: {value}\n" for key, value in HELD.items() if key != "id")
    return files(example.text.replace("␉", "\t") + rest, f"{HELD['quote']}\n")


def _twice(example: Example) -> dict[str, str]:
    more = ", state: controlled, by: harbour-guard, source: bulletin, quote: The Harbour Guard holds {}.}}"
    text = re.sub(
        r"place: ([\w-]+)\}",
        lambda match: match[0].removesuffix("}") + more.format(match[1].replace("-", " ").title()),
        example.text,
    )
    return files(f"control:\n{text}", f"{HELD['quote']} The Harbour Guard holds Gull Island.\n")


def _places(example: Example) -> dict[str, str]:
    amber = item("places", {"name": "Port Amber", "type": "town"}, example.text)
    return files(fact("figures", DATED), **{"briefings/places.yml": amber})


def _basemap(example: Example) -> dict[str, str]:
    declared = {"source": "Survey", "date": "2030", "licence": "Public domain", "disclaimer": "None."}
    line = {"type": "LineString", "coordinates": [[99.1, 12.1], [99.9, 12.9]]}
    shape = json.dumps({"type": "Feature", "properties": {}, "geometry": line})
    content = re.search(r"# (\{.*\})", example.text)
    assert content
    return {
        **files(fact("figures", DATED)),
        "briefings/basemap.yml": fields(declared, example.text),
        "briefings/coast.geojson": content[1].replace("…", shape),
    }


def _named(example: Example) -> dict[str, str]:
    """Set the sentence aside that is context, and no fact's own."""
    words = "The Harbour Guard holds the town. Port Amber lies in the south.\n"
    aside = "unused:\n  - {quote: Port Amber lies in the south., reason: Known.}\n"
    return {**_control(words)(example), **source("bulletin", words, aside)}


def _outside(example: Example) -> dict[str, str]:
    return {**_record()(example), "elsewhere/bulletin.txt": f"{LEFT}\n"}


def _laid_out(example: Example) -> dict[str, str]:
    path = re.match(r": (\S+?),?(?: |$)", example.about)
    assert path
    return {**files(fact("figures", FERRY), f"{FERRY['quote']}\n"), path[1]: example.text}


def _overview(example: Example) -> dict[str, str]:
    """Put the example into the template that its first line names."""
    path = re.search(r"templates/\S+\.j2", example.about)
    assert path
    head = briefing("summary: '[At least 240 people](fact:left-amber) left.'\nkey_figures: [left-amber]\n")
    return files(fact("figures", DATED), **{"briefings/coast/briefing.yml": head, path[0]: example.text})


PLACES: Mapping[Rule, Place] = {
    Rule.QUOTATION: _figure(DATED),
    Rule.PIN: _record(),
    Rule.NUMBER: _figure({**FIGURE, "quantifier": "exact"}),
    Rule.CLAIMANT: _figure(FIGURE),
    Rule.NAMES: _named,
    Rule.DATE: _figure(SAID),
    Rule.PROSE: _head,
    Rule.OUTPUT: _overview,
    Rule.COVERAGE: _record(f"{LEFT} Weather stayed calm.\n"),
    Rule.OWN_CLAIM: _control(
        "The Harbour Guard holds Port Amber, the Harbour Guard said.\n",
        {**HELD, "quote": "The Harbour Guard holds Port Amber, the Harbour Guard said."},
    ),
    Rule.STATE: lambda example: files(
        fact("control", {key: value for key, value in HELD.items() if key != "by"}, example.text),
        "Both piers of Port Amber are contested.\n",
    ),
    Rule.CONTESTED: _contested,
    Rule.ENCODING: _encoded,
    Rule.LINE_ENDS: _shown,
    Rule.TAB: _tabbed,
    Rule.SYNTAX: _head,
    Rule.ALIAS: lambda example: files(fact("events", SANK, example.text), f"{SANK['quote']}\n"),
    Rule.EMPTY: _figure(FERRY, f"{FERRY['quote']}\n"),
    Rule.BLANK: _figure(DATED),
    Rule.DUPLICATE_KEY: _figure(DATED),
    Rule.UNKNOWN_KEY: _figure({key: value for key, value in DATED.items() if key != "place"}),
    Rule.MISSING_KEY: lambda example: files(
        item("control", {key: value for key, value in HELD.items() if key != "source"}, example.text),
        f"{HELD['quote']}\n",
    ),
    Rule.WRONG_TYPE: _figure(DATED),
    Rule.UNKNOWN_ID: _control(f"{HELD['quote']}\n"),
    Rule.DUPLICATE_ID: _twice,
    Rule.REFERENCE: _places,
    Rule.BASE_MAP: _basemap,
    Rule.MISSING_FILE: _record(),
    Rule.OUTSIDE: _outside,
    Rule.LAYOUT: _laid_out,
    Rule.TEMPLATE: _overview,
}
"""Rules that one state of a project breaks; the others are tried below, each by a test of its own."""
FOLLOWS = {
    Rule.QUOTATION: {Rule.NUMBER, Rule.CLAIMANT, Rule.DATE, Rule.COVERAGE},
    Rule.TAB: {Rule.SYNTAX},
    Rule.UNKNOWN_KEY: {Rule.MISSING_KEY},
}
"""What follows from the slip: a sentence that is not quoted after all, a key that is missed."""
BUILT = (Rule.OUTPUT, Rule.TEMPLATE)
"""Those that only a build meets."""


def example(rule: Rule, *, right: bool) -> Example:
    wrong, kept = _EXAMPLE.findall(SECTIONS[f"`{rule}`"])
    kind, about, text = kept if right else wrong
    assert kind == ("right" if right else "wrong")
    return Example(right, about, text)


def rules_of(root: Path, *command: str) -> set[str]:
    """Return the rules that a command names; none of them where it is content."""
    result = dateline(root, *command)
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    found = set(re.findall(r": (?:error|warning)\[([\w-]+)\]: ", result.output))
    assert bool(found) == (result.exit_code == 1), result.output
    return found


def write(root: Path, changed: Mapping[str, str | bytes]) -> Path:
    for path, text in changed.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def test_each_rule_has_one_section_in_order():
    assert re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL), re.MULTILINE) == [
        "The rules",
        *(f"`{rule}`" for rule in Rule),
    ]


@pytest.mark.parametrize("rule", Rule)
def test_each_section_says_why(rule):
    assert "\nWhy: " in SECTIONS[f"`{rule}`"]
    assert len(_EXAMPLE.findall(SECTIONS[f"`{rule}`"])) == 2


@pytest.mark.parametrize("rule", PLACES)
def test_the_wrong_example_breaks_its_rule_and_the_right_one_none(tmp_path, rule):
    command = "build" if rule in BUILT else "check"
    wrong = write(tmp_path / "wrong", PLACES[rule](example(rule, right=False)))
    assert rules_of(wrong, command) == {rule, *FOLLOWS.get(rule, ())}
    right = write(tmp_path / "right", PLACES[rule](example(rule, right=True)))
    assert rules_of(right, command) == set()


def test_a_document_that_is_there_already_is_refused(tmp_path):
    wrong, right = (example(Rule.DOCUMENT, right=right) for right in (False, True))
    name = re.findall(r"`dateline add source (\S+)`", wrong.about)[0]
    (tmp_path / name).write_text(LEFT, "utf-8")
    root = write(tmp_path / "project", files(fact("figures", DATED, right.text)))
    given = ("--title", "Bulletin", "--publisher", "Amber Gazette", "--issued", "2031-05-07", "--language", "en")
    added = ("add", "source", str(tmp_path / name), *given, "--rights", "Invented.", "--type", "report")
    assert rules_of(root, *added) == {Rule.DOCUMENT}
    assert rules_of(root, "check") == set()
    assert wrong.text == f"source: {Path(name).stem}\n"


# ---------------------------------------------------------------- from edition to edition

WATCH = {**DATED, "id": "left-amber-watch"}
NEXT = 'id: "2031-05-18"\ntitle: The invented coast\ncutoff: 2031-05-18\n'
WATCHED, COUNCILS, HEAD = "briefings/coast/facts.yml", "briefings/coast/council.yml", "briefings/edition.yml"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Publish an edition with a figure of the Lantern Watch and one of the Tide Council; tests take copies."""
    root = write(
        tmp_path_factory.mktemp("rules") / "first",
        {
            **files(fact("figures", WATCH)),
            **source("wire", f"{COUNCIL['quote']}\n"),
            COUNCILS: fact("figures", COUNCIL),
        },
    )
    publish(root, "2031-05-11", root / "public")
    return root


def later(first: Path, to: Path, changed: Mapping[str, str | bytes]) -> Path:
    shutil.copytree(first, to)
    return write(to, {HEAD: NEXT, **changed})


def counted(words: str, base: Mapping[str, str], snippet: str) -> dict[str, str]:
    """Return what a second bulletin changes: its fact, and the record of the first one."""
    again = {**base, "source": "bulletin-2", "quote": words}
    return {
        **source("bulletin", f"{LEFT}\n", "superseded_by: bulletin-2\n"),
        **source("bulletin-2", f"{words}\n", issued="2031-05-10"),
        WATCHED: fact("figures", again, snippet),
    }


def edition(one: Example) -> dict[str, str]:
    return {HEAD: fields({"title": "The invented coast"}, one.text)}


def cause(one: Example) -> dict[str, str]:
    return counted(LEFT.replace("240", "310"), WATCH, one.text)


def vanished(one: Example) -> dict[str, str]:
    aside = f"unused:\n  - quote: {COUNCIL['quote']}\n    reason: Taken back.\n"
    return {COUNCILS: one.text, **source("wire", f"{COUNCIL['quote']}\n", aside)}


def series(one: Example) -> dict[str, str]:
    return counted(LEFT.replace("Lantern Watch", "Tide Council"), WATCH, one.text)


def replaced(one: Example) -> dict[str, str]:
    if one.right:
        again = source(
            "bulletin-2", "At least 240 people left Port Amber on Sunday, all agreed.\n", issued="2031-05-10"
        )
        aside = (
            "unused:\n  - quote: At least 240 people left Port Amber on Sunday, all agreed.\n    reason: The same.\n"
        )
        again["seeds/bulletin-2.yml"] += aside
        return {**source("bulletin", f"{LEFT}\n", one.text), **again}
    return source(
        "bulletin", f"{LEFT}\nPrinted again.\n", f"{one.text}unused:\n  - {{quote: Printed again., reason: None.}}\n"
    )


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        (Rule.EDITION, edition),
        (Rule.CAUSE, cause),
        (Rule.VANISHED, vanished),
        (Rule.SERIES_BREAK, series),
        (Rule.REPLACED, replaced),
    ],
)
def test_the_wrong_example_breaks_its_rule_in_the_next_edition(first, tmp_path, rule, changed):
    assert rules_of(later(first, tmp_path / "wrong", changed(example(rule, right=False))), "check") == {rule}
    assert rules_of(later(first, tmp_path / "right", changed(example(rule, right=True))), "check") == set()


def test_a_ledger_that_was_mended_by_hand_is_refused(first, tmp_path):
    name, value = re.findall(r'"([\w-]+)": \{"value": "(\d+)"\}', example(Rule.LEDGER, right=False).text)[0]
    root = later(first, tmp_path / "wrong", {})
    ledger = root / "briefings/editions/2031-05-11.json"
    text = ledger.read_text("utf-8")
    at = text.index(f'"{name}"')
    ledger.write_text(text[:at] + text[at:].replace('"240"', f'"{value}"', 1), "utf-8")
    assert ledger.read_text("utf-8") != text
    assert rules_of(root, "check") == {Rule.LEDGER}
    mended = counted(LEFT.replace("240", value), {**WATCH, "value": value}, example(Rule.LEDGER, right=True).text)
    assert rules_of(later(first, tmp_path / "right", mended), "check") == set()


def test_what_was_edited_after_publishing_belongs_to_a_new_edition(first, tmp_path):
    noted = {WATCHED: fact("figures", {**WATCH, "note": "Counted at the quay."})}
    for right, rules in ((False, {Rule.PUBLISHED}), (True, set())):
        head = {
            HEAD: fields(
                {"title": "The invented coast", "cutoff": "2031-05-11"}, example(Rule.PUBLISHED, right=right).text
            )
        }
        root = later(first, tmp_path / str(right), {**noted, **head})
        assert rules_of(root, "publish") == rules


def test_every_rule_is_tried():
    tried = {*PLACES, Rule.DOCUMENT, Rule.EDITION, Rule.CAUSE, Rule.VANISHED, Rule.SERIES_BREAK, Rule.REPLACED}
    assert tried | {Rule.LEDGER, Rule.PUBLISHED} == set(Rule)

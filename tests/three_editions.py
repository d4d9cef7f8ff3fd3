"""Three editions of the invented project, which meet every cause of a change.

Nothing in them exists. Each edition gives the files that differ from the one before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from conftest import FILES, write_project
from dateline.publish import publish

IDS = ("2031-05-04", "2031-05-11", "2031-06-08")

REVISED = """\
At least 310 people left Port Amber on 2 May 2031, the Lantern Watch said. Two ferries sank in Port Amber.
The Harbour Guard has held Gull Island since 2031, the Lantern Watch said.
"""
LATER = """\
At least 130 people left Port Amber on 2 May 2031, the Lantern Watch said; an earlier bulletin misprinted the number.
Nine ferries sank in Port Amber, the Tide Council said.
"""


def source(name: str, text: str, issued: str, publisher: str, more: str = "") -> dict[str, str]:
    """Return a document and its record."""
    return {
        f"seeds/{name}.txt": text,
        f"seeds/{name}.yml": f"""\
id: {name}
document: {name}.txt
sha256: {sha256(text.encode()).hexdigest()}
type: report
title: Bulletin of Port Amber
publisher: {publisher}
issued: {issued}
full_text: true
rights: Invented for these tests.
{more}""",
    }


_INDICATORS = FILES["briefings/indicators.yml"].replace("words: [ferry, sank]", "words: [sank]")

SECOND: Mapping[str, str] = {
    "briefings/indicators.yml": _INDICATORS,
    **source("bulletin-2", REVISED, "2031-05-10", "Amber Gazette"),
    "seeds/bulletin.yml": FILES["seeds/bulletin.yml"].replace("full_text:", "superseded_by: bulletin-2\nfull_text:"),
    "briefings/edition.yml": """\
id: "2031-05-11"
title: The invented coast
cutoff: 2031-05-11
issued: 2031-05-12
next_due: 2031-06-08
period: 2031-05-01/2031-05-11
prepared_by: Coast desk
note: The second edition of an invented briefing.
""",
    "briefings/coast/control.yml": FILES["briefings/coast/control.yml"]
    + """\
  - id: gull-held
    place: gull-island
    state: controlled
    by: harbour-guard
    since: "2031"
    said_by: lantern-watch
    source: bulletin-2
    quote: The Harbour Guard has held Gull Island since 2031, the Lantern Watch said.
""",
    "briefings/coast/briefing.yml": FILES["briefings/coast/briefing.yml"].replace(
        "[At least 240 people]", "[At least 310 people]"
    ),
    "briefings/coast/humanitarian.yml": """\
figures:
  - id: left-amber-watch
    indicator: people-left
    place: port-amber
    value: 310
    quantifier: at_least
    date: 2031-05-02
    said_by: lantern-watch
    headline: The monitor was there.
    change: {cause: source_revised, note: The Lantern Watch counted again.}
    source: bulletin-2
    quote: At least 310 people left Port Amber on 2 May 2031, the Lantern Watch said.
  - id: left-amber-council
    indicator: people-left
    place: port-amber
    value: 300
    quantifier: about
    date: 2031-05-02
    said_by: tide-council
    source: wire
    quote: Some 300 people left Port Amber on 2 May 2031, according to the Tide Council.
  - id: ferry-sunk
    indicator: ferries-sunk
    place: port-amber
    value: 2
    change: {cause: situation_changed}
    source: bulletin-2
    quote: Two ferries sank in Port Amber.
""",
    "briefings/coast/factions.yml": FILES["briefings/coast/factions.yml"].replace(
        "    what: that it will leave Gull Island\n",
        "    what: any plan to leave Gull Island\n    change: {cause: reworded}\n",
    ),
}

THIRD: Mapping[str, str] = {
    **source("bulletin-3", LATER, "2031-06-07", "Amber Gazette"),
    **source("bulletin-2", REVISED, "2031-05-10", "Amber Gazette", more="superseded_by: bulletin-3\n"),
    "seeds/wire.yml": FILES["seeds/wire.yml"]
    + """\
  - quote: Some 300 people left Port Amber on 2 May 2031, according to the Tide Council.
    reason: The council has taken it back.
""",
    "briefings/edition.yml": """\
id: "2031-06-08"
title: The invented coast
cutoff: 2031-06-08
corrects: "2031-05-11"
""",
    "briefings/indicators.yml": _INDICATORS.replace(
        "definition: Ferries that sank in the place.",
        "definition: Ferries that sank in the place or were scuttled there.",
    ).replace(
        "    population: ferries\n",
        "    population: ferries\n    change: {cause: definition_changed, note: Scuttled ferries are counted now.}\n",
    ),
    "briefings/coast/briefing.yml": FILES["briefings/coast/briefing.yml"].replace(
        "[At least 240 people]", "[At least 130 people]"
    ),
    "briefings/coast/humanitarian.yml": """\
figures:
  - id: left-amber-watch
    indicator: people-left
    place: port-amber
    value: 130
    quantifier: at_least
    date: 2031-05-02
    said_by: lantern-watch
    change: {cause: correction, note: The bulletin had misprinted the number.}
    source: bulletin-3
    quote: At least 130 people left Port Amber on 2 May 2031, the Lantern Watch said
  - id: ferry-sunk
    indicator: ferries-sunk
    place: port-amber
    value: 9
    said_by: tide-council
    change: {cause: better_source, note: The council keeps the register of ferries., series_break: true}
    source: bulletin-3
    quote: Nine ferries sank in Port Amber, the Tide Council said.
withdrawn:
  - id: left-amber-council
    note: The council has taken its number back.
""",
}
EDITIONS: tuple[Mapping[str, str], ...] = ({}, SECOND, THIRD)


def write_edition(root: Path, number: int) -> Path:
    """Write the files of an edition, 0 to 2, over those of the one before."""
    if number == 0:
        return write_project(root)
    for path, text in EDITIONS[number].items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return root


def publish_editions(root: Path, public: Path, count: int = 3) -> None:
    """Publish the first editions, one after the other."""
    for number in range(count):
        write_edition(root, number)
        publish(root, IDS[number], public)

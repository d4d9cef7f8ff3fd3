"""Read broken projects: every fault is told once, at its place, with what to do about it."""

# ruff: noqa: E501  # what is printed stands here as it is printed

from __future__ import annotations

import json
import os
import random
import re
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import FILES, HERE, write_project
from dateline.cli import main
from dateline.prepare import check
from dateline.read.yamlfile import parse_yaml


def problems_of(root: Path) -> str:
    """Return what `check` prints for a project with problems; nothing in the project changes."""
    before = contents(root)
    result = CliRunner().invoke(main, ["-C", str(root), "check"])
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert contents(root) == before
    return result.stdout


def contents(root: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# ---------------------------------------------------------------- one absurd project
# Everything is wrong with the form of its records, and nothing else.

ABSURD = {
    "briefings/actors.yml": """\
actors:
  - {id: harbour-guard, name: Harbour Guard, type: armed_gruop, belligerent: maybe}
  - {id: lantern-watch, name: Lantern Watch, type: monitor, article: true}
  - {id: lantern-watch, name: Lantern Watchers, type: monitor}
  - {id: Tide Council, name: {en: Tide Council, ar: }, type: council}
  - {id: pilots, name: {en: Pilots, ar: المرشدون}, type: civil_group}
  - {id: 7, name: 7, type: person, origin: sea}
""",
    "briefings/places.yml": """\
places:
  - id: port-amber
    name: Port Amber
    type: town
    coordinates: {lattitude: 33.6, longitude: 190}
    reference: A made-up gazetteer
  - {id: gull-island, name: Gull Island, type: area, codes: {map: "7"}}
  - {id: quince, name: Quince, type: area}
""",
    "briefings/edition.yml": """\
id: 4 May
title: 2031
cutoff: 2031-02-30
""",
    "briefings/coast/briefing.yml": """\
title: The coast
title: The coast again
places: [quince, quinze]
sumary: Short.
summary: "[held](fact:amber-held), [gone](fact:amber-gone)"
key_figures: [left, watched, lefft]
prose: {weather: Calm.}
""",
    "briefings/coast/control.yml": """\
control:
  - id: amber-held
    place: quince
    state: controled
    by: lantern-wach
    since: "2029"
    slug: coast
    source: bulletin
    quote:
  - place: quince
    state: controlled
    source: bulletn
    quote: Weather stayed calm.
  - gull-island is held
  - id: unheld
    place: quince
    state: claimed
    source: bulletin
    quote: Weather stayed calm.
""",
    "briefings/coast/factions.yml": """\
positions:
  - {id: watched, actor: lantern-watch, stance: hopes, what: "", source: bulletin, quote: Weather stayed calm.}
  - {id: amber-held, actor: harbour-guard, stance: aims, what: x, source: bulletin, quote: Weather stayed calm.}
demands:
  - {id: d, by: [], to: lantern-watch, what: x, track: watched, source: bulletin, quote: Weather stayed calm.}
  - {id: e, by: quince, to: lantern-watch, what: x, track: talks, source: bulletin, quote: Weather stayed calm.}
tracks: []
""",
    "briefings/coast/humanitarian.yml": """\
figures:
  - id: left
    indicator: people-left
    place: quince
    value: "240"
    quantifier: at least
    date: yesterday
    period: 2031-05/2031-04
    source: [bulletin]
    quote: 5
    attributed: {}
  - {id: nan, indicator: people-left, place: quince, value: .nan, source: bulletin, quote: Weather}
  - {id: inf, indicator: people-left, place: quince, value: -.inf, source: bulletin, quote: Weather}
  - {id: vast, indicator: people-left, place: quince, value: 1e999999999, source: bulletin, quote: Weather}
  - {id: oct, indicator: people-left, place: quince, value: 0o, source: bulletin, quote: Weather}
  - {id: two, indicator: people-left, place: quince, value: 5, magnitude: dozens, source: bulletin, quote: Weather}
  - {id: none, indicator: people-left, place: quince, source: bulletin, quote: Weather}
  - {id: range, indicator: people-left, place: quince, value: [60, 40], source: bulletin, quote: Weather}
  - {id: between, indicator: people-left, place: quince, value: 4, quantifier: between, source: bulletin, quote: Weather}
  - {id: pair, indicator: people-left, place: quince, value: [4, 5], source: bulletin, quote: Weather}
""",
    "briefings/coast/anchors.yml": """\
events:
  - &first {id: one, what: stayed, source: bulletin, quote: Weather stayed calm.}
  - *first
  - {id: !!str two, what: stayed, source: bulletin, quote: &words Weather stayed calm., note: *words}
  - ? {id: three}
    : [four]
    id: five
    what: stayed
    source: bulletin
    quote: Weather stayed calm.
  - *first : six
    id: seven
    what: !!python/object/apply:os.system [stayed]
    source: bulletin
    quote: Weather stayed calm.
""",
    "seeds/loner.yml": """\
id: loner
document: bulletin.txt
sha256: ABC
type: newspaper
publisher: Nobody
issued: 2031-13-01
URL: ftp://example.com/
full_text: yes
rights: None.
unused:
  - {quote: Weather, raison: none}
  - Weather
sources: []
""",
}

ABSURD_PROBLEMS = """\
briefings/actors.yml:2:52: error[wrong-type]: “armed_gruop” is no type
   |
 2 |   - {id: harbour-guard, name: Harbour Guard, type: armed_gruop, belligerent: maybe}
   |                                                    ^
   = help: did you mean `armed_group`?

briefings/actors.yml:2:78: error[wrong-type]: “belligerent” is neither true nor false
   |
 2 |   - {id: harbour-guard, name: Harbour Guard, type: armed_gruop, belligerent: maybe}
   |                                                                              ^
   = help: write `true` or `false`, without quotation marks

briefings/actors.yml:4:10: error[duplicate-id]: the id “lantern-watch” is used a second time
   |
 4 |   - {id: lantern-watch, name: Lantern Watchers, type: monitor}
   |          ^
   = help: it stands first in briefings/actors.yml, line 3; an id is never used again

briefings/actors.yml:5:10: error[wrong-type]: “id”: “Tide Council” is not an id
   |
 5 |   - {id: Tide Council, name: {en: Tide Council, ar: }, type: council}
   |          ^
   = help: use lower-case letters, digits and single hyphens: `lantern-watch`

briefings/actors.yml:5:53: error[empty]: no value stands here
   |
 5 |   - {id: Tide Council, name: {en: Tide Council, ar: }, type: council}
   |                                                     ^
   = help: write a value, or delete the key

briefings/actors.yml:6:18: error[reference]: “pilots” has a second language in its `name`, which no source carries, and names no reference for it
   |
 6 |   - {id: pilots, name: {en: Pilots, ar: المرشدون}, type: civil_group}
   |                  ^
   = help: add `reference:` with where it is from

briefings/actors.yml:7:10: error[wrong-type]: “id” is not text
   |
 7 |   - {id: 7, name: 7, type: person, origin: sea}
   |          ^
   = help: put it in quotation marks

briefings/actors.yml:7:19: error[wrong-type]: “name”: a name is words, or a mapping from language to words: {en: …, ar: …}
   |
 7 |   - {id: 7, name: 7, type: person, origin: sea}
   |                   ^

briefings/actors.yml:7:36: error[unknown-key]: no field is called “origin”
   |
 7 |   - {id: 7, name: 7, type: person, origin: sea}
   |                                    ^
   = help: here may stand: also, article, belligerent, formerly, id, name, plural, reference, type

briefings/coast/anchors.yml:2:5: error[yaml-alias]: “first” is a YAML anchor
   |
 2 |   - &first {id: one, what: stayed, source: bulletin, quote: Weather stayed calm.}
   |     ^
   = help: write the value out: a fact stands for itself, and aliases can explode

briefings/coast/anchors.yml:3:5: error[yaml-alias]: “first” is a YAML alias
   |
 3 |   - *first
   |     ^
   = help: write the value out: a fact stands for itself, and aliases can explode

briefings/coast/anchors.yml:4:10: error[yaml-alias]: “tag:yaml.org,2002:str” is a YAML tag
   |
 4 |   - {id: !!str two, what: stayed, source: bulletin, quote: &words Weather stayed calm., note: *words}
   |          ^
   = help: delete it: types come from the field

briefings/coast/anchors.yml:4:60: error[yaml-alias]: “words” is a YAML anchor
   |
 4 |   - {id: !!str two, what: stayed, source: bulletin, quote: &words Weather stayed calm., note: *words}
   |                                                            ^
   = help: write the value out: a fact stands for itself, and aliases can explode

briefings/coast/anchors.yml:4:95: error[yaml-alias]: “words” is a YAML alias
   |
 4 |   - {id: !!str two, what: stayed, source: bulletin, quote: &words Weather stayed calm., note: *words}
   |                                                                                               ^
   = help: write the value out: a fact stands for itself, and aliases can explode

briefings/coast/anchors.yml:5:7: error[wrong-type]: a key must be a word
   |
 5 |   - ? {id: three}
   |       ^
   = help: write `key: value`

briefings/coast/anchors.yml:11:5: error[yaml-alias]: “first” is a YAML alias
    |
 11 |   - *first : six
    |     ^
   = help: write the value out: a fact stands for itself, and aliases can explode

briefings/coast/anchors.yml:13:11: error[yaml-alias]: “tag:yaml.org,2002:python/object/apply:os.system” is a YAML tag
    |
 13 |     what: !!python/object/apply:os.system [stayed]
    |           ^
   = help: delete it: types come from the field

briefings/coast/briefing.yml:2:1: error[duplicate-key]: the key “title” stands here a second time
   |
 2 | title: The coast again
   | ^
   = help: it stands first in line 1; keep one

briefings/coast/briefing.yml:3:18: error[unknown-id]: no record “quinze” among the places
   |
 3 | places: [quince, quinze]
   |                  ^
   = help: did you mean `quince`?

briefings/coast/briefing.yml:4:1: error[unknown-key]: no field is called “sumary”
   |
 4 | sumary: Short.
   | ^
   = help: did you mean `summary`?

briefings/coast/briefing.yml:7:9: error[unknown-key]: “weather” is no key of `prose`
   |
 7 | prose: {weather: Calm.}
   |         ^
   = help: write control, factions, negotiations, humanitarian, timeline

briefings/coast/control.yml:4:12: error[wrong-type]: “controled” is no state
   |
 4 |     state: controled
   |            ^
   = help: did you mean `controlled`?

briefings/coast/control.yml:5:9: error[unknown-id]: no record “lantern-wach” among the actors
   |
 5 |     by: lantern-wach
   |         ^
   = help: did you mean `lantern-watch`?

briefings/coast/control.yml:7:5: error[unknown-key]: no field is called “slug”
   |
 7 |     slug: coast
   |     ^
   = help: here may stand: attributed, by, change, context, date, formerly, id, note, place, prefix, quote, said_by, since, source, state, suffix, unproved, when

briefings/coast/control.yml:9:11: error[empty]: no value stands here
   |
 9 |     quote:
   |           ^
   = help: write a value, or delete the key

briefings/coast/control.yml:10:5: error[missing-key]: “id” is missing
    |
 10 |   - place: quince
    |     ^
   = help: add `id:`

briefings/coast/control.yml:12:13: error[unknown-id]: no record “bulletn” among the sources
    |
 12 |     source: bulletn
    |             ^
   = help: did you mean `bulletin`?

briefings/coast/control.yml:14:5: error[wrong-type]: a record is a mapping
    |
 14 |   - gull-island is held
    |     ^
   = help: write `- id: …` and its fields

briefings/coast/control.yml:17:12: error[wrong-type]: “claimed” needs `by`: who holds it
    |
 17 |     state: claimed
    |            ^

briefings/coast/factions.yml:2:49: error[wrong-type]: “hopes” is no stance
   |
 2 |   - {id: watched, actor: lantern-watch, stance: hopes, what: "", source: bulletin, quote: Weather stayed calm.}
   |                                                 ^
   = help: write states, denies, aims

briefings/coast/factions.yml:2:62: error[wrong-type]: “what” is empty
   |
 2 |   - {id: watched, actor: lantern-watch, stance: hopes, what: "", source: bulletin, quote: Weather stayed calm.}
   |                                                              ^
   = help: write words, or delete the key

briefings/coast/factions.yml:3:10: error[duplicate-id]: the id “amber-held” is used a second time
   |
 3 |   - {id: amber-held, actor: harbour-guard, stance: aims, what: x, source: bulletin, quote: Weather stayed calm.}
   |          ^
   = help: it stands first in briefings/coast/control.yml, line 2; an id is never used again

briefings/coast/factions.yml:5:17: error[wrong-type]: “by” is an empty list
   |
 5 |   - {id: d, by: [], to: lantern-watch, what: x, track: watched, source: bulletin, quote: Weather stayed calm.}
   |                 ^
   = help: name at least one

briefings/coast/factions.yml:6:17: error[unknown-id]: no record “quince” among the actors
   |
 6 |   - {id: e, by: quince, to: lantern-watch, what: x, track: talks, source: bulletin, quote: Weather stayed calm.}
   |                 ^
   = help: add it to the actors, or mend the id

briefings/coast/humanitarian.yml:5:12: error[wrong-type]: “value”: a value is a number without quotation marks, or two rising ones: [40, 60]
   |
 5 |     value: "240"
   |            ^
   = help: write `value: 240`

briefings/coast/humanitarian.yml:6:17: error[wrong-type]: “at least” is no quantifier
   |
 6 |     quantifier: at least
   |                 ^
   = help: did you mean `at_least`?

briefings/coast/humanitarian.yml:7:11: error[wrong-type]: “date”: “yesterday” is not a date; write 2018, 2018-04, 2018-04-01, 2018-04-01? or 2018-02/..
   |
 7 |     date: yesterday
   |           ^

briefings/coast/humanitarian.yml:8:13: error[wrong-type]: “period”: “2031-05/2031-04” ends before it begins
   |
 8 |     period: 2031-05/2031-04
   |             ^

briefings/coast/humanitarian.yml:9:13: error[wrong-type]: “source” names one of the sources by its id
   |
 9 |     source: [bulletin]
   |             ^
   = help: write the id alone, without brackets

briefings/coast/humanitarian.yml:10:12: error[wrong-type]: “quote” is not text
    |
 10 |     quote: 5
    |            ^
   = help: put it in quotation marks

briefings/coast/humanitarian.yml:11:17: error[wrong-type]: “attributed” is not text
    |
 11 |     attributed: {}
    |                 ^
   = help: write words

briefings/coast/humanitarian.yml:12:61: error[wrong-type]: “value”: a value is a number without quotation marks, or two rising ones: [40, 60]
    |
 12 |   - {id: nan, indicator: people-left, place: quince, value: .nan, source: bulletin, quote: Weather}
    |                                                             ^

briefings/coast/humanitarian.yml:13:61: error[wrong-type]: “value”: a value is a number without quotation marks, or two rising ones: [40, 60]
    |
 13 |   - {id: inf, indicator: people-left, place: quince, value: -.inf, source: bulletin, quote: Weather}
    |                                                             ^

briefings/coast/humanitarian.yml:14:62: error[wrong-type]: “value”: a value is a number without quotation marks, or two rising ones: [40, 60]
    |
 14 |   - {id: vast, indicator: people-left, place: quince, value: 1e999999999, source: bulletin, quote: Weather}
    |                                                              ^

briefings/coast/humanitarian.yml:15:61: error[wrong-type]: “value”: a value is a number without quotation marks, or two rising ones: [40, 60]
    |
 15 |   - {id: oct, indicator: people-left, place: quince, value: 0o, source: bulletin, quote: Weather}
    |                                                             ^

briefings/coast/humanitarian.yml:16:10: error[duplicate-id]: the id “two” is used a second time
    |
 16 |   - {id: two, indicator: people-left, place: quince, value: 5, magnitude: dozens, source: bulletin, quote: Weather}
    |          ^
   = help: it stands first in briefings/coast/anchors.yml, line 4; an id is never used again

briefings/coast/humanitarian.yml:16:75: error[wrong-type]: a figure has a `value`, or a `magnitude` where the source gives no number
    |
 16 |   - {id: two, indicator: people-left, place: quince, value: 5, magnitude: dozens, source: bulletin, quote: Weather}
    |                                                                           ^

briefings/coast/humanitarian.yml:17:10: error[wrong-type]: a figure has a `value`, or a `magnitude` where the source gives no number
    |
 17 |   - {id: none, indicator: people-left, place: quince, source: bulletin, quote: Weather}
    |          ^

briefings/coast/humanitarian.yml:18:63: error[wrong-type]: “value”: a value is a number without quotation marks, or two rising ones: [40, 60]
    |
 18 |   - {id: range, indicator: people-left, place: quince, value: [60, 40], source: bulletin, quote: Weather}
    |                                                               ^

briefings/coast/humanitarian.yml:19:80: error[wrong-type]: a range has two values and `quantifier: between`; the one asks for the other
    |
 19 |   - {id: between, indicator: people-left, place: quince, value: 4, quantifier: between, source: bulletin, quote: Weather}
    |                                                                                ^

briefings/coast/humanitarian.yml:20:62: error[wrong-type]: a range has two values and `quantifier: between`; the one asks for the other
    |
 20 |   - {id: pair, indicator: people-left, place: quince, value: [4, 5], source: bulletin, quote: Weather}
    |                                                              ^

briefings/edition.yml:1:5: error[wrong-type]: “id”: “4 May” is not an edition’s id
   |
 1 | id: 4 May
   |     ^
   = help: write a date, and a number for a second one: `2018-04-02.2`

briefings/edition.yml:2:8: error[wrong-type]: “title” is not text
   |
 2 | title: 2031
   |        ^
   = help: put it in quotation marks

briefings/edition.yml:3:9: error[wrong-type]: “cutoff”: “2031-02-30” is not a day of the calendar
   |
 3 | cutoff: 2031-02-30
   |         ^

briefings/places.yml:5:18: error[missing-key]: “latitude” is missing
   |
 5 |     coordinates: {lattitude: 33.6, longitude: 190}
   |                  ^
   = help: add `latitude:`

briefings/places.yml:5:19: error[unknown-key]: no field is called “lattitude”
   |
 5 |     coordinates: {lattitude: 33.6, longitude: 190}
   |                   ^
   = help: did you mean `latitude`?

briefings/places.yml:5:47: error[wrong-type]: “longitude” is more than 180
   |
 5 |     coordinates: {lattitude: 33.6, longitude: 190}
   |                                               ^
   = help: mend the number

briefings/places.yml:7:54: error[reference]: “gull-island” has `codes`, which no source carries, and names no reference for it
   |
 7 |   - {id: gull-island, name: Gull Island, type: area, codes: {map: "7"}}
   |                                                      ^
   = help: add `reference:` with where it is from

seeds/loner.yml:1:1: error[missing-key]: “title” is missing
   |
 1 | id: loner
   | ^
   = help: add `title:`

seeds/loner.yml:3:9: error[wrong-type]: “sha256”: “ABC” is not a SHA-256
   |
 3 | sha256: ABC
   |         ^
   = help: write its 64 digits and lower-case letters a to f, as `sha256sum` prints them

seeds/loner.yml:4:7: error[wrong-type]: “newspaper” is no type
   |
 4 | type: newspaper
   |       ^
   = help: write article-newspaper, article, report, webpage, post, speech

seeds/loner.yml:6:9: error[wrong-type]: “issued”: “2031-13-01” is not a day of the calendar
   |
 6 | issued: 2031-13-01
   |         ^

seeds/loner.yml:7:6: error[wrong-type]: “URL”: “ftp://example.com/” is not an address of the web
   |
 7 | URL: ftp://example.com/
   |      ^
   = help: write it with https:// and without spaces

seeds/loner.yml:8:12: error[wrong-type]: “full_text” is neither true nor false
   |
 8 | full_text: yes
   |            ^
   = help: write `true` or `false`, without quotation marks

seeds/loner.yml:11:5: error[missing-key]: “reason” is missing
    |
 11 |   - {quote: Weather, raison: none}
    |     ^
   = help: add `reason:`

seeds/loner.yml:11:22: error[unknown-key]: no field is called “raison”
    |
 11 |   - {quote: Weather, raison: none}
    |                      ^
   = help: did you mean `reason`?

seeds/loner.yml:12:5: error[wrong-type]: “unused” is not a mapping
    |
 12 |   - Weather
    |     ^
   = help: write `key: value` below it

seeds/loner.yml:13:1: error[unknown-key]: no field is called “sources”
    |
 13 | sources: []
    | ^
   = help: here may stand: URL, author, container-title, document, formerly, full_text, id, inferred, issued, language, note, original, publisher, retracted, rights, sha256, superseded_by, title, type, unused, when
"""


def test_each_fault_of_form_is_told_once_and_in_order(tmp_path):
    assert problems_of(write_project(tmp_path, ABSURD)) == ABSURD_PROBLEMS


# ---------------------------------------------------------------- files that cannot be read

UNREADABLE = {
    "briefings/The Coast/control.yml": b"control: []\n",
    "briefings/coast/bomb.yml": b"events: " + b"[" * 100_000,
    "briefings/coast/broken.yml": "events:\n  - id: “é”\n   what: “é” [\n".encode(),
    "briefings/coast/briefing/briefing.yml": b"title: Inner\n",
    "briefings/coast/comments.yml": b"# nothing yet\n",
    "briefings/coast/crlf.yml": b"events:\r\n  []\r\n",
    "briefings/coast/latin.yml": b"events:\n  - what: Caf\xe9\n",
    "briefings/coast/list.yml": b"- id: one\n",
    "briefings/coast/nothing.yml": b"",
    "briefings/coast/null.yml": b"~\n",
    "briefings/coast/nul.yml": "events:\n  - note: “é” \0\n".encode(),
    "briefings/coast/scalar.yml": b"events\n",
    "briefings/coast/separator.yml": "events: [] # one\u2028two\n".encode(),
    "briefings/coast/tab.yml": b"events:\n\t- id: one\n",
    "briefings/coast/two.yml": b"events: []\n---\nevents: []\n",
    "briefings/coast/utf16.yml": "events: []".encode("utf-16"),
    "briefings/coast/version.yml": b"%YAML 3.0\n---\nevents: []\n",
    "briefings/editions/notes.yml": b"events: []\n",
    "briefings/editon.yml": b"id: 2031-05-04\n",
    "briefings/empty/control.yml": b"{}\n",
    "briefings/facts/briefing.yml": b"title: Facts\n",
    "briefings/orphan/events.yml": b"events: []\n",
    "briefings/orphan/more.yaml": b"figures: []\n",
    "briefings/orphan/MORE.YML": b"figures: []\n",
    "briefings/places.yml": b"\xef\xbb\xbfplaces:\n  - {id: port-amber, name: Port Amber, type: town}\n",
    "seeds/bytes.txt": b"\xff\xfe\x00",
    "seeds/bytes.yml": b"id: bytes\ndocument: bytes.txt\n",
    "seeds/climber.yml": b"id: climber\ndocument: ../../etc/passwd\n",
    "seeds/gone.yml": b"id: gone\ndocument: nowhere.txt\n",
    "seeds/klingon.txt": b"nuqneH",
    "seeds/notes.txt": b"Six words that nobody ever described.\n",
    "seeds/rooted.yml": b"id: rooted\ndocument: /etc/passwd\n",
    "seeds/stretched.yml": b"id: stretched\ndocument: " + b"a" * 300 + b"\n",
    "seeds/void.yml": b"id: void\ndocument: folder\n",
}
REST_OF_RECORD = """\
sha256: 0000000000000000000000000000000000000000000000000000000000000000
type: report
title: Wrong in one thing only
publisher: Nobody
issued: 2031-05-03
rights: None.
"""
KLINGON = f"id: klingon\ndocument: klingon.txt\nlanguage: tlh-x\n{REST_OF_RECORD}"

UNREADABLE_PROBLEMS = """\
briefings/The Coast: error[layout]: a briefing cannot have this name
   = help: use lower-case letters, digits and hyphens

briefings/coast/bomb.yml:1:28: error[yaml-syntax]: nested more than 20 levels deep
   |
 1 | events: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
   |                            ^
   = help: write it flat

briefings/coast/briefing.yml:2:22: error[unknown-id]: no record “gull-island” among the places
   |
 2 | places: [port-amber, gull-island]
   |                      ^
   = help: add it to the places, or mend the id

briefings/coast/briefing/briefing.yml: error[layout]: a briefing inside a briefing
   = help: move its folder to briefings/

briefings/coast/broken.yml:3:4: error[yaml-syntax]: this line is not indented as the one that it belongs with
   |
 3 |    what: “é” [
   |    ^
   = help: let all fields of a record begin below one another, behind its dash

briefings/coast/comments.yml:1:1: error[empty]: the file is empty
   |
 1 | # nothing yet
   | ^
   = help: write its records, or delete it

briefings/coast/crlf.yml:1:8: error[line-ends]: a carriage return ends the line
   |
 1 | events:
   |        ^
   = help: save the file with Unix line ends (LF)

briefings/coast/factions.yml:6:12: error[unknown-id]: no record “gull-island” among the places
   |
 6 |     place: gull-island
   |            ^
   = help: add it to the places, or mend the id

briefings/coast/latin.yml:2:14: error[encoding]: the file is not UTF-8: byte 0xe9
   |
 2 |   - what: Caf�
   |              ^
   = help: save it as UTF-8

briefings/coast/list.yml:1:1: error[wrong-type]: the file is not a mapping
   |
 1 | - id: one
   | ^
   = help: write `key: value`

briefings/coast/nothing.yml:1:1: error[empty]: the file is empty
   = help: write its records, or delete it

briefings/coast/nul.yml:2:15: error[yaml-syntax]: a control character that YAML forbids stands here
   |
 2 |   - note: “é” \\u0000
   |               ^
   = help: delete it

briefings/coast/null.yml:1:1: error[empty]: no value stands here
   |
 1 | ~
   | ^
   = help: write a value, or delete the key

briefings/coast/outside.yml: error[outside-project]: it leads out of the project
   = help: keep a copy inside the project

briefings/coast/pipe.yml: error[missing-file]: it is not an ordinary file
   = help: put a file of text there

briefings/coast/scalar.yml:1:1: error[wrong-type]: the file is not a mapping
   |
 1 | events
   | ^
   = help: write `key: value`

briefings/coast/separator.yml:1:17: error[line-ends]: the character U+2028 stands here, which ends a line for some programs only
   |
 1 | events: [] # one\\u2028two
   |                 ^
   = help: put a space or a line feed in its place

briefings/coast/tab.yml:2:1: error[tab]: a tab stands here
   |
 2 |  - id: one
   | ^
   = help: indent with spaces

briefings/coast/tab.yml:2:4: error[missing-key]: “quote” is missing
   |
 2 |  - id: one
   |    ^
   = help: add `quote:`

briefings/coast/tab.yml:2:4: error[missing-key]: “source” is missing
   |
 2 |  - id: one
   |    ^
   = help: add `source:`

briefings/coast/tab.yml:2:4: error[missing-key]: “what” is missing
   |
 2 |  - id: one
   |    ^
   = help: add `what:`

briefings/coast/two.yml:2:1: error[yaml-syntax]: a second document begins
   |
 2 | ---
   | ^
   = help: keep one document a file

briefings/coast/utf16.yml:1:1: error[encoding]: the file is not UTF-8: byte 0xff
   |
 1 | ��e\\u0000v\\u0000e\\u0000n\\u0000t\\u0000s\\u0000:\\u0000 \\u0000[\\u0000]\\u0000
   | ^
   = help: save it as UTF-8

briefings/coast/version.yml:1:1: error[yaml-syntax]: not YAML: found incompatible YAML document
   |
 1 | %YAML 3.0
   | ^
   = help: look at this line and the one above it: indent, colons, quotes

briefings/editions/notes.yml: error[layout]: editions are written by `dateline publish`
   = help: keep facts in another folder

briefings/editon.yml: error[layout]: no register has this name
   = help: facts stand in briefings/<name>/

briefings/empty/control.yml:1:1: error[empty]: the file is empty
   |
 1 | {}
   | ^
   = help: write its records, or delete it

briefings/facts: error[layout]: the site has a folder of this name
   = help: take another name

briefings/linked: error[outside-project]: it is a link to a folder
   = help: keep a copy inside the project

briefings/orphan/MORE.YML: error[layout]: it ends in .YML
   = help: rename it to .yml

briefings/orphan/briefing.yml: error[missing-file]: no such file
   = help: write the briefing’s title, places and summary

briefings/orphan/more.yaml: error[layout]: it ends in .yaml
   = help: rename it to .yml

briefings/places.yml:1:1: error[encoding]: the file begins with a byte order mark
   |
 1 | places:
   | ^
   = help: save it as UTF-8 without BOM

seeds/bytes.yml:2:11: error[encoding]: “bytes.txt” is not UTF-8: byte 0xff at 0
   |
 2 | document: bytes.txt
   |           ^
   = help: keep its text as UTF-8

seeds/climber.yml:2:11: error[outside-project]: “../../etc/passwd” leads out of its record’s folder
   |
 2 | document: ../../etc/passwd
   |           ^
   = help: keep the document beside its record

seeds/gone.yml:2:11: error[missing-file]: “nowhere.txt”: no such file
   |
 2 | document: nowhere.txt
   |           ^
   = help: add it, or mend its name

seeds/klingon.yml:3:11: error[wrong-type]: “language”: no language has the tag “tlh-x”
   |
 3 | language: tlh-x
   |           ^
   = help: write `en`, `ar`, `pt-BR`

seeds/notes.txt: error[layout]: the document has no record
   = help: write notes.yml beside it, with `document: notes.txt`

seeds/rooted.yml:2:11: error[outside-project]: “/etc/passwd” leads out of its record’s folder
   |
 2 | document: /etc/passwd
   |           ^
   = help: keep the document beside its record

seeds/stretched.yml:2:11: error[missing-file]: “aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa”: it cannot be read: File name too long
   |
 2 | document: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
   |           ^
   = help: check the file and its permissions

seeds/void.yml:2:11: error[missing-file]: “folder”: it is not an ordinary file
   |
 2 | document: folder
   |           ^
   = help: put a file of text there
"""


def write_unreadable(folder: Path) -> Path:
    write_project(folder)
    for path, content in UNREADABLE.items():
        record = path.startswith("seeds/") and path.endswith(".yml")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content + REST_OF_RECORD.encode() if record else content)
    (folder / "seeds/klingon.yml").write_text(KLINGON, "utf-8")
    (folder / "seeds/folder").mkdir()
    (folder / "briefings/coast/folder.yml").mkdir()
    (folder / "briefings/coast/outside.yml").symlink_to("/etc/passwd")
    (folder / "briefings/linked").symlink_to("coast")
    os.mkfifo(folder / "briefings/coast/pipe.yml")
    return folder


def test_each_file_that_cannot_be_read_is_told_and_no_echo_of_it(tmp_path):
    assert problems_of(write_unreadable(tmp_path)) == UNREADABLE_PROBLEMS


def test_a_ring_of_links_is_told(tmp_path):
    write_project(tmp_path)
    (tmp_path / "briefings/coast/ring.yml").symlink_to("ring.yml")
    assert problems_of(tmp_path).startswith("briefings/coast/ring.yml: error[missing-file]: ")


def test_a_seeds_folder_that_leads_out_of_the_project_is_told(tmp_path):
    root = write_project(tmp_path / "project")
    (root / "seeds").rename(tmp_path / "elsewhere")
    (root / "seeds").symlink_to("../elsewhere")
    assert "seeds: error[outside-project]: it leads out of the project\n" in problems_of(root)


def test_a_folder_without_a_project_is_told(tmp_path):
    (tmp_path / "briefings").write_text("not a folder", "utf-8")
    assert (
        problems_of(tmp_path)
        == """\
briefings: error[layout]: there is no such folder here
   = help: run dateline in a project’s folder

seeds: error[layout]: there is no such folder here
   = help: run dateline in a project’s folder
"""
    )


def test_registers_that_are_missing_are_told_and_not_each_id_in_them(tmp_path):
    write_project(tmp_path)
    for name in ("actors", "places", "indicators", "edition"):
        (tmp_path / f"briefings/{name}.yml").unlink()
    assert (
        problems_of(tmp_path)
        == """\
briefings/actors.yml: error[missing-file]: no such file
   = help: write `actors:` and a list

briefings/edition.yml: error[missing-file]: no such file
   = help: write the edition’s id, title and cutoff

briefings/indicators.yml: error[missing-file]: no such file
   = help: write `indicators:` and a list

briefings/places.yml: error[missing-file]: no such file
   = help: write `places:` and a list
"""
    )


def test_a_misspelt_heading_is_told_and_not_each_id_below_it(tmp_path):
    write_project(tmp_path, {"briefings/actors.yml": FILES["briefings/actors.yml"].replace("actors:", "acters:")})
    assert (
        problems_of(tmp_path)
        == """\
briefings/actors.yml:1:1: error[unknown-key]: no kind of record is called “acters”
   |
 1 | acters:
   | ^
   = help: did you mean `actors`?
"""
    )


def test_an_id_that_another_briefing_has_used_is_told(tmp_path):
    event = "events:\n  - {id: ferry-sunk, what: stayed, source: bulletin, quote: Weather stayed calm.}\n"
    other = {
        "briefings/inland/events.yml": event,
        "briefings/inland/briefing.yml": "title: Inland\nplaces: gull-island\nsummary: Nothing.\n",
    }
    assert (
        problems_of(write_project(tmp_path, other))
        == """\
briefings/inland/events.yml:2:10: error[duplicate-id]: the id “ferry-sunk” is used a second time
   |
 2 |   - {id: ferry-sunk, what: stayed, source: bulletin, quote: Weather stayed calm.}
   |          ^
   = help: it stands first in briefings/coast/humanitarian.yml, line 21; an id is never used again
"""
    )


# ---------------------------------------------------------------- scalars


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NO", "NO"),
        ("on", "on"),
        ("y", "y"),
        ("22:30", "22:30"),
        ("1_600", "1_600"),
        ("0o14", 12),
        ("014", 14),
        ("0xff", 255),
        ("1e3", Decimal(1000)),
        ("-5", -5),
        ("+5", 5),
        (".5", Decimal("0.5")),
        ("1.10", Decimal("1.10")),
        ("2018-04-01", "2018-04-01"),
        ("2018", 2018),
        ("'2018'", "2018"),
        ("true", True),
        ("True", True),
        ("yes", "yes"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e9999", "1e9999"),
        ("9" * 100_000, "9" * 100_000),
        ("0b11", "0b11"),
        ("١٢", "١٢"),
    ],
)
def test_scalars_follow_yaml_1_2(written, read):
    file = parse_yaml("x.yml", f"key: {written}\n".encode())
    assert (file.root, file.problems) == ({"key": read}, ())
    assert type(file.root["key"]) is type(read)


# ---------------------------------------------------------------- whatever the bytes are

SMALL = {path: text for path, text in FILES.items() if path.endswith((".yml", ".txt")) and path != "mkdocs.yml"}
REAL = [path.read_bytes() for path in sorted((HERE / "briefings").rglob("*.yml"))]
PATHS = sorted(path for path in SMALL if path.endswith(".yml"))


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    return write_project(tmp_path_factory.mktemp("fuzz"))


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Flip, delete, insert and repeat bytes, and swap lines."""
    for _ in range(chance.randint(1, 4)):
        at, way = chance.randrange(len(content) + 1), chance.randrange(6)
        if way == 0:
            content = content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]
        elif way == 1:
            content = content[:at] + content[at + chance.randint(1, 9) :]
        elif way == 2:
            token = chance.choice((b"\0", b"\t", b"\r", b": ", b"- ", b"[", b"{", b"&a ", b"*a", b"!!int ", b"|\n"))
            content = content[:at] + token + content[at:]
        elif way == 3:
            content = (
                content[:at]
                + chance.choice((b"\xff", b"\xc2\x85", b"\xe2\x80\xae", b"9" * 50, b"'", b'"'))
                + content[at:]
            )
        elif way == 4:
            content = content[:at] + content[max(0, at - 40) :]
        else:
            lines = content.split(b"\n")
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
            content = b"\n".join(lines)
    return content


def no_traceback(root: Path, path: str, content: bytes) -> None:
    """Check a project with one file changed; a problem or none, but no exception."""
    whole = (root / path).read_bytes()
    (root / path).write_bytes(content)
    try:
        check(root)
    finally:
        (root / path).write_bytes(whole)


@settings(max_examples=800, deadline=None)
@given(st.sampled_from(PATHS), st.randoms(use_true_random=False))
def test_no_damage_to_a_file_shows_a_traceback(small, path, chance):
    no_traceback(small, path, damaged((small / path).read_bytes(), chance))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PATHS), st.sampled_from(REAL), st.randoms(use_true_random=False))
def test_no_file_in_a_wrong_place_shows_a_traceback(small, path, content, chance):
    no_traceback(small, path, damaged(content, chance))


@settings(max_examples=1000, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_show_a_traceback(content):
    for problem in parse_yaml("x.yml", content).problems:
        assert problem.line >= 1
        assert problem.column >= 1


YAML = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_value_in_any_field_shows_a_traceback(small, data):
    path = data.draw(st.sampled_from(PATHS))
    text = (small / path).read_text("utf-8")
    values = list(re.finditer(r"(?<=: )[^\s{}\[\],>][^{}\[\],\n]*", text))
    place = data.draw(st.sampled_from(values))
    value = json.dumps(data.draw(YAML), default=str)
    no_traceback(small, path, (text[: place.start()] + value + text[place.end() :]).encode())


def test_what_is_missing_at_the_end_of_a_file_is_told_in_its_last_line():
    # The parser counts the line that would come next, and editors show none.
    found = parse_yaml("a.yml", b"actors:\n  - {id").problems
    assert [(problem.line, problem.column, problem.rule.value) for problem in found] == [
        (2, 8, "yaml-syntax"),
        (2, 8, "empty"),
    ]

"""Hold facts against their documents: what each rule lets pass, and what would fool a simpler one."""

# ruff: noqa: E501  # facts and sentences stand here as they are written

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from textwrap import indent

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import edit, write_project
from dateline.cli import main

REGISTERS = {
    "briefings/actors.yml": """\
actors:
  - {id: guard, name: Harbour Guard, type: armed_group, belligerent: true, article: true}
  - {id: veterans, name: Harbour Guard Veterans, type: civil_group, article: true}
  - {id: watch, name: Lantern Watch, also: [monitors], type: monitor, article: true}
  - {id: reeve, name: Reeve Ana Sol, also: [Sol], type: person}
""",
    "briefings/places.yml": """\
places:
  - {id: amber, name: Port Amber, type: town}
  - {id: amber-bay, name: Port Amber Bay, type: area}
  - {id: gull, name: Gull Island, type: area}
""",
    "briefings/indicators.yml": """\
indicators:
  - id: killed
    name: People killed
    definition: People killed in the place.
    unit: people
    measure: flow
    population: people
    words: [people, killed]
    phrase: {en: {one: "person was killed in {place}", other: "people were killed in {place}"}}
  - id: turnout
    name: Turnout
    definition: Share of those who may vote that did.
    unit: percent
    measure: flow
    population: voters
    words: [voted]
    phrase: {en: {one: "percent voted in {place}", other: "percent voted in {place}"}}
  - id: aid
    name: Aid
    definition: Money given.
    unit: USD
    measure: flow
    population: dollars
    words: [aid]
    phrase: {en: {one: "dollar of aid for {place}", other: "dollars of aid for {place}"}}
""",
}


def write(folder: Path, text: str, facts: str, **briefing: str) -> Path:
    """Write a project of one document and one file of facts; what is not quoted is set aside."""
    fields = {"title": "The coast", "places": "[amber]", "summary": "Nothing.", **briefing}
    return write_project(
        folder,
        REGISTERS
        | {
            "seeds/bulletin.txt": text,
            "seeds/bulletin.yml": f"""\
id: bulletin
document: bulletin.txt
sha256: {sha256(text.encode()).hexdigest()}
type: report
title: Bulletin
publisher: Amber Gazette
issued: 2031-05-07
rights: Invented.
""",
            "seeds/wire.txt": "",
            "seeds/wire.yml": f"{{id: wire, document: wire.txt, sha256: {sha256(b'').hexdigest()}, type: report, title: Wire, publisher: Wire, issued: 2031-05-07, rights: Invented.}}\n",
            "briefings/edition.yml": 'id: "2031-12-31"\ntitle: The invented coast\ncutoff: 2031-12-31\n',
            "briefings/coast/briefing.yml": "".join(f"{key}: {value}\n" for key, value in fields.items()),
            "briefings/coast/control.yml": facts,
            "briefings/coast/humanitarian.yml": "figures: []\n",
            "briefings/coast/factions.yml": "positions: []\n",
        },
    )


def problems(root: Path, *, coverage: bool = False) -> str:
    """Return what `check` prints; sentences that no fact quotes are left out, unless they are asked for."""
    result = CliRunner().invoke(main, ["-C", str(root), "check"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    blocks = [block for block in re.split(r"\n\n", result.stdout) if block]
    if result.exit_code == 0:
        assert "all proved" in result.stdout
        return ""
    return "\n".join(block for block in blocks if coverage or "error[P9-coverage]" not in block).strip("\n")


def short(root: Path) -> list[str]:
    """Return place, rule and message of each problem."""
    return [line for line in problems(root).split("\n") if re.match(r"\S+(?::\d+:\d+)?: error", line)]


def figure(quote: str, **fields: str) -> str:
    """Write a figure of people killed in Port Amber; its fields stand in lines 2, 3, 4 …"""
    return record("figures", {"indicator": "killed", "place": "amber", **fields}, quote)


def record(kind: str, fields: dict[str, str], quote: str) -> str:
    lines = {"id": "it", **fields, "source": "bulletin", "quote": f'"{quote}"'}
    return (
        f"{kind}:\n"
        + indent("\n".join(f"{key.rstrip('_')}: {value}" for key, value in lines.items()), "    ").replace(
            "    id", "  - id", 1
        )
        + "\n"
    )


def control(quote: str, **fields: str) -> str:
    return record("control", {"place": "amber", "state": "controlled", "by": "guard", **fields}, quote)


# ---------------------------------------------------------------- P1 and P2: the words, and the document

HELD = "The Harbour Guard holds Port Amber."


def test_a_quotation_with_other_quotes_dashes_and_spaces_is_found(tmp_path):
    text = "The ‘Harbour Guard’ — the largest — holds\u00a0Port Amber."
    assert problems(write(tmp_path, text, control("The 'Harbour Guard' - the largest - holds Port Amber."))) == ""


@pytest.mark.parametrize(
    ("text", "quote", "message", "remedy"),
    [
        (
            "The Harbour Guard firmly holds Port Amber.",
            "The Harbour Guard holds Port Amber.",
            "the quotation does not stand in bulletin: where it has “”, the source has “firmly”",
            "the source says: “The Harbour Guard firmly holds Port Amber.”",
        ),
        (
            "The Harbour guard holds Port Amber.",
            "The Harbour Guard holds Port Amber.",
            "the quotation does not stand in bulletin: where it has “Guard”, the source has “guard”",
            "the source says: “The Harbour guard holds Port Amber.”",
        ),
        (
            "It sent 1.5 million to the Harbour Guard in Port Amber.",
            "5 million to the Harbour Guard in Port Amber.",
            "the quotation begins or ends inside a word, a number or a paragraph of bulletin",
            "quote whole words; the source says: “1.5 million to the Harbour Guard in Port Amber.”",
        ),
        (
            "The Harbour Guard holds.\nPort Amber waits.",
            "The Harbour Guard holds. Port Amber waits.",
            "the quotation begins or ends inside a word, a number or a paragraph of bulletin",
            "quote whole words; the source says: “The Harbour Guard holds. Port Amber waits.”",
        ),
        (
            "The Harbour Guard holds Port Amber. So: the Harbour Guard holds Port Amber.",
            "Harbour Guard holds Port Amber.",
            "the quotation stands 2 times in bulletin",
            "add `prefix:` or `suffix:` with the words around the one that is meant, or quote more words",
        ),
        (
            "Port Amber waits while the Harbour Guard holds.",
            "the Harbour Guard holds … Port Amber",
            "the parts of the quotation do not stand in this order in one paragraph of bulletin",
            "quote the source’s own words",
        ),
        (HELD, "…", "the quotation has no words", "quote the source’s own words"),
    ],
)
def test_a_quotation_that_does_not_stand_in_its_source(tmp_path, text, quote, message, remedy):
    found = problems(write(tmp_path, text, control(quote))).split("\n")
    assert f"briefings/coast/control.yml:7:12: error[P1-quotation]: {message}" in found
    assert f"   = help: {remedy}" in found


@pytest.mark.parametrize("field", ["prefix: 'So: the'", "suffix: ' Twice.'"])
def test_a_prefix_or_suffix_settles_which_of_two_is_meant(tmp_path, field):
    text = "The Harbour Guard holds Port Amber. So: the Harbour Guard holds Port Amber. Twice."
    key, value = field.split(": ", 1)
    assert problems(write(tmp_path, text, control("Harbour Guard holds Port Amber.", **{key: value}))) == ""


def test_an_ellipsis_joins_parts_of_one_paragraph(tmp_path):
    text = "The Harbour Guard, as everyone knows, holds Port Amber."
    assert problems(write(tmp_path, text, control("The Harbour Guard … holds Port Amber."))) == ""


def test_a_document_that_was_changed_is_told(tmp_path):
    root = write(tmp_path, HELD, control(HELD))
    changed = f"{HELD}\n"
    (root / "seeds/bulletin.txt").write_text(changed, "utf-8")
    assert (
        problems(root)
        == f"""\
seeds/bulletin.yml:3:9: error[P2-pin]: “bulletin.txt” is not the document that was recorded
   |
 3 | sha256: {sha256(HELD.encode()).hexdigest()}
   |         ^
   = help: its SHA-256 is {sha256(changed.encode()).hexdigest()}; if the change is meant, prove its facts anew and record this one"""
    )


# ---------------------------------------------------------------- P3: the number


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        ("In Port Amber 1,600 people were killed.", "value: 1600"),
        ("In Port Amber more than 1,600 people were killed.", "value: 1600, quantifier: more_than"),
        ("In Port Amber 350 thousand people were killed.", "value: 350000"),
        ("In Port Amber between 40 and 60 people were killed.", "value: '[40, 60]', quantifier: between"),
        ("In Port Amber dozens of people were killed.", "magnitude: dozens"),
        ("In Port Amber hundreds of people were killed.", "magnitude: hundreds"),
        ("In Port Amber people were killed.", "magnitude: unstated"),
        ("People were killed in Port Amber: two dozen people.", "value: 24"),
        ("Of 90 ships in Port Amber none was hit, and 7 people were killed.", "value: 7"),
        ("The first round of talks in 2031 left Port Amber with 5 people killed.", "value: 5"),
    ],
)
def test_a_number_that_the_quotation_says_is_proved(tmp_path, sentence, fields):
    assert problems(write(tmp_path, sentence, figure(sentence, **parsed(fields)))) == ""


def parsed(fields: str) -> dict[str, str]:
    """Read `a: 1, b: '[2, 3]'`."""
    return {key: quoted or plain for key, quoted, plain in re.findall(r"(\w+): (?:'([^']*)'|([^,]*))", fields)}


@pytest.mark.parametrize(
    ("sentence", "fields", "place", "message", "remedy"),
    [
        (
            "In Port Amber more than 1,600 people were killed.",
            "value: 1600",
            "5:12",
            "the fact says 1,600, the quotation says more than 1,600",
            "if the quotation is right, write `value: 1600` and `quantifier: more_than`",
        ),
        (
            "In Port Amber more than 1,600 people were killed.",
            "value: 1600, quantifier: at_least",
            "6:17",
            "the fact says at least 1,600, the quotation says more than 1,600",
            "if the quotation is right, write `value: 1600` and `quantifier: more_than`",
        ),
        (
            "In Port Amber more than 1,600 people were killed.",
            "value: 600, quantifier: more_than",
            "5:12",
            "the fact says more than 600, the quotation says more than 1,600",
            "if the quotation is right, write `value: 1600` and `quantifier: more_than`",
        ),
        (
            "In Port Amber 350 thousand people were killed.",
            "value: 350",
            "5:12",
            "the fact says 350, the quotation says 350,000",
            "if the quotation is right, write `value: 350000` and `quantifier: exact`",
        ),
        (
            "In Port Amber between 40 and 60 people were killed.",
            "value: '[40, 50]', quantifier: between",
            "5:12",
            "the fact says between 40 and 50, the quotation says between 40 and 60",
            "if the quotation is right, write `value: [40, 60]` and `quantifier: between`",
        ),
        (
            "In Port Amber dozens of people were killed.",
            "magnitude: hundreds",
            "5:16",
            "the fact says “hundreds”, the quotation says “dozens”",
            "if the quotation is right, write `magnitude: dozens`",
        ),
        (
            "In Port Amber dozens of people were killed.",
            "value: 24",
            "5:12",
            "the fact says 24, the quotation says “dozens”",
            "if the quotation is right, write `magnitude: dozens`",
        ),
        (
            "In Port Amber 12 people were killed.",
            "magnitude: unstated",
            "5:16",
            "the quotation does give a number: 12",
            "if the quotation is right, write `value: 12` and `quantifier: exact`; or quote fewer words, if it counts something else",
        ),
        (
            "In Port Amber people were killed.",
            "value: 12",
            "5:12",
            "the fact says 12, the quotation says no number",
            "quote the words that say the number, or write `magnitude: unstated`",
        ),
        (
            "In Port Amber 5 percent of the people were killed.",
            "value: 5",
            "3:16",
            "the quotation says 5 percent, and the unit of “killed” is people",
            "take an indicator of the same unit",
        ),
        (
            "In Port Amber $5 of aid were stolen from killed people.",
            "value: 5",
            "3:16",
            "the quotation says 5 USD, and the unit of “killed” is people",
            "take an indicator of the same unit",
        ),
        (
            "In Port Amber -5 people were killed.",
            "value: 5",
            "5:12",
            "the fact says 5, the quotation says -5",
            "if the quotation is right, write `value: -5` and `quantifier: exact`",
        ),
        (
            "In Port Amber 30 people were killed and 50 people were hurt.",
            "value: 50",
            "7:12",
            "the quotation says several numbers (30, 50), and “people” does not follow this one alone",
            "begin or end the quotation elsewhere, or leave words out of it with `…`, so that it says one number",
        ),
        (
            "In Port Amber 90 ships were lost and 30 people were killed.",
            "value: 90",
            "7:12",
            "the quotation says several numbers (90, 30), and “people” does not follow this one alone",
            "if the quotation is right, write `value: 30` and `quantifier: exact`; else begin or end the quotation elsewhere, or leave words out of it with `…`, so that it says one number",
        ),
        (
            "In Port Amber 30 people were hurt.",
            "value: 30",
            "3:16",
            "the quotation does not say “killed”, so it is not about “killed”",
            "take another indicator, or quote the words that say what is counted",
        ),
    ],
)
def test_a_number_that_the_quotation_does_not_say(tmp_path, *, sentence, fields, place, message, remedy):
    found = problems(write(tmp_path, sentence, figure(sentence, **parsed(fields)))).split("\n")
    assert found[0] == f"briefings/coast/control.yml:{place}: error[P3-number]: {message}"
    assert found[4:] == [f"   = help: {remedy}"]


@pytest.mark.parametrize(
    ("sentence", "quote", "cut"),
    [
        ("In Port Amber more than 1,600 people were killed.", "1,600 people were killed.", "more than 1,600"),
        ("In Port Amber up to 200 people were killed.", "200 people were killed.", "up to 200"),
        ("In Port Amber people were killed, 200 or more.", "people were killed, 200", "200 or more"),
    ],
)
def test_a_hedge_cannot_be_cut_off_the_number(tmp_path, sentence, quote, cut):
    facts = figure(quote, value="200" if "200" in quote else "1600", context="In Port Amber")
    assert (
        problems(write(tmp_path, sentence, facts))
        == f"""\
briefings/coast/control.yml:8:12: error[P3-number]: the quotation cuts “{cut}” apart
   |
 8 |     quote: "{quote}"
   |            ^
   = help: quote the whole of it: its hedge and unit belong to the number"""
    )


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        ("In Port Amber 40 percent voted.", "indicator: turnout, value: 40"),
        ("In Port Amber 40% voted.", "indicator: turnout, value: 40"),
        ("Port Amber got $3.5 million in aid.", "indicator: aid, value: 3500000"),
    ],
)
def test_percent_and_currency_belong_to_the_number(tmp_path, sentence, fields):
    assert problems(write(tmp_path / "right", sentence, figure(sentence, **parsed(fields)))) == ""
    wrong = sentence.replace(" percent", "").replace("%", "").replace("$", "€")
    assert "error[P3-number]" in problems(write(tmp_path / "wrong", wrong, figure(wrong, **parsed(fields))))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_number_is_proved_by_itself_alone(tmp_path_factory, said, written):
    folder = tmp_path_factory.mktemp("number")
    sentence = f"In Port Amber {said:,} people were killed."
    found = short(write(folder, sentence, figure(sentence, value=str(written))))
    assert bool(found) == (said != written)


# ---------------------------------------------------------------- P4 and P5: who says it, and who and where


def test_a_claimant_is_named_in_the_quotation_or_in_words_that_attribute_it(tmp_path):
    text = "The monitors met the press.\nThe Harbour Guard holds Port Amber, they said."
    quote = "The Harbour Guard holds Port Amber, they said."
    attributed = control(quote, said_by="watch", attributed="The monitors met the press.")
    assert problems(write(tmp_path / "right", text, attributed)) == ""
    assert (
        problems(write(tmp_path / "wrong", text, control(quote, said_by="watch")))
        == """\
briefings/coast/control.yml:6:14: error[P4-claimant]: the quotation does not name “Lantern Watch” as who says it
   |
 6 |     said_by: watch
   |              ^
   = help: add `attributed:` with the source’s words that do, or a spelling to `also:` of watch"""
    )
    context = control(quote, said_by="watch", context="The monitors met the press.")
    assert [line.partition("error")[2][:13] for line in short(write(tmp_path / "context", text, context))] == [
        "[P4-claimant]"
    ]


def test_each_claimant_must_be_named(tmp_path):
    text = "The Harbour Guard holds Port Amber, Sol said."
    assert short(write(tmp_path, text, control(text, said_by="[reeve, watch]"))) == [
        "briefings/coast/control.yml:6:22: error[P4-claimant]: the quotation does not name “Lantern Watch” as who says it"
    ]


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("The Harbour Guard Veterans meet in Port Amber.", "5:9", "Harbour Guard"),
        ("The Harbour Guard sails in Port Amber Bay.", "3:12", "Port Amber"),
        ("The harbour guard holds Port Amber.", "5:9", "Harbour Guard"),
        ("The anti-Harbour Guard league holds Port Amber.", "5:9", "Harbour Guard"),
        ("The Harbour Guards hold Port Amber.", "5:9", "Harbour Guard"),
    ],
)
def test_a_name_is_not_part_of_another(tmp_path, text, place, name):
    (found,) = short(write(tmp_path, text, control(text)))
    assert found.startswith(
        f"briefings/coast/control.yml:{place}: error[P5-names]: the quotation does not name “{name}”"
    )


def test_a_name_that_only_stands_in_a_longer_one_is_told_so(tmp_path):
    text = "The Harbour Guard sails in Port Amber Bay."
    assert short(write(tmp_path, text, control(text))) == [
        "briefings/coast/control.yml:3:12: error[P5-names]: the quotation does not name “Port Amber”, but as part of a longer name"
    ]


def test_words_that_only_point_are_proved_by_their_context(tmp_path):
    text = "Port Amber lies in the south.\nThe Harbour Guard holds the town."
    quote = "The Harbour Guard holds the town."
    named = control(quote, context="Port Amber lies in the south.")
    assert problems(write(tmp_path / "right", text, named)) == ""
    assert (
        problems(write(tmp_path / "wrong", text, control(quote)))
        == """\
briefings/coast/control.yml:3:12: error[P5-names]: the quotation does not name “Port Amber”
   |
 3 |     place: amber
   |            ^
   = help: add `context:` with the source’s words that do, or a spelling to `also:` of amber"""
    )


def test_a_misspelling_in_the_source_is_shown(tmp_path):
    text = "The Harbur Guard holds Port Amber."
    assert short(write(tmp_path, text, control(text))) == [
        "briefings/coast/control.yml:5:9: error[P5-names]: the quotation does not name “Harbour Guard”, but has “Harbur Guard”"
    ]


@pytest.mark.parametrize(
    ("relation", "proved"),
    [("northeast_of", True), ("north_of", False), ("east_of", False), ("southeast_of", False), ("close_to", True)],
)
def test_a_direction_is_said_by_the_quotation(tmp_path, relation, proved):
    text = "Gull Island, north-east of Port Amber, is quiet. It faces Eastern Port Amber."
    facts = record("locations", {"place": "gull", "relation": relation, "of": "amber"}, text)
    expected = f"the quotation does not say “{relation.replace('_', ' ')}”"
    found = short(write(tmp_path, text, facts))
    assert found == ([] if proved else [f"briefings/coast/control.yml:4:15: error[P5-names]: {expected}"])


# ---------------------------------------------------------------- own claims and contested figures


def test_a_belligerent_that_speaks_for_itself_makes_a_claim(tmp_path):
    text = "We hold Port Amber, the Harbour Guard said."
    claim = control(text, said_by="guard")
    assert problems(write(tmp_path / "claimed", text, claim.replace("controlled", "claimed"))) == ""
    assert (
        problems(write(tmp_path / "stated", text, claim))
        == """\
briefings/coast/control.yml:4:12: error[own-claim]: “Harbour Guard” says this of itself, so it is a claim
   |
 4 |     state: controlled
   |            ^
   = help: write `state: claimed`"""
    )


def test_a_contested_figure_leads_only_with_a_reason(tmp_path):
    text = "In Port Amber 30 people were killed. In Port Amber some 50 people were killed."
    facts = figure("In Port Amber 30 people were killed.", value="30") + figure(
        "In Port Amber some 50 people were killed.", value="50", quantifier="about"
    ).replace("figures:\n", "").replace("id: it", "id: other")
    assert problems(write(tmp_path / "apart", text, facts)) == ""
    assert (
        problems(write(tmp_path / "leads", text, facts, key_figures="[it]"))
        == """\
briefings/coast/briefing.yml:4:15: error[contested]: “it” leads here and is contested: “other” says about 50
   |
 4 | key_figures: [it]
   |               ^
   = help: say at “it” why it leads, `headline: …`, or let none of them lead"""
    )
    reasoned = facts.replace("value: 30", "value: 30\n    headline: It was counted.")
    assert problems(write(tmp_path / "reasoned", text, reasoned, key_figures="[it]")) == ""


# ---------------------------------------------------------------- P6: dates; the source is of Wednesday 7 May 2031


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("since 2029", "since: 2029"),
        ("since March 2029", "since: 2029-03"),
        ("since 2 March 2029", "since: 2029-03-02"),
        ("since March 2, 2029,", "since: 2029-03-02"),
        ("since Monday", "since: 2031-05-05, when: Monday"),
        ("since Wednesday", "since: 2031-05-07, when: Wednesday"),
        ("since Thursday", "since: 2031-05-01, when: Thursday"),
        ("since yesterday", "since: 2031-05-06, when: yesterday"),
        ("since March", "since: 2031-03, when: since March"),
        ("since October", "since: 2030-10, when: October"),
        ("since 12 May", "since: 2030-05-12, when: 12 May"),
        ("since the storm", "since: 2031-04?, when: since the storm"),
        ("since March 2029", "since: 2029-03?"),
        ("from 2028 to 2029", "since: 2028/2029"),
    ],
)
def test_a_date_that_the_quotation_says_is_proved(tmp_path, words, fields):
    text = f"The Harbour Guard has held Port Amber {words} with care."
    assert problems(write(tmp_path, text, control(text, **parsed(fields)))) == ""


@pytest.mark.parametrize(
    ("words", "day"), [("the day after 4 May", "2031-05-05"), ("12 April last year", "2030-04-12")]
)
def test_the_words_that_move_a_date_are_part_of_it(tmp_path, words, day):
    text = f"In Port Amber 12 people were killed on {words}."
    fact = figure(text, value="12", date=day, when=words)
    assert problems(write(tmp_path / "right", text, fact)) == ""
    bare = words.removeprefix("the day after ").removesuffix(" last year")
    wrong = figure(text, value="12", date="2031-05-04", when=bare)
    assert (
        problems(write(tmp_path / "wrong", text, wrong))
        == f"""\
briefings/coast/control.yml:7:11: error[P6-date]: “{bare}” cuts “{words}” apart
   |
 7 |     when: {bare}
   |           ^
   = help: write `date: {day}` and `when: {words}`, or quote the words that say another date"""
    )


@pytest.mark.parametrize(
    ("words", "fields", "place", "message", "remedy"),
    [
        (
            "since March",
            "since: 2031-03",
            "6:12",
            "the quotation does not say 2031-03",
            "it says “March”: write 2031-03 and `when: March`",
        ),
        (
            "since March 2029",
            "since: 2030-03",
            "6:12",
            "the quotation does not say 2030-03",
            "it says “March 2029”: write 2029-03",
        ),
        (
            "since March 2029",
            "since: 2029",
            "6:12",
            "the quotation does not say 2029",
            "it says “March 2029”: write 2029-03",
        ),
        (
            "for years",
            "since: 2029",
            "6:12",
            "the quotation does not say 2029",
            "mend the date, or add `when:` with the quotation’s words for it",
        ),
        (
            "since Monday",
            "since: 2031-05-06, when: Monday",
            "6:12",
            "“Monday” is not 2031-05-06, a Tuesday, for a source of 2031-05-07",
            "write 2031-05-05, the Monday on or before 2031-05-07",
        ),
        (
            "since Monday",
            "since: 2031-04-28, when: Monday",
            "6:12",
            "“Monday” is not 2031-04-28, a Monday, for a source of 2031-05-07",
            "write 2031-05-05, the Monday on or before 2031-05-07",
        ),
        (
            "since Monday",
            "since: 2031-05-05, when: on Monday",
            "7:11",
            "the quotation does not say “on Monday”",
            "copy the quotation’s words for the date",
        ),
        (
            "since Monday",
            "since: 2031-05-05, when: Mon",
            "7:11",
            "the quotation does not say “Mon”",
            "copy the quotation’s words for the date",
        ),
        (
            "since March 2029",
            "since: 2030-03, when: March 2029",
            "6:12",
            "“March 2029” is not 2030-03 for a source of 2031-05-07",
            "write 2029-03",
        ),
        (
            "since the storm",
            "since: 2031-06, when: since the storm",
            "6:12",
            "2031-06 is after the source was issued, 2031-05-07",
            "mend the date",
        ),
        (
            "on the day after 9 January 2031",
            "since: 2031-01-10, when: on the day after",
            "7:11",
            "“on the day after” cuts “the day after 9 January 2031” apart",
            (
                "write `since: 2031-01-10` and `when: the day after 9 January 2031`, or quote the words that say another "
                "date"
            ),
        ),
        (
            "since Monday",
            "when: Monday",
            "6:11",
            "`when` reads no date",
            "add `date:` with the date that it is read as, or delete `when:`",
        ),
        (
            "since 31 February",
            "since: 2031-02-28, when: 31 February",
            "6:12",
            "“31 February” is not 2031-02-28, a Friday, for a source of 2031-05-07",
            "no day of the calendar is called so",
        ),
        (
            "with 2029 rifles",
            "since: 2029",
            "6:12",
            "the quotation does not say 2029",
            "mend the date, or add `when:` with the quotation’s words for it",
        ),
    ],
)
def test_a_date_that_the_quotation_does_not_say(tmp_path, *, words, fields, place, message, remedy):
    text = f"The Harbour Guard has held Port Amber {words} with care."
    found = problems(write(tmp_path, text, control(text, **parsed(fields)))).split("\n")
    assert found[0] == f"briefings/coast/control.yml:{place}: error[P6-date]: {message}"
    assert found[4:] == [f"   = help: {remedy}"]


@pytest.mark.parametrize(("deadline", "proved"), [("2031-05-09", True), ("2031-05-02", False), ("2031-05-16", False)])
def test_a_deadline_lies_ahead(tmp_path, deadline, proved):
    text = "The Harbour Guard gave Sol until Friday to leave Port Amber."
    fields = {"by": "guard", "to": "reeve", "what": "leave Port Amber", "deadline": deadline, "when": "until Friday"}
    found = short(write(tmp_path, text, record("demands", fields, text)))
    assert found == (
        []
        if proved
        else [
            f"briefings/coast/control.yml:6:15: error[P6-date]: “until Friday” is not {deadline}, a Friday, for a source of 2031-05-07"
        ]
    )


@pytest.mark.parametrize(
    ("issued", "fields", "found"),
    [
        ("2031-05-07?", "when: On Wednesday", None),
        ("2031-05-07?", "inferred: {issued: Read as Wednesday 7 May 2031.}", None),
        ("2031-05-07?", "inferred: {issued: It tells of May 2031 and of a storm on 7 May.}", None),
        ("2031-05-08?", "when: On Wednesday", "“On Wednesday” is not 2031-05-08, a Thursday,"),
        (
            "2031-05-17?",
            "inferred: {issued: Read as Wednesday 7 May 2031.}",
            "the reason for this date, under `inferred:`, does not say 2031-05-17",
        ),
        (
            "2025-05-07?",
            "inferred: {issued: It tells of May 2031 and of a storm on 7 May.}",
            "the reason for this date, under `inferred:`, does not say 2025-05-07",
        ),
    ],
)
def test_an_inferred_date_of_issue_agrees_with_its_reason(tmp_path, issued, fields, found):
    root = write(tmp_path, f"On Wednesday {HELD}", control(HELD))
    edit(root / "seeds/bulletin.yml", "issued: 2031-05-07\n", f"issued: {issued}\n{fields}\n")
    assert short(root) == ([f"seeds/bulletin.yml:7:9: error[P6-date]: {found}"] if found else [])


def test_a_date_of_issue_that_the_document_states_needs_no_reason(tmp_path):
    root = write(tmp_path, f"On Wednesday {HELD}", control(HELD))
    fields = "issued: 2031-05-17\ninferred:\n  issued: Read as Wednesday 7 May 2031.\n"
    edit(root / "seeds/bulletin.yml", "issued: 2031-05-07\n", fields)
    assert problems(root).split("\n")[-1] == (
        "   = help: delete the line `issued:` under `inferred:` if the document itself states the date; "
        "else mend the date, or say there how it was inferred, with the date that came out"
    )


# ---------------------------------------------------------------- P7: prose and free text


def test_a_name_that_several_facts_say_is_linked_to_none_of_them_unasked(tmp_path):
    controls = "".join(
        f"  - id: held-{name}\n    place: amber\n    state: controlled\n    by: guard\n"
        f"    source: bulletin\n    quote: {HELD}\n"
        for name in "abcde"
    )
    found = problems(write(tmp_path, HELD, f"control:\n{controls}", summary="Port Amber waits."))
    assert found.split("\n")[-1] == (
        "   = help: write `[Port Amber](fact:ID)`, or leave it out; facts that name it: held-a, held-b, held-c and 2 more"
    )


KILLED = "In Port Amber more than 1,600 people were killed on 2 May 2031, Sol said."
UNTOLD = KILLED.replace("Sol said", "beside Sol")
PROVED = figure(KILLED, value="1600", quantifier="more_than", date="2031-05-02", said_by="reeve")


@pytest.mark.parametrize(
    "summary",
    [
        "Nothing is known.",
        "[More than 1,600 people](fact:it) were killed.",
        "[In Port Amber more than 1,600 people were killed on 2 May 2031](fact:it), and in [2031](fact:it).",
        "**[More than *1,600*](fact:it)**",
        "[Sol](fact:it) says [that in May 2031](fact:it) people were killed.",
        "They may march; the first round is one of them, no one knows.",
        "[more than 1,600][it]\n\n  [it]: fact:it",
    ],
)
def test_prose_that_says_what_its_facts_say_is_proved(tmp_path, summary):
    assert problems(write(tmp_path, KILLED, PROVED, summary=f"|\n  {summary}")) == ""


@pytest.mark.parametrize(
    ("summary", "message", "remedy"),
    [
        (
            "Some 50 were killed.",
            "the number “Some 50” stands outside a link to a fact",
            "write `[Some 50](fact:ID)`, or leave it out",
        ),
        (
            "There were more than 1,600 dead.",
            "the number “more than 1,600” stands outside a link to a fact",
            "write `[more than 1,600](fact:it)`, or leave it out",
        ),
        (
            "Killed: &#49;,600.",
            "the number “1,600” stands outside a link to a fact",
            "write `[1,600](fact:ID)`, or leave it out",
        ),
        ("Killed: 1<!-- -->,600", "the number “1” stands outside a link to a fact", None),
        ("Killed: 1,**600**.", "the number “1,600” stands outside a link to a fact", None),
        ("Thousands were killed.", "the number “Thousands” stands outside a link to a fact", None),
        ("Two dozen were killed.", "the number “Two dozen” stands outside a link to a fact", None),
        ("It was ١٬٣٠٠.", "the number “١٬٣٠٠” stands outside a link to a fact", None),
        ("Two-thirds of the town fled.", "the number “Two-thirds” stands outside a link to a fact", None),
        ("A quarter of the town fled.", "the number “A quarter of” stands outside a link to a fact", None),
        ("Half the town fled.", "the number “Half” stands outside a link to a fact", None),
        ("Twice as many fled.", "the number “Twice” stands outside a link to a fact", None),
        ("It was ½ of the town.", "the number “½” stands outside a link to a fact", None),
        ("It was ②④⓪ people.", "the number “②④⓪” stands outside a link to a fact", None),
        ("It began in mid-2029.", "the number “mid-2029” stands outside a link to a fact", None),
        ("It began in the 1980s.", "the number “1980s” stands outside a link to a fact", None),
        ("It began on Sunday.", "the date “Sunday” stands outside a link to a fact", None),
        ("It began in February.", "the date “February” stands outside a link to a fact", None),
        ("It began on Sept. 3.", "the date “Sept. 3” stands outside a link to a fact", None),
        (
            "Port Amber waits.",
            "the name “Port Amber” stands outside a link to a fact",
            "write `[Port Amber](fact:it)`, or leave it out",
        ),
        ("Port\n  Amber waits.", "the name “Port Amber” stands outside a link to a fact", None),
        ("![1,600](fact:it)", "the number “1,600” stands outside a link to a fact", None),
        ("In May [2031](fact:it).", "the edge of a link cuts the date “May 2031” apart", None),
        (
            "[Killed](https://example.com) in [1600](https://example.com).",
            "the date “1600” stands outside a link to a fact",
            None,
        ),
        (
            "[1,600 people](fact:it).",
            "the number “1,600” is not what “it” says",
            "it says more than 1,600; write that, with its hedge",
        ),
        ("[More than 1,700 people](fact:it).", "the number “More than 1,700” is not what “it” says", None),
        ("[At least 1,600 people](fact:it).", "the number “At least 1,600” is not what “it” says", None),
        ("[More than 1,600 percent](fact:it).", "the number “More than 1,600 percent” is not what “it” says", None),
        ("[On 3 May 2031](fact:it).", "the date “3 May 2031” is not what “it” says", "its date is 2031-05-02"),
        (
            "[The Harbour Guard](fact:it).",
            "the name “Harbour Guard” is not what “it” says",
            "say it as the fact’s quotation does, or cite another fact",
        ),
        (
            "Nearly [more than 1,600](fact:it).",
            "the edge of a link cuts the number “Nearly more than 1,600” apart",
            "take all of its words into the link",
        ),
        ("[More than 1](fact:it),600.", "the edge of a link cuts the number “More than 1,600” apart", None),
        ("[Harbour](fact:it) Guard.", "the edge of a link cuts the name “Harbour Guard” apart", None),
        ("> 1. 50", "the number “50” stands outside a link to a fact", None),
    ],
)
def test_prose_that_says_more_than_its_facts(tmp_path, summary, message, remedy):
    found = problems(write(tmp_path, KILLED, PROVED, summary=f"|\n  {summary}")).split("\n")
    assert re.fullmatch(rf"briefings/coast/briefing.yml:(3:10|[45]:\d+): error\[P7-prose\]: {message}", found[0])
    if remedy:
        assert found[4] == f"   = help: {remedy}"


@pytest.mark.parametrize(
    ("summary", "place"),
    [
        ("Calm. Some 50 left.", "3:16"),
        ('"Calm. Some 50 left."', "3:17"),
        ("'It''s calm. Some 50 left.'", "3:23"),
        ("Calm\n  still. Some 50 left.", "4:10"),
        ('"Calm\n  still. Some 50 left."', "4:10"),
        (">-  # folded\n  Calm.\n\n  Still\n  calm. Some\n  50 left.", "7:9"),
        ("|\n\n  Calm.\n  Some 50 left.", "6:3"),
        ("|2\n    Calm.\n    Some 50 left.", "5:5"),
        # What Markdown shows, and what it keeps for itself.
        (">-\n  **Calm** at [2](https://example.com/50).", "4:16"),
        (">-\n  [Sol](fact:it) says\n  it: [_Some_ `50`](fact:it).", "5:9"),
        ("|\n  1. Calm\n  2. Some 50 left", "5:6"),
        (">-\n  From −50 on.", "4:8"),
        (">-\n  It was 50% of them.", "4:10"),
        (">-\n  ½ of the town fled.", "4:3"),
        (">-\n  It began on Sunday.", "4:15"),
        (">-\n  So Port\n  Amber waits.", "4:6"),
        # Of escapes it cannot be told which of them the words are.
        ('"Calm\\n\\nSome 50 left."', "3:10"),
        ('"Calm. Some 50 left,\\n all others stay."', "3:17"),
        (">-\n  Calm &amp; quiet. Some 50 left.", "3:10"),
    ],
)
def test_a_problem_of_prose_points_to_its_words(tmp_path, summary, place):
    found = short(write(tmp_path, KILLED, PROVED, summary=summary))
    assert [line.partition(": ")[0] for line in found] == [f"briefings/coast/briefing.yml:{place}"]


def test_each_of_two_like_problems_of_prose_is_shown_where_it_stands(tmp_path):
    assert short(write(tmp_path, KILLED, PROVED, summary=">-\n  Calm.\n  Some 50 left. Some\n  50 came.")) == [
        "briefings/coast/briefing.yml:5:3: error[P7-prose]: the number “Some 50” stands outside a link to a fact",
        "briefings/coast/briefing.yml:5:17: error[P7-prose]: the number “Some 50” stands outside a link to a fact",
    ]


def test_prose_that_cites_no_fact_is_told(tmp_path):
    assert (
        problems(write(tmp_path, KILLED, PROVED, summary='"[It](fact:itt)"'))
        == """\
briefings/coast/briefing.yml:3:12: error[unknown-id]: prose cites `fact:itt`, and no fact has this id
   |
 3 | summary: "[It](fact:itt)"
   |            ^
   = help: did you mean `it`?"""
    )


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Ten days", "8: number “Ten”"),
        ("The coast in 2031", "21: date “2031”"),
        ("{en: Coast, ar: ٧}", "24: number “٧”"),
    ],
)
def test_a_title_says_no_number_and_no_date(tmp_path, title, said):
    column, said = said.split(": ")
    assert short(write(tmp_path, KILLED, PROVED, title=title)) == [
        f"briefings/coast/briefing.yml:1:{column}: error[P7-prose]: a title cannot be proved, and this one says the {said}"
    ]


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("lost more than 1,600 people on 2 May 2031", None),
        ("lost people", None),
        ("lost 1,699 people", "number “1,699”"),
        ("lost more than 1,601 people", "number “more than 1,601”"),
        ("lost people on 3 May 2031", "date “3 May 2031”"),
        ("lost people on Sunday", "date “Sunday”"),
        ("lost people in mid-2031", "number “mid-2031”"),
        ("lost people on Gull Island", "name “Gull Island”"),
    ],
)
def test_a_fact_says_in_the_editors_words_only_what_it_quotes(tmp_path, what, told):
    facts = record("events", {"what": what, "place": "amber"}, UNTOLD)
    column = 11 + what.find(told.split("“")[1][:-1]) if told else 0
    said = f"the {told} does not stand in the fact’s quotations"
    expected = f"briefings/coast/control.yml:3:{column}: error[P7-prose]: {said}"
    assert short(write(tmp_path, UNTOLD, facts)) == ([expected] if told else [])


@pytest.mark.parametrize(
    ("kind", "fields", "place"),
    [
        ("agreements", {"parties": "reeve", "terms": "[pay 12 coins]"}, "4:17"),
        ("events", {"what": "spoke", "note": "He paid 12 coins."}, "4:19"),
        ("tracks", {"title": "Talks of 12", "parties": "reeve", "state": "underway"}, "3:21"),
        ("profiles", {"actor": "reeve", "what": "one of 12"}, "4:18"),
        ("presence", {"actor": "reeve", "place": "amber", "what": "with 12 friends"}, "5:16"),
    ],
)
def test_every_free_text_of_a_fact_is_held_against_it(tmp_path, kind, fields, place):
    (found,) = short(write(tmp_path, UNTOLD, record(kind, fields, UNTOLD)))
    assert found == (
        f"briefings/coast/control.yml:{place}: error[P7-prose]: the number “12” does not stand in the fact’s quotations"
    )


# ---------------------------------------------------------------- P9, and facts that cannot be proved


def test_every_sentence_is_quoted_or_set_aside(tmp_path):
    root = write(tmp_path, f"{HELD} The sea is calm. Gulls cry.", control(HELD))
    with (root / "seeds/bulletin.yml").open("a") as record_of_it:
        record_of_it.write(
            "unused:\n  - {quote: The sea is calm., reason: Weather.}\n  - {quote: The Harbour Guard, reason: A name.}\n  - {quote: The sea is wild., reason: Weather.}\n"
        )
    assert (
        problems(root, coverage=True)
        == f"""\
seeds/bulletin.yml:2:11: error[P9-coverage]: no fact quotes this sentence of bulletin: “Gulls cry.”
   |
 2 | document: bulletin.txt
   |           ^
   = help: quote it in a fact, or set it aside under `unused:` with a reason
seeds/bulletin.yml:11:5: error[P9-coverage]: this sentence is set aside, and quoted by “it”: “{HELD}”
    |
 11 |   - {{quote: The Harbour Guard, reason: A name.}}
    |     ^
   = help: take it out of `unused:`
seeds/bulletin.yml:12:13: error[P1-quotation]: these words stand nowhere in the document
    |
 12 |   - {{quote: The sea is wild., reason: Weather.}}
    |             ^
   = help: quote one whole sentence; `prefix:` and `suffix:` tell it from its like"""
    )


def test_words_of_context_alone_do_not_count_as_quoting(tmp_path):
    text = "Port Amber lies in the south.\nThe Harbour Guard holds the town."
    facts = control("The Harbour Guard holds the town.", context="Port Amber lies in the south.")
    assert "“Port Amber lies in the south.”" in problems(write(tmp_path, text, facts), coverage=True)


def test_a_fact_that_cannot_be_proved_is_kept_with_its_reason(tmp_path):
    text = "We hold it, they said."
    facts = control("We hold everything", since="2029", said_by="guard", when="then", note="Since 12 days.")
    rules = {line.split("[")[1].split("]")[0] for line in short(write(tmp_path / "proved", text, facts))}
    assert rules == {"P1-quotation", "P4-claimant", "P5-names", "P6-date", "P7-prose", "own-claim"}
    kept = facts.replace("source:", "unproved: Heard on the radio.\n    source:")
    # The words that are quoted stand in the source all the same.
    assert short(write(tmp_path / "misquoted", text, kept)) == [
        "briefings/coast/control.yml:4:12: error[own-claim]: “Harbour Guard” says this of itself, so it is a claim",
        "briefings/coast/control.yml:12:12: error[P1-quotation]: the quotation does not stand in bulletin: where it has “everything”, the source has “it”",
    ]
    kept = kept.replace("We hold everything", "We hold it, they said.")
    assert short(write(tmp_path / "kept", text, kept)) == [
        "briefings/coast/control.yml:4:12: error[own-claim]: “Harbour Guard” says this of itself, so it is a claim"
    ]
    wrong = kept.replace("place: amber", "place: ember")
    assert "briefings/coast/control.yml:3:12: error[unknown-id]: no record “ember” among the places" in short(
        write(tmp_path / "wrong", text, wrong)
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In Port Amber 30 people were killed, Sol said.", "Sol said"),
        ("According to Sol, 30 people were killed in Port Amber.", "According to Sol"),
        (
            "30 people were killed in Port Amber, a Lantern Watch spokesman told the press.",
            "Lantern Watch spokesman told",
        ),
        (
            "30 people were killed in Port Amber, two senior Harbour Guard officials said.",
            "Harbour Guard officials said",
        ),
        (
            "30 people were killed in Port Amber, the Lantern Watch’s local representative said.",
            "Lantern Watch’s local representative said",
        ),
        ("30 people were killed in Port Amber, said the Lantern Watch.", "said the Lantern Watch."),
        (
            "30 people were killed in Port Amber, said a Lantern Watch official.",
            "said a Lantern Watch official.",
        ),
    ],
)
def test_who_says_it_is_not_left_out(tmp_path, text, words):
    (found,) = short(write(tmp_path, text, figure(text, value="30")))
    assert f"error[P4-claimant]: the quotation says who says it, “{words}”, and the fact does not" in found


@pytest.mark.parametrize(
    "text",
    [
        "The gazette, a weekly, said the Harbour Guard killed 30 people in Port Amber.",
        "30 people were killed in Port Amber, said a man whom the Harbour Guard had held.",
        "30 people were killed in Port Amber, where the Harbour Guard lost members.",
        "30 people were killed in Port Amber, and Harbour Guard fighters left.",
    ],
)
def test_whom_the_words_are_only_about_says_nothing(tmp_path, text):
    assert short(write(tmp_path, text, figure(text, value="30"))) == []


# ---------------------------------------------------------------- what an edition may know


def issued(root: Path, bulletin: str, wire: str = "2031-05-03") -> Path:
    """Give the sources of the invented project, whose cutoff is 4 May 2031, other days of issue."""
    for name, day in {"bulletin": bulletin, "wire": wire}.items():
        edit(root / f"seeds/{name}.yml", "issued: 2031-05-03", f"issued: {day}")
    return root


def test_an_edition_that_cites_sources_of_after_its_cutoff_is_told_once_for_each(project):
    found = problems(issued(project, "2031-05-06", "2031-05-05"))
    told = [block for block in re.split(r"\n(?=\S)", found) if "error[edition]" in block]
    place = "briefings/edition.yml:3:9: error[edition]: the source"
    help_ = """, after the cutoff 2031-05-04
   |
 3 | cutoff: 2031-05-04
   |         ^
   = help: write `cutoff: 2031-05-06`, if the edition knows it; else mend `issued:` in"""
    bulletin = "seeds/bulletin.yml, or leave out what is taken from it: amber-held, ferry-sunk, left-amber-watch"
    wire = "seeds/wire.yml, or leave out what is taken from it: council-denies-leaving, left-amber-council"
    assert told == [
        f"{place} “bulletin” is of 2031-05-06{help_} {bulletin}",
        f"{place} “wire” is of 2031-05-05{help_} {wire}",
    ]


@pytest.mark.parametrize("day", ["2031-05-04", "2031-05-04?", "2031-05", "2031", "2031-05/2031-06", "2031-05-03?"])
def test_a_source_that_may_have_been_issued_by_the_cutoff_is_known(project, day):
    assert not [line for line in short(issued(project, day)) if "error[edition]" in line]


@pytest.mark.parametrize("day", ["2031-05-05", "2031-05-05?", "2031-06", "2032"])
def test_a_source_that_was_surely_issued_after_the_cutoff_is_not(project, day):
    message = (
        f"briefings/edition.yml:3:9: error[edition]: the source “bulletin” is of {day}, after the cutoff 2031-05-04"
    )
    assert [line for line in short(issued(project, day)) if "error[edition]" in line] == [message]


def test_a_source_that_no_fact_cites_may_be_later(project):
    text = "Nothing is said here.\n"
    (project / "seeds/later.txt").write_text(text, "utf-8")
    aside = "unused: [{quote: Nothing is said here., reason: It says so.}]\n"
    (project / "seeds/later.yml").write_text(
        f"id: later\ndocument: later.txt\nsha256: {sha256(text.encode()).hexdigest()}\ntype: report\ntitle: Later\n"
        f"publisher: Amber Gazette\nissued: 2031-05-09\nfull_text: true\nrights: Invented.\n{aside}",
        "utf-8",
    )
    assert short(project) == []


# ---------------------------------------------------------------- states


POSITION = {"actor": "guard", "what": "that it leaves"}
TALKS = {"title": "Talks", "parties": "guard"}


@pytest.mark.parametrize(
    ("kind", "fields", "quote", "said"),
    [
        ("positions", {"stance": "states", **POSITION}, "The Harbour Guard denied leaving.", "denied denies"),
        ("positions", {"stance": "denies", **POSITION}, "The Harbour Guard denied leaving.", None),
        ("positions", {"stance": "states", **POSITION}, "The Harbour Guard said it denied all of it.", None),
        ("positions", {"stance": "denies", **POSITION}, "The Harbour Guard said that it stays.", None),
        ("positions", {"stance": "states", **POSITION}, "The Harbour Guard did not deny leaving.", None),
        ("positions", {"stance": "states", **POSITION}, "The Harbour Guard rejected the offer.", None),
        ("positions", {"stance": "states", **POSITION}, "The Harbour Guard denied it had lost it.", "denied denies"),
        ("positions", {"stance": "aims", **POSITION}, "The Harbour Guard denied it had lost it.", "denied denies"),
        ("positions", {"stance": "states", **POSITION}, "After a raid, the Harbour Guard denied it.", "denied denies"),
        ("positions", {"stance": "states", **POSITION}, "The Harbour Guard never denied it had lost it.", None),
        ("positions", {"stance": "states", **POSITION}, "The Harbour Guard had denied it until May.", None),
        ("positions", {"stance": "states", **POSITION}, "The Harbour Guard could deny it.", None),
        ("positions", {"stance": "states", **POSITION}, "Nobody in the Harbour Guard denied it.", None),
        ("tracks", {"state": "underway", **TALKS}, "Talks with the Harbour Guard are stalled.", "stalled stalled"),
        ("tracks", {"state": "underway", **TALKS}, "Stalled talks with the Harbour Guard resumed.", None),
        ("tracks", {"state": "underway", **TALKS}, "Talks with the Harbour Guard could be suspended.", None),
        ("tracks", {"state": "stalled", **TALKS}, "Talks with the Harbour Guard are underway.", "underway underway"),
        ("tracks", {"state": "agreed", **TALKS}, "Talks with the Harbour Guard collapsed.", "collapsed collapsed"),
        ("tracks", {"state": "underway", **TALKS}, "Suspended talks with the Harbour Guard collapsed.", None),
        ("control", {"state": "unknown", "place": "amber"}, "Port Amber is besieged.", "is besieged besieged"),
        ("control", {"state": "unknown", "place": "amber"}, "They retook Port Amber from the besieged Guard.", None),
        ("control", {"state": "contested", "place": "amber"}, "They fight in besieged Port Amber.", None),
    ],
)
def test_a_state_is_not_another_one_than_the_quotation_plainly_says(tmp_path, kind, fields, quote, said):
    found = [line for line in short(write(tmp_path, quote, record(kind, fields, quote))) if "error[state]" in line]
    own = fields.get("stance") or fields["state"]
    word, other = said.rsplit(" ", 1) if said else ("", "")
    message = f"the fact says `{own}`, and its quotations say “{word}”, a word for `{other}`"
    assert [line.partition("error[state]: ")[2] for line in found] == ([message] if said else [])


# ---------------------------------------------------------------- the wrong one of several that are named


ATTACK = {"place": "amber", "what": "shelled the port", "actor": "guard"}


@pytest.mark.parametrize(
    ("kind", "fields", "quote", "said"),
    [
        # Who says it.
        (
            "events",
            {**ATTACK, "said_by": "guard"},
            "The Lantern Watch said the Harbour Guard shelled Port Amber.",
            "Lantern Watch said",
        ),
        (
            "events",
            {**ATTACK, "said_by": "watch"},
            "The Lantern Watch said the Harbour Guard shelled Port Amber.",
            None,
        ),
        (
            "events",
            {**ATTACK, "said_by": "guard"},
            "The Harbour Guard shelled Port Amber, the Lantern Watch said.",
            None,
        ),
        (
            "events",
            {**ATTACK, "said_by": "guard"},
            "The Lantern Watch said, citing the Harbour Guard, that Port Amber was shelled.",
            None,
        ),
        (
            "events",
            {**ATTACK, "said_by": "guard"},
            "The Lantern Watch said the Harbour Guard admitted to have shelled Port Amber.",
            None,
        ),
        (
            "events",
            {**ATTACK, "said_by": "[watch, guard]"},
            "The Lantern Watch said the Harbour Guard shelled Port Amber.",
            "Lantern Watch said",
        ),
        (
            "events",
            {**ATTACK, "said_by": "guard", "attributed": "“We did,” the Harbour Guard said."},
            "The Lantern Watch said the Harbour Guard shelled Port Amber.",
            None,
        ),
        (
            "positions",
            {"stance": "states", "actor": "guard", "what": "that it leaves", "said_by": "guard"},
            "The Lantern Watch reported the Harbour Guard leaves.",
            "Lantern Watch reported",
        ),
        # Who holds it.
        (
            "control",
            {"place": "amber", "state": "controlled", "by": "watch"},
            "The Harbour Guard holds Port Amber, and the Lantern Watch is near.",
            "that “Harbour Guard” holds “Port Amber”",
        ),
        (
            "control",
            {"place": "gull", "state": "controlled", "by": "guard"},
            "The Harbour Guard now holds Port Amber and the Lantern Watch controls Gull Island.",
            "that “Lantern Watch” holds “Gull Island”",
        ),
        (
            "control",
            {"place": "gull", "state": "controlled", "by": "guard"},
            "Port Amber and Gull Island are held by the Harbour Guard, Port Amber Bay is under the Lantern Watch’s control.",
            None,
        ),
        (
            "control",
            {"place": "amber-bay", "state": "controlled", "by": "guard"},
            "Port Amber and Gull Island are held by the Harbour Guard, Port Amber Bay is under the Lantern Watch’s control.",
            "that “Lantern Watch” holds “Port Amber Bay”",
        ),
        (
            "control",
            {"place": "gull", "state": "controlled", "by": "watch"},
            "The Harbour Guard holds Port Amber and Gull Island is where the Lantern Watch rules.",
            None,
        ),
        (
            "control",
            {"place": "gull", "state": "controlled", "by": "watch"},
            "The Harbour Guard no longer holds Gull Island, which the Lantern Watch took.",
            None,
        ),
        (
            "control",
            {"place": "amber", "state": "mixed", "by": "[guard, watch]"},
            "Port Amber is held by the Harbour Guard and the Lantern Watch.",
            None,
        ),
        (
            "control",
            {"place": "amber", "state": "controlled", "by": "watch"},
            "Port Amber is held by the Harbour Guard and the Lantern Watch.",
            None,
        ),
        # Where it is.
        (
            "figures",
            {"indicator": "killed", "place": "gull", "value": "18"},
            "18 people were killed in Port Amber, and 6 boats sank off the coast of Gull Island.",
            None,
        ),
        (
            "figures",
            {"indicator": "killed", "place": "gull", "value": "18"},
            "18 people were killed in Port Amber, and 6 boats sank near Gull Island.",
            "“18 people were killed in Port Amber”, and “Gull Island” of another number",
        ),
        (
            "figures",
            {"indicator": "killed", "place": "amber", "value": "18"},
            "18 people were killed in Port Amber, and 6 boats sank near Gull Island.",
            None,
        ),
        (
            "figures",
            {"indicator": "killed", "place": "gull", "value": "18"},
            "In Port Amber 6 boats sank and in Gull Island 18 people were killed near Port Amber Bay.",
            None,
        ),
        (
            "figures",
            {"indicator": "killed", "place": "gull", "value": "18"},
            "6 boats sank in Port Amber, while in Gull Island 18 people were killed in Port Amber Bay.",
            None,
        ),
    ],
)
def test_the_wrong_one_of_several_that_are_named_is_refused_where_the_words_are_plain(
    tmp_path, kind, fields, quote, said
):
    text = quote + "\n" + (fields.get("attributed", "") + "\n")
    fields = {name: f'"{value}"' if name == "attributed" else value for name, value in fields.items()}
    found = short(write(tmp_path, text, record(kind, fields, quote), places="[amber, gull, amber-bay]"))
    expected = "P4-claimant" if "said_by" in fields else "P5-names"
    assert [line.partition("error[")[2].partition("]")[0] for line in found] == ([expected] if said else [])
    assert said is None or said in found[0]


def test_a_claimant_who_only_stands_in_what_is_said_is_told_with_the_one_to_write(tmp_path):
    text = "The Lantern Watch said the Harbour Guard shelled Port Amber."
    fields = {"place": "amber", "what": "shelled the port", "actor": "guard", "said_by": "guard"}
    assert (
        problems(write(tmp_path, text, record("events", fields, text)))
        == """\
briefings/coast/control.yml:6:14: error[P4-claimant]: the quotation says who says it, “Lantern Watch said”, and names “Harbour Guard” only in what is said
   |
 6 |     said_by: guard
   |              ^
   = help: write `said_by: watch`, or quote the words that say that “Harbour Guard” says it under `attributed:`"""
    )


@pytest.mark.parametrize(
    ("state", "quote", "said"),
    [
        ("controlled", "The Lantern Watch denied that the Harbour Guard holds Port Amber.", "denied that …"),
        ("claimed", "The Lantern Watch denies that the Harbour Guard still controls Port Amber.", "denies that …"),
        (
            "mixed",
            "The Lantern Watch rejected claims that the Harbour Guard has held Port Amber.",
            "rejected claims that",
        ),
        (
            "controlled",
            "Denying that Port Amber is held by the Harbour Guard, the Lantern Watch went home.",
            "Denying that",
        ),
        # What a denial does not settle, or another denial, or somebody else's claim.
        ("claimed", "The Lantern Watch rejected claims that the Harbour Guard holds Port Amber.", None),
        (
            "claimed",
            "The ferrymen announced it; the Lantern Watch denied that the Harbour Guard holds Port Amber.",
            None,
        ),
        ("controlled", "Nobody denied that the Harbour Guard holds Port Amber.", None),
        ("controlled", "The Lantern Watch did not deny that the Harbour Guard holds Port Amber.", None),
        ("controlled", "The Lantern Watch falsely denied that the Harbour Guard holds Port Amber.", None),
        ("controlled", "The Lantern Watch stopped denying that the Harbour Guard holds Port Amber.", None),
        (
            "controlled",
            "The Lantern Watch first denied that the Harbour Guard holds Port Amber, and now admits it.",
            None,
        ),
        ("controlled", "The Lantern Watch denied that the Harbour Guard holds Port Amber, yet it does.", None),
        ("controlled", "The Lantern Watch denied that the Harbour Guard no longer holds Port Amber.", None),
        ("controlled", "The Lantern Watch denied that the Harbour Guard holds Gull Island; it holds Port Amber.", None),
        (
            "controlled",
            "The Harbour Guard holds Port Amber; the Lantern Watch denied that the Harbour Guard holds it.",
            None,
        ),
        ("contested", "The Lantern Watch denied that the Harbour Guard holds Port Amber.", None),
    ],
)
def test_what_is_only_denied_is_not_held(tmp_path, state, quote, said):
    found = short(write(tmp_path, quote, control(quote, state=state)))
    rules = [line.partition("error[")[2].partition("]")[0] for line in found if "[own-claim]" not in line]
    assert rules == (["state"] if said else [])
    assert said is None or said in "".join(found)


def test_a_control_fact_made_of_a_denial_is_told_where_it_belongs(tmp_path):
    text = "The Lantern Watch denied that the Harbour Guard holds Port Amber."
    assert (
        problems(write(tmp_path, text, control(text)))
        == """\
briefings/coast/control.yml:4:12: error[state]: the fact says `controlled`, and its quotation only says that it is denied: “denied that …”
   |
 4 |     state: controlled
   |            ^
   = help: record it under `positions:` with `stance: denies`, quote the words that say who holds it, or keep it with `unproved: …`"""
    )


# ---------------------------------------------------------------- dates that cannot be what the words mean


def event(quote: str, **fields: str) -> str:
    return record("events", {"what": "it was so", "place": "amber", **fields}, quote)


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        (event("A convoy reaches Port Amber on 9 May 2031.", date="2031-05-09"), "5:"),
        (event("A convoy reaches Port Amber on Friday.", date="2031-05-09", when="Friday"), "5:"),
        (control("The Harbour Guard holds Port Amber since 8 May 2031.", since="2031-05-08"), "6:"),
        (
            figure("On 8 May 2031 30 people were killed in Port Amber.", value="30", date="2031-05-08"),
            "6:",
        ),
    ],
)
def test_what_its_source_cannot_know_yet_is_not_told_as_having_been(tmp_path, facts, place):
    text = facts.split('quote: "')[1].split('"')[0]
    (found,) = [line for line in short(write(tmp_path, text, facts)) if "P6" in line]
    assert f"control.yml:{place}" in found
    assert found.endswith("is after the source was issued, 2031-05-07, and the fact tells it as what has been")


def test_an_event_to_come_says_that_it_is_expected(tmp_path):
    quote = "A convoy reaches Port Amber on 9 May 2031."
    said = problems(write(tmp_path / "told", quote, event(quote, date="2031-05-09")))
    assert "= help: write `expected: true`, if it is still to come; else mend the date" in said
    for at, facts in enumerate(
        [
            event(quote, date="2031-05-09", expected="true"),
            event(quote.replace(" 2031", ""), date="2031-05-09", when="9 May", expected="true"),
            event("In May 2031 a convoy reaches Port Amber.", date="2031-05"),
        ]
    ):
        words = facts.split('quote: "')[1].split('"')[0]
        assert short(write(tmp_path / str(at), words, facts)) == []


def test_a_number_that_is_forecast_may_be_of_a_time_to_come(tmp_path):
    quote = "Some 30 people killed in Port Amber are expected by 1 June 2031."
    facts = figure(quote, value="30", quantifier="about", date="2031-06-01")
    assert short(write(tmp_path, quote, facts)) == []


@pytest.mark.parametrize(
    "named", ["Saturday, 26 April", "Saturday 26 April", "Saturday, April 26", "Saturday (26 April)"]
)
def test_a_weekday_with_the_day_of_a_month_is_one_date(tmp_path, named):
    # The Saturday before 7 May 2031 was the third.
    quote = f"Shelling resumed in Port Amber on {named}."
    cut = event(quote, date="2031-05-03", when="on Saturday")
    (found, *_) = problems(write(tmp_path / "cut", quote, cut)).split("\n")
    assert found == (
        f"briefings/coast/control.yml:6:11: error[P6-date]: “on Saturday” cuts “{named.rstrip(')')}” apart"
    )
    whole = event(quote, date="2031-04-26", when=f'"{named.rstrip(")")}"')
    assert short(write(tmp_path / "whole", quote, whole)) == []
    # What is cut off changes nothing.
    recent = quote.replace("26 April", "3 May").replace("April 26", "May 3")
    assert short(write(tmp_path / "same", recent, event(recent, date="2031-05-03", when="Saturday"))) == []


@pytest.mark.parametrize(
    ("when", "right", "wrong", "meant"),
    [
        (
            "last week",
            "2031-04-28/2031-05-04",
            "2031-04-21/2031-04-27",
            "2031-04-28/2031-05-04 or 2031-04-30/2031-05-07",
        ),
        ("last week", "2031-05-06", "2031-04-27", "2031-04-28/2031-05-04 or 2031-04-30/2031-05-07"),
        ("this week", "2031-05-05", "2031-05-04", "2031-05-05/2031-05-11"),
        ("last month", "2031-04", "2031-03", "2031-04 or 2031-04-06/2031-05-07"),
        ("early this year", "2031-01", "2030", "2031"),
        ("since last year", "2030/..", "2029/..", "2030 or 2030-05-06/2031-05-07"),
    ],
)
def test_last_week_and_its_like_are_counted_from_the_day_of_issue(tmp_path, when, right, wrong, meant):
    quote = f"Shelling resumed in Port Amber {when}."
    assert short(write(tmp_path / "right", quote, event(quote, date=f'"{right}"', when=when))) == []
    said = problems(write(tmp_path / "wrong", quote, event(quote, date=f'"{wrong}"', when=when)))
    assert f"error[P6-date]: “{when}” is not {wrong[:4]}" in said
    assert f"= help: it may be {meant}, or a day of it" in said


def test_a_day_with_the_weekday_of_another_is_kept_with_the_doubt(tmp_path):
    # The third of May 2031 was a Saturday.
    quote = "Shelling resumed in Port Amber on Sunday, 3 May 2031."
    said = problems(write(tmp_path / "stated", quote, event(quote, date="2031-05-03")))
    assert "P6-date]: the quotation says “Sunday, 3 May 2031”, and 2031-05-03 is a Saturday" in said
    assert said.splitlines()[-1] == (
        "   = help: if it is this day all the same, write `when: Sunday, 3 May 2031`:"
        " it is then shown and listed as inferred"
    )
    for at, when in enumerate(["Sunday, 3 May 2031", "3 May 2031"]):
        kept = write(tmp_path / f"kept{at}", quote, event(quote, date="2031-05-03", when=f'"{when}"'))
        assert short(kept) == []
        owed = CliRunner().invoke(main, ["-C", str(kept), "debt"]).stdout
        assert (
            f"it: `date: 2031-05-03` is read from “{when}”; the quotation says “Sunday, 3 May 2031”, and 2031-05-03 is a"
            " Saturday\n"
        ) in owed


def test_a_day_with_its_own_weekday_is_stated(tmp_path):
    quote = "Shelling resumed in Port Amber on Saturday, 3 May 2031."
    root = write(tmp_path, quote, event(quote, date="2031-05-03"))
    assert short(root) == []
    assert "is read from" not in CliRunner().invoke(main, ["-C", str(root), "debt"]).stdout


@pytest.mark.parametrize(
    ("when", "rights", "wrong", "meant"),
    [
        ("two days ago", "2031-05-05", "2031-05-04", "2031-05-05"),
        ("ten days ago", "2031-04-27 2031-04-26", "2031-05-04", "2031-04-27, or a day near it"),
        ("a week ago", "2031-04-30 2031-04-28", "2031-05-05", "2031-04-30, or a day near it"),
        ("three weeks ago", "2031-04-16 2031-04-13 2031-04", "2031-04-23", "2031-04-16, or a day near it"),
        ("two months ago", "2031-03 2031-03-05", "2031-01", "2031-03, or a day of it"),
        ("two years ago", "2029 2029-11", "2028", "2029, or a day of it"),
        ("the day before yesterday", "2031-05-05", "2031-05-06", None),
        ("on the 3rd", "2031-05-03", "2031-05-02", "2031-05-03"),
        ("on the 31st", "2031-03-31", "2031-05-31", "2031-03-31"),
        ("on the 3rd of this month", "2031-05-03", "2031-04-03", "2031-05-03"),
        ("on the 30th of last month", "2031-04-30", "2031-03-30", "2031-04-30"),
        ("over the weekend", "2031-05-03/2031-05-04 2031-05-02", "2031-05-05", "2031-05-03/2031-05-04, or a day of it"),
        (
            "last weekend",
            "2031-05-04 2031-04-27",
            "2031-05-06",
            "2031-05-03/2031-05-04 or 2031-04-26/2031-04-27, or a day of it",
        ),
        ("in the past 24 hours", "2031-05-06/2031-05-07", "2031-05-05", "2031-05-06/2031-05-07, or a day of it"),
        ("over the past two weeks", "2031-04-23/2031-05-07", "2031-04-20", "2031-04-23/2031-05-07, or a day of it"),
        ("earlier this week", "2031-05-05", "2031-05-04", "2031-05-05/2031-05-07, or a day of it"),
        ("Monday last week", "2031-04-28", "2031-04-29", None),
        ("last Wednesday", "2031-04-30", "2031-04-29", None),
        ("the first week of May", "2031-05-01/2031-05-07", "2031-05-20", None),
        ("the end of April", "2031-04-28", "2031-04-03", None),
    ],
)
def test_days_are_counted_back_from_the_day_of_issue(tmp_path, when, rights, wrong, meant):
    quote = f"Shelling resumed in Port Amber {when}."
    for at, right in enumerate(rights.split()):
        assert short(write(tmp_path / f"right{at}", quote, event(quote, date=f'"{right}"', when=when))) == []
    said = problems(write(tmp_path / "wrong", quote, event(quote, date=f'"{wrong}"', when=when)))
    assert "error[P6-date]" in said
    if meant:
        assert f"“{when}” is not {wrong}" in said
        assert f"= help: it may be {meant}" in said.splitlines()[-1]


@pytest.mark.parametrize(
    ("when", "right", "wrong", "meant"),
    [
        ("in two weeks", "2031-05-21", "2031-05-12", "2031-05-21, or a day near it"),
        ("within 48 hours", "2031-05-09", "2031-05-12", "2031-05-09, or a day near it"),
        ("over the next two days", "2031-05-09", "2031-05-12", "2031-05-07/2031-05-09, or a day of it"),
        ("next month", "2031-06", "2031-07", "2031-06 or 2031-05-07/2031-06-07, or a day of it"),
        ("on the 3rd", "2031-06-03", "2031-06-04", "2031-06-03"),
        ("over the weekend", "2031-05-10", "2031-05-12", "2031-05-10/2031-05-11, or a day of it"),
        ("the day after tomorrow", "2031-05-09", "2031-05-08", None),
        ("Sunday week", "2031-05-18", "2031-05-19", None),
    ],
)
def test_days_to_come_are_counted_on_from_the_day_of_issue(tmp_path, when, right, wrong, meant):
    quote = f"Votes are to be cast in Port Amber {when}."
    facts = event(quote, date=right, when=when, expected="true")
    assert short(write(tmp_path / "right", quote, facts)) == []
    said = problems(write(tmp_path / "wrong", quote, facts.replace(right, wrong)))
    assert "error[P6-date]" in said
    if meant:
        assert f"= help: it may be {meant}" in said.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "when", "date"),
    [
        ("in two weeks", "in two weeks", "2031-04-20/2031-05-03"),
        ("more than two days ago", "two days ago", "2031-05-01"),
        ("two to three days ago", "three days ago", "2031-05-05"),
        ("twenty-two days ago", "twenty-two days ago", "2031-04-15"),
        ("on the 12th day of the siege", "on the 12th", "2031-04-20"),
        ("at the 12th Division", "the 12th", "2031-04-20"),
        ("before the weekend", "before the weekend", "2031-05-01"),
        ("a year ago last week", "a year ago last week", "2030-04-28/2030-05-04"),
        ("in a week or two", "in a week", "2031-04-20"),
        ("two days ago, it was said on 3 May", "two days ago", "2031-05-01"),
        ("on the 12th, after a calm April", "on the 12th", "2031-04-12"),
    ],
)
def test_words_that_lead_elsewhere_are_not_held_against_the_day_of_issue(tmp_path, words, when, date):
    quote = f"Shelling resumed in Port Amber {words}."
    assert short(write(tmp_path, quote, event(quote, date=f'"{date}"', when=f'"{when}"'))) == []


@pytest.mark.parametrize(("when", "right"), [("Monday", True), ("Monday’s", True), ("Mon", False)])
def test_a_day_may_stand_in_the_quotation_as_that_of_something(tmp_path, when, right):
    text = "The quay has been closed since Monday’s storm in Port Amber."
    found = short(write(tmp_path, text, event(text, date="2031-05-05/..", when=when)))
    assert (found == []) is right


def test_a_date_without_when_is_told_the_days_that_the_quotation_says(tmp_path):
    quote = "Shelling resumed in Port Amber two days ago."
    said = problems(write(tmp_path, quote, event(quote, date="2031-05-04")))
    assert said.splitlines()[-1] == "   = help: it says “two days ago”: write 2031-05-05 and `when: two days ago`"


def test_what_is_before_last_week_is_not_held_against_it(tmp_path):
    quote = "Shelling resumed in Port Amber in the week before last week."
    facts = event(quote, date="2031-04-21/2031-04-27", when="the week before last week")
    assert short(write(tmp_path, quote, facts)) == []


# ---------------------------------------------------------------- what the words of a link say

LEFT = """\
  - id: left
    name: People who left
    definition: People who left the place.
    unit: people
    measure: flow
    population: people
    words: [people, left]
    phrase: {en: {one: "person left {place}", other: "people left {place}"}}
"""


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("[30 people left Port Amber](fact:it).", "“left” is a word of “left”, and “it” counts “killed”"),
        ("[30 people were killed](fact:it).", None),
        ("[30 people who had left were killed](fact:it).", None),
        ("[30 people](fact:it) left.", None),
        ("[Nobody left](fact:it).", None),
        ("[Talks have stalled](fact:talks).", "“stalled” is a word for `stalled`, and “talks” says `underway`"),
        ("[The stalled talks](fact:talks) go on.", None),
        ("[Talks have not stalled](fact:talks).", None),
        ("[Talks are underway](fact:talks) that stalled.", None),
        ("[The Harbour Guard denied it](fact:says).", "“denied” is a word for `denies`, and “says” says `states`"),
        ("[The Harbour Guard never denied it](fact:says).", None),
        ("[The Harbour Guard said it denied it](fact:says).", None),
    ],
)
def test_a_link_tells_no_other_count_and_no_other_state_than_its_fact(tmp_path, summary, said):
    first = "30 people were killed in Port Amber."
    facts = (
        figure(first, value="30")
        + record("tracks", {"state": "underway", **TALKS}, "Talks with the Harbour Guard are underway.").replace(
            "id: it", "id: talks"
        )
        + record("positions", {"stance": "states", **POSITION}, "The Harbour Guard said so.").replace(
            "id: it", "id: says"
        )
    )
    text = f"{first} Talks with the Harbour Guard are underway. The Harbour Guard said so."
    root = write(tmp_path, text, facts, summary=f'"{summary}"')
    with (root / "briefings/indicators.yml").open("a", encoding="utf-8") as file:
        file.write(LEFT)
    found = [line.partition("error[P7-prose]: ")[2] for line in short(root)]
    assert found == ([said] if said else [])


BOTH = "The Harbour Guard said 45 people were killed in Port Amber, while the Lantern Watch put the number at 12."


@pytest.mark.parametrize(
    ("kind", "fields", "quote", "said"),
    [
        # Whose number it is.
        ("figures", {"value": "45", "said_by": "watch"}, BOTH, "P4-claimant"),
        ("figures", {"value": "45", "said_by": "guard"}, BOTH, None),
        (
            "figures",
            {"value": "45", "said_by": "watch"},
            "45 people were killed in Port Amber, the Harbour Guard said; the Lantern Watch said 12.",
            "P4-claimant",
        ),
        (
            "figures",
            {"value": "45", "said_by": "watch"},
            "The Harbour Guard said 45 people were killed in Port Amber, and the Lantern Watch confirmed it.",
            None,
        ),
        (
            "figures",
            {"value": "45", "said_by": "guard"},
            "According to the Lantern Watch, 45 people were killed by the Harbour Guard in Port Amber.",
            "P4-claimant",
        ),
        # Who holds it, or does not.
        ("control", {"state": "controlled", "by": "guard"}, "The Harbour Guard does not control Port Amber.", "state"),
        ("control", {"state": "controlled", "by": "guard"}, "The Harbour Guard may soon control Port Amber.", "state"),
        ("control", {"state": "controlled", "by": "guard"}, "The Harbour Guard wants to hold Port Amber.", "state"),
        (
            "control",
            {"state": "controlled", "by": "guard"},
            "The Harbour Guard controls neither Port Amber nor Gull Island.",
            "state",
        ),
        (
            "control",
            {"state": "controlled", "by": "guard"},
            "The Harbour Guard lost Port Amber to the Lantern Watch.",
            "state",
        ),
        (
            "control",
            {"state": "controlled", "by": "watch"},
            "The Harbour Guard lost Port Amber to the Lantern Watch.",
            None,
        ),
        (
            "control",
            {"state": "controlled", "by": "watch"},
            "The Harbour Guard no longer holds Port Amber, which the Lantern Watch took.",
            None,
        ),
        (
            "control",
            {"state": "controlled", "by": "guard"},
            "The Harbour Guard may soon control Gull Island, and Port Amber is its own.",
            None,
        ),
        (
            "control",
            {"state": "controlled", "by": "guard"},
            "The Harbour Guard holds Port Amber and does not control Gull Island.",
            None,
        ),
        (
            "control",
            {"state": "controlled", "by": "watch"},
            "The Harbour Guard claims to hold Port Amber, but the Lantern Watch controls it.",
            None,
        ),
    ],
)
def test_whose_word_a_number_is_and_who_does_not_hold_a_place(tmp_path, kind, fields, quote, said):
    of_kind = {"indicator": "killed"} if kind == "figures" else {}
    found = short(write(tmp_path, quote, record(kind, {**of_kind, "place": "amber", **fields}, quote)))
    assert [line.partition("error[")[2].partition("]")[0] for line in found] == ([said] if said else [])


def test_a_row_of_a_table_is_of_the_place_that_it_names(tmp_path):
    text = "Town | People killed\nPort Amber | 84\nGull Island | 31\n"
    fields = {"indicator": "killed", "place": "gull", "value": "84"}
    wrong = record("figures", fields, "84").replace(
        "    quote", '    context: ["Town | People killed", "Gull Island | 31"]\n    quote'
    )
    (found,) = short(write(tmp_path / "wrong", text, wrong))
    assert found.endswith("the number stands in the row “Port Amber | 84”, and “Gull Island” in another")
    right = record("figures", {**fields, "value": "31"}, "Gull Island | 31").replace(
        "    quote", '    context: "Town | People killed"\n    quote'
    )
    assert short(write(tmp_path / "right", text, right)) == []
    text = "Town | Month | People killed\nGull Island | April | 31\n| May | 84\n"
    below = record("figures", {**fields, "value": "84"}, "May | 84").replace(
        "    quote", '    context: ["Town | Month | People killed", "Gull Island | April | 31"]\n    quote'
    )
    assert short(write(tmp_path / "below", text, below)) == []


@pytest.mark.parametrize(
    ("value", "quote", "right"),
    [
        ("12", "Shelling in Port Amber killed 12 people and injured 40.", True),
        ("40", "Shelling in Port Amber injured 12 people and killed about 40.", False),
        ("12", "Shelling in Port Amber injured 12 people and killed 40.", False),
        ("40", "Shelling in Port Amber injured 12 people and killed 40.", True),
    ],
)
def test_a_number_that_follows_its_verb_is_that_of_the_verb(tmp_path, value, quote, right):
    found = short(write(tmp_path, quote, figure(quote, value=value)))
    assert (found == []) is right


# ---------------------------------------------------------------- P6: ranges, and days to come


@pytest.mark.parametrize(
    ("words", "fields", "remedy"),
    [
        ("between 1 and 14 April", "period: 2031-04-01/2031-04-14, when: between 1 and 14 April", None),
        ("from 1 to 4 May 2031", "period: 2031-05-01/2031-05-04", None),
        ("between 28 April and 4 May 2031", "period: 2031-04-28/2031-05-04", None),
        ("from January to April 2031", "period: 2031-01/2031-04", None),
        ("between May 1 and 4", "period: 2031-05-01/2031-05-04, when: May 1 and 4", None),
        ("on 5/6 May", "period: 2031-05-05/2031-05-06, when: on 5/6 May", None),
        (
            "between 1 and 14 April",
            "date: 2031-04-14, when: 14 April",
            "write `date: 2031-04-01/2031-04-14` and `when: between 1 and 14 April`",
        ),
        (
            "between 1 and 14 April",
            "date: 2031-04-01/2031-04-14",
            "it says “between 1 and 14 April”: write 2031-04-01/2031-04-14 and `when: between 1 and 14 April`",
        ),
        (
            "between 1 and 14 April",
            "period: 2031-04-01/2031-04-12, when: between 1 and 14 April",
            "write 2031-04-01/2031-04-14",
        ),
        ("from 1 to 4 May 2031", "date: 2031-05-04", "write `date: 2031-05-01/2031-05-04`"),
        ("between 28 April and 4 May 2031", "date: 2031-05-04", "write `date: 2031-04-28/2031-05-04`"),
        ("from 1 to 4 May 2031 and again on 4 May 2031", "date: 2031-05-04", None),
        ("between 1 and 14 April, in one house", "period: 2031-04-01/2031-04-14, when: between 1 and 14 April", None),
        ("from 28 April to 4 May, in one house", "period: 2031-04-28/2031-05-04, when: 28 April to 4 May", None),
        ("on 5-6 May, in one house", "period: 2031-05-05/2031-05-06, when: on 5-6 May", None),
    ],
)
def test_a_range_of_days_is_dated_by_the_range(tmp_path, words, fields, remedy):
    text = f"In Port Amber 212 people were killed {words}."
    found = problems(write(tmp_path, text, figure(text, value="212", **parsed(fields))))
    assert found.split("\n   = help: ")[1:] == ([remedy] if remedy else [])


@pytest.mark.parametrize(
    ("words", "date"), [("On 3 May", "2031-05-03"), ("Between 12 and 14 April", "2031-04-12/2031-04-14")]
)
@pytest.mark.parametrize("comma", [",", ""])
def test_a_number_after_a_day_and_its_month_counts_something(tmp_path, words, date, comma):
    text = f"{words}{comma} 8 people were killed in Port Amber."
    assert problems(write(tmp_path / "right", text, figure(text, value="8", date=date, when=words))) == ""
    found = short(write(tmp_path / "wrong", text, figure(text, value="9", date=date, when=words)))
    assert [line.partition(": error")[2] for line in found] == ["[P3-number]: the fact says 9, the quotation says 8"]


@pytest.mark.parametrize(
    ("words", "date", "when", "remedy"),
    [
        ("were to begin on 9 May", "2031-05-09", "9 May", None),
        ("were announced on 3 May", "2031-05-03", "3 May", None),
        ("were to begin on Friday", "2031-05-09", "Friday", None),
        ("were announced on Friday", "2031-05-02", "Friday", None),
        ("were to begin in June", "2031-06", "June", None),
        ("were to begin on 9 May", "2030-05-09", "9 May", "write 2031-05-09"),
        ("were announced on 3 May", "2031-05-04", "3 May", "write 2031-05-03 or 2032-05-03"),
    ],
)
def test_announced_talks_are_dated_by_the_day_on_which_they_begin_or_were_announced(
    tmp_path, words, date, when, remedy
):
    text = f"Talks of the Harbour Guard and the Lantern Watch in Port Amber {words}."
    fields = {"title": "The talks", "parties": "[guard, watch]", "state": "announced", "date": date, "when": when}
    found = problems(write(tmp_path, text, record("tracks", fields, text)))
    assert found.split("\n   = help: ")[1:] == ([remedy] if remedy else [])


COMING = "write `expected: true` and `date: 2031-05-22`"


@pytest.mark.parametrize(
    ("words", "fields", "remedy"),
    [
        ("is due in Port Amber on 22 May", "date: 2030-05-22, when: 22 May", COMING),
        ("is expected to return to Port Amber on 22 May", "date: 2030-05-22, when: 22 May", COMING),
        ("is scheduled to leave Port Amber on 22 May", "date: 2031-05-02, when: 22 May", COMING),
        ("is to leave Port Amber at 6 a.m. on 22 May", "date: 2030-05-22, when: 22 May", COMING),
        ("plans to leave Port Amber on 22 May", "date: 2030-05-22, when: 22 May", COMING),
        ("will leave Port Amber on 22 May", "date: 2030-05-22, when: 22 May", COMING),
        ("will leave Port Amber on 22 May", "expected: true, date: 2031-05-22, when: 22 May", None),
        (
            "will leave Port Amber on 22 May",
            "date: 2030-05-22",
            "write `expected: true` and `date: 2031-05-22`, with `when: 22 May`",
        ),
        ("will rebuild what it lost in Port Amber on 22 April", "date: 2031-04-22, when: 22 April", None),
        ("left Port Amber on 22 April, and will return", "date: 2031-04-22, when: 22 April", None),
    ],
)
def test_an_event_to_come_is_not_dated_by_a_day_that_is_past(tmp_path, words, fields, remedy):
    text = f"The Harbour Guard {words}."
    facts = record("events", {"actor": "guard", "place": "amber", "what": "moved", **parsed(fields)}, text)
    found = problems(write(tmp_path, text, facts))
    assert found.split("\n   = help: ")[1:] == ([remedy] if remedy else [])


TOLD = "write `expected: true` and `date: 2031-05-22`, if the fact tells what is to come on that day; else leave "


@pytest.mark.parametrize(
    ("words", "date", "remedy"),
    [
        ("said that the parties would meet again on 22 May", "2030-05-22", TOLD),
        ("awaits a convoy that was due on 22 May", "2030-05-22", TOLD),
        ("keeps a truce that expires at midnight on 22 May", "2030-05-22", TOLD),
        ("keeps a truce that is to last until 22 May", "2030-05-22", "write `expected: true`"),
        ("keeps a truce that holds until 22 May", "2030-05-22", TOLD),
        ("awaits a convoy that was due on 6 May", "2031-05-06", None),
        ("left on 22 May", "2030-05-22", None),
        ("left the houses that were hit on 22 May", "2030-05-22", None),
        ("kept a truce that would have ended on 22 May", "2030-05-22", None),
        ("kept a truce until 22 May", "2030-05-22", None),
        ("said that it would rebuild what was hit on 22 May", "2030-05-22", None),
        ("said in May that the parties would meet in December", "2030-12", None),
    ],
)
def test_a_day_that_was_to_come_is_not_that_of_a_year_ago(tmp_path, words, date, remedy):
    text = f"In Port Amber the Harbour Guard {words}."
    when = " ".join(words.split()[-1 if date == "2030-12" else -2 :])
    said_by = {"said_by": "guard"} if words.startswith("said") else {}
    found = problems(write(tmp_path / "event", text, event(text, actor="guard", date=date, when=when, **said_by)))
    assert found.split("\n   = help: ")[1:] == ([found.split("\n   = help: ")[-1]] if remedy else [])
    assert (remedy or "") in found
    if remedy is TOLD:
        assert "the quotation tells of “22 May” as a day that was still to come, 2031-05-22, and 2030-05-22 is" in found
        unnamed = problems(write(tmp_path / "unnamed", text, event(text, actor="guard", date=date, **said_by)))
        assert "2030" not in unnamed.partition("= help: ")[2]
        fields = {"actor": "guard", "stance": "states", "what": "so", "date": date, "when": when}
        found = problems(write(tmp_path / "position", text, record("positions", fields, text)))
        assert found.endswith("= help: leave `date:` and `when:` out")


@pytest.mark.parametrize(
    ("words", "date", "when", "remedy"),
    [
        ("plans to feed 12,000 children from 1 June", "2031-06-01", "1 June", None),
        ("plans to feed 12,000 children from 1 June", "2030-06-01", "1 June", "write 2031-06-01"),
        ("plans to open the road on Friday", "2031-05-09", "Friday", None),
        ("plans to open the road, it said on Friday", "2031-05-02", "Friday", None),
    ],
)
def test_what_one_aims_at_lies_ahead(tmp_path, words, date, when, remedy):
    text = f"In Port Amber the Harbour Guard {words}."
    fields = {"actor": "guard", "stance": "aims", "what": "this", "date": date, "when": when}
    found = problems(write(tmp_path, text, record("positions", fields, text)))
    assert found.split("\n   = help: ")[1:] == ([remedy] if remedy else [])


MONDAY = "write `date: 2031-05-05` and `when: Monday`"
THURSDAY = "write `period: 2031-05-01/..` and `when: Thursday`"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("30 people were killed when shells hit Port Amber on Monday, Sol said on Tuesday.", MONDAY),
        ("Sol said on Tuesday that 30 people were killed in Port Amber since Thursday.", THURSDAY),
        ("Sol told reporters on Tuesday that 30 people were killed in Port Amber on Monday.", MONDAY),
        ("On Tuesday, Sol said that 30 people were killed in Port Amber on Monday.", MONDAY),
        ("Sol said on Tuesday that 30 people were killed in Port Amber.", None),
        ("Sol said on Monday that 30 people were killed in Port Amber on Tuesday.", None),
        ("Sol said on Tuesday that 30 people were killed in Port Amber after talks on Monday.", None),
        ("Sol said on Tuesday that 30 people who fled on Monday were killed in Port Amber.", None),
        ("Sol said on Tuesday that a raid launched on Monday had killed 30 people in Port Amber.", None),
        ("Sol said on Tuesday that 30 people were killed in Port Amber, the town it lost on Monday.", None),
        ("Sol said on Tuesday that 30 people were killed in Port Amber on Tuesday, not on Monday.", None),
        ("Sol said 30 people were killed in Port Amber on Tuesday. Talks began on Monday.", None),
    ],
)
def test_the_day_on_which_it_was_said_is_not_that_on_which_it_was(tmp_path, text, remedy):
    facts = figure(text, value="30", date="2031-05-06", when="Tuesday", said_by="reeve")
    found = problems(write(tmp_path, text, facts))
    assert found.split("\n   = help: ")[1:] == ([remedy] if remedy else [])
    if remedy:
        assert "is the day on which it was said, and what was said is dated “" in found


def test_what_was_said_is_dated_by_the_day_on_which_it_was_said(tmp_path):
    text = "The Harbour Guard said on Tuesday that it shelled Port Amber on Monday."
    own = {"actor": "guard", "date": "2031-05-06", "when": "Tuesday"}
    position = record("positions", {**own, "stance": "states", "what": "that it shelled Port Amber"}, text)
    assert problems(write(tmp_path / "position", text, position)) == ""
    said = event(text, **{**own, "what": "said that it shelled Port Amber", "said_by": "guard"})
    assert problems(write(tmp_path / "said", text, said)) == ""
    shelled = event(text, **{**own, "what": "shelled Port Amber", "said_by": "guard"})
    assert problems(write(tmp_path / "event", text, shelled)).endswith(f"= help: {MONDAY}")
    del own["when"]
    unnamed = event(text, **{**own, "what": "shelled Port Amber", "said_by": "guard"})
    assert problems(write(tmp_path / "unnamed", text, unnamed)).endswith(
        "= help: it says “Monday”: write 2031-05-05 and `when: Monday`"
    )


@pytest.mark.parametrize("between", [" from 19 April to 4 May 2031", ", 19 April to 4 May 2031"])
def test_an_end_of_a_range_is_not_the_range_whatever_dates_stand_later_in_the_document(tmp_path, between):
    text = f"30 people were killed in Port Amber{between}."
    later = f"{text}\nOn 6 May 2031 the clinic closed."
    for at, end in enumerate(("2031-04-19", "2031-05-04")):
        found = problems(write(tmp_path / str(at), later, figure(text, value="30", date=end)))
        assert found.endswith("= help: write `date: 2031-04-19/2031-05-04`")
    whole = figure(text, value="30", date="2031-04-19/2031-05-04")
    assert problems(write(tmp_path / "whole", later, whole)) == ""


CAPTION = "People killed, counted by the Tide Council, 4 May 2031"
QUOTE_IT = f"quote the line over the table, which says it, in `context:`: “{CAPTION}”"
MEND_IT = "mend the date, or add `when:` with the quotation’s words for it"


@pytest.mark.parametrize(
    ("over", "row", "date", "context", "remedy"),
    [
        ([CAPTION], "Port Amber | 30", "2031-05-04", [CAPTION], None),
        ([CAPTION], "Port Amber | 30", "2031-05-04", ["4 May 2031"], None),
        ([CAPTION], "Port Amber | 30", "2031-05-04", [], QUOTE_IT),
        ([CAPTION], "Port Amber | 30", "2031-05-03", [CAPTION], MEND_IT),
        ([f"{CAPTION}."], "Port Amber | 30", "2031-05-04", [f"{CAPTION}."], MEND_IT),
        ([CAPTION, "Below are the figures"], "Port Amber | 30", "2031-05-04", [CAPTION], MEND_IT),
        (["Killed from 1 to 4 May 2031"], "Port Amber | 30", "2031-05-01/2031-05-04", ["1 to 4 May 2031"], None),
        (["Killed from 1 to 4 May 2031"], "Port Amber | 30", "2031-05-04", ["Killed from 1 to 4 May 2031"], MEND_IT),
        (
            ["Killed, 19 April to 4 May 2031"],
            "Port Amber | 30",
            "2031-04-19/2031-05-04",
            ["19 April to 4 May 2031"],
            None,
        ),
        (["Killed, April to May 2031"], "Port Amber | 30", "2031-04/2031-05", ["Killed, April to May 2031"], None),
        (
            ["Killed, 19 April to 4 May 2031"],
            "Port Amber | 30",
            "2031-05-04",
            ["Killed, 19 April to 4 May 2031"],
            MEND_IT,
        ),
        ([CAPTION, "Hill | 3 | 3 May 2031"], "Port Amber | 30", "2031-05-04", [CAPTION], MEND_IT),
        (["Killed", "Place | 3 May 2031"], "Port Amber | 30", "2031-05-03", ["Place | 3 May 2031"], None),
        (["Killed", "Place | Hurt | 3 May 2031"], "Port Amber | 30 | 4", "2031-05-03", ["3 May 2031"], MEND_IT),
        ([CAPTION, "Place | 3 May 2031"], "Port Amber | 30", "2031-05-04", [CAPTION], MEND_IT),
    ],
)
def test_a_row_is_dated_by_its_caption_or_the_head_over_its_number(tmp_path, *, over, row, date, context, remedy):
    head = [] if "Place" in over[-1] else ["Place | People killed"]
    lines = [over[0], *head, *over[1:]] if "|" in over[-1] else [*over, *head]
    text = "\n".join(["People killed were counted.", *lines, row])
    quoted = str([*context, *(head or ["People killed were counted."])])
    facts = figure("Port Amber | 30", value="30", date=date, context=quoted)
    found = problems(write(tmp_path, text, facts))
    assert re.findall(r"P6-date[^=]*= help: (.*)", found) == ([remedy] if remedy else [])


@pytest.mark.parametrize(
    ("said", "proved"), [("7 May", True), ("Wednesday, 7 May", True), ("8 May", False), ("Friday, 7 May", False)]
)
def test_prose_may_say_the_day_of_the_month_of_what_the_source_calls_wednesday(tmp_path, said, proved):
    text = "Talks of the Harbour Guard and the Lantern Watch stalled on Wednesday in Port Amber."
    fields = {"title": "The talks", "parties": "[guard, watch]", "state": "stalled", "date": "2031-05-07"}
    facts = record("tracks", {**fields, "when": "Wednesday"}, text)
    found = short(write(tmp_path, text, facts, summary=f"'[Talks stalled on {said}](fact:it).'"))
    assert [f"the date “{said}” is not what “it” says" in line for line in found] == ([] if proved else [True])

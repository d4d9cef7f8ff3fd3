"""The English of the sentences: what they say, word for word, where a simple template would read badly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from conftest import FILES, edit, write_project
from pdfs import dateline, source, words


def said(root: Path, name: str = "letter") -> dict[str, str]:
    """Build a project and return its sentences of one source, by fact."""
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    facts = json.loads((root / "site/data/facts.json").read_bytes())["facts"]
    return {fact["id"]: fact["text"] for fact in facts if fact["source"] == name}


# ---------------------------------------------------------------- fewer and less

COUNTED = (
    # unit, what the source says, the value, the phrase
    ("people", "fewer than 240 people", "240", "people waited in {place}"),
    ("families", "fewer than 50 families", "50", "families waited in {place}"),
    ("vehicles", "under 30 vehicles", "30", "vehicles waited in {place}"),
    ("towns", "less than 7 towns", "7", "towns waited near {place}"),
    ("bags of five kilograms", "less than 90 bags", "90", "bags lay in {place}"),
)
MEASURED = (
    ("percent", "fewer than 12 percent", "12", "of the people of {place} waited"),
    ("USD", "less than $80", "80", "were paid in {place}"),
    ("km", "less than 25 km", "25", "km of road were open near {place}"),
    ("square kilometres", "less than 14 square kilometres", "14", "square kilometres were flooded near {place}"),
    ("tonnes of quinces", "fewer than 60 tonnes", "60", "tonnes of quinces lay in {place}"),
    ("hours", "under 36 hours", "36", "hours passed in {place}"),
)


def less_than(root: Path) -> Path:
    """Write a project whose source says many numbers that are not reached."""
    letter, registers, facts = "", FILES["briefings/indicators.yml"], "figures:\n"
    for index, (unit, number, value, phrase) in enumerate((*COUNTED, *MEASURED)):
        sentence = f"In Port Amber {number} were counted."
        letter += f"{sentence}\n"
        registers += (
            f'  - {{id: i{index}, name: Number {chr(97 + index)}, definition: What is counted., unit: "{unit}", '
            f'measure: stock, population: it, words: counted, phrase: {{en: {{other: "{phrase}"}}}}}}\n'
        )
        facts += (
            f"  - {{id: f{chr(97 + index)}, indicator: i{index}, place: port-amber, value: {value}, "
            f'quantifier: less_than, source: letter, quote: "{sentence}"}}\n'
        )
    parts = {"briefings/indicators.yml": registers, "briefings/coast/letter.yml": facts}
    return write_project(root, {**source("letter", letter), **parts})


def test_what_is_counted_is_fewer_and_what_is_measured_is_less(tmp_path):
    root = less_than(tmp_path)
    report = "(report of 3 May 2031)"
    assert list(said(root).values()) == [
        f"Amber Gazette reports that fewer than 240 people waited in Port Amber {report}.",
        f"Amber Gazette reports that fewer than 50 families waited in Port Amber {report}.",
        f"Amber Gazette reports that fewer than 30 vehicles waited in Port Amber {report}.",
        f"Amber Gazette reports that fewer than 7 towns waited near Port Amber {report}.",
        f"Amber Gazette reports that fewer than 90 bags lay in Port Amber {report}.",
        f"Amber Gazette reports that less than 12 percent of the people of Port Amber waited {report}.",
        f"Amber Gazette reports that less than USD 80 were paid in Port Amber {report}.",
        f"Amber Gazette reports that less than 25 km of road were open near Port Amber {report}.",
        f"Amber Gazette reports that less than 14 square kilometres were flooded near Port Amber {report}.",
        f"Amber Gazette reports that less than 60 tonnes of quinces lay in Port Amber {report}.",
        f"Amber Gazette reports that less than 36 hours passed in Port Amber {report}.",
    ]
    page = (root / "site/coast/humanitarian.html").read_text("utf-8")
    assert '<p class="amount"><data value="240" data-fact="fa">Fewer than 240</data></p>' in page
    assert '<p class="amount"><data value="12" data-fact="ff">Less than 12 percent</data></p>' in page
    brief = words(next((root / "site/briefs").glob("coast.*.a4.pdf")))
    assert "fewer than 240" in brief.casefold()
    assert "less than 36" in brief.casefold()


@pytest.mark.parametrize("fact", ["fa", "ff"])
def test_a_dropped_fewer_is_found_on_the_page(tmp_path, fact):
    root = less_than(tmp_path)
    said(root)
    page = root / "site/coast/humanitarian.html"
    text = page.read_text("utf-8")
    hedge = "Fewer than " if fact == "fa" else "Less than "
    for other in ("", "More than ", "At most "):
        page.write_text(text.replace(f'data-fact="{fact}">{hedge}', f'data-fact="{fact}">{other}'), "utf-8")
        assert f"is not the value of “{fact}”" in dateline(root, "audit", str(root / "site")).stdout


def test_problems_say_it_in_the_same_words(tmp_path):
    root = less_than(tmp_path)
    facts = root / "briefings/coast/letter.yml"
    text = facts.read_text("utf-8")
    facts.write_text(text.replace("value: 240", "value: 250").replace("value: 36", "value: 37"), "utf-8")
    told = dateline(root, "check").stdout
    assert "the fact says fewer than 250, the quotation says fewer than 240" in told
    assert "the fact says less than 37, the quotation says less than 36" in told


# ---------------------------------------------------------------- whose word it is

WORD = """\
The Harbour Guard operates in Port Amber, the Harbour Guard said.
The Harbour Guard wants to keep the quay, the Harbour Guard said.
The Harbour Guard asked the Tide Council to leave Port Amber, the Harbour Guard said.
The Harbour Guard and the Tide Council made peace, the Harbour Guard and the Tide Council said.
The Harbour Guard and the Tide Council met again, the Harbour Guard said.
The ferrymen left Port Amber, the ferrymen said.
Sol Amber left Gull Island, Sol Amber said.
Port Amber is the last stronghold of the Harbour Guard, the Harbour Guard said.
The fleet of the Harbour Guard is present in Port Amber, the Harbour Guard said.
The Harbour Guard was seen in Port Amber, the Lantern Watch said.
"""
OWN = """\
presence:
  - {id: operates, actor: harbour-guard, place: port-amber, how: operating, said_by: harbour-guard, source: letter,
     quote: "The Harbour Guard operates in Port Amber, the Harbour Guard said."}
  - {id: stronghold, actor: harbour-guard, place: port-amber, how: last_stronghold, said_by: harbour-guard,
     source: letter, quote: "Port Amber is the last stronghold of the Harbour Guard, the Harbour Guard said."}
  - {id: boats, actor: harbour-guard, place: port-amber, how: present, what: its fleet, said_by: harbour-guard,
     source: letter, quote: "The fleet of the Harbour Guard is present in Port Amber, the Harbour Guard said."}
  - {id: seen, actor: harbour-guard, place: port-amber, how: present, said_by: lantern-watch, source: letter,
     quote: "The Harbour Guard was seen in Port Amber, the Lantern Watch said."}
positions:
  - {id: aims, actor: harbour-guard, stance: aims, what: keep the quay, said_by: harbour-guard, source: letter,
     quote: "The Harbour Guard wants to keep the quay, the Harbour Guard said."}
demands:
  - {id: asks, by: harbour-guard, to: tide-council, what: leave Port Amber, said_by: harbour-guard, source: letter,
     quote: "The Harbour Guard asked the Tide Council to leave Port Amber, the Harbour Guard said."}
agreements:
  - {id: peace, parties: [harbour-guard, tide-council], said_by: [tide-council, harbour-guard], source: letter,
     quote: "The Harbour Guard and the Tide Council made peace, the Harbour Guard and the Tide Council said."}
  - {id: met, parties: [harbour-guard, tide-council], said_by: harbour-guard, source: letter,
     quote: "The Harbour Guard and the Tide Council met again, the Harbour Guard said."}
events:
  - {id: ferrymen-left, actor: ferrymen, what: left Port Amber, said_by: ferrymen, source: letter,
     quote: "The ferrymen left Port Amber, the ferrymen said."}
  - {id: sol-left, actor: sol, what: left Gull Island, said_by: sol, source: letter,
     quote: "Sol Amber left Gull Island, Sol Amber said."}
"""


def test_who_speaks_of_itself_is_named_once(tmp_path):
    actors = FILES["briefings/actors.yml"] + (
        "  - {id: ferrymen, name: ferrymen, type: civil_group, article: true, plural: true}\n"
        "  - {id: sol, name: Sol Amber, type: person}\n"
    )
    parts = {"briefings/actors.yml": actors, "briefings/coast/letter.yml": OWN}
    assert said(write_project(tmp_path, {**source("letter", WORD), **parts})) == {
        "operates": "By its own account, the Harbour Guard operates in Port Amber.",
        "stronghold": "According to the Harbour Guard, Port Amber is the last stronghold of the Harbour Guard.",
        "boats": "By its own account, the Harbour Guard is present in Port Amber: its fleet.",
        "seen": "According to the Lantern Watch, the Harbour Guard is present in Port Amber.",
        "aims": "By its own account, the Harbour Guard aims to keep the quay.",
        "asks": "The Harbour Guard called on the Tide Council to leave Port Amber.",
        "peace": "By their own account, the Harbour Guard and the Tide Council reached an agreement.",
        "met": "According to the Harbour Guard, the Harbour Guard and the Tide Council reached an agreement.",
        "ferrymen-left": "By their own account, the ferrymen left Port Amber.",
        "sol-left": "By their own account, Sol Amber left Gull Island.",
    }


# ---------------------------------------------------------------- presence

THERE = """\
The Harbour Guard keeps a field hospital in Port Amber.
The Harbour Guard is present in Port Amber; its men sit in the old school.
The Harbour Guard has been based in Port Amber since 2029; its boats lie in the northern bay.
The Harbour Guard operates in Port Amber by night.
The Harbour Guard has operated in Port Amber since 2029.
Near Port Amber the Harbour Guard has a depot.
Some Harbour Guard boats were in Port Amber.
The ferrymen have been present in Port Amber since 2029.
Port Amber, the old quay of it, has been the last stronghold of the Harbour Guard since 2029.
"""
THERE_FACTS = """\
presence:
  - {id: hospital, actor: harbour-guard, place: port-amber, what: a field hospital, source: letter,
     quote: The Harbour Guard keeps a field hospital in Port Amber.}
  - {id: school, actor: harbour-guard, place: port-amber, what: its men sit in the old school, source: letter,
     quote: The Harbour Guard is present in Port Amber; its men sit in the old school.}
  - {id: boats, actor: harbour-guard, place: port-amber, how: based, what: its boats lie in the northern bay,
     since: "2029", source: letter,
     quote: The Harbour Guard has been based in Port Amber since 2029; its boats lie in the northern bay.}
  - {id: night, actor: harbour-guard, place: port-amber, how: operating, what: by night, source: letter,
     quote: The Harbour Guard operates in Port Amber by night.}
  - {id: operated, actor: harbour-guard, place: port-amber, how: operating, since: "2029", source: letter,
     quote: The Harbour Guard has operated in Port Amber since 2029.}
  - {id: depot, actor: harbour-guard, place: port-amber, how: nearby, what: a depot, source: letter,
     quote: Near Port Amber the Harbour Guard has a depot.}
  - {id: some, actor: harbour-guard, place: port-amber, what: some Harbour Guard boats, source: letter,
     quote: Some Harbour Guard boats were in Port Amber.}
  - {id: ferrymen-there, actor: ferrymen, place: port-amber, since: "2029", source: letter,
     quote: The ferrymen have been present in Port Amber since 2029.}
  - {id: stronghold, actor: harbour-guard, place: port-amber, how: last_stronghold, what: the old quay, since: "2029",
     source: letter,
     quote: "Port Amber, the old quay of it, has been the last stronghold of the Harbour Guard since 2029."}
"""


def test_a_presence_names_its_actor_whatever_is_said_of_it_there(tmp_path):
    actors = FILES["briefings/actors.yml"] + (
        "  - {id: ferrymen, name: ferrymen, type: civil_group, article: true, plural: true}\n"
    )
    parts = {"briefings/actors.yml": actors, "briefings/coast/letter.yml": THERE_FACTS}
    assert said(write_project(tmp_path, {**source("letter", THERE), **parts})) == {
        "hospital": "The Harbour Guard is present in Port Amber: a field hospital.",
        "school": "The Harbour Guard is present in Port Amber: its men sit in the old school.",
        "boats": "The Harbour Guard has been based in Port Amber since 2029: its boats lie in the northern bay.",
        "night": "The Harbour Guard operates in Port Amber, by night.",
        "some": "Some Harbour Guard boats are present in Port Amber.",
        "operated": "The Harbour Guard has operated in Port Amber since 2029.",
        "depot": "The Harbour Guard is close to Port Amber: a depot.",
        "ferrymen-there": "The ferrymen have been present in Port Amber since 2029.",
        "stronghold": "Port Amber has been the last stronghold of the Harbour Guard since 2029: the old quay.",
    }


# ---------------------------------------------------------------- talks

TALKS = """\
Talks between the Harbour Guard and the Tide Council were underway on 2 May 2031.
Talks between the Harbour Guard and the Salters were stalled on 3 May 2031.
Talks between the Salters and the Tide Council are underway.
The Tide Council called on the Harbour Guard to open the quay by 9 May 2031.
"""
TALKS_FACTS = """\
tracks:
  - {id: dated, title: Quay talks, parties: [harbour-guard, tide-council], state: underway, date: 2031-05-02,
     source: letter, quote: Talks between the Harbour Guard and the Tide Council were underway on 2 May 2031.}
  - {id: still, title: Salt talks, parties: [harbour-guard, salters], state: stalled, date: 2031-05-03, source: letter,
     quote: Talks between the Harbour Guard and the Salters were stalled on 3 May 2031.}
  - {id: undated, title: Ferry talks, parties: [salters, tide-council], state: underway, source: letter,
     quote: Talks between the Salters and the Tide Council are underway.}
demands:
  - {id: quay, by: tide-council, to: harbour-guard, what: open the quay, deadline: 2031-05-09, source: letter,
     quote: The Tide Council called on the Harbour Guard to open the quay by 9 May 2031.}
"""


def test_talks_with_a_date_were_so_then_and_a_deadline_asks_for_deeds_as_well_as_answers(tmp_path):
    actors = FILES["briefings/actors.yml"] + (
        "  - {id: salters, name: Salters, type: civil_group, article: true, plural: true}\n"
    )
    parts = {"briefings/actors.yml": actors, "briefings/coast/letter.yml": TALKS_FACTS}
    root = write_project(tmp_path, {**source("letter", TALKS), **parts})
    assert said(root) == {
        "dated": "Negotiations between the Harbour Guard and the Tide Council were underway on 2 May 2031.",
        "still": "Negotiations between the Harbour Guard and the Salters were stalled on 3 May 2031.",
        "undated": "Negotiations between the Salters and the Tide Council are underway.",
        "quay": "The Tide Council called on the Harbour Guard to open the quay, with a deadline of 9 May 2031.",
    }
    assert "<dt>Deadline</dt>" in (root / "site/coast/index.html").read_text("utf-8")


# ---------------------------------------------------------------- none

NONE = (
    # unit, what the source says, the phrase, what the page says
    ("people", "No people were moved in Port Amber.", "people were moved in {place}", "no people were moved in Port"),
    ("lorries", "In Port Amber 0 lorries were moved.", "of the lorries were moved in {place}", "none of the lorries"),
    ("km", "In Port Amber 0 km of road were moved.", "km of road were moved in {place}", "0 km of road were moved"),
    ("percent", "In Port Amber 0 percent were moved.", "of all were moved in {place}", "0 percent of all were moved"),
)


def none(root: Path) -> Path:
    """Write a project whose source says in several ways that there is none."""
    letter, registers, facts = "", FILES["briefings/indicators.yml"], "figures:\n"
    for index, (unit, sentence, phrase, _) in enumerate(NONE):
        letter += f"{sentence}\n"
        registers += (
            f'  - {{id: i{index}, name: Number {chr(97 + index)}, definition: What is counted., unit: "{unit}", '
            f'measure: flow, population: {unit}, words: moved, phrase: {{en: {{other: "{phrase}"}}}}}}\n'
        )
        facts += (
            f"  - {{id: f{chr(97 + index)}, indicator: i{index}, place: port-amber, value: 0, date: 2031-05-02, "
            f'source: letter, quote: "{sentence}"}}\n'
        )
    letter = letter.replace(".", " on 2 May 2031.")
    facts = facts.replace('."', ' on 2 May 2031."')
    parts = {"briefings/indicators.yml": registers, "briefings/coast/letter.yml": facts}
    return write_project(root, {**source("letter", letter), **parts})


def test_none_of_what_is_counted_is_no_in_a_sentence_and_0_by_itself(tmp_path):
    root = none(tmp_path)
    sentences = said(root)
    for name, (*_, told) in zip(sorted(sentences), NONE, strict=True):
        assert f"Amber Gazette reports that {told}" in sentences[name]
    page = (root / "site/coast/humanitarian.html").read_text("utf-8")
    assert '<p class="amount"><data value="0" data-fact="fa">0</data></p>' in page
    assert "0 people were moved in Port Amber" in words(next((root / "site/briefs").glob("coast.*.a4.pdf")))
    # Whatever else stands there is no value of it, and “no” is none of another one.
    facts = root / "site/facts/coast.html"
    text = facts.read_text("utf-8")
    assert '<data value="0" data-fact="fa">no</data>' in text
    for old, new, fact in (
        ('data-fact="fa">no<', 'data-fact="fa">some<', "fa"),
        ('data-fact="fa">no<', 'data-fact="fa">12<', "fa"),
        ('data-fact="ferry-sunk">1<', 'data-fact="ferry-sunk">no<', "ferry-sunk"),
    ):
        assert old in text
        facts.write_text(text.replace(old, new), "utf-8")
        assert f"is not the value of “{fact}”" in dateline(root, "audit", str(root / "site")).stdout


def test_none_that_is_new_is_no_in_a_brief_which_is_audited(tmp_path):
    root, public = write_project(tmp_path / "project"), str(tmp_path / "public")
    first = dateline(root, "publish", "2031-05-04", "--to", public)
    assert first.exit_code == 0, first.output
    none(root)
    edit(root / "briefings/edition.yml", '"2031-05-04"', '"2031-05-05"')
    said(root)
    brief = words(next((root / "site/briefs").glob("coast.*.a4.pdf")))
    assert "Amber Gazette reports that no people were moved in Port Amber on 2 May 2031." in brief
    assert "0 people were moved in Port Amber" in brief  # of the table


# ---------------------------------------------------------------- names


@pytest.mark.parametrize("name", ["Lantern Watch", "The Lantern Watch"])
def test_a_name_has_its_article_in_running_words_and_once(tmp_path, name):
    actors = FILES["briefings/actors.yml"].replace("name: Lantern Watch", f"name: {name}")
    root = write_project(tmp_path, {"briefings/actors.yml": actors})
    assert said(root, "bulletin")["left-amber-watch"] == (
        "The Lantern Watch says at least 240 people left Port Amber on 2 May 2031."
    )
    text = (root / "site/coast/humanitarian.html").read_text("utf-8")
    assert f'<p class="by"><span data-claimant="left-amber-watch">{name}</span>, report of' in text
    table = (root / "site/coast/control.html").read_text("utf-8")
    assert f'<span data-claimant="amber-held">{name}</span></a>' in table
    front = (root / "site/coast/index.html").read_text("utf-8")
    assert '(according to <span data-claimant="amber-held">the Lantern Watch</span>)' in front


QUAY = (
    "The naval quay was contested on 2 May 2031.",
    "At least 40 people left the naval quay on 2 May 2031.",
    "The naval quay road is closed.",
)


def at_the_quay(root: Path, name: str, more: str = "", letter: tuple[str, ...] = QUAY) -> Path:
    """Write a project of whose place all sources say “the”."""
    facts = (
        "control:\n  - {id: quay-contested, place: quay, state: contested, date: 2031-05-02, source: letter, "
        f'quote: "{letter[0]}"}}\nfigures:\n  - {{id: quay-left, indicator: people-left, place: quay, value: 40, '
        f'quantifier: at_least, date: 2031-05-02, source: letter, quote: "{letter[1]}"}}\n'
    )
    places = f"{FILES['briefings/places.yml']}  - {{id: quay, name: {name}, type: site{more}}}\n"
    events = f'events:\n  - {{id: road, what: the road is closed, source: letter, quote: "{letter[2]}"}}\n'
    briefing = FILES["briefings/coast/briefing.yml"].replace("[port-amber,", "[quay, port-amber,")
    parts = {"briefings/places.yml": places, "briefings/coast/letter.yml": facts + events}
    letters = source("letter", "\n".join(letter) + "\n")
    return write_project(root, {**letters, **parts, "briefings/coast/briefing.yml": briefing})


def test_a_place_has_its_article_in_sentences_and_none_in_headings_and_tables(tmp_path):
    root = at_the_quay(tmp_path, "naval quay", ", article: true")
    sentences = said(root)
    assert sentences["quay-contested"] == "The naval quay was contested on 2 May 2031."
    assert sentences["quay-left"] == "Amber Gazette reports that at least 40 people left the naval quay on 2 May 2031."
    assert "<h1>" in (heading := (root / "site/places/quay.html").read_text("utf-8"))
    assert ">Naval quay</span></h1>" in heading
    brief = words(next((root / "site/briefs").glob("coast.*.a4.pdf")))
    assert "says who holds it." in brief
    assert "Naval quay Contested not stated on 2 May 2031" in brief
    assert "naval quay" in (root / "site/data/control.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("people were hurt in {place}", "Amber Gazette reports that no people were hurt in Port Amber."),
        ("died in {place}", "Amber Gazette reports that 0 died in Port Amber."),
        ("more people died in {place}", "Amber Gazette reports that 0 more people died in Port Amber."),
    ],
)
def test_none_is_no_only_where_the_clause_begins_with_what_is_counted(tmp_path, clause, sentence):
    letter = "Nobody was hurt and nobody died in Port Amber."
    indicator = (
        "  - id: harmed\n    name: People harmed\n    definition: As it says.\n    unit: people\n    measure: stock\n"
        f'    population: people\n    words: [died]\n    phrase: {{en: {{one: "{clause}", other: "{clause}"}}}}\n'
    )
    fact = f'id: none, indicator: harmed, place: port-amber, value: 0, source: letter, quote: "{letter}"'
    facts = f"figures:\n  - {{{fact}}}\n"
    root = write_project(
        tmp_path,
        {
            **source("letter", letter + "\n"),
            "briefings/indicators.yml": FILES["briefings/indicators.yml"] + indicator,
            "briefings/coast/letter.yml": facts,
        },
    )
    assert said(root)["none"].startswith(sentence.removesuffix("."))


def test_what_is_so_since_a_time_has_been_so_also_where_that_is_a_stretch(tmp_path):
    letter = (
        "The naval quay has been contested since 2 May 2031.",
        "Tern Rock has been besieged by the Tide Council since last week.",
        "Since 2 May 2031 nobody knows who holds Mole End.",
    )
    states = (
        "{id: quay, place: quay, state: contested, since: 2031-05-02",
        "{id: rock, place: rock, state: besieged, by: tide-council, since: 2031-04-21/2031-04-27, when: last week",
        "{id: mole, place: mole, state: unknown, since: 2031-05-02",
    )
    facts = "".join(
        f'  - {state}, source: letter, quote: "{quote}"}}\n' for state, quote in zip(states, letter, strict=True)
    )
    names = {"quay": "naval quay, article: true", "rock": "Tern Rock", "mole": "Mole End"}
    places = "".join(f"  - {{id: {one}, name: {name}, type: site}}\n" for one, name in names.items())
    root = write_project(
        tmp_path,
        {
            **source("letter", "\n".join(letter) + "\n"),
            "briefings/places.yml": FILES["briefings/places.yml"] + places,
            "briefings/coast/letter.yml": f"control:\n{facts}",
            "briefings/coast/briefing.yml": FILES["briefings/coast/briefing.yml"].replace(
                "[port-amber,", "[quay, rock, mole, port-amber,"
            ),
        },
    )
    sentences = said(root)
    assert sentences["quay"] == "The naval quay has been contested since 2 May 2031."
    assert sentences["rock"] == (
        "Tern Rock has been besieged by the Tide Council since a time between 21 April 2031 and 27 April 2031"
        " (inferred from “last week”)."
    )
    assert sentences["mole"] == "It has not been known who controls Mole End since 2 May 2031."


@pytest.mark.parametrize(
    ("name", "problem", "mended"),
    [
        (
            "naval quay",
            "every quotation says “the naval quay”, and sentences will say “naval quay” without “the”",
            "add `article: true`",
        ),
        (
            "the naval quay",
            "“the naval quay” stands with its article in headings and tables too",
            "write `name: naval quay` and `article: true`: sentences say “{0}”, headings and tables “naval quay”",
        ),
    ],
)
def test_a_name_that_needs_an_article_is_named_with_what_to_write(tmp_path, name, problem, mended):
    result = dateline(at_the_quay(tmp_path, name), "check", "--format=json")
    assert [(one["file"], one["message"], one["help"]) for one in json.loads(result.output)["problems"]] == [
        ("briefings/places.yml", problem, mended.format(name))
    ]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("naval quay", (QUAY[0], "At least 40 people left naval quay on 2 May 2031.", QUAY[2])),
        ("Naval Quay", tuple(text.replace("naval quay", "Naval Quay") for text in QUAY)),
        ("naval quays", tuple(text.replace("naval quay", "naval quays") for text in QUAY)),
        ("The Quay", tuple(text.replace("he naval quay", "he Quay") for text in QUAY)),
    ],
)
def test_a_name_that_may_stand_alone_is_let_be(tmp_path, name, letter):
    result = dateline(at_the_quay(tmp_path, name, letter=letter), "check")
    assert result.exit_code == 0, result.output


# ---------------------------------------------------------------- phrases


def with_phrase(root: Path, phrase: str) -> Path:
    old = 'phrase: {en: {one: "person left {place}", other: "people left {place}"}}'
    registers = FILES["briefings/indicators.yml"]
    assert old in registers
    return write_project(root, {"briefings/indicators.yml": registers.replace(old, f"phrase: {phrase}")})


@pytest.mark.parametrize(
    ("phrase", "mended"),
    [
        ("people killed in {place}", "people were killed in {place}"),
        ("aid workers wounded", "aid workers were wounded in {place}"),
        ("people on the bridge of {place}", "people were on the bridge of {place}"),
        ("prisoners in {place}", "prisoners were in {place}"),
        ("women and children killed or injured near {place}", "women and children were killed or injured near {place}"),
        ("people still missing in {place}", "people are still missing in {place}"),
        ("houses in {place} destroyed by fire", "houses in {place} were destroyed by fire"),
        ("tents needed in {place}", "tents are needed in {place}"),
    ],
)
def test_a_phrase_without_a_verb_is_named(tmp_path, phrase, mended):
    result = dateline(with_phrase(tmp_path, f'{{en: {{other: "{phrase}"}}}}'), "check")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "briefings/indicators.yml:9:26: error[P7-prose]: the phrase has no verb: it reads as “… says 6 "
        + phrase
        + "”\n"
    )
    assert f"= help: write it with its verb: “{mended}”\n" in result.stdout


@pytest.mark.parametrize(
    "phrase",
    [
        *("people fled {place}", "families need shelter in {place}", "people were killed in {place}"),
        *("families displaced by fire need shelter in {place}", "people fled villages destroyed in {place}"),
        *(
            "people lost relatives killed in {place}",
            "people went missing in {place}",
            "people died trapped in {place}",
        ),
        *("families needed shelter in {place}", "people wounded in {place} reached {origin}", "of {place} voted"),
        *(
            "people on boats watched {place}",
            "fires in {place}",
            "lives in {place}",
            "people in {place} crossed the river",
        ),
    ],
)
def test_a_phrase_that_may_have_a_verb_is_let_be(tmp_path, phrase):
    result = dateline(with_phrase(tmp_path, f'{{en: {{other: "{phrase}"}}}}'), "check")
    assert (result.exit_code, result.stdout) == (0, "5 facts from 2 sources: all proved.\n")


@pytest.mark.parametrize("form", ["one", "other"])
def test_a_phrase_names_the_place(tmp_path, form):
    phrase = {"one": "person left {place}", "other": "people left {place}", form: "people crossed"}
    root = with_phrase(tmp_path, f'{{en: {{one: "{phrase["one"]}", other: "{phrase["other"]}"}}}}')
    result = dateline(root, "check")
    assert result.exit_code == 1
    assert "the phrase names no place: it reads as “6 people crossed”, wherever that was" in result.stdout
    assert "= help: write `{place}` where the place belongs, as in “people crossed in {place}”\n" in result.stdout


@pytest.mark.parametrize("phrase", ["{}", None])
def test_without_a_phrase_the_sentence_is_a_list(tmp_path, phrase):
    root = with_phrase(tmp_path, "{}")
    if phrase is None:
        edit(root / "briefings/indicators.yml", "    phrase: {}\n", "")
    assert said(root, "wire")["left-amber-council"] == (
        "The Tide Council reports for Port Amber on 2 May 2031: People who left, about 300."
    )
    page = (root / "site/facts/coast.html").read_text("utf-8")
    assert 'People who left, <data value="300" data-fact="left-amber-council">about 300</data>' in page


# ---------------------------------------------------------------- inferred dates


def test_a_year_that_was_inferred_does_not_repeat_the_day(tmp_path):
    letter = (
        "The Tide Council holds Gull Island since 1 March.\nThe Harbour Guard holds Port Amber since 1 May.\n"
        "On 11 April the Tide Council came back.\n"
    )
    told = """\
control:
  - {id: gull, place: gull-island, state: controlled, by: tide-council, since: 2031-03-01, when: since 1 March,
     source: letter, quote: The Tide Council holds Gull Island since 1 March.}
events:
  - {id: back, actor: tide-council, what: came back, date: 2031-04-11, when: On 11 April, source: letter,
     quote: On 11 April the Tide Council came back.}
"""
    letter = letter.replace("The Harbour Guard holds Port Amber since 1 May.\n", "")
    root = write_project(tmp_path, {**source("letter", letter), "briefings/coast/letter.yml": told})
    assert said(root) == {
        "gull": "Gull Island has been controlled by the Tide Council since 1 March 2031 (year inferred).",
        "back": "The Tide Council came back on 11 April 2031 (year inferred).",
    }


def test_an_aid_agency_has_a_type_of_its_own(tmp_path):
    actors = FILES["briefings/actors.yml"].replace(
        "name: Lantern Watch, type: monitor", "name: Lantern Watch, type: agency"
    )
    assert actors != FILES["briefings/actors.yml"]
    root = write_project(tmp_path, {"briefings/actors.yml": actors})
    said(root)
    page = (root / "site/actors/lantern-watch.html").read_text("utf-8")
    assert '<p class="lead">Aid agency or UN body</p>' in page
    assert "Aid agencies and UN bodies" in (root / "site/actors/index.html").read_text("utf-8")


# ---------------------------------------------------------------- a publisher that is an actor


def _says_it_itself(folder, publisher, actor):
    """Build a project in which a publisher speaks for itself; return it, and the sentence."""
    files = {
        **source("own", "Two ferries sank in Gull Island.\n", publisher=publisher),
        "briefings/actors.yml": FILES["briefings/actors.yml"] + f"  - {{id: own-voice, type: agency, {actor}}}\n",
        "briefings/indicators.yml": FILES["briefings/indicators.yml"].replace("words: [ferry, sank]", "words: [sank]"),
        "briefings/coast/own.yml": """\
figures:
  - {id: own-count, indicator: ferries-sunk, place: gull-island, value: 2, source: own,
     quote: Two ferries sank in Gull Island.}
""",
    }
    root = write_project(folder / "project", files)
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    facts = json.loads((root / "site/data/facts.json").read_bytes())["facts"]
    return root, next(fact["text"] for fact in facts if fact["id"] == "own-count")


@pytest.mark.parametrize(
    ("publisher", "actor", "begins"),
    [
        ("Quay Relief", "name: Quay Relief, article: true", "The Quay Relief reports that 2 ferries"),
        ("The Quay Relief", "name: Quay Relief, article: true", "The Quay Relief reports that 2 ferries"),
        ("Quay Relief", "name: Quay Relief", "Quay Relief reports that 2 ferries"),
        ("Quay Wardens", "name: Quay Wardens, article: true, plural: true", "The Quay Wardens report that 2 ferries"),
        # Under another spelling it is called as the document has it, and so is who has only a part of a name.
        ("QR", "name: Quay Relief, article: true, also: [QR]", "QR reports that 2 ferries"),
        ("Quay Relief News", "name: Quay Relief, article: true", "Quay Relief News reports that 2 ferries"),
    ],
)
def test_a_publisher_is_said_as_the_actor_whose_name_it_has(tmp_path, publisher, actor, begins):
    root, text = _says_it_itself(tmp_path, publisher, actor)
    assert text.startswith(begins)
    # As a label it is the bare name.
    page = html.parse(root / "site/coast/humanitarian.html").getroot()
    label = page.xpath("//section[@data-fact='own-count']//*[@class='by']/*[@data-claimant]")[0]
    assert label.text_content() == publisher


def test_the_audit_takes_the_article_for_nobody_and_another_word_for_somebody(tmp_path):
    root, _ = _says_it_itself(tmp_path, "Quay Relief", "name: Quay Relief, article: true")
    path = root / "site/coast/humanitarian.html"
    label = '<span data-claimant="own-count">Quay Relief</span>'
    text = path.read_text("utf-8")
    assert label in text
    for other, found in (("The Quay Relief", False), ("New Quay Relief", True), ("The Quay", True)):
        path.write_text(text.replace(label, label.replace("Quay Relief", other)), "utf-8")
        said = f"“{other}” is not who says “own-count”" in dateline(root, "audit", str(root / "site")).output
        assert said is found

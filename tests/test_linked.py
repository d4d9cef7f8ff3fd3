"""What the words of a link say: no other count than its fact's, and no claim as what is so."""

# ruff: noqa: E501  # sentences stand here as they are written

from __future__ import annotations

import pytest

from test_prove import figure, record, short, write

MORE = """\
  - id: injured
    name: Civilians injured
    definition: Civilians injured in the place.
    unit: people
    measure: flow
    population: civilians
    words: [civilians, injured]
    phrase: {en: {one: "civilian was injured in {place}", other: "civilians were injured in {place}"}}
  - id: families
    name: Families displaced
    definition: Families who had to leave the place.
    unit: families
    measure: flow
    population: families
    words: [families, displaced]
    phrase: {en: {one: "family was displaced from {place}", other: "families were displaced from {place}"}}
  - id: freed
    name: People freed
    definition: People freed in the place.
    unit: people
    measure: flow
    population: people
    words: [freed]
    phrase: {en: {one: "person was freed in {place}", other: "people were freed in {place}"}}
  - id: casualties
    name: Casualties
    definition: People killed or wounded.
    unit: people
    measure: flow
    population: people
    words: [casualties]
    phrase: {en: {one: "casualty was reported in {place}", other: "casualties were reported in {place}"}}
"""


def linked(folder, facts, summary, text):
    """Return what is said of the words of a summary."""
    root = write(folder, text, facts, summary=f'"{summary}"')
    with (root / "briefings/indicators.yml").open("a", encoding="utf-8") as file:
        file.write(MORE)
    return [line.partition("error[P7-prose]: ")[2] or line for line in short(root)]


INJURED = ("injured", "31", "Shelling killed 12 fighters and injured 31 civilians in Port Amber.")
KILLED = ("killed", "31", "31 people were killed and four aid workers were injured in Port Amber.")
BARE = ("killed", "31", "31 people were killed in Port Amber.")
FAMILIES = ("families", "31", "31 families were displaced from Port Amber.")
CASUALTIES = ("casualties", "31", "The hospital in Port Amber reported 31 casualties.")


@pytest.mark.parametrize(
    ("fact", "link", "word"),
    [
        (INJURED, "31 killed in Port Amber", "killed"),
        (INJURED, "31 civilians were killed in Port Amber", "killed"),
        (INJURED, "31 people in Port Amber were killed", "killed"),
        (INJURED, "31 fighters injured", "fighters"),
        (INJURED, "31 injured fighters", "fighters"),
        (INJURED, "Shelling killed 31 civilians", "killed"),
        (INJURED, "31 aid workers were injured", "aid workers"),
        (INJURED, "Aid workers were injured in Port Amber", "aid workers"),
        (INJURED, "Civilians were killed in Port Amber", "killed"),
        (INJURED, "31 deaths", "deaths"),
        (INJURED, "31 civilians were wounded in Port Amber", None),
        (INJURED, "31 wounded", None),
        (INJURED, "31 civilians injured", None),
        (INJURED, "31 people were injured", None),
        (INJURED, "injured 31", None),
        (INJURED, "31 civilians hurt", None),
        (INJURED, "Civilians were injured in Port Amber", None),
        (INJURED, "Shelling that killed fighters injured 31 civilians", None),
        (INJURED, "31 civilians", None),
        (KILLED, "31 aid workers were killed", "aid workers"),
        (KILLED, "31 wounded", "wounded"),
        (KILLED, "31 people were injured", "injured"),
        (KILLED, "31 fighters killed", "fighters"),
        (KILLED, "31 people died", None),
        (KILLED, "31 dead", None),
        (KILLED, "31 residents were killed", None),
        (BARE, "31 children were killed", "children"),
        (BARE, "31 families killed", "families"),
        (FAMILIES, "31 people were displaced", "people"),
        (FAMILIES, "31 families fled Port Amber", None),
        (FAMILIES, "31 households displaced", None),
        (CASUALTIES, "31 killed or wounded", None),
        (CASUALTIES, "31 people were killed", None),
        (CASUALTIES, "31 people were detained", "detained"),
    ],
)
def test_a_number_is_counted_in_a_link_with_the_words_of_its_fact(tmp_path, fact, link, word):
    indicator, value, quote = fact
    facts = figure(quote, value=value).replace("indicator: killed", f"indicator: {indicator}")
    found = linked(tmp_path, facts, f"[{link}](fact:it).", quote)
    said = (
        f"“{word.capitalize() if link.startswith(word.capitalize()) else word}” is not what “it” counts" if word else ""
    )
    if any(" is a word of " in one for one in found):
        found = [said if f"“{word}” is a word of" in one else one for one in found]
    assert found == ([said] if word else [])


@pytest.mark.parametrize(
    ("quote", "what", "link", "word"),
    [
        ("Shelling killed 12 people and injured 31 in Port Amber.", "shelling hit people", "injured 31", None),
        ("Shelling killed 12 people and injured 31 in Port Amber.", "shelling hit people", "31 were killed", "killed"),
        ("A raid killed 12 people, among them four children.", "a raid killed people", "killed 12 people", None),
        (
            "A raid killed 12 people, among them four children.",
            "a raid killed people",
            "killed 12 children",
            "children",
        ),
        (
            "A raid killed 12 people, four of them children.",
            "a raid killed people",
            "12 children were killed",
            "children",
        ),
        ("Twelve people, all of them children, were killed.", "children were killed", "12 children were killed", None),
        ("A raid killed 31, including 12 children.", "a raid killed people", "12 children were killed", None),
        ("Of 40 children, 12 were killed.", "children were killed", "12 children were killed", None),
        ("Twelve were taken to hospital after a raid.", "people were hurt", "12 people were injured", None),
    ],
)
def test_a_number_of_an_event_is_counted_with_the_words_at_it(tmp_path, quote, what, link, word):
    facts = record("events", {"what": what, "place": "amber"}, quote).replace("    place: amber\n", "")
    found = linked(tmp_path, facts, f"[{link}](fact:it).", quote)
    assert found == ([f"“{word}” is not what “it” counts"] if word else [])


SHELLED = (
    "events",
    {"what": "the Lantern Watch left Port Amber", "place": "amber", "said_by": "guard"},
    "The Lantern Watch left Port Amber, the Harbour Guard said.",
)
TOOK = (
    "control",
    {"place": "amber", "state": "claimed", "by": "guard", "said_by": "guard"},
    "The Harbour Guard said it controls Port Amber; the Lantern Watch was silent.",
)
HOLDS = (
    "control",
    {"place": "amber", "state": "controlled", "by": "watch", "said_by": "guard"},
    "The Lantern Watch holds Port Amber, the Harbour Guard said.",
)
STATES = (
    "positions",
    {"actor": "watch", "stance": "states", "what": "that the quay in Port Amber has reopened"},
    "The Lantern Watch said the quay in Port Amber has reopened, and the Harbour Guard left it.",
)
SELF = (
    "positions",
    {"actor": "guard", "stance": "states", "what": "that it holds Port Amber and shelled Gull Island"},
    "The Harbour Guard said it holds Port Amber and shelled Gull Island.",
)
GUARDS = (
    "figures",
    {"indicator": "killed", "place": "amber", "value": "31", "said_by": "guard"},
    "31 people were killed in Port Amber, the Harbour Guard said; the Lantern Watch said 12.",
)
WATCHS = (
    "figures",
    {"indicator": "killed", "place": "amber", "value": "31", "said_by": "watch"},
    "31 people were killed in Port Amber, the Lantern Watch said; the Harbour Guard said 12.",
)


@pytest.mark.parametrize(
    ("fact", "summary", "said"),
    [
        (TOOK, "[The Harbour Guard controls Port Amber](fact:it).", "“controls” tells it as settled"),
        (TOOK, "[The Harbour Guard has captured Port Amber](fact:it).", "“captured” tells it as what is so"),
        (TOOK, "[The Harbour Guard took Port Amber](fact:it).", "“took” tells it as what is so"),
        (TOOK, "[The Harbour Guard says it controls Port Amber](fact:it).", None),
        (TOOK, "[The Harbour Guard reportedly controls Port Amber](fact:it).", None),
        (TOOK, "[The Harbour Guard controls Port Amber](fact:it), by its own account.", None),
        (TOOK, "It alleges that [the Harbour Guard controls Port Amber](fact:it).", None),
        (SHELLED, "[The Lantern Watch left Port Amber](fact:it).", "“left” tells it as what is so"),
        (SHELLED, "[The Lantern Watch left Port Amber, the Harbour Guard says](fact:it).", None),
        (TOOK, "[The Harbour Guard controls Port Amber, the Lantern Watch says](fact:it).", "“Lantern Watch says” is not whose word"),
        (TOOK, "[Port Amber fell to the Harbour Guard](fact:it).", "“fell to” tells it as what is so"),
        (TOOK, "[The Harbour Guard’s claim to control Port Amber](fact:it) stands.", None),
        (SHELLED, "It is said that [the Lantern Watch left Port Amber](fact:it).", None),
        (SHELLED, "[Port Amber](fact:it) is calm.", None),
        (HOLDS, "[The Lantern Watch holds Port Amber](fact:it).", "“holds” tells it as what is so"),
        (HOLDS, "According to its foe [the Lantern Watch holds Port Amber](fact:it).", None),
        (STATES, "[The quay in Port Amber has reopened](fact:it).", "“reopened” tells it as what is so"),
        (STATES, "[The quay in Port Amber has reopened, the Lantern Watch says](fact:it).", None),
        (STATES, "[The quay in Port Amber](fact:it) is open.", None),
        (STATES, "[The quay in Port Amber has reopened, the Harbour Guard says](fact:it).", "“Harbour Guard says” is not whose word"),
        (STATES, "[The Lantern Watch reopened the quay in Port Amber](fact:it).", "“reopened” tells it as what is so"),
        (SELF, "[The Harbour Guard holds Port Amber](fact:it).", "“holds” tells it as what is so"),
        (SELF, "[The Harbour Guard shelled Gull Island](fact:it).", None),
        (GUARDS, "[31 people were killed](fact:it) in the night.", "“31” tells it as what is so"),
        (GUARDS, "[31 people were killed](fact:it), says one side.", None),
        (GUARDS, "[31 people were killed, the Lantern Watch says](fact:it).", "“Lantern Watch says” is not whose word"),
        (WATCHS, "[31 people were killed](fact:it) in the night.", None),
        (WATCHS, "[According to the Harbour Guard, 31 people were killed](fact:it).", "“According to the Harbour Guard” is not whose word"),
        (WATCHS, "[According to the Lantern Watch, 31 people were killed](fact:it).", None),
        (WATCHS, "[The Lantern Watch says 31 people were killed, and the Harbour Guard said so](fact:it).", None),
    ],
)  # fmt: skip
def test_a_link_gives_a_claim_as_the_word_of_who_claims_it(tmp_path, fact, summary, said):
    found = linked(tmp_path, record(*fact), summary, fact[2])
    assert [one[: len(said or "")] for one in found] == ([said] if said else [])


RESUMED = record("events", {"what": "flights have not resumed"}, "Flights have not resumed.")
LAPSED = "The truce in Port Amber lapsed without being renewed."
LAPSE = record("events", {"what": "the truce lapsed without being renewed"}, LAPSED)
OFFERED = "The Harbour Guard has offered to free the crew in Port Amber."
OFFER = record("events", {"actor": "guard", "what": "has offered to free the crew"}, OFFERED)
OTHERS = "In Port Amber 26 men were freed on Friday; the other 14 are to follow."
FOLLOW = record("events", {"what": "the other 14 men are freed", "expected": "true"}, OTHERS)
HOPED = "The Harbour Guard said it hoped to announce a truce in Port Amber and would retake Gull Island."
ANNOUNCE = record("positions", {"actor": "guard", "stance": "aims", "what": "announce a truce"}, HOPED)
RETAKE = record("positions", {"actor": "guard", "stance": "aims", "what": "retake Gull Island"}, HOPED)
DEMANDED = "The Lantern Watch wants the Harbour Guard to pull its boats back from Port Amber."
DEMAND = record("demands", {"by": "watch", "to": "guard", "what": "pull its boats back from Port Amber"}, DEMANDED)
REOPENED = "The bridge at Port Amber has reopened."
REOPENING = record("events", {"what": "the bridge reopened"}, REOPENED)
HELD = "Of 40 men held in Port Amber, 26 were freed."
FREED = record("figures", {"indicator": "freed", "place": "amber", "value": "26"}, HELD)
NONE_IN = record("events", {"what": "none of the trucks had entered"}, "None of the trucks had entered.")


@pytest.mark.parametrize(
    ("facts", "text", "summary", "said"),
    [
        (RESUMED, "Flights have not resumed.", "[Flights have resumed](fact:it).", "“resumed” tells it as done, and “it” says “have not resumed”"),
        (RESUMED, "Flights have not resumed.", "[Flights have not resumed](fact:it).", ""),
        (RESUMED, "Flights have not resumed.", "There is no sign that [flights have resumed](fact:it).", ""),
        (NONE_IN, "None of the trucks had entered.", "[The trucks had entered](fact:it).", "“entered” tells it as done, and “it” says “none of the trucks had entered”"),
        (LAPSE, LAPSED, "[The truce was renewed](fact:it).", "“renewed” tells it as done, and “it” says “without being renewed”"),
        (LAPSE, LAPSED, "[The truce lapsed](fact:it).", ""),
        (OFFER, OFFERED, "[The Harbour Guard freed the crew](fact:it).", "“freed” tells it as done, and “it” says “has offered to free”"),
        (OFFER, OFFERED, "[The Harbour Guard offered to free the crew](fact:it).", ""),
        (OFFER, OFFERED, "It is said that [the Harbour Guard freed the crew](fact:it).", ""),
        (FOLLOW, OTHERS, "[The remaining 14 men were freed](fact:it).", "“freed” tells it as done, and “it” as still to come"),
        (FOLLOW, OTHERS, "[The other 14 men are to be freed](fact:it).", ""),
        (FOLLOW, OTHERS, "[The other 14 men are freed](fact:it).", ""),
        (ANNOUNCE, HOPED, "[The Harbour Guard announced a truce](fact:it).", "“announced” tells it as done, and “it” says `aims`"),
        (ANNOUNCE, HOPED, "[The Harbour Guard hoped to announce a truce](fact:it).", ""),
        (RETAKE, HOPED, "[The Harbour Guard retook Gull Island](fact:it).", "“retook” tells it as done, and “it” says `aims`"),
        (DEMAND, DEMANDED, "[The Harbour Guard agreed to pull its boats back](fact:it).", "“agreed to pull” tells it as agreed, and “it” is a demand"),
        (DEMAND, DEMANDED, "[The Harbour Guard has not agreed to pull its boats back](fact:it).", ""),
        (DEMAND, DEMANDED, "[The Harbour Guard is asked to pull its boats back](fact:it).", ""),
        (REOPENING, REOPENED, "[The bridge is closed](fact:it).", "“is closed” is the contrary of what “it” tells: “reopened”"),
        (REOPENING, REOPENED, "[The bridge is no longer closed](fact:it).", ""),
        (FREED, HELD, "[26 men are still held](fact:it).", "“are still held” is the contrary of what “it” tells: “freed”"),
        (FREED, HELD, "[26 of the men who are held were freed](fact:it).", ""),
    ],
)  # fmt: skip
def test_a_link_does_not_tell_as_done_what_its_fact_tells_as_not_done(tmp_path, facts, text, summary, said):
    assert linked(tmp_path, facts, summary, text) == ([said] if said else [])


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("[Talks collapsed](fact:it).", "“collapsed” is a word for `collapsed`, and “it” says `stalled`"),
        ("[Talks go on](fact:it).", "“Talks go on” tells the talks as going on, and “it” says `stalled`"),
        ("[Talks have stalled](fact:it).", ""),
    ],
)
def test_stalled_talks_neither_collapsed_nor_go_on(tmp_path, summary, said):
    text = "Talks between the Harbour Guard and the Lantern Watch are suspended."
    track = record("tracks", {"title": "Talks", "parties": "[guard, watch]", "state": "stalled"}, text)
    assert linked(tmp_path, track, summary, text) == ([said] if said else [])

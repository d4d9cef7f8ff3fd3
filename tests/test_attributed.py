"""Tell no claim as a fact: whose word something is, in a quotation and right beside it."""

# ruff: noqa: E501  # problems stand here as they are printed

from __future__ import annotations

import re

import pytest

from test_prove import control, figure, problems, record, short, write

KILLED = "12 people were killed in Port Amber"


def asked(folder, text, quote="", **fields):
    """Return message and help of what is wrong with the claimant of a figure."""
    lines = problems(write(folder, text, figure(quote or text, value="12", **fields))).splitlines()
    kept = [line for line in lines if ": error[" in line or "= help:" in line]
    return "\n".join(re.sub(r"^.*: error\[P4-claimant\]: |^.*= help: ", "", line) for line in kept)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Residents said {KILLED}.", "Residents said"),
        (f"Local officials said that {KILLED}.", "Local officials said that"),
        (f"The mayor said {KILLED}.", "The mayor said"),
        (f"The army claims that {KILLED}.", "The army claims that"),
        (f"State media reported that {KILLED}.", "State media reported that"),
        (f"Human rights groups say {KILLED}.", "Human rights groups say"),
        (f"Sources told this paper that {KILLED}.", "Sources told"),
        (f"He said {KILLED}.", "He said"),
        (f"They have confirmed that {KILLED}.", "They have confirmed that"),
        (f"It is said that {KILLED}.", "It is said that"),
        (f"{KILLED}, a doctor said.", "a doctor said"),
        (f"A doctor, who fled on Monday, said {KILLED}.", "A doctor, who fled on Monday, said"),
        (f"{KILLED}, per hospital staff.", "per hospital staff"),
        (f"{KILLED}, as reported by local radio.", "as reported by local radio"),
    ],
)
def test_who_speaks_without_a_registered_name_is_asked_for(tmp_path, text, words):
    assert (
        asked(tmp_path, text)
        == f"""\
the quotation says who says it, “{words}”, and the fact does not
register whom that means, and add `said_by:`"""
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"The Lantern Watch announced that {KILLED}.", "The Lantern Watch announced that"),
        (f"The Lantern Watch has found that {KILLED}.", "The Lantern Watch has found that"),
        ("The Lantern Watch recorded 12 people killed in Port Amber.", "The Lantern Watch recorded"),
        (
            "The Lantern Watch put the number of people killed in Port Amber at 12.",
            "The Lantern Watch put the number",
        ),
        (f"The Lantern Watch’s director said {KILLED}.", "The Lantern Watch’s director said"),
        (f"The Lantern Watch’s latest figures show that {KILLED}.", "The Lantern Watch’s latest figures show that"),
        (f"{KILLED}, citing the Lantern Watch.", "citing the Lantern Watch"),
        (f"{KILLED}, based on data from the Lantern Watch.", "based on data from the Lantern Watch"),
    ],
)
def test_a_registered_speaker_is_named_in_the_help(tmp_path, text, words):
    assert (
        asked(tmp_path / "none", text)
        == f"""\
the quotation says who says it, “{words}”, and the fact does not
add `said_by: watch`"""
    )
    assert asked(tmp_path / "said", text, said_by="watch") == ""


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (f"The Lantern Watch said that {KILLED}.", "The Lantern Watch said that", "watch"),
        (f"On Monday the Lantern Watch said {KILLED}.", "the Lantern Watch said", "watch"),
        (f"{KILLED}, the Lantern Watch said.", "the Lantern Watch said", "watch"),
        (f"“{KILLED},” the Lantern Watch said.", "the Lantern Watch said", "watch"),
        (f"{KILLED}, according to the Lantern Watch.", "according to the Lantern Watch", "watch"),
        (f"Residents said {KILLED}.", "Residents said", ""),
        (f"{KILLED}, officials said.", "officials said", ""),
    ],
)
def test_quoting_fewer_words_does_not_make_a_claim_a_fact(tmp_path, text, words, who):
    remedy = f"add `said_by: {who}`" if who else "register whom that means, and add `said_by:`"
    assert (
        asked(tmp_path, text, KILLED)
        == f"""\
the words beside the quotation say who says it, “{words}”, and the fact does not
{remedy}, and quote these words too, or under `attributed:`"""
    )


def test_a_claimant_beside_the_quotation_is_quoted_as_attributed(tmp_path):
    text = f"{KILLED}, the Lantern Watch said."
    assert asked(tmp_path, text, KILLED, said_by="watch", attributed="the Lantern Watch said") == ""


@pytest.mark.parametrize(
    "text",
    [
        f"{KILLED}.",
        f"The mayor fled. {KILLED}. Residents said that they would stay.",
        f"Residents said they fled, and {KILLED}.",
        f"Residents said the bridge fell; {KILLED}.",
        f"{KILLED} while residents said prayers.",
        f"{KILLED} when the army announced a truce.",
        f"{KILLED} after the Lantern Watch said that shelling would stop.",
        f"{KILLED}, and the Lantern Watch said that it would count them.",
        f"{KILLED}; officials said nothing.",
        f"Contrary to what the Lantern Watch says, {KILLED}.",
    ],
)
def test_what_is_told_by_nobody_else_asks_for_nobody(tmp_path, text):
    assert asked(tmp_path, text, KILLED) == ""


@pytest.mark.parametrize(
    "text",
    [
        f"{KILLED} after police told them to stay.",
        f"{KILLED} when they found that the road was mined.",
        f"{KILLED} after officials reported for work.",
        f"{KILLED}; residents say life is hard.",
        f"{KILLED}. Residents said that they would stay.",
        f"Residents said they fled, and {KILLED}.",
        f"Residents told to leave stayed, and {KILLED}.",
        f"Contrary to what the Lantern Watch says, {KILLED}.",
        f"{KILLED} on the day on which a court, based on laws of the town, met.",
        f"{KILLED}, and food for one person per family was given.",
        f"{KILLED} the day after an allegedly corrupt mayor fled.",
        f"{KILLED}, among them a man who had allegedly stolen bread.",
    ],
)
def test_a_telling_beside_in_the_quotation_asks_for_nobody(tmp_path, text):
    assert "who says it" not in asked(tmp_path, text)
    assert "somebody’s word" not in asked(tmp_path / "again", text)


@pytest.mark.parametrize(
    "text",
    [
        "The quay of Port Amber was closed, citing high waves.",
        "The quay of Port Amber was closed, and residents said they were glad.",
        "The quay of Port Amber was closed. Residents said they were glad.",
        "The quay of Port Amber was closed after a man told the truth.",
        "Media reports on the quay of Port Amber were banned, and it was closed.",
        "The quay of Port Amber was closed when the army claims for land were heard.",
        "Rebels claimed victory as the quay of Port Amber was closed.",
        "The ministry found that day that nobody was there; the quay of Port Amber was closed.",
    ],
)
def test_an_event_beside_which_somebody_speaks_asks_for_nobody(tmp_path, text):
    event = record("events", {"what": "the quay was closed", "place": "amber"}, text)
    assert short(write(tmp_path, text, event)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Residents said the quay of Port Amber was closed.",
        "On Monday, residents said the quay of Port Amber was closed.",
        "The quay of Port Amber was closed, residents told the Gazette by phone.",
        "The quay of Port Amber was closed, citing residents.",
    ],
)
def test_an_event_that_is_somebodys_word_asks_for_it(tmp_path, text):
    event = {"what": "the quay was closed to residents", "place": "amber", "note": "The number is new."}
    assert "who says it" in short(write(tmp_path, text, record("events", event, text)))[0]


@pytest.mark.parametrize(
    "quote",
    [
        "12 people were killed … in Port Amber",
        "Residents said … 12 people were killed",
        "12 people were killed by shells",
    ],
)
def test_leaving_words_out_does_not_make_a_claim_a_fact(tmp_path, quote):
    text = "Residents said that on 4 May, 12 people were killed by shells in Port Amber."
    assert "who says it" in asked(tmp_path, text, quote)


@pytest.mark.parametrize(
    ("text", "asked_for"),
    [
        ("The Harbour Guard announced that it controls Port Amber.", True),
        ("The Lantern Watch doubts it, but residents say the Harbour Guard controls Port Amber.", True),
        ("The Harbour Guard controls Port Amber, residents say.", True),
        ("The Harbour Guard controls Port Amber; residents say life is hard.", False),
        ("The Harbour Guard controls Port Amber, and residents say life is hard.", False),
    ],
)
def test_who_holds_a_place_is_asked_for_where_somebody_says_it(tmp_path, text, asked_for):
    assert ("who says it" in problems(write(tmp_path, text, control(text)))) == asked_for


@pytest.mark.parametrize("word", ["reportedly", "allegedly"])
def test_hearsay_is_told_as_such(tmp_path, word):
    text = f"The quay of Port Amber was {word} shelled."
    event = {"what": "the quay was shelled", "place": "amber"}
    assert (
        problems(write(tmp_path / "flat", text, record("events", event, text)))
        == f"""\
briefings/coast/control.yml:6:12: error[P4-claimant]: the quotation says “{word}”: it is somebody’s word, and the fact tells it as so
   |
 6 |     quote: "The quay of Port Amber was {word} shelled."
   |            ^
   = help: add `said_by:` where the source says whose; else put the word into `what:`, of a figure into `note:`"""
    )
    told = {**event, "what": f"the quay was {word} shelled"}
    assert problems(write(tmp_path / "told", text, record("events", told, text))) == ""


def test_an_event_that_tells_of_the_saying_itself_asks_for_nobody(tmp_path):
    text = "Harbour Guard announced that it had opened the quay of Port Amber."
    event = {"what": "announced that it had opened the quay", "actor": "guard", "place": "amber"}
    assert problems(write(tmp_path, text, record("events", event, text))) == ""


def test_positions_and_demands_are_their_actors_word(tmp_path):
    text = "Harbour Guard announced that the quay of Port Amber was open."
    position = {"actor": "guard", "stance": "states", "what": "the quay of Port Amber was open"}
    assert short(write(tmp_path, text, record("positions", position, text))) == []

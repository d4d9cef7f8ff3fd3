"""Hold the state of a place against words that say it of a part of the place, of what lies near, or of nothing."""

from __future__ import annotations

import re

import pytest

from test_prove import control, problems, write


def told(folder, text, **fields):
    """Return message and help of what is wrong with the state of a place."""
    lines = problems(write(folder, text, control(text, **fields))).splitlines()
    kept = [line for line in lines if ": error[" in line or "= help:" in line]
    return "\n".join(re.sub(r"^.*: error\[state\]: |^.*= help: ", "", line) for line in kept)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Harbour Guard controls most of Port Amber.", "most of Port Amber"),
        ("The Harbour Guard holds large parts of Port Amber.", "parts of Port Amber"),
        ("The Harbour Guard controls nearly all of Port Amber.", "nearly all of Port Amber"),
        ("The Harbour Guard controls 60 percent of Port Amber.", "60 percent of Port Amber"),
        ("The Harbour Guard controls a small corner of Port Amber.", "a small corner of Port Amber"),
        ("The Harbour Guard controls the north of Port Amber.", "the north of Port Amber"),
        ("The Harbour Guard controls the outskirts of Port Amber.", "outskirts of Port Amber"),
        ("The Harbour Guard controls the airport and market of Port Amber.", "airport and market of Port Amber"),
        ("The Harbour Guard controls villages in Port Amber.", "villages in Port Amber"),
        ("The Harbour Guard controls access to Port Amber.", "access to Port Amber"),
        ("The Harbour Guard controls Port Amber, except for one pier.", "Port Amber, except"),
        ("The Harbour Guard holds Port Amber apart from one pier.", "Port Amber apart from"),
        ("The Harbour Guard largely controls Port Amber.", "largely controls"),
        ("Most of Port Amber is in the hands of the Harbour Guard.", "Most of Port Amber"),
    ],
)
def test_a_part_of_a_place_is_not_all_of_it(tmp_path, text, words):
    assert (
        told(tmp_path / "controlled", text)
        == f"""\
the fact says `controlled` of all of “Port Amber”, and the quotation “{words}”
write `state: mixed`, with what part it is in `note:`; or register the part as a place of its own"""
    )
    assert told(tmp_path / "mixed", text, state="mixed") == ""


def test_a_claim_of_a_part_says_so_in_its_note(tmp_path):
    text = "The Harbour Guard said it controls most of Port Amber."
    claim = {"state": "claimed", "said_by": "guard"}
    assert told(tmp_path / "all", text, **claim).endswith(
        "say in `note:` what part it claims; or register the part as a place of its own"
    )
    assert told(tmp_path / "part", text, **claim, note="Most of the town.") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Harbour Guard controls hills near Port Amber.", "near Port Amber"),
        ("The Harbour Guard controls villages around Port Amber.", "around Port Amber"),
        ("The Harbour Guard controls a camp north of Port Amber.", "north of Port Amber"),
        ("The Harbour Guard holds positions overlooking Port Amber.", "overlooking Port Amber"),
    ],
)
@pytest.mark.parametrize("state", ["controlled", "mixed", "contested"])
def test_what_lies_near_a_place_is_not_the_place(tmp_path, text, words, state):
    assert (
        told(tmp_path, text, state=state)
        == f"""\
the quotation says this of what lies “{words}”, not of “Port Amber”
mend the place, register what lies there as one of its own, or quote the words that say it of this one"""
    )


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Guard left Port Amber.",
        "The Harbour Guard is in Port Amber.",
        "The Harbour Guard bombed Port Amber.",
    ],
)
def test_words_that_are_not_about_who_holds_a_place_say_nothing_of_it(tmp_path, text):
    assert (
        told(tmp_path, text)
        == """\
the fact says `controlled`, and no word of the quotation is about who holds a place
quote the words that say who holds it; or tell it as an event, or as presence"""
    )


@pytest.mark.parametrize(
    "words", ["is said to control", "is believed to hold", "is fighting to take", "fights to control"]
)
def test_what_is_only_said_or_fought_for_is_not_held(tmp_path, words):
    assert told(tmp_path, f"The Harbour Guard {words} Port Amber.").startswith(
        f"the fact says `controlled`, and its quotation only says “{words}” of it\n"
    )


@pytest.mark.parametrize("words", ["except", "except for", "apart from", "but not"])
def test_a_place_that_is_left_out_is_not_held(tmp_path, words):
    assert (
        told(tmp_path, f"The Harbour Guard controls all of Gull Island {words} Port Amber.")
        == f"""\
the quotation leaves it out: “{words} Port Amber”
mend the place, or quote the words that say who holds this one"""
    )


def test_who_holds_a_place_may_be_told_of_before_the_verb(tmp_path):
    text = "The Harbour Guard, which is loyal to the Lantern Watch, still controls Port Amber."
    assert told(tmp_path / "right", text) == ""
    assert "says that “Harbour Guard” holds “Port Amber”" in told(tmp_path / "wrong", text, by="watch")


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Guard controls Port Amber.",
        "The Harbour Guard controls the town of Port Amber.",
        "The Harbour Guard controls all of Port Amber.",
        "The Harbour Guard controls Port Amber and most of Gull Island.",
        "The Harbour Guard, which lost most of Port Amber in 2029, controls Port Amber again.",
        "Port Amber is the last stronghold of the Harbour Guard.",
        "Port Amber fell to the Harbour Guard.",
        "The Harbour Guard governs Port Amber from the north.",
    ],
)
def test_a_place_that_is_held_as_a_whole_passes(tmp_path, text):
    assert told(tmp_path, text) == ""

"""Hold who holds a place, and who is there, against words that say that it left, lost it, or holds only what leads there."""

# ruff: noqa: E501  # problems stand here as they are printed

from __future__ import annotations

import re

import pytest

from test_prove import control, problems, record, write


def told(folder, text, facts):
    """Return message and help of what is wrong with a fact."""
    lines = problems(write(folder, text, facts)).splitlines()
    kept = [line for line in lines if ": error[" in line or "= help:" in line]
    return [re.sub(r"^.*: error|^.*= help: ", "", line) for line in kept]


def there(quote, **fields):
    return record("presence", {"actor": "guard", "place": "amber", **fields}, quote)


@pytest.mark.parametrize(
    ("text", "fields", "message", "remedy"),
    [
        (
            "Fighters of the Lantern Watch took full control of Port Amber at the weekend after the last Harbour Guard soldiers withdrew.",
            {"by": "guard"},
            "[P5-names]: the quotation says that “Lantern Watch” holds “Port Amber”",
            "write `by: watch`, or the `place:` that “Harbour Guard” holds",
        ),
        (
            "Port Amber has been under siege by the Lantern Watch since May, according to Reeve Ana Sol of the Harbour Guard.",
            {"by": "guard", "state": "besieged", "said_by": "reeve"},
            "[P5-names]: the quotation says that “Lantern Watch” besieges “Port Amber”",
            "write `by: watch`, or the `place:` that “Harbour Guard” besieges",
        ),
        (
            "The Harbour Guard, which answers to the council in Port Amber, remains in control of Gull Island and its port.",
            {"by": "guard"},
            "[P5-names]: the quotation says that it holds “Gull Island”, and names “Port Amber” only in what else it says of “Harbour Guard”",
            "write `place: gull`, or quote the words that say who holds “Port Amber”",
        ),
        (
            "Government forces recaptured Port Amber from the Harbour Guard overnight.",
            {"by": "guard"},
            "[state]: the fact says `controlled`, and its quotation only says “recaptured Port Amber from the Harbour Guard” of it",
            "mend the state or who holds it, quote the words that say so, or keep it with `unproved: …`",
        ),
        (
            "The road into Port Amber is controlled by the Harbour Guard.",
            {"by": "guard"},
            "[state]: the quotation names it only as where a road leads: “road into Port Amber is controlled by the Harbour Guard”",
            "mend the place, quote the words that say who holds it, or keep it with `unproved: …`",
        ),
        (
            "Fighters of the Harbour Guard have blocked the Long Spit, the only paved road into Port Amber, since May.",
            {"by": "guard"},
            "[state]: the quotation names it only as where a road leads: “Fighters of the Harbour Guard have blocked the Long Spit, the only paved road into Port Amber”",
            "mend the place, quote the words that say who holds it, or keep it with `unproved: …`",
        ),
        (
            "The Harbour Guard's forces pulled out of Port Amber before dawn on Tuesday, ending a three-week occupation.",
            {"by": "guard"},
            "[state]: the fact says that it holds it, and its quotation only says that it left: “The Harbour Guard's forces pulled out of Port Amber”",
            "tell it as an event, quote the words that say that it holds it, or keep it with `unproved: …`",
        ),
    ],
)
def test_who_does_not_hold_a_place_is_refused(tmp_path, text, fields, message, remedy):
    assert told(tmp_path, text, control(text, **fields)) == [message, remedy]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Harbour Guard gunboats left Port Amber on Saturday.", "Harbour Guard gunboats left Port Amber"),
        ("Harbour Guard gunboats left the Port Amber for Gull Island.", "Harbour Guard gunboats left the Port Amber"),
        ("The Harbour Guard’s forces withdrew from Port Amber.", "The Harbour Guard’s forces withdrew from Port Amber"),
        (
            "The last soldiers of the Harbour Guard left Port Amber at dawn.",
            "The last soldiers of the Harbour Guard left Port Amber",
        ),
    ],
)
def test_whose_people_left_is_not_there(tmp_path, text, words):
    assert (
        told(tmp_path, text, there(text))[0]
        == f"[state]: the fact says that it is there, and its quotation only says that it left: “{words}”"
    )


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Fighters of the Harbour Guard took full control of Port Amber at the weekend.", {}),
        ("The Lantern Watch took Port Amber in May, but the Harbour Guard holds it now.", {}),
        (
            "The Lantern Watch controls Port Amber, which has been besieged by the Harbour Guard since May.",
            {"state": "besieged"},
        ),
        ("The Harbour Guard has encircled Port Amber.", {"state": "besieged"}),
        ("The Harbour Guard, which is based in Port Amber and holds it, controls Gull Island.", {}),
        ("The Lantern Watch took Port Amber from the Harbour Guard, which recaptured it.", {}),
        ("The Harbour Guard took the road to Port Amber on Sunday and entered the town.", {}),
        ("Some of the Harbour Guard's forces left Port Amber; it controls the town.", {}),
    ],
)
def test_who_may_hold_a_place_passes(tmp_path, text, fields):
    assert told(tmp_path, text, control(text, **fields)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Some of the Harbour Guard’s forces left Port Amber.",
        "Harbour Guard gunboats left Port Amber, and its soldiers stayed.",
        "The Harbour Guard's patrols left Port Amber before its fighters moved in.",
    ],
)
def test_who_may_still_be_there_passes(tmp_path, text):
    assert told(tmp_path, text, there(text)) == []


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("The Harbour Guard wants the Lantern Watch to free the pilots.", "The Harbour Guard wants the Lantern Watch"),
        ("The Harbour Guard asked the Lantern Watch to free the pilots.", "The Harbour Guard asked the Lantern Watch"),
        (
            "The Harbour Guard has given the Lantern Watch until Friday to free the pilots.",
            "The Harbour Guard has given the Lantern Watch until Friday",
        ),
    ],
)
def test_who_wants_and_who_is_wanted_to_are_not_exchanged(tmp_path, text, asks):
    what = {"what": "free the pilots"}
    assert told(tmp_path / "right", text, record("demands", {"by": "guard", "to": "watch", **what}, text)) == []
    assert told(tmp_path / "wrong", text, record("demands", {"by": "watch", "to": "guard", **what}, text)) == [
        f"[P5-names]: the quotation says it the other way round: “{asks}”",
        "write `by: guard` and `to: watch`",
    ]


def test_what_another_does_in_a_clause_of_its_own_is_not_told_of_who_is_named_before(tmp_path):
    text = "The Lantern Watch took Port Amber after the last Harbour Guard soldiers withdrew."
    assert told(tmp_path / "right", text, record("events", {"actor": "guard", "what": "withdrew"}, text)) == []
    assert told(tmp_path / "wrong", text, record("events", {"actor": "watch", "what": "withdrew"}, text)) == [
        "[P5-names]: the quotation says of another that it did this: “after the last Harbour Guard soldiers withdrew”",
        "write `actor: guard`, or tell what “Lantern Watch” did",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Guard withdrew from Port Amber, and so did the Lantern Watch.",
        "The Lantern Watch left Port Amber after it and the Harbour Guard withdrew from the pier.",
        "The Lantern Watch, backed by the Harbour Guard, withdrew.",
        "The Lantern Watch withdrew after the Harbour Guard withdrew.",
    ],
)
def test_who_may_have_done_it_too_passes(tmp_path, text):
    assert told(tmp_path, text, record("events", {"actor": "watch", "what": "withdrew"}, text)) == []


def test_what_one_says_of_itself_is_not_the_word_of_who_is_named_before(tmp_path):
    text = "Reeve Ana Sol said the Lantern Watch had been in Port Amber since May, while the Harbour Guard insisted that its garrison was in the ferry hall."
    mend = "write `said_by: guard`, or quote the words that say what “Reeve Ana Sol” says"
    message = (
        "[P4-claimant]: the quotation gives this as the word of “Harbour Guard”: “Harbour Guard insisted that its”"
    )
    whole = there(text, said_by="reeve")
    assert told(tmp_path / "whole", text, whole) == [message, mend]
    part = there("the Harbour Guard insisted that its garrison was in the ferry hall.", said_by="reeve")
    context = '    context: "the Lantern Watch had been in Port Amber"\n    attributed: "Reeve Ana Sol said"\n'
    assert told(tmp_path / "part", text, part + context) == [message, mend]
    assert (
        told(
            tmp_path / "right",
            text,
            part.replace("said_by: reeve", "said_by: guard") + context.split("    attributed", maxsplit=1)[0],
        )
        == []
    )
    text = text.replace("said the Lantern Watch had been in Port Amber since May, while", "said in Port Amber that")
    context = '    context: "in Port Amber"\n    attributed: "Reeve Ana Sol said"\n'
    assert told(tmp_path / "told by", text, part + context) == []


def test_a_name_of_one_word_is_not_the_common_word(tmp_path):
    quote = "teams work on both sides of the sol line"
    text = f"Aid {quote}."
    facts = record("events", {"actor": "reeve", "what": "has teams on both sides"}, quote)
    assert told(tmp_path / "common", text, facts) == [
        "[P5-names]: the quotation does not name “Reeve Ana Sol”",
        "add `context:` with the source’s words that do, or a spelling to `also:` of reeve",
    ]
    assert told(tmp_path / "name", text.replace("sol", "Sol"), facts.replace("sol", "Sol")) == []

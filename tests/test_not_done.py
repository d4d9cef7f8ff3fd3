"""Tell as no more than that what is only offered, threatened, weighed, put off or taken back, and who says what."""

# ruff: noqa: E501  # problems stand here as they are printed

from __future__ import annotations

import pytest

from test_prove import event, figure, problems, record, short, write


def states(folder, quote, what, stance="states", **fields):
    """Return what is wrong with a position of the Harbour Guard, each as its rule and message."""
    facts = record("positions", {"actor": "guard", "stance": stance, "what": what, **fields}, quote)
    return [line.partition("error")[2] for line in short(write(folder, quote, facts))]


# ---------------------------------------------------------------- who denies, and what


@pytest.mark.parametrize(
    ("stance", "what", "quote"),
    [
        ("states", "that the Lantern Watch is to blame", "The Harbour Guard blamed the Lantern Watch, which denied involvement."),
        ("states", "that such raids must end", "The Harbour Guard deplored the raid, which the Lantern Watch denied."),
        ("states", "that the fire was laid", "The Harbour Guard pointed at the Lantern Watch, which has flatly denied it."),
        ("states", "that bandits are to blame", "The Harbour Guard has denied its men were responsible and blamed bandits."),
        ("states", "that the Lantern Watch should leave", "The Harbour Guard denied the raid and urged the Lantern Watch to leave."),
        ("denies", "that its men were responsible", "The Harbour Guard has denied its men were responsible and blamed bandits."),
    ],
)  # fmt: skip
def test_whose_denial_it_is_and_of_what_decides_the_stance(tmp_path, stance, what, quote):
    assert states(tmp_path, quote, what, stance) == []


@pytest.mark.parametrize(
    ("what", "quote", "cue"),
    [
        ("that its men were responsible", "The Harbour Guard has denied its men were responsible and blamed bandits.", "denied …"),
        ("that it is preparing an attack", "The Harbour Guard denied it was preparing an attack and blamed bandits.", "denied …"),
        ("that it fired on the town", "The Harbour Guard denied firing on the town and called for an inquiry.", "denied …"),
    ],
)  # fmt: skip
def test_what_is_denied_beside_what_is_stated_is_not_stated(tmp_path, what, quote, cue):
    assert states(tmp_path, quote, what) == [
        f"[state]: the fact says `states`, and its quotation only says that it is denied: “{cue}”"
    ]


# ---------------------------------------------------------------- who says what of two


@pytest.mark.parametrize(
    ("stance", "what", "quote"),
    [
        ("states", "that it saw no sign of them", "Boats left Port Amber, the Lantern Watch said, although the Harbour Guard said it saw no sign of them."),
        ("states", "that it saw no sign of them", "The Harbour Guard said it saw no sign of them, although the Lantern Watch said boats had left Port Amber."),
        ("states", "that it holds the pier", "The Lantern Watch said the pier had fallen. The Harbour Guard said it holds the pier."),
        ("denies", "that the pier was taken", "The pier was taken, the Lantern Watch said, a claim the Harbour Guard called “a lie”."),
        ("denies", "that the pier was taken", "The pier was taken, the Lantern Watch said; the Harbour Guard denied it."),
    ],
)  # fmt: skip
def test_who_speaks_for_itself_beside_another_needs_no_claimant(tmp_path, stance, what, quote):
    assert states(tmp_path, quote, what, stance) == []


def test_who_is_only_said_to_speak_is_told_as_the_word_of_who_says_so(tmp_path):
    quote = "The Lantern Watch said the Harbour Guard said it holds the pier."
    assert states(tmp_path, quote, "that it holds the pier") == [
        "[P4-claimant]: the quotation says who says it, “Lantern Watch said”, and the fact does not"
    ]


FULLY = "The Lantern Watch said Port Amber was “fully secured”, "


@pytest.mark.parametrize(
    ("quote", "asked"),
    [
        (f"{FULLY}but shots could still be heard in the afternoon.", False),
        ("Port Amber was secured, the Lantern Watch said, but shots could still be heard in the afternoon.", False),
        (f"{FULLY}and shots could still be heard in the afternoon.", True),
        (f"{FULLY}but that shots could still be heard in the afternoon.", True),
        (f"{FULLY}but shots could still be heard in the afternoon, residents said.", True),
        ("“We hold Port Amber, but shots could still be heard in the afternoon,” the Lantern Watch said.", True),
    ],
)
def test_a_clause_without_a_speaker_after_but_is_the_source_s_own(tmp_path, quote, asked):
    quote = quote.replace("“", "‘").replace("”", "’") if quote.startswith("“") else quote
    facts = event(quote, what="shots could still be heard in the afternoon")
    found = short(write(tmp_path, quote, facts))
    assert [line.partition("error")[2][:13] for line in found] == (["[P4-claimant]"] if asked else [])


# ---------------------------------------------------------------- what is not done


@pytest.mark.parametrize(
    ("what", "quote", "said"),
    [
        ("freed the crew", "The Harbour Guard has offered to free the crew in Port Amber.", "has offered to free"),
        ("paid the ransom", "The Harbour Guard is willing to pay the ransom in Port Amber.", "is willing to pay"),
        ("left the talks", "The Harbour Guard threatened to leave the talks in Port Amber.", "threatened to leave"),
        ("repaired the dam", "The Harbour Guard is ready to repair the dam at Port Amber.", "is ready to repair"),
        ("extended the curfew", "The council in Port Amber is due to vote on whether to extend the curfew.", "whether to extend"),
        ("voted to extend the curfew", "The council in Port Amber is due to vote on Tuesday on whether to extend the curfew.", "is due to vote"),
        ("the truce was extended", "The truce in Port Amber begins on Sunday and could be extended.", "could be extended"),
        ("freed 40 men", "The Lantern Watch has given the Harbour Guard until Friday to free 40 men in Port Amber.", "has given the Harbour Guard until Friday to free"),
        ("confirmed that it will attend", "The Harbour Guard in Port Amber has yet to confirm that it will attend.", "has yet to confirm"),
        ("two barges arrived", "Two barges are on their way to Port Amber and should arrive by Thursday.", "should arrive"),
        ("the other 14 men were freed", "In Port Amber 26 men were freed; the other 14 are to follow this week.", "are to follow"),
        ("the truce was renewed", "The truce in Port Amber lapsed without being renewed.", "without being renewed"),
        ("the truce was renewed", "It lapsed in Port Amber without being renewed.", "without being renewed"),
        ("met resistance", "The Harbour Guard entered Port Amber without meeting resistance.", "without meeting"),
        ("saw fighters", "The Harbour Guard saw no fighters in Port Amber.", "saw no"),
        ("commented on the raid", "Neither the Harbour Guard nor the Lantern Watch has commented on the raid on Port Amber.", "Neither the Harbour Guard nor the Lantern Watch has commented"),
        ("let doctors into the harbour", "The Harbour Guard has not let doctors into the harbour of Port Amber.", "has not let"),
        ("a convoy reached the town", "A convoy left for Port Amber but was turned back at the bridge.", "was turned back"),
        ("debated the amnesty", "The council in Port Amber postponed until 10 October a debate on the amnesty.", "postponed until 10 October a debate"),
    ],
)  # fmt: skip
def test_what_is_offered_weighed_put_off_or_turned_back_is_not_done(tmp_path, what, quote, said):
    found = short(write(tmp_path, quote, event(quote, what=what)))
    assert [line.partition("only says ")[2] for line in found] == [f"“{said}”"]


@pytest.mark.parametrize(
    ("what", "quote", "said"),
    [
        ("that it has pulled out of the talks", "The Harbour Guard has threatened to pull out of the talks if they go on.", "has threatened to pull"),
        ("that it accepts the ultimatum", "The Harbour Guard has rejected the ultimatum.", "rejected"),
        ("that it will discuss the boats", "The Harbour Guard said it would not discuss the boats before the talks.", "would not discuss"),
        ("that it has seen a withdrawal", "The Harbour Guard said it had seen no sign of a withdrawal.", "seen no"),
        ("that the pier will reopen next week", "The pier will not reopen before next week, the Harbour Guard said.", "will not reopen"),
        # It is told so, or on a condition.
        ("that it might pull out of the talks", "The Harbour Guard has threatened to pull out of the talks if they go on.", None),
        ("that it rejects the ultimatum", "The Harbour Guard has rejected the ultimatum.", None),
        ("that it accepts the plan", "The Harbour Guard at first rejected the plan, then it accepted it.", None),
        ("that it will discuss the boats after the talks", "The Harbour Guard said it would not discuss the boats before the talks.", None),
        ("that it will not discuss the boats", "The Harbour Guard said it would not discuss the boats before the talks.", None),
        ("that it has seen no sign of a withdrawal", "The Harbour Guard said it had seen no sign of a withdrawal.", None),
    ],
)  # fmt: skip
def test_nobody_states_what_is_only_threatened_or_refused(tmp_path, what, quote, said):
    message = f"[state]: the fact tells this as what one says, and its quotation only says “{said}”"
    assert states(tmp_path, quote, what) == ([message] if said else [])


@pytest.mark.parametrize(
    ("what", "quote"),
    [
        ("offered to free the crew", "The Harbour Guard has offered to free the crew in Port Amber."),
        ("freed the crew", "The Harbour Guard offered to free the crew and freed it in Port Amber."),
        ("freed the crew", "The Harbour Guard, which had offered to free the crew, let it go in Port Amber."),
        ("freed the crew", "The Harbour Guard promised to free the crew in Port Amber and did so."),
        ("smoke was seen over the harbour", "Smoke could be seen over the harbour of Port Amber."),
        ("boats were searched", "No boat left Port Amber without being searched."),
        (
            "saw 40 fighters",
            "The Harbour Guard had seen no fighters until Monday, when 40 fighters came to Port Amber.",
        ),
        ("reached the bridge", "A convoy for Port Amber was turned back at the bridge."),
        (
            "a convoy reached the town",
            "A convoy for Port Amber was turned back at the bridge; a later one got through.",
        ),
        ("26 men were freed", "In Port Amber 26 men were freed; the other 14 are to follow this week."),
        ("postponed a debate", "The council in Port Amber postponed until 10 October a debate on the amnesty."),
        ("aid arrived", "Aid that should arrive weekly arrived in Port Amber on Monday."),
    ],
)
def test_what_was_done_beside_such_words_may_be_told(tmp_path, what, quote):
    assert short(write(tmp_path, quote, event(quote, what=what))) == []


GO_AHEAD = "The Lantern Watch said it had assurances that Thursday’s meeting in Port Amber would go ahead."


def test_what_would_be_as_one_says_is_still_to_come(tmp_path):
    fields = {"what": "a meeting goes ahead", "said_by": "watch"}
    assert (
        problems(write(tmp_path, GO_AHEAD, event(GO_AHEAD, **fields)))
        == """\
briefings/coast/control.yml:3:11: error[state]: the fact tells this as what happened, and its quotation only says “would go”
   |
 3 |     what: a meeting goes ahead
   |           ^
   = help: write `expected: true`, quote the words that say that it happened, or keep it with `unproved: …`"""
    )
    assert short(write(tmp_path / "right", GO_AHEAD, event(GO_AHEAD, expected="true", **fields))) == []


RETRACTED = "The Lantern Watch retracted its report of Tuesday that 60 people were killed in Port Amber."


@pytest.mark.parametrize(
    ("facts", "said", "remedy"),
    [
        (event(RETRACTED, what="60 people were killed", said_by="watch"), "the fact tells this as what happened", "say that it happened"),
        (figure(RETRACTED, value="60", said_by="watch"), "the fact counts this", "count it"),
        (event(RETRACTED, what="the Lantern Watch retracted its report of 60 people killed"), "", ""),
    ],
)  # fmt: skip
def test_what_was_taken_back_is_not_told_as_so(tmp_path, facts, said, remedy):
    lines = problems(write(tmp_path, RETRACTED, facts)).splitlines()
    assert [line.partition("error")[2] or line for line in (*lines[:1], *lines[-1:])] == (
        [
            f"[state]: {said}, and its quotation only says that it was taken back: “retracted its report of Tuesday that …”",
            f"   = help: tell as an event that it was taken back, quote the words that {remedy}, or keep it with `unproved: …`",
        ]
        if said
        else []
    )


def test_a_number_that_stands_beside_the_one_taken_back_may_be_told(tmp_path):
    quote = "The Lantern Watch retracted its report that 60 people were killed in Port Amber and put the toll at 16."
    assert short(write(tmp_path, quote, event(quote, what="16 people were killed", said_by="watch"))) == []


# ---------------------------------------------------------------- talks and agreements


@pytest.mark.parametrize(
    ("state", "quote", "said"),
    [
        ("stalled", "Talks between the Harbour Guard and the Lantern Watch resumed in Port Amber, five days after they were suspended.",
         "Talks between the Harbour Guard and the Lantern Watch resumed in Port Amber, five days after they were suspended"),
        ("underway", "Reeve Ana Sol said the Harbour Guard and the Lantern Watch would meet face to face in Port Amber.", "would meet"),
        ("underway", "Talks between the Harbour Guard and the Lantern Watch resumed in Port Amber, five days after they were suspended.", None),
        ("underway", "The Harbour Guard and the Lantern Watch are talking in Port Amber and would meet again on Friday.", None),
    ],
)  # fmt: skip
def test_talks_that_resumed_are_not_stalled_nor_those_to_come_underway(tmp_path, state, quote, said):
    fields = {"title": "Talks", "parties": "[guard, watch]", "state": state}
    if "Reeve" in quote:
        fields["said_by"] = "reeve"
    found = short(write(tmp_path, quote, record("tracks", fields, quote)))
    message = f"[state]: the fact says `{state}`, and its quotations say “{said}”"
    assert [line.partition("error")[2] for line in found] == ([message] if said else [])


@pytest.mark.parametrize(
    ("more", "agreed"),
    [
        (". The Lantern Watch was silent.", False),
        (" and the Lantern Watch accepted.", True),
        (" and the Lantern Watch took it up.", True),
    ],
)
def test_what_one_offered_is_no_agreement(tmp_path, more, agreed):
    quote = f"The Harbour Guard offered to reopen the port{more}"
    facts = record("agreements", {"parties": "[guard, watch]", "terms": "reopen the port"}, quote)
    found = problems(write(tmp_path, quote, facts))
    remedy = "record it under `positions:`, quote the words that say what was agreed, or keep it with `unproved: …`"
    assert found.splitlines()[-1:] == ([] if agreed else [f"   = help: {remedy}"])

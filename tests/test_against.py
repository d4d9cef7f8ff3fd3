"""What a fact's own words say against its fields: who denies does not state, and who failed to agree did not agree."""

# ruff: noqa: E501  # problems stand here as they are printed

import json

import pytest
from click.testing import CliRunner

from conftest import edit, write_project
from dateline.cli import main
from pdfs import source
from test_changes import add
from test_prove import control, event, figure, problems, record, short, write

# ---------------------------------------------------------------- denials


def position(quote, stance, what):
    return record("positions", {"actor": "guard", "stance": stance, "what": what}, quote)


@pytest.mark.parametrize(
    ("stance", "what", "quote", "cue"),
    [
        ("states", "that it shelled Port Amber", "The Harbour Guard said it had not shelled Port Amber.", "said it had not"),
        ("states", "that it shelled Port Amber", "The Harbour Guard says it never shelled Port Amber.", "says it never"),
        ("states", "that it shelled Port Amber", "The Harbour Guard rejected claims that it shelled Port Amber.", "rejected claims that"),
        ("states", "that its men shelled it", "The Harbour Guard dismissed as lies reports that its men had shelled it.", "dismissed as lies reports that"),
        ("states", "that it shelled Port Amber", "The Harbour Guard said it denied shelling Port Amber.", "said it denied"),
        ("aims", "leave Port Amber", "The Harbour Guard said it did not want to leave Port Amber.", "said it did not"),
        ("states", "that 40 boats were taken", "The Harbour Guard dismissed as propaganda a claim by the Lantern Watch that 40 boats were taken.", "dismissed as propaganda a claim by the Lantern Watch that"),
        ("states", "that people had been beaten", "The Harbour Guard, for its part, insisted that nobody had been beaten.", "insisted that nobody had"),
        ("aims", "a truce with the Lantern Watch", "The Harbour Guard ruled out a truce before the Lantern Watch leaves Port Amber.", "ruled out a"),
        ("states", "that there will be a truce", "The Harbour Guard ruled out a truce.", "ruled out a"),
        ("states", "that there will be no truce", "The Harbour Guard ruled out a truce.", None),
        ("states", "that there will be a truce", "The Harbour Guard has not ruled out a truce.", None),
        ("aims", "a truce", "The Harbour Guard ruled out a truce on Sunday, and wants a truce from Monday.", None),
        # It is denied, and told as denied.
        ("denies", "that it shelled Port Amber", "The Harbour Guard said it had not shelled Port Amber.", None),
        ("states", "that it did not shell Port Amber", "The Harbour Guard said it had not shelled Port Amber.", None),
        ("states", "that such claims are untrue", "The Harbour Guard rejected claims that it shelled Port Amber.", None),
        # Somebody else's word, something else, or not plainly denied.
        ("states", "that a storm took the pier", "The Harbour Guard said it had not shelled the pier and that a storm took it.", None),
        ("states", "that it shelled the pier", "The Harbour Guard denied that it shelled the pier before it said that it had.", None),
        ("states", "that it protects the pier", "The Harbour Guard said it had not failed to protect the pier.", None),
        ("states", "that it shelled the pier", "The Harbour Guard said it had not only shelled the pier.", None),
        ("states", "that the pier was shelled", "The Harbour Guard rejected claims that it shelled the pier: it was shelled from the sea.", None),
    ],
)  # fmt: skip
def test_what_is_denied_is_not_stated(tmp_path, stance, what, quote, cue):
    found = [line for line in short(write(tmp_path, quote, position(quote, stance, what))) if "[state]" in line]
    assert [line.partition("denied: ")[2] for line in found] == ([f"“{cue} …”"] if cue else [])


def test_what_is_denied_and_told_as_stated_is_told_what_to_write(tmp_path):
    text = "The Harbour Guard rejected claims that it shelled Port Amber."
    assert (
        problems(write(tmp_path, text, position(text, "states", "that it shelled Port Amber")))
        == """\
briefings/coast/control.yml:4:13: error[state]: the fact says `states`, and its quotation only says that it is denied: “rejected claims that …”
   |
 4 |     stance: states
   |             ^
   = help: write `stance: denies`, quote the words that say `states`, or keep it with `unproved: …`"""
    )


@pytest.mark.parametrize(
    ("what", "quote", "refused"),
    [
        ("the market was shelled", "The Harbour Guard denied that it had shelled the market in Port Amber.", True),
        ("the market was shelled", "The Harbour Guard rejected claims that the market in Port Amber was shelled.", True),
        ("its men shelled the market", "The Harbour Guard denied that its men shelled the market in Port Amber.", True),
        ("the market was bombed", "The Harbour Guard denied bombing the market in Port Amber.", True),
        ("the market was shelled", "Reports that the market in Port Amber had been shelled were false, the Harbour Guard said.", True),
        ("reports of shelling were false", "Reports that the market in Port Amber had been shelled were false, the Harbour Guard said.", False),
        ("the market was shelled", "Reports that the market in Port Amber had been shelled were confirmed.", False),
        # What is denied is who did it, or what it was for; or it is told elsewhere.
        ("the market was shelled", "The Harbour Guard denied that it was behind the shelling of the market in Port Amber.", False),
        ("the market was shelled", "The Harbour Guard denied that it had ordered the shelling of the market in Port Amber.", False),
        ("the market was shelled", "The Harbour Guard denied that it deliberately shelled the market in Port Amber.", False),
        ("the market was shelled", "The Harbour Guard denied that it shelled the market in Port Amber, which was shelled from the sea.", False),
        ("the market was shelled", "The Harbour Guard denied that it shelled the market in Port Amber but admitted a stray shell.", False),
        ("a shell hit the market", "The Harbour Guard denied that it shelled Port Amber, and a shell hit the market.", False),
        ("trucks were denied access", "The Harbour Guard denied incoming trucks access to Port Amber.", False),
        ("the Guard shelled the market", "Denying that it broke the truce, the Guard shelled the market in Port Amber.", False),
    ],
)  # fmt: skip
def test_what_is_denied_is_no_event(tmp_path, what, quote, refused):
    found = [line for line in short(write(tmp_path, quote, event(quote, what=what))) if "[state]" in line]
    assert bool(found) == refused


def test_an_event_made_of_a_denial_is_told_where_it_belongs(tmp_path):
    text = "The Harbour Guard denied that it had shelled the market in Port Amber."
    assert (
        problems(write(tmp_path, text, event(text, what="the market was shelled")))
        == """\
briefings/coast/control.yml:3:11: error[state]: the fact tells this as what happened, and its quotation only says that it is denied: “denied that …”
   |
 3 |     what: the market was shelled
   |           ^
   = help: record it under `positions:` with `stance: denies`, quote the words that say that it happened, or keep it with `unproved: …`"""
    )


# ---------------------------------------------------------------- talks

TALKS = {"title": "The talks", "parties": "[guard, watch]"}


def talks(quote, state):
    return record("tracks", {**TALKS, "state": state}, quote)


@pytest.mark.parametrize(
    ("state", "quote", "said"),
    [
        ("agreed", "The Harbour Guard and the Lantern Watch failed to agree on a truce.", "failed to agree on a truce"),
        ("agreed", "Talks between the Harbour Guard and the Lantern Watch made no progress.", "made no progress"),
        ("agreed", "The Harbour Guard refused to sign the deal with the Lantern Watch.", "refused to sign the deal"),
        ("agreed", "The Harbour Guard has yet to agree to a truce with the Lantern Watch.", "has yet to agree to a truce"),
        ("agreed", "The Harbour Guard and the Lantern Watch ended their talks without a deal.", None),
        ("agreed", "Talks between the Harbour Guard and the Lantern Watch ended without a deal.", "ended without a deal"),
        ("announced", "The Harbour Guard ruled out talks with the Lantern Watch.", "ruled out talks"),
        ("underway", "The Harbour Guard ruled out a return to talks with the Lantern Watch.", "ruled out a return to talks"),
        ("underway", "The Harbour Guard broke off its talks with the Lantern Watch.", "broke off its talks"),
        ("underway", "The Harbour Guard walked out of talks with the Lantern Watch.", "walked out of talks"),
        ("announced", "The Harbour Guard walked out of talks with the Lantern Watch.", "walked out of talks"),
        # It may be so all the same.
        ("stalled", "The Harbour Guard walked out of talks with the Lantern Watch.", None),
        ("collapsed", "The Harbour Guard walked out of talks with the Lantern Watch.", None),
        ("underway", "Talks between the Harbour Guard and the Lantern Watch made no progress.", None),
        ("agreed", "The Harbour Guard and the Lantern Watch failed to agree on water but signed a truce.", None),
        ("agreed", "The Harbour Guard and the Lantern Watch failed to agree in April and now signed.", None),
        ("announced", "The Harbour Guard has not ruled out talks with the Lantern Watch.", None),
        ("underway", "The Harbour Guard threatened to walk out of talks with the Lantern Watch.", None),
        ("underway", "The Harbour Guard, which had broken off talks, is at the table with the Lantern Watch.", None),
        ("underway", "The Salt Company walked out of talks; the Harbour Guard and the Lantern Watch sit on.", None),
        ("underway", "Since the ferrymen walked out of talks, the Harbour Guard and the Lantern Watch have argued.", None),
    ],
)  # fmt: skip
def test_talks_are_not_in_a_state_that_the_words_rule_out(tmp_path, state, quote, said):
    found = [line for line in short(write(tmp_path, quote, talks(quote, state))) if "[state]" in line]
    assert [line.partition("its quotations say ")[2] for line in found] == ([f"“{said}”"] if said else [])


def test_talks_that_one_broke_off_are_told_what_to_write(tmp_path):
    text = "The Harbour Guard walked out of talks with the Lantern Watch."
    assert (
        problems(write(tmp_path, text, talks(text, "underway")))
        == """\
briefings/coast/control.yml:5:12: error[state]: the fact says `underway`, and its quotations say “walked out of talks”
   |
 5 |     state: underway
   |            ^
   = help: write `state: collapsed`, or `state: stalled` where they may go on, quote the words that say `underway`, or keep it with `unproved: …`"""
    )


def test_who_failed_to_agree_did_not_agree(tmp_path):
    text = "The Harbour Guard and the Lantern Watch failed to agree on a truce in Port Amber."
    facts = record("agreements", {"parties": "[guard, watch]", "terms": "a truce"}, text)
    assert (
        problems(write(tmp_path, text, facts))
        == """\
briefings/coast/control.yml:3:14: error[state]: the fact tells an agreement, and its quotations say “failed to agree on a truce”
   |
 3 |     parties: [guard, watch]
   |              ^
   = help: record it under `tracks:`, quote the words that say what was agreed, or keep it with `unproved: …`"""
    )


def test_what_others_refused_to_sign_was_agreed_all_the_same(tmp_path):
    text = "The Tide Council refused to sign the truce of the Harbour Guard and the Lantern Watch."
    facts = record("agreements", {"parties": "[guard, watch]", "terms": "a truce"}, text)
    assert problems(write(tmp_path, text, facts)) == ""


@pytest.mark.parametrize(
    ("state", "quote", "said"),
    [
        (None, "The Harbour Guard has yet to respond to the offer of a truce by the Lantern Watch.", "has yet to respond to the offer of a truce"),
        (None, "The Harbour Guard said it had not agreed to a truce with the Lantern Watch.", "had not agreed to a truce"),
        (None, "The Harbour Guard and the Lantern Watch met on Monday but left without a deal.", "met on Monday but left without a deal"),
        ("agreed", "The Harbour Guard and the Lantern Watch left without a deal.", "left without a deal"),
        ("agreed", "The Harbour Guard and the Lantern Watch are nowhere near an agreement.", "nowhere near an agreement"),
        ("underway", "Talks between the Harbour Guard and the Lantern Watch are due to resume on Thursday.", "are due to resume"),
        ("collapsed", "The Harbour Guard warned that it would otherwise quit the talks with the Lantern Watch.", "warned that it would otherwise quit the talks"),
        (None, "The Harbour Guard had not agreed to a truce with the Lantern Watch by Monday; on Friday they signed it.", None),
        ("underway", "A third round of talks between the Harbour Guard and the Lantern Watch is due to begin on Thursday.", None),
        ("announced", "Talks between the Harbour Guard and the Lantern Watch are due to resume on Thursday.", None),
    ],
)  # fmt: skip
def test_what_is_offered_refused_or_threatened_is_not_so_yet(tmp_path, state, quote, said):
    said_by = {"said_by": "guard"} if "said it" in quote else {}
    agreement = record("agreements", {"parties": "[guard, watch]", "terms": "a truce", **said_by}, quote)
    found = short(write(tmp_path, quote, talks(quote, state) if state else agreement))
    assert [line.partition("quotations say ")[2] for line in found] == ([f"“{said}”"] if said else [])


# ---------------------------------------------------------------- who holds a place


@pytest.mark.parametrize(
    ("state", "quote", "said"),
    [
        ("controlled", "The Harbour Guard lost control of Port Amber to the Lantern Watch.", "only says “lost control of” of it"),
        ("controlled", "The Harbour Guard, which held Port Amber until May, has shelled it twice.", "only says that it was so: “The Harbour Guard, which held Port Amber until May”"),
        ("controlled", "Neither the Lantern Watch nor the Harbour Guard controls Port Amber.", "only says “Neither” of it"),
        ("controlled", "The Harbour Guard is poised to retake Port Amber.", "only says “is poised to retake” of it"),
        ("controlled", "The Harbour Guard has besieged Port Amber.", "only says “has besieged” of it"),
        ("besieged", "Port Amber fell to the Harbour Guard after a siege of six weeks.", "only says that it fell: “Port Amber fell to the Harbour Guard after a siege of six weeks”"),
        ("controlled", "The Harbour Guard controls Gull Island and the road to Port Amber.", "only as where a road leads: “The Harbour Guard controls Gull Island and the road to Port Amber”"),
        ("besieged", "The Harbour Guard has besieged Port Amber.", None),
        ("controlled", "The Harbour Guard besieged Port Amber and took it.", None),
        ("controlled", "The Harbour Guard controls the road to Port Amber, which it also holds.", None),
        ("controlled", "Port Amber fell to the Harbour Guard after a siege of six weeks.", None),
        ("besieged", "Port Amber fell after a siege of six weeks, and is besieged again by the Harbour Guard.", None),
    ],
)  # fmt: skip
def test_who_lost_a_place_or_is_around_it_does_not_hold_it(tmp_path, state, quote, said):
    found = short(write(tmp_path, quote, control(quote, state=state)))
    assert [line[-len(said or "") :] for line in found] == ([said] if said else [])


@pytest.mark.parametrize(
    ("by", "quote", "said"),
    [
        ("guard", "Until 2030 the Harbour Guard controlled Port Amber.", "Until 2030 the Harbour Guard controlled Port Amber"),
        ("guard", "Until 2 May Port Amber was held by the Harbour Guard.", "Until 2 May Port Amber was held by the Harbour Guard"),
        ("guard", "The Harbour Guard held Port Amber until Friday.", "The Harbour Guard held Port Amber until Friday"),
        ("guard", "The Harbour Guard once held Port Amber.", "The Harbour Guard once held Port Amber"),
        ("guard", "Port Amber, formerly held by the Harbour Guard, was calm.", "Port Amber, formerly held by the Harbour Guard"),
        # It holds it still, or again, or another one does.
        ("guard", "The Harbour Guard held Port Amber until help came.", None),
        ("guard", "The Harbour Guard has held Port Amber until now.", None),
        ("guard", "Until 2030 the Harbour Guard controlled Port Amber, and it holds it again.", None),
        ("watch", "Until 2030 the Harbour Guard controlled Port Amber; the Lantern Watch has held it since.", None),
        ("watch", "Port Amber, once held by the Harbour Guard, is now held by the Lantern Watch.", None),
        ("guard", "The Harbour Guard, once based in Gull Island, controls Port Amber.", None),
    ],
)  # fmt: skip
def test_who_held_a_place_once_holds_it_no_more(tmp_path, by, quote, said):
    found = short(write(tmp_path, quote, control(quote, by=by)))
    assert [line.partition("that it was so: ")[2] for line in found] == ([f"“{said}”"] if said else [])


def test_what_was_so_on_a_day_may_be_told_of_that_day(tmp_path):
    quote = "Until 2030 the Harbour Guard controlled Port Amber."
    assert problems(write(tmp_path, quote, control(quote, date='"2030"'))) == ""


def test_a_place_that_was_held_once_is_told_what_to_write(tmp_path):
    quote = "The Harbour Guard once held Port Amber."
    assert (
        problems(write(tmp_path, quote, control(quote)))
        == """\
briefings/coast/control.yml:4:12: error[state]: the fact says `controlled`, and its quotation only says that it was so: “The Harbour Guard once held Port Amber”
   |
 4 |     state: controlled
   |            ^
   = help: quote the words that say who holds it, tell it as an event, or keep it with `unproved: …`"""
    )


@pytest.mark.parametrize(
    "quote",
    [
        "The Harbour Guard, not the Lantern Watch, controls Port Amber.",
        "The Harbour Guard and not the Lantern Watch controls Port Amber.",
        "Port Amber is held by the Harbour Guard, not by the Lantern Watch.",
        "Port Amber is in the hands of the Harbour Guard, not the Lantern Watch.",
    ],
)
def test_of_two_of_whom_one_holds_a_place_the_other_does_not(tmp_path, quote):
    assert problems(write(tmp_path / "right", quote, control(quote))) == ""
    assert (
        problems(write(tmp_path / "wrong", quote, control(quote, by="watch")))
        == """\
briefings/coast/control.yml:5:9: error[P5-names]: the quotation says that “Harbour Guard” holds “Port Amber”
   |
 5 |     by: watch
   |         ^
   = help: write `by: guard`, or the `place:` that “Lantern Watch” holds"""
    )


def test_of_two_who_are_denied_to_hold_a_place_nothing_is_said(tmp_path):
    quote = "Nobody says that the Harbour Guard, not the Lantern Watch, controls Port Amber."
    assert problems(write(tmp_path, quote, control(quote, by="watch"))) == ""


# ---------------------------------------------------------------- who took a place, who asks, who left


@pytest.mark.parametrize(
    ("quote", "other"),
    [
        ("Port Amber fell to the Harbour Guard after the Lantern Watch withdrew.", True),
        ("Port Amber was taken from the Lantern Watch by the Harbour Guard.", True),
        ("Port Amber has been recaptured by the Harbour Guard, the Lantern Watch told a paper.", True),
        # It may be the other's since, or it is not so.
        ("Port Amber fell to the Harbour Guard; the Lantern Watch drove it out.", False),
        ("Port Amber was taken from the Lantern Watch by the Harbour Guard but returned to it.", False),
        ("Nobody says that Port Amber fell to the Harbour Guard, and the Lantern Watch is there.", False),
    ],
)
def test_who_took_a_place_holds_it_and_no_other(tmp_path, quote, other):
    held = "the quotation says that “Harbour Guard” holds “Port Amber”"
    assert any(held in line for line in short(write(tmp_path / "wrong", quote, control(quote, by="watch")))) == other
    assert not any(held in line for line in short(write(tmp_path / "right", quote, control(quote))))


@pytest.mark.parametrize(
    ("quote", "by", "to", "told"),
    [
        ("The Harbour Guard called on the Lantern Watch to leave Port Amber.", "watch", "guard", "The Harbour Guard called on the Lantern Watch"),
        ("The Lantern Watch was ordered by the Harbour Guard to leave Port Amber.", "watch", "guard", "The Lantern Watch was ordered by the Harbour Guard"),
        ("The Harbour Guard called on the Lantern Watch to leave Port Amber.", "guard", "watch", None),
        ("The Lantern Watch was ordered by the Harbour Guard to leave Port Amber.", "guard", "watch", None),
        # The other way round as well, or not of these two.
        ("The Harbour Guard urged the Lantern Watch to go, and the Lantern Watch urged the Harbour Guard to.", "watch", "guard", None),
        ("The Harbour Guard urged the Lantern Watch to hear Sol.", "reeve", "guard", None),
    ],
)  # fmt: skip
def test_who_asks_is_not_who_is_asked(tmp_path, quote, by, to, told):
    demand = record("demands", {"by": by, "to": to, "what": "that it goes"}, quote)
    found = [
        line.partition("round: ")[2] for line in short(write(tmp_path, quote, demand)) if "other way round" in line
    ]
    assert found == ([f"“{told}”"] if told else [])


def test_a_demand_that_stands_the_wrong_way_round_is_told_what_to_write(tmp_path):
    quote = "The Harbour Guard urged the Lantern Watch to leave Port Amber."
    demand = record("demands", {"by": "watch", "to": "guard", "what": "leave Port Amber"}, quote)
    assert (
        problems(write(tmp_path, quote, demand))
        == """\
briefings/coast/control.yml:3:9: error[P5-names]: the quotation says it the other way round: “The Harbour Guard urged the Lantern Watch”
   |
 3 |     by: watch
   |         ^
   = help: write `by: guard` and `to: watch`"""
    )


@pytest.mark.parametrize(
    ("quote", "refused"),
    [
        ("The Harbour Guard has left Port Amber.", True),
        ("On Monday the Harbour Guard withdrew from Port Amber.", True),
        ("The Harbour Guard withdrew from Port Amber, hours after saying it would stay.", True),
        ("The Harbour Guard pulled out of the silos at Port Amber.", True),
        ("The last 80 fighters of the Harbour Guard are believed to have withdrawn from Port Amber overnight.", True),
        ("The Harbour Guard pulled out of the north of Port Amber.", False),
        ("The Harbour Guard left Port Amber’s pier.", False),
        ("The Harbour Guard left Port Amber but is back.", False),
        ("The Harbour Guard has left Port Amber for some of its boats.", False),
        ("Nobody believes that the Harbour Guard has left Port Amber.", False),
    ],
)
def test_who_left_a_place_is_not_there(tmp_path, quote, refused):
    presence = record("presence", {"actor": "guard", "place": "amber"}, quote)
    found = [line for line in short(write(tmp_path, quote, presence)) if "only says that it left" in line]
    assert bool(found) == refused


@pytest.mark.parametrize(
    ("quote", "refused"),
    [
        ("The Harbour Guard is not present in Port Amber.", True),
        ("The Harbour Guard is no longer in Port Amber.", True),
        ("The Harbour Guard has no fighters in Port Amber.", True),
        ("No Harbour Guard fighters remain in Port Amber.", True),
        ("The Harbour Guard may be in Port Amber.", True),
        ("The Harbour Guard is believed to be in Port Amber.", True),
        ("The Harbour Guard plans to deploy in Port Amber.", True),
        ("The Harbour Guard was once based in Port Amber.", True),
        ("The Harbour Guard denied that it is in Port Amber.", True),
        ("The Harbour Guard is in Port Amber.", False),
        ("The Harbour Guard is not leaving Port Amber, where its fighters still are.", False),
        ("The Harbour Guard is not leaving Port Amber.", False),
        ("The Harbour Guard is not only in Port Amber.", False),
        ("The Harbour Guard may be weak, and is in Port Amber.", False),
        ("The Harbour Guard was once strong; it is in Port Amber.", False),
    ],
)
def test_who_is_not_there_or_perhaps_there_is_not_told_as_there(tmp_path, quote, refused):
    presence = record("presence", {"actor": "guard", "place": "amber"}, quote)
    found = [line for line in short(write(tmp_path, quote, presence)) if "its quotation only says: “" in line]
    assert bool(found) == refused


@pytest.mark.parametrize(
    ("quote", "cue"),
    [
        ("The Harbour Guard admitted that it had shelled Port Amber.", "admitted that"),
        ("The Harbour Guard has not denied that it shelled Port Amber.", "has not denied"),
        ("The Harbour Guard refused to say whether it shelled Port Amber.", "refused to say"),
        ("The Harbour Guard denied that it shelled Port Amber.", None),
        ("The Harbour Guard, which admitted that it lost a boat, denied that it shelled Port Amber.", None),
        ("The Harbour Guard refused to comment, and rejected the report that it shelled Port Amber.", None),
    ],
)
def test_who_admits_something_or_says_nothing_of_it_does_not_deny_it(tmp_path, quote, cue):
    found = short(write(tmp_path, quote, position(quote, "denies", "that it shelled Port Amber")))
    assert [line.partition("say “")[2] for line in found if "[state]" in line] == ([f"{cue}”"] if cue else [])


@pytest.mark.parametrize(
    ("quote", "value", "refused"),
    [
        ("It is not true that 400 people were killed in Port Amber.", "400", True),
        ("Nobody believes that 400 people were killed in Port Amber.", "400", True),
        ("The Harbour Guard denied that 400 people were killed in Port Amber.", "400", True),
        ("It is not true that 400 people were killed in Port Amber: 40 people were killed.", "40", False),
        ("The Harbour Guard denied that only 400 people were killed in Port Amber.", "400", False),
    ],
)
def test_a_number_that_is_only_denied_counts_nothing(tmp_path, quote, value, refused):
    found = [line for line in short(write(tmp_path, quote, figure(quote, value=value))) if "[state]" in line]
    assert bool(found) == refused


def test_who_says_nothing_is_no_claimant(tmp_path):
    quote = "12 people were killed in Port Amber, according to the Harbour Guard. The Lantern Watch said nothing."
    found = short(write(tmp_path, quote, figure(quote, value="12", said_by="[watch]")))
    assert [line.partition("]: ")[2] for line in found if "P4" in line] == [
        "the quotation says who says it, “according to the Harbour Guard”, and names “Lantern Watch” only in what is said"
    ]


# ---------------------------------------------------------------- summaries


def summed(folder, kind, fields, quote, words):
    """Return what is said of a summary, in it `LINK(` stands for the link to the one fact."""
    found = short(
        write(folder, quote, record(kind, fields, quote), summary=f'"{words.replace("](it)", "](fact:it)")}"')
    )
    return [line.partition("error[")[2] for line in found]


DENIES = {"actor": "guard", "stance": "denies", "what": "that it shelled Port Amber"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("[The Harbour Guard admitted that it shelled Port Amber](it).", "admitted"),
        ("[The Harbour Guard](it) admitted [that it shelled Port Amber](it).", "admitted"),
        ("[The Harbour Guard confirmed that it shelled Port Amber](it).", "confirmed"),
        ("[The Harbour Guard denies that it shelled Port Amber](it).", None),
        ("[The Harbour Guard acknowledged no part in it](it).", None),
        ("Shelling was confirmed, but [the Harbour Guard](it) says [it was not its own](it).", None),
        ("Shelling was confirmed; [the Harbour Guard](it) speaks of lies [about it](it).", None),
    ],
)
def test_a_summary_does_not_turn_a_denial_round(tmp_path, words, said):
    found = summed(tmp_path, "positions", DENIES, "The Harbour Guard denied that it shelled Port Amber.", words)
    assert found == ([f"P7-prose]: “{said}” tells it as admitted, and “it” says `denies`"] if said else [])


@pytest.mark.parametrize(
    ("stance", "quote", "words", "said"),
    [
        ("denies", "The Harbour Guard denied that it shelled Port Amber.", "[The Harbour Guard shelled Port Amber](it).", "shelled"),
        ("denies", "The Harbour Guard denied that it shelled Port Amber.", "[The Harbour Guard](it) calls it false that it [shelled Port Amber](it).", None),
        ("denies", "The Harbour Guard denied that it shelled Port Amber.", "[The Harbour Guard is accused of having shelled Port Amber](it).", None),
        ("aims", "The Harbour Guard wants to shell Port Amber.", "[The Harbour Guard shelled Port Amber](it).", "shelled"),
        ("aims", "The Harbour Guard wants to shell Port Amber.", "[The Harbour Guard wants Port Amber shelled](it).", None),
        ("states", "The Harbour Guard says that it shelled Port Amber.", "[The Harbour Guard shelled Port Amber](it).", None),
    ],
)  # fmt: skip
def test_a_summary_does_not_tell_as_done_what_one_wants_or_denies(tmp_path, stance, quote, words, said):
    what = "shell Port Amber" if stance == "aims" else "that it shelled Port Amber"
    found = summed(tmp_path, "positions", {"actor": "guard", "stance": stance, "what": what}, quote, words)
    assert found == ([f"P7-prose]: “{said}” tells it as done, and “it” says `{stance}`"] if said else [])


def test_a_summary_does_not_let_talks_go_on_that_collapsed(tmp_path):
    quote = "Talks between the Harbour Guard and the Lantern Watch collapsed."
    fields = {**TALKS, "state": "collapsed"}
    assert summed(tmp_path / "wrong", "tracks", fields, quote, "[Talks continue](it).") == [
        "P7-prose]: “Talks continue” tells the talks as going on, and “it” says `collapsed`"
    ]
    assert summed(tmp_path / "right", "tracks", fields, quote, "[Talks do not go on](it).") == []


CONVOY = {"what": "a convoy reaches Port Amber", "place": "amber", "expected": "true", "date": "2031-05-09"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("[The convoy reached Port Amber](it).", "reached"),
        ("On its day [the convoy has reached Port Amber](it).", "reached"),
        ("[A convoy came](it).", None),  # no word of the fact: “arrive” and “come” are not known as one
        ("[The convoy is expected to have reached Port Amber by then](it).", None),
        ("If all goes well, [the convoy reached Port Amber](it) by then.", None),
        ("[The convoy reaches Port Amber](it) next.", None),
        ("[The convoy](it) is due, and [Port Amber will be reached](it).", None),
    ],
)
def test_a_summary_does_not_tell_as_done_what_is_only_expected(tmp_path, words, said):
    quote = "A convoy is expected to reach Port Amber on 9 May 2031."
    found = summed(tmp_path, "events", CONVOY, quote, words)
    assert found == ([f"P7-prose]: “{said}” tells it as done, and “it” as still to come"] if said else [])


@pytest.mark.parametrize(
    ("state", "quote", "words", "said"),
    [
        ("contested", "Port Amber is contested.", "[Port Amber is held by the sea](it).", "is held"),
        ("contested", "Port Amber is contested.", "[Port Amber is contested](it).", None),
        ("contested", "Port Amber is contested.", "[Port Amber](it) is held by nobody; all fight.", None),
        ("contested", "Port Amber is contested.", "Fighting goes on; [Port Amber is held in part](it).", None),
        ("unknown", "It is unclear who holds Port Amber.", "[Port Amber is controlled from the sea](it).", "is controlled"),
        ("unknown", "It is unclear who holds Port Amber.", "[Who controls Port Amber](it) is not known.", None),
    ],
)  # fmt: skip
def test_a_summary_does_not_settle_who_holds_a_place(tmp_path, state, quote, words, said):
    found = summed(tmp_path, "control", {"place": "amber", "state": state}, quote, words)
    assert found == ([f"P7-prose]: “{said}” tells it as settled, and “it” says `{state}`"] if said else [])


def test_a_claim_is_told_in_a_summary_as_one(tmp_path):
    quote = "The Harbour Guard says that Port Amber has fallen to it."
    fields = {"place": "amber", "state": "claimed", "by": "guard", "said_by": "guard"}
    root = write(
        tmp_path, quote, record("control", fields, quote), summary='"[The Harbour Guard holds Port Amber](fact:it)."'
    )
    assert (
        problems(root)
        == """\
briefings/coast/briefing.yml:3:30: error[P7-prose]: “holds” tells it as settled, and “it” says `claimed`
   |
 3 | summary: "[The Harbour Guard holds Port Amber](fact:it)."
   |                              ^
   = help: say that it is claimed, and by whom, or cite another fact"""
    )
    edit(root / "briefings/coast/briefing.yml", "holds Port Amber", "says it holds Port Amber")
    assert problems(root) == ""


DISPUTES = """\
  - id: watch-denies
    actor: lantern-watch
    stance: denies
    what: that the Harbour Guard holds Port Amber
    disputes: amber-held
    place: port-amber
    source: late
    quote: The Lantern Watch denied that the Harbour Guard holds Port Amber.
"""


def test_a_fact_that_is_disputed_is_told_by_whom_or_beside_the_other_side(project):
    write_project(project, source("late", "The Lantern Watch denied that the Harbour Guard holds Port Amber.\n"))
    add(project / "briefings/coast/factions.yml", DISPUTES)
    assert (
        problems(project)
        == """\
briefings/coast/briefing.yml:4:4: error[contested]: “amber-held” is told here as a plain fact and is contested: “watch-denies” says that it is not so
   |
 4 |   [The Harbour Guard has held Port Amber since 2029](fact:amber-held).
   |    ^
   = help: say by whom it is told, or tell the other side beside it: `[…](fact:watch-denies)`"""
    )
    briefing = project / "briefings/coast/briefing.yml"
    edit(briefing, "since 2029](fact:amber-held)", "since 2029](fact:amber-held), says a monitor")
    assert problems(project) == ""
    edit(briefing, ", says a monitor.", ". [Another one](fact:watch-denies) sees it otherwise.")
    assert problems(project) == ""


# ---------------------------------------------------------------- several who say it


@pytest.mark.parametrize(
    ("quote", "words", "ids"),
    [
        ("30 people were killed in Port Amber, both the Harbour Guard and the Lantern Watch say.", "Harbour Guard and the Lantern Watch say", "[guard, watch]"),
        ("The Harbour Guard and the Lantern Watch said 30 people were killed in Port Amber.", "Harbour Guard and the Lantern Watch said", "[guard, watch]"),
        ("According to the Harbour Guard and the Lantern Watch, 30 people were killed in Port Amber.", "According to the Harbour Guard and the Lantern Watch", "[guard, watch]"),
        ("The Lantern Watch said 30 people were killed in Port Amber.", "Lantern Watch said", "watch"),
        # “The ferrymen met the Guard” is no word of the Guard.
        ("The ferrymen met the Harbour Guard and the Lantern Watch said 30 people were killed in Port Amber.", "Lantern Watch said", "watch"),
    ],
)  # fmt: skip
def test_all_who_say_it_are_told(tmp_path, quote, words, ids):
    found = problems(write(tmp_path, quote, figure(quote, value="30")))
    assert found.splitlines()[0].partition("[P4-claimant]: ")[2] == (
        f"the quotation says who says it, “{words}”, and the fact does not"
    )
    assert found.splitlines()[-1] == f"   = help: add `said_by: {ids}`, or quote fewer words"
    assert problems(write(tmp_path / "mended", quote, figure(quote, value="30", said_by=ids))) == ""


def test_of_two_who_say_it_apart_the_editor_chooses(tmp_path):
    quote = "30 people were killed in Port Amber, the Harbour Guard said; the Lantern Watch said so too."
    found = problems(write(tmp_path, quote, figure(quote, value="30")))
    assert found.splitlines()[-1] == "   = help: add `said_by:`, or quote fewer words"


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Not 1 but 30 people were killed in Port Amber, the Lantern Watch estimates.", "Lantern Watch estimates"),
        ("30 people were killed in Port Amber by the Lantern Watch’s count.", "by the Lantern Watch’s count"),
        ("That 30 people were killed in Port Amber was confirmed by the Lantern Watch.", "was confirmed by the Lantern Watch"),
        ("The Lantern Watch claimed to have seen 30 people killed in Port Amber.", "Lantern Watch claimed"),
        ("The Lantern Watch’s tally of 30 people killed in Port Amber is new.", "Lantern Watch’s tally of 30"),
        ("The Lantern Watch’s figure for Port Amber, 30 people killed, is new.", "Lantern Watch’s figure for Port Amber, 30"),
        ("30 people were killed in Port Amber, estimated by the Lantern Watch to be a fort.", None),
        ("Contrary to what the Lantern Watch says, 30 people were killed in Port Amber.", None),
    ],
)  # fmt: skip
def test_whose_count_it_is_is_told(tmp_path, quote, words):
    found = short(write(tmp_path / "wrong", quote, figure(quote, value="30")))
    assert [words in line and "P4" in line for line in found] == ([True] if words else [])
    if words:
        assert short(write(tmp_path / "right", quote, figure(quote, value="30", said_by="watch"))) == []


def test_the_tally_of_one_is_not_the_word_of_another(tmp_path):
    quote = "The Lantern Watch’s tally of 48 people killed in Port Amber has some that the Harbour Guard attributes to fire."
    assert (
        problems(write(tmp_path, quote, figure(quote, value="48", said_by="guard")))
        == """briefings/coast/control.yml:6:14: error[P4-claimant]: the quotation says whose number it is, “Lantern Watch’s tally of 48”, and the fact does not
   |
 6 |     said_by: guard
   |              ^
   = help: write `said_by: watch`, or the number that the claimant gives"""
    )


def test_who_speaks_for_one_may_be_told_as_who_says_it(tmp_path):
    quote = "A spokesman for the Lantern Watch, the Harbour Guard, said Port Amber was calm."
    assert problems(write(tmp_path, quote, position(quote, "states", "that Port Amber was calm"))) == ""


def test_a_claim_that_one_denied_may_be_told_as_its_denial(tmp_path):
    quote = "The Lantern Watch claimed to have left Port Amber, a claim the Harbour Guard denied."
    assert problems(write(tmp_path, quote, position(quote, "denies", "that the Lantern Watch left Port Amber"))) == ""


# ---------------------------------------------------------------- what is not done, or not yet


@pytest.mark.parametrize(
    ("what", "quote", "said"),
    [
        ("opened the pier", "The Harbour Guard plans to open the pier at Port Amber.", "plans to open"),
        ("sent 25 boats", "The Harbour Guard said it would send 25 boats to Port Amber.", "said it would send"),
        ("convened the two sides", "The Harbour Guard hopes to convene the two sides in Port Amber before Sunday.", "hopes to convene"),
        ("the bridge reopened", "The bridge at Port Amber, closed for a week, is to reopen on Friday.", "is to reopen"),
        ("the convoy reached the pier", "The convoy is expected to reach the pier at Port Amber.", "is expected to reach"),
        ("40 boats were freed", "They signed a deal in Port Amber under which 40 boats will be freed.", "will be freed"),
        ("withdrew from the pier", "The last boats of the Harbour Guard are believed to have withdrawn from the pier at Port Amber.", "are believed to have withdrawn"),
        ("the market has reopened", "The market in Port Amber has not reopened.", "has not reopened"),
        ("the market was shelled", "The market in Port Amber was never shelled.", "was never shelled"),
        # It is told as not so, or as not surely so.
        ("plans to open the pier", "The Harbour Guard plans to open the pier at Port Amber.", None),
        ("the market has not reopened", "The market in Port Amber has not reopened.", None),
        # Something else happened, or the same by other words.
        ("left the pier", "The Harbour Guard left the pier at Port Amber and plans to leave the market.", None),
        ("opened the market", "The Harbour Guard opened the market in Port Amber and plans to open the pier.", None),
        ("the bridge reopened", "The bridge at Port Amber is open again; ferries will reopen on Friday.", None),
        ("announced the opening of the pier", "The Harbour Guard announced that it will open the pier at Port Amber.", None),
        ("shelled the pier", "The Harbour Guard did not only shell the pier at Port Amber.", None),
        ("the road was closed", "The road to Port Amber is no longer closed.", None),
        ("shelled the pier every night", "The Harbour Guard would shell the pier at Port Amber every night.", None),
    ],
)  # fmt: skip
def test_what_is_to_come_or_not_so_is_told_so(tmp_path, what, quote, said):
    found = [line for line in short(write(tmp_path, quote, event(quote, what=what))) if "[state]" in line]
    assert [line.partition("only says ")[2] for line in found] == ([f"“{said}”"] if said else [])


def test_what_is_to_come_and_told_as_done_is_told_what_to_write(tmp_path):
    text = "The bridge at Port Amber is to reopen."
    assert (
        problems(write(tmp_path, text, event(text, what="the bridge reopened")))
        == """\
briefings/coast/control.yml:3:11: error[state]: the fact tells this as what happened, and its quotation only says “is to reopen”
   |
 3 |     what: the bridge reopened
   |           ^
   = help: write `expected: true`, quote the words that say that it happened, or keep it with `unproved: …`"""
    )


# ---------------------------------------------------------------- what a reader of `check` is told


@pytest.mark.parametrize(
    ("kind", "fields", "begins"),
    [
        ("demands", {"by": "guard", "to": "watch"}, "called on … to"),
        ("positions", {"actor": "guard", "stance": "aims"}, "aims to"),
    ],
)
def test_what_is_asked_or_aimed_at_begins_with_a_verb(tmp_path, kind, fields, begins):
    quote = "The Harbour Guard wants the Lantern Watch to agree to the release of its boats."
    said = f"`what` begins with “the”, and its sentence goes on with a verb: “{begins} the release of its boats”"
    thing, verb = (
        record(kind, {**fields, "what": what}, quote) for what in ("the release of its boats", "release its boats")
    )
    assert [line.partition("]: ")[2] for line in short(write(tmp_path / "thing", quote, thing))] == [said]
    assert problems(write(tmp_path / "verb", quote, verb)) == ""


def test_of_many_sentences_that_no_fact_quotes_the_first_are_shown_and_all_are_exported(tmp_path):
    quote = "The Harbour Guard holds Port Amber."
    trees = ["alder", "ash", "beech", "birch", "cedar", "elm", "fir", "hazel", "larch", "lime", "maple", "oak", "pine"]
    gulls = [f" Gulls sat in the {tree}." for tree in trees]
    few, many = (write(tmp_path / str(n), quote + "".join(gulls[:n]), control(quote)) for n in (11, 13))
    unquoted = problems(few, coverage=True).count(
        "error[P9-coverage]: no fact quotes this sentence of bulletin: “Gulls"
    )
    assert unquoted == 11
    told = problems(many, coverage=True)
    assert [tree for tree in trees if f"the {tree}." in told] == trees[:3]
    assert told.endswith(
        """\
seeds/bulletin.yml:2:11: error[P9-coverage]: 10 more sentences of this source that no fact quotes
   = help: `dateline coverage` lists them; `dateline suggest` proposes facts for them"""
    )
    exported = json.loads(CliRunner().invoke(main, ["-C", str(many), "check", "--format", "json"]).stdout)
    assert len(exported["problems"]) == 13


def test_what_is_refused_is_not_asked_how_it_agrees_with_others(tmp_path):
    """The council's 40 would contest the 30; as long as one of the two is wrong nobody knows."""
    text = "The Lantern Watch said 30 people were killed in Port Amber.\nReeve Ana Sol said 40 people were killed in Port Amber.\n"
    first, second = text.splitlines()
    for value, asked in (("30", True), ("31", False)):
        facts = figure(first, value=value, said_by="watch") + figure(second, value="40", said_by="reeve").replace(
            "figures:\n  - id: it", "  - id: other"
        )
        root = write(tmp_path / value, text, facts, key_figures="[it]")
        assert any("[contested]" in line for line in short(root)) == asked


def test_talks_that_broke_off_stand_apart_from_who_is_talking(tmp_path):
    quote = "Talks between the Harbour Guard and the Lantern Watch collapsed."
    track = record("tracks", {"title": "Talks", "parties": "[guard, watch]", "state": "collapsed"}, quote)
    root = write(tmp_path, quote, track)
    built = CliRunner().invoke(main, ["-C", str(root), "build"])
    assert built.exit_code == 0, built.output
    page = (root / "site/coast/index.html").read_text("utf-8")
    assert "<dt>Talks that stalled or collapsed</dt>" in page
    assert "Who is talking" not in page


# ---------------------------------------------------------------- what did not happen


@pytest.mark.parametrize(
    ("quote", "what", "cue"),
    [
        ("The convoy never reached Port Amber.", "the convoy reached the town", "never reached"),
        ("The convoy failed to reach Port Amber.", "the convoy reached the town", "failed to reach"),
        ("The convoy was unable to reach Port Amber.", "the convoy reached the town", "was unable to reach"),
        ("The convoy could not reach Port Amber.", "the convoy reached the town", "could not reach"),
        ("The convoy refused to enter Port Amber.", "the convoy entered the town", "refused to enter"),
        ("The convoy was prevented from entering Port Amber.", "the convoy entered", "was prevented from entering"),
        ("The convoy tried to reach Port Amber.", "the convoy reached the town", "tried to reach"),
        ("The convoy was about to reach Port Amber.", "the convoy reached the town", "was about to reach"),
        ("The convoy almost reached Port Amber.", "the convoy reached the town", "almost reached"),
        ("Measles may have broken out in Port Amber.", "measles broke out", "may have broken"),
        ("None of the trucks had entered Port Amber.", "the trucks had entered", "None of the trucks had entered"),
        ("No flights left Port Amber.", "flights left", "No flights left"),
        ("Not one boat left Port Amber.", "a boat left", "Not one boat left"),
        ("The council did not meet in Port Amber as planned.", "the council met as planned", "did not meet"),
    ],
)
def test_what_did_not_happen_or_only_perhaps_is_not_told_as_done(tmp_path, quote, what, cue):
    town = {"what": what.replace("the town", "Port Amber"), "place": "amber"}
    found = short(write(tmp_path, quote, record("events", town, quote)))
    assert [line.partition("error")[2] for line in found] == [
        f"[state]: the fact tells this as what happened, and its quotation only says “{cue}”"
    ]


@pytest.mark.parametrize(
    ("quote", "what"),
    [
        ("The convoy failed to reach Port Amber on Monday and reached it on Tuesday.", "the convoy reached it"),
        ("The convoy never reached Port Amber.", "the convoy never reached Port Amber"),
        ("The convoy failed to reach Port Amber.", "the convoy failed to reach Port Amber"),
        ("None of the trucks had entered Port Amber.", "none of the trucks had entered"),
        ("No flights left Port Amber, and boats left.", "boats left"),
        ("Never before had a convoy reached Port Amber.", "a convoy reached Port Amber"),
        ("The convoy tried to reach Port Amber and was shelled.", "the convoy was shelled"),
    ],
)
def test_what_happened_beside_or_is_told_as_not_done_passes(tmp_path, quote, what):
    assert short(write(tmp_path, quote, record("events", {"what": what, "place": "amber"}, quote))) == []


@pytest.mark.parametrize(
    ("state", "quote", "refused"),
    [
        ("agreed", "The Harbour Guard met the Lantern Watch.", True),
        ("agreed", "Talks between the Harbour Guard and the Lantern Watch opened on Monday.", True),
        ("collapsed", "Talks between the Harbour Guard and the Lantern Watch resumed.", True),
        ("agreed", "The Harbour Guard and the Lantern Watch signed a paper.", False),
        ("collapsed", "The Harbour Guard walked out on the Lantern Watch.", False),
        ("underway", "The Harbour Guard met the Lantern Watch.", False),
    ],
)
def test_talks_come_to_an_end_only_where_a_word_says_so(tmp_path, state, quote, refused):
    track = {"title": "Talks", "parties": "[guard, watch]", "state": state}
    found = short(write(tmp_path, quote, record("tracks", track, quote)))
    said = f"the fact says `{state}`, and no word of its quotations says that the talks came to that"
    assert [line for line in found if said in line] == (found if refused else [])
    assert bool(found) == refused

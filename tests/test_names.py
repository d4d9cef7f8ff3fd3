"""A registered name is said in a text when it stands there by itself."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.text.names import Mention, Names

REGISTER = {
    "actors/syria": ["Syrian government", "Syrian governments", "the regime"],
    "actors/saa": ["Syrian government forces"],
    "actors/sohr": ["Syrian Observatory for Human Rights", "SOHR", "the Observatory", "Observatory"],
    "actors/rebels": ["rebel", "rebels"],
    "actors/us": ["U.S.", "United States"],
    "actors/5-corps": ["5th Corps", "Corps 5"],
    "places/qalamoun": ["Qalamoun"],
    "places/eastern-qalamoun": ["Eastern Qalamoun", "القلمون الشرقي"],
    "places/tanf": ["al-Tanf"],
    "places/anadan": ["'Anadan"],
    "places/aleppo": ["Aleppo", "حلب"],
    "places/aleppo-governorate": ["Aleppo"],
    "nameless": ["", "—"],
}
NAMES = Names(REGISTER)


def said(text):
    return {key.split("/")[1] for key in NAMES.said_in(text)}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("the Syrian government launched", {"syria"}),
        ("THE SYRIAN GOVERNMENT", set()),
        ("syrian government", {"syria"}),
        ("syrian Government", set()),
        ("eastern Qalamoun area", {"eastern-qalamoun"}),
        ("eastern qalamoun area", set()),  # a single word keeps its capital
        ("The Observatory said", {"sohr"}),
        ("the Observatory said", {"sohr"}),
        ("said an Observatory", {"sohr"}),
        ("Rebels in Qalamoun", {"rebels", "qalamoun"}),
        ("Syrian\n  government\u00a0and", {"syria"}),
        ("a U.S. base", {"us"}),
        ("the U.S.A. left", set()),
        ("(Qalamoun), “Qalamoun”.", {"qalamoun"}),
        ("“rebels”", {"rebels"}),
        ("nothing", set()),
        ("", set()),
    ],
)
def test_a_name_is_said_with_its_letters_and_its_first_in_either_case(text, keys):
    assert said(text) == keys


def test_the_longest_name_wins_at_its_place():
    assert said("Syrian government forces left") == {"saa"}
    assert said("Syrian government forces and the Syrian government") == {"saa", "syria"}
    assert said("Syrian governments left") == {"syria"}
    assert said("Eastern Qalamoun") == {"eastern-qalamoun"}


def test_a_shorter_name_is_said_where_the_longer_one_goes_on_otherwise():
    assert said("Syrian government forcesmen") == {"syria"}


@pytest.mark.parametrize(
    "text", ["SOHR's report", "SOHR’s report", "the rebels’ report of SOHR", "SOHR-run", "SOHR/UN"]
)
def test_a_possessive_a_hyphen_or_a_slash_may_follow(text):
    assert "sohr" in said(text)


def test_rebel_is_said_in_rebel_held_but_not_after_a_prefix():
    assert said("rebel-held eastern area") == {"rebels"}
    assert said("rebel–held") == {"rebels"}
    assert said("anti-rebel area") == set()
    assert said("anti‑Qalamoun") == set()
    assert said("d’Aleppo") == set()
    assert said("UN/Aleppo") == {"aleppo", "aleppo-governorate"}


def test_a_long_dash_parts_words_as_a_comma_does():
    assert said("there—rebels—left") == {"rebels"}
    assert said("there–rebels") == set()


@pytest.mark.parametrize(
    "text",
    [
        "rebellion",
        "ourrebels",
        "rebel_s",
        "rebels2",
        "15th Corps",
        "Corps 50",
        "Corps 5.1",
        "Corps 5,000",
        "rebel'at",
    ],
)
def test_a_part_of_a_word_or_number_is_not_said(text):
    assert said(text) == set()


def test_names_with_signs_and_hyphens_are_said():
    assert said("5th Corps, Corps 5.") == {"5-corps"}
    assert said("in Qalamoun, al‑Tanf area") == {"qalamoun", "tanf"}
    assert said("near ‘Anadan town, Tanf") == {"anadan"}
    assert said("near Anadan") == set()


def test_arabic_names_are_said_as_the_register_spells_them():
    assert said("في القلمون الشرقي اليوم") == {"eastern-qalamoun"}
    assert said("في حلب، سوريا") == {"aleppo"}
    assert said("وحلب") == set()
    assert said("حلبَ") == set()
    assert said("َحلب") == set()


def test_keys_that_share_a_spelling_are_both_said():
    assert NAMES.mentions("in Aleppo") == (Mention(3, 9, frozenset({"places/aleppo", "places/aleppo-governorate"})),)


def test_mentions_have_the_offsets_of_the_original_and_do_not_overlap():
    text = "  The\u200b  Syrian  government’s rebels; Eastern\u00a0Qalamoun"
    assert [text[mention.start : mention.end] for mention in NAMES.mentions(text)] == [
        "Syrian  government",
        "rebels",
        "Eastern\u00a0Qalamoun",
    ]
    names = Names({1: ["A B"], 2: ["B C"], 3: ["C D"], 4: ["'D"]})
    assert names.mentions("A B C D") == (Mention(0, 3, frozenset({1})), Mention(4, 7, frozenset({3})))
    assert names.mentions("C") == ()
    assert names.mentions("'D") == (Mention(0, 2, frozenset({4})),)


def test_a_longer_name_does_not_reach_beyond_the_text():
    names = Names({"homs": ["Homs", "Homs's"], "homs-city": ["Homs city"]})
    assert names.mentions("Homs") == (Mention(0, 4, frozenset({"homs"})),)


def test_names_are_not_changed_by_what_they_were_made_from():
    register = {"a": ["Homs"]}
    names = Names(register)
    register["a"].append("Idlib")
    assert names.said_in("Homs, Idlib") == {"a"}
    assert names.said_in("Idlib") == frozenset()


TEXTS = st.text(max_size=30) | st.text("aAbé'’- .1\u0301حلب\n", max_size=30)


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(st.integers(), st.lists(TEXTS, max_size=4), max_size=6), TEXTS)
def test_any_names_can_be_looked_for_in_any_text(register, text):
    names = Names(register)
    mentions = names.mentions(text)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(0 <= mention.start < mention.end <= len(text) and mention.keys for mention in mentions)
    assert names.said_in(text) == {key for mention in mentions for key in mention.keys}


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Homs", "Deir ez-Zor", "the Front", "حلب"]), min_size=1, max_size=6))
def test_every_name_between_other_words_is_said_once(chosen):
    names = Names({name: [name] for name in chosen})
    text = "; ".join(f"in {name} area" for name in chosen)
    assert [mention.keys for mention in names.mentions(text)] == [frozenset({name}) for name in chosen]

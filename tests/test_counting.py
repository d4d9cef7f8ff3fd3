"""Which number of a quotation is the figure's: what each rule lets pass, and what would fool a simpler one."""

# ruff: noqa: E501  # problems stand here as they are printed

import re

import pytest

import dateline.prove as proof
from dateline.prove import against
from pdfs import dateline
from test_prove import control, figure, problems, write

INJURED = """\
  - id: injured
    name: People injured
    definition: People injured in the place.
    unit: people
    measure: flow
    population: people
    words: [injured]
  - id: hurt
    name: People injured
    definition: People injured in the place.
    unit: people
    measure: flow
    population: people
    words: [people, injured]
  - id: tally
    name: Count of the injured
    definition: People counted as injured.
    unit: people
    measure: flow
    population: people
    words: [count]
  - id: sheltered
    name: People in camps
    definition: People who live in camps in the place.
    unit: people
    measure: stock
    population: people
    words: [camps]
"""


def told(folder, text, quote="", **fields):
    """Return message and help of each problem of a figure that is quoted from a document."""
    root = write(folder, text, figure(quote or text, **{"indicator": "injured", **fields}))
    with (root / "briefings/indicators.yml").open("a") as file:
        file.write(INJURED)
    lines = problems(root).splitlines()
    kept = [line for line in lines if ": error[" in line or "= help:" in line]
    return "\n".join(re.sub(r"^.*: error\[\S+\]: |^.*= help: ", "", line) for line in kept)


# ---------------------------------------------------------------- two numbers

DIED = "In Port Amber twelve people died and 40 were injured."


@pytest.mark.parametrize("indicator", ["injured", "hurt"])
def test_a_number_of_which_something_else_is_told_is_refused(tmp_path, indicator):
    assert told(tmp_path / "right", DIED, indicator=indicator, value="40") == ""
    word = {"injured": "injured", "hurt": "people"}[indicator]
    assert (
        told(tmp_path / "wrong", DIED, indicator=indicator, value="12")
        == f"""\
the quotation says several numbers (12, 40), and “{word}” does not follow this one alone
if the quotation is right, write `value: 40` and `quantifier: exact`; else begin or end the quotation elsewhere, or leave words out of it with `…`, so that it says one number"""
    )


CUT = [
    (
        "The number of people injured in Port Amber rose by 40 percent to 140.",
        {"indicator": "hurt", "value": "140"},
        "The number of people injured in Port Amber rose … to 140.",
    ),
    (
        "The toll in Port Amber rose to 61, the Lantern Watch said, after 16 more bodies were found; people were injured too.",
        {"indicator": "hurt", "value": "61", "said_by": "watch"},
        "The toll in Port Amber rose to 61, the Lantern Watch said … people were injured too.",
    ),
    (
        "The Harbour Guard said 12 people were injured in Port Amber; the Lantern Watch said 40.",
        {"indicator": "hurt", "value": "40", "said_by": "watch"},
        "people were injured in Port Amber; the Lantern Watch said 40.",
    ),
]


@pytest.mark.parametrize(("words", "fields", "shorter"), CUT)
def test_a_cut_that_says_one_number_is_named_and_accepted(tmp_path, words, fields, shorter):
    assert told(tmp_path / "whole", words, **fields).endswith(f"quote “{shorter}”, which says one number")
    assert told(tmp_path / "cut", words, shorter, **fields) == ""


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("In Port Amber 40 people were injured, 12 of them badly.", {"value": "12"}),
        ("Shells injured people in Port Amber, where 12 clinics closed, and 40 trucks left.", {"value": "12"}),
        ("12 people died, and in Port Amber, 40 were injured; people were injured.", {"value": "12"}),
        (
            "Eight people, 3 of them old, died on Gull Island; 5 people, 2 of them old, were injured in Port Amber.",
            {"value": "8"},
        ),
        ("In Port Amber 12 people died and 40 left, while on Gull Island 18 people were injured.", {"value": "18"}),
        (
            "12 people were injured in Port Amber, said the mayor, and 40 trucks left, the Lantern Watch said.",
            {"value": "40", "said_by": "watch"},
        ),
        (
            "The Harbour Guard said 12 soldiers died in Port Amber; the Lantern Watch said 40.",
            {"value": "40", "said_by": "watch"},
        ),
    ],
)
def test_no_cut_is_named_that_would_make_a_number_count_something_else(tmp_path, words, fields):
    said = told(tmp_path, words, indicator="hurt", **fields)
    assert "the quotation says several numbers" in said or "the quotation does not say “injured”" in said
    assert "which says one number" not in said


@pytest.mark.parametrize(
    "words",
    [
        "The Lantern Watch said 12 people died and 40 people were injured in Port Amber.",
        "Officials said 12 people died, and 40 people were injured in Port Amber.",
        "The Harbour Guard claimed that 12 people died and 40 people were injured in Port Amber.",
        "The Harbour Guard said 12 people died, that 7 fled, and that 40 people were injured in Port Amber.",
        # Nobody registered says it, in no form that asks for a claimant.
        "A tally of clinics stated that 12 people died, while 40 people were injured in Port Amber.",
    ],
)
def test_no_cut_leaves_out_who_says_it_where_the_fact_has_no_claimant(tmp_path, words):
    said = told(tmp_path, words, indicator="hurt", value="40")
    assert "the quotation says several numbers" in said
    assert "which says one number" not in said


def test_a_claimant_who_is_not_the_one_of_the_number_is_not_cut_off(tmp_path):
    words = "12 people died, the Lantern Watch said, and 40 people were injured in Port Amber, the Harbour Guard said."
    assert "which says one number" not in told(tmp_path, words, indicator="hurt", value="40", said_by="watch")


def test_few_cuts_are_tried(tmp_path, monkeypatch):
    tried = []
    prove = proof._prove  # noqa: SLF001

    def count(fact, *rest, **trying):
        tried.extend([fact.quote] if trying else [])
        return prove(fact, *rest, **trying)

    monkeypatch.setattr(proof, "_prove", count)
    words = "".join(f"40 people were injured at camp {at}, and 12 injured people left; " for at in "KLMNPQRS")
    words += "all of it was near Port Amber; 3 others left."
    assert "which says one number" not in told(tmp_path, words, indicator="hurt", value="40", place="gull")
    assert len(tried) == 8


@pytest.mark.parametrize(
    ("before", "cut"),
    [
        ("12 trucks left, ", True),
        ("12 trucks left, " * 18, True),
        ("12 trucks left, " * 19, False),
        ("12 trucks left, " + "the sea was calm, " * 50, True),
        ("12 trucks left, " + "the sea was calm, " * 55, False),
    ],
)
def test_a_long_quotation_is_not_cut(tmp_path, before, cut):
    words = before + "and 40 people were injured in Port Amber; 3 injured people left."
    assert ("which says one number" in told(tmp_path, words, indicator="hurt", value="40")) is cut


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("In Port Amber 12 people died and another 40 were injured, some of them badly.", "40"),
        ("In Port Amber 12 people died; 40 others were also injured.", "40"),
        ("In Port Amber 40 people, 12 of them children, were injured.", "40"),
        ("In Port Amber 40 people were injured, 12 seriously.", "40"),
        ("In Port Amber 40 people were injured and 12 injured soldiers left.", "40"),
        ("In Port Amber 40 people, among them 12 injured by mines, are injured.", "40"),
    ],
)
def test_a_number_that_is_the_right_one_of_two_passes(tmp_path, words, value):
    assert told(tmp_path, words, indicator="hurt", value=value) == ""


# ---------------------------------------------------------------- what was, and what is now


@pytest.mark.parametrize(
    ("words", "was", "now"),
    [
        ("The number of people injured in Port Amber rose from 30 to 40.", "30", "40"),
        ("The number of people injured in Port Amber rose from 30 in April to 40.", "30", "40"),
        ("People injured in Port Amber fell from 60 people to 20.", "60", "20"),
        ("The number of people injured in Port Amber went up from nine to 14.", "9", "14"),
        ("The number of people injured in Port Amber went from nine to 14.", "9", "14"),
        ("The number of people injured in Port Amber edged up from nine to 14.", "9", "14"),
        ("The number of people injured in Port Amber was cut from 14 to nine.", "14", "9"),
        ("The number of people injured in Port Amber slipped from 14 to nine.", "14", "9"),
        ("The number of people injured in Port Amber has expanded from nine to 14.", "9", "14"),
        ("The Watch lifted the people injured in Port Amber from nine to 14.", "9", "14"),
        ("The people injured in Port Amber were upped from nine to 14.", "9", "14"),
        ("People injured in Port Amber fell to 20 from 60 a week earlier.", "60", "20"),
        ("The Watch put the number of people injured in Port Amber at 212, up from 180 a week earlier.", "180", "212"),
    ],
)
def test_what_a_number_was_is_not_what_it_is_now(tmp_path, words, was, now):
    assert told(tmp_path / "now", words, indicator="hurt", value=now) == ""
    assert (
        told(tmp_path / "was", words, indicator="hurt", value=was)
        == f"""\
the source gives {was} as what was, and {now} as what is now
if the quotation is right, write `value: {now}` and `quantifier: exact`, and quote it too; or date the figure with the words that say when it was so"""
    )


REVISED = [
    ("The Watch revised the number of people injured in Port Amber on 16 April from 31 to 34.", "31", "34"),
    ("The Watch raised its count of people injured in Port Amber since last Friday from 31 to 34.", "31", "34"),
    ("People injured in Port Amber rose in the first week of April from 31 to 34.", "31", "34"),
    ("The Watch, which had earlier spoken of 20 people injured in Port Amber, lowered its count to 17.", "20", "17"),
    ("The Watch's earlier figure of 27 people injured in Port Amber has since been revised upwards to 33.", "27", "33"),
    ("The Watch previously reported 27 people injured in Port Amber; its count now stands at 33.", "27", "33"),
    ("The Watch lowered its count of people injured in Port Amber to 17 from an initial estimate of 20.", "20", "17"),
    ("Some days 60 people injured used to reach Port Amber; now 10 do.", "60", "10"),
]


@pytest.mark.parametrize(("words", "was", "now"), REVISED)
def test_what_was_told_earlier_is_neither_taken_nor_proposed(tmp_path, words, was, now):
    assert told(tmp_path / "now", words, indicator="hurt", value=now) == ""
    said = told(tmp_path / "was", words, indicator="hurt", value=was)
    assert said.startswith(f"the source gives {was} as what was, and {now} as what is now\n")
    other = told(tmp_path / "other", words, indicator="hurt", value="5")
    assert f"value: {was}`" not in other
    assert f"write `value: {now}`" in other


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("From 31 to 34 people were injured in Port Amber.", "[31, 34]"),
        ("People injured in Port Amber ranged from 31 to 34.", "[31, 34]"),
        ("The Watch revised its rules and injured in Port Amber are from 31 to 34 people.", "[31, 34]"),
        ("Earlier this week 20 people were injured in Port Amber and now 5 are missing.", "20"),
        ("Two hours earlier 20 people were injured in Port Amber; now 5 boats are missing.", "20"),
        ("An earlier figure of 20 people injured in Port Amber may be raised to 27.", "20"),
    ],
)
def test_what_is_no_revision_is_read_as_before(tmp_path, words, value):
    quantifier = {"quantifier": "between"} if "[" in value else {}
    assert told(tmp_path, words, value=value, **quantifier) == ""


def test_of_two_counts_none_is_proposed_where_it_is_not_plain(tmp_path):
    text = "The Watch counted 17 people injured in Port Amber and another 5 later."
    for value in ("5", "6"):
        help_ = told(tmp_path / value, text, value=value).splitlines()[-1]
        assert ("write `value:" in help_) is (value == "6")


def test_of_two_numbers_the_one_whose_change_is_told_counts(tmp_path):
    text = "In Port Amber twelve people were killed and the number of injured rose from 30 to 40."
    assert told(tmp_path / "right", text, value="40") == ""
    assert "if the quotation is right, write `value: 40`" in told(tmp_path / "wrong", text, value="12")
    assert told(tmp_path / "killed", text, indicator="killed", value="12") == ""


def test_what_is_now_cannot_be_cut_off(tmp_path):
    text = "The number of people injured in Port Amber rose from 30 to 40."
    assert "gives 30 as what was" in told(tmp_path, text, text.removesuffix(" to 40."), value="30")


def test_what_a_number_was_may_be_dated(tmp_path):
    text = "The number of people injured in Port Amber rose from 30 in April to 40 in May."
    fields = {"date": "2031-04", "when": "April"}
    assert told(tmp_path, text, text.removesuffix(" to 40 in May."), indicator="hurt", value="30", **fields) == ""


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("The number of injured in Port Amber may rise from 30 to 40.", "30"),
        ("The number of injured in Port Amber is expected to rise from 30 to 40.", "30"),
        ("The number of injured in Port Amber has not risen from 30 to 40.", "30"),
        ("The injured went from 30 villages to 4 camps near Port Amber.", "30"),
        ("The injured fell from 30 ladders to 4 floors in Port Amber.", "30"),
    ],
)
def test_where_no_change_is_told_nothing_is_concluded(tmp_path, words, value):
    assert "as what was" not in told(tmp_path, words, value=value)


# ---------------------------------------------------------------- none and one, without a number


@pytest.mark.parametrize(
    "words",
    [
        "No people were injured in Port Amber.",
        "No one was injured in Port Amber, the Watch said.",
        "In Port Amber nobody has been injured.",
        "Nobody in Port Amber was injured.",
        "In Port Amber nobody was killed or injured when a ship sank.",
        "The blast in Port Amber injured no one.",
        "Not a single person was injured in Port Amber.",
        "There were no injured in Port Amber.",
        "There were no people injured in Port Amber.",
    ],
)
@pytest.mark.parametrize("indicator", ["injured", "hurt"])
def test_that_there_was_none_is_zero(tmp_path, words, indicator):
    if indicator == "injured" or "no injured" not in words:
        assert told(tmp_path / "right", words, indicator=indicator, value="0") == ""
    assert told(tmp_path / "wrong", words, value="3") == (
        "the fact says 3, the quotation says none\nif the quotation is right, write `value: 0` and `quantifier: exact`"
    )
    assert told(tmp_path / "hedged", words, value="0", quantifier="about") != ""
    assert told(tmp_path / "unstated", words, magnitude="unstated") == (
        "the quotation says that there was none\nwrite `value: 0` in its place"
    )


@pytest.mark.parametrize(
    "words",
    [
        "There were no reports of people injured in Port Amber.",
        "No figure of people injured in Port Amber was given.",
        "No more than 5 people were injured in Port Amber.",
        "No fewer than 5 people were injured in Port Amber.",
        "No people were seriously injured in Port Amber.",
        "No people were injured in Port Amber until Monday.",
        "No people were injured in Port Amber except three boys.",
        "No people could have been injured in Port Amber.",
        "The Guard denied that no one was injured in Port Amber.",
        "The Watch hoped that no one was injured in Port Amber.",
        "It is not true that nobody was injured in Port Amber.",
        "Almost nobody was injured in Port Amber.",
        "There were no injured soldiers in Port Amber.",
        "No women were injured in Port Amber.",
        "None of the people injured in Port Amber died.",
        "No one was injured in Port Amber and 12 people died.",
        "No people injured in Port Amber left.",
        "No one was injured in Port Amber, which the Guard denies.",
        "No one was injured in Port Amber, the Watch hoped.",
        "No one was injured in Port Amber before Monday.",
    ],
)
def test_other_words_for_few_are_not_zero(tmp_path, words):
    assert told(tmp_path, words, value="0") != ""


@pytest.mark.parametrize(
    "words",
    [
        "A woman was injured in Port Amber.",
        "In Port Amber a 12-year-old boy was injured when a shell hit a school.",
        "One woman was injured in Port Amber.",
        "A shell injured a child in Port Amber.",
        "A child in Port Amber was injured.",
        "An elderly man has been injured in Port Amber.",
        "A child was killed or injured in Port Amber.",
    ],
)
def test_an_article_before_one_person_is_one(tmp_path, words):
    assert told(tmp_path / "right", words, value="1") == ""
    assert told(tmp_path / "people", words, indicator="hurt", value="1") == ""
    assert told(tmp_path / "wrong", words, value="2") != ""


@pytest.mark.parametrize(
    "words",
    [
        "A woman and a child were injured in Port Amber.",
        "A woman was injured in Port Amber and so was a child.",
        "A woman was injured in Port Amber, along with her sons.",
        "A woman was injured in Port Amber, a child too.",
        "A man was injured in Port Amber, then a woman was injured.",
        "A boy was injured every day in Port Amber.",
        "Not a woman was injured in Port Amber.",
        "More than a man was injured in Port Amber.",
        "If a man was injured in Port Amber, he fled.",
        "A group was injured in Port Amber.",
        "A shell injured a man's dog in Port Amber.",
        "A shell injured a guard dog in Port Amber.",
        "A wall was injured in Port Amber.",
    ],
)
def test_where_there_may_be_more_than_one_nothing_is_read(tmp_path, words):
    assert told(tmp_path, words, value="1") != ""


def test_who_died_did_so_without_another_word(tmp_path):
    for at, (words, value) in enumerate(
        {"No one has died in Port Amber.": "0", "A boy died in Port Amber.": "1"}.items()
    ):
        root = write(tmp_path / f"{at}", words, figure(words, indicator="dead", value=value))
        with (root / "briefings/indicators.yml").open("a") as file:
            file.write(INJURED.replace("hurt", "dead").replace("[people, injured]", "[people, died]"))
        assert problems(root) == ""


def test_what_stands_before_the_quotation_is_read_with_it(tmp_path):
    text = "The Guard denied that no one was injured in Port Amber."
    assert told(tmp_path, text, "no one was injured in Port Amber.", value="0") != ""


def test_of_a_count_and_one_the_words_for_one_are_quoted(tmp_path):
    text = "A woman was injured in Port Amber, 12 boats sank."
    assert told(tmp_path / "all", text, value="1") == (
        "the quotation says several numbers (12), and “injured” does not follow this one alone\n"
        "begin or end the quotation elsewhere, or leave words out of it with `…`, so that it says one number"
    )
    assert told(tmp_path / "cut", text, "A woman was injured in Port Amber", value="1") == ""


# ---------------------------------------------------------------- unstated


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Most of the 40,000 people in Port Amber were injured.", "a share of a number, “Most of the 40,000”"),
        ("Half of the 40 people in Port Amber were injured.", "a share of a number, “Half of the 40”"),
        ("No injured were reported in Port Amber.", "that nobody reports any"),
        ("There were no reports of injured in Port Amber.", "that nobody reports any"),
    ],
)
def test_a_number_is_not_unstated_where_the_words_give_one_or_deny_it(tmp_path, words, said):
    assert told(tmp_path, words, magnitude="unstated") == (
        f"the quotation says {said}\ntell it as an event, or quote words that say a number"
    )


@pytest.mark.parametrize(
    "words",
    [
        "People were injured in Port Amber.",
        "No number of the injured in Port Amber was given.",
        "Some of the 40,000 people in Port Amber were injured.",
        "Most of the 40,000 people left Port Amber, and others were injured.",
        "No injured were reported in Port Amber on Monday, but people were injured later.",
        "A third of the people in Port Amber were injured.",
    ],
)
def test_a_number_that_is_not_given_stays_unstated(tmp_path, words):
    assert told(tmp_path, words, magnitude="unstated") == ""


# ---------------------------------------------------------------- numbers and their places

SERIES = [
    "18 people were injured in Port Amber and 6 near Gull Island.",
    "24 people were injured: 18 in Port Amber and 6 on Gull Island.",
    "18 people were injured in Port Amber, 6 on Gull Island, and 3 boats sank.",
    "In Port Amber 18 people were injured and on Gull Island 6.",
    "In Port Amber, 18 people were injured; near Gull Island, 6.",
    "Shelling injured 18 people in Port Amber and 6 near Gull Island overnight.",
]


@pytest.mark.parametrize("words", SERIES)
@pytest.mark.parametrize("indicator", ["injured", "hurt"])
def test_a_number_belongs_to_the_place_that_stands_with_it(tmp_path, words, indicator):
    fields = {"indicator": indicator, "place": "gull"}
    assert told(tmp_path / "right", words, **fields, value="6") == ""
    assert told(tmp_path / "wrong", words, **fields, value="18") != ""
    assert told(tmp_path / "swapped", words, indicator=indicator, value="6") != ""


def test_a_place_before_its_number_is_told_where_it_is_wrong(tmp_path):
    assert told(tmp_path, SERIES[3], place="gull", value="18") == (
        "the quotation says “Port Amber 18”, and “Gull Island” of another number\n"
        "write `place: amber`, or quote only the words that belong to this number"
    )


@pytest.mark.parametrize(
    "words",
    [
        "18 people were injured in Port Amber and 6 on Gull Island died.",
        "18 people were injured in Port Amber and 6 on Gull Island were killed.",
        "18 people were injured in Port Amber, 6 boats on Gull Island sank.",
        "18 people left Port Amber and 6 on Gull Island said that they were injured.",
        "In Port Amber 18 people were injured and on Gull Island 6 died.",
    ],
)
def test_of_a_number_and_a_place_of_which_something_else_is_told_nothing_is_read(tmp_path, words):
    assert told(tmp_path, words, indicator="hurt", place="gull", value="6") != ""


# ---------------------------------------------------------------- numbers and their clauses, dates and claimants

BUT = "Some 700 people were injured in Port Amber since 1 April, but 20 people remain on Gull Island."


def test_a_number_belongs_to_the_clause_that_says_what_is_counted(tmp_path):
    fields = {"indicator": "hurt", "quantifier": "about", "date": "2031-04-01/..", "when": "since 1 April"}
    assert told(tmp_path / "right", BUT, value="700", **fields) == ""
    assert told(tmp_path / "place", BUT, value="700", **fields, place="gull") != ""
    assert told(tmp_path / "number", BUT, value="20", indicator="hurt") != ""
    assert told(
        tmp_path / "cut",
        BUT,
        "people were injured in Port Amber since 1 April, but 20 people remain",
        value="20",
        indicator="hurt",
    ) == (
        "the number stands in “20 people remain”, and “injured” in another clause\n"
        "take the indicator of its clause, or quote the number of the other clause"
    )


def test_a_place_of_a_later_clause_is_not_that_of_the_number(tmp_path):
    text = "Shelling injured 5 people on Gull Island; nobody was hurt in Port Amber."
    assert told(tmp_path / "right", text, value="5", place="gull") == ""
    assert told(tmp_path / "wrong", text, value="5") == (
        "the quotation says “5 people on Gull Island”, and “Port Amber” in another clause\n"
        "write the place of the number's clause, or quote the words that say this place"
    )
    text = "Shelling hit Port Amber; 5 people were injured on Gull Island."
    assert told(tmp_path / "larger", text, value="5") == ""


DATED = [
    "In Port Amber the Watch counted 17 injured on 1 April 2031 and another 5 on 2 April 2031.",
    "The number of injured in Port Amber rose to 17 on 1 April 2031 from 5 on 2 April 2031.",
]


@pytest.mark.parametrize("words", DATED)
def test_a_number_belongs_to_the_date_beside_it(tmp_path, words):
    for number, day in (("17", "2031-04-01"), ("5", "2031-04-02")):
        assert told(tmp_path / f"right{number}", words, value=number, date=day) == ""
    assert told(tmp_path / "wrong", words, value="17", date="2031-04-02").endswith(
        "on 1 April 2031”, and “2 April 2031” of another number\n"
        "write the date of this number, or take the number of that date"
    )
    assert told(tmp_path / "swapped", words, value="5", date="2031-04-01") != ""


def test_who_puts_the_figure_at_a_number_counts_the_same(tmp_path):
    text = "The Lantern Watch said 41 people were injured in Port Amber; the Harbour Guard put the figure at 29."
    assert told(tmp_path / "watch", text, value="41", said_by="watch") == ""
    assert told(tmp_path / "guard", text, value="29", said_by="guard") == ""
    assert told(tmp_path / "turned", text, value="29", said_by="watch") != ""


def test_of_whom_only_a_part_is_told_the_relative_clause_tells_all(tmp_path):
    text = "Almost a third of the 9,000 people who were injured in Port Amber are children."
    assert told(tmp_path / "right", text, indicator="hurt", value="9000") == ""
    assert told(tmp_path / "hedged", text, indicator="hurt", value="9000", quantifier="about") != ""
    text = "Almost a third of the 9,000 people who fled to Port Amber are injured."
    assert told(tmp_path / "wrong", text, indicator="hurt", value="9000") != ""


# ---------------------------------------------------------------- rows of tables

ROW = "Port Amber | 8,400 | 31 | 77"
TABLE = f"Town | Displaced | People killed | People injured\n{ROW}\nGull Island | 3,150 | 12 | 5\n"
HEAD = '"Town | Displaced | People killed | People injured"'


@pytest.mark.parametrize(("indicator", "value"), [("injured", "77"), ("hurt", "77"), ("killed", "31")])
def test_of_a_whole_row_the_number_under_the_words_of_the_indicator_counts(tmp_path, indicator, value):
    fields = {"indicator": indicator, "context": HEAD}
    assert told(tmp_path / "right", TABLE, ROW, **fields, value=value) == ""
    assert told(tmp_path / "wrong", TABLE, ROW, **fields, value="8400").endswith(
        f"\nif the quotation is right, write `value: {value}` and `quantifier: exact`"
    )


def test_of_two_equal_numbers_in_a_row_one_stands_under_the_words(tmp_path):
    table = TABLE.replace("31 | 77", "31 | 31")
    assert told(tmp_path, table, "Port Amber | 8,400 | 31 | 31", context=HEAD, value="31") == ""


def test_of_a_whole_row_without_its_head_one_cell_is_to_be_quoted(tmp_path):
    assert told(tmp_path / "row", TABLE, ROW, value="77").splitlines()[2:] == [
        "the quotation says several numbers (8,400, 31, 77), and “injured” does not follow this one alone",
        "quote one cell, “Port Amber … 77”, and under `context:` its head row with the words for what is counted",
    ]
    assert told(tmp_path / "cell", TABLE, "Port Amber … 77", context=HEAD, value="77") == ""


TORN = """\
Town | People injured Boats
Sable Point | 0 | 0
Port Amber 2,150 | 4,000
Gull Island | 980 | 1,600
"""


@pytest.mark.parametrize("quote", ["Port Amber 2,150 | 4,000", "Port Amber 2,150", "Port Amber … 4,000"])
@pytest.mark.parametrize("head", ["Town | People injured Boats", "Town | People injured"])
def test_a_row_that_lost_a_border_proves_nothing_by_its_head(tmp_path, quote, head):
    for value in ("2150", "4000"):
        said = told(tmp_path / value, TORN, quote, indicator="hurt", context=f'"{head}"', value=value)
        assert said
        assert "write `value" not in said
        assert ("say under `unproved:` that the table lost a border" in said) is (f"{int(value):,}" in quote)


@pytest.mark.parametrize(
    ("quote", "value", "head", "right"),
    [
        ("Port Amber … 4,000", "4000", "People injured", False),
        ("Port Amber … 4,000", "4000", "Boats", False),
        ("Port Amber 2,150", "2150", "People injured", True),
        ("Port Amber 2,150", "2150", "Boats", False),
        ("Port Amber 2,150", "2150", "Town", False),
        ("Port Amber … 4,000", "4000", "People injured | Boats", False),
    ],
)
def test_a_cell_of_a_longer_head_quoted_alone_stands_over_what_its_row_had_before_a_border_was_lost(
    tmp_path, quote, value, head, right
):
    table = TORN.replace("injured Boats", "injured | Boats")
    said = told(tmp_path, table, quote, indicator="hurt", context=f'"{head}"', value=value)
    assert (said == "") is right


def test_a_label_with_a_number_is_no_lost_border(tmp_path):
    table = TABLE.replace("Port Amber", "Port Amber 3")
    assert told(tmp_path, table, "Port Amber 3 | 8,400 | 31 | 77", context=HEAD, value="77") == ""


def test_a_column_whose_head_says_but_some_of_the_words_proves_nothing(tmp_path):
    table, head = (words.replace("People killed", "Killed") for words in (TABLE, HEAD))
    assert (
        "the number stands under “Killed” in the table, and nothing says “people”\n"
        "take another indicator, or quote the number of another column"
    ) in told(tmp_path, table, ROW, indicator="killed", context=head, value="31")


# ---------------------------------------------------------------- the audit


def test_a_site_that_says_none_and_one_is_audited_against_the_words_for_them(tmp_path):
    text = "No one was injured in Port Amber.\nA woman was injured on Gull Island.\n"
    first, second = text.splitlines()
    facts = figure(first, indicator="injured", value="0") + figure(second, indicator="hurt", place="gull", value="1")
    root = write(tmp_path, text, facts.replace("id: it", "id: none", 1).replace("figures:\n  - id: it", "  - id: one"))
    with (root / "briefings/indicators.yml").open("a") as file:
        file.write(INJURED)
    built = dateline(root, "build")
    assert built.exit_code == 0, built.output
    data = root / "site/data/facts.json"
    data.write_text(data.read_text().replace("A woman was injured", "Women were injured"))
    assert "the value of “one” is not what its quotation says" in dateline(root, "audit", str(root / "site")).output


@pytest.mark.parametrize(
    ("words", "shown", "fields"),
    [
        ("About 1.2m people were injured in Port Amber.", "about 1.2 million", {"quantifier": "about"}),
        ("About 1,200,000 people were injured in Port Amber.", "about 1,200,000", {"quantifier": "about"}),
        ("In Port Amber 1.2 million people were injured.", "1.2 million", {}),
    ],
)
def test_a_large_number_is_shown_no_more_exact_than_its_source_has_it(tmp_path, words, shown, fields):
    root = write(tmp_path, words, figure(words, indicator="injured", value="1200000", **fields))
    with (root / "briefings/indicators.yml").open("a") as file:
        file.write(INJURED)
    built = dateline(root, "build")
    assert built.exit_code == 0, built.output
    page = (root / "site/coast/humanitarian.html").read_text()
    assert re.findall(r'<data value="1200000"[^>]*>([^<]*)', page)[0].lower() == shown


# ---------------------------------------------------------------- by how much it changed


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("The number of people in the camps of Port Amber rose by 40.", True),
        ("The number of people in the camps of Port Amber has fallen by another 40.", False),
        ("The camps of Port Amber, grown by a further 40, are full.", True),
        ("By 40 the camps of Port Amber were counted.", False),
        ("The camps of Port Amber rose to 40.", False),
    ],
)
def test_a_number_that_something_changed_by_is_not_how_many_there_are(tmp_path, words, refused):
    said = told(tmp_path, words, indicator="sheltered", value="40")
    assert ("by how much it changed" in said) == refused


def test_a_number_that_something_changed_by_is_told_what_to_do(tmp_path):
    words = "The number of people in the camps of Port Amber rose by 40."
    assert (
        told(tmp_path / "stock", words, indicator="sheltered", value="40")
        == """\
the source says by how much it changed, “by 40”, not how many there are
quote the words that say how many there are, or take an indicator that counts what came (`measure: flow`)"""
    )
    # Of what is counted in a period, that may be the count.
    words = "The number of injured in Port Amber rose by 40."
    assert told(tmp_path / "flow", words, value="40") == ""


# ---------------------------------------------------------------- the day since which


SINCE = "In Port Amber 40 people have been injured since 3 May, the Lantern Watch said."


@pytest.mark.parametrize("fields", [{"date": "2031-05-03", "when": "3 May"}, {"date": "2031-05-03"}])
def test_the_day_since_which_people_were_counted_is_not_the_day_of_the_number(tmp_path, fields):
    fields = {**fields, "value": "40", "said_by": "watch"}
    assert told(tmp_path, SINCE, **fields) == (
        "the quotation says “since 3 May”, of which 2031-05-03 is only the first day\n"
        "write `period: 2031-05-03/..` and `when: 3 May` in place of `date:`, if the number is counted since then; "
        "else leave `date:` out"
    )


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        (SINCE, {"period": "2031-05-03/..", "when": "3 May", "said_by": "watch"}),
        # Something is told of the day itself.
        ("Port Amber has been shut since 3 May, when 40 people were injured.", {"date": "2031-05-03", "when": "3 May"}),
        ("Since Saturday’s raid, in which 40 people were injured, Port Amber is shut.", {"when": "Saturday’s"}),
        ("Port Amber is shut since 3 May; 40 people were injured on 3 May.", {"date": "2031-05-03", "when": "3 May"}),
        # So many were there on that day.
        (
            "In Port Amber 40 people have lived in camps since 3 May.",
            {"date": "2031-05-03", "when": "3 May", "indicator": "sheltered"},
        ),
    ],
)
def test_the_day_since_which_something_is_so_may_date_a_number(tmp_path, words, fields):
    fields = {"date": "2031-05-03", **fields} if "period" not in fields else fields
    assert told(tmp_path, words, value="40", **fields) == ""


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("On 3 May 24 people were injured in Port Amber.", {"date": "2031-05-03", "when": "3 May"}),
        (
            "Between 1 and 4 May 24 people were injured in Port Amber.",
            {"period": "2031-05-01/2031-05-04", "when": "Between 1 and 4 May"},
        ),
    ],
)
def test_a_number_of_people_directly_after_a_day_is_no_year(tmp_path, words, fields):
    assert told(tmp_path, words, value="24", **fields) == ""


def test_a_number_after_a_day_that_may_be_its_year_counts_nothing(tmp_path):
    assert "the quotation says it as a sign that counts nothing, “24”" in told(
        tmp_path, "The people of Port Amber who were injured on 3 May 24 have left.", value="24"
    )


# ---------------------------------------------------------------- told against a word


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Contrary to what the Lantern Watch claims, {}.", "Contrary to what the Lantern Watch claims"),
        ("Despite the Lantern Watch’s claims that nobody was hurt, {}.", "Despite the Lantern Watch’s claims that …"),
        ("Despite claims by the Lantern Watch that only 12 were, {}.", "Despite claims by the Lantern Watch that …"),
        ("{}, despite the Lantern Watch’s denials.", "despite the Lantern Watch’s denials"),
        ("Although the Lantern Watch says otherwise, {}.", "Although the Lantern Watch says otherwise"),
        ("{}, which the Lantern Watch denied.", "which the Lantern Watch denied"),
        ("{}, a claim the Lantern Watch has rejected.", "a claim the Lantern Watch has rejected"),
    ],
)
def test_whose_word_a_fact_is_told_against_does_not_say_it(tmp_path, words, shown):
    text = words.format("40 people were injured in Port Amber")
    assert told(tmp_path / "watch", text, value="40", said_by="watch") == (
        f"the quotation tells this against the word of “Lantern Watch”: “{shown}”\n"
        "leave `said_by:` out where the source says it itself, or write who does"
    )
    assert told(tmp_path / "source", text, value="40") == ""


@pytest.mark.parametrize(
    "words",
    [
        "Despite the Lantern Watch’s claims that 40 people were injured in Port Amber, the clinics are empty.",
        "Despite the Lantern Watch’s earlier denial, it now says 40 people were injured in Port Amber.",
        "In spite of earlier reports by the Lantern Watch, its tally shows that 40 people were injured in Port Amber.",
        "In spite of earlier reports by the Lantern Watch, monitors now find that 40 people were injured in Port Amber.",
        "Despite the Lantern Watch’s own denial, a team found that 40 people were injured in Port Amber.",
        "Despite the Lantern Watch’s statement, it saw that 40 people were injured in Port Amber.",
        "Contrary to what the Lantern Watch claimed, 40 people were injured in Port Amber, its leader admitted.",
        "Contrary to what the Harbour Guard claims, 40 people were injured in Port Amber, the Lantern Watch said.",
        "The Lantern Watch denied reports of shells, and said 40 people were injured in Port Amber.",
        "40 people were injured in Port Amber, the Lantern Watch said, which the Harbour Guard denied.",
    ],
)
def test_who_says_it_beside_a_word_that_is_turned_round_is_its_claimant(tmp_path, words):
    assert told(tmp_path, words, value="40", said_by="watch") == ""


def test_words_that_turn_a_word_round_are_looked_for_just_before_the_name(tmp_path, monkeypatch):
    searched = []

    class Counted:
        def __init__(self, pattern):
            self.pattern = pattern

        def search(self, text, start=0, end=None):
            searched.append((len(text) if end is None else end) - start)
            return self.pattern.search(text, start, len(text) if end is None else end)

    for name in ("_BARE", "_TELLING"):
        monkeypatch.setattr(against, name, tuple((Counted(opens), word) for opens, word in getattr(against, name)))
    text = "40 people were injured in Port Amber, despite " + "the Lantern Watch’s claims that " * 50 + "all was well."
    told(tmp_path, text, value="40", said_by="watch")
    assert searched
    assert max(searched) <= 60
    # What stands before the second name turns nothing: the others are not looked at.
    assert len(searched) < 20


def test_who_holds_a_place_is_told_against_a_word_that_says_otherwise(tmp_path):
    text = "Despite the Lantern Watch’s claims that Port Amber has fallen, the Harbour Guard still holds Port Amber."
    assert "error[P4-claimant]: the quotation tells this against the word of “Lantern Watch”" in problems(
        write(tmp_path / "holds", text, control(text, said_by="watch"))
    )
    text = "Despite the Lantern Watch’s claims that the Harbour Guard holds Port Amber, Port Amber is quiet."
    assert "P4-claimant" not in problems(write(tmp_path / "claims", text, control(text, said_by="watch")))


# ---------------------------------------------------------------- one number, of something else


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("People were injured in Port Amber in 12 attacks.", "12 attacks"),
        ("People were injured in Port Amber by 12 artillery shells.", "12 artillery shells"),
        ("Port Amber: 12 trucks carrying injured people have left.", "12 trucks"),
        ("Port Amber: 12 buses arrived with the injured.", "12 buses"),
        ("12 years after people were injured in Port Amber, nobody knows why.", "12 years"),
        ("The 12-member council of Port Amber said that people were injured.", "12-member"),
        ("Twelve-year-old people were injured in Port Amber.", "Twelve-year"),
        ("12 times as many people were injured in Port Amber.", "12 times"),
        ("12 dogs and some people were injured in Port Amber.", "12 dogs"),
    ],
)
def test_the_number_of_things_or_of_time_is_no_number_of_people(tmp_path, text, said):
    assert (
        told(tmp_path, text, value="12")
        == f"""\
the quotation says “{said}”, and “injured” counts people
quote the words that say how many people, or write `magnitude: unstated`"""
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12 people were not injured in Port Amber.", "were not injured"),
        ("12 people weren’t injured in Port Amber.", "weren’t injured"),
        ("12 people were nearly injured in Port Amber.", "nearly injured"),
        ("12 people may have been injured in Port Amber.", "may have been injured"),
        ("12 people are feared injured in Port Amber.", "feared injured"),
        ("12 people were believed to have been injured in Port Amber.", "believed to have been injured"),
        ("12 people escaped being injured in Port Amber.", "escaped being injured"),
        ("If 12 people were injured in Port Amber, nobody said so.", "if"),
    ],
)
def test_what_is_told_as_not_so_or_perhaps_so_is_no_count_of_it(tmp_path, text, said):
    assert (
        told(tmp_path, text, value="12")
        == f"""\
the quotation says “{said}” of it, and the fact tells it as so
take an indicator whose words say that too, or leave the figure out"""
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12 people a day were injured in Port Amber.", "a day"),
        ("12 people per week were injured in Port Amber.", "per week"),
        ("Every day 12 people were injured in Port Amber.", "Every day"),
    ],
)
def test_a_rate_is_no_count_of_all(tmp_path, text, said):
    assert told(tmp_path, text, value="12").startswith(f"the quotation says “{said}” of it: it is a rate, and")


def test_a_part_of_those_of_whom_it_is_told_is_not_their_number(tmp_path):
    text = "12 of the 30 people injured in Port Amber were guards."
    assert (
        told(tmp_path / "part", text, value="12")
        == """\
the quotation says this of “30 people injured”, and the number is a part of them
if the quotation is right, write `value: 30` and `quantifier: exact`; or take an indicator of the part, whose words say so"""
    )
    assert told(tmp_path / "whole", text, value="30") == ""
    assert told(tmp_path / "told", "12 of the 30 people were injured in Port Amber.", value="12") == ""
    assert told(tmp_path / "none", "12 of the 30 people were injured in Port Amber.", value="30") != ""


WHOLES = [
    ("At least 18 people, including five children, were injured in Port Amber.", "18", "5", {"quantifier": "at_least"}),
    ("Twelve people, among them two aid workers, were injured in Port Amber.", "12", "2", {}),
    ("Ten people, three of them children, were injured in Port Amber.", "10", "3", {}),
    ("Ten people (three of them children) were injured in Port Amber.", "10", "3", {}),
    ("Ten people, including two women and three children under five, were injured in Port Amber.", "10", "3", {}),
    ("Ten people, including three children, were injured and 40 fled Port Amber.", "10", "3", {}),
]


@pytest.mark.parametrize(("text", "whole", "part", "hedge"), WHOLES)
def test_what_follows_an_aside_is_told_of_the_whole_and_not_of_the_part_in_it(tmp_path, text, whole, part, hedge):
    assert told(tmp_path / "whole", text, value=whole, **hedge) == ""
    help_ = told(tmp_path / "part", text, value=part)
    assert f"write `value: {whole}` and" in help_
    assert f"`value: {part}`" not in help_


def test_the_part_in_an_aside_is_that_of_an_indicator_that_says_it(tmp_path):
    text = "Ten people, three of them aid workers, were injured in Port Amber."
    for at, (value, accepted) in enumerate({"3": True, "10": False}.items()):
        root = write(tmp_path / str(at), text, figure(text, indicator="workers", value=value))
        with (root / "briefings/indicators.yml").open("a") as file:
            file.write(
                INJURED.replace("id: injured", "id: workers", 1).replace("[injured]", "[aid workers, injured]", 1)
            )
        assert (problems(root) == "") is accepted


def test_a_part_that_is_quoted_without_its_whole_is_not_the_whole(tmp_path):
    text = "Ten people, three of them children, were injured in Port Amber."
    assert (
        told(tmp_path, text, "three of them children, were injured in Port Amber.", value="3")
        == """\
the quotation says this of “Ten people”, and the number is a part of them
quote “Ten people” too, and take its number; or take an indicator of the part, whose words say so"""
    )


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Nearly 1,900 of the 5,300 people injured in Port Amber have been sent home.", ""),
        (
            "Nearly 1,900 of the 5,300 people injured in Port Amber have been sent home.",
            "5,300 people injured in Port Amber",
        ),
        (
            "About a third of the 5,300 people injured in Port Amber have fled.",
            "the 5,300 people injured in Port Amber",
        ),
    ],
)
def test_what_is_said_of_a_whole_of_which_a_part_is_told_counts_the_whole(tmp_path, text, quote):
    assert told(tmp_path / "whole", text, quote, value="5300") == ""
    assert "`value: 1900`" not in told(tmp_path / "other", text, quote, value="4000")
    assert told(tmp_path / "fled", text.replace("injured", "counted"), value="5300") != ""


def test_an_age_is_no_number_of_children(tmp_path):
    text = "Some 60 of them were children under five, injured in Port Amber."
    assert told(tmp_path / "right", text, value="60", quantifier="about") == ""
    assert "`value: 60` and `quantifier: about`" in told(tmp_path / "age", text, value="5", quantifier="less_than")


@pytest.mark.parametrize(
    "text",
    [
        "12 people were injured in Port Amber.",
        "One person was injured in Port Amber.",
        "12 people thought to be guards were injured in Port Amber.",
        "12 people who could not flee were injured in Port Amber.",
        "12 people accused of theft were injured in Port Amber.",
        "12 miners were injured in Port Amber hours later.",
        "12 truck drivers were injured in Port Amber.",
        "12 truck drivers carrying salt were injured in Port Amber.",
        "12 village elders and 0 others were injured in Port Amber.",
        "12 school children were injured in Port Amber.",
        "12 people on daily wages were injured in Port Amber.",
        "12 people injured a day earlier were found in Port Amber.",
        "12 people, feared by nobody, were injured in Port Amber.",
        "12 people were injured in Port Amber, and nobody was nearly killed.",
        "12 were injured in Port Amber, and 3 attacks followed.",
        "Whether it rained or not, 12 people were injured in Port Amber.",
        "Every day people fled Port Amber; 12 were injured.",
    ],
)
def test_a_number_of_people_of_whom_it_is_told_passes(tmp_path, text):
    number = {"value": "1"} if text.startswith("One") else {"value": "12"}
    found = told(tmp_path, text, **number)
    assert "it tells it as so" not in found
    assert "counts people" not in found
    assert "a rate" not in found
    assert found == "" or "several numbers" in found


def test_an_indicator_that_says_the_words_itself_takes_them(tmp_path):
    text = "12 people a day are feared injured in Port Amber."
    root = write(tmp_path, text, figure(text, indicator="feared", value="12"))
    with (root / "briefings/indicators.yml").open("a") as file:
        file.write(
            INJURED.replace("id: injured", "id: feared", 1)
            .replace("People injured in the place", "People feared injured in the place each day", 1)
            .replace("words: [injured]", "words: [feared injured]", 1)
        )
    assert problems(root) == ""


# ---------------------------------------------------------------- dates that a help does not name


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("In the worst attack since 3 May 2031, 12 people were injured in Port Amber.", "2031-05-07"),
        ("12 people were injured in Port Amber, more than in April 2031.", "2031-05"),
        ("12 people were injured in Port Amber, more than in April.", "2031-05"),
        ("12 people were injured in Port Amber before 4 May 2031.", "2031-05-03"),
    ],
)
def test_no_help_names_a_date_that_is_refused_too(tmp_path, words, date):
    assert told(tmp_path, words, value="12", date=date) == (
        f"the quotation does not say {date}\nquote the words that say when it was, or leave `date:` out"
    )


def test_the_date_of_a_help_is_the_one_that_is_not_compared_with(tmp_path):
    words = "More than in April 2031: 12 people were injured in Port Amber on 2 May 2031."
    words_of_april = "Compared with 40 in April 2031, 12 people were injured in Port Amber on 2 May 2031."
    for at, text in enumerate((words, words_of_april)):
        assert told(tmp_path / str(at), text, value="12", date="2031-05-07").split("\n")[1] == (
            "it says “2 May 2031”: write 2031-05-02"
        )


@pytest.mark.parametrize(
    ("words", "said", "fields"),
    [
        ("around 4 May 2031", "write 2031-05-04~", {}),
        ("around 4 May", "write 2031-05-04~ and `when: 4 May`", {"when": "4 May"}),
    ],
)
def test_a_day_that_is_only_about_the_one_that_is_said_is_offered_as_that(tmp_path, words, said, fields):
    text = f"12 people were injured in Port Amber {words}."
    assert told(tmp_path / "wrong", text, value="12", date="2031-05-05") == (
        f"the quotation does not say 2031-05-05\nit says “{words}”: {said}"
    )
    assert told(tmp_path / "right", text, value="12", date="2031-05-04~", **fields) == ""


# ---------------------------------------------------------------- tallies

TOLLS = [
    (
        "The Lantern Watch cut its cholera death count in Port Amber to 26 from 28, saying 2 were counted at two sites.",
        "26",
        "28",
    ),
    ("The Lantern Watch lowered the Kelp Landing count in Port Amber to 56 from 58.", "56", "58"),
    ("The count in Port Amber went up from 60 to 66.", "66", "60"),
    ("The count in Port Amber now stands at 91, the Lantern Watch said, down from 99.", "91", "99"),
    ("The count in Port Amber climbed to 27 after rescuers pulled five more from the water.", "27", "5"),
    ("The count from Sunday's ferry disaster in Port Amber climbed to 27 after rescuers pulled five more.", "27", "5"),
    ("The count in Port Amber rose on Sunday morning from 40 to 45.", "45", "40"),
    ("The Lantern Watch raised the count at Port Amber Landing from 40 to 45.", "45", "40"),
]


@pytest.mark.parametrize(("text", "now", "other"), TOLLS)
def test_the_number_to_which_a_tally_has_come_is_the_one_that_counts(tmp_path, text, now, other):
    said = {"indicator": "tally"} | ({"said_by": "watch"} if "Watch" in text else {})
    assert told(tmp_path / "now", text, value=now, **said) == ""
    assert told(tmp_path / "other", text, value=other, **said) != ""
    wrong = told(tmp_path / "wrong", text, value="7", **said)
    assert f"write `value: {now}` and `quantifier: exact`" in wrong


def test_a_number_of_those_who_did_so_is_that_of_its_date(tmp_path):
    text = "Some 4,500 people were injured in Port Amber in April 2031, more than double the 2,000 who did so in March 2031."
    april, march = {"date": "2031-04"}, {"date": "2031-03"}
    assert told(tmp_path / "now", text, value="4500", quantifier="about", **april) == ""
    assert told(tmp_path / "then", text, value="2000", **march) == ""
    assert "March 2031" in told(tmp_path / "crossed", text, value="4500", quantifier="about", **march)
    assert told(tmp_path / "wrong", text, value="2000", **april) != ""


# ---------------------------------------------------------------- verbs in another form


def test_a_verb_that_governs_its_number_is_the_same_in_another_form(tmp_path):
    text = "A rocket hit a market in Port Amber, killing seven people and injuring 23."
    assert told(tmp_path / "right", text, value="23") == ""
    other = told(tmp_path / "other", text, value="7")
    assert "if the quotation is right, write `value: 23`" in other
    assert told(tmp_path / "feared", "The Guard denied injuring 23 people in Port Amber.", value="23") != ""
    assert told(tmp_path / "apart", "An injuring of guards in Port Amber angered 23 people.", value="23") != ""


def test_words_that_are_not_there_are_one_problem_whatever_numbers_there_are(tmp_path):
    assert (
        told(tmp_path, "Twelve people fled Port Amber and 40 returned.", value="12")
        == """\
the quotation does not say “injured”, so it is not about “injured”
take another indicator, or quote the words that say what is counted"""
    )


def test_a_help_proposes_no_number_that_is_only_perhaps_so(tmp_path):
    for at, (text, value) in enumerate(
        [
            ("There were 310 suspected injured in Port Amber.", "300"),
            ("There were 310 suspected injured in Port Amber, compared with 40 a week earlier.", "40"),
        ]
    ):
        said = told(tmp_path / str(at), text, value=value)
        assert said != ""
        assert "`value: 310`" not in said


# ---------------------------------------------------------------- the date of something else


@pytest.mark.parametrize(
    ("text", "value", "date", "said"),
    [
        (
            "Up to 70 people are injured in Port Amber every month, but only 90 fled in April 2031.",
            {"value": "70", "quantifier": "at_most"},
            {"date": "2031-04"},
            "“April 2031” of something else: “90 fled in April 2031”",
        ),
        (
            "Shells have injured 229 people in Port Amber, according to the Lantern Watch, which on Sunday raised its count.",
            {"value": "229", "said_by": "watch"},
            {"date": "2031-05-04", "when": "on Sunday"},
            "“Sunday” of something else: “which on Sunday raised”",
        ),
        (
            "The Lantern Watch corrected that figure on Sunday, saying three people had been injured in Port Amber.",
            {"value": "3", "said_by": "watch"},
            {"date": "2031-05-04", "when": "on Sunday"},
            "“Sunday” of something else: “corrected that figure on Sunday, saying”",
        ),
        (
            "In Port Amber 340 were injured last week, nearly twice as many as the week before.",
            {"value": "340"},
            {"date": "2031-04-21/2031-04-27", "when": "the week before"},
            "“the week before” of something else: “as many as the week before”",
        ),
        (
            "In Port Amber 340 people were injured since the beginning of the month.",
            {"value": "340"},
            {"date": "2031-05-01", "when": "the beginning of the month"},
            "counts since then, “since the beginning of the month”",
        ),
    ],
)
def test_a_date_that_is_told_of_something_else_is_not_that_of_the_number(tmp_path, *, text, value, date, said):
    assert said in told(tmp_path / "wrong", text, **value, **date)
    assert told(tmp_path / "right", text, **value) == ""


def test_what_each_of_several_carries_is_not_how_many_in_all(tmp_path):
    text = "Two barges with 55 injured people each reached Port Amber."
    assert told(tmp_path / "each", text, value="55").startswith("the quotation says “each” of it: it is a rate")
    assert told(tmp_path / "all", "In Port Amber 55 injured people each received a parcel.", value="55") == ""


def test_an_indicator_without_words_is_refused_since_it_would_count_anything(tmp_path):
    text = "At least 30 people were killed and 4 boats burned in Port Amber on 2 May 2031."
    root = write(tmp_path, text, figure(text, value="4", date="2031-05-02"))
    path = root / "briefings/indicators.yml"
    path.write_text(path.read_text("utf-8").replace("words: [people, killed]", "words: []"), "utf-8")
    found = problems(root)
    assert "briefings/indicators.yml:8:12: error[wrong-type]: “words” is an empty list" in found
    assert "= help: name at least one" in found

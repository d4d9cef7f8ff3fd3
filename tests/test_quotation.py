"""Quotations stand in their source word for word, from boundary to boundary, in one place."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.text.folding import fold
from dateline.text.quotation import Found, Missing, Reason, Span, Text, find, stands_in

VOA = (Path(__file__).parent.parent / "seeds" / "000_0917066f66863f76.txt").read_text(encoding="utf-8")


def found(source, quotation, prefix="", suffix=""):
    """Return what the source says where the quotation was found."""
    result = find(Text.of(source), quotation, prefix, suffix)
    assert isinstance(result, Found), result
    return [source[span.start : span.end] for span in result.spans]


def missing(source, quotation, prefix="", suffix=""):
    result = find(Text.of(source), quotation, prefix, suffix)
    assert isinstance(result, Missing), result
    return result


# --------------------------------------------------------------------------------- words, and what is folded


def test_a_quotation_is_found_at_its_offsets_in_code_points():
    assert find(Text.of("𝔸 “Douma” fell."), "Douma") == Found((Span(3, 8),))


def test_a_quotation_typed_with_plain_quotes_is_found_in_the_real_document():
    quotation = """more than 1,600 civilians have been killed in eastern Ghouta sine the
        Syrian government's offensive started in February 2018."""
    assert found(VOA, quotation) == [" ".join(quotation.replace("'", "’").split())]


def test_every_line_of_the_real_document_is_found_in_it():
    for line in VOA.splitlines():
        assert found(VOA, line, "", "\n") == [line.strip()] or line == "Eastern Ghouta"


@pytest.mark.parametrize(
    "source",
    [
        "the rebels left Douma",
        "  the   rebels \t left\u00a0Douma ",
        "the\u2003rebels\u202fleft\u3000Douma",
        "the reb\u00adels left\u200b Dou\ufeffma\u200f",
        "\ufeffthe rebels left Douma",
    ],
)
def test_white_space_and_invisible_characters_are_folded(source):
    (words,) = found(source, "the rebels left Douma")
    assert words == source.strip(" \ufeff\u200f")


def test_a_line_break_in_the_quotation_is_a_space():
    assert found("the rebels left Douma", "the rebels\n  left Douma\n") == ["the rebels left Douma"]


@pytest.mark.parametrize("quote", list('“”„‟«»"'))
def test_double_quotes_are_one(quote):
    assert found(f"He said {quote}no{quote} again", 'said "no" again') == [f"said {quote}no{quote} again"]


@pytest.mark.parametrize("apostrophe", list("‘’‚‛‹›'"))
def test_single_quotes_and_apostrophes_are_one(apostrophe):
    assert found(f"The regime{apostrophe}s army", "regime’s army") == [f"regime{apostrophe}s army"]


@pytest.mark.parametrize("dash", list("‐‑‒–—―−-"))
def test_dashes_and_hyphens_are_one(dash):
    assert found(f"the rebel{dash}held area", "rebel‑held area") == [f"rebel{dash}held area"]


def test_composed_and_decomposed_letters_are_one_and_offsets_stay_exact():
    source = unicodedata.normalize("NFD", "À côté, Élysée déçu; 각 집")
    assert found(source, "Élysée déçu") == [unicodedata.normalize("NFD", "Élysée déçu")]
    assert found(source, "각") == [unicodedata.normalize("NFD", "각")]
    assert found("à Élysée déçu", unicodedata.normalize("NFD", "Élysée")) == ["Élysée"]


@pytest.mark.parametrize(
    ("source", "quotation"),
    [
        ("the Rebels left", "the rebels left"),
        ("rebels and councils", "rebels councils"),
        ("1,600 killed", "1600 killed"),
        ("1.5 million", "15 million"),
        ("fell by -5 percent", "fell by 5 percent"),
        ("fell by −5 percent", "by 5 percent"),
        ("the résumé", "the resume"),
        ("حَلَب", "حلب"),
        ("they left.", "they left!"),
        ("the café", "the cafe"),
        ("½ of them", "1/2 of them"),
        ("ﬁve rebels", "five rebels"),
        ("said 5\u2033", 'said 5"'),
        ("\u202e005\u202c were killed", "005 were killed"),
        ("a\u200db left", "ab left"),
    ],
)
def test_nothing_else_is_folded(source, quotation):
    assert missing(source, quotation).reason in {Reason.ABSENT, Reason.BOUNDARY}


@pytest.mark.parametrize("quotation", ["", " \n", "…", "“...”", "[…]", "—", "\u200b", ". . ."])
def test_a_quotation_without_a_word_is_empty(quotation):
    assert missing("He said … “...” — . . .", quotation) == Missing(Reason.EMPTY)


def test_regular_expression_signs_are_plain_text():
    assert found("Is it (a+b)* or [a-z]? Yes.", "(a+b)* or [a-z]?") == ["(a+b)* or [a-z]?"]
    assert missing("abc", "a.c").reason is Reason.ABSENT


# --------------------------------------------------------------------------------------------- boundaries

CUT = [
    # what a checker that lowercases and strips punctuation lets pass
    ("some 1,500 people were killed", "500 people were killed"),
    ("fell by -5 percent", "5 percent"),
    ("fell by −5 percent", "5 percent"),
    ("fell by –5 percent", "5 percent"),
    ("fell by — 5 or —5 percent", "5 percent"),
    ("fell by − 5 percent", "5 percent"),
    ("fell by minus 5 percent", "5 percent"),
    # numbers
    ("1.5 million people", "5 million people"),
    ("killed 500,000", "killed 500"),
    ("killed 1,500", "500"),
    ("killed 1.25", "1.2"),
    ("version 1.2.3", "1.2"),
    ("version 1.2.3", "2.3"),
    ("about .5 percent", "5 percent"),
    ("1 600 civilians", "600 civilians"),
    ("1\u202f600 civilians", "600 civilians"),
    ("killed 12 600 000 people", "killed 12 600"),
    ("1’600 civilians", "600 civilians"),
    ("1٬600٫5", "600"),
    ("١٬٦٠٠ مدني", "٦٠٠ مدني"),
    ("40–60 people", "60 people"),
    ("40—60 people", "60 people"),
    ("40 – 60 people", "60 people"),
    ("killed 40-60", "killed 40"),
    ("in 2018-04-01", "in 2018"),
    ("at 22:30", "at 22"),
    ("3/4 of them", "4 of them"),
    ("5½ tons", "½ tons"),
    ("一千五百人", "五百人"),
    ("500人在5万", "在5"),
    # what belongs to a number
    ("5% of them", "5"),
    ("5 % of them", "5"),
    ("US$3 million", "$3 million"),
    ("US$ 3 million", "3 million"),
    ("$3 million", "3 million"),
    ("-$3 million", "$3 million"),
    ("300€ each", "300"),
    ("500+ killed", "500"),
    ("<500 killed", "500 killed"),
    ("~ 500 killed", "500 killed"),
    ("±5 each", "5 each"),
    ("#5 is", "5 is"),
    ("30° north", "30"),
    ("the 5th Corps", "5"),
    ("COVID-19", "19"),
    ("About 350 thousand civilians", "About 350"),
    ("350 thousand civilians", "thousand civilians"),
    ("two\u00a0million people", "million people"),
    ("5 percent", "5"),
    ("5 Per cent", "5"),
    # words
    ("the governments", "government"),
    ("the nongovernment", "government"),
    ("the government’s offensive", "government"),
    ("the government's offensive", "s offensive"),
    ("non-combatants left", "combatants left"),
    ("the rebel-held area", "the rebel"),
    ("non\u00adcombatants left", "combatants left"),
    ("non\u2011combatants left", "combatants left"),
    ("civilians/fighters", "civilians"),
    ("the U.S.A. left", "the U"),
    ("an R&D base", "R"),
    ("snake_case", "case"),
    ("ea\u0332l", "ea"),
    ("the cafe\u0332", "cafe"),
    ("مدنيون", "مدني"),
    ("حلبَ", "حلب"),
    ("ที่นี่", "ที"),
    ("1\u200b500 killed", "500 killed"),
    ("\u202e1\u202c500 killed", "500 killed"),
    ("temperature --5 degrees", "-5 degrees"),
]


@pytest.mark.parametrize(("source", "quotation"), CUT)
def test_a_quotation_does_not_cut_a_word_or_number(source, quotation):
    result = missing(source, quotation)
    assert result.reason is Reason.BOUNDARY
    assert result.nearest
    assert not stands_in(source, quotation)


@pytest.mark.parametrize(
    ("source", "quotation"),
    [
        ("fell by -5 percent", "-5 percent"),
        ("fell by −5 percent", "-5 percent"),
        ("500, and", "500"),
        ("killed 500.", "killed 500"),
        ("killed 500.", "killed 500."),
        ("killed (500)", "500"),
        ("“500 killed”", "500 killed"),
        ("‘500 killed’ he said", "500 killed"),
        ("in 2018 500 people", "500 people"),
        ("killed — 5 left", "5 left"),
        ("killed - 5 left", "5 left"),
        ("the rebels—5 of them", "5 of them"),
        ("the rebels—who left—fled", "the rebels"),
        ("the rebels' camp", "rebels"),
        ("a U.S. base", "U.S. base"),
        ("left.They", "They"),
        ("left,they", "they"),
        ("killed.12 They", "killed"),
        ("40–60 people", "40-60 people"),
        ("US$3 million", "US$3 million"),
        ("5% of them", "5%"),
        ("About 350 thousand civilians", "350 thousand"),
        ("他们在杜马打仗", "杜马"),
        ("ที่นี่ดี", "นี่"),
        ("rebels|councils", "rebels"),
        ("Note: rebels", "rebels"),
        ("pre- and post-war", "and post-war"),
    ],
)
def test_a_quotation_may_begin_and_end_beside_punctuation(source, quotation):
    assert len(found(source, quotation)) == 1
    assert stands_in(source, quotation)


def test_a_quotation_does_not_cross_a_paragraph():
    source = "They left Douma.\nThe area is empty."
    assert missing(source, "Douma. The area") == Missing(Reason.BOUNDARY, nearest="Douma. The area")
    assert stands_in(source, "Douma. The area")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " \n\n ", "\u2028", "\u2029", "\x85", "\f"])
def test_every_line_break_ends_a_paragraph(end):
    assert missing(f"They left{end}The area", "left The").reason is Reason.BOUNDARY
    assert found(f"They left{end}The area", "The area") == ["The area"]


def test_words_stand_in_a_short_text_by_the_same_rules():
    assert stands_in("the Syrian\ngovernment’s “army”", 'Syrian government\'s "army"')
    assert not stands_in("the Syrian government", "Government")
    assert not stands_in("the Syrian government", "")


# ------------------------------------------------------------------------------------ one place, not several


def test_a_quotation_found_twice_is_ambiguous():
    assert missing("the rebels left, the rebels fled", "the rebels") == Missing(Reason.AMBIGUOUS, count=2)


def test_places_that_cut_a_word_do_not_count():
    assert found("1,500 fled, 500 left, 5000 stayed", "500") == ["500"]


def test_prefix_or_suffix_settles_which():
    source = "First the rebels left.\nThen “the rebels” fled."
    assert find(Text.of(source), "the rebels", prefix='en  "') == Found((Span(29, 39),))
    assert find(Text.of(source), "the rebels", suffix="left. Then") == Found((Span(6, 16),))
    assert find(Text.of(source), "the rebels", "First", " left") == Found((Span(6, 16),))
    assert missing(source + " " + source, "the rebels", "First").count == 2


def test_white_space_between_a_quotation_and_its_context_does_not_matter():
    assert found("one two three\nfour two", "two", "one ", " three \n four") == ["two"]
    assert found("five\n\ntwo, two", "two", "five") == ["two"]


def test_a_prefix_or_suffix_must_stand_there_even_when_it_is_not_needed():
    result = missing("some 1,500 were killed there", "were killed", prefix="some 1,700")
    assert result == Missing(Reason.ABSENT, nearest="some 1,500 were killed", differs=("1,700", "1,500"))
    assert missing("were killed there", "were killed", suffix="here").reason is Reason.ABSENT


# ---------------------------------------------------------------------------------------------- fragments


@pytest.mark.parametrize("ellipsis", ["…", "...", " … ", "[…]", " [...] ", " [ … ] ", "....", "…."])
def test_an_ellipsis_joins_fragments(ellipsis):
    assert found("The rebels, they said, left Douma.", f"The rebels{ellipsis}left Douma") == [
        "The rebels",
        "left Douma",
    ]


def test_an_ellipsis_at_either_end_joins_nothing():
    assert found("The rebels left Douma.", "… left Douma…") == ["left Douma"]


def test_an_ellipsis_of_the_source_is_matched_first():
    assert found("They left … Douma. Douma fell.", "left … Douma") == ["left … Douma"]
    assert found("They left... and Douma fell.", "left … Douma") == ["left", "Douma"]


def test_fragments_stand_in_order():
    assert missing("left Douma, the rebels", "the rebels … left Douma").reason is Reason.FRAGMENTS


def test_fragments_do_not_overlap():
    assert missing("the rebels left", "the rebels … rebels left").reason is Reason.FRAGMENTS


def test_fragments_stand_in_one_paragraph():
    assert missing("The rebels\nleft Douma", "The rebels … left Douma").reason is Reason.FRAGMENTS


def test_each_fragment_stands_at_boundaries():
    result = missing("The rebels killed 1,500 people", "The rebels … 500 people")
    assert result == Missing(Reason.BOUNDARY, nearest="1,500 people", differs=("500", "1,500"))


def test_a_fragment_that_is_absent_is_the_one_explained():
    result = missing("The rebels left Douma at night", "The rebels … left Homs at night")
    assert result == Missing(Reason.ABSENT, nearest="left Douma at night", differs=("Homs", "Douma"))


def test_fragments_that_fit_two_paragraphs_are_ambiguous():
    source = "The rebels left Douma.\nThe rebels never left Homs."
    assert missing(source, "The rebels … left") == Missing(Reason.AMBIGUOUS, count=2)
    assert found(source, "The rebels … left … Homs") == ["The rebels", "left", "Homs"]


def test_fragments_that_fit_one_paragraph_in_two_ways_are_ambiguous():
    source = "The rebels left Douma, and left Homs."
    assert missing(source, "The rebels … left") == Missing(Reason.AMBIGUOUS, count=2)
    assert found(source, "The rebels … left", suffix="Homs") == ["The rebels", "left"]
    assert find(Text.of(source), "The rebels … left", suffix="Homs") == Found((Span(0, 10), Span(27, 31)))


def test_a_prefix_settles_where_fragments_begin():
    source = "some rebels and other rebels left"
    assert missing(source, "rebels … left").count == 2
    assert find(Text.of(source), "rebels … left", prefix="other") == Found((Span(22, 28), Span(29, 33)))


def test_very_many_ways_are_not_all_counted():
    assert missing("a " * 500, "a … " * 50).count == 1000


# --------------------------------------------------------------------------------------------- explanation


def test_an_absent_quotation_names_the_nearest_passage_and_what_differs():
    result = missing(VOA, "more than 1,700 civilians have been killed in eastern Ghouta since")
    assert result.nearest == "more than 1,600 civilians have been killed in eastern Ghouta sine"
    assert result.differs == ("1,700", "1,600")


@pytest.mark.parametrize(
    ("source", "quotation", "nearest", "differs"),
    [
        (
            "a. The rebels have left Douma.",
            "The rebels left Douma",
            "The rebels have left Douma",
            ("", "have"),
        ),
        ("a. The rebels left Douma.", "The rebels have left Douma", "The rebels left Douma", ("have", "")),
        ("The Rebels Left", "the rebels left", "The Rebels Left", ("the rebels left", "The Rebels Left")),
        ("the “rebels”  left\nDouma", "‘rebels’ left Homs", "“rebels” left Douma", ("'", '"')),
        ("Nothing alike", "rebels left", "", None),
        ("", "rebels left", "", None),
        ("they left, then", "left , then", "left, then", None),
        ("left", "the rebels left Homs", "left", ("the rebels", "")),
    ],
)
def test_the_explanation_quotes_the_source(source, quotation, nearest, differs):
    assert missing(source, quotation) == Missing(Reason.ABSENT, nearest=nearest, differs=differs)


@pytest.mark.parametrize(
    ("source", "quotation", "nearest", "differs"),
    [
        ("some 1,500 people", "500 people", "1,500 people", ("500", "1,500")),
        ("some\u00a05  percent less", "5", "5 percent", ("", "percent")),
        ("the rebel-held area", "the rebel", "the rebel-held", ("rebel", "rebel-held")),
        ("fell −5 percent", "5 percent", "−5 percent", ("5", "-5")),
    ],
)
def test_a_cut_word_is_shown_whole(source, quotation, nearest, differs):
    assert missing(source, quotation) == Missing(Reason.BOUNDARY, nearest=nearest, differs=differs)


# ---------------------------------------------------------------------------------------------------- laws

WORDS = st.text("abcéßЖعلم", min_size=1, max_size=6) | st.integers(1000, 99999).map(str)
GAPS = st.sampled_from([" ", "  ", "\u00a0", "\t", " \u200b", ", ", ". ", " — ", "; "])
NASTY = st.text(
    "ab1205 .,'’-–—−…$%+:/&\n\u00a0\u00ad\u200b\u202e\u0301e\u0323éÅ각각“”人五ที[]\u0344\u2000\u0958\ufb2a\u212b",
    max_size=40,
)
TEXTS = NASTY | st.text(max_size=40)


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=12), st.data())
def test_words_cut_from_a_text_are_found_where_the_same_words_stand(pairs, data):
    source = "".join(word + gap for word, gap in pairs)
    first = data.draw(st.integers(0, len(pairs) - 1))
    last = data.draw(st.integers(first, len(pairs) - 1))
    quotation = "".join(word + gap for word, gap in pairs[first:last]) + pairs[last][0]
    result = find(Text.of(source), quotation)
    if isinstance(result, Found):
        (span,) = result.spans
        assert fold(source[span.start : span.end]).text == fold(quotation).text
    else:
        assert result.reason is Reason.AMBIGUOUS


@settings(deadline=None, max_examples=400)
@given(TEXTS, st.data())
def test_whatever_is_cut_at_boundaries_is_found(source, data):
    text = Text.of(source)
    cuts = [at for at in range(len(text.folded.text) + 1) if text.cuttable(at)]
    start, end = sorted((data.draw(st.sampled_from(cuts)), data.draw(st.sampled_from(cuts))))
    paragraph = text.folded.text[start:end].split("\n")[0]
    span = text.span(start, start + len(paragraph))
    result = find(text, source[span.start : span.end])
    assert isinstance(result, Found) or result.reason in {Reason.AMBIGUOUS, Reason.EMPTY}


@settings(deadline=None, max_examples=400)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_any_text_can_be_searched_for_any_other(source, quotation, prefix, suffix):
    text = Text.of(source)
    for context in ((), (prefix, suffix)):
        result = find(text, quotation, *context)
        if isinstance(result, Found):
            assert all(0 <= span.start < span.end <= len(source) for span in result.spans)
            assert all(a.end <= b.start for a, b in zip(result.spans, result.spans[1:], strict=False))
    stands_in(source, quotation)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["the", "rebels", "350", "1,600", "-5", "left", "killed", "2018", "Douma"]),
        min_size=3,
    ),
    st.data(),
)
def test_a_changed_digit_letter_or_sign_is_never_found(words, data):
    source = " ".join(words)
    at = data.draw(st.sampled_from([at for at, char in enumerate(source) if char != " "]))
    new = data.draw(st.sampled_from("0123456789abxyz-+$ÉA").filter(lambda char: char != source[at]))
    changed = source[:at] + new + source[at + 1 :]
    assert isinstance(find(Text.of(source), changed), Missing)
    assert isinstance(find(Text.of(changed), source), Missing)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=12, unique=True), st.data())
def test_a_dropped_inner_word_is_never_forgiven(words, data):
    at = data.draw(st.integers(1, len(words) - 2))
    shorter = " ".join(words[:at] + words[at + 1 :])
    assert isinstance(find(Text.of(" ".join(words)), shorter), Missing)
    assert isinstance(find(Text.of(shorter), " ".join(words)), Missing)


def test_offsets_inside_a_rewritten_letter_lead_to_its_ends():
    folded = fold("0\u0958\u0344.")
    assert folded.text == "0\u0915\u093c\u0308\u0301."
    assert [folded.start(at) for at in range(6)] == [0, 1, 1, 1, 1, 3]
    assert [folded.end(at) for at in range(1, 7)] == [1, 3, 3, 3, 3, 4]


@settings(deadline=None)
@given(TEXTS)
def test_folded_offsets_lead_back_into_the_original(source):
    folded = fold(source)
    for at in range(len(folded.text)):
        assert 0 <= folded.start(at) <= len(source)
        assert 0 <= folded.end(at + 1) <= len(source)

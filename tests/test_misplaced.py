"""Hold a figure against the row and the column of a table in which its number stands."""

from __future__ import annotations

import re

import pytest

from test_prove import figure, problems, write


def told(folder, text, quote, *context, **fields):
    """Return message and help of what is wrong with a figure of a document."""
    contexts = "".join(f'      - "{words}"\n' for words in context)
    lines = problems(write(folder, text, figure(quote, **fields) + f"    context:\n{contexts}")).splitlines()
    return [re.sub(r"^.*: error|^.*= help: ", "", line) for line in lines if ": error[" in line or "= help:" in line]


TABLE = """\
The Harbour Guard entered Port Amber on Sunday.

Deaths by town

Town | Cases | People killed
Gull Island | 815 | 24
Reed Rock | 90 | 7
"""
HEAD = "Town | Cases | People killed"


def test_a_place_that_only_running_text_names_is_not_that_of_a_row(tmp_path):
    row = "Gull Island | 815 | 24"
    assert told(tmp_path / "wrong", TABLE, row, HEAD, "The Harbour Guard entered Port Amber", value="24") == [
        "[P5-names]: the number stands in the row “Gull Island | 815 | 24”, and “Port Amber” only outside the table",
        "write `place: gull`, or quote the number of the place's row",
    ]
    assert told(tmp_path / "right", TABLE, row, HEAD, value="24", place="gull") == []


@pytest.mark.parametrize("title", ["People killed in Port Amber, by home", "These came to Port Amber:"])
def test_a_title_over_a_table_may_say_the_place_of_its_rows(tmp_path, title):
    table = TABLE.replace("Deaths by town", title)
    assert told(tmp_path, table, "Gull Island | 815 | 24", HEAD, title, value="24") == []


LOOSE = """\
Town | People killed Families
Port Amber | 6,150 | 1,120
"""


def test_a_number_under_the_second_of_two_heads_in_one_cell_is_not_of_the_first(tmp_path):
    right = told(tmp_path / "right", LOOSE, "Port Amber … 6,150", "People killed Families", value="6150")
    assert right == []
    assert told(tmp_path / "wrong", LOOSE, "Port Amber … 1,120", "People killed Families", value="1120") == [
        "[P3-number]: the number seems to stand under “Families”, and not under “People killed”",
        "take the number that stands under “People killed”, or an indicator of the other column",
    ]


@pytest.mark.parametrize("head", ["People killed", "New People Killed", "People killed near Reed Rock"])
def test_one_head_over_two_columns_is_of_both(tmp_path, head):
    table = LOOSE.replace("People killed Families", head)
    assert told(tmp_path, table, "Port Amber … 1,120", head, value="1120") == []

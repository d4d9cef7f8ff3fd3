"""What is said of a fault: once, where it is, and how to mend it; nothing of what only follows from it."""

# ruff: noqa: E501  # problems stand here as they are printed

from conftest import edit
from pdfs import dateline
from test_changes import begun  # noqa: F401  # a fixture

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

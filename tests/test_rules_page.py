"""Hold the rules' reference page to the rules."""

from __future__ import annotations

import re

import pytest
import yaml

from conftest import HERE
from dateline.problems import Rule

PAGE = (HERE / "docs/rules.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.*)\n((?:(?!## ).*\n?)*)", PAGE, re.MULTILINE))
NO_YAML = {Rule.SYNTAX, Rule.TAB}
"""Their wrong example is not YAML."""


def test_each_rule_has_one_section_in_order():
    assert re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL), re.MULTILINE) == [
        "The rules",
        *(f"`{rule}`" for rule in Rule),
    ]


@pytest.mark.parametrize("rule", Rule)
def test_each_section_shows_the_rule_broken_and_kept_and_says_why(rule):
    section = SECTIONS[f"`{rule}`"]
    wrong, right = re.findall(r"```yaml\n# (\w+)([^\n]*\n.*?)```", section, re.DOTALL)
    assert (wrong[0], right[0]) == ("wrong", "right")
    assert wrong[1] != right[1]
    assert "\nWhy: " in section
    yaml.safe_load(f"#{right[1]}")
    if rule not in NO_YAML:
        yaml.safe_load(f"#{wrong[1]}")

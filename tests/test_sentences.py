"""The English of the sentences: what they say, word for word, where a simple template would read badly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import FILES, write_project
from pdfs import dateline, source, words


def said(root: Path, name: str = "letter") -> dict[str, str]:
    """Build a project and return its sentences of one source, by fact."""
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    facts = json.loads((root / "site/data/facts.json").read_bytes())["facts"]
    return {fact["id"]: fact["text"] for fact in facts if fact["source"] == name}


# ---------------------------------------------------------------- fewer and less

COUNTED = (
    # unit, what the source says, the value, the phrase
    ("people", "fewer than 240 people", "240", "people waited in {place}"),
    ("families", "fewer than 50 families", "50", "families waited in {place}"),
    ("vehicles", "under 30 vehicles", "30", "vehicles waited in {place}"),
    ("towns", "less than 7 towns", "7", "towns waited near {place}"),
    ("bags of five kilograms", "less than 90 bags", "90", "bags lay in {place}"),
)
MEASURED = (
    ("percent", "fewer than 12 percent", "12", "of the people of {place} waited"),
    ("USD", "less than $80", "80", "were paid in {place}"),
    ("km", "less than 25 km", "25", "km of road were open near {place}"),
    ("square kilometres", "less than 14 square kilometres", "14", "square kilometres were flooded near {place}"),
    ("tonnes of quinces", "fewer than 60 tonnes", "60", "tonnes of quinces lay in {place}"),
    ("hours", "under 36 hours", "36", "hours passed in {place}"),
)


def less_than(root: Path) -> Path:
    """Write a project whose source says many numbers that are not reached."""
    letter, registers, facts = "", FILES["briefings/indicators.yml"], "figures:\n"
    for index, (unit, number, value, phrase) in enumerate((*COUNTED, *MEASURED)):
        sentence = f"In Port Amber {number} were counted."
        letter += f"{sentence}\n"
        registers += (
            f'  - {{id: i{index}, name: Number {chr(97 + index)}, definition: What is counted., unit: "{unit}", '
            f'measure: stock, population: it, words: counted, phrase: {{en: {{other: "{phrase}"}}}}}}\n'
        )
        facts += (
            f"  - {{id: f{chr(97 + index)}, indicator: i{index}, place: port-amber, value: {value}, "
            f'quantifier: less_than, source: letter, quote: "{sentence}"}}\n'
        )
    parts = {"briefings/indicators.yml": registers, "briefings/coast/letter.yml": facts}
    return write_project(root, {**source("letter", letter), **parts})


def test_what_is_counted_is_fewer_and_what_is_measured_is_less(tmp_path):
    root = less_than(tmp_path)
    report = "(report of 3 May 2031)"
    assert list(said(root).values()) == [
        f"Amber Gazette reports that fewer than 240 people waited in Port Amber {report}.",
        f"Amber Gazette reports that fewer than 50 families waited in Port Amber {report}.",
        f"Amber Gazette reports that fewer than 30 vehicles waited in Port Amber {report}.",
        f"Amber Gazette reports that fewer than 7 towns waited near Port Amber {report}.",
        f"Amber Gazette reports that fewer than 90 bags lay in Port Amber {report}.",
        f"Amber Gazette reports that less than 12 percent of the people of Port Amber waited {report}.",
        f"Amber Gazette reports that less than USD 80 were paid in Port Amber {report}.",
        f"Amber Gazette reports that less than 25 km of road were open near Port Amber {report}.",
        f"Amber Gazette reports that less than 14 square kilometres were flooded near Port Amber {report}.",
        f"Amber Gazette reports that less than 60 tonnes of quinces lay in Port Amber {report}.",
        f"Amber Gazette reports that less than 36 hours passed in Port Amber {report}.",
    ]
    page = (root / "site/coast/humanitarian.html").read_text("utf-8")
    assert '<p class="amount"><data value="240" data-fact="fa">Fewer than 240</data></p>' in page
    assert '<p class="amount"><data value="12" data-fact="ff">Less than 12 percent</data></p>' in page
    brief = words(next((root / "site/briefs").glob("coast.*.a4.pdf")))
    assert "fewer than 240" in brief.casefold()
    assert "less than 36" in brief.casefold()


@pytest.mark.parametrize("fact", ["fa", "ff"])
def test_a_dropped_fewer_is_found_on_the_page(tmp_path, fact):
    root = less_than(tmp_path)
    said(root)
    page = root / "site/coast/humanitarian.html"
    text = page.read_text("utf-8")
    hedge = "Fewer than " if fact == "fa" else "Less than "
    for other in ("", "More than ", "At most "):
        page.write_text(text.replace(f'data-fact="{fact}">{hedge}', f'data-fact="{fact}">{other}'), "utf-8")
        assert f"is not the value of “{fact}”" in dateline(root, "audit", str(root / "site")).stdout


def test_problems_say_it_in_the_same_words(tmp_path):
    root = less_than(tmp_path)
    facts = root / "briefings/coast/letter.yml"
    text = facts.read_text("utf-8")
    facts.write_text(text.replace("value: 240", "value: 250").replace("value: 36", "value: 37"), "utf-8")
    told = dateline(root, "check").stdout
    assert "the fact says fewer than 250, the quotation says fewer than 240" in told
    assert "the fact says less than 37, the quotation says less than 36" in told

"""The audit of published editions names each byte, file, ledger and folder that is not what was published."""

# ruff: noqa: E501  # problems stand here as they are printed

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

import dateline.audit.published
from conftest import forge_manifest
from dateline.audit import Audit
from dateline.mirror import pack
from published import EDITIONS, Published, alter, reseal, run, told
from three_editions import IDS

AGAIN = "build the site again"
MEND = "mend the template: the page says what no fact says"
RESTORE = "bring back the file that `dateline publish` wrote, from the project’s history"
BACK = "bring back what was published, from the server, a backup or the project’s history"
NEWEST = IDS[2]


@pytest.fixture(scope="module")
def whole(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a project with its three editions; tests only read it."""
    folder = tmp_path_factory.mktemp("whole")
    published.project(folder / "project")
    published.public(folder / "project/public")
    return folder / "project"


@pytest.fixture
def root(whole, tmp_path):
    """Copy a project with its three editions, to be tampered with."""
    shutil.copytree(whole, tmp_path / "project")
    return tmp_path / "project"


def state_of(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return every file below a folder with its hash."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return tuple((path.relative_to(folder).as_posix(), sha256(path.read_bytes()).hexdigest()) for path in files)


@pytest.fixture(scope="module", autouse=True)
def _each_state_once() -> Iterator[None]:
    """Audit the pages of an edition once for the same bytes: most tests leave all but one edition as they were."""
    whole, known = dateline.audit.published.audit, {}

    def remembered(site: Path, root: Path, **more: object) -> Audit:
        if any(path.is_symlink() for path in site.rglob("*")):
            return whole(site, root, **more)
        state = (site.name, state_of(site), state_of(root / "seeds"), state_of(root / "briefings"))
        if state not in known:
            known[state] = whole(site, root, **more)
        return known[state]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dateline.audit.published, "audit", remembered)
        yield


def audit(root: Path) -> str:
    return told(root, "audit", str(root / "public"))


def flip(path: Path, at: int = -20) -> None:
    """Change one byte, and the file's size not."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_what_was_published_passes(whole):
    result = run(whole, "audit", str(whole / "public"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "72 pages and 12 PDFs, 774 numbers traced to 16 facts.\n"


# ---------------------------------------------------------------- bytes, files and folders


@pytest.mark.parametrize("path", ["method.html", "assets/dateline.css", "data/facts.schema.json", "data/control.csv"])
def test_a_flipped_byte_in_an_edition_is_named(root, path):
    for edition in IDS:
        flip(root / "public" / edition / path)
    # Its own manifest and its ledger say the same, so it is said once; what else reads the file may say more.
    lines = [
        f"{edition}/{path}:0:0: P8-output: the file has other bytes than were written\n  = {BACK}\n" for edition in IDS
    ]
    said = audit(root)
    assert [said.count(line) for line in lines] == [1, 1, 1]
    if not path.endswith(".csv"):
        assert said == "".join(lines)


@pytest.mark.parametrize("path", ["index.html", "assets/dateline.js", "data/facts.json", "data/manifest.json"])
def test_a_flipped_byte_in_the_latest_is_named(root, path):
    flip(root / "public/latest" / path)
    assert audit(root) == f"latest/{path}:0:0: P8-output: the file has other bytes than were written\n  = {BACK}\n"


@pytest.mark.parametrize("path", ["feed.xml", "index.html"])
def test_a_flipped_byte_beside_the_editions_is_named(root, path):
    flip(root / "public" / path)
    assert audit(root) == f"{path}:0:0: P8-output: the file has other bytes than were written\n  = {BACK}\n"


def test_an_edited_list_of_versions_is_named(root):
    alter(root / "public/versions.json", {'"title": "11 May 2031"': '"title": "12 May 2031"'})
    assert audit(root) == (
        f"versions.json:0:0: P8-output: it tells otherwise than the ledger of 2031-05-11\n  = {BACK}\n"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("[\n", "[ \n"), ('"2031-05-11", "title"', '"2031-05-11",  "title"'), ("]\n", "]\n\n")],
)
def test_other_bytes_of_a_list_of_versions_are_named(root, old, new):
    path = root / "public/versions.json"
    assert old in path.read_text("utf-8")
    path.write_text(new.join(path.read_text("utf-8").rsplit(old, 1)), "utf-8")
    assert audit(root) == f"versions.json:0:0: P8-output: the file has other bytes than were written\n  = {BACK}\n"


def test_a_list_of_versions_that_leaves_one_out_is_named(root):
    path = root / "public/versions.json"
    path.write_text(
        "".join(line for line in path.read_text("utf-8").splitlines(keepends=True) if "2031-05-11" not in line[:25])
    )
    assert (
        audit(root)
        == f"""\
versions.json:0:0: P8-output: it lists 2031-05-04, 2031-06-08; ledgers in briefings/editions: 2031-05-04, 2031-05-11, 2031-06-08
  = {BACK}
"""
    )


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (Path.unlink, "it is missing"),
        (
            lambda path: path.write_text("[]"),
            "it lists no edition; ledgers in briefings/editions: 2031-05-04, 2031-05-11, 2031-06-08",
        ),
        (lambda path: path.write_text("{"), "it is not a list of editions"),
    ],
)
def test_a_list_of_versions_that_is_none_is_named(root, damage, said):
    damage(root / "public/versions.json")
    assert audit(root) == f"versions.json:0:0: P8-output: {said}\n  = {BACK}\n"


def test_an_appended_byte_is_named(root):
    path = root / "public" / IDS[0] / "assets/dateline.css"
    path.write_bytes(path.read_bytes() + b"\n")
    assert audit(root) == (
        f"{IDS[0]}/assets/dateline.css:0:0: P8-output: the file has other bytes than were written\n  = {BACK}\n"
    )


@pytest.mark.parametrize("place", [*IDS, "latest"])
def test_a_missing_file_is_named(root, place):
    (root / "public" / place / "assets/dateline.js").unlink()
    missing = f"{place}/assets/dateline.js:0:0: P8-output: the file is missing\n  = {BACK}\n"
    # Its pages run it, and say so.
    assert missing in audit(root) if place != "latest" else audit(root) == missing


@pytest.mark.parametrize("edition", IDS)
def test_a_missing_edition_is_one_problem(root, edition):
    shutil.rmtree(root / "public" / edition)
    said = "the edition has a ledger, and its folder is missing"
    assert audit(root) == f"{edition}/:0:0: P8-output: {said}\n  = {BACK}\n"


def test_a_missing_latest_is_one_problem(root):
    shutil.rmtree(root / "public/latest")
    assert audit(root) == f"latest/:0:0: P8-output: it is missing, or nothing is in it\n  = {BACK}\n"


def test_of_very_many_files_ten_are_named(root):
    files = sorted(path for path in (root / "public/latest").rglob("*") if path.is_file())
    for path in files[:14]:
        path.write_bytes(path.read_bytes() + b"\n")
    found = [line for line in audit(root).splitlines() if line.startswith("latest/")]
    names = sorted(path.relative_to(root / "public").as_posix() for path in files[:14])
    said = "the file has other bytes than were written"
    assert found == sorted(
        [f"{name}:0:0: P8-output: {said}" for name in names[:10]]
        + [f"{names[10]}:0:0: P8-output: the file and 3 more are missing, added or changed"]
    )


@pytest.mark.parametrize("name", ["added.txt", ".hidden", "data/added.json", "new/added.txt"])
def test_an_added_file_is_named(root, name):
    for place in (*IDS, "latest"):
        path = root / "public" / place / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("added", "utf-8")
    assert audit(root) == "".join(
        f"{place}/{name}:0:0: P8-output: the file was added\n  = {BACK}\n" for place in (*IDS, "latest")
    )


def test_an_added_page_is_named_and_read(root):
    (root / "public" / IDS[0] / "added.html").write_text("<main>31 buses</main>", "utf-8")
    assert audit(root) == (
        f"{IDS[0]}/added.html:0:0: P8-output: the file was added\n  = {BACK}\n"
        f"{IDS[0]}/added.html:1:1: P8-output: “31” stands on the page and belongs to no fact\n  = {MEND}\n"
    )


def test_an_added_file_beside_the_editions_is_named(root):
    (root / "public/added.html").write_text("added", "utf-8")
    assert audit(root) == f"added.html:0:0: P8-output: the file was added\n  = {BACK}\n"


@pytest.mark.parametrize("name", [".htaccess", ".env", "CNAME.txt"])
def test_any_other_file_beside_the_editions_is_named(root, name):
    (root / "public" / name).write_text("added", "utf-8")
    assert audit(root) == f"{name}:0:0: P8-output: the file was added\n  = {BACK}\n"


@pytest.mark.parametrize("name", ["CNAME", "robots.txt", ".gitattributes", ".gitignore", ".git", ".git/HEAD"])
def test_what_a_host_wants_in_its_folder_is_let_pass(root, name):
    (root / "public" / name).parent.mkdir(exist_ok=True)
    (root / "public" / name).write_text("of the host", "utf-8")
    assert audit(root) == ""


@pytest.mark.parametrize("name", ["2031-07-01", "2031-05-04.2", "old", "Latest"])
def test_an_added_folder_is_named(root, name):
    shutil.copytree(root / "public" / IDS[0], root / "public" / name)
    assert audit(root) == f"{name}/:0:0: P8-output: the folder is no published edition\n  = take it away\n"


def test_swapped_editions_are_named(root):
    public = root / "public"
    (public / IDS[0]).rename(public / "aside")
    (public / IDS[1]).rename(public / IDS[0])
    (public / "aside").rename(public / IDS[1])
    found = audit(root)
    for edition in IDS[:2]:
        lines = [line for line in found.splitlines() if line.startswith(f"{edition}/")]
        assert sum("the file has other bytes than were written" in line for line in lines) > 1
        assert any(" more are missing, added or changed" in line for line in lines)
        assert f"{EDITIONS}/{edition}.json:0:0: ledger: it does not tell what was published: " in found
    assert f"{NEWEST}/" not in found


@pytest.mark.parametrize("name", ["coast/index.html", "data/facts.json", "assets/dateline.css"])
def test_a_link_in_the_place_of_a_file_of_an_edition_is_named(root, tmp_path, name):
    path = root / "public" / IDS[1] / name
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert audit(root) == (f"{IDS[1]}/{name}:0:0: P8-output: the file has other bytes than were written\n  = {BACK}\n")


def test_a_link_in_the_place_of_a_folder_of_an_edition_is_named(root, tmp_path):
    (root / "public" / IDS[1] / "coast").rename(tmp_path / "coast")
    (root / "public" / IDS[1] / "coast").symlink_to(tmp_path / "coast")
    assert f"{IDS[1]}/coast:0:0: P8-output: the file was added\n" in audit(root)


@pytest.mark.parametrize("name", ["latest", IDS[0], "feed.xml", "index.html", "versions.json", ".nojekyll"])
def test_a_link_in_the_place_of_what_stands_in_the_public_folder_is_named(root, tmp_path, name):
    (root / "public" / name).rename(tmp_path / "elsewhere")
    (root / "public" / name).symlink_to(tmp_path / "elsewhere")
    assert audit(root) == (
        f"{name}:0:0: P8-output: it is a link, or no file at all\n  = put the published copy there\n"
    )


def test_a_link_from_the_latest_to_its_edition_is_no_copy(root):
    shutil.rmtree(root / "public/latest")
    (root / "public/latest").symlink_to(NEWEST)
    assert audit(root) == "latest:0:0: P8-output: it is a link, or no file at all\n  = put the published copy there\n"


def test_a_changed_document_is_named_by_every_edition_that_cites_it(root):
    flip(root / "seeds/bulletin.txt")
    missing = "P8-output: the document “bulletin.txt” is missing or not the pinned one"
    found = [line for line in audit(root).splitlines() if "data/facts.json" in line]
    assert found == [f"{edition}/data/facts.json:0:0: {missing}" for edition in IDS]


# ---------------------------------------------------------------- ledgers


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_edited_ledger_is_named_and_nothing_is_held_against_it(root, number):
    path = root / EDITIONS / f"{IDS[number - 1]}.json"
    alter(path, {'"quantifier": "at_least"': '"quantifier": "more_than"'})
    edited = "ledger: it was changed after it was written: its seal does not fit"
    found = [line for line in audit(root).splitlines() if not line.startswith("  = ")]
    assert f"{EDITIONS}/{path.name}:0:0: {edited}" in found
    # The edition that shows what changed since then says besides that it cannot be held against it.
    assert [line for line in found if edited not in line] == []


@pytest.mark.parametrize("number", [1, 2])
def test_an_older_ledger_that_was_edited_and_sealed_anew_is_named_by_the_chain(root, number):
    path = root / EDITIONS / f"{IDS[number - 1]}.json"
    alter(path, {'"title": "The invented coast"': '"title": "Another coast"'}, sealed=True)
    assert audit(root) == (
        f"{EDITIONS}/{IDS[number - 1]}.json:0:0: ledger: it does not tell what was published: the edition’s title\n"
        f"  = {BACK}\n"
        f"{EDITIONS}/{IDS[number - 1]}.json:0:0: ledger: it was edited after edition {IDS[number]} was published: its hash is another\n"
        f"  = {RESTORE}\n"
        f"versions.json:0:0: P8-output: it tells otherwise than the ledger of {IDS[number - 1]}\n"
        f"  = {BACK}\n"
    )


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_removed_ledger_is_named(root, number):
    (root / EDITIONS / f"{IDS[number - 1]}.json").unlink()
    left = [edition for edition in IDS if edition != IDS[number - 1]]
    found = audit(root)
    assert (
        f"versions.json:0:0: P8-output: it lists {', '.join(IDS)}; ledgers in briefings/editions: {', '.join(left)}\n"
        in found
    )
    assert (
        f"{IDS[number - 1]}/:0:0: P8-output: the edition has no ledger\n  = bring back its ledger in briefings/editions\n"
        in found
    )
    if number < 3:
        before = f"edition {left[number - 2]}" if number > 1 else "none"
        assert (
            f"{EDITIONS}/{IDS[number]}.json:0:0: ledger: it names edition {IDS[number - 1]} as the one before, and here that is {before}\n"
            in found
        )


NO_LEDGERS = """\
.:0:0: P8-output: no edition of this project is published here
  = publish one, bring back the ledgers in briefings/editions, or name another folder
""" + "".join(
    f"{edition}/:0:0: P8-output: the edition has no ledger\n  = bring back its ledger in briefings/editions\n"
    for edition in IDS
)


def test_ledgers_that_are_all_gone_are_no_pass(root):
    shutil.rmtree(root / EDITIONS)
    assert audit(root) == NO_LEDGERS


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"value": "9"', '"value": "8"', "it does not tell what was published: “ferry-sunk”: value"),
        (', "value": "9"', "", "it does not tell what was published: “ferry-sunk”: value"),
        ('"since": "2031", ', "", "it does not tell what was published: “gull-held”: dates, since"),
        ('"since": "2031"', '"since": "2030"', "it does not tell what was published: “gull-held”: dates, since"),
        (
            '"quote": "Nine ferries sank in Port Amber,',
            '"quote": "Nine ferries sank,',
            "it does not tell what was published: “ferry-sunk”: citations",
        ),
        (
            '"name": "Gull Island"',
            '"name": "Gull Rock"',
            "it does not tell what was published: “council-denies-leaving”: the name of gull-island; “gull-held”: the name of gull-island",
        ),
        (
            '"step": "withdrawn"',
            '"step": "changed"',
            "its history of “left-amber-council” does not fit its facts",
        ),
        (
            "The Lantern Watch says at least 310 people",
            "The Lantern Watch says at least 311 people",
            "it tells the history of “left-amber-watch” otherwise than the ledger before",
        ),
        (
            '[{"edition": "2031-05-11", "step": "new", "cause": "new"',
            '[{"edition": "2031-05-04", "step": "new", "cause": "new"',
            "it tells the history of “gull-held” otherwise than the ledger before",
        ),
        ('  "gull-held": [{', '  "gull-hold": [{', "it has no history of “gull-held”"),
    ],
)
def test_the_newest_ledger_edited_and_sealed_anew_is_held_against_its_edition_and_the_one_before(root, old, new, said):
    alter(root / EDITIONS / f"{NEWEST}.json", {old: new}, sealed=True)
    assert f"{EDITIONS}/{NEWEST}.json:0:0: ledger: {said}\n  = {BACK}\n" in audit(root)


EDITED = {
    "a statement": ('"stance": "denies"', '"stance": "states"', "“council-denies-leaving”: stance"),
    "an editor's words": (
        '"what": "any plan to leave Gull Island"',
        '"what": "no plan to leave Gull Island"',
        "“council-denies-leaving”: what",
    ),
    "a state of control": (
        '"since": "2031", "source": "bulletin-2", "state": "controlled"',
        '"since": "2031", "source": "bulletin-2", "state": "mixed"',
        "“gull-held”: state",
    ),
    "a claimant": (
        '"said_by": ["lantern-watch"], "since": "2031"',
        '"said_by": ["tide-council"], "since": "2031"',
        "“gull-held”: said_by",
    ),
    "a place": (
        '"place": "gull-island", "quote": "The Harbour',
        '"place": "port-amber", "quote": "The Harbour',
        "“gull-held”: place",
    ),
    "an indicator": ('"indicator": "ferries-sunk"', '"indicator": "people-left"', "“ferry-sunk”: indicator"),
    "a definition": (
        "Ferries that sank in the place or were scuttled there.",
        "Ferries.",
        "indicators/ferries-sunk: definition",
    ),
    "a reason why not": (
        '"gull-held": {"id": "gull-held", ',
        '"gull-held": {"id": "gull-held", "unproved": "No.", ',
        "“gull-held”: unproved",
    ),
    "the text of its own step": (
        "The Lantern Watch says at least 130",
        "The Lantern Watch says at least 77",
        "“left-amber-watch”: the text of its step",
    ),
    "the note of its own step": (
        '"note": "The bulletin had misprinted the number.", "briefing"',
        '"note": "Nothing.", "briefing"',
        "“left-amber-watch”: the note of its step",
    ),
    "the cause of its own step": (
        '"cause": "correction", "note": "The bulletin had misprinted the number.", "briefing"',
        '"cause": "reworded", "note": "The bulletin had misprinted the number.", "briefing"',
        "“left-amber-watch”: the cause of its step",
    ),
    "a break in a series": (
        '"series_break": true, "briefing"',
        '"briefing"',
        "“ferry-sunk”: the series_break of its step",
    ),
    "what it corrects": ('"corrects": "2031-05-11", ', "", "the edition’s corrects"),
    "its cutoff": ('"cutoff": "2031-06-08"', '"cutoff": "2031-06-09"', "the edition’s cutoff"),
    "its name": ('"name": "8 June 2031"', '"name": "9 June 2031"', ""),
}


def relist(root: Path) -> None:
    """Let the list of versions name the newest ledger by the hash that it has now, as its forger would."""
    path = root / "public/versions.json"
    listed = json.loads(path.read_bytes())[0]["properties"]["ledger"]
    alter(path, {listed: sha256((root / EDITIONS / f"{NEWEST}.json").read_bytes()).hexdigest()})


@pytest.mark.parametrize("what", EDITED)
def test_anything_edited_in_the_newest_ledger_and_sealed_anew_is_named(root, what):
    old, new, said = EDITED[what]
    alter(root / EDITIONS / f"{NEWEST}.json", {old: new}, sealed=True)
    ledger = f"{EDITIONS}/{NEWEST}.json:0:0: ledger: it does not tell what was published: {said}\n  = {BACK}\n"
    listed = f"versions.json:0:0: P8-output: it tells otherwise than the ledger of {NEWEST}\n  = {BACK}\n"
    ledger = ledger if said else ""
    assert audit(root) == ledger + listed
    # The list tells an edition's name, cutoff and what it corrects itself.
    relist(root)
    assert audit(root) == (ledger + listed if what in ("its name", "its cutoff", "what it corrects") else ledger)


# ---------------------------------------------------------------- a forger who writes all hashes anew


def forge(root: Path, change: Callable[[Path], None]) -> None:
    """Alter the newest edition, its copy, manifest and ledger, and the list of versions, so that all hashes fit."""
    public, path = root / "public", root / EDITIONS / f"{NEWEST}.json"
    change(public / NEWEST)
    forge_manifest(public / NEWEST)
    shutil.rmtree(public / "latest")
    shutil.copytree(public / NEWEST, public / "latest")
    pack(public / NEWEST, public / f"{NEWEST}.zip")
    ledger = json.loads(path.read_bytes())
    text = path.read_text("utf-8")
    for name, listed in ledger["files"].items():
        fresh = sha256((public / NEWEST / name).read_bytes()).hexdigest()
        text = text.replace(f"{json.dumps(name)}: {json.dumps(listed)}", f"{json.dumps(name)}: {json.dumps(fresh)}")
    path.write_text(reseal(text), "utf-8")
    relist(root)


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(edition: Path) -> None:
        alter(edition / name, {old: new})

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            replaced("coast/index.html", ">At least 130<", ">At least 150<"),
            "“At least 150” is not the value of “left-amber-watch”",
        ),
        (
            replaced("coast/index.html", ">At least 130<", ">More than 130<"),
            "“More than 130” is not the value of “left-amber-watch”",
        ),
        (
            replaced("facts/coast.html", "Tide Council denied any plan", "Tide Council announced a plan"),
            "the sentence of “council-denies-leaving” is not the one in facts.json",
        ),
        (
            replaced("facts/coast.html", "Nine ferries sank in Port Amber, the", "Nine ferries sank, the"),
            "a quotation of “ferry-sunk” is not what facts.json cites",
        ),
        (
            replaced("changes.html", ">At least 310</data>", ">At least 210</data>"),
            "“At least 210” is not the value of “left-amber-watch”",
        ),
        (
            replaced("data/facts.json", '"best": 9, "low": 9, "high": 9', '"best": 8, "low": 8, "high": 8'),
            "the value of “ferry-sunk” is not what its quotation says",
        ),
        (
            replaced("data/changes.json", "at least 310 people", "at least 210 people"),
            "“left-amber-watch” is not what it was in edition 2031-05-11: text",
        ),
    ],
)
def test_one_who_writes_all_hashes_anew_still_cannot_change_what_is_proved(root, change, said):
    forge(root, change)
    found = audit(root)
    assert said in found
    assert "other bytes" not in found


def test_one_who_writes_all_hashes_anew_can_change_what_nothing_proves(root):
    """Words of a template: the project's own history, where the ledger is committed, tells of that."""
    forge(root, replaced("method.html", "</main>", "<p>Trust us.</p></main>"))
    assert audit(root) == ""


# ---------------------------------------------------------------- a publish that was interrupted


def interrupted(root: Path, edition: str) -> Path:
    """Lay out what tells that the publishing of an edition was interrupted."""
    ready = root / "public/.dateline/ready"
    ready.mkdir(parents=True)
    shutil.copy(root / EDITIONS / f"{edition}.json", ready / "ledger.json")
    return ready / "ledger.json"


INTERRUPTED = f"""\
.dateline/ready:0:0: published: the publishing of edition {NEWEST} was interrupted
  = publish again: the next publish ends it first
"""


def test_an_interruption_is_told_and_is_no_fault(root):
    interrupted(root, NEWEST)
    assert audit(root) == INTERRUPTED


def test_what_is_left_of_a_publish_that_ended_is_no_fault(root):
    interrupted(root, NEWEST).unlink()
    assert audit(root) == ""


@pytest.mark.parametrize(
    ("tampered", "said"),
    [
        (f"{NEWEST}/coast/index.html", "the file has other bytes than were written"),
        ("latest/assets/dateline.css", "the file has other bytes than were written"),
        ("feed.xml", "the file has other bytes than were written"),
        ("versions.json", "it is not a list of editions"),
        (f"{IDS[0]}/assets/dateline.css", "the file has other bytes than were written"),
    ],
)
def test_an_interruption_that_was_none_hides_nothing(root, tampered, said):
    interrupted(root, NEWEST)
    flip(root / "public" / tampered, at=0)
    assert f"{tampered}:0:0: P8-output: {said}\n  = {BACK}\n" in audit(root)


@pytest.mark.parametrize("edition", IDS[:2])
def test_an_interruption_is_of_the_newest_edition(root, edition):
    interrupted(root, edition)
    flip(root / "public" / edition / "assets/dateline.css")
    assert (
        audit(root)
        == f"""\
.dateline/ready:0:0: P8-output: edition {edition}, which was made ready here, does not follow the ledgers of this project
  = delete .dateline/
{edition}/assets/dateline.css:0:0: P8-output: the file has other bytes than were written
  = {BACK}
"""
    )


def test_an_interruption_has_the_ledger_that_the_project_has(root):
    alter(interrupted(root, NEWEST), {'"title": "The invented coast"': '"title": "Another coast"'}, sealed=True)
    assert (
        audit(root)
        == f"""\
.dateline/ready:0:0: P8-output: edition {NEWEST}, which was made ready here, does not follow the ledgers of this project
  = delete .dateline/
"""
    )


@pytest.mark.parametrize(("begun", "exit_code"), [(True, 0), (False, 1)])
def test_the_latest_that_is_set_aside_stands_only_while_the_new_one_takes_its_place(root, begun, exit_code):
    if begun:
        interrupted(root, NEWEST)
    shutil.copytree(root / "public/latest", root / "public/.latest.old")
    assert run(root, "audit", str(root / "public")).exit_code == exit_code


def test_an_interruption_whose_ledger_is_none_is_named(root):
    interrupted(root, NEWEST).write_text("{", "utf-8")
    assert audit(root).startswith(".dateline/ready/ledger.json:0:0: P8-output: it is not ")


def test_a_folder_where_nothing_was_finished_yet_passes(published, tmp_path):
    root = published.project(tmp_path / "project", written=1, ledgers=0)
    (root / "public/.dateline/fresh/edition").mkdir(parents=True)
    assert audit(root) == ""


def test_the_editions_of_another_project_do_not_pass(published, root, tmp_path):
    other = published.project(tmp_path / "other", written=1, ledgers=0)
    assert told(other, "audit", str(root / "public")) == NO_LEDGERS


# ---------------------------------------------------------------- the manifest of a single site


@pytest.fixture
def site(root):
    """Return one edition as a site of its own."""
    return root / "public" / IDS[1]


def of_site(root: Path, site: Path) -> str:
    return told(root, "audit", str(site))


def test_an_edition_is_a_site_that_passes_by_itself(root, site):
    assert of_site(root, site) == ""


def test_the_manifest_names_what_was_changed_added_or_taken_away(root, site):
    flip(site / "method.html")
    (site / "data/sources.json").rename(site / "data/renamed.json")
    found = of_site(root, site)
    for line in (
        "method.html:0:0: P8-output: the file has other bytes than were written\n",
        "data/sources.json:0:0: P8-output: the file is missing\n",
        "data/renamed.json:0:0: P8-output: the file was added\n",
    ):
        assert f"{line}  = {AGAIN}\n" in found


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (Path.unlink, "it is missing"),
        (lambda path: path.write_text("{}"), "it is not of the contract’s shape"),
        (lambda path: path.write_text("[" * 100_000), "it is not of the contract’s shape"),
        (
            lambda path: alter(path, {'"edition": "2031-05-11"': '"edition": "2031-05-12"'}),
            "it is that of edition 2031-05-12",
        ),
    ],
)
def test_a_manifest_that_is_none_is_named(root, site, damage, said):
    damage(site / "data/manifest.json")
    assert of_site(root, site) == f"data/manifest.json:0:0: P8-output: {said}\n  = {AGAIN}\n"


def test_a_manifest_lists_every_file_with_its_hash_and_size(site):
    manifest = json.loads((site / "data/manifest.json").read_bytes())
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    del files["data/manifest.json"]
    assert manifest == {
        "edition": "2031-05-11",
        "files": {
            name: {"sha256": sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}
            for name, path in files.items()
        },
    }
    assert list(manifest["files"]) == sorted(files)

"""Publishing is all of an edition or nothing, the same bytes everywhere, and never twice."""

# ruff: noqa: E501  # what is printed stands here as it is printed

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest

import dateline.publish
from conftest import HERE, copy_project, edit
from dateline.mirror import held
from dateline.publish import publish
from kills import KILLS
from published import EDITIONS, NEXT, alter, run, said, told, tree
from three_editions import IDS, write_edition

TESTS = HERE / "tests"
EDITION = "briefings/edition.yml"


@pytest.fixture
def first(published, tmp_path):
    """Write a project that was never published."""
    return published.project(tmp_path / "project", written=1, ledgers=0)


@pytest.fixture
def second(published, tmp_path):
    """Write a project with one published edition, in `public/`, whose second is ready to be published."""
    root = published.project(tmp_path / "project", written=2, ledgers=1)
    published.public(root / "public", 1)
    return root


@pytest.fixture
def third(published, tmp_path):
    """Write a project with its three published editions in `public/`."""
    root = published.project(tmp_path / "project")
    published.public(root / "public")
    return root


# ---------------------------------------------------------------- what is published


def test_an_edition_its_copy_and_what_leads_to_them_are_published(first):
    result = run(first, "publish", "2031-05-04")
    assert (result.exit_code, result.stderr) == (0, "")
    shown = first if os.path.relpath(first).startswith("..") else Path(os.path.relpath(first))
    assert re.fullmatch(
        rf"Edition 2031-05-04 is in {shown}/public/2031-05-04: \d+ pages and 4 PDFs, \d+ numbers traced to 5 facts\.\n"
        rf"Commit its ledger: {shown}/briefings/editions/2031-05-04\.json\n",
        result.stdout,
    )
    public = first / "public"
    assert sorted(path.name for path in public.iterdir()) == [
        ".nojekyll",
        "2031-05-04",
        "2031-05-04.zip",
        "404.html",
        "feed.xml",
        "index.html",
        "latest",
        "versions.json",
    ]
    assert [path.name for path in (first / EDITIONS).iterdir()] == ["2031-05-04.json"]
    assert not [path for path in public.rglob("*") if path.is_symlink()]
    assert told(first, "audit", str(public)) == ""


def test_an_edition_is_not_named_where_it_need_not_be(first):
    assert run(first, "publish").exit_code == 0
    assert (first / "public/2031-05-04/index.html").is_file()


def test_the_latest_is_the_newest_byte_for_byte(published):
    for count, edition in enumerate(IDS, start=1):
        public = published.folder / f"public-{count}"
        assert tree(public / "latest") == tree(public / edition)


def test_a_published_edition_never_changes(published):
    for edition in IDS[:2]:
        frozen = tree(published.folder / f"public-{IDS.index(edition) + 1}" / edition)
        assert tree(published.folder / "public" / edition) == frozen


def test_versions_are_listed_newest_first_in_the_shape_of_mike(published):
    first, second, third = (digest(published.ledger(number)) for number in (1, 2, 3))
    assert (
        (published.folder / "public/versions.json").read_text("utf-8")
        == f"""\
[
 {{"version": "2031-06-08", "title": "8 June 2031", "aliases": ["latest"], "properties": {{"title": "The invented coast", "cutoff": "2031-06-08", "issued": "2031-06-08", "corrects": "2031-05-11", "ledger": "{third}"}}}},
 {{"version": "2031-05-11", "title": "11 May 2031", "aliases": [], "properties": {{"title": "The invented coast", "cutoff": "2031-05-11", "issued": "2031-05-12", "corrects": null, "ledger": "{second}"}}}},
 {{"version": "2031-05-04", "title": "4 May 2031", "aliases": [], "properties": {{"title": "The invented coast", "cutoff": "2031-05-04", "issued": "2031-05-04", "corrects": null, "ledger": "{first}"}}}}
]
"""
    )


def test_a_ledger_has_a_line_a_record_and_names_the_one_before(published):
    lines = published.ledger(2).decode().splitlines()
    assert lines[:5] == [
        "{",
        ' "dateline": 1,',
        ' "edition": {"id": "2031-05-11", "cutoff": "2031-05-11", "issued": "2031-05-12", "next_due": "2031-06-08", "note": "The second edition of an invented briefing.", "period": "2031-05-01/2031-05-11", "prepared_by": "Coast desk", "title": "The invented coast"},',
        f' "previous": {{"edition": "2031-05-04", "sha256": "{digest(published.ledger(1))}"}},',
        ' "name": "11 May 2031",',
    ]
    held_by = '  "gull-held": {"id": "gull-held", "kind": "control", "briefing": "coast", "by": ["harbour-guard"], "place": "gull-island", "quote": "The Harbour Guard has held Gull Island since 2031, the Lantern Watch said.", "said_by": ["lantern-watch"], "since": "2031", "source": "bulletin-2", "state": "controlled"},'
    assert held_by in lines
    ledger = json.loads(published.ledger(2))
    assert list(ledger) == [
        *("dateline", "edition", "previous", "name", "sources", "actors", "places", "indicators", "briefings"),
        *("facts", "history", "files", "beside", "seal"),
    ]
    assert list(ledger["facts"]) == sorted(ledger["facts"])
    files = tree(published.folder / "public" / "2031-05-11")
    assert list(ledger["files"]) == sorted(path for path, content in files.items() if content is not None)
    assert all(digest(files[path]) == listed for path, listed in ledger["files"].items())


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


class Links(HTMLParser):
    """Gather the links and anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        self.links += [given[name] for name in ("href", "src") if name in given]
        if tag == "meta" and given.get("http-equiv") == "refresh":
            self.links.append(given["content"].partition("url=")[2])


def test_every_link_leads_to_a_page_or_an_anchor_also_from_one_edition_to_another(published):
    public = published.folder / "public"
    pages = {path: Links(path.read_text("utf-8")) for path in public.rglob("*.html")}
    broken, across = [], set()
    for page, found in pages.items():
        for link in found.links:
            parts = urlsplit(link)
            assert (parts.scheme, parts.netloc) == ("", ""), f"{page} links to {link}"
            at = public / parts.path[1:] if parts.path.startswith("/") else page.parent / parts.path
            target = Path(os.path.normpath(at)) if parts.path else page
            if not target.is_file() or (parts.fragment and parts.fragment not in pages[target].ids):
                broken.append((page.relative_to(public).as_posix(), link))
            own, other = page.relative_to(public).parts[0], target.relative_to(public).parts[0]
            if own in IDS and other != own:
                across.add((own, other))
    assert broken == []
    assert {("2031-05-11", "2031-05-04"), ("2031-06-08", "2031-05-11"), ("2031-06-08", "2031-05-04")} <= across


def test_the_front_page_leads_to_the_latest_without_a_script(published):
    text = (published.folder / "public/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=latest/index.html">' in text
    assert '<a href="latest/index.html">The invented coast</a>' in text
    assert "<script" not in text


def test_a_correction_of_the_same_date_is_an_edition_of_its_own(third):
    (third / EDITION).write_text(
        'id: "2031-06-08.2"\ntitle: The invented coast\ncutoff: 2031-06-08\ncorrects: "2031-06-08"\n', "utf-8"
    )
    edit(third / "briefings/coast/factions.yml", "any plan", "every plan")
    edit(
        third / "briefings/coast/factions.yml",
        "{cause: reworded}",
        "{cause: correction, note: Every plan was denied.}",
    )
    before = tree(third / "public/2031-06-08")
    assert run(third, "publish", "2031-06-08.2").exit_code == 0
    versions = json.loads((third / "public/versions.json").read_bytes())
    assert [(one["version"], one["title"], one["aliases"]) for one in versions][:2] == [
        ("2031-06-08.2", "8 June 2031 (2)", ["latest"]),
        ("2031-06-08", "8 June 2031", []),
    ]
    assert versions[0]["properties"]["corrects"] == "2031-06-08"
    assert tree(third / "public/2031-06-08") == before
    assert tree(third / "public/latest") == tree(third / "public/2031-06-08.2")
    assert told(third, "audit", str(third / "public")) == ""


def test_the_tenth_edition_of_a_date_is_the_newest(first):
    """As words 2031-05-04.10 comes before 2031-05-04.2."""
    for name in ("2031-05-04", "2031-05-04.2", "2031-05-04.10"):
        corrects = 'corrects: "2031-05-04"\n' if "." in name else ""
        (first / EDITION).write_text(f'id: "{name}"\ntitle: A coast\ncutoff: 2031-05-04\n{corrects}', "utf-8")
        assert run(first, "publish").exit_code == 0, name
    versions = json.loads((first / "public/versions.json").read_bytes())
    assert [one["version"] for one in versions] == ["2031-05-04.10", "2031-05-04.2", "2031-05-04"]
    assert json.loads((first / "public/latest/data/facts.json").read_bytes())["edition"] == "2031-05-04.10"
    assert told(first, "audit", str(first / "public")) == ""


# ---------------------------------------------------------------- refusals: each a clear problem, nothing written


def refused(root: Path, folder: Path, *words: str) -> str:
    """Publish what is refused, see that nothing was written anywhere, and return the problems."""
    before = tree(folder)
    result = run(root, "publish", *words)
    assert result.exit_code == 1
    assert re.fullmatch(r"\n\d+ problems? found; nothing was written\.\n", result.stderr)
    assert tree(folder) == before
    return said(result).replace(str(folder), "…")


def test_an_edition_is_published_once(third, tmp_path):
    assert (
        refused(third, tmp_path)
        == """\
…/project/public/2031-06-08: error[published]: edition 2031-06-08 is published already
   = help: a published edition never changes: give the edition in work a new id; a correction ends in .2
"""
    )


@pytest.mark.parametrize("asked", ["2031-05-05", "2031-05-04.2", "latest", "../2031-05-04", ""])
def test_only_the_edition_in_work_is_published(first, tmp_path, asked):
    assert refused(first, tmp_path, "--", asked) == (
        f"briefings/edition.yml:1:5: error[edition]: the edition in work is 2031-05-04, not {asked}\n"
        "   = help: mend `id:`, or leave it out\n"
    )


def test_a_project_with_problems_is_not_published(first, tmp_path):
    edit(first / "briefings/coast/humanitarian.yml", "value: 1\n", "value: 2\n")
    assert (
        refused(first, tmp_path, "--to", str(tmp_path / "a/new/folder"))
        == """\
briefings/coast/humanitarian.yml:24:12: error[P3-number]: the fact says 2, the quotation says 1
   = help: if the quotation is right, write `value: 1` and `quantifier: exact`
"""
    )


def test_what_the_audit_refuses_is_not_published(second, tmp_path):
    (second / "templates/pages").mkdir()
    (second / "templates/pages/method.en.html").write_text("<h1>Method</h1><p>We checked 12 times.</p>", "utf-8")
    assert (
        refused(second, tmp_path)
        == """\
method.html:1:1: error[P8-output]: “12” stands on the page and belongs to no fact
   = help: mend the template: the page says what no fact says
"""
    )


def test_a_folder_of_something_else_is_left_alone(first, tmp_path):
    for name in ("letter.txt", "photographs/coast.jpg", ".hidden"):
        (tmp_path / "to" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "to" / name).write_text("mine", "utf-8")
    assert (
        refused(first, tmp_path, "--to", str(tmp_path / "to"))
        == """\
…/to: error[published]: the folder holds something else, and no versions.json: letter.txt, photographs
   = help: choose another --to, or an empty folder
"""
    )


@pytest.mark.parametrize("inside", ["", "briefings", "briefings/editions", "seeds", "templates/new", "build/stage"])
def test_nothing_is_published_into_the_projects_own_folders(first, tmp_path, inside):
    to = first / inside
    assert refused(first, tmp_path, "--to", str(to)) == (
        f"…/project/{inside}: error[published]: the folder lies in the project’s {inside.partition('/')[0]}/\n"
        "   = help: choose another --to\n"
        if inside
        else "…/project: error[published]: the folder holds something else, and no versions.json: briefings, mkdocs.yml, seeds, templates\n"
        "   = help: choose another --to, or an empty folder\n"
    )


def test_a_git_checkout_of_a_pages_branch_is_published_into(first, tmp_path):
    for path in (".git/HEAD", "CNAME", "robots.txt"):
        (tmp_path / "pages" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pages" / path).write_text("of the host", "utf-8")
    for number in range(3):
        write_edition(first, number)
        assert run(first, "publish", "--to", str(tmp_path / "pages")).exit_code == 0
    assert told(first, "audit", str(tmp_path / "pages")) == ""
    assert [(tmp_path / "pages" / path).read_text("utf-8") for path in (".git/HEAD", "CNAME")] == ["of the host"] * 2


@pytest.mark.parametrize("text", ["", "{}", "null", '[{"version": "2031-05-04"}]', "[" * 100_000, "\ud800"])
def test_a_list_of_versions_that_is_none_is_told(second, tmp_path, text):
    (second / "public/versions.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert (
        refused(second, tmp_path)
        == """\
…/project/public/versions.json: error[published]: it is not a list of editions
   = help: bring back the one that was published
"""
    )


@pytest.mark.xfail(strict=True, reason="of the list that stands there only the hash of the newest ledger is looked at")
def test_a_list_of_versions_whose_titles_were_edited_is_not_carried_on(second, tmp_path):
    edit(second / "public/versions.json", '"title": "4 May 2031"', '"title": "1 April 2031"')
    assert "it is not the list that was published with edition 2031-05-04" in refused(second, tmp_path)


def test_a_list_of_versions_of_other_ledgers_is_not_carried_on(second, published, tmp_path):
    edit(second / "public/versions.json", digest(published.ledger(1)), digest(published.ledger(2)))
    assert (
        refused(second, tmp_path)
        == """\
…/project/public/versions.json: error[published]: it is not the list that was published with edition 2031-05-04
   = help: bring back the one that was published
"""
    )


def test_a_folder_without_the_editions_before_is_refused(published, tmp_path):
    root = published.project(tmp_path / "project", written=3, ledgers=2)
    lost = """\
…/to: error[published]: editions that have a ledger are not in this folder: LOST
   = help: publish into the folder that has them, or publish them here first, each from its own commit
"""
    (tmp_path / "to").mkdir()
    assert refused(root, tmp_path, "--to", str(tmp_path / "to")) == lost.replace("LOST", "2031-05-04, 2031-05-11")
    (tmp_path / "to").rmdir()
    published.public(tmp_path / "to", 1)
    assert "2031-05-04" not in refused(root, tmp_path, "--to", str(tmp_path / "to"))


def test_a_folder_of_another_project_is_refused(published, tmp_path):
    published.public(tmp_path / "to", 2)
    root = published.project(tmp_path / "project", written=1, ledgers=0)
    (root / EDITION).write_text(NEXT, "utf-8")
    assert (
        refused(root, tmp_path, "--to", str(tmp_path / "to"))
        == """\
…/to: error[published]: editions stand here that have no ledger: 2031-05-04, 2031-05-11
   = help: bring back their ledgers in briefings/editions, or choose the folder of this project
"""
    )


def test_a_folder_in_the_place_of_an_edition_is_left_alone(second, tmp_path):
    (second / "public/2031-05-11").mkdir()
    (second / "public/2031-05-11/letter.txt").write_text("mine", "utf-8")
    assert (
        refused(second, tmp_path)
        == """\
…/project/public/2031-05-11: error[published]: a folder of this name stands here, and no edition of this name was published
   = help: move it away
"""
    )


def test_a_damaged_ledger_stops_a_publish(second, tmp_path):
    alter(second / EDITIONS / "2031-05-04.json", {'"value": "240"': '"value": "241"'})
    assert (
        refused(second, tmp_path)
        == """\
briefings/editions/2031-05-04.json: error[ledger]: it was changed after it was written: its seal does not fit
   = help: bring back the file that `dateline publish` wrote, from the project’s history
"""
    )


def test_a_folder_that_cannot_be_made_is_told(first, tmp_path):
    (tmp_path / "file").write_text("mine", "utf-8")
    assert (
        refused(first, tmp_path, "--to", str(tmp_path / "file/public"))
        == """\
…/file/public: error[published]: it cannot be read or written: Not a directory
   = help: check the path, its permissions and the room left
"""
    )


@pytest.mark.parametrize("where", ["dateline.publish.shutil.copytree", "dateline.publish.carry"])
def test_a_full_disk_leaves_everything_as_it_was(second, tmp_path, monkeypatch, where):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = tree(tmp_path)
    monkeypatch.setattr(where, full)
    result = run(second, "publish")
    assert result.exit_code == 1
    assert "error[published]: it cannot be read or written: No space left on device" in result.stdout.replace(
        "error[layout]", "error[published]"
    )
    left = {path: content for path, content in tree(tmp_path).items() if "/.dateline" not in path}
    assert left == before
    assert told(second, "audit", str(second / "public")) == ""
    monkeypatch.undo()
    assert run(second, "publish").exit_code == 0


def test_a_disk_that_fills_while_the_pieces_move_is_gone_on_with(second, published, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dateline.publish.write_whole", full)
    assert run(second, "publish").exit_code == 1
    monkeypatch.undo()
    assert told(second, "audit", str(second / "public")) == (
        ".dateline/ready:0:0: published: the publishing of edition 2031-05-11 was interrupted\n"
        "  = publish again: the next publish ends it first\n"
    )
    result = run(second, "publish")
    assert result.exit_code == 0
    assert result.stdout.startswith("Edition 2031-05-11: the publishing that was interrupted is ended.\n")
    assert tree(second / "public") == tree(published.folder / "public-2")
    assert (second / EDITIONS / "2031-05-11.json").read_bytes() == published.ledger(2)


# ---------------------------------------------------------------- a ledger that is committed already


def test_a_machine_without_the_folder_publishes_the_same_bytes_again(published, tmp_path):
    """As a workflow does that finds the ledgers in the commit and publishes edition after edition."""
    root = tmp_path / "clone"
    for number in range(3):
        published.project(root, written=number + 1, ledgers=number + 1)
        assert run(root, "publish", IDS[number], "--to", str(tmp_path / "public")).exit_code == 0
        assert tree(tmp_path / "public") == tree(published.folder / f"public-{number + 1}")
        assert (root / EDITIONS / f"{IDS[number]}.json").read_bytes() == published.ledger(number + 1)


def test_another_build_of_a_published_edition_is_refused(published, tmp_path):
    root = published.project(tmp_path / "clone", written=1, ledgers=1)
    edit(root / "briefings/coast/briefing.yml", "[At least 240 people](fact:left-amber-watch) left.", "")
    found = refused(root, tmp_path, "--to", str(tmp_path / "public"))
    assert re.fullmatch(
        r"…/clone/briefings/editions/2031-05-04\.json: error\[published\]: edition 2031-05-04 is published, and this build of it has other bytes: \d+ files, briefs/2031-05-04\.a4\.pdf the first\n"
        r"   = help: publish from the commit that published it, or give the edition in work a new id\n",
        found,
    )


def test_a_ledger_without_its_folder_after_other_editions_is_published_again(published, tmp_path):
    """The second edition's folder was lost before it was hosted; its ledger was committed."""
    root = published.project(tmp_path / "clone", written=2, ledgers=2)
    published.public(tmp_path / "public", 1)
    assert run(root, "publish", "--to", str(tmp_path / "public")).exit_code == 0
    assert tree(tmp_path / "public") == tree(published.folder / "public-2")


# ---------------------------------------------------------------- two publishers


def test_one_who_finds_another_publishing_is_told(second, tmp_path):
    with held(second / "public") as ours:
        assert ours
        assert (
            refused(second, tmp_path)
            == """\
…/project/public: error[published]: someone else is publishing into this folder
   = help: wait for them
"""
        )
    assert run(second, "publish").exit_code == 0


@pytest.mark.parametrize("clones", [1, 2])
def test_of_two_publishers_at_once_one_wins_and_the_other_is_told(published, tmp_path, clones):
    roots = [published.project(tmp_path / f"clone{number}", written=2, ledgers=1) for number in range(clones)]
    published.public(tmp_path / "public", 1)
    words = [sys.executable, "-m", "dateline", "publish", "--to", str(tmp_path / "public")]
    running = [
        subprocess.Popen(  # noqa: S603  # our own command
            words, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        for root in (roots * 2)[:2]
    ]
    outputs = [process.communicate(timeout=120) for process in running]
    codes = [process.returncode for process in running]
    assert sorted(codes) == [0, 1], outputs
    out, err = outputs[codes.index(1)]
    assert re.search(
        "error.published.: (someone else is publishing into this folder|edition 2031-05-11 is published already)", out
    )
    assert err == "\n1 problem found; nothing was written.\n"
    winner = roots[codes.index(0) % clones]
    assert tree(tmp_path / "public") == tree(published.folder / "public-2")
    assert (winner / EDITIONS / "2031-05-11.json").read_bytes() == published.ledger(2)
    assert told(winner, "audit", str(tmp_path / "public")) == ""


# ---------------------------------------------------------------- stopped at any point


def test_whenever_it_is_killed_what_is_left_passes_the_audit_and_the_next_publish_ends_it(published, tmp_path):
    # Not measured: its many processes are killed before they could tell, and all that they run is run elsewhere.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, str(TESTS / "kills.py"), str(published.folder), str(tmp_path)],
        env=unmeasured,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=3000,
    )
    assert (done.returncode, done.stderr) == (0, "")
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    assert [kill for kill in kills if kill["audit"] != 0 or kill["torn"]] == []
    assert [kill for kill in kills if kill["again"] != 0 or not kill["same"]] == []
    # A file that was being written may be left; its hidden name is passed over by all that reads ledgers.
    assert all(re.fullmatch(r"\.2031-05-11\.json\.\d+", name) for kill in kills for name in kill["left"])
    assert sum(kill["kind"] == "random" for kill in kills) == KILLS
    assert sum(kill["killed"] and kill["kind"] == "step" for kill in kills) > 20
    assert any("was interrupted" in kill["said"] for kill in kills)
    assert {kill["exchange"] for kill in kills if kill["kind"] == "step"} == {True, False}


def interrupt(root: Path, to: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish up to the moment before the first piece is moved into its place."""
    real = dateline.publish.finish

    def stop(project: Path, folder: Path) -> str | None:
        if (folder / ".dateline/ready").exists():
            raise KeyboardInterrupt
        return real(project, folder)

    with monkeypatch.context() as patched:
        patched.setattr("dateline.publish.finish", stop)
        with pytest.raises(KeyboardInterrupt):
            publish(root, None, to)


def test_an_interrupted_publish_is_ended_by_the_publish_of_the_next_edition(second, published, monkeypatch):
    interrupt(second, second / "public", monkeypatch)
    write_edition(second, 2)
    assert run(second, "publish").exit_code == 0
    assert tree(second / "public") == tree(published.folder / "public")
    assert (second / EDITIONS / "2031-05-11.json").read_bytes() == published.ledger(2)


def test_what_is_changed_after_an_interruption_is_not_published_under_the_same_id(second, published, monkeypatch):
    interrupt(second, second / "public", monkeypatch)
    edit(second / "briefings/coast/factions.yml", "any plan", "every plan")
    assert "edition 2031-05-11 is published, and the facts are no longer those that it froze" in said(
        run(second, "publish")
    )
    assert tree(second / "public") == tree(published.folder / "public-2")


def test_an_interrupted_publish_of_another_project_is_left_alone(published, tmp_path, monkeypatch):
    other = published.project(tmp_path / "other", written=1, ledgers=0)
    edit(other / EDITION, "title: The invented coast", "title: Another coast")
    interrupt(other, tmp_path / "public", monkeypatch)
    mine = published.project(tmp_path / "mine", written=1, ledgers=1)
    assert (
        refused(mine, tmp_path, "--to", str(tmp_path / "public"))
        == """\
…/public/.dateline/ready: error[published]: edition 2031-05-04, which was made ready here, does not follow the ledgers of this project
   = help: delete .dateline/ in that folder, if no other project publishes into it
"""
    )


def test_an_interrupted_publish_of_a_later_edition_waits_for_those_before(published, tmp_path, monkeypatch):
    """A clone that lacks the ledger of the first edition cannot end the publishing of the second."""
    first = published.project(tmp_path / "first", written=2, ledgers=1)
    interrupt(first, published.public(tmp_path / "public", 1), monkeypatch)
    clone = published.project(tmp_path / "clone", written=1, ledgers=0)
    assert "edition 2031-05-11, which was made ready here, does not follow the ledgers" in refused(
        clone, tmp_path, "--to", str(tmp_path / "public")
    )


def test_nothing_found_in_a_folder_is_written_outside_of_the_ledgers(published, first, tmp_path):
    ready = tmp_path / "to/.dateline/ready"
    (ready / "beside").mkdir(parents=True)
    (ready / "ledger.json").write_bytes(published.ledger(1))
    alter(ready / "ledger.json", {'{"id": "2031-05-04"': '{"id": "../../../forged"'}, sealed=True)
    assert (
        refused(first, tmp_path, "--to", str(tmp_path / "to"))
        == """\
…/to/.dateline/ready: error[published]: what was made ready here has no ledger: it is not a ledger of this version: “edition.id” is missing or of another form
   = help: delete .dateline/ in that folder, if no other project publishes into it
"""
    )


# ---------------------------------------------------------------- the same input gives the same bytes

ELSEWHERE = """\
import os, sys
from pathlib import Path
from dateline.publish import publish
from three_editions import IDS, write_edition

root, public = map(Path, sys.argv[1:])
os.umask(0o077)
for number, edition in enumerate(IDS):
    write_edition(root, number)
    for path in sorted(root.rglob("*"), reverse=True):  # written anew, in another order and with other times
        if path.is_file() and "build" not in path.parts:
            text = path.read_bytes()
            path.unlink()
            path.write_bytes(text)
            os.utime(path, (1_000_000_000 + len(text), 1_000_000_000 + len(text)))
    publish(root, edition, public)
"""
OTHER_DAY = """\
import datetime, time

SHIFT = SECONDS
real = {name: getattr(time, name) for name in ("time", "time_ns", "localtime", "gmtime")}
time.time = lambda: real["time"]() + SHIFT
time.time_ns = lambda: real["time_ns"]() + SHIFT * 10**9
time.localtime = lambda at=None: real["localtime"](time.time() if at is None else at)
time.gmtime = lambda at=None: real["gmtime"](time.time() if at is None else at)


class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())


class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return cls.now()


datetime.date, datetime.datetime = Day, Moment
"""
PLACES = [
    ("an other place é", "Pacific/Kiritimati", "C", "1", 86_400 * 1000),
    ("b", "America/Adak", "tr_TR.UTF-8", "2", -86_400 * 400),
]


def elsewhere(folder: Path, *words: str, zone: str, locale: str, seed: str, shift: int) -> None:
    """Run Python on another day in another place."""
    (folder / "clock").mkdir(parents=True)
    (folder / "clock/sitecustomize.py").write_text(OTHER_DAY.replace("SECONDS", str(shift)), "utf-8")
    path = os.pathsep.join([str(folder / "clock"), str(TESTS), os.environ.get("PYTHONPATH", "")])
    environment = {"TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, *words],
        env={**os.environ, **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=200,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("name", "zone", "locale", "seed", "shift"), PLACES)
def test_the_same_editions_published_elsewhere_are_the_same_bytes(  # noqa: PLR0917  # a parameter a difference
    published, tmp_path, name, zone, locale, seed, shift
):
    folder = tmp_path / name
    root, public = folder / "project", folder / "out" / "public"
    elsewhere(folder, "-c", ELSEWHERE, str(root), str(public), zone=zone, locale=locale, seed=seed, shift=shift)
    assert tree(public) == tree(published.folder / "public")
    for number, edition in enumerate(IDS, start=1):
        assert (root / EDITIONS / f"{edition}.json").read_bytes() == published.ledger(number)


def test_the_real_briefings_published_elsewhere_are_the_same_bytes(tmp_path):
    roots = [copy_project(tmp_path / name / "real") for name in ("here", "dort drüben")]
    for root in roots:
        shutil.rmtree(root / EDITIONS, ignore_errors=True)
    assert run(roots[0], "publish").exit_code == 0
    elsewhere(
        tmp_path / "there",
        *("-m", "dateline", "-C", str(roots[1]), "publish"),
        zone="Asia/Kathmandu",
        locale="ar_SY.UTF-8",
        seed="3",
        shift=86_400 * 77,
    )
    here, there = (tree(root / "public") for root in roots)
    assert here == there
    assert tree(roots[0] / EDITIONS) == tree(roots[1] / EDITIONS)
    assert told(roots[1], "audit", str(roots[1] / "public")) == ""


# ---------------------------------------------------------------- the feed


def feed(public: Path) -> feedparser.FeedParserDict:
    read = feedparser.parse((public / "feed.xml").read_bytes())
    assert not read.bozo, read.get("bozo_exception")
    return read


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_the_feed_tells_of_each_edition_what_changed(published):
    read = feed(published.folder / "public")
    assert read.version == "atom10"
    assert (read.feed.title, read.feed.author) == ("Invented", "Invented")
    assert read.feed.updated == "2031-06-08T00:00:00Z"
    assert [
        (entry.title, entry.updated, entry.link, entry.summary, words(entry.content[0].value)) for entry in read.entries
    ] == [
        (
            "Edition 8 June 2031: The invented coast",
            "2031-06-08T00:00:00Z",
            "2031-06-08/changes.html",
            "Information cutoff: 8 June 2031. This edition corrects edition 2031-05-11.",
            (
                "Correction: The Lantern Watch says at least 130 people left Port Amber on 2 May 2031. (before: The Lantern Watch says at least 310 people left Port Amber on 2 May 2031.) The bulletin had misprinted the number. "
                "Changed: The Tide Council says 9 ferries sank in Port Amber (report of 7 June 2031). (before: Amber Gazette reports that 2 ferries sank in Port Amber (report of 10 May 2031).) The council keeps the register of ferries. Scuttled ferries are counted now. "
                "Withdrawn: The Tide Council says about 300 people left Port Amber on 2 May 2031. The council has taken its number back."
            ),
        ),
        (
            "Edition 11 May 2031: The invented coast",
            "2031-05-12T00:00:00Z",
            "2031-05-11/changes.html",
            "Information cutoff: 11 May 2031",
            (
                "Changed: The Tide Council denied any plan to leave Gull Island. (before: The Tide Council denied that it will leave Gull Island.) "
                "Changed: Amber Gazette reports that 2 ferries sank in Port Amber (report of 10 May 2031). (before: Amber Gazette reports that 1 ferry sank in Port Amber (report of 3 May 2031).) "
                "New: According to the Lantern Watch, Gull Island has been controlled by the Harbour Guard since 2031. "
                "Changed: The Lantern Watch says at least 310 people left Port Amber on 2 May 2031. (before: The Lantern Watch says at least 240 people left Port Amber on 2 May 2031.) The Lantern Watch counted again."
            ),
        ),
        (
            "Edition 4 May 2031: The invented coast",
            "2031-05-04T00:00:00Z",
            "2031-05-04/changes.html",
            "Information cutoff: 4 May 2031",
            "This is the first edition: there is nothing to compare it with yet.",
        ),
    ]


def test_an_entry_of_the_feed_stays_what_it_was(published):
    feeds = [feed(published.folder / f"public-{count}") for count in (1, 2, 3)]
    assert len({read.feed.id for read in feeds}) == 1
    for earlier, later in ((feeds[0], feeds[1]), (feeds[1], feeds[2])):
        known = {entry.id: entry for entry in later.entries}
        assert len(known) == len(earlier.entries) + 1
        for entry in earlier.entries:
            assert (known[entry.id].title, known[entry.id].content) == (entry.title, entry.content)


def test_the_feed_of_another_project_has_other_ids(published, first):
    edit(first / "briefings/coast/humanitarian.yml", "The monitor was there.", "The monitor counted.")
    assert run(first, "publish").exit_code == 0
    mine, other = feed(first / "public"), feed(published.folder / "public-1")
    assert mine.feed.id != other.feed.id
    assert {entry.id for entry in mine.entries}.isdisjoint(entry.id for entry in other.entries)


HOSTILE = "<b>Coast</b> & \"quotes\" 'too' ]]> &amp; <script>alert(x)</script> \u202eesrever"


def test_the_feed_is_well_formed_whatever_a_title_says(first):
    (first / EDITION).write_text(f'id: "2031-05-04"\ntitle: {json.dumps(HOSTILE)}\ncutoff: 2031-05-04\n', "utf-8")
    assert run(first, "publish").exit_code == 0
    read = feedparser.parse((first / "public/feed.xml").read_bytes(), sanitize_html=False)
    assert not read.bozo
    assert "<script>" not in (first / "public/feed.xml").read_text("utf-8")
    assert "<script>" not in (first / "public/index.html").read_text("utf-8")
    assert "Coast</b> & \"quotes\" 'too' ]]> &amp; <script>" in read.entries[0].title.replace("&lt;", "<").replace(
        "&gt;", ">"
    )
    assert told(first, "audit", str(first / "public")) == ""


@pytest.mark.parametrize("char", ["\\x00", "\\x07", "\\x1b", "\\uFFFE", "\\x85"])
def test_a_title_with_what_no_xml_may_hold_does_not_break_the_feed(first, char):
    (first / EDITION).write_text(f'id: "2031-05-04"\ntitle: "The {char} coast"\ncutoff: 2031-05-04\n', "utf-8")
    if run(first, "publish").exit_code == 0:
        feed(first / "public")


def test_a_feed_of_many_changes_says_that_there_are_more(published, tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.render.public._CHANGES_IN_FEED", 2)
    monkeypatch.setattr("dateline.render.public._IN_FEED", 2)
    root = published.project(tmp_path / "project", written=3, ledgers=2)
    published.public(tmp_path / "public", 2)
    assert run(root, "publish", "--to", str(tmp_path / "public")).exit_code == 0
    read = feed(tmp_path / "public")
    assert [entry.title for entry in read.entries] == [
        "Edition 8 June 2031: The invented coast",
        "Edition 11 May 2031: The invented coast",
    ]
    assert "Correction" in read.entries[0].content[0].value
    assert "Withdrawn" not in read.entries[0].content[0].value
    assert re.search(r'<a href="[^"]*2031-06-08/changes.html">', read.entries[0].content[0].value)


def test_a_feed_whose_site_has_an_address_names_it(first):
    config = first / "mkdocs.yml"
    config.write_text(f"site_url: https://coast.example/briefings/\n{config.read_text('utf-8')}", "utf-8")
    assert run(first, "publish").exit_code == 0
    assert [entry.link for entry in feed(first / "public").entries] == [
        "https://coast.example/briefings/2031-05-04/changes.html"
    ]

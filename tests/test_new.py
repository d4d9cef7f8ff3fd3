"""A new project is whole: it checks, builds, previews and publishes; what cannot be made leaves nothing behind."""

from __future__ import annotations

import errno
import json
import os
import shlex
import shutil
import subprocess
import sys
from decimal import Decimal
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path

import markdown
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import html
from mkdocs.config import load_config

import dateline.new
from conftest import HERE, edit
from dateline import __version__
from dateline.cli import main
from dateline.new import read_packaged, render_project
from dateline.read.yamlfile import parse_yaml
from dateline.render.environment import packaged_templates
from published import run, told, tree
from test_serve import fetch, preview_of

TITLE = "The coast: a desk’s “first” edition"
MADE = [
    ".github/workflows/dateline.yml",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "README.md",
    "briefings/actors.yml",
    "briefings/coast/briefing.yml",
    "briefings/coast/control.yml",
    "briefings/coast/factions.yml",
    "briefings/coast/humanitarian.yml",
    "briefings/coast/negotiations.yml",
    "briefings/edition.yml",
    "briefings/indicators.yml",
    "briefings/places.yml",
    "mkdocs.yml",
    "requirements.txt",
    "schemas/dateline.schema.json",
    "seeds/.keep",
    "seeds/port-amber.txt",
    "seeds/port-amber.yml",
    "templates/theme/.keep",
]
DESCRIBED = [path for path in MADE if path.endswith(".yml") and path.startswith(("briefings/", "seeds/"))]


def new(folder: Path | str, *options: str) -> Result:
    result = CliRunner().invoke(main, ["new", str(folder), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Make a project and build it; tests only read it."""
    root = tmp_path_factory.mktemp("made") / "desk"
    assert new(root, "--title", TITLE).exit_code == 0
    # As it was made, then as it was built.
    shutil.copytree(root, root.with_name("fresh"))
    result = run(root, "build")
    assert result.exit_code == 0, result.output
    return root


@pytest.fixture
def desk(made, tmp_path):
    """Copy a project as it was made."""
    return shutil.copytree(made.with_name("fresh"), tmp_path / "desk")


# ---------------------------------------------------------------- what is made


def test_it_says_what_was_proved_and_the_three_next_commands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = new("my desk")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == """\
my desk: 6 facts from 1 source: all proved. Next:
  cd 'my desk'
  dateline check
  dateline serve
"""
    )
    assert [path.name for path in tmp_path.iterdir()] == ["my desk"]
    assert files_of(tmp_path / "my desk") == MADE
    assert yaml.safe_load((tmp_path / "my desk/mkdocs.yml").read_text("utf-8"))["site_name"] == "Situation briefings"


def test_two_projects_of_one_title_are_the_same_bytes(made, tmp_path):
    new(tmp_path / "a/b/c", "--title", TITLE)
    assert tree(tmp_path / "a/b/c") == tree(made.with_name("fresh"))


def test_a_new_project_checks_builds_and_passes_the_audit(made):
    assert run(made, "check").stdout == "6 facts from 1 source: all proved.\n"
    result = run(made, "audit", str(made / "site"))
    assert (result.exit_code, result.stdout) == (0, "23 pages and 4 PDFs, 188 numbers traced to 6 facts.\n")
    home = html.fromstring((made / "site/index.html").read_bytes())
    said = " ".join(home.xpath("string(//main)").split())
    for words in ("The Harbour Guard has held Port Amber since 1999", "open the quay", "9 March 2001"):
        assert words in said, words
    assert "at least 240" in said.lower()
    assert home.xpath("//main//*[local-name()='svg']"), "a map is drawn"
    assert "  7 sentences: 6 quoted, 1 set aside, 0 missing\n" in run(made, "coverage").stdout


def test_mkdocs_builds_a_new_project_strictly(desk):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    result = subprocess.run(command, cwd=desk, capture_output=True, text=True, check=False)  # noqa: S603
    assert result.returncode == 0, result.stderr
    assert TITLE in (desk / "site/index.html").read_text("utf-8")


def test_a_new_project_is_previewed(desk):
    with preview_of(desk) as preview:
        assert TITLE in fetch(preview.address)


def test_its_settings_are_those_of_this_repository(desk):
    ours, theirs = (yaml.safe_load((root / "mkdocs.yml").read_text("utf-8")) for root in (HERE, desk))
    assert theirs == {**ours, "site_name": TITLE}
    ignored = (HERE / ".gitignore").read_text("utf-8").splitlines()
    assert set((desk / ".gitignore").read_text("utf-8").splitlines()) <= set(ignored)


def test_it_asks_for_the_version_that_made_it(desk):
    said = (desk / "requirements.txt").read_text("utf-8")
    assert [line for line in said.splitlines() if not line.startswith("#")] == [f"dateline=={__version__}"]


# ---------------------------------------------------------------- help for editors


def test_the_schema_is_that_of_this_version(desk):
    assert (desk / "schemas/dateline.schema.json").read_text("utf-8") == run(desk, "schema").stdout


@pytest.mark.parametrize("path", DESCRIBED)
def test_each_file_leads_to_the_schema_and_the_schema_accepts_it(desk, path):
    first = (desk / path).read_text("utf-8").partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=../")
    schema = (desk / path).parent / first.partition("$schema=")[2]
    assert schema.resolve() == (desk / "schemas/dateline.schema.json").resolve()
    validator = Draft202012Validator(json.loads(schema.read_text("utf-8")))
    validator.validate(plain(parse_yaml(path, (desk / path).read_bytes()).root))
    misspelt = (desk / path).read_bytes() + b"plaice: port-amber\n"
    assert not validator.is_valid(plain(parse_yaml(path, misspelt).root))


def plain(value):
    """Return values as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def test_vs_code_knows_the_schema_of_just_these_files(desk):
    settings, extensions = (
        json.loads((desk / ".vscode" / name).read_text("utf-8")) for name in ("settings.json", "extensions.json")
    )
    assert extensions == {"recommendations": ["redhat.vscode-yaml"]}
    ((schema, globs),) = settings["yaml.schemas"].items()
    assert (desk / schema).is_file()
    # fnmatch's star crosses slashes, so that `**/` is too strict only where there is no folder.
    fitting = [path for path in MADE if any(fnmatch(path, glob.replace("**/", "*")) for glob in globs)]
    assert fitting == DESCRIBED


# ---------------------------------------------------------------- code hosts and hooks


def workflow(root: Path):
    text = (root / ".github/workflows/dateline.yml").read_text("utf-8")
    # YAML 1.1 takes `on` for true.
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506  # it makes strings alone


def step(job, name):
    return next(step for step in job["steps"] if step.get("name") == name)


def test_pull_requests_are_checked_with_few_rights_and_main_alone_publishes(desk):
    flow = workflow(desk)
    assert flow["on"] == {"pull_request": "", "push": {"branches": ["main"]}, "workflow_dispatch": ""}
    assert flow["permissions"] == {"contents": "read"}
    check, publish = flow["jobs"]["check"], flow["jobs"]["publish"]
    assert "permissions" not in check
    assert [step["run"] for step in check["steps"] if "run" in step][1:3] == [
        "dateline check --format github",
        "dateline build",
    ]
    assert publish["needs"] == "check"
    assert publish["if"].startswith("github.event_name != 'pull_request' && github.ref == 'refs/heads/main' && ")
    assert publish["concurrency"] == "pages"
    theirs = yaml.load((HERE / ".github/workflows/pages.yml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    ours = theirs["jobs"]["publish"]
    assert (publish["permissions"], publish["environment"]) == (theirs["permissions"], ours["environment"])
    for name in ("Bring the editions that were published", "Keep them"):
        assert step(publish, name) == step(ours, name)
    assert [step["uses"] for step in publish["steps"] if "uses" in step] == [
        step["uses"] for step in ours["steps"] if "uses" in step
    ]


def test_a_problem_stands_at_its_line_in_a_pull_request(desk):
    edit(desk / "briefings/coast/humanitarian.yml", "value: 240", "value: 250")
    command = shlex.split(step(workflow(desk)["jobs"]["check"], "Check")["run"])
    result = run(desk, *command[1:])
    assert result.exit_code == 1
    assert (
        "::error file=briefings/coast/humanitarian.yml,line=7,col=12,title=P3-number::The fact says at least 250, "
        "the quotation says at least 240. If the quotation is right, write `value: 240` and `quantifier: at_least`\n"
    ) in result.stdout


def test_the_hook_checks_before_each_commit(desk):
    (repo,) = yaml.safe_load((desk / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    (hook,) = repo.pop("hooks")
    assert repo == {"repo": "local"}
    assert (hook["language"], hook["pass_filenames"], hook["always_run"]) == ("system", False, True)
    command = shlex.split(hook["entry"])
    assert run(desk, *command[1:]).exit_code == 0
    (desk / "seeds/port-amber.txt").unlink()
    assert run(desk, *command[1:]).exit_code == 1


# ---------------------------------------------------------------- two editions

REPORT = "At least 310 people left Port Amber on Sunday, the Lantern Watch said.\n"


def begin_second(root: Path, change: str = "    change: {cause: situation_changed, note: More have left since.}\n"):
    """Edit a new project as README tells: the source counts more now, in a report of its own."""
    (root / "seeds/second.txt").write_text(REPORT, "utf-8")
    (root / "seeds/second.yml").write_text(
        f"""\
id: second-report
document: second.txt
sha256: {sha256(REPORT.encode()).hexdigest()}
type: article-newspaper
title: Second report from Port Amber
publisher: Amber Gazette
issued: 2001-03-12
full_text: true
rights: Invented.
""",
        "utf-8",
    )
    with (root / "seeds/port-amber.yml").open("a", encoding="utf-8") as record:
        record.write(
            "  - quote: At least 240 people left Port Amber on Sunday, the Lantern Watch said.\n"
            "    reason: The monitor has counted on.\n"
        )
    figures = root / "briefings/coast/humanitarian.yml"
    edit(figures, "value: 240", "value: 310")
    edit(figures, "date: 2001-03-04", "date: 2001-03-11")
    edit(figures, "source: port-amber-report\n", f"source: second-report\n{change}")
    edit(figures, "quote: At least 240", "quote: At least 310")
    edit(root / "briefings/coast/briefing.yml", "[At least 240 people", "[At least 310 people")
    edit(root / "briefings/edition.yml", 'id: "2001-03-07"', 'id: "2001-03-12"')
    edit(root / "briefings/edition.yml", "cutoff: 2001-03-07", "cutoff: 2001-03-12")


def test_two_editions_are_published_from_it_one_after_the_other(desk):
    assert run(desk, "publish").exit_code == 0
    begin_second(desk, change="")
    (asked,) = told(desk).splitlines()[::2]
    assert asked == (
        "briefings/coast/humanitarian.yml:9:11: cause: “left-port-amber” differs from edition 2001-03-07 in `date`, "
        "`source`, `value`, and gives no cause"
    )
    edit(
        desk / "briefings/coast/humanitarian.yml",
        "source: second-report\n",
        "source: second-report\n    change: {cause: situation_changed, note: More have left since.}\n",
    )
    result = run(desk, "publish")
    assert result.exit_code == 0, result.output
    assert [one["version"] for one in json.loads((desk / "public/versions.json").read_text("utf-8"))] == [
        "2001-03-12",
        "2001-03-07",
    ]
    assert told(desk, "audit", str(desk / "public")) == ""
    told_of = (desk / "public/latest/changes.html").read_text("utf-8")
    assert "More have left since." in told_of


def test_git_is_offered_what_an_editor_wrote_and_nothing_that_was_built(desk, git):
    git("init", "--quiet", cwd=desk)
    git("add", "--all", cwd=desk)
    assert sorted(git("ls-files", cwd=desk).split()) == MADE
    git("commit", "--quiet", "-m", "Begin", cwd=desk)
    for command in ("build", "pdf", "publish"):
        assert run(desk, command, *(["--to", str(desk / "briefs")] if command == "pdf" else [])).exit_code == 0
    (desk / ".venv").mkdir()
    (desk / ".venv/pyvenv.cfg").touch()
    assert git("status", "--porcelain", "--untracked-files=all", cwd=desk) == "?? briefings/editions/2001-03-07.json\n"


@pytest.fixture
def git(tmp_path):
    """Run git as somebody without settings."""
    (tmp_path / "home").mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        **{f"GIT_{who}_{what}": "desk@localhost" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        "HOME": str(tmp_path / "home"),
        "GIT_CONFIG_NOSYSTEM": "1",
    }

    def call(*words: str, cwd: Path) -> str:
        return subprocess.run(  # noqa: S603
            ["git", *words],  # noqa: S607
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    call.environment = environment
    return call


def test_the_workflow_keeps_the_first_edition_when_it_publishes_the_second(desk, git, tmp_path):
    """Run the workflow's own scripts, with a bare repository in the place of the code host."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, module in (("python", ""), ("dateline", " -m dateline")):
        (programs / name).write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)}{module} "$@"\n', "utf-8")
        (programs / name).chmod(0o755)
    host = tmp_path / "host.git"
    git("init", "--quiet", "--bare", "-b", "main", str(host), cwd=tmp_path)
    git("init", "--quiet", "-b", "main", cwd=desk)
    git("remote", "add", "origin", str(host), cwd=desk)

    def push() -> list[str]:
        """Commit and push; return what stands on the branch of editions if the workflow published, else nothing."""
        before = git("rev-parse", "--quiet", "--verify", "HEAD", cwd=desk).strip() if pushed else "0" * 40
        git("add", "--all", cwd=desk)
        git("commit", "--quiet", "--allow-empty", "-m", "Edit", cwd=desk)
        git("push", "--quiet", "origin", "main", cwd=desk)
        pushed.append(before)
        there = tmp_path / f"runner-{len(pushed)}"
        git("clone", "--quiet", str(host), str(there), cwd=tmp_path)
        output = tmp_path / f"output-{len(pushed)}"
        environment = {
            **git.environment,
            "PATH": f"{programs}{os.pathsep}{git.environment['PATH']}",
            "BEFORE": before,
            "GITHUB_OUTPUT": str(output),
        }

        def play(job: str, name: str) -> None:
            one = step(workflow(there)["jobs"][job], name)
            folder = there / one.get("working-directory", ".")
            command = ["bash", "-e", "-c", one["run"]]
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
            assert done.returncode == 0, done.stdout + done.stderr

        play("check", "See whether ledgers came")
        if not output.exists():
            return []
        assert output.read_text("utf-8") == "publish=true\n"
        play("publish", "Bring the editions that were published")
        play("publish", "Publish this edition, if it has a ledger and is not there yet")
        play("publish", "Keep them")
        return [
            name
            for name in git("ls-tree", "--name-only", "pages", cwd=host).split()
            if name[0] == "2" and name[-1] != "p"
        ]

    pushed: list[str] = []
    assert push() == []
    assert run(desk, "publish").exit_code == 0
    assert push() == ["2001-03-07"]
    first = git("rev-parse", "pages:2001-03-07", cwd=host)
    begin_second(desk)
    assert push() == []
    assert run(desk, "publish").exit_code == 0
    assert push() == ["2001-03-07", "2001-03-12"]
    assert git("rev-parse", "pages:2001-03-07", cwd=host) == first
    git("clone", "--quiet", "--branch", "pages", str(host), str(tmp_path / "kept"), cwd=tmp_path)
    kept = {path: content for path, content in tree(tmp_path / "kept").items() if not path.startswith(".git/")}
    del kept[".git"]
    assert kept == {path: content for path, content in tree(desk / "public").items() if path != ".dateline"}
    assert push() == []


# ---------------------------------------------------------------- titles


@pytest.mark.parametrize(
    "title",
    [
        "% # - [x](y): 'z' \\ `v` \"w\"",
        "<script>alert(document)</script> & $HOME ${{ github }} {{ config }} @{ title }",
        "!ENV [PATH]",
        "NO",
        "Café – الضمير",
    ],
)
def test_a_title_is_words_wherever_it_stands(tmp_path, title):
    root = tmp_path / "desk"
    assert new(root, "--title", title).exit_code == 0
    assert load_config(str(root / "mkdocs.yml")).site_name == title
    edition = parse_yaml("edition.yml", (root / "briefings/edition.yml").read_bytes())
    assert edition.root["title"] == title
    assert heading((root / "README.md").read_text("utf-8")) == title
    assert run(root, "build").exit_code == 0
    page = html.fromstring((root / "site/index.html").read_bytes())
    assert page.xpath("string(//p[@class='site-name'])").strip() == title


def heading(text: str) -> str:
    (found,) = html.fromstring(f"<div>{markdown.markdown(text)}</div>").xpath("//h1")
    assert len(found) == 0, "a heading is words alone"
    return found.text


# Printed signs of the first plane, without those that are refused; spaces are folded where titles are shown.
@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "N"]), min_size=1, max_size=30))
def test_any_title_means_the_same_to_every_reader_of_yaml_and_markdown(title):
    packaged = read_packaged(packaged_templates() / "project")
    files = render_project(
        {path: packaged[path] for path in ("mkdocs.yml", "briefings/edition.yml", "README.md")}, title, "0"
    )
    assert yaml.safe_load(files["mkdocs.yml"])["site_name"] == title
    edition = parse_yaml("edition.yml", files["briefings/edition.yml"].encode())
    assert (edition.root["title"], edition.problems) == (title, ())
    assert heading(files["README.md"]) == title


NO_PART = "which is no part of a line of words"
WOULD_NOT = "with this title it would not build:"
LEAVE_OUT = "leave it out, or say it in a summary"
NO_FONT = (
    'PDF/A-3a, PDF/UA-1 error: the text `"北"` could not be displayed with font `"Libertinus Serif"`; '
    "put a font that has these signs into templates/brief/fonts/"
)
A_NUMBER = "and a title cannot be proved; leave it out"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("", "the title has no words"),
        (" \u200b – ", "the title has no words"),
        ("Coast 2", f"the title says the number “2”, {A_NUMBER}"),
        ("March 2001", f"the title says the number “2”, {A_NUMBER}"),
        ("Coast Ⅳ", f"the title says the number “Ⅳ”, {A_NUMBER}"),
        ("Coast ٣", f"the title says the number “٣”, {A_NUMBER}"),
        ("Coast\nsite_dir: /", f"the title has the character U+000A, {NO_PART}"),
        ("Coast\u2028x", f"the title has the character U+2028, {NO_PART}"),
        ("Coast \x1b[31m", f"the title has the character U+001B, {NO_PART}"),
        ("Coast \u202etsaoc", f"the title has the character U+202E, {NO_PART}"),
        ("Coast \udcff", f"the title has the character U+DCFF, {NO_PART}"),
        (
            "Two towns",
            f"{WOULD_NOT} the words about an edition cannot be proved, and these say the number “Two”; {LEAVE_OUT}",
        ),
        (
            "北",
            f"{WOULD_NOT} the brief “coast” cannot be set: {NO_FONT}",
        ),
    ],
)
def test_a_title_that_no_project_can_have_is_refused_in_one_line(tmp_path, title, said):
    result = new(tmp_path / "a/desk", "--title", title)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"Error: {said}\n")
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- folders


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path):
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk/.hidden").write_text("mine", "utf-8")
    refused(tmp_path / "desk", 2, "{} is not empty; name a folder that is new or empty")
    assert tree(tmp_path / "desk") == {".hidden": b"mine"}


def test_a_file_is_no_folder_nor_is_what_lies_below_it(tmp_path):
    (tmp_path / "desk").write_text("mine", "utf-8")
    refused(tmp_path / "desk", 2, "{} is not a folder")
    refused(tmp_path / "desk/below/it", 2, f"{tmp_path}/desk is not a folder")
    assert tree(tmp_path) == {"desk": b"mine"}


def test_a_link_that_leads_nowhere_is_refused(tmp_path):
    (tmp_path / "desk").symlink_to(tmp_path / "nowhere")
    refused(tmp_path / "desk", 2, "{} is a link that leads nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_name_that_the_system_does_not_take_is_one_line(tmp_path):
    refused(tmp_path / "a" / ("x" * 300), 1, "{} cannot be made: File name too long")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_line(tmp_path):
    (tmp_path / "locked/own").mkdir(parents=True)
    (tmp_path / "locked/own").chmod(0o555)
    (tmp_path / "locked").chmod(0o555)
    refused(tmp_path / "locked/desk", 1, "{} cannot be made: Permission denied")
    refused(tmp_path / "locked/own", 1, "{} cannot be made: Permission denied")
    assert tree(tmp_path / "locked") == {"own": None}


@pytest.mark.parametrize("stands", [False, True])
@pytest.mark.parametrize(
    ("name", "number"), [("mkdtemp", errno.EROFS), ("write_files", errno.ENOSPC), ("_put", errno.EACCES)]
)
def test_what_fails_midway_leaves_nothing(tmp_path, monkeypatch, name, number, stands):
    folder = tmp_path / "a/desk"
    if stands:
        folder.mkdir(parents=True)

    def fail(*_words, **_named):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(dateline.new, name, fail)
    refused(folder, 1, f"{{}} cannot be made: {os.strerror(number)}")
    assert tree(tmp_path) == ({"a": None, "a/desk": None} if stands else {})


def test_a_folder_that_could_be_filled_in_part_only_is_emptied_again(tmp_path, monkeypatch):
    (tmp_path / "desk").mkdir()
    rename = Path.rename

    def fail(path, target):
        if path.name == "seeds" and ".dateline-new-" in str(path.parent):
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    assert new(tmp_path / "desk").exit_code == 130
    assert tree(tmp_path) == {"desk": None}


def refused(folder: Path, code: int, said: str) -> None:
    result = new(folder)
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", f"Error: {said.format(folder)}\n")


def test_an_empty_folder_is_filled_and_stays_the_one_that_it_was(tmp_path, monkeypatch):
    (tmp_path / "desk").mkdir(mode=0o750)
    before = (tmp_path / "desk").stat()
    monkeypatch.chdir(tmp_path / "desk")
    result = new(".")
    assert (result.exit_code, result.stdout.splitlines()[1:]) == (
        0,
        ["  dateline check", "  dateline serve", "  dateline build"],
    )
    assert sorted(path.name for path in (tmp_path / "desk").iterdir()) == sorted(
        {path.partition("/")[0] for path in MADE}
    )
    after = (tmp_path / "desk").stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)


def test_a_link_to_an_empty_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "desk").symlink_to("real")
    assert new(tmp_path / "desk").exit_code == 0
    assert (tmp_path / "desk").is_symlink()
    assert files_of(tmp_path / "real") == MADE


def test_others_may_read_a_project_as_they_may_read_any_new_folder(tmp_path):
    mask = os.umask(0o022)
    try:
        assert new(tmp_path / "desk").exit_code == 0
    finally:
        os.umask(mask)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_dir()} == {0o755}
    assert {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_file()} == {0o644}


def test_a_name_cannot_steer_the_terminal(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert new("-C\x1b[31m").exit_code == 2  # an option, as everywhere
    result = CliRunner().invoke(main, ["new", "--", "-a\x1b[31m b"])
    assert result.stdout.splitlines()[:2] == [
        "-a\\u001b[31m b: 6 facts from 1 source: all proved. Next:",
        "  cd './-a\\u001b[31m b'",
    ]


# ---------------------------------------------------------------- the wheel


def test_an_installed_wheel_makes_checks_and_builds_a_project(tmp_path):
    """Nothing but the wheel's own files may be needed: no checkout, no editable install."""
    wheels, there = tmp_path / "wheels", tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--isolated"]
    environment = {**os.environ, "PYTHONPATH": str(there)}

    def call(*words: str) -> str:
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    call(*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(wheels), str(HERE))
    (wheel,) = wheels.iterdir()
    assert wheel.name == f"dateline-{__version__}-py3-none-any.whl"
    call(*pip, "install", "--no-deps", "--no-index", "--target", str(there), str(wheel))
    where = call(sys.executable, "-c", "import dateline; print(dateline.__file__)").strip()
    assert Path(where) == there / "dateline/__init__.py"
    assert call(sys.executable, "-m", "dateline", "new", "desk", "--title", TITLE).splitlines()[1] == "  cd desk"
    assert files_of(tmp_path / "desk") == MADE
    in_project = (sys.executable, "-m", "dateline", "-C", "desk")
    assert call(*in_project, "check") == "6 facts from 1 source: all proved.\n"
    assert call(*in_project, "build").startswith("In desk/site: 23 pages and 4 PDFs, ")

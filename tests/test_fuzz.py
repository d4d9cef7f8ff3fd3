"""Whatever stands in a project's files, `check`, `suggest` and `add source` say what is wrong, and never fall over.

    DATELINE_FUZZ=10000 python -m pytest -n0 tests/test_fuzz.py

tries so many documents in all; without it a part of them is tried.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import documents
from conftest import FILES, write_project
from dateline.add import add_source
from dateline.model.facts import KINDS
from dateline.prepare import check
from dateline.problems import Problem, ProblemsError
from dateline.read.schema import example_records
from dateline.read.yamlfile import parse_yaml
from dateline.report import FORMATS
from dateline.suggest import suggest

ALL = int(os.environ.get("DATELINE_FUZZ", "200"))
"""Documents to try in all tests together."""
YAML_FILES = sorted(path for path in FILES if path.endswith(".yml") and "/" in path)
TARGET = "briefings/coast/control.yml"


def tried(share: float) -> Callable[[object], object]:
    """Try so large a part of all; each time the same ones, unless more are asked for."""
    return settings(
        max_examples=max(10, int(ALL * share)),
        deadline=None,
        derandomize="DATELINE_FUZZ" not in os.environ,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


# ---------------------------------------------------------------- what must hold


def hold(root: Path, problems: object) -> None:
    """Hold problems to what they promise: they can be printed, and stand in a file, at a place that it has."""
    found: list[Problem] = sorted(set(problems))  # type: ignore[call-overload]  # they can be put in order
    for form in FORMATS.values():
        form(found, 0, 0).encode("utf-8", "surrogateescape")
    for problem in found:
        path = root / problem.file
        assert problem.message
        if problem.line:
            text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert problem.line <= len(lines), problem
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        else:
            said = (
                "no such",
                "cannot be read",
                "leads",
                "not an ordinary file",
                "no record",
                "could not be",
                "no source",
            )
            assert os.path.lexists(path) or any(words in problem.message for words in said), problem


def all_is_told(root: Path, target: str = TARGET) -> None:
    """Check a project, and suggest facts for each of its sources, into a file too."""
    hold(root, check(root).problems)
    for source in ("bulletin", "wire"):
        for to in (None, target):
            path = root / target
            before = path.read_bytes() if path.is_file() else None
            try:
                done = suggest(root, source, to)
            except ProblemsError as error:
                hold(root, error.problems)
                assert before == (path.read_bytes() if path.is_file() else None)
                continue
            assert done.sentences <= done.of
            if done.text:
                assert parse_yaml("suggested.yml", done.text.encode()).root
            if to and done.facts:
                assert path.read_bytes().startswith((before or b"").rstrip()[:20])


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return write_project(tmp_path_factory.mktemp("fuzz") / "project")


@contextmanager
def rewritten(root: Path, changed: dict[str, bytes]) -> Iterator[Path]:
    """Give the project with other files, and bring the first ones back."""
    before = {path: FILES[path].encode() if path in FILES else None for path in {*changed, TARGET}}
    for path, content in changed.items():
        (root / path).write_bytes(content)
    try:
        yield root
    finally:
        for path, content in before.items():
            if content is None:
                (root / path).unlink(missing_ok=True)
            else:
                (root / path).write_bytes(content)


# ---------------------------------------------------------------- YAML

PIECES = [
    *("\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufeff", "\u202e", "\u2066", "\ufffe", "\U0001f9ed"),
    *("\t", "\r", "\r\n", " " * 5000, "\n" * 300, "- " * 60, "[" * 60, "{a: " * 60, "? ", ": ", "- ", "# ", "'", '"'),
    *(
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "&a ",
        "*a",
        "<<: *a\n",
        "<<: {a: 1}\n",
        "!!binary ",
        "!!python/name:os.system ",
    ),
    *("|\n", ">-\n", "|9\n", "@", "`", "%", "9" * 5000, "1e999999999", "-1e-999", "0x" + "f" * 5000, "0o777", ".inf"),
    *(".nan", "-.5", "+1", "1_000", "22:30", "NO", "null", "~", "TODO", "true", "2031-02-30", "9999-12-31", "0000"),
    *("2031-05-03/2031-05-01", "../2031", "2031-05-XX", "-2031", "٣٤٠", "𝟛𝟜", "३", "Ⅻ", "½", "²", "e\u0301", "ﷺ"),
    *("[]", "{}", "[a, b]", "{a: b}", "[[[]]]", "[40, 60]", "[60, 40]", "''", '"\\ud800"', '"\\x00"', '"\\u2028"'),
    *(
        "fact:",
        "[a](fact:amber-held)",
        "[a](fact:",
        "…",
        "… …",
        "<b>",
        "{place}",
        "{{ 1 }}",
        "{",
        "}",
        "../../etc/passwd",
    ),
    *("seeds", "/etc/passwd", "a" * 81, "id: amber-held\n", "disputes: council-denies-leaving\n", "kind: figures\n"),
]
PIECE = st.one_of(
    st.sampled_from(PIECES).map(str.encode),
    st.text(max_size=8).map(lambda text: text.encode("utf-8", "replace")),
    st.binary(min_size=1, max_size=3),
)
WORDS = sorted({line.split(":")[0].strip(" -{") for text in FILES.values() for line in text.split("\n") if ":" in line})


@st.composite
def mutated(draw: st.DrawFn, text: str) -> bytes:
    """Change a file here and there."""
    content = text.encode()
    for _ in range(draw(st.integers(1, 3))):
        lines = content.split(b"\n")
        at = draw(st.integers(0, len(lines) - 1))
        offset = draw(st.integers(0, len(content)))
        match draw(st.integers(0, 8)):
            case 0:
                content = content[:offset]
            case 1:
                content = content[:offset] + draw(PIECE) + content[offset:]
            case 2:
                content = content[:offset] + content[draw(st.integers(offset, len(content))) :]
            case 3 | 4:  # another value
                key, colon, _ = lines[at].partition(b": ")
                lines[at] = key + (colon or b": ") + draw(PIECE)
                content = b"\n".join(lines)
            case 5:  # another key
                _, colon, value = lines[at].partition(b":")
                indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
                lines[at] = indent + draw(st.sampled_from(WORDS)).encode() + colon + value
                content = b"\n".join(lines)
            case 6:
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
                content = b"\n".join(lines)
            case 7:
                content = b"\n".join([*lines[:at], lines[at], *lines[at:]])
            case 8:
                lines[at] = b" " * draw(st.integers(0, 12)) + lines[at].lstrip()
                content = b"\n".join(lines)
    return content


@tried(0.3)
@given(data=st.data())
def test_a_changed_file_is_told_of(root, data):
    path = data.draw(st.sampled_from(YAML_FILES))
    content = data.draw(mutated(FILES[path]))
    with rewritten(root, {path: content}) as project:
        all_is_told(project)


RECORDS = example_records()
LEAF = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["amber-held", "left-amber-watch", "port-amber", "harbour-guard", "bulletin", "2031-05-02", "en"]),
    st.sampled_from(["at_least", "between", "controlled", "denies", "correction", "percent", "USD", "stock", "dozens"]),
    st.dates().map(str),
)
VALUE = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def record(draw: st.DrawFn, kind: str) -> dict[str, object]:
    """Take a record of a kind and put other values into some of its fields, or those of another kind."""
    made = {**draw(st.sampled_from(RECORDS[kind]))}
    for name in draw(st.lists(st.sampled_from(sorted({*made, *WORDS})), max_size=3)):
        made[name] = draw(VALUE)
    for name in draw(st.lists(st.sampled_from(sorted(made)), max_size=2)):
        made.pop(name, None)
    return made


@st.composite
def rewriting(draw: st.DrawFn) -> dict[str, bytes]:
    """Write some files anew, from records with other values."""
    kind = draw(st.sampled_from(sorted(RECORDS)))
    places = {
        **{name: f"briefings/{name}.yml" for name in ("actors", "places", "indicators", "edition", "basemap")},
        "source": "seeds/wire.yml",
        "briefing": "briefings/coast/briefing.yml",
    }
    single = kind in ("source", "briefing", "edition", "basemap")
    value = draw(record(kind)) if single else {kind: draw(st.lists(record(kind), min_size=1, max_size=3))}
    if kind in KINDS and draw(st.booleans()):  # what it names is there
        for fact in value[kind]:
            words = ("The Harbour Guard has held Port Amber since 2029", "At least 240 people left", "One ferry sank")
            fact |= {"source": "bulletin", "quote": draw(st.sampled_from(words)), "place": "port-amber"}
            fact |= {name: "harbour-guard" for name in ("by", "actor", "parties", "to") if name in fact}
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    return {places.get(kind, "briefings/coast/factions.yml"): text.encode("utf-8", "replace")}


@tried(0.3)
@given(changed=rewriting())
def test_values_of_any_type_in_any_field_are_told_of(root, changed):
    with rewritten(root, changed) as project:
        all_is_told(project)


# ---------------------------------------------------------------- documents

DIGITS = st.text(st.characters(categories=["Nd", "Nl", "No"]), min_size=1, max_size=30)
SPOKEN = st.sampled_from(
    [
        *("240 people left", "at least", "Port Amber", "the Lantern Watch said", "said that", "“", "”", '"', "’", "("),
        *(
            ")",
            ".",
            "...",
            "…",
            "?",
            "!",
            ";",
            ":",
            ",",
            "-",
            "–",
            "—",
            " ",
            "  ",
            "\n",
            "\n\n",
            "on Sunday",
            "2 May 2031",
        ),
        *("May", "since 2029", "1,600", "1.600", "1 600", "two dozen", "hundreds of thousands", "billion", "a", "the"),
        *("no one", "half", "⅔", "10⁶", "$5", "5 %", "percent", "between 40 and 60", "from 3 to 5", "Tide Council"),
        *("denied", "who told", "a.m.", "U.S.", "e.g.", "No. 7", "1.", "1)", "* ", "# ", "<b>", "&amp;", "\t", "\r"),
        *("\u202e", "\u2066", "\u200b", "\u00ad", "\u0301", "\ufeff", "\x00", "\x1b", "\ud7ff", "\U0010ffff", "漢字"),
        *("ภาษาไทย", "العربية", "שלום", "हिन्दी"),
    ]
)
TEXT = st.lists(st.one_of(SPOKEN, DIGITS, st.text(max_size=10)), max_size=25).map(" ".join)


@tried(0.25)
@given(text=TEXT, raw=st.none() | st.binary(max_size=20), quoted=st.tuples(st.integers(0, 80), st.integers(0, 80)))
def test_documents_of_any_signs_are_read(root, text, raw, quoted):
    content = text.encode("utf-8", "replace") + (raw or b"")
    named = FILES["seeds/wire.yml"].replace(
        sha256(FILES["seeds/wire.txt"].encode()).hexdigest(), sha256(content).hexdigest()
    )
    quote = text[min(quoted) : max(quoted)].strip() or "?"
    fact = {"id": "said", "actor": "tide-council", "stance": "denies", "what": quote, "source": "wire", "quote": quote}
    figure = {"id": "counted", "indicator": "people-left", "place": "port-amber", "value": 240, "source": "wire"}
    facts = yaml.safe_dump({"positions": [fact], "figures": [figure | {"quote": quote}]}, allow_unicode=True)
    changed = {
        "seeds/wire.txt": content,
        "seeds/wire.yml": named.encode(),
        "briefings/coast/factions.yml": facts.encode(),
    }
    with rewritten(root, changed) as project:
        all_is_told(project)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a" * 10_000_000,
        "9" * 1_000_000,
        "1,600 people left Port Amber. " * 5_000,
        "“" * 20_000,
        "no. " * 20_000,
        "\n" * 1_000_000,
        "three hundred and " * 5_000,
        "(" * 20_000,
        "٣" * 100_000,
    ],
    ids=["empty", "one-word", "one-number", "long", "quotes", "abbreviations", "lines", "words", "brackets", "arabic"],
)
def test_very_long_documents_are_read(tmp_path, text):
    project = write_project(tmp_path / "project", {"seeds/wire.txt": text})
    edition = project / "seeds/wire.yml"
    digest = sha256(FILES["seeds/wire.txt"].encode()).hexdigest()
    edition.write_text(FILES["seeds/wire.yml"].replace(digest, sha256(text.encode()).hexdigest()), "utf-8")
    hold(project, check(project).problems)
    suggest(project, "wire")


# ---------------------------------------------------------------- what lies where

NAMES = st.sampled_from(
    [
        *FILES,
        *("seeds/a b.txt", "seeds/a\nb.yml", "seeds/.hidden.yml", "seeds/deep/er/x.yml", "briefings/coast/x/y.yml"),
        *("briefings/other.yml", "briefings/coast.yml", "briefings/Coast/briefing.yml", "briefings/facts/briefing.yml"),
        *(
            "briefings/editions/2031-05-03.json",
            "briefings/editions/x.yml",
            "briefings/basemap.yml",
            "briefings/a:b/c.yml",
        ),
        *("briefings/coast/UP.YML", "briefings/coast/x.yaml", "seeds/ü.yml", "seeds/\u202ex.yml", "seeds/x\udcff.yml"),
        *("briefings", "seeds", "briefings/coast", "briefings/editions"),
    ]
)
CONTENTS = st.sampled_from([*(text.encode() for text in FILES.values()), b"", b"{}", b"[]", b"a", b"\xff", b"a: b\n"])


@st.composite
def moves(draw: st.DrawFn) -> tuple[str, str, object]:
    what = draw(st.sampled_from(["delete", "folder", "link", "write", "fifo"]))
    to = draw(
        st.sampled_from(["..", ".", "/", "/etc/hosts", "nowhere", "itself", "briefings", "control.yml", "wire.txt"])
    )
    return what, draw(NAMES), draw(CONTENTS) if what == "write" else to


def clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


@tried(0.1)
@given(steps=st.lists(moves(), min_size=1, max_size=3))
def test_files_in_odd_places_are_told_of(tmp_path_factory, steps):
    project = write_project(tmp_path_factory.mktemp("odd") / "project")
    for what, name, detail in steps:
        path = project / name
        try:
            clear(path)
            if what == "folder":
                (path / "in").mkdir(parents=True)
            elif what in ("link", "write", "fifo"):
                path.parent.mkdir(parents=True, exist_ok=True)
                if what == "link":
                    path.symlink_to(path.name if detail == "itself" else str(detail))
                elif what == "fifo":
                    os.mkfifo(path)
                else:
                    path.write_bytes(detail)
        except OSError:
            continue  # one step stands in the way of another
    all_is_told(project)
    shutil.rmtree(project.parent)


# ---------------------------------------------------------------- documents that are added

FLAGS = {"title": "Letter", "publisher": "Amber Gazette", "issued": "2031-05-03", "rights": "Invented."}
FLAGS |= {"type": "report", "language": "en", "id": "letter"}
HTML = (
    "<!doctype html><html lang=en><head><title>Letter</title></head><body><article><p>240 people left.<table><tr><td>1"
)
WHOLE = {
    ".pdf": documents.pdf("= Letter\n240 people left Port Amber on 2 May 2031.#footnote[So it is said.]"),
    ".docx": documents.docx(f"<w:p>{documents.run('240 people left Port Amber.')}</w:p>"),
    ".html": HTML.encode(),
    ".md": b"# Letter\n\n- 240 people *left*.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    ".txt": b"240 people left Port Amber.\n",
}


@st.composite
def bytes_of_a_kind(draw: st.DrawFn) -> tuple[str, bytes]:
    suffix = draw(st.sampled_from(sorted(WHOLE)))
    begin = draw(
        st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"{\\rtf"])
    )
    if draw(st.booleans()):
        return suffix, begin + draw(st.binary(max_size=200))
    content = bytearray(WHOLE[draw(st.sampled_from(sorted(WHOLE)))])
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(content) - 1))
        content[at : at + draw(st.integers(0, 4))] = draw(st.binary(max_size=4))
        content = content or bytearray(b" ")
    return suffix, bytes(content)


@tried(0.05)
@given(kind=bytes_of_a_kind())
def test_any_bytes_that_are_added_are_read_or_refused(tmp_path_factory, kind):
    suffix, content = kind
    folder = tmp_path_factory.mktemp("added")
    project = write_project(folder / "project")
    (folder / f"letter{suffix}").write_bytes(content)
    before = sorted(project.rglob("*"))
    try:
        add_source(project, str(folder / f"letter{suffix}"), None, FLAGS, None)
    except ProblemsError as error:
        for form in FORMATS.values():
            form(error.problems, 0, 0).encode()
        assert sorted(project.rglob("*")) == before
    else:
        told = [problem for problem in check(project).problems if problem.file.startswith("seeds/letter")]
        assert {problem.rule.value for problem in told} <= {"P9-coverage"}, told
        suggest(project, "letter")
    shutil.rmtree(folder)

"""Compiled templates are kept for the next build; what is damaged, or of another template, is done without."""

import pytest

from conftest import write_project
from pdfs import dateline
from published import tree


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def build(folder, changed=None):
    root = write_project(folder, changed)
    result = dateline(root, "build")
    assert result.exit_code == 0, result.output
    return tree(root / "site")


def kept(cache):
    return [path for path in cache.rglob("*") if path.is_file()]


def test_a_build_with_what_was_kept_gives_the_same_bytes(tmp_path, cache):
    first = build(tmp_path / "one")
    made = {path: path.stat().st_mtime_ns for path in kept(cache)}
    assert len(made) > 10
    assert build(tmp_path / "two") == first
    again = {path for path in kept(cache) if made.get(path) != path.stat().st_mtime_ns}
    assert again == set()


def halved(content):
    return content[: len(content) // 2]


def reworded(content):
    """Return a template that would say other words of the same length, and load."""
    return (
        content.replace(b"according to", b"disputed by ").replace(b"said", b"lied").replace(b"more than", b"less than")
    )


def flipped(content):
    return content[:-200] + bytes([content[-200] ^ 1]) + content[-199:]


@pytest.mark.parametrize("damage", [halved, reworded, flipped, lambda _: b"", lambda _: b"damaged"])
def test_what_is_damaged_is_compiled_again(tmp_path, cache, damage):
    first = build(tmp_path / "one")
    whole = {path: path.read_bytes() for path in kept(cache)}
    assert any(damage(content) != content for content in whole.values())
    for path, content in whole.items():
        path.write_bytes(damage(content))
    assert build(tmp_path / "two") == first
    assert {path: len(path.read_bytes()) for path in kept(cache)} == {path: len(one) for path, one in whole.items()}


def test_without_a_place_to_keep_them_templates_are_compiled_each_time(tmp_path, cache):
    cache.write_text("a file where the folder would be")
    first = build(tmp_path / "one")
    assert build(tmp_path / "two") == first
    assert cache.read_text() == "a file where the folder would be"


def test_a_template_that_changed_is_compiled_anew(tmp_path, cache):
    own = "templates/pages/method.md.j2"
    page = '{% extends "pages/_base.md.j2" %}{% block body %}<h1>Our WAY</h1>{% endblock %}'
    for way in ("first", "other"):
        site = build(tmp_path / "one", {own: page.replace("WAY", way)})
        assert f"<h1>Our {way}</h1>".encode() in site["method.html"]
    assert kept(cache)

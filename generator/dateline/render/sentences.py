"""Say facts in sentences of one language, from the macros of `templates/sentences/`."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment
from markupsafe import Markup

from dateline.model.facts import Fact


class Sentences:
    """Say each fact once and keep the sentence: a fact stands on several pages."""

    def __init__(self, environment: Environment, readings: Mapping[str, Mapping[str, str]], language: str) -> None:
        template = environment.get_template(f"sentences/{language}.j2", globals={"readings": readings})
        self.language = language
        self.macros = template.module
        self._said: dict[str, Markup] = {}

    def html(self, fact: Fact) -> Markup:
        """Return a fact's sentence with its numbers and dates marked."""
        said = self._said.get(fact.id)
        if said is None:
            said = self._said[fact.id] = self.macros.sentence(fact)  # type: ignore[attr-defined]  # a macro
        return said

    def text(self, fact: Fact) -> str:
        """Return a fact's sentence as plain text."""
        return self.html(fact).striptags()

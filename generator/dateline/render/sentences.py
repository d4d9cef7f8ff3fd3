"""Say facts in sentences of one language, from the macros of `templates/sentences/`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping

from jinja2 import Environment
from markupsafe import Markup

from dateline.model.facts import Fact
from dateline.model.registers import Actor, Source


class Sentences:
    """Say each fact once and keep the sentence: a fact stands on several pages.

    `earlier` are the ids of states of talks that others continue: they are told as past.
    """

    def __init__(
        self,
        environment: Environment,
        readings: Mapping[str, Mapping[str, str]],
        language: str,
        actors: Iterable[Actor],
        earlier: Container[str] = (),
    ) -> None:
        named = [(_bare(actor.name.say(language)), actor) for actor in actors]
        count = Counter(name for name, _ in named)
        self._voices = {name: actor for name, actor in named if count[name] == 1}
        told = {"readings": readings, "voice": self.voice, "earlier": earlier}
        template = environment.get_template(f"sentences/{language}.j2", globals=told)
        self.language = language
        self.macros = template.module
        self._said: dict[str, Markup] = {}

    def voice(self, source: Source) -> Actor | None:
        """Return the actor whose name the publisher of a source has; None where it has none's, or another spelling."""
        return self._voices.get(_bare(source.publisher))

    def html(self, fact: Fact) -> Markup:
        """Return a fact's sentence with its numbers and dates marked."""
        said = self._said.get(fact.id)
        if said is None:
            said = self._said[fact.id] = self.macros.sentence(fact)  # type: ignore[attr-defined]  # a macro
        return said

    def text(self, fact: Fact) -> str:
        """Return a fact's sentence as plain text."""
        return self.html(fact).striptags()


def _bare(name: str) -> str:
    """Return a name to be compared: without its article and capitals."""
    return " ".join(name.casefold().split()).removeprefix("the ")

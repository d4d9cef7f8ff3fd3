"""Set briefs in this process, which is fresh, and print what it took as JSON: `briefs.py` starts one for each.

Both ways get the same words and facts, and write one A4 PDF a brief. WeasyPrint is given what makes it fast: its style
sheet is parsed once, and its fonts are looked up once.
"""
# ruff: noqa: PLC0415 -- a measurement imports only what it measures

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

Brief = tuple[Mapping[str, Any], str]
"""What a brief says, and the facts that it has attached."""
Setter = Callable[[Mapping[str, Brief]], None]
PEER = Path(__file__).parent / "peer-brief"
ADDRESS = "https://example.org/"
REPETITIONS = 5


def gather(root: Path, to: Path) -> dict[str, float]:
    """Write what the briefs of a project say into a file, with the facts that each has attached."""
    from dateline import prepare

    gathered = prepare.gather(root, prepare.check(root), "en", ADDRESS)
    attached = gathered.attached()
    briefs = {name: (words, attached[name]) for name, words in gathered.briefs.items() if name}  # none of the edition
    to.write_text(json.dumps(briefs, ensure_ascii=False), "utf-8")
    return {"briefs": len(briefs), "facts": len(gathered.texts)}


def by_typst(out: Path) -> Setter:
    """Return what sets briefs our way, with all that it does beside setting."""
    from dateline import pdf

    pdf.PAPERS = {"a4": "a4"}

    def set_all(briefs: Mapping[str, Brief]) -> None:
        words = {name: words for name, (words, _) in briefs.items()}
        facts = {name: facts for name, (_, facts) in briefs.items()}
        for name, (only,) in pdf.set_briefs(out, "bench", words, facts).items():
            _write(out / f"{name}.pdf", only.content)

    return set_all


def by_weasyprint(out: Path) -> Setter:
    """Return what sets an equal HTML page by WeasyPrint."""
    from base64 import b64encode

    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration

    environment = Environment(
        loader=FileSystemLoader(PEER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["base64"] = lambda text: b64encode(text.encode()).decode()
    template = environment.get_template("brief.html.j2")
    fonts = FontConfiguration()
    style = CSS(PEER / "brief.css", font_config=fonts)

    def set_all(briefs: Mapping[str, Brief]) -> None:
        for name, (words, facts) in briefs.items():
            attached = words["words"]["attached"]
            attachment = Attachment(string=facts, name="facts.json", description=attached, relationship="Data")
            content = HTML(string=template.render(brief=words)).write_pdf(
                stylesheets=[style], font_config=fonts, attachments=[attachment], pdf_variant="pdf/ua-1"
            )
            _write(out / f"{name}.pdf", content)

    return set_all


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


SETTERS: Mapping[str, Callable[[Path], Setter]] = {"typst": by_typst, "weasyprint": by_weasyprint}


def once(who: str, file: Path, out: Path) -> dict[str, float]:
    """Set each brief of a file once."""
    briefs = _read(file)
    SETTERS[who](out)(briefs)
    return {"briefs": len(briefs)}


def warm(who: str, file: Path, out: Path, name: str) -> dict[str, float]:
    """Time one brief in a process that has set it before: another word in every sentence, in one figure, in none.

    Typst remembers what it laid out of equal input; our own memory of whole PDFs is emptied each time.
    """
    set_all, (words, facts) = SETTERS[who](out), _read(file)[name]
    set_all({name: (words, facts)})
    ways: dict[str, Callable[[Any, int], Any]] = {"changed": _vary, "one": _vary_one, "equal": lambda same, _: same}
    seconds: dict[str, list[float]] = {how: [] for how in ways}
    for how, taken in seconds.items():
        for number in range(REPETITIONS):
            brief = {name: (ways[how](words, number), facts)}
            shutil.rmtree(out / "build", ignore_errors=True)
            begun = time.perf_counter()
            set_all(brief)
            taken.append(time.perf_counter() - begun)
    return {how: min(taken) for how, taken in seconds.items()}


def again(file: Path, out: Path) -> dict[str, float]:
    """Time a second run of ours after the facts of one briefing changed, and count the PDFs that it set."""
    from dateline.pdf import KEPT

    set_all, briefs = by_typst(out), _read(file)
    set_all(briefs)
    before = set((out / KEPT).iterdir())
    name, (words, facts) = next(islice(briefs.items(), len(briefs) // 2, None))
    changed = {**briefs, name: (_vary(words, 1), facts)}
    begun = time.perf_counter()
    set_all(changed)
    return {"seconds": time.perf_counter() - begun, "set": len(set((out / KEPT).iterdir()) - before)}


def _read(file: Path) -> dict[str, Brief]:
    return json.loads(file.read_text("utf-8"))  # type: ignore[no-any-return]  # as `gather` wrote it


def _vary(value: Any, number: int) -> Any:  # noqa: ANN401  # of any JSON
    """Add a word to every sentence and name; an SVG stays as it is."""
    if isinstance(value, Mapping):
        return {key: _vary(part, number) for key, part in value.items()}
    if isinstance(value, list):
        return [_vary(part, number) for part in value]
    return f"{value} {number}" if isinstance(value, str) and " " in value and not value.startswith("<") else value


def _vary_one(words: Any, number: int) -> Any:  # noqa: ANN401  # of any JSON
    """Add a word to the first key figure alone, as an editor does who mends it."""
    first, *others = words["briefings"]
    figure, *figures = first["key_figures"]
    told = [{**figure, "counted": f"{figure['counted']} {number}"}, *figures]
    return {**words, "briefings": [{**first, "key_figures": told}, *others]}


def main(what: str, *given: str) -> dict[str, float]:
    """Measure one thing; a path is known by its slash."""
    measures = {measured.__name__: measured for measured in (gather, once, warm, again)}
    return measures[what](*(Path(one) if "/" in one else one for one in given))  # type: ignore[arg-type]


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:]), sys.stdout)

"""Read PDFs as their readers do: the words on the pages, the structure that is read aloud, and where things stand."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from click.testing import CliRunner, Result

from conftest import FILES
from dateline.cli import main

SITE_URL = "https://coast.example/"
MARGIN = 8 * 72 / 25.4
"""No printer needs more than 8 mm; in points."""


def dateline(root: Path, *arguments: str) -> Result:
    """Run a command in a project."""
    return CliRunner().invoke(main, ["-C", str(root), *arguments])


def words(path: Path) -> str:
    """Return the text of a PDF on one line."""
    return " ".join(" ".join(pages(path)).split()).replace("- ", "-")


def pages(path: Path) -> list[str]:
    """Return the text of each page, line by line, with one space for any white space and without what no one sees."""
    document = pypdfium2.PdfDocument(path.read_bytes())
    # PDFium writes a hyphen at the end of a line as a control, and joins the lines.
    said = [page.get_textpage().get_text_bounded().replace("\x02", "-\n").replace("\u200e", "") for page in document]
    return ["\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines()))) for text in said]


def off_page(path: Path, margin: float = MARGIN) -> list[str]:
    """Return the words of which a character stands off the page, or nearer to its edge than the margin."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(path.read_bytes()), start=1):
        width, height = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            if left < right and not (
                margin <= left and right <= width - margin and margin <= bottom and top <= height - margin
            ):
                found.append(f"page {number}: {text.get_text_range(at, 1)}")
    return found


# ---------------------------------------------------------------- the structure


@dataclass(frozen=True)
class Element:
    """Hold an element of the structure."""

    tag: str
    text: str
    """All that is read in it."""
    node: pikepdf.Dictionary
    parents: tuple[str, ...]


def elements(pdf: pikepdf.Pdf) -> Iterator[Element]:
    """Yield the elements of the structure in the order in which they are read aloud."""
    said = _marked(pdf)

    def walk(node: pikepdf.Object, parents: tuple[str, ...]) -> Iterator[Element]:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                yield from walk(kid, parents)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            tag = str(node.S).removeprefix("/")
            text = "".join(said.get(stretch, "") for stretch in stretches(node)).replace("\u200e", "")
            yield Element(tag, " ".join(text.split()), node, parents)
            if "/K" in node:
                yield from walk(node.K, (*parents, tag))

    yield from walk(pdf.Root.StructTreeRoot.K, ())


def stretches(node: pikepdf.Object, page: pikepdf.Object | None = None) -> Iterator[tuple[object, int]]:
    """Yield the marked stretches of a part of the structure as they are read aloud, each as its page and number."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from stretches(kid, page)
    elif isinstance(node, int):
        yield (page.objgen if page is not None else None, int(node))
    elif isinstance(node, pikepdf.Dictionary) and "/MCID" in node:
        yield (node.get("/Pg", page).objgen, int(node.MCID))
    elif isinstance(node, pikepdf.Dictionary) and "/K" in node:
        yield from stretches(node.K, node.get("/Pg", page))


def _marked(pdf: pikepdf.Pdf) -> dict[tuple[object, int], str]:
    """Return what stands in each marked stretch of each page, by the page and the stretch's number."""
    found: dict[tuple[object, int], str] = {}
    document = pypdfium2.PdfDocument(Path(str(pdf.filename)).read_bytes())
    for page, marked in zip(pdf.pages, document, strict=True):
        for _, number, text in texts(marked):
            if number >= 0:
                key = (page.obj.objgen, number)
                found[key] = found.get(key, "") + text
    return found


def texts(page: pypdfium2.PdfPage) -> Iterator[tuple[tuple[str, ...], int, str]]:
    """Yield each piece of text of a page with the names of its marks and the number of its stretch, or -1."""
    read = page.get_textpage()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        size = pdfium.FPDFTextObj_GetText(item.raw, read.raw, None, 0)
        buffer = (ctypes.c_ushort * (size // 2))()
        pdfium.FPDFTextObj_GetText(item.raw, read.raw, buffer, size)
        text = bytes(buffer).decode("utf-16-le").rstrip("\0")
        yield tuple(_marks(item.raw)), pdfium.FPDFPageObj_GetMarkedContentID(item.raw), text


def _marks(item: object) -> Iterator[str]:
    for at in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark, size, buffer = pdfium.FPDFPageObj_GetMark(item, at), ctypes.c_ulong(), (ctypes.c_ushort * 64)()
        pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), size)
        yield bytes(buffer)[: size.value].decode("utf-16-le").rstrip("\0")


# ---------------------------------------------------------------- invented projects


def source(name: str, text: str, **fields: str) -> dict[str, str]:
    """Return a document and its record, as files by their paths."""
    record = {
        "id": name,
        "document": f"{name}.txt",
        "sha256": sha256(text.encode()).hexdigest(),
        "type": "report",
        "title": "Bulletin",
        "publisher": "Amber Gazette",
        "issued": "2031-05-03",
        "full_text": True,
        "rights": "Invented for these tests.",
        **fields,
    }
    return {f"seeds/{name}.txt": text, f"seeds/{name}.yml": json.dumps(record, ensure_ascii=False)}


def replaced(*pairs: tuple[str, str], files: Mapping[str, str] = FILES) -> dict[str, str]:
    """Return the files that say something else when words are replaced wherever they stand, with new pins."""
    changed = {}
    for path, text in files.items():
        new = text
        for old, other in pairs:
            new = new.replace(old, other)
        if new != text:
            changed[path] = new
    for path in [path for path in changed if path.endswith(".txt")]:
        record = path.replace(".txt", ".yml")
        old, new = (sha256(said[path].encode()).hexdigest() for said in (files, changed))
        changed[record] = changed.get(record, files[record]).replace(old, new)
    return changed


ISLAND: Mapping[str, str] = {
    **source("island", "The Tide Council has held Gull Island since 2030, the Lantern Watch said.\n"),
    "briefings/island/briefing.yml": """\
title: The island
places: [gull-island]
summary: "[The Tide Council has held Gull Island since 2030](fact:gull-held)."
""",
    "briefings/island/control.yml": """\
control:
  - id: gull-held
    place: gull-island
    state: controlled
    by: tide-council
    since: "2030"
    said_by: lantern-watch
    source: island
    quote: The Tide Council has held Gull Island since 2030, the Lantern Watch said.
""",
}
"""A second briefing beside that on the coast."""
ADDRESSED: Mapping[str, str] = {"mkdocs.yml": FILES["mkdocs.yml"] + f"site_url: {SITE_URL}\n"}
"""A site that has an address, which briefs print with a code to scan."""
MAPPED: Mapping[str, str] = {
    "briefings/places.yml": """\
places:
  - {id: port-amber, name: Port Amber, type: town, coordinates: {latitude: 12.5, longitude: 99.5}, reference: Sheet}
  - {id: gull-island, name: Gull Island, type: area, coordinates: {latitude: 12.9, longitude: 99.1}, reference: Sheet}
""",
    **source("crossing", "At least 130 people left Port Amber for Gull Island on 2 May 2031.\n"),
    "briefings/indicators.yml": FILES["briefings/indicators.yml"]
    + """\
  - id: people-crossed
    name: People who crossed
    definition: People who went from one place to another.
    unit: people
    measure: flow
    population: crossings
    words: [people, left]
    phrase: {en: {one: "person left {origin} for {place}", other: "people left {origin} for {place}"}}
""",
    "briefings/coast/crossing.yml": """\
figures:
  - id: crossed-to-gull
    indicator: people-crossed
    place: gull-island
    from: port-amber
    value: 130
    quantifier: at_least
    date: 2031-05-02
    source: crossing
    quote: At least 130 people left Port Amber for Gull Island on 2 May 2031.
""",
}
"""Places with coordinates, and a movement between them with its figure: a map is drawn of it."""

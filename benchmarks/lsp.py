"""Measure how long an editor waits for the problems of what was typed, as its client sees it.

    python benchmarks/lsp.py [--facts 1000] [--edits 60] [--published]

Each edit is sent as a keystroke is, by a client in another process, and the time taken to the notification with the
problems of this very text. An edit changes words, breaks a number, mends it again, or makes the file unreadable.
`--published` publishes an edition first, so that each check is held against its ledger.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from generate import Size, write
from measure import freeze

BUDGET = 200
"""Milliseconds at 1,000 facts."""
WARMING = 2
"""Edits that are not counted: the first check reads all there is."""


def edits(text: str) -> Iterator[tuple[str, bool]]:
    """Yield texts that differ from the one before by what one keystroke does, and whether it is wrong."""
    number = text.index("value: ") + len("value: ")
    end = text.index("\n", number)
    source = text.index("    source: ")
    for count in range(1_000):
        note = f"    note: Words{' more' * (count % 7)}.\n"
        noted = text[:source] + note + text[source:]
        yield noted, False
        yield text[:number] + f"9{count}" + text[end:], True
        yield text, False
        yield text[:number] + '"' + text[number:], True


async def measure(root: Path, file: Path, text: str, count: int) -> list[float]:
    """Return how many milliseconds each edit took to its problems."""
    client = LanguageClient("benchmark", "1")
    told: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def take(params: lsp.PublishDiagnosticsParams) -> None:
        told.put_nowait(params)

    await client.start_io(sys.executable, "-m", "dateline", "lsp")
    folder = lsp.WorkspaceFolder(root.as_uri(), root.name)
    await client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities(), workspace_folders=[folder]))
    client.initialized(lsp.InitializedParams())
    uri = file.as_uri()
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "yaml", 0, text)))
    took = []
    for version, (edited, wrong) in zip(range(1, count + WARMING + 1), edits(text), strict=False):
        begun = time.perf_counter()
        client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version, uri),
                [lsp.TextDocumentContentChangeWholeDocument(edited)],
            )
        )
        while (found := await told.get()).uri != uri or found.version != version:
            pass
        took.append((time.perf_counter() - begun) * 1000)
        if bool(found.diagnostics) is not wrong:
            raise SystemExit(f"edit {version} should {'' if wrong else 'not '}be wrong: {found.diagnostics}")
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return took[WARMING:]


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=1_000)
    parser.add_argument("--edits", type=int, default=60)
    parser.add_argument("--published", action="store_true", help="hold each check against a published edition")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        size = Size.of_facts(arguments.facts, max(1, arguments.facts // 100))
        write(root, size)
        if arguments.published:
            freeze(root)
            write(root, size, 2)
        file = min(root.glob("briefings/*/humanitarian.yml"))
        took = asyncio.run(measure(root, file, file.read_text("utf-8"), arguments.edits))
    print(  # noqa: T201  # it is what the benchmark is for
        f"{arguments.facts:,} facts, {len(took)} edits, from didChange to publishDiagnostics:"
        f" median {median(took):.0f} ms, worst {max(took):.0f} ms (budget {BUDGET} ms)"
    )


if __name__ == "__main__":
    main()

"""Turn plain records into the protocol's types, with columns counted as the client counts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lsprotocol import types as lsp

from dateline.lsp.complete import Item
from dateline.lsp.fixes import Action
from dateline.lsp.hover import Hover
from dateline.lsp.quoting import Replacement
from dateline.lsp.scalars import Point
from dateline.lsp.session import Shown
from dateline.lsp.units import to_units
from dateline.problems import Severity

_KINDS = {
    "id": lsp.CompletionItemKind.Reference,
    "word": lsp.CompletionItemKind.EnumMember,
    "key": lsp.CompletionItemKind.Property,
    "quotation": lsp.CompletionItemKind.Text,
}
_LABEL = 100
"""Characters of a sentence that a list shows."""


@dataclass(frozen=True, slots=True)
class Wire:
    """Know a text and the units in which its columns are counted."""

    lines: Sequence[str]
    encoding: str

    def range(self, start: Point, end: Point) -> lsp.Range:
        """Return a stretch of the text."""
        first, last = to_units(self.lines, start, self.encoding), to_units(self.lines, end, self.encoding)
        return lsp.Range(lsp.Position(*first), lsp.Position(*last))

    def diagnostics(self, shown: Shown) -> list[lsp.Diagnostic]:
        """Return the problems of a file, each with its help."""
        return [
            lsp.Diagnostic(
                self.range(start, end),
                f"{problem.message}\nhelp: {problem.help}" if problem.help else problem.message,
                severity=lsp.DiagnosticSeverity.Warning
                if problem.severity is Severity.WARNING
                else lsp.DiagnosticSeverity.Error,
                code=problem.rule.value,
                source="dateline",
            )
            for start, end, problem in shown.problems
        ]

    def hover(self, said: Hover) -> lsp.Hover:
        """Return what is shown of a stretch."""
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, said.markdown), self.range(said.start, said.end))

    def items(self, items: Iterable[Item]) -> lsp.CompletionList:
        """Return what may be completed; the client asks again at each letter, since we choose among sentences."""
        return lsp.CompletionList(
            is_incomplete=True, items=[self._item(item, index) for index, item in enumerate(items)]
        )

    def _item(self, item: Item, index: int) -> lsp.CompletionItem:
        short = item.label if len(item.label) <= _LABEL else f"{item.label[:_LABEL]}…"
        return lsp.CompletionItem(
            label=short,
            kind=_KINDS[item.kind],
            detail=item.detail,
            documentation=item.label if short != item.label else None,
            sort_text=f"{index:04}",
            filter_text=item.filter or None,
            insert_text_format=lsp.InsertTextFormat.PlainText,
            insert_text_mode=lsp.InsertTextMode.AsIs,  # its lines are indented as they must be
            text_edit=self._edit(item.edit),
            additional_text_edits=[self._edit(edit) for edit in item.more] or None,
        )

    def _edit(self, edit: Replacement) -> lsp.TextEdit:
        return lsp.TextEdit(self.range(edit.start, edit.end), edit.text)

    def action(self, action: Action, uri: str, shown: Iterable[lsp.Diagnostic]) -> lsp.CodeAction:
        """Return a way to mend a problem, beside those that the client shows of it."""
        rule, message = action.problem.rule.value, action.problem.message
        mended = [one for one in shown if one.code == rule and one.message.startswith(message)]
        return lsp.CodeAction(
            title=action.title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=mended or None,
            edit=lsp.WorkspaceEdit(changes={uri: [self._edit(edit) for edit in action.edits]}),
        )

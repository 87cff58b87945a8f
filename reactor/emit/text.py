"""Source text of nodes, with expression regions put under their guards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import libcst as cst

from reactor.effects.partition import Draft, Partition
from reactor.parse import Source, children, walk
from reactor_runtime.program import Span


@dataclass(frozen=True, slots=True)
class _Edit:
    """Text to put before and after a span."""

    span: Span
    before: str
    after: str


class Text:
    """Cuts pieces out of one source file."""

    def __init__(self, partition: Partition) -> None:
        self._source: Source = partition.names.source
        self._guards: Mapping[cst.CSTNode, Draft] = partition.guards
        self._loops: Mapping[cst.CSTNode, Draft] = partition.loops

    def lines(self, span: Span, roots: list[cst.CSTNode], indent: str, added: int) -> list[tuple[str, int]]:
        """The lines of a span, the first one at ``indent``, later ones moved right by ``added`` unless inside a string.

        ``roots`` are the nodes in it that may hold expression regions.
        """
        edits = [edit for root in roots for edit in self._edits(root)]
        inserts: dict[int, list[tuple[int, int, str]]] = {}
        for order, edit in enumerate(edits):
            inserts.setdefault(edit.span.line, []).append((edit.span.column, order, edit.before))
            inserts.setdefault(edit.span.end_line, []).append((edit.span.end_column, -order - 1, edit.after))
        result: list[tuple[str, int]] = []
        for number in range(span.line, span.end_line + 1):
            text = self._source.lines[number - 1]
            start = span.column if number == span.line else 0
            end = span.end_column if number == span.end_line else len(text)
            # At one column what ends there comes before what begins there.
            for column, _, extra in sorted(inserts.get(number, ()), key=lambda item: (item[0], item[1]), reverse=True):
                text = text[:column] + extra + text[column:]
                end += len(extra)
            text = text[start:end]
            if number == span.line:
                text = indent + text
            elif number not in self._source.string_lines and text.strip():
                text = " " * added + text
            result.append((text, number))
        return result

    def guards_inside(self, node: cst.CSTNode) -> bool:
        """Whether an expression of this statement stands under a guard."""
        return any(part in self._guards for part in walk(node))

    def _edits(self, root: cst.CSTNode) -> list[_Edit]:
        found: list[_Edit] = []
        self._collect(root, None, found.append)
        return found

    def _collect(self, node: cst.CSTNode, parent: cst.CSTNode | None, add: Callable[[_Edit], None]) -> None:
        loop = self._loops.get(parent) if isinstance(parent, cst.For) and node is parent.iter else None
        if loop is not None:
            open_, close = _call(f"_r.loop({loop.id}, ", node, node in self._guards)
            add(_Edit(self._source.span(node), open_, close))
        draft = self._guards.get(node)
        if draft is not None and isinstance(node, cst.BaseExpression):
            add(self._guard(draft, node, parent))
        elif not isinstance(node, (cst.BaseSuite, cst.Lambda)):
            for child in children(node):
                self._collect(child, node, add)

    def _guard(self, draft: Draft, node: cst.BaseExpression, parent: cst.CSTNode | None) -> _Edit:
        number = draft.id
        space = "" if draft.frame is None else ", locals()"
        before, after = _call(f"_r.keep({number}, ", node, False)
        after += f" if _r.run({number}{space}) else _r.kept({number})"
        # Positions leave out a node's own parentheses, so these stay around whatever is put here.
        if (isinstance(parent, (cst.BaseExpression, cst.WithItem, cst.ComparisonTarget))) and not node.lpar:
            before, after = "(" + before, after + ")"
        return _Edit(self._source.span(node), before, after)


def _call(opening: str, argument: cst.CSTNode, guarded: bool) -> tuple[str, str]:
    """Text that makes a node the last argument of a call."""
    if isinstance(argument, (cst.Tuple, cst.GeneratorExp)) and not guarded:
        return opening + "(", "))"
    return opening, ")"

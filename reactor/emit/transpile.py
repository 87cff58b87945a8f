"""Write the transpiled script.

Purpose: the original statements, under guards. Needs: `Partition`, and a summary of each region for the reader.
Gives: the text, and for each of its lines the source line and the columns added.

It works on the text of the script rather than on its tree: comments, blank lines and line breaks stay as the user wrote
them, and every line written is known to stand for a line of the script.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

import libcst as cst

from reactor.effects.arguments import constant_string
from reactor.effects.partition import Draft, Partition
from reactor.parse import Source
from reactor_runtime.program import Binding, Region, Span

from .lines import STEP, Output
from .summary import summarize
from .text import Text


@dataclass(frozen=True)
class Transpiled:
    text: str
    lines: tuple[int, ...]
    indents: tuple[int, ...]


def transpile(partition: Partition, regions: Mapping[int, Region]) -> Transpiled:
    """Write one file. ``regions`` has the finished region of every draft, by id."""
    writer = _Writer(partition, regions)
    writer.module()
    lines = writer.output.lines
    return Transpiled(
        text=writer.output.text(),
        lines=tuple(line.source for line in lines),
        indents=tuple(line.added for line in lines),
    )


class _Writer:
    def __init__(self, partition: Partition, regions: Mapping[int, Region]) -> None:
        self._source: Source = partition.names.source
        self._partition = partition
        self._regions = regions
        self._text = Text(partition)
        self._file = PurePath(self._source.path).name
        # The next source line that has not been written yet.
        self._next = 1
        self.output = Output()

    def module(self) -> None:
        for statement in self._source.tree.body:
            self._statement(statement, 0, 0)
        self._gap(len(self._source.lines) + 1, 0)
        lines = self.output.lines
        while lines and not lines[-1].text.strip():
            lines.pop()

    # -- layout -------------------------------------------------------------------------------------------------

    def _gap(self, until: int, added: int) -> None:
        """Comments and blank lines before a statement."""
        for number in range(self._next, until):
            text = self._source.lines[number - 1]
            self.output.add(" " * added + text if text.strip() else "", number, added if text.strip() else 0)
        self._next = max(self._next, until)

    def _add(self, text: str, line: int, added: int) -> None:
        self.output.add(text, line, added)

    def _span(self, span: Span, roots: list[cst.CSTNode], indent: str, added: int) -> None:
        for text, number in self._text.lines(span, roots, indent, added):
            self._add(text, number, added if number not in self._source.string_lines else 0)
        self._next = max(self._next, span.end_line + 1)

    # -- statements ---------------------------------------------------------------------------------------------

    def _statement(self, node: cst.CSTNode, added: int, column: int) -> None:
        """Write a statement that is moved right by ``added`` and then stands at ``column``."""
        if isinstance(node, cst.SimpleStatementLine):
            self._gap(self._source.line(node.body[0]), added)
            self._small_statements(list(node.body), added, column)
            return
        first = self._source.line(node)
        self._gap(first, added)
        draft = self._partition.guards.get(node)
        if draft is None:
            self._compound(node, added, column)
            return
        indent = " " * column
        self._open(draft, first, indent, added)
        self._compound(node, added + STEP, column + STEP)
        last = self.output.lines[-1].source
        self._close(draft, last, indent, added)

    def _small_statements(self, statements: list[cst.BaseSmallStatement], added: int, column: int) -> None:
        """Write the statements of one line, each on a line of its own unless all are plain."""
        spans = [self._source.span(item) for item in statements]
        last = self._source.lines[spans[-1].end_line - 1]
        spans[-1] = Span(spans[-1].line, spans[-1].column, spans[-1].end_line, len(last))
        if not any(self._guarded(item) for item in statements):
            whole = Span(spans[0].line, spans[0].column, spans[-1].end_line, spans[-1].end_column)
            self._span(whole, [], " " * column, added)
            return
        for item, span in zip(statements, spans, strict=True):
            draft = self._partition.guards.get(item)
            indent = " " * column
            if draft is None:
                self._span(span, [item], indent, added)
                continue
            self._open(draft, span.line, indent, added)
            self._span(span, [], indent + " " * STEP, added + STEP)
            self._close(draft, span.end_line, indent, added)

    def _guarded(self, node: cst.CSTNode) -> bool:
        return node in self._partition.guards or self._text.guards_inside(node)

    def _open(self, draft: Draft, line: int, indent: str, added: int) -> None:
        region = self._regions[draft.id]
        note = summarize(region)
        text = f"{indent}if _r.run({draft.id}{self._locals(draft)}):  # {self._file}:{line}"
        self._add(f"{text}  {note}" if note else text, line, added)

    def _close(self, draft: Draft, line: int, indent: str, added: int) -> None:
        inner = indent + " " * STEP
        self._add(f"{inner}_r.done({draft.id}{self._locals(draft)})", line, added)
        names = [name for name, where in self._regions[draft.id].binds if where is Binding.LOCAL]
        if draft.frame is not None and names:
            self._add(f"{indent}else:", line, added)
            self._add(f"{inner}{', '.join(names)}, = _r.values({draft.id})", line, added)

    @staticmethod
    def _locals(draft: Draft) -> str:
        return "" if draft.frame is None else ", locals()"

    # -- compound statements ------------------------------------------------------------------------------------

    def _compound(self, node: cst.CSTNode, added: int, column: int) -> None:
        match node:
            case cst.FunctionDef():
                self._function(node, added, column)
            case cst.If():
                self._if(node, added, column)
            case cst.Try() | cst.TryStar():
                self._clause(node, [], node.body, added, column)
                for handler in node.handlers:
                    self._clause(handler, [], handler.body, added, column)
                for other in (node.orelse, node.finalbody):
                    if other is not None:
                        self._clause(other, [], other.body, added, column)
            case cst.For() | cst.While():
                roots = [node] if isinstance(node, cst.For) else [node.test]
                self._clause(node, list(roots), node.body, added, column)
                if node.orelse is not None:
                    self._clause(node.orelse, [], node.orelse.body, added, column)
            case cst.With():
                self._clause(node, list(node.items), node.body, added, column)
            case cst.Match():
                self._match(node, added, column)
            case cst.ClassDef():
                self._clause(node, [], node.body, added, column)
            case _:
                raise AssertionError(f"no compound statement: {type(node).__name__}")

    def _if(self, node: cst.If, added: int, column: int) -> None:
        branch: cst.If | cst.Else | None = node
        while isinstance(branch, cst.If):
            self._clause(branch, [branch.test], branch.body, added, column)
            branch = branch.orelse
        if branch is not None:
            self._clause(branch, [], branch.body, added, column)

    def _match(self, node: cst.Match, added: int, column: int) -> None:
        start = self._source.span(node)
        header_end = self._source.line(node.whitespace_after_colon)
        self._header(start.line, start.column, header_end, [node.subject], added, column)
        for case in node.cases:
            inner = column + self._source.span(case).column - start.column
            self._clause(case, [], case.body, added, inner)

    def _clause(
        self, node: cst.CSTNode, roots: list[cst.CSTNode], body: cst.BaseSuite, added: int, column: int
    ) -> None:
        """Write ``node``'s header up to its colon, then the body."""
        start = self._source.span(node)
        self._gap(start.line, added)
        if isinstance(body, cst.IndentedBlock):
            self._header(start.line, start.column, self._source.line(body.header), roots, added, column)
            self._block(body, added, column, start.column)
        else:
            assert isinstance(body, cst.SimpleStatementSuite)
            self._suite(start, body, roots, added, column)

    def _header(self, line: int, start: int, end_line: int, roots: list[cst.CSTNode], added: int, column: int) -> None:
        span = Span(line, start, end_line, len(self._source.lines[end_line - 1]))
        self._span(span, roots, " " * column, added)

    def _block(self, body: cst.IndentedBlock, added: int, column: int, outer: int) -> None:
        for statement in body.body:
            own = self._source.span(_first(statement)).column
            self._statement(statement, added, column + own - outer)

    def _suite(
        self, start: Span, body: cst.SimpleStatementSuite, roots: list[cst.CSTNode], added: int, column: int
    ) -> None:
        """A body on the line of its header: broken up if something in it is guarded."""
        colon = self._source.positions[body.leading_whitespace].start
        statements = list(body.body)
        last = self._source.span(statements[-1])
        if any(self._guarded(item) for item in statements):
            header = Span(start.line, start.column, colon.line, colon.column)
            self._span(header, roots, " " * column, added)
            self._small_statements(statements, added, column + STEP)
        else:
            end = len(self._source.lines[last.end_line - 1])
            self._span(Span(start.line, start.column, last.end_line, end), roots, " " * column, added)

    # -- functions ----------------------------------------------------------------------------------------------

    def _function(self, node: cst.FunctionDef, added: int, column: int) -> None:
        frame = self._partition.frames.get(node)
        if frame is None:
            self._clause(node, [], node.body, added, column)
            return
        start = self._source.span(node)
        body = node.body
        if isinstance(body, cst.IndentedBlock):
            self._header(start.line, start.column, self._source.line(body.header), [], added, column)
            statements: list[cst.CSTNode] = list(body.body)
            step = self._source.span(_first(statements[0])).column - start.column
        else:
            assert isinstance(body, cst.SimpleStatementSuite)
            colon = self._source.positions[body.leading_whitespace].start
            self._span(Span(start.line, start.column, colon.line, colon.column), [], " " * column, added)
            statements, step = list(body.body), STEP
        inner = column + step
        if isinstance(body, cst.SimpleStatementSuite):
            line = self._source.line(body.body[0])
            self._add(f"{' ' * inner}with _r.frame({frame.id}):", line, added)
            self._small_statements(list(body.body), added + STEP, inner + STEP)
            return
        if _is_docstring(statements[0]):
            self._statement(statements.pop(0), added, inner)
        line = self._source.line(_first(statements[0])) if statements else self._next - 1
        self._add(f"{' ' * inner}with _r.frame({frame.id}):", line, added)
        for statement in statements:
            self._statement(statement, added + STEP, inner + STEP)
        if not statements:
            self._add(f"{' ' * (inner + STEP)}pass", line, added)


def _first(node: cst.CSTNode) -> cst.CSTNode:
    """The node whose position is that of a statement: LibCST gives a statement line that of its first part."""
    return node.body[0] if isinstance(node, cst.SimpleStatementLine) else node


def _is_docstring(node: cst.CSTNode) -> bool:
    if not (isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1):
        return False
    only = node.body[0]
    return isinstance(only, cst.Expr) and constant_string(only.value) is not None

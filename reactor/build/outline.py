"""The nesting of a source file, which a graph is grouped by.

Purpose: a graph of a thousand statements is read by the blocks that its author wrote. Needs: a source. Gives: its
blocks, and the innermost one around a line.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reactor.build.sources import lines_of

_Compound = (
    ast.FunctionDef
    | ast.AsyncFunctionDef
    | ast.ClassDef
    | ast.With
    | ast.AsyncWith
    | ast.For
    | ast.AsyncFor
    | ast.While
    | ast.If
    | ast.Try
    | ast.TryStar
    | ast.Match
)


@dataclass(frozen=True, slots=True)
class Block:
    """A compound statement with all its branches. `around` is the number of the block around it, None in the module."""

    around: int | None
    line: int
    end_line: int
    column: int
    label: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of one file, outer ones before those inside; a block's number is its index."""

    blocks: tuple[Block, ...]

    def innermost(self, line: int, *, inside: bool = True) -> int | None:
        """The block around a line; without `inside`, not the one that starts on the line."""
        found = None
        for number, block in enumerate(self.blocks):
            if block.line <= line <= block.end_line and (inside or block.line < line):
                found = number
        return found


def outline(source: str) -> Outline:
    """The outline of a source. Raises `SyntaxError`."""
    blocks: list[Block] = []
    _collect(ast.parse(source).body, None, lines_of(source), blocks)
    return Outline(tuple(blocks))


def _collect(body: Sequence[ast.stmt], around: int | None, lines: list[str], blocks: list[Block]) -> None:
    for node in body:
        if not isinstance(node, _Compound):
            continue
        number = len(blocks)
        blocks.append(
            Block(around, node.lineno, node.end_lineno or node.lineno, node.col_offset, lines[node.lineno - 1].strip())
        )
        for part in _bodies(node):
            _collect(part, number, lines, blocks)


def _bodies(node: ast.AST) -> Iterator[Sequence[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        yield getattr(node, name, [])
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield part.body

"""The nesting of a source file: which lines stand in which block.

The graph of regions does not know of blocks whose header is no region (``with left:``), and a picture of it is grouped
by the blocks that a person sees in the source.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """The body of a compound statement, lines ``first`` to ``last``. ``header`` is the line that opens it."""

    header: int
    first: int
    last: int


def outline(source: str) -> tuple[Block, ...]:
    """The blocks of a source, outer ones before those inside; none if it cannot be parsed."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return ()
    return tuple(_blocks(tree.body, source.splitlines()))


def _blocks(statements: Sequence[ast.stmt], lines: Sequence[str]) -> Iterator[Block]:
    for statement in statements:
        above = statement.lineno
        for opener, body in _bodies(statement):
            if not (isinstance(statement, ast.If) and opener is None and _is_elif(statement)):
                # The `elif` of a ladder is no block inside a block.
                header = opener or _else_line(body, lines, above)
                yield Block(header, _first_line(body), _last_line(body))
            yield from _blocks(body, lines)
            above = _last_line(body)


def _bodies(statement: ast.stmt) -> Iterator[tuple[int | None, list[ast.stmt]]]:
    """The lists of statements inside one, in source order, each with the line that opens it: none for ``else``."""
    if body := getattr(statement, "body", None):
        yield statement.lineno, body
    for handler in getattr(statement, "handlers", ()):
        yield handler.lineno, handler.body
    for case in getattr(statement, "cases", ()):
        yield case.pattern.lineno, case.body
    for name in ("orelse", "finalbody"):
        if body := getattr(statement, name, None):
            yield None, body


def _is_elif(statement: ast.If) -> bool:
    """Whether what follows is written ``elif``: then it starts at the column of the ``if``."""
    first = statement.orelse[0]
    return len(statement.orelse) == 1 and isinstance(first, ast.If) and first.col_offset == statement.col_offset


def _else_line(body: list[ast.stmt], lines: Sequence[str], above: int) -> int:
    """The line of an ``else`` or ``finally``, which has no node of its own."""
    first = _first_line(body)
    found = (line for line in range(first, above, -1) if lines[line - 1].lstrip().startswith(("else", "finally")))
    return next(found, first)


def _first_line(body: list[ast.stmt]) -> int:
    decorators: list[ast.expr] = getattr(body[0], "decorator_list", [])
    return min([body[0].lineno, *(decorator.lineno for decorator in decorators)])


def _last_line(body: list[ast.stmt]) -> int:
    return max(statement.end_lineno or statement.lineno for statement in body)

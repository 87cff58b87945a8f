"""Gives the nodes of a transpiled tree the positions they have in the user's file.

The transpiled tree is the original one with guards around statements and expressions. The two are walked side by side;
what stands under a guard is paired with what stands there in the original, and the guards themselves take the position
of what they guard. Tracebacks, with their carets, and ``inspect.getsource`` then show the script.
"""

from __future__ import annotations

import ast
from typing import Any

_POSITION = ("lineno", "col_offset", "end_lineno", "end_col_offset")


class Mismatch(Exception):
    """The trees do not correspond: the file on disk is not the one that was compiled."""


def copy_positions(transpiled: ast.Module, original: ast.Module, guards: str) -> None:
    """Set the positions of all nodes of ``transpiled`` from ``original``; ``guards`` is the name that guards go by.

    Raises:
        Mismatch: ``transpiled`` is not ``original`` with guards.
    """
    _Pairing(guards).statements(transpiled.body, original.body)


class _Pairing:
    def __init__(self, guards: str) -> None:
        self._guards = guards

    def statements(self, mine: list[ast.stmt], theirs: list[ast.stmt]) -> None:
        plain: list[tuple[ast.stmt, ast.stmt | None]] = []
        self._flatten(mine, plain)
        if len(plain) != len(theirs):
            raise Mismatch(f"{len(plain)} statements for {len(theirs)}")
        for (statement, guard), other in zip(plain, theirs, strict=True):
            if guard is not None:
                _spread(guard, other)
            self._node(statement, other)

    def _flatten(self, body: list[ast.stmt], plain: list[tuple[ast.stmt, ast.stmt | None]]) -> None:
        """The statements of the original among those of a transpiled body, each with the guard it stands under."""
        for statement in body:
            if isinstance(statement, ast.If) and self._is(statement.test, "run"):
                plain.append((statement.body[0], statement))
            elif isinstance(statement, ast.With) and self._is(statement.items[0].context_expr, "frame"):
                first = len(plain)
                self._flatten(statement.body, plain)
                _at(statement.items[0].context_expr, plain[first][0])
                _at(statement, plain[first][0])
            else:
                plain.append((statement, None))

    def _is(self, node: ast.AST, question: str) -> bool:
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == question
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == self._guards
        )

    def _node(self, mine: ast.AST, theirs: ast.AST) -> None:
        inner = self._unguarded(mine)
        if inner is not mine:
            _spread(mine, theirs)
            self._node(inner, theirs)
            return
        if type(mine) is not type(theirs):
            raise Mismatch(f"{type(mine).__name__} for {type(theirs).__name__}, line {getattr(theirs, 'lineno', '?')}")
        _at(mine, theirs)
        for field in mine._fields:
            self._field(getattr(mine, field, None), getattr(theirs, field, None))

    def _unguarded(self, node: ast.AST) -> ast.AST:
        """The expression inside ``_r.keep(n, X) if _r.run(n) else _r.kept(n)`` or ``_r.loop(n, X)``."""
        if isinstance(node, ast.IfExp) and self._is(node.test, "run") and isinstance(node.body, ast.Call):
            return node.body.args[1]
        if isinstance(node, ast.Call) and self._is(node, "loop"):
            return node.args[1]
        return node

    def _field(self, mine: Any, theirs: Any) -> None:
        if isinstance(mine, ast.AST):
            if not isinstance(theirs, ast.AST):
                raise Mismatch("a node for none")
            self._node(mine, theirs)
        elif isinstance(mine, list) and mine and isinstance(mine[0], ast.stmt):
            self.statements(mine, theirs)
        elif isinstance(mine, list):
            if not isinstance(theirs, list) or len(mine) != len(theirs):
                raise Mismatch("lists of different length")
            for one, other in zip(mine, theirs, strict=True):
                self._field(one, other)


def _at(mine: ast.AST, theirs: ast.AST) -> None:
    for name in _POSITION:
        if hasattr(theirs, name):
            setattr(mine, name, getattr(theirs, name))


def _spread(guard: ast.AST, other: ast.AST) -> None:
    """All nodes of a guard stand where the guarded thing does; what is inside is set later."""
    for node in ast.walk(guard):
        _at(node, other)

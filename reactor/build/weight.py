"""What a statement costs, as far as its source tells.

Purpose: a report names the heaviest statements first, and most builds are reported before anybody measured a run.
Needs: a file's source. Gives: a number for a span; only the order of two numbers means anything.

A call weighs what `weights.toml` says of its name, one of a function of the same file what the function's body weighs;
everything inside a loop or a comprehension counts ten times.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from reactor.build.sources import lines_of
from reactor_runtime.program import Span

LOOP = 10
ORDINARY = 1

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Loop = ast.For | ast.AsyncFor | ast.While | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@cache
def call_weights() -> Mapping[str, int]:
    """What a call of a name weighs, for every name that `weights.toml` knows."""
    content = files(__package__).joinpath("weights.toml").read_text("utf-8")
    return {name: int(weight) for group in tomllib.loads(content).values() for name, weight in group.items()}


class Scale:
    """Weighs the spans of one file. Raises `SyntaxError` where the file is no Python."""

    def __init__(self, source: str) -> None:
        tree = ast.parse(source)
        self._lines = lines_of(source)
        self._functions = {node.name: node for node in ast.walk(tree) if isinstance(node, _Function)}
        self._bodies: dict[str, int] = {}
        # Expressions and statements by where they start, outer before inner: a region starts where one of them does.
        self._starting: dict[tuple[int, int], list[ast.expr | ast.stmt]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.expr | ast.stmt):
                self._starting.setdefault((node.lineno, node.col_offset), []).append(node)

    def weigh(self, span: Span, loop_depth: int = 0) -> int:
        """The weight of the code in a span that stands in so many loops; at least 1."""
        start, end = self._place(span.line, span.column), self._place(span.end_line, span.end_column)
        found = [node for node in self._starting.get(start, ()) if _end(node) <= end]
        if not found:
            return ORDINARY
        # A definition is only made here; what its body costs counts where it is called.
        whole = found[0]
        inside = whole.decorator_list if isinstance(whole, _Function | ast.ClassDef) else [whole]
        times: int = LOOP**loop_depth
        return max(ORDINARY, sum(map(self._node, inside))) * times

    def _place(self, line: int, column: int) -> tuple[int, int]:
        """A place as `ast` counts it, whose columns are bytes."""
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        return line, len(text[:column].encode())

    def _node(self, node: ast.AST) -> int:
        inside = sum(map(self._node, self._children(node)))
        own = self._call(node) if isinstance(node, ast.Call) else 0
        return own + inside * (LOOP if isinstance(node, _Loop) else 1)

    @staticmethod
    def _children(node: ast.AST) -> Iterator[ast.AST]:
        if not isinstance(node, _Function | ast.Lambda):
            yield from ast.iter_child_nodes(node)

    def _call(self, call: ast.Call) -> int:
        parts = ast.unparse(call.func).split(".") if isinstance(call.func, ast.Name | ast.Attribute) else [""]
        if len(parts) == 1 and parts[0] in self._functions:
            return self._body(parts[0])
        known = call_weights()
        return known.get(".".join(parts[-2:]), known.get(parts[-1], ORDINARY))

    def _body(self, name: str) -> int:
        if name not in self._bodies:
            self._bodies[name] = ORDINARY  # What a function weighs that calls itself.
            self._bodies[name] = max(ORDINARY, sum(map(self._node, self._functions[name].body)))
        return self._bodies[name]


def _end(node: ast.expr | ast.stmt) -> tuple[int, int]:
    return node.end_lineno or 0, node.end_col_offset or 0

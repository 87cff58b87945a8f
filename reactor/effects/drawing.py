"""Which functions draw, and which of them are split.

Purpose: a function that draws has regions of its own, so that it is entered in every walk.
Needs: types. Gives: `Drawing`. Also a first guess at which functions are volatile, by which loops are grouped; nothing
sound rests on that guess.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import libcst as cst

from reactor.bind import Names
from reactor.parse import walk

from .app import App, Function
from .arguments import constant_string
from .decorators import Wrapping, wrapping
from .infer import Types
from .types import Kind

_FRAME_READERS = frozenset({"exec", "eval", "globals", "locals", "vars", "dir", "super().__dict__"})
_CACHED = (Wrapping.CACHE_DATA, Wrapping.CACHE_RESOURCE)


@dataclass(frozen=True, eq=False, repr=False)
class Drawing:
    """``split`` functions have regions; ``restless`` functions probably do something volatile."""

    types: Types
    app: App
    split: frozenset[Function]
    drawing: frozenset[Function]
    restless: frozenset[Function]

    def split_callees(self, call: cst.Call, names: Names) -> list[Function]:
        """Split functions that a call may enter."""
        return [function for function in callees(call, names, self.types, self.app) if function in self.split]

    def enters(self, node: cst.CSTNode, names: Names) -> bool:
        """Whether evaluating this may enter a split function or another page, so that it must run in every walk."""
        return any(
            isinstance(part, cst.Call)
            and (bool(self.split_callees(part, names)) or _runs_page(part, names, self.types))
            for part in walk(node, into_functions=False)
        )

    def draws(self, node: cst.CSTNode, names: Names) -> bool:
        """Whether running this statement may draw."""
        return _draws(node, names, self.types, self.app, self.drawing)

    def restless_node(self, node: cst.CSTNode, names: Names) -> bool:
        """Whether running this statement is probably volatile."""
        return _restless(node, names, self.types, self.app, self.restless)


def find_drawing(app: App, types: Types) -> Drawing:
    """Decide for every function of the app."""
    drawing = _closure(app, lambda function, known: _draws(function.node.body, function.names, types, app, known))
    restless = _closure(app, lambda function, known: _restless(function.node.body, function.names, types, app, known))
    split = frozenset(function for function in drawing if _ordinary(function, types))
    return Drawing(types, app, split, drawing, restless)


def callees(call: cst.Call, names: Names, types: Types, app: App) -> list[Function]:
    """Functions of the app that a call may enter, as far as types tell."""
    called = types.of(call.func, names)
    if called.kind is Kind.FUNCTION:
        return sorted(called.functions, key=_order)
    if called.kind is Kind.CLASS and called.owner is not None:
        return sorted(types.methods_of(called.owner, "__init__") or (), key=_order)
    if called.kind is Kind.UNKNOWN and isinstance(call.func, cst.Attribute):
        base = types.of(call.func.value, names)
        if base.kind in (Kind.UNKNOWN, Kind.INSTANCE) or not base.certain:
            return list(app.methods.get(call.func.attr.value, ()))
    return []


def _order(function: Function) -> tuple[int, int]:
    return function.names.source.index, function.names.source.line(function.node)


def _closure(app: App, holds: Callable[[Function, frozenset[Function]], bool]) -> frozenset[Function]:
    """The least set of functions of which ``holds`` is true, given the set."""
    found: frozenset[Function] = frozenset()
    while True:
        more = frozenset(function for function in app.functions.values() if function in found or holds(function, found))
        if more == found:
            return found
        found = more


def _draws(node: cst.CSTNode, names: Names, types: Types, app: App, drawing: frozenset[Function]) -> bool:
    for part in walk(node, into_functions=False):
        if isinstance(part, cst.Call):
            effect = types.call_effect(part, names)
            if effect is not None and (effect.draws or effect.handle):
                return True
            if any(function in drawing for function in callees(part, names, types, app)):
                return True
        elif isinstance(part, cst.Expr) and names.source.script and is_magic(part):
            return True
    return False


def is_magic(statement: cst.Expr) -> bool:
    """Whether Streamlit shows the value of this expression statement."""
    value = statement.value
    return not isinstance(value, (cst.Call, cst.Yield, cst.Await)) and constant_string(value) is None


def _restless(node: cst.CSTNode, names: Names, types: Types, app: App, restless: frozenset[Function]) -> bool:
    for part in walk(node, into_functions=False):
        if not isinstance(part, cst.Call):
            continue
        effect = types.call_effect(part, names)
        if effect is not None:
            if effect.volatile:
                return True
            continue
        found = callees(part, names, types, app)
        if any(function in restless for function in found):
            return True
        called = types.of(part.func, names)
        if called.kind in (Kind.LIBRARY, Kind.UNKNOWN) and not isinstance(part.func, cst.Attribute):
            return True
    return False


def _ordinary(function: Function, types: Types) -> bool:
    """Whether guards may stand in the function's body."""
    node = function.node
    if not isinstance(node, cst.FunctionDef) or function.generator or function.asynchronous:
        return False
    if any(isinstance(part, cst.Nonlocal) for part in walk(node.body, into_functions=False)):
        return False
    if any(
        isinstance(part, cst.Call) and isinstance(part.func, cst.Name) and part.func.value in _FRAME_READERS
        for part in walk(node.body, into_functions=False)
    ):
        return False
    return not any(wrapping(item.decorator, types, function.names) in _CACHED for item in node.decorators)


def _runs_page(call: cst.Call, names: Names, types: Types) -> bool:
    """``page.run()`` of a page from ``st.navigation`` executes another file or a function of the script."""
    if not (isinstance(call.func, cst.Attribute) and call.func.attr.value == "run" and not call.args):
        return False
    base = types.of(call.func.value, names)
    return base.kind is Kind.UNKNOWN or base.name.startswith("streamlit.")

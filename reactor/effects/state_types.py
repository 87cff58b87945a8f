"""Types of session-state keys, from every store in the app.

Purpose: ``st.session_state.count += 1`` changes nothing in place if only numbers are ever stored there.
Needs: types of what is stored. Gives: a type by key. A store under a key that is not a constant may be any key. Where
the session state itself is handed around, nothing is known of any key.
"""

from __future__ import annotations

import libcst as cst

from reactor.bind import BindingKind, Names
from reactor.parse import walk

from .app import App
from .arguments import argument, constant, constant_string
from .infer import Types
from .state import ANY_KEY, key_of
from .types import UNKNOWN, Type, join_types

_READING = frozenset({"get", "keys", "values", "items", "to_dict", "pop", "clear", "setdefault", "update"})


class StateTypes:
    """Collected on first use, as it needs inference itself."""

    def __init__(self, app: App, types: Types) -> None:
        self._app = app
        self._types = types
        self._stores: dict[str, list[tuple[cst.CSTNode | None, Names]]] | None = None
        self._known: dict[str, Type] = {}

    def key_type(self, key: str) -> Type:
        """What a key may hold."""
        if key not in self._known:
            self._known[key] = UNKNOWN
            self._known[key] = self._find(key)
        return self._known[key]

    def _find(self, key: str) -> Type:
        if self._stores is None:
            self._stores = {}
            for names in self._app.modules:
                _Collector(names, self._stores).collect()
        if key == ANY_KEY:
            return UNKNOWN
        found = [*self._stores.get(key, ()), *self._stores.get(ANY_KEY, ())]
        return join_types([self._types.of(node, names) if node is not None else UNKNOWN for node, names in found])


class _Collector:
    def __init__(self, names: Names, stores: dict[str, list[tuple[cst.CSTNode | None, Names]]]) -> None:
        self._names = names
        self._stores = stores
        self._plain: set[cst.CSTNode] = set()
        """Mentions of the session state that are understood."""

    def collect(self) -> None:
        tree = self._names.source.tree
        for node in walk(tree):
            self._visit(node)
        for node in walk(tree):
            if self._is_state(node) and node not in self._plain and not self._binds(node):
                self._store(ANY_KEY, None)

    def _visit(self, node: cst.CSTNode) -> None:
        match node:
            case cst.Assign():
                for target in node.targets:
                    self._target(target.target, node.value)
                if self._is_state(node.value) and all(isinstance(target.target, cst.Name) for target in node.targets):
                    self._plain.add(node.value)
            case cst.AnnAssign() | cst.AugAssign():
                self._target(node.target, node.value)
            case cst.For() | cst.CompFor():
                self._target(node.target, None)
                self._plain.add(node.iter)
            case cst.AsName():
                self._target(node.name, None)
            case cst.Attribute() | cst.Subscript():
                self._plain.add(node.value)
                if isinstance(node, cst.Attribute) and node.attr.value == "session_state":
                    self._plain.add(node.attr)
            case cst.Comparison():
                self._plain.update(item.comparator for item in node.comparisons)
            case cst.Call():
                self._call(node)
            case _:
                pass

    def _target(self, target: cst.CSTNode, value: cst.CSTNode | None) -> None:
        if isinstance(target, cst.Attribute) and self._is_state(target.value):
            self._store(target.attr.value, value)
        elif isinstance(target, cst.Subscript) and self._is_state(target.value):
            index = target.slice[0].slice
            self._store(key_of(constant(index.value)) if isinstance(index, cst.Index) else ANY_KEY, value)
        elif isinstance(target, (cst.Tuple, cst.List)):
            for element in target.elements:
                self._target(element.value, None)

    def _call(self, node: cst.Call) -> None:
        key = argument(node, 10_000, "key")
        if key is not None:
            # A widget's value lives under its key.
            self._store(constant_string(key) or ANY_KEY, node)
        func = node.func
        if not (isinstance(func, cst.Attribute) and self._is_state(func.value)):
            return
        if func.attr.value == "setdefault":
            first = argument(node, 0, "key")
            self._store(key_of(constant(first)) if first is not None else ANY_KEY, argument(node, 1, "default"))
        elif func.attr.value not in _READING - {"update"}:
            self._store(ANY_KEY, None)

    def _store(self, key: str, value: cst.CSTNode | None) -> None:
        self._stores.setdefault(key, []).append((value, self._names))

    def _is_state(self, node: cst.CSTNode) -> bool:
        """Whether this is written like the session state, or like a variable that holds it."""
        if isinstance(node, cst.Attribute):
            return node.attr.value == "session_state"
        if not isinstance(node, cst.Name):
            return False
        variable = self._names.variables.get(node)
        if variable is None:
            return False
        return any(
            (item.kind is BindingKind.IMPORT and item.imported == "streamlit.session_state")
            or (item.kind is BindingKind.VALUE and item.value is not None and self._named(item.value))
            for item in self._names.definitions.get(variable, ())
        )

    @staticmethod
    def _named(value: cst.CSTNode) -> bool:
        return isinstance(value, cst.Attribute) and value.attr.value == "session_state"

    def _binds(self, node: cst.CSTNode) -> bool:
        """Whether a name stands where it is bound rather than read."""
        return isinstance(node, cst.Name) and any(
            item.target is node for item in self._names.definitions.get(self._names.variables[node], ())
        )

"""Types of parameters, from every call of the function.

Purpose: what a parameter may be, where all calls are in sight. Needs: types of arguments. Gives: a type by parameter.
A function that is used in any other way than being called may be called by anybody: its parameters are unknown.
"""

from __future__ import annotations

import libcst as cst

from reactor.bind import BindingKind, Names, Variable
from reactor.parse import walk

from .app import App, Class, Function
from .decorators import Wrapping, wrapping
from .infer import Types
from .types import UNKNOWN, Kind, Type, join_types

_TRANSPARENT = frozenset(
    {
        Wrapping.PLAIN,
        Wrapping.CACHE_DATA,
        Wrapping.CACHE_RESOURCE,
        Wrapping.FRAGMENT,
        Wrapping.DIALOG,
        Wrapping.MEMO,
        Wrapping.STATIC_METHOD,
        Wrapping.CLASS_METHOD,
        Wrapping.CONTEXT_MANAGER,
    }
)


class CallSites:
    """Every use of every function of an app."""

    def __init__(self, app: App, types: Types) -> None:
        self._app = app
        self._types = types
        self._calls: dict[cst.CSTNode, tuple[cst.Call, Names]] = {}
        self._uses: dict[Variable, list[cst.Name]] = {}
        self._attributes: dict[str, list[tuple[cst.Attribute, Names]]] = {}
        self._imports: dict[str, list[Variable]] = {}
        for names in app.modules:
            self._index(names)

    def _index(self, names: Names) -> None:
        bound = {item.target for found in names.definitions.values() for item in found}
        for name, variable in names.variables.items():
            if name not in bound:
                self._uses.setdefault(variable, []).append(name)
        for variable, definitions in names.definitions.items():
            for item in definitions:
                if item.kind is BindingKind.IMPORT and item.imported:
                    self._imports.setdefault(item.imported, []).append(variable)
        for node in walk(names.source.tree):
            if isinstance(node, cst.Call):
                self._calls[node.func] = (node, names)
            elif isinstance(node, cst.Attribute):
                self._attributes.setdefault(node.attr.value, []).append((node, names))

    def parameter_type(self, function: Function, parameter: cst.Param) -> Type:
        """What the parameter may be."""
        sites = self._sites(function)
        if not sites:
            return UNKNOWN
        position = next(index for index, each in enumerate(function.parameters) if each is parameter)
        found = [self._argument(call, names, function, parameter, position) for call, names in sites]
        return join_types(found)

    def identity_matters(self, owner: Class) -> bool:
        """Whether more is done with a class than making instances, so that its double will not do."""
        if owner.node.decorators or owner.node.bases:
            return True
        return any(use not in self._calls for use in self._uses_of(owner.names.variables[owner.node.name], owner.names))

    def attribute_used(self, *names: str) -> bool:
        """Whether an attribute of one of these names is read anywhere."""
        return any(name in self._attributes for name in names)

    def _sites(self, function: Function) -> list[tuple[cst.Call, Names]] | None:
        node = function.node
        if not isinstance(node, cst.FunctionDef):
            return None
        if any(wrapping(item.decorator, self._types, function.names) not in _TRANSPARENT for item in node.decorators):
            return None
        if function.owner is None:
            uses: list[cst.CSTNode] = list(self._uses_of(function.names.variables[node.name], function.names))
        elif node.name.value == "__init__":
            variable = function.names.variables[function.owner.node.name]
            uses = list(self._uses_of(variable, function.names))
        elif node.name.value.startswith("__"):
            return None
        else:
            uses = []
        if function.owner is not None and node.name.value != "__init__":
            uses += [attribute for attribute, _ in self._attributes.get(node.name.value, ())]
        if any(use not in self._calls for use in uses):
            return None
        return [self._calls[use] for use in uses]

    def _uses_of(self, variable: Variable, names: Names) -> list[cst.CSTNode]:
        found: list[cst.CSTNode] = list(self._uses.get(variable, ()))
        if not names.source.script and variable.scope is names.module:
            for imported in self._imports.get(f"{names.source.name}.{variable.name}", ()):
                found += self._uses.get(imported, ())
            for attribute, where in self._attributes.get(variable.name, ()):
                base = self._types.of(attribute.value, where)
                if base.kind is Kind.MODULE and base.name == names.source.name:
                    found.append(attribute)
        return found

    def _argument(self, call: cst.Call, names: Names, function: Function, parameter: cst.Param, position: int) -> Type:
        if any(arg.star for arg in call.args):
            return UNKNOWN
        for arg in call.args:
            if arg.keyword is not None and arg.keyword.value == parameter.name.value:
                return self._types.of(arg.value, names)
        offset = 1 if function.owner is not None and not self._is_static(function) else 0
        positional = [arg for arg in call.args if arg.keyword is None]
        if parameter not in function.node.params.kwonly_params and 0 <= position - offset < len(positional):
            return self._types.of(positional[position - offset].value, names)
        return self._types.of(parameter.default, function.names) if parameter.default is not None else UNKNOWN

    def _is_static(self, function: Function) -> bool:
        node = function.node
        assert isinstance(node, cst.FunctionDef)
        return any(
            wrapping(item.decorator, self._types, function.names) is Wrapping.STATIC_METHOD for item in node.decorators
        )

"""The functions and classes of an app, and where its names come from.

Purpose: one index over all files. Needs: `Names` of every file. Gives: `App`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import libcst as cst

from reactor.bind import Names, Scope
from reactor.bind.scopes import all_parameters
from reactor.parse import walk


@dataclass(eq=False, repr=False)
class Class:
    """A class of the app."""

    node: cst.ClassDef
    names: Names
    methods: dict[str, Function] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.node.name.value


@dataclass(eq=False, repr=False)
class Function:
    """A function, method or lambda of the app. ``owner`` is the class whose body it stands in."""

    node: cst.FunctionDef | cst.Lambda
    names: Names
    scope: Scope
    owner: Class | None
    parameters: tuple[cst.Param, ...]
    generator: bool
    asynchronous: bool

    @property
    def name(self) -> str:
        return self.node.name.value if isinstance(self.node, cst.FunctionDef) else "<lambda>"

    @property
    def label(self) -> str:
        """Its dotted name, with the names of what it stands in."""
        return self.scope.qualname


@dataclass(frozen=True, eq=False, repr=False)
class App:
    """All files, functions and classes."""

    modules: tuple[Names, ...]
    by_name: Mapping[str, Names]
    functions: Mapping[cst.CSTNode, Function]
    classes: Mapping[cst.ClassDef, Class]
    methods: Mapping[str, tuple[Function, ...]]
    """Methods of all classes by name: what a call on an unknown receiver may reach."""
    setters: Mapping[str, tuple[Function, ...]]
    """What storing or deleting an attribute of this name may call, for the properties of all classes."""


def index_app(modules: tuple[Names, ...]) -> App:
    """Index every function and class."""
    functions: dict[cst.CSTNode, Function] = {}
    classes: dict[cst.ClassDef, Class] = {}
    methods: dict[str, list[Function]] = {}
    setters: dict[str, list[Function]] = {}
    for names in modules:
        for node in names.scopes:
            if isinstance(node, cst.ClassDef):
                classes[node] = Class(node, names)
        for node, scope in names.scopes.items():
            if isinstance(node, (cst.FunctionDef, cst.Lambda)):
                parent = scope.parent
                owner = (
                    classes.get(parent.node) if parent is not None and isinstance(parent.node, cst.ClassDef) else None
                )
                functions[node] = _function(node, names, scope, owner)
                if owner is not None and isinstance(node, cst.FunctionDef) and _is_setter(node):
                    setters.setdefault(node.name.value, []).append(functions[node])
                elif owner is not None and isinstance(node, cst.FunctionDef):
                    owner.methods[node.name.value] = functions[node]
                    methods.setdefault(node.name.value, []).append(functions[node])
    return App(
        modules=modules,
        by_name={names.source.name: names for names in modules if not names.source.script},
        functions=functions,
        classes=classes,
        methods={name: tuple(found) for name, found in methods.items()},
        setters={name: tuple(found) for name, found in setters.items()},
    )


def _is_setter(node: cst.FunctionDef) -> bool:
    """Whether it is a property's second function: the first one of that name is what reading the attribute calls."""
    decorators = [item.decorator for item in node.decorators]
    return any(isinstance(each, cst.Attribute) and each.attr.value in ("setter", "deleter") for each in decorators)


def _function(node: cst.FunctionDef | cst.Lambda, names: Names, scope: Scope, owner: Class | None) -> Function:
    return Function(
        node=node,
        names=names,
        scope=scope,
        owner=owner,
        parameters=tuple(all_parameters(node.params)),
        generator=any(isinstance(part, cst.Yield) for part in walk(node.body, into_functions=False)),
        asynchronous=isinstance(node, cst.FunctionDef) and node.asynchronous is not None,
    )


def captured(node: cst.CSTNode, names: Names) -> set[tuple[Scope, str]]:
    """Variables of functions around a definition that it reads or binds, itself or further inside."""
    own = names.scopes[node]
    found: set[tuple[Scope, str]] = set()
    for part in walk(node):
        scope = names.scopes.get(part)
        if scope is None:
            continue
        for name, owner in scope.free.items():
            if owner.parent is not None and _encloses(owner, own):
                found.add((owner, name))
    return found


def _encloses(outer: Scope, inner: Scope) -> bool:
    current = inner.parent
    while current is not None:
        if current is outer:
            return True
        current = current.parent
    return False

"""Build the scope tree.

Purpose: every scope of a file, the bindings of each name, and which names cross scopes.
Needs: `Source`. Gives: the module `Scope`, and the scope in which each `Name` node stands.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatchmethod

import libcst as cst
from libcst.helpers import get_full_name_for_node

from reactor.parse import Source, children
from reactor.parse.discover import import_base

from .scope import BindingKind, Definition, Scope, ScopeKind


class ScopeBuilder:
    """Walks one file and fills its scopes."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.module = Scope(ScopeKind.MODULE, source.tree, None, source.index, "")
        self.scopes: list[Scope] = [self.module]
        self.of_node: dict[cst.CSTNode, Scope] = {source.tree: self.module}
        self.home: dict[cst.Name, Scope] = {}
        self.star_imports: list[str] = []
        self._scope = self.module

    def build(self) -> None:
        for statement in self._source.tree.body:
            self.visit(statement)
        for scope in self.scopes:
            _resolve(scope, self.module)

    @singledispatchmethod
    def visit(self, node: cst.CSTNode) -> None:
        for child in children(node):
            self.visit(child)

    @visit.register
    def _(self, node: cst.Name) -> None:
        self._scope.uses.append((node, node.value))
        self.home[node] = self._scope

    @visit.register
    def _(self, node: cst.FunctionDef) -> None:
        for decorator in node.decorators:
            self.visit(decorator)
        self._visit_defaults(node.params)
        if node.returns is not None:
            self.visit(node.returns)
        self._define(node.name, Definition(BindingKind.FUNCTION, node.name, node))
        self._inside(ScopeKind.FUNCTION, node, node.name.value, lambda: self._function_body(node))

    @visit.register
    def _(self, node: cst.Lambda) -> None:
        self._visit_defaults(node.params)
        self._inside(ScopeKind.LAMBDA, node, "<lambda>", lambda: self._function_body(node))

    @visit.register
    def _(self, node: cst.ClassDef) -> None:
        for part in (*node.decorators, *node.bases, *node.keywords):
            self.visit(part)
        self._inside(ScopeKind.CLASS, node, node.name.value, lambda: self.visit(node.body))
        self._define(node.name, Definition(BindingKind.CLASS, node.name, node))

    @visit.register(cst.ListComp)
    @visit.register(cst.SetComp)
    @visit.register(cst.DictComp)
    @visit.register(cst.GeneratorExp)
    def _(self, node: cst.BaseComp) -> None:
        # The first iterable is evaluated in the scope outside.
        self.visit(node.for_in.iter)
        self._inside(ScopeKind.COMPREHENSION, node, "<comprehension>", lambda: self._comprehension(node))

    @visit.register
    def _(self, node: cst.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self._bind(target.target, BindingKind.VALUE, node.value)

    @visit.register
    def _(self, node: cst.AnnAssign) -> None:
        self.visit(node.annotation)
        if node.value is not None:
            self.visit(node.value)
            self._bind(node.target, BindingKind.VALUE, node.value)
        elif isinstance(node.target, cst.Name):
            # Declares the name in this scope without binding it.
            self._scope.definitions.setdefault(node.target.value, [])
        else:
            self.visit(node.target)

    @visit.register
    def _(self, node: cst.AugAssign) -> None:
        self.visit(node.value)
        if isinstance(node.target, cst.Name):
            self._define(node.target, Definition(BindingKind.AUGMENTED, node.target, node))
        else:
            self.visit(node.target)

    @visit.register
    def _(self, node: cst.NamedExpr) -> None:
        self.visit(node.value)
        scope = self._scope
        self._scope = scope.frame()
        self._bind(node.target, BindingKind.VALUE, node.value)
        self._scope = scope

    @visit.register
    def _(self, node: cst.For) -> None:
        self.visit(node.iter)
        self._bind(node.target, BindingKind.ITEM, node.iter)
        self.visit(node.body)
        if node.orelse is not None:
            self.visit(node.orelse)

    @visit.register
    def _(self, node: cst.WithItem) -> None:
        self.visit(node.item)
        if node.asname is not None:
            self._bind(node.asname.name, BindingKind.CONTEXT, node.item)

    @visit.register(cst.ExceptHandler)
    @visit.register(cst.ExceptStarHandler)
    def _(self, node: cst.ExceptHandler | cst.ExceptStarHandler) -> None:
        if node.type is not None:
            self.visit(node.type)
        if node.name is not None:
            self._bind(node.name.name, BindingKind.OTHER, None)
        self.visit(node.body)

    @visit.register
    def _(self, node: cst.Import) -> None:
        for alias in node.names:
            full = get_full_name_for_node(alias.name) or ""
            if alias.asname is not None:
                self._import(alias.asname.name, full)
            else:
                first = alias.name
                while isinstance(first, cst.Attribute):
                    first = first.value  # type: ignore[assignment]  # a dotted name is attributes down to a name
                self._import(first, full.partition(".")[0])

    @visit.register
    def _(self, node: cst.ImportFrom) -> None:
        package = self._source.path.endswith("__init__.py")
        base = ".".join(import_base(node, self._source.name, package) or [])
        if isinstance(node.names, cst.ImportStar):
            self.star_imports.append(base)
            return
        for alias in node.names:
            target = alias.asname.name if alias.asname is not None else alias.name
            self._import(target, f"{base}.{get_full_name_for_node(alias.name)}" if base else "")

    @visit.register
    def _(self, node: cst.Global) -> None:
        for item in node.names:
            self._scope.globals.add(item.name.value)
            self.module.definitions.setdefault(item.name.value, [])

    @visit.register
    def _(self, node: cst.Nonlocal) -> None:
        self._scope.nonlocals.update(item.name.value for item in node.names)

    @visit.register
    def _(self, node: cst.Attribute) -> None:
        self.visit(node.value)

    @visit.register
    def _(self, node: cst.Arg) -> None:
        self.visit(node.value)

    @visit.register(cst.MatchAs)
    @visit.register(cst.MatchStar)
    def _(self, node: cst.MatchAs | cst.MatchStar) -> None:
        if isinstance(node, cst.MatchAs) and node.pattern is not None:
            self.visit(node.pattern)
        if node.name is not None:
            self._bind(node.name, BindingKind.OTHER, None)

    @visit.register
    def _(self, node: cst.MatchMapping) -> None:
        for element in node.elements:
            self.visit(element)
        if node.rest is not None:
            self._bind(node.rest, BindingKind.OTHER, None)

    @visit.register
    def _(self, node: cst.MatchKeywordElement) -> None:
        self.visit(node.pattern)

    @visit.register
    def _(self, node: cst.TypeAlias) -> None:
        self._bind(node.name, BindingKind.OTHER, None)

    def _inside(self, kind: ScopeKind, node: cst.CSTNode, name: str, visit: Callable[[], None]) -> None:
        outer = self._scope
        qualname = f"{outer.qualname}.{name}" if outer.qualname else name
        self._scope = Scope(kind, node, outer, self._source.index, qualname)
        self.scopes.append(self._scope)
        self.of_node[node] = self._scope
        visit()
        self._scope = outer

    def _visit_defaults(self, parameters: cst.Parameters) -> None:
        for parameter in all_parameters(parameters):
            if parameter.default is not None:
                self.visit(parameter.default)
            if parameter.annotation is not None:
                self.visit(parameter.annotation)

    def _function_body(self, node: cst.FunctionDef | cst.Lambda) -> None:
        for parameter in all_parameters(node.params):
            self._define(parameter.name, Definition(BindingKind.PARAMETER, parameter.name, parameter))
        self.visit(node.body)

    def _comprehension(self, node: cst.BaseComp) -> None:
        part: cst.CompFor | None = node.for_in
        while part is not None:
            if part is not node.for_in:
                self.visit(part.iter)
            self._bind(part.target, BindingKind.ITEM, part.iter)
            for test in part.ifs:
                self.visit(test)
            part = part.inner_for_in
        if isinstance(node, cst.DictComp):
            self.visit(node.key)
            self.visit(node.value)
        else:
            self.visit(node.elt)  # type: ignore[attr-defined]  # every comprehension but the dictionary's has it

    def _import(self, target: cst.CSTNode, qualified: str) -> None:
        self._bind(target, BindingKind.IMPORT, None, imported=qualified)

    def _bind(
        self,
        target: cst.CSTNode,
        kind: BindingKind,
        value: cst.CSTNode | None,
        path: tuple[int, ...] = (),
        imported: str | None = None,
    ) -> None:
        """Bind a target; what is inside a tuple target is a part of the value."""
        if isinstance(target, cst.Name):
            if path and kind is BindingKind.VALUE:
                kind = BindingKind.PART
            elif path and kind is not BindingKind.PART and kind is not BindingKind.ITEM:
                kind, value = BindingKind.OTHER, None
            self._define(target, Definition(kind, target, value, path, imported))
        elif isinstance(target, (cst.Tuple, cst.List)):
            for position, element in enumerate(target.elements):
                starred = isinstance(element, cst.StarredElement)
                self._bind(element.value, BindingKind.OTHER if starred else kind, value, (*path, position))
        elif isinstance(target, cst.StarredElement):
            self._bind(target.value, BindingKind.OTHER, value, path)
        else:
            self.visit(target)

    def _define(self, name: cst.Name, definition: Definition) -> None:
        self._scope.definitions.setdefault(name.value, []).append(definition)
        self.home[name] = self._scope


def all_parameters(parameters: cst.Parameters) -> list[cst.Param]:
    """Every parameter of a function, in order of declaration."""
    found = [*parameters.posonly_params, *parameters.params]
    if isinstance(parameters.star_arg, cst.Param):
        found.append(parameters.star_arg)
    found += parameters.kwonly_params
    if parameters.star_kwarg is not None:
        found.append(parameters.star_kwarg)
    return found


def owner(scope: Scope, name: str, module: Scope) -> Scope | None:
    """The scope whose variable ``name`` is when it stands in ``scope``; None: a builtin or unbound."""
    if name in scope.globals:
        return module
    if name in scope.definitions and name not in scope.nonlocals:
        return scope
    outer = scope.parent
    while outer is not None:
        if outer.kind is not ScopeKind.CLASS:
            if name in outer.globals:
                return module
            if name in outer.definitions and name not in outer.nonlocals:
                return outer
        outer = outer.parent
    return None


def _resolve(scope: Scope, module: Scope) -> None:
    """Note which outer names the scope uses, and in the owner that they are shared."""
    names = {name for _, name in scope.uses} | set(scope.definitions) | scope.globals
    for name in names:
        target = owner(scope, name, module)
        if target is None or target is scope:
            continue
        if target is not module or name in scope.globals:
            scope.free[name] = target
        if not _immediate(scope, target):
            target.shared.add(name)


def _immediate(scope: Scope, target: Scope) -> bool:
    """Whether code of ``scope`` runs exactly where it stands in ``target``."""
    current: Scope | None = scope
    while current is not None and current is not target:
        if current.function_like or isinstance(current.node, cst.GeneratorExp):
            return False
        current = current.parent
    return True

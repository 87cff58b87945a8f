"""Reaching definitions, as webs.

Purpose: split each name of a function or module into variables that no use can tell apart.
Needs: the scopes of a file. Gives: the `Variable` of every `Name` node.
Example: ``fig = a(); show(fig); fig = b(); show(fig)`` has two variables ``fig``.

One pass over each frame in execution order with an environment name -> node. A join makes a node with pending operands;
only a use of it unifies them, so bindings that merely meet stay apart. Loops and ``try`` are coarse: what is bound
anywhere in them may be seen at their start and after them. Every answer is an over-approximation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import singledispatchmethod

import libcst as cst

from reactor.parse import Source, children

from .scope import Scope, ScopeKind, Variable
from .scopes import ScopeBuilder, all_parameters, owner

Environment = dict[str, int]


def find_webs(source: Source, builder: ScopeBuilder) -> dict[cst.Name, Variable]:
    """The variable of every `Name` node of the file."""
    owners: dict[tuple[Scope, str], Scope | None] = {}

    def owner_of(name: cst.Name) -> Scope | None:
        key = (builder.home[name], name.value)
        if key not in owners:
            owners[key] = owner(*key, builder.module)
        return owners[key]

    flows = {
        scope: _Flow(scope, owner_of)
        for scope in builder.scopes
        if scope.kind in (ScopeKind.MODULE, ScopeKind.FUNCTION)
    }
    for flow in flows.values():
        flow.run()
    variables: dict[cst.Name, Variable] = {}
    for name in builder.home:
        scope = owner_of(name)
        flow_of = flows.get(scope) if scope is not None else None
        web = flow_of.web(name) if flow_of is not None else 0
        variables[name] = Variable(scope, name.value, web)
    return variables


class _Flow:
    """The definitions of one frame."""

    def __init__(self, scope: Scope, owner_of: Callable[[cst.Name], Scope | None]) -> None:
        self._scope = scope
        self._owner_of = owner_of
        self._parent: list[int] = [0]
        self._pending: dict[int, list[int]] = {}
        self._used: set[int] = set()
        self._of_name: dict[cst.Name, int] = {}
        self._bound: list[tuple[str, int]] = []
        self._env: Environment | None = {}
        self._bind_next = False

    def web(self, name: cst.Name) -> int:
        """The web of a name node; 0 where the name has only one."""
        node = self._of_name.get(name)
        return 0 if node is None else self._find(node)

    def run(self) -> None:
        node = self._scope.node
        if isinstance(node, cst.FunctionDef):
            for parameter in all_parameters(node.params):
                self._bind(parameter.name)
            self._visit(node.body)
        else:
            assert isinstance(node, cst.Module)
            for statement in node.body:
                self._visit(statement)

    # -- the environment ----------------------------------------------------------------------------------------

    def _find(self, node: int) -> int:
        parent = self._parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def _new(self) -> int:
        self._parent.append(len(self._parent))
        return len(self._parent) - 1

    def _union(self, a: int, b: int) -> None:
        """Unify two nodes; what a used node is made of is unified with it."""
        todo = [(a, b)]
        while todo:
            x, y = (self._find(node) for node in todo.pop())
            if x != y:
                self._parent[y] = x
                self._pending.setdefault(x, []).extend(self._pending.pop(y, ()))
                if y in self._used:
                    self._used.add(x)
            if x in self._used:
                todo.extend((x, other) for other in self._pending.pop(x, ()))

    def _use_node(self, node: int) -> None:
        self._used.add(self._find(node))
        self._union(node, node)

    def _phi(self, operands: Iterable[int]) -> int:
        node = self._new()
        self._pending[node] = list(operands)
        return node

    def _add_operand(self, phi: int, operand: int) -> None:
        root = self._find(phi)
        if root in self._used:
            self._union(root, operand)
        else:
            self._pending.setdefault(root, []).append(operand)

    def _concerns(self, name: cst.Name) -> bool:
        return self._owner_of(name) is self._scope and name.value not in self._scope.shared

    def _use(self, name: cst.Name) -> None:
        if not self._concerns(name):
            return
        env = self._live()
        node = env.setdefault(name.value, self._new())
        self._use_node(node)
        self._of_name[name] = node

    def _bind(self, name: cst.Name, weak: bool = False) -> None:
        if not self._concerns(name):
            return
        node = self._new()
        env = self._live()
        old = env.get(name.value)
        env[name.value] = self._phi([old, node]) if weak and old is not None else node
        self._of_name[name] = node
        self._bound.append((name.value, node))

    def _live(self) -> Environment:
        """The environment; code after a jump is given an empty one."""
        if self._env is None:
            self._env = {}
        return self._env

    def _fork(self) -> Environment:
        return dict(self._live())

    def _join(self, environments: Sequence[Environment | None]) -> Environment | None:
        live = [env for env in environments if env is not None]
        if len(live) < 2:
            return live[0] if live else None
        joined: Environment = {}
        for name in dict.fromkeys(name for env in live for name in env):
            nodes = list(dict.fromkeys(env[name] for env in live if name in env))
            joined[name] = nodes[0] if len(nodes) == 1 else self._phi(nodes)
        return joined

    def _may_have_bound(self, env: Environment, since: int) -> Environment:
        """``env`` where any binding made since then may or may not have happened."""
        merged = dict(env)
        for name, nodes in self._bindings(since).items():
            operands = [env[name], *nodes] if name in env else nodes
            merged[name] = self._phi(operands) if len(operands) > 1 else operands[0]
        return merged

    def _bindings(self, since: int) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for name, node in self._bound[since:]:
            found.setdefault(name, []).append(node)
        return found

    # -- statements and expressions -----------------------------------------------------------------------------

    @singledispatchmethod
    def _visit(self, node: cst.CSTNode) -> None:
        for child in children(node):
            self._visit(child)

    @_visit.register
    def _(self, node: cst.Name) -> None:
        self._use(node)

    @_visit.register(cst.Return)
    @_visit.register(cst.Raise)
    @_visit.register(cst.Break)
    @_visit.register(cst.Continue)
    def _(self, node: cst.CSTNode) -> None:
        for child in children(node):
            self._visit(child)
        self._env = None

    @_visit.register(cst.Global)
    @_visit.register(cst.Nonlocal)
    def _(self, _node: cst.CSTNode) -> None:
        return

    @_visit.register
    def _(self, node: cst.FunctionDef) -> None:
        for part in node.decorators:
            self._visit(part)
        self._visit_parameters(node.params)
        if node.returns is not None:
            self._visit(node.returns)
        self._bind(node.name)

    @_visit.register
    def _(self, node: cst.Lambda) -> None:
        self._visit_parameters(node.params)

    @_visit.register
    def _(self, node: cst.ClassDef) -> None:
        for part in (*node.decorators, *node.bases, *node.keywords):
            self._visit(part)
        self._visit(node.body)
        self._bind(node.name)

    def _visit_parameters(self, parameters: cst.Parameters) -> None:
        for parameter in all_parameters(parameters):
            if parameter.default is not None:
                self._visit(parameter.default)
            if parameter.annotation is not None:
                self._visit(parameter.annotation)

    @_visit.register(cst.ListComp)
    @_visit.register(cst.SetComp)
    @_visit.register(cst.DictComp)
    @_visit.register(cst.GeneratorExp)
    def _(self, node: cst.BaseComp) -> None:
        # Its targets belong to a scope of their own; what it reads of this one, it reads here.
        for child in children(node):
            self._visit(child)

    @_visit.register
    def _(self, node: cst.Assign) -> None:
        self._visit(node.value)
        for target in node.targets:
            self._visit_target(target.target)

    @_visit.register
    def _(self, node: cst.AnnAssign) -> None:
        self._visit(node.annotation)
        if node.value is not None:
            self._visit(node.value)
            self._visit_target(node.target)

    @_visit.register
    def _(self, node: cst.AugAssign) -> None:
        self._visit(node.value)
        self._visit(node.target)
        if isinstance(node.target, cst.Name) and self._concerns(node.target):
            # One node both reads and binds: a single variable before and after.
            self._bound.append((node.target.value, self._of_name[node.target]))

    @_visit.register
    def _(self, node: cst.NamedExpr) -> None:
        self._visit(node.value)
        if isinstance(node.target, cst.Name):
            self._bind(node.target, weak=True)

    @_visit.register
    def _(self, node: cst.WithItem) -> None:
        self._visit(node.item)
        if node.asname is not None:
            self._visit_target(node.asname.name)

    @_visit.register(cst.Import)
    @_visit.register(cst.ImportFrom)
    def _(self, node: cst.Import | cst.ImportFrom) -> None:
        if isinstance(node.names, cst.ImportStar):
            return
        for alias in node.names:
            target: cst.CSTNode = alias.asname.name if alias.asname is not None else alias.name
            while isinstance(target, cst.Attribute):
                target = target.value
            if isinstance(target, cst.Name):
                self._bind(target)

    @_visit.register
    def _(self, node: cst.Arg) -> None:
        self._visit(node.value)

    @_visit.register(cst.MatchAs)
    @_visit.register(cst.MatchStar)
    def _(self, node: cst.MatchAs | cst.MatchStar) -> None:
        if isinstance(node, cst.MatchAs) and node.pattern is not None:
            self._visit(node.pattern)
        if node.name is not None:
            self._bind(node.name)

    @_visit.register
    def _(self, node: cst.MatchMapping) -> None:
        for element in node.elements:
            self._visit(element)
        if node.rest is not None:
            self._bind(node.rest)

    @_visit.register
    def _(self, node: cst.MatchKeywordElement) -> None:
        self._visit(node.pattern)

    @_visit.register
    def _(self, node: cst.TypeAlias) -> None:
        self._bind(node.name)

    def _visit_target(self, target: cst.CSTNode) -> None:
        if isinstance(target, cst.Name):
            self._bind(target)
        elif isinstance(target, (cst.Tuple, cst.List)):
            for element in target.elements:
                self._visit_target(element.value)
        elif isinstance(target, cst.StarredElement):
            self._visit_target(target.value)
        else:
            self._visit(target)

    # -- control flow -------------------------------------------------------------------------------------------

    @_visit.register
    def _(self, node: cst.If) -> None:
        self._visit(node.test)
        start = self._fork()
        self._visit(node.body)
        after = self._env
        self._env = start
        if node.orelse is not None:
            self._visit(node.orelse)
        self._env = self._join([after, self._env])

    @_visit.register
    def _(self, node: cst.For) -> None:
        self._visit(node.iter)
        self._loop(node, lambda: self._visit_target(node.target))

    @_visit.register
    def _(self, node: cst.While) -> None:
        self._loop(node, lambda: self._visit(node.test))

    def _loop(self, node: cst.For | cst.While, head: Callable[[], None]) -> None:
        env = self._live()
        phis = {name: self._phi([env[name]] if name in env else []) for name in _bound_names(node)}
        env.update(phis)
        since = len(self._bound)
        before = dict(env)
        head()
        at_exit = self._fork()
        self._visit(node.body)
        for name, nodes in self._bindings(since).items():
            for bound in nodes:
                if name in phis:
                    self._add_operand(phis[name], bound)
        self._env = before if isinstance(node, cst.For) else at_exit
        if node.orelse is not None:
            self._visit(node.orelse)
            self._env = self._join([before, self._env])

    @_visit.register
    def _(self, node: cst.With) -> None:
        for item in node.items:
            self._visit(item)
        since = len(self._bound)
        before = self._fork()
        self._visit(node.body)
        # A context may swallow an exception, so any of the bindings may be missing afterwards.
        swallowed = self._may_have_bound(before, since)
        self._env = self._join([swallowed, self._env])

    @_visit.register(cst.Try)
    @_visit.register(cst.TryStar)
    def _(self, node: cst.Try | cst.TryStar) -> None:
        before = self._fork()
        since = len(self._bound)
        self._visit(node.body)
        failed = self._may_have_bound(before, since)
        if node.orelse is not None:
            self._visit(node.orelse)
        ends = [self._env]
        for handler in node.handlers:
            self._env = dict(failed)
            if handler.type is not None:
                self._visit(handler.type)
            if handler.name is not None:
                self._visit_target(handler.name.name)
            self._visit(handler.body)
            ends.append(self._env)
        self._env = self._join(ends)
        if node.finalbody is not None:
            completed = self._env is not None
            self._env = (
                self._may_have_bound(before, since)
                if self._env is None
                else self._join([self._env, self._may_have_bound(before, since)])
            )
            self._visit(node.finalbody)
            if not completed:
                self._env = None

    @_visit.register
    def _(self, node: cst.Match) -> None:
        self._visit(node.subject)
        ends: list[Environment | None] = [self._fork()]
        start = self._fork()
        for case in node.cases:
            self._env = dict(start)
            self._visit(case.pattern)
            if case.guard is not None:
                self._visit(case.guard)
            self._visit(case.body)
            ends.append(self._env)
        self._env = self._join(ends)


def _bound_names(loop: cst.CSTNode) -> set[str]:
    """Every name that stands in a binding position somewhere in a loop."""
    found: set[str] = set()
    stack: list[cst.CSTNode] = [loop]
    while stack:
        node = stack.pop()
        if isinstance(node, cst.Name):
            found.add(node.value)
        stack.extend(children(node))
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            found.add(node.name.value)
        elif isinstance(node, (cst.ImportAlias, cst.ExceptHandler)):
            stack.extend(children(node))
    return found

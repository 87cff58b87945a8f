"""Evaluate an app.

Purpose: the effects of every region, and a summary of every function.
Needs: types, split functions, partitions. Gives: `Shared`, whose records the graph is built from.

Functions come before those that call them; functions that call each other are evaluated once each with their variables
tied together, and their effects are pooled. Modules come last.
"""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst
import networkx as nx

from reactor.bind import BindingKind, Definition, Names, Variable
from reactor.parse import walk
from reactor_runtime.program.signatures import Effect

from . import operators
from .alias import Trait
from .app import App, Function
from .app_calls import return_node, settle_cached
from .call_sites import CallSites
from .context import Run, Shared, Summary
from .decorators import Wrapping, wrapping
from .drawing import Drawing
from .expressions import evaluate as evaluate_expression
from .expressions import give_back
from .implicit import add_answers, unseen_methods
from .infer import Types
from .partition import Partition
from .record import Record
from .signatures import Signatures
from .statements import execute_block
from .types import Kind, shareable


def evaluate(
    app: App,
    types: Types,
    sites: CallSites,
    drawing: Drawing,
    signatures: Signatures,
    partitions: Mapping[int, Partition],
) -> Shared:
    """Evaluate every function and module."""
    shared = Shared(
        app=app,
        types=types,
        drawing=drawing,
        signatures=signatures,
        partitions=dict(partitions),
        sites=sites,
        rebound=_rebound(app, types),
        attributed=_attributed(app, types),
        mutators=_mutators(signatures),
        openers=_openers(signatures),
        properties=_properties(app, types),
        unseen=unseen_methods(app, types),
    )
    for group in call_order(app, types):
        for function in group:
            _function(function, shared, frozenset(group))
        for function in group:
            add_answers(shared.summaries[function].record, shared)
        if len(group) > 1 or any(function in shared.summaries[function].record.calls for function in group):
            _pool([shared.summaries[function].record for function in group])
        shared.finished.update(group)
    for names in app.modules:
        _module(names, shared)
    for record in [*shared.records, *(summary.record for summary in shared.summaries.values())]:
        add_answers(record, shared)
    settle_cached(shared)
    for function, record in shared.late_exits:
        shared.feeds.extend((made, record) for made in shared.exits.get(function, ()))
    return shared


def _function(function: Function, shared: Shared, group: frozenset[Function]) -> None:
    split = function in shared.drawing.split
    names = function.names
    record = Record(frame=function, module=names.source.index, node=function.node)
    summary = Summary(function, record, {}, 0)
    run = Run(
        shared=shared, names=names, function=function, scope=function.scope, record=record, frame=split, summary=summary
    )
    summary.returned = return_node(function, run)
    for parameter in function.parameters:
        variable = names.variables[parameter.name]
        type_ = shared.types.of_variable(variable, names)
        node = shared.node_of(variable, type_)
        if node is not None:
            summary.parameters[parameter.name.value] = node
            if parameter.default is not None and shareable(shared.types.of(parameter.default, names)):
                # The default lives on from call to call, so that what a call does to it is seen outside.
                shared.aliases.add(node, Trait.EXTERNAL)
    shared.summaries[function] = summary
    since = len(shared.records)
    if split:
        run.control = (run.entry(function),)
        since = len(shared.records)
    if isinstance(function.node, cst.Lambda):
        give_back(evaluate_expression(function.node.body, run), run)
    else:
        execute_block(function.node.body, run)
    if split:
        _collect(record, shared.records[since:])


def _collect(total: Record, parts: list[Record]) -> None:
    """A split function's summary: what its regions and the code between them do."""
    for part in parts:
        _add(total, part)


def _add(total: Record, part: Record) -> None:
    total.reads.update(part.reads)
    total.binds.update(part.binds)
    total.mutated.update(part.mutated)
    for node, how in part.touches.items():
        total.touch(node, how)
    total.draws = total.draws or part.draws
    total.widgets.update(part.widgets)
    total.state_reads.update(part.state_reads)
    total.state_writes.update(part.state_writes)
    for key, reason in part.reasons.items():
        total.reasons.setdefault(key, reason)
    total.files.update(part.files)
    total.opens = total.opens or part.opens
    total.calls_any |= part.calls_any
    total.open_calls.update(part.open_calls)
    total.claims.update(part.claims)
    total.enters.update(part.enters)
    total.calls.update(part.calls)
    total.bound_nodes.update(part.bound_nodes)


def _pool(records: list[Record]) -> None:
    """Functions that call each other do what any of them does."""
    total = Record(frame=None, module=0)
    for record in records:
        _add(total, record)
    for record in records:
        _add(record, total)


def _module(names: Names, shared: Shared) -> None:
    record = Record(frame=None, module=names.source.index, node=names.source.tree)
    run = Run(
        shared=shared,
        names=names,
        function=None,
        scope=names.module,
        record=record,
        frame=names.source.script,
    )
    # A module that is not a script runs once, when it is first imported, and is no part of any walk.
    execute_block(names.source.tree.body, run)


def call_order(app: App, types: Types) -> list[list[Function]]:
    """Functions in groups that refer to each other, referred-to groups first."""
    graph: nx.DiGraph[Function] = nx.DiGraph()
    graph.add_nodes_from(app.functions.values())
    by_variable: dict[Variable, list[Function]] = {}
    for names in app.modules:
        for variable, definitions in names.definitions.items():
            for definition in definitions:
                by_variable.setdefault(variable, []).extend(_defined(definition, app))
    for function in app.functions.values():
        for node in walk(function.node.body):
            if isinstance(node, (cst.Name, cst.Attribute, cst.Call)):
                # A parameter may be one of some functions too, and be called by a library.
                for other in types.of(node, function.names).functions:
                    graph.add_edge(function, other)
            if isinstance(node, cst.Name) and node in function.names.variables:
                for other in by_variable.get(function.names.variables[node], ()):
                    graph.add_edge(function, other)
            elif isinstance(node, cst.Attribute):
                for other in (*app.methods.get(node.attr.value, ()), *_module_functions(app, node.attr.value)):
                    graph.add_edge(function, other)
            elif isinstance(node, cst.Lambda):
                graph.add_edge(function, app.functions[node])
            else:
                for name in operators.methods_called(node):
                    for other in app.methods.get(name, ()):
                        graph.add_edge(function, other)
    condensed: nx.DiGraph[int] = nx.condensation(graph)
    return [
        sorted(condensed.nodes[number]["members"], key=_order)
        for number in reversed(list(nx.topological_sort(condensed)))
    ]


def _defined(definition: Definition, app: App) -> list[Function]:
    """Functions that a binding makes callable under its name."""
    value = definition.value
    if isinstance(value, (cst.FunctionDef, cst.Lambda)):
        return [app.functions[value]]
    if isinstance(value, cst.ClassDef):
        return list(app.classes[value].methods.values())
    if definition.kind is BindingKind.IMPORT:
        module, _, name = (definition.imported or "").rpartition(".")
        names = app.by_name.get(module)
        if names is not None:
            found = names.definitions.get(Variable(names.module, name), ())
            return [function for item in found for function in _defined(item, app)]
    return []


def _module_functions(app: App, name: str) -> list[Function]:
    found: list[Function] = []
    for names in app.by_name.values():
        for definition in names.definitions.get(Variable(names.module, name), ()):
            found += _defined(definition, app)
    return found


def _order(function: Function) -> tuple[int, int, int]:
    span = function.names.source.span(function.node)
    return function.names.source.index, span.line, span.column


def _rebound(app: App, types: Types) -> frozenset[tuple[int, str]]:
    """Variables of imported modules that functions rebind, or that anyone assigns from outside."""
    found: set[tuple[int, str]] = set()
    for names in app.modules:
        for node in walk(names.source.tree):
            if isinstance(node, cst.Global) and not names.source.script:
                found.update((names.source.index, item.name.value) for item in node.names)
            targets: list[cst.CSTNode] = []
            if isinstance(node, cst.Assign):
                targets = [target.target for target in node.targets]
            elif isinstance(node, (cst.AugAssign, cst.AnnAssign)):
                targets = [node.target]
            for target in targets:
                if isinstance(target, cst.Attribute):
                    base = types.of(target.value, names)
                    if base.kind is Kind.MODULE:
                        found.add((app.by_name[base.name].source.index, target.attr.value))
    return frozenset(found)


_PARTS_OF_FUNCTIONS = ("__dict__", "__annotations__", "__defaults__", "__kwdefaults__")


def _attributed(app: App, types: Types) -> frozenset[Function]:
    """Functions of which an attribute is assigned or deleted, be it by ``setattr`` or through ``__dict__``."""
    found: set[Function] = set()
    for names in app.modules:
        for node in walk(names.source.tree):
            changed: list[cst.BaseExpression] = []
            if isinstance(node, (cst.AssignTarget, cst.AugAssign, cst.AnnAssign, cst.Del)):
                target = node.target
                items = [item.value for item in target.elements] if isinstance(target, cst.Tuple) else [target]
                changed = [item.value for item in items if isinstance(item, cst.Attribute)]
            elif isinstance(node, cst.Attribute) and node.attr.value in _PARTS_OF_FUNCTIONS:
                changed = [node.value]
            elif isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.args:
                changed = [node.args[0].value] if node.func.value in ("setattr", "delattr", "vars") else []
            for owner in changed:
                found |= types.of(owner, names).functions
    return frozenset(found)


def _mutators(signatures: Signatures) -> frozenset[str]:
    """Methods that, in some library and with some arguments, mutate their receiver."""
    return frozenset(name for name, effects in signatures.methods_by_name().items() if any(map(_may_mutate, effects)))


def _openers(signatures: Signatures) -> frozenset[str]:
    found = signatures.methods_by_name().items()
    return frozenset(name for name, effects in found if any(effect.draws and _may_open(effect) for effect in effects))


def _may_open(effect: Effect) -> bool:
    return bool(effect.paths) or any(variant.paths for _, variant in effect.when)


def _may_mutate(effect: Effect) -> bool:
    return "self" in effect.mutates or any("self" in variant.mutates for _, variant in effect.when)


def _properties(app: App, types: Types) -> dict[str, tuple[Function, ...]]:
    found: dict[str, tuple[Function, ...]] = {}
    for name, functions in app.methods.items():
        shared = tuple(function for function in functions if Wrapping.PROPERTY in _kinds(function, types))
        if shared:
            found[name] = shared
    return found


def _kinds(function: Function, types: Types) -> list[Wrapping]:
    node = function.node
    assert isinstance(node, cst.FunctionDef)
    return [wrapping(item.decorator, types, function.names) for item in node.decorators]

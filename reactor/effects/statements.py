"""Evaluate statements, in program order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

import libcst as cst

from reactor.bind import BindingKind, Variable
from reactor.parse import children

from . import app_calls, files, library_calls, operators, state, unknown_calls
from .alias import Touch
from .app import Class, Function, captured
from .arguments import constant
from .call_arguments import Arguments
from .context import Run
from .decorators import Wrapping
from .drawing import is_magic
from .expressions import (
    belongs_to,
    consume,
    contents,
    evaluate,
    evaluate_defaults,
    function_object,
    give_back,
    item,
    refer,
)
from .infer import is_simple_class_decorator
from .process_wide import stores_constant
from .record import Record, Value
from .targets import assign, bind, mutate
from .types import STR, UNKNOWN, Kind, Type, is_container, shareable

_RAISED = "raised"
"""The name of what the app raises and catches: any exception may be caught by any handler."""


def execute_block(body: cst.BaseSuite | Sequence[cst.CSTNode], run: Run) -> None:
    """Statements one after the other."""
    for statement in body.body if isinstance(body, cst.BaseSuite) else body:
        execute(statement, run)


def execute(node: cst.CSTNode, run: Run) -> None:
    """One statement; in a frame, each gets a record of its own."""
    if isinstance(node, cst.SimpleStatementLine):
        for small in node.body:
            execute(small, run)
        return
    if not run.between:
        run.declare(node, run.record)
        _execute(node, run)
        return
    record = run.new_record(node, run.draft(node))
    with run.into(record):
        _execute(node, run)


@singledispatch
def _execute(node: cst.CSTNode, run: Run) -> None:
    for child in children(node):
        evaluate(child, run)


@_execute.register
def _(node: cst.Expr, run: Run) -> None:
    run.discarded = node.value
    found = evaluate(node.value, run)
    if not run.names.source.script or isinstance(node.value, cst.Call):
        return
    # A string is shown too, unless it is a docstring, which is never a region.
    if is_magic(node) or (run.record.draft is not None and run.record.draft.node is node):
        run.record.draws = True
        consume(found, run)
        run.read(found, Touch.ASK_ALL)


@_execute.register
def _(node: cst.Assign, run: Run) -> None:
    stores_constant(node, run)
    found = refer(node.value, run) if run.between else evaluate(node.value, run)
    for target in node.targets:
        _assign_parts(target.target, node.value, found, run)


def _assign_parts(target: cst.CSTNode, source: cst.CSTNode, found: Value, run: Run) -> None:
    """``a, b = x, y`` binds part by part."""
    if isinstance(target, cst.Name) and state.is_session_state(run.type_of(source)):
        found = Value(run.type_of(source))
    assign(target, found, run)


@_execute.register
def _(node: cst.AnnAssign, run: Run) -> None:
    if not isinstance(node.target, cst.Name) or run.function is None:
        evaluate(node.annotation.annotation, run)
    if node.value is not None:
        assign(node.target, refer(node.value, run) if run.between else evaluate(node.value, run), run)


@_execute.register
def _(node: cst.AugAssign, run: Run) -> None:
    found = evaluate(node.value, run, Touch.ASK)
    target = node.target
    if isinstance(target, cst.Name):
        old = evaluate(target, run, Touch.ASK)
        if shareable(old.type) and run.type_of(node.value).kind is not Kind.NONE:
            mutate(old, run, node)
            operators.apply_operators(node, operators.IN_PLACE_METHODS, (old, found), run)
        if is_container(old.type) and is_container(found.type):
            run.put_inside(old, contents(found, run))
            bind(target, old, run)
        else:
            bind(target, Value(UNKNOWN, run.merge(old, found)), run)
        return
    container = target.value if isinstance(target, (cst.Attribute, cst.Subscript)) else None
    if container is not None and state.is_session_state(run.type_of(container)):
        old = evaluate(target, run)
        if shareable(old.type):
            mutate(old, run, node)
        assign(target, Value(old.type, run.merge(old, found)), run)
        return
    old = evaluate(target, run, Touch.ASK)
    if shareable(old.type) and run.type_of(node.value).kind is not Kind.NONE:
        # What stands in the container may be changed in place before it is stored there again.
        mutate(old, run, node)
    assign(target, Value(UNKNOWN, run.merge(old, found)), run)


@_execute.register
def _(node: cst.Del, run: Run) -> None:
    _delete(node.target, run)


def _delete(target: cst.CSTNode, run: Run) -> None:
    if isinstance(target, (cst.Tuple, cst.List)):
        for element in target.elements:
            _delete(element.value, run)
    elif isinstance(target, cst.Name):
        run.record.binds[run.names.variables[target]] = None
    elif isinstance(target, (cst.Attribute, cst.Subscript)):
        if state.is_session_state(run.type_of(target.value)):
            assign(target, Value(STR), run)
            return
        base = evaluate(target.value, run)
        operators.apply_operators(target, ("__delitem__", "__delattr__"), (base,), run)
        if isinstance(target, cst.Subscript):
            for part in target.slice:
                evaluate(part, run, Touch.ASK_ALL)
        mutate(base, run, target)


@_execute.register
def _(node: cst.Return, run: Run) -> None:
    if node.value is not None:
        before = len(run.shared.records)
        give_back(refer(node.value, run), run)
        if run.between and run.function is not None:
            made = [record for record in run.shared.records[before:] if record.draft is not None]
            run.shared.exits.setdefault(run.function, []).extend([run.record, *made])
    _jump(run, leaves_frame=True)


@_execute.register(cst.Break)
@_execute.register(cst.Continue)
def _(_node: cst.CSTNode, run: Run) -> None:
    _jump(run, leaves_frame=False)


@_execute.register
def _(node: cst.Assert, run: Run) -> None:
    evaluate(node.test, run, Touch.ASK)
    if node.msg is not None:
        evaluate(node.msg, run)


@_execute.register
def _(node: cst.Raise, run: Run) -> None:
    for child in children(node):
        raised = run.solid(evaluate(child, run))
        if raised.node is not None:
            run.aliases.union(run.shared.named(_RAISED), raised.node)


def _jump(run: Run, leaves_frame: bool) -> None:
    """What follows a conditional jump runs only if it is not taken.

    ``raise`` and ``st.stop`` are no jumps here: an exception that is caught is the business of its ``try``, and one
    that is not ends the walk, after which every range is forced.
    """
    if run.between and run.branches:
        run.jumps.append((run.record, leaves_frame))


@_execute.register(cst.Global)
@_execute.register(cst.Nonlocal)
@_execute.register(cst.Pass)
def _(_node: cst.CSTNode, _run: Run) -> None:
    return


@_execute.register
def _(node: cst.TypeAlias, run: Run) -> None:
    bind(node.name, Value(), run)


@_execute.register(cst.Import)
@_execute.register(cst.ImportFrom)
def _(node: cst.Import | cst.ImportFrom, run: Run) -> None:
    if isinstance(node.names, cst.ImportStar):
        return
    for alias in node.names:
        target: cst.CSTNode = alias.asname.name if alias.asname is not None else alias.name
        while isinstance(target, cst.Attribute):
            target = target.value
        if isinstance(target, cst.Name):
            _bind_import(target, run)


def _bind_import(target: cst.Name, run: Run) -> None:
    """``from helpers import table`` makes a second name for the module's object."""
    variable = run.names.variables[target]
    type_ = run.types.of_variable(variable, run.names)
    alias: int | None = None
    for definition in run.names.definitions.get(variable, ()):
        module, _, name = (definition.imported or "").rpartition(".")
        names = run.shared.app.by_name.get(module)
        if names is not None and definition.target is target:
            source = Variable(names.module, name)
            alias = run.shared.node_of(source, run.types.of_variable(source, names))
            if (names.source.index, name) in run.shared.rebound:
                run.reason(target, "module-state", name)
    bind(target, Value(type_, alias), run)


@_execute.register
def _(node: cst.FunctionDef, run: Run) -> None:
    wrappers = [evaluate(decorator.decorator, run) for decorator in node.decorators]
    function = run.shared.app.functions[node]
    for parameter in function.parameters:
        if parameter.annotation is not None and not run.shared.lazy_annotations(run.names):
            evaluate(parameter.annotation.annotation, run)
    evaluate_defaults(function, run)
    kinds = app_calls.wrappings(function, run)
    if Wrapping.MEMO in kinds and run.names.source.script and _memo_shows(function, run):
        run.reason(node, "memo", function.name)
    for scope, name in sorted(captured(node, run.names), key=lambda each: each[1]):
        variable = Variable(scope, name)
        run.record.reads[variable] = None
        if name in function.scope.nonlocals:
            run.record.touch(run.shared.cell(variable), Touch.CREATE)
    if Wrapping.MEMO in kinds:
        run.record.touch(app_calls.memo_node(function, run), Touch.CREATE)
    made = function_object(function, run.type_of(node.name), run)
    unknown = [wrapper for wrapper, kind in zip(wrappers, kinds, strict=True) if kind is Wrapping.UNKNOWN]
    if unknown:
        run.shared.passed[function] = None
    bind(node.name, _decorated(made, unknown, node, run), run)


def _decorated(made: Value, wrappers: list[Value], node: cst.FunctionDef | cst.ClassDef, run: Run) -> Value:
    """What decorators of which nothing is known make of a definition: they are called with it, innermost first."""
    for wrapper in reversed(wrappers):
        arguments = Arguments((made,))
        match wrapper.type:
            case Type(kind=Kind.FUNCTION, functions=functions, certain=True):
                receiver = wrapper if wrapper.type.bound else None
                results = [
                    app_calls.apply_function(node, each, run, arguments, receiver)
                    for each in app_calls.in_order(functions)
                ]
            case Type(kind=Kind.CLASS, owner=Class() as owner, certain=True):
                results = [app_calls.construct(node, owner, run, arguments)]
            case _:
                results = [unknown_calls.worst(node, run, arguments, wrapper)]
        # It may keep a state, so what the next run has is another one.
        made = Value(made.type, run.merge(run.fresh(made.type), made, *results))
    return made


def _memo_shows(function: Function, run: Run) -> bool:
    """Whether anybody can tell an old memo from the empty one that Streamlit's next run would start with."""
    if run.shared.sites.attribute_used("cache_info", "cache_clear"):
        return True
    summary = run.shared.summaries.get(function)
    if summary is None:
        return True
    record = summary.record
    changes = any(how & (Touch.MUTATE | Touch.SUSPECT | Touch.ESCAPE) for how in record.touches.values())
    if changes or record.reasons or record.draws or record.state_reads or record.state_writes or record.binds:
        return True
    return not all(belongs_to(variable, function) or _never_changes(variable, run) for variable in record.reads)


def _never_changes(variable: Variable, run: Run) -> bool:
    """Whether a variable is the same in every run: imported, defined, or given a constant, once."""
    if variable.scope is None:
        return True
    found = run.shared.app.modules[variable.scope.module].definitions.get(variable, ())
    if len(found) != 1:
        return False
    only = found[0]
    if only.kind in (BindingKind.IMPORT, BindingKind.FUNCTION, BindingKind.CLASS):
        return True
    return only.kind is BindingKind.VALUE and isinstance(only.value, cst.BaseExpression) and bool(constant(only.value))


@_execute.register
def _(node: cst.ClassDef, run: Run) -> None:
    wrappers = [evaluate(decorator.decorator, run) for decorator in node.decorators]
    owner = run.shared.app.classes[node]
    made = run.shared.class_node(owner)
    for argument in (*node.bases, *node.keywords):
        evaluate(argument.value, run)
        base = run.type_of(argument.value).owner
        if base is not None:
            # What a class holds is found through its bases too.
            made = run.aliases.union(made, run.shared.class_node(base))
    run.record.touch(made, Touch.CREATE)
    inside, run.inside = run.inside, True
    execute_block(node.body, run)
    run.inside = inside
    scope = run.names.scopes[node]
    for variable, alias in list(run.record.bound_nodes.items()):
        if variable.scope is scope:
            run.aliases.union(made, alias)
    _announce(node, owner, made, run)
    unknown = [
        wrapper
        for wrapper, decorator in zip(wrappers, node.decorators, strict=True)
        if not is_simple_class_decorator(decorator)
    ]
    bind(node.name, _decorated(Value(Type(Kind.CLASS, owner=owner), made), unknown, node, run), run)


def _announce(node: cst.ClassDef, owner: Class, made: int, run: Run) -> None:
    """A class is made: its metaclass is called, and its bases are told."""
    itself = Value(Type(Kind.CLASS, owner=owner), made)
    for function in app_calls.metaclass_methods(owner, ("__new__", "__init__", "__prepare__"), run):
        app_calls.apply_function(node, function, run, Arguments(stars=(itself,)), itself)
    for each in run.types.family(owner):
        told = each.methods.get("__init_subclass__")
        if told is not None and each is not owner:
            app_calls.apply_function(node, told, run, Arguments(), itself)


# -- compound statements ----------------------------------------------------------------------------------------


def _last_record(run: Run, since: int) -> Record:
    """The record that holds the value of a header evaluated since then: a region's, else the statement's own."""
    made = [record for record in run.shared.records[since:] if record.draft is not None]
    if run.between and made:
        run.shared.feeds.extend((record, run.record) for record in made)
    return run.record


@_execute.register
def _(node: cst.If, run: Run) -> None:
    since = len(run.shared.records)
    evaluate(node.test, run, Touch.ASK)
    with run.under(_last_record(run, since)):
        execute_block(node.body, run)
        if isinstance(node.orelse, cst.If):
            execute(node.orelse, run)
        elif node.orelse is not None:
            execute_block(node.orelse.body, run)


@_execute.register
def _(node: cst.For, run: Run) -> None:
    since = len(run.shared.records)
    run.used_up = node.iter
    source = evaluate(node.iter, run)
    consume(source, run)
    if node.asynchronous is not None:
        run.reason(node, "async", run.text(node.iter))
    head = _last_record(run, since)
    assign(node.target, item(source, run.types.item_of(node.iter, run.names), run), run)
    _loop_body(node, head, run)


@_execute.register
def _(node: cst.While, run: Run) -> None:
    since = len(run.shared.records)
    outer = run.loops
    run.loops = (*outer, node)
    evaluate(node.test, run, Touch.ASK)
    run.loops = outer
    _loop_body(node, _last_record(run, since), run)


def _loop_body(node: cst.For | cst.While, head: Record, run: Run) -> None:
    outer, jumps = run.loops, len(run.jumps)
    run.loops = (*outer, node)
    with run.under(head):
        execute_block(node.body, run)
        run.loops = outer
        run.jumps[jumps:] = [jump for jump in run.jumps[jumps:] if jump[1]]
        if node.orelse is not None:
            execute_block(node.orelse.body, run)


@_execute.register
def _(node: cst.With, run: Run) -> None:
    since = len(run.shared.records)
    opened = files.opened_in(node, run)
    for part in node.items:
        context = evaluate(part.item, run)
        if node.asynchronous is not None:
            run.reason(node, "async", run.text(part.item))
        entered = _enter(part.item, context, run)
        if part.asname is not None:
            assign(part.asname.name, entered, run)
    head = _last_record(run, since)
    before, streams = run.control, run.streams
    run.control, run.streams = (head,), streams | opened
    execute_block(node.body, run)
    run.control, run.streams = before, streams


def _enter(node: cst.BaseExpression, context: Value, run: Run) -> Value:
    """Entering and leaving a context are calls."""
    type_ = run.type_of(node)
    entered_type = run.types.entered(type_)
    if type_.handle:
        return Value(entered_type)
    if type_.kind is Kind.VALUE and type_.certain and type_.name:
        results: list[Value] = []
        for name in ("__enter__", "__exit__"):
            effect = run.shared.signatures.method(type_.name, name)
            if effect is not None:
                results.append(library_calls.apply_effect(node, effect.given({}), run, Arguments(), context))
            elif name == "__enter__":
                results.append(unknown_calls.worst(node, run, Arguments(), context))
        return Value(entered_type, run.merge(context, *results) if shareable(entered_type) else None)
    if isinstance(node, cst.Call):
        effect = run.types.call_effect(node, run.names)
        if effect is not None and effect.context:
            return Value(UNKNOWN, context.node)
        called = run.type_of(node.func)
        if (
            called.kind is Kind.FUNCTION
            and called.certain
            and all(Wrapping.CONTEXT_MANAGER in app_calls.wrappings(function, run) for function in called.functions)
        ):
            # Its body ran, as far as effects go, when it was called.
            return Value(UNKNOWN, context.node)
    if type_.kind is Kind.INSTANCE and type_.owner is not None and type_.certain:
        found = [
            app_calls.apply_function(node, function, run, Arguments(), context)
            for name in ("__enter__", "__exit__")
            for function in sorted(run.types.methods_of(type_.owner, name) or (), key=lambda each: each.label)
        ]
        if found:
            return Value(UNKNOWN, run.merge(context, *found))
    return unknown_calls.worst(node, run, Arguments(), context)


@_execute.register(cst.Try)
@_execute.register(cst.TryStar)
def _(node: cst.Try | cst.TryStar, run: Run) -> None:
    if not run.between:
        _try_parts(node, run)
        return
    # Whether a statement of the body raises decides what else of the body and which handler runs.
    raised = run.record
    since = len(run.shared.records)
    with run.under(raised):
        execute_block(node.body, run)
    run.shared.feeds.extend((record, raised) for record in run.shared.records[since:])
    with run.under(raised):
        for handler in node.handlers:
            _handler(handler, run)
        if node.orelse is not None:
            execute_block(node.orelse.body, run)
    if node.finalbody is not None:
        execute_block(node.finalbody.body, run)


def _try_parts(node: cst.Try | cst.TryStar, run: Run) -> None:
    execute_block(node.body, run)
    for handler in node.handlers:
        _handler(handler, run)
    for other in (node.orelse, node.finalbody):
        if other is not None:
            execute_block(other.body, run)


def _handler(handler: cst.ExceptHandler | cst.ExceptStarHandler, run: Run) -> None:
    if handler.type is not None:
        evaluate(handler.type, run)
    if handler.name is not None:
        fresh = run.fresh(UNKNOWN)
        if fresh.node is not None:
            # Whoever raised it may still hold what it holds.
            run.aliases.union(run.shared.named(_RAISED), fresh.node)
        assign(handler.name.name, fresh, run)
    execute_block(handler.body, run)


@_execute.register
def _(node: cst.Match, run: Run) -> None:
    since = len(run.shared.records)
    subject = evaluate(node.subject, run)
    run.read(subject, Touch.READ | Touch.ASK_ALL)
    head = _last_record(run, since)
    with run.under(head):
        for case in node.cases:
            _pattern(case.pattern, subject, run)
            if case.guard is not None:
                evaluate(case.guard, run, Touch.ASK)
            execute_block(case.body, run)


def _pattern(node: cst.CSTNode, subject: Value, run: Run) -> None:
    """What a pattern captures is part of the subject."""
    match node:
        case cst.MatchAs():
            if node.pattern is not None:
                _pattern(node.pattern, subject, run)
            if node.name is not None:
                bind(node.name, Value(UNKNOWN, subject.node), run)
        case cst.MatchStar():
            if node.name is not None:
                bind(node.name, Value(UNKNOWN, subject.node), run)
        case cst.MatchMapping():
            for element in node.elements:
                _pattern(element.pattern, subject, run)
            if node.rest is not None:
                bind(node.rest, Value(UNKNOWN, subject.node), run)
        case cst.MatchValue():
            evaluate(node.value, run)
        case cst.MatchClass():
            evaluate(node.cls, run)
            for inner in (*node.patterns, *node.kwds):
                _pattern(inner, subject, run)
        case cst.MatchKeywordElement():
            _pattern(node.pattern, subject, run)
        case _:
            for child in children(node):
                _pattern(child, subject, run)


__all__ = ["execute", "execute_block"]

"""Evaluate expressions: their effects go into the current record, their values are types, alias nodes and paths."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch

import libcst as cst

from reactor.bind import Variable
from reactor.parse import children

from . import app_calls, calls, library_calls, operators, state, targets
from .alias import Touch, Trait
from .app import Class, Function, captured
from .arguments import constant
from .call_arguments import Arguments
from .context import Run
from .record import Path, Value
from .types import BOOL, STR, UNKNOWN, Kind, Type, is_container, shareable, value


def evaluate(node: cst.CSTNode, run: Run, ask: Touch = Touch.NONE) -> Value:
    """Evaluate an expression, in a record of its own if it is a region.

    ``ask``: how the value is asked something right away, such as whether it is true.
    """
    draft = run.draft(node)
    if draft is None:
        found = _evaluate(node, run)
        run.read(found, ask)
        return found
    with run.into(run.new_record(node, draft)):
        found = _evaluate(node, run)
        run.read(found, ask)
    return Value(found.type, found.node, pending=found.pending)


def refer(node: cst.CSTNode, run: Run, called: bool = False) -> Value:
    """Evaluate an expression of which only the identity matters: a plain name is not looked into.

    ``called``: it is being called, and what the function does is added by the call itself.
    """
    if isinstance(node, cst.Name) and run.draft(node) is None:
        return _name(node, run, Touch.NONE, called)
    return evaluate(node, run)


def consume(found: Value, run: Run) -> None:
    """Iterate over a value."""
    run.read(found, Touch.READ | Touch.ITERATE | Touch.ASK)
    if found.type.owner is not None and run.record.node is not None:
        operators.apply_operators(run.record.node, ("__iter__", "__next__"), (found,), run)


def item(found: Value, type_: Type, run: Run) -> Value:
    """An item of a container."""
    found = run.solid(found)
    if found.node is None or not shareable(type_):
        return Value(type_)
    if is_container(found.type) and not found.part:
        return Value(type_, run.aliases.content(found.node))
    return Value(type_, found.node, part=True)


@singledispatch
def _evaluate(node: cst.CSTNode, run: Run) -> Value:
    values = [evaluate(child, run) for child in children(node)]
    return Value(run.type_of(node), run.merge(*values))


@_evaluate.register(cst.Integer)
@_evaluate.register(cst.Float)
@_evaluate.register(cst.Imaginary)
@_evaluate.register(cst.SimpleString)
@_evaluate.register(cst.ConcatenatedString)
@_evaluate.register(cst.Ellipsis)
def _(node: cst.CSTNode, run: Run) -> Value:
    if isinstance(node, cst.ConcatenatedString):
        evaluate(node.left, run)
        evaluate(node.right, run)
    return Value(run.type_of(node) if not isinstance(node, cst.Ellipsis) else BOOL)


@_evaluate.register
def _(node: cst.FormattedString, run: Run) -> Value:
    for part in node.parts:
        if isinstance(part, cst.FormattedStringExpression):
            _written_out(evaluate(part.expression, run, Touch.ASK_ALL), run)
            for inner in part.format_spec or ():
                if isinstance(inner, cst.FormattedStringExpression):
                    evaluate(inner.expression, run, Touch.ASK_ALL)
    return Value(STR)


def _written_out(found: Value, run: Run) -> None:
    """What an object looks like as text may depend on settings of its library (``pd.set_option``)."""
    if shareable(found.type):
        for name in run.shared.signatures.settings:
            run.record.touch(run.hidden_node(name), Touch.READ)


@_evaluate.register
def _(node: cst.Name, run: Run) -> Value:
    return _name(node, run, Touch.READ)


def _name(node: cst.Name, run: Run, how: Touch, called: bool = False) -> Value:
    type_ = run.type_of(node)
    variable = run.names.variables.get(node)
    if variable is None or node.value in ("True", "False", "None"):
        return Value(type_)
    if variable.scope is None:
        if run.names.star_imports:
            run.record.reads[Variable(run.names.module, variable.name)] = None
        return Value(type_)
    run.record.reads[variable] = None
    if type_.kind is Kind.FUNCTION and not called:
        for function in type_.functions:
            pass_function(function, run)
    alias = run.shared.node_of(variable, type_)
    run.record.touch(alias, how)
    return Value(type_, alias, Path(variable))


def pass_function(function: Function, run: Run) -> None:
    """A function is read as a value: what it reads when it is called later counts as read now."""
    run.shared.passed[function] = None
    summary = run.shared.summaries.get(function)
    if summary is None:
        run.record.calls[function] = None
    else:
        for variable in summary.record.reads:
            if not belongs_to(variable, function):
                run.record.reads[variable] = None
    for scope, name in sorted(captured(function.node, function.names), key=lambda found: found[1]):
        variable = Variable(scope, name)
        run.record.reads[variable] = None
        if run.frame and _rebound(variable, run):
            run.reason(function.node, "late-capture", name)


def belongs_to(variable: Variable, function: Function) -> bool:
    """Whether a variable belongs to a function or to something in it."""
    scope = variable.scope
    while scope is not None:
        if scope is function.scope:
            return True
        scope = scope.parent
    return False


def _rebound(variable: Variable, run: Run) -> bool:
    """Whether a captured variable may hold something else by the time the function is called."""
    found = run.names.definitions.get(variable, ())
    if len(found) > 1:
        return True
    loops = [loop for loop in run.loops if isinstance(loop, (cst.For, cst.While))]
    return bool(loops) and any(_stands_in(item.target, loop) for item in found for loop in loops)


def _stands_in(node: cst.CSTNode, outer: cst.CSTNode) -> bool:
    stack = [outer]
    while stack:
        current = stack.pop()
        if current is node:
            return True
        stack.extend(children(current))
    return False


@_evaluate.register
def _(node: cst.Attribute, run: Run) -> Value:
    base_type = run.type_of(node.value)
    name = node.attr.value
    if state.is_session_state(base_type):
        state.mention(node.value, run)
        return state.read(name, run.type_of(node), run)
    if base_type.kind is Kind.MODULE:
        evaluate(node.value, run)
        return _module_variable(base_type.name, node, run)
    type_ = run.type_of(node)
    if base_type.kind is Kind.LIBRARY:
        evaluate(node.value, run)
        effect = run.shared.signatures.value(f"{base_type.name}.{name}")
        if effect is not None:
            return library_calls.apply_effect(node, effect, run, Arguments())
        return Value(type_)
    base = evaluate(node.value, run)
    run.record.touch(base.node, Touch.READ)
    path = base.path.then(f".{name}") if base.path is not None else None
    if base_type.kind in (Kind.INSTANCE, Kind.UNKNOWN) or not base_type.certain:
        found = _property(node, base, run)
        if found is not None:
            return found
    if base_type.kind is Kind.VALUE and base_type.certain:
        effect = run.shared.signatures.attribute(base_type.name or None, name)
        if effect.volatile:
            run.reason(node, effect.volatile, run.text(node))
    found = _stored(node, base, run, path)
    hooked = _hooked(node, base, run)
    return Value(type_, run.merge(found, *hooked), part=True) if hooked else found


def _stored(node: cst.Attribute, base: Value, run: Run, path: Path | None) -> Value:
    """What an attribute of an object holds, or its class for it."""
    base_type, type_, name = base.type, run.type_of(node), node.attr.value
    if base_type.kind is Kind.CLASS and base_type.owner is not None:
        base = Value(base_type, run.shared.class_node(base_type.owner))
        run.record.touch(base.node, Touch.READ)
    if not shareable(type_) or base.node is None:
        return Value(type_, path=path)
    if type_.kind is Kind.FUNCTION and type_.bound:
        # Calling it later changes the object it was taken from.
        run.shared.passed.update(dict.fromkeys(type_.functions))
        return Value(type_, base.node, path, part=base.part)
    if base_type.kind is Kind.INSTANCE and base_type.owner is not None and base_type.certain and not base.part:
        alias = run.aliases.content(base.node)
        for owner in run.types.family(base_type.owner):
            if name in owner.names.scopes[owner.node].definitions:
                alias = run.aliases.union(alias, run.shared.class_node(owner))
        return Value(type_, alias, path)
    return Value(type_, base.node, path, part=True)


def _module_variable(module: str, node: cst.Attribute, run: Run) -> Value:
    names = run.shared.app.by_name[module]
    variable = Variable(names.module, node.attr.value)
    type_ = run.type_of(node)
    if (names.source.index, node.attr.value) in run.shared.rebound:
        run.reason(node, "module-state", run.text(node))
    if type_.kind is Kind.FUNCTION:
        for function in type_.functions:
            pass_function(function, run)
    alias = run.shared.node_of(variable, type_)
    run.record.touch(alias, Touch.READ)
    return Value(type_, alias)


def _property(node: cst.Attribute, base: Value, run: Run) -> Value | None:
    """Reading an attribute may call a property of a class of the app."""
    found = run.shared.properties.get(node.attr.value, ())
    owner = base.type.owner
    if owner is not None:
        own = run.types.methods_of(owner, node.attr.value)
        found = tuple(function for function in found if own is None or function in own)
    if not found:
        return None
    results = [app_calls.apply_function(node, function, run, Arguments(), base) for function in found]
    return Value(run.type_of(node), run.merge(base, *results))


def _hooked(node: cst.Attribute, base: Value, run: Run) -> list[Value]:
    """What a descriptor, or a hook for attributes that no class is seen to define, may answer instead."""
    found = apply_descriptors(node, "__get__", base, Arguments((base, base)), run)
    owner = base.type.owner
    if owner is None or run.type_of(node).kind is not Kind.UNKNOWN:
        return found
    for name in ("__getattr__", "__getattribute__"):
        own = run.types.methods_of(owner, name)
        hooks = run.shared.app.methods.get(name, ()) if own is None else app_calls.in_order(own)
        found += [app_calls.apply_function(node, function, run, Arguments(), base) for function in hooks]
    return found


def apply_descriptors(node: cst.Attribute, method: str, base: Value, args: Arguments, run: Run) -> list[Value]:
    """Call the descriptors that classes of the app may hold under an attribute's name."""
    functions = run.shared.app.methods.get(method, ())
    if not functions:
        return []
    known = base.type.owner
    owners = run.shared.app.classes.values() if known is None else run.types.family(known)
    return [
        app_calls.apply_function(node, function, run, args, _descriptor(function, owner, run))
        for owner in owners
        if node.attr.value in owner.names.scopes[owner.node].definitions
        for function in functions
    ]


def _descriptor(function: Function, holder: Class, run: Run) -> Value:
    return Value(Type(Kind.INSTANCE, owner=function.owner), run.shared.class_node(holder), part=True)


@_evaluate.register
def _(node: cst.Subscript, run: Run) -> Value:
    base_type = run.type_of(node.value)
    base = evaluate(node.value, run)
    indices = [evaluate(part, run, Touch.ASK_ALL) for part in node.slice]
    index = node.slice[0].slice if len(node.slice) == 1 else None
    key = constant(index.value) if isinstance(index, cst.Index) else None
    if state.is_session_state(base_type):
        return state.read(state.key_of(key), run.type_of(node), run)
    type_ = run.type_of(node)
    path = base.path.then(f"[{key}]") if base.path is not None and key is not None else None
    if base_type.kind is Kind.VALUE and base_type.certain and not base_type.handle:
        effect = run.shared.signatures.method(base_type.name, "__getitem__")
        if effect is not None:
            given = effect.given({"0": key or "?"})
            found = library_calls.apply_effect(node, given, run, Arguments(tuple(indices)), base)
            return Value(type_, found.node if shareable(type_) else None, path, found.part)
    run.record.touch(base.node, Touch.READ | Touch.ITEM | Touch.ASK)
    operators.apply_operators(node, ("__getitem__",), (base,), run)
    found = item(base, type_, run)
    return Value(type_, found.node, path, found.part)


@_evaluate.register
def _(node: cst.Call, run: Run) -> Value:
    return calls.call(node, run)


@_evaluate.register
def _(node: cst.BinaryOperation, run: Run) -> Value:
    left, right = evaluate(node.left, run), evaluate(node.right, run)
    # ``%`` may write what is on its right into a text.
    ask = Touch.ASK_ALL if isinstance(node.operator, cst.Modulo) else Touch.ASK
    run.read(left, Touch.READ | ask)
    run.read(right, Touch.READ | ask)
    if isinstance(node.operator, cst.Modulo):
        _written_out(right, run)
    type_ = run.type_of(node)
    operators.apply_operators(node, operators.BINARY_METHODS.get(type(node.operator), ()), (left, right), run)
    if not shareable(type_):
        return Value(type_)
    fresh = run.fresh(type_)
    if is_container(type_):
        for side in (left, right):
            if side.node is not None:
                run.put_inside(fresh, contents(side, run))
        return fresh
    if (type_.kind is Kind.VALUE and type_.certain) or operators.computes(node, left, right, run):
        return fresh
    return Value(type_, run.merge(fresh, left, right), part=True)


@_evaluate.register
def _(node: cst.Comparison, run: Run) -> Value:
    if all(isinstance(target.operator, (cst.Is, cst.IsNot)) for target in node.comparisons):
        # Which object it is does not depend on what it is like.
        for part in (node.left, *(target.comparator for target in node.comparisons)):
            refer(part, run)
        return Value(BOOL)
    sides = [evaluate(node.left, run)]
    for target in node.comparisons:
        side = evaluate(target.comparator, run)
        if isinstance(target.operator, (cst.In, cst.NotIn)):
            if state.is_session_state(side.type):
                state.contains(node.left, run)
            else:
                consume(side, run)
        sides.append(side)
        operators.apply_operators(
            node, operators.COMPARISON_METHODS.get(type(target.operator), ()), tuple(sides[-2:]), run
        )
    for side in sides:
        run.read(side, Touch.READ | Touch.ASK_ALL)
    return run.fresh(run.type_of(node))


@_evaluate.register
def _(node: cst.UnaryOperation, run: Run) -> Value:
    found = evaluate(node.expression, run)
    run.record.touch(found.node, Touch.READ | Touch.ASK)
    fresh = run.fresh(run.type_of(node))
    methods = ("__neg__", "__pos__", "__invert__")
    if fresh.type.kind is Kind.VALUE or not any(name in run.shared.app.methods for name in methods):
        return fresh
    return Value(fresh.type, run.merge(fresh, found), part=True)


@_evaluate.register
def _(node: cst.BooleanOperation, run: Run) -> Value:
    left, right = evaluate(node.left, run, Touch.ASK), evaluate(node.right, run)
    return Value(run.type_of(node), run.merge(left, right))


@_evaluate.register
def _(node: cst.IfExp, run: Run) -> Value:
    evaluate(node.test, run, Touch.ASK)
    return Value(run.type_of(node), run.merge(evaluate(node.body, run), evaluate(node.orelse, run)))


@_evaluate.register
def _(node: cst.Lambda, run: Run) -> Value:
    function = run.shared.app.functions[node]
    evaluate_defaults(function, run)
    pass_function(function, run)
    return function_object(function, run.type_of(node), run)


def function_object(function: Function, type_: Type, run: Run) -> Value:
    """A function object: one that is given attributes is an object that changes in place."""
    return run.fresh(type_) if function in run.shared.attributed else Value(type_)


def evaluate_defaults(function: Function, run: Run) -> None:
    """A default is evaluated where the function is made, and is one object for all calls."""
    for parameter in function.parameters:
        if parameter.default is None:
            continue
        found = run.solid(evaluate(parameter.default, run))
        variable = run.names.variables[parameter.name]
        inner = run.shared.node_of(variable, run.types.of_variable(variable, run.names))
        if inner is not None and found.node is not None:
            run.aliases.union(inner, found.node)


@_evaluate.register(cst.Tuple)
@_evaluate.register(cst.List)
@_evaluate.register(cst.Set)
def _(node: cst.Tuple | cst.List | cst.Set, run: Run) -> Value:
    values: list[Value] = []
    for element in node.elements:
        found = evaluate(element.value, run, Touch.ASK_ALL if isinstance(node, cst.Set) else Touch.NONE)
        if isinstance(element, cst.StarredElement):
            consume(found, run)
            found = item(found, UNKNOWN, run)
        values.append(found)
    return display(run.fresh(run.type_of(node)), values)


def display(fresh: Value, values: list[Value]) -> Value:
    """A new container, as long as nobody has stored it."""
    return replace(fresh, pending=tuple(found for found in values if found.node is not None))


def contents(found: Value, run: Run) -> Value:
    """Anything inside a value."""
    found = run.solid(found)
    return Value(node=run.aliases.content(found.node) if found.node is not None else None)


@_evaluate.register
def _(node: cst.Dict, run: Run) -> Value:
    values: list[Value] = []
    for element in node.elements:
        if isinstance(element, cst.DictElement):
            values += [evaluate(element.key, run, Touch.ASK_ALL), evaluate(element.value, run)]
        else:
            found = evaluate(element.value, run, Touch.READ | Touch.ASK)
            values += [found, contents(found, run)]
    return display(run.fresh(run.type_of(node)), values)


@_evaluate.register(cst.ListComp)
@_evaluate.register(cst.SetComp)
@_evaluate.register(cst.DictComp)
@_evaluate.register(cst.GeneratorExp)
def _(node: cst.BaseComp, run: Run) -> Value:
    part: cst.CompFor | None = node.for_in
    while part is not None:
        if not isinstance(node, cst.GeneratorExp):
            run.used_up = part.iter
        source = evaluate(part.iter, run)
        consume(source, run)
        if part.asynchronous is not None:
            run.reason(node, "async", run.text(node))
        targets.assign(part.target, item(source, run.types.item_of(part.iter, run.names), run), run)
        for test in part.ifs:
            evaluate(test.test, run, Touch.ASK)
        part = part.inner_for_in
    made = [node.key, node.value] if isinstance(node, cst.DictComp) else [node.elt]  # type: ignore[attr-defined]
    hashed = isinstance(node, (cst.DictComp, cst.SetComp))
    values = [evaluate(each, run, Touch.ASK_ALL if hashed and each is made[0] else Touch.NONE) for each in made]
    fresh = run.fresh(run.type_of(node))
    if isinstance(node, cst.GeneratorExp) and fresh.node is not None:
        # An iterator is not told apart from what it hands out.
        run.aliases.add(fresh.node, Trait.ITERATOR)
        return Value(fresh.type, run.merge(fresh, *values))
    run.put_inside(fresh, *values)
    return fresh


@_evaluate.register
def _(node: cst.NamedExpr, run: Run) -> Value:
    found = evaluate(node.value, run)
    targets.assign(node.target, found, run)
    return found


@_evaluate.register
def _(node: cst.Await, run: Run) -> Value:
    found = evaluate(node.expression, run)
    run.reason(node, "async", run.text(node))
    return Value(UNKNOWN, found.node)


@_evaluate.register
def _(node: cst.Yield, run: Run) -> Value:
    if node.value is not None:
        inner = node.value.item if isinstance(node.value, cst.From) else node.value
        found = evaluate(inner, run)
        if isinstance(node.value, cst.From):
            consume(found, run)
        give_back(found, run)
    return run.fresh(UNKNOWN)


@_evaluate.register
def _(node: cst.SubscriptElement, run: Run) -> Value:
    return evaluate(node.slice, run)


@_evaluate.register
def _(node: cst.Index, run: Run) -> Value:
    return evaluate(node.value, run)


@_evaluate.register
def _(node: cst.Slice, run: Run) -> Value:
    for part in (node.lower, node.upper, node.step):
        if part is not None:
            evaluate(part, run, Touch.ASK)
    return Value(value("builtins.slice"))


def give_back(found: Value, run: Run) -> None:
    """A value leaves the function."""
    found = run.solid(found)
    if run.summary is not None and found.node is not None:
        run.aliases.union(run.summary.returned, found.node)

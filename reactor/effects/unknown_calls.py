"""Calls of what nobody has described: decided at run time where the receiver can be found then, else the worst case."""

from __future__ import annotations

import libcst as cst

from reactor.bind import ScopeKind, Variable

from . import app_calls, expressions, library_calls, state, targets
from .alias import Touch
from .app import Function
from .arguments import describe
from .call_arguments import Arguments, evaluate_arguments
from .context import Run
from .record import OpenCall, Value
from .signatures import CLOSED
from .types import UNKNOWN, Kind

# Methods that only strings and views of dictionaries have, for receivers that no check at run time can reach.
HARMLESS_METHODS = frozenset(
    """
    capitalize casefold lower upper title swapcase strip lstrip rstrip removeprefix removesuffix zfill ljust rjust
    startswith endswith isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace
    istitle isupper split rsplit splitlines partition rpartition keys values items strftime isoformat
    """.split()  # noqa: SIM905
)


def call_unknown_method(node: cst.Call, func: cst.Attribute, run: Run) -> Value:
    receiver = expressions.evaluate(func.value, run)
    candidates = run.shared.app.methods.get(func.attr.value, ())
    if receiver.type.kind is Kind.LIBRARY or receiver.type.kind is Kind.MODULE:
        return worst(node, run, evaluate_arguments(node, run), receiver)
    split = next((function for function in candidates if function in run.shared.drawing.split), None)
    args = evaluate_arguments(node, run, split)
    results = [app_calls.apply_function(node, function, run, args, receiver) for function in candidates]
    if receiver.type.kind in (Kind.INSTANCE, Kind.FUNCTION, Kind.CLASS):
        found = worst(node, run, args, receiver)
    else:
        found = call_open(node, func, receiver, args, run)
    return Value(found.type, run.merge(found, *results))


def call_open(node: cst.Call, func: cst.Attribute, receiver: Value, args: Arguments, run: Run) -> Value:
    """A method of a receiver of unknown type."""
    name = func.attr.value
    record = run.record
    arguments = describe(node.args)
    if receiver.path is None or not reachable(receiver.path.root, run):
        if name in HARMLESS_METHODS:
            record.touch(receiver.node, Touch.READ)
            return Value(run.type_of(node), run.merge(receiver))
        if name in run.shared.mutators:
            targets.mutate(receiver, run, node)
        return worst(node, run, args, receiver)
    found = OpenCall(receiver.path, name, tuple(arguments.items()), run.line(node), run.text(node), run.closed(node))
    add_open_call(found, run, node)
    record.calls_any |= Touch.SUSPECT
    merged = run.merge(receiver, *args.all())
    if name in run.shared.mutators:
        targets.mutate(receiver, run, node)
    record.touch(merged, Touch.SUSPECT | Touch.READ)
    for item in args.all():
        for function in app_calls.in_order(item.type.functions):
            app_calls.apply_function(node, function, run, Arguments(stars=tuple(args.all())))
            run.shared.callbacks[function] = None
    return Value(UNKNOWN, merged, receiver.path.then(f"{name}()"), part=True)


def add_open_call(item: OpenCall, run: Run, node: cst.CSTNode) -> None:
    if reachable(item.path.root, run):
        run.record.open_calls[item] = None
        run.record.opens = run.record.opens or item.method in run.shared.openers
        run.record.reads[item.path.root] = None
    elif item.method not in HARMLESS_METHODS:
        run.reason(node, "unknown-call", item.text)


def reachable(root: Variable, run: Run) -> bool:
    """Whether a check at run time can find the variable: it belongs to the frame or its module, not to the region."""
    scope = root.scope
    if scope is None or root in run.record.binds:
        return False
    if scope.kind is ScopeKind.MODULE:
        return scope.module == run.names.source.index
    if run.frame:
        return scope.kind is ScopeKind.FUNCTION
    return run.function is not None and scope is run.function.scope and _is_parameter(root, run.function)


def _is_parameter(variable: Variable, function: Function) -> bool:
    return any(parameter.name.value == variable.name for parameter in function.parameters) and (
        len(function.names.definitions.get(variable, ())) == 1
    )


_ANYTHING = Touch.READ | Touch.ITERATE | Touch.MUTATE | Touch.MUTATE_ALL | Touch.ESCAPE | Touch.CALL_ALL


def worst(node: cst.CSTNode, run: Run, args: Arguments, receiver: Value | None) -> Value:
    """Nobody knows what this call does: it may do anything to what it is given."""
    if run.closed(node):
        return library_calls.apply_effect(node, CLOSED, run, args, receiver)
    record = run.record
    func = node.func if isinstance(node, cst.Call) else node
    run.reason(node, "unknown-call", run.text(func))
    if run.type_of(func).kind is not Kind.LIBRARY:
        record.calls_any |= Touch.MUTATE
    given = [run.solid(item) for item in (*args.all(), *((receiver,) if receiver is not None else ()))]
    for item in given:
        if state.is_session_state(item.type):
            record.touch(state.node_of(state.ANY_KEY, run), Touch.MUTATE | Touch.MUTATE_ALL)
        record.touch(item.node, _ANYTHING)
        if item.path is not None and item.node is not None:
            record.mutated[item.path.root] = None
        for function in app_calls.in_order(item.type.functions):
            app_calls.apply_function(node, function, run, Arguments(stars=tuple(args.all())))
            run.shared.callbacks[function] = None
    fresh = run.fresh(UNKNOWN)
    return Value(UNKNOWN, run.merge(fresh, *given), part=True)

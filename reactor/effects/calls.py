"""Evaluate calls.

Purpose: the effects of a call on the current record, by what is called: a library function, a method of a library
value, a function or class of the app, a method of something unknown (decided at run time), or anything (worst case).
"""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from reactor_runtime.program import Reason

from . import app_calls, expressions, files, library_calls, process_wide, state, unknown_calls
from .arguments import argument, constant, constant_string
from .call_arguments import Arguments, evaluate_arguments
from .context import Run
from .record import Value
from .types import UNKNOWN, Kind, Type

_DYNAMIC = frozenset(
    f"builtins.{name}" for name in ("exec", "eval", "globals", "locals", "vars", "compile", "__import__")
)


_ATTRIBUTE_READERS = ("builtins.getattr", "builtins.hasattr")
_RUN_MESSAGES = frozenset({"logo", "navigation", "set_page_config", "echo"})


def call(node: cst.Call, run: Run) -> Value:
    """Evaluate a call expression."""
    func = node.func
    if isinstance(func, cst.Attribute):
        if app_calls.is_super(func.value):
            return app_calls.call_super(node, func, run)
        base = run.type_of(func.value)
        if state.is_session_state(base):
            return _state_call(node, func, run)
        if base.kind is Kind.VALUE and base.certain and (base.name or base.handle or base.immutable):
            return _method_call(node, func, base, run)
    called = run.type_of(func)
    if called.kind is Kind.LIBRARY:
        expressions.evaluate(func, run)
        return _library_call(node, called.name, run)
    if called.kind is Kind.FUNCTION:
        return app_calls.call_app(node, called, run)
    if called.kind is Kind.CLASS and called.owner is not None and called.certain:
        expressions.refer(func, run)
        return app_calls.construct(node, called.owner, run, evaluate_arguments(node, run))
    if called.kind is Kind.INSTANCE and called.owner is not None and called.certain:
        methods = run.types.methods_of(called.owner, "__call__")
        if methods is not None:
            receiver = expressions.evaluate(func, run)
            args = evaluate_arguments(node, run)
            results = [
                app_calls.apply_function(node, each, run, args, receiver) for each in app_calls.in_order(methods)
            ]
            return Value(UNKNOWN, run.merge(receiver, *results), part=True)
    if isinstance(func, cst.Attribute):
        return unknown_calls.call_unknown_method(node, func, run)
    receiver = expressions.evaluate(func, run)
    return unknown_calls.worst(node, run, evaluate_arguments(node, run), receiver)


def _library_call(node: cst.Call, qualified: str, run: Run) -> Value:
    files.hand_over(node, run.types.call_effect(node, run.names), run)
    args = evaluate_arguments(node, run)
    if qualified in _DYNAMIC:
        run.reason(node, "dynamic-code", run.text(node))
        if qualified in ("builtins.exec", "builtins.eval"):
            run.shared.dynamic.setdefault(
                run.names.source.index, Reason("dynamic-code", run.line(node), run.text(node))
            )
    if qualified in process_wide.SETTERS:
        process_wide.note_setting(node, run)
    effect = run.shared.signatures.function(qualified)
    if effect is None:
        return unknown_calls.worst(node, run, args, None)
    if run.shared.signatures.declares_function(qualified):
        run.record.claim_signature(qualified)
    found = library_calls.apply_effect(node, run.types.decided(effect, node, run.names), run, args)
    if qualified in _ATTRIBUTE_READERS and len(node.args) > 1 and args.positional:
        found = replace(found, node=run.merge(found, *_attribute(node, args.positional[0], run)))
    if qualified.startswith("streamlit.") and qualified.rpartition(".")[2] in _RUN_MESSAGES:
        run.reason(node, "run-message", run.text(node))
    return found


def _attribute(node: cst.Call, owner: Value, run: Run) -> list[Value]:
    """What reading an attribute by a name that is a value calls: a property of that name, or any."""
    name = constant_string(node.args[1].value)
    return [
        app_calls.apply_function(node, function, run, Arguments(), owner)
        for called, functions in run.shared.properties.items()
        if name is None or name == called
        for function in functions
    ]


def _method_call(node: cst.Call, func: cst.Attribute, base: Type, run: Run) -> Value:
    effect = run.types.method_effect(base, func.attr.value)
    files.hand_over(node, run.types.decided(effect, node, run.names) if effect is not None else None, run)
    receiver = expressions.evaluate(func.value, run)
    args = evaluate_arguments(node, run)
    if effect is None:
        if base.immutable and not base.name:
            return unknown_calls.call_open(node, func, receiver, args, run)
        return unknown_calls.worst(node, run, args, receiver)
    if run.shared.signatures.declares_method(base.name, func.attr.value):
        run.record.claim_signature(f"{base.name}.{func.attr.value}")
    return library_calls.apply_effect(node, run.types.decided(effect, node, run.names), run, args, receiver)


def _state_call(node: cst.Call, func: cst.Attribute, run: Run) -> Value:
    """A method of ``st.session_state``."""
    state.mention(func.value, run)
    args = evaluate_arguments(node, run)
    name = func.attr.value
    first = argument(node, 0, "key")
    key = state.key_of(constant(first)) if first is not None else state.ANY_KEY
    default = args.positional[1] if len(args.positional) > 1 else None
    type_ = run.type_of(node)
    if name in ("get", "__getitem__", "pop", "setdefault"):
        found = state.read(key, UNKNOWN if name == "pop" else type_, run)
        if name in ("pop", "setdefault"):
            state.write(key, default if default is not None else Value(), run)
        return Value(found.type, run.merge(found, default) if default is not None else found.node)
    if name in ("keys", "values", "items", "to_dict", "__iter__", "__len__", "__contains__"):
        return state.read(state.ANY_KEY, UNKNOWN, run)
    if name in ("update", "clear", "__setitem__", "__delitem__"):
        for item in args.all():
            state.write(state.ANY_KEY, item, run)
        run.record.state_writes[state.ANY_KEY] = None
        return Value(type_)
    return unknown_calls.worst(node, run, args, None)

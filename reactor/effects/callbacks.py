"""What is called outside the walk: callbacks, fragments, targets of threads.

Purpose: say which functions and objects code outside the walk changes. Needs: values given to be called later.
Gives: entries of ``Shared.callbacks``, and `Trait.OUTSIDE`.
"""

from __future__ import annotations

from collections.abc import Sequence

from reactor.bind import Variable

from . import app_calls
from .alias import Trait
from .app import Function
from .context import Run
from .record import Value
from .types import Kind


def call_outside(called: Value, given: Sequence[Value], run: Run) -> None:
    """A function of the app is called outside the walk with what is given now."""
    for function in app_calls.in_order(called.type.functions):
        run.shared.callbacks[function] = None
        variables = [function.names.variables[parameter.name] for parameter in function.parameters]
        if called.type.bound and variables:
            # A method that was taken from an object keeps the object.
            _join(variables[0], called.node, run)
        for item in given:
            whole = run.solid(item)
            if whole.node is not None:
                for variable in variables:
                    _join(variable, whole.node, run)
                    _join(variable, run.aliases.content(whole.node), run)


def _join(variable: Variable, other: int | None, run: Run) -> None:
    node = _node(variable, run)
    if node is not None and other is not None:
        run.aliases.union(node, other)


def _node(variable: Variable, run: Run) -> int | None:
    assert variable.scope is not None
    return run.shared.node_of(variable, run.types.of_variable(variable, run.shared.app.modules[variable.scope.module]))


def call_anything_outside(called: Value, given: Sequence[Value], run: Run) -> None:
    """Something that may be other than a function of the app is called: it may change whatever it reaches."""
    type_ = called.type
    if type_.kind is Kind.NONE or (type_.kind is Kind.FUNCTION and type_.certain):
        return
    if type_.kind is Kind.LIBRARY:
        effect = run.shared.signatures.function(type_.name)
        if effect is not None and not effect.mutates:
            return
    elif type_.kind is Kind.INSTANCE and type_.owner is not None:
        methods: frozenset[Function] = run.types.methods_of(type_.owner, "__call__") or frozenset()
        run.shared.callbacks.update(dict.fromkeys(app_calls.in_order(methods)))
    else:
        run.shared.any_callback = True
    for item in (called, *given):
        whole = run.solid(item)
        for root in run.aliases.closure(whole.node) if whole.node is not None else ():
            run.aliases.add(root, Trait.OUTSIDE)

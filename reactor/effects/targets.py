"""Bind targets, store into containers and objects, and change objects in place."""

from __future__ import annotations

import libcst as cst

from reactor.bind import ScopeKind

from . import app_calls, expressions, library_calls, operators, state
from .alias import Touch
from .arguments import constant
from .call_arguments import Arguments
from .context import Run
from .record import Value
from .types import UNKNOWN, Kind, is_container, value


def assign(target: cst.CSTNode, found: Value, run: Run) -> None:
    """Bind a target, or store into one."""
    match target:
        case cst.Name():
            bind(target, found, run)
        case cst.Tuple() | cst.List():
            run.read(found, Touch.READ | Touch.ITERATE | Touch.ASK)
            for position, element in enumerate(target.elements):
                if isinstance(element, cst.StarredElement):
                    fresh = run.fresh(value("builtins.list"))
                    run.put_inside(fresh, expressions.item(found, UNKNOWN, run))
                    assign(element.value, fresh, run)
                else:
                    assign(element.value, expressions.item(found, found.type.element(position), run), run)
        case cst.StarredElement():
            assign(target.value, found, run)
        case cst.Attribute():
            _store_attribute(target, found, run)
        case cst.Subscript():
            _store_item(target, found, run)
        case _:
            expressions.evaluate(target, run)


def bind(name: cst.Name, found: Value, run: Run) -> None:
    """Give a variable a value."""
    variable = run.names.variables[name]
    found = run.solid(found)
    run.record.binds[variable] = None
    run.record.bound_at.setdefault(variable, set()).add(name)
    if variable.scope is None:
        return
    alias = run.shared.node_of(variable, run.types.of_variable(variable, run.names))
    if alias is not None:
        if found.node is not None:
            alias = run.aliases.union(alias, found.node)
        run.record.bound_nodes[variable] = alias
    if variable.scope.kind is ScopeKind.MODULE and not run.names.source.script and run.function is not None:
        run.reason(name, "module-state", name.value)


def mutate(found: Value, run: Run, node: cst.CSTNode) -> None:
    """Change an object in place."""
    exactly = found.type.certain and found.type.kind is not Kind.UNKNOWN and not found.part
    run.record.touch(found.node, Touch.MUTATE if exactly else Touch.MUTATE | Touch.MUTATE_ALL)
    if found.path is not None:
        run.record.mutated[found.path.root] = None
    if found.node is None and found.type.kind in (Kind.LIBRARY, Kind.MODULE, Kind.FUNCTION):
        code = "module-state" if found.type.kind is Kind.MODULE else "library-state"
        run.reason(node, code, run.text(node))


def _store_attribute(target: cst.Attribute, found: Value, run: Run) -> None:
    base_type = run.type_of(target.value)
    if state.is_session_state(base_type):
        state.mention(target.value, run)
        state.write(target.attr.value, found, run)
        return
    base = expressions.evaluate(target.value, run)
    if base_type.kind is Kind.CLASS and base_type.owner is not None:
        base = Value(base_type, run.shared.class_node(base_type.owner), base.path)
    if base_type.handle:
        return
    store(base, found, run)
    for setter in run.shared.app.setters.get(target.attr.value, ()):
        owner = base_type.owner
        if owner is None or owner is setter.owner or owner.node.bases:
            app_calls.apply_function(target, setter, run, Arguments((found,)), base)
    operators.apply_operators(target, ("__setattr__",), (base,), run)
    expressions.apply_descriptors(target, "__set__", base, Arguments((base, found)), run)
    if not _initialises(target, run):
        mutate(base, run, target)


def store(whole: Value, part: Value, run: Run) -> None:
    """Put a value into a container or object."""
    if is_container(whole.type) and not whole.part:
        run.put_inside(whole, part)
    else:
        run.merge(whole, part)


def _initialises(target: cst.Attribute, run: Run) -> bool:
    """``self.x = ...`` in a constructor fills an object that nobody else has yet."""
    function = run.function
    return (
        function is not None
        and function.owner is not None
        and function.name in ("__init__", "__new__", "__post_init__")
        and isinstance(target.value, cst.Name)
        and bool(function.parameters)
        and target.value.value == function.parameters[0].name.value
    )


def _store_item(target: cst.Subscript, found: Value, run: Run) -> None:
    base_type = run.type_of(target.value)
    base = expressions.evaluate(target.value, run)
    indices = tuple(expressions.evaluate(part, run, Touch.ASK_ALL) for part in target.slice)
    index = target.slice[0].slice if len(target.slice) == 1 else None
    key = constant(index.value) if isinstance(index, cst.Index) else None
    if state.is_session_state(base_type):
        state.write(state.key_of(key), found, run)
        return
    if base_type.kind is Kind.VALUE and base_type.certain:
        effect = run.shared.signatures.method(base_type.name, "__setitem__")
        if effect is not None:
            given = effect.given({"0": key or "?", "1": "?"})
            merged = indices[0] if len(indices) == 1 else Value(UNKNOWN, run.merge(*indices))
            library_calls.apply_effect(target, given, run, Arguments((merged, found)), base)
            return
    store(base, found, run)
    operators.apply_operators(target, ("__setitem__",), (base,), run)
    mutate(base, run, target)

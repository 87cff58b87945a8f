"""Calls of functions and classes of the app."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from . import expressions, instantiate, unknown_calls
from .alias import Touch, Trait
from .app import Class, Function
from .call_arguments import Arguments, evaluate_arguments
from .context import Run, Shared
from .decorators import Wrapping, wrapping
from .record import Path, Record, Value
from .types import UNKNOWN, Kind, Type, shareable


def call_app(node: cst.Call, called: Type, run: Run) -> Value:
    functions = in_order(called.functions)
    if called.bound and isinstance(node.func, cst.Attribute):
        callee = expressions.refer(node.func.value, run)
    else:
        callee = expressions.refer(node.func, run, called=True)
    receiver = callee if called.bound else None
    split = next((function for function in functions if function in run.shared.drawing.split), None)
    args = evaluate_arguments(node, run, split)
    results = [apply_function(node, function, run, args, receiver) for function in functions]
    if not called.certain:
        if isinstance(node.func, cst.Attribute):
            _look_into_classes(run.type_of(node.func.value), run)
        # What an unknown decorator makes of a function may keep a state.
        decorated = any(Wrapping.UNKNOWN in wrappings(function, run) for function in functions)
        results.append(unknown_calls.worst(node, run, args, callee if decorated else receiver))
    type_ = run.type_of(node)
    return Value(type_, run.merge(*results) if shareable(type_) else None)


def _look_into_classes(type_: Type, run: Run) -> None:
    """A method may have been put into the class of an object: ``Basket.total = lambda self: 0``."""
    for owner in run.types.family(type_.owner) if type_.owner is not None else ():
        run.record.touch(run.shared.class_node(owner), Touch.READ)


def apply_function(
    node: cst.CSTNode, function: Function, run: Run, args: Arguments, receiver: Value | None = None
) -> Value:
    """Apply what is known of a function of the app to this call of it."""
    kinds = wrappings(function, run)
    if Wrapping.CACHE_DATA in kinds or Wrapping.CACHE_RESOURCE in kinds:
        given = args if receiver is None else replace(args, positional=(receiver, *args.positional))
        return _cached_call(node, function, run, given, Wrapping.CACHE_RESOURCE in kinds)
    if Wrapping.FRAGMENT in kinds or Wrapping.DIALOG in kinds:
        run.shared.callbacks[function] = None
    if function.asynchronous:
        run.reason(node, "async", function.label)
    summary = run.shared.summaries.get(function)
    split = function in run.shared.drawing.split
    if split:
        run.record.enters[function] = None
        if run.between:
            entry = run.entry(function)
            run.shared.feeds.append((run.record, entry))
            run.shared.feeds.extend((record, run.record) for record in run.shared.exits.get(function, ()))
            if function not in run.shared.exits:
                run.shared.late_exits.append((function, run.record))
    if summary is None or function not in run.shared.finished or split:
        return _join_call(function, run, args, receiver, Wrapping.MEMO in kinds)
    result = instantiate.instantiate(node, summary, run, args, receiver)
    if Wrapping.MEMO in kinds and result.node is not None:
        return Value(result.type, run.aliases.union(result.node, memo_node(function, run)))
    return result


def memo_node(function: Function, run: Run) -> int:
    """The node of what a function with a memo has answered; the memo is made with the function."""
    return run.shared.named(f"memo:{id(function)}")


def wrappings(function: Function, run: Run) -> list[Wrapping]:
    node = function.node
    if not isinstance(node, cst.FunctionDef):
        return []
    return [wrapping(item.decorator, run.types, function.names) for item in node.decorators]


def _cached_call(node: cst.CSTNode, function: Function, run: Run, args: Arguments, resource: bool) -> Value:
    """A call that Streamlit's caches answer: the runtime watches the entry. Where there is none, the body runs."""
    for item in args.all():
        run.read(item)
    result = _missed(node, function, run, args)
    type_ = run.types.of_return(function)
    if resource and shareable(type_):
        kept = run.shared.named(f"resource:{id(function)}", Trait.EXTERNAL | Trait.PERSISTENT)
        if result is not None:
            run.aliases.union(kept, result)
        run.record.touch(kept, Touch.READ)
        return Value(type_, kept)
    fresh = run.fresh(type_)
    if result is None or fresh.node is None or not _is_held_elsewhere(result, args, run):
        return fresh
    # In the run in which it is computed it is that object, later a copy.
    run.reason(node, "cached-effects", function.name)
    return replace(fresh, node=run.aliases.union(fresh.node, result))


def _is_held_elsewhere(result: int, args: Arguments, run: Run) -> bool:
    """Whether a result may be, or hold, something that was there before the call."""
    given = {root for item in args.all() if item.node is not None for root in run.aliases.closure(item.node)}
    found = run.aliases.closure(result)
    return any(root in given or run.aliases.traits(root) & Trait.EXTERNAL for root in found)


def _missed(node: cst.CSTNode, function: Function, run: Run, args: Arguments) -> int | None:
    """What the body does to objects outside, which is once and for all; answers the node of what it returns.

    It leaves its traces only in the run in which it runs, so where it does more than compute no run can stand for the
    next. Whether it changes arguments that Streamlit hashes is seen at run time.
    """
    body = Record(frame=run.function, module=run.names.source.index)
    summary = run.shared.summaries.get(function)
    with run.into(body):
        if summary is None or function not in run.shared.finished:
            result = _join_call(function, run, args, None, memo=False)
        else:
            result = instantiate.instantiate(node, summary, run, args, None)
    hashed: set[int] = set()
    unhashed: set[int] = set()
    for variable, item, _ in instantiate.match_parameters(function, args, None, run):
        if item.node is not None:
            (unhashed if variable.name.startswith("_") else hashed).update(run.aliases.closure(item.node))
    by_name = {
        run.aliases.find(other)
        for variable in body.mutated
        if variable.scope is None or not expressions.belongs_to(variable, function)
        if (other := run.shared.variable_nodes().get(variable)) is not None
    }
    for inner, how in body.touches.items():
        root = run.aliases.find(inner)
        traits = run.aliases.traits(root)
        changes = bool(how & (Touch.MUTATE | Touch.MUTATE_ALL | Touch.SUSPECT | Touch.ESCAPE))
        if root in hashed and root not in unhashed | by_name:
            continue
        if traits & Trait.PERSISTENT:
            # No walk makes anew what outlives walks: it does not matter who ran in the last one. See `settle_cached`.
            if changes:
                run.record.touch(root, Touch.CACHED)
        elif traits & Trait.EXTERNAL or root in unhashed:
            run.record.touch(root, how)
            if changes:
                run.reason(node, "cached-effects", function.name)
    if body.state_writes or body.binds:
        run.reason(node, "cached-effects", function.name)
    return result.node


def settle_cached(shared: Shared) -> None:
    """What cached functions change may be an object of the walk after all: one of a set in which walks make objects."""
    aliases = shared.aliases
    made = {
        aliases.find(node) for record in shared.records for node, how in record.touches.items() if how & Touch.CREATE
    }
    for record in shared.records:
        for node, how in list(record.touches.items()):
            if how & Touch.CACHED and aliases.find(node) in made and record.node is not None:
                record.touch(node, Touch.MUTATE)
                line = shared.partitions[record.module].names.source.line(record.node)
                record.reason("cached-effects", line, "an object that it may share with session state")


def _join_call(function: Function, run: Run, args: Arguments, receiver: Value | None, memo: bool) -> Value:
    """A call of a function whose variables are tied to its caller's: a split one, or one of the same recursion."""
    run.record.calls[function] = None
    for variable, item, collected in instantiate.match_parameters(function, args, receiver, run):
        node = run.shared.node_of(variable, run.types.of_variable(variable, function.names))
        if node is not None and item.node is not None:
            run.aliases.union(run.aliases.content(node) if collected else node, item.node)
    returned = return_node(function, run)
    type_ = run.types.of_return(function)
    return Value(type_, returned if shareable(type_) else None)


def return_node(function: Function, run: Run) -> int:
    """The node of everything a function returns."""
    return run.shared.named(f"returned:{id(function)}", Trait.NONE)


def construct(node: cst.CSTNode, owner: Class, run: Run, args: Arguments) -> Value:
    """Make an instance of a class of the app."""
    type_ = Type(Kind.INSTANCE, owner=owner)
    fresh = run.fresh(type_)
    if fresh.node is not None:
        run.shared.instances.setdefault(owner, []).append(fresh.node)
        run.aliases.add(fresh.node, Trait.INSTANCE)
    for function in metaclass_methods(owner, ("__call__",), run):
        apply_function(node, function, run, args, Value(Type(Kind.CLASS, owner=owner), run.shared.class_node(owner)))
    methods = [run.types.methods_of(owner, name) for name in ("__init__", "__new__", "__post_init__", "_missing_")]
    if methods[0] is None and methods[1] is None and not _plain_class(owner, run, set()):
        return unknown_calls.worst(node, run, args, fresh)
    if methods[0] is None:
        run.put_inside(fresh, *args.all(), *_made_by_factories(node, owner, run))
    _hold_answers(fresh, owner, run)
    for found in methods:
        for function in in_order(found or frozenset()):
            apply_function(node, function, run, args if function.name != "__post_init__" else Arguments(), fresh)
    return fresh


def _made_by_factories(node: cst.CSTNode, owner: Class, run: Run) -> list[Value]:
    """What a dataclass puts into its fields: ``items: list = field(default_factory=shared_list)``."""
    return [
        apply_function(node, function, run, Arguments())
        for each in run.types.family(owner)
        for definitions in each.names.scopes[each.node].definitions.values()
        for definition in definitions
        if isinstance(definition.value, cst.Call)
        for arg in definition.value.args
        if arg.keyword is not None and arg.keyword.value in ("default_factory", "factory")
        for function in in_order(run.types.of(arg.value, each.names).functions)
    ]


def _hold_answers(made: Value, owner: Class, run: Run) -> None:
    """Objects from outside that special methods hand out count as held by the instance: ``basket["eggs"]``."""
    for function in run.shared.unseen:
        if function.owner is None or made.node is None or function.owner not in run.types.family(owner):
            continue
        returned = return_node(function, run)
        if run.aliases.traits(returned) & Trait.EXTERNAL:
            run.aliases.union(run.aliases.content(made.node), returned)


def metaclass_methods(owner: Class, names: tuple[str, ...], run: Run) -> list[Function]:
    """Methods of the app that a class's metaclass, its own or a base's, may have under these names."""
    metaclasses = [
        metaclass
        for each in run.types.family(owner)
        for keyword in each.node.keywords
        if keyword.keyword is not None and keyword.keyword.value == "metaclass"
        if (metaclass := run.types.of(keyword.value, each.names).owner) is not None
    ]
    return [
        function
        for metaclass in metaclasses
        for name in names
        for function in in_order(run.types.methods_of(metaclass, name) or frozenset())
    ]


def _plain_class(owner: Class, run: Run, seen: set[Class]) -> bool:
    """Whether nothing of a library runs when an instance is made."""
    seen.add(owner)
    for base in owner.node.bases:
        type_ = run.types.of(base.value, owner.names)
        if type_.kind is Kind.CLASS and type_.owner is not None:
            if type_.owner not in seen and not _plain_class(type_.owner, run, seen):
                return False
        elif not (type_.kind is Kind.LIBRARY and type_.name.startswith(("builtins.", "typing.", "abc.", "enum."))):
            return False
    return not any(
        keyword.keyword is not None and keyword.keyword.value == "metaclass" for keyword in owner.node.keywords
    )


def is_super(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "super"


def call_super(node: cst.Call, func: cst.Attribute, run: Run) -> Value:
    args = evaluate_arguments(node, run)
    owner = run.function.owner if run.function is not None else None
    if run.function is None or owner is None or not run.function.parameters:
        return unknown_calls.worst(node, run, args, None)
    variable = run.names.variables[run.function.parameters[0].name]
    receiver = Value(
        Type(Kind.INSTANCE, owner=owner), run.shared.node_of(variable, Type(Kind.INSTANCE, owner=owner)), Path(variable)
    )
    found: list[Function] = []
    for base in owner.node.bases:
        type_ = run.type_of(base.value)
        if type_.kind is Kind.CLASS and type_.owner is not None:
            found += in_order(run.types.methods_of(type_.owner, func.attr.value) or frozenset())
        elif not (type_.kind is Kind.LIBRARY and type_.name.startswith(("builtins.object", "abc.", "typing."))):
            return unknown_calls.worst(node, run, args, receiver)
    results = [apply_function(node, function, run, args, receiver) for function in found]
    return Value(UNKNOWN, run.merge(*results))


def in_order(functions: frozenset[Function]) -> list[Function]:
    return sorted(functions, key=lambda found: (found.names.source.index, *_place(found)))


def _place(function: Function) -> tuple[int, int]:
    span = function.names.source.span(function.node)
    return span.line, span.column

"""Apply signatures: what a call of library code does to its arguments, and what it hands out."""

from __future__ import annotations

import libcst as cst

from reactor_runtime.program.signatures import Effect

from . import app_calls, callbacks, expressions, files, state, targets
from .alias import Touch, Trait
from .arguments import argument, constant, constant_string
from .call_arguments import Arguments
from .context import Run
from .record import Value
from .types import UNKNOWN, Kind, has_plain_cells, is_container, shareable

_COPIES = ("copy.copy", "copy.deepcopy", "copy.replace", "dataclasses.replace")
_LATER_KINDS = frozenset({"widget", "element", "container", "decorator", "cache"})


def apply_effect(node: cst.CSTNode, effect: Effect, run: Run, args: Arguments, receiver: Value | None = None) -> Value:
    """Apply a signature whose conditions are decided; the answer is the result of the call."""
    record = run.record
    _note_kind(node, effect, run)
    names_file = False
    if effect.volatile == "file-read":
        names_file = files.note_reading(node, effect, run, args, receiver)
    elif effect.volatile and effect.kind != "control":
        run.reason(node, effect.volatile, run.text(node))
    record.draws = record.draws or effect.draws
    record.opens = record.opens or (effect.draws and bool(effect.paths))
    chosen = _References(args, receiver, run)
    for item in (*args.all(), *((receiver,) if receiver is not None else ())):
        run.read(item, Touch.READ | Touch.ASK_ALL)
    for name in effect.hidden:
        if name in effect.binds:
            continue
        record.touch(run.hidden_node(name), Touch.READ | Touch.ASK_ALL)
    for item in chosen.raw(effect.consumes):
        expressions.consume(item, run)
    called_now = _call_functions(node, chosen.raw(effect.calls_now), effect.calls_now, args, run)
    _call_later(node, effect, chosen, run)
    if names_file:
        # Only if it turned out to be something else than a name would it change.
        for item in chosen.values(effect.mutates):
            record.touch(item.node, Touch.SUSPECT | Touch.READ)
    else:
        _apply_mutation(node, effect, chosen, run)
    for name in effect.binds:
        _bind_hidden(name, run)
    return _result(node, effect, chosen, called_now, run)


class _References:
    """The values that the references of a signature mean in one call."""

    def __init__(self, args: Arguments, receiver: Value | None, run: Run) -> None:
        self._args = args
        self._receiver = receiver
        self._run = run

    def values(self, references: tuple[str, ...]) -> list[Value]:
        """Values that are stored, changed or handed out."""
        return [self._run.solid(item) for item in self.raw(references)]

    def raw(self, references: tuple[str, ...]) -> list[Value]:
        """Values that are only looked at."""
        found: list[Value] = []
        for name in references:
            if name == "self":
                found += [self._receiver] if self._receiver is not None else []
            elif name == "*":
                found += [*self._args.all(), *([self._receiver] if self._receiver is not None else [])]
            elif name.startswith("$"):
                found.append(Value(UNKNOWN, self._run.hidden_node(name)))
            elif name.isdigit():
                position = int(name)
                if position < len(self._args.positional):
                    found.append(self._args.positional[position])
                else:
                    found += self._args.stars
            elif name == "kw:*":
                found += [*self._args.keywords.values(), *self._args.stars]
            elif name.startswith("kw:"):
                if name[3:] in self._args.keywords:
                    found.append(self._args.keywords[name[3:]])
                else:
                    found += self._args.stars
        return found


def _apply_mutation(node: cst.CSTNode, effect: Effect, chosen: _References, run: Run) -> None:
    if effect.volatile == "config" and "self" in effect.mutates and not run.branches and _constant_call(node):
        # It sets the same thing in every walk, so nobody has to run again because of it.
        return
    changed = chosen.values(effect.mutates)
    captured = chosen.values(effect.captures)
    for item in changed:
        targets.mutate(item, run, node)
        for other in captured:
            if other.node == item.node:
                continue
            run.put_inside(item, other)
            if not _puts_one(node, item) and not has_plain_cells(other.type):
                run.put_inside(item, expressions.contents(other, run))
    if not changed and effect.kind not in _LATER_KINDS:
        for other in captured:
            run.record.touch(other.node, Touch.ESCAPE)


def _puts_one(node: cst.CSTNode, receiver: Value) -> bool:
    """Whether a method of one of Python's containers stores its argument, rather than what is in it."""
    if not is_container(receiver.type):
        return False
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        return node.func.attr.value in ("append", "appendleft", "add", "insert", "setdefault")
    return isinstance(node, cst.Subscript)


def _constant_call(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Call) and all(constant(arg.value) is not None and not arg.star for arg in node.args)


def _note_kind(node: cst.CSTNode, effect: Effect, run: Run) -> None:
    record = run.record
    if effect.kind == "widget" and isinstance(node, cst.Call):
        record.widgets[_widget_name(node)] = None
    elif effect.kind == "config":
        run.reason(node, "run-message", run.text(node))
    elif effect.kind == "control" and effect.volatile is None:
        run.reason(node, "control-flow", run.text(node))
    elif effect.kind == "state" and effect.family != state.PROXY and effect.volatile is None:
        run.reason(node, "query-params", run.text(node))


def _widget_name(node: cst.Call) -> str:
    """What a person would call the widget: its key, or its label."""
    for found in (argument(node, 10_000, "key"), argument(node, 0, "label")):
        text = constant_string(found) if found is not None else None
        if text is not None:
            return text
    func = node.func
    return func.attr.value if isinstance(func, cst.Attribute) else "widget"


def _call_functions(
    node: cst.CSTNode, found: list[Value], references: tuple[str, ...], args: Arguments, run: Run
) -> list[Value]:
    """Functions that library code calls during the call, with anything it was given."""
    results: list[Value] = []
    given = Arguments(stars=tuple(item for item in args.all() if item.node is not None))
    for item in found:
        match item.type.kind:
            case Kind.FUNCTION:
                if not item.type.certain:
                    run.record.calls_any |= Touch.MUTATE
                for function in app_calls.in_order(item.type.functions):
                    results.append(app_calls.apply_function(node, function, run, given))
            case Kind.CLASS if item.type.owner is not None:
                made = app_calls.construct(node, item.type.owner, run, given)
                run.read(made, Touch.ASK_ALL)
                results.append(made)
            case Kind.LIBRARY:
                effect = run.shared.signatures.function(item.type.name)
                if effect is None or effect.volatile or effect.mutates:
                    run.reason(node, "unknown-call", item.type.name)
            case Kind.UNKNOWN if "*" not in references and "self" not in references:
                run.reason(node, "unknown-call", f"a function given to {run.text(node)}")
                # It may be a method of an object, or any function that is passed around.
                run.record.calls_any |= Touch.MUTATE
                run.record.touch(item.node, Touch.MUTATE | Touch.MUTATE_ALL)
    return results


def _call_later(node: cst.CSTNode, effect: Effect, chosen: _References, run: Run) -> None:
    captured = chosen.raw(effect.captures)
    outside = effect.kind in _LATER_KINDS or effect.volatile == "thread"
    for item in chosen.raw(effect.calls_later):
        if outside:
            callbacks.call_outside(item, captured, run)
        elif effect.family == "streamlit.Page":
            run.shared.pages.update(dict.fromkeys(app_calls.in_order(item.type.functions)))
        else:
            for function in app_calls.in_order(item.type.functions):
                app_calls.apply_function(node, function, run, Arguments(stars=tuple(chosen.values(("*",)))))
    if outside:
        for item in chosen.raw(tuple(filter(_names_a_callback, effect.calls_later))):
            callbacks.call_anything_outside(item, captured, run)


def _names_a_callback(reference: str) -> bool:
    """Whether what a reference means is called for certain; what stands first may be a label, or data."""
    return reference.startswith("kw:on_") or (reference.isdigit() and int(reference) > 1)


def _bind_hidden(name: str, run: Run) -> None:
    """A hidden variable gets a value of its own: what follows in straight-line code is apart from the old one."""
    if run.branches or not run.frame or name in run.shared.hidden_in_functions:
        run.record.touch(run.hidden_node(name), Touch.MUTATE)
        return
    run.hidden[name] = run.shared.hidden_value()
    run.record.touch(run.hidden[name], Touch.CREATE)


def _result(node: cst.CSTNode, effect: Effect, chosen: _References, called: list[Value], run: Run) -> Value:
    type_ = run.type_of(node)
    if effect.kind == "state" and effect.family == state.PROXY:
        return Value(type_)
    if effect.immutable or not shareable(type_) or node is run.discarded:
        return Value(type_)
    fresh = run.fresh(type_, lasting=node is not run.used_up)
    if fresh.node is not None and _copies_an_instance(node, chosen, run):
        run.aliases.add(fresh.node, Trait.INSTANCE)
    same = _same_or_inside(chosen.values(effect.aliases), fresh, run)
    same += called if "call" in effect.aliases else []
    parts = any(item.node is not None for item in same)
    for item in chosen.values(effect.contains):
        if item.node is None or has_plain_cells(item.type) or not shareable(item.type.element()):
            continue
        inner = expressions.contents(item, run)
        if _takes_one(node) or not is_container(type_):
            # It may be one of the elements itself; what is inside a library's object is that object.
            same.append(inner)
            if not is_container(item.type):
                same.append(item)
                parts = True
        if not _takes_one(node):
            run.put_inside(fresh, inner)
    if "call" in effect.contains:
        run.put_inside(fresh, *called)
    return Value(type_, run.merge(fresh, *same), part=parts)


def _same_or_inside(found: list[Value], fresh: Value, run: Run) -> list[Value]:
    """Those that the result may be itself: a new container holds what it is made of (``dict(rows=rows)``)."""
    if not is_container(fresh.type):
        return found
    run.put_inside(fresh, *found)
    return [item for item in found if not item.type.known or item.type.name == fresh.type.name]


def _copies_an_instance(node: cst.CSTNode, chosen: _References, run: Run) -> bool:
    """Whether a call makes another object of an app's class, or of something in which such objects are."""
    if not isinstance(node, cst.Call) or run.type_of(node.func).name not in _COPIES:
        return False
    nodes = [item.node for item in chosen.values(("*",)) if item.node is not None]
    return any(run.aliases.traits(root) & Trait.INSTANCE for node in nodes for root in run.aliases.closure(node))


def _takes_one(node: cst.CSTNode) -> bool:
    """Whether the call hands out one element."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        return node.func.attr.value in ("get", "pop", "popleft", "popitem", "setdefault")
    return isinstance(node, cst.Subscript)

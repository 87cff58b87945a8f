"""Calls that read files: when the file is an input by its content, and when reading it is volatile.

Purpose: tell calls that read one file on this machine, by way of Python's own ``open``, from all others.
Needs: signatures with ``paths``. Gives: an entry in `Record.files`, or a reason in `Record.reasons`.
Example: ``pd.read_csv("prices.csv")`` is an input; ``pd.read_csv(address)`` is checked when it runs, as the text may be
the address of something far away; ``f.read()`` is volatile unless this very region has opened ``f``.

A stream that outlives the call that opened it may be read later, when its file has another content than it had when it
was opened. So opening a file counts only where the stream is used up on the spot: ``open(p).read()``,
``json.load(open(p))``, ``with open(p) as f:`` in one region or function.
"""

from __future__ import annotations

import libcst as cst

from reactor.bind import BindingKind, Variable
from reactor_runtime.program import FILE_NAME
from reactor_runtime.program.signatures import Effect

from . import unknown_calls
from .arguments import keyed_arguments
from .call_arguments import Arguments
from .context import Run
from .file_names import is_local, is_path, opens
from .record import OpenCall, Value
from .types import Kind


def note_reading(node: cst.CSTNode, effect: Effect, run: Run, args: Arguments, receiver: Value | None) -> bool:
    """Record that a call of library code reads a file. The answer is whether it is given the name of one."""
    if not (effect.paths and isinstance(node, cst.Call) and _is_input(node, effect, run, args, receiver)):
        run.reason(node, "file-read", run.text(node))
        return False
    run.record.reads_file(run.line(node), run.text(node))
    return "self" not in effect.paths and not any(
        _is_own_stream(found, run) for key, found in keyed_arguments(node) if _names(effect, key)
    )


def hand_over(node: cst.Call, effect: Effect | None, run: Run) -> None:
    """Streams that this call uses up are opened by its arguments or its receiver, which are evaluated next."""
    if effect is None or not effect.paths:
        return
    if "self" in effect.paths and isinstance(node.func, cst.Attribute):
        run.handed.add(node.func.value)
    run.handed.update(found for key, found in keyed_arguments(node) if _names(effect, key))


def opened_in(node: cst.With, run: Run) -> set[Variable]:
    """The variables of a ``with`` that hold a stream of its own in its body, and nothing else anywhere."""
    if node.asynchronous is not None or run.between:
        return set()
    found = set()
    for item in node.items:
        if isinstance(item.item, cst.Call) and opens(run.types.call_effect(item.item, run.names)):
            run.handed.add(item.item)
            if item.asname is not None and isinstance(item.asname.name, cst.Name):
                found.add(run.names.variables[item.asname.name])
    return {variable for variable in found if _only_streams(variable, run)}


def _only_streams(variable: Variable, run: Run) -> bool:
    return all(
        item.kind is BindingKind.CONTEXT
        and isinstance(item.value, cst.Call)
        and opens(run.types.call_effect(item.value, run.names))
        for item in run.names.definitions.get(variable, ())
    )


def instantiate(node: cst.CSTNode, item: OpenCall, actual: Value | None, default: cst.CSTNode | None, run: Run) -> None:
    """A function of the app reads the file that its parameter names; this is a call of it."""
    if actual is None:
        known = default is not None and is_local(default, run.names, run.types)
    else:
        known = actual.local or is_path(actual.type)
    if not known and not (actual is not None and _checked(node, actual, run, item.path.steps)):
        run.reason(node, "file-read", item.text)


def _is_input(node: cst.Call, effect: Effect, run: Run, args: Arguments, receiver: Value | None) -> bool:
    if opens(effect):
        # Python's own `open` knows no addresses.
        return node in run.handed
    if effect.paths == ("self",):
        # The receiver of a method, or what is entered and left by a ``with``.
        stream = node.func.value if isinstance(node.func, cst.Attribute) and node not in run.handed else node
        if receiver is not None and is_path(receiver.type):
            return True
        return _is_own_stream(stream, run)
    if args.stars:
        return False
    given = [(key, found) for key, found in keyed_arguments(node) if _names(effect, key)]
    values = [args.positional[int(key)] if key.isdigit() else args.keywords[key] for key, _ in given]
    return bool(given) and all(
        _is_own_stream(found, run) or value.local or is_path(value.type) or _checked(node, value, run)
        for (_, found), value in zip(given, values, strict=True)
    )


def _names(effect: Effect, key: str) -> bool:
    return key in effect.paths or f"kw:{key}" in effect.paths


def _is_own_stream(node: cst.CSTNode, run: Run) -> bool:
    """Whether it is a stream that this region's own execution has opened."""
    if isinstance(node, cst.Call):
        return node in run.handed and opens(run.types.call_effect(node, run.names))
    return isinstance(node, cst.Name) and run.names.variables.get(node) in run.streams


def _checked(node: cst.CSTNode, value: Value, run: Run, steps: tuple[str, ...] = ()) -> bool:
    """Have the runtime look whether a value that it can reach names a file."""
    if (
        not steps
        and value.type.kind is Kind.VALUE
        and value.type.certain
        and value.type.name not in ("", "builtins.str")
    ):
        return False
    path = value.path
    for step in steps:
        path = path.then(step) if path is not None else None
    if path is None or not unknown_calls.reachable(path.root, run) or _changes_meanwhile(path.root, run):
        return False
    unknown_calls.add_open_call(OpenCall(path, FILE_NAME, (), run.line(node), run.text(node)), run, node)
    return True


def _changes_meanwhile(variable: Variable, run: Run) -> bool:
    """Whether a loop in the region may bind the variable anew after it was looked at."""
    return len(run.loops) > len(run.record.loops) and len(run.names.definitions.get(variable, ())) != 1

"""Apply the summary of a leaf function to one call of it.

The alias sets of its parameters get nodes of their own for each call: calls do not tie their arguments together.
"""

from __future__ import annotations

import libcst as cst

from reactor.bind import ScopeKind, Variable
from reactor_runtime.program import FILE_NAME

from . import expressions, files, unknown_calls
from .alias import Touch, Trait
from .app import Function
from .call_arguments import Arguments
from .context import Run, Summary
from .record import OpenCall, Path, Value
from .types import Kind, shareable


def match_parameters(
    function: Function, args: Arguments, receiver: Value | None, run: Run
) -> list[tuple[Variable, Value, bool]]:
    """Which argument may become which parameter; the flag says that the parameter collects it among others."""
    variables = [function.names.variables[parameter.name] for parameter in function.parameters]
    args = Arguments(
        tuple(run.solid(item) for item in args.positional),
        {name: run.solid(item) for name, item in args.keywords.items()},
        tuple(run.solid(item) for item in args.stars),
    )
    positional = ([receiver] if receiver is not None else []) + list(args.positional)
    collecting = {
        variable
        for variable, parameter in zip(variables, function.parameters, strict=True)
        if isinstance(parameter.star, str) and parameter.star
    }
    plain = [variable for variable in variables if variable not in collecting]
    pairs: list[tuple[Variable, Value, bool]] = [
        (variable, item, False) for variable, item in zip(plain, positional, strict=False)
    ]
    for item in positional[len(plain) :]:
        pairs += [(variable, item, True) for variable in collecting]
    for name, item in args.keywords.items():
        named = [variable for variable in plain if variable.name == name]
        pairs += [(variable, item, False) for variable in named] or [(variable, item, True) for variable in collecting]
    for item in args.stars:
        for each in (item, expressions.contents(item, run)):
            pairs += [(variable, each, variable in collecting) for variable in variables]
    return pairs


def instantiate(node: cst.CSTNode, summary: Summary, run: Run, args: Arguments, receiver: Value | None) -> Value:
    """Apply the summary of a finished leaf function, with nodes of its own for this call."""
    function = summary.function
    record, aliases = run.record, run.aliases
    mapping: dict[int, int] = {}

    def here(inner: int) -> int:
        root = aliases.find(inner)
        traits = aliases.traits(root)
        if traits & Trait.EXTERNAL:
            return root
        if root not in mapping:
            mapping[root] = aliases.new(traits)
            content = aliases.known_content(root)
            if content is not None:
                aliases.set_content(mapping[root], here(content))
        return mapping[root]

    given: dict[str, Value] = {}
    for variable, item, collected in match_parameters(function, args, receiver, run):
        inner = summary.parameters.get(variable.name)
        if inner is not None and item.node is not None:
            aliases.union(aliases.content(here(inner)) if collected else here(inner), item.node)
        if not collected:
            given.setdefault(variable.name, item)
    own = {root for inner in (*summary.parameters.values(), summary.returned) for root in aliases.closure(inner)}
    for inner, how in summary.record.touches.items():
        root = aliases.find(inner)
        if root in own or aliases.traits(root) & Trait.EXTERNAL:
            record.touch(here(inner), how)
    for variable in summary.record.mutated:
        passed = given.get(variable.name) if variable.scope is function.scope else None
        if passed is not None and passed.path is not None:
            record.mutated[passed.path.root] = None
        elif variable.scope is not function.scope:
            record.mutated[variable] = None
    _copy_plain_effects(node, summary, run)
    _instantiate_open_calls(node, summary, run, given)
    type_ = run.types.of_return(function)
    return Value(type_, here(summary.returned) if shareable(type_) else None)


def _copy_plain_effects(node: cst.CSTNode, summary: Summary, run: Run) -> None:
    function, source, record = summary.function, summary.record, run.record
    for variable in source.reads:
        if not expressions.belongs_to(variable, function):
            record.reads[variable] = None
    for variable in source.binds:
        if expressions.belongs_to(variable, function):
            continue
        record.binds[variable] = None
        if variable.scope is not None and variable.scope.kind is not ScopeKind.MODULE:
            # The variable lives on in the closure, which is therefore an object that changes in place.
            record.touch(run.shared.cell(variable), Touch.MUTATE)
            if run.frame:
                run.reason(node, "binds-captured", variable.name)
    record.draws = record.draws or source.draws
    record.widgets.update(source.widgets)
    record.state_reads.update(source.state_reads)
    record.state_writes.update(source.state_writes)
    record.enters.update(source.enters)
    record.claims.update(source.claims)
    record.opens = record.opens or source.opens
    record.calls_any |= source.calls_any
    for reason in source.files.values():
        record.reads_file(run.line(node), f"{function.name}: {reason.detail}")
    for reason in source.reasons.values():
        detail = reason.detail if reason.detail.startswith(function.name) else f"{function.name}: {reason.detail}"
        run.reason(node, reason.code, detail)


def _instantiate_open_calls(node: cst.CSTNode, summary: Summary, run: Run, given: dict[str, Value]) -> None:
    for item in summary.record.open_calls:
        root = item.path.root
        if root.scope is not summary.function.scope:
            unknown_calls.add_open_call(item, run, node)
            continue
        actual = given.get(root.name)
        if item.method == FILE_NAME:
            files.instantiate(node, item, actual, _default(summary.function, root), run)
            continue
        if actual is None:
            continue  # the parameter has its default here, which the definition has evaluated
        closed = item.closed or run.closed(node)
        if actual.type.kind is Kind.VALUE and actual.type.certain and not item.path.steps and actual.type.name:
            effect = run.types.method_effect(actual.type, item.method)
            given_effect = effect.given(dict(item.arguments)) if effect is not None else None
            if given_effect is None:
                if not closed:
                    run.reason(node, "unknown-call", item.text)
                    run.record.touch(actual.node, Touch.MUTATE | Touch.MUTATE_ALL)
                continue
            if given_effect.volatile and not closed:
                run.reason(node, given_effect.volatile, item.text)
            if given_effect.mutates:
                run.record.touch(actual.node, Touch.MUTATE | Touch.MUTATE_ALL)
        elif actual.path is not None and len(actual.path.steps) + len(item.path.steps) <= 6:
            path = Path(actual.path.root, actual.path.steps + item.path.steps)
            unknown_calls.add_open_call(
                OpenCall(path, item.method, item.arguments, run.line(node), item.text, closed), run, node
            )
            run.record.touch(actual.node, Touch.SUSPECT)
        elif item.method not in unknown_calls.HARMLESS_METHODS and (not closed or item.method in run.shared.mutators):
            run.reason(node, "unknown-call", item.text)
            run.record.touch(actual.node, Touch.MUTATE | Touch.MUTATE_ALL | Touch.ESCAPE)


def _default(function: Function, parameter: Variable) -> cst.CSTNode | None:
    return next((item.default for item in function.parameters if item.name.value == parameter.name), None)

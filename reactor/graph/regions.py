"""Regions as the runtime wants them.

Purpose: put what was found into `Region`s. Needs: drafts, records, ranges. Gives: `Region` by draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

import libcst as cst

from reactor.bind import Variable
from reactor.effects.alias import Touch, Trait
from reactor.effects.app import Class
from reactor.effects.context import Shared
from reactor.effects.partition import Draft
from reactor.effects.record import OpenCall, Record
from reactor.effects.types import in_memory
from reactor_runtime.program import Binding, Check, Reason, Region

from .certain import certainly_bound
from .sets import TouchedSet
from .settings import SettingUses
from .visible import binding_of


def make_region(
    draft: Draft,
    record: Record | None,
    shared: Shared,
    sets: dict[int, TouchedSet],
    settings: SettingUses,
    ranges: tuple[int, ...],
    forces: tuple[int, ...],
    dynamic: Reason | None,
) -> Region:
    """The finished region of a draft; a draft without a guard has no record."""
    source = draft.names.source
    span = source.span(draft.node)
    scope = draft.frame.label if draft.frame is not None else ""
    text = source.cut(span).split("\n", 1)[0]
    if record is None:
        return Region(draft.id, draft.kind, span, scope, text, loop_depth=draft.loop_depth)
    reasons = [*record.reasons.values(), *_persistent(record, shared, span.line), *_rebound(record, shared, span.line)]
    if isinstance(draft.node, cst.ClassDef) and _outlived(shared.app.classes[draft.node], shared):
        reasons.append(Reason("class-identity", span.line, draft.node.name.value))
    if dynamic is not None:
        reasons.append(dynamic)
    assigned = settings.set_by(record)
    if assigned and not any(reason.code == "config" for reason in reasons):
        reasons.append(Reason("config", span.line, ", ".join(name.removeprefix("$") for name in assigned)))
    return Region(
        id=draft.id,
        kind=draft.kind,
        span=span,
        scope=scope,
        source=text,
        reads=_reads(record, draft),
        binds=_names(record, record.binds),
        passes=_names(record, passed(record)),
        mutates=tuple(dict.fromkeys(name for name, _ in _names(record, record.mutated))),
        draws=record.draws,
        widgets=tuple(record.widgets),
        state_reads=tuple(record.state_reads),
        state_writes=tuple(record.state_writes),
        volatile=tuple(sorted(dict.fromkeys(reasons), key=lambda reason: (reason.line, reason.code, reason.detail))),
        checks=tuple(_check(item) for item in record.open_calls),
        escapes=_escapes(record, shared, sets),
        claims=tuple(record.claims),
        ranges=ranges,
        forces=forces,
        opens=record.opens,
        streams=_streams(record, shared),
        settings=settings.read_by(record),
        sets=assigned,
        files=tuple(sorted(record.files.values(), key=lambda reason: (reason.line, reason.detail))),
        loop_depth=draft.loop_depth,
        digest=sha256(source.cut(span).encode()).hexdigest()[:12],
    )


def _names(record: Record, variables: Iterable[Variable]) -> tuple[tuple[str, Binding], ...]:
    found: dict[tuple[str, Binding], None] = {}
    for variable in variables:
        where = binding_of(variable, record)
        if where is not None:
            # A function's own name, and the module's of the same spelling that something it calls binds, are two.
            found[variable.name, where] = None
    return tuple(found)


def _streams(record: Record, shared: Shared) -> tuple[str, ...]:
    return tuple(
        variable.name
        for variable in record.binds
        if variable.scope is not None
        and binding_of(variable, record) is not None
        and in_memory(shared.types.of_variable(variable, shared.app.modules[variable.scope.module]))
    )


def _reads(record: Record, draft: Draft) -> tuple[tuple[str, Binding], ...]:
    """What it may read of what was there before it."""
    return _names(record, (variable for variable in record.reads if _may_be_there(variable, record, draft)))


def _may_be_there(variable: Variable, record: Record, draft: Draft) -> bool:
    """Whether a variable may have a value before the region: not if nothing but the region itself binds it."""
    return (
        bool(record.loops)
        or variable not in record.bound_at
        or len(record.bound_at[variable]) < len(draft.names.definitions.get(variable, ()))
    )


def passed(record: Record) -> Iterator[Variable]:
    """Variables that the region binds or leaves as they were, and does not read."""
    if record.draft is None:
        return
    certain = certainly_bound(record.draft.node)
    readable = {variable for variable in record.reads if _may_be_there(variable, record, record.draft)}
    for variable in record.binds:
        if variable.name not in certain and variable not in readable and _may_be_there(variable, record, record.draft):
            yield variable


def _check(item: OpenCall) -> Check:
    return Check((item.path.root.name, *item.path.steps), item.method, item.arguments, item.line, item.closed)


def _persistent(record: Record, shared: Shared, line: int) -> list[Reason]:
    """Changing what outlives the walk cannot be applied again."""
    found: list[Reason] = []
    for node, how in record.touches.items():
        if how & (Touch.MUTATE | Touch.MUTATE_ALL) and shared.aliases.traits(node) & Trait.PERSISTENT:
            found.append(Reason("mutates-persistent", line, ", ".join(variable.name for variable in record.mutated)))
            break
    return found


def _rebound(record: Record, shared: Shared, line: int) -> list[Reason]:
    """Variables of imported modules that code of the app binds anew."""
    found: list[Reason] = []
    for variable in record.reads:
        scope = variable.scope
        if scope is not None and scope.parent is None and (scope.module, variable.name) in shared.rebound:
            found.append(Reason("module-state", line, variable.name))
    return found


def _outlived(owner: Class, shared: Shared) -> bool:
    """Whether instances outlive the walk, and it shows that Streamlit's next run would define another class."""
    nodes = [shared.class_node(owner), *shared.instances.get(owner, ())]
    return any(shared.aliases.traits(node) & Trait.PERSISTENT for node in nodes) and shared.sites.identity_matters(
        owner
    )


def _escapes(record: Record, shared: Shared, sets: dict[int, TouchedSet]) -> tuple[str, ...]:
    """Names it binds whose object is created here, stored where it outlives the walk, and changed by somebody.

    An object that costs nothing to make need not be changed: that every run stored another one can be seen by ``is``.
    """
    created = {
        root for node, how in record.touches.items() if how & Touch.CREATE for root in shared.aliases.closure(node)
    }
    found: dict[str, None] = {}
    for variable, node in record.bound_nodes.items():
        root = shared.aliases.find(node)
        touched = sets.get(root)
        if root not in created or touched is None or binding_of(variable, record) is None:
            continue
        changed = touched.mutators or touched.traits & Trait.OUTSIDE
        kept = touched.escapes or touched.traits & Trait.PERSISTENT
        if (touched.escapes and changed) or (kept and _is_written_out(record.draft)):
            found[variable.name] = None
    return tuple(found)


def _is_written_out(draft: Draft | None) -> bool:
    """Whether a statement binds a container that stands there as such."""
    match draft.node if draft is not None else None:
        case cst.Assign(value=value) | cst.AnnAssign(value=value):
            return isinstance(value, (cst.Dict, cst.List, cst.Set))
    return False

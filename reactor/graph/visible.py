"""Which variables a region can see by name, and where they live."""

from __future__ import annotations

from reactor.bind import ScopeKind, Variable
from reactor.effects.record import Record
from reactor_runtime.program import Binding


def binding_of(variable: Variable, record: Record) -> Binding | None:
    """Where a variable lives seen from a record's frame; None if it cannot be seen there."""
    scope = variable.scope
    if scope is None:
        return None
    if scope.kind is ScopeKind.MODULE:
        return Binding.GLOBAL if scope.module == record.module else None
    if record.frame is None or scope.kind is not ScopeKind.FUNCTION:
        return None
    around = record.frame.scope
    while around.parent is not None:
        if around is scope:
            return Binding.LOCAL
        around = around.parent
    return None

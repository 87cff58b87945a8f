"""Alias sets as the regions touch them.

Purpose: for each alias set, who creates, reads and mutates it. Needs: evaluated records. Gives: `TouchedSet`s.
Callbacks, fragments and threads are looked at here: what they change of the walk's objects is changed from outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reactor.bind import Scope, Variable
from reactor.effects.alias import Touch, Trait, inside
from reactor.effects.app import Function
from reactor.effects.context import Shared
from reactor.effects.record import Record


@dataclass(eq=False)
class TouchedSet:
    """One alias set. ``names`` are the variables in it."""

    root: int
    traits: Trait
    names: tuple[str, ...]
    touches: list[tuple[Record, Touch]] = field(default_factory=list)

    def mutates(self, how: Touch) -> bool:
        """Whether such a touch changes this set for certain."""
        return bool(
            how & Touch.MUTATE
            or (how & Touch.ITERATE and self.traits & Trait.ITERATOR)
            or (how & Touch.ITEM and self.traits & Trait.FILLS)
        )

    @property
    def mutators(self) -> list[Record]:
        return [record for record, how in self.touches if self.mutates(how)]

    @property
    def escapes(self) -> bool:
        return any(how & Touch.ESCAPE for _, how in self.touches)


def touched_sets(shared: Shared) -> dict[int, TouchedSet]:
    """Every alias set that records touch, by root."""
    aliases = shared.aliases
    members = _members(shared)
    _mark_outside(shared, members)
    found: dict[int, TouchedSet] = {}
    for record in shared.records:
        merged: dict[int, Touch] = {}
        for node, how in record.touches.items():
            for depth, root in enumerate(aliases.closure(node)):
                merged[root] = merged.get(root, Touch.NONE) | (inside(how) if depth else how)
        for root, how in merged.items():
            if root not in found:
                names = tuple(dict.fromkeys(variable.name for variable in members.get(root, ())))
                found[root] = TouchedSet(root, aliases.traits(root), names + _hidden_names(shared, root))
            found[root].touches.append((record, how))
    return found


def _members(shared: Shared) -> dict[int, list[Variable]]:
    members: dict[int, list[Variable]] = {}
    for variable, node in shared.variable_nodes().items():
        members.setdefault(shared.aliases.find(node), []).append(variable)
    return members


def _hidden_names(shared: Shared, root: int) -> tuple[str, ...]:
    return tuple(
        name
        for name, node in shared.named_nodes().items()
        if name.startswith("$") and shared.aliases.find(node) == root
    )


def _mark_outside(shared: Shared, members: dict[int, list[Variable]]) -> None:
    """What code outside the walk changes, apart from its own local objects."""
    named = {
        shared.aliases.find(node) for name, node in shared.named_nodes().items() if not name.startswith("returned:")
    }
    for function in _outside_functions(shared):
        summary = shared.summaries.get(function)
        if summary is None:
            continue
        for node, how in summary.record.touches.items():
            for depth, root in enumerate(shared.aliases.closure(node)):
                if not (inside(how) if depth else how) & (Touch.MUTATE | Touch.SUSPECT):
                    continue
                own = all(_belongs(variable.scope, function) for variable in members.get(root, ()))
                if not own or root in named:
                    shared.aliases.add(root, Trait.OUTSIDE)


def _outside_functions(shared: Shared) -> Iterator[Function]:
    todo = list({**shared.callbacks, **(shared.passed if shared.any_callback else {})})
    seen = set(todo)
    while todo:
        function = todo.pop()
        yield function
        summary = shared.summaries.get(function)
        for other in summary.record.enters if summary is not None else ():
            if other not in seen:
                seen.add(other)
                todo.append(other)


def _belongs(scope: Scope | None, function: Function) -> bool:
    while scope is not None:
        if scope is function.scope:
            return True
        scope = scope.parent
    return False

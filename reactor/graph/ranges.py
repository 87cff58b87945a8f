"""Mutable ranges.

Purpose: which regions must run together because they create, change or read one object that changes in place.
Needs: alias sets. Gives: `RangeDraft`s.

A member that only reads, strictly after the last mutation, follows: it runs when the range runs, but need not make the
range run. *Strictly after* is decided in one frame, by program order outside common loops. A split function counts as
standing where it is called, if it is only called from the module body.
"""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from reactor.effects.alias import Touch, Trait
from reactor.effects.app import Function
from reactor.effects.context import Shared
from reactor.effects.record import Record

from .sets import TouchedSet
from .visible import binding_of


@dataclass(eq=False)
class RangeDraft:
    """``conditional``: in force only once an execution of a member turned out not to be reusable.

    ``between``: code between regions that makes, changes or reads the object before its last change.
    """

    touched: TouchedSet
    forcing: list[Record]
    members: list[Record]
    always: bool
    conditional: bool
    between: Record | None


@dataclass(frozen=True)
class _Position:
    """Where a record counts as standing in the module body."""

    module: int
    order: int
    loops: tuple[cst.CSTNode, ...]


def find_ranges(shared: Shared, sets: dict[int, TouchedSet], settings: frozenset[int]) -> list[RangeDraft]:
    """The ranges of an app, in order of their first member. ``settings``: sets that are not objects of a walk."""
    positions = _Positions(shared)
    found: list[RangeDraft] = []
    for touched in sets.values():
        if touched.root in settings:
            continue
        mutators = touched.mutators
        suspects = [record for record, how in touched.touches if how & Touch.SUSPECT and record not in mutators]
        outside = bool(touched.traits & Trait.OUTSIDE)
        if not (mutators or suspects or outside) or _self_contained(touched):
            continue
        changing = [*mutators, *suspects]
        if _finished_where_made(touched, changing, shared):
            continue
        found.append(_range(touched, changing, bool(mutators) or outside, outside, positions))
    return found


def _range(
    touched: TouchedSet, changing: list[Record], definite: bool, outside: bool, positions: _Positions
) -> RangeDraft:
    forcing: list[Record] = []
    members: list[Record] = []
    between: Record | None = None
    for record, how in touched.touches:
        creates_or_changes = bool(how & Touch.CREATE) or record in changing
        forces = creates_or_changes or not positions.strictly_after(record, changing, touched)
        if record.native:
            # Code between regions runs in every walk, on an object that may already have been changed.
            if forces and (between is None or (record in changing and between not in changing)):
                between = record
            continue
        members.append(record)
        if forces:
            forcing.append(record)
    return RangeDraft(touched, forcing, members, outside or between is not None, not definite, between)


def _self_contained(touched: TouchedSet) -> bool:
    """Whether the object lives and dies in one region."""
    records = {record for record, _ in touched.touches}
    if len(records) != 1 or touched.traits & (Trait.OUTSIDE | Trait.PERSISTENT):
        return False
    record, how = touched.touches[0]
    return not record.native and bool(how & Touch.CREATE) and not record.loops


def _finished_where_made(touched: TouchedSet, changing: list[Record], shared: Shared) -> bool:
    """Whether one region makes the object and changes it, and gives it away finished: ``df = load()``.

    It must not reach an object of the set from outside: then every execution changes what it has made itself.
    """
    makers = {record for record, how in touched.touches if how & Touch.CREATE}
    if len(makers.union(changing)) != 1 or touched.traits & (Trait.OUTSIDE | Trait.PERSISTENT):
        return False
    (record,) = makers.union(changing)
    if record.native or record.loops or not makers:
        return False
    nodes = shared.variable_nodes()
    return not any(
        touched.root in shared.aliases.closure(nodes[variable])
        for variable in record.reads
        if variable in nodes and binding_of(variable, record) is not None
    )


class _Positions:
    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._callers: dict[Function, list[Record]] = {}
        for record in shared.records:
            for function in record.enters:
                self._callers.setdefault(function, []).append(record)
        self._known: dict[Function, _Position | None] = {}

    def strictly_after(self, reader: Record, changing: list[Record], touched: TouchedSet) -> bool:
        """Whether every change is over when ``reader`` runs, in whatever walk."""
        frames = {record.frame for record, _ in touched.touches}
        if frames == {reader.frame}:
            return all(_before(self._own(record), self._own(reader)) for record in changing)
        if any(record.frame is not None for record in changing):
            return False
        position = self._in_module(reader)
        return position is not None and all(_before(self._own(record), position) for record in changing)

    @staticmethod
    def _own(record: Record) -> _Position:
        return _Position(record.module, record.order, record.loops)

    def _in_module(self, record: Record) -> _Position | None:
        return self._own(record) if record.frame is None else self._entered(record.frame)

    def _entered(self, function: Function) -> _Position | None:
        """The earliest place in the module body from which a split function is entered; None if it is not known."""
        if function not in self._known:
            self._known[function] = None
            self._known[function] = self._earliest(function)
        return self._known[function]

    def _earliest(self, function: Function) -> _Position | None:
        callers = self._callers.get(function, [])
        if not callers or function in self._shared.pages:
            return None
        places = [self._in_module(caller) for caller in callers]
        known = [place for place in places if place is not None]
        if len(known) != len(places) or len({place.module for place in known}) != 1:
            return None
        loops = tuple(loop for place in known for loop in place.loops)
        return _Position(known[0].module, min(place.order for place in known), loops)


def _before(change: _Position, read: _Position) -> bool:
    return change.module == read.module and change.order < read.order and not set(change.loops) & set(read.loops)

"""Ranges whose objects can be put back.

Purpose: find the ranges of which a member may run without those before it: the runtime keeps what the objects were like
before each change, and puts them back. Needs: alias sets, ranges, the influence graph. Gives: `Checkpointed`s.

It must be known which objects those are. So everything that may hold one of them is a variable that each member can
see, or one that dies within a region; and nobody outside the walk, or in another frame, has a part in it. Ranges whose
objects may hold one another are put back together.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import networkx as nx

from reactor.bind import ScopeKind, Variable
from reactor.effects.alias import Touch, Trait
from reactor.effects.context import Shared
from reactor.effects.record import Record
from reactor.effects.types import shareable
from reactor_runtime.program import Binding, Checkpointed

from .flow import Ancestors
from .ranges import RangeDraft
from .visible import binding_of

_UNKNOWABLE = Trait.PERSISTENT | Trait.OUTSIDE | Trait.ITERATOR


def find_checkpoints(
    shared: Shared, drafts: list[RangeDraft], graph: nx.DiGraph[object], ancestors: Ancestors
) -> tuple[Checkpointed, ...]:
    """What can be put back, in order of the first range."""
    return tuple(
        found
        for group in _groups(shared, drafts)
        if (found := _checkpointed(group, drafts, shared, graph, ancestors)) is not None
    )


def _groups(shared: Shared, drafts: list[RangeDraft]) -> list[list[int]]:
    """Ranges by number, together where one object may hold another one's."""
    numbers = {draft.touched.root: number for number, draft in enumerate(drafts)}
    together: nx.Graph[int] = nx.Graph()
    together.add_nodes_from(numbers.values())
    for root in {shared.aliases.find(node) for node in _all_nodes(shared)}:
        inside = [numbers[each] for each in shared.aliases.closure(root) if each in numbers]
        together.add_edges_from(itertools.pairwise(inside))
    return sorted(sorted(group) for group in nx.connected_components(together))


def _all_nodes(shared: Shared) -> Iterator[int]:
    yield from shared.variable_nodes().values()
    yield from shared.named_nodes().values()
    yield from shared.class_nodes().values()
    yield from shared.hidden_values


def _checkpointed(
    group: list[int], drafts: list[RangeDraft], shared: Shared, graph: nx.DiGraph[object], ancestors: Ancestors
) -> Checkpointed | None:
    chosen = [drafts[number] for number in group]
    if any(draft.always or draft.touched.escapes or draft.touched.traits & _UNKNOWABLE for draft in chosen):
        return None
    records = [record for draft in chosen for record, _ in draft.touched.touches]
    if len({(record.frame, record.module) for record in records}) != 1:
        return None
    holders = _holders({draft.touched.root for draft in chosen}, records[0], shared)
    if holders is None:
        return None
    members = [record for draft in chosen for record in draft.members]
    deciding = [
        before
        for record in members
        for before in graph.predecessors(record)
        if isinstance(before, Record) and graph.edges[before, record]["kind"] == "controls"
    ]
    return Checkpointed(
        ranges=tuple(group),
        changing=addresses(record for draft in chosen for record in draft.members if _may_change(record, draft)),
        controls=addresses(ancestors.of(dict.fromkeys(deciding))),
        holders=holders,
    )


def _may_change(record: Record, draft: RangeDraft) -> bool:
    touches = [how for other, how in draft.touched.touches if other is record]
    return record in draft.touched.mutators or any(how & Touch.SUSPECT for how in touches)


def _holders(roots: set[int], member: Record, shared: Shared) -> tuple[tuple[str, Binding], ...] | None:
    """The variables from which all objects of the sets can be reached; None if there may be other ways to them."""
    aliases = shared.aliases
    unnamed = [node for name, node in shared.named_nodes().items() if not name.startswith("returned:")]
    for node in (*unnamed, *shared.class_nodes().values(), *shared.hidden_values):
        if not roots.isdisjoint(aliases.closure(node)):
            return None
    found: dict[str, Binding] = {}
    reached: set[int] = set()
    for variable, node in shared.variable_nodes().items():
        if roots.isdisjoint(aliases.closure(node)):
            continue
        where = binding_of(variable, member)
        if where is not None:
            found[variable.name] = where
            reached.update(aliases.closure(node))
        elif not _passes(variable, shared):
            return None
    return tuple(sorted(found.items())) if roots <= reached else None


def _passes(variable: Variable, shared: Shared) -> bool:
    """Whether a variable lives no longer than the region in which its function is called."""
    scope = variable.scope
    if scope is None or variable.name in scope.shared:
        return False
    if scope.kind is ScopeKind.COMPREHENSION:
        return True
    function = shared.app.functions.get(scope.node)
    if function is None or function in shared.drawing.split or function.generator or function.asynchronous:
        return False
    return not any(
        parameter.name.value == variable.name
        and parameter.default is not None
        and shareable(shared.types.of(parameter.default, function.names))
        for parameter in function.parameters
    )


def addresses(records: Iterable[object]) -> tuple[tuple[int, int], ...]:
    """The records that are regions, in order."""
    return tuple(
        sorted(
            {
                (record.module, record.draft.id)
                for record in records
                if isinstance(record, Record) and record.draft is not None
            }
        )
    )

"""Settings of libraries that the whole process shares, such as ``plt.rcParams``.

Purpose: who sets them, and who reads what somebody in the app sets. Needs: evaluated records. Gives: `SettingUses`.
A setting is no mutable range. Who sets it does so in every walk, and the runtime looks at it where it is read: another
session, or a callback, may have set it. One that the script keeps in a variable is treated as any object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reactor.effects.alias import Touch
from reactor.effects.context import Shared
from reactor.effects.record import Record


class SettingUses:
    """The settings that an app sets, and their users."""

    def __init__(self, shared: Shared) -> None:
        aliases, nodes = shared.aliases, shared.named_nodes()
        held = {aliases.find(node) for node in shared.variable_nodes().values()}
        self._names = {
            root: name
            for name in sorted(shared.signatures.settings)
            if name in nodes
            for root in aliases.closure(nodes[name])
            if root not in held
        }
        self._shared = shared
        everywhere = [*shared.records, *(summary.record for summary in shared.summaries.values())]
        self._changed = {name for record in everywhere for name in self.set_by(record)}

    @property
    def roots(self) -> frozenset[int]:
        """Their alias sets, and those of what is stored in them."""
        return frozenset(self._names)

    def set_by(self, record: Record) -> tuple[str, ...]:
        """The settings that a record sets."""
        return self._touched(record, Touch.MUTATE | Touch.MUTATE_ALL)

    def read_by(self, record: Record) -> tuple[str, ...]:
        """The settings that a record reads and something in the app sets."""
        if record.open_calls:
            # Whatever type the receiver turns out to have, its methods may read the settings of its library.
            return tuple(sorted(self._changed))
        return tuple(name for name in self._touched(record, ~Touch.CREATE) if name in self._changed)

    def pairs(self) -> Iterator[tuple[Record, Record, str]]:
        """Who sets what somebody may read after it in the same walk."""
        setters = [(record, name) for record in self._shared.records for name in self.set_by(record)]
        for record in self._shared.records if setters else ():
            names = self.read_by(record)
            for setter, name in setters:
                if name in names and not _before(record, setter):
                    yield setter, record, name

    def _touched(self, record: Record, how: Touch) -> tuple[str, ...]:
        found = self._users(node for node, touch in record.touches.items() if touch & how)
        return tuple(sorted(found))

    def _users(self, nodes: Iterable[int]) -> set[str]:
        roots = {self._shared.aliases.find(node) for node in nodes}
        return {self._names[root] for root in roots if root in self._names}


def _before(one: Record, other: Record) -> bool:
    """Whether all of one is over in a walk when the other begins."""
    together = one.module == other.module and one.frame is other.frame
    return together and one.order < other.order and not set(one.loops) & set(other.loops)

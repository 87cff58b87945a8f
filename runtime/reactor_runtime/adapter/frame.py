"""The frame: the element tree of one session, built from delta messages as the browser client builds it.

The rules of ``Frame.put`` and ``Frame.finish_fragments`` are those of the client of streamlit 1.67 (``applyDelta``,
``setIn``, ``clearStaleNodes`` in its bundle). ``run`` numbers stand for its script run ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOTS = 4
Path = tuple[int, ...]


class Node:
    """An element or a block of the tree."""

    __slots__ = ("children", "message", "operation", "run")

    def __init__(self, message: ForwardMsg | None, run: int, is_block: bool, operation: object = None) -> None:
        self.message = message
        self.run = run
        # None for an element.
        self.children: list[Node] | None = [] if is_block else None
        # The logged operation that drew it, if it was re-applied or recorded.
        self.operation = operation

    @property
    def fragment(self) -> str:
        return self.message.delta.fragment_id if self.message is not None else ""


class Frame:
    """A tree of nodes under the four root containers."""

    def __init__(self) -> None:
        self.run = 0
        # What is being drawn is not for the browser to see, yet or ever.
        self.hidden = False
        self.roots = [Node(None, 0, True) for _ in range(ROOTS)]

    def begin(self, run: int, empty: bool) -> None:
        """Start a run: a full one builds the tree anew, one of fragments goes on from what is there."""
        self.run = run
        if empty:
            self.roots = [Node(None, run, True) for _ in range(ROOTS)]

    def put(self, path: Path, message: ForwardMsg, operation: object = None) -> Node:
        """Apply a ``new_element`` or ``add_block`` message at ``path``; answers the new node.

        Raises:
            IndexError: the path does not exist; the client would raise, too.
        """
        parent = self.roots[path[0]]
        parent.run = self.run
        for index in path[1:-1]:
            children = parent.children
            if children is None:
                raise IndexError(f"no block at a prefix of {path}")
            parent = children[index]
            parent.run = self.run
        siblings = parent.children
        if siblings is None:
            raise IndexError(f"no block above {path}")
        is_block = message.delta.WhichOneof("type") == "add_block"
        node = Node(message, self.run, is_block, operation)
        index = path[-1]
        if index < len(siblings):
            old = siblings[index]
            if is_block and old.children is not None and _keeps_children(old.message, message):
                node.children = old.children
            siblings[index] = node
        elif index == len(siblings):
            siblings.append(node)
        else:
            raise IndexError(f"{path} leaves a gap: its block has {len(siblings)} children")
        return node

    def finish_fragments(self, fragments: frozenset[str]) -> None:
        """Drop what a run of these fragments did not draw again."""
        for root in self.roots:
            root.children = list(self._alive(root, fragments, False))

    def _alive(self, block: Node, fragments: frozenset[str], inside: bool) -> Iterator[Node]:
        for child in block.children or ():
            if child.children is None:
                if child.fragment and inside and child.run != self.run and not _is_toast(child.message):
                    continue
            else:
                if inside and child.run != self.run:
                    continue
                redrawn = child.fragment in fragments and child.run == self.run
                child.children = list(self._alive(child, fragments, inside or (bool(child.fragment) and redrawn)))
            yield child

    def messages(self) -> Iterator[tuple[Path, ForwardMsg]]:
        """Every node's message, parents first, in order."""
        for index, root in enumerate(self.roots):
            yield from _below((index,), root)


def _below(path: Path, block: Node) -> Iterator[tuple[Path, ForwardMsg]]:
    for index, child in enumerate(block.children or ()):
        where = (*path, index)
        assert child.message is not None
        yield where, child.message
        if child.children is not None:
            yield from _below(where, child)


def _keeps_children(old: ForwardMsg | None, new: ForwardMsg) -> bool:
    if old is None:
        return True
    mine, theirs = new.delta.add_block, old.delta.add_block
    kind = mine.WhichOneof("type")
    if kind != theirs.WhichOneof("type"):
        return False
    return kind != "dialog" or mine.id == theirs.id


def _is_toast(message: Any) -> bool:
    return bool(message is not None and message.delta.new_element.WhichOneof("type") == "toast")

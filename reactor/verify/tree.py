"""The client's element tree: nodes, and what one delta or the end of a run does to them.

Semantics are those of the 1.67 client bundle, function for function: an immutable tree there, a mutable one here, as
nothing keeps an old tree. Four root containers stand at paths 0 to 3: main, sidebar, event, bottom.

A client error (a delta path that does not exist) raises `ClientError`: in the browser it is a red box, so no runner may
cause one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from reactor.verify.wire import Block, Element

ROOTS = ("main", "sidebar", "event", "bottom")
NO_RUN = "<no run>"


class ClientError(Exception):
    """The browser could not apply a message."""


@dataclass(slots=True)
class ElementNode:
    """A leaf. `consumed`: its `set_value` has been adopted by the widget, as the client resets that flag."""

    element: Element
    run: str
    script: str
    fragment: str
    hash: str
    consumed: bool = False

    @property
    def kind(self) -> str:
        return self.element.WhichOneof("type") or ""


@dataclass(slots=True)
class BlockNode:
    """A container. `run` is the last run that sent it or anything under it.

    `dismissed`: a person closed this dialog; sending it again opens it again.
    """

    block: Block
    run: str
    script: str
    fragment: str = ""
    children: list[Node] = field(default_factory=list)
    dismissed: bool = False

    @property
    def kind(self) -> str:
        return self.block.WhichOneof("type") or ""


@dataclass(slots=True)
class TransientNode:
    """Elements shown for the time being (a spinner) at the place of `anchor`, which stays."""

    run: str
    anchor: ElementNode | BlockNode | None
    elements: list[ElementNode]
    sent: int


Node = ElementNode | BlockNode | TransientNode


def new_root(script: str) -> BlockNode:
    """The four empty containers a page starts with."""
    children: list[Node] = [BlockNode(Block(allow_empty=True), NO_RUN, script) for _ in ROOTS]
    return BlockNode(Block(allow_empty=True), NO_RUN, script, children=children)


def find(root: BlockNode, path: Sequence[int]) -> Node | None:
    """The node at `path`, or None; a transient node stands for its anchor on the way."""
    node: Node | None = root
    for index in path:
        if isinstance(node, TransientNode):
            node = node.anchor
        if not isinstance(node, BlockNode) or index >= len(node.children):
            return None
        node = node.children[index]
    return node


def put(root: BlockNode, path: Sequence[int], new: Node, run: str) -> None:
    """Set `new` at `path`; every block on the way now belongs to `run`."""
    if not path:
        raise ClientError("a delta without a path")
    parent: Node = root
    for index in path[:-1]:
        if not isinstance(parent, BlockNode):
            raise ClientError(f"the path {list(path)} leads through an element")
        parent.run = run
        if index >= len(parent.children):
            raise ClientError(f"bad delta path {list(path)}: index {index}, {len(parent.children)} children")
        child = parent.children[index]
        if isinstance(child, TransientNode):
            if child.anchor is None:
                raise ClientError(f"the path {list(path)} leads through a transient node without an anchor")
            child = child.anchor
        parent = child
    if not isinstance(parent, BlockNode):
        raise ClientError(f"the path {list(path)} leads through an element")
    parent.run = run
    index = path[-1]
    if index > len(parent.children):
        raise ClientError(f"bad delta path {list(path)}: index {index}, {len(parent.children)} children")
    if index == len(parent.children):
        parent.children.append(new)
        return
    parent.children[index] = _replacement(parent.children[index], new)


def _replacement(old: Node, new: Node) -> Node:
    if isinstance(old, TransientNode):
        return _replace_transient(old, new)
    if isinstance(new, TransientNode) and new.anchor is None:
        return TransientNode(new.run, old, new.elements, new.sent)
    return new


def _replace_transient(old: TransientNode, new: Node) -> Node:
    """A node written where a transient one stands takes over its elements if they are of the same run."""
    if isinstance(new, TransientNode):
        if new.sent < old.sent:
            return old
        return TransientNode(new.run, new.anchor or old.anchor, new.elements, new.sent)
    if old.run != new.run or not old.elements:
        return new
    kept = [element for element in old.elements if element.run == new.run or element.kind == "toast"]
    return TransientNode(new.run, new, kept, old.sent) if kept else new


def apply_element(
    root: BlockNode, path: Sequence[int], element: Element, run: str, script: str, fragment: str, hash_: str
) -> tuple[ElementNode, bool]:
    """Put an element; the second value says whether the client kept the element object it had."""
    old = find(root, path)
    kept = (
        isinstance(old, ElementNode)
        and bool(hash_)
        and old.hash == hash_
        and old.kind == element.WhichOneof("type")
        and not element.has_one_shot_effect
    )
    consumed = kept and isinstance(old, ElementNode) and old.consumed
    node = ElementNode(element, run, script, fragment, hash_, consumed)
    put(root, path, node, run)
    return node, kept


def apply_block(root: BlockNode, path: Sequence[int], block: Block, run: str, script: str, fragment: str) -> BlockNode:
    """Put a block; it keeps the children of a block of its own type, unless they are two different dialogs."""
    old = find(root, path)
    if isinstance(old, TransientNode):
        old = old.anchor
    children: list[Node] = []
    if isinstance(old, BlockNode) and old.kind == block.WhichOneof("type"):
        other_dialog = old.kind == "dialog" and old.block.id != block.id
        children = [] if other_dialog else old.children
    node = BlockNode(block, run, script, fragment, children)
    put(root, path, node, run)
    return node


def apply_transient(
    root: BlockNode, path: Sequence[int], elements: Sequence[Element], run: str, script: str, fragment: str, sent: int
) -> None:
    """Put transient elements beside what stands at `path`."""
    nodes = [ElementNode(element, run, script, fragment, "") for element in elements]
    put(root, path, TransientNode(run, None, nodes, sent), run)


def clear_stale(root: BlockNode, run: str, fragments: Collection[str]) -> None:
    """The end of a run: drop what it did not send again.

    In a run of fragments only what stands inside a block that such a fragment sent again is in question.
    """
    for index, child in enumerate(root.children):
        kept = _without_stale(child, run, fragments, inside=False)
        root.children[index] = kept if isinstance(kept, BlockNode) else BlockNode(Block(), NO_RUN, root.script)
    root.run = run


def _without_stale(node: Node, run: str, fragments: Collection[str], *, inside: bool) -> Node | None:
    if isinstance(node, ElementNode):
        if node.kind == "toast" or node.run == run:
            return node
        return node if fragments and (not node.fragment or not inside) else None
    if isinstance(node, TransientNode):
        if node.run == run and not node.elements and node.anchor is not None:
            return _without_stale(node.anchor, run, fragments, inside=inside)
        return _rebuilt_transient(node, lambda part: _without_stale(part, run, fragments, inside=inside))
    if fragments:
        if inside and node.run != run:
            return None
        inside = inside or (node.fragment in fragments and node.run == run)
    elif node.run != run:
        return None
    kept = [_without_stale(child, run, fragments, inside=inside) for child in node.children]
    node.children = [child for child in kept if child is not None]
    return node


def _rebuilt_transient(node: TransientNode, keep: Callable[[Node], Node | None]) -> Node | None:
    anchor = None if node.anchor is None else keep(node.anchor)
    elements = [element for element in node.elements if keep(element) is not None]
    if not elements:
        return anchor
    return TransientNode(node.run, anchor if isinstance(anchor, ElementNode | BlockNode) else None, elements, node.sent)


def clear_transient(root: BlockNode, fragments: Collection[str]) -> None:
    """The start of a run on the same page: transient nodes give way to their anchors."""
    for child in root.children:
        _without_transient(child, fragments)


def _without_transient(node: Node, fragments: Collection[str]) -> Node | None:
    if isinstance(node, TransientNode):
        return node.anchor
    if isinstance(node, BlockNode) and not (fragments and node.fragment and node.fragment not in fragments):
        kept = [_without_transient(child, fragments) for child in node.children]
        node.children = [child for child in kept if child is not None]
    return node


def keep_script(root: BlockNode, script: str) -> BlockNode:
    """A change of page: only what the main script drew stays."""
    children: list[Node] = []
    for child in root.children:
        kept = _of_script(child, script)
        children.append(kept if isinstance(kept, BlockNode) else BlockNode(Block(), NO_RUN, script))
    return BlockNode(Block(allow_empty=True), root.children[0].run, script, children=children)


def _of_script(node: Node, script: str) -> Node | None:
    if isinstance(node, TransientNode):
        return _rebuilt_transient(node, lambda part: _of_script(part, script))
    if node.script != script:
        return None
    if isinstance(node, BlockNode):
        kept = [_of_script(child, script) for child in node.children]
        node.children = [child for child in kept if child is not None]
    return node


def walk(node: Node) -> Iterator[ElementNode | BlockNode]:
    """All elements and blocks in document order."""
    if isinstance(node, TransientNode):
        yield from node.elements
        if node.anchor is not None:
            yield from walk(node.anchor)
        return
    yield node
    if isinstance(node, BlockNode):
        for child in node.children:
            yield from walk(child)

"""What the browser has been sent, and the messages that bring it to the frame.

The client ignores an element whose content hash it already shows at that place, except for one-shot effects, and shows
a dialog again whenever its block arrives (``applyDelta`` and the dialog component of the 1.67 bundle). So exactly the
messages that would make a difference are sent. A child that the frame no longer has is replaced by an empty transparent
block, which has no DOM node.
"""

from __future__ import annotations

from collections.abc import Iterator

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import create_reference_msg

from reactor_runtime.adapter.frame import ROOTS, Frame, Node, Path

_GONE = "gone"


class Sent:
    """A node as the browser has it."""

    __slots__ = ("children", "hash", "identity", "kind", "run")

    def __init__(self, content: str, kind: str, run: int, children: list[Sent] | None, identity: str = "") -> None:
        self.hash = content
        # The element's own id, by which the client knows it again elsewhere.
        self.identity = identity
        # The element's or block's type; blocks with an identity of their own have it in here.
        self.kind = kind
        # The run of the frame in which it was last sent.
        self.run = run
        self.children = children


class Patch:
    """The browser's tree, and how to change it. Not thread-safe: one caller at a time."""

    def __init__(self) -> None:
        self._roots: list[Sent] = []
        self.reset()

    def reset(self) -> None:
        """The browser will drop whatever is not sent from here on."""
        self._roots = [Sent("", "", 0, []) for _ in range(ROOTS)]

    def messages(self, frame: Frame, final: bool) -> list[ForwardMsg]:
        """The messages for the frame as it stands; with ``final`` it is complete, and what it lacks is removed."""
        out: list[ForwardMsg] = []
        for index, root in enumerate(frame.roots):
            self._children((index,), root, self._roots[index], frame.run, final, out)
        return out

    def _children(self, path: Path, block: Node, sent: Sent, run: int, final: bool, out: list[ForwardMsg]) -> None:
        there = sent.children
        assert there is not None
        children = block.children or []
        for index, node in enumerate(children):
            known = there[index] if index < len(there) else None
            operation = node.operation
            if final:
                if operation is not None:
                    operation.superseded = False  # type: ignore[attr-defined]
            elif known is not None and operation is not None and operation.superseded:  # type: ignore[attr-defined]
                # Last time this was drawn over later in the walk: do not let it flash up.
                continue
            now = self._node((*path, index), node, known, run, out)
            if known is None:
                there.append(now)
            elif now is not known:
                there[index] = now
            if node.children is not None:
                self._children((*path, index), node, now, run, final, out)
        if final and len(there) > len(children):
            for index in range(len(children), len(there)):
                self._remove((*path, index), there, index, run, out)

    def _node(self, path: Path, node: Node, known: Sent | None, run: int, out: list[ForwardMsg]) -> Sent:
        message = node.message
        assert message is not None
        is_block = node.children is not None
        there = known is not None and known.hash == message.hash and (known.children is not None) == is_block
        if there and (not _has_effect(message) or node.run != run or known.run == run):  # type: ignore[union-attr]
            return known  # type: ignore[return-value]
        kind = _kind(message)
        children: list[Sent] | None = None
        if is_block:
            keeps = known is not None and known.children is not None and known.kind == kind
            children = known.children if keeps and known is not None else []
        identity = "" if is_block else _identity(message, kind)
        if known is not None and known.identity != identity:
            self._let_go(path, known, run, out)
        out.append(message)
        return Sent(message.hash, kind, run, children, identity)

    @staticmethod
    def _let_go(path: Path, known: Sent, run: int, out: list[ForwardMsg]) -> None:
        """Make the client forget an element that something else is about to replace.

        It keeps an element of an earlier run aside, hidden unless it has the focus, in case it comes back further
        down, until a full run ends. Sent once more under its id, it belongs to this run and is not kept.
        """
        if known.identity and known.run != run:
            stub = _at(path)
            getattr(stub.delta.new_element, known.kind).id = known.identity
            out.append(stub)

    def _remove(self, path: Path, siblings: list[Sent], index: int, run: int, out: list[ForwardMsg]) -> None:
        known = siblings[index]
        if known.hash == _GONE or known.kind == "toast":
            # The client, too, leaves toasts to themselves.
            return
        if known.children:
            # A block of the same type would keep its children.
            empty = _at(path)
            empty.delta.new_element.empty.SetInParent()
            out.append(empty)
        self._let_go(path, known, run, out)
        gone = _at(path)
        gone.delta.add_block.transparent.SetInParent()
        gone.delta.add_block.allow_empty = True
        out.append(gone)
        siblings[index] = Sent(_GONE, "transparent", known.run, [])


def _at(path: Path) -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.delta_path[:] = path
    return message


def _kind(message: ForwardMsg) -> str:
    delta = message.delta
    if delta.WhichOneof("type") == "new_element":
        return delta.new_element.WhichOneof("type") or ""
    kind = delta.add_block.WhichOneof("type") or ""
    return f"dialog {delta.add_block.id}" if kind == "dialog" else kind


# The client never keeps these aside.
_NOT_KEPT = frozenset({"toast", "audio", "video", "camera_input", "audio_input"})


def _identity(message: ForwardMsg, kind: str) -> str:
    if kind in _NOT_KEPT or not kind:
        return ""
    return str(getattr(getattr(message.delta.new_element, kind), "id", ""))


def _has_effect(message: ForwardMsg) -> bool:
    delta = message.delta
    if delta.WhichOneof("type") == "new_element":
        return delta.new_element.has_one_shot_effect
    return delta.add_block.WhichOneof("type") == "dialog"


def with_references(messages: list[ForwardMsg], cached: frozenset[str]) -> Iterator[ForwardMsg]:
    """The messages, those that the client has in its message cache as references."""
    for message in messages:
        if message.metadata.cacheable and message.hash in cached:
            yield create_reference_msg(message)
        else:
            yield message

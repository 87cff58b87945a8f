"""What the browser shows and the server holds, as plain data in which only meaning is left.

Left out or made equal: blocks without a DOM node (their children stand in the parent), toasts in the tree (they are
effects), a widget's assigned value once it has been adopted (it is in `widgets`), media URLs (the content's hash
instead), ids drawn at random, memory addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from reactor.verify import arrow, tree, widget_kinds
from reactor.verify.browser import Browser
from reactor.verify.plain import Plain, digest, without_addresses
from reactor.verify.tree import BlockNode, ElementNode
from reactor.verify.wire import Message, WidgetState

MEDIA = re.compile(r"/media/([0-9a-f]{16,}\.?[\w.]*)")
RANDOM_FIELDS = frozenset({"deferred_file_id", "source_id"})
ADOPTED = frozenset({"set_value", "value", "raw_value", "raw_values"})

MediaLookup = Callable[[list[str]], dict[str, str | None]]


def view(browser: Browser, media: MediaLookup) -> Plain:
    """The browser's side of a moment."""
    fields = _Fields(browser, media)
    return {
        "tree": {
            name: _children(root, fields)
            for name, root in zip(tree.ROOTS, browser.root.children, strict=True)
            if isinstance(root, BlockNode)
        },
        "widgets": _widgets(browser),
        "effects": [[effect.kind, effect.body] for effect in browser.effects if effect.run not in browser.interrupted],
        "config": fields.of(browser.config),
        "logo": None if browser.logo is None else fields.of(browser.logo),
        "navigation": None if browser.navigation is None else fields.of(browser.navigation),
        "page": browser.page,
        "address": [browser.path, browser.query],
        "timers": sorted(browser.timers.values()),
        "dialogs": list(browser.dialogs),
        "running": browser.running,
    }


def _children(node: BlockNode, fields: _Fields) -> list[Plain]:
    shown: list[Plain] = []
    for child in node.children:
        if isinstance(child, tree.TransientNode):
            shown.extend({"transient": element.kind} for element in child.elements if element.kind != "toast")
        part = child.anchor if isinstance(child, tree.TransientNode) else child
        if isinstance(part, ElementNode):
            if part.kind != "toast":
                shown.append({part.kind: fields.element(part)})
        elif isinstance(part, BlockNode):
            if part.kind == "transparent" and not part.block.HasField("grid_cell"):
                shown.extend(_children(part, fields))
            else:
                shown.append({part.kind or "block": fields.block(part), "children": _children(part, fields)})
    return shown


def _widgets(browser: Browser) -> Plain:
    shown = {}
    for node in browser.elements():
        widget = widget_kinds.id_of(node.element)
        state = browser.widgets.get(widget, widget_kinds.form_of(node.element)) if widget else None
        if state is not None:
            shown[widget] = _value(state)
    return shown


def _value(state: WidgetState) -> Plain:
    kind = state.WhichOneof("value")
    if kind is None:
        return None
    value = getattr(state, kind)
    if kind == "file_uploader_state_value":
        return [info.name for info in value.uploaded_file_info]
    if kind.endswith("_array_value"):
        return list(value.data)
    return str(value) if isinstance(value, Message) else value


class _Fields:
    """Messages as nested data; knows the page, to name what ids stand for."""

    def __init__(self, browser: Browser, media: MediaLookup) -> None:
        self._browser = browser
        self._media = media
        self._hashes: dict[str, str | None] = {}
        self._random = {file_id: f"<upload {number}>" for number, file_id in enumerate(browser.uploads)}
        if browser.session is not None:
            self._random[browser.session.initialize.session_id] = "<session>"

    def element(self, node: ElementNode) -> Plain:
        element = self.of(node.element)
        shown = element.pop(node.kind, {})
        if hasattr(widget_kinds.proto_of(node.element), "set_value"):
            element.pop("has_one_shot_effect", None)
            shown = {name: value for name, value in shown.items() if name not in ADOPTED}
        return {**shown, **element}

    def block(self, node: BlockNode) -> Plain:
        block = self.of(node.block)
        shown = block.pop(node.kind, {})
        if node.kind == "dialog" and node.dismissed:
            shown["is_open"] = False
        return {**shown, **block}

    def of(self, message: Message) -> Plain:
        """All fields that are set, by name."""
        return {field.name: self._value(field.name, value) for field, value in message.ListFields()}

    def _value(self, name: str, value: Any) -> Plain:
        if name in RANDOM_FIELDS:
            return "<random>"
        if isinstance(value, Message):
            return self.of(value)
        if isinstance(value, bytes):
            return _bytes(value)
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, bool | int | float):
            return value
        if hasattr(value, "items"):
            return {str(key): self._value(name, item) for key, item in sorted(value.items())}
        return [self._value(name, item) for item in value]

    def _text(self, text: str) -> Plain:
        if "/media/" in text:
            self._look_up(MEDIA.findall(text))
            text = MEDIA.sub(lambda match: f"<media {self._hashes[match[1]]}>", text)
        for drawn, name in self._random.items():
            text = text.replace(drawn, name)
        if len(text) > 200 and text[0] in "{[":
            try:
                return {"json": json.loads(text)}
            except ValueError:
                return without_addresses(text)
        return without_addresses(text)

    def _look_up(self, names: list[str]) -> None:
        unknown = [name for name in names if name not in self._hashes]
        if unknown:
            self._hashes.update(self._media(unknown))


def _bytes(data: bytes) -> Plain:
    """Arrow data shows its table, so that a difference can be read."""
    if data.startswith(b"\xff\xff\xff\xff"):
        table = arrow.read_table(data)
        if table is not None:
            columns = [
                [name, str(column.slice(0, 20).to_pylist())]
                for name, column in zip(table.column_names, table.columns, strict=True)
            ]
            return {"rows": table.num_rows, "columns": columns, "hash": digest(data)}
    return f"<{len(data)} bytes {digest(data)}>"

"""Picks a plausible event from what the page offers, reproducibly for a seed.

Every kind of widget that a person can use has a way to be used; custom components are left alone, as only their own
code knows what they send.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from reactor.verify import arrow, tree, widget_kinds
from reactor.verify import events as ev
from reactor.verify.browser import Browser, block_widget, hidden, names_of
from reactor.verify.events import Event
from reactor.verify.tree import BlockNode, ElementNode

WORDS = ("", "a", "Ada", "data science", "42", "été", "x" * 40)
FIXED, DYNAMIC, ADD_ONLY, DELETE_ONLY = EDITABLE = (1, 2, 3, 4)
SELECTS = {0: "rows", 1: "rows", 2: "columns", 3: "columns", 4: "cells", 5: "cells", 6: "rows"}
WITH_OPTIONS = frozenset({"radio", "selectbox", "multiselect", "button_group"})
USABLE = (
    widget_kinds.STRING
    | widget_kinds.STRINGS
    | WITH_OPTIONS
    | (set(widget_kinds.CLICKED) - {"link_button"})
    | {"checkbox", "slider", "number_input", "feedback", "pagination", "chat_input", "file_uploader"}
)

INTERRUPTED = 0.3
"""The share of events that a newer one interrupts, where the script has gates."""
CAN_MEET = (ev.Set, ev.Click, ev.Rerun, ev.Timer)
"""Events of which two can be on their way at once: neither takes away the page that the other one is of."""

Offer = Callable[[], Event]


@dataclass(slots=True)
class Chooser:
    """Answers at most `count` events; None when there are no more. Some are interrupted at one of the `gates`."""

    seed: int
    count: int
    gates: Sequence[str] = ()
    _random: random.Random = field(init=False)
    _left: int = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._left = self.count

    def __call__(self, browser: Browser) -> Event | None:
        if self._left == 0:
            return None
        self._left -= 1
        offered = _offered(browser, self._random)
        event = self._random.choice(offered)() if offered else ev.Rerun()
        if self.gates and self._random.random() < INTERRUPTED:
            newer = self._random.choice(offered)()
            if isinstance(event, CAN_MEET) and isinstance(newer, CAN_MEET):
                return ev.Interrupt(ev.to_json(event), self._random.choice(self.gates), ev.to_json(newer))
        return event


def _offered(browser: Browser, rng: random.Random) -> list[Offer]:
    offered: list[Offer] = [ev.Rerun, *(partial(ev.Timer, n) for n in range(len(browser.timers)))]
    opened = [block for block in browser.blocks(["dialog"]) if not hidden(block)]
    if opened:
        # A dialog covers the page: a person can only use what is in it.
        dismissible = [ev.Dismiss] if opened[-1].block.dialog.dismissible else []
        return [*dismissible, *_Widgets(browser, opened[-1]).offered(rng)] or offered
    pages = browser.navigation.app_pages if browser.navigation else ()
    if len(pages) > 1:
        offered += [partial(ev.GoTo, page.page_name) for page in pages if not page.external_url]
    for node in browser.elements(["page_link"]):
        link = node.element.page_link
        if not link.external and not link.disabled:
            offered.append(partial(ev.FollowLink, link.label))
    reporting = [block for block in browser.blocks(["expandable", "popover", "tab_container"]) if block_widget(block)]
    offered += [partial(_turn, block, rng) for block in reporting]
    # Widgets count double: they are what apps are about.
    return offered + 2 * _Widgets(browser, browser.root).offered(rng)


def _turn(block: BlockNode, rng: random.Random) -> Event:
    """Open or close an expander or popover, or go to another tab."""
    if block.kind != "tab_container":
        return ev.Set(str(getattr(block.block, block.kind).label), rng.random() < 0.5)
    labels = [child.block.tab.label for child in block.children if isinstance(child, BlockNode)]
    return ev.Set(labels[0], rng.choice(labels))


class _Widgets:
    """The usable widgets under a block."""

    def __init__(self, browser: Browser, under: BlockNode) -> None:
        self._browser = browser
        inside = {id(node) for node in tree.walk(under)}
        self._nodes = [node for node in browser.elements() if id(node) in inside and _usable(node)]

    def offered(self, rng: random.Random) -> list[Offer]:
        return [partial(self._use, node, rng) for node in self._nodes]

    def _use(self, node: ElementNode, rng: random.Random) -> Event:
        kind, proto = node.kind, widget_kinds.proto_of(node.element)
        if kind in widget_kinds.CLICKED:
            target, nth = self._name(node, widget_kinds.CLICKED)
            option = rng.choice(list(getattr(proto, "options", [""]))) if kind == "menu_button" else None
            return ev.Click(target, option, nth)
        target, nth = self._name(
            node,
            widget_kinds.CHATTED if kind == "chat_input" else widget_kinds.UPLOADED if kind == "file_uploader" else (),
        )
        if kind == "chat_input":
            return ev.Chat(target, rng.choice(WORDS[1:]), nth)
        if kind == "file_uploader":
            return ev.Upload(target, _files(proto, rng), nth)
        return ev.Set(target, _value(kind, proto, rng), nth)

    def _name(self, node: ElementNode, kinds: Sequence[str]) -> tuple[str, int]:
        """A name for the widget, and its number among the widgets of the kinds that answer to it."""
        for name in (widget_kinds.key_of(node.element), *names_of(node)):
            called = [id(other) for other in self._browser.called(name, kinds)]
            if name != "None" and id(node) in called:
                return name, called.index(id(node))
        return widget_kinds.id_of(node.element), 0


def _usable(node: ElementNode) -> bool:
    """A widget that is not disabled, and that something can be done to."""
    proto: Any = widget_kinds.proto_of(node.element)
    if not widget_kinds.id_of(node.element) or getattr(proto, "disabled", False):
        return False
    if node.kind == "dataframe":
        return proto.editing_mode in EDITABLE or bool(proto.selection_mode)
    return node.kind in USABLE and (node.kind not in WITH_OPTIONS or len(proto.options) > 0)


def _files(proto: Any, rng: random.Random) -> list[list[str]]:
    """Files of a type the uploader takes; sometimes none, which takes them out again."""
    suffix = proto.type[0] if proto.type else ".txt"
    many = rng.randint(0, 2) if proto.multiple_files else rng.randint(0, 1)
    return [[f"file{n}{suffix}", f"a,b\n{n},{rng.randint(0, 9)}\n"] for n in range(many)]


def _value(kind: str, proto: Any, rng: random.Random) -> Any:
    if kind == "checkbox":
        return rng.random() < 0.5
    if kind in ("radio", "selectbox"):
        return rng.choice(list(proto.options))
    if kind == "multiselect":
        most = min(proto.max_selections or len(proto.options), len(proto.options), 4)
        return rng.sample(list(dict.fromkeys(proto.options)), min(rng.randint(0, most), len(set(proto.options))))
    if kind == "button_group":
        labels = [widget_kinds.option_label(option) for option in proto.options]
        return rng.sample(labels, rng.randint(0, len(labels)) if proto.click_mode == 1 else rng.randint(0, 1))
    if kind == "slider":
        return _slid(proto, rng)
    if kind == "number_input":
        return _number(proto, rng)
    if kind in ("text_input", "text_area"):
        word = rng.choice(WORDS)
        return word[: proto.max_chars] if proto.max_chars else word
    if kind == "color_picker":
        return rng.choice(["#000000", "#ff8800", "#12ab9f"])
    if kind == "time_input":
        return rng.choice(["00:00", "08:45", "23:30"])
    if kind == "date_input":
        dates = sorted(_within(rng.choice(["2024-02-29", "2025-06-01", "2026-11-21"]), proto) for _ in range(2))
        return dates if proto.is_range else dates[:1]
    if kind == "date_time_input":
        return [_within(rng.choice(["2024-02-29T08:45", "2026-11-21T23:30"]), proto)]
    if kind == "feedback":
        return rng.randint(0, 1 if proto.type == 0 else 4)
    if kind == "pagination":
        return rng.randint(1, max(1, proto.num_pages))
    return _table(proto, rng)


def _within(date: str, proto: Any) -> str:
    """ISO dates order as text does."""
    if proto.min and date < proto.min:
        return str(proto.min)
    return str(proto.max) if proto.max and date > proto.max else date


def _slid(proto: Any, rng: random.Random) -> list[Any]:
    many = max(1, len(proto.default))
    if proto.options:
        picked = sorted(rng.randrange(len(proto.options)) for _ in range(many))
        return [proto.options[index] for index in picked]
    steps = int((proto.max - proto.min) / proto.step) if proto.step else 1
    return sorted(min(proto.max, proto.min + proto.step * rng.randint(0, max(steps, 1))) for _ in range(many))


def _number(proto: Any, rng: random.Random) -> float:
    low = proto.min if proto.has_min else -10 * (proto.step or 1)
    high = proto.max if proto.has_max else low + 100 * (proto.step or 1)
    steps = max(1, int((high - low) / proto.step)) if proto.step else 1
    return float(min(high, low + (proto.step or 1) * rng.randint(0, min(steps, 100))))


def _table(proto: Any, rng: random.Random) -> str:
    """An edit of a data editor, or a selection in a table."""
    rows, columns = _shape(proto)
    if proto.editing_mode in EDITABLE:
        return json.dumps(_edit(proto.editing_mode, rows, columns, rng))
    selection: dict[str, list[Any]] = {"rows": [], "columns": [], "cells": []}
    kinds = {SELECTS[mode] for mode in proto.selection_mode}
    if "rows" in kinds and rows:
        selection["rows"] = sorted(rng.sample(range(rows), rng.randint(0, 1)))
    if "columns" in kinds and columns:
        selection["columns"] = rng.sample(list(columns), rng.randint(0, 1))
    return json.dumps({"selection": selection})


def _edit(mode: int, rows: int, columns: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """A cell changed, a row added, a row taken out, as far as the editor's mode allows each."""
    edited: dict[str, Any] = {}
    if mode in (FIXED, DYNAMIC) and rows and columns:
        edited = {str(rng.randrange(min(rows, 5))): _cell(columns, rng)}
    added = [_cell(columns, rng)] if mode in (DYNAMIC, ADD_ONLY) and columns and rng.random() < 0.3 else []
    deleted = [0] if mode in (DYNAMIC, DELETE_ONLY) and rows and rng.random() < 0.2 else []
    return {"edited_rows": edited, "added_rows": added, "deleted_rows": deleted}


def _cell(columns: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    name = rng.choice(list(columns))
    kind = type(columns[name])
    value: Any = rng.choice(WORDS)
    if kind is bool:
        value = rng.random() < 0.5
    elif kind in (int, float):
        value = rng.randint(0, 20)
    return {name: value}


def _shape(proto: Any) -> tuple[int, dict[str, Any]]:
    """Number of rows, and for each column of a simple kind a value of it."""
    found = arrow.read_table(proto.arrow_data.data)
    if found is None or found.num_rows == 0:
        return 0, {}
    first = found.slice(0, 1).to_pylist()[0]
    plain = {name: value for name, value in first.items() if isinstance(value, str | bool | int | float)}
    return found.num_rows, {name: value for name, value in plain.items() if not name.startswith("__index")}

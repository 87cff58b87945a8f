"""The value a widget of each kind announces, adopts from the server, and takes from a person.

Example: a slider's message holds `default`, and `value` with `set_value` when the script assigned it through session
state; a person drags it to `[10, 30]`, and the state sent is `double_array_value`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reactor.verify.wire import Element, FileUploaderState, Message, WidgetState

CLICKED = ("button", "download_button", "menu_button", "link_button")
CHATTED = ("chat_input",)
UPLOADED = ("file_uploader", "camera_input", "audio_input")

STRING = frozenset({"text_input", "text_area", "color_picker", "time_input"})
STRINGS = frozenset({"date_input", "date_time_input"})
CHOICE = frozenset({"radio", "selectbox"})
INT_NUMBER = 0


def proto_of(element: Element) -> Message:
    """The message of the element's own kind."""
    kind = element.WhichOneof("type")
    if kind is None:
        raise ValueError("an element without a type")
    proto: Message = getattr(element, kind)
    return proto


def id_of(element: Element) -> str:
    """The widget id, empty for an element that is no widget."""
    return str(getattr(proto_of(element), "id", "")) if element.WhichOneof("type") else ""


def key_of(element: Element) -> str:
    """The user's key, which ends the widget id; "None" where there is none."""
    return "".join(id_of(element).split("-", 2)[2:])


def form_of(element: Element) -> str:
    """The form the widget stands in, or an empty string."""
    return str(getattr(proto_of(element), "form_id", ""))


def default_state(element: Element) -> WidgetState | None:
    """What the widget announces when it appears; None for kinds that announce nothing."""
    kind, proto = str(element.WhichOneof("type")), proto_of(element)
    if not id_of(element):
        return None
    if kind in UPLOADED:
        return WidgetState(id=id_of(element), file_uploader_state_value=FileUploaderState())
    value = _default_value(kind, proto)
    return None if value is _SILENT else encode(element, value)


_SILENT = object()


def _default_value(kind: str, proto: Any) -> object:
    if kind in ("checkbox", "pagination") or kind in STRINGS:
        return proto.default if kind not in STRINGS else list(proto.default)
    if kind in STRING or kind in ("number_input", "feedback"):
        return proto.default if kind == "color_picker" or proto.HasField("default") else None
    if kind in CHOICE:
        return proto.options[proto.default] if proto.HasField("default") and proto.options else None
    if kind == "multiselect":
        return [proto.options[index] for index in proto.default]
    if kind == "button_group":
        return [option_label(proto.options[index]) for index in proto.default]
    if kind == "slider":
        if proto.options:
            return [proto.options[int(index)] for index in proto.default]
        return list(proto.default)
    return _SILENT


def server_value(element: Element) -> WidgetState | None:
    """The value the script assigned, for a widget message with `set_value`."""
    kind, proto = str(element.WhichOneof("type")), proto_of(element)
    if not getattr(proto, "set_value", False):
        return None
    value: object
    if kind in ("checkbox", "pagination", "color_picker"):
        value = proto.value
    elif kind in CHOICE:
        value = proto.raw_value if proto.HasField("raw_value") else None
    elif kind in ("multiselect", "button_group"):
        value = list(proto.raw_values)
    elif kind == "slider":
        value = (list(proto.raw_value) or _default_value(kind, proto)) if proto.options else list(proto.value)
    elif kind in STRINGS:
        value = list(proto.value)
    elif kind in STRING or kind in ("number_input", "feedback"):
        value = proto.value if proto.HasField("value") else None
    else:
        return None
    return encode(element, value)


def option_label(option: Any) -> str:
    """A pill's or segment's text on the wire: its icon, a space, its label."""
    return f"{option.content_icon} {option.content}".strip() if option.content_icon else str(option.content)


def encode(element: Element, value: object) -> WidgetState:
    """A person's value, in JSON terms, as the widget's state. None is a cleared widget."""
    kind, proto = str(element.WhichOneof("type")), proto_of(element)
    state = WidgetState(id=id_of(element))
    labels = kind in ("multiselect", "button_group") or kind in STRINGS
    if kind == "feedback":
        state.string_value = "" if value is None else str(value)
    elif labels or (kind == "slider" and len(getattr(proto, "options", "")) > 0):
        state.string_array_value.data.extend(str(item) for item in _listed(value))
        state.string_array_value.SetInParent()
    elif kind == "slider":
        state.double_array_value.data.extend(float(item) for item in _listed(value))
    elif value is None:
        return state
    elif kind == "checkbox":
        state.bool_value = bool(value)
    elif kind == "pagination" or (kind == "number_input" and getattr(proto, "data_type", None) == INT_NUMBER):
        state.int_value = int(str(value).removesuffix(".0"))
    elif kind == "number_input":
        state.double_value = float(str(value))
    elif kind in ("component_instance", "bidi_component"):
        state.json_value = json.dumps(value)
    elif isinstance(value, str):
        state.string_value = value
    else:
        state.string_value = json.dumps(value)
    return state


def _listed(value: object) -> Sequence[Any]:
    if value is None:
        return []
    return value if isinstance(value, list | tuple) else [value]

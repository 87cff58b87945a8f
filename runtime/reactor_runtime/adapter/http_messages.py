"""The messages of the browser's websocket, and the client a session writes them to."""

from __future__ import annotations

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.runtime_util import (
    get_max_message_size_bytes,
    get_max_widget_state_size_bytes,
    serialize_forward_msg,
)
from streamlit.runtime.session_manager import ClientContext, SessionClient, SessionClientDisconnectedError

__all__ = [
    "BackMsg",
    "ClientContext",
    "DecodeError",
    "ForwardMsg",
    "SessionClient",
    "SessionClientDisconnectedError",
    "max_inbound_bytes",
    "serialize_forward_msg",
]


def max_inbound_bytes() -> int:
    """The largest message a browser may send: Streamlit closes with 1009 at the lower of its two limits."""
    return min(get_max_message_size_bytes(), get_max_widget_state_size_bytes())

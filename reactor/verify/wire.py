"""The browser protocol's message classes, imported in one place.

They are Streamlit's wire format: what any client of it has to speak. Nothing else of Streamlit is needed to play the
browser.
"""

from __future__ import annotations

from google.protobuf.message import Message  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import ChatInputValue, FileUploaderState, UploadedFileInfo
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Logo_pb2 import Logo
from streamlit.proto.Navigation_pb2 import Navigation
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.proto.PageConfig_pb2 import PageConfig
from streamlit.proto.WidgetStates_pb2 import WidgetState

__all__ = [
    "BackMsg",
    "Block",
    "ButtonGroup",
    "ChatInputValue",
    "ClientState",
    "Element",
    "FileUploaderState",
    "ForwardMsg",
    "Logo",
    "Message",
    "Navigation",
    "NewSession",
    "PageConfig",
    "UploadedFileInfo",
    "WidgetState",
]

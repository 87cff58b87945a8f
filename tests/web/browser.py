"""A websocket client that behaves as Streamlit's in a browser does, and one that misbehaves on the wire."""

from __future__ import annotations

import base64
import os
import socket
import struct
from collections.abc import Sequence
from typing import Any

from websockets.sync.client import ClientConnection, connect

from reactor_runtime.adapter.http_messages import BackMsg, ForwardMsg


def rerun(text: str = "") -> bytes:
    """A rerun message that can be told apart by its text."""
    message = BackMsg()
    message.rerun_script.query_string = text
    message.rerun_script.page_script_hash = ""
    return message.SerializeToString()


def text_of(data: bytes | str) -> str:
    """The text of a message made by `fake_host.forward_message`."""
    assert isinstance(data, bytes)
    message = ForwardMsg()
    message.ParseFromString(data)
    return message.delta.new_element.text.body


PATIENCE = 60.0
"""Seconds to wait for a handshake, which takes milliseconds where the machine has nothing else to do."""


def browse(
    port: int, *, offer: Sequence[str] = ("streamlit", "PLACEHOLDER"), base: str = "", **options: Any
) -> ClientConnection:
    """Open the stream; without ``offer``, with no subprotocol at all."""
    options.setdefault("compression", None)
    options.setdefault("proxy", None)
    options.setdefault("open_timeout", PATIENCE)
    return connect(f"ws://127.0.0.1:{port}{base}/_stcore/stream", subprotocols=list(offer) or None, **options)


class RawBrowser:
    """A handshake and then bytes, with no reading unless asked to."""

    def __init__(self, port: int, *, receive_buffer: int | None = None, headers: dict[str, str] | None = None) -> None:
        self.socket = socket.socket()
        if receive_buffer is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(20)
        self.socket.connect(("127.0.0.1", port))
        wanted = {
            "Host": "app.test",
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        } | (headers or {})
        lines = [f"{name}: {value}" for name, value in wanted.items() if value]
        self.socket.sendall("\r\n".join(["GET /_stcore/stream HTTP/1.1", *lines, "", ""]).encode())
        self.answer = b""
        while not self.answer.endswith(b"\r\n\r\n"):
            byte = self.socket.recv(1)
            if not byte:
                break
            self.answer += byte

    def __enter__(self) -> RawBrowser:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, opcode: int, payload: bytes, *, final: bool = True, announced: int | None = None) -> None:
        """One masked frame; ``announced`` lies about the length of the payload."""
        length = len(payload) if announced is None else announced
        head = bytes([(0x80 if final else 0) | opcode])
        if length < 126:
            head += bytes([0x80 | length])
        elif length < 2**16:
            head += b"\xfe" + struct.pack("!H", length)
        else:
            head += b"\xff" + struct.pack("!Q", length)
        self.socket.sendall(head + b"\0\0\0\0" + payload)  # a mask of zeros changes nothing

    def receive(self) -> tuple[int, bytes]:
        """The next frame: opcode and payload; EOFError at the end of the stream."""
        first, second = self._exactly(2)
        length = second & 0x7F
        if length == 126:
            (length,) = struct.unpack("!H", self._exactly(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._exactly(8))
        return first & 0x0F, self._exactly(length)

    def _exactly(self, count: int) -> bytes:
        data = bytearray()
        while len(data) < count:
            more = self.socket.recv(count - len(data))
            if not more:
                raise EOFError
            data += more
        return bytes(data)

"""A browser tab for the stopwatch: little work between a frame's arrival and its time being taken.

The websocket is driven by hand over a plain socket, as a client with a receiving thread costs a change of threads for
every frame. Messages are parsed after the clock has stopped, except small ones, among which the end of a run is found.
"""

from __future__ import annotations

import http.client
import socket
import time
from dataclasses import dataclass

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.typing import Origin, Subprotocol
from websockets.uri import parse_uri

from reactor.verify import widget_kinds
from reactor.verify.browser import Browser
from reactor.verify.wire import BackMsg, ForwardMsg

TIMEOUT_SECONDS = 120.0
# The end of a run is a message of some fifty bytes.
_LONGEST_END = 512
# How long nothing must come after the end of a run for an event to be over; the stopwatch does not run meanwhile.
_QUIET_SECONDS = 0.05
_XSRF_COOKIE = "_streamlit_xsrf"


class Unexpected(Exception):
    """The server did not do what a server of Streamlit's browser client does."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A message to the server and what came back.

    ``seconds``: from sending to the end of the run, or to the last delta where that came later. ``received``: bytes on
    the wire, websocket headers included.
    """

    seconds: float
    received: int
    messages: int
    deltas: int


class Tab:
    """One browser tab with a session of its own; `open` it first."""

    def __init__(self, port: int) -> None:
        self.browser = Browser()
        self._port = port
        self._socket = socket.socket()
        self._protocol = ClientProtocol(parse_uri(f"ws://127.0.0.1:{port}/_stcore/stream"))
        self._partial = b""

    def open(self) -> Exchange:
        """Connect, and ask for the page; the time is that of the connection and the first run."""
        token = _visit(self._port)
        origin = f"http://127.0.0.1:{self._port}"
        # The client sends a placeholder where it has no token.
        names = [Subprotocol("streamlit"), Subprotocol(token or "PLACEHOLDER_AUTH_TOKEN")]
        uri = parse_uri(f"ws://127.0.0.1:{self._port}/_stcore/stream")
        self._protocol = ClientProtocol(uri, origin=Origin(origin), subprotocols=names, max_size=None)
        request = self._protocol.connect()
        if token:
            request.headers["Cookie"] = f"{_XSRF_COOKIE}={token}"
        message = self.browser.rerun()
        started = time.perf_counter()
        self._socket.settimeout(TIMEOUT_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.connect(("127.0.0.1", self._port))
        self._protocol.send_request(request)
        self._flush()
        while not self._shake_hands():
            self._protocol.receive_data(self._receive())
        return self._exchange(message, started)

    def close(self) -> None:
        """Leave, as a tab that is closed."""
        self._socket.close()

    def move(self, slider: str, value: int) -> Exchange:
        """Drag the slider with this label to ``value``."""
        node = self.browser.widget(slider, 0, ("slider",))
        message = self.browser.change(node, widget_kinds.encode(node.element, value))
        if message is None:
            raise Unexpected(f"moving {slider!r} sends nothing")
        return self._exchange(message, None)

    def _shake_hands(self) -> bool:
        for event in self._protocol.events_received():
            if isinstance(event, Response) and self._protocol.handshake_exc is None:
                return True
        if self._protocol.handshake_exc is not None:
            raise Unexpected("the server refused the websocket") from self._protocol.handshake_exc
        return False

    def _exchange(self, message: BackMsg, started: float | None) -> Exchange:
        data = message.SerializeToString()
        arrivals: list[tuple[float, bytes]] = []
        started = started or time.perf_counter()
        self._protocol.send_binary(data)
        self._flush()
        received, ended = 0, False
        while True:
            self._socket.settimeout(_QUIET_SECONDS if ended else TIMEOUT_SECONDS)
            try:
                chunk = self._receive()
            except TimeoutError:
                if ended:
                    break
                raise Unexpected(f"no end of a run within {TIMEOUT_SECONDS:.0f} s") from None
            now = time.perf_counter()
            received += len(chunk)
            self._protocol.receive_data(chunk)
            for payload in self._payloads():
                arrivals.append((now, payload))
                ended = ended or _ends_run(payload)
            self._flush()
        return self._apply(arrivals, started, received)

    def _payloads(self) -> list[bytes]:
        payloads = []
        for frame in self._protocol.events_received():
            if not isinstance(frame, Frame):
                continue
            if frame.opcode in (Opcode.BINARY, Opcode.CONT):
                self._partial += frame.data
                if frame.fin:
                    payloads.append(self._partial)
                    self._partial = b""
            elif frame.opcode is Opcode.CLOSE:
                raise Unexpected("the server closed the websocket")
        return payloads

    def _apply(self, arrivals: list[tuple[float, bytes]], started: float, received: int) -> Exchange:
        last, deltas = started, 0
        for when, payload in arrivals:
            message = ForwardMsg.FromString(payload)
            kind = message.WhichOneof("type")
            if kind == "delta":
                deltas += 1
            if kind in ("delta", "script_finished", "ref_hash"):
                last = when
            if kind == "session_event" and message.session_event.HasField("script_compilation_exception"):
                raise Unexpected(message.session_event.script_compilation_exception.message)
            self.browser.receive(message)
        self.browser.settle()
        return Exchange(last - started, received, len(arrivals), deltas)

    def _receive(self) -> bytes:
        chunk = self._socket.recv(1 << 18)
        if not chunk:
            raise Unexpected("the server closed the connection")
        return chunk

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            self._socket.sendall(data)


def _ends_run(payload: bytes) -> bool:
    return len(payload) < _LONGEST_END and ForwardMsg.FromString(payload).WhichOneof("type") == "script_finished"


def _visit(port: int) -> str:
    """Ask for the page and for the server's health, as the browser does before it connects; the XSRF token if any."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    token = ""
    for path in ("/", "/_stcore/health", "/_stcore/host-config"):
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise Unexpected(f"GET {path} answered {response.status}")
        for name, value in response.getheaders():
            if name.lower() == "set-cookie" and value.startswith(f"{_XSRF_COOKIE}="):
                token = value.partition("=")[2].partition(";")[0]
    connection.close()
    return token

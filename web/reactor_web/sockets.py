"""The websocket: simple_websocket's server with its faults cured.

Purpose: what simple-websocket 1.1.0 does wrong for long-lived connections with several writers.
Needs: a WSGI server that puts its socket into the environment (werkzeug's, gunicorn's).
Gives: `WebSocket`.

===============================================  ===================================================================
as shipped                                       here
===============================================  ===================================================================
``send()`` may send a part, and two threads mix  one lock around framing and sending, and everything is sent
a client that stops reading blocks senders       senders do not wait; after ``send_timeout`` seconds without progress
                                                 it is dropped
after "too big" or a close the handler waits on  the handler's own thread reads, so there is nobody to forget it
a TLS record read in part waits for the ping     reading comes before waiting
pings end a busy connection                      any byte that got through counts as a sign of life
deflate is always accepted                       only where ``compress`` says so
a refused handshake is a server error            it is answered 400
===============================================  ===================================================================
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from typing import Any

from simple_websocket import ConnectionClosed, Server  # type: ignore[import-untyped]
from werkzeug.exceptions import BadRequest
from wsproto.events import (
    AcceptConnection,
    BytesMessage,
    CloseConnection,
    Event,
    Message,
    Ping,
    Request,
    TextMessage,
)
from wsproto.extensions import Extension, PerMessageDeflate
from wsproto.utilities import LocalProtocolError, RemoteProtocolError

from reactor_web.outbound import Outbound
from reactor_web.wire import Wire

__all__ = ["CloseCode", "ConnectionClosed", "WebSocket"]

# How long a close waits for the other side's answer, and for what is still on its way.
_LINGER = 2.0
_CLOSE_PATIENCE = 0.5


class CloseCode(IntEnum):
    """Why a connection ended (RFC 6455, section 7.4.1)."""

    NORMAL = 1000
    GOING_AWAY = 1001
    PROTOCOL_ERROR = 1002
    UNSUPPORTED_DATA = 1003
    ABNORMAL = 1006
    TOO_BIG = 1009
    INTERNAL_ERROR = 1011


class _NoThread:
    """Stands for the reading thread that simple_websocket starts: here the handler's thread reads."""

    name = ""

    def __init__(self, target: Callable[[], None]) -> None:
        pass

    def start(self) -> None:
        pass


class WebSocket(Server):  # type: ignore[misc]
    """One connection. `receive` is for the thread that made it; `send_all` and `close` are for any, and do not wait."""

    def __init__(
        self,
        environ: dict[str, Any],
        *,
        max_message_size: int,
        ping_interval: float,
        send_timeout: float,
        compress: bool = False,
    ) -> None:
        """Answer the handshake; BadRequest, with nothing sent, if it is none."""
        self._send_timeout = send_timeout
        self._extensions: list[Extension] = [PerMessageDeflate()] if compress else []
        # Guards framing, the order of frames on the wire, and the change of `connected` to False.
        self._sending = threading.Lock()
        self._received: deque[bytes | str] = deque()
        # The message that is still coming in.
        self._parts: list[Any] = []
        self.incoming_message_len = 0
        # When the client was last given something to answer, if it has not answered since.
        self._asked_at: float | None = None
        self._reader = threading.get_ident()
        self._wire: Wire
        self._out: Outbound
        super().__init__(
            environ, max_message_size=max_message_size, ping_interval=ping_interval, thread_class=_NoThread
        )

    # -- handshake -----------------------------------------------------------------------------------------------

    def handshake(self) -> None:
        try:
            super().handshake()
        except (RemoteProtocolError, UnicodeError) as error:
            raise BadRequest(str(error)) from error

    def choose_subprotocol(self, request: Request) -> str | None:
        """The first that was offered: Streamlit's client puts its name there, and tokens after it."""
        return next(iter(request.subprotocols), None) or None

    # -- receiving -----------------------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[bytes | str]:
        """The messages, until the connection is closed by whichever side."""
        try:
            while True:
                yield self.receive()
        except ConnectionClosed:
            return

    def receive(self, timeout: float | None = None) -> bytes | str:
        """The next message; ConnectionClosed when there is none any more, TimeoutError after ``timeout`` seconds."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while not self._received:
            if not self.connected:
                raise ConnectionClosed(self.close_reason, self.close_message)
            self._read(deadline)
        return self._received.popleft()

    def _read(self, deadline: float | None) -> None:
        now = time.monotonic()
        due = (self._wire.alive_at if self._asked_at is None else self._asked_at) + self.ping_interval
        data = self._wire.receive(max(0.0, min(due, deadline or due) - now))
        if data is None:
            if deadline is not None and time.monotonic() >= deadline:
                raise TimeoutError
            self._on_silence()
        elif not data:
            self._lost(ConnectionResetError("connection lost"))
        else:
            self._asked_at = None
            self.ws.receive_data(data)
            self._handle_events()

    def _on_silence(self) -> None:
        self._wire.note_progress()
        if self._out.is_waiting:
            self._asked_at = time.monotonic()  # what is being sent asks as well as a ping
        elif self._asked_at is not None and self._wire.alive_at <= self._asked_at:
            self.close(CloseCode.INTERNAL_ERROR, "ping timeout")
        elif time.monotonic() - self._wire.alive_at >= self.ping_interval:
            self._asked_at = time.monotonic()
            self._reply(Ping())
        else:
            self._asked_at = None

    def _handle_events(self) -> bool:
        """Take what the last bytes brought; True while the connection is open."""
        for event in self.ws.events():
            match event:
                case Request():
                    self._accept(event)
                case CloseConnection():
                    self._on_close(event)
                case Ping():
                    self._reply(event.response())
                case Message():
                    self._on_part(event)
            if not self.connected:
                break
        return bool(self.connected)

    def _accept(self, event: Request) -> None:
        self.subprotocol = self.choose_subprotocol(event)
        answer = self.ws.send(AcceptConnection(subprotocol=self.subprotocol, extensions=self._extensions))
        self._wire = Wire(self.sock, self._send_timeout)
        self._out = Outbound(self._wire, self._lost)
        self._out.put(answer)
        self.connected = True

    def _on_part(self, event: Message[Any]) -> None:
        size = self.incoming_message_len + len(event.data)
        if size > self.max_message_size:
            self.close(CloseCode.TOO_BIG, "message too big")
            return
        self.incoming_message_len = size
        self._parts.append(event.data)
        if event.message_finished:
            empty: Any = "" if isinstance(event, TextMessage) else b""
            self._received.append(self._parts[0] if len(self._parts) == 1 else empty.join(self._parts))
            self._parts, self.incoming_message_len = [], 0

    def _on_close(self, event: CloseConnection) -> None:
        """The client said goodbye, or broke the protocol; the answer is the same frame back."""
        with self._sending:
            if self.connected:
                self._end(event.code, event.reason)
                self._try_send(event.response())
        if self._out.is_waiting:
            self._wire.abort(discard=True)  # it has said that it reads no more
        else:
            self._wire.end_output()

    # -- sending -------------------------------------------------------------------------------------------------

    def send(self, data: bytes | str) -> None:
        """Send one message; ConnectionClosed if that is no longer possible."""
        self.send_all([data])

    def send_all(self, messages: Sequence[bytes | str]) -> None:
        """Send messages in order with nothing between them, in one go; ConnectionClosed if that is not possible.

        Does not wait for the client, and drops it when it takes nothing for ``send_timeout`` seconds or too much waits.
        """
        with self._sending:
            if not self.connected:
                raise ConnectionClosed(self.close_reason, self.close_message)
            try:
                frames = [self.ws.send(_message(data)) for data in messages]
                self._out.put(frames[0] if len(frames) == 1 else b"".join(frames))
            except (OSError, LocalProtocolError) as error:
                self._lost(error)
                raise ConnectionClosed(self.close_reason, self.close_message) from error

    def _reply(self, event: Event) -> None:
        """Send a control frame from the reading thread; a failure shows at the next read."""
        with self._sending:
            if self.connected:
                self._try_send(event)

    def _try_send(self, event: Event) -> None:
        try:
            self._out.put(self.ws.send(event))
        except LocalProtocolError:
            pass  # the close was already under way
        except OSError as error:
            self._lost(error)

    # -- closing -------------------------------------------------------------------------------------------------

    def close(self, reason: int | None = None, message: str | None = None) -> None:
        """Say goodbye and end the connection, from any thread; nothing if it has ended.

        A client that is slow to take what was sent before does not hold this up for long: it gets no goodbye.
        """
        code = CloseCode.NORMAL if reason is None else reason
        with self._sending:
            if not self.connected:
                return
            self._end(code, message)
            self._try_send(CloseConnection(code, message))
        if not self._out.wait_until_sent(_CLOSE_PATIENCE):
            self._wire.abort(discard=True)
        elif threading.get_ident() == self._reader:
            self._wire.end_output()
        else:
            self._wire.abort()

    def finish(self) -> None:
        """End the connection from the handler's thread, giving the client a moment to read the goodbye."""
        self.close()
        self._wire.drain(_LINGER)
        self._wire.abort()

    def _end(self, code: int, message: str | None) -> None:
        self.connected = False
        self.close_reason, self.close_message = code, message

    def _lost(self, error: Exception) -> None:
        """The connection broke, or the client cannot be waited for any longer; also called by the sending thread."""
        if self.connected:
            self._end(CloseCode.ABNORMAL, str(error))
        self._wire.abort(discard=True)


def _message(data: bytes | str) -> Message[Any]:
    return BytesMessage(data) if isinstance(data, bytes) else TextMessage(data)

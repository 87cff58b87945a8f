"""A connected socket that one thread reads and any thread writes.

The socket is non-blocking and every wait is a poll with a deadline, for two reasons. A Python socket has one timeout
for both directions, and here they differ: a reader may wait for ever, a writer may not. And a TLS connection must not
be inside OpenSSL twice at once, while a blocking read would stay inside until the other side speaks.
"""

from __future__ import annotations

import selectors
import socket
import ssl
import struct
import threading
import time
from array import array
from contextlib import AbstractContextManager, nullcontext, suppress

# Polling needs no descriptor of its own, and has no limit on their number; Windows has only select.
_Selector: type[selectors.BaseSelector] = getattr(selectors, "PollSelector", selectors.SelectSelector)

_CHUNK = 65536
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


try:
    from fcntl import ioctl
    from termios import TIOCOUTQ
except ImportError:  # Windows

    def _bytes_in_flight(sock: socket.socket) -> int:
        return 0

else:

    def _bytes_in_flight(sock: socket.socket) -> int:
        """What was sent and not yet acknowledged; 0 where the system does not say."""
        count = array("i", [0])
        with suppress(OSError, ValueError):
            ioctl(sock.fileno(), TIOCOUTQ, count)
        return count[0]


class WireTimeoutError(OSError):
    """The other side took nothing for the time allowed."""


class Wire:
    """See the module. Closing the socket is left to whoever accepted it."""

    def __init__(self, sock: socket.socket, send_timeout: float) -> None:
        self._sock = sock
        self._send_timeout = send_timeout
        self._tls = isinstance(sock, ssl.SSLSocket)
        self._io: AbstractContextManager[object] = threading.Lock() if self._tls else nullcontext()
        # When the other side last sent a byte or made room for one, by time.monotonic().
        self.alive_at = time.monotonic()
        self._in_flight = 0
        # What sending waits for.
        self._wanted = selectors.EVENT_WRITE
        sock.setblocking(False)
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def receive(self, timeout: float | None) -> bytes | None:
        """Some bytes; ``b""`` at the end of the stream or when the connection is lost; None if nothing came in time."""
        deadline = None if timeout is None else time.monotonic() + timeout
        event = selectors.EVENT_READ
        while True:
            # What TLS has already decrypted does not make the descriptor readable, so reading comes before waiting.
            try:
                with self._io:
                    data = self._sock.recv(_CHUNK)
            except (BlockingIOError, InterruptedError, ssl.SSLWantReadError):
                event = selectors.EVENT_READ
            except ssl.SSLWantWriteError:
                event = selectors.EVENT_WRITE
            except OSError:
                return b""
            else:
                self.alive_at = time.monotonic()
                return data
            if not self._wait(event, None if deadline is None else deadline - time.monotonic()):
                return None

    def send(self, data: bytes | memoryview) -> None:
        """Send all of ``data``; WireTimeoutError if the other side takes nothing for ``send_timeout`` seconds.

        Not for two threads at once: their bytes would mix.
        """
        rest = memoryview(data)
        while rest := rest[self.send_now(rest) :]:
            self._wait_for_room()

    def send_now(self, data: bytes | memoryview) -> int:
        """Send what the kernel takes without waiting; how much that was."""
        rest = memoryview(data)
        while rest:
            try:
                with self._io:
                    rest = rest[self._sock.send(rest) :]
            except (BlockingIOError, InterruptedError, ssl.SSLWantWriteError):
                self._wanted = selectors.EVENT_WRITE
                break
            except ssl.SSLWantReadError:
                self._wanted = selectors.EVENT_READ
                break
        return len(data) - len(rest)

    def note_progress(self) -> None:
        """See whether the other side has taken anything since this was last asked.

        A descriptor counts as writable only when a third of its buffer is free, and the kernel grows that to megabytes:
        over a slow line it may take a minute, while bytes trickle through.
        """
        waiting = _bytes_in_flight(self._sock)
        if waiting < self._in_flight:
            self.alive_at = time.monotonic()
        self._in_flight = waiting

    def end_output(self) -> None:
        """Tell the other side that nothing more comes; reading goes on."""
        self._shutdown(socket.SHUT_WR)

    def abort(self, *, discard: bool = False) -> None:
        """End both directions and wake every thread that waits here.

        With ``discard`` the kernel also drops what the other side has not taken, instead of holding it for minutes.
        """
        if discard:
            with suppress(OSError):
                self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self._shutdown(socket.SHUT_RDWR)

    def drain(self, seconds: float) -> None:
        """Throw away what still comes, until the other side is done or time is up.

        Closing a socket with unread input resets the connection, and a reset may overtake the last bytes sent.
        """
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0 and self.receive(left):
            pass

    def _wait_for_room(self) -> None:
        self.note_progress()
        began = time.monotonic()
        while not self._wait(self._wanted, max(began, self.alive_at) + self._send_timeout - time.monotonic()):
            self.note_progress()
            if time.monotonic() - max(began, self.alive_at) >= self._send_timeout:
                raise WireTimeoutError("the client stopped reading")
        self.alive_at = time.monotonic()

    def _shutdown(self, how: int) -> None:
        # SSLSocket.shutdown() would also drop the TLS state from under a thread that is using it.
        with suppress(OSError):
            socket.socket.shutdown(self._sock, how)

    def _wait(self, event: int, timeout: float | None) -> bool:
        if timeout is not None and timeout <= 0:
            return False
        with _Selector() as selector:
            try:
                selector.register(self._sock, event)
            except ValueError:  # closed meanwhile: the next call on the socket says so
                return True
            return bool(selector.select(timeout))

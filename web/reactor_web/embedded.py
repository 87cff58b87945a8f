"""werkzeug's threaded server, made fit for connections that stay open for days.

- ``TCP_NODELAY``: without it a small message waits up to 40 ms for the acknowledgement of the one before.
- A request must arrive within a minute, a websocket may then be idle for ever (it leaves the handler's timeout behind).
- The TLS handshake is made in the connection's own thread: as shipped, one slow client holds up all others.
- Requests are not logged; errors are.
- Stopping ends websockets with a goodbye; threads that still hang then do not keep the process alive.
"""

from __future__ import annotations

import logging
import signal
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from reactor_web.app import close_app
from reactor_web.server import Tls

_log = logging.getLogger(__name__)

_REQUEST_SECONDS = 60.0
_POLL_SECONDS = 0.1


class _Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = _REQUEST_SECONDS

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:
        # Also the end of a websocket: there is no next request to read.
        self.close_connection = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass

    def log_error(self, format: str, *args: Any) -> None:
        if not isinstance(args[:1] and args[0], TimeoutError):
            super().log_error(format, *args)


class EmbeddedServer(ThreadedWSGIServer):
    """Serves an application on a listening socket, from a thread of its own or from the caller's."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, app: Flask, listener: socket.socket, tls: Tls | None = None) -> None:
        address, port = listener.getsockname()[:2]
        super().__init__(address, port, app, handler=_Handler, fd=listener.fileno())
        listener.close()  # the base class has made itself a copy
        self.flask = app
        self.ssl_context = tls.context() if tls else None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Serve from a thread of its own."""
        self._thread = threading.Thread(target=self.serve_forever, name="reactor-server", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Accept nothing more, say goodbye to browsers, end sessions; from any thread but the serving one."""
        self.shutdown()
        if self._thread is not None:
            self._thread.join()
        close_app(self.flask)

    def serve_forever(self, poll_interval: float = _POLL_SECONDS) -> None:
        super().serve_forever(poll_interval)

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.ssl_context is None:
            super().finish_request(request, client_address)
            return
        request.settimeout(_REQUEST_SECONDS)
        try:
            secured = self.ssl_context.wrap_socket(request, server_side=True)
        except (OSError, ssl.SSLError):
            return  # no TLS, or no patience: not our client
        with secured:
            super().finish_request(secured, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        _log.exception("a request from %s failed", client_address)


def serve_embedded(
    make_app: Callable[[], Flask],
    listener: socket.socket,
    tls: Tls | None,
    on_ready: Callable[[str, int], None] | None,
) -> None:
    """Serve until SIGINT or SIGTERM; a second one does not wait for the goodbyes. For the main thread."""
    server = EmbeddedServer(make_app(), listener, tls)
    stopping = False

    def stop(_signal: int, _frame: object) -> None:
        nonlocal stopping
        if stopping:
            raise KeyboardInterrupt
        stopping = True

    previous = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        server.start()
        if on_ready is not None:
            on_ready(server.host, server.port)
        # Not an event: its lock may be held by this very thread when the handler runs in it, which then never ends.
        while not stopping:
            time.sleep(_POLL_SECONDS)
        server.stop()
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)

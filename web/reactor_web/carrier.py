"""flask-sock, carrying `WebSocket`.

As shipped it knows one class of websocket only, keeps no list of what is open, and after a handler's end writes an HTTP
response into a connection that is not HTTP any more.
"""

from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, current_app, request
from flask_sock import Sock  # type: ignore[import-untyped]

from reactor_web.sockets import CloseCode, ConnectionClosed, WebSocket

_log = logging.getLogger(__name__)


class WebSockets(Sock):  # type: ignore[misc]
    """The extension: routes for websockets, and the list of what is open.

    ``SOCK_SERVER_OPTIONS`` in the application's config are `WebSocket`'s keyword arguments.
    """

    def __init__(self) -> None:
        super().__init__()
        self._open: set[WebSocket] = set()
        self._lock = threading.Lock()

    def route(
        self, path: str, bp: Blueprint, **options: Any
    ) -> Callable[[Callable[[WebSocket], None]], Callable[..., Response]]:
        """Register a handler of websockets on a blueprint; the connection ends when it returns."""

        def decorate(handler: Callable[[WebSocket], None]) -> Callable[..., Response]:
            @wraps(handler)
            def view() -> Response:
                self._carry(handler, WebSocket(request.environ, **current_app.config["SOCK_SERVER_OPTIONS"]))
                return _Over()

            bp.add_url_rule(path, view_func=view, websocket=True, **options)
            return view

        return decorate

    def close_all(self, code: CloseCode = CloseCode.GOING_AWAY) -> None:
        """End every open connection, from any thread."""
        with self._lock:
            sockets = list(self._open)
        for socket in sockets:
            socket.close(code)

    def _carry(self, handler: Callable[[WebSocket], None], socket: WebSocket) -> None:
        with self._lock:
            self._open.add(socket)
        try:
            handler(socket)
        except ConnectionClosed:
            pass
        except Exception:
            _log.exception("a websocket handler failed")
            socket.close(CloseCode.INTERNAL_ERROR)
        finally:
            with self._lock:
                self._open.discard(socket)
            socket.finish()


class _Over(Response):
    """What a websocket's view returns: nothing may be written to the connection any more.

    Told that the client has gone, werkzeug's server and gunicorn's both close in silence.
    """

    def __call__(self, environ: Any, start_response: Any) -> Any:
        raise ConnectionResetError(errno.ECONNRESET, "the websocket is over")

"""gunicorn with one threaded worker, set up from here and not from a configuration file.

===================  ================================================================================================
setting              why
===================  ================================================================================================
workers 1            sessions, media and uploads belong to a process
threads              a websocket holds one as long as it is open, so this is the number of browsers at a time; threads
                     are made when they are needed
worker_connections   above ``threads``, so that requests for files get in when websockets hold theirs
timeout              is about the worker's main loop, not about connections
graceful_timeout     small: the goodbye to browsers goes out at once
control_socket       off: it would be a file in the user's home
===================  ================================================================================================
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from reactor_web.app import close_app
from reactor_web.server import Tls

_MOST_WEBSOCKETS = 1000


class _Worker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's, but told to stop it closes the websockets, whose handlers would else outlast its patience."""

    def handle_exit(self, sig: int, frame: object) -> None:
        app = getattr(self, "wsgi", None)  # missing while the worker is still booting
        if self.alive and app is not None:
            # Not here: a signal's handler must not wait for locks.
            threading.Thread(target=close_app, args=[app], daemon=True).start()
        super().handle_exit(sig, frame)

    handle_quit = handle_exit


class _Application(BaseApplication):  # type: ignore[misc]
    def __init__(self, make_app: Callable[[], Flask], settings: dict[str, Any]) -> None:
        self._make_app = make_app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._make_app()


def serve_production(
    make_app: Callable[[], Flask],
    listener: socket.socket,
    tls: Tls | None,
    on_ready: Callable[[str, int], None] | None,
) -> None:
    """Serve until SIGINT or SIGTERM; leaves by SystemExit, as gunicorn does. For the main thread."""
    address, port = listener.getsockname()[:2]

    def when_ready(_worker: object) -> None:
        if on_ready is not None:
            on_ready(address, port)

    settings = {
        "bind": f"fd://{listener.detach()}",
        "worker_class": _Worker,
        "workers": 1,
        "threads": _MOST_WEBSOCKETS,
        "worker_connections": 2 * _MOST_WEBSOCKETS,
        "timeout": 60,
        "graceful_timeout": 5,
        "keepalive": 5,
        "loglevel": "warning",
        "proc_name": "reactor",
        "post_worker_init": when_ready,
        "certfile": tls.cert_file if tls else None,
        "keyfile": tls.key_file if tls else None,
        "control_socket_disable": True,
    }
    _Application(make_app, settings).run()

"""Serve an application: bind first, so that a busy port is an error here and now, then hand the socket to a server.

Two servers carry the same application. The embedded one is werkzeug's, threads in this process: one command, one
process, for one's own machine. The production one is gunicorn's threaded worker, in a process of its own under a
master that starts it again when it dies; `reactor_web.gunicorn`.

Never two processes on one port: sessions, media and uploads belong to the process.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from flask import Flask

from reactor_runtime.adapter.http_config import option

_BACKLOG = 1024


class ServerKind(StrEnum):
    EMBEDDED = "embedded"
    PRODUCTION = "production"


class ServerError(Exception):
    """The configuration cannot be served; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Tls:
    """Certificate and key as PEM files."""

    cert_file: str
    key_file: str

    @classmethod
    def configured(cls) -> Tls | None:
        """From ``server.sslCertFile`` and ``server.sslKeyFile``; ServerError if only one of them is set."""
        cert_file, key_file = option("server.sslCertFile"), option("server.sslKeyFile")
        if bool(cert_file) != bool(key_file):
            raise ServerError("server.sslCertFile and server.sslKeyFile must be set together")
        return cls(cert_file, key_file) if cert_file else None

    def context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        try:
            context.load_cert_chain(self.cert_file, self.key_file)
        except (OSError, ssl.SSLError) as error:
            raise ServerError(f"cannot read the certificate {self.cert_file} with {self.key_file}: {error}") from error
        return context


def serve(
    make_app: Callable[[], Flask],
    address: str,
    port: int,
    *,
    kind: ServerKind = ServerKind.EMBEDDED,
    on_ready: Callable[[str, int], None] | None = None,
) -> None:
    """Serve until interrupted or terminated, then end all sessions.

    ``make_app`` is called once, in the process that serves: no thread of a host survives a fork. ``on_ready`` gets the
    address and port once connections are accepted. OSError if the address cannot be bound, ServerError if the
    configuration forbids.
    """
    tls = Tls.configured()
    if tls is not None:
        tls.context()
    listener = bind(address, port)
    raise_open_file_limit()
    match kind:
        case ServerKind.EMBEDDED:
            from reactor_web.embedded import serve_embedded

            serve_embedded(make_app, listener, tls, on_ready)
        case ServerKind.PRODUCTION:
            from reactor_web.gunicorn import serve_production

            serve_production(make_app, listener, tls, on_ready)


def bind(address: str, port: int) -> socket.socket:
    """A listening socket; port 0 picks a free one. OSError if the address is taken or not ours."""
    if address.startswith("unix://"):
        raise ServerError("server.address: Unix sockets are not supported")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        # Windows would let two servers share a port, and neither would notice.
        if hasattr(socket, "AF_UNIX"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listener.bind((address, port))
        listener.listen(_BACKLOG)
    except BaseException:
        listener.close()
        raise
    return listener


def raise_open_file_limit() -> None:
    """Allow as many open connections as the system lets this process have; the usual soft limit is 1,024."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        with suppress(OSError, ValueError):  # macOS calls its limit infinite and refuses it
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

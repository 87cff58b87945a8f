"""``/_stcore/stream``: one browser tab's messages, in both directions.

The client opens it with the subprotocols ``streamlit, <cross-site token>, <session id>``: it has no other way to send
something along. The first is answered; the token decides whether the login cookie is believed; the id asks for the
session that the tab had before its connection broke.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Request, request

from reactor_runtime.adapter import http_auth as auth
from reactor_runtime.adapter.http_config import development_mode
from reactor_runtime.adapter.http_messages import (
    BackMsg,
    ClientContext,
    DecodeError,
    ForwardMsg,
    SessionClient,
    SessionClientDisconnectedError,
    serialize_forward_msg,
)
from reactor_runtime.adapter.http_security import XSRF_COOKIE_NAME, is_xsrf_enabled, validate_xsrf_token
from reactor_web.carrier import WebSockets
from reactor_web.host import Host
from reactor_web.security import refuse_foreign_websocket
from reactor_web.sockets import CloseCode, ConnectionClosed, WebSocket

_log = logging.getLogger(__name__)

# Obeyed for Streamlit's own end-to-end tests only.
_TEST_ORDERS = ("debug_disconnect_websocket", "debug_shutdown_runtime")


@dataclass(frozen=True, slots=True)
class Offer:
    """What the browser sent in the subprotocol header; an empty place is None, and the places do not shift."""

    protocol: str | None = None
    xsrf_token: str | None = None
    session_id: str | None = None

    @classmethod
    def of(cls, header: str | None) -> Offer:
        return cls(*[entry.strip() or None for entry in (header or "").split(",")][:3])


@dataclass(frozen=True, slots=True)
class BrowserContext(ClientContext):
    """What the handshake said of the browser, for ``st.context``."""

    headers: Iterable[tuple[str, str]]
    cookies: Mapping[str, str]
    remote_ip: str | None

    @classmethod
    def of(cls, handshake: Request) -> BrowserContext:
        headers = [(name.lower(), value) for name, value in handshake.headers.items()]
        return cls(headers, dict(handshake.cookies), handshake.remote_addr)


class BrowserClient(SessionClient):
    """The browser at the other end, as a session sees it."""

    def __init__(self, socket: WebSocket, context: BrowserContext) -> None:
        self._socket = socket
        self._context = context

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        self.write_forward_msgs([msg])

    def write_forward_msgs(self, msgs: Sequence[ForwardMsg]) -> None:
        """Send messages in order and in one go, without waiting.

        Raises SessionClientDisconnectedError if the browser has gone.
        """
        try:
            self._socket.send_all([serialize_forward_msg(msg) for msg in msgs])
        except ConnectionClosed as closed:
            raise SessionClientDisconnectedError from closed

    @property
    def client_context(self) -> ClientContext:
        return self._context


def websocket_routes(host: Host, sockets: WebSockets) -> Blueprint:
    """The stream, and who may open it."""
    routes = Blueprint("websocket", __name__)
    routes.before_request(refuse_foreign_websocket)

    @sockets.route("/_stcore/stream", bp=routes)
    def stream(socket: WebSocket) -> None:
        offer = Offer.of(request.headers.get("Sec-WebSocket-Protocol"))
        client = BrowserClient(socket, BrowserContext.of(request))
        session_id = host.connect(client, user_info(request, offer.xsrf_token), offer.session_id)
        try:
            _receive(host, session_id, client, socket)
        finally:
            host.disconnect(session_id, client)

    return routes


def _receive(host: Host, session_id: str, client: BrowserClient, socket: WebSocket) -> None:
    """Hand over the browser's messages until the connection ends; one that is none ends it."""
    for data in socket:
        if isinstance(data, str):
            _log.warning("a browser sent text, where messages are binary")
            socket.close(CloseCode.UNSUPPORTED_DATA)
            return
        message = BackMsg()
        try:
            message.ParseFromString(data)
        except DecodeError:
            # The details stay here: a traceback sent to the browser would show the server's paths.
            _log.warning("a browser sent a message that cannot be decoded", exc_info=True)
            socket.close(CloseCode.PROTOCOL_ERROR)
            return
        order = message.WhichOneof("type")
        if order not in _TEST_ORDERS:
            host.receive(session_id, message, client)
        elif not development_mode():
            _log.warning("a browser sent %s, which only Streamlit's own tests may", order)
        else:
            if order == "debug_shutdown_runtime":
                host.close()
            return


def user_info(handshake: Request, xsrf_token: str | None) -> dict[str, Any]:
    """Who the user is: by the login cookie, if the token vouches for the page, and by headers of a trusted proxy."""
    known: dict[str, Any] = {}
    origin = handshake.headers.get("Origin")
    if origin and is_xsrf_enabled() and validate_xsrf_token(xsrf_token, handshake.cookies.get(XSRF_COOKIE_NAME)):
        # A wrong setting is the operator's to see, so it is read outside the guard against broken cookies.
        exposed = auth.get_expose_tokens_config()
        try:
            known.update(_logged_in_user(dict(handshake.cookies), origin, exposed))
        except (ValueError, TypeError, AttributeError):
            _log.exception("the login cookie cannot be read")
    known.update(auth.trusted_user_info(handshake.headers.items()))
    return known


def _logged_in_user(cookies: dict[str, str], origin: str, exposed: list[str]) -> dict[str, Any]:
    cookie = auth.read_signed_cookie(cookies, auth.USER_COOKIE_NAME)
    if not cookie:
        return {}
    user = auth.parse_user_cookie(cookie, origin)
    tokens_cookie = auth.read_signed_cookie(cookies, auth.TOKENS_COOKIE_NAME)
    if tokens_cookie:
        tokens = json.loads(tokens_cookie)
        user["tokens"] = {kind: tokens[f"{kind}_token"] for kind in exposed if f"{kind}_token" in tokens}
    return user

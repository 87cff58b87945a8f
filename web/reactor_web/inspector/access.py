"""Who may look: the inspector shows source, and types, sizes and short scalars of what a session holds.

Two ways. *Open*: the server listens on this machine only, and whoever can open its port may look; what could carry
somebody else's request here is refused, namely a name of another machine (a DNS name pointed at 127.0.0.1), a foreign
page, a proxy. *Token*: everybody must show the token that was printed at startup, once, in the address; a cookie that
no script can read keeps it.

===========================  ==========================================================================================
refused                      why
===========================  ==========================================================================================
a foreign ``Host`` (open)    a page of that name would count as same-origin and could read the answers
forwarded requests (open)    what comes through a proxy comes from who knows where, though the proxy is on this machine
foreign ``Origin``           websockets are not held back by the browser's same-origin rule
``Sec-Fetch-Site``           pages of other sites have no business with data; following a link here is fine
===========================  ==========================================================================================
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Request, Response, redirect, request
from werkzeug.exceptions import Forbidden

COOKIE = "_reactor_inspector"

_FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip")
_NO_TOKEN = "The inspector wants a token: open the address that `reactor serve --inspector` printed."
_PROXIED = "The inspector does not answer through a proxy: start the server with --inspector to protect it by a token."


def is_loopback(name: str) -> bool:
    """Whether a host name or address, with or without brackets, is this machine's own."""
    bare = name.strip("[]").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def guard(token: str | None) -> Callable[[], Response | None]:
    """A check to be made before each request; without a token for open access."""

    def check() -> Response | None:
        _refuse_other_sites(request)
        if token is None:
            _refuse_from_elsewhere(request)
            return None
        given = request.args.get("token")
        if given is not None and _equal(given, token):
            return _remember(token)
        if not _equal(request.cookies.get(COOKIE, ""), token):
            raise Forbidden(_NO_TOKEN)
        return None

    return check


def _refuse_other_sites(asked: Request) -> None:
    origin = asked.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != asked.host:
        raise Forbidden("Forbidden")
    if origin is None and asked.headers.get("Upgrade", "").lower() == "websocket":
        raise Forbidden("Forbidden")
    follows_link = (
        asked.headers.get("Sec-Fetch-Mode") == "navigate" and asked.headers.get("Sec-Fetch-Dest") == "document"
    )
    if asked.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin") and not follows_link:
        raise Forbidden("Forbidden")


def _refuse_from_elsewhere(asked: Request) -> None:
    if not is_loopback(urlsplit(f"//{asked.host}").hostname or ""):
        raise Forbidden("Forbidden")
    if any(name in asked.headers for name in _FORWARDED):
        raise Forbidden(_PROXIED)


def _equal(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode(), token.encode())


def _remember(token: str) -> Response:
    """Take the token out of the address, so that it is not in the browser's history, and keep it in a cookie."""
    response = redirect(request.path, 303)
    assert isinstance(response, Response)
    response.set_cookie(COOKIE, token, path=request.path, httponly=True, samesite="Strict", secure=request.is_secure)
    return response

"""Where a request came from, when it came through a proxy on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class TrustedProxy:
    """Believes ``X-Forwarded-For`` and ``-Proto`` of the peers in ``FORWARDED_ALLOW_IPS``: this machine unless set.

    Streamlit's server does, by way of uvicorn, so ``st.context.ip_address`` behind a local proxy is the browser's.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self._behind_proxy = ProxyFix(app, x_for=1, x_proto=1)
        trusted = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1").split(",")
        self._trusted = {address.strip() for address in trusted}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        believed = "*" in self._trusted or environ.get("REMOTE_ADDR") in self._trusted
        return (self._behind_proxy if believed else self._app)(environ, start_response)

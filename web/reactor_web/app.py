"""The Flask application: every endpoint that Streamlit's browser client uses.

Purpose: put the routes together, under the base path, with what concerns all of them.
Needs: a `Host`, Streamlit's configuration loaded and its environment prepared (types of files, secrets).
Gives: `create_app`; `close_app`, which a server calls when it stops.
"""

from __future__ import annotations

import os

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from reactor_runtime.adapter.http_config import SESSION_COOKIE_NAME, base_path, option, ping_interval
from reactor_runtime.adapter.http_messages import max_inbound_bytes
from reactor_runtime.adapter.http_security import get_cookie_secret
from reactor_web.auth import auth_routes
from reactor_web.carrier import WebSockets
from reactor_web.components import component_routes
from reactor_web.content import with_charset
from reactor_web.health import health_routes
from reactor_web.host import Host
from reactor_web.inspector.routes import Inspection, inspector_routes
from reactor_web.media import media_routes
from reactor_web.proxy import TrustedProxy
from reactor_web.security import refuse_unsafe_path
from reactor_web.static import app_static_enabled, app_static_routes, base_route, client_routes
from reactor_web.uploads import UploadRequest, upload_routes
from reactor_web.websocket import websocket_routes

# A browser that takes no byte for so long is gone or stuck; its session is kept for it to come back.
SEND_TIMEOUT = 30.0


def create_app(host: Host, *, inspection: Inspection | None = None, send_timeout: float = SEND_TIMEOUT) -> Flask:
    """An application that serves ``host``, with the configuration as it is now, and with an inspector if asked for."""
    app = Flask("reactor_web", static_folder=None, template_folder=None)
    app.request_class = UploadRequest
    app.url_map.merge_slashes = False  # a doubled slash is refused, not mended
    app.config.update(
        PROVIDE_AUTOMATIC_OPTIONS=False,
        SECRET_KEY=get_cookie_secret() or os.urandom(32),
        SESSION_COOKIE_NAME=SESSION_COOKIE_NAME,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_COOKIE_SIZE=0,  # login cookies are split to size
        SESSION_COOKIE_SECURE=bool(option("server.sslCertFile")),
        SOCK_SERVER_OPTIONS={
            "max_message_size": max_inbound_bytes(),
            "ping_interval": ping_interval(),
            "send_timeout": send_timeout,
            "compress": bool(option("server.enableWebsocketCompression")),
        },
    )
    sockets = WebSockets()
    app.extensions["reactor"] = (host, sockets)
    app.before_request(refuse_unsafe_path)
    app.register_error_handler(HTTPException, _plain_text)

    prefix = base_path() or None
    app.register_blueprint(websocket_routes(host, sockets), url_prefix=prefix)
    app.register_blueprint(health_routes(host), url_prefix=prefix)
    app.register_blueprint(media_routes(host), url_prefix=prefix)
    app.register_blueprint(upload_routes(host), url_prefix=prefix)
    app.register_blueprint(component_routes(host), url_prefix=prefix)
    app.register_blueprint(auth_routes(), url_prefix=prefix)
    if inspection is not None:
        app.register_blueprint(inspector_routes(sockets, inspection), url_prefix=prefix)
    if app_static_enabled():
        app.register_blueprint(app_static_routes(host), url_prefix=prefix)
    app.register_blueprint(client_routes(), url_prefix=prefix)
    if prefix:
        app.register_blueprint(base_route())
    app.wsgi_app = TrustedProxy(app.wsgi_app)  # type: ignore[method-assign]
    return app


def close_app(app: Flask) -> None:
    """Say goodbye to every browser, then end all sessions; for when the server stops."""
    host, sockets = app.extensions["reactor"]
    sockets.close_all()
    host.close()


def _plain_text(error: HTTPException) -> Response:
    """An error as Streamlit's server words it: the reason where one was given, else the status in words."""
    given = error.description if error.description != type(error).description else error.name
    response = Response(given, error.code, content_type=with_charset("text/plain"))
    for name, value in error.get_headers():
        if name.lower() != "content-type":
            response.headers[name] = value
    return response

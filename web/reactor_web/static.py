"""Streamlit's browser client, and the app's own ``static/`` folder.

Every path that is no file of the client is a page of the app, and pages are told apart in the browser: they all get
``index.html``.
"""

from __future__ import annotations

import os
import re
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request, send_file
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.security import safe_join

from reactor_runtime.adapter.http_config import (
    MAX_APP_STATIC_FILE_SIZE,
    STATIC_ASSET_CACHE_MAX_AGE_SECONDS,
    base_path,
    get_app_static_dir,
    get_static_dir,
    option,
)
from reactor_runtime.adapter.http_files import build_safe_abspath, guess_content_type
from reactor_web.content import no_content, with_charset
from reactor_web.host import Host

# The client finds the app's base path by asking for these under every parent of the page's path: an index.html in
# answer would be taken for a yes.
_NEVER_A_PAGE = re.compile(r"_stcore/(health|host-config)$|(^|/)_stcore/agent(/|$)")

_CHANGES_WITH_A_RELEASE = re.compile(r"\.html$|^manifest\.json$")


def client_routes() -> Blueprint:
    """The client's files under the base path, and its index for everything else."""
    routes = Blueprint("client", __name__)
    root = get_static_dir()
    prefix = base_path()

    @routes.get("/", defaults={"path": ""})
    @routes.get("/<path:path>")
    def client(path: str) -> Response:
        if path.endswith("/"):
            response = _redirect(f"{prefix}/{path}".rstrip("/"), 301)
            response.headers["Cache-Control"] = "no-cache"
            return response
        found = safe_join(root, path) if path else None
        if found is None or not os.path.isfile(found):
            if _NEVER_A_PAGE.search(path):
                raise NotFound
            path, found = "index.html", os.path.join(root, "index.html")
        response = _file(found)
        response.headers["Cache-Control"] = (
            "no-cache"
            if _CHANGES_WITH_A_RELEASE.search(path)
            else f"public, immutable, max-age={STATIC_ASSET_CACHE_MAX_AGE_SECONDS}"
        )
        return response

    return routes


def base_route() -> Blueprint:
    """The base path itself, without its slash; outside the prefix that the other routes have."""
    routes = Blueprint("base", __name__)

    @routes.get(base_path(), strict_slashes=True)
    def base() -> Response:
        return _redirect(f"{base_path()}/", 307)

    return routes


def app_static_routes(host: Host) -> Blueprint:
    """``/app/static/``: the folder beside the main script, where ``server.enableStaticServing`` is on."""
    routes = Blueprint("app_static", __name__)
    root = os.path.realpath(get_app_static_dir(host.main_script_path))

    @routes.get("/app/static/<path:path>")
    def app_static(path: str) -> Response:
        found = build_safe_abspath(root, path)
        if found is None:
            raise BadRequest("Bad Request")
        if not os.path.isfile(found):
            raise NotFound("File not found")
        if os.path.getsize(found) > MAX_APP_STATIC_FILE_SIZE:
            raise NotFound("File is too large")
        response = _file(found)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    @routes.route("/app/static/<path:path>", methods=["OPTIONS"])
    def app_static_options(path: str) -> Response:
        response = no_content()
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Methods"] = "GET, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Content-Type"
        return response

    return routes


def app_static_enabled() -> bool:
    return bool(option("server.enableStaticServing"))


def _file(path: str) -> Response:
    """A file with its size, type and validators; ranges and conditional requests are answered."""
    response = send_file(path, conditional=True, etag=True)
    del response.headers["Content-Disposition"]  # its own name, which the URL already says
    del response.headers["Date"]  # the server's to set
    del response.headers["Cache-Control"]  # each route's own
    if response.status_code != 304:
        response.headers["Content-Type"] = with_charset(guess_content_type(path))
    return response


def _redirect(path: str, status: int) -> Response:
    query = request.query_string.decode("latin-1")
    response = redirect(quote(path) + (f"?{query}" if query else ""), status)
    assert isinstance(response, Response)
    return response

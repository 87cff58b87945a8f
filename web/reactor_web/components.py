"""Assets of custom components: ``/component/`` for the first kind, ``/_stcore/bidi-components/`` for the second."""

from __future__ import annotations

from flask import Blueprint, Response
from werkzeug.exceptions import BadRequest, NotFound

from reactor_runtime.adapter.http_files import build_safe_abspath, guess_content_type
from reactor_web.content import no_content, with_charset
from reactor_web.host import Host
from reactor_web.security import allow_cross_origin


def component_routes(host: Host) -> Blueprint:
    """Files of registered components, which run in frames of their own or, the second kind, in the page itself."""
    routes = Blueprint("components", __name__)
    first = host.streamlit.component_registry
    second = host.streamlit.bidi_component_registry

    @routes.get("/component/<path:path>")
    def component(path: str) -> Response:
        name, _, file = path.partition("/")
        root = first.get_component_path(name)
        if root is None:
            raise NotFound("Component not found")
        asset = _asset(root, file)
        if asset is None:
            raise NotFound("read error")
        return _cached(asset, changing=not file or file.endswith(".html"))

    @routes.get("/_stcore/bidi-components/<path:path>")
    def bidi_component(path: str) -> Response:
        name, _, file = path.partition("/")
        root = second.get_component_path(name) if second.get(name) is not None else None
        asset = _asset(root, file) if root is not None and file and not file.endswith("/") else None
        if asset is None:
            return allow_cross_origin(Response("not found", 404, content_type=with_charset("text/plain")))
        return _cached(asset, changing=file.endswith(".html"))

    @routes.route("/component/<path:path>", methods=["OPTIONS"])
    @routes.route("/_stcore/bidi-components/<path:path>", methods=["OPTIONS"])
    def component_options(path: str) -> Response:
        return allow_cross_origin(no_content())

    return routes


def _asset(root: str, file: str) -> Response | None:
    """A file below ``root``; None if there is none, BadRequest if the path leads out."""
    path = build_safe_abspath(root, file)
    if path is None:
        raise BadRequest("Bad Request")
    try:
        with open(path, "rb") as source:
            return Response(source.read(), content_type=with_charset(guess_content_type(path)))
    except OSError:
        return None


def _cached(response: Response, *, changing: bool) -> Response:
    response.headers["Cache-Control"] = "no-cache" if changing else "public"
    return allow_cross_origin(response)

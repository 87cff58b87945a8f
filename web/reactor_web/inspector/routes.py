"""``/_reactor/``: the inspector's page, its files, the program, and the feed of events."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, send_file
from werkzeug.exceptions import NotFound

from reactor_runtime.program import Program
from reactor_web.carrier import WebSockets
from reactor_web.content import with_charset
from reactor_web.inspector import assets
from reactor_web.inspector.access import guard
from reactor_web.inspector.feed import Feed
from reactor_web.inspector.host import InspectedHost
from reactor_web.inspector.program import program_data, read_graph
from reactor_web.sockets import WebSocket

PATH = "/_reactor/"

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspector of ``host``. ``graph`` is the build's `graph.json`; visitors must know the ``token``, if any."""

    host: InspectedHost
    graph: Path
    token: str | None = None


def inspector_routes(sockets: WebSockets, inspection: Inspection) -> Blueprint:
    """The inspector, for whom `reactor_web.inspector.access` lets in."""
    host = inspection.host
    routes = Blueprint("inspector", __name__)
    routes.before_request(guard(inspection.token))
    routes.after_request(_protect)
    host.watch()

    made: list[tuple[Program, str]] = []

    def program() -> str:
        """Of the last edit."""
        current = host.program
        if not made or made[-1][0] is not current:
            data = program_data(current, read_graph(inspection.graph), host.main_script_path)
            made[:] = [(current, json.dumps(data, separators=(",", ":"), ensure_ascii=False))]
        return made[-1][1]

    @routes.get(PATH)
    def page() -> Response:
        title = Path(host.main_script_path).name
        return Response(assets.page(title), content_type=with_charset("text/html"))

    @routes.get(f"{PATH}program.json")
    def program_file() -> Response:
        return Response(program(), content_type="application/json")

    @routes.get(f"{PATH}<name>")
    def file(name: str) -> Response:
        path = assets.file(name)
        if path is None:
            raise NotFound
        return send_file(path, mimetype=assets.TYPES[path.suffix], conditional=True, etag=True)

    @sockets.route(f"{PATH}feed", bp=routes)
    def feed(socket: WebSocket) -> None:
        Feed(host, socket).serve()

    return routes


def _protect(response: Response) -> Response:
    """What tells browsers to let nobody else in; the feed's answer has no headers of its own."""
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response

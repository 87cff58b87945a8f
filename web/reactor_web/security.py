"""Who may talk to the server, and what answers tell browsers about it: hosts, origins, cross-site tokens, paths."""

from __future__ import annotations

from flask import Response, request
from werkzeug.exceptions import BadRequest, Forbidden

from reactor_runtime.adapter import http_security as rules
from reactor_runtime.adapter.http_config import option

# Streamlit's name of each setting of server.xsrfCookieSameSite in a Set-Cookie header.
_SAME_SITE = {"lax": "Lax", "strict": "Strict", "none": "None"}


def refuse_unsafe_path() -> None:
    """Before any request: 400 for a path that could leave a folder or name another machine."""
    path = request.environ["PATH_INFO"]  # request.path has its leading slashes folded into one
    if path.startswith("//") or rules.is_unsafe_path_pattern(path.lstrip("/")):
        raise BadRequest("Bad Request")


def refuse_foreign_websocket() -> None:
    """403 before the handshake is answered, which a browser reports as a failed connection, like close code 1008."""
    if not rules.is_websocket_origin_allowed(request.headers.get("Origin"), request.headers.get("Host")):
        raise Forbidden("Forbidden")


def refuse_without_xsrf_token() -> None:
    """403 for a request whose header does not repeat the token of its cookie, which no other site can read."""
    if rules.is_xsrf_enabled() and not rules.validate_xsrf_token(
        request.headers.get("X-Xsrftoken"), request.cookies.get(rules.XSRF_COOKIE_NAME)
    ):
        raise Forbidden("XSRF token missing or invalid")


def allow_cross_origin(response: Response) -> Response:
    """Let pages of other origins read the answer where the configuration says so."""
    origin = request.headers.get("Origin")
    if rules.allow_all_cross_origin_requests():
        response.headers["Access-Control-Allow-Origin"] = "*"
    elif origin and rules.is_allowed_origin(origin):
        response.headers["Access-Control-Allow-Origin"] = origin
    return response


def allow_cross_origin_upload(response: Response) -> Response:
    """The same for uploads, which need the token and thereby a cookie."""
    response.headers["Access-Control-Allow-Methods"] = "PUT, OPTIONS, DELETE"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type"
    if not rules.is_xsrf_enabled():
        return allow_cross_origin(response)
    response.headers["Access-Control-Allow-Origin"] = rules.get_url(option("browser.serverAddress"))
    response.headers["Access-Control-Allow-Headers"] = "X-Xsrftoken, Content-Type"
    response.headers["Access-Control-Allow-Credentials"] = "true"
    response.headers["Vary"] = "Origin"
    return response


def set_xsrf_cookie(response: Response) -> Response:
    """Give the browser a token, or the one it has in a new mask.

    Scripts must be able to read it, to repeat it in a header; and it goes out unquoted, as Streamlit's client expects.
    """
    if not rules.is_xsrf_enabled():
        return response
    token, issued = rules.decode_xsrf_token_string(request.cookies.get(rules.XSRF_COOKIE_NAME, ""))
    chosen = option("server.xsrfCookieSameSite")
    same_site = _SAME_SITE.get(chosen.lower(), "Lax") if isinstance(chosen, str) else "Lax"
    # Browsers refuse SameSite=None without Secure.
    secure = "; Secure" if option("server.sslCertFile") or same_site == "None" else ""
    value = rules.generate_xsrf_token_string(token, issued)
    response.headers.add("Set-Cookie", f"{rules.XSRF_COOKIE_NAME}={value}; Path=/; SameSite={same_site}{secure}")
    return response

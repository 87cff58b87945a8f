"""Logging in and out: ``/auth/login``, ``/auth/logout``, ``/oauth2callback``.

``st.login`` sends the browser to the first with a signed token that names the provider; the provider sends it back to
the last, where the login cookies are set. Needs Authlib, as Streamlit does, and only when one of them is asked for.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, redirect, request, session
from werkzeug.exceptions import BadRequest, InternalServerError

from reactor_runtime.adapter import http_auth as auth
from reactor_runtime.adapter.http_config import base_path
from reactor_web.login_cookies import clear_login, clear_unreadable, read_login, set_login

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

_log = logging.getLogger(__name__)


def auth_routes() -> Blueprint:
    routes = Blueprint("auth", __name__)

    @routes.get("/auth/login")
    def login() -> AnyResponse:
        provider = _asked_provider(request.args.get("provider"))
        if provider is None:
            return _to_app()
        client = _client(provider)
        try:
            response: AnyResponse = client.authorize_redirect(
                auth.get_redirect_uri(auth.get_secrets_auth_section()) or "/"
            )
        except Exception as error:  # whatever the provider answered; the browser is not told
            _log.warning("the login provider cannot be asked", exc_info=True)
            raise BadRequest("Authentication error") from error
        clear_unreadable(_ours(response))
        return response

    @routes.get("/auth/logout")
    def logout() -> AnyResponse:
        response = _ours(redirect(_provider_logout_url() or f"{base_path()}/"))
        clear_login(response)
        return response

    @routes.get("/oauth2callback")
    def callback() -> AnyResponse:
        origin = auth.get_origin_from_redirect_uri()
        provider = _provider_of_state(request.args.get("state"))
        if origin is None:
            _log.error("redirect_uri in secrets.toml has no origin")
        elif "error" in request.args:
            reason = request.args["error"], request.args.get("error_description")
            _log.error("the login failed: %r, %r", *reason)
        elif provider is None:
            _log.warning("a login came back that was not begun here, or twice, as with the browser's back button")
        else:
            return _logged_in(provider, origin)
        return _to_app()

    return routes


def _logged_in(provider: str, origin: str) -> Response:
    """Exchange the provider's code for the user, and go to the app logged in; logged out if that fails."""
    try:
        token = _client(provider).authorize_access_token()
    except Exception:  # as above
        _log.warning("the login could not be completed with %r", provider, exc_info=True)
        response = _to_app()
        clear_login(response)
        return response
    response = _to_app()
    user = token.get("userinfo") or {}
    if user:
        tokens = {name: token[name] for name in ("id_token", "access_token") if name in token}
        set_login(response, dict(user, origin=origin, is_logged_in=True, provider=provider), tokens)
    else:
        _log.error("the provider %r did not say who the user is", provider)
    return response


def _client(provider: str) -> Any:
    try:
        from reactor_web.oidc import oidc_client
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("authlib"):
            raise
        raise InternalServerError("Logging in needs the Authlib package: pip install Authlib") from error
    return oidc_client(provider)


def _asked_provider(token: str | None) -> str | None:
    """The provider that ``st.login`` named; None if the token is missing, old or not ours."""
    if token is None:
        return None
    try:
        return auth.decode_provider_token(token)["provider"]
    except auth.StreamlitAuthError:
        return None


def _provider_of_state(state: str | None) -> str | None:
    """The provider that a login with this state was begun with; Authlib keeps ``_state_<provider>_<state>``."""
    for key in session:
        parts = key.split("_", 3)
        if state and len(parts) == 4 and parts[:2] == ["", "state"] and parts[3] == state:
            return parts[2]
    return None


def _provider_logout_url() -> str | None:
    """Where the provider wants the browser for logging out there too; None if that is not to be had."""
    try:
        provider = json.loads(read_login(auth.USER_COOKIE_NAME) or "{}").get("provider")
        redirect_uri = auth.get_validated_redirect_uri()
        if not provider or redirect_uri is None:
            return None
        client = _client(provider)
        endpoint = client.load_server_metadata().get("end_session_endpoint")
        if not endpoint:
            return None
        id_token = json.loads(read_login(auth.TOKENS_COOKIE_NAME) or "{}").get("id_token")
        return auth.build_logout_url(endpoint, client.client_id, redirect_uri, id_token)
    except Exception as error:  # logging out here must work whatever the provider does
        _log.warning("the login provider has no address for logging out: %s", error)
        return None


def _to_app() -> Response:
    response = _ours(redirect(f"{base_path()}/"))
    clear_unreadable(response)
    return response


def _ours(response: AnyResponse) -> Response:
    """Flask makes its redirects of its own class, and says only werkzeug's."""
    assert isinstance(response, Response)
    return response

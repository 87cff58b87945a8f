"""Streamlit's login cookies and the ``[auth]`` section of ``secrets.toml``.

Cookies are signed, and split into chunks, by Streamlit's own functions: a login made under ``streamlit run`` holds here
and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers
from streamlit.auth_util import (
    build_logout_url,
    decode_provider_token,
    generate_default_provider_section,
    get_expose_tokens_config,
    get_origin_from_redirect_uri,
    get_redirect_uri,
    get_secrets_auth_section,
    get_validated_redirect_uri,
    set_cookie_with_chunks,
)
from streamlit.errors import StreamlitAuthError
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    AUTH_COOKIE_MAX_AGE_SECONDS,
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
)
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks as read_signed_cookie
from streamlit.web.server.starlette.starlette_websocket import _parse_decoded_user_cookie as parse_user_cookie
from streamlit.web.server.starlette.starlette_websocket import gather_user_info

__all__ = [
    "AUTH_COOKIE_MAX_AGE_SECONDS",
    "TOKENS_COOKIE_NAME",
    "USER_COOKIE_NAME",
    "StreamlitAuthError",
    "build_logout_url",
    "create_signed_value",
    "decode_provider_token",
    "decode_signed_value",
    "generate_default_provider_section",
    "get_expose_tokens_config",
    "get_origin_from_redirect_uri",
    "get_redirect_uri",
    "get_secrets_auth_section",
    "get_validated_redirect_uri",
    "parse_user_cookie",
    "read_signed_cookie",
    "set_cookie_with_chunks",
    "trusted_user_info",
]


def trusted_user_info(headers: Iterable[tuple[str, str]]) -> dict[str, str | bool | None]:
    """What ``server.trustedUserHeaders`` takes from a request's headers, which are latin-1 as WSGI gives them."""
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    return gather_user_info(Headers(raw=raw))

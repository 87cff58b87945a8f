"""Streamlit's rules on who may talk to the server: hosts, origins, cross-site tokens.

The functions are Streamlit's own, so that an app allowed or refused under ``streamlit run`` is so here.
"""

from __future__ import annotations

from streamlit.path_security import is_unsafe_path_pattern
from streamlit.web.server.server_util import (
    allow_all_cross_origin_requests,
    get_cookie_secret,
    get_url,
    is_allowed_origin,
    is_xsrf_enabled,
)
from streamlit.web.server.starlette.starlette_app_utils import (
    decode_xsrf_token_string,
    generate_xsrf_token_string,
    validate_xsrf_token,
)
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed as is_websocket_origin_allowed

__all__ = [
    "XSRF_COOKIE_NAME",
    "allow_all_cross_origin_requests",
    "decode_xsrf_token_string",
    "generate_xsrf_token_string",
    "get_cookie_secret",
    "get_url",
    "is_allowed_origin",
    "is_unsafe_path_pattern",
    "is_websocket_origin_allowed",
    "is_xsrf_enabled",
    "validate_xsrf_token",
]

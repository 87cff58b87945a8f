"""What of Streamlit's configuration and packaging the web layer reads.

Purpose: ``config.toml``, environment and flags hold under Reactor as they do under ``streamlit run``.
Needs: nothing; options are read when asked for, as a running server sees a changed ``config.toml``.
Gives: `option`, the base path, and where the browser client and the app's own static files lie.
"""

from __future__ import annotations

from typing import Any

from streamlit import config
from streamlit.file_util import get_app_static_dir, get_static_dir
from streamlit.web.server.starlette.starlette_server_config import (
    DEFAULT_WEBSOCKET_PING_INTERVAL,
    MAX_APP_STATIC_FILE_SIZE,
    SESSION_COOKIE_NAME,
    STATIC_ASSET_CACHE_MAX_AGE_SECONDS,
)

__all__ = [
    "MAX_APP_STATIC_FILE_SIZE",
    "SESSION_COOKIE_NAME",
    "STATIC_ASSET_CACHE_MAX_AGE_SECONDS",
    "base_path",
    "development_mode",
    "get_app_static_dir",
    "get_static_dir",
    "option",
    "ping_interval",
]


def option(name: str) -> Any:
    """The value of a Streamlit option such as ``"server.maxUploadSize"``; RuntimeError if there is no such option."""
    return config.get_option(name)


def base_path() -> str:
    """``server.baseUrlPath`` as a URL prefix: empty, or with a slash in front and none behind."""
    path = str(option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def development_mode() -> bool:
    """Whether messages meant for Streamlit's own end-to-end tests are obeyed."""
    return bool(option("global.developmentMode") or option("global.e2eTest"))


def ping_interval() -> float:
    """Seconds between pings on a websocket; an answer is due within the same time."""
    configured = option("server.websocketPingInterval")
    return float(DEFAULT_WEBSOCKET_PING_INTERVAL if configured is None else configured)

"""The two cookies of a logged-in user: who they are, and the provider's tokens.

Signed, and split where a browser would find them too long; scripts in the page cannot read them. Not marked Secure, as
Streamlit does not: Safari would not keep them on localhost.
"""

from __future__ import annotations

from typing import Any, Final

from flask import Response, request

from reactor_runtime.adapter import http_auth as auth
from reactor_runtime.adapter.http_config import base_path
from reactor_runtime.adapter.http_security import get_cookie_secret

_NAMES: Final = (auth.USER_COOKIE_NAME, auth.TOKENS_COOKIE_NAME)


def set_login(response: Response, user: dict[str, Any], tokens: dict[str, Any]) -> None:
    """Log the user in, in the browser that gets ``response``."""
    if _path() != "/":
        for name in _NAMES:
            response.delete_cookie(name, path="/")  # a login of a Streamlit that knew no paths
    attributes = f"; Path={_path()}; HttpOnly; SameSite=Lax; Max-Age={auth.AUTH_COOKIE_MAX_AGE_SECONDS}"
    for name, value in zip(_NAMES, (user, tokens), strict=True):
        auth.set_cookie_with_chunks(
            lambda part, text: _set(response, part, text), _signed, name, value, cookie_attr_size=len(attributes)
        )


def clear_login(response: Response) -> None:
    """Log the user out."""
    for name in _NAMES:
        _clear(response, name)


def clear_unreadable(response: Response) -> None:
    """Remove cookies that were signed with another secret; without the user's, the tokens are worth nothing."""
    if _is_unreadable(auth.USER_COOKIE_NAME):
        clear_login(response)
    elif _is_unreadable(auth.TOKENS_COOKIE_NAME):
        _clear(response, auth.TOKENS_COOKIE_NAME)


def read_login(name: str) -> bytes | None:
    """The signed content of one of the two cookies of the current request; None if it is missing or unreadable."""
    return auth.read_signed_cookie(dict(request.cookies), name)


def _path() -> str:
    return base_path() or "/"


def _signed(name: str, value: str) -> bytes:
    return auth.create_signed_value(get_cookie_secret(), name, value)


def _set(response: Response, name: str, value: str) -> None:
    response.set_cookie(
        name,
        _signed(name, value).decode(),
        max_age=auth.AUTH_COOKIE_MAX_AGE_SECONDS,
        path=_path(),
        httponly=True,
        samesite="Lax",
    )


def _clear(response: Response, name: str) -> None:
    """Remove a cookie and its parts, which are found by name: a cookie that cannot be read does not say how many."""
    parts = [part for part in request.cookies if part.startswith(f"{name}_") and part[len(name) + 1 :].isdigit()]
    for part in [name, *parts]:
        for path in dict.fromkeys((_path(), "/")):
            response.delete_cookie(part, path=path)


def _is_unreadable(name: str) -> bool:
    value = request.cookies.get(name)
    return value is not None and auth.decode_signed_value(get_cookie_secret(), name, value.encode("latin-1")) is None

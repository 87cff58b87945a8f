"""The Content-Type header of an answer, and answers that have none."""

from __future__ import annotations

from flask import Response


def with_charset(media_type: str) -> str:
    """``media_type`` with UTF-8 named where it is text, and for nothing else.

    werkzeug would also name it for XML and JavaScript, which Streamlit's server does not.
    """
    if media_type.startswith("text/") and "charset=" not in media_type.lower():
        return f"{media_type}; charset=utf-8"
    return media_type


def no_content() -> Response:
    """204, for what is only asked about or done."""
    response = Response(status=204)
    del response.headers["Content-Type"]
    return response

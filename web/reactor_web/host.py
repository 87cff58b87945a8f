"""What the web layer asks of the runtime: sessions that take messages, and Streamlit's managers of files and figures.

The web layer knows no more of the runtime than this; `reactor_runtime.session.host.Host` is it.
"""

from __future__ import annotations

from typing import Any, Protocol

from reactor_runtime.adapter.http_files import Runtime
from reactor_runtime.adapter.http_messages import BackMsg, SessionClient


class Host(Protocol):
    """Every method may be called from any thread."""

    @property
    def streamlit(self) -> Runtime:
        """A runtime that was constructed and never started, for its managers."""

    @property
    def main_script_path(self) -> str: ...

    def connect(self, client: SessionClient, user_info: dict[str, Any], existing_session_id: str | None = None) -> str:
        """Begin a session, or take up the one named if it is still kept; the session's id."""

    def disconnect(self, session_id: str, client: SessionClient) -> None:
        """The client has gone; the session is kept a while for it to come back."""

    def receive(self, session_id: str, msg: BackMsg, client: SessionClient) -> None:
        """Take a browser message and return at once; the work is done on the session's own thread."""

    def is_active_session(self, session_id: str) -> bool: ...

    def close(self) -> None:
        """End all sessions."""

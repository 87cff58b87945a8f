"""Streamlit's ``Runtime`` singleton, made but never started: its managers serve our sessions.

Elements, caches, components and ``st.context`` ask the singleton for managers and for the client of a session. Its
event loop, sessions and message loop are not used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionManager
from streamlit.web.cache_storage_manager_config import create_default_cache_storage_manager

from reactor_runtime.adapter.media import ObservedMedia, ObservedTables

UPLOAD_ENDPOINT = "/_stcore/upload_file"
MEDIA_ENDPOINT = "/media"


class SessionLookup(SessionManager):
    """Answers Streamlit's questions about sessions; connecting and closing are the host's business."""

    def __init__(self, **_config: Any) -> None:
        self.find: Callable[[str], Any] = lambda _session_id: None
        self.all: Callable[[], list[Any]] = list
        self.forget_user: Callable[[str], None] = lambda _session_id: None

    def connect_session(self, *_args: Any, **_kwargs: Any) -> str:
        raise NotImplementedError("sessions are connected by the host")

    def close_session(self, session_id: str) -> None:
        raise NotImplementedError("sessions are closed by the host")

    def get_session_info(self, session_id: str) -> Any:
        return self.find(session_id)

    def get_active_session_info(self, session_id: str) -> Any:
        info = self.find(session_id)
        return info if info is not None and info.client is not None else None

    def list_sessions(self) -> list[Any]:
        return self.all()

    def list_active_sessions(self) -> list[Any]:
        return [info for info in self.all() if info.client is not None]

    def mark_session_nonresumable(self, session_id: str) -> None:
        self.forget_user(session_id)


def make_runtime(main_script_path: str) -> tuple[Runtime, SessionLookup]:
    """The process's runtime for an app.

    Raises:
        RuntimeError: the process has one already.
    """
    storage = MemoryMediaFileStorage(MEDIA_ENDPOINT)
    runtime = Runtime(
        RuntimeConfig(
            script_path=main_script_path,
            media_file_storage=storage,
            uploaded_file_manager=MemoryUploadedFileManager(UPLOAD_ENDPOINT),
            cache_storage_manager=create_default_cache_storage_manager(),
            session_manager_class=SessionLookup,
        )
    )
    runtime._media_file_mgr = ObservedMedia(storage=storage)
    runtime._dataframe_source_mgr = ObservedTables()
    return runtime, runtime._session_mgr  # type: ignore[return-value]


def drop_runtime() -> None:
    """Let the process make another runtime; for tests."""
    Runtime._instance = None

"""Files a browser may fetch or send: media, uploads, component assets."""

from __future__ import annotations

from typing import cast

from streamlit.runtime import Runtime
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import (
    MemoryFile,
    MemoryMediaFileStorage,
    get_extension_for_mimetype,
)
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.component_file_utils import build_safe_abspath, guess_content_type
from streamlit.web.server.starlette.starlette_app_utils import parse_range_header

__all__ = [
    "MediaFileKind",
    "MediaFileStorageError",
    "MemoryFile",
    "Runtime",
    "UploadedFileRec",
    "build_safe_abspath",
    "get_extension_for_mimetype",
    "guess_content_type",
    "media_storage",
    "parse_range_header",
    "uploads",
]


def media_storage(runtime: Runtime) -> MemoryMediaFileStorage:
    """The storage behind a runtime's media file manager, which has no public way to read a file back."""
    return cast("MemoryMediaFileStorage", runtime.media_file_mgr._storage)


def uploads(runtime: Runtime) -> MemoryUploadedFileManager:
    """The upload manager as the in-memory one, which alone can add a file."""
    return cast("MemoryUploadedFileManager", runtime.uploaded_file_mgr)

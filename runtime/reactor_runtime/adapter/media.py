"""Media files and lazy tables, observed: a skipped region's files stay referenced.

Streamlit drops a session's references when a run starts and deletes, when it ends, the files that were not added
again. Here the references of the last run are kept aside until the run ends, so that a file that a skipped region
shows is never without a reference in between.
"""

from __future__ import annotations

import threading
from typing import Any

from streamlit.runtime.dataframe_source_manager import DataframeSourceManager
from streamlit.runtime.media_file_manager import MediaFileManager

from reactor_runtime.adapter.drawing import Tape

_local = threading.local()


def observe(tape: Tape | None) -> None:
    """Report this thread's additions to ``tape``."""
    _local.tape = tape


def _recording() -> Any:
    tape: Tape | None = getattr(_local, "tape", None)
    return tape.recording() if tape is not None else None


class ObservedMedia(MediaFileManager):
    """The media files of all sessions."""

    def __init__(self, storage: Any) -> None:
        super().__init__(storage)
        # Session id -> file ids that the run before the present one referenced.
        self._previous: dict[str, set[str]] = {}

    def begin_run(self, session_id: str) -> None:
        """A full run starts: only what it adds, or is taken as having added, stays referenced."""
        with self._lock:
            refs = self._files_by_session_and_coord.pop(session_id, {})
            self._previous[session_id] = set(refs.values()) | self._previous.get(session_id, set())

    def end_run(self, session_id: str) -> None:
        """The run is over."""
        with self._lock:
            self._previous.pop(session_id, None)
        self.remove_orphaned_files()

    def add(self, path_or_data: Any, mimetype: str, coordinates: str, *args: Any, **kwargs: Any) -> str:
        recording = _recording()
        if recording is not None and isinstance(path_or_data, str):
            recording.opens(path_or_data)
        url = super().add(path_or_data, mimetype, coordinates, *args, **kwargs)
        if recording is not None:
            entry = MediaShown(self, _local.tape.session_id, coordinates)
            recording.checks.append(entry)
            recording.log.append(entry)
        return url

    def add_deferred(self, *args: Any, **kwargs: Any) -> str:
        recording = _recording()
        if recording is not None:
            # Every run gives a deferred download a new id.
            recording.never_reuse("a deferred download")
        return super().add_deferred(*args, **kwargs)

    def file_at(self, session_id: str, coordinates: str) -> str | None:
        return self._files_by_session_and_coord.get(session_id, {}).get(coordinates)

    def knows(self, file_id: str) -> bool:
        return file_id in self._file_metadata

    def refer(self, session_id: str, coordinates: str, file_id: str) -> None:
        """Reference a file as adding it again would."""
        with self._lock:
            self._files_by_session_and_coord[session_id][coordinates] = file_id

    def _get_inactive_file_ids(self) -> set[str]:
        inactive = super()._get_inactive_file_ids()
        for files in self._previous.values():
            inactive -= files
        return inactive


class MediaShown:
    """A media file that a region added."""

    __slots__ = ("_coordinates", "_file", "_media", "_session")

    # Its file may be gone.
    recallable = False
    size = 0

    def __init__(self, media: ObservedMedia, session_id: str, coordinates: str) -> None:
        self._media = media
        self._session = session_id
        self._coordinates = coordinates
        self._file = media.file_at(session_id, coordinates) or ""

    def holds(self) -> bool:
        return self._media.knows(self._file)

    may_hold = holds

    def apply(self) -> None:
        self._media.refer(self._session, self._coordinates, self._file)

    def alike(self, other: Any) -> bool:
        return isinstance(other, MediaShown) and self._file == other._file

    def __str__(self) -> str:
        return "media file"


class ObservedTables(DataframeSourceManager):
    """The lazily loaded tables of all sessions; a region that shows one runs in every walk."""

    def register_source(self, *args: Any, **kwargs: Any) -> Any:
        recording = _recording()
        if recording is not None:
            recording.never_reuse("a lazily loaded table")
        return super().register_source(*args, **kwargs)

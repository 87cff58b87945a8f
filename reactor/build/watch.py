"""Waiting for a source of an app to change.

Folders are watched, not files: editors replace a file by renaming, and a new page or module has no file to watch yet.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

# An editor's save is several events; they are taken together when this long passed without another.
QUIET = 0.1

SETTINGS = frozenset({"config.toml", "pyproject.toml"})

CHANGES = frozenset({"created", "deleted", "modified", "moved"})


class Watcher(FileSystemEventHandler):
    """Notices changes of Python files and settings in the folders given, from `start` to `stop`."""

    def __init__(self) -> None:
        self._changed = threading.Event()
        self._observer = Observer()
        self._watched: set[Path] = set()

    def watch(self, folders: Iterable[Path]) -> None:
        """Notice changes in these folders too, with all below them."""
        for folder in sorted(folders):
            if not any(folder.is_relative_to(other) for other in self._watched):
                self._observer.schedule(self, str(folder), recursive=True)
                self._watched.add(folder)

    def watch_project(self, script: Path) -> None:
        """Notice changes of every pyproject.toml that may hold for a script, and of nothing further below it."""
        for folder in script.resolve().parents:
            if (folder / "pyproject.toml").is_file() and not any(folder.is_relative_to(one) for one in self._watched):
                self._observer.schedule(self, str(folder), recursive=False)

    def start(self) -> None:
        """Begin to notice."""
        self._observer.start()

    def stop(self) -> None:
        """Release the system's watches."""
        self._observer.stop()
        self._observer.join()

    def wait(self, timeout: float | None = None) -> bool:
        """Block until something changed and the disk came to rest; False if `timeout` seconds passed before."""
        if not self._changed.wait(timeout):
            return False
        while self._changed.is_set():
            self._changed.clear()
            self._changed.wait(QUIET)
        return True

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog, in its own thread."""
        if event.event_type in CHANGES and any(_matters(path) for path in (event.src_path, event.dest_path)):
            self._changed.set()


def _matters(path: bytes | str) -> bool:
    given = Path(path.decode() if isinstance(path, bytes) else path)
    return ".reactor" not in given.parts and (given.suffix in (".py", ".py3") or given.name in SETTINGS)

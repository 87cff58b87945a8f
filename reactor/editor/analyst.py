"""When an app is analysed: once typing pauses, one app at a time, and never for a text that is old already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from reactor.editor.apps import Analysis, Apps

# In seconds. Shorter than what a reader needs to look from what was typed to what is said about it.
PAUSE = 0.3


class Analyst:
    """Lives on the server's event loop. `texts` gives what the editor has open, by resolved path."""

    def __init__(self, apps: Apps, texts: Callable[[], Mapping[Path, str]]) -> None:
        self._apps = apps
        self._texts = texts
        self._newest: dict[Path, object] = {}
        self._turn = asyncio.Lock()

    async def look(self, path: Path, pause: float = 0.0) -> Analysis | None:
        """The analysis of the app of a file; None if it belongs to none, or if somebody asked again meanwhile."""
        mine = self._newest[path] = object()
        await asyncio.sleep(pause)
        async with self._turn:
            if self._newest[path] is not mine:
                return None
            return await asyncio.to_thread(self._apps.look, path, self._texts())

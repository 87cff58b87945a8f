"""Places of an analysis in the texts that the editor has now, in the columns that the editor counts.

Needs: the workspace, and an analysis. Gives: places, and the addresses of files. One object answers one request, as it
remembers where lines have moved to.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.workspace import ServerTextPosition, ServerTextRange, TextDocument, Workspace

from reactor.build.sources import lines_of
from reactor.editor.apps import Analysis
from reactor.editor.moved import Moved


class Places:
    """Paths are resolved ones."""

    def __init__(self, workspace: Workspace, analysis: Analysis) -> None:
        self._workspace = workspace
        self._analysis = analysis
        # Under the addresses that the editor gave them: another spelling would be another file to it.
        self._open = {path_of(one.uri): one for one in workspace.text_documents.values()}
        self._lines = cache(self._lines_now)
        self._moved = cache(self._moved_since)

    def then(self, path: Path, line: int) -> int | None:
        """The line that was analysed, of one that is there now."""
        return self._moved(path).then(line)

    def now(self, path: Path, place: types.Range) -> types.Range | None:
        """Where a place is that was analysed; None if it was changed since."""
        moved = self._moved(path)
        start, end = moved.now(place.start.line), moved.now(place.end.line)
        if start is None or end is None:
            return None
        there = types.Range(types.Position(start, place.start.character), types.Position(end, place.end.character))
        return self.counted(path, there)

    def counted(self, path: Path, place: types.Range) -> types.Range:
        """A place of the present text as the editor counts columns: most count UTF-16."""
        start, end = (ServerTextPosition(one.line, one.character) for one in (place.start, place.end))
        codec = self._workspace.position_codec
        return codec.range_to_client_units(self._lines(path), ServerTextRange(start, end))

    def uri(self, path: Path) -> str:
        """The address of a file."""
        return self._document(path).uri

    def _document(self, path: Path) -> TextDocument:
        return self._open.get(path) or self._workspace.get_text_document(uris.from_fs_path(str(path)) or "")

    def _lines_now(self, path: Path) -> list[str]:
        try:
            return lines_of(self._document(path).source)
        except (OSError, UnicodeDecodeError):
            return []

    def _moved_since(self, path: Path) -> Moved:
        return Moved(self._analysis.lines.get(path, ()), self._lines(path))


def path_of(uri: str) -> Path:
    """The file that an address names."""
    return Path(uris.to_fs_path(uri) or "").resolve()

"""The language server: an app is analysed as its files are in the editor, saved or not, and asked about from then on.

While something is typed, what is known is that of the last analysis, moved along with the lines it speaks of.
"""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from reactor import __version__
from reactor.build.sources import lines_of
from reactor.editor import answers
from reactor.editor.analyst import PAUSE, Analyst
from reactor.editor.apps import Analysis, Apps
from reactor.editor.lenses import lenses
from reactor.editor.places import Places, path_of


def make_server(main: Path | None = None) -> LanguageServer:
    """A server that waits for its client. `main` is the script of files that do not tell which app is theirs."""
    server = LanguageServer("reactor", __version__)
    apps = Apps(main)
    _analyse(server, Analyst(apps, lambda: _texts(server)))
    _answer(server, apps)
    return server


def _analyse(server: LanguageServer, analyst: Analyst) -> None:
    """Analyse when a file is opened, changed, saved, or closed: what was not saved is then gone."""

    async def look(uri: str, pause: float = 0.0) -> None:
        analysis = await analyst.look(path_of(uri), pause)
        if analysis is not None:
            _tell(server, analysis)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        await look(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        await look(params.text_document.uri, PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        await look(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        await look(params.text_document.uri)


def _answer(server: LanguageServer, apps: Apps) -> None:
    """Answer what the editor asks about a file, from the last analysis of its app."""

    def known(uri: str) -> tuple[Path, Analysis, Places] | None:
        path = path_of(uri)
        analysis = apps.known(path)
        return (path, analysis, Places(server.workspace, analysis)) if analysis else None

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        if (found := known(params.text_document.uri)) is None:
            return None
        path, analysis, places = found
        line = places.then(path, params.position.line)
        text = answers.hover(analysis, path, line) if line is not None else None
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, f"```text\n{text}```")) if text else None

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        if (found := known(params.text_document.uri)) is None:
            return []
        path, analysis, places = found
        shown = []
        for one in answers.hints(analysis, path):
            place = places.now(path, types.Range(one.position, one.position))
            if place is not None and params.range.start.line <= place.start.line <= params.range.end.line:
                one.position = place.start
                shown.append(one)
        return shown

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def code_lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        if (found := known(params.text_document.uri)) is None:
            return []
        path, analysis, places = found
        moved = ((places.now(path, one.range), one.command) for one in lenses(analysis, path))
        return [types.CodeLens(place, command) for place, command in moved if place is not None]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        if (found := known(params.text_document.uri)) is None:
            return []
        path, analysis, places = found
        line = places.then(path, params.position.line)
        if line is None:
            return []
        after = answers.references(analysis, path, line, itself=params.context.include_declaration)
        moved = ((file, places.now(file, place)) for file, place in after)
        return [types.Location(places.uri(file), place) for file, place in moved if place is not None]


def _tell(server: LanguageServer, analysis: Analysis) -> None:
    """Tell the editor about all files of an app."""
    places = Places(server.workspace, analysis)
    for path in analysis.files:
        fault = answers.fault(analysis, path)
        said = [(fault, places.counted(path, fault.range))] if fault else []
        said += [(one, place) for one in answers.diagnostics(analysis, path) if (place := places.now(path, one.range))]
        for one, place in said:
            one.range = place
        shown = [one for one, _ in said]
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(places.uri(path), shown))
    workspace = server.client_capabilities.workspace
    if workspace and workspace.inlay_hint and workspace.inlay_hint.refresh_support:
        server.workspace_inlay_hint_refresh(None)
    if workspace and workspace.code_lens and workspace.code_lens.refresh_support:
        server.workspace_code_lens_refresh(None)


def _texts(server: LanguageServer) -> dict[Path, str]:
    """What the editor has open, as Python would read it from a file."""
    documents = server.workspace.text_documents.values()
    return {path_of(one.uri): "\n".join(lines_of(one.source)) for one in documents if uris.to_fs_path(one.uri)}

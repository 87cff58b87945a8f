"""The language server: an app is analysed when one of its files is opened or saved, and asked about from then on.

What is typed and not saved yet is not analysed: an app is several files, and it is served as it is on disk.
"""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import ServerTextPosition, ServerTextRange, TextDocument

from reactor import __version__
from reactor.editor import answers
from reactor.editor.apps import Apps


def make_server(main: Path | None = None) -> LanguageServer:
    """A server that waits for its client. `main` is the script of files that do not tell which app is theirs."""
    server = LanguageServer("reactor", __version__)
    apps = Apps(main)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    @server.thread()
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        _analyse(server, apps, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    @server.thread()
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        _analyse(server, apps, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        path = _path(params.text_document.uri)
        analysis = apps.known(path)
        text = answers.hover(analysis, path, params.position.line) if analysis else None
        if text is None:
            return None
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, f"```text\n{text}```"))

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        path = _path(params.text_document.uri)
        analysis = apps.known(path)
        if analysis is None:
            return []
        document = server.workspace.get_text_document(params.text_document.uri)
        found = answers.hints(analysis, path, document.lines)
        shown = [one for one in found if params.range.start.line <= one.position.line <= params.range.end.line]
        for one in shown:
            place = types.Range(one.position, one.position)
            one.position = _in_client_units(document, place).start
        return shown

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        path = _path(params.text_document.uri)
        analysis = apps.known(path)
        if analysis is None:
            return []
        itself = params.context.include_declaration
        return [
            types.Location(uris.from_fs_path(str(file)) or "", _in_client_units(_document(server, file), place))
            for file, place in answers.references(analysis, path, params.position.line, itself=itself)
        ]

    return server


def _analyse(server: LanguageServer, apps: Apps, uri: str) -> None:
    """Analyse the app of a file, and tell the editor about all files of it."""
    analysis = apps.look(_path(uri))
    if analysis is None:
        return
    for path in analysis.files:
        document = _document(server, path)
        found = answers.diagnostics(analysis, path)
        for one in found:
            one.range = _in_client_units(document, one.range)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, found))
    if server.client_capabilities.workspace and server.client_capabilities.workspace.inlay_hint:
        server.workspace_inlay_hint_refresh(None)


def _in_client_units(document: TextDocument, place: types.Range) -> types.Range:
    """A range with the columns that the editor counts: most count UTF-16."""
    start, end = (ServerTextPosition(one.line, one.character) for one in (place.start, place.end))
    return document.range_to_client_units(ServerTextRange(start, end))


def _path(uri: str) -> Path:
    return Path(uris.to_fs_path(uri) or "").resolve()


def _document(server: LanguageServer, path: Path) -> TextDocument:
    return server.workspace.get_text_document(uris.from_fs_path(str(path)) or "")

"""The language server as a process, asked by a real client over stdin and stdout."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from lsprotocol import types
from pygls import uris
from pygls.lsp.client import LanguageClient

from tests.cli.conftest import Reactor

Answer = TypeVar("Answer")

SCRIPT = """\
import streamlit as st
import prices

name = st.text_input("😀 name")
low = st.slider("Low", 0, 9); print("😀", low)
table = prices.above(low)
st.write(table)
st.write("fixed")
if name:
    st.write(f"Hello {name}")
    st.caption(name)
"""

MODULE = """\
def above(low):
    return [number for number in range(10) if number > low]
"""


class Editor(LanguageClient):
    """A client that remembers what was said about each file."""

    def __init__(self, folder: Path) -> None:
        super().__init__("editor", "1")
        self.folder = folder
        self._version = 1
        self._said: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda said: self._said.put_nowait(said))
        self.feature(types.WORKSPACE_INLAY_HINT_REFRESH)(lambda _: None)
        self.feature(types.WORKSPACE_CODE_LENS_REFRESH)(lambda _: None)

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(uris.from_fs_path(str(self.folder / name)) or "")

    async def begin(self) -> types.InitializeResult:
        await self.start_io(sys.executable, "-m", "reactor", "lsp", env=dict(os.environ), cwd=str(self.folder))
        capabilities = types.ClientCapabilities(
            workspace=types.WorkspaceClientCapabilities(
                inlay_hint=types.InlayHintWorkspaceClientCapabilities(refresh_support=True),
                code_lens=types.CodeLensWorkspaceClientCapabilities(refresh_support=True),
            )
        )
        root = uris.from_fs_path(str(self.folder))
        answer = await self.initialize_async(types.InitializeParams(capabilities=capabilities, root_uri=root))
        self.initialized(types.InitializedParams())
        return answer

    def open(self, name: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        item = types.TextDocumentItem(self.document(name).uri, types.LanguageKind.Python, 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def save(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")
        self._change(name, types.TextDocumentContentChangeWholeDocument(text))
        self.text_document_did_save(types.DidSaveTextDocumentParams(self.document(name)))

    def insert(self, name: str, position: types.Position, text: str) -> None:
        """Type something, and do not save it."""
        self._change(name, types.TextDocumentContentChangePartial(types.Range(position, position), text))

    def close(self, name: str) -> None:
        self.text_document_did_close(types.DidCloseTextDocumentParams(self.document(name)))

    def _change(self, name: str, change: types.TextDocumentContentChangeEvent) -> None:
        self._version += 1
        document = types.VersionedTextDocumentIdentifier(self._version, self.document(name).uri)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def hints(self, name: str) -> dict[int, object]:
        """What stands behind each line."""
        params = types.InlayHintParams(self.document(name), types.Range(at(1), at(99)))
        return {one.position.line + 1: one.label for one in await self.text_document_inlay_hint_async(params) or []}

    async def lenses(self, name: str) -> dict[int, str]:
        """What stands above each line."""
        found = await self.text_document_code_lens_async(types.CodeLensParams(self.document(name))) or []
        return {one.range.start.line + 1: one.command.title for one in found if one.command}

    async def diagnostics(self, files: int) -> dict[str, list[types.Diagnostic]]:
        """What the server says about so many files, by name."""
        said = [await self._said.get() for _ in range(files)]
        return {Path(uris.to_fs_path(one.uri) or "").name: list(one.diagnostics) for one in said}

    async def end(self) -> None:
        await self.shutdown_async(None)
        self.exit(None)
        await self.stop()


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Editor], Awaitable[None]]], None]:
    """Have a conversation with a server about a small app."""
    (tmp_path / "app.py").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "prices.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))

    async def with_server(conversation: Callable[[Editor], Awaitable[None]]) -> None:
        editor = Editor(tmp_path)
        await editor.begin()
        try:
            await conversation(editor)
        finally:
            await editor.end()

    def run(conversation: Callable[[Editor], Awaitable[None]]) -> None:
        # In a thread, as the browser tests leave a loop running in the main thread of a test process.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, asyncio.wait_for(with_server(conversation), 120)).result()

    return run


def at(line: int, column: int = 0) -> types.Position:
    """A place as an editor shows it, lines from 1."""
    return types.Position(line - 1, column)


async def what_is_known_of_an_app(editor: Editor) -> None:
    editor.open("app.py")
    said = await editor.diagnostics(2)
    (printed,) = said["app.py"]
    assert (printed.code, printed.source) == ("console", "reactor")
    assert printed.severity == types.DiagnosticSeverity.Information
    assert printed.message.startswith("always runs, as it prints to or reads from the terminal")
    # The smiling face counts twice in UTF-16.
    assert printed.range == types.Range(at(5, 30), at(5, 46))
    assert said["prices.py"] == []

    app = editor.document("app.py")
    hover = await editor.text_document_hover_async(types.HoverParams(app, at(7)))
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert "widget Low -> 5 -low-> 6 -table-> here" in hover.contents.value
    assert await editor.text_document_hover_async(types.HoverParams(app, at(3))) is None

    assert await editor.hints("app.py") == {
        4: "reruns on: 😀 name",
        5: "reruns on: Low",
        6: "reruns on: Low",
        7: "reruns on: Low",
        10: "reruns on: 😀 name",
        11: "reruns on: 😀 name",
    }
    some = types.Range(at(5), at(6))
    hints = await editor.text_document_inlay_hint_async(types.InlayHintParams(app, some)) or []
    assert [hint.position for hint in hints] == [at(5, 46), at(6, 25)]
    assert await editor.lenses("app.py") == {
        4: "😀 name: 2 statements rerun on it",
        5: "Low: 3 statements rerun on it",
        9: "2 statements; reruns on: 😀 name",
    }

    async def lines_from(line: int, *, itself: bool) -> list[int]:
        context = types.ReferenceContext(include_declaration=itself)
        params = types.ReferenceParams(context, app, at(line, 8))
        found = await editor.text_document_references_async(params) or []
        assert {location.uri for location in found} == {app.uri}
        return sorted({location.range.start.line + 1 for location in found})

    assert await lines_from(5, itself=False) == [6, 7]
    assert await lines_from(6, itself=True) == [6, 7]


async def what_is_saved_is_analysed_again(editor: Editor) -> None:
    editor.open("prices.py")
    assert (await editor.diagnostics(2)).keys() == {"app.py", "prices.py"}
    editor.save("prices.py", f"{MODULE}x = (\n")
    said = await editor.diagnostics(2)
    (problem,) = said["prices.py"]
    assert problem.severity == types.DiagnosticSeverity.Error
    assert problem.range.start.line == 2
    assert [one.code for one in said["app.py"]] == ["console"]
    editor.save("prices.py", MODULE)
    assert (await editor.diagnostics(2))["prices.py"] == []
    assert (await editor.hints("app.py"))[5] == "reruns on: Low"


async def what_is_typed_is_analysed_without_being_saved(editor: Editor) -> None:
    assert (await editor.hints("app.py"))[7] == "reruns on: Low"
    editor.insert("app.py", at(8, 9), "low, name, ")
    await editor.diagnostics(2)
    assert (await editor.hints("app.py"))[8] == "reruns on: 😀 name, Low"
    assert (await editor.lenses("app.py"))[4] == "😀 name: 3 statements rerun on it"

    # While it cannot be compiled, what has not been changed is known from before.
    editor.insert("app.py", at(4, 4), "\n(")
    (problem, printed) = (await editor.diagnostics(2))["app.py"]
    assert (problem.severity, problem.range.start.line) == (types.DiagnosticSeverity.Error, 4)
    assert (printed.code, printed.range.start) == ("console", at(6, 30))
    hover = await editor.text_document_hover_async(types.HoverParams(editor.document("app.py"), at(8)))
    assert hover is not None
    assert "app.py:7" in str(hover.contents)
    assert list(await editor.hints("app.py")) == [6, 7, 8, 9, 11, 12]
    assert (await editor.lenses("app.py"))[6] == "Low: 4 statements rerun on it"

    editor.close("app.py")
    (printed,) = (await editor.diagnostics(2))["app.py"]
    assert printed.range.start == at(5, 30)
    assert 8 not in await editor.hints("app.py")


def test_a_conversation(talk: Callable[[Callable[[Editor], Awaitable[None]]], None]) -> None:
    async def conversation(editor: Editor) -> None:
        await what_is_known_of_an_app(editor)
        await what_is_saved_is_analysed_again(editor)
        await what_is_typed_is_analysed_without_being_saved(editor)

    talk(conversation)


def test_without_pygls_it_says_what_to_install(tmp_path: Path, reactor: Reactor) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError('No module named pygls', name='pygls')\n")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    result = reactor("lsp", PYTHONPATH=path)
    assert result.returncode == 2
    assert "error: the language server needs pygls, which is not installed" in result.stderr
    assert 'hint: pip install "reactor-streamlit[lsp]"' in result.stderr

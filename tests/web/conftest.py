"""A Streamlit runtime to take managers from, a fake host around it, and real servers on free ports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fake_host import FakeHost
from flask import Flask
from streamlit import config
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.cache_storage_manager_config import create_default_cache_storage_manager

from reactor_web.app import create_app
from reactor_web.embedded import EmbeddedServer
from reactor_web.server import bind

SetOption = Callable[[str, Any], None]
Serve = Callable[..., EmbeddedServer]


@pytest.fixture
def set_option(monkeypatch: pytest.MonkeyPatch) -> Iterator[SetOption]:
    """Set Streamlit options for one test."""
    before: dict[str, Any] = {}

    def set_one(name: str, value: Any) -> None:
        before.setdefault(name, config.get_option(name))
        config.set_option(name, value)

    yield set_one
    for name, value in before.items():
        config.set_option(name, value)


@pytest.fixture(scope="module")
def script_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("app") / "app.py"
    path.write_text("import streamlit as st\nst.write('hello')\n")
    return str(path)


@pytest.fixture(scope="module")
def runtime(script_path: str) -> Iterator[Runtime]:
    """A runtime of this module's own: Streamlit has one a process, so another's is set aside."""
    other, Runtime._instance = Runtime._instance, None
    yield Runtime(
        RuntimeConfig(
            script_path=script_path,
            media_file_storage=MemoryMediaFileStorage("/media"),
            uploaded_file_manager=MemoryUploadedFileManager("/_stcore/upload_file"),
            cache_storage_manager=create_default_cache_storage_manager(),
            is_hello=False,
            session_storage=MemorySessionStorage(ttl_seconds=120),
        )
    )
    Runtime._instance = other


@pytest.fixture
def host(runtime: Runtime, script_path: str) -> FakeHost:
    return FakeHost(runtime, script_path)


@pytest.fixture
def serve(host: FakeHost) -> Iterator[Serve]:
    """Start embedded servers on free ports of this machine; they are stopped after the test."""
    running: list[EmbeddedServer] = []

    def start(app: Flask | None = None, **options: Any) -> EmbeddedServer:
        server = EmbeddedServer(app or create_app(host), bind("127.0.0.1", 0), **options)
        server.start()
        running.append(server)
        return server

    yield start
    for server in running:
        server.stop()

"""Run by the server tests in a process of its own: a fake host on one of the two servers.

Arguments: the server's kind, the port, and ``name=value`` for Streamlit options.
"""

from __future__ import annotations

import os
import resource
import sys

from fake_host import FakeHost
from flask import Flask
from streamlit import config
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.cache_storage_manager_config import create_default_cache_storage_manager

from reactor_web.app import create_app
from reactor_web.server import ServerKind, serve


class Host(FakeHost):
    def close(self) -> None:
        print("closed", flush=True)


def make_app() -> Flask:
    runtime = Runtime(
        RuntimeConfig(
            script_path=__file__,
            media_file_storage=MemoryMediaFileStorage("/media"),
            uploaded_file_manager=MemoryUploadedFileManager("/_stcore/upload_file"),
            cache_storage_manager=create_default_cache_storage_manager(),
            is_hello=False,
            session_storage=MemorySessionStorage(ttl_seconds=120),
        )
    )
    return create_app(Host(runtime, __file__))


def on_ready(address: str, port: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    print("ready", address, port, os.getpid(), soft == hard, flush=True)


kind, port, *options = sys.argv[1:]
for option in options:
    name, _, value = option.partition("=")
    config.set_option(name, value)
resource.setrlimit(resource.RLIMIT_NOFILE, (256, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
serve(make_app, "127.0.0.1", int(port), kind=ServerKind(kind), on_ready=on_ready)

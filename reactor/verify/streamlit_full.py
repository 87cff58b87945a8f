"""The oracle: Streamlit's own runtime, session and script runner, in this process, without HTTP.

The one module of `reactor.verify` that imports what Streamlit does not document. It runs in a process of its own, as
Streamlit does: `sys.path`, `sys.argv`, configuration and secrets are set up as `streamlit run` would.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import wraps
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.session_manager import SessionClient
from streamlit.runtime.state.session_state import WStates
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.bootstrap import load_config_options, prepare_streamlit_environment
from streamlit.web.cache_storage_manager_config import create_default_cache_storage_manager

from reactor.verify.app import App
from reactor.verify.wire import BackMsg, ForwardMsg

T = TypeVar("T")

__all__ = ["FullRerun", "UploadedFileRec", "observe_callbacks", "prepare", "put_file", "served"]

OPTIONS: Mapping[str, object] = {
    "server_fileWatcherType": "none",
    "server_headless": True,
    "browser_gatherUsageStats": False,
    "runner_postScriptGC": False,
    "logger_enableRich": False,
}
"""Overrides that change nothing an app can see: no watching, no statistics, no collection after each run, and its
exceptions logged, not printed among what it prints itself, and without colours, which take longer than the script.
"""


def prepare(script: Path, arguments: Sequence[str] = (), options: Mapping[str, object] = MappingProxyType({})) -> None:
    """Make this process look to the script as under `streamlit run`; the working directory is already the app's."""
    sys.path.insert(0, str(script.parent))
    sys.argv = [str(script), *arguments]
    # Settings and secrets beside the script are found by it.
    config._main_script_path = str(script)
    load_config_options({**options, **OPTIONS})
    prepare_streamlit_environment(str(script))


def remember_installed_components() -> None:
    """Look through the installed packages for components now, once for all targets forked from this process."""
    found = manifest_scanner.scan_component_manifests()

    def remembered(max_workers: int | None = None) -> list[tuple[manifest_scanner.ComponentManifest, Path]]:
        return found

    manifest_scanner.scan_component_manifests = remembered


def observe_callbacks(note: Callable[[Callable[..., object], tuple[Any, ...], Mapping[str, Any]], None]) -> None:
    """Tell `note` of every widget callback right before it runs, whoever runs it."""
    original = WStates.call_callback

    @wraps(original)
    def noted(states: WStates, widget_id: str) -> None:
        metadata = states.widget_metadata.get(widget_id)
        if metadata is not None and metadata.callback is not None:
            note(metadata.callback, tuple(metadata.callback_args or ()), dict(metadata.callback_kwargs or {}))
        original(states, widget_id)

    WStates.call_callback = noted  # type: ignore[assignment, method-assign]


def take_turns() -> None:
    """Have a session's run begin when the one that it interrupts has ended.

    Left to themselves they overlap until the older one gives way: what they do to the same state is then in an order
    that the next play of the same events need not have.
    """
    original = ScriptRunner._run_script_thread
    last: dict[str, threading.Thread] = {}

    @wraps(original)
    def in_turn(runner: ScriptRunner) -> None:
        before, last[runner._session_id] = last.get(runner._session_id), threading.current_thread()
        if before is not None:
            before.join()
        original(runner)

    ScriptRunner._run_script_thread = in_turn  # type: ignore[method-assign, assignment]


def put_file(runtime: Runtime, session_id: str, file: UploadedFileRec) -> None:
    """What the upload endpoint does with a PUT."""
    manager = runtime.uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    manager.add_file(session_id, file)


def served(runtime: Runtime, filename: str) -> bytes | None:
    """What the media endpoint serves under this name."""
    storage = runtime.media_file_mgr._storage
    assert isinstance(storage, MemoryMediaFileStorage)
    try:
        return storage.get_file(filename).content
    except MediaFileStorageError:
        return None


class _Client(SessionClient):
    """A session's socket: keeps what is written."""

    def __init__(self) -> None:
        self.written: list[ForwardMsg] = []

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        self.written.append(msg)


class FullRerun:
    """Streamlit's runtime with one script and any number of sessions, driven from outside its event loop."""

    def __init__(self, app: App) -> None:
        prepare(app.script, app.arguments, app.options)
        take_turns()
        self._root = app.root
        self._loop = asyncio.new_event_loop()
        self._clients: dict[str, _Client] = {}
        self._runtime = Runtime(
            RuntimeConfig(
                script_path=str(app.script),
                media_file_storage=MemoryMediaFileStorage("/media"),
                uploaded_file_manager=MemoryUploadedFileManager("/_stcore/upload_file"),
                cache_storage_manager=create_default_cache_storage_manager(),
                session_storage=MemorySessionStorage(ttl_seconds=config.get_option("server.disconnectedSessionTTL")),
            )
        )
        threading.Thread(target=self._loop.run_forever, name="oracle event loop", daemon=True).start()
        self._call(self._runtime.start())

    def connect(self, existing: str | None) -> str:
        """A socket opens; with `existing`, for the session of that id if it is still there."""
        return self._call(self._connect(existing))

    async def _connect(self, existing: str | None) -> str:
        client = _Client()
        session_id = self._runtime.connect_session(client, {}, existing)
        self._clients[session_id] = client
        self._session(session_id).track_settling()
        return session_id

    def send(self, session_id: str, message: BackMsg, timeout: float) -> bool:
        """Deliver a message and wait until nothing is running or waiting to be sent; False after `timeout` seconds."""
        return self._call(self._send(session_id, message, timeout))

    async def _send(self, session_id: str, message: BackMsg, timeout: float) -> bool:
        self._runtime.handle_backmsg(session_id, message)
        try:
            async with asyncio.timeout(timeout):
                await self._settled(self._session(session_id))
        except TimeoutError:
            return False
        return True

    def deliver(self, session_id: str, message: BackMsg) -> None:
        """Deliver a message from a script's own thread, which goes on."""
        self._call(self._deliver(session_id, message))

    async def _deliver(self, session_id: str, message: BackMsg) -> None:
        self._runtime.handle_backmsg(session_id, message)

    async def _settled(self, session: AppSession) -> None:
        """Settled, and answers of requests that run no script are out too."""
        while True:
            await session.wait_until_settled()
            if not session._background_tasks and session._browser_queue.is_empty():
                return
            await asyncio.sleep(0.002)

    def drain(self, session_id: str) -> list[ForwardMsg]:
        """What the session's socket has been sent since the last call."""
        client = self._clients[session_id]
        written, client.written = client.written, []
        return written

    def disconnect(self, session_id: str) -> None:
        """The socket closes; the session waits for its return."""
        self._call(self._disconnect(session_id))

    async def _disconnect(self, session_id: str) -> None:
        self._runtime.disconnect_session(session_id)

    def state(self, session_id: str) -> Mapping[str, object]:
        """Session state as the script would see it."""
        return self._session(session_id).session_state.filtered_state

    def upload(self, session_id: str, file_id: str, name: str, mime: str, data: bytes) -> None:
        """What the upload endpoint does with a PUT."""
        put_file(self._runtime, session_id, UploadedFileRec(file_id=file_id, name=name, type=mime, data=data))

    def media(self, filename: str) -> bytes | None:
        """What the media endpoint serves under this name."""
        return served(self._runtime, filename)

    def edited(self) -> None:
        """A source was saved: what Streamlit's watcher does, without waiting for it."""
        self._runtime._script_cache.clear()
        for name, module in list(sys.modules.items()):
            path = getattr(module, "__file__", None)
            if path is not None and name != "__main__" and Path(path).is_relative_to(self._root):
                del sys.modules[name]

    def trace(self, session_id: str) -> None:
        """The oracle runs everything; there is nothing to tell."""

    def _session(self, session_id: str) -> AppSession:
        session = self._runtime.get_app_session(session_id)
        if session is None:
            raise KeyError(session_id)
        return session

    def _call(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

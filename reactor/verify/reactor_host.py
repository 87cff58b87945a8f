"""Reactor in this process, without HTTP: the app compiled, a host, sessions."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from reactor.parse import CompileError
from reactor.pipeline import compile_app
from reactor.verify.app import App
from reactor.verify.plain import Trace
from reactor.verify.streamlit_full import UploadedFileRec, prepare, put_file, served
from reactor.verify.wire import BackMsg, ForwardMsg
from reactor_runtime.engine.recall import Limits
from reactor_runtime.session.host import Host

ANSWERED = ("file_urls_request", "backend_operation_request")
"""Messages that start no run and get one message back."""


def _wait(condition: Callable[[], bool], timeout: float) -> bool:
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.002)
    return True


class _Client:
    """A session's socket: keeps what is written."""

    def __init__(self) -> None:
        self.written: list[ForwardMsg] = []

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        self.written.append(msg)

    @property
    def client_context(self) -> None:
        """Nothing is known of who asks, as with the oracle's client."""
        return None


class ReactorHost:
    """Reactor's host with one app, offering what `streamlit_full.FullRerun` offers."""

    def __init__(self, app: App) -> None:
        prepare(app.script, app.arguments, app.options)
        self._script = app.script
        program = app.program or compile_app(app.script).program
        # Cheap executions are remembered, too: what is right for them is right for all.
        self._host = Host(str(app.script), program, app.shadow, Limits(worth_seconds=0))
        self._clients: dict[str, _Client] = {}

    def connect(self, existing: str | None) -> str:
        """A socket opens; with `existing`, for the session of that id if it is still there."""
        client = _Client()
        session_id = self._host.connect(client, {}, existing_session_id=existing)
        self._clients[session_id] = client
        return session_id

    def send(self, session_id: str, message: BackMsg, timeout: float) -> bool:
        """Deliver a message and wait until nothing is running or waiting to be sent; False after `timeout` seconds."""
        client = self._clients[session_id]
        self._host.receive(session_id, message, client)
        if message.WhichOneof("type") in ANSWERED:
            return _wait(lambda: bool(client.written), timeout)
        settled = self._host.wait_until_settled(session_id, timeout)
        if self._host.verification.reports:
            raise RuntimeError("\n".join(self._host.verification.reports))
        return settled

    def deliver(self, session_id: str, message: BackMsg) -> None:
        """Deliver a message from a script's own thread, which goes on."""
        self._host.receive(session_id, message, self._clients[session_id])

    def drain(self, session_id: str) -> list[ForwardMsg]:
        """What the session's socket has been sent since the last call."""
        client = self._clients[session_id]
        written, client.written = client.written, []
        return written

    def disconnect(self, session_id: str) -> None:
        """The socket closes; the session waits for its return."""
        self._host.disconnect(session_id, self._clients[session_id])

    def state(self, session_id: str) -> Mapping[str, object]:
        """Session state as the script would see it."""
        state: Mapping[str, object] = self._host.session(session_id).session_state.filtered_state
        return state

    def upload(self, session_id: str, file_id: str, name: str, mime: str, data: bytes) -> None:
        """What the upload endpoint does with a PUT."""
        file = UploadedFileRec(file_id=file_id, name=name, type=mime, data=data)
        put_file(self._host.streamlit, session_id, file)

    def media(self, filename: str) -> bytes | None:
        """What the media endpoint serves under this name."""
        return served(self._host.streamlit, filename)

    def edited(self) -> None:
        """A source was saved."""
        try:
            self._host.replace(compile_app(self._script).program)
        except CompileError as error:
            self._host.refuse(error.path)

    def trace(self, session_id: str) -> Trace:
        """Every region of the last walk."""
        return tuple(
            (Path(path).name, line, outcome, why) for path, line, outcome, why in self._host.last_trace(session_id)
        )

"""The child's side of `targets`: one app, one runner, requests answered one after the other."""

from __future__ import annotations

import os
import random
import sys
import traceback
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from reactor.verify import gate
from reactor.verify.app import App
from reactor.verify.outside import Outside
from reactor.verify.plain import Plain, Trace, digest, plain
from reactor.verify.wire import BackMsg, ForwardMsg


class InProcess(Protocol):
    """A runner in this process; `streamlit_full.FullRerun` and `reactor_host.ReactorHost`."""

    def connect(self, existing: str | None) -> str: ...
    def send(self, session_id: str, message: BackMsg, timeout: float) -> bool: ...
    def deliver(self, session_id: str, message: BackMsg) -> None: ...
    def drain(self, session_id: str) -> list[ForwardMsg]: ...
    def disconnect(self, session_id: str) -> None: ...
    def state(self, session_id: str) -> Mapping[str, object]: ...
    def upload(self, session_id: str, file_id: str, name: str, mime: str, data: bytes) -> None: ...
    def media(self, filename: str) -> bytes | None: ...
    def trace(self, session_id: str) -> Trace | None: ...
    def edited(self) -> None: ...


def serve(connection: Connection) -> None:
    """Answer until the other side closes."""
    server = _Server()
    while True:
        try:
            verb, arguments = connection.recv()
        except EOFError:
            return
        try:
            answer = (True, getattr(server, verb)(*arguments))
        except Exception:
            answer = (False, traceback.format_exc())
        try:
            connection.send(answer)
        except (BrokenPipeError, ConnectionResetError):
            return


class _Server:
    """Requests by name; each public method is one."""

    def __init__(self) -> None:
        self._app: InProcess | None = None
        self._script = Path()
        self._callbacks: list[Plain] = []
        self._outside: Outside | None = None

    @property
    def app(self) -> InProcess:
        if self._app is None:
            raise RuntimeError("not started")
        return self._app

    def pid(self) -> int:
        return os.getpid()

    def start(self, runner: str, app: App, output: Path) -> None:
        _redirect(output, output.with_suffix(".log"))
        os.chdir(app.work)
        self._script = app.script
        _seed()
        from reactor.verify.streamlit_full import FullRerun, observe_callbacks

        observe_callbacks(self._note)
        if runner == "full":
            self._app = FullRerun(app)
        else:
            from reactor.verify.reactor_host import ReactorHost

            self._app = ReactorHost(app)
        self._outside = Outside(app.root, output)

    def connect(self, existing: str | None) -> str:
        return self.app.connect(existing)

    def send(self, session: str, message: bytes, timeout: float) -> tuple[bool, list[bytes]]:
        settled = self.app.send(session, BackMsg.FromString(message), timeout)
        return settled, [written.SerializeToString() for written in self.app.drain(session)]

    def arm(self, session: str, name: str, message: bytes) -> None:
        gate.arm(name, lambda: self.app.deliver(session, BackMsg.FromString(message)))

    def disarm(self, name: str) -> bool:
        return gate.disarm(name)

    def observe(self, session: str) -> tuple[Plain, tuple[Plain, ...], Trace, Plain]:
        callbacks, self._callbacks = tuple(self._callbacks), []
        state = plain(dict(sorted(self.app.state(session).items())))
        outside = self._outside.look() if self._outside is not None else None
        return state, callbacks, self.app.trace(session) or (), outside

    def upload(self, session: str, file_id: str, name: str, mime: str, data: bytes) -> None:
        self.app.upload(session, file_id, name, mime, data)

    def media(self, names: list[str]) -> dict[str, str | None]:
        contents = {name: self.app.media(name) for name in names}
        return {name: None if data is None else digest(data) for name, data in contents.items()}

    def edit(self, file: str, old: str, new: str) -> str:
        path = self._script.parent / file if file else self._script
        text = path.read_text("utf-8") if path.exists() else ""
        if old not in text or not (old or not text):
            return f"{old!r} is not in {path.name}"
        path.write_text(text.replace(old, new, 1), "utf-8")
        self.app.edited()
        return ""

    def disconnect(self, session: str) -> None:
        self.app.disconnect(session)

    def _note(self, callback: Callable[..., object], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
        self._callbacks.append([plain(callback), plain(args), plain(dict(kwargs))])


def _redirect(output: Path, log: Path) -> None:
    """What the app prints and logs goes to two files, from C code too."""
    for stream, path in ((sys.stdout, output), (sys.stderr, log)):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o644)
        stream.flush()
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)


def _seed() -> None:
    random.seed(0)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(0)

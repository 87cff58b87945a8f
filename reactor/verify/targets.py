"""The two runners, each in a process of its own behind one small protocol.

A zygote process imports Streamlit, pandas and the compiler once and forks a child for every app, so that starting a
case costs milliseconds and no case sees another's modules, caches or configuration. Hash seed and random seeds are
fixed: what two oracles disagree about is then really the clock, a thread, or the network.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from reactor.verify.app import App
from reactor.verify.plain import Plain, Trace
from reactor.verify.wire import BackMsg, ForwardMsg


class Runner(StrEnum):
    """Who runs the script."""

    FULL = "full"
    REACTOR = "reactor"


class TargetError(Exception):
    """The target's process failed, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What the server side holds after an event, and what it did outside. `trace` is empty for the oracle."""

    state: Plain
    callbacks: tuple[Plain, ...]
    trace: Trace = ()
    outside: Plain = None


@dataclass(slots=True)
class Zygote:
    """The process that targets are forked from; start it once and use it for many targets."""

    _process: subprocess.Popen[bytes] | None = None
    _control: socket.socket | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> Self:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        environment = {**os.environ, **self.environment, "PYTHONHASHSEED": "0", "TZ": "UTC"}
        # -P: a module in the working folder must not come before one of the same name that Streamlit needs.
        command = [sys.executable, "-P", "-m", "reactor.verify.zygote", str(theirs.fileno())]
        # A session of its own: Ctrl+C is for the command, which ends the others.
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        self._control = ours
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=10)

    def start(self, runner: Runner, app: App, output: Path) -> Target:
        """A fresh target for the app; what it prints goes to `output` and what it logs beside it, to a `.log` file.

        Raises `TargetError` if it cannot start.
        """
        if self._control is None:
            raise RuntimeError("the zygote has not been started")
        ours, theirs = socket.socketpair()
        socket.send_fds(self._control, [b"+"], [theirs.fileno()])
        theirs.close()
        connection = Connection(ours.detach())
        target = Target(connection, output.with_suffix(".log"))
        try:
            # The zygote answers once it has imported everything, which takes minutes on a machine that is very busy.
            target.pid = target.ask("pid", timeout=300)
            target.ask("start", runner.value, app, output, timeout=120)
        except BaseException:
            target.close()
            raise
        return target


@dataclass(slots=True)
class Target:
    """A running app in another process."""

    _connection: Connection
    log: Path
    pid: int = 0

    def ask(self, verb: str, *arguments: Any, timeout: float = 30) -> Any:
        """One request; `TargetError` if it fails there or takes longer than `timeout` seconds."""
        try:
            self._connection.send((verb, arguments))
            if not self._connection.poll(timeout):
                raise TargetError(f"no answer to {verb!r} within {timeout:g} s")
            ok, value = self._connection.recv()
        except (EOFError, OSError) as error:
            raise TargetError(f"the process is gone: {verb!r}\n{self.tail()}") from error
        if not ok:
            raise TargetError(value)
        return value

    def connect(self, existing: str | None = None) -> str:
        """Open a socket; answers the session's id."""
        return str(self.ask("connect", existing))

    def send(self, session: str, message: BackMsg, timeout: float) -> list[ForwardMsg]:
        """Deliver a message, wait until all is settled, and answer everything the browser was sent."""
        settled, written = self.ask("send", session, message.SerializeToString(), timeout, timeout=timeout + 10)
        if not settled:
            raise TargetError(f"not settled within {timeout:g} s\n{self.tail()}")
        return [ForwardMsg.FromString(data) for data in written]

    def arm(self, session: str, gate: str, message: BackMsg) -> None:
        """Have a message delivered when the script reaches a gate."""
        self.ask("arm", session, gate, message.SerializeToString())

    def disarm(self, gate: str) -> bool:
        """Whether the script has not reached the gate; it delivers nothing any more."""
        return bool(self.ask("disarm", gate))

    def observe(self, session: str) -> Observed:
        """State, callbacks since the last call, and what ran."""
        return Observed(*self.ask("observe", session))

    def upload(self, session: str, file_id: str, name: str, mime: str, data: bytes) -> None:
        """Put a file to the upload endpoint."""
        self.ask("upload", session, file_id, name, mime, data)

    def media(self, names: list[str]) -> dict[str, str | None]:
        """Content hashes of media files, None for what is not served."""
        return dict(self.ask("media", names))

    def edit(self, file: str, old: str, new: str) -> str:
        """Replace a text in a source and have the app take notice; answers what is wrong, if it is not there."""
        return str(self.ask("edit", file, old, new))

    def disconnect(self, session: str) -> None:
        """Close the session's socket."""
        self.ask("disconnect", session)

    def tail(self) -> str:
        """The end of what the app printed."""
        return self.log.read_text(errors="replace")[-3000:] if self.log.exists() else ""

    def close(self) -> None:
        """End the process."""
        self._connection.close()
        if self.pid:
            try:
                os.kill(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

"""The contenders, each a server process of its own on this machine."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

_START_SECONDS = 60.0
_TUNED = Path(__file__).parent / "streamlit_tuned.py"


class DidNotStart(Exception):
    """The server ended, or did not answer in time; the message is what it printed."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A way to serve a script. ``command`` makes the process's arguments from a script and a port."""

    name: str
    title: str
    command: Callable[[Path, int], list[str]]


def _streamlit_options(script: Path, port: int) -> list[str]:
    options = {
        "server.port": str(port),
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    return ["run", str(script), *(f"--{name}={value}" for name, value in options.items())]


def _as_shipped(script: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "streamlit", *_streamlit_options(script, port)]


def _tuned(script: Path, port: int) -> list[str]:
    # The file watcher resolves the path of every loaded module after a session's first run.
    options = ["--runner.postScriptGC=false", "--server.fileWatcherType=none"]
    return [sys.executable, str(_TUNED), *_streamlit_options(script, port), *options]


def _reactor(script: Path, port: int) -> list[str]:
    where = ["--host", "127.0.0.1", "--port", str(port), "--headless"]
    return [sys.executable, "-m", "reactor", "serve", *where, str(script)]


SHIPPED, TUNED, REACTOR = "as shipped", "tuned", "reactor"

CONTENDERS = (
    Contender(SHIPPED, "streamlit run", _as_shipped),
    Contender(TUNED, "streamlit run, with TCP_NODELAY, no garbage collection after each run, no file watcher", _tuned),
    Contender(REACTOR, "reactor serve", _reactor),
)


class Server:
    """A running contender; a context manager that ends it."""

    def __init__(self, contender: Contender, script: Path) -> None:
        self.contender = contender
        self.port = _free_port()
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the server)
        environment = os.environ | {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}
        started = time.perf_counter()
        self._process = subprocess.Popen(
            contender.command(script, self.port),
            cwd=script.parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        try:
            self._wait_until_healthy(started + _START_SECONDS)
        except BaseException:
            self.stop()
            raise
        self.start_seconds = time.perf_counter() - started

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def printed(self) -> str:
        """What the server has printed."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace")

    def cpu_seconds(self) -> float:
        """Processor time the server has used; 0 where the system does not say."""
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_bytes(self) -> int:
        """Memory the server holds; 0 where the system does not say."""
        try:
            pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        except OSError:
            return 0
        return pages * os.sysconf("SC_PAGE_SIZE")

    def wait_until_idle(self, timeout: float = 5.0) -> None:
        """Wait until the server is done with what it does after an answer, such as collecting garbage."""
        deadline = time.monotonic() + timeout
        before = self.cpu_seconds()
        while time.monotonic() < deadline:
            time.sleep(0.02)
            now = self.cpu_seconds()
            if now == before:
                return
            before = now

    def _wait_until_healthy(self, deadline: float) -> None:
        while not self._is_healthy():
            if self._process.poll() is not None or time.perf_counter() > deadline:
                raise DidNotStart(f"{self.contender.name}: {self.printed().strip() or 'printed nothing'}")
            time.sleep(0.05)

    def _is_healthy(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/_stcore/health")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

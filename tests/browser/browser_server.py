"""Servers of an app, each a process of its own: `streamlit run` and `reactor serve`."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

STREAMLIT = "streamlit"
REACTOR = "reactor"

START_TIMEOUT = 60.0
STOP_TIMEOUT = 10.0
MOST_AT_ONCE = 4
LOG = "output.log"


@dataclass(frozen=True)
class AppServer:
    """A running server of one app."""

    kind: str
    url: str
    process: subprocess.Popen[bytes]
    folder: tempfile.TemporaryDirectory[str]

    def output(self) -> str:
        """Everything the process has printed."""
        return (Path(self.folder.name) / LOG).read_text(errors="replace")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.folder.cleanup()


class ServerPool:
    """Starts each (kind, app) once and stops the least recently used ones when there are many."""

    def __init__(self) -> None:
        self._running: OrderedDict[tuple[str, Path], AppServer] = OrderedDict()

    def get(self, kind: str, app: Path) -> AppServer:
        key = (kind, app)
        server = self._running.pop(key, None)
        if server is not None and server.process.poll() is not None:
            server.stop()
            server = None
        if server is None:
            while len(self._running) >= MOST_AT_ONCE:
                self._running.popitem(last=False)[1].stop()
            server = start(kind, app)
        self._running[key] = server
        return server

    def stop(self) -> None:
        while self._running:
            self._running.popitem()[1].stop()


def start(kind: str, app: Path) -> AppServer:
    """Start a server and wait until it answers; a process that ends before is an error with its output."""
    port = _free_port()
    env = {**os.environ, "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none"}
    # A working folder of its own: Reactor finds no build there that an older compiler left.
    folder = tempfile.TemporaryDirectory(prefix=f"{kind}-")
    with (Path(folder.name) / LOG).open("wb") as log:
        process = subprocess.Popen(
            _command(kind, app, port), cwd=folder.name, env=env, stdout=log, stderr=subprocess.STDOUT
        )
    server = AppServer(kind, f"http://127.0.0.1:{port}", process, folder)
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline and process.poll() is None:
        if _healthy(server.url):
            return server
        time.sleep(0.1)
    output = server.output()
    server.stop()
    raise RuntimeError(f"{kind} did not start for {app}:\n{output}")


def _command(kind: str, app: Path, port: int) -> list[str]:
    if kind == STREAMLIT:
        options = ["--server.headless", "true", "--server.port", str(port), "--server.address", "127.0.0.1"]
        return [sys.executable, "-m", "streamlit", "run", str(app), *options]
    options = ["--headless", "--port", str(port), "--host", "127.0.0.1"]
    return [sys.executable, "-m", "reactor", "serve", str(app), *options]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _healthy(url: str) -> bool:
    with (
        contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError),
        urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer,
    ):
        return bool(answer.status == 200)
    return False

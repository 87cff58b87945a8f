"""`reactor serve --watch`: build again when a source changes, and start the server anew with the new build.

A new process, and not a new program in this one: modules that were imported, caches keyed by functions and threads of
the old script would otherwise live on beside the new one. Open pages reconnect by themselves and keep their widgets.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reactor.build.errors import AppProblem
from reactor.cli.problems import print_problem

if TYPE_CHECKING:
    from reactor.build.folder import Build

# Tells the new process which port the old one had, so that open pages find it.
_PORT = "REACTOR_RESTARTED_AT_PORT"


def inherited_port() -> int | None:
    """The port to take over, in a process that was started by `Restarter`."""
    port = os.environ.pop(_PORT, None)
    return None if port is None else int(port)


class Restarter:
    """Watches the sources of a build while it is served; `wanted` once there is a newer one."""

    def __init__(self, build: Build, options: dict[str, object]) -> None:
        self.wanted = False
        self._build = build
        self._options = options
        self._port = 0
        self._folder = Path.cwd()

    def start(self, port: int) -> None:
        """Begin to watch; `port` is where the server listens."""
        self._port = port
        threading.Thread(target=self._watch, name="reactor-watch", daemon=True).start()

    def restart(self) -> None:
        """Replace this process by one that was called alike. Does not return."""
        os.environ[_PORT] = str(self._port)
        os.chdir(self._folder)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])

    def _watch(self) -> None:
        from reactor.build.sources import absolute
        from reactor.build.watch import Watcher

        watcher = Watcher()
        watcher.watch({absolute(path, self._build.folder).parent for path in self._build.manifest.sources})
        watcher.watch_project(self._build.script)
        watcher.start()
        # A source may have changed since it was built, before anybody watched.
        self.wanted = self._rebuilt()
        while not self.wanted:
            watcher.wait()
            self.wanted = self._rebuilt()
        watcher.stop()
        _interrupt()

    def _rebuilt(self) -> bool:
        from reactor.build.make import make

        try:
            fresh = make(self._build.script, self._build.folder, options=self._options).fresh
        except AppProblem as problem:
            print_problem(problem)
            return False
        if fresh:
            click.echo("  The app changed; starting anew.")
        return fresh


def _interrupt() -> None:
    """End the server as Ctrl+C does: it says goodbye to browsers and returns to whoever called it."""
    if sys.platform == "win32":
        os.kill(os.getpid(), signal.CTRL_C_EVENT)
        return
    # To the main thread: a signal that this one raised would not wake it.
    main = threading.main_thread().ident
    if main is not None:
        signal.pthread_kill(main, signal.SIGINT)

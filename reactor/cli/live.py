"""`reactor serve` notices edits: it builds again when a source changes, and hands the running server the new program.

Sessions, caches and connections live on, as under `streamlit run`; open pages offer to rerun, or do at once where
`server.runOnSave` says so.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reactor.build.errors import AppProblem, BrokenScript
from reactor.cli.problems import print_problem

if TYPE_CHECKING:
    from reactor.build.folder import Build
    from reactor_runtime.session.host import Host


class LiveBuild:
    """Watches the sources of a build while a host in this process serves it."""

    def __init__(self, build: Build, options: dict[str, object]) -> None:
        self._build = build
        self._options = options
        self._host: Host | None = None
        self._refused = False

    def serve_with(self, host: Host) -> None:
        """What to hand new programs to."""
        self._host = host

    def start(self) -> None:
        """Begin to watch, in a thread that ends with the process."""
        threading.Thread(target=self._watch, name="reactor-watch", daemon=True).start()

    def _watch(self) -> None:
        from reactor.build.watch import Watcher

        watcher = Watcher()
        watcher.watch(self._folders())
        watcher.start()
        # A source may have changed since it was built, before anybody watched.
        self._update()
        while True:
            watcher.wait()
            # An editor's task knows by these lines which problems are of the past.
            click.echo("  A source changed.")
            self._update()
            click.echo("  Waiting for the next change.")
            # An import of the edited source may lead to other folders.
            watcher.watch(self._folders())

    def _folders(self) -> set[Path]:
        from reactor.build.sources import absolute

        return {absolute(path, self._build.folder).parent for path in self._build.manifest.sources}

    def _update(self) -> None:
        from reactor.build.make import make

        assert self._host is not None
        try:
            outcome = make(self._build.script, self._build.folder, options=self._options)
        except AppProblem as problem:
            print_problem(problem)
            if isinstance(problem, BrokenScript) and problem.path is not None:
                self._refused = True
                self._host.refuse(str(problem.path))
            return
        if outcome.fresh or self._refused:
            # A mistake that was taken back leaves the build as it was.
            self._refused = False
            self._build = outcome.build
            click.echo("  The app changed; the next run of every page is of the new one.")
            self._host.replace(outcome.build.program)

"""What an app does to the outside world while it is played: what it prints, the files it leaves, whom it calls.

Only what was *done* is told: a file that is read twice or once makes no difference to anybody.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from reactor.verify.app import files
from reactor.verify.plain import Plain, digest, plain

CALLS = frozenset({"socket.connect", "socket.sendto", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"})
"""Audit events of the interpreter that are about other processes and machines."""


class Outside:
    """Observes this process from now on; `root` is the copy of the app's folder, `printed` where its output goes."""

    def __init__(self, root: Path, printed: Path) -> None:
        self._root = root
        self._printed = printed
        self._read = 0
        self._before = _stamps(root)
        self._known: dict[str, tuple[tuple[int, int], str]] = {}
        self._calls: list[Plain] = []
        sys.addaudithook(self._audit)

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in CALLS:
            # A socket has no meaning elsewhere; whom it calls has.
            self._calls.append([event, *(plain(item) for item in arguments if type(item) in (str, list, tuple))])

    def look(self) -> Plain:
        """Calls and output since the last look, and all files that are not as they were copied."""
        calls, self._calls = self._calls, []
        sys.stdout.flush()
        with self._printed.open("rb") as file:
            file.seek(self._read)
            text = file.read()
        self._read += len(text)
        return {"printed": text.decode(errors="replace"), "calls": calls, "files": self._files()}

    def _files(self) -> dict[str, str]:
        now = _stamps(self._root)
        found = dict.fromkeys(sorted(self._before.keys() - now.keys()), "<gone>")
        for name, stamp in now.items():
            if self._before.get(name) == stamp:
                continue
            known = self._known.get(name)
            if known is None or known[0] != stamp:
                known = self._known[name] = (stamp, _digest(self._root / name))
            found[name] = known[1]
        return found


def _stamps(root: Path) -> dict[str, tuple[int, int]]:
    return {name: (stat.st_mtime_ns, stat.st_size) for name, stat in files(root).items()}


def _digest(path: Path) -> str:
    try:
        return f"<{os.path.getsize(path)} bytes {digest(path.read_bytes())}>"
    except OSError:
        return "<gone>"

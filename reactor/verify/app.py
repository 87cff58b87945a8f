"""An app to play, and fresh copies of it.

Page and widget ids hash the script's path, so all runs must find the app at one path, one after the other; and what one
run wrote must be gone before the next. So a folder around the script is copied, to the same place each time.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from reactor.project import find_project
from reactor_runtime.program import Program

LEFT_OUT = frozenset({".git", ".reactor", "__pycache__", "node_modules"})
"""Folders that no run needs; virtual environments are left out as well."""

COPY = "app"


@dataclass(frozen=True, slots=True)
class App:
    """`root` is the folder that is copied, `work` the working folder in it; all paths are absolute.

    `arguments` are what the script finds in `sys.argv`, `options` Streamlit's as `streamlit run` takes them
    (`theme_base`). `program` is what Reactor runs; None: what it compiles from the copy. `shadow` is the share of
    events, in per cent, that it checks by a shadow run.
    """

    script: Path
    root: Path
    work: Path
    arguments: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)
    program: Program | None = None
    shadow: float = 0

    @classmethod
    def of(cls, script: Path) -> Self:
        """An app that needs nothing but the folder of its script."""
        return cls(script, script.parent, script.parent)

    def moved(self, root: Path) -> App:
        """The app as it stands in a copy of its folder."""
        return replace(
            self,
            script=_moved(self.script, self.root, root),
            root=root,
            work=_moved(self.work, self.root, root),
            program=None if self.program is None else _rooted(self.program, self.root, root),
        )


def _rooted(program: Program, old: Path, new: Path) -> Program:
    modules = (replace(module, path=str(_moved(Path(module.path), old, new))) for module in program.modules)
    return replace(program, modules=tuple(modules))


def _moved(path: Path, old: Path, new: Path) -> Path:
    return new / path.relative_to(old) if path.is_relative_to(old) else path


@contextmanager
def stage() -> Iterator[Path]:
    """A place for copies, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="verify-") as place:
        yield Path(place).resolve()


def fresh_copy(app: App, place: Path) -> App:
    """The app in a fresh copy of its folder, in place of the copy that is there."""
    root = place / COPY
    if root.exists():
        shutil.rmtree(root)
    root.mkdir(parents=True)
    for entry in _entries(app.root):
        target = root / os.path.relpath(entry.path, app.root)
        if entry.is_symlink():
            # Leads where it led, but into the copy if that is where its end is: large data outside is not copied.
            target.symlink_to(_moved(Path(entry.path).resolve(), app.root.resolve(), root))
        elif entry.is_dir():
            target.mkdir()
        else:
            shutil.copy2(entry.path, target)
    if app.program is None:
        _copy_project(app, place)
    return app.moved(root)


def _copy_project(app: App, place: Path) -> None:
    """The app author's settings, to where the compiler finds them from the copy: they may stand above the folder."""
    project = find_project(app.script)
    if project is not None and not project.path.is_relative_to(app.root.resolve()):
        shutil.copy(project.path, place)


def size(root: Path) -> int:
    """How many bytes a copy of the folder takes."""
    return sum(entry.stat().st_size for entry in _entries(root) if entry.is_file(follow_symlinks=False))


def files(root: Path) -> dict[str, os.stat_result]:
    """The files of a folder by their place in it."""
    found = {}
    for entry in _entries(root):
        if entry.is_file(follow_symlinks=False):
            # The app may be at work, and take away what it needed for a moment.
            with suppress(FileNotFoundError):
                found[os.path.relpath(entry.path, root)] = entry.stat()
    return found


def _entries(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """What a copy holds, folders before what is in them. Sockets, pipes and devices are not for copying."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_symlink() or entry.is_file():
            yield entry
        elif entry.is_dir() and entry.name not in LEFT_OUT and not os.path.exists(f"{entry.path}/pyvenv.cfg"):
            yield entry
            yield from _entries(entry.path)

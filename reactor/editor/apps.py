"""The apps that an editor has files of, as they are on disk.

Needs: paths of files. Gives: an `Analysis` of the app that a file belongs to.

A file belongs to the app that it was found in before; a page in `pages/` to the script beside that folder; another
one is a script itself if it imports Streamlit.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from reactor.build import sources
from reactor.build.describe import Described, describe
from reactor.build.errors import AppProblem, BrokenProject, BrokenScript, NoScript
from reactor.build.make import compile_script

# What the main script is called, if there are several beside `pages/`.
USUAL = (sources.DEFAULT_SCRIPT, "app.py", "main.py", "Home.py", "home.py")


@dataclass(frozen=True, slots=True)
class Analysis:
    """An app: `described` is None where it cannot be compiled, for which `problem` is the reason."""

    script: Path
    files: tuple[Path, ...]
    described: Described | None
    problem: AppProblem | None = None

    def name(self, path: Path) -> str:
        """A file as report and graph name it."""
        return sources.relative(path, self.script.parent)


class Apps:
    """The analyses made so far. `main` is the script to begin with, if somebody named one. Any thread."""

    def __init__(self, main: Path | None = None) -> None:
        self._main = main
        self._lock = threading.Lock()
        self._found: dict[Path, Analysis] = {}

    def known(self, path: Path) -> Analysis | None:
        """The last analysis of the app that a file belongs to."""
        path = path.resolve()
        with self._lock:
            return next((one for one in self._found.values() if path in one.files), None)

    def look(self, path: Path) -> Analysis | None:
        """Analyse the file's app as it is now; None if the file belongs to none."""
        script = self._script_of(path.resolve())
        if script is None:
            return None
        analysis = _analyse(script, self._found.get(script))
        with self._lock:
            self._found[script] = analysis
        return analysis

    def _script_of(self, path: Path) -> Path | None:
        if self._main is not None and self._main not in self._found:
            return self._main
        before = self.known(path)
        if before is not None:
            return before.script
        if path.parent.name == "pages":
            beside = sorted(path.parent.parent.glob("*.py"), key=_usual_first)
            return next(filter(_imports_streamlit, beside), None)
        return path if _imports_streamlit(path) else None


def _usual_first(path: Path) -> tuple[int, str]:
    return (USUAL.index(path.name) if path.name in USUAL else len(USUAL)), path.name


def _imports_streamlit(path: Path) -> bool:
    """Whether the file does, or is so broken just now that nobody knows."""
    if "streamlit" in sources.imported([path]):
        return True
    try:
        text = sources.read_source(path)
        compile(text, str(path), "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return "streamlit" in text
    except BrokenScript:
        return False
    return False


def _analyse(script: Path, before: Analysis | None) -> Analysis:
    try:
        compiled = compile_script(script)
        files = tuple(Path(module.path).resolve() for module in compiled.program.modules)
        return Analysis(script, files, describe(script, compiled))
    except (BrokenScript, BrokenProject, NoScript) as problem:
        return Analysis(script, before.files if before else (script,), None, problem)

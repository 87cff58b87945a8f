"""The apps that an editor has files of, as the editor has them.

Needs: paths of files, and the texts of those that are open. Gives: an `Analysis` of the app that a file belongs to.

A file belongs to the app that it was found in before; a page in `pages/` to the script beside that folder; another
one is a script itself if it imports Streamlit.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reactor.build import sources
from reactor.build.describe import Described, describe
from reactor.build.errors import AppProblem, BrokenProject, BrokenScript, NoScript
from reactor.build.make import compile_script

# What the main script is called, if there are several beside `pages/`.
USUAL = (sources.DEFAULT_SCRIPT, "app.py", "main.py", "Home.py", "home.py")


@dataclass(frozen=True, slots=True)
class Analysis:
    """An app. Where it cannot be compiled `problem` is the reason, and the rest is as it was when it last could be.

    `described` is None until then; it speaks of `lines`, those of each file.
    """

    script: Path
    files: tuple[Path, ...]
    described: Described | None
    lines: Mapping[Path, Sequence[str]]
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

    def look(self, path: Path, texts: Mapping[Path, str] | None = None) -> Analysis | None:
        """Analyse the file's app as it is now, with the `texts` of open files; None if the file belongs to none."""
        texts = texts or {}
        script = self._script_of(path.resolve(), texts)
        if script is None:
            return None
        analysis = _analyse(script, texts, self._found.get(script))
        with self._lock:
            self._found[script] = analysis
        return analysis

    def _script_of(self, path: Path, texts: Mapping[Path, str]) -> Path | None:
        if self._main is not None and self._main not in self._found:
            return self._main
        before = self.known(path)
        if before is not None:
            return before.script
        if path.parent.name == "pages":
            beside = sorted(path.parent.parent.glob("*.py"), key=_usual_first)
            return next((one for one in beside if _imports_streamlit(one, texts)), None)
        return path if _imports_streamlit(path, texts) else None


def _usual_first(path: Path) -> tuple[int, str]:
    return (USUAL.index(path.name) if path.name in USUAL else len(USUAL)), path.name


def _imports_streamlit(path: Path, texts: Mapping[Path, str]) -> bool:
    """Whether the file does, or is so broken just now that nobody knows."""
    try:
        text = texts[path] if path in texts else sources.read_source(path)
    except BrokenScript:
        return False
    try:
        return "streamlit" in sources.imported_by(text)
    except (SyntaxError, ValueError):
        return "streamlit" in text


def _analyse(script: Path, texts: Mapping[Path, str], before: Analysis | None) -> Analysis:
    try:
        compiled = compile_script(script, texts)
        lines = {Path(path).resolve(): sources.lines_of(text) for path, text in compiled.texts.items()}
        return Analysis(script, tuple(lines), describe(script, compiled), lines)
    except (BrokenScript, BrokenProject, NoScript) as problem:
        return replace(before or Analysis(script, (script,), None, {}), problem=problem)

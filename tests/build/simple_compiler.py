"""A compiler that knows only top-level statements: what a build does with a program needs no better one.

The folder's tests are about files on disk; the real compiler is used by the tests of the command line.
"""

from __future__ import annotations

import ast
import hashlib
import sys
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reactor.diagnostics import Diagnostic
from reactor_runtime.program import ModuleProgram, Program, Region, RegionKind, Span


class CompileError(Exception):
    """As `reactor.pipeline.CompileError`."""

    def __init__(self, path: str, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.path, self.line, self.column, self.message = path, line, column, message


@dataclass(frozen=True)
class Compiled:
    """As `reactor.pipeline.Compiled`."""

    program: Program
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def compile_app(main_script: Path, _unsaved: Mapping[Path, str] | None = None) -> Compiled:
    """One region a statement, of the script, its pages, and the modules beside it that it imports."""
    root = main_script.resolve().parent
    main = _module(0, "__main__", main_script.resolve())
    pages = [("__main__", path) for path in sorted((root / "pages").glob("*.py"))]
    names = {word for region in main.regions for word in region.source.replace(",", " ").split()}
    local = [(name, root / f"{name}.py") for name in sorted(names) if (root / f"{name}.py").exists()]
    program = Program((main, *(_module(i, *one) for i, one in enumerate([*pages, *local], start=1))))
    return Compiled(program, texts={module.path: module.transpiled for module in program.modules})


def _module(index: int, name: str, path: Path) -> ModuleProgram:
    text = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise CompileError(str(path), error.lineno or 1, (error.offset or 1) - 1, error.msg) from None
    regions = tuple(
        Region(
            id=number,
            kind=RegionKind.STATEMENT,
            span=Span(node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0),
            scope="<module>",
            source=ast.unparse(node),
        )
        for number, node in enumerate(tree.body, start=1)
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    lines = tuple(range(1, text.count("\n") + 1))
    return ModuleProgram(index, name, str(path), digest, text, lines, (0,) * len(lines), regions)


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put it in the place of `reactor.pipeline`."""
    pipeline = types.ModuleType("reactor.pipeline")
    pipeline.__dict__.update(compile_app=compile_app, CompileError=CompileError, Compiled=Compiled)
    monkeypatch.setitem(sys.modules, "reactor.pipeline", pipeline)

"""With guards that always run, a transpiled script does what the original does: output, names, errors, lines."""

from __future__ import annotations

import ast
import contextlib
import io
import traceback
from typing import Any

import pytest

from reactor.pipeline import compile_source
from tests.compiler.inert import Inert
from tests.compiler.recorded_streamlit import importing
from tests.compiler.snippets import SNIPPETS
from tests.compiler.snippets_drawing import DRAWING

SCRIPTS = {**SNIPPETS, **DRAWING}

_PATH = "app.py"


class _Outcome:
    """What running a script leaves behind."""

    def __init__(self, text: str, **names: Any) -> None:
        self.names: dict[str, Any] = {"__name__": "__main__", "__file__": _PATH, **names}
        self.names["__builtins__"] = importing()
        out = io.StringIO()
        self.error: BaseException | None = None
        with contextlib.redirect_stdout(out):
            try:
                exec(compile(text, _PATH, "exec", dont_inherit=True), self.names)
            except BaseException as error:
                self.error = error
        self.out = out.getvalue()

    def bound(self) -> dict[str, str]:
        return {
            name: repr(value)
            for name, value in self.names.items()
            if not name.startswith("_") and name != "st" and " at 0x" not in repr(value)
        }

    def failing_lines(self) -> list[int]:
        assert self.error is not None
        frames = traceback.extract_tb(self.error.__traceback__)
        return [frame.lineno or 0 for frame in frames if frame.filename == _PATH]


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_runs_like_the_original(name: str) -> None:
    script = SCRIPTS[name]
    module = compile_source(script, _PATH).program.modules[0]
    original, transpiled = _Outcome(script), _Outcome(module.transpiled, _r=Inert())
    assert transpiled.out == original.out
    assert repr(transpiled.error) == repr(original.error)
    assert transpiled.bound() == original.bound()
    if original.error is not None:
        assert [module.lines[line - 1] for line in transpiled.failing_lines()] == original.failing_lines()


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_keeps_the_docstring_and_the_first_lines(name: str) -> None:
    script = SCRIPTS[name]
    transpiled = compile_source(script, _PATH).program.modules[0].transpiled
    assert ast.get_docstring(ast.parse(transpiled)) == ast.get_docstring(ast.parse(script))
    if script.startswith("#!"):
        assert transpiled.splitlines()[0] == script.splitlines()[0]


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_every_line_stands_for_a_line_of_the_script(name: str) -> None:
    script = SCRIPTS[name]
    module = compile_source(script, _PATH).program.modules[0]
    lines = module.transpiled.split("\n")[:-1]
    source = module_lines(script)
    assert len(module.lines) == len(module.indents) == len(lines)
    for text, line, added in zip(lines, module.lines, module.indents, strict=True):
        assert 1 <= line <= len(source)
        original = source[line - 1]
        if "_r." not in text and text.strip() == original.strip() and text.strip() and original[0] != "\t":
            assert text.rstrip() == " " * added + original.rstrip()


def module_lines(script: str) -> list[str]:
    """Physical lines, however they end."""
    return script.replace("\r\n", "\n").split("\n")


def test_functions_that_draw_are_split() -> None:
    """Otherwise the drawing snippets would show nothing that the others do not."""
    split = [
        name
        for name, script in DRAWING.items()
        if "_r.frame(" in compile_source(script, _PATH).program.modules[0].transpiled
    ]
    assert len(split) >= 8

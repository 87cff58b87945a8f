"""Every case file says what the compiler gives today."""

from __future__ import annotations

from pathlib import Path

import pytest

from reactor.graph.verify import verify
from reactor.pipeline import compile_source
from tests.compiler.cases import FOLDER, compiled_case, read_case

_PATHS = sorted(FOLDER.glob("*.case"))


def test_there_are_cases() -> None:
    assert len(_PATHS) >= 10


@pytest.mark.parametrize("path", _PATHS, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = read_case(path)
    assert compiled_case(case.script) == case


@pytest.mark.parametrize("path", _PATHS, ids=lambda path: path.stem)
def test_case_is_a_valid_program(path: Path) -> None:
    program = compile_source(read_case(path).script, "app.py").program
    compile(program.modules[0].transpiled, "app.py", "exec", dont_inherit=True)
    assert verify(program) == []

"""What of Streamlit is not public is imported in two places only, each with a reason.

import-linter knows modules, not which of them are public, so this reads the sources.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
ROOTS = ("reactor", "runtime/reactor_runtime", "web/reactor_web")

# The adapter is the one place for it; the verifier drives Streamlit's own runner, to compare with.
ALLOWED = ("runtime/reactor_runtime/adapter/", "reactor/verify/")


def private_imports(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of every import of a module inside streamlit, or of a name of it with an underscore."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.startswith("streamlit."))
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            if node.module.startswith("streamlit."):
                yield node.lineno, node.module
            elif node.module == "streamlit":
                yield from ((node.lineno, alias.name) for alias in node.names if alias.name.startswith("_"))


def test_only_the_adapter_and_the_verifier_reach_into_streamlit() -> None:
    found = [
        f"{path.relative_to(TOP)}:{line} imports {name}"
        for root in ROOTS
        for path in sorted((TOP / root).rglob("*.py"))
        if not path.relative_to(TOP).as_posix().startswith(ALLOWED)
        for line, name in private_imports(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import streamlit as st", []),
        ("from streamlit import cache_data", []),
        ("import streamlit.runtime", ["streamlit.runtime"]),
        ("from streamlit.runtime import Runtime", ["streamlit.runtime"]),
        ("def f():\n    from streamlit import _main", ["_main"]),
        ("from streamlit_extras import grid", []),
    ],
)
def test_the_rule_sees_what_it_should(source: str, names: list[str]) -> None:
    assert [name for _, name in private_imports(source)] == names

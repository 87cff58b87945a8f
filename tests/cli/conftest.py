"""A small app in a working folder of its own, and the `reactor` command as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Reactor = Callable[..., subprocess.CompletedProcess[str]]

SCRIPT = """\
import streamlit as st
import prices
low = st.slider("Low", 0, 9)
table = prices.above(low)
st.write(table)
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, away from the configuration of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("STREAMLIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("REACTOR_DEBUG", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def app(here: Path) -> Path:
    """A script with a local module."""
    (here / "app.py").write_text(SCRIPT)
    (here / "prices.py").write_text("def above(low):\n    return [n for n in range(10) if n > low]\n")
    return here / "app.py"


@pytest.fixture
def reactor() -> Reactor:
    """Run the command to its end."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "reactor", *arguments],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run

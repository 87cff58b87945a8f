"""A working folder with a small app, compiled by the simple compiler."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build import simple_compiler


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, away from the configuration of whoever runs the tests."""
    home = tmp_path / "home"
    work = tmp_path / "work"
    home.mkdir()
    work.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def app(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script with a page and a local module."""
    simple_compiler.install(monkeypatch)
    script = here / "app.py"
    script.write_text("import streamlit as st\nimport prices\nst.write(prices.NOW)\n")
    (here / "prices.py").write_text("NOW = 3\n")
    (here / "pages").mkdir()
    (here / "pages" / "1_Map.py").write_text("import streamlit as st\nst.title('Map')\n")
    return script

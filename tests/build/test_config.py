"""The settings that matter to the compiler come from where Streamlit takes them, the nearer before the farther."""

from __future__ import annotations

from pathlib import Path

import pytest

from reactor.build.config import DEFAULTS, compile_config

MAGIC = "runner.magicEnabled"


def write(folder: Path, value: str) -> None:
    (folder / ".streamlit").mkdir(parents=True, exist_ok=True)
    (folder / ".streamlit" / "config.toml").write_text(f"[runner]\nmagicEnabled = {value}\n")


def test_defaults_are_those_of_streamlit(here: Path) -> None:
    from streamlit import config

    assert compile_config(here / "app.py") == {key: config.get_option(key) for key in DEFAULTS}


def test_the_nearer_source_wins(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = here / "apps" / "app.py"
    seen = []
    for change in (
        lambda: write(Path.home(), "false"),
        lambda: write(here, "true"),
        lambda: write(script.parent, "false"),
        lambda: monkeypatch.setenv("STREAMLIT_RUNNER_MAGIC_ENABLED", "true"),
    ):
        change()
        seen.append(compile_config(script)[MAGIC])
    seen.append(compile_config(script, {MAGIC: False})[MAGIC])
    assert seen == [False, True, False, True, False]


def test_a_broken_file_is_left_to_streamlit(here: Path) -> None:
    write(here, "= 1")
    assert compile_config(here / "app.py") == DEFAULTS

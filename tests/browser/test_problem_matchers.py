"""The patterns of the tasks for VS Code, by the regular expressions that VS Code has: those of JavaScript."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import BrowserContext

from reactor.cli import main
from reactor.editor.tasks import tasks

SCRIPT = """\
import streamlit as st
import time
st.write(time.time())
if st.checkbox("ä (b)"): print(1)
"""

MATCHED = """([pattern, lines]) => lines.map(line => {
    const match = new RegExp(pattern).exec(line);
    return match && [...match].map(group => group ?? null);
})"""


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the build says of a script, and of one that is none."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.py").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "broken.py").write_text("import streamlit as st\nst.write(\n", encoding="utf-8")
    said = [CliRunner().invoke(main, ["build", name, "--all"]).output for name in ("app.py", "broken.py")]
    return [*"".join(said).splitlines(), "10:20:30 app.py is being built", "10:20:31 app.py built in 0.1 s", ""]


def test_javascript_matches_what_python_matches(context: BrowserContext, output: list[str]) -> None:
    patterns = set()
    for task in tasks("app.py", [sys.executable, "-m", "reactor"]):
        if task["problemMatcher"]:
            patterns.add(task["problemMatcher"]["pattern"]["regexp"])
            background = task["problemMatcher"].get("background", {})
            patterns.update(text for name, text in background.items() if name.endswith("Pattern"))
    page = context.new_page()
    matches = 0
    for pattern in sorted(patterns):
        ours = [re.search(pattern, line) for line in output]
        assert page.evaluate(MATCHED, [pattern, output]) == [one and [one[0], *one.groups()] for one in ours]
        matches += sum(one is not None for one in ours)
    assert matches >= 5

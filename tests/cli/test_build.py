"""`reactor build`, with the real compiler."""

from __future__ import annotations

import ast
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest
from click.testing import CliRunner

from reactor.cli import main


def test_a_build_is_announced_and_then_up_to_date(app: Path) -> None:
    first = CliRunner().invoke(main, ["build", "app.py"])
    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("Built app.py in ")
    assert "in 2 files" in first.stdout
    assert CliRunner().invoke(main, ["build", "app.py"]).stdout.startswith("Up to date: .reactor/app: ")
    assert CliRunner().invoke(main, ["build", "app.py", "--force"]).stdout.startswith("Built")


def test_the_transpiled_script_is_python_with_guards(app: Path, here: Path) -> None:
    assert CliRunner().invoke(main, ["build", "app.py", "-o", "out"]).exit_code == 0
    text = (here / "out" / "script.py").read_text()
    ast.parse(text)
    assert "if _r.run(" in text
    assert 'low = st.slider("Low", 0, 9)' in text
    assert (here / "out" / "sources" / "prices.py").exists()


def test_the_manifest_names_versions_and_sources(app: Path, here: Path) -> None:
    CliRunner().invoke(main, ["build", "app.py"])
    manifest = json.loads((here / ".reactor" / "app" / "manifest.json").read_text())
    assert manifest["script"] == "../../app.py"
    assert set(manifest["sources"]) == {"../../app.py", "../../prices.py"}
    assert manifest["config"]["runner.magicEnabled"] is True
    assert manifest["versions"]["streamlit"].startswith("1.67")


def test_a_script_without_streamlit_is_warned_about(here: Path) -> None:
    (here / "plain.py").write_text("print(1)\n")
    result = CliRunner().invoke(main, ["build", "plain.py"])
    assert result.exit_code == 0
    assert "warning: plain.py is not a Streamlit script" in result.stderr


CLOCKS = "import streamlit as st\nimport time\n" + "st.write(time.time())\n" * 12


def test_what_always_runs_is_listed(here: Path) -> None:
    (here / "apps").mkdir()
    (here / "apps" / "app.py").write_text(CLOCKS)
    said = CliRunner().invoke(main, ["build", "apps/app.py"]).stdout.splitlines()
    assert said[2] == "info: apps/app.py:3:1: always runs, as it reads the clock: time.time() (clock)"
    assert said[12:] == ["  and 2 more, lighter ones: --all lists them"]
    said = CliRunner().invoke(main, ["build", "apps/app.py", "--all"]).stdout.splitlines()
    assert len([line for line in said if line.startswith("info: ")]) == 12


def test_other_formats_are_alone_on_stdout(here: Path) -> None:
    (here / "app.py").write_text(CLOCKS)
    printed = {
        form: CliRunner().invoke(main, ["build", "app.py", "--output-format", form]).stdout
        for form in ("json", "sarif", "github")
    }
    assert json.loads(printed["json"])["totals"]["always runs"] == 12
    assert len(json.loads(printed["sarif"])["runs"][0]["results"]) == 12
    assert printed["github"].count("::notice file=app.py,line=") == 12


def test_a_build_is_compared_with_the_one_before(here: Path) -> None:
    (here / "app.py").write_text("import streamlit as st\nimport time\nst.write(1)\n")
    said = CliRunner().invoke(main, ["build", "app.py", "--diff"]).stdout
    assert said.endswith("There is no previous build to compare with.\n")
    (here / "app.py").write_text("import streamlit as st\nimport time\nst.write(1)\nst.write(time.time())\n")
    expected = [
        "New, and always run:",
        "  app.py:4  st.write(time.time())  (clock)",
        "",
        "Statements added: 1, gone: 0.",
    ]
    for _ in range(2):  # The second time the build is up to date; the one before it is still the first.
        said = CliRunner().invoke(main, ["build", "app.py", "--diff"]).stdout
        assert said.splitlines()[-4:] == expected
    said = CliRunner().invoke(main, ["build", "app.py", "--diff", "--output-format", "json"]).stdout
    assert [change["line"] for change in json.loads(said)["difference"]["changes"]] == [4]


def test_streamlit_imported_by_a_local_module_is_enough(here: Path) -> None:
    (here / "app.py").write_text("import ui\nui.draw()\n")
    (here / "ui.py").write_text("from streamlit import write\ndef draw():\n    write(1)\n")
    assert CliRunner().invoke(main, ["build", "app.py"]).stderr == ""


@pytest.fixture
def watching(app: Path) -> Iterator[tuple[subprocess.Popen[str], Queue[str]]]:
    """`reactor build --watch`, with what it prints, line by line."""
    command = [sys.executable, "-m", "reactor", "build", "app.py", "--watch"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    lines: Queue[str] = Queue()
    assert process.stdout is not None
    reader = threading.Thread(target=lambda: [lines.put(line) for line in process.stdout or ()], daemon=True)
    reader.start()
    yield process, lines
    process.kill()
    process.wait()
    reader.join()
    process.stdout.close()


def next_with(lines: Queue[str], text: str) -> str:
    """The next line that holds the text."""
    while True:
        line = lines.get(timeout=60)
        if text in line:
            return line


def test_watching_builds_again_and_survives_errors(
    app: Path, here: Path, watching: tuple[subprocess.Popen[str], Queue[str]]
) -> None:
    process, lines = watching
    assert next_with(lines, "app.py").endswith(" app.py is being built\n")
    assert "app.py built in" in next_with(lines, "built in")
    (here / "prices.py").write_text("def above(low):\n    return low\n")
    next_with(lines, "built in")
    app.write_text("import streamlit as st\nst.write(\n")
    assert next_with(lines, "error: ").startswith("error: app.py:2:")
    assert next_with(lines, " app.py not built\n")
    app.write_text("import streamlit as st\nst.write(1)\n")
    assert "in 1 file" in next_with(lines, "built in")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0

"""`reactor vscode`, and what its problem matchers make of what the commands really print."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from reactor.cli import main
from reactor.editor import jsonc, tasks
from tests.editor import vscode_itself
from tests.editor.vscode_tasks import SCHEMA

ASK_VSCODE = bool(os.environ.get("REACTOR_TEST_VSCODE"))

COMMANDS = Path(__file__).parents[2] / "reactor" / "cli"
REPOSITORY = Path(__file__).parents[2] / ".vscode" / "tasks.json"

SCRIPT = "import streamlit as st\nimport time\nst.write(time.time())\nif st.checkbox('ä'): print(1)\n"

WITH_COMMENTS = """\
{
  // What I run all day.
  "version": "2.0.0",
  "tasks": [
    { "label": "mine", "type": "shell", "command": "make" }, // keep
    {
      "label": "Reactor: graph", /* in dots */
      "command": "reactor graph app.py --format dot",
    },
    /* more to come */
  ],
}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "app.py").write_text(SCRIPT, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def vscode(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["vscode", "app.py", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def written(here: Path) -> str:
    return (here / ".vscode" / "tasks.json").read_bytes().decode()


def checked(text: str) -> dict[str, dict[str, Any]]:
    value = jsonc.parse(text).value
    jsonschema.validate(value, SCHEMA)
    if ASK_VSCODE:
        vscode_itself.validate(value)
    return {task["label"]: task for task in value["tasks"]}


def test_a_new_file_is_what_vs_code_accepts(here: Path) -> None:
    assert vscode().count("added: Reactor: ") == 5
    found = checked(written(here))
    assert json.loads(written(here))["version"] == "2.0.0"
    assert found["Reactor: build on every change"]["isBackground"] is True
    assert found["Reactor: build"]["args"][-3:] == ["build", "app.py", "--all"]
    before = written(here)
    assert vscode() == ".vscode/tasks.json has all tasks already\n"
    assert written(here) == before


def test_what_is_there_is_kept_to_the_letter(here: Path) -> None:
    (here / ".vscode").mkdir()
    (here / ".vscode" / "tasks.json").write_text(WITH_COMMENTS)
    said = vscode()
    assert said.count("added: ") == 4
    assert "left as it is, although it differs: Reactor: graph (--update replaces it)" in said
    text = written(here)
    assert text.startswith(WITH_COMMENTS[: WITH_COMMENTS.index("\n  ],")])
    assert list(checked(text))[:2] == ["mine", "Reactor: graph"]
    assert "replaced: Reactor: graph" in vscode("--update")
    text = written(here)
    assert "in dots" not in text
    assert "// keep" in text
    assert checked(text)["Reactor: graph"]["args"][-2:] == ["graph", "app.py"]


@pytest.mark.parametrize("text", ["", "{}", '{"version": "2.0.0"}', '{"tasks": []}', "{ // nothing\n}"])
def test_what_is_missing_is_put_there(here: Path, text: str) -> None:
    (here / ".vscode").mkdir()
    (here / ".vscode" / "tasks.json").write_text(text)
    vscode()
    assert len(checked(written(here))) == 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{\n"tasks": [1 2]\n}', ".vscode/tasks.json:2: a comma or ] is missing"),
        ('{"version": "0.1.0"}', ".vscode/tasks.json: cannot be added to: its version is '0.1.0', and not '2.0.0'"),
        ("[]", "it holds no object"),
    ],
)
def test_a_file_that_is_not_understood_is_not_touched(here: Path, text: str, message: str) -> None:
    (here / ".vscode").mkdir()
    (here / ".vscode" / "tasks.json").write_text(text)
    result = CliRunner().invoke(main, ["vscode", "app.py"])
    assert result.exit_code == 2
    assert message in result.stderr
    assert written(here) == text


def test_an_environment_in_the_workspace_is_called_by_its_place(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / ".venv" / "bin").mkdir(parents=True)
    (here / ".venv" / "bin" / "python").touch()
    monkeypatch.setattr(sys, "prefix", str(here / ".venv"))
    monkeypatch.setattr(sys, "platform", "linux")
    vscode()
    task = checked(written(here))["Reactor: build"]
    assert task["command"] == "${workspaceFolder}/.venv/bin/python"
    assert task["args"] == ["-m", "reactor", "build", "app.py", "--all"]


def problems(task: dict[str, Any], output: str) -> list[dict[str, str]]:
    """What VS Code would show: the groups of the pattern, for every line that matches."""
    pattern = task["problemMatcher"]["pattern"]
    groups = {name: number for name, number in pattern.items() if name != "regexp"}
    matches = (re.search(pattern["regexp"], line) for line in output.splitlines())
    found = [{name: match[number] for name, number in groups.items()} for match in matches if match]
    if ASK_VSCODE:
        shown = vscode_itself.problems(task["problemMatcher"], output)
        assert shown == [{**{name: one[name] for name in shown[0]}, "column": one["column"] or "1"} for one in found]
    return found


def ours() -> dict[str, dict[str, Any]]:
    return {task["label"]: task for task in tasks.tasks("app.py", [sys.executable, "-m", "reactor"])}


def run(task: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    command = [task["command"], *task["args"]]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_reports_and_errors_become_problems(here: Path) -> None:
    task = ours()["Reactor: build"]
    found = problems(task, run(task).stdout)
    assert {"severity": "info", "file": "app.py", "line": "3", "column": "1", "code": "clock"}.items() <= found[
        0
    ].items()
    assert found[0]["message"] == "always runs, as it reads the clock: time.time()"
    assert [problem["line"] for problem in found] == ["3", "4"]
    (here / "app.py").write_text("import streamlit as st\nst.write(\n")
    (error,) = problems(task, run(task).stderr)
    assert (error["severity"], error["file"], error["line"], error["code"]) == ("error", "app.py", "2", None)


def test_a_background_build_says_when_it_begins_and_ends(here: Path) -> None:
    task = ours()["Reactor: build on every change"]
    background = task["problemMatcher"]["background"]
    process = subprocess.Popen(
        [task["command"], *task["args"]],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        first = next(process.stdout)
        assert re.search(background["beginsPattern"], first)
        reported = []
        for line in process.stdout:
            if re.search(background["endsPattern"], line):
                break
            reported.append(line)
        assert [problem["code"] for problem in problems(task, "".join(reported))] == ["clock", "console"]
        (here / "app.py").write_text("import streamlit as st\nst.write(\n")
        assert re.search(background["beginsPattern"], next(process.stdout))
        reported = []
        for line in process.stdout:
            if re.search(background["endsPattern"], line):
                break
            reported.append(line)
        assert problems(task, "".join(reported))[0]["severity"] == "error"
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 0


def test_the_patterns_of_serve_are_what_serve_prints() -> None:
    background = ours()["Reactor: serve"]["problemMatcher"]["background"]
    for module, pattern in (
        ("live", background["beginsPattern"]),
        ("live", background["endsPattern"]),
        ("serve", background["endsPattern"]),
    ):
        source = (COMMANDS / f"{module}.py").read_text(encoding="utf-8")
        printed = re.findall(r'click\.echo\("(.*)"\)', source)
        assert [line for line in printed if re.search(pattern, line)], printed


def test_the_repository_s_own_tasks_are_accepted_too() -> None:
    found = checked(REPOSITORY.read_text(encoding="utf-8"))
    pattern = ours()["Reactor: build"]["problemMatcher"]["pattern"]
    assert found["Build an example"]["problemMatcher"]["pattern"] == pattern
    assert found["Serve an example"]["problemMatcher"]["pattern"] == pattern

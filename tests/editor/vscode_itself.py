"""VS Code's own schema of tasks.json and its own problem matchers, for whoever changes the tasks.

Wants npm, Node and 80 MB from npm's registry, so the tests ask it only where REACTOR_TEST_VSCODE is set; otherwise
they know what VS Code accepts from `tests.editor.vscode_tasks`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

PACKAGE = "@codingame/monaco-vscode-task-service-override@37.6.1"
SCRIPT = Path(__file__).with_suffix(".mjs")
SEVERITIES = {8: "error", 4: "warning", 2: "info"}


def validate(value: object) -> None:
    """Raise jsonschema's `ValidationError` where VS Code would underline something."""
    jsonschema.validate(value, _asked(None, [])["schema"])


def problems(matcher: dict[str, Any], output: str) -> list[dict[str, str | None]]:
    """What VS Code shows of an output, in the terms of a pattern's groups."""
    return [
        {
            "severity": SEVERITIES[marker["severity"]],
            "line": str(marker["startLineNumber"]),
            "column": str(marker["startColumn"]),
            "message": marker["message"],
            "code": marker.get("code"),
        }
        for marker in _asked(matcher, output.splitlines())["problems"]
    ]


def _asked(matcher: dict[str, Any] | None, lines: list[str]) -> dict[str, Any]:
    asked = json.dumps({"matcher": matcher, "lines": lines})
    answer = subprocess.run(
        ["node", SCRIPT.name], cwd=_installed().name, input=asked, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return dict(json.loads(answer.stdout))


@cache
def _installed() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="vscode-")
    shutil.copy(SCRIPT, folder.name)
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder.name, PACKAGE]
    subprocess.run(command, cwd=folder.name, check=True, capture_output=True)
    return folder

"""What VS Code accepts in a tasks.json, as far as tasks of the type `process` and `shell` go.

From its documentation and its own schema of version 2.0.0: a property that it does not know is an error.
"""

from __future__ import annotations

from typing import Any

NUMBER = {"type": "integer", "minimum": 0}

PATTERN = {
    "type": "object",
    "required": ["regexp"],
    "additionalProperties": False,
    "properties": {
        "regexp": {"type": "string"},
        "kind": {"enum": ["file", "location"]},
        "loop": {"type": "boolean"},
        **dict.fromkeys(
            ("file", "location", "line", "column", "endLine", "endColumn", "severity", "code", "message"), NUMBER
        ),
    },
}

BACKGROUND = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "activeOnStart": {"type": "boolean"},
        "beginsPattern": {"type": "string"},
        "endsPattern": {"type": "string"},
    },
}

MATCHER = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "base": {"type": "string"},
        "owner": {"type": "string"},
        "source": {"type": "string"},
        "severity": {"enum": ["error", "warning", "info"]},
        "applyTo": {"enum": ["allDocuments", "openDocuments", "closedDocuments"]},
        "fileLocation": {
            "oneOf": [
                {"enum": ["absolute", "relative", "autoDetect", "search"]},
                {"type": "array", "prefixItems": [{"enum": ["relative", "autoDetect", "search"]}], "minItems": 2},
            ]
        },
        "pattern": {"anyOf": [PATTERN, {"type": "array", "items": PATTERN}, {"type": "string"}]},
        "background": BACKGROUND,
    },
}

TASK = {
    "type": "object",
    "required": ["label"],
    "additionalProperties": False,
    "properties": {
        "label": {"type": "string"},
        "type": {"enum": ["process", "shell"]},
        "command": {"type": "string"},
        "args": {"type": "array", "items": {"type": "string"}},
        "group": {
            "oneOf": [
                {"enum": ["build", "test", "none"]},
                {"type": "object", "properties": {"kind": {"type": "string"}, "isDefault": {"type": "boolean"}}},
            ]
        },
        "isBackground": {"type": "boolean"},
        "problemMatcher": {"anyOf": [MATCHER, {"type": "string"}, {"type": "array"}]},
        "presentation": {"type": "object"},
        "options": {"type": "object"},
        "dependsOn": {},
        "detail": {"type": "string"},
    },
}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["version", "tasks"],
    "additionalProperties": False,
    "properties": {
        "version": {"enum": ["2.0.0"]},
        "tasks": {"type": "array", "items": TASK},
        "inputs": {"type": "array"},
    },
}

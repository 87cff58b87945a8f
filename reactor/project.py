"""The `[tool.reactor]` table of the pyproject.toml that a script belongs to.

It is the nearest one that has the table, in the script's folder or above it; a file without the table is passed over.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "pyproject.toml"
KEYS = ("signatures",)


class ProjectError(Exception):
    """The file or its table is not as it should be. ``line`` counts from 1; None where only the key is known."""

    def __init__(self, path: Path, message: str, line: int | None = None) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Project:
    """One table. ``digest`` changes when the table does, and not with the rest of the file."""

    path: Path
    signatures: Mapping[str, Any]
    digest: str


def find_project(script: Path) -> Project | None:
    """The table that holds for a script. Raises `ProjectError`."""
    for folder in script.resolve().parents:
        path = folder / NAME
        if path.is_file():
            table = _tool_table(path)
            if table is not None:
                return _project(path, table)
    return None


def _tool_table(path: Path) -> object:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column \d+\)", str(error))
        raise ProjectError(path, f"is not TOML: {error}", int(place[1]) if place else None) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(path, f"cannot be read: {error}") from error
    tool = data.get("tool")
    return tool.get("reactor") if isinstance(tool, dict) else None


def _project(path: Path, table: object) -> Project:
    if not isinstance(table, dict):
        raise ProjectError(path, f"tool.reactor: {table!r} where a table is due")
    for key in table:
        if key not in KEYS:
            raise ProjectError(path, f"tool.reactor: unknown key {key!r}; known are {', '.join(KEYS)}")
    signatures = table.get("signatures", {})
    if not isinstance(signatures, dict):
        raise ProjectError(path, f"tool.reactor.signatures: {signatures!r} where a table is due")
    # TOML has dates, JSON has not; what a date is doing there is said later.
    plain = json.dumps(table, sort_keys=True, default=str)
    return Project(path, signatures, hashlib.sha256(plain.encode("utf-8")).hexdigest())

"""The program as data for the browser: its files with their source and nesting, and the dependency graph.

Needs: a `Program` and the `graph.json` made from it. Gives: data for JSON.
"""

from __future__ import annotations

import hashlib
import json
import tokenize
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reactor_runtime.program import ModuleProgram, Program
from reactor_web.inspector.outline import outline

SCHEMA = 1


def read_graph(path: Path) -> dict[str, Any]:
    """The graph of a build; OSError or ValueError if it cannot be read."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def program_data(program: Program, graph: Mapping[str, Any], script: str) -> dict[str, Any]:
    """Everything about an app that does not change while it is served."""
    shown = {file["module"]: file["path"] for file in graph["graph"]["files"]}
    return {
        "schema": SCHEMA,
        "script": Path(script).name,
        "files": [_file(module, shown.get(module.index, module.path)) for module in program.modules],
        "nodes": graph["nodes"],
        "edges": graph["edges"],
        "ranges": graph["graph"]["ranges"],
    }


def _file(module: ModuleProgram, path: str) -> dict[str, Any]:
    """One file. ``source`` is None if it is not what was compiled any more: its lines would be the wrong ones."""
    source = _text(Path(module.path))
    digest = hashlib.sha256((source or "").encode("utf-8")).hexdigest()
    same = source is not None and digest == module.source_hash
    return {
        "module": module.index,
        "path": path,
        "source": source if same else None,
        "blocks": [asdict(block) for block in outline(source or "")] if same else [],
    }


def _text(path: Path) -> str | None:
    try:
        with tokenize.open(path) as file:
            return file.read().removeprefix("\ufeff")
    except (OSError, SyntaxError, UnicodeDecodeError):
        return None

"""Calls whose receiver's type was not known when compiling: resolved here by the real type, once per type."""

from __future__ import annotations

import ast
import pathlib
import sys
from typing import Any

from reactor_runtime.engine.settings import Settings
from reactor_runtime.engine.values import MISSING
from reactor_runtime.program import FILE_NAME, Binding, Check, Program, Region


class CallChecks:
    """Answers, after an execution, why its unresolved calls forbid reusing it."""

    def __init__(self, signatures: Any, program: Program | None = None) -> None:
        self._signatures = signatures
        self.settings = Settings(signatures.settings if signatures is not None else {})
        # Hidden state of libraries (pyplot's current figure) that some region of the program changes.
        self._changed_hidden = {
            name
            for module in (program.modules if program is not None else ())
            for region in module.regions
            for name in region.mutates
            if name.startswith("$")
        }
        self._known: dict[tuple[Check, type], str | None] = {}

    def problem(self, region: Region, reads: list[Any]) -> str | None:
        """The first reason, or None. ``reads`` begins with the values of ``region.reads`` before it ran."""
        read = sorted(zip(region.reads, reads, strict=False), key=lambda item: item[0][1] is Binding.LOCAL)
        # Of two names of one spelling the region's own code means the local one.
        names = {name: value for (name, _), value in read}
        for check in region.checks:
            value = _follow(check.path, names)
            if value is MISSING:
                if check.closed:
                    continue
                return f"unknown call {check.method}"
            if check.method == FILE_NAME:
                if not _names_a_file(value):
                    return f"reads no file of this machine: {''.join(check.path)}"
                continue
            key = (check, type(value))
            if key not in self._known:
                self._known[key] = self._resolve(check, type(value), region)
            if self._known[key] is not None:
                return self._known[key]
        return None

    def _resolve(self, check: Check, kind: type, region: Region) -> str | None:
        effect = self._signatures.resolve(kind, check.method, dict(check.keywords))
        name = f"{kind.__qualname__}.{check.method}"
        if effect is None:
            return None if check.closed else f"unknown call {name}"
        if effect.draws and effect.paths and not region.opens:
            return f"may read a file: {name}"
        if effect.volatile and not check.closed:
            return f"{effect.volatile}: {name}"
        if any(target != "self" for target in effect.mutates) or self._changed_hidden.intersection(effect.hidden):
            return f"changes more than its receiver: {name}"
        if effect.mutates and check.path[0] not in region.mutates:
            return f"changes {check.path[0]}: {name}"
        return None


def _follow(path: tuple[str, ...], names: dict[str, Any]) -> Any:
    """The value at a path, looking only where looking has no effect."""
    value = names.get(path[0], MISSING)
    for step in path[1:]:
        if value is MISSING:
            return MISSING
        if step.startswith("."):
            if _is_table(value):
                value = getattr(value, step[1:], MISSING)
            else:
                value = getattr(value, "__dict__", {}).get(step[1:], MISSING)
        elif type(value) in (dict, list, tuple) or _is_table(value):
            try:
                value = value[ast.literal_eval(step[1:-1])]
            except (KeyError, IndexError, TypeError, ValueError, SyntaxError):
                return MISSING
        else:
            return MISSING
    return value


def _names_a_file(value: Any) -> bool:
    """Whether libraries take it as the name of a local file: not as an open file, or as an address."""
    return isinstance(value, pathlib.PurePath) or (type(value) is str and "://" not in value)


def _is_table(value: Any) -> bool:
    """Whether reading items and attributes of ``value`` is known to change nothing."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and type(value) in (pandas.DataFrame, pandas.Series)

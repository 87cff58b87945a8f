"""What the compiler has to say about a script.

A diagnostic has a stable code; its title, explanation and advice stand in ``diagnostics.toml`` and nowhere else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reactor_runtime.program import Program


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message. ``severity`` is ``info``: nothing is wrong with the script, but it costs something."""

    code: str
    path: str
    line: int
    column: int
    message: str
    severity: str


@dataclass(frozen=True, slots=True)
class Text:
    """What a code means.

    ``title`` completes "it runs every time because it ...", ``seen`` is what the compiler found. ``example`` is a
    script of which the code is reported, ``instead`` the same without it. ``advice`` and ``instead`` are empty where
    there is nothing to do about it.
    """

    title: str
    seen: str
    explanation: str
    advice: str
    example: str
    instead: str


@cache
def texts() -> Mapping[str, Text]:
    """The texts of every code."""
    content = files(__package__).joinpath("diagnostics.toml").read_text("utf-8")
    return {code: Text(**fields) for code, fields in tomllib.loads(content).items()}


def report(program: Program) -> tuple[Diagnostic, ...]:
    """One diagnostic for each reason why a region runs in every walk, in program order."""
    found: dict[Diagnostic, None] = {}
    for module in program.modules:
        for region in module.regions:
            for reason in region.volatile:
                message = (
                    f"{texts()[reason.code].title}: {reason.detail}" if reason.detail else texts()[reason.code].title
                )
                found[Diagnostic(reason.code, module.path, reason.line, region.span.column, message, "info")] = None
    return tuple(found)

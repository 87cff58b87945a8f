"""Known-wrong programs: what the compiler made of a script, with a fact about one of its statements left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reactor_runtime.program import Program, Region, codec

Change = Callable[[Region], Region]


def without_read(name: str) -> Change:
    """The statement does not know that it reads a name, and is skipped although it changed."""
    return lambda region: replace(region, reads=tuple(read for read in region.reads if read[0] != name))


def without_effect(region: Region) -> Region:
    """The statement does not know that it does something outside, or asks the outside, and is skipped."""
    return replace(region, volatile=())


def damaged(program: Program, file: str, line: int, change: Change) -> Program:
    """The program with the regions on a line changed."""
    modules = tuple(
        replace(
            module,
            regions=tuple(change(region) if region.span.line == line else region for region in module.regions),
        )
        if Path(module.path).name == file
        else module
        for module in program.modules
    )
    assert modules != program.modules
    return replace(program, modules=modules)


def damage_build(folder: Path, file: str, line: int, change: Change) -> None:
    """The same for a build on disk."""
    path = folder / "program.json"
    program = codec.decode(json.loads(path.read_text(encoding="utf-8")))
    path.write_text(json.dumps(codec.encode(damaged(program, file, line, change))), encoding="utf-8")

"""Case files: a script, the transpiled script expected of it, and its regions and ranges.

A case is one file ``cases/<what it says>.case`` with three parts, each under a line of its own. To write what the
compiler gives today into every case: ``python -m tests.compiler.cases --update``. A part that is missing is filled in.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from reactor.graph.printer import print_program
from reactor.pipeline import compile_source

FOLDER = Path(__file__).parent / "cases"
_PARTS = ("script", "transpiled", "regions")


@dataclass(frozen=True)
class Case:
    script: str
    transpiled: str
    regions: str


def read_case(path: Path) -> Case:
    parts = dict.fromkeys(_PARTS, "")
    current = ""
    for line in path.read_text("utf-8").splitlines(keepends=True):
        heading = line.strip().removeprefix("=== ")
        if line.startswith("=== ") and heading in parts:
            current = heading
        else:
            parts[current] += line
    return Case(**parts)


def compiled_case(script: str) -> Case:
    """The case as the compiler would have it."""
    program = compile_source(script, "app.py").program
    return Case(script, program.modules[0].transpiled, print_program(program))


def write_case(path: Path, case: Case) -> None:
    path.write_text("".join(f"=== {part}\n{getattr(case, part)}" for part in _PARTS), "utf-8")


def update() -> None:
    for path in sorted(FOLDER.glob("*.case")):
        write_case(path, compiled_case(read_case(path).script))


if __name__ == "__main__" and "--update" in sys.argv:
    update()

"""Ask a compiled script questions by source line."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent

from reactor.graph.verify import verify
from reactor.pipeline import compile_source
from reactor_runtime.program import Program, Range, Region


@dataclass(frozen=True)
class Compiled:
    program: Program

    def at(self, line: int) -> Region:
        """The first guarded region that begins on a line; the line after the imports that `compiled` adds is 1."""
        return next(region for region in self.program.modules[0].regions if region.span.line == line + 1)

    def reasons(self, line: int) -> set[str]:
        return {reason.code for reason in self.at(line).volatile}

    def ranges(self, line: int) -> list[Range]:
        return [self.program.ranges[number] for number in self.at(line).ranges]

    def members(self, line: int) -> set[int]:
        """Lines of the regions that share a range with the one on this line."""
        by_address = {
            (module.index, region.id): region.span.line - 1
            for module in self.program.modules
            for region in module.regions
        }
        return {by_address[address] for item in self.ranges(line) for address in item.members}

    def forced_by(self, line: int) -> set[int]:
        """Lines of the regions that force a range of the one on this line."""
        numbers = {region.id: region.span.line - 1 for region in self.program.modules[0].regions}
        return {numbers[number] for item in self.ranges(line) for _, number in item.ancestors}

    def texts(self) -> str:
        return self.program.modules[0].transpiled


def compiled(script: str) -> Compiled:
    """Compile a script that begins with ``import streamlit as st`` on line 0."""
    program = compile_source("import streamlit as st\n" + dedent(script).lstrip("\n"), "app.py").program
    assert verify(program) == []
    return Compiled(program)
